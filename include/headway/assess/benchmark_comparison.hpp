/// @file
/// Better or worse than a benchmark, or about the same? And is a goal met?
///
/// Products disagree about when a difference counts, and the answer depends on it, so the method is named:
///
/// | method                 | similar where                                           | needs                     |
/// |------------------------|---------------------------------------------------------|---------------------------|
/// | `single_interval`      | the benchmark lies in the value's interval              | the value's interval      |
/// | `double_interval`      | the two intervals overlap                               | both intervals            |
/// | `control_limits`       | the value lies within limits of chance about it         | those limits (funnel.hpp) |
/// | `percentage_tolerance` | the difference is at most tolerance x abs(benchmark)    | nothing else              |
/// | `quartiles`            | the value is in no outer quarter of the comparison group| the group's values        |
/// | `quintiles`            | the value is in no outer fifth of the comparison group  | the group's values        |
///
/// Otherwise it is higher or lower, which polarity makes better or worse; where no direction is good (neutral,
/// in_range) it stays higher or lower.
///
/// Two levels (single_interval and control_limits): the value has an interval at 95% and one at 99.8%. Outside the
/// first it is better_95 or worse_95, outside both better_99_8 or worse_99_8: with similar, the five outcomes of
/// Fingertips.
///
/// Worked example: 14.23% of 586 residents smoke, 11.63% of the nation. The Wald interval, 11.40 to 17.06, includes the
/// nation: similar. Wilson's, 11.634 to 17.29, just does not: worse; nor do the control limits about the nation, 9.03
/// to 14.226, hold the value. z is 1.963 against 1.960. The exact interval (Clopper and Pearson), 11.50 to 17.32,
/// includes it.
///
/// Edges: `inclusive` (the default, as Fingertips does) counts a benchmark exactly on a limit as inside, intervals that
/// touch as overlapping, a difference of exactly the tolerance as within it, and a value on the bound of two groups to
/// the lower one; otherwise the other way. Limits and benchmarks are compared as printed decimals (see decimal.hpp).
///
/// A value lies in its own interval, a benchmark in its own (`double_interval`) and in the control limits about it:
/// what does not is in another unit or of another row, and is not compared (`outside_limits`).
///
/// Groups are cut at the quantiles of the known values of the comparison group, linear between order statistics; group
/// 1 holds the highest values, as in tables of quantile groups. Fewer values than groups are `too_few_values`. Where
/// many are equal two bounds coincide: a value on them is of several groups, so of none, and similar.
///
/// Overlapping intervals (`double_interval`) are a stricter test than their level says: intervals of 95% that just
/// touch differ at about 99.4%. A single interval takes the benchmark as known without error.
///
/// Goals have one limit or two:
///
///     one limit     better from the limit on, else worse
///     two limits    better from the limit on the good side on, worse beyond the one on the bad side, similar between
///     in_range      better between the two, worse outside; no difference is given
///
/// `better_inclusive`: a value exactly on the limit that is to be reached has reached it. `similar_inclusive`: one
/// exactly on the limit of the bad side is still similar. Fingertips has both true where high is good, and where low is
/// good both true for one limit and both false for two.
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Comparing areas" and "Goals",
/// and its published code for the edges; Hyndman and Fan, American Statistician 50 (1996), definition 7 for quantiles;
/// Payton et al., Journal of Insect Science 3 (2003) for overlapping intervals.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

enum class ComparisonMethod : std::uint8_t {
    single_interval,
    double_interval,
    control_limits,
    percentage_tolerance,
    quartiles,
    quintiles,
};

template <>
struct Vocabulary<ComparisonMethod> {
    static constexpr std::string_view name = "comparison method";
    static constexpr std::array<std::string_view, 6> words{"single_interval",      "double_interval", "control_limits",
                                                           "percentage_tolerance", "quartiles",       "quintiles"};
};

