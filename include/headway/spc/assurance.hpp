/// @file
/// Assurance: will a process that goes on as it is meet its target?
///
///     pass          the worse limit is on the target or better: it is met time after time
///     fail          the better limit is short of the target: it is missed time after time
///     inconsistent  the target lies between the limits: hit and miss, by chance
///
/// A target that moves is judged point by point, each against the limits of its own time; that of a chart is the target
/// of its latest point, which is the one in force.
///
/// Edge cases: without a target `no_target`; where neither side is better (neutral, in_range) `no_direction`, and so it
/// is of a bound on the other side, "at least 55" where low is good, which is not rated either; without limits
/// `no_limits`. A process that always is exactly on its target passes, as it is rated on or better; where the number
/// itself is not meant, "over 50", it fails. Compared as printed decimals.
///
/// Source: NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019), icons of
/// assurance.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the limits of a chart say of its target.
enum class Assurance : std::uint8_t { pass, fail, inconsistent, no_target, no_direction, no_limits };

template <>
struct Vocabulary<Assurance> {
    static constexpr std::string_view name = "assurance";
    static constexpr std::array<std::string_view, 6> words{"pass",      "fail",         "inconsistent",
                                                           "no_target", "no_direction", "no_limits"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::spc {

/// How a target reads: a number of which either side may be good, or a bound, which says its good side.
enum class TargetSide : std::uint8_t { either, at_least, over, at_most, under };

/// How many there are.
inline constexpr std::uint8_t target_sides = 5;

/// What a number is, read so.
[[nodiscard]] constexpr Range range_of(double number, TargetSide side) noexcept {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    switch (side) {
        case TargetSide::at_least: return {number, none, false, false};
        case TargetSide::over: return {number, none, true, false};
        case TargetSide::at_most: return {none, number, false, false};
        case TargetSide::under: return {none, number, false, true};
        case TargetSide::either: break;
    }
    return {number, number, false, false};
}

/// What limits say of a target.
[[nodiscard]] inline Assurance assurance(double lower, double upper, Range wanted, Polarity polarity) noexcept {
    if (!wanted.given()) return Assurance::no_target;
    if (polarity != Polarity::high_is_good && polarity != Polarity::low_is_good) return Assurance::no_direction;
    const bool high = polarity == Polarity::high_is_good, open = high ? wanted.lower_open : wanted.upper_open;
    const double target = high ? wanted.lower : wanted.upper;
    if (std::isnan(target)) return Assurance::no_direction;
    if (std::isnan(lower) || std::isnan(upper)) return Assurance::no_limits;
    const double worse_beyond = high ? decimal::difference(lower, target) : decimal::difference(target, upper);
    const double better_beyond = high ? decimal::difference(upper, target) : decimal::difference(target, lower);
    if (open ? worse_beyond > 0.0 : worse_beyond >= 0.0) return Assurance::pass;
    return (open ? better_beyond <= 0.0 : better_beyond < 0.0) ? Assurance::fail : Assurance::inconsistent;
}

/// The same of a number that says no side.
[[nodiscard]] inline Assurance assurance(double lower, double upper, double target, Polarity polarity) noexcept {
    return assurance(lower, upper, range_of(target, TargetSide::either), polarity);
}

}  // namespace headway::spc
