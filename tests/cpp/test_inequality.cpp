// The slope and relative index of inequality: against numpy's regression, by hand, at its edges; limits never swap.
#include <cmath>
#include <string>
#include <vector>

#include "headway/stats/inequality.hpp"
#include "testing.hpp"

namespace test_inequality {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

const std::vector<double> population{1200, 900, 1500, 1100, 1300};
const std::vector<double> value{62.1, 58.4, 55.0, 57.2, 49.9}, error{1.5, 1.2, 0.9, 1.4, 1.1};
const std::vector<double> lower{55, 52, 50.2, 51, 45}, upper{70, 65, 60.1, 64, 55.3};
const std::vector<double> share{0.30, 0.27, 0.22, 0.20, 0.12};
const std::vector<double> share_lower{0.26, 0.23, 0.19, 0.165, 0.095}, share_upper{0.345, 0.315, 0.252, 0.24, 0.15};

const Quantiles means{.value = value, .population = population, .standard_error = error};
const Quantiles rates{.value = value, .population = population, .lower = lower, .upper = upper};
const Quantiles shares{.value = share, .population = population, .lower = share_lower, .upper = share_upper};

bool in_order(const Inequality& i) {
    return i.slope.lower <= i.slope.value && i.slope.value <= i.slope.upper && i.relative.lower <= i.relative.value &&
           i.relative.value <= i.relative.upper;
}

StatisticStatus status(std::vector<double> y, std::vector<double> n, std::vector<double> se) {
    return slope_index_of_inequality({.value = y, .population = n, .standard_error = se}).slope.status;
}

}  // namespace

TEST_CASE("two equal quantiles by hand") {
    // Ranks 1/4 and 3/4: the gradient is (20 - 10) / (1/2) = 20, the ends are 5 and 25, c is -2 and 2.
    const std::vector<double> y{10, 20}, n{500, 500}, se{0.3, 0.4};
    const Inequality found = slope_index_of_inequality({.value = y, .population = n, .standard_error = se});
    CHECK(near(found.slope.value, 20.0, 1e-14));
    CHECK(near(found.slope.upper, 20.0 + normal_multiple(0.95) * 2.0 * 0.5, 1e-13));
    CHECK(near(found.slope.lower, 20.0 - normal_multiple(0.95) * 2.0 * 0.5, 1e-13));
    CHECK(near(found.at_bottom, 5.0, 1e-14));
    CHECK(near(found.at_top, 25.0, 1e-14));
    CHECK(near(found.relative.value, 5.0, 1e-14));
}

TEST_CASE("the closed form agrees with numpy's weighted regression") {
    // numpy 2.4: H = inv(X'AX) X'A with X = (1, b); limits of H[1] y from sqrt(H[1]^2 se^2), Fieller's by np.roots
    const Inequality found = slope_index_of_inequality(means);
    CHECK(near(found.slope.value, -13.023170731707328));
    CHECK(near(found.slope.lower, -17.078242554137496));
    CHECK(near(found.slope.upper, -8.968098909277158));
    CHECK(near(found.at_bottom, 62.739918699186994));
    CHECK(near(found.relative.value, 0.7924260821224797));
    CHECK(near(found.relative.lower, 0.7366103000937911));
    CHECK(near(found.relative.upper, 0.8520592925940363));
    const Inequality wider = slope_index_of_inequality(means, {}, 0.998);
    CHECK(near(wider.slope.lower, -19.416713699000773));
    CHECK(near(wider.relative.lower, 0.7059956058699394));
    CHECK(near(wider.relative.upper, 0.8883668976853345));
    CHECK(says(std::string(inequality_method({})), "closed form"));
}

TEST_CASE("the standard errors may come as 95% limits") {
    std::vector<double> below, above;
    for (std::size_t i = 0; i < value.size(); ++i) {
        below.push_back(value[i] - normal_multiple(0.95) * error[i]);
        above.push_back(value[i] + normal_multiple(0.95) * error[i]);
    }
    const Quantiles limited{.value = value, .population = population, .lower = below, .upper = above};
    CHECK(near(slope_index_of_inequality(limited, {}, 0.998).slope.lower, -19.416713699000773));
}

