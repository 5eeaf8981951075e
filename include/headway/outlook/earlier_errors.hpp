/// @file
/// How far off the rest of a year may be, where there are too few past years to test a method on: its errors at earlier
/// points, over the points that have come since.
///
/// From each earlier point the method projects up to as many points as are now to come, H. With e its error over m of
/// them, as a mean of these, or of the last of them where the year is its last point,
///
///     scale^2 = mean of e^2 (H / m)^(2 g),   g = 1/4 for a sum or a mean, 0.6 for a last point,
///                                            0.85 for one of trailing years without a past year
///
/// is that of the mean of the points to come, and of the last of them. A level that wanders moves by the root of the
/// distance (g = 1/2), and by more where it has a trend; chance in a mean falls by the root (g = -1/2): real months
/// have some of each. A trailing year moves by what each month differs from the one that it replaces, which goes on as
/// it began while the year before is not known. The distribution is a Student t with at most three degrees of freedom,
/// because the errors overlap, and because a year can turn otherwise than it began.
///
/// These numbers were chosen on years before the last of seven collections, monthly and quarterly, as sums, means and
/// last points, with none and with one past year; docs/outlook.md shows what the intervals hold. What a strong season
/// will do to the rest of a first year does not show in its beginning. Points that were not published are nothing to be
/// off from.
/// Source: Tashman (2000), Out-of-sample tests of forecasting accuracy: an analysis and review, International Journal
/// of Forecasting 16 (rolling origins).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// See the head of this file.
class EarlierErrors {
public:
    static constexpr double most_degrees_of_freedom = 3.0;

    /// For a year of which `ahead` points are to come, at least one.
    EarlierErrors(const History& history, std::size_t ahead)
        : farther_(history.year != YearIs::last               ? 0.5
                   : history.trailing && history.years() == 0 ? 1.7
                                                              : 1.2),
          ahead_(static_cast<double>(ahead)) {}

    /// An error over `distance` points, in the unit of a point.
    void add(double error, std::size_t distance) noexcept {
        squares_ += error * error * std::pow(ahead_ / static_cast<double>(distance), farther_);
        count_ += 1.0;
    }

    [[nodiscard]] double count() const noexcept { return count_; }

    /// Of the mean of the points to come, or of the last of them. There is at least one error.
    [[nodiscard]] double scale() const noexcept { return std::sqrt(squares_ / count_); }

private:
    double farther_;  // 2 g
    double ahead_;
    double squares_ = 0.0;
    double count_ = 0.0;
};

/// What one unit of the mean of the points to come, or of the last of them, is of the year.
[[nodiscard]] inline double of_the_year(const History& history) noexcept {
    const double ahead = history.remaining;
    if (history.year == YearIs::last) return 1.0;
    return history.year == YearIs::sum ? ahead : ahead / history.points_of_year();
}

}  // namespace headway::inline HEADWAY_ABI::outlook
