#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gates.hpp"
#include "headway/plan/gate.hpp"
#include "headway/plan/gate_windows.hpp"
#include "headway/plan/read_gates.hpp"
#include "headway/plan/timeline.hpp"
#include "register.hpp"
#include "result_columns.hpp"
#include "text_column.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

Gates read_gates(std::map<std::string, Texts> texts, std::optional<Period> year,
                 const std::optional<std::vector<std::string>>& programmes) {
    return {plan::read_gates({.programme = column(std::move(texts.at("programme"))),
                              .stage = column(std::move(texts.at("stage"))),
                              .planned = column(std::move(texts.at("planned"))),
                              .forecast = column(std::move(texts.at("forecast"))),
                              .actual = column(std::move(texts.at("actual"))),
                              .saving_start = column(std::move(texts.at("saving_start")))},
                             year, programmes)};
}

std::string label_of(const std::optional<plan::GateDate>& date) { return date ? date->label() : std::string(); }

py::dict standings(const Gates& self, Period as_at, bool with_savings) {
    Columns columns;
    columns.with("text", {"state", "expected"}).with("whole", {"slip_months", "slip_days"});
    columns.with("truth", {"slip_at_least"}).with("whole", {"days_over"});
    columns.with("text", {"expected_after"});
    if (with_savings) columns.with("whole", {"months_early"}).with("truth", {"early_at_least"});
    const std::vector<plan::GateStanding> stand = plan::standings(self.rows, as_at);
    for (std::size_t i = 0; i < stand.size(); ++i) {
        columns.text("state", word(stand[i].state));
        columns.text_or_none("expected", label_of(self.rows[i].expected()));
        columns.whole_or_none("slip_months", stand[i].slip.months);
        columns.whole_or_none("slip_days", stand[i].slip.days);
        columns.truth("slip_at_least", stand[i].slip.at_least);
        columns.whole_or_none("days_over", stand[i].days_over);
        columns.text_or_none("expected_after",
                             stand[i].expected_after ? word(*stand[i].expected_after) : std::string_view());
        if (!with_savings) continue;
        columns.whole_or_none("months_early", stand[i].early);
        columns.truth("early_at_least", stand[i].early_at_least);
    }
    return columns.done();
}

py::dict counts(const Gates& self, Period as_at) {
    const plan::GateCounts n = plan::count_gates(plan::standings(self.rows, as_at));
    return py::dict("gates"_a = n.gates, "passed"_a = n.passed, "overdue"_a = n.overdue, "due_later"_a = n.due_later,
                    "no_date"_a = n.no_date, "later"_a = n.later, "early_savings"_a = n.early_savings,
                    "out_of_order"_a = n.out_of_order);
}

/// Programme, stage, and its dates in words.
py::list texts(const Gates& self) {
    py::list rows;
    for (const plan::Gate& gate : self.rows)
        rows.append(py::make_tuple(gate.programme, word(gate.stage), plan::dates_in_words(gate)));
    return rows;
}

py::tuple bars(const Gates& self, Period as_at) {
    const std::vector<plan::Action> windows = plan::as_windows(self.rows);
    const plan::Timeline drawn = plan::timeline(windows, as_at);
    py::list rows;
    for (const std::optional<plan::Bar>& bar : drawn.bars)
        rows.append(bar ? py::object(py::make_tuple(bar->from, bar->to, bar->open, bar->only_due)) : py::none());
    return py::make_tuple(drawn.first, drawn.months, drawn.as_at, rows, plan::by_day(self.rows));
}

}  // namespace

}  // namespace headway::python

void register_gates(py::module_& m) {
    namespace to = headway::python;

    py::class_<to::Gates>(m, "Gates")
        .def(py::init(&to::read_gates), "texts"_a, "year"_a, "programmes"_a)
        .def("standings", &to::standings, "as_at"_a, "with_savings"_a)
        .def("counts", &to::counts, "as_at"_a)
        .def("texts", &to::texts)
        .def("timeline", &to::bars, "as_at"_a);
}
