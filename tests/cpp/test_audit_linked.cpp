// Claims held against the row that their words are nearest to: what is so holds, and what is not so is found, or is at
// least not confirmed. All bodies and figures are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_linked {

using namespace headway;
using test::with;

bool has(const std::string& text, std::string_view words, Verdict verdict) {
    return test::has(audit({{"page", text}}).claims, text, words, verdict);
}

/// A text that is so, words of a claim that holds, and what makes it wrong. `found`: the wrong one is a contradiction.
struct Case {
    std::string text;
    std::string_view words, from, to;
    bool found;
};

const std::string harbour =
    "# Harbour\n\n"
    "| Berth | Ships | Tonnes | Delay rate | Delay rate 2021 |\n|---|--:|--:|--:|--:|\n"
    "| Northquay | 412 | 61,800 | 18.0 | 21.5 |\n| Eastwharf | 268 | 52,260 | 27.0 | 25.5 |\n"
    "| Millpond | 150 | 14,250 | 12.0 | 13.0 |\n| Saltpan | 330 | 69,300 | 33.0 | 37.0 |\n"
    "| Port | 1,160 | 197,610 | 23.4 | 25.1 |\n\n";
const std::string garden =
    "# Garden\n\n"
    "| Measure | 2020 | 2021 | 2022 | 2023 |\n|---|--:|--:|--:|--:|\n"
    "| Roses planted | 640 | 702 | 815 | 931 |\n| Hedges cut (km) | 88 | 84 | 79 | 71 |\n"
    "| Benches mended | 53 | 61 | 58 | 49 |\n\n";
const std::string opinion =
    "# Opinion\n\n"
    "| Question (% yes) | 2022 | 2023 |\n|---|--:|--:|\n"
    "| Paths are well lit | 35 | 30 |\n| Ferries run on time | 72 | 80 |\n| Markets are lively | 66 | 67 |\n\n";
const std::string ledger =
    "# Ledger\n\n"
    "| Service | Budget \u00A3k | Forecast \u00A3k | Variance \u00A3k |\n|---|--:|--:|--:|\n"
    "| Bridges | 2,310 | 2,684 | 374 |\n| Culverts | 1,905 | 1,832 | (73) |\n| Lamps | 960 | 811 | (149) |\n"
    "| All services | 5,175 | 5,327 | 152 |\n\n";
const std::string rangers =
    "# Rangers\n\n"
    "| Indicator | Moorland | England |\n|---|--:|--:|\n"
    "| Crimes at car parks per 1,000 visits | 2.4 | 3.1 |\n| Walkers satisfied | 84% | 88% |\n"
    "| Gates checked in time | 91% | 87% |\n| Stiles repaired in time | 79% | 83% |\n\n";
const std::string waits =
    "# Waits\n\n"
    "| Average days | Jan | Feb | Mar | Apr | May |\n|---|--:|--:|--:|--:|--:|\n"
    "| Kennel places | 16.2 | 15.4 | 14.8 | 13.9 | 13.1 |\n| Rehoming checks | 7.3 | 6.8 | 7.9 | 7.0 | 6.2 |\n\n";
const std::string hire =
    "# Hire\n\n"
    "| Month | Boats let | Boats back late | Deposits kept |\n|---|--:|--:|--:|\n"
    "| May | 840 | 126 | 31 |\n| June | 905 | 181 | 44 |\n| July | 1,010 | 252 | 67 |\n\n";
const std::string seats =
    "# Seats\n\n"
    "| Statement (% positive) | West Bay | East Bay | Town | England |\n|---|--:|--:|--:|--:|\n"
    "| Easy to book | 63 | 52 | 58 | 61 |\n| Clean on arrival | 81 | 74 | 78 | 76 |\n"
    "| Staff were helpful | 90 | 85 | 88 | 89 |\n\n";
const std::string phones =
    "# Phones\n\n"
    "| | 2022 | 2023 |\n|---|--:|--:|\n"
    "| 116 calls taken | 48,200 | 44,910 |\n| 116 average wait | 5m 20s | 3m 05s |\n"
    "| 222 calls taken | 9,400 | 9,870 |\n\n";

