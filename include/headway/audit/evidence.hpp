/// @file
/// What claims are held against: rows of indicators, from the documents' tables and from the caller.
///
/// A row has a label, a period, and under each role a printed number and the rating that stands beside it. A number
/// that is printed only in the text completes the row, and says so. Which way is good is printed nowhere: it comes from
/// the caller's register, or else from the printed ratings, where exactly one way explains most of them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/audit/block.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/stated.hpp"
#include "headway/audit/table.hpp"
#include "headway/audit/when.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A row of the caller's: a register of indicators, a scorecard. What is not known stays empty or NaN.
struct RegisterRow {
    std::string label{};
    std::string section{};
    std::string period{};
    std::optional<Polarity> polarity{};
    double previous = std::numeric_limits<double>::quiet_NaN();
    double latest = std::numeric_limits<double>::quiet_NaN();
    double target = std::numeric_limits<double>::quiet_NaN();
    double national = std::numeric_limits<double>::quiet_NaN();
    double peer = std::numeric_limits<double>::quiet_NaN();
};

/// An amount of the caller's, in pounds: a programme of a savings plan.
struct RegisterAmount {
    std::string label{};
    double amount = std::numeric_limits<double>::quiet_NaN();
    int decimals = 0;  ///< of the amount in millions
};

namespace auditing {

/// Stands for the caller's own rows where a document is asked for.
inline constexpr std::size_t no_document = static_cast<std::size_t>(-1);

/// A number of a row, and where it is printed.
struct PrintedValue {
    Stated number{};
    Span span{};
    Span mark_span{};  ///< of its mark, where that stands in a cell of its own
    CellMark mark = CellMark::none;
    bool from_text = false;

    [[nodiscard]] bool known() const noexcept { return number.known(); }
};

/// A row of indicators.
struct EvidenceRow {
    std::size_t document = 0;
    std::size_t table = 0, row = 0, block = 0, section = 0;
    Span label_span{}, span{};
    std::string label{};
    std::vector<std::string> words{};        ///< of the label, stemmed; without its brackets where others are enough
    std::vector<std::string> in_brackets{};  ///< of its brackets: "(local)", "(female)"
    std::optional<Polarity> polarity{};
    bool polarity_inferred = false;
    When period{};
    When previous_period{};  ///< where the heads of the table say it
    Span period_span{};
    PrintedValue previous{}, latest{}, change{}, target{}, national{}, peer{};
    std::optional<std::size_t> direction{};  ///< that a cell says: 0 improving, 1 worsening, 2 no change
    double sample = 0.0;  ///< of how many its share is, where a text says so; 0 where none does

    [[nodiscard]] const PrintedValue* of(Role role) const noexcept {
        switch (role) {
            case Role::target:
                return &target;
            case Role::national:
                return &national;
            case Role::peer:
                return &peer;
            case Role::previous:
                return &previous;
            default:
                return nullptr;
        }
    }
    [[nodiscard]] std::array<const PrintedValue*, 3> comparators() const noexcept {
        return {&target, &national, &peer};
    }
};

/// What comparators are called, in the order that all arrays of them have.
inline constexpr std::array<std::string_view, 3> comparator_words{"target", "national", "peer"};

/// A word as it is compared: without its ending. "savings" and "saving", "referrals" and "referral" are one.
[[nodiscard]] inline std::string stem(std::string_view word) {
    std::string text(word);
    const auto cut = [&](std::string_view ending, std::size_t least) {
        if (text.size() < ending.size() + least || !text.ends_with(ending)) return false;
        text.resize(text.size() - ending.size());
        return true;
    };
    if (cut("ies", 3))
        text += 'y';
    else if (!text.ends_with("ss") && !text.ends_with("us") && !text.ends_with("sis"))
        cut("s", 3);
    if (!cut("ing", 4)) (void)(cut("ation", 4) || cut("ed", 4));
    return text;
}

/// The stemmed words of tokens that tell a thing apart: no small words, no numbers.
[[nodiscard]] inline std::vector<std::string> telling_words(std::span<const Token> tokens) {
    constexpr std::array<std::string_view, 58> small{
        "a",    "an",    "the",  "of",    "and",     "or",         "in",    "on",     "at",         "to",
        "for",  "by",    "with", "from",  "per",     "as",         "is",    "are",    "was",        "were",
        "be",   "been",  "has",  "have",  "had",     "this",       "that",  "these",  "those",      "it",
        "its",  "our",   "we",   "their", "number",  "percentage", "rate",  "rates",  "proportion", "total",
        "who",  "which", "than", "more",  "within",  "over",       "under", "during", "out",        "up",
        "down", "all",   "s",    "scc",   "council", "not",        "there", "only"};
    std::vector<std::string> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.is != Token::Is::word || token.text.size() < 2) continue;
        // "zero-emission", "low-emission": none of it is what is counted
        if (i > 0 && token.text.starts_with("emission") &&
            ((tokens[i - 1].is == Token::Is::number && tokens[i - 1].number.value == 0.0) ||
             tokens[i - 1].text == "low"))
            continue;
        if (headway::detail::is_one_of(std::string_view(token.text), small)) continue;
        std::string stemmed = stem(token.text);
        if (std::find(words.begin(), words.end(), stemmed) == words.end()) words.push_back(std::move(stemmed));
    }
    return words;
}

