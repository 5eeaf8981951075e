// Many charts at once agree with the headers to the last bit, whatever the order of the rows and the number of threads.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/batch.hpp"
#include "testing.hpp"

namespace test_batch_charts {

using namespace headway;
using namespace headway::spc;
using namespace headway::stats;
using namespace headway::test;

namespace {

/// Series of 0 to 40 points, interleaved and out of order; some missing, some infinite.
struct Rows {
    std::vector<std::int32_t> series;
    std::vector<double> time, values, denominators, sizes, deviations, target;
    std::vector<std::uint8_t> polarity, rebase, target_side;
    std::size_t count = 1200;

    Rows() {
        for (std::size_t point = 40; point-- > 0;)
            for (std::size_t k = 0; k < count; ++k) {
                if (point >= k % 41) continue;
                const std::size_t draw = (k * 7919 + point * 104'729) % 1009;
                series.push_back(static_cast<std::int32_t>(k));
                time.push_back(static_cast<double>(point));
                values.push_back(draw % 97 == 0 ? missing : static_cast<double>(draw % (k % 7 == 0 ? 3 : 50)) / 10.0);
                denominators.push_back(static_cast<double>(draw % 11) + (k % 5 == 0 ? 0.0 : 5.0));
                sizes.push_back(std::max(1.0, denominators.back()));  // a subgroup with a value has one
                deviations.push_back(static_cast<double>(draw % 13) / 10.0);
                target.push_back(draw % 5 == 0 ? missing : static_cast<double>(point) / 40.0);
                target_side.push_back(static_cast<std::uint8_t>(draw % target_sides));
                polarity.push_back(static_cast<std::uint8_t>(k % 4));
                rebase.push_back(k % 3 == 0 && point == 17 ? 1 : 0);
            }
    }
};

struct Columns {
    std::vector<double> value, mean, lower, upper;
    std::vector<std::int32_t> phase;
    std::vector<std::uint8_t> point_type, rule, signals, point_assurance, status, variation, assurance;

