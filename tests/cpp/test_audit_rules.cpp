#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_rules {

using namespace headway;

/// How many findings of a rule a text has.
std::ptrdiff_t count(const std::string& text, std::string_view rule, const std::vector<RegisterRow>& rows = {}) {
    const Audit found = audit({{"page", text}}, rows);
    return std::count_if(found.findings.begin(), found.findings.end(),
                         [&](const Finding& finding) { return finding.rule == rule; });
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
    return text;
}

const std::string smoking =
    "1. Health:\n\nIndicator\tPeriod\tPrevious result\tLatest result\tTarget\tNational\n"
    "Smoking levels in adults\t2023\t13.15\t14.23\t12.00\t11.63\n"
    "Adults who are active\t2023\t60.10\t61.20\t65.00\t64.10\n\n"
    "Smoking: Adult smoking was 14.2% in 2023. The sample is small (586 residents in all). The differences are not "
    "statistically significant.\n";

TEST_CASE("what stands twice, and what is announced and absent", "[audit]") {
    const std::string once = "The factors behind this have been discussed in the section above. It is so.\n";
    CHECK(count(once, "twice") == 0);
    CHECK(count(once + once, "twice") == 1);
    CHECK(count("The table of it is as follows:\n\n\n\n*Including engagement\n", "announced") == 1);
    CHECK(count("The parts of it are as follows:\n\n- One\n- Two\n", "announced") == 0);
    CHECK(count("Table 1: Homes\n\nTable 2: Jobs\n\nIt is shown in Table 3 below.\n", "announced") == 1);
}

TEST_CASE("periods that are compared have no month in common", "[audit]") {
    const std::string text =
        "The rate for the September 2023 to August 2024 period was 46.5, compared to 51.5 for the October 2022 to "
        "September 2023 period.\n";
    CHECK(count(text, "overlapping periods") == 1);
    CHECK(count(replaced(text, "September 2023 period", "August 2023 period"), "overlapping periods") == 0);
}

TEST_CASE("significance that depends on the method is said to", "[audit]") {
    CHECK(count(smoking, "significance") == 1);
    CHECK(count(replaced(smoking, "11.63\nAdults", "14.10\nAdults"), "significance") == 0);
    CHECK(count(smoking, "whole number of a sample") == 1);  // GRIM
    CHECK(auditing::significance_of(0.1423, 586.0, 0.1163).wilson);
    CHECK_FALSE(auditing::significance_of(0.1423, 586.0, 0.1163).wald);
}

TEST_CASE("an extrapolation follows by a method that the printed points allow, which is named", "[audit]") {
    const auto text = [](const std::string& year) {
        return "1. Care:\n\nIndicator\tPeriod\tPrevious result\tLatest result\tTarget\n"
               "Cumulative number of older adults admitted to homes\tSeptember 2024\t248.22\t291.51\t280.00\n"
               "Adults reviewed in time\tSeptember 2024\t47.61\t46.90\t75.00\n\n"
               "Older adults admitted to homes: The number of older adults admitted rose to 291.51. If this is "
               "extrapolated to the end of the year, it would give " +
               year + ".\n";
    };
    const auto found = [&](const std::string& year) {
        const Audit read = audit({{"page", text(year)}});
        const auto claim = std::find_if(read.claims.begin(), read.claims.end(),
                                        [](const Claim& one) { return one.kind == ClaimKind::extrapolation; });
        REQUIRE(claim != read.claims.end());
        return *claim;
    };
    CHECK(found("583.0").verdict == Verdict::holds);
    CHECK(found("583.0").why.find("run_rate") != std::string::npos);
    CHECK(found("651.6").verdict == Verdict::contradiction);
}

