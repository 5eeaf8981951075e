// Correlation matrices: the factor gives the matrix back, the edge of what can be is accepted, contradictions are not.
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "headway/stats/correlation.hpp"
#include "testing.hpp"

namespace test_correlation {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

/// How far L L' is from the matrix.
double off(const Correlation& correlation) {
    const std::size_t n = correlation.size();
    const std::vector<double>& lower = correlation.lower();
    double worst = 0.0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0.0;
            for (std::size_t k = 0; k < n; ++k) sum += lower[i * n + k] * lower[j * n + k];
            worst = std::max(worst, std::fabs(sum - correlation(i, j)));
            if (j > i) worst = std::max(worst, std::fabs(lower[i * n + j]));
        }
    return worst;
}

/// Of `size` things with `factors` common factors: of that rank.
std::vector<double> of_factors(std::size_t size, std::size_t factors) {
    std::mt19937_64 random(size + factors);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> loads(size, std::vector<double>(factors));
    for (auto& load : loads) {
        double length = 0.0;
        for (double& x : load) {
            x = normal(random);
            length += x * x;
        }
        for (double& x : load) x /= std::sqrt(length);
    }
    std::vector<double> matrix;
    for (const auto& one : loads)
        for (const auto& other : loads) {
            double sum = 0.0;
            for (std::size_t k = 0; k < factors; ++k) sum += one[k] * other[k];
            matrix.push_back(std::min(1.0, std::max(-1.0, sum)));
        }
    return matrix;
}

const std::vector<std::string> names{"Lights", "Fleet", "Roads"};

}  // namespace

TEST_CASE("the factor of two is known") {
    const Correlation pair({1.0, 0.6, 0.6, 1.0});
    CHECK(pair.lower()[2] == 0.6);
    CHECK(std::fabs(pair.lower()[3] - 0.8) < 1e-15);
    CHECK(pair(0, 1) == 0.6);
}

TEST_CASE("the factor gives the matrix back, also where it is singular") {
    CHECK(off(Correlation::equal(7, 0.3)) < 1e-14);
    CHECK(off(Correlation::equal(200, 0.3)) < 1e-13);
    CHECK(off(Correlation::equal(200, 1.0)) < 1e-13);          // all ones
    CHECK(off(Correlation::equal(4, -1.0 / 3.0)) < 1e-6);      // the edge
    CHECK(off(Correlation({1, -1, -1, 1})) < 1e-14);
    for (const std::size_t factors : {1u, 2u, 3u, 10u, 30u}) CHECK(off(Correlation(of_factors(30, factors))) < 1e-6);
    CHECK(off(Correlation({1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1})) < 1e-14);  // the first two are one
    CHECK(off(Correlation(std::vector<double>{1.0})) == 0.0);
}

TEST_CASE("no matrix is no correlation") {
    const Correlation none;
    CHECK(none.size() == 0);
    CHECK(none(3, 3) == 1.0);
    CHECK(none(3, 4) == 0.0);
}

TEST_CASE("named pairs, in either order, all others 0") {
    const std::vector<CorrelatedPair> pairs{{"Roads", "Lights", 0.4}};
    const Correlation correlation = Correlation::of_pairs(names, pairs);
    CHECK(correlation(0, 2) == 0.4);
    CHECK(correlation(2, 0) == 0.4);
    CHECK(correlation(0, 1) == 0.0);
    CHECK(correlation(1, 1) == 1.0);
    const std::vector<std::size_t> kept{2, 0};
    const Correlation some = correlation.among(kept);
    CHECK(some.size() == 2);
    CHECK(some(0, 1) == 0.4);
}

TEST_CASE("what is no correlation matrix is refused by name") {
    const auto refused = [](std::vector<double> matrix) {
        return refusal([&] { (void)Correlation(std::move(matrix), names); });
    };
    CHECK(says(refused({1, 0, 0, 1}), "4 numbers; accepted: a square matrix of 3 by 3"));
    CHECK(says(refusal([] { (void)Correlation(std::vector<double>{1, 0, 0}); }), "3 numbers"));
    CHECK(says(refused({1, 0.2, 0, 0.3, 1, 0, 0, 0, 1}), "0.2 between \"Lights\" and \"Fleet\" and 0.3"));
    CHECK(says(refused({1, 0, 0, 0, 0.9, 0, 0, 0, 1}), "0.9 of \"Fleet\" with itself"));
    CHECK(says(refused({1, 0, 1.2, 0, 1, 0, 1.2, 0, 1}), "1.2 between \"Lights\" and \"Roads\""));
    CHECK(says(refused({1, 0, 0, 0, 1, 0, 0, 0, std::nan("")}), "\"Roads\" with itself"));
    CHECK(says(refused({1, 0, std::nan(""), 0, 1, 0, std::nan(""), 0, 1}), "accepted: from -1 to 1"));
    CHECK(says(refused({1, 2, 3, 2, 1, 2, 3, 2, 1}), "3 problems"));
}

TEST_CASE("correlations that contradict one another are refused with the smallest eigenvalue") {
    // Eigenvalues of 0.9, 0.9 and -0.9 between three: 1.9, 1.9 and -0.8.
    const std::string message =
        refusal([] { (void)Correlation({1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1}, names); });
    CHECK(says(message, "eigenvalue is -0.8"));
    CHECK(says(message, "those of \"Roads\" do not fit"));
    // Two that are one cannot differ towards a third.
    CHECK(says(refusal([] { (void)Correlation({1, 1, 0.5, 1, 1, 0.4, 0.5, 0.4, 1}, names); }), "contradict"));
    CHECK(says(refusal([] { (void)Correlation::equal(4, -0.34); }), "-0.34 between every two of 4; accepted: from -0.333333"));
    CHECK(says(refusal([] { (void)Correlation::equal(4, 1.01); }), "to 1"));
}

TEST_CASE("pairs are refused by name") {
    const auto refused = [](std::vector<CorrelatedPair> pairs) {
        return refusal([&] { (void)Correlation::of_pairs(names, pairs); });
    };
    CHECK(says(refused({{"Lights", "Fleets", 0.1}}), "the name \"Fleets\"; accepted: the name of a saving (did you mean \"Fleet\"?)"));
    CHECK(says(refused({{"Lights", "Lights", 0.1}}), "\"Lights\" with itself"));
    CHECK(says(refused({{"Lights", "Fleet", 0.1}, {"Fleet", "Lights", 0.1}}), "the pair \"Fleet\" and \"Lights\" twice"));
    CHECK(says(refused({{"Lights", "Fleet", 1.5}}), "accepted: from -1 to 1"));
}

TEST_CASE("a number beyond 1 is found on either side of the diagonal") {
    for (const double bad : {1.1, -1.1, 1.0 + 1e-9, std::nan("")}) {
        CHECK(says(refusal([&] { (void)Correlation({1, bad, 0.5, 1}); }), "accepted: from -1 to 1"));
        CHECK(says(refusal([&] { (void)Correlation({1, 0.5, bad, 1}); }), "accepted: from -1 to 1"));
    }
    CHECK_NOTHROW(Correlation({1, 1, 1, 1}));
    CHECK_NOTHROW(Correlation({1, -1, -1, 1}));
}

}  // namespace test_correlation
