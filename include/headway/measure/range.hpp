/// @file
/// A range of good values; both bounds are good, but for one that is open: "over 50" is 50 and what is meant lies
/// above. One number is the range from itself to itself.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "headway/decimal.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Two ends of what was wanted or is known; NaN for an end that there is not.
struct Range {
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    bool lower_open = false;  ///< the bound itself is not meant: "over 50"
    bool upper_open = false;  ///< "under 5"

    [[nodiscard]] bool known() const noexcept { return !std::isnan(lower) && !std::isnan(upper); }

    /// At least one bound is there: enough where high is good (the lower) or low is good (the upper).
    [[nodiscard]] bool given() const noexcept { return !std::isnan(lower) || !std::isnan(upper); }

    /// Whether the bound that `value` has crossed or is nearer to is the upper one.
    [[nodiscard]] bool nearer_to_upper(double value) const noexcept { return value - upper >= lower - value; }

    /// How far `value` is on the wrong side of the nearer bound; negative inside.
    [[nodiscard]] double shortfall(double value) const noexcept {
        return std::max(decimal::difference(lower, value), decimal::difference(value, upper));
    }

    /// How far `value` is outside: negative below the lower bound, positive above the upper, 0 inside; NaN stays.
    [[nodiscard]] double excess(double value) const noexcept {
        if (value < lower) return decimal::difference(value, lower);
        if (value > upper) return decimal::difference(value, upper);
        return std::isnan(value) ? value : 0.0;
    }
};

/// Whether a range can be the interval of a value: finite, in order and about it. What is missing says nothing against.
[[nodiscard]] inline bool is_interval_of(double value, Range interval) noexcept {
    return !std::isinf(interval.lower) && !std::isinf(interval.upper) && !(interval.lower > interval.upper) &&
           !(value < interval.lower) && !(value > interval.upper);
}

/// Whether two ranges have the same ends; an end that neither has is the same.
[[nodiscard]] inline bool same_ends(Range a, Range b) noexcept {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return same(a.lower, b.lower) && same(a.upper, b.upper);
}

/// An end of a range that there is; NaN where there is none.
[[nodiscard]] inline double some_end(Range range) noexcept {
    return std::isnan(range.lower) ? range.upper : range.lower;
}

/// What a row is compared with: its bounds where it has any, else its one number.
[[nodiscard]] inline Range bounds_or_number(Range bounds, double number) noexcept {
    return bounds.given() ? bounds : Range{number, number};
}

}  // namespace headway
