/// @file
/// A mean of forty-eight simple projections and the theta method, weighted by how each has done on this series, and how
/// far off that mean has been.
///
/// **Seasons.** Estimates of the season in two groups (see seasonality.hpp): of the yearly shares, once all alike and
/// once with 0.7 of the weight for each year of age, and around a smoothed level, fading likewise. Of monthly amounts
/// that were never negative those alike keep 0.93 a year, for records of sixteen years are no rarity and seasons move,
/// and those around the level 0.5. Of a sum of amounts the first and the last are in proportion, and the fading shares
/// and the last again are added at today's size: factor f adds (f - 1) times the mean of the last year's points.
/// Anything else is additive, so that shifting a level shifts its projection. A level with fewer than two past years
/// has no season yet.
///
/// **Members.** Twelve ways to carry on the adjusted level, each with every season: see members.hpp. A lone outlier is
/// not believed, a shift is.
///
/// **Weights.** From every earlier point that leaves as much to come as now, each member projects what came: E is the
/// mean absolute error of that, O the mean absolute error of the next point's level, both halved in weight for every
/// two years of age: how a service was projected well four years ago says little of how it is now. An error of amounts
/// that were never negative, from when a year brought more than the last one has, counts in proportion to the last:
/// what went wrong with a thousand a month says little of ten. Within a group a member weighs
///
///     E^-(c origins / points to come) * O^-origins,   c = 2 of monthly amounts that were never negative, else 1
///
/// the likelihood of Laplace errors at their best scale, counting as many independent totals as fit, of months twice:
/// the year is what is asked for, and totals that overlap by half say something of their own. Groups weigh alike. The
/// whole is shrunk to a usual member with weight w / (w + origins / points to come), for a short record says little
/// about who is best: months to smoothing by 0.2 with w = 2, longer points to the last level with w = 4.
///
/// **Theta.** The theta method (theta.hpp, its smoothing found on all points) has a slope from the whole of a series,
/// which no member has. Of amounts that were never negative it takes s min(1, E of the others / E of theta)^4 of the
/// whole, with s = 1/4 of months and 1/2 of longer points; levels it made no better.
///
/// **Guard.** Amounts to come that were never negative are held between half the lowest and one and a half times the
/// highest point of the last year: what a service that closed once did is no reason to expect it again. `held` says
/// where it acted.
///
/// **Error.** The combination's own errors at these origins, with these weights and counting in the same proportion:
///
///     scale^2 = mean of e^2, halved in weight for each year of age (two for a level), times 1 + (1 / n + c) / W
///
/// with n = origins / points to come, W past years, and c = 1/2 of monthly amounts that were never negative, 1/4 of
/// longer ones, else 0: few errors, few years to know the season by and weights that have seen these errors flatter,
/// and a season in proportion more than others.
/// Degrees of freedom: W + 1, and of a level without season n, at least 1; at most 5 of months and 4 of longer points,
/// for errors of real years have such tails, however many years there are to learn from. Where the year is its last
/// point, of which errors are remembered longer, at most 8 and 5. docs/outlook.md has what the intervals held on
/// collections of real series.
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
#include "headway/outlook/theta.hpp"
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

inline constexpr double keep_a_year = 0.7;    ///< weight of a year's shares for each year of age
inline constexpr double years_to_half = 2.0;  ///< after which a member's errors weigh half
inline constexpr double least_of_last_year = 0.5, most_of_last_year = 1.5;  ///< of the guard

/// What differs between months and longer points, which are fewer and of which each says more of the level.
struct Pace {
    std::size_t usual_member = 2;      ///< smoothing by 0.2
    double usual_totals = 2.0;         ///< independent totals that the usual member is worth
    double trend_smoothing = 0.05;     ///< beta
    double kept_a_point = 0.9;         ///< of a trend (phi), and of the distance to the slow level (rho)
    double keep_slowest = 1.0;         ///< weight of a year's shares for each year of age, where they are all but alike
    double keep_around = keep_a_year;  ///< the same of a season around a level
    double totals_count = 1.0;         ///< how much an independent total counts in the weights of members
    double seen_to_come = 0.0;         ///< of variances, with one past year
    double most_of_theta = 0.25;
    double most_degrees_of_freedom = 5.0;
    double most_of_last_point = 8.0;  ///< the same where the year is its last point
};

