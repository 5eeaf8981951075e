#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/appraisal/optimism_bias.hpp"
#include "headway/assess/amber_edge.hpp"
#include "headway/assess/comparison.hpp"
#include "headway/assess/direction.hpp"
#include "headway/assess/equivalent_number.hpp"
#include "headway/assess/funnel.hpp"
#include "headway/assess/gap_share.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/batch/assess.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/measure/figure.hpp"
#include "headway/measure/profile.hpp"
#include "headway/measure/read_polarity.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/money/published_figure.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/outlook/chance_reason.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/coverage.hpp"
#include "headway/plan/document.hpp"
#include "headway/plan/gate.hpp"
#include "headway/plan/initiative.hpp"
#include "headway/plan/next_step.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/sub_action.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/version_bridge.hpp"
#include "headway/report/year_end.hpp"
#include "headway/series/frequency.hpp"
#include "headway/spc/chart_kind.hpp"
#include "headway/uncertainty/risk.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/stats/suppression.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "register.hpp"
#include "released.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

constexpr double not_given = std::numeric_limits<double>::quiet_NaN();

auto fields(const RatingRule& rule) {
    return std::make_tuple(rule.tolerance, rule.basis,
                           std::isnan(rule.amber_limit) ? std::nullopt : std::optional(rule.amber_limit),
                           rule.green_inclusive, rule.amber_inclusive, rule.zero);
}

/// A number by the rule of the whole boundary, which Python keeps: booleans and text are none, a Decimal is one.
double number(const py::object& value, const char* name) {
    return py::module_::import("headway.boundary.scalars").attr("number")(value, name).cast<double>();
}

RatingRule make_rule(const py::object& tolerance, Basis basis, const std::optional<py::object>& amber_limit,
                     bool green_inclusive, bool amber_inclusive, ZeroRule zero) {
    const RatingRule rule{.tolerance = number(tolerance, "tolerance"),
                          .basis = basis,
                          .amber_limit = amber_limit ? number(*amber_limit, "amber_limit") : not_given,
                          .green_inclusive = green_inclusive,
                          .amber_inclusive = amber_inclusive,
                          .zero = zero};
    validate(rule);
    return rule;
}

std::string repr(const RatingRule& rule) {
    const auto boolean = [](bool value) { return value ? "True" : "False"; };
    std::string text = "RatingRule(tolerance=" + std::string(py::str(py::float_(rule.tolerance))) + ", basis='" +
                       std::string(word(rule.basis)) + "'";
    if (!std::isnan(rule.amber_limit)) text += ", amber_limit=" + std::string(py::str(py::float_(rule.amber_limit)));
    return text + ", green_inclusive=" + boolean(rule.green_inclusive) + ", amber_inclusive=" +
           boolean(rule.amber_inclusive) + ", zero='" + std::string(word(rule.zero)) + "')";
}

/// What a row says of its own rule, as columns have it.
RuleOfRow own_rule(double tolerance, std::uint8_t basis, double amber_limit) {
    return {.tolerance = tolerance,
            .basis = basis == batch::no_basis ? std::nullopt : std::optional(static_cast<Basis>(basis)),
            .amber_limit = amber_limit};
}

/// Lower and upper bounds, and where each is open.
using Bounds = std::tuple<Numbers, Numbers, std::optional<Codes>, std::optional<Codes>>;
using Comparator = std::tuple<std::string, Numbers, std::optional<Bounds>>;

batch::BoundColumns columns_of(const std::optional<Bounds>& bounds) {
    if (!bounds) return {};
    const auto& [lower, upper, lower_open, upper_open] = *bounds;
    const auto flags = [](const std::optional<Codes>& open) {
        return open ? view(*open) : std::span<const std::uint8_t>{};
    };
    return {view(lower), view(upper), flags(lower_open), flags(upper_open)};
}

