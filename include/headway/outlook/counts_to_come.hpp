/// @file
/// How many events are still to come, where there are counts but no past years to test a method on.
///
/// Events seldom vary as little as a Poisson count: rates differ between months, and events bring others. The rest of
/// the year is negative binomial with mean m, the projection, and
///
///     variance = d m (1 + m / r) + (c m)^2,   r = max(reached, 1/2),   c = 1/50
///     d = max(1, (f e + 2 x 1.5) / (f + 2)),  e = 1/(n-1) sum (y(i) - y(i-1))^2 / 2 / mean y,  f = 2 (n-1)^2 / (3n-4)
///
/// d is the dispersion. e is what the points say of it: the variance of neighbours over their mean, so that a slow
/// change of level does not count as chance, with f degrees of freedom. The few points that there are can look far more
/// even than they are, so that e is shrunk towards 1.5 as if two degrees of freedom had said so, and the tails are
/// those of Student's t with f + 2 of them (see predictive.hpp). m / r is what the few events so far leave unknown
/// about the rate: with as many to come as were seen, the variance doubles. Where nothing has happened at all, half an
/// event is taken to have. c is what the rate moves at least: large counts can look as even as that by luck alone. With
/// a past year d is 1 and c is 0, for neighbours differ by season, and whatever more than chance there is shows in the
/// method's errors. This is the least that counts vary by: interval.hpp uses it where errors say less.
///
/// On simulated counts of 1 to 30 a month whose rate does not move and that really are dispersed by 1 to 3, with 3, 6
/// or 9 months known, the 80% interval holds 76 to 94% of years and the 95% interval at least 94%; dispersed by 4, 71
/// to 84% and at least 93%. With d the bare max(1, e) and normal tails, the 95% interval held 83% of those dispersed by
/// 3.
/// Source: McCullagh and Nelder (1989), Generalized Linear Models, section 6.2 (dispersion); von Neumann (1941),
/// Distribution of the ratio of the mean square successive difference to the variance, Annals of Mathematical
/// Statistics 12, whose variance of the mean square successive difference gives f.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// Whether all points are whole numbers of events, none negative, as they were printed: a rate of k events lies within
/// half a unit of its last decimal of k x event (and k halves of that of an `event` with two decimals or more), and at
/// most a twentieth of an event off. No events are printed as 0. Numbers of which a double no longer holds the units
/// are no counts.
[[nodiscard]] inline bool are_counts(std::span<const double> points, double event = 1.0) {
    constexpr double most = 9007199254740992.0, furthest = 0.05;  // 2^53, and of an event
    const auto half_a_unit = [](double printed) { return 0.5 * std::pow(10.0, -decimal::decimals_of(printed)); };
    const double of_event = decimal::decimals_of(event) < 2 ? 0.0 : half_a_unit(event);  // 20 or 0.5 is meant so
    if (event == 1.0)  // as below, without a call a point
        return std::all_of(points.begin(), points.end(), [](double x) {
            return x >= 0.0 && x < most && x == static_cast<double>(static_cast<std::int64_t>(x));
        });
    return std::all_of(points.begin(), points.end(), [&](double x) {
        const double events = std::round(x / event);
        if (!(x >= 0.0) || !(events < most)) return false;
        if (events == 0.0) return x == events;
        const double off = std::fabs(x - events * event), rounding = 1e-9 * x;
        return off <= std::min(furthest * event, half_a_unit(x) + events * of_event) + rounding;
    });
}

/// How much more counts vary than Poisson's do, and how well that is known.
struct Dispersion {
    double ratio = 1.5;               ///< variance over mean, at least 1
    double degrees_of_freedom = 2.0;  ///< of that
};

/// See the head of this file.
[[nodiscard]] inline Dispersion dispersion(std::span<const double> counts) noexcept {
    constexpr Dispersion usual{};
    double sum = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sum += counts[i];
        if (i > 0) squares += (counts[i] - counts[i - 1]) * (counts[i] - counts[i - 1]);
    }
    if (counts.size() < 2 || !(sum > 0.0)) return usual;
    const auto n = static_cast<double>(counts.size());
    const double seen = squares / 2.0 / (n - 1.0) * n / sum;
    const double freedom = 2.0 * (n - 1.0) * (n - 1.0) / (3.0 * n - 4.0);
    const double all = freedom + usual.degrees_of_freedom;
    return {std::max(1.0, (freedom * seen + usual.degrees_of_freedom * usual.ratio) / all), all};
}

/// How far the rate of events moves within a year, as a part of it.
inline constexpr double rate_moves = 0.02;

/// The year as what is reached plus the counts to come. `to_come` is the projection of the rest, in the series' unit.
[[nodiscard]] inline Predictive counts_to_come(const History& history, double to_come, double event = 1.0) {
    std::vector<double> counts;
    for (const double point : history.points) counts.push_back(point / event);
    const bool first_year = history.years() == 0;
    Dispersion dispersed = dispersion(counts);
    if (!first_year) dispersed.ratio = 1.0;
    const double reached = history.reached();
    const double seen = std::max(reached / event, 0.5);
    const double mean = std::max(to_come / event, 0.5 * history.remaining / static_cast<double>(history.points.size()));
    const double moved = first_year ? rate_moves * mean : 0.0;
    const double variance = dispersed.ratio * mean * (1.0 + mean / seen) + moved * moved;
    return {.basis = IntervalBasis::negative_binomial,
            .location = history.so_far(),
            .degrees_of_freedom = dispersed.degrees_of_freedom,
            .mean = mean,
            .size = mean * mean / (variance - mean),
            .event = event,
            .lowest = history.so_far()};
}

}  // namespace headway::outlook
