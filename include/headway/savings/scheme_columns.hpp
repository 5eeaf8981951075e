/// @file
/// The columns of money of a table of schemes: the unit and the year that each is of, and the unit of the plan.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/money/unit_in_heading.hpp"
#include "headway/problems.hpp"
#include "headway/savings/month_in_heading.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/scheme_rows.hpp"
#include "headway/savings/year_in_heading.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A column of money with what its heading says.
struct ReadColumn {
    const MoneyColumn* column = nullptr;
    std::optional<MoneyUnit> unit{};
    std::optional<Period> year{};  ///< or the month, of a column of months
};

/// The unit that the heading says, else the caller's.
[[nodiscard]] inline std::optional<MoneyUnit> unit_of(const MoneyColumn& column, const SchemeRule& rule,
                                                      Problems& problems) {
    try {
        if (const std::optional<MoneyUnit> said = unit_in_heading(column.heading)) return said;
        return rule.unit;
    } catch (const Error& error) {
        problems.add("column '" + column.heading + "': ", error);
    }
    return std::nullopt;
}

/// The columns of an argument, in the order of their years, or of their months. Problems are noted.
/// @param in_heading what a heading names; @param such_as its word and an example, for a message
template <class InHeading>
[[nodiscard]] std::vector<ReadColumn> columns_in_order(const std::vector<MoneyColumn>& given,
                                                       const std::string& argument, const SchemeRule& rule,
                                                       const std::string& kind, const std::string& such_as,
                                                       InHeading in_heading, Problems& problems) {
    std::vector<ReadColumn> columns;
    std::string unnamed, line;
    for (const MoneyColumn& column : given) {
        const std::string& said = column.year.empty() ? column.heading : column.year;
        ReadColumn read{.column = &column, .unit = unit_of(column, rule, problems)};
        try {
            read.year = in_heading(said);
        } catch (const Error& error) {
            problems.add(argument + ": ", error);
            continue;
        }
        if (!read.year) unnamed += (unnamed.empty() ? "" : ", ") + headway::quoted(said);
        else columns.push_back(read);
        line += (line.empty() ? "" : ", ") + as_literal(column.heading) + ": " +
                (read.year ? as_literal(read.year->label()) : "...");
    }
    if (!unnamed.empty())
        problems.add(argument + ": found " + unnamed + ", where no " + kind + " is named; accepted: headings with " +
                     kind + "s such as " + such_as + ", or, in place of the dots, the " + kind + " of each column: " +
                     argument + "={" + line + "}");
    std::sort(columns.begin(), columns.end(),
              [](const ReadColumn& one, const ReadColumn& other) { return *one.year < *other.year; });
    for (std::size_t i = 1; i < columns.size(); ++i)
        if (columns[i - 1].year->months_until(*columns[i].year) < columns[i].year->length_in_months())
            problems.add(argument + ": found " + columns[i].year->label() + " in columns '" +
                         columns[i - 1].column->heading + "' and '" + columns[i].column->heading +
                         "'; accepted: one column a " + kind);
    return columns;
}

[[nodiscard]] inline std::vector<ReadColumn> columns_of_years(const std::vector<MoneyColumn>& given,
                                                              const std::string& argument, const SchemeRule& rule,
                                                              Problems& problems) {
    const auto year = [&](const std::string& said) { return year_in_heading(said, rule.plan.calendar); };
    return columns_in_order(given, argument, rule, "year", "2024/25", year, problems);
}

/// Months without a year are of the one that the table is of, where it is of one.
[[nodiscard]] inline std::vector<ReadColumn> columns_of_months(const std::vector<MoneyColumn>& given,
                                                               const std::vector<ReadColumn>& years,
                                                               const SchemeRule& rule, Problems& problems) {
    const std::optional<Period> of = years.size() == 1 ? years.front().year : std::nullopt;
    const auto month = [&](const std::string& said) { return month_in_heading(said, of, rule.plan.calendar); };
    return columns_in_order(given, "months", rule, "month", "Apr-24", month, problems);
}

