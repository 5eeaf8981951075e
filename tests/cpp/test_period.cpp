// Periods: labels as published, what is refused and why, arithmetic, order.
#include "testing.hpp"

#include <algorithm>
#include <concepts>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "headway/time/period.hpp"

namespace test_period {

using namespace headway;
using namespace headway::test;
using boost::gregorian::date;

namespace {

static_assert(std::regular<Period>);
static_assert(std::is_trivially_copyable_v<Period> && sizeof(Period) == 10);
static_assert(Period::month(2024, 9).next().position() == 7, "a period is computed at compile time");

std::string refusal_of(std::string_view text, Calendar calendar = financial_calendar) {
    return refusal([&] { (void)Period::parse(text, calendar); });
}

struct Reading {
    std::string_view text;
    PeriodKind kind;
    date start, end;
    std::string_view label;  // empty: the text itself
};

void check(const Reading& expected, Calendar calendar = financial_calendar) {
    CAPTURE(expected.text);
    const Period period = Period::parse(expected.text, calendar);
    CHECK(word(period.kind()) == word(expected.kind));
    CHECK(period.start() == expected.start);
    CHECK(period.end() == expected.end);
    CHECK(period.label() == (expected.label.empty() ? expected.text : expected.label));
    const std::string plain = plain_text(expected.text);  // by its first word a label may be known as one
    const std::string first = plain.substr(0, plain.find(' '));
    CHECK((!std::all_of(first.begin(), first.end(), detail::is_ascii_letter) || detail::may_begin_label(first)));
}

/// Periods of every kind and calendar around two century ends, a leap day and the limits.
std::vector<Period> many_periods() {
    std::vector<Period> periods;
    for (const int year : {1900, 1969, 1970, 1999, 2000, 2024, 2069, 2070, 2100, 2198}) {
        for (int month = 1; month <= 12; ++month) {
            const Calendar calendar{month};
            periods.push_back(Period::month(year, month));
            for (const int day : {1, 9, 28}) periods.push_back(Period::day(year, month, day));
            for (const int count : {2, 3, 12, 13}) {
                if (year < 2198) periods.push_back(Period::months(year, month, count));
            }
            for (int quarter = 1; quarter <= 4; ++quarter) periods.push_back(Period::quarter(year, quarter, calendar));
            for (int term = 1; term <= 3; ++term) periods.push_back(Period::term(year, term, calendar));
            for (int half = 1; half <= 2; ++half) periods.push_back(Period::half(year, half, calendar));
            periods.push_back(Period::year(year, calendar));
            for (const int count : {2, 3, 50, 51, 99, 100, 101}) {
                if (year + count <= 2199) periods.push_back(Period::years(year, count, calendar));
            }
        }
    }
    return periods;
}

}  // namespace

TEST_CASE("published labels parse and print back the same text", "[period]") {
    const std::vector<Reading> published{
        {"September 2024", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, ""},
        {"2023", PeriodKind::year, {2023, 1, 1}, {2023, 12, 31}, ""},
        {"2018 - 20", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, ""},
        {"2022/23", PeriodKind::year, {2022, 4, 1}, {2023, 3, 31}, ""},
        {"2024/25 - Q2", PeriodKind::quarter, {2024, 7, 1}, {2024, 9, 30}, ""},
        {"Jul 2021 to Jun 2024", PeriodKind::months, {2021, 7, 1}, {2024, 6, 30}, ""},
        {"September 2023 - August 2024", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, ""},
        {"July 2023 - June 2024", PeriodKind::months, {2023, 7, 1}, {2024, 6, 30}, ""},
        {"Sept'23 to Aug'24", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, ""},
        {"Jul'23 to Jun'24", PeriodKind::months, {2023, 7, 1}, {2024, 6, 30}, ""},
        {"2024-09", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, ""},
        {"2018/19 - 20/21", PeriodKind::years, {2018, 4, 1}, {2021, 3, 31}, ""},
        {"2023-09/2024-08", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, ""},
        {"2024 - Q2", PeriodKind::quarter, {2024, 4, 1}, {2024, 6, 30}, ""},
        {"2018 and 2019", PeriodKind::years, {2018, 1, 1}, {2019, 12, 31}, ""},
        {"2022/23 (from September)", PeriodKind::year, {2022, 9, 1}, {2023, 8, 31}, ""},
        {"2024/25 - Q2 (from September)", PeriodKind::quarter, {2024, 12, 1}, {2025, 2, 28}, ""},
        {"2018/19 - 20/21 (from October)", PeriodKind::years, {2018, 10, 1}, {2021, 9, 30}, ""},
        {"Sep 2024", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, ""},
        {"Sept'24", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, ""},
    };
    for (const Reading& reading : published) check(reading);
}

TEST_CASE("labels arrive with the dashes, spaces and letters of documents", "[period]") {
    check({"2018 \u2013 20", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, "2018 - 20"});
    check({"2018\u00A0\u2014\u00A020", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, "2018 - 20"});
    check({"2018 \x96 20", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, "2018 - 20"});
    check({"2018\u201320", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, "2018 - 20"});
    check({"2024/25 \u0096 Q2", PeriodKind::quarter, {2024, 7, 1}, {2024, 9, 30}, "2024/25 - Q2"});
    check({"2024/25\xA0-\xA0Q2", PeriodKind::quarter, {2024, 7, 1}, {2024, 9, 30}, "2024/25 - Q2"});
    check({"Sept\u201923 to Aug\u201924", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, "Sept'23 to Aug'24"});
    check({"Jul\x92" "23 to Jun\x92" "24", PeriodKind::months, {2023, 7, 1}, {2024, 6, 30}, "Jul'23 to Jun'24"});
    check({"\u041C\u0430r\u0441h 2024", PeriodKind::month, {2024, 3, 1}, {2024, 3, 31}, "March 2024"});
    check({"\uFEFF\u0391pril\u202F2024 ", PeriodKind::month, {2024, 4, 1}, {2024, 4, 30}, "April 2024"});
    check({"SEPTEMBER 2023 \u2013 august 2024", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31},
           "September 2023 - August 2024"});
    check({"2024\u201109", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, "2024-09"});  // a no-break hyphen
}

