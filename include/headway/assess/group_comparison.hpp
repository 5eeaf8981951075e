/// @file
/// A value among those of its comparison group, by quartiles or quintiles.
///
/// | method      | similar where                                            | needs              |
/// |-------------|----------------------------------------------------------|--------------------|
/// | `quartiles` | the value is in no outer quarter of the comparison group | the group's values |
/// | `quintiles` | the value is in no outer fifth of the comparison group   | the group's values |
///
/// Groups are cut at the quantiles of the known values of the comparison group, linear between order statistics; group
/// 1 holds the highest values, as in tables of quantile groups. Fewer values than groups are `too_few_values`. Where
/// many are equal two bounds coincide: a value on them is of several groups, so of none, and similar. Outcomes and
/// edges: comparison.hpp.
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Comparing areas", and its
/// published code for the edges; Hyndman and Fan, American Statistician 50 (1996), definition 7 for quantiles.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "headway/assess/comparison.hpp"
#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The inner bounds of so many groups of equal share, from the lowest: none where there are fewer known values than
/// groups.
[[nodiscard]] inline std::vector<double> quantile_bounds(std::span<const double> values, int groups) {
    std::vector<double> known;
    for (const double value : values)
        if (std::isfinite(value)) known.push_back(value);
    if (groups < 2 || known.size() < static_cast<std::size_t>(groups)) return {};
    std::sort(known.begin(), known.end());
    std::vector<double> bounds;
    for (int g = 1; g < groups; ++g) {
        // Whole and fraction apart, in integers: the place of a bound is exact.
        const std::size_t place = static_cast<std::size_t>(g) * (known.size() - 1);
        const std::size_t below = place / static_cast<std::size_t>(groups),
                          rest = place % static_cast<std::size_t>(groups);
        const double share = static_cast<double>(rest) / groups;
        bounds.push_back(rest == 0 ? known[below] : known[below] + share * (known[below + 1] - known[below]));
    }
    return bounds;
}

/// Compares a value by its place among the `bounds` that `quantile_bounds` gave. For loops: the rule is valid and of a
/// quantile method.
[[nodiscard]] inline BenchmarkComparison compare_with_group(double value, std::span<const double> bounds,
                                                            const ComparisonRule& rule) noexcept {
    BenchmarkComparison result{.rule = rule};
    result.status = detail::status_of_comparison(value, 0.0, rule.polarity);
    if (result.status == ComparisonStatus::compared && bounds.empty()) result.status = ComparisonStatus::too_few_values;
    if (result.status != ComparisonStatus::compared) return result;
    const int groups = static_cast<int>(bounds.size()) + 1;
    result.group = groups;
    int on = 0;
    for (const double bound : bounds) {
        const double above = decimal::difference(value, bound);
        if (rule.inclusive ? above > 0.0 : above >= 0.0) --result.group;
        if (above == 0.0) ++on;
    }
    if (on > 1) result.group = 0;  // as well of one group as of the next but one
    const int side = result.group == 1 ? 1 : result.group == groups ? -1 : 0;
    result.outcome = detail::outcome_of(side, *rule.polarity, 0);
    return result;
}

/// Compares one value with a comparison group by quartiles or quintiles.
/// @throws Error for a rule that cannot compare, and for any other method.
[[nodiscard]] inline BenchmarkComparison compare(double value, std::span<const double> group,
                                                 const ComparisonRule& rule) {
    validate(rule);
    if (groups_of(rule.method) == 0)
        throw Error("compare: found a comparison group for method " + std::string(word(rule.method)) +
                    "; accepted: quartiles, quintiles");
    return compare_with_group(value, quantile_bounds(group, groups_of(rule.method)), rule);
}

}  // namespace headway::stats
