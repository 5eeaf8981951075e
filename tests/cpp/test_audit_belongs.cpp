// What figures belong to: a remainder to a whole whose other parts are all told, the ends of a change to its own verb,
// a change of a colour to a count of ratings. All bodies and figures are invented.
#include <string>
#include <string_view>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_belongs {

using namespace headway;

bool has(const std::string& text, std::string_view words, Verdict verdict) {
    return test::has(audit({{"page", text}}).claims, text, words, verdict);
}

/// What is contradicted, in words; empty where nothing is.
std::string contradicted(const std::string& text) {
    std::string found;
    for (const Claim& claim : audit({{"page", text}}).claims)
        if (claim.verdict == Verdict::contradiction) found += claim.at.words + ": " + claim.why + "\n";
    return found;
}

const std::string repairs =
    "# Repairs\n\n| Trade | Ordered | Done | Booked | Late |\n|---|--:|--:|--:|--:|\n| Roofs | 40 | 31 | 6 | 3 |\n"
    "| Drains | 95 | 57 | 24 | 14 |\n| Total | 135 | 88 | 30 | 17 |\n\n";

const std::string tolls =
    "# Tolls\n\n| Measure | 2021/22 | 2022/23 | 2023/24 | 2024/25 |\n|---|--:|--:|--:|--:|\n"
    "| Unpaid tolls | 420 | 205 | 98 | 330 |\n| Refunds | 60 | 124 | 371 | 360 |\n"
    "| Crossings | 1,300 | 1,240 | 1,210 | 2,450 |\n\n";

const std::string panels =
    "# Panels\n\n| Judgement | Care 2023 | Care 2024 | Homes 2023 | Homes 2024 |\n|---|--:|--:|--:|--:|\n"
    "| Green | 28 | 25 | 31 | 27 |\n| Yellow | 5 | 6 | 3 | 7 |\n| Amber | 1 | 3 | 1 | 1 |\n| Red | 0 | 0 | 0 | 0 |\n\n";

const std::string ratings =
    "# Ratings\n\n| Indicator | Q1 | Q2 | RAG Q1 | RAG Q2 |\n|---|--:|--:|---|---|\n"
    "| Lamps | 84 | 80 | Green | Amber |\n| Drains | 70 | 75 | Red | Amber |\n"
    "| Verges | 30 | 28 | Amber | Amber |\n| Signs | 12 | 14 | Green | Red |\n\n";

TEST_CASE("a remainder is wrong only where all other parts of its whole are figures", "[audit]") {
    for (const std::string_view said :
         {"Almost two thirds of orders (65%) are done; a fifth are booked and the remaining 13 per cent are late.",
          "Some 65% are done, one in five is booked and the other 13% are late.",
          "65% are done and a fifth are booked; the rest, 13%, are late.",
          "Of the 135 orders, 88 are done, a fifth are booked and the remaining 17 are late.",
          "Of 135 orders 88 are done. A fifth are booked. The remaining 17 are late.",
          "Of the 135 orders, 88 are done and the other 17 late ones are being chased.",
          "135 orders were placed, 40 of them for roofs; 88 are done and the remaining 47 are not.",
          "88 of 135 orders are done. Of the 47 others, 30 are booked and the remaining 17 late.",
          "31 of the 40 roofs are done, most others are booked and the remaining three are late.",
          "88 orders are done, 30 are booked; the remaining 17 (13%) are late.",
          "Drains, 95 in all, came first; 57 of them are done, a quarter are booked and the remaining 14 late.",
          "31 of 40 roofs are done, missing nine. Of 135 orders, 118 are done or booked; the other 17 are late.",
          "Of 40 roofs, 31 are done. Some 118 orders are done or booked; the remaining 17 are not.",
          "At Roofs 31 of 40 orders are done. The other 57 orders that are done were drains.",
          "Drains took 95 of 135 orders; the other two trades took the other 40.",
          "88 of the 135 are done, 31 of them roofs. The remaining 57 are drains."}) {
        INFO(said);
        CHECK(contradicted(std::string(said)).empty());
        CHECK(contradicted(repairs + std::string(said)).empty());
    }
    CHECK(has("Of the 135 orders, 88 are done, 30 are booked and the remaining 17 are late.", "remaining 17",
              Verdict::holds));
    CHECK(has("Of the 135 orders, 88 are done, 30 are booked and the remaining 27 are late.", "remaining 27",
              Verdict::contradiction));
    CHECK(has("Of 40 roofs 31 are done, and the other 7 are late.", "other 7", Verdict::contradiction));
    CHECK(has("65% are done, 22% are booked and the remaining 23% are late.", "remaining 23%", Verdict::contradiction));
}

