#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "columns.hpp"
#include "grouped.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/trend.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/trend_test.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A recent trend takes about 1 us; a test of all pairs of a year of months about 20 us.
constexpr std::size_t recent_trends_per_millisecond = 1'000, pairwise_tests_per_millisecond = 50;

void check(const TrendRows& rows) {
    const std::size_t size = rows.group.size();
    check_length(rows.first.size(), size, "values", "group");
    const auto optional = [&](std::size_t found, const char* name) {
        if (found != 0) check_length(found, size, name, "group");
    };
    optional(rows.second.size(), "denominator");
    optional(rows.lower.size(), "lower");
    optional(rows.upper.size(), "upper");
    optional(rows.period.size(), "period");
    optional(rows.polarity.size(), "polarity");
    check_polarity(rows.polarity);
}

}  // namespace

std::vector<stats::RecentTrend> recent_trend(const TrendRows& rows, const stats::RecentTrendRule& rule,
                                             unsigned threads) {
    validate(rule);
    check(rows);
    if (rows.lower.empty()) check_length(rows.second.size(), rows.group.size(), "denominator", "group");
    const Grouped grouped(rows.group, rows.groups);
    const std::vector<double> one = grouped.gathered(rows.first), other = grouped.gathered(rows.second),
                              lower = grouped.gathered(rows.lower), upper = grouped.gathered(rows.upper),
                              period = grouped.gathered(rows.period);
    std::vector<stats::RecentTrend> trends(rows.groups);
    parallel_for(rows.groups, recent_trends_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        stats::RecentTrendRule of_series = rule;
        for (std::size_t g = first; g < last; ++g) {
            of_series.polarity = rule.polarity;
            if (!rows.polarity.empty() && !grouped.rows(g).empty())
                if (const std::uint8_t code = rows.polarity[grouped.rows(g).back()]; code != no_polarity)
                    of_series.polarity = static_cast<Polarity>(code);
            trends[g] = stats::recent_trend({.first = grouped.of(one, g),
                                             .second = grouped.of(other, g),
                                             .lower = grouped.of(lower, g),
                                             .upper = grouped.of(upper, g),
                                             .period = grouped.of(period, g)},
                                            of_series);
        }
    });
    return trends;
}

std::vector<stats::MannKendall> mann_kendall(const TrendRows& rows, unsigned threads) {
    check(rows);
    const Grouped grouped(rows.group, rows.groups);
    const std::vector<double> values = grouped.gathered(rows.first);
    std::vector<stats::MannKendall> tests(rows.groups);
    parallel_for(rows.groups, pairwise_tests_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t g = first; g < last; ++g) {
            stop_if_wanted();
            tests[g] = stats::mann_kendall(grouped.of(values, g));
        }
    });
    return tests;
}

void sen_slope(const TrendRows& rows, std::span<const double> levels, const StatisticColumns& out, unsigned threads) {
    check(rows);
    check_results(out, rows.groups, levels, "group");
    const Grouped grouped(rows.group, rows.groups);
    const std::vector<double> values = grouped.gathered(rows.first);
    parallel_for(rows.groups, pairwise_tests_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t g = first; g < last; ++g)
            for (std::size_t l = 0; l < levels.size(); ++l) {
                stop_if_wanted();
                put(stats::sen_slope(grouped.of(values, g), levels[l], &stop_if_wanted), out, rows.groups, g, l);
            }
    });
}

}  // namespace headway::batch
