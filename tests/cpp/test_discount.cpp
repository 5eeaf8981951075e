// Discount schedules against published factors and the present values of the 2024 programme report.
#include <cmath>
#include <random>
#include <vector>

#include "headway/appraisal/discount.hpp"
#include "testing.hpp"

namespace test_discount {

using namespace headway;
using namespace headway::test;

TEST_CASE("factors are those of the Green Book's long-term tables", "[discount]") {
    const DiscountSchedule schedule = green_book();
    struct Published {
        int year;
        double factor;  // to four decimals
    };
    for (const auto& [year, factor] : {Published{0, 1.0000}, Published{10, 0.7089}, Published{20, 0.5026},
                                       Published{40, 0.2651}, Published{125, 0.0274}}) {
        INFO(year);
        CHECK(within(discount_factor(schedule, year), factor, 0.00005));
    }
    // the steps, by exact decimal arithmetic to 40 digits
    CHECK(within(discount_factor(schedule, 1), 0.9661835748792271, 1e-15));
    CHECK(within(discount_factor(schedule, 30), 0.3562784106023015, 1e-15));
    CHECK(within(discount_factor(schedule, 31), 0.3459013695167976, 1e-15));
    CHECK(within(discount_factor(schedule, 75), 0.0942137725766914, 1e-15));
    CHECK(within(discount_factor(schedule, 76), 0.0919158756845770, 1e-15));
    CHECK(within(discount_factor(schedule, 100), 0.0508180223243819, 1e-15));
}

TEST_CASE("a year's factor is the one before, discounted at the year's own rate", "[discount][property]") {
    const DiscountSchedule schedule = green_book();
    for (int year = 1; year <= 200; ++year) {
        const double rate = year <= 30 ? 0.035 : year <= 75 ? 0.03 : 0.025;
        CHECK(within(discount_factor(schedule, year) * (1 + rate), discount_factor(schedule, year - 1), 1e-14));
    }
    for (int year = 0; year < 60; ++year)
        CHECK(within(discount_factor(flat_rate(0.06), year), std::pow(1.06, -year), 1e-15));
    CHECK(discount_factor(flat_rate(0.0), 50) == 1.0);
    CHECK(discount_factors(schedule, 3, 30) ==
          std::vector{discount_factor(schedule, 30), discount_factor(schedule, 31), discount_factor(schedule, 32)});
}

TEST_CASE("cash of the programme is worth what the reports say", "[discount]") {
    const std::vector<double> from_rows{7.30, 32.04, 39.37, 41.20, 41.60};  // cash 161.51
    const std::vector<double> from_totals{7.3, 32.05, 39.37, 41.2, 41.6};   // cash 161.52
    CHECK(within(present_value(from_rows, flat_rate(0.035)), 148.42087415833883, 1e-12));
    CHECK(within(present_value(from_totals, flat_rate(0.035)), 148.43053599408763, 1e-12));
    CHECK(present_value(from_rows, green_book()) == present_value(from_rows, flat_rate(0.035)));
}

TEST_CASE("amounts may begin after the base year", "[discount]") {
    CHECK(within(present_value(std::vector{103.0}, flat_rate(0.03), 1), 100.0, 1e-12));
    const std::vector<double> late{0, 0, 5, 6}, alone{5, 6};
    CHECK(present_value(alone, green_book(), 2) == present_value(late, green_book()));
    CHECK(within(present_value(std::vector{1.0, 1.0}, green_book(), 30),
                 0.3562784106023015 + 0.3459013695167976, 1e-14));
    CHECK(present_value(std::vector<double>{}, green_book()) == 0.0);
}

TEST_CASE("a schedule is data: another one replaces it", "[discount]") {
    DiscountSchedule schedule = green_book();
    CHECK(schedule.version == "February 2026");
    schedule.steps.push_back({126, 0.02});
    CHECK(within(discount_factor(schedule, 126) * 1.02, discount_factor(green_book(), 125), 1e-16));
    CHECK(discount_factor(schedule, 125) == discount_factor(green_book(), 125));
    const DiscountSchedule own{.name = "own", .version = "2025", .steps = {{0, 0.1}, {2, 0.2}}};
    CHECK(within(discount_factor(own, 3), 1 / (1.1 * 1.2 * 1.2), 1e-15));
    const DiscountSchedule from_one{.name = "own", .version = {}, .steps = {{0, 0.5}, {1, 0.1}}};
    CHECK(within(discount_factor(from_one, 1), 1 / 1.1, 1e-15));  // the base year's own rate discounts nothing
}

TEST_CASE("missing amounts make the value missing; bad ones are refused", "[discount]") {
    CHECK(std::isnan(present_value(std::vector{1.0, missing}, green_book())));
    CHECK(says(refusal([&] { (void)present_value(std::vector{1.0, infinity}, green_book()); }),
               "year 1: found an infinite amount"));
    CHECK(says(refusal([] { (void)discount_factor(green_book(), -1); }), "found year -1"));
    CHECK(says(refusal([] { (void)present_value(std::vector{1.0}, green_book(), -1); }), "found year -1"));
    CHECK(says(refusal([] { (void)discount_factor({}, 1); }), "found no steps"));
    CHECK(says(refusal([] { (void)present_value(std::vector<double>{}, {}); }), "found no steps"));
    CHECK(says(refusal([] { (void)discount_factor(flat_rate(3.5), 1); }), "0.035 for 3.5%"));
    const std::string message =
        refusal([] { validate(DiscountSchedule{.name = "x", .version = {}, .steps = {{1, 0.03}, {1, missing}}}); });
    CHECK(says(message, "3 problems"));
    CHECK(says(message, "step 0: found first year 1; accepted: 0"));
    CHECK(says(message, "step 1: found first year 1 after 1"));
    CHECK(says(message, "step 1: found a rate of nan"));
}

TEST_CASE("rates are above -1 and below 1, steps in order, years from 0", "[discount]") {
    for (const double rate : {-0.999, 0.0, 0.999}) CHECK_NOTHROW(validate(flat_rate(rate)));
    for (const double rate : {-1.0, 1.0, -1.5, 3.5})
        CHECK(says(refusal([&] { validate(flat_rate(rate)); }), "accepted: a fraction above -1 and below 1"));
    const auto steps = [](std::vector<DiscountStep> all) {
        return refusal([&] { validate(DiscountSchedule{.name = "x", .version = {}, .steps = std::move(all)}); });
    };
    CHECK(steps({{0, 0.1}, {1, 0.1}}).empty());
    CHECK(says(steps({{0, 0.1}, {0, 0.1}}), "step 1: found first year 0 after 0"));
    CHECK(says(steps({{0, 0.1}, {5, 0.1}, {4, 0.1}}), "step 2: found first year 4 after 5"));
    CHECK(says(steps({{-1, 0.1}}), "step 0: found first year -1; accepted: 0"));
    CHECK(discount_factor(flat_rate(0.5), 0) == 1.0);
    CHECK(within(discount_factor(flat_rate(-0.5), 1), 2.0, 1e-15));
    // the last year at 3.5% is 30, the last at 3% is 75
    CHECK(within(discount_factor(green_book(), 30), std::pow(1.035, -30), 1e-15));
    CHECK(within(discount_factor(green_book(), 31), std::pow(1.035, -30) / 1.03, 1e-15));
    CHECK(within(discount_factor(green_book(), 75), std::pow(1.035, -30) * std::pow(1.03, -45), 1e-15));
    CHECK(within(discount_factor(green_book(), 76), std::pow(1.035, -30) * std::pow(1.03, -45) / 1.025, 1e-15));
}

}  // namespace test_discount
