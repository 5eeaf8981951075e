// A savings plan out of one table of schemes: every figure by hand, and what is said of what is not known.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "headway/savings/assemble_schemes.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/uncertain_plan.hpp"
#include "testing.hpp"

namespace test_schemes {

using namespace headway;
using namespace headway::test;

namespace {

const std::string k = "24/25 (\u00A3k)", next_k = "25/26 (\u00A3k)";

/// Four schemes in two portfolios: 100 and 300 green, 50 amber, 600 red in the last year.
SchemeRows four() {
    return {.portfolio = {"Service", {"Place", "Place", "Adults", "Adults"}},
            .scheme = {"Scheme", {"Bins", "Lamps", "Visits", "Calls"}},
            .years = {{k, {100.0, 200.0, 50.0, 400.0}}, {next_k, {100.0, 300.0, 50.0, 600.0}}},
            .confidence = {"RAG", {"Green", "G ", "amber", "R"}}};
}

const MoneyCell none{};

SchemeRule run_rates() { return {.years_are = YearsAre::run_rates}; }

const Portfolio& of(const SavingsPlan& plan, const char* name) { return plan.portfolios[portfolio_of(plan, name)]; }

std::string refused(const SchemeRows& rows, const SchemeRule& rule = run_rates()) {
    return refusal([&] { (void)assemble_plan(rows, rule); });
}

bool noted(const SavingsPlan& plan, const std::string& part) {
    return std::any_of(plan.notes.begin(), plan.notes.end(),
                       [&](const std::string& note) { return says(note, part); });
}

}  // namespace

TEST_CASE("schemes add up to portfolios, and what is red is expected but in no run rate") {
    const SavingsPlan plan = assemble_plan(four(), run_rates());
    CHECK(plan.unit == MoneyUnit::thousands);
    CHECK(of(plan, "Place").expected == 400.0);
    CHECK(of(plan, "Place").run_rate == std::vector{300.0, 400.0});
    CHECK(of(plan, "Adults").expected == 650.0);
    CHECK(of(plan, "Adults").confidence == std::vector{0.0, 50.0, 600.0});
    CHECK(of(plan, "Adults").run_rate == std::vector{50.0, 50.0});
    CHECK(of(plan, "Adults").unvalidated == std::vector{400.0, 600.0});
    const BridgeRow all = bridge(plan).back();
    CHECK(all.expected == 1050.0);
    CHECK(all.not_validated == 600.0);
    CHECK(all.over_achievement == 0.0);
    CHECK(all.forecast == 450.0);
    CHECK(cash(plan) == 800.0);
    CHECK(plan.programmes[3].confidence == "red");
    CHECK(plan.programmes[3].run_rate == std::vector{400.0, 600.0});
    REQUIRE(plan.notes.size() == 1);
    CHECK(says(plan.notes[0], "\u00A3600k of 2025/26"));
}

TEST_CASE("increments are added up, whatever the order of the columns") {
    SchemeRows rows = four();
    rows.years = {{next_k, {0.0, 100.0, 0.0, 200.0}}, {k, {100.0, 200.0, 50.0, 400.0}}};
    const SavingsPlan plan = assemble_plan(rows, {.years_are = YearsAre::increments});
    CHECK(of(plan, "Place").run_rate == std::vector{300.0, 400.0});
    CHECK(of(plan, "Adults").unvalidated == std::vector{400.0, 600.0});
    CHECK(total(plan).expected == 1050.0);
    CHECK(says(refused(four(), {}), "years_are: found nothing; accepted: run_rates"));
}

TEST_CASE("a unit in a cell beats that of its heading, which beats the caller's") {
    SchemeRows rows = four();
    rows.years[1].cells = {"\u00A30.1m", "300", 50.0, "\u00A3600,000"};
    rows.years[0].heading = "24/25 \u00A3m";
    rows.years[0].cells = {0.1, "0.2", "\u00A350k", 0.4};
    SchemeRule rule = run_rates();
    rule.unit = MoneyUnit::thousands;
    CHECK(says(refused(rows, rule), "row 3, column '25/26 (\u00A3k)': money: found \"\u00A3600,000\""));
    rows.years[1].cells[3] = "\u00A30.6m";
    const SavingsPlan plan = assemble_plan(rows, rule);
    CHECK(of(plan, "Place").run_rate == std::vector{300.0, 400.0});
    CHECK(of(plan, "Adults").unvalidated == std::vector{400.0, 600.0});
    rule.unit = MoneyUnit::millions;
    CHECK(of(assemble_plan(rows, rule), "Place").run_rate == std::vector{0.3, 0.4});
}

TEST_CASE("without a unit anywhere a figure is refused, once a column; with one in each cell it is not") {
    SchemeRows rows = four();
    rows.years[0].heading = "24/25";
    CHECK(says(refused(rows), "rows 0, 1, 2 and 3, column '24/25': found a figure of which neither"));
    rows.years[0].cells = {"\u00A3100k", "\u00A30.2m", "0", "\u00A3400k"};
    CHECK(of(assemble_plan(rows, run_rates()), "Place").run_rate == std::vector{300.0, 400.0});
    rows.years[1].heading = "25/26";
    CHECK(says(refused(rows), "unit: found none in the headings of money (\"24/25\", \"25/26\""));
    rows.years[1].heading = "Next year (\u00A3k)";  // which says its unit, whatever else it does not
    CHECK_FALSE(says(refused(rows), "unit: found none"));
    rows.years[1].heading = "25/26";
    SchemeRule rule = run_rates();
    rule.unit = MoneyUnit::thousands;
    CHECK(of(assemble_plan(rows, rule), "Place").run_rate == std::vector{300.0, 400.0});
}

TEST_CASE("in a column of pounds an amount whose scale may have been left out is refused with the one beside it") {
    SchemeRows rows = four();
    rows.years[0].heading = "24/25 (\u00A3)";
    rows.years[0].cells = {"\u00A314.65m", "\u00A314.65", "\u00A350,000", "0"};
    CHECK(says(refused(rows), "row 1, column '24/25 (\u00A3)': found \"\u00A314.65\", without a scale, where row 0 has "
                              "\"\u00A314.65m\"; accepted: a scale in both, or in neither"));
    rows.years[0].cells = {"\u00A314.65", "\u00A314.65", "\u00A350,000", "0"};
    CHECK_NOTHROW(assemble_plan(rows, run_rates()));
}

TEST_CASE("what has no figure is said and adds nothing, and is no saving of 0") {
    for (const char* nothing : {"n/a", "-", "TBC", "", " ", "..", "N/A"}) {
        SchemeRows rows = four();
        rows.years[0].cells[1] = nothing;
        const SavingsPlan plan = assemble_plan(rows, run_rates());
        CHECK(of(plan, "Place").run_rate == std::vector{100.0, 400.0});
        CHECK(std::isnan(plan.programmes[1].run_rate[0]));
        CHECK(noted(plan, "row 1, \"Lamps\": no figure of 2024/25"));
    }
    SchemeRows rows = four();
    rows.years[1].cells[1] = MoneyCell();
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK_FALSE(plan.programmes[1].expected.has_value());
    CHECK(noted(plan, "no expected saving, because 2025/26 has no figure"));
    CHECK(of(plan, "Place").expected == 100.0);
}

TEST_CASE("an expected saving of its own column is what run rates are held against") {
    SchemeRows rows = four();
    rows.expected = {"Full year (\u00A3m)", {0.1, 0.25, 0.05, "n/a"}};
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK(of(plan, "Place").expected == 350.0);
    CHECK(over_achievement(of(plan, "Place"), plan.scale) == 50.0);
    CHECK(of(plan, "Adults").expected == 50.0);
    CHECK(noted(plan, "row 3, \"Calls\": no expected saving (\"n/a\")"));
}

TEST_CASE("a forecast takes the place of what was planned, and a bridge shows what has slipped") {
    SchemeRows rows = four();
    rows.forecast = {{"Forecast 24/25 (\u00A3k)", {80.0, "n/a", 60.0, 0.0}}};
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK(of(plan, "Place").run_rate == std::vector{280.0, 400.0});
    CHECK(of(plan, "Place").planned == std::vector{300.0, 400.0});
    CHECK(of(plan, "Adults").unvalidated == std::vector{0.0, 600.0});
    CHECK(noted(plan, "row 1, \"Lamps\": no forecast of 2024/25 (\"n/a\")"));
    const BridgeRow first = bridge(plan, {.year = plan.years[0]}).back();
    CHECK(first.slippage == -10.0);  // 80 for 100, and 60 for 50
    CHECK(noted(plan, "no forecast of 2025/26: its run rate stands as planned, so that \u00A310k by which 2024/25"));
    CHECK(first.still_to_come == -100.0);
    CHECK(first.forecast == 340.0);
    CHECK(total(as_planned(plan)).run_rate == std::vector{350.0, 450.0});
    rows.forecast[0].year = "2026/27";
    CHECK(says(refused(rows), "forecast: found 2026/27"));
}

TEST_CASE("words for confidence are the scale's, its letters, or the caller's; others are refused once each") {
    SchemeRows rows = four();
    rows.confidence.cells = {"Delivered", "B", "delivered ", "RED"};
    const std::string message = refused(rows);
    CHECK(says(message, "column 'RAG': found \"Delivered\" (row 0 and 1 more), \"B\" (row 1); accepted: green, amber"));
    CHECK(says(message, "confidence_words={\"Delivered\": ..., \"B\": ...}"));
    SchemeRule rule = run_rates();
    rule.confidence_words = {{"delivered", "green"}, {"b", "A"}};
    CHECK(of(assemble_plan(rows, rule), "Place").confidence == std::vector{100.0, 300.0, 0.0});
    rule.confidence_words["x"] = "blue";
    CHECK(says(refused(rows, rule), "confidence_words: found \"blue\" for \"x\"; accepted: green, amber, red"));
    rows.confidence.cells = {"", "g", "g", "g"};
    const SavingsPlan unrated = assemble_plan(rows, run_rates());
    CHECK(unrated.scale.levels.back().word == "not rated");
    CHECK(of(unrated, "Place").confidence.back() == 100.0);
    CHECK(noted(unrated, ": nobody has said how sure it is (nothing), so that it is not rated, and in no run rate"));
    const ConfidenceScale five = gmpp_five_point();
    CHECK(detail::level_by_word(five, "A/G") == 1u);
    CHECK(detail::level_by_word(five, "Amber Red") == 3u);
    CHECK(detail::level_by_word(five, "a") == 2u);
    CHECK_FALSE(detail::level_by_word(five, "b").has_value());
}

TEST_CASE("without confidence nothing is taken away, and that is said; one level may be said of all") {
    SchemeRows rows = four();
    rows.confidence = {};
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK(bridge(plan).back().forecast == 1050.0);
    CHECK(plan.scale.levels.size() == 1);
    CHECK(noted(plan, "nobody has said how sure the savings are"));
    CHECK(illustration(plan.scale).at(unrated_level).delivery == Delivery::pert(0.4, 1.0, 1.1));
    SchemeRule rule = run_rates();
    rule.confidence_of_all = "amber";
    CHECK(of(assemble_plan(rows, rule), "Adults").confidence == std::vector{0.0, 650.0, 0.0});
}

TEST_CASE("schemes of another fund are listed and never added") {
    SchemeRows rows = four();
    rows.fund = {"Fund", {"GF", "HRA", "", "General Fund"}};
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK(plan.fund == Fund::general_fund);
    CHECK(of(plan, "Place").run_rate == std::vector{100.0, 100.0});
    CHECK(plan.programmes[1].fund == Fund::housing_revenue_account);
    CHECK(noted(plan, "1 scheme is of the housing revenue account"));
    rows.fund.cells = {"HRA", "hra", "HRA", "HRA"};
    CHECK(assemble_plan(rows, run_rates()).fund == Fund::housing_revenue_account);
    rows.fund.cells = {"HRA", "DSG", "HRA", "Public health"};
    CHECK(says(refused(rows), "of_fund='housing revenue account' or"));
    SchemeRule rule = run_rates();
    CHECK(says(refused(rows), "of_fund='dedicated schools grant' or of_fund='public health grant'"));
    rule.fund = Fund::dedicated_schools_grant;
    CHECK(total(assemble_plan(rows, rule)).expected == 300.0);
    rows.fund.cells = {"Capital", "Capital", "HRA", "HRA"};
    CHECK(says(refused(rows), "rows 0 and 1, column 'Fund': fund: found \"Capital\""));
}

TEST_CASE("a row of totals is refused by its name or by its figures, and left out where that is said") {
    const auto with = [](const char* portfolio, const char* name, double first, double last) {
        SchemeRows rows = four();
        rows.portfolio.cells.emplace_back(portfolio);
        rows.scheme.cells.emplace_back(name);
        rows.years[0].cells.emplace_back(first);
        rows.years[1].cells.emplace_back(last);
        rows.confidence.cells.emplace_back("");
        return rows;
    };
    for (const SchemeRows& rows : {with("", "Total", 750.0, 1050.0), with("TOTAL", "", 750.0, 1050.0),
                                   with("Place", "Sub-total", 300.0, 400.0), with("", "Place total", 300.0, 400.0),
                                   with("All", "Council", 750.0, 1050.0), with("Grand Total:", "", 1.0, 2.0),
                                   with("Place", "All indicators", 1.0, 2.0)}) {
        CHECK(says(refused(rows), "row 4: found \""));
        CHECK(says(refused(rows), "counted twice; accepted: schemes alone, or leave_out_totals=True"));
        SchemeRule rule = run_rates();
        rule.leave_out_totals = true;
        const SavingsPlan plan = assemble_plan(rows, rule);
        CHECK(total(plan).expected == 1050.0);
        CHECK(noted(plan, "row 4: left out \""));
    }
    SchemeRule rule = run_rates();
    rule.leave_out_totals = true;
    CHECK(noted(assemble_plan(with("", "Total", 740.0, 1050.0), rule),
                "it says \u00A3740k where schemes add up to \u00A3750k in '24/25 (\u00A3k)'"));
    const SavingsPlan mobility = assemble_plan(with("Place", "Total mobility", 1.0, 2.0), run_rates());
    CHECK(noted(mobility, "row 4, \"Total mobility\": nobody has said how sure it is"));  // a scheme's name
}

TEST_CASE("a subtotal is no scheme, whatever it is called and however its figures are off") {
    const auto table = [](const char* name, const char* rating, double first, double last) {
        SchemeRows rows = four();
        rows.portfolio.cells = {"Adults", "Adults", "Adults", "Place", "Place"};
        rows.scheme.cells = {"S1", "S2", name, "S3", "S4"};
        rows.years[0].cells = {100.0, 50.0, first, 10.0, 11.0};
        rows.years[1].cells = {100.0, 60.0, last, 10.0, 10.0};
        rows.confidence.cells = {"G", "A", rating, "G", "G"};
        return rows;
    };
    SchemeRule rule = run_rates();
    rule.leave_out_totals = true;
    for (const char* const name : {"Sub-Total Adults", "TOTAL ADULTS", "Total for Adults", "Total (Adults)",
                                   "Total Adult Social Care", "Sub-total Adult Social Care", "Adults", "All schemes",
                                   "Sum", "Adults total", "Subtotal: Adults"})
        for (const auto& [first, last] : {std::pair{150.0, 160.0}, {140.0, 160.0}}) {
            CAPTURE(name, first);
            CHECK(says(refused(table(name, "G", first, last)), "row 2: found \""));
            const SavingsPlan plan = assemble_plan(table(name, "G", first, last), rule);
            CHECK(total(plan).expected == 180.0);
            CHECK(noted(plan, "row 2: left out \""));
            const bool off = noted(plan, "it says \u00A3140k where schemes of \"Adults\" add up to \u00A3150k");
            CHECK(off == (first == 140.0));
        }
    CHECK(says(refused(table("ASC", "G", 150.0, 160.0)), "row 2: found \"ASC\", a row of totals"));  // by its figures
    CHECK(total(assemble_plan(table("ASC", "G", 150.0, 160.0), rule)).expected == 180.0);
    for (const char* const name : {"ASC", "Total mobile offer", "Summer", "Adult placements"})
        CHECK(total(assemble_plan(table(name, "G", 140.0, 160.0), rule)).expected == 340.0);
    SchemeRows rows = table("ASC", "G", 150.0, 150.0);  // S1 and S2 differ in size alone
    rows.years[1].cells[1] = 50.0;
    CHECK(noted(assemble_plan(rows, rule), "row 2, \"ASC\": its figures are the sum of all others of its portfolio"));
}

TEST_CASE("what says that it is a total is one but for rounding, beside two others; else a note says what it is called") {
    const auto table = [](const char* name, double total) {
        return SchemeRows{.portfolio = {"Service", {"Adults", "Adults", "Adults", "Place"}},
                          .scheme = {"Scheme", {"S1", "S2", name, "S3"}},
                          .years = {{k, {100.4, 150.4, total, 7.0}}}};
    };
    SchemeRule rule = run_rates();
    rule.leave_out_totals = true;
    for (const char* const name : {"Adults (total)", "All", "Overall", "Adults - all", "Adults [Total]"}) {
        CAPTURE(name);
        for (const double near : {250.8, 251.0, 250.7}) {  // at most 0.05 + 0.05 + 0.5, of one decimal 0.15
            CHECK(says(refused(table(name, near)), "row 2: found \""));
            CHECK(total(assemble_plan(table(name, near), rule)).expected == 257.8);
        }
        for (const double far : {250.0, 252.0, 250.6}) {
            const SavingsPlan plan = assemble_plan(table(name, far), rule);
            CHECK(total(plan).expected == decimal::difference(257.8, -far));
            CHECK(noted(plan, "its name is that of a total, and its figures are not what others come to"));
        }
    }
    CHECK_FALSE(noted(assemble_plan(table("Totally new", 300.0), rule), "that of a total"));
    SchemeRows small = table("All staff", 3.0);  // rounding may make as much of 1 and 1
    small.years[0].cells = {1.0, 1.0, 3.0, 7.0};
    CHECK(total(assemble_plan(small, rule)).expected == 12.0);
}

TEST_CASE("a portfolio without a name is filled down where it has money, and left out where it has none") {
    SchemeRows rows = four();
    rows.portfolio.cells = {"Place", "", "Adults", ""};
    rows.years[0].cells[3] = "TBC";
    rows.years[1].cells[3] = none;
    SchemeRule rule = run_rates();
    const SchemeRows merged = rows;
    rows.years[0].cells[3] = none;
    const std::string filled = "rows 1 and 3, column 'Service': found nothing; accepted: the name of a portfolio, or, "
                               "where a merged cell is of this row too, its column filled down";
    const std::string headings = "row 3, column 'Service': found nothing; accepted: the name of a portfolio, or a "
                                 "frame without its headings";
    for (const auto& [kind, down, without] : std::vector<std::tuple<FrameKind, const char*, const char*>>{
             {FrameKind::pandas, " (frame['Service'] = frame['Service'].ffill())",
              " (frame.dropna(subset=['Service']))"},
             {FrameKind::polars, " (frame = frame.with_columns(pl.col('Service').forward_fill()))",
              " (frame.drop_nulls('Service'))"},
             {FrameKind::arrow, " (table = table.set_column(table.column_names.index('Service'), 'Service', "
                                "pc.fill_null_forward(table['Service'])))",
              " (table.filter(table['Service'].is_valid()))"},
             {FrameKind::other, "", ""}}) {
        INFO(word(kind));
        rule.plan.frame = kind;
        CHECK(says(refused(merged, rule), filled + down));
        CHECK(says(refused(rows, rule), headings + without));
    }
    CHECK_FALSE(says(refused(merged), "ffill"));
    rows.portfolio.cells = {"", "Place", "Adults", "Adults"};
    CHECK_FALSE(says(refused(rows), "filled down"));
}

TEST_CASE("rows in which nothing stands are no rows; names differ by more than case and spaces") {
    SchemeRows rows = four();
    for (TextColumn* column : {&rows.portfolio, &rows.scheme, &rows.confidence}) column->cells.emplace_back(" ");
    for (MoneyColumn& column : rows.years) column.cells.emplace_back();
    rows.portfolio.cells[1] = " place ";
    const SavingsPlan plan = assemble_plan(rows, run_rates());
    CHECK(plan.programmes.size() == 4);
    CHECK(plan.portfolios.size() == 2);
    CHECK(of(plan, "Place").expected == 400.0);
    rows.scheme.cells[1] = "BINS";
    CHECK(says(refused(rows), "row 1, column 'Scheme': found \"BINS\" of 'Place' again, after row 0"));
    rows.scheme.cells[1] = "";
    rows.portfolio.cells[2] = "";
    CHECK(says(refused(rows), "row 1, column 'Scheme': found nothing"));
    CHECK(says(refused(rows), "row 2, column 'Service': found nothing"));
}

TEST_CASE("years are one after another, each once, and in a heading or a word of the caller's") {
    SchemeRows rows = four();
    rows.years[1].heading = "Year 2 (\u00A3k)";
    CHECK(says(refused(rows), "years={\"24/25 (\u00A3k)\": \"2024/25\", \"Year 2 (\u00A3k)\": ...}"));
    rows.years[1].year = "2025-26";
    CHECK(assemble_plan(rows, run_rates()).years.back().label() == "2025/26");
    rows.years[1].year = "2026/27";
    CHECK(says(refused(rows), "years that follow one another"));
    rows.years[1].year = "24/25";
    CHECK(says(refused(rows), "one column a year"));
    rows.years.clear();
    CHECK(says(refused(rows), "years: found no column"));
}

TEST_CASE("a run rate that falls is said; an expected saving below nothing is refused") {
    SchemeRows rows = four();
    rows.years[1].cells[0] = 40.0;
    CHECK(noted(assemble_plan(rows, run_rates()), "row 0, \"Bins\": its run rate falls from \u00A3100k to \u00A340k"));
    rows.years[1].cells[0] = "(40)";
    CHECK(says(refused(rows), "row 0: found -40 expected of \"Bins\"; accepted: 0 or more"));
}

TEST_CASE("by programme, a scheme is simulated as it stands, and one that is red not at all") {
    const SavingsPlan plan = assemble_plan(four(), run_rates());
    const auto savings = uncertain_by_programme(plan, {{"Bins", {}}, {"Lamps", {}}, {"Visits", {}}});
    REQUIRE(savings.size() == 3);
    CHECK(savings[1].profiles[0] == std::vector{200.0, 300.0});
    CHECK(says(refusal([&] { (void)uncertain_by_programme(plan, {{"Calls", {}}}); }), "\"Calls\", which is no programme"));
}

}  // namespace test_schemes
