/// @file
/// A figure as a reader sees it: its decimals, thousands, what stands beside it, a true minus sign.
///
///     figure_text(86.6, 2) = "86.60"    figure_text(36060, 0, "GBP") = "£36,060"    figure_text(-3, 0, "%") = "−3%"
///
/// How many decimals: as many as the figures of a row use, up to two (`decimals_used`); and more where two that differ
/// would print alike, or one that is not 0 as 0 (`places_to_tell_apart`): 89.996 beside 90 has three. Figures that
/// agree in 15 significant digits are the same. A change of percentages is in percentage points (`change_text`).
///
/// Units: those of `signs_of` (per cent and currencies) stand beside the figure, others belong to its label.
/// Edge cases: what rounds to 0 has no sign; NaN uses no decimals and is not printed by whoever asks.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "headway/decimal_text.hpp"
#include "headway/measure/unit.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// How many decimals a figure is printed with at the most, where nothing asks for more.
inline constexpr int most_decimals = 2;
/// The minus of print, which is no hyphen.
inline constexpr std::string_view minus_sign = "\xE2\x88\x92";

namespace detail {

/// The digits of a number without its sign, rounded to so many decimals.
[[nodiscard]] inline std::string digits_of(double value, int places) {
    std::string text(static_cast<std::size_t>(330 + std::max(places, 0)), '\0');
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::fabs(value), std::chars_format::fixed,
                                   std::max(places, 0)).ptr;
    text.resize(static_cast<std::size_t>(end - text.data()));
    return text;
}

/// Whether printed digits are those of 0.
[[nodiscard]] inline bool is_nothing(std::string_view digits) noexcept {
    return digits.find_first_not_of("0.,") == std::string_view::npos;
}

/// A number as its first 15 significant digits have it, which binary rounding leaves alone.
[[nodiscard]] inline double as_written(double value) {
    if (!std::isfinite(value)) return value;
    char text[40];
    return decimal::read({text, std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 14).ptr});
}

}  // namespace detail

/// One figure as text: see the head of this file.
/// @param sign a plus sign before what is above 0
[[nodiscard]] inline std::string figure_text(double value, int places, std::string_view unit = {}, bool sign = false) {
    std::string digits = detail::digits_of(value, places);
    if (std::isfinite(value)) {
        const std::size_t whole = std::min(digits.find('.'), digits.size());
        for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
    }
    const std::string_view before_it = detail::is_nothing(digits) ? "" : value < 0.0 ? minus_sign : sign ? "+" : "";
    const UnitSigns beside = signs_of(unit).value_or(UnitSigns{});
    return std::string(before_it) + beside.before + digits + beside.after;
}

/// The most decimals that figures use, up to `most`. NaN uses none.
[[nodiscard]] inline int decimals_used(std::span<const double> figures, int most = most_decimals) {
    int used = 0;
    for (const double figure : figures) {
        if (!std::isfinite(figure)) continue;
        const std::string digits = detail::digits_of(figure, most);
        const std::size_t point = digits.find('.');
        if (point != std::string::npos)
            used = std::max(used, static_cast<int>(digits.find_last_not_of('0')) - static_cast<int>(point));
    }
    return used;
}

/// The decimals to round to: `least`, or as many as tell a figure from those beside it and print nothing but 0 as 0.
/// @param change printed too, but not compared
[[nodiscard]] inline int places_to_tell_apart(double figure, std::span<const double> beside,
                                              double change = std::numeric_limits<double>::quiet_NaN(),
                                              int least = most_decimals) {
    constexpr int smallest_double = 324;
    const double one = detail::as_written(figure);
    const auto vanishes = [](double value, int places) {
        return std::isfinite(value) && value != 0.0 && detail::is_nothing(detail::digits_of(value, places));
    };
    const auto fit = [&](int places) {
        if (vanishes(one, places) || vanishes(detail::as_written(change), places)) return false;
        return std::none_of(beside.begin(), beside.end(), [&](double given) {
            const double other = detail::as_written(given);
            const bool meets = other != one && std::isfinite(other) && std::isfinite(one) &&
                               figure_text(other, places) == figure_text(one, places);
            return vanishes(other, places) || meets;
        });
    };
    int places = least;
    while (places < smallest_double && !fit(places)) ++places;
    return places;
}

/// What a label says of a unit: nothing where it stands beside each figure, or figures are plain numbers.
[[nodiscard]] inline std::string unit_label(std::string_view unit) {
    constexpr std::array<std::string_view, 6> counts{"count", "no", "no.", "number", "#", "n"};
    const std::string said = folded(unit);
    const bool plain = said.empty() || std::find(counts.begin(), counts.end(), said) != counts.end();
    return plain || signs_of(unit) ? std::string() : std::string(unit);
}

/// A change as text, with its sign where `sign` asks for it: of percentages in percentage points.
/// @param points how percentage points are written
[[nodiscard]] inline std::string change_text(double change, int places, std::string_view unit, bool sign,
                                             std::string_view points) {
    if (is_per_cent(unit)) return figure_text(change, places, {}, sign) + std::string(points);
    return figure_text(change, places, unit, sign);
}

}  // namespace headway