/// Whole numbers of two digits, as words: "65+" and "(aged 65 and over)" have one in common.
inline void add_ages(std::vector<std::string>& words, std::span<const Token> tokens) {
    for (const Token& token : tokens)
        if (token.is == Token::Is::number && token.number.is_count() && !token.in_words && token.number.value >= 10.0 &&
            token.number.value < 100.0)
            words.push_back(std::to_string(static_cast<int>(token.number.value)));
}

/// Whether marks of cells stand in cells of their own before their number ("!", "90.00"), as some converters leave
/// them.
[[nodiscard]] inline bool marks_stand_apart(const TableRow& row, std::size_t from) {
    for (std::size_t c = from; c + 1 < row.cells.size(); ++c)
        if (row.cells[c].is_bare_mark() && row.cells[c + 1].is_number() && row.cells[c + 1].mark == CellMark::none)
            return true;
    return false;
}

/// The number of a cell, where it is printed, and its mark.
[[nodiscard]] inline PrintedValue printed(const Cell& cell) {
    return {.number = cell.number, .span = cell.span, .mark = cell.mark};
}

/// The words of a label, those in its brackets apart.
inline void take_words(EvidenceRow& row, std::span<const Token> label) {
    std::vector<Token> outside, inside;
    bool open = false;
    for (const Token& token : label) {
        if (token.is_sign('('))
            open = true;
        else if (token.is_sign(')'))
            open = false;
        else
            (open ? inside : outside).push_back(token);
    }
    row.words = telling_words(outside);
    row.in_brackets = telling_words(inside);
    add_ages(row.in_brackets, inside);
    if (row.words.size() >= 2) return;
    row.words = telling_words(label);
    row.in_brackets.clear();
}

/// Whose ratings a column of ratings has, of the target, the national and the peer value: the one that its head names;
/// of several columns of ratings the only one since the rating before; else the target, or the only one that there is.
/// None where several others may be meant, and of ratings of another time.
[[nodiscard]] inline std::optional<std::size_t> rated_by(const Table& table, std::size_t column) {
    constexpr std::array comparators{Column::target, Column::national, Column::peer};
    constexpr std::array<std::string_view, 6> other{"previous", "prior", "last", "before", "earlier", "forecast"};
    const auto place = [&](Column wanted) {
        return static_cast<std::size_t>(std::find(comparators.begin(), comparators.end(), wanted) -
                                        comparators.begin());
    };
    for (const TableRow& head : table.head) {
        if (column >= head.cells.size()) continue;
        for (const Token& token : head.cells[column].tokens) {
            if (headway::detail::is_one_of(std::string_view(token.text), other)) return std::nullopt;
            if (const std::size_t named = place(column_of({token})); named < comparators.size()) return named;
        }
    }
    std::vector<std::size_t> all, since;  // since the rating before
    std::size_t ratings = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        ratings += table.columns[c] == Column::rating ? 1u : 0u;
        if (table.columns[c] == Column::rating && c < column) since.clear();
        if (const std::size_t is = place(table.columns[c]); is < comparators.size()) {
            all.push_back(is);
            if (c < column) since.push_back(is);
        }
    }
    if (all.empty()) return 0;
    if (ratings > 1 && all.size() > 1) return since.size() == 1 ? std::optional(since[0]) : std::nullopt;
    return all.size() == 1 || table.has(Column::target) ? std::optional(*std::min_element(all.begin(), all.end()))
                                                        : std::nullopt;
}

