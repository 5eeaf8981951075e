/// @file
/// Labels that alone may have two meanings, of which the others of their column say which.
///
/// | written | may be |
/// |---|---|
/// | `01/10/2024`, `30.9.24` | a day, its month first or its day |
/// | `11/12`, `15 - 16` | a year that spans two, a day, a month |
/// | `Apr 22`, `MAY22` | a day of that month, or the month of that year |
/// | `2010-11`, `2010-2012` | a month, or years |
///
/// It is the first question of a column, of which most labels have one meaning; what the column then says of them is
/// not answered here. No is sure; yes may be said of a label that turns out to have one meaning, or none.
/// What `whole_column.py` and `numbered_days.py` of the Python package read is asked about here: a pattern that is
/// widened there is widened here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "headway/text.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/year_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// How many bytes from a place on belong to a run.
template <class Belongs>
[[nodiscard]] std::size_t run_of(std::string_view text, std::size_t from, Belongs belongs) {
    std::size_t length = 0;
    while (from + length < text.size() && belongs(text[from + length])) ++length;
    return length;
}

[[nodiscard]] inline int value_of_digits(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = 10 * value + (digit - '0');
    return value;
}

/// `01/10/2024`, `11/12`: one or two digits, a sign, and as many.
[[nodiscard]] inline bool two_small_numbers(std::string_view plain) {
    const std::size_t first = run_of(plain, 0, is_ascii_digit);
    const std::size_t sign = first + run_of(plain, first, [](char c) { return c == ' '; });
    if (first < 1 || first > 2 || sign >= plain.size()) return false;
    if (plain[sign] != '/' && plain[sign] != '.' && plain[sign] != '-') return false;
    const std::size_t second = sign + 1 + run_of(plain, sign + 1, [](char c) { return c == ' '; });
    const std::size_t digits = run_of(plain, second, is_ascii_digit);
    return digits == 1 || digits == 2;
}

/// `Apr 22`: a name, and exactly two digits.
[[nodiscard]] inline bool two_digits_behind_a_name(std::string_view plain) {
    constexpr std::size_t shortest_month = 3;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t letters = run_of(plain, at, is_ascii_letter);
        at += std::max<std::size_t>(letters, 1);
        if (letters < shortest_month) continue;
        std::size_t number = at;
        if (number < plain.size() && plain[number] == '.') ++number;
        if (number < plain.size() && plain[number] == ' ') ++number;
        if (run_of(plain, number, is_ascii_digit) == 2) return true;
    }
    return false;
}

/// `2010-11`, `2010-2012`: two years of which the second comes after the first.
[[nodiscard]] inline bool year_to_year(std::string_view plain) {
    if (run_of(plain, 0, is_ascii_digit) != 4 || plain.size() < 7 || plain[4] != '-') return false;
    const std::size_t digits = run_of(plain, 5, is_ascii_digit);
    if (digits != 2 && digits != 4) return false;
    if (plain.size() > 5 + digits && std::string_view(" [(").find(plain[5 + digits]) == std::string_view::npos)
        return false;
    const int first = value_of_digits(plain.substr(0, 4)), last = value_of_digits(plain.substr(5, digits));
    const int more = digits == 4 ? last - first : (last - first % 100 + 100) % 100;
    return more > 0 && more < most_years_ending_in_two_digits;
}

}  // namespace detail

namespace detail {

/// `2024-09-30`, digits alone: none of the three, and most columns of dates hold nothing else.
[[nodiscard]] inline bool written_as_iso_day(std::string_view text) {
    constexpr std::string_view form = "0000-00-00";
    const auto fits = [](char c, char at) { return at == '-' ? c == '-' : c >= '0' && c <= '9'; };
    return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), fits);
}

}  // namespace detail

/// Whether a label alone may have two meanings. No is sure.
[[nodiscard]] inline bool may_mean_two(std::string_view text) {
    if (detail::written_as_iso_day(text)) return false;
    const auto is_read = [](char c) { return (c >= ' ' && c < 0x7F) || (c >= '\t' && c <= '\r'); };
    if (!std::all_of(text.begin(), text.end(), is_read)) return true;  // digits and spaces of other kinds
    const std::string plain = plain_text(text);
    return detail::two_small_numbers(plain) || detail::two_digits_behind_a_name(plain) || detail::year_to_year(plain);
}

}  // namespace headway
