// Columns of two samples and of groups agree with the headers to the last bit, whatever the number of threads.
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/batch.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/quantile_group.hpp"
#include "headway/stats/ranking.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "statistic_results.hpp"
#include "testing.hpp"

namespace test_batch_grouped {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

const std::vector<double> levels{0.95, 0.998};

/// Groups whose rows are scattered, with what is missing, tied and infinite among the values.
struct Rows {
    std::vector<std::int32_t> group;
    std::vector<double> values;
    std::vector<std::vector<double>> of;

    Rows(std::size_t rows, std::size_t groups) : of(groups) {
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t g = i * 7919 % groups;
            double x = static_cast<double>(i * 104729 % 997) / 7.0;
            if (i % 89 == 0) x = missing;
            if (i % 4001 == 4000) x = infinity;
            group.push_back(static_cast<std::int32_t>(g));
            values.push_back(x);
            of[g].push_back(x);
        }
    }
};

}  // namespace

TEST_CASE("columns of two samples are their rows") {
    const std::size_t rows = 3001;
    std::vector<double> x1, n1, x2, n2;
    for (std::size_t i = 0; i < rows; ++i) {
        n1.push_back(static_cast<double>(i % 53));
        x1.push_back(i % 71 == 0 ? missing : static_cast<double>(i % 31));
        n2.push_back(static_cast<double>(40 + i % 17));
        x2.push_back(static_cast<double>(i * 13 % 45));
    }
    const batch::TwoSamples samples{
        .first_count = x1, .first_denominator = n1, .second_count = x2, .second_denominator = n2};
    for (const unsigned threads : {1U, 3U}) {
        StatisticResults pd(rows, 2), pr(rows, 2), rd(rows, 2), byar(rows, 2), rr(rows, 2);
        batch::proportion_difference(samples, levels, 100, pd.view(), threads);
        batch::proportion_ratio(samples, levels, pr.view(), threads);
        batch::rate_difference(samples, levels, 1000, PoissonInterval::exact, rd.view(), threads);
        batch::rate_difference(samples, levels, 1000, PoissonInterval::byar, byar.view(), threads);
        batch::rate_ratio(samples, levels, rr.view(), threads);
        std::size_t different = 0;
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t l = 0; l < 2; ++l) {
                const double level = levels[l];
                different += !same_row(pd, i, l, proportion_difference(x1[i], n1[i], x2[i], n2[i], level, 100));
                different += !same_row(pr, i, l, proportion_ratio(x1[i], n1[i], x2[i], n2[i], level));
                different += !same_row(rd, i, l, rate_difference(x1[i], n1[i], x2[i], n2[i], level, 1000,
                                                             PoissonInterval::exact));
                different += !same_row(byar, i, l, rate_difference(x1[i], n1[i], x2[i], n2[i], level, 1000));
                different += !same_row(rr, i, l, rate_ratio(x1[i], n1[i], x2[i], n2[i], level));
            }
        CHECK(different == 0);
    }
    StatisticResults short_one(2, 1);
    CHECK(says(refusal([&] { batch::rate_ratio({x1, n1, x2, {}}, levels, short_one.view()); }),
               "'second denominator' has 0"));
    CHECK(says(refusal([&] { batch::rate_difference(samples, levels, 0, {}, short_one.view()); }),
               "multiplier: found 0"));
    StatisticResults none_at_all(0, 2);
    CHECK(says(refusal([&] { batch::proportion_difference({}, levels, -1, none_at_all.view()); }),
               "multiplier: found -1"));
    CHECK(says(refusal([&] { batch::rate_difference({}, levels, -1, {}, none_at_all.view()); }),
               "multiplier: found -1"));
    CHECK(says(refusal([&] { batch::proportion_ratio({x1, {}, x2, n2}, levels, short_one.view()); }),
               "'first denominator' has 0"));
    CHECK(says(refusal([&] { batch::proportion_ratio({x1, n1, {}, n2}, levels, short_one.view()); }),
               "'second count' has 0"));
}

