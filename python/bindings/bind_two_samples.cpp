#include <pybind11/pybind11.h>

#include <string>

#include "columns.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/two_samples.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// Runs `compare(samples, levels, out)` without the interpreter lock.
template <class Compare>
py::tuple compared(const Numbers& x1, const Numbers& n1, const Numbers& x2, const Numbers& n2, const Numbers& levels,
                   Compare compare) {
    StatisticArrays out(view(x1).size(), view(levels).size());
    const batch::StatisticColumns columns = out.columns();
    const batch::TwoSamples samples{.first_count = view(x1),
                                    .first_denominator = view(n1),
                                    .second_count = view(x2),
                                    .second_denominator = view(n2)};
    {
        const python::Released released;
        compare(samples, view(levels), columns);
    }
    return out.tuple();
}

}  // namespace

}  // namespace headway::python

void register_two_samples(py::module_& m) {
    using namespace headway;
    using python::compared;
    using python::Numbers;

    m.def(
        "proportion_difference",
        [](const Numbers& x1, const Numbers& n1, const Numbers& x2, const Numbers& n2, const Numbers& levels,
           double multiplier) {
            return compared(x1, n1, x2, n2, levels, [&](const auto& samples, auto at, const auto& out) {
                batch::proportion_difference(samples, at, multiplier, out);
            });
        },
        "count"_a, "denominator"_a, "other_count"_a, "other_denominator"_a, "levels"_a, "multiplier"_a,
        "(value, lower, upper, status), limits levels x rows.");
    m.def(
        "proportion_ratio",
        [](const Numbers& x1, const Numbers& n1, const Numbers& x2, const Numbers& n2, const Numbers& levels) {
            return compared(x1, n1, x2, n2, levels, [](const auto& samples, auto at, const auto& out) {
                batch::proportion_ratio(samples, at, out);
            });
        },
        "count"_a, "denominator"_a, "other_count"_a, "other_denominator"_a, "levels"_a);
    m.def(
        "rate_difference",
        [](const Numbers& x1, const Numbers& n1, const Numbers& x2, const Numbers& n2, const Numbers& levels,
           double multiplier, PoissonInterval interval) {
            return compared(x1, n1, x2, n2, levels, [&](const auto& samples, auto at, const auto& out) {
                batch::rate_difference(samples, at, multiplier, interval, out);
            });
        },
        "count"_a, "population"_a, "other_count"_a, "other_population"_a, "levels"_a, "multiplier"_a, "interval"_a);
    m.def(
        "rate_ratio",
        [](const Numbers& x1, const Numbers& n1, const Numbers& x2, const Numbers& n2, const Numbers& levels) {
            return compared(x1, n1, x2, n2, levels, [](const auto& samples, auto at, const auto& out) {
                batch::rate_ratio(samples, at, out);
            });
        },
        "count"_a, "population"_a, "other_count"_a, "other_population"_a, "levels"_a);
    m.attr("proportion_difference_method") = std::string(stats::proportion_difference_method);
    m.attr("proportion_ratio_method") = std::string(stats::proportion_ratio_method);
    m.attr("rate_ratio_method") = std::string(stats::rate_ratio_method);
    m.def(
        "rate_difference_method",
        [](PoissonInterval interval) { return std::string(stats::rate_difference_method(interval)); }, "interval"_a);
}
