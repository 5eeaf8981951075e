/// @file
/// The names of a table of schemes: each row has one and a portfolio, and no scheme of a portfolio is there twice.
///
/// A portfolio without a name below one that has one may be a merged cell, of which a table holds the first row alone;
/// nobody but the caller can tell that from a name that was forgotten. A row without money is a heading.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headway/frame_lines.hpp"
#include "headway/problems.hpp"
#include "headway/savings/read_schemes.hpp"
#include "headway/savings/scheme_columns.hpp"
#include "headway/savings/scheme_rows.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Whether money, or what stands in its place, is in a row: then it is no heading, and to leave it out loses a saving.
[[nodiscard]] inline bool has_money(std::size_t row, const ReadColumns& columns) {
    for (const ReadColumn& column : all_of(columns))
        if (!column.column->cells.empty() && !is_blank(column.column->cells[row])) return true;
    return false;
}

/// What to write where a name is missing, for a message: where a portfolio stands above, it may be that of a cell that
/// was merged; a row without money is a heading.
[[nodiscard]] inline std::string instead_of_no_name(const std::string& heading, bool money, bool below_one,
                                                    FrameKind frame) {
    const std::string column = "'" + heading + "'";
    if (!money) return ", or a frame without its headings" + in_brackets(line_without_nothing(frame, column));
    if (!below_one) return {};
    return ", or, where a merged cell is of this row too, its column filled down" +
           in_brackets(line_filled_down(frame, column));
}

/// Names: each scheme has one and a portfolio, and none is there twice.
inline void check_names(std::vector<Scheme>& schemes, const ReadColumns& columns, SchemeReading& reading) {
    const SchemeRows& rows = reading.rows;
    std::map<std::string, std::string> written;                          // portfolios, as they are first written
    std::map<std::pair<std::string, std::string>, std::size_t> row_of;  // of a portfolio and a scheme
    bool below_one = false;
    for (Scheme& scheme : schemes) {
        if (scheme.portfolio.empty())
            reading.problems.add(place_of_row(scheme.row, rows.portfolio.heading) +
                                 "found nothing; accepted: the name of a portfolio" +
                                 instead_of_no_name(rows.portfolio.heading, has_money(scheme.row, columns), below_one,
                                                    reading.rule.plan.frame));
        below_one = below_one || !scheme.portfolio.empty();
        if (scheme.name.empty())
            reading.problems.add(place_of_row(scheme.row, rows.scheme.heading) +
                                 "found nothing; accepted: the name of a scheme" +
                                 instead_of_no_name(rows.scheme.heading, has_money(scheme.row, columns), false,
                                                    reading.rule.plan.frame));
        scheme.portfolio = written.try_emplace(scheme.portfolio_key, scheme.portfolio).first->second;
        const auto [before, is_new] = row_of.try_emplace({scheme.portfolio_key, folded(scheme.name)}, scheme.row);
        if (!is_new && !scheme.name.empty())
            reading.problems.add(place_of_row(scheme.row, rows.scheme.heading) + "found " +
                                 headway::quoted(scheme.name) + " of '" + scheme.portfolio + "' again, after row " +
                                 std::to_string(before->second) + "; accepted: one row a scheme");
    }
}

}  // namespace headway::detail
