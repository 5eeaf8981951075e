/// @file
/// Whether percentages of one series go on as shares of 1, or the other way round: 72.3, 74.1, ... and then 0.735, as
/// where some cells of a spreadsheet hold "72.3%" as text and others as a number.
///
/// Of the known figures that are not 0, by size, let the small ones be those of at most 1. The series is mixed
/// where there are both, so many together as are asked for, no small one is 1 (which may be a count or 1%), every large
/// one is above 20 times the largest small one and at most 200, and each small one times 100 is from half the least to
/// twice the largest large one.
///
/// Edge cases: missing and infinite figures and those of 0 say nothing. Of how many figures a doubt needs depends on
/// what follows: six where the series is refused, three where it is only said.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What stands among what in a series that is mixed.
struct MixedShares {
    std::size_t shares = 0;  ///< figures of at most 1
    std::size_t known = 0;   ///< figures that are known and not 0
    std::size_t first = 0;   ///< where the first share stands, counted from 0
    double share = 0.0;      ///< that share
    double least = 0.0;      ///< the least of the others, by size

    friend bool operator==(const MixedShares&, const MixedShares&) = default;
};

inline constexpr std::size_t figures_of_a_refusal = 6;  ///< so many figures must be mixed for a series to be refused
inline constexpr std::size_t figures_of_a_doubt = 3;    ///< and so many for it to be said

/// How shares and percentages are mixed; empty where they are not, or in fewer than `fewest` figures.
[[nodiscard]] inline std::optional<MixedShares> mixed_shares(std::span<const double> values, std::size_t fewest) {
    MixedShares found{.least = std::numeric_limits<double>::infinity()};
    double largest = 0.0, least_share = found.least, largest_share = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double size = std::fabs(values[i]);
        if (!(size > 0.0) || std::isinf(size)) continue;
        ++found.known;
        if (size <= 1.0) {
            if (found.shares++ == 0) {
                found.first = i;
                found.share = values[i];
            }
            least_share = std::min(least_share, size);
            largest_share = std::max(largest_share, size);
        } else {
            found.least = std::min(found.least, size);
            largest = std::max(largest, size);
        }
    }
    const bool both = found.shares > 0 && found.shares < found.known && found.known >= fewest && largest_share < 1.0;
    const bool apart = found.least > 20.0 * largest_share && largest <= 200.0;
    const bool in_hundredths = 100.0 * least_share >= found.least / 2.0 && 100.0 * largest_share <= 2.0 * largest;
    if (!both || !apart || !in_hundredths) return std::nullopt;
    return found;
}

/// What is mixed, in words; `when` is where the first share stands, as a reader calls it: "in Sep 2024".
[[nodiscard]] inline std::string words_of(const MixedShares& mixed, std::string_view when) {
    return "Shares of 1 stand among percentages: " + std::to_string(mixed.shares) + " of " +
           std::to_string(mixed.known) + " figures are at most 1, as " + shown(mixed.share) + " " + std::string(when) +
           ", the others at least " + shown(mixed.least) + ". Write all of them in one unit.";
}

}  // namespace headway