TEST_CASE("other ways of writing a period are accepted", "[period]") {
    const date sep_start{2024, 9, 1}, sep_end{2024, 9, 30}, q2_start{2024, 7, 1}, q2_end{2024, 9, 30};
    for (const std::string_view text :
         {"Sep-24", "Sep-2024", "Sept 2024", "Sept. 2024", "sep 2024", "2024 SEP", "Sep 2024 to Sep 2024"})
        check({text, PeriodKind::month, sep_start, sep_end, "Sep 2024"});
    for (const std::string_view text : {"Sept'2024", "Sep '24", "September'24"})
        check({text, PeriodKind::month, sep_start, sep_end, "Sept'24"});

    for (const std::string_view text : {"Q2 2024/25", "2024/25 Q2", "2024/25-Q2", "2024/25Q2", "Quarter 2 of 2024/25",
                                        "qtr 2 2024/2025", "FY 2024/25 Q2", "2024-25 Q2"})
        check({text, PeriodKind::quarter, q2_start, q2_end, "2024/25 - Q2"});
    for (const std::string_view text : {"2024 Q2", "2024-Q2", "Q2 2024", "2024Q2"})
        check({text, PeriodKind::quarter, {2024, 4, 1}, {2024, 6, 30}, "2024 - Q2"});
    check({"2009-10 Q2", PeriodKind::quarter, {2009, 7, 1}, {2009, 9, 30}, "2009/10 - Q2"});

    for (const std::string_view text : {"Q2 24/25", "24/25 Q2", "24-25 Q2", "FY24/25 Q2"})
        check({text, PeriodKind::quarter, q2_start, q2_end, "2024/25 - Q2"});
    for (const std::string_view text : {"H1 2023/24", "2023/24 H1", "2023/24 - H1", "Half 1 of 2023/24", "h1 23/24"})
        check({text, PeriodKind::half, {2023, 4, 1}, {2023, 9, 30}, "2023/24 - H1"});
    check({"H2 2024", PeriodKind::half, {2024, 7, 1}, {2024, 12, 31}, "2024 - H2"});

    for (const std::string_view text : {"Autumn term 2024", "autumn term 2024/25", "AUTUMN TERM 2024-25"})
        check({text, PeriodKind::term, {2024, 9, 1}, {2024, 12, 31}, "Autumn term 2024"});
    for (const std::string_view text : {"Spring term 2025", "Spring term 2024/25"})
        check({text, PeriodKind::term, {2025, 1, 1}, {2025, 4, 30}, "Spring term 2025"});
    check({"Summer term 2024/25", PeriodKind::term, {2025, 5, 1}, {2025, 8, 31}, "Summer term 2025"});
    check({"Summer term 2025 (from August)", PeriodKind::term, {2025, 4, 1}, {2025, 7, 31}, ""});
    check({"Autumn term 2024", PeriodKind::term, {2024, 8, 1}, {2024, 11, 30}, "Autumn term 2024 (from August)"},
          Calendar{8});

    for (const std::string_view text : {"2024 M09", "2024M9", "2024-M09", "202409"})
        check({text, PeriodKind::month, sep_start, sep_end, "2024-09"});
    for (const std::string_view text : {"Year ending March 2024", "Year ended 31 March 2024", "year to March 2024",
                                        "12 months to March 2024", "Rolling 12 months ending 31 March 2024"})
        check({text, PeriodKind::months, {2023, 4, 1}, {2024, 3, 31}, "April 2023 - March 2024"});
    check({"3 months to Feb-24", PeriodKind::months, {2023, 12, 1}, {2024, 2, 29}, "Dec 2023 to Feb 2024"});
    check({"1 month to 29 February 2024", PeriodKind::month, {2024, 2, 1}, {2024, 2, 29}, "February 2024"});

    for (const std::string_view text : {"24/25", "FY24/25", "24/25 financial year"})
        check({text, PeriodKind::year, {2024, 4, 1}, {2025, 3, 31}, "2024/25"});
    check({"99/00", PeriodKind::year, {1999, 4, 1}, {2000, 3, 31}, "1999/00"});
    check({"FY11/12", PeriodKind::year, {2011, 4, 1}, {2012, 3, 31}, "2011/12"});
    check({"13/14", PeriodKind::year, {2013, 4, 1}, {2014, 3, 31}, "2013/14"});
    check({"18/19 - 20/21", PeriodKind::years, {2018, 4, 1}, {2021, 3, 31}, "2018/19 - 20/21"});

    for (const std::string_view text : {"2022/2023", "FY 2022/23", "FY2022/23", "financial year 2022/23",
                                        "Fiscal Year 2022-23", "financial year 2022 to 2023", "2022/23 financial year",
                                        "2022/23 (from April)"})
        check({text, PeriodKind::year, {2022, 4, 1}, {2023, 3, 31}, "2022/23"});
    for (const std::string_view text : {"academic year 2022/23", "2022/23 academic year", "academic year 2022 to 2023"})
        check({text, PeriodKind::year, {2022, 9, 1}, {2023, 8, 31}, "2022/23 (from September)"});
    check({"financial year 2009-10", PeriodKind::year, {2009, 4, 1}, {2010, 3, 31}, "2009/10"});
    check({"calendar year 2022", PeriodKind::year, {2022, 1, 1}, {2022, 12, 31}, "2022"});
    check({"1999/2000", PeriodKind::year, {1999, 4, 1}, {2000, 3, 31}, "1999/00"});

    for (const std::string_view text :
         {"2018-20", "2018 - 2020", "2018-2020", "2018 to 2020", "calendar years 2018 - 20"})
        check({text, PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, "2018 - 20"});
    check({"1998 - 00", PeriodKind::years, {1998, 1, 1}, {2000, 12, 31}, ""});
    check({"1951 - 00", PeriodKind::years, {1951, 1, 1}, {2000, 12, 31}, ""});
    check({"2001 - 03", PeriodKind::years, {2001, 1, 1}, {2003, 12, 31}, ""});
    check({"calendar years 2018 - 19", PeriodKind::years, {2018, 1, 1}, {2019, 12, 31}, "2018 and 2019"});
    check({"calendar years 2001-03", PeriodKind::years, {2001, 1, 1}, {2003, 12, 31}, "2001 - 03"});
    check({"2018 - 2018", PeriodKind::year, {2018, 1, 1}, {2018, 12, 31}, "2018"});
    for (const std::string_view text : {"2018/19 - 2020/21", "2018/19 to 20/21", "2018/2019-2020/2021"})
        check({text, PeriodKind::years, {2018, 4, 1}, {2021, 3, 31}, "2018/19 - 20/21"});
    check({"2022/23 and 2023/24", PeriodKind::years, {2022, 4, 1}, {2024, 3, 31}, "2022/23 - 23/24"});

    check({"April \u2013 July 2025", PeriodKind::months, {2025, 4, 1}, {2025, 7, 31}, "April 2025 - July 2025"});
    check({"September 2023 to August 2024", PeriodKind::months, {2023, 9, 1}, {2024, 8, 31},
           "September 2023 - August 2024"});
    for (const std::string_view text : {"Sep-23 to Aug-24", "Sep-23 - Aug-24", "Sept 2023 - August 2024"})
        check({text, PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, "Sep 2023 to Aug 2024"});
    for (const std::string_view text : {"2023-09 to 2024-08", "2023-09 - 2024-08", "2023-09 / 2024-08"})
        check({text, PeriodKind::months, {2023, 9, 1}, {2024, 8, 31}, "2023-09/2024-08"});
}

