// What a report of the house says of itself is no finding, and what somebody has corrected is held again.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "headway/audit/corrected.hpp"
#include "testing.hpp"

namespace test_audit_own {

using namespace headway;

std::vector<Finding> contradictions(const std::string& text) {
    std::vector<Finding> found = audit({{"page", text}}).findings;
    std::erase_if(found, [](const Finding& finding) {
        return finding.in_class == FindingClass::presentation || finding.in_class == FindingClass::note;
    });
    return found;
}

TEST_CASE("what would be so, what another says and what stands in a table of checks contradicts nothing", "[audit]") {
    for (const std::string text :
         {"One contract scores 7.1 of 10; the second wins where the weight of Achievability is above 53.85 (it is "
          "20).\n",
          "- Of 25 initiatives, 14 are green and 4 are amber; 7 of 25 not rated.\n- From Q2 to Q4: 4 improved, 0 "
          "worsened "
          "and 12 unchanged of 16 rated at both. 2 newly rated, 5 no longer rated and 2 rated at neither of 25.\n",
          "Actions: 2 complete, 0 over-running, 2 past their window, 6 within their window, 1 before their window, of "
          "11.\n",
          "29 improving, 27 worsening, 1 no change, 1 increasing, 1 decreasing, of 59 compared.\n",
          "An indicator that stands in two sections is counted in "
          "both.\n\nSection\tResults\tCompared\nA\t3\t3\nB\t4\t2\n"
          "C\t5\t5\n",
          "Figure\tOf\tPrinted\tFrom its "
          "parts\tDifference\nprogrammes\tCare\t14.65\t14.65\t0.00\nprogrammes\tHomes\t7.90\t"
          "7.90\t0.00\nconfidence\tCare\t14.65\t14.65\t0.00\nconfidence\tHomes\t7.90\t7.90\t0.00\nexpected "
          "total\tTotal\t"
          "22.55\t22.55\t0.00\nincrement\t2024/25\t7.30\t7.30\t0.00\nincrement\t2025/26\t24.75\t24.74\t0.01\n",
          "Name\tNot validated\nCare\t0.00\nHomes\t0.23\nRoads\t2.03\nTrees\t1.61\n\n\nName\tValidated\nCare\t14.65\n"
          "Homes\t7.67\nRoads\t1.97\nTrees\t0.39\n",
          "Of 43 measures, 20 are green, 13 amber and 10 red.\n\nIndicator\tPrevious\tLatest\tTarget\nA "
          "(%)\t50\t40\t60\n"
          "B (%)\t50\t45\t60\nC (%)\t50\t41\t60\n"}) {
        INFO(text);
        CHECK(contradictions(text).empty());
    }
}

TEST_CASE("two paragraphs of one form about two things are not one claim, and one that was copied is", "[audit]") {
    const auto said = [](std::string_view who, std::string_view total, std::string_view ends, std::string_view target) {
        return "Homes for " + std::string(who) + ": The total by September 2024 is " + std::string(total) +
               ", at point 6 of 12. The year is projected to end at " + std::string(ends) +
               "; with 80% probability it ends between 8 and 640. The target is " + std::string(target) +
               " and low is good: the projection is above it. The report itself expected less for older adults.\n\n";
    };
    const std::string one = said("older adults", "291.5", "583.0", "560.8");
    CHECK(contradictions(one + said("younger adults", "8.9", "17.8", "14.6")).empty());
    CHECK(contradictions(one + said("older adults", "291.5", "583.0", "570.8")).size() == 1);
}

TEST_CASE("a rating in a column of its own is of the comparator before it, and the label of its column", "[audit]") {
    const std::string table =
        "Section\tIndicator\tLatest\tPrevious\tTarget\tGap to target\tTarget rating\tNational\tNational rating\n"
        "Care\tChildren in care\t94.86\t94.26\t86.60\t8.26\tAmber\t71.00\tRed\n"
        "Care\tHomes in time (%)\t66.91\t60.10\t80.00\t-13.09\tRed\t67.14\tAmber\n";
    const std::vector<RegisterRow> ways{{.label = "Children in care", .polarity = Polarity::low_is_good},
                                        {.label = "Homes in time (%)", .polarity = Polarity::high_is_good}};
    CHECK(audit({{"page", table}}, ways).findings.empty());
    std::string wrong = table;
    wrong.replace(wrong.find("67.14\tAmber"), 11, "67.14\tGreen");
    const Audit found = audit({{"page", wrong}}, ways);
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings[0].suggested == "amber");
}

TEST_CASE("every place has the heading that it stands under", "[audit]") {
    const Audit found = audit(
        {{"page", "5 of 6 (80%) came.\n\n## 2. Roads\n\n5 of 6 (80%) came.\n\n**Bins:**\n\n5 of 6 (80%) came.\n"}});
    REQUIRE(found.claims.size() == 3);
    CHECK(found.claims[0].at.section.empty());
    CHECK(found.claims[1].at.section == "2. Roads");
    CHECK(found.claims[2].at.section == "Bins");
    CHECK(found.findings[2].at.section == "Bins");
}

TEST_CASE("a council's own phrases are read beside those of the grammar", "[audit]") {
    const std::string text = "At 92% we bested the national average of 93%.\n";
    CHECK(audit({{"page", text}}).findings.empty());
    const std::vector<OwnPhrase> own{{.words = "bested", .means = auditing::Cue::above}};
    CHECK(audit({{"page", text}}, {}, {}, own).findings.size() == 1);
}

TEST_CASE("a corrected claim is held again, one that is left out is gone, one that is added is held", "[audit]") {
    const std::vector<Document> documents{
        {"page", "Of the 59 upheld, 23 (49%) were late. At 14.2% it is below the national average of 13.8%.\n"}};
    const Audit read = audit(documents);
    std::vector<CorrectedClaim> table;
    for (const Claim& claim : read.claims)
        table.push_back({claim.at.document, claim.at.line, claim.at.words, claim.kind, claim.subject, claim.stated,
                         claim.computed, "row"});
    REQUIRE(read.findings.size() == 2);
    CHECK(corrected(documents, read, table).findings.size() == 2);
    for (CorrectedClaim& claim : table) {
        if (claim.kind == ClaimKind::share) claim.computed = "48.8%";
        if (claim.kind == ClaimKind::comparison) claim.computed = "15.1";
    }
    const Audit again = corrected(documents, read, table);
    CHECK(again.findings.empty());
    CHECK(again.claims.size() == read.claims.size());
    table.push_back({0, 1, "Of the 59 upheld", ClaimKind::value, "", "59", "60", "row"});
    CHECK(corrected(documents, read, table).findings.size() == 1);
    CHECK(corrected(documents, read, {}).claims.empty());
    table.back().words = "stands nowhere";
    CHECK_THROWS_AS(corrected(documents, read, table), Error);
}

}  // namespace test_audit_own
