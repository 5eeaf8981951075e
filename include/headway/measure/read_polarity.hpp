/// @file
/// Polarity as people say it.
///
/// Tables say it in many ways, and `read_polarity` reads those in use, in any case:
///
/// | said | read as |
/// |---|---|
/// | `Higher is better`, `HIGH`, `Bigger is better`, `BIB`, `Aim to maximise`, `Low is bad` | `high_is_good` |
/// | `Lower is better`, `Low`, `Smaller is better`, `SIB`, `Aim to minimise`, `The fewer the better` | `low_is_good` |
/// | `In range`, `Plan is best`, `PIB`, `Closer to target is better`, `Goldilocks` | `in_range` |
/// | `Neutral`, `Contextual`, `For information only`, `Not applicable`, `BOB - Blue orange blue` | `neutral` |
/// | nothing, `n/a`, `-`, `TBC` | nobody has said |
///
/// Words of size or movement say the side and words of worth say which is good; both sides at once, a negation, and
/// any word that is not known are refused with the nearest reading. Sources: the words of council scorecards, of
/// performance systems (maximise, minimise, goldilocks) and of the Fingertips profiles ("RAG - High is good").
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
#include "headway/measure/polarity.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// What a word says of a polarity. `above` and its like, and a `point` to be near to, say it only beside a word of
/// worth: "below target" alone tells how an indicator stands. `most` and `least` say a side alone ("Max", "Min") or
/// beside a word of worth; among others ("at least", "above minimum") they are limits, which say the opposite.
enum class PolarityWord : std::uint8_t {
    up, down, most, least, above, below, good, bad, range, point, neutral, filler
};

struct PolarityWords {
    PolarityWord is;
    std::string_view words;  ///< parted by spaces
};

inline constexpr std::array<PolarityWords, 12> polarity_words{{
    {PolarityWord::up,
     "high higher highest h big bigger biggest large larger largest more greater greatest maximise "
     "maximize maximising maximizing maximised maximized increase increases increasing increased up upward upwards "
     "rise rises rising raise grow growing growth bib hib \u2191 \u25B2 \u2B06"},
    {PolarityWord::down,
     "low lower lowest l small smaller smallest less lesser few fewer fewest minimise minimize "
     "minimising minimizing minimised minimized decrease decreases decreasing decreased reduce reduces reducing "
     "reduced reduction down downward downwards fall falls falling decline declining sib lib \u2193 \u25BC \u2B07"},
    {PolarityWord::most, "most maximum max"},
    {PolarityWord::least, "least minimum min"},
    {PolarityWord::above, "above over exceed exceeds exceeding"},
    {PolarityWord::below, "below under beneath"},
    {PolarityWord::good,
     "good better best preferred preferable desired desirable ideal favourable favorable positive improvement "
     "improving"},
    {PolarityWord::bad,
     "bad worse worst poor unfavourable unfavorable undesirable negative adverse deterioration worsening"},
    {PolarityWord::range, "range band limits bounds goldilocks pib"},
    {PolarityWord::point, "plan target budget"},
    {PolarityWord::neutral, "neutral contextual context information info monitor monitoring bob"},
    {PolarityWord::filler,
     "is are be being the a an to of for in on at within we should aim aims aiming objective goal keep as possible "
     "value values number numbers figure figures result results performance indicator measure polarity rag "
     "direction outcome score scores rate rates percentage close closer closest near nearer nearest only blue orange "
     "purposes and if when where it"},
}};

[[nodiscard]] inline std::optional<PolarityWord> polarity_word(std::string_view word) {
    for (const auto& [is, words] : polarity_words) {
        std::string_view rest = words;
        while (!rest.empty()) {
            const std::string_view each = rest.substr(0, rest.find(' '));
            if (each == word) return is;
            rest.remove_prefix(std::min(rest.size(), each.size() + 1));
        }
    }
    return std::nullopt;
}

