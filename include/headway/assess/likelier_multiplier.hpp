/// @file
/// Is a benchmark in the unit of the values that it is compared with? 11.63 beside shares of 1, or 291 beside rates per
/// person, is most likely a per cent and a rate per 100,000, and any outcome would be wrong.
///
///     off     each benchmark over the end of the value's interval that is nearer to it, over the value where there is
///             no interval; 0 and what is not finite aside
///     likely  where every row is thirty times off or more to one side, the usual multiplier (1, 100, 1,000, 10,000,
///             100,000, 1,000,000) that is nearest to that of the values, m, times the geometric mean of the benchmarks
///             over their values; else m
///
/// Thirty times is between what areas differ by and the hundred that units do. One small area is no evidence of a
/// unit, which its interval says: 1 of 1,000 is 0.1% and up to 0.6%, so that 5% is nine times off and not fifty.
///
/// Shares differ by more than rates: 0.1% of a million people may be compared with 5%. Of them a benchmark is told only
/// where it is likely per 1, at most 1 beside a larger multiplier: 0.1163 beside 14.16%. What is above the whole is
/// refused elsewhere.
///
/// Of numbers that are no statistic nobody knows the unit. They are told to be shares on one side and per cents on the
/// other where all on one side are at most 1, all on the other above 1 and at most 100, and every row is thirty times
/// off and nearest to a hundred: 0.142 beside 11.63 (`are_shares_and_per_cents`).
///
/// Edge cases: nothing to compare is m. Either column may be one number for all rows. An interval that is not known
/// (NaN, or no column) is the value.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// What values are commonly printed per, the least first.
inline constexpr std::array<double, 6> usual_multipliers{1.0, 100.0, 1'000.0, 10'000.0, 100'000.0, 1'000'000.0};

/// Values with their intervals; `lower` and `upper` are as long as `value`, or empty.
struct ValuesInUnit {
    std::span<const double> value{};
    std::span<const double> lower{};
    std::span<const double> upper{};
    double multiplier = 1.0;
    bool are_shares = false;
};

/// See the head of this file. Columns are of one length, or one of them of one number.
[[nodiscard]] inline double likelier_multiplier(const ValuesInUnit& values,
                                                std::span<const double> benchmarks) noexcept {
    constexpr double times_off = 30.0;
    const double multiplier = values.multiplier;
    const std::size_t rows = std::max(values.value.size(), benchmarks.size());
    if (values.value.empty() || benchmarks.empty()) return multiplier;
    double sum = 0.0;
    std::size_t above = 0, below = 0, known = 0;
    bool may_be_shares_of_1 = true;
    for (std::size_t i = 0; i < rows; ++i) {
        const double benchmark = benchmarks[benchmarks.size() == 1 ? 0 : i];
        const std::size_t row = values.value.size() == 1 ? 0 : i;
        const double value = values.value[row], off = benchmark / value;
        if (!(off > 0.0) || std::isinf(off)) continue;
        const std::span<const double> ends = off > 1.0 ? values.upper : values.lower;
        const double end = ends.empty() || std::isnan(ends[row]) ? value : ends[row];
        ++known;
        sum += std::log(off);
        above += off > 1.0 && benchmark / end >= times_off ? 1u : 0u;
        below += off < 1.0 && end / benchmark >= times_off ? 1u : 0u;
        may_be_shares_of_1 = may_be_shares_of_1 && benchmark <= 1.0;
    }
    if (known == 0 || (above != known && below != known)) return multiplier;
    const double likely = std::log(multiplier) + sum / static_cast<double>(known);
    const double nearest = *std::min_element(
        usual_multipliers.begin(), usual_multipliers.end(),
        [likely](double a, double b) { return std::fabs(std::log(a) - likely) < std::fabs(std::log(b) - likely); });
    if (values.are_shares && !(nearest == 1.0 && may_be_shares_of_1 && below == known)) return multiplier;
    return nearest;
}

/// See the head of this file; `multiplier` and `are_shares` are not looked at.
[[nodiscard]] inline bool are_shares_and_per_cents(ValuesInUnit values, std::span<const double> benchmarks) noexcept {
    const auto within = [](std::span<const double> numbers, double above, double most) {
        return std::all_of(numbers.begin(), numbers.end(),
                           [=](double number) { return std::isnan(number) || (number >= above && number <= most); });
    };
    constexpr double just_above_1 = 1.0 + 1e-9;
    values.are_shares = false;
    values.multiplier = 1.0;
    if (within(values.value, 0.0, 1.0) && within(benchmarks, just_above_1, 100.0))
        return likelier_multiplier(values, benchmarks) == 100.0;
    values.multiplier = 100.0;
    return within(values.value, just_above_1, 100.0) && within(benchmarks, 0.0, 1.0) &&
           likelier_multiplier(values, benchmarks) == 1.0;
}

}  // namespace headway::stats