TEST_CASE("the mean of each group is that of its values alone") {
    const Rows data(20'011, 700);
    for (const unsigned threads : {1U, 2U}) {
        StatisticResults out(700, 2);
        std::vector<std::int64_t> known(700), missing(700);
        batch::mean(data.group, data.values, levels, out.view(), known, missing, threads);
        std::size_t different = 0;
        for (std::size_t g = 0; g < 700; ++g) {
            for (std::size_t l = 0; l < 2; ++l) different += !same_row(out, g, l, mean(data.of[g], levels[l]));
            const Moments one = moments(data.of[g]);
            different += known[g] != static_cast<std::int64_t>(one.count);
            different += missing[g] != static_cast<std::int64_t>(one.missing);
        }
        CHECK(different == 0);
    }
    StatisticResults out(699, 1);
    std::vector<std::int64_t> known(699), missing(699);
    const std::vector<double> level{0.95};
    CHECK(says(refusal([&] { batch::mean(data.group, data.values, level, out.view(), known, missing); }),
               "column group: found code 699; accepted: 0 to 699 - 1"));
}

TEST_CASE("quantile groups and ranks are made within each group, rows in their order") {
    const Rows data(20'011, 300);
    std::vector<std::int32_t> quantile(data.group.size()), quartile(data.group.size());
    std::vector<std::uint8_t> status(data.group.size()), why(data.group.size());
    std::vector<std::int64_t> rank(data.group.size()), of(data.group.size());
    std::vector<double> percentile(data.group.size());
    for (const bool highest_first : {true, false})
        for (const unsigned threads : {1U, 3U}) {
            batch::quantile_group(data.group, 300, data.values, 5, highest_first, quantile, status, threads);
            batch::rank_in_group(data.group, 300, data.values, highest_first, {rank, of, percentile, quartile, why},
                                 threads);
            std::vector<std::size_t> next(300, 0);
            std::vector<std::vector<std::int32_t>> quantiles;
            std::vector<std::vector<StatisticStatus>> statuses;
            std::vector<std::vector<Ranking>> rankings;
            for (const std::vector<double>& values : data.of) {
                quantiles.emplace_back(values.size());
                statuses.emplace_back(values.size());
                quantile_group(values, 5, highest_first, quantiles.back(), statuses.back());
                rankings.push_back(rank_in_group(values, highest_first));
            }
            std::size_t different = 0;
            for (std::size_t i = 0; i < data.group.size(); ++i) {
                const auto g = static_cast<std::size_t>(data.group[i]);
                const std::size_t at = next[g]++;
                const Ranking& one = rankings[g][at];
                different += quantile[i] != quantiles[g][at];
                different += status[i] != static_cast<std::uint8_t>(statuses[g][at]);
                different += rank[i] != one.rank || of[i] != one.of || quartile[i] != one.quartile ||
                             !same(percentile[i], one.percentile) || why[i] != static_cast<std::uint8_t>(one.status);
            }
            CHECK(different == 0);
        }
    CHECK(says(refusal([&] { batch::quantile_group(data.group, 300, data.values, 0, true, quantile, status); }),
               "groups: found 0"));
    const std::vector<std::int32_t> few(10);
    const std::span<const double> values = std::span(data.values).first(10);
    CHECK(says(refusal([&] { batch::rank_in_group(few, 1, values, true, {rank, of, percentile, quartile, why}); }),
               "column 'ranking (out)' has 20011 rows; accepted: 10"));
    CHECK(says(refusal([&] { batch::quantile_group(few, 1, values, 2, true, quantile, status); }),
               "column 'quantile (out)' has 20011 rows; accepted: 10"));
}

TEST_CASE("the inequality of each group is that of its quantiles alone") {
    std::vector<std::int32_t> group;
    std::vector<double> value, population, lower, upper;
    for (int i = 0; i < 63; ++i) {
        group.push_back(i % 7);
        value.push_back(20.0 + i * 37 % 11);
        population.push_back(100.0 + i * 53 % 300);
        lower.push_back(value.back() - 3);
        upper.push_back(value.back() + 4);
    }
    lower[12] = missing;  // of group 5
    const Quantiles all{.value = value, .population = population, .lower = lower, .upper = upper};
    for (const InequalityRule& rule : {InequalityRule{}, InequalityRule{.type = ValueType::rate, .draws = 1000}})
        for (const unsigned threads : {1U, 2U}) {
            StatisticResults slope(7, 2), relative(7, 2);
            std::vector<double> at_bottom(7), at_top(7);
            batch::slope_index_of_inequality(group, {}, all, rule, levels,
                                             {slope.view(), relative.view(), at_bottom, at_top}, threads);
            for (std::size_t g = 0; g < 7; ++g) {
                std::vector<double> y, n, l, u;
                for (std::size_t i = g; i < 63; i += 7) {
                    y.push_back(value[i]);
                    n.push_back(population[i]);
                    l.push_back(lower[i]);
                    u.push_back(upper[i]);
                }
                const Quantiles one{.value = y, .population = n, .lower = l, .upper = u};
                for (std::size_t level = 0; level < 2; ++level) {
                    const Inequality found = slope_index_of_inequality(one, rule, levels[level]);
                    CHECK(same_row(slope, g, level, found.slope));
                    CHECK(same_row(relative, g, level, found.relative));
                    CHECK(same(at_bottom[g], found.at_bottom));
                    CHECK(same(at_top[g], found.at_top));
                }
                CHECK((slope.status[g] == static_cast<std::uint8_t>(StatisticStatus::missing)) == (g == 5));
            }
        }
    StatisticResults slope_of_7(7, 2), relative_of_7(7, 2);
    std::vector<double> bottom_of_7(7), top_of_7(7);
    const std::vector<double> short_of_one(62, 100.0);
    CHECK(says(refusal([&] {
                   batch::slope_index_of_inequality(
                       group, {}, {.value = value, .population = short_of_one, .lower = lower, .upper = upper}, {}, levels,
                       {slope_of_7.view(), relative_of_7.view(), bottom_of_7, top_of_7});
               }),
               "population: found 62 numbers; accepted: 63"));
    // Clear of 0 at 95% but not at 99.8%: the status says that a limit is missing.
    const std::vector<std::int32_t> together{0, 0};
    const std::vector<double> y{5.0, 6.0}, n{1.0, 1.0}, se{1.0, 1.0};
    StatisticResults slope(1, 2), relative(1, 2);
    std::vector<double> at_bottom(1), at_top(1);
    batch::slope_index_of_inequality(together, {}, {.value = y, .population = n, .standard_error = se}, {}, levels,
                                     {slope.view(), relative.view(), at_bottom, at_top});
    CHECK_FALSE(std::isnan(relative.lower[0]));
    CHECK(std::isnan(relative.lower[1]));
    CHECK(relative.status[0] == static_cast<std::uint8_t>(StatisticStatus::zero_denominator));
    CHECK(slope.status[0] == static_cast<std::uint8_t>(StatisticStatus::estimated));
}

TEST_CASE("the average of each group of neighbours is that of its rows alone") {
    const std::vector<std::int32_t> group{1, 0, 1, 0, 2};
    const std::vector<double> counts{10, 4, 90, missing, 1}, denominators{100, 8, 300, 1, 0};
    std::vector<double> value(3);
    std::vector<std::int64_t> neighbours(3), missing(3);
    std::vector<std::uint8_t> status(3);
    batch::neighbour_average(group, counts, denominators, NeighbourAverage::ratio_of_sums, 1.0,
                             {value, neighbours, missing, status});
    CHECK(value[0] == 0.5);
    CHECK(value[1] == 0.25);
    CHECK(std::isnan(value[2]));
    CHECK(neighbours[0] == 1);
    CHECK(missing[0] == 1);
    CHECK(status[2] == static_cast<std::uint8_t>(StatisticStatus::zero_denominator));
    batch::neighbour_average(group, counts, {}, NeighbourAverage::mean_of_ratios, 100.0,
                             {value, neighbours, missing, status});
    CHECK(value == std::vector<double>{400, 5000, 100});
    const std::vector<double> of_four(4, 1.0), before = value;
    CHECK(says(refusal([&] {
                   batch::neighbour_average(group, counts, of_four, NeighbourAverage::mean_of_ratios, 1.0,
                                            {value, neighbours, missing, status});
               }),
               "found 4 denominators; accepted: 5"));
    CHECK(says(refusal([] { batch::neighbour_average({}, {}, {}, NeighbourAverage::mean_of_ratios, 0.0, {}); }),
               "multiplier: found 0"));
    CHECK(value == before);
    CHECK(says(refusal([&] {
                   batch::neighbour_average(group, counts, {}, NeighbourAverage::ratio_of_sums, 1.0,
                                            {value, neighbours, missing, status});
               }),
               "no denominators"));
}

}  // namespace test_batch_grouped
