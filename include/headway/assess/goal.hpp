/// @file
/// Is a goal met? A goal has one limit or two:
///
///     one limit     better from the limit on, else worse
///     two limits    better from the limit on the good side on, worse beyond the one on the bad side, similar between
///     in_range      better between the two, worse outside; no difference is given
///
/// `better_inclusive`: a value exactly on the limit that is to be reached has reached it. `similar_inclusive`: one
/// exactly on the limit of the bad side is still similar. Fingertips has both true where high is good, and where low is
/// good both true for one limit and both false for two. Values and limits are compared as printed decimals.
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Goals", and its published code
/// for the edges.
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "headway/assess/comparison.hpp"
#include "headway/decimal.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view goal_method = "value against a goal, version 1 (Fingertips)";

/// A goal: one limit (the other NaN) or two.
struct Goal {
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    std::optional<Polarity> polarity{};
    bool better_inclusive = true;   ///< a value exactly on the limit to be reached has reached it
    bool similar_inclusive = true;  ///< a value exactly on the limit of the bad side is still similar
};

/// Whether a goal is met: better, similar or worse. The difference is from the limit to be reached.
[[nodiscard]] inline BenchmarkComparison compare(double value, const Goal& goal) noexcept {
    const bool high = goal.polarity == Polarity::high_is_good, in_range = goal.polarity == Polarity::in_range;
    const bool two = detail::known({goal.lower, goal.upper});
    const double one = std::isnan(goal.lower) ? goal.upper : goal.lower;
    const double reach = two && high ? goal.upper : one;  // with two limits and low is good: the lower one
    BenchmarkComparison result{
        .difference = in_range ? std::numeric_limits<double>::quiet_NaN() : decimal::difference(value, reach),
        .rule = {.polarity = goal.polarity}};
    result.status = detail::status_of_comparison(value, one, goal.polarity);
    if (result.status != ComparisonStatus::compared) return result;
    if (std::isinf(goal.lower) || std::isinf(goal.upper))
        result.status = ComparisonStatus::not_finite;
    else if (two && goal.lower > goal.upper)
        result.status = ComparisonStatus::reversed_limits;
    else if (in_range && !two)
        result.status = ComparisonStatus::no_limits;
    else if (goal.polarity == Polarity::neutral)
        result.status = ComparisonStatus::no_polarity;
    if (result.status != ComparisonStatus::compared) return result;
    if (in_range) {
        const int side = detail::side_of(value, {goal.lower, goal.upper}, goal.better_inclusive);
        result.outcome = side == 0 ? BenchmarkOutcome::better : BenchmarkOutcome::worse;
        return result;
    }
    const double gained = high ? result.difference : -result.difference;
    const double kept = high ? decimal::difference(value, goal.lower) : decimal::difference(goal.upper, value);
    if (goal.better_inclusive ? gained >= 0.0 : gained > 0.0)
        result.outcome = BenchmarkOutcome::better;
    else if (two && (goal.similar_inclusive ? kept >= 0.0 : kept > 0.0))
        result.outcome = BenchmarkOutcome::similar;
    else
        result.outcome = BenchmarkOutcome::worse;
    return result;
}

}  // namespace headway::stats
