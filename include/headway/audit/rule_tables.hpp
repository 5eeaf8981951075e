/// @file
/// What a table says of itself: totals of columns and rows, increments, counts of marks above its head.
///
/// | rule          | holds where                                                                                  |
/// |---------------|----------------------------------------------------------------------------------------------|
/// | `footing`     | a row called total, or the last without a name, is the sum of the rows above it              |
/// | `cross-footing` | a column that is the sum of the others in most rows is so in all                            |
/// | `increments`  | a row of increments has the differences of the running total above it                        |
/// | `marks above` | counts of marks above the head are those of the rows                                         |
///
/// Shares, averages and rates are not added. A sum that only rounding explains is said to be so.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/section_counts.hpp"
#include "headway/audit/subtotals.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds a table against its own arithmetic: totals, increments, counts of marks.
class TableRules {
public:
    TableRules(Ledger& ledger, const Reading& reading, const Table& table)
        : ledger_(ledger), reading_(reading), table_(table), subtotals_(ledger, reading, table) {}

    void check() {
        if (table_.of_indicators()) return;
        std::vector<std::size_t> added;
        for (std::size_t c = 1; c < table_.columns.size(); ++c)
            if (is_added(c)) added.push_back(c);
        subtotals_.find(std::move(added));
        check_footing();
        for (std::size_t r = 0; r < table_.rows.size(); ++r)
            if (subtotals_.makes(r) && std::find(footed_.begin(), footed_.end(), r) == footed_.end() &&
                !is_row_of_all(r))
                subtotals_.claim(r);
        check_increments();
        check_cross_footing();
        check_numbering();
    }

private:
    [[nodiscard]] std::string label(const TableRow& row) const {
        if (row.cells.empty()) return {};
        const Span span = row.cells.front().span;
        return folded(reading_.text.substr(span.begin, span.end - span.begin));
    }

    [[nodiscard]] static bool says_word(std::string_view text, std::string_view word) {
        const std::size_t at = text.find(word);
        return at != std::string_view::npos && (at == 0 || !is_letter(text[at - 1]));
    }

    [[nodiscard]] bool is_increment(const TableRow& row) const { return says_word(label(row), "increment"); }
    [[nodiscard]] bool is_total(std::size_t r) const {
        const std::string name = label(table_.rows[r]);
        if (is_increment(table_.rows[r])) return false;
        if (says_word(name, "total") && !name.starts_with("total number of")) return true;
        return name.empty() && r + 1 == table_.rows.size() && r >= 2 && !label(table_.rows[r - 1]).empty();
    }

    /// Whether figures of this name add up to anything: shares, means and differences do not.
    [[nodiscard]] static bool is_added(std::string_view name) {
        for (const std::string_view word : {"%", "average", "rate", "percent", "share", "mean", "median", "per ",
                                            "rank", "change", "difference", "variance", "gap"})
            if (name.find(word) != std::string_view::npos) return false;
        return true;
    }
    [[nodiscard]] bool is_added(std::size_t column) const {
        return is_added(std::string_view(head_of(reading_.text, table_, column)));
    }

    [[nodiscard]] const Cell* number_at(const TableRow& row, std::size_t column) const {
        return column < row.cells.size() && row.cells[column].is_number() ? &row.cells[column] : nullptr;
    }

    struct Sum {
        Interval value = exactly(0.0);
        std::string text{};
        std::size_t terms = 0, rows = 0;
        bool added = true;
        Span place{};
    };

    [[nodiscard]] Sum sum_above(std::size_t total, std::size_t column) const {
        Sum sum;
        for (std::size_t r = total; r-- > 0;) {
            if (is_total(r)) break;
            if (is_increment(table_.rows[r])) continue;
            ++sum.rows;
            const Cell* cell = number_at(table_.rows[r], column);
            if (cell == nullptr) continue;
            if (cell->number.unit == StatedUnit::per_cent || cell->number.unit == StatedUnit::points) sum.added = false;
            sum.value = sum.value + behind(cell->number);
            sum.text = plain_number(cell->number.value) + (sum.text.empty() ? "" : " + ") + sum.text;
            sum.place = {cell->span.begin, sum.terms == 0 ? cell->span.end : sum.place.end};
            ++sum.terms;
        }
        return sum;
    }

