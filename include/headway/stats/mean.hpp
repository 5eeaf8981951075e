/// @file
/// The mean of a group and its Student t interval.
///
///     value  = m = sum(x) / n
///     limits = m -+ t s / sqrt(n),  s^2 = sum((x - m)^2) / (n - 1),  t the quantile of Student's t with n - 1 degrees
///              of freedom that leaves `tail_of(level)` above it
///
/// The sums are of distances: from the first value, and then from the mean that those give, so large numbers that lie
/// close together keep their digits, and a constant group has a deviation of exactly 0.
///
/// Edge cases: missing values (NaN) are left out and counted. One value: it is the mean, `too_few_points` for limits. A
/// constant group has limits equal to its mean. No values: `too_few_points`; none that is known: `missing`; an infinite
/// one, or numbers that overflow: `not_finite`.
///
/// Sources: Student, "The probable error of a mean", Biometrika 6 (1908); PHE, "Technical guide: confidence intervals"
/// (2018) for its use on means.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

#include "headway/stats/statistic.hpp"
#include "headway/stats/students_t.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view mean_method = "mean with Student's t interval, version 1 (Student 1908; PHE 2018)";

/// What a mean and its interval are made of.
struct Moments {
    std::size_t count = 0;    ///< values that are known
    std::size_t missing = 0;  ///< values that are NaN
    double mean = std::numeric_limits<double>::quiet_NaN();
    double squares = 0.0;  ///< sum of the squared distances from the mean
};

/// The mean of a group and what its interval is made of.
[[nodiscard]] inline Moments moments(std::span<const double> values) noexcept {
    Moments moments;
    double first = 0.0, distances = 0.0;
    for (const double x : values) {
        if (std::isnan(x)) {
            ++moments.missing;
            continue;
        }
        if (moments.count++ == 0) first = x;
        distances += x - first;
    }
    if (moments.count == 0) return moments;
    const auto n = static_cast<double>(moments.count);
    const double near = first + distances / n;
    double off = 0.0, squares = 0.0;
    for (const double x : values) {
        if (std::isnan(x)) continue;
        off += x - near;
        squares += (x - near) * (x - near);
    }
    moments.mean = near + off / n;
    moments.squares = std::max(0.0, squares - off * off / n);
    return moments;
}

/// The mean of a group by its moments. @throws Error for a level that is none.
[[nodiscard]] inline Statistic mean(const Moments& moments, double level = 0.95) {
    validate_level(level);
    if (moments.count == 0)
        return {.status = moments.missing > 0 ? StatisticStatus::missing : StatisticStatus::too_few_points};
    if (!std::isfinite(moments.mean) || !std::isfinite(moments.squares))
        return {.status = StatisticStatus::not_finite};
    if (moments.count == 1) return {.value = moments.mean, .status = StatisticStatus::too_few_points};
    const auto n = static_cast<double>(moments.count);
    const double margin = student_quantile(n - 1.0, tail_of(level)) * std::sqrt(moments.squares / (n - 1.0) / n);
    return sound(Statistic{.value = moments.mean,
                           .lower = moments.mean - margin,
                           .upper = moments.mean + margin,
                           .status = StatisticStatus::estimated});
}

/// The mean of a group, NaN left out. @throws Error for a level that is none.
[[nodiscard]] inline Statistic mean(std::span<const double> values, double level = 0.95) {
    return mean(moments(values), level);
}

}  // namespace headway::stats
