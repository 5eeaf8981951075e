/// @file
/// The month that the heading of a column of money names: "Apr-24 (£k)", "Actual April 2024", "2024-04", "Sep".
///
/// The longest run of up to three words that is the label of one month or of its last day is what the heading names.
/// The name of a month alone is one of the year that the table is of, where it is of one year. A range names no month.
/// Errors: two months that differ.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// The words of a heading, without brackets and commas about them.
[[nodiscard]] inline std::vector<std::string> words_of_heading(std::string_view heading) {
    std::vector<std::string> words;
    std::string plain = plain_text(heading);
    for (char& c : plain)
        if (c == '(' || c == ')' || c == '[' || c == ']' || c == ',' || c == ':') c = ' ';
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t from = plain.find_first_not_of(' ', at);
        if (from == std::string::npos) break;
        at = std::min(plain.find(' ', from), plain.size());
        words.push_back(plain.substr(from, at - from));
    }
    return words;
}

/// Whether words of a heading may be the label of a period: they have digits, no sign of money or of per cent, and
/// begin as a label may. To ask the other words of a heading for a period takes longer than to read its column.
[[nodiscard]] inline bool may_be_label(std::string_view words) {
    constexpr std::array<std::string_view, 4> signs{"\u00A3", "\u20AC", "$", "%"};
    const auto has = [&](std::string_view sign) { return words.find(sign) != std::string_view::npos; };
    if (std::none_of(words.begin(), words.end(), is_digit)) return false;
    if (std::any_of(signs.begin(), signs.end(), has)) return false;
    const std::string_view first = words.substr(0, words.find(' '));
    return !std::all_of(first.begin(), first.end(), is_ascii_letter) || may_begin_label(first);
}

/// The month that a label is of; empty where it is the label of anything else.
[[nodiscard]] inline std::optional<Period> month_of_label(const std::string& label, Calendar calendar) {
    if (!may_be_label(label)) return std::nullopt;
    try {
        const Period period = Period::parse(label, calendar).in_months();
        if (period.length_in_months() == 1) return period;
    } catch (const Error&) {
        return std::nullopt;  // of no period
    }
    return std::nullopt;
}

/// The month of a year by its name alone.
[[nodiscard]] inline std::optional<Period> month_by_name(const std::string& word, Period year) {
    const std::string small = folded(word);
    if (small.size() < 3) return std::nullopt;
    for (int i = 0; i < 12; ++i) {
        const Period month = year.first_month().shifted(i);
        const std::string name = folded(month_names[month.start().month() - 1u]);
        if (name.starts_with(small) && (small.size() == 3 || small.size() == name.size() || small == "sept"))
            return month;
    }
    return std::nullopt;
}

}  // namespace detail

/// The month that a heading names; empty where it names none. @param year that months without one are of
/// @throws Error where it names two.
[[nodiscard]] inline std::optional<Period> month_in_heading(std::string_view heading, std::optional<Period> year = {},
                                                            Calendar calendar = financial_calendar) {
    const std::vector<std::string> words = detail::words_of_heading(heading);
    std::optional<Period> found;
    for (std::size_t at = 0; at < words.size();) {
        std::optional<Period> month;
        std::size_t taken = 0;
        for (std::size_t length = std::min<std::size_t>(3, words.size() - at); length > 0 && !month; --length) {
            std::string label = words[at];
            for (std::size_t i = 1; i < length; ++i) label += ' ' + words[at + i];
            month = detail::month_of_label(label, calendar);
            if (!month && length == 1 && year) month = detail::month_by_name(label, *year);
            taken = length;
        }
        if (month && found && *found != *month)
            throw Error("month: found " + headway::quoted(heading) + ", which names " + found->label() + " and " +
                        month->label() + "; accepted: one month a column");
        if (month) found = month;
        at += taken;
    }
    return found;
}

}  // namespace headway
