// Simulations against closed forms within Monte-Carlo error, hand-worked delays, and the same bits on any number of
// threads. Seeds are fixed: a check at four standard errors holds or does not, once and for all.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "headway/batch.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "testing.hpp"

namespace test_simulation {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Plan = std::vector<UncertainSaving>;

UncertainSaving saving(std::string name, std::vector<double> by_year, Delivery delivery, Delay delay = {}) {
    return uncertain_saving(std::move(name), by_year, delivery, std::move(delay));
}

/// Five years, every shape of delivery and delay.
Plan mixed(std::size_t savings) {
    const std::array<Delivery, 6> deliveries{Delivery::certain(0.9),       Delivery::bernoulli(0.7, 1.1),
                                             Delivery::triangular(0.4, 0.9, 1.2), Delivery::pert(0.3, 0.8, 1.1),
                                             Delivery::beta(2, 3),         Delivery::beta(0.5, 0.7)};
    const std::array<Delay, 5> delays{Delay::none(), Delay::fixed(4), Delay::triangular(0, 3, 14), Delay::pert(0, 2, 30),
                                      Delay::months({{0, 0.6}, {3, 0.3}, {12, 0.1}})};
    Plan plan;
    for (std::size_t i = 0; i < savings; ++i) {
        const double full = 0.5 + 0.1 * static_cast<double>(i % 7);
        plan.push_back(saving("s" + std::to_string(i), {0.2 * full, 0.6 * full, full, full, full},
                              deliveries[i % deliveries.size()], delays[i % delays.size()]));
    }
    return plan;
}

bool same_numbers(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

bool same_simulation(const Simulation& a, const Simulation& b) {
    bool all = same_numbers(a.mean, b.mean) && same_numbers(a.standard_deviation, b.standard_deviation) &&
               a.years() == b.years();
    for (std::size_t y = 0; all && y < a.years(); ++y) all = same_numbers(a.totals[y], b.totals[y]);
    for (std::size_t s = 0; all && s < a.names.size(); ++s)
        all = same_numbers(a.saving_mean[s], b.saving_mean[s]) &&
              same_numbers(a.saving_deviation[s], b.saving_deviation[s]) &&
              same_numbers(a.spread_share[s], b.spread_share[s]);
    return all;
}

double binomial(int n, int k, double p) {
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                    (n - k) * std::log(1.0 - p));
}

}  // namespace

TEST_CASE("a late saving delivers what the plan had months before, by straight lines between years") {
    const std::vector<double> plan{2.0, 8.0, 12.0, 12.0};
    CHECK(delayed_amounts(plan, 0) == plan);
    const std::vector<double> three = delayed_amounts(plan, 3);  // 9/12 of the first year; then a quarter of the year before
    for (std::size_t y = 0; y < 4; ++y) CHECK(within(three[y], std::vector<double>{1.5, 6.5, 11.0, 12.0}[y]));
    CHECK(delayed_amounts(plan, 12) == std::vector<double>{0.0, 2.0, 8.0, 12.0});
    const std::vector<double> eighteen = delayed_amounts(plan, 18);
    for (std::size_t y = 0; y < 4; ++y) CHECK(within(eighteen[y], std::vector<double>{0.0, 1.0, 5.0, 10.0}[y]));
    CHECK(delayed_amounts(plan, 48) == std::vector<double>(4, 0.0));
    // A saving that starts in month m of its first year delivers (12 - m) / 12 of its full-year effect there.
    for (std::size_t m = 0; m <= 12; ++m)
        CHECK(within(delayed_amounts(std::vector<double>{6.0, 6.0}, m)[0], 6.0 * static_cast<double>(12 - m) / 12.0));
}

