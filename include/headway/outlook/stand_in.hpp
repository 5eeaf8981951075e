/// @file
/// What stands in for points that are left out of what is learned: a straight line of the level across the span, in
/// the season of the points that are kept.
///
/// The line goes through the means of the up to half a year of kept points on either side, each at the middle of its
/// points, without their season (kept_season.hpp); a span at the end of the points stays at the level before it.
/// Points that are all 0 or more stand in as 0 or more, and whole numbers as whole numbers, so that counts stay
/// counts. Exact for a series that repeats itself, and for a level that moves on a line.
/// There is at least one kept point.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "headway/outlook/kept_season.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The points, those that are left out replaced.
[[nodiscard]] inline std::vector<double> with_stand_ins(const KeptPoints& kept) {
    const KeptSeason season(kept);
    const std::size_t n = kept.points.size(), most = std::max<std::size_t>(1, kept.per_year / 2);
    struct Side {
        double place = 0.0, level = 0.0;
    };
    const auto side = [&](std::size_t from, bool back) -> std::optional<Side> {
        Side mean;
        double count = 0.0;
        for (std::size_t i = from; i < n && count < static_cast<double>(most); back ? --i : ++i) {  // wraps below 0
            if (!season.shows_level(i)) continue;
            mean.place += static_cast<double>(i);
            mean.level += season.level(i);
            count += 1.0;
        }
        if (count == 0.0) return std::nullopt;
        return Side{mean.place / count, mean.level / count};
    };
    std::vector<double> points(kept.points.begin(), kept.points.end());
    bool amounts = true, whole = true;
    for (std::size_t i = 0; i < n; ++i) {
        if (!kept.kept(i)) continue;
        amounts = amounts && points[i] >= 0.0;
        whole = whole && std::nearbyint(points[i]) == points[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (kept.kept(i)) continue;
        const std::optional<Side> before = side(i, true), after = side(i, false);
        double level = 0.0;
        if (before && after) {
            const double part = (static_cast<double>(i) - before->place) / (after->place - before->place);
            level = before->level + part * (after->level - before->level);
        } else if (before || after) {
            level = before ? before->level : after->level;
        }
        points[i] = season.point(level, i);
        if (amounts) points[i] = std::max(points[i], 0.0);
        if (amounts && whole) points[i] = std::nearbyint(points[i]);
    }
    return points;
}

}  // namespace headway::outlook
