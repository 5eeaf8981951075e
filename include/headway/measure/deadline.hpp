/// @file
/// The time by whose end something is due, of the date that a deadline says.
///
/// | said                                                             | due by the end of             |
/// |------------------------------------------------------------------|-------------------------------|
/// | by March 2026, by the end of March 2026, by 31 March 2026        | that month, or that day       |
/// | by 1 April 2026, by the start of April 2026, before April 2026   | the month before: March 2026  |
/// | before 15 March 2026                                             | the day before: 14 March 2026 |
///
/// The first day of a month has no time before it that belongs to the month, so what is reached by then is reached in
/// the month before. As a label of data the same day stands for the month that it begins: see `Period::in_months`.
/// Errors: a day before the first year that a period can have.
#pragma once

#include "headway/time/period_class.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// By whose end it is due, of what is due by a time.
[[nodiscard]] inline Period due_by(const Period& time) {
    return time.is_day() && time.start().day() == 1 ? time.previous().in_months() : time;
}

/// The same of what is due before a time.
[[nodiscard]] inline Period due_before(const Period& time) {
    if (!time.is_day()) return due_by(Period::day_of(time.start()).with_style(time.style()));
    const Period day = time.previous();
    return day == Period::day_of(day.last_month().end()) ? day.in_months() : day;
}

}  // namespace headway
