/// @file
/// Up to which value is a result still amber? For a picture of the bands that a rating parts values into.
///
///     edge = end - allowance     of what is better higher, and of a range below it
///     edge = end + allowance     of what is better lower, and of a range above it
///
/// with the allowance of the rule (rating_rule.hpp): a share of the end, an amount, or the way to the amber limit. By a
/// ratio, what is better lower is amber up to end / (1 - tolerance).
/// Units: those of the comparator. It is a place to draw: whether a value on it is amber, `rate` says.
/// Edge cases: NaN on a side on which nothing is worse, for a missing end, for a ratio of a negative end or of a
/// tolerance of 1 or more, and for a neutral indicator or one of no polarity; the end itself where any shortfall is
/// red.
/// Errors: none.
#pragma once

#include <cmath>
#include <limits>

#include "headway/assess/rating_rule.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The edges of amber below a comparator and above it.
[[nodiscard]] inline Range amber_edges(Range comparator, const RatingRule& rule) noexcept {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const auto allowance = [&rule](double end, bool below) {
        switch (rule.basis) {
            case Basis::relative: return rule.tolerance * std::fabs(end);
            case Basis::ratio:
                if (end < 0.0 || rule.tolerance >= 1.0) return none;
                return below ? rule.tolerance * end : end / (1.0 - rule.tolerance) - end;
            case Basis::band: return below ? end - rule.amber_limit : rule.amber_limit - end;
            case Basis::absolute:
            case Basis::percentage_points: break;
        }
        return rule.tolerance;
    };
    const Polarity polarity = rule.polarity.value_or(Polarity::neutral);
    const bool low = polarity == Polarity::high_is_good || polarity == Polarity::in_range;
    const bool high = polarity == Polarity::low_is_good || polarity == Polarity::in_range;
    return {low ? comparator.lower - allowance(comparator.lower, true) : none,
            high ? comparator.upper + allowance(comparator.upper, false) : none};
}

}  // namespace headway
