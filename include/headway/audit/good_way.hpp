/// @file
/// Which way is good, where the words of a measure say it: "answered in time", "overdue", "satisfied".
///
/// The register says which way is good; this is for what no register has. It confirms what the words and the figures
/// say alike, and contradicts nothing by itself: "better" over a measure whose words are not among these is left open.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/measure/polarity.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The way that the stemmed words of a measure say to be good; none where they say none, or both.
[[nodiscard]] inline std::optional<Polarity> way_in_words(std::span<const std::string> words) {
    // beginnings of words; what is counted as done, and what is counted as wrong
    constexpr std::array<std::string_view, 28> more{
        "satisf",     "complian", "recycl",   "attendance", "uptake",      "achiev", "answer",
        "complet",    "respon",   "resolv",   "collect",    "treat",       "seen",   "handover",
        "discharg",   "decid",    "determin", "success",    "punctual",    "attain", "qualif",
        "employment", "coverage", "immunis",  "vaccin",     "outstanding", "timel",  "surviv"};
    constexpr std::array<std::string_view, 30> less{
        "complaint", "crime",    "offence",     "absence",  "sickness", "delay",   "breach", "error",
        "overdue",   "arrear",   "fire",        "death",    "injur",    "casualt", "vacan",  "homeless",
        "overspend", "deficit",  "exclusion",   "reoffend", "unemploy", "late",    "cancel", "tipping",
        "accident",  "emission", "readmission", "backlog",  "gap",      "allowed"};
    const auto says = [&](const auto& few) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::any_of(few.begin(), few.end(), [&](std::string_view start) { return word.starts_with(start); });
        });
    };
    const bool up = says(more), down = says(less);
    if (up == down) return std::nullopt;
    return up ? Polarity::high_is_good : Polarity::low_is_good;
}

/// Words of which more cannot be worse: "compliance improved from 94% to 92%" is wrong whatever a register says.
[[nodiscard]] inline bool is_plain_way(const std::shared_ptr<const std::vector<std::string>>& words) {
    return words != nullptr && std::any_of(words->begin(), words->end(), [](const std::string& word) {
               return word.starts_with("complian") || word.starts_with("satisf") || word.starts_with("punctual");
           });
}

}  // namespace headway::inline HEADWAY_ABI::auditing
