/// @file
/// Where an interval comes from: the method's own errors, those of similar series, the counts themselves, or nowhere.
///
/// The first of these that there is (distributions: predictive.hpp):
///
/// 1. `combination`: of a combination, its errors at all earlier points (see combination.hpp);
/// 2. `past_years`: of another method its errors at this point of at least three past years (of fewer, where there is
///    nothing else), as Student t with as many degrees of freedom as years and their root mean square as its scale;
/// 3. `earlier_points`: its errors over what has come since earlier points (see earlier_errors.hpp), e with f degrees
///    of freedom, together with those in n past years, own: s^2 = (n own^2 + f e^2) / (n + f), with n + f degrees;
/// 4. `similar_series`, where given, in place of e, how far the same method was off on them at this point of past
///    years; with a past year the root mean square of both: years have their weather in common, and a past year shows
///    what a series does, but the beginning of a first year does not;
/// 5. none: a single point says nothing of the spread.
///
/// Counts vary by chance whatever method foretells them: where 3, 4 or 5 say less than that, the interval is `counts`,
/// a negative binomial (see counts_to_come.hpp). That a method was never off is evidence and no proof: then a hundredth
/// of what is to come is left open as the scale, of a level a hundredth of it, of counts at least half an event. No
/// interval is without width while points are to come; of a level that has never been other than 0 there is none.
///
/// Errors of similar series are parts of a yardstick: of their own e as it was then, and where there is none of the
/// amount to come, or of the usual change of a level. Four in five of them stayed within some part; that part of this
/// series' yardstick is what four in five of its Student t, with f degrees of freedom or three, stay within too.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "headway/outlook/counts_to_come.hpp"
#include "headway/outlook/estimate.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/stats/students_t.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The errors of similar series at the same point of the year, as a part of each series' yardstick.
struct PortfolioError {
    double relative = std::numeric_limits<double>::quiet_NaN();  ///< their scale; NaN: there are none
    int series = 0;                                              ///< how many have lent
};

/// What a distribution rests on: see the head of this file.
enum class Evidence : std::uint8_t { none, combination, past_years, similar_series, earlier_points, counts };

namespace detail {

inline constexpr std::size_t years_of_evidence = 3;

[[nodiscard]] inline double root_mean_square(std::span<const double> values) noexcept {
    double squares = 0.0;
    for (const double x : values) squares += x * x;
    return std::sqrt(squares / static_cast<double>(values.size()));
}

[[nodiscard]] inline double mean_absolute(std::span<const double> values) noexcept {
    double sum = 0.0;
    for (const double x : values) sum += std::fabs(x);
    return sum / static_cast<double>(values.size());
}

/// The error of a method at earlier points, that it has found by itself or that is found here.
[[nodiscard]] inline std::optional<CombinationError> earlier_errors(const Inputs& inputs, const Estimate& estimate) {
    return estimate.error ? estimate.error : earlier_errors(estimate.method, inputs);
}

/// What the errors of a portfolio are a part of. 0 or NaN where there is nothing to be a part of.
[[nodiscard]] inline double yardstick(const Inputs& inputs, const Estimate& estimate) {
    if (const std::optional<CombinationError> earlier = earlier_errors(inputs, estimate)) return earlier->scale;
    if (inputs.adds_up()) return std::fabs(std::accumulate(estimate.path.begin(), estimate.path.end(), 0.0));
    const auto level = [&inputs](std::size_t i) {
        return inputs.denominators ? inputs.points.points[i] / inputs.denominators->points[i] : inputs.points.points[i];
    };
    double moved = 0.0, changes = 0.0;
    for (std::size_t i = 1; i < inputs.points.points.size(); ++i) {
        const double change = std::fabs(level(i) - level(i - 1));
        if (!std::isfinite(change)) continue;  // a point without any denominator
        moved += change;
        changes += 1.0;
    }
    return moved / changes;
}

/// What four in five errors stayed within, and one more would: none lies beyond the largest. There is at least one.
[[nodiscard]] inline double within_four_of_five(std::vector<double> errors) {
    for (double& error : errors) error = std::fabs(error);
    const auto wanted = static_cast<std::size_t>(std::ceil(0.8 * static_cast<double>(errors.size() + 1)));
    const auto at = errors.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, errors.size()) - 1);
    std::nth_element(errors.begin(), at, errors.end());
    return *at;
}

