/// @file
/// A mean of many simple projections, weighted by how they have done on this series.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/seasonality.hpp"

namespace headway {

/// How far off a combination has been, at the same distance from what it projects.
struct CombinationError {
    double scale = 0.0;
    double degrees_of_freedom = 1.0;
};

struct Combination {
    std::vector<double> path{};  ///< points to come
    CombinationError error{};    ///< of the year
};

namespace detail {

/// How a member carries on the seasonally adjusted level: smoothed by alpha; with a trend that keeps phi of itself a
/// point; or going back to a slow level, keeping rho of its distance a point.
struct Member {
    double alpha = 0.0;
    double phi = 0.0;
    double rho = 0.0;
};

inline constexpr std::array<Member, 13> members{{
    {.alpha = 0.02}, {.alpha = 0.1}, {.alpha = 0.2}, {.alpha = 0.3}, {.alpha = 0.6}, {.alpha = 1.0},
    {.alpha = 0.2, .phi = 0.9}, {.alpha = 0.4, .phi = 0.9}, {.alpha = 0.7, .phi = 0.9}, {.alpha = 0.95, .phi = 0.9},
    {.alpha = 0.3, .rho = 0.9}, {.alpha = 0.6, .rho = 0.9}, {.alpha = 0.9, .rho = 0.9},
}};
inline constexpr std::size_t lanes = members.size();
inline constexpr std::size_t usual_member = 2;  ///< what a short record is shrunk to
inline constexpr double trend_smoothing = 0.05;
inline constexpr double slow_smoothing = 0.05;
inline constexpr double outlier = 2.5;

using Lanes = std::array<double, lanes>;

/// One seasonality with all members: what each would have said at every origin, and now.
struct Bank {
    const Seasonality* seasonality = nullptr;
    int group = 0;
    std::vector<Lanes> forecasts{};  ///< of the target, at each origin
    Lanes error{};                   ///< mean absolute error of these
    Lanes one_step{};                ///< mean absolute error of the next point's level
    std::vector<Lanes> path{};       ///< points to come
};




inline void run(const History& history, std::span<const double> targets, std::size_t first_origin, Bank& bank) {
    const Seasonality& seasonality = *bank.seasonality;
    const std::size_t n = history.points.size();
    const auto slots = static_cast<std::size_t>(history.per_year), ahead = static_cast<std::size_t>(history.remaining);
    const bool proportional = seasonality.season == Season::proportional, last = history.year == YearIs::last;

    struct Weights {  // of level, trend and distance to the slow level in the target, by slot of the origin
        Lanes level{}, trend{}, slow{};
        double constant = 0.0;
    };
    std::vector<Weights> weights(slots);
    for (std::size_t slot = 0; slot < slots; ++slot)
        for (std::size_t m = 0; m < lanes; ++m) {
            double trend = 0.0, power = 1.0, kept = 1.0;
            for (std::size_t h = 1; h <= ahead; ++h) {
                trend += power *= members[m].phi;
                kept *= members[m].rho;
                if (last && h < ahead) continue;
                const double factor = seasonality.factors[(slot + h) % slots];
                const double share = proportional ? factor : 1.0;
                weights[slot].level[m] += share;
                weights[slot].trend[m] += share * trend;
                if (members[m].rho > 0.0) weights[slot].slow[m] += share * (1.0 - kept);
                if (m == 0 && !proportional) weights[slot].constant += factor;
            }
        }

    std::vector<double> adjusted(n);
    for (std::size_t i = 0; i < n; ++i) adjusted[i] = seasonality.level(history.points[i], history.slot(i));
    double start = 0.0, usual_change = 0.0;
    const std::size_t opening = std::min(n, std::max<std::size_t>(1, slots / 2));
    for (std::size_t i = 0; i < opening; ++i) start += adjusted[i] / static_cast<double>(opening);
    for (std::size_t i = 1; i < n; ++i)
        usual_change += std::fabs(adjusted[i] - adjusted[i - 1]) / static_cast<double>(n - 1);

    Lanes level, slow, spread, trend{}, clipped{};
    level.fill(start);
    slow.fill(start);
    spread.fill(usual_change);
    bank.forecasts.resize(targets.size());
    for (std::size_t i = 0; i < n; ++i) {
        const double z = adjusted[i];
        for (std::size_t m = 0; m < lanes; ++m) {
            const double expected = level[m] + members[m].phi * trend[m];
            double error = z - expected;
            const double home = members[m].rho > 0.0 ? (1.0 - members[m].rho) * (level[m] - slow[m]) : 0.0;
            if (i >= first_origin) bank.one_step[m] += std::fabs(error + home);
            const double limit = outlier * spread[m];
            const double side = error > limit ? 1.0 : error < -limit ? -1.0 : 0.0;
            error = side != 0.0 && side != clipped[m] ? side * limit : error;
            clipped[m] = side;
            spread[m] += 0.1 * (std::fabs(error) - spread[m]);
            slow[m] += slow_smoothing * (expected + error - slow[m]);
            level[m] = expected + members[m].alpha * error;
            trend[m] = members[m].phi * trend[m] + members[m].alpha * trend_smoothing * error;
        }
        if (i >= first_origin && i - first_origin < targets.size()) {
            const std::size_t origin = i - first_origin;
            const Weights& w = weights[static_cast<std::size_t>(history.slot(i))];
            for (std::size_t m = 0; m < lanes; ++m) {
                const double forecast =
                    level[m] * w.level[m] + trend[m] * w.trend[m] + (slow[m] - level[m]) * w.slow[m] + w.constant;
                bank.forecasts[origin][m] = forecast;
                bank.error[m] += std::fabs(forecast - targets[origin]);
            }
        }
    }
    for (std::size_t m = 0; m < lanes; ++m) {
        if (!targets.empty()) bank.error[m] /= static_cast<double>(targets.size());
        bank.one_step[m] /= static_cast<double>(std::max<std::size_t>(1, n - std::min(n, first_origin)));
    }
    bank.path.resize(ahead);
    for (std::size_t m = 0; m < lanes; ++m) {
        double sum = 0.0, power = 1.0, kept = 1.0;
        for (std::size_t h = 0; h < ahead; ++h) {
            sum += power *= members[m].phi;
            kept *= members[m].rho;
            const double carried =
                members[m].rho > 0.0 ? slow[m] + kept * (level[m] - slow[m]) : level[m] + sum * trend[m];
            bank.path[h][m] = seasonality.point(carried, history.slot(n + h));
        }
    }
}

}  // namespace detail

/// Empty with fewer than two complete past years.
[[nodiscard]] inline std::optional<Combination> combine(const History& history) {
    using namespace detail;
    constexpr double keep = 0.7, shrink_weight = 2.5, degrees_of_freedom = 7.0;
    if (history.years() < 2) return std::nullopt;
    const std::size_t n = history.points.size();
    const auto slots = static_cast<std::size_t>(history.per_year), ahead = static_cast<std::size_t>(history.remaining);

    std::vector<Seasonality> seasonalities;
    std::vector<int> groups;
    const auto add = [&](Season season, bool recent) {
        const Seasonality all = yearly_shares(history, season);
        if (recent) {
            seasonalities.push_back(yearly_shares(history, season, keep));
            groups.push_back(0);
        }
        seasonalities.push_back(factors_around_level(history, all, keep));
        groups.push_back(1);
        seasonalities.push_back(all);
        groups.push_back(0);
    };
    const Season natural = natural_season(history);
    add(natural, true);
    if (natural == Season::proportional) add(Season::additive, false);

    const std::size_t first_origin = std::clamp(n / 3, slots / 2, slots + slots / 2);
    std::vector<double> targets;
    for (std::size_t i = first_origin; i + ahead < n; ++i) {
        const std::span<const double> after = history.points.subspan(i + 1, ahead);
        double target = after.back();
        if (history.year != YearIs::last) target = std::accumulate(after.begin(), after.end(), 0.0);
        targets.push_back(target);
    }
    const auto origins = static_cast<double>(targets.size());
    const double independent = origins / static_cast<double>(ahead);

    std::vector<Bank> banks;
    double largest = 0.0;
    for (const double point : history.points) largest = std::max(largest, std::fabs(point));
    const double least = 1e-12 * largest + 1e-300;
    for (std::size_t b = 0; b < seasonalities.size(); ++b) {
        banks.push_back({.seasonality = &seasonalities[b], .group = groups[b]});
        run(history, targets, first_origin, banks.back());
    }
    std::vector<Lanes> shares(banks.size());
    const double usual = shrink_weight / (shrink_weight + independent);
    for (int group = 0; group < 2; ++group) {
        double highest = -std::numeric_limits<double>::infinity(), total = 0.0;
        for (std::size_t b = 0; b < banks.size(); ++b)
            for (std::size_t m = 0; banks[b].group == group && m < lanes; ++m) {
                shares[b][m] = -independent * std::log(std::max(banks[b].error[m], least)) -
                               origins * std::log(std::max(banks[b].one_step[m], least));
                highest = std::max(highest, shares[b][m]);
            }
        for (std::size_t b = 0; b < banks.size(); ++b)
            for (std::size_t m = 0; banks[b].group == group && m < lanes; ++m)
                total += shares[b][m] = std::exp(shares[b][m] - highest);
        for (std::size_t b = 0; b < banks.size(); ++b)
            for (std::size_t m = 0; banks[b].group == group && m < lanes; ++m)
                shares[b][m] *= (1.0 - usual) / 2.0 / total;
    }
    for (Lanes& bank : shares) bank[usual_member] += usual / static_cast<double>(banks.size());

    Combination result{.path = std::vector<double>(ahead, 0.0), .error = {.degrees_of_freedom = degrees_of_freedom}};
    for (std::size_t b = 0; b < banks.size(); ++b)
        for (std::size_t h = 0; h < ahead; ++h)
            for (std::size_t m = 0; m < lanes; ++m) result.path[h] += shares[b][m] * banks[b].path[h][m];
    double squares = 0.0, sum_of_weights = 0.0, weight = 1.0;
    const double fading = std::pow(0.5, 1.0 / (2.0 * static_cast<double>(slots)));
    for (std::size_t o = targets.size(); o-- > 0; weight *= fading) {
        double error = targets[o];
        for (std::size_t b = 0; b < banks.size(); ++b)
            for (std::size_t m = 0; m < lanes; ++m) error -= shares[b][m] * banks[b].forecasts[o][m];
        squares += weight * error * error;
        sum_of_weights += weight;
    }
    if (sum_of_weights > 0.0) result.error.scale = std::sqrt(squares / sum_of_weights);
    if (history.year == YearIs::mean) result.error.scale /= static_cast<double>(history.known) + static_cast<double>(ahead);
    return result;
}

}  // namespace headway
