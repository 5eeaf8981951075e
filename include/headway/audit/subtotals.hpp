/// @file
/// Rows of a table that the rows above them come to: subtotals, running balances, averages.
///
/// | a row is                          | where in all columns of numbers, two and more                            |
/// |-----------------------------------|--------------------------------------------------------------------------|
/// | the sum of the rows above it      | from some row on: "Total finalised" of the three kinds before it         |
/// | one row above it less another     | "Pending at the end" of all less those finalised                         |
/// | the mean of the rows above it     | in any number of columns, where it is called an average                  |
///
/// Which rows it is made of is not asked of names: the numbers say it, of as many digits as chance does not give.
/// They confirm. A total that is neither is held against all rows above it (rule_tables.hpp).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds rows that other rows of their table make.
class Subtotals {
public:
    Subtotals(Ledger& ledger, const Reading& reading, const Table& table)
        : ledger_(ledger), reading_(reading), table_(table) {}

    /// Finds how each row is made, column by column. `columns`: those whose numbers add up to something.
    void find(std::vector<std::size_t> columns) {
        constexpr std::size_t longest = 30;
        columns_ = std::move(columns);
        made_.resize(table_.rows.size());
        if (table_.rows.size() > longest || columns_.empty()) return;
        for (std::size_t r = 2; r < table_.rows.size(); ++r)
            if (!find_sum(r)) find_difference(r);
        for (std::size_t r = 2; r < table_.rows.size(); ++r)
            if (made_[r].empty()) find_mean(r);
    }

    [[nodiscard]] bool makes(std::size_t row) const { return row < made_.size() && !made_[row].empty(); }

    /// Whether a row is the sum of all rows above it.
    [[nodiscard]] bool adds_all(std::size_t row) const {
        return makes(row) && made_[row].front().first == 0 && made_[row].front().summed;
    }

    /// Claims what a row is made of.
    void claim(std::size_t row) {
        for (const Made& made : made_[row])
            ledger_.claim(reading_.document, made.cell->span, ClaimKind::total, label(table_.rows[row]),
                          {.rule = "subtotal",
                           .verdict = made.verdict,
                           .stated = shown_stated(made.cell->number),
                           .computed = plain_number(made.is.middle),
                           .why = made.why + " = " + plain_number(made.is.middle),
                           .severity = Severity::high,
                           .against = ledger_.quote(reading_.document, made.of)});
    }

private:
    struct Made {
        const Cell* cell = nullptr;
        Interval is{};
        Verdict verdict = Verdict::holds;
        std::string why{};
        Span of{};
        std::size_t first = 0;  ///< the first row of a sum
        bool summed = false;
    };

    [[nodiscard]] std::string label(const TableRow& row) const {
        if (row.cells.empty()) return {};
        const Span span = row.cells.front().span;
        return folded(reading_.text.substr(span.begin, span.end - span.begin));
    }

    [[nodiscard]] const Cell* number(std::size_t row, std::size_t column) const {
        const std::vector<Cell>& cells = table_.rows[row].cells;
        const bool counts = column < cells.size() && cells[column].is_number() &&
                            cells[column].number.unit != StatedUnit::per_cent &&
                            cells[column].number.unit != StatedUnit::time;
        return counts ? &cells[column] : nullptr;
    }

    /// How many digits a number tells: what chance has to give.
    [[nodiscard]] static double digits(const Stated& stated) {
        return std::log10(std::max(1.0, std::fabs(stated.value) / (2.0 * stated.half())));
    }

    bool find_sum(std::size_t row) {
        std::vector<Interval> sums(columns_.size(), exactly(0.0));
        std::vector<std::string> texts(columns_.size());
        constexpr double enough = 3.5;
        for (std::size_t first = row; first-- > 0;) {
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                const Cell* part = number(first, columns_[c]);
                if (part == nullptr) continue;
                sums[c] = sums[c] + behind(part->number);
                texts[c] = plain_number(part->number.value) + (texts[c].empty() ? "" : " + ") + texts[c];
            }
            if (row - first < 2) continue;
            std::vector<Made> made;
            double told = 0.0;
            bool all = true;
            for (std::size_t c = 0; c < columns_.size() && all; ++c) {
                const Cell *cell = number(row, columns_[c]), *part = number(first, columns_[c]);
                if (cell == nullptr) continue;
                const Verdict verdict = agreement(cell->number, sums[c]);
                all = verdict != Verdict::contradiction && part != nullptr;
                if (!all) break;
                told += digits(cell->number);
                made.push_back({cell, sums[c], verdict, texts[c], part->span, first, true});
            }
            if (!all || made.size() < 2 || told < enough) continue;
            made_[row] = std::move(made);
            return true;
        }
        return false;
    }

    void find_difference(std::size_t row) {
        constexpr double enough = 5.0;
        constexpr std::size_t fewest = 3, longest = 16;
        if (row >= longest) return;
        for (std::size_t whole = 0; whole < row; ++whole)
            for (std::size_t part = 0; part < row; ++part) {
                if (whole == part) continue;
                std::vector<Made> made;
                double told = 0.0;
                bool all = true;
                for (const std::size_t c : columns_) {
                    const Cell *cell = number(row, c), *a = number(whole, c), *b = number(part, c);
                    if (cell == nullptr) continue;
                    all = a != nullptr && b != nullptr &&
                          agreement(cell->number, behind(a->number) - behind(b->number)) != Verdict::contradiction;
                    if (!all) break;
                    told += digits(cell->number);
                    const Interval is = behind(a->number) - behind(b->number);
                    made.push_back({cell, is, agreement(cell->number, is),
                                    plain_number(a->number.value) + " - " + plain_number(b->number.value), a->span});
                }
                if (!all || made.size() < fewest || told < enough) continue;
                made_[row] = std::move(made);
                return;
            }
    }

    void find_mean(std::size_t row) {
        const std::string name = label(table_.rows[row]);
        if (name.find("average") == std::string::npos && name.find("mean") == std::string::npos) return;
        for (const std::size_t c : columns_) {
            const Cell* cell = number(row, c);
            if (cell == nullptr) continue;
            Interval sum = exactly(0.0);
            double terms = 0.0;
            std::string text;
            for (std::size_t r = 0; r < row; ++r)
                if (const Cell* part = number(r, c); part != nullptr && made_[r].empty()) {
                    sum = sum + behind(part->number);
                    text += (text.empty() ? "(" : " + ") + plain_number(part->number.value);
                    terms += 1.0;
                }
            constexpr double telling = 1.9;
            if (terms < 2.0 || digits(cell->number) < telling) continue;
            const Interval mean = sum * (1.0 / terms);
            const Verdict verdict = agreement(cell->number, mean);
            if (verdict == Verdict::contradiction) continue;
            made_[row].push_back({cell, mean, verdict, text + ") / " + plain_number(terms), cell->span});
        }
    }

    Ledger& ledger_;
    const Reading& reading_;
    const Table& table_;
    std::vector<std::size_t> columns_{};
    std::vector<std::vector<Made>> made_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
