/// @file
/// Where will a series be at the end of its year, how far off may that be, and what is the chance of its target?
///
/// The year is that of the series' last point; what it is of its points, the accrual says (see history.hpp). A year
/// whose points are all known is a fact: its value, an interval of no width, a chance of 0 or 1.
///
/// `auto` goes by what there is, always in the same way:
///
/// | past years  | a sum                                    | a level or a mean                                       |
/// |-------------|------------------------------------------|---------------------------------------------------------|
/// | two or more | `combination`                            | `combination`                                           |
/// | one         | `credibility`, else `seasonal_naive`     | `combination`, without season, where as many points lie |
/// |             |                                          | behind as ahead; else `last_value` of a level and       |
/// | none        | `run_rate` from a quarter of the year on | `run_rate` of a mean, from three points on              |
///
/// The interval comes from the first of these that there is (see predictive.hpp):
///
/// 1. the method's own errors on this series, at the same point of at least three past years, as Student t with as many
///    degrees of freedom as years; of a combination, its errors at all points (see combination.hpp);
/// 2. those of similar series, where given: s^2 = (n own^2 + 3 portfolio^2) / (n + 3), with n + 3 degrees of freedom;
/// 3. of counts, a negative binomial (see counts_to_come.hpp), and before 2 where that would be narrower;
/// 4. none, and the reason says so. It is never the textbook interval of a line (see least_squares.hpp).
///
/// Amounts that were never negative stay so, and a total of such amounts never falls below what is reached, nor does a
/// cumulative figure that was never negative; levels that are counts do not fall below 0. Other limits (0 to 100 for a
/// percentage) are the rule's, of a figure as published: of a flow the amount, of a cumulative series the year to date.
///
/// A mean with denominators is sum(value x denominator) / sum(denominator): both sums are projected by the method, and
/// the errors are those of the ratio. A point counts where both are published, and in proportion to its denominator: not
/// at all where that is 0. Where all are, there is no data.
///
/// Errors: `Error` for an infinite number, a level outside 0 to 1, bounds in the wrong order, figures beyond them,
/// denominators of another length, negative or infinite, and a method that adds up on a level. Missing data is never an
/// error: see `Outcome`.
/// Source: the design follows Fildes and Petropoulos (2015), Simple versus complex selection rules for forecasting many
/// time series, Journal of Business Research 68, in combining rather than selecting.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/outlook/estimate.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/interval.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/series/series.hpp"
#include "headway/text.hpp"
#include "headway/vocabulary.hpp"

namespace headway {

/// How to project. It travels with the result.
struct ProjectionRule {
    Method method = Method::automatic;
    double target = std::numeric_limits<double>::quiet_NaN();  ///< for the year's end; NaN: no target, which is not 0
    Range target_range{};                                      ///< instead of one number
    std::optional<Polarity> polarity{};                        ///< which side of the target is good
    double level = 0.80;                                       ///< of the interval
    Sides sides = Sides::both;
    Range bounds{};                      ///< what a published figure can be; NaN: as the points say
    std::vector<double> denominators{};  ///< of an average, one a point
    double event =
        1.0;  ///< what one event adds to a sum; of a rate per 100,000 of a fixed population, 100,000 / population
    PortfolioError portfolio{};

    static constexpr std::string_view version = "headway outlook 1";
};

/// A projection with all that is needed to check it.
struct Projection {
    Outcome outcome = Outcome::no_data;
    double value = std::numeric_limits<double>::quiet_NaN();  ///< the year
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    double probability = std::numeric_limits<double>::quiet_NaN();  ///< of meeting the target; NaN: cannot say
    std::optional<Method> method{};  ///< what `auto` chose, or what was asked for; empty where there is no projection
    std::string reason{};            ///< why this method, where the interval is from, what was done to the points
    std::optional<Period> year{};    ///< empty for a series without points
    std::optional<Period> as_at{};   ///< the last point that is published
    int known = 0;                   ///< points of the year up to the last one published
    int remaining = 0;               ///< points of the year to come
    double reached = std::numeric_limits<double>::quiet_NaN();  ///< a sum so far, a level's last point, a mean so far
    std::vector<double> path{};                                 ///< the points to come, as they would be published
    double past_error = std::numeric_limits<double>::quiet_NaN();  ///< mean absolute error at this point of past years
    int past_years = 0;                                            ///< how many years that is the mean of
    Predictive predictive{};
    ProjectionRule rule{};
};

namespace detail {

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
        return {std::move(values), series.start(), Accrual::flow, series.frequency(), series.calendar()};
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

inline void check(const Series& series, const ProjectionRule& rule) {
    const auto infinite = [](double x) { return std::isinf(x); };
    if (infinite(rule.target) || infinite(rule.target_range.lower) || infinite(rule.target_range.upper))
        throw Error("target: found an infinite number; accepted: a finite number, or NaN for none");
    if (rule.target_range.lower > rule.target_range.upper)
        throw Error("target: found a range whose lower bound is above its upper; accepted: the lower bound first");
    check_level(rule.level);
    if (rule.bounds.lower > rule.bounds.upper)
        throw Error("bounds: found the lower above the upper; accepted: the lower bound first, for example 0 and 100");
    Problems beyond;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i] < rule.bounds.lower || series[i] > rule.bounds.upper)
            beyond.add("bounds: point " + std::to_string(i) + " is " + std::to_string(series[i]) +
                       "; accepted: figures of " + std::to_string(rule.bounds.lower) + " to " +
                       std::to_string(rule.bounds.upper));
    beyond.raise_if_any();
    if (!(rule.event > 0.0) || std::isinf(rule.event))
        throw Error("event: found " + std::to_string(rule.event) +
                    "; accepted: a positive number, what one event adds");
    if (adds_up(rule.method) && year_is(series.accrual()) != YearIs::sum)
        throw Error("method: found " + std::string(word(rule.method)) + " for a series that is " +
                    std::string(word(series.accrual())) + "; accepted: flow or cumulative for this method");
    if (rule.denominators.empty()) return;
    if (series.accrual() != Accrual::average)
        throw Error("denominators: found some for a series that is " + std::string(word(series.accrual())) +
                    "; accepted: average");
    Problems problems;
    for (std::size_t i = 0; i < rule.denominators.size(); ++i)
        if (std::isinf(rule.denominators[i]) || rule.denominators[i] < 0.0)
            problems.add("denominators: point " + std::to_string(i) +
                         ": found a negative or infinite number; accepted: 0 or more, or NaN for missing");
    problems.raise_if_any();
    if (rule.denominators.size() != series.size())
        throw Error("denominators: found " + std::to_string(rule.denominators.size()) + " for " +
                    std::to_string(series.size()) + " points; accepted: one a point");
}

