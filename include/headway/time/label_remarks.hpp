/// @file
/// What stands about a label and is no part of it: that it is the year to date, and in brackets the same once more.
///
/// | written | says |
/// |---|---|
/// | `September 2024 YTD`, `YTD Sep-24`, `Year to date 30 September 2024` | from the first month of that year on |
/// | `Q2 2024/25 (Jul-Sep)`, `Jul-Sep 2024 (Q2)` | the same twice; a quarter by its own year's calendar or January's |
///
/// Errors: a year to date of what ends within a month or goes over the end of a year; brackets that say another period.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/period_class.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Takes the words for a year to date off either end of a label.
[[nodiscard]] inline bool take_to_date(std::string_view& text) {
    constexpr std::array<std::string_view, 3> phrases{"ytd", "year to date", "year-to-date"};
    for (const std::string_view words : phrases) {
        if (text.size() <= words.size()) continue;
        const std::size_t end = text.size() - words.size();
        const auto apart = [](char c) { return c == ' ' || c == ':' || c == ',' || c == '-' || c == '('; };
        if (same_word(text.substr(0, words.size()), words) && apart(text[words.size()])) {
            text.remove_prefix(words.size());
            while (!text.empty() && apart(text.front())) text.remove_prefix(1);
            return true;
        }
        const bool bracket = text.ends_with(')');
        const std::string_view inner = bracket ? text.substr(0, text.size() - 1) : text;
        if (inner.size() <= words.size()) continue;
        const std::size_t at = bracket ? end - 1 : end;
        if (same_word(inner.substr(at), words) && apart(text[at - 1]) && bracket == (text[at - 1] == '(')) {
            text = text.substr(0, at);
            while (!text.empty() && apart(text.back())) text.remove_suffix(1);
            return true;
        }
    }
    return false;
}

/// From the first month of its year to the end of a period. @throws Error
[[nodiscard]] inline Period year_to_date(const Period& to, Calendar calendar) {
    const Period last = to.is_day() ? to.in_months() : to.last_month();
    const Period first = last.year_of(calendar).first_month();
    if (to.start() < first.start()) throw Error("a year to date goes to a period of one year, as in \"YTD Sep 2024\"");
    const int count = first.months_until(last) + 1;
    return Period::months(first.start().year(), first.start().month(), count).with_style(to.style());
}

/// Takes what stands in brackets behind a label, unless it names the month in which a year begins.
[[nodiscard]] inline std::string_view take_said_again(std::string_view& text) {
    const std::size_t open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string_view::npos || open == 0) return {};
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    const bool says = inside.find_first_of("0123456789-") != std::string_view::npos ||
                      inside.find(" to ") != std::string_view::npos;
    if (!says || same_word(inside.substr(0, 5), "from ")) return {};
    text = text.substr(0, open);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return inside;
}

/// The numbers from 1 of the months that words name, `Jul-Sep` or `July to September`; 0 and 0 of any other text.
[[nodiscard]] inline std::array<int, 2> months_named(std::string_view text) {
    std::array<int, 2> found{};
    std::size_t count = 0;
    while (!text.empty()) {
        std::size_t length = 0;
        while (length < text.size() && is_ascii_letter(text[length])) ++length;
        const std::string_view word = text.substr(0, length);
        const int month = month_number(word);
        if (length > 0 && month == 0 && !same_word(word, "to")) return {};
        if (month != 0 && count < 2) found[count] = month;
        count += month != 0 ? 1u : 0u;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return count == 2 ? found : std::array<int, 2>{};
}

/// @throws Error where brackets do not say the same period again.
inline void refuse_contradiction(const Period& period, std::string_view again, Calendar calendar) {
    if (again.empty()) return;
    if (period.is_day()) throw Error("brackets say " + quoted(again) + " of a day; accepted: a mark, as in \"[p]\"");
    const auto [first, last] = months_named(again);
    if (first != 0 && first == period.start().month().as_number() && last == period.end().month().as_number()) return;
    const bool quarter = again.size() == 2 && lower(again[0]) == 'q' && period.length_in_months() == 3;
    if (quarter)
        for (const Calendar each : {calendar, financial_calendar, calendar_year})
            if (period.position(each) == 3 * (again[1] - '0')) return;
    const Period months = Period::months(period.start().year(), period.start().month(), period.length_in_months());
    throw Error("brackets say " + quoted(again) + ", which is not " + months.with_style(LabelStyle::full).label() +
                "; accepted there: its months or its quarter once more, as in \"Q2 2024/25 (Jul-Sep)\", the month in "
                "which its year begins, as in \"2022/23 (from September)\", or a mark, as in \"2022/23 [p]\" or "
                "\"2022/23 (provisional)\"");
}

}  // namespace headway::detail