TEST_CASE("ends of another verb are no ends of a multiple or of a movement", "[audit]") {
    for (const std::string_view said :
         {"Unpaid tolls halved from 205 to 98 by the autumn, then more than trebled.",
          "Unpaid tolls fell from 205 to 98, then more than trebled.",
          "Unpaid tolls fell from 205 to 98 before trebling to 330.",
          "Unpaid tolls fell from 205 to 98 and then rose threefold.",
          "Refunds doubled from 60 to 124 and then trebled.", "Refunds rose from 60 to 124, then trebled.",
          "Crossings doubled in the last year, after falling from 1,240 to 1,210.",
          "Unpaid tolls fell from 205 to 98 while crossings doubled in the latest year.",
          "Refunds went from 60 to 124 and crossings doubled.",
          "Unpaid tolls more than halved between 2022/23 and 2023/24, then more than trebled.",
          "There were a fifth fewer unpaid tolls than in 2021/22.", "Refunds were up sixfold on 2021/22.",
          "There were twice as many crossings as in 2023/24.", "Refunds have increased sixfold since 2021/22."}) {
        INFO(said);
        CHECK(contradicted(std::string(said)).empty());
        CHECK(contradicted(tolls + std::string(said)).empty());
    }
    CHECK(has("Refunds doubled from 60 to 124.", "doubled", Verdict::holds));
    CHECK(has("Refunds trebled from 60 to 124.", "trebled", Verdict::contradiction));
    CHECK(has("Refunds rose from 60 to 124, more than trebling.", "trebling", Verdict::contradiction));
    CHECK(has("Unpaid tolls fell from 98 to 205, then more than trebled.", "98 to 205", Verdict::contradiction));
}

TEST_CASE("a change of a colour is of a count of ratings", "[audit]") {
    for (const std::string_view said :
         {"The number of yellow judgements more than doubled, from three to seven and greens dropped by four.",
          "Greens dropped by four.", "Greens fell from 31 to 27 and yellows rose by four.", "Ambers rose to three.",
          "There are four fewer greens for homes than in 2023.", "Ambers trebled for care.", "Yellows rose by one."}) {
        INFO(said);
        CHECK(contradicted(panels + std::string(said)).empty());
    }
    for (const std::string_view said :
         {"Greens dropped by two.", "Ambers rose to three.", "Ambers rose from one to three.",
          "Greens fell by two and ambers rose by two.", "Lamps fell by four; greens dropped by two.",
          "There are two more ambers than in Q1.", "Red measures stayed at one."}) {
        INFO(said);
        CHECK(contradicted(ratings + std::string(said)).empty());
    }
}

TEST_CASE("a pressure is ranked by its variance, and vacancies of now are of the latest count", "[audit]") {
    const std::string boards =
        "# Boards (\u00A3000)\n\n| Service | Annual budget | Projected outturn | Over/(under) |\n|---|--:|--:|--:|\n"
        "| Care at home | 17,460 | 19,105 | 1,645 |\n| Nursing | 9,780 | 9,115 | (665) |\n"
        "| Medicines | 26,400 | 27,790 | 1,390 |\n\n";
    CHECK_FALSE(has(boards + "The largest single pressure is medicines.", "largest", Verdict::holds));
    CHECK(has(boards + "The largest single pressure is care at home.", "largest", Verdict::holds));
    CHECK(has(boards + "The largest pressure is care at home.", "largest", Verdict::holds));

    const std::string crews =
        "# Crews\n\n| Group | Budgeted FTE | Actual FTE Apr | Actual FTE Oct |\n|---|--:|--:|--:|\n"
        "| Wardens | 1,540 | 1,502 | 1,518 |\n| Clerks | 730 | 664 | 641 |\n\n";
    CHECK_FALSE(has(crews + "Clerks vacancies now number 66.", "66", Verdict::holds));
    CHECK(has(crews + "Clerks vacancies now number 89.", "89", Verdict::holds));
}

}  // namespace test_audit_belongs