py::tuple assess_columns(const Numbers& latest, const std::optional<Numbers>& previous, const Codes& polarity,
                         const std::optional<Codes>& accrual, const std::vector<Comparator>& comparators,
                         const RatingRule& rule, const std::optional<Numbers>& tolerance,
                         const std::optional<Codes>& basis, const std::optional<Numbers>& amber_limit,
                         double dead_band, const std::optional<Numbers>& dead_bands,
                         const std::optional<Bounds>& latest_bounds, const std::optional<Bounds>& previous_bounds,
                         unsigned threads, const std::map<std::string, std::string>& names) {
    const auto called = [&](const std::string& column) {
        const auto found = names.find(column);
        return found == names.end() ? column : found->second;
    };
    const auto rows = static_cast<py::ssize_t>(latest.size());
    batch::Table table{.latest = view(latest),
                       .previous = view(previous),
                       .polarity = view(polarity),
                       .accrual = accrual ? view(*accrual) : std::span<const std::uint8_t>{},
                       .comparators = {},
                       .rules = {.tolerance = view(tolerance),
                                 .basis = basis ? view(*basis) : std::span<const std::uint8_t>{},
                                 .amber_limit = view(amber_limit),
                                 .tolerance_name = called("tolerance"),
                                 .amber_limit_name = called("amber_limit")},
                       .dead_band = view(dead_bands),
                       .latest_bounds = columns_of(latest_bounds),
                       .previous_bounds = columns_of(previous_bounds),
                       .latest_name = called("latest"),
                       .previous_name = called("previous"),
                       .dead_band_name = called("dead_band")};
    for (const auto& [name, value, bounds] : comparators)
        table.comparators.push_back({name, view(value), columns_of(bounds)});

    py::array_t<double> change(rows);
    py::array_t<std::uint8_t> direction(rows), direction_reason(rows);
    batch::AssessedTable assessed{.change = writable(change),
                                  .direction = writable(direction),
                                  .direction_reason = writable(direction_reason),
                                  .comparators = {}};
    py::list columns;
    for (std::size_t c = 0; c < comparators.size(); ++c) {
        py::array_t<std::uint8_t> rating(rows), reason(rows), present(rows);
        py::array_t<double> gap(rows);
        assessed.comparators.push_back({writable(rating), writable(reason), writable(gap), writable(present)});
        columns.append(py::make_tuple(rating, reason, gap, present));
    }
    {
        const python::Released released;
        batch::assess(table, rule, {.dead_band = dead_band}, assessed, threads);
    }
    return py::make_tuple(change, direction, direction_reason, columns);
}

}  // namespace

}  // namespace headway::python

