/// @file
/// Trends of many series: assess/recent_trend.hpp and stats/trend_test.hpp over columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/assess/recent_trend.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Rows of many series. `group` holds codes from 0 to `groups` - 1; the rows of a series are in the order of time, or
/// of `period` where there is one.
struct TrendRows {
    std::span<const std::int32_t> group{};
    std::size_t groups = 0;
    std::span<const double> first{};   ///< see `TrendPoints`
    std::span<const double> second{};  ///< empty where values have limits, and for tests that take values alone
    std::span<const double> lower{};
    std::span<const double> upper{};
    std::span<const double> period{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes or `no_polarity`: the last row of a series says it,
                                               ///< else the rule does
};

/// The recent trend of every series (see assess/recent_trend.hpp). @throws Error for columns of different lengths,
/// codes out of range and a level that is none.
[[nodiscard]] std::vector<stats::RecentTrend> recent_trend(const TrendRows& rows, const stats::RecentTrendRule& rule,
                                                           unsigned threads = 0);

/// Mann and Kendall's test of every series of `first` (see stats/trend_test.hpp). @throws Error as above.
[[nodiscard]] std::vector<stats::MannKendall> mann_kendall(const TrendRows& rows, unsigned threads = 0);

/// Sen's slope of every series of `first`, with an interval a level. @throws Error as above.
void sen_slope(const TrendRows& rows, std::span<const double> levels, const StatisticColumns& out,
               unsigned threads = 0);

}  // namespace headway::batch
