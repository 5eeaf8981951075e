#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "calendar_argument.hpp"
#include "headway/money/published_figure.hpp"
#include "headway/plan/document.hpp"
#include "headway/plan/read_documents.hpp"
#include "headway/savings/published_version.hpp"
#include "headway/savings/read_versions.hpp"
#include "headway/savings/version_bars.hpp"
#include "headway/savings/version_bridge.hpp"
#include "register.hpp"
#include "result_columns.hpp"
#include "text_column.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

struct Documents {
    std::vector<plan::Document> rows;
};

struct PublishedVersions {
    std::vector<PublishedVersion> rows;
    MoneyUnit unit = MoneyUnit::millions;
};

Documents read_documents(Texts name, Texts title, Texts date, Texts status, Texts supersedes) {
    return {plan::read_documents({.name = column(std::move(name)),
                                  .title = column(std::move(title)),
                                  .date = column(std::move(date)),
                                  .status = column(std::move(status)),
                                  .supersedes = column(std::move(supersedes))})};
}

py::dict standings(const Documents& self) {
    Columns columns;
    columns.with("text", {"state", "superseded_by"}).with("whole", {"version"});
    for (const plan::DocumentStanding& stands : plan::standings(self.rows)) {
        std::string by;
        for (const std::size_t later : stands.superseded_by) by += (by.empty() ? "" : "; ") + self.rows[later].name;
        columns.text("state", word(stands.state));
        columns.text_or_none("superseded_by", by);
        columns.whole("version", static_cast<std::size_t>(stands.version));
    }
    return columns.done();
}

PublishedVersions read_versions(std::map<std::string, Texts> texts, const std::string& amount,
                                std::tuple<std::vector<MoneyCell>, SectionCodes> amounts, MoneyUnit unit,
                                Calendar calendar, TermsAre terms_are, const std::map<std::string, TermsAre>& terms_of,
                                const std::map<std::string, std::string>& aliases, const Documents* documents) {
    auto& [cells, codes] = amounts;
    const auto of_rows = view(codes);
    const VersionColumns columns{.document = column(std::move(texts.at("document"))),
                                 .as_at = column(std::move(texts.at("as_at"))),
                                 .figure = column(std::move(texts.at("figure"))),
                                 .year = column(std::move(texts.at("year"))),
                                 .portfolio = column(std::move(texts.at("portfolio"))),
                                 .scheme = column(std::move(texts.at("scheme"))),
                                 .amount = amount,
                                 .amounts = {std::move(cells),
                                             std::vector<std::int32_t>(of_rows.begin(), of_rows.end())}};
    return {headway::read_versions(
                columns,
                {.unit = unit, .calendar = calendar, .terms_are = terms_are, .terms_of = terms_of, .aliases = aliases},
                documents == nullptr ? std::nullopt : std::optional(documents->rows)),
            unit};
}

std::string label_of(const std::optional<Period>& period) { return period ? period->label() : std::string(); }

/// An amount as a number, and what it says where it is none, with its unit where that is asked for.
class Figures {
public:
    Figures(Columns& columns, MoneyUnit unit, bool with_unit)
        : columns_(columns), unit_(with_unit ? std::optional(unit) : std::nullopt) {}

    void operator()(const std::string& name, const std::optional<Money>& amount) {
        const bool exact = amount && amount->amount && !amount->approximate;
        columns_.number(name, exact ? amount->amount : std::nullopt);
        columns_.text_or_none(name + "_bound", amount ? bound_in_words(*amount, unit_) : "");
    }

private:
    Columns& columns_;
    std::optional<MoneyUnit> unit_;
};

py::dict totals(const PublishedVersions& self, bool with_unit) {
    Columns columns;
    Figures figure(columns, self.unit, with_unit);
    columns.with("text", {"version", "as_at", "figure", "year"});
    columns.with("number", {"total"}).with("text", {"total_bound"});
    columns.with("whole", {"portfolios", "schemes"}).with("number", {"parts", "rest"});
    columns.with("truth", {"explained_by_rounding"});
    for (const PublishedVersion& each : self.rows)
        for (const PublishedLine& line : lines_of(each)) {
            const std::vector<Money> parts = line.parts();
            std::size_t schemes = 0;
            for (const PublishedPortfolio& portfolio : line.portfolios) schemes += portfolio.schemes.size();
            const bool both = line.printed && !parts.empty();
            const PublishedRest rest = both ? rest_of(*line.printed, parts, line.terms_are) : PublishedRest{};
            columns.text("version", each.title);
            columns.text("as_at", each.as_at.label());
            columns.text_or_none("figure", line.figure);
            columns.text_or_none("year", label_of(line.year));
            figure("total", line.total());
            columns.whole("portfolios", line.portfolios.size());
            columns.whole("schemes", schemes);
            columns.number("parts", parts.empty() ? std::nullopt : sum_of(parts).amount);
            columns.number("rest", rest.amount);
            columns.truth_or_none("explained_by_rounding", rest.by_rounding());
        }
    return columns.done();
}

