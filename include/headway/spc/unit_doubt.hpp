/// @file
/// What looks as if it were counted in another unit on a chart of single values: shares of 1 among percentages
/// (measure/mixed_shares.hpp), or a target beside values that are not (measure/unlike_units.hpp). Nothing is changed
/// for that: limits, median and runs are those of the figures as given, and a reader is told.
///
/// The target is that of the latest known value, and its doubt is said only where the values themselves are not mixed.
/// 0.95 beside values of 93 is a doubt; 0 and a target that is missing are none.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/measure/mixed_shares.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

/// What on a chart may be in another unit than the rest of it.
struct UnitDoubt {
    std::optional<MixedShares> mixed{};
    std::size_t point = 0;  ///< the first share, or the latest value, whose target is in doubt; counted from 0
    double value = 0.0;     ///< the figure of that point
    double target = 0.0;    ///< its target, where the values are not mixed

    friend bool operator==(const UnitDoubt&, const UnitDoubt&) = default;
};

/// The doubt of a series and its target, which is none, one for all points, or one a point; empty where there is none.
[[nodiscard]] inline std::optional<UnitDoubt> unit_doubt(std::span<const double> values,
                                                         std::span<const double> target = {}) {
    if (const auto mixed = mixed_shares(values, figures_of_a_doubt))
        return UnitDoubt{.mixed = mixed, .point = mixed->first, .value = mixed->share};
    std::size_t end = values.size();
    while (end > 0 && !std::isfinite(values[end - 1])) --end;
    if (end == 0 || target.empty()) return std::nullopt;
    const double wanted = target.size() == 1 ? target[0] : target[end - 1];
    if (compare_units(values[end - 1], {}, wanted, {}) != Units::in_doubt) return std::nullopt;
    return UnitDoubt{.point = end - 1, .value = values[end - 1], .target = wanted};
}

/// The same in words; `when` is where its point stands, as a reader calls it: "in Sep 2024".
[[nodiscard]] inline std::string words_of(const UnitDoubt& doubt, std::string_view when) {
    if (doubt.mixed) return words_of(*doubt.mixed, when);
    const bool of_target = std::fabs(doubt.target) < std::fabs(doubt.value);
    return std::string("The ") + (of_target ? "target looks like a share" : "values look like shares") +
           " of 1 beside " + (of_target ? "percentages" : "a percentage") + ": the target is " + shown(doubt.target) +
           ", the value " + shown(doubt.value) + " " + std::string(when) + ". Write all of them in one unit.";
}

}  // namespace headway::spc
