#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "calendar_argument.hpp"
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

TextColumn column(const TextTuple& given) { return {std::get<0>(given), std::get<1>(given)}; }
MoneyColumn column(const MoneyTuple& given) { return {std::get<0>(given), std::get<1>(given), std::get<2>(given)}; }

std::vector<MoneyColumn> columns(const std::vector<MoneyTuple>& given) {
    std::vector<MoneyColumn> all;
    for (const MoneyTuple& each : given) all.push_back(column(each));
    return all;
}

SavingsPlan assemble_schemes(const std::map<std::string, TextTuple>& texts, const std::vector<MoneyTuple>& years,
                             const std::vector<MoneyTuple>& forecast, const MoneyTuple& expected,
                             const MoneyTuple& actual, const MoneyTuple& expected_forecast,
                             const std::vector<MoneyTuple>& months, YearsAre years_are, std::optional<MoneyUnit> unit,
                             SavingsAre savings_are, const std::optional<std::string>& fund,
                             const std::map<std::string, std::string>& confidence_words,
                             const std::string& confidence_of_all, bool leave_out_totals, const std::string& version,
                             const ScaleTuple& scale, std::optional<int> decimals, Calendar calendar,
                             const std::map<std::string, std::string>& aliases,
                             const std::vector<std::pair<std::string, std::optional<Period>>>& workstreams) {
    std::vector<Workstream> waited_for;
    for (const auto& [name, ready] : workstreams) waited_for.push_back({name, ready});
    std::optional<Fund> of_fund;
    if (fund) of_fund = read_fund(*fund);
    return assemble_plan({.portfolio = column(texts.at("portfolio")),
                          .scheme = column(texts.at("programme")),
                          .years = columns(years),
                          .forecast = columns(forecast),
                          .expected = column(expected),
                          .actual = column(actual),
                          .expected_forecast = column(expected_forecast),
                          .months = columns(months),
                          .confidence = column(texts.at("confidence")),
                          .fund = column(texts.at("fund")),
                          .recurrence = column(texts.at("recurrence")),
                          .benefit = column(texts.at("benefit")),
                          .start = column(texts.at("start")),
                          .owner = column(texts.at("owner")),
                          .business_case = column(texts.at("business_case")),
                          .next_step = column(texts.at("next_step")),
                          .board = column(texts.at("board")),
                          .themes = column(texts.at("themes")),
                          .depends_on = column(texts.at("depends_on"))},
                         {.plan = {.version = version,
                                   .scale = scale_of(scale),
                                   .decimals = decimals,
                                   .calendar = calendar,
                                   .aliases = aliases,
                                   .workstreams = waited_for},
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
          "calendar"_a, "aliases"_a, "workstreams"_a,
          "A plan out of one table of schemes.");
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
