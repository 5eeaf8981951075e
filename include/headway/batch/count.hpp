/// @file
/// Ratings and directions counted by section.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/report/counts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Counts ratings by section. `section` holds codes from 0 to `sections` - 1.
/// @throws Error for columns of different lengths and a code that is out of range.
[[nodiscard]] std::vector<RatingCounts> count_ratings(std::span<const std::int32_t> section, std::size_t sections,
                                                      std::span<const std::uint8_t> rating,
                                                      std::span<const std::uint8_t> has_comparator);

/// Counts directions by section, as above.
[[nodiscard]] std::vector<DirectionCounts> count_directions(std::span<const std::int32_t> section,
                                                            std::size_t sections,
                                                            std::span<const std::uint8_t> direction);

}  // namespace headway::batch
