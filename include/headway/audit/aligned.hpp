/// @file
/// Tables that plain text sets in columns: lines whose cells stand apart by two spaces and more, or end in as many
/// numbers each.
///
///     Incident type     2022/23   2023/24          Incident type 2022/23 2023/24
///     Primary fires       1,204     1,126          Primary fires 1,204 1,126
///     False alarms        5,412     5,790          False alarms 5,412 5,790
///
/// A line belongs to such a table where a name and numbers stand in it, and another such line beside it; the one or two
/// lines above it are its head. A cell of the head goes to the column that it stands nearest to. Prose has no two lines
/// in a row that end in numbers alone. One pass.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/span.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds which lines of a text are rows of a table that is set in columns, and their cells.
class AlignedTables {
public:
    AlignedTables(std::string_view text, const std::vector<Span>& lines) : text_(text), lines_(lines) {
        cells_.resize(lines.size());
        for (std::size_t i = 0; i < lines.size();) {
            std::size_t end = i;
            while (end < lines.size() && is_row(gapped(lines[end]), true)) ++end;
            if (end >= i + fewest) {
                take_gapped(i, end);
            } else if (const std::size_t numbers = trailing_numbers(lines[i]); numbers >= 2) {
                end = i;
                while (end < lines.size() && trailing_numbers(lines[end]) == numbers) ++end;
                if (end >= i + fewest_plain) take_trailing(i, end, numbers);
            }
            i = std::max(end, i + 1);
        }
    }

    /// The cells of a line; none where it is no row.
    [[nodiscard]] const std::vector<Span>& cells(std::size_t line) const { return cells_[line]; }

private:
    static constexpr std::size_t fewest = 2, fewest_plain = 3, longest = 240;

