/// @file
/// Options appraisal: options scored on criteria that have weights, their ranking, and how firm it is.
///
///     score of an option = sum over criteria of  weight x score on the criterion / sum of the weights
///
/// Weights are shares: they add up to 1 or to 100. Scores are on one stated scale, the same for every criterion, higher
/// is better. Options rank by their score, as printed decimals; equal scores share a rank, and the next is skipped.
///
/// How firm, criterion by criterion: the weight v of one changes from w, and the others keep their proportions
/// to one another. With s the score on that criterion and r the weighted mean of the scores on all others, an option
/// has v s + (1 - v) r, a straight line; where it meets the leader's is
///
///     v* = (r_leader - r_other) / ((r_leader - r_other) - (s_leader - s_other))        v* between 0 and 1
///
/// and the nearest v* of all others is the smallest change at which another option draws level, beyond which it wins.
/// No option can overtake before the first that draws level, so that one wins; of several that draw level there, the
/// one whose line is the steepest. A v* of 0 or 1 is none, for nothing lies beyond it.
///
/// How firm, whatever the weights: the least weight that has to be moved from some criteria to another for an option
/// to draw level. With d the other's score less the leader's, weight goes to the criterion with the greatest d, first
/// from the one with the least: each unit closes the gap by the difference, and nothing closes it faster. Where several
/// draw level at once, the one that gains most by the last of it wins.
///
/// An option is dominated by one that is at least as good on every criterion and better on one: no weights make it win,
/// so it is none that draws level.
/// Net present values and costs stand beside the scores and are ranked by themselves; they are no criterion, for money
/// that is scored as well would count twice.
///
/// Edge cases: an option that lacks a score (NaN) has none, no rank, and is in no comparison; leaders that tie are
/// told, and the change at which one of them wins is 0, unless all of them tie at any weight of the criterion. An
/// option with the leader's scores on every criterion is the same option by these: it is told (`same_as`), and is none
/// that wins. A criterion with all the weight has no others to keep in
/// proportion: there is no v*. One option, or none with a score: nothing to overtake.
/// Errors, up to ten at once: no option, no criterion, an option twice, weights below 0 or that do not add up to 1 or
/// 100, a scale whose end is not above its beginning, and scores off the scale.
///
/// Sources: HM Treasury, The Green Book (2022), chapter 4 (longlist and shortlist) and its guidance on unmonetised
/// costs and benefits; Department for Communities and Local Government, Multi-criteria analysis: a manual (2009),
/// chapters 5 and 6 (weights, sensitivity, dominance).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/printed_number.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI {

/// What options are scored on, and how much it weighs.
struct Criterion {
    std::string name{};
    double weight = std::numeric_limits<double>::quiet_NaN();  ///< a share of 1 or of 100
};

/// What every score lies within, both ends included.
struct ScoreScale {
    double lowest = 0.0;
    double highest = 100.0;
};

/// A score as tables have it: a number, or a number and its word ("8 - good", "8 (good)"); NaN where the cell says
/// nothing ("n/a", "TBC"). @throws Error for any other text.
[[nodiscard]] inline double read_score(std::string_view text) {
    if (says_nothing(text)) return std::numeric_limits<double>::quiet_NaN();
    const std::string small = folded(text);
    const std::string_view all = small;
    const std::size_t end = std::min(all.find_first_not_of("0123456789.,", all.starts_with('-') ? 1 : 0), all.size());
    std::string_view front = all.substr(0, end);
    const std::string_view behind = detail::trimmed(all.substr(end));
    while (front.ends_with('.')) front.remove_suffix(1);
    const bool word = behind.empty() || ((behind[0] == '-' || behind[0] == '(' || behind[0] == ':') &&
                                         behind.find_first_of("0123456789") == std::string_view::npos);
    const auto read = word ? detail::read_number(front) : std::nullopt;
    if (!read)
        throw Error("found " + headway::quoted(text) + "; accepted: a score, or a score and its word (\"8 - good\"), "
                    "or nothing (\"n/a\")");
    return detail::times_power(*read, 0);
}

/// One option with its scores, a criterion each in their order, and its money beside them.
struct Option {
    std::string name{};
    std::vector<double> scores{};                                         ///< one a criterion; NaN: missing
    double net_present_value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not known
    double cost = std::numeric_limits<double>::quiet_NaN();
};

