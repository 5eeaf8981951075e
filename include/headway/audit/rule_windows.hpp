/// @file
/// Action plans with windows: a key says what "medium term" is, rows say which window they have, their text says when.
///
/// A row whose text has something complete by a time after its window has ended contradicts its window. A row without a
/// first cell goes on with the window of the one above.
#pragma once

#include <algorithm>
#include <cstddef>
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

/// When a window ends: months since the year 0.
struct Window {
    int end = 0;
    Span span{};
};

/// "**Medium term** - August - December 2025": names of windows and their ends.
[[nodiscard]] inline std::unordered_map<std::string, Window> windows_of(const Reading& reading) {
    std::unordered_map<std::string, Window> windows;
    for (const Block& block : reading.layout.blocks) {
        if (block.kind != BlockKind::item || block.spans.size() != 1 || block.spans[0].end - block.spans[0].begin > 90)
            continue;
        const std::vector<Token> tokens = tokens_of(reading.text, block.spans);
        const std::vector<When> whens = whens_of(tokens);
        if (whens.empty() || whens.front().first < 2 || whens.back().month == 0 || whens.back().year == 0) continue;
        std::string name;
        for (std::size_t i = 0; i < whens.front().first; ++i)
            if (tokens[i].is == Token::Is::word) name += (name.empty() ? "" : " ") + tokens[i].text;
        if (!name.empty() && whens.back().last == tokens.size())
            windows[name] = {.end = whens.back().year * 12 + whens.back().month, .span = block.spans[0]};
    }
    return windows;
}

inline void check_windows(Ledger& ledger, const Reading& reading) {
    const auto windows = windows_of(reading);
    if (windows.empty()) return;
    for (const Table& table : reading.tables) {
        const Window* window = nullptr;
        for (const TableRow& row : table.rows) {
            if (!row.cells.empty() && !row.cells[0].span.empty()) window = nullptr;
            for (const Cell& cell : row.cells) {
                std::string name;
                for (const Token& token : cell.tokens)
                    if (token.is == Token::Is::word) name += (name.empty() ? "" : " ") + token.text;
                if (const auto found = windows.find(name); found != windows.end()) window = &found->second;
            }
            if (window == nullptr) continue;
            for (const Cell& cell : row.cells) {
                if (cell.span.end - cell.span.begin < 60) continue;
                const std::vector<Token> tokens = tokens_of(reading.text, cell.span);
                for (const When& when : whens_of(tokens)) {
                    if (when.month == 0 || when.year == 0 || when.year * 12 + when.month <= window->end ||
                        when.first < 2)
                        continue;
                    const bool complete =
                        tokens[when.first - 1].text == "by" &&
                        (tokens[when.first - 2].text == "complete" || tokens[when.first - 2].text == "completed");
                    if (!complete) continue;
                    const std::size_t first = when.first >= 5 ? when.first - 5 : 0;
                    ledger.claim(
                        reading.document, {tokens[first].begin, tokens[when.last - 1].end}, ClaimKind::date_window,
                        "the window of an action",
                        {.rule = "window",
                         .verdict = Verdict::contradiction,
                         .stated = "by " + std::to_string(when.month) + "/" + std::to_string(when.year),
                         .computed = "within " + plain_text(reading.text.substr(window->span.begin,
                                                                                window->span.end - window->span.begin)),
                         .why = "the window of the row ends before that",
                         .severity = Severity::medium,
                         .against = ledger.quote(reading.document, window->span)});
                }
            }
        }
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
