/// @file
/// A run rate by year, its increments and its cash.
///
/// A savings profile is a run rate r_y: what year y is better off by, against the budget before the plan.
///
///     increment_y = r_y - r_(y-1), the first year's is r_1     what year y adds; the budget moves by it
///     cash        = sum of r_y over the years                  what the whole plan is worth by then
///
/// All in the plan's unit, as printed decimals. NaN where a year is NaN.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the figures of years are: what a year is better off by in all, or what it adds to the year before.
enum class YearsAre : std::uint8_t { run_rates, increments };

template <>
struct Vocabulary<YearsAre> {
    static constexpr std::string_view name = "years_are";
    static constexpr std::array<std::string_view, 2> words{"run_rates", "increments"};
};

/// What each year adds to the one before it.
[[nodiscard]] inline std::vector<double> increments(std::span<const double> run_rate) {
    std::vector<double> added;
    added.reserve(run_rate.size());
    for (std::size_t y = 0; y < run_rate.size(); ++y)
        added.push_back(decimal::difference(run_rate[y], y == 0 ? 0.0 : run_rate[y - 1]));
    return added;
}

/// What all years come to together.
[[nodiscard]] inline double cash_saving(std::span<const double> run_rate) noexcept { return decimal::sum(run_rate); }

}  // namespace headway
