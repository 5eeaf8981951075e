#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "columns.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/trend.hpp"
#include "headway/stats/trend_test.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

void register_trend(py::module_& m) {
    using namespace headway;
    using python::Numbers;
    using python::SectionCodes;
    using python::StatisticArrays;
    using python::view;
    using python::writable;

    m.def(
        "recent_trend",
        [](const SectionCodes& group, std::size_t groups, const Numbers& first, const std::optional<Numbers>& second,
           const std::optional<Numbers>& lower, const std::optional<Numbers>& upper,
           const std::optional<Numbers>& period, const python::Codes& polarity, TrendKind kind, double level) {
            std::vector<stats::RecentTrend> trends;
            const batch::TrendRows rows{.group = view(group),
                                        .groups = groups,
                                        .first = view(first),
                                        .second = view(second),
                                        .lower = view(lower),
                                        .upper = view(upper),
                                        .period = view(period),
                                        .polarity = view(polarity)};
            {
                const python::Released released;
                trends = batch::recent_trend(rows, {.kind = kind, .level = level});
            }
            const auto n = static_cast<py::ssize_t>(groups);
            py::array_t<double> chi_squared(n), p_value(n), slope(n);
            py::array_t<std::uint8_t> marker(n), status(n);
            for (py::ssize_t g = 0; g < n; ++g) {
                const stats::RecentTrend& trend = trends[static_cast<std::size_t>(g)];
                chi_squared.mutable_at(g) = trend.chi_squared;
                p_value.mutable_at(g) = trend.p_value;
                slope.mutable_at(g) = trend.slope;
                marker.mutable_at(g) = static_cast<std::uint8_t>(trend.marker);
                status.mutable_at(g) = static_cast<std::uint8_t>(trend.status);
            }
            return py::make_tuple(marker, chi_squared, p_value, slope, status);
        },
        "group"_a, "groups"_a, "first"_a, "second"_a, "lower"_a, "upper"_a, "period"_a, "polarity"_a, "kind"_a,
        "level"_a, "One element a group, codes and not words: (marker, chi_squared, p_value, slope, status).");
    m.def(
        "recent_trend_method", [](TrendKind kind) { return std::string(stats::recent_trend_method(kind)); }, "kind"_a);
    m.def(
        "mann_kendall",
        [](const SectionCodes& group, std::size_t groups, const Numbers& values) {
            std::vector<stats::MannKendall> tests;
            const batch::TrendRows rows{.group = view(group), .groups = groups, .first = view(values)};
            {
                const python::Released released;
                tests = batch::mann_kendall(rows);
            }
            const auto n = static_cast<py::ssize_t>(groups);
            py::array_t<double> s(n), tau(n), z(n), p_value(n);
            py::array_t<bool> exact(n);
            py::array_t<std::uint8_t> status(n);
            for (py::ssize_t g = 0; g < n; ++g) {
                const stats::MannKendall& test = tests[static_cast<std::size_t>(g)];
                s.mutable_at(g) = test.s;
                tau.mutable_at(g) = test.tau;
                z.mutable_at(g) = test.z;
                p_value.mutable_at(g) = test.p_value;
                exact.mutable_at(g) = test.exact;
                status.mutable_at(g) = static_cast<std::uint8_t>(test.status);
            }
            return py::make_tuple(s, tau, z, p_value, exact, status);
        },
        "group"_a, "groups"_a, "values"_a, "One element a group: (s, tau, z, p_value, exact, status).");
    m.def(
        "sen_slope",
        [](const SectionCodes& group, std::size_t groups, const Numbers& values, const Numbers& levels) {
            StatisticArrays out(groups, view(levels).size());
            const batch::StatisticColumns columns = out.columns();
            const batch::TrendRows rows{.group = view(group), .groups = groups, .first = view(values)};
            {
                const python::Released released;
                batch::sen_slope(rows, view(levels), columns);
            }
            return out.tuple();
        },
        "group"_a, "groups"_a, "values"_a, "levels"_a,
        "(value, lower, upper, status) a group, limits levels x groups.");
    m.attr("mann_kendall_method") = std::string(stats::mann_kendall_method);
    m.attr("sen_slope_method") = std::string(stats::sen_slope_method);
}
