// Slopes of pairs by rank: against all of them, sorted, with and without ties.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "headway/stats/pairwise_slopes.hpp"
#include "headway/stats/trend_test.hpp"
#include "testing.hpp"

namespace test_pairwise_slopes {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

struct Points {
    std::vector<double> time{}, value{};
};

/// Every eleventh rank, and the last.
std::vector<std::uint64_t> some_ranks(std::size_t points) {
    std::vector<std::uint64_t> ranks;
    for (std::uint64_t k = 0; k < points * (points - 1) / 2; k += 11) ranks.push_back(k);
    ranks.push_back(points * (points - 1) / 2 - 1);
    return ranks;
}

/// All pairs, sorted: nothing shared with the header.
std::vector<double> sorted_pairs(const Points& points) {
    std::vector<double> slopes;
    for (std::size_t i = 0; i < points.value.size(); ++i)
        for (std::size_t j = i + 1; j < points.value.size(); ++j)
            slopes.push_back((points.value[j] - points.value[i]) / (points.time[j] - points.time[i]));
    std::sort(slopes.begin(), slopes.end());
    return slopes;
}

/// Values of which every difference is a double, so that a slope of two is the nearest to the true one.
Points drawn(int kind, std::size_t size, std::mt19937_64& random) {
    Points points;
    for (std::size_t i = 0; i < size; ++i) {
        points.time.push_back((points.time.empty() ? 0.0 : points.time.back()) + 1.0 +
                              static_cast<double>(random() % 4 == 0 ? random() % 3 : 0));
        const auto value = static_cast<double>(random() % 1000);
        points.value.push_back(kind == 0   ? std::fmod(value, 4)             // many ties
                               : kind == 1 ? value - 500
                               : kind == 2 ? 1e15 + std::fmod(value, 2)      // a change of the last bit
                               : kind == 3 ? 7.25                            // no change
                               : kind == 4 ? std::ldexp(std::fmod(value, 64), static_cast<int>(random() % 40) - 20)
                                           : -std::ldexp(value, -1000));     // next to nothing
    }
    return points;
}

}  // namespace

TEST_CASE("slopes of a rank are those of all pairs, sorted") {
    std::mt19937_64 random(1);
    for (int kind = 0; kind < 6; ++kind)
        for (const std::size_t size : {std::size_t{2}, std::size_t{3}, std::size_t{64}, std::size_t{65},
                                       std::size_t{70}}) {  // from 65 points on without holding all pairs
            const Points points = drawn(kind, size, random);
            const std::vector<std::uint64_t> ranks = some_ranks(size);
            const std::vector<double> found = slopes_at(points.time, points.value, ranks);
            const std::vector<double> expected = sorted_pairs(points);
            std::size_t different = 0;
            for (std::size_t k = 0; k < ranks.size(); ++k) different += found[k] == expected[ranks[k]] ? 0u : 1u;
            CAPTURE(kind, size);
            CHECK(different == 0);
        }
}

TEST_CASE("ranks come back in the order in which they were asked for") {
    Points points;
    for (int i = 0; i < 100; ++i) {
        points.time.push_back(i);
        points.value.push_back(i * i);  // the slope of i and j is i + j: from 1 to 197
    }
    const std::vector<std::uint64_t> ranks{4949, 0, 2475, 2474, 0};
    CHECK(slopes_at(points.time, points.value, ranks) == std::vector<double>{197, 1, 99, 99, 1});
}

TEST_CASE("slopes of equal values are none, whichever way their last bits lean") {
    for (const std::size_t size : {std::size_t{30}, std::size_t{300}}) {
        std::vector<double> values;
        for (std::size_t i = 0; i < size; ++i) values.push_back(i % 2 == 0 ? 0.3 : 0.1 + 0.2);
        values.back() = 0.3;
        const Statistic flat = sen_slope(values);
        CHECK((flat.value == 0.0 && flat.lower == 0.0 && flat.upper == 0.0));
        CHECK(flat.status == StatisticStatus::estimated);
        for (double& value : values) value *= 1e-200;
        CHECK(sen_slope(values).value == 0.0);
        values[0] = 1e9;  // of which the last bits are more than all the others
        for (std::size_t i = 1; i < size; ++i) values[i] = static_cast<double>(i) * 1e-9;
        CHECK(near(sen_slope(values).value, 1e-9, 1e-6));
    }
}

TEST_CASE("falling pairs are counted as pairs are") {
    std::mt19937_64 random(2);
    for (int trial = 0; trial < 50; ++trial) {
        std::vector<double> values;
        for (int i = 0; i < trial; ++i) values.push_back(static_cast<double>(random() % 10));
        std::uint64_t falls = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            for (std::size_t j = i + 1; j < values.size(); ++j) falls += values[j] < values[i] ? 1u : 0u;
        CHECK(falling_pairs(values) == falls);
    }
}

TEST_CASE("long series have a slope in the memory of a few columns") {
    std::vector<double> values;
    for (int i = 0; i < 20'000; ++i) values.push_back(0.25 * i + i * 7919 % 16);  // all pairs would be 1.6 GB
    const Statistic slope = sen_slope(values);
    CHECK(std::fabs(slope.value - 0.25) < 1e-4);
    CHECK((slope.lower <= slope.value && slope.value <= slope.upper));
    CHECK(mann_kendall(values).s > 0.99 * 0.5 * 20'000 * 19'999);
}

TEST_CASE("values that are too far apart for a double have no slope") {
    std::vector<double> values(80, 1e308);
    for (std::size_t i = 0; i < values.size(); i += 2) values[i] = -1e308;
    const Statistic slope = sen_slope(values);
    CHECK(slope.status == StatisticStatus::not_finite);
    CHECK((std::isnan(slope.value) && std::isnan(slope.lower) && std::isnan(slope.upper)));
    CHECK(sen_slope(std::vector<double>{-1e308, 1e308, 0}).status == StatisticStatus::not_finite);
}

}  // namespace test_pairwise_slopes
