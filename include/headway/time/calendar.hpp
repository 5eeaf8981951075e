/// @file
/// Where a reporting year begins.
///
/// Councils report by financial years (April to March), schools by academic years (September to August) and many
/// national statistics by calendar years. A calendar is only the month in which its year begins.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The month, 1 to 12, in which a year begins. Whoever takes a calendar checks it with `validate`.
struct Calendar {
    int first_month = 4;

    friend constexpr bool operator==(Calendar, Calendar) = default;
};

/// Years from April, from September, and from January.
inline constexpr Calendar financial_calendar{4};
inline constexpr Calendar academic_calendar{9};
inline constexpr Calendar calendar_year{1};

/// The months in English, in their order.
inline constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"};

/// A calendar as a message writes it: 'financial', 'academic', 'calendar', or the month in which its year begins.
[[nodiscard]] inline std::string shown(Calendar calendar) {
    if (calendar == financial_calendar) return "'financial'";
    if (calendar == academic_calendar) return "'academic'";
    return calendar == calendar_year ? "'calendar'" : std::to_string(calendar.first_month);
}

/// The calendar itself, or an `Error` where its year would begin in no month.
constexpr Calendar validate(Calendar calendar) {
    if (calendar.first_month < 1 || calendar.first_month > 12)
        throw Error("calendar: a year begins in month 1 (January) to 12 (December), for example 4 (April); found " +
                    std::to_string(calendar.first_month));
    return calendar;
}

}  // namespace headway
