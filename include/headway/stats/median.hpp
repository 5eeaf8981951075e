/// @file
/// The median: the value in the middle, and the mean of the two in the middle where their number is even, also where
/// they are so far apart that no double holds the distance.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The middle of two values, the lower first.
[[nodiscard]] inline double between(double lower, double upper) noexcept {
    const double apart = upper - lower;
    return std::isinf(apart) ? lower / 2.0 + upper / 2.0 : lower + apart / 2.0;
}

/// See the head of this file. `values` is not empty and holds no NaN; it is taken by value because it is reordered.
[[nodiscard]] inline double median(std::vector<double> values) noexcept {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    const double lower = *std::max_element(values.begin(), middle);
    return between(lower, *middle);
}

}  // namespace headway::stats
