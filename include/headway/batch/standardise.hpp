/// @file
/// Standardised rates and life expectancies of many areas, out of rows of age bands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/rate.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Rows of age bands of many areas: `area` holds codes from 0 to `areas` - 1 and may be empty where there is one;
/// `band` holds codes of `bands` (-1: unknown) and may be empty where each row is a band of its own. An area that lacks
/// a band, or has a row of none, is missing.
struct AgeRows {
    std::span<const std::int32_t> area{};
    std::size_t areas = 1;
    std::span<const std::int32_t> band{};
    std::vector<std::string> bands{};  ///< what messages call them
};

/// What directly standardised rates are made of, a row an age band: see `AgeStratum`. With `frequency`, `count` is of
/// people who have so many events each, and an age band has a row a frequency.
struct DirectColumns {
    std::span<const double> count{};
    std::span<const double> population{};
    std::span<const double> standard{};
    std::span<const double> frequency{};  ///< empty: events are independent
};

/// What a rate rests on, one element an area.
struct DirectTotals {
    std::span<double> count{};
    std::span<double> population{};
    std::span<std::uint8_t> suppression{};  ///< `Suppression` codes
};

/// A directly standardised rate an area, with an interval a level (see stats/direct_standardisation.hpp).
/// @throws Error for columns of different lengths, codes out of range, an age band twice in an area, and a level or
///         multiplier that is none, naming rows.
void directly_standardised_rate(const AgeRows& rows, const DirectColumns& in, std::span<const double> levels,
                                double multiplier, PoissonInterval interval, const StatisticColumns& out,
                                const DirectTotals& totals, unsigned threads = 0);

/// What indirect standardisation rests on, a row an age band; observed events are by row or one total an area.
struct IndirectColumns {
    std::span<const double> count{};     ///< empty where totals are given
    std::span<const double> observed{};  ///< totals, one an area
    std::span<const double> population{};
    std::span<const double> reference_count{};
    std::span<const double> reference_population{};
};

/// Which of the two an indirect standardisation gives.
enum class Standardised : std::uint8_t { ratio, rate };

/// An indirectly standardised ratio or rate an area, with an interval a level (see stats/indirect_standardisation.hpp).
/// @throws Error as above.
void indirectly_standardised(const AgeRows& rows, const IndirectColumns& in, Standardised kind,
                             std::span<const double> levels, double multiplier, PoissonInterval interval,
                             const StatisticColumns& out, std::span<double> observed, std::span<double> expected,
                             unsigned threads = 0);

/// Life expectancy an area and age of `at`, all ages of the first area first (see stats/life_table.hpp). `start` holds
/// the first age of each of `rows.bands`. @throws Error as above, and for ages that are none or that no band starts at.
void life_expectancy(const AgeRows& rows, std::span<const double> start, std::span<const double> deaths,
                     std::span<const double> population, std::span<const double> at, std::span<const double> levels,
                     const StatisticColumns& out, std::span<std::uint8_t> suppression, unsigned threads = 0);

}  // namespace headway::batch
