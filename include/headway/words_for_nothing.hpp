/// @file
/// What cells hold where there is nothing to tell, and why there is none: the words of all readers.
///
/// | written                                              | says                    |
/// |------------------------------------------------------|-------------------------|
/// | "", "-", "n/a", "null", "blank", "#N/A"              | missing, not said why   |
/// | "..", "not available", "no data", "not known"        | not available           |
/// | "not applicable", "[z]"                              | not applicable          |
/// | "TBC", "to be confirmed", "to be announced"          | still to be said        |
/// | "no target", "not set", "none set"                   | missing, not said why   |
/// | "not yet set", "no target yet", "to be agreed"       | still to be said        |
///
/// Full stops behind a word are no part of it: "No target.".
/// A column of words or of levels holds "none" and "?" for nothing too. "Nil" is the number 0, and no word for nothing.
///
/// Source: Government Analysis Function, Using symbols and shorthand in tables (2022), for the letters in brackets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Why a cell says nothing.
enum class Nothing : std::uint8_t { missing, not_available, not_applicable, to_be_confirmed };

namespace detail {

/// In small letters.
inline constexpr std::array<std::pair<std::string_view, Nothing>, 42> words_for_nothing{
    {{"", Nothing::missing},
     {"-", Nothing::missing},
     {"--", Nothing::missing},
     {"---", Nothing::missing},
     {"n/a", Nothing::missing},
     {"n.a.", Nothing::missing},
     {"n.a", Nothing::missing},
     {"na", Nothing::missing},
     {"#n/a", Nothing::missing},
     {"<na>", Nothing::missing},
     {"nan", Nothing::missing},
     {"nat", Nothing::missing},
     {"null", Nothing::missing},
     {"missing", Nothing::missing},
     {"blank", Nothing::missing},
     {"[x]", Nothing::not_available},
     {"..", Nothing::not_available},
     {":", Nothing::not_available},
     {"#div/0!", Nothing::not_available},
     {"not available", Nothing::not_available},
     {"unavailable", Nothing::not_available},
     {"no data", Nothing::not_available},
     {"not known", Nothing::not_available},
     {"unknown", Nothing::not_available},
     {"[z]", Nothing::not_applicable},
     {"not applicable", Nothing::not_applicable},
     {"tbc", Nothing::to_be_confirmed},
     {"tbd", Nothing::to_be_confirmed},
     {"tba", Nothing::to_be_confirmed},
     {"to be confirmed", Nothing::to_be_confirmed},
     {"to be determined", Nothing::to_be_confirmed},
     {"to be announced", Nothing::to_be_confirmed},
     {"no target", Nothing::missing},
     {"no target set", Nothing::missing},
     {"target not set", Nothing::missing},
     {"not set", Nothing::missing},
     {"none set", Nothing::missing},
     {"no target agreed", Nothing::to_be_confirmed},
     {"no target yet", Nothing::to_be_confirmed},
     {"not yet set", Nothing::to_be_confirmed},
     {"to be set", Nothing::to_be_confirmed},
     {"to be agreed", Nothing::to_be_confirmed}}};

}  // namespace detail

/// What a text in small letters says of a figure that is not there; empty where it says anything else.
[[nodiscard]] constexpr std::optional<Nothing> nothing_in(std::string_view small) noexcept {
    // None of the words begins with a digit or, as pounds do, outside ASCII, and most cells are a figure.
    if (!small.empty() && ((small[0] >= '0' && small[0] <= '9') || static_cast<unsigned char>(small[0]) >= 0x80))
        return std::nullopt;
    for (const auto& [word, why] : detail::words_for_nothing)
        if (small == word) return why;
    const bool stop = small.size() > 1 && small.back() == '.' && detail::is_small_letter(small[small.size() - 2]);
    return stop ? nothing_in(small.substr(0, small.size() - 1)) : std::nullopt;
}

/// Whether a cell of words says nothing, or that somebody is still to say, in any letter case and spaces.
[[nodiscard]] inline bool says_nothing(std::string_view text) {
    const std::string small = folded(text);
    return nothing_in(small) || small == "none" || small == "?";
}

}  // namespace headway
