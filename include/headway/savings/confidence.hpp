/// @file
/// How sure a plan is of its savings: scales of delivery confidence, each with its own identity.
///
/// A scale has levels from the surest to the least sure. What a level means belongs to its scale: green of a savings
/// programme is "already delivering", green of an indicator is "on or better", green of a GMPP project is "highly
/// likely". They share words and nothing else, so amounts of two scales are never added; `same_scale` refuses it.
///
/// Three views of the same expected savings E, split over levels l into amounts a_l:
///
///     unweighted   sum of a_l                         every expected pound counts
///     validated    sum of a_l over validated levels   the source's own rule: red is excluded
///     weighted     sum of w_l x a_l                   each level counts by its weight
///
/// Weights are data: who weights says with what, each from 0 to 1, one for each level. There is no default.
///
/// Whether a level is validated is a rule of the scale's owner: this city says it of red. The GMPP has no such rule; of
/// its scales red, "unachievable", is taken not to be.
///
/// Sources: this city, Transformation programme (2024), key to delivery confidence: red is "not yet validated".
/// Infrastructure and Projects Authority, Annual report on major projects 2020-21 (five points) and 2021-22 (three
/// points): confidence that a project will deliver, by its definitions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One level of a scale, and what it means there.
struct ConfidenceLevel {
    std::string word{};
    std::string meaning{};
    bool validated = true;  ///< counts in the source's own rule
};

/// A scale of confidence, from the surest level to the least sure.
struct ConfidenceScale {
    std::string name{};
    std::string version{};
    std::vector<ConfidenceLevel> levels{};  ///< the surest first
};

/// The scale of this city's transformation programme: green, amber, red.
[[nodiscard]] inline ConfidenceScale savings_confidence() {
    return {.name = "savings confidence",
            .version = "2024",
            .levels = {
                {.word = "green", .meaning = "high: already delivering, or supported by an external partner"},
                {.word = "amber", .meaning = "identified, with less assurance or needing acceleration"},
                {.word = "red", .meaning = "not yet validated; business case needs development", .validated = false}}};
}

/// The level of savings of which nobody has said how sure they are.
inline constexpr const char* unrated_level = "not rated";
inline constexpr const char* unrated_meaning = "nobody has said how sure it is";

/// The scale of a plan without one: all of it is taken for validated, because nobody has said that it is not.
[[nodiscard]] inline ConfidenceScale no_confidence() {
    return {.name = "no confidence stated",
            .version = "1",
            .levels = {{.word = unrated_level, .meaning = unrated_meaning}}};
}

/// The Government Major Projects Portfolio's three points, since 2021/22.
[[nodiscard]] inline ConfidenceScale gmpp_three_point() {
    return {.name = "GMPP delivery confidence, three points",
            .version = "2022",
            .levels = {{.word = "green", .meaning = "delivery to time, cost and quality is highly likely"},
                       {.word = "amber", .meaning = "delivery is feasible, with significant issues to resolve"},
                       {.word = "red", .meaning = "delivery is unachievable as it stands", .validated = false}}};
}

/// The Government Major Projects Portfolio's five points, until 2020/21.
[[nodiscard]] inline ConfidenceScale gmpp_five_point() {
    return {.name = "GMPP delivery confidence, five points",
            .version = "2021",
            .levels = {{.word = "green", .meaning = "delivery is highly likely"},
                       {.word = "amber/green", .meaning = "delivery is probable, with attention to risks"},
                       {.word = "amber", .meaning = "delivery is feasible, with significant issues to resolve"},
                       {.word = "amber/red", .meaning = "delivery is in doubt; urgent action is needed"},
                       {.word = "red", .meaning = "delivery is unachievable as it stands", .validated = false}}};
}

/// @throws Error for a scale without a name or levels, or with a level that has no word
/// or whose word is there twice.
inline void validate(const ConfidenceScale& scale) {
    if (scale.name.empty()) throw Error("confidence scale: found no name; accepted: a name, which is its identity");
    if (scale.levels.empty())
        throw Error("confidence scale '" + scale.name + "': found no levels; accepted: one or more");
    for (std::size_t i = 0; i < scale.levels.size(); ++i) {
        const std::string& word = scale.levels[i].word;
        if (word.empty())
            throw Error("confidence scale '" + scale.name + "', level " + std::to_string(i) + ": found no word");
        for (std::size_t j = 0; j < i; ++j)
            if (scale.levels[j].word == word)
                throw Error("confidence scale '" + scale.name + "': found level '" + word +
                            "' twice; accepted: each word once");
    }
}

/// Which level a word names. @throws Error that shows the words of the scale.
[[nodiscard]] inline std::size_t level_of(const ConfidenceScale& scale, std::string_view word) {
    std::string accepted;
    for (std::size_t level = 0; level < scale.levels.size(); ++level) {
        if (scale.levels[level].word == word) return level;
        accepted += (level == 0 ? "" : ", ") + scale.levels[level].word;
    }
    throw Error(scale.name + ": found " + headway::quoted(word) + "; accepted: " + accepted);
}

/// @throws Error where two plans speak of different scales, or of two versions of one.
inline void validate_same_scale(const ConfidenceScale& a, const ConfidenceScale& b) {
    if (a.name != b.name || a.version != b.version)
        throw Error("confidence: found '" + a.name + "' (" + a.version + ") and '" + b.name + "' (" + b.version +
                    "); accepted: one scale, because the same colour means different things");
}

/// @throws Error for weights that are not one a level, and for one outside 0 to 1.
inline void validate_weights(std::span<const double> weights, const ConfidenceScale& scale) {
    if (weights.size() != scale.levels.size())
        throw Error("weights: found " + std::to_string(weights.size()) + " for " + std::to_string(scale.levels.size()) +
                    " levels of '" + scale.name + "'; accepted: one for each");
    for (std::size_t level = 0; level < weights.size(); ++level)
        if (!(weights[level] >= 0.0 && weights[level] <= 1.0))
            throw Error("weights: found " + shown(weights[level]) + " for '" + scale.levels[level].word +
                        "'; accepted: 0 to 1");
}

/// The amounts of levels that are validated, added up.
[[nodiscard]] inline double validated(std::span<const double> amounts, const ConfidenceScale& scale) {
    double total = 0.0;
    for (std::size_t level = 0; level < amounts.size(); ++level)
        if (scale.levels[level].validated) total = decimal::difference(total, -amounts[level]);
    return total;
}

/// The amounts, each by the weight of its level, added up.
[[nodiscard]] inline double confidence_weighted(std::span<const double> amounts, std::span<const double> weights) {
    double total = 0.0;
    for (std::size_t level = 0; level < amounts.size(); ++level)
        total = decimal::difference(total, -weights[level] * amounts[level]);
    return total;
}

}  // namespace headway
