/// @file
/// Lists as tables: items that each name a thing and say its result, with its target beside it.
///
///     - Council tax collected: 56.8% (target 56.5%)
///     - Missed bins per 100,000: 46 (target 50)
///
/// Such a list is read by the sentences about it as a table of as many rows is. An item is a row where a colon stands
/// behind its name and its first figure directly behind that; what else it says is left to it. Two rows make a table.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/figure.hpp"
#include "headway/audit/lexicon.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/table.hpp"
#include "headway/audit/token.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds the lists of a document that are tables.
class ListTableReader {
public:
    ListTableReader(std::string_view text, const Layout& layout, const Lexicon& lexicon)
        : text_(text), layout_(layout), lexicon_(lexicon) {}

    [[nodiscard]] std::vector<Table> read() {
        for (std::size_t b = 0; b < layout_.blocks.size(); ++b) {
            const Block& block = layout_.blocks[b];
            if (block.of_row != 0) continue;
            const bool goes_on = block.kind == BlockKind::item &&
                                 (open_.rows.empty() || (open_.last_block + 1 == b && open_.major == block.major));
            if (!goes_on) finish();
            if (block.kind == BlockKind::item) take(b);
        }
        finish();
        return std::move(tables_);
    }

private:
    [[nodiscard]] static Table headed() {
        Table table;
        TableRow head;
        for (const std::string_view says : {"", "result", "target"}) {
            Cell cell;
            if (!says.empty()) {
                Token token{.is = Token::Is::word};
                token.text = says;
                cell.tokens.push_back(std::move(token));
            }
            head.cells.push_back(std::move(cell));
        }
        table.head.push_back(std::move(head));
        table.columns = {Column::label, Column::latest, Column::target};
        return table;
    }

    void take(std::size_t b) {
        const Block& block = layout_.blocks[b];
        constexpr std::size_t longest = 300;
        std::size_t length = 0;
        for (const Span& span : block.spans) length += span.end - span.begin;
        if (length > longest) return finish();
        const std::vector<Sentence> sentences = sentences_of(tokens_of(text_, block.spans), lexicon_, false);
        if (sentences.empty() || sentences.front().figures.empty()) return finish();
        const Sentence& sentence = sentences.front();
        const Figure& result = sentence.figures.front();
        if (result.bound < 2 || !sentence.sign(result.bound - 1, ':') || result.in_brackets) return finish();
        if (open_.rows.empty()) {
            open_ = headed();
            open_.section = block.section, open_.major = block.major, open_.minor = block.minor;
            open_.first_block = b;
        }
        open_.last_block = b;
        TableRow row{.block = b};
        const Span label{sentence.tokens.front().begin, sentence.tokens[result.bound - 2].end};
        row.cells.push_back(
            {.span = label, .tokens = {sentence.tokens.begin(),
                                       sentence.tokens.begin() + static_cast<std::ptrdiff_t>(result.bound - 1)}});
        row.cells.push_back(cell_of_figure(sentence, result));
        row.cells.emplace_back();
        for (const Figure& figure : sentence.figures)
            if (figure.role == Role::target || figure.role == Role::budget) {
                row.cells.back() = cell_of_figure(sentence, figure);
                break;
            }
        open_.rows.push_back(std::move(row));
    }

    [[nodiscard]] static Cell cell_of_figure(const Sentence& sentence, const Figure& figure) {
        const Token& token = sentence.tokens[figure.token];
        Cell cell{.span = {token.begin, token.end}, .tokens = {token}, .number = token.number};
        return cell;
    }

    void finish() {
        if (open_.rows.size() >= 2) tables_.push_back(std::move(open_));
        open_ = {};
    }

    std::string_view text_;
    const Layout& layout_;
    const Lexicon& lexicon_;
    std::vector<Table> tables_{};
    Table open_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
