#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/measure/printed_figure.hpp"
#include "headway/measure/profile.hpp"
#include "headway/measure/read_target.hpp"
#include "headway/measure/relative_target.hpp"
#include "headway/measure/unit.hpp"
#include "headway/measure/written_scale.hpp"
#include "headway/report/outlook_ratings.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using LowAndHigh = std::pair<double, double>;

/// A profile that has been validated, and whether its values are ranges: then every one is a pair, at any period.
struct CheckedProfile {
    Profile profile;
    bool ranges;
};

bool is_range(Range value) { return value.given() && !(value.lower == value.upper); }

CheckedProfile make_profile(ProfileShape shape, LowAndHigh target, const std::optional<RelativeTarget>& relative,
                            double start, const std::optional<Numbers>& shares,
                            const std::vector<std::pair<Period, LowAndHigh>>& milestones,
                            const std::optional<std::pair<Period, double>>& baseline, Calendar calendar) {
    Profile profile{.shape = shape,
                    .target = {target.first, target.second},
                    .relative = relative,
                    .start = start,
                    .calendar = calendar};
    if (shares) profile.shares.assign(shares->begin(), shares->end());
    for (const auto& [period, value] : milestones) profile.milestones.push_back({period, {value.first, value.second}});
    if (baseline) profile.baseline = {baseline->first, baseline->second};
    validate(profile);
    const bool ranges =
        is_range(profile.target) || std::ranges::any_of(profile.milestones, is_range, &Milestone::value);
    return {std::move(profile), ranges};
}

py::object shown(const CheckedProfile& self, Range value) {
    return self.ranges ? py::object(py::make_tuple(value.lower, value.upper)) : py::float_(value.lower);
}

py::object at(const CheckedProfile& self, Period period) { return shown(self, in_year(self.profile, period)); }

py::object year_end(const CheckedProfile& self, Period year) { return shown(self, at_year_end(self.profile, year)); }

py::array_t<double> points(const CheckedProfile& self, const std::vector<Period>& periods) {
    const auto rows = static_cast<py::ssize_t>(periods.size());
    py::array_t<double> values(self.ranges ? std::vector<py::ssize_t>{rows, 2} : std::vector<py::ssize_t>{rows});
    double* out = values.mutable_data();
    for (const Period period : periods) {
        const Range value = in_year(self.profile, period);
        *out++ = value.lower;
        if (self.ranges) *out++ = value.upper;
    }
    return values;
}

py::tuple target_read(const py::bytes& text, const Series* series,
                      const std::optional<std::pair<Period, double>>& baseline, std::optional<Period> as_at,
                      std::optional<Polarity> polarity, bool whole, Calendar calendar,
                      const std::optional<std::vector<std::pair<Period, double>>>& points,
                      const std::string& part_of_sum) {
    TargetContext context{.as_at = as_at, .polarity = polarity, .whole = whole, .calendar = calendar};
    context.part_of_sum = part_of_sum;
    if (points)
        context.value_of = [&](Period of) {
            for (const auto& [period, value] : *points)
                if (period.in_months() == of) return value;
            return std::numeric_limits<double>::quiet_NaN();
        };
    if (baseline) context.baseline = Baseline{baseline->first, baseline->second};
    const std::string said(text);
    const ReadTarget found = series != nullptr ? read_target(said, *series, context) : read_target(said, context);
    py::object relative = py::none();
    if (const auto& of = found.relative)
        relative = py::make_tuple(of->change, of->baseline.period, of->baseline.value, of->change_is, of->whole);
    const Range value = found.target.value;
    return py::make_tuple(py::make_tuple(value.lower, value.upper, value.lower_open, value.upper_open),
                          found.target.by, relative, found.target.source);
}

/// The ratings of today and of the year end; of a target without a profile by how its series adds up.
std::pair<Rating, Rating> ratings(const Projection& projection, const CheckedProfile* profile, Accrual accrual,
                                  RatingRule rule) {
    rule.polarity = projection.rule.polarity;
    const OutlookRatings rated = profile != nullptr ? outlook_ratings(projection, profile->profile, rule)
                                                    : outlook_ratings(projection, accrual, rule);
    return {rated.in_year.rating, rated.year_end.rating};
}

}  // namespace

}  // namespace headway::python

