/// @file
/// Counts, each with the denominator it is out of. "5 red" says nothing; "5 red of 12 with a target" does.
#pragma once

#include <cstddef>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Ratings against one comparator.
struct RatingCounts {
    std::size_t kpis = 0;             ///< rows
    std::size_t with_comparator = 0;  ///< rows that have the comparator: the denominator of green, amber and red
    std::size_t green = 0;
    std::size_t amber = 0;
    std::size_t red = 0;
    std::size_t not_rated = 0;  ///< kpis - green - amber - red: with the comparator or without

    constexpr void add(Rating rating, bool has_comparator) noexcept {
        ++kpis;
        with_comparator += has_comparator ? 1 : 0;
        switch (rating) {
            case Rating::green: ++green; break;
            case Rating::amber: ++amber; break;
            case Rating::red: ++red; break;
            case Rating::not_rated: ++not_rated; break;
        }
    }

    friend bool operator==(const RatingCounts&, const RatingCounts&) = default;
};

/// Directions of travel.
struct DirectionCounts {
    std::size_t kpis = 0;      ///< rows
    std::size_t compared = 0;  ///< rows whose direction is known: the denominator of the five counts below
    std::size_t improving = 0;
    std::size_t worsening = 0;
    std::size_t no_change = 0;
    std::size_t increasing = 0;
    std::size_t decreasing = 0;
    std::size_t unknown = 0;

    constexpr void add(Direction direction) noexcept {
        ++kpis;
        compared += direction == Direction::unknown ? 0 : 1;
        switch (direction) {
            case Direction::improving: ++improving; break;
            case Direction::worsening: ++worsening; break;
            case Direction::no_change: ++no_change; break;
            case Direction::increasing: ++increasing; break;
            case Direction::decreasing: ++decreasing; break;
            case Direction::unknown: ++unknown; break;
        }
    }

    friend bool operator==(const DirectionCounts&, const DirectionCounts&) = default;
};

}  // namespace headway
