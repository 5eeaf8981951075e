#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/read_share.hpp"
#include "headway/problems.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/uncertain_risks.hpp"
#include "headway/uncertainty/risk.hpp"
#include "headway/uncertainty/risk_event.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// Impacts, probabilities, and from which scores on a risk is amber and red.
using RiskFields = std::tuple<std::vector<std::string>, std::vector<std::string>, int, int>;
/// A risk in the order of the struct, its levels as pairs.
using RiskRow = std::tuple<std::string, std::pair<int, int>, std::pair<int, int>, int, double, double>;
using RiskEventFields = std::tuple<std::string, double, double, std::optional<std::vector<std::string>>, std::size_t>;

RiskScale risk_scale_of(const RiskFields& fields) {
    return {.impacts = std::get<0>(fields),
            .probabilities = std::get<1>(fields),
            .amber_from = std::get<2>(fields),
            .red_from = std::get<3>(fields)};
}

std::vector<Risk> risks_of_rows(const std::vector<RiskRow>& rows) {
    std::vector<Risk> risks;
    for (const auto& [name, inherent, residual, target, chance, amount] : rows)
        risks.push_back({.name = name,
                         .inherent = {inherent.first, inherent.second},
                         .residual = {residual.first, residual.second},
                         .target = target,
                         .chance = chance,
                         .amount = amount});
    return risks;
}

/// Each cell of a column read in the same way; problems are told with their rows, all at once.
template <class Read>
auto risk_column(const std::vector<std::string>& cells, const std::string& name, Read read) {
    std::vector<decltype(read(std::string()))> values;
    Problems problems;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        try {
            values.push_back(read(cells[row]));
        } catch (const Error& error) {
            problems.add("row " + std::to_string(row) + ", column '" + name + "': ", error);
        }
    }
    problems.raise_if_any();
    return values;
}

py::dict standings_of_risks(const std::vector<RiskRow>& rows, const RiskFields& fields,
                            const std::optional<std::vector<RiskRow>>& other) {
    const RiskScale scale = risk_scale_of(fields);
    const std::vector<Risk> risks = risks_of_rows(rows);
    const std::vector<Risk> before = other ? risks_of_rows(*other) : std::vector<Risk>{};
    const std::vector<RiskStanding> found = risk_standings(risks, scale, other ? &before : nullptr);
    py::list standings;
    for (const RiskStanding& each : found)
        standings.append(py::make_tuple(each.inherent, each.residual, each.inherent_rating, each.rating,
                                        each.above_target, each.movement, each.change, each.expected_cost));
    return py::dict("standings"_a = standings, "closed"_a = closed_risks(risks, before),
                    "expected_cost"_a = expected_cost(found));
}

py::list matrix_of_risks(const std::vector<std::pair<int, int>>& levels, const RiskFields& fields) {
    std::vector<RiskLevels> of_risks;
    for (const auto& [impact, probability] : levels) of_risks.push_back({impact, probability});
    py::list cells;
    for (const RiskCell& cell : risk_matrix(of_risks, risk_scale_of(fields)))
        cells.append(py::make_tuple(cell.impact, cell.probability, cell.score, cell.rating, cell.risks));
    return cells;
}

std::vector<UncertainSaving> events_of_risks(const std::vector<RiskEventFields>& risks,
                                             const std::vector<UncertainSaving>& savings,
                                             const SavingsPlan* plan, bool by_programme) {
    std::vector<RiskEvent> all;
    for (const auto& [name, chance, amount, threatened, first_year] : risks)
        all.push_back(
            {.name = name, .chance = chance, .amount = amount, .savings = threatened, .first_year = first_year});
    if (plan != nullptr) all = risks_of_plan(std::move(all), *plan, savings, by_programme);
    return uncertain_risks(all, savings);
}

}  // namespace

}  // namespace headway::python

void register_risks(py::module_& m) {
    using namespace headway;

    m.def(
        "risk_levels",
        [](const std::vector<std::string>& cells, const std::string& name, const std::vector<std::string>& words) {
            return python::risk_column(cells, name,
                                       [&](const std::string& cell) { return read_risk_level(cell, words); });
        },
        "cells"_a, "name"_a, "words"_a);
    m.def(
        "says_nothing",
        [](const std::vector<std::string>& cells) {
            std::vector<bool> nothing;
            for (const std::string& cell : cells) nothing.push_back(says_nothing(cell));
            return nothing;
        },
        "cells"_a);
    m.def(
        "shares",
        [](const std::vector<std::string>& cells, const std::string& name) {
            return python::risk_column(cells, name, [](const std::string& cell) { return read_share(cell); });
        },
        "cells"_a, "name"_a);
    m.def(
        "validate_risk_scale", [](const python::RiskFields& scale) { validate(python::risk_scale_of(scale)); },
        "scale"_a);
    m.def("risk_standings", &python::standings_of_risks, "risks"_a, "scale"_a, "before"_a);
    m.def("risk_matrix", &python::matrix_of_risks, "levels"_a, "scale"_a);
    m.def("uncertain_risks", &python::events_of_risks, "risks"_a, "savings"_a, "plan"_a.none(true), "by_programme"_a);
    m.attr("risk_method") = std::string(RiskStanding::method);
}
