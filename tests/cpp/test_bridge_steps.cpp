// The bars of bridges that are known by hand, what stands together, and what is counted.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "headway/savings/bridge_steps.hpp"
#include "headway/savings/plan_checks.hpp"
#include "headway/savings/pooled.hpp"
#include "headway/savings/programme_counts.hpp"
#include "headway/uncertainty/spread.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_bridge_steps {

using namespace headway;
using namespace headway::test;

namespace {

std::vector<double> amounts_of(const std::vector<BridgeStep>& steps) {
    std::vector<double> amounts;
    for (const BridgeStep& step : steps) amounts.push_back(step.amount);
    return amounts;
}

std::vector<BridgeStepKind> kinds_of(const std::vector<BridgeStep>& steps) {
    std::vector<BridgeStepKind> kinds;
    for (const BridgeStep& step : steps) kinds.push_back(step.kind);
    return kinds;
}

/// By hand: A 10 of which 3 is not validated, B 6 of 2, C 4 of 1, D 2 of 0; over-achievement 5, -1, 0, 0.5.
std::vector<BridgeRow> four() {
    return {{"A", 10, 3, 5, 0, 0, 12}, {"B", 6, 2, -1, 0, 0, 3},       {"C", 4, 1, 0, 0, 0, 3},
            {"D", 2, 0, 0.5, 0, 0, 2.5}, {"Total", 22, 6, 4.5, 0, 0, 20.5}};
}

}  // namespace

TEST_CASE("the bars of the published bridge stand on one another") {
    using enum BridgeStepKind;
    const std::vector<BridgeStep> steps = bridge_steps(bridge(southampton()));
    CHECK(kinds_of(steps) == std::vector{expected, not_validated, over_achievement, forecast});
    CHECK(amounts_of(steps) == std::vector{42.65, -7.67, 6.62, 41.60});
    CHECK(steps[0].start == 0.0);
    CHECK(steps[1].start == 42.65);
    CHECK(steps[1].end == 34.98);
    CHECK(steps[2].start == 34.98);
    CHECK(steps[2].end == 41.60);
    CHECK(steps[3].start == 0.0);
    CHECK(steps[3].end == 41.60);
}

TEST_CASE("later years and what was printed have bars where they print") {
    using enum BridgeStepKind;
    std::vector<BridgeRow> rows = bridge(southampton(), {.year = Period::year(2025), .printed = 32.05});
    std::vector<BridgeStep> steps = bridge_steps(rows);
    CHECK(kinds_of(steps) ==
          std::vector{expected, not_validated, over_achievement, still_to_come, forecast, by_rounding, printed});
    CHECK(amounts_of(steps) == std::vector{42.65, -7.67, 6.62, -9.56, 32.04, 0.01, 32.05});
    CHECK(steps[5].start == 32.04);
    CHECK(steps[5].end == 32.05);
    CHECK(bridge_steps(rows, {.decimals = 1}).back().kind == forecast);  // 0.01 prints as 0.0
    rows = bridge(southampton(), {.printed = 41.70});
    CHECK(kinds_of(bridge_steps(rows)) ==
          std::vector{expected, not_validated, over_achievement, forecast, unexplained, printed});
    CHECK(kinds_of(bridge_steps(std::vector<BridgeRow>{{"Total", 5, 1, 0, 0, -0.5, 3.5}})) ==
          std::vector{expected, not_validated, over_achievement, slippage, forecast});
}

TEST_CASE("half a unit of the last decimal is printed, what is less is not") {
    const auto kinds = [](double later) {
        return kinds_of(bridge_steps(std::vector<BridgeRow>{{"Total", 5, 0, 0, later, 0, 5 + later}})).size();
    };
    CHECK(kinds(0.005) == 5);
    CHECK(kinds(-0.005) == 5);
    CHECK(kinds(0.0049) == 4);
}

TEST_CASE("a bridge that does not close has a bar for what is left") {
    using enum BridgeStepKind;
    const BridgeRow row{"Total", 5, 1, 0.2, 0, 0, 4.19};
    CHECK(unclosed_by(row) == -0.01);
    CHECK(unclosed_by({"Total", 5, 1, 0.2, -0.5, -0.3, 3.4}) == 0.0);
    const std::vector<BridgeStep> steps = bridge_steps(std::vector{row});
    CHECK(kinds_of(steps) == std::vector{expected, not_validated, over_achievement, unclosed, forecast});
    CHECK(steps[3].amount == -0.01);
    CHECK(steps[3].start == 4.2);
    CHECK(steps[3].end == 4.19);
}

