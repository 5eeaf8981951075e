/// @file
/// Indirect standardisation: events observed against those expected if a reference's rates held at every age.
///
///     expected = sum(n R / N)             over age bands: n people here; R events in N people of the reference
///     ratio    = O / expected             the standardised mortality (or admission) ratio: 1 is as in the reference
///     rate     = ratio sum(R) / sum(N)    in the unit of the reference's crude rate
///     limits   = those of O events (`poisson_interval`), divided in the same way
///
/// It needs no events by age and bears small numbers, which is why it is used where a directly standardised rate would
/// be suppressed. But the weights are the area's own: two areas compare with the reference, not with each other.
///
/// Edge cases: no events have a ratio of 0 and a lower limit of exactly 0. Nothing expected, or a band of the reference
/// without people, is `zero_denominator`; a missing number in any band makes the result `missing`. The reference is
/// taken as known: the interval is of the observed events alone.
///
/// Sources: Breslow and Day, "Statistical Methods in Cancer Research" II (1987), 65; PHE, "Technical guide: confidence
/// intervals" (2018); Eayres, APHO technical briefing 3, "Commonly used public health statistics" (2008).
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The method of an indirectly standardised rate or ratio as a result names it.
[[nodiscard]] constexpr std::string_view indirect_method(PoissonInterval interval) noexcept {
    return interval == PoissonInterval::exact
               ? "indirect standardisation, exact Poisson interval, version 1 (Breslow and Day 1987; Garwood 1936)"
               : "indirect standardisation, Byar's interval, exact Poisson below 10 events, version 1 "
                 "(Breslow and Day 1987; PHE 2018)";
}

/// One age band of one area beside its reference.
struct ReferenceStratum {
    double population = std::numeric_limits<double>::quiet_NaN();
    double reference_count = std::numeric_limits<double>::quiet_NaN();
    double reference_population = std::numeric_limits<double>::quiet_NaN();
};

/// The events of an area, added up over its age bands or known in all.
struct ObservedEvents {
    double count = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
};

/// Events added up; without any number they are missing, and a sum does not hide a negative one.
[[nodiscard]] inline ObservedEvents observed_events(std::span<const double> counts) noexcept {
    ObservedEvents observed;
    if (counts.empty()) return observed;
    observed = {.count = 0.0, .status = StatisticStatus::estimated};
    for (const double count : counts) {
        observed.count += count;
        observed.status = first_of(observed.status, status_of_amounts(count));
    }
    return observed;
}

/// What is expected of an area; both NaN where the status is not `estimated`.
struct ExpectedEvents {
    double expected = std::numeric_limits<double>::quiet_NaN();
    double reference_rate = std::numeric_limits<double>::quiet_NaN();  ///< the crude rate of the reference, per person
    StatisticStatus status = StatisticStatus::missing;
};

/// The events that a reference's rates would make of the people of an area.
[[nodiscard]] inline ExpectedEvents expected_events(std::span<const ReferenceStratum> strata) noexcept {
    ExpectedEvents events;
    if (strata.empty()) return events;
    events.status = StatisticStatus::estimated;
    double expected = 0.0, reference_count = 0.0, reference_population = 0.0;
    for (const ReferenceStratum& band : strata) {
        events.status = first_of(events.status,
                                 status_of_amounts(band.population, band.reference_count, band.reference_population));
        if (band.reference_population == 0.0)
            events.status = first_of(events.status, StatisticStatus::zero_denominator);
        expected += band.population * band.reference_count / band.reference_population;
        reference_count += band.reference_count;
        reference_population += band.reference_population;
    }
    if (events.status == StatisticStatus::estimated && expected == 0.0)
        events.status = StatisticStatus::zero_denominator;
    if (events.status != StatisticStatus::estimated) return events;
    events.expected = expected;
    events.reference_rate = reference_count / reference_population;
    return events;
}

namespace detail {

/// O events of those expected, times `scale`.
[[nodiscard]] inline Statistic ratio_to_expected(const ObservedEvents& observed, const ExpectedEvents& events,
                                                 double scale, double level, PoissonInterval interval) {
    Statistic statistic{.status = first_of(observed.status, events.status)};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const Interval limits = poisson_interval(observed.count, level, interval);
    statistic.value = observed.count / events.expected * scale;
    statistic.lower = limits.lower / events.expected * scale;
    statistic.upper = limits.upper / events.expected * scale;
    return sound(statistic);
}

}  // namespace detail

/// The ratio of observed events to those expected, times the multiplier (100 for a ratio printed as 104).
/// @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic indirectly_standardised_ratio(const ObservedEvents& observed,
                                                             const ExpectedEvents& events, double level = 0.95,
                                                             double multiplier = 1.0,
                                                             PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    return detail::ratio_to_expected(observed, events, multiplier, level, interval);
}

/// The ratio times the crude rate of the reference. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic indirectly_standardised_rate(const ObservedEvents& observed,
                                                            const ExpectedEvents& events, double level = 0.95,
                                                            double multiplier = 100'000.0,
                                                            PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    return detail::ratio_to_expected(observed, events, multiplier * events.reference_rate, level, interval);
}

}  // namespace headway::stats
