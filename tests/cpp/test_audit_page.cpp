// A page with one table: what its paragraphs say under other headings, of moves in a row, of colours, of figures that
// one place alone gives, and what is of something else. The tables and sentences are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_page {

using namespace headway;

// clang-format off
const std::string ferries =
    "# Crossings\n\n## The year in numbers\n\n"
    "| Route | 2020/21 | 2021/22 | 2022/23 | 2023/24 | Target |\n"
    "|---|---|---|---|---|---|\n"
    "| Northern crossings | 4,120 | 4,310 | 4,480 | 4,655 | 4,600 |\n"
    "| Southern crossings | 3,905 | 3,870 | 3,912 | 3,640 | 3,800 |\n"
    "| Lost sailings | 96 | 81 | 81 | 76 | 75 |\n"
    "| Passengers (000s) | 812 | 844 | 901 | 958 | 940 |\n\n"
    "## What lay behind them\n\n";
const std::string depots =
    "# Depots\n\n"
    "| Depot | Staff | Late starts, Mar-23 % | Late starts, Mar-24 % | RAG |\n"
    "|---|---|---|---|---|\n"
    "| Ashgate | 120 | 4.1 | 3.8 | Green |\n"
    "| Brookside | 240 | 6.6 | 7.9 | Red |\n"
    "| Canal Street | 90 | 5.2 | 5.6 | Amber |\n"
    "| Dunmore | 150 | 6.9 | 6.2 | Red |\n\n";

/// A statement that is so, its words, and what makes it wrong: the last `from` becomes `to`.
struct Statement {
    std::string text;
    std::string_view words, from, to;
    bool found = true;  ///< the wrong one is a contradiction; else it is left
};

const std::vector<Statement> statements{
    // moves in a row
    {ferries + "Northern crossings rose for the third year running.", "Northern crossings rose", "Northern",
     "Southern"},
    {ferries + "Northern crossings have grown in each of the last three years.", "Northern crossings have grown",
     "Northern", "Southern"},
    {ferries + "Northern crossings have grown every year since 2020/21.", "Northern crossings have grown", "Northern",
     "Southern"},
    {ferries + "Northern crossings were up, the third consecutive annual rise.", "third consecutive annual rise",
     "rise", "fall"},
    // under another heading than the table's
    {ferries + "Northern crossings were up 175 on the year before.", "175", "175", "157"},
    {ferries + "Passengers came to 958,000 in 2023/24.", "958,000", "958", "985", false},
    // a number that is printed once
    {depots + "Late starts reached 7.9% at Brookside.", "7.9%", "7.9", "9.7", false},
    // colours
    {depots + "Canal Street is rated amber.", "amber", "amber", "green", false},
    {depots + "Two depots are rated red.", "Two depots are rated red", "Two", "Three", false},
    // both sides in brackets
    {"Falls remain higher than our target (6.31 per 1,000 bed days compared to 5.2).\n", "higher than our target",
     "6.31", "3.61"},
    // a target is set
    {"The share of visits on time was 88.2%, which is just under our target of 89%.\n", "just under our target", "89",
     "88"},
    // a comparator beside how near it is, and a sentence about "the current rate"
    {"1. Care:\n\nIndicator\tPrevious result\tLatest result\tTarget\tNational\tPeer\n"
     "Rate of children on plans (per 10,000)\t51.20\t52.46\t50.00\t48.70\t61.81\n"
     "Placements lost (per 1,000)\t4.1\t4.4\t4.0\t5.2\t4.8\n\n"
     "Children on plans: The rate of children on plans was 52.5 per 10,000. The current rate is lower than the "
     "statistical neighbour average (62) and within 10% of the national average (49).\n",
     "national average (49)", "(49", "(94"},
    {"1. Care:\n\nIndicator\tPrevious result\tLatest result\tTarget\tNational\tPeer\n"
     "Rate of children on plans (per 10,000)\t51.20\t52.46\t50.00\t48.70\t61.81\n"
     "Placements lost (per 1,000)\t4.1\t4.4\t4.0\t5.2\t4.8\n\n"
     "Children on plans: The rate of children on plans was 52.5 per 10,000. The current rate is lower than the "
     "statistical neighbour average (62) and within 10% of the national average (49).\n",
     "statistical neighbour average (62)", "(62", "(66"},
};
// clang-format on

bool over(const Quote& at, std::size_t begin, std::size_t end) { return at.begin < end && at.end > begin; }

bool has(const std::string& text, std::string_view words, Verdict verdict) {
    const Audit found = audit({{"page", text}});
    const std::size_t begin = text.rfind(words);
    return std::any_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
        return over(claim.at, begin, begin + words.size()) && claim.verdict == verdict;
    });
}

TEST_CASE("what a page says of its table holds, and what is not so does not", "[audit]") {
    for (const Statement& each : statements) {
        CAPTURE(each.text.substr(each.text.size() > 160 ? each.text.size() - 160 : 0));
        CHECK(has(each.text, each.words, Verdict::holds));
        CHECK(!has(each.text, each.words, Verdict::contradiction));
        std::string wrong = each.text, words(each.words);
        wrong.replace(wrong.rfind(each.from), each.from.size(), each.to);
        if (const std::size_t at = words.find(each.from); at != std::string::npos)
            words.replace(at, each.from.size(), each.to);
        CHECK(has(wrong, words, Verdict::contradiction) == each.found);
        if (!each.found) CHECK(!has(wrong, each.to, Verdict::holds));
    }
}

