#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/figure_mark.hpp"
#include "headway/series/accrual_words.hpp"
#include "headway/series/assemble.hpp"
#include "headway/series/series.hpp"
#include "headway/series/series_break.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

void register_series(py::module_& m) {
    using namespace headway;

    // The Python class Series coerces its arguments and holds one of these.
    py::class_<Series>(m, "Series")
        .def(py::init([](const python::Numbers& values, const Period& start, Accrual accrual, Frequency frequency,
                         Calendar calendar, const std::optional<python::Codes>& marks) {
                 std::vector<Flags<FigureMark>> of_points;
                 if (marks)
                     for (const std::uint8_t bits : python::view(*marks)) of_points.push_back({.bits = bits});
                 return Series(std::vector<double>(values.data(), values.data() + values.size()), start, accrual,
                               frequency, calendar, std::move(of_points));
             }),
             "values"_a, "start"_a, "accrual"_a, "frequency"_a, "calendar"_a, "marks"_a = py::none(),
             "Marks are bits, one element a point.")
        .def("__len__", &Series::size)
        .def_property_readonly("values", [](const py::object& self) {
            const auto& series = self.cast<const Series&>();
            py::array_t<double> view(static_cast<py::ssize_t>(series.size()), series.values().data(), self);
            view.attr("setflags")("write"_a = false);
            return view;
        })
        .def_property_readonly("periods", [](const Series& series) {
            std::vector<Period> periods;
            for (std::size_t i = 0; i < series.size(); ++i) periods.push_back(series.period(i));
            return periods;
        })
        .def_property_readonly("start", &Series::start)
        .def_property_readonly("accrual", &Series::accrual)
        .def_property_readonly("frequency", &Series::frequency)
        .def_property_readonly("calendar", &Series::calendar)
        .def_property_readonly("breaks",
                               [](const Series& series) {
                                   std::optional<Period> begins;
                                   if (series.begins_anew() > 0) begins = series.period(series.begins_anew());
                                   std::vector<std::pair<Period, Period>> spans;
                                   for (const LeftOut& span : series.left_out())
                                       spans.emplace_back(series.period(span.first), series.period(span.last));
                                   return std::pair(begins, spans);
                               })
        .def(
            "with_breaks",
            [](const Series& series, const std::vector<std::pair<Period, std::optional<Period>>>& breaks) {
                std::vector<SeriesBreak> given;
                for (const auto& [from, to] : breaks) given.push_back({from, to});
                return series.with_breaks(std::move(given));
            },
            "breaks"_a);
    m.def(
        "read_accrual", [](const std::string& text) { return static_cast<int>(read_accrual(text)); }, "text"_a);
    m.def(
        "assemble_series",
        [](const python::Numbers& values, std::vector<Period> times, Accrual accrual, Frequency frequency,
           Calendar calendar, const std::optional<python::Codes>& marks) {
            return assemble_one(python::view(values), std::move(times), accrual, frequency, calendar,
                                marks ? python::view(*marks) : std::span<const std::uint8_t>{});
        },
        "values"_a, "times"_a, "accrual"_a, "frequency"_a, "calendar"_a, "marks"_a);
}