TEST_CASE("what is not known has no place, and the next step begins where the last one ended") {
    using enum BridgeStepKind;
    const std::vector<BridgeStep> steps =
        bridge_steps(std::vector<BridgeRow>{{"Total", 7, missing, 0.2, 0, missing, 5, missing}});
    CHECK(std::isnan(unclosed_by({"Total", 7, missing, 0.2, 0, 0, 5})));
    CHECK(kinds_of(steps) ==
          std::vector{expected, not_validated, over_achievement, slippage, forecast, by_rounding, printed});
    CHECK(std::isnan(steps[1].start));
    CHECK(std::isnan(steps[1].end));
    CHECK(steps[2].start == 7.0);
    CHECK(steps[2].end == 7.2);
    CHECK(std::isnan(steps[6].amount));
    const std::vector<BridgeStep> bottomless = bridge_steps(std::vector<BridgeRow>{{"Total", missing, 1, 0, 0, 0, 5}});
    CHECK(std::isnan(bottomless[1].start));
    CHECK(std::isnan(bottomless[1].end));
    CHECK(bottomless.back().end == 5.0);
}

TEST_CASE("by portfolio the largest come first, and the smaller of both are pooled where room is short") {
    using enum BridgeStepKind;
    const auto said = [](std::size_t most) {
        std::vector<std::string> words;
        for (const BridgeStep& step : bridge_steps(four(), {.by_portfolio = true, .most = most}))
            if (!in_full(step.kind))
                words.push_back((step.together ? std::to_string(step.together) : step.portfolio) +
                                (step.kind == not_validated ? " not" : " over"));
        return words;
    };
    using Words = std::vector<std::string>;
    CHECK(said(8) == Words{"A not", "B not", "C not", "A over", "B over", "D over"});
    CHECK(said(7) == Words{"A not", "B not", "C not", "A over", "2 over"});  // D, the smallest, with the one before it
    CHECK(said(6) == Words{"A not", "2 not", "A over", "2 over"});           // then C and B
    CHECK(said(5) == Words{"3 not", "A over", "2 over"});                    // then A's 3, which is less than its 5
    CHECK(said(4) == Words{"3 not", "3 over"});
    const std::vector<BridgeStep> six = bridge_steps(four(), {.by_portfolio = true, .most = 6});
    CHECK(amounts_of(six) == std::vector{22.0, -3.0, -3.0, 5.0, -0.5, 20.5});
    CHECK(amounts_of(bridge_steps(four())) == std::vector{22.0, -6.0, 4.5, 20.5});
}

TEST_CASE("what no portfolio accounts for is a step, and a step without any portfolio is of all") {
    using enum BridgeStepKind;
    std::vector<BridgeRow> rows = four();
    rows.back().not_validated = 6.5;
    rows.back().forecast = 20.0;
    const std::vector<BridgeStep> steps = bridge_steps(rows, {.by_portfolio = true});
    CHECK(steps[4].nobodys);
    CHECK(steps[4].kind == not_validated);
    CHECK(steps[4].amount == -0.5);
    CHECK_FALSE(steps[3].nobodys);
    const std::vector<BridgeRow> one{{"A", 5, 0, 1, 0, 0, 6}, {"Total", 5, 0, 1, 0, 0, 6}};
    const std::vector<BridgeStep> none = bridge_steps(one, {.by_portfolio = true});
    CHECK(amounts_of(none) == std::vector{5.0, 0.0, 1.0, 6.0});
    CHECK(none[1].portfolio.empty());
    CHECK(none[2].portfolio == "A");
}

TEST_CASE("a bridge without rows or room is refused") {
    CHECK(says(refusal([] { (void)bridge_steps({}); }), "found no rows"));
    CHECK(says(refusal([] { (void)bridge_steps(four(), {.most = 3}); }), "found room for 3 bars; accepted: 4 or more"));
}