const PublishedVersion& version_at(const PublishedVersions& self, std::size_t at) {
    if (at >= self.rows.size()) throw Error("versions: found no such version");
    return self.rows[at];
}

py::dict bridge(const PublishedVersions& self, std::size_t before, std::size_t after, bool with_unit) {
    Columns columns;
    Figures figure(columns, self.unit, with_unit);
    columns.with("text", {"figure", "year", "portfolio", "scheme", "step"});
    for (const char* const name : {"before", "after", "change"})
        columns.with("number", {name}).with("text", {(std::string(name) + "_bound").c_str()});
    columns.with("text", {"nearest", "consistency"}).with("truth", {"explained_by_rounding"});
    const auto begin = [&](const std::string& of, const std::optional<Period>& year) {
        columns.text_or_none("figure", of);
        columns.text_or_none("year", label_of(year));
    };
    const VersionsCompared compared = compare(version_at(self, before), version_at(self, after));
    for (const VersionBridge& each : compared.bridges) {
        for (const VersionStep& step : each.steps) {
            begin(each.figure, each.year);
            columns.text_or_none("portfolio", step.portfolio);
            columns.text_or_none("scheme", step.scheme);
            columns.text("step", word(step.kind));
            figure("before", step.before);
            figure("after", step.after);
            figure("change", step.change);
            columns.text_or_none("nearest", step.nearest);
            columns.text_or_none("consistency", "");
            columns.truth_or_none("explained_by_rounding", step.explained_by_rounding);
        }
        begin(each.figure, each.year);
        columns.text("portfolio", "Total");
        columns.text_or_none("scheme", "");
        columns.text("step", "total");
        figure("before", each.before);
        figure("after", each.after);
        figure("change", each.change);
        columns.text_or_none("nearest", "");
        columns.text("consistency", word(each.consistency));
        columns.truth_or_none("explained_by_rounding", std::nullopt);
    }
    for (const InOneVersion& each : compared.in_one) {
        begin(each.figure, each.year);
        columns.text("portfolio", "Total");
        columns.text_or_none("scheme", "");
        columns.text("step", each.before ? "only before" : "only after");
        figure("before", each.before ? std::optional(each.total) : std::nullopt);
        figure("after", each.before ? std::nullopt : std::optional(each.total));
        figure("change", std::nullopt);
        columns.text_or_none("nearest", "");
        columns.text_or_none("consistency", "");
        columns.truth_or_none("explained_by_rounding", std::nullopt);
    }
    return columns.done();
}

py::object bound_tuple(const Money& amount) {
    return py::make_tuple(amount.amount, amount.lower, amount.upper, amount.lower_open, amount.upper_open,
                          amount.approximate);
}

/// Of each kind of figure and year of both: what it is, and its bars.
py::list bars(const PublishedVersions& self, std::size_t before, std::size_t after, std::size_t most) {
    py::list all;
    for (const VersionBridge& each : compare(version_at(self, before), version_at(self, after)).bridges) {
        py::list drawn;
        for (const VersionBar& bar : bars_of(each, most))
            drawn.append(py::make_tuple(bar.kind, bar.portfolio, bar.scheme, bar.together, bound_tuple(bar.amount),
                                        bar.start, bar.end));
        all.append(py::make_tuple(each.figure, label_of(each.year), bound_tuple(each.change),
                                  word(each.consistency), each.steps.back().explained_by_rounding, drawn));
    }
    return all;
}

}  // namespace

}  // namespace headway::python

void register_versions(py::module_& m) {
    using namespace headway;
    namespace to = headway::python;

    py::class_<to::Documents>(m, "Documents")
        .def(py::init(&to::read_documents), "name"_a, "title"_a, "date"_a, "status"_a, "supersedes"_a)
        .def("standings", &to::standings);

    py::class_<to::PublishedVersions>(m, "PublishedVersions")
        .def(py::init(&to::read_versions), "texts"_a, "amount"_a, "amounts"_a, py::kw_only(), "unit"_a, "calendar"_a,
             "terms_are"_a, "terms_of"_a, "aliases"_a, "documents"_a)
        .def_property_readonly("unit", [](const to::PublishedVersions& self) { return self.unit; })
        .def("labels",
             [](const to::PublishedVersions& self) {
                 std::vector<std::string> labels;
                 for (const PublishedVersion& each : self.rows) labels.push_back(each.label());
                 return labels;
             })
        .def(
            "place_of",
            [](const to::PublishedVersions& self, const std::string& name) { return version_of(self.rows, name); },
            "name"_a)
        .def("totals", &to::totals, "with_unit"_a = false)
        .def("bridge", &to::bridge, "before"_a, "after"_a, "with_unit"_a = false)
        .def("bars", &to::bars, "before"_a, "after"_a, "most"_a);
}
