/// @file
/// Where an interval comes from: the method's own past errors, those of similar series, the counts themselves, or
/// nowhere. The ladder is described in projection.hpp, the distributions in predictive.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>

#include "headway/outlook/counts_to_come.hpp"
#include "headway/outlook/estimate.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The errors of similar series at the same point of the year, as a part of each series' yardstick.
struct PortfolioError {
    double relative = std::numeric_limits<double>::quiet_NaN();  ///< the median scale; NaN: there are none
    int series = 0;                                              ///< how many it is the median of
};

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

/// What the errors of a portfolio are a part of: the amount to come, or the usual change of a level. 0 or NaN where
/// there is no such thing, and nothing to be a part of.
[[nodiscard]] inline double yardstick(const Inputs& inputs, const Estimate& estimate) noexcept {
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

/// Below this part of the figures themselves, errors are those of arithmetic: the method is exact.
inline constexpr double rounding = 1e-12;

/// The distribution of the year about an estimate. `errors` are the method's own at this point of past years.
[[nodiscard]] inline Predictive predictive(const Inputs& inputs, const Estimate& estimate,
                                           std::span<const double> errors, const PortfolioError& portfolio,
                                           double event) {
    const Range limits = inputs.limits_of_year();
    Predictive result{.location = estimate.value, .lowest = limits.lower, .highest = limits.upper};
    double largest = std::fabs(estimate.value);
    for (const double point : inputs.points.points) largest = std::max(largest, std::fabs(point));
    const auto by_errors = [&](IntervalBasis basis, double scale, double degrees_of_freedom) {
        if (!std::isfinite(scale)) return result;  // beyond what doubles hold
        result.basis = basis;
        result.scale = scale > rounding * largest ? scale : 0.0;
        result.degrees_of_freedom = degrees_of_freedom;
        return result;
    };
    const bool counts = inputs.adds_up() && are_counts(inputs.points.points, event);
    Predictive as_counts =
        counts ? counts_to_come(inputs.points, estimate.value - inputs.points.reached(), event) : Predictive{};
    if (counts) as_counts.highest = limits.upper;
    if (counts && !(largest > 0.0)) return as_counts;  // that nothing ever happened is no proof that nothing will
    if (estimate.error)
        return by_errors(IntervalBasis::back_test, estimate.error->scale, estimate.error->degrees_of_freedom);
    const auto n = static_cast<double>(errors.size());
    if (errors.size() >= years_of_evidence) return by_errors(IntervalBasis::back_test, root_mean_square(errors), n);
    if (const double theirs = portfolio.relative * yardstick(inputs, estimate); theirs > 0.0) {
        const double own = errors.empty() ? 0.0 : root_mean_square(errors);
        const auto prior = static_cast<double>(years_of_evidence);
        const double scale = std::sqrt((n * own * own + prior * theirs * theirs) / (n + prior));
        // few events vary by more than the many of a large neighbour, and no neighbour vouches for less
        if (!counts || scale > as_counts.deviation()) return by_errors(IntervalBasis::portfolio, scale, n + prior);
    }
    if (counts && n > 0.0) {  // no counts vouch for a method that its own past years deny
        const double own = root_mean_square(errors), deviation = as_counts.deviation();
        const auto prior = static_cast<double>(years_of_evidence);
        if (own > deviation)
            return by_errors(IntervalBasis::back_test,
                             std::sqrt((n * own * own + prior * deviation * deviation) / (n + prior)), n + prior);
    }
    return counts ? as_counts : result;
}

}  // namespace detail

}  // namespace headway::outlook
