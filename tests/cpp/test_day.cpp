// Days: what they compare with, contain and overlap, the months that they stand for, and what they are refused.
#include "testing.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/measure/profile.hpp"
#include "headway/series/assemble.hpp"
#include "headway/series/series.hpp"
#include "headway/time/period.hpp"

namespace test_day {

using namespace headway;
using namespace headway::test;
using boost::gregorian::date;

TEST_CASE("a day begins and ends with itself", "[day]") {
    const Period day = Period::day(2024, 6, 25);
    CHECK(day.kind() == PeriodKind::day);
    CHECK(day.start() == date(2024, 6, 25));
    CHECK(day.end() == date(2024, 6, 25));
    CHECK(day.length_in_months() == 0);
    CHECK(day.first_month() == Period::month(2024, 6));
    CHECK(day.last_month() == Period::month(2024, 6));
    CHECK(Period::day_of(date(2024, 6, 25)) == day);
    CHECK(Period::day(2024, 2, 29).next().label() == "1 March 2024");
    CHECK(Period::parse("2025-01-01").previous().label() == "2024-12-31");
    CHECK(Period::day(2025, 3, 31).year_of().label() == "2024/25");
    CHECK(Period::day(2025, 4, 1).year_of().label() == "2025/26");
}

TEST_CASE("days compare by start, then length, and hash by what they compare by", "[day]") {
    const std::vector<Period> rising{Period::day(2024, 3, 31),  Period::day(2024, 4, 1),  Period::month(2024, 4),
                                     Period::year(2024),        Period::day(2024, 4, 2),  Period::day(2024, 4, 30),
                                     Period::day(2024, 5, 1),   Period::month(2024, 5)};
    for (std::size_t i = 0; i < rising.size(); ++i)
        for (std::size_t j = 0; j < rising.size(); ++j) {
            CAPTURE(rising[i].label(), rising[j].label());
            CHECK((rising[i] < rising[j]) == (i < j));
            CHECK((rising[i] == rising[j]) == (i == j));
        }
    const std::unordered_set<Period> distinct{Period::parse("25 June 2024"), Period::parse("2024-06-25"),
                                              Period::parse("26 June 2024"), Period::parse("June 2024")};
    CHECK(distinct.size() == 3);
}

TEST_CASE("a period holds the days from its first to its last", "[day]") {
    const Period quarter = Period::quarter(2024, 1);  // April to June
    const std::vector<std::pair<Period, bool>> cases{{Period::day(2024, 3, 31), false},
                                                     {Period::day(2024, 4, 1), true},
                                                     {Period::day(2024, 5, 15), true},
                                                     {Period::day(2024, 6, 30), true},
                                                     {Period::day(2024, 7, 1), false}};
    for (const auto& [day, within] : cases) {
        CAPTURE(day.label());
        CHECK(quarter.contains(day) == within);
        CHECK(quarter.overlaps(day) == within);
        CHECK(day.overlaps(quarter) == within);
        CHECK_FALSE(day.contains(quarter));
        CHECK(day.contains(day));
    }
    CHECK_FALSE(Period::day(2024, 6, 24).overlaps(Period::day(2024, 6, 25)));
    CHECK_FALSE(Period::day(2024, 2, 29).contains(Period::month(2024, 2)));
}

TEST_CASE("the first and the last day of a month stand for it, no other does", "[day]") {
    CHECK(Period::parse("As at 31 March 2024").in_months().label() == "March 2024");
    CHECK(Period::parse("2024-04-01").in_months().label() == "2024-04");
    CHECK(Period::parse("29 Feb 2024").in_months().label() == "Feb 2024");
    CHECK(Period::quarter(2024, 2).in_months().label() == "2024/25 - Q2");
    for (const std::string_view within : {"2 March 2024", "30 March 2024", "28 February 2024"})
        CHECK(says(refusal([&] { (void)Period::parse(within).in_months(); }), "a day within its month"));
}

TEST_CASE("what only whole months have is refused of every day", "[day]") {
    for (const std::string_view text : {"31 March 2024", "15 March 2024"}) {
        const Period day = Period::parse(text);
        for (const std::string& message :
             {refusal([&] { (void)day.position(); }), refusal([&] { (void)day.shifted(1); }),
              refusal([&] { (void)day.months_until(Period::month(2024, 4)); }),
              refusal([&] { (void)Period::month(2024, 4).months_until(day); })}) {
            CHECK(says(message, "found '" + std::string(text) + "', a day"));
            CHECK(says(message, "'March 2024'"));
        }
    }
    CHECK(says(refusal([] { (void)Period::day(2023, 2, 29); }), "no day 29; accepted: 1 to 28 in February 2023"));
    CHECK(says(refusal([] { (void)Period::day(2023, 2, 0); }), "no day 0"));
    CHECK(says(refusal([] { (void)Period::day(2199, 12, 31).next(); }), "1900 to 2199"));
    CHECK(says(refusal([] { (void)Period::day_of(date(boost::gregorian::not_a_date_time)); }), "needs a date"));
}

TEST_CASE("series and targets take the first and last days of months for them", "[day]") {
    const Series begun({1, 2, 3}, Period::parse("2024-04-01"), Accrual::flow);
    CHECK(begun.period(2).label() == "2024-06");
    CHECK(Series({1, 2}, Period::parse("30 April 2024"), Accrual::flow).period(1).label() == "May 2024");
    CHECK(Series({1, 2}, Period::parse("1 July 2024"), Accrual::flow, Frequency::quarter).period(1).label() ==
          "2024/25 - Q3");
    CHECK(says(refusal([] { (void)Series({1}, Period::parse("2 April 2024"), Accrual::flow); }), "within its month"));

    const Profile line{.shape = ProfileShape::linear, .target = {120, 120}};
    CHECK(in_year(line, Period::parse("As at 30 September 2024")).lower == 60.0);
    CHECK(says(refusal([&] { (void)in_year(line, Period::parse("15 September 2024")); }), "within its month"));

    const std::vector<std::int32_t> series{0, 0, 0}, period{1, 0, 2};
    const std::vector<double> value{20, 10, 30};
    const std::vector<std::uint8_t> accrual(3, static_cast<std::uint8_t>(Accrual::flow));
    const std::vector<std::string> names{"visits"};
    std::vector<Period> periods{Period::parse("30/04/2024"), Period::parse("31/05/2024"), Period::parse("2024-06-30")};
    const SeriesRows rows{.series = series, .period = period, .value = value, .accrual = accrual, .names = names,
                          .periods = periods};
    const auto assembled = assemble(rows);
    CHECK(assembled.front().series.start() == Period::month(2024, 4));
    CHECK(assembled.front().series[1] == 20.0);
    periods[2] = Period::parse("25 June 2024");
    const std::string message = refusal([&] { (void)assemble(rows); });
    CHECK(says(message, "row 2, series 'visits', column 'period': found '25 June 2024', a day within its month"));
}

TEST_CASE("marks beside a label are those of figures, and no part of it", "[day]") {
    const auto marks = [](std::string_view text) { return Period::parse(text).marks(); };
    CHECK(marks("2022/23").bits == 0);
    CHECK(marks("2019/20 [p]").has(FigureMark::provisional));
    CHECK(marks("2023 (Provisional)").has(FigureMark::provisional));
    CHECK(marks("2024 Q1 [r]").has(FigureMark::revised));
    CHECK(marks("2022/23 (revised)").has(FigureMark::revised));
    CHECK(marks("2022/23 [note 12]").has(FigureMark::footnote));
    CHECK(marks("2022/23*").has(FigureMark::footnote));
    const Flags<FigureMark> two = marks("2022/23 [p] [e]");
    CHECK((two.has(FigureMark::provisional) && two.has(FigureMark::estimated) && !two.has(FigureMark::revised)));
    CHECK(Period::parse("2022/23 [p]") == Period::parse("2022/23"));
    CHECK(Period::parse("2022/23 [p]").label() == "2022/23");
    CHECK(Period::parse("2022/23 [p]").next().marks().bits == 0);
    CHECK(Period::parse("31 March 2024 [p]").in_months().marks().has(FigureMark::provisional));
    CHECK(marks("2022/23 (from September) [p]").has(FigureMark::provisional));
}

}  // namespace test_day
