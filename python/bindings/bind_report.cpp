#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/assess/direction.hpp"
#include "headway/batch/count.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/report/charted_direction.hpp"
#include "headway/report/counts.hpp"
#include "headway/report/earlier.hpp"
#include "headway/report/figure_doubt.hpp"
#include "headway/report/history_point.hpp"
#include "headway/report/year_end.hpp"
#include "headway/series/accrual.hpp"
#include "headway/time/period.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using History = std::vector<std::pair<Period, double>>;

std::vector<HistoryPoint> points_of(const History& given) {
    std::vector<HistoryPoint> points;
    for (const auto& [period, value] : given) points.push_back({period, value});
    return points;
}

Range range(const std::pair<double, double>& ends) { return {ends.first, ends.second}; }

}  // namespace

}  // namespace headway::python

void register_report(py::module_& m) {
    using namespace headway;
    using namespace headway::python;

    m.def(
        "count_ratings",
        [](const SectionCodes& section, std::size_t sections, const Codes& rating, const Codes& has_comparator) {
            py::list rows;
            for (const RatingCounts& n :
                 batch::count_ratings(view(section), sections, view(rating), view(has_comparator)))
                rows.append(py::dict("kpis"_a = n.kpis, "with_comparator"_a = n.with_comparator, "green"_a = n.green,
                                     "amber"_a = n.amber, "red"_a = n.red, "not_rated"_a = n.not_rated));
            return rows;
        },
        "section"_a, "sections"_a, "rating"_a, "has_comparator"_a, "One dict of counts a section.");

    m.def(
        "count_directions",
        [](const SectionCodes& section, std::size_t sections, const Codes& direction) {
            py::list rows;
            for (const DirectionCounts& n : batch::count_directions(view(section), sections, view(direction)))
                rows.append(py::dict("kpis"_a = n.kpis, "compared"_a = n.compared, "improving"_a = n.improving,
                                     "worsening"_a = n.worsening, "no_change"_a = n.no_change,
                                     "increasing"_a = n.increasing, "decreasing"_a = n.decreasing,
                                     "unknown"_a = n.unknown));
            return rows;
        },
        "section"_a, "sections"_a, "direction"_a, "One dict of counts a section.");

    m.def(
        "scorecard_size",
        [](const SectionCodes& section, std::size_t sections, const SectionCodes& indicator) {
            const auto pair = [](const ResultCounts& n) { return py::make_tuple(n.results, n.indicators); };
            const ScorecardSize size = scorecard_size(view(section), sections, view(indicator));
            py::list of_sections;
            for (const ResultCounts& n : size.sections) of_sections.append(pair(n));
            return py::make_tuple(pair(size.all), of_sections, size.in_several);
        },
        "section"_a, "sections"_a, "indicator"_a,
        "Results and indicators, of all and of each section, and the indicators that stand in several.");

    m.def(
        "scale_doubts",
        [](const std::vector<double>& figures, std::string_view unit, const std::vector<bool>& has_unit,
           std::size_t judges) {
            std::vector<ResultFigure> given;
            for (std::size_t i = 0; i < figures.size(); ++i)
                given.push_back({figures[i], i < has_unit.size() && has_unit[i], i < judges});
            std::vector<std::pair<FigureDoubt, std::size_t>> doubts;
            for (const DoubtedFigure& one : scale_doubts(given, unit)) doubts.emplace_back(one.doubt, one.figure);
            return doubts;
        },
        "figures"_a, "unit"_a, "has_unit"_a, "judges"_a,
        "Each doubt with the number of its figure; the first `judges` of them are as published.");

    m.def(
        "history_doubts",
        [](double latest, const Period& period, const History& history) {
            return history_doubts(latest, period, points_of(history));
        },
        "latest"_a, "period"_a, "history"_a, "The numbers of the points that have another figure for the period.");

    m.def(
        "charted_travel",
        [](Direction direction, DirectionReason reason, double latest, const std::optional<Period>& period,
           std::optional<Polarity> polarity, const History& history) {
            const Travel moved = charted_travel({direction, reason}, latest, period, polarity, points_of(history));
            return std::pair(moved.direction, moved.reason);
        },
        "direction"_a, "reason"_a, "latest"_a, "period"_a, "polarity"_a, "history"_a,
        "The direction by a control chart and its reason, or those that were given.");

    m.def(
        "is_earlier", [](const std::string& word) { return find_earlier(word).has_value(); }, "word"_a,
        "Whether a word stands for an earlier point of a history.");

    m.def(
        "is_same_period_last_year",
        [](const std::string& word) { return find_earlier(word) == Earlier::same_period_last_year; }, "word"_a);

    m.def(
        "since_earlier",
        [](const std::string& word, double latest, const std::pair<double, double>& interval,
           const std::optional<Period>& period, std::optional<Polarity> polarity, std::optional<Accrual> accrual,
           const std::pair<double, double>& good, double dead_band, const std::string& unit, const History& history) {
            const SinceEarlier since =
                since_earlier(find_earlier(word).value(), {latest, range(interval)}, period, polarity,
                              accrual.value_or(Accrual::snapshot), range(good), {.dead_band = dead_band}, unit,
                              points_of(history));
            const auto point = since.point ? std::optional(std::pair(since.point->period, since.point->value))
                                           : std::nullopt;
            return py::make_tuple(point, since.change, since.travel.direction, since.travel.reason);
        },
        "word"_a, "latest"_a, "interval"_a, "period"_a, "polarity"_a, "accrual"_a, "good"_a, "dead_band"_a, "unit"_a,
        "history"_a, "An earlier point, or None; and the change, the direction and its reason since then.");

    m.def(
        "target_of_level",
        [](std::optional<Accrual> accrual, const std::pair<double, double>& comparator) {
            const Range target = with_target_of_level({.accrual = accrual}, range(comparator)).target;
            return std::pair(target.lower, target.upper);
        },
        "accrual"_a, "comparator"_a, "The target of the year of a level that has none of its own; of others NaN.");

    m.def(
        "is_target_of_the_year",
        [](const std::pair<double, double>& target, const std::pair<double, double>& comparator) {
            return is_target_of({.target = range(target)}, range(comparator));
        },
        "target"_a, "comparator"_a);

    m.def(
        "is_part_of_the_year",
        [](const std::pair<double, double>& target, std::optional<Accrual> accrual, bool complete,
           const std::pair<double, double>& comparator, const std::optional<Period>& period) {
            return is_part_of_the_year({.target = range(target), .accrual = accrual, .complete = complete},
                                       range(comparator), period);
        },
        "target"_a, "accrual"_a, "complete"_a, "comparator"_a, "period"_a,
        "Whether a result of that period is but a part of what a comparator asks of its year.");
}
