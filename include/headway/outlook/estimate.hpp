/// @file
/// One method applied to one history: the points to come, kept possible, and the year that they make.
///
/// An average with denominators is two histories, numerators and denominators, both projected as amounts; its year is
/// the ratio of their sums. `auto` tries the methods of `candidates` in turn; see projection.hpp for why.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "headway/measure/range.hpp"
#include "headway/outlook/combination.hpp"
#include "headway/outlook/earlier_errors.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/shrunk_season.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook::detail {

/// What is projected: points, and for an average with denominators numerators and denominators, both as amounts.
struct Inputs {
    History points{};
    std::optional<History> denominators{};
    double lowest = -std::numeric_limits<double>::infinity();  ///< of a figure as published
    double highest = std::numeric_limits<double>::infinity();
    bool to_date = false;  ///< whether figures are published as totals of the year so far

    [[nodiscard]] Inputs replay(int age) const {
        Inputs then = *this;
        then.points = points.replay(age);
        if (denominators) then.denominators = denominators->replay(age);
        return then;
    }
    /// What a past year came to.
    [[nodiscard]] double actual(int age) const {
        const auto whole = [age](const History& history) {
            History year = history.replay(age);
            const auto added = static_cast<std::size_t>(history.remaining);
            year.points = history.points.first(year.points.size() + added);
            year.known += history.remaining;
            year.remaining = 0;
            return year.year_value({});
        };
        return denominators ? whole(points) / whole(*denominators) : whole(points);
    }
    [[nodiscard]] bool adds_up() const noexcept { return points.year == YearIs::sum && !denominators; }

    /// What the year can be, given what is reached and what a figure can be.
    [[nodiscard]] Range limits_of_year() const noexcept {
        if (!adds_up()) return {lowest, highest};
        const double reached = points.so_far();
        const double least = lowest >= 0.0 ? reached : to_date ? lowest : reached + points.remaining * lowest;
        const double most = to_date ? highest : reached + points.remaining * highest;
        return {std::min(least, reached), std::max(most, reached)};
    }
    [[nodiscard]] bool published(int age) const {
        return points.published(age) && (!denominators || denominators->published(age));
    }
};

struct Estimate {
    Method method = Method::automatic;
    std::vector<double> path{};  ///< amounts or levels to come
    double value = 0.0;
    std::optional<CombinationError> error{};  ///< of a method that finds it by itself
    bool held = false;                        ///< whether it was held near what this year or the last has been
};

/// What `auto` tries, in order.
[[nodiscard]] inline std::vector<Method> candidates(const History& history) {
    std::vector<Method> methods;
    if (history.years() >= 2) methods.push_back(Method::combination);
    if (history.years() >= 1) methods.push_back(Method::shrunk_season);
    const bool enough = history.year == YearIs::sum ? 4 * history.known >= history.per_year && history.known >= 2
                                                    : history.points.size() >= 3;
    if (enough) methods.push_back(history.year == YearIs::last ? Method::ses : Method::run_rate);
    return methods;
}

/// Keeps points to come possible without moving a total that already is. A year to date whose amounts are never
/// negative never falls; one that has fallen before, by a correction, may do so again, but not below what is reached.
inline void keep_possible(std::vector<double>& path, const Inputs& inputs) {
    if (inputs.points.year != YearIs::sum) {
        for (double& level : path) level = std::clamp(level, inputs.lowest, inputs.highest);
        return;
    }
    const bool adds_up = inputs.adds_up(), amounts = inputs.lowest >= 0.0;
    if (!amounts && !(adds_up && (std::isfinite(inputs.lowest) || std::isfinite(inputs.highest)))) return;
    const std::span<const double> points = inputs.points.points;
    const bool falls = inputs.to_date && std::any_of(points.begin(), points.end(), [](double x) { return x < 0.0; });
    const Range year = inputs.limits_of_year();
    const double reached = inputs.points.so_far();
    double total = 0.0, kept = 0.0;
    for (double& amount : path) {
        if (adds_up && !inputs.to_date) {
            amount = std::min(amount, inputs.highest);
            if (!amounts) amount = std::max(amount, inputs.lowest);
        }
        total += amount;
        double now = amounts ? std::max(falls ? 0.0 : kept, total) : total;
        if (adds_up && inputs.to_date) now = std::clamp(now, year.lower - reached, year.upper - reached);
        amount = now - kept;
        kept = now;
    }
}

/// A method's errors over the points that came after each earlier one of this year; of one that finds its own error,
/// that. Empty where there is no earlier point from which it can project.
[[nodiscard]] inline std::optional<CombinationError> earlier_errors(Method method, const History& history) {
    if (method == Method::combination) {
        const std::optional<Combination> combined = combine(history);
        return combined ? std::optional(combined->error) : std::nullopt;
    }
    if (method == Method::shrunk_season) {
        const std::optional<ShrunkSeason> shrunk = shrunk_season(history);
        return shrunk ? shrunk->error : std::nullopt;
    }
    EarlierErrors errors(history, static_cast<std::size_t>(history.remaining));
    for (int left_out = history.known - 1; left_out >= 1; --left_out) {
        History then = history;
        then.points = history.points.first(history.points.size() - static_cast<std::size_t>(left_out));
        then.filled = history.filled.first(then.points.size());
        then.known -= left_out;
        then.remaining += left_out;
        const auto distance = static_cast<std::size_t>(std::min(left_out, history.remaining));
        if (!history.published(then.points.size(), distance)) continue;
        const std::optional<std::vector<double>> path = points_to_come(method, then);
        if (!path) continue;
        double error = 0.0;
        for (std::size_t m = history.year == YearIs::last ? distance - 1 : 0; m < distance; ++m)
            error += (*path)[m] - history.points[then.points.size() + m];
        errors.add(history.year == YearIs::last ? error : error / static_cast<double>(distance), distance);
    }
    if (!(errors.count() > 0.0)) return std::nullopt;
    return CombinationError{.scale = errors.scale() * of_the_year(history),
                            .degrees_of_freedom = std::min(EarlierErrors::most_degrees_of_freedom, errors.count())};
}

