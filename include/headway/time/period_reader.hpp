/// @file
/// The parts of one label read as a period: which labels there are says period_parse.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/time/day_parts.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/period_class.hpp"
#include "headway/time/year_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Reads one label. Its errors are reasons; `Period::parse` puts the text before them.
class PeriodReader {
public:
    PeriodReader(std::string_view document_text, std::string_view plain, Calendar calendar)
        : document_text_(document_text), parts_(split_label(plain)), calendar_(calendar) {}

    [[nodiscard]] Period read() {
        const Period period = take_period();
        if (!next_is(Is::end)) label_not_understood();
        return period;
    }

private:
    [[nodiscard]] static Period day_of(const WrittenDay& written) {
        return Period::day(written.year, written.month, written.day).with_style(written.style);
    }

    using Is = LabelPart::Is;

    /// A month as written, and whether its name was whole (which `May` is in either style).
    struct WrittenMonth {
        int number = 1;
        bool whole_name = false;
    };

    struct WrittenYear {
        int first = 0;
        Calendar calendar;
    };

    // --- looking and taking ------------------------------------------------------------------------------------

    [[nodiscard]] const LabelPart& part(std::size_t ahead = 0) const {
        return parts_.at[std::min(at_ + ahead, parts_.count)];
    }

    [[nodiscard]] bool next_is(Is is) const { return part().is == is; }

    [[nodiscard]] bool number_ahead(std::size_t ahead, std::size_t digits) const {
        return part(ahead).is == Is::number && part(ahead).text.size() == digits;
    }

    [[nodiscard]] bool year_ahead(std::size_t ahead) const { return number_ahead(ahead, 4) || number_ahead(ahead, 2); }

    /// A dash with no space on either side, as in `2024-09` and `Sep-24`.
    [[nodiscard]] bool tight_dash_ahead(std::size_t ahead) const {
        return part(ahead).is == Is::dash && !part(ahead).spaced && !part(ahead + 1).spaced;
    }

    [[nodiscard]] bool tight_ahead(Is sign) const {
        return next_is(sign) && !part().spaced && !part(1).spaced && year_ahead(1);
    }

    [[nodiscard]] bool separator_ahead(std::size_t ahead = 0) const {
        return part(ahead).is == Is::dash || part(ahead).is == Is::to;
    }

    LabelPart take() {
        const LabelPart taken = part();
        at_ = std::min(at_ + 1, parts_.count);
        return taken;
    }

    bool took(Is is) {
        if (!next_is(is)) return false;
        take();
        return true;
    }

    // --- what a label can be -----------------------------------------------------------------------------------

    Period take_period() {
        if (parts_.count == 0) throw Error("it is empty; " + accepted_labels());
        if (const auto day = take_day()) return take_days(*day);
        if (next_is(Is::quarter) || next_is(Is::half)) {
            const WrittenParts written = take_parts_of_year();
            if (tight_dash_ahead(0) && year_ahead(1)) take();  // Q2-2024
            return parts_of_year(take_year_of_part(), written);
        }
        if (next_is(Is::term)) return take_term();
        if (next_is(Is::month_sign)) {  // Month 6 2024/25
            take();
            const int number = take_number_of_month();
            return month_of_year(take_year_of_part(), number);
        }
        if (next_is(Is::month)) return take_named_months();
        if (next_is(Is::months_to) || part(1).is == Is::months_to) return take_months_to();
        if (number_ahead(0, 6)) return take_run_together();
        if (numbered_month_ahead()) return take_numbered_month();
        if (!year_ahead(0)) label_not_understood();
        for (std::size_t ahead = 1; part(ahead).is != Is::end; ++ahead) {
            const bool month = part(ahead).is == Is::month_sign && ahead > 2;  // 2024/25 M6, but 2024 M09
            if (part(ahead).is != Is::quarter && part(ahead).is != Is::half && !month) continue;
            const WrittenYear year = take_year_of_part();
            took(Is::dash);
            if (!month) return parts_of_year(year, take_parts_of_year());
            if (!took(Is::month_sign)) label_not_understood();
            return month_of_year(year, take_number_of_month());
        }
        if (number_ahead(0, 2)) return take_two_digit_years();
        if (part(1).is == Is::month_sign || (tight_dash_ahead(1) && part(2).is == Is::month_sign)) {  // 2024 M09
            const int year = take().value;
            took(Is::dash);
            take();
            const LabelPart number = take();
            if (number.is != Is::number || number.text.size() > 2) label_not_understood();
            return Period::month(year, number.value).with_style(LabelStyle::iso);
        }
        if (part(1).is == Is::month) {  // 2024 SEP
            const int year = take().value;
            return month(year, take_month());
        }
        if (part(1).is == Is::slash) return take_split_years(part().value);
        if (iso_month_ahead()) return take_iso_months();
        if (separator_ahead(1) || part(1).is == Is::joined) return take_calendar_years();
        return Period::year(take().value, calendar_of_plain_year());
    }

