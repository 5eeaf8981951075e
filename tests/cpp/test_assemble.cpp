// Rows to series: any order, gaps, every mistake by its row.
#include <numeric>

#include "headway/outlook/projection.hpp"
#include "headway/series/assemble.hpp"
#include "headway/time/period_parse.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_assemble {

using namespace headway;
using namespace headway::test;

namespace {

/// A frame of rows, as columns.
struct Rows {
    std::vector<std::int32_t> series{}, period{};
    std::vector<double> value{};
    std::vector<std::uint8_t> accrual{};
    std::vector<std::string> names{};
    std::vector<Period> periods{};
    Calendar calendar = financial_calendar;

    Rows& add(const std::string& name, const std::string& label, double figure, Accrual adds = Accrual::flow) {
        const auto at = std::find(names.begin(), names.end(), name);
        series.push_back(static_cast<std::int32_t>(at - names.begin()));
        if (at == names.end()) names.push_back(name);
        period.push_back(static_cast<std::int32_t>(periods.size()));
        periods.push_back(Period::parse(label, calendar));
        value.push_back(figure);
        accrual.push_back(static_cast<std::uint8_t>(adds));
        return *this;
    }
    [[nodiscard]] std::vector<AssembledSeries> assembled() const {
        return assemble({.series = series,
                         .period = period,
                         .value = value,
                         .accrual = accrual,
                         .names = names,
                         .periods = periods},
                        calendar);
    }
    [[nodiscard]] std::string error() const {
        return refusal([&] { (void)assembled(); });
    }
};

std::vector<double> values(const Series& series) { return {series.values().begin(), series.values().end()}; }

}  // namespace

TEST_CASE("rows in any order, series in the order of their codes") {
    const auto made = Rows{}
                          .add("b", "2024-06", 3)
                          .add("a", "2024-05", 20)
                          .add("b", "2024-04", 1)
                          .add("a", "April 2024", 10)
                          .add("b", "2024-05", 2)
                          .assembled();
    REQUIRE(made.size() == 2);
    CHECK(values(made[0].series) == std::vector<double>{1, 2, 3});
    CHECK(made[0].rows == std::vector<std::size_t>{2, 4, 0});
    CHECK(values(made[1].series) == std::vector<double>{10, 20});
    CHECK(made[0].series.start() == Period::month(2024, 4));
    CHECK(made[0].series.frequency() == Frequency::month);
}

TEST_CASE("a period without a row is a point that was not published, and so is NaN") {
    const auto made = Rows{}.add("a", "2024-07", 4).add("a", "2024-04", 1).add("a", "2024-06", missing).assembled();
    const std::vector<double> points = values(made[0].series);
    REQUIRE(points.size() == 4);
    CHECK(std::isnan(points[1]));
    CHECK(std::isnan(points[2]));
    CHECK(made[0].rows == std::vector<std::size_t>{1, AssembledSeries::no_row, 2, 0});
}

TEST_CASE("months, quarters, terms and years, each by its length") {
    struct Case {
        const char* first;
        const char* second;
        Frequency frequency;
        Calendar calendar;
    };
    for (const Case& c : {Case{"2024-04", "2024-05", Frequency::month, financial_calendar},
                          Case{"2024/25 - Q1", "2024/25 - Q2", Frequency::quarter, financial_calendar},
                          Case{"Sep 2023 to Dec 2023", "Jan 2024 to Apr 2024", Frequency::term, academic_calendar},
                          Case{"2022/23", "2023/24", Frequency::year, financial_calendar},
                          Case{"2022", "2023", Frequency::year, calendar_year}}) {
        Rows rows{.calendar = c.calendar};
        const auto made = rows.add("a", c.second, 2).add("a", c.first, 1).assembled();
        CAPTURE(c.first);
        CHECK(made[0].series.frequency() == c.frequency);
        CHECK(values(made[0].series) == std::vector<double>{1, 2});
    }
    CHECK(Rows{}.add("a", "2024-04", 1).assembled()[0].series.size() == 1);
}

TEST_CASE("a rolling figure stands at the last of its months, as frequent as its labels are apart") {
    Rows quarters;
    quarters.add("a", "Jul'23 to Jun'24", 1, Accrual::rolling)
        .add("a", "Jan'24 to Dec'24", 3, Accrual::rolling)
        .add("a", "Oct'23 to Sep'24", 2, Accrual::rolling);
    const auto made = quarters.assembled();
    CHECK(made[0].series.frequency() == Frequency::quarter);
    CHECK(values(made[0].series) == std::vector<double>{1, 2, 3});
    CHECK(made[0].series.period(0) == Period::quarter(2024, 1));
    CHECK(made[0].series.position(2) == 3);
    Rows months;
    months.add("a", "Jul'23 to Jun'24", 1, Accrual::rolling).add("a", "Aug'23 to Jul'24", 2, Accrual::rolling);
    CHECK(months.assembled()[0].series.frequency() == Frequency::month);
    CHECK(months.assembled()[0].series.position(1) == 4);
    Rows off;  // quarters that end in May fit no quarter of the year
    off.add("a", "Jun'23 to May'24", 1, Accrual::rolling).add("a", "Sep'23 to Aug'24", 2, Accrual::rolling);
    CHECK(off.assembled()[0].series.frequency() == Frequency::month);
    CHECK(off.assembled()[0].series.size() == 4);
    Rows gap = quarters;
    gap.add("a", "Jul'24 to Jun'25", 5, Accrual::rolling);
    CHECK(gap.assembled()[0].series.size() == 5);
}

