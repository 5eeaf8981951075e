/// @file
/// A first season: last year's, believed as far as this year has repeated it, around a smoothed level. For series with
/// one past year.
///
/// **Season.** With y last year, x this year of which k points are known, a and b the same k points of both against
/// their own mean (in proportion where the year is a sum of amounts that were never negative, else as differences),
///
///     agreement    = 2 sum(a b) / (sum a^2 + sum b^2)                      (Lin's concordance, of the shape alone)
///     reliability  = (k agreement + 3) / (k + 3), within 0 to 1
///     factor(j)    = 1 + reliability (y(j) / mean y - 1),    or    reliability (y(j) - mean y)
///
/// so that last year's season stands until this year's points deny it: as if three more had repeated it. Of two years
/// without any shape nothing is denied.
///
/// **Level.** Four means of all points of both years without their season, weighted by (1 - alpha)^age with alpha =
/// 0.05, 0.1, 0.2 and 0.4 a month (a quarter counts as three): sum w y / sum w factor, or sum w (y - factor) / sum w,
/// so that a month that never brings anything says nothing. Each weighs by the inverse fourth power of its mean
/// absolute error of the next point: a level that has moved and stays is followed, chance is not. From half a year on,
/// a level of amounts is held between two thirds and one and a half times this year's alone, sum x / sum factor: what
/// collapsed or doubled long ago is not averaged back.
///
/// **Error.** That of these levels over the points that came after each (see earlier_errors.hpp), its square times
/// 1.15, because season and weights have seen these points and not those to come. An error of amounts made at a higher
/// level than now's counts in proportion to now's. There are k + 1/2 degrees of freedom, at most three: last year says
/// how far points lie apart, this year whether that still holds.
///
/// On the last year of 1,428 monthly series of M3, cut to one past year, the total is 5.7, 3.8 and 2.3% off with 3, 6
/// and 9 months known (the completion ratio with credibility: 6.4, 4.3 and 2.8); docs/outlook.md has other collections.
/// Edge cases: a part of a year without anything has no shape; a last year without anything has no season. Exact for a
/// series that repeats itself. Scales with the series; shifts with a level.
/// Source: Kelley (1927), Interpretation of educational measurements (a score is believed as far as it is reliable);
/// Lin (1989), A concordance correlation coefficient to evaluate reproducibility, Biometrics 45; Bates and Granger
/// (1969), The combination of forecasts, Operational Research Quarterly 20 (weights).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "headway/outlook/combination.hpp"
#include "headway/outlook/earlier_errors.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What a first season says of the points to come, and how far off that may be.
struct ShrunkSeason {
    std::vector<double> path{};               ///< points to come
    std::optional<CombinationError> error{};  ///< of the year; empty where no points came one after another
    bool held = false;                        ///< whether the level was held near this year's
};

namespace detail {

/// How far this year has repeated last year's shape, 0 to 1.
[[nodiscard]] inline double reliability(const History& history, Season season) noexcept {
    constexpr double taken_to_agree = 3.0;  // points
    const std::span<const double> now = history.this_year();
    const std::span<const double> then = history.past_year(1).first(now.size());
    const auto known = static_cast<double>(now.size());
    const double mean_now = std::accumulate(now.begin(), now.end(), 0.0) / known;
    const double mean_then = std::accumulate(then.begin(), then.end(), 0.0) / known;
    const auto shape = [season](double point, double mean) {
        if (season == Season::additive) return point - mean;
        return mean > 0.0 ? point / mean - 1.0 : 0.0;
    };
    double both = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const double a = shape(then[i], mean_then), b = shape(now[i], mean_now);
        both += a * b;
        squares += (a * a + b * b) / 2.0;
    }
    if (!(squares > 0.0)) return 1.0;
    return std::clamp((known * both / squares + taken_to_agree) / (known + taken_to_agree), 0.0, 1.0);
}

/// Last year's factors, shrunk.
[[nodiscard]] inline Seasonality shrunk_factors(const History& history) {
    const std::span<const double> year = history.past_year(1);
    const auto slots = static_cast<double>(year.size());
    Seasonality result{.season = natural_season(history)};
    result.lambda = reliability(history, result.season);
    double mean = 0.0;
    for (const double point : year) mean += point / slots;
    for (const double point : year) {
        const bool additive = result.season == Season::additive;
        const double differs = additive ? point - mean : mean > 0.0 ? point / mean - 1.0 : 0.0;
        result.factors.push_back((additive ? 0.0 : 1.0) + result.lambda * differs);
    }
    return result;
}

