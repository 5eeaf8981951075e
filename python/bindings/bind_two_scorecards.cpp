#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/report/comparison.hpp"
#include "headway/report/history_point.hpp"
#include "register.hpp"
#include "scorecard_rows.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

py::dict two_scorecards(const HeldScorecard& before, const HeldScorecard& after) {
    const Comparison found =
        compare(with_accruals_of(before, after), with_accruals_of(after, before), before.histories, after.histories);
    py::list moved, revised, changed, suspected, counts;
    for (const RatingMove& move : found.moved)
        moved.append(py::make_tuple(move.before, move.after, move.comparator, move.from, move.to, move.cause,
                                    move.new_value_by_old, move.old_value_by_new));
    for (const Revision& one : found.revised)
        revised.append(py::make_tuple(one.after, one.period, one.from, one.to, one.was, one.is));
    for (const YardstickChange& one : found.changed)
        changed.append(py::make_tuple(one.before, one.after, one.part, one.comparator, one.from, one.to,
                                      ends_of(one.was), ends_of(one.is)));
    for (const Suspicion& one : found.suspected) suspected.append(py::make_tuple(one.dropped, one.added, one.by));
    for (const RatingFlow& flow : found.counts)
        counts.append(py::make_tuple(flow.comparator, flow.rating, flow.before, flow.dropped, flow.moved_out,
                                     flow.moved_in, flow.added, flow.after));
    return py::dict("comparators"_a = found.comparators, "matched"_a = found.matched, "moved"_a = moved,
                    "new"_a = found.added, "dropped"_a = found.dropped, "revised"_a = revised, "changed"_a = changed,
                    "suspected"_a = suspected, "counts"_a = counts);
}

}  // namespace

}  // namespace headway::python

void register_two_scorecards(py::module_& m) {
    using namespace headway;
    using namespace headway::python;

    py::class_<HeldScorecard>(m, "HeldScorecard")
        .def(py::init([](std::vector<std::string> comparators) {
                 HeldScorecard held;
                 held.card.comparators = std::move(comparators);
                 return held;
             }),
             "comparators"_a)
        .def(
            "add",
            [](HeldScorecard& self, std::string section, std::string indicator, std::optional<std::string> period,
               const std::optional<Period>& when, std::optional<std::string> unit, std::optional<Polarity> polarity,
               std::optional<Accrual> accrual, double previous, double latest, double change,
               const GivenRange& interval, Direction direction, DirectionReason reason,
               const std::vector<GivenAssessment>& assessments) {
                self.add({std::move(section), std::move(indicator), std::move(period), when, std::move(unit), polarity,
                          accrual},
                         previous, latest, change, interval, direction, reason, assessments);
            },
            "section"_a, "indicator"_a, "period"_a, "when"_a, "unit"_a, "polarity"_a, "accrual"_a, "previous"_a,
            "latest"_a, "change"_a, "interval"_a, "direction"_a, "direction_reason"_a, "assessments"_a,
            "A row as it was assessed.")
        .def(
            "set_history",
            [](HeldScorecard& self, const std::string& indicator,
               const std::vector<std::pair<Period, double>>& points) {
                std::vector<HistoryPoint>& history = self.histories[indicator];
                for (const auto& [period, value] : points) history.push_back({period, value});
            },
            "indicator"_a, "points"_a)
        .def(
            "say",
            [](HeldScorecard& self, std::string status, bool doubted, double denominator, std::string counted) {
                self.said.rows.push_back({std::move(status), doubted, denominator, std::move(counted)});
            },
            "status"_a, "doubted"_a, "denominator"_a, "counted"_a, "What sentences say of a row beside its result.")
        .def(
            "set_outlook",
            [](HeldScorecard& self, const std::string& indicator, std::string year, double value, double lower,
               double upper, double level, double probability, const GivenRange& target) {
                self.said.outlooks[indicator] = {std::move(year), value,       lower,           upper,
                                                 level,           probability, range_of(target)};
            },
            "indicator"_a, "year"_a, "value"_a, "lower"_a, "upper"_a, "level"_a, "probability"_a, "target"_a);

    m.def("compare_scorecards", &two_scorecards, "before"_a, "after"_a,
          "Two scorecards compared: rows by their numbers.");
}
