/// @file
/// Ratings and directions of a block of rows that are plain numbers: without a branch, at the speed of memory.
///
/// The formulas are those of assess/rating.hpp, assess/direction.hpp and decimal.hpp. Differences and directions are
/// computed as they stand there. A rating is decided by the doubles where these decide: with u = 2^-53,
/// M = max(|value|, |comparator|) in the domain of decimal.hpp, s the shortfall as decimals and r the same in doubles,
/// s is r rounded to 10^-p <= 1e-13 M, so
///
///     |s - r| <= (1/2 + 6u 10^14) 10^-p + 2u |r| < 0.6e-13 M
///
/// and `decimal::within` looks for the tie within 8u of the allowance a. With d = 1e-13 M and e = d + 1e-13 a, which
/// leave 0.4e-13 M and more for the roundings of the comparisons themselves,
///
///     r < -d               s < 0: green
///     r = 0                s = 0 whatever the domain, for the figures are one: green, where the comparator itself is
///     d < r < a - e        s > 0, and within the allowance on either reading of the tie: amber
///     r > d, r > a + e     red
///
/// Whatever lies between is `undecided`, and takes the exact way.
#pragma once

#include <cstddef>
#include <cstdint>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch::block {

/// What a block of so many rows reads and writes stays in the nearest cache.
inline constexpr std::size_t rows = 1024;

/// A rating that the exact way is to find.
inline constexpr std::uint8_t undecided = 255;

/// Differences as decimals. Whether all were in the domain of the fast way; if not, none is to be used.
bool differences(const double* a, const double* b, double* out, std::size_t size) noexcept;

/// Of a rule whose tolerance is a share of the comparator or an amount.
struct Allowance {
    double share;
    double amount;
    bool on_comparator_is_green;
};

/// Ratings, or `undecided`. In a range nothing is decided.
bool ratings(const double* value, const double* comparator, const std::uint8_t* polarity, Allowance allowed,
             std::uint8_t* out, std::size_t size) noexcept;

/// Why a row has no rating, of rows that are in no range.
void reasons(const double* value, const double* comparator, const std::uint8_t* polarity, std::uint8_t* out,
             std::size_t size) noexcept;

/// Whether a row has its comparator: of a comparator that is one number, whatever the polarity.
void presence(const double* comparator, std::uint8_t* out, std::size_t size) noexcept;

/// Directions of changes that are known, of rows that are in no range; and whether a row is in one.
bool directions(const double* latest, const double* change, const std::uint8_t* polarity, double dead_band,
                std::uint8_t* direction, std::uint8_t* reason, std::size_t size) noexcept;

/// Whether a number of the block is infinite.
bool any_infinite(const double* column, std::size_t size) noexcept;

/// Whether a code of the block is none.
bool any_code_of_no_polarity(const std::uint8_t* polarity, std::size_t size) noexcept;

}  // namespace headway::batch::block
