// A year's savings by scheme, by hand: every planned amount is delivered, to come, slipped, lost or not split.
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "headway/savings/assemble_schemes.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/monitoring.hpp"
#include "testing.hpp"

namespace test_monitoring {

using namespace headway;
using namespace headway::test;

namespace {

const MoneyCell none{};

/// One year of four schemes, one of them of another fund, with the months of two.
SchemeRows year_of_four() {
    SchemeRows rows{.portfolio = {"Service", {"Place", "Place", "Adults", "Homes"}},
                    .scheme = {"Scheme", {"Bins", "Land", "Visits", "Repairs"}},
                    .years = {{"Target 24/25 (\u00A3k)", {120.0, 50.0, 40.0, 30.0}}},
                    .forecast = {{"Forecast 24/25 (\u00A3k)", {90.0, 30.0, 30.0, 30.0}}},
                    .expected = {"Full year (\u00A3k)", {240.0, 100.0, none, 30.0}},
                    .actual = {"Delivered (\u00A3k)", {60.0, none, 12.0, none}},
                    .expected_forecast = {"Full year now (\u00A3k)", {200.0, 100.0, none, 30.0}},
                    .confidence = {"RAG", {"G", "A", "R", "G"}},
                    .fund = {"Fund", {"GF", "GF", "GF", "HRA"}},
                    .recurrence = {"Type", {"Recurring", "One-off", "n/a", "recurrent"}}};
    for (const char* const month : {"Apr", "May", "Jun", "Jul", "Aug", "Sep"})
        rows.months.push_back({std::string(month) + " (\u00A3k)", {10.0, 0.0, none, none}});
    rows.months.back().cells[1] = 15.0;
    return rows;
}

SavingsPlan plan_of(const SchemeRows& rows) { return assemble_plan(rows, {.years_are = YearsAre::run_rates}); }

Monitored row_of(const Monitoring& result, MonitoredRow row, const std::string& name) {
    for (const Monitored& each : result.rows)
        if (each.row == row && (row == MonitoredRow::scheme      ? each.name == name
                                : row == MonitoredRow::portfolio ? each.portfolio == name
                                                                 : word(each.fund) == name))
            return each;
    throw Error("no such row");
}

}  // namespace

TEST_CASE("what a full-year effect adds after the last year comes later, and is no under-achievement") {
    SchemeRows rows = year_of_four();
    rows.confidence = {};
    const SavingsPlan plan = plan_of(rows);
    const BridgeRow place = bridge(plan).front();
    CHECK(place.expected == 340.0);  // 240 and 100 a year, of which 120 and 50 come in 2024/25
    CHECK(place.still_to_come == -170.0);
    CHECK(place.over_achievement == -50.0);  // 120 of the 170 are forecast
    CHECK(place.forecast == 120.0);
    const BridgeRow all = bridge(plan).back();
    CHECK(all.expected + all.over_achievement + all.still_to_come - all.not_validated == all.forecast);
    rows.expected = {};
    CHECK(bridge(plan_of(rows)).back().still_to_come == 0.0);
}

TEST_CASE("what falls short of a scheme is slipped, lost, or cannot be split") {
    const SavingsPlan plan = plan_of(year_of_four());
    const Monitoring result = monitor(plan, ledger_of(plan));
    CHECK(result.year == Period::year(2024));
    CHECK(result.as_at == Period::parse("September 2024"));
    const Monitored bins = row_of(result, MonitoredRow::scheme, "Bins");
    CHECK(bins.delivered == 60.0);
    CHECK(bins.to_come == 30.0);
    CHECK(bins.shortfall == 30.0);
    CHECK(bins.lost == 20.0);  // (240 - 200) x 120 / 240
    CHECK(bins.slipped == 10.0);
    CHECK(bins.recurrence == Recurrence::recurring);
    const Monitored land = row_of(result, MonitoredRow::scheme, "Land");
    CHECK(land.recurrence == Recurrence::one_off);
    CHECK(land.lost == 0.0);  // all of the 100 still comes
    CHECK(land.slipped == 20.0);
    CHECK(land.delivered == 15.0);
    const Monitored visits = row_of(result, MonitoredRow::scheme, "Visits");
    CHECK(visits.not_split == 10.0);
    CHECK(visits.slipped == 0.0);
    CHECK(visits.delivered == 12.0);  // as the table says, for it has no months
    CHECK(visits.to_come == 18.0);
}

TEST_CASE("totals of portfolios and funds close to the last unit, and funds are never netted") {
    const SavingsPlan plan = plan_of(year_of_four());
    const Monitoring result = monitor(plan, ledger_of(plan));
    REQUIRE(result.rows.size() == 4 + 3 + 2);
    const Monitored general = row_of(result, MonitoredRow::fund, "general fund");
    CHECK(general.schemes == 3);
    CHECK(general.with_delivered == 3);
    CHECK(general.planned == 210.0);
    CHECK(general.forecast == 150.0);
    CHECK(general.delivered == 87.0);
    CHECK(general.slipped == 30.0);
    CHECK(general.lost == 20.0);
    CHECK(general.not_split == 10.0);
    const Monitored homes = row_of(result, MonitoredRow::fund, "housing revenue account");
    CHECK(homes.planned == 30.0);
    CHECK(homes.with_delivered == 0);
    CHECK(std::isnan(homes.delivered));
    CHECK(homes.to_come == 30.0);
    CHECK(homes.not_known == 30.0);  // what is forecast of those of which nobody knows what they have delivered
    CHECK(general.not_known == 0.0);
    for (const Monitored& row : result.rows) {
        CAPTURE(row.portfolio, row.name);
        const double delivered = std::isnan(row.delivered) ? 0.0 : row.delivered;
        CHECK(decimal::sum(std::vector{delivered, row.to_come, row.slipped, row.lost, row.not_split}) == row.planned);
    }
}

TEST_CASE("the year end by the months so far is a projection against the plan, with all months of a total or none") {
    const SavingsPlan plan = plan_of(year_of_four());
    const Monitoring result = monitor(plan, ledger_of(plan));
    const Monitored bins = row_of(result, MonitoredRow::scheme, "Bins");
    const Series six(std::vector<double>(6, 10.0), Period::parse("April 2024"), Accrual::flow);
    const Projection same = project_year_end(six, {.target = 120.0, .polarity = Polarity::high_is_good});
    CHECK(bins.year_end.value == same.value);
    CHECK(bins.year_end.reached == 60.0);
    CHECK(row_of(result, MonitoredRow::scheme, "Land").year_end.known == 6);  // five months of nothing, and September
    CHECK(row_of(result, MonitoredRow::portfolio, "Place").year_end.reached == 75.0);
    CHECK(row_of(result, MonitoredRow::fund, "general fund").year_end.reason == "1 of 3 schemes have no months");
    CHECK(std::isnan(row_of(result, MonitoredRow::fund, "general fund").year_end.value));
}

TEST_CASE("as at a month counts the months up to it, and months before a scheme began are nothing delivered") {
    SchemeRows rows = year_of_four();
    for (std::size_t m = 0; m < 3; ++m) rows.months[m].cells[1] = none;
    const SavingsPlan plan = plan_of(rows);
    const Monitoring july = monitor(plan, ledger_of(plan), {.as_at = Period::parse("July 2024")});
    CHECK(row_of(july, MonitoredRow::scheme, "Bins").delivered == 40.0);
    CHECK(row_of(july, MonitoredRow::scheme, "Land").delivered == 0.0);
    CHECK(row_of(july, MonitoredRow::portfolio, "Place").year_end.reached == 40.0);
    CHECK(says(refusal([&] { (void)monitor(plan, ledger_of(plan), {.as_at = Period::parse("March 2024")}); }),
               "as_at: found March 2024; accepted: a month of the ledger, April 2024 to September 2024"));
}

TEST_CASE("a blank month is nothing before the first amount, not in yet behind the last, and not known between two") {
    SchemeRows rows = year_of_four();
    rows.actual.cells[0] = none;
    rows.months[0].cells[0] = rows.months[4].cells[0] = rows.months[5].cells[0] = none;
    const SavingsPlan late = plan_of(rows);
    const Monitoring result = monitor(late, ledger_of(late));
    CHECK(row_of(result, MonitoredRow::scheme, "Bins").delivered == 30.0);  // May to July
    CHECK(row_of(result, MonitoredRow::scheme, "Bins").to_come == 60.0);
    CHECK(row_of(result, MonitoredRow::portfolio, "Place").delivered == 45.0);
    CHECK(row_of(result, MonitoredRow::portfolio, "Place").with_delivered == 2);
    CHECK(row_of(result, MonitoredRow::fund, "general fund").delivered == 57.0);
    CHECK(result.notes == std::vector<std::string>{
                              "\"Bins\": what it delivered in August 2024, September 2024 is not in yet"});
    rows.months[2].cells[0] = none;
    const SavingsPlan unknown = plan_of(rows);
    const Monitoring of_unknown = monitor(unknown, ledger_of(unknown));
    CHECK(std::isnan(row_of(of_unknown, MonitoredRow::scheme, "Bins").delivered));
    CHECK(row_of(of_unknown, MonitoredRow::portfolio, "Place").delivered == 15.0);  // where known
    CHECK(row_of(of_unknown, MonitoredRow::portfolio, "Place").with_delivered == 1);
    Ledger posted = ledger_of(late);
    posted.posted = true;
    CHECK(std::isnan(row_of(monitor(late, posted), MonitoredRow::scheme, "Bins").delivered));
}

TEST_CASE("the months that are not known of one scheme are known of no total") {
    SchemeRows rows = year_of_four();
    rows.months[4].cells[0] = none;
    const SavingsPlan plan = plan_of(rows);
    const Monitoring result = monitor(plan, ledger_of(plan));
    CHECK(row_of(result, MonitoredRow::scheme, "Bins").delivered == 60.0);  // as the table says
    CHECK(row_of(result, MonitoredRow::scheme, "Bins").year_end.outcome == Outcome::gap);
    CHECK(row_of(result, MonitoredRow::portfolio, "Place").year_end.outcome == Outcome::gap);
    CHECK(result.notes.at(0) == "\"Bins\": what it delivered in August 2024 is not known");
    rows.actual.cells[0] = none;
    const SavingsPlan silent = plan_of(rows);
    CHECK(std::isnan(row_of(monitor(silent, ledger_of(silent)), MonitoredRow::scheme, "Bins").delivered));
    rows = year_of_four();
    rows.actual.cells[0] = 61.0;
    const SavingsPlan other = plan_of(rows);
    CHECK(says(monitor(other, ledger_of(other)).notes.at(0),
               "\"Bins\": \u00A361k stands in the table as delivered, and its months add up to \u00A360k"));
}

TEST_CASE("without a forecast of the full-year effect, the later years of the plan split a shortfall") {
    SchemeRows rows{.portfolio = {"Service", {"Place", "Place"}},
                    .scheme = {"Scheme", {"Bins", "Lamps"}},
                    .years = {{"24/25 (\u00A3k)", {100.0, 40.0}}, {"25/26 (\u00A3k)", {200.0, 40.0}}},
                    .forecast = {{"F 24/25 (\u00A3k)", {60.0, 40.0}}, {"F 25/26 (\u00A3k)", {150.0, 20.0}}}};
    const SavingsPlan plan = plan_of(rows);
    const Monitoring first = monitor(plan, ledger_of(plan));
    const Monitored bins = row_of(first, MonitoredRow::scheme, "Bins");
    CHECK(bins.lost == 25.0);  // (200 - 150) x 100 / 200
    CHECK(bins.slipped == 15.0);
    CHECK(row_of(first, MonitoredRow::scheme, "Lamps").lost == 20.0);
    CHECK(row_of(first, MonitoredRow::scheme, "Lamps").slipped == -20.0);  // sooner than is left in the end
    SchemeRows silent = rows;
    silent.forecast.pop_back();
    const SavingsPlan half = plan_of(silent);
    CHECK(row_of(monitor(half, ledger_of(half)), MonitoredRow::scheme, "Bins").not_split == 40.0);
    const Monitoring last = monitor(plan, ledger_of(plan), {.year = Period::year(2025)});
    CHECK(row_of(last, MonitoredRow::scheme, "Bins").not_split == 50.0);
    SchemeRows added = rows;
    added.years[1].cells = {100.0, 0.0};
    const SavingsPlan increments = assemble_plan(added, {.years_are = YearsAre::increments});
    CHECK(row_of(monitor(increments, ledger_of(increments), {.year = Period::year(2025)}), MonitoredRow::scheme,
                 "Bins").planned == 100.0);
}

TEST_CASE("what a table of several years says is delivered is of the year that somebody names") {
    SchemeRows rows{.portfolio = {"Service", {"Place"}},
                    .scheme = {"Scheme", {"Bins"}},
                    .years = {{"24/25 (\u00A3k)", {100.0}}, {"25/26 (\u00A3k)", {200.0}}},
                    .actual = {"Delivered (\u00A3k)", {30.0}}};
    const SavingsPlan plan = plan_of(rows);
    const Monitoring unsaid = monitor(plan, ledger_of(plan), {.year = Period::year(2025)});
    CHECK(std::isnan(unsaid.rows[0].delivered));
    CHECK(says(unsaid.notes.at(0), "nobody says of which one its column of what is delivered is"));
    const Monitoring said = monitor(plan, ledger_of(plan), {.as_at = Period::parse("September 2025")});
    CHECK(said.year == Period::year(2025));
    CHECK(said.rows[0].delivered == 30.0);
    CHECK(said.notes.empty());
}

TEST_CASE("totals of any table close") {
    std::mt19937 draw(3);
    for (int round = 0; round < 50; ++round) {
        SchemeRows rows{.years = {{"24/25 (\u00A3m)", {}}, {"25/26 (\u00A3m)", {}}},
                        .forecast = {{"F 24/25 (\u00A3m)", {}}, {"F 25/26 (\u00A3m)", {}}},
                        .actual = {"A (\u00A3m)", {}}};
        for (int i = 0; i < 30; ++i) {
            rows.portfolio.cells.push_back("P" + std::to_string(i % 4));
            rows.scheme.cells.push_back("S" + std::to_string(i));
            for (std::vector<MoneyColumn>* const columns : {&rows.years, &rows.forecast})
                for (MoneyColumn& column : *columns) column.cells.push_back(static_cast<double>(draw() % 10000) / 1000.0);
            rows.actual.cells.push_back(i % 3 ? MoneyCell(static_cast<double>(draw() % 1000) / 1000.0) : none);
        }
        const SavingsPlan plan = plan_of(rows);
        for (const Monitored& row : monitor(plan, ledger_of(plan)).rows) {
            const double delivered = std::isnan(row.delivered) ? 0.0 : row.delivered;
            CHECK(decimal::difference(
                      decimal::sum(std::vector{delivered, row.to_come, row.slipped, row.lost, row.not_split}),
                      row.planned) == 0.0);
        }
    }
}

TEST_CASE("a plan without schemes, months that do not follow one another, and two months in a heading are refused") {
    SavingsPlan by_hand{.years = {Period::year(2024)},
                        .portfolios = {{.name = "A", .expected = 1, .confidence = {1, 0, 0}, .run_rate = {1}}}};
    CHECK(says(refusal([&] { (void)monitor(by_hand, {}); }), "found a plan without figures by scheme"));
    SchemeRows rows = year_of_four();
    rows.months.erase(rows.months.begin() + 2);
    CHECK(says(refusal([&] { (void)plan_of(rows); }), "months: found July 2024 after May 2024"));
    rows.months[0].heading = "Apr-24 to May-24";
    CHECK(says(refusal([&] { (void)plan_of(rows); }), "which names Apr 2024 and May 2024; accepted: one month a column"));
    rows = year_of_four();
    rows.months[0].heading = "Delivered (\u00A3k)";
    CHECK(says(refusal([&] { (void)plan_of(rows); }),
               "months: found \"Delivered (\u00A3k)\", where no month is named; accepted: headings with months such as "
               "Apr-24, or, in place of the dots, the month of each column: months={\"Delivered (\u00A3k)\": ..., \"May"));
    rows = year_of_four();
    rows.recurrence.cells[1] = "sometimes";
    CHECK(says(refusal([&] { (void)plan_of(rows); }), "row 1, column 'Type': found \"sometimes\"; accepted: recurring, one-off"));
}

/// A ledger out of rows of (programme, month, amount).
Ledger ledger_with(const SavingsPlan& plan, const std::vector<std::string>& names, const std::vector<Period>& months,
                   const std::vector<double>& amounts, bool so_far = false,
                   const std::vector<std::string>& portfolios = {}) {
    std::vector<std::int32_t> row(names.size()), none;
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<std::int32_t>(i);
    return read_ledger(plan, {.portfolio = portfolios.empty() ? none : row, .programme = row, .month = row,
                              .amount = amounts, .portfolios = portfolios, .programmes = names, .months = months,
                              .so_far = so_far});
}

TEST_CASE("a ledger adds up postings, and amounts so far become those of months") {
    const SavingsPlan plan = plan_of(year_of_four());
    const Period april = Period::parse("April 2024");
    const Ledger ledger = ledger_with(plan, {"Bins", "bins ", "Land", "Bins"},
                                      {april, Period::parse("15/04/2024"), april.shifted(2), april.shifted(2)}, {1.0, 2.5, 4.0, 5.0});
    CHECK(ledger.months.size() == 3);
    CHECK(ledger.delivered[0] == std::vector{3.5, 0.0, 5.0});
    CHECK(ledger.delivered[1] == std::vector{0.0, 0.0, 4.0});
    CHECK(ledger.delivered[2].empty());

    const std::vector<std::string> bins(4, "Bins");
    const std::vector<Period> on{april.shifted(10), april.shifted(11), april.shifted(12), april.shifted(13)};
    const std::vector<double> so_far{10.0, 12.0, 3.0, 4.5};
    CHECK(ledger_with(plan, bins, on, so_far, true).delivered[0] == std::vector{10.0, 2.0, 3.0, 1.5});
    std::vector<Period> twice = on;
    twice[3] = twice[2];
    CHECK(says(refusal([&] { (void)ledger_with(plan, bins, twice, so_far, true); }),
               "row 3, column 'month': found April 2025 of \"Bins\" again"));
    twice = {on[0], on[1], on[3], on[3].shifted(1)};
    CHECK(says(refusal([&] { (void)ledger_with(plan, bins, twice, so_far, true); }),
               "found no amount so far of April 2025 of \"Bins\"; accepted: one for every month"));
}

TEST_CASE("a ledger of other programmes is refused, with the nearest") {
    const SavingsPlan plan = plan_of(year_of_four());
    const std::string found = refusal([&] {
        (void)ledger_with(plan, {"Bin", "Land"}, {Period::year(2024), Period::parse("May 2024")}, {1.0, infinity});
    });
    CHECK(says(found, "row 0, column 'programme': found \"Bin\"; did you mean \"Bins\"?"));
    CHECK(says(found, "row 0, column 'month': found 2024/25; accepted: a month"));
    CHECK(says(found, "row 1, column 'amount': found an infinite number"));
    SchemeRows rows = year_of_four();
    rows.scheme.cells[2] = "Bins";
    const SavingsPlan alike = plan_of(rows);
    const Period may = Period::parse("May 2024");
    CHECK(says(refusal([&] { (void)ledger_with(alike, {"Bins"}, {may}, {1.0}); }),
               "which \"Place\" and \"Adults\" have; accepted: rows that say the portfolio too"));
    CHECK(ledger_with(alike, {"Bins"}, {may}, {1.0}, false, {"adults"}).delivered[2].size() == 1);
    const std::vector<std::int32_t> wrong{1}, row{0};
    const std::vector<std::string> names{"Bins"};
    const std::vector<Period> months{may};
    const std::vector<double> one{1.0};
    CHECK(says(refusal([&] {
                   (void)read_ledger(plan, {.programme = wrong, .month = row, .amount = one, .programmes = names,
                                            .months = months});
               }),
               "ledger, programme: found code 1; accepted: from 0 to below 1"));
}

TEST_CASE("headings of months as people write them") {
    const Period april = Period::parse("April 2024"), year = Period::year(2024);
    for (const char* const heading : {"Apr-24 (\u00A3k)", "Actual April 2024", "2024-04", "Apr 2024 \u00A3k", "30/04/2024", "M1 Apr-24"}) {
        CAPTURE(heading);
        CHECK(month_in_heading(heading) == april);
    }
    CHECK(month_in_heading("Apr", year) == april);
    CHECK(month_in_heading("January (\u00A3k)", year) == Period::parse("January 2025"));
    CHECK(month_in_heading("Sept", year) == Period::parse("September 2024"));
    CHECK_FALSE(month_in_heading("Apr"));
    CHECK_FALSE(month_in_heading("Delivered to date", year));
    CHECK_FALSE(month_in_heading("", year));
}

}  // namespace test_monitoring
