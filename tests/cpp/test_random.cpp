// Philox4x32-10 against the known answers of Random123, and the layout of streams.
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/stats/random.hpp"
#include "testing.hpp"

namespace test_random {

using namespace headway;
using namespace headway::stats;

using Block = std::array<double, draws_a_block>;

TEST_CASE("Philox gives the published known answers") {
    // Random123, kat_vectors: counter, key, result
    CHECK(headway::stats::detail::philox(0, 0, 0, 0, 0, 0) == headway::stats::detail::PhiloxWords{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    constexpr std::uint32_t ones = 0xffffffff;
    CHECK(headway::stats::detail::philox(ones, ones, ones, ones, ones, ones) ==
          headway::stats::detail::PhiloxWords{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(headway::stats::detail::philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0) ==
          headway::stats::detail::PhiloxWords{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a draw is the 52 upper bits of its two words, in the middle of their cell") {
    // Seed, index and purpose 0: draws 0 and 1 are the first known answer, e169c58d 6627e8d5 and 9b00dbd8 bc57ac4c.
    CHECK(uniform({}, 0) == (static_cast<double>(0xe169c58d6627eULL) + 0.5) / 0x1p52);
    CHECK(uniform({}, 1) == (static_cast<double>(0x9b00dbd8bc57aULL) + 0.5) / 0x1p52);
    // The counter is the number of the pair, low word first, then index and purpose; the key is the seed, low word first.
    const Stream stream{.seed = 0x299f31d0a4093822, .index = 0x13198a2e, .purpose = 0x03707344};
    const headway::stats::detail::PhiloxWords words = headway::stats::detail::philox(6, 5, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0);
    CHECK(uniform(stream, 2 * 0x500000006) == headway::stats::detail::uniform_of(words[0], words[1]));
    CHECK(uniform(stream, 2 * 0x500000006 + 1) == headway::stats::detail::uniform_of(words[2], words[3]));
}

TEST_CASE("the ends of the interval are open") {
    CHECK(headway::stats::detail::uniform_of(0, 0) == 0x1p-53);
    CHECK(headway::stats::detail::uniform_of(0xffffffff, 0xffffffff) == 1.0 - 0x1p-53);
    CHECK(headway::stats::detail::uniform_of(0, 0x80000000) == 0.5 + 0x1p-53);
}

TEST_CASE("a block holds the draws one by one") {
    std::size_t different = 0;
    for (const std::uint64_t block : {0ULL, 1ULL, 12345ULL, 0x1ffffffffULL, 0x4000000ULL})
        for (const Stream& stream : {Stream{}, Stream{.seed = 7, .index = 3, .purpose = 1}}) {
            Block draws{};
            uniforms(stream, block, draws);
            for (std::size_t i = 0; i < draws.size(); ++i)
                different += draws[i] != uniform(stream, block * draws_a_block + i) ? 1u : 0u;
        }
    CHECK(different == 0);
}

TEST_CASE("streams are uniform and do not know of one another") {
    constexpr int blocks = 2000;
    constexpr double n = 1.0 * blocks * draws_a_block;
    const std::array<Stream, 5> streams{{{.seed = 1}, {.seed = 2}, {.seed = 1, .index = 1}, {.seed = 1, .purpose = 1},
                                         {.seed = 1ULL << 32}}};
    std::vector<Block> draws(streams.size());
    std::array<std::array<double, 5>, 5> products{};
    std::array<double, 5> sums{};
    std::array<double, 16> cells{};
    for (std::uint64_t block = 0; block < blocks; ++block) {
        for (std::size_t s = 0; s < streams.size(); ++s) uniforms(streams[s], block, draws[s]);
        for (std::size_t i = 0; i < draws_a_block; ++i) {
            ++cells[static_cast<std::size_t>(draws[0][i] * 16.0)];
            for (std::size_t s = 0; s < 5; ++s) {
                sums[s] += draws[s][i] - 0.5;
                for (std::size_t t = 0; t < 5; ++t) products[s][t] += (draws[s][i] - 0.5) * (draws[t][i] - 0.5);
            }
        }
    }
    double chi_squared = 0.0;
    for (const double cell : cells) chi_squared += (cell - n / 16) * (cell - n / 16) / (n / 16);
    CHECK(chi_squared < 37.7);  // 15 degrees of freedom, one in a thousand
    for (std::size_t s = 0; s < 5; ++s) {
        CHECK(std::fabs(sums[s] / n) < 4.0 * std::sqrt(1.0 / 12.0 / n));
        for (std::size_t t = 0; t < 5; ++t)
            CHECK(std::fabs(12.0 * products[s][t] / n - (s == t ? 1.0 : 0.0)) < 4.5 / std::sqrt(n));
    }
}

}  // namespace test_random
