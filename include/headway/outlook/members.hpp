/// @file
/// The members of the combination: twelve ways to carry a level on, run side by side through a series.
///
/// With z the level that a point shows without its season, q what was expected of it and e = z - q,
///
///     flat        l <- q + alpha e                                          h on: l
///     trend       l <- q + alpha e,  t <- phi t + alpha beta e              h on: l + (phi + ... + phi^h) t
///     reverting   l <- q + alpha e,  slow <- slow + 0.05 (q + e - slow)     h on: slow + rho^h (l - slow)
///
/// where q = l + phi t, phi and rho are 0.9 a month and 0.8 a longer point, beta 0.05 and 0.8. All start from the mean
/// of the first half year, without a trend. An error beyond 2.5 times the usual one is cut to that, unless the point
/// before was cut on the same side. The usual error is smoothed by 0.1, and starts as the mean change from point to
/// point.
///
/// All have a level and a drift: the trend, or how far the level is above the slow one, which without a trend shrinks
/// by `slow_smoothing` and gains what of an error is smoothed into one and not into the other. So all members are one
/// formula with other constants, without a branch, and processors do them side by side.
///
/// What a member says of a year is linear in its level and its drift: `Reach` has the coefficients.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/seasonality.hpp"
#include "headway/processor.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook::detail {

/// How a level is carried on from its last smoothed value.
enum class Course : std::uint8_t { flat, trend, reverting };

struct Member {
    double alpha = 0.0;
    Course course = Course::flat;
};

// clang-format off
inline constexpr std::array<Member, 12> members{{
    {0.02}, {0.1}, {0.2}, {0.3}, {0.6}, {1.0},
    {0.2, Course::trend}, {0.4, Course::trend}, {0.7, Course::trend}, {0.95, Course::trend},
    {0.3, Course::reverting}, {0.9, Course::reverting},
}};
// clang-format on
inline constexpr double slow_smoothing = 0.05;
inline constexpr double spread_smoothing = 0.1;  ///< of the usual error
inline constexpr double outlier = 2.5;           ///< usual errors

/// One number for each member: they run side by side, which processors like.
using Lanes = std::array<double, members.size()>;

/// What the members do differently.
struct Gains {
    Lanes level{};         ///< of an error, into the level: alpha
    Lanes drift{};         ///< of an error, into the drift
    Lanes kept{};          ///< of the drift, by the next point
    Lanes expected{};      ///< of the drift, in what is expected of the next point beyond the level
    Lanes foretold{};      ///< of the drift, in what is expected beyond what is foretold
    Lanes trend{};         ///< 1 for a member with a trend, else 0
    Lanes reverting{};     ///< 1 for a member that reverts, else 0
    double a_point = 0.0;  ///< kept of a trend (phi), and of the distance to the slow level (rho)
};

[[nodiscard]] constexpr Gains gains(double trend_smoothing, double kept_a_point) noexcept {
    Gains all{.a_point = kept_a_point};
    for (std::size_t m = 0; m < members.size(); ++m) {
        const auto [alpha, course] = members[m];
        all.level[m] = alpha;
        if (course == Course::flat) continue;
        const bool trend = course == Course::trend;
        all.drift[m] = trend ? alpha * trend_smoothing : alpha - slow_smoothing;
        all.kept[m] = trend ? kept_a_point : 1.0 - slow_smoothing;
        (trend ? all.expected : all.foretold)[m] = trend ? kept_a_point : 1.0 - kept_a_point;
        (trend ? all.trend : all.reverting)[m] = 1.0;
    }
    return all;
}

/// What an origin's target is of a member's state: of its level and, by member, of its drift; and beside it.
struct Reach {
    double level = 0.0;
    double season = 0.0;
    Lanes drift{};
};

/// Where the members stand: their level, and their drift.
struct Stand {
    Lanes level{};
    Lanes drift{};
};

/// How much the error of each origin counts, and that of each step from the first origin on.
struct ErrorWeights {
    std::vector<double> of_target{};
    std::vector<double> of_step{};
};

/// What the members said with one season: at each origin about what then came, and now.
struct Panel {
    std::vector<Lanes> said{};  ///< of the target of each origin
    Lanes error{};              ///< mean absolute error of these, the older the lighter
    Lanes one_step{};           ///< mean absolute error of the next level, likewise
    std::vector<Lanes> path{};  ///< points to come
};

// Four members side by side where the compiler has such a type, else one after another: the same bits.
#if defined(__GNUC__)
using Block [[gnu::vector_size(32)]] = double;
#else
using Block = double;
#endif
inline constexpr std::size_t in_block = sizeof(Block) / sizeof(double), blocks = members.size() / in_block;
static_assert(blocks * in_block == members.size());

/// All members.
using Blocks = std::array<Block, blocks>;

