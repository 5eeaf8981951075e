/// @file
/// Tables of a document: rows of cells that follow each other, with what their head says of the columns.
///
/// Lines that end in an amount ("Managing Demand £2.8m") are rows too, of a name and an amount, where three or more
/// follow each other. A head is a row without numbers whose cells name what columns hold; rows of marks above it
/// (counts of icons) are kept apart. Damaged tables are taken as far as they go.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/audit/block.hpp"
#include "headway/audit/stated.hpp"
#include "headway/audit/token.hpp"
#include "headway/audit/wanted_side.hpp"
#include "headway/audit/when.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a column of a table of indicators has.
enum class Column : std::uint8_t {
    other,
    label,
    period,
    previous,
    latest,
    change,
    target,
    national,
    peer,
    rating,
    direction
};

/// What a mark of a cell says.
enum class CellMark : std::uint8_t { none, green, amber, red, dot, up, down, level };

/// A cell, its number and its mark.
struct Cell {
    Span span{};
    std::vector<Token> tokens{};
    Stated number{};  ///< where the cell is a number and nothing but its marks
    CellMark mark = CellMark::none;
    bool asterisk = false;
    std::optional<Polarity> way{};  ///< of a target: which side of it is good, where its words say it

    [[nodiscard]] bool is_number() const noexcept { return number.known(); }
    [[nodiscard]] bool is_bare_mark() const noexcept { return mark != CellMark::none && !number.known(); }
};

/// A row, and the block that it stands in.
struct TableRow {
    std::size_t block = 0;
    std::vector<Cell> cells{};
};

/// A table: its head, its rows and what it stands under.
struct Table {
    std::size_t section = 0, major = 0, minor = 0;
    std::size_t first_block = 0, last_block = 0;
    std::vector<TableRow> above{};  ///< rows of marks and counts above the head
    std::vector<TableRow> head{};
    std::vector<TableRow> rows{};
    std::vector<Column> columns{};  ///< of indicators; all `other` where the head names none

    [[nodiscard]] std::size_t column(Column wanted) const {
        const auto found = std::find(columns.begin(), columns.end(), wanted);
        return found == columns.end() ? npos : static_cast<std::size_t>(found - columns.begin());
    }
    [[nodiscard]] bool has(Column wanted) const { return column(wanted) != npos; }