/// The outcome of one level first, then those of two.
enum class BenchmarkOutcome : std::uint8_t {
    better,
    similar,
    worse,
    higher,
    lower,
    better_95,
    better_99_8,
    worse_95,
    worse_99_8,
    higher_95,
    higher_99_8,
    lower_95,
    lower_99_8,
    not_compared,
};

template <>
struct Vocabulary<BenchmarkOutcome> {
    static constexpr std::string_view name = "benchmark outcome";
    static constexpr std::array<std::string_view, 14> words{
        "better",   "similar",    "worse",     "higher",      "lower",    "better_95",  "better_99_8",
        "worse_95", "worse_99_8", "higher_95", "higher_99_8", "lower_95", "lower_99_8", "not_compared"};
};

/// Whether a value is compared, and if not, why. The words are never merged.
enum class ComparisonStatus : std::uint8_t {
    compared,
    no_data,          ///< the value is missing
    no_benchmark,     ///< the benchmark, or the goal, is missing
    no_limits,        ///< a limit that the method needs is missing
    reversed_limits,  ///< a lower limit above its upper one, or a 95% limit outside the 99.8% one
    outside_limits,   ///< a value outside its own interval, or a benchmark outside the control limits about it
    not_finite,       ///< the value or the benchmark is infinite
    no_polarity,      ///< nobody has said which direction is good; of a goal: none is
    too_few_values,   ///< the comparison group has fewer known values than groups
};