TEST_CASE("a line through logarithms or logits has closed limits") {
    // numpy 2.4, as above, on log(y) and logit(y); read back at the gradient and at its limits
    const InequalityRule log{.type = ValueType::rate, .transform = true};
    const Inequality rate = slope_index_of_inequality(rates, log);
    CHECK(near(rate.slope.value, -13.125183850021067));
    CHECK(near(rate.slope.lower, -23.204091195400416));
    CHECK(near(rate.slope.upper, -3.1495727775429714));
    CHECK(near(rate.relative.value, 0.7917362499978633));
    CHECK(near(rate.relative.lower, 0.6630560218015437));
    CHECK(near(rate.relative.upper, 0.9453896336806027));
    const InequalityRule logit{.type = ValueType::proportion, .transform = true, .multiplier = 100.0};
    const Inequality proportion = slope_index_of_inequality(shares, logit);
    CHECK(near(proportion.slope.value, -22.615615989484783));
    CHECK(near(proportion.slope.lower, -28.715888073728946));
    CHECK(near(proportion.slope.upper, -16.48043600023478));
    CHECK(near(proportion.relative.value, 0.34483953129332207));
    CHECK(near(proportion.relative.lower, 0.26012598570844053));
    CHECK(near(proportion.relative.upper, 0.4590358215328793));
    CHECK(says(std::string(inequality_method(log)), "log-linear"));
    CHECK(says(std::string(inequality_method(logit)), "logit-linear"));
}

TEST_CASE("limits of rates and proportions are simulated: the same line, another generator") {
    // numpy 2.4: quantiles of 4,000,000 draws of default_rng(1). The standard error of a limit of 100,000 draws is
    // about 0.8% of the half width at 95%.
    const InequalityRule of_rates{.type = ValueType::rate};
    const Inequality rate = slope_index_of_inequality(rates, of_rates);
    CHECK(near(rate.slope.value, -13.023170731707324));  // the line itself is not simulated
    CHECK(std::fabs(rate.slope.lower + 23.351) < 0.25);
    CHECK(std::fabs(rate.slope.upper + 3.050) < 0.25);
    CHECK(std::fabs(rate.relative.lower - 0.6591) < 0.004);
    CHECK(std::fabs(rate.relative.upper - 0.9470) < 0.004);
    const Inequality proportion = slope_index_of_inequality(shares, {.type = ValueType::proportion});
    CHECK(near(proportion.slope.value, -0.21670731707317087));
    CHECK(std::fabs(proportion.slope.lower + 0.27387) < 0.0015);
    CHECK(std::fabs(proportion.slope.upper + 0.15917) < 0.0015);
    CHECK(std::fabs(proportion.relative.lower - 0.23375) < 0.003);
    CHECK(std::fabs(proportion.relative.upper - 0.46447) < 0.003);
    CHECK(says(std::string(inequality_method(of_rates)), "simulated"));
}

TEST_CASE("Fieller's limits are what a simulation of normal values estimates") {
    const headway::stats::detail::InequalityLine line = headway::stats::detail::inequality_line(population);
    headway::stats::detail::SimulatedLines lines =
        headway::stats::detail::simulate_lines(line, value, error, {.seed = 5, .draws = 1'000'000}, nullptr);
    std::vector<double> ratios;
    for (std::size_t d = 0; d < lines.middle.size(); ++d)
        ratios.push_back((lines.middle[d] + lines.gradient[d] / 2) / (lines.middle[d] - lines.gradient[d] / 2));
    const Interval simulated = headway::stats::detail::limits_of_draws(ratios, 0.025);
    const Inequality closed = slope_index_of_inequality(means);
    CHECK(std::fabs(simulated.lower - closed.relative.lower) < 3e-4);
    CHECK(std::fabs(simulated.upper - closed.relative.upper) < 3e-4);
    const Interval slope = headway::stats::detail::limits_of_draws(lines.gradient, 0.025);
    CHECK(std::fabs(slope.lower - closed.slope.lower) < 0.02);
}

TEST_CASE("a simulation is named by its seed") {
    const auto lower_of = [](std::uint64_t seed) {
        return slope_index_of_inequality(rates, {.type = ValueType::rate, .seed = seed, .draws = 2000}).slope.lower;
    };
    CHECK(lower_of(3) == lower_of(3));
    CHECK(lower_of(3) != lower_of(4));
    // Each level is the same alone and in company.
    const std::vector<double> levels{0.998, 0.95};
    const InequalityRule rule{.type = ValueType::rate, .draws = 2000};
    const std::vector<Inequality> both = slope_index_of_inequality(rates, rule, levels);
    CHECK(both[1].slope.lower == slope_index_of_inequality(rates, rule, 0.95).slope.lower);
    CHECK(both[0].relative.upper == slope_index_of_inequality(rates, rule, 0.998).relative.upper);
    CHECK(both[0].slope.lower < both[1].slope.lower);
}

