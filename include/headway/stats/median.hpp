/// @file
/// The median: the value in the middle, and the mean of the two in the middle where their number is even, also where
/// they are so far apart that no double holds the distance.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "headway/processor.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The middle of two values, the lower first.
[[nodiscard]] inline double between(double lower, double upper) noexcept {
    const double apart = upper - lower;
    return std::isinf(apart) ? lower / 2.0 + upper / 2.0 : lower + apart / 2.0;
}

namespace detail {

/// The most values of which each is ranked: that takes less than to part them, where no branch can be foreseen.
inline constexpr std::size_t most_ranked = 64;

/// The two in the middle of values, or the one twice. The k-th, from 0, is the largest with k or fewer below it.
struct Middles {
    double lower;
    double upper;
};
HEADWAY_FOR_EACH_PROCESSOR inline Middles middles_by_rank(const double* values, std::size_t count) noexcept {
    constexpr std::size_t lanes = 8;
    constexpr double nothing = -std::numeric_limits<double>::infinity();
    const std::size_t upper = count / 2, lower = (count - 1) / 2;
    const auto upper_rank = static_cast<double>(upper), lower_rank = static_cast<double>(lower);
    Middles found{nothing, nothing};
    for (std::size_t first = 0; first < count; first += lanes) {
        double here[lanes], below[lanes];
        HEADWAY_UNROLLED for (std::size_t k = 0; k < lanes; ++k) {
            here[k] = values[std::min(first + k, count - 1)];
            below[k] = 0.0;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const double value = values[i];
            HEADWAY_UNROLLED for (std::size_t k = 0; k < lanes; ++k) below[k] += value < here[k] ? 1.0 : 0.0;
        }
        for (std::size_t k = 0; k < lanes; ++k) {
            found.lower = std::max(found.lower, below[k] <= lower_rank ? here[k] : nothing);
            found.upper = std::max(found.upper, below[k] <= upper_rank ? here[k] : nothing);
        }
    }
    return found;
}

}  // namespace detail

/// See the head of this file. `values` is not empty and holds no NaN; it is taken by value because it is reordered.
[[nodiscard]] inline double median(std::vector<double> values) noexcept {
    if (values.size() <= detail::most_ranked) {
        const auto [lower, upper] = detail::middles_by_rank(values.data(), values.size());
        return values.size() % 2 == 1 ? upper : between(lower, upper);
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    const double lower = *std::max_element(values.begin(), middle);
    return between(lower, *middle);
}

}  // namespace headway::stats
