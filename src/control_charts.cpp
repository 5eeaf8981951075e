#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "columns.hpp"
#include "headway/batch/control_charts.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/spc/chart_kind.hpp"
#include "headway/spc/run_chart.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A point takes about 60 ns; a thread, 0.03 ms.
constexpr std::size_t points_a_thread = 4'000;

/// Calls `work(k, rows of series k)` for every series, cut over threads by rows; `make()` is what a thread works in.
template <class Make, class Work>
void for_each_series(std::span<const std::int64_t> rows, std::span<const std::int64_t> offsets, unsigned threads,
                     Make make, Work work) {
    const auto count = offsets.size() - 1;
    parallel_for(rows.size() + count, points_a_thread, threads, [&](std::size_t first, std::size_t last) {
        // Series k begins at its offset, and at k more, so that empty series are cut as well.
        const auto begins_at = [&](std::size_t k) { return static_cast<std::size_t>(offsets[k]) + k; };
        std::size_t k = 0, high = count;
        while (k < high) {
            const std::size_t middle = (k + high) / 2;
            if (begins_at(middle) < first) k = middle + 1;
            else high = middle;
        }
        auto workspace = make();
        for (; k < count && begins_at(k) < last; ++k) {
            const auto begin = static_cast<std::size_t>(offsets[k]), end = static_cast<std::size_t>(offsets[k + 1]);
            work(k, rows.subspan(begin, end - begin), workspace);
        }
    });
}

void check_order(std::span<const std::int64_t> rows, std::span<const std::int64_t> offsets, std::size_t values) {
    bool fits = !offsets.empty() && offsets.front() == 0 && std::ranges::is_sorted(offsets) &&
                static_cast<std::size_t>(offsets.back()) == rows.size();
    std::vector<bool> seen(values);  // a row in two series would be written by two threads
    for (const std::int64_t row : rows) {
        fits = fits && row >= 0 && static_cast<std::size_t>(row) < values && !seen[static_cast<std::size_t>(row)];
        if (!fits) break;
        seen[static_cast<std::size_t>(row)] = true;
    }
    if (!fits)
        throw Error("order of rows: found " + std::to_string(rows.size()) + " rows of " + std::to_string(values) +
                    " that are not in series; accepted: the order that order_rows makes");
}

bool has_denominators(ChartKind kind) {
    return kind == ChartKind::p || kind == ChartKind::u || kind == ChartKind::xbar || kind == ChartKind::s;
}

void check(const ChartTable& table, const spc::ChartRule& rule, const ChartColumns& out) {
    stats::validate_multiplier(rule.multiplier);
    const std::size_t rows = table.values.size();
    check_order(table.rows, table.offsets, rows);
    const std::size_t series = table.offsets.size() - 1;
    const auto column = [&](std::size_t found, const char* name, bool optional) {
        if (found != 0 || !optional) check_length(found, rows, name, "values");
    };
    column(table.denominators.size(), "denominators", !has_denominators(table.kind));
    column(table.deviations.size(), "deviations", table.kind != ChartKind::xbar);
    column(table.target.size(), "target", true);
    column(table.target_side.size(), "target_side", true);
    column(table.polarity.size(), "polarity", false);
    column(table.rebase.size(), "rebase", true);
    for (const std::size_t found : {out.value.size(), out.mean.size(), out.lower.size(), out.upper.size(),
                                    out.phase.size(), out.point_type.size(), out.rule.size(), out.signals.size(),
                                    out.point_assurance.size(), out.status.size()})
        column(found, "results", false);
    check_length(out.variation.size(), series, "variation (out)", "series");
    check_length(out.assurance.size(), series, "assurance (out)", "series");
    if (!table.baseline.empty()) check_length(table.baseline.size(), series, "baseline", "series");

    Problems problems;
    spc::validate_targets(table.target, table.kind == ChartKind::p ? std::optional(rule.multiplier) : std::nullopt,
                          problems);
    if (table.kind == ChartKind::xbar || table.kind == ChartKind::s)
        spc::validate_subgroups(table.values, table.denominators,
                                table.kind == ChartKind::xbar ? table.deviations : std::span<const double>(), problems);
    const auto codes = [&](std::span<const std::uint8_t> found, const char* name, std::size_t known) {
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i] >= known)
                problems.add("row " + std::to_string(i) + ", column " + name + ": found code " +
                             std::to_string(found[i]) + "; accepted: 0 to " + std::to_string(known - 1));
    };
    codes(table.polarity, "polarity", Vocabulary<Polarity>::words.size());
    codes(table.target_side, "target_side", spc::target_sides);
    for (std::size_t k = 0; k < table.baseline.size(); ++k)
        if (table.baseline[k] != 0 && table.baseline[k] < static_cast<std::int64_t>(spc::least_baseline))
            problems.add("series " + std::to_string(k) + ", baseline: found " + std::to_string(table.baseline[k]) +
                         "; accepted: " + std::to_string(spc::least_baseline) +
                         " points or more, which have a range between them");
    problems.raise_if_any();
}

