/// @file
/// What each point to come must bring to land on a target.
///
/// | the year is | required run rate, with n points to come                                            |
/// |-------------|-------------------------------------------------------------------------------------|
/// | a sum       | (target - reached) / n: the amount of each                                          |
/// | a mean      | (target x points of the year - their sum so far) / n: the level of each             |
/// | its last    | (target - last) / n: the change of each                                             |
///
/// All points of a mean weigh alike here. Negative where a sum is already beyond its target. NaN without a target, for
/// a complete year, and where what is reached is not known (see Outcome). Error: an infinite target.
#pragma once

#include <cmath>
#include <limits>

#include "headway/error.hpp"
#include "headway/outlook/history.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error for an infinite target.
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

}  // namespace headway