TEST_CASE("what is certain is simulated exactly") {
    const Plan plan{saving("a", {1, 2, 3}, Delivery::certain()), saving("b", {0.1, 0.2, 0.3}, Delivery::certain(0.5), Delay::fixed(6))};
    const Simulation result = simulate(plan, {.draws = 1000});
    CHECK(result.planned[2] == 3.3);
    CHECK(within(result.mean[0], 1.025));
    CHECK(within(result.mean[2], 3.125));
    CHECK(result.standard_deviation == std::vector<double>(3, 0.0));
    CHECK(std::isnan(result.spread_share[0][1]));
    CHECK(result.saving_deviation[1] == std::vector<double>(3, 0.0));
    CHECK(result.prudent(2) == result.totals[2][7]);
    CHECK(result.probability(2, 3.125) == 1.0);
    CHECK(result.probability(2, 3.1251) == 0.0);
    CHECK(result.mean_error(1) == 0.0);
}

TEST_CASE("independent Bernoulli savings are binomial") {
    constexpr int n = 20;
    constexpr double p = 0.7, draws = 200'000;
    Plan plan;
    for (int i = 0; i < n; ++i) plan.push_back(saving("s" + std::to_string(i), {0.1}, Delivery::bernoulli(p)));
    const Simulation result = simulate(plan, {.draws = static_cast<std::uint64_t>(draws), .seed = 11});
    double reached = 1.0;
    for (int k = 0; k <= n; ++k) {
        CAPTURE(k);
        // 0.1 k is not what k tenths add up to in binary: it counts as reached all the same.
        CHECK(within(result.probability(0, 0.1 * k), reached,
                     4.0 * std::sqrt(reached * (1.0 - reached) / draws) + 1e-12));
        reached -= binomial(n, k, p);
        reached = std::max(reached, 0.0);
    }
    CHECK(within(result.mean[0], 0.1 * n * p, 4.0 * result.mean_error(0)));
    CHECK(within(result.standard_deviation[0], 0.1 * std::sqrt(n * p * (1 - p)), 4.0 * 0.00033));
    // P(X >= 13) = 0.772 and P(X >= 12) = 0.887: the amount met with 80% is 12 of them.
    CHECK(within(result.prudent(0), 1.2));
}

