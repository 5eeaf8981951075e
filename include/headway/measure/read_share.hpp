/// @file
/// A share of 1 as people write it: "0.3", "30%", "30 per cent". Per cent are divided by 100; nothing, "n/a" and "TBC"
/// are missing (NaN).
///
/// Errors: a figure in another unit, a bound ("over 50%"), and what is no figure (figure.hpp).
#pragma once

#include <limits>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/figure.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error: see the head of this file.
[[nodiscard]] inline double read_share(std::string_view text) {
    const Figure figure = read_figure(text);
    if (figure.status == FigureStatus::value && figure.unit == FigureUnit::per_cent)
        return decimal::difference(*figure.value / 100.0, 0.0);
    if (figure.status == FigureStatus::value && figure.unit == FigureUnit::none) return *figure.value;
    if (figure.status == FigureStatus::value || figure.status == FigureStatus::bound ||
        figure.status == FigureStatus::unread)
        throw Error("found " + headway::quoted(text) + "; accepted: a share of 1, 0.3 or 30%");
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace headway
