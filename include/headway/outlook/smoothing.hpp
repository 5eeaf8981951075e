/// @file
/// Exponential smoothing of the seasonally adjusted level: flat, and with a trend that dies away.
///
/// `ses`: the level is a mean of the adjusted points of the last two years and of this one, weighted by 0.7^age; every
/// point to come is that level in its season. In closed form, so that there is no first level to guess: with factors s,
///
///     level = sum w y / sum w s   (proportional)      sum w (y - s) / sum w   (additive),      w = 0.7^age
///
/// so that a month that never brings anything (a closed school's August) says nothing.
///
/// `damped_trend`, in error-correction form, with e the error of the one-step forecast l + phi b:
///
///     l <- l + phi b + alpha e      b <- phi b + alpha beta e      h points on: l + (phi + ... + phi^h) b
///
/// starting from the first point and no trend; alpha, beta and phi are those of a small grid that had the least squared
/// one-step error, the first of equals.
/// Source: Gardner and McKenzie (1985), Forecasting trends in time series, Management Science 31.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What of its weight a point loses with each point of age.
inline constexpr double usual_smoothing = 0.3;

/// Whether one sum of squared errors is less than another by more than rounding, so that equals stay equal when the
/// series is shifted or scaled.
[[nodiscard]] constexpr bool clearly_less(double squares, double others) noexcept {
    return squares < others * (1.0 - 1e-9);
}

/// Every point to come at one level, in its season.
[[nodiscard]] inline std::vector<double> in_season(const History& history, const Seasonality& seasonality,
                                                   double level) {
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h)
        path[h] = seasonality.point(level, history.slot(history.points.size() + h));
    return path;
}

/// Points to come by simple exponential smoothing.
[[nodiscard]] inline std::vector<double> ses(const History& history) {
    const Seasonality seasonality = natural_shares(history);
    const std::size_t used =
        std::min(history.points.size(), static_cast<std::size_t>(2 * history.per_year + history.known));
    double sum = 0.0, weights = 0.0, weight = 1.0;
    for (std::size_t age = 0; age < used; ++age, weight *= 1.0 - usual_smoothing) {
        const std::size_t i = history.points.size() - 1 - age;
        const double factor = seasonality.factors[static_cast<std::size_t>(history.slot(i))];
        const bool additive = seasonality.season == Season::additive;
        sum += weight * (additive ? history.points[i] - factor : history.points[i]);
        weights += weight * (additive ? 1.0 : factor);
    }
    return in_season(history, seasonality, weights > 0.0 ? sum / weights : 0.0);
}

/// The constants of a damped trend.
struct DampedTrend {
    double alpha = 0.3;  ///< smoothing of the level
    double beta = 0.1;   ///< of the trend, as a part of alpha
    double phi = 0.9;    ///< what is left of the trend after a point
};

/// Where a damped trend stands after the points so far.
struct DampedState {
    double level = 0.0;
    double trend = 0.0;
    double squared_error = 0.0;  ///< sum over one-step forecasts

    /// The level so many points on.
    [[nodiscard]] double at(int steps, double phi) const noexcept {
        double sum = 0.0, power = 1.0;
        for (int h = 0; h < steps; ++h) sum += power *= phi;
        return level + sum * trend;
    }
};

/// The state after the last of adjusted levels, from the one before the first.
[[nodiscard]] inline DampedState damped_trend_state(std::span<const double> levels, DampedTrend with,
                                                    DampedState state) noexcept {
    for (const double level : levels) {
        const double expected = state.level + with.phi * state.trend;
        const double error = level - expected;
        state.squared_error += error * error;
        state.level = expected + with.alpha * error;
        state.trend = with.phi * state.trend + with.alpha * with.beta * error;
    }
    return state;
}

/// Points to come by a damped trend of the adjusted points.
[[nodiscard]] inline std::vector<double> damped_trend(const History& history) {
    const Seasonality seasonality = natural_shares(history);
    const std::vector<double> levels = adjusted(history, seasonality);
    DampedState best;
    double phi = 0.0;  // none found yet
    for (const double alpha : {0.1, 0.2, 0.3, 0.5, 0.7, 0.9})
        for (const double beta : {0.05, 0.1, 0.2})
            for (const double damping : {0.8, 0.9, 0.95}) {
                const DampedState state = damped_trend_state(levels, {alpha, beta, damping}, {.level = levels.front()});
                if (phi > 0.0 && !clearly_less(state.squared_error, best.squared_error)) continue;
                best = state;
                phi = damping;
            }
    std::vector<double> path(static_cast<std::size_t>(history.remaining));
    for (std::size_t h = 0; h < path.size(); ++h)
        path[h] = seasonality.point(best.at(static_cast<int>(h) + 1, phi), history.slot(history.points.size() + h));
    return path;
}

}  // namespace headway::outlook
