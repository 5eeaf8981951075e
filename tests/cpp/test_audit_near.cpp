// Claims whose other figures stand in another sentence or in a table of any shape: what is so is confirmed, and what is
// not so is found where nothing else can be meant. The sentences and tables are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_near {

using namespace headway;

/// A text that is so, the words of the claim, and what makes it wrong: the last `from` becomes `to`. `found`: the wrong
/// one is a contradiction.
struct Near {
    std::string_view kind, text, words, from, to;
    bool found;
};

// clang-format off
const std::vector<Near> cases{
    {"earlier value in another sentence",
     "In 2022/23 the council received 1,240 formal complaints. This year the figure was 1,054, a decrease of "
     "15%.",
     "a decrease of 15%", "15%", "25%", true},
    {"earlier value in another sentence",
     "Recorded crime was 58,212 offences this year. In the previous year it was 61,930. This represents a "
     "6.0 per cent reduction.",
     "6.0 per cent reduction", "6.0", "8.0", true},
    {"earlier value in another sentence",
     "Collection is 95.8%. Last year it was 96.1%. Collection is down 0.3 percentage points on last year.",
     "down 0.3 percentage points", "0.3", "0.8", true},
    {"earlier value in another sentence",
     "In September 93.1% of patients were treated in time. In August the figure had been 94.0%, so "
     "performance fell by 0.9 percentage points.",
     "0.9 percentage points", "0.9", "1.9", false},
    {"earlier value in another sentence",
     "The list grew by 412 patients in October to stand at 18,604. In September it stood at 18,192.",
     "grew by 412", "412", "512", false},
    {"earlier value in another sentence",
     "There were 318 households at the end of June. Twelve months earlier there were 251. That equates to an "
     "increase of 67 households, or 27%.",
     "increase of 67", "67 h", "77 h", false},
    {"earlier value in another sentence",
     "Agency spend was \u00A31.9m in Q1. In Q2 it was \u00A31.6m, a reduction of \u00A30.3m.",
     "reduction of \u00A30.3m", "\u00A30.3m", "\u00A30.5m", true},
    {"movement from the sentence before",
     "There were 120 referrals in January. In February this dropped to 90.",
     "this dropped", "dropped", "rose", true},
    {"movement from the sentence before",
     "Agency spend fell from \u00A31.9m in Q1 to \u00A31.6m in Q2. In Q3 it fell again, to \u00A31.4m.",
     "it fell", "\u00A31.4m", "\u00A31.8m", true},
    {"movement from the sentence before",
     "In January 5.3% of patients waited a day; in February that had fallen only slightly, to 5.1%.",
     "that had fallen", "fallen", "risen", false},
    {"size from a target of another sentence",
     "Absence stood at 9.8 days. The target is 8.5 days. Absence is therefore 1.3 days above the target "
     "level.",
     "1.3 days above", "1.3", "2.3", true},
    {"size from a target of another sentence",
     "The average time to re-let a home is 34 days. The target is 28 days. This is six days over the target.",
     "six days over", "six", "nine", true},
    {"size from a target of another sentence",
     "Performance was 71.4% in December. Nationally the figure was 69.4%, so the Trust performed better than "
     "the England position by 2.0 percentage points.",
     "2.0 percentage points", "2.0", "4.0", false},
    {"size from a target of another sentence",
     "The outturn was \u00A35.6m. The planned figure was \u00A34.1m. This is \u00A31.5m worse than plan.",
     "\u00A31.5m worse", "\u00A31.5m", "\u00A32.5m", false},
    {"comparison with another sentence",
     "The target for the year is 92%. Performance in November was 89.7%. Performance therefore remains below "
     "target.",
     "below target", "below", "above", false},
    {"comparison with another sentence",
     "The national average is 15.8%. Our rate was 14.2% in March. The rate is lower than the national "
     "average.",
     "lower than the national average", "lower", "higher", true},
    {"comparison with another sentence",
     "The standard is that 96% of patients are treated in time; 93.1% were. The standard of 96% was not met.",
     "standard of 96% was not met", "", "", false},
    {"a share of two sentences",
     "During the quarter 842 planning applications were determined. Of these 758 were decided in time, "
     "giving a performance of 90.0%.",
     "90.0%", "90.0%", "80.0%", false},
    {"a share of two sentences",
     "We responded to 1,118 of 1,300 requests in time. That is 86%.",
     "That is 86%", "86%", "76%", false},
    {"a share of two sentences",
     "There are 96 schools in the borough; 81 are rated good. At 84% this is above the target of 80%.",
     "At 84%", "84%", "82%", false},
    {"a share of two sentences",
     "In February 133 responses were sent. Of these, 123 were in time and 10 took longer, a compliance rate "
     "of 92.48%.",
     "rate of 92.48%", "92.48%", "91.48%", false},
    {"a share of two sentences",
     "Savings of \u00A34.8m have been delivered. The full year target is \u00A36.0m, meaning that 80% has "
     "been achieved.",
     "that 80%", "80%", "90%", false},
    {"a share of two sentences",
     "By the end of June 155 homes had been completed. The annual target is 300, so just over half of the "
     "target has been delivered.",
     "just over half", "", "", false},
    {"parts behind their whole",
     "Of the 163 complaints received, 25 were investigated at stage 2. Of these, 13 were not upheld and 12 "
     "were upheld.",
     "25 were investigated", "12 were", "14 were", false},
    {"parts behind their whole",
     "In February 133 responses were sent. Of these, 123 were in time and 10 took longer.",
     "133 responses", "10 took", "12 took", false},
    {"parts behind their whole",
     "95 have a status: 78 are in place, 3 are late and 14 are missing.",
     "95 have", "14 are", "18 are", false},
    {"totals of sentences",
     "These areas gave an underspend of \u00A32.44m. In addition, corporate budgets contributed \u00A31.37m, "
     "giving an overall underspend of \u00A33.81m.",
     "overall underspend of \u00A33.81m", "\u00A33.81m", "\u00A33.18m", false},
    {"totals of sentences",
     "Fly-tipping reports: April 310, May 342, June 298. In total there were 950 reports.",
     "950 reports", "950", "970", false},
    {"what is left",
     "The variance was a pressure of \u00A313.617m. Directors had adjusted this by -\u00A32.391m, leaving a "
     "residual pressure of \u00A311.226m.",
     "leaving a residual pressure of \u00A311.226m", "11.226", "11.626", false},
    {"what is left",
     "There was an underspend of \u00A33.665m. Of the underspend, \u00A32.566m was down to timing, the "
     "remaining \u00A31.099m being savings.",
     "remaining \u00A31.099m", "1.099", "1.109", false},
    {"what is left",
     "The report identified an underspend of \u00A32.193m. It was approved that \u00A31.780m be moved to a "
     "reserve and the remaining \u00A30.413m to another.",
     "remaining \u00A30.413m", "0.413", "0.431", false},
    {"what is left",
     "We met seven of our ten objectives. The other three are rated amber.",
     "other three", "three", "four", true},
    {"a variance of two sentences",
     "Total expenditure was \u00A364.2m. This compares with an approved budget of \u00A361.9m and results in "
     "an overspend of \u00A32.3m.",
     "overspend of \u00A32.3m", "\u00A32.3m", "\u00A33.2m", false},
    {"second size of one change",
     "There were 145,562 patients, an increase of 21,917 (+17.7%) on the quarter before (123,645).",
     "+17.7%", "17.7", "11.7", true},
    {"second size of one change",
     "Requests rose from 112 to 134, up by 22, almost a fifth.",
     "almost a fifth", "", "", false},
    {"a share of the time before",
     "At the end of June the list stood at 212,444, compared with March 2015 (191,777). The number waiting "
     "long was 85,997. This is compared with 69,730 (36.4%) at the end of March 2015.",
     "69,730 (36.4%)", "36.4", "46.4", false},
    {"shares that are all",
     "Performance showed progress, with 70% on target, 20% being monitored and 10% off track.",
     "70% on target", "", "", false},
    {"the way in words",
     "Calls answered in time showed a significant improvement from 25% to 40%.",
     "significant improvement", "improvement", "deterioration", false},
    {"the way in words",
     "Compliance improved from 92.48% in January to 94.21% in February.",
     "improved", "improved", "worsened", false},
    {"fractions",
     "Around two in five residents (41%) feel safe.",
     "two in five", "41%", "61%", true},
    {"fractions",
     "In 2023 action was taken in 6,351 cases, less than half of the 13,091 of the year before.",
     "less than half", "6,351", "8,351", false},
    {"a column of shares",
     "| Month | Sent | In time | Rate |\n|---|--:|--:|--:|\n| December | 128 | 120 | 93.75% |\n| January | "
     "121 | 114 | 94.21% |\n| March | 140 | 133 | 95.00% |\n| February | 133 | 123 | 92.48% |\n",
     "92.48%", "92.48", "94.28", true},
    {"a column of differences",
     "| Area | 2013/14 | 2014/15 | Number | Percentage |\n|---|--:|--:|--:|--:|\n| North | 54,721 | 53,036 | "
     "- 1,685 | - 3.1% |\n| South | 23,915 | 25,285 | + 1,370 | + 5.7% |\n| West | 95,509 | 92,739 | - 2,770 "
     "| - 2.9% |\n",
     "1,370", "1,370", "1,730", false},
    {"a column of changes",
     "| Area | 2013/14 | 2014/15 | Number | Percentage |\n|---|--:|--:|--:|--:|\n| North | 54,721 | 53,036 | "
     "- 1,685 | - 3.1% |\n| South | 23,915 | 25,285 | + 1,370 | + 5.7% |\n| West | 95,509 | 92,739 | - 2,770 "
     "| - 2.9% |\n| East | 93,450 | 98,052 | + 4,602 | + 4.9% |\n",
     "5.7%", "5.7", "7.5", true},
    {"a row of all",
     "| Area | Calls | Visits |\n|---|--:|--:|\n| Region | 600 | 1,320 |\n| North | 110 | 410 |\n| South | "
     "220 | 500 |\n| West | 270 | 410 |\n",
     "600", "", "", false},
    {"shares of a column's total",
     "| Income | \u00A3m | % |\n|---|--:|--:|\n| Grants | 180 | 27 |\n| Fees | 94 | 14 |\n| Contracts | 248 "
     "| 37 |\n| Other | 154 | 23 |\n| Total | 676 | |\n",
     "37", "37", "36", true},
    {"shares in brackets",
     "| Decisions | 2010 | 2011 | 2012 |\n|---|--:|--:|--:|\n| Decided | 65 | 50 | 60 |\n| Dismissed | 41 "
     "(63%) | 35 (70%) | 33 (55%) |\n| Upheld | 24 | 15 | 27 |\n",
     "41 (63%)", "63%", "68%", false},
    {"a change in brackets",
     "| | Average | 2015 | 2020 |\n|---|--:|--:|--:|\n| Killed | 292 | 204 (30% reduction) | 175 (40% "
     "reduction) |\n| Injured | 2,605 | 1,485 (43% reduction) | 1,172 (55% reduction) |\n",
     "1,485", "1,485", "1,584", true},
    {"text of a table by year",
     "| Measure | 2014/15 | 2015/16 | 2016/17 | 2017/18 | Aim |\n|---|--:|--:|--:|--:|--:|\n| Incidents "
     "attended | 2,659 | 3,306 | 3,076 | 3,463 | 3,494 |\n| Dwelling fires | 164 | 147 | 146 | 143 | 150 |\n"
     "| Calls handled within 90 seconds (%) | 81 | 79 | 79 | 79 | 85 |\n| Firefighter injuries | 49 | 43 | "
     "34 | 32 | 0 |\n\nThe number of incidents attended rose by 387 on the year before.",
     "rose by 387", "387", "487", true},
    {"text of a table by year",
     "| Measure | 2014/15 | 2015/16 | 2016/17 | 2017/18 | Aim |\n|---|--:|--:|--:|--:|--:|\n| Incidents "
     "attended | 2,659 | 3,306 | 3,076 | 3,463 | 3,494 |\n| Dwelling fires | 164 | 147 | 146 | 143 | 150 |\n"
     "| Calls handled within 90 seconds (%) | 81 | 79 | 79 | 79 | 85 |\n| Firefighter injuries | 49 | 43 | "
     "34 | 32 | 0 |\n\nFirefighter injuries are down by 35% since 2014/15.",
     "down by 35%", "35%", "53%", false},
    {"text of a table by year",
     "| Measure | 2014/15 | 2015/16 | 2016/17 | 2017/18 | Aim |\n|---|--:|--:|--:|--:|--:|\n| Incidents "
     "attended | 2,659 | 3,306 | 3,076 | 3,463 | 3,494 |\n| Dwelling fires | 164 | 147 | 146 | 143 | 150 |\n"
     "| Calls handled within 90 seconds (%) | 81 | 79 | 79 | 79 | 85 |\n| Firefighter injuries | 49 | 43 | "
     "34 | 32 | 0 |\n\nCalls handled within 90 seconds were six percentage points short of the aim.",
     "six percentage points", "six", "nine", false},
    {"text of a table by year",
     "| Measure | 2014/15 | 2015/16 | 2016/17 | 2017/18 | Aim |\n|---|--:|--:|--:|--:|--:|\n| Incidents "
     "attended | 2,659 | 3,306 | 3,076 | 3,463 | 3,494 |\n| Dwelling fires | 164 | 147 | 146 | 143 | 150 |\n"
     "| Calls handled within 90 seconds (%) | 81 | 79 | 79 | 79 | 85 |\n| Firefighter injuries | 49 | 43 | "
     "34 | 32 | 0 |\n\nDwelling fires have fallen in each of the last three years.",
     "have fallen", "fallen", "risen", false},
    {"text of a table by year",
     "| Year | Number of requests | Answered on time |\n|---|--:|--:|\n| 2013/14 | 2,648 | 87.3% |\n| "
     "2014/15 | 2,218 | 87.0% |\n| 2015/16 | 2,582 | 85.4% |\n| 2016/17 | 2,616 | 80.7% |\n| 2017/18 | 3,201 "
     "| 91.6% |\n\nThe number of requests rose for the third year running to 3,201, an increase of 22% on "
     "2016/17.",
     "increase of 22%", "22%", "32%", false},
    {"text of a table by year",
     "| Year | Number of requests | Answered on time |\n|---|--:|--:|\n| 2013/14 | 2,648 | 87.3% |\n| "
     "2014/15 | 2,218 | 87.0% |\n| 2015/16 | 2,582 | 85.4% |\n| 2016/17 | 2,616 | 80.7% |\n| 2017/18 | 3,201 "
     "| 91.6% |\n\nPerformance was up 10.9 percentage points on the previous year.",
     "10.9 percentage points", "10.9", "9.9", false},
    {"text of a table by year",
     "| Year | Number of requests | Answered on time |\n|---|--:|--:|\n| 2013/14 | 2,648 | 87.3% |\n| "
     "2014/15 | 2,218 | 87.0% |\n| 2015/16 | 2,582 | 85.4% |\n| 2016/17 | 2,616 | 80.7% |\n| 2017/18 | 3,201 "
     "| 91.6% |\n\nThe number of requests was the highest of the five years shown, at 3,201.",
     "highest of the five years", "highest", "lowest", false},
    {"text of a table by year",
     "| Year | Number of requests | Answered on time |\n|---|--:|--:|\n| 2013/14 | 2,648 | 87.3% |\n| "
     "2014/15 | 2,218 | 87.0% |\n| 2015/16 | 2,582 | 85.4% |\n| 2016/17 | 2,616 | 80.7% |\n| 2017/18 | 3,201 "
     "| 91.6% |\n\nOver the five years 13,265 requests were received.",
     "13,265 requests", "13,265", "13,625", false},
    {"text of a table of shares",
     "| Income | \u00A3000 |\n|---|--:|\n| Grants | 154,187 |\n| Fees | 94,088 |\n| Research | 128,047 |\n| "
     "Total income | 376,322 |\n\nGrants were the largest source, at 41% of the total.",
     "at 41% of", "41%", "47%", false},
    {"a rank among rows",
     "| Area | Offences |\n|---|--:|\n| Northshire | 208 |\n| Southshire | 150 |\n| Eastshire | 103 |\n| "
     "Westshire | 38 |\n\nNorthshire had the highest number of the four areas.",
     "highest number", "Northshire had", "Southshire had", false},
};
// clang-format on

