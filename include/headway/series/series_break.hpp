/// @file
/// Where a series was not itself: a span that nothing is learned from, such as a closure, or a new beginning, such as
/// a change of definition, before which nothing is.
///
/// The points stay as they were published, and what they brought stays in the sum of their year: a break only says what
/// a projection is learned from (outlook/history.hpp says how). A span may reach beyond the series, but not lie outside
/// of it; one from the first point on is a new beginning after it. A period shorter than a point is the point that
/// holds it.
#pragma once

#include <cstddef>
#include <optional>

#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// From one period to another is a span, both in it. One alone is a span where it is longer than a point of its series
/// ("Apr 2020 to Sep 2020", or 2020/21 of months), else where the series begins anew.
struct SeriesBreak {
    Period from{};
    std::optional<Period> to{};
};

/// Points that nothing is learned from, both in it.
struct LeftOut {
    std::size_t first = 0;
    std::size_t last = 0;
};

}  // namespace headway
