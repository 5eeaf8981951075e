// Slippage split into timing and permanent loss, by hand and by what must hold of any plan.
#include <cmath>
#include <random>

#include "headway/savings/slippage.hpp"
#include "testing.hpp"

namespace test_slippage {

using namespace headway;
using namespace headway::test;

TEST_CASE("a plan that is only late has no permanent loss") {
    for (const Slippage& year : slippage(std::vector{4.0, 8.0, 8.0}, std::vector{0.0, 4.0, 8.0})) {
        CHECK(year.permanent == 0.0);
        CHECK(year.timing == year.shortfall);
    }
}

TEST_CASE("a plan that is only smaller has no timing") {
    const std::vector<Slippage> years = slippage(std::vector{4.0, 8.0, 8.0}, std::vector{3.0, 6.0, 6.0});
    CHECK(years[0].permanent == 1.0);
    CHECK(years[1].permanent == 2.0);
    for (const Slippage& year : years) CHECK(year.timing == 0.0);
}

TEST_CASE("late and smaller, by hand") {
    const std::vector<Slippage> years = slippage(std::vector{4.0, 8.0}, std::vector{1.0, 6.0});
    CHECK(years[0].shortfall == 3.0);
    CHECK(years[0].permanent == 1.0);  // a quarter of what was planned is lost for good
    CHECK(years[0].timing == 2.0);
    CHECK(years[1].permanent == 2.0);
    CHECK(years[1].timing == 0.0);
}

TEST_CASE("of a one-off saving, what comes in another year is timing") {
    const std::vector<Slippage> years = slippage(std::vector{5.0, 0.0}, std::vector{0.0, 4.0}, Recurrence::one_off);
    CHECK(years[0].permanent == 1.0);
    CHECK(years[0].timing == 4.0);
    CHECK(years[1].permanent == 0.0);
    CHECK(years[1].timing == -4.0);
}

TEST_CASE("where nothing was planned there is nothing to lose in proportion") {
    const std::vector<Slippage> years = slippage(std::vector{1.0, 0.0}, std::vector{0.0, -0.5});
    CHECK(years[0].timing == 1.0);
    CHECK(years[1].permanent == 0.5);
    CHECK(slippage(std::vector{0.0}, std::vector{0.0})[0].shortfall == 0.0);
}

TEST_CASE("timing and loss add up to the shortfall; a recurring plan's last year has no timing") {
    std::mt19937 random(11);
    std::uniform_int_distribution<int> pence(0, 2000);
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<double> planned, forecast;
        for (int y = 0; y < 5; ++y) planned.push_back(pence(random) / 100.0), forecast.push_back(pence(random) / 100.0);
        double timing = 0;
        for (const Slippage& year : slippage(planned, forecast))
            CHECK(std::fabs(year.timing + year.permanent - year.shortfall) <= 1e-12 * (1 + std::fabs(year.permanent)));
        CHECK(std::fabs(slippage(planned, forecast).back().timing) < 1e-11);
        for (const Slippage& year : slippage(planned, forecast, Recurrence::one_off)) timing += year.timing;
        CHECK(std::fabs(timing) < 1e-9);
    }
}

TEST_CASE("years that do not match are refused") {
    CHECK_THROWS_AS(slippage(std::vector{1.0}, std::vector{1.0, 2.0}), Error);
    CHECK_THROWS_AS(slippage(std::vector<double>{}, std::vector<double>{}), Error);
}

TEST_CASE("one version without years, or with others, is refused from either side") {
    const std::vector<double> none, one{1.0};
    CHECK(says(refusal([&] { (void)slippage(none, one); }), "found 0 planned and 1 forecast years"));
    CHECK(says(refusal([&] { (void)slippage(one, none); }), "found 1 planned and 0 forecast years"));
    CHECK(says(refusal([&] { (void)slippage(none, none); }), "accepted: the same years, one or more"));
    CHECK(slippage(one, one).size() == 1);
    const SavingsPlan plan{.years = {Period::year(2024)},
                           .portfolios = {{.name = "A", .expected = 1, .confidence = {1, 0, 0}, .run_rate = {1}}}};
    CHECK_NOTHROW(validate_versions(plan, plan));
    SavingsPlan other = plan;
    other.fund = Fund::housing_revenue_account;
    CHECK(says(refusal([&] { validate_versions(plan, other); }), "two funds or units"));
    other = plan;
    other.unit = MoneyUnit::thousands;
    CHECK(says(refusal([&] { validate_versions(plan, other); }), "two funds or units"));
    other = plan;
    other.portfolios[0].name = "B";
    CHECK(says(refusal([&] { validate_versions(plan, other); }), "versions, in the later alone: "));
    CHECK(says(refusal([&] { validate_versions(plan, other); }), "versions, in the earlier alone: "));
}

TEST_CASE("a portfolio is refused with the nearest name, or with all names") {
    const SavingsPlan plan{.portfolios = {{.name = "Roads"}, {.name = "Homes"}, {.name = "Care"}}};
    CHECK(portfolio_of(plan, "Care") == 2);
    CHECK(refusal([&] { (void)portfolio_of(plan, "Zoo"); }) ==
          "portfolio: found \"Zoo\"; accepted: Roads, Homes, Care");
    CHECK(refusal([&] { (void)portfolio_of(plan, "Raods"); }) ==
          "portfolio: found \"Raods\"; did you mean \"Roads\"? Accepted: Roads, Homes, Care");
}

}  // namespace test_slippage
