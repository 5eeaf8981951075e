// Deliveries and delays: moments by hand and by numerical integration, quantiles, tables against exact quantiles, errors.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/delivery_table.hpp"
#include "testing.hpp"

namespace test_delivery {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

const std::vector<Delivery> every{Delivery::triangular(0.3, 0.9, 1.1), Delivery::triangular(0.5, 0.5, 1.0),
                                  Delivery::triangular(0.0, 1.0, 1.0), Delivery::pert(0.4, 0.8, 1.2),
                                  Delivery::pert(0.0, 0.0, 1.0),       Delivery::pert(0.0, 0.999, 1.0),
                                  Delivery::beta(2, 5),                Delivery::beta(0.5, 0.5, 0.2, 0.7),
                                  Delivery::beta(0.5, 2),              Delivery::beta(0.1, 3),
                                  Delivery::beta(0.3, 0.1),            Delivery::beta(10'000, 10),
                                  Delivery::beta(40, 1.5)};

}  // namespace

TEST_CASE("moments are those of the text books") {
    CHECK(mean(Delivery::certain(0.7)) == 0.7);
    CHECK(standard_deviation(Delivery::certain(0.7)) == 0.0);
    CHECK(within(mean(Delivery::bernoulli(0.8)), 0.8));
    CHECK(within(standard_deviation(Delivery::bernoulli(0.8)), 0.4));
    CHECK(within(mean(Delivery::bernoulli(0.5, 1.2)), 0.6));
    CHECK(within(standard_deviation(Delivery::bernoulli(0.5, 1.2)), 0.6));
    CHECK(within(mean(Delivery::triangular(0, 0.3, 0.9)), 0.4));
    CHECK(within(standard_deviation(Delivery::triangular(0, 0, 1)), std::sqrt(1.0 / 18)));
    CHECK(within(standard_deviation(Delivery::triangular(0, 0.5, 1)), std::sqrt(1.0 / 24)));
    CHECK(within(mean(Delivery::pert(0.6, 0.9, 1.05)), 0.875));
    CHECK(within(standard_deviation(Delivery::pert(0.6, 0.9, 1.05)), std::sqrt(0.275 * 0.175 / 7)));  // (m-a)(b-m)/7
    CHECK(within(mean(Delivery::beta(2, 6, 0.4, 0.8)), 0.5));
    CHECK(within(standard_deviation(Delivery::beta(1, 1)), std::sqrt(1.0 / 12)));
}

TEST_CASE("quantiles integrate to the moments and rise from low to high") {
    for (const Delivery& delivery : every) {
        CAPTURE(in_words(delivery));
        constexpr int n = 20'000;
        double sum = 0.0, squares = 0.0, before = delivery.low;
        bool rises = true;
        for (int i = 0; i < n; ++i) {
            const double share = quantile(delivery, (i + 0.5) / n);
            rises = rises && share >= before;
            before = share;
            sum += share;
            squares += share * share;
        }
        CHECK(rises);
        CHECK(before <= delivery.high);
        CHECK(within(sum / n, mean(delivery), 2e-5));
        CHECK(within(squares / n, mean(delivery) * mean(delivery) + std::pow(standard_deviation(delivery), 2), 4e-5));
        CHECK(quantile(delivery, 0.0) == delivery.low);
        CHECK(quantile(delivery, 1.0) == delivery.high);
    }
}

TEST_CASE("quantiles by hand") {
    CHECK(within(quantile(Delivery::triangular(0, 0.5, 1), 0.125), 0.25));
    CHECK(within(quantile(Delivery::triangular(0, 0.5, 1), 0.875), 0.75));
    CHECK(within(quantile(Delivery::triangular(0, 0, 1), 0.75), 0.5));
    CHECK(within(quantile(Delivery::beta(1, 1), 0.37), 0.37));
    CHECK(within(quantile(Delivery::beta(2, 1), 0.25), 0.5));
    CHECK(within(quantile(Delivery::beta(0.5, 0.5), 0.75), std::pow(std::sin(0.375 * 3.14159265358979323846), 2)));
    CHECK(quantile(Delivery::bernoulli(0.8), 0.19) == 0.0);
    CHECK(quantile(Delivery::bernoulli(0.8), 0.21) == 1.0);
    CHECK(quantile(Delivery::certain(0.4), 0.9) == 0.4);
}

TEST_CASE("a far tail of a skewed beta is no half") {
    // I_x(1/2, 2) = (3 sqrt(x) - x sqrt(x)) / 2, so near 0 the quantile of p is (2 p / 3)^2.
    const Delivery skewed = Delivery::beta(0.5, 2);
    for (const double p : {1e-15, 2.2e-16, 1e-10, 1e-6})
        CHECK(within(quantile(skewed, p), 4.0 * p * p / 9.0, 1e-6 * p * p + 1e-18));
}

TEST_CASE("tables are within a millionth of the exact quantile, wherever a score falls") {
    for (const Delivery& delivery : every) {
        CAPTURE(in_words(delivery));
        const headway::detail::DeliveryTable shares(delivery);
        double worst = 0.0;
        bool within = true;
        for (int block = 0; block < 40; ++block) {
            std::array<double, draws_a_block> scores{}, found{};
            for (std::size_t i = 0; i < draws_a_block; ++i)
                scores[i] = -8.3 + 16.6 * (block * 128 + static_cast<double>(i)) / (40 * 128 - 1.0);
            found = scores;
            shares.apply(found);
            for (std::size_t i = 0; i < draws_a_block; ++i) {
                worst = std::max(worst, std::fabs(found[i] - share_at_score(delivery, scores[i])));
                within = within && found[i] >= delivery.low && found[i] <= delivery.high;
            }
        }
        CHECK(worst <= 1e-6 * (delivery.high - delivery.low));
        CHECK(within);
    }
}

TEST_CASE("a score beyond every draw is read at the end of the table") {
    for (const Delivery& delivery : every) {
        std::array<double, draws_a_block> scores{};
        scores[0] = -40.0;
        scores[1] = 40.0;
        headway::detail::DeliveryTable(delivery).apply(scores);
        CHECK(within(scores[0], share_at_score(delivery, -headway::detail::furthest_score), 1e-6));
        CHECK(within(scores[1], share_at_score(delivery, headway::detail::furthest_score), 1e-6));
    }
}

TEST_CASE("what is certain is exact") {
    for (const Delivery& delivery : {Delivery::certain(0.7), Delivery::triangular(0.7, 0.7, 0.7), Delivery::pert(0.7, 0.7, 0.7),
                                     Delivery::beta(3, 4, 0.7, 0.7), Delivery::bernoulli(1, 0.7)}) {
        CHECK(is_certain(delivery));
        CHECK(mean(delivery) == 0.7);
        CHECK(standard_deviation(delivery) == 0.0);
        CHECK(quantile(delivery, 0.1) == 0.7);
        std::array<double, draws_a_block> scores{};
        headway::detail::DeliveryTable(delivery).apply(scores);
        CHECK(scores[77] == 0.7);
    }
    CHECK(mean(Delivery::bernoulli(0)) == 0.0);
    CHECK_FALSE(is_certain(Delivery::bernoulli(0.5)));
}

TEST_CASE("deliveries in words") {
    CHECK(in_words(Delivery::certain()) == "100%, certain");
    CHECK(in_words(Delivery::bernoulli(0.8)) == "100% with probability 80%, else nothing");
    CHECK(in_words(Delivery::triangular(0.5, 0.9, 1.1)) == "50% to 110%, most likely 90% (triangular)");
    CHECK(in_words(Delivery::beta(2, 5)) == "0% to 100%, beta with alpha 2 and beta 5");
    CHECK(in_words(Delivery::beta(1.0 / 3.0, 5)) == "0% to 100%, beta with alpha 0.333333 and beta 5");
}

TEST_CASE("impossible deliveries are refused") {
    CHECK(says(refusal([] { (void)Delivery::certain(-0.1); }), "certain: found share -0.1; accepted: a share"));
    CHECK(says(refusal([] { (void)Delivery::bernoulli(1.2); }), "probability 1.2; accepted: from 0 to 1"));
    CHECK(says(refusal([] { (void)Delivery::bernoulli(std::nan("")); }), "probability"));
    CHECK(says(refusal([] { (void)Delivery::triangular(0.9, 0.5, 1); }), "low 0.9, mode 0.5, high 1; accepted: in this order"));
    CHECK(says(refusal([] { (void)Delivery::pert(0.5, 1.2, 1); }), "in this order"));
    CHECK(says(refusal([] { (void)Delivery::pert(0.5, std::nan(""), 1); }), "mode"));
    CHECK(says(refusal([] { (void)Delivery::beta(0, 1); }), "alpha 0; accepted: from 0.01 to 10,000"));
    CHECK(says(refusal([] { (void)Delivery::beta(1, 1e6); }), "beta 1000000"));
    CHECK(says(refusal([] { (void)Delivery::beta(1, 1, 1, 0); }), "low 1, high 0"));
    CHECK(says(refusal([] { (void)Delivery::certain(infinity); }), "share inf"));
    CHECK(says(refusal([] { (void)quantile(Delivery::certain(), 1.5); }), "quantile at 1.5"));
}

TEST_CASE("delays to whole months") {
    CHECK(probabilities(Delay::none()) == std::vector<double>{1.0});
    CHECK(probabilities(Delay::fixed(2)) == std::vector<double>{0.0, 0.0, 1.0});
    const std::vector<double> table = probabilities(Delay::months({{0, 0.7}, {3, 0.3}, {9, 0.0}}));
    CHECK(table == std::vector<double>{0.7, 0.0, 0.0, 0.3});
    // 0 to 2, most likely 0: F(x) = 1 - (2 - x)^2 / 4, so F(1/2) = 7/16, F(3/2) = 15/16.
    const std::vector<double> triangle = probabilities(Delay::triangular(0, 0, 2));
    CHECK(triangle.size() == 3);
    CHECK(within(triangle[0], 7.0 / 16));
    CHECK(within(triangle[1], 8.0 / 16));
    CHECK(within(triangle[2], 1.0 / 16));
    CHECK(within(probabilities(Delay::triangular(0, 0, 6))[0], 1.0 - std::pow(5.5 / 6.0, 2)));
    // PERT 0, 2, 4 is beta(3, 3): F(t) = t^3 (10 - 15 t + 6 t^2), t = months / 4.
    const auto f = [](double t) { return t * t * t * (10 - 15 * t + 6 * t * t); };
    const std::vector<double> pert = probabilities(Delay::pert(0, 2, 4));
    CHECK(pert.size() == 5);
    CHECK(within(pert[0], f(0.125)));
    CHECK(within(pert[2], f(0.625) - f(0.375)));
    CHECK(within(pert[4], 1.0 - f(0.875)));
    CHECK(probabilities(Delay::triangular(3, 3, 3)) == std::vector<double>{0.0, 0.0, 0.0, 1.0});
    CHECK(probabilities(Delay::triangular(0, 0.1, 0.3)) == std::vector<double>{1.0});
    CHECK(longest(Delay::pert(0, 3, 12)) == 12);
}

TEST_CASE("the probabilities of every delay add up to 1") {
    for (const Delay& delay : {Delay::triangular(0, 3, 12.4), Delay::triangular(2.5, 2.5, 7.5), Delay::pert(0, 1, 24),
                               Delay::pert(5.2, 9, 30.5), Delay::fixed(240), Delay::months({{1, 0.25}, {2, 0.75}})}) {
        double sum = 0.0;
        for (const double p : probabilities(delay)) {
            CHECK(p >= 0.0);
            sum += p;
        }
        CHECK(within(sum, 1.0));
        CHECK(probabilities(delay).back() > 0.0);
    }
}

TEST_CASE("impossible delays are refused, delays in words") {
    CHECK(says(refusal([] { (void)Delay::fixed(-1); }), "-1 months; accepted: from 0 to 240 (late is positive)"));
    CHECK(says(refusal([] { (void)Delay::fixed(241); }), "241"));
    CHECK(says(refusal([] { (void)Delay::triangular(0, 13, 12); }), "in this order"));
    CHECK(says(refusal([] { (void)Delay::pert(-1, 3, 12); }), "low -1"));
    CHECK(says(refusal([] { (void)Delay::months({{0, 0.7}, {3, 0.2}}); }), "add up to 0.9; accepted: to 1"));
    CHECK(says(refusal([] { (void)Delay::months({}); }), "add up to 0"));
    CHECK(says(refusal([] { (void)Delay::months({{-2, 1.0}}); }), "-2"));
    CHECK(says(refusal([] { (void)Delay::months({{0, 1.5}, {1, -0.5}}); }), "probability 1.5 of 0 months"));
    CHECK(in_words(Delay::none()) == "on time");
    CHECK(in_words(Delay::triangular(1.0 / 3.0, 2.0 / 3.0, 1)) ==
          "0.333333 to 1 months late, most likely 0.666667 (triangular)");
    CHECK(in_words(Delay::fixed(1)) == "1 month late");
    CHECK(in_words(Delay::months({{0, 0.7}, {3, 0.3}})) == "on time 70%, 3 months late 30%");
    CHECK(in_words(Delay::pert(0, 3, 12)) == "0 to 12 months late, most likely 3 (PERT)");
}

TEST_CASE("a share in per cent is refused, not taken a hundredfold") {
    CHECK(says(refusal([] { (void)Delivery::pert(90, 100, 110); }), "found low 90"));
    CHECK_NOTHROW(Delivery::certain(10));
    CHECK_THROWS_AS(Delivery::certain(10.5), headway::Error);
}

TEST_CASE("fields say the same as the functions that set them") {
    // PERT from 0 to 1, most likely 1, is beta(1, 5) read backwards: mean 5/6, variance 5/252.
    const Delivery fields{.shape = DeliveryShape::pert, .low = 0.0, .mode = 1.0, .high = 1.0};
    CHECK(within(mean(fields), 5.0 / 6.0));
    CHECK(within(standard_deviation(fields), std::sqrt(5.0 / 252.0)));
    CHECK(within(quantile(fields, 0.5), std::pow(0.5, 0.2)));  // the distribution function is x^5
    CHECK(fields == Delivery::pert(0.0, 1.0, 1.0));
    CHECK(mean(Delivery{.shape = DeliveryShape::pert, .low = 0.7, .mode = 0.7, .high = 0.7}) == 0.7);
    // What is certain reads the share alone, whatever stands in the other fields.
    const Delivery certain{.shape = DeliveryShape::certain, .high = 0.9};
    CHECK(is_certain(certain));
    CHECK(quantile(certain, 0.0) == 0.9);
    CHECK(share_at_score(certain, -8.0) == 0.9);
    CHECK(standard_deviation(certain) == 0.0);
}

TEST_CASE("a delay whose fields say nothing is refused where it is read") {
    const Delay empty{.shape = DelayShape::months};
    CHECK(says(refusal([&] { (void)probabilities(empty); }), "add up to 0; accepted: to 1"));
    CHECK(says(refusal([&] { (void)longest(empty); }), "add up to 0; accepted: to 1"));
    const Delay before{.shape = DelayShape::months, .by_month = {{-1, 1.0}}};
    CHECK(says(refusal([&] { (void)longest(before); }), "found -1 months"));
    const Delay half{.shape = DelayShape::fixed, .low = 2.5};
    CHECK(says(refusal([&] { (void)probabilities(half); }), "found 2.5 months; accepted: a whole number of them"));
    const Delay endless{.shape = DelayShape::fixed, .low = infinity};
    CHECK(says(refusal([&] { (void)longest(endless); }), "found inf months"));
}

TEST_CASE("a score is a share: all at or above the score of the probability, nothing below") {
    // P(score > z) = 0.9 at z = -1.2815515655446004 (tables of the normal distribution)
    const Delivery likely = Delivery::bernoulli(0.9, 1.2);
    CHECK(share_at_score(likely, -1.2815) == 1.2);
    CHECK(share_at_score(likely, -1.2816) == 0.0);
    CHECK(share_at_score(likely, 0.0) == 1.2);
    const Delivery unlikely = Delivery::bernoulli(0.1);
    CHECK(share_at_score(unlikely, 1.2816) == 1.0);
    CHECK(share_at_score(unlikely, 1.2815) == 0.0);
    // a quarter of a symmetric triangle lies below 0.5 sqrt(0.5); Phi(-0.6744897501960817) = 0.25
    const Delivery triangle = Delivery::triangular(0, 0.5, 1);
    CHECK(within(share_at_score(triangle, -0.6744897501960817), std::sqrt(0.125)));
    CHECK(within(share_at_score(triangle, 0.6744897501960817), 1 - std::sqrt(0.125)));
    CHECK(within(share_at_score(triangle, 0.0), 0.5));
    // Phi(-+1.0364333894937898) = 0.15 and 0.85: beyond a mode at a tenth of the way, and before one at nine tenths
    const double score = 1.0364333894937898;
    CHECK(within(share_at_score(Delivery::triangular(0, 0.2, 2), -score), 2 - std::sqrt(0.85 * 2 * 1.8)));
    CHECK(within(share_at_score(Delivery::triangular(0, 1.8, 2), score), std::sqrt(0.85 * 2 * 1.8)));
}

TEST_CASE("deliveries and delays at their limits, and just beyond") {
    const auto refused = [](auto make) { return refusal([&] { (void)make(); }); };
    for (const double share : {0.0, 1e-9, 10.0}) {
        CHECK(refused([&] { return Delivery::certain(share); }).empty());
        CHECK(refused([&] { return Delivery::bernoulli(0.5, share); }).empty());
        CHECK(refused([&] { return Delivery::triangular(0, share, 10); }).empty());
    }
    for (const double share : {-1e-9, 10.0 + 1e-9}) {
        CHECK(says(refused([&] { return Delivery::certain(share); }), "found share"));
        CHECK(says(refused([&] { return Delivery::bernoulli(0.5, share); }), "found share"));
        CHECK(says(refused([&] { return Delivery::triangular(share, 1, 2); }), "found low " + shown(share)));
        CHECK(says(refused([&] { return Delivery::pert(0, 1, share); }), "found high " + shown(share)));
        CHECK(says(refused([&] { return Delivery::pert(0, share, 1); }), "found mode " + shown(share)));
        CHECK(says(refused([&] { return Delivery::beta(1, 1, share, 1); }), "found low " + shown(share)));
    }
    for (const double probability : {0.0, 1.0})
        CHECK(refused([&] { return Delivery::bernoulli(probability); }).empty());
    for (const double probability : {-1e-9, 1.0 + 1e-9})
        CHECK(says(refused([&] { return Delivery::bernoulli(probability); }), "found probability"));
    for (const double size : {0.01, 10'000.0}) CHECK(refused([&] { return Delivery::beta(size, size); }).empty());
    for (const double size : {0.0099, 10'000.1}) {
        CHECK(says(refused([&] { return Delivery::beta(size, 1); }), "found alpha"));
        CHECK(says(refused([&] { return Delivery::beta(1, size); }), "found beta"));
    }
    for (const auto& [low, mode, high] : {std::array{0.2, 0.2, 0.8}, {0.2, 0.8, 0.8}, {0.5, 0.5, 0.5}}) {
        CHECK(refused([&] { return Delivery::triangular(low, mode, high); }).empty());
        CHECK(refused([&] { return Delivery::pert(low, mode, high); }).empty());
        CHECK(refused([&] { return Delay::triangular(low, mode, high); }).empty());
        CHECK(refused([&] { return Delay::pert(low, mode, high); }).empty());
    }
    for (const auto& [low, mode, high] : {std::array{0.2, 0.19, 0.8}, {0.2, 0.81, 0.8}, {0.8, 0.5, 0.2}}) {
        CHECK(says(refused([&] { return Delivery::triangular(low, mode, high); }), "in this order"));
        CHECK(says(refused([&] { return Delivery::pert(low, mode, high); }), "in this order"));
        CHECK(says(refused([&] { return Delay::triangular(low, mode, high); }), "in this order"));
        CHECK(says(refused([&] { return Delay::pert(low, mode, high); }), "in this order"));
    }
    CHECK(refused([] { return Delay::fixed(0); }).empty());
    CHECK(refused([] { return Delay::fixed(240); }).empty());
    CHECK(refused([] { return Delay::triangular(0, 0, 240); }).empty());
    CHECK(says(refused([] { return Delay::triangular(0, 0, 240.1); }), "found high 240.1"));
    CHECK(says(refused([] { return Delay::pert(0, -0.1, 12); }), "found mode -0.1"));
    CHECK(says(refused([] { return Delay::months({{-1, 1.0}}); }), "found -1 months"));
    CHECK(says(refused([] { return Delay::months({{241, 1.0}}); }), "found 241 months"));
    CHECK(refused([] { return Delay::months({{0, 0.0}, {240, 1.0}}); }).empty());
    CHECK(says(refused([] { return Delay::months({{0, 1.5}, {1, -0.5}}); }), "2 problems"));
    CHECK(says(refused([] { return Delay::months({{0, 0.5}, {1, 0.5 + 1e-8}}); }), "add up to"));
    CHECK(refused([] { return quantile(Delivery::pert(0, 1, 2), 0.0); }).empty());
    CHECK(refused([] { return quantile(Delivery::pert(0, 1, 2), 1.0); }).empty());
    for (const double p : {-1e-9, 1.0 + 1e-9})
        CHECK(says(refused([&] { return quantile(Delivery::pert(0, 1, 2), p); }), "accepted: from 0 to 1"));
    CHECK(quantile(Delivery::bernoulli(0.3), 0.7) == 0.0);
    CHECK(quantile(Delivery::bernoulli(0.3), 0.7 + 1e-9) == 1.0);
    CHECK(quantile(Delivery::bernoulli(0.3), 0.0) == 0.0);
    CHECK(quantile(Delivery::bernoulli(0.3), 1.0) == 1.0);
    CHECK(in_words(Delay::months({{0, 0.5}, {1, 0.3}, {2, 0.2}})) ==
          "on time 50%, 1 month late 30%, 2 months late 20%");
    CHECK(in_words(Delay::fixed(1)) == "1 month late");
    CHECK(in_words(Delay::fixed(2)) == "2 months late");
}

}  // namespace test_delivery
