/// @file
/// The rows of a table of schemes: names, money, words for how sure they are, funds and starts, each as it is meant.
///
/// Money is read by money.hpp, in the unit that its cell says, else the one that the heading of its column says, else
/// the caller's. A cell that says that there is no figure ("n/a", "-", "TBC", nothing: see figure.hpp) has none, which
/// is noted and never 0. Names that differ in letter case or spaces are one name, as it is first written.
///
/// A word for confidence is a level of the scale, its first letters ("G", "AG" of amber/green), in any letter case, or
/// what the caller says of it. Nothing, "n/a", "TBC" and "not rated" say that nobody has rated a scheme. What other
/// words mean nobody but the caller can tell: all of them are refused in one line, in which the levels are to be
/// written. Nothing here throws for what a cell holds: problems are noted with their row (from 0) and column, those of
/// one word once.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/figure.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/problems.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/scheme_rows.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// One row that was read. Amounts are in the plan's unit, empty where there is none.
struct Scheme {
    std::size_t row = 0;
    std::string portfolio{};
    std::string portfolio_key{};  ///< it in small letters, by which rows of a portfolio are told
    std::string name{};
    std::optional<Fund> fund{};                     ///< where the row says one
    std::vector<std::optional<double>> years{};     ///< as they stand in the table, one a column
    std::vector<std::optional<double>> forecast{};  ///< the same
    std::optional<double> expected{};
    std::optional<double> actual{};
    std::optional<double> expected_forecast{};
    std::vector<std::optional<double>> months{};   ///< one a column
    std::vector<std::optional<double>> figures{};  ///< all of these, by which rows of totals are told
    std::optional<Recurrence> recurrence{};
    std::optional<Benefit> benefit{};
    std::string confidence{};  ///< as it stands in the table
    std::optional<std::size_t> level{};
    bool has_amount = false;   ///< of any year, or expected
    std::string start{};
    std::string owner{};
    std::optional<BusinessCase> business_case{};
};

/// A word that many rows may have, to be said once.
struct RepeatedProblem {
    std::string column{};
    std::string found{};
    std::size_t first_row = 0;
    std::size_t rows = 1;
    std::string message{};
};

/// A table that is being read: what from, and where what is wrong or to be known goes.
struct SchemeReading {
    const SchemeRows& rows;
    const SchemeRule& rule;
    const ConfidenceScale& scale;
    MoneyUnit unit;  ///< of the plan
    Problems& problems;
    std::vector<std::string>& notes;
    bool all_below_0 = false;  ///< every figure is, or is 0
    bool is_rated = true;  ///< somebody has said how sure some of its schemes are
    std::vector<RepeatedProblem> words_without_level{};
    std::unordered_map<std::string, std::size_t> places_of_words{};  ///< of those, in small letters
};

/// Notes something of a scheme.
inline void note_scheme(const Scheme& scheme, const std::string& what, SchemeReading& reading) {
    reading.notes.push_back("row " + std::to_string(scheme.row) + ", " + headway::quoted(scheme.name) + ": " + what);
}

[[nodiscard]] inline std::string place_of_row(std::size_t row, const std::string& column) {
    return "row " + std::to_string(row) + ", column '" + column + "': ";
}

[[nodiscard]] inline std::string text_at(const TextColumn& column, std::size_t row) {
    return column.cells.empty() ? std::string() : plain_text(column.cells[row]);
}

[[nodiscard]] inline bool is_blank(const MoneyCell& cell) {
    if (const double* number = std::get_if<double>(&cell)) return std::isnan(*number);
    const std::string* const text = std::get_if<std::string>(&cell);
    return text == nullptr || text->empty() || (!is_digit(text->front()) && plain_text(*text).empty());
}

/// An amount of one unit in another, moved in decimal.
[[nodiscard]] inline double in_unit(double amount, MoneyUnit from, MoneyUnit to) noexcept {
    const int power_between = power(from) - power(to);
    const double scale = decimal::detail::power_of_ten[power_between < 0 ? -power_between : power_between];
    return decimal::difference(power_between < 0 ? amount / scale : amount * scale, 0.0);
}

/// What a cell of money says: an amount, a fund in its place, or neither.
struct SchemeMoney {
    std::optional<double> amount{};
    std::optional<Fund> fund{};
};

/// Where neither cell nor heading says a unit, and no one else.
inline void refuse_without_unit(const MoneyColumn& column, std::size_t row, SchemeReading& reading) {
    reading.problems.add(place_of_row(row, column.heading) +
                         "found a figure of which neither its cell nor its heading says the unit; accepted: " +
                         units_to_write() + ", or a heading that says it, as \"(\u00A3k)\" and \"(\u00A3m)\" do");
}

