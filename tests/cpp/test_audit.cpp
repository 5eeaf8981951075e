#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit {

using namespace headway;

const std::vector<RegisterRow> good_ways{{.label = "Calls answered in time (%)", .polarity = Polarity::high_is_good},
                                         {.label = "Number of missed bins", .polarity = Polarity::low_is_good},
                                         {.label = "Homes that are decent (%)", .polarity = Polarity::high_is_good}};

const std::string table =
    "1. Services:\n\n"
    "Indicator\tPrevious result\tLatest result\tChange\tTarget\tNational\n"
    "Calls answered in time (%)\t81.20\t84.60\t3.40\t\U0001F7E1 90.00\t\U0001F7E2 80.10\n"
    "Number of missed bins\t120\t95\t-25\t\U0001F7E2 100\t\n"
    "Homes that are decent (%)\t53.50\t53.20\t-0.30\t\U0001F534 60.00\t\U0001F534 93.52\n\n";

Audit read(const std::string& text) { return audit({{"page", text}}, good_ways); }

/// The findings that are contradictions of some kind, of a text.
std::vector<Finding> contradictions(const std::string& text) {
    std::vector<Finding> found = read(text).findings;
    std::erase_if(found, [](const Finding& finding) {
        return finding.in_class == FindingClass::presentation || finding.in_class == FindingClass::note;
    });
    return found;
}

/// The verdict of the claim of a kind whose words hold a text.
Verdict verdict(const std::string& text, ClaimKind kind, std::string_view words) {
    const Audit found = read(text);
    const auto claim = std::find_if(found.claims.begin(), found.claims.end(), [&](const Claim& one) {
        return one.kind == kind && one.at.words.find(words) != std::string::npos;
    });
    INFO(text);
    REQUIRE(claim != found.claims.end());
    return claim->verdict;
}

TEST_CASE("a table that agrees with itself has no finding, and each number its claim", "[audit]") {
    CHECK(contradictions(table).empty());
    CHECK(verdict(table, ClaimKind::change, "3.40") == Verdict::holds);
    CHECK(verdict(table, ClaimKind::rating, "90.00") == Verdict::holds);
}

TEST_CASE("a change, a rating and an arrow that the numbers do not give are found", "[audit]") {
    std::string wrong = table;
    wrong.replace(wrong.find("3.40"), 4, "4.40");
    REQUIRE(contradictions(wrong).size() == 1);
    CHECK(contradictions(wrong)[0].rule == "change");
    CHECK(contradictions(wrong)[0].arithmetic == "84.6 - 81.2 = 3.4; printed 4.4");
    wrong = table;
    wrong.replace(wrong.find("\U0001F7E1 90"), 4, "\U0001F7E2");
    REQUIRE(contradictions(wrong).size() == 1);
    CHECK(contradictions(wrong)[0].rule == "rating");
    CHECK(contradictions(wrong)[0].suggested == "amber");
}

TEST_CASE("the words of a paragraph are held against the row they are about", "[audit]") {
    const std::string right =
        table +
        "Calls: The share of calls answered in time rose to 84.6% from 81.2%. This is below our target of "
        "90%, but better than the national average (80.1%).\n";
    CHECK(contradictions(right).empty());
    CHECK(verdict(right, ClaimKind::value, "84.6%") == Verdict::holds);
    CHECK(verdict(right, ClaimKind::comparison, "better than the national average") == Verdict::holds);
    CHECK(verdict(right, ClaimKind::trend, "rose") == Verdict::holds);
    for (const auto& [from, to] :
         {std::pair{"to 84.6%", "to 86.4%"}, std::pair{"rose", "fell"}, std::pair{"below", "above"},
          std::pair{"better", "worse"}, std::pair{"target of 90%", "target of 95%"}}) {
        std::string wrong = right;
        wrong.replace(wrong.find(from, table.size()), std::string_view(from).size(), to);
        INFO(wrong);
        CHECK_FALSE(contradictions(wrong).empty());
    }
}

