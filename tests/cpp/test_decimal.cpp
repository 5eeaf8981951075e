// Differences of printed decimals, against integers: n / 10^k is exact in IEEE division, so it is the oracle.
#include "testing.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "headway/decimal.hpp"

namespace test_decimal {

using namespace headway;
using namespace headway::decimal;
using namespace headway::test;

namespace {

constexpr double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10,
                            1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21};

/// The double that the decimal `units` x 10^-places is read as: both operands are exact, the division rounds once.
double printed(std::int64_t units, int places) { return static_cast<double>(units) / power[places]; }

/// Any integer of one to `digits` digits, of either sign.
std::int64_t any_units(std::mt19937_64& random, int digits) {
    const auto below = static_cast<std::int64_t>(power[std::uniform_int_distribution<int>(1, digits)(random)]);
    return std::uniform_int_distribution<std::int64_t>(1 - below, below - 1)(random);
}

}  // namespace

TEST_CASE("differences are those of the printed decimals") {
    CHECK(difference(94.86, 94.26) == 0.60);  // 0.5999999999999943 in doubles
    CHECK(difference(13.53, 23.42) == -9.89);
    CHECK(difference(291.51, 248.22) == 43.29);
    CHECK(difference(1113, 2458) == -1345);
    CHECK(difference(3.48, 3.29) == 0.19);
    CHECK(difference(39665, 36060) == 3605);
    CHECK(difference(0.0001, 9999999.9999) == -9999999.9998);
    CHECK(difference(0.3, 0.1) == 0.2);
}

TEST_CASE("decimals of up to fourteen significant digits subtract to the nearest double") {
    std::mt19937_64 random(1);
    int wrong = 0;
    for (int i = 0; i < 300'000; ++i) {
        const int places = std::uniform_int_distribution<int>(0, 21)(random);
        const std::int64_t a = any_units(random, 14), b = any_units(random, 14);
        const double x = printed(a, places), y = printed(b, places);
        if (std::max(std::fabs(x), std::fabs(y)) < 1e-8) continue;  // only the last bit is promised there
        if (difference(x, y) == printed(a - b, places)) continue;
        if (++wrong == 1) UNSCOPED_INFO(a << " - " << b << " at " << places << " places: " << difference(x, y));
    }
    CHECK(wrong == 0);
}

TEST_CASE("powers of ten and their neighbours subtract exactly") {
    for (int places = 0; places <= 20; ++places)
        for (const std::int64_t units : {1LL, 9LL, 10LL, 99'999'999'999'999LL, 10'000'000'000'000LL, 9'999'999'999'999LL}) {
            if (printed(units, places) < 1e-8) continue;
            CAPTURE(units, places);
            CHECK(difference(printed(units, places), printed(units - 1, places)) == printed(1, places));
            CHECK(difference(printed(1, places), printed(units, places)) == printed(1 - units, places));
        }
}

TEST_CASE("the noise of a floating-point operation is no difference") {
    CHECK(difference(0.1 + 0.2, 0.3) == 0.0);
    CHECK(difference(0.3, 0.1 + 0.2) == 0.0);
    for (const double x : {77.4, 51.66, 1e-8, 1e-300, 0.1, 9.9999999999999, 1e13, 1e14, 123456789.0, 1e300, -77.4}) {
        CAPTURE(x);
        CHECK(difference(std::nextafter(x, infinity), x) == 0.0);
        CHECK(difference(x, std::nextafter(x, -infinity)) == 0.0);
        CHECK(difference(x, x) == 0.0);
    }
    double drifted = 9.9999999999999;  // where one unit in the last place is the largest part of a number
    for (int operations = 0; operations < 3; ++operations) drifted = std::nextafter(drifted, infinity);
    CHECK(difference(drifted, 9.9999999999999) == 0.0);
}

TEST_CASE("a difference changes sign with its operands and grows with the first of them") {
    std::mt19937_64 random(2);
    int wrong = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double x = printed(any_units(random, 11), 4), y = printed(any_units(random, 11), 4);
        const double more = printed(any_units(random, 11), 4);
        wrong += difference(x, y) != -difference(y, x);
        wrong += x < more && difference(x, y) > difference(more, y);
        wrong += (x < y) != (difference(x, y) < 0.0);
    }
    CHECK(wrong == 0);
}

