/// @file
/// The unit of money that the heading of a column names.
///
/// | heading                                              | unit      |
/// |------------------------------------------------------|-----------|
/// | "Saving 24/25 (£k)", "£000s", "£'000", "(000s)"      | thousands |
/// | "£m 2024-25", "expected_saving_gbp_m", "in millions" | millions  |
/// | "£bn"                                                | billions  |
/// | "Saving (£)", "Saving GBP"                           | pounds    |
/// | "Saving", "Target of £2m", "£ saved", "Month"        | none      |
///
/// A letter alone ("k", "m") is a unit only after a pound sign or within brackets: "m" may be a month or a metre. A
/// pound sign before a figure belongs to the figure, and one before any other word says no unit: "£kpa" is not pounds.
/// Errors: two units that differ.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// A word for a unit; a letter alone stands for one only beside a pound sign or within brackets.
inline constexpr std::array<std::pair<std::string_view, MoneyUnit>, 17> unit_words{
    {{"000s", MoneyUnit::thousands},     {"000", MoneyUnit::thousands},    {"k", MoneyUnit::thousands},
     {"ks", MoneyUnit::thousands},       {"thousand", MoneyUnit::thousands}, {"thousands", MoneyUnit::thousands},
     {"m", MoneyUnit::millions},         {"ms", MoneyUnit::millions},      {"mn", MoneyUnit::millions},
     {"million", MoneyUnit::millions},   {"millions", MoneyUnit::millions}, {"bn", MoneyUnit::billions},
     {"billion", MoneyUnit::billions},   {"billions", MoneyUnit::billions}, {"pounds", MoneyUnit::pounds},
     {"pound", MoneyUnit::pounds},       {"gbp", MoneyUnit::pounds}}};

[[nodiscard]] constexpr std::optional<MoneyUnit> unit_of_word(std::string_view word) noexcept {
    for (const auto& [name, unit] : unit_words)
        if (word == name) return unit;
    return std::nullopt;
}

/// A heading in small letters, whose words, brackets and pound signs stand apart, and whose apostrophes are gone.
[[nodiscard]] inline std::string spaced_heading(std::string_view heading) {
    const std::string plain = money_text(heading);
    std::string spaced;
    for (std::string_view rest = plain; !rest.empty();) {
        if (rest.starts_with(pound_sign)) {
            (spaced += ' ') += pound_sign;
            spaced += ' ';
            rest.remove_prefix(pound_sign.size());
            continue;
        }
        const char c = lower(rest.front());
        rest.remove_prefix(1);
        if (c == '\'') continue;
        if (c == '(' || c == '[') spaced += " ( ";
        else if (c == ')' || c == ']') spaced += " ) ";
        else spaced += std::string_view("_,:;./-").find(c) == std::string_view::npos ? c : ' ';
    }
    return spaced += ' ';
}

}  // namespace detail

/// The unit that a heading names; empty where it names none. @throws Error where it names two.
[[nodiscard]] inline std::optional<MoneyUnit> unit_in_heading(std::string_view heading) {
    std::optional<MoneyUnit> scale;
    bool pounds = false, after_pound = false, in_brackets = false;
    const std::string spaced = detail::spaced_heading(heading);
    for (std::string_view rest = spaced; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        if (word.empty()) continue;
        if (word == "(" || word == ")") {
            pounds = pounds || after_pound;
            in_brackets = word == "(";
            after_pound = false;
            continue;
        }
        if (word == detail::pound_sign || word == "gbp") {
            pounds = pounds || after_pound;
            after_pound = true;
            continue;
        }
        const std::optional<MoneyUnit> named = detail::unit_of_word(word);
        const bool alone = word.size() <= 2 || word == "000" || word == "million" || word == "thousand";
        if (named && (after_pound || in_brackets || !alone)) {
            if (*named == MoneyUnit::pounds)
                pounds = true;
            else if (scale && *scale != *named)
                throw Error("unit: found " + headway::quoted(heading) + ", which names " +
                            std::string(headway::word(*scale)) + " and " + std::string(headway::word(*named)) +
                            "; accepted: one unit a column");
            else
                scale = named;
        }
        after_pound = false;
    }
    pounds = pounds || after_pound;
    return scale ? scale : pounds ? std::optional(MoneyUnit::pounds) : std::nullopt;
}

}  // namespace headway
