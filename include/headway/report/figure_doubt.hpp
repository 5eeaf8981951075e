/// @file
/// Figures of one result that look as if they were counted in another unit than the others, or were of another period
/// than its own history says. Nothing is changed for that: a reader is told, beside the figure.
///
/// Let v be a figure and o the others of the same result (its latest and previous value, its comparators, its year
/// end), all by their size. Of figures that are known and not 0:
///
/// | doubt          | unit           | where                                                                      |
/// |----------------|----------------|----------------------------------------------------------------------------|
/// | `share_of_one` | per cent       | v <= 1, some o is above 1, and each of those is above 20 v                 |
/// | `unscaled`     | "£k", "£m", .. | s <= v < s^2 for the scale s of the unit, and the least o is below 30 v/s  |
/// | `all_shares`   | per cent       | two figures or more, all of them at most 1                                 |
///
/// 0.9 beside 82% is a share of 1; 0.4% beside 2% is not. 7,900,000 beside £8m is pounds; £1,200k beside £1,000k is
/// not. The history disagrees where its figure for the very period of the result is off by more than a quarter of the
/// larger of both: a revision is less, another unit or another month is more.
///
/// Edge cases: a figure alone has no doubt but that of its history; a missing one has none. The factors are chosen,
/// not estimated: units differ by 100 or 1,000, and results of one indicator seldom by 20.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "headway/measure/unit.hpp"
#include "headway/report/history_point.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

enum class FigureDoubt : std::uint8_t {
    share_of_one,  ///< a share of 1 among percentages
    unscaled,      ///< single pounds where thousands or millions are meant
    all_shares,    ///< every figure a share of 1, where percentages are meant
};

template <>
struct Vocabulary<FigureDoubt> {
    static constexpr std::string_view name = "figure doubt";
    static constexpr std::array<std::string_view, 3> words{"share_of_one", "unscaled", "all_shares"};
};

/// A doubt and which figure it is about, counted from 0; of `all_shares` that says nothing.
struct DoubtedFigure {
    FigureDoubt doubt = FigureDoubt::share_of_one;
    std::size_t figure = 0;

    friend bool operator==(const DoubtedFigure&, const DoubtedFigure&) = default;
};

/// What the figures of one result say against each other, in their order. NaN is missing.
[[nodiscard]] inline std::vector<DoubtedFigure> scale_doubts(std::span<const double> figures, std::string_view unit) {
    const bool per_cent = is_per_cent(unit);
    const double scale = scale_of_unit(unit);
    const auto known = [&](std::size_t i) { return !std::isnan(figures[i]) && figures[i] != 0.0; };
    const auto smallest_beside = [&](std::size_t one, double above) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < figures.size(); ++i)
            if (i != one && known(i) && std::fabs(figures[i]) > above) least = std::min(least, std::fabs(figures[i]));
        return least;
    };
    std::vector<DoubtedFigure> doubts;
    std::size_t count = 0, shares = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (!known(i)) continue;
        const double size = std::fabs(figures[i]);
        ++count;
        shares += size <= 1.0 ? 1 : 0;
        const double percentage = smallest_beside(i, 1.0), beside = smallest_beside(i, 0.0);
        if (per_cent && size <= 1.0 && std::isfinite(percentage) && percentage > 20.0 * size)
            doubts.push_back({FigureDoubt::share_of_one, i});
        if (scale > 1.0 && size >= scale && size < scale * scale && beside < 30.0 * (size / scale))
            doubts.push_back({FigureDoubt::unscaled, i});
    }
    if (per_cent && count > 1 && shares == count) doubts.push_back({FigureDoubt::all_shares, 0});
    return doubts;
}

/// Which points of its history have another figure for the period of a result.
[[nodiscard]] inline std::vector<std::size_t> history_doubts(double latest, const Period& period,
                                                             std::span<const HistoryPoint> history) {
    std::vector<std::size_t> doubts;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const double larger = std::max(std::fabs(history[i].value), std::fabs(latest));
        if (history[i].period == period && std::fabs(history[i].value - latest) > 0.25 * larger) doubts.push_back(i);
    }
    return doubts;
}

}  // namespace headway