    std::optional<WrittenDay> take_day() {
        const std::optional<WrittenDay> day = DayAhead(parts_, at_).find();
        if (!day) return std::nullopt;
        if (parts_.stated) throw Error("only quarters and years have a calendar, as in \"academic year 2022/23\"");
        at_ += day->parts;
        return day;
    }

    /// A day, or the first of the whole months of which another is the last.
    Period take_days(WrittenDay first) {
        if (next_is(Is::end)) {
            if (first.either) no_such_month_order(first);
            return day_of(first);
        }
        if (!separator_ahead() && !next_is(Is::slash)) label_not_understood();
        take();
        std::optional<WrittenDay> last = take_day();
        if (!last) label_not_understood();
        if (first.either && last->either) no_such_month_order(first);
        if ((first.either && last->month_first) || (last->either && first.month_first))
            for (WrittenDay* const day : {&first, &*last})
                if (day->either) std::swap(day->month, day->day);
        const Period from = day_of(first), to = day_of(*last);
        if (from.start().day() != 1 || to.end() != to.end().end_of_month())
            throw Error("days make a period where they are the first and the last of whole months, as in \"1 April "
                        "2024 to 30 June 2024\"");
        return range(from.first_month(), to.last_month(), first.style);
    }

    /// A quarter or a half, as written beside its year.
    struct WrittenPart {
        bool quarter = false;
        int number = 1;
    };

    struct WrittenParts {
        WrittenPart first;
        std::optional<WrittenPart> last{};  ///< of a range, `Q1-Q2`
    };

    WrittenParts take_parts_of_year() {
        WrittenParts parts{.first = take_part_of_year()};
        if (!separator_ahead() || part(1).is != (parts.first.quarter ? Is::quarter : Is::half)) return parts;
        take();
        parts.last = take_part_of_year();
        return parts;
    }

    static Period parts_of_year(const WrittenYear& year, const WrittenParts& parts) {
        const Period first = part_of_year(year, parts.first);
        if (!parts.last) return first;
        return range(first.first_month(), part_of_year(year, *parts.last).last_month(), LabelStyle::full);
    }

    int take_number_of_month() {
        const LabelPart number = take();
        if (number.is != Is::number || number.text.size() > 2) label_not_understood();
        if (number.value < 1 || number.value > 12) throw Error("no month is " + quoted(number.text) + " of its year");
        return number.value;
    }

    static Period month_of_year(const WrittenYear& year, int number) {
        if (year.calendar == calendar_year)
            throw Error("it could be counted from January or from April; write the name of the month");
        return Period::year(year.first, year.calendar).first_month().shifted(number - 1).with_style(LabelStyle::full);
    }

    static Period part_of_year(const WrittenYear& year, const WrittenPart& part) {
        return part.quarter ? Period::quarter(year.first, part.number, year.calendar)
                            : Period::half(year.first, part.number, year.calendar);
    }

    WrittenPart take_part_of_year() {
        const bool quarter = next_is(Is::quarter);
        if (!quarter && !next_is(Is::half)) label_not_understood();
        take();
        const LabelPart number = take();
        const int most = quarter ? 4 : 2;
        if (number.is == Is::number && number.text.size() == 1 && number.value >= 1 && number.value <= most)
            return {.quarter = quarter, .number = number.value};
        if (quarter)
            throw Error("there is no quarter " + quoted(number.text) +
                        "; quarters are Q1 to Q4, as in \"2024/25 - Q2\"");
        throw Error("there is no half " + quoted(number.text) + "; halves are H1 and H2, as in \"2024/25 - H1\"");
    }

