/// @file
/// Reading the label of a period out of document text.
///
/// Accepted, besides every label that `Period::label` prints, in any letter case and with the dashes, spaces and
/// apostrophes of documents (see `plain_text`):
///
/// | | |
/// |---|---|
/// | days | `25 June 2024`, `25th Jun 2024`, `June 25, 2024`, `2024-06-25`, `30/09/2024` (see `day_parts.hpp`) |
/// | months | `Sep-24`, `Sep/24`, `September, 2024`, `Sept. 2024`, `2024 SEP`, `Sept'2024` |
/// | | `2024 M09`, `202409`, `09/2024` |
/// | quarters | `2024/25 Q2`, `Q2 2024/25`, `Q2 24/25`, `Quarter 2 of 2024/25`, `2024 Q2`, `2024-Q2`, `Q2-2024` |
/// | halves | `H1 2023/24`, `2023/24 H1`, `Half 2 of 2024` |
/// | terms | `Autumn term 2024`, `Spring term 2024/25`, `Summer term 24/25` |
/// | years | `2022/2023`, `24/25`, `FY23/24`, `financial year 2022-23`, `2022/23 academic year`, `calendar year 2022` |
/// | pooled years | `2018-20`, `2018 - 2020`, `2018 to 2020`, `2018/19 to 2020/21` |
/// | months by number | `Month 6 2024/25`, `2024/25 M6`: of a year that spans two |
/// | ranges of months | `April - July 2025`, `Sep-23 to Aug-24`, `2023-09 to 2024-08`, `1 Apr 2024 to 31 Mar 2025` |
/// | | `July/August 2024`, `Q1-Q2 2024/25` |
/// | year to date | `September 2024 YTD`, `YTD Sep-24`, `Year to date: 30 September 2024` |
/// | months up to one | `Year ending March 2024`, `Quarter to June 2024`, `12 months to 31 March 2024` |
///
/// "End of March 2025" and "end Q3 2024/25" are the last day of what they name, "start of April 2025" the first. Words
/// that only say that it was so then, or is to be, are left out ("As at 31 March 2024", "by June 2024"), and the marks
/// of tables behind a label (`2019/20 [p]`, `2023 (provisional)`; see `figure_mark.hpp`) become those of the period.
/// Brackets may say a quarter again in its months, or its months as a quarter: `Q2 2024/25 (Jul-Sep)`,
/// `Jul-Sep 2024 (Q2)`. What contradicts is refused. Weeks are no periods.
///
/// A year is named by the calendar that the text states; without one, `2023` is the calendar year and `2022/23` a
/// year of the calendar asked for, the financial one by default.
///
/// Terms are of a school year, which begins in September unless the calendar asked for begins in another month than
/// January or April: autumn September to December, spring January to April, summer May to August.
///
/// Nothing is guessed. Four digits, a hyphen and 01 to 12 without spaces are always an ISO month: `2009-10` is
/// October 2009. Two consecutive years joined by a dash (`2023-24`, `2009 - 10`) may be one financial year or two
/// pooled years, `Sep 24` may be a day, and `2001-03` with an en dash may be a month or three years: each is an
/// `Error` that shows what to write instead, and so are `11/12` (a year, a day or a month) and `201112` (a month or
/// a year). Two-digit years after a month or in `24/25` are 1970 to 2069; the last of pooled years
/// is of the same century as the first, or of the next where that pools at most fifty.
/// Errors: `Error` with the text that was found and an example of what is accepted.
/// Sources: labels of Fingertips, ONS time series, GOV.UK style and ISO 8601-1:2019 (4.3, 5.5).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/figure_mark.hpp"
#include "headway/text.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/label_remarks.hpp"
#include "headway/time/label_style.hpp"
#include "headway/time/period_class.hpp"
#include "headway/time/period_reader.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// A day or a month as ISO 8601 writes it, `2024-09-30` or `2024-09`, which has one meaning and no marks: most columns
/// of dates hold nothing else. None of any other text, and of a day or month that there is not.
[[nodiscard]] inline std::optional<Period> iso_date(std::string_view text) {
    constexpr std::size_t of_month = 7, of_day = 10;
    if ((text.size() != of_month && text.size() != of_day) || text[4] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t digits) {
        int value = 0;
        for (const char c : text.substr(from, digits)) {
            if (!is_ascii_digit(c)) return -1;
            value = 10 * value + (c - '0');
        }
        return value;
    };
    const int year = number(0, 4), month = number(5, 2);
    if (year < Period::first_accepted_year || year > Period::last_accepted_year || month < 1 || month > 12)
        return std::nullopt;
    if (text.size() == of_month) return Period::month(year, month).with_style(LabelStyle::iso);
    const int day = text[7] == '-' ? number(8, 2) : -1;
    if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return Period::day(year, month, day).with_style(LabelStyle::iso);
}

}  // namespace detail

inline Period Period::parse(std::string_view text, Calendar calendar) {
    const Calendar asked_for = validate(calendar);
    if (const std::optional<Period> date = detail::iso_date(text)) return *date;
    const std::string plain = plain_text(text);
    std::string small = plain;
    std::transform(small.begin(), small.end(), small.begin(), detail::lower);
    std::string_view unmarked = small;
    const Flags<FigureMark> marks = detail::take_figure_marks(unmarked);
    const auto from = static_cast<std::size_t>(unmarked.data() - small.data());
    try {
        std::string_view label = detail::after_as_at(std::string_view(plain).substr(from, unmarked.size()));
        const detail::PeriodEnd end = detail::take_period_end(label);
        const bool to_date = detail::take_to_date(label);
        const std::string_view again = detail::take_said_again(label);
        Period period = detail::PeriodReader(text, label, asked_for).read();
        detail::refuse_contradiction(period, again, asked_for);
        if (to_date) period = detail::year_to_date(period, asked_for);
        if (end != detail::PeriodEnd::none)
            period = Period::day_of(end == detail::PeriodEnd::first ? period.start() : period.end())
                         .with_style(period.style());
        period.marks_ = marks;
        return period;
    } catch (const Error& error) {
        const std::string mark = detail::bare_mark(small);
        throw Error("period " + quoted(text) + ": " + error.what() + (mark.empty() ? "" : "; " + mark));
    }
}

}  // namespace headway
