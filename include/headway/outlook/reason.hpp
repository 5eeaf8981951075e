/// @file
/// A projection's reasons in words: why this method, where the interval is from, what was done to the points, or why
/// there is no projection. One or more sentences each, for a reader who was not there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "headway/figure_mark.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook::detail {

[[nodiscard]] inline std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

/// Why `auto` chose a method, or that it was asked for.
[[nodiscard]] inline std::string why_this_method(Method asked, Method chosen, const History& history) {
    const std::string method(word(chosen));
    if (asked != Method::automatic) return method + ", as asked.";
    return "auto chose " + method + ": " +
           (history.years() == 0 ? "no complete past year"
                                 : count_of(static_cast<std::size_t>(history.years()), "past year", "past years")) +
           ", " + std::to_string(history.known) + " of " + std::to_string(history.per_year) + " points of this year." +
           (chosen == Method::run_rate ? " It takes the points to come to be like those so far." : "");
}

/// Where an interval is from, or why there is none. `years` is how many past years the method was tested on, `lenders`
/// how many similar series lent their errors.
[[nodiscard]] inline std::string where_the_interval_is_from(IntervalBasis basis, Method chosen,
                                                            std::span<const double> points, std::size_t years,
                                                            int lenders) {
    switch (basis) {
        case IntervalBasis::exact:
            return "";
        case IntervalBasis::back_test:
            return chosen == Method::combination
                       ? "Interval from the errors of the same combination at every earlier point."
                       : "Interval from the method's errors at this point of " +
                             count_of(years, "past year.", "past years.");
        case IntervalBasis::portfolio:
            return "Interval from the errors of " + std::to_string(lenders) + " similar series" +
                   (years == 0 ? "." : " and of " + count_of(years, "past year.", "past years."));
        case IntervalBasis::negative_binomial:
            return std::string("Interval from the counts so far (negative binomial): ") +
                   (std::all_of(points.begin(), points.end(), [](double x) { return x == 0.0; })
                        ? "that nothing has happened yet is no proof that nothing will."
                        : "fewer than three past years to test on.");
        case IntervalBasis::none:
            break;
    }
    return "No interval: fewer than three past years to test on, and the points are not all whole counts.";
}

/// What was done to the points, each sentence after a space; empty where nothing was.
[[nodiscard]] inline std::string what_was_done(const Series& series, const Observed& observed) {
    std::string notes;
    const Outcome outcome = observed.outcome();
    if (observed.gaps() > 0 && (outcome == Outcome::projected || outcome == Outcome::complete))
        notes += " " +
                 count_of(observed.gaps(), "point was not published and is", "points were not published and are") +
                 " filled in.";
    for (const std::size_t i : observed.falls())
        notes += " The cumulative figure falls at " + series.period(i).label() + ".";
    return notes;
}

/// What the marks of points say of a projection, each sentence after a space: how many of the last ones of the year so
/// far are provisional, estimated, forecast, approximate or of low reliability, and where a series breaks.
[[nodiscard]] inline std::string what_marks_say(const Series& series, const Observed& observed) {
    std::string notes;
    if (series.size() == 0 || observed.outcome() == Outcome::no_data) return notes;
    const std::size_t last = observed.last();
    for (const auto& [mark, said] : {std::pair{FigureMark::provisional, "provisional"},
                                     std::pair{FigureMark::estimated, "estimated"},
                                     std::pair{FigureMark::forecast, "a forecast"},
                                     std::pair{FigureMark::approximate, "approximate"},
                                     std::pair{FigureMark::low_reliability, "of low reliability"}}) {
        std::size_t marked = 0;
        while (marked <= last && series.marks(last - marked).has(mark)) ++marked;
        if (marked == 1) notes += " The last point is " + std::string(said) + ".";
        if (marked > 1)
            notes += " The last " + std::to_string(marked) + " points are " +
                     (mark == FigureMark::forecast ? "forecasts" : said) + ".";
    }
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series.marks(i).has(FigureMark::break_in_series))
            notes += " The series has a break at " + series.period(i).label() + ".";
    return notes;
}

/// Why there is nothing to project, or no method that can. `year` is empty for a series without points.
[[nodiscard]] inline std::string why_not(Outcome outcome, const Series& series, const Observed& observed, Method asked,
                                         const std::optional<Period>& year) {
    const std::string of_year = year ? year->label() : "the year";
    switch (outcome) {
        case Outcome::no_data:
            return "Nothing of " + of_year + " is published.";
        case Outcome::late_start:
            return "The series begins within " + of_year + ", in " + series.start().label() +
                   ": what came before is not known.";
        case Outcome::gap:
            return "A point of " + of_year + " is missing: the total so far is not known.";
        case Outcome::complete:
            return of_year + " is complete.";
        case Outcome::too_few_points:
        case Outcome::projected:
        case Outcome::units_in_doubt:
            break;
    }
    if (observed.outcome() == Outcome::too_few_points) return "More than a quarter of the points are not published.";
    const History history = observed.history();
    const std::string known = count_of(history.points.size(), "point is", "points are") + " known, " +
                              std::to_string(history.known) + " of " + of_year + ".";
    if (asked == Method::automatic) return known + " No method can say from so few.";
    return known + " " + std::string(word(asked)) + " needs " + std::string(needs(asked)) + ".";
}

}  // namespace headway::outlook::detail
