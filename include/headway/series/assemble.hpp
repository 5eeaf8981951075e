/// @file
/// Regular series out of rows in any order: each row names its series, its period and a value.
///
/// Rows are put in the order of their periods, and a period between the first and the last that has no row is a point
/// that was not published. The frequency is that of the periods themselves: months, quarters, terms of four months or
/// years, one of them for the whole series. A rolling figure is labelled by the twelve months that it trails; it stands
/// at the last of them, and is as frequent as its labels are apart. Cumulative figures may be labelled by the year to
/// date ("YTD May-24", "Apr - Jun 2024"): where all periods of such a series begin with their year and are of different
/// lengths, each stands for its last month, or for its last quarter where all end with one. A day that is the first or
/// the last of its month
/// stands for it. The marks of a point are those of its period and of its row. Values of one series that have a time
/// each are `assemble_one`.
/// Errors: any other day; a series with periods of different lengths, or that fit no frequency or not the calendar's
/// year; two rows of a series for the same period; an infinite value; a name without rows; a code of a series, a period
/// or an accrual that stands for none; columns of different lengths. Rows and columns are named, up to ten at once.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/frequency.hpp"
#include "headway/series/series.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The rows, column by column, and what messages call the columns.
struct SeriesRows {
    std::span<const std::int32_t> series{};   ///< codes from 0 to `names.size()` - 1
    std::span<const std::int32_t> period{};   ///< codes of `periods`
    std::span<const double> value{};          ///< NaN: not published
    std::span<const std::uint8_t> accrual{};  ///< `Accrual` codes
    std::span<const std::uint8_t> marks{};    ///< bits of `Flags<FigureMark>`; empty: no row has any
    std::span<const std::string> names{};
    std::span<const Period> periods{};
    std::string period_column = "period";
    std::string value_column = "value";
    std::string accrual_column = "accrual";
};

/// One series, and the row that each of its points came from.
struct AssembledSeries {
    static constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

    Series series;
    std::vector<std::size_t> rows{};  ///< `no_row` for a point between
};

namespace detail {

class Assembler {
public:
    Assembler(const SeriesRows& rows, Calendar calendar) : rows_(rows), calendar_(calendar) {}

    std::vector<AssembledSeries> assemble() {
        prepare();
        Problems problems;
        std::vector<AssembledSeries> assembled;
        assembled.reserve(count());
        for (std::size_t series = 0; series < count(); ++series)
            if (std::optional<AssembledSeries> one = assemble_one(series, problems))
                assembled.push_back(std::move(*one));
        problems.raise_if_any();
        return assembled;
    }

    /// Looks through all rows and groups them. @throws Error for what is wrong with columns, codes, periods or values.
    void prepare() {
        if (rows_.period.size() != rows_.series.size() || rows_.value.size() != rows_.series.size() ||
            rows_.accrual.size() != rows_.series.size() ||
            (!rows_.marks.empty() && rows_.marks.size() != rows_.series.size()))
            throw Error("series: found columns of different lengths; accepted: one period, value and accrual a row");
        Problems problems;
        check_codes(problems);
        read_periods(problems);
        for (std::size_t row = 0; row < rows_.series.size(); ++row)
            if (std::isinf(rows_.value[row]))
                problems.add(where(row, rows_.value_column) +
                             "found an infinite number; accepted: a finite number, or null for missing");
        group_rows();
        for (std::size_t series = 0; series < count(); ++series)
            if (first_of_[series] == first_of_[series + 1])
                problems.add("series '" + rows_.names[series] + "': found no rows; accepted: one or more a series");
        problems.raise_if_any();
    }

    [[nodiscard]] std::size_t count() const noexcept { return rows_.names.size(); }

    /// One of the series, after `prepare`; empty where there is a problem with it. Several may be made at once.
    [[nodiscard]] std::optional<AssembledSeries> assemble_one(std::size_t series, Problems& problems) const {
        std::vector<Row> rows;
        rows.reserve(first_of_[series + 1] - first_of_[series]);
        for (std::size_t i = first_of_[series]; i < first_of_[series + 1]; ++i)
            rows.push_back({months_[static_cast<std::size_t>(rows_.period[grouped_[i]])], grouped_[i]});
        return assembled(rows, problems);
    }

private:
    /// A period in months since that of the first code. Rows are compared by these, a hundred times as many as periods.
    struct Months {
        int first = 0, last = 0, length = 0;
    };
    struct Row {
        Months months{};
        std::size_t row = 0;
    };