/// The probability of ending on the good side of the target.
[[nodiscard]] inline double chance(const Predictive& predictive, const ProjectionRule& rule) {
    const Range target = bounds_or_number(rule.target_range, rule.target);
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    switch (rule.polarity.value_or(Polarity::neutral)) {
        case Polarity::high_is_good:
            return 1.0 - predictive.below(target.lower);
        case Polarity::low_is_good:
            return predictive.at_most(target.upper);
        case Polarity::in_range:
            if (!target.known() || predictive.basis == IntervalBasis::none) return nothing;
            // a smooth distribution has no chance of one number, which is not the answer to the question
            if (target.lower == target.upper && predictive.scale > 0.0) return nothing;
            return std::max(0.0, predictive.at_most(target.upper) - predictive.below(target.lower));
        case Polarity::neutral:
            break;
    }
    return nothing;
}

[[nodiscard]] inline std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

/// Interval and chance, from the distribution that the projection has.
inline void read_predictive(Projection& projection) {
    const Range ends = interval(projection.predictive, projection.rule.level, projection.rule.sides);
    projection.lower = ends.lower;
    projection.upper = ends.upper;
    projection.probability = chance(projection.predictive, projection.rule);
}

[[nodiscard]] inline std::string where_the_interval_is_from(const Projection& projection,
                                                            std::span<const double> points, std::size_t errors) {
    switch (projection.predictive.basis) {
        case IntervalBasis::exact:
            return "";
        case IntervalBasis::back_test:
            return projection.method == Method::combination
                       ? "Interval from the errors of the same combination at every earlier point."
                       : "Interval from the method's errors at this point of " +
                             count_of(errors, "past year.", "past years.");
        case IntervalBasis::portfolio:
            return "Interval from the errors of " + std::to_string(projection.rule.portfolio.series) +
                   " similar series" + (errors == 0 ? "." : " and of " + count_of(errors, "past year.", "past years."));
        case IntervalBasis::negative_binomial:
            return std::string("Interval from the counts so far (negative binomial): ") +
                   (std::all_of(points.begin(), points.end(), [](double x) { return x == 0.0; })
                        ? "that nothing has happened yet is no proof that nothing will."
                        : "fewer than three past years to test on.");
        case IntervalBasis::none:
            break;
    }
    return "No interval: fewer than three past years to test on, and the points are not all whole counts.";
}

[[nodiscard]] inline std::string what_was_done(const Series& series, const Observed& observed) {
    std::string notes;
    const Outcome outcome = observed.outcome();
    if (observed.gaps() > 0 && (outcome == Outcome::projected || outcome == Outcome::complete))
        notes += " " +
                 count_of(observed.gaps(), "point was not published and is", "points were not published and are") +
                 " filled in.";
    for (const std::size_t i : observed.falls())
        notes += " The cumulative figure falls at " + series.period(i).label() + ".";
    return notes;
}