TEST_CASE("missing operands give a missing difference and infinite ones what arithmetic says") {
    for (const double x : {0.0, 1.0, -5e-324, 1e-20, 1e300, infinity, missing}) {
        CHECK(std::isnan(difference(missing, x)));
        CHECK(std::isnan(difference(x, missing)));
    }
    CHECK(difference(infinity, 1) == infinity);
    CHECK(difference(1, infinity) == -infinity);
    CHECK(std::isnan(difference(infinity, infinity)));
    CHECK(difference(1.7e308, -1.7e308) == infinity);
    CHECK(difference(0.0, 0.0) == 0.0);
    CHECK(difference(-0.0, 0.0) == 0.0);
}

TEST_CASE("huge and tiny decimals keep thirteen significant digits") {
    CHECK(near(difference(1e300, 9e299), 1e299, 1e-13));
    CHECK(near(difference(1.7e308, 1.6e308), 1e307, 1e-13));
    CHECK(near(difference(1e-10, 9e-11), 1e-11, 1e-13));
    CHECK(near(difference(9.25e-200, 1.5e-200), 7.75e-200, 1e-13));
    CHECK(near(difference(5e15, 3e15), 2e15, 1e-13));
}

TEST_CASE("tiny decimals keep their digits down to the smallest normal number") {
    CHECK(near(difference(1.23456789012e-300, 1e-300), 0.23456789012e-300));
    CHECK(near(difference(2.5e-307, 1.25e-307), 1.25e-307));
}

TEST_CASE("however small, a difference between distinct numbers far apart is not zero") {
    constexpr double smallest = std::numeric_limits<double>::denorm_min();
    CHECK(difference(smallest, 0.0) > 0.0);
    CHECK(difference(0.0, 1e-310) < 0.0);
    CHECK(difference(3e-308, 2e-308) > 0.0);
}

TEST_CASE("a decimal is within a product of decimals, ties counted as asked") {
    CHECK(within(8.6, 0.1 * 86, true));      // 86 - 77.4
    CHECK(within(5.74, 0.1 * 57.4, true));   // 57.4 - 51.66; the product is 5.739999999999999 in doubles on some days
    CHECK_FALSE(within(8.6, 0.1 * 86, false));
    CHECK_FALSE(within(5.74, 0.1 * 57.4, false));
    CHECK_FALSE(within(5.7400001, 0.1 * 57.4, true));
    CHECK(within(5.7399999, 0.1 * 57.4, false));
    CHECK(within(0.0, 0.0, true));
    CHECK_FALSE(within(0.0, 0.0, false));
    CHECK_FALSE(within(missing, 1.0, true));
    CHECK_FALSE(within(missing, 1.0, false));
}

