// The change of a rate by rates and by mix: hand-worked cases, Kitagawa's identity, printed effects that add up.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headway/stats/rate_decomposition.hpp"
#include "testing.hpp"

namespace test_rate_decomposition {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Column = std::vector<double>;

RateDecomposition of(const Column& x, const Column& n, const Column& previous_x, const Column& previous_n,
                     double multiplier = 1.0, std::optional<int> decimals = std::nullopt) {
    return rate_decomposition({x, n, previous_x, previous_n}, multiplier, decimals);
}

/// Whole numbers from 0 up to a highest one, by a generator that the header does not use.
struct Drawn {
    std::uint64_t state = 7;
    double upto(std::uint64_t highest) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>((state >> 33) % (highest + 1));
    }
};

}  // namespace

TEST_CASE("reviews of service users and of carers: rates fell, mix rose") {
    // users 420 of 600 (70%), before 360 of 500 (72%); carers 150 of 200 (75%), before 400 of 500 (80%)
    const RateDecomposition all = of({420, 150}, {600, 200}, {360, 400}, {500, 500}, 100.0);
    CHECK(near(all.whole.rate, 71.25));
    CHECK(near(all.whole.previous_rate, 76.0));
    CHECK(near(all.whole.contribution, -4.75));
    const PartOfRate &users = all.parts[0], &carers = all.parts[1];
    CHECK(near(users.share, 0.75));
    CHECK(near(carers.previous_share, 0.5));
    CHECK(near(users.rate_effect, 0.625 * -2.0));     // mean weight x change of rate
    CHECK(near(carers.rate_effect, 0.375 * -5.0));
    CHECK(near(users.mix_effect, 71.0 * 0.25));       // mean rate x change of weight
    CHECK(near(carers.mix_effect, 77.5 * -0.25));
    CHECK(near(all.whole.rate_effect, -3.125));
    CHECK(near(all.whole.mix_effect, -1.625));
    CHECK(near(users.contribution, 52.5 - 36.0));
    CHECK(near(carers.contribution, 18.75 - 40.0));
}

TEST_CASE("a change of mix alone, and a change of rates alone") {
    const RateDecomposition mix = of({90, 10}, {100, 100}, {45, 15}, {50, 150});
    CHECK(mix.whole.rate_effect == 0.0);
    CHECK(near(mix.whole.mix_effect, 0.2));
    const RateDecomposition rates = of({30, 60}, {100, 100}, {20, 50}, {100, 100});
    CHECK(rates.whole.mix_effect == 0.0);
    CHECK(near(rates.whole.rate_effect, 0.1));
}

TEST_CASE("a part that comes or goes is mix; one that never was is nothing") {
    const RateDecomposition all = of({50, 30, 0, 0}, {100, 100, 0, 0}, {40, 0, 10, 0}, {100, 0, 100, 0});
    CHECK(all.whole.status == StatisticStatus::estimated);
    CHECK(all.parts[1].rate_effect == 0.0);
    CHECK(near(all.parts[1].mix_effect, 0.3 * 0.5));
    CHECK(std::isnan(all.parts[1].previous_rate));
    CHECK(near(all.parts[2].mix_effect, 0.1 * -0.5));
    CHECK(all.parts[3].contribution == 0.0);
    CHECK(near(all.whole.contribution, 0.4 - 0.25));
    CHECK(near(all.whole.rate_effect + all.whole.mix_effect, all.whole.contribution));
}

TEST_CASE("what a part lacks, the whole lacks") {
    const RateDecomposition all = of({50, missing}, {100, 100}, {40, 10}, {100, 100});
    CHECK(all.whole.status == StatisticStatus::missing);
    CHECK(std::isnan(all.whole.rate));
    CHECK(all.parts[0].status == StatisticStatus::missing);
    CHECK(near(all.parts[0].rate, 0.5));  // its own rate is known, its share is not
    CHECK(std::isnan(all.parts[0].share));
    CHECK(of({5, 1}, {10, 0}, {5, 1}, {10, 10}).parts[1].status == StatisticStatus::zero_denominator);
    CHECK(of({-1}, {10}, {5}, {10}).whole.status == StatisticStatus::negative);
    CHECK(of({0}, {0}, {5}, {10}).whole.status == StatisticStatus::zero_denominator);
    CHECK(of({}, {}, {}, {}).whole.status == StatisticStatus::zero_denominator);
    CHECK(of({1e308, 1e308}, {1e308, 1e308}, {1, 1}, {1, 1}).whole.status == StatisticStatus::not_finite);
    CHECK(of({1e20}, {1}, {1}, {1}, 1.0, 2).whole.status == StatisticStatus::not_finite);
}

