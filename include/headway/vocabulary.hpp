/// @file
/// Closed vocabularies: an enum and the words it is written as, in tables, in Python and in error messages.
///
/// An enum joins by specialising `Vocabulary` with its name and its words, in the order of its enumerators.
/// Words are matched exactly: a misspelt polarity is refused, never guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Specialised for each vocabulary: `static constexpr std::string_view name` and `static constexpr std::array words`.
template <class E>
struct Vocabulary;

/// The word of an enumerator. @throws Error for a code that stands for none.
template <class E>
[[nodiscard]] constexpr std::string_view word(E value) {
    const auto code = static_cast<std::size_t>(value);
    if (code >= Vocabulary<E>::words.size())
        throw Error(std::string(Vocabulary<E>::name) + ": found code " + std::to_string(code) + "; accepted: 0 to " +
                    std::to_string(Vocabulary<E>::words.size() - 1));
    return Vocabulary<E>::words[code];
}

/// The enumerator of a word; empty where there is no such word.
template <class E>
[[nodiscard]] constexpr std::optional<E> find_word(std::string_view text) {
    for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i)
        if (Vocabulary<E>::words[i] == text) return static_cast<E>(i);
    return std::nullopt;
}

/// Every word of a vocabulary, for a message: `high_is_good, low_is_good, in_range, neutral`.
template <class E>
[[nodiscard]] std::string accepted_words() {
    std::string list;
    for (const std::string_view accepted : Vocabulary<E>::words) {
        if (!list.empty()) list += ", ";
        list += accepted;
    }
    return list;
}

/// The enumerator of a word. @throws Error that shows what was found and every accepted word.
template <class E>
[[nodiscard]] E from_word(std::string_view text) {
    if (const auto found = find_word<E>(text)) return *found;
    throw Error(std::string(Vocabulary<E>::name) + ": found '" + std::string(text) + "'; accepted: " +
                accepted_words<E>());
}

}  // namespace headway
