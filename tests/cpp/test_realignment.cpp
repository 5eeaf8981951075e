// Expectations that move, versions side by side, programmes that need one another, and savings delivered so far.
#include <cmath>

#include "headway/savings/bridge.hpp"
#include "headway/savings/delivered.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/plan_checks.hpp"
#include "headway/savings/realignment.hpp"
#include "headway/savings/slippage.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_realignment {

using namespace headway;
using namespace headway::decimal;
using namespace headway::stats;
using namespace headway::test;

namespace {

Realignment homes_to_growth() {
    return {.from = "Resident Services",
            .to = "Growth & Prosperity",
            .level = "red",
            .amount = 1.5,
            .as_at = Period::month(2024, 11),
            .reason = "homelessness prevention is re-scoped",
            .from_programme = "Homelessness Prevention",
            .to_programme = "Service Redesign & Productivity"};
}

}  // namespace

TEST_CASE("an amount moves, the total stays, and the plan remembers") {
    const SavingsPlan before = southampton();
    const SavingsPlan after = realigned(before, homes_to_growth());
    const Portfolio& homes = after.portfolios[portfolio_of(after, "Resident Services")];
    const Portfolio& growth = after.portfolios[portfolio_of(after, "Growth & Prosperity")];
    CHECK(homes.expected == 9.8);
    CHECK(homes.confidence == std::vector{1.57, 5.93, 2.3});
    CHECK(growth.expected == 3.5);
    CHECK(growth.confidence == std::vector{0.0, 0.39, 3.11});
    CHECK(total(after).expected == 42.65);
    CHECK(after.history.size() == 1);
    CHECK(after.history[0].reason == "homelessness prevention is re-scoped");
    CHECK(before.history.empty());
    CHECK(before.portfolios[5].expected == 11.3);
    for (const PlanCheck& each : plan_checks(after)) CHECK(each.result.agrees);  // programmes moved with their portfolios
}

TEST_CASE("forecasts do not move with what is expected, so over-achievement does") {
    Realignment change = homes_to_growth();
    change.level = "amber";
    const std::vector<BridgeRow> before = bridge(southampton()), after = bridge(realigned(southampton(), change));
    CHECK(after[5].over_achievement == difference(before[5].over_achievement, -1.5));
    CHECK(after[4].over_achievement == difference(before[4].over_achievement, 1.5));
    CHECK(after.back().over_achievement == before.back().over_achievement);
}

TEST_CASE("a realignment that cannot be is refused") {
    const SavingsPlan plan = southampton();
    const auto refused = [&](auto damage) {
        Realignment change = homes_to_growth();
        damage(change);
        return refusal([&] { (void)realigned(plan, change); });
    };
    CHECK(says(refused([](Realignment& c) { c.amount = 3.9; }), "which is 3.8"));
    CHECK(says(refused([](Realignment& c) { c.amount = 0; }), "accepted: above 0"));
    CHECK(says(refused([](Realignment& c) { c.amount = std::nan(""); }), "accepted: above 0"));
    CHECK(
        says(refused([](Realignment& c) { c.to = "Growth and Prosperity"; }), "did you mean \"Growth & Prosperity\"?"));
    CHECK(says(refused([](Realignment& c) { c.to = c.from; }), "on both sides"));
    CHECK(says(refused([](Realignment& c) { c.level = "blue"; }), "accepted: green, amber, red"));
    CHECK(says(refused([](Realignment& c) { c.reason = " "; }), "found no reason"));
    CHECK(says(refused([](Realignment& c) { c.from_programme = "Homelessness"; }),
               "did you mean \"Homelessness Prevention\"?"));
    CHECK(says(refused([](Realignment& c) { c.amount = 3.5; }), "less than nothing"));
}

