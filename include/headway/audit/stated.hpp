/// @file
/// A number as a document states it, and whether what is computed agrees with it.
///
/// A printed decimal stands for every number that rounds to it: 53.2 is 53.15 to 53.25, £1.2m is £1.15m to £1.25m,
/// 42% is 41.5% to 42.5%. A whole number without a unit or a scale is a count and stands for itself.
///
/// | agreement      | when                                                                                     |
/// |----------------|------------------------------------------------------------------------------------------|
/// | holds          | what the printed operands give rounds to what is stated                                  |
/// | rounding       | not that, but some numbers behind the printed operands give it                           |
/// | contradiction  | no numbers behind the printed operands do                                                |
///
/// Words may make a bound of a number: "over 50" asks for more, "nearly half" for a little less, "around 40" for what
/// is within a tenth. Beyond a fifth of an approximate number is a contradiction; between the two nothing is said.
/// A count that ends in zeros may have been rounded to them, which `rounding` allows for where a share of it is stated.
/// Edges hold in decimal. Source of the intervals: Moore, Kearfott and Cloud (2009), Introduction to interval analysis.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What became of a claim.
enum class Verdict : std::uint8_t { holds, rounding, contradiction, not_checkable };

template <>
struct Vocabulary<Verdict> {
    static constexpr std::string_view name = "verdict";
    static constexpr std::array<std::string_view, 4> words{"holds", "rounding", "contradiction", "not_checkable"};
};

namespace auditing {

/// What a number is counted in, as it is written; a time on the clock ("8:12", "8 minutes 12 seconds") in seconds.
enum class StatedUnit : std::uint8_t { none, per_cent, points, pounds, time };

/// What the words before a number make of it.
enum class Bound : std::uint8_t { exact, about, over, under, at_least, at_most, nearly, just_over };

/// Numbers from one to another, both included, and the one that is nearest to what was printed.
struct Interval {
    double low = std::numeric_limits<double>::quiet_NaN();
    double middle = low;
    double high = low;

    [[nodiscard]] bool known() const noexcept { return !std::isnan(middle); }
};

/// The interval of one number.
[[nodiscard]] inline Interval exactly(double value) noexcept { return {value, value, value}; }

/// A difference, from the least to the most that it can be.
[[nodiscard]] inline Interval operator-(const Interval& a, const Interval& b) noexcept {
    return {a.low - b.high, decimal::difference(a.middle, b.middle), a.high - b.low};
}

/// A sum, from the least to the most that it can be.
[[nodiscard]] inline Interval operator+(const Interval& a, const Interval& b) noexcept {
    return {a.low + b.low, decimal::difference(a.middle, -b.middle), a.high + b.high};
}

/// A multiple.
[[nodiscard]] inline Interval operator*(const Interval& a, double by) noexcept {
    return by < 0.0 ? Interval{a.high * by, a.middle * by, a.low * by}
                    : Interval{a.low * by, a.middle * by, a.high * by};
}

/// A quotient; unknown where the divisor may be 0.
[[nodiscard]] inline Interval operator/(const Interval& a, const Interval& b) noexcept {
    if (b.low <= 0.0 && b.high >= 0.0) return {};
    const std::array ends{a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high};
    const auto [least, most] = std::minmax_element(ends.begin(), ends.end());
    return {*least, a.middle / b.middle, *most};
}

/// A printed number: its value in whole units (pounds, not millions), and how it was printed.
struct Stated {
    double value = std::numeric_limits<double>::quiet_NaN();
    int decimals = 0;
    int scale = 0;  ///< a power of ten: 6 of "£1.2m"
    StatedUnit unit = StatedUnit::none;
    Bound bound = Bound::exact;
    bool rounded = false;  ///< a whole number of thousands: it stands for an interval as a decimal does

    [[nodiscard]] bool known() const noexcept { return !std::isnan(value); }

    /// Half a unit of the last printed place.
    [[nodiscard]] double half() const noexcept {
        const int power = scale - decimals;
        return 0.5 * (power < 0 ? 1.0 / decimal::detail::power_of_ten[std::min(-power, 22)]
                                : decimal::detail::power_of_ten[std::min(power, 22)]);
    }