// clang-format off
const std::vector<Case> sizes{
    {garden + "Roses planted rose by 116 on the year before.", "rose by 116", "116", "161", true},
    {garden + "Hedges cut fell by 17 between 2020 and 2023.", "fell by 17", "fell", "rose", true},
    {garden + "There were 931 roses planted in 2023, 229 more than in 2021.", "229 more", "more", "fewer", true},
    {ledger + "Bridges is forecast to be \u00A3374k over.", "374k over", "374", "347", true},
    {harbour + "Northquay has come down by 3.5 since 2021.", "come down by 3.5", "3.5", "5.3", false},
    {phones + "Callers to 116 waited on average 135 seconds less than in 2022.", "135 seconds less", "135", "153",
     false},
    {seats + "On booking West Bay scored 63%, 11 points more than East Bay.", "11 points more", "11", "17", false},
};
const std::vector<Case> made{
    {opinion + "Three in ten people find the paths well lit.", "Three in ten", "Three", "Five", false},
    {opinion + "Four out of five say that ferries run on time.", "Four out of five", "Four", "Two", false},
    {opinion + "One walker in three found the paths well lit in 2022.", "One walker in three", "three", "nine", false},
    {harbour + "Saltpan and Eastwharf together account for 62% of tonnes.", "account for 62%", "62%", "72%", false},
    {harbour + "Saltpan made up 35% of all tonnes.", "made up 35%", "35%", "45%", false},
    {ledger + "Savings in Culverts and Lamps together come to \u00A3222k.", "222k", "222", "242", false},
    {hire + "In July a quarter of the boats let came back late.", "a quarter", "a quarter", "a fifth", false},
    {phones + "Calls to 116 fell by some 3,300.", "some 3,300", "3,300", "4,300", false},
    {"We took 7,204 orders and packed nine in ten in a day (6,512 of 7,204), leaving 692 that waited.\n",
     "leaving 692", "692", "629", false},
    {"The list stood at 18,340 in May, down from 19,915 in February. The list has shrunk by 1,575 in three months, an "
     "average of 525 a month.\n", "an average of 525", "525", "575", false},
};
const std::vector<Case> counts{
    {harbour + "Two of the four berths are above the port rate.", "Two of the four", "Two", "Three", true},
    {rangers + "Moorland is better than England on two of the four indicators.", "on two of the four", "two", "four",
     true},
    {seats + "Town was better than England on one of the three statements.", "on one of the three", "one", "two",
     false},
    {waits + "Kennel places waited less. The 15-day target was met in three of the five months.",
     "in three of the five", "three", "four", true},
    {hire + "In every month more boats were let than came back late.", "every month", "more", "fewer", true},
    {garden + "Only roses planted increased.", "Only roses planted", "roses planted", "benches mended", false},
    {garden + "Two of the three measures had a lower figure in 2023 than in 2022.", "Two of the three", "Two", "Three",
     true},
};
const std::vector<Case> ranks{
    {harbour + "Eastwharf has the second highest delay rate.", "second highest", "second", "third", false},
    {ledger + "Bridges has the widest variance of the three services.", "the widest variance", "Bridges", "Culverts",
     false},
    {hire + "July was the busiest month for boats let.", "the busiest month", "July", "May", false},
    {garden + "There were 49 benches mended, the fewest of the four years.", "the fewest", "fewest", "largest", false},
};
const std::vector<Case> runs{
    {waits + "Kennel places stood at 13.1 days. They have fallen for four months in a row.",
     "fallen for four", "fallen", "risen", true},
    {waits + "Rehoming checks rose each month from February to March.", "rose each month", "February to March",
     "January to March", false},
};
// clang-format on

const std::string choirs =
    "# Choirs\n\n| Choir | 2019 | 2021 | 2023 |\n|---|--:|--:|--:|\n| Altos | 40 | 35 | 44 |\n"
    "| Basses | 52 | 55 | 51 |\n| Tenors | 31 | 30 | 33 |\n\n";
const std::string orchard =
    "# Orchard\n\n| Year | Target (t) | Picked (t) | Sold (t) |\n|---|--:|--:|--:|\n| 2020/21 | 60 | 48 | 45 |\n"
    "| 2021/22 | 70 | 75 | 71 |\n| 2022/23 | 80 | 77 | 74 |\n| 2023/24 | 90 | 88 | 85 |\n\n";
