/// @file
/// Red-amber-green: how far is a value on the wrong side of its comparator?
///
/// The shortfall s is comparator - value where high is good, value - comparator where low is good, and the
/// distance outside the nearer bound for a range. With the allowance of the rule (see rating_rule.hpp):
///
///     s <= 0           green   on or better
///     s <= allowance   amber   worse, within tolerance
///     otherwise        red
///
/// Edges hold in decimal: 51.66 against 57.4 at 10% is amber, whatever binary rounding makes of it (see decimal.hpp).
/// A rating is monotone in the value, mirrors when value, comparator and polarity are flipped together, and does
/// not change when value and comparator are scaled together (for fractions of the comparator).
///
/// Bounds may be open. Against "over 50" a value of exactly 50 has no shortfall and is not green. A result of which
/// only bounds are known ("<5") has the rating that every value within them has: against 5, where low is good, "<5"
/// is green, and "at most 6" is not rated, because only a bound is known. Where high is good, a comparator of "at
/// most 95%" asks nothing: it is a bound on the other side.
///
/// Each comparator (target, national, peers) is rated on its own. What cannot be rated says why: a missing value
/// is not a missing comparator, and neither is a neutral indicator.
///
/// Source: RAG key of the corporate performance report that this library grew from (Cabinet, November 2024):
/// "On or better", "Within 10%", "More than 10%", relative to the comparator.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "headway/assess/rating_rule.hpp"
#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Red, amber or green against one comparator.
enum class Rating : std::uint8_t { green, amber, red, not_rated };

template <>
struct Vocabulary<Rating> {
    static constexpr std::string_view name = "rating";
    static constexpr std::array<std::string_view, 4> words{"green", "amber", "red", "not_rated"};
};

/// Why a value is not rated. The words are never merged: each calls for another remedy.
enum class Reason : std::uint8_t {
    rated,            ///< it is rated
    no_data,          ///< the value is missing
    no_comparator,    ///< the target or benchmark is missing
    no_range,         ///< one bound of the range is missing
    neutral,          ///< no direction is good
    no_polarity,      ///< nobody has said which direction is good
    zero_comparator,  ///< a fraction of 0, and the rule says not to rate it
    undefined_ratio,  ///< a share of a negative number
    of_the_year,      ///< a month's amount beside the target of its year: who joins the two says so
    only_a_bound,     ///< what is known of the value leaves more than one rating open
    units_differ,     ///< the value and the comparator are said to be in different units
    units_in_doubt,   ///< by their sizes one may be counted in another unit: see measure/unlike_units.hpp
    other_side,       ///< high is good and the comparator is only an upper bound, or the other way round
};

template <>
struct Vocabulary<Reason> {
    static constexpr std::string_view name = "reason";
    static constexpr std::array<std::string_view, 13> words{
        "rated",       "no data",         "no comparator",      "no range",                  "neutral indicator",
        "no polarity", "comparator is 0", "ratio is undefined", "the target is of the year", "only a bound is known",
        "units differ", "units in doubt", "a bound on the other side"};
};

/// Whether a row goes by the bounds of a comparator and not by its one number: where it has bounds, and its polarity
/// asks for them or there is no number. "At least 95" is a lower bound alone.
[[nodiscard]] inline bool goes_by_bounds(double number, Range bounds, std::optional<Polarity> polarity) noexcept {
    return bounds.given() && (polarity == Polarity::in_range || std::isnan(number));
}

/// What a row is rated against, of a comparator that has a number, bounds, or both.
[[nodiscard]] inline Range comparator_of_row(double number, Range bounds, std::optional<Polarity> polarity) noexcept {
    return goes_by_bounds(number, bounds, polarity) ? bounds : Range{number, number};
}

/// Whether an amber limit is better than the comparator that it stands beside, so that there is no amber.
[[nodiscard]] inline bool limit_is_better(const RatingRule& rule, Range comparator) noexcept {
    return (rule.polarity == Polarity::high_is_good && rule.amber_limit > comparator.lower) ||
           (rule.polarity == Polarity::low_is_good && rule.amber_limit < comparator.upper);
}