    [[nodiscard]] bool is_count() const noexcept { return unit == StatedUnit::none && decimals == 0 && scale == 0; }
};

/// The numbers that a printed operand stands for.
[[nodiscard]] inline Interval behind(const Stated& stated) noexcept {
    const double half = stated.is_count() && !stated.rounded ? 0.0 : stated.half();
    return {stated.value - half, stated.value, stated.value + half};
}

/// How far two numbers may be apart for want of bits alone.
[[nodiscard]] inline double slack_of(double a, double b) noexcept {
    return 1e-11 * std::max({std::fabs(a), std::fabs(b), 1e-9});
}

/// Of "nearly", "just over" and "around": within what share of the number, and beyond what it is contradicted.
inline constexpr double near_share = 0.1, far_share = 0.2;

/// Holds, or is contradicted, by how much of it lies within bounds.
[[nodiscard]] inline Verdict within_shares(double least, double most, double far_least, double far_most,
                                           const Interval& is) {
    if (is.middle >= least && is.middle <= most) return Verdict::holds;
    if (is.high >= least && is.low <= most) return Verdict::rounding;
    return is.high < far_least || is.low > far_most ? Verdict::contradiction : Verdict::not_checkable;
}

/// Whether what was computed agrees with what is stated.
[[nodiscard]] inline Verdict agreement(const Stated& stated, const Interval& computed) {
    if (!computed.known() || !stated.known()) return Verdict::not_checkable;
    const double half = stated.half(), value = stated.value, size = std::fabs(value);
    const double slack = slack_of(value, computed.middle);
    const auto above = [&](double limit) {
        return computed.middle >= limit - slack ? Verdict::holds
               : computed.high >= limit - slack ? Verdict::rounding
                                                : Verdict::contradiction;
    };
    const auto below = [&](double limit) {
        return computed.middle <= limit + slack ? Verdict::holds
               : computed.low <= limit + slack  ? Verdict::rounding
                                                : Verdict::contradiction;
    };
    switch (stated.bound) {
        case Bound::over:
        case Bound::at_least:
            return above(value - (stated.bound == Bound::over ? 0.0 : half));
        case Bound::under:
        case Bound::at_most:
            return below(value + (stated.bound == Bound::under ? 0.0 : half));
        case Bound::about:
            return within_shares(value - near_share * size - half, value + near_share * size + half,
                                 value - far_share * size - half, value + far_share * size + half, computed);
        case Bound::nearly:
            return within_shares(value - near_share * size - half, value + slack, value - far_share * size - half,
                                 value + half, computed);
        case Bound::just_over:
            return within_shares(value - slack, value + near_share * size + half, value - half,
                                 value + far_share * size + half, computed);
        case Bound::exact:
            break;
    }
    if (std::fabs(decimal::difference(computed.middle, value)) <= half + slack) return Verdict::holds;
    const bool possible = computed.high >= value - half - slack && computed.low <= value + half + slack;
    return possible ? Verdict::rounding : Verdict::contradiction;
}

/// Whether words of a bound are said of a number: "more than half" is not said of 95%, nor "under half" of 20%.
[[nodiscard]] inline bool is_said_of(const Stated& stated, double number) noexcept {
    constexpr double far = 1.5;
    if (stated.bound == Bound::over || stated.bound == Bound::at_least) return number <= far * stated.value;
    if (stated.bound == Bound::under || stated.bound == Bound::at_most) return far * number >= stated.value;
    return true;
}

/// A count of a thousand and more that ends in zeros may have been rounded to them: 44,300 is 44,250 to 44,350. At
/// least two digits are taken as they are.
[[nodiscard]] inline Interval perhaps_rounded(const Interval& count) noexcept {
    const double size = std::fabs(count.middle);
    if (count.low != count.high || !(size >= 1000.0) || size > 1e12 || size != std::floor(size)) return count;
    double unit = 1.0;
    while (unit * 100.0 < size && std::fmod(size, unit * 10.0) == 0.0) unit *= 10.0;
    return unit > 1.0 ? Interval{count.low - 0.5 * unit, count.middle, count.high + 0.5 * unit} : count;
}

/// Whether a share in per cent is that of a part of a whole; `rounding` where only counts that were rounded give it.
[[nodiscard]] inline Verdict share_agrees(const Stated& share, double part, double whole) {
    const Verdict exact = agreement(share, exactly(100.0 * part / whole));
    if (exact != Verdict::contradiction) return exact;
    const Interval of = perhaps_rounded(exactly(part)) / perhaps_rounded(exactly(whole)) * 100.0;
    return agreement(share, of) == Verdict::contradiction ? Verdict::contradiction : Verdict::rounding;
}

/// Whether two printings of one figure differ: with the same decimals they are equal, else one rounds to the other.
[[nodiscard]] inline bool differs(const Stated& now, const Stated& first) {
    if (now.scale - now.decimals == first.scale - first.decimals)
        return std::fabs(decimal::difference(now.value, first.value)) > slack_of(now.value, first.value);
    return agreement(now, behind(first)) == Verdict::contradiction;
}

/// A number as arithmetic is shown: at most six significant digits after what the operands need.
[[nodiscard]] inline std::string plain_number(double number) {
    if (std::isnan(number)) return "?";
    const double rounded = decimal::difference(number, 0.0);
    return std::fabs(rounded) >= 1e15 ? shown(rounded) : shown(std::round(rounded * 1e4) / 1e4);
}

/// Seconds as they stand on a clock: "8:12", "1:08:12".
[[nodiscard]] inline std::string clock(double seconds) {
    if (!(std::fabs(seconds) < 1e9)) return plain_number(seconds);
    const auto all = static_cast<long long>(std::llround(std::fabs(seconds)));
    const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::string rest = two(all % 60);
    return (seconds < 0.0 ? "-" : "") +
           (all >= 3600 ? std::to_string(all / 3600) + ":" + two(all / 60 % 60) : std::to_string(all / 60)) + ":" +
           rest;
}

/// A stated number in words: "£1.2m" is shown as 1.2m with its sign, "42%" with its unit.
[[nodiscard]] inline std::string shown_stated(const Stated& stated) {
    if (!stated.known()) return {};
    constexpr std::array<std::string_view, 8> bounds{"",          "about ",   "over ",   "under ",
                                                     "at least ", "at most ", "nearly ", "just over "};
    if (stated.unit == StatedUnit::time)
        return std::string(bounds[static_cast<std::size_t>(stated.bound)]) + clock(stated.value);
    const double scaled = stated.scale > 0 ? stated.value / decimal::detail::power_of_ten[stated.scale] : stated.value;
    char digits[64];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, scaled, std::chars_format::fixed, std::min(stated.decimals, 12));
    std::string text(bounds[static_cast<std::size_t>(stated.bound)]);
    if (stated.unit == StatedUnit::pounds) text += "\xC2\xA3";
    text += end.ec == std::errc() ? std::string(digits, end.ptr) : shown(scaled);
    text += stated.scale == 3 ? "k" : stated.scale == 6 ? "m" : stated.scale == 9 ? "bn" : "";
    if (stated.unit == StatedUnit::per_cent) text += "%";
    if (stated.unit == StatedUnit::points) text += " percentage points";
    return text;
}

}  // namespace auditing
}  // namespace headway::inline HEADWAY_ABI
