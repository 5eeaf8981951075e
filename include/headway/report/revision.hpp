/// @file
/// Revised history: a figure for the same period that is another in the second of two scorecards.
///
/// A figure for a period that the first scorecard has (as its result, else in its history) and the second has too (as
/// its result, else in its history, else as the previous result of a row whose period follows that of the first), and
/// another in the decimals that both have; or one that only one of them has. A number counts before a gap, wherever it
/// stands. Not where the units differ, nor where rows of one scorecard (an indicator in several sections) disagree
/// about the period; and the previous result of a cumulative measure is no point before. Indicators are one by their
/// plain text.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/report/figure_doubt.hpp"
#include "headway/report/history_point.hpp"
#include "headway/report/rating_move.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Where the second scorecard has a figure.
enum class FigureOf : std::uint8_t { result, history, previous };

template <>
struct Vocabulary<FigureOf> {
    static constexpr std::string_view name = "figure of";
    static constexpr std::array<std::string_view, 3> words{"result", "history", "previous"};
};

/// A figure of the past that is another now; NaN where one of them has none.
struct Revision {
    std::size_t after = 0;  ///< the first row of the indicator
    Period period{};
    double from = std::numeric_limits<double>::quiet_NaN();
    double to = std::numeric_limits<double>::quiet_NaN();
    FigureOf was{};
    FigureOf is{};
};

/// Histories by `Indicator::id`, the oldest point first.
using Histories = std::map<std::string, std::vector<HistoryPoint>>;

namespace detail {

/// What a scorecard has for a period of an indicator, and where.
struct KnownFigure {
    double value = std::numeric_limits<double>::quiet_NaN();
    FigureOf of = FigureOf::result;
    bool clear = true;  ///< no two rows say otherwise
};

using KnownFigures = std::map<std::pair<std::string, Period>, KnownFigure>;

inline void know(KnownFigures& figures, const std::string& indicator, const Period& when, double value, FigureOf of) {
    const auto [at, fresh] = figures.insert({{indicator, when}, {value, of}});
    KnownFigure& known = at->second;
    if (fresh || std::isnan(value)) return;
    if (std::isnan(known.value))
        known = {value, of};
    else if (known.of == of && differ_in_print(known.value, value))
        known.clear = false;
}

[[nodiscard]] inline KnownFigures figures_of(const Scorecard& card, const Histories& histories) {
    KnownFigures figures;
    for (const ScorecardRow& row : card.rows)
        if (row.result.when)
            know(figures, plain_text(row.result.indicator), *row.result.when, row.result.latest, FigureOf::result);
    for (const auto& [indicator, points] : histories)
        for (const HistoryPoint& point : points)
            know(figures, plain_text(indicator), point.period, point.value, FigureOf::history);
    return figures;
}

}  // namespace detail

/// The revised figures, by the rows of the second scorecard.
[[nodiscard]] inline std::vector<Revision> revisions(const Scorecard& before, const Histories& history_before,
                                                     const Scorecard& after, const Histories& history_after) {
    const detail::KnownFigures was = detail::figures_of(before, history_before);
    detail::KnownFigures is = detail::figures_of(after, history_after);
    std::map<std::string, const ScorecardRow*> rows_before;
    std::map<std::string, std::size_t> rows_after;
    for (const ScorecardRow& row : before.rows) rows_before.insert({plain_text(row.result.indicator), &row});
    for (std::size_t i = 0; i < after.rows.size(); ++i) {
        const ScorecardRow& row = after.rows[i];
        const std::string indicator = plain_text(row.result.indicator);
        rows_after.insert({indicator, i});
        const auto other = rows_before.find(indicator);
        if (other == rows_before.end() || std::isnan(row.result.previous) || !has_direction(row.indicator.accrual))
            continue;
        const std::optional<Period>& then = other->second->result.when;
        if (then && row.result.when && then->next() == *row.result.when)
            detail::know(is, indicator, *then, row.result.previous, FigureOf::previous);
    }
    std::vector<Revision> found;
    for (const auto& [key, figure] : was) {
        const auto now = is.find(key);
        const auto row = rows_after.find(key.first);
        if (now == is.end() || row == rows_after.end() || !figure.clear || !now->second.clear) continue;
        const auto old = rows_before.find(key.first);
        if (old != rows_before.end() && detail::units_are_others(*old->second, after.rows[row->second])) continue;
        const bool known_once = std::isnan(figure.value) != std::isnan(now->second.value);
        const bool differ = !std::isnan(figure.value) && !std::isnan(now->second.value) &&
                            differ_in_print(figure.value, now->second.value);
        if (known_once || differ)
            found.push_back({row->second, key.second, figure.value, now->second.value, figure.of, now->second.of});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Revision& a, const Revision& b) { return a.after < b.after; });
    return found;
}

}  // namespace headway::inline HEADWAY_ABI
