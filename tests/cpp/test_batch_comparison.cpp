// Columns of units, comparisons and series agree with the headers to the last bit, whatever the number of threads.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/assess/benchmark_comparison.hpp"
#include "headway/assess/goal.hpp"
#include "headway/assess/group_comparison.hpp"
#include "headway/batch.hpp"
#include "statistic_results.hpp"
#include "testing.hpp"

namespace test_batch_comparison {

using namespace headway;
using namespace headway::decimal;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

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
    denominator[9] = -3;
    denominator[10] = missing;
    Values at = denominator;
    at[8] = 1;  // a funnel is not fitted to what has no denominator, and drawn where there is one
    for (const FunnelKind kind : {FunnelKind::proportion, FunnelKind::rate})
        for (const Values& levels : {Values{0.998, 0.95}, Values{0.8, 0.95, 0.998}})
            for (const unsigned threads : {1U, 3U}) {
                const std::size_t count_of_levels = levels.size();
                const Funnel funnel = fit_funnel(count, denominator, {.kind = kind, .multiplier = 100});
                StatisticResults out(rows, count_of_levels), drawn(rows, count_of_levels), curve(rows, count_of_levels);
                std::vector<std::uint8_t> label(rows);
                Values level(rows);
                batch::funnel_points(funnel, count, denominator, levels, out.view(), label, level, threads);
                batch::funnel_limits(funnel, denominator, levels, drawn.view(), threads);
                batch::funnel_limits(funnel, at, levels, curve.view(), threads);
                for (std::size_t i = 0; i < rows; ++i) {
                    double widest = missing;
                    FunnelLabel labelled = FunnelLabel::within;
                    for (std::size_t l = 0; l < count_of_levels; ++l) {
                        const Statistic one = funnel_point(funnel, count[i], denominator[i], levels[l]);
                        CHECK(same(out.value[i], one.value));
                        CHECK(out.status[i] == static_cast<std::uint8_t>(one.status));
                        CHECK(same(out.lower[l * rows + i], one.lower));
                        CHECK(same(out.upper[l * rows + i], one.upper));
                        const Interval limits = funnel_limits(funnel, at[i], levels[l]);
                        CHECK(same(curve.lower[l * rows + i], limits.lower));
                        CHECK(same(curve.upper[l * rows + i], limits.upper));
                        const FunnelLabel here = funnel_label(one);
                        if (here != FunnelLabel::within) labelled = here;
                        if (here == FunnelLabel::low || here == FunnelLabel::high) widest = std::fmax(widest, levels[l]);
                    }
                    CHECK(label[i] == static_cast<std::uint8_t>(labelled));
                    CHECK(same(level[i], widest));
                    if (denominator[i] > 0) CHECK(drawn.value[i] == funnel.target * 100);
                }
                CHECK(label[7] == static_cast<std::uint8_t>(FunnelLabel::not_compared));
                const auto why = [&](std::size_t i) { return static_cast<StatisticStatus>(drawn.status[i]); };
                CHECK(why(7) == StatisticStatus::estimated);
                CHECK(why(8) == StatisticStatus::zero_denominator);
                CHECK(why(9) == StatisticStatus::negative);
                CHECK(why(10) == StatisticStatus::missing);
                for (const std::size_t i : {8U, 9U, 10U}) {
                    CHECK(std::isnan(drawn.value[i]));
                    CHECK(std::isnan(drawn.lower[i]));
                    CHECK(std::isnan(drawn.upper[i]));
                }
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
    std::vector<std::int32_t> place(rows, 9);  // what was there is written over
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

TEST_CASE("each limit of a row is compared as what it is") {
    // Intervals that are not symmetric, and benchmarks on their edges, so that no limit can stand for another.
    const std::size_t rows = 600;
    Values value(rows), lower(rows), upper(rows), outer_lower(rows), outer_upper(rows), benchmark(rows), from(rows),
        to(rows), difference(rows);
    std::vector<std::uint8_t> polarity(rows), outcome(rows), status(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        value[i] = 50;
        lower[i] = 47;
        upper[i] = 55;
        outer_lower[i] = 44;
        outer_upper[i] = 61;
        benchmark[i] = static_cast<double>(40 + i % 25);
        from[i] = benchmark[i] - 1;
        to[i] = benchmark[i] + 3;
        polarity[i] = static_cast<std::uint8_t>(i / 25 % 4);
    }
    const batch::ComparisonTable table{.value = value, .lower = lower, .upper = upper, .outer_lower = outer_lower,
                                       .outer_upper = outer_upper, .benchmark = benchmark, .benchmark_lower = from,
                                       .benchmark_upper = to, .polarity = polarity};
    const batch::ComparisonColumns out{.outcome = outcome, .status = status, .difference = difference, .group = {}};
    using enum ComparisonMethod;
    for (const ComparisonRule& each :
         {ComparisonRule{.method = single_interval, .two_levels = true}, ComparisonRule{.method = single_interval},
          ComparisonRule{.method = control_limits, .two_levels = true, .inclusive = false},
          ComparisonRule{.method = double_interval}, ComparisonRule{.method = double_interval, .inclusive = false},
          ComparisonRule{.method = percentage_tolerance, .tolerance = 0.04}}) {
        batch::compare(table, each, out, 2);
        std::size_t different = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            ComparisonRule rule = each;
            rule.polarity = static_cast<Polarity>(polarity[i]);
            const BenchmarkComparison one =
                compare({value[i], {lower[i], upper[i]}, {outer_lower[i], outer_upper[i]}},
                        {benchmark[i], {from[i], to[i]}}, rule);
            different += outcome[i] != static_cast<std::uint8_t>(one.outcome);
            different += status[i] != static_cast<std::uint8_t>(one.status);
            different += !same(difference[i], one.difference);
        }
        CHECK(different == 0);
    }
    // A goal of 47 to 55, values on its edges: each edge has its own switch.
    for (std::size_t i = 0; i < rows; ++i) value[i] = static_cast<double>(46 + i % 10);
    for (const bool better_inclusive : {true, false})
        for (const bool similar_inclusive : {true, false}) {
            batch::compare_with_goal(table, better_inclusive, similar_inclusive, out);
            std::size_t different = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                const BenchmarkComparison one =
                    compare(value[i], Goal{.lower = 47, .upper = 55, .polarity = static_cast<Polarity>(polarity[i]),
                                           .better_inclusive = better_inclusive,
                                           .similar_inclusive = similar_inclusive});
                different += outcome[i] != static_cast<std::uint8_t>(one.outcome);
                different += !same(difference[i], one.difference);
            }
            CHECK(different == 0);
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
    StatisticResults slopes(3, 1);
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

TEST_CASE("a series has the polarity of its own last row, and its periods order it") {
    // Rising series of six years, one after the other, the first of no rows; the rows of the last stand newest first.
    std::vector<std::int32_t> group;
    std::vector<std::uint8_t> polarity;
    Values x, n, period;
    const auto code = [](Polarity each) { return static_cast<std::uint8_t>(each); };
    const std::vector<std::uint8_t> first{0, code(Polarity::low_is_good), code(Polarity::high_is_good),
                                          code(Polarity::low_is_good), batch::no_polarity},
        last{0, code(Polarity::high_is_good), batch::no_polarity, code(Polarity::low_is_good),
             code(Polarity::low_is_good)};
    for (const std::int32_t g : {1, 2, 3, 4})
        for (int i = 0; i < 6; ++i) {
            const int year = g == 4 ? 5 - i : i;
            group.push_back(g);
            polarity.push_back((i < 5 ? first : last)[static_cast<std::size_t>(g)]);
            x.push_back(100 + 60 * year);
            n.push_back(1000);
            period.push_back(2019 + year + (g == 3 && year == 5 ? 1 : 0));  // the fourth lacks a year
        }
    const batch::TrendRows rows{
        .group = group, .groups = 5, .first = x, .second = n, .period = period, .polarity = polarity};
    const std::vector<RecentTrend> trends = batch::recent_trend(rows, {}, 1);
    CHECK(trends[0].status == TrendStatus::too_few_points);
    CHECK(trends[1].marker == TrendMarker::improving);
    CHECK(trends[2].marker == TrendMarker::increasing);  // not the word of the series before
    CHECK(trends[3].status == TrendStatus::not_consecutive);
    CHECK(trends[4].marker == TrendMarker::worsening);
    const std::vector<RecentTrend> neutral = batch::recent_trend(
        {.group = group, .groups = 5, .first = x, .second = n, .period = period}, {.polarity = Polarity::high_is_good});
    CHECK(neutral[2].marker == TrendMarker::improving);
    // a row that names none leaves the rule's
    CHECK(batch::recent_trend(rows, {.polarity = Polarity::high_is_good})[2].marker == TrendMarker::improving);
    CHECK(batch::recent_trend(rows, {.polarity = Polarity::low_is_good})[2].marker == TrendMarker::worsening);

    for (std::size_t i = 6; i < 12; i += 2) x[i] += 90;  // the second is no line: intervals differ
    const Values levels{0.8, 0.95};
    StatisticResults slopes(5, 2);
    batch::sen_slope(rows, levels, slopes.view(), 1);
    for (std::size_t g = 0; g < 5; ++g) {
        Values of;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (static_cast<std::size_t>(group[i]) == g) of.push_back(x[i]);
        for (std::size_t l = 0; l < 2; ++l) {
            const Statistic one = sen_slope(of, levels[l]);
            CHECK(same(slopes.value[g], one.value));
            CHECK(same(slopes.lower[5 * l + g], one.lower));
            CHECK(same(slopes.upper[5 * l + g], one.upper));
            CHECK(slopes.status[g] == static_cast<std::uint8_t>(one.status));
        }
    }
    CHECK(slopes.lower[2] != slopes.lower[7]);
}

TEST_CASE("columns that do not fit are refused before anything is written") {
    const Values three(3, 1.0), two(2, 1.0);
    const std::vector<std::int32_t> group{0, 0, 5};
    const std::vector<std::uint8_t> odd{0, 9, 1};
    StatisticResults out(3, 1);
    std::vector<std::uint8_t> codes(3);
    Values numbers(3);
    CHECK(says(refusal([&] { (void)batch::mann_kendall({.group = group, .groups = 2, .first = three}); }),
               "row 2, column group: found code 5; accepted: 0 to 2 - 1"));
    CHECK(says(refusal([&] { (void)batch::mann_kendall({.group = group, .groups = 6, .first = two}); }), "has 2 rows"));
    CHECK(says(refusal([&] {
                   (void)batch::mann_kendall({.group = group, .groups = static_cast<std::size_t>(-1), .first = three});
               }),
               "groups; accepted: at most 2147483647"));
    CHECK(says(refusal([&] {
                   (void)batch::recent_trend({.group = group, .groups = 6, .first = three, .lower = two, .upper = three},
                                             {.kind = TrendKind::value});
               }),
               "column 'lower' has 2 rows"));
    CHECK(says(refusal([&] {
                   (void)batch::recent_trend(
                       {.group = group, .groups = 6, .first = three, .second = three, .polarity = odd}, {});
               }),
               "row 1, column polarity: found code 9"));
    CHECK(says(refusal([&] { batch::funnel_points({.target = 0.1}, three, two, two, out.view(), codes, numbers); }),
               "column 'denominator' has 2 rows; accepted: 3"));
    CHECK(
        says(refusal([&] { batch::funnel_limits({.target = 2}, three, Values{0.95}, out.view()); }), "found target 2"));
    CHECK(says(refusal([&] {
                   (void)batch::recent_trend({.group = group, .groups = 6, .first = three, .second = {}}, {});
               }),
               "column 'denominator' has 0 rows; accepted: 3"));
    CHECK(says(refusal([&] {
                   batch::funnel_points({.target = 0.1}, three, three, Values{0.95}, out.view(), codes, {});
               }),
               "column 'level (out)' has 0 rows"));
    CHECK(says(refusal([&] {
                   batch::funnel_points({.target = 0.1}, three, three, Values{0.95}, out.view(), {}, numbers);
               }),
               "column 'label (out)' has 0 rows"));
    const std::vector<std::uint8_t> fifth{0, 4, 1};
    CHECK(says(refusal([&] {
                   (void)batch::recent_trend(
                       {.group = group, .groups = 6, .first = three, .second = three, .polarity = fifth}, {});
               }),
               "row 1, column polarity: found code 4; accepted: 0 to 3, or 255 for none"));
    const batch::ComparisonColumns columns{.outcome = codes, .status = codes, .difference = numbers, .group = {}};
    CHECK(says(refusal([&] { batch::compare({.value = three, .polarity = fifth}, {}, columns); }),
               "row 1, column polarity: found code 4"));
    CHECK(says(refusal([&] {
                   batch::compare({.value = three, .polarity = codes}, {.tolerance = 10}, columns);
               }),
               "found tolerance 10"));
    CHECK(says(refusal([&] {
                   batch::compare({.value = three, .polarity = codes, .group = {}, .groups = 1},
                                  {.method = ComparisonMethod::quartiles}, columns);
               }),
               "column 'groups' has 0 rows; accepted: 3"));
    std::vector<std::int32_t> places(2);
    CHECK(says(refusal([&] {
                   batch::compare({.value = three, .polarity = codes},
                                  {}, {.outcome = codes, .status = codes, .difference = numbers, .group = places});
               }),
               "column 'group (out)' has 2 rows"));
    CHECK(says(refusal([&] { batch::compare({.value = three, .lower = two, .polarity = odd}, {}, columns); }),
               "column 'lower' has 2 rows"));
    CHECK(says(refusal([&] { batch::compare({.value = three, .polarity = odd}, {}, columns); }),
               "row 1, column polarity: found code 9"));
}

TEST_CASE("trends of values with limits need no denominators, and those without limits do") {
    const std::vector<std::int32_t> group(5, 0);
    const Values y{1, 2, 3, 4, 5}, lower{0, 1, 2, 3, 4}, upper{2, 3, 4, 5, 6}, errors(5, 2 / 3.92);
    const RecentTrendRule rule{.kind = TrendKind::value};
    const RecentTrend one = recent_trend({.first = y, .lower = lower, .upper = upper}, rule);
    const std::vector<RecentTrend> found =
        batch::recent_trend({.group = group, .groups = 1, .first = y, .lower = lower, .upper = upper}, rule);
    CHECK(found[0].status == TrendStatus::estimated);
    CHECK(found[0].chi_squared == one.chi_squared);
    CHECK(found[0].marker == one.marker);
    CHECK(batch::recent_trend({.group = group, .groups = 1, .first = y, .second = errors}, rule)[0].slope == one.slope);
    CHECK_FALSE(refusal([&] { (void)batch::recent_trend({.group = group, .groups = 1, .first = y}, rule); }).empty());
}

}  // namespace test_batch_comparison