/// Says what of the rule of a row cannot rate: `refuse(part, problem)` with the part "tolerance" or "amber_limit".
/// `rule` is that of all rows with the polarity of this one; `first` the row's first comparator, of the column `name`.
template <class Refuse>
void check_rule_of_row(const RatingRule& rule, const RuleOfRow& row, Range first, std::string_view name,
                       Refuse refuse) {
    const RatingRule others = rule_of_row(rule, row, false), limited = rule_of_row(rule, row, true);
    if (is_amount(others.basis) && !is_amount(rule.basis) && std::isnan(row.tolerance))
        refuse("tolerance", "found nothing, with basis " + std::string(word(others.basis)) +
                                "; accepted: a number, in what the basis of the row says");
    if (row.basis == Basis::band && limited.basis != Basis::band)
        refuse("amber_limit", "found nothing, with basis band; accepted: the last amber value");
    try {
        validate(others);
    } catch (const Error& error) {
        refuse("tolerance", error.what());
    }
    if (are_points_a_share(others, first))
        refuse("tolerance", "found " + shown(others.tolerance) + " percentage points beside a comparator of " +
                                shown(std::isnan(first.lower) ? first.upper : first.lower) + "; accepted: " +
                                shown(100.0 * others.tolerance) + ", where so many points are meant (a spreadsheet "
                                "keeps 5% as 0.05); where it is meant as it stands, basis absolute");
    if (std::isnan(row.amber_limit)) return;
    try {
        validate(limited);
    } catch (const Error& error) {
        refuse("amber_limit", error.what());
    }
    if (!limit_is_better(limited, first)) return;
    const double wanted = limited.polarity == Polarity::high_is_good ? first.lower : first.upper;
    refuse("amber_limit", "found " + shown(limited.amber_limit) + ", which is better than " + shown(wanted) +
                              " in column '" + std::string(name) +
                              "'; accepted: the last value that is still amber, worse than that");
}

/// A rating with all that is needed to check it.
struct Assessment {
    Rating rating = Rating::not_rated;
    Reason reason = Reason::no_data;
    double value = std::numeric_limits<double>::quiet_NaN();
    Range comparator{};  ///< both bounds equal where the comparator is one number
    double gap = std::numeric_limits<double>::quiet_NaN();  ///< value - comparator; 0 inside a range
    RatingRule rule{};

    /// Whether there is what the polarity needs: the lower bound where high is good, the upper where low is good,
    /// both of a range, any for a neutral indicator.
    [[nodiscard]] bool has_comparator() const noexcept {
        switch (rule.polarity.value_or(Polarity::neutral)) {
            case Polarity::high_is_good: return !std::isnan(comparator.lower);
            case Polarity::low_is_good: return !std::isnan(comparator.upper);
            case Polarity::in_range: return comparator.known();
            case Polarity::neutral: break;
        }
        return comparator.given();
    }
};

namespace detail {

/// Where values are next to a number that they never reach.
enum class Beside : std::int8_t { better = -1, at = 0, worse = 1 };

/// A number that a value is compared with, whether it is itself not good enough, and where the value is.
struct Edge {
    double number = std::numeric_limits<double>::quiet_NaN();
    bool open = false;
    Beside value_is = Beside::at;

    /// Whether a value exactly on a limit, or just beside it, is on its better side.
    [[nodiscard]] constexpr bool includes(bool inclusive) const noexcept {
        return value_is == Beside::better || (value_is == Beside::at && inclusive);
    }
};

/// The one formula. `edge` is what the shortfall is measured from.
[[nodiscard]] inline Rating by_shortfall(double shortfall, double value, Edge from, const RatingRule& rule,
                                         Reason& reason) noexcept {
    const double edge = from.number;
    if (from.includes(rule.green_inclusive && !from.open) ? shortfall <= 0.0 : shortfall < 0.0) return Rating::green;

    double base = 1.0;  // of absolute and percentage_points: the tolerance is the allowance
    switch (rule.basis) {
        case Basis::absolute:
        case Basis::percentage_points: break;
        case Basis::relative: base = std::fabs(edge); break;
        case Basis::ratio:
            if (value < 0.0 || edge < 0.0) {
                reason = Reason::undefined_ratio;
                return Rating::not_rated;
            }
            base = std::max(value, edge);
            break;
        case Basis::band: {
            const double beyond = rule.polarity == Polarity::high_is_good
                                      ? decimal::difference(rule.amber_limit, value)
                                      : decimal::difference(value, rule.amber_limit);
            return (from.includes(rule.amber_inclusive) ? beyond <= 0.0 : beyond < 0.0) ? Rating::amber : Rating::red;
        }
    }
    if (edge == 0.0 && shortfall > 0.0 && (rule.basis == Basis::relative || rule.basis == Basis::ratio)) {
        if (rule.zero == ZeroRule::red) return Rating::red;
        reason = Reason::zero_comparator;
        return Rating::not_rated;
    }
    return decimal::within(shortfall, rule.tolerance * base, from.includes(rule.amber_inclusive)) ? Rating::amber
                                                                                                  : Rating::red;
}

/// The rating of a value, or of values just beside it, by what its polarity asks for.
[[nodiscard]] inline Rating by_polarity(double value, Beside is, const Range& comparator, const RatingRule& rule,
                                        Reason& reason) noexcept {
    const Edge lower{comparator.lower, comparator.lower_open, is}, upper{comparator.upper, comparator.upper_open, is};
    switch (rule.polarity.value_or(Polarity::neutral)) {
        case Polarity::high_is_good:
            return by_shortfall(decimal::difference(comparator.lower, value), value, lower, rule, reason);
        case Polarity::low_is_good:
            return by_shortfall(decimal::difference(value, comparator.upper), value, upper, rule, reason);
        case Polarity::in_range:
            return by_shortfall(comparator.shortfall(value), value,
                                comparator.nearer_to_upper(value) ? upper : lower, rule, reason);
        case Polarity::neutral: break;
    }
    return Rating::not_rated;
}

inline void validate(double value, Range comparator, const RatingRule& rule) {
    headway::validate(rule);
    if (!rule.polarity) throw Error("rate: found no polarity; accepted: " + accepted_words<Polarity>());
    if (std::isinf(value) || std::isinf(comparator.lower) || std::isinf(comparator.upper))
        throw Error("rate: found an infinite number; accepted: a finite number, or NaN for missing");
    if (comparator.lower > comparator.upper)
        throw Error("rate: found a range from " + shown(comparator.lower) + " to " +
                    shown(comparator.upper) + "; accepted: the lower bound first");
}

}  // namespace detail

