/// @file
/// Where will a series be at the end of its year, how far off may that be, and what is the chance of its target?
///
/// The year is that of the series' last point; what it is of its points, the accrual says (see history.hpp). A year
/// whose points are all known is a fact: its value, an interval of no width, a chance of 0 or 1.
///
/// `auto` goes by what there is, always in the same way:
///
/// | past years  | a sum                                    | a mean                       | a last point            |
/// |-------------|------------------------------------------|------------------------------|-------------------------|
/// | two or more | `combination`                            | `combination`                | `combination`           |
/// | one         | `shrunk_season`                          | `shrunk_season`              | `shrunk_season`         |
/// | none        | `run_rate` from a quarter of the year on | `run_rate` from three points | `ses` from three points |
///
/// The interval comes from the method's own errors, from those of similar series, or from how counts vary: see
/// interval.hpp. It is never the textbook interval of a line (see least_squares.hpp).
///
/// Amounts that were never negative stay so, and a total of such amounts never falls below what is reached, nor does a
/// cumulative figure that was never negative; levels that are counts do not fall below 0. Other limits (0 to 100 for a
/// percentage) are the rule's, of a figure as published: of a flow the amount, of a cumulative series the year to date.
///
/// A mean with denominators is sum(value x denominator) / sum(denominator): both sums are projected by the method, and
/// the errors are those of the ratio. A point counts where both are published, and in proportion to its denominator:
/// not at all where that is 0. Where all are, there is no data.
///
/// Breaks of the series say what nothing is learned from (history.hpp), its reason says so, and names points that lie
/// far beyond what their season and level explain (shock.hpp). Where the method was further off in past years than the
/// 80% interval reaches, `past_error_reason` says why both are true.
///
/// A level, a mean or a rolling figure that mixes shares of 1 with percentages has no projection (see
/// measure/mixed_shares.hpp), and a year that may be counted in another unit than its target has no chance of it.
///
/// Errors: those of the rule (see projection_rule.hpp). Missing data is never an error: see `Outcome`.
/// Source: the design follows Fildes and Petropoulos (2015), Simple versus complex selection rules for forecasting many
/// time series, Journal of Business Research 68, in combining rather than selecting.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/measure/mixed_shares.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/outlook/accrual_doubt.hpp"
#include "headway/outlook/counts_to_come.hpp"
#include "headway/outlook/estimate.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/interval.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/outlook/projection_rule.hpp"
#include "headway/outlook/reason.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A projection with all that is needed to check it.
struct Projection {
    Outcome outcome = Outcome::no_data;
    double value = std::numeric_limits<double>::quiet_NaN();  ///< the year
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    double probability = std::numeric_limits<double>::quiet_NaN();  ///< of meeting the target; NaN: cannot say
    std::optional<Method> method{};  ///< what `auto` chose, or what was asked for; empty where there is no projection
    std::string reason{};            ///< why this method, where the interval is from, what was done to the points
    std::string interval_reason{};   ///< of that, where the interval is from or why there is none
    std::optional<Period> year{};    ///< empty for a series without points
    std::optional<Period> as_at{};   ///< the last point that is published
    int known = 0;                   ///< points of the year up to the last one published
    int remaining = 0;               ///< points of the year to come
    double reached = std::numeric_limits<double>::quiet_NaN();  ///< a sum so far, a level's last point, a mean so far
    std::vector<double> path{};                                 ///< the points to come, as they would be published
    double past_error = std::numeric_limits<double>::quiet_NaN();  ///< mean absolute error at this point of past years
    int past_years = 0;                                            ///< how many years that is the mean of
    std::string past_error_reason{};  ///< why that is more than the 80% interval reaches; empty where it is not
    Predictive predictive{};
    ProjectionRule rule{};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::outlook::detail {

/// The points that a projection needs, and views of them.
class Prepared {
public:
    Prepared(const Series& series, const ProjectionRule& rule)
        : points_(rule.denominators.empty() ? series : products(series, rule.denominators)) {
        if (!rule.denominators.empty()) denominators_.emplace(amounts(series, published(series, rule.denominators)));
        const std::span<const double> points = points_.history().points;
        to_date_ = series.accrual() == Accrual::cumulative;
        const std::span<const double> figures = to_date_ ? series.values() : points;
        const bool never_negative = std::none_of(figures.begin(), figures.end(), [](double x) { return x < 0.0; });
        lowest_ = rule.bounds.lower;
        highest_ = rule.bounds.upper;
        if (std::isnan(lowest_))
            lowest_ = never_negative && (points_.history().year == YearIs::sum || are_counts(points)) ? 0.0 : -infinite;
        if (std::isnan(highest_)) highest_ = infinite;
        if (std::isnan(rule.bounds.lower)) lowest_ = std::min(lowest_, highest_);
    }

    [[nodiscard]] const Observed& points() const noexcept { return points_; }
    [[nodiscard]] Outcome outcome() const noexcept {
        const bool usable = points_.outcome() == Outcome::projected || points_.outcome() == Outcome::complete;
        return usable && denominators_ ? denominators_->outcome() : points_.outcome();
    }
    [[nodiscard]] Inputs inputs() const noexcept {
        return {points_.history(), denominators_ ? std::optional(denominators_->history()) : std::nullopt, lowest_,
                highest_, to_date_};
    }

private:
    static constexpr double infinite = std::numeric_limits<double>::infinity();

    static Series amounts(const Series& series, std::vector<double> values) {
        return series.with_values(std::move(values), Accrual::flow);
    }
    static Series products(const Series& series, std::vector<double> values) {
        for (std::size_t i = 0; i < values.size(); ++i) values[i] *= series[i];
        return amounts(series, std::move(values));
    }
    /// Those of the points that are published: a value is missing where its denominator is, and the other way round.
    static std::vector<double> published(const Series& series, std::vector<double> denominators) {
        for (std::size_t i = 0; i < denominators.size(); ++i)
            if (std::isnan(series[i])) denominators[i] = series[i];
        return denominators;
    }

    Observed points_;
    std::optional<Observed> denominators_{};
    double lowest_ = -infinite;
    double highest_ = infinite;
    bool to_date_ = false;
};

/// The probability of missing the lower bound of a target: an open one is itself a miss.
[[nodiscard]] inline double below_lower(const Predictive& predictive, const Range& target) {
    return target.lower_open ? predictive.at_most(target.lower) : predictive.below(target.lower);
}

/// The probability of being within the upper bound of a target.
[[nodiscard]] inline double up_to_upper(const Predictive& predictive, const Range& target) {
    return target.upper_open ? predictive.below(target.upper) : predictive.at_most(target.upper);
}

/// The probability of ending on the good side of the target.
[[nodiscard]] inline double chance(const Predictive& predictive, const ProjectionRule& rule) {
    const Range target = bounds_or_number(rule.target_range, rule.target);
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    switch (rule.polarity.value_or(Polarity::neutral)) {
        case Polarity::high_is_good:
            return 1.0 - below_lower(predictive, target);
        case Polarity::low_is_good:
            return up_to_upper(predictive, target);
        case Polarity::in_range:
            if (!target.known() || predictive.basis == IntervalBasis::none) return nothing;
            // a smooth distribution has no chance of one number, which is not the answer to the question
            if (target.lower == target.upper && predictive.scale > 0.0) return nothing;
            return std::max(0.0, up_to_upper(predictive, target) - below_lower(predictive, target));
        case Polarity::neutral:
            break;
    }
    return nothing;
}

/// Ends that a value misses by the last bits of a sum that was made in another order, moved to it.
[[nodiscard]] inline Range up_to_rounding(Range ends, double value) noexcept {
    const double last_bits = 1e-12 * std::fabs(value);
    if (ends.lower > value && ends.lower - value <= last_bits) ends.lower = value;
    if (ends.upper < value && value - ends.upper <= last_bits) ends.upper = value;
    return ends;
}

/// Interval and chance, from the distribution that the projection has.
inline void read_predictive(Projection& projection) {
    const Range ends = up_to_rounding(interval(projection.predictive, projection.rule.level, projection.rule.sides),
                                      projection.value);
    projection.lower = ends.lower;
    projection.upper = ends.upper;
    projection.probability = chance(projection.predictive, projection.rule);
    const Range target = bounds_or_number(projection.rule.target_range, projection.rule.target);
    if (compare_units(projection.value, {}, target, {}) != Units::alike)  // a share against a percentage
        projection.probability = std::numeric_limits<double>::quiet_NaN();
}

/// What is known of the year: which it is, how far it has come, and whether there is something to project.
[[nodiscard]] inline Projection year_so_far(const Series& series, const Prepared& prepared,
                                            const ProjectionRule& rule) {
    Projection result{.outcome = prepared.outcome(), .rule = rule};
    if (series.size() > 0) result.year = series.year(series.size() - 1);
    if (result.outcome == Outcome::no_data) return result;
    const Inputs inputs = prepared.inputs();
    result.as_at = series.period(prepared.points().last());
    result.known = inputs.points.known + inputs.points.aside;
    result.remaining = inputs.points.remaining;
    result.reached = prepared.points().so_far();
    if (inputs.denominators) result.reached /= inputs.denominators->so_far();
    return result;
}

/// Completes a projection with an estimate, its interval and the method's past errors.
inline void state_estimate(Projection& result, Estimate estimate, const Inputs& inputs) {
    const std::vector<double> errors = past_errors(estimate.method, inputs);
    result.value = estimate.value;
    result.method = estimate.method;
    result.past_years = static_cast<int>(errors.size());
    if (!errors.empty()) result.past_error = mean_absolute(errors);
    const Judgement judged = judge(inputs, estimate, errors, result.rule.portfolio, result.rule.event);
    result.predictive = judged.predictive;
    if (!errors.empty()) result.past_error_reason = why_past_errors_are_larger(judged, result.past_error);
    result.interval_reason =
        where_the_interval_is_from(judged, estimate.method, inputs.points, errors.size(), result.rule.portfolio.series);
    result.reason = why_this_method(result.rule.method, estimate.method, inputs.points) +
                    (estimate.held ? " " + what_it_is_held_near(estimate.method) + " " : " ") +
                    result.interval_reason;
    result.path = std::move(estimate.path);
    for (std::size_t h = 0; h < inputs.points.beside_figures.size(); ++h)
        result.path[h] += inputs.points.beside_figures[h];
    if (inputs.to_date)
        for (double to_date = result.reached; double& point : result.path) point = to_date += point;
    read_predictive(result);
}

}  // namespace headway::outlook::detail

namespace headway::inline HEADWAY_ABI {

/// Projects a series to the end of the year of its last point.
[[nodiscard]] inline Projection project_year_end(const Series& series, const ProjectionRule& rule = {}) {
    validate(rule, series);
    const outlook::detail::Prepared prepared(series, rule);
    Projection result = outlook::detail::year_so_far(series, prepared, rule);
    if (result.outcome == Outcome::complete && !std::isfinite(result.reached)) {
        result.outcome = Outcome::no_data;
        result.reached = std::numeric_limits<double>::quiet_NaN();
        result.reason = "What is published of " + result.year->label() +
                        " makes no number: its denominators are 0, or its figures too large.";
        return result;
    }
    if (const auto mixed = mixed_shares(series.values(), figures_of_a_refusal);
        mixed && !is_total(series.accrual())) {
        result.outcome = Outcome::units_in_doubt;
        result.reached = std::numeric_limits<double>::quiet_NaN();
        result.reason = words_of(*mixed, "in " + series.period(mixed->first).label());
        return result;
    }
    std::optional<outlook::detail::Estimate> estimate;
    if (result.outcome == Outcome::projected) {
        estimate = outlook::detail::estimate_year(rule.method, prepared.inputs());
        if (!estimate) result.outcome = Outcome::too_few_points;
    }
    if (estimate) {
        outlook::detail::state_estimate(result, std::move(*estimate), prepared.inputs());
    } else {
        result.reason = outlook::detail::why_not(result.outcome, series, prepared.points(), rule.method, result.year);
        if (result.outcome == Outcome::complete) {
            result.value = result.reached;
            result.predictive = {.basis = IntervalBasis::exact, .location = result.value};
            outlook::detail::read_predictive(result);
        }
    }
    result.reason += outlook::detail::what_was_done(series, prepared.points()) +
                     outlook::detail::what_is_left_out(series) +
                     outlook::detail::what_marks_say(series, prepared.points()) + outlook::accrual_doubt(series) +
                     outlook::zeros_doubt(series);
    if (result.outcome == Outcome::projected)
        result.reason += outlook::detail::what_lies_far_off(
            series, outlook::detail::shocks_of(prepared.inputs(), prepared.points(), rule.event));
    return result;
}

/// What a series lends to similar ones that are projected by `method`: that method's errors on it at the same point of
/// past years, each as a part of the yardstick that there was then.
[[nodiscard]] inline std::vector<double> relative_errors(const Series& series, const ProjectionRule& rule,
                                                         Method method) {
    using namespace outlook::detail;
    std::vector<double> errors;
    const Prepared prepared(series, rule);
    if (prepared.outcome() != Outcome::projected) return errors;
    const Inputs inputs = prepared.inputs();
    for (int age = 1; age <= inputs.points.years(); ++age) {
        if (!inputs.published(age)) continue;
        const Inputs then = inputs.replay(age);
        const std::optional<Estimate> estimate = estimate_year(method, then);
        if (!estimate) continue;
        const double unit = yardstick(then, *estimate), error = (estimate->value - inputs.actual(age)) / unit;
        if (unit > 0.0 && std::isfinite(error)) errors.push_back(error);
    }
    return errors;
}

}  // namespace headway
