// Coverage of recommendations by actions, by hand.
#include <string>
#include <vector>

#include "headway/plan/coverage.hpp"
#include "headway/plan/read_plan.hpp"
#include "testing.hpp"

namespace test_coverage {

using namespace headway;
using namespace headway::plan;
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
    CHECK(themes[0].recommendations == std::vector<std::size_t>{0, 1});
    CHECK(themes[0].actions == 1);
    CHECK(themes[0].status() == Coverage::covered);
    CHECK(themes[0].fewer_actions());
    CHECK(themes[1].status() == Coverage::no_action);
    CHECK(themes[2].theme == "Green");
    CHECK(themes[2].status() == Coverage::no_recommendation);
    CHECK(!themes[2].fewer_actions());
}

TEST_CASE("themes are counted, each with what it is out of") {
    const std::vector<Action> plan{answering("Growth plan", "growth"), answering("Parks", "Green"),
                                   answering("Trees", "Green"), answering("Hub", "People")};
    std::vector<Recommendation> more = asked;
    more.push_back({"People", "12", "A hub"});
    const CoverageCounts counts = count_coverage(coverage_by_theme(plan, more));
    CHECK(counts.asked == 3);          // Growth, Audit, People
    CHECK(counts.covered == 2);        // Growth, People
    CHECK(counts.fewer_actions == 1);  // Growth: one action for two; Audit has none at all
    CHECK(counts.no_action == 1);
    CHECK(counts.no_recommendation == 1);  // Green, which has two actions
    CHECK(count_coverage({}).asked == 0);
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

TEST_CASE("by theme too a recommendation is listed once, or it would be counted twice") {
    const std::vector<Recommendation> twice{{"Growth", "5", ""}, {"Growth", "6", ""}, {"Growth", "5", ""}};
    CHECK(says(refusal([&] { (void)coverage_by_theme({}, twice); }),
               "recommendation \"5\": found in rows 0 and 2; accepted: once"));
    const std::string read = refusal([] {
        (void)read_recommendations({"recommendation", {"5", "R6", "5", "r6 "}}, {"theme", {"Growth", "", "Audit"}}, {});
    });
    CHECK(says(read, "2 problems:"));
    CHECK(says(read, "row 2, column 'recommendation': found \"5\", which row 0 has already; accepted: a "
                     "recommendation once"));
    CHECK(says(read, "row 3, column 'recommendation': found \"r6\", which row 1 has already"));
}

TEST_CASE("a theme that stands on one side only is named with the nearest of the other") {
    const std::vector<Recommendation> listed{
        {"Shaping our priorities", "1", ""}, {"Audit", "2", ""}, {"People", "3", ""}};
    const std::vector<Action> plan{answering("Strategy", "People"), answering("City plan", "Shaping priorities"),
                                   answering("Hub", "Peple"), answering("Parks", "Green")};
    const auto themes = coverage_by_theme(plan, listed);
    REQUIRE(themes.size() == 6);
    CHECK(themes[0].status() == Coverage::no_action);
    CHECK(themes[0].nearest == "Shaping priorities");
    CHECK(themes[1].status() == Coverage::no_action);
    CHECK(themes[1].nearest.empty());
    CHECK(themes[2].status() == Coverage::covered);
    CHECK(themes[2].nearest.empty());
    CHECK(themes[3].status() == Coverage::no_recommendation);
    CHECK(themes[3].nearest == "Shaping our priorities");
    CHECK(themes[4].nearest == "People");  // which has actions already: one theme under two names
    CHECK(themes[5].nearest.empty());
}

}  // namespace test_coverage