/// The columns of one series, gathered in order of time, and its chart.
struct Workspace {
    std::vector<double> values, denominators, deviations, target;
    std::vector<spc::TargetSide> target_side;
    std::vector<std::size_t> rebase;
    std::vector<spc::ChartPoint> points;
};

void gather(std::span<const double> column, std::span<const std::int64_t> rows, std::vector<double>& out) {
    out.resize(column.empty() ? 0 : rows.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = column[static_cast<std::size_t>(rows[i])];
}

template <class E>
std::uint8_t code(E value) {
    return static_cast<std::uint8_t>(value);
}

}  // namespace

SeriesOrder order_rows(std::span<const std::int32_t> series, std::size_t count, std::span<const double> time) {
    if (!time.empty()) check_length(time.size(), series.size(), "time", "series");
    check_codes(series, count, "series");
    SeriesOrder order{.rows = std::vector<std::int64_t>(series.size()),
                      .offsets = std::vector<std::int64_t>(count + 1, 0)};
    Problems problems;
    for (std::size_t i = 0; i < series.size(); ++i) {
        ++order.offsets[static_cast<std::size_t>(series[i]) + 1];
        if (!time.empty() && std::isnan(time[i]))
            problems.add("row " + std::to_string(i) + ": found no time; accepted: one for every row");
    }
    problems.raise_if_any();
    for (std::size_t k = 0; k < count; ++k) order.offsets[k + 1] += order.offsets[k];
    std::vector<std::int64_t> next(order.offsets.begin(), order.offsets.end() - 1);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::int64_t place = next[static_cast<std::size_t>(series[i])]++;
        order.rows[static_cast<std::size_t>(place)] = static_cast<std::int64_t>(i);
    }
    if (time.empty()) return order;

    std::uint32_t steps = 0;
    const auto at = [&](std::int64_t row) {
        constexpr std::uint32_t steps_between = 1u << 20;
        if (++steps % steps_between == 0) stop_if_wanted();
        return time[static_cast<std::size_t>(row)];
    };
    for (std::size_t k = 0; k < count; ++k) {
        const std::span<std::int64_t> rows =
            std::span(order.rows).subspan(static_cast<std::size_t>(order.offsets[k]),
                                          static_cast<std::size_t>(order.offsets[k + 1] - order.offsets[k]));
        if (!std::ranges::is_sorted(rows, {}, at)) std::ranges::stable_sort(rows, {}, at);
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (at(rows[i]) == at(rows[i - 1]))
                problems.add("rows " + std::to_string(rows[i - 1]) + " and " + std::to_string(rows[i]) +
                             ": found one time twice in a series; accepted: one row a series and time");
    }
    problems.raise_if_any();
    return order;
}

