/// @file
/// The label of a period, as published reports print it.
///
/// | kind | label |
/// |---|---|
/// | day | `30 September 2024`, `30 Sep 2024`, `30 Sept'24`, `2024-09-30` |
/// | month | `September 2024`, `Sep 2024`, `Sept'24`, `2024-09` |
/// | quarter | `2024/25 - Q2` |
/// | term | `Autumn term 2024` (of the year in which it begins) |
/// | half | `2023/24 - H1` |
/// | year | `2022/23` |
/// | years | `2018/19 - 20/21` |
/// | months | `September 2023 - August 2024`, `Sep 2023 to Aug 2024`, `Sept'23 to Aug'24`, `2023-09/2024-08` |
///
/// Years that begin in January are `2023`, `2024 - Q2` and `2018 - 20`; two of them pooled are `2018 and 2019`,
/// because `2018 - 19` would also be read as a financial year. Years that begin in neither January nor April say so:
/// `2022/23 (from September)`. Two digits are printed only where `parse` expands them to the same year.
/// Sources: labels of the Fingertips profiles, of council performance reports and of ISO 8601-1:2019.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "headway/time/period_class.hpp"
#include "headway/time/year_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

struct LabelledMonth {
    int year = 0;
    int number = 1;
};

[[nodiscard]] constexpr std::string_view short_month_name(int month) noexcept {
    return month_names[static_cast<std::size_t>(month - 1)].substr(0, 3);
}

inline void append_month(std::string& label, LabelledMonth month, LabelStyle style) {
    switch (style) {
        case LabelStyle::full:
            label += month_names[static_cast<std::size_t>(month.number - 1)];
            label += ' ';
            break;
        case LabelStyle::abbreviated:
            label += short_month_name(month.number);
            label += ' ';
            break;
        case LabelStyle::apostrophe:
            label += month.number == 9 ? "Sept" : short_month_name(month.number);
            label += '\'';
            if (month.year >= first_two_digit_year && month.year < first_two_digit_year + 100)
                return append_two_digits(label, month.year);
            break;
        case LabelStyle::iso:
            append_year(label, month.year);
            label += '-';
            return append_two_digits(label, month.number);
    }
    append_year(label, month.year);
}

}  // namespace detail

inline std::string Period::label() const {
    const auto month_at = [](int index) {
        const int months = 12 * first_accepted_year + index;
        return detail::LabelledMonth{.year = months / 12, .number = months % 12 + 1};
    };
    const detail::LabelledMonth first = month_at(first_);
    const detail::LabelledMonth last = month_at(last_index());
    const int position = position_of_end(calendar());
    const int year = month_at(last_index() + 1 - position).year;  // in which the last year begins

    std::string label;
    switch (kind_) {
        case PeriodKind::day:
            if (style_ != LabelStyle::iso) label += std::to_string(day_) + " ";
            detail::append_month(label, first, style_);
            if (style_ == LabelStyle::iso) {
                label += '-';
                detail::append_two_digits(label, day_);
            }
            return label;
        case PeriodKind::month:
            detail::append_month(label, first, style_);
            return label;
        case PeriodKind::months:
            detail::append_month(label, first, style_);
            label += style_ == LabelStyle::full ? " - " : style_ == LabelStyle::iso ? "/" : " to ";
            detail::append_month(label, last, style_);
            return label;
        case PeriodKind::quarter:
        case PeriodKind::half:
            detail::append_reporting_year(label, year, calendar());
            label += kind_ == PeriodKind::quarter ? " - Q" : " - H";
            label += static_cast<char>('0' + position / count_);
            break;
        case PeriodKind::term:
            label += detail::term_names[static_cast<std::size_t>(position / count_ - 1)];
            label += " term ";
            detail::append_year(label, first.year);
            if (calendar() == academic_calendar) return label;
            break;
        case PeriodKind::year:
            detail::append_reporting_year(label, year, calendar());
            break;
        case PeriodKind::years:
            detail::append_reporting_year(label, first.year, calendar());
            if (calendar() == calendar_year && count_ == 24) {
                label += " and ";
                detail::append_reporting_year(label, year, calendar());
            } else {
                label += " - ";
                const bool two_digits = count_ <= 12 * detail::most_years_ending_in_two_digits;
                detail::append_reporting_year(label, year, calendar(), two_digits);
            }
            break;
    }
    if (kind_ == PeriodKind::term || (calendar() != calendar_year && calendar() != financial_calendar)) {
        label += " (from ";
        label += month_names[static_cast<std::size_t>(calendar().first_month - 1)];
        label += ')';
    }
    return label;
}

/// Writes the label of a period.
inline std::ostream& operator<<(std::ostream& out, Period period) { return out << period.label(); }

}  // namespace headway
