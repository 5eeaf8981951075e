/// @file
/// Risks of a register: how severe and how likely, before anything is done about them and now, and how they moved.
///
///     score = level of impact x level of probability         levels from 1 up to as many as the scale has
///     red from `red_from` on, amber from `amber_from` on, else green
///     expected cost = chance x amount                        where both are given as numbers
///
/// A scale is stated: how many levels of impact and of probability, what they are called (the least first), and from
/// which scores on a risk is amber and red. Its colours are a scheme of their own: a red risk is no red indicator, no
/// red action and no red saving, and is counted with none of them.
///
/// *Inherent* is before mitigation, *residual* now, *target* what mitigation is to reach: a score. A risk is above its
/// target where its residual score is. The rating is that of the residual score.
///
/// Movement since another register, by the residual score of the same name (`folded`: letter case and spaces tell
/// nothing): `worse`, `better`, `unchanged`, `new` (it was not there), `not known` (a score is missing, now or then),
/// `not compared` (there is no other). A risk that was there and no longer is, is closed.
///
/// A level is a number, a word of the scale, or both ("4", "Major", "4 - Major", "Major (4)"), in any letter case.
/// Where the scale has no words, a number may have any word beside it.
///
/// Edge cases: a missing level (nothing, "n/a", "TBC") makes a missing score and no rating; an expected cost is missing
/// where the chance or the amount is. A level of probability is none of 1 in so many: a chance is given by itself.
/// Errors, up to ten at once, with row and risk: a level off the scale, a word that is none of it (with the nearest), a
/// word that is not the number's, a target off the scores, a chance beyond 0 to 1, an amount below 0, a risk twice or
/// without a name; a scale of fewer than two levels, words given twice, thresholds out of order or off the scores.
///
/// Source: HM Government, The Orange Book: management of risk, principles and concepts (2023), annexes 4 and 5
/// (inherent, residual and target risk; ratings by impact and likelihood).
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI {

/// The colours of risks. They are pooled with no other scheme.
enum class RiskRating : std::uint8_t { green, amber, red };

template <>
struct Vocabulary<RiskRating> {
    static constexpr std::string_view name = "risk rating";
    static constexpr std::array<std::string_view, 3> words{"green", "amber", "red"};
};

/// How a risk moved since another register.
enum class RiskMovement : std::uint8_t { not_compared, new_risk, worse, better, unchanged, not_known };

template <>
struct Vocabulary<RiskMovement> {
    static constexpr std::string_view name = "risk movement";
    static constexpr std::array<std::string_view, 6> words{"not compared", "new",       "worse",
                                                           "better",       "unchanged", "not known"};
};

/// See the head of this file. Words are the least first; their number is that of the levels.
struct RiskScale {
    std::vector<std::string> impacts{};
    std::vector<std::string> probabilities{};
    int amber_from = 0;
    int red_from = 0;

    [[nodiscard]] int highest() const noexcept {
        return static_cast<int>(impacts.size()) * static_cast<int>(probabilities.size());
    }
};

/// Levels from 1; 0: missing.
struct RiskLevels {
    int impact = 0;
    int probability = 0;

    /// 0: missing.
    [[nodiscard]] int score() const noexcept { return impact * probability; }
};

/// One risk of a register.
struct Risk {
    std::string name{};
    RiskLevels inherent{};
    RiskLevels residual{};
    int target = 0;                                            ///< a score; 0: none
    double chance = std::numeric_limits<double>::quiet_NaN();  ///< from 0 to 1
    double amount = std::numeric_limits<double>::quiet_NaN();  ///< what it costs where it happens
};

/// How a risk stands. Scores of 0 are missing.
struct RiskStanding {
    int inherent = 0;
    int residual = 0;
    std::optional<RiskRating> inherent_rating{};
    std::optional<RiskRating> rating{};
    int above_target = 0;  ///< by how much the residual score is; 0 where it is not, or either is missing
    RiskMovement movement = RiskMovement::not_compared;
    int change = 0;  ///< of the residual score since the other register
    double expected_cost = std::numeric_limits<double>::quiet_NaN();

    /// Name and version of the method: it changes when a value could.
    static constexpr std::string_view method = "impact x probability, version 1 (Orange Book 2023)";
};

/// A cell of the matrix of impact and probability: its score and the risks in it, by their place in the register.
struct RiskCell {
    int impact = 1;
    int probability = 1;
    int score = 1;
    RiskRating rating = RiskRating::green;
    std::vector<std::size_t> risks{};
};

/// @throws Error for the problems of a scale that are named at the head of this file, up to ten at once.
inline void validate(const RiskScale& scale) {
    Problems problems;
    for (const auto& [name, words] : {std::pair("impacts", &scale.impacts),
                                      std::pair("probabilities", &scale.probabilities)}) {
        if (words->size() < 2 || words->size() > 10)
            problems.add(std::string(name) + ": found " + std::to_string(words->size()) +
                         " levels; accepted: from 2 to 10, the least first");
        for (std::size_t i = 0; i < words->size(); ++i) {
            const auto is_it = [of = folded((*words)[i])](const std::string& other) { return folded(other) == of; };
            if (std::count_if(words->begin(), words->end(), is_it) > 1 || folded((*words)[i]).empty()) {
                problems.add(std::string(name) + ": found " + headway::quoted((*words)[i]) +
                             "; accepted: words that differ, one a level");
                break;
            }
        }
    }
    if (problems.count() == 0 &&
        !(1 < scale.amber_from && scale.amber_from < scale.red_from && scale.red_from <= scale.highest()))
        problems.add("thresholds: found amber from " + std::to_string(scale.amber_from) + " and red from " +
                     std::to_string(scale.red_from) + "; accepted: scores in that order, above 1 and up to " +
                     std::to_string(scale.highest()));
    problems.raise_if_any();
}

/// The rating of a score; empty where it is missing.
[[nodiscard]] inline std::optional<RiskRating> risk_rating(const RiskScale& scale, int score) noexcept {
    if (score == 0) return std::nullopt;
    return score >= scale.red_from     ? RiskRating::red
           : score >= scale.amber_from ? RiskRating::amber
                                       : RiskRating::green;
}

namespace detail {

[[nodiscard]] inline std::string levels_accepted(const std::vector<std::string>& words) {
    std::string all = "; accepted: 1 to " + std::to_string(words.size());
    const bool named = words.front() != "1";
    for (std::size_t i = 0; named && i < words.size(); ++i) all += (i == 0 ? " or " : ", ") + words[i];
    return all;
}

}  // namespace detail

/// A level as a register has it: see the head of this file. 0 where it is missing.
/// @throws Error for what is no level of the scale.
[[nodiscard]] inline int read_risk_level(std::string_view text, const std::vector<std::string>& words) {
    if (says_nothing(text)) return 0;
    const std::string plain = folded(text);
    std::string digits, rest;
    int numbers = 0;  // "1-2" is two
    bool before = false;
    for (const char c : plain) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !before) ++numbers;
        before = digit;
        (digit ? digits : rest) += c;
    }
    for (std::size_t i = 0; i < words.size(); ++i)  // a word may hold digits itself
        if (folded(words[i]) == plain) return static_cast<int>(i) + 1;
    const std::size_t first = rest.find_first_not_of(" -:()."), last = rest.find_last_not_of(" -:().");
    rest = first == std::string::npos ? "" : rest.substr(first, last - first + 1);
    const std::string found = "found " + headway::quoted(text);
    int level = 0;
    if (!digits.empty()) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), level);
        if (numbers != 1 || error != std::errc() || level < 1 || level > static_cast<int>(words.size()) ||
            plain[0] == '-' || plain.find('.') != std::string::npos)
            throw Error(found + detail::levels_accepted(words));
    }
    const bool a_word = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz -'") == std::string::npos;
    if (rest.empty() || (level != 0 && a_word && words.front() == "1")) return level;
    const auto named = std::find_if(words.begin(), words.end(),
                                    [&](const std::string& word) { return folded(word) == rest; });
    if (named == words.end()) {
        const std::string near = nearest(rest, words);
        throw Error(found + (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?") +
                    detail::levels_accepted(words));
    }
    const int of_word = static_cast<int>(named - words.begin()) + 1;
    if (level != 0 && level != of_word)
        throw Error(found + ", where " + headway::quoted(*named) + " is " + std::to_string(of_word) +
                    "; accepted: a number and its own word");
    return of_word;
}

