/// @file
/// What a result is compared with besides the one before, out of its own history: how it stood when the year began, a
/// year ago, at its highest and lowest of a year.
///
/// | word                    | the point of the history, of the length of the result's period                        |
/// |-------------------------|---------------------------------------------------------------------------------------|
/// | `last_period`           | the period before it; of periods of a year or more, which overlap, the last before it |
/// | `year_start`            | the first of the year that the result ends in (April, in a financial year)            |
/// | `same_period_last_year` | the period twelve months before                                                       |
/// | `twelve_month_high`     | the highest of those that end in the twelve months before it; of equals the latest    |
/// | `twelve_month_low`      | the lowest of them                                                                    |
///
/// "last_month", "last_quarter" and "same_month_last_year" are other words for the first and the third. A point is
/// earlier than the result: the first month of a year has no year start. Change and direction are those of
/// assess/direction.hpp, but for one: a running total, which last month is no comparison for, is compared with itself
/// at the same time of last year.
///
/// Edge cases: no point, a result that is missing or whose period is a day or not known: missing, and the direction
/// unknown. Figures that may be counted in different units have no change.
///
/// Source: "the rate is down overall since the start of the year (97.47 in April)", of 94.86 in September; corporate
/// performance report, Cabinet, November 2024.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "headway/assess/direction.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/report/history_point.hpp"
#include "headway/series/accrual.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// An earlier figure of an indicator that a latest one is compared with.
enum class Earlier : std::uint8_t {
    last_period,
    year_start,
    same_period_last_year,
    twelve_month_high,
    twelve_month_low
};

template <>
struct Vocabulary<Earlier> {
    static constexpr std::string_view name = "earlier point";
    static constexpr std::array<std::string_view, 5> words{"last_period", "year_start", "same_period_last_year",
                                                           "twelve_month_high", "twelve_month_low"};
};

/// The point that a word stands for; empty of any other word.
[[nodiscard]] inline std::optional<Earlier> find_earlier(std::string_view word) noexcept {
    if (word == "last_month" || word == "last_quarter") return Earlier::last_period;
    if (word == "same_month_last_year") return Earlier::same_period_last_year;
    return find_word<Earlier>(word);
}

/// The earlier point of a result of that period; empty where there is none.
[[nodiscard]] inline std::optional<HistoryPoint> earlier_point(Earlier which, const Period& period,
                                                               std::span<const HistoryPoint> history,
                                                               Calendar calendar = financial_calendar) {
    if (period.is_day()) return std::nullopt;
    const int length = period.length_in_months();
    std::optional<HistoryPoint> found;
    for (const HistoryPoint& point : history) {
        if (point.period.is_day() || point.period.length_in_months() != length || std::isnan(point.value)) continue;
        const int before = point.period.months_until(period);
        if (before <= 0) continue;
        const auto better = [&](bool than_found) {
            if (!found || than_found) found = point;
        };
        switch (which) {
            case Earlier::last_period:
                if (length < 12 ? before == length : true)
                    better(point.period.end() > found.value_or(point).period.end());
                break;
            case Earlier::year_start:
                if (point.period.year_of(calendar) == period.year_of(calendar))
                    better(point.period.end() < found.value_or(point).period.end());
                break;
            case Earlier::same_period_last_year:
                if (before == 12) better(true);
                break;
            case Earlier::twelve_month_high:
                if (before <= 12) better(point.value >= found.value_or(point).value);
                break;
            case Earlier::twelve_month_low:
                if (before <= 12) better(point.value <= found.value_or(point).value);
                break;
        }
    }
    return found;
}

/// A result beside an earlier point of its history.
struct SinceEarlier {
    std::optional<HistoryPoint> point{};
    double change = std::numeric_limits<double>::quiet_NaN();
    Travel travel{};
};

/// @param good the range of an indicator that is good in one
/// @param unit of the indicator; empty where nobody has said
[[nodiscard]] inline SinceEarlier since_earlier(Earlier which, const Measured& latest,
                                                const std::optional<Period>& period, std::optional<Polarity> polarity,
                                                Accrual accrual, Range good, const DirectionRule& rule,
                                                std::string_view unit, std::span<const HistoryPoint> history) {
    SinceEarlier since;
    if (period) since.point = earlier_point(which, *period, history);
    const double before = since.point ? since.point->value : std::numeric_limits<double>::quiet_NaN();
    const bool like_with_like = which == Earlier::same_period_last_year;
    const Units units = compare_units(latest.value, {}, before, {}, sense_of(unit));
    if (units == Units::alike) since.change = change_since(latest.value, before);
    since.travel = withheld(
        travel(latest, {before, {}}, polarity, like_with_like ? Accrual::snapshot : accrual, good, rule), units);
    return since;
}

}  // namespace headway::inline HEADWAY_ABI