/// One option, as it stands.
struct OptionStanding {
    double score = std::numeric_limits<double>::quiet_NaN();  ///< on the scale of the scores
    std::vector<double> contributions{};                      ///< what each criterion adds to it
    int rank = 0;                                             ///< 1 is the highest score; 0: it lacks one
    bool tied = false;                                        ///< another has the same rank
    int value_rank = 0;                                       ///< by net present value; 0: it has none
    std::optional<std::size_t> dominated_by{};                ///< the first option that is
    std::optional<std::size_t> same_as{};                     ///< the first option before it with the same scores
    std::vector<std::size_t> lacks{};                         ///< criteria without a score
};

/// How far the weight of one criterion may change.
struct WeightChange {
    double at = std::numeric_limits<double>::quiet_NaN();      ///< the weight at which another option draws level
    double change = std::numeric_limits<double>::quiet_NaN();  ///< from its weight; 0: leaders tie; NaN: none is enough
    std::optional<std::size_t> winner{};
};

/// The least weight that has to be moved for another option to draw level.
struct WeightMove {
    double amount = 0.0;
    std::vector<std::pair<std::size_t, double>> from{};  ///< criteria and what is taken from each
    std::size_t to = 0;
    std::size_t winner = 0;
};

/// See the head of this file.
struct OptionsAppraisal {
    std::vector<OptionStanding> options{};
    std::vector<std::size_t> leaders{};   ///< those of rank 1
    std::vector<WeightChange> changes{};  ///< one a criterion
    std::optional<WeightMove> move{};     ///< empty where no weights make another option win
    double weights = 1.0;                 ///< what they add up to: 1 or 100

    /// Name and version of the method: it changes when a value could.
    static constexpr std::string_view method = "weighted scores, version 1 (Green Book 2022; MCDA manual 2009)";
};

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const std::vector<Criterion>& criteria, const std::vector<Option>& options,
                     const ScoreScale& scale) {
    Problems problems;
    if (criteria.empty()) problems.add("weights: found none; accepted: one a criterion");
    if (options.empty()) problems.add("options: found none; accepted: at least one");
    if (!(scale.lowest < scale.highest) || !std::isfinite(scale.lowest) || !std::isfinite(scale.highest))
        problems.add("scale: found " + shown(scale.lowest) + " to " + shown(scale.highest) +
                     "; accepted: from the lowest score to a higher one");
    std::vector<double> weights;
    for (const Criterion& criterion : criteria) {
        weights.push_back(criterion.weight);
        if (!(criterion.weight >= 0.0) || std::isinf(criterion.weight))
            problems.add("weight of " + headway::quoted(criterion.name) + ": found " + shown(criterion.weight) +
                         "; accepted: a share from 0 to 1, or to 100");
    }
    const double all = decimal::sum(weights);
    if (problems.count() == 0 && decimal::difference(all, 1.0) != 0.0 && decimal::difference(all, 100.0) != 0.0)
        problems.add("weights: found " + shown(all) + " in all; accepted: weights that add up to 1 or to 100");
    for (std::size_t o = 0; o < options.size(); ++o) {
        const Option& option = options[o];
        const std::string where = "row " + std::to_string(o) + ", option " + headway::quoted(option.name) + ": found ";
        for (std::size_t other = 0; other < o; ++other)
            if (options[other].name == option.name) {
                problems.add(where + "the option again, after row " + std::to_string(other) +
                             "; accepted: one row an option");
                break;
            }
        if (option.scores.size() != criteria.size())
            problems.add(where + std::to_string(option.scores.size()) + " scores; accepted: one a criterion, of which "
                         "there are " + std::to_string(criteria.size()));
        for (std::size_t c = 0; c < std::min(option.scores.size(), criteria.size()); ++c)
            if (option.scores[c] < scale.lowest || option.scores[c] > scale.highest)
                problems.add(where + shown(option.scores[c]) + " on " + headway::quoted(criteria[c].name) +
                             "; accepted: from " + shown(scale.lowest) + " to " + shown(scale.highest));
        for (const double amount : {option.net_present_value, option.cost})
            if (std::isinf(amount)) problems.add(where + "an infinite amount; accepted: a finite one, or none");
    }
    problems.raise_if_any();
}