/// @throws Error for the problems of risks that are named at the head of this file, up to ten at once.
inline void validate(const std::vector<Risk>& risks, const RiskScale& scale) {
    validate(scale);
    Problems problems;
    std::unordered_map<std::string, std::size_t> met;
    for (std::size_t row = 0; row < risks.size(); ++row) {
        const Risk& risk = risks[row];
        const std::string name = folded(risk.name);
        const std::string where = "row " + std::to_string(row) + ", risk " + headway::quoted(risk.name) + ": ";
        const auto [before, is_new] = met.emplace(name, row);
        if (name.empty()) problems.add("row " + std::to_string(row) + ": found a risk without a name; accepted: text");
        else if (!is_new)
            problems.add(where + "found it again, after row " + std::to_string(before->second) +
                         "; accepted: one row a risk");
        for (const RiskLevels& levels : {risk.inherent, risk.residual})
            if (levels.impact < 0 || levels.impact > static_cast<int>(scale.impacts.size()) || levels.probability < 0 ||
                levels.probability > static_cast<int>(scale.probabilities.size()))
                problems.add(where + "found impact " + std::to_string(levels.impact) + " and probability " +
                             std::to_string(levels.probability) + "; accepted: levels of the scale");
        if (risk.target < 0 || risk.target > scale.highest())
            problems.add(where + "found a target of " + std::to_string(risk.target) + "; accepted: a score from 1 to " +
                         std::to_string(scale.highest()));
        if (risk.chance < 0.0 || risk.chance > 1.0)
            problems.add(where + "found a chance of " + shown(risk.chance) +
                         "; accepted: from 0 to 1, 0.3 or 30% for three in ten");
        if (risk.amount < 0.0 || std::isinf(risk.amount))
            problems.add(where + "found an amount of " + shown(risk.amount) + "; accepted: what it costs, 0 or more");
    }
    problems.raise_if_any();
}

