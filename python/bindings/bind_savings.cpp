#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "calendar_argument.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/savings/assemble_plan.hpp"
#include "headway/savings/benefit_kinds.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/budget_gap.hpp"
#include "headway/savings/delivered.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/plan_checks.hpp"
#include "headway/savings/realignment.hpp"
#include "headway/savings/slippage.hpp"
#include "headway/savings/unvalidated.hpp"
#include "register.hpp"
#include "result_columns.hpp"
#include "scale_argument.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using ProgrammeTuple =
    std::tuple<std::string, std::string, MoneyCell, std::string, std::string, std::string, std::string, std::string,
               std::string, double, std::string, std::string, std::string, std::string>;
using ConfidenceTuple = std::tuple<std::string, MoneyCell, std::vector<MoneyCell>, std::string>;
using ProfileTuple = std::tuple<std::string, std::string, MoneyCell, std::string, std::string>;

SavingsPlan assemble(const std::vector<ProgrammeTuple>& programmes, const std::vector<ConfidenceTuple>& confidence,
                     const std::vector<ProfileTuple>& profile, const std::map<std::string, std::string>& names,
                     const std::vector<std::string>& levels, const std::string& version, MoneyUnit unit,
                     const std::string& fund, const ScaleTuple& scale, std::optional<int> decimals, Calendar calendar,
                     const std::map<std::string, std::string>& aliases,
                     std::optional<bool> profile_includes_unvalidated,
                     const std::vector<std::pair<std::string, std::optional<Period>>>& workstreams,
                     FrameKind frame) {
    std::vector<Workstream> waited_for;
    for (const auto& [name, ready] : workstreams) waited_for.push_back({name, ready});
    PlanRows rows;
    for (const auto& [portfolio, programme, expected, budget, recurrence, benefit, business_case, next_step, start,
                      ramp, owner, board, themes, depends_on] : programmes)
        rows.programmes.push_back({portfolio, programme, expected, budget, recurrence, benefit, business_case,
                                   next_step, start, ramp, owner, board, themes, depends_on});
    for (const auto& [portfolio, expected, amounts, budget] : confidence)
        rows.confidence.push_back({portfolio, expected, amounts, budget});
    for (const auto& [portfolio, year, run_rate, reason, budget] : profile)
        rows.profile.push_back({portfolio, year, run_rate, reason, budget});
    const auto called = [&](const char* name, std::string& column) {
        if (const auto given = names.find(name); given != names.end()) column = given->second;
    };
    const Fund of_fund = read_fund(fund);
    PlanColumns& columns = rows.columns;
    called("portfolio", columns.portfolio);
    called("programme", columns.programme);
    called("expected", columns.expected);
    called("year", columns.year);
    called("run_rate", columns.run_rate);
    called("reason", columns.reason);
    called("budget", columns.fund);
    called("recurrence", columns.recurrence);
    called("benefit", columns.benefit);
    called("business_case", columns.business_case);
    called("start", columns.start);
    called("ramp_months", columns.ramp_months);
    columns.levels = levels;
    return assemble_plan(rows, {.version = version,
                                .unit = unit,
                                .fund = of_fund,
                                .scale = scale_of(scale),
                                .decimals = decimals,
                                .calendar = calendar,
                                .profile_includes_unvalidated = profile_includes_unvalidated,
                                .aliases = aliases,
                                .workstreams = waited_for,
                                .frame = frame});
}

/// Portfolios in their order, then all together.
std::vector<Portfolio> with_total(const SavingsPlan& plan) {
    std::vector<Portfolio> rows = plan.portfolios;
    rows.push_back(total(plan));
    return rows;
}

void confidence_columns(Columns& columns, const SavingsPlan& plan, const Portfolio& portfolio) {
    for (std::size_t level = 0; level < plan.scale.levels.size(); ++level)
        columns.number(plan.scale.levels[level].word, portfolio.confidence[level]);
}

/// A column a kind of benefit, and what nobody has stated last.
void kind_columns(Columns& columns, const BenefitKinds& kinds) {
    for (std::size_t code = 0; code < Vocabulary<Benefit>::words.size(); ++code) {
        std::string name(Vocabulary<Benefit>::words[code]);
        std::replace(name.begin(), name.end(), '-', '_');
        columns.number(name, kinds.of(static_cast<Benefit>(code)));
    }
    columns.number("kind_not_stated", kinds.of(std::nullopt));
}

py::dict by_portfolio(const SavingsPlan& plan) {
    Columns columns;
    for (const Portfolio& portfolio : with_total(plan)) {
        columns.text("portfolio", portfolio.name);
        columns.number("expected", portfolio.expected);
        confidence_columns(columns, plan, portfolio);
        columns.number("validated", validated(portfolio, plan.scale));
        columns.number("forecast", portfolio.run_rate.back());
    }
    return columns.done();
}