namespace detail {

/// Ranks by values, the highest first, of those that are known; 0 of the others.
[[nodiscard]] inline std::vector<int> ranks_of(const std::vector<double>& values) {
    std::vector<int> ranks;
    for (const double value : values) {
        int before = 0;
        for (const double other : values)
            if (decimal::difference(other, value) > 0.0) ++before;
        ranks.push_back(std::isnan(value) ? 0 : before + 1);
    }
    return ranks;
}

[[nodiscard]] inline bool dominates(const Option& one, const Option& other) {
    bool better = false;
    for (std::size_t c = 0; c < one.scores.size(); ++c) {
        const double more = decimal::difference(one.scores[c], other.scores[c]);
        if (!(more >= 0.0)) return false;
        better = better || more > 0.0;
    }
    return better;
}

[[nodiscard]] inline bool same_scores(const Option& one, const Option& other) {
    for (std::size_t c = 0; c < one.scores.size(); ++c)
        if (!(decimal::difference(one.scores[c], other.scores[c]) == 0.0)) return false;
    return true;
}

/// Whether some weights may make an option win over the leader.
[[nodiscard]] inline bool may_win(std::size_t option, std::size_t leader, const std::vector<Option>& options,
                                  const OptionsAppraisal& found) {
    return option != leader && found.options[option].rank != 0 && !dominates(options[leader], options[option]) &&
           !same_scores(options[leader], options[option]);
}

/// The smallest change of one weight (a share of 1) at which another option draws level with the leader.
[[nodiscard]] inline WeightChange change_of(std::size_t criterion, const std::vector<double>& shares,
                                            const std::vector<Option>& options, const OptionsAppraisal& found) {
    WeightChange nearest;
    double steepest = 0.0;  // of the lines that meet the leader's there
    const std::size_t leader = found.leaders.front();
    const double weight = shares[criterion], others = decimal::difference(1.0, weight);
    if (!(others > 0.0)) return nearest;
    for (std::size_t o = 0; o < options.size(); ++o) {
        if (!may_win(o, leader, options, found)) continue;
        double gap_of_others = 0.0;
        for (std::size_t c = 0; c < shares.size(); ++c)
            if (c != criterion)
                gap_of_others += shares[c] * (options[leader].scores[c] - options[o].scores[c]) / others;
        const double gap = options[leader].scores[criterion] - options[o].scores[criterion];
        const bool level = decimal::difference(found.options[leader].score, found.options[o].score) == 0.0;
        const double slope = decimal::difference(gap_of_others, gap);
        if (slope == 0.0) continue;
        const double at = level ? weight : decimal::difference(gap_of_others / slope, 0.0);
        if (!level && !(at > 0.0 && at < 1.0)) continue;
        const double change = decimal::difference(at, weight);
        const bool there = nearest.winner && decimal::difference(nearest.at, at) == 0.0;
        if (there && std::fabs(slope) <= steepest) continue;
        if (!there && nearest.winner && std::fabs(nearest.change) <= std::fabs(change)) continue;
        steepest = std::fabs(slope);
        nearest = {.at = at, .change = change, .winner = o};
    }
    return nearest;
}

/// The least weight to move, in shares of 1, for one option to draw level with the leader; empty where it never does.
[[nodiscard]] inline std::optional<WeightMove> move_to(std::size_t option, const std::vector<double>& shares,
                                                       const std::vector<Option>& options, std::size_t leader) {
    std::vector<double> ahead;
    double short_by = 0.0;
    for (std::size_t c = 0; c < shares.size(); ++c) {
        ahead.push_back(decimal::difference(options[option].scores[c], options[leader].scores[c]));
        short_by -= shares[c] * ahead.back();
    }
    short_by = decimal::difference(short_by, 0.0);
    const auto best = static_cast<std::size_t>(std::max_element(ahead.begin(), ahead.end()) - ahead.begin());
    WeightMove move{.to = best, .winner = option};
    if (short_by <= 0.0) return move;
    if (ahead[best] < 0.0) return std::nullopt;
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ahead[a] < ahead[b]; });
    for (const std::size_t c : order) {
        const double closes = decimal::difference(ahead[best], ahead[c]);
        if (closes <= 0.0 || shares[c] == 0.0) continue;
        const double taken = std::min(shares[c], decimal::difference(short_by / closes, 0.0));
        move.from.emplace_back(c, taken);
        move.amount = decimal::difference(move.amount, -taken);
        short_by = decimal::difference(short_by, taken * closes);
        if (short_by <= 1e-12) return move;  // of scores on a scale: what is left is rounding
    }
    return std::nullopt;
}

