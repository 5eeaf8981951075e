// Where amber ends: worked by hand, and held against the ratings on either side.
#include "testing.hpp"

#include <cmath>
#include <random>

#include "headway/assess/amber_edge.hpp"
#include "headway/assess/rating.hpp"

namespace test_amber_edge {

using namespace headway;
using namespace headway::test;

TEST_CASE("the edge of amber, worked by hand") {
    CHECK(near(amber_edges({57.4, 57.4}, {.polarity = Polarity::high_is_good}).lower, 51.66, 1e-9));
    CHECK(near(amber_edges({86.6, 86.6}, {.polarity = Polarity::low_is_good}).upper, 95.26, 1e-9));
    CHECK(near(amber_edges({-20.0, -20.0}, {.polarity = Polarity::high_is_good}).lower, -22.0, 1e-9));
    CHECK(amber_edges({90.0, 90.0}, {.polarity = Polarity::high_is_good, .tolerance = 5.0, .basis = Basis::absolute}).lower == 85.0);
    CHECK(near(amber_edges({100.0, 100.0}, {.polarity = Polarity::low_is_good, .basis = Basis::ratio}).upper, 1000.0 / 9.0, 1e-9));
    CHECK(amber_edges({90.0, 90.0}, {.polarity = Polarity::high_is_good, .basis = Basis::band, .amber_limit = 80.0}).lower == 80.0);
    const Range both = amber_edges({40.0, 60.0}, {.polarity = Polarity::in_range});
    CHECK(both.lower == 36.0);
    CHECK(both.upper == 66.0);
}

TEST_CASE("there is no edge where nothing is worse, and none of what is not known") {
    const Range high = amber_edges({90.0, 90.0}, {.polarity = Polarity::high_is_good});
    CHECK(std::isnan(high.upper));
    CHECK(std::isnan(amber_edges({90.0, 90.0}, {.polarity = Polarity::neutral}).lower));
    CHECK(std::isnan(amber_edges({90.0, 90.0}, {}).lower));
    CHECK(std::isnan(amber_edges({missing, missing}, {.polarity = Polarity::high_is_good}).lower));
    CHECK(std::isnan(amber_edges({-1.0, -1.0}, {.polarity = Polarity::high_is_good, .basis = Basis::ratio}).lower));
    CHECK(std::isnan(amber_edges({9.0, 9.0}, {.polarity = Polarity::low_is_good, .tolerance = 1.0, .basis = Basis::ratio}).upper));
    CHECK(amber_edges({0.0, 0.0}, {.polarity = Polarity::low_is_good}).upper == 0.0);  // any shortfall is red
}

TEST_CASE("within the edge is amber, beyond it red, whatever the rule") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> numbers(1.0, 200.0), shares(0.02, 0.4);
    for (int round = 0; round < 2000; ++round) {
        const double end = numbers(random);
        RatingRule rule{.polarity = round % 2 ? Polarity::high_is_good : Polarity::low_is_good, .tolerance = shares(random),
                        .basis = static_cast<Basis>(round % 4)};
        if (is_amount(rule.basis)) rule.tolerance *= 10.0;
        const Range edges = amber_edges({end, end}, rule);
        const double edge = round % 2 ? edges.lower : edges.upper, step = 1e-4 * (edge - end);
        CAPTURE(end, rule.tolerance, word(rule.basis), edge);
        CHECK(rate(edge - step, end, rule) == Rating::amber);
        CHECK(rate(edge + step, end, rule) == Rating::red);
    }
}

}  // namespace test_amber_edge