py::dict totals(const SavingsPlan& plan) {
    Columns columns;
    const Portfolio all = total(plan);
    for (const FundRow& row : by_fund(plan)) {
        const bool own = row.fund == plan.fund;
        columns.text("fund", std::string(word(row.fund)));
        columns.whole("programmes", row.programmes);
        columns.whole("with_saving", row.with_saving);
        columns.number("expected", row.expected);
        for (std::size_t level = 0; level < plan.scale.levels.size(); ++level)
            columns.number(plan.scale.levels[level].word, own ? std::optional(all.confidence[level]) : std::nullopt);
        columns.number("validated", own ? std::optional(validated(all, plan.scale)) : std::nullopt);
        columns.number("forecast", own ? std::optional(all.run_rate.back()) : std::nullopt);
        kind_columns(columns, expected_by_kind(plan, row.fund));
    }
    return columns.done();
}

py::dict programmes(const SavingsPlan& plan) {
    Columns columns;
    const auto joined = [](const std::vector<std::string>& items) {
        std::string text;
        for (const std::string& item : items) text += (text.empty() ? "" : "; ") + item;
        return text;
    };
    for (const Programme& programme : plan.programmes) {
        columns.text("portfolio", programme.portfolio);
        columns.text("programme", programme.name);
        columns.number("expected", programme.expected);
        columns.text("fund", std::string(word(programme.fund)));
        columns.text("recurrence", std::string(word(programme.recurrence)));
        columns.text_or_none("benefit", programme.benefit ? std::string(word(*programme.benefit)) : "");
        columns.text_or_none("business_case",
                             programme.business_case ? std::string(word(*programme.business_case)) : "");
        columns.text_or_none("next_step", programme.next_step);
        columns.text_or_none("start", programme.start ? programme.start->label() : "");
        columns.whole("ramp_months", static_cast<std::size_t>(programme.ramp_months));
        columns.text_or_none("owner", programme.owner);
        columns.text_or_none("board", programme.board);
        columns.text_or_none("themes", joined(programme.themes));
        columns.text_or_none("depends_on", joined(programme.depends_on));
        columns.text_or_none("note", programme.note);
        columns.text_or_none("confidence", programme.confidence);
        columns.number("actual", programme.actual);
        columns.number("expected_forecast", programme.expected_forecast);
    }
    return columns.done();
}

py::dict incremental(const SavingsPlan& plan) {
    Columns columns;
    for (const Portfolio& portfolio : with_total(plan)) {
        const std::vector<double> added = increments(portfolio.run_rate);
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            columns.text("portfolio", portfolio.name);
            columns.text("year", plan.years[y].label());
            columns.number("run_rate", portfolio.run_rate[y]);
            columns.number("increment", added[y]);
            columns.number("cash", cash_saving(std::span(portfolio.run_rate).first(y + 1)));
        }
    }
    return columns.done();
}

py::dict over_achievements(const SavingsPlan& plan) {
    Columns columns;
    for (const Portfolio& portfolio : with_total(plan)) {
        columns.text("portfolio", portfolio.name);
        columns.number("expected", portfolio.expected);
        columns.number("not_validated", not_validated(portfolio, plan.scale));
        columns.number("run_rate", portfolio.run_rate.back());
        columns.number("over_achievement", over_achievement(portfolio, plan.scale));
    }
    return columns.done();
}

py::dict bridge_columns(const SavingsPlan& plan, std::optional<Period> year, std::optional<double> printed,
                        const SavingsPlan* planned) {
    Columns columns;
    for (const BridgeRow& row : bridge(plan, {.year = year, .printed = printed}, planned)) {
        columns.text("portfolio", row.portfolio);
        columns.number("expected", row.expected);
        columns.number("not_validated", row.not_validated);
        columns.number("over_achievement", row.over_achievement);
        columns.number("still_to_come", row.still_to_come);
        columns.number("slippage", row.slippage);
        columns.number("forecast", row.forecast);
        columns.number("unexplained", row.unexplained);
        columns.truth("explained_by_rounding", row.explained_by_rounding);
    }
    return columns.done();
}

py::dict confidence(const SavingsPlan& plan, const std::optional<std::vector<double>>& weights) {
    Columns columns;
    if (weights) validate_weights(*weights, plan.scale);
    for (const Portfolio& portfolio : with_total(plan)) {
        columns.text("portfolio", portfolio.name);
        columns.number("unweighted", portfolio.expected);
        columns.number("weighted",
                       weights ? std::optional(confidence_weighted(portfolio.confidence, *weights)) : std::nullopt);
        columns.number("validated", validated(portfolio, plan.scale));
    }
    return columns.done();
}

