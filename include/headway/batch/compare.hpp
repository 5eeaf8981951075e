/// @file
/// Rows compared with benchmarks, comparison groups and goals: assess/benchmark_comparison.hpp over columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "headway/assess/comparison.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Values to compare: each as long as `value` or, where the method does not need it, empty.
struct ComparisonTable {
    std::span<const double> value{};
    std::span<const double> lower{};  ///< the value's interval, or the control limits about the benchmark
    std::span<const double> upper{};
    std::span<const double> outer_lower{};  ///< the same at 99.8%
    std::span<const double> outer_upper{};
    std::span<const double> benchmark{};
    std::span<const double> benchmark_lower{};
    std::span<const double> benchmark_upper{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes, or `no_polarity`
    std::span<const std::int32_t> group{};     ///< of a quantile method: the comparison group of each row
    std::size_t groups = 0;
};

/// Where the outcomes go; `group` may be empty.
struct ComparisonColumns {
    std::span<std::uint8_t> outcome{};  ///< `BenchmarkOutcome` codes
    std::span<std::uint8_t> status{};   ///< `ComparisonStatus` codes
    std::span<double> difference{};
    std::span<std::int32_t> group{};  ///< of a quantile method: 1 the highest values; 0 none
};

/// Compares every row by its own polarity and one rule (see assess/benchmark_comparison.hpp); `rule.polarity` is not
/// used.
/// @throws Error for columns of different lengths and a rule that cannot compare.
void compare(const ComparisonTable& table, const stats::ComparisonRule& rule, const ComparisonColumns& out,
             unsigned threads = 0);

/// Whether each row meets the goal that its `lower` and `upper` are. @throws Error for columns of different lengths.
void compare_with_goal(const ComparisonTable& table, bool better_inclusive, bool similar_inclusive,
                       const ComparisonColumns& out, unsigned threads = 0);

}  // namespace headway::batch