void register_measure(py::module_& m) {
    using namespace headway;

    // The Python classes RelativeTarget and Profile coerce their arguments and hold one of these each.
    py::class_<RelativeTarget>(m, "RelativeTarget")
        .def(py::init([](double change, const Period& period, double baseline, ChangeIs change_is,
                         std::optional<Polarity> whole) {
                 const RelativeTarget target{
                     .change = change, .baseline = {period, baseline}, .change_is = change_is, .whole = whole};
                 (void)year_end(target);
                 return target;
             }),
             "change"_a, "period"_a, "baseline"_a, "change_is"_a, "whole"_a)
        .def_property_readonly("value", [](const RelativeTarget& self) { return year_end(self); })
        .def_property_readonly("words", [](const RelativeTarget& self) { return in_words(self); });
    m.def("read_target", &python::target_read, "text"_a, "series"_a.none(true), "baseline"_a, "as_at"_a, "polarity"_a,
          "whole"_a, "calendar"_a, "points"_a = py::none(), "part_of_sum"_a = "",
          "((lower, upper, their openness), by, (change, period, baseline, change is, whole) or None, the text).");

    py::class_<python::CheckedProfile>(m, "Profile")
        .def(py::init(&python::make_profile), "shape"_a, "target"_a, "relative"_a, "start"_a, "shares"_a,
             "milestones"_a, "baseline"_a, "calendar"_a)
        .def("at", &python::at, "period"_a)
        .def("year_end", &python::year_end, "year"_a)
        .def("points", &python::points, "periods"_a)
        .def_property_readonly("calendar", [](const python::CheckedProfile& self) { return self.profile.calendar; });

    m.def("outlook_ratings", &python::ratings, "projection"_a, "profile"_a.none(true), "accrual"_a, "rule"_a);

    m.def("is_per_cent", &is_per_cent, "unit"_a);
    m.def(
        "signs_of",
        [](std::string_view unit) -> std::optional<std::pair<std::string, std::string>> {
            const auto signs = signs_of(unit);
            if (!signs) return std::nullopt;
            return std::pair(signs->before, signs->after);
        },
        "unit"_a, "What stands before and after each figure; None of a unit that belongs to its label.");

    m.def("figure_text", &figure_text, "value"_a, "places"_a, "unit"_a, "sign"_a, "One figure as a reader sees it.");
    m.def("unit_label", &unit_label, "unit"_a, "What a label says of a unit.");
    m.def("change_text", &change_text, "change"_a, "places"_a, "unit"_a, "sign"_a, "points"_a,
          "A change as a reader sees it: of percentages in points.");
    m.def(
        "written_scale",
        [](const std::vector<double>& amounts, std::string_view unit) {
            const WrittenScale scale = written_scale(amounts, unit);
            return std::pair(scale.unit, scale.per);
        },
        "amounts"_a, "unit"_a, "The unit that amounts are written in, and how many of their own one of it is.");
    m.def(
        "written", [](double amount, double per) { return written(amount, {.unit = {}, .per = per}); }, "amount"_a,
        "per"_a, "An amount in the unit that it is written in.");
    m.def(
        "decimals_used",
        [](const std::vector<double>& figures, int most) { return decimals_used(figures, most); }, "figures"_a,
        "most"_a);
    m.def(
        "places_to_tell_apart",
        [](double figure, const std::vector<double>& beside, double change, int least) {
            return places_to_tell_apart(figure, beside, change, least);
        },
        "figure"_a, "beside"_a, "change"_a, "least"_a, "The decimals to round a row to.");

    m.def(
        "cumulative_shares",
        [](const Series& past) {
            const std::vector<double> shares = cumulative_shares(past);
            return py::array_t<double>(static_cast<py::ssize_t>(shares.size()), shares.data());
        },
        "past"_a);
}