TEST_CASE("four digits, a hyphen and 01 to 12 are always an ISO month", "[period]") {
    check({"2009-10", PeriodKind::month, {2009, 10, 1}, {2009, 10, 31}, ""});
    check({"2001-03", PeriodKind::month, {2001, 3, 1}, {2001, 3, 31}, ""});
    check({"2011-12", PeriodKind::month, {2011, 12, 1}, {2011, 12, 31}, ""});
    check({"2024\u201309", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, "2024-09"});  // no range: 2009 is past
}

TEST_CASE("an ISO date reads as it does among other words", "[period]") {
    const auto same = [](const std::string& text) {
        const Period alone = Period::parse(text), among = Period::parse("As at " + text);
        return alone == among && alone.kind() == among.kind() && alone.style() == among.style() &&
               alone.label() == among.label() && alone.calendar().first_month == among.calendar().first_month;
    };
    for (int year = 1900; year < 2200; ++year)
        for (int month = 1; month <= 12; ++month) {
            const std::string text = std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
            CHECK(same(text));
            for (const char* const day : {"-01", "-09", "-28"}) CHECK(same(text + day));
        }
    CHECK(same("2024-02-29"));
    CHECK(same("2000-02-29"));
    for (const char* const none : {"2023-02-29", "1900-02-29", "2024-04-31", "2024-00", "2024-13", "2024-01-00",
                                   "2200-01", "1899-12", "2024-0a", "2024-1-01", "2024-01x01"})
        CHECK_THROWS_AS(Period::parse(none), Error);
}

TEST_CASE("two-digit years after a month are 1970 to 2069", "[period]") {
    CHECK(Period::parse("Dec'99").start() == date(1999, 12, 1));
    CHECK(Period::parse("Dec'70").start() == date(1970, 12, 1));
    CHECK(Period::parse("Dec'69").start() == date(2069, 12, 1));
    CHECK(Period::parse("Dec-00").start() == date(2000, 12, 1));
    CHECK(Period::month(2069, 12).with_style(LabelStyle::apostrophe).next().label() == "Jan'2070");
    CHECK(Period::month(1969, 12).with_style(LabelStyle::apostrophe).label() == "Dec'1969");
}

TEST_CASE("the calendar asked for serves split years only, and the text overrules it", "[period]") {
    check({"2022/23", PeriodKind::year, {2022, 9, 1}, {2023, 8, 31}, "2022/23 (from September)"}, academic_calendar);
    check({"2024/25 - Q1", PeriodKind::quarter, {2024, 9, 1}, {2024, 11, 30}, "2024/25 - Q1 (from September)"},
          academic_calendar);
    check({"2018/19 - 20/21", PeriodKind::years, {2018, 9, 1}, {2021, 8, 31}, "2018/19 - 20/21 (from September)"},
          academic_calendar);
    check({"2022/23 (from April)", PeriodKind::year, {2022, 4, 1}, {2023, 3, 31}, "2022/23"}, academic_calendar);
    check({"FY 2022/23", PeriodKind::year, {2022, 4, 1}, {2023, 3, 31}, "2022/23"}, academic_calendar);
    check({"2023", PeriodKind::year, {2023, 1, 1}, {2023, 12, 31}, ""}, academic_calendar);
    check({"2018 - 20", PeriodKind::years, {2018, 1, 1}, {2020, 12, 31}, ""}, academic_calendar);
    check({"2024 - Q2", PeriodKind::quarter, {2024, 4, 1}, {2024, 6, 30}, ""}, academic_calendar);
    check({"September 2024", PeriodKind::month, {2024, 9, 1}, {2024, 9, 30}, ""}, academic_calendar);
    CHECK(Period::parse("2023").calendar() == calendar_year);
    CHECK(Period::parse("2022/23").calendar() == financial_calendar);
    CHECK(Period::parse("2022/23", academic_calendar).calendar() == academic_calendar);

    CHECK(says(refusal_of("2022/23", calendar_year), "written \"2022\""));
    CHECK(says(refusal_of("2022/23", Calendar{13}), "found 13"));
    CHECK(says(refusal_of("2024", Calendar{0}), "found 0"));
}