py::dict gap(const SavingsPlan& plan, const std::vector<double>& gaps, const std::vector<double>& weights) {
    Columns columns;
    for (const GapRow& row : against_gap(plan, gaps, weights)) {
        columns.text("year", row.year.label());
        columns.number("gap", row.gap);
        columns.number("secured", row.secured);
        columns.number("weighted", row.weighted);
        columns.number("unrated", row.unrated);
        columns.number("forecast", row.forecast);
        kind_columns(columns, row.kinds);
        columns.number("closing", row.closing);
        columns.number("unidentified", row.unidentified);
        columns.number("surplus", row.surplus);
    }
    return columns.done();
}

py::dict slippage_columns(const SavingsPlan& before, const SavingsPlan& after) {
    Columns columns;
    for (const SlippageRow& row : slippage(before, after)) {
        columns.text("portfolio", row.portfolio);
        columns.text("year", row.year.label());
        columns.number("planned", row.amounts.planned);
        columns.number("forecast", row.amounts.forecast);
        columns.number("shortfall", row.amounts.shortfall);
        columns.number("timing", row.amounts.timing);
        columns.number("permanent", row.amounts.permanent);
    }
    return columns.done();
}

py::dict versions(const SavingsPlan& before, const SavingsPlan& after) {
    Columns columns;
    for (const VersionRow& row : compare(before, after)) {
        columns.text("portfolio", row.portfolio);
        columns.number("expected_before", row.expected_before);
        columns.number("expected_after", row.expected_after);
        columns.number("expected_change", change_between(row.expected_before, row.expected_after));
        columns.number("validated_before", row.validated_before);
        columns.number("validated_after", row.validated_after);
        columns.number("validated_change", change_between(row.validated_before, row.validated_after));
        columns.number("forecast_before", row.forecast_before);
        columns.number("forecast_after", row.forecast_after);
        columns.number("forecast_change", change_between(row.forecast_before, row.forecast_after));
    }
    return columns.done();
}

py::dict checks(const SavingsPlan& plan, double expected, const std::vector<double>& levels,
                const std::vector<double>& run_rate, const std::vector<double>& added, double over_achieved) {
    Columns columns;
    for (const PlanCheck& each : plan_checks(plan, {.expected = expected,
                                                    .levels = levels,
                                                    .run_rate = run_rate,
                                                    .increments = added,
                                                    .over_achievement = over_achieved})) {
        columns.text("check", each.check);
        columns.text("where", each.where);
        columns.number("computed", each.result.computed);
        columns.number("claimed", each.result.claimed);
        columns.number("difference", each.result.difference);
        columns.number("envelope", each.result.envelope);
        columns.truth("agrees", each.result.agrees);
        columns.truth("explained_by_rounding", each.result.explained_by_rounding);
    }
    return columns.done();
}

py::dict phased_programmes(const SavingsPlan& plan) {
    Columns columns;
    columns.with("text", {"portfolio", "programme", "year"}).with("number", {"run_rate"});
    for (const Programme& programme : plan.programmes) {
        const std::vector<double> amounts = phased(plan, programme);
        for (std::size_t y = 0; y < amounts.size(); ++y) {
            columns.text("portfolio", programme.portfolio);
            columns.text("programme", programme.name);
            columns.text("year", plan.years[y].label());
            columns.number("run_rate", amounts[y]);
        }
    }
    return columns.done();
}

py::dict benefits(const SavingsPlan& plan) {
    Columns columns;
    columns.with("text", {"benefit"}).with("number", {"expected"});
    const std::vector<double> no_gap(plan.years.size(), std::nan(""));
    const BenefitKinds forecast = against_gap(plan, no_gap).back().kinds;
    for (const BenefitRow& row : by_benefit(plan)) {
        columns.text_or_none("benefit", row.benefit ? std::string(word(*row.benefit)) : "");
        columns.number("expected", row.expected);
        columns.number("forecast", forecast.of(row.benefit));
    }
    return columns.done();
}

py::dict history(const SavingsPlan& plan) {
    Columns columns;
    for (const Realignment& change : plan.history) {
        columns.text("as_at", change.as_at.label());
        columns.text("from", change.from);
        columns.text("to", change.to);
        columns.text("level", change.level);
        columns.number("amount", change.amount);
        columns.text("reason", change.reason);
    }
    return columns.done();
}

