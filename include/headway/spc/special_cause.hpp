/// @file
/// Special causes: the patterns of a control chart that chance alone seldom makes.
///
///     outside_limits  one point beyond a limit
///     trend           seven points that rise, or fall, each from the one before: six steps one way
///     two_of_three    two of three points in a row beyond two thirds of the way from the mean to the same limit, the
///                     third on the same side of the mean; the two (or three) that are so far out are marked
///     shift           seven points in a row on one side of the mean
///
/// Every point of a pattern is marked. One point may belong to several; all are kept in `Signals`, and the point is
/// named by the first in the order above. Where a rising trend ends and a falling one begins, the point is named by the
/// later trend.
///
/// The third rule has two wordings. That of 2019 counts points between two thirds of the way and the limit; since
/// November 2023 a point beyond the limit counts as well. Both want all three on one side and mark none that is not
/// so far out itself.
///
/// Edge cases: a point on the mean is on no side and breaks a shift; two equal points break a trend. A missing point
/// breaks every pattern: nothing is known of it, so nothing is bridged over it. A point on a limit is within it.
/// Distances are those of the decimals as printed (decimal.hpp), so ten times 0.1 is no shift off its own mean.
///
/// Sources: NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019); the change of
/// the third rule as announced by its authors (November 2023); precedence of the rules as in NHSRplotthedots 0.2.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// In order of precedence.
enum class SpecialCause : std::uint8_t { none, outside_limits, trend, two_of_three, shift };

template <>
struct Vocabulary<SpecialCause> {
    static constexpr std::string_view name = "special cause";
    static constexpr std::array<std::string_view, 5> words{"none", "outside_limits", "trend", "two_of_three", "shift"};
};

/// Which points count towards two of three.
enum class TwoOfThree : std::uint8_t {
    wording_2019,  ///< between two thirds of the way and the limit
    wording_2023,  ///< beyond two thirds of the way, beyond the limit too
};

template <>
struct Vocabulary<TwoOfThree> {
    static constexpr std::string_view name = "two of three";
    static constexpr std::array<std::string_view, 2> words{"2019", "2023"};
};

/// What a point of a control chart is, read through polarity.
enum class PointType : std::uint8_t { common, improvement, concern, neutral_high, neutral_low };

template <>
struct Vocabulary<PointType> {
    static constexpr std::string_view name = "point type";
    static constexpr std::array<std::string_view, 5> words{"common", "improvement", "concern", "neutral_high",
                                                           "neutral_low"};
};

/// What the latest point says of the series: the icon of variation.
enum class Variation : std::uint8_t {
    common,
    improvement_high,
    improvement_low,
    concern_high,
    concern_low,
    neutral_high,
    neutral_low,
    no_limits,  ///< a single point, for one, which nothing can be said of
    no_data,
};

