// What nothing decided: not checkable where nothing that is printed bears on it, unread where figures near by may. And
// what figures near by make together, which is read. All sentences are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_unread {

using namespace headway;

const std::string branches =
    "# Libraries\n\n"
    "| Branch | Loans | Visits |\n|---|--:|--:|\n"
    "| Harbour | 4,123 | 2,065 |\n| Moor | 3,315 | 2,754 |\n| Park | 1,876 | 1,942 |\n| All branches | 9,314 | 6,761 "
    "|\n\n";
const std::string ferries =
    "# Ferries\n\n"
    "| Measure | Standard | 2022/23 | 2023/24 |\n|---|--:|--:|--:|\n"
    "| Sailings on time | 92.0% | 91.4% | 93.6% |\n| Crossings (thousands) | 840 | 812 | 861 |\n"
    "| Complaints by passengers | 150 | 141 | 163 |\n\n";
const std::string parks =
    "# Parks\n\n"
    "| Commitment | Wanted | Result | Kept |\n|---|--:|--:|---|\n"
    "| Trees planted | 500 | 612 | Yes |\n| Paths mended (km) | 12 | 9 | No |\n| Ponds cleared | 6 | 6 | Yes |\n"
    "| Play areas inspected | 44 | 41 | No |\n| Events held | 30 | 38 | Yes |\n\n";
const std::string quarters =
    "# Visits\n\n"
    "| Site | Q1 | Q2 | Q3 | Q4 |\n|---|--:|--:|--:|--:|\n"
    "| Castle | 9,412 | 8,951 | 8,134 | 7,710 |\n| Museum | 5,120 | 5,644 | 4,902 | 4,377 |\n\n";
const std::string journeys =
    "# Journeys (millions)\n\n"
    "| Mode | 2022/23 | 2023/24 |\n|---|--:|--:|\n"
    "| Bus | 88.4 | 92.1 |\n| Tram | 31.0 | 36.5 |\n| All modes | 119.4 | 128.6 |\n\n";

bool over(const Quote& at, std::size_t begin, std::size_t end) { return at.begin < end && at.end > begin; }

TEST_CASE("a claim that figures near by may bear on is unread, and says which", "[audit]") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {branches + "The Harbour branch renewed 17% of its tickets.", "17%"},
        {branches + "Loans to children rose by 12% on the year before.", "12%"},
        {branches + "Three of the four branches were refurbished.", "Three of the four"},
        {ferries + "The tally of complaints by passengers came to 91 about noise.", "91"},
        {"Rents came to \u00A34.31m and grants to \u00A32.75m. Together these made a surplus of \u00A30.48m.",
         "\u00A30.48m"},
        {"The fleet has 412 vans, 96 of them electric. This means that 31% are not yet replaced.", "31%"},
        {"At 7.1% the yield is better than the benchmark of 7.6%.", "better than"},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        const Audit found = audit({{"page", text}});
        const std::size_t begin = text.rfind(words), end = begin + words.size();
        for (const Claim& claim : found.claims) {
            CAPTURE(claim.at.words, claim.why);
            CHECK((!over(claim.at, begin, end) || claim.verdict != Verdict::not_checkable));
        }
        CHECK(std::any_of(found.unread.begin(), found.unread.end(),
                          [&](const Unread& one) { return over(one.at, begin, end) && !one.why.empty(); }));
    }
}

TEST_CASE("a claim that nothing printed bears on is not checkable", "[audit]") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {branches + "The new roof cost \u00A341,200.", "\u00A341,200"},
        {branches + "Sickness among drivers averaged 8.4%.", "8.4%"},
        {ferries + "Fuel use dropped by 11%.", "11%"},
        {ferries + "Berthing took 14 minutes, 3 minutes longer than our peer group.", "3 minutes"},
        {"We received 1,240 complaints and 310 letters of thanks. Energy use fell by 9%.", "9%"},
        {"The trust employs 214 people. Its shop made a profit in 18 of the last 20 years.", "214"},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        const Audit found = audit({{"page", text}});
        const std::size_t begin = text.rfind(words), end = begin + words.size();
        CHECK(std::any_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
            return over(claim.at, begin, end) && claim.verdict == Verdict::not_checkable;
        }));
    }
}

