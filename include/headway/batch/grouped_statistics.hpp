/// @file
/// Statistics of groups of rows: means, slopes of inequality, quantile groups, ranks, averages of neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// The mean of each group, with an interval a level (see stats/mean.hpp), and how many values are known and missing.
/// `group` holds codes from 0 to `out.value.size()` - 1, in any order.
/// @throws Error for columns of different lengths, a code that is out of range, and a level that is none.
void mean(std::span<const std::int32_t> group, std::span<const double> values, std::span<const double> levels,
          const StatisticColumns& out, std::span<std::int64_t> known, std::span<std::int64_t> missing,
          unsigned threads = 0);

/// Where the inequality of each group goes.
struct InequalityColumns {
    StatisticColumns slope{};
    StatisticColumns relative{};  ///< the status is `estimated` where there are limits at every level
    std::span<double> at_bottom{};
    std::span<double> at_top{};
};

/// The slope and relative index of inequality of each group (see stats/inequality.hpp). A group that lacks a quantile
/// is `missing` (see stats/quantiles_by_area.hpp).
/// @param quantile what orders the quantiles of a group; empty: they are in the order of the rows
/// @throws Error as both headers, and as `mean`.
void slope_index_of_inequality(std::span<const std::int32_t> group, std::span<const double> quantile,
                               const stats::Quantiles& quantiles, const stats::InequalityRule& rule,
                               std::span<const double> levels, const InequalityColumns& out, unsigned threads = 0);

/// Quantile groups within each of `groups` groups (see stats/quantile_group.hpp), one a row; status holds
/// `StatisticStatus` codes. @throws Error as the header, and as `mean`.
void quantile_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                    std::int64_t quantiles, bool highest_first, std::span<std::int32_t> quantile,
                    std::span<std::uint8_t> status, unsigned threads = 0);

/// Where the rank of each row goes.
struct RankingColumns {
    std::span<std::int64_t> rank{};
    std::span<std::int64_t> of{};
    std::span<double> percentile{};
    std::span<std::int32_t> quartile{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

/// The rank of each row within its group (see stats/ranking.hpp). @throws Error as `mean`.
void rank_in_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                   bool highest_first, const RankingColumns& out, unsigned threads = 0);

/// Where the average of each group of neighbours goes.
struct NeighbourColumns {
    std::span<double> value{};
    std::span<std::int64_t> neighbours{};
    std::span<std::int64_t> missing{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

/// The average of each group of neighbours (see stats/neighbours.hpp). @throws Error as the header, and as `mean`.
void neighbour_average(std::span<const std::int32_t> group, std::span<const double> counts,
                       std::span<const double> denominators, NeighbourAverage average, double multiplier,
                       const NeighbourColumns& out);

}  // namespace headway::batch
