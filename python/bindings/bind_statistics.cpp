#include <pybind11/pybind11.h>

#include <cstddef>
#include <string>

#include "columns.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/statistics.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/rate.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

void register_statistics(py::module_& m) {
    using namespace headway;
    using python::Numbers;
    using python::StatisticArrays;
    using python::view;

    m.def(
        "proportion",
        [](const Numbers& count, const Numbers& denominator, const Numbers& levels, double multiplier) {
            StatisticArrays out(view(count).size(), view(levels).size());
            const batch::StatisticColumns columns = out.columns();
            {
                const python::Released released;
                batch::proportion(view(count), view(denominator), view(levels), multiplier, columns);
            }
            return out.tuple();
        },
        "count"_a, "denominator"_a, "levels"_a, "multiplier"_a, "(value, lower, upper, status), limits levels x rows.");
    m.def(
        "crude_rate",
        [](const Numbers& count, const Numbers& population, const Numbers& levels, double multiplier,
           PoissonInterval interval) {
            StatisticArrays out(view(count).size(), view(levels).size());
            const batch::StatisticColumns columns = out.columns();
            {
                const python::Released released;
                batch::crude_rate(view(count), view(population), view(levels), multiplier, interval, columns);
            }
            return out.tuple();
        },
        "count"_a, "population"_a, "levels"_a, "multiplier"_a, "interval"_a,
        "(value, lower, upper, status), limits levels x rows.");
    m.def(
        "sum_by_group",
        [](const python::SectionCodes& group, const Numbers& column, std::size_t groups) {
            py::array_t<double> sums(static_cast<py::ssize_t>(groups));
            batch::sum_by_group(view(group), view(column), python::writable(sums));
            return sums;
        },
        "group"_a, "column"_a, "groups"_a);
    m.attr("wilson_method") = std::string(stats::wilson_method);
    m.def(
        "rate_method", [](PoissonInterval interval) { return std::string(stats::rate_method(interval)); },
        "interval"_a);
}
