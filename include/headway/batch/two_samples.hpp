/// @file
/// Two samples compared, row by row: stats/two_proportions.hpp and two_rates.hpp over columns.
#pragma once

#include <span>

#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/rate.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Two samples a row, the first compared with the second, with an interval a level (see stats/two_proportions.hpp and
/// stats/two_rates.hpp). Ratios have no multiplier.
struct TwoSamples {
    std::span<const double> first_count{};
    std::span<const double> first_denominator{};
    std::span<const double> second_count{};
    std::span<const double> second_denominator{};
};

/// @throws Error for columns of different lengths, and a level or multiplier that is none.
void proportion_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                           const StatisticColumns& out, unsigned threads = 0);

/// The ratio of two proportions for each row: the header's, over columns.
void proportion_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                      unsigned threads = 0);

/// The difference of two rates for each row: the header's, over columns.
void rate_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                     PoissonInterval interval, const StatisticColumns& out, unsigned threads = 0);

/// The ratio of two rates for each row: the header's, over columns.
void rate_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                unsigned threads = 0);

}  // namespace headway::batch
