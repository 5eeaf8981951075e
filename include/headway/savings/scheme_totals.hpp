/// @file
/// Rows of totals in a table of schemes, which would be counted twice: by their name, or because every figure is the
/// sum of all others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/read_schemes.hpp"
#include "headway/savings/scheme_columns.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Every figure of a row, in the order of the columns.
[[nodiscard]] inline std::vector<std::optional<double>> figures_of(const Scheme& scheme) {
    std::vector<std::optional<double>> figures = scheme.years;
    figures.insert(figures.end(), scheme.forecast.begin(), scheme.forecast.end());
    figures.push_back(scheme.expected);
    figures.push_back(scheme.actual);
    return figures;
}

/// What schemes come to, column by column.
[[nodiscard]] inline std::vector<double> sums_of(const std::vector<Scheme>& schemes) {
    std::vector<double> sums;
    for (const Scheme& scheme : schemes) {
        const std::vector<std::optional<double>> figures = figures_of(scheme);
        sums.resize(figures.size());
        for (std::size_t c = 0; c < figures.size(); ++c)
            sums[c] = decimal::difference(sums[c], -figures[c].value_or(0.0));
    }
    return sums;
}

/// Whether every figure of a row is the sum of all others, given what all come to.
[[nodiscard]] inline bool is_sum_of_others(const Scheme& scheme, const std::vector<double>& sums) {
    const std::vector<std::optional<double>> figures = figures_of(scheme);
    bool any = false;
    for (std::size_t c = 0; c < figures.size(); ++c) {
        if (!figures[c] && sums[c] == 0.0) continue;  // a column in which nothing stands
        if (!figures[c] || decimal::difference(sums[c], 2.0 * *figures[c]) != 0.0) return false;
        any = any || sums[c] != 0.0;
    }
    return any;
}

/// Refuses rows of totals, or leaves them out where the caller says so.
inline void without_totals(std::vector<Scheme>& schemes, const ReadColumns& columns, SchemeReading& reading) {
    const auto is_named = [](const Scheme& scheme) { return is_total(scheme.name) || is_total(scheme.portfolio); };
    std::vector<Scheme> totals, kept;
    for (Scheme& scheme : schemes) (is_named(scheme) ? totals : kept).push_back(std::move(scheme));
    constexpr std::size_t fewest_others = 3;
    const std::vector<double> of_all = sums_of(kept);
    for (std::size_t i = 0; totals.empty() && i < kept.size() && kept.size() > fewest_others; ++i)
        if (is_sum_of_others(kept[i], of_all)) {
            totals.push_back(std::move(kept[i]));
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
        }
    const std::vector<double> sums = sums_of(kept);
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
        const std::vector<std::optional<double>> figures = figures_of(total);
        for (std::size_t y = 0; y < total.years.size() && totals.size() == 1; ++y)
            if (figures[y] && decimal::difference(*figures[y], sums[y]) != 0.0)
                off += (off.empty() ? "; it says " : ", ") + in_pounds(*figures[y], reading.unit) +
                       " where schemes add up to " + in_pounds(sums[y], reading.unit) + " in '" +
                       columns.years[y].column->heading + "'";
        reading.notes.push_back(at + "left out " + found + ", a row of totals" + off);
    }
    schemes = std::move(kept);
}

}  // namespace headway::detail