    Columns(std::size_t rows, std::size_t series)
        : value(rows), mean(rows), lower(rows), upper(rows), phase(rows), point_type(rows), rule(rows), signals(rows),
          point_assurance(rows), status(rows), variation(series), assurance(series) {}
    batch::ChartColumns view() {
        return {.value = value, .mean = mean, .lower = lower, .upper = upper, .phase = phase,
                .point_type = point_type, .rule = rule, .signals = signals, .point_assurance = point_assurance,
                .status = status, .variation = variation, .assurance = assurance};
    }
    bool operator==(const Columns& other) const {
        for (std::size_t i = 0; i < value.size(); ++i)
            if (!same(value[i], other.value[i]) || !same(mean[i], other.mean[i]) || !same(lower[i], other.lower[i]) ||
                !same(upper[i], other.upper[i]))
                return false;
        return phase == other.phase && point_type == other.point_type && rule == other.rule && signals == other.signals &&
               point_assurance == other.point_assurance && status == other.status && variation == other.variation &&
               assurance == other.assurance;
    }
};

}  // namespace

TEST_CASE("many control charts are the charts of each") {
    const Rows rows;
    const batch::SeriesOrder order = batch::order_rows(rows.series, rows.count, rows.time);
    std::vector<std::int64_t> baseline(rows.count);
    for (std::size_t k = 0; k < rows.count; ++k) baseline[k] = k % 6 == 0 ? 12 : 0;
    for (std::size_t kind = 0; kind < Vocabulary<ChartKind>::words.size(); ++kind) {
        const auto of = static_cast<ChartKind>(kind);
        const bool of_subgroups = of == ChartKind::xbar || of == ChartKind::s;
        const std::vector<double>& divisors = of_subgroups ? rows.sizes : rows.denominators;
        const batch::ChartTable table{.kind = static_cast<ChartKind>(kind), .rows = order.rows, .offsets = order.offsets,
                                      .values = rows.values, .denominators = divisors,
                                      .deviations = rows.deviations, .target = rows.target, .target_side = rows.target_side,
                                      .polarity = rows.polarity,
                                      .rebase = rows.rebase, .baseline = baseline};
        const ChartRule rule{.two_of_three = TwoOfThree::wording_2019, .screen_ranges = true, .laney = true};
        Columns one(rows.values.size(), rows.count), four(rows.values.size(), rows.count);
        batch::control_charts(table, rule, one.view(), 1);
        batch::control_charts(table, rule, four.view(), 4);
        CHECK(one == four);

        for (std::size_t k = 0; k < rows.count; ++k) {
            std::vector<double> values, denominators, deviations, target;
            std::vector<std::size_t> rebase, at;
            std::vector<TargetSide> target_side;
            for (std::size_t i = rows.series.size(); i-- > 0;) {  // the rows are in order of time, from the last on
                if (static_cast<std::size_t>(rows.series[i]) != k) continue;
                if (rows.rebase[i] != 0) rebase.push_back(values.size());
                values.push_back(rows.values[i]);
                denominators.push_back(divisors[i]);
                deviations.push_back(rows.deviations[i]);
                target.push_back(rows.target[i]);
                target_side.push_back(static_cast<TargetSide>(rows.target_side[i]));
                at.push_back(i);
            }
            ChartRule of_series = rule;
            of_series.polarity = static_cast<Polarity>(k % 4);
            std::vector<ChartPoint> points(values.size());
            const ChartSummary summary = draw_chart(
                table.kind, {.values = values, .denominators = denominators, .deviations = deviations, .target = target,
                             .target_side = target_side, .rebase = rebase, .baseline = static_cast<std::size_t>(baseline[k])},
                of_series, points);
            bool agrees = one.variation[k] == static_cast<std::uint8_t>(summary.variation) &&
                          one.assurance[k] == static_cast<std::uint8_t>(summary.assurance);
            for (std::size_t i = 0; i < points.size(); ++i)
                agrees = agrees && same(one.mean[at[i]], points[i].mean) && same(one.upper[at[i]], points[i].upper) &&
                         same(one.lower[at[i]], points[i].lower) && same(one.value[at[i]], points[i].value) &&
                         one.signals[at[i]] == points[i].cause.signals.bits() &&
                         one.rule[at[i]] == static_cast<std::uint8_t>(points[i].cause.rule) &&
                         one.point_type[at[i]] == static_cast<std::uint8_t>(points[i].point_type) &&
                         one.point_assurance[at[i]] == static_cast<std::uint8_t>(points[i].assurance) &&
                         one.status[at[i]] == static_cast<std::uint8_t>(points[i].status) &&
                         one.phase[at[i]] == static_cast<std::int32_t>(points[i].phase);
            CHECK(agrees);
        }
    }
}

TEST_CASE("many run charts and subgroups are those of each") {
    const Rows rows;
    const batch::SeriesOrder order = batch::order_rows(rows.series, rows.count, rows.time);
    const std::vector<RunChart> one = batch::run_charts(order, rows.values, 1), four = batch::run_charts(order, rows.values, 4);
    const std::vector<Subgroup> groups = batch::subgroups(order, rows.values, 4);
    for (std::size_t k = 0; k < rows.count; ++k) {
        std::vector<double> values;
        for (std::size_t i = rows.series.size(); i-- > 0;)
            if (static_cast<std::size_t>(rows.series[i]) == k) values.push_back(rows.values[i]);
        const RunChart chart = run_chart(values);
        CHECK((same(one[k].median, chart.median) && one[k].longest_run == chart.longest_run &&
               one[k].crossings == chart.crossings && one[k].signal == chart.signal));
        CHECK((same(four[k].median, chart.median) && four[k].useful == chart.useful));
        CHECK(same(groups[k].mean, subgroup(values).mean));
        CHECK(same(groups[k].deviation, subgroup(values).deviation));
    }
}

TEST_CASE("a series that begins where rows are cut is drawn once, and one without rows too") {
    // Every other series has one row, the others none: they begin at even places, where 1, 2 and 4 threads cut.
    const std::size_t count = 10'666;
    std::vector<std::int32_t> series;
    std::vector<double> values;
    std::vector<std::uint8_t> polarity;
    for (std::size_t k = 0; k < count; k += 2) {
        series.push_back(static_cast<std::int32_t>(k));
        values.push_back(static_cast<double>(k + 1));
        polarity.push_back(0);
    }
    const batch::SeriesOrder order = batch::order_rows(series, count);
    for (const unsigned threads : {1U, 2U, 3U, 4U}) {
        const std::vector<RunChart> charts = batch::run_charts(order, values, threads);
        const std::vector<Subgroup> groups = batch::subgroups(order, values, threads);
        std::size_t wrong = 0;
        for (std::size_t k = 0; k < count; ++k) {
            const double expected = k % 2 == 0 ? static_cast<double>(k + 1) : missing;
            wrong += !same(charts[k].median, expected);
            wrong += !same(groups[k].mean, expected);
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("a chart has the polarity of its latest row, wherever that stands") {
    // 20 points and then a shift upwards of 8, in two series of the same values; the latest row stands first.
    std::vector<std::int32_t> series;
    std::vector<double> time, values;
    std::vector<std::uint8_t> polarity;
    for (int k = 0; k < 2; ++k)
        for (int point = 28; point-- > 0;) {
            series.push_back(k);
            time.push_back(point);
            values.push_back(point < 20 ? 10 + point % 3 : 40 + point % 3);
            const bool good = (k == 0) == (point == 27);
            polarity.push_back(static_cast<std::uint8_t>(good ? Polarity::high_is_good : Polarity::low_is_good));
        }
    const batch::SeriesOrder order = batch::order_rows(series, 2, time);
    Columns out(values.size(), 2);
    batch::control_charts({.rows = order.rows, .offsets = order.offsets, .values = values, .polarity = polarity}, {},
                          out.view());
    CHECK(out.variation[0] == static_cast<std::uint8_t>(Variation::improvement_high));
    CHECK(out.variation[1] == static_cast<std::uint8_t>(Variation::concern_high));
}

TEST_CASE("rows are put in order of series and time") {
    const std::vector<std::int32_t> series{1, 0, 1, 0, 1};
    const batch::SeriesOrder as_they_are = batch::order_rows(series, 3);
    CHECK(as_they_are.rows == std::vector<std::int64_t>{1, 3, 0, 2, 4});
    CHECK(as_they_are.offsets == std::vector<std::int64_t>{0, 2, 5, 5});
    const batch::SeriesOrder by_time = batch::order_rows(series, 2, std::vector<double>{3, 2, 1, 1, 2});
    CHECK(by_time.rows == std::vector<std::int64_t>{3, 1, 2, 4, 0});
    CHECK(says(refusal([&] { (void)batch::order_rows(series, 2, std::vector<double>{3, 2, 1, 1, 3}); }),
               "rows 0 and 4: found one time twice"));
    CHECK(says(refusal([&] { (void)batch::order_rows(series, 2, std::vector<double>{3, missing, 1, 1, 2}); }), "row 1: found no time"));
    CHECK(says(refusal([&] { (void)batch::order_rows(series, 1); }), "row 0, column series: found code 1"));
    CHECK(says(refusal([&] { (void)batch::order_rows(series, 2, std::vector<double>{3}); }), "'time' has 1 rows"));
}

TEST_CASE("more series than codes can tell apart are refused before room is made for them") {
    const std::vector<std::int32_t> series{0};
    CHECK(says(refusal([&] { (void)batch::order_rows(series, static_cast<std::size_t>(-1)); }),
               "groups; accepted: at most 2147483647"));
}

TEST_CASE("a table that is none is refused before anything is written") {
    const std::vector<std::int32_t> series{0, 0};
    const std::vector<double> values{1, 2};
    const std::vector<std::uint8_t> polarity{0, 0}, unknown{0, 9};
    const std::vector<std::int64_t> one{1};
    const batch::SeriesOrder order = batch::order_rows(series, 1);
    Columns out(2, 1);
    batch::ChartTable table{.kind = ChartKind::p, .rows = order.rows, .offsets = order.offsets, .values = values, .polarity = polarity};
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "'denominators' has 0 rows"));
    table.kind = ChartKind::xmr;
    table.baseline = one;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "series 0, baseline: found 1"));
    table.baseline = {};
    table.polarity = unknown;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "row 1, column polarity: found code 9"));
    const std::vector<std::uint8_t> fifth{4, 0};
    table.polarity = fifth;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }),
               "row 0, column polarity: found code 4; accepted: 0 to 3"));
    table.polarity = {};
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "column 'polarity' has 0 rows"));
    table.polarity = polarity;
    const std::vector<std::int64_t> of_two{0, 2, 2}, two_baselines{0, 0}, negative{-3}, two{2};
    table.baseline = two_baselines;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "column 'baseline' has 2 rows"));
    table.baseline = negative;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "series 0, baseline: found -3"));
    table.baseline = two;
    CHECK(refusal([&] { batch::control_charts(table, {}, out.view()); }).empty());
    table.baseline = {};
    const std::vector<double> of_shares{0.5, 1.5}, hundreds{100, 100};
    table.kind = ChartKind::p;
    table.denominators = hundreds;
    table.target = of_shares;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "row 1, target: found 1.5"));
    CHECK(refusal([&] { batch::control_charts(table, {.multiplier = 100}, out.view()); }).empty());
    CHECK(out.view().value[1] == 2);
    CHECK(says(refusal([&] { batch::control_charts(table, {.multiplier = -1}, out.view()); }), "multiplier: found -1"));
    table.kind = ChartKind::xmr;
    table.denominators = {};
    table.target = std::span(values).first(1);
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "column 'target' has 1 rows"));
    table.target = {};
    for (const ChartKind kind : {ChartKind::p, ChartKind::u, ChartKind::xbar, ChartKind::s}) {
        table.kind = kind;
        CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "'denominators' has 0 rows"));
    }
    table.kind = ChartKind::xbar;
    table.denominators = values;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "'deviations' has 0 rows"));
    table.kind = ChartKind::xmr;
    table.denominators = {};
    table.offsets = of_two;  // of two series, where there is room for what one says
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "column 'variation (out)' has 1 rows"));
    batch::ChartColumns narrow = out.view();
    std::vector<std::uint8_t> variation(2);
    narrow.variation = variation;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, narrow); }), "column 'assurance (out)' has 1 rows"));
    table.offsets = order.offsets;
    narrow = out.view();
    narrow.rule = narrow.rule.first(1);
    CHECK(says(refusal([&] { batch::control_charts(table, {}, narrow); }), "column 'results' has 1 rows"));
    table.offsets = one;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "order of rows"));
}

