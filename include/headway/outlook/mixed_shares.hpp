/// @file
/// Whether a level, a mean or a rolling figure that is a percentage goes on as shares of 1, or the other way round:
/// 72.3, 74.1, ... and then 0.735, as where some cells of a spreadsheet hold "72.3%" as text and others as a
/// number.
///
/// Of the known figures that are not 0, by size, let the small ones be those of at most 1. The series is mixed
/// where there are both, six or more together, no small one is 1 (which may be a count or 1%), every large one is
/// above 20 times the largest small one and at most 200, and each small one times 100 is from half the least to
/// twice the largest large one.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "headway/error.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What is odd, in words; empty where nothing is.
[[nodiscard]] inline std::string mixed_shares(const Series& series) {
    if (is_total(series.accrual())) return {};
    constexpr double infinite = std::numeric_limits<double>::infinity();
    double least = infinite, largest = 0.0, least_small = infinite, largest_small = 0.0;
    std::size_t small = 0, large = 0, first_small = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double size = std::fabs(series[i]);
        if (!(size > 0.0)) continue;
        if (size <= 1.0) {
            if (small++ == 0) first_small = i;
            least_small = std::min(least_small, size);
            largest_small = std::max(largest_small, size);
        } else {
            ++large;
            least = std::min(least, size);
            largest = std::max(largest, size);
        }
    }
    const bool both = small > 0 && large > 0 && small + large >= 6 && largest_small < 1.0;
    const bool apart = least > 20.0 * largest_small && largest <= 200.0;
    const bool in_hundredths = 100.0 * least_small >= least / 2.0 && 100.0 * largest_small <= 2.0 * largest;
    if (!both || !apart || !in_hundredths) return {};
    return "Shares of 1 stand among percentages: " + std::to_string(small) + " of " + std::to_string(small + large) +
           " figures are at most 1, as " + shown(series[first_small]) + " in " + series.period(first_small).label() +
           ", the others at least " + shown(least) + ". Write all of them in one unit.";
}

}  // namespace headway::outlook
