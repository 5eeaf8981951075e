/// @file
/// Is a benchmark in the unit of the values that it is compared with? 11.63 beside shares of 1, or 291 beside rates per
/// person, is most likely a per cent and a rate per 100,000, and any outcome would be wrong.
///
///     off     each benchmark over its value; 0 and what is not finite aside
///     likely  where every row is thirty times off or more to one side, the usual multiplier (1, 100, 1,000, 10,000,
///             100,000, 1,000,000) that is nearest to that of the values, m, times the geometric mean of what is off;
///             else m
///
/// Thirty times is between what areas differ by and the hundred that units do.
///
/// Edge cases: nothing to compare is m. Either column may be one number for all rows.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

inline constexpr std::array<double, 6> usual_multipliers{1.0, 100.0, 1'000.0, 10'000.0, 100'000.0, 1'000'000.0};

/// See the head of this file. Columns are of one length, or one of them of one number.
[[nodiscard]] inline double likelier_multiplier(std::span<const double> values, std::span<const double> benchmarks,
                                                double multiplier) noexcept {
    constexpr double times_off = 30.0;
    const std::size_t rows = std::max(values.size(), benchmarks.size());
    if (values.empty() || benchmarks.empty()) return multiplier;
    double sum = 0.0;
    std::size_t above = 0, below = 0, known = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const double off = benchmarks[benchmarks.size() == 1 ? 0 : i] / values[values.size() == 1 ? 0 : i];
        if (!(off > 0.0) || std::isinf(off)) continue;
        ++known;
        sum += std::log(off);
        above += off >= times_off ? 1u : 0u;
        below += off <= 1.0 / times_off ? 1u : 0u;
    }
    if (known == 0 || (above != known && below != known)) return multiplier;
    const double likely = std::log(multiplier) + sum / static_cast<double>(known);
    return *std::min_element(usual_multipliers.begin(), usual_multipliers.end(), [likely](double a, double b) {
        return std::fabs(std::log(a) - likely) < std::fabs(std::log(b) - likely);
    });
}

}  // namespace headway::stats
