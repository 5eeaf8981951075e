/// @file
/// Rows that add up the others, which would be counted twice: by their name, or by their figures.
///
/// | a name                                                   | says                                                  |
/// |----------------------------------------------------------|-------------------------------------------------------|
/// | "Total", "Grand total:", "Sub-total", "All indicators"   | a row of totals (`is_name_of_totals`)                 |
/// | "Place total", "Adults sub-total"                        | one among sums of money (`is_total`); elsewhere it    |
/// |                                                          | may be something that is counted in all               |
/// | "All", "All directorates", "Overall", "Whole council"    | maybe: only its figures tell (`may_be_all`)           |
///
/// A row is the sum of others where each of its figures is, in decimal (`is_sum_of_others`).
///
/// Text is expected plain (`plain_text`); letter case, hyphens and colons tell nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A name as the list has it: in small letters, without hyphens, colons and the spaces about it.
[[nodiscard]] inline std::string as_name_of_totals(std::string_view name) {
    std::string small;
    small.reserve(name.size());
    for (const char c : name)
        if (c != '-' && c != ':') small += lower(c);
    trim(small);
    return small;
}

/// The same of a name as the list has it.
[[nodiscard]] inline bool is_in_list_of_totals(std::string_view small) {
    constexpr std::array<std::string_view, 12> names{
        "total",     "totals",    "grand total",  "overall total", "net total", "subtotal",
        "sub total", "subtotals", "total saving", "total savings", "total all", "all indicators"};
    return is_one_of(small, names);
}

/// See the head of this file.
[[nodiscard]] inline bool is_name_of_totals(std::string_view name) {
    return is_in_list_of_totals(as_name_of_totals(name));
}

/// Whether a name is that of a row of totals, which a table of money may end with or have between.
[[nodiscard]] inline bool is_total(std::string_view name) {
    const std::string small = as_name_of_totals(name);
    if (is_in_list_of_totals(small)) return true;
    constexpr std::array<std::string_view, 4> ends{" total", " totals", " subtotal", " sub total"};
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return small.ends_with(end); });
}

/// Whether a name may be that of all rows together. So may be that of one of them: only its figures tell.
[[nodiscard]] inline bool may_be_all(std::string_view name) {
    const std::string small = folded(name);
    if (small.empty() || small == "-" || small.find("total") != std::string::npos) return true;
    constexpr std::array<std::string_view, 7> first{"all", "overall", "sum", "whole", "combined", "grand", "council"};
    const std::string word = small.substr(0, small.find(' '));
    return is_one_of(word, first) && (word != "council" || word == small);
}

/// The figures of a row, in the order of the columns; empty where there is none.
using RowFigures = std::vector<std::optional<double>>;

/// Adds a row to what those before it come to, column by column.
inline void add_to(std::vector<double>& sums, std::span<const std::optional<double>> figures) {
    sums.resize(std::max(sums.size(), figures.size()));
    for (std::size_t c = 0; c < figures.size(); ++c)
        sums[c] = decimal::difference(sums[c], -figures[c].value_or(0.0));
}

/// What rows come to, column by column.
[[nodiscard]] inline std::vector<double> sums_of(const std::vector<RowFigures>& rows) {
    std::vector<double> sums;
    for (const RowFigures& figures : rows) add_to(sums, figures);
    return sums;
}

/// Whether every figure of a row is the sum of all others, given what all come to; `whole`: none may be missing.
[[nodiscard]] inline bool is_sum_of_others(std::span<const std::optional<double>> figures,
                                           const std::vector<double>& sums, bool whole) {
    bool any = false;
    for (std::size_t c = 0; c < figures.size(); ++c) {
        if (!figures[c] && (!whole || sums[c] == 0.0)) continue;  // in the second case nothing stands in the column
        if (!figures[c] || decimal::difference(sums[c], 2.0 * *figures[c]) != 0.0) return false;
        any = any || sums[c] != 0.0;
    }
    return any;
}

}  // namespace headway::detail
