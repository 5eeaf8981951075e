// Tables of measures, each with its own way that is good: whose ratings a column has, what "missed", "beat" and "got
// worse" mean, thresholds behind what is counted, and what a superlative ranks. All bodies and figures are invented.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_measures {

using namespace headway;

using Ways = std::vector<RegisterRow>;

bool has(const std::string& text, std::string_view words, Verdict verdict, const Ways& ways = {}) {
    return test::has(audit({{"page", text}}, ways).claims, text, words, verdict);
}

/// What is contradicted, in words; empty where nothing is.
std::string contradicted(const std::string& text, const Ways& ways = {}) {
    std::string found;
    for (const Claim& claim : audit({{"page", text}}, ways).claims)
        if (claim.verdict == Verdict::contradiction) found += claim.at.words + ": " + claim.why + "\n";
    return found;
}

RegisterRow way(std::string label, Polarity polarity) {
    RegisterRow row;
    row.label = std::move(label);
    row.polarity = polarity;
    return row;
}

constexpr auto high = Polarity::high_is_good, low = Polarity::low_is_good;

const Ways ferry_ways{way("Sailings on time (%)", high), way("Minutes to board", low), way("Lost bags", low),
                      way("Refunds owed", low)};

/// The ferry table under a head of three comparators and ratings.
std::string ferries(const std::string& other, const std::string& rating) {
    return "# Ferries\n\n| Indicator | Latest | Target | " + other + " | " + rating +
           " |\n|---|--:|--:|--:|---|\n"
           "| Sailings on time (%) | 84.1 | 88.0 | 82.5 | Amber |\n| Minutes to board | 21.4 | 22.0 | 19.8 | Green |\n"
           "| Lost bags | 152 | 120 | 140 | Red |\n| Refunds owed | 71 | 60 | 55 | Red |\n\n";
}

TEST_CASE("ratings behind a second comparator are of the target", "[audit]") {
    const std::string said = "Of the 4 indicators, one is green, one is amber and two are red.";
    for (const std::string_view other : {"England", "National average", "Peers", "Region"})
        for (const std::string_view rating : {"RAG", "Rating", "Status"}) {
            const std::string text = ferries(std::string(other), std::string(rating)) + said;
            INFO(text);
            CHECK(contradicted(text).empty());
            CHECK(contradicted(text, ferry_ways).empty());
            CHECK(has(text, "two are red", Verdict::holds));
        }
    const std::string wrong = test::with(ferries("England", "RAG"), "120 | 140 | Red", "120 | 140 | Green");
    CHECK(has(wrong, "Green", Verdict::contradiction, ferry_ways));
    CHECK(has(ferries("England", "RAG") + "Two indicators are green, one is amber and one is red.", "Two indicators",
              Verdict::contradiction));
}