TEST_CASE("an action whose window is over is complete", "[audit]") {
    const auto text = [](const std::string& what) {
        return "Key:\n\n- **Short term** - April - July 2025\n- **Longer term** - 2026 onwards\n\n"
               "The survey was launched 21 October 2025.\n\n"
               "Action\tTimeframe\tOwner\tProgress\nWrite the strategy\tShort term\tThe director\t" +
               what +
               "\n"
               "Write the plan\tLonger term\tThe director\tIt is still too early to say anything about what will come "
               "of it\n";
    };
    CHECK(count(text("The work on the strategy is well underway and a draft is in development."), "window over") == 1);
    CHECK(count(text("The strategy was agreed in June 2025 and has been published in full since."), "window over") ==
          0);
    CHECK(count(text("The strategy was written and the work will continue into 2026 with others."), "window") == 1);
}

TEST_CASE("one state stands once among counts that come to their whole", "[audit]") {
    const std::string text =
        "Performance is monitored through 10 indicators. 5 KPIs are improving, 3 are worsening and 2 show no change.\n";
    CHECK(count(text, "counts and total") == 0);
    CHECK(count(replaced(text, "worsening", "improving"), "counts and total") == 1);
}

TEST_CASE("totals under headings are the rows of the table of all, and a target of savings is its total", "[audit]") {
    const std::string pound = "\xC2\xA3";
    const std::string text = "Overview\n\nPortfolio Name\tExpected Saving\nAdult Care\t" + pound +
                             "3.0m\nPublic Places\t" + pound + "2.5m\n\t" + pound +
                             "5.5m\n\nAdult Care\n\nProgramme Name\tExpected Saving\nHomes\t" + pound +
                             "1.0m\nReviews\t" + pound + "2.0m\n\t" + pound + "3.0m\n\n";
    CHECK(count(text, "same figure") == 0);
    CHECK(count(replaced(text, "Adult Care\t" + pound + "3.0m", "Adult Care\t" + pound + "3.6m"), "same figure") == 1);
}

TEST_CASE("rows that are numbered are numbered one by one", "[audit]") {
    const std::string text = "No.\tDocument\n1\tPlan\n2\tVision\n3\tStrategy\n4\tSubmission\n5\tUpdate\n";
    CHECK(count(text, "numbered rows") == 0);
    CHECK(count(replaced(text, "3\tS", "7\tS"), "numbered rows") == 1);
}

TEST_CASE("a recommendation without an action, where there are fewer actions", "[audit]") {
    const std::string asked =
        "- **Recommendation 1: Celebrate the programme:**\n- **Recommendation 2: Improve governance:**\n"
        "- **Recommendation 3: Resolve the audit of your accounts:**\n\n"
        "Action\tTimeframe\tOwner\n";
    const std::string two = "Develop the programme\tShort\tA director\nStreamline governance\tShort\tA director\n";
    CHECK(count(asked + two, "answer") == 1);
    CHECK(count(asked + two + "Close the audit of accounts\tShort\tA director\n", "answer") == 0);
}

TEST_CASE("the size of a change goes the way that is said", "[audit]") {
    const std::string text =
        "1. Services:\n\nIndicator\tPeriod\tPrevious result\tLatest result\tTarget\n"
        "Calls answered in time (%)\tSeptember 2024\t81.20\t84.60\t90.00\n"
        "Repairs done on time (%)\tSeptember 2024\t54.46\t57.31\t90.00\n\n"
        "Calls: The share of calls answered in time is 3.4 percentage points higher than August.\n";
    CHECK(count(text, "size of change") == 0);
    CHECK(count(replaced(text, "higher", "lower"), "size of change") == 1);
}

TEST_CASE("a sentence about another thing is not held against its paragraph's row", "[audit]") {
    const std::string table =
        "1. Services:\n\nIndicator\tPeriod\tPrevious result\tLatest result\tTarget\n"
        "Calls answered in time\tSeptember 2024\t81.20\t84.60\t90.00\n"
        "Repairs done on time\tSeptember 2024\t54.46\t57.31\t90.00\n\n";
    const std::string first = "Calls: Calls answered in time rose to 84.6 in September. ";
    CHECK(count(table + first + "The average wait was 62.3 in September.\n", "text against table") == 0);
    CHECK(count(table + first + "However, performance fell to 62.3 in September.\n", "text against table") == 1);
}

}  // namespace test_audit_rules
