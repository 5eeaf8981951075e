/// @file
/// A funnel plot: is a unit further from the average than chance among so few would take it?
///
/// About a target t, at a denominator n and a level, with z = `normal_multiple(level)`:
///
///     proportion    t -+ z sqrt(t (1 - t) / n), within 0 and 1
///     rate, ratio   the counts o at which the exact Poisson interval just reaches E = t n, over n:
///                   upper o with P(o, E) = tail, lower o with Q(o + 1, E) = tail (P and Q the lower and upper
///                   regularised gamma functions), and 0 where no count is that low
///
/// The inverse functions are those of Boost.Math and, from a million expected events on, of the expansion in rate.hpp.
///
/// Both are intervals turned round: a proportion lies outside the first just where its Wilson interval
/// leaves out t, a count outside the second just where its exact interval leaves out E. A label is made by comparing
/// the value with the limits at its own denominator, those that are drawn, so the two cannot contradict one another.
///
/// Values and limits are times the multiplier. Only a proportion has an upper bound, 1 x multiplier.
///
/// The target of proportions and rates is that of all units together (sum of counts over sum of denominators), of
/// ratios 1 (the denominator is the expected count); or the one given. Units that have no value join in neither.
///
/// Overdispersion: with many units the limits are too narrow where more than chance tells them apart. As an option,
///
///     phi = mean of the squared z-scores, the lowest and highest tenth winsorised, and at least 1
///     z-score = (x - t n) / sqrt(t (1 - t) n) of a proportion, (x - E) / sqrt(E) otherwise
///
/// and z becomes z sqrt(phi): in the formula of a proportion, and through its tail in that of a count, which keeps the
/// skewness of small numbers and agrees with the exact limits as phi goes to 1. Winsorised: of I units the floor(I /
/// 10) lowest scores become the next lowest one, and so at the top.
///
/// Edge cases: no events in a large unit can be low; in a small one the lower limit is 0 and nothing is below it. A
/// target of 0 has both limits at 0. On a limit is within.
///
/// Errors: columns of different lengths; a level, multiplier, target or dispersion that is none; no unit to take a
/// target from.
///
/// Sources: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005),
/// for funnels and overdispersion; Spiegelhalter et al., JRSS A 175 (2012), for winsorising; PHE, Fingertips technical
/// guidance on funnel plots, for the inversion of Wilson's and the exact interval.
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/stats/boost_policy.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the units of a funnel have.
enum class FunnelKind : std::uint8_t {
    proportion,  ///< a count among a denominator
    rate,        ///< events in a population
    ratio,       ///< observed events over expected ones
};

template <>
struct Vocabulary<FunnelKind> {
    static constexpr std::string_view name = "funnel kind";
    static constexpr std::array<std::string_view, 3> words{"proportion", "rate", "ratio"};
};

/// Where a unit lies.
enum class FunnelLabel : std::uint8_t { low, within, high, not_compared };

