/// @file
/// How far the case for a programme has come.
///
/// A case is made in three steps, each with more certainty about cost and benefit than the one before, and then the
/// programme is delivered. What happens next ("updated outline business case") is text of the programme, not a stage:
/// an outline case may be written twice. A stage is read as people write it: "Outline business case", "OBC", "SOC",
/// "in delivery".
///
/// Source: HM Treasury, Guide to developing the programme business case (2018): strategic outline, outline and full.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// The stages of a business case, in their order.
enum class BusinessCase : std::uint8_t {
    strategic,  ///< why: the case for change, options not yet costed
    outline,    ///< which: a preferred option
    full,       ///< how: procured and affordable
    delivery,   ///< approved and under way
};

template <>
struct Vocabulary<BusinessCase> {
    static constexpr std::string_view name = "business case";
    static constexpr std::array<std::string_view, 4> words{"strategic", "outline", "full", "delivery"};
};

namespace detail {

/// What people write for a stage besides its word.
inline constexpr std::array<std::pair<std::string_view, BusinessCase>, 12> other_words_for_stages{
    {{"sc", BusinessCase::strategic},
     {"soc", BusinessCase::strategic},
     {"strategic outline", BusinessCase::strategic},
     {"obc", BusinessCase::outline},
     {"updated outline", BusinessCase::outline},
     {"updated obc", BusinessCase::outline},
     {"fbc", BusinessCase::full},
     {"final", BusinessCase::full},
     {"in delivery", BusinessCase::delivery},
     {"start of delivery", BusinessCase::delivery},
     {"implementation", BusinessCase::delivery},
     {"go live", BusinessCase::delivery}}};

/// A stage in small letters, without the words that say of what it is one.
[[nodiscard]] inline std::string stage_alone(std::string_view text) {
    std::string small = folded(text);
    for (const std::string_view end : {" business case", " case", " stage", " gate"})
        if (small.ends_with(end)) small.resize(small.size() - end.size());
    return small;
}

}  // namespace detail

/// A stage as people write it; empty where the text is none.
[[nodiscard]] inline std::optional<BusinessCase> find_stage(std::string_view text) {
    const std::string small = detail::stage_alone(text);
    if (const auto found = find_word<BusinessCase>(small)) return found;
    for (const auto& [words, stage] : detail::other_words_for_stages)
        if (words == small) return stage;
    return std::nullopt;
}

}  // namespace headway
