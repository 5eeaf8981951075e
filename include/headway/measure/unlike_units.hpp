/// @file
/// Whether two figures are counted in one unit, so that one may be compared with the other.
///
/// A unit is said of a figure where it stands in its cell or its heading (`clean` leaves it beside the column), or of
/// both, where it is that of the indicator. Let s be the smaller and l the larger by size, neither 0 nor missing:
///
/// | said                          | the figures are                                                     | then       |
/// |-------------------------------|---------------------------------------------------------------------|------------|
/// | of each, and the same         | any                                                                 | `alike`    |
/// | of each, and not the same     | any                                                                 | `differ`   |
/// | per cent, but not of s itself | s at most 1, l above 1 and above 20 s                               | `in_doubt` |
/// | an amount of money            | l at least 300 s                                                    | `in_doubt` |
/// | nothing                       | s below 1, l above 1 and at most 100, and 100 s from l / 2 to 2 l   | `in_doubt` |
/// | else                          | any                                                                 | `alike`    |
///
/// 0.735 beside 75% is a share of 1; 1,250,000 beside £1,100k was counted in pounds. The same unit may be written in
/// several ways ("£'000" and "£k"). The factors are chosen, not estimated: units differ by 100 or 1,000, results of one
/// indicator seldom by as much. What is in doubt is not rated; who knows better says the unit of each.
///
/// Beside a range a figure is compared with the number of the range that is nearest to it: within the range that is
/// itself, so there is no doubt (35 in 0.5 to 40). Beside a range of shares the one nearest to a hundredth of it counts
/// as well, and a share beside a range of more than 1 goes likewise by a hundred times itself (35 beside 0.1 to 0.95).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "headway/measure/range.hpp"
#include "headway/measure/unit.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether two figures are in one unit, as far as can be told.
enum class Units : std::uint8_t { alike, differ, in_doubt };

/// What a unit comes to, however it is written.
struct UnitSense {
    enum class Kind : std::uint8_t { unknown, per_cent, money, other } kind = Kind::unknown;
    double scale = 1.0;     ///< of money, how many of its currency a figure of 1 is
    std::string name{};     ///< the currency, or what else it is, in small letters

    friend bool operator==(const UnitSense&, const UnitSense&) = default;
};

/// Whether figures are percentages: "%", "% of cases", "percentage of calls", but no percentage points.
[[nodiscard]] inline bool says_percentages(std::string_view unit) {
    const std::string said = folded(unit);
    if (said.find("point") != std::string::npos) return false;
    const auto& words = detail::per_cent_words;
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return said.starts_with(word); });
}

/// What a unit, as it is written, counts: per cent, money or something else.
[[nodiscard]] inline UnitSense sense_of(std::string_view unit) {
    if (plain_text(unit).empty()) return {};
    if (says_percentages(unit)) return {.kind = UnitSense::Kind::per_cent};
    if (const auto signs = signs_of(unit))
        return {.kind = UnitSense::Kind::money, .scale = scale_of_unit(unit), .name = signs->before};
    return {.kind = UnitSense::Kind::other, .name = folded(unit)};
}

/// Whether a figure in that unit may be a count: one is 1, and not 1% or 1,000.
[[nodiscard]] inline bool counts_singly(const UnitSense& sense) noexcept {
    return sense.kind != UnitSense::Kind::per_cent && sense.scale == 1.0;
}

/// Whether two figures are counted alike; `said_a`, `said_b` are what was said of each, `of_both` of their indicator.
[[nodiscard]] inline Units compare_units(double a, const UnitSense& said_a, double b, const UnitSense& said_b,
                                         const UnitSense& of_both = {}) noexcept {
    using Kind = UnitSense::Kind;
    const bool one = said_a.kind != Kind::unknown, other = said_b.kind != Kind::unknown;
    if (one && other) return said_a == said_b ? Units::alike : Units::differ;
    const double size_a = std::fabs(a), size_b = std::fabs(b);
    if (!(size_a > 0.0) || !(size_b > 0.0)) return Units::alike;
    const double s = std::min(size_a, size_b), l = std::max(size_a, size_b);
    const bool of_smaller = size_a < size_b ? one : other;
    const Kind kind = one ? said_a.kind : other ? said_b.kind : of_both.kind;
    bool doubt = false;
    if (kind == Kind::per_cent) doubt = !of_smaller && s <= 1.0 && l > 1.0 && l > 20.0 * s;
    if (kind == Kind::money) doubt = l >= 300.0 * s;
    if (kind == Kind::unknown) doubt = s < 1.0 && l > 1.0 && l <= 100.0 && 100.0 * s >= l / 2.0 && 100.0 * s <= 2.0 * l;
    return doubt ? Units::in_doubt : Units::alike;
}

/// The same beside a range: see the head of this file.
[[nodiscard]] inline Units compare_units(double value, const UnitSense& said_value, Range range,
                                         const UnitSense& said_range, const UnitSense& of_both = {}) noexcept {
    const double lower = std::isnan(range.lower) ? range.upper : range.lower;
    const double upper = std::isnan(range.upper) ? range.lower : range.upper;
    const auto within = [&](double nearest) { return std::min(std::max(nearest, lower), upper); };
    const Units beside = compare_units(value, said_value, within(value), said_range, of_both);
    if (beside != Units::alike || within(value) == value) return beside;
    const bool shares = std::fabs(value) > 1.0;
    const auto [least, most] = std::minmax({std::fabs(lower), std::fabs(upper)});
    if (shares ? !(most < 1.0) : !(least > 1.0)) return beside;
    return compare_units(value, said_value, within(shares ? value / 100.0 : 100.0 * value), said_range, of_both);
}

}  // namespace headway
