#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/appraisal/appraisal.hpp"
#include "headway/appraisal/discount.hpp"
#include "headway/appraisal/optimism_bias.hpp"
#include "headway/money/money.hpp"
#include "headway/money/reconciliation.hpp"
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
    m.attr("appraisal_method") = std::string(Appraisal::method);
}