TEST_CASE("steps both ways are no improvement, and a step that stays may be one", "[audit]") {
    const std::string southern = "Southern crossings have improved in each of the last two years.";
    CHECK(has(ferries + southern, "Southern crossings have improved", Verdict::contradiction));
    CHECK(has(ferries + "Lost sailings fell for the third year running.", "third year running", Verdict::rounding));
    // fewer steps are printed than are said, it is not so yet, and a time that is of a size
    for (const std::string_view more : {"Northern crossings rose for the fifth year running.",
                                        "We expect southern crossings to rise in each of the last two years.",
                                        "Northern crossings rose for the third year running, by 19% on 2019/20."}) {
        CAPTURE(more);
        CHECK(!has(ferries + std::string(more), more, Verdict::contradiction));
    }
}

TEST_CASE("what is of others, of another time or a size is no value of the row", "[audit]") {
    for (const std::string_view text :
         {"Northern crossings rose by 175. Across the sector, crossings fell by 16%.",
          "Northern crossings of 4,655 were 4% higher than in year 3.",
          "Lost sailings fell slightly in 2021/22 before rising again.",
          "The total for southern crossings of 3,640 was lower than in 2022/23 and 160 short of the target."}) {
        CAPTURE(text);
        CHECK(!has(ferries + std::string(text), text, Verdict::contradiction));
    }
}

TEST_CASE("keys of colours and notes in italics are no claims", "[audit]") {
    const std::string key = "Green 4.0% or lower; Amber above 4.0% and up to 6.0%; Red above 6.0%.\n";
    CHECK(audit({{"page", key}}).claims.empty());
    const std::string italic = "Visits rose from 210 to 240.\n\n*Key: visits of an hour and more.*\n";
    CHECK(audit({{"page", italic}}).findings.empty());
    const std::string note = "Visits rose from 210 to 240.\n\n* Visits of an hour and more\n";
    CHECK(audit({{"page", note.substr(0, note.find("* ")) + "*Visits of an hour and more.\n"}}).findings.size() == 1);
}

TEST_CASE("what other figures of a page make is no contradiction", "[audit]") {
    const std::string pools =
        "# Pools\n\n| Measure | Apr\u2013Dec 2025 | Apr\u2013Dec 2024 | Five-year average | Target | Rating |\n"
        "|---|---|---|---|---|---|\n"
        "| Lakeside swims | 7,360 | 6,880 | 6,102.4 | 7,215 | G |\n"
        "| Hillfoot swims | 5,120 | 5,310 | 5,080.2 | 5,400 | R |\n"
        "| Lessons full (%) | 88.1 | 86.0 | 84.2 | 88.0 | G |\n\n";
    for (const std::string& text : {
             pools + "Lakeside swims exceeded target by 145, which puts us on course.",
             std::string("There were 310 spills, 25 more than the permit allows, with storms behind 60 of them."),
             std::string("Prescriptions came to 88,400, equal to 520 for every 1,000 patients."),
             std::string("*Waiting.* We saw 120 people within an hour.\n\n*Costs.* They came to £1.2m.\n"),
         }) {
        CAPTURE(text);
        CHECK(audit({{"page", text}}).findings.empty());
    }
}

TEST_CASE("a size that goes the other way, or between times that are said, stays a contradiction", "[audit]") {
    const std::string spent = "# Money\n\n| Service | Budget (£m) | Outturn (£m) |\n|---|---|---|\n"
                              "| Adults | 61.2 | 63.8 |\n| Children | 40.1 | 39.7 |\n\n";
    CHECK(has(spent + "Adults was £2.6m under budget.", "under budget", Verdict::contradiction));
    CHECK(has(ferries + "Northern crossings fell by 175 on the year before.", "175", Verdict::contradiction));
}

TEST_CASE("colours of another time, denied or in part, and runs of other steps contradict nothing", "[audit]") {
    for (const std::string_view text :
         {"Canal Street is not rated green.", "Canal Street was red last quarter and is now amber.",
          "Ashgate was rated amber until June.", "At least one depot is rated red.",
          "Up to four depots were rated red.",
          "Three depots are rated red or amber.", "Two out of ten depots are rated red."}) {
        CAPTURE(text);
        CHECK(!has(depots + std::string(text), text, Verdict::contradiction));
    }
    const std::string months = "# Calls\n\n| | Apr 2024 | May 2024 | Jun 2024 | Jul 2024 |\n|---|---|---|---|---|\n"
                               "| Complaints | 149 | 162 | 158 | 171 |\n| Compliments | 20 | 21 | 24 | 25 |\n\n";
    for (const std::string_view text : {"Complaints rose for the third year in a row.",
                                        "For the third quarter running complaints have risen."}) {
        CAPTURE(text);
        CHECK(!has(months + std::string(text), text, Verdict::contradiction));
    }
    CHECK(has(months + "Complaints rose for the third month in a row.", "third month", Verdict::contradiction));
}

TEST_CASE("a number of something else, printed near by, is left open and said", "[audit]") {
    const Audit found = audit({{"page", ferries + "Piers handled 958,000 parcels."}});
    CHECK(found.claims.empty());
    CHECK(std::any_of(found.unread.begin(), found.unread.end(), [](const Unread& one) {
        return one.why == "958000 is printed near by; whether it is that was not told";
    }));
}

}  // namespace test_audit_page