TEST_CASE("claims that were left are no claims, and what was not read stands in the order of the text", "[audit]") {
    const std::string text =
        branches + "The Harbour branch renewed 17% of its tickets. The Moor branch renewed 23% of them.";
    const Audit found = audit({{"page", text}});
    REQUIRE(found.unread.size() >= 2);
    CHECK(std::is_sorted(found.unread.begin(), found.unread.end(),
                         [](const Unread& a, const Unread& b) { return a.at.begin < b.at.begin; }));
    for (const Unread& one : found.unread)
        for (const Claim& claim : found.claims)
            CHECK((one.why.empty() || claim.at.begin != one.at.begin || claim.at.end != one.at.end));
}

/// A text that is so, words of the claim, and what makes it wrong: then it is not confirmed.
struct Case {
    std::string text;
    std::string_view words, from, to;
};

const std::vector<Case> made{
    // rows of a column, a row through its times
    {branches + "Harbour and Moor together lent 7,438 books.", "7,438", "7,438", "7,348"},
    {quarters + "The Castle had 34,207 visitors in the year.", "34,207", "34,207", "34,702"},
    // two columns of a row
    {branches + "Borrowing was keenest at Harbour, at 2.00 loans for each visit.", "2.00", "2.00", "2.20"},
    {journeys + "Trams carried 5.5 million more than the year before.", "5.5 million", "5.5", "6.5"},
    {journeys + "Overall use was 9.2 million higher than the year before.", "9.2 million", "9.2", "2.9"},
    // what was said before, another row
    {ferries + "We beat the standard for sailings on time, and they were 2.2 percentage points better than in 2022/23.",
     "2.2 percentage points", "2.2 percentage", "4.4 percentage"},
    // figures of the text
    {"Wardens gave 431 tickets for parking and 287 for litter; taken together 718 tickets.", "718", "718", "781"},
    {"Our van reached 61,450 of 74,900 homes, although 13,450 were left out.", "13,450", "13,450", "14,350"},
    {"We settled 2,871 of the 3,190 claims from tenants in private flats (90.0%).", "90.0%", "90.0%", "95.0%"},
    {"Waits fell from 5,200 to 4,420 hours, or 15%.", "15%", "15%", "25%"},
    {"Wardens walked 25,550 miles in 2023. That is around 70 miles a day.", "70 miles", "70", "90"},
    // counts by a column of states, by targets
    {parks + "We kept our word and met three of these five commitments.", "three of these five", "three", "four"},
    {parks + "Two of the five commitments were missed.", "Two of the five", "Two", "One"},
};

TEST_CASE("what figures near by make is confirmed, and another figure is not", "[audit]") {
    for (const Case& each : made) {
        CAPTURE(each.text);
        const auto is_confirmed = [&](const std::string& text, std::string_view words) {
            const Audit found = audit({{"page", text}});
            const std::size_t begin = text.rfind(words), end = begin + words.size();
            CHECK(std::none_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
                return over(claim.at, begin, end) && claim.verdict == Verdict::contradiction && words == each.words;
            }));
            return std::any_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
                return over(claim.at, begin, end) && claim.verdict == Verdict::holds &&
                       claim.kind != ClaimKind::comparison && claim.kind != ClaimKind::trend;
            });
        };
        CHECK(is_confirmed(each.text, each.words));
        std::string not_so = each.text;
        not_so.replace(not_so.rfind(each.from), each.from.size(), each.to);
        CHECK(!is_confirmed(not_so, each.to));
    }
}

TEST_CASE("words of every quarter, of an extreme and of a bound say more than one number confirms", "[audit]") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {quarters + "Visits to the Museum fell in every quarter.", "Museum fell"},
        {quarters + "The Museum showed the steepest reduction of all.", "reduction"},
        {"The three-year average is 1,310 callouts. Crews made 1,245 callouts, so activity was 5% above the average.",
         "5% above"},
        {branches + "Visitors to Park account for under half of its loans.", "under half"},
    };
    for (const auto& [text, words] : cases) {
        CAPTURE(text);
        const Audit found = audit({{"page", text}});
        const std::size_t begin = text.rfind(words), end = begin + words.size();
        for (const Claim& claim : found.claims) {
            CAPTURE(claim.at.words, claim.why);
            CHECK((!over(claim.at, begin, end) || claim.verdict != Verdict::holds));
        }
    }
    const std::string so = quarters + "Visits to the Castle fell in every quarter.";
    const Audit found = audit({{"page", so}});
    CHECK(std::any_of(found.claims.begin(), found.claims.end(), [&](const Claim& claim) {
        return claim.at.words.find("Castle fell") != std::string::npos && claim.verdict == Verdict::holds;
    }));
}

}  // namespace test_audit_unread
