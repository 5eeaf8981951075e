#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/batch.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/required_run_rate.hpp"
#include "headway/series/assemble.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

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

/// Columns of one row a series.
py::dict columns(const std::vector<Projection>& projections) {
    const auto rows = static_cast<py::ssize_t>(projections.size());
    py::array_t<double> value(rows), lower(rows), upper(rows), probability(rows), past_error(rows);
    py::array_t<std::uint8_t> method(rows), status(rows);
    py::array_t<std::int32_t> past_years(rows);
    py::list year, reason;
    for (py::ssize_t i = 0; i < rows; ++i) {
        const Projection& projection = projections[static_cast<std::size_t>(i)];
        value.mutable_at(i) = projection.value;
        lower.mutable_at(i) = projection.lower;
        upper.mutable_at(i) = projection.upper;
        probability.mutable_at(i) = projection.probability;
        past_error.mutable_at(i) = projection.past_error;
        past_years.mutable_at(i) = projection.past_years;
        method.mutable_at(i) = static_cast<std::uint8_t>(projection.method.value_or(Method::automatic));
        status.mutable_at(i) = static_cast<std::uint8_t>(projection.outcome);
        year.append(projection.year ? py::cast(projection.year->label()) : py::none());
        reason.append(projection.reason);
    }
    return py::dict("year"_a = year, "value"_a = value, "lower"_a = lower, "upper"_a = upper,
                    "probability"_a = probability, "method"_a = method, "status"_a = status, "reason"_a = reason,
                    "past_error"_a = past_error, "past_years"_a = past_years);
}

struct RowTargets {
    std::optional<Numbers> value{}, lower{}, upper{}, denominator{}, event{};
    std::optional<Codes> polarity{};
};

/// What the rule of one series takes from its rows: its target from the last, its denominators from all.
ProjectionRule rule_of(const AssembledSeries& assembled, ProjectionRule rule, const RowTargets& targets) {
    const std::size_t last = assembled.rows.back();
    const auto row = static_cast<Eigen::Index>(last);
    if (targets.value) rule.target = (*targets.value)[row];
    if (targets.lower) rule.target_range.lower = (*targets.lower)[row];
    if (targets.upper) rule.target_range.upper = (*targets.upper)[row];
    if (targets.polarity) {
        const std::uint8_t code = view(*targets.polarity)[last];
        rule.polarity = code == batch::no_polarity ? std::nullopt : std::optional(static_cast<Polarity>(code));
    }
    if (targets.event) rule.event = (*targets.event)[row];
    if (targets.denominator && assembled.series.accrual() == Accrual::average)
        for (const std::size_t from : assembled.rows)
            rule.denominators.push_back(
                from == AssembledSeries::no_row ? missing : (*targets.denominator)[static_cast<Eigen::Index>(from)]);
    return rule;
}

py::dict project_rows(const SectionCodes& series, const std::vector<std::string>& names, const SectionCodes& period,
                      const std::vector<Period>& periods, const Numbers& value, const Codes& accrual, Calendar calendar,
                      const ProjectionRule& rule, const RowTargets& targets, std::string period_column,
                      std::string value_column, std::string accrual_column) {
    const SeriesRows rows{.series = view(series),
                          .period = view(period),
                          .value = view(value),
                          .accrual = view(accrual),
                          .names = names,
                          .periods = periods,
                          .period_column = std::move(period_column),
                          .value_column = std::move(value_column),
                          .accrual_column = std::move(accrual_column)};
    std::vector<Projection> projections;
    {
        py::gil_scoped_release released;
        std::vector<AssembledSeries> assembled = assemble(rows, calendar);
        std::vector<ProjectionRule> rules;
        std::vector<Series> all;
        for (AssembledSeries& one : assembled) {
            rules.push_back(rule_of(one, rule, targets));
            all.push_back(std::move(one.series));
        }
        Problems problems;
        for (std::size_t i = 0; i < all.size(); ++i) {
            try {
                detail::check(all[i], rules[i]);
            } catch (const Error& error) {
                problems.add("series '" + names[i] + "': " + error.what());
            }
        }
        problems.raise_if_any();
        projections = batch::project_year_end(all, rules);
    }
    return columns(projections);
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
                         const std::optional<Numbers>& denominators) {
                 return headway::python::make_rule(method, {target_lower, target_upper}, polarity, level, sides,
                                                   {lowest, highest}, event, denominators);
             }),
             py::kw_only(), "method"_a, "target_lower"_a, "target_upper"_a, "polarity"_a, "level"_a, "sides"_a,
             "lowest"_a, "highest"_a, "event"_a, "denominators"_a)
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
        .def_property_readonly("year", [](const Projection& p) { return p.year; })
        .def_property_readonly("as_at", [](const Projection& p) { return p.as_at; })
        .def_property_readonly("known", [](const Projection& p) { return p.known; })
        .def_property_readonly("remaining", [](const Projection& p) { return p.remaining; })
        .def_property_readonly("reached", [](const Projection& p) { return known(p.reached); })
        .def_property_readonly("path", [](const Projection& p) { return p.path; })
        .def_property_readonly("past_error", [](const Projection& p) { return known(p.past_error); })
        .def_property_readonly("past_years", [](const Projection& p) { return p.past_years; })
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
            py::list replays;
            for (const Replay& replay : backtest(series, rule))
                replays.append(py::make_tuple(replay.year, replay.method, replay.projected, known(replay.lower),
                                              known(replay.upper), replay.actual, replay.error()));
            return replays;
        },
        "series"_a, "rule"_a,
        "(year, method, projected, lower, upper, actual, error) of each past year, oldest first.");
    m.def(
        "required_run_rate",
        [](const Series& series, double target) { return known(required_run_rate(series, target)); }, "series"_a,
        "target"_a);
    m.def(
        "project_rows",
        [](const python::SectionCodes& series, const std::vector<std::string>& names,
           const python::SectionCodes& period, const std::vector<Period>& periods, const Numbers& value,
           const python::Codes& accrual, Calendar calendar, const ProjectionRule& rule,
           const std::optional<Numbers>& target, const std::optional<Numbers>& target_lower,
           const std::optional<Numbers>& target_upper, const std::optional<python::Codes>& polarity,
           const std::optional<Numbers>& denominator, const std::optional<Numbers>& event,
           const std::string& period_column, const std::string& value_column,
           const std::string& accrual_column) {
            return python::project_rows(series, names, period, periods, value, accrual, calendar, rule,
                                        {target, target_lower, target_upper, denominator, event, polarity}, period_column,
                                        value_column, accrual_column);
        },
        "series"_a, "names"_a, "period"_a, "periods"_a, "value"_a, "accrual"_a, "calendar"_a, "rule"_a, "target"_a,
        "target_lower"_a, "target_upper"_a, "polarity"_a, "denominator"_a, "event"_a, "period_column"_a, "value_column"_a,
        "accrual_column"_a, "Columns of one row a series; method and status as codes.");
}
