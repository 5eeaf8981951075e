// Series: where points stand in their years, and what a series may not be.
#include "testing.hpp"

#include <cmath>
#include <string>
#include <type_traits>
#include <vector>

#include "headway/series/series.hpp"

namespace test_series {

using namespace headway;
using namespace headway::test;

namespace {

static_assert(months(Frequency::month) == 1 && months(Frequency::quarter) == 3 && months(Frequency::term) == 4 &&
              months(Frequency::year) == 12);
static_assert(points_a_year(Frequency::month) == 12 && points_a_year(Frequency::quarter) == 4 &&
              points_a_year(Frequency::term) == 3 && points_a_year(Frequency::year) == 1);
static_assert(Vocabulary<Accrual>::words.size() == 5 && word(Accrual::snapshot) == "snapshot" &&
              word(Accrual::flow) == "flow" && word(Accrual::cumulative) == "cumulative" &&
              word(Accrual::average) == "average" && word(Accrual::rolling) == "rolling");
static_assert(std::is_same_v<decltype(std::declval<Series&>().values()), std::span<const double>>, "points are read-only");

Series series(const std::string& start, Frequency frequency, Calendar calendar = financial_calendar, std::size_t points = 4) {
    return Series(std::vector<double>(points, 1.0), Period::parse(start, calendar), Accrual::flow, frequency, calendar);
}

}  // namespace

TEST_CASE("a series keeps its points, missing ones too, and what it was made with") {
    const Series s({18, missing, 16}, Period::parse("2024-04"), Accrual::cumulative);
    REQUIRE(s.size() == 3);
    CHECK(s[0] == 18);
    CHECK(std::isnan(s[1]));
    CHECK(s.values()[2] == 16);
    CHECK(s.accrual() == Accrual::cumulative);
    CHECK(s.frequency() == Frequency::month);
    CHECK(s.calendar() == financial_calendar);
    CHECK(s.start() == Period::month(2024, 4));
    CHECK(Series({}, Period::month(2024, 4), Accrual::flow).start() == Period::month(2024, 4));
}

TEST_CASE("monthly points run over year ends") {
    const Series s = series("2022-12", Frequency::month, financial_calendar, 24);
    CHECK(s.period(0) == Period::month(2022, 12));
    CHECK(s.period(1) == Period::month(2023, 1));
    CHECK(s.period(4) == Period::month(2023, 4));
    CHECK(s.period(23) == Period::month(2024, 11));
    CHECK(s.period(24) == Period::month(2024, 12));  // where the next one will stand
    CHECK(s.year(0).label() == "2022/23");
    CHECK(s.year(3).label() == "2022/23");
    CHECK(s.year(4).label() == "2023/24");
    CHECK(s.position(0) == 9);
    CHECK(s.position(3) == 12);
    CHECK(s.position(4) == 1);
    CHECK(series("2024-04", Frequency::month).position(5) == 6);  // September
    CHECK(series("2024-09", Frequency::month, academic_calendar).position(0) == 1);
    CHECK(series("2024-09", Frequency::month, calendar_year).position(0) == 9);
}

TEST_CASE("a point beyond all years has no period") {
    for (const Frequency frequency : {Frequency::month, Frequency::quarter, Frequency::year})
        for (const std::size_t point :
             {std::size_t{100'000}, std::size_t{2'147'483'647}, std::size_t{2'147'483'648}, std::size_t{4'294'967'295},
              std::size_t{4'294'967'295} + std::size_t{sizeof(std::size_t) > 4}, ~std::size_t{0}}) {
            const Series s = series("2024-04", frequency);
            CHECK(says(refusal([&] { (void)s.period(point); }), "2199"));
            CHECK(says(refusal([&] { (void)s.position(point); }), "2199"));
        }
}

TEST_CASE("quarters begin every third month of the year of their calendar") {
    struct Case { Calendar calendar; int first[4]; };
    for (const Case& c : {Case{financial_calendar, {4, 7, 10, 1}}, Case{academic_calendar, {9, 12, 3, 6}},
                          Case{calendar_year, {1, 4, 7, 10}}})
        for (int month = 1; month <= 12; ++month) {
            CAPTURE(c.calendar.first_month, month);
            const auto make = [&] { return Series({1, 2}, Period::month(2024, month), Accrual::flow, Frequency::quarter, c.calendar); };
            int quarter = 0;
            for (int q = 0; q < 4; ++q)
                if (c.first[q] == month) quarter = q + 1;
            if (quarter == 0) {
                CHECK_THROWS_AS(make(), Error);
                continue;
            }
            const Series s = make();
            CHECK(s.start() == Period::months(2024, month, 3));
            CHECK(s.period(1).months_until(s.period(0)) == -3);
            CHECK(s.position(0) == quarter);
            CHECK(s.position(1) == quarter % 4 + 1);
            CHECK(s.year(0).contains(s.period(0)));
            CHECK(s.year(1).contains(s.period(1)));
        }
    const Series s = series("2024/25 - Q2", Frequency::quarter);
    CHECK(s.start().label() == "2024/25 - Q2");
    CHECK(s.period(2).label() == "2024/25 - Q4");
    CHECK(s.period(3).label() == "2025/26 - Q1");
    CHECK(series("2024-07", Frequency::quarter).start().label() == "2024/25 - Q2");
    CHECK(series("2025-01", Frequency::quarter).start().label() == "2024/25 - Q4");
    CHECK(series("2025-01", Frequency::quarter, calendar_year).start().label() == "2025 - Q1");
    CHECK(s.position(0) == 2);
    CHECK(s.year(0).label() == "2024/25");
}

TEST_CASE("a school year has three terms of four months") {
    struct Case { Calendar calendar; int first[3]; };
    for (const Case& c : {Case{academic_calendar, {9, 1, 5}}, Case{financial_calendar, {4, 8, 12}}, Case{calendar_year, {1, 5, 9}}})
        for (int month = 1; month <= 12; ++month) {
            CAPTURE(c.calendar.first_month, month);
            const auto make = [&] { return Series({1, 2}, Period::month(2024, month), Accrual::flow, Frequency::term, c.calendar); };
            int term = 0;
            for (int t = 0; t < 3; ++t)
                if (c.first[t] == month) term = t + 1;
            if (term == 0) {
                CHECK_THROWS_AS(make(), Error);
                continue;
            }
            const Series s = make();
            CHECK(s.start() == Period::months(2024, month, 4));
            CHECK(s.position(0) == term);
            CHECK(s.position(1) == term % 3 + 1);
        }
    const Series s = series("2023-09", Frequency::term, academic_calendar);
    CHECK(s.period(1) == Period::months(2024, 1, 4));
    CHECK(s.period(3) == Period::months(2024, 9, 4));
    CHECK(s.year(2) == Period::months(2023, 9, 12));
    CHECK(s.year(3) == Period::months(2024, 9, 12));
    CHECK(series("2023-09/2023-12", Frequency::term, academic_calendar).start() == Period::months(2023, 9, 4));
}

TEST_CASE("yearly points begin in the calendar's first month") {
    CHECK(series("2022/23", Frequency::year).start().label() == "2022/23");
    CHECK(series("2022-04", Frequency::year).start().label() == "2022/23");
    CHECK(series("2022-04", Frequency::year).period(3).label() == "2025/26");
    CHECK(series("2022", Frequency::year, calendar_year).period(1).label() == "2023");
    CHECK(series("2022-09", Frequency::year, academic_calendar).start() == Period::months(2022, 9, 12));
    CHECK(series("2022/23", Frequency::year).position(2) == 1);
    CHECK(series("2022/23", Frequency::year).year(2).label() == "2024/25");
    CHECK_THROWS_AS(series("2022-05", Frequency::year), Error);
    CHECK_THROWS_AS(series("2022", Frequency::year), Error);  // January to December is no financial year
    CHECK_THROWS_AS(series("2022-04", Frequency::year, academic_calendar), Error);
}

TEST_CASE("a start that is not one period of the series is refused, and a right one shown") {
    CHECK_THROWS_AS(series("2024/25 - Q2", Frequency::month), Error);
    CHECK_THROWS_AS(series("2024/25", Frequency::quarter), Error);
    CHECK_THROWS_AS(series("2024/25 - Q2", Frequency::term), Error);
    CHECK_THROWS_AS(series("2018 - 20", Frequency::year), Error);
    const std::string message = refusal([] { (void)series("2024-08", Frequency::quarter); });
    for (const std::string part : {"2024-08", "quarter", "April", "2024-07"}) {
        CAPTURE(message, part);
        CHECK(says(message, part));
    }
}

TEST_CASE("infinite points are refused by position, ten shown and all counted") {
    std::vector<double> values(20, infinity);
    values[3] = 1;
    values[4] = missing;
    const std::string message = refusal([&] { Series s(values, Period::month(2024, 4), Accrual::flow); });
    CAPTURE(message);
    CHECK(says(message, "18 problems"));
    CHECK(says(message, "point 0:"));
    CHECK_FALSE(says(message, "point 3:"));
    CHECK_FALSE(says(message, "point 4:"));
    CHECK(says(message, "point 11:"));
    CHECK_FALSE(says(message, "point 12:"));
    CHECK(says(message, "8 more"));
    CHECK_THROWS_AS(Series({-infinity}, Period::month(2024, 4), Accrual::flow), Error);
}

TEST_CASE("no series has a year that begins in no month, or leaves the years of periods") {
    CHECK_THROWS_AS(Series({1}, Period::month(2024, 4), Accrual::flow, Frequency::month, Calendar{0}), Error);
    CHECK_THROWS_AS(Series({1}, Period::month(2024, 4), Accrual::flow, Frequency::month, Calendar{13}), Error);
    CHECK_NOTHROW(Series({1}, Period::month(2199, 12), Accrual::flow, Frequency::month, calendar_year));
    CHECK_THROWS_AS(Series({1, 2}, Period::month(2199, 12), Accrual::flow, Frequency::month, calendar_year), Error);
}

TEST_CASE("a copy of a series is its own") {
    std::vector<double> values{1, 2};
    const Series s(values, Period::month(2024, 4), Accrual::flow);
    const Series copy = s;
    values[0] = 9;
    CHECK(s[0] == 1);
    CHECK(copy[0] == 1);
    CHECK(copy.values().data() != s.values().data());
}

TEST_CASE("a start that is refused says how long a period of the series is") {
    const auto refused = [](Frequency frequency, const char* start) {
        return refusal([&] { (void)Series({1.0}, Period::parse(start), Accrual::flow, frequency); });
    };
    const std::string year = "accepted: frequency='year' where every value is of as many, or a start of ";
    CHECK(says(refused(Frequency::month, "2024/25"), year + "1 month"));
    CHECK(says(refused(Frequency::quarter, "2024/25"), year + "3 months, or its first month"));
    CHECK(says(refused(Frequency::month, "2018 - 20"), "accepted: a start of 1 month"));
}

TEST_CASE("a series may begin with the first month of all and end with the last, in years that hold them") {
    const auto made = [](std::vector<double> values, Period start) {
        return Series(std::move(values), start, Accrual::flow, Frequency::month, calendar_year);
    };
    CHECK(made({}, Period::month(1900, 1)).size() == 0);
    CHECK(made({1.0}, Period::month(1900, 1)).period(0) == Period::month(1900, 1));
    CHECK(made({1.0, 2.0}, Period::month(2199, 11)).period(1) == Period::month(2199, 12));
    CHECK(refusal([&] { (void)made({}, Period::month(2199, 12)); }).empty());
    CHECK_FALSE(refusal([&] { (void)made({1.0, 2.0}, Period::month(2199, 12)); }).empty());
    // January 1900 lies in a financial year that begins before all periods
    CHECK_FALSE(refusal([] { (void)Series({}, Period::month(1900, 1), Accrual::flow); }).empty());
}

}  // namespace test_series