[[nodiscard]] inline std::string why_not(const Series& series, const Projection& projection, const Prepared& prepared) {
    const std::string year = projection.year ? projection.year->label() : "the year";
    switch (projection.outcome) {
        case Outcome::no_data:
            return "Nothing of " + year + " is published.";
        case Outcome::late_start:
            return "The series begins within " + year + ", in " + series.start().label() +
                   ": what came before is not known.";
        case Outcome::gap:
            return "A point of " + year + " is missing: the total so far is not known.";
        case Outcome::complete:
            return year + " is complete.";
        case Outcome::too_few_points:
        case Outcome::projected:
            break;
    }
    const std::size_t points = prepared.points().history().points.size();
    if (prepared.points().outcome() == Outcome::too_few_points)
        return "More than a quarter of the points are not published.";
    const Method method = projection.rule.method;
    std::string known = count_of(points, "point is", "points are") + " known, " + std::to_string(projection.known) +
                        " of " + year + ".";
    if (method == Method::automatic) return known + " No method can say from so few.";
    return known + " " + std::string(word(method)) + " needs " + std::string(needs(method)) + ".";
}

[[nodiscard]] inline std::string why_this_method(const Projection& projection, const History& history) {
    const std::string method(word(*projection.method));
    if (projection.rule.method != Method::automatic) return method + ", as asked.";
    return "auto chose " + method + ": " +
           (history.years() == 0 ? "no complete past year"
                                 : count_of(static_cast<std::size_t>(history.years()), "past year", "past years")) +
           ", " + std::to_string(history.known) + " of " + std::to_string(history.per_year) + " points of this year." +
           (*projection.method == Method::run_rate ? " It takes the points to come to be like those so far." : "");
}

}  // namespace detail

/// Projects a series to the end of the year of its last point.
[[nodiscard]] inline Projection project_year_end(const Series& series, const ProjectionRule& rule = {}) {
    detail::check(series, rule);
    const detail::Prepared prepared(series, rule);
    const detail::Inputs inputs = prepared.inputs();
    Projection result{.outcome = prepared.outcome(), .rule = rule};
    if (series.size() > 0) result.year = series.year(series.size() - 1);
    if (result.outcome == Outcome::no_data) {
        result.reason = detail::why_not(series, result, prepared);
        return result;
    }
    result.as_at = series.period(prepared.points().last());
    result.known = inputs.points.known;
    result.remaining = inputs.points.remaining;
    const double so_far =
        inputs.points.year == YearIs::sum ? prepared.points().reached() : inputs.points.year_value({});
    result.reached = inputs.denominators ? so_far / inputs.denominators->reached() : so_far;

    if (result.outcome == Outcome::complete && !std::isfinite(result.reached)) {
        result.outcome = Outcome::no_data;
        result.reached = std::numeric_limits<double>::quiet_NaN();
        result.reason = "What is published of " + result.year->label() +
                        " makes no number: its denominators are 0, or its figures too large.";
        return result;
    }
    if (result.outcome == Outcome::complete) {
        result.value = result.reached;
        result.predictive = {.basis = IntervalBasis::exact, .location = result.value};
        result.reason = detail::why_not(series, result, prepared) + detail::what_was_done(series, prepared.points());
        detail::read_predictive(result);
        return result;
    }
    std::optional<detail::Estimate> estimate;
    if (result.outcome == Outcome::projected) {
        estimate = detail::estimate_year(rule.method, inputs);
        if (!estimate) result.outcome = Outcome::too_few_points;
    }
    if (!estimate) {
        result.reason = detail::why_not(series, result, prepared) + detail::what_was_done(series, prepared.points());
        return result;
    }
    result.value = estimate->value;
    result.method = estimate->method;
    const std::vector<double> errors = detail::past_errors(*result.method, inputs);
    result.past_years = static_cast<int>(errors.size());
    if (!errors.empty()) {
        double sum = 0.0;
        for (const double error : errors) sum += std::fabs(error);
        result.past_error = sum / static_cast<double>(errors.size());
    }
    result.predictive = detail::predictive(inputs, *estimate, errors, rule.portfolio, rule.event);
    detail::read_predictive(result);
    result.path = std::move(estimate->path);
    if (series.accrual() == Accrual::cumulative)
        for (double to_date = result.reached; double& point : result.path) point = to_date += point;
    result.reason = detail::why_this_method(result, inputs.points) + " " +
                    detail::where_the_interval_is_from(result, inputs.points.points, errors.size()) +
                    detail::what_was_done(series, prepared.points());
    return result;
}

/// What a series lends to similar ones that are projected by `method`: the root mean square of that method's errors on it
/// at the same point of past years, as a part of its yardstick. Empty with fewer than three such years.
[[nodiscard]] inline std::optional<double> relative_error(const Series& series, const ProjectionRule& rule,
                                                          Method method) {
    const detail::Prepared prepared(series, rule);
    if (prepared.outcome() != Outcome::projected) return std::nullopt;
    const detail::Inputs inputs = prepared.inputs();
    const std::optional<detail::Estimate> estimate = detail::estimate_by(method, inputs);
    const std::vector<double> errors = detail::past_errors(method, inputs);
    if (!estimate || errors.size() < detail::years_of_evidence) return std::nullopt;
    const double yardstick = detail::yardstick(inputs, *estimate);
    if (!(yardstick > 0.0)) return std::nullopt;
    return detail::root_mean_square(errors) / yardstick;
}

}  // namespace headway
