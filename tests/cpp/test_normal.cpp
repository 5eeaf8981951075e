// The normal quantile against Wichura's own test values and Boost.Math; draws by block against draws one by one.
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "headway/stats/normal.hpp"
#include "testing.hpp"

namespace test_normal {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

double off(double found, double expected) { return std::fabs(found - expected) / std::fabs(expected); }

}  // namespace

TEST_CASE("the quantile has the values that AS241 was published with") {
    CHECK(off(normal_quantile(0.25), -0.6744897501960817) < 1e-15);
    CHECK(off(normal_quantile(0.001), -3.090232306167814) < 1e-15);
    CHECK(off(normal_quantile(1e-20), -9.262340089798408) < 1e-15);
    CHECK(normal_quantile(0.5) == 0.0);
}

TEST_CASE("the quantile agrees with Boost.Math, in the middle and in both tails") {
    const boost::math::normal standard;
    double worst = 0.0;
    for (double p = 1e-300; p < 0.49; p *= 1.0137) {
        worst = std::max(worst, off(normal_quantile(p), boost::math::quantile(standard, p)));
        if (p > 1e-15)  // as far as 1 - p has digits of p
            worst = std::max(worst, off(normal_quantile(1.0 - p), boost::math::quantile(standard, 1.0 - p)));
    }
    for (const double p : {0.0749999, 0.075, 0.0750001, 0.925, 1.3887943864964021e-11, 1.38e-11, 1.39e-11})
        worst = std::max(worst, off(normal_quantile(p), boost::math::quantile(standard, p)));
    CHECK(worst < 2e-15);
}

TEST_CASE("the logarithm is that of the library to the last digits") {
    double worst = 0.0;
    for (double x = 1e-300; x < 1e300; x *= 1.0711) worst = std::max(worst, off(headway::stats::detail::portable_log(x), std::log(x)));
    for (const double x : {0.7071067811865475, 0.7071067811865476, 0.5, 2.0, 1.4142135623730951, 0.9999999, 1.0000001})
        worst = std::max(worst, off(headway::stats::detail::portable_log(x), std::log(x)));
    CHECK(worst < 5e-16);
    CHECK(headway::stats::detail::portable_log(1.0) == 0.0);
}

TEST_CASE("the quantile is odd, rises, and ends at infinity") {
    for (double p = 0x1p-53; p < 0.5; p *= 1.7) {
        const double mirrored = (1.0 - p) - p == 1.0 ? 0.5 : p;
        CHECK(normal_quantile(1.0 - p) == -normal_quantile(1.0 - (1.0 - p)));
        CHECK(normal_quantile(mirrored) <= normal_quantile(std::nextafter(mirrored, 1.0)));
    }
    CHECK(normal_quantile(0.0) == -infinity);
    CHECK(normal_quantile(1.0) == infinity);
    for (const double p : {-0.1, 1.1, -infinity, infinity, missing})
        CHECK(std::isnan(normal_quantile(p)));
}

TEST_CASE("the distribution function undoes the quantile") {
    double worst = 0.0;
    for (double p = 1e-16; p < 0.5; p *= 1.3) worst = std::max(worst, off(normal_distribution(normal_quantile(p)), p));
    CHECK(worst < 1e-13);  // a last digit of z = 8 is 64 of them in its probability
    CHECK(normal_distribution(0.0) == 0.5);
    CHECK(off(normal_distribution(1.959963984540054), 0.975) < 1e-15);
}

TEST_CASE("a block of normal draws is the quantiles of its uniform draws, to the last bit") {
    std::size_t different = 0, far = 0;
    double sum = 0.0, squares = 0.0, fourths = 0.0;
    constexpr int blocks = 4000;
    for (std::uint64_t block = 0; block < blocks; ++block) {
        const Stream stream{.seed = 42, .index = 5, .purpose = 1};
        std::array<double, draws_a_block> draws{};
        normals(stream, block, draws);
        for (std::size_t i = 0; i < draws.size(); ++i) {
            different += draws[i] != normal_quantile(uniform(stream, block * draws_a_block + i)) ? 1u : 0u;
            far += std::fabs(draws[i]) > 1.959963984540054 ? 1u : 0u;
            sum += draws[i];
            squares += draws[i] * draws[i];
            fourths += draws[i] * draws[i] * draws[i] * draws[i];
        }
    }
    CHECK(different == 0);
    constexpr double n = 1.0 * blocks * draws_a_block;
    CHECK(std::fabs(sum / n) < 4.0 / std::sqrt(n));
    CHECK(std::fabs(squares / n - 1.0) < 4.0 * std::sqrt(2.0 / n));
    CHECK(std::fabs(fourths / n - 3.0) < 4.0 * std::sqrt(96.0 / n));
    CHECK(std::fabs(static_cast<double>(far) / n - 0.05) < 4.0 * std::sqrt(0.05 * 0.95 / n));
}

}  // namespace test_normal