    /// Of indicators: a result, and something to hold it against.
    [[nodiscard]] bool of_indicators() const {
        return has(Column::latest) && (has(Column::previous) || has(Column::target));
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// The mark that a sign stands for.
[[nodiscard]] inline CellMark mark_of(std::string_view icon) noexcept {
    constexpr std::array<std::pair<std::string_view, CellMark>, 17> marks{{{"\U0001F534", CellMark::red},
                                                                           {"\U0001F7E2", CellMark::green},
                                                                           {"\U0001F7E1", CellMark::amber},
                                                                           {"\U0001F7E0", CellMark::amber},
                                                                           {"\u2296", CellMark::red},
                                                                           {"\u2713", CellMark::green},
                                                                           {"\u2714", CellMark::green},
                                                                           {"\u2718", CellMark::red},
                                                                           {"\u2717", CellMark::red},
                                                                           {"!", CellMark::amber},
                                                                           {"\u25CF", CellMark::dot},
                                                                           {"\u25B2", CellMark::up},
                                                                           {"\u25BC", CellMark::down},
                                                                           {"\u25B6", CellMark::level},
                                                                           {"\u2191", CellMark::up},
                                                                           {"\u2193", CellMark::down},
                                                                           {"\u2192", CellMark::level}}};
    for (const auto& [bytes, mark] : marks)
        if (icon.starts_with(bytes)) return mark;
    return CellMark::none;
}

/// The rating that a cell says in a word or a letter.
[[nodiscard]] inline CellMark rating_word(std::string_view word) noexcept {
    if (word == "green" || word == "g") return CellMark::green;
    if (word == "amber" || word == "a" || word == "yellow") return CellMark::amber;
    if (word == "red" || word == "r") return CellMark::red;
    return CellMark::none;
}

/// A cell read from its text.
[[nodiscard]] inline Cell cell_of(std::string_view text, Span span) {
    constexpr std::size_t longest = 200;
    Cell cell{.span = span};
    cell.asterisk = !span.empty() && text[span.end - 1] == '*';
    if (span.end - span.begin > longest) return cell;
    cell.tokens = tokens_of(text, span);
    std::size_t numbers = 0, others = 0;
    for (const Token& token : cell.tokens) {
        if (token.is == Token::Is::number && !token.in_words && !token.ordinal) {
            cell.number = token.number;
            ++numbers;
        } else if (token.is == Token::Is::word || token.is == Token::Is::number) {
            if (cell.tokens.size() == 1 && token.is == Token::Is::word) cell.mark = rating_word(token.text);
            const bool unit =
                token.is == Token::Is::word &&
                (token.text == "days" || token.text == "weeks" || token.text == "hours" || token.text == "approx" ||
                 token.text == "c" || token.text == "kg" || token.text == "mins" || token.text == "max" ||
                 token.text == "min" || token.text == "maximum" || token.text == "minimum");
            others += unit ? 0u : 1u;
        } else if (const CellMark mark = mark_of(token.text); mark != CellMark::none && cell.mark == CellMark::none) {
            cell.mark = mark;
        } else if (token.is_sign('/') || token.is_sign(':')) {
            ++others;
        }
    }
    if (numbers != 1 || others > 0) cell.number = {};
    // "- 1,685": a sign that stands apart
    if (cell.is_number() && cell.tokens.size() == 2 && cell.tokens[0].is_sign('-'))
        cell.number.value = -std::abs(cell.number.value);
    if (cell.is_number() && numbers == 1)
        for (std::size_t i = 0; i + 1 < cell.tokens.size(); ++i)
            if (cell.tokens[i].is_sign('(') && cell.tokens[i + 1].is == Token::Is::number && i == 0 &&
                cell.tokens.back().is_sign(')'))
                cell.number.value = -std::abs(cell.number.value);
    return cell;
}

/// What a column holds, by the words of its head.
[[nodiscard]] inline Column column_of(const std::vector<Token>& head) {
    const auto says = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(head.begin(), head.end(), [&](const Token& token) {
            return token.is == Token::Is::word && std::find(words.begin(), words.end(), token.text) != words.end();
        });
    };
    if (head.empty() || head.size() > 12) return Column::other;
    if (says({"direction", "travel", "dot"})) return Column::direction;
    if (says({"rag", "rating", "status"})) return Column::rating;
    if (says({"change", "variance", "difference", "movement"})) return Column::change;
    if (says({"target", "goal"})) return Column::target;
    if (says({"national", "england", "wales", "scotland"})) return Column::national;
    if (says({"peer", "peers", "neighbour", "neighbours", "comparator", "comparators", "benchmark", "cipfa"}))
        return Column::peer;
    if (says({"previous", "prior", "last"})) return Column::previous;
    if (says({"latest", "current", "actual", "result", "outturn", "value"})) return Column::latest;
    if (says({"period", "date"})) return Column::period;
    if (says({"indicator", "indicators", "kpi", "kpis", "measure", "measures", "metric", "metrics", "description",
              "pi"}))
        return Column::label;
    return Column::other;
}

/// Finds the tables of a document.
class TableReader {
public:
    TableReader(std::string_view text, const Layout& layout) : text_(text), layout_(layout) {}

    [[nodiscard]] std::vector<Table> read() {
        for (std::size_t b = 0; b < layout_.blocks.size(); ++b) {
            const Block& block = layout_.blocks[b];
            if (block.of_row != 0) continue;
            if (block.kind == BlockKind::row) {
                if (block.after_blank > 1 || (block.after_blank == 1 && block.headed)) finish();
                TableRow row{.block = b};
                for (const Span& cell : block.spans) row.cells.push_back(cell_of(text_, cell));
                take(std::move(row), block);
            } else {
                finish();
                take_lines(b);
            }
        }
        finish();
        return std::move(tables_);
    }

private:
    void take(TableRow row, const Block& block) {
        if (rows_.empty()) {
            open_ = {.section = block.section, .major = block.major, .minor = block.minor, .first_block = row.block};
        }
        open_.last_block = row.block;
        rows_.push_back(std::move(row));
    }

    /// Lines that end in an amount, below a line that does not.
    void take_lines(std::size_t b) {
        const Block& block = layout_.blocks[b];
        constexpr std::size_t fewest = 3;
        if (block.kind != BlockKind::paragraph || block.spans.size() < fewest) return;
        std::vector<std::optional<std::size_t>> amounts;  // where the amount of a line begins
        std::size_t found = 0;
        for (const Span& line : block.spans) {
            amounts.push_back(amount_in(line));
            found += amounts.back() ? 1u : 0u;
        }
        if (found < fewest - 1 || found * 2 < block.spans.size()) return;
        for (std::size_t i = 0; i < block.spans.size(); ++i) {
            const Span line = block.spans[i];
            TableRow row{.block = b};
            const std::size_t at = amounts[i].value_or(line.end);
            Span name{line.begin, at};
            while (name.end > name.begin && text_[name.end - 1] == ' ') --name.end;
            row.cells.push_back(cell_of(text_, name));
            row.cells.push_back(cell_of(text_, {at, line.end}));
            take(std::move(row), block);
        }
        finish();
    }