/// Those of an average with denominators are of the ratios themselves: the mean of a year is near enough to its
/// weighted mean.
[[nodiscard]] inline std::optional<CombinationError> earlier_errors(Method method, const Inputs& inputs) {
    if (!inputs.denominators) return earlier_errors(method, inputs.points);
    if (inputs.points.points.size() != inputs.denominators->points.size()) return std::nullopt;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < inputs.points.points.size(); ++i)
        ratios.push_back(inputs.points.points[i] / inputs.denominators->points[i]);
    if (!std::all_of(ratios.begin(), ratios.end(), [](double ratio) { return std::isfinite(ratio); }))
        return std::nullopt;
    History history = inputs.points;
    history.points = ratios;
    history.year = YearIs::mean;
    return earlier_errors(method, history);
}

/// Whether every point to come is a number as it will be published: of amounts that cancel, a year to date may not be.
[[nodiscard]] inline bool can_be_published(const std::vector<double>& path, const Inputs& inputs) noexcept {
    double to_date = inputs.points.so_far();
    return std::all_of(path.begin(), path.end(), [&](double point) {
        to_date += point;
        return std::isfinite(inputs.to_date ? to_date : point);
    });
}

/// What a method other than `auto` says; empty where it has too few points, or what it says is beyond all numbers.
/// Its error, where that takes another run, is found `with_error` alone.
[[nodiscard]] inline std::optional<Estimate> estimate_by(Method method, const Inputs& inputs, bool with_error = true) {
    Estimate estimate{.method = method};
    if (method == Method::combination && !inputs.denominators) {
        std::optional<Combination> combined = combine(inputs.points);
        if (!combined) return std::nullopt;
        estimate.path = std::move(combined->path);
        estimate.error = combined->error;
        estimate.held = combined->held;
    } else if (method == Method::shrunk_season && !inputs.denominators) {
        std::optional<ShrunkSeason> shrunk = shrunk_season(inputs.points);
        if (!shrunk) return std::nullopt;
        estimate.path = std::move(shrunk->path);
        estimate.error = shrunk->error;
        estimate.held = shrunk->held;
    } else {
        std::optional<std::vector<double>> path = points_to_come(method, inputs.points);
        if (!path) return std::nullopt;
        estimate.path = std::move(*path);
    }
    keep_possible(estimate.path, inputs);
    estimate.value = inputs.points.year_value(estimate.path);
    if (!inputs.points.beside_figures.empty())
        estimate.value = std::clamp(estimate.value, inputs.lowest, inputs.highest);
    if (inputs.denominators) {
        std::optional<std::vector<double>> below = points_to_come(method, *inputs.denominators);
        if (!below) return std::nullopt;
        keep_possible(*below, {.points = *inputs.denominators, .lowest = 0.0});
        estimate.value /= inputs.denominators->year_value(*below);
        if (!std::isfinite(estimate.value)) return std::nullopt;
        estimate.value = std::clamp(estimate.value, inputs.lowest, inputs.highest);
        if (method == Method::combination && with_error) estimate.error = earlier_errors(method, inputs);
        for (std::size_t h = 0; h < below->size(); ++h) {
            const double ratio = estimate.path[h] / (*below)[h];  // of nothing: as the year
            estimate.path[h] = std::isfinite(ratio) ? std::clamp(ratio, inputs.lowest, inputs.highest) : estimate.value;
        }
    }
    if (!std::isfinite(estimate.value) || !can_be_published(estimate.path, inputs)) return std::nullopt;
    return estimate;
}

/// What a method says; `auto` is the first of its candidates that can.
[[nodiscard]] inline std::optional<Estimate> estimate_year(Method method, const Inputs& inputs,
                                                           bool with_error = true) {
    if (inputs.points.known < 1) return std::nullopt;
    if (method != Method::automatic) return estimate_by(method, inputs, with_error);
    for (const Method candidate : candidates(inputs.points))
        if (std::optional<Estimate> estimate = estimate_by(candidate, inputs, with_error)) return estimate;
    return std::nullopt;
}

/// The method's errors (projected - actual) at the same point of past years, last year first.
[[nodiscard]] inline std::vector<double> past_errors(Method method, const Inputs& inputs) {
    std::vector<double> errors;
    for (int age = 1; age <= inputs.points.years(); ++age) {
        if (!inputs.published(age)) continue;
        if (const std::optional<Estimate> then = estimate_year(method, inputs.replay(age), false))
            errors.push_back(then->value - inputs.actual(age));
    }
    return errors;
}

}  // namespace headway::inline HEADWAY_ABI::outlook::detail
