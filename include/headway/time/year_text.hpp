/// @file
/// Years and terms as labels write them: what printing and reading share.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "headway/time/calendar.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Two-digit years from 70 on are of the twentieth century, those before of the twenty-first.
inline constexpr int first_two_digit_year = 1970;

/// Pooled years end in two digits where there are at most so many of them.
inline constexpr int most_years_ending_in_two_digits = 50;

inline constexpr std::array<std::string_view, 3> term_names{"Autumn", "Spring", "Summer"};

inline void append_two_digits(std::string& label, int number) {
    label += static_cast<char>('0' + number / 10 % 10);
    label += static_cast<char>('0' + number % 10);
}

inline void append_year(std::string& label, int year) {
    append_two_digits(label, year / 100);
    append_two_digits(label, year);
}

/// `2022/23`, or `2022` where the year begins in January; `22/23` or `22` in two digits.
inline void append_reporting_year(std::string& label, int year, Calendar calendar, bool two_digits = false) {
    if (two_digits) append_two_digits(label, year);
    else append_year(label, year);
    if (calendar == calendar_year) return;
    label += '/';
    append_two_digits(label, year + 1);
}

}  // namespace headway::detail
