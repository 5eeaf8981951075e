/// @file
/// The average of an area's nearest neighbours, in one of the two ways that are in use.
///
///     mean of ratios  sum(x / d) / n: every neighbour counts the same, whatever its size
///     ratio of sums   sum(x) / sum(d): the neighbours as if they were one area, large ones counting more
///
/// x are counts and d their denominators, or x are the published ratios themselves and there are no d, which only the
/// mean of ratios can take. The two differ, sometimes by more than the gap that is read from them, so a result says
/// which it is.
///
/// Edge cases: a neighbour with a missing number is left out and counted. Any other fault of a neighbour (infinite,
/// a negative count, no denominator) is the status of the average: a wrong number must not pass as one fewer. A
/// published value may be negative, as a change is. No neighbours:
/// `too_few_points`; none known: `missing`.
///
/// Errors: the ratio of sums without denominators; counts and denominators of different lengths.
///
/// Sources: CIPFA, "Nearest Neighbours Model" (2019) for who the neighbours are; LG Inform publishes the mean of their
/// values, Fingertips the aggregate of their counts.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether each neighbour counts the same, or each of their people.
enum class NeighbourAverage : std::uint8_t { mean_of_ratios, ratio_of_sums };

template <>
struct Vocabulary<NeighbourAverage> {
    static constexpr std::string_view name = "neighbour average";
    static constexpr std::array<std::string_view, 2> words{"mean_of_ratios", "ratio_of_sums"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version.
[[nodiscard]] constexpr std::string_view neighbour_average_method(NeighbourAverage average) noexcept {
    return average == NeighbourAverage::mean_of_ratios ? "nearest neighbours: mean of ratios, version 1"
                                                       : "nearest neighbours: ratio of sums, version 1";
}

/// The average of the neighbours, and how many have reported.
struct NeighbourStatistic {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::size_t neighbours = 0;  ///< those averaged
    std::size_t missing = 0;     ///< those left out
    StatisticStatus status = StatisticStatus::too_few_points;
};

/// The average of the neighbours of one area, times the multiplier; see the head of this file.
/// @throws Error for those and for a multiplier that is none.
[[nodiscard]] inline NeighbourStatistic neighbour_average(std::span<const double> counts,
                                                         std::span<const double> denominators,
                                                         NeighbourAverage average, double multiplier = 1.0) {
    validate_multiplier(multiplier);
    const bool published = denominators.empty() && !counts.empty();
    if (published && average == NeighbourAverage::ratio_of_sums)
        throw Error("neighbour_average: found no denominators; accepted: denominators for ratio_of_sums, or "
                    "mean_of_ratios");
    if (!published && denominators.size() != counts.size())
        throw Error("neighbour_average: found " + std::to_string(denominators.size()) +
                    " denominators; accepted: " + std::to_string(counts.size()) + ", as many as counts");
    NeighbourStatistic result{.status = StatisticStatus::estimated};
    double ratios = 0.0, sum = 0.0, denominator = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double n = published ? 1.0 : denominators[i];
        const bool negative_ratio = published && counts[i] < 0.0;  // a published change may be negative
        const StatisticStatus status = status_of_rate(negative_ratio ? -counts[i] : counts[i], n);
        if (status == StatisticStatus::missing) {
            ++result.missing;
            continue;
        }
        result.status = first_of(result.status, status);
        ++result.neighbours;
        ratios += counts[i] / n;
        sum += counts[i];
        denominator += n;
    }
    if (result.neighbours == 0)
        result.status = result.missing > 0 ? StatisticStatus::missing : StatisticStatus::too_few_points;
    if (result.status != StatisticStatus::estimated) return result;
    result.value = multiplier * (average == NeighbourAverage::mean_of_ratios
                                     ? ratios / static_cast<double>(result.neighbours)
                                     : sum / denominator);
    if (!std::isfinite(result.value)) {
        result.value = std::numeric_limits<double>::quiet_NaN();
        result.status = StatisticStatus::not_finite;
    }
    return result;
}

}  // namespace headway::stats
