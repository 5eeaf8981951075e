/// @file
/// What red, amber and green say of an initiative, and what they say of an action: two schemes, never pooled.
///
/// | of an initiative |                         | of an action |                         |
/// |------------------|-------------------------|--------------|-------------------------|
/// |                  |                         | `blue`       | complete                |
/// | `green`          | on track                | `green`      | on track                |
/// | `amber`          | at risk                 | `amber`      | delayed but progressing |
/// | `red`            | recovery plan required  | `red`        | not progressed          |
/// | `not applicable` | not applicable          | `withdrawn`  | no longer pursued       |
///
/// An amber initiative may yet be on time; an amber action is late. Each scheme is a type of its own, so that nothing
/// can count, compare or order one with the other, nor with the rating of an indicator (assess/rating.hpp).
///
/// A withdrawn action is neither complete nor late: nobody works at it, and nobody should.
///
/// Read from documents as the colour, its meaning or its letter (G, A, R, B, N/A), in any letter case and with the
/// look-alike letters of converted tables (see text.hpp). Withdrawn is also what is cancelled, superseded, abandoned,
/// discontinued, and not or no longer proceeding or pursued. A blank is no rating, which is an empty
/// optional; "not applicable" is something that was said.
/// Errors: any other word; one that belongs to the other scheme is named as such. What is suggested is but for its
/// spelling what was found: "Off track" is not "on track".
///
/// Sources: keys of the corporate plan's end-of-year update (2021) and of the peer challenge's action plan (2025).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI {

/// The colours of initiatives. They are pooled with no other scheme.
enum class InitiativeRating : std::uint8_t { green, amber, red, not_applicable };

template <>
struct Vocabulary<InitiativeRating> {
    static constexpr std::string_view name = "initiative rating";
    static constexpr std::array<std::string_view, 4> words{"green", "amber", "red", "not applicable"};
};

/// The colours of actions. They are pooled with no other scheme.
enum class ActionRating : std::uint8_t { blue, green, amber, red, withdrawn };

template <>
struct Vocabulary<ActionRating> {
    static constexpr std::string_view name = "action rating";
    static constexpr std::array<std::string_view, 5> words{"blue", "green", "amber", "red", "withdrawn"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// Specialised for each scheme: `meanings` and `letters`, in the order of the words; a word without a letter has an
/// empty one. `others` are more words and what they mean.
template <class E>
struct RatingKey;

template <>
struct RatingKey<InitiativeRating> {
    static constexpr std::array<std::string_view, 4> meanings{"on track", "at risk", "recovery plan required",
                                                              "not applicable"};
    static constexpr std::array<std::string_view, 4> letters{"G", "A", "R", "N/A"};
    static constexpr std::array<std::pair<std::string_view, InitiativeRating>, 0> others{};
};

template <>
struct RatingKey<ActionRating> {
    static constexpr std::array<std::string_view, 5> meanings{"complete", "on track", "delayed but progressing",
                                                              "not progressed", "no longer pursued"};
    static constexpr std::array<std::string_view, 5> letters{"B", "G", "A", "R", ""};
    static constexpr auto others = [] {
        constexpr std::array<std::string_view, 11> words{
            "cancelled", "canceled", "superseded", "abandoned", "discontinued", "not proceeding",
            "not proceeding with", "no longer proceeding", "not pursued", "not being pursued",
            "no longer being pursued"};
        std::array<std::pair<std::string_view, ActionRating>, words.size()> meant{};
        for (std::size_t i = 0; i < words.size(); ++i) meant[i] = {words[i], ActionRating::withdrawn};
        return meant;
    }();
};

/// What a rating says, in the words of its key.
template <class E>
[[nodiscard]] constexpr std::string_view meaning(E rating) {
    (void)word(rating);  // a code that stands for none
    return RatingKey<E>::meanings[static_cast<std::size_t>(rating)];
}

namespace detail {

[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (headway::detail::lower(a[i]) != headway::detail::lower(b[i])) return false;
    return true;
}

template <class E>
[[nodiscard]] std::optional<E> find_rating(std::string_view plain) {
    for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i)
        if (same_text(plain, Vocabulary<E>::words[i]) || same_text(plain, RatingKey<E>::meanings[i]) ||
            same_text(plain, RatingKey<E>::letters[i]))
            return static_cast<E>(i);
    for (const auto& [words, rating] : RatingKey<E>::others)
        if (same_text(plain, words)) return rating;
    return std::nullopt;
}

/// "; did you mean "green"?", or nothing.
[[nodiscard]] inline std::string did_you_mean(const std::string& near) {
    return near.empty() ? near : "; did you mean " + headway::quoted(near) + "?";
}

template <class E>
using OtherScheme = std::conditional_t<std::is_same_v<E, InitiativeRating>, ActionRating, InitiativeRating>;

template <class E>
[[nodiscard]] std::string refused_rating(std::string_view found, std::string_view plain) {
    using Other = OtherScheme<E>;
    std::string message = "found " + headway::quoted(found);
    const auto of_other = find_rating<Other>(plain);
    if (of_other)
        message += ", a word of the " + std::string(Vocabulary<Other>::name) + " (" + std::string(word(*of_other)) +
                   ": " + std::string(meaning(*of_other)) + "), which is another scheme";
    message += "; accepted as " + std::string(Vocabulary<E>::name) + ": ";
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i) {
        const std::string_view rating = Vocabulary<E>::words[i], says = RatingKey<E>::meanings[i];
        message += std::string(i == 0 ? "" : ", ") + std::string(rating);
        if (rating != says) message += " (" + std::string(says) + ")";
        known.push_back(rating);
        known.push_back(says);
    }
    for (const auto& other : RatingKey<E>::others) known.push_back(other.first);
    message += ", or nothing";
    return of_other ? message : message + did_you_mean(misspelling_of(plain, known));
}

}  // namespace detail

/// The rating that document text stands for; empty for blank text and words for nothing ("-", "TBC"), but for those
/// that are a rating of the other scheme ("n/a"). @throws Error: see the head of this file.
template <class E>
[[nodiscard]] std::optional<E> read_rating(std::string_view text) {
    const std::string plain = plain_text(text);
    if (plain.empty()) return std::nullopt;
    if (const auto found = detail::find_rating<E>(plain)) return found;
    if (says_nothing(plain) && !detail::find_rating<detail::OtherScheme<E>>(plain)) return std::nullopt;
    throw Error(detail::refused_rating<E>(text, plain));
}

}  // namespace headway::plan
