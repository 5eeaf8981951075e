#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "calendar_argument.hpp"
#include "columns.hpp"
#include "headway/report/benefit_reading.hpp"
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

py::tuple benefit(double baseline, std::optional<Period> baseline_at, double target, std::optional<Period> due,
                  std::optional<Polarity> polarity, bool running_total,
                  const std::vector<std::pair<Period, double>>& points) {
    std::vector<HistoryPoint> history;
    for (const auto& [period, value] : points) history.push_back({period, value});
    const BenefitReading read = read_benefit({.baseline = baseline,
                                              .baseline_at = baseline_at,
                                              .target = target,
                                              .due = due,
                                              .polarity = polarity,
                                              .running_total = running_total},
                                             history);
    return py::make_tuple(word(read.movement), read.baseline_at, read.latest_at, read.baseline, read.latest,
                          read.change, read.achieved, read.expected_by_now, read.gap);
}

}  // namespace

}  // namespace headway::python

void register_monitoring(py::module_& m) {
    m.def("monitor", &headway::python::monitored, "plan"_a, "ledger"_a, "names"_a, "year"_a, "as_at"_a, "level"_a,
          "Rows of a year's monitoring as columns, the year, the month as at and notes.");
    m.def("read_benefit", &headway::python::benefit, "baseline"_a, "baseline_at"_a, "target"_a, "due"_a, "polarity"_a,
          "running_total"_a, "points"_a,
          "(movement, baseline_at, latest_at, baseline, latest, change, achieved, expected_by_now, gap)");
}