TEST_CASE("draws are cut symmetrically") {
    std::vector<double> draws;
    for (int i = 1; i <= 1000; ++i) draws.push_back((i * 7) % 1000 + 1);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.025).lower == 25.0);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.025).upper == 976.0);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.001).lower == 1.0);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.001).upper == 1000.0);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.4999).lower == 500.0);
    CHECK(headway::stats::detail::limits_of_draws(draws, 0.4999).upper == 501.0);
}

TEST_CASE("limits never swap, whatever the multiplier") {
    for (const double multiplier : {1e-6, 0.01, 0.5, 1.0, 100.0, -1e-6, -0.5, -1.0, -100.0})
        for (const bool transform : {false, true})
            for (const ValueType type : {ValueType::normal, ValueType::rate, ValueType::proportion}) {
                if (transform && type == ValueType::normal) continue;
                const InequalityRule rule{
                    .type = type, .transform = transform, .multiplier = multiplier, .draws = 2000};
                const Quantiles& q = type == ValueType::normal ? means : type == ValueType::rate ? rates : shares;
                const Inequality found = slope_index_of_inequality(q, rule);
                CAPTURE(multiplier, transform, word(type));
                CHECK(in_order(found));
                InequalityRule plain = rule;
                plain.multiplier = 1.0;
                const Inequality one = slope_index_of_inequality(q, plain);
                CHECK(near(found.slope.value, multiplier * one.slope.value, 1e-14));
                const double edge = multiplier > 0 ? one.slope.upper : one.slope.lower;
                CHECK(near(found.slope.upper, multiplier * edge, 1e-14));
                CHECK(near(found.relative.value, multiplier > 0 ? one.relative.value : 1 / one.relative.value, 1e-14));
                CHECK(near(found.relative.upper, multiplier > 0 ? one.relative.upper : 1 / one.relative.lower, 1e-12));
                CHECK(found.at_bottom > 0.0);
            }
}

TEST_CASE("no inequality is exactly none, and exact values have limits of no width") {
    const std::vector<double> same(5, 0.1), exact(5, 0.0);
    const Quantiles equal{.value = same, .population = population, .standard_error = error};
    const Inequality flat = slope_index_of_inequality(equal);
    CHECK(flat.slope.value == 0.0);
    CHECK(flat.slope.status == StatisticStatus::estimated);
    const Quantiles without_error{.value = value, .population = population, .standard_error = exact};
    const Inequality known = slope_index_of_inequality(without_error);
    CHECK(known.slope.lower == known.slope.value);
    CHECK(known.slope.upper == known.slope.value);
    CHECK(near(known.relative.lower, known.relative.value, 1e-15));
    CHECK(near(known.relative.upper, known.relative.value, 1e-15));
    const Quantiles tight{.value = same, .population = population, .lower = same, .upper = same};
    const Inequality simulated = slope_index_of_inequality(tight, {.type = ValueType::rate, .draws = 1000});
    CHECK(std::fabs(simulated.slope.lower) < 1e-15);
    CHECK(std::fabs(simulated.slope.upper) < 1e-15);
    CHECK(near(simulated.relative.upper, 1.0, 1e-14));
}

