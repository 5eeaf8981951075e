/// @file
/// The slope and the relative index of inequality: how much an indicator differs from one end of the social scale to
/// the other, read from a line through the quantiles of a population.
///
///     a_i = n_i / sum(n)                      the share of quantile i, the first quantile the least advantaged
///     b_i = a_1 + ... + a_(i-1) + a_i / 2     its relative rank: the middle of its share
///     line                                    least squares of y on b, weighted by a
///     slope index (SII)     Y(1) - Y(0), the gradient = sum(c_i y_i), c_i = a_i (b_i - 1/2) / sum(a (b - 1/2)^2)
///     relative index (RII)  Y(1) / Y(0); Y(0) = m - SII/2 and Y(1) = m + SII/2, m = sum(a_i y_i)
///
/// The values y_i are independent. What is known of their errors decides how the limits are made:
///
///     type and transform      the error of y_i is    limits
///     normal                  normal                 closed: SII -+ z sqrt(sum(c_i^2 se_i^2)); RII by Fieller
///     rate                    normal on log(y)       simulated, `draws` of the whole line
///     proportion              normal on logit(y)     simulated, as above
///     rate, transform         normal on log(y)       closed: the line is through log(y), see below
///     proportion, transform   normal on logit(y)     closed: the same through logit(y)
///
/// The standard error of a value is given (normal only), or is the distance between its 95% limits on the scale of its
/// error over 2 z(95%). Fieller's limits are the very quantiles of Y(1)/Y(0) that a simulation estimates, while Y(0) is
/// clear of 0. With `transform`, the line's gradient g on the transformed scale has normal limits, and
/// SII = f(h + g/2) - f(h - g/2), RII = f(h + g/2) / f(h - g/2) are read at g and at its limits, with h the line at 1/2
/// and f the inverse of the transformation; both rise with g.
///
/// A simulated limit is the k-th smallest or largest draw, k = tail x draws rounded. Draws are named by
/// seed and quantile (random.hpp), so they are the same whatever the group, the level and the threads.
///
/// The multiplier scales the SII and the line. A negative one turns the indicator round (deaths into survivors): the
/// SII changes its sign and the RII is turned over. The limits are put in order after that, so they never swap.
///
/// Edge cases, of a group: fewer than two quantiles, `too_few_points`; any number missing, `missing`; a negative
/// population, error or value of a rate, limits in the wrong order, `negative`; an empty quantile, `zero_denominator`;
/// a proportion above 1, `count_above_denominator`; a rate of 0, a proportion of 0 or 1 and limits of those, which have
/// no logarithm, `no_logarithm`; a value outside its limits, `outside_limits`. Where the line at the end that is
/// divided by is 0 (of simulated rates and proportions: not above 0), the RII has no value; where it is not clear of 0,
/// by z standard errors or in more than a tail of the draws, no limits. The status of both is `zero_denominator`.
///
/// Errors: columns of different lengths; both errors and limits, or neither; errors of a rate or proportion; a
/// transform of normal values; a multiplier of 0; fewer than 1,000 draws, or more than ten million; a level whose tail
/// is less than one draw.
///
/// Sources: Low and Low, "Measuring the gap: quantifying and comparing local health inequalities", Journal of Public
/// Health 26 (2004), 388; OHID, "Slope index of inequality" in the public health technical guidance (Fingertips), for
/// the transformations; Fieller, "Some problems in interval estimation", JRSS B 16 (1954).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/random.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the values are, and so what their errors look like.
enum class ValueType : std::uint8_t {
    normal,      ///< errors are symmetric: life expectancy, a mean, a score
    rate,        ///< above 0: errors are symmetric in the logarithm
    proportion,  ///< between 0 and 1: errors are symmetric in the logit
};

