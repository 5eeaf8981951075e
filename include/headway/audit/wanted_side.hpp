/// @file
/// On which side of a target it is good to be, where the words of its cell say it: "max. 2.5% of rent", "24 days or
/// fewer", "at least 90%".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "headway/audit/stated.hpp"
#include "headway/audit/token.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A target as its cell words it: its number, and the side of it that is good.
struct WantedSide {
    Stated number{};
    std::optional<Polarity> way{};
};

/// The target of a cell that has one number and words of a bound; its number is unknown where there is none such.
/// `raw`: the cell as it stands, for its signs.
[[nodiscard]] inline WantedSide wanted_side(std::span<const Token> tokens, std::string_view raw) {
    constexpr std::size_t longest = 10;
    struct Words {
        std::string_view first, second;
        bool most;
    };
    static constexpr std::array<Words, 22> bounds{
        {{"or", "fewer", true},   {"or", "less", true},     {"or", "below", true},   {"or", "lower", true},
         {"or", "under", true},   {"at", "most", true},     {"up", "to", true},      {"more", "than", false},
         {"less", "than", true},  {"fewer", "than", true},  {"or", "more", false},   {"or", "above", false},
         {"or", "higher", false}, {"or", "over", false},    {"at", "least", false},  {"or", "greater", false},
         {"max", "", true},       {"maximum", "", true},    {"under", "", true},     {"below", "", true},
         {"minimum", "", false},  {"no", "fewer", false}}};
    WantedSide wanted;
    if (tokens.size() > longest) return wanted;
    std::size_t numbers = 0, at = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].is == Token::Is::number && !tokens[i].ordinal && !tokens[i].in_words) at = i, ++numbers;
    if (numbers != 1) return wanted;
    const auto word = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].is == Token::Is::word ? std::string_view(tokens[i].text)
                                                                    : std::string_view();
    };
    for (std::size_t i = 0; i < tokens.size() && !wanted.way; ++i) {
        if (word(i) == "no" && word(i + 1) == "more") wanted.way = Polarity::low_is_good;
        for (const Words& bound : bounds)
            if (word(i) == bound.first && (bound.second.empty() || word(i + 1) == bound.second) && !wanted.way)
                wanted.way = bound.most ? Polarity::low_is_good : Polarity::high_is_good;
        if (word(i) == "min" && i < at) wanted.way = Polarity::high_is_good;  // behind a number it is minutes
    }
    for (const std::string_view sign : {"\u2264", "<", "\u2265", ">"})
        if (!wanted.way && raw.find(sign) != std::string_view::npos)
            wanted.way = sign == "<" || sign == "\u2264" ? Polarity::low_is_good : Polarity::high_is_good;
    if (wanted.way) wanted.number = tokens[at].number;
    return wanted;
}

/// Whether a name says in brackets that less is good: "(lower is better)", "(low is good)".
[[nodiscard]] inline bool says_less_is_good(std::string_view folded_name) {
    constexpr std::array<std::string_view, 6> words{"lower is better", "low is good",    "smaller is better",
                                                    "lower is good",   "less is better", "low is better"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view said) { return folded_name.find(said) != std::string_view::npos; });
}

}  // namespace headway::inline HEADWAY_ABI::auditing
