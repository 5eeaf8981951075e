/// @file
/// The fund that bears a cost or keeps a saving.
///
/// A council keeps these accounts apart by law: a saving in the housing revenue account does not balance the general
/// fund, and grants are spent on what they are given for. Amounts of different funds are therefore never netted, and
/// text that names two of them is refused: the row has to be split into one for each.
///
/// `find_fund` reads the name, its usual abbreviation (GF, HRA, DSG, PHG) or its beginning ("public health"), letter
/// case ignored: "HRA", "General Fund", "the general fund (GF)". Text that says anything else besides is not a fund
/// ("general fund reserve").
///
/// Source: Local Government and Housing Act 1989, section 74 and part VI (the ring-fenced housing revenue account); the
/// conditions of the dedicated schools grant and of the public health grant.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whose money it is. Funds are never netted.
enum class Fund : std::uint8_t { general_fund, housing_revenue_account, dedicated_schools_grant, public_health_grant };

template <>
struct Vocabulary<Fund> {
    static constexpr std::string_view name = "fund";
    static constexpr std::array<std::string_view, 4> words{"general fund", "housing revenue account",
                                                           "dedicated schools grant", "public health grant"};
};

namespace detail {

// in the order of Fund
inline constexpr std::array<std::string_view, 4> fund_abbreviations{"gf", "hra", "dsg", "phg"};
inline constexpr std::array<std::string_view, 4> short_fund_names{"general revenue fund", "housing revenue",
                                                                  "dedicated schools", "public health"};

struct FundsNamed {
    std::vector<Fund> funds{};  ///< each once
    bool nothing_else = true;   ///< the text says nothing besides
};

[[nodiscard]] inline FundsNamed funds_named(std::string_view text) {
    std::string words = " ";  // small letters, one space around each word
    for (const char c : plain_text(text)) {
        if (c == '\'') continue;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            words += lower(c);
        else if (words.back() != ' ')
            words += ' ';
    }
    if (words.back() != ' ') words += ' ';

    FundsNamed named;
    const auto take = [&](std::string_view name) {
        if (words.find(name) == std::string::npos) return false;
        std::string word = " ";
        (word += name) += ' ';
        bool taken = false;
        for (std::size_t at = words.find(word); at != std::string::npos; at = words.find(word)) {
            words.erase(at, word.size() - 1);
            taken = true;
        }
        return taken;
    };
    for (std::size_t fund = 0; fund < fund_abbreviations.size(); ++fund) {
        bool by_name = take(Vocabulary<Fund>::words[fund]);
        by_name = take(short_fund_names[fund]) || by_name;
        const bool abbreviated = take(fund_abbreviations[fund]);
        if (by_name || abbreviated) named.funds.push_back(static_cast<Fund>(fund));
    }
    for (const std::string_view joining : {"the", "and"}) take(joining);
    named.nothing_else = words == " ";
    return named;
}

}  // namespace detail

/// The fund that a text names; empty where it names none, or says something else besides.
/// @throws Error where it names two, because funds are never netted.
[[nodiscard]] inline std::optional<Fund> find_fund(std::string_view text) {
    const auto is = [&](std::string_view name) {
        const auto alike = [](char one, char other) { return detail::lower(one) == other; };
        return std::equal(text.begin(), text.end(), name.begin(), name.end(), alike);
    };
    for (std::size_t fund = 0; fund < detail::fund_abbreviations.size(); ++fund)  // as most are written
        if (is(detail::fund_abbreviations[fund]) || is(Vocabulary<Fund>::words[fund])) return static_cast<Fund>(fund);
    const detail::FundsNamed named = detail::funds_named(text);
    if (named.funds.size() > 1)
        throw Error("fund: found " + quoted(text) + ", which mixes " + std::string(word(named.funds[0])) + " and " +
                    std::string(word(named.funds[1])) +
                    "; accepted: one fund a row; funds are never netted, so split the row");
    if (named.funds.empty() || !named.nothing_else) return std::nullopt;
    return named.funds.front();
}

/// The fund that a text names. @throws Error where it names none or two.
[[nodiscard]] inline Fund read_fund(std::string_view text) {
    if (const std::optional<Fund> fund = find_fund(text)) return *fund;
    const std::string near = nearest(plain_text(text), Vocabulary<Fund>::words);
    throw Error("fund: found " + quoted(text) + "; accepted: " + accepted_words<Fund>() + ", or GF, HRA, DSG, PHG" +
                (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

}  // namespace headway