TEST_CASE("the largest stand alone and the others together") {
    CHECK(largest_first(std::array{2.0, -5.0, missing, 1.0, -2.0}) == std::vector<std::size_t>{1, 0, 4, 3, 2});
    CHECK(pooled(std::array{2.0, -5.0, 1.0}, 3) == Pooled{.alone = {1, 0, 2}});
    CHECK(pooled(std::array{2.0, -5.0, 1.0}, 2) == Pooled{.alone = {1}, .together = {0, 2}});
    CHECK(pooled(std::array{missing, 1.0, 1.0}, 2) == Pooled{.alone = {1}, .together = {2, 0}});
    CHECK(pooled(std::array{2.0, 1.0}, 1) == Pooled{.together = {0, 1}});
    CHECK(says(refusal([] { (void)pooled(std::array{1.0}, 0); }), "found room for 0"));
    const std::array amounts{2.24, missing, 2.70, 1.32};
    CHECK(sum_of_known(amounts, std::array<std::size_t, 4>{0, 1, 2, 3}) == 6.26);  // not 6.260000000000001
    CHECK(std::isnan(sum_of_known(amounts, std::array<std::size_t, 1>{1})));
    CHECK(std::isnan(sum_of_known(amounts, {})));
}

TEST_CASE("the city has 28 programmes: 18 with a saving, 8 without one, 2 of other funds") {
    CHECK(count_programmes(southampton()) == ProgrammeCounts{28, 18, 8, 2});
    SavingsPlan plan;
    plan.programmes = {{.expected = 1.0, .fund = Fund::housing_revenue_account}, {.expected = 0.0}};
    CHECK(count_programmes(plan) == ProgrammeCounts{2, 1, 0, 1});  // an amount of another fund is none of this plan's
}

TEST_CASE("checks are counted by how they came out") {
    const auto result = [](bool agrees, bool by_rounding) {
        Reconciliation found;
        found.agrees = agrees;
        found.explained_by_rounding = by_rounding;
        return PlanCheck{.check = "run rate", .where = "", .result = found};
    };
    const std::vector checks{result(true, false), result(false, true), result(false, false), result(true, false)};
    CHECK(count_checks(checks) == CheckCounts{4, 2, 1});
    CHECK(count_checks({}) == CheckCounts{});
    // portfolios against their programmes and levels: 14; of the printed total only 42.64 differs, and it was set
    CHECK(count_checks(plan_checks(southampton(), {.expected = 42.64})) == CheckCounts{15, 14, 0});
    CHECK(count_checks(plan_checks(southampton(), {.run_rate = {7.30, 32.05, 39.37, 41.20, 41.60}})) ==
          CheckCounts{19, 18, 1});
}

TEST_CASE("most of the spread comes first, and what has no share is left out") {
    Simulation simulation;
    for (const double share : {0.2, -0.1, 0.5, missing, 0.2, 0.2}) simulation.spread_share.push_back({share, missing});
    CHECK(most_spread(simulation, 0, 9) == std::vector<std::size_t>{2, 0, 4, 5, 1});
    CHECK(most_spread(simulation, 0, 2) == std::vector<std::size_t>{2, 0});
    CHECK(most_spread(simulation, 1, 9).empty());
    CHECK_THROWS(most_spread(simulation, 2, 9));
}

TEST_CASE("savings that go together do so by a least and a greatest correlation") {
    CHECK_FALSE(correlation_range({}));
    CHECK_FALSE(correlation_range(stats::Correlation::equal(3, 0.0)));
    CHECK_FALSE(correlation_range(stats::Correlation::equal(1, 0.0)));
    CHECK(correlation_range(stats::Correlation::equal(3, 0.25))->least == 0.25);
    CHECK(correlation_range(stats::Correlation::equal(3, 0.25))->greatest == 0.25);
    const std::vector<stats::CorrelatedPair> pairs{{"A", "C", 0.5}, {"B", "C", -0.25}};
    const std::vector<std::string> names{"A", "B", "C"};
    const std::optional<CorrelationRange> range = correlation_range(stats::Correlation::of_pairs(names, pairs));
    CHECK(range->least == -0.25);
    CHECK(range->greatest == 0.5);
}

}  // namespace test_bridge_steps
