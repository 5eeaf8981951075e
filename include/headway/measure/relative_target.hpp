/// @file
/// "Reduce by 10% from March": a target that is a fraction of where things stood.
///
///     year-end value = baseline x (1 + change)
///
/// The baseline is part of the target: without it nobody can check the number, and it moves when the past is revised.
///
/// Units: `change` is a fraction, signed: -0.10 is a reduction by 10%. The value is a decimal as printed: 10% less than
/// 645.6 is 581.04 (see decimal.hpp).
/// Edge cases: a missing baseline (NaN) makes a missing target.
/// Errors: a baseline of 0, of which every fraction is 0; a negative one, where "10% less" has two meanings; a change
/// beyond -1 to 1, where -10 was meant as percent (for more than a doubling state the target itself).
///
/// Source: targets "reduce by 10% from March 2024" of the corporate performance report (Cabinet, November 2024).
#pragma once

#include <cmath>
#include <limits>
#include <string>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A level that was measured, and when: what a target starts from.
struct Baseline {
    Period period{};
    double value = std::numeric_limits<double>::quiet_NaN();
};

struct RelativeTarget {
    double change = std::numeric_limits<double>::quiet_NaN();  ///< -0.10 is a reduction by 10%
    Baseline baseline{};
};

/// The number that the target comes to; NaN where the baseline is missing. @throws Error: see the head of this file.
[[nodiscard]] inline double year_end(const RelativeTarget& target) {
    if (!(std::fabs(target.change) <= 1.0))
        throw Error("relative target: found change " + shown(target.change) +
                    "; accepted: a fraction from -1 to 1, for example -0.10 for a reduction by 10%");
    const double baseline = target.baseline.value;
    if (baseline <= 0.0 || std::isinf(baseline))
        throw Error("relative target: found baseline " + shown(baseline) + " of '" +
                    target.baseline.period.label() +
                    "'; accepted: more than 0, or NaN for missing (otherwise state the target itself)");
    return decimal::difference(baseline, -baseline * target.change);
}

}  // namespace headway