void register_assess(py::module_& m) {
    using namespace headway;

    py::class_<RatingRule>(m, "RatingRule", R"(How far short of its comparator a value may be and still be amber.

The rule is a value: it travels with the ratings that it made. The default is "within 10% of the comparator is
amber, edges inclusive".

Parameters
----------
tolerance : float, default 0.10
    A fraction of the comparator (`relative`, `ratio`), an amount in the indicator's unit (`absolute`) or
    percentage points (`percentage_points`).
basis : {'relative', 'absolute', 'percentage_points', 'ratio', 'band'}
    What the tolerance is a part of. `ratio` asks for an achieved share of at least 1 - tolerance.
amber_limit : float, optional
    For `band` only: the last value that is still amber.
green_inclusive, amber_inclusive : bool, default True
    Whether a value exactly on the edge belongs to the better side.
zero : {'red', 'not_rated'}
    What any shortfall against a comparator of 0 is, where the tolerance is a fraction.

Raises
------
HeadwayError
    Where the rule cannot rate: a negative tolerance, a ratio of 1 or more, a band without its limit.

Examples
--------
>>> hw.rate(89, 95, polarity="high_is_good", rule=hw.RatingRule(basis="percentage_points", tolerance=5))
<Rating.red: 'red'>
)")
        .def(py::init(&headway::python::make_rule), py::kw_only(), "tolerance"_a = py::float_(0.10),
             "basis"_a = Basis::relative, "amber_limit"_a = py::none(), "green_inclusive"_a = true,
             "amber_inclusive"_a = true, "zero"_a = ZeroRule::red)
        .def_readonly("tolerance", &RatingRule::tolerance)
        .def_property_readonly("basis", [](const RatingRule& rule) { return rule.basis; })
        .def_property_readonly("amber_limit",
                               [](const RatingRule& rule) {
                                   return std::isnan(rule.amber_limit) ? std::nullopt : std::optional(rule.amber_limit);
                               })
        .def_readonly("green_inclusive", &RatingRule::green_inclusive)
        .def_readonly("amber_inclusive", &RatingRule::amber_inclusive)
        .def_property_readonly("zero", [](const RatingRule& rule) { return rule.zero; })
        .def_property_readonly_static("method", [](const py::object&) { return std::string(RatingRule::method); })
        .def("__repr__", &headway::python::repr)
        .def("__eq__", [](const RatingRule& a,
                          const RatingRule& b) { return headway::python::fields(a) == headway::python::fields(b); })
        .def("__eq__", [](const RatingRule&, const py::object&) { return false; })
        .def("__hash__", [](const RatingRule& rule) { return py::hash(py::cast(headway::python::fields(rule))); })
        .def(py::pickle(
            [](const RatingRule& rule) { return py::cast(headway::python::fields(rule)); },
            [](const py::tuple& state) {
                return std::apply(
                    headway::python::make_rule,
                    state.cast<std::tuple<py::object, Basis, std::optional<py::object>, bool, bool, ZeroRule>>());
            }));

    m.def(
        "rate",
        [](double value, double lower, double upper, std::optional<Polarity> polarity, RatingRule rule, bool lower_open,
           bool upper_open) {
            rule.polarity = polarity.value_or(Polarity::neutral);  // neither is rated, and what cannot be is refused
            return rate(value, Range{lower, upper, lower_open, upper_open}, rule);
        },
        "value"_a, "lower"_a, "upper"_a, "polarity"_a, "rule"_a, "lower_open"_a = false, "upper_open"_a = false);

    m.def(
        "assess_year_end",
        [](double value, std::pair<double, double> target, std::optional<Polarity> polarity, RatingRule rule,
           std::pair<bool, bool> open, std::string_view unit) {
            rule.polarity = polarity;
            const YearEnd year_end{.value = value, .target = {target.first, target.second, open.first, open.second}};
            if (polarity) (void)rate(value, year_end.target, rule);  // which refuses what cannot be rated
            const Assessment assessed = assess(year_end, rule, unit);
            return std::pair(assessed.rating, assessed.reason);
        },
        "value"_a, "target"_a, "polarity"_a, "rule"_a, "open"_a, "unit"_a,
        "The rating, and the reason for none; `open` says which ends of the target are themselves not meant.");

    m.def(
        "rule_of_row",
        [](const RatingRule& rule, double tolerance, std::uint8_t basis, double amber_limit, bool limited) {
            return rule_of_row(rule, python::own_rule(tolerance, basis, amber_limit), limited);
        },
        "rule"_a, "tolerance"_a, "basis"_a, "amber_limit"_a, "limited"_a,
        "The rule of all rows with what a row says of its own: NaN and `no_basis` where it says nothing.");

    m.def(
        "dead_band_of_row",
        [](double of_all, double of_row) { return rule_of_row(DirectionRule{.dead_band = of_all}, of_row).dead_band; },
        "of_all"_a, "of_row"_a);

    m.def(
        "goes_by_bounds",
        [](double number, std::pair<double, double> bounds, std::optional<Polarity> polarity) {
            return goes_by_bounds(number, Range{bounds.first, bounds.second}, polarity);
        },
        "number"_a, "bounds"_a, "polarity"_a, "Whether a row is rated against the bounds of a comparator.");

    m.def(
        "read_polarity",
        [](std::string_view text) {
            const auto polarity = read_polarity(text);
            return polarity ? static_cast<std::uint8_t>(*polarity) : batch::no_polarity;
        },
        "text"_a, "The code of a polarity as people write it; of what says none, `no_polarity`.");

    m.def("equivalent_number", &equivalent_number, "points"_a, "denominator"_a);

    m.def(
        "gap_share",
        [](double gap, std::pair<double, double> comparator) {
            return gap_share(gap, Range{comparator.first, comparator.second});
        },
        "gap"_a, "comparator"_a, "How far a result is from its comparator, as a share of the end that it is from.");

    m.def(
        "amber_edges",
        [](std::pair<double, double> comparator, std::optional<Polarity> polarity, RatingRule rule) {
            rule.polarity = polarity;
            const Range edges = amber_edges(Range{comparator.first, comparator.second}, rule);
            return std::pair(edges.lower, edges.upper);
        },
        "comparator"_a, "polarity"_a, "rule"_a, "The last values that are amber, below a comparator and above it.");

    m.def("assess_columns", &headway::python::assess_columns, "latest"_a, "previous"_a, "polarity"_a, "accrual"_a,
          "comparators"_a, "rule"_a, "tolerance"_a, "basis"_a, "amber_limit"_a, "dead_band"_a,
          "dead_bands"_a, "latest_bounds"_a, "previous_bounds"_a, "threads"_a, "names"_a,
          "Codes, not words: (change, direction, direction_reason, [(rating, reason, gap, present), ...]). The "
          "interpreter lock is released.");

    m.def("vocabularies", [] {
        const auto words = [](auto&& list) {
            py::list out;
            for (const std::string_view text : list) out.append(std::string(text));
            return out;
        };
        py::dict all;
        all["polarity"] = words(Vocabulary<Polarity>::words);
        all["accrual"] = words(Vocabulary<Accrual>::words);
        all["frequency"] = words(Vocabulary<Frequency>::words);
        all["profile_shape"] = words(Vocabulary<ProfileShape>::words);
        all["figure_status"] = words(Vocabulary<FigureStatus>::words);
        all["figure_mark"] = words(Vocabulary<FigureMark>::words);
        all["figure_unit"] = words(Vocabulary<FigureUnit>::words);
        all["figure_change"] = words(Vocabulary<FigureChange>::words);
        all["rating"] = words(Vocabulary<Rating>::words);
        all["rating_basis"] = words(Vocabulary<Basis>::words);
        all["reason"] = words(Vocabulary<Reason>::words);
        all["direction"] = words(Vocabulary<Direction>::words);
        all["direction_reason"] = words(Vocabulary<DirectionReason>::words);
        all["method"] = words(Vocabulary<Method>::words);
        all["chance_reason"] = words(Vocabulary<ChanceReason>::words);
        all["status"] = words(Vocabulary<Outcome>::words);
        all["recurrence"] = words(Vocabulary<Recurrence>::words);
        all["benefit"] = words(Vocabulary<Benefit>::words);
        all["business_case"] = words(Vocabulary<BusinessCase>::words);
        all["fund"] = words(Vocabulary<Fund>::words);
        all["money_unit"] = words(Vocabulary<MoneyUnit>::words);
        all["change_is"] = words(Vocabulary<ChangeIs>::words);
        all["risk_rating"] = words(Vocabulary<RiskRating>::words);
        all["risk_movement"] = words(Vocabulary<RiskMovement>::words);
        all["terms_are"] = words(Vocabulary<TermsAre>::words);
        all["project_type"] = words(Vocabulary<ProjectType>::words);
        all["estimate_of"] = words(Vocabulary<EstimateOf>::words);
        all["special_cause"] = words(Vocabulary<SpecialCause>::words);
        all["two_of_three"] = words(Vocabulary<TwoOfThree>::words);
        all["point_type"] = words(Vocabulary<PointType>::words);
        all["variation"] = words(Vocabulary<Variation>::words);
        all["assurance"] = words(Vocabulary<Assurance>::words);
        all["chart_kind"] = words(Vocabulary<ChartKind>::words);
        all["statistic_status"] = words(Vocabulary<StatisticStatus>::words);
        all["poisson_interval"] = words(Vocabulary<PoissonInterval>::words);
        all["comparison_method"] = words(Vocabulary<ComparisonMethod>::words);
        all["benchmark_outcome"] = words(Vocabulary<BenchmarkOutcome>::words);
        all["comparison_status"] = words(Vocabulary<ComparisonStatus>::words);
        all["funnel_kind"] = words(Vocabulary<FunnelKind>::words);
        all["funnel_label"] = words(Vocabulary<FunnelLabel>::words);
        all["trend_kind"] = words(Vocabulary<TrendKind>::words);
        all["trend_marker"] = words(Vocabulary<TrendMarker>::words);
        all["trend_status"] = words(Vocabulary<TrendStatus>::words);
        all["value_type"] = words(Vocabulary<ValueType>::words);
        all["neighbour_average"] = words(Vocabulary<NeighbourAverage>::words);
        all["suppression"] = words(Vocabulary<Suppression>::words);
        all["sides"] = words(Vocabulary<Sides>::words);
        all["basis"] = words(Vocabulary<IntervalBasis>::words);
        all["initiative_rating"] = words(Vocabulary<InitiativeRating>::words);
        all["action_rating"] = words(Vocabulary<ActionRating>::words);
        all["direction_of_travel"] = words(Vocabulary<DirectionOfTravel>::words);
        all["transition"] = words(Vocabulary<Transition>::words);
        all["action_state"] = words(Vocabulary<ActionState>::words);
        all["action_reason"] = words(Vocabulary<ActionReason>::words);
        all["progress_reason"] = words(Vocabulary<ProgressReason>::words);
        all["step_fit"] = words(Vocabulary<StepFit>::words);
        all["gate_state"] = words(Vocabulary<GateState>::words);
        all["coverage"] = words(Vocabulary<Coverage>::words);
        all["document_status"] = words(Vocabulary<DocumentStatus>::words);
        all["document_state"] = words(Vocabulary<DocumentState>::words);
        all["consistency"] = words(Vocabulary<Consistency>::words);
        all["version_step_kind"] = words(Vocabulary<VersionStepKind>::words);
        all["delivery_shape"] = words(Vocabulary<DeliveryShape>::words);
        all["delay_shape"] = words(Vocabulary<DelayShape>::words);
        return all;
    }, "The words of every vocabulary, in the order of their codes.");
    m.attr("no_polarity") = batch::no_polarity;
    m.attr("no_basis") = batch::no_basis;
    py::dict bases;
    for (const auto& [words, basis] : headway::detail::words_of_basis) bases[py::cast(words)] = word(basis);
    m.attr("words_of_basis") = bases;
}
