/// @file
/// The end of a year from the printed figures of the year to date, by every method of outlook/ that they allow.
///
/// Months without a printed figure are missing; a method that needs more points than there are gives nothing (see
/// outlook/method.hpp). A method that needs past years has none here.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "headway/outlook/projection.hpp"
#include "headway/series/series.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A year's figure, and the method that gives it.
struct Extrapolation {
    std::string_view method{};
    double value = 0.0;  ///< the year
};

/// How many printed figures of the year a method needs; 0 for one that needs more than a year.
[[nodiscard]] constexpr std::size_t points_needed(Method method) noexcept {
    switch (method) {
        case Method::run_rate:
        case Method::last_value:
        case Method::ses:
            return 1;
        case Method::ols_cumulative:
            return 3;
        case Method::ols:
        case Method::anchored_slope:
        case Method::theil_sen:
        case Method::damped_trend:
        case Method::theta:
            return 6;
        default:
            return 0;
    }
}

/// @param to_date what was reached by the end of each month from April on; NaN where it is not printed
[[nodiscard]] inline std::vector<Extrapolation> extrapolations(const std::vector<double>& to_date) {
    std::vector<Extrapolation> found;
    constexpr double far = 1e12;
    for (const double point : to_date)
        if (std::fabs(point) > far) return found;
    const auto printed = static_cast<std::size_t>(
        std::count_if(to_date.begin(), to_date.end(), [](double point) { return !std::isnan(point); }));
    const Series series(to_date, Period::month(2024, 4), Accrual::cumulative);  // any year: none is weighed
    for (std::size_t m = 1; m < Vocabulary<Method>::words.size(); ++m) {
        const std::size_t needed = points_needed(static_cast<Method>(m));
        if (needed == 0 || printed < needed) continue;
        const Projection year = project_year_end(series, {.method = static_cast<Method>(m)});
        if (!std::isnan(year.value)) found.push_back({Vocabulary<Method>::words[m], year.value});
    }
    return found;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