TEST_CASE("a rating that names its comparator is of that, and one of several others is of none", "[audit]") {
    const std::string named =
        "# Ferries\n\n| Indicator | Latest | Target | England | RAG v England |\n|---|--:|--:|--:|---|\n"
        "| Sailings on time (%) | 84.1 | 88.0 | 82.5 | Green |\n| Lost bags | 152 | 160 | 120 | Red |\n";
    CHECK(contradicted(named, ferry_ways).empty());
    CHECK(has(test::with(named, "82.5 | Green", "82.5 | Red"), "Red |\n| Lost", Verdict::contradiction, ferry_ways));
    const std::string several =
        "# Ferries\n\n| Indicator | Previous | Latest | England | Peers | RAG |\n|---|--:|--:|--:|--:|---|\n"
        "| Sailings on time (%) | 80.0 | 84.1 | 82.5 | 95.9 | Green |\n| Lost bags | 160 | 152 | 160 | 110 | Red |\n";
    CHECK(contradicted(several, ferry_ways).empty());
    const std::string one =
        "# Ferries\n\n| Indicator | Previous | Latest | England | RAG |\n|---|--:|--:|--:|---|\n"
        "| Sailings on time (%) | 80.0 | 84.1 | 82.5 | Red |\n| Lost bags | 160 | 152 | 120 | Red |\n";
    CHECK(has(one, "82.5 | Red", Verdict::contradiction, ferry_ways));
    const std::string before =
        "# Ferries\n\n| Indicator | Latest | Target | Previous RAG | RAG |\n|---|--:|--:|---|---|\n"
        "| Sailings on time (%) | 84.1 | 88.0 | Green | Amber |\n| Lost bags | 110 | 120 | Red | Green |\n";
    CHECK(contradicted(before, ferry_ways).empty());
    const std::string each =
        "# Ferries\n\n| Indicator | Latest | Target | RAG | England | RAG |\n|---|--:|--:|---|--:|---|\n"
        "| Sailings on time (%) | 84.1 | 88.0 | Amber | 82.5 | Green |\n"
        "| Lost bags | 152 | 160 | Green | 120 | Red |\n";
    CHECK(contradicted(each, ferry_ways).empty());
    CHECK(has(test::with(each, "82.5 | Green", "82.5 | Red"), "82.5 | Red", Verdict::contradiction, ferry_ways));
}

/// Measures behind a column of what they belong to.
std::string parks(const std::string& head, const std::string& measure) {
    return "# Quarter 2\n\n| " + head + " | " + measure +
           " | Q1 | Q2 | Target |\n|---|---|--:|--:|--:|\n"
           "| Homes | Lifts mended in a day (%) | 81.0 | 83.5 | 90.0 |\n"
           "| Homes | Average days to relet | 35.2 | 30.9 | 31.5 |\n"
           "| Money | Debt outstanding (£m) | 2.15 | 2.31 | 2.05 |\n"
           "| Young people | Children in care | 402 | 391 | 380 |\n"
           "| Young people | Plans agreed in 15 weeks (%) | 41.0 | 48.0 | 55.0 |\n"
           "| Older people | Discharges held up | 44 | 39 | 35 |\n"
           "| Older people | Checks done (%) | 66.4 | 64.8 | 70.0 |\n\n";
}

TEST_CASE("measures behind a column of what they belong to have each their own way", "[audit]") {
    for (const std::string_view head : {"Directorate", "Service", "Theme", "Area"})
        for (const std::string_view measure : {"Indicator", "Measure", "KPI", "Metric", "What we count"})
            for (const std::string_view said :
                 {"Six of the seven indicators missed their targets.",
                 "Six of the seven measures missed their targets.",
                  "Five of seven indicators improved on quarter 1.", "Five of the seven measures improved.",
                  "Only one of the seven indicators met its target.", "Two of the seven KPIs got worse."}) {
                const std::string text = parks(std::string(head), std::string(measure)) + std::string(said);
                INFO(text);
                CHECK(contradicted(text).empty());
            }
    const Ways ways{way("Lifts mended in a day (%)", high), way("Average days to relet", low),
                    way("Debt outstanding (£m)", low),      way("Children in care", low),
                    way("Plans agreed in 15 weeks (%)", high), way("Discharges held up", low),
                    way("Checks done (%)", high)};
    const std::string text = parks("Directorate", "Indicator");
    CHECK(has(text + "Six of the seven indicators missed their targets.", "Six of", Verdict::holds, ways));
    CHECK(has(text + "Five of seven indicators improved.", "Five of", Verdict::holds, ways));
    CHECK(has(text + "Six of seven indicators improved.", "Six of", Verdict::contradiction, ways));
    CHECK(has(text + "All seven indicators rose.", "All seven", Verdict::contradiction));
}

const std::string crew =
    "# Crew\n\n| Measure | 2022/23 | 2023/24 | Target |\n|---|--:|--:|--:|\n| Days off sick | 10.4 | 9.6 | 10.0 |\n"
    "| Missed lessons | 71 | 64 | 68 |\n| Talks held | 388 | 371 | 400 |\n\n";