TEST_CASE("an order of rows that is none is refused") {
    const std::vector<double> values{1, 2, 3};
    const auto refused = [&](std::vector<std::int64_t> rows, std::vector<std::int64_t> offsets) {
        const batch::SeriesOrder order{.rows = std::move(rows), .offsets = std::move(offsets)};
        const std::string message = refusal([&] { (void)batch::run_charts(order, values); });
        CHECK(message == refusal([&] { (void)batch::subgroups(order, values); }));
        return says(message, "order of rows: found");
    };
    CHECK_FALSE(refused({0, 1, 2}, {0, 1, 3}));
    CHECK(refused({0, 1, 2}, {}));
    CHECK(refused({0, 1, 2}, {1, 2, 3}));
    CHECK(refused({0, 1, 2}, {0, 2, 1, 3}));
    CHECK(refused({0, 1, 2}, {0, 1, 2}));
    CHECK(refused({0, 3, 2}, {0, 1, 3}));
    CHECK(refused({-1, 1, 2}, {0, 1, 3}));
    CHECK(refused({0, 1, 0}, {0, 1, 3}));  // one row in two series
    CHECK(refused({-1, 0}, {0, 1, 2}));
}

TEST_CASE("subgroups that cannot be are refused in columns too") {
    Columns out(2, 1);
    const std::vector<double> means{10, 12}, deviations{1, 2}, sizes{5, -5};
    const std::vector<std::uint8_t> polarity(2, 0);
    const std::vector<std::int64_t> rows{0, 1}, offsets{0, 2};
    batch::ChartTable table{.kind = ChartKind::xbar, .rows = rows, .offsets = offsets, .values = means,
                            .denominators = sizes, .deviations = deviations, .polarity = polarity};
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "row 1, size: found -5"));
    table.kind = ChartKind::s;
    CHECK(says(refusal([&] { batch::control_charts(table, {}, out.view()); }), "row 1, size: found -5"));
}

}  // namespace test_batch_charts