TEST_CASE("what has two meanings or none is refused with the text and what to write", "[period]") {
    struct Refused {
        std::string_view text, example, reason;
    };
    const std::vector<Refused> refused{
        {"2023-24", "\"2023/24\"", "one year or two"},
        {"2023 - 24", "\"2023 and 2024\"", "one year or two"},
        {"2009 - 10", "\"2009/10\"", "one year or two"},
        {"2020-2021", "\"2020/21\"", "one year or two"},
        {"2023 to 2024", "\"2023/24\"", "one year or two"},
        {"1999 - 00", "\"1999/00\"", "one year or two"},
        {"Sep 24", "\"Sept'24\"", "a day or a year"},
        {"Sep 23 to Aug 24", "\"Sep-23\"", "a day or a year"},
        {"2022/24", "\"2022/23\"", "the next one"},
        {"2022/22", "\"2022/23\"", "the next one"},
        {"2022/2024", "\"2022/23\"", "the next one"},
        {"2022/", "\"2022/23\"", "the next one"},
        {"2018/19 - 20/22", "\"2020/21\"", "the next one"},
        {"academic year 2020-22", "\"2018/19 - 20/21\"", "span two"},
        {"September 2024 - March 2024", "\"March 2024 - September 2024\"", "before it begins"},
        {"Sept'24 to Aug'23", "\"March 2024 - September 2024\"", "before it begins"},
        {"2024-09/2024-03", "\"March 2024 - September 2024\"", "before it begins"},
        {"November - January 2025", "\"March 2024 - September 2024\"", "before it begins"},
        {"2020 - 18", "\"2018 - 20\"", "before it begins"},
        {"2020 - 2018", "\"2018 - 20\"", "before it begins"},
        {"2018/19 - 17/18", "\"2018 - 20\"", "before it begins"},
        {"1950 - 00", "\"2018 - 20\"", "before it begins"},  // fifty-one years, which need four digits
        {"2024-13", "\"2024-09\"", "no month 13"},
        {"2024-00", "\"2024-09\"", "no month 00"},
        {"2024-09/2025-13", "1 (January) to 12 (December)", "no month 13"},
        {"Smarch 2024", "\"March\"", "no month \"Smarch\""},
        {"Setpember 2024", "\"September\"", "no month \"Setpember\""},
        {"2024/25 - Q5", "\"2024/25 - Q2\"", "no quarter \"5\""},
        {"Q0 2024/25", "\"2024/25 - Q2\"", "no quarter \"0\""},
        {"2024/25 - Q", "\"2024/25 - Q2\"", "no quarter \"\""},
        {"Q2", "\"2024/25 - Q2\"", "needs its year"},
        {"September", "\"September 2024\"", "needs its year"},
        {"September - ", "\"September 2024\"", "needs its year"},
        {"September 2023 - ", "\"September 2023 - August 2024\"", "ends in a month"},
        {"Sept'", "\"Sept'24\"", "century"},
        {"", "\"September 2024\"", "empty"},
        {" \u00A0\t", "\"September 2024\"", "empty"},
        {"last month", "\"September 2024\"", "not understood"},
        {"24-Sep", "\"25 June 2024\"", "a day needs its year"},
        {"September 20245", "\"September 2024\"", "not understood"},
        {"99999999999999999999", "\"2023\"", "not understood"},
        {"20249999", "1 (January) to 12 (December)", "no month 99"},
        {"20249", "\"2024-09\"", "not understood"},
        {"201112", "\"2011-12\" or \"2011/12\"", "a month or a year"},
        {"202223", "\"2022/23\"", "spans two"},
        {"202413", "1 (January) to 12 (December)", "no month 13"},
        {"11/12", "\"2011/12\"", "a year, a day or a month"},
        {"12/13", "\"2012/13\"", "a year, a day or a month"},
        {"24/26", "\"2022/23\"", "not understood"},
        {"24", "\"2023\"", "not understood"},
        {"FY24", "\"2023/24\" or \"2024/25\"", "begins or ends"},
        {"Q2 24", "\"24/25 Q2\"", "needs its year"},
        {"H3 2024", "H1 and H2", "no half \"3\""},
        {"H0 2024/25", "H1 and H2", "no half \"0\""},
        {"H1", "\"2024/25 - Q2\"", "needs its year"},
        {"Autumn 2024", "\"Autumn term 2024\"", "may be a term"},
        {"Autumn term", "\"Autumn term 2024\"", "needs its year"},
        {"Spring terms 2024", "\"Spring term 2024\"", "may be a term"},
        {"12 months to 30 March 2024", "\"12 months to 31 March 2024\"", "within a month"},
        {"months to March 2024", "\"12 months to March 2024\"", "months up to one"},
        {"3 year to March 2024", "\"Year ending March 2024\"", "months up to one"},
        {"year to 2024", "\"Year ending March 2024\"", "ends in a month"},
        {"0 months to March 2024", "\"12 months to March 2024\"", "months up to one"},
        {"2024 M13", "1 (January) to 12 (December)", "no month 13"},
        {"2024 M", "\"2024-09\"", "not understood"},
        {"01/10/2024", "\"2024-10-01\" or \"2024-01-10\"", "which number is the month"},
        {"2024-09-31", "1 to 30 in September 2024", "no day 31"},
        {"2024-09-3", "\"2024-09\"", "months are written"},
        {"2024 -", "\"2018 - 20\"", "not understood"},
        {"2024/25/26", "\"2022/23\"", "not understood"},
        {"September 2024 2025", "\"September 2024\"", "not understood"},
        {"2024, 2025", "\"2023\"", "not understood"},
        {"n/a", "\"September 2024\"", "not understood"},
        {"2024/25 (draft)", "\"2022/23 (from September)\"", "brackets"},
        {"2024/25 (from Smarch)", "\"2022/23 (from September)\"", "brackets"},
        {"2024/25 (from May", "\"2022/23 (from September)\"", "brackets"},
        {"FY 2024/25 (from September)", "\"academic year 2022/23\"", "two calendars"},
        {"academic year September 2024", "\"academic year 2022/23\"", "only quarters and years"},
        {"financial year 2023", "\"2022/23\"", "January"},
        {"2022/23 (from January)", "\"2022\"", "January"},
        {"2018 and 2020", "\"2018 and 2019\"", "consecutive"},
        {"2001\u201303", "\"2001-03\"", "a month or years"},
        {"2001\x96" "03", "\"2001 - 03\"", "a month or years"},
        {"September 1899", "January 1900", "lie within"},
        {"2200", "1900 to 2199", "no year 2200"},
        {"2199/00", "December 2199", "lie within"},
        {"0024", "1900 to 2199", "no year 24"},
    };
    for (const auto& [text, example, reason] : refused) {
        CAPTURE(text);
        const std::string message = refusal_of(text);
        CAPTURE(message);
        CHECK(says(message, "period " + quoted(text) + ": "));
        CHECK(says(message, example));
        CHECK(says(message, reason));
    }
    const std::string long_text(10'000, 'x');
    CHECK(refusal_of(long_text).size() < 400);
    std::string many_parts;
    for (int i = 0; i < 100; ++i) many_parts += "2024 ";
    CHECK(says(refusal_of(many_parts), "not understood"));
}

TEST_CASE("no text breaks the parser", "[period]") {
    const std::string letters = "2 0-1/9'Q4 SeptoAug()&.[p],th\x96\xE2\x80\x93";
    std::uint32_t state = 1;
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (std::uint32_t length = (state >> 24) % 16; length > 0; --length) {
            state = state * 1664525u + 1013904223u;
            text += letters[(state >> 16) % letters.size()];
        }
        state = state * 1664525u + 1013904223u;
        try {
            const Period period = Period::parse(text);
            if (Period::parse(period.label()) != period) FAIL("not the same period again: " << text);
        } catch (const Error&) {
        }
    }
}