const Ways crew_ways{way("Days off sick", low), way("Missed lessons", low), way("Talks held", high)};

TEST_CASE("to beat is to be better, to exceed is to be above or better", "[audit]") {
    for (const std::string_view verb : {"beat", "bettered", "surpassed", "exceeded", "outdid", "topped"}) {
        for (const std::string_view said : {"Days off sick # the target of 10.0.", "Missed lessons # the target of 68.",
                                            "Days off sick, at 9.6, # the target of 10.0.", "Days off sick # target.",
                                            "Two of the three measures # their targets.",
                                            "Two of three measures # target."}) {
            const std::string text = crew + test::with(std::string(said), "#", verb);
            INFO(text);
            CHECK(contradicted(text).empty());
            CHECK(contradicted(text, crew_ways).empty());
        }
        INFO(verb);
        const std::string wrong = "Talks held " + std::string(verb) + " the target of 400.";
        CHECK_FALSE(has(crew + wrong, verb, Verdict::holds, crew_ways));
    }
    CHECK(has(crew + "Days off sick beat the target of 10.0.", "beat the target", Verdict::holds, crew_ways));
    CHECK(has(crew + "Talks held beat the target of 400.", "beat the target", Verdict::contradiction, crew_ways));
    CHECK(has(crew + "Talks held exceeded the target of 400.", "exceeded", Verdict::contradiction, crew_ways));
    const std::string late = test::with(crew, "| 71 | 64 | 68 |", "| 71 | 74 | 68 |");
    CHECK(has(late + "Missed lessons beat the target of 68.", "beat the target", Verdict::contradiction, crew_ways));
    CHECK(contradicted(late + "Missed lessons exceeded the target of 68.", crew_ways).empty());
}

const std::string halls =
    "# Halls\n\n| Measure | 2022/23 | 2023/24 | Target |\n|---|--:|--:|--:|\n| Hall hires | 320 | 391 | 350 |\n"
    "| Gallery visits | 71 | 74 | 90 |\n| Swims | 305 | 316 | 325 |\n| Fairs | 47 | 42 | 43 |\n"
    "| Members | 812 | 839 | 835 |\n\n";
const Ways hall_ways{way("Hall hires", high), way("Gallery visits", high), way("Swims", high), way("Fairs", high),
                     way("Members", high)};

TEST_CASE("a threshold behind what is counted is part of it", "[audit]") {
    for (const std::string_view said :
         {"One of the five measures rose by more than 10%.", "Three of the five measures rose by less than 6%.",
          "One of five measures is more than 10% below target.",
          "Four of the five measures rose, but only one by more than 5%.",
          "One of the five measures fell by more than 10%.", "Two of the five measures rose by over 4%.",
          "Three of the five measures increased by less than 6%.",
          "One of the five measures was up by at least a tenth.",
          "Two of five measures exceeded target, one by more than 10%.", "Three of the five measures grew by up to 5%.",
          "One of the five measures was more than a tenth short of its target.",
          "Only one measure missed its target by more than 10%.",
          "Three measures missed target, two of them by less than 3%.",
          "Two of five measures are within 5% of target but below it.",
          "Only one of the five measures missed its target by more than 5%.",
          "None of the five is 20% above target."}) {
        INFO(said);
        CHECK(contradicted(halls + std::string(said)).empty());
        CHECK(contradicted(halls + std::string(said), hall_ways).empty());
    }
    CHECK(has(halls + "Four of the five measures rose.", "Four of", Verdict::holds));
    CHECK(has(halls + "Three of the five measures rose.", "Three of", Verdict::contradiction));
}

