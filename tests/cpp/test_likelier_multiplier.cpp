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
    return likelier_multiplier(values, benchmarks, multiplier);
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

}  // namespace test_likelier_multiplier