template <>
struct Vocabulary<ComparisonStatus> {
    static constexpr std::string_view name = "comparison status";
    static constexpr std::array<std::string_view, 9> words{
        "compared",       "no_data",    "no_benchmark", "no_limits",     "reversed_limits",
        "outside_limits", "not_finite", "no_polarity",  "too_few_values"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// The method as a result names it.
[[nodiscard]] constexpr std::string_view comparison_method(ComparisonMethod method, bool two_levels = false) noexcept {
    switch (method) {
        case ComparisonMethod::single_interval:
            return two_levels ? "benchmark against the value's intervals at 95% and 99.8%, version 1 (Fingertips)"
                              : "benchmark against the value's interval, version 1 (Fingertips)";
        case ComparisonMethod::double_interval:
            return "overlap of two intervals, version 1 (Fingertips)";
        case ComparisonMethod::control_limits:
            return two_levels ? "value against control limits at 95% and 99.8%, version 1 (Fingertips)"
                              : "value against control limits, version 1 (Fingertips)";
        case ComparisonMethod::percentage_tolerance:
            return "difference within a share of the benchmark, version 1";
        case ComparisonMethod::quartiles:
            return "quartiles of the comparison group, version 1 (Fingertips)";
        case ComparisonMethod::quintiles:
            break;
    }
    return "quintiles of the comparison group, version 1 (Fingertips)";
}

inline constexpr std::string_view goal_method = "value against a goal, version 1 (Fingertips)";

/// How a comparison is made. Plain data, kept with the outcomes that it made.
struct ComparisonRule {
    ComparisonMethod method = ComparisonMethod::single_interval;
    std::optional<Polarity> polarity{};  ///< of the indicator; empty: nobody has said, so nothing is compared
    bool two_levels = false;             ///< single_interval and control_limits: limits at 95% and at 99.8%
    double tolerance = 0.10;             ///< percentage_tolerance: a fraction of the benchmark
    bool inclusive = true;               ///< on the edge is similar: see the head of this file
};

/// What is compared. `limits` are the value's interval, or the control limits about the benchmark; `outer` those at
/// 99.8%.
struct ComparedValue {
    double value = std::numeric_limits<double>::quiet_NaN();
    Interval limits{};
    Interval outer{};
};

/// What it is compared with.
struct ComparedBenchmark {
    double value = std::numeric_limits<double>::quiet_NaN();
    Interval interval{};  ///< double_interval alone needs it
};

/// One comparison with what is needed to check it.
struct BenchmarkComparison {
    BenchmarkOutcome outcome = BenchmarkOutcome::not_compared;
    ComparisonStatus status = ComparisonStatus::no_data;
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< value - benchmark, as printed
    int group = 0;  ///< of a quantile method, 1 the highest values; 0: none
    ComparisonRule rule{};
};

/// A goal: one limit (the other NaN) or two.
struct Goal {
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    std::optional<Polarity> polarity{};
    bool better_inclusive = true;   ///< a value exactly on the limit to be reached has reached it
    bool similar_inclusive = true;  ///< a value exactly on the limit of the bad side is still similar
};

/// How many groups a quantile method cuts; 0 of any other.
[[nodiscard]] constexpr int groups_of(ComparisonMethod method) noexcept {
    if (method == ComparisonMethod::quartiles) return 4;
    return method == ComparisonMethod::quintiles ? 5 : 0;
}

/// @throws Error for two levels where the method has one and a tolerance that is negative or above 1.
inline void validate(const ComparisonRule& rule) {
    if (rule.two_levels && rule.method != ComparisonMethod::single_interval &&
        rule.method != ComparisonMethod::control_limits)
        throw Error("compare: found two levels for method " + std::string(word(rule.method)) +
                    "; accepted: two levels for single_interval and control_limits");
    // 10 is 10% to a tired reader.
    if (!(rule.tolerance >= 0.0 && rule.tolerance <= 1.0))
        throw Error("compare: found tolerance " + shown(rule.tolerance) +
                    "; accepted: a fraction from 0 to 1, for example 0.10 for 10%");
}

namespace detail {

/// Where x lies: 1 above the interval, -1 below it, 0 in it.
[[nodiscard]] inline int side_of(double x, Interval interval, bool inclusive) noexcept {
    const double above = decimal::difference(x, interval.upper), below = decimal::difference(interval.lower, x);
    if (inclusive ? above > 0.0 : above >= 0.0) return 1;
    return (inclusive ? below > 0.0 : below >= 0.0) ? -1 : 0;
}

[[nodiscard]] inline bool known(Interval interval) noexcept {
    return !std::isnan(interval.lower) && !std::isnan(interval.upper);
}

/// The outcome of `side` (1 higher, -1 lower, 0 similar) beyond 0, 95% or 99.8% limits: `levels` 0, 1 or 2.
[[nodiscard]] constexpr BenchmarkOutcome outcome_of(int side, Polarity polarity, int levels) noexcept {
    using enum BenchmarkOutcome;
    constexpr std::array<std::array<BenchmarkOutcome, 4>, 3> outcomes{
        {{better, worse, higher, lower},
         {better_95, worse_95, higher_95, lower_95},
         {better_99_8, worse_99_8, higher_99_8, lower_99_8}}};
    if (side == 0) return similar;
    const bool directed = polarity == Polarity::high_is_good || polarity == Polarity::low_is_good;
    const bool good = (side > 0) == (polarity == Polarity::high_is_good);
    const std::size_t which = directed ? (good ? 0 : 1) : (side > 0 ? 2 : 3);
    return outcomes[static_cast<std::size_t>(levels)][which];
}

[[nodiscard]] inline ComparisonStatus status_of_comparison(double value, double benchmark,
                                                           std::optional<Polarity> polarity) noexcept {
    if (std::isnan(value)) return ComparisonStatus::no_data;
    if (std::isnan(benchmark)) return ComparisonStatus::no_benchmark;
    if (std::isinf(value) || std::isinf(benchmark)) return ComparisonStatus::not_finite;
    return polarity ? ComparisonStatus::compared : ComparisonStatus::no_polarity;
}

[[nodiscard]] inline ComparisonStatus status_of_limits(const ComparedValue& value, const ComparedBenchmark& benchmark,
                                                       const ComparisonRule& rule) noexcept {
    if (rule.method == ComparisonMethod::percentage_tolerance) return ComparisonStatus::compared;
    const bool both = rule.method == ComparisonMethod::double_interval;
    if (!known(value.limits) || (rule.two_levels && !known(value.outer)) || (both && !known(benchmark.interval)))
        return ComparisonStatus::no_limits;
    const auto rise = [](double from, double to) { return decimal::difference(to, from) >= 0.0; };
    const bool in_order = rise(value.limits.lower, value.limits.upper) &&
                          (!both || rise(benchmark.interval.lower, benchmark.interval.upper)) &&
                          (!rule.two_levels || (rise(value.outer.lower, value.limits.lower) &&
                                                rise(value.limits.upper, value.outer.upper)));
    if (!in_order) return ComparisonStatus::reversed_limits;
    const bool control = rule.method == ComparisonMethod::control_limits;
    const bool held = holds(value.limits, control ? benchmark.value : value.value) &&
                      (!both || holds(benchmark.interval, benchmark.value));
    return held ? ComparisonStatus::compared : ComparisonStatus::outside_limits;
}

}  // namespace detail

/// Compares a value with a benchmark by any method but the quantiles. For loops over columns: the rule is valid.
[[nodiscard]] inline BenchmarkComparison compare_with_benchmark(const ComparedValue& value,
                                                                const ComparedBenchmark& benchmark,
                                                                const ComparisonRule& rule) noexcept {
    BenchmarkComparison result{.difference = decimal::difference(value.value, benchmark.value), .rule = rule};
    result.status = detail::status_of_comparison(value.value, benchmark.value, rule.polarity);
    if (result.status == ComparisonStatus::compared) result.status = detail::status_of_limits(value, benchmark, rule);
    if (result.status != ComparisonStatus::compared) return result;

    const auto side_at = [&](Interval limits) {
        const bool control = rule.method == ComparisonMethod::control_limits;
        const int side = detail::side_of(control ? value.value : benchmark.value, limits, rule.inclusive);
        return control ? side : -side;  // a benchmark above the interval: the value is lower
    };
    int side = 0, levels = 0;
    if (rule.method == ComparisonMethod::percentage_tolerance) {
        const double amount = std::fabs(result.difference);
        if (!decimal::within(amount, rule.tolerance * std::fabs(benchmark.value), rule.inclusive))
            side = result.difference > 0.0 ? 1 : result.difference < 0.0 ? -1 : 0;
    } else if (rule.method == ComparisonMethod::double_interval) {
        // Of two that overlap neither begins beyond the other's end.
        const auto beyond = [&](double beginning, double end) {
            const double gap = decimal::difference(beginning, end);
            return rule.inclusive ? gap > 0.0 : gap >= 0.0;
        };
        side = beyond(value.limits.lower, benchmark.interval.upper)   ? 1
               : beyond(benchmark.interval.lower, value.limits.upper) ? -1
                                                                      : 0;
    } else {
        side = side_at(value.limits);
        if (rule.two_levels) levels = side != 0 && side_at(value.outer) == side ? 2 : 1;
    }
    result.outcome = detail::outcome_of(side, *rule.polarity, levels);
    return result;
}

/// The inner bounds of so many groups of equal share, from the lowest: none where there are fewer known values than
/// groups.
[[nodiscard]] inline std::vector<double> quantile_bounds(std::span<const double> values, int groups) {
    std::vector<double> known;
    for (const double value : values)
        if (std::isfinite(value)) known.push_back(value);
    if (groups < 2 || known.size() < static_cast<std::size_t>(groups)) return {};
    std::ranges::sort(known);
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

/// Compares one value with one benchmark. @throws Error for a rule that cannot compare, and for a quantile method.
[[nodiscard]] inline BenchmarkComparison compare(const ComparedValue& value, const ComparedBenchmark& benchmark,
                                                 const ComparisonRule& rule) {
    validate(rule);
    if (groups_of(rule.method) != 0)
        throw Error("compare: found one benchmark for method " + std::string(word(rule.method)) +
                    "; accepted: the values of a comparison group");
    return compare_with_benchmark(value, benchmark, rule);
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
