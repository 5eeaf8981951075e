/// @file
/// Why nobody can say what the chance of a target is.
///
/// | reason | where |
/// |---|---|
/// | `known` | there is a chance |
/// | `no_projection` | nothing is projected; the outcome says why |
/// | `no_polarity`, `neutral` | no side of a target is good |
/// | `no_target`, `no_range` | there is nothing to meet, or one end of it is missing |
/// | `no_interval` | nothing to judge the spread by |
/// | `units_in_doubt` | the year may be counted in another unit than the target: 0.72 against 75 |
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Why there is no chance of a target, or that there is one.
enum class ChanceReason : std::uint8_t {
    known,
    no_projection,
    no_polarity,
    neutral,
    no_target,
    no_range,
    no_interval,
    units_in_doubt,
};

template <>
struct Vocabulary<ChanceReason> {
    static constexpr std::string_view name = "chance reason";
    static constexpr std::array<std::string_view, 8> words{
        "known",     "no projection", "no polarity", "neutral indicator",
        "no target", "no range",      "no interval", "units in doubt"};
};

/// Why a projection has no chance of its target, or that it has one.
[[nodiscard]] inline ChanceReason chance_reason(const Projection& projection) noexcept {
    if (!std::isnan(projection.probability)) return ChanceReason::known;
    if (std::isnan(projection.value)) return ChanceReason::no_projection;
    if (!projection.rule.polarity) return ChanceReason::no_polarity;
    const Range target = bounds_or_number(projection.rule.target_range, projection.rule.target);
    if (*projection.rule.polarity != Polarity::neutral &&
        compare_units(projection.value, {}, target, {}) != Units::alike)
        return ChanceReason::units_in_doubt;
    switch (*projection.rule.polarity) {
        case Polarity::neutral: return ChanceReason::neutral;
        case Polarity::in_range:
            if (target.known()) return ChanceReason::no_interval;
            return target.given() ? ChanceReason::no_range : ChanceReason::no_target;
        case Polarity::high_is_good:
            if (!std::isnan(target.lower)) return ChanceReason::no_interval;
            break;
        case Polarity::low_is_good:
            if (!std::isnan(target.upper)) return ChanceReason::no_interval;
            break;
    }
    return target.given() ? ChanceReason::no_range : ChanceReason::no_target;
}

}  // namespace headway
