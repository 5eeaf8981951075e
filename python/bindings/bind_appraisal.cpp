#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/appraisal/appraisal.hpp"
#include "headway/appraisal/discount.hpp"
#include "headway/appraisal/optimism_bias.hpp"
#include "headway/appraisal/options.hpp"
#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/words_for_nothing.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

// The Python dataclasses of these names hold the fields; they cross as tuples, in the order of the struct.
using Schedule = std::tuple<std::string, std::string, std::vector<std::pair<int, double>>>;

DiscountSchedule schedule_of(const Schedule& fields) {
    DiscountSchedule schedule{.name = std::get<0>(fields), .version = std::get<1>(fields)};
    for (const auto& [first_year, rate] : std::get<2>(fields)) schedule.steps.push_back({first_year, rate});
    return schedule;
}

Schedule fields_of(const DiscountSchedule& schedule) {
    Schedule fields{schedule.name, schedule.version, {}};
    for (const auto& [first_year, rate] : schedule.steps) std::get<2>(fields).emplace_back(first_year, rate);
    return fields;
}

/// Amounts that may be added up. A dash may be 0, and is refused.
py::tuple amounts_read(const std::vector<py::bytes>& cells, MoneyUnit unit) {
    py::array_t<double> amounts(static_cast<py::ssize_t>(cells.size()));
    const std::span<double> read = writable(amounts);
    py::dict refused;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell(cells[i]);
        read[i] = std::numeric_limits<double>::quiet_NaN();
        try {
            // A dash, or several, may be 0; `plain_text` makes one sign of all kinds of dashes.
            const std::string plain = plain_text(cell);
            const bool dashes = !plain.empty() && plain.find_first_not_of(" -") == std::string::npos;
            if (says_nothing(cell) && !dashes) continue;
            const Money money = read_money(cell, unit);
            if (money.fund || !money.exact()) throw Error("found " + quoted(cell) + "; accepted: one amount, or n/a");
            read[i] = money.amount.value_or(read[i]);
        } catch (const Error& error) {
            refused[py::int_(i)] = py::str(error.what());
        }
    }
    return py::make_tuple(amounts, refused);
}

py::tuple reconciled(const Numbers& terms, double claimed, int decimals, TermsAre terms_are,
                     const std::optional<Numbers>& weights, std::optional<int> claimed_decimals) {
    const Printed printed{.decimals = decimals, .terms_are = terms_are, .claimed_decimals = claimed_decimals};
    const Reconciliation found =
        weights ? reconcile(view(terms), view(*weights), claimed, printed) : reconcile(view(terms), claimed, printed);
    return py::make_tuple(found.computed, found.claimed, found.difference, found.envelope, found.agrees,
                          found.explained_by_rounding);
}

py::tuple appraised(const Numbers& costs, const Numbers& benefits, const Schedule& schedule, double bias,
                    const std::vector<Period>& years) {
    validate_years(years);
    const Appraisal found =
        appraise(view(costs), view(benefits), {.schedule = schedule_of(schedule), .optimism_bias = bias});
    return py::make_tuple(found.present_value_benefits, found.present_value_costs, found.net_present_value,
                          found.benefit_cost_ratio, found.payback, found.discounted_payback);
}

