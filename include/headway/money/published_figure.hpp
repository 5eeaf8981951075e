/// @file
/// Two figures as published: what lies between them, and whether one can be true where the other is.
///
/// A figure stands for what it says: 42.65 for itself, "over £50m" for all above 50, "up to £3m" for all to 3,
/// "£4m-£5m" for what lies between. Rounding for print makes an exact figure possible over half a unit of its last
/// decimal on either side. What is about some amount ("c£40m") is possible over half a unit of its last digit that is
/// not 0: 35 to 45.
///
/// Consistency of two figures a and b:
///
///     satisfied      what a says lies within what is possible of b, or what b says within what is possible of a
///     contradicted   nothing is possible of both, and neither is approximate
///     cannot say     all else: they overlap, rounding may part them, or nobody said how near "about" is
///
/// | a           | b           | consistency  | change from a to b |
/// |-------------|-------------|--------------|--------------------|
/// | 41.60       | over 50     | contradicted | over 8.40          |
/// | 42.65       | c40         | satisfied    | about -2.65        |
/// | 3.0         | up to 3     | satisfied    | up to 0            |
/// | 50.0        | over 50     | cannot say   | over 0             |
/// | 42.65       | 42.64       | cannot say   | -0.01              |
/// | 32.05       | 34.5        | contradicted | 2.45               |
/// | over 40     | over 50     | satisfied    | not bounded        |
/// | c40         | over 50     | cannot say   | over 10, about     |
///
/// The change, and the sum, of bounds are bounds: each end from the ends that are farthest apart, open where either is.
/// Where that leaves neither an amount nor an end, nothing is known of it, and so of what has no figure ("n/a", or the
/// fund that bears it). Differences are of decimals as printed.
/// Errors: figures printed beyond -15 to 15 decimals.
///
/// Source: a figure read to a resolution lies within half of it: JCGM 100:2008 (GUM), F.2.2.1; Moore (1966), Interval
/// Analysis.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether one published figure can be true where another is.
enum class Consistency : std::uint8_t { satisfied, contradicted, cannot_say };

template <>
struct Vocabulary<Consistency> {
    static constexpr std::string_view name = "consistency";
    static constexpr std::array<std::string_view, 3> words{"satisfied", "contradicted", "cannot say"};
};

/// Whether anything is known of a figure: an amount or a bound.
[[nodiscard]] inline bool is_known(const Money& figure) noexcept {
    return figure.amount || figure.lower || figure.upper;
}

namespace detail {

/// From where to where; an end that there is not is infinite, and open.
struct Reach {
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    bool lower_open = true;
    bool upper_open = true;

    [[nodiscard]] bool within(const Reach& other) const noexcept {
        const double below = decimal::difference(lower, other.lower), above = decimal::difference(upper, other.upper);
        const bool from = lower == other.lower || below == 0.0 ? lower_open || !other.lower_open : below > 0.0;
        const bool to = upper == other.upper || above == 0.0 ? upper_open || !other.upper_open : above < 0.0;
        return from && to;
    }
    [[nodiscard]] bool apart_from(const Reach& other) const noexcept {
        const auto before = [](const Reach& first, const Reach& second) {
            const double gap = decimal::difference(second.lower, first.upper);
            return gap > 0.0 || (gap == 0.0 && (first.upper_open || second.lower_open));
        };
        return before(*this, other) || before(other, *this);
    }
};

/// Half a unit of the last digit that is not 0.
[[nodiscard]] inline double half_of_round_figure(double amount, int decimals) {
    for (; decimals > -15; --decimals) {
        const double tens = decimals > 0 ? amount * decimal::detail::power_of_ten[decimals - 1]
                                         : amount / decimal::detail::power_of_ten[1 - decimals];
        if (amount == 0.0 || decimal::difference(tens, std::nearbyint(tens)) != 0.0) break;
    }
    return half_unit(decimals);
}

/// What a figure says, or with `possible` all that it can be.
[[nodiscard]] inline Reach reach_of(const Money& figure, bool possible) {
    if (!figure.amount) {
        Reach bounds;
        if (figure.lower) bounds.lower = *figure.lower, bounds.lower_open = figure.lower_open;
        if (figure.upper) bounds.upper = *figure.upper, bounds.upper_open = figure.upper_open;
        return bounds;
    }
    const double about = figure.approximate ? half_of_round_figure(*figure.amount, figure.decimals)
                         : possible         ? half_unit(figure.decimals)
                                            : 0.0;
    return {.lower = decimal::difference(*figure.amount, about),
            .upper = decimal::difference(*figure.amount, -about),
            .lower_open = false,
            .upper_open = false};
}

/// An end of a sum or a difference; none where either has none.
[[nodiscard]] inline std::optional<double> taken_away(std::optional<double> from, std::optional<double> what) {
    if (!from || !what) return std::nullopt;
    return decimal::difference(*from, *what);
}

[[nodiscard]] inline Money negated(Money figure) {
    std::swap(figure.lower, figure.upper);
    std::swap(figure.lower_open, figure.upper_open);
    for (std::optional<double>* each : {&figure.amount, &figure.lower, &figure.upper})
        if (*each) *each = decimal::difference(0.0, **each);
    return figure;
}

}  // namespace detail