TEST_CASE("one of several is one, and no row is named by what is said of it", "[audit]") {
    for (const std::string_view said :
         {"One of the three measures missed its target.", "One of three measures got worse.",
          "One of the three measures worsened.", "One of three measures is worse than a year ago.",
          "Two of the three measures improved.", "Two of the three measures met their targets."}) {
        INFO(said);
        CHECK(contradicted(crew + std::string(said)).empty());
        CHECK(contradicted(crew + std::string(said), crew_ways).empty());
    }
    CHECK(has(crew + "Two of three measures got worse.", "Two of three", Verdict::contradiction, crew_ways));
}

TEST_CASE("missed is by value, or amber and red, as well as red", "[audit]") {
    for (const std::string_view said :
         {"Three of the five measures missed their target.", "Three of five measures are below target.",
          "Three of the five measures are below their targets.",
          "Three of five measures are within 3% of their target.",
          "Two of the five measures met their target.", "Two of the five measures are above target.",
          "Three of five measures are off target."}) {
        INFO(said);
        CHECK(contradicted(halls + std::string(said)).empty());
        CHECK(contradicted(halls + std::string(said), hall_ways).empty());
    }
    CHECK(has(halls + "Three of five measures are below target.", "Three of", Verdict::holds, hall_ways));
    CHECK(has(halls + "Five of five measures are off target.", "Five of", Verdict::contradiction, hall_ways));
    const std::string rated =
        "# Barns\n\n| Indicator | Latest | Target | RAG |\n|---|--:|--:|---|\n| Barns dry (%) | 81.2 | 85.0 | Amber |\n"
        "| Ricks built | 218 | 200 | Green |\n| Hands kept (%) | 61.0 | 75.0 | Red |\n\n";
    for (const std::string_view said :
         {"Two of the three indicators are off target; one of them is red.",
          "Two of the three indicators are off target; one of them is amber.", "Two of three missed their target.",
          "Two of the three indicators are below target, one of them red.",
          "One of the three indicators met its target."}) {
        INFO(said);
        CHECK(contradicted(rated + std::string(said)).empty());
    }
    CHECK(has(rated + "Three of the three indicators are off target.", "Three of", Verdict::contradiction));
    CHECK(has(rated + "Two of the three indicators are red.", "Two of", Verdict::contradiction));
    const std::string colours =
        "# Barns\n\n| Indicator | Previous | Latest | Target | RAG |\n|---|--:|--:|---|---|\n"
        "| Barns dry (%) | 80.0 | 81.2 | | Amber |\n| Ricks built | 205 | 218 | | Green |\n"
        "| Hands kept (%) | 64.0 | 61.0 | | Red |\n\n";
    CHECK(contradicted(colours + "Two of the three indicators are off target.").empty());
}

TEST_CASE("a superlative ranks the values that its noun names", "[audit]") {
    const std::string money =
        "# Money\n\n| Service | Budget £m | Forecast £m | Variance £m |\n|---|--:|--:|--:|\n"
        "| Older people | 71.3 | 74.1 | 2.8 |\n| Young people | 52.0 | 56.6 | 4.6 |\n"
        "| Streets | 33.8 | 33.1 | (0.7) |\n| Centre | 19.4 | 18.5 | (0.9) |\n"
        "| Total | 176.5 | 182.3 | 5.8 |\n\n";
    CHECK_FALSE(has(money + "The largest overspend is in Older people.", "largest overspend", Verdict::holds));
    CHECK(has(money + "The largest overspend is in Young people.", "largest overspend", Verdict::holds));
    CHECK(has(money + "The second largest overspend is in Older people.", "second largest", Verdict::holds));
    CHECK_FALSE(has(money + "The largest underspend is in Streets.", "largest underspend", Verdict::holds));
    CHECK(has(money + "The largest underspend is in Centre.", "largest underspend", Verdict::holds));
    CHECK_FALSE(has(money + "The largest variance is in Older people.", "largest variance", Verdict::holds));
    CHECK_FALSE(has(money + "The smallest overspend is in Young people.", "smallest overspend", Verdict::holds));
    CHECK(contradicted(money + "The smallest overspend is in Older people.").empty());
}

}  // namespace test_audit_measures
