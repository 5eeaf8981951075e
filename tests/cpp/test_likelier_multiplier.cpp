// Benchmarks in another unit than the values: told where every row says so, never where one is far off.
#include <vector>

#include "headway/assess/likelier_multiplier.hpp"
#include "testing.hpp"

namespace test_likelier_multiplier {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

double likelier(std::vector<double> values, std::vector<double> benchmarks, double multiplier) {
    return likelier_multiplier({.value = values, .multiplier = multiplier}, benchmarks);
}

double of_interval(double value, double lower, double upper, double benchmark, double multiplier, bool shares) {
    const std::vector<double> values{value}, lowers{lower}, uppers{upper}, benchmarks{benchmark};
    return likelier_multiplier(
        {.value = values, .lower = lowers, .upper = uppers, .multiplier = multiplier, .are_shares = shares},
        benchmarks);
}

}  // namespace

TEST_CASE("a benchmark per another number is told by how far off it is") {
    CHECK(likelier({0.1416}, {11.63}, 1) == 100);
    CHECK(likelier({14.16}, {0.1163}, 100) == 1);
    CHECK(likelier({0.0029, 0.0031, missing}, {310}, 1) == 100'000);
    CHECK(likelier({291, 330}, {0.0031, 0.0031}, 100'000) == 1);
    CHECK(likelier({1.62}, {100}, 1) == 100);
    CHECK(likelier({0.0, 0.02}, {2.1}, 1) == 100);  // none of any number is none
}

TEST_CASE("what is far off is not in another unit while one row is near") {
    CHECK(likelier({14.16, 0.9}, {0.5}, 100) == 100);
    CHECK(likelier({0.2, 40}, {3}, 100) == 100);
    CHECK(likelier({14.16}, {0.5}, 100) == 100);  // 28 times
    CHECK(likelier({14.16}, {0.0}, 100) == 100);
    CHECK(likelier({}, {1}, 7) == 7);
    CHECK(likelier({missing, infinity, 0}, {1}, 7) == 7);
    CHECK(likelier({5}, {-500}, 1) == 1);
}

TEST_CASE("how far off is told from the nearer end of an interval") {
    CHECK(of_interval(10, 0.3, 55.7, 500, 100'000, false) == 100'000);  // one event in 10,000: 9 times
    CHECK(of_interval(10, 9, 11, 500, 100'000, false) == 1'000'000);
    CHECK(of_interval(10, missing, missing, 500, 100'000, false) == 1'000'000);
    CHECK(of_interval(50, 18.8, 81.2, 1, 100, true) == 100);  // 3 of 6: 19 times
    CHECK(of_interval(5, 0, 20, 0.01, 100, true) == 100);
}

TEST_CASE("of shares only a benchmark per 1 beside a larger multiplier is told") {
    CHECK(of_interval(14.16, 11.6, 17.2, 0.1163, 100, true) == 1);
    CHECK(of_interval(14.16, 11.6, 17.2, 0.15, 100, true) == 1);
    CHECK(of_interval(0.1, 0.099, 0.101, 5, 100, true) == 100);
    CHECK(of_interval(90, 89, 91, 1.5, 100, true) == 100);
    CHECK(of_interval(0.02, 0.019, 0.021, 0.9, 1, true) == 1);
    CHECK(of_interval(20, 19, 21, 0.5, 100'000, true) == 100'000);  // forty times, and no share of 1
}

}  // namespace test_likelier_multiplier
