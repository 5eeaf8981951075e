/// @file
/// A mean of sixty simple projections, weighted by how each has done on this series, and how far off that mean has
/// been.
///
/// **Seasons.** Five estimates of the season in two groups (see seasonality.hpp): shares of past years, once all alike
/// and once with 0.7 of the weight for each year of age, and factors around a smoothed level, fading likewise. A sum of
/// amounts has them in proportion and, all-alike shares and factors around the level, additive; anything else additive
/// only, so that shifting a level shifts its projection. A level with fewer than two past years has no season yet.
///
/// **Members.** Twelve ways to carry on the adjusted level, each with every season: see members.hpp. A lone outlier is
/// not believed, a shift is.
///
/// **Weights.** From every earlier point that leaves as much to come as now, each member projects what came: E is the
/// mean absolute error of that, O the mean absolute error of the next point's level, both halved in weight for every
/// two years of age: how a service was projected well four years ago says little of how it is now. Within a group a
/// member weighs
///
///     E^-(origins / points to come) * O^-origins,
///
/// the likelihood of Laplace errors at their best scale, counting as many independent totals as fit. Groups weigh
/// alike. The whole is shrunk to a usual member with weight w / (w + origins / points to come), for a short record says
/// little about who is best: months to smoothing by 0.2 with w = 2, longer points to the last level with w = 4.
///
/// **Guard.** Amounts to come that were never negative are held between half the lowest and one and a half times the
/// highest point of the last year: what a service that closed once did is no reason to expect it again. `held` says
/// where it acted.
///
/// **Error.** The combination's own errors at these origins, with these weights:
///
///     scale^2 = mean of e^2, halved in weight for each year of age (two for a level), times 1 + 1 / (n W)
///
/// with n = origins / points to come and W past years: few errors, and few years to know the season by, flatter. Of
/// amounts that were never negative an error from when a year brought more than twice what the last one has is scaled
/// down to twice: what went wrong with a thousand a month says little of ten.
/// Degrees of freedom: min(8, W + 1) of months, min(5, W + 1) of longer points, and of a level without season min(8, n)
/// or min(5, n), at least 1. docs/outlook.md has what the intervals held on collections of real series.
///
/// Figures of a trailing year are combined as the amounts that they are made of (see trailing_year.hpp).
/// Exact for a series that repeats itself; scales with the series; a level's shifts with it.
/// The constants were chosen on earlier years of monthly and quarterly series of the M3 and M1 competitions, of tourism
/// and of prescriptions, cut to two past years and whole, and judged on their last.
/// Source: Bates and Granger (1969), The combination of forecasts, Operational Research Quarterly 20; Gardner and
/// McKenzie (1985), Management Science 31 (damped trend); Gelper, Fried and Croux (2010), Robust forecasting with
/// exponential and Holt-Winters smoothing, Journal of Forecasting 29 (cut errors).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/members.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/outlook/trailing_year.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// How far off a combination has been at the same distance from a year's end: the scale of a Student t.
struct CombinationError {
    double scale = 0.0;
    double degrees_of_freedom = 1.0;
};

/// What the members together say of the points to come, and how far off that may be.
struct Combination {
    std::vector<double> path{};  ///< points to come
    CombinationError error{};    ///< of the year
    bool held = false;           ///< whether the guard kept a point of the path near last year's
};