TEST_CASE("two versions side by side") {
    SavingsPlan after = realigned(southampton(), homes_to_growth());
    after.portfolios.erase(after.portfolios.begin());  // a portfolio that is no more
    const std::vector<VersionRow> rows = compare(southampton(), after);
    CHECK(rows.size() == 8);
    CHECK(rows[0].expected_before == 14.65);
    CHECK_FALSE(rows[0].expected_after.has_value());
    CHECK(rows[5].expected_before == 11.3);
    CHECK(rows[5].expected_after == 9.8);
    CHECK(rows.back().portfolio == "Total");
    CHECK(rows.back().forecast_before == 41.60);
    CHECK(rows.back().forecast_after == 24.60);
    CHECK(change_between(rows[5].expected_before, rows[5].expected_after) == -1.5);
    CHECK_FALSE(change_between(rows[0].expected_before, rows[0].expected_after).has_value());
}

TEST_CASE("versions are compared in the last year that both have, of one fund, unit and scale") {
    const SavingsPlan plan = southampton();
    SavingsPlan other = plan;
    for (Portfolio& portfolio : other.portfolios) portfolio.run_rate.pop_back();
    other.years.pop_back();
    CHECK(compare(plan, other).back().forecast_before == 41.20);
    other = plan;
    other.fund = Fund::housing_revenue_account;
    CHECK(says(refusal([&] { (void)compare(plan, other); }), "general fund and housing revenue account"));
    other = plan;
    other.scale = gmpp_three_point();
    CHECK_THROWS_AS(compare(plan, other), Error);
    other = plan;
    other.unit = MoneyUnit::thousands;
    CHECK_THROWS_AS(compare(plan, other), Error);
    other = plan;
    for (Period& year : other.years) year = year.shifted(120);
    CHECK(says(refusal([&] { (void)compare(plan, other); }), "no year in common"));
}

TEST_CASE("programmes that start before what they need") {
    const auto month = [](int m) { return Period::month(2024, 4).shifted(m); };
    const std::vector<Programme> programmes{{.name = "system", .start = month(6)},
                                            {.name = "service", .start = month(2), .depends_on = {"system"}},
                                            {.name = "training", .depends_on = {"system", "service"}}};
    const std::vector<std::vector<std::size_t>> needs = dependencies(programmes);
    CHECK(needs[2] == std::vector<std::size_t>{0, 1});
    const std::vector<TooEarly> early = too_early(programmes);
    REQUIRE(early.size() == 1);
    CHECK(early[0].programme == 1);
    CHECK(early[0].needs == 0);
    CHECK(early[0].months == 4);
}

TEST_CASE("dependencies that cannot be met are refused") {
    CHECK(says(refusal([] { (void)dependencies({{.name = "service", .depends_on = {"sistem"}}, {.name = "system"}}); }),
               "programme 'service' depends on \"sistem\": found no such programme or workstream"
               " (workstreams= names what is no programme); did you mean \"system\"?"));
    CHECK(says(refusal([] {
                   (void)dependencies({{.name = "a", .depends_on = {"b"}},
                                       {.name = "b", .depends_on = {"c"}},
                                       {.name = "c", .depends_on = {"a"}},
                                       {.name = "d"}});
               }),
               "found a circle: 'a' needs 'b' needs 'c' needs 'a'"));
    CHECK_THROWS_AS(dependencies({{.name = "a", .depends_on = {"a"}}}), Error);
    CHECK(says(refusal([] { (void)dependencies({{.name = "a"}, {.name = "a"}, {.name = "b", .depends_on = {"a"}}}); }),
               "two programmes of that name"));
}

TEST_CASE("savings delivered are projected like any flow, with the year's run rate as target") {
    const SavingsPlan plan = southampton();
    const Series delivered({0.2, 0.2, 0.2, 0.2, 0.2, 0.2}, Period::month(2024, 4), Accrual::flow);
    const Delivered result = project_delivered(plan, "Children's Services", delivered);
    CHECK(result.planned == 2.70);
    CHECK(planned_in(plan, "Children's Services", Period::month(2026, 3)) == 6.55);
    CHECK(std::fabs(result.year_end.value - 2.4) < 1e-12);
    CHECK(result.year_end.rule.target == 2.70);
    CHECK_THROWS_AS(project_delivered(plan, "Children", delivered), Error);
    CHECK_THROWS_AS(
        project_delivered(plan, "Children's Services", Series({1.0}, Period::month(2030, 4), Accrual::flow)), Error);
    CHECK_THROWS_AS(project_delivered(plan, "Children's Services", Series({}, Period::month(2024, 4), Accrual::flow)),
                    Error);
    CHECK_THROWS_AS(
        project_delivered(plan, "Children's Services", Series({1.0}, Period::month(2024, 4), Accrual::snapshot)),
        Error);
}

