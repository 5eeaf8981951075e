// The projected year point by point: to date where it is a sum, and what stands beside it.
#include "headway/outlook/trajectory.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_trajectory {

using namespace headway;
using namespace headway::test;

namespace {

Trajectory of(const Series& series, const ProjectionRule& rule = {}) {
    return trajectory(series, project_year_end(series, rule));
}

bool none(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isnan(x); });
}

}  // namespace

TEST_CASE("a flow is followed to date, and ends where its projection does") {
    const Series series = monthly(events_a);
    const Trajectory year = of(series);
    REQUIRE(year.periods.size() == 12);
    CHECK(year.periods.front() == series.start());
    CHECK(year.periods.front().label() == "April 2018");
    CHECK(std::vector<double>(year.actual.begin(), year.actual.begin() + 6) ==
          std::vector<double>{18, 35, 51, 67, 86, 101});
    CHECK(std::isnan(year.actual[6]));
    CHECK(std::isnan(year.expected[4]));
    CHECK(year.expected[5] == 101);
    CHECK(year.expected[11] == project_year_end(series).value);
    CHECK(none(year.last_year));
    CHECK_FALSE(year.single_amounts);
}

TEST_CASE("a cumulative series and a level are followed as published") {
    const Series to_date = monthly({10, 30, 60}, Accrual::cumulative);
    const Trajectory year = of(to_date);
    CHECK(year.actual[2] == 60);
    CHECK(year.expected[2] == 60);
    CHECK(near(year.expected[3], 80));  // run rate
    CHECK(near(year.expected[11], 240));
    const Trajectory level = of(monthly({5, 6, 7}, Accrual::snapshot), {.method = Method::last_value});
    CHECK(level.actual[1] == 6);
    CHECK(level.expected[11] == 7);
}

TEST_CASE("last year stands beside where all of it was published, in the same terms") {
    std::vector<double> amounts(12, 10.0);
    amounts.insert(amounts.end(), {12, 12, 12});
    const Trajectory year = of(monthly(amounts));
    CHECK(year.periods.front().label() == "April 2019");
    CHECK(year.last_year.front() == 10);
    CHECK(year.last_year.back() == 120);
    amounts[4] = missing;
    CHECK(none(of(monthly(amounts)).last_year));
    CHECK(none(of(monthly(std::vector<double>(24, 1.0))).last_year));  // a complete year stands alone
}

TEST_CASE("a flow whose total is not known shows its amounts") {
    const Trajectory gap = of(monthly({1, missing, 3}));
    CHECK(gap.single_amounts);
    CHECK(gap.actual[2] == 3);
    CHECK(none(gap.expected));
    const Trajectory late = of(monthly({4, 5}, Accrual::flow, "2018-06"));
    CHECK(late.single_amounts);
    CHECK(late.periods.front().label() == "April 2018");
    CHECK(late.actual[3] == 5);
    CHECK_FALSE(of(monthly({1, missing, 3}, Accrual::snapshot)).single_amounts);
}

TEST_CASE("quarters, terms, other years, and nothing at all") {
    const Series quarters({30, 20, 10, 20, 33}, Period::parse("2023/24 - Q1"), Accrual::flow, Frequency::quarter);
    const Trajectory year = of(quarters);
    REQUIRE(year.periods.size() == 4);
    CHECK(year.periods[0] == Period::quarter(2024, 1));
    CHECK(year.last_year == std::vector<double>{30, 50, 60, 80});
    const Series term({4.6}, Period::parse("2024-09"), Accrual::snapshot, Frequency::term, academic_calendar);
    CHECK(of(term).periods.size() == 3);
    const Series empty({}, Period::parse("2024-06"), Accrual::flow);
    CHECK(of(empty).periods.front().label() == "April 2024");
    CHECK(none(of(empty).actual));
}

TEST_CASE("a series without points has the year that it would begin in, whichever month that is") {
    for (const char* start : {"2024-04", "2024-06", "2025-03"}) {
        const Trajectory year = of(Series({}, Period::parse(start), Accrual::flow));
        CAPTURE(start);
        CHECK(year.periods.front().label() == "April 2024");
        CHECK(year.periods.back().label() == "March 2025");
    }
}

TEST_CASE("what is expected begins at the one point that is known") {
    std::vector<double> values(12, 10.0);
    values.push_back(14);
    const Trajectory year = of(monthly(values), {.method = Method::seasonal_naive});
    CHECK(year.actual[0] == 14);
    CHECK(year.expected[0] == 14);
    CHECK(year.expected[1] == 24);
    CHECK(year.expected[11] == 124);
}

}  // namespace test_trajectory