namespace detail {

inline constexpr double keep_a_year = 0.7;       ///< weight of a season's evidence for each year of age
inline constexpr double years_to_half = 2.0;     ///< after which a member's errors weigh half
inline constexpr double most_of_today = 2.0;                                ///< times, for an error to count whole
inline constexpr double least_of_last_year = 0.5, most_of_last_year = 1.5;  ///< of the guard

/// What differs between months and longer points, which are fewer and of which each says more of the level.
struct Pace {
    std::size_t usual_member = 2;  ///< smoothing by 0.2
    double usual_totals = 2.0;     ///< independent totals that the usual member is worth
    double trend_smoothing = 0.05;  ///< beta
    double most_degrees_of_freedom = 8.0;
};

[[nodiscard]] constexpr Pace pace(const History& history) noexcept {
    if (history.per_year >= 12) return {};
    return {.usual_member = 5, .usual_totals = 4.0, .trend_smoothing = 0.4, .most_degrees_of_freedom = 5.0};
}

/// Weights that sum to 1, the last the heaviest: each half of the one that is `to_half` after it.
[[nodiscard]] inline std::vector<double> fading_weights(std::size_t count, double to_half) {
    std::vector<double> weights(count);
    const double fading = std::pow(0.5, 1.0 / to_half);
    double weight = 1.0, sum = 0.0;
    for (std::size_t i = count; i-- > 0; weight *= fading) sum += weights[i] = weight;
    for (double& one : weights) one /= sum;
    return weights;
}

[[nodiscard]] inline ErrorWeights error_weights(const History& history, std::size_t first_origin, std::size_t targets) {
    const double to_half = years_to_half * history.per_year;
    return {.of_target = fading_weights(targets, to_half),
            .of_step = fading_weights(history.points.size() - first_origin, to_half)};
}

/// Seasons that weigh as one.
struct Group {
    std::vector<Seasonality> seasons{};
};

/// Past years from which a season can be told from chance.
inline constexpr int years_of_season = 2;

[[nodiscard]] inline std::array<Group, 2> seasons(const History& history) {
    if (history.years() < years_of_season) {
        const Seasonality none{.factors = std::vector<double>(static_cast<std::size_t>(history.per_year), 0.0)};
        return {Group{.seasons = {none}}, Group{.seasons = {none}}};
    }
    const Season natural = natural_season(history);
    const YearFactors factors = year_factors(history, natural);
    const Seasonality shares = yearly_shares(factors);
    Group by_year{.seasons = {shares, yearly_shares(factors, keep_a_year)}};
    Group around_level{.seasons = {factors_around_level(history, shares, keep_a_year)}};
    if (natural == Season::proportional) {
        const Seasonality additive = yearly_shares(year_factors(history, Season::additive));
        by_year.seasons.push_back(additive);
        around_level.seasons.push_back(factors_around_level(history, additive, keep_a_year));
    }
    return {std::move(by_year), std::move(around_level)};
}

/// The first point from which a forecast is judged: the members have to have seen something before.
[[nodiscard]] inline std::size_t first_judged(const History& history) noexcept {
    const auto slots = static_cast<std::size_t>(history.per_year);
    const std::size_t third = history.points.size() / 3;
    if (history.years() < years_of_season)
        return std::clamp<std::size_t>(third, 2, std::max<std::size_t>(2, slots / 2));
    return std::clamp(third, slots / 2, slots + slots / 2);
}

/// The weight of each member with each season of a group; they sum to 1.
inline void likelihoods(std::span<Lanes> weights, std::span<const Panel> panels, double origins, double totals,
                        double least) {
    double highest = -std::numeric_limits<double>::infinity(), sum = 0.0;
    for (std::size_t p = 0; p < weights.size(); ++p)
        for (std::size_t m = 0; m < members.size(); ++m) {
            weights[p][m] = -totals * std::log(std::max(panels[p].error[m], least)) -
                            origins * std::log(std::max(panels[p].one_step[m], least));
            highest = std::max(highest, weights[p][m]);
        }
    for (Lanes& panel : weights)
        for (double& weight : panel) sum += weight = std::exp(weight - highest);
    for (Lanes& panel : weights)
        for (double& weight : panel) weight /= sum;
}

/// Holds amounts to come near those of the last year; whether that changed one.
[[nodiscard]] inline bool hold_near_last_year(std::vector<double>& path, const History& history) {
    const std::span<const double> last = history.points.last(static_cast<std::size_t>(history.per_year));
    const auto [lowest, highest] = std::minmax_element(last.begin(), last.end());
    bool held = false;
    for (double& amount : path) {
        const double within = std::clamp(amount, least_of_last_year * *lowest, most_of_last_year * *highest);
        held = held || within != amount;
        amount = within;
    }
    return held;
}

/// The mean of the year up to each point, or of what there is of it.
[[nodiscard]] inline std::vector<double> means_of_the_year_before(const History& history) {
    const auto year = static_cast<std::size_t>(history.per_year);
    std::vector<double> means(history.points.begin(), history.points.end());
    for (std::size_t back = 1; back < year; ++back)
        for (std::size_t i = back; i < means.size(); ++i) means[i] += history.points[i - back];
    for (std::size_t i = 0; i < means.size(); ++i) means[i] /= static_cast<double>(std::min(year, i + 1));
    return means;
}

/// What came after each origin, in the terms of the year: the sum of the points that are now to come, or the last.
[[nodiscard]] inline std::vector<double> targets_of_origins(const History& history, std::size_t first_origin) {
    const auto ahead = static_cast<std::size_t>(history.remaining);
    const std::size_t past = first_origin + ahead;
    std::vector<double> targets(history.points.size() > past ? history.points.size() - past : 0, 0.0);
    for (std::size_t h = history.year == YearIs::last ? ahead : 1; h <= ahead; ++h)
        for (std::size_t o = 0; o < targets.size(); ++o) targets[o] += history.points[first_origin + o + h];
    return targets;
}

}  // namespace detail