TEST_CASE("slippage of one version against another adds up over portfolios") {
    const SavingsPlan planned = southampton();
    SavingsPlan now = planned;
    now.portfolios[0].run_rate = {0.0, 2.24, 13.90, 17.00, 17.00};   // a year late
    now.portfolios[6].run_rate = {0.66, 1.28, 1.605, 1.835, 1.835};  // half of it
    const std::vector<SlippageRow> rows = slippage(planned, now);
    REQUIRE(rows.size() == 8 * 5);
    CHECK(rows[1].portfolio == "Adult Social Care & Health");
    CHECK(rows[1].year.label() == "2025/26");
    CHECK(rows[1].amounts.timing == 11.66);
    CHECK(rows[1].amounts.permanent == 0.0);
    CHECK(rows[31].portfolio == "Schools & SEND");
    CHECK(rows[31].amounts.permanent == 1.28);
    CHECK(rows[31].amounts.timing == 0.0);
    CHECK(rows[36].portfolio == "Total");
    CHECK(rows[36].amounts.shortfall == 12.94);
    CHECK(rows[36].amounts.timing == 11.66);
    CHECK(rows[36].amounts.permanent == 1.28);
    now.portfolios[6].name = "Schools";
    CHECK(says(refusal([&] { (void)slippage(planned, now); }),
               "in the later alone: portfolio: found \"Schools\"; did you mean \"Schools & SEND\"?"));
    now.portfolios.pop_back();
    CHECK_THROWS_AS(slippage(planned, now), Error);
    now = planned;
    now.years.pop_back();
    CHECK_THROWS_AS(slippage(planned, now), Error);
}

TEST_CASE("what a programme depends on is named, with what may have been meant") {
    CHECK(refusal([] { (void)dependencies({{.name = "a", .depends_on = {"nothing like it"}}}); }) ==
          "programme 'a' depends on \"nothing like it\": found no such programme or workstream "
          "(workstreams= names what is no programme); accepted: a");
    CHECK(refusal([] { (void)dependencies({{.name = "service", .depends_on = {"sistem"}}, {.name = "system"}}); }) ==
          "programme 'service' depends on \"sistem\": found no such programme or workstream "
          "(workstreams= names what is no programme); did you mean \"system\"?");
}

TEST_CASE("an amount of a realignment is above 0 and at most what there is") {
    const auto moved = [](double amount) {
        Realignment change = homes_to_growth();
        change.amount = amount;
        change.from_programme.clear();
        change.to_programme.clear();
        return refusal([&] { (void)realigned(southampton(), change); });
    };
    CHECK(moved(0.01).empty());
    CHECK(moved(3.8).empty());  // all of its red
    CHECK(says(moved(3.81), "accepted: at most that"));
    for (const double amount : {0.0, -0.01, infinity, std::nan("")})
        CHECK(says(moved(amount), "accepted: above 0"));
    SavingsPlan later = southampton();
    later.scale.version = "2025";
    CHECK(says(refusal([&] { (void)compare(southampton(), later); }), "(2024) and 'savings confidence' (2025)"));
    later = southampton();
    later.scale.name = "own";
    CHECK(says(refusal([&] { (void)compare(southampton(), later); }), "'own' (2024)"));
}

TEST_CASE("a programme that starts with what it needs is not too early") {
    const auto month = [](int m) { return Period::month(2024, 4).shifted(m); };
    const auto early = [&](std::optional<Period> system, std::optional<Period> service) {
        return too_early({{.name = "system", .start = system},
                          {.name = "service", .start = service, .depends_on = {"system"}}});
    };
    CHECK(early(month(3), month(3)).empty());
    CHECK(early(month(3), month(4)).empty());
    REQUIRE(early(month(3), month(2)).size() == 1);
    CHECK(early(month(3), month(2))[0].months == 1);
    CHECK(early(std::nullopt, month(2)).empty());
    CHECK(early(month(3), std::nullopt).empty());
}

}  // namespace test_realignment