TEST_CASE("within holds at every tie, and at one unit beside it, for four places and three of tolerance") {
    std::mt19937_64 random(3);
    int wrong = 0;
    for (int i = 0; i < 300'000; ++i) {
        const std::int64_t comparator = std::abs(any_units(random, 11));                              // at 4 places
        const std::int64_t tolerance = std::uniform_int_distribution<std::int64_t>(0, 1000)(random);  // at 3 places
        const double limit = printed(tolerance, 3) * printed(comparator, 4);
        const std::int64_t tie = tolerance * comparator;  // at 7 places
        for (const std::int64_t beside : {-1, 0, 1}) {
            const double amount = printed(tie + beside, 7);
            wrong += within(amount, limit, true) != (beside <= 0);
            wrong += within(amount, limit, false) != (beside < 0);
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("decimals are those of the shortest text, and sums of decimals are decimals") {
    CHECK(headway::decimal::decimals_of(7.67) == 2);
    CHECK(headway::decimal::decimals_of(42) == 0);
    CHECK(headway::decimal::decimals_of(-0.125) == 3);
    CHECK(headway::decimal::decimals_of(0) == 0);
    CHECK(headway::decimal::decimals_of(5e-324) == 14);
    CHECK(headway::decimal::decimals_of(0.1 + 0.2) == 1);
    CHECK(headway::decimal::decimals_of(12.75 + 1.9) == 2);
    CHECK(headway::decimal::decimals_of(infinity) == 0);
    CHECK(headway::decimal::decimals_of(std::nan("")) == 0);
    CHECK(headway::decimal::sum(std::vector{2.24, 2.70, 1.32}) == 6.26);
    CHECK(headway::decimal::sum(std::vector{0.1, 0.2, -0.3}) == 0.0);
    CHECK(headway::decimal::sum({}) == 0.0);
    CHECK(std::isnan(headway::decimal::sum(std::vector{1.0, std::nan("")})));
}

TEST_CASE("fourteen digits count and the fifteenth does not, just above every power of ten and just below") {
    for (int exponent = -8; exponent < 14; ++exponent) {
        const auto decimal = [&](const char* digits) {
            return std::strtod((digits + ("e" + std::to_string(exponent))).c_str(), nullptr);
        };
        CAPTURE(exponent);
        CHECK(difference(decimal("1.00000000000001"), 0.0) == decimal("1"));
        CHECK(difference(decimal("1.0000000000001"), 0.0) == decimal("1.0000000000001"));
        CHECK(difference(decimal("9.9999999999999"), 0.0) == decimal("9.9999999999999"));
        CHECK(difference(decimal("2.00000000000004"), 0.0) == decimal("2"));
        CHECK(difference(decimal("5.00000000000004"), 0.0) == decimal("5"));
    }
}

TEST_CASE("the place that a difference is rounded to is that of the larger number, powers of ten among them") {
    for (int exponent = -7; exponent < 13; ++exponent) {
        const auto scaled = [&](const char* digits, int by) {
            return std::strtod((digits + ("e" + std::to_string(exponent + by))).c_str(), nullptr);
        };
        CAPTURE(exponent);
        // 1000...: its fourteenth digit stands thirteen places on, so that 0.4 of that is nothing and 0.6 is one
        CHECK(difference(scaled("1", 0), scaled("4", -14)) == scaled("1", 0));
        CHECK(difference(scaled("1", 0), scaled("6", -14)) == scaled("9.999999999999", -1));
        CHECK(difference(scaled("1", 0), scaled("1", -13)) == scaled("9.999999999999", -1));
    }
}

TEST_CASE("figures are the same that are one printed decimal, and tied ones are the least of them") {
    CHECK(equal(0.07 * 100.0, 7.0));
    CHECK(equal(0.1 + 0.2, 0.3));
    CHECK_FALSE(equal(7.0, 7.0000000001));
    CHECK_FALSE(equal(0.0, 1e-300));
    CHECK(equal(infinity, infinity));
    CHECK_FALSE(equal(infinity, -infinity));
    CHECK_FALSE(equal(missing, missing));
    const std::vector<double> values{0.07 * 100.0, 9.0, 7.0, -1.0}, sorted{-1.0, 7.0, 0.07 * 100.0, 9.0};
    CHECK(tied(values, sorted) == std::vector<double>{7.0, 9.0, 7.0, -1.0});
}

TEST_CASE("parts in proportion add up to the amount, to the last unit") {
    CHECK(in_proportion(10.0, std::vector{1.0, 0.0, 3.0}) == std::vector{2.5, 0.0, 7.5});
    CHECK(in_proportion(10.0, std::vector{1.0, 2.0, 0.0})[0] == 3.3333333333);
    CHECK(in_proportion(10.0, std::vector{1.0, 2.0, 0.0})[1] == 6.6666666667);
    CHECK(in_proportion(7.0, std::vector{0.0, -1.0}) == std::vector{7.0, 0.0});
    CHECK(in_proportion(7.0, std::vector<double>{}).empty());
    std::mt19937_64 draw(11);
    for (int round = 0; round < 20000; ++round) {
        const double amount = static_cast<double>(static_cast<std::int64_t>(draw() % 2000001) - 1000000) /
                              (round % 2 ? 100.0 : 10000.0);
        std::vector<double> weights;
        for (int i = 0; i < 1 + round % 7; ++i) weights.push_back(static_cast<double>(draw() % 1000));
        CHECK(sum(in_proportion(amount, weights)) == amount);
    }
}

}  // namespace test_decimal
