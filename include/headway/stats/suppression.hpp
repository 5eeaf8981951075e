/// @file
/// Why a method forbids to print its own result. The status is then `suppressed`, and value and limits are NaN.
///
///     fewer_than_10_events      directly standardised rate: neither it nor its interval holds below 10 events in all
///     small_population          life expectancy: 5,000 people (or person-years) or fewer
///     no_deaths_in_last_band    life expectancy: nobody died in the open band, so nothing says how long people live
///     wide_interval             life expectancy: its 95% interval spans more than 20 years
///
/// What is suppressed has neither limits nor a count, from which it could be read.
///
/// Sources: Morris, Tan, Fryers and Bestwick, Population Health Metrics 16 (2018) for 10 events; Toson and Baker, "Life
/// expectancy at birth: methodological options for small populations", National Statistics Methodological Series 33
/// (2003) for 5,000; PHE, life expectancy calculator (as its R package, PHEindicatormethods 2.1, 2024, has it) for the
/// other two.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Which rule forbids to print a result.
enum class Suppression : std::uint8_t {
    none,
    fewer_than_10_events,
    small_population,
    no_deaths_in_last_band,
    wide_interval,
};

template <>
struct Vocabulary<Suppression> {
    static constexpr std::string_view name = "suppression";
    static constexpr std::array<std::string_view, 5> words{"none", "fewer_than_10_events", "small_population",
                                                           "no_deaths_in_last_band", "wide_interval"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// A statistic that may be suppressed, with its interval.
struct SuppressibleStatistic {
    double value = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
    Suppression suppression = Suppression::none;
};

}  // namespace headway::stats
