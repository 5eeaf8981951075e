/// @file
/// Quantile groups: deciles, quintiles, quartiles of areas by a value, as deprivation deciles are made.
///
///     group = k + 1 - ceil(k (n + 1 - rank) / n)
///
/// n values in k groups; `rank` is 1 for the highest value (or the lowest, if those are to be first), and values that
/// are equal as printed decimals share the best rank among them. So ties are never split: they all stand in the group
/// of the first of them, and groups may differ in size. Where n is no multiple of k the odd ones are spread from the
/// last group backwards. The formula is kept in whole numbers: as printed in the guide, with n / k divided first,
/// binary rounding can move a value that stands exactly on an edge (the 58th of 114 in 100 groups; none of up to 1,000
/// values in 4, 5 or 10).
///
/// Edge cases: a missing or infinite value has no group (0) and is not counted in n. Fewer values than groups: none has
/// a group, `too_few_points`.
///
/// Errors: no groups; values and results of different lengths.
///
/// Source: OHID, "Technical guide: assigning deprivation categories" (2018, Fingertips).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view quantile_group_method =
    "quantile groups by rank, ties in the first group, version 1 (OHID 2018)";

/// A value among others: how many come before it and how many are equal to it, itself included.
struct TiedRank {
    std::uint64_t before = 0;
    std::uint64_t equal = 0;  ///< 0: the value has no place, because it is missing or infinite
};

/// The places of values, the highest (or the lowest) first; and how many have one.
struct TiedRanks {
    std::vector<TiedRank> of{};
    std::uint64_t count = 0;
};

/// The rank of each value, equal ones sharing the first.
[[nodiscard]] inline TiedRanks tied_ranks(std::span<const double> values, bool highest_first = true) {
    TiedRanks places{.of = std::vector<TiedRank>(values.size())};
    std::vector<std::size_t> order;
    order.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        return highest_first ? values[i] > values[j] : values[i] < values[j];
    });
    places.count = order.size();
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
        while (last < order.size() && decimal::equal(values[order[last]], values[order[first]])) ++last;
        for (std::size_t i = first; i < last; ++i) places.of[order[i]] = {.before = first, .equal = last - first};
    }
    return places;
}

/// The group of a rank from 1 to n among n >= groups values.
[[nodiscard]] constexpr std::uint64_t quantile_group_of_rank(std::uint64_t rank, std::uint64_t n,
                                                            std::uint64_t groups) noexcept {
    return groups + 1 - (groups * (n + 1 - rank) + n - 1) / n;
}

namespace detail {

/// The group of a place among `n`; 0: none, because there are fewer than groups, or the value has no place.
[[nodiscard]] constexpr std::int32_t quantile_group_at(const TiedRank& place, std::uint64_t n,
                                                       std::uint64_t groups) noexcept {
    if (place.equal == 0 || n < groups) return 0;
    return static_cast<std::int32_t>(quantile_group_of_rank(place.before + 1, n, groups));
}

}  // namespace detail

/// @throws Error for no groups, or more than could be counted.
inline void validate_groups(std::int64_t groups) {
    if (groups < 1 || groups > 1'000'000)
        throw Error("groups: found " + std::to_string(groups) + "; accepted: a number from 1 to 1000000, such as 10");
}

/// Writes the group of each value, 1 for the highest (or the lowest) and 0 for none, and why there is none.
/// @throws Error: see the head of this file.
inline void quantile_group(std::span<const double> values, std::int64_t groups, bool highest_first,
                           std::span<std::int32_t> group, std::span<StatisticStatus> status) {
    validate_groups(groups);
    if (group.size() != values.size() || status.size() != values.size())
        throw Error("quantile_group: found " + std::to_string(group.size()) + " groups and " +
                    std::to_string(status.size()) + " statuses to write; accepted: " + std::to_string(values.size()) +
                    ", as many as values");
    const TiedRanks all = tied_ranks(values, highest_first);
    const auto k = static_cast<std::uint64_t>(groups);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const TiedRank place = all.of[i];
        status[i] = std::isnan(values[i]) ? StatisticStatus::missing
                    : place.equal == 0    ? StatisticStatus::not_finite
                    : all.count < k       ? StatisticStatus::too_few_points
                                          : StatisticStatus::estimated;
        group[i] = detail::quantile_group_at(place, all.count, k);
    }
}

/// The groups alone; see the head of this file.
[[nodiscard]] inline std::vector<std::int32_t> quantile_group(std::span<const double> values, std::int64_t groups,
                                                             bool highest_first = true) {
    validate_groups(groups);
    const TiedRanks all = tied_ranks(values, highest_first);
    std::vector<std::int32_t> group;
    for (const TiedRank& place : all.of)
        group.push_back(detail::quantile_group_at(place, all.count, static_cast<std::uint64_t>(groups)));
    return group;
}

}  // namespace headway::stats
