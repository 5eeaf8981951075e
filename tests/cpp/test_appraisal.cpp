// Appraisal: present values, ratio and payback, by hand.
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "headway/appraisal/appraisal.hpp"
#include "testing.hpp"

namespace test_appraisal {

using namespace headway;
using namespace headway::test;

namespace {

std::optional<double> payback_of(std::vector<double> net) { return payback_period(net); }

Appraisal undiscounted(const std::vector<double>& costs, const std::vector<double>& benefits) {
    return appraise(costs, benefits, {.schedule = flat_rate(0.0)});
}

}  // namespace

TEST_CASE("100 spent for 30 a year over five years", "[appraisal]") {
    const Appraisal result =
        appraise(std::vector<double>{100, 0, 0, 0, 0, 0}, std::vector<double>{0, 30, 30, 30, 30, 30});
    // 30 x (1 - 1.035^-5) / 0.035 = 135.451571264122444..., by 40-digit decimal arithmetic
    CHECK(within(result.present_value_benefits, 135.4515712641224));
    CHECK(result.present_value_costs == 100);
    CHECK(within(result.net_present_value, 35.4515712641224, 1e-10));
    REQUIRE(result.benefit_cost_ratio);
    CHECK(within(*result.benefit_cost_ratio, 1.354515712641224));
    REQUIRE(result.payback);
    CHECK(within(*result.payback, 10.0 / 3));  // 90 after three years, and a third of the fourth
    REQUIRE(result.discounted_payback);
    CHECK(within(*result.discounted_payback, 3.6101337937500));
    CHECK(result.rule.schedule == green_book());
}

TEST_CASE("the bias is added to every year's cost", "[appraisal]") {
    const std::vector<double> costs{100, 10}, benefits{0, 150};
    const Appraisal result = appraise(costs, benefits, {.schedule = flat_rate(0.1), .optimism_bias = 0.24});
    CHECK(within(result.present_value_costs, 124 + 12.4 / 1.1));
    CHECK(within(result.present_value_benefits, 150 / 1.1));
    CHECK(within(result.net_present_value, 150 / 1.1 - 124 - 12.4 / 1.1));
    REQUIRE(result.payback);
    CHECK(within(*result.payback, 124 / 137.6));
    CHECK(result.rule.optimism_bias == 0.24);
}

TEST_CASE("payback is when the balance is no longer below 0, and stays so", "[appraisal]") {
    CHECK(payback_of({-100, 40, 40, 40}) == 2.5);
    CHECK(payback_of({-100, 50, 50}) == 2.0);  // to the penny, at the end of the year
    CHECK(payback_of({-100, 100.1}).has_value());
    CHECK(payback_of({-50, -50, 40, 80}) == 2.75);
    CHECK(payback_of({-0.8, 0.1, 0.7}) == 2.0);  // which is below 0 in binary
    CHECK(payback_of({10, 10}) == 0.0);          // nothing to pay back
    CHECK(payback_of({0, 0}) == 0.0);
    CHECK(payback_of({0, -10, 20}) == 1.5);
    CHECK(!payback_of({-100, 40}));
    CHECK(!payback_of({-100, 99.99}));
    CHECK(!payback_of({0, -1}));
    CHECK(!payback_of({-1}));
    // a renewal takes the balance below 0 again: only the last crossing counts
    CHECK(payback_of({-100, 120, -60, 20, 40}) == 3.5);
    CHECK(!payback_of({-100, 120, -60, 20}));
    CHECK(payback_of({-100, 120, -20, 5}) == 1.0 - 20.0 / 120);  // down to 0 is not below
    CHECK(!payback_of({-100, missing, 200}));
    CHECK(!payback_of({-100, 200, missing}));
}

TEST_CASE("whatever is recovered exactly by discounted benefits is paid back at the year's end", "[appraisal]") {
    const Appraisal result = appraise(std::vector<double>{100, 0}, std::vector<double>{0, 103.5});
    REQUIRE(result.discounted_payback);  // not "never", whatever the last bit of 103.5 / 1.035 is
    CHECK(within(*result.discounted_payback, 1.0));
    CHECK(result.net_present_value == 0.0);
    CHECK(within(result.benefit_cost_ratio.value_or(0), 1.0));
}

TEST_CASE("without costs there is no ratio", "[appraisal]") {
    const Appraisal free = undiscounted({0, 0}, {7.3, 24.75});
    CHECK(!free.benefit_cost_ratio);
    CHECK(within(free.net_present_value, 32.05));
    CHECK(free.payback == 0.0);
    CHECK(undiscounted({4}, {2}).benefit_cost_ratio == 0.5);
}

TEST_CASE("identities hold for any amounts", "[appraisal][property]") {
    std::mt19937_64 random(3);
    const auto amount = [&] { return static_cast<double>(random() % 10'000) / 100; };
    for (int round = 0; round < 2'000; ++round) {
        const std::size_t years = 1 + random() % 40;
        std::vector<double> costs, benefits;
        for (std::size_t i = 0; i < years; ++i) {
            costs.push_back(i < 3 ? amount() * 3 : 0.0);
            benefits.push_back(i < 2 ? 0.0 : amount());
        }
        const Appraisal result = appraise(costs, benefits);
        CHECK(within(result.net_present_value, result.present_value_benefits - result.present_value_costs, 1e-10));
        if (result.benefit_cost_ratio) CHECK((*result.benefit_cost_ratio >= 1) == (result.net_present_value >= 0));
        // costs come first here, so discounting can only put payback off
        if (result.discounted_payback) {
            REQUIRE(result.payback);
            CHECK(*result.discounted_payback >= *result.payback - 1e-9);
            CHECK(result.net_present_value >= 0);
        }
        // the balance at payback, read off the straight line within its year, is 0
        if (result.payback && *result.payback > 0) {
            const auto whole = static_cast<std::size_t>(*result.payback);
            double balance = 0;
            for (std::size_t i = 0; i <= whole; ++i) balance += benefits[i] - costs[i];
            if (whole + 1 < years)
                balance += (*result.payback - static_cast<double>(whole)) * (benefits[whole + 1] - costs[whole + 1]);
            CHECK(within(balance, 0.0, 1e-8));
        }
    }
}

TEST_CASE("missing amounts make missing results; bad ones are refused", "[appraisal]") {
    const Appraisal unknown = appraise(std::vector{100.0, missing}, std::vector{0.0, 200.0});
    CHECK(unknown.present_value_benefits > 0);
    CHECK(std::isnan(unknown.present_value_costs));
    CHECK(std::isnan(unknown.net_present_value));
    CHECK(!unknown.benefit_cost_ratio);
    CHECK(!unknown.payback);
    CHECK(!appraise(std::vector{100.0, 0.0}, std::vector{0.0, missing}).benefit_cost_ratio);
    CHECK(says(refusal([] { (void)appraise(std::vector{1.0}, std::vector{1.0, 2.0}); }),
               "costs of 1 years and benefits of 2"));
    CHECK(says(refusal([] { (void)appraise(std::vector<double>{}, std::vector<double>{}); }), "found no years"));
    CHECK(says(refusal([] { (void)appraise(std::vector{1.0}, std::vector{1.0}, {.optimism_bias = 24}); }),
               "0.24 for 24%"));
    CHECK(
        says(refusal([] { (void)appraise(std::vector{1.0}, std::vector{1.0}, {.schedule = {}}); }), "found no steps"));
    CHECK(says(refusal([] { (void)appraise(std::vector{1.0}, std::vector{infinity}); }),
               "infinite amount"));
}

TEST_CASE("years come one a row, in order", "[appraisal]") {
    const auto years = [](std::vector<std::string> labels) {
        std::vector<Period> periods;
        for (const std::string& label : labels) periods.push_back(Period::parse(label));
        return periods;
    };
    CHECK(refusal([&] { validate_years(years({"2024/25", "2025/26", "2026/27"})); }) == "");
    CHECK(says(refusal([&] { validate_years(years({"2024/25", "2026/27"})); }), "row 1: found '2026/27' after '2024/25'"));
    CHECK(says(refusal([&] { validate_years(years({"2024/25", "2024/25"})); }), "one row a year"));
    CHECK(says(refusal([&] { validate_years(years({"2025/26", "2024/25"})); }), "in order"));
    CHECK(says(refusal([&] { validate_years(years({"September 2024"})); }),
               "row 0: found 'September 2024'; accepted: a year"));
}

TEST_CASE("costs of the accountant's sign and infinite amounts are refused by year") {
    const auto refused = [](std::vector<double> costs, std::vector<double> benefits) {
        return refusal([&] { (void)headway::appraise(costs, benefits); });
    };
    CHECK(says(refused({0, -100}, {0, 0}), "costs, year 1: found -100"));
    CHECK(says(refused({infinity}, {1}), "costs, year 0: found inf"));
    CHECK(says(refused({1}, {-infinity}), "benefits, year 0"));
}

TEST_CASE("costs of nothing are no error, have no ratio, and are paid back at once", "[appraisal]") {
    const Appraisal free = appraise(std::vector{0.0, 0.0}, std::vector{0.0, 1.0});
    CHECK(!free.benefit_cost_ratio);
    CHECK(free.payback == 0.0);
    CHECK(says(refusal([] { (void)appraise(std::vector{-1e-9}, std::vector{1.0}); }), "costs, year 0"));
    CHECK(appraise(std::vector{2.0, 0.0}, std::vector{0.0, 2.0}).payback == 1.0);  // at 0 at the end of year 1
    CHECK(appraise(std::vector{2.0, 0.0, 0.0}, std::vector{0.0, 1.0, 2.0}).payback == 1.5);
    CHECK(!appraise(std::vector{2.0, 0.0}, std::vector{0.0, 1.99}).payback);
    CHECK(appraise(std::vector{2.0}, std::vector{2.0}).payback == 0.0);
    // below 0 once more: paid back only when it stays so
    CHECK(appraise(std::vector{1.0, 0.0, 2.0, 0.0}, std::vector{0.0, 2.0, 0.0, 2.0}).payback == 2.5);
}

TEST_CASE("costs below one have a ratio too", "[appraisal]") {
    const Appraisal small = appraise(std::vector{0.5}, std::vector{0.75});
    REQUIRE(small.benefit_cost_ratio);
    CHECK(*small.benefit_cost_ratio == 1.5);
    CHECK(small.net_present_value == 0.25);
}

}  // namespace test_appraisal
