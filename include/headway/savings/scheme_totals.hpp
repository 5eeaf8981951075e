/// @file
/// Rows of totals in a table of schemes, which would be counted twice: by their name, or because every figure is the
/// sum of all others, or of all others of its portfolio.
///
/// | a row whose figures are such a sum                                     | is one of totals beside at least |
/// |------------------------------------------------------------------------|----------------------------------|
/// | without a name, or with one that may be of all ("All directorates")    | 1 other                          |
/// | that nobody has rated, in a table that rates its schemes               | 2 others                         |
/// | rated as a scheme is (the sum of all others alone, in every column)    | 3 others                         |
///
/// Beside 2 others the last kind may be a scheme by chance: it stays, and a note says so.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/read_schemes.hpp"
#include "headway/savings/scheme_columns.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Every figure of a row, in the order of the columns.
[[nodiscard]] inline RowFigures figures_of(const Scheme& scheme) {
    RowFigures figures = scheme.years;
    figures.insert(figures.end(), scheme.forecast.begin(), scheme.forecast.end());
    figures.push_back(scheme.expected);
    figures.push_back(scheme.actual);
    return figures;
}

/// What schemes come to, column by column.
[[nodiscard]] inline std::vector<double> sums_of(const std::vector<Scheme>& schemes) {
    std::vector<RowFigures> rows;
    for (const Scheme& scheme : schemes) rows.push_back(figures_of(scheme));
    return sums_of(rows);
}

inline constexpr std::size_t fewest_beside_rated = 3;

/// Beside how many others a row that is their sum is one of totals. See the head of this file.
[[nodiscard]] inline std::size_t fewest_others(const Scheme& scheme, const SchemeReading& reading) {
    if (may_be_all(scheme.name) || may_be_all(scheme.portfolio)) return 1;
    const bool unrated = reading.is_rated && is_unrated(scheme.confidence) &&
                         !said_of_word(scheme.confidence, reading.rule);
    return unrated ? 2 : fewest_beside_rated;
}

/// Moves rows of totals out of the schemes: first those of a portfolio, then those of all.
[[nodiscard]] inline std::vector<Scheme> take_totals(std::vector<Scheme>& schemes, SchemeReading& reading) {
    std::vector<Scheme> totals;
    const auto take = [&](auto is_one) {
        std::vector<Scheme> kept;
        for (Scheme& scheme : schemes) (is_one(scheme) ? totals : kept).push_back(std::move(scheme));
        schemes = std::move(kept);
    };
    take([](const Scheme& scheme) { return is_total(scheme.name) || is_total(scheme.portfolio); });

    std::map<std::string, std::vector<Scheme>> by_portfolio;
    for (const Scheme& scheme : schemes) by_portfolio[folded(scheme.portfolio)].push_back(scheme);
    std::map<std::string, std::vector<double>> sums;
    for (const auto& [portfolio, of] : by_portfolio) sums[portfolio] = sums_of(of);
    take([&](const Scheme& scheme) {
        const std::size_t fewest = fewest_others(scheme, reading);
        const std::string portfolio = folded(scheme.portfolio);
        return fewest < fewest_beside_rated && by_portfolio[portfolio].size() > fewest &&
               is_sum_of_others(figures_of(scheme), sums[portfolio], false);
    });

    const std::vector<double> of_all = sums_of(schemes);
    const std::size_t others = schemes.empty() ? 0 : schemes.size() - 1;
    bool found = false;
    take([&](const Scheme& scheme) {
        const std::size_t fewest = fewest_others(scheme, reading);
        if (found || others < fewest) return false;
        return found = is_sum_of_others(figures_of(scheme), of_all, fewest == fewest_beside_rated);
    });
    std::sort(totals.begin(), totals.end(), [](const Scheme& one, const Scheme& other) { return one.row < other.row; });
    return totals;
}

/// Notes a scheme that may be the total of two others.
inline void note_sum_of_two(const std::vector<Scheme>& schemes, SchemeReading& reading) {
    if (schemes.size() != fewest_beside_rated) return;
    const std::vector<double> sums = sums_of(schemes);
    for (const Scheme& scheme : schemes)
        if (is_sum_of_others(figures_of(scheme), sums, true))
            reading.notes.push_back("row " + std::to_string(scheme.row) + ", " + headway::quoted(scheme.name) +
                                    ": its figures are the sum of all others; where it is a row of totals they are "
                                    "counted twice, and it is to be left out of the table");
}

/// Refuses rows of totals, or leaves them out where the caller says so.
inline void without_totals(std::vector<Scheme>& schemes, const ReadColumns& columns, SchemeReading& reading) {
    const std::vector<Scheme> totals = take_totals(schemes, reading);
    note_sum_of_two(schemes, reading);
    const std::vector<double> sums = sums_of(schemes);
    for (const Scheme& total : totals) {
        const std::string found = headway::quoted(total.name.empty() ? total.portfolio : total.name);
        const std::string at = "row " + std::to_string(total.row) + ": ";
        if (!reading.rule.leave_out_totals) {
            reading.problems.add(at + "found " + found +
                                 ", a row of totals, whose figures would be counted twice; accepted: schemes alone, or "
                                 "leave_out_totals=True");
            continue;
        }
        std::string off;
        const RowFigures figures = figures_of(total);
        for (std::size_t y = 0; y < total.years.size() && totals.size() == 1; ++y)
            if (figures[y] && decimal::difference(*figures[y], sums[y]) != 0.0)
                off += (off.empty() ? "; it says " : ", ") + in_pounds(*figures[y], reading.unit) +
                       " where schemes add up to " + in_pounds(sums[y], reading.unit) + " in '" +
                       columns.years[y].column->heading + "'";
        reading.notes.push_back(at + "left out " + found + ", a row of totals" + off);
    }
}

}  // namespace headway::detail
