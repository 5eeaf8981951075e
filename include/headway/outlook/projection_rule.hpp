/// @file
/// How to project: the method, the target, the interval, and what a figure can be. A value that travels with the
/// result.
///
/// Errors (`validate`): an infinite number, a level outside 0 to 1, bounds in the wrong order, figures beyond them, an
/// event that adds nothing, denominators that are negative, infinite or of another length, or of a series that is no
/// average, and a method that adds up (see method.hpp) on a level.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/interval.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/problems.hpp"
#include "headway/series/series.hpp"
#include "headway/stats/level.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// How to project. It travels with the result.
struct ProjectionRule {
    Method method = Method::automatic;
    double target = std::numeric_limits<double>::quiet_NaN();  ///< for the year's end; NaN: no target, which is not 0
    Range target_range{};                                      ///< instead of one number
    std::optional<Polarity> polarity{};                        ///< which side of the target is good
    double level = 0.80;                                       ///< of the interval
    Sides sides = Sides::both;
    Range bounds{};                      ///< what a published figure can be; NaN: as the points say
    std::vector<double> denominators{};  ///< of an average, one a point
    double event = 1.0;                  ///< what one event adds to a sum: 100,000 / population, of a rate per 100,000
    outlook::PortfolioError portfolio{};

    static constexpr std::string_view version = "headway outlook 4";
};

/// @throws Error: see the head of this file.
inline void validate(const ProjectionRule& rule, const Series& series) {
    const auto infinite = [](double x) { return std::isinf(x); };
    if (infinite(rule.target) || infinite(rule.target_range.lower) || infinite(rule.target_range.upper))
        throw Error("target: found an infinite number; accepted: a finite number, or NaN for none");
    if (rule.target_range.lower > rule.target_range.upper)
        throw Error("target: found a range whose lower bound is above its upper; accepted: the lower bound first");
    stats::validate_level(rule.level, "level");
    if (rule.bounds.lower > rule.bounds.upper)
        throw Error("bounds: found the lower above the upper; accepted: the lower bound first, for example 0 and 100");
    Problems beyond;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i] < rule.bounds.lower || series[i] > rule.bounds.upper)
            beyond.add("bounds: point " + std::to_string(i) + " is " + std::to_string(series[i]) +
                       "; accepted: figures of " + shown(rule.bounds.lower) + " to " +
                       shown(rule.bounds.upper));
    beyond.raise_if_any();
    if (!(rule.event > 0.0) || std::isinf(rule.event))
        throw Error("event: found " + shown(rule.event) +
                    "; accepted: a positive number, what one event adds");
    if (adds_up(rule.method) && outlook::year_is(series.accrual()) != outlook::YearIs::sum)
        throw Error("method: found " + std::string(word(rule.method)) + " for a series that is " +
                    std::string(word(series.accrual())) + "; accepted: flow or cumulative for this method");
    if (rule.denominators.empty()) return;
    if (series.accrual() != Accrual::average)
        throw Error("denominators: found some for a series that is " + std::string(word(series.accrual())) +
                    "; accepted: average");
    Problems problems;
    for (std::size_t i = 0; i < rule.denominators.size(); ++i)
        if (std::isinf(rule.denominators[i]) || rule.denominators[i] < 0.0)
            problems.add("denominators: point " + std::to_string(i) +
                         ": found a negative or infinite number; accepted: 0 or more, or NaN for missing");
    problems.raise_if_any();
    if (rule.denominators.size() != series.size())
        throw Error("denominators: found " + std::to_string(rule.denominators.size()) + " for " +
                    std::to_string(series.size()) + " points; accepted: one a point");
}

}  // namespace headway
