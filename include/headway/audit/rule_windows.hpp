/// @file
/// Action plans with windows: a key says what "medium term" is, rows say which window they have, their text says when.
///
/// | rule          | says                                                                                            |
/// |---------------|-------------------------------------------------------------------------------------------------|
/// | `window`      | the text of a row has something complete by, or going on into, a time after its window has ended |
/// | `window over` | the window has ended before what the document tells as past, and the row's text says that work
/// goes on |
///
/// A row without a first cell goes on with the window of the one above. What a document tells as past is a month that
/// stands behind a participle: "launched 21 October 2025".
#pragma once

#include <algorithm>
#include <array>
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

/// The latest month that something is told to have happened in, in months since the year 0; 0 where none is.
[[nodiscard]] inline int told_month(const Reading& reading) {
    int latest = 0;
    for (const Block& block : reading.layout.blocks) {
        if (block.kind == BlockKind::row) continue;
        const std::vector<Token> tokens = tokens_of(reading.text, block.spans);
        for (const When& when : whens_of(tokens)) {
            if (when.month == 0 || when.year == 0 || when.first == 0) continue;
            const std::string_view last = tokens[when.first - 1].text;
            const bool between = last == "in" || last == "on" || last == "during";
            if (between && when.first < 2) continue;
            const std::string_view verb = between ? std::string_view(tokens[when.first - 2].text) : last;
            constexpr std::array<std::string_view, 7> to_come{"scheduled", "planned",  "expected", "anticipated",
                                                              "proposed",  "intended", "needed"};
            if (verb.ends_with("ed") && !headway::detail::is_one_of(verb, to_come))
                latest = std::max(latest, when.year * 12 + when.month);
        }
    }
    return latest;
}

/// Holds what rows of an action plan say against the windows that they have.
class WindowRule {
public:
    WindowRule(Ledger& ledger, const Reading& reading)
        : ledger_(ledger), reading_(reading), windows_(windows_of(reading)) {}

    void check() {
        if (windows_.empty()) return;
        told_ = told_month(reading_);
        for (const Table& table : reading_.tables) {
            const Window* window = nullptr;
            for (const TableRow& row : table.rows) {
                if (!row.cells.empty() && !row.cells[0].span.empty()) window = nullptr;
                bool complete = false;
                for (const Cell& cell : row.cells) {
                    std::string name;
                    for (const Token& token : cell.tokens)
                        if (token.is == Token::Is::word) name += (name.empty() ? "" : " ") + token.text;
                    if (const auto found = windows_.find(name); found != windows_.end()) window = &found->second;
                    complete = complete || name == "complete" || name == "completed";
                }
                if (window == nullptr || complete) continue;
                for (const Cell& cell : row.cells)
                    if (cell.span.end - cell.span.begin >= shortest && check_cell(cell, *window)) break;
            }
        }
    }

private:
    static constexpr std::size_t shortest = 60;  // bytes of a cell that tells something

    bool check_cell(const Cell& cell, const Window& window) {
        const std::vector<Token> tokens = tokens_of(reading_.text, cell.span);
        bool found = false;
        for (const When& when : whens_of(tokens)) {
            if (when.year == 0 || when.first < 2 || when.year * 12 + std::max(when.month, 1) <= window.end) continue;
            const std::string_view last = tokens[when.first - 1].text, second = tokens[when.first - 2].text;
            const bool complete = last == "by" && when.month != 0 && (second == "complete" || second == "completed");
            const bool goes_on = last == "into" && (second == "continue" || second == "continuing");
            if (!complete && !goes_on) continue;
            const std::size_t first = when.first >= 5 ? when.first - 5 : 0;
            tell("window", {tokens[first].begin, tokens[when.last - 1].end},
                 std::string(last) + " " + (when.month != 0 ? std::to_string(when.month) + "/" : "") +
                     std::to_string(when.year),
                 "the window of the row ends before that", window);
            found = true;
        }
        if (found || told_ <= window.end) return found;
        constexpr std::array<std::string_view, 4> going_on{"underway", "delayed", "ongoing", "outstanding"};
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].is != Token::Is::word) continue;
            const std::string_view before = i > 0 ? std::string_view(tokens[i - 1].text) : std::string_view();
            const bool one = headway::detail::is_one_of(std::string_view(tokens[i].text), going_on) ||
                             (tokens[i].text == "way" && before == "under");
            const bool two = (tokens[i].text == "development" || tokens[i].text == "progress") &&
                             (before == "in" || before == "under");
            if (!one && !two) continue;
            const std::size_t first = i >= 4 ? i - 4 : 0;
            tell("window over", {tokens[first].begin, tokens[i].end}, tokens[i].text,
                 "the window of the row had ended when " + std::to_string(told_ % 12 == 0 ? 12 : told_ % 12) + "/" +
                     std::to_string((told_ - 1) / 12) + " was past, and it is not complete",
                 window);
            return true;
        }
        return found;
    }

    void tell(std::string_view rule, Span span, std::string stated, std::string why, const Window& window) {
        const std::string_view words = reading_.text.substr(window.span.begin, window.span.end - window.span.begin);
        ledger_.claim(reading_.document, span, ClaimKind::date_window, "the window of an action",
                      {.rule = rule,
                       .verdict = Verdict::contradiction,
                       .stated = std::move(stated),
                       .computed = "within " + plain_text(words),
                       .why = std::move(why),
                       .severity = Severity::medium,
                       .against = ledger_.quote(reading_.document, window.span)});
    }

    Ledger& ledger_;
    const Reading& reading_;
    std::unordered_map<std::string, Window> windows_;
    int told_ = 0;
};

/// Holds what rows of an action plan say against the windows that they have, as claims.
inline void check_windows(Ledger& ledger, const Reading& reading) { WindowRule(ledger, reading).check(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
