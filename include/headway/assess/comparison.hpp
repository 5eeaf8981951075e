/// @file
/// What a comparison with a benchmark, a comparison group or a goal says: how it is made, what comes out, why there is
/// nothing. The methods themselves: benchmark_comparison.hpp, group_comparison.hpp and goal.hpp.
///
/// Where a value is not similar it is higher or lower, which polarity makes better or worse; where no direction is good
/// (neutral, in_range) it stays higher or lower.
///
/// Two levels (single_interval and control_limits): the value has an interval at 95% and one at 99.8%. Outside the
/// first it is better_95 or worse_95, outside both better_99_8 or worse_99_8: with similar, the five outcomes of
/// Fingertips.
///
/// Edges: `inclusive` (the default, as Fingertips does) counts a benchmark exactly on a limit as inside, intervals that
/// touch as overlapping, a difference of exactly the tolerance as within it, and a value on the bound of two groups to
/// the lower one; otherwise the other way. Limits and benchmarks are compared as printed decimals (see decimal.hpp).
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Comparing areas" and "Goals",
/// and its published code for the edges.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// When a difference from a benchmark counts.
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

/// How a comparison is made. Plain data, kept with the outcomes that it made.
struct ComparisonRule {
    ComparisonMethod method = ComparisonMethod::single_interval;
    std::optional<Polarity> polarity{};  ///< of the indicator; empty: nobody has said, so nothing is compared
    bool two_levels = false;             ///< single_interval and control_limits: limits at 95% and at 99.8%
    double tolerance = 0.10;             ///< percentage_tolerance: a fraction of the benchmark
    bool inclusive = true;               ///< on the edge is similar: see the head of this file
};

/// One comparison with what is needed to check it.
struct BenchmarkComparison {
    BenchmarkOutcome outcome = BenchmarkOutcome::not_compared;
    ComparisonStatus status = ComparisonStatus::no_data;
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< value - benchmark, as printed
    int group = 0;  ///< of a quantile method, 1 the highest values; 0: none
    ComparisonRule rule{};
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

}  // namespace detail

}  // namespace headway::stats