TEST_CASE("a lower end that is not clear of 0 has no relative index") {
    const std::vector<double> y{0.5, 10.0}, n{100, 100};
    const std::vector<double> wide{1.0, 1.0};  // the line starts at -4.25, two and a half standard errors away
    const Quantiles two{.value = y, .population = n, .standard_error = wide};
    const Inequality unclear = slope_index_of_inequality(two, {}, 0.998);
    CHECK(unclear.slope.status == StatisticStatus::estimated);
    CHECK(unclear.relative.status == StatisticStatus::zero_denominator);
    CHECK(std::isnan(unclear.relative.lower));
    CHECK(std::isnan(unclear.relative.upper));
    CHECK_FALSE(std::isnan(unclear.relative.value));
    const std::vector<double> from_zero{1.0, 3.0};  // by hand: the line starts at 0
    const Inequality at_zero = slope_index_of_inequality({.value = from_zero, .population = n, .standard_error = wide});
    CHECK(std::isnan(at_zero.relative.value));
    CHECK(at_zero.relative.status == StatisticStatus::zero_denominator);
    CHECK(near(at_zero.slope.value, 4.0, 1e-14));

    // The same holds where the limits are simulated: this line of rates starts below 0, the next one near it.
    const std::vector<double> rates{2, 2.5, 3, 5, 12}, of{100, 100, 100, 100, 100};
    std::vector<double> lower, upper;
    for (const double rate : rates) {
        lower.push_back(rate * 0.6);
        upper.push_back(rate / 0.6);
    }
    const Quantiles steep{.value = rates, .population = of, .lower = lower, .upper = upper};
    const Inequality below = slope_index_of_inequality(steep, {.type = ValueType::rate, .draws = 2000});
    CHECK(std::isnan(below.relative.value));
    CHECK(below.relative.status == StatisticStatus::zero_denominator);
    CHECK(below.slope.status == StatisticStatus::estimated);
    const std::vector<double> flatter{4, 4.5, 5, 6, 11}, far{13, 14, 14, 20, 17};
    const Quantiles uncertain{.value = flatter, .population = of, .lower = lower, .upper = far};
    const Inequality near_0 = slope_index_of_inequality(uncertain, {.type = ValueType::rate, .draws = 2000});
    CHECK(near_0.relative.value > 1);
    CHECK(std::isnan(near_0.relative.upper));
    CHECK(near_0.relative.status == StatisticStatus::zero_denominator);
}

TEST_CASE("a group that cannot be estimated says why") {
    CHECK(status({}, {}, {}) == StatisticStatus::too_few_points);
    CHECK(status({1}, {10}, {0.1}) == StatisticStatus::too_few_points);
    CHECK(status({1, missing}, {10, 10}, {0.1, 0.1}) == StatisticStatus::missing);
    CHECK(status({1, 2}, {10, missing}, {0.1, 0.1}) == StatisticStatus::missing);
    CHECK(status({1, 2}, {10, 10}, {missing, 0.1}) == StatisticStatus::missing);
    CHECK(status({1, infinity}, {10, 10}, {0.1, 0.1}) == StatisticStatus::not_finite);
    CHECK(status({1, 2}, {10, -1}, {0.1, 0.1}) == StatisticStatus::negative);
    CHECK(status({1, 2}, {10, 10}, {0.1, -0.1}) == StatisticStatus::negative);
    CHECK(status({1, 2}, {0, 10}, {0.1, 0.1}) == StatisticStatus::zero_denominator);
    CHECK(status({-1, -2}, {10, 10}, {0.1, 0.1}) == StatisticStatus::estimated);  // changes may be negative

    const auto of = [](ValueType type, std::vector<double> y, std::vector<double> l, std::vector<double> u) {
        const std::vector<double> n{10, 10};
        const Quantiles q{.value = y, .population = n, .lower = l, .upper = u};
        return slope_index_of_inequality(q, {.type = type, .draws = 1000}).relative.status;
    };
    CHECK(of(ValueType::rate, {1, 1.2}, {0.8, 1}, {1.25, 1.44}) == StatisticStatus::estimated);
    CHECK(of(ValueType::rate, {1, 0}, {0.5, 0}, {2, 3}) == StatisticStatus::no_logarithm);
    CHECK(of(ValueType::rate, {1, infinity}, {0.5, 1}, {2, 3}) == StatisticStatus::not_finite);
    CHECK(of(ValueType::normal, {20, 10}, {0.1, 0.05}, {0.3, 0.2}) == StatisticStatus::outside_limits);
    CHECK(of(ValueType::normal, {20, 10}, {20, 9}, {21, 10}) == StatisticStatus::estimated);
    CHECK(of(ValueType::normal, {20, 10}, {20, 10.5}, {21, 11}) == StatisticStatus::outside_limits);
    CHECK(of(ValueType::rate, {1, -2}, {0.5, 1}, {2, 3}) == StatisticStatus::negative);
    CHECK(of(ValueType::rate, {1, 2}, {0.5, 3}, {2, 1}) == StatisticStatus::negative);
    CHECK(of(ValueType::proportion, {0.4, 1.2}, {0.3, 0.3}, {0.5, 0.5}) == StatisticStatus::count_above_denominator);
    CHECK(of(ValueType::proportion, {0.4, 0.9}, {0.3, 0.8}, {0.5, 1.0}) == StatisticStatus::no_logarithm);
}

