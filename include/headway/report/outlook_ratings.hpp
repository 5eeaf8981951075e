/// @file
/// Today's rating and the forecast's own, side by side.
///
/// What is reached is rated against the in-year profile of the target, and the projected year against the target
/// itself. They may differ, and both are news: a steady total that is amber today and will be red; a level that is red
/// today and on its way. Each says why where it is not rated.
///
/// | the target has                          | what is reached so far is rated against                    |
/// |-----------------------------------------|------------------------------------------------------------|
/// | a profile                               | its value at the last published point                      |
/// | a profile that says nothing of it       | nothing: August, where a seasonal one has quarters         |
/// | none, of a level, a mean, a rolling sum | the target, which holds throughout the year                |
/// | none, of a flow or a cumulative total   | nothing: a year-end total says nothing of September        |
///
/// Figures that may be counted in different units (measure/unlike_units.hpp: 0.72 against 75) are not rated.
#pragma once

#include "headway/assess/rating.hpp"
#include "headway/assess/withhold.hpp"
#include "headway/measure/profile.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/report/year_end.hpp"
#include "headway/series/accrual.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The end of the year as a scorecard takes it, of a projection of a series that accrues like that.
[[nodiscard]] inline YearEnd year_end_of(const Projection& projection, Accrual accrual) noexcept {
    return {.value = projection.value,
            .target = bounds_or_number(projection.rule.target_range, projection.rule.target),
            .accrual = accrual,
            .complete = projection.outcome == Outcome::complete};
}

/// Today's rating beside the forecast's own.
struct OutlookRatings {
    Assessment in_year{};   ///< reached so far, against the profile at the last published point
    Assessment year_end{};  ///< the projected year, against the target
};

namespace detail {

/// Whether a period ends between two points of a seasonal profile.
[[nodiscard]] inline bool between_points(const Profile& profile, Period period) noexcept {
    return profile.shape == ProfileShape::seasonal &&
           period.position(profile.calendar) % (12 / static_cast<int>(profile.shares.size())) != 0;
}

/// A rating of figures of which nobody said the unit; none where they may be counted in different ones.
[[nodiscard]] inline Assessment assess_in_doubt(double value, Range target, const RatingRule& rule) {
    Assessment result = assess(value, target, rule);
    withhold(result, compare_units(value, {}, target, {}));
    return result;
}

}  // namespace detail

/// @param rule its polarity is that of the indicator
/// @throws Error for a rule that cannot rate, and a profile that is not valid or that `at_year_end` refuses.
[[nodiscard]] inline OutlookRatings outlook_ratings(const Projection& projection, const Profile& profile,
                                                    const RatingRule& rule) {
    validate(rule);
    validate(profile);
    const bool says = projection.as_at && !detail::between_points(profile, *projection.as_at);
    const Range now = says ? in_year(profile, *projection.as_at) : Range{};
    const Range end = projection.year ? at_year_end(profile, *projection.year) : Range{};
    return {.in_year = detail::assess_in_doubt(projection.reached, now, rule),
            .year_end = detail::assess_in_doubt(projection.value, end, rule)};
}

/// The same of a target without a profile: the one that the projection was made against.
/// @param accrual of the series that was projected
/// @throws Error for a rule that cannot rate.
[[nodiscard]] inline OutlookRatings outlook_ratings(const Projection& projection, Accrual accrual,
                                                    const RatingRule& rule) {
    validate(rule);
    const Range target = bounds_or_number(projection.rule.target_range, projection.rule.target);
    return {.in_year = detail::assess_in_doubt(projection.reached, is_total(accrual) ? Range{} : target, rule),
            .year_end = detail::assess_in_doubt(projection.value, target, rule)};
}

}  // namespace headway
