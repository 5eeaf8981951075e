// What the charts and the page of a savings plan show, worked out: bars of a bridge, what stands together, counts.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/savings/bridge_steps.hpp"
#include "headway/savings/plan_checks.hpp"
#include "headway/savings/pooled.hpp"
#include "headway/savings/programme_counts.hpp"
#include "headway/uncertainty/spread.hpp"
#include "register.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// A row of the bridge, its fields in the order of the struct.
using BridgeTuple = std::tuple<std::string, double, double, double, double, double, double, double, bool>;

std::vector<BridgeRow> rows_of(const std::vector<BridgeTuple>& given) {
    std::vector<BridgeRow> rows;
    for (const auto& [portfolio, expected, not_validated, over_achievement, still_to_come, slippage, forecast,
                      unexplained, explained_by_rounding] : given)
        rows.push_back({portfolio, expected, not_validated, over_achievement, still_to_come, slippage, forecast,
                        unexplained, explained_by_rounding});
    return rows;
}

py::list steps(const std::vector<BridgeTuple>& rows, bool by_portfolio, std::size_t most, int decimals) {
    constexpr std::array names{"expected", "not_validated", "over_achievement", "still_to_come", "slippage",
                               "unclosed", "forecast",      "by_rounding",      "unexplained",   "printed"};
    py::list found;
    for (const BridgeStep& step :
         bridge_steps(rows_of(rows), {.by_portfolio = by_portfolio, .most = most, .decimals = decimals}))
        found.append(py::make_tuple(names[static_cast<std::size_t>(step.kind)], step.portfolio, step.together,
                                    step.nobodys, step.amount, step.start, step.end));
    return found;
}

/// The places of those that stand alone, how many stand together, and the sums of these, column by column.
py::tuple pooled_columns(const std::vector<double>& sizes, std::size_t most,
                         const std::vector<std::vector<double>>& columns) {
    const Pooled found = pooled(sizes, most);
    std::vector<double> sums;
    for (const std::vector<double>& column : columns) {
        if (column.size() != sizes.size()) throw Error("pooled: found columns of different lengths; accepted: of one");
        sums.push_back(sum_of_known(column, found.together));
    }
    return py::make_tuple(found.alone, found.together.size(), sums);
}

}  // namespace

}  // namespace headway::python

void register_savings_charts(py::module_& m) {
    using namespace headway;

    m.def("bridge_steps", &python::steps, "rows"_a, "by_portfolio"_a, "most"_a, "decimals"_a);
    m.def(
        "unclosed_by",
        [](const python::BridgeTuple& row) { return unclosed_by(python::rows_of({row}).front()); }, "row"_a);
    m.def("largest_first", [](const std::vector<double>& amounts) { return largest_first(amounts); }, "amounts"_a);
    m.def("pooled", &python::pooled_columns, "sizes"_a, "most"_a, "columns"_a);
    m.def(
        "count_programmes",
        [](const SavingsPlan& plan) {
            const ProgrammeCounts counts = count_programmes(plan);
            return py::dict("programmes"_a = counts.programmes, "with_saving"_a = counts.with_saving,
                            "not_applicable"_a = counts.not_applicable, "of_another_fund"_a = counts.of_another_fund);
        },
        "plan"_a);
    m.def(
        "count_checks",
        [](const SavingsPlan& plan, double expected, const std::vector<double>& levels,
           const std::vector<double>& run_rate, const std::vector<double>& added, double over_achieved) {
            const CheckCounts counts = count_checks(plan_checks(plan, {.expected = expected,
                                                                       .levels = levels,
                                                                       .run_rate = run_rate,
                                                                       .increments = added,
                                                                       .over_achievement = over_achieved}));
            return py::dict("checks"_a = counts.checks, "agree"_a = counts.agree,
                            "explained_by_rounding"_a = counts.explained_by_rounding);
        },
        "plan"_a, "expected"_a, "levels"_a, "run_rate"_a, "increments"_a, "over_achievement"_a);
    m.def("most_spread", &most_spread, "simulation"_a, "year"_a, "most"_a);
    m.def(
        "correlation_range",
        [](const stats::Correlation& correlation) -> std::optional<std::pair<double, double>> {
            const std::optional<CorrelationRange> range = correlation_range(correlation);
            return range ? std::optional(std::pair(range->least, range->greatest)) : std::nullopt;
        },
        "correlation"_a);
}
