/// @file
/// Many amounts in little room: the largest stand alone, the others together.
///
/// Of more amounts than there is room for, the largest `most - 1` stand alone and the others as one sum, which so holds
/// two or more. Size is whatever the sign; equal sizes keep their order. What is not known (NaN) comes last, and adds
/// nothing to a sum; a sum of nothing known is not known. All sums are of printed decimals (decimal.hpp).
///
/// | sizes         | room | alone | together |
/// |---------------|------|-------|----------|
/// | 2, -5, 1      | 3    | 1 0 2 |          |
/// | 2, -5, 1      | 2    | 1     | 0 2      |
/// | NaN, 1, 1     | 2    | 1     | 2 0      |
///
/// Errors: room for none.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The places of amounts, the largest first. See the head of this file.
[[nodiscard]] inline std::vector<std::size_t> largest_first(std::span<const double> amounts) {
    const auto size = [&](std::size_t place) { return std::isnan(amounts[place]) ? -1.0 : std::fabs(amounts[place]); };
    std::vector<std::size_t> places(amounts.size());
    for (std::size_t place = 0; place < places.size(); ++place) places[place] = place;
    std::sort(places.begin(), places.end(), [&](std::size_t one, std::size_t other) {
        return size(one) > size(other) || (size(one) == size(other) && one < other);
    });
    return places;
}

/// Places among the amounts, each the largest first.
struct Pooled {
    std::vector<std::size_t> alone{};
    std::vector<std::size_t> together{};

    bool operator==(const Pooled&) const = default;
};

/// @param most how many may stand, the sum of the others among them. @throws Error for 0.
[[nodiscard]] inline Pooled pooled(std::span<const double> sizes, std::size_t most) {
    if (most == 0) throw Error("pooled: found room for 0; accepted: 1 or more");
    std::vector<std::size_t> places = largest_first(sizes);
    if (places.size() <= most) return {.alone = std::move(places)};
    const auto others = places.begin() + static_cast<std::ptrdiff_t>(most - 1);
    return {.alone = {places.begin(), others}, .together = {others, places.end()}};
}

/// The sum of what is known of the amounts at some places; NaN where none is.
[[nodiscard]] inline double sum_of_known(std::span<const double> amounts, std::span<const std::size_t> places) {
    std::vector<double> known;
    for (const std::size_t place : places)
        if (!std::isnan(amounts[place])) known.push_back(amounts[place]);
    return known.empty() ? std::numeric_limits<double>::quiet_NaN() : decimal::sum(known);
}

}  // namespace headway
