/// @file
/// Today's rating and the forecast's own, side by side.
///
/// What is reached is rated against the in-year profile of the target, and the projected year against the target
/// itself. They may differ, and both are news: a steady total that is amber today and will be red; a level that is red
/// today and on its way. Each says why where it is not rated.
#pragma once

#include "headway/assess/rating.hpp"
#include "headway/measure/profile.hpp"
#include "headway/measure/range.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

struct OutlookRatings {
    Assessment in_year{};   ///< reached so far, against the profile at the last published point
    Assessment year_end{};  ///< the projected year, against the target
};

/// @param rule its polarity is that of the indicator
/// @throws Error for a rule that cannot rate, and a profile that `in_year` or `at_year_end` refuses.
[[nodiscard]] inline OutlookRatings outlook_ratings(const Projection& projection, const Profile& profile,
                                                    const RatingRule& rule) {
    validate(rule);
    const Range now = projection.as_at ? in_year(profile, *projection.as_at) : Range{};
    const Range end = projection.year ? at_year_end(profile, *projection.year) : Range{};
    return {.in_year = assess(projection.reached, now, rule), .year_end = assess(projection.value, end, rule)};
}

}  // namespace headway
