/// @file
/// The projected year point by point, as a reader follows it: to date where the year is a sum, else level by level.
///
/// | accrual                             | a point of the trajectory is                           |
/// |-------------------------------------|--------------------------------------------------------|
/// | flow                                | what the year's amounts add up to so far               |
/// | cumulative, snapshot, rolling       | the figure as published                                |
/// | average                             | the figure as published: the year is none of them      |
///
/// Edge cases: a flow whose total so far is not known (a gap, a late start) shows its single amounts; last year is
/// shown where all of it was published, and not beside a complete year or single amounts.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One entry a point of the year; NaN where there is none.
struct Trajectory {
    std::vector<Period> periods{};
    std::vector<double> actual{};     ///< published
    std::vector<double> expected{};   ///< to come, from the last point published on
    std::vector<double> last_year{};  ///< at the same points of the year before
    bool single_amounts = false;      ///< of a flow whose total so far is not known
};

/// The trajectory of a projection that was made of `series`.
[[nodiscard]] inline Trajectory trajectory(const Series& series, const Projection& projection) {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    const int step = months(series.frequency());
    const int points = points_a_year(series.frequency());
    const Period any = series.size() > 0 ? series.period(series.size() - 1) : series.start();
    const Period first = any.shifted(step - any.position(series.calendar()) / step * step).with_style(LabelStyle::full);
    const int begins = series.start().months_until(first) / step;  // in the numbering of the series
    const auto published = [&](int i) {
        const bool there = i >= 0 && static_cast<std::size_t>(i) < series.size();
        return there ? series[static_cast<std::size_t>(i)] : missing;
    };
    Trajectory year;
    std::vector<double> before;
    for (int i = 0; i < points; ++i) {
        year.periods.push_back(first.shifted(i * step));
        year.actual.push_back(published(begins + i));
        before.push_back(published(begins + i - points));
    }
    const auto known = projection.as_at ? first.months_until(*projection.as_at) / step + 1 : 0;
    const auto not_known = [](double x) { return std::isnan(x); };
    const bool flow = series.accrual() == Accrual::flow;
    year.single_amounts = flow && std::any_of(year.actual.begin(), year.actual.begin() + known, not_known);

    const bool to_date = flow && !year.single_amounts;
    const auto add_up = [to_date](std::vector<double>& amounts) {
        for (double sum = 0.0; double& amount : amounts) amount = to_date ? sum += amount : amount;
    };
    add_up(year.actual);
    year.expected.assign(year.actual.size(), missing);
    if (known > 0 && !projection.path.empty()) {
        const auto last = static_cast<std::size_t>(known - 1);
        year.expected[last] = year.actual[last];
        std::vector<double> path = projection.path;
        add_up(path);  // by itself first, as the year's value is added up
        for (std::size_t h = 0; h < path.size(); ++h)
            year.expected[last + 1 + h] = to_date ? year.actual[last] + path[h] : path[h];
    }
    const bool beside = projection.outcome != Outcome::complete && !year.single_amounts;
    if (beside && std::none_of(before.begin(), before.end(), not_known)) {
        add_up(before);
        year.last_year = before;
    } else {
        year.last_year.assign(before.size(), missing);
    }
    return year;
}

}  // namespace headway
