#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/error.hpp"
#include "headway/report/benefit_reading.hpp"
#include "headway/report/history_point.hpp"
#include "headway/savings/ledger.hpp"
#include "headway/savings/monitoring.hpp"
#include "register.hpp"
#include "released.hpp"
#include "result_columns.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// Codes and names of portfolios (none: names tell programmes apart) and of programmes, codes of months and these,
/// amounts, and whether they are those so far.
using LedgerTuple = std::tuple<SectionCodes, std::vector<std::string>, SectionCodes, std::vector<std::string>,
                               SectionCodes, std::vector<Period>, py::array_t<double, py::array::c_style>, bool>;
using LedgerNames = std::tuple<std::string, std::string, std::string, std::string>;

py::tuple monitored(const SavingsPlan& plan, const std::optional<LedgerTuple>& given, const LedgerNames& names,
                    std::optional<Period> year, std::optional<Period> as_at, double level) {
    const Monitoring result = [&] {
        const Released released;
        Ledger ledger = ledger_of(plan);
        if (given) {
            const auto& [portfolio, portfolios, programme, programmes, month, months, amount, so_far] = *given;
            const auto& [of_portfolio, of_programme, of_month, of_amount] = names;
            ledger = read_ledger(plan, {.portfolio = view(portfolio),
                                        .programme = view(programme),
                                        .month = view(month),
                                        .amount = view(amount),
                                        .portfolios = portfolios,
                                        .programmes = programmes,
                                        .months = months,
                                        .so_far = so_far,
                                        .portfolio_column = of_portfolio,
                                        .programme_column = of_programme,
                                        .month_column = of_month,
                                        .amount_column = of_amount});
        }
        return monitor(plan, ledger, {.year = year, .as_at = as_at, .level = level});
    }();
    Columns columns;
    for (const Monitored& row : result.rows) {
        const Projection& end = row.year_end;
        columns.text("row", std::string(word(row.row)));
        columns.text("fund", std::string(word(row.fund)));
        columns.text_or_none("portfolio", row.portfolio);
        columns.text_or_none("programme", row.name);
        columns.text_or_none("confidence", row.confidence);
        columns.text_or_none("recurrence", row.recurrence ? std::string(word(*row.recurrence)) : "");
        columns.whole("schemes", row.schemes);
        columns.whole("with_delivered", row.with_delivered);
        columns.number("planned", row.planned);
        columns.number("forecast", row.forecast);
        columns.number("delivered", row.delivered);
        columns.number("to_come", row.to_come);
        columns.number("shortfall", row.shortfall);
        columns.number("slipped", row.slipped);
        columns.number("lost", row.lost);
        columns.number("not_split", row.not_split);
        columns.number("full_year", row.expected);
        columns.number("full_year_forecast", row.expected_forecast);
        columns.number("not_known", row.not_known);
        columns.number("year_end", end.value);
        columns.number("lower", end.lower);
        columns.number("upper", end.upper);
        columns.number("probability", end.probability);
        columns.text("status", std::string(word(end.outcome)));
        columns.text_or_none("reason", end.reason);
    }
    return py::make_tuple(columns.done(), result.year, result.as_at, result.notes);
}

using Times = std::vector<std::optional<Period>>;

/// Benefits, one a row: their goals, and which series of points each is read from. The points of series s are from
/// `begins[s]` to below `begins[s + 1]`. What is refused comes as rows and why.
py::tuple benefits_read(const Numbers& baseline, const Times& baseline_at, const Numbers& target, const Times& due,
                        const std::vector<std::optional<Polarity>>& polarity, const std::vector<bool>& running_total,
                        const SectionCodes& series, const std::vector<std::size_t>& begins,
                        const std::vector<Period>& periods, const SectionCodes& of_points, const Numbers& values) {
    const std::span<const std::int32_t> of_rows = view(series), at = view(of_points);
    std::vector<HistoryPoint> points;
    points.reserve(at.size());
    for (std::size_t i = 0; i < at.size(); ++i)
        points.push_back({periods.at(static_cast<std::size_t>(at[i])), view(values)[i]});
    const auto label_of = [](const std::optional<Period>& period) { return period ? period->label() : std::string(); };
    Columns columns;
    columns.with("text", {"movement", "baseline_period", "latest_period"});
    columns.with("number", {"baseline_value", "latest", "change", "achieved", "expected_by_now", "behind"});
    py::list refused;
    for (std::size_t row = 0; row < of_rows.size(); ++row) {
        const std::size_t begin = begins.at(static_cast<std::size_t>(of_rows[row])),
                          end = begins.at(static_cast<std::size_t>(of_rows[row]) + 1);
        try {
            const BenefitReading read = read_benefit({.baseline = view(baseline)[row],
                                                      .baseline_at = baseline_at.at(row),
                                                      .target = view(target)[row],
                                                      .due = due.at(row),
                                                      .polarity = polarity.at(row),
                                                      .running_total = running_total.at(row)},
                                                     std::span<const HistoryPoint>(points).subspan(begin, end - begin));
            columns.text("movement", word(read.movement));
            columns.text_or_none("baseline_period", label_of(read.baseline_at));
            columns.text_or_none("latest_period", label_of(read.latest_at));
            columns.number("baseline_value", read.baseline);
            columns.number("latest", read.latest);
            columns.number("change", read.change);
            columns.number("achieved", read.achieved);
            columns.number("expected_by_now", read.expected_by_now);
            columns.number("behind", read.gap);
        } catch (const Error& error) {
            refused.append(py::make_tuple(row, error.what()));
        }
    }
    return py::make_tuple(columns.done(), refused);
}

}  // namespace

}  // namespace headway::python

void register_monitoring(py::module_& m) {
    m.def("monitor", &headway::python::monitored, "plan"_a, "ledger"_a, "names"_a, "year"_a, "as_at"_a, "level"_a,
          "Rows of a year's monitoring as columns, the year, the month as at and notes.");
    m.def("read_benefits", &headway::python::benefits_read, "baseline"_a, "baseline_at"_a, "target"_a, "due"_a,
          "polarity"_a, "running_total"_a, "series"_a, "begins"_a, "periods"_a, "of_points"_a, "values"_a,
          "(columns, refused): what indicators say of benefits, and rows that are refused with why.");
}
