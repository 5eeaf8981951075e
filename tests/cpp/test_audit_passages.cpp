// Claims of which a careful reader finds the operands in a table or in sentences near by: two columns of a row, rows
// that are counted, figures that make another in a way of their own. The tables and sentences are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_passages {

using namespace headway;

// clang-format off
const std::string stations =
    "| Station | Visits target | Visits made |\n"
    "|---|---|---|\n"
    "| Alder | 600 | 655 |\n"
    "| Birch | 450 | 431 |\n"
    "| Cedar | 900 | 918 |\n"
    "| Dale | 300 | 212 |\n"
    "\n";
const std::string operators =
    "| Operator | Buses observed | On time |\n"
    "|---|---|---|\n"
    "| Northline | 1,240 | 1,054 |\n"
    "| Citybus | 2,310 | 2,079 |\n"
    "| Valley | 640 | 480 |\n"
    "\n";
const std::string branches =
    "| Branch | Visits 2022 | Visits 2023 | Loans 2023 |\n"
    "|---|---|---|---|\n"
    "| Ashby | 41,200 | 45,320 | 28,900 |\n"
    "| Burton | 63,400 | 60,230 | 40,100 |\n"
    "| Coalville | 22,800 | 34,200 | 15,300 |\n"
    "| Derby | 18,600 | 18,600 | 9,700 |\n"
    "\n";
const std::string offences =
    "| Offence | 2022 | 2023 |\n"
    "|---|---|---|\n"
    "| Burglary | 3,204 | 2,851 |\n"
    "| Vehicle crime | 4,880 | 5,270 |\n"
    "| Robbery | 612 | 590 |\n"
    "\n";
const std::string periods =
    "| Period | Trains run | On time % | Cancelled |\n"
    "|---|---|---|---|\n"
    "| Period 6 | 18,400 | 71.2 | 552 |\n"
    "| Period 7 | 18,650 | 66.9 | 746 |\n"
    "| Period 8 | 18,200 | 63.4 | 910 |\n"
    "\n";

/// A table and a sentence that is so, the words of the claim, and what makes it wrong: the last `from` becomes `to`.
/// `found`: the wrong one is a contradiction.
struct Passage {
    std::string_view kind;
    std::string table;
    std::string text;
    std::string words;
    std::string_view from, to;
    bool found;
};

const std::vector<Passage> passages{
    {"rows that meet their target", stations,
     "Two of the four stations met their target.",
     "Two of the four stations met their target", "Two", "Three", true},
    {"rows that meet their target", stations,
     "Half of the stations met their target.",
     "Half of the stations met their target", "Half", "None", true},
    {"rows that rose", branches,
     "Visits rose at two of the four branches, fell at one and were unchanged at one.",
     "rose at two of the four branches", "two", "three", true},
    {"rows that fell", offences,
     "All but one of the offences fell.",
     "All but one of the offences fell", "one", "two", true},
    {"the only row", operators,
     "Only Citybus met the 88% standard.",
     "Only Citybus met the 88% standard", "88", "84", false},
    {"one column over another", operators,
     "Northline ran 85% of its services on time.",
     "85%", "85", "75", false},
    {"one column over another", operators,
     "Overall 86.2% of buses observed were on time.",
     "86.2%", "86.2", "84.2", false},
    {"one column less another", stations,
     "Dale was 88 visits short of its target.",
     "88", "88", "98", true},
    {"beyond a target", stations,
     "Alder beat its target by 55 (9%).",
     "(9%", "9%", "6%", true},
    {"change of one measure of several", branches,
     "Visits at Ashby went up by 10%.",
     "went up by 10%", "10%", "20%", true},
    {"a row over all", branches,
     "Burton lent the most items, 43% of all loans.",
     "43% of all", "43", "53", false},
    {"a rank of a ratio", operators,
     "Citybus was the most punctual operator.",
     "the most punctual", "Citybus", "Valley", false},
    {"a rank of a ratio", operators,
     "The weakest performance was at Valley, with 75% on time.",
     "The weakest performance", "Valley", "Citybus", false},
    {"a rank of changes", offences,
     "Burglary had the largest percentage fall.",
     "the largest percentage fall", "Burglary", "Robbery", false},
    {"a rank of a column that is named", operators,
     "Valley had the fewest buses observed.",
     "the fewest buses", "Valley", "Citybus", true},
    {"a time in the rows", periods,
     "5% of trains were cancelled in Period 8.",
     "5% of trains", "5%", "7%", false},
    {"a time in the rows", periods,
     "Punctuality fell for the second period in a row, to 63.4%.",
     "for the second period", "second", "third", false},
    {"a multiple of two rows", offences,
     "There were more than eight times as many vehicle crimes as robberies.",
     "more than eight times as", "eight", "nine", true},
    {"a multiple of two times", branches,
     "Coalville had one and a half times as many visits as in 2022.",
     "one and a half times", "one", "two", false},
    {"a number that is dialled", "",
     "In the year to March there were 148,210 999 calls. In the same period last year there were "
     "141,890 999 calls. Demand on 999 has grown by 4.5%.",
     "grown by 4.5%", "4.5%", "9.5%", false},
    {"a fraction of the sentence before", "",
     "We received 1,288 complaints. We upheld 322 of them, one quarter of the total.",
     "one quarter", "quarter", "half", false},
    {"a fraction as a size", "",
     "In 2022/23 we had repaired 11,918. This year we repaired 14,306, up by a fifth.",
     "a fifth", "fifth", "third", true},
    {"nine in ten", "",
     "Nine out of ten visitors (91%) would come again.",
     "Nine out of ten visitors (91%", "91%", "61%", true},
    {"a whole by its noun", "",
     "There were 12,480 attendances in October. The target is 78%. 624 patients waited too long, "
     "equivalent to 5% of all attendances.",
     "5% of all", "5%", "7%", false},
    {"a part of what is named", "",
     "We made 216 awards. 54 of the awards were small (25%).",
     "(25%", "25", "20", false},
    {"the rest of a share", "",
     "We dealt with 1,214 incidents, 97.1% of them in time. That leaves 35 incidents.",
     "leaves 35", "35", "65", false},
    {"a gap of two shares", "",
     "The gap between disadvantaged pupils (44%) and others (67%) was 23 points.",
     "was 23", "23", "33", false},
    {"a net score", "",
     "Overall 68% were satisfied and 19% were dissatisfied. Net satisfaction is +49 points.",
     "is +49", "49", "59", false},
    {"an average", "",
     "We made 216 awards worth \u00A35.4m, an average of \u00A325,000.",
     "average of \u00A325,000", "25,000", "35,000", false},
    {"how many more, and how much that is", "",
     "At 30 June 2,846 patients were waiting, 212 (8%) more than at 31 March.",
     "212 (8%) more", "8%", "18%", false},
    {"two figures, one of another time", "",
     "Nine parks hold the Green Flag, three more than in 2020. In 2020 six parks held it.",
     "three more than", "three", "five", false},
    {"better, from a figure behind", "",
     "The recycling rate was 47.6%. The rate was 46.1% a year earlier. It improved by 1.5 "
     "percentage points.",
     "improved by 1.5", "1.5", "2.5", true},
    {"a rank of parts", "",
     "Arts took \u00A31.62m, sport \u00A31.35m and heritage \u00A32.43m. Heritage was the largest.",
     "Heritage was the largest", "Heritage was", "Sport was", false},
};

