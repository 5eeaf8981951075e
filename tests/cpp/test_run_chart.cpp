// Run charts: the limits as published, runs and crossings by hand, points that say nothing.
#include <cmath>
#include <cstdint>
#include <vector>

#include "headway/spc/run_chart.hpp"
#include "testing.hpp"

namespace test_run_chart {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

}  // namespace

// Longest runs as the tables after Anhoej and Olesen (2014) print them, crossings as scipy.stats.binom.ppf(0.05, n - 1, 0.5)
// has them (three of 13 in Wentzel-Larsen and Anhoej 2019).
TEST_CASE("the limits as published") {
    struct Row {
        std::int64_t useful, longest_run_max, crossings_min;
    };
    for (const Row& row : {Row{10, 6, 2},  Row{11, 6, 2},  Row{12, 7, 3},  Row{13, 7, 3},  Row{14, 7, 4}, Row{15, 7, 4},
                           Row{16, 7, 4},  Row{17, 7, 5},  Row{18, 7, 5},  Row{19, 7, 6},  Row{20, 7, 6}, Row{21, 7, 6},
                           Row{22, 7, 7},  Row{23, 8, 7},  Row{24, 8, 8},  Row{25, 8, 8},  Row{30, 8, 10}, Row{40, 8, 14},
                           Row{45, 8, 17}, Row{46, 9, 17}, Row{50, 9, 19}, Row{60, 9, 23}, Row{91, 10, 37}}) {
        CHECK(longest_run_max(row.useful) == row.longest_run_max);
        CHECK(crossings_min(row.useful) == row.crossings_min);
    }
    CHECK(crossings_min(1) == 0);
    CHECK(crossings_min(2) == 0);
    CHECK(crossings_min(10'001) == 4918);
    CHECK(longest_run_max(1) == 3);
}

TEST_CASE("runs and crossings by hand") {
    // median 5: + + - - + on - + + -
    const RunChart chart = run_chart(Values{6, 7, 3, 4, 8, 5, 2, 9, 6, 1});
    CHECK(chart.median == 5.5);
    CHECK(chart.useful == 10);
    const RunChart odd = run_chart(Values{6, 7, 3, 4, 8, 5, 2, 9, 6, 1, 5});
    CHECK(odd.median == 5.0);
    CHECK(odd.useful == 9);
    CHECK(odd.longest_run == 2);
    CHECK(odd.crossings == 5);
    CHECK(odd.longest_run_max == 6);
    CHECK(odd.crossings_min == 2);
    CHECK_FALSE(odd.signal);
    CHECK(odd.status == StatisticStatus::too_few_points);
    CHECK(chart.status == StatisticStatus::estimated);
}

TEST_CASE("a shift in the middle is a signal, by its run or by its crossings") {
    const RunChart shift = run_chart(Values{1, 2, 1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12, 11, 12});
    CHECK(shift.longest_run == 8);
    CHECK(shift.longest_run_max == 7);
    CHECK(shift.crossings == 1);
    CHECK(shift.crossings_min == 4);
    CHECK(shift.signal);
    // runs of four and less, but three crossings of the four that are asked for
    const RunChart slow = run_chart(Values{1, 2, 1, 2, 11, 12, 11, 12, 1, 2, 1, 2, 11, 12, 11, 12});
    CHECK(slow.longest_run == 4);
    CHECK(slow.crossings == 3);
    CHECK(slow.signal);
    // a run of eight among enough crossings
    const RunChart run = run_chart(Values{9, 9, 9, 9, 9, 9, 9, 9, 1, 9, 1, 9, 1, 9, 1, 1, 1, 1, 1, 1, 1, 1});
    CHECK(run.longest_run == 8);
    CHECK(run.longest_run_max == 7);
    CHECK(run.crossings == 7);
    CHECK(run.crossings_min == 7);
    CHECK(run.signal);
}

TEST_CASE("points on the median and missing ones are passed over") {
    const RunChart chart = run_chart(Values{1, 2, 5, 1, missing, 2, 5, 9, 8, 5, 9, 8, infinity});
    CHECK(chart.median == 5.0);
    CHECK(chart.useful == 8);
    CHECK(chart.longest_run == 4);
    CHECK(chart.crossings == 1);
    const RunChart decimal = run_chart(Values{0.1 + 0.2, 0.3, 0.3, 0.2, 0.4});
    CHECK(decimal.useful == 2);
}

TEST_CASE("an infinite value has no part in the median") {
    const RunChart chart = run_chart(Values{1, 2, 3, infinity});
    CHECK(chart.median == 2.0);
    CHECK(chart.useful == 2);
}

TEST_CASE("a run of the limit and crossings of the limit are chance") {
    // 22 useful points: runs of seven at either end, of one between them
    const RunChart run = run_chart(Values{9, 9, 9, 9, 9, 9, 9, 1, 9, 1, 9, 1, 9, 1, 9, 1, 1, 1, 1, 1, 1, 1});
    CHECK(run.longest_run == 7);
    CHECK(run.longest_run_max == 7);
    CHECK(run.crossings == 9);
    CHECK_FALSE(run.signal);
    // 16 useful points in runs of 3, 4, 3, 4 and 2: just the four crossings that are asked for
    const RunChart slow = run_chart(Values{9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 1, 1, 1, 1, 9, 9});
    CHECK(slow.crossings == 4);
    CHECK(slow.crossings_min == 4);
    CHECK_FALSE(slow.signal);
}

TEST_CASE("a constant series, one point and none") {
    const RunChart constant = run_chart(Values(20, 0.1));
    CHECK(constant.median == 0.1);
    CHECK(constant.useful == 0);
    CHECK(constant.longest_run == 0);
    CHECK(constant.crossings == 0);
    CHECK(constant.longest_run_max == no_run_limit);
    CHECK_FALSE(constant.signal);
    CHECK(constant.status == StatisticStatus::too_few_points);
    CHECK(run_chart(Values{3}).status == StatisticStatus::too_few_points);
    CHECK_FALSE(run_chart(Values{3}).signal);
    CHECK(run_chart({}).status == StatisticStatus::missing);
    CHECK(std::isnan(run_chart(Values{missing, missing}).median));
}

}  // namespace test_run_chart