/// The level after each point: several means that forget, each weighing as it has foretold the next point.
[[nodiscard]] inline std::vector<double> smoothed_levels(std::span<const double> points, std::span<const double> shares,
                                                         int per_year) {
    constexpr std::array<double, 4> a_month{0.05, 0.1, 0.2, 0.4};
    const std::size_t n = points.size();
    double largest = 0.0;
    for (const double point : points) largest = std::max(largest, std::fabs(point));
    const double least = 1e-12 * largest + std::numeric_limits<double>::min();  // an exact one takes all
    std::array<std::vector<double>, a_month.size()> levels{};
    std::array<double, a_month.size()> errors{};
    for (std::size_t m = 0; m < a_month.size(); ++m) {
        const double keep = std::pow(1.0 - a_month[m], 12.0 / per_year);
        double sum = 0.0, weights = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            if (i > 0) errors[m] += std::fabs(points[i] - shares[i] * levels[m].back()) / static_cast<double>(n - 1);
            sum = keep * sum + points[i];
            weights = keep * weights + shares[i];
            levels[m].push_back(weights > 0.0 ? sum / weights : 0.0);
        }
        errors[m] = std::max(errors[m], least);
    }
    const double best = *std::min_element(errors.begin(), errors.end());
    double all = 0.0;
    for (double& error : errors) all += error = std::pow(best / error, 4);  // the weight
    std::vector<double> level(n, 0.0);
    for (std::size_t m = 0; m < a_month.size(); ++m)
        for (std::size_t i = 0; i < n; ++i) level[i] += errors[m] / all * levels[m][i];
    return level;
}

}  // namespace detail

/// Needs a past year; at least one point is known, and one to come.
[[nodiscard]] inline std::optional<ShrunkSeason> shrunk_season(const History& history) {
    if (history.years() < 1) return std::nullopt;
    const Seasonality seasonality = detail::shrunk_factors(history);
    const bool additive = seasonality.season == Season::additive;
    const auto ahead = static_cast<std::size_t>(history.remaining);
    const std::size_t n = static_cast<std::size_t>(history.per_year) + static_cast<std::size_t>(history.known);
    const std::size_t before = history.points.size() - n;
    std::vector<double> points, shares;
    for (std::size_t i = 0; i < n; ++i) {
        const double factor = seasonality.factors[static_cast<std::size_t>(history.slot(before + i))];
        points.push_back(history.points[before + i] - (additive ? factor : 0.0));
        shares.push_back(additive ? 1.0 : factor);
    }
    const std::vector<double> levels = detail::smoothed_levels(points, shares, history.per_year);

    ShrunkSeason result;
    double level = levels.back();
    if (!additive && 2 * history.known >= history.per_year) {
        constexpr double farthest = 1.5;
        double share = 0.0;
        for (std::size_t i = n - static_cast<std::size_t>(history.known); i < n; ++i) share += shares[i];
        const double this_year = share > 0.0 ? history.reached() / share : level;
        level = std::clamp(level, this_year / farthest, this_year * farthest);
        result.held = level != levels.back();
    }
    double shares_to_come = 0.0;
    for (std::size_t h = 0; h < ahead; ++h) {
        const int slot = history.slot(history.points.size() + h);
        result.path.push_back(seasonality.point(level, slot));
        shares_to_come += additive ? 1.0 : seasonality.factors[static_cast<std::size_t>(slot)];
    }
    EarlierErrors errors(history, ahead);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        const std::size_t distance = std::min(ahead, n - 1 - i), first = history.year == YearIs::last ? distance : 1;
        if (!history.published(before + i + first, distance - first + 1)) continue;
        double sum = 0.0, share = 0.0;
        for (std::size_t m = first; m <= distance; ++m) {
            sum += points[i + m];
            share += shares[i + m];
        }
        const double now = !additive && levels[i] > level ? level / levels[i] : 1.0;
        if (share > 0.0) errors.add(now * (levels[i] - sum / share), distance);
    }
    constexpr double seen_to_come = 1.15;  // of variances
    if (errors.count() > 0.0)
        result.error = {.scale = std::sqrt(seen_to_come) * errors.scale() * of_the_year(history) * shares_to_come /
                                 static_cast<double>(ahead),
                        .degrees_of_freedom = std::min(EarlierErrors::most_degrees_of_freedom, history.known + 0.5)};
    return result;
}

}  // namespace headway::inline HEADWAY_ABI::outlook