TEST_CASE("every period prints a label that reads back as itself", "[period]") {
    for (const Period period : many_periods()) {
        for (const LabelStyle style : all_label_styles) {
            const Period written = period.with_style(style);
            const Period read = Period::parse(written.label());
            const bool same = read == period && read.kind() == period.kind() && read.calendar() == period.calendar();
            // "May 2024" is both the whole and the short name, and reads as the whole one.
            const bool one_month = period.kind() == PeriodKind::month || period.is_day();
            const bool may = says(written.label(), "May ") && one_month;
            const bool same_style = read.style() == written.style() || (may && read.style() == LabelStyle::full);
            if (!same || !same_style || read.label() != written.label()) {
                FAIL(written.label() << " reads as " << read.label() << ", a " << word(read.kind()) << " in style "
                                     << word(read.style()) << " from month " << read.calendar().first_month);
            }
        }
    }
    CHECK(Period::quarter(1900, 1).previous().label() == "1899/00 - Q4");
    CHECK(Period::parse("1899/00 - Q4").start() == date(1900, 1, 1));
    CHECK(Period::quarter(2199, 1).label() == "2199/00 - Q1");
}

TEST_CASE("labels of each kind, worked by hand", "[period]") {
    CHECK(Period::month(2024, 9).label() == "September 2024");
    CHECK(Period::quarter(2024, 2).label() == "2024/25 - Q2");
    CHECK(Period::quarter(2024, 2, calendar_year).label() == "2024 - Q2");
    CHECK(Period::quarter(2024, 4, academic_calendar).label() == "2024/25 - Q4 (from September)");
    CHECK(Period::year(1999).label() == "1999/00");
    CHECK(Period::year(2022, calendar_year).label() == "2022");
    CHECK(Period::year(2022, Calendar{10}).label() == "2022/23 (from October)");
    CHECK(Period::years(2018, 3, calendar_year).label() == "2018 - 20");
    CHECK(Period::years(2018, 2, calendar_year).label() == "2018 and 2019");
    CHECK(Period::years(1998, 3).label() == "1998/99 - 00/01");
    CHECK(Period::years(1951, 50, calendar_year).label() == "1951 - 00");
    CHECK(Period::years(1951, 51, calendar_year).label() == "1951 - 2001");
    CHECK(Period::months(2023, 9, 12).label() == "September 2023 - August 2024");

    const Period rolling = Period::months(2023, 9, 12);
    CHECK(rolling.with_style(LabelStyle::abbreviated).label() == "Sep 2023 to Aug 2024");
    CHECK(rolling.with_style(LabelStyle::apostrophe).label() == "Sept'23 to Aug'24");
    CHECK(rolling.with_style(LabelStyle::iso).label() == "2023-09/2024-08");
    CHECK(Period::month(2025, 5).with_style(LabelStyle::apostrophe).label() == "May'25");
    CHECK(Period::year(2022).with_style(LabelStyle::iso).label() == "2022/23");
    CHECK(Period::year(2022).with_style(LabelStyle::iso).style() == LabelStyle::full);

    std::ostringstream out;
    out << Period::quarter(2024, 2);
    CHECK(out.str() == "2024/25 - Q2");
    CHECK(to_string(Period::month(2024, 2)) == "February 2024");
}

TEST_CASE("every month has the days that a date of Boost says, as itself and as the last of them", "[period]") {
    for (int year = Period::first_accepted_year; year <= Period::last_accepted_year; ++year)
        for (int month = 1; month <= 12; ++month) {
            const date first(static_cast<unsigned short>(year), static_cast<unsigned short>(month), 1);
            const date last = first.end_of_month();
            const int days = last.day();
            if (Period::month(year, month).end() != last || Period::day(year, month, days).start() != last ||
                Period::day(year, month, days).end() != last)
                FAIL(year << "-" << month);
            if (refusal([&] { (void)Period::day(year, month, days + 1); }).empty()) FAIL(year << "-" << month);
        }
    CHECK_THROWS_AS(Period::day(1899, 12, 31), Error);  // and none of Boost's
}

TEST_CASE("periods end on the last day of a month, leap years included", "[period]") {
    const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
        CHECK(Period::month(2023, month).start() == date(2023, static_cast<unsigned short>(month), 1));
        CHECK(Period::month(2023, month).end().day() == days[month - 1]);
    }
    CHECK(Period::month(2024, 2).end() == date(2024, 2, 29));
    CHECK(Period::month(2000, 2).end() == date(2000, 2, 29));
    CHECK(Period::month(1900, 2).end() == date(1900, 2, 28));
    CHECK(Period::month(2100, 2).end() == date(2100, 2, 28));
    CHECK(Period::quarter(2023, 4).end() == date(2024, 3, 31));
    CHECK(Period::quarter(2023, 4, Calendar{3}).end() == date(2024, 2, 29));
    CHECK(Period().start() == date(1900, 1, 1));
    CHECK(Period::month(2199, 12).end() == date(2199, 12, 31));

    CHECK(Period::month_containing(date(2024, 2, 29)) == Period::month(2024, 2));
    const date none(boost::gregorian::not_a_date_time);
    CHECK(says(refusal([&] { (void)Period::month_containing(none); }), "needs a date"));
    CHECK(says(refusal([] { (void)Period::month_containing(date(1800, 1, 1)); }), "1900 to 2199"));
    CHECK(says(refusal([] { (void)Period::month_containing(date(9999, 12, 31)); }), "1900 to 2199"));
}

