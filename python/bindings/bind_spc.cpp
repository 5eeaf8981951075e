#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "columns.hpp"
#include "headway/batch/control_charts.hpp"
#include "headway/spc/chart_kind.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/spc/unit_doubt.hpp"
#include "register.hpp"
#include "released.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using Rows = py::array_t<std::int64_t, py::array::c_style>;

template <class T>
py::array_t<T> array_of(const std::vector<T>& values) {
    return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

batch::SeriesOrder order_of(const Rows& rows, const Rows& offsets) {
    return {.rows = {view(rows).begin(), view(rows).end()}, .offsets = {view(offsets).begin(), view(offsets).end()}};
}

py::tuple order_rows(const SectionCodes& series, std::size_t count, const std::optional<Numbers>& time) {
    batch::SeriesOrder order;
    {
        const python::Released released;
        order = batch::order_rows(view(series), count, view(time));
    }
    return py::make_tuple(array_of(order.rows), array_of(order.offsets));
}

py::dict control_charts(ChartKind kind, const Rows& rows, const Rows& offsets, const Numbers& values,
                        const std::optional<Numbers>& denominators, const std::optional<Numbers>& deviations,
                        const std::optional<Numbers>& target, const Codes& polarity, const std::optional<Codes>& rebase,
                        const std::optional<Rows>& baseline, TwoOfThree two_of_three, bool screen_ranges, bool laney,
                        double multiplier, const std::optional<Codes>& target_side) {
    const batch::ChartTable table{.kind = kind,
                                  .rows = view(rows),
                                  .offsets = view(offsets),
                                  .values = view(values),
                                  .denominators = view(denominators),
                                  .deviations = view(deviations),
                                  .target = view(target),
                                  .target_side =
                                      target_side ? view(*target_side) : std::span<const std::uint8_t>{},
                                  .polarity = view(polarity),
                                  .rebase = rebase ? view(*rebase) : std::span<const std::uint8_t>{},
                                  .baseline = baseline ? view(*baseline) : std::span<const std::int64_t>{}};
    const spc::ChartRule rule{
        .two_of_three = two_of_three, .screen_ranges = screen_ranges, .laney = laney, .multiplier = multiplier};
    const auto points = static_cast<py::ssize_t>(values.size());
    const py::ssize_t series = offsets.size() - 1;
    py::array_t<double> value(points), mean(points), lower(points), upper(points);
    py::array_t<std::int32_t> phase(points);
    py::array_t<std::uint8_t> point_type(points), cause(points), signals(points), point_assurance(points);
    py::array_t<std::uint8_t> status(points);
    py::array_t<std::uint8_t> variation(series), assurance(series);
    const batch::ChartColumns out{.value = writable(value),
                                  .mean = writable(mean),
                                  .lower = writable(lower),
                                  .upper = writable(upper),
                                  .phase = writable(phase),
                                  .point_type = writable(point_type),
                                  .rule = writable(cause),
                                  .signals = writable(signals),
                                  .point_assurance = writable(point_assurance),
                                  .status = writable(status),
                                  .variation = writable(variation),
                                  .assurance = writable(assurance)};
    {
        const python::Released released;
        batch::control_charts(table, rule, out);
    }
    return py::dict("value"_a = value, "mean"_a = mean, "lower"_a = lower, "upper"_a = upper, "phase"_a = phase,
                    "point_type"_a = point_type, "rule"_a = cause, "signals"_a = signals,
                    "point_assurance"_a = point_assurance, "status"_a = status, "variation"_a = variation,
                    "assurance"_a = assurance);
}

/// The doubts of those series that have one, each with its series and the row of its point.
std::vector<std::tuple<std::size_t, std::int64_t, spc::UnitDoubt>> unit_doubts(const Rows& rows, const Rows& offsets,
                                                                               const Numbers& values,
                                                                               const std::optional<Numbers>& target) {
    const std::span<const std::int64_t> of_rows = view(rows), of_offsets = view(offsets);
    std::vector<std::optional<spc::UnitDoubt>> doubts;
    {
        const python::Released released;
        doubts = batch::unit_doubts(of_rows, of_offsets, view(values), view(target));
    }
    std::vector<std::tuple<std::size_t, std::int64_t, spc::UnitDoubt>> found;
    for (std::size_t k = 0; k < doubts.size(); ++k)
        if (doubts[k]) found.emplace_back(k, of_rows[static_cast<std::size_t>(of_offsets[k]) + doubts[k]->point],
                                          *doubts[k]);
    return found;
}

py::tuple subgroups(const Rows& rows, const Rows& offsets, const Numbers& measurements) {
    const batch::SeriesOrder order = order_of(rows, offsets);
    std::vector<spc::Subgroup> found;
    {
        const python::Released released;
        found = batch::subgroups(order, view(measurements));
    }
    std::vector<double> size, mean, deviation;
    for (const spc::Subgroup& one : found) {
        size.push_back(one.size);
        mean.push_back(one.mean);
        deviation.push_back(one.deviation);
    }
    return py::make_tuple(array_of(size), array_of(mean), array_of(deviation));
}

py::dict run_charts(const Rows& rows, const Rows& offsets, const Numbers& values) {
    const batch::SeriesOrder order = order_of(rows, offsets);
    std::vector<spc::RunChart> charts;
    {
        const python::Released released;
        charts = batch::run_charts(order, view(values));
    }
    std::vector<double> median;
    std::vector<std::int64_t> useful, longest_run, longest_run_max, crossings, crossings_min;
    std::vector<std::uint8_t> signal, status;
    for (const spc::RunChart& chart : charts) {
        median.push_back(chart.median);
        useful.push_back(chart.useful);
        longest_run.push_back(chart.longest_run);
        longest_run_max.push_back(chart.longest_run_max);
        crossings.push_back(chart.crossings);
        crossings_min.push_back(chart.crossings_min);
        signal.push_back(chart.signal ? 1 : 0);
        status.push_back(static_cast<std::uint8_t>(chart.status));
    }
    return py::dict("median"_a = array_of(median), "useful"_a = array_of(useful),
                    "longest_run"_a = array_of(longest_run), "longest_run_max"_a = array_of(longest_run_max),
                    "crossings"_a = array_of(crossings), "crossings_min"_a = array_of(crossings_min),
                    "signal"_a = array_of(signal), "status"_a = array_of(status));
}

}  // namespace

}  // namespace headway::python

