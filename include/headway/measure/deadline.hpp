/// @file
/// The time by whose end something is due, of the date that a deadline says.
///
/// | said                                                             | due by the end of             |
/// |------------------------------------------------------------------|-------------------------------|
/// | by March 2026, by the end of March 2026, by 31 March 2026        | that month, or that day       |
/// | no later than, on or before, until, till, up to March 2026       | that month                    |
/// | by 1 April 2026, by the start of April 2026, before April 2026   | the month before: March 2026  |
/// | ahead of, prior to April 2026                                    | the month before              |
/// | before 15 March 2026                                             | the day before: 14 March 2026 |
/// | before the end of March 2026                                     | that month                    |
///
/// The first day of a month has no time before it that belongs to the month, so what is reached by then is reached in
/// the month before. As a label of data the same day stands for the month that it begins: see `Period::in_months`.
/// This is the rule of all deadlines: of targets in words, of a required run rate, of milestones and of benefits.
/// Errors: a day before the first year that a period can have; of a text, what is no period behind these words.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "headway/text.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
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
    return day == Period::day_of(day.last_month().end()) ? day.in_months() : due_by(day);
}

/// What a deadline begins with, and whether the time behind it is itself too late.
struct DeadlineWord {
    std::string_view word;
    bool before;
};

/// Those that end with another stand before it.
inline constexpr std::array<DeadlineWord, 13> deadline_words{{{"on or before", false},
                                                              {"by or before", false},
                                                              {"no later than", false},
                                                              {"not later than", false},
                                                              {"up until", false},
                                                              {"up till", false},
                                                              {"up to", false},
                                                              {"until", false},
                                                              {"till", false},
                                                              {"by", false},
                                                              {"ahead of", true},
                                                              {"prior to", true},
                                                              {"before", true}}};

/// Whether a time, in small letters, is the end of another, before which is in that other: "the end of March".
[[nodiscard]] inline bool says_an_end(std::string_view small) {
    const std::string padded = " " + std::string(small) + " ";
    for (const std::string_view word : {" end ", " close ", " year-end "})
        if (padded.find(word) != std::string::npos) return true;
    return false;
}

/// By whose end it is due, of a deadline in words; text without any of them is a time by which it is due.
/// @throws Error: see the head of this file.
[[nodiscard]] inline Period read_deadline(std::string_view text, Calendar calendar = financial_calendar) {
    const std::string plain = plain_text(text), small = folded(text);
    for (const auto& [word, before] : deadline_words) {
        if (small.size() <= word.size() || !small.starts_with(word) || small[word.size()] != ' ') continue;
        const Period time = Period::parse(plain.substr(word.size() + 1), calendar);
        return before && !says_an_end(small.substr(word.size())) ? due_before(time) : due_by(time);
    }
    return due_by(Period::parse(text, calendar));
}

}  // namespace headway
