#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "headway/frame_lines.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/unit_in_heading.hpp"
#include "headway/savings/year_in_heading.hpp"
#include "headway/savings/assemble_schemes.hpp"
#include "register.hpp"
#include "scale_argument.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// A heading and its cells; a heading, its cells and the year that they are of.
using TextTuple = std::tuple<std::string, std::vector<std::string>>;
using MoneyTuple = std::tuple<std::string, std::vector<MoneyCell>, std::string>;

// Cells are moved: most are read once, and to copy them takes as long as to read them.
TextColumn column(TextTuple&& given) { return {std::move(std::get<0>(given)), std::move(std::get<1>(given))}; }
MoneyColumn column(MoneyTuple&& given) {
    return {std::move(std::get<0>(given)), std::move(std::get<1>(given)), std::move(std::get<2>(given))};
}

std::vector<MoneyColumn> columns(std::vector<MoneyTuple>&& given) {
    std::vector<MoneyColumn> all;
    for (MoneyTuple& each : given) all.push_back(column(std::move(each)));
    return all;
}

SavingsPlan assemble_schemes(std::map<std::string, TextTuple> texts, std::vector<MoneyTuple> years,
                             std::vector<MoneyTuple> forecast, MoneyTuple expected, MoneyTuple actual,
                             MoneyTuple expected_forecast, std::vector<MoneyTuple> months, YearsAre years_are,
                             std::optional<MoneyUnit> unit,
                             SavingsAre savings_are, const std::optional<std::string>& fund,
                             const std::map<std::string, std::string>& confidence_words,
                             const std::string& confidence_of_all, bool leave_out_totals, const std::string& version,
                             const ScaleTuple& scale, std::optional<int> decimals, Calendar calendar,
                             const std::map<std::string, std::string>& aliases,
                             const std::vector<std::pair<std::string, std::optional<Period>>>& workstreams,
                             FrameKind frame) {
    std::vector<Workstream> waited_for;
    for (const auto& [name, ready] : workstreams) waited_for.push_back({name, ready});
    std::optional<Fund> of_fund;
    if (fund) of_fund = read_fund(*fund);
    return assemble_plan({.portfolio = column(std::move(texts.at("portfolio"))),
                          .scheme = column(std::move(texts.at("programme"))),
                          .years = columns(std::move(years)),
                          .forecast = columns(std::move(forecast)),
                          .expected = column(std::move(expected)),
                          .actual = column(std::move(actual)),
                          .expected_forecast = column(std::move(expected_forecast)),
                          .months = columns(std::move(months)),
                          .confidence = column(std::move(texts.at("confidence"))),
                          .fund = column(std::move(texts.at("fund"))),
                          .recurrence = column(std::move(texts.at("recurrence"))),
                          .benefit = column(std::move(texts.at("benefit"))),
                          .start = column(std::move(texts.at("start"))),
                          .owner = column(std::move(texts.at("owner"))),
                          .business_case = column(std::move(texts.at("business_case"))),
                          .next_step = column(std::move(texts.at("next_step"))),
                          .board = column(std::move(texts.at("board"))),
                          .themes = column(std::move(texts.at("themes"))),
                          .depends_on = column(std::move(texts.at("depends_on")))},
                         {.plan = {.version = version,
                                   .scale = scale_of(scale),
                                   .decimals = decimals,
                                   .calendar = calendar,
                                   .aliases = aliases,
                                   .workstreams = waited_for,
                                   .frame = frame},
                          .unit = unit,
                          .years_are = years_are,
                          .savings_are = savings_are,
                          .fund = of_fund,
                          .confidence_words = confidence_words,
                          .confidence_of_all = confidence_of_all,
                          .leave_out_totals = leave_out_totals});
}

}  // namespace

}  // namespace headway::python

void register_schemes(py::module_& m) {
    using namespace headway;

    m.def("assemble_schemes", &python::assemble_schemes, "texts"_a, "years"_a, "forecast"_a, "expected"_a, "actual"_a,
          "expected_forecast"_a, "months"_a, py::kw_only(), "years_are"_a, "unit"_a, "savings_are"_a, "fund"_a,
          "confidence_words"_a, "confidence_of_all"_a, "leave_out_totals"_a, "version"_a, "scale"_a, "decimals"_a,
          "calendar"_a, "aliases"_a, "workstreams"_a, "frame"_a,
          "A plan out of one table of schemes.");
    m.def("line_without_nothing", &line_without_nothing, "kind"_a, "column"_a);
    m.def("line_without_blank", &line_without_blank, "kind"_a, "column"_a);
    m.def("find_fund", [](const std::string& text) { return find_fund(text); }, "text"_a);
    m.def(
        "level_by_word",
        [](const python::ScaleTuple& given, const std::string& text) -> std::optional<std::string> {
            const ConfidenceScale scale = python::scale_of(given);
            const std::optional<std::size_t> level = detail::level_by_word(scale, text);
            return level ? std::optional(scale.levels[*level].word) : std::nullopt;
        },
        "scale"_a, "text"_a);
    m.def(
        "year_in_heading",
        [](const std::string& heading, Calendar calendar) { return year_in_heading(heading, calendar); }, "heading"_a,
        python::calendar_argument());
    m.def("unit_in_heading", [](const std::string& heading) { return unit_in_heading(heading); }, "heading"_a);
}
