/// @file
/// What stands twice, and what is announced and is not there.
///
/// | rule        | says                                                                                            |
/// |-------------|-------------------------------------------------------------------------------------------------|
/// | `twice`     | a sentence of eight words or more stands twice in one paragraph, a row with its numbers twice in a
/// table | | `announced` | "as follows:", "shown below:", "the diagram below" with nothing behind it; "Table 3" where
/// other tables have their numbers and none is the third |
///
/// The first is a note; the second presentation, for a picture is lost where a document is turned into text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds what stands twice, and what is announced and is not there.
class AbsentRule {
public:
    AbsentRule(Ledger& ledger, const Reading& reading) : ledger_(ledger), reading_(reading) {}

    void check() {
        for (const Table& table : reading_.tables) check_rows(table);
        std::vector<std::pair<int, Span>> named;  // "Table 3" in a text
        std::set<int> captions;
        for (std::size_t b = 0; b < reading_.layout.blocks.size(); ++b) {
            const Block& block = reading_.layout.blocks[b];
            if (block.kind == BlockKind::row) continue;
            const std::vector<Token> tokens = tokens_of(reading_.text, block.spans);
            check_sentences(tokens);
            if (block.of_row == 0) check_announced(b, tokens);
            for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
                if (tokens[i].text == "table" && tokens[i].capital && tokens[i + 1].is == Token::Is::number &&
                    tokens[i + 1].number.is_count() && tokens[i + 1].number.value < 1000.0) {
                    const int number = static_cast<int>(tokens[i + 1].number.value);
                    if (i == 0)
                        captions.insert(number);
                    else
                        named.emplace_back(number, Span{tokens[i].begin, tokens[i + 1].end});
                }
        }
        if (captions.empty()) return;
        for (const auto& [number, span] : named)
            if (captions.insert(number).second)
                tell(span, "table " + std::to_string(number), "no table has this number");
    }

private:
    using Is = Token::Is;

    void tell(Span span, std::string stated, std::string why) {
        ledger_.claim(reading_.document, span, ClaimKind::coverage, "what is announced",
                      {.rule = "announced",
                       .verdict = Verdict::contradiction,
                       .stated = std::move(stated),
                       .computed = "nothing",
                       .why = std::move(why),
                       .in_class = FindingClass::presentation,
                       .severity = Severity::low});
    }

    void tell_twice(Span span, Span first, std::string_view what) {
        ledger_.claim(reading_.document, span, ClaimKind::coverage, "what stands twice",
                      {.rule = "twice",
                       .verdict = Verdict::contradiction,
                       .stated = "twice",
                       .computed = "once",
                       .why = "the same " + std::string(what) + " stands before",
                       .in_class = FindingClass::note,
                       .severity = Severity::low,
                       .against = ledger_.quote(reading_.document, first)});
    }

    void check_sentences(const std::vector<Token>& tokens) {
        constexpr std::size_t fewest = 8;
        std::unordered_map<std::string, Span> seen;
        std::string key;
        std::size_t first = 0, words = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const bool ends = tokens[i].is == Is::stop;
            if (!ends) {
                words += tokens[i].is == Is::word ? 1u : 0u;
                key += reading_.text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
                key += ' ';
            }
            if (!ends && i + 1 < tokens.size()) continue;
            const Span span{tokens[first].begin, tokens[i].end};
            if (words >= fewest)
                if (const auto [at, is_new] = seen.emplace(std::exchange(key, {}), span); !is_new)
                    tell_twice(span, at->second, "sentence");
            key.clear();
            words = 0;
            first = i + 1;
        }
    }

    void check_rows(const Table& table) {
        std::unordered_map<std::string, Span> seen;
        for (const TableRow& row : table.rows) {
            if (row.cells.size() < 3 || row.cells[0].tokens.empty() || row.cells[0].is_number()) continue;
            std::string key;
            std::size_t numbers = 0;
            for (const Cell& cell : row.cells) {
                numbers += cell.is_number() ? 1u : 0u;
                key += reading_.text.substr(cell.span.begin, cell.span.end - cell.span.begin);
                key += '\t';
            }
            if (numbers < 2) continue;
            const Span span = row.cells[0].span;
            if (const auto [at, is_new] = seen.emplace(std::move(key), span); !is_new)
                tell_twice(span, at->second, "row");
        }
    }

    /// Whether something that can be what is announced follows a block: a list, a table, a paragraph directly below.
    [[nodiscard]] bool is_followed(std::size_t b) const {
        if (b + 1 >= reading_.layout.blocks.size()) return false;
        const Block& next = reading_.layout.blocks[b + 1];
        if (next.kind == BlockKind::row || next.kind == BlockKind::item) return true;
        constexpr std::size_t hole = 2;  // blank lines, where a picture stood
        return next.after_blank < hole && reading_.text[next.spans[0].begin] != '*';
    }

    void check_announced(std::size_t b, const std::vector<Token>& tokens) {
        constexpr std::array<std::string_view, 7> pictures{"diagram", "chart",   "graph",   "figure",
                                                           "image",   "picture", "timeline"};
        if (tokens.size() < 3 || is_followed(b)) return;
        const bool colon = tokens.back().is_sign(':');
        const std::string_view last = tokens[tokens.size() - 2].text;
        if (colon && (last == "below" || last == "follows")) {
            const std::size_t from = tokens.size() > 6 ? tokens.size() - 6 : 0;
            return tell({tokens[from].begin, tokens.back().end}, std::string(last), "nothing stands behind it");
        }
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
            if (tokens[i + 1].text == "below" && headway::detail::is_one_of(std::string_view(tokens[i].text), pictures))
                return tell({tokens[i].begin, tokens[i + 1].end}, tokens[i].text + " below",
                            "nothing stands behind it");
    }

    Ledger& ledger_;
    const Reading& reading_;
};

/// Finds what stands twice, and what is announced and is not there, as claims.
inline void check_absent(Ledger& ledger, const Reading& reading) { AbsentRule(ledger, reading).check(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