/// Empty for a sum with fewer than two complete past years, and for a level with fewer earlier points to judge by than
/// there are to come. At least one point is known, and one to come. The error is found `with_error` alone.
[[nodiscard]] inline std::optional<Combination> combine(const History& history, bool with_error = true) {
    using namespace detail;
    if (history.trailing) {
        const TrailingParts parts(history);
        std::optional<Combination> combined = combine(parts.history(), with_error);
        if (combined) combined->path = parts.figures(combined->path);
        return combined;
    }
    const bool seasonal = history.years() >= years_of_season;
    if (!seasonal && history.year == YearIs::sum) return std::nullopt;
    const auto slots = static_cast<std::size_t>(history.per_year), ahead = static_cast<std::size_t>(history.remaining);
    const std::size_t first_origin = first_judged(history);
    const std::vector<double> targets = targets_of_origins(history, first_origin);
    if (targets.empty() || (!seasonal && targets.size() < ahead)) return std::nullopt;
    const auto origins = static_cast<double>(targets.size());
    const double totals = origins / static_cast<double>(ahead);
    double largest = 0.0;
    for (const double point : history.points) largest = std::max(largest, std::fabs(point));
    const double least = 1e-12 * largest + std::numeric_limits<double>::min();  // an exact member takes all

    Combination result{.path = std::vector<double>(ahead, 0.0)};
    const std::array<Group, 2> groups = seasons(history);
    const Pace at = pace(history);
    const Gains gain = gains(at.trend_smoothing);
    const double usual = at.usual_totals / (at.usual_totals + totals);
    const auto all = static_cast<double>(groups[0].seasons.size() + groups[1].seasons.size());
    const ErrorWeights weights_of_errors = error_weights(history, first_origin, targets.size());
    thread_local Workspace work;
    std::vector<double> errors = with_error ? targets : std::vector<double>{};
    for (const Group& group : groups) {
        const std::size_t count = group.seasons.size();
        for (std::size_t p = 0; p < count; ++p)
            run_members(work.panels[p], work, history, group.seasons[p], gain, first_origin, targets,
                        weights_of_errors);
        std::array<Lanes, most_seasons_of_a_group> weights;
        likelihoods(std::span(weights).first(count), work.panels, origins, totals, least);
        for (std::size_t p = 0; p < count; ++p) {
            Lanes shares;
            for (std::size_t m = 0; m < members.size(); ++m)
                shares[m] = (1.0 - usual) / 2.0 * weights[p][m] + (m == at.usual_member ? usual / all : 0.0);
            add_weighted(result.path, 1.0, shares, work.panels[p].path);
            add_weighted(errors, -1.0, shares, work.panels[p].said);
        }
    }
    if (natural_season(history) == Season::proportional) {
        result.held = hold_near_last_year(result.path, history);
        if (!with_error) return result;
        const std::vector<double> means = means_of_the_year_before(history);
        for (std::size_t o = 0; o < errors.size(); ++o)
            if (const double then = means[first_origin + o], most = most_of_today * means.back(); then > most)
                errors[o] *= most / then;
    }
    if (!with_error) return result;
    const double to_half = static_cast<double>(history.year == YearIs::last ? 2 * slots : slots);
    const std::vector<double> weights = fading_weights(errors.size(), to_half);
    double mean_square = 0.0;
    for (std::size_t o = 0; o < errors.size(); ++o) mean_square += weights[o] * errors[o] * errors[o];
    const double years = std::max(1, history.years());
    result.error.scale = std::sqrt(mean_square * (1.0 + 1.0 / (totals * years)));
    result.error.degrees_of_freedom = std::min(at.most_degrees_of_freedom, seasonal ? years + 1.0 : totals);
    if (history.year == YearIs::mean)
        result.error.scale /= static_cast<double>(history.points_of_year());
    return result;
}

}  // namespace headway::outlook
