#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/coverage.hpp"
#include "headway/plan/initiative.hpp"
#include "headway/plan/initiative_counts.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/read_parts.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/plan/theme.hpp"
#include "headway/plan/timeline.hpp"
#include "register.hpp"
#include "text_column.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

struct Initiatives {
    std::vector<plan::Initiative> rows;
};

template <class E>
py::dict key() {
    py::dict meanings;
    for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i)
        meanings[py::cast(static_cast<E>(i))] = std::string(plan::meaning(static_cast<E>(i)));
    return meanings;
}

py::dict row(const plan::InitiativeCounts& n) {
    return py::dict("initiatives"_a = n.initiatives, "rated"_a = n.rated, "green"_a = n.green, "amber"_a = n.amber,
                    "red"_a = n.red, "not_applicable"_a = n.not_applicable, "not_rated"_a = n.not_rated);
}

py::dict row(const plan::TransitionCounts& n) {
    return py::dict("initiatives"_a = n.initiatives, "compared"_a = n.compared, "improved"_a = n.improved,
                    "worsened"_a = n.worsened, "unchanged"_a = n.unchanged, "newly_rated"_a = n.newly_rated,
                    "no_longer_rated"_a = n.no_longer_rated, "not_rated"_a = n.not_rated, "directed"_a = n.directed,
                    "disagreeing"_a = n.disagreeing);
}

py::dict row(const plan::ActionCounts& n) {
    return py::dict("actions"_a = n.actions, "complete"_a = n.complete, "before_window"_a = n.before_window,
                    "in_window"_a = n.in_window, "over_running"_a = n.over_running, "overdue"_a = n.overdue,
                    "overdue_without_status"_a = n.overdue_without_status, "no_window"_a = n.no_window,
                    "withdrawn"_a = n.withdrawn, "with_status"_a = n.with_status, "blue"_a = n.blue,
                    "green"_a = n.green, "amber"_a = n.amber, "red"_a = n.red);
}

py::dict row(const plan::CoverageCounts& n) {
    return py::dict("asked"_a = n.asked, "covered"_a = n.covered, "fewer_actions"_a = n.fewer_actions,
                    "no_action"_a = n.no_action, "no_recommendation"_a = n.no_recommendation);
}

/// A list of (theme, counts).
template <class Counts>
py::list themes(const std::vector<plan::OfTheme<Counts>>& counted) {
    py::list rows;
    for (const auto& [theme, counts] : counted) rows.append(py::make_tuple(theme, row(counts)));
    return rows;
}

Initiatives read_initiatives(Texts name, Texts theme, std::vector<std::pair<Period, Texts>> snapshots,
                             Texts direction) {
    std::vector<plan::SnapshotColumn> columns;
    for (auto& [period, ratings] : snapshots) columns.push_back({period, column(std::move(ratings))});
    return {plan::read_initiatives(column(std::move(name)), column(std::move(theme)), columns,
                                   column(std::move(direction)))};
}

Actions read_actions(Texts name, Texts theme, Texts owner, Texts rating, Texts recommendations, Texts timeframe,
                     Texts first, Texts last, const std::optional<std::vector<plan::Timeframe>>& timeframes) {
    return {plan::read_actions({.name = column(std::move(name)),
                                .theme = column(std::move(theme)),
                                .owner = column(std::move(owner)),
                                .rating = column(std::move(rating)),
                                .recommendations = column(std::move(recommendations)),
                                .timeframe = column(std::move(timeframe)),
                                .first = column(std::move(first)),
                                .last = column(std::move(last))},
                               timeframes)};
}

py::list transitions(const Initiatives& self) {
    py::list rows;
    for (const plan::Initiative& initiative : self.rows)
        rows.append(
            py::make_tuple(plan::transition(initiative), plan::change_in_words(initiative), plan::agrees(initiative)));
    return rows;
}

py::list step_rows(const Initiatives& self) {
    py::list rows;
    for (const plan::Step& step : plan::steps(self.rows))
        rows.append(py::make_tuple(plan::rating_word(step.from), plan::rating_word(step.to), step.transition(),
                                   step.initiatives));
    return rows;
}

py::list standings(const Actions& self, Period as_at) {
    py::list rows;
    for (const plan::Action& action : self.rows) {
        const plan::Standing stands = plan::standing(action, as_at);
        const plan::Window window = action.window.value_or(plan::Window{});
        const auto first = window.first && !window.first->is_day() ? window.first->first_month() : window.first;
        const auto last = window.last && !window.last->is_day() ? window.last->last_month() : window.last;
        rows.append(py::make_tuple(first, last, stands.state, stands.months_over, stands.days_over, stands.reason));
    }
    return rows;
}

py::list coverage_rows(const Actions& self, const std::vector<plan::Recommendation>& recommendations) {
    py::list rows;
    for (const plan::RecommendationCoverage& covered : plan::coverage(self.rows, recommendations))
        rows.append(py::make_tuple(covered.recommendation, covered.theme, covered.actions, covered.status));
    return rows;
}

py::list coverage_of_themes(const Actions& self, const std::vector<plan::Recommendation>& recommendations) {
    py::list rows;
    for (const plan::ThemeCoverage& theme : plan::coverage_by_theme(self.rows, recommendations))
        rows.append(py::make_tuple(theme.theme, theme.recommendations.size(), theme.actions, theme.status(),
                                   theme.fewer_actions(), theme.recommendations, theme.nearest));
    return rows;
}