const std::string quotas =
    "# Quotas\n\n| Year | Quota | Landings | Surplus |\n|---|--:|--:|--:|\n| 2020/21 | 60 | 48 | (12) |\n"
    "| 2021/22 | 70 | 75 | 5 |\n| 2022/23 | 80 | 77 | (3) |\n\n";
const std::string locks =
    "# Locks\n\n| Measure | Standard | Apr | May |\n|---|--:|--:|--:|\n"
    "| Gates freed in a day | 90% | 91.0% | 88.0% |\n"
    "| Barges through in an hour | 80% | 79.0% | 83.0% |\n| Logs kept | 95% | 93.0% | 94.0% |\n\n";
const std::string halls =
    "# Halls\n\n| Hall | Visits 2021 | Visits 2022 | Hires 2022 |\n|---|--:|--:|--:|\n"
    "| Abbey | 410 | 450 | 61 |\n| Mill | 305 | 340 | 44 |\n| Quay | 220 | 260 | 39 |\n\n";
const std::string purse =
    "# Purse (\u00A3m)\n\n| | 2022/23 | 2023/24 |\n|---|--:|--:|\n| Moorings | 2.31 | 2.52 |\n"
    "| Reserve | 1.90 | 1.62 |\n\n";
const std::string crews =
    "# Crews by strength\n\n| Crew | 2021/22 | 2022/23 | 2023/24 |\n|---|--:|--:|--:|\n"
    "| Dredging | 402 | 410 | 451 |\n| Rope work | 301 | 290 | 214 |\n\n";
// clang-format off
const std::vector<Case> kept{
    {choirs + "Two of the three choirs scored higher than in 2021.", "Two of the three", "Two of", "All of", true},
    {choirs + "Two of the three choirs were larger than in 2019.", "Two of the three", "Two of", "None of", true},
    {choirs + "Every choir except Basses was larger than in 2021.", "Every choir", "Basses", "Tenors", false},
    {orchard + "The target has been beaten in one of the four years.", "one of the four", "one", "three", false},
    {quotas + "The quota was exceeded in one of the three years.", "one of the three", "one", "two", false},
    {locks + "In May we met just one of the three standards.", "just one", "one", "two", true},
    {locks + "In April one of the three standards was met.", "one of the three", "one", "two", true},
    {halls + "All three halls were busier than in 2021.", "All three", "busier", "quieter", true},
};
const std::string works =
    "# Works (\u00A3000)\n\n| Scheme | Budget | Outturn |\n|---|--:|--:|\n| Weirs | 6,410 | 5,230 |\n"
    "| Fords | 2,105 | 2,105 |\n\n";
const std::string buses =
    "# Riders\n\n| Line | Riders |\n|---|--:|\n| Coast | 1,750 |\n| Hill | 420 |\n| Moor | 163 |\n"
    "| All lines | 2,333 |\n\n";
const std::vector<Case> scaled{
    {works + "Weirs spent \u00A35.23m.", "5.23m", "5.23m", "5.32m", false},
    {works + "Fords came in on budget at \u00A32.1m.", "2.1m", "2.1m", "1.2m", false},
    {"# Pumps\n\n| Measure | Q2 2021/22 | Q2 2022/23 |\n|---|--:|--:|\n| Pumps mended | 214 | 251 |\n"
     "| Valves cut | 90 | 77 |\n\nPumps mended rose by 37 on the same quarter of the year before.", "by 37", "37", "73",
     false},
    {buses + "Coast carries three in every four riders.", "three in every four", "three", "two", false},
};
const std::vector<Case> clauses{
    {purse + "The reserve fell by \u00A30.28m.", "0.28m", "0.28m", "0.48m", true},
    {crews + "Dredging is 10% up and rope work has fallen by 76.", "by 76", "fallen", "risen", true},
    {crews + "Rope work strength fell by 76.", "fell by 76", "fell", "rose", true},
    {waits + "Kennel places have fallen month on month.", "fallen month on month", "fallen", "risen", true},
    {waits + "Waits for kennel places fell in every month.", "fell in every month", "fell", "rose", true},
};
// clang-format on

