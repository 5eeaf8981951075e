// What stands near figures and is of something else: another table, a fixed phrase, a time to come, an average that is
// compared with, a longer span of time, another base or whole. All bodies and figures are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_apart {

using namespace headway;

bool has(const std::string& text, std::string_view words, Verdict verdict) {
    return test::has(audit({{"page", text}}).claims, text, words, verdict);
}

std::size_t contradicted(const std::string& text) {
    const Audit found = audit({{"page", text}});
    return static_cast<std::size_t>(
        std::count_if(found.claims.begin(), found.claims.end(),
                      [](const Claim& claim) { return claim.verdict == Verdict::contradiction; }));
}

const std::string yards =
    "# Yards\n\n| Yard | 2021 | 2022 |\n|---|--:|--:|\n| North | 40 | 44 |\n| South | 21 | 19 |\n\n"
    "| Crew | Boats | Days |\n|---|--:|--:|\n| Red | 7 | 31 |\n| Blue | 9 | 28 |\n| Green | 4 | 25 |\n\n";
const std::string desk =
    "# Desk\n\n| Measure | 2022 | 2023 | Target |\n|---|--:|--:|--:|\n| Calls taken | 30 | 40 | 38 |\n"
    "| Answered in time (%) | 81.0 | 78.0 | 85.0 |\n| Letters sent | 420 | 460 | 450 |\n\n";
const std::string boats =
    "# Boats\n\n| Measure | Q1 2023/24 | Q2 2023/24 |\n|---|--:|--:|\n| Boats let | 310 | 345 |\n"
    "| Nights sold | 120 | 104 |\n\n";
const std::string walkers =
    "# Walkers\n\n| Measure | Moorland | Average |\n|---|--:|--:|\n| Walkers satisfied | 71% | 64% |\n"
    "| Paths open | 88% | 90% |\n\n";
const std::string sluices =
    "# Sluices\n\n| Measure | 2019/20 | 2020/21 | 2021/22 |\n|---|--:|--:|--:|\n"
    "| Sluices greased | 812 | 930 | 1,165 |\n"
    "| Days to mend | 13.9 | 12.9 | 11.6 |\n| New permits | 340 | 338 | 364 |\n\n";

TEST_CASE("tables of Markdown with one blank line between are two", "[audit]") {
    CHECK(has(yards + "One of the two yards grew.", "One of the two", Verdict::holds));
    CHECK(has(yards + "Both yards grew.", "Both yards", Verdict::contradiction));
    CHECK(has(yards + "Red had 31 days.", "31 days", Verdict::holds));
}

TEST_CASE("fixed phrases are no figures", "[audit]") {
    for (const std::string_view phrase : {"is open 24/7", "works 9-to-5", "was split 50/50", "works one-to-one",
                                          "was staffed 1:1", "works 24-7"}) {
        const std::string text = desk + "The desk " + std::string(phrase) + " and took 40 calls, up from 30.";
        INFO(phrase);
        CHECK(contradicted(text) == 0);
        CHECK(has(text, "up from 30", Verdict::holds));
        CHECK_FALSE(has(text, phrase, Verdict::contradiction));
    }
    CHECK(contradicted("We saw 75 homes, of which 40 were rated 5, 20 were rated 4 and 15 were rated 3.\n") == 0);
}

TEST_CASE("figures of now tell nothing of a time to come", "[audit]") {
    for (const std::string_view said :
         {"Calls taken will be above target.", "Answered in time should be above target.",
          "Answered in time is expected to be above target.", "Letters sent are forecast to be below target.",
          "Letters sent are due to be below target by then.",
          "We want answered in time to be above the target by the end of the year.",
          "The answered in time target of 78% is to be met by the end of the year.",
          "All three measures will be above target.", "Two of the three measures should be above target next year."}) {
        INFO(said);
        const std::string text = desk + std::string(said);
        CHECK(contradicted(text) == 0);
        CHECK_FALSE(has(text, "target", Verdict::holds));
    }
    CHECK(has(desk + "Answered in time is above target.", "above target", Verdict::contradiction));
    CHECK(has(desk + "Calls taken were above target.", "above target", Verdict::holds));
}

TEST_CASE("an average that is compared with is no result", "[audit]") {
    CHECK_FALSE(has(walkers + "Walkers satisfied rose, compared with the average of 71%.", "71%", Verdict::holds));
    CHECK_FALSE(has(desk + "Answered in time compares well against the average of 78%.", "78%", Verdict::holds));
    CHECK(has(walkers + "Walkers satisfied were 71%, compared with the average of 64%.", "64%", Verdict::holds));
}

TEST_CASE("a longer span is no step of the table", "[audit]") {
    for (const std::string_view said :
         {"Boats let rose over the last three years.", "Boats let have risen by 35 over the last three years.",
          "Over the past two years nights sold fell.", "Boats let increased by 11% in the last five years.",
          "Nights sold have fallen in a decade.", "Nights sold are 16 fewer over the last six quarters."}) {
        INFO(said);
        const Audit found = audit({{"page", boats + std::string(said)}});
        CHECK(std::all_of(found.claims.begin(), found.claims.end(), [](const Claim& claim) {
            return claim.verdict == Verdict::not_checkable;
        }));
    }
    CHECK(has(boats + "Boats let rose over the last quarter.", "Boats let rose", Verdict::holds));
    CHECK(has(sluices + "Sluices greased rose by 353 over the last two years.", "by 353", Verdict::holds));
}

TEST_CASE("headings are read without their marks", "[audit]") {
    const Audit found = audit({{"page", "## 12 of 40 calls (25%)\n\nNothing more.\n"}});
    REQUIRE(found.claims.size() == 1);
    CHECK(found.claims[0].at.words.find('#') == std::string::npos);
    CHECK(found.claims[0].at.begin == 3);
}

TEST_CASE("a size behind two figures may be from another base, and a share behind it is its own", "[audit]") {
    const std::string from = "Sluices greased rose from 930 to 1,165, and are ";
    CHECK(contradicted(sluices + from + "43.5% higher than in 2019/20.") == 0);
    CHECK(contradicted(sluices + "Days to mend fell from 12.9 to 11.6, which is 1.6 days outside target.") == 0);
    CHECK(contradicted(sluices + "Days to mend were down two and a half days (18%).") == 0);
    CHECK(contradicted(sluices + "New permits were up 26, to a year-to-date total of 1,042.") == 0);
}

TEST_CASE("a whole is of the parts of its clause, and is none of what is larger", "[audit]") {
    for (const std::string_view said :
         {"Of these, 2,690 were paid, 2,150 of them early; 770 were cancelled and the remaining 500 wait.\n",
          "Of the 60 pledges, 24 came early, 10 of them by a week, and the remaining 36 were late.\n",
          "Of the 60 pledges, 18 (30%) are complete and a further 30 (50%) are on track. Two of the three off-track "
          "pledges are late.\n"}) {
        INFO(said);
        CHECK(contradicted(std::string(said)) == 0);
    }
}

}  // namespace test_audit_apart
