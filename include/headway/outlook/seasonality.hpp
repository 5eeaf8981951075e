/// @file
/// What each point of a year is of the year's mean, learned from complete past years and believed as far as they agree.
///
/// Amounts of a year whose mean is positive are seasonal in proportion (factors of mean 1: a point is level x factor),
/// levels by so much (factors of mean 0: level + factor), so that shifting a level shifts its projection. With f(w, j)
/// the factor of point j in past year w, its mean over the W years is shrunk towards flat:
///
///     factor(j) = flat + lambda * (mean_w f(w, j) - flat),     lambda = max(0, 1 - V / B)
///     V = the mean over j of the sampling variance of the mean factors,   B = their variance across j
///
/// Years that disagree tell more of chance than of season: then V is near B, and lambda near 0. One past year has no V:
/// its factors are taken as they are.
/// Edge cases: no complete past year: flat. A year without any amount is flat in proportion, and no share is below 0. A
/// point whose share is below a fiftieth shows no level: `adjusted` carries the one before it on. Years with points
/// that were not published count: the line that joins them is a better guess than to lose the year.
/// Source: Efron and Morris (1973), Stein's estimation rule and its competitors, JASA 68; Miller and Williams (2003),
/// Shrinkage estimators of time series seasonal factors, International Journal of Forecasting 19.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// Whether a season is in proportion to the level, or added to it.
enum class Season : std::uint8_t {
    proportional,  ///< a point is level x factor; factors have mean 1
    additive,      ///< a point is level + factor; factors have mean 0
};

/// What each point of a year is of the year's mean.
struct Seasonality {
    Season season = Season::additive;
    std::vector<double> factors{};  ///< one for each point of the year
    double lambda = 0.0;            ///< 0 flat, 1 as past years say

    /// The point that a level shows in this slot.
    [[nodiscard]] double point(double level, int slot) const noexcept {
        const double factor = factors[static_cast<std::size_t>(slot)];
        return season == Season::proportional ? level * factor : level + factor;
    }
};

namespace detail {

/// Centres mean factors on flat and shrinks them towards it, given the sampling variance of each.
inline void shrink(Seasonality& seasonality, double sampling_variance) {
    const auto slots = static_cast<double>(seasonality.factors.size());
    const double flat = seasonality.season == Season::proportional ? 1.0 : 0.0;
    double mean = 0.0, spread = 0.0;
    for (const double factor : seasonality.factors) mean += factor / slots;
    for (const double factor : seasonality.factors)
        spread += (factor - mean) * (factor - mean) / std::max(1.0, slots - 1.0);
    seasonality.lambda = spread > 0.0 ? std::max(0.0, 1.0 - sampling_variance / spread) : 0.0;
    for (double& factor : seasonality.factors) {
        factor = flat + seasonality.lambda * (factor - mean);
        if (seasonality.season == Season::proportional) factor = std::max(factor, 0.0);
    }
}

}  // namespace detail

/// Proportional where the year is a sum of amounts that were never negative and are known as such, else additive.
[[nodiscard]] inline Season natural_season(const History& history) noexcept {
    const auto& points = history.points;
    const bool amounts = std::all_of(points.begin(), points.end(), [](double amount) { return amount >= 0.0; });
    return history.year == YearIs::sum && amounts && !history.offset_by_slot ? Season::proportional : Season::additive;
}

/// What each point of each past year is of that year's mean: last year's points first.
struct YearFactors {
    Season season = Season::additive;
    std::size_t slots = 12;
    std::size_t years = 0;
    std::vector<double> factors{};
};

/// These factors of a history: of its whole past years, each by that year's own mean.
[[nodiscard]] inline YearFactors year_factors(const History& history, Season season) {
    YearFactors result{.season = season,
                       .slots = static_cast<std::size_t>(history.per_year),
                       .years = static_cast<std::size_t>(history.years())};
    result.factors.reserve(result.years * result.slots);
    for (int age = 1; age <= history.years(); ++age) {
        const std::span<const double> year = history.past_year(age);
        double mean = 0.0;
        for (const double point : year) mean += point / static_cast<double>(result.slots);
        for (const double point : year)
            result.factors.push_back(season == Season::additive ? point - mean : mean > 0.0 ? point / mean : 1.0);
    }
    return result;
}

/// Factors of past years, each year weighted by `keep` to the power of its age (1: all alike).
[[nodiscard]] inline Seasonality yearly_shares(const YearFactors& of, double keep = 1.0) {
    const std::size_t slots = of.slots;
    const double flat = of.season == Season::proportional ? 1.0 : 0.0;
    Seasonality result{.season = of.season, .factors = std::vector<double>(slots, flat)};
    if (of.years == 0) return result;
    std::vector<double> weights(of.years), spread(slots, 0.0);
    double weight = 1.0, sum_of_weights = 0.0;
    for (double& of_year : weights) {
        sum_of_weights += of_year = weight;
        weight *= keep;
    }
    double sum_of_squares = 0.0;  // of the weights as shares
    for (double& of_year : weights) {
        of_year /= sum_of_weights;
        sum_of_squares += of_year * of_year;
    }
    double* const mean = result.factors.data();
    std::fill_n(mean, slots, 0.0);
    for (std::size_t w = 0; w < of.years; ++w)
        for (std::size_t slot = 0; slot < slots; ++slot) mean[slot] += weights[w] * of.factors[w * slots + slot];
    for (std::size_t w = 0; w < of.years; ++w)
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const double off = of.factors[w * slots + slot] - mean[slot];
            spread[slot] += weights[w] * off * off;
        }
    double variance = 0.0;
    if (of.years > 1)
        for (const double one : spread) variance += one / (1.0 - sum_of_squares) / static_cast<double>(slots);
    detail::shrink(result, variance * sum_of_squares);
    return result;
}

