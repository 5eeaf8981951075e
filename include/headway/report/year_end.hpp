/// @file
/// The end of the year that a result belongs to, beside the result: whose target is it?
///
/// A projection has the target of its year, and a scorecard a comparator for each result. Often the two are one number:
/// 1,100 collections a year. A month's amount, 102, is on the good side of that or far on the bad side whatever
/// happens, so it is not rated against it: `not_rated`, "the target is of the year". The forecast is.
///
/// | the figures are | not rated against the target of the year                                 |
/// |-----------------|--------------------------------------------------------------------------|
/// | `flow`          | a result of less than a year: its amount is a part of the year's         |
/// | `cumulative`    | a result of less than a year, until the year is complete: then it is it  |
/// | any other       | always rated: a year ends with a level, a mean or a rolling sum as any month does |
///
/// The comparator is the target of the year where both have the same ends; an end that neither has is the same. A
/// result whose period is not known, or without a target of the year, is rated.
///
/// A year ends with a level, a mean or a rolling sum as any month does, so without a target of its own the year of one
/// has the first comparator of the indicator's last result (`with_target_of_level`).
///
/// An amber limit stands beside the first comparator of its row. It is of the year's target too only where the two are
/// one; else the forecast goes by the tolerance (`rule_of_row`).
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "headway/assess/rating.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/assess/withhold.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/series/accrual.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a scorecard knows of an indicator at the end of its year; `year_end_of` has it of a projection.
struct YearEnd {
    double value = std::numeric_limits<double>::quiet_NaN();  ///< projected, or reached
    Range target{};                                           ///< of the year; both ends equal where it is one number
    std::optional<Accrual> accrual{};                         ///< of the series; empty: nobody has said
    bool complete = false;                                    ///< every point of the year is known
};

/// The same with what a level, a mean or a rolling sum is compared with at any time, where its year has no target.
[[nodiscard]] inline YearEnd with_target_of_level(YearEnd year_end, Range comparator) noexcept {
    if (!year_end.target.given() && year_end.accrual && !is_total(*year_end.accrual)) year_end.target = comparator;
    return year_end;
}

/// The forecast of a year against its target; not rated where the two may be counted in different units.
/// @param unit of the indicator; empty where nobody has said
[[nodiscard]] inline Assessment assess(const YearEnd& year_end, const RatingRule& rule, std::string_view unit) {
    Assessment result = assess(year_end.value, year_end.target, rule);
    withhold(result, compare_units(year_end.value, {}, year_end.target, {}, sense_of(unit)));
    return result;
}

/// Whether a comparator is the target of the year.
[[nodiscard]] inline bool is_target_of(const YearEnd& year_end, Range comparator) noexcept {
    return year_end.target.given() && same_ends(comparator, year_end.target);
}

/// Whether a result of that period is but a part of what the comparator asks of its year.
[[nodiscard]] inline bool is_part_of_the_year(const YearEnd& year_end, Range comparator,
                                              const std::optional<Period>& period) noexcept {
    if (!period || period->length_in_months() >= 12 || !is_target_of(year_end, comparator)) return false;
    return year_end.accrual == Accrual::flow || (year_end.accrual == Accrual::cumulative && !year_end.complete);
}

}  // namespace headway
