/// @file
/// What each point to come must bring to land on a target.
///
/// | the year is | required run rate, with n points to come                                            |
/// |-------------|-------------------------------------------------------------------------------------|
/// | a sum       | (target - reached) / n: the amount of each                                          |
/// | a mean      | (target x points of the year - their sum so far) / n: the level of each             |
/// | its last    | (target - last) / n: the change of each                                             |
///
/// To another date than the year's end (`by`) the n points to come are those up to it, and up to the month before where
/// it is the first of a month (measure/deadline.hpp: "by 1 January" is by the end of December): a sum and a mean are of
/// this year up to that date, which lies within it; a level may be wanted in any year. 539 empty homes that are to be
/// 459 by the end of the next quarter ask for -80 a quarter.
///
/// All points of a mean weigh alike here. Negative where a sum is already beyond its target. NaN without a target, for
/// a complete year, and where what is reached is not known (see Outcome). Errors: an infinite target, a date that is
/// not after the last known point or lies between two points, and one beyond the year of a sum or a mean.
#pragma once

#include <cmath>
#include <limits>
#include <string>

#include "headway/error.hpp"
#include "headway/measure/deadline.hpp"
#include "headway/outlook/history.hpp"
#include "headway/series/frequency.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error: see the head of this file.
[[nodiscard]] inline double required_run_rate(const Series& series, double target) {
    if (std::isinf(target)) throw Error("target: found an infinite number; accepted: a finite number, or NaN for none");
    const outlook::Observed observed(series);
    const outlook::History history = observed.history();
    if (observed.outcome() != Outcome::projected) return std::numeric_limits<double>::quiet_NaN();
    switch (history.year) {
        case outlook::YearIs::sum:
            return decimal::difference(target, observed.reached()) / history.remaining;
        case outlook::YearIs::mean:
            return decimal::difference(target * history.points_of_year(), history.so_far()) /
                   history.remaining;
        case outlook::YearIs::last:
            break;
    }
    return decimal::difference(target, observed.so_far()) / history.remaining;
}

/// The same to a date: see the head of this file. @throws Error: see there.
[[nodiscard]] inline double required_run_rate(const Series& series, double target, Period by) {
    if (std::isinf(target)) throw Error("target: found an infinite number; accepted: a finite number, or NaN for none");
    const outlook::Observed observed(series);
    if (observed.outcome() != Outcome::projected && observed.outcome() != Outcome::complete)
        return std::numeric_limits<double>::quiet_NaN();
    const Period last = series.period(observed.last());
    const Period due = due_by(by).in_months();
    const int to_come = last.last_month().months_until(due.last_month());
    const int step = months(series.frequency());
    if (to_come <= 0 || to_come % step != 0)
        throw Error("by: found '" + by.label() + "' for a series by " + std::string(word(series.frequency())) +
                    " known up to '" + last.label() + "'; accepted: the end of a later " +
                    std::string(word(series.frequency())));
    const double n = to_come / step;
    const outlook::History history = observed.history();
    if (history.year == outlook::YearIs::last) return decimal::difference(target, series[observed.last()]) / n;
    const Period year = series.year(observed.last());
    if (!(due.year_of(series.calendar()) == year))
        throw Error("by: found '" + by.label() + "', and the " +
                    (history.year == outlook::YearIs::sum ? "sum" : "mean") + " is of '" + year.label() +
                    "'; accepted: a date within it");
    if (history.year == outlook::YearIs::sum) return decimal::difference(target, observed.reached()) / n;
    const double points = history.known + history.aside + n;
    return decimal::difference(target * points, history.so_far()) / n;
}

}  // namespace headway