    [[nodiscard]] std::optional<std::size_t> amount_in(Span line) const {
        constexpr std::size_t longest = 100;
        if (line.end - line.begin > longest) return std::nullopt;
        const std::string_view whole = text_.substr(line.begin, line.end - line.begin);
        const std::size_t space = whole.rfind(' ');
        const std::size_t at = line.begin + (space == std::string_view::npos ? 0 : space + 1);
        const std::string_view last = text_.substr(at, line.end - at);
        if (last == "n/a" || last == "N/A") return at;
        const Cell cell = cell_of(text_, {at, line.end});
        if (!cell.is_number() || cell.number.unit != StatedUnit::pounds) return std::nullopt;
        return at;
    }

    [[nodiscard]] static std::size_t count_numbers(const TableRow& row) {
        return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
            return cell.is_number() && whens_of(cell.tokens).empty();
        }));
    }

    [[nodiscard]] static std::size_t count_named(const TableRow& row) {
        return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
            const Column column = column_of(cell.tokens);
            return column != Column::other && column != Column::label;
        }));
    }

    void finish() {
        std::vector<TableRow> rows = std::exchange(rows_, {});
        if (rows.size() < 2) return;
        std::size_t head = rows.size();  // the row that names columns
        for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 8); ++i)
            if (count_named(rows[i]) >= 2 && count_numbers(rows[i]) == 0) head = i;
        if (head < rows.size()) {
            std::move(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(head), std::back_inserter(open_.above));
            open_.head.push_back(std::move(rows[head]));
            ++head;
        } else {
            const auto nameless = [&](std::size_t r) { return rows[r].cells.empty() || rows[r].cells[0].span.empty(); };
            head = 0;
            while (head + 1 < rows.size() && nameless(head) && count_numbers(rows[head]) == 0) ++head;
            if (count_numbers(rows[head]) == 0) ++head;
            while (head + 1 < rows.size() && nameless(head) && count_numbers(rows[head]) == 0) ++head;
            std::move(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(head), std::back_inserter(open_.head));
        }
        for (std::size_t i = head; i < rows.size(); ++i) open_.rows.push_back(std::move(rows[i]));
        if (open_.rows.empty()) return;
        read_measured();
        name_columns();
        note_rounding();
        tables_.push_back(std::move(open_));
        open_ = {};
    }

    /// "292 L", "at most 20", "max. 2.5% of rent": a number with its unit; under a head of targets with its bound.
    void read_measured() {
        constexpr std::array<std::string_view, 16> units{"l",      "litres",  "minutes", "seconds", "months", "years",
                                                         "tonnes", "km",      "miles",   "ml",      "kwh",    "people",
                                                         "points", "minute",  "day",     "hour"};
        constexpr std::array<std::string_view, 7> wanted{"target", "targets", "standard", "goal",
                                                         "limit",  "ceiling", "aim"};
        for (TableRow& row : open_.rows)
            for (std::size_t c = 1; c < row.cells.size(); ++c) {
                Cell& cell = row.cells[c];
                if (!cell.is_number() && cell.tokens.size() == 2 && cell.tokens[0].is == Token::Is::number &&
                    !cell.tokens[0].in_words && !cell.tokens[0].ordinal && cell.tokens[1].is == Token::Is::word &&
                    headway::detail::is_one_of(std::string_view(cell.tokens[1].text), units))
                    cell.number = cell.tokens[0].number;
                const bool of_targets = std::any_of(open_.head.begin(), open_.head.end(), [&](const TableRow& head) {
                    return c < head.cells.size() && head.cells[c].tokens.size() < 5 &&
                           std::any_of(head.cells[c].tokens.begin(), head.cells[c].tokens.end(), [&](const Token& t) {
                               return t.is == Token::Is::word &&
                                      headway::detail::is_one_of(std::string_view(t.text), wanted);
                           });
                });
                if (!of_targets) continue;
                const WantedSide side =
                    wanted_side(cell.tokens, text_.substr(cell.span.begin, cell.span.end - cell.span.begin));
                if (!side.way) continue;
                cell.way = side.way;
                cell.number = side.number;
            }
    }

    /// Whole numbers under "£'000" or "£m" were rounded to them.
    void note_rounding() {
        const auto scaled = [&](std::size_t column) {
            for (const TableRow& head : open_.head) {
                if (column >= head.cells.size()) continue;
                const Span span = head.cells[column].span;
                const std::string plain = folded(text_.substr(span.begin, span.end - span.begin));
                for (const std::string_view scale :
                     {"\xC2\xA3"
                      "000",
                      "\xC2\xA3'000", "\xC2\xA3k", "\xC2\xA3m", "\xC2\xA3 m", "000s", "thousand", "million"})
                    if (plain.find(scale) != std::string::npos) return true;
            }
            return false;
        };
        const bool all = scaled(0);
        for (std::size_t c = 1; c < open_.columns.size(); ++c)
            if (all || scaled(c))
                for (TableRow& row : open_.rows)
                    if (c < row.cells.size()) row.cells[c].number.rounded = true;
    }

    void name_columns() {
        std::size_t width = 0;
        for (const TableRow& row : open_.rows) width = std::max(width, row.cells.size());
        open_.columns.assign(width, Column::other);
        std::vector<std::size_t> of_periods;
        const bool names = names_rows();
        if (names) open_.columns[0] = Column::label;
        if (!names && width > 2 && numbers_rows()) open_.columns[1] = Column::label;
        for (const TableRow& row : open_.head)
            for (std::size_t c = names ? 1 : 0; c < std::min(width, row.cells.size()); ++c) {
                const Column named = column_of(row.cells[c].tokens);
                const bool seen = std::find(open_.columns.begin(), open_.columns.end(), named) != open_.columns.end();
                if (open_.columns[c] == Column::other && (!seen || named == Column::rating)) open_.columns[c] = named;
                if (named == Column::other && !whens_of(row.cells[c].tokens).empty()) of_periods.push_back(c);
            }
        if (!open_.columns.empty() && open_.columns[0] == Column::other && !open_.has(Column::label))
            open_.columns[0] = Column::label;
        // "Result" above "Achieved" and "Not achieved": what became of each, and no figure
        const std::size_t latest = open_.column(Column::latest);
        if (latest != Table::npos && open_.has(Column::target) && of_periods.size() >= 1 &&
            std::none_of(open_.rows.begin(), open_.rows.end(), [&](const TableRow& row) {
                return latest < row.cells.size() && row.cells[latest].is_number();
            }))
            open_.columns[latest] = Column::rating;
        // "Q1 | Q2 | Target": the last period is the latest
        if (!open_.has(Column::latest) && open_.has(Column::target) && of_periods.size() >= 1) {
            open_.columns[of_periods.back()] = Column::latest;
            if (of_periods.size() >= 2 && !open_.has(Column::previous))
                open_.columns[of_periods[of_periods.size() - 2]] = Column::previous;
        }
    }

    /// "No. | Measure", "TP01 | Satisfied overall": a first column of numbers from 1 on, or of short codes, beside one
    /// of words.
    [[nodiscard]] bool numbers_rows() const {
        if (open_.rows.size() < 2) return false;
        constexpr std::size_t longest = 7;
        bool numbers = true, codes = true;
        for (std::size_t r = 0; r < open_.rows.size(); ++r) {
            const std::vector<Cell>& cells = open_.rows[r].cells;
            if (cells.size() < 3 || cells[1].is_number() || cells[1].tokens.empty()) return false;
            if (cells[1].tokens.front().is != Token::Is::word || cells[1].mark != CellMark::none) return false;
            const bool last = r + 1 == open_.rows.size() && cells[0].tokens.empty();  // of all
            if (last) continue;
            numbers = numbers && cells[0].is_number() && cells[0].number.value == static_cast<double>(r + 1);
            const std::string_view code = text_.substr(cells[0].span.begin, cells[0].span.end - cells[0].span.begin);
            codes = codes && !code.empty() && code.size() <= longest && is_letter(code.front()) &&
                    headway::detail::is_digit(code.back()) && whens_of(cells[0].tokens).empty();
        }
        return numbers || codes;
    }

    /// "Target area": a first column of words names the rows, whatever its head says of targets.
    [[nodiscard]] bool names_rows() const {
        if (open_.columns.empty() || open_.head.empty() || open_.head.back().cells.empty()) return false;
        const Column named = column_of(open_.head.back().cells[0].tokens);
        if (named != Column::target && named != Column::national && named != Column::peer) return false;
        std::size_t words = 0;
        for (const TableRow& row : open_.rows)
            words += !row.cells.empty() && !row.cells[0].span.empty() && !row.cells[0].is_number() &&
                             row.cells[0].mark == CellMark::none
                         ? 1u
                         : 0u;
        return 2 * words > open_.rows.size();
    }

    std::string_view text_;
    const Layout& layout_;
    std::vector<Table> tables_{};
    std::vector<TableRow> rows_{};
    Table open_{};
};

/// The tables of a document.
[[nodiscard]] inline std::vector<Table> tables_of(std::string_view text, const Layout& layout) {
    return TableReader(text, layout).read();
}

/// What stands above a column, in small letters, a row of the head behind another; each begins with a space.
[[nodiscard]] inline std::string head_of(std::string_view text, const Table& table, std::size_t column) {
    std::string head;
    for (const TableRow& row : table.head)
        if (column < row.cells.size()) {
            const Span span = row.cells[column].span;
            head += " " + folded(text.substr(span.begin, span.end - span.begin));
        }
    return head;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