void look(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        const std::string wrong = with(one.text, one.from, one.to);
        INFO(one.text.substr(one.text.rfind("|\n\n") == std::string::npos ? 0 : one.text.rfind("|\n\n")));
        CHECK(has(one.text, one.words, Verdict::holds));
        CHECK_FALSE(has(one.text, one.words, Verdict::contradiction));
        const std::size_t begin = one.text.rfind(one.words), changed = one.text.rfind(one.from);
        const std::string_view still = changed + one.from.size() <= begin || changed >= begin + one.words.size()
                                           ? one.words
                                           : std::string_view(one.to);
        if (one.found)
            CHECK(has(wrong, still, Verdict::contradiction));
        else
            CHECK_FALSE(has(wrong, still, Verdict::holds));
    }
}

TEST_CASE("a size of the row that is named holds, a wrong one or the other way is found", "[audit]") { look(sizes); }
TEST_CASE("shares, fractions, sums and averages of the cells that are named hold", "[audit]") { look(made); }
TEST_CASE("counts over rows and times hold in any order of their words", "[audit]") { look(counts); }
TEST_CASE("counts of targets and of times before are held", "[audit]") { look(kept); }
TEST_CASE("sizes and runs are held in a clause of their own and in the words of their table", "[audit]") {
    look(clauses);
}
TEST_CASE("money is read in the scale of the heading, and shares of every so many", "[audit]") { look(scaled); }
TEST_CASE("superlatives over rows, times and heads hold", "[audit]") { look(ranks); }
TEST_CASE("runs go on about the sentence before and lie between two times", "[audit]") { look(runs); }

/// A text, and words of it that a table cannot tell of.
struct Open {
    std::string text;
    std::string_view words;
};

const std::string shelters =
    "# Shelters\n\n"
    "| Shelter | Nights let 2021 | Nights let 2022 | Nights let 2023 |\n|---|--:|--:|--:|\n"
    "| Beacon | 2,140 | 2,390 | 2,310 |\n| Cairn | 1,820 | 1,760 | 1,905 |\n| Tarn | 960 | 1,015 | 1,120 |\n\n";
const std::string appeals =
    "# Appeals\n\n"
    "| Measure | 2022 | 2023 |\n|---|--:|--:|\n"
    "| Appeals allowed | 126 | 171 |\n| Appeals dismissed | 240 | 228 |\n| Trading balance | -4.2 | -6.3 |\n\n";
const std::string ponds =
    "# Ponds\n\n"
    "| Measure | 2021 | 2022 | Target |\n|---|--:|--:|--:|\n"
    "| Ponds dredged | 310 | 355 | 330 |\n| Sluices greased | 91 | 118 | 110 |\n\n";
const std::string clinic =
    "# Clinic\n\n"
    "| Measure | Jan | Feb | Mar |\n|---|--:|--:|--:|\n"
    "| Seen by the 6-hour standard (%) | 71 | 79 | 94 |\n| Beds free | 12 | 15 | 11 |\n\n";
const std::string schools =
    "# Schools\n\n"
    "| Measure | District | Change | England |\n|---|--:|--:|--:|\n"
    "| Pupils excluded (%) | 4.1 | 0.6 | 5.2 |\n| Staff turnover (%) | 11.9 | 1.4 | 14.0 |\n"
    "| Meals taken (%) | 61.0 | 2.0 | 58.5 |\n\n";
const std::string apart =
    "# Estates\n\n| Depot | 2022 | 2023 |\n|---|--:|--:|\n| Mill Lane | 31 | 28 |\n| Ash Row | 22 | 25 |\n\n"
    "# Transport\n\nThe fleet was renewed.\n\n";