/// How each risk stands, in the order of the register; `before` is another register, by the same scale.
/// @throws Error for the problems named at the head of this file, up to ten at once.
[[nodiscard]] inline std::vector<RiskStanding> risk_standings(const std::vector<Risk>& risks, const RiskScale& scale,
                                                              const std::vector<Risk>* before = nullptr) {
    validate(risks, scale);
    std::unordered_map<std::string, int> scores_before;
    if (before != nullptr) {
        validate(*before, scale);
        for (const Risk& other : *before) scores_before.emplace(folded(other.name), other.residual.score());
    }
    std::vector<RiskStanding> standings;
    for (const Risk& risk : risks) {
        RiskStanding standing{.inherent = risk.inherent.score(), .residual = risk.residual.score()};
        standing.inherent_rating = risk_rating(scale, standing.inherent);
        standing.rating = risk_rating(scale, standing.residual);
        if (risk.target != 0) standing.above_target = std::max(0, standing.residual - risk.target);
        standing.expected_cost = decimal::difference(risk.chance * risk.amount, 0.0);
        if (before != nullptr) {
            const auto then = scores_before.find(folded(risk.name));
            const int score = then == scores_before.end() ? 0 : then->second;
            if (then == scores_before.end()) standing.movement = RiskMovement::new_risk;
            else if (score == 0 || standing.residual == 0) standing.movement = RiskMovement::not_known;
            else {
                standing.change = standing.residual - score;
                standing.movement = standing.change > 0   ? RiskMovement::worse
                                    : standing.change < 0 ? RiskMovement::better
                                                          : RiskMovement::unchanged;
            }
        }
        standings.push_back(standing);
    }
    return standings;
}

/// What the risks are expected to cost together, of those of which that is known; NaN where it is of none.
[[nodiscard]] inline double expected_cost(const std::vector<RiskStanding>& standings) {
    std::vector<double> known;
    for (const RiskStanding& standing : standings)
        if (!std::isnan(standing.expected_cost)) known.push_back(standing.expected_cost);
    return known.empty() ? std::numeric_limits<double>::quiet_NaN() : decimal::sum(known);
}

/// The risks of another register that are no longer in this one, by their place in it.
[[nodiscard]] inline std::vector<std::size_t> closed_risks(const std::vector<Risk>& risks,
                                                           const std::vector<Risk>& before) {
    std::unordered_set<std::string> names;
    for (const Risk& risk : risks) names.insert(folded(risk.name));
    std::vector<std::size_t> closed;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!names.contains(folded(before[i].name))) closed.push_back(i);
    return closed;
}

/// Every cell of the matrix, the highest probability first, in each the lowest impact first. A risk without its levels
/// is in none.
[[nodiscard]] inline std::vector<RiskCell> risk_matrix(const std::vector<RiskLevels>& levels, const RiskScale& scale) {
    validate(scale);
    std::vector<RiskCell> cells;
    for (int probability = static_cast<int>(scale.probabilities.size()); probability >= 1; --probability)
        for (int impact = 1; impact <= static_cast<int>(scale.impacts.size()); ++impact) {
            RiskCell cell{.impact = impact, .probability = probability, .score = impact * probability};
            cell.rating = *risk_rating(scale, cell.score);
            for (std::size_t i = 0; i < levels.size(); ++i)
                if (levels[i].impact == impact && levels[i].probability == probability) cell.risks.push_back(i);
            cells.push_back(std::move(cell));
        }
    return cells;
}

}  // namespace headway
