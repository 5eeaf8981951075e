/// @file
/// The label of a period taken apart: numbers, months, signs and the calendar that its words name.
///
/// Words that are no part of the period itself name its calendar ("financial year", "FY", "(from September)") or mean
/// nothing ("of"). Any other word is refused, with the nearest month where one is near.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/year_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A part of a label.
struct LabelPart {
    enum class Is {
        end, number, ordinal, month, month_sign, quarter, half, term, months_to, dash, to, joined, slash, point, comma,
        apostrophe
    };

    Is is = Is::end;
    std::string_view text;
    int value = 0;  ///< of a number, or of `25th`; of a month, 1 to 12; of a term, 1 to 3; of `year ending`, its months
    bool spaced = false;  ///< a space stands before it
};

[[nodiscard]] constexpr bool same_word(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

[[nodiscard]] constexpr int year_of_two_digits(int year) noexcept {
    return 1900 + year < first_two_digit_year ? 2000 + year : 1900 + year;
}

/// A year in two digits is of the same century as `start`, or of the next where that pools at most fifty years;
/// otherwise it comes out as one before `start`, which no range accepts.
[[nodiscard]] inline int expanded(const LabelPart& year, int start) {
    if (year.text.size() == 4) return year.value;
    const int of_the_century = start - start % 100 + year.value;
    const int next_century = of_the_century + 100;
    const bool near = next_century - start < most_years_ending_in_two_digits;
    return of_the_century < start && near ? next_century : of_the_century;
}

[[nodiscard]] inline bool follows(int first, const LabelPart& second) {
    if (second.text.size() == 2) return second.value == (first + 1) % 100;
    return second.text.size() == 4 && second.value == first + 1;
}

[[nodiscard]] inline std::string split_year(int first) {
    std::string label;
    append_reporting_year(label, first, financial_calendar);
    return label;
}

/// 1 to 12 for `September`, `Sep` or `Sept`; 0 for a word that is no month.
[[nodiscard]] constexpr int month_number(std::string_view word) noexcept {
    if (same_word(word, "Sept")) return 9;
    for (int month = 1; month <= 12; ++month) {
        const std::string_view name = month_names[static_cast<std::size_t>(month - 1)];
        if (same_word(word, name) || same_word(word, name.substr(0, 3))) return month;
    }
    return 0;
}

[[nodiscard]] inline std::string accepted_labels() {
    return "accepted are whole months, such as \"September 2024\", \"2024-09\", \"2024/25 - Q2\", \"2022/23\", "
           "\"2023\", \"2018 - 20\", \"Autumn term 2024\" or \"Jul 2021 to Jun 2024\", and days, such as "
           "\"30 June 2024\"";
}

[[noreturn]] inline void label_not_understood() { throw Error("it is not understood; " + accepted_labels()); }

[[noreturn]] inline void ambiguous_pair(int first) {
    const std::string year = std::to_string(first);
    throw Error("it could be one year or two; write \"" + split_year(first) + "\" for the financial year, \"" + year +
                " and " + std::to_string(first + 1) + "\" for two calendar years pooled");
}

[[noreturn]] inline void ambiguous_dash(int first, const LabelPart& last) {
    const std::string year = std::to_string(first), digits(last.text);
    throw Error("it could be a month or years; write \"" + year + "-" + digits +
                "\" with a hyphen for the month, \"" + year + " - " + digits + "\" with spaces for the years");
}

/// Whether a document's text has a hyphen among its dashes.
[[nodiscard]] inline bool has_hyphen(std::string_view document_text) {
    for (const std::string_view hyphen : {"-", "\xE2\x80\x90", "\xE2\x80\x91"})  // U+2010, U+2011
        if (document_text.find(hyphen) != std::string_view::npos) return true;
    return false;
}

/// Whether a word of letters alone may stand first in a label: to try another for a period, with all that follows it,
/// takes a hundred times as long.
[[nodiscard]] inline bool may_begin_label(std::string_view word) {
    constexpr std::array<std::string_view, 34> first{
        "autumn", "spring",    "summer",   "q",    "qtr", "quarter", "h",  "half", "m",
        "month",  "months",    "ye",       "year", "yr",  "fy",      "ay", "cy",   "financial",
        "fiscal", "academic",  "calendar", "as",   "at",  "on",      "by", "no",   "position",
        "the",    "end",       "start",    "beginning",   "ytd",     "of", "rolling"};
    return month_number(word) != 0 || is_one_of(folded(word), first);
}

/// The parts of one label, in their order; what is beyond `count` is `Is::end`.
struct LabelParts {
    std::array<LabelPart, 16> at{};
    std::size_t count = 0;
    std::optional<Calendar> stated{};  ///< by the text itself

    void add(const LabelPart& part) {
        if (count + 1 == at.size()) label_not_understood();  // the last part stays Is::end
        at[count++] = part;
    }

    void state(Calendar calendar) {
        if (stated && *stated != calendar)
            throw Error("it names two calendars; accepted is one, as in \"academic year 2022/23\"");
        stated = calendar;
    }
};

[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// A phrase at the front of the text, of which the first word is given: `Autumn term`, `year ending`, `YE`, `y/e`.
[[nodiscard]] inline LabelPart front_phrase(std::string_view text, std::string_view first) {
    const std::string_view after = text.substr(first.size());
    const auto then = [&](std::string_view word) {
        const std::string_view next = after.substr(0, word.size() + 1);
        return next.size() == word.size() + 1 && next.front() == ' ' && same_word(next.substr(1), word) &&
               !(after.size() > next.size() && is_ascii_letter(after[next.size()]));
    };
    const auto phrase = [&](LabelPart::Is is, std::string_view word, int value) {
        return LabelPart{.is = is, .text = text.substr(0, first.size() + 1 + word.size()), .value = value};
    };
    for (std::size_t term = 0; term < term_names.size(); ++term) {
        if (!same_word(first, term_names[term])) continue;
        if (then("term")) return phrase(LabelPart::Is::term, "term", static_cast<int>(term) + 1);
        throw Error("a season may be a term; write \"" + std::string(term_names[term]) +
                    " term 2024\" for the term, months for the season, as in \"June - August 2024\"");
    }
    const bool week = same_word(first, "week") && (then("ending") || then("ended") || then("commencing"));
    if (week || same_word(text.substr(0, 3), "w/e") || same_word(text.substr(0, 3), "w/c"))
        throw Error("a week is no period of whole months; write its day alone, as in \"5 April 2024\"");
    if (same_word(first, "YE")) return {.is = LabelPart::Is::months_to, .text = first, .value = 12};
    if (same_word(text.substr(0, 3), "y/e") && !(text.size() > 3 && is_ascii_letter(text[3])))
        return {.is = LabelPart::Is::months_to, .text = text.substr(0, 3), .value = 12};
    constexpr std::array<std::pair<std::string_view, int>, 5> lengths{
        {{"year", 12}, {"yr", 12}, {"quarter", 3}, {"months", 0}, {"month", 0}}};
    for (const auto& [name, months] : lengths)
        for (const std::string_view word : {"ending", "ended", "to"})
            if (same_word(first, name) && then(word)) return phrase(LabelPart::Is::months_to, word, months);
    return {};
}

/// The part at the front of the text; `LabelPart::Is::end` for a word or a bracket, which `split_word` judges.
[[nodiscard]] inline LabelPart front_part(std::string_view text) {
    const auto run = [&](auto belongs) {
        std::size_t length = 0;
        while (length < text.size() && belongs(text[length])) ++length;
        return text.substr(0, length);
    };
    if (is_ascii_digit(text.front())) {
        const std::string_view digits = run(is_ascii_digit);
        if (digits.size() > 4 && digits.size() != 6 && digits.size() != 8) label_not_understood();
        int value = 0;
        for (const char digit : digits) value = 10 * value + (digit - '0');
        const std::string_view after = text.substr(digits.size());
        constexpr std::array<std::string_view, 4> suffixes{"st", "nd", "rd", "th"};
        for (const std::string_view suffix : suffixes)
            if (digits.size() <= 2 && same_word(after.substr(0, 2), suffix) &&
                !(after.size() > 2 && is_ascii_letter(after[2])))
                return {.is = LabelPart::Is::ordinal, .text = text.substr(0, digits.size() + 2), .value = value};
        return {.is = LabelPart::Is::number, .text = digits, .value = value};
    }
    if (is_ascii_letter(text.front())) {
        const std::string_view letters = run(is_ascii_letter);
        if (const int month = month_number(letters))
            return {.is = LabelPart::Is::month, .text = letters, .value = month};
        if (const LabelPart words = front_phrase(text, letters); words.is != LabelPart::Is::end) return words;
        for (const std::string_view word : {"Q", "Qtr", "Quarter"})
            if (same_word(letters, word)) return {.is = LabelPart::Is::quarter, .text = letters};
        for (const std::string_view word : {"H", "Half"})
            if (same_word(letters, word)) return {.is = LabelPart::Is::half, .text = letters};
        for (const std::string_view word : {"M", "Month"})
            if (same_word(letters, word)) return {.is = LabelPart::Is::month_sign, .text = letters};
        if (same_word(letters, "to")) return {.is = LabelPart::Is::to, .text = letters};
        if (same_word(letters, "and")) return {.is = LabelPart::Is::joined, .text = letters};
        return {.text = letters};
    }
    const std::string_view sign = text.substr(0, 1);
    switch (sign.front()) {
        case '-': return {.is = LabelPart::Is::dash, .text = sign};
        case '/': return {.is = LabelPart::Is::slash, .text = sign};
        case ',': return {.is = LabelPart::Is::comma, .text = sign};
        case '\'': return {.is = LabelPart::Is::apostrophe, .text = sign};
        case '&': return {.is = LabelPart::Is::joined, .text = sign};
        case '.':
        case '(': return {.text = sign};
        default: label_not_understood();
    }
}

/// Words and signs that are no part of the period itself: they name its calendar, or mean nothing. Returns what
/// is left of the text after them.
[[nodiscard]] inline std::string_view split_word(std::string_view word, std::string_view rest, LabelParts& parts) {
    if (word == "." && parts.count > 0 && parts.at[parts.count - 1].is == LabelPart::Is::month)
        return rest;  // Sept. 2024
    if (word == "(") {
        std::string_view inside = rest.substr(0, rest.find(')'));
        if (inside.size() < rest.size() && same_word(inside.substr(0, 5), "from ")) {
            if (const int month = month_number(inside.substr(5))) {
                parts.state(Calendar{month});
                return rest.substr(inside.size() + 1);
            }
        }
        throw Error("brackets hold the month in which its year begins, as in \"2022/23 (from September)\", or a mark, "
                    "as in \"2022/23 [p]\" or \"2022/23 (provisional)\"");
    }
    if (same_word(word, "of") || same_word(word, "rolling")) return rest;
    constexpr std::array<std::pair<std::string_view, Calendar>, 3> abbreviations{
        {{"FY", financial_calendar}, {"AY", academic_calendar}, {"CY", calendar_year}}};
    for (const auto& [name, calendar] : abbreviations) {
        if (!same_word(word, name)) continue;
        parts.state(calendar);
        return rest;
    }
    constexpr std::array<std::pair<std::string_view, Calendar>, 4> year_names{{{"financial", financial_calendar},
                                                                               {"fiscal", financial_calendar},
                                                                               {"academic", academic_calendar},
                                                                               {"calendar", calendar_year}}};
    for (const auto& [name, calendar] : year_names) {
        if (!same_word(word, name)) continue;
        for (const std::string_view year : {" years", " year"}) {
            if (!same_word(rest.substr(0, year.size()), year)) continue;
            parts.state(calendar);
            return rest.substr(year.size());
        }
    }
    const std::string month = word.size() > 2 ? nearest(word, month_names) : std::string();
    if (!month.empty()) throw Error("there is no month " + quoted(word) + "; did you mean \"" + month + "\"?");
    label_not_understood();
}

/// What is left of a text after words that mean no more than that it is so at its time, or then at the latest:
/// `As at 31 March 2024`, `by 31 March 2025`.
[[nodiscard]] inline std::string_view after_as_at(std::string_view text) {
    constexpr std::array<std::string_view, 8> phrases{
        "position as at ", "position at ", "as at ", "as of ", "at ", "on ", "no later than ", "by "};
    for (const std::string_view words : phrases)
        if (same_word(text.substr(0, words.size()), words)) return text.substr(words.size());
    return text;
}

/// One end of a period, whose first or last day is meant.
enum class PeriodEnd { none, first, last };

/// Takes the words before a period that mean one end of it, as in `end of March 2025`.
[[nodiscard]] inline PeriodEnd take_period_end(std::string_view& text) {
    constexpr std::array<std::pair<std::string_view, PeriodEnd>, 3> ends{
        {{"end ", PeriodEnd::last}, {"start ", PeriodEnd::first}, {"beginning ", PeriodEnd::first}}};
    const auto took = [&](std::string_view words) {
        const bool there = same_word(text.substr(0, words.size()), words);
        if (there) text.remove_prefix(words.size());
        return there;
    };
    const std::string_view whole = text;
    took("the ");
    for (const auto& [word, end] : ends)
        if (took(word)) {
            took("of ");
            return end;
        }
    text = whole;
    return PeriodEnd::none;
}

/// What is left of a text before a midnight, which a spreadsheet puts after a day: `30/09/2024 00:00`.
[[nodiscard]] inline std::string_view before_midnight(std::string_view text) {
    const std::size_t day = text.find_first_of(" T", 8);  // the shortest day, 1/1/2024
    if (day == std::string_view::npos) return text;
    for (const std::string_view midnight : {"00:00", "00:00:00", "00:00:00.000"})
        if (text.substr(day + 1) == midnight) return text.substr(0, day);
    return text;
}

/// The parts of a label that `plain_text` has made plain. @throws Error, a reason, for what no label holds.
[[nodiscard]] inline LabelParts split_label(std::string_view text) {
    text = before_midnight(text);
    LabelParts parts;
    bool spaced = false;
    while (!text.empty()) {
        if (text.front() == ' ') {
            text.remove_prefix(1);
            spaced = true;
            continue;
        }
        const bool in_a_day = text.front() == '.' && !spaced && parts.count > 0 &&
                              parts.at[parts.count - 1].is == LabelPart::Is::number;  // 30.9.2024
        LabelPart part = in_a_day ? LabelPart{.is = LabelPart::Is::point, .text = text.substr(0, 1)} : front_part(text);
        part.spaced = std::exchange(spaced, false);
        text.remove_prefix(part.text.size());
        if (part.is == LabelPart::Is::end) text = split_word(part.text, text, parts);
        else parts.add(part);
    }
    return parts;
}

}  // namespace headway::detail