TEST_CASE("cumulative figures of years to date stand at the last month of each, or its quarter") {
    const auto to_date = [](std::vector<std::pair<const char*, double>> rows, Accrual adds = Accrual::cumulative) {
        Rows made;
        for (const auto& [label, figure] : rows) made.add("a", label, figure, adds);
        return made;
    };
    const auto months = to_date({{"YTD Jun-24", 6}, {"YTD Apr-24", 1}, {"YTD May-24", 3}}).assembled()[0].series;
    CHECK(months.frequency() == Frequency::month);
    CHECK(months.start() == Period::month(2024, 4));
    CHECK(values(months) == std::vector<double>{1, 3, 6});
    const auto over = to_date({{"YTD Feb-24", 9}, {"YTD Mar-24", 10}, {"YTD Apr-24", 1}}).assembled()[0].series;
    CHECK(over.start() == Period::month(2024, 2));
    CHECK(values(over) == std::vector<double>{9, 10, 1});
    const auto later = to_date({{"YTD Jul-24", 4}, {"YTD Sep-24", 9}}).assembled()[0].series;
    CHECK(later.start() == Period::month(2024, 7));
    CHECK(later.size() == 3);
    const auto quarters =
        to_date({{"Apr - Sep 2024", 5}, {"Apr - Jun 2024", 2}, {"Apr - Dec 2024", 7}}).assembled()[0].series;
    CHECK(quarters.frequency() == Frequency::quarter);
    CHECK(quarters.start() == Period::quarter(2024, 1));
    CHECK(values(quarters) == std::vector<double>{2, 5, 7});
    const auto flow = to_date({{"YTD Apr-24", 1}, {"YTD May-24", 3}}, Accrual::flow).error();
    CAPTURE(flow);
    CHECK(says(flow, "or accrual 'cumulative' where each figure is of its year to date"));
    CHECK(says(to_date({{"YTD May-24", 1}, {"YTD May-24", 3}, {"YTD Jun-24", 4}}).error(), "again, after row 0"));
    CHECK_FALSE(to_date({{"YTD Apr-24", 1}, {"May 2024 - Jun 2024", 3}}).error().empty());
    CHECK_FALSE(to_date({{"May-24", 1}, {"YTD Jun-24", 3}}).error().empty());
}

TEST_CASE("mistakes are named by row, series and column") {
    const std::string twice = Rows{}.add("a", "2024-05", 1).add("a", "2024-04", 1).add("a", "May 2024", 1).error();
    CAPTURE(twice);
    for (const char* part :
         {"row 2", "series 'a'", "column 'period'", "'May 2024' again", "after row 0", "one row a period"})
        CHECK(says(twice, part));
    const std::string mixed = Rows{}.add("a", "2024-04", 1).add("a", "2024/25 - Q2", 1).error();
    CAPTURE(mixed);
    for (const char* part : {"row 1", "'2024/25 - Q2'", "periods of 1 month (", "one frequency a series"})
        CHECK(says(mixed, part));
    CHECK_FALSE(says(mixed, "cumulative"));
    const std::string rolling =
        Rows{}.add("a", "Jul'23 to Jun'24", 1, Accrual::rolling).add("a", "2024-07", 2, Accrual::rolling).error();
    CAPTURE(rolling);
    CHECK(says(rolling, "periods of 12 months"));
    const std::string two = Rows{}.add("a", "2024-04", 1).add("a", "2024-05", 1, Accrual::snapshot).error();
    CAPTURE(two);
    for (const char* part : {"row 1", "found snapshot, but flow in row 0", "one accrual a series"})
        CHECK(says(two, part));
    const std::string pooled = Rows{}.add("a", "Apr 2024 to May 2024", 1).error();
    CAPTURE(pooled);
    CHECK(says(pooled, "2 months; accepted: a month, a quarter, a term of four months or a year"));
    const std::string may = Rows{}.add("a", "May 2024 to Jul 2024", 1).error();
    CAPTURE(may);
    for (const char* part : {"row 0", "series 'a'", "quarter", "April"}) CHECK(says(may, part));
    const std::string overlapping = Rows{}.add("a", "2024/25 - Q1", 1).add("a", "May 2024 to Jul 2024", 1).error();
    CAPTURE(overlapping);
    CHECK(says(overlapping, "in steps of 3 months"));
}