/// Rates a value against a range: both bounds where polarity is `in_range`, at least the lower bound where high is
/// good, at most the upper bound where low is good. For loops over columns: numbers are finite or NaN, the rule valid.
[[nodiscard]] inline Assessment assess(double value, Range comparator, const RatingRule& rule) noexcept {
    Assessment result{.value = value, .comparator = comparator, .rule = rule};
    if (rule.polarity == Polarity::in_range) {
        if (comparator.known()) result.gap = comparator.excess(value);
    } else {
        result.gap =
            decimal::difference(value, rule.polarity == Polarity::low_is_good ? comparator.upper : comparator.lower);
    }
    result.reason = !rule.polarity                                                   ? Reason::no_polarity
                    : rule.polarity == Polarity::neutral                                ? Reason::neutral
                    : std::isnan(value)                                              ? Reason::no_data
                    : !comparator.given()                                              ? Reason::no_comparator
                    : std::isnan(result.gap) && rule.polarity == Polarity::in_range ? Reason::no_range
                    : std::isnan(result.gap)                                         ? Reason::other_side
                                                                                     : Reason::rated;
    if (result.reason == Reason::rated)
        result.rating = detail::by_polarity(value, detail::Beside::at, comparator, rule, result.reason);
    return result;
}

/// The same against one number. For an `in_range` indicator any distance from it is a shortfall: spend against budget.
[[nodiscard]] inline Assessment assess(double value, double comparator, const RatingRule& rule) noexcept {
    return assess(value, Range{comparator, comparator}, rule);
}

/// Rates what is known by its bounds alone: see the head of this file. One without bounds is missing.
[[nodiscard]] inline Assessment assess(Range value, Range comparator, RatingRule rule) noexcept {
    using detail::Beside;
    const double some = std::isnan(value.lower) ? value.upper : value.lower;
    Assessment result = assess(some, comparator, rule);  // which says what else is missing
    result.rule = rule;
    result.value = result.gap = std::numeric_limits<double>::quiet_NaN();
    if (result.reason != Reason::rated && result.reason != Reason::zero_comparator &&
        result.reason != Reason::undefined_ratio)
        return result;
    // Beyond one end of a range, or on it, a value is rated by that end alone.
    if (rule.polarity == Polarity::in_range && value.upper <= comparator.lower) rule.polarity = Polarity::high_is_good;
    if (rule.polarity == Polarity::in_range && value.lower >= comparator.upper) rule.polarity = Polarity::low_is_good;
    const bool high = rule.polarity == Polarity::high_is_good, ranged = rule.polarity == Polarity::in_range;
    const auto rated = [&](double end, bool open, Beside inside, Rating beyond) {
        if (std::isnan(end)) return beyond;
        return detail::by_polarity(end, open ? inside : Beside::at, comparator, rule, result.reason);
    };
    result.reason = Reason::rated;
    const Rating lowest = rated(value.lower, value.lower_open, high || ranged ? Beside::better : Beside::worse,
                                high || ranged ? Rating::red : Rating::green);
    const Rating highest = rated(value.upper, value.upper_open, high ? Beside::worse : Beside::better,
                                 high ? Rating::green : Rating::red);
    const bool one = lowest == highest && (!ranged || lowest == Rating::green);
    result.rating = one ? lowest : Rating::not_rated;
    if (!one) result.reason = Reason::only_a_bound;
    return result;
}

/// One rating. `value` or `comparator` NaN: `not_rated`.
/// @throws Error for an infinite number, bounds in the wrong order, no polarity, and a rule that cannot rate.
[[nodiscard]] inline Rating rate(double value, Range comparator, const RatingRule& rule) {
    detail::validate(value, comparator, rule);
    return assess(value, comparator, rule).rating;
}

/// One rating against one number.
[[nodiscard]] inline Rating rate(double value, double comparator, const RatingRule& rule) {
    return rate(value, Range{comparator, comparator}, rule);
}

}  // namespace headway
