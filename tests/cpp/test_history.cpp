// History: what a published series is point by point, and why there may be nothing to project.
#include "headway/outlook/history.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_history {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

std::vector<double> points(const Observed& observed) {
    const auto values = observed.history().points;
    return {values.begin(), values.end()};
}

std::vector<int> filled(const Observed& observed) {
    const auto values = observed.history().filled;
    return {values.begin(), values.end()};
}

static_assert(year_is(Accrual::flow) == YearIs::sum && year_is(Accrual::cumulative) == YearIs::sum &&
              year_is(Accrual::average) == YearIs::mean && year_is(Accrual::snapshot) == YearIs::last &&
              year_is(Accrual::rolling) == YearIs::last);
static_assert(word(Outcome::too_few_points) == "too few points" && word(Outcome::gap) == "gap in the year" &&
              word(Outcome::late_start) == "late start" && word(Outcome::no_data) == "no data");

}  // namespace

TEST_CASE("a flow is its points; trailing NaN are still to come") {
    const Observed o(monthly({1, 2, 3, missing, missing}));
    CHECK(o.outcome() == Outcome::projected);
    CHECK(points(o) == std::vector<double>{1, 2, 3});
    CHECK(o.history().known == 3);
    CHECK(o.history().remaining == 9);
    CHECK(o.last() == 2);
    CHECK(o.gaps() == 0);
    CHECK(o.reached() == 6);
}

TEST_CASE("a cumulative series is differenced within its years, as printed") {
    std::vector<double> figures;
    for (int year = 0; year < 2; ++year)
        for (int month = 1; month <= (year == 0 ? 12 : 3); ++month) figures.push_back(month * 0.1);
    const Observed o(monthly(figures, Accrual::cumulative));
    CHECK(points(o) == std::vector<double>(15, 0.1));  // 0.3 - 0.2 is 0.1 as printed
    CHECK(o.reached() == 3 * 0.1);
    CHECK(o.falls().empty());
    CHECK(o.history().years() == 1);
}

TEST_CASE("a gap of a cumulative series is bridged in equal parts, in past years and in this one") {
    const Observed o(monthly({10, missing, missing, 40, 50, 60, 70, 80}, Accrual::cumulative));
    CHECK(points(o) == std::vector<double>(8, 10.0));
    CHECK(filled(o) == std::vector<int>{0, 1, 1, 1, 0, 0, 0, 0});
    CHECK(o.gaps() == 2);
    CHECK(o.outcome() == Outcome::projected);
    CHECK(o.reached() == 80);
}

TEST_CASE("a cumulative series may begin anywhere in its year: its first figure holds what came before") {
    const Observed o(monthly({30, 40, 50, 60, 70, 80}, Accrual::cumulative, "2024-06"));
    CHECK(points(o) == std::vector<double>(8, 10.0));
    CHECK(o.history().known == 8);
    CHECK(o.history().past() == 0);
    CHECK(o.outcome() == Outcome::projected);
    CHECK(Observed(monthly({30, 40}, Accrual::cumulative, "2024-08")).outcome() == Outcome::projected);
}

TEST_CASE("a past year never published to its end is filled with its mean, and is no truth") {
    std::vector<double> figures{10, 20, 30, 40, 50, 60, 70, 80, 90, missing, missing, missing, 10, 20};
    const Observed o(monthly(figures, Accrual::cumulative));
    CHECK(points(o) == std::vector<double>(14, 10.0));
    CHECK(o.gaps() == 3);
    CHECK_FALSE(o.history().published(1));
    CHECK(o.history().years() == 1);
}

TEST_CASE("a whole past year that was not published takes the last amount before it") {
    std::vector<double> figures;
    for (int year = 0; year < 6; ++year)
        for (int month = 1; month <= 12; ++month) figures.push_back(year == 3 ? missing : 5.0 * month);
    figures.push_back(5);
    const Observed o(monthly(figures, Accrual::cumulative));
    CHECK(points(o) == std::vector<double>(73, 5.0));
    CHECK(o.gaps() == 12);
    CHECK(o.history().published(2));
    CHECK_FALSE(o.history().published(3));
}