    /// Whatever is looked up by a code later on is there.
    void check_codes(Problems& problems) const {
        const auto check = [&](const char* column, auto codes, std::size_t accepted) {
            for (std::size_t row = 0; row < codes.size(); ++row)
                if (std::cmp_less(codes[row], 0) || std::cmp_greater_equal(codes[row], accepted))
                    problems.add("row " + std::to_string(row) + ", " + column + ": found code " +
                                 std::to_string(codes[row]) +
                                 "; accepted: " + (accepted == 0 ? "none" : "0 to " + std::to_string(accepted - 1)));
        };
        check("series", rows_.series, rows_.names.size());
        check("period", rows_.period, rows_.periods.size());
        check("accrual", rows_.accrual, Vocabulary<Accrual>::words.size());
        problems.raise_if_any();
    }

    /// The periods in whole months, of those that a row has.
    void read_periods(Problems& problems) {
        periods_.assign(rows_.periods.begin(), rows_.periods.end());
        std::vector<bool> used(periods_.size(), false);
        for (const std::int32_t code : rows_.period) used[static_cast<std::size_t>(code)] = true;
        std::vector<std::optional<Error>> why_not(periods_.size());
        for (std::size_t code = 0; code < periods_.size(); ++code) {
            if (!used[code]) continue;
            try {
                periods_[code] = periods_[code].in_months();
            } catch (const Error& error) {
                why_not[code] = error;
            }
        }
        if (std::none_of(why_not.begin(), why_not.end(), [](const auto& one) { return one.has_value(); })) {
            months_.resize(periods_.size());
            for (std::size_t code = 0, first = 0; code < periods_.size(); ++code) {
                if (!used[code]) continue;
                if (!used[first]) first = code;
                const int from = periods_[first].months_until(periods_[code]);
                const int length = periods_[code].length_in_months();
                months_[code] = {.first = from, .last = from + length - 1, .length = length};
            }
            return;
        }
        for (std::size_t row = 0; row < rows_.period.size(); ++row)
            if (const auto& error = why_not[static_cast<std::size_t>(rows_.period[row])])
                problems.add(where(row, rows_.period_column), *error);
    }

    /// The rows of each series, in their order.
    void group_rows() {
        first_of_.assign(rows_.names.size() + 1, 0);
        for (const std::int32_t series : rows_.series) ++first_of_[static_cast<std::size_t>(series) + 1];
        for (std::size_t i = 1; i < first_of_.size(); ++i) first_of_[i] += first_of_[i - 1];
        std::vector<std::size_t> next(first_of_.begin(), first_of_.end() - 1);
        grouped_.resize(rows_.series.size());
        for (std::size_t row = 0; row < rows_.series.size(); ++row)
            grouped_[next[static_cast<std::size_t>(rows_.series[row])]++] = row;
    }

    std::string where(std::size_t row, const std::string& column) const {
        return "row " + std::to_string(row) + ", series '" + rows_.names[static_cast<std::size_t>(rows_.series[row])] +
               "', column '" + column + "': ";
    }
    Period period(std::size_t row) const { return periods_[static_cast<std::size_t>(rows_.period[row])]; }

