// Back-tests: past years as they would have been projected, from nothing that was known later.
#include "headway/outlook/backtest.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_backtest {

using namespace headway;
using namespace headway::test;

namespace {

/// The same series as it was published up to this point of an earlier year.
Series as_of(const std::vector<double>& values, std::size_t points, Accrual accrual) {
    return monthly(std::vector<double>(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(points)), accrual);
}

}  // namespace

TEST_CASE("an interval holds a year as printed decimals, and an end that it does not have holds all") {
    const Replay exact{.projected = 0.3, .lower = 0.1 + 0.2, .upper = 0.1 + 0.2, .actual = 0.3};
    CHECK(exact.held() == true);
    CHECK(Replay{.lower = 1, .upper = 2, .actual = 3}.held() == false);
    CHECK(Replay{.lower = 1, .upper = missing, .actual = 3}.held() == true);
    CHECK(Replay{.lower = missing, .upper = 2, .actual = 3}.held() == false);
    CHECK_FALSE(Replay{.actual = 3}.held().has_value());
}

TEST_CASE("years without an interval are not counted among those that it might have held") {
    const std::vector<Replay> replays{{.lower = 1, .upper = 2, .actual = 3},
                                      {.actual = 3},
                                      {.lower = 1, .upper = 3, .actual = 3},
                                      {.lower = 1, .actual = 9}};
    const IntervalRecord record = interval_record(replays);
    CHECK(record.held == 2);
    CHECK(record.of == 3);
    CHECK(interval_record({}).of == 0);
}

TEST_CASE("quarters by hand") {
    const Series calls({30, 20, 10, 20, 33, 22, 11, 30, 36, 24}, Period::parse("2022-04"), Accrual::flow,
                       Frequency::quarter);
    const std::vector<Replay> naive = backtest(calls, {.method = Method::seasonal_naive});
    REQUIRE(naive.size() == 1);  // the first year has none before it
    CHECK(naive[0].year.label() == "2023/24");
    CHECK(naive[0].projected == 33 + 22 + 10 + 20);
    CHECK(naive[0].actual == 96);
    CHECK(naive[0].error() == -11);
    CHECK(naive[0].lower < naive[0].projected);  // of counts
    const std::vector<Replay> run = backtest(calls, {.method = Method::run_rate});
    REQUIRE(run.size() == 2);
    CHECK(run[0].year.label() == "2022/23");
    CHECK(run[0].projected == 100);
    CHECK(run[0].actual == 80);
    CHECK(run[1].projected == 110);
}

TEST_CASE("a replay is the projection that would have been made then") {
    for (const Accrual accrual : {Accrual::flow, Accrual::snapshot, Accrual::average}) {
        const std::vector<double> values = seasonal(78, 12);
        for (const Method method :
             {Method::run_rate, Method::ses, Method::theta, Method::combination, Method::seasonal_naive}) {
            const std::vector<Replay> replays = backtest(monthly(values, accrual), {.method = method});
            CHECK(replays.size() >= 4);
            for (std::size_t i = 0; i < replays.size(); ++i) {
                const std::size_t years = 6 - replays.size() + i;
                const Projection then = project_year_end(as_of(values, 12 * years + 6, accrual), {.method = method});
                CAPTURE(word(accrual), word(method), years);
                CHECK(replays[i].projected == then.value);
                CHECK(near(replays[i].actual, project_year_end(as_of(values, 12 * years + 12, accrual)).value));
                CHECK((replays[i].lower == then.lower || (std::isnan(replays[i].lower) && std::isnan(then.lower))));
                CHECK(replays[i].year == *then.year);
            }
        }
    }
}

TEST_CASE("past error is the mean of the absolute errors") {
    const Series series = monthly(seasonal(78, 3));
    const Projection p = project_year_end(series);
    double sum_of_errors = 0.0;
    const std::vector<Replay> replays = backtest(series);
    for (const Replay& replay : replays) sum_of_errors += std::fabs(replay.error());
    CHECK(p.past_years == static_cast<int>(replays.size()));
    CHECK(near(p.past_error, sum_of_errors / p.past_years, 1e-9));
    for (const Replay& replay : replays) CHECK(replay.method == *p.method);
}

TEST_CASE("years that were not published whole are no truth, in average with denominators too") {
    std::vector<double> values = seasonal(54, 3);
    const auto years = [&](const ProjectionRule& rule, Accrual accrual) {
        return backtest(monthly(values, accrual), rule).size();
    };
    CHECK(years({.method = Method::run_rate}, Accrual::flow) == 4);
    values[20] = missing;
    CHECK(years({.method = Method::run_rate}, Accrual::flow) == 3);
    std::vector<double> below(54, 100.0);
    below[40] = missing;
    CHECK(years({.method = Method::run_rate, .denominators = below}, Accrual::average) == 2);
}

TEST_CASE("nothing to replay is nothing") {
    CHECK(backtest(monthly({})).empty());
    std::vector<double> none_before(12, 0.0);  // there is a year, and nothing to take a ratio of
    none_before.push_back(1);
    CHECK(backtest(monthly(none_before), {.method = Method::completion_ratio}).empty());
    CHECK(backtest(monthly({1, 2, 3})).empty());
    CHECK(backtest(monthly(seasonal(36, 1))).empty());  // a complete year is not projected
    CHECK(backtest(monthly(seasonal(30, 1)), {.method = Method::combination}).empty());
    CHECK(backtest(monthly({1, missing, 3})).empty());
}

TEST_CASE("what no method can project has no back-test") {
    CHECK(backtest(monthly({1})).empty());
    CHECK(backtest(monthly({1, 2}), {.method = Method::seasonal_naive}).empty());
    CHECK(backtest(monthly({})).empty());
    CHECK(backtest(monthly(std::vector<double>(12, 1.0))).empty());  // complete
}

}  // namespace test_backtest
