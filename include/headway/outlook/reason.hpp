/// @file
/// A projection's reasons in words: why this method, where the interval is from, what was done to the points, or why
/// there is no projection. One or more sentences each, for a reader who was not there.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/figure_mark.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/interval.hpp"
#include "headway/outlook/method.hpp"
#include "headway/outlook/predictive.hpp"
#include "headway/outlook/shock.hpp"
#include "headway/outlook/trailing_year.hpp"
#include "headway/series/series.hpp"
#include "headway/series/series_break.hpp"
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

/// The errors that an interval rests on, in words. `years` is how many past years the method was tested on, `lenders`
/// how many similar series lent their errors.
[[nodiscard]] inline std::string which_errors(Evidence evidence, bool with_own, Method chosen, std::size_t years,
                                              int lenders) {
    const std::string past = count_of(years, "past year", "past years");
    const std::string earlier =
        std::string("at earlier points of ") + (chosen == Method::shrunk_season ? "last year and this" : "this year");
    switch (evidence) {
        case Evidence::combination:
            return "the errors of the same combination at every earlier point";
        case Evidence::past_years:
            return "the method's errors at this point of " + past;
        case Evidence::earlier_points:
            return "the method's errors " + (years == 0 ? "" : "at this point of " + past + " and ") + earlier;
        case Evidence::similar_series:
            return "the errors of " + std::to_string(lenders) + " similar series" +
                   (years == 0 ? "" : " and of " + past) + (with_own ? " and its own " + earlier : "");
        case Evidence::counts:
        case Evidence::none:
            break;
    }
    return "";
}

/// What a projection was kept near, where it was.
[[nodiscard]] inline std::string what_it_is_held_near(Method method) {
    return method == Method::combination
               ? "What is to come is held between half the lowest and 1.5 times the highest of the last year."
               : "Its level is held near that of this year, from which last year's is far.";
}

/// Where an interval is from, or why there is none.
[[nodiscard]] inline std::string where_the_interval_is_from(const Judgement& judged, Method chosen,
                                                            const History& history, std::size_t years, int lenders) {
    const bool nothing = std::all_of(history.points.begin(), history.points.end(), [](double x) { return x == 0.0; });
    if (judged.evidence == Evidence::none)
        return nothing ? "No interval: nothing has ever been other than 0."
                       : "No interval: one point says nothing of how far points lie apart.";
    if (judged.evidence != Evidence::counts)
        return "Interval from " + which_errors(judged.evidence, judged.with_own, chosen, years, lenders) + "." +
               (judged.never_off ? " It was never off, which is no proof: a little is left open." : "");
    const std::string counts = "Interval from the counts so far (negative binomial): ";
    if (nothing) return counts + "that nothing has happened yet is no proof that nothing will.";
    if (judged.exceeds == Evidence::none) return counts + "there is nothing else to judge by.";
    return counts + "by chance they vary more than " +
           which_errors(judged.exceeds, judged.with_own, chosen, years, lenders) + " say.";
}

