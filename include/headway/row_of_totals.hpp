/// @file
/// Rows that add up the others, which would be counted twice: by their name, or by their figures.
///
/// | a name                                                   | says                                                  |
/// |----------------------------------------------------------|-------------------------------------------------------|
/// | "Total", "Grand total:", "Sub-total", "All indicators"   | a row of totals (`is_name_of_totals`)                 |
/// | "Place total", "Adults sub-total"                        | one among sums of money (`is_total`); elsewhere it    |
/// |                                                          | may be something that is counted in all               |
/// | "All", "All directorates", "Overall", "Whole council"    | maybe: only its figures tell (`may_be_all`)           |
/// | "Adults (total)", "Adults - all", "Total, Adults"        | the same (`says_total`)                               |
///
/// A row is the sum of others where each of its figures is, in decimal (`is_sum_of_others`), or by rounding alone is
/// not (`is_near_sum_of_others`): with n other figures of d decimals at most, and t decimals of its own,
///
///     |figure - sum of others| <= n x 10^-d / 2 + 10^-t / 2 <= |figure| / 10
///
/// Where rounding alone may make more than a tenth of a figure, nothing is told by it.
///
/// Text is expected plain (`plain_text`); letter case, hyphens and colons tell nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
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

/// Whether a name says that it is of a total, by one of its words, or by "all" or "overall" at its beginning or end.
[[nodiscard]] inline bool says_total(std::string_view name) {
    constexpr std::array<std::string_view, 4> totals{"total", "totals", "subtotal", "subtotals"};
    constexpr std::array<std::string_view, 2> all{"all", "overall"};
    const auto is_of_word = [](char c) {
        return is_small_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    };
    std::string small(name);
    std::transform(small.begin(), small.end(), small.begin(), lower);
    bool is_first = true, last_is_all = false;
    for (auto at = std::find_if(small.begin(), small.end(), is_of_word); at != small.end();) {
        const auto end = std::find_if_not(at, small.end(), is_of_word);
        const std::string_view word(at, end);
        last_is_all = is_one_of(word, all);
        if (is_one_of(word, totals) || (is_first && last_is_all)) return true;
        is_first = false;
        at = std::find_if(end, small.end(), is_of_word);
    }
    return last_is_all;
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

/// What figures of a column come to, and with how many decimals they are printed.
struct PrintedColumn {
    double sum = 0.0;
    std::array<std::size_t, 15> with_decimals{};  ///< how many figures have so many

    void add(double figure) {
        sum = decimal::difference(sum, -figure);
        ++with_decimals[static_cast<std::size_t>(decimal::decimals_of(figure))];
    }

    /// How far one of the figures may be from the sum of all others by rounding alone.
    [[nodiscard]] double rounding_of(double figure) const {
        const auto own = static_cast<std::size_t>(decimal::decimals_of(figure));
        std::size_t others = 0, most = 0;
        for (std::size_t d = 0; d < with_decimals.size(); ++d) {
            const std::size_t count = with_decimals[d] - (d == own ? 1 : 0);
            others += count;
            if (count > 0) most = d;
        }
        const double of_others = static_cast<double>(others) / decimal::detail::power_of_ten[most];
        return (of_others + 1.0 / decimal::detail::power_of_ten[own]) / 2.0;
    }
};

/// The columns of rows.
[[nodiscard]] inline std::vector<PrintedColumn> printed_columns(std::span<const RowFigures* const> rows) {
    std::vector<PrintedColumn> columns;
    for (const RowFigures* const row : rows) {
        columns.resize(std::max(columns.size(), row->size()));
        for (std::size_t c = 0; c < row->size(); ++c)
            if ((*row)[c]) columns[c].add(*(*row)[c]);
    }
    return columns;
}

/// Whether every figure of a row that is among those of `columns` is near the sum of all others. See the head of this
/// file.
[[nodiscard]] inline bool is_near_sum_of_others(const RowFigures& figures, const std::vector<PrintedColumn>& columns) {
    bool any = false;
    for (std::size_t c = 0; c < figures.size(); ++c) {
        if (!figures[c]) continue;
        const double off = std::fabs(decimal::difference(columns[c].sum, 2.0 * *figures[c]));
        const double rounding = columns[c].rounding_of(*figures[c]);
        if (off != 0.0 && (decimal::difference(off, rounding) > 0.0 || 10.0 * rounding > std::fabs(*figures[c])))
            return false;
        any = any || *figures[c] != 0.0;
    }
    return any;
}

}  // namespace headway::detail
