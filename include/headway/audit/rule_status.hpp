/// @file
/// Tables of statuses: a rating then, a rating now, and the direction that is said between them; and marks of print.
///
/// | rule                | says                                                                              |
/// |---------------------|-----------------------------------------------------------------------------------|
/// | `status direction`  | a rating that moved is improving or worsening as stated; one that did not excludes neither |
/// | `all statuses`      | "all at amber or green": no status is another, and none is missing                |
/// | `look-alike letter` | a Greek or Cyrillic letter stands for a Latin one                                 |
/// | `stray key`         | a line of a key stands above a table                                              |
/// | `footnote`          | a mark has its footnote, a footnote its mark                                      |
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The columns of a table of statuses: two of ratings, and one of directions.
struct StatusColumns {
    std::size_t before = Table::npos, now = Table::npos, direction = Table::npos;

    [[nodiscard]] bool given() const noexcept { return now != Table::npos && direction != Table::npos; }
};

/// Which columns of a table have a rating, the one before it, and a direction.
[[nodiscard]] inline StatusColumns status_columns(const Table& table) {
    StatusColumns columns;
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
        std::size_t ratings = 0, directions = 0;
        for (const TableRow& row : table.rows) {
            if (c >= row.cells.size()) continue;
            const Cell& cell = row.cells[c];
            ratings += cell.tokens.size() == 1 && rating_of(cell.mark) ? 1u : 0u;
            if (cell.tokens.size() == 1 && cell.tokens[0].is == Token::Is::word)
                directions += cell.tokens[0].text == "stable" || cell.tokens[0].text == "improving" ||
                                      cell.tokens[0].text == "worsening"
                                  ? 1u
                                  : 0u;
        }
        if (directions >= 1)
            columns.direction = columns.direction == Table::npos ? c : columns.direction;
        else if (ratings >= 1 && columns.direction == Table::npos) {
            if (columns.now != Table::npos) columns.before = columns.now;
            columns.now = c;
        }
    }
    return columns;
}

/// Holds directions of a table of statuses against its ratings.
inline void check_statuses(Ledger& ledger, const Reading& reading, const Table& table) {
    const StatusColumns columns = status_columns(table);
    if (!columns.given() || columns.before == Table::npos) return;
    for (const TableRow& row : table.rows) {
        if (columns.direction >= row.cells.size()) continue;
        const Cell& said = row.cells[columns.direction];
        if (said.tokens.size() != 1 || said.tokens[0].is != Token::Is::word) continue;
        const std::string_view direction = said.tokens[0].text;
        const auto before = rating_of(row.cells[columns.before].mark), now = rating_of(row.cells[columns.now].mark);
        Judgement judgement{.rule = "status direction", .stated = std::string(direction), .why = "a rating is missing"};
        if (before && now) {
            const int change = static_cast<int>(*before) - static_cast<int>(*now);  // towards green
            judgement.computed = change > 0 ? "improving" : change < 0 ? "worsening" : "unchanged";
            judgement.why = std::string(word(*before)) + " then " + std::string(word(*now));
            const bool against = (change > 0 && direction != "improving") || (change < 0 && direction != "worsening");
            judgement.verdict = against ? Verdict::contradiction : Verdict::holds;
            judgement.against =
                ledger.quote(reading.document, {row.cells[columns.before].span.begin, row.cells[columns.now].span.end});
            if (change == 0 && direction == "worsening" && *now == Rating::green) {
                judgement.verdict = Verdict::contradiction;
                judgement.in_class = FindingClass::note;
                judgement.severity = Severity::low;
            }
            if (change == 0 && judgement.verdict == Verdict::holds) judgement.why += ": what is said is not excluded";
        }
        const Span label = row.cells.front().span;
        ledger.claim(reading.document, said.span, ClaimKind::count_by_direction,
                     plain_text(reading.text.substr(label.begin, label.end - label.begin)), std::move(judgement));
    }
}

/// "All initiatives at amber or green": held against the last column of ratings of every table of statuses.
inline void check_all_statuses(Context& context) {
    const Sentence& sentence = context.sentence;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (sentence.word(i) != "all" && sentence.word(i) != "every") continue;
        // "the update says that all are": somebody else's claim, which this text speaks about
        if (i > 1 && sentence.word(i - 1) == "that" &&
            (sentence.word(i - 2) == "says" || sentence.word(i - 2) == "said" || sentence.word(i - 2) == "states"))
            continue;
        const Mark* measure = nullptr;
        std::array<bool, 3> allowed{};
        std::size_t last = i;
        for (std::size_t k = i + 1; k < std::min(i + 10, sentence.tokens.size()); ++k) {
            if (sentence.tokens[k].is == Token::Is::stop || sentence.sign(k, ';')) break;
            if (const Mark* mark = sentence.mark_at(k, std::array{Cue::measure})) measure = mark;
            for (const auto& [cue, rating] :
                 {std::pair{Cue::green, 0}, std::pair{Cue::amber, 1}, std::pair{Cue::red, 2}})
                if (sentence.mark_at(k, std::array{cue}) != nullptr) {
                    allowed[static_cast<std::size_t>(rating)] = true;
                    last = k + 1;
                }
        }
        if (measure == nullptr || last == i) continue;
        std::size_t rows = 0, other = 0, missing = 0;
        for (const Table& table : context.reading.tables) {
            const StatusColumns columns = status_columns(table);
            if (!columns.given()) continue;
            for (const TableRow& row : table.rows) {
                if (columns.direction >= row.cells.size() || row.cells[columns.direction].tokens.size() != 1) continue;
                ++rows;
                const auto now = rating_of(row.cells[columns.now].mark);
                if (!now)
                    ++missing;
                else if (!allowed[static_cast<std::size_t>(*now)])
                    ++other;
            }
        }
        if (rows == 0) continue;
        Judgement judgement{.rule = "all statuses",
                            .stated = "all",
                            .computed = std::to_string(rows - other - missing) + " of " + std::to_string(rows),
                            .why = "of " + std::to_string(rows) + " rows " + std::to_string(other) +
                                   " have another status and " + std::to_string(missing) + " none",
                            .severity = Severity::high};
        judgement.verdict = other + missing == 0 ? Verdict::holds : Verdict::contradiction;
        context.claim(i, last, ClaimKind::count_by_rating, std::move(judgement));
    }
}

