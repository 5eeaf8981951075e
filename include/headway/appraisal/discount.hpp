/// @file
/// Discounting: what an amount of a later year is worth in the base year.
///
///     factor(0) = 1                                     the base year is not discounted
///     factor(t) = factor(t - 1) / (1 + rate(t))         so a rate holds for its own years, never for the earlier ones
///     present value = amount(0) factor(0) + amount(1) factor(1) + ...
///
/// A schedule is data with a name and a date: a list of steps, each from its first year on. `green_book()` is HM
/// Treasury's, in real terms: 3.5% for the years 0 to 30, 3.0% for 31 to 75, 2.5% after. factor(30) is 0.3563,
/// factor(31) 0.3459, factor(75) 0.0942, factor(76) 0.0919. Amounts must be real too: 3.5% is not a rate for cash with
/// inflation in it. Guidance changes, so every schedule can be replaced; the supplementary tables for very long
/// horizons, for instance, are
///
///     {.name = "Green Book, long term", .version = "February 2026",
///      .steps = {{0, 0.035}, {31, 0.03}, {76, 0.025}, {126, 0.02}, {201, 0.015}, {301, 0.01}}}
///
/// Missing amounts (NaN) make the present value missing. Errors: a schedule without steps, whose first step is not at
/// year 0, whose steps are not each later than the one before, or with a rate that is not above -1 and below 1 (3.5
/// where 0.035 is meant); years before the base year; infinite amounts.
///
/// Source: HM Treasury, The Green Book (2022), annex 6; the edition of February 2026 keeps the rates. The 3.5% is the
/// social time preference rate: 0.5% pure time preference, 1% catastrophic risk, 2% growth of consumption.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A yearly rate, as a fraction, from a year on: year 0 is the base year.
struct DiscountStep {
    int first_year = 0;
    double rate = 0.0;

    bool operator==(const DiscountStep&) const = default;
};

/// See the head of this file.
struct DiscountSchedule {
    std::string name{};
    std::string version{};              ///< whose it is and of when; empty of a schedule of one's own
    std::vector<DiscountStep> steps{};  ///< the first at year 0, each later than the one before

    bool operator==(const DiscountSchedule&) const = default;
};

/// HM Treasury's schedule, standard rates.
[[nodiscard]] inline DiscountSchedule green_book() {
    return {.name = "Green Book", .version = "February 2026", .steps = {{0, 0.035}, {31, 0.03}, {76, 0.025}}};
}

/// One rate for all years.
[[nodiscard]] inline DiscountSchedule flat_rate(double rate) {
    return {.name = "flat", .version = {}, .steps = {{0, rate}}};
}

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const DiscountSchedule& schedule) {
    Problems problems;
    if (schedule.steps.empty()) problems.add("discount schedule: found no steps; accepted: at least one, from year 0");
    for (std::size_t i = 0; i < schedule.steps.size(); ++i) {
        const auto [first_year, rate] = schedule.steps[i];
        const std::string where = "discount schedule, step " + std::to_string(i) + ": found ";
        if (i == 0 && first_year != 0)
            problems.add(where + "first year " + std::to_string(first_year) + "; accepted: 0, the base year");
        if (i > 0 && first_year <= schedule.steps[i - 1].first_year)
            problems.add(where + "first year " + std::to_string(first_year) + " after " +
                         std::to_string(schedule.steps[i - 1].first_year) +
                         "; accepted: each later than the one before");
        if (!(rate > -1.0 && rate < 1.0))
            problems.add(where + "a rate of " + shown(rate) +
                         "; accepted: a fraction above -1 and below 1, 0.035 for 3.5%");
    }
    problems.raise_if_any();
}

/// What one unit of so many years after the base year is worth in it. @throws Error: see the head of this file.
[[nodiscard]] inline double discount_factor(const DiscountSchedule& schedule, int year) {
    validate(schedule);
    if (year < 0)
        throw Error("discounting: found year " + std::to_string(year) + "; accepted: the base year (0) and later ones");
    double factor = 1.0;
    for (std::size_t i = 0; i < schedule.steps.size(); ++i) {
        const bool last = i + 1 == schedule.steps.size();
        const int from = std::max(schedule.steps[i].first_year, 1);
        const int to = last ? year : std::min(year, schedule.steps[i + 1].first_year - 1);
        if (to >= from) factor *= std::pow(1.0 + schedule.steps[i].rate, -(to - from + 1));
    }
    return factor;
}

/// The factors of `years` years in a row, the first of them so many years after the base year.
/// @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<double> discount_factors(const DiscountSchedule& schedule, std::size_t years,
                                                          int first_year = 0) {
    std::vector<double> factors;
    factors.reserve(years);
    for (std::size_t i = 0; i < years; ++i)
        factors.push_back(discount_factor(schedule, first_year + static_cast<int>(i)));
    return factors;
}

/// The present value of yearly amounts, the first of them so many years after the base year.
/// @throws Error: see the head of this file.
[[nodiscard]] inline double present_value(std::span<const double> amounts, const DiscountSchedule& schedule,
                                          int first_year = 0) {
    validate(schedule);
    Problems problems;
    double value = 0.0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (std::isinf(amounts[i]))
            problems.add("present value, year " + std::to_string(i) +
                         ": found an infinite amount; accepted: a finite number, or NaN for missing");
        value += amounts[i] * discount_factor(schedule, first_year + static_cast<int>(i));
    }
    problems.raise_if_any();
    return value;
}

}  // namespace headway
