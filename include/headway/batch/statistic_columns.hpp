/// @file
/// Where the statistics of rows, or of groups, go.
#pragma once

#include <cstdint>
#include <span>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Where the statistics of rows, or of groups, go: `value` and `status` have one element a row; `lower` and `upper` one
/// a row and level, all rows of the first level first.
struct StatisticColumns {
    std::span<double> value{};
    std::span<double> lower{};
    std::span<double> upper{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

}  // namespace headway::batch
