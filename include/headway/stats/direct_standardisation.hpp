/// @file
/// The directly standardised rate: what an area's rate would be if its people had the ages of a standard population.
///
///     value  = sum(w O / n) / sum(w)                           over age bands
///     var    = sum(w^2 V / n^2) / sum(w)^2
///     limits = value + sqrt(var / sum(O)) (L - sum(O)),        L = either limit of `poisson_interval(sum(O))`
///
/// In a band of age, O events happened in n people (or person-years) and the standard has w people. V is the variance
/// of O: O itself where events are independent. Where one person may have several (admissions, attendances), they are
/// not: then P people with k events each give O = sum(k P) and V = sum(k^2 P), the value stays and the interval widens.
///
/// Rates compare if they have the same standard. Which is which is known by age band, never by position: see
/// `matched_to` in standard_population.hpp.
///
/// Edge cases: fewer than 10 events in bands with a weight are `suppressed`: value, limits and their number. A band
/// without events counts with its weight. A band without people is `zero_denominator`, even without events; a missing
/// number in any band makes the rate `missing`: a count that is unknown is not 0. There may be more events than people.
/// A lower limit below 0, which very uneven weights give, is 0.
///
/// Sources: Dobson, Kuulasmaa, Eberle and Scherer, "Confidence intervals for weighted sums of Poisson parameters",
/// Statistics in Medicine 10 (1991), 457; PHE, "Technical guide: confidence intervals" (2018), appendix 4; OHID,
/// Fingertips public health technical guidance, chapter on directly standardised rates, as of 2024, for events that are
/// not independent.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/stats/suppression.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The method of a directly standardised rate as a result names it.
[[nodiscard]] constexpr std::string_view direct_method(PoissonInterval interval, bool independent = true) noexcept {
    const bool exact = interval == PoissonInterval::exact;
    if (independent)
        return exact ? "directly standardised rate, Dobson's method on exact Poisson limits, version 1 "
                       "(Dobson et al 1991)"
                     : "directly standardised rate, Dobson's method on Byar's limits, version 1 "
                       "(Dobson et al 1991; PHE 2018)";
    return exact ? "directly standardised rate of events that are not independent, Dobson's method on exact Poisson "
                   "limits, version 1 (Dobson et al 1991; OHID 2024)"
                 : "directly standardised rate of events that are not independent, Dobson's method on Byar's limits, "
                   "version 1 (Dobson et al 1991; OHID 2024)";
}

/// Below so many events a directly standardised rate is suppressed.
inline constexpr double fewest_events = 10.0;

/// One age band of one area.
struct AgeStratum {
    double count = std::numeric_limits<double>::quiet_NaN();       ///< events
    double population = std::numeric_limits<double>::quiet_NaN();  ///< people or person-years
    double standard = std::numeric_limits<double>::quiet_NaN();    ///< people of the standard population
    double count_variance = count;                                 ///< sum(k^2 P) where events are not independent
};

/// Adds people with `each` events to a band whose count and variance begin at 0. A negative number stays one: the sum
/// does not hide it.
inline void add_people_with_events(AgeStratum& band, double people, double each) noexcept {
    if (people < 0.0 || each < 0.0 || band.count < 0.0) {
        band.count = -1.0;
        return;
    }
    band.count += people * each;
    band.count_variance += people * each * each;
}

/// A weighted sum of rates before it has limits; in events per person.
struct WeightedRate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();
    double count = 0.0;       ///< events of bands with a weight; NaN where one is missing, and where suppressed
    double population = 0.0;  ///< people in all; NaN where one is missing
    StatisticStatus status = StatisticStatus::missing;
    Suppression suppression = Suppression::none;
};

/// The status of an area by its age bands, of several the first in their order; without bands it is `missing`.
[[nodiscard]] inline StatisticStatus status_of_strata(std::span<const AgeStratum> strata) noexcept {
    if (strata.empty()) return StatisticStatus::missing;
    constexpr double most = std::numeric_limits<double>::max();
    StatisticStatus first = StatisticStatus::estimated;
    for (const AgeStratum& band : strata) {
        // Nearly all bands are in order, which one test without branches tells.
        const bool in_order = (band.count >= 0.0) & (band.count <= most) & (band.population > 0.0) &
                              (band.population <= most) & (band.standard >= 0.0) & (band.standard <= most) &
                              (band.count_variance >= 0.0) & (band.count_variance <= most);
        if (in_order) continue;
        const StatisticStatus status =
            status_of_amounts(band.count, band.population, band.standard, band.count_variance);
        first = first_of(first, status);
        if (band.population == 0.0) first = first_of(first, StatisticStatus::zero_denominator);
    }
    return first;
}

/// The rate of an area and its variance.
[[nodiscard]] inline WeightedRate weighted_rate(std::span<const AgeStratum> strata) noexcept {
    WeightedRate rate{.status = status_of_strata(strata)};
    double weights = 0.0, sum = 0.0, squares = 0.0;
    for (const AgeStratum& band : strata) {
        const double per_person = band.standard / band.population;
        if (band.standard != 0.0) rate.count += band.count;
        rate.population += band.population;
        weights += band.standard;
        sum += per_person * band.count;
        squares += per_person * per_person * band.count_variance;
    }
    if (rate.status == StatisticStatus::estimated && weights == 0.0) rate.status = StatisticStatus::zero_denominator;
    if (rate.status != StatisticStatus::estimated) return rate;
    if (decimal::difference(rate.count, fewest_events) < 0.0) {
        rate.status = StatisticStatus::suppressed;
        rate.suppression = Suppression::fewer_than_10_events;
        rate.count = std::numeric_limits<double>::quiet_NaN();
        return rate;
    }
    rate.value = sum / weights;
    rate.variance = squares / (weights * weights);
    return rate;
}

/// Dobson's interval of a weighted rate, in its unit; NaN where it has no value.
[[nodiscard]] inline Interval dobson(const WeightedRate& rate, double level,
                                     PoissonInterval interval = PoissonInterval::byar) {
    if (rate.status != StatisticStatus::estimated) return {};
    const Interval events = poisson_interval(rate.count, level, interval);
    const double per_event = std::sqrt(rate.variance / rate.count);
    return {.lower = std::max(0.0, rate.value + per_event * (events.lower - rate.count)),
            .upper = rate.value + per_event * (events.upper - rate.count)};
}

/// A weighted rate with its limits, times the multiplier. For loops over columns: level and multiplier are valid.
[[nodiscard]] inline SuppressibleStatistic standardised(const WeightedRate& rate, double level, double multiplier,
                                                        PoissonInterval interval) {
    const Interval limits = dobson(rate, level, interval);
    return sound(SuppressibleStatistic{.value = rate.value * multiplier,
                                       .lower = limits.lower * multiplier,
                                       .upper = limits.upper * multiplier,
                                       .status = rate.status,
                                       .suppression = rate.suppression});
}

/// A directly standardised rate, times the multiplier. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline SuppressibleStatistic directly_standardised_rate(
    std::span<const AgeStratum> strata, double level = 0.95, double multiplier = 100'000.0,
    PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    return standardised(weighted_rate(strata), level, multiplier, interval);
}

}  // namespace headway::stats
