/// @file
/// Where a value stands in its comparison group: rank, percentile and quartile.
///
///     rank        1 + the values before it: 1 is the first, equal values share a rank and the next rank is skipped
///     percentile  100 (values after it + half of those equal to it, itself included) / n: near 100 is first
///     quartile    its quantile group of four (quantile_group.hpp): 1 holds the first
///
/// First is the highest value, or the lowest: which of them is the best belongs to the indicator.
///
/// Edge cases: a missing or infinite value has no place and is not counted in n. One value is rank 1 of 1, at the 50th
/// percentile. Fewer than four values have no quartile (0).
///
/// Source: Roscoe, "Fundamental Research Statistics for the Behavioral Sciences" (1975), for the percentile rank.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "headway/stats/quantile_group.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view ranking_method =
    "competition rank, ties share the better one; mid percentile rank, version 1 (Roscoe 1975)";

/// Where a value stands in its group.
struct Ranking {
    std::int64_t rank = 0;   ///< 0: none
    std::int64_t of = 0;     ///< how many values have a rank
    std::int64_t equal = 0;  ///< how many share it, itself included
    double percentile = std::numeric_limits<double>::quiet_NaN();
    std::int32_t quartile = 0;  ///< 0: none
    StatisticStatus status = StatisticStatus::missing;
};

/// The ranking of each value in the group of all of them.
[[nodiscard]] inline std::vector<Ranking> rank_in_group(std::span<const double> values, bool highest_first = true) {
    const TiedRanks all = tied_ranks(values, highest_first);
    std::vector<Ranking> rankings(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        Ranking& ranking = rankings[i];
        const TiedRank place = all.of[i];
        ranking.of = static_cast<std::int64_t>(all.count);
        if (place.equal == 0) {
            ranking.status = std::isnan(values[i]) ? StatisticStatus::missing : StatisticStatus::not_finite;
            continue;
        }
        ranking.status = StatisticStatus::estimated;
        ranking.rank = static_cast<std::int64_t>(place.before) + 1;
        ranking.equal = static_cast<std::int64_t>(place.equal);
        const std::uint64_t after = all.count - place.before - place.equal;
        ranking.percentile = 50.0 * static_cast<double>(2 * after + place.equal) / static_cast<double>(all.count);
        if (all.count >= 4)
            ranking.quartile = static_cast<std::int32_t>(quantile_group_of_rank(place.before + 1, all.count, 4));
    }
    return rankings;
}

}  // namespace headway::stats