TEST_CASE("a falling cumulative is kept and reported; a year that begins below zero has not fallen") {
    const Observed o(monthly({10, 25, 20, 30}, Accrual::cumulative));
    CHECK(points(o) == std::vector<double>{10, 15, -5, 10});
    CHECK(std::vector<std::size_t>(o.falls().begin(), o.falls().end()) == std::vector<std::size_t>{2});
    CHECK(Observed(monthly({-3, 4, 5}, Accrual::cumulative)).falls().empty());
    const Observed after_gap(monthly({10, 25, missing, 5, 6, 7, 8}, Accrual::cumulative));
    CHECK(std::vector<std::size_t>(after_gap.falls().begin(), after_gap.falls().end()) == std::vector<std::size_t>{3});
    CHECK(points(after_gap)[2] == -10);
    std::vector<double> over_the_year_end(12, 50.0);
    over_the_year_end.push_back(4.0);  // April begins anew
    CHECK(Observed(monthly(over_the_year_end, Accrual::cumulative)).falls().empty());
}

TEST_CASE("gaps of levels and flows lie on a straight line") {
    for (const Accrual accrual : {Accrual::snapshot, Accrual::rolling, Accrual::average, Accrual::flow}) {
        std::vector<double> values(12, 1.0);
        values[4] = missing;
        values[5] = missing;
        values[6] = 4.0;
        values.insert(values.end(), {1.0, 2.0});
        const Observed o(monthly(values, accrual));
        CHECK(near(points(o)[4], 2.0));
        CHECK(near(points(o)[5], 3.0));
        CHECK(o.gaps() == 2);
        CHECK(filled(o)[4] == 1);
        CHECK(filled(o)[6] == 0);
        CHECK(o.outcome() == Outcome::projected);
    }
}

TEST_CASE("what cannot be added up is refused with its own word") {
    CHECK(Observed(monthly({1, 2, missing, 4, 5, 6})).outcome() == Outcome::gap);
    CHECK(Observed(monthly({1, 2, missing, 4, 5, 6}, Accrual::snapshot)).outcome() == Outcome::projected);
    CHECK(Observed(monthly({1, 2, 3}, Accrual::flow, "2024-06")).outcome() == Outcome::late_start);
    CHECK(Observed(monthly({missing, missing, 1, 2, 3})).outcome() == Outcome::late_start);
    CHECK(Observed(monthly({1, 2, 3}, Accrual::average, "2024-06")).outcome() == Outcome::projected);
    CHECK(Observed(monthly({1, missing, missing, 2}, Accrual::snapshot)).outcome() == Outcome::too_few_points);
    CHECK(Observed(monthly({1, missing, 2, 3}, Accrual::snapshot)).outcome() ==
          Outcome::projected);  // a quarter is not more
    CHECK(Observed(monthly({})).outcome() == Outcome::no_data);
    CHECK(Observed(monthly({missing, missing})).outcome() == Outcome::no_data);
    std::vector<double> last_year_only(12, 1.0);
    last_year_only.push_back(missing);
    CHECK(Observed(monthly(last_year_only)).outcome() == Outcome::no_data);
    CHECK(Observed(monthly(std::vector<double>(12, 1.0))).outcome() == Outcome::complete);
}

TEST_CASE("points stand in the slots of their year, whatever calendar and frequency") {
    struct Case {
        Frequency frequency;
        Calendar calendar;
        const char* start;
        int slot, per_year;
    };
    for (const Case& c : {Case{Frequency::month, financial_calendar, "2023-07", 3, 12},
                          Case{Frequency::month, academic_calendar, "2023-07", 10, 12},
                          Case{Frequency::quarter, calendar_year, "2023-10", 3, 4},
                          Case{Frequency::term, academic_calendar, "2024-01", 1, 3}}) {
        const Series series(std::vector<double>(static_cast<std::size_t>(2 * c.per_year), 1.0),
                            Period::parse(c.start, c.calendar), Accrual::snapshot, c.frequency, c.calendar);
        const Observed o(series);
        const History h = o.history();
        CAPTURE(c.start, c.per_year);
        CHECK(h.per_year == c.per_year);
        CHECK(h.slot(0) == c.slot);
        for (std::size_t i = 0; i < h.points.size(); ++i) CHECK(h.slot(i) == series.position(i) - 1);
        if (h.remaining > 0) CHECK(h.slot(h.points.size()) == h.known % h.per_year);
    }
}

