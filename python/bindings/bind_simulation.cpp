#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/batch/simulate.hpp"
#include "headway/savings/uncertain_plan.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "register.hpp"
#include "released.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

py::array_t<double> array(const std::vector<double>& values) {
    return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

/// One row a saving, one column a year.
py::array_t<double> table(const std::vector<std::vector<double>>& rows) {
    const std::size_t columns = rows.empty() ? 0 : rows.front().size();
    py::array_t<double> all({rows.size(), columns});
    double* out = all.mutable_data();
    for (const std::vector<double>& row : rows) out = std::copy(row.begin(), row.end(), out);
    return all;
}

stats::Correlation pairs_of(const std::vector<std::string>& names,
                            const std::vector<std::tuple<std::string, std::string, double>>& pairs) {
    std::vector<stats::CorrelatedPair> all;
    for (const auto& [first, second, correlation] : pairs) all.push_back({first, second, correlation});
    return stats::Correlation::of_pairs(names, all);
}

using Assumed = std::map<std::string, std::pair<Delivery, Delay>>;

std::vector<UncertainSaving> uncertain_savings(const SavingsPlan& plan, const Assumed& assumed, bool by_programme,
                                               bool leave_out_doubt) {
    Uncertainties said;
    for (const auto& [name, of_name] : assumed) said[name] = {of_name.first, of_name.second};
    return by_programme ? uncertain_by_programme(plan, said) : uncertain_by_confidence(plan, said, leave_out_doubt);
}

Assumed illustrated(const SavingsPlan& plan) {
    Assumed assumed;
    for (const auto& [name, of_name] : illustration(plan.scale)) assumed[name] = {of_name.delivery, of_name.delay};
    return assumed;
}

}  // namespace

}  // namespace headway::python

