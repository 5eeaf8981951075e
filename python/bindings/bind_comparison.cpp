#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "columns.hpp"
#include "headway/assess/comparison.hpp"
#include "headway/assess/funnel.hpp"
#include "headway/assess/goal.hpp"
#include "headway/assess/likelier_multiplier.hpp"
#include "headway/batch/compare.hpp"
#include "headway/batch/funnel.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

void register_comparison(py::module_& m) {
    using namespace headway;
    using python::Codes;
    using python::Numbers;
    using python::StatisticArrays;
    using python::view;
    using python::writable;

    m.def(
        "likelier_multiplier",
        [](const Numbers& values, const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
           const Numbers& benchmarks, double multiplier, bool are_shares) {
            return stats::likelier_multiplier({.value = view(values),
                                               .lower = view(lower),
                                               .upper = view(upper),
                                               .multiplier = multiplier,
                                               .are_shares = are_shares},
                                              view(benchmarks));
        },
        "values"_a, "lower"_a, "upper"_a, "benchmarks"_a, "multiplier"_a, "are_shares"_a);
    m.def(
        "are_shares_and_per_cents",
        [](const Numbers& values, const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
           const Numbers& benchmarks) {
            return stats::are_shares_and_per_cents(
                {.value = view(values), .lower = view(lower), .upper = view(upper)}, view(benchmarks));
        },
        "values"_a, "lower"_a, "upper"_a, "benchmarks"_a);
    m.def(
        "compare",
        [](const Numbers& value, const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
           const std::optional<Numbers>& outer_lower, const std::optional<Numbers>& outer_upper,
           const std::optional<Numbers>& benchmark, const std::optional<Numbers>& benchmark_lower,
           const std::optional<Numbers>& benchmark_upper, const Codes& polarity,
           const std::optional<python::SectionCodes>& group, std::size_t groups, ComparisonMethod method,
           bool two_levels, double tolerance, bool inclusive) {
            const auto rows = static_cast<py::ssize_t>(view(value).size());
            py::array_t<std::uint8_t> outcome(rows), status(rows);
            py::array_t<double> difference(rows);
            py::array_t<std::int32_t> place(rows);
            const batch::ComparisonTable table{.value = view(value),
                                               .lower = view(lower),
                                               .upper = view(upper),
                                               .outer_lower = view(outer_lower),
                                               .outer_upper = view(outer_upper),
                                               .benchmark = view(benchmark),
                                               .benchmark_lower = view(benchmark_lower),
                                               .benchmark_upper = view(benchmark_upper),
                                               .polarity = view(polarity),
                                               .group = group ? view(*group) : std::span<const std::int32_t>{},
                                               .groups = groups};
            const batch::ComparisonColumns out{.outcome = writable(outcome),
                                               .status = writable(status),
                                               .difference = writable(difference),
                                               .group = writable(place)};
            {
                const python::Released released;
                batch::compare(
                    table, {.method = method, .two_levels = two_levels, .tolerance = tolerance, .inclusive = inclusive},
                    out);
            }
            return py::make_tuple(outcome, status, difference, place);
        },
        "value"_a, "lower"_a, "upper"_a, "outer_lower"_a, "outer_upper"_a, "benchmark"_a, "benchmark_lower"_a,
        "benchmark_upper"_a, "polarity"_a, "group"_a, "groups"_a, "method"_a, "two_levels"_a, "tolerance"_a,
        "inclusive"_a, "Codes, not words: (outcome, status, difference, group).");
    m.def(
        "compare_with_goal",
        [](const Numbers& value, const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
           const Codes& polarity, bool better_inclusive, bool similar_inclusive) {
            const auto rows = static_cast<py::ssize_t>(view(value).size());
            py::array_t<std::uint8_t> outcome(rows), status(rows);
            py::array_t<double> difference(rows);
            const batch::ComparisonColumns out{.outcome = writable(outcome),
                                               .status = writable(status),
                                               .difference = writable(difference),
                                               .group = {}};
            const batch::ComparisonTable table{
                .value = view(value), .lower = view(lower), .upper = view(upper), .polarity = view(polarity)};
            {
                const python::Released released;
                batch::compare_with_goal(table, better_inclusive, similar_inclusive, out);
            }
            return py::make_tuple(outcome, status, difference);
        },
        "value"_a, "lower"_a, "upper"_a, "polarity"_a, "better_inclusive"_a, "similar_inclusive"_a,
        "Codes, not words: (outcome, status, difference).");
    m.def(
        "comparison_method",
        [](ComparisonMethod method, bool two_levels) {
            return std::string(stats::comparison_method(method, two_levels));
        },
        "method"_a, "two_levels"_a);
    m.attr("goal_method") = std::string(stats::goal_method);

    m.def(
        "fit_funnel",
        [](const Numbers& count, const Numbers& denominator, FunnelKind kind, std::optional<double> target,
           bool overdispersion, double multiplier) {
            const stats::Funnel funnel = stats::fit_funnel(
                view(count), view(denominator),
                {.kind = kind, .target = target, .overdispersion = overdispersion, .multiplier = multiplier});
            return py::make_tuple(funnel.target, funnel.dispersion);
        },
        "count"_a, "denominator"_a, "kind"_a, "target"_a, "overdispersion"_a, "multiplier"_a,
        "(target, dispersion), the target before the multiplier.");
    m.def(
        "funnel_points",
        [](const Numbers& count, const Numbers& denominator, FunnelKind kind, double target, double dispersion,
           double multiplier, const Numbers& levels) {
            StatisticArrays out(view(count).size(), view(levels).size());
            const batch::StatisticColumns columns = out.columns();
            py::array_t<std::uint8_t> label(static_cast<py::ssize_t>(view(count).size()));
            py::array_t<double> level(static_cast<py::ssize_t>(view(count).size()));
            const std::span<std::uint8_t> labels = writable(label);
            const std::span<double> widest = writable(level);
            {
                const python::Released released;
                batch::funnel_points(
                    {.kind = kind, .target = target, .dispersion = dispersion, .multiplier = multiplier}, view(count),
                    view(denominator), view(levels), columns, labels, widest);
            }
            return py::make_tuple(out.value, out.lower, out.upper, out.status, label, level);
        },
        "count"_a, "denominator"_a, "kind"_a, "target"_a, "dispersion"_a, "multiplier"_a, "levels"_a,
        "(value, lower, upper, status, label, level), limits levels x rows.");
    m.def(
        "funnel_limits",
        [](const Numbers& denominator, FunnelKind kind, double target, double dispersion, double multiplier,
           const Numbers& levels) {
            StatisticArrays out(view(denominator).size(), view(levels).size());
            const batch::StatisticColumns columns = out.columns();
            {
                const python::Released released;
                batch::funnel_limits(
                    {.kind = kind, .target = target, .dispersion = dispersion, .multiplier = multiplier},
                    view(denominator), view(levels), columns);
            }
            return out.tuple();
        },
        "denominator"_a, "kind"_a, "target"_a, "dispersion"_a, "multiplier"_a, "levels"_a,
        "(value, lower, upper, status), limits levels x rows; the value is the target.");
    m.def(
        "funnel_denominators",
        [](const Numbers& denominator, std::size_t points) {
            const std::vector<double> at = stats::funnel_denominators(view(denominator), points);
            py::array_t<double> out(static_cast<py::ssize_t>(at.size()));
            std::ranges::copy(at, writable(out).begin());
            return out;
        },
        "denominator"_a, "points"_a);
    m.def(
        "funnel_method",
        [](FunnelKind kind, bool overdispersion) {
            return std::string(stats::funnel_method({.kind = kind, .overdispersion = overdispersion}));
        },
        "kind"_a, "overdispersion"_a);
}