template <>
struct Vocabulary<ValueType> {
    static constexpr std::string_view name = "value type";
    static constexpr std::array<std::string_view, 3> words{"normal", "rate", "proportion"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// The quantiles of one population, the least advantaged first: standard errors, or 95% limits.
struct Quantiles {
    std::span<const double> value{};
    std::span<const double> population{};
    std::span<const double> standard_error{};
    std::span<const double> lower{};
    std::span<const double> upper{};
};

/// Called between blocks of draws.
using BetweenBlocks = void (*)();

/// How a slope of inequality and its limits are made.
struct InequalityRule {
    ValueType type = ValueType::normal;
    bool transform = false;  ///< draw the line through the logarithms or logits
    double multiplier = 1.0;
    std::uint64_t seed = 0;          ///< of the simulated limits
    std::uint32_t draws = 100'000;  ///< of the simulated limits

    [[nodiscard]] constexpr bool simulated() const noexcept { return type != ValueType::normal && !transform; }
};

/// At one confidence level.
struct Inequality {
    Statistic slope{};     ///< the slope index, SII
    Statistic relative{};  ///< the relative index, RII
    double at_bottom = std::numeric_limits<double>::quiet_NaN();  ///< the line at relative rank 0
    double at_top = std::numeric_limits<double>::quiet_NaN();     ///< the line at relative rank 1
};

/// The method as a result names it.
[[nodiscard]] constexpr std::string_view inequality_method(const InequalityRule& rule) noexcept {
    if (rule.simulated())
        return "slope and relative index of inequality, simulated limits, version 1 (Low and Low 2004; OHID)";
    if (rule.transform)
        return rule.type == ValueType::rate
                   ? "slope and relative index of inequality, log-linear, closed form, version 1 (Low and Low 2004; "
                     "OHID)"
                   : "slope and relative index of inequality, logit-linear, closed form, version 1 (Low and Low "
                     "2004; OHID)";
    return "slope and relative index of inequality, closed form, version 1 (Low and Low 2004; Fieller 1954)";
}

/// @throws Error for a rule that cannot be.
inline void validate(const InequalityRule& rule) {
    if (rule.multiplier == 0.0 || !std::isfinite(rule.multiplier))
        throw Error("multiplier: found " + shown(rule.multiplier) +
                    "; accepted: a finite number other than 0, such as 100 for per cent");
    if (rule.transform && rule.type == ValueType::normal)
        throw Error("transform: found transform with value type normal; accepted: rate (logarithms) or proportion "
                    "(logits)");
    if (rule.draws < 1000 || rule.draws > 10'000'000)
        throw Error("draws: found " + std::to_string(rule.draws) + "; accepted: from 1000 to 10000000");
}

namespace detail {

/// The scale on which the errors of a type are normal.
[[nodiscard]] inline double on_error_scale(ValueType type, double y) noexcept {
    switch (type) {
        case ValueType::rate: return std::log(y);
        case ValueType::proportion: return std::log(y) - std::log1p(-y);
        case ValueType::normal: break;
    }
    return y;
}

[[nodiscard]] inline double off_error_scale(ValueType type, double y) noexcept {
    switch (type) {
        case ValueType::rate: return std::exp(y);
        case ValueType::proportion: return 1.0 / (1.0 + std::exp(-y));
        case ValueType::normal: break;
    }
    return y;
}

/// A population's line, as weights: its middle is the sum of share x value, its gradient that of contrast x value.
struct InequalityLine {
    std::vector<double> share{};
    std::vector<double> contrast{};
};

[[nodiscard]] inline InequalityLine inequality_line(std::span<const double> population) {
    double total = 0.0, below = 0.0, spread = 0.0;
    for (const double n : population) total += n;
    InequalityLine line;
    for (const double n : population) {
        const double share = n / total, rank = (below + n / 2.0) / total - 0.5;
        below += n;
        spread += share * rank * rank;
        line.share.push_back(share);
        line.contrast.push_back(share * rank);
    }
    for (double& c : line.contrast) c /= spread;
    return line;
}

[[nodiscard]] inline StatisticStatus status_of_value(ValueType type, double y) noexcept {
    if (std::isnan(y)) return StatisticStatus::missing;
    if (std::isinf(y)) return StatisticStatus::not_finite;
    if (type != ValueType::normal && y < 0.0) return StatisticStatus::negative;
    if (type == ValueType::proportion && y > 1.0) return StatisticStatus::count_above_denominator;
    return std::isfinite(on_error_scale(type, y)) ? StatisticStatus::estimated : StatisticStatus::no_logarithm;
}

[[nodiscard]] inline StatisticStatus status_of_quantiles(const Quantiles& q, ValueType type) noexcept {
    StatisticStatus status = StatisticStatus::estimated;
    const auto join = [&](StatisticStatus other) { status = first_of(status, other); };
    for (std::size_t i = 0; i < q.value.size(); ++i) {
        join(status_of_value(type, q.value[i]));
        join(status_of_amounts(q.population[i]));
        if (q.population[i] == 0.0) join(StatisticStatus::zero_denominator);
        if (!q.standard_error.empty()) {
            join(status_of_amounts(q.standard_error[i]));
            continue;
        }
        join(status_of_value(type, q.lower[i]));
        join(status_of_value(type, q.upper[i]));
        if (q.upper[i] < q.lower[i]) join(StatisticStatus::negative);
        if (!holds({q.lower[i], q.upper[i]}, q.value[i])) join(StatisticStatus::outside_limits);
    }
    return q.value.size() < 2 ? first_of(status, StatisticStatus::too_few_points) : status;
}

inline void validate(const Quantiles& q, const InequalityRule& rule) {
    validate(rule);
    const auto length = [&](std::span<const double> column, const char* name) {
        if (column.size() != q.value.size())
            throw Error(std::string(name) + ": found " + std::to_string(column.size()) + " numbers; accepted: " +
                        std::to_string(q.value.size()) + ", as many as values");
    };
    length(q.population, "population");
    if (q.value.empty()) return;
    const bool errors = !q.standard_error.empty(), limits = !q.lower.empty() || !q.upper.empty();
    if (errors == limits)
        throw Error(std::string("found ") +
                    (errors ? "both standard errors and limits" : "neither standard errors nor limits") +
                    "; accepted: standard errors, or lower and upper 95% limits");
    if (errors && rule.type != ValueType::normal)
        throw Error("found standard errors with value type " + std::string(word(rule.type)) +
                    "; accepted: lower and upper 95% limits, whose distances are not symmetric");
    if (errors) length(q.standard_error, "standard_error");
    else {
        length(q.lower, "lower");
        length(q.upper, "upper");
    }
}

/// The limits of the ratio of the line's ends, by Fieller; NaN where the lower end is not clear of 0.
[[nodiscard]] inline Interval fieller(double over, double under, std::span<const double> over_weight,
                                      std::span<const double> under_weight, std::span<const double> error, double z) {
    // Var(under x Over - over x Under) and the determinant of both ends' variances, of terms that cannot cancel.
    double cross = 0.0, of_over = 0.0, of_under = 0.0, of_both = 0.0;
    for (std::size_t i = 0; i < error.size(); ++i) {
        const double o = over_weight[i] * error[i], u = under_weight[i] * error[i];
        cross += (under * o - over * u) * (under * o - over * u);
        of_over += o * o;
        of_under += u * u;
        of_both += o * u;
    }
    const double z2 = z * z;
    const double a = under * under - z2 * of_under;
    if (!(a > 0.0)) return {};
    const double b = over * under - z2 * of_both, c = over * over - z2 * of_over;
    const double apart = z * std::sqrt(std::max(0.0, cross - z2 * (of_over * of_under - of_both * of_both)));
    const double larger = b + std::copysign(apart, b);
    const double first = larger / a, second = larger == 0.0 ? first : c / larger;
    return {.lower = std::min(first, second), .upper = std::max(first, second)};
}

/// Every draw of the line through simulated values: its middle and its gradient.
struct SimulatedLines {
    std::vector<double> middle{};
    std::vector<double> gradient{};
};

[[nodiscard]] inline SimulatedLines simulate_lines(const InequalityLine& line, std::span<const double> center,
                                                   std::span<const double> error, const InequalityRule& rule,
                                                   BetweenBlocks between) {
    constexpr std::uint32_t value_of_a_quantile = 2;  // the purpose of these draws, see random.hpp
    const std::size_t blocks = (rule.draws + draws_a_block - 1) / draws_a_block;
    SimulatedLines lines{.middle = std::vector<double>(blocks * draws_a_block),
                         .gradient = std::vector<double>(blocks * draws_a_block)};
    std::array<double, draws_a_block> draw;
    for (std::size_t block = 0; block < blocks; ++block) {
        if (between != nullptr) between();
        for (std::size_t i = 0; i < center.size(); ++i) {
            normals({.seed = rule.seed, .index = static_cast<std::uint32_t>(i), .purpose = value_of_a_quantile}, block,
                    draw);
            double* const to_middle = lines.middle.data() + block * draws_a_block;
            double* const to_gradient = lines.gradient.data() + block * draws_a_block;
            for (std::size_t d = 0; d < draws_a_block; ++d) {
                const double y = off_error_scale(rule.type, center[i] + error[i] * draw[d]);
                to_middle[d] += line.share[i] * y;
                to_gradient[d] += line.contrast[i] * y;
            }
        }
    }
    lines.middle.resize(rule.draws);
    lines.gradient.resize(rule.draws);
    return lines;
}

/// The k-th smallest and the k-th largest of the draws, which are put in another order; NaN where a draw is.
[[nodiscard]] inline Interval limits_of_draws(std::vector<double>& draws, double tail) {
    if (std::any_of(draws.begin(), draws.end(), [](double draw) { return std::isnan(draw); })) return {};
    const auto n = static_cast<double>(draws.size());
    const auto k = static_cast<std::ptrdiff_t>(std::clamp(std::round(tail * n), 1.0, std::ceil(n / 2.0))) - 1;
    std::nth_element(draws.begin(), draws.begin() + k, draws.end());
    const double lower = draws[static_cast<std::size_t>(k)];
    std::nth_element(draws.begin(), draws.end() - 1 - k, draws.end());
    return {.lower = lower, .upper = draws[draws.size() - 1 - static_cast<std::size_t>(k)]};
}

[[nodiscard]] inline Statistic estimate_in_order(double value, double one_limit, double other_limit) {
    return {.value = value,
            .lower = std::min(one_limit, other_limit),
            .upper = std::max(one_limit, other_limit),
            .status = StatisticStatus::estimated};
}

/// What overflowed has a status, and no value.
inline void keep_sound(Inequality& result) noexcept {
    result.slope = sound(result.slope, std::fmax(std::fabs(result.at_bottom), std::fabs(result.at_top)));
    result.relative = sound(result.relative);
    for (double* const each : {&result.relative.value, &result.at_bottom, &result.at_top})
        if (!std::isfinite(*each)) *each = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace detail

/// The slope and relative index of inequality of one population at each level; see the head of this file.
/// @param between called between blocks of draws: what it throws ends the simulation
/// @throws Error for those and for a level that is none.
[[nodiscard]] inline std::vector<Inequality> slope_index_of_inequality(const Quantiles& q, const InequalityRule& rule,
                                                                      std::span<const double> levels,
                                                                      BetweenBlocks between = nullptr) {
    detail::validate(q, rule);
    for (const double level : levels) {
        validate_level(level);
        if (rule.simulated() && tail_of(level) * rule.draws < 1.0)
            throw Error("draws: found " + std::to_string(rule.draws) + " for a level of " + shown(level) +
                        "; accepted: " + shown(std::ceil(1.0 / tail_of(level))) + " or more, or a lower level");
    }
    std::vector<Inequality> results(levels.size());
    const StatisticStatus status = detail::status_of_quantiles(q, rule.type);
    if (status != StatisticStatus::estimated) {
        for (Inequality& each : results) each.slope.status = each.relative.status = status;
        return results;
    }

    const std::size_t n = q.value.size();
    const detail::InequalityLine line = detail::inequality_line(q.population);
    const double between_limits = 2.0 * normal_multiple(0.95);
    std::vector<double> center(n), error(n), y(n);  // on the scale of the errors; y on that of the line
    for (std::size_t i = 0; i < n; ++i) {
        center[i] = detail::on_error_scale(rule.type, q.value[i]);
        error[i] = q.standard_error.empty() ? (detail::on_error_scale(rule.type, q.upper[i]) -
                                               detail::on_error_scale(rule.type, q.lower[i])) / between_limits
                                            : q.standard_error[i];
        y[i] = rule.transform ? center[i] : q.value[i];
    }
    // Distances from the first value, so that equal values have a gradient of exactly 0.
    double middle = 0.0, gradient = 0.0, variance = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        middle += line.share[i] * (y[i] - y[0]);
        gradient += line.contrast[i] * (y[i] - y[0]);
        variance += line.contrast[i] * line.contrast[i] * error[i] * error[i];
    }
    middle += y[0];

    const bool turned = rule.multiplier < 0.0;
    const auto end = [&](double half_gradient) {
        return rule.transform ? detail::off_error_scale(rule.type, middle + half_gradient) : middle + half_gradient;
    };
    const double bottom = end(-gradient / 2.0), top = end(gradient / 2.0);
    const double over = turned ? bottom : top, under = turned ? top : bottom;
    const double slope = rule.transform ? top - bottom : gradient;

    std::vector<double> over_weight, under_weight;
    detail::SimulatedLines lines;
    std::vector<double> ratios;
    std::size_t not_positive = 0;  // draws of the end that is divided by
    if (rule.simulated()) {
        lines = detail::simulate_lines(line, center, error, rule, between);
        for (std::size_t d = 0; d < lines.middle.size(); ++d) {
            const double half = (turned ? -lines.gradient[d] : lines.gradient[d]) / 2.0;
            ratios.push_back((lines.middle[d] + half) / (lines.middle[d] - half));
            if (!(lines.middle[d] - half > 0.0)) ++not_positive;
        }
    } else if (!rule.transform) {
        const double half = turned ? -0.5 : 0.5;
        for (std::size_t i = 0; i < n; ++i) {
            over_weight.push_back(line.share[i] + half * line.contrast[i]);
            under_weight.push_back(line.share[i] - half * line.contrast[i]);
        }
    }

    for (std::size_t l = 0; l < levels.size(); ++l) {
        Inequality& result = results[l];
        result.at_bottom = bottom * std::fabs(rule.multiplier);
        result.at_top = top * std::fabs(rule.multiplier);
        const double z = normal_multiple(levels[l]);
        Interval of_slope, of_relative;
        if (rule.simulated()) {
            of_slope = detail::limits_of_draws(lines.gradient, tail_of(levels[l]));
            // Rates and proportions are positive: where that end may as well not be, its ratio has no limits.
            if (static_cast<double>(not_positive) <= tail_of(levels[l]) * static_cast<double>(ratios.size()))
                of_relative = detail::limits_of_draws(ratios, tail_of(levels[l]));
        } else {
            const double margin = z * std::sqrt(variance);
            of_slope = {.lower = gradient - margin, .upper = gradient + margin};
            if (rule.transform) {
                const double sign = turned ? -0.5 : 0.5;
                const auto ratio = [&](double g) { return end(sign * g) / end(-sign * g); };
                of_relative = {.lower = ratio(of_slope.lower), .upper = ratio(of_slope.upper)};
                of_slope = {.lower = end(of_slope.lower / 2.0) - end(-of_slope.lower / 2.0),
                            .upper = end(of_slope.upper / 2.0) - end(-of_slope.upper / 2.0)};
            } else {
                of_relative = detail::fieller(over, under, over_weight, under_weight, error, z);
            }
        }
        result.slope = detail::estimate_in_order(slope * rule.multiplier, of_slope.lower * rule.multiplier,
                                                 of_slope.upper * rule.multiplier);
        result.relative.status = StatisticStatus::zero_denominator;
        const bool divisible = rule.simulated() ? under > 0.0 : under != 0.0;
        if (divisible) result.relative.value = over / under;
        if (divisible && !std::isnan(of_relative.lower))
            result.relative = detail::estimate_in_order(over / under, of_relative.lower, of_relative.upper);
        detail::keep_sound(result);
    }
    return results;
}

/// At one level.
[[nodiscard]] inline Inequality slope_index_of_inequality(const Quantiles& q, const InequalityRule& rule = {},
                                                         double level = 0.95) {
    return slope_index_of_inequality(q, rule, std::span<const double>(&level, 1)).front();
}

}  // namespace headway::stats