std::vector<Finding> contradictions(const Audit& found) {
    std::vector<Finding> all = found.findings;
    std::erase_if(all, [](const Finding& finding) {
        return finding.in_class == FindingClass::presentation || finding.in_class == FindingClass::note;
    });
    return all;
}

/// The verdicts of the claims that have some of the words where these stand last.
std::vector<Verdict> verdicts(const Audit& found, std::string_view text, std::string_view words) {
    const std::size_t begin = text.rfind(words), end = begin + words.size();
    std::vector<Verdict> all;
    for (const Claim& claim : found.claims)
        if (claim.at.begin < end && claim.at.end > begin) all.push_back(claim.verdict);
    return all;
}

TEST_CASE("what another sentence or a table gives is confirmed, and contradicts nothing", "[audit]") {
    for (const Near& one : cases) {
        const Audit found = audit({{"page", std::string(one.text)}});
        const std::vector<Verdict> said = verdicts(found, one.text, one.words);
        INFO(one.kind << ": " << one.text);
        CHECK(std::any_of(said.begin(), said.end(),
                          [](Verdict verdict) { return verdict == Verdict::holds || verdict == Verdict::rounding; }));
        CHECK(contradictions(found).empty());
    }
}

TEST_CASE("what another sentence or a table does not give is found where nothing else can be meant", "[audit]") {
    for (const Near& one : cases) {
        if (!one.found) continue;
        std::string wrong(one.text);
        wrong.replace(wrong.rfind(one.from), one.from.size(), one.to);
        INFO(one.kind << ": " << wrong);
        CHECK_FALSE(contradictions(audit({{"page", wrong}})).empty());
    }
}

