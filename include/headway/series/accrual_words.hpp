/// @file
/// How a series adds up over a year, in the words that tables have for it, in any case.
///
/// | said | read as |
/// |---|---|
/// | `YTD`, `Year to date`, `Cumulative YTD` | `cumulative` |
/// | `Rolling 12`, `Rolling 12 months`, `12 month rolling`, `Rolling year`, `Moving annual total` | `rolling` |
/// | `Point in time`, `As at`, `Period end` | `snapshot` |
/// | `Mean` | `average` |
/// | `Non-cumulative`, `Not cumulative` | `flow`: each point is an amount of its own |
/// | `In month`, `In quarter`, `In period` | refused: an amount (`flow`), a level (`snapshot`) or a mean (`average`)? |
/// | `Monthly`, `Quarterly`, `Annual` | refused likewise: they say how often |
///
/// Errors: any other word, with the nearest.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/series/accrual.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

inline constexpr std::array<std::pair<std::string_view, Accrual>, 20> accrual_words{
    {{"ytd", Accrual::cumulative},
     {"year to date", Accrual::cumulative},
     {"cumulative ytd", Accrual::cumulative},
     {"cumulative year to date", Accrual::cumulative},
     {"rolling 12", Accrual::rolling},
     {"rolling 12m", Accrual::rolling},
     {"rolling 12 month", Accrual::rolling},
     {"rolling 12 months", Accrual::rolling},
     {"12 month rolling", Accrual::rolling},
     {"12 months rolling", Accrual::rolling},
     {"rolling year", Accrual::rolling},
     {"rolling annual", Accrual::rolling},
     {"moving annual total", Accrual::rolling},
     {"point in time", Accrual::snapshot},
     {"as at", Accrual::snapshot},
     {"period end", Accrual::snapshot},
     {"mean", Accrual::average},
     {"non cumulative", Accrual::flow},
     {"noncumulative", Accrual::flow},
     {"not cumulative", Accrual::flow}}};

inline constexpr std::array<std::string_view, 12> words_of_how_often{
    "monthly", "quarterly", "annual",  "annually",   "yearly",    "weekly",
    "termly",  "in month",  "in year", "in quarter", "in period", "discrete"};

}  // namespace detail

/// The accrual that a text says. @throws Error, what was found and what is accepted, for any other.
[[nodiscard]] inline Accrual read_accrual(std::string_view text) {
    std::string plain;
    for (const char c : plain_text(text)) plain += c == '-' || c == '_' ? ' ' : detail::lower(c);
    if (const auto found = find_word<Accrual>(plain)) return *found;
    for (const auto& [words, accrual] : detail::accrual_words)
        if (words == plain) return accrual;
    std::string found = "found " + quoted(text);
    for (const std::string_view often : detail::words_of_how_often)
        if (often == plain)
            throw Error(found + ", which does not say how a year adds up; accepted: flow (amounts, of which a year is "
                                "the sum), snapshot (levels), average, or another of " + accepted_words<Accrual>());
    const std::string near = nearest(plain, Vocabulary<Accrual>::words);
    throw Error(found + "; " + (near.empty() ? "" : "did you mean \"" + near + "\"? ") + "accepted: " +
                accepted_words<Accrual>() + ", or as people say it, \"YTD\"");
}

/// The same for one argument. @throws Error
template <>
[[nodiscard]] inline Accrual from_word<Accrual>(std::string_view text) {
    try {
        return read_accrual(text);
    } catch (const Error& error) {
        throw Error("accrual: " + std::string(error.what()));
    }
}

}  // namespace headway
