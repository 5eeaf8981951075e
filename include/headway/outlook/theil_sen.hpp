/// @file
/// A straight line that outliers do not bend.
///
/// Slope: the median of the slopes between all pairs of the last twelve points (at least six). Intercept: the line goes
/// through (median x, median y), Conover's form. Up to 29% of the points may be arbitrarily wrong.
/// Source: Sen (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63; Conover (1980),
/// Practical Nonparametric Statistics, section 5.4.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/least_squares.hpp"
#include "headway/stats/median.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The Theil-Sen line through equally spaced points; flat for a single one.
[[nodiscard]] inline Line theil_sen_line(std::span<const double> points) {
    std::vector<double> slopes;
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = i + 1; j < points.size(); ++j)
            slopes.push_back((points[j] - points[i]) / static_cast<double>(j - i));
    return {.middle = stats::median({points.begin(), points.end()}),
            .slope = slopes.empty() ? 0.0 : stats::median(std::move(slopes)),
            .half = (static_cast<double>(points.size()) - 1.0) / 2.0};
}

/// Points to come, on the Theil-Sen line of the last twelve points.
[[nodiscard]] inline std::vector<double> theil_sen(const History& history) {
    const std::span<const double> recent = recent_points(history);
    const Line line = theil_sen_line(recent);
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h) path[h] = line.at(static_cast<double>(recent.size() + h));
    return path;
}

}  // namespace headway::outlook
