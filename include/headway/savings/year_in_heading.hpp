/// @file
/// The year that the heading of a column of savings names: "Saving 24/25 (£k)", "2024-25 £m", "FY 2024/2025", "2024",
/// "Year to March 2025 £k".
///
/// Two years that follow one another are one year of a plan, however they are joined (a slash, a dash, an underscore)
/// and however short they are written: "2024-25" and "2001-02" are no months here, for a plan has years. One number
/// alone ("2024", from 1990 to 2099) is a year of the calendar's own label. Other words that are the label of twelve
/// months are that year, as `Period::parse` reads them: "Year to March 2025" is 2024/25. "FY25" and "Year 1" name none,
/// because they do not say when they begin.
///
/// Errors: two years that differ; one number that may be the year in which another begins or ends ("FY2025", where a
/// year does not begin in January); and a part of a year, alone or beside one ("March 2025", "24/25 Q2", "P6 24/25",
/// "H1"), for its figures are not those of the year.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/printed_number.hpp"
#include "headway/savings/month_in_heading.hpp"
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

/// A label among the words of a heading, and how many of them it takes.
struct LabelInHeading {
    std::size_t words = 0;  ///< 0: there is none
    Period period{};
};

/// The longest run of words from one on that is a label of at most a year; years as plans write them are none here.
[[nodiscard]] inline LabelInHeading label_in_heading(const std::vector<std::string>& words, std::size_t at,
                                                     Calendar calendar) {
    constexpr std::size_t longest = 6;  // "Year ended the 31st March 2025"
    for (std::size_t length = std::min(longest, words.size() - at); length > 0; --length) {
        std::string label = words[at];
        for (std::size_t i = 1; i < length; ++i) label += ' ' + words[at + i];
        std::string_view rest = label;
        const bool is_year = !take_year(rest).empty() && rest.empty();
        const bool is_number = label.find_first_not_of("0123456789 ") == std::string::npos;
        if (is_year || is_number || !may_be_label(label)) continue;
        try {
            const Period period = Period::parse(label, calendar);
            if (period.length_in_months() <= 12) return {.words = length, .period = period};
        } catch (const Error&) {
            continue;  // of no period
        }
    }
    return {};
}

/// Whether a word says that figures are of a part of a year, wherever its year stands: "Q2", "P6", "H1", "quarter".
[[nodiscard]] inline bool is_part_of_year(std::string_view word, std::string_view next) {
    constexpr std::array<std::string_view, 6> parts{"quarter", "qtr", "quarterly", "half", "monthly", "weekly"};
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.size() <= 2 && std::all_of(text.begin(), text.end(), is_digit);
    };
    if (word == "month" || word == "period") return is_number(next);
    if (is_one_of(word, parts)) return true;
    constexpr std::string_view initials = "qpmh";
    return word.size() > 1 && initials.find(word.front()) != std::string_view::npos && is_number(word.substr(1));
}

/// The first word of a heading that says so; empty where none does.
[[nodiscard]] inline std::string part_in_heading(std::string_view heading) {
    std::vector<std::string> words(1);
    for (const char c : heading) {
        if (is_small_letter(lower(c)) || is_digit(c)) words.back() += c;
        else if (!words.back().empty()) words.emplace_back();
    }
    words.emplace_back();
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (is_part_of_year(folded(words[i]), words[i + 1]))
            return words[i] + (words[i].size() > 4 && is_digit(words[i + 1].front()) ? ' ' + words[i + 1] : "");
    return {};
}

/// Whether what stands before a year alone leaves open whether it begins or ends then: "FY", "Year to".
[[nodiscard]] inline bool may_begin_or_end(std::string_view before) {
    constexpr std::array<std::string_view, 10> ends{"fy", "f/y", "y/e", "ye", "year", "year to", "year end",
                                                    "year ended", "year ending", "fiscal"};
    std::string small = folded(before);
    while (!small.empty() && (small.back() == ' ' || small.back() == '-' || small.back() == '_')) small.pop_back();
    if (small == "calendar year" || small.ends_with(" calendar year")) return false;
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
        return small.ends_with(end) &&
               (small.size() == end.size() || !is_small_letter(small[small.size() - end.size() - 1]));
    });
}

}  // namespace detail

/// The year that a heading names; empty where it names none. @throws Error as said at the head of this file.
[[nodiscard]] inline std::optional<Period> year_in_heading(std::string_view heading,
                                                           Calendar calendar = financial_calendar) {
    std::optional<Period> found;
    const auto refuse = [&](const std::string& why) {
        throw Error("year: found " + headway::quoted(heading) + ", which " + why);
    };
    const auto of_a_part = [&](const std::string& part, const std::string& year) {
        refuse("is of a part of a year (" + part + "); accepted: columns of whole years, or {" +
               headway::quoted(heading) + ": " + headway::quoted(year) + "} where its figures are of the whole year");
    };
    const auto take = [&](Period year) {
        if (found && *found != year)
            refuse("names " + found->label() + " and " + year.label() + "; accepted: one year a column");
        found = year;
    };
    const std::vector<std::string> words = detail::words_of_heading(heading);
    std::string plain;  // what is left beside labels
    for (std::size_t at = 0; at < words.size();) {
        const detail::LabelInHeading label = detail::label_in_heading(words, at, calendar);
        if (label.words == 0) {
            plain += words[at++] + ' ';
            continue;
        }
        at += label.words;
        plain += "; ";
        const Period of = label.period;
        if (of.length_in_months() < 12) of_a_part(of.label(), of.year_of(calendar).label());
        take(of.year_of(Calendar{static_cast<int>(of.first_month().start().month())}));
    }
    for (std::string_view rest = plain; !rest.empty();) {
        if (!detail::is_digit(rest.front())) {
            rest.remove_prefix(1);
            continue;
        }
        const std::string_view before = std::string_view(plain).substr(0, plain.size() - rest.size());
        const std::string label = detail::take_year(rest);
        if (label.empty()) continue;
        const bool alone = label.find('/') == std::string::npos;
        if (alone && calendar.first_month != 1 && detail::may_begin_or_end(before)) {
            const Period begun = Period::parse(label, calendar_year).first_month().year_of(calendar).next();
            refuse("may be " + begun.shifted(-12).label() + " or " + begun.label() +
                   "; accepted: either, written so, or {" + headway::quoted(heading) + ": " +
                   headway::quoted(begun.label()) + "}");
        }
        take(Period::parse(label, calendar));
    }
    if (!found) return found;
    if (const std::string part = detail::part_in_heading(heading); !part.empty()) of_a_part(part, found->label());
    return found;
}

}  // namespace headway
