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
        "| Sailings on time (%) | 84.1 | 88.0 | Amber | 82.5 | Green |\n| Lost bags | 152 | 160 | Green | 120 | Red |\n";
    CHECK(contradicted(each, ferry_ways).empty());
    CHECK(has(test::with(each, "82.5 | Green", "82.5 | Red"), "82.5 | Red", Verdict::contradiction, ferry_ways));
}

/// Measures behind a column of what they belong to.
std::string parks(const std::string& head, const std::string& measure) {
    return "# Quarter 2\n\n| " + head + " | " + measure +
           " | Q1 | Q2 | Target |\n|---|---|--:|--:|--:|\n"
           "| Homes | Lifts mended in a day (%) | 81.0 | 83.5 | 90.0 |\n| Homes | Average days to relet | 35.2 | 30.9 "
           "| 31.5 |\n"
           "| Money | Debt outstanding (£m) | 2.15 | 2.31 | 2.05 |\n| Young people | Children in care | 402 | 391 | 380 "
           "|\n"
           "| Young people | Plans agreed in 15 weeks (%) | 41.0 | 48.0 | 55.0 |\n"
           "| Older people | Discharges held up | 44 | 39 | 35 |\n| Older people | Checks done (%) | 66.4 | 64.8 | 70.0 "
           "|\n\n";
}

TEST_CASE("measures behind a column of what they belong to have each their own way", "[audit]") {
    for (const std::string_view head : {"Directorate", "Service", "Theme", "Area"})
        for (const std::string_view measure : {"Indicator", "Measure", "KPI", "Metric", "What we count"})
            for (const std::string_view said :
                 {"Six of the seven indicators missed their targets.", "Six of the seven measures missed their targets.",
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

}  // namespace test_audit_measures
