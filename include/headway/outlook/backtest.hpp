/// @file
/// How a method has done on this very series: past years, projected from the same point with what was known then.
///
/// Each complete past year is projected from the same point by the same method, its interval taken from still earlier
/// years only; `auto` is tested by the method that it has chosen for this year. Years in which a point was not
/// published or is left out by a break are left out, and so are those that had too little before them.
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/outlook/estimate.hpp"
#include "headway/outlook/interval.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One past year as it would have been projected.
struct Replay {
    Period year{};
    Method method = Method::automatic;
    double projected = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();  ///< NaN: there was nothing to take an interval from
    double upper = std::numeric_limits<double>::quiet_NaN();
    double actual = std::numeric_limits<double>::quiet_NaN();

    [[nodiscard]] double error() const noexcept { return decimal::difference(projected, actual); }

    /// Whether the interval held the year, as printed decimals; empty where there was none.
    [[nodiscard]] std::optional<bool> held() const noexcept {
        if (std::isnan(lower) && std::isnan(upper)) return std::nullopt;
        return !(decimal::difference(lower, actual) > 0.0) &&
               !(decimal::difference(actual, upper) > 0.0);  // NaN is an open end
    }
};

/// In how many past years there was an interval, and in how many of them it held the year.
struct IntervalRecord {
    int held = 0;
    int of = 0;
};

/// How often the intervals of replays held the year.
[[nodiscard]] inline IntervalRecord interval_record(std::span<const Replay> replays) noexcept {
    IntervalRecord record;
    for (const Replay& replay : replays) {
        if (const std::optional<bool> held = replay.held()) {
            ++record.of;
            record.held += *held ? 1 : 0;
        }
    }
    return record;
}

/// Past years, oldest first. Empty where there are none, or nothing to project.
[[nodiscard]] inline std::vector<Replay> backtest(const Series& series, const ProjectionRule& rule = {}) {
    validate(rule, series);
    const outlook::detail::Prepared prepared(series, rule);
    std::vector<Replay> replays;
    if (prepared.outcome() != Outcome::projected) return replays;
    const outlook::detail::Inputs inputs = prepared.inputs();
    const std::optional<outlook::detail::Estimate> now = outlook::detail::estimate_year(rule.method, inputs);
    if (!now) return replays;
    for (int age = inputs.points.years(); age >= 1; --age) {
        if (!inputs.published(age)) continue;
        const outlook::detail::Inputs then = inputs.replay(age);
        const std::optional<outlook::detail::Estimate> estimate = outlook::detail::estimate_year(now->method, then);
        if (!estimate) continue;
        Projection projection{.rule = rule};
        const std::vector<double> errors = estimate->method == Method::combination
                                               ? std::vector<double>{}
                                               : outlook::detail::past_errors(now->method, then);
        projection.predictive = outlook::detail::judge(then, *estimate, errors, rule.portfolio, rule.event).predictive;
        outlook::detail::read_predictive(projection);
        replays.push_back({.year = series.year(series.size() - 1).shifted(-12 * age),
                           .method = estimate->method,
                           .projected = estimate->value,
                           .lower = projection.lower,
                           .upper = projection.upper,
                           .actual = inputs.actual(age)});
    }
    return replays;
}

}  // namespace headway
