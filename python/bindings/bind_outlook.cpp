#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/assess/rating.hpp"
#include "headway/batch/outlook.hpp"
#include "headway/measure/deadline.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/chance_reason.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/required_run_rate.hpp"
#include "headway/outlook/trajectory.hpp"
#include "headway/report/outlook_ratings.hpp"
#include "headway/series/series_break.hpp"
#include "register.hpp"
#include "released.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

/// As Python gives them: the last period none for a time that stands alone.
using GivenBreaks = std::vector<std::pair<Period, std::optional<Period>>>;

std::vector<SeriesBreak> breaks(const GivenBreaks& given) {
    std::vector<SeriesBreak> all;
    for (const auto& [from, to] : given) all.push_back({from, to});
    return all;
}

ProjectionRule make_rule(Method method, Range target, std::optional<Polarity> polarity, double level, Sides sides,
                         Range bounds, double event, const std::optional<Numbers>& denominators) {
    ProjectionRule rule{.method = method,
                        .target_range = target,
                        .polarity = polarity,
                        .level = level,
                        .sides = sides,
                        .bounds = bounds,
                        .event = event};
    if (denominators) rule.denominators.assign(denominators->data(), denominators->data() + denominators->size());
    return rule;
}

/// A column of texts of which many are the same: a code for each row, -1 for none, and each text once.
class RepeatedTexts {
public:
    explicit RepeatedTexts(std::size_t rows) : codes_(static_cast<py::ssize_t>(rows)), to_(writable(codes_)) {}

    void put(std::size_t row, std::optional<std::string> text) {
        to_[row] = -1;
        if (!text) return;
        const auto [found, is_new] = known_.try_emplace(std::move(*text), static_cast<std::int32_t>(known_.size()));
        to_[row] = found->second;
        if (is_new) texts_.append(found->first);
    }
    [[nodiscard]] py::tuple done() const { return py::make_tuple(codes_, texts_); }

private:
    py::array_t<std::int32_t> codes_;
    std::span<std::int32_t> to_;
    std::unordered_map<std::string, std::int32_t> known_{};
    py::list texts_{};
};

/// Columns of one row a series. A forecast is rated by the polarity of its own projection.
py::dict columns(const std::vector<Projection>& projections, RatingRule rating) {
    const auto rows = static_cast<py::ssize_t>(projections.size());
    py::array_t<double> value(rows), lower(rows), upper(rows), probability(rows), past_error(rows), reached(rows);
    py::array_t<std::uint8_t> method(rows), status(rows), chance(rows), rated(rows);
    py::array_t<std::int32_t> past_years(rows);
    RepeatedTexts year(projections.size()), reason(projections.size()), past_error_reason(projections.size());
    for (py::ssize_t i = 0; i < rows; ++i) {
        const auto row = static_cast<std::size_t>(i);
        const Projection& projection = projections[row];
        value.mutable_at(i) = projection.value;
        lower.mutable_at(i) = projection.lower;
        upper.mutable_at(i) = projection.upper;
        probability.mutable_at(i) = projection.probability;
        past_error.mutable_at(i) = projection.past_error;
        reached.mutable_at(i) = projection.reached;
        past_years.mutable_at(i) = projection.past_years;
        method.mutable_at(i) = static_cast<std::uint8_t>(projection.method.value_or(Method::automatic));
        status.mutable_at(i) = static_cast<std::uint8_t>(projection.outcome);
        chance.mutable_at(i) = static_cast<std::uint8_t>(chance_reason(projection));
        rating.polarity = projection.rule.polarity;
        rated.mutable_at(i) =
            static_cast<std::uint8_t>(outlook_ratings(projection, Accrual::snapshot, rating).year_end.rating);
        year.put(row, projection.year ? std::optional(projection.year->label()) : std::nullopt);
        reason.put(row, projection.reason);
        past_error_reason.put(
            row, projection.past_error_reason.empty() ? std::nullopt : std::optional(projection.past_error_reason));
    }
    return py::dict("year"_a = year.done(), "value"_a = value, "lower"_a = lower, "upper"_a = upper,
                    "probability"_a = probability, "method"_a = method, "status"_a = status, "reason"_a = reason.done(),
                    "past_error"_a = past_error, "past_years"_a = past_years,
                    "past_error_reason"_a = past_error_reason.done(), "reached"_a = reached,
                    "probability_reason"_a = chance, "forecast_rating"_a = rated);
}

}  // namespace

}  // namespace headway::python