/// Lower case, without the signs between words: `Higher = better` and `higher_better` are two words each.
[[nodiscard]] inline std::vector<std::string> words_of_polarity(std::string_view text) {
    constexpr std::string_view signs = " _-=/,.:;()[]!'\"*";
    std::vector<std::string> words(1);
    for (const char c : plain_text(text)) {
        if (signs.find(c) == std::string_view::npos) words.back() += lower(c);
        else if (!words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// Whether every word is known and they say one thing.
[[nodiscard]] inline std::optional<Polarity> polarity_of(const std::vector<std::string>& words) {
    std::vector<bool> rises, goods;
    std::vector<PolarityWord> found;
    for (const std::string& word : words) {
        const auto is = polarity_word(word);
        if (!is) return std::nullopt;
        found.push_back(*is);
    }
    const auto has = [&](PolarityWord is) { return std::find(found.begin(), found.end(), is) != found.end(); };
    const bool of_worth = has(PolarityWord::good) || has(PolarityWord::bad);
    const bool limit = has(PolarityWord::most) || has(PolarityWord::least);
    if (limit && ((!of_worth && found.size() > 1) || has(PolarityWord::above) || has(PolarityWord::below) ||
                  has(PolarityWord::point)))
        return std::nullopt;
    for (const PolarityWord is : found) {
        if (is == PolarityWord::up || is == PolarityWord::most || (is == PolarityWord::above && of_worth))
            rises.push_back(true);
        if (is == PolarityWord::down || is == PolarityWord::least || (is == PolarityWord::below && of_worth))
            rises.push_back(false);
        if (is == PolarityWord::good || is == PolarityWord::bad) goods.push_back(is == PolarityWord::good);
    }
    if (rises.empty()) {
        if (has(PolarityWord::above) || has(PolarityWord::below) || has(PolarityWord::bad)) return std::nullopt;
        const bool range = has(PolarityWord::range) || (has(PolarityWord::point) && of_worth);
        const bool neutral = has(PolarityWord::neutral);
        if (range != neutral) return range ? Polarity::in_range : Polarity::neutral;
        return std::nullopt;
    }
    if (has(PolarityWord::neutral) || has(PolarityWord::range)) return std::nullopt;
    if (goods.size() > 1 && goods.size() != rises.size()) return std::nullopt;
    const auto high_is_good = [&](std::size_t i) {
        return goods.empty() ? rises[i] : rises[i] == goods[goods.size() > 1 ? i : 0];
    };
    for (std::size_t i = 1; i < rises.size(); ++i)
        if (high_is_good(i) != high_is_good(0)) return std::nullopt;
    return high_is_good(0) ? Polarity::high_is_good : Polarity::low_is_good;
}

/// The nearest text that is understood: misspelt words mended, or else one of the usual. Of a denial, and of words that
/// are all known and contradict each other, there is none.
[[nodiscard]] inline std::string nearest_polarity(std::vector<std::string> words) {
    std::vector<std::string_view> known;
    for (const auto& [is, list] : polarity_words)
        for (std::size_t first = 0; first < list.size();) {
            const std::size_t end = std::min(list.find(' ', first), list.size());
            known.push_back(list.substr(first, end - first));
            first = end + 1;
        }
    std::string mended, as_written;
    for (std::string& word : words) {
        as_written += (as_written.empty() ? "" : " ") + word;
        if (denies(word) || word == "no" || word == "or") return {};
        if (!polarity_word(word)) word = word.size() > 2 ? nearest_by_letters(word, known) : std::string();
        mended += (mended.empty() ? "" : " ") + word;
    }
    if (polarity_of(words)) return mended;
    if (mended == as_written && std::any_of(words.begin(), words.end(), [](const std::string& word) {
            const auto is = polarity_word(word);
            return is == PolarityWord::up || is == PolarityWord::down;
        }))
        return {};
    constexpr std::array<std::string_view, 4> usual{"high is good", "low is good", "in range", "neutral"};
    return nearest(mended, usual);
}

}  // namespace detail

/// The polarity that a text says, in the words above; empty where it says that there is none yet.
/// @throws Error, what was found and what is accepted, for any other text: the nearest that is understood is named.
[[nodiscard]] inline std::optional<Polarity> read_polarity(std::string_view text) {
    if (const auto exact = find_word<Polarity>(text)) return exact;
    const std::vector<std::string> words = detail::words_of_polarity(text);
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    constexpr std::array<std::string_view, 9> nobody_says{"",          "n a",     "na",     "none",   "no polarity",
                                                          "not known", "unknown", "not set", "tbc"};
    if (std::find(nobody_says.begin(), nobody_says.end(), joined) != nobody_says.end()) return std::nullopt;
    if (joined == "no direction" || joined == "neither" || joined == "not applicable") return Polarity::neutral;
    if (const auto found = detail::polarity_of(words)) return found;
    const std::string near = detail::nearest_polarity(words);
    throw Error("found " + quoted(text) + "; " + (near.empty() ? "" : "did you mean \"" + near + "\"? ") +
                "accepted: " + accepted_words<Polarity>() + ", or as people say it, \"Higher is better\"");
}

/// The same for one argument, which may say none. @throws Error
[[nodiscard]] inline std::optional<Polarity> polarity_if_said(std::string_view text) {
    try {
        return read_polarity(text);
    } catch (const Error& error) {
        throw Error("polarity: " + std::string(error.what()));
    }
}

/// The same for one argument, which must say one. @throws Error
template <>
[[nodiscard]] inline Polarity from_word<Polarity>(std::string_view text) {
    if (const auto found = polarity_if_said(text)) return *found;
    throw Error("polarity: found " + quoted(text) + "; accepted: " + accepted_words<Polarity>());
}

}  // namespace headway
