/// @file
/// Proportions and crude rates of rows, and sums by group.
#pragma once

#include <cstdint>
#include <span>

#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/rate.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// A proportion a row, with an interval a level (see stats/proportion.hpp).
/// @throws Error for columns of different lengths, and a level or multiplier that is none.
void proportion(std::span<const double> count, std::span<const double> denominator, std::span<const double> levels,
                double multiplier, const StatisticColumns& out, unsigned threads = 0);

/// A crude rate a row, with an interval a level (see stats/rate.hpp). @throws Error as above.
void crude_rate(std::span<const double> count, std::span<const double> population, std::span<const double> levels,
                double multiplier, PoissonInterval interval, const StatisticColumns& out, unsigned threads = 0);

/// Adds a column up by group, into one element a group; a group with a missing value is NaN. `group` holds codes from 0
/// to `sums.size()` - 1. @throws Error for columns of different lengths and a code that is out of range.
void sum_by_group(std::span<const std::int32_t> group, std::span<const double> column, std::span<double> sums);

}  // namespace headway::batch