TEST_CASE("a call that makes no sense is refused") {
    const auto refused = [](const Quantiles& q, const InequalityRule& rule) {
        return refusal([&] { (void)slope_index_of_inequality(q, rule); });
    };
    const std::vector<double> two{1, 2};
    CHECK(says(refused({.value = value, .population = two, .standard_error = error}, {}),
               "population: found 2 numbers; accepted: 5"));
    CHECK(says(refused({.value = value, .population = population, .standard_error = two}, {}), "standard_error: found 2"));
    CHECK(says(refused({.value = value, .population = population, .lower = lower}, {}), "upper: found 0 numbers"));
    CHECK(says(refused({.value = value, .population = population}, {}), "found neither standard errors"));
    CHECK(says(refused({value, population, error, lower, upper}, {}), "found both standard errors"));
    CHECK(says(refused(means, {.type = ValueType::rate}), "found standard errors with value type rate"));
    CHECK(says(refused(means, {.transform = true}), "found transform with value type normal"));
    CHECK(says(refused(means, {.multiplier = 0.0}), "multiplier: found 0"));
    CHECK(says(refused(means, {.draws = 999}), "draws: found 999; accepted: from 1000 to 10000000"));
    CHECK(says(refused(means, {.draws = 10'000'001}), "draws: found 10000001"));
    CHECK(says(refusal([] { (void)slope_index_of_inequality(means, {}, 1.0); }), "confidence: found 1"));
    const Quantiles rates{.value = value, .population = population, .lower = lower, .upper = upper};
    CHECK(says(refusal([&] { (void)slope_index_of_inequality(rates, {.type = ValueType::rate, .draws = 1000}, 0.999); }),
               "draws: found 1000 for a level of 0.999; accepted: 2000 or more"));
}

TEST_CASE("Fieller's limits are the roots of their equation, lower first, whatever the sign") {
    const std::vector<double> over_weight{1, 0}, under_weight{0, 1}, error{0.2, 0.1};
    constexpr double z = 1.5;
    for (const auto& [over, under] : {std::pair{3.0, 2.0}, {-3.0, 2.0}, {3.0, -2.0}, {-3.0, -2.0}, {0.05, 2.0}}) {
        // (over - r under)^2 = z^2 (0.04 + 0.01 r^2), of independent ends
        const double a = under * under - z * z * 0.01, b = over * under, c = over * over - z * z * 0.04;
        const double apart = std::sqrt(b * b - a * c);
        const Interval limits = stats::detail::fieller(over, under, over_weight, under_weight, error, z);
        CAPTURE(over, under);
        CHECK(std::fabs(limits.lower - (b - apart) / a) < 1e-12);
        CHECK(std::fabs(limits.upper - (b + apart) / a) < 1e-12);
    }
}

TEST_CASE("rules at their limits, and just beyond") {
    for (const std::uint32_t draws : {1000u, 10'000'000u}) CHECK_NOTHROW(validate(InequalityRule{.draws = draws}));
    for (const std::uint32_t draws : {0u, 999u, 10'000'001u})
        CHECK(says(refusal([&] { validate(InequalityRule{.draws = draws}); }), "accepted: from 1000 to 10000000"));
    for (const double multiplier : {-1.0, 1e-300, 100.0})
        CHECK_NOTHROW(validate(InequalityRule{.multiplier = multiplier}));
    for (const double multiplier : {0.0, infinity, -infinity, std::nan("")})
        CHECK(says(refusal([&] { validate(InequalityRule{.multiplier = multiplier}); }), "multiplier: found"));
    const std::vector<double> two{1, 2};
    const auto refused = [](const Quantiles& q) { return refusal([&] { (void)slope_index_of_inequality(q, {}); }); };
    CHECK(says(refused({.value = two, .population = two, .lower = two}), "upper: found 0 numbers; accepted: 2"));
    CHECK(says(refused({.value = two, .population = two, .upper = two}), "lower: found 0 numbers; accepted: 2"));
    CHECK(says(refused({.value = two, .population = two, .standard_error = two, .upper = two}), "found both"));
    CHECK(refused({}).empty());
    // one draw beyond either limit at least: 1000 of them at 0.998, and no higher
    const std::vector<double> low{0.5, 1.5}, high{1.5, 2.5};
    const Quantiles rates{.value = two, .population = two, .lower = low, .upper = high};
    const InequalityRule rule{.type = ValueType::rate, .draws = 1000};
    CHECK(refusal([&] { (void)slope_index_of_inequality(rates, rule, 0.9979); }).empty());
    CHECK(says(refusal([&] { (void)slope_index_of_inequality(rates, rule, 0.9981); }),
               "draws: found 1000 for a level of"));
}

}  // namespace test_inequality