void register_simulation(py::module_& m) {
    using namespace headway;
    using headway::python::Numbers;

    // The Python classes Delivery and Delay coerce their arguments and hold one of these each.
    py::class_<Delivery>(m, "Delivery")
        .def_static("certain", &Delivery::certain, "share"_a)
        .def_static("bernoulli", &Delivery::bernoulli, "probability"_a, "share"_a)
        .def_static("triangular", &Delivery::triangular, "low"_a, "mode"_a, "high"_a)
        .def_static("pert", &Delivery::pert, "low"_a, "mode"_a, "high"_a)
        .def_static("beta", &Delivery::beta, "alpha"_a, "beta"_a, "low"_a, "high"_a)
        .def_property_readonly("shape", [](const Delivery& self) { return self.shape; })
        .def_property_readonly("mean", [](const Delivery& self) { return mean(self); })
        .def_property_readonly("standard_deviation", [](const Delivery& self) { return standard_deviation(self); })
        .def_property_readonly("words", [](const Delivery& self) { return in_words(self); })
        .def("quantile", [](const Delivery& self, double p) { return quantile(self, p); }, "p"_a);

    py::class_<Delay>(m, "Delay")
        .def_static("none", &Delay::none)
        .def_static("fixed", &Delay::fixed, "months"_a)
        .def_static("triangular", &Delay::triangular, "low"_a, "mode"_a, "high"_a)
        .def_static("pert", &Delay::pert, "low"_a, "mode"_a, "high"_a)
        .def_static("months", &Delay::months, "probabilities"_a)
        .def_property_readonly("shape", [](const Delay& self) { return self.shape; })
        .def_property_readonly("probabilities", [](const Delay& self) { return python::array(probabilities(self)); })
        .def_property_readonly("words", [](const Delay& self) { return in_words(self); });

    py::class_<stats::Correlation>(m, "Correlation")
        .def(py::init<>())
        .def_static(
            "matrix",
            [](const py::array_t<double, py::array::c_style | py::array::forcecast>& matrix,
               const std::vector<std::string>& names) {
                return stats::Correlation({matrix.data(), matrix.data() + matrix.size()}, names);
            },
            "matrix"_a, "names"_a)
        .def_static("equal", &stats::Correlation::equal, "size"_a, "correlation"_a)
        .def_static("of_pairs", &python::pairs_of, "names"_a, "pairs"_a)
        .def_property_readonly("size", &stats::Correlation::size)
        .def("beside", &stats::Correlation::beside, "more"_a)
        .def_property_readonly("values", [](const stats::Correlation& self) {
            std::vector<std::vector<double>> rows(self.size());
            for (std::size_t i = 0; i < self.size(); ++i)
                for (std::size_t j = 0; j < self.size(); ++j) rows[i].push_back(self(i, j));
            return python::table(rows);
        });

    py::class_<UncertainSaving>(m, "UncertainSaving")
        .def(py::init([](std::string name, std::vector<std::vector<double>> profiles, const Delivery& delivery,
                         const Delay& delay) {
                 return UncertainSaving{
                     .name = std::move(name), .profiles = std::move(profiles), .delivery = delivery, .delay = delay};
             }),
             "name"_a, "profiles"_a, "delivery"_a, "delay"_a)
        .def_static(
            "of_years",
            [](std::string name, const Numbers& by_year, const Delivery& delivery, const Delay& delay) {
                return uncertain_saving(std::move(name), python::view(by_year), delivery, delay);
            },
            "name"_a, "by_year"_a, "delivery"_a, "delay"_a)
        .def_property_readonly("name", [](const UncertainSaving& self) { return self.name; })
        .def_property_readonly("profiles", [](const UncertainSaving& self) { return python::table(self.profiles); });

    py::class_<Simulation>(m, "Simulation")
        .def_property_readonly("draws", [](const Simulation& self) { return self.rule.draws; })
        .def_property_readonly("seed", [](const Simulation& self) { return self.rule.seed; })
        .def_property_readonly("correlation", [](const Simulation& self) { return self.rule.correlation; })
        .def_property_readonly("version", [](const Simulation&) { return std::string(SimulationRule::version); })
        .def_property_readonly("names", [](const Simulation& self) { return self.names; })
        .def_property_readonly("years", &Simulation::years)
        .def_property_readonly("deliveries",
                               [](const Simulation& self) {
                                   std::vector<std::string> words;
                                   for (std::size_t s = 0; s < self.names.size(); ++s)
                                       words.push_back(self.risks[s].empty() ? in_words(self.deliveries[s])
                                                                             : self.risks[s]);
                                   return words;
                               })
        .def_property_readonly("delays",
                               [](const Simulation& self) {
                                   std::vector<std::string> words;
                                   for (std::size_t s = 0; s < self.names.size(); ++s)
                                       words.push_back(self.risks[s].empty() ? in_words(self.delays[s]) : "");
                                   return words;
                               })
        .def_property_readonly("planned", [](const Simulation& self) { return python::array(self.planned); })
        .def_property_readonly("mean", [](const Simulation& self) { return python::array(self.mean); })
        .def_property_readonly("standard_deviation",
                               [](const Simulation& self) { return python::array(self.standard_deviation); })
        .def_property_readonly("saving_mean", [](const Simulation& self) { return python::table(self.saving_mean); })
        .def_property_readonly("saving_deviation",
                               [](const Simulation& self) { return python::table(self.saving_deviation); })
        .def_property_readonly("spread_share", [](const Simulation& self) { return python::table(self.spread_share); })
        .def(
            "totals", [](const Simulation& self, std::size_t year) { return python::array(self.totals.at(year)); },
            "year"_a)
        .def(
            "quantiles",
            [](const Simulation& self, std::size_t year, const Numbers& levels) {
                return python::array(self.quantiles(year, python::view(levels)));
            },
            "year"_a, "levels"_a)
        .def(
            "fan",
            [](const Simulation& self, std::size_t year, const Numbers& levels) {
                const FanOfYear fan = self.fan(year, python::view(levels));
                return py::make_tuple(python::array(fan.quantiles), fan.prudent, fan.prudent_error);
            },
            "year"_a, "levels"_a)
        .def("prudent", &Simulation::prudent, "year"_a)
        .def("probability", &Simulation::probability, "year"_a, "amount"_a)
        .def("mean_error", &Simulation::mean_error, "year"_a)
        .def("probability_error", &Simulation::probability_error, "year"_a, "amount"_a)
        .def("quantile_error", &Simulation::quantile_error, "year"_a, "level"_a);
    m.def("uncertain_savings", &python::uncertain_savings, "plan"_a, "assumed"_a, "by_programme"_a,
          "leave_out_doubt"_a);
    m.def("illustration", &python::illustrated, "plan"_a);
    m.attr("over_achieved") = std::string(over_achieved);
    m.attr("prudent_probability") = prudent_probability;

    m.def(
        "simulate",
        [](const std::vector<UncertainSaving>& savings, std::uint64_t draws, std::uint64_t seed,
           const stats::Correlation& correlation, unsigned threads) {
            return batch::simulate(savings, {.draws = draws, .seed = seed, .correlation = correlation}, threads);
        },
        "savings"_a, "draws"_a, "seed"_a, "correlation"_a, "threads"_a, py::call_guard<python::Released>());
    m.def("make_normals", &batch::make_normals, "seed"_a, "savings"_a, "draws"_a, "threads"_a,
          py::call_guard<python::Released>(),
          "The normal draws of a simulation and nothing else, to measure it by.");
}