[[nodiscard]] inline SchemeMoney scheme_money(const MoneyColumn& column, std::optional<MoneyUnit> unit, std::size_t row,
                                              SchemeReading& reading) {
    const MoneyCell& cell = column.cells[row];
    if (is_blank(cell)) return {};
    const auto at = [&] { return place_of_row(row, column.heading); };
    if (const double* number = std::get_if<double>(&cell)) {
        if (std::isinf(*number)) reading.problems.add(at() + "found an infinite number; accepted: an amount");
        else if (unit || *number == 0.0)
            return {.amount = in_unit(decimal::difference(*number, 0.0), unit.value_or(reading.unit), reading.unit)};
        else refuse_without_unit(column, row, reading);
        return {};
    }
    const std::string& text = std::get<std::string>(cell);
    if (!is_digit(text.front()) && status_without_figure(folded(text))) return {};  // most begin with one, no such word
    try {
        const MoneyUnit read_in = unit.value_or(MoneyUnit::pounds);
        const Money money = read_exact_money(text, read_in);
        if (!unit && money.amount) {  // a unit of its own is the same whatever the column is in
            const std::optional<double> other = read_money(text, MoneyUnit::billions).amount;
            if (!other || decimal::difference(in_unit(*other, MoneyUnit::billions, read_in), *money.amount) != 0.0) {
                refuse_without_unit(column, row, reading);
                return {};
            }
        }
        if (!money.note.empty())
            reading.notes.push_back(at() + "read " + headway::quoted(text) + " with the mark " +
                                    headway::quoted(money.note));
        if (!money.amount) return {.fund = money.fund};
        return {.amount = in_unit(*money.amount, read_in, reading.unit)};
    } catch (const Error& error) {
        reading.problems.add(at(), error);
    }
    return {};
}

/// The first letters of a level's words, without what joins them: "ag" of "amber/green".
[[nodiscard]] inline std::string initials_of(std::string_view word) {
    std::string initials;
    bool inside = false;
    for (const char c : word) {
        const bool letter = is_small_letter(lower(c)) || static_cast<unsigned char>(c) >= 0x80;
        if (letter && !inside) initials += lower(c);
        inside = letter;
    }
    return initials;
}

/// The level that a text is by its word or its first letters; empty where it is none.
[[nodiscard]] inline std::optional<std::size_t> level_by_word(const ConfidenceScale& scale, std::string_view text) {
    const std::string letters = letters_of(text);
    if (letters.empty()) return std::nullopt;
    std::optional<std::size_t> by_initials;
    std::size_t found = 0;
    for (std::size_t level = 0; level < scale.levels.size(); ++level) {
        if (letters_of(scale.levels[level].word) == letters) return level;
        if (initials_of(scale.levels[level].word) != letters) continue;
        by_initials = level;
        ++found;
    }
    return found == 1 ? by_initials : std::nullopt;
}

/// Whether a cell says that nobody has said how sure a scheme is.
[[nodiscard]] inline bool is_unrated(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{unrated_level,  "unrated",          "not yet rated",
                                                    "not assessed", "not yet assessed", "none"};
    const std::string small = folded(text);
    return status_without_figure(small) || is_one_of(small, words);
}

/// What the caller says that a word means; empty where nothing is said.
[[nodiscard]] inline std::optional<std::string> said_of_word(const std::string& text, const SchemeRule& rule) {
    for (const auto& [word, level] : rule.confidence_words)
        if (folded(word) == folded(text)) return level;
    return std::nullopt;
}

/// Whether a table rates any of its schemes: a column in which every cell says that nobody has, rates none.
[[nodiscard]] inline bool rates_schemes(const SchemeRows& rows, const SchemeRule& rule) {
    if (rows.confidence.cells.empty()) return !rule.confidence_of_all.empty();
    return std::any_of(rows.confidence.cells.begin(), rows.confidence.cells.end(), [&](const std::string& cell) {
        return !is_unrated(said_of_word(plain_text(cell), rule).value_or(cell));
    });
}