inline void load(Block& block, const Lanes& lanes, std::size_t b) noexcept {
    std::memcpy(&block, &lanes[b * in_block], sizeof(Block));
}
inline void store(Lanes& lanes, const Block& block, std::size_t b) noexcept {
    std::memcpy(&lanes[b * in_block], &block, sizeof(Block));
}

/// What each origin's target is of the members' state, by the slot of the origin.
HEADWAY_FOR_EACH_PROCESSOR inline void reach(std::vector<Reach>& reaches, std::vector<double>& sums,
                                             const History& history, const Seasonality& seasonality,
                                             const Gains& gain) {
    const auto slots = static_cast<std::size_t>(history.per_year), ahead = static_cast<std::size_t>(history.remaining);
    const bool proportional = seasonality.season == Season::proportional;
    sums.assign(6 * slots, 0.0);
    double* const level = sums.data();
    double* const season = level + slots;
    double* const of_trend = season + slots;
    double* const of_slow = of_trend + slots;
    double* const factors = of_slow + slots;  // of two years, so that every year of them is one run
    for (std::size_t slot = 0; slot < slots; ++slot) factors[slot] = factors[slots + slot] = seasonality.factors[slot];
    double trend = 0.0, kept = 1.0;
    for (std::size_t h = 1; h <= ahead; ++h) {
        trend += kept *= gain.a_point;
        if (history.year == YearIs::last && h < ahead) continue;
        const double gone = 1.0 - kept;
        const double* const next = factors + h % slots;
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const double share = proportional ? next[slot] : 1.0;
            level[slot] += share;
            of_trend[slot] += share * trend;
            of_slow[slot] += share * gone;
            season[slot] += proportional ? 0.0 : next[slot];
        }
    }
    reaches.resize(slots);
    for (std::size_t slot = 0; slot < slots; ++slot) {
        Reach& to = reaches[slot];
        to.level = level[slot];
        to.season = season[slot];
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            Block trending, reverting;
            load(trending, gain.trend, b);
            load(reverting, gain.reverting, b);
            const Block drift = trending * of_trend[slot] - reverting * of_slow[slot];
            store(to.drift, drift, b);
        }
    }
}

/// The points to come, from where the members stand.
HEADWAY_FOR_EACH_PROCESSOR inline void go_on(std::vector<Lanes>& path, const Stand& stand, const History& history,
                                             const Seasonality& seasonality, const Gains& gain) {
    const bool proportional = seasonality.season == Season::proportional;
    path.resize(static_cast<std::size_t>(history.remaining));
    auto slot = static_cast<std::size_t>(history.slot(history.points.size()));
    double sum = 0.0, kept = 1.0;
    for (Lanes& point : path) {
        sum += kept *= gain.a_point;
        const double factor = seasonality.factors[slot];
        if (++slot == seasonality.factors.size()) slot = 0;
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            Block level, drift, trend, reverting;
            load(level, stand.level, b);
            load(drift, stand.drift, b);
            load(trend, gain.trend, b);
            load(reverting, gain.reverting, b);
            const Block carried = level + (trend * sum - reverting * (1.0 - kept)) * drift;
            const Block in_season = proportional ? carried * factor : carried + factor;
            store(point, in_season, b);
        }
    }
}

/// Carries all members through a series. `stands` has where they stand before the first level, and after each.
HEADWAY_FOR_EACH_PROCESSOR inline void carry(std::vector<Stand>& stands, std::span<const double> levels,
                                             const Gains& gain, double start, double usual_change) {
    stands.resize(levels.size() + 1);
    Stand* stand = stands.data();
    Blocks level, drift, spread, cut, of_level, of_drift, kept, expected_drift;
    HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
        level[b] = start + Block{};
        spread[b] = usual_change + Block{};
        drift[b] = cut[b] = Block{};
        load(of_level[b], gain.level, b);
        load(of_drift[b], gain.drift, b);
        load(kept[b], gain.kept, b);
        load(expected_drift[b], gain.expected, b);
        store(stand->level, level[b], b);
        store(stand->drift, drift[b], b);
    }
    for (const double shown : levels) {
        ++stand;
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            const Block expected = level[b] + expected_drift[b] * drift[b];
            const Block off = shown - expected;
            const Block most = outlier * spread[b];
            const Block above = off < -most ? -most : off;
            const Block within = above > most ? most : above;
            const Block believed = cut[b] * off > 0.0 ? off : within;
            cut[b] = off - within;  // its sign is the side of the outlier
            const Block size = believed > -believed ? believed : -believed;
            spread[b] += spread_smoothing * (size - spread[b]);
            level[b] = expected + of_level[b] * believed;
            drift[b] = kept[b] * drift[b] + of_drift[b] * believed;
            store(stand->level, level[b], b);
            store(stand->drift, drift[b], b);
        }
    }
}

