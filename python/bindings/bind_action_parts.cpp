#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "actions.hpp"
#include "headway/plan/next_step.hpp"
#include "headway/plan/read_parts.hpp"
#include "headway/plan/sub_action.hpp"
#include "register.hpp"
#include "result_columns.hpp"
#include "text_column.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// A column's name, its cells and which of them each row has.
using CellColumn = std::optional<std::tuple<std::string, std::vector<plan::NumberCell>, SectionCodes>>;

struct SubActions {
    std::span<const plan::Action> actions;  // of what was given, which is kept alive
    std::vector<plan::SubAction> rows;
    bool with_evidence = false;  ///< there is a column of it
};

struct NextSteps {
    std::span<const plan::Action> actions;
    std::vector<plan::NextStep> rows;
};

plan::PartColumns columns_of(std::map<std::string, Texts>&& texts) {
    return {.action = column(std::move(texts.at("action"))),
            .theme = column(std::move(texts.at("theme"))),
            .name = column(std::move(texts.at("name"))),
            .owners = column(std::move(texts.at("owner"))),
            .rating = column(std::move(texts.at("rating"))),
            .first = column(std::move(texts.at("start"))),
            .last = column(std::move(texts.at("due"))),
            .evidence = column(std::move(texts.at("evidence")))};
}

plan::NumberColumn numbers(CellColumn&& given) {
    if (!given) return {};
    auto& [name, cells, codes] = *given;
    const auto rows = view(codes);
    return {.name = std::move(name),
            .rows = std::move(cells),
            .codes = std::vector<std::int32_t>(rows.begin(), rows.end())};
}

SubActions read_sub_actions(std::map<std::string, Texts> texts, CellColumn percentage, CellColumn weight,
                            const Actions& actions) {
    const bool with_evidence = texts.at("evidence").has_value();
    plan::PartColumns columns = columns_of(std::move(texts));
    columns.percentage = numbers(std::move(percentage));
    columns.weight = numbers(std::move(weight));
    return {actions.rows, plan::read_sub_actions(columns, actions.rows), with_evidence};
}

NextSteps read_next_steps(std::map<std::string, Texts> texts, const Actions& actions) {
    return {actions.rows, plan::read_next_steps(columns_of(std::move(texts)), actions.rows)};
}

void standing_of(Columns& columns, const plan::Standing& stands) {
    columns.text("state", word(stands.state));
    columns.whole_or_none("months_over", stands.months_over);
    columns.whole_or_none("days_over", stands.days_over);
    columns.text("reason", word(stands.reason));
}

Columns with_standing() {
    Columns columns;
    columns.with("text", {"state"}).with("whole", {"months_over", "days_over"}).with("text", {"reason"});
    return columns;
}

py::dict sub_action_standings(const SubActions& self, Period as_at) {
    Columns columns = with_standing();
    columns.with("number", {"completed"}).with("truth", {"agrees"});
    for (const plan::SubAction& part : self.rows) {
        const plan::PartStanding stands = plan::standing(part, self.actions[part.action], as_at);
        standing_of(columns, stands.stands);
        columns.number("completed", stands.known ? std::optional(stands.completed) : std::nullopt);
        columns.truth_or_none("agrees", stands.agrees);
    }
    return columns.done();
}

py::dict next_step_standings(const NextSteps& self, Period as_at) {
    Columns columns = with_standing();
    columns.with("text", {"fit"}).with("whole", {"months_beyond", "days_beyond"});
    for (const plan::NextStep& step : self.rows) {
        const plan::StepStanding stands = plan::standing(step, self.actions[step.action], as_at);
        standing_of(columns, stands.stands);
        columns.text("fit", word(stands.fit));
        columns.whole_or_none("months_beyond", stands.months_beyond);
        columns.whole_or_none("days_beyond", stands.days_beyond);
    }
    return columns.done();
}

py::dict progress(const SubActions& self, Period as_at) {
    Columns columns;
    columns.with("text", {"theme", "action"});
    columns.with("whole", {"parts", "complete", "not_known", "withdrawn", "differing"});
    if (self.with_evidence) columns.with("whole", {"without_evidence"});
    columns.with("number", {"progress"}).with("text", {"status", "derived"});
    columns.with("truth", {"agrees"}).with("text", {"reason"});
    const auto of = [](std::optional<ActionRating> rating) { return rating ? std::string(word(*rating)) : ""; };
    const std::vector<plan::Progress> made = plan::progress(self.actions, self.rows, as_at);
    for (std::size_t i = 0; i < made.size(); ++i) {
        columns.text_or_none("theme", self.actions[i].theme);
        columns.text("action", self.actions[i].name);
        columns.whole_or_none("parts", made[i].parts);
        columns.whole_or_none("complete", made[i].complete);
        columns.whole_or_none("not_known", made[i].not_known);
        columns.whole_or_none("withdrawn", made[i].withdrawn);
        columns.whole_or_none("differing", made[i].differing);
        if (self.with_evidence) columns.whole_or_none("without_evidence", made[i].without_evidence);
        columns.number("progress", made[i].progress);
        columns.text_or_none("status", of(self.actions[i].rating));
        columns.text_or_none("derived", of(made[i].derived));
        columns.truth_or_none("agrees", made[i].agrees);
        columns.text("reason", word(made[i].reason));
    }
    return columns.done();
}

}  // namespace

}  // namespace headway::python

void register_action_parts(py::module_& m) {
    namespace to = headway::python;

    py::class_<to::SubActions>(m, "SubActions")
        .def(py::init(&to::read_sub_actions), "texts"_a, "percentage"_a, "weight"_a, "actions"_a,
             py::keep_alive<1, 5>())
        .def("standings", &to::sub_action_standings, "as_at"_a)
        .def("progress", &to::progress, "as_at"_a);

    py::class_<to::NextSteps>(m, "NextSteps")
        .def(py::init(&to::read_next_steps), "texts"_a, "actions"_a, py::keep_alive<1, 3>())
        .def("standings", &to::next_step_standings, "as_at"_a);
}
