/// @file
/// Points that lie far beyond what their own season and level explain: a closure, a flood, a figure in the wrong cell.
///
/// Without its season, as the other years say it (kept_season.hpp; without any where that leaves points nearer to their
/// neighbours), a point z stands between the level before it, the median of a year and a half of points, and the level
/// after it, the median of as many. It lies beyond both where z is above the higher or below the lower of them, so that
/// a level that climbs or has moved is no shock, and half a year of odd points does not hide itself. With
///
///     r = z - (before + after) / 2,    scale = 1.4826 median |r|
///
/// its size is how many scales it lies beyond both. Where less than half of these points are before or after, its
/// distance to the one level that there is counts, against the distances of all points to the levels before them: their
/// median and 1.4826 times the median distance from that. Amounts are compared in proportion to their level. The scale
/// is at least a hundredth of the level, and of counts what chance makes of them, the root of the level, one event at
/// least.
///
/// The largest, with what lies within half a year of it, is a first shock, the largest of the rest a second, then a
/// third. As many are named as are larger than 5 scales and than 2.25 times all that is in none: series that jump all
/// the time have no shocks. Named with the largest point of a shock are those about it that are beyond 5 scales too, on
/// the same side.
///
/// These two numbers are a choice: of the 1,428 monthly series of M3, real and full of outliers, 4.4% have a named
/// point, of five years of normal noise 0.2%. There a month put 8 standard deviations from its level is named in 94%,
/// half a year moved by 8 in 95%, a month 10 off in more than 99%, one 5 off in 11%: to name nine of ten of those, four
/// in ten of the real series would have to be named. With a season that five years have to tell first it is 50 to 75%
/// of months 8 off and 74 to 95% of those 10 off, and of three years fewer.
///
/// Edge cases: fewer points than two years and one, or than nine: nothing is named; points that were not published or
/// are left out are not looked at; rolling figures are looked at as the parts they are made of (trailing_year.hpp).
/// Source: Hampel (1974), The influence curve and its role in robust estimation, JASA 69 (the median absolute
/// deviation); Iglewicz and Hoaglin (1993), How to detect and handle outliers, ASQC (points beyond 3.5 of it, of a
/// single sample; more here, where hundreds of series are looked at).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/kept_season.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/stats/median.hpp"
#include "headway/stats/sliding_median.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// A point that lies far beyond what its season and level explain, and by how much.
struct Shock {
    std::size_t point = 0;  ///< of the points
    double size = 0.0;      ///< scales beyond both levels; negative: below
};

namespace detail {

/// Scales beyond which a point is looked at.
inline constexpr double most_scales = 5.0;
inline constexpr double of_a_normal = 1.4826;

/// Whether most_scales times the scale of distances, as their median says it, is at least `farthest`. Then nothing lies
/// beyond, and which of them is the median need not be known.
[[nodiscard]] inline bool reach(std::span<const double> distances, double farthest) noexcept {
    const double least = farthest / (most_scales * of_a_normal) * (1.0 + 1e-12);  // more than all roundings take
    std::size_t below = 0;
    for (const double distance : distances) below += distance < least ? 1 : 0;
    return below <= (distances.size() - 1) / 2;
}

/// How many scales each level lies beyond those before and after it; 0 for all where none lies beyond `most_scales`.
[[nodiscard]] inline std::vector<double> beyond_neighbours(std::span<const double> levels, std::size_t length,
                                                           bool proportional, double event) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), least_of_level = 0.01;
    const std::size_t n = levels.size(), fewest = length / 2;
    const std::vector<double> medians = stats::sliding_medians(levels, length);
    const std::vector<double> first = stats::growing_medians(levels, length);
    const std::vector<double> backwards(levels.rbegin(), levels.rend());
    const std::vector<double> last = stats::growing_medians(backwards, length);
    std::vector<double> before(n, unknown), after(n, unknown);
    for (std::size_t i = fewest; i < n; ++i) before[i] = i >= length ? medians[i - length] : first[i - 1];
    for (std::size_t i = 0; i + fewest < n; ++i) after[i] = i + length < n ? medians[i + 1] : last[n - 2 - i];
    std::vector<double> between, alone;
    between.reserve(n);
    alone.reserve(n);
    for (std::size_t i = fewest; i < n; ++i) {
        const double level = before[i], middle = (level + after[i]) / 2.0;
        const double off_level = (levels[i] - level) / (proportional ? level : 1.0);
        const double off = std::fabs((levels[i] - middle) / (proportional ? middle : 1.0));
        if (std::isfinite(off_level)) alone.push_back(off_level);
        if (std::isfinite(off)) between.push_back(off);  // which it is between both alone
    }
    std::vector<double> sizes(n, 0.0);
    if (between.empty() || alone.empty()) return sizes;
    const double centre = stats::median(alone);
    for (double& one : alone) one = std::fabs(one - centre);

    const auto is_both = [](double to_before, double to_after) {
        return !std::isnan(to_before) && !std::isnan(to_after);
    };
    std::vector<double> around(n);
    double farthest = 0.0, farthest_alone = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double to_before = levels[i] - before[i], to_after = levels[i] - after[i];
        around[i] = levels[i] - (is_both(to_before, to_after) ? (to_before + to_after) / 2.0
                                 : std::isnan(to_after)       ? to_before
                                                              : to_after);
        const double unit = proportional ? around[i] : 1.0;
        if (is_both(to_before, to_after)) {
            const double low = std::min(to_before, to_after), high = std::max(to_before, to_after);
            sizes[i] = (low > 0.0 ? low : high < 0.0 ? high : 0.0) / unit;
            farthest = std::max(farthest, std::fabs(sizes[i]));
        } else {
            sizes[i] = std::isnan(to_after) ? to_before / unit - centre : to_after / unit + centre;
            farthest_alone = std::max(farthest_alone, std::fabs(sizes[i]));
        }
    }
    if (reach(between, farthest) && reach(alone, farthest_alone)) return std::vector<double>(n, 0.0);
    const double scale = of_a_normal * stats::median(std::move(between));
    const double scale_alone = of_a_normal * stats::median(std::move(alone));
    for (std::size_t i = 0; i < n; ++i) {
        const bool of_both = is_both(levels[i] - before[i], levels[i] - after[i]);
        const double unit = proportional ? around[i] : 1.0;
        double least = least_of_level * std::fabs(around[i] / unit);
        least = std::max(least, std::sqrt(std::max(std::fabs(around[i]), event) * event) / unit);
        const double size = sizes[i] / std::max(of_both ? scale : scale_alone, least);
        sizes[i] = std::isfinite(size) ? size : 0.0;
    }
    return sizes;
}

