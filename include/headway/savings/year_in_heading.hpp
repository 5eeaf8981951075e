/// @file
/// The year that the heading of a column of savings names: "Saving 24/25 (£k)", "2024-25 £m", "FY 2024/2025", "2024".
///
/// Two years that follow one another are one year of a plan, however they are joined (a slash, a dash, an underscore)
/// and however short they are written: "2024-25" and "2001-02" are no months here, for a plan has years. One number
/// alone ("2024", from 1990 to 2099) is a year of the calendar's own label. "FY25" and "Year 1" name none, because they
/// do not say when they begin. Errors: two years that differ.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// The label of the year that digits at the front of a text make, taken off it; empty where they make none.
[[nodiscard]] inline std::string take_year(std::string_view& text) {
    const auto digits_at_front = [](std::string_view of) {
        return of.substr(0, std::min(of.find_first_not_of("0123456789"), of.size()));
    };
    const std::string_view first = digits_at_front(text);
    text.remove_prefix(first.size());
    std::string_view rest = trimmed(text), second;
    if (!rest.empty() && (rest.front() == '/' || rest.front() == '-' || rest.front() == '_')) {
        rest = trimmed(rest.substr(1));
        second = digits_at_front(rest);
        rest.remove_prefix(second.size());
    }
    std::string begins(first), ends(second);
    if (begins.size() == 6 && ends.empty()) {  // 202425
        ends = begins.substr(4);
        begins.resize(4);
    }
    constexpr std::string_view century = "20";
    if (begins.size() == 2 && ends.size() == 2) begins.insert(0, century);
    if (begins.size() != 4) return {};
    const bool may_be_alone = begins >= "1990" && begins <= "2099";
    if (ends.empty()) return may_be_alone ? begins : std::string();
    const std::string next = std::to_string(std::stoi(begins) + 1);
    if (ends != next && ends != next.substr(2)) return {};
    if (!second.empty()) text = rest;
    return begins + "/" + next.substr(2);
}

}  // namespace detail

/// The year that a heading names; empty where it names none. @throws Error where it names two.
[[nodiscard]] inline std::optional<Period> year_in_heading(std::string_view heading,
                                                           Calendar calendar = financial_calendar) {
    std::optional<Period> found;
    const std::string plain = plain_text(heading);
    for (std::string_view rest = plain; !rest.empty();) {
        if (!detail::is_digit(rest.front())) {
            rest.remove_prefix(1);
            continue;
        }
        const std::string label = detail::take_year(rest);
        if (label.empty()) continue;
        const Period year = Period::parse(label, calendar);
        if (found && *found != year)
            throw Error("year: found " + headway::quoted(heading) + ", which names " + found->label() + " and " +
                        year.label() + "; accepted: one year a column");
        found = year;
    }
    return found;
}

}  // namespace headway