TEST_CASE("what is not said to be so is no movement", "[audit]") {
    for (const char* text :
         {"We aim to improve the calls answered in time.", "Calls answered in time will fall next year.",
          "The improved service has better outcomes.", "There is an improvement in the recording of calls."}) {
        const Audit found = read(table + text + "\n");
        CHECK(std::none_of(found.claims.begin(), found.claims.end(),
                           [](const Claim& claim) { return claim.kind == ClaimKind::trend; }));
    }
}

TEST_CASE("counts of two wholes in one sentence, and in two items of a list, are not added up", "[audit]") {
    for (const char* const text :
         {"Of the 12 results with a target, 1 is green, 6 amber and 5 red; 1 of all 13 is not rated against it.\n",
          "- Of the 58 with a target, 10 are green, 19 amber and 29 red; 11 of all 69 are not rated against it.\n"
          "- Of the 43 with a national value, 6 are green, 15 amber and 22 red; 26 of all 69 are not rated.\n",
          "Of 69 results, 34 are improving, 30 worsening and 1 unchanged; 2 rose or fell where neither is better.\n"}) {
        INFO(text);
        CHECK(contradictions(text).empty());
    }
    CHECK(contradictions("Of the 6 indicators, 5 are green, 2 are amber and 1 is red.\n").size() == 1);
}

TEST_CASE("counts by rating and direction are those of the section's table, and come to their total", "[audit]") {
    const std::string right = table +
                              "Of the 3 indicators with targets, 1 is green, 1 is amber and one is red. 2 are "
                              "improving and 1 is worsening.\n";
    CHECK(contradictions(right).empty());
    CHECK(verdict(right, ClaimKind::count_by_rating, "1 is amber") == Verdict::holds);
    CHECK(verdict(right, ClaimKind::count_by_direction, "2 are improving") == Verdict::holds);
    const auto found = contradictions("Of the 6 indicators, 5 are green, 2 are amber and 1 is red.\n");
    REQUIRE(found.size() == 1);  // the total that fails takes the place of its parts
    CHECK(found[0].arithmetic == "5 + 2 + 1 = 8, of 6");
}

TEST_CASE("shares are of a whole that is printed", "[audit]") {
    CHECK(verdict("Of the 59 upheld, 23 (39%) were late.\n", ClaimKind::share, "39%") == Verdict::holds);
    CHECK(verdict("Of the 59 upheld, 23 (49%) were late.\n", ClaimKind::share, "49%") == Verdict::contradiction);
    CHECK(verdict("9 of 12 visits (75%) were made.\n", ClaimKind::share, "75%") == Verdict::holds);
    CHECK(verdict("9 of 12 visits (70%) were made.\n", ClaimKind::share, "70%") == Verdict::contradiction);
    CHECK(verdict("23 cases (39%) were late.\n", ClaimKind::share, "39%") == Verdict::not_checkable);
    const std::string list =
        "There were 114 actions to report:\n\n- 64 are complete (55%)\n- 49 are in progress (43%)\n- 1 has not started "
        "(1%)\n";
    CHECK(verdict(list, ClaimKind::share, "55%") == Verdict::contradiction);  // 56.1%
    CHECK(verdict(list, ClaimKind::share, "43%") == Verdict::holds);
}

TEST_CASE("sizes of change are relative, in points or in units", "[audit]") {
    CHECK(verdict("Crime fell by 5% from 9.9 million to 9.4 million.\n", ClaimKind::change, "5%") == Verdict::holds);
    CHECK(verdict("Crime fell by 8% from 9.9 million to 9.4 million.\n", ClaimKind::change, "8%") ==
          Verdict::contradiction);
    CHECK(verdict("It rose to 14.2% from 13.2%, an increase of 1.0 percentage point.\n", ClaimKind::change,
                  "1.0 percentage") == Verdict::holds);
    CHECK(verdict("It rose to 14.2% from 13.2%, an increase of 1.0%.\n", ClaimKind::change, "1.0%") ==
          Verdict::holds);  // points, loosely
    CHECK(verdict("It rose to 96,135, an increase of 1,046 (1.1%).\n", ClaimKind::change, "1.1%") == Verdict::holds);
    CHECK(verdict("It rose to 96,135, an increase of 1,046 (2.1%).\n", ClaimKind::change, "2.1%") ==
          Verdict::contradiction);
}

