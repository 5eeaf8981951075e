/// @file
/// Random numbers without a state: Philox4x32-10, a function of a counter and a key.
///
/// The draw that a simulation wants is named, not waited for, so every draw is the same whatever the order, the number
/// of threads or the machine. A stream is one sequence of draws:
///
///     key     = seed, its low and its high 32 bits
///     counter = (draw / 2: its low 32 bits, its high 32 bits; index; purpose)
///
/// where `index` says whose draws they are (the position of a saving in its plan, of a quantile in its population) and
/// `purpose` what for (0: how much is delivered, 1: how late, 2: the value of a quantile), so the draws of one do not
/// change when others join after it. One counter gives 128 bits, which serve two draws: words 0 and 1 the even one,
/// words 2 and 3 the odd one.
///
/// A uniform number takes the upper 52 of its 64 bits (the second word of the pair is the upper half) and stands in the
/// middle of its cell: u = (k + 1/2) / 2^52, exact in a double. It is never 0 or 1, 1 - u is exact and one of the same
/// numbers, and the tails reach as far as 8.2 standard deviations.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11, 2011), whose known
/// answers are tested. Ten rounds, three more than the fewest that pass BigCrush.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "headway/processor.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// One sequence of draws: see the head of this file.
struct Stream {
    std::uint64_t seed = 0;
    std::uint32_t index = 0;
    std::uint32_t purpose = 0;
};

namespace detail {

using PhiloxWords = std::array<std::uint32_t, 4>;

/// Ten rounds of Philox4x32 on a counter (words c) under a key (words k).
[[nodiscard]] constexpr PhiloxWords philox(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3,
                                           std::uint32_t k0, std::uint32_t k1) noexcept {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t even = std::uint64_t{0xD2511F53} * c0;
        const std::uint64_t odd = std::uint64_t{0xCD9E8D57} * c2;
        c0 = static_cast<std::uint32_t>(odd >> 32) ^ c1 ^ k0;
        c1 = static_cast<std::uint32_t>(odd);
        c2 = static_cast<std::uint32_t>(even >> 32) ^ c3 ^ k1;
        c3 = static_cast<std::uint32_t>(even);
        k0 += 0x9E3779B9;  // the golden ratio
        k1 += 0xBB67AE85;  // the square root of 3, less 1
    }
    return {c0, c1, c2, c3};
}

/// The middle of the cell that the upper 52 bits name: 1 + k / 2^52 is written into the bits of a double, and
/// 1 - 2^-53 taken off, which is exact.
[[nodiscard]] constexpr double uniform_of(std::uint32_t lower, std::uint32_t upper) noexcept {
    const std::uint64_t bits = (std::uint64_t{upper} << 32 | lower) >> 12;
    return std::bit_cast<double>(bits | 0x3FF0000000000000) - (1.0 - 0x1p-53);
}

}  // namespace detail

/// One draw of a stream: uniform, above 0 and below 1.
[[nodiscard]] constexpr double uniform(const Stream& stream, std::uint64_t draw) noexcept {
    const std::uint64_t pair = draw / 2;
    const detail::PhiloxWords words =
        detail::philox(static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32), stream.index,
                       stream.purpose, static_cast<std::uint32_t>(stream.seed),
                       static_cast<std::uint32_t>(stream.seed >> 32));
    return draw % 2 == 0 ? detail::uniform_of(words[0], words[1]) : detail::uniform_of(words[2], words[3]);
}

/// Draws are made so many at a time.
inline constexpr std::size_t draws_a_block = 128;

/// The draws from block x `draws_a_block` on: each the same as `uniform` gives alone.
HEADWAY_FOR_EACH_PROCESSOR inline void uniforms(const Stream& stream, std::uint64_t block,
                                                std::span<double, draws_a_block> out) noexcept {
    constexpr std::size_t pairs = draws_a_block / 2;
    const std::uint64_t first = block * pairs;  // a multiple of pairs, so adding less than that never carries
    const auto c0 = static_cast<std::uint32_t>(first);
    const auto c1 = static_cast<std::uint32_t>(first >> 32);
    const auto k0 = static_cast<std::uint32_t>(stream.seed);
    const auto k1 = static_cast<std::uint32_t>(stream.seed >> 32);
    const std::uint32_t index = stream.index, purpose = stream.purpose;
    std::array<std::uint32_t, pairs> w0, w1, w2, w3;
    for (std::uint32_t i = 0; i < pairs; ++i) {
        const detail::PhiloxWords words = detail::philox(c0 + i, c1, index, purpose, k0, k1);
        w0[i] = words[0];
        w1[i] = words[1];
        w2[i] = words[2];
        w3[i] = words[3];
    }
    for (std::size_t i = 0; i < pairs; ++i) {
        out[2 * i] = detail::uniform_of(w0[i], w1[i]);
        out[2 * i + 1] = detail::uniform_of(w2[i], w3[i]);
    }
}

}  // namespace headway::stats
