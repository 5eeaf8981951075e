// What a saving delivers year by year, by hand and by adding up months.
#include <cmath>

#include "headway/savings/phasing.hpp"
#include "testing.hpp"

namespace test_phasing {

using namespace headway;
using namespace headway::test;

namespace {

const std::vector<Period> years{Period::year(2024), Period::year(2025), Period::year(2026)};

/// Month by month, as the header words it.
std::vector<double> by_months(const Phasing& phasing, int late) {
    std::vector<double> delivered;
    for (const Period year : years) {
        double total = 0;
        for (int m = 0; m < 12; ++m) {
            const int i = phasing.start.months_until(year) + m - late;
            const int r = phasing.ramp_months;
            if (i < 0) continue;
            if (phasing.recurrence == Recurrence::one_off)
                total += r == 0 ? i == 0 : i < r ? 1.0 / r : 0.0;
            else
                total += (i < r ? (i + 0.5) / r : 1.0) / 12;
        }
        delivered.push_back(phasing.full_year_effect * total);
    }
    return delivered;
}

}  // namespace

TEST_CASE("a saving that starts when m months are gone delivers (12 - m)/12 in its first year") {
    CHECK(first_year_share(0) == 1.0);
    CHECK(first_year_share(6) == 0.5);
    CHECK(first_year_share(9) == 0.25);
    CHECK(first_year_share(11) == 1.0 / 12);
    CHECK_THROWS_AS(first_year_share(12), Error);
    CHECK_THROWS_AS(first_year_share(-1), Error);
    for (int m = 0; m < 12; ++m) {
        const std::vector<double> delivered =
            phased({.full_year_effect = 2.4, .start = Period::month(2024, 4).shifted(m)}, years);
        CHECK(std::fabs(delivered[0] - 2.4 * first_year_share(m)) < 1e-15);
        CHECK(delivered[1] == 2.4);
        CHECK(delivered[2] == 2.4);
    }
}

TEST_CASE("a ramp builds up evenly: a year of ramp from April delivers half, then all") {
    const Phasing ramped{.full_year_effect = 4, .start = Period::month(2024, 4), .ramp_months = 12};
    CHECK(phased(ramped, years) == std::vector<double>{2, 4, 4});
    CHECK(phased({.full_year_effect = 4, .start = Period::month(2024, 4), .ramp_months = 24}, years) ==
          std::vector<double>{1, 3, 4});
}

TEST_CASE("a one-off saving comes once") {
    const Phasing once{.full_year_effect = 5, .start = Period::month(2025, 1), .recurrence = Recurrence::one_off};
    CHECK(phased(once, years) == std::vector<double>{5, 0, 0});
    Phasing slow = once;
    slow.ramp_months = 10;  // January to October: three months of this year, seven of the next
    CHECK(std::fabs(phased(slow, years)[0] - 1.5) < 1e-15);
    CHECK(std::fabs(phased(slow, years)[1] - 3.5) < 1e-15);
}

TEST_CASE("late by six months is started six months later") {
    const Phasing plan{.full_year_effect = 6, .start = Period::month(2024, 7), .ramp_months = 5};
    Phasing late = plan;
    late.start = late.start.shifted(6);
    CHECK(phased(plan, years, 6) == phased(late, years));
    CHECK(phased(plan, years, 1000) == std::vector<double>{0, 0, 0});
}

TEST_CASE("years are the sum of their months, whatever start, ramp and lateness") {
    for (const Recurrence recurrence : {Recurrence::recurring, Recurrence::one_off})
        for (int start = -20; start < 40; start += 3)
            for (int ramp = 0; ramp < 30; ramp += 7)
                for (int late = 0; late < 15; late += 4) {
                    const Phasing phasing{.full_year_effect = 3.7,
                                          .start = Period::month(2024, 4).shifted(start),
                                          .ramp_months = ramp,
                                          .recurrence = recurrence};
                    const std::vector<double> whole = phased(phasing, years, late), months = by_months(phasing, late);
                    for (std::size_t y = 0; y < years.size(); ++y) CHECK(std::fabs(whole[y] - months[y]) < 1e-13);
                }
}

TEST_CASE("what cannot be phased is refused") {
    const Period april = Period::month(2024, 4);
    CHECK_THROWS_AS(phased({.full_year_effect = std::nan(""), .start = april}, years), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april, .ramp_months = -1}, years), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, years, -1), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = Period::year(2024)}, years), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, {}), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, years, 1201), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april, .ramp_months = 2'000'000'000}, years), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, std::vector{years[1], years[0]}), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, std::vector{years[0], years[0]}), Error);
    CHECK_THROWS_AS(phased({.full_year_effect = 1, .start = april}, std::vector{Period::quarter(2024, 1)}), Error);
}

TEST_CASE("months gone, ramps and lateness at their limits") {
    CHECK(first_year_share(0) == 1.0);
    CHECK(first_year_share(11) == 1.0 / 12.0);
    for (const int gone : {-1, 12})
        CHECK(says(refusal([&] { (void)first_year_share(gone); }), "months of the year gone; accepted: 0 to 11"));
    const auto refused = [](int ramp, int late) {
        return refusal([&] {
            (void)phased({.full_year_effect = 1, .start = Period::month(2024, 4), .ramp_months = ramp}, years, late);
        });
    };
    CHECK(refused(0, 0).empty());
    CHECK(refused(1200, 1200).empty());
    CHECK(refused(-1, 0) == "ramp: found -1 months; accepted: 0 to 1200");
    CHECK(refused(1201, 0) == "ramp: found 1201 months; accepted: 0 to 1200");
    CHECK(refused(0, -1) == "lateness: found -1 months; accepted: 0 to 1200");
    CHECK(refused(0, 1201) == "lateness: found 1201 months; accepted: 0 to 1200");
    const auto of = [](const std::vector<Period>& in) {
        return refusal([&] { (void)phased({.full_year_effect = 1, .start = Period::month(2024, 4)}, in); });
    };
    CHECK(of({}) == "years: found none; accepted: one or more");
    CHECK(of({Period::year(2024), Period::year(2026)}) ==
          "years: found '2026/27' after '2024/25'; accepted: years one after the other");
    CHECK(of({Period::month(2024, 4)}) == "years: found 'April 2024'; accepted: years one after the other");
}

}  // namespace test_phasing