template <>
struct Vocabulary<Variation> {
    static constexpr std::string_view name = "variation";
    static constexpr std::array<std::string_view, 9> words{"common",       "improvement_high", "improvement_low",
                                                           "concern_high", "concern_low",      "neutral_high",
                                                           "neutral_low",  "no_limits",        "no_data"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::spc {

/// The side of the mean that a pattern is on, or the way that it goes.
enum class Side : std::int8_t { low = -1, none = 0, high = 1 };

/// All patterns that a point belongs to, each with its side: one bit each.
class Signals {
public:
    static constexpr std::size_t combinations = 256;

    constexpr Signals() noexcept = default;
    constexpr explicit Signals(std::uint8_t bits) noexcept : bits_(bits) {}

    constexpr void add(SpecialCause cause, Side side) noexcept { bits_ |= bit(cause, side); }
    [[nodiscard]] constexpr bool has(SpecialCause cause, Side side) const noexcept {
        return (bits_ & bit(cause, side)) != 0;
    }
    [[nodiscard]] constexpr bool has(SpecialCause cause) const noexcept {
        return has(cause, Side::high) || has(cause, Side::low);
    }
    [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }

private:
    static constexpr std::uint8_t bit(SpecialCause cause, Side side) noexcept {
        if (cause == SpecialCause::none || side == Side::none) return 0;
        return static_cast<std::uint8_t>(1U << (2 * (static_cast<unsigned>(cause) - 1) + (side == Side::low ? 1 : 0)));
    }

    std::uint8_t bits_ = 0;
};

/// The patterns in words, in order of precedence: "outside_limits high, shift high"; empty where there is none.
[[nodiscard]] inline std::string words_of(Signals signals) {
    std::string text;
    for (std::size_t code = 1; code < Vocabulary<SpecialCause>::words.size(); ++code)
        for (const Side side : {Side::high, Side::low}) {
            if (!signals.has(static_cast<SpecialCause>(code), side)) continue;
            if (!text.empty()) text += ", ";
            text += Vocabulary<SpecialCause>::words[code];
            text += side == Side::high ? " high" : " low";
        }
    return text;
}

/// Where a point lies: 0 on the mean or unknown; to either side 1 near the mean, 2 beyond two thirds of the way to the
/// limit, 3 beyond the limit. Negative below the mean.
using Zone = std::int8_t;

/// What the rules read of a point.
struct ZonedValue {
    double value = 0.0;  ///< NaN where missing
    Zone zone = 0;
};

/// What the rules find out about it.
struct Cause {
    Signals signals{};
    SpecialCause rule = SpecialCause::none;
    Side side = Side::none;
};

/// How many points in a row make a trend.
inline constexpr std::size_t points_of_a_trend = 7;
/// How many points in a row make a shift.
inline constexpr std::size_t points_of_a_shift = 7;

namespace detail {

/// The sign of a difference of printed decimals; none where either is missing. A difference is rounded at the 14th
/// digit, so that only the smallest need be.
[[nodiscard]] inline Side side_of(double value, double other) noexcept {
    double apart = value - other;
    if (!(std::fabs(apart) > 1e-13 * std::max(std::fabs(value), std::fabs(other))))
        apart = decimal::difference(value, other);
    return static_cast<Side>((apart > 0.0) - (apart < 0.0));
}

[[nodiscard]] constexpr Side side_of(Zone zone) noexcept {
    return static_cast<Side>((zone > 0) - (zone < 0));
}

[[nodiscard]] constexpr bool far_out(Zone zone, TwoOfThree wording) noexcept {
    const int distance = zone < 0 ? -zone : zone;
    return distance == 2 || (distance == 3 && wording == TwoOfThree::wording_2023);
}

/// Calls `mark(i, side)` for every element of every run of at least `least` equal sides that are not none.
template <class SideAt, class Mark>
void for_each_in_runs(std::size_t count, std::size_t least, SideAt side_at, Mark mark) {
    std::size_t run = 0;
    Side before = Side::none;
    for (std::size_t i = 0; i < count; ++i) {
        const Side side = side_at(i);
        run = side == before ? run + 1 : 1;
        before = side;
        if (run < least || side == Side::none) continue;
        if (run == least)
            for (std::size_t j = i + 1 - least; j < i; ++j) mark(j, side);
        mark(i, side);
    }
}

}  // namespace detail

/// Finds the special causes of one phase of a chart: `zoned(i)` is point i, `cause(i)` a reference to where its cause
/// goes.
template <class ZonedAt, class CauseAt>
void find_special_causes(std::size_t count, ZonedAt zoned, CauseAt cause, TwoOfThree wording) {
    for (std::size_t i = 0; i < count; ++i) {
        cause(i) = Cause{};
        const Zone zone = zoned(i).zone;
        if (zone == 3 || zone == -3) cause(i).signals.add(SpecialCause::outside_limits, detail::side_of(zone));
    }
    // Step i leads from point i to the next. Trends come in time order, so that of two that share a point the later
    // names it.
    detail::for_each_in_runs(
        count == 0 ? 0 : count - 1, points_of_a_trend - 1,
        [&](std::size_t i) { return detail::side_of(zoned(i + 1).value, zoned(i).value); },
        [&](std::size_t i, Side side) {
            for (Cause* const found : {&cause(i), &cause(i + 1)}) {
                found->signals.add(SpecialCause::trend, side);
                found->side = side;
            }
        });
    for (std::size_t i = 2; i < count; ++i) {
        const Zone zones[] = {zoned(i - 2).zone, zoned(i - 1).zone, zoned(i).zone};
        const Side side = detail::side_of(zones[0]);
        if (side == Side::none || detail::side_of(zones[1]) != side || detail::side_of(zones[2]) != side) continue;
        if (detail::far_out(zones[0], wording) + detail::far_out(zones[1], wording) +
                detail::far_out(zones[2], wording) < 2)
            continue;
        for (std::size_t j = 0; j < 3; ++j)
            if (detail::far_out(zones[j], wording)) cause(i - 2 + j).signals.add(SpecialCause::two_of_three, side);
    }
    detail::for_each_in_runs(
        count, points_of_a_shift, [&](std::size_t i) { return detail::side_of(zoned(i).zone); },
        [&](std::size_t i, Side side) { cause(i).signals.add(SpecialCause::shift, side); });

    for (std::size_t i = 0; i < count; ++i) {
        Cause& found = cause(i);
        if (found.signals.bits() == 0) continue;
        for (std::size_t code = Vocabulary<SpecialCause>::words.size() - 1; code > 0; --code)
            if (found.signals.has(static_cast<SpecialCause>(code))) found.rule = static_cast<SpecialCause>(code);
        if (found.rule != SpecialCause::trend) found.side = detail::side_of(zoned(i).zone);
    }
}

/// What a special cause on that side means. Where neither side is better (neutral, in_range) it is high or low.
[[nodiscard]] constexpr PointType point_type(Side side, Polarity polarity) noexcept {
    if (side == Side::none) return PointType::common;
    if (polarity == Polarity::high_is_good)
        return side == Side::high ? PointType::improvement : PointType::concern;
    if (polarity == Polarity::low_is_good) return side == Side::low ? PointType::improvement : PointType::concern;
    return side == Side::high ? PointType::neutral_high : PointType::neutral_low;
}

/// The icon of a point type and its side.
[[nodiscard]] constexpr Variation variation(PointType type, Side side) noexcept {
    const bool high = side == Side::high;
    switch (type) {
        case PointType::common: return Variation::common;
        case PointType::improvement: return high ? Variation::improvement_high : Variation::improvement_low;
        case PointType::concern: return high ? Variation::concern_high : Variation::concern_low;
        default: return high ? Variation::neutral_high : Variation::neutral_low;
    }
}

}  // namespace headway::spc
