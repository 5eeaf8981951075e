/// @file
/// Figures of one result that look as if they were counted in another unit than the others, or were of another period
/// than its own history says. Nothing is changed for that: a reader is told, beside the figure.
///
/// Let v be a figure and o the others of the same result (its latest and previous value, its comparators; not its year
/// end, which is made from its history), all by their size. Of figures that are known and not 0, and whose own cell
/// says no unit:
///
/// | doubt          | unit           | where                                                                      |
/// |----------------|----------------|----------------------------------------------------------------------------|
/// | `share_of_one` | per cent       | v <= 1, some o is above 1, and each of those is above 20 v                 |
/// | `unscaled`     | "£k", "£m", .. | v >= s for the scale s of the unit, and the least o is below 30 v/s        |
/// | `all_shares`   | per cent       | two figures or more, all of them at most 1                                 |
/// | `another_unit` | any, or none   | none of these, and v and some o are `in_doubt` (measure/unlike_units.hpp)  |
///
/// 0.9 beside 82% is a share of 1; 0.4% beside 2% is not. 7,900,000 beside £8m is pounds; £1,200k beside £1,000k is
/// not. Where the two are `in_doubt` they are not rated either. The history disagrees where its figure for the very
/// period of the result is another one in the decimals that both have: a revision, another unit or another month.
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

#include "headway/decimal.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/report/history_point.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Why a figure may be in another unit than those beside it.
enum class FigureDoubt : std::uint8_t {
    share_of_one,  ///< a share of 1 among percentages
    unscaled,      ///< single pounds where thousands or millions are meant
    all_shares,    ///< every figure a share of 1, where percentages are meant
    another_unit,  ///< too small beside another to be counted alike
};

template <>
struct Vocabulary<FigureDoubt> {
    static constexpr std::string_view name = "figure doubt";
    static constexpr std::array<std::string_view, 4> words{"share_of_one", "unscaled", "all_shares", "another_unit"};
};

/// A doubt and which figure it is about, counted from 0; of `all_shares` that says nothing.
struct DoubtedFigure {
    FigureDoubt doubt = FigureDoubt::share_of_one;
    std::size_t figure = 0;

    friend bool operator==(const DoubtedFigure&, const DoubtedFigure&) = default;
};

/// A figure of a result.
struct ResultFigure {
    double value = std::numeric_limits<double>::quiet_NaN();
    bool has_unit = false;  ///< its own cell or heading says in what it is
    bool judges = true;     ///< it is as published, and others are judged by it
};

/// What the figures of one result say against each other, in their order. NaN is missing.
[[nodiscard]] inline std::vector<DoubtedFigure> scale_doubts(std::span<const ResultFigure> figures,
                                                             std::string_view unit) {
    const UnitSense sense = sense_of(unit);
    const bool per_cent = sense.kind == UnitSense::Kind::per_cent;
    const auto known = [&](std::size_t i) { return !std::isnan(figures[i].value) && figures[i].value != 0.0; };
    const auto smallest_beside = [&](std::size_t one, double above) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < figures.size(); ++i)
            if (i != one && figures[i].judges && known(i) && std::fabs(figures[i].value) > above)
                least = std::min(least, std::fabs(figures[i].value));
        return least;
    };
    std::vector<DoubtedFigure> doubts;
    std::size_t count = 0, shares = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (!known(i)) continue;
        const double size = std::fabs(figures[i].value);
        ++count;
        shares += size <= 1.0 && !figures[i].has_unit ? 1u : 0u;
        if (figures[i].has_unit) continue;
        const double percentage = smallest_beside(i, 1.0), beside = smallest_beside(i, 0.0);
        const std::size_t before = doubts.size();
        if (per_cent && size <= 1.0 && std::isfinite(percentage) && percentage > 20.0 * size)
            doubts.push_back({FigureDoubt::share_of_one, i});
        if (sense.scale > 1.0 && size >= sense.scale && beside < 30.0 * (size / sense.scale))
            doubts.push_back({FigureDoubt::unscaled, i});
        const auto unlike = [&](const ResultFigure& other) {
            return other.judges && size < std::fabs(other.value) &&
                   compare_units(size, {}, other.value, {}, sense) == Units::in_doubt;
        };
        if (doubts.size() == before && std::any_of(figures.begin(), figures.end(), unlike))
            doubts.push_back({FigureDoubt::another_unit, i});
    }
    if (std::any_of(doubts.begin(), doubts.end(), [](const auto& one) { return one.doubt == FigureDoubt::unscaled; }))
        std::erase_if(doubts, [](const auto& one) { return one.doubt == FigureDoubt::another_unit; });  // said already
    if (per_cent && count > 1 && shares == count) doubts.push_back({FigureDoubt::all_shares, 0});
    return doubts;
}

/// Whether two figures differ in the decimals that both have, by more than binary rounding.
[[nodiscard]] inline bool differ_in_print(double a, double b) {
    constexpr int most = 6;
    const int places = std::min({decimal::decimals_of(a), decimal::decimals_of(b), most});
    const double apart = std::fabs(decimal::difference(a, b));
    return apart > 0.5 * std::pow(10.0, -places) && apart > 1e-9 * std::max(std::fabs(a), std::fabs(b));
}

/// Which points of its history have another figure for the period of a result.
[[nodiscard]] inline std::vector<std::size_t> history_doubts(double latest, const Period& period,
                                                             std::span<const HistoryPoint> history) {
    std::vector<std::size_t> doubts;
    for (std::size_t i = 0; i < history.size(); ++i)
        if (history[i].period == period && !std::isnan(latest) && !std::isnan(history[i].value) &&
            differ_in_print(history[i].value, latest))
            doubts.push_back(i);
    return doubts;
}

}  // namespace headway