TEST_CASE("a claim is held against no figure of another thing, another time or another size", "[audit]") {
    for (
        const std::string text :
        {// another thing between the two
         "We received 1,240 complaints in 2021/22 and 1,054 in 2022/23. Compensation fell by 30%.\n",
         // the year before is not printed
         "In 2013/14 16,000 households applied, a 3.2 per cent rise on the previous year. The peak was in 2004/05, "
         "when "
         "22,500 applied.\n",
         // the baseline is not printed
         "There were 166 fires. This is a reduction of 41 on the 207 of the previous quarter and is 22 fires below the "
         "quarterly baseline.\n",
         // two later ends
         "Pupils were above the average with 78.1%, against 75.4% nationally, while the 94.6% that passed was above "
         "the "
         "national average of 92.8%.\n",
         // how many are so, and not by how much
         "We found that 23 out of 26 hospitals, or 88%, were below the target of 70% of patients seen in time.\n",
         // a share of a part that is not printed
         "Income was \u00A3984m and expenditure \u00A3957m, with staff costs representing 55 per cent of this total.\n",
         // each change has its own end
         "Income rose by \u00A315.4m to \u00A3260.3m after a further \u00A311.3m (20%) reduction in grants.\n",
         // a rank of five, and no share of them
         "Subsequent surgery had the lowest performance of the five, at 88.2%.\n",
         // two counts of one name
         "Seven major applications were determined. 12 out of 34 major applications were in time.\n"}) {
        INFO(text);
        CHECK(contradictions(audit({{"page", text}})).empty());
    }
}