/// The level that a cell says, by the caller's words or the scale's; empty where nobody has rated the scheme, and where
/// nobody can tell what its word means, which is noted.
[[nodiscard]] inline std::optional<std::size_t> level_in(const std::string& text, std::size_t row,
                                                         SchemeReading& reading) {
    if (!reading.is_rated) return 0;
    if (reading.rows.confidence.cells.empty()) return level_of(reading.scale, reading.rule.confidence_of_all);
    if (const std::optional<std::string> level = said_of_word(text, reading.rule))
        return level_by_word(reading.scale, *level);
    if (const std::optional<std::size_t> level = level_by_word(reading.scale, text)) return level;
    if (is_unrated(text)) return std::nullopt;
    const auto [place, is_new] = reading.places_of_words.try_emplace(folded(text), reading.words_without_level.size());
    if (is_new) reading.words_without_level.push_back({.found = text, .first_row = row});
    else ++reading.words_without_level[place->second].rows;
    return std::nullopt;
}

/// The words of a scale, and the one of what nobody has rated.
[[nodiscard]] inline std::string levels_to_write(const ConfidenceScale& scale) {
    std::string words;
    for (const ConfidenceLevel& level : scale.levels) words += level.word + ", ";
    return words + unrated_level;
}

/// All words without a level as one problem, with the line to write: what the caller has said already stays in it.
inline void note_words_without_level(SchemeReading& reading) {
    if (reading.words_without_level.empty()) return;
    std::string found, line;
    const auto add = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
    for (const auto& [word, level] : reading.rule.confidence_words)
        add(line, as_literal(word) + ": " + (level.empty() ? "..." : as_literal(level)));
    for (const RepeatedProblem& each : reading.words_without_level) {
        add(found, headway::quoted(each.found) + " (row " + std::to_string(each.first_row) +
                       (each.rows > 1 ? " and " + std::to_string(each.rows - 1) + " more)" : ")"));
        add(line, as_literal(each.found) + ": ...");
    }
    reading.problems.add("column '" + reading.rows.confidence.heading + "': found " + found + "; accepted: " +
                         levels_to_write(reading.scale) + ", or, in place of the dots, which of them each word means: "
                         "confidence_words={" + line + "}");
}

/// That every word of the caller's mapping means a level. Problems are noted.
inline void check_confidence_words(SchemeReading& reading) {
    for (const auto& [word, level] : reading.rule.confidence_words)
        if (!level_by_word(reading.scale, level) && folded(level) != unrated_level)
            reading.problems.add("confidence_words: found " +
                                 (level.empty() ? std::string("nothing") : headway::quoted(level)) + " for " +
                                 headway::quoted(word) + "; accepted: " + levels_to_write(reading.scale));
}

[[nodiscard]] inline std::optional<Fund> fund_in(const std::string& text, std::size_t row, SchemeReading& reading) {
    if (text.empty() || status_without_figure(folded(text))) return std::nullopt;
    try {
        return read_fund(text);
    } catch (const Error& error) {
        reading.problems.add(place_of_row(row, reading.rows.fund.heading), error);
    }
    return std::nullopt;
}

/// The first month that saves; the first or last day of a month stands for it. Empty where it is not known.
[[nodiscard]] inline std::string start_in(const std::string& text, std::size_t row, SchemeReading& reading) {
    if (text.empty()) return {};
    const std::string at = place_of_row(row, reading.rows.start.heading);
    if (status_without_figure(folded(text))) {
        reading.notes.push_back(at + "found " + headway::quoted(text) + ": no start is known");
        return {};
    }
    try {
        const Period start = Period::parse(text, reading.rule.plan.calendar).in_months();
        if (start.length_in_months() == 1) return text;
        reading.problems.add(at + "found " + headway::quoted(text) + "; accepted: " + a_month_to_start(start));
    } catch (const Error& error) {
        reading.problems.add(at, error);
    }
    return {};
}

/// Whether nothing stands in a row.
[[nodiscard]] inline bool is_blank_row(const SchemeRows& rows, std::size_t row) {
    for (const TextColumn* const column : {&rows.portfolio, &rows.scheme, &rows.confidence, &rows.fund, &rows.start,
                                           &rows.owner, &rows.recurrence, &rows.benefit, &rows.business_case,
                                           &rows.next_step, &rows.board, &rows.themes, &rows.depends_on})
        if (!text_at(*column, row).empty()) return false;
    for (const std::vector<MoneyColumn>* const columns : {&rows.years, &rows.forecast, &rows.months})
        for (const MoneyColumn& column : *columns)
            if (!is_blank(column.cells[row])) return false;
    for (const MoneyColumn* const column : {&rows.expected, &rows.actual, &rows.expected_forecast})
        if (!column->cells.empty() && !is_blank(column->cells[row])) return false;
    return true;
}

}  // namespace headway::detail
