/// @file
/// When: a run of whole calendar months, or one day, as performance reports name them.
///
/// A `Period` has a first month, a length in months and a kind: a month, a quarter, a term, a half or a year of some
/// calendar, several pooled years, or any other run of months. A `day` is the one kind that is no whole months: its
/// length in months is 0. `start()` and `end()` are the first and last day, both inclusive.
/// Periods compare by start, then by length, and by nothing else: `2022/23` equals `April 2022 - March 2023`.
/// What a label says beyond that (kind, calendar, style) is remembered so that it prints as it was read, and so are the
/// marks that a table puts beside it ("2022/23 [p]" is provisional), which are those of figures.
///
/// Days and months: `in_months` gives the month of which a day is the first or the last, because a table that is "as at
/// 31 March 2024" tells of March; of any other day it is an `Error`. Where whole months are counted (`position`,
/// `months_until`, `shifted`) a day is refused: who takes one for its month says so with `in_months`.
///
/// Formulas: the position of a period in a year is the number, 1 to 12, of its last month counted from the month in
/// which the year begins, so that `September 2024` and `2024/25 - Q2` are both at 6 and every year is at 12.
/// Edge cases: one month is a `month` and one year a `year`, however they were made; the months of a period lie
/// within January 1900 to December 2199.
/// Errors: `Error` where a number names no day, month, quarter or year, where a period would leave these limits, and
/// where a day is asked for what only whole months have.
#pragma once

#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/figure_mark.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/label_style.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a period is: a day, a month, a quarter, ...
enum class PeriodKind : std::uint8_t {
    day,
    month,
    quarter,
    term,    ///< four months, a third of a school year
    half,    ///< six months of a calendar
    year,    ///< twelve months of a calendar
    years,   ///< two or more whole years, pooled
    months,  ///< any other run of two or more months, for example a rolling twelve
};

/// Every kind of period.
inline constexpr std::array<PeriodKind, 8> all_period_kinds{PeriodKind::day,   PeriodKind::month, PeriodKind::quarter,
                                                            PeriodKind::term,  PeriodKind::half,  PeriodKind::year,
                                                            PeriodKind::years, PeriodKind::months};

template <>
struct Vocabulary<PeriodKind> {
    static constexpr std::string_view name = "kind of period";
    static constexpr std::array<std::string_view, 8> words{"day",  "month", "quarter", "term",
                                                           "half", "year",  "years",   "months"};
};

