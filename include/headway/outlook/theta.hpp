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

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/outlook/smoothing.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// A theta line from the last of its points on.
struct ThetaStand {
    double first = 0.0;       ///< the next point
    double half_slope = 0.0;  ///< what each later one adds

    /// The value `steps` points on, at least one.
    [[nodiscard]] double at(double steps) const noexcept { return first + half_slope * (steps - 1.0); }
};

/// The theta line after each of the levels as if it were the last, with its smoothing given.
[[nodiscard]] inline std::vector<ThetaStand> theta_stands(std::span<const double> levels, double alpha) {
    std::vector<ThetaStand> stands(levels.size());
    double level = levels.front(), mean = levels.front(), products = 0.0, kept = 1.0 - alpha;
    stands.front().first = level;
    for (std::size_t i = 1; i < levels.size(); ++i) {
        const auto n = static_cast<double>(i + 1);
        mean += (levels[i] - mean) / n;
        products += n / 2.0 * (levels[i] - mean);  // of both about their means, moved on by a point
        level += alpha * (levels[i] - level);
        kept *= 1.0 - alpha;
        const double half_slope = products / (n * (n * n - 1.0) / 12.0) / 2.0;
        stands[i] = {.first = level + half_slope * (1.0 - kept) / alpha, .half_slope = half_slope};
    }
    return stands;
}

/// The smoothing with the least squared one-step error.
[[nodiscard]] inline double best_smoothing(std::span<const double> levels) noexcept {
    std::array<double, 20> alpha, level, squares{};  // side by side, which processors like
    for (std::size_t k = 0; k < alpha.size(); ++k) alpha[k] = static_cast<double>(k + 1) / 20.0;
    level.fill(levels.front());
    for (const double z : levels.subspan(1))
        for (std::size_t k = 0; k < alpha.size(); ++k) {
            const double error = z - level[k];
            squares[k] += error * error;
            level[k] += alpha[k] * error;
        }
    std::size_t best = 0;
    for (std::size_t k = 1; k < alpha.size(); ++k)
        if (clearly_less(squares[k], squares[best])) best = k;
    return alpha[best];
}

/// Points to come by the theta method.
[[nodiscard]] inline std::vector<double> theta(const History& history) {
    const Seasonality seasonality = natural_shares(history);
    const std::vector<double> levels = adjusted(history, seasonality);
    const ThetaStand stand = theta_stands(levels, best_smoothing(levels)).back();
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h)
        path[h] = seasonality.point(stand.at(static_cast<double>(h + 1)), history.slot(history.points.size() + h));
    return path;
}

}  // namespace headway::inline HEADWAY_ABI::outlook
