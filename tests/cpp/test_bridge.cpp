// The bridge of the published plan, and of plans whose bridges are known by hand.
#include "headway/savings/bridge.hpp"
#include "headway/savings/budget_gap.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_bridge {

using namespace headway;
using namespace headway::decimal;
using namespace headway::test;

TEST_CASE("the published bridge closes: 42.65 - 7.67 + 6.62 = 41.60") {
    const std::vector<BridgeRow> rows = bridge(southampton(), {.printed = 41.60});
    REQUIRE(rows.size() == 8);
    const BridgeRow& all = rows.back();
    CHECK(all.portfolio == "Total");
    CHECK(all.expected == 42.65);
    CHECK(all.not_validated == 7.67);
    CHECK(all.over_achievement == 6.62);
    CHECK(all.slippage == 0.0);
    CHECK(all.forecast == 41.60);
    CHECK(all.unexplained == 0.0);
}

TEST_CASE("every row closes in every year, to the last unit") {
    const SavingsPlan plan = southampton();
    for (const Period year : plan.years)
        for (const BridgeRow& row : bridge(plan, {.year = year}))
            CHECK(sum(std::vector{row.expected, -row.not_validated, row.over_achievement, row.still_to_come,
                                  row.slippage}) == row.forecast);
}

TEST_CASE("in a year before the last some is still to come, and a rounded total is explained") {
    const BridgeRow all = bridge(southampton(), {.year = Period::year(2025), .printed = 32.05}).back();
    CHECK(all.still_to_come == -9.56);  // 32.04 - 41.60
    CHECK(all.slippage == 0.0);
    CHECK(all.forecast == 32.04);
    CHECK(all.unexplained == 0.01);
    CHECK(all.explained_by_rounding);
}

TEST_CASE("slippage is against an earlier version, and the bridge closes with it") {
    const SavingsPlan before = southampton();
    SavingsPlan now = before;
    now.portfolios[0].run_rate = {0.0, 2.24, 13.90, 17.00, 16.00};  // a year late, and a million lost
    const std::vector<BridgeRow> last = bridge(now, {}, &before);
    CHECK(last[0].over_achievement == 1.35);  // what is lost for good is no slippage
    CHECK(last[0].slippage == 0.0);
    CHECK(last.back().forecast == 40.60);
    const BridgeRow second = bridge(now, {.year = Period::year(2025)}, &before).back();
    CHECK(second.still_to_come == -9.56);
    CHECK(second.slippage == -10.66);  // (20.38 - 40.60) - (32.04 - 41.60)
    for (const BridgeRow& row : last)
        CHECK(sum(std::vector{row.expected, -row.not_validated, row.over_achievement, row.still_to_come,
                              row.slippage}) == row.forecast);
    now.portfolios[0].name = "Adults";
    CHECK(says(refusal([&] { (void)bridge(now, {}, &before); }), "in the later alone: portfolio: found \"Adults\""));
}

TEST_CASE("run rates that were never rounded, and noise in what was printed") {
    PlanRows rows = southampton_rows();
    rows.profile[0].run_rate = 2.24 + 1.0 / 3000;
    const SavingsPlan plan = assemble_plan(rows);
    const BridgeRow first = bridge(plan, {.year = Period::year(2024), .printed = 7.3}).back();
    CHECK(first.explained_by_rounding);
    CHECK_FALSE(bridge(plan, {.year = Period::year(2024), .printed = 7.31}).back().explained_by_rounding);
    CHECK(bridge(assemble_plan(rows, {.decimals = 2}), {.year = Period::year(2024), .printed = 7.3})
              .back()
              .explained_by_rounding);
    CHECK(bridge(southampton(), {.printed = 41.5 + 0.1}).back().unexplained == 0.0);
    CHECK(bridge(southampton(), {.printed = 41.605}).back().explained_by_rounding);
}

TEST_CASE("a plan written by hand whose shape is wrong is refused, not read") {
    SavingsPlan plan{};
    CHECK(says(refusal([&] { (void)bridge(plan); }), "found no years"));
    plan = southampton();
    plan.portfolios[2].run_rate.pop_back();
    CHECK(
        says(refusal([&] { (void)bridge(plan); }), "portfolio 'Customer & Community': found 4 run rates for 5 years"));
    CHECK_THROWS_AS(total(plan), Error);
    CHECK_THROWS_AS(against_gap(plan, std::vector(5, 1.0)), Error);
    plan = southampton();
    plan.portfolios[2].confidence.clear();
    CHECK(says(refusal([&] { (void)total(plan); }), "found 0 amounts for 3 levels"));
}

TEST_CASE("a bridge that does not close says by how much") {
    const BridgeRow all = bridge(southampton(), {.printed = 41.70}).back();
    CHECK(all.unexplained == 0.10);
    CHECK_FALSE(all.explained_by_rounding);
}