namespace detail {

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// How many days a month, 1 to 12, has: to make a date of it and ask that takes several times as long.
[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

/// The Julian day, by which Boost counts, of a date from 1900 on.
[[nodiscard]] constexpr std::uint32_t julian_day(int year, int month, int day) noexcept {
    constexpr std::array<int, 12> before{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    constexpr int end_of_1899 = 2'415'020, leap_years_before_1900 = 460;
    const int ended = year - 1, leap_years = ended / 4 - ended / 100 + ended / 400 - leap_years_before_1900;
    return static_cast<std::uint32_t>(end_of_1899 + 365 * (year - 1900) + leap_years +
                                      before[static_cast<std::size_t>(month - 1)] +
                                      (month > 2 && is_leap_year(year) ? 1 : 0) + day);
}

}  // namespace detail

/// A run of whole calendar months, or a day. Small (ten bytes), immutable but for assignment, cheap to copy.
class Period {
public:
    static constexpr int first_accepted_year = 1900;
    static constexpr int last_accepted_year = 2199;

    /// January 1900, the earliest period, so that a value nobody set is easily seen.
    constexpr Period() noexcept = default;

    [[nodiscard]] static Period day(int year, int month, int day) {
        Period one(index(year, month), 0, PeriodKind::day, financial_calendar);
        const int last = last_day_of_month(one.first_);
        if (day < 1 || day > last)
            no_such("day", day, "1 to " + std::to_string(last) + " in " + Period::month(year, month).label());
        one.day_ = static_cast<std::uint8_t>(day);
        return one;
    }

    [[nodiscard]] static constexpr Period month(int year, int month) {
        return Period(index(year, month), 1, PeriodKind::month, financial_calendar);
    }

    /// The day itself; an `Error` for a date that is not one (Boost's special values).
    [[nodiscard]] static Period day_of(const boost::gregorian::date& date) {
        if (date.is_special()) throw Error("a period needs a date, for example 2024-09-30; found none");
        return day(date.year(), date.month(), date.day());
    }

    /// The month in which the date lies; an `Error` for a date that is not one (Boost's special values).
    [[nodiscard]] static Period month_containing(const boost::gregorian::date& date) {
        if (date.is_special()) throw Error("a period needs a date, for example 2024-09-30; found none");
        return month(date.year(), date.month());
    }

    /// A quarter, 1 to 4, of the year that begins in `year`: `quarter(2024, 2)` is `2024/25 - Q2`, July to September.
    [[nodiscard]] static constexpr Period quarter(int year, int quarter, Calendar calendar = financial_calendar) {
        if (quarter < 1 || quarter > 4) no_such("quarter", quarter, "1 to 4");
        return part_of_year(year, quarter, 3, PeriodKind::quarter, calendar);
    }

    /// A term, 1 (autumn), 2 (spring) or 3 (summer), of the school year that begins in `year`: `term(2024, 2)` is
    /// `Spring term 2025`, January to April. A school year that begins in September has four months a term.
    [[nodiscard]] static constexpr Period term(int year, int term, Calendar calendar = academic_calendar) {
        if (term < 1 || term > 3) no_such("term", term, "1 (autumn) to 3 (summer)");
        return part_of_year(year, term, 4, PeriodKind::term, calendar);
    }

    /// The first or second half of the year that begins in `year`: `half(2023, 1)` is `2023/24 - H1`.
    [[nodiscard]] static constexpr Period half(int year, int half, Calendar calendar = financial_calendar) {
        if (half < 1 || half > 2) no_such("half", half, "1 or 2");
        return part_of_year(year, half, 6, PeriodKind::half, calendar);
    }

    /// The year that begins in `first_year`: `year(2022)` is `2022/23`, April 2022 to March 2023.
    [[nodiscard]] static constexpr Period year(int first_year, Calendar calendar = financial_calendar) {
        return Period(index(first_year, validate(calendar).first_month), 12, PeriodKind::year, calendar);
    }

    /// `count` years pooled, the first of which begins in `first_year`: `years(2018, 3, calendar_year)` is `2018 - 20`.
    [[nodiscard]] static constexpr Period years(int first_year, int count, Calendar calendar = financial_calendar) {
        if (count < 1 || count > last_accepted_year - first_accepted_year + 1)
            no_such("number of years", count, "1 to 300");
        const int first = index(first_year, validate(calendar).first_month);
        return Period(first, 12 * count, count == 1 ? PeriodKind::year : PeriodKind::years, calendar);
    }

    /// `count` months from the given one on: `months(2023, 9, 12)` is `September 2023 - August 2024`.
    [[nodiscard]] static constexpr Period months(int first_year, int first_month, int count) {
        if (count < 1 || count > accepted_months) no_such("number of months", count, "1 to 3600");
        return Period(index(first_year, first_month), count, count == 1 ? PeriodKind::month : PeriodKind::months,
                      financial_calendar);
    }

    /// Reads a label; see `period_parse.hpp` for what is accepted. The calendar serves labels such as `2022/23`
    /// that span two years without saying where they begin.
    [[nodiscard]] static Period parse(std::string_view text, Calendar calendar = financial_calendar);

    [[nodiscard]] boost::gregorian::date start() const {
        return day_at(first_, is_day() ? day_ : 1);
    }

    [[nodiscard]] boost::gregorian::date end() const {
        return is_day() ? start() : day_at(last_index(), last_day_of_month(last_index()));
    }

    [[nodiscard]] constexpr PeriodKind kind() const noexcept { return kind_; }

    [[nodiscard]] constexpr bool is_day() const noexcept { return kind_ == PeriodKind::day; }

    /// The calendar whose quarter or years this is. A day, a month or a run of months belongs to none and answers with
    /// the financial calendar, the default of every question that takes one.
    [[nodiscard]] constexpr Calendar calendar() const noexcept { return {.first_month = calendar_}; }

    [[nodiscard]] constexpr LabelStyle style() const noexcept { return style_; }

    /// What a table says of the figure of this period, beside its label: provisional, revised and others.
    [[nodiscard]] constexpr Flags<FigureMark> marks() const noexcept { return marks_; }

    /// The same period with other marks.
    [[nodiscard]] constexpr Period with_marks(Flags<FigureMark> marks) const noexcept {
        Period marked = *this;
        marked.marks_ = marks;
        return marked;
    }

    /// 0 of a day.
    [[nodiscard]] constexpr int length_in_months() const noexcept { return count_; }

    /// The text that names this period; `parse` reads it back, calendar and style included. Marks are no part of it.
    [[nodiscard]] std::string label() const;

    /// The whole months that it stands for: the month of a first or a last day, in the style of its label; itself
    /// otherwise. Marks stay. @throws Error for a day within its month.
    [[nodiscard]] Period in_months() const {
        if (!is_day()) return *this;
        if (day_ != 1 && day_ != last_day_of_month(first_))
            throw Error("found '" + label() + "', a day within its month; accepted: the first or the last day of one");
        Period whole = first_month().with_style(style_);
        whole.marks_ = marks_;
        return whole;
    }

    /// Which month of the year, 1 to 12, the last month of this period is. @throws Error for a day.
    [[nodiscard]] constexpr int position(Calendar calendar = financial_calendar) const {
        refuse_day();
        return position_of_end(calendar);
    }

    /// The year in which this period ends, also of a day.
    [[nodiscard]] constexpr Period year_of(Calendar calendar = financial_calendar) const {
        return Period(last_index() + 1 - position_of_end(calendar), 12, PeriodKind::year, calendar);
    }

    /// The month in which it begins, also of a day.
    [[nodiscard]] constexpr Period first_month() const {
        return Period(first_, 1, PeriodKind::month, financial_calendar);
    }

    /// The month in which it ends, also of a day.
    [[nodiscard]] constexpr Period last_month() const {
        return Period(last_index(), 1, PeriodKind::month, financial_calendar);
    }

    /// The period of the same kind and length that begins where this one ends.
    [[nodiscard]] constexpr Period next() const { return is_day() ? moved_by_a_day(1) : shifted(count_); }

    /// The period of the same kind and length that ends where this one begins.
    [[nodiscard]] constexpr Period previous() const { return is_day() ? moved_by_a_day(-1) : shifted(-count_); }

    /// The same kind and length, so many months later (earlier where negative), without the marks. Quarters move by
    /// whole quarters, and so do terms, halves and years by their own length. @throws Error for a day.
    [[nodiscard]] constexpr Period shifted(int months) const {
        refuse_day();
        if (months % step() != 0) cannot_shift(months);
        const std::int64_t first = std::int64_t{first_} + months;
        if (first < 0 || first + count_ > accepted_months) outside();
        Period moved = *this;
        moved.first_ = static_cast<std::int16_t>(first);
        moved.marks_ = {};
        return moved;
    }

    /// Months from the start of this period to the start of the other; negative where that is earlier.
    /// @throws Error where either is a day.
    [[nodiscard]] constexpr int months_until(Period other) const {
        refuse_day();
        other.refuse_day();
        return other.first_ - first_;
    }

    [[nodiscard]] constexpr bool contains(Period other) const noexcept {
        return begins() <= other.begins() && other.ends() <= ends();
    }

    [[nodiscard]] bool contains(const boost::gregorian::date& date) const { return start() <= date && date <= end(); }

    [[nodiscard]] constexpr bool overlaps(Period other) const noexcept {
        return begins() <= other.ends() && other.begins() <= ends();
    }

    /// The same period with its months written in another style; quarters and years stay as they are.
    [[nodiscard]] constexpr Period with_style(LabelStyle style) const noexcept {
        Period restyled = *this;
        if (is_day() || kind_ == PeriodKind::month || kind_ == PeriodKind::months) restyled.style_ = style;
        return restyled;
    }

    friend constexpr bool operator==(Period a, Period b) noexcept {
        return a.first_ == b.first_ && a.count_ == b.count_ && a.day_ == b.day_;
    }

    /// Weak, because equal periods may differ in kind, calendar, style and marks.
    friend constexpr std::weak_ordering operator<=>(Period a, Period b) noexcept {
        if (const auto order = a.begins() <=> b.begins(); order != 0) return order;
        return a.count_ <=> b.count_;
    }

private:
    friend struct std::hash<Period>;

    static constexpr int accepted_months = 12 * (last_accepted_year - first_accepted_year + 1);

    constexpr Period(int first, int count, PeriodKind kind, Calendar calendar)
        : first_(static_cast<std::int16_t>(first)),
          count_(static_cast<std::int16_t>(count)),
          kind_(kind),
          calendar_(static_cast<std::uint8_t>(calendar.first_month)) {
        if (first < 0 || first + count > accepted_months) outside();
    }

    static constexpr Period part_of_year(int year, int part, int months, PeriodKind kind, Calendar calendar) {
        return Period(index(year, validate(calendar).first_month) + months * (part - 1), months, kind, calendar);
    }

    /// The month in which it ends, since January 1900.
    constexpr int last_index() const noexcept { return is_day() ? first_ : first_ + count_ - 1; }

    constexpr int position_of_end(Calendar calendar) const {
        return (last_index() + 13 - validate(calendar).first_month) % 12 + 1;
    }

    /// Its first and its last day on a line on which every month has 31, the last of which ends it.
    constexpr int begins() const noexcept { return 31 * first_ + (is_day() ? day_ - 1 : 0); }
    constexpr int ends() const noexcept { return is_day() ? begins() : 31 * (first_ + count_) - 1; }

    Period moved_by_a_day(int days) const {
        const boost::gregorian::date moved = start() + boost::gregorian::days(days);
        return day_of(moved).with_style(style_);
    }

    constexpr void refuse_day() const {
        if (is_day()) no_months();
    }

    /// Months since January 1900.
    static constexpr int index(int year, int month) {
        // the year before may end in an accepted quarter; the constructor judges the months
        if (year < first_accepted_year - 1 || year > last_accepted_year) no_such("year", year, "1900 to 2199");
        if (month < 1 || month > 12) no_such("month", month, "1 (January) to 12 (December)");
        return 12 * (year - first_accepted_year) + month - 1;
    }

    static boost::gregorian::date day_at(int index, int day) {
        using boost::gregorian::date;
        return date(date::date_rep_type(detail::julian_day(first_accepted_year + index / 12, index % 12 + 1, day)));
    }

    static constexpr int last_day_of_month(int index) noexcept {
        return detail::days_in_month(first_accepted_year + index / 12, index % 12 + 1);
    }

    /// The fewest months by which this kind can move.
    constexpr int step() const noexcept {
        switch (kind_) {
            case PeriodKind::quarter: return 3;
            case PeriodKind::term: return 4;
            case PeriodKind::half: return 6;
            case PeriodKind::year:
            case PeriodKind::years: return 12;
            case PeriodKind::day:
            case PeriodKind::month:
            case PeriodKind::months: break;
        }
        return 1;
    }

    [[noreturn]] static void no_such(std::string_view what, int found, std::string_view accepted) {
        throw Error("there is no " + std::string(what) + " " + std::to_string(found) +
                    "; accepted: " + std::string(accepted));
    }

    [[noreturn]] static void outside() {
        throw Error("the months of a period lie within January 1900 to December 2199");
    }

    [[noreturn]] void no_months() const {
        throw Error("found '" + label() + "', a day; accepted here are whole months, such as '" +
                    first_month().with_style(style_).label() + "'");
    }

    [[noreturn]] void cannot_shift(int months) const {
        const std::string unit = step() == 3 ? "quarters" : step() == 4 ? "terms" : step() == 6 ? "halves" : "years";
        throw Error("period \"" + label() + "\" moves by whole " + unit + ": a multiple of " + std::to_string(step()) +
                    " months; found " + std::to_string(months));
    }

    // twelve times three hundred months fit sixteen bits
    std::int16_t first_ = 0;
    std::int16_t count_ = 1;  // 0 of a day
    PeriodKind kind_ = PeriodKind::month;
    std::uint8_t calendar_ = 4;
    LabelStyle style_ = LabelStyle::full;
    std::uint8_t day_ = 0;  // of its month, of a day; else 0
    Flags<FigureMark> marks_{};
};

/// The label of a period.
[[nodiscard]] inline std::string to_string(Period period) { return period.label(); }

/// Writes the label of a period.
std::ostream& operator<<(std::ostream& out, Period period);

}  // namespace headway

/// Equal periods hash alike, whatever their kind, calendar, style and marks.
template <>
struct std::hash<headway::Period> {
    [[nodiscard]] std::size_t operator()(headway::Period period) const noexcept {
        return std::hash<std::int32_t>{}((period.first_ * 4096 + period.count_) * 32 + period.day_);
    }
};
