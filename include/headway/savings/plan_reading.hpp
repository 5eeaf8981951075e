/// @file
/// What the tables of a plan are read with: cells of money, words and lists, funds, and the portfolio of a row.
///
/// Nothing here throws for what a cell holds: a problem is noted with its table, row and column, and reading goes on.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/doubtful_scale.hpp"
#include "headway/measure/figure.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/plan/business_case.hpp"
#include "headway/printed_number.hpp"
#include "headway/problems.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A plan that is being read: what from, what into, and where what is wrong goes.
struct PlanReading {
    const PlanRows& rows;
    const PlanRule& rule;
    SavingsPlan& plan;
    Problems& problems;
    std::unordered_map<std::string, std::size_t> portfolios{};  ///< of the plan, by their names in small letters
    std::unordered_map<std::string, std::string> others{};      ///< portfolios of other funds, likewise
    std::set<std::pair<std::string, std::string>> programmes{};  ///< portfolio and name
};

inline constexpr int most_plan_decimals = 14;  // which differences of decimals are exact to

/// A text as a caller may paste it: `quoted` in full.
[[nodiscard]] inline std::string as_literal(std::string_view text) {
    std::string literal = "\"";
    while (!text.empty()) {
        const std::size_t length = first_character(text).length;
        const std::string one = headway::quoted(text.substr(0, length));
        literal.append(one, 1, one.size() - 2);
        text.remove_prefix(length);
    }
    return literal += '"';
}

/// The units that a caller may say, as the argument is written.
[[nodiscard]] inline std::string units_to_write() {
    std::string units;
    for (const std::string_view unit : Vocabulary<MoneyUnit>::words)
        units.append(units.empty() ? "unit='" : " or unit='").append(unit) += '\'';
    return units;
}

/// Where a cell is, as messages begin.
[[nodiscard]] inline std::string place_of_cell(std::string_view table, std::size_t row, const std::string& column) {
    return std::string(table) + ", row " + std::to_string(row) + ", column '" + column + "': ";
}

/// What a cell of money holds; `refused` where it cannot be read, which has been noted.
struct MoneyInCell {
    Money money{};
    bool refused = false;
};

/// `at` says where it is, for a message.
template <class Place>
[[nodiscard]] MoneyInCell money_in(const MoneyCell& cell, Place at, PlanReading& reading) {
    MoneyInCell in;
    if (const double* number = std::get_if<double>(&cell)) {
        if (std::isinf(*number)) {
            reading.problems.add(at() + "found an infinite number; accepted: an amount");
            in.refused = true;
        } else if (!std::isnan(*number)) {
            in.money.amount = decimal::difference(*number, 0.0);  // 0.1 + 0.2 was printed as 0.3
            in.money.decimals = decimal::decimals_of(*number);
        }
    } else if (const std::string* text = std::get_if<std::string>(&cell); text && !plain_text(*text).empty()) {
        try {
            in.money = read_exact_money(*text, reading.plan.unit);
        } catch (const Error& error) {
            reading.problems.add(at(), error);
            in.refused = true;
        }
        if (!in.money.note.empty())
            reading.plan.notes.push_back(at() + "read " + headway::quoted(*text) + " with the mark " +
                                         headway::quoted(in.money.note));
    }
    return in;
}

/// Refuses amounts of a column in pounds whose scale may have been left out (doubtful_scale.hpp): in other units such
/// an amount is refused alone. `cell` and `at` give a row's cell and its place.
template <class CellOf, class PlaceOf>
void refuse_doubtful_scales(std::size_t rows, CellOf cell, PlaceOf at, Problems& problems) {
    std::vector<Figure> figures(rows);
    const auto text_in = [&](std::size_t row) { return std::get_if<std::string>(&cell(row)); };
    for (std::size_t row = 0; row < rows; ++row)
        if (const std::string* text = text_in(row)) figures[row] = read_figure(*text);
    for (const auto& [row, beside] : doubtful_scales(figures))
        problems.add(at(row) + "found " + headway::quoted(*text_in(row)) + ", without a scale, where row " +
                     std::to_string(beside) + " has " + headway::quoted(*text_in(beside)) +
                     "; accepted: a scale in both, or in neither");
}

/// The same of the tables of a plan.
inline void refuse_doubtful_scales(PlanReading& reading) {
    if (reading.plan.unit != MoneyUnit::pounds) return;
    const PlanRows& rows = reading.rows;
    const PlanColumns& columns = rows.columns;
    const auto refuse = [&](std::string_view table, const std::string& column, std::size_t count, auto cell) {
        refuse_doubtful_scales(count, cell, [&](std::size_t row) { return place_of_cell(table, row, column); },
                               reading.problems);
    };
    const auto programme = [&](std::size_t row) -> const MoneyCell& { return rows.programmes[row].expected; };
    const auto expected = [&](std::size_t row) -> const MoneyCell& { return rows.confidence[row].expected; };
    const auto run_rate = [&](std::size_t row) -> const MoneyCell& { return rows.profile[row].run_rate; };
    refuse("programmes", columns.expected, rows.programmes.size(), programme);
    refuse("confidence", columns.expected, rows.confidence.size(), expected);
    refuse("profile", columns.run_rate, rows.profile.size(), run_rate);
    for (std::size_t level = 0; level < columns.levels.size(); ++level)
        refuse("confidence", columns.levels[level], rows.confidence.size(),
               [&](std::size_t row) -> const MoneyCell& { return rows.confidence[row].levels[level]; });
}