/// Whether one can be true where the other is. See the head of this file.
[[nodiscard]] inline Consistency consistency(const Money& a, const Money& b) {
    if (!is_known(a) || !is_known(b)) return Consistency::cannot_say;
    const detail::Reach possible_a = detail::reach_of(a, true), possible_b = detail::reach_of(b, true);
    if (detail::reach_of(a, false).within(possible_b) || detail::reach_of(b, false).within(possible_a))
        return Consistency::satisfied;
    const bool firm = !a.approximate && !b.approximate;
    return firm && possible_a.apart_from(possible_b) ? Consistency::contradicted : Consistency::cannot_say;
}

/// From one figure to another: an amount, or bounds of one. See the head of this file.
[[nodiscard]] inline Money change(const Money& from, const Money& to) {
    Money result{.decimals = std::max(from.decimals, to.decimals)};
    if (!is_known(from) || !is_known(to)) return result;
    result.approximate = from.approximate || to.approximate;
    if (from.amount && to.amount) {
        result.amount = decimal::difference(*to.amount, *from.amount);
        return result;
    }
    const auto end = [](const Money& figure, const std::optional<double>& bound) {
        return figure.amount ? figure.amount : bound;
    };
    result.lower = detail::taken_away(end(to, to.lower), end(from, from.upper));
    result.upper = detail::taken_away(end(to, to.upper), end(from, from.lower));
    result.lower_open = result.lower && (to.lower_open || from.upper_open);
    result.upper_open = result.upper && (to.upper_open || from.lower_open);
    return result;
}

/// What figures add up to; 0 of none. Nothing is known of a sum to which a figure of which nothing is known belongs.
/// @param figure the figure of each, where they are no figures themselves
template <class Each, class FigureOf>
[[nodiscard]] Money sum_of(const Each& each, FigureOf figure) {
    Money total{.amount = 0.0};
    for (const auto& one : each) total = change(detail::negated(figure(one)), total);
    return total;
}
[[nodiscard]] inline Money sum_of(std::span<const Money> figures) {
    return sum_of(figures, [](const Money& figure) -> const Money& { return figure; });
}

/// What a figure says where it is no exact amount: "over 50", "at least 50", "under 5", "up to 3", "4 to 5" or
/// "about 40"; "not known" of none. Empty of an exact amount. With a unit, as money is written: "over £50m".
[[nodiscard]] inline std::string bound_in_words(const Money& figure, std::optional<MoneyUnit> unit = std::nullopt) {
    if (figure.amount && !figure.approximate) return {};
    if (!is_known(figure)) return "not known";
    const auto written = [&](double amount) {
        if (!unit) return shown(amount);
        return (amount < 0.0 ? "-\u00A3" : "\u00A3") + shown(std::fabs(amount)) +
               std::string(detail::scale_word(*unit));
    };
    const std::string about = figure.approximate ? "about " : "";
    if (figure.amount) return about + written(*figure.amount);
    if (figure.lower && figure.upper) return about + written(*figure.lower) + " to " + written(*figure.upper);
    if (figure.lower) return (figure.lower_open ? "over " : "at least ") + about + written(*figure.lower);
    return (figure.upper_open ? "under " : "up to ") + about + written(*figure.upper);
}

/// By how much rounding for print can move an exact figure; 0 of bounds, which nobody has rounded.
[[nodiscard]] inline double rounding_of(const Money& figure) {
    return figure.amount && !figure.approximate ? half_unit(figure.decimals) : 0.0;
}

}  // namespace headway
