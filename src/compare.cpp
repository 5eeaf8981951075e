#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "columns.hpp"
#include "grouped.hpp"
#include "headway/assess/benchmark_comparison.hpp"
#include "headway/assess/goal.hpp"
#include "headway/assess/group_comparison.hpp"
#include "headway/batch/compare.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/measure/polarity.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A row takes about 20 ns.
constexpr std::size_t comparisons_per_millisecond = 50'000;

void check(const ComparisonTable& table, const ComparisonColumns& out) {
    const std::size_t rows = table.value.size();
    const auto optional = [&](std::size_t found, const char* name) {
        if (found != 0) check_length(found, rows, name, "value");
    };
    optional(table.lower.size(), "lower");
    optional(table.upper.size(), "upper");
    optional(table.outer_lower.size(), "lower_99_8");
    optional(table.outer_upper.size(), "upper_99_8");
    optional(table.benchmark.size(), "benchmark");
    optional(table.benchmark_lower.size(), "benchmark_lower");
    optional(table.benchmark_upper.size(), "benchmark_upper");
    optional(out.group.size(), "group (out)");
    check_length(table.polarity.size(), rows, "polarity", "value");
    check_length(out.outcome.size(), rows, "outcome (out)", "value");
    check_length(out.status.size(), rows, "status (out)", "value");
    check_length(out.difference.size(), rows, "difference (out)", "value");
    check_polarity(table.polarity);
}

double at(std::span<const double> column, std::size_t row) noexcept {
    return column.empty() ? no_value : column[row];
}

std::optional<Polarity> polarity_at(const ComparisonTable& table, std::size_t row) noexcept {
    if (table.polarity[row] == no_polarity) return std::nullopt;
    return static_cast<Polarity>(table.polarity[row]);
}

void write(const stats::BenchmarkComparison& result, const ComparisonColumns& out, std::size_t row) {
    out.outcome[row] = static_cast<std::uint8_t>(result.outcome);
    out.status[row] = static_cast<std::uint8_t>(result.status);
    out.difference[row] = result.difference;
    if (!out.group.empty()) out.group[row] = result.group;
}

stats::Goal goal_at(const ComparisonTable& table, std::size_t row, bool better_inclusive, bool similar_inclusive) {
    return {.lower = at(table.lower, row),
            .upper = at(table.upper, row),
            .polarity = polarity_at(table, row),
            .better_inclusive = better_inclusive,
            .similar_inclusive = similar_inclusive};
}

}  // namespace

void compare(const ComparisonTable& table, const stats::ComparisonRule& rule, const ComparisonColumns& out,
             unsigned threads) {
    validate(rule);
    check(table, out);
    const int cut_into = stats::groups_of(rule.method);
    std::vector<std::vector<double>> bounds;
    if (cut_into != 0) {
        check_length(table.group.size(), table.value.size(), "groups", "value");
        const Grouped grouped(table.group, table.groups);
        const std::vector<double> gathered = grouped.gathered(table.value);
        for (std::size_t g = 0; g < table.groups; ++g)
            bounds.push_back(stats::quantile_bounds(grouped.of(gathered, g), cut_into));
    }
    parallel_for(table.value.size(), comparisons_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        stats::ComparisonRule of_row = rule;
        for (std::size_t i = first; i < last; ++i) {
            of_row.polarity = polarity_at(table, i);
            if (cut_into != 0) {
                write(
                    stats::compare_with_group(table.value[i], bounds[static_cast<std::size_t>(table.group[i])], of_row),
                    out, i);
                continue;
            }
            const stats::ComparedValue value{.value = table.value[i],
                                             .limits = {at(table.lower, i), at(table.upper, i)},
                                             .outer = {at(table.outer_lower, i), at(table.outer_upper, i)}};
            const stats::ComparedBenchmark benchmark{
                .value = at(table.benchmark, i),
                .interval = {at(table.benchmark_lower, i), at(table.benchmark_upper, i)}};
            write(stats::compare_with_benchmark(value, benchmark, of_row), out, i);
        }
    });
}

void compare_with_goal(const ComparisonTable& table, bool better_inclusive, bool similar_inclusive,
                       const ComparisonColumns& out, unsigned threads) {
    check(table, out);
    parallel_for(table.value.size(), comparisons_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            write(stats::compare(table.value[i], goal_at(table, i, better_inclusive, similar_inclusive)), out, i);
    });
}

}  // namespace headway::batch