    void check_footing() {
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            if (!is_total(r)) continue;
            std::vector<std::pair<std::size_t, Sum>> sums;
            std::size_t agreed = 0;
            for (std::size_t c = 1; c < table_.rows[r].cells.size(); ++c) {
                const Cell* total = number_at(table_.rows[r], c);
                if (total == nullptr) continue;
                const bool hundred = total->number.unit == StatedUnit::per_cent && total->number.value == 100.0;
                if (!hundred && (!is_added(c) || total->number.unit == StatedUnit::per_cent)) continue;
                Sum sum = sum_above(r, c);
                if (sum.rows < 2 || sum.terms < 1 || (!sum.added && !hundred)) continue;
                const bool agrees = agreement(total->number, sum.value) != Verdict::contradiction;
                agreed += agrees && sum.value.middle != 0.0 ? 1u : 0u;  // nothing and nothing says nothing
                sums.emplace_back(c, std::move(sum));
            }
            if (agreed == 0 && subtotals_.makes(r)) continue;  // it adds up some of the rows above it
            if (!sums.empty()) footed_.push_back(r);
            for (const auto& [c, sum] : sums) judge_footing(r, c, sum, agreed, sums.size());
        }
    }

    /// The last row, of all: held by the columns (rule_columns.hpp).
    [[nodiscard]] bool is_row_of_all(std::size_t r) const {
        return r + 1 == table_.rows.size() && !is_total(r) && subtotals_.adds_all(r);
    }

    void judge_footing(std::size_t r, std::size_t c, const Sum& sum, std::size_t agreed, std::size_t of) {
        const Cell& total = table_.rows[r].cells[c];
        Verdict verdict = agreement(total.number, sum.value);
        if (sum.terms == 1 && verdict == Verdict::rounding) verdict = Verdict::contradiction;  // the same figure
        // one printed unit off, of terms that are all printed to that unit: rounding of the terms may explain it
        if (verdict == Verdict::holds &&
            std::fabs(decimal::difference(sum.value.middle, total.number.value)) > slack_of(total.number.value, 1.0))
            verdict = Verdict::rounding;
        const double far = std::fabs(sum.value.middle - total.number.value);
        const bool plausible = agreed * 2 >= of - 1 && agreed > 0;
        const bool near = far <= 0.6 * std::fabs(total.number.value);
        if (verdict == Verdict::contradiction && !plausible && !(of <= 2 && near)) verdict = Verdict::not_checkable;
        std::string shown_sum = sum.terms > 12 ? std::to_string(sum.terms) + " rows" : sum.text;
        ledger_.claim(reading_.document, total.span, ClaimKind::total, "total",
                      {.rule = "footing",
                       .verdict = verdict,
                       .stated = shown_stated(total.number),
                       .computed = plain_number(sum.value.middle),
                       .why = shown_sum + " = " + plain_number(sum.value.middle) + "; printed " +
                              plain_number(total.number.value) + "; rounding could explain " +
                              plain_number((sum.value.high - sum.value.low) / 2.0 + total.number.half()),
                       .severity = Severity::high,
                       .against = ledger_.quote(reading_.document, sum.place),
                       .suggested = plain_number(sum.value.middle)});
    }

    void check_increments() {
        for (std::size_t r = 1; r < table_.rows.size(); ++r) {
            const bool many =
                is_increment(table_.rows[r - 1]) || (r + 1 < table_.rows.size() && is_increment(table_.rows[r + 1]));
            if (!is_increment(table_.rows[r]) || many) continue;  // a row each says what was added, not to which row
            const TableRow &row = table_.rows[r], &above = table_.rows[r - 1];
            const Cell* before = nullptr;
            for (std::size_t c = 1; c < row.cells.size(); ++c) {
                const Cell *increment = number_at(row, c), *now = number_at(above, c);
                if (increment == nullptr || now == nullptr) continue;
                const Interval difference =
                    before == nullptr ? behind(now->number) : behind(now->number) - behind(before->number);
                ledger_.claim(reading_.document, increment->span, ClaimKind::change, "increment",
                              {.rule = "increments",
                               .verdict = agreement(increment->number, difference),
                               .stated = shown_stated(increment->number),
                               .computed = plain_number(difference.middle),
                               .why = plain_number(now->number.value) +
                                      (before != nullptr ? " - " + plain_number(before->number.value) : "") + " = " +
                                      plain_number(difference.middle),
                               .severity = Severity::high,
                               .against = ledger_.quote(reading_.document, now->span)});
                before = now;
            }
        }
    }

    /// Rows that are numbered from 1 on: all of them, and none twice.
    void check_numbering() {
        constexpr std::size_t fewest = 4;
        if (table_.rows.size() < fewest) return;
        const Cell* odd = nullptr;
        std::size_t wrong = 0;
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            const Cell* cell = number_at(table_.rows[r], 0);
            if (cell == nullptr || !cell->number.is_count() || table_.rows[r].cells.size() < 2) return;
            if (cell->number.value == static_cast<double>(r + 1)) continue;
            odd = cell;
            ++wrong;
        }
        if (wrong > 1) return;
        const Cell& cell = odd != nullptr ? *odd : table_.rows[0].cells[0];
        const std::string rows = std::to_string(table_.rows.size());
        ledger_.claim(
            reading_.document, cell.span, ClaimKind::total, "how many rows there are",
            {.rule = "numbered rows",
             .verdict = wrong == 0 ? Verdict::holds : Verdict::contradiction,
             .stated = plain_number(cell.number.value),
             .computed = "1 to " + rows,
             .why = "the " + rows + " rows are numbered from 1 on" + (wrong == 0 ? "" : ", except for this one"),
             .severity = Severity::low,
             .against = ledger_.quote(reading_.document, table_.rows[0].cells[0].span)});
    }

    void check_cross_footing() {
        std::vector<std::size_t> columns;
        for (std::size_t c = 1; c < table_.columns.size(); ++c) {
            std::size_t numbers = 0;
            for (const TableRow& row : table_.rows) numbers += number_at(row, c) != nullptr ? 1u : 0u;
            if (numbers * 2 > table_.rows.size() && is_added(c)) columns.push_back(c);
        }
        constexpr std::size_t fewest = 3;
        if (columns.size() < fewest || table_.rows.size() < fewest) return;
        for (const std::size_t whole : {columns.front(), columns.back()}) {
            std::size_t agreed = 0, rows = 0;
            for (const TableRow& row : table_.rows)
                if (const auto [cell, sum, text] = across(row, whole, columns); cell != nullptr) {
                    ++rows;
                    agreed += agreement(cell->number, sum) != Verdict::contradiction && sum.middle != 0.0 ? 1u : 0u;
                }
            if (rows < fewest || agreed * 5 < rows * 3 || (rows == fewest && agreed < 2)) continue;
            for (const TableRow& row : table_.rows) {
                const auto [cell, sum, text] = across(row, whole, columns);
                if (cell == nullptr) continue;
                ledger_.claim(reading_.document, cell->span, ClaimKind::total, label(row),
                              {.rule = "cross-footing",
                               .verdict = agreement(cell->number, sum),
                               .stated = shown_stated(cell->number),
                               .computed = plain_number(sum.middle),
                               .why = text + " = " + plain_number(sum.middle),
                               .severity = Severity::high,
                               .against = ledger_.quote(reading_.document,
                                                        {row.cells.front().span.begin, row.cells.back().span.end}),
                               .suggested = plain_number(sum.middle)});
            }
            return;
        }
    }

    struct Across {
        const Cell* cell = nullptr;
        Interval sum = exactly(0.0);
        std::string text{};
    };

    [[nodiscard]] Across across(const TableRow& row, std::size_t whole, const std::vector<std::size_t>& columns) const {
        Across result{.cell = number_at(row, whole)};
        const bool plain = is_added(std::string_view(label(row)));
        if (result.cell != nullptr && result.cell->number.unit == StatedUnit::per_cent)
            return {};  // "Per cent": the quarter's is no sum of the months'
        std::size_t terms = 0;
        for (const std::size_t c : columns) {
            if (c == whole) continue;
            const Cell* part = number_at(row, c);
            if (part == nullptr) continue;
            result.sum = result.sum + behind(part->number);
            result.text += (terms++ == 0 ? "" : " + ") + plain_number(part->number.value);
        }
        if (terms + 1 < columns.size()) result.cell = nullptr;
        // averages of several things add up across them, other rates do not: they confirm
        if (result.cell != nullptr && !plain && agreement(result.cell->number, result.sum) == Verdict::contradiction)
            result.cell = nullptr;
        return result;
    }

    Ledger& ledger_;
    const Reading& reading_;
    const Table& table_;
    Subtotals subtotals_;
    std::vector<std::size_t> footed_{};  ///< rows that were held against all above them
};

