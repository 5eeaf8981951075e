/// @file
/// How many events are still to come, where there are counts but no past years to test a method on.
///
/// Events seldom vary as little as a Poisson count: rates differ between months, and events bring others. The rest of
/// the year is negative binomial with mean m, the projection, and
///
///     variance = d m (1 + m / r),   d = max(1, 1/(n-1) sum (y(i) - y(i-1))^2 / 2 / mean y),   r = max(reached, 1/2)
///
/// d is the dispersion: the variance of neighbouring points over their mean, so that a slow change of level does not
/// count as chance. m / r is what the few events so far leave unknown about the rate: with as many to come as were
/// seen, the variance doubles. Where nothing has happened yet, half an event is taken to have. A rate of a fixed
/// population is a count of events that each add 100,000 / population, say, to it.
/// Source: McCullagh and Nelder (1989), Generalized Linear Models, section 6.2 (dispersion); von Neumann (1941),
/// Distribution of the ratio of the mean square successive difference to the variance, Annals of Mathematical
/// Statistics 12.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/predictive.hpp"

namespace headway {

/// Whether all points are whole numbers of events, none negative. Figures printed with two decimals pass.
[[nodiscard]] inline bool are_counts(std::span<const double> points, double event = 1.0) noexcept {
    const double slack = event == 1.0 ? 0.0 : 0.05;
    return std::all_of(points.begin(), points.end(), [=](double x) {
        return x > -slack && std::fabs(x / event - std::round(x / event)) <= slack;
    });
}

/// Variance over mean of equally likely counts, at least 1.
[[nodiscard]] inline double dispersion(std::span<const double> counts) noexcept {
    double sum = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sum += counts[i];
        if (i > 0) squares += (counts[i] - counts[i - 1]) * (counts[i] - counts[i - 1]);
    }
    if (counts.size() < 2 || !(sum > 0.0)) return 1.0;
    const double variance = squares / 2.0 / static_cast<double>(counts.size() - 1);
    return std::max(1.0, variance * static_cast<double>(counts.size()) / sum);
}

/// The year as what is reached plus the counts to come. `to_come` is the projection of the rest, in the series' unit.
[[nodiscard]] inline Predictive counts_to_come(const History& history, double to_come, double event = 1.0) {
    std::vector<double> counts;
    for (const double point : history.points) counts.push_back(point / event);
    const double reached = history.reached();
    const double seen = std::max(reached / event, 0.5);
    const double mean = std::max(to_come / event, 0.5 * history.remaining / std::max(1, history.known));
    const double variance = dispersion(counts) * mean * (1.0 + mean / seen);
    return {.basis = IntervalBasis::negative_binomial,
            .location = reached,
            .mean = mean,
            .size = mean * mean / (variance - mean),
            .event = event,
            .lowest = reached};
}

}  // namespace headway
