/// @file
/// In thousands, millions or billions: how long amounts of money are written where there is little room.
///
///     written_scale({59364311, 61000000}, "GBP") = {"£m", 1000000}    written_scale({42.65}, "£m") = {"£m", 1}
///
/// Amounts of six digits and more before the point are written in the largest of the three of which the largest amount
/// is at least one, all of a chart alike. Others, and figures that are no money, are written as they are.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "headway/measure/unit.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The unit that amounts are written in, and how many of their own unit one of it is.
struct WrittenScale {
    std::string unit{};
    double per = 1.0;

    friend bool operator==(const WrittenScale&, const WrittenScale&) = default;
};

/// See the head of this file.
[[nodiscard]] inline WrittenScale written_scale(std::span<const double> amounts, std::string_view unit) {
    constexpr double six_digits = 99'999.5;
    constexpr std::array<std::pair<double, std::string_view>, 3> scales{{{1e9, "bn"}, {1e6, "m"}, {1e3, "k"}}};
    const std::optional<UnitSigns> signs = signs_of(unit);
    double largest = 0.0;
    for (const double amount : amounts)
        if (std::isfinite(amount)) largest = std::max(largest, std::fabs(amount));
    if (signs && !signs->before.empty() && largest >= six_digits) {
        const double own = scale_of_unit(unit);
        for (const auto& [scale, word] : scales)
            if (scale > own && largest * own >= scale) return {signs->before + std::string(word), scale / own};
    }
    return {std::string(unit), 1.0};
}

/// An amount in the unit that it is written in.
[[nodiscard]] inline double written(double amount, const WrittenScale& scale) noexcept { return amount / scale.per; }

}  // namespace headway
