/// @file
/// Do printed figures add up? And where they do not, can rounding be the reason?
///
/// A figure printed to d decimals may be half a unit of its last place off what it was rounded from, u = 10^-d / 2.
/// What was computed from such figures is off by at most
///
///     envelope = |w1| u + ... + |wn| u + u(claimed)     terms rounded for print
///     envelope = u(claimed)                             terms set
///
/// with the weights 1 of a sum, 1 and -1 of an increment, and the discount factors of a present value. The claimed
/// figure is printed too, so its own half unit counts.
///
/// Terms are *rounded* where print shortened them, as the forecasts of a savings profile; they are *set* where they
/// were decided as printed, as expected savings: 7.9 is 7.90 to the penny, and programmes add up to it exactly.
///
/// | terms                                                             | computed | claimed | envelope | rounding?   |
/// |-------------------------------------------------------------------|----------|---------|----------|-------------|
/// | seven forecasts, rounded to 2 decimals                            | 32.04    | 32.05   | 0.04     | explains it |
/// | seven expected savings, set                                       | 42.65    | 42.64   | 0.005    | does not    |
/// | an increment of two rounded totals: 32.05 - 7.30                  | 24.75    | 24.75   | 0.015    | agrees      |
///
/// The edge belongs to the envelope: a figure half-way between two decimals may be printed as either (half up or half
/// to even), so a difference of exactly the envelope can arise. It is decided in decimal: 0.005 is 0.005.
///
/// Missing terms or a missing claim are NaN: nothing agrees and nothing is explained. No terms add up to 0.
/// Errors: infinite numbers, as many weights as there are not terms, decimals beyond -15 to 15, and a rounded figure
/// with more decimals than it is said to be printed with.
///
/// Source: a figure read to a resolution lies within half of it on either side: JCGM 100:2008 (GUM), F.2.2.1. The
/// envelope is the sum of the bounds, not of the variances: it says what is possible, not what is likely.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether printed terms were rounded for print, or decided as printed.
enum class TermsAre : std::uint8_t {
    rounded,  ///< shortened for print: each may be half a unit off
    set,      ///< decided as printed: exact
};

template <>
struct Vocabulary<TermsAre> {
    static constexpr std::string_view name = "terms";
    static constexpr std::array<std::string_view, 2> words{"rounded", "set"};
};

/// How the figures were printed. Decimals may be negative: -3 is rounded to thousands.
struct Printed {
    int decimals = 2;  ///< of the terms
    TermsAre terms_are = TermsAre::rounded;
    std::optional<int> claimed_decimals = std::nullopt;  ///< empty: as many as the terms
};

/// Whether a claim is what its terms come to. At most one of the two answers is true.
struct Reconciliation {
    double computed = std::numeric_limits<double>::quiet_NaN();    ///< what the terms come to
    double claimed = std::numeric_limits<double>::quiet_NaN();     ///< what was printed
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< computed - claimed, as printed decimals
    double envelope = std::numeric_limits<double>::quiet_NaN();    ///< the most that rounding can explain
    bool agrees = false;                                           ///< there is no difference
    bool explained_by_rounding = false;                            ///< there is one, within the envelope

    /// Name and version of the method: it changes when an answer could.
    static constexpr std::string_view method = "reconciliation of printed figures, version 1";

    bool operator==(const Reconciliation&) const = default;
};

/// Half a unit of the last place of a figure printed to so many decimals. @throws Error beyond -15 to 15.
[[nodiscard]] inline double half_unit(int decimals) {
    if (decimals < -15 || decimals > 15)
        throw Error("reconciliation: found " + std::to_string(decimals) + " decimals; accepted: -15 to 15");
    return decimals < 0 ? 0.5 * decimal::detail::power_of_ten[-decimals]
                        : 0.5 / decimal::detail::power_of_ten[decimals];
}

namespace detail {

/// Whether a figure has no more decimals than that, to the 14 digits that `difference` trusts.
[[nodiscard]] inline bool printed_with(double figure, int decimals) {
    const double unit = decimal::detail::power_of_ten[decimals < 0 ? -decimals : decimals];
    const double units = std::nearbyint(decimals < 0 ? figure / unit : figure * unit);
    return decimal::difference(figure, decimals < 0 ? units * unit : units / unit) == 0.0;
}

inline void validate_printed(const std::string& what, double figure, std::optional<int> decimals, Problems& problems) {
    if (std::isinf(figure))
        problems.add("reconciliation: found an infinite " + what + "; accepted: a finite number, or NaN for missing");
    else if (decimals && !std::isnan(figure) && !printed_with(figure, *decimals))
        problems.add("reconciliation: found " + what + " " + shown(figure) + " with more than " +
                     std::to_string(*decimals) + " decimals; accepted: figures as printed, or their true decimals");
}

}  // namespace detail

/// Whether a weighted sum of printed terms is what was claimed. See the head of this file. @throws Error as said there.
[[nodiscard]] inline Reconciliation reconcile(std::span<const double> terms, std::span<const double> weights,
                                              double claimed, const Printed& printed) {
    if (terms.size() != weights.size())
        throw Error("reconciliation: found " + std::to_string(weights.size()) + " weights for " +
                    std::to_string(terms.size()) + " terms; accepted: one each");
    const int claimed_decimals = printed.claimed_decimals.value_or(printed.decimals);
    const double half_term = half_unit(printed.decimals);
    Problems problems;
    double computed = 0.0;
    double envelope = half_unit(claimed_decimals);
    detail::validate_printed("claim", claimed, claimed_decimals, problems);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (!std::isfinite(weights[i]))
            problems.add("reconciliation: weight " + std::to_string(i) + ": found no finite number; accepted: one");
        // terms that are set carry whatever decimals they were set with
        const bool rounded = printed.terms_are == TermsAre::rounded;
        detail::validate_printed("term " + std::to_string(i), terms[i],
                              rounded ? std::optional(printed.decimals) : std::nullopt, problems);
        computed = decimal::difference(computed, -(weights[i] * terms[i]));
        if (rounded) envelope = decimal::difference(envelope, -(std::fabs(weights[i]) * half_term));
    }
    problems.raise_if_any();

    Reconciliation result{.computed = computed,
                          .claimed = claimed,
                          .difference = decimal::difference(computed, claimed),
                          .envelope = envelope};
    result.agrees = result.difference == 0.0;
    result.explained_by_rounding = !result.agrees && decimal::within(std::fabs(result.difference), envelope, true);
    return result;
}

/// Whether printed terms add up to what was claimed.
[[nodiscard]] inline Reconciliation reconcile(std::span<const double> terms, double claimed, const Printed& printed) {
    const std::vector<double> ones(terms.size(), 1.0);
    return reconcile(terms, ones, claimed, printed);
}

/// The same of terms in a list.
[[nodiscard]] inline Reconciliation reconcile(std::initializer_list<double> terms, double claimed,
                                              const Printed& printed) {
    return reconcile(std::span(terms.begin(), terms.size()), claimed, printed);
}

/// Whether the first difference of two printed figures is the printed increment: two terms, of which one is taken away.
[[nodiscard]] inline Reconciliation reconcile_increment(double before, double after, double claimed,
                                                        const Printed& printed) {
    constexpr std::array<double, 2> weights{-1.0, 1.0};
    return reconcile(std::array{before, after}, weights, claimed, printed);
}

}  // namespace headway