/// Scores come as a row an option, one after the other.
py::dict options_appraised(const std::vector<std::pair<std::string, double>>& weights,
                           const std::vector<std::string>& names, const Numbers& scores,
                           const Numbers& net_present_values, const Numbers& costs, double lowest, double highest) {
    std::vector<Criterion> criteria;
    for (const auto& [name, weight] : weights) criteria.push_back({name, weight});
    std::vector<Option> options;
    for (std::size_t o = 0; o < names.size(); ++o) {
        const std::span<const double> row = view(scores).subspan(o * criteria.size(), criteria.size());
        options.push_back({.name = names[o],
                           .scores = {row.begin(), row.end()},
                           .net_present_value = view(net_present_values)[o],
                           .cost = view(costs)[o]});
    }
    const OptionsAppraisal found = appraise_options(criteria, options, {.lowest = lowest, .highest = highest});
    py::list standings, changes;
    for (const OptionStanding& each : found.options)
        standings.append(py::make_tuple(each.score, each.rank, each.tied, each.value_rank, each.dominated_by,
                                        each.same_as, each.lacks, each.contributions));
    for (const WeightChange& each : found.changes) changes.append(py::make_tuple(each.at, each.change, each.winner));
    py::object move = py::none();
    if (found.move) move = py::make_tuple(found.move->amount, found.move->from, found.move->to, found.move->winner);
    return py::dict("standings"_a = standings, "changes"_a = changes, "move"_a = move, "leaders"_a = found.leaders,
                    "weights"_a = found.weights);
}

}  // namespace

}  // namespace headway::python

void register_appraisal(py::module_& m) {
    using namespace headway;

    m.def(
        "read_money",
        [](const py::bytes& text, MoneyUnit unit) {
            const Money money = read_money(std::string(text), unit);
            return py::make_tuple(money.amount, money.decimals, money.fund, money.note, money.lower, money.upper,
                                  money.lower_open, money.upper_open, money.approximate);
        },
        "text"_a, "unit"_a);

    m.def("read_amounts", &python::amounts_read, "cells"_a, "unit"_a,
          "(amounts, refused): NaN of what says nothing, and why a cell (text as bytes) is not one amount, by its "
          "place.");

    m.def("reconcile", &python::reconciled, "terms"_a, "claimed"_a, "decimals"_a, "terms_are"_a, "weights"_a,
          "claimed_decimals"_a);
    m.attr("reconciliation_method") = std::string(Reconciliation::method);

    m.def("green_book", [] { return python::fields_of(green_book()); });
    m.def(
        "validate_schedule", [](const python::Schedule& schedule) { validate(python::schedule_of(schedule)); },
        "schedule"_a);
    m.def(
        "discount_factors",
        [](const python::Schedule& schedule, std::size_t years, int first_year) {
            const std::vector<double> factors = discount_factors(python::schedule_of(schedule), years, first_year);
            return py::array_t<double>(static_cast<py::ssize_t>(factors.size()), factors.data());
        },
        "schedule"_a, "years"_a, "first_year"_a);
    m.def(
        "present_value",
        [](const python::Numbers& amounts, const python::Schedule& schedule, int first_year) {
            return present_value(python::view(amounts), python::schedule_of(schedule), first_year);
        },
        "amounts"_a, "schedule"_a, "first_year"_a);

    m.def(
        "optimism_bias",
        [](ProjectType type, EstimateOf estimate, double mitigation) -> std::optional<double> {
            const std::optional<BiasRange> range = optimism_bias(type, estimate);
            return range ? std::optional(mitigated(*range, mitigation)) : std::nullopt;
        },
        "project_type"_a, "estimate_of"_a, "mitigation"_a);
    m.def("appraise", &python::appraised, "costs"_a, "benefits"_a, "schedule"_a, "optimism_bias"_a, "years"_a);
    m.def(
        "read_scores",
        [](const std::vector<std::string>& cells, const std::string& name) {
            std::vector<double> scores;
            Problems problems;
            for (std::size_t row = 0; row < cells.size(); ++row) {
                try {
                    scores.push_back(read_score(cells[row]));
                } catch (const Error& error) {
                    problems.add("row " + std::to_string(row) + ", column '" + name + "': ", error);
                }
            }
            problems.raise_if_any();
            return scores;
        },
        "cells"_a, "name"_a);
    m.def("appraise_options", &python::options_appraised, "weights"_a, "names"_a, "scores"_a, "net_present_values"_a,
          "costs"_a, "lowest"_a, "highest"_a);
    m.attr("options_appraisal_method") = std::string(OptionsAppraisal::method);
    m.attr("appraisal_method") = std::string(Appraisal::method);
}