TEST_CASE("the position in the year is that of the last month", "[period]") {
    CHECK(Period::month(2024, 9).position() == 6);
    CHECK(Period::quarter(2024, 2).position() == 6);
    CHECK(Period::year(2022).position() == 12);
    CHECK(Period::years(2018, 3).position() == 12);
    CHECK(Period::month(2024, 4).position() == 1);
    CHECK(Period::month(2025, 3).position() == 12);
    CHECK(Period::month(2024, 9).position(academic_calendar) == 1);
    CHECK(Period::month(2024, 9).position(calendar_year) == 9);
    CHECK(Period::months(2023, 9, 12).position() == 5);  // ends in August
    CHECK(Period::year(2023, calendar_year).position() == 9);  // ends in December
    CHECK(Period::month(1900, 1).position(Calendar{12}) == 2);
    CHECK(says(refusal([] { (void)Period::month(2024, 9).position(Calendar{13}); }), "found 13"));
}

TEST_CASE("the year of a period is that in which it ends", "[period]") {
    CHECK(Period::month(2024, 9).year_of().label() == "2024/25");
    CHECK(Period::month(2025, 3).year_of().label() == "2024/25");
    CHECK(Period::month(2025, 4).year_of().label() == "2025/26");
    CHECK(Period::month(2024, 8).year_of(academic_calendar).label() == "2023/24 (from September)");
    CHECK(Period::month(2024, 9).year_of(calendar_year).label() == "2024");
    CHECK(Period::months(2023, 9, 12).year_of().label() == "2024/25");
    CHECK(Period::years(2018, 3).year_of().label() == "2020/21");
    CHECK(Period::year(2022).year_of() == Period::year(2022));
    CHECK(says(refusal([] { (void)Period::month(1900, 1).year_of(); }), "lie within"));
}

TEST_CASE("a period begins with its first month and ends with its last", "[period]") {
    static_assert(Period::quarter(2024, 4).last_month() == Period::month(2025, 3));
    for (const char* label :
         {"September 2024", "2024/25 - Q4", "2022/23", "2018 - 20", "Sept'23 to Aug'24", "2199-12"}) {
        const Period period = Period::parse(label);
        CHECK(period.first_month() == Period::month_containing(period.start()));
        CHECK(period.last_month() == Period::month_containing(period.end()));
        for (const Period month : {period.first_month(), period.last_month()}) {
            CHECK(month.kind() == PeriodKind::month);
            CHECK(month.style() == LabelStyle::full);
            CHECK(month.calendar() == financial_calendar);
        }
    }
    CHECK(Period::parse("2023/24", academic_calendar).last_month().label() == "August 2024");
    CHECK(Period::parse("2024-09").last_month().label() == "September 2024");
}

TEST_CASE("the next and previous periods are adjacent, of the same kind, length and style", "[period]") {
    CHECK(Period::parse("Dec 2024").next().label() == "Jan 2025");
    CHECK(Period::parse("2024-12").next().label() == "2025-01");
    CHECK(Period::parse("Sept'24").previous().label() == "Aug'24");
    CHECK(Period::parse("2024/25 - Q4").next().label() == "2025/26 - Q1");
    CHECK(Period::parse("2024/25 - Q1").previous().label() == "2023/24 - Q4");
    CHECK(Period::parse("2022/23").next().label() == "2023/24");
    CHECK(Period::parse("2022/23 (from September)").previous().label() == "2021/22 (from September)");
    CHECK(Period::parse("2018 - 20").next().label() == "2021 - 23");
    CHECK(Period::parse("Jul 2021 to Jun 2024").previous().label() == "Jul 2018 to Jun 2021");

    for (const Period period : many_periods()) {
        if (period.end() > date(2090, 1, 1) || period.start() == date(1900, 1, 1)) continue;
        const Period next = period.next();
        const bool adjacent = next.start() == period.end() + boost::gregorian::days(1) && !next.overlaps(period);
        const bool alike = next.kind() == period.kind() && next.calendar() == period.calendar() &&
                           next.length_in_months() == period.length_in_months();
        const bool back = next.previous() == period && period < next;
        if (!adjacent || !alike || !back) FAIL(period << " is followed by " << next);
    }
    CHECK(says(refusal([] { (void)Period::month(2199, 12).next(); }), "December 2199"));
    CHECK(says(refusal([] { (void)Period::month(1900, 1).previous(); }), "January 1900"));
    CHECK(says(refusal([] { (void)Period::year(2198).next(); }), "December 2199"));
}

TEST_CASE("a shift by months keeps kind and alignment", "[period]") {
    CHECK(Period::month(2024, 9).shifted(-12).label() == "September 2023");
    CHECK(Period::month(2024, 9).shifted(0) == Period::month(2024, 9));
    CHECK(Period::parse("Sept'23 to Aug'24").shifted(1).label() == "Oct'23 to Sept'24");
    CHECK(Period::quarter(2024, 2).shifted(-3).label() == "2024/25 - Q1");
    CHECK(Period::quarter(2024, 2).shifted(12).label() == "2025/26 - Q2");
    CHECK(Period::year(2022).shifted(24).label() == "2024/25");
    CHECK(Period::years(2018, 3, calendar_year).shifted(12).label() == "2019 - 21");

    const std::string quarter = refusal([] { (void)Period::quarter(2024, 2).shifted(1); });
    CHECK(says(quarter, "\"2024/25 - Q2\""));
    CHECK(says(quarter, "a multiple of 3 months; found 1"));
    CHECK(says(refusal([] { (void)Period::year(2022).shifted(-3); }), "a multiple of 12 months; found -3"));
    CHECK(says(refusal([] { (void)Period::years(2018, 3).shifted(6); }), "a multiple of 12 months; found 6"));
    CHECK(says(refusal([] { (void)Period::month(2024, 9).shifted(2147483647); }), "lie within"));
    CHECK(says(refusal([] { (void)Period::month(2024, 9).shifted(-2147483647 - 1); }), "lie within"));

    CHECK(Period::month(2024, 4).months_until(Period::month(2025, 3)) == 11);
    CHECK(Period::year(2024).months_until(Period::month(2024, 1)) == -3);
}

