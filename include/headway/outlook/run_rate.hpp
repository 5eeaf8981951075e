/// @file
/// The two simplest projections, and what every other has to beat.
///
/// Run rate (pro rata): each point to come brings what this year's points brought on average, so that
/// year = reached x points in the year / points known. It knows no seasons: exact for a steady flow, wrong by the
/// season's share for any other. Last value: every point to come is like the last one; for a level, no change.
#pragma once

#include <cstddef>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// Points to come. A level's run rate is this year's mean. Needs one point of this year.
[[nodiscard]] inline std::vector<double> run_rate(const History& history) {
    return std::vector<double>(static_cast<std::size_t>(history.remaining), history.reached() / history.known);
}

/// Points to come. Needs one point.
[[nodiscard]] inline std::vector<double> last_value(const History& history) {
    return std::vector<double>(static_cast<std::size_t>(history.remaining), history.points.back());
}

}  // namespace headway::outlook
