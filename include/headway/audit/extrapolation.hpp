/// @file
/// The end of a year from the figures of the year to date that are printed, by every method of outlook/ that they allow.
///
/// Months without a printed figure are missing; a method that needs more points than there are gives nothing (see
/// outlook/method.hpp). A method that needs past years has none here.
#pragma once

#include <array>
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

struct Extrapolation {
    std::string_view method{};
    double value = 0.0;  ///< the year
};

/// @param to_date what was reached by the end of each month from April on; NaN where it is not printed
[[nodiscard]] inline std::vector<Extrapolation> extrapolations(const std::vector<double>& to_date) {
    std::vector<Extrapolation> found;
    constexpr double far = 1e12;
    for (const double point : to_date)
        if (std::fabs(point) > far) return found;
    const Series series(to_date, Period::month(2024, 4), Accrual::cumulative);  // any year: none is weighed
    for (std::size_t m = 1; m < Vocabulary<Method>::words.size(); ++m) {
        const Projection year = project_year_end(series, {.method = static_cast<Method>(m)});
        if (!std::isnan(year.value)) found.push_back({Vocabulary<Method>::words[m], year.value});
    }
    return found;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