// clang-format off
const std::vector<Open> left_open{
    // words that narrow what is counted, before the size and behind it
    {garden + "Roses planted rose by 9 in March on the month before.", "rose by 9"},
    {garden + "Roses planted rose by 161 in the west of the town.", "rose by 161"},
    {garden + "Among volunteers, roses planted rose by 161.", "rose by 161"},
    {garden + "Nationally, roses planted rose by 161 on the year before.", "rose by 161"},
    {garden + "Roses planted in London rose by 161 on the year before.", "rose by 161"},
    {harbour + "Nationally, three of the four berths are above the port rate.", "three of the four"},
    {ledger + "Bridges by contractors came in \u00A312k over.", "12k over"},
    {phones + "Callers to 222 waited 40 seconds less than in 2019.", "40 seconds less"},
    {opinion + "Half of markets are closed on Sundays.", "Half"},
    {waits + "Kennel places rose month on month for dogs over five.", "rose month"},
    {waits + "Nationally, kennel places rose in every month.", "rose in every"},
    {waits + "The number of kennel places rose in every month.", "rose in every"},
    {crews + "Rope work crew hours rose by 76.", "rose by 76"},
    {halls + "All three halls were quieter than in 2021 at weekends.", "All three"},
    {choirs + "Nationally, all three choirs scored higher than in 2021.", "all three"},
    {garden + "All measures apart from hedges rose.", "All measures"},
    {purse + "The pension reserve fell by \u00A30.48m.", "0.48m"},
    // what is not so yet
    {harbour + "Northquay would rise by 40 ships.", "rise by 40"},
    // another base than the column before
    {garden + "Roses planted were up 161 on the forecast.", "up 161"},
    {garden + "Roses planted have risen by 161 since before the drought.", "risen by 161"},
    {garden + "Roses planted rose by 161 over ten years.", "rose by 161"},
    {waits + "Kennel places stood at 13.1 days in May, 2.2 lower than a year earlier.", "2.2 lower"},
    {shelters + "Three of the three shelters rose compared with a decade ago.", "Three of the three"},
    {waits + "Both measures rose compared with a year ago.", "Both measures"},
    {ponds + "In 2021 ponds dredged were 64 above target.", "64"},
    // rows that are named alike
    {appeals + "Appeals about noise fell by 45.", "fell by 45"},
    {appeals + "Appeals fell by 45 between 2022 and 2023.", "fell by 45"},
    // a deficit that is printed as a number below nothing
    {appeals + "The trading balance grew by 2.1 between 2022 and 2023.", "grew by 2.1"},
    // counts of some of the rows, of another table's, of a unit that the cells have not
    {garden + "Two of the five measures with a target improved.", "Two of the five"},
    {rangers + "All eight of the neighbours' indicators were better than England.", "All eight"},
    {clinic + "The 6-hour standard was met in one of the three months.", "one of the three"},
    {hire + "In every month of 2019 more boats were sold than let.", "every month"},
    {apart + "All depots improved.", "All depots"},
    {apart + "All depots rose.", "All depots"},
    {waits + "They rose for nine years in a row.", "rose for nine"},
    // what may be of other things than those that are left
    {"We settled 310 of 400 claims, leaving 12 in dispute.\n", "leaving 12"},
};
/// Which way is good, or which column, is not told: not contradicted.
const std::vector<Open> not_wrong{
    {harbour + "Two of the four berths were above the port rate for barges by night.", "Two of the four"},
    {schools + "The district was better than England on all three measures.", "all three"},
    {schools + "The district was better than England on one of the three measures.", "one of the three"},
    {shelters + "All three shelters rose from 2021 to 2023.", "All three"},
    {shelters + "Three of the three shelters rose.", "Three of the three"},
    {ponds + "One of the two measures that rose was sluices greased.", "One of the two"},
};
// clang-format on

bool any_contradicted(const std::string& text) {
    const Audit found = audit({{"page", text}});
    return std::any_of(found.claims.begin(), found.claims.end(),
                       [](const Claim& claim) { return claim.verdict == Verdict::contradiction; });
}

TEST_CASE("what a table cannot tell of is neither held nor contradicted by it", "[audit]") {
    for (const Open& one : left_open) {
        INFO(one.text.substr(one.text.rfind("|\n\n") == std::string::npos ? 0 : one.text.rfind("|\n\n")));
        CHECK_FALSE(any_contradicted(one.text));
        CHECK_FALSE(has(one.text, one.words, Verdict::holds));
    }
}

TEST_CASE("where another reading is so, nothing is contradicted", "[audit]") {
    for (const Open& one : not_wrong) {
        INFO(one.text.substr(one.text.rfind("|\n\n")));
        CHECK_FALSE(any_contradicted(one.text));
    }
}

TEST_CASE("the row of all is found by what it comes to, and is none of those that are counted", "[audit]") {
    CHECK(has(harbour + "All four berths handled more than 100 ships.", "All four", Verdict::holds));
    CHECK(has(harbour + "Three of the four berths handled more than 200 ships.", "Three of the four", Verdict::holds));
}

TEST_CASE("a number that another in words is out of is no whole of a share", "[audit]") {
    const std::string text = "Three out of five concerned noise, and 65% of those were upheld.\n";
    CHECK_FALSE(has(text, "65% of those", Verdict::contradiction));
}

}  // namespace test_audit_linked