/// Below this part of the figures themselves, errors are those of arithmetic: the method was never off.
inline constexpr double rounding = 1e-12;

/// What is left open where a method was never off; `largest` is the largest of the figures.
[[nodiscard]] inline double left_open(const Inputs& inputs, const Estimate& estimate, double largest) noexcept {
    constexpr double part = 0.01;
    const double to_come = inputs.adds_up() ? std::accumulate(estimate.path.begin(), estimate.path.end(), 0.0)
                                            : estimate.value * of_the_year(inputs.points);
    return part * (to_come != 0.0 ? std::fabs(to_come) : largest);
}

/// The distribution of the year about an estimate, and what it rests on.
struct Judgement {
    Predictive predictive{};
    Evidence evidence = Evidence::none;
    Evidence exceeds = Evidence::none;  ///< of counts: what says less than chance does
    bool with_own = false;              ///< of similar series: whether its own earlier errors count too
    bool never_off = false;             ///< whether no error has been seen, and a little was left open all the same
};

/// `errors` are the method's own at this point of past years.
[[nodiscard]] inline Judgement judge(const Inputs& inputs, const Estimate& estimate, std::span<const double> errors,
                                     const PortfolioError& portfolio, double event) {
    const Range limits = inputs.limits_of_year();
    Judgement result{.predictive = {.location = estimate.value, .lowest = limits.lower, .highest = limits.upper}};
    double largest = std::fabs(estimate.value);
    for (const double point : inputs.points.points) largest = std::max(largest, std::fabs(point));
    const bool counts = inputs.adds_up() && are_counts(inputs.points.points, event);
    const auto by_errors = [&](Evidence rests_on, double scale, double degrees_of_freedom) {
        if (!std::isfinite(scale) || !(largest > 0.0)) return result;  // beyond what doubles hold, or nothing to go by
        result.evidence = rests_on;
        result.never_off = !(scale > rounding * largest);
        if (result.never_off) scale = std::max(left_open(inputs, estimate, largest), counts ? event / 2.0 : 0.0);
        result.predictive.basis =
            rests_on == Evidence::similar_series ? IntervalBasis::portfolio : IntervalBasis::back_test;
        result.predictive.scale = scale;
        result.predictive.degrees_of_freedom = degrees_of_freedom;
        return result;
    };
    if (largest > 0.0 || !counts) {  // that nothing ever happened is no proof that nothing will
        if (estimate.method == Method::combination && estimate.error)
            return by_errors(Evidence::combination, estimate.error->scale, estimate.error->degrees_of_freedom);
        if (errors.size() >= years_of_evidence)
            return by_errors(Evidence::past_years, root_mean_square(errors), static_cast<double>(errors.size()));
    }

    const auto n = static_cast<double>(errors.size());
    const double own = errors.empty() ? 0.0 : root_mean_square(errors);
    double other = 0.0, freedom = 0.0;
    Evidence from = errors.empty() ? Evidence::none : Evidence::past_years;
    const std::optional<CombinationError> earlier = earlier_errors(inputs, estimate);
    if (earlier) {
        from = Evidence::earlier_points;
        other = earlier->scale;
        freedom = earlier->degrees_of_freedom;
    }
    if (const double within = portfolio.relative * yardstick(inputs, estimate); within > 0.0) {
        from = Evidence::similar_series;
        if (!earlier) freedom = static_cast<double>(years_of_evidence);
        const double theirs = within / stats::student_quantile(freedom, 0.1);
        result.with_own = inputs.points.years() > 0 && earlier;
        other = result.with_own ? std::sqrt((other * other + theirs * theirs) / 2.0) : theirs;
    }
    const double scale =
        from == Evidence::none ? 0.0 : std::sqrt((n * own * own + freedom * other * other) / (n + freedom));
    if (counts) {
        Predictive by_chance = counts_to_come(inputs.points, estimate.value - inputs.points.so_far(), event);
        by_chance.highest = limits.upper;
        if (!(scale > by_chance.deviation())) return {by_chance, Evidence::counts, from, result.with_own};
    }
    return from == Evidence::none ? result : by_errors(from, scale, n + freedom);
}

}  // namespace detail

}  // namespace headway::outlook