/// Scores where the members stood: what they said of each target, and of each next level. Origin o is the stand after
/// point `first_origin + o`, of which `first_slot` is the place of the first in its year.
HEADWAY_FOR_EACH_PROCESSOR inline void score(Panel& panel, std::span<const Stand> stands,
                                             std::span<const double> levels, std::size_t first_origin,
                                             std::size_t first_slot, std::span<const double> targets,
                                             std::span<const Reach> reaches, const Gains& gain,
                                             const ErrorWeights& weights) {
    Blocks error, one_step, expected_drift, foretold;
    HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
        error[b] = one_step[b] = Block{};
        load(expected_drift[b], gain.expected, b);
        load(foretold[b], gain.foretold, b);
    }
    for (std::size_t i = first_origin; i < levels.size(); ++i) {
        const Stand& stand = stands[i];
        const double weight = weights.of_step[i - first_origin], shown = levels[i];
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            Block level, drift;
            load(level, stand.level, b);
            load(drift, stand.drift, b);
            const Block off = shown - (level + expected_drift[b] * drift) + foretold[b] * drift;
            one_step[b] += weight * (off > -off ? off : -off);
        }
    }
    std::size_t slot = first_slot;
    for (std::size_t o = 0; o < targets.size(); ++o) {
        const Reach& to = reaches[slot];
        if (++slot == reaches.size()) slot = 0;
        const Stand& stand = stands[first_origin + o + 1];
        const double weight = weights.of_target[o], target = targets[o];
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            Block level, drift, of_drift_to;
            load(level, stand.level, b);
            load(drift, stand.drift, b);
            load(of_drift_to, to.drift, b);
            const Block said = level * to.level + drift * of_drift_to + to.season;
            const Block off = said - target;
            error[b] += weight * (off > -off ? off : -off);
            store(panel.said[o], said, b);
        }
    }
    HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
        store(panel.error, error[b], b);
        store(panel.one_step, one_step[b], b);
    }
}

/// For each row of what was said, that by the members' shares, added to `sums` times `sign`: four side by side.
HEADWAY_FOR_EACH_PROCESSOR inline void add_weighted(std::span<double> sums, double sign, const Lanes& shares,
                                                    std::span<const Lanes> said) {
    for (std::size_t o = 0; o < sums.size(); ++o) {
        std::array<Block, 4 / in_block> four{};
        HEADWAY_UNROLLED for (std::size_t b = 0; b < blocks; ++b) {
            Block share, of_said;
            load(share, shares, b);
            load(of_said, said[o], b);
            four[b % four.size()] += share * of_said;
        }
        std::array<double, 4> sum;
        std::memcpy(sum.data(), four.data(), sizeof(sum));
        sums[o] += sign * ((sum[0] + sum[1]) + (sum[2] + sum[3]));
    }
}

inline constexpr std::size_t most_seasons_of_a_group = 2;

/// What the members need while they run, kept from series to series so that a series allocates nothing.
struct Workspace {
    std::vector<double> levels{};
    std::vector<double> changes{};  ///< of each level from the one before, as a part of their mean
    std::vector<double> sums{};
    std::vector<Stand> stands{};
    std::vector<Reach> reaches{};
    std::array<Panel, most_seasons_of_a_group> panels{};
};

/// Runs all members through a series with one season. Origin o stands at point `first_origin + o`.
inline void run_members(Panel& panel, Workspace& work, const History& history, const Seasonality& seasonality,
                        const Gains& gain, std::size_t first_origin, std::span<const double> targets,
                        const ErrorWeights& weights) {
    adjust(work.levels, history, seasonality);
    reach(work.reaches, work.sums, history, seasonality, gain);
    const std::vector<double>& levels = work.levels;
    const std::size_t n = levels.size();
    const auto half_year =
        static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(static_cast<std::size_t>(history.per_year) / 2, 1, n));
    const double start =
        std::accumulate(levels.begin(), levels.begin() + half_year, 0.0) / static_cast<double>(half_year);
    work.changes.resize(n);
    for (std::size_t i = 1; i < n; ++i)
        work.changes[i] = std::fabs(levels[i] - levels[i - 1]) / static_cast<double>(n - 1);
    const double usual_change = std::accumulate(work.changes.begin() + 1, work.changes.end(), 0.0);

    panel.said.resize(targets.size());
    carry(work.stands, levels, gain, start, usual_change);
    score(panel, work.stands, levels, first_origin, static_cast<std::size_t>(history.slot(first_origin)), targets,
          work.reaches, gain, weights);
    go_on(panel.path, work.stands.back(), history, seasonality, gain);
}

}  // namespace headway::inline HEADWAY_ABI::outlook::detail