TEST_CASE("numbers that name no month, quarter or year are refused", "[period]") {
    CHECK(says(refusal([] { (void)Period::month(2024, 13); }), "no month 13; accepted: 1 (January) to 12 (December)"));
    CHECK(says(refusal([] { (void)Period::month(2024, 0); }), "no month 0"));
    CHECK(says(refusal([] { (void)Period::month(24, 1); }), "no year 24; accepted: 1900 to 2199"));
    CHECK(says(refusal([] { (void)Period::month(1899, 12); }), "lie within"));
    CHECK(says(refusal([] { (void)Period::month(-2147483647 - 1, 1); }), "no year"));
    CHECK(says(refusal([] { (void)Period::quarter(2024, 5); }), "no quarter 5; accepted: 1 to 4"));
    CHECK(says(refusal([] { (void)Period::quarter(2024, 0); }), "no quarter 0"));
    CHECK(says(refusal([] { (void)Period::years(2018, 0); }), "no number of years 0"));
    CHECK(says(refusal([] { (void)Period::years(2018, 2147483647); }), "no number of years"));
    CHECK(says(refusal([] { (void)Period::years(2100, 200); }), "lie within"));
    CHECK(says(refusal([] { (void)Period::months(2024, 1, 0); }), "no number of months 0"));
    CHECK(says(refusal([] { (void)Period::months(2024, 1, 3601); }), "no number of months 3601"));
    CHECK(says(refusal([] { (void)Period::year(2024, Calendar{0}); }), "found 0"));
    CHECK_THROWS_AS(Period::month(2024, 13), std::invalid_argument);
}

TEST_CASE("one month is a month and one year a year, however made", "[period]") {
    CHECK(Period::months(2024, 9, 1).kind() == PeriodKind::month);
    CHECK(Period::years(2022, 1).kind() == PeriodKind::year);
    CHECK(Period::months(2023, 1, 12).kind() == PeriodKind::months);  // but twelve months are not a year
    CHECK(Period::parse("January 2023 - December 2023").kind() == PeriodKind::months);
    CHECK(Period::months(2023, 1, 12) == Period::year(2023, calendar_year));
}

TEST_CASE("periods compare by start, then length, and by nothing else", "[period]") {
    CHECK(Period::parse("2022/23") == Period::parse("April 2022 - March 2023"));
    CHECK(Period::parse("Sept'23 to Aug'24") == Period::parse("September 2023 - August 2024"));
    CHECK(Period::parse("2023/24", academic_calendar) == Period::parse("Sept'23 to Aug'24"));
    CHECK(Period::parse("2024-09") == Period::parse("Sep 2024"));
    CHECK(Period::parse("2024/25 - Q2") == Period::parse("Jul 2024 to Sep 2024"));
    CHECK(Period::parse("2024/25") != Period::parse("2024"));

    std::vector<Period> periods;
    for (const std::string_view text : {"2024/25", "September 2024", "2023", "2024/25 - Q1", "April 2024", "2018 - 20"})
        periods.push_back(Period::parse(text));
    std::sort(periods.begin(), periods.end());
    std::string order;
    for (const Period period : periods) order += period.label() + "; ";
    CHECK(order == "2018 - 20; 2023; April 2024; 2024/25 - Q1; 2024/25; September 2024; ");

    CHECK((Period::year(2022) <=> Period::months(2022, 4, 12)) == std::weak_ordering::equivalent);
    const std::unordered_set<Period> distinct{Period::parse("2022/23"), Period::parse("April 2022 - March 2023"),
                                              Period::parse("2022"), Period::parse("2022/23 - 23/24")};
    CHECK(distinct.size() == 3);
    CHECK(distinct.count(Period::months(2022, 4, 12)) == 1);
    const std::hash<Period> hash;
    CHECK(hash(Period::year(2023, calendar_year)) == hash(Period::months(2023, 1, 12)));
    CHECK(hash(Period::month(2024, 9)) == hash(Period::month(2024, 9).with_style(LabelStyle::iso)));
}

TEST_CASE("containment and overlap, worked by hand", "[period]") {
    const Period year = Period::parse("2022/23");
    CHECK(year.contains(Period::parse("April 2022")));
    CHECK(year.contains(Period::parse("March 2023")));
    CHECK(year.contains(year));
    CHECK_FALSE(year.contains(Period::parse("April 2023")));
    CHECK_FALSE(year.contains(Period::parse("March 2022")));
    CHECK_FALSE(year.contains(Period::parse("2022")));
    CHECK_FALSE(Period::parse("April 2022").contains(year));

    CHECK(year.overlaps(Period::parse("2022")));
    CHECK(year.overlaps(Period::parse("2023")));
    CHECK_FALSE(year.overlaps(Period::parse("2024")));
    CHECK_FALSE(year.overlaps(Period::parse("April 2023")));
    CHECK(Period::parse("September 2023 - August 2024").overlaps(Period::parse("July 2023 - June 2024")));

    CHECK(year.contains(date(2022, 4, 1)));
    CHECK(year.contains(date(2023, 3, 31)));
    CHECK_FALSE(year.contains(date(2022, 3, 31)));
    CHECK_FALSE(year.contains(date(2023, 4, 1)));
    CHECK_FALSE(year.contains(date(boost::gregorian::not_a_date_time)));
    CHECK_FALSE(year.contains(date(boost::gregorian::pos_infin)));
    CHECK_FALSE(year.contains(date(boost::gregorian::neg_infin)));
}

TEST_CASE("containment and overlap agree with the days themselves", "[period]") {
    std::vector<Period> periods;
    for (const Period period : many_periods())
        if (period.start() >= date(1999, 1, 1) && period.end() <= date(2040, 1, 1)) periods.push_back(period);
    REQUIRE(periods.size() > 200);
    int overlapping = 0, containing = 0;
    for (const Period a : periods) {
        for (const Period b : periods) {
            const bool share_a_day = std::max(a.start(), b.start()) <= std::min(a.end(), b.end());
            const bool has_both_ends = a.contains(b.start()) && a.contains(b.end());
            if (a.overlaps(b) != share_a_day || a.overlaps(b) != b.overlaps(a)) FAIL(a << " and " << b << " overlap?");
            if (a.contains(b) != has_both_ends) FAIL(a << " contains " << b << "?");
            overlapping += a.overlaps(b);
            containing += a.contains(b);
        }
    }
    CHECK(overlapping > containing);
    CHECK(containing > static_cast<int>(periods.size()));
}

