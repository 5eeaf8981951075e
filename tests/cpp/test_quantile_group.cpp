// Quantile groups, ranks and the average of neighbours: hand-worked, at ties and edges.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "headway/stats/neighbours.hpp"
#include "headway/stats/quantile_group.hpp"
#include "headway/stats/ranking.hpp"
#include "testing.hpp"

namespace test_quantile_group {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Groups = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("group 1 holds the highest values unless told otherwise") {
    const std::vector<double> values{10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    CHECK(quantile_group(values, 5) == Groups{5, 5, 4, 4, 3, 3, 2, 2, 1, 1});
    CHECK(quantile_group(values, 5, false) == Groups{1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
    CHECK(quantile_group(values, 10) == Groups{10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    CHECK(quantile_group(values, 1) == Groups(10, 1));
}

TEST_CASE("where values are no multiple of groups, the rank decides by the official formula") {
    // 7 in 3, by hand: 4 - ceil(3 (8 - rank) / 7) for ranks 1 to 7 is 4 - ceil(3, 2.57, 2.14, 1.71, 1.29, 0.86, 0.43).
    CHECK(quantile_group(std::vector<double>{7, 6, 5, 4, 3, 2, 1}, 3) == Groups{1, 1, 1, 2, 2, 3, 3});
    // 11 in 4: 5 - ceil(4 (12 - rank) / 11): 4, 3.64, 3.27, 2.91, 2.55, 2.18, 1.82, 1.45, 1.09, 0.73, 0.36
    CHECK(quantile_group(std::vector<double>{11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 4) ==
          Groups{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4});
}

TEST_CASE("ties share the group of the first of them and are never split") {
    // Ranks 1, 2, 2, 2, 5, 6, 7, 8 of 8 in 4: rank 2 is in group 1, so all of 30 are.
    const std::vector<double> tied{40, 30, 30, 30, 20, 15, 10, 5};
    CHECK(quantile_group(tied, 4) == Groups{1, 1, 1, 1, 3, 3, 4, 4});
    // From the other end 30 has rank 5, the first of group 3.
    CHECK(quantile_group(tied, 4, false) == Groups{4, 3, 3, 3, 2, 2, 1, 1});
    CHECK(quantile_group(std::vector<double>(6, 2.5), 3) == Groups(6, 1));
    CHECK(quantile_group(std::vector<double>{0.0, -0.0, 1.0}, 3) == Groups{2, 2, 1});
}

TEST_CASE("values on an edge are grouped in whole numbers") {
    // By hand: 101 - ceil(100 x 57 / 114) = 101 - 50; (114 + 1 - 58) / (114 / 100) is above 50 in doubles.
    CHECK(quantile_group_of_rank(58, 114, 100) == 51);
    // For every n and every number of groups, rank 1 is in group 1, rank n in the last, none is skipped, and sizes
    // differ by one at most. n / k, divided first in doubles, breaks this.
    for (const std::uint64_t k : {2u, 3u, 4u, 5u, 7u, 10u, 49u, 100u})
        for (std::uint64_t n = k; n <= 600; ++n) {
            std::vector<std::uint64_t> sizes(k + 2, 0);
            std::uint64_t last = 1;
            bool rises = true;
            for (std::uint64_t rank = 1; rank <= n; ++rank) {
                const std::uint64_t group = quantile_group_of_rank(rank, n, k);
                rises = rises && (group == last || group == last + 1);
                last = group;
                ++sizes[group];
            }
            const bool even = std::all_of(sizes.begin() + 1, sizes.end() - 1, [&](std::uint64_t size) {
                return size == n / k || size == n / k + (n % k == 0 ? 0 : 1);
            });
            if (!rises || last != k || !even) {
                CAPTURE(n, k);
                CHECK(false);
            }
        }
}

TEST_CASE("what has no group says why") {
    const std::vector<double> values{3, missing, 1, infinity, 2};
    std::vector<std::int32_t> group(5);
    std::vector<StatisticStatus> status(5);
    quantile_group(values, 3, true, group, status);
    CHECK(group == Groups{1, 0, 3, 0, 2});
    CHECK(status[0] == StatisticStatus::estimated);
    CHECK(status[1] == StatisticStatus::missing);
    CHECK(status[3] == StatisticStatus::not_finite);

    quantile_group(values, 4, true, group, status);  // three values, four groups
    CHECK(group == Groups{0, 0, 0, 0, 0});
    CHECK(status[0] == StatisticStatus::too_few_points);
    CHECK(status[1] == StatisticStatus::missing);
    CHECK(quantile_group(std::vector<double>{}, 4).empty());

    CHECK(says(refusal([&] { (void)quantile_group(values, 0); }), "groups: found 0; accepted: a number from 1"));
    CHECK(says(refusal([&] { quantile_group(values, 2, true, std::span(group).first(3), status); }), "accepted: 5"));
}

TEST_CASE("ranks: ties share one, 1 is first") {
    const std::vector<double> values{12, 30, 12, missing, 5, 44};
    const std::vector<Ranking> highest = rank_in_group(values);
    const std::vector<std::int64_t> expected{3, 2, 3, 0, 5, 1};
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(highest[i].rank == expected[i]);
    CHECK(highest[0].of == 5);
    CHECK(highest[0].equal == 2);
    CHECK(highest[3].status == StatisticStatus::missing);
    CHECK(std::isnan(highest[3].percentile));
    CHECK(highest[3].quartile == 0);
    // By hand: (values after + half of the equal ones) / 5
    CHECK(highest[5].percentile == 90.0);
    CHECK(highest[1].percentile == 70.0);
    CHECK(highest[0].percentile == 40.0);
    CHECK(highest[4].percentile == 10.0);
    // 5 - ceil(4 (6 - rank) / 5) for ranks 1, 2, 3, 3, 5
    CHECK(highest[5].quartile == 1);
    CHECK(highest[1].quartile == 1);
    CHECK(highest[0].quartile == 2);
    CHECK(highest[4].quartile == 4);

    const std::vector<Ranking> lowest = rank_in_group(values, false);
    CHECK(lowest[4].rank == 1);
    CHECK(lowest[0].rank == 2);
    CHECK(lowest[1].rank == 4);
    CHECK(lowest[4].percentile == 90.0);
}

TEST_CASE("ranks of few values") {
    const Ranking one = rank_in_group(std::vector<double>{3.0}).front();
    CHECK(one.rank == 1);
    CHECK(one.of == 1);
    CHECK(one.percentile == 50.0);
    CHECK(one.quartile == 0);
    CHECK(one.status == StatisticStatus::estimated);
    CHECK(rank_in_group(std::vector<double>{1, 2, 3})[2].quartile == 0);
    CHECK(rank_in_group(std::vector<double>{1, 2, 3, 4})[3].quartile == 1);
    CHECK(rank_in_group(std::vector<double>{1, infinity})[1].status == StatisticStatus::not_finite);
    CHECK(rank_in_group(std::vector<double>{}).empty());
}

TEST_CASE("the two averages of neighbours differ, and say so") {
    const std::vector<double> counts{10, 90}, denominators{100, 300};
    const auto average = [&](NeighbourAverage which) { return neighbour_average(counts, denominators, which, 100.0); };
    CHECK(average(NeighbourAverage::mean_of_ratios).value == 20.0);  // (10% + 30%) / 2
    CHECK(average(NeighbourAverage::ratio_of_sums).value == 25.0);   // 100 / 400
    CHECK(average(NeighbourAverage::ratio_of_sums).neighbours == 2);
    CHECK(says(std::string(neighbour_average_method(NeighbourAverage::ratio_of_sums)), "ratio of sums"));
    CHECK(says(std::string(neighbour_average_method(NeighbourAverage::mean_of_ratios)), "mean of ratios"));

    const std::vector<double> published{-2.0, 5.0};
    CHECK(neighbour_average(published, {}, NeighbourAverage::mean_of_ratios).value == 1.5);
    const std::vector<double> one{1};
    const auto refused = [&](const std::vector<double>& by, NeighbourAverage which) {
        return refusal([&] { (void)neighbour_average(published, by, which); });
    };
    CHECK(says(refused({}, NeighbourAverage::ratio_of_sums), "no denominators"));
    CHECK(says(refused(one, NeighbourAverage::mean_of_ratios), "found 1 denominators; accepted: 2"));
}

TEST_CASE("a missing neighbour is left out, a wrong one is the status") {
    const std::vector<double> counts{10, missing, 90, 5}, denominators{100, 50, 300, missing};
    const NeighbourStatistic found = neighbour_average(counts, denominators, NeighbourAverage::ratio_of_sums);
    CHECK(found.value == 0.25);
    CHECK(found.neighbours == 2);
    CHECK(found.missing == 2);
    CHECK(found.status == StatisticStatus::estimated);
    const auto status = [](std::vector<double> x, std::vector<double> n) {
        return neighbour_average(x, n, NeighbourAverage::mean_of_ratios).status;
    };
    CHECK(status({1, 2}, {10, 0}) == StatisticStatus::zero_denominator);
    CHECK(status({1, -2}, {10, 20}) == StatisticStatus::negative);
    CHECK(status({missing}, {1}) == StatisticStatus::missing);
    CHECK(status({}, {}) == StatisticStatus::too_few_points);
    const std::vector<double> no_events{0, 0}, people{4, 5};
    CHECK(neighbour_average(no_events, people, NeighbourAverage::ratio_of_sums).value == 0.0);
}

TEST_CASE("groups are from one to a million") {
    for (const std::int64_t groups : {1, 1'000'000}) CHECK_NOTHROW(validate_groups(groups));
    for (const std::int64_t groups : {-1, 0, 1'000'001})
        CHECK(says(refusal([&] { validate_groups(groups); }), "accepted: a number from 1 to 1000000"));
    const std::vector<double> values{3, 1};
    std::vector<std::int32_t> two(2), one(1);
    std::vector<StatisticStatus> of_two(2), of_one(1);
    CHECK_NOTHROW(quantile_group(values, 2, true, two, of_two));
    CHECK(says(refusal([&] { quantile_group(values, 2, true, one, of_two); }), "found 1 groups and 2 statuses"));
    CHECK(says(refusal([&] { quantile_group(values, 2, true, two, of_one); }), "found 2 groups and 1 statuses"));
}

TEST_CASE("figures that are one printed decimal tie, worked out or typed, and those that are not do not") {
    const double worked_out = 0.07 * 100.0, point_3 = 0.1 + 0.2;  // above 7 and 0.3 in their last bits
    struct Case {
        std::vector<double> values;
        std::vector<std::int64_t> highest, lowest;
    };
    for (const Case& each : {
             Case{{worked_out, 7.0, 9.0}, {2, 2, 1}, {1, 1, 3}},
             Case{{7.0, 9.0, worked_out, 7.0}, {2, 1, 2, 2}, {1, 4, 1, 1}},
             Case{{-point_3, -0.3, point_3, 0.3}, {3, 3, 1, 1}, {1, 1, 3, 3}},
             Case{{7.0, 7.0000000001, 9.0}, {3, 2, 1}, {1, 2, 3}},
             Case{{0.0, -0.0, 1e-300}, {2, 2, 1}, {1, 1, 3}},
         })
        for (const bool highest : {true, false}) {
            const std::vector<Ranking> found = rank_in_group(each.values, highest);
            for (std::size_t i = 0; i < found.size(); ++i)
                CHECK(found[i].rank == (highest ? each.highest : each.lowest)[i]);
        }
    CHECK(quantile_group(std::vector<double>{worked_out, 7.0}, 2) == Groups{1, 1});
    CHECK(quantile_group(std::vector<double>{7.0, worked_out}, 2) == Groups{1, 1});
}

}  // namespace test_quantile_group