TEST_CASE("an infinite value is one problem, in its own row") {
    const std::string message =
        Rows{}.add("a", "2024-04", 1).add("b", "2024-04", 1).add("a", "2024-05", infinity).error();
    CAPTURE(message);
    CHECK(says(message, "row 2, series 'a', column 'value': found an infinite number"));
    CHECK_FALSE(says(message, "problems"));
}

TEST_CASE("ten problems are shown, all are counted") {
    Rows rows;
    for (int i = 0; i < 13; ++i) rows.add(std::to_string(i), "2024-04", 1).add(std::to_string(i), "2024-04", 2);
    const std::string message = rows.error();
    CHECK(says(message, "13 problems"));
    CHECK(says(message, "3 more"));
}

TEST_CASE("columns of different lengths are refused, no rows are no series") {
    Rows rows;
    rows.add("a", "2024-04", 1);
    rows.value.push_back(2);
    CHECK(says(rows.error(), "different lengths"));
    CHECK(Rows{}.assembled().empty());
    CHECK_THROWS_AS(assemble({}, Calendar{13}), Error);
}

TEST_CASE("a code that stands for nothing is refused, whichever column it is in") {
    const auto refused = [](auto change) {
        Rows rows = Rows{}.add("a", "2024-04", 1).add("b", "2024-05", 2);
        change(rows);
        return rows.error();
    };
    CHECK(refused([](Rows&) {}).empty());
    CHECK(says(refused([](Rows& rows) { rows.series[1] = 2; }), "row 1, series: found code 2; accepted: 0 to 1"));
    CHECK(says(refused([](Rows& rows) { rows.series[0] = -1; }), "row 0, series: found code -1"));
    CHECK(says(refused([](Rows& rows) { rows.period[1] = 2; }), "row 1, period: found code 2; accepted: 0 to 1"));
    CHECK(says(refused([](Rows& rows) { rows.period[0] = -1; }), "row 0, period: found code -1"));
    CHECK(says(refused([](Rows& rows) { rows.accrual[0] = 5; }), "row 0, accrual: found code 5; accepted: 0 to 4"));
    CHECK(says(refused([](Rows& rows) { rows.names.push_back("c"); }), "series 'c': found no rows; accepted: one"));
}

TEST_CASE("each column that is shorter than the others is refused by itself") {
    const Rows whole = Rows{}.add("a", "2024-04", 1).add("a", "2024-05", 2);
    CHECK(whole.error().empty());
    const std::string why = "series: found columns of different lengths; accepted: one period, value and accrual a row";
    Rows rows = whole;
    rows.period.pop_back();
    CHECK(rows.error() == why);
    rows = whole;
    rows.value.pop_back();
    CHECK(rows.error() == why);
    rows = whole;
    rows.accrual.pop_back();
    CHECK(rows.error() == why);
    rows = whole;
    rows.series.pop_back();
    CHECK(rows.error() == why);
}

TEST_CASE("the marks of periods and of rows are those of the points, and a projection says them") {
    Rows rows;
    for (int month = 0; month < 30; ++month)
        rows.add("a", Period::month(2022, 4).shifted(month).label() + (month == 12 ? " [b]" : month == 29 ? " [p]" : ""),
                 10.0 + month % 12);
    std::vector<std::uint8_t> marks(30, 0);
    marks[28] = Flags<FigureMark>::bit(FigureMark::provisional);
    marks[29] = Flags<FigureMark>::bit(FigureMark::revised);
    const std::vector<AssembledSeries> made = assemble({.series = rows.series,
                                                        .period = rows.period,
                                                        .value = rows.value,
                                                        .accrual = rows.accrual,
                                                        .marks = marks,
                                                        .names = rows.names,
                                                        .periods = rows.periods});
    const Series& series = made.front().series;
    CHECK(series.marks(0) == Flags<FigureMark>{});
    CHECK(series.marks(28).has(FigureMark::provisional));
    CHECK((series.marks(29).has(FigureMark::provisional) && series.marks(29).has(FigureMark::revised)));
    CHECK(series.period(29).marks() == series.marks(29));
    CHECK(series.period(30).marks() == Flags<FigureMark>{});
    const std::string reason = project_year_end(series).reason;
    CHECK(says(reason, "The last 2 points are provisional."));
    CHECK(says(reason, "The series has a break at April 2023."));
    CHECK(says(refusal([&] { Series({1.0}, Period::month(2024, 4), Accrual::flow, Frequency::month, financial_calendar,
                                    std::vector<Flags<FigureMark>>(2)); }),
               "series: found marks of 2 points; accepted: none, or of 1"));
    marks.pop_back();
    CHECK(says(refusal([&] {
                   (void)assemble({.series = rows.series, .period = rows.period, .value = rows.value,
                                   .accrual = rows.accrual, .marks = marks, .names = rows.names,
                                   .periods = rows.periods});
               }),
               "columns of different lengths"));
}

}  // namespace test_assemble
