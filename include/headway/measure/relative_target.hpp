/// @file
/// A target that is told by a change: "reduce by 10% from March", "a further 80 fewer", "up 5 points", "at least as
/// good as last year".
///
/// | the change is | value                    | for                                                        |
/// |---------------|--------------------------|------------------------------------------------------------|
/// | `fraction`    | baseline x (1 + change)  | "by 10%": -0.10                                            |
/// | `amount`      | baseline + change        | "80 fewer": -80; "no worse than": 0                        |
/// | `points`      | baseline + change        | "5 points higher", of an indicator in per cent: 5          |
///
/// The baseline is part of the target: without it nobody can check the number, and it moves when the past is revised.
/// "By 5%" of 60% is 63%, "by 5 points" 65%: the two are never one.
///
/// Whole things: with `whole`, the value is the whole number that lies on the good side of what the change comes to.
/// Where high is good at least 63.2 is asked, so 64; where low is good at most 63.2, so 63; elsewhere the nearest. What
/// is whole as printed stays.
///
/// Units: `change` is a fraction, signed (-0.10 is a reduction by 10%), or an amount in the indicator's unit. The value
/// is a decimal as printed: 10% less than 645.6 is 581.04 (see decimal.hpp).
/// Edge cases: a missing baseline (NaN) makes a missing target.
/// Errors, of a fraction: a baseline of 0, of which every fraction is 0; a negative one, where "10% less" has two
/// meanings; a change beyond -1 to 1, where -10 was meant as percent (for more than a doubling state the target
/// itself). Of any: a change that is no number, an infinite baseline.
///
/// Source: targets "reduce by 10% from March 2024" and "a reduction of a further 80 properties by the end of Q3" of the
/// corporate performance report (Cabinet, November 2024).
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a change is counted in.
enum class ChangeIs : std::uint8_t {
    fraction,  ///< of the baseline
    amount,    ///< in the indicator's unit
    points,    ///< percentage points, of an indicator in per cent
};

template <>
struct Vocabulary<ChangeIs> {
    static constexpr std::string_view name = "change";
    static constexpr std::array<std::string_view, 3> words{"fraction", "amount", "points"};
};

/// A level that was measured, and when: what a target starts from.
struct Baseline {
    Period period{};
    double value = std::numeric_limits<double>::quiet_NaN();
};

/// A target told by its change from a baseline.
struct RelativeTarget {
    double change = std::numeric_limits<double>::quiet_NaN();  ///< -0.10 is a reduction by 10%
    Baseline baseline{};
    ChangeIs change_is = ChangeIs::fraction;
    std::optional<Polarity> whole{};  ///< a whole number of things, on the side that is good
};

/// The whole number that a target of things comes to: see the head of this file.
[[nodiscard]] inline double whole_target(double target, Polarity polarity) noexcept {
    const double printed = decimal::difference(target, 0.0);
    if (polarity == Polarity::high_is_good) return std::ceil(printed);
    return polarity == Polarity::low_is_good ? std::floor(printed) : std::round(printed);
}

/// What the change comes to, before it is made whole; NaN where the baseline is missing.
/// @throws Error: see the head of this file.
[[nodiscard]] inline double unrounded(const RelativeTarget& target) {
    const double baseline = target.baseline.value;
    if (target.change_is != ChangeIs::fraction) {
        if (!std::isfinite(target.change))
            throw Error("relative target: found change " + shown(target.change) + "; accepted: a finite number");
        if (std::isinf(baseline))
            throw Error("relative target: found baseline " + shown(baseline) + " of '" +
                        target.baseline.period.label() + "'; accepted: a finite number, or NaN for missing");
        return decimal::difference(baseline, -target.change);
    }
    if (!(std::fabs(target.change) <= 1.0))
        throw Error("relative target: found change " + shown(target.change) +
                    "; accepted: a fraction from -1 to 1, for example -0.10 for a reduction by 10%");
    if (baseline <= 0.0 || std::isinf(baseline))
        throw Error("relative target: found baseline " + shown(baseline) + " of '" +
                    target.baseline.period.label() +
                    "'; accepted: more than 0, or NaN for missing (otherwise state the target itself)");
    return decimal::difference(baseline, -baseline * target.change);
}

/// The number that the target comes to; NaN where the baseline is missing. @throws Error: see the head of this file.
[[nodiscard]] inline double year_end(const RelativeTarget& target) {
    const double value = unrounded(target);
    return target.whole && !std::isnan(value) ? whole_target(value, *target.whole) : value;
}

/// How the target is made, for a reader: "539 (2024/25 - Q2) less 80 is 459".
/// @throws Error: see the head of this file.
[[nodiscard]] inline std::string in_words(const RelativeTarget& target) {
    const double value = unrounded(target);
    const std::string from = "what was measured in " + target.baseline.period.label();
    if (std::isnan(value)) return from + " is not known";
    std::string words = shown(target.baseline.value) + " (" + target.baseline.period.label() + ")";
    if (target.change != 0.0) {
        const bool fraction = target.change_is == ChangeIs::fraction;
        const double size = std::fabs(target.change);
        words += target.change < 0.0 ? " less " : " plus ";
        words += fraction ? shown(decimal::difference(100.0 * size, 0.0)) + "%" : shown(size);
        if (target.change_is == ChangeIs::points) words += size == 1.0 ? " point" : " points";
        words += " is " + shown(value);
    }
    if (!target.whole || year_end(target) == value) return words;
    const std::string_view side = *target.whole == Polarity::high_is_good  ? "at least "
                                  : *target.whole == Polarity::low_is_good ? "at most "
                                                                           : "nearest to ";
    return words + "; of whole things " + shown(year_end(target)) + ", which is " + std::string(side) + shown(value);
}

}  // namespace headway