TEST_CASE("under-achievement is negative") {
    PlanRows rows = southampton_rows();
    for (ProfileRow& row : rows.profile)
        if (row.portfolio == "Resident Services") row.run_rate = 0.64;
    const std::vector<BridgeRow> bridged = bridge(assemble_plan(rows));
    CHECK(bridged[5].portfolio == "Resident Services");
    CHECK(bridged[5].over_achievement == -6.86);  // 0.64 - 7.50
    CHECK(bridged.back().over_achievement == -1.13);
}

TEST_CASE("a year that is not the plan's is refused") {
    CHECK(says(refusal([] { (void)bridge(southampton(), {.year = Period::year(2030)}); }),
               "accepted: 2024/25 to 2028/29"));
}

TEST_CASE("a budget gap: secured, weighted, unidentified") {
    // two portfolios by hand: A all green, B a quarter green, three quarters amber, and red that is not validated
    SavingsPlan plan{.years = {Period::year(2024), Period::year(2025)},
                     .portfolios = {{.name = "A", .expected = 2, .confidence = {2, 0, 0}, .run_rate = {1, 2}},
                                    {.name = "B", .expected = 6, .confidence = {1, 3, 2}, .run_rate = {0, 8}}}};
    const std::vector<GapRow> rows = against_gap(plan, std::vector{0.5, 15.0}, std::vector{1.0, 0.5, 0.0});
    CHECK(rows[0].secured == 1.0);
    CHECK(rows[0].weighted == 1.0);
    CHECK(rows[0].forecast == 1.0);
    CHECK(rows[0].unidentified == 0.0);
    CHECK(rows[0].surplus == 0.5);
    CHECK(rows[1].secured == 3.0);   // 2 + 1: of B's 8 only 4 are validated
    CHECK(rows[1].weighted == 4.5);  // 2 + 1 + 3 / 2
    CHECK(rows[1].unrated == 4.0);
    CHECK(rows[0].unrated == 0.0);
    CHECK(rows[1].forecast == 10.0);
    CHECK(rows[1].unidentified == 5.0);
    CHECK(rows[1].surplus == 0.0);
}

TEST_CASE("no gap for a year and no weights are nothing, not zero") {
    SavingsPlan plan{.years = {Period::year(2024)},
                     .portfolios = {{.name = "A", .expected = 1, .confidence = {0, 0, 1}, .run_rate = {3}}}};
    const GapRow row = against_gap(plan, std::vector{std::nan("")}).front();
    CHECK(std::isnan(row.weighted));
    CHECK(std::isnan(row.unidentified));
    CHECK(std::isnan(row.surplus));
    CHECK(row.secured == 0.0);  // nothing validated
    CHECK(row.unrated == 3.0);
    CHECK(row.forecast == 3.0);
}

TEST_CASE("no more is secured than is green: of the city's last year 23.08, and over-achievement is unrated") {
    const GapRow last = against_gap(southampton(), std::vector(5, 50.0), std::vector{1.0, 1.0, 0.0}).back();
    CHECK(last.secured == 23.08);
    CHECK(last.weighted == 34.98);
    CHECK(last.unrated == 6.62);
    CHECK(last.forecast == 41.60);
    CHECK(last.unidentified == 8.40);
}

TEST_CASE("gaps and weights that do not fit are refused") {
    const SavingsPlan plan = southampton();
    const std::vector<double> gap(5, 40.0);
    CHECK_THROWS_AS(against_gap(plan, std::vector{1.0}), Error);
    CHECK_THROWS_AS(against_gap(plan, gap, std::vector{1.0}), Error);
    CHECK_THROWS_AS(against_gap(plan, gap, std::vector{1.0, 1.0, 1.1}), Error);
    CHECK_THROWS_AS(against_gap(plan, std::vector(5, infinity)), Error);
}

TEST_CASE("an infinite gap is refused in whichever year it stands, and weights from 0 to 1 are not") {
    const SavingsPlan plan = southampton();
    for (std::size_t y = 0; y < 5; ++y) {
        std::vector<double> gap(5, 40.0);
        gap[y] = -infinity;
        CHECK(refusal([&] { (void)against_gap(plan, gap); }) ==
              "gap of " + plan.years[y].label() + ": found an infinite number; accepted: an amount");
    }
    const std::vector<double> gap(5, 40.0);
    CHECK_NOTHROW(against_gap(plan, gap, std::vector{1.0, 0.0, 0.0}));
    for (const double weight : {-1e-9, 1.0 + 1e-9})
        CHECK(says(refusal([&] { (void)against_gap(plan, gap, std::vector{1.0, weight, 0.0}); }), "for 'amber'"));
    CHECK(against_gap(plan, gap).size() == 5);
    CHECK(says(refusal([&] { (void)against_gap(plan, std::vector(6, 40.0)); }), "found 6 for 5 years"));
}

}  // namespace test_bridge
