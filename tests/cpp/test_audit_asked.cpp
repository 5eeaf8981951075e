// By how much and how many times, averages, remainders and shares; times as values; tables that are set in columns.
// What is so is confirmed, and what is not so is found where both numbers are beyond doubt. All sentences are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_asked {

using namespace headway;

/// A text that is so, words of the claim, and what makes it wrong: the last `from` becomes `to`. `found`: the wrong one
/// is a contradiction; else it is not confirmed.
struct Case {
    std::string text;  // of its own: some begin with a table
    std::string_view words, from, to;
    bool found;
};

const std::string depots =
    "Depots\n\n"
    "Depot                 2022/23   2023/24   Target\n"
    "Riverside Lane          1,310     1,205    1,250\n"
    "Market Square             820       902      850\n"
    "Quarry Road               410       369      400\n\n";

const std::string yards =
    "Yards\n\n"
    "Yard                 2022/23   2023/24\n"
    "Harbour Street          1,310     1,205\n"
    "Mill Road                 410       369\n\n";

const std::string times =
    "# Response\n\n| Team | Standard | 2022/23 | 2023/24 |\n|---|---|---|---|\n"
    "| Harbour | 0:08:00 | 0:10:30 | 0:09:15 |\n| Moorland | 0:12:00 | 0:15:40 | 0:14:05 |\n\n";

const std::vector<Case> cases{
    // both numbers in the sentence
    {"The team closed 412 cases against a plan of 450, a shortfall of 38.", "a shortfall of 38", "38", "58", true},
    {"Average repair time came down from 34 to 27 days, 7 days faster.", "7 days faster", "7 days", "9 days", true},
    {"Claims now take 12 days compared with 16 days a year ago, cutting the wait by a quarter (25%).", "25%", "25%",
     "40%", false},
    {"People wait 21 days, two weeks less than the 35 days they waited last year.", "two weeks", "two", "five", false},
    {"Calls took 4 minutes 10 seconds, 50 seconds shorter than last year's 5 minutes.", "50 seconds", "50", "20",
     false},
    {"Sites reported 36 leaks, four more than the 32 we planned for.", "four more", "four", "nine", true},
    // a table that is set in columns
    {depots + "Riverside Lane fell by 105 in 2023/24.", "fell by 105", "105", "165", true},
    {depots + "Market Square exceeded the target by 52.", "by 52", "52", "25", true},
    {depots + "Quarry Road fell by 10% in 2023/24.", "fell by 10%", "10%", "19%", true},
    // clock times
    {times + "The Harbour team improved by 1 minute 15 seconds.", "1 minute 15 seconds", "15", "55", false},
    {times + "Moorland is 2 minutes 5 seconds outside the standard.", "2 minutes 5 seconds", "2 minutes", "4 minutes",
     false},
    // averages, remainders and shares
    {"We answered 4,380 letters in the year, an average of 365 a month.", "365", "365", "465", false},
    {"Libraries lent 730,000 books, about 2,000 every day of the year.", "2,000", "2,000", "5,000", false},
    {"Of 96 inspections 70 were good and 17 fair; the remaining 9 were poor.", "remaining 9", "9 were", "7 were",
     false},
    {"Long stays made up 71% of these, with the remaining 29% short.", "29%", "29%", "39%", false},
    {"Our line took 2,400 calls and we answered 1,800 of them, 75 per cent.", "75 per cent", "75", "57", false},
    {"Of the 40 stations visited, 36 passed, nine in every ten.", "nine in every ten", "nine", "seven", false},
};

std::string wrong(const Case& each) {
    std::string text = each.text;
    return text.replace(text.rfind(each.from), each.from.size(), each.to);
}

std::size_t contradictions(const Audit& found) {
    return static_cast<std::size_t>(
        std::count_if(found.findings.begin(), found.findings.end(), [](const Finding& finding) {
            return finding.in_class != FindingClass::presentation && finding.in_class != FindingClass::note;
        }));
}

bool is_confirmed(const Audit& found, std::string_view text, std::string_view words) {
    const std::size_t begin = text.find(words), end = begin + words.size();
    return std::any_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
        return claim.at.begin < end && claim.at.end > begin &&
               (claim.verdict == Verdict::holds || claim.verdict == Verdict::rounding) &&
               claim.kind != ClaimKind::comparison && claim.kind != ClaimKind::trend;
    });
}

TEST_CASE("what is asked by how much is confirmed where the numbers give it, and found where they cannot", "[audit]") {
    for (const Case& each : cases) {
        CAPTURE(each.text);
        const std::string& so = each.text;
        const Audit found = audit({{"page", so}});
        CHECK(is_confirmed(found, so, each.words));
        CHECK(contradictions(found) == 0);
        const std::string not_so = wrong(each);
        const Audit other = audit({{"page", not_so}});
        const bool contradicted = contradictions(other) > 0;
        CHECK((contradicted || !each.found));
        CHECK((contradicted || !is_confirmed(other, not_so, each.to)));
    }
}

TEST_CASE("a true statement about something else than the row or the figure is left", "[audit]") {
    for (const std::string& text : {
             yards + "Night work at Harbour Street fell by 30% in 2023/24.",
             depots + "Market Square exceeded the target by 12 in March.",
             yards + "Complaints about Mill Road rose by 19%.",
             std::string("Bus trips rose by 2.0 million, from 51.1 million to 53.1 million, and all trips grew by 3.1 "
                         "million, from 90.2 million to 93.3 million."),
             std::string("Our work was worth £1.9bn. We spent £2.0m less than our £61.5m budget."),
             std::string("Delays fell from 640 to 512, a reduction of 128, or 20.0%."),
             std::string("Shops open from 9:30 to 17:00. Calls to 101 took 2 minutes 45 seconds."),
         }) {
        CAPTURE(text);
        CHECK(contradictions(audit({{"page", text}})) == 0);
    }
}

TEST_CASE("a text's columns are a table, and prose is none", "[audit]") {
    const Audit found = audit({{"page",
                                "Fires\n\nKind of fire 2022/23 2023/24 Change\nHouse fires 1,204 1,126 -78\n"
                                "Grass fires 2,310 1,848 -462\nCar fires 412 380 -32\nTotal 3,926 3,354 -572\n"}});
    CHECK(std::any_of(found.claims.begin(), found.claims.end(),
                      [](const Claim& claim) { return claim.verdict == Verdict::holds; }));
    CHECK(contradictions(found) == 0);
}

}  // namespace test_audit_asked
