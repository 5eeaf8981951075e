// Whether printed figures add up, on the figures of the 2024 programme report and at the edges.
#include <cmath>
#include <random>
#include <vector>

#include "headway/money/reconciliation.hpp"
#include "testing.hpp"

namespace test_reconciliation {

using namespace headway;
using namespace headway::test;

namespace {

constexpr Printed forecasts{.decimals = 2, .terms_are = TermsAre::rounded};
constexpr Printed decisions{.decimals = 2, .terms_are = TermsAre::set};

}  // namespace

TEST_CASE("seven forecasts for 2025/26 fall short of the printed total by rounding", "[reconciliation]") {
    const Reconciliation year = reconcile({13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94}, 32.05, forecasts);
    CHECK(year.computed == 32.04);
    CHECK(year.claimed == 32.05);
    CHECK(year.difference == -0.01);
    CHECK(year.envelope == 0.04);  // seven terms and the total, half a hundredth each
    CHECK(!year.agrees);
    CHECK(year.explained_by_rounding);
}

TEST_CASE("expected savings are set, so a penny's place apart is no rounding", "[reconciliation]") {
    const std::vector<double> expected{14.65, 7.9, 1, 4, 2, 11.3, 1.8};
    const Reconciliation programme = reconcile(expected, 42.65, decisions);
    CHECK(programme.computed == 42.65);
    CHECK(programme.difference == 0.0);
    CHECK(programme.agrees);
    CHECK(!programme.explained_by_rounding);

    const Reconciliation productivity = reconcile(expected, 42.64, decisions);
    CHECK(productivity.difference == 0.01);
    CHECK(productivity.envelope == 0.005);
    CHECK(!productivity.agrees);
    CHECK(!productivity.explained_by_rounding);
    CHECK(reconcile(expected, 42.64, forecasts).explained_by_rounding);  // who says they are rounded decides
}

TEST_CASE("the other published totals agree", "[reconciliation]") {
    CHECK(reconcile({2.24, 2.7, 1.32, 0, 0.64, 0.3, 0.1}, 7.3, forecasts).agrees);
    CHECK(reconcile({17, 9.17, 3.21, 0.39, 6.63, 1, 1.97}, 39.37, forecasts).agrees);
    CHECK(reconcile({17, 9.17, 3.67, 0.39, 8, 1, 1.97}, 41.2, forecasts).agrees);
    CHECK(reconcile({17, 9.17, 3.67, 0.39, 8.39, 1.01, 1.97}, 41.6, forecasts).agrees);
    CHECK(reconcile({12.75, 6.2, 0.76, 0, 0, 1.57, 1.8}, 23.08, decisions).agrees);
    CHECK(reconcile({1.9, 1.47, 0.24, 1.97, 0.39, 5.93, 0}, 11.9, decisions).agrees);
    CHECK(reconcile({0, 0.23, 0, 2.03, 1.61, 3.8, 0}, 7.67, decisions).agrees);
    CHECK(reconcile({23.08, 11.9, 7.67}, 42.65, decisions).agrees);
}

TEST_CASE("an increment has two terms", "[reconciliation]") {
    const Reconciliation printed = reconcile_increment(7.3, 32.05, 24.75, forecasts);
    CHECK(printed.computed == 24.75);
    CHECK(printed.agrees);
    CHECK(printed.envelope == 0.015);
    const Reconciliation rows = reconcile_increment(7.3, 32.04, 24.75, forecasts);
    CHECK(rows.difference == -0.01);
    CHECK(rows.explained_by_rounding);
    CHECK(!reconcile_increment(7.3, 32.03, 24.75, forecasts).explained_by_rounding);
}

TEST_CASE("a weighted sum takes the envelope by its weights", "[reconciliation]") {
    const std::vector<double> totals{7.3, 32.05, 39.37, 41.2, 41.6};
    std::vector<double> factors;
    for (int year = 0; year < 5; ++year) factors.push_back(std::pow(1.035, -year));
    const Reconciliation value = reconcile(totals, factors, 148.43, forecasts);
    // 1 + 0.966184 + 0.933511 + 0.901943 + 0.871442 = 4.673079, each times 0.005, and 0.005 of the claim
    CHECK(std::fabs(value.envelope - 0.028365395) < 1e-8);
    CHECK(std::fabs(value.computed - 148.43) < 0.005);
    CHECK(value.explained_by_rounding);
    const std::vector<double> minus{-2.0};
    CHECK(reconcile(std::vector{1.5}, minus, -3.0, {.decimals = 1}).envelope == 0.15);
}

TEST_CASE("the edge belongs to the envelope, in decimal", "[reconciliation]") {
    // 42.65 rounds to 42.6 (half to even) or 42.7 (half up): both are explained
    CHECK(reconcile({42.65}, 42.6, {.terms_are = TermsAre::set, .claimed_decimals = 1}).explained_by_rounding);
    CHECK(reconcile({42.65}, 42.7, {.terms_are = TermsAre::set, .claimed_decimals = 1}).explained_by_rounding);
    CHECK(!reconcile({42.649}, 42.7, {.terms_are = TermsAre::set, .claimed_decimals = 1}).explained_by_rounding);
    CHECK(!reconcile({42.651}, 42.6, {.terms_are = TermsAre::set, .claimed_decimals = 1}).explained_by_rounding);
    // seven terms and the total: 0.04 is the edge, 0.05 beyond
    CHECK(reconcile({13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94}, 32.08, forecasts).explained_by_rounding);
    CHECK(reconcile({13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94}, 32.00, forecasts).explained_by_rounding);
    CHECK(!reconcile({13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94}, 32.09, forecasts).explained_by_rounding);
    CHECK(!reconcile({13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94}, 31.99, forecasts).explained_by_rounding);
    CHECK(reconcile({0.1, 0.2}, 0.3, {.decimals = 1}).agrees);
    CHECK(reconcile({12000, 7000}, 18000, {.decimals = -3}).envelope == 1500);
}

TEST_CASE("figures that were rounded from a sum that held are always explained", "[reconciliation][property]") {
    std::mt19937_64 random(11);
    for (int round = 0; round < 20'000; ++round) {
        const auto terms = 1 + random() % 12;
        const auto places = static_cast<int>(random() % 4);
        const long long unit = std::vector<long long>{10'000, 1'000, 100, 10}[static_cast<std::size_t>(places)];
        long long total = 0;
        std::vector<double> printed;
        // true figures in ten-thousandths; half-way cases go up or down by chance
        const auto print = [&](long long figure) {
            long long units = figure / unit;
            const long long rest = figure % unit;
            if (2 * rest > unit || (2 * rest == unit && random() % 2)) ++units;
            return static_cast<double>(units) / std::pow(10.0, places);
        };
        for (std::size_t i = 0; i < terms; ++i) {
            const auto figure = static_cast<long long>(random() % 10'000'000);
            total += figure;
            printed.push_back(print(figure));
        }
        const Reconciliation result = reconcile(printed, print(total), {.decimals = places});
        CHECK((result.agrees || result.explained_by_rounding));
        CHECK(!(result.agrees && result.explained_by_rounding));
    }
}

TEST_CASE("missing figures agree with nothing; no terms add up to 0", "[reconciliation]") {
    for (const Reconciliation& result :
         {reconcile({1.0, missing}, 1.0, forecasts), reconcile({1.0, 2.0}, missing, forecasts)}) {
        CHECK(std::isnan(result.difference));
        CHECK(!result.agrees);
        CHECK(!result.explained_by_rounding);
    }
    CHECK(reconcile({}, 0.0, forecasts).agrees);
}

TEST_CASE("bad figures are refused together", "[reconciliation]") {
    const std::string message = refusal([&] { (void)reconcile({1.0, infinity, 2.345}, -infinity, forecasts); });
    CHECK(says(message, "3 problems"));
    CHECK(says(message, "infinite claim"));
    CHECK(says(message, "infinite term 1"));
    CHECK(says(message, "term 2 2.345"));
    CHECK(says(message, "more than 2 decimals"));
    CHECK(refusal([&] { (void)reconcile({2.345}, 2.345, {.terms_are = TermsAre::set, .claimed_decimals = 3}); }) == "");
    CHECK(says(refusal([&] { (void)reconcile({1.0}, 1.0, {.decimals = 16}); }), "16 decimals; accepted: -15 to 15"));
    CHECK(says(refusal([&] { (void)reconcile(std::vector{1.0}, std::vector<double>{}, 1.0, forecasts); }),
               "found 0 weights for 1 terms"));
    CHECK(says(refusal([&] { (void)reconcile(std::vector{1.0}, std::vector{missing}, 1.0, forecasts); }),
               "weight 0: found no finite number"));
}

TEST_CASE("figures are printed with -15 to 15 decimals", "[reconciliation]") {
    CHECK(half_unit(0) == 0.5);
    CHECK(half_unit(1) == 0.05);
    CHECK(half_unit(15) == 0.5e-15);
    CHECK(half_unit(-1) == 5);
    CHECK(half_unit(-15) == 0.5e15);
    for (const int decimals : {-16, 16})
        CHECK(says(refusal([&] { (void)half_unit(decimals); }), "accepted: -15 to 15"));
    CHECK(refusal([] { (void)reconcile({1500}, 1500, {.decimals = -2}); }).empty());
    CHECK(says(refusal([] { (void)reconcile({1550}, 1600, {.decimals = -2}); }),
               "term 0 1550 with more than -2 decimals"));
    CHECK(says(refusal([] { (void)reconcile({1.5}, 1.55, {.decimals = 1}); }), "claim 1.55 with more than 1 decimals"));
}

}  // namespace test_reconciliation