    /// The year beside a quarter or a half. A dash inside it can only join the two halves of a split year.
    WrittenYear take_year_of_part() {
        const bool split = part(1).is == Is::slash || (part(1).is == Is::dash && year_ahead(2));
        if (number_ahead(0, 2) && split) return take_split_year(year_of_two_digits(part().value));
        if (!number_ahead(0, 4))
            needs_its_year("a part of a year", "\"2024/25 - Q2\", \"24/25 Q2\" or \"2024 - Q2\"");
        if (split) return take_split_year(part().value);
        return {.first = take().value, .calendar = calendar_of_plain_year()};
    }

    /// `Autumn term 2024`, the year in which it begins, or `Autumn term 2024/25`, its school year.
    Period take_term() {
        const int term = take().value;
        const bool own_calendar = calendar_ != financial_calendar && calendar_ != calendar_year;
        const Calendar calendar = parts_.stated.value_or(own_calendar ? calendar_ : academic_calendar);
        const bool split = part(1).is == Is::slash || (part(1).is == Is::dash && year_ahead(2));
        const bool short_year = split && number_ahead(0, 2);  // 24/25
        if (!number_ahead(0, 4) && !short_year) needs_its_year("a term", "\"Autumn term 2024\"");
        const int written = short_year ? year_of_two_digits(part().value) : part().value;
        const int year = split ? take_split_year(written).first : take().value;
        const int years_later = (calendar.first_month - 1 + 4 * (term - 1)) / 12;
        return Period::term(split ? year : year - years_later, term, calendar);
    }

    /// `Year ending March 2024`, `12 months to 31 March 2024`.
    Period take_months_to() {
        int count = next_is(Is::number) ? take().value : 0;
        const LabelPart phrase = take();
        if ((phrase.value == 0) == (count == 0))
            throw Error("months up to one are written \"12 months to March 2024\" or \"Year ending March 2024\"");
        if (phrase.value != 0) count = phrase.value;
        const Period last = take_last_month();
        const Period first = last.shifted(1 - count);
        return Period::months(first.start().year(), first.start().month(), count).with_style(last.style());
    }

    /// `March 2024` or `31 March 2024`.
    Period take_last_month() {
        if (const auto day = take_day()) {
            if (day->either) no_such_month_order(*day);
            const Period last = day_of(*day);
            if (last.end() != last.end().end_of_month())
                throw Error("it ends within a month; accepted is its last day, as in \"12 months to 31 March 2024\"");
            return last.last_month().with_style(last.style());
        }
        if (numbered_month_ahead()) return take_numbered_month();
        if (!next_is(Is::month)) throw Error("it ends in a month, as in \"Year ending March 2024\"");
        const WrittenMonth written = take_month();
        bool apostrophe = false;
        const int year = take_year_of_month(written, apostrophe);
        return month(year, written, apostrophe);
    }

    [[noreturn]] void needs_its_year(const std::string& what, const std::string& example) const {
        std::size_t ahead = 0;
        while (part(ahead).is != Is::end && part(ahead).is != Is::number) ++ahead;
        const bool any = part(ahead).is == Is::number;
        throw Error(what + " needs its year" + (any ? ", not " + quoted(part(ahead).text) : "") + ", as in " + example);
    }

    /// `09/2024`: one or two digits, a sign without spaces, four digits.
    [[nodiscard]] bool numbered_month_ahead() const {
        const bool joined = tight_dash_ahead(1) || ((part(1).is == Is::slash || part(1).is == Is::point) &&
                                                    !part(1).spaced && !part(2).spaced);
        return (number_ahead(0, 1) || number_ahead(0, 2)) && joined && number_ahead(2, 4);
    }

    Period take_numbered_month() {
        const int number = take().value;
        take();
        return Period::month(take().value, number).with_style(LabelStyle::iso);
    }

    /// `202409`.
    Period take_run_together() {
        const LabelPart digits = take();
        const int year = digits.value / 100, rest = digits.value % 100;
        const std::string first = split_year(year), month = std::string(digits.text.substr(0, 4)) + "-" +
                                                            std::string(digits.text.substr(4));
        if (rest == (year + 1) % 100)
            throw Error(rest <= 12 && rest > 0
                            ? "it could be a month or a year; write \"" + month + "\" or \"" + first + "\""
                            : "a year that spans two is written \"" + first + "\"");
        return Period::month(year, rest).with_style(LabelStyle::iso);
    }

