/// @file
/// Life expectancy from an abridged life table: the years that a person of an age would live if the death rates of
/// today held at every later age.
///
/// Of a band of n years, with D deaths in P person-years (M = D / P), a fraction a of it lived by those who die in it:
///
///     q  = M n / (1 + M n (1 - a))               the chance to die in it; at most 1
///     e  = n (1 - q + a q) + (1 - q) e'          expectancy at its start; e' is that of the next band
///     V  = (1 - q)^2 V' + (n (1 - a) + e')^2 q^2 (1 - q) / D
///     last band, which is open:  e = 1 / M,  V = 1 / (D M^2)
///     limits = e -+ z sqrt(V)                    z = `normal_multiple(level)`
///
/// a is 0.1 in the band that begins at birth, where most who die do so in their first days, and 0.5 in all others. The
/// first V is Chiang's; the last is Silcocks', who does not take the last band as known: there the uncertainty is in
/// how long people live, not in whether they die. Both sums are written from the last band backwards, so that the
/// expectancy at an age rests on the bands from that age on.
///
/// Any bands do: `start` holds their first ages, and the last is open. Official tables have 0, 1, 5, 10, ... 85, 90.
/// The bands of several years together give person-years: three years of deaths over three years of population.
///
/// Edge cases: no deaths in a band are as good as any number, except in the last. More deaths than person-years in a
/// band are `count_above_denominator`, a band without people is `zero_denominator`. Suppressed are 5,000 person-years
/// or fewer in all, no deaths in the last band, and an expectancy whose 95% interval (whichever level was asked for)
/// spans more than 20 years. What is suppressed has no limits either: the expectancy is in the middle of them.
///
/// Sources: Chiang, "The Life Table and its Applications" (1984); Silcocks, Jenner and Reza, Journal of Epidemiology
/// and Community Health 55 (2001), 38; Eayres and Williams, the same 58 (2004), 243; Toson and Baker, National
/// Statistics Methodological Series 33 (2003); PHE, life expectancy calculator, for the interval of 20 years.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/stats/age_band.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/stats/suppression.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view life_expectancy_method =
    "abridged life table, Chiang's method with Silcocks' last band, version 1 (Chiang 1984; Silcocks et al 2001)";

/// Of so many person-years or fewer no life expectancy is given.
inline constexpr double largest_suppressed_population = 5000.0;
inline constexpr double widest_interval = 20.0;  ///< years, of the 95% interval

/// Deaths and people of an area by age band: columns of one length, youngest first.
struct LifeTable {
    std::span<const double> start{};  ///< the first age of each band; the last band is open
    std::span<const double> deaths{};
    std::span<const double> population{};  ///< person-years
};

/// The expectancy at one age before it has limits; both numbers NaN where it may not be printed.
struct RemainingLife {
    double years = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
    Suppression suppression = Suppression::none;
};

/// The first ages of a life table's bands. @throws Error as `joined_bands`, and where the last band is not open.
[[nodiscard]] inline std::vector<double> life_table_starts(const std::vector<AgeBand>& bands) {
    std::vector<double> starts;
    const std::vector<AgeBand> joined = joined_bands(bands);
    for (const AgeBand band : joined) starts.push_back(band.start);
    if (!joined.empty() && joined.back().end != AgeBand::open)
        throw Error("start_age: found " + label(joined.back()) +
                    " as the last age band; accepted: an open one, such as \"" + std::to_string(joined.back().start) +
                    "+\"");
    return starts;
}

/// Which band starts at an age. @throws Error where none does.
[[nodiscard]] inline std::size_t band_at(std::span<const double> start, double age) {
    const auto found = std::find(start.begin(), start.end(), age);
    if (found != start.end()) return static_cast<std::size_t>(found - start.begin());
    std::string ages;
    for (const double each : start) ages += (ages.empty() ? "" : ", ") + shown(each);
    throw Error("at: found age " + shown(age) + "; accepted: the first age of a band, " + ages);
}