    std::optional<AssembledSeries> assembled(std::vector<Row>& rows, Problems& problems) const {
        const auto accrual = static_cast<Accrual>(rows_.accrual[rows.front().row]);
        bool sound = true;
        for (const Row& each : rows)
            if (rows_.accrual[each.row] != rows_.accrual[rows.front().row]) {
                problems.add(where(each.row, rows_.accrual_column) + "found " +
                             std::string(word(static_cast<Accrual>(rows_.accrual[each.row]))) + ", but " +
                             std::string(word(accrual)) + " in row " + std::to_string(rows.front().row) +
                             "; accepted: one accrual a series");
                sound = false;
            }
        const bool rolling = accrual == Accrual::rolling;
        if (rolling)
            for (Row& each : rows) each.months.first = each.months.last;
        const auto is_earlier = [rolling](const Row& a, const Row& b) {
            if (a.months.first != b.months.first) return a.months.first < b.months.first;
            if (!rolling && a.months.length != b.months.length) return a.months.length < b.months.length;
            return a.row < b.row;
        };
        const int part = part_of_years_to_date(rows);
        const bool to_date = part > 0 && accrual == Accrual::cumulative;
        if (to_date)
            for (Row& each : rows) each.months = {each.months.last - part + 1, each.months.last, part};
        if (!std::is_sorted(rows.begin(), rows.end(), is_earlier)) std::sort(rows.begin(), rows.end(), is_earlier);

        const std::size_t front = rows.front().row;
        const int length = rows.front().months.length;
        int apart = rolling ? 0 : length;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (rows[i].months.length != length) {
                problems.add(where(rows[i].row, rows_.period_column) + "found '" + period(rows[i].row).label() +
                             "' among periods of " + std::to_string(length) + (length == 1 ? " month" : " months") +
                             " ('" + period(front).label() + "' in row " + std::to_string(front) +
                             "); accepted: one frequency a series" +
                             (part > 0 ? ", or accrual 'cumulative' where each figure is of its year to date" : ""));
                return std::nullopt;
            }
            const int step = rows[i].months.first - rows[i - 1].months.first;
            if (step == 0) {
                const auto [earlier, later] = std::minmax(rows[i - 1].row, rows[i].row);
                problems.add(where(later, rows_.period_column) + "found '" + period(later).label() +
                             "' again, after row " + std::to_string(earlier) + "; accepted: one row a period");
                sound = false;
            } else if (rolling) {
                apart = std::gcd(apart, step);
            }
        }
        if (apart == 0) apart = 1;
        const Period first = rolling   ? period(front).last_month()
                             : to_date ? last_months(period(front), part)
                                       : period(front);
        std::optional<Frequency> frequency = frequency_of(apart);
        if (!frequency && rolling) frequency = Frequency::month;
        if (!frequency) {
            problems.add(where(front, rows_.period_column) + "found '" + first.label() + "', " +
                         std::to_string(apart) +
                         " months; accepted: a month, a quarter, a term of four months or a year");
            return std::nullopt;
        }
        if (rolling && first.position(calendar_) % months(*frequency) != 0) frequency = Frequency::month;
        if (!sound) return std::nullopt;
        return laid_out(rows, first, accrual, *frequency, problems);
    }

    /// Where all periods begin with their year, and not all are of one length: the months of what their ends mark, 3
    /// where each is that of a quarter, else 1. 0 of any others.
    [[nodiscard]] int part_of_years_to_date(const std::vector<Row>& rows) const {
        const auto same = [&](const Row& each) { return each.months.length == rows.front().months.length; };
        if (std::all_of(rows.begin(), rows.end(), same)) return 0;
        int whole = 0;
        for (const Row& each : rows) {
            if (each.months.length > 12 || period(each.row).first_month().position(calendar_) != 1) return 0;
            whole = std::gcd(whole, each.months.length);
        }
        return whole % 3 == 0 ? 3 : 1;
    }

    [[nodiscard]] static Period last_months(const Period& of, int count) {
        const Period first = of.last_month().shifted(1 - count);
        return Period::months(first.start().year(), first.start().month(), count);
    }