void register_spc(py::module_& m) {
    using namespace headway;

    m.def("order_rows", &python::order_rows, "series"_a, "count"_a, "time"_a,
          "(rows, offsets): the rows of each series together, in order of time.");
    m.def("control_charts", &python::control_charts, "kind"_a, "rows"_a, "offsets"_a, "values"_a, "denominators"_a,
          "deviations"_a, "target"_a, "polarity"_a, "rebase"_a, "baseline"_a, "two_of_three"_a, "screen_ranges"_a,
          "laney"_a, "multiplier"_a, "target_side"_a,
          "Columns by name, codes and not words: one element a row, variation and assurance one a series.");
    py::class_<spc::UnitDoubt>(m, "UnitDoubt")
        .def_readonly("point", &spc::UnitDoubt::point)
        .def("words", [](const spc::UnitDoubt& doubt, const std::string& when) { return spc::words_of(doubt, when); },
             "when"_a);
    m.def("unit_doubts", &python::unit_doubts, "rows"_a, "offsets"_a, "values"_a, "target"_a = py::none(),
          "(series, row, doubt) of every series that has one.");
    m.def("subgroups", &python::subgroups, "rows"_a, "offsets"_a, "measurements"_a, "(size, mean, deviation)");
    m.def("run_charts", &python::run_charts, "rows"_a, "offsets"_a, "values"_a,
          "Columns by name, one element a series.");
    m.def(
        "chart_method",
        [](ChartKind kind, TwoOfThree two_of_three, bool screen_ranges, bool laney) {
            const spc::ChartRule rule{.two_of_three = two_of_three, .screen_ranges = screen_ranges, .laney = laney};
            return spc::chart_method(kind, rule);
        },
        "kind"_a, "two_of_three"_a, "screen_ranges"_a, "laney"_a);
    m.attr("run_chart_method") = std::string(spc::run_chart_method);
    m.attr("no_run_limit") = spc::no_run_limit;
    m.def("signal_words", [] {
        py::list words;
        for (std::size_t bits = 0; bits < spc::Signals::combinations; ++bits)
            words.append(spc::words_of(spc::Signals(static_cast<std::uint8_t>(bits))));
        return words;
    }, "Every combination of special causes in words, in the order of their bits.");
}
