#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "columns.hpp"
#include "headway/batch/grouped_statistics.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/quantile_group.hpp"
#include "headway/stats/ranking.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

py::tuple mean(const SectionCodes& group, std::size_t groups, const Numbers& values, const Numbers& levels) {
    StatisticArrays out(groups, view(levels).size());
    py::array_t<std::int64_t> known(static_cast<py::ssize_t>(groups)), missing(static_cast<py::ssize_t>(groups));
    const batch::StatisticColumns columns = out.columns();
    const auto known_out = writable(known), missing_out = writable(missing);
    const auto codes = view(group);
    {
        const python::Released released;
        batch::mean(codes, view(values), view(levels), columns, known_out, missing_out);
    }
    return py::make_tuple(out.value, out.lower, out.upper, out.status, known, missing);
}

stats::InequalityRule make_inequality_rule(ValueType type, bool transform, double multiplier, std::uint64_t seed,
                                           std::uint32_t draws) {
    const stats::InequalityRule rule{
        .type = type, .transform = transform, .multiplier = multiplier, .seed = seed, .draws = draws};
    validate(rule);
    return rule;
}

py::tuple slope_index_of_inequality(const SectionCodes& group, std::size_t groups,
                                    const std::optional<Numbers>& quantile, const Numbers& value,
                                    const Numbers& population, const std::optional<Numbers>& standard_error,
                                    const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
                                    const stats::InequalityRule& rule, const Numbers& levels) {
    const auto rows = static_cast<py::ssize_t>(groups);
    StatisticArrays slope(groups, view(levels).size()), relative(groups, view(levels).size());
    py::array_t<double> at_bottom(rows), at_top(rows);
    const batch::InequalityColumns out{.slope = slope.columns(),
                                       .relative = relative.columns(),
                                       .at_bottom = writable(at_bottom),
                                       .at_top = writable(at_top)};
    const stats::Quantiles quantiles{.value = view(value),
                                     .population = view(population),
                                     .standard_error = view(standard_error),
                                     .lower = view(lower),
                                     .upper = view(upper)};
    const auto codes = view(group);
    {
        const python::Released released;
        batch::slope_index_of_inequality(codes, view(quantile), quantiles, rule, view(levels), out);
    }
    return py::make_tuple(slope.tuple(), relative.tuple(), at_bottom, at_top);
}

py::tuple quantile_group(const SectionCodes& group, std::size_t groups, const Numbers& values, std::int64_t quantiles,
                         bool highest_first) {
    py::array_t<std::int32_t> quantile(group.size());
    py::array_t<std::uint8_t> status(group.size());
    const auto quantile_out = writable(quantile);
    const auto status_out = writable(status);
    const auto codes = view(group);
    {
        const python::Released released;
        batch::quantile_group(codes, groups, view(values), quantiles, highest_first, quantile_out, status_out);
    }
    return py::make_tuple(quantile, status);
}

py::tuple rank_in_group(const SectionCodes& group, std::size_t groups, const Numbers& values, Polarity polarity) {
    if (polarity == Polarity::in_range)
        throw Error("polarity: found in_range, which puts no value first; accepted: high_is_good, low_is_good or "
                    "neutral");
    const bool highest_first = polarity != Polarity::low_is_good;
    py::array_t<std::int64_t> rank(group.size()), of(group.size());
    py::array_t<double> percentile(group.size());
    py::array_t<std::int32_t> quartile(group.size());
    py::array_t<std::uint8_t> status(group.size());
    const batch::RankingColumns out{.rank = writable(rank),
                                    .of = writable(of),
                                    .percentile = writable(percentile),
                                    .quartile = writable(quartile),
                                    .status = writable(status)};
    const auto codes = view(group);
    {
        const python::Released released;
        batch::rank_in_group(codes, groups, view(values), highest_first, out);
    }
    return py::make_tuple(rank, of, percentile, quartile, status);
}

py::tuple neighbour_average(const SectionCodes& group, std::size_t groups, const Numbers& counts,
                            const std::optional<Numbers>& denominators, NeighbourAverage average, double multiplier) {
    const auto rows = static_cast<py::ssize_t>(groups);
    py::array_t<double> value(rows);
    py::array_t<std::int64_t> neighbours(rows), missing(rows);
    py::array_t<std::uint8_t> status(rows);
    const batch::NeighbourColumns out{.value = writable(value),
                                      .neighbours = writable(neighbours),
                                      .missing = writable(missing),
                                      .status = writable(status)};
    batch::neighbour_average(view(group), view(counts), view(denominators), average, multiplier, out);
    return py::make_tuple(value, neighbours, missing, status);
}

}  // namespace

}  // namespace headway::python

void register_grouped_statistics(py::module_& m) {
    using namespace headway;

    m.def("mean", &python::mean, "group"_a, "groups"_a, "values"_a, "levels"_a,
          "(value, lower, upper, status, known, missing), limits levels x groups.");
    m.def("quantile_group", &python::quantile_group, "group"_a, "groups"_a, "values"_a, "quantiles"_a,
          "highest_first"_a, "(quantile group or 0, status), one a row.");
    m.def("rank_in_group", &python::rank_in_group, "group"_a, "groups"_a, "values"_a, "polarity"_a,
          "(rank or 0, of, percentile, quartile or 0, status), one a row.");
    m.def("neighbour_average", &python::neighbour_average, "group"_a, "groups"_a, "counts"_a, "denominators"_a,
          "average"_a, "multiplier"_a, "(value, neighbours, missing, status), one a group.");
    py::class_<stats::InequalityRule>(m, "InequalityRule")
        .def(py::init(&python::make_inequality_rule), "type"_a, "transform"_a, "multiplier"_a, "seed"_a, "draws"_a)
        .def_property_readonly(
            "method", [](const stats::InequalityRule& self) { return std::string(stats::inequality_method(self)); });
    m.def("slope_index_of_inequality", &python::slope_index_of_inequality, "group"_a, "groups"_a, "quantile"_a,
          "value"_a, "population"_a, "standard_error"_a, "lower"_a, "upper"_a, "rule"_a, "levels"_a,
          "(slope, relative, at_bottom, at_top): the first two as of `proportion`, one a group.");
    m.attr("mean_method") = std::string(stats::mean_method);
    m.attr("quantile_group_method") = std::string(stats::quantile_group_method);
    m.attr("ranking_method") = std::string(stats::ranking_method);
    m.def(
        "neighbour_average_method",
        [](NeighbourAverage average) { return std::string(stats::neighbour_average_method(average)); }, "average"_a);
}