/// The columns of a table with their years and units.
struct ReadColumns {
    std::vector<ReadColumn> years{}, forecast{}, months{};
    ReadColumn expected{}, actual{}, expected_forecast{};
};

[[nodiscard]] inline ReadColumns read_columns(const SchemeRows& rows, const SchemeRule& rule, Problems& problems) {
    ReadColumns columns{.years = columns_of_years(rows.years, "years", rule, problems),
                        .forecast = columns_of_years(rows.forecast, "forecast", rule, problems)};
    columns.months = columns_of_months(rows.months, columns.years, rule, problems);
    if (rows.years.empty()) problems.add("years: found no column; accepted: one or more, each of a year");
    for (std::size_t i = 1; i < columns.years.size(); ++i)
        if (columns.years[i - 1].year->months_until(*columns.years[i].year) > 12)
            problems.add("years: found " + columns.years[i].year->label() + " after " +
                         columns.years[i - 1].year->label() + "; accepted: years that follow one another");
    for (std::size_t i = 1; i < columns.months.size(); ++i)
        if (columns.months[i - 1].year->months_until(*columns.months[i].year) > 1)
            problems.add("months: found " + columns.months[i].year->label() + " after " +
                         columns.months[i - 1].year->label() + "; accepted: months that follow one another");
    for (const ReadColumn& forecast : columns.forecast)
        if (std::none_of(columns.years.begin(), columns.years.end(),
                         [&](const ReadColumn& planned) { return *planned.year == *forecast.year; }))
            problems.add("forecast: found " + forecast.year->label() + " in column '" + forecast.column->heading +
                         "'; accepted: a year that a column of years is of");
    columns.expected = {.column = &rows.expected};
    columns.actual = {.column = &rows.actual};
    columns.expected_forecast = {.column = &rows.expected_forecast};
    for (ReadColumn* const column : {&columns.expected, &columns.actual, &columns.expected_forecast})
        if (!column->column->cells.empty()) column->unit = unit_of(*column->column, rule, problems);
    return columns;
}

/// All columns of money, those of years first.
[[nodiscard]] inline std::vector<ReadColumn> all_of(const ReadColumns& columns) {
    std::vector<ReadColumn> all = columns.years;
    all.insert(all.end(), columns.forecast.begin(), columns.forecast.end());
    all.push_back(columns.expected);
    all.push_back(columns.actual);
    all.push_back(columns.expected_forecast);
    all.insert(all.end(), columns.months.begin(), columns.months.end());
    return all;
}

/// The plan's unit: the caller's, or that of the first heading that says one.
[[nodiscard]] inline MoneyUnit unit_of_plan(const ReadColumns& columns, const SchemeRows& rows,
                                            const SchemeRule& rule, Problems& problems) {
    if (rule.unit) return *rule.unit;
    const std::vector<ReadColumn> all = all_of(columns);
    for (const ReadColumn& column : all)
        if (column.unit) return *column.unit;
    for (const std::vector<MoneyColumn>* const given : {&rows.years, &rows.forecast, &rows.months})
        for (const MoneyColumn& column : *given) {  // one whose year or month was refused says its unit all the same
            Problems said_before;
            if (const std::optional<MoneyUnit> unit = unit_of(column, rule, said_before)) return *unit;
        }
    std::string headings;
    for (const ReadColumn& column : all)
        if (!column.column->cells.empty())
            headings += (headings.empty() ? "" : ", ") + headway::quoted(column.column->heading);
    problems.add("unit: found none in the headings of money (" + headings + "); accepted: " + units_to_write() +
                 ", or headings that say it, as \"(\u00A3k)\" and \"(\u00A3m)\" do");
    return MoneyUnit::pounds;
}

}  // namespace headway::detail