[[nodiscard]] inline Pace pace(const History& history) noexcept {
    if (history.per_year >= 12) {
        if (natural_season(history) != Season::proportional) return {};
        return {.keep_slowest = 0.93, .keep_around = 0.5, .totals_count = 2.0, .seen_to_come = 0.5};
    }
    return {.usual_member = 5,
            .usual_totals = 4.0,
            .trend_smoothing = 0.8,
            .kept_a_point = 0.8,
            .seen_to_come = natural_season(history) == Season::proportional ? 0.25 : 0.0,
            .most_of_theta = 0.5,
            .most_degrees_of_freedom = 4.0,
            .most_of_last_point = 5.0};
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

/// The mean of the year up to each point, or of what there is of it.
[[nodiscard]] inline std::vector<double> means_of_the_year_before(const History& history) {
    const auto year = static_cast<std::size_t>(history.per_year);
    std::vector<double> means(history.points.begin(), history.points.end());
    for (std::size_t back = 1; back < year; ++back)
        for (std::size_t i = back; i < means.size(); ++i) means[i] += history.points[i - back];
    for (std::size_t i = 0; i < means.size(); ++i) means[i] /= static_cast<double>(std::min(year, i + 1));
    return means;
}

/// What an error after each point counts for: 1, and of amounts in proportion to the last year where that brought less.
[[nodiscard]] inline std::vector<double> in_proportion_to_today(const History& history) {
    if (natural_season(history) != Season::proportional) return std::vector<double>(history.points.size(), 1.0);
    std::vector<double> parts = means_of_the_year_before(history);
    const double today = parts.back();
    for (double& part : parts) part = part > today ? today / part : 1.0;
    return parts;
}

/// `counting` is what an error after each point counts for.
[[nodiscard]] inline ErrorWeights error_weights(const History& history, std::size_t first_origin, std::size_t targets,
                                                std::span<const double> counting) {
    const double to_half = years_to_half * history.per_year;
    ErrorWeights weights{.of_target = fading_weights(targets, to_half),
                         .of_step = fading_weights(history.points.size() - first_origin, to_half)};
    for (std::size_t o = 0; o < weights.of_target.size(); ++o) weights.of_target[o] *= counting[first_origin + o];
    for (std::size_t o = 0; o < weights.of_step.size(); ++o) weights.of_step[o] *= counting[first_origin + o - 1];
    return weights;
}

/// Seasons that weigh as one.
struct Group {
    std::vector<Seasonality> seasons{};
};

/// Past years from which a season can be told from chance.
inline constexpr int years_of_season = 2;

/// A season in proportion, as what it adds to the points of the last year.
[[nodiscard]] inline Seasonality at_todays_size(Seasonality seasonality, const History& history) {
    double mean = 0.0;
    for (const double point : history.points.last(seasonality.factors.size()))
        mean += point / static_cast<double>(seasonality.factors.size());
    seasonality.season = Season::additive;
    for (double& factor : seasonality.factors) factor = mean * (factor - 1.0);
    return seasonality;
}

[[nodiscard]] inline std::array<Group, 2> seasons(const History& history) {
    if (history.years() < years_of_season) {
        const Seasonality none{.factors = std::vector<double>(static_cast<std::size_t>(history.per_year), 0.0)};
        return {Group{.seasons = {none}}, Group{.seasons = {none}}};
    }
    const Season natural = natural_season(history);
    const YearFactors factors = year_factors(history, natural);
    const Pace at = pace(history);
    Seasonality alike = yearly_shares(factors, at.keep_slowest), fading = yearly_shares(factors, keep_a_year);
    Seasonality around = factors_around_level(history, alike, at.keep_around);
    if (natural == Season::additive) return {Group{{std::move(alike), std::move(fading)}}, Group{{std::move(around)}}};
    Seasonality around_today = at_todays_size(around, history);
    return {Group{{std::move(alike), at_todays_size(std::move(fading), history)}},
            Group{{std::move(around), std::move(around_today)}}};
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

/// What came after each origin, in the terms of the year: the sum of the points that are now to come, or the last.
[[nodiscard]] inline std::vector<double> targets_of_origins(const History& history, std::size_t first_origin) {
    const auto ahead = static_cast<std::size_t>(history.remaining);
    const std::size_t past = first_origin + ahead;
    std::vector<double> targets(history.points.size() > past ? history.points.size() - past : 0, 0.0);
    for (std::size_t h = history.year == YearIs::last ? ahead : 1; h <= ahead; ++h)
        for (std::size_t o = 0; o < targets.size(); ++o) targets[o] += history.points[first_origin + o + h];
    return targets;
}

/// Gives theta its share of a combination: of its path, and of its errors (what came less what was said).
inline void add_theta(std::vector<double>& path, std::vector<double>& errors, const History& history,
                      const Seasonality& seasonality, std::size_t first_origin, std::span<const double> targets,
                      std::span<const double> weights, double least) {
    const std::size_t ahead = path.size();
    const std::vector<double> levels = adjusted(history, seasonality);
    const std::vector<ThetaStand> stands = theta_stands(levels, best_smoothing(levels));
    const auto point = [&](std::size_t at, std::size_t h) {  // h points after point `at`
        return seasonality.point(stands[at].at(static_cast<double>(h)), history.slot(at + h));
    };
    double ours = 0.0, of_theta = 0.0;
    std::vector<double> errors_of_theta(targets.begin(), targets.end());
    for (std::size_t o = 0; o < targets.size(); ++o) {
        for (std::size_t h = history.year == YearIs::last ? ahead : 1; h <= ahead; ++h)
            errors_of_theta[o] -= point(first_origin + o, h);
        ours += weights[o] * std::fabs(errors[o]);
        of_theta += weights[o] * std::fabs(errors_of_theta[o]);
    }
    const double as_good = std::min(1.0, std::max(ours, least) / std::max(of_theta, least));
    const double share = pace(history).most_of_theta * as_good * as_good * as_good * as_good;
    for (std::size_t h = 1; h <= ahead; ++h) path[h - 1] += share * (point(levels.size() - 1, h) - path[h - 1]);
    for (std::size_t o = 0; o < targets.size(); ++o) errors[o] += share * (errors_of_theta[o] - errors[o]);
}

}  // namespace detail

/// Empty for a sum with fewer than two complete past years, and for a level with fewer earlier points to judge by than
/// there are to come. At least one point is known, and one to come.
[[nodiscard]] inline std::optional<Combination> combine(const History& history) {
    using namespace detail;
    if (history.trailing) {
        const TrailingParts parts(history);
        std::optional<Combination> combined = combine(parts.history());
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
    const Gains gain = gains(at.trend_smoothing, at.kept_a_point);
    const double usual = at.usual_totals / (at.usual_totals + totals);
    const auto all = static_cast<double>(groups[0].seasons.size() + groups[1].seasons.size());
    const std::vector<double> counting = in_proportion_to_today(history);
    const ErrorWeights weights_of_errors = error_weights(history, first_origin, targets.size(), counting);
    thread_local Workspace work;
    std::vector<double> errors = targets;
    for (const Group& group : groups) {
        const std::size_t count = group.seasons.size();
        for (std::size_t p = 0; p < count; ++p)
            run_members(work.panels[p], work, history, group.seasons[p], gain, first_origin, targets,
                        weights_of_errors);
        std::array<Lanes, most_seasons_of_a_group> weights;
        likelihoods(std::span(weights).first(count), work.panels, origins, at.totals_count * totals, least);
        for (std::size_t p = 0; p < count; ++p) {
            Lanes shares;
            for (std::size_t m = 0; m < members.size(); ++m)
                shares[m] = (1.0 - usual) / 2.0 * weights[p][m] + (m == at.usual_member ? usual / all : 0.0);
            add_weighted(result.path, 1.0, shares, work.panels[p].path);
            add_weighted(errors, -1.0, shares, work.panels[p].said);
        }
    }
    if (natural_season(history) == Season::proportional) {
        add_theta(result.path, errors, history, groups[0].seasons[0], first_origin, targets,
                  weights_of_errors.of_target, least);
        result.held = hold_near_last_year(result.path, history);
    }
    const double to_half = static_cast<double>(history.year == YearIs::last ? 2 * slots : slots);
    const std::vector<double> weights = fading_weights(errors.size(), to_half);
    double mean_square = 0.0;
    for (std::size_t o = 0; o < errors.size(); ++o) {
        const double error = counting[first_origin + o] * errors[o];
        mean_square += weights[o] * error * error;
    }
    const double years = std::max(1, history.years());
    result.error.scale = std::sqrt(mean_square * (1.0 + (1.0 / totals + at.seen_to_come) / years));
    const double most = history.year == YearIs::last ? at.most_of_last_point : at.most_degrees_of_freedom;
    result.error.degrees_of_freedom = std::min(most, seasonal ? years + 1.0 : totals);
    if (history.year == YearIs::mean) result.error.scale /= static_cast<double>(history.points_of_year());
    return result;
}

}  // namespace headway::inline HEADWAY_ABI::outlook
