#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>

#include "columns.hpp"
#include "headway/batch/count.hpp"
#include "headway/report/counts.hpp"
#include "register.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

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
}