TEST_CASE("a yearly series is always a fact") {
    const Series series({1, 2, 3}, Period::parse("2021-04"), Accrual::flow, Frequency::year);
    CHECK(Observed(series).outcome() == Outcome::complete);
    CHECK(Observed(series).reached() == 3);
    CHECK(Observed(Series({1, 2, missing}, Period::parse("2021-04"), Accrual::flow, Frequency::year)).outcome() ==
          Outcome::no_data);
}

TEST_CASE("a replay sees what was known then, and no more") {
    std::vector<double> values;
    for (int i = 0; i < 27; ++i) values.push_back(i);
    const Points p(values, 3);
    const History then = p.history().replay(2);
    CHECK(then.points.size() == 3);
    CHECK(then.points.back() == 2);
    CHECK(then.known == 3);
    CHECK(then.remaining == 9);
    CHECK(then.past() == 0);
    CHECK(p.history().replay(1).past_year(1)[11] == 11);
    CHECK(p.history().past_year(1)[0] == 12);
    CHECK(p.history().reached() == 24 + 25 + 26);
}

TEST_CASE("a year is the sum, the mean or the last of its points") {
    const std::vector<double> path(9, 4.0);
    CHECK(Points({1, 2, 3}, 3).history().year_value(path) == 42);
    CHECK(Points({1, 2, 3}, 3, 12, YearIs::mean).history().year_value(path) == 3.5);
    CHECK(Points({1, 2, 3}, 3, 12, YearIs::last).history().year_value(path) == 4);
    CHECK(Points({1, 2, 3}, 3, 12, YearIs::last).history().year_value({}) == 3);
}

TEST_CASE("a year that is one of the figures is complete whatever is missing before it") {
    std::vector<double> values(12, 5.0);
    for (std::size_t i = 3; i < 9; ++i) values[i] = missing;
    CHECK(Observed(monthly(values, Accrual::snapshot)).outcome() == Outcome::complete);
    CHECK(Observed(monthly(values, Accrual::rolling)).outcome() == Outcome::complete);
    CHECK(Observed(monthly(values, Accrual::cumulative)).outcome() == Outcome::complete);
    CHECK(Observed(monthly(values, Accrual::average)).outcome() == Outcome::too_few_points);
    CHECK(Observed(monthly(values, Accrual::flow)).outcome() == Outcome::too_few_points);
    values.pop_back();  // one month to go
    CHECK(Observed(monthly(values, Accrual::snapshot)).outcome() == Outcome::too_few_points);
    CHECK(Observed(monthly(values, Accrual::cumulative)).outcome() == Outcome::too_few_points);
}

TEST_CASE("a quarter of the points may be missing, and no more") {
    std::vector<double> values(8, 5.0);
    values[2] = values[4] = missing;  // 2 of 8
    CHECK(Observed(monthly(values, Accrual::snapshot)).outcome() == Outcome::projected);
    values[5] = missing;
    CHECK(Observed(monthly(values, Accrual::snapshot)).outcome() == Outcome::too_few_points);
}

TEST_CASE("the months that a past year never published have what its months brought on average") {
    const Series s({10, 30, missing, missing, 5}, Period::parse("2018-04"), Accrual::cumulative, Frequency::quarter);
    const Observed o(s);
    CHECK(points(o) == std::vector<double>{10, 20, 15, 15, 5});
    CHECK(filled(o) == std::vector<int>{0, 0, 1, 1, 0});
}

TEST_CASE("a flow that begins in the second month of its year begins late") {
    CHECK(Observed(monthly({1, 2, 3}, Accrual::flow, "2024-05")).outcome() == Outcome::late_start);
    CHECK(Observed(monthly({1, 2, 3}, Accrual::flow, "2024-04")).outcome() == Outcome::projected);
}

}  // namespace test_history
