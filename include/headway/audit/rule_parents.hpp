/// @file
/// Things that belong together by a document's own headings and tables.
///
/// | rule     | says                                                                                               |
/// |----------|----------------------------------------------------------------------------------------------------|
/// | `parent` | a part stands in the table of one portfolio, and its text names the board of another               |
/// | `answer` | behind recommendations stands a table of fewer actions, and one has no word of any action          |
///
/// A portfolio is a heading with a table that has a total; its parts are the table's rows, each with a heading of its
/// own. Actions are the rows of a table whose head begins with "Action".
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/items.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds headings, and recommendations, against the tables that they belong to.
class ParentRule {
public:
    ParentRule(Ledger& ledger, const Reading& reading) : ledger_(ledger), reading_(reading) {
        for (const Table& table : reading.tables) {
            const std::string heading = text_of(reading.layout.headings[table.major].span);
            if (table.of_indicators() || heading.empty() || table.rows.size() < 3 || !has_total(table)) continue;
            parents_.push_back(heading);
            for (const TableRow& row : table.rows)
                if (!row.cells.empty() && !row.cells[0].span.empty()) parent_[text_of(row.cells[0].span)] = heading;
        }
    }

    void check() {
        if (parents_.size() < 2) return;
        for (const Block& block : reading_.layout.blocks) {
            if (block.kind == BlockKind::row || block.of_row != 0) continue;
            const auto found = parent_.find(text_of(reading_.layout.headings[block.major].span));
            if (found != parent_.end()) check_block(block, found->second);
        }
    }

private:
    [[nodiscard]] std::string text_of(Span span) const {
        constexpr std::size_t longest = 120;
        if (span.end - span.begin > longest) return {};
        return folded(reading_.text.substr(span.begin, span.end - span.begin));
    }

    [[nodiscard]] static bool has_total(const Table& table) {
        const TableRow& last = table.rows.back();
        if (last.cells.size() != 2 || !last.cells[1].is_number()) return false;
        return last.cells[0].span.empty() || std::any_of(last.cells[0].tokens.begin(), last.cells[0].tokens.end(),
                                                         [](const Token& token) { return token.text == "total"; });
    }

    /// "The Children's Services Portfolio Board": the words with capitals before "Portfolio Board".
    void check_block(const Block& block, const std::string& parent) {
        const std::vector<Token> tokens = tokens_of(reading_.text, block.spans);
        for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
            if (tokens[i].text != "portfolio" || tokens[i + 1].text != "board") continue;
            std::size_t first = i;
            while (first > 0 && tokens[first - 1].is == Token::Is::word &&
                   (tokens[first - 1].capital || tokens[first - 1].text == "and"))
                --first;
            if (first == i) continue;
            const Span span{tokens[first].begin, tokens[i - 1].end};
            const std::string name = text_of(span);
            if (same_label(name, parent)) continue;
            const bool another = std::any_of(parents_.begin(), parents_.end(),
                                             [&](const std::string& other) { return same_label(name, other); });
            if (!another) continue;
            ledger_.claim(reading_.document, {span.begin, tokens[i + 1].end}, ClaimKind::name, name,
                          {.rule = "parent",
                           .verdict = Verdict::contradiction,
                           .stated = name,
                           .computed = parent,
                           .why = "its heading is a row of the table under \"" + parent + "\"",
                           .severity = Severity::low,
                           .against = ledger_.quote(reading_.document, reading_.layout.headings[block.major].span)});
        }
    }

    Ledger& ledger_;
    const Reading& reading_;
    std::vector<std::string> parents_{};
    std::unordered_map<std::string, std::string> parent_{};
};

/// A recommendation, and the telling words of its name.
struct Asked {
    std::size_t block = 0;
    Span span{};
    std::vector<std::string> words{};
};

/// The numbered recommendations of a document.
[[nodiscard]] inline std::vector<Asked> recommendations_of(const Reading& reading) {
    std::vector<Asked> asked;
    for (std::size_t b = 0; b < reading.layout.blocks.size(); ++b) {
        const Block& block = reading.layout.blocks[b];
        if (block.kind != BlockKind::item || block.of_row != 0) continue;
        const std::vector<Token> tokens = tokens_of(reading.text, {block.spans[0]});
        if (tokens.size() < 5 || tokens[0].text != "recommendation" || tokens[1].is != Token::Is::number ||
            !tokens[2].is_sign(':'))
            continue;
        std::size_t end = 3;
        while (end < tokens.size() && tokens[end].is != Token::Is::stop && !tokens[end].is_sign(':')) ++end;
        asked.push_back({.block = b,
                         .span = {tokens[0].begin, tokens[end - 1].end},
                         .words = telling_words(std::span(tokens).subspan(3, end - 3))});
    }
    return asked;
}

/// A run of recommendations, the table of actions behind it that has fewer, and one that no action has a word of.
inline void check_answers(Ledger& ledger, const Reading& reading) {
    const std::vector<Asked> asked = recommendations_of(reading);
    for (std::size_t from = 0; from < asked.size();) {
        const auto table_behind = [&](std::size_t block) {
            return std::find_if(reading.tables.begin(), reading.tables.end(),
                                [&](const Table& table) { return table.first_block > block; });
        };
        const auto first = table_behind(asked[from].block);
        if (first == reading.tables.end()) return;
        std::size_t until = from;  // those before the same table
        while (until < asked.size() && asked[until].block < first->first_block) ++until;
        const std::size_t end = until < asked.size() ? asked[until].block : reading.layout.blocks.size();
        const bool of_actions = !first->head.empty() && !first->head[0].cells.empty() &&
                                !first->head[0].cells[0].tokens.empty() &&
                                first->head[0].cells[0].tokens[0].text.starts_with("action");
        std::vector<std::vector<std::string>> actions;
        for (auto table = first; of_actions && table != reading.tables.end() && table->first_block < end; ++table)
            for (const TableRow& row : table->rows)  // a table goes on behind the end of a page
                if (row.cells.size() >= 3 && !row.cells[0].span.empty())
                    actions.push_back(telling_words(tokens_of(reading.text, row.cells[0].span)));
        const std::size_t wanted = until - from;
        for (std::size_t i = from; i < until && !actions.empty() && actions.size() < wanted; ++i) {
            const bool answered = std::any_of(actions.begin(), actions.end(),
                                              [&](const auto& words) { return share_word(asked[i].words, words); });
            if (answered) continue;
            ledger.claim(reading.document, asked[i].span, ClaimKind::coverage, "an action for each recommendation",
                         {.rule = "answer",
                          .verdict = Verdict::contradiction,
                          .stated = std::to_string(wanted) + " recommendations",
                          .computed = std::to_string(actions.size()) + " actions",
                          .why = std::to_string(wanted) + " recommendations and " + std::to_string(actions.size()) +
                                 " actions, and no action has a word of this one",
                          .severity = Severity::medium,
                          .against = ledger.quote(reading.document,
                                                  {reading.layout.blocks[first->first_block].spans.front().begin,
                                                   reading.layout.blocks[first->first_block].spans.back().end})});
        }
        from = until;
    }
}

/// Holds headings, and recommendations, against the tables that they belong to, as claims.
inline void check_parents(Ledger& ledger, const Reading& reading) { ParentRule(ledger, reading).check(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
