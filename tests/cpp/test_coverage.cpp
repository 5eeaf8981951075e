// Coverage of recommendations by actions, by hand.
#include <string>
#include <vector>

#include "headway/plan/coverage.hpp"
#include "testing.hpp"

using namespace headway;
using namespace headway::test;

namespace {

const std::vector<Recommendation> asked{{"Growth", "5", "A plan"}, {"Growth", "6", "Lead"}, {"Audit", "11", "Resolve"}};

Action answering(const char* name, const char* theme, std::vector<std::string> recommendations = {}) {
    return {.theme = theme, .name = name, .recommendations = std::move(recommendations)};
}

}  // namespace

TEST_CASE("by theme: gaps on both sides, and fewer actions than recommendations") {
    const std::vector<Action> plan{answering("Growth plan", "growth"), answering("Parks", "Green")};
    const auto themes = coverage_by_theme(plan, asked);
    REQUIRE(themes.size() == 3);
    CHECK(themes[0].theme == "Growth");
    CHECK(themes[0].recommendations == 2);
    CHECK(themes[0].actions == 1);
    CHECK(themes[0].status() == Coverage::covered);
    CHECK(themes[0].fewer_actions());
    CHECK(themes[1].status() == Coverage::no_action);
    CHECK(themes[2].theme == "Green");
    CHECK(themes[2].status() == Coverage::no_recommendation);
    CHECK(!themes[2].fewer_actions());
}

TEST_CASE("by recommendation: many to many, and what is missing on either side") {
    const std::vector<Action> plan{answering("Growth plan", "Growth", {"5", "6"}), answering("Lead", "Growth", {"6"}),
                                   answering("Parks", "Green")};
    const auto rows = coverage(plan, asked);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].actions == std::vector<std::string>{"Growth plan"});
    CHECK(rows[1].actions == std::vector<std::string>{"Growth plan", "Lead"});
    CHECK(rows[1].status == Coverage::covered);
    CHECK(rows[2].recommendation == "11");
    CHECK(rows[2].status == Coverage::no_action);
    CHECK(rows[2].actions.empty());
    CHECK(rows[3].status == Coverage::no_recommendation);
    CHECK(rows[3].recommendation.empty());
    CHECK(rows[3].actions == std::vector<std::string>{"Parks"});
}

TEST_CASE("links to nothing and recommendations listed twice are refused") {
    const std::string unknown = refusal([] { (void)coverage(std::vector{answering("A", "Growth", {"12"})}, asked); });
    CHECK(says(unknown, "action \"A\": found the recommendation \"12\"; accepted: 5, 6, 11; did you mean \"11\"?"));
    const std::vector<Recommendation> twice{{"Growth", "R5", ""}, {"Growth", "r5 ", ""}};
    CHECK(says(refusal([&] { (void)coverage({}, twice); }), "found in rows 0 and 1; accepted: once"));
}
