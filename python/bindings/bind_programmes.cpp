#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "gates.hpp"
#include "headway/savings/delayed.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/gated.hpp"
#include "headway/savings/programme_groups.hpp"
#include "headway/savings/savings_plan.hpp"
#include "register.hpp"
#include "result_columns.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

std::string label_of(const std::optional<Period>& period) { return period ? period->label() : std::string(); }

py::dict order_of_programmes(const SavingsPlan& plan) {
    Columns columns;
    columns.with("whole", {"position"}).with("text", {"name", "kind", "portfolio", "start", "needs"});
    const DependencyGraph graph = dependency_graph(plan.programmes, plan.workstreams);
    for (std::size_t i = 0; i < graph.order.size(); ++i) {
        const std::size_t at = graph.order[i];
        const bool programme = at < graph.programmes;
        std::string needs;
        for (const std::size_t need : graph.needs[at]) needs += (needs.empty() ? "" : "; ") + graph.names[need];
        columns.whole("position", i + 1);
        columns.text("name", graph.names[at]);
        columns.text("kind", programme ? "programme" : "workstream");
        columns.text_or_none("portfolio", programme ? plan.programmes[at].portfolio : "");
        columns.text_or_none("start", label_of(graph.starts[at]));
        columns.text_or_none("needs", needs);
    }
    return columns.done();
}

void amounts(Columns& columns, const Slippage& year) {
    columns.number("planned", year.planned);
    columns.number("later", year.forecast);
    columns.number("shortfall", year.shortfall);
    columns.number("timing", year.timing);
    columns.number("permanent", year.permanent);
}

void no_amounts(Columns& columns) {
    for (const std::string_view name : {"planned", "later", "shortfall", "timing", "permanent"})
        columns.number(name, std::nullopt);
}

py::dict delayed_programmes(const SavingsPlan& plan, const Delays& delays) {
    Columns columns;
    columns.with("text", {"portfolio", "programme"}).with("whole", {"months_late"});
    columns.with("text", {"because", "start", "later_start", "year"});
    columns.with("number", {"planned", "later", "shortfall", "timing", "permanent"});
    const DependencyGraph graph = dependency_graph(plan.programmes, plan.workstreams);
    const DelayedPlan late = delayed(plan, delays);
    const auto begin = [&](const DelayedProgramme& row) {
        const Programme& programme = plan.programmes[row.programme];
        columns.text("portfolio", programme.portfolio);
        columns.text("programme", programme.name);
        columns.whole_or_none("months_late", row.late.months);
        columns.text_or_none("because", row.late.because ? graph.names[*row.late.because] : "");
        columns.text_or_none("start", label_of(programme.start));
        columns.text_or_none("later_start", label_of(row.start));
    };
    for (const DelayedProgramme& row : late.programmes) {
        if (row.years.empty()) {
            begin(row);
            columns.text_or_none("year", "");
            no_amounts(columns);
        }
        for (std::size_t y = 0; y < row.years.size(); ++y) {
            begin(row);
            columns.text("year", plan.years[y].label());
            amounts(columns, row.years[y]);
        }
    }
    for (std::size_t y = 0; y < late.years.size(); ++y) {
        columns.text("portfolio", "Total");
        for (const std::string_view name : {"programme", "because", "start", "later_start"})
            columns.text_or_none(name, "");
        columns.whole_or_none("months_late", std::nullopt);
        columns.text("year", plan.years[y].label());
        amounts(columns, late.years[y]);
    }
    return columns.done();
}

py::dict gated_programmes(const SavingsPlan& plan, const Gates& gates, Period as_at) {
    Columns columns;
    columns.with("text", {"portfolio", "programme", "stage", "expected", "start"}).with("whole", {"months_early"});
    columns.with("truth", {"at_least"}).with("text", {"year"});
    columns.with("number", {"planned", "later", "shortfall", "timing", "permanent"});
    for (const GatedSaving& row : gated(plan, gates.rows, as_at))
        for (std::size_t y = 0; y < row.years.size(); ++y) {
            const Programme& programme = plan.programmes[row.programme];
            columns.text("portfolio", programme.portfolio);
            columns.text("programme", programme.name);
            columns.text("stage", std::string(word(gates.rows[row.gate].stage)));
            columns.text("expected", gates.rows[row.gate].expected()->label());
            columns.text("start", label_of(programme.start));
            columns.whole_or_none("months_early", row.months);
            columns.truth("at_least", row.at_least);
            columns.text("year", plan.years[y].label());
            amounts(columns, row.years[y]);
        }
    return columns.done();
}

py::dict grouped_programmes(const SavingsPlan& plan, ProgrammesBy by,
                            const std::vector<std::tuple<std::string, std::string, std::string>>& boards) {
    Columns columns;
    columns.with("text", {"group"}).with("whole", {"programmes", "of", "with_saving", "not_applicable"});
    columns.with("whole", {"of_another_fund"}).with("number", {"expected"});
    std::vector<Board> listed;
    for (const auto& [name, chair, reports_to] : boards) listed.push_back({name, chair, reports_to});
    const ProgrammeGroups grouped = group_programmes(plan, by, listed);
    const auto add = [&](const ProgrammeGroup& group) {
        columns.text_or_none("group", group.name);
        columns.whole("programmes", group.counts.programmes);
        columns.whole("of", grouped.all.counts.programmes);
        columns.whole("with_saving", group.counts.with_saving);
        columns.whole("not_applicable", group.counts.not_applicable);
        columns.whole("of_another_fund", group.counts.of_another_fund);
        columns.number("expected", group.expected);
    };
    for (const ProgrammeGroup& group : grouped.groups) add(group);
    ProgrammeGroup all = grouped.all;
    all.name = "Total";
    add(all);
    return columns.done();
}

/// Of each name the programmes that have it: their portfolios and expected savings, NaN where there is none.
std::vector<std::vector<std::pair<std::string, double>>> programmes_named(const SavingsPlan& plan,
                                                                          const std::vector<std::string>& names) {
    const PlacesByName by_name = places_of(plan.programmes);
    std::vector<std::vector<std::pair<std::string, double>>> found(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        for (const std::size_t place : by_name.of(names[i])) {
            const Programme& programme = plan.programmes[place];
            found[i].emplace_back(programme.portfolio, programme.expected.value_or(std::nan("")));
        }
    return found;
}

}  // namespace

}  // namespace headway::python

void register_programmes(py::module_& m) {
    using namespace headway;
    namespace to = headway::python;

    m.def("order_of_programmes", &to::order_of_programmes, "plan"_a);
    m.def("delayed_programmes", &to::delayed_programmes, "plan"_a, "delays"_a);
    m.def("gated_programmes", &to::gated_programmes, "plan"_a, "gates"_a, "as_at"_a);
    m.def("programmes_named", &to::programmes_named, "plan"_a, "names"_a);
    m.def("grouped_programmes", &to::grouped_programmes, "plan"_a, "by"_a, "boards"_a);
}