void control_charts(const ChartTable& table, const spc::ChartRule& rule, const ChartColumns& out, unsigned threads) {
    check(table, rule, out);
    for_each_series(
        table.rows, table.offsets, threads, [] { return Workspace{}; },
        [&](std::size_t k, std::span<const std::int64_t> rows, Workspace& work) {
            gather(table.values, rows, work.values);
            gather(table.denominators, rows, work.denominators);
            gather(table.deviations, rows, work.deviations);
            gather(table.target, rows, work.target);
            work.target_side.clear();
            if (!table.target_side.empty())
                for (const std::int64_t row : rows)
                    work.target_side.push_back(
                        static_cast<spc::TargetSide>(table.target_side[static_cast<std::size_t>(row)]));
            work.rebase.clear();
            if (!table.rebase.empty())
                for (std::size_t i = 0; i < rows.size(); ++i)
                    if (table.rebase[static_cast<std::size_t>(rows[i])] != 0) work.rebase.push_back(i);
            work.points.resize(rows.size());

            spc::ChartRule of_series = rule;
            if (!rows.empty())
                of_series.polarity = static_cast<Polarity>(table.polarity[static_cast<std::size_t>(rows.back())]);
            const std::int64_t baseline = table.baseline.empty() ? 0 : table.baseline[k];
            const spc::ChartSeries series{.values = work.values,
                                          .denominators = work.denominators,
                                          .deviations = work.deviations,
                                          .target = work.target,
                                          .target_side = work.target_side,
                                          .rebase = work.rebase,
                                          .baseline = static_cast<std::size_t>(baseline)};
            const spc::ChartSummary summary = spc::draw_chart(table.kind, series, of_series, work.points);
            out.variation[k] = code(summary.variation);
            out.assurance[k] = code(summary.assurance);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const auto row = static_cast<std::size_t>(rows[i]);
                const spc::ChartPoint& point = work.points[i];
                out.value[row] = point.value;
                out.mean[row] = point.mean;
                out.lower[row] = point.lower;
                out.upper[row] = point.upper;
                out.phase[row] = static_cast<std::int32_t>(point.phase);
                out.point_type[row] = code(point.point_type);
                out.rule[row] = code(point.cause.rule);
                out.signals[row] = point.cause.signals.bits();
                out.point_assurance[row] = code(point.assurance);
                out.status[row] = code(point.status);
            }
        });
}

std::vector<std::optional<spc::UnitDoubt>> unit_doubts(std::span<const std::int64_t> rows,
                                                       std::span<const std::int64_t> offsets,
                                                       std::span<const double> values, std::span<const double> target,
                                                       unsigned threads) {
    check_order(rows, offsets, values.size());
    if (!target.empty()) check_length(target.size(), values.size(), "target", "values");
    std::vector<std::optional<spc::UnitDoubt>> doubts(offsets.size() - 1);
    for_each_series(
        rows, offsets, threads, [] { return Workspace{}; },
        [&](std::size_t k, std::span<const std::int64_t> of_series, Workspace& work) {
            gather(values, of_series, work.values);
            gather(target, of_series, work.target);
            doubts[k] = spc::unit_doubt(work.values, work.target);
        });
    return doubts;
}

std::vector<spc::Subgroup> subgroups(const SeriesOrder& order, std::span<const double> measurements, unsigned threads) {
    check_order(order.rows, order.offsets, measurements.size());
    std::vector<spc::Subgroup> found(order.offsets.size() - 1);
    for_each_series(
        order.rows, order.offsets, threads, [] { return std::vector<double>{}; },
        [&](std::size_t k, std::span<const std::int64_t> rows, std::vector<double>& work) {
            gather(measurements, rows, work);
            found[k] = spc::subgroup(work);
        });
    return found;
}

std::vector<spc::RunChart> run_charts(const SeriesOrder& order, std::span<const double> values, unsigned threads) {
    check_order(order.rows, order.offsets, values.size());
    std::vector<spc::RunChart> charts(order.offsets.size() - 1);
    for_each_series(
        order.rows, order.offsets, threads, [] { return std::vector<double>{}; },
        [&](std::size_t k, std::span<const std::int64_t> rows, std::vector<double>& work) {
            gather(values, rows, work);
            charts[k] = spc::run_chart(work);
        });
    return charts;
}

}  // namespace headway::batch