    [[nodiscard]] std::string_view of(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

    [[nodiscard]] static bool is_blank(char c) { return c == ' ' || c == '\r'; }

    /// The pieces of a line between gaps of two spaces and more.
    [[nodiscard]] std::vector<Span> gapped(Span line) const {
        std::vector<Span> cells;
        if (line.end - line.begin > longest || of(line).find_first_of("|\t") != std::string_view::npos) return cells;
        for (std::size_t at = line.begin; at < line.end;) {
            while (at < line.end && is_blank(text_[at])) ++at;
            std::size_t end = at;
            while (end < line.end && !(is_blank(text_[end]) && (end + 1 >= line.end || is_blank(text_[end + 1]))))
                ++end;
            if (end > at) cells.push_back({at, end});
            at = end;
        }
        return cells;
    }

    /// Whether a cell is a number and its signs: "1,204", "-8.0%", "(739)", "0:08:12", "n/a".
    [[nodiscard]] static bool is_number(std::string_view cell) {
        if (cell.empty() || cell.size() > 16) return false;
        if (cell == "-" || cell == "n/a" || cell == "N/A" || cell == "\u2013") return true;
        std::size_t digits = 0, letters = 0;
        for (const char c : cell) {
            if (headway::detail::is_digit(c))
                ++digits;
            else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                ++letters;
            else if (std::string_view("+-(),.%:$").find(c) == std::string_view::npos &&
                     static_cast<unsigned char>(c) < 0x80)
                return false;
        }
        return digits > 0 && letters <= 2;
    }

    [[nodiscard]] static bool is_period(std::string_view cell) {
        return cell.size() >= 4 && (cell.starts_with("20") || cell.starts_with("19")) &&
               cell.find_first_not_of("0123456789/-") == std::string_view::npos;
    }

    /// A name and then numbers; of a row that goes on, words of a letter or two may stand among them ("Yes").
    [[nodiscard]] bool is_row(const std::vector<Span>& cells, bool words) const {
        if (cells.size() < 2 || (is_number(of(cells[0])) && !is_letter(of(cells[0]).front()))) return false;
        std::size_t numbers = 0;
        for (std::size_t c = 1; c < cells.size(); ++c) {
            const std::string_view cell = of(cells[c]);
            if (is_number(cell) && !is_period(cell))
                ++numbers;
            else if (!words || cell.size() > 24 || cell.ends_with('.'))
                return false;
        }
        return numbers > 0 && 2 * numbers >= cells.size() - 1;
    }

    /// A line that may be the head of columns: no sentence, and short.
    [[nodiscard]] bool may_be_head(std::size_t line) const {
        std::string_view text = of(lines_[line]);
        while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
        return !text.empty() && text.size() <= longest && !text.ends_with('.') && !text.ends_with(':') &&
               text.find_first_of("|\t") == std::string_view::npos;
    }

    /// "P5" and "Q1" are names of rows.
    [[nodiscard]] static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

    /// How many characters of a line stand before a byte.
    [[nodiscard]] std::size_t place(std::size_t line, std::size_t byte) const {
        std::size_t count = 0;
        for (std::size_t at = lines_[line].begin; at < byte; ++at)
            count += (static_cast<unsigned char>(text_[at]) & 0xC0u) != 0x80u ? 1u : 0u;
        return count;
    }

    void take_gapped(std::size_t first, std::size_t last) {
        std::size_t columns = 0, widest = first;
        for (std::size_t i = first; i < last; ++i)
            if (const std::size_t count = gapped(lines_[i]).size(); count > columns) columns = count, widest = i;
        std::vector<std::size_t> ends;  // of the columns of numbers, which are set to the right
        for (const Span& cell : gapped(lines_[widest])) ends.push_back(place(widest, cell.end));
        std::size_t head = first;
        while (head > 0 && first - head < 2 && may_be_head(head - 1) && gapped(lines_[head - 1]).size() >= 2) --head;
        if (head == first && head > 0 && may_be_head(head - 1) && gapped(lines_[head - 1]).size() == 1 &&
            of(lines_[head - 1]).starts_with("    "))
            --head;
        for (std::size_t i = head; i < last; ++i) {
            std::vector<Span> cells(columns, Span{lines_[i].begin, lines_[i].begin});
            const std::vector<Span> found = gapped(lines_[i]);
            std::size_t from = 0;
            for (const Span& cell : found) {
                std::size_t best = columns, least = 1000;
                const std::size_t begin = place(i, cell.begin), end = place(i, cell.end);
                for (std::size_t c = from; c < columns; ++c) {
                    const std::size_t apart = c == 0 ? begin : end > ends[c] ? end - ends[c] : ends[c] - end;
                    if (apart < least) least = apart, best = c;
                }
                if (found.size() == columns) best = from;
                if (best >= columns) break;
                cells[best] = cell;
                from = best + 1;
            }
            cells_[i] = std::move(cells);
        }
    }

    [[nodiscard]] std::vector<Span> words_of(Span line) const {
        std::vector<Span> words;
        for (std::size_t at = line.begin; at < line.end;) {
            while (at < line.end && is_blank(text_[at])) ++at;
            std::size_t end = at;
            while (end < line.end && !is_blank(text_[end])) ++end;
            if (end > at) words.push_back({at, end});
            at = end;
        }
        return words;
    }

    /// How many numbers a line ends in, behind words that begin with a letter; 0 of prose.
    [[nodiscard]] std::size_t trailing_numbers(Span line) const {
        if (line.end - line.begin > longest || of(line).find_first_of("|\t") != std::string_view::npos) return 0;
        const std::vector<Span> words = words_of(line);
        std::size_t numbers = 0;
        while (numbers < words.size() && is_number(of(words[words.size() - 1 - numbers]))) ++numbers;
        if (numbers == 0 || numbers == words.size() || words.size() - numbers > 8) return 0;
        const std::string_view last = of(words.back());
        return is_letter(text_[words.front().begin]) && !last.ends_with('.') && !last.ends_with(',') ? numbers : 0;
    }

    void take_trailing(std::size_t first, std::size_t last, std::size_t numbers) {
        const bool headed = first > 0 && may_be_head(first - 1);
        for (std::size_t i = headed ? first - 1 : first; i < last; ++i) {
            std::vector<Span> words = words_of(lines_[i]);
            for (std::size_t w = 0; w + 1 < words.size(); ++w)  // "% allowed"
                if (of(words[w]) == "%") {
                    words[w].end = words[w + 1].end;
                    words.erase(words.begin() + static_cast<std::ptrdiff_t>(w) + 1);
                }
            if (words.size() <= numbers) {
                if (i < first) continue;
                return;
            }
            const std::size_t name = words.size() - numbers;
            cells_[i].push_back({words.front().begin, words[name - 1].end});
            cells_[i].insert(cells_[i].end(), words.begin() + static_cast<std::ptrdiff_t>(name), words.end());
        }
    }

    std::string_view text_;
    const std::vector<Span>& lines_;
    std::vector<std::vector<Span>> cells_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