py::dict early(const SavingsPlan& plan) {
    Columns columns;
    const DependencyGraph graph = dependency_graph(plan.programmes, plan.workstreams);
    for (const TooEarly& each : too_early(graph)) {
        columns.text("programme", graph.names[each.programme]);
        columns.text("needs", graph.names[each.needs]);
        columns.whole("months_early", static_cast<std::size_t>(each.months));
    }
    return columns.done();
}

}  // namespace

}  // namespace headway::python

void register_savings(py::module_& m) {
    using namespace headway;
    namespace to = headway::python;

    py::class_<SavingsPlan>(m, "SavingsPlan")
        .def_property_readonly("version", [](const SavingsPlan& plan) { return plan.version; })
        .def_property_readonly("unit", [](const SavingsPlan& plan) { return plan.unit; })
        .def_property_readonly("decimals", [](const SavingsPlan& plan) { return plan.decimals; })
        .def_property_readonly("fund", [](const SavingsPlan& plan) { return plan.fund; })
        .def_property_readonly("scale", [](const SavingsPlan& plan) { return to::tuple_of(plan.scale); })
        .def_property_readonly("years", [](const SavingsPlan& plan) { return plan.years; })
        .def_property_readonly("has_schemes", [](const SavingsPlan& plan) { return has_schemes(plan); })
        .def_property_readonly("notes", [](const SavingsPlan& plan) { return plan.notes; })
        .def_property_readonly("run_rate", [](const SavingsPlan& plan) { return total(plan).run_rate; })
        .def(
            "planned_in",
            [](const SavingsPlan& plan, const std::string& portfolio, Period period) {
                return planned_in(plan, portfolio, period);
            },
            "portfolio"_a, "period"_a)
        .def("as_planned", [](const SavingsPlan& plan) { return as_planned(plan); })
        .def_property_readonly("in_doubt", [](const SavingsPlan& plan) { return in_doubt(plan); })
        .def("cash", [](const SavingsPlan& plan) { return cash(plan); })
        .def("by_portfolio", &to::by_portfolio)
        .def("totals", &to::totals)
        .def("programmes", &to::programmes)
        .def("incremental", &to::incremental)
        .def("over_achievement", &to::over_achievements)
        .def("bridge", &to::bridge_columns, "year"_a, "printed"_a, "planned"_a)
        .def("phased", &to::phased_programmes)
        .def("by_benefit", &to::benefits)
        .def("confidence", &to::confidence, "weights"_a)
        .def("gap", &to::gap, "gap"_a, "weights"_a)
        .def("slippage", &to::slippage_columns, "after"_a)
        .def("versions", &to::versions, "after"_a)
        .def("checks", &to::checks, "expected"_a, "levels"_a, "run_rate"_a, "increments"_a, "over_achievement"_a)
        .def("history", &to::history)
        .def("too_early", &to::early)
        .def(
            "realigned",
            [](const SavingsPlan& plan, const std::string& from, const std::string& into, const std::string& level,
               double amount, Period as_at, const std::string& reason, const std::string& from_programme,
               const std::string& to_programme) {
                return realigned(plan, {.from = from,
                                        .to = into,
                                        .level = level,
                                        .amount = amount,
                                        .as_at = as_at,
                                        .reason = reason,
                                        .from_programme = from_programme,
                                        .to_programme = to_programme});
            },
            "from_"_a, "to"_a, "level"_a, "amount"_a, "as_at"_a, "reason"_a, "from_programme"_a, "to_programme"_a);

    m.def("assemble_plan", &to::assemble, "programmes"_a, "confidence"_a, "profile"_a, "names"_a, "levels"_a,
          py::kw_only(), "version"_a, "unit"_a, "fund"_a, "scale"_a, "decimals"_a, "calendar"_a, "aliases"_a,
          "profile_includes_unvalidated"_a, "workstreams"_a, "frame"_a);
    m.def("validate_confidence_scale", [](const to::ScaleTuple& scale) { (void)to::scale_of(scale); }, "scale"_a);
    m.def("confidence_scales", [] {
        std::vector<to::ScaleTuple> scales;
        for (const ConfidenceScale& scale : {savings_confidence(), gmpp_three_point(), gmpp_five_point()})
            scales.push_back(to::tuple_of(scale));
        return scales;
    });
    m.def(
        "phased",
        [](double full_year_effect, Period start, const std::vector<Period>& years, int ramp_months,
           Recurrence recurrence, int months_late) {
            return phased({.full_year_effect = full_year_effect,
                           .start = start,
                           .ramp_months = ramp_months,
                           .recurrence = recurrence},
                          years, months_late);
        },
        "full_year_effect"_a, "start"_a, "years"_a, "ramp_months"_a, "recurrence"_a, "months_late"_a);
}