TEST_CASE("the mean and the spread of every shape") {
    constexpr double draws = 400'000;
    for (const Delivery& delivery : {Delivery::bernoulli(0.3, 1.2), Delivery::triangular(0.3, 0.9, 1.1), Delivery::pert(0.3, 0.9, 1.1),
                                     Delivery::beta(0.5, 0.8), Delivery::beta(5, 2, 0.5, 1.5)}) {
        CAPTURE(in_words(delivery));
        const Simulation result = simulate(Plan{saving("s", {10.0}, delivery)}, {.draws = 400'000, .seed = 3});
        const double sd = 10.0 * standard_deviation(delivery);
        CHECK(within(result.mean[0], 10.0 * mean(delivery), 4.0 * sd / std::sqrt(draws)));
        CHECK(within(result.standard_deviation[0] / sd, 1.0, 0.005));
        for (const double level : {0.05, 0.2, 0.5, 0.8, 0.95})
            if (delivery.shape != DeliveryShape::bernoulli)
                CHECK(within(result.quantile(0, level), 10.0 * quantile(delivery, level),
                           4.0 * result.quantile_error(0, level) + 1e-3));
        CHECK(within(result.spread_share[0][0], 1.0));
    }
}

TEST_CASE("a delay moves the mean by its probabilities") {
    const Delay delay = Delay::triangular(0, 4, 20);
    const std::vector<double> by_year{2.0, 8.0, 12.0};
    const Simulation result = simulate(Plan{saving("s", by_year, Delivery::certain(), delay)}, {.draws = 200'000, .seed = 5});
    const std::vector<double> probability = probabilities(delay);
    for (std::size_t y = 0; y < 3; ++y) {
        double expected = 0.0;
        for (std::size_t month = 0; month < probability.size(); ++month)
            expected += probability[month] * delayed_amounts(by_year, month)[y];
        CHECK(within(result.mean[y], expected, 4.0 * result.mean_error(y)));
    }
    // Each month as often as it should be: only a delay of d gives the first year 2 (12 - d) / 12.
    for (std::size_t month = 0; month < 12; ++month) {
        const double amount = delayed_amounts(by_year, month)[0], next = delayed_amounts(by_year, month + 1)[0];
        const double found = result.probability(0, amount) - result.probability(0, (amount + next) / 2 + (amount - next));
        const double p = probability[month];
        CHECK(within(found, p, 4.0 * std::sqrt(p * (1 - p) / 200'000)));
    }
}

TEST_CASE("amounts may come by delay, and later may be worth more") {
    const Plan plan{{.name = "s", .profiles = {{1.0, 5.0}, {2.0, 7.0}}, .delivery = Delivery::certain(), .delay = Delay::months({{0, 0.75}, {1, 0.25}})}};
    const Simulation result = simulate(plan, {.draws = 100'000, .seed = 1});
    CHECK(within(result.probability(1, 7.0), 0.25, 4.0 * std::sqrt(0.25 * 0.75 / 100'000)));
    CHECK(within(result.mean[0], 1.25, 4.0 * result.mean_error(0)));
    CHECK(result.planned[1] == 5.0);
}

TEST_CASE("equally correlated savings spread as theory has it") {
    // Scores x of correlation r: two triangles' own correlation is not r, but two halves of beta are nearly normal.
    constexpr std::size_t n = 30;
    constexpr double r = 0.3;
    Plan plan;
    const Delivery delivery = Delivery::beta(5000, 5000);
    for (std::size_t i = 0; i < n; ++i) plan.push_back(saving("s" + std::to_string(i), {1.0}, delivery));
    const Simulation result = simulate(plan, {.draws = 200'000, .seed = 2, .correlation = Correlation::equal(n, r)});
    const double theory = standard_deviation(delivery) * std::sqrt(n + n * (n - 1) * r);
    CHECK(within(result.standard_deviation[0] / theory, 1.0, 4.0 / std::sqrt(2.0 * 200'000)));
    for (std::size_t s = 0; s < n; ++s) CHECK(within(result.spread_share[s][0], 1.0 / n, 0.002));
}

TEST_CASE("two Bernoullis happen together as the bivariate normal distribution has it") {
    // At medians P(both) = 1/4 + asin(r) / (2 pi).
    for (const double r : {-1.0, -0.6, 0.0, 0.5, 1.0}) {
        const Plan plan{saving("a", {1.0}, Delivery::bernoulli(0.5)), saving("b", {1.0}, Delivery::bernoulli(0.5))};
        const Simulation result = simulate(plan, {.draws = 200'000, .seed = 9, .correlation = Correlation({1, r, r, 1})});
        const double both = 0.25 + std::asin(r) / (2.0 * 3.14159265358979323846);
        CHECK(within(result.probability(0, 2.0), both, 4.0 * std::sqrt(both * (1 - both) / 200'000) + 1e-9));
    }
}

TEST_CASE("delays are late together by the same correlation, and do not know of the deliveries") {
    const Delay delay = Delay::months({{0, 0.5}, {12, 0.5}});
    const auto pair = [&](const Delivery& delivery) {
        return Plan{saving("sure", {0.0}, delivery), saving("a", {1.0}, Delivery::certain(), delay),
                    saving("b", {1.0}, Delivery::certain(), delay)};
    };
    const std::vector<double> matrix{1, 0.3, 0.3, 0.3, 1, 0.8, 0.3, 0.8, 1};
    const Simulation result = simulate(pair(Delivery::certain()), {.draws = 200'000, .seed = 4, .correlation = Correlation(matrix)});
    const double both = 0.25 + std::asin(0.8) / (2.0 * 3.14159265358979323846);
    CHECK(within(result.probability(0, 2.0), both, 4.0 * std::sqrt(both * (1 - both) / 200'000)));

    const Plan one{saving("a", {1.0}, Delivery::bernoulli(0.5), delay), saving("b", {0.0}, Delivery::certain(), delay)};
    const Simulation alone = simulate(one, {.draws = 200'000, .seed = 4, .correlation = Correlation::equal(2, 0.9)});
    CHECK(within(alone.probability(0, 1.0), 0.25, 4.0 * std::sqrt(0.25 * 0.75 / 200'000)));
}

TEST_CASE("no correlation and a matrix without any are the same deliveries, to the last bit") {
    Plan plan = mixed(9);
    for (UncertainSaving& each : plan) each = saving(each.name, each.profiles.front(), each.delivery);
    const Simulation none = simulate(plan, {.draws = 5000, .seed = 6});
    CHECK(same_simulation(none, simulate(plan, {.draws = 5000, .seed = 6, .correlation = Correlation::equal(9, 0.0)})));
    CHECK_FALSE(same_simulation(none, simulate(plan, {.draws = 5000, .seed = 7})));
}

TEST_CASE("contributions add up to 1, and who goes against the others has a negative one") {
    for (const double r : {0.0, 0.4}) {
        const Simulation result = simulate(mixed(13), {.draws = 20'000, .seed = 8, .correlation = Correlation::equal(13, r)});
        for (std::size_t y = 0; y < result.years(); ++y) {
            double share = 0.0, mean_of_all = 0.0;
            for (std::size_t s = 0; s < 13; ++s) {
                share += result.spread_share[s][y];
                mean_of_all += result.saving_mean[s][y];
            }
            CHECK(within(share, 1.0, 1e-10));
            CHECK(within(mean_of_all, result.mean[y], 1e-12));
        }
    }
    const Plan against{saving("big", {10.0}, Delivery::triangular(0, 0.5, 1)), saving("small", {1.0}, Delivery::triangular(0, 0.5, 1))};
    const Simulation result = simulate(against, {.draws = 20'000, .correlation = Correlation::equal(2, -1.0)});
    CHECK(within(result.spread_share[0][0], 10.0 / 9.0, 1e-6));
    CHECK(within(result.spread_share[1][0], -1.0 / 9.0, 1e-6));
}

TEST_CASE("where no draw varies there is no spread to share, however sums round") {
    Plan plan;  // late, but from the second year on what is late is what is due, but for the last bit: 0.3 and 0.1 x 3
    for (int i = 1; i <= 11; ++i)
        plan.push_back(saving("s" + std::to_string(i), {0.1 * i, 0.3 * i, 0.1 * 3 * i, 0.3 * i}, Delivery::certain(0.3),
                              Delay::triangular(0, 3, 11)));
    const Simulation fixed = simulate(plan, {.draws = 5000, .seed = 3});
    CHECK(fixed.standard_deviation[1] > 0.1);
    for (std::size_t year = 2; year < 4; ++year) {
        CHECK(fixed.standard_deviation[year] == 0.0);
        CHECK(fixed.mean_error(year) == 0.0);
        for (std::size_t s = 0; s < plan.size(); ++s) {
            CHECK(std::isnan(fixed.spread_share[s][year]));
            CHECK(fixed.saving_deviation[s][year] == 0.0);
        }
    }
    // one that varies by a penny beside a million is told
    plan.push_back(saving("million", {1e6, 1e6, 1e6, 1e6}, Delivery::certain()));
    plan.push_back(saving("penny", {0.0, 0.0, 0.01, 0.01}, Delivery::bernoulli(0.5)));
    const Simulation one = simulate(plan, {.draws = 5000, .seed = 3});
    for (std::size_t year = 2; year < 4; ++year) {
        CHECK(near(one.standard_deviation[year], 0.005, 0.02));
        CHECK(within(one.spread_share.back()[year], 1.0, 1e-6));
        CHECK(within(one.spread_share[0][year], 0.0, 1e-6));
    }
}

TEST_CASE("the moments are those of the draws") {
    const Simulation result = simulate(mixed(7), {.draws = 4999, .seed = 10});
    for (std::size_t y = 0; y < result.years(); ++y) {
        double sum = 0.0, squares = 0.0;
        for (const double total : result.totals[y]) sum += total;
        for (const double total : result.totals[y]) squares += (total - sum / 4999) * (total - sum / 4999);
        CHECK(within(result.mean[y], sum / 4999, 1e-12));
        CHECK(within(result.standard_deviation[y], std::sqrt(squares / 4998), 1e-12));
    }
}

TEST_CASE("quantiles are exact among the draws, and the prudent figure is met or exceeded with 80%") {
    Simulation result{.rule = {.draws = 10}, .totals = {{9, 1, 8, 2, 7, 3, 6, 4, 5, 10}}, .rounding = {0.0}};
    const std::vector<double> levels{0.9, 0.1, 0.5, 0.0, 1.0, 0.2, 0.2, 0.25};
    CHECK(result.quantiles(0, levels) == std::vector<double>{10, 2, 6, 1, 10, 3, 3, 3});
    CHECK(result.prudent(0) == 3);
    CHECK(result.probability(0, result.prudent(0)) == 0.8);
    CHECK(result.probability(0, 10.5) == 0.0);
    CHECK(result.probability(0, -1e300) == 1.0);
    CHECK(std::isnan(result.probability(0, std::nan(""))));
    CHECK(within(result.probability_error(0, 6.0), std::sqrt(0.025)));
    CHECK(says(refusal([&] { (void)result.quantile(0, 1.2); }), "level: found 1.2"));
    for (const std::uint64_t draws : {1000ULL, 1003ULL, 4096ULL, 100'000ULL}) {
        const Simulation drawn = simulate(mixed(5), {.draws = draws, .seed = 12});
        for (std::size_t y = 0; y < drawn.years(); ++y) {
            CHECK(drawn.probability(y, drawn.prudent(y)) >= 0.8);
            CHECK(drawn.probability(y, std::nextafter(drawn.prudent(y), 1e9) + 2 * drawn.rounding[y]) < 0.8 + 1e-9);
        }
    }
}

TEST_CASE("any number of threads gives the header's result, to the last bit") {
    for (const std::size_t savings : {1u, 5u, 30u})
        for (const std::uint64_t draws : {2ULL, 127ULL, 4096ULL, 20'001ULL})
            for (const double r : {0.0, 0.25}) {
                CAPTURE(savings, draws, r);
                SimulationRule rule{.draws = draws, .seed = 77};
                if (r != 0.0) rule.correlation = Correlation::equal(savings, r);
                const Plan plan = mixed(savings);
                const Simulation alone = simulate(plan, rule);
                for (const unsigned threads : {0u, 1u, 2u, 3u, 8u})
                    CHECK(same_simulation(alone, batch::simulate(plan, rule, threads)));
            }
}

TEST_CASE("the first draws do not depend on how many there are, nor on the savings after") {
    const Simulation few = simulate(mixed(4), {.draws = 1000, .seed = 1}), many = simulate(mixed(4), {.draws = 9000, .seed = 1});
    CHECK(std::equal(few.totals[3].begin(), few.totals[3].end(), many.totals[3].begin()));
    Plan longer = mixed(4);
    longer.push_back(saving("last", {0, 0, 0, 0, 0}, Delivery::bernoulli(0.5)));
    CHECK(same_numbers(simulate(longer, {.draws = 1000, .seed = 1}).totals[3], few.totals[3]));
}

TEST_CASE("Python and C++ have the same draws") {
    // tests/python/test_simulation.py has the same plan and figures, and builds them anew with NumPy and SciPy.
    const Plan plan{saving("Lights", {1, 4, 6}, Delivery::triangular(0.3, 0.8, 1.2)),
                    saving("Fleet", {2, 2, 2}, Delivery::bernoulli(0.8, 1.1), Delay::months({{0, 0.7}, {18, 0.3}}))};
    const Simulation result = simulate(plan, {.draws = 1000, .seed = 7});
    CHECK(result.mean[2] == 6.356510578473577);
    CHECK(result.prudent(2) == 5.120370832818223);
}

TEST_CASE("years come in any number") {
    for (const std::size_t years : {1u, 3u, 4u, 5u, 8u, 11u}) {
        std::vector<double> by_year(years);
        for (std::size_t y = 0; y < years; ++y) by_year[y] = static_cast<double>(y + 1);
        const Simulation result = simulate(Plan{saving("s", by_year, Delivery::certain(0.5))}, {.draws = 200});
        REQUIRE(result.years() == years);
        for (std::size_t y = 0; y < years; ++y) CHECK(result.totals[y][150] == 0.5 * by_year[y]);
    }
}

TEST_CASE("normal draws alone are those of the simulation") {
    double sum = 0.0;
    for (std::uint64_t block = 0; block < 3; ++block)
        for (std::uint32_t index = 0; index < 2; ++index) {
            std::array<double, draws_a_block> out{};
            normals({.seed = 5, .index = index}, block, out);
            sum += out[index];
        }
    CHECK(within(batch::make_normals(5, 2, 3 * draws_a_block, 2), sum, 1e-12));
}

TEST_CASE("what cannot be simulated is refused by name, all at once") {
    const Plan good = mixed(2);
    CHECK(says(refusal([] { (void)simulate(Plan{}, {}); }), "found no saving"));
    CHECK(says(refusal([&] { (void)simulate(good, {.draws = 1}); }), "found 1 draws; accepted: from 2 to 10,000,000"));
    CHECK(says(refusal([&] { (void)simulate(good, {.draws = 10'000'001}); }), "10000001"));
    CHECK(says(refusal([&] { (void)simulate(good, {.correlation = Correlation::equal(3, 0.1)}); }), "of 3 savings; accepted: of 2"));
    CHECK(says(refusal([&] { (void)batch::simulate(Plan{}, {}); }), "found no saving"));
    Plan bad = mixed(6);
    bad[1].profiles.resize(2);
    bad[2].profiles[3].pop_back();
    bad[3].profiles[0][4] = infinity;
    bad[4].delivery.low = 2.0;
    bad[5].name = "s0";
    const std::string message = refusal([&] { (void)simulate(bad, {.draws = 0}); });
    for (const std::string part : {"6 problems", "found 0 draws", "\"s1\": found amounts for 2 delays; accepted: 5 rows",
                                   "\"s2\": found 4 years in row 3; accepted: 5", "\"s3\": found inf in row 0, year 4",
                                   "\"s4\": delivery, beta", "\"s0\": found twice"}) {
        CAPTURE(message, part);
        CHECK(says(message, part));
    }
    CHECK(says(refusal([] { (void)simulate(Plan{{.name = "x"}}, {}); }), "\"x\": found amounts for 0 delays"));
}

TEST_CASE("a fan from one selection is what its parts are one by one", "[simulation]") {
    const std::vector<double> planned{1.0, 2.0};
    const std::vector<UncertainSaving> savings{uncertain_saving("a", planned, Delivery::pert(0.5, 1, 1.2)),
                                               uncertain_saving("b", planned, Delivery::bernoulli(0.7))};
    const Simulation simulation = simulate(savings, {.draws = 5000, .seed = 3});
    const std::vector<double> levels{0.9, 0.1, 0.2, 0.5};
    for (std::size_t year = 0; year < 2; ++year) {
        const FanOfYear fan = simulation.fan(year, levels);
        CHECK(fan.quantiles == simulation.quantiles(year, levels));
        CHECK(fan.prudent == simulation.prudent(year));
        CHECK(fan.prudent_error == simulation.quantile_error(year, 1.0 - prudent_probability));
    }
}

TEST_CASE("a saving whose delivery is refused is not asked for its amounts") {
    Plan plan = mixed(2);
    plan[1].delivery.low = 2.0;  // of a Bernoulli: high is 1.1
    plan[1].delivery.probability = 2.0;
    plan[1].profiles.clear();
    plan[1].name = "s0";
    const std::string message = refusal([&] { (void)simulate(plan, {}); });
    CHECK(says(message, "simulation, saving \"s0\": delivery"));
    CHECK_FALSE(says(message, "delays"));
    CHECK_FALSE(says(message, "twice"));
}

TEST_CASE("levels of quantiles go from 0 to 1, both ends among them") {
    const Simulation simulation = simulate(Plan{saving("a", {1}, Delivery::pert(0.5, 1, 1.2))}, {.draws = 200});
    std::vector<double> sorted = simulation.totals[0];
    std::sort(sorted.begin(), sorted.end());
    const std::vector<double> ends{0.0, 1.0};
    CHECK(simulation.quantiles(0, ends) == std::vector{sorted.front(), sorted.back()});
    for (const double level : {-1e-9, -0.5, 1.0 + 1e-9, std::nan("")}) {
        CHECK(says(refusal([&] { (void)simulation.quantiles(0, std::vector{level}); }), "accepted: from 0 to 1"));
        CHECK(says(refusal([&] { (void)simulation.quantiles(0, std::vector{0.5, level}); }), "accepted: from 0 to 1"));
    }
}

TEST_CASE("correlated scores are the factor's product, whatever the number of savings") {
    // strips of four rows: sizes just under, at and just over one and two strips
    for (const std::size_t size : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u}) {
        const Correlation correlation = Correlation::equal(size, 0.3);
        const headway::detail::CorrelationFactor factor(correlation.lower(), size);
        std::vector<double> scores(size * draws_a_block), before, scratch(2 * factor.rows() * headway::detail::lanes);
        for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = std::sin(static_cast<double>(i + 1));
        before = scores;
        headway::detail::correlate(factor, scores.data(), scratch.data());
        double worst = 0.0;
        for (std::size_t row = 0; row < size; ++row)
            for (std::size_t draw = 0; draw < draws_a_block; ++draw) {
                double sum = 0.0;
                for (std::size_t k = 0; k <= row; ++k)
                    sum += correlation.lower()[row * size + k] * before[k * draws_a_block + draw];
                worst = std::max(worst, std::fabs(sum - scores[row * draws_a_block + draw]));
            }
        CAPTURE(size);
        CHECK(worst < 1e-12);
    }
}

TEST_CASE("draws are from two to ten million, and rows of amounts of one length") {
    const Plan good = mixed(2);
    for (const std::uint64_t draws : {2u, 10'000'000u}) CHECK_NOTHROW(validate(good, SimulationRule{.draws = draws}));
    for (const std::uint64_t draws : {0u, 1u, 10'000'001u})
        CHECK(says(refusal([&] { validate(good, SimulationRule{.draws = draws}); }), "accepted: from 2 to 10,000,000"));
    Plan empty{saving("a", {}, Delivery::certain())};
    CHECK(refusal([&] { validate(empty, SimulationRule{}); }) ==
          "simulation, saving \"a\": found 0 years in row 0; accepted: at least one");
    Plan plan = mixed(3);
    plan[2].profiles[0].push_back(1.0);
    plan[1].profiles[4][2] = std::nan("");
    const std::string message = refusal([&] { validate(plan, SimulationRule{}); });
    CHECK(says(message, "2 problems"));
    CHECK(says(message, "\"s1\": found nan in row 4, year 2; accepted: a finite amount"));
    CHECK(says(message, "\"s2\": found 6 years in row 0; accepted: 5, as the first saving has"));
    CHECK_NOTHROW(validate(good, SimulationRule{.correlation = Correlation::equal(2, 0.1)}));
    for (const double amount : {1e100, -1e100, 1.01e100, -1.01e100}) {
        Plan large = mixed(2);
        large[1].profiles[0][0] = amount;
        if (std::fabs(amount) > 1e100) {
            CHECK(says(refusal([&] { validate(large, SimulationRule{}); }), "accepted: a finite amount, of at most 1e100"));
            continue;
        }
        const Simulation simulation = simulate(large, {.draws = 100});
        CHECK(std::isfinite(simulation.mean[0]));
        CHECK(std::isfinite(simulation.standard_deviation[0]));
    }
}

TEST_CASE("without a seed the draws are those of seed 0, and no factor is of nothing") {
    CHECK(same_simulation(simulate(mixed(3), {.draws = 200}), simulate(mixed(3), {.draws = 200, .seed = 0})));
    CHECK_FALSE(same_simulation(simulate(mixed(3), {.draws = 200}), simulate(mixed(3), {.draws = 200, .seed = 1})));
    CHECK(headway::detail::CorrelationFactor{}.size() == 0);
    CHECK(headway::detail::CorrelationFactor{}.rows() == 0);
}

}  // namespace test_simulation
