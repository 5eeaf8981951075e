// Columns of units, comparisons and series agree with the headers to the last bit, whatever the number of threads.
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "headway/batch.hpp"
#include "testing.hpp"

using namespace headway;
using namespace headway::test;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

using Values = std::vector<double>;

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

struct Columns {
    Values value, lower, upper;
    std::vector<std::uint8_t> status;

    Columns(std::size_t rows, std::size_t levels)
        : value(rows), lower(rows * levels), upper(rows * levels), status(rows) {}
    batch::StatisticColumns view() { return {.value = value, .lower = lower, .upper = upper, .status = status}; }
};

}  // namespace

TEST_CASE("a column of units is its units, labelled by the widest level") {
    const std::size_t rows = 401;
    Values count(rows), denominator(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        denominator[i] = static_cast<double>(1 + i * 7919 % 300);
        count[i] = std::floor(denominator[i] * static_cast<double>(i * 104729 % 1000) / 999);
    }
    count[7] = missing;
    denominator[8] = 0;
    const Values levels{0.998, 0.95};
    for (const FunnelKind kind : {FunnelKind::proportion, FunnelKind::rate})
        for (const unsigned threads : {1U, 3U}) {
            const Funnel funnel = fit_funnel(count, denominator, {.kind = kind, .multiplier = 100});
            Columns out(rows, 2), drawn(rows, 2);
            std::vector<std::uint8_t> label(rows);
            Values level(rows);
            batch::funnel_points(funnel, count, denominator, levels, out.view(), label, level, threads);
            batch::funnel_limits(funnel, denominator, levels, drawn.view(), threads);
            for (std::size_t i = 0; i < rows; ++i) {
                const Statistic wide = funnel_point(funnel, count[i], denominator[i], 0.998);
                const Statistic narrow = funnel_point(funnel, count[i], denominator[i], 0.95);
                CHECK(same(out.upper[i], wide.upper));
                CHECK(same(out.lower[rows + i], narrow.lower));
                if (wide.status == StatisticStatus::estimated) CHECK(same(drawn.upper[i], wide.upper));
                CHECK(label[i] == static_cast<std::uint8_t>(funnel_label(narrow)));
                const bool outside_both =
                    funnel_label(wide) == FunnelLabel::high || funnel_label(wide) == FunnelLabel::low;
                const bool outside =
                    funnel_label(narrow) == FunnelLabel::high || funnel_label(narrow) == FunnelLabel::low;
                CHECK(same(level[i], outside_both ? 0.998 : outside ? 0.95 : missing));
            }
            CHECK(drawn.status[8] == static_cast<std::uint8_t>(StatisticStatus::zero_denominator));
        }
}

TEST_CASE("rows are compared as one by one") {
    const std::size_t rows = 1000;
    Values value(rows), lower(rows), upper(rows), benchmark(rows);
    std::vector<std::uint8_t> polarity(rows);
    std::vector<std::int32_t> group(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        value[i] = i % 13 == 0 ? missing : static_cast<double>(i * 7919 % 100);
        lower[i] = value[i] - 5;
        upper[i] = value[i] + 5;
        benchmark[i] = static_cast<double>(i * 31 % 100);
        polarity[i] = i % 5 == 4 ? batch::no_polarity : static_cast<std::uint8_t>(i % 5);
        group[i] = static_cast<std::int32_t>(i % 3);
    }
    std::vector<std::uint8_t> outcome(rows), status(rows);
    std::vector<std::int32_t> place(rows);
    Values difference(rows);
    const batch::ComparisonTable table{.value = value,
                                       .lower = lower,
                                       .upper = upper,
                                       .benchmark = benchmark,
                                       .polarity = polarity,
                                       .group = group,
                                       .groups = 3};
    const batch::ComparisonColumns out{.outcome = outcome, .status = status, .difference = difference, .group = place};
    const auto polarity_of = [&](std::size_t i) {
        return polarity[i] == batch::no_polarity ? std::nullopt : std::optional(static_cast<Polarity>(polarity[i]));
    };
    batch::compare(table, {}, out, 3);
    for (std::size_t i = 0; i < rows; ++i) {
        const BenchmarkComparison one =
            compare({value[i], {lower[i], upper[i]}}, {benchmark[i]}, {.polarity = polarity_of(i)});
        CHECK(outcome[i] == static_cast<std::uint8_t>(one.outcome));
        CHECK(status[i] == static_cast<std::uint8_t>(one.status));
        CHECK(same(difference[i], one.difference));
    }
    batch::compare(table, {.method = ComparisonMethod::quintiles}, out, 2);
    for (std::size_t i = 0; i < rows; ++i) {
        Values others;
        for (std::size_t j = i % 3; j < rows; j += 3) others.push_back(value[j]);
        const BenchmarkComparison one =
            compare(value[i], others, {.method = ComparisonMethod::quintiles, .polarity = polarity_of(i)});
        CHECK(place[i] == one.group);
        CHECK(outcome[i] == static_cast<std::uint8_t>(one.outcome));
    }
    batch::compare_with_goal(table, true, false, out);
    for (std::size_t i = 0; i < rows; ++i) {
        const BenchmarkComparison one =
            compare(value[i],
                    Goal{.lower = lower[i], .upper = upper[i], .polarity = polarity_of(i), .similar_inclusive = false});
        CHECK(outcome[i] == static_cast<std::uint8_t>(one.outcome));
        CHECK(status[i] == static_cast<std::uint8_t>(one.status));
    }
}