TEST_CASE("wholes and parts, what remains, announced numbers", "[audit]") {
    CHECK(verdict("The log has 135 actions (102 high, 30 medium, 3 low).\n", ClaimKind::total, "135") ==
          Verdict::holds);
    CHECK(verdict("The log has 136 actions (102 high, 30 medium, 3 low).\n", ClaimKind::total, "136") ==
          Verdict::contradiction);
    CHECK(verdict("Out of the 1,000 homes planned, 274 are built. The remaining 726 are not.\n", ClaimKind::total,
                  "726") == Verdict::holds);
    CHECK(verdict("Out of the 1,000 homes planned, 274 are built. The remaining 736 are not.\n", ClaimKind::total,
                  "736") == Verdict::contradiction);
    CHECK(verdict("There are three priorities:\n\n- Homes\n- Jobs\n- Trees\n", ClaimKind::total, "three") ==
          Verdict::holds);
    CHECK(verdict("There are four priorities:\n\n- Homes\n- Jobs\n- Trees\n", ClaimKind::total, "four") ==
          Verdict::contradiction);
}

TEST_CASE("tables foot, and what rounding explains is said to be so", "[audit]") {
    const std::string head = "Name\tSaving\n";
    CHECK(verdict(head + "A\t\xC2\xA3"
                         "1.25m\nB\t\xC2\xA3"
                         "2.50m\nTotal\t\xC2\xA3"
                         "3.75m\n",
                  ClaimKind::total, "3.75m") == Verdict::holds);
    CHECK(verdict(head + "A\t\xC2\xA3"
                         "1.25m\nB\t\xC2\xA3"
                         "2.50m\nTotal\t\xC2\xA3"
                         "3.76m\n",
                  ClaimKind::total, "3.76m") == Verdict::rounding);
    CHECK(verdict(head + "A\t\xC2\xA3"
                         "1.25m\nB\t\xC2\xA3"
                         "2.50m\nTotal\t\xC2\xA3"
                         "3.85m\n",
                  ClaimKind::total, "3.85m") == Verdict::contradiction);
}

TEST_CASE("an impossible date is one", "[audit]") {
    CHECK(verdict("It was so on 31 September 2024.\n", ClaimKind::date_window, "31 September") ==
          Verdict::contradiction);
}

TEST_CASE("the same table in two documents differs in a cell", "[audit]") {
    const std::string rows =
        "Name\tSaving\nAdults\t\xC2\xA3"
        "1.0m\nChildren\t\xC2\xA3"
        "2.0m\nHousing\t\xC2\xA3"
        "3.0m\nPlace\t\xC2\xA3"
        "4.0m\n";
    std::string other = rows;
    other.replace(other.find("4.0m"), 4, "4.1m");
    const Audit found = audit({{"one", rows}, {"two", other}});
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings[0].in_class == FindingClass::between_documents);
    CHECK(found.findings[0].against.document == 0);
}

TEST_CASE("the caller's rows are evidence where the document has no table", "[audit]") {
    const std::vector<RegisterRow> register_rows{{.label = "Calls answered in time",
                                                  .section = "Services",
                                                  .polarity = Polarity::high_is_good,
                                                  .previous = 81.2,
                                                  .latest = 84.6,
                                                  .target = 90.0}};
    const std::string text = "1. Services:\n\nThe calls answered in time rose to 86.4%.\n";
    const Audit found = audit({{"report", text}}, register_rows);
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings[0].computed == "84.6");
    CHECK(found.findings[0].against.line == 0);
    CHECK(audit({{"page", text}}).findings.empty());
}

TEST_CASE("places stand in the text whatever it holds", "[audit]") {
    std::string bytes;
    for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 37 + i / 7) % 256);
    for (const std::string& text : {std::string(), std::string("\t\t\t\n|||\n"), std::string("5 of (((("), bytes,
                                    std::string(5000, '('), "x\n" + table.substr(0, 200)}) {
        const Audit found = audit({{"page", text}});
        for (const Claim& claim : found.claims) {
            CHECK(claim.at.begin <= claim.at.end);
            CHECK(claim.at.end <= text.size());
            CHECK(claim.at.line >= 1);
        }
    }
}

}  // namespace test_audit