    std::optional<AssembledSeries> laid_out(const std::vector<Row>& rows, Period start, Accrual accrual,
                                            Frequency frequency, Problems& problems) const {
        const int step = months(frequency), begins = rows.front().months.first;
        const auto count = static_cast<std::size_t>((rows.back().months.first - begins) / step) + 1;
        std::vector<double> values(count, std::numeric_limits<double>::quiet_NaN());
        std::vector<std::size_t> from(count, AssembledSeries::no_row);
        std::vector<Flags<FigureMark>> marks;
        for (const auto& [at, row] : rows) {
            const int months_on = at.first - begins;
            if (months_on % step != 0) {
                problems.add(where(row, rows_.period_column) + "found '" + period(row).label() +
                             "', which does not follow '" + start.label() + "' in steps of " + std::to_string(step) +
                             " months; accepted: one that does");
                return std::nullopt;
            }
            const auto point = static_cast<std::size_t>(months_on / step);
            values[point] = rows_.value[row];
            from[point] = row;
            Flags<FigureMark> said = period(row).marks();
            if (!rows_.marks.empty()) said.bits |= rows_.marks[row];
            if (said.bits == 0) continue;
            marks.resize(count);
            marks[point] = said;
        }
        if (accrual == Accrual::rolling) start = start.shifted(1 - step);
        try {
            return AssembledSeries{Series(std::move(values), start, accrual, frequency, calendar_, std::move(marks)),
                                   std::move(from)};
        } catch (const Error& error) {
            problems.add(where(rows.front().row, rows_.period_column), error);
            return std::nullopt;
        }
    }

    const SeriesRows& rows_;
    Calendar calendar_;
    std::vector<Period> periods_{};
    std::vector<Months> months_{};         // of each period that a row has
    std::vector<std::size_t> first_of_{};  // where the rows of each series begin
    std::vector<std::size_t> grouped_{};   // rows by series
};

}  // namespace detail

/// The series in the order of their codes. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<AssembledSeries> assemble(const SeriesRows& rows,
                                                           Calendar calendar = financial_calendar) {
    return detail::Assembler(rows, validate(calendar)).assemble();
}

/// The one series of values that have a time each, at a frequency that is known: a first day is of the period that it
/// begins, a last day of the one that it ends, and of `rolling` figures either stands for its month. `index` is what
/// messages call the times.
/// @throws Error besides as `assemble` for times of another frequency.
[[nodiscard]] inline Series assemble_one(std::span<const double> values, std::vector<Period> times, Accrual accrual,
                                         Frequency frequency, Calendar calendar = financial_calendar,
                                         std::span<const std::uint8_t> marks = {},
                                         const std::string& index = "index") {
    const int step = accrual == Accrual::rolling ? 1 : months(frequency);
    const bool all_days = std::all_of(times.begin(), times.end(),
                                      [](const Period& time) { return time.kind() == PeriodKind::day; });
    Problems problems;
    int apart = 0;
    for (std::size_t row = 0; row < times.size(); ++row) try {
            const bool day = times[row].kind() == PeriodKind::day, begins = times[row].start().day() == 1;
            const Flags<FigureMark> of_time = times[row].marks();
            times[row] = times[row].in_months();
            if (day && step > 1) {
                const Period first = begins ? times[row] : times[row].shifted(1 - step);
                times[row] = Period::months(first.start().year(), first.start().month(), step);
            }
            times[row] = times[row].with_marks(of_time);
            apart = std::gcd(apart, times[0].first_month().months_until(times[row].first_month()));
        } catch (const Error& error) {
            problems.add(index + "[" + std::to_string(row) + "]: ", error);
        }
    problems.raise_if_any();
    const auto other = [&](const std::string& found, Frequency known) {
        const std::string said(word(known));
        throw Error("frequency: found '" + std::string(word(frequency)) + "' where the " + index + " of values is " +
                    found + "; accepted: frequency='" + said + "'");
    };
    const std::optional<Frequency> of_days = all_days && times.size() > 2 ? frequency_of(apart) : std::nullopt;
    if (of_days && months(*of_days) > months(frequency))
        other(std::to_string(apart) + " months apart", *of_days);
    std::vector<std::int32_t> codes(times.size());
    std::iota(codes.begin(), codes.end(), 0);
    const std::vector<std::int32_t> series(times.size(), 0);
    const std::vector<std::uint8_t> accruals(times.size(), static_cast<std::uint8_t>(accrual));
    const std::vector<std::string> names{"values"};
    Series assembled = assemble({.series = series, .period = codes, .value = values, .accrual = accruals,
                                 .marks = marks, .names = names, .periods = times, .period_column = index},
                                calendar).front().series;
    if (accrual != Accrual::rolling && assembled.frequency() != frequency)
        other("of periods of " + std::to_string(months(assembled.frequency())) + " months", assembled.frequency());
    return assembled;
}

}  // namespace headway