TEST_CASE("the words of kinds and styles", "[period]") {
    std::string kinds, styles;
    for (const PeriodKind kind : all_period_kinds) kinds += std::string(word(kind)) + " ";
    for (const LabelStyle style : all_label_styles) styles += std::string(word(style)) + " ";
    CHECK(kinds == "day month quarter term half year years months ");
    CHECK(styles == "full abbreviated apostrophe iso ");
}

TEST_CASE("an apostrophe stands for 1970 to 2069, both ends among them") {
    const auto shown_as = [](int year) {
        return Period::month(year, 4).with_style(LabelStyle::apostrophe).label();
    };
    CHECK(shown_as(1969) == "Apr'1969");
    CHECK(shown_as(1970) == "Apr'70");
    CHECK(shown_as(2069) == "Apr'69");
    CHECK(shown_as(2070) == "Apr'2070");
    CHECK(Period::parse("Apr'70") == Period::month(1970, 4));
    CHECK(Period::parse("Apr'69") == Period::month(2069, 4));
}

TEST_CASE("quarters, months, counts and years at their limits") {
    const auto refused = [](auto make) { return refusal([&] { (void)make(); }); };
    for (const int quarter : {1, 4}) CHECK(refused([&] { return Period::quarter(2024, quarter); }).empty());
    for (const int quarter : {0, 5})
        CHECK(says(refused([&] { return Period::quarter(2024, quarter); }), "1 to 4"));
    for (const int month : {1, 12}) CHECK(refused([&] { return Period::month(2024, month); }).empty());
    for (const int month : {0, 13})
        CHECK(says(refused([&] { return Period::month(2024, month); }), "1 (January) to 12 (December)"));
    CHECK(Period::month(1900, 1).start() == boost::gregorian::date(1900, 1, 1));
    CHECK(Period::month(2199, 12).end() == boost::gregorian::date(2199, 12, 31));
    for (const int year : {1899, 2200}) CHECK_FALSE(refused([&] { return Period::month(year, 6); }).empty());
    CHECK(says(refused([] { return Period::month(2200, 1); }), "1900 to 2199"));
    CHECK(says(refused([] { return Period::month(1898, 12); }), "1900 to 2199"));
    CHECK(refused([] { return Period::quarter(1899, 4); }).empty());  // January to March 1900
    CHECK_FALSE(refused([] { return Period::quarter(1899, 3); }).empty());
    CHECK(Period::years(1900, 300, calendar_year).length_in_months() == 3600);
    for (const int count : {0, 301})
        CHECK(says(refused([&] { return Period::years(1900, count, calendar_year); }), "1 to 300"));
    CHECK(Period::years(2020, 1).kind() == PeriodKind::year);
    CHECK(Period::years(2020, 2).kind() == PeriodKind::years);
    CHECK(Period::months(1900, 1, 3600).length_in_months() == 3600);
    for (const int count : {0, 3601})
        CHECK(says(refused([&] { return Period::months(1900, 1, count); }), "1 to 3600"));
    CHECK(Period::months(2020, 5, 1).kind() == PeriodKind::month);
    CHECK(Period::months(2020, 5, 2).kind() == PeriodKind::months);
    CHECK(refused([] { return Period::month(2199, 12).previous(); }).empty());
    CHECK_FALSE(refused([] { return Period::month(2199, 12).next(); }).empty());
    CHECK_FALSE(refused([] { return Period::month(1900, 1).previous(); }).empty());
    CHECK(refused([] { return Period::month(1900, 1).shifted(3599); }).empty());
    CHECK_FALSE(refused([] { return Period::month(1900, 1).shifted(3600); }).empty());
    for (const int month : {0, 13})
        CHECK(says(refused([&] { return validate(Calendar{month}); }), "1 (January) to 12 (December)"));
    for (const int month : {1, 12}) CHECK(validate(Calendar{month}).first_month == month);
}

TEST_CASE("periods that touch do not overlap, a period contains its own ends") {
    const Period year = Period::year(2024), quarter = Period::quarter(2024, 1);
    CHECK(year.contains(Period::month(2024, 4)));
    CHECK(year.contains(Period::month(2025, 3)));
    CHECK(year.contains(year));
    CHECK_FALSE(year.contains(Period::month(2024, 3)));
    CHECK_FALSE(year.contains(Period::month(2025, 4)));
    CHECK_FALSE(quarter.contains(year));
    CHECK_FALSE(year.contains(Period::months(2025, 3, 2)));
    CHECK(year.overlaps(Period::months(2025, 3, 2)));
    CHECK(year.overlaps(Period::months(2024, 3, 2)));
    CHECK_FALSE(year.overlaps(Period::month(2024, 3)));
    CHECK_FALSE(year.overlaps(Period::month(2025, 4)));
    CHECK(year.contains(boost::gregorian::date(2024, 4, 1)));
    CHECK(year.contains(boost::gregorian::date(2025, 3, 31)));
    CHECK_FALSE(year.contains(boost::gregorian::date(2024, 3, 31)));
    CHECK_FALSE(year.contains(boost::gregorian::date(2025, 4, 1)));
}

TEST_CASE("pooled years are written alike on both sides, and quarters and years move by whole ones") {
    for (const char* text : {"2018/19 - 2021", "2018/19 to 2021", "2018/19 and 20"})
        CHECK(says(refusal_of(text), "pooled years are written \"2018/19 - 20/21\" or \"2018 - 20\""));
    for (const int months : {1, 2, -4})
        CHECK(says(refusal([&] { (void)Period::quarter(2024, 2).shifted(months); }),
                   "moves by whole quarters: a multiple of 3 months; found " + std::to_string(months)));
    for (const int months : {1, 6, -11}) {
        CHECK(says(refusal([&] { (void)Period::year(2024).shifted(months); }),
                   "moves by whole years: a multiple of 12 months; found " + std::to_string(months)));
        CHECK(says(refusal([&] { (void)Period::years(2020, 3).shifted(months); }), "moves by whole years"));
    }
    CHECK(Period::quarter(2024, 2).shifted(-3) == Period::quarter(2024, 1));
    CHECK(Period::year(2024).shifted(12) == Period::year(2025));
    CHECK(Period::month(2024, 4).shifted(1) == Period::month(2024, 5));
}

}  // namespace test_period