/// The same of a history's own past years.
[[nodiscard]] inline Seasonality yearly_shares(const History& history, Season season, double keep = 1.0) {
    return yearly_shares(year_factors(history, season), keep);
}

namespace detail {

/// The points without their season, into `levels`.
inline void adjust(std::vector<double>& levels, const History& history, const Seasonality& seasonality) {
    constexpr double least_share = 0.02;
    const bool additive = seasonality.season == Season::additive;
    const std::vector<double>& factors = seasonality.factors;
    const std::size_t n = history.points.size(), slots = factors.size();
    const auto first_slot = static_cast<std::size_t>(history.slot(0));
    levels.resize(n);
    const auto each_year = [&](auto&& level) {
        std::size_t slot = first_slot;
        for (std::size_t i = 0; i < n; slot = 0) {
            const std::size_t end = std::min(n, i + slots - slot);
            for (; i < end; ++i, ++slot) levels[i] = level(history.points[i], factors[slot]);
        }
    };
    if (additive) return each_year([](double point, double factor) { return point - factor; });
    if (std::all_of(factors.begin(), factors.end(), [](double factor) { return factor >= least_share; }))
        return each_year([](double point, double factor) { return point / factor; });
    double shown = 0.0;
    bool any = false;
    for (std::size_t i = 0, slot = first_slot; i < n; ++i, slot = slot + 1 < slots ? slot + 1 : 0) {
        if (const double factor = factors[slot]; factor >= least_share) {
            shown = history.points[i] / factor;
            if (!any) std::fill(levels.begin(), levels.begin() + static_cast<std::ptrdiff_t>(i), shown);
            any = true;
        }
        levels[i] = shown;
    }
}

}  // namespace detail

/// The points without their season: the level that each shows.
[[nodiscard]] inline std::vector<double> adjusted(const History& history, const Seasonality& seasonality) {
    std::vector<double> levels;
    detail::adjust(levels, history, seasonality);
    return levels;
}

/// Factors of all points against a level that is smoothed from both sides of each, itself left out; so that the season
/// of a series that climbs within its years is not mistaken for its climb. `start` are first factors to take out before
/// smoothing; points lose weight by `keep` for each year of age.
[[nodiscard]] inline Seasonality factors_around_level(const History& history, const Seasonality& start, double keep) {
    constexpr double smoothing = 0.25;
    const std::size_t n = history.points.size();
    const auto slots = static_cast<std::size_t>(history.per_year);
    const bool proportional = start.season == Season::proportional;
    if (n < 3) return start;

    std::vector<double> before = adjusted(history, start), after = before;  // smoothed forwards, and backwards
    before[0] = (before[0] + before[1] + before[2]) / 3.0;
    after[n - 1] = (after[n - 1] + after[n - 2] + after[n - 3]) / 3.0;
    for (std::size_t i = 1; i < n; ++i) {  // two at once
        const std::size_t back = n - 1 - i;
        before[i] = before[i - 1] + smoothing * (before[i] - before[i - 1]);
        after[back] = after[back + 1] + smoothing * (after[back] - after[back + 1]);
    }

    std::vector<double> level(n);  // the point itself left out
    level[0] = after[1];
    level[n - 1] = before[n - 2];
    for (std::size_t i = 1; i + 1 < n; ++i) level[i] = (before[i - 1] + after[i + 1]) / 2.0;

    std::vector<double> sums(4 * slots, 0.0);  // by place before the last point, so that a year is one run
    double* const sum_of_weights = sums.data();
    double* const sum_of_squared_weights = sum_of_weights + slots;
    double* const sum_of_factors = sum_of_squared_weights + slots;
    double* const sum_of_squared_factors = sum_of_factors + slots;
    double weight = 1.0;
    for (std::size_t end = n; end > 0; weight *= keep) {
        const std::size_t from = end > slots ? end - slots : 0;
        for (std::size_t i = from, at = slots - (end - from); i < end; ++i, ++at) {
            const bool shows = !proportional || level[i] > 0.0;
            const double factor = !shows         ? 0.0
                                  : proportional ? history.points[i] / level[i]
                                                 : history.points[i] - level[i];
            const double counts = shows ? weight : 0.0;
            sum_of_weights[at] += counts;
            sum_of_squared_weights[at] += counts * counts;
            sum_of_factors[at] += counts * factor;
            sum_of_squared_factors[at] += counts * factor * factor;
        }
        end = from;
    }
    Seasonality result{.season = start.season, .factors = std::vector<double>(slots)};
    double variance = 0.0, mean = 0.0;
    std::size_t at = slots - 1 - static_cast<std::size_t>(history.slot(n - 1));  // of the first slot
    for (std::size_t slot = 0; slot < slots; ++slot, at = at + 1 < slots ? at + 1 : 0) {
        const double all = sum_of_weights[at];
        if (!(all > 0.0)) return start;
        const double factor = result.factors[slot] = sum_of_factors[at] / all;
        const double share = sum_of_squared_weights[at] / (all * all);
        if (share < 1.0 - 1e-9)
            variance += std::max(0.0, sum_of_squared_factors[at] / all - factor * factor) * share / (1.0 - share);
        mean += factor / static_cast<double>(slots);
    }
    variance /= static_cast<double>(slots);
    if (proportional && !(mean > 0.0)) return start;
    if (proportional)
        for (double& factor : result.factors) factor /= mean;
    detail::shrink(result, proportional ? variance / (mean * mean) : variance);
    return result;
}

/// The factors that a method by itself uses: all past years alike, in the season that is natural to the series.
[[nodiscard]] inline Seasonality natural_shares(const History& history) {
    return yearly_shares(history, natural_season(history));
}

}  // namespace headway::outlook
