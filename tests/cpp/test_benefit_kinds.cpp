#include "testing.hpp"

#include <vector>

#include "headway/savings/benefit_kinds.hpp"
#include "headway/savings/budget_gap.hpp"

namespace test_benefit_kinds {

using namespace headway;

/// Of 8 a year from 2025/26: 4 cashable and green, 2 non-cashable and green, 2 avoided and amber; and 3 red, cashable.
SavingsPlan plan_of_kinds(bool own_run_rates) {
    SavingsPlan plan{
        .years = {Period::year(2024), Period::year(2025)},
        .portfolios = {{.name = "A", .expected = 11, .confidence = {6, 2, 3}, .run_rate = {2, 8}}},
        .programmes = {
            {.portfolio = "A", .name = "Posts", .expected = 4, .benefit = Benefit::cashable, .confidence = "green"},
            {.portfolio = "A", .name = "Time", .expected = 2, .benefit = Benefit::non_cashable, .confidence = "green"},
            {.portfolio = "A", .name = "Demand", .expected = 2, .benefit = Benefit::avoidance, .confidence = "amber"},
            {.portfolio = "A", .name = "Land", .expected = 3, .benefit = Benefit::cashable, .confidence = "red"}}};
    if (own_run_rates) {
        plan.programmes[0].run_rate = {0, 4};
        plan.programmes[1].run_rate = {2, 2};
        plan.programmes[2].run_rate = {0, 2};
        plan.programmes[3].run_rate = {0, 3};
    }
    return plan;
}

TEST_CASE("only what is cashable stands against a gap") {
    const std::vector<GapRow> rows =
        against_gap(plan_of_kinds(true), std::vector{5.0, 5.0}, std::vector{1.0, 0.5, 0.0});
    CHECK(rows[0].forecast == 2.0);
    CHECK(rows[0].kinds.of(Benefit::non_cashable) == 1.5);  // of 2, three quarters are green, and all green is time
    CHECK(rows[1].forecast == 8.0);
    CHECK(rows[1].kinds.of(Benefit::cashable) == 4.0);
    CHECK(rows[1].kinds.of(Benefit::non_cashable) == 2.0);
    CHECK(rows[1].kinds.of(Benefit::avoidance) == 2.0);
    CHECK(rows[1].kinds.of(std::nullopt) == 0.0);
    CHECK(rows[1].closing == 4.0);
    CHECK(rows[1].secured == 4.0);
    CHECK(rows[1].weighted == 4.0);  // what is amber is avoided
    CHECK(rows[1].unidentified == 1.0);
    CHECK(rows[1].surplus == 0.0);
}

TEST_CASE("without run rates of their own, programmes weigh what they expect") {
    const GapRow last = against_gap(plan_of_kinds(false), std::vector{5.0, 5.0}).back();
    CHECK(last.closing == 4.0);
    CHECK(last.kinds.of(Benefit::avoidance) == 2.0);
    const BenefitKinds expected = expected_by_kind(plan_of_kinds(false), Fund::general_fund);
    CHECK(expected.of(Benefit::cashable) == 7.0);
    CHECK(closing(expected) == 7.0);
}

TEST_CASE("kinds of an amount add up to it, to the last unit") {
    SavingsPlan plan = plan_of_kinds(false);
    for (Programme& programme : plan.programmes) programme.confidence.clear();
    plan.programmes[3].benefit = Benefit::income;
    plan.programmes[0].expected = 1.0;
    plan.programmes[1].expected = 1.0;
    plan.programmes[2].expected = 1.0;
    plan.programmes[3].expected = 4.0;
    for (const double amount : {0.01, 0.1, 1.0, 10.0, 33.33, 100.0, 7.77, -5.5}) {
        const BenefitKinds kinds = by_kind(plan, plan.portfolios[0], amount);
        CHECK(decimal::sum(kinds.amounts) == amount);
    }
}

TEST_CASE("what nobody has stated closes a gap, and is shown apart") {
    SavingsPlan plan = plan_of_kinds(true);
    plan.programmes[0].benefit.reset();
    const GapRow last = against_gap(plan, std::vector{5.0, 5.0}).back();
    CHECK(last.kinds.of(std::nullopt) == 4.0);
    CHECK(last.kinds.of(Benefit::cashable) == 0.0);
    CHECK(last.closing == 4.0);
    plan.programmes.clear();
    CHECK(against_gap(plan, std::vector{5.0, 5.0}).back().closing == 8.0);
}

TEST_CASE("a portfolio whose programmes all state one kind is of it, though no programme has an amount") {
    SavingsPlan plan = plan_of_kinds(false);
    for (Programme& programme : plan.programmes) {
        programme.expected.reset();
        programme.benefit = Benefit::non_cashable;
    }
    CHECK(against_gap(plan, std::vector{5.0, 5.0}).back().closing == 0.0);
    plan.programmes[0].benefit = Benefit::cashable;
    CHECK(against_gap(plan, std::vector{5.0, 5.0}).back().kinds.of(std::nullopt) == 6.0);  // amber has one programme
}

TEST_CASE("a programme of another fund is of no kind of this one's") {
    SavingsPlan plan = plan_of_kinds(true);
    plan.programmes[2].fund = Fund::housing_revenue_account;
    CHECK(expected_by_kind(plan, Fund::housing_revenue_account).of(Benefit::avoidance) == 2.0);
    CHECK(expected_by_kind(plan, Fund::general_fund).of(Benefit::avoidance) == 0.0);
}

}  // namespace test_benefit_kinds