    /// `24/25`; up to `12/13` it could be a day of a month, or a month of a year.
    Period take_two_digit_years() {
        const LabelPart& written = part();
        const bool split = part(1).is == Is::slash && number_ahead(2, 2) && follows(written.value, part(2));
        const int year = year_of_two_digits(written.value);
        if (!split) {
            if (parts_.stated && part(1).is == Is::end)
                throw Error("it does not say whether the year begins or ends then; write \"" + split_year(year - 1) +
                            "\" or \"" + split_year(year) + "\"");
            if (tight_dash_ahead(1) && number_ahead(2, 2) && follows(written.value, part(2)))
                throw Error("it could be one year or two; write \"" + split_year(year) + "\" for the financial year");
            label_not_understood();
        }
        if (!parts_.stated && written.value <= 12)
            throw Error("it could be a year, a day or a month; write \"" + split_year(year) + "\" for the year");
        return take_split_years(year);
    }

    /// `2022/23`, or `22/23` of which `first` is known to be 2022.
    WrittenYear take_split_year(int first) {
        take();  // the first year
        take();  // the slash or dash
        const LabelPart second = take();
        if (second.is != Is::number || !follows(first, second))
            throw Error("a year that spans two is written with the next one, as in \"" + split_year(first) +
                        "\"; several years are written \"2018/19 - 20/21\"");
        return {.first = first, .calendar = calendar_of_split_year(first)};
    }

    /// `2022/23`, or pooled with others as in `2018/19 - 20/21`.
    Period take_split_years(int first_year) {
        const WrittenYear first = take_split_year(first_year);
        const bool pair = next_is(Is::joined);
        if (!pair && !separator_ahead()) return Period::year(first.first, first.calendar);
        take();
        if (!year_ahead(0) || part(1).is != Is::slash)
            throw Error("pooled years are written \"2018/19 - 20/21\" or \"2018 - 20\"");
        const WrittenYear last = take_split_year(expanded(part(), first.first));
        return pooled(first.first, last.first, pair, first.calendar);
    }

    /// `2018 - 20`: years that begin in January, unless the text names another calendar.
    Period take_calendar_years() {
        const bool shape_of_month = tight_dash_ahead(1) && number_ahead(2, 2);
        const int first = take().value;
        const bool pair = take().is == Is::joined;
        if (!year_ahead(0)) label_not_understood();
        const LabelPart last_written = take();
        const int last = expanded(last_written, first);

        if (parts_.stated && *parts_.stated != calendar_year) {  // financial year 2023-24
            if (last == first + 1 && !pair) return Period::year(first, *parts_.stated);
            throw Error("years that span two are pooled as in \"2018/19 - 20/21\"");
        }
        if (last == first + 1 && !pair && !parts_.stated) ambiguous_pair(first);
        if (shape_of_month && last < first)
            throw Error("there is no month " + std::string(last_written.text) +
                        ", and no range of years ends before it begins; months are written \"2024-09\", pooled years "
                        "\"2018 - 20\"");
        if (shape_of_month && !parts_.stated && last_written.value >= 1 && last_written.value <= 12)
            ambiguous_dash(first, last_written);
        return pooled(first, last, pair, calendar_year);
    }

    Period pooled(int first, int last, bool pair, Calendar calendar) const {
        if (last < first) throw Error("it ends before it begins; the earlier year comes first, as in \"2018 - 20\"");
        if (pair && last != first + 1)
            throw Error("\"and\" joins two consecutive years, as in \"2018 and 2019\"; more are written \"2018 - 20\"");
        return Period::years(first, last - first + 1, calendar);
    }

    /// `2024-09`: four digits, a dash without spaces, 01 to 12. With a dash that is no hyphen it is a month only
    /// where it cannot be a range of years.
    [[nodiscard]] bool iso_month_ahead() const {
        const LabelPart& number = part(2);
        if (parts_.stated || !tight_dash_ahead(1) || !number_ahead(2, 2)) return false;
        if (number.value < 1 || number.value > 12) return false;
        return part(3).is == Is::slash || has_hyphen(document_text_) || expanded(number, part().value) < part().value;
    }

    Period take_iso_months() {
        const auto take_one = [&] {
            const int year = take().value;
            take();
            return Period::month(year, take().value);
        };
        const Period first = take_one();
        if (next_is(Is::end)) return first.with_style(LabelStyle::iso);
        if (next_is(Is::slash) || separator_ahead()) {
            take();
            const bool complete = number_ahead(0, 4) && tight_dash_ahead(1) && number_ahead(2, 2);
            if (complete) return range(first, take_one(), LabelStyle::iso);
        }
        throw Error("months are written \"2024-09\" and ranges of months \"2023-09/2024-08\"");
    }

