/// @file
/// A size of change held against its two ends: relative, in points or in units.
///
/// A size in per cent is relative; where that fails and the ends are themselves per cent, a difference in points is
/// taken (documents write "%" for points), and said. A count that ends in zeros may have been rounded to them.
#pragma once

#include <string>

#include "headway/audit/ledger.hpp"
#include "headway/audit/stated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a number can be an end of a size: a share of points, anything but points of per cent, else of its unit.
[[nodiscard]] inline bool can_end(const Stated& size, const Stated& end) noexcept {
    if (end.unit == StatedUnit::points) return false;
    if (size.unit == StatedUnit::points) return end.unit == StatedUnit::per_cent;
    return size.unit == StatedUnit::per_cent || end.unit == size.unit;
}

/// A change without its sign, in per cent of the earlier end.
[[nodiscard]] inline Interval relative_of(const Interval& later, const Interval& earlier) {
    const Interval moved = later - earlier;
    return (moved.middle < 0.0 ? moved * -1.0 : moved) / (earlier.middle < 0.0 ? earlier * -1.0 : earlier) * 100.0;
}

/// Holds a size, as it is printed and without its sign, against two ends. `shares`: the ends are per cent.
inline void hold_size(Judgement& judgement, const Stated& stated, const Interval& later, const Interval& earlier,
                      bool shares) {
    const Interval moved = later - earlier;
    const Interval size = moved.middle < 0.0 ? moved * -1.0 : moved;
    const Interval relative = relative_of(later, earlier);
    judgement.why =
        plain_number(later.middle) + " - " + plain_number(earlier.middle) + " = " + plain_number(moved.middle);
    judgement.computed = plain_number(size.middle);
    if (stated.unit == StatedUnit::per_cent) {
        const Verdict by_share = agreement(stated, relative),
                      by_points = shares ? agreement(stated, size) : Verdict::contradiction;
        judgement.computed = plain_number(relative.middle) + "%";
        judgement.why += ", " + judgement.computed + " of " + plain_number(earlier.middle);
        judgement.verdict = by_share;
        if (by_share == Verdict::contradiction &&
            agreement(stated, relative_of(perhaps_rounded(later), perhaps_rounded(earlier))) != Verdict::contradiction)
            judgement.verdict = Verdict::rounding;
        if (by_share != Verdict::holds && by_points != Verdict::contradiction) {
            judgement.verdict = by_points;
            judgement.why += "; \"%\" stands for percentage points";
        }
        return;
    }
    if (stated.unit == StatedUnit::points && !shares) {
        judgement.why += "; points of what is no share";
        return;
    }
    judgement.verdict = agreement(stated, size);
    if (judgement.verdict == Verdict::contradiction && stated.unit == StatedUnit::none && shares &&
        agreement(stated, relative) != Verdict::contradiction)
        judgement.verdict = Verdict::holds;
    if (judgement.verdict == Verdict::contradiction && stated.unit == StatedUnit::none && shares && stated.is_count())
        judgement.verdict = Verdict::not_checkable;
}

/// The same with the way that its words say: 1 up, -1 down, 0 not said.
inline void hold_change(Judgement& judgement, const Stated& stated, const Interval& later, const Interval& earlier,
                        bool shares, int sign) {
    hold_size(judgement, stated, later, earlier, shares);
    const Interval moved = later - earlier;
    if (judgement.verdict == Verdict::holds && ((sign > 0 && moved.high < 0.0) || (sign < 0 && moved.low > 0.0))) {
        judgement.verdict = Verdict::contradiction;
        judgement.why += "; it went the other way";
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