/// Why a method was further off in past years, on average, than its interval reaches: a reader would take that for a
/// contradiction. Empty where it was not.
[[nodiscard]] inline std::string why_past_errors_are_larger(const Judgement& judged, double past_error) {
    constexpr double tail = 0.1;  // of the interval that is shown where nothing else is asked for
    const double reach = (judged.predictive.quantile(1.0 - tail) - judged.predictive.quantile(tail)) / 2.0;
    if (!(past_error > reach)) return "";
    switch (judged.evidence) {
        case Evidence::combination:
            return "in the interval recent points count more";
        case Evidence::earlier_points:
            return "the interval also rests on earlier points";
        case Evidence::similar_series:
            return "the interval also rests on similar series";
        case Evidence::past_years:
        case Evidence::counts:
        case Evidence::none:
            break;
    }
    return "the interval ends where the year has to";
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

/// What is left out of what is learned, each sentence after a space.
[[nodiscard]] inline std::string what_is_left_out(const Series& series) {
    const auto label = [&series](std::size_t i) { return series.period(i).with_style(LabelStyle::full).label(); };
    std::string notes;
    if (series.begins_anew() > 0) notes += " Nothing before " + label(series.begins_anew()) + " is learned from.";
    for (const LeftOut& span : series.left_out())
        notes += " " + label(span.first) + (span.last > span.first ? " to " + label(span.last) : "") +
                 (span.last > span.first ? " are" : " is") + " left out of what is learned.";
    return notes;
}

/// The shocks of what is projected (see shock.hpp), by the number of their points in the series.
[[nodiscard]] inline std::vector<Shock> shocks_of(const Inputs& inputs, const Observed& observed, double event) {
    History points = inputs.points;
    std::vector<double> ratios;
    std::optional<TrailingParts> parts;
    if (inputs.denominators) {
        if (points.points.size() != inputs.denominators->points.size()) return {};
        for (std::size_t i = 0; i < points.points.size(); ++i)
            ratios.push_back(points.points[i] / inputs.denominators->points[i]);
        if (!std::all_of(ratios.begin(), ratios.end(), [](double ratio) { return std::isfinite(ratio); })) return {};
        points.points = ratios;
        points.year = YearIs::mean;
    } else if (points.trailing && !points.points.empty()) {
        const auto year = static_cast<std::size_t>(points.per_year);  // of which the parts are not known
        parts.emplace(points, points.points.size());
        points = parts->history();
        points.points = points.points.subspan(year);
        points.filled = points.filled.subspan(year);
    }
    const bool counts = inputs.adds_up() && are_counts(points.points, event);
    std::vector<Shock> found = shocks(points, counts ? event : 0.0);
    std::erase_if(found, [&](const Shock& one) { return points.points.size() - one.point > observed.last() + 1; });
    for (Shock& one : found) one.point = observed.last() + 1 - (points.points.size() - one.point);
    return found;
}

/// The line that leaves spans out, beside what is left out already.
[[nodiscard]] inline std::string breaks_with(const Series& series, std::vector<LeftOut> spans) {
    const auto label = [&series](std::size_t i) {
        return "'" + series.period(i).with_style(LabelStyle::iso).label() + "'";
    };
    spans.insert(spans.end(), series.left_out().begin(), series.left_out().end());
    std::sort(spans.begin(), spans.end(), [](const LeftOut& a, const LeftOut& b) { return a.first < b.first; });
    std::string line = series.begins_anew() > 0 ? label(series.begins_anew()) : "";
    for (const LeftOut& span : spans)
        line += (line.empty() ? "(" : ", (") + label(span.first) + ", " + label(span.last) + ")";
    return "breaks=[" + line + "]";
}

/// Which points lie far beyond what their season and level explain, and the line to leave them out; each sentence after
/// a space, empty where none does.
[[nodiscard]] inline std::string what_lies_far_off(const Series& series, std::span<const Shock> shocks) {
    std::string notes;
    std::vector<LeftOut> spans;
    for (std::size_t i = 0; i < shocks.size();) {
        std::size_t end = i + 1;
        while (end < shocks.size() && shocks[end].point == shocks[end - 1].point + 1 &&
               (shocks[end].size > 0.0) == (shocks[i].size > 0.0))
            ++end;
        const LeftOut span{shocks[i].point, shocks[end - 1].point};
        const auto label = [&series](std::size_t at) { return series.period(at).with_style(LabelStyle::full).label(); };
        const bool one = span.first == span.last;
        notes += " " + label(span.first) + (one ? " lies far " : " to " + label(span.last) + " lie far ") +
                 (shocks[i].size > 0.0 ? "above" : "below") + (one ? " what its" : " what their") +
                 " season and level explain.";
        spans.push_back(span);
        i = end;
    }
    if (spans.empty()) return notes;
    return notes + " To learn nothing from " + (shocks.size() == 1 ? "it: " : "them: ") +
           breaks_with(series, std::move(spans)) + ".";
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
    if (observed.mostly_left_out()) return "More than half of the points are left out or not published.";
    if (observed.outcome() == Outcome::too_few_points) return "More than a quarter of the points are not published.";
    const History history = observed.history();
    const std::string known = count_of(history.points.size(), "point is", "points are") + " known, " +
                              std::to_string(history.known) + " of " + of_year + ".";
    if (asked == Method::automatic) return known + " No method can say from so few.";
    return known + " " + std::string(word(asked)) + " needs " + std::string(needs(asked)) + ".";
}

}  // namespace headway::outlook::detail