/// How far one level lies from the next, on average.
[[nodiscard]] inline double unrest(std::span<const double> levels) noexcept {
    double moved = 0.0;
    for (std::size_t i = 1; i < levels.size(); ++i) moved += std::fabs(levels[i] - levels[i - 1]);
    return moved / static_cast<double>(levels.size() - 1);
}

/// The size of each point; 0 for one that is not looked at.
[[nodiscard]] inline std::vector<double> sizes_of_points(const History& history, double event) {
    const auto year = static_cast<std::size_t>(history.per_year), n = history.points.size();
    const std::size_t length = std::max<std::size_t>(year + year / 2, 4);
    std::vector<double> sizes(n, 0.0);
    if (n < 2 * year + 1 || n < length + 5) return sizes;
    const bool proportional = natural_season(history) == Season::proportional;
    const KeptSeason season({history.points, {}, year, proportional});
    std::vector<std::size_t> places;
    std::vector<double> levels;
    places.reserve(n);
    levels.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double level = season.level_by_others(i);
        if (std::isnan(level)) continue;
        places.push_back(i);
        levels.push_back(level);
    }
    if (levels.size() < length + 5 || !(unrest(levels) < unrest(history.points))) {
        sizes = beyond_neighbours(history.points, length, proportional, event);
    } else {
        const std::vector<double> of_levels = beyond_neighbours(levels, length, proportional, event);
        for (std::size_t c = 0; c < places.size(); ++c) sizes[places[c]] = of_levels[c];
    }
    for (std::size_t i = 0; i < n; ++i)
        if (history.filled[i] != 0) sizes[i] = 0.0;
    return sizes;
}

}  // namespace detail

/// Shocks in the order of their points. `event` is what one event adds to counts, 0 for what is none.
[[nodiscard]] inline std::vector<Shock> shocks(const History& history, double event) {
    constexpr double apart = 2.25;
    constexpr std::size_t most_shocks = 3;
    const std::vector<double> sizes = detail::sizes_of_points(history, event);
    const std::size_t n = sizes.size(), half_year = static_cast<std::size_t>(history.per_year) / 2;
    const std::size_t about = std::max<std::size_t>(1, half_year);
    const auto near = [about](std::size_t i, std::size_t peak) { return i + about >= peak && i <= peak + about; };
    std::vector<std::size_t> peaks;
    std::size_t named = 0;
    const auto largest_of_rest = [&] {
        std::size_t largest = n;
        for (std::size_t i = 0; i < n; ++i) {
            const auto in = [&](std::size_t peak) { return near(i, peak); };
            if (std::any_of(peaks.begin(), peaks.end(), in)) continue;
            if (largest == n || std::fabs(sizes[i]) > std::fabs(sizes[largest])) largest = i;
        }
        return largest;
    };
    std::size_t peak = largest_of_rest();
    while (peaks.size() < most_shocks && peak < n && std::fabs(sizes[peak]) > detail::most_scales) {
        peaks.push_back(peak);
        const double size = std::fabs(sizes[peak]);
        peak = largest_of_rest();
        if (peak == n || size > apart * std::fabs(sizes[peak])) named = peaks.size();
    }
    peaks.resize(named);
    std::vector<Shock> found;
    for (std::size_t i = 0; i < n; ++i) {
        const auto of = [&](std::size_t one) { return near(i, one) && sizes[i] * sizes[one] > 0.0; };
        if (std::fabs(sizes[i]) > detail::most_scales && std::any_of(peaks.begin(), peaks.end(), of))
            found.push_back({i, sizes[i]});
    }
    return found;
}

}  // namespace headway::outlook
