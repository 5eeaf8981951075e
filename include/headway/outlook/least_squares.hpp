/// @file
/// Straight lines by least squares, carried on to the end of the year.
///
/// `ols_cumulative`: a line through the last six (at least three) year-to-date figures of this year, read at year end:
/// the rule that best explains the extrapolations of the corporate performance report of November 2024 (581.6 and
/// 15.1). Offered by name, never the default: on real series it is less accurate than the run rate. Its errors are
/// dependent, because each figure contains the one before, so that the textbook interval of the line covers 30 to 52%
/// where it claims 95%; no interval here is taken from a line.
///
/// `ols`: a line through the last twelve points (at least six: below, the error of the slope explodes).
/// `anchored_slope`: the slope of that line, carried on from the last point instead of from the line.
///
/// Formula: b = sum (x - mean x)(y - mean y) / sum (x - mean x)^2, with x counted from the middle of the points, so
/// that nothing cancels.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// y = middle + slope * (i - (n - 1) / 2) for points i = 0 .. n-1.
struct Line {
    double middle = 0.0;
    double slope = 0.0;
    double half = 0.0;  ///< (n - 1) / 2

    [[nodiscard]] double at(double i) const noexcept { return middle + slope * (i - half); }
};

/// The least-squares line through equally spaced points; flat for a single one.
[[nodiscard]] inline Line least_squares(std::span<const double> points) noexcept {
    Line line{.half = (static_cast<double>(points.size()) - 1.0) / 2.0};
    double products = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = static_cast<double>(i) - line.half;
        line.middle += points[i] / static_cast<double>(points.size());
        products += x * points[i];
        squares += x * x;
    }
    if (squares > 0.0) line.slope = products / squares;
    return line;
}

/// How many of the latest points a line goes through at the most.
inline constexpr std::size_t points_of_a_line = 12;
/// How many year-to-date figures a line goes through at the most.
inline constexpr std::size_t points_of_a_cumulative_line = 6;

/// The latest points that a line goes through.
[[nodiscard]] inline std::span<const double> recent_points(const History& history) noexcept {
    return history.points.last(std::min(history.points.size(), points_of_a_line));
}

/// Points to come, on the least-squares line of the last twelve points.
[[nodiscard]] inline std::vector<double> ols(const History& history) {
    const std::span<const double> recent = recent_points(history);
    const Line line = least_squares(recent);
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h) path[h] = line.at(static_cast<double>(recent.size() + h));
    return path;
}

/// Points to come, from the last point on with the slope of that line.
[[nodiscard]] inline std::vector<double> anchored_slope(const History& history) {
    const Line line = least_squares(recent_points(history));
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h)
        path[h] = history.points.back() + line.slope * static_cast<double>(h + 1);
    return path;
}

/// Amounts to come, so that the year ends where the line through the last year-to-date figures ends.
[[nodiscard]] inline std::vector<double> ols_cumulative(const History& history) {
    std::vector<double> cumulative;
    for (double sum = 0.0; const double amount : history.this_year()) cumulative.push_back(sum += amount);
    const std::size_t used = std::min(cumulative.size(), points_of_a_cumulative_line);
    const Line line = least_squares(std::span<const double>(cumulative).last(used));
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    double before = cumulative.back();
    for (std::size_t h = 0; h < path.size(); ++h) {
        const double now = line.at(static_cast<double>(used + h));
        path[h] = now - before;
        before = now;
    }
    return path;
}

}  // namespace headway::outlook
