/// @file
/// The points and the limits of a funnel: assess/funnel.hpp over columns.
#pragma once

#include <cstdint>
#include <span>

#include "headway/assess/funnel.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// A unit's value and limits a row, with its label and the widest level whose limits leave it out (NaN within all).
/// @throws Error for columns of different lengths, a funnel and a level that are none.
void funnel_points(const stats::Funnel& funnel, std::span<const double> count, std::span<const double> denominator,
                   std::span<const double> levels, const StatisticColumns& out, std::span<std::uint8_t> label,
                   std::span<double> label_level, unsigned threads = 0);

/// The target and the limits at each denominator (see assess/funnel.hpp); missing where it is not above 0.
/// @throws Error as above.
void funnel_limits(const stats::Funnel& funnel, std::span<const double> denominator, std::span<const double> levels,
                   const StatisticColumns& out, unsigned threads = 0);

}  // namespace headway::batch
