/// @file
/// What cells of a table make, and whether a quantity of a sentence is that.
///
/// A quantity and what is made of cells have to be of one kind: a share in per cent, a difference of shares in
/// points, money, a time, or a number. An amount in a table that says no unit is in the table's own scale. A
/// fraction in words without a bound is a share to within `fraction_width` points ("a third" is said of 32.5% and
/// of 34%), of a small one to within a tenth of it ("one in fifty" is not 3%); a half is one to within `half_width`.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/claim.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/stated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// How far a share may be from a fraction in words, in points.
inline constexpr double fraction_width = 1.0, half_width = 0.5;

/// Something that cells make, with the arithmetic that made it.
struct MadeOfCells {
    Interval is{};
    StatedUnit unit = StatedUnit::none;  ///< of its cells; `per_cent` of a share, `points` of a difference of two
    double seconds = 0.0;                ///< of one of its unit; 0 where it is no time
    std::string text{};
    Span span{};
    ClaimKind kind = ClaimKind::value;
    std::string_view rule = "text against table";
};

/// What a quantity says, in digits that tell: a fraction in words says two.
[[nodiscard]] inline int telling_digits(const Quantity& quantity) {
    const int digits = telling_digits(quantity.stated);
    return quantity.fraction ? 2 : digits == 1 && quantity.stated.decimals > 0 && quantity.stated.value >= 1.0 ? 2
        : digits;
}

/// Whether two are of one kind, and how a quantity is stated in the scale of the other; empty where they are not.
[[nodiscard]] inline std::optional<Stated> stated_in(const Quantity& quantity, const MadeOfCells& made) {
    Stated stated = quantity.stated;
    stated.value = std::fabs(stated.value);
    if (made.unit == StatedUnit::per_cent)
        return quantity.is_share() && !quantity.points ? std::optional(stated) : std::nullopt;
    if (made.unit == StatedUnit::points) {
        if (!quantity.points && stated.unit != StatedUnit::points && !(quantity.is_share() && !quantity.fraction))
            return std::nullopt;
        return stated;
    }
    if (quantity.is_share() || quantity.fraction || stated.unit == StatedUnit::points) return std::nullopt;
    if (quantity.is_time() || made.seconds > 0.0)
        return quantity.is_time() && made.unit != StatedUnit::pounds ? std::optional(stated) : std::nullopt;
    if (made.unit == stated.unit && !(stated.scale > 0 && made.unit == StatedUnit::none)) return stated;
    constexpr double far = 100.0;  // "45.7 million" in a table of millions
    const bool scaled = stated.scale > 0 && stated.value > far * std::fabs(made.is.middle);
    if (made.unit != StatedUnit::none || (stated.unit != StatedUnit::pounds && !scaled))
        return made.unit == stated.unit ? std::optional(stated) : std::nullopt;
    stated.unit = StatedUnit::none;
    stated.value /= decimal::detail::power_of_ten[std::clamp(stated.scale, 0, 22)];
    stated.scale = 0;
    stated.rounded = quantity.stated.scale > 0;
    return stated;
}

/// Half of the last digit that tells: "some 7,100" is 7,050 to 7,150.
[[nodiscard]] inline double telling_half(const Stated& stated) {
    double unit = 2.0 * stated.half();
    if (stated.decimals > 0 || stated.value == 0.0) return 0.5 * unit;
    constexpr double most = 1e15;
    while (unit < most && std::fmod(std::fabs(stated.value), 10.0 * unit) == 0.0) unit *= 10.0;
    return 0.5 * unit;
}

/// Whether a quantity is what cells make.
[[nodiscard]] inline Verdict agrees(const Quantity& quantity, const MadeOfCells& made) {
    const std::optional<Stated> stated = stated_in(quantity, made);
    if (!stated || !made.is.known()) return Verdict::not_checkable;
    Interval is = made.is.middle < 0.0 ? made.is * -1.0 : made.is;
    if (quantity.is_time() && made.seconds > 0.0) is = is * (1.0 / quantity.seconds);
    if (quantity.fraction && (stated->bound == Bound::exact || stated->bound == Bound::about))
        return std::fabs(is.middle - stated->value) <=
                       (stated->value == 50.0 ? half_width : std::min(fraction_width, 0.1 * stated->value))
                   ? Verdict::holds
                   : Verdict::contradiction;
    if (!is_said_of(*stated, is.middle)) return Verdict::contradiction;
    return agreement(*stated, is);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
