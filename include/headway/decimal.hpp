/// @file
/// Differences of printed decimals.
///
/// A published figure is a decimal; a double is the binary number nearest to it. 94.86 - 94.26 is
/// 0.5999999999999943 in doubles and 0.60 in the report, and a rating at an exact edge turns on the difference.
/// Both operands are exact to 15 significant digits, so their difference is meaningful down to the 14th
/// significant digit of the larger one, and is rounded there:
///
///     difference(a, b) = the double nearest to round((a - b) * 10^p) / 10^p,   p = 13 - floor(log10(max(|a|, |b|)))
///
/// Proof of exactness: let u = 2^-53 and M = max(|a|, |b|). Reading a and b costs at most 2uM, the subtraction
/// and the scaling 4uM more, so before rounding the scaled difference is off by at most 6u * M * 10^p
/// <= 6u * 10^14 < 0.07 of a unit: decimals of up to 14 significant digits always round back to the exact decimal.
///
/// Edge cases: NaN where an operand is NaN; infinite where the difference overflows; noise of one or two
/// operations in an operand (0.1 + 0.2 against 0.3) vanishes. Between 1e-8 and 1e14 the result is the double
/// that prints as the decimal; outside, it may differ from that in the last bit.
///
/// Source: Goldberg (1991), What every computer scientist should know about floating-point arithmetic,
/// section on binary to decimal conversion (15 digits survive decimal to double to decimal).
#pragma once

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::decimal {

namespace detail {

inline constexpr int largest_exact_power = 22;  // 10^22 is the last power of ten that a double holds exactly

inline constexpr double power_of_ten[largest_exact_power + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Where the fast way holds: 0, and from 1e-8 to below 1e14. So scales and their products stay exact integers.
[[nodiscard]] constexpr bool in_domain(double larger) noexcept {
    return larger < 1e14 && (larger >= 1e-8 || larger == 0.0);
}

/// 10^p of every binade of that domain, without a branch: at most one power of ten lies within a binade, at `next`.
/// A binade is found by the last bits of its exponent, which differ within the domain.
struct Scales {
    static constexpr int first = 1023 - 27, last = 1023 + 46;  ///< biased exponents of 1e-8 and of 1e14
    static constexpr std::uint64_t size = 128;
    double next[size] = {};
    double below[size] = {};  ///< the scale of numbers below `next`; from it on it is a tenth of that
};

inline constexpr Scales scales = [] {
    Scales made;
    for (int binary = Scales::first; binary <= Scales::last; ++binary) {
        const double least = std::bit_cast<double>(static_cast<std::uint64_t>(binary) << 52);
        int exponent = -9;  // floor(log10(least)); a negative power is not exact: compare from the side that is
        const auto reaches = [](double x, int power) {
            return power >= 0 ? x >= power_of_ten[power] : x * power_of_ten[-power] >= 1.0;
        };
        while (reaches(least, exponent + 1)) ++exponent;
        double next = 2.0 * least;
        if (std::uint64_t from = std::bit_cast<std::uint64_t>(least), to = std::bit_cast<std::uint64_t>(next);
            reaches(std::bit_cast<double>(to - 1), exponent + 1)) {
            while (to - from > 1) {
                const std::uint64_t middle = from + (to - from) / 2;
                (reaches(std::bit_cast<double>(middle), exponent + 1) ? to : from) = middle;
            }
            next = std::bit_cast<double>(to);
        }
        const auto at = static_cast<std::uint64_t>(binary) % Scales::size;
        made.next[at] = next;
        made.below[at] = power_of_ten[13 - exponent];
    }
    return made;
}();

static_assert([] {
    for (int power = largest_exact_power; power > 0; --power)
        if (0.1 * power_of_ten[power] != power_of_ten[power - 1]) return false;
    return true;
}());

/// 10^p for the larger of two numbers in the domain; of any other number, some scale.
inline double scale_of(double larger) noexcept {
    const auto at = static_cast<std::int64_t>((std::bit_cast<std::uint64_t>(larger) >> 52) % Scales::size);
    const double below = scales.below[at];
    return larger >= scales.next[at] ? 0.1 * below : below;
}

/// Nearest integer of |x| < 2^51, ties to even. Adding 1.5 x 2^52 leaves no room for a fraction; unlike std::nearbyint
/// this needs no library call on processors without SSE4.1, for which distributions compile by default.
inline double nearest_integer(double x) noexcept {
    constexpr double no_fraction = 6755399441055744.0;
    return (x + no_fraction) - no_fraction;
}

/// `raw` rounded to the 14th significant digit of `larger`, which is in the domain; NaN where `raw` is.
inline double rounded(double raw, double larger) noexcept {
    const double scale = scale_of(larger);
    return nearest_integer(raw * scale) / scale;
}

}  // namespace detail

/// a - b, as the decimals that a and b were printed as. See the head of this file.
[[nodiscard]] inline double difference(double a, double b) noexcept {
    const double raw = a - b;
    const double larger = std::max(std::fabs(a), std::fabs(b));
    if (detail::in_domain(larger)) [[likely]]
        return detail::rounded(raw, larger);
    if (!std::isfinite(raw)) return raw;  // NaN or overflow
    const int places = 13 - static_cast<int>(std::floor(std::log10(larger)));
    if (places < 0) {
        const double scale = std::pow(10.0, -places);
        return std::nearbyint(raw / scale) * scale;
    }
    const double first = places > 300 ? 1e300 : 1.0;  // below 1e-287 the scale itself would overflow
    const double scale = std::pow(10.0, places - (places > 300 ? 300 : 0));
    return std::nearbyint(raw * first * scale) / scale / first;
}

/// Whether two figures are one printed decimal, as 0.07 * 100 and 7 are; infinite ones where they are equal.
[[nodiscard]] inline bool equal(double a, double b) noexcept {
    return a == b || difference(a, b) == 0.0;
}

/// The same numbers, where those that are one printed decimal are one double, the least of them, so that they tie.
/// `sorted` are they all, the least first; none is NaN.
[[nodiscard]] inline std::vector<double> tied(std::vector<double> values, std::span<const double> sorted) {
    std::vector<double> least;  // of each group of equal decimals
    for (const double value : sorted)
        if (least.empty() || !equal(value, least.back())) least.push_back(value);
    for (double& value : values) value = *(std::upper_bound(least.begin(), least.end(), value) - 1);
    return values;
}

/// The sum of printed decimals, each addition rounded as `difference` is: 2.24 + 2.70 + 1.32 is 6.26, not
/// 6.260000000000001, and terms that cancel leave 0. NaN where a term is NaN; 0 of no terms.
[[nodiscard]] inline double sum(std::span<const double> terms) noexcept {
    double total = 0.0;
    for (const double term : terms) total = difference(total, -term);
    return total;
}

/// An amount in proportion to weights, to the last unit: each part is rounded to the 12th significant digit of the
/// amount, and the last that weighs anything takes what that leaves, so that `sum` of the parts is the amount as
/// `difference` has it. A weight that is not above 0 gets nothing; where none is, the first takes all.
[[nodiscard]] inline std::vector<double> in_proportion(double amount, std::span<const double> weights) {
    std::vector<double> parts(weights.size());
    if (parts.empty()) return parts;
    double all = 0.0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] > 0.0)) continue;
        all += weights[i];
        last = i;
    }
    const double far = 100.0 * amount;  // beside which two digits fewer of a part survive a difference
    double left = amount;
    for (std::size_t i = 0; i < last; ++i) {
        if (!(weights[i] > 0.0)) continue;
        parts[i] = difference(difference(amount * (weights[i] / all), -far), far);
        left = difference(left, parts[i]);
    }
    parts[last] = left;
    return parts;
}

/// How many decimals a number was printed with, at the least: 2 of 7.67, 1 of 0.1 + 0.2, 0 of 42 and of what is not
/// finite; at most 14, to which differences are exact.
[[nodiscard]] inline int decimals_of(double number) {
    constexpr int most = 14;
    const double printed = difference(number, 0.0);
    if (!std::isfinite(printed)) return 0;
    char text[400];  // the smallest double has 324 decimals before its digits
    const char* const end = std::to_chars(text, text + sizeof text, printed, std::chars_format::fixed).ptr;
    const char* const point = std::find(static_cast<const char*>(text), end, '.');
    return point == end ? 0 : std::min(most, static_cast<int>(end - point - 1));
}

/// Whether a decimal `amount` is at most the decimal product `limit`, ties counted as `inclusive` says.
///
/// `limit` is a product of two printed decimals, so it is off by at most three roundings; whatever lies within
/// four of it is the tie. Distinct decimals are told apart while limit is below 10^15 units of the last place.
[[nodiscard]] inline bool within(double amount, double limit, bool inclusive) noexcept {
    const double slack = 4.0 * std::numeric_limits<double>::epsilon() * limit;
    return inclusive ? amount <= limit + slack : amount < limit - slack;
}

}  // namespace headway::decimal