void register_outlook(py::module_& m) {
    using namespace headway;
    using headway::python::known;
    using headway::python::Numbers;

    py::class_<ProjectionRule>(m, "ProjectionRule")
        .def(py::init([](Method method, double target_lower, double target_upper, std::optional<Polarity> polarity,
                         double level, Sides sides, double lowest, double highest, double event,
                         const std::optional<Numbers>& denominators, bool target_lower_open, bool target_upper_open) {
                 const Range target{target_lower, target_upper, target_lower_open, target_upper_open};
                 return headway::python::make_rule(method, target, polarity, level, sides, {lowest, highest}, event,
                                                   denominators);
             }),
             py::kw_only(), "method"_a, "target_lower"_a, "target_upper"_a, "polarity"_a, "level"_a, "sides"_a,
             "lowest"_a, "highest"_a, "event"_a, "denominators"_a, "target_lower_open"_a = false,
             "target_upper_open"_a = false)
        .def_property_readonly("target",
                               [](const ProjectionRule& rule) {
                                   const Range target = bounds_or_number(rule.target_range, rule.target);
                                   return std::pair(target.lower, target.upper);
                               })
        .def_property_readonly("polarity", [](const ProjectionRule& rule) { return rule.polarity; })
        .def_property_readonly_static("version",
                                      [](const py::object&) { return std::string(ProjectionRule::version); });

    py::class_<Projection>(m, "Projection")
        .def_property_readonly("status", [](const Projection& p) { return p.outcome; })
        .def_property_readonly("value", [](const Projection& p) { return known(p.value); })
        .def_property_readonly("lower", [](const Projection& p) { return known(p.lower); })
        .def_property_readonly("upper", [](const Projection& p) { return known(p.upper); })
        .def_property_readonly("level", [](const Projection& p) { return p.rule.level; })
        .def_property_readonly("probability", [](const Projection& p) { return known(p.probability); })
        .def_property_readonly("method", [](const Projection& p) { return p.method; })
        .def_property_readonly("reason", [](const Projection& p) { return p.reason; })
        .def_property_readonly("interval_reason", [](const Projection& p) { return p.interval_reason; })
        .def_property_readonly("year", [](const Projection& p) { return p.year; })
        .def_property_readonly("as_at", [](const Projection& p) { return p.as_at; })
        .def_property_readonly("known", [](const Projection& p) { return p.known; })
        .def_property_readonly("remaining", [](const Projection& p) { return p.remaining; })
        .def_property_readonly("reached", [](const Projection& p) { return known(p.reached); })
        .def_property_readonly("path", [](const Projection& p) { return p.path; })
        .def_property_readonly("past_error", [](const Projection& p) { return known(p.past_error); })
        .def_property_readonly("past_years", [](const Projection& p) { return p.past_years; })
        .def_property_readonly("past_error_reason",
                               [](const Projection& p) {
                                   return p.past_error_reason.empty() ? std::nullopt
                                                                      : std::optional(p.past_error_reason);
                               })
        .def_property_readonly("probability_reason",
                               [](const Projection& p) {
                                   const ChanceReason reason = chance_reason(p);
                                   return reason == ChanceReason::known ? std::nullopt : std::optional(word(reason));
                               })
        .def_property_readonly("basis", [](const Projection& p) { return p.predictive.basis; })
        .def(
            "interval",
            [](const Projection& p, double level, Sides sides) {
                const Range interval = headway::interval(p.predictive, level, sides);
                return std::pair(known(interval.lower), known(interval.upper));
            },
            "level"_a, "sides"_a);

    m.def(
        "project_year_end",
        [](const Series& series, const ProjectionRule& rule) { return project_year_end(series, rule); }, "series"_a,
        "rule"_a);
    m.def(
        "backtest",
        [](const Series& series, const ProjectionRule& rule) {
            const std::vector<Replay> replays = backtest(series, rule);
            py::list rows;
            for (const Replay& replay : replays)
                rows.append(py::make_tuple(replay.year, replay.method, replay.projected, known(replay.lower),
                                           known(replay.upper), replay.actual, replay.error(), replay.held()));
            const IntervalRecord record = interval_record(replays);
            return py::make_tuple(rows, py::make_tuple(record.held, record.of));
        },
        "series"_a, "rule"_a,
        "(year, method, projected, lower, upper, actual, error, held) of each past year, oldest first; and how many "
        "intervals held their year, of how many.");
    m.def(
        "trajectory",
        [](const Series& series, const Projection& projection) {
            const Trajectory year = trajectory(series, projection);
            const auto array = [](const std::vector<double>& values) {
                return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
            };
            return py::make_tuple(year.periods, array(year.actual), array(year.expected), array(year.last_year),
                                  year.single_amounts);
        },
        "series"_a, "projection"_a, "(periods, actual, expected, last_year, single_amounts) of the projected year.");
    m.def(
        "required_run_rate",
        [](const Series& series, double target, std::optional<Period> by) {
            return known(by ? required_run_rate(series, target, *by) : required_run_rate(series, target));
        },
        "series"_a, "target"_a, "by"_a);
    m.def("due_by", &due_by, "time"_a, "By whose end it is due, of what is due by a time.");
    m.def(
        "one_polarity_a_series",
        [](const python::SectionCodes& series, const std::vector<std::string>& names, const python::Codes& polarity,
           const std::string& column) {
            using python::view;
            const auto all = batch::one_polarity_a_series(view(series), names, view(polarity), column);
            return py::array_t<std::uint8_t>(static_cast<py::ssize_t>(all.size()), all.data());
        },
        "series"_a, "names"_a, "polarity"_a, "column"_a, "The polarity of each row, which is one for a series.");

    m.def(
        "latest_rows",
        [](const python::SectionCodes& series, std::size_t count, const python::SectionCodes& period,
           const std::vector<Period>& periods, const std::optional<Numbers>& value) {
            using python::view;
            const auto rows = batch::latest_rows(view(series), count, view(period), periods, view(value));
            return py::array_t<std::int64_t>(static_cast<py::ssize_t>(rows.size()), rows.data());
        },
        "series"_a, "count"_a, "period"_a, "periods"_a, "value"_a = py::none(),
        "Of each series the row whose period ends last; with values, the last that is published.");

    m.def(
        "project_rows",
        [](const python::SectionCodes& series, const std::vector<std::string>& names,
           const python::SectionCodes& period, const std::vector<Period>& periods, const Numbers& value,
           const python::Codes& accrual, const std::optional<python::Codes>& marks, Calendar calendar,
           const ProjectionRule& rule, const std::optional<Numbers>& target, const std::optional<Numbers>& target_lower,
           const std::optional<Numbers>& target_upper, const std::optional<python::Codes>& target_lower_open,
           const std::optional<python::Codes>& target_upper_open, const std::optional<python::Codes>& polarity,
           const std::optional<Numbers>& denominator, const std::optional<Numbers>& event,
           const std::optional<Numbers>& lowest, const std::optional<Numbers>& highest, const RatingRule& rating,
           const std::string& period_column, const std::string& value_column, const std::string& accrual_column,
           const std::string& target_column, const std::vector<python::GivenBreaks>& breaks,
           const python::GivenBreaks& breaks_of_all) {
            using python::view;
            std::vector<std::vector<SeriesBreak>> by_series;
            for (const python::GivenBreaks& of_one : breaks) by_series.push_back(python::breaks(of_one));
            const auto codes = [](const std::optional<python::Codes>& column) {
                return column ? view(*column) : std::span<const std::uint8_t>{};
            };
            const batch::ProjectionTable table{.rows = {.series = view(series),
                                                        .period = view(period),
                                                        .value = view(value),
                                                        .accrual = view(accrual),
                                                        .marks = codes(marks),
                                                        .names = names,
                                                        .periods = periods,
                                                        .period_column = period_column,
                                                        .value_column = value_column,
                                                        .accrual_column = accrual_column},
                                               .target = view(target),
                                               .target_lower = view(target_lower),
                                               .target_upper = view(target_upper),
                                               .target_lower_open = codes(target_lower_open),
                                               .target_upper_open = codes(target_upper_open),
                                               .polarity = codes(polarity),
                                               .denominator = view(denominator),
                                               .event = view(event),
                                               .lowest = view(lowest),
                                               .highest = view(highest),
                                               .breaks = by_series,
                                               .breaks_of_all = python::breaks(breaks_of_all),
                                               .target_column = target_column};
            validate(rating);
            std::vector<Projection> projections;
            {
                const python::Released released;
                projections = batch::project_year_end(table, calendar, rule);
            }
            return python::columns(projections, rating);
        },
        "series"_a, "names"_a, "period"_a, "periods"_a, "value"_a, "accrual"_a, "marks"_a, "calendar"_a, "rule"_a,
        "target"_a, "target_lower"_a, "target_upper"_a, "target_lower_open"_a, "target_upper_open"_a, "polarity"_a,
        "denominator"_a, "event"_a, "lowest"_a, "highest"_a, "rating"_a, "period_column"_a, "value_column"_a,
        "accrual_column"_a, "target_column"_a, "breaks"_a, "breaks_of_all"_a,
        "Columns of one row a series; words as codes, texts as codes and each text once.");
}