/// The direction that a cell says in words: 0 improving, 1 worsening, 2 no change; none where it says none.
[[nodiscard]] inline std::optional<std::size_t> direction_said(const Cell& cell) {
    constexpr std::array<std::pair<std::string_view, std::size_t>, 16> words{
        {{"improving", 0}, {"improved", 0}, {"better", 0}, {"improvement", 0}, {"worsening", 1}, {"worsened", 1},
         {"worse", 1}, {"declining", 1}, {"declined", 1}, {"deteriorating", 1}, {"deteriorated", 1}, {"stable", 2},
         {"unchanged", 2}, {"same", 2}, {"static", 2}, {"maintained", 2}}};
    if (cell.tokens.empty() || cell.tokens.size() > 2 || cell.is_number()) return std::nullopt;
    if (cell.tokens.size() == 2 && cell.tokens[0].text == "no" && cell.tokens[1].text == "change") return 2;
    for (const auto& [word, way] : words)
        if (cell.tokens.size() == 1 && cell.tokens[0].text == word) return way;
    return std::nullopt;
}

/// The rows of a table of indicators.
[[nodiscard]] inline std::vector<EvidenceRow> rows_of(std::string_view text, const Table& table, std::size_t number) {
    std::vector<EvidenceRow> rows;
    if (!table.of_indicators()) return rows;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const TableRow& source = table.rows[r];
        EvidenceRow row{.table = number, .row = r, .block = source.block, .section = table.section};
        const auto cell = [&](Column column) -> const Cell* {
            const std::size_t at = table.column(column);
            return at < source.cells.size() ? &source.cells[at] : nullptr;
        };
        const auto take = [&](Column column, PrintedValue& into) {
            if (const Cell* from = cell(column)) into = printed(*from);
        };
        const Cell* label = cell(Column::label);
        if (label == nullptr || label->span.empty() || source.cells.empty()) continue;
        row.label_span = label->span;
        row.span = {source.cells.front().span.begin, source.cells.back().span.end};
        row.label = plain_text(text.substr(label->span.begin, label->span.end - label->span.begin));
        take_words(row, label->tokens.empty() ? tokens_of(text, label->span) : label->tokens);
        take(Column::previous, row.previous);
        take(Column::latest, row.latest);
        take(Column::change, row.change);
        if (!row.latest.known() && !row.previous.known()) continue;
        const auto head_period = [&](Column column) {
            const std::size_t at = table.column(column);
            for (const TableRow& head : table.head)
                if (at < head.cells.size())
                    if (const std::vector<When> whens = whens_of(head.cells[at].tokens); !whens.empty())
                        return whens.back();
            return When{};
        };
        row.period = head_period(Column::latest);
        row.previous_period = head_period(Column::previous);
        if (const Cell* period = cell(Column::period)) {
            const std::vector<When> whens = whens_of(period->tokens);
            row.period_span = period->span;
            if (!whens.empty()) row.period = whens.back();
        }
        const std::size_t first = table.column(Column::target);
        if (first != Table::npos && !table.has(Column::rating) && marks_stand_apart(source, first)) {
            std::array<PrintedValue*, 3> into{&row.target, &row.national, &row.peer};
            std::size_t at = 0;
            for (std::size_t c = first; c < source.cells.size() && at < into.size(); ++c) {
                const Cell& now = source.cells[c];
                if (now.span.empty()) continue;
                if (now.is_number()) {
                    *into[at++] = printed(now);
                } else if (now.is_bare_mark()) {
                    const bool behind = c + 1 < source.cells.size() && source.cells[c + 1].is_number();
                    if (behind) {
                        *into[at] = printed(source.cells[++c]);
                        into[at]->span.begin = now.span.begin;
                        into[at++]->mark = now.mark == CellMark::dot ? CellMark::red : now.mark;
                    } else {
                        *into[at++] = printed(now);
                    }
                }
            }
        } else {
            take(Column::target, row.target);
            take(Column::national, row.national);
            take(Column::peer, row.peer);
            const std::array<PrintedValue*, 3> into{&row.target, &row.national, &row.peer};
            for (std::size_t c = 0; c < std::min(table.columns.size(), source.cells.size()); ++c)
                if (const auto which = table.columns[c] == Column::rating ? rated_by(table, c) : std::nullopt)
                    if (PrintedValue& rated = *into[*which]; rated.mark == CellMark::none) {
                        rated.mark = source.cells[c].mark;
                        rated.mark_span = source.cells[c].span;
                    }
        }
        if (const Cell* way = cell(Column::direction)) row.direction = direction_said(*way);
        if (const Cell* target = cell(Column::target); target != nullptr && target->way) row.polarity = target->way;
        if (says_less_is_good(folded(row.label))) row.polarity = Polarity::low_is_good;
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The rating that a mark stands for, if it stands for one.
[[nodiscard]] inline std::optional<Rating> rating_of(CellMark mark) noexcept {
    switch (mark) {
        case CellMark::green:
            return Rating::green;
        case CellMark::amber:
            return Rating::amber;
        case CellMark::red:
            return Rating::red;
        default:
            return std::nullopt;
    }
}

/// What printed ratings are held against where nothing else is said: 10% of the comparator.
inline constexpr double default_tolerance = 0.10;

/// What the latest figure of a row rates against a comparator.
[[nodiscard]] inline Rating rated(const EvidenceRow& row, const PrintedValue& comparator, Polarity polarity,
                                  double tolerance = default_tolerance) {
    if (!row.latest.known() || !comparator.known()) return Rating::not_rated;
    return assess(row.latest.number.value, comparator.number.value,
                  {.polarity = polarity, .tolerance = tolerance})
        .rating;
}

/// Which way is good, where the printed ratings say it: one way explains two or more of them, and the other does not.
inline void infer_polarity(EvidenceRow& row, double tolerance = default_tolerance) {
    if (row.polarity) return;
    std::array<std::size_t, 2> fits{};
    std::size_t given = 0;
    for (const PrintedValue* comparator : row.comparators()) {
        const auto said = rating_of(comparator->mark);
        if (!said || !comparator->known()) continue;
        ++given;
        fits[0] += rated(row, *comparator, Polarity::high_is_good, tolerance) == *said ? 1u : 0u;
        fits[1] += rated(row, *comparator, Polarity::low_is_good, tolerance) == *said ? 1u : 0u;
    }
    const std::size_t most = std::max(fits[0], fits[1]);
    if (given == 0 || fits[0] == fits[1] || most * 2 <= given) return;
    row.polarity = fits[0] > fits[1] ? Polarity::high_is_good : Polarity::low_is_good;
    row.polarity_inferred = true;
}

/// A row of the caller's as evidence: each number with the decimals that it has.
[[nodiscard]] inline EvidenceRow evidence_of(const RegisterRow& given) {
    EvidenceRow row{.document = no_document,
                    .table = no_document,
                    .section = no_document,
                    .label = plain_text(given.label),
                    .polarity = given.polarity};
    take_words(row, tokens_of(given.label, {0, given.label.size()}));
    const std::vector<When> whens = whens_of(tokens_of(given.period, {0, given.period.size()}));
    if (!whens.empty()) row.period = whens.back();
    for (const auto& [value, into] : {std::pair{given.previous, &row.previous}, std::pair{given.latest, &row.latest},
                                      std::pair{given.target, &row.target}, std::pair{given.national, &row.national},
                                      std::pair{given.peer, &row.peer}})
        if (!std::isnan(value)) into->number = {.value = value, .decimals = decimal::decimals_of(value)};
    return row;
}

}  // namespace auditing
}  // namespace headway::inline HEADWAY_ABI