const std::string profile =
    "Financial Year\tForecast Savings Profile (\u00A3m)\t\t\t\n\t24/25\t25/26\t26/27\n"
    "Total Savings Identified (cumulative)\t7.30\t32.05\t39.37\nAnnual Incremental Total\t7.30\t24.75\t7.32\n\n";

TEST_CASE("a run rate is no cash, and cash no run rate", "[audit]") {
    // 7.30 + 32.05 + 39.37 = 78.72 over three years; 39.37 a year at the end
    const auto rules = [](const std::string& sentence) {
        std::vector<std::string> all;
        for (const Finding& finding : contradictions(audit({{"page", "Savings\n\n" + profile + sentence + "\n"}})))
            all.push_back(finding.rule);
        return all;
    };
    const std::vector<std::string> one{"run rate and cash"};
    CHECK(rules("The programme will save \u00A378.7m over the three years.").empty());
    CHECK(rules("The programme will save \u00A339.4m over the three years.") == one);
    CHECK(rules("It will deliver savings of \u00A339.4m a year.").empty());
    CHECK(rules("It will deliver savings of \u00A378.7m a year.") == one);
    CHECK(rules("Savings of \u00A312m will be delivered over the period.").empty());
}

TEST_CASE("a target of the text that its row lacks is worth a look, where other rows have one", "[audit]") {
    const auto notes = [](const std::string& head, const std::string& own, const std::string& other) {
        const Audit found =
            audit({{"page", "1. Services:\n\nIndicator\tPrevious result\tLatest result" + head +
                                "\nCalls answered in time (%)\t81.2\t84.6" + other + "\nMissed bins\t120\t95" + own +
                                "\n\nMissed bins: The number of missed bins fell to 95 from 120, against "
                                "a target of 100.\n"}});
        CHECK(contradictions(found).empty());
        return std::count_if(found.findings.begin(), found.findings.end(), [](const Finding& finding) {
            return finding.rule == "target not in the table" && finding.in_class == FindingClass::note;
        });
    };
    CHECK(notes("\tTarget", "\t-", "\t90.0") == 1);
    CHECK(notes("\tTarget", "\tn/a", "\t90.0") == 1);
    CHECK(notes("\tTarget", "\t100", "\t90.0") == 0);
    CHECK(notes("", "", "") == 0);  // a table without targets
}

}  // namespace test_audit_near