py::tuple bars(const Actions& self, Period as_at) {
    const plan::Timeline drawn = plan::timeline(self.rows, as_at);
    py::list rows;
    for (const std::optional<plan::Bar>& bar : drawn.bars)
        rows.append(bar ? py::object(py::make_tuple(bar->from, bar->to, bar->open, bar->only_due)) : py::none());
    return py::make_tuple(drawn.first, drawn.months, drawn.as_at, rows);
}

}  // namespace

}  // namespace headway::python

void register_plan(py::module_& m) {
    using namespace headway;
    using headway::python::Actions;
    using headway::python::Initiatives;
    using headway::python::Texts;

    py::class_<Initiatives>(m, "Initiatives")
        .def(py::init(&python::read_initiatives), "name"_a, "theme"_a, "snapshots"_a, "direction"_a)
        .def("transitions", &python::transitions)
        .def(
            "ratings_by_theme",
            [](const Initiatives& self, std::size_t snapshot) {
                return python::themes(plan::initiatives_by_theme(self.rows, snapshot));
            },
            "snapshot"_a)
        .def(
            "count_ratings",
            [](const Initiatives& self, std::size_t snapshot) {
                return python::row(plan::count_initiatives(self.rows, snapshot));
            },
            "snapshot"_a)
        .def("count_transitions",
             [](const Initiatives& self) { return python::row(plan::count_transitions(self.rows)); })
        .def("transitions_by_theme",
             [](const Initiatives& self) { return python::themes(plan::transitions_by_theme(self.rows)); })
        .def("ratings",
             [](const Initiatives& self) {
                 py::list rows;
                 for (const plan::Initiative& initiative : self.rows) {
                     py::list ratings;
                     for (const plan::Snapshot& snapshot : initiative.snapshots)
                         ratings.append(plan::rating_word(snapshot.rating));
                     rows.append(ratings);
                 }
                 return rows;
             })
        .def("directions",
             [](const Initiatives& self) {
                 py::list rows;
                 for (const plan::Initiative& initiative : self.rows) rows.append(initiative.direction);
                 return rows;
             })
        .def("names",
             [](const Initiatives& self) {
                 py::list rows;
                 for (const plan::Initiative& initiative : self.rows)
                     rows.append(py::make_tuple(initiative.theme, initiative.name));
                 return rows;
             })
        .def("theme_places", [](const Initiatives& self) { return plan::theme_places(self.rows); })
        .def("steps", &python::step_rows);

    py::class_<plan::Timeframe>(m, "Timeframe").def_readonly("name", &plan::Timeframe::name);

    py::class_<plan::Recommendation>(m, "Recommendation")
        .def_readonly("theme", &plan::Recommendation::theme)
        .def_readonly("number", &plan::Recommendation::number)
        .def_readonly("title", &plan::Recommendation::title);

    py::class_<Actions>(m, "Actions")
        .def(py::init(&python::read_actions), "name"_a, "theme"_a, "owner"_a, "rating"_a, "recommendations"_a,
             "timeframe"_a, "first"_a, "last"_a, "timeframes"_a)
        .def("texts",
             [](const Actions& self) {
                 py::list rows;
                 for (const plan::Action& action : self.rows)
                     rows.append(py::make_tuple(action.theme, action.name, action.owner, action.rating));
                 return rows;
             })
        .def("theme_places", [](const Actions& self) { return plan::theme_places(self.rows); })
        .def_property_readonly("by_day", [](const Actions& self) { return plan::by_day(self.rows); })
        .def("standings", &python::standings, "as_at"_a)
        .def(
            "counts",
            [](const Actions& self, Period as_at) { return python::row(plan::count_actions(self.rows, as_at)); },
            "as_at"_a)
        .def(
            "by_theme",
            [](const Actions& self, Period as_at) { return python::themes(plan::actions_by_theme(self.rows, as_at)); },
            "as_at"_a)
        .def(
            "by_owner",
            [](const Actions& self, Period as_at) { return python::themes(plan::actions_by_owner(self.rows, as_at)); },
            "as_at"_a)
        .def("coverage", &python::coverage_rows, "recommendations"_a)
        .def("coverage_by_theme", &python::coverage_of_themes, "recommendations"_a)
        .def(
            "count_coverage",
            [](const Actions& self, const std::vector<plan::Recommendation>& recommendations) {
                return python::row(count_coverage(coverage_by_theme(self.rows, recommendations)));
            },
            "recommendations"_a)
        .def("timeline", &python::bars, "as_at"_a);

    m.def(
        "read_action_rating", [](std::string_view text) { return plan::read_rating<ActionRating>(text); }, "text"_a);
    m.def(
        "read_timeframes",
        [](Texts name, Texts first, Texts last) {
            return plan::read_timeframes(python::column(std::move(name)), python::column(std::move(first)),
                                         python::column(std::move(last)));
        },
        "name"_a, "first"_a, "last"_a);
    m.def(
        "read_recommendations",
        [](Texts number, Texts theme, Texts title) {
            return plan::read_recommendations(python::column(std::move(number)), python::column(std::move(theme)),
                                              python::column(std::move(title)));
        },
        "number"_a, "theme"_a, "title"_a);
    m.def(
        "rating_keys",
        [] {
            return py::dict("initiative"_a = python::key<InitiativeRating>(),
                            "action"_a = python::key<ActionRating>());
        },
        "What the words of each scheme mean.");
}