TEST_CASE("effects add up to the change, and printed effects to the printed change") {
    Drawn drawn;
    for (int trial = 0; trial < 2000; ++trial) {
        const std::size_t parts = 1 + static_cast<std::size_t>(drawn.upto(6));
        Column x, n, previous_x, previous_n;
        for (std::size_t i = 0; i < parts; ++i) {
            n.push_back(drawn.upto(400) + (i == 0 ? 1 : 0));
            previous_n.push_back(drawn.upto(400) + (i == 0 ? 1 : 0));
            x.push_back(drawn.upto(static_cast<std::uint64_t>(n.back())));
            previous_x.push_back(drawn.upto(static_cast<std::uint64_t>(previous_n.back())));
        }
        const RateDecomposition exact = of(x, n, previous_x, previous_n, 100.0);
        double sum = 0.0;
        for (const PartOfRate& part : exact.parts) {
            sum += part.rate_effect + part.mix_effect;
            CHECK(test::within(part.contribution, part.rate_effect + part.mix_effect, 1e-11));
        }
        CHECK(test::within(sum, exact.whole.contribution, 1e-11));

        const int decimals = trial % 4;
        const double unit = std::pow(10.0, -decimals);
        const RateDecomposition printed = of(x, n, previous_x, previous_n, 100.0, decimals);
        Column effects, contributions;
        for (std::size_t i = 0; i < parts; ++i) {
            const PartOfRate &a = printed.parts[i], &b = exact.parts[i];
            effects.insert(effects.end(), {a.rate_effect, a.mix_effect});
            contributions.push_back(a.contribution);
            CHECK(std::fabs(a.rate_effect - b.rate_effect) < 2.0 * unit);
            CHECK(std::fabs(a.mix_effect - b.mix_effect) < 2.0 * unit);
        }
        CHECK(decimal::sum(effects) == printed.whole.contribution);
        CHECK(decimal::sum(contributions) == printed.whole.contribution);
        CHECK(decimal::difference(printed.whole.rate, printed.whole.previous_rate) == printed.whole.contribution);
        CHECK(test::within(printed.whole.rate, exact.whole.rate, unit / 2.0 + 1e-11));
    }
}

TEST_CASE("the unit that rounding leaves over goes where it moved an effect most") {
    // 52.44 prints 52.4, 53.46 prints 53.5: whoever takes one from the other has 1.1
    const RateDecomposition all = of({5346}, {10000}, {5244}, {10000}, 100.0, 1);
    CHECK(all.whole.contribution == 1.1);
    CHECK(all.parts[0].rate_effect == 1.1);  // 1.02 would print 1.0
    CHECK(all.parts[0].mix_effect == 0.0);
    const RateDecomposition two = of({420, 150}, {600, 200}, {360, 400}, {500, 500}, 100.0, 1);
    CHECK(two.whole.rate_effect == -3.1);  // -1.2 - 1.9
    CHECK(two.whole.mix_effect == -1.6);   // 17.8 - 19.4
}

TEST_CASE("a printed total beside its parts") {
    CHECK(beside_printed(71.25, 71.3).explained_by_rounding);
    CHECK(beside_printed(71.25, 71.3).unexplained == 0.05);
    CHECK_FALSE(beside_printed(71.25, 71.4).explained_by_rounding);
    CHECK(beside_printed(71.25, 71.25).unexplained == 0.0);
    CHECK_FALSE(beside_printed(71.25, 71.25).explained_by_rounding);
    CHECK(std::isnan(beside_printed(71.25, missing).unexplained));
}

TEST_CASE("a printed rate has the decimals that are printed") {
    CHECK(beside_printed(71.3, 71.0).explained_by_rounding);
    CHECK_FALSE(beside_printed(71.3, 71.0, 1).explained_by_rounding);
    CHECK(beside_printed(71.04, 71.0, 1).explained_by_rounding);
}

TEST_CASE("a row that is the sum of the others is no part") {
    const auto refused = [](std::vector<std::string> names, std::vector<double> x, std::vector<double> n) {
        return refusal([&] { validate_figures(names, {}, {x, n, x, n}); });
    };
    for (const char* name : {"All", "Overall", "England", "Both", "Total users"})
        CHECK(says(refused({"Users", "Carers", name}, {10, 20, 30}, {40, 50, 90}),
                   "row 2, part: found \"" + std::string(name) + "\", which is the sum of the others"));
    CHECK(says(refused({"Users", "All"}, {10, 10}, {40, 40}), "row 1, part: found \"All\""));
    CHECK(refused({"Users", "Carers"}, {10, 10}, {40, 40}).empty());          // two parts that are alike
    CHECK(refused({"Users", "Carers", "Closed"}, {10, 10, 0}, {40, 40, 0}).empty());
    CHECK(refused({"Users", "Carers", "All others"}, {10, 20, 30}, {40, 50, 91}).empty());
    const std::vector<std::string> names{"Users", "Users", "All", "All"};
    const std::vector<std::int32_t> wards{0, 1, 0, 1};
    const std::vector<double> x{1, 2, 1, 3}, n{5, 5, 5, 5};
    const std::string by_ward = refusal([&] { validate_figures(names, wards, {x, n, x, n}); });
    CHECK(says(by_ward, "row 2, part"));
    CHECK_FALSE(says(by_ward, "row 3, part"));
}

TEST_CASE("what is no decomposition is refused") {
    CHECK(says(refusal([] { return of({1}, {2, 3}, {1}, {2}); }), "one row a part"));
    CHECK(says(refusal([] { return of({1}, {2}, {1}, {2}, 0.0); }), "multiplier: found 0"));
    CHECK(says(refusal([] { return of({1}, {2}, {1}, {2}, 1.0, 12); }), "decimals: found 12; accepted: 0 to 9"));
    const std::vector<std::string> names{"Users", "Carers", "Grand total", "Users"};
    const std::string refused = refusal([&] { validate_parts(names); });
    CHECK(says(refused, "row 2, part: found \"Grand total\", which adds up the others"));
    CHECK(says(refused, "row 3, part: found \"Users\" again, after row 0"));
    const std::vector<std::int32_t> wards{0, 0, 1, 1};
    CHECK_FALSE(says(refusal([&] { validate_parts(names, wards); }), "again"));
}

}  // namespace test_rate_decomposition