/// What is so of other things than the table or the sentences near by.
const std::vector<std::string> others{
    stations + "Three of the four stations met their target for inspections.",
    stations + "Three of the five stations met their target.",
    branches + "Visits by children rose at three of the four branches.",
    offences + "All three offences fell in March.",
    operators + "Northline had the fewest complaints.",
    operators + "Valley had the most buses observed with a fault.",
    offences + "There were twice as many vehicle crimes as in the county's best year.",
    stations + "Half of the station's vehicles are on or above target age.",
    "We took 101 calls from parents, 60 more than the 41 of last year.",
    "The show had 412 visitors. There were 412 complaints about the pool.",
    "There were 312 assessments. 16/17-year-olds made up 24% of those looked after.",
    "Under-18s made up 31% of members, and 5-a-side bookings doubled.",
    "We made 216 awards and 60 loans. 54 of the awards were small, and of the loans 20%.",
};
// clang-format on

/// The verdicts of the claims that have some of the last of these words, and how many contradictions there are.
struct Seen {
    std::vector<Verdict> verdicts{};
    std::size_t contradictions = 0;

    [[nodiscard]] bool has(Verdict verdict) const {
        return std::find(verdicts.begin(), verdicts.end(), verdict) != verdicts.end();
    }
};

Seen look(const std::string& page, const std::string& words) {
    const std::string text = "# Report\n\n" + page + "\n";
    const std::size_t at = text.rfind(words);
    REQUIRE(at != std::string::npos);
    const Audit found = audit({{"page", text}});
    Seen seen;
    for (const Claim& claim : found.claims)
        if (claim.at.begin < at + words.size() && claim.at.end > at) seen.verdicts.push_back(claim.verdict);
    for (const Finding& finding : found.findings)
        seen.contradictions +=
            finding.in_class == FindingClass::note || finding.in_class == FindingClass::presentation ? 0u : 1u;
    return seen;
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.rfind(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST_CASE("what a table or the sentences near by give holds, and something else does not", "[audit]") {
    for (const Passage& one : passages) {
        INFO(one.kind << ": " << one.words);
        const Seen so = look(one.table + one.text, one.words);
        CHECK(so.has(Verdict::holds));
        CHECK(so.contradictions == 0);
        const Seen wrong = look(one.table + changed(one.text, one.from, one.to), changed(one.words, one.from, one.to));
        CHECK((wrong.contradictions > 0) == one.found);
        if (!one.found) CHECK_FALSE(wrong.has(Verdict::holds));
    }
}

TEST_CASE("what is said of other things than a table has is no contradiction", "[audit]") {
    for (const std::string& text : others) {
        INFO(text);
        CHECK(look(text, "Report").contradictions == 0);
    }
}

TEST_CASE("a number that is part of a name is no figure", "[audit]") {
    for (const std::string text :
         {"Calls to 999 rose.", "We answered 101 calls.", "Attainment 8 fell.", "Pupils of POLAR quintile 1 took part.",
          "The 28-day standard was met.", "16/17-year-olds took part.", "5-a-side bookings doubled.",
          "Scope 1 emissions fell.", "NHS 111 was busy.", "Children under five were seen."}) {
        INFO(text);
        const Audit found = audit({{"page", "# Report\n\nToday " + text + "\n"}});
        for (const Claim& claim : found.claims) CHECK(claim.kind != ClaimKind::value);
    }
}

}  // namespace test_audit_passages
