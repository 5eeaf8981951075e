/// @file
/// Counts over the rows of a table by a column that says what became of each: "we met four of these six", "none of the
/// five measures was achieved", beside "Yes" and "No".
///
/// | a cell says                                     | and the row is |
/// |-------------------------------------------------|----------------|
/// | "yes", "met", "achieved", "green", a tick       | good           |
/// | "no", "not met", "missed", "red", a cross       | bad            |
/// | "partly met", "amber" and other words of states | neither        |
///
/// A column is of states where all its cells are, of two rows and more. The words must say how many rows there are. A
/// count that the column gives holds; another contradicts nothing, for other measures may be meant.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/table.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads counts by state and holds them against the tables near by.
class StatusCounter {
public:
    StatusCounter(Context& context, std::span<const Grid* const> grids)
        : context_(context), sentence_(context.sentence), grids_(grids) {}

    void read() {
        for (const Grid* grid : grids_) {
            if (grid->table >= context_.reading.tables.size()) continue;
            const Table& table = context_.reading.tables[grid->table];
            constexpr std::size_t longest = 60;
            if (table.rows.size() < 2 || table.rows.size() > longest) continue;
            for (std::size_t column = 1; column < table.columns.size(); ++column)
                if (const auto states = states_of(table, column); states && read_counts(*states)) return;
        }
    }

private:
    enum class State : std::uint8_t { none, good, bad, other };

    struct States {
        std::size_t rows = 0, good = 0, bad = 0;
        Span place{};
    };

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    [[nodiscard]] State state_of(const Cell& cell) const {
        constexpr std::array<std::string_view, 9> good{"yes",      "met",      "achieved", "green",    "pass",
                                                       "on track", "exceeded", "hit",      "on target"};
        constexpr std::array<std::string_view, 8> bad{"no",     "not met", "not achieved", "missed",
                                                      "failed", "red",     "fail",         "off track"};
        constexpr std::array<std::string_view, 7> other{"amber",        "partly met",         "partially met",  "near",
                                                        "not measured", "partially achieved", "partly achieved"};
        if (cell.is_number()) return State::none;
        if (cell.mark == CellMark::green) return State::good;
        if (cell.mark == CellMark::red) return State::bad;
        if (cell.mark == CellMark::amber) return State::other;
        const std::string text =
            plain_text(context_.reading.text.substr(cell.span.begin, cell.span.end - cell.span.begin));
        const std::string plain = folded(text);
        const auto is_one = [&](const auto& words) {
            return headway::detail::is_one_of(std::string_view(plain), words);
        };
        return is_one(good) ? State::good : is_one(bad) ? State::bad : is_one(other) ? State::other : State::none;
    }

    [[nodiscard]] std::optional<States> states_of(const Table& table, std::size_t column) const {
        States states;
        for (const TableRow& row : table.rows) {
            if (column >= row.cells.size() || row.cells[column].tokens.empty()) {
                if (column < row.cells.size() && row.cells[column].mark != CellMark::none) return std::nullopt;
                continue;
            }
            const State state = state_of(row.cells[column]);
            if (state == State::none) return std::nullopt;
            if (states.rows == 0) states.place = row.cells[column].span;
            ++states.rows;
            states.good += state == State::good ? 1u : 0u;
            states.bad += state == State::bad ? 1u : 0u;
        }
        return states.rows >= 2 ? std::optional(states) : std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> count_at(std::size_t i, std::size_t rows) const {
        if (word(i) == "none") return 0;
        if (word(i) == "all") return rows;
        if (word(i) == "half" && rows % 2 == 0) return rows / 2;
        const Token& token = sentence_.tokens[i];
        if (token.is != Token::Is::number || token.ordinal || !token.number.is_count() || token.number.value < 0.0 ||
            token.number.value > static_cast<double>(rows))
            return std::nullopt;
        return static_cast<std::size_t>(token.number.value);
    }

    /// "Of the six", "of these six": how many there are; behind what.
    [[nodiscard]] std::size_t behind_whole(std::size_t i, std::size_t rows) const {
        constexpr std::array<std::string_view, 7> between{"the", "our", "these", "those", "all", "its", "their"};
        if (word(i) == "of")
            ++i;
        else if (i == 0 || word(i - 1) != "all")
            return 0;
        while (headway::detail::is_one_of(word(i), between)) ++i;
        if (i >= sentence_.tokens.size()) return 0;
        const Token& token = sentence_.tokens[i];
        const bool whole =
            token.is == Token::Is::number && token.number.is_count() && token.number.value == static_cast<double>(rows);
        return whole ? i + 1 : 0;
    }

    /// What is said of those that are counted: 1 good, -1 bad, 0 neither; and where.
    [[nodiscard]] int said_of(std::size_t first, std::size_t last, std::size_t& from, std::size_t& until) const {
        constexpr std::array<std::string_view, 6> good{"met", "achieved", "hit", "green", "attained", "meeting"};
        constexpr std::array<std::string_view, 3> bad{"missed", "red", "failed"};
        const auto way = [&](std::size_t i) {
            return headway::detail::is_one_of(word(i), good) ? 1 : headway::detail::is_one_of(word(i), bad) ? -1 : 0;
        };
        constexpr std::size_t near = 2, far = 8;
        for (std::size_t by = 1; by <= near && by <= first; ++by)
            if (const int is = way(first - by); is != 0) {
                from = first - by;
                return is;
            }
        for (std::size_t i = last; i < std::min(last + far, sentence_.tokens.size()); ++i) {
            if (sentence_.parts[i] != sentence_.parts[first] || word(i) == "not" || word(i) == "and" ||
                word(i) == "or" || word(i) == "partially" || word(i) == "partly")
                return 0;
            if (const int is = way(i); is != 0) {
                until = i + 1;
                return is;
            }
        }
        return 0;
    }

    bool read_counts(const States& states) {
        for (std::size_t i = 0; i + 2 < sentence_.tokens.size(); ++i) {
            const auto count = count_at(i, states.rows);
            const std::size_t last = count ? behind_whole(i + 1, states.rows) : 0;
            if (last == 0) continue;
            std::size_t from = i, until = last;
            const int way = said_of(i, last, from, until);
            if (way == 0 || *count != (way > 0 ? states.good : states.bad)) continue;
            for (Figure& figure : sentence_.figures)
                if (figure.token >= from && figure.token < until) figure.taken = true;
            std::erase_if(sentence_.marks, [&](const Mark& mark) { return mark.first >= from && mark.last <= until; });
            sentence_.counted.emplace_back(from, until);
            context_.claim(from, until, ClaimKind::count_by_rating,
                           {.rule = "counts by rating",
                            .verdict = Verdict::holds,
                            .stated = std::to_string(*count),
                            .computed = std::to_string(*count),
                            .why = "of " + std::to_string(states.rows) + " rows " + std::to_string(*count) +
                                   (way > 0 ? " are marked as good" : " are marked as bad"),
                            .against = context_.quote(states.place)});
            return true;
        }
        return false;
    }

    Context& context_;
    Sentence& sentence_;
    std::span<const Grid* const> grids_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
