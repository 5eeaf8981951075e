/// @file
/// How often a regular series has a point. A school year has three terms of four months each. People say it as
/// `Monthly`, `Quarterly`, `Termly`, `Yearly` or `Annual` as well, in any letter case.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How often a regular series has a point.
enum class Frequency : std::uint8_t { month, quarter, term, year };

template <>
struct Vocabulary<Frequency> {
    static constexpr std::string_view name = "frequency";
    static constexpr std::array<std::string_view, 4> words{"month", "quarter", "term", "year"};
};

/// Calendar months from one point to the next.
[[nodiscard]] constexpr int months(Frequency frequency) noexcept {
    constexpr std::array<int, 4> step{1, 3, 4, 12};
    return step[static_cast<std::size_t>(frequency)];
}

/// The frequency whose points are so many months apart; empty where there is none.
[[nodiscard]] constexpr std::optional<Frequency> frequency_of(int apart) noexcept {
    for (const Frequency frequency : {Frequency::month, Frequency::quarter, Frequency::term, Frequency::year})
        if (months(frequency) == apart) return frequency;
    return std::nullopt;
}

/// Points in a year.
[[nodiscard]] constexpr int points_a_year(Frequency frequency) noexcept { return 12 / months(frequency); }

/// The same for one argument, as its word or as people say it. @throws Error
template <>
[[nodiscard]] inline Frequency from_word<Frequency>(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Frequency>, 10> said{
        {{"monthly", Frequency::month},
         {"months", Frequency::month},
         {"quarterly", Frequency::quarter},
         {"quarters", Frequency::quarter},
         {"termly", Frequency::term},
         {"terms", Frequency::term},
         {"yearly", Frequency::year},
         {"years", Frequency::year},
         {"annual", Frequency::year},
         {"annually", Frequency::year}}};
    const std::string small = folded(text);
    if (const auto found = find_word<Frequency>(small)) return *found;
    for (const auto& [words, frequency] : said)
        if (words == small) return frequency;
    throw Error("frequency: found " + quoted(text) + "; accepted: " + accepted_words<Frequency>() +
                ", or as people say it, \"Quarterly\"");
}

}  // namespace headway