    /// `September 2024`, `Jul'23 to Jun'24`, `April - July 2025`.
    Period take_named_months() {
        const WrittenMonth first_month = take_month();
        bool apostrophe = false;
        std::optional<int> first_year;
        const bool either = next_is(Is::slash) && part(1).is == Is::month;  // July/August 2024
        if ((!separator_ahead() && !either) || part(1).is != Is::month) {
            first_year = take_year_of_month(first_month, apostrophe);
            if (!separator_ahead()) return month(*first_year, first_month, apostrophe);
        }
        const bool to = take().is == Is::to;
        if (!next_is(Is::month))
            throw Error("a range of months ends in a month, as in \"September 2023 - August 2024\"");
        const WrittenMonth last_month = take_month();
        if (either && last_month.number != first_month.number % 12 + 1)
            throw Error("months that are joined by a slash follow one another, as in \"July/August 2024\"");
        const int last_year = take_year_of_month(last_month, apostrophe);
        if (either && last_month.number == 1) first_year = last_year - 1;

        const bool both_whole = first_month.whole_name && last_month.whole_name;
        const bool both_may = first_month.number == 5 && last_month.number == 5;
        const LabelStyle style = apostrophe                        ? LabelStyle::apostrophe
                                 : !both_whole || (both_may && to) ? LabelStyle::abbreviated
                                                                   : LabelStyle::full;
        return range(month(first_year.value_or(last_year), first_month), month(last_year, last_month), style);
    }

    WrittenMonth take_month() {
        const LabelPart name = take();
        return {.number = name.value, .whole_name = name.text.size() == whole_name_size(name.value)};
    }

    int take_year_of_month(WrittenMonth written, bool& apostrophe) {
        if (took(Is::apostrophe)) {
            apostrophe = true;
            if (!year_ahead(0)) throw Error("an apostrophe stands for the century, as in \"Sept'24\"");
        } else if (tight_ahead(Is::dash) || tight_ahead(Is::slash) || (next_is(Is::comma) && number_ahead(1, 4))) {
            take();
        } else if (number_ahead(0, 2)) {
            const Period month = Period::month(year_of_two_digits(part().value), written.number);
            const std::string label = month.with_style(LabelStyle::abbreviated).label(), year(part().text);
            throw Error("it could be a day or a year; write " + headway::quoted(label) + ", " +
                        headway::quoted(label.substr(0, 3) + "-" + year) + " or " +
                        headway::quoted(month.with_style(LabelStyle::apostrophe).label()));
        } else if (!number_ahead(0, 4)) {
            needs_its_year("a month", "\"September 2024\"");
        }
        const LabelPart year = take();
        return year.text.size() == 4 ? year.value : year_of_two_digits(year.value);
    }

    Period month(int year, WrittenMonth written, bool apostrophe = false) const {
        if (parts_.stated) throw Error("only quarters and years have a calendar, as in \"academic year 2022/23\"");
        const LabelStyle style = apostrophe           ? LabelStyle::apostrophe
                                 : written.whole_name ? LabelStyle::full
                                                      : LabelStyle::abbreviated;
        return Period::month(year, written.number).with_style(style);
    }

    static Period range(Period first, Period last, LabelStyle style) {
        if (last < first)
            throw Error(
                "it ends before it begins; the earlier month comes first, as in \"March 2024 - September 2024\"");
        const auto start = first.start();
        return Period::months(start.year(), start.month(), first.months_until(last) + 1).with_style(style);
    }

    // --- years -------------------------------------------------------------------------------------------------

    [[nodiscard]] Calendar calendar_of_split_year(int first) const {
        const Calendar calendar = parts_.stated.value_or(calendar_);
        if (calendar == calendar_year)
            throw Error("a year that begins in January is written \"" + std::to_string(first) +
                        "\"; \"2022/23\" needs a calendar that begins in another month");
        return calendar;
    }

    [[nodiscard]] Calendar calendar_of_plain_year() const {
        if (parts_.stated && *parts_.stated != calendar_year)
            throw Error("a year that does not begin in January is written \"2022/23\"");
        return calendar_year;
    }

    static std::size_t whole_name_size(int month) { return month_names[static_cast<std::size_t>(month - 1)].size(); }

    std::string_view document_text_;
    LabelParts parts_;
    Calendar calendar_;  // asked for
    std::size_t at_ = 0;
};

}  // namespace headway::detail
