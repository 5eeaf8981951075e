/// @file
/// The inner loops of a simulation, a block of draws at a time: compiled for wide vectors too (see processor.hpp).
///
/// Years are held in groups of four, the last filled with zeros, so that one saving's amounts in a draw are one or two
/// vectors. Every sum has one order of terms, written here, whatever the width of the vectors: first draws of even and
/// of odd number, then the two together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/processor.hpp"
#include "headway/stats/random.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

inline constexpr std::size_t years_a_group = 4;
using YearGroup = std::array<double, years_a_group>;
using BlockTotals = std::array<YearGroup, stats::draws_a_block>;

/// Adds one saving to the totals of a block: share x amount, by draw and year. `amounts` has a group of years for each
/// month of delay, and `months` the delay by draw.
HEADWAY_FOR_EACH_PROCESSOR inline void add_to_totals(std::span<const double, stats::draws_a_block> shares,
                                                     const std::uint32_t* months, const YearGroup* amounts,
                                                     BlockTotals& totals) noexcept {
    for (std::size_t draw = 0; draw < stats::draws_a_block; ++draw) {
        const double share = shares[draw];
        const double* const planned = amounts[months[draw]].data();
        double* const total = totals[draw].data();
        YearGroup
            sum;  // all read before any is written: that both may be the same would keep the compiler from vectors
        HEADWAY_UNROLLED for (std::size_t y = 0; y < years_a_group; ++y) sum[y] = total[y] + share * planned[y];
        HEADWAY_UNROLLED for (std::size_t y = 0; y < years_a_group; ++y) total[y] = sum[y];
    }
}

/// What one saving came to beyond its expectation: the sum, its squares, and its products with the total's.
struct GroupSums {
    YearGroup sum{}, squares{}, products{};

    void add(const GroupSums& other) noexcept {
        for (std::size_t y = 0; y < years_a_group; ++y) {
            sum[y] += other.sum[y];
            squares[y] += other.squares[y];
            products[y] += other.products[y];
        }
    }
};

/// The sums over the first `draws` of a block; `beyond` holds the totals less their expectations.
HEADWAY_FOR_EACH_PROCESSOR inline void sum_block(std::span<const double, stats::draws_a_block> shares,
                                                 const std::uint32_t* months, const YearGroup* amounts,
                                                 const YearGroup& expected, const BlockTotals& beyond,
                                                 std::size_t draws, GroupSums& sums) noexcept {
    double sum[2][years_a_group]{}, squares[2][years_a_group]{}, products[2][years_a_group]{};
    const auto [e0, e1, e2, e3] = expected;
    const double of_year[years_a_group]{e0, e1, e2, e3};
    const std::size_t pairs = draws / 2 * 2;
    for (std::size_t draw = 0; draw < pairs; draw += 2)
        HEADWAY_UNROLLED for (std::size_t half = 0; half < 2; ++half) {
            const double share = shares[draw + half];
            const double* const planned = amounts[months[draw + half]].data();
            const double* const of_total = beyond[draw + half].data();
            HEADWAY_UNROLLED for (std::size_t y = 0; y < years_a_group; ++y) {
                const double more = share * planned[y] - of_year[y];
                sum[half][y] += more;
                squares[half][y] += more * more;
                products[half][y] += more * of_total[y];
            }
        }
    if (pairs < draws)
        HEADWAY_UNROLLED for (std::size_t y = 0; y < years_a_group; ++y) {
            const double more = shares[pairs] * amounts[months[pairs]][y] - of_year[y];
            sum[0][y] += more;
            squares[0][y] += more * more;
            products[0][y] += more * beyond[pairs][y];
        }
    HEADWAY_UNROLLED for (std::size_t y = 0; y < years_a_group; ++y) {
        sums.sum[y] += sum[0][y] + sum[1][y];
        sums.squares[y] += squares[0][y] + squares[1][y];
        sums.products[y] += products[0][y] + products[1][y];
    }
}

/// A lower triangular matrix, laid out for `correlate`: rows in strips of four, each strip column by column.
class CorrelationFactor {
public:
    static constexpr std::size_t strip = 4;

    CorrelationFactor() = default;
    CorrelationFactor(std::span<const double> lower, std::size_t size) : size_(size) {
        for (std::size_t first = 0; first < size; first += strip)
            for (std::size_t column = 0; column < first + strip; ++column)
                for (std::size_t row = first; row < first + strip; ++row)
                    packed_.push_back(row < size && column < size ? lower[row * size + column] : 0.0);
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t rows() const noexcept { return (size_ + strip - 1) / strip * strip; }
    [[nodiscard]] const double* packed() const noexcept { return packed_.data(); }

private:
    std::size_t size_ = 0;
    std::vector<double> packed_{};
};

inline constexpr std::size_t lanes = 8;  ///< draws that go through a strip together

/// One strip of the product: `independent` and `correlated` hold `lanes` draws a row.
HEADWAY_FOR_EACH_PROCESSOR inline void correlate_strip(const double* factor, std::size_t columns,
                                                       const double* independent, double* correlated) noexcept {
    double sums[CorrelationFactor::strip][lanes]{};
    for (std::size_t column = 0; column < columns; ++column)
        HEADWAY_UNROLLED for (std::size_t row = 0; row < CorrelationFactor::strip; ++row)
            HEADWAY_UNROLLED for (std::size_t lane = 0; lane < lanes; ++lane)
                sums[row][lane] +=
                    factor[column * CorrelationFactor::strip + row] * independent[column * lanes + lane];
    HEADWAY_UNROLLED for (std::size_t row = 0; row < CorrelationFactor::strip; ++row)
        HEADWAY_UNROLLED for (std::size_t lane = 0; lane < lanes; ++lane) correlated[row * lanes + lane] =
            sums[row][lane];
}

/// Turns independent scores (a row of draws for each thing) into correlated ones, in place. `scratch` has room for
/// two panels of `rows()` x `lanes`.
HEADWAY_FOR_EACH_PROCESSOR inline void correlate(const CorrelationFactor& factor, double* scores,
                                                 double* scratch) noexcept {
    const std::size_t size = factor.size(), rows = factor.rows();
    double* const independent = scratch;
    double* const correlated = scratch + rows * lanes;
    for (std::size_t i = size * lanes; i < rows * lanes; ++i) independent[i] = 0.0;
    for (std::size_t first = 0; first < stats::draws_a_block; first += lanes) {
        for (std::size_t row = 0; row < size; ++row)
            for (std::size_t lane = 0; lane < lanes; ++lane)
                independent[row * lanes + lane] = scores[row * stats::draws_a_block + first + lane];
        const double* packed = factor.packed();
        for (std::size_t row = 0; row < rows; row += CorrelationFactor::strip) {
            const std::size_t columns = row + CorrelationFactor::strip;
            correlate_strip(packed, columns, independent, correlated + row * lanes);
            packed += columns * CorrelationFactor::strip;
        }
        for (std::size_t row = 0; row < size; ++row)
            for (std::size_t lane = 0; lane < lanes; ++lane)
                scores[row * stats::draws_a_block + first + lane] = correlated[row * lanes + lane];
    }
}

}  // namespace headway::detail