/// The option that wins beyond a move of weight, of all that draw level with the leader by it.
[[nodiscard]] inline std::size_t winner_beyond(const WeightMove& move, std::vector<double> shares,
                                               const std::vector<Option>& options, const OptionsAppraisal& found) {
    if (move.from.empty()) return move.winner;
    const std::size_t leader = found.leaders.front(), last = move.from.back().first;
    for (const auto& [criterion, taken] : move.from) shares[criterion] -= taken;
    shares[move.to] += move.amount;
    const auto ahead = [&](std::size_t o, std::size_t c) { return options[o].scores[c] - options[leader].scores[c]; };
    const auto gains = [&](std::size_t o) { return decimal::difference(ahead(o, move.to), ahead(o, last)); };
    std::size_t winner = move.winner;
    for (std::size_t o = 0; o < options.size(); ++o) {
        if (!may_win(o, leader, options, found)) continue;
        double more = 0.0, size = 0.0;
        for (std::size_t c = 0; c < shares.size(); ++c) {
            more += shares[c] * ahead(o, c);
            size += shares[c] * std::fabs(ahead(o, c));
        }
        if (std::fabs(more) <= 1e-12 * size && gains(o) > gains(winner)) winner = o;  // level, but for rounding
    }
    return winner;
}

}  // namespace detail

/// @throws Error for the problems named at the head of this file, up to ten at once.
[[nodiscard]] inline OptionsAppraisal appraise_options(const std::vector<Criterion>& criteria,
                                                       const std::vector<Option>& options, const ScoreScale& scale) {
    validate(criteria, options, scale);
    OptionsAppraisal found;
    std::vector<double> shares, scores, values;
    for (const Criterion& criterion : criteria) shares.push_back(criterion.weight);
    found.weights = decimal::difference(decimal::sum(shares), 1.0) == 0.0 ? 1.0 : 100.0;
    for (double& share : shares) share /= found.weights;

    for (const Option& option : options) {
        OptionStanding standing;
        for (std::size_t c = 0; c < criteria.size(); ++c) {
            if (std::isnan(option.scores[c])) standing.lacks.push_back(c);
            standing.contributions.push_back(decimal::difference(shares[c] * option.scores[c], 0.0));
        }
        standing.score = decimal::sum(standing.contributions);
        scores.push_back(standing.score);
        values.push_back(option.net_present_value);
        found.options.push_back(std::move(standing));
    }
    const std::vector<int> ranks = detail::ranks_of(scores), value_ranks = detail::ranks_of(values);
    for (std::size_t o = 0; o < options.size(); ++o) {
        OptionStanding& standing = found.options[o];
        standing.rank = ranks[o];
        standing.value_rank = value_ranks[o];
        standing.tied = ranks[o] != 0 && std::count(ranks.begin(), ranks.end(), ranks[o]) > 1;
        if (ranks[o] == 1) found.leaders.push_back(o);
        for (std::size_t other = 0; other < options.size() && !standing.dominated_by; ++other)
            if (detail::dominates(options[other], options[o])) standing.dominated_by = other;
        for (std::size_t other = 0; other < o && !standing.same_as; ++other)
            if (detail::same_scores(options[other], options[o])) standing.same_as = other;
    }
    found.changes.resize(criteria.size());
    if (found.leaders.empty()) return found;
    for (std::size_t c = 0; c < criteria.size(); ++c) {
        WeightChange& change = found.changes[c] = detail::change_of(c, shares, options, found);
        change.at = decimal::difference(change.at * found.weights, 0.0);
        change.change = decimal::difference(change.change * found.weights, 0.0);
    }
    const std::size_t leader = found.leaders.front();
    for (std::size_t o = 0; o < options.size(); ++o) {
        if (!detail::may_win(o, leader, options, found)) continue;
        std::optional<WeightMove> move = detail::move_to(o, shares, options, leader);
        if (move && (!found.move || decimal::difference(move->amount, found.move->amount) < 0.0))
            found.move = std::move(move);
    }
    if (!found.move) return found;
    found.move->winner = detail::winner_beyond(*found.move, shares, options, found);
    found.move->amount = decimal::difference(found.move->amount * found.weights, 0.0);
    for (auto& [criterion, taken] : found.move->from) taken = decimal::difference(taken * found.weights, 0.0);
    return found;
}

}  // namespace headway
