// What tables say of themselves and of the sentences about them: targets in words, states of rows, subtotals, shares of
// two columns, lists that are tables, moves in a row, counts over rows of a time. All bodies and figures are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_kinds {

using namespace headway;
using test::with;

bool has(const std::string& text, std::string_view words, Verdict verdict) {
    return test::has(audit({{"page", text}}).claims, text, words, verdict);
}

/// A text that is so, words of a claim that holds, and what makes it wrong: then it is not confirmed.
struct Case {
    std::string text;
    std::string_view words, from, to;
};

const std::string ferry =
    "# Ferry service\n\n"
    "| Standard | Target | 2021 | 2022 | Outcome |\n|---|---|---|---|---|\n"
    "| Sailings on time | at least 90% | 88.1% | 91.4% | Achieved |\n"
    "| Wait at the quay | \u2264 30 minutes | 27 minutes | 34 minutes | Not achieved |\n"
    "| Cancelled sailings | 40 or fewer | 52 | 37 | Achieved |\n"
    "| Fuel for each crossing | max. 310 litres per trip | 318 litres | 306 litres | Achieved |\n\n";
const std::string rated =
    "# Depot\n\nKey: Green = at target or better; Amber = within 4% of target; Red = more than 4% worse.\n\n"
    "| Measure | Target | Actual | Status | Direction |\n|---|--:|--:|---|---|\n"
    "| Vans serviced | 200 | 205 | Green | Improving |\n"
    "| Days to mend a bus (lower is better) | 10 | 10.3 | Amber | Declining |\n"
    "| Roadside breakdowns (low is good) | 50 | 58 | Red | Declining |\n\n";
const std::string licences =
    "# Licences\n\n"
    "| | 2021 | 2022 | 2023 |\n|---|--:|--:|--:|\n"
    "| Held at the start | 214 | 231 | 208 |\n| New in the year | 61 | 38 | 55 |\n"
    "| All that were open | 275 | 269 | 263 |\n"
    "| Surrendered | 31 | 44 | 29 |\n| Revoked | 13 | 17 | 8 |\n| Total closed | 44 | 61 | 37 |\n"
    "| Held at the end | 231 | 208 | 226 |\n\n";
const std::string crews =
    "# Crews\n\n"
    "| Station | Women | Men | % women |\n|---|--:|--:|--:|\n"
    "| Quayside | 21 | 49 | 30.0% |\n| Hillfoot | 33 | 27 | 55.0% |\n| Marsh | 18 | 30 | 37.5% |\n"
    "| Old Town | 26 | 14 | 65.0% |\n\n";
const std::string bare =
    "# Wells\n\nRef | Well | 2022 | 2023\n---|---|---|---\nW1 | North field | 41.2% | 44.9%\n"
    "W2 | Long meadow | 63.0% | 60.8%\nW3 | Mill race | 52.5% | 58.1%\n\n";
const std::string list =
    "# Half-year\n\n## On schedule\n\n- Paths resurfaced: 61.5% (target 60.0%)\n- Signs cleaned: 88% (target 80%)\n\n"
    "## Off track\n\n- Trees inspected: 43.2% (target 50.0%)\n- Ponds dredged: 7 (target 12)\n\n## Summary\n\n";
const std::string months =
    "# Clinic\n\n"
    "| Measure | Standard | April | May | June | July |\n|---|---|---|---|---|---|\n"
    "| Seen within an hour | 85% | 71.5% | 74.0% | 76.2% | 79.9% |\n"
    "| Ward 1 waits (days) | 20 | 24 | 26 | 29 | 33 |\n"
    "| Ward 2 waits (days) | 20 | 31 | 28 | 30 | 25 |\n\n";

const std::vector<Case> cases{
    // states of rows, by the words of their targets
    {ferry, "91.4% | Achieved", "91.4%", "89.4%"},
    {ferry, "34 minutes | Not achieved", "34 minutes", "24 minutes"},
    {ferry, "306 litres | Achieved", "306 litres", "316 litres"},
    // the same in prose
    {ferry + "The wait at the quay was four minutes over the target.", "four", "four", "six"},
    // ratings by the key that is printed
    {rated, "10.3 | Amber", "10.3", "10.6"},
    {rated + "Two measures are declining and one is improving.", "Two measures are declining", "Two", "Three"},
    // subtotals and balances
    {licences, "44 | 61 | 37", "Total closed | 44", "Total closed | 47"},
    {licences, "231 | 208 | 226", "226 |\n\n", "229 |\n\n"},
    // a share of two columns
    {crews, "14 | 65.0%", "65.0%", "66.0%"},
    // lines that begin with no pipe
    {bare + "The North field well rose by 3.7 percentage points.", "3.7 percentage points", "3.7", "7.3"},
    // lists
    {list + "Paths resurfaced are 1.5 percentage points above target.", "1.5 percentage points", "1.5", "2.5"},
    {list + "Two schemes are on schedule and two are off track.", "two are off track",
     "two are off track", "three are off track"},
    // moves in a row
    {months + "The share seen within an hour has improved for the third month running.", "third month running",
     "74.0%", "70.0%"},
    {months + "Ward 1 waits rose each month.", "rose each month", "29 |", "25 |"},
};