/// @throws Error for columns of different lengths, no band, ages that are negative, not finite or not ascending.
inline void validate_life_table(const LifeTable& table) {
    if (table.deaths.size() != table.start.size() || table.population.size() != table.start.size())
        throw Error("life table: found " + std::to_string(table.start.size()) + " ages, " +
                    std::to_string(table.deaths.size()) + " deaths and " + std::to_string(table.population.size()) +
                    " populations; accepted: as many of each");
    if (table.start.empty()) throw Error("life table: found no age band; accepted: one or more");
    Problems problems;
    for (std::size_t i = 0; i < table.start.size(); ++i) {
        const double age = table.start[i];
        if (!(age >= 0.0) || std::isinf(age))
            problems.add("life table, start age of band " + std::to_string(i) + ": found " + shown(age) +
                         "; accepted: an age from 0 on");
        else if (i > 0 && !(age > table.start[i - 1]))
            problems.add("life table, start age of band " + std::to_string(i) + ": found " + shown(age) + " after " +
                         shown(table.start[i - 1]) + "; accepted: ascending ages, each once");
    }
    problems.raise_if_any();
}

namespace detail {

[[nodiscard]] inline RemainingLife status_of_life_table(const LifeTable& table) noexcept {
    RemainingLife life{.status = StatisticStatus::estimated};
    double people = 0.0;
    for (std::size_t i = 0; i < table.start.size(); ++i) {
        const double deaths = table.deaths[i], population = table.population[i];
        life.status = first_of(life.status, status_of_amounts(deaths, population));
        if (population == 0.0)
            life.status = first_of(life.status, StatisticStatus::zero_denominator);
        else if (deaths > population)
            life.status = first_of(life.status, StatisticStatus::count_above_denominator);
        people += population;
    }
    if (life.status != StatisticStatus::estimated) return life;
    if (decimal::difference(people, largest_suppressed_population) <= 0.0)
        life.suppression = Suppression::small_population;
    else if (table.deaths.back() == 0.0)
        life.suppression = Suppression::no_deaths_in_last_band;
    if (life.suppression != Suppression::none) life.status = StatisticStatus::suppressed;
    return life;
}

}  // namespace detail

/// The expectancy at the start of band `from` of a valid life table.
[[nodiscard]] inline RemainingLife remaining_life(const LifeTable& table, std::size_t from = 0) noexcept {
    RemainingLife life = detail::status_of_life_table(table);
    if (life.status != StatisticStatus::estimated) return life;

    const std::size_t last = table.start.size() - 1;
    const double mean_survival = table.population[last] / table.deaths[last];
    double years = mean_survival, variance = mean_survival * mean_survival / table.deaths[last];
    for (std::size_t i = last; i-- > from;) {
        const double n = table.start[i + 1] - table.start[i], a = table.start[i] == 0.0 ? 0.1 : 0.5;
        const double per_death =
            n / (table.population[i] + table.deaths[i] * n * (1.0 - a));  // q / D, also where D is 0
        const double q = std::min(1.0, table.deaths[i] * per_death), p = 1.0 - q;
        const double lost = n * (1.0 - a) + years;  // by one who dies in the band
        variance = p * p * variance + lost * lost * q * p * per_death;
        years = n * (p + a * q) + p * years;
    }
    if (2.0 * normal_multiple(0.95) * std::sqrt(variance) > widest_interval) {
        life.status = StatisticStatus::suppressed;
        life.suppression = Suppression::wide_interval;
        return life;
    }
    life.years = years;
    life.variance = variance;
    return life;
}

/// An expectancy with its normal interval.
[[nodiscard]] inline SuppressibleStatistic with_limits(const RemainingLife& life, double level) noexcept {
    const double reach = normal_multiple(level) * std::sqrt(life.variance);
    return sound(SuppressibleStatistic{.value = life.years,
                                       .lower = life.years - reach,
                                       .upper = life.years + reach,
                                       .status = life.status,
                                       .suppression = life.suppression});
}

/// Life expectancy at an age, which is the start of a band.
/// @throws Error as `validate_life_table`; for a level that is none and an age that no band starts at.
[[nodiscard]] inline SuppressibleStatistic life_expectancy(const LifeTable& table, double at = 0.0,
                                                          double level = 0.95) {
    validate_level(level);
    validate_life_table(table);
    return with_limits(remaining_life(table, band_at(table.start, at)), level);
}

}  // namespace headway::stats