template <>
struct Vocabulary<FunnelLabel> {
    static constexpr std::string_view name = "funnel label";
    static constexpr std::array<std::string_view, 4> words{"low", "within", "high", "not_compared"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// How the limits of a funnel are made.
struct FunnelRule {
    FunnelKind kind = FunnelKind::proportion;
    std::optional<double> target{};  ///< per one, before the multiplier; empty: see the head of this file
    bool overdispersion = false;
    double multiplier = 1.0;
};

/// The method as a result names it.
[[nodiscard]] constexpr std::string_view funnel_method(const FunnelRule& rule) noexcept {
    if (rule.kind == FunnelKind::proportion)
        return rule.overdispersion ? "funnel, Wilson's interval inverted, multiplicative overdispersion, version 1 "
                                     "(Spiegelhalter 2005, 2012)"
                                   : "funnel, Wilson's interval inverted, version 1 (Spiegelhalter 2005; PHE)";
    return rule.overdispersion ? "funnel, exact Poisson interval inverted, multiplicative overdispersion, version 1 "
                                 "(Spiegelhalter 2005, 2012)"
                               : "funnel, exact Poisson interval inverted, version 1 (Spiegelhalter 2005; PHE)";
}

/// A funnel: the limits of any unit follow from it. Made by `fit_funnel`, or by hand.
struct Funnel {
    FunnelKind kind = FunnelKind::proportion;
    double target = 0.0;      ///< per one, before the multiplier
    double dispersion = 1.0;  ///< phi; 1: no overdispersion
    double multiplier = 1.0;
};

/// @throws Error for a multiplier that is none, a target that is negative, not finite or, of proportions, above 1,
///         and a dispersion below 1.
inline void validate(const Funnel& funnel) {
    validate_multiplier(funnel.multiplier);
    const bool of_proportions = funnel.kind == FunnelKind::proportion;
    if (!(funnel.target >= 0.0) || std::isinf(funnel.target) || (of_proportions && funnel.target > 1.0))
        throw Error("funnel: found target " + shown(funnel.target) + "; accepted: " +
                    (of_proportions ? "a proportion from 0 to 1" : "0 or more") + ", before the multiplier");
    if (!(funnel.dispersion >= 1.0) || std::isinf(funnel.dispersion))
        throw Error("funnel: found dispersion " + shown(funnel.dispersion) + "; accepted: 1 or more");
}

namespace detail {

/// Beyond it the tail of a normal distribution has no full digits in doubles.
inline constexpr double furthest_multiple = 37.0;

/// Whether the unit can be placed at all.
[[nodiscard]] inline StatisticStatus status_of_unit(FunnelKind kind, double count, double denominator) noexcept {
    return kind == FunnelKind::proportion ? status_of_proportion(count, denominator)
                                          : status_of_rate(count, denominator);
}

/// How far from a large `quantile` the shape lies of which it is the quantile, z standard errors from the middle.
[[nodiscard]] inline double shape_offset(double quantile, double z) noexcept {
    double offset = 0.0;
    constexpr int steps = 12;  // each leaves a fiftieth of the error or less
    for (int step = 0; step < steps; ++step) offset = -large_gamma_offset(quantile + offset, z);
    return offset;
}

/// Limits per one, z sqrt(phi) standard errors wide.
[[nodiscard]] inline Interval funnel_limits(FunnelKind kind, double target, double denominator, double z) {
    if (target == 0.0) return {.lower = 0.0, .upper = 0.0};
    if (kind == FunnelKind::proportion) {
        const double reach = z * std::sqrt(target * (1.0 - target) / denominator);
        return {.lower = std::max(0.0, target - reach), .upper = std::min(1.0, target + reach)};
    }
    const double expected = target * denominator;
    const double tail = normal_distribution(-std::min(z, furthest_multiple));
    if (expected >= many_events) {
        const double multiple = -normal_quantile(tail);
        return {.lower = (expected + (shape_offset(expected, multiple) - 1.0)) / denominator,
                .upper = (expected + shape_offset(expected, -multiple)) / denominator};
    }
    const double lowest = boost::math::gamma_q_inva(expected, tail, Quiet()) - 1.0;  // below 0: no count is too low
    return {.lower = std::max(0.0, lowest) / denominator,
            .upper = boost::math::gamma_p_inva(expected, tail, Quiet()) / denominator};
}

}  // namespace detail

/// The mean of squared z-scores, the lowest and highest tenth winsorised, at least 1; 1 of none.
[[nodiscard]] inline double winsorised_dispersion(std::vector<double> z_scores) noexcept {
    if (z_scores.empty()) return 1.0;
    std::sort(z_scores.begin(), z_scores.end());
    const std::size_t size = z_scores.size(), cut = size / 10;
    double sum = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        const double z = z_scores[std::clamp(i, cut, size - 1 - cut)];
        sum += z * z;
    }
    return std::max(1.0, sum / static_cast<double>(size));
}

/// The target and the dispersion of units: see the head of this file.
/// @throws Error for columns of different lengths, units without a target and what `validate` refuses.
[[nodiscard]] inline Funnel fit_funnel(std::span<const double> count, std::span<const double> denominator,
                                       const FunnelRule& rule = {}) {
    if (count.size() != denominator.size())
        throw Error("funnel: found " + std::to_string(denominator.size()) +
                    " denominators; accepted: " + std::to_string(count.size()) + ", as many as counts");
    Funnel funnel{
        .kind = rule.kind, .target = rule.kind == FunnelKind::ratio ? 1.0 : 0.0, .multiplier = rule.multiplier};
    const auto placed = [&](std::size_t i) {
        return detail::status_of_unit(rule.kind, count[i], denominator[i]) == StatisticStatus::estimated;
    };
    if (rule.target) {
        funnel.target = *rule.target;
    } else if (rule.kind != FunnelKind::ratio) {
        double events = 0.0, all = 0.0;
        for (std::size_t i = 0; i < count.size(); ++i) {
            if (!placed(i)) continue;
            events += count[i];
            all += denominator[i];
        }
        if (all == 0.0)
            throw Error("funnel: found no unit with a count and a denominator; accepted: at least one, or a target");
        // Weights of all may add up to more than all in the last bit.
        funnel.target = rule.kind == FunnelKind::proportion ? std::min(events, all) / all : events / all;
    }
    validate(funnel);
    const double left = rule.kind == FunnelKind::proportion ? 1.0 - funnel.target : 1.0;
    if (!rule.overdispersion || funnel.target * left == 0.0) return funnel;
    std::vector<double> z_scores;
    for (std::size_t i = 0; i < count.size(); ++i) {
        if (!placed(i)) continue;
        const double expected = funnel.target * denominator[i];
        z_scores.push_back((count[i] - expected) / std::sqrt(expected * left));
    }
    funnel.dispersion = winsorised_dispersion(std::move(z_scores));
    return funnel;
}

/// The limits at a denominator, times the multiplier; NaN for a denominator that is missing, infinite or not above 0,
/// and where no double holds them.
/// @throws Error for a level that is none.
[[nodiscard]] inline Interval funnel_limits(const Funnel& funnel, double denominator, double level = 0.95) {
    validate_level(level);
    if (!(denominator > 0.0) || std::isinf(denominator)) return {};
    const Interval limits = detail::funnel_limits(funnel.kind, funnel.target, denominator,
                                                  normal_multiple(level) * std::sqrt(funnel.dispersion));
    const Interval printed{.lower = limits.lower * funnel.multiplier, .upper = limits.upper * funnel.multiplier};
    return printed.lower <= printed.upper && std::isfinite(printed.upper) ? printed : Interval{};
}

/// A unit's value and the limits at its denominator. @throws Error for a level that is none.
[[nodiscard]] inline Statistic funnel_point(const Funnel& funnel, double count, double denominator,
                                            double level = 0.95) {
    validate_level(level);
    Statistic point{.status = detail::status_of_unit(funnel.kind, count, denominator)};
    if (point.status != StatisticStatus::estimated) return point;
    const Interval limits = funnel_limits(funnel, denominator, level);
    const bool share = funnel.kind == FunnelKind::proportion;
    point.value = (share ? std::min(count, denominator) : count) / denominator * funnel.multiplier;
    point.lower = limits.lower;
    point.upper = limits.upper;
    if (std::isfinite(point.value) && !std::isnan(point.lower)) return point;
    return {.status = StatisticStatus::not_finite};
}

/// Where a point of `funnel_point` lies. On a limit is within.
[[nodiscard]] inline FunnelLabel funnel_label(const Statistic& point) noexcept {
    if (point.status != StatisticStatus::estimated) return FunnelLabel::not_compared;
    if (decimal::difference(point.value, point.upper) > 0.0) return FunnelLabel::high;
    return decimal::difference(point.value, point.lower) < 0.0 ? FunnelLabel::low : FunnelLabel::within;
}

/// Denominators to draw the limits at, from the smallest to the largest of the units in equal ratios: a funnel is
/// narrow fast. One where all are equal, none where there is none.
[[nodiscard]] inline std::vector<double> funnel_denominators(std::span<const double> denominator,
                                                             std::size_t points = 100) {
    double smallest = std::numeric_limits<double>::infinity(), largest = 0.0;
    for (const double n : denominator) {
        if (!(n > 0.0) || std::isinf(n)) continue;
        smallest = std::min(smallest, n);
        largest = std::max(largest, n);
    }
    if (largest == 0.0) return {};
    if (points < 2 || smallest == largest) return {smallest};
    std::vector<double> at(points);
    const double step = std::log(largest / smallest) / static_cast<double>(points - 1);
    for (std::size_t i = 0; i < points; ++i) at[i] = smallest * std::exp(step * static_cast<double>(i));
    at.back() = largest;
    return at;
}

}  // namespace headway::stats
