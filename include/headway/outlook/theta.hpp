/// @file
/// The theta method: half of the long-run slope, on top of exponential smoothing.
///
/// On seasonally adjusted points z(1..n), with b their least-squares slope and l(n) the level smoothed by alpha from
/// l(1) = z(1):
///
///     forecast h points on = l(n) + b / 2 * (h - 1 + 1 / alpha - (1 - alpha)^n / alpha)
///
/// alpha has the least squared one-step error among 0.05, 0.10 .. 1.00, the first of equals. Needs six points.
/// Source: Assimakopoulos and Nikolopoulos (2000), The theta model, International Journal of Forecasting 16; the form
/// above is that of Hyndman and Billah (2003), Unmasking the Theta method, same journal, 19.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/least_squares.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/outlook/smoothing.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The theta line of two, with its smoothing given: `steps` values from the point after the last on.
[[nodiscard]] inline std::vector<double> theta_line(std::span<const double> levels, double alpha, std::size_t steps) {
    double level = levels.front();
    for (const double z : levels.subspan(1)) level += alpha * (z - level);
    const double half_slope = least_squares(levels).slope / 2.0;
    const double lag = (1.0 - std::pow(1.0 - alpha, static_cast<double>(levels.size()))) / alpha;
    std::vector<double> line(steps);
    for (std::size_t h = 0; h < steps; ++h) line[h] = level + half_slope * (static_cast<double>(h) + lag);
    return line;
}

/// The smoothing with the least squared one-step error.
[[nodiscard]] inline double best_smoothing(std::span<const double> levels) noexcept {
    double best = 1.0, least = -1.0;
    for (int twentieths = 1; twentieths <= 20; ++twentieths) {
        const double alpha = twentieths / 20.0;
        double level = levels.front(), squares = 0.0;
        for (const double z : levels.subspan(1)) {
            squares += (z - level) * (z - level);
            level += alpha * (z - level);
        }
        if (least < 0.0 || clearly_less(squares, least)) {
            least = squares;
            best = alpha;
        }
    }
    return best;
}

/// Points to come by the theta method.
[[nodiscard]] inline std::vector<double> theta(const History& history) {
    const Seasonality seasonality = natural_shares(history);
    const std::vector<double> levels = adjusted(history, seasonality);
    std::vector<double> path = theta_line(levels, best_smoothing(levels), static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h)
        path[h] = seasonality.point(path[h], history.slot(history.points.size() + h));
    return path;
}

}  // namespace headway::outlook
