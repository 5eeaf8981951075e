// A profile that includes what is not validated: left out where that is said, in doubt where nobody says.
#include <optional>
#include <string>
#include <vector>

#include "headway/savings/assemble_plan.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/uncertain_plan.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_unvalidated {

using namespace headway;
using namespace headway::test;

namespace {

/// 1,000 expected, 400 of it red; a run rate of 500 and then of `last`.
PlanRows thousand(double last) {
    return {.programmes = {{.portfolio = "Roads", .programme = "Lights", .expected = 1000.0}},
            .confidence = {{.portfolio = "Roads", .expected = 1000.0, .levels = {600.0, 0.0, 400.0}}},
            .profile = {{.portfolio = "Roads", .year = "2024/25", .run_rate = 500.0},
                        {.portfolio = "Roads", .year = "2025/26", .run_rate = last}}};
}

SavingsPlan plan_of(const PlanRows& rows, std::optional<bool> includes) {
    return assemble_plan(rows, {.unit = MoneyUnit::thousands, .profile_includes_unvalidated = includes});
}

double chance_of(const SavingsPlan& plan, double amount) {
    const auto savings = uncertain_by_confidence(plan, illustration(plan.scale));
    return simulate(savings, {.draws = 10'000, .seed = 1}).probability(1, amount);
}

}  // namespace

TEST_CASE("of a profile that includes it, what is not validated is in no forecast") {
    const SavingsPlan plan = plan_of(thousand(1000.0), true);
    const BridgeRow last = bridge(plan).back();
    CHECK(last.expected == 1000.0);
    CHECK(last.not_validated == 400.0);
    CHECK(last.over_achievement == 0.0);
    CHECK(last.forecast == 600.0);
    CHECK(plan.portfolios[0].run_rate == std::vector{300.0, 600.0});  // 500 less 500 x 400 / 1,000
    CHECK(plan.portfolios[0].unvalidated == std::vector{200.0, 400.0});
    CHECK(total(plan).unvalidated == std::vector{200.0, 400.0});
    CHECK(cash(plan) == 900.0);
    REQUIRE(plan.notes.size() == 1);
    CHECK(says(plan.notes[0], "includes savings that are not validated: \u00A3400k of 2025/26"));
    CHECK(chance_of(plan, 1000.0) == 0.0);
    CHECK(in_doubt(plan) == 0.0);
}

TEST_CASE("beyond all that is expected is over-achievement, whatever the profile includes") {
    const SavingsPlan plan = plan_of(thousand(1050.0), true);
    CHECK(plan.portfolios[0].run_rate.back() == 650.0);
    CHECK(bridge(plan).back().over_achievement == 50.0);
    CHECK(plan_of(thousand(0.0 + 800.0), true).portfolios[0].run_rate.back() == 480.0);  // 800 x 0.6
}

TEST_CASE("of a profile that leaves it out, what is beyond is over-achievement") {
    const SavingsPlan plan = plan_of(thousand(1000.0), false);
    CHECK(bridge(plan).back().over_achievement == 400.0);
    CHECK(bridge(plan).back().forecast == 1000.0);
    CHECK(plan.notes.empty());
    CHECK(chance_of(plan, 600.0) > 0.9);
}

TEST_CASE("where nobody says which, the plan says what is in doubt and no simulation counts on it") {
    for (const double last : {1000.0, 950.0, 1050.0}) {
        const SavingsPlan plan = plan_of(thousand(last), std::nullopt);
        const double doubt = std::min(last - 600.0, 400.0);
        CHECK(in_doubt(plan) == doubt);
        REQUIRE(plan.notes.size() == 1);
        CHECK(says(plan.notes[0], "nobody has said whether the profile includes savings that are not validated"));
        CHECK(says(plan.notes[0], "Roads \u00A3" + shown(doubt) + "k"));
        CHECK(bridge(plan).back().forecast == last);
        CHECK(chance_of(plan, 1000.0) < 0.01);
        const auto by_programme = uncertain_by_programme(plan, {{"Lights", {}}});
        CHECK(by_programme[0].profiles[0][1] == last - doubt);
    }
}

TEST_CASE("nothing is in doubt where nothing is red, or nothing is beyond what is validated") {
    CHECK(in_doubt(plan_of(thousand(600.0), std::nullopt)) == 0.0);
    CHECK(plan_of(thousand(600.0), std::nullopt).notes.empty());
    PlanRows sure = thousand(1200.0);
    sure.confidence[0].levels = {600.0, 400.0, 0.0};
    CHECK(in_doubt(plan_of(sure, std::nullopt)) == 0.0);
}

TEST_CASE("a portfolio that comes exactly to what is validated shows how the profile was made") {
    PlanRows rows = thousand(950.0);
    rows.confidence.push_back({.portfolio = "Parks", .expected = 80.0, .levels = {50.0, 0.0, 30.0}});
    rows.profile.push_back({.portfolio = "Parks", .year = "2024/25", .run_rate = 10.0});
    rows.profile.push_back({.portfolio = "Parks", .year = "2025/26", .run_rate = 50.0});
    CHECK(in_doubt(plan_of(rows, std::nullopt)) == 0.0);
    rows.profile[3].run_rate = 40.0;  // it has slipped: no longer a sign
    CHECK(in_doubt(plan_of(rows, std::nullopt)) == 350.0);
    rows.profile[3].run_rate = 50.0;
    rows.profile[1].run_rate = 1000.0;  // exactly what is expected, red and all
    CHECK(in_doubt(plan_of(rows, std::nullopt)) == 400.0);
}

TEST_CASE("the published plan leaves out what is red, and is not in doubt") {
    const SavingsPlan plan = southampton();
    CHECK(in_doubt(plan) == 0.0);
    CHECK(plan.notes.empty());
    CHECK(over_achievement(total(plan), plan.scale) == 6.62);
    CHECK(bridge(plan).back().forecast == 41.60);
}

}  // namespace test_unvalidated
