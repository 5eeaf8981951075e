/// @file
/// Why a rating moved from one scorecard to the next.
///
/// Let v be the value, c the comparator and r the rule (tolerance, basis, edges), each before and after, and R the
/// rating that any mixture of them gives:
///
///     R(v after, c before, r before)   the new value by the old yardstick
///     R(v before, c after, r after)    the old value by the new one
///
/// The cause is the smallest set S of what changed such that S alone takes the old rating to the new one, and all else
/// that changed, without S, leaves it where it was; where two sets of one size do, or none but all of it, the cause is
/// what they have together. So where the first mixture gives the new rating and the second the old one, the value moved
/// it; where it is the other way round, the comparator or the rule did; in any other case both did, each enough by
/// itself or neither.
///
/// | cause        | where                                                                                            |
/// |--------------|--------------------------------------------------------------------------------------------------|
/// | `definition` | the unit or the polarity is another: the two are not rated by each other's yardstick             |
/// | `withheld`   | a rating was not given for another reason than these: units in doubt, the target is of the year  |
///
/// Nothing is re-rated: the mixtures stand beside the move. A value that is missing is not rated, so data that came or
/// went are the value; a comparator that came or went is the comparator.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "headway/assess/rating.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// The first seven are the sets of what can change.
enum class MoveCause : std::uint8_t {
    value,
    comparator,
    value_and_comparator,
    rule,
    value_and_rule,
    comparator_and_rule,
    all,
    definition,
    withheld,
};

template <>
struct Vocabulary<MoveCause> {
    static constexpr std::string_view name = "cause of a move";
    static constexpr std::array<std::string_view, 9> words{
        "value",          "comparator",          "value and comparator",       "rule",
        "value and rule", "comparator and rule", "value, comparator and rule", "definition",
        "withheld"};
};

/// One rating that moved: the rows in both scorecards, and which of `Comparison::comparators` it is against.
struct RatingMove {
    std::size_t before = 0;
    std::size_t after = 0;
    std::size_t comparator = 0;
    Rating from = Rating::not_rated;
    Rating to = Rating::not_rated;
    MoveCause cause = MoveCause::value;
    std::optional<Rating> new_value_by_old{};  ///< empty where the two are not rated by each other's yardstick
    std::optional<Rating> old_value_by_new{};
};

namespace detail {

[[nodiscard]] inline bool same_yardstick(const RatingRule& a, const RatingRule& b) noexcept {
    const bool limits = a.basis != Basis::band || a.amber_limit == b.amber_limit;
    const bool tolerances = a.basis == Basis::band || a.tolerance == b.tolerance;
    return a.basis == b.basis && limits && tolerances && a.green_inclusive == b.green_inclusive &&
           a.amber_inclusive == b.amber_inclusive && a.zero == b.zero;
}

[[nodiscard]] inline bool same_range(Range a, Range b) noexcept {
    return same_ends(a, b) && a.lower_open == b.lower_open && a.upper_open == b.upper_open;
}

/// Whether two are said to be in units that are not one.
[[nodiscard]] inline bool units_are_others(const ScorecardRow& a, const ScorecardRow& b) {
    const auto sense = [](const ScorecardRow& row) {
        return sense_of(row.result.latest_unit.empty() ? row.indicator.unit : row.result.latest_unit);
    };
    return compare_units(0.0, sense(a), 0.0, sense(b)) == Units::differ;
}

/// What a value is rated, of a row, by a comparator and a rule that may be those of another.
[[nodiscard]] inline Rating rating_by(const Result& result, Range comparator, const RatingRule& rule) noexcept {
    return std::isnan(result.latest) ? assess(result.latest_interval, comparator, rule).rating
                                     : assess(result.latest, comparator, rule).rating;
}

/// The smallest set of changed parts (1 the value, 2 the comparator, 4 the rule) that explains a move; `rated` gives
/// the rating with the parts of a set as they are after, and the others as they were.
template <class Rated>
[[nodiscard]] unsigned smallest_cause(unsigned changed, Rating from, Rating to, Rated rated) {
    const auto size = [](unsigned set) { return (set & 1u) + (set >> 1u & 1u) + (set >> 2u & 1u); };
    for (unsigned parts = 1; parts < size(changed); ++parts) {
        unsigned together = 0;
        for (unsigned set = 1; set <= changed; ++set)
            if ((set & ~changed) == 0 && size(set) == parts && rated(set) == to && rated(changed & ~set) == from)
                together |= set;
        if (together != 0) return together;
    }
    return changed;
}

[[nodiscard]] inline RatingMove move_of(const ScorecardRow& before, const Assessment& was, const ScorecardRow& after,
                                        const Assessment& is) {
    RatingMove move{.from = was.rating, .to = is.rating};
    if (was.rule.polarity != is.rule.polarity || units_are_others(before, after)) {
        move.cause = MoveCause::definition;
        return move;
    }
    const auto rated = [&](unsigned set) {
        return rating_by((set & 1u) != 0 ? after.result : before.result,
                         (set & 2u) != 0 ? is.comparator : was.comparator, (set & 4u) != 0 ? is.rule : was.rule);
    };
    if (rated(0) != was.rating || rated(7) != is.rating) {
        move.cause = MoveCause::withheld;
        return move;
    }
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    const bool value =
        !same(before.result.latest, after.result.latest) ||
        (std::isnan(after.result.latest) && !same_range(before.result.latest_interval, after.result.latest_interval));
    const unsigned changed = (value ? 1u : 0u) | (same_range(was.comparator, is.comparator) ? 0u : 2u) |
                             (same_yardstick(was.rule, is.rule) ? 0u : 4u);
    move.cause = static_cast<MoveCause>(smallest_cause(changed, was.rating, is.rating, rated) - 1u);
    move.new_value_by_old = rated(1);
    move.old_value_by_new = rated(6);
    return move;
}

}  // namespace detail

}  // namespace headway::inline HEADWAY_ABI