TEST_CASE("tables confirm what they say of themselves and what is said of them, and another figure is not", "[audit]") {
    for (const Case& each : cases) {
        CAPTURE(each.text, each.words);
        CHECK(has(each.text, each.words, Verdict::holds));
        const std::string wrong = with(each.text, each.from, each.to);
        const std::string words = [&] {
            std::string said(each.words);
            const std::size_t at = said.find(each.from);
            return at == std::string::npos ? said : said.replace(at, each.from.size(), each.to);
        }();
        if (wrong.rfind(words) == std::string::npos) continue;
        CHECK_FALSE(has(wrong, words, Verdict::holds));
    }
}

TEST_CASE("a contradiction is of the same time, the same row and the same thing", "[audit]") {
    const std::vector<std::string> texts{
        // what stands behind a dash is of another figure than the standard before it
        "At 61.3% the share was below the 90% service standard - a gap of 28.7 percentage points.\n",
        // counts of another time than the table's
        ferry + "None of the four standards was achieved in 2020.\n",
        rated + "In the previous quarter two of the three measures met target.\n",
        // a name with a number is not the one beside it
        months + "Ward 2 waits fell in July.\n",
        // "zero-emission" counts what is good
        "| Measure | Target | 2022 | 2023 |\n|---|---|---|---|\n| Zero-emission buses | 40 | 31 | 44 |\n\n"
        "Zero-emission buses improved, from 31 to 44.\n",
        // numbers of rows are no results
        "| No. | Measure | Target | Actual |\n|---|---|--:|--:|\n| 1 | Walks led | 30 | 34 |\n"
        "| 2 | Talks given | 12 | 9 |\n| 3 | Visits by schools | 55 | 55 |\n\nTalks given were three short of target.\n",
        // some of what a row has all of
        ferry + "Cancelled sailings involving freight rose by 9%, and waits at the quay for coaches rose.\n",
        // a size is no count, and a sort is no number
        rated + "Days to mend a bus were 2 points worse.\n",
        "| Measure | Target | 2022 | 2023 |\n|---|--:|--:|--:|\n| Zero-emission buses | 40 | 31 | 44 |\n"
        "| Fares checked | 900 | 850 | 930 |\n\nThe number of zero-emission buses improved and is above target.\n",
        // a longer time than the table has
        months + "The share seen within an hour was not the highest for 20 years.\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        for (const Finding& finding : audit({{"page", text}}).findings) {
            CAPTURE(finding.at.words, finding.arithmetic);
            CHECK(finding.in_class != FindingClass::contradiction);
        }
    }
}

TEST_CASE("a row that did not move each time, and targets that were not all met, are contradicted", "[audit]") {
    CHECK(has(months + "Ward 2 waits rose in every month.", "rose in every month", Verdict::contradiction));
    CHECK(has(ferry, "at least 90% | 88.1% | 91.4% | Achieved", Verdict::holds));
    CHECK(has(with(ferry, "306 litres", "316 litres"), "316 litres | Achieved", Verdict::contradiction));
}

TEST_CASE("what is of an earlier time, or goes the other way, confirms nothing", "[audit]") {
    const std::string days =
        "| Measure | Target | 2021 | 2022 | 2023 |\n|---|--:|--:|--:|--:|\n| Days to answer letters | 10 | 31 | 27 | 19 |"
        "\n\n";
    CHECK(has(days + "Letters took 9 days longer than target.", "9", Verdict::holds));
    CHECK_FALSE(has(days + "Letters took 17 days longer than target.", "17", Verdict::holds));
    const std::string spent =
        "| Service | Budget \u00A3000 | Outturn \u00A3000 | Variance \u00A3000 |\n|---|--:|--:|--:|\n"
        "| Ferries | 2,140 | 2,310 | 170 |\n| Piers | 860 | 790 | -70 |\n| Buoys | 310 | 325 | 15 |\n\n";
    CHECK(has(spent + "Ferries overspent by \u00A3170k.", "\u00A3170k", Verdict::holds));
    CHECK_FALSE(has(spent + "Ferries underspent by \u00A3170k.", "\u00A3170k", Verdict::holds));
}

TEST_CASE("a whole is what the items of a list or the figures of a sentence come to", "[audit]") {
    const std::string text =
        "# Moorings\n\nThere were 4,318 boats at our moorings.\n\n- 2,705 were sailing boats\n- 1,613 had a motor\n";
    CHECK(has(text, "4,318", Verdict::holds));
    CHECK_FALSE(has(with(text, "4,318", "4,381"), "4,381", Verdict::holds));
    const std::string quarters =
        "We sold 1,986 permits. They were spread over the year: 512, 498, 471 and 505 in its quarters.\n";
    CHECK(has(quarters, "1,986", Verdict::holds));
    CHECK_FALSE(has(with(quarters, "1,986", "1,968"), "1,968", Verdict::holds));
}

}  // namespace test_audit_kinds
