/// @file
/// Which way is good, where the words of a measure say it: "answered in time", "overdue", "satisfied".
///
/// The register says which way is good; this is for what no register has. It confirms what the words and the figures
/// say alike, and contradicts nothing by itself: "better" over a measure whose words are not among these is left open.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/measure/polarity.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Words of what is counted as wrong, and less of it is good: beginnings, and whole words that begin others ("later").
inline constexpr std::array<std::string_view, 39> bad_beginnings{
    "pollut",   "incident", "flood",  "interrupt", "assault",   "complaint",   "crime",  "offence",
    "absence",  "sickness", "delay",  "breach",    "error",     "overdue",     "arrear", "death",
    "injur",    "casualt",  "vacan",  "homeless",  "overspend", "deficit",     "miss",   "exclusion",
    "reoffend", "unemploy", "cancel", "tipping",   "accident",  "readmission", "backlog",
    "obes",     "mortal",   "fatalit", "burglar",  "robber",    "theft",
    "abandon",  "suicide"};
inline constexpr std::array<std::string_view, 5> bad_words{"late", "fire", "gap", "emission", "excess"};

/// Whether stemmed words say something that is counted as wrong.
[[nodiscard]] inline bool says_bad(std::span<const std::string> words) {
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return headway::detail::is_one_of(std::string_view(word), bad_words) ||
               std::any_of(bad_beginnings.begin(), bad_beginnings.end(),
                           [&](std::string_view start) { return word.starts_with(start); });
    });
}

/// The way that the stemmed words of a measure say to be good; none where they say none, or both. Of a time or a cost
/// it is not said ("response times", "time to treat") unless what is measured is a share ("answered in time").
[[nodiscard]] inline std::optional<Polarity> way_in_words(std::span<const std::string> words, bool shares) {
    // beginnings of words that are counted as done
    constexpr std::array<std::string_view, 18> more{
        "satisf",  "complian", "recycl",   "attendance", "uptake", "achiev",     "complet",  "resolv",  "collect",
        "success", "punctual", "discharg", "attain",     "qualif", "employment", "coverage", "immunis", "vaccin"};
    // whole words, which begin others: "later", "firearm", "respondent"
    constexpr std::array<std::string_view, 11> more_whole{"answer", "treat",    "seen",   "respond", "response",
                                                         "decid",  "determin", "timely", "handover",
                                                         "mmr",    "dose"};
    constexpr std::array<std::string_view, 14> measured{"time", "minute", "hour",   "second", "day",  "week", "month",
                                                        "wait", "cost",   "length", "spend",  "pric", "bill", "fee"};
    const auto says = [&](const auto& few, const auto& whole) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return headway::detail::is_one_of(std::string_view(word), whole) ||
                   std::any_of(few.begin(), few.end(), [&](std::string_view start) { return word.starts_with(start); });
        });
    };
    if (!shares && says(std::array<std::string_view, 0>{}, measured)) return std::nullopt;
    const bool up = says(more, more_whole), down = says_bad(words);
    if (up == down) return std::nullopt;
    return up ? Polarity::high_is_good : Polarity::low_is_good;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