/// "Peer (Statistical Neighbours) 12": a comparator's name with a number; 0 where the cell is none.
[[nodiscard]] inline std::pair<std::size_t, double> named_count(const Cell& cell) {
    if (cell.tokens.size() < 2 || cell.tokens.back().is != Token::Is::number || !cell.tokens.back().number.is_count())
        return {0, 0.0};
    const std::string& first = cell.tokens.front().text;
    const double count = cell.tokens.back().number.value;
    if (first == "target") return {0, count};
    if (first == "national") return {1, count};
    if (first == "peer") return {2, count};
    return {0, 0.0};
}

/// Counts of marks above the head of a table of indicators, and how many it shows.
inline void check_marks_above(Ledger& ledger, const Reading& reading, const Table& table, const SectionCounts& counts) {
    constexpr std::array<std::string_view, 3> colours{"green", "amber", "red"};
    for (std::size_t r = 0; r < table.above.size(); ++r) {
        const TableRow& row = table.above[r];
        std::size_t which = 0;
        int last = -1;
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const Cell& cell = row.cells[c];
            const bool under_selected = r > 0 && c < table.above[r - 1].cells.size() && cell.mark == CellMark::none &&
                                        cell.is_number() && c == 0 &&
                                        folded(reading.text.substr(table.above[r - 1].cells[0].span.begin,
                                                                   table.above[r - 1].cells[0].span.end -
                                                                       table.above[r - 1].cells[0].span.begin))
                                                .find("select") == 0;
            if (under_selected) {
                const double rows = static_cast<double>(counts.rows);
                ledger.claim(reading.document, cell.span, ClaimKind::total, "indicators shown",
                             {.rule = "marks above",
                              .verdict = cell.number.value == rows ? Verdict::holds : Verdict::contradiction,
                              .stated = plain_number(cell.number.value),
                              .computed = plain_number(rows),
                              .why = "the table has " + plain_number(rows) + " rows",
                              .severity = Severity::medium,
                              .against = ledger.quote(reading.document, counts.place)});
                continue;
            }
            if (const auto named = named_count(cell); named.second > 0.0) {
                const auto stated = static_cast<std::size_t>(named.second);
                const auto& rated = counts.rated[named.first];
                const bool holds = std::find(rated.begin(), rated.end(), stated) != rated.end();
                ledger.claim(reading.document, cell.span, ClaimKind::count_by_rating,
                             "counts against " + std::string(comparator_words[named.first]),
                             {.rule = "marks above",
                              .verdict = holds ? Verdict::holds : Verdict::contradiction,
                              .stated = std::to_string(stated),
                              .computed = std::to_string(rated[0]) + ", " + std::to_string(rated[1]) + ", " +
                                          std::to_string(rated[2]),
                              .why = "the rows have " + std::to_string(rated[0]) + " green, " +
                                     std::to_string(rated[1]) + " amber, " + std::to_string(rated[2]) + " red, " +
                                     std::to_string(counts.without[named.first]) + " without",
                              .in_class = FindingClass::presentation,
                              .severity = Severity::low,
                              .against = ledger.quote(reading.document, counts.place)});
                continue;
            }
            const auto said = rating_of(cell.mark);
            if (cell.mark == CellMark::dot && cell.is_number()) {
                ledger.claim(reading.document, cell.span, ClaimKind::legend, "counts of marks",
                             {.rule = "marks above",
                              .verdict = Verdict::contradiction,
                              .stated = plain_number(cell.number.value),
                              .computed = "no colour",
                              .why = "a count beside a mark whose colour is lost",
                              .in_class = FindingClass::presentation,
                              .severity = Severity::low});
                ++which;
                last = -1;
                continue;
            }
            if (!said || !cell.is_number()) {
                // a bare mark between counts ends a group
                if (said && last >= 0 && cell.span.end - cell.span.begin < 8 && which < 2 && *said == Rating::green) {
                    ++which;
                    last = -1;
                }
                continue;
            }
            const int order = *said == Rating::red ? 0 : *said == Rating::amber ? 1 : 2;
            if (order <= last) ++which;
            last = order;
            which = std::min<std::size_t>(which, 2);
            const std::size_t is = counts.rated[which][static_cast<std::size_t>(*said)];
            const auto stated = static_cast<std::size_t>(std::max(cell.number.value, 0.0));
            const bool holds = is == stated;
            const bool without = counts.without[which] == stated;
            ledger.claim(reading.document, cell.span,
                         without && !holds && *said == Rating::green ? ClaimKind::legend : ClaimKind::count_by_rating,
                         "counts against " + std::string(comparator_words[which]),
                         {.rule = "marks above",
                          .verdict = holds ? Verdict::holds : Verdict::contradiction,
                          .stated = std::to_string(stated),
                          .computed = std::to_string(is),
                          .why = "against " + std::string(comparator_words[which]) + " the rows have " +
                                 std::to_string(is) + " " + std::string(colours[static_cast<std::size_t>(*said)]) +
                                 ", " + std::to_string(counts.without[which]) + " without",
                          .in_class = FindingClass::presentation,
                          .severity = Severity::low,
                          .against = ledger.quote(reading.document, counts.place)});
        }
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