/// An amount of the plan's fund. Without an amount where the cell holds none, which is a problem.
template <class Place>
[[nodiscard]] Money amount_in(const MoneyCell& cell, Place at, PlanReading& reading) {
    MoneyInCell in = money_in(cell, at, reading);
    if (in.money.fund)
        reading.problems.add(at() + "found " + std::string(word(*in.money.fund)) +
                             " in place of an amount; accepted: an amount of the " +
                             std::string(word(reading.plan.fund)));
    else if (!in.money.amount && !in.refused)
        reading.problems.add(at() + "found nothing; accepted: an amount, 0 where there is none");
    return std::move(in.money);
}

/// Refuses a row of another fund where amounts are added up.
template <class Place>
void note_other_fund(const std::string& text, Place at, PlanReading& reading) {
    if (plain_text(text).empty()) return;
    try {
        const Fund fund = read_fund(text);
        if (fund != reading.plan.fund)
            reading.problems.add(at() + "found " + std::string(word(fund)) + " in a plan of the " +
                                 std::string(word(reading.plan.fund)) +
                                 "; accepted: one fund, because funds are never netted; make a plan for each");
    } catch (const Error& error) {
        reading.problems.add(at(), error);
    }
}

/// The letters and digits of a text, in small letters.
[[nodiscard]] inline std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (is_small_letter(lower(c)) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) letters += lower(c);
    return letters;
}

/// A word of a vocabulary, or another that people write for it, by its letters alone; empty where the text says
/// nothing. `at` says where it is, for a message.
template <class E, std::size_t count, class Place>
[[nodiscard]] std::optional<E> word_in(const std::string& text, Place at,
                                       const std::array<std::pair<std::string_view, E>, count>& also,
                                       Problems& problems) {
    const std::string plain = plain_text(text);
    if (says_nothing(plain)) return std::nullopt;
    const std::string letters = letters_of(plain);
    for (std::size_t code = 0; code < Vocabulary<E>::words.size(); ++code)
        if (letters_of(Vocabulary<E>::words[code]) == letters) return static_cast<E>(code);
    for (const auto& [other, meaning] : also)
        if (letters == other) return meaning;
    problems.add(at() + "found " + headway::quoted(plain) + "; accepted: " + accepted_words<E>());
    return std::nullopt;
}

template <class Place>
[[nodiscard]] std::optional<Recurrence> recurrence_in(const std::string& text, Place at, Problems& problems) {
    constexpr std::array<std::pair<std::string_view, Recurrence>, 8> also{{{"oneoff", Recurrence::one_off},
                                                                           {"onetime", Recurrence::one_off},
                                                                           {"nonrecurring", Recurrence::one_off},
                                                                           {"nonrecurrent", Recurrence::one_off},
                                                                           {"temporary", Recurrence::one_off},
                                                                           {"recurrent", Recurrence::recurring},
                                                                           {"ongoing", Recurrence::recurring},
                                                                           {"permanent", Recurrence::recurring}}};
    return word_in(text, at, also, problems);
}

template <class Place>
[[nodiscard]] std::optional<Benefit> benefit_in(const std::string& text, Place at, Problems& problems) {
    constexpr std::array<std::pair<std::string_view, Benefit>, 6> also{{{"cashreleasing", Benefit::cashable},
                                                                        {"noncashreleasing", Benefit::non_cashable},
                                                                        {"costavoidance", Benefit::avoidance},
                                                                        {"costavoided", Benefit::avoidance},
                                                                        {"avoided", Benefit::avoidance},
                                                                        {"additionalincome", Benefit::income}}};
    return word_in(text, at, also, problems);
}

template <class Place>
[[nodiscard]] std::optional<BusinessCase> stage_in(const std::string& text, Place at, Problems& problems) {
    if (says_nothing(text)) return std::nullopt;
    if (const auto found = find_stage(text)) return found;
    problems.add(at() + "found " + headway::quoted(plain_text(text)) + "; accepted: " + accepted_words<BusinessCase>());
    return std::nullopt;
}

[[nodiscard]] inline std::string found_row_of_totals(const std::string& text) {
    return "found " + headway::quoted(text) +
           ", a row of totals; accepted: a table without it, because its rows are added up; printed totals are "
           "checked apart";
}

/// A portfolio's name in the plan, however the row calls it; other names without regard to letter case and spaces.
[[nodiscard]] inline std::string portfolio_named(const std::string& text, const PlanRule& rule) {
    std::string plain = plain_text(text);
    for (const auto& [other, name] : rule.aliases)
        if (folded(other) == folded(plain)) return name;
    return plain;
}

/// The portfolio of a row; null where it has none, or one that the plan has not, which is noted.
[[nodiscard]] inline const Portfolio* portfolio_in(const std::string& text, std::string_view table, std::size_t row,
                                                   PlanReading& reading) {
    const auto at = [&] { return place_of_cell(table, row, reading.rows.columns.portfolio); };
    const std::string name = portfolio_named(text, reading.rule);
    if (name.empty()) {
        reading.problems.add(at() + "found nothing; accepted: the name of a portfolio");
        return nullptr;
    }
    if (is_total(name)) {
        reading.problems.add(at() + found_row_of_totals(text));
        return nullptr;
    }
    if (!reading.plan.aliases.contains(name))
        if (const auto found = reading.portfolios.find(folded(name)); found != reading.portfolios.end())
            return &reading.plan.portfolios[found->second];
    try {
        return &reading.plan.portfolios[portfolio_of(reading.plan, name)];
    } catch (const Error& error) {
        reading.problems.add(at() + std::string(error.what()).substr(std::string_view("portfolio: ").size()));
    }
    return nullptr;
}

}  // namespace headway::detail