TEST_CASE("series are gathered by their group, in any order of rows") {
    // Three series of 8, 6 and 3 points, their rows interleaved.
    const std::vector<std::int32_t> group{0, 1, 0, 2, 1, 0, 0, 1, 2, 0, 1, 0, 2, 1, 0, 1, 0};
    Values x, n, period;
    std::vector<std::uint8_t> polarity;
    std::vector<Values> of(3), all(3);
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto g = static_cast<std::size_t>(group[i]);
        x.push_back(static_cast<double>(5 + i * i % 17));
        n.push_back(static_cast<double>(40 + i));
        period.push_back(static_cast<double>(2000 + of[g].size()));
        polarity.push_back(static_cast<std::uint8_t>(g == 2 ? batch::no_polarity : g));
        of[g].push_back(x.back());
        all[g].push_back(n.back());
    }
    const batch::TrendRows rows{
        .group = group, .groups = 3, .first = x, .second = n, .period = period, .polarity = polarity};
    const std::vector<RecentTrend> trends = batch::recent_trend(rows, {.level = 0.5}, 2);
    const std::vector<MannKendall> tests = batch::mann_kendall(rows, 2);
    Columns slopes(3, 1);
    batch::sen_slope(rows, Values{0.9}, slopes.view(), 2);
    for (std::size_t g = 0; g < 3; ++g) {
        const RecentTrend one =
            recent_trend({.first = of[g], .second = all[g]},
                         {.polarity = g == 2 ? Polarity::neutral : static_cast<Polarity>(g), .level = 0.5});
        CHECK(same(trends[g].chi_squared, one.chi_squared));
        CHECK(trends[g].marker == one.marker);
        CHECK(trends[g].status == one.status);
        CHECK(same(tests[g].p_value, mann_kendall(of[g]).p_value));
        CHECK(same(slopes.lower[g], sen_slope(of[g], 0.9).lower));
    }
    CHECK(trends[2].status == TrendStatus::too_few_points);
}

TEST_CASE("columns that do not fit are refused before anything is written") {
    const Values three(3, 1.0), two(2, 1.0);
    const std::vector<std::int32_t> group{0, 0, 5};
    const std::vector<std::uint8_t> odd{0, 9, 1};
    Columns out(3, 1);
    std::vector<std::uint8_t> codes(3);
    Values numbers(3);
    CHECK(says(refusal([&] { (void)batch::mann_kendall({.group = group, .groups = 2, .first = three}); }),
               "row 2, column group: found code 5; accepted: 0 to 2 - 1"));
    CHECK(says(refusal([&] { (void)batch::mann_kendall({.group = group, .groups = 6, .first = two}); }), "has 2 rows"));
    CHECK(says(refusal([&] {
                   (void)batch::recent_trend(
                       {.group = group, .groups = 6, .first = three, .second = three, .polarity = odd}, {});
               }),
               "row 1, column polarity: found code 9"));
    CHECK(says(refusal([&] { batch::funnel_points({.target = 0.1}, three, two, two, out.view(), codes, numbers); }),
               "column 'denominator' has 2 rows; accepted: 3"));
    CHECK(
        says(refusal([&] { batch::funnel_limits({.target = 2}, three, Values{0.95}, out.view()); }), "found target 2"));
    const batch::ComparisonColumns columns{.outcome = codes, .status = codes, .difference = numbers, .group = {}};
    CHECK(says(refusal([&] { batch::compare({.value = three, .lower = two, .polarity = odd}, {}, columns); }),
               "column 'lower' has 2 rows"));
    CHECK(says(refusal([&] { batch::compare({.value = three, .polarity = odd}, {}, columns); }),
               "row 1, column polarity: found code 9"));
}