/// Finds cells of a letter that is another alphabet's.
inline void check_letters(Ledger& ledger, const Reading& reading) {
    for (const Table& table : reading.tables)
        for (const TableRow& row : table.rows)
            for (const Cell& cell : row.cells) {
                if (cell.tokens.size() != 1 || !cell.tokens[0].alike) continue;
                ledger.claim(
                    reading.document, cell.span, ClaimKind::legend, "a letter",
                    {.rule = "look-alike letter",
                     .verdict = Verdict::contradiction,
                     .stated = std::string(reading.text.substr(cell.span.begin, cell.span.end - cell.span.begin)),
                     .computed = cell.tokens[0].text,
                     .why = "a letter of another alphabet stands for a Latin one",
                     .in_class = FindingClass::presentation,
                     .severity = Severity::low});
            }
}

/// A line of a key that stands above the head of a table, where it could be the table's own rating.
inline void check_stray_keys(Ledger& ledger, const Reading& reading) {
    for (const Table& table : reading.tables) {
        if (!status_columns(table).given()) continue;
        for (const std::vector<TableRow>* rows : {&table.above, &table.head})
            for (const TableRow& row : *rows)
                for (const Cell& cell : row.cells) {
                    if (cell.tokens.size() < 2 || cell.tokens.size() > 4 ||
                        rating_word(cell.tokens[0].text) == CellMark::none)
                        continue;
                    ledger.claim(
                        reading.document, cell.span, ClaimKind::legend, "a key",
                        {.rule = "stray key",
                         .verdict = Verdict::contradiction,
                         .stated = plain_text(reading.text.substr(cell.span.begin, cell.span.end - cell.span.begin)),
                         .computed = "a key or a rating",
                         .why = "a line of a key stands above the table: key, or rating of all?",
                         .in_class = FindingClass::presentation,
                         .severity = Severity::low});
                }
    }
}

/// Asterisks without a footnote, and footnotes without an asterisk.
inline void check_footnotes(Ledger& ledger, const Reading& reading) {
    std::vector<std::pair<Span, std::size_t>> notes, marks;  // and their block
    for (std::size_t b = 0; b < reading.layout.blocks.size(); ++b) {
        const Block& block = reading.layout.blocks[b];
        for (const Span& span : block.spans) {
            const std::string_view text = reading.text.substr(span.begin, span.end - span.begin);
            // "*Red: below 80%.*" is set in italics
            const Span end = block.spans.back();
            const bool whole = span.begin == block.spans.front().begin && reading.text[end.end - 1] == '*';
            const std::size_t closed = text.find('*', 1);  // "*Calls.* We handled ...": some words are
            const bool italic = whole || (closed != std::string_view::npos && text[closed - 1] != ' ');
            if (text.size() > 1 && text[0] == '*' && text[1] != '*' && italic && block.kind != BlockKind::row) break;
            if (text.size() > 1 && text[0] == '*' && text[1] != '*' && block.kind != BlockKind::row)
                notes.emplace_back(span, b);
            else if (text.ends_with('*') && !text.ends_with("**") && text.size() > 1 && text.size() < 90 &&
                     text.front() != '*')
                marks.emplace_back(span, b);
        }
    }
    constexpr std::size_t near = 25;  // blocks
    const auto lacks = [&](std::size_t from, const auto& others, bool behind_it) {
        return std::none_of(others.begin(), others.end(), [&](const auto& other) {
            return behind_it ? other.second >= from && other.second <= from + near
                             : other.second <= from && other.second + near >= from;
        });
    };
    for (const auto& [span, block] : marks)
        if (lacks(block, notes, true))
            ledger.claim(reading.document, span, ClaimKind::legend, "a footnote",
                         {.rule = "footnote",
                          .verdict = Verdict::contradiction,
                          .stated = "*",
                          .computed = "no footnote",
                          .why = "a mark without its footnote",
                          .in_class = FindingClass::presentation,
                          .severity = Severity::low});
    for (const auto& [span, block] : notes)
        if (lacks(block, marks, false))
            ledger.claim(reading.document, span, ClaimKind::legend, "a footnote",
                         {.rule = "footnote",
                          .verdict = Verdict::contradiction,
                          .stated = "*",
                          .computed = "no mark",
                          .why = "a footnote without its mark",
                          .in_class = FindingClass::presentation,
                          .severity = Severity::low});
}

}  // namespace headway::inline HEADWAY_ABI::auditing
