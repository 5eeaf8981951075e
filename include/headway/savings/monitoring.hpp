/// @file
/// A year's savings scheme by scheme: planned, forecast, delivered so far, what has slipped and what is lost, and what
/// the months so far make of the year end.
///
///     to_come   = forecast - delivered                       delivered so far this year; 0 where it is not known
///     shortfall = planned - forecast = slipped + lost + not_split
///     planned   = delivered + to_come + slipped + lost + not_split
///
/// Planned and forecast are the year's figures as the table has them: run rates, or what the year adds where its years
/// are increments. What falls short is split as slippage.hpp does, between the year and the full-year effect,
///
///     recurring:  lost = (full year planned - full year forecast) x planned / full year planned
///     one-off:    lost = the same of the totals of all years
///     slipped     = shortfall - lost                          negative: sooner, or more, than planned
///
/// the full-year effect being the expected saving and its forecast where the table has one, else the last year's run
/// rate as planned and as forecast. Where nobody forecasts either, nobody can say whether a shortfall comes later: it
/// is `not_split`.
///
/// The year end by the months so far is a projection of what was delivered, a flow, with the year's plan as its target,
/// of which more is better; it knows nothing of the scheme's own forecast, which stands beside it. A scheme that begins
/// to deliver within a year has delivered nothing in the year's months before. A total's is that of the months added
/// up, never a sum of intervals; it is there where every scheme that was to save in the year has months, and a month
/// of which a scheme's amount is not known is known of no total.
///
/// A blank month means what its place says. Before a scheme's first month with an amount nothing was delivered yet, 0;
/// behind its last one the month is not in yet, and delivered so far is what is known by then, which a note says where
/// others have it; between the two it is not known, and then nobody knows what the scheme has delivered so far: what
/// the table itself says of that stands instead, as it does where a scheme has no months. In a plan of several years
/// that is of the year of `as_at`, and of no year where nobody says it. A total is the sum of what is known of its
/// schemes, and `with_delivered` counts these. A posting without an amount is not known wherever it stands.
///
/// All schemes are counted, whatever their confidence; the plan's run rates leave out what is not validated. Funds are
/// never added to one another. What has no figure adds nothing to a sum.
/// Units are the plan's. What is lost is rounded to the penny, so that every row closes, totals too.
/// Errors: a plan without figures by scheme, a year that is not the plan's, a ledger of other schemes or of months that
/// are not one after the other, a month as at which is not in the ledger.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/savings/increment.hpp"
#include "headway/savings/ledger.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/slippage.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/series/series.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a row of a year's monitoring is of.
enum class MonitoredRow : std::uint8_t { scheme, portfolio, fund };

template <>
struct Vocabulary<MonitoredRow> {
    static constexpr std::string_view name = "row of a monitoring";
    static constexpr std::array<std::string_view, 3> words{"scheme", "portfolio", "fund"};
};

/// A year's savings of one scheme, portfolio or fund.
struct Monitored {
    MonitoredRow row = MonitoredRow::scheme;
    Fund fund = Fund::general_fund;
    std::string portfolio{};                 ///< empty: of a fund
    std::string name{};                      ///< of a scheme
    std::string confidence{};                ///< of a scheme
    std::optional<Recurrence> recurrence{};  ///< of a scheme
    std::size_t schemes = 1;
    std::size_t with_delivered = 0;
    double planned = std::numeric_limits<double>::quiet_NaN();
    double forecast = std::numeric_limits<double>::quiet_NaN();
    double delivered = std::numeric_limits<double>::quiet_NaN();
    double to_come = std::numeric_limits<double>::quiet_NaN();
    double shortfall = std::numeric_limits<double>::quiet_NaN();
    double slipped = 0.0;
    double lost = 0.0;
    double not_split = 0.0;
    double expected = std::numeric_limits<double>::quiet_NaN();           ///< full-year effect
    double expected_forecast = std::numeric_limits<double>::quiet_NaN();  ///< the same as forecast now
    double not_known = 0.0;  ///< what is forecast of the schemes of which nobody knows what they have delivered
    Projection year_end{};   ///< by the months so far
};

/// A year's savings, row by row.
struct Monitoring {
    Period year{};
    std::optional<Period> as_at{};     ///< the month up to which the ledger counts; empty: there is none
    std::vector<Monitored> rows{};     ///< schemes as the plan has them, then portfolios, then funds
    std::vector<std::string> notes{};  ///< what of the ledger and the table does not agree
};

/// Which year is followed, as at when, and at which level its intervals are.
struct MonitoringRule {
    std::optional<Period> year{};   ///< of the plan; empty: that of the last month of the ledger, or else the first
    std::optional<Period> as_at{};  ///< a month of the ledger; empty: the last of which anything is known
    double level = 0.80;            ///< of the interval of a year end
};

namespace detail {

/// A figure of a year as the plan's tables have it.
[[nodiscard]] inline double in_year(const SavingsPlan& plan, const std::vector<double>& run_rates, std::size_t year) {
    if (run_rates.empty()) return std::numeric_limits<double>::quiet_NaN();
    return plan.years_are == YearsAre::increments ? increments(run_rates)[year] : run_rates[year];
}

[[nodiscard]] inline double to_the_penny(double amount, MoneyUnit unit) {
    const double pence = decimal::detail::power_of_ten[power(unit) + 2];
    return std::nearbyint(amount * pence) / pence;
}

/// Splits what falls short of a year into what comes later and what never comes.
inline void split_shortfall(const SavingsPlan& plan, const Programme& programme, std::size_t year, Monitored& row) {
    if (std::isnan(row.shortfall)) return;
    const bool one_off = programme.recurrence == Recurrence::one_off;
    double planned = row.expected, now = row.expected_forecast;
    if (std::isnan(planned) || std::isnan(now)) {
        const bool later =
            year + 1 < plan.years.size() && !programme.forecast.empty() && !std::isnan(programme.forecast.back());
        planned = later ? (one_off ? decimal::sum(programme.planned) : programme.planned.back()) : std::nan("");
        now = later ? (one_off ? decimal::sum(programme.run_rate) : programme.run_rate.back()) : std::nan("");
    }
    if (row.shortfall == 0.0 && (std::isnan(planned) || std::isnan(now))) return;
    if (std::isnan(planned) || std::isnan(now)) {
        row.not_split = row.shortfall;
        return;
    }
    if (one_off) {  // beside the year stands what the other years have of the total
        planned = decimal::difference(planned, row.planned);
        now = decimal::difference(now, row.forecast);
    }
    const Slippage split =
        slippage(std::vector{row.planned, planned}, std::vector{row.forecast, now}, programme.recurrence).front();
    row.lost = to_the_penny(split.permanent, plan.unit);
    row.slipped = decimal::difference(row.shortfall, row.lost);
}

inline void add_known(double& total, double amount) {
    if (std::isnan(amount)) return;
    total = decimal::difference(std::isnan(total) ? 0.0 : total, -amount);
}

/// Adds a scheme to the total of its portfolio or its fund.
inline void add(Monitored& total, const Monitored& scheme) {
    ++total.schemes;
    total.with_delivered += scheme.with_delivered;
    for (double Monitored::*amount :
         {&Monitored::planned, &Monitored::forecast, &Monitored::delivered, &Monitored::to_come, &Monitored::shortfall,
          &Monitored::slipped, &Monitored::lost, &Monitored::not_split, &Monitored::expected,
          &Monitored::expected_forecast, &Monitored::not_known})
        add_known(total.*amount, scheme.*amount);
}

/// Amounts of which those before the first that is known are 0: nothing was delivered yet. Empty where none is known.
[[nodiscard]] inline std::vector<double> since_begun(std::vector<double> amounts) {
    const auto known = [](double amount) { return !std::isnan(amount); };
    const auto first = std::find_if(amounts.begin(), amounts.end(), known);
    if (first == amounts.end()) return {};
    std::fill(amounts.begin(), first, 0.0);
    return amounts;
}

/// The months of what was delivered, from the beginning of the first year in which anything was, up to a month.
[[nodiscard]] inline std::optional<Series> delivered_by_month(const Ledger& ledger, const std::vector<double>& amounts,
                                                              std::size_t months, Calendar calendar) {
    std::size_t first = 0;
    while (first < std::min(months, amounts.size()) && amounts[first] == 0.0) ++first;
    if (first >= std::min(months, amounts.size())) return std::nullopt;
    const Period begins = ledger.months[first].year_of(calendar).first_month();
    std::vector<double> points(static_cast<std::size_t>(begins.months_until(ledger.months[first])));
    points.insert(points.end(), amounts.begin() + static_cast<std::ptrdiff_t>(first),
                  amounts.begin() + static_cast<std::ptrdiff_t>(months));
    return Series(std::move(points), begins, Accrual::flow, Frequency::month, calendar);
}

}  // namespace detail

/// @throws Error as said at the head of this file.
[[nodiscard]] inline Monitoring monitor(const SavingsPlan& plan, const Ledger& ledger,
                                        const MonitoringRule& rule = {}) {
    validate(plan);
    if (!has_schemes(plan))
        throw Error(
            "monitoring: found a plan without figures by scheme; accepted: a plan of one table, a row a scheme");
    validate(ledger, plan);
    const Calendar calendar = plan.years.front().calendar();

    std::size_t months = ledger.months.size();                  // that count
    const bool of_table = rule.as_at && ledger.months.empty();  // of what the table says is delivered so far
    if (rule.as_at && !of_table) {
        const Period as_at = rule.as_at->in_months();
        const auto found = std::find(ledger.months.begin(), ledger.months.end(), as_at);
        if (found == ledger.months.end())
            throw Error("as_at: found " + rule.as_at->label() + "; accepted: a month of the ledger" + ", " +
                        ledger.months.front().label() + " to " + ledger.months.back().label());
        months = static_cast<std::size_t>(found - ledger.months.begin()) + 1;
    } else {
        const auto known = [&](std::size_t m) {
            return std::any_of(ledger.delivered.begin(), ledger.delivered.end(),
                               [&](const std::vector<double>& each) { return !each.empty() && !std::isnan(each[m]); });
        };
        while (months > 0 && !known(months - 1)) --months;
    }
    Monitoring result{.year = plan.years.front()};
    if (of_table) result.as_at = rule.as_at->in_months();
    if (months > 0) result.as_at = ledger.months[months - 1];
    if (rule.year)
        result.year = *rule.year;
    else if (result.as_at)
        result.year = result.as_at->year_of(calendar);
    const std::size_t year = year_of(plan, result.year);
    const bool actual_counts = plan.years.size() == 1 || (of_table && result.as_at->year_of(calendar) == result.year);
    if (!actual_counts && std::any_of(plan.programmes.begin(), plan.programmes.end(),
                                      [](const Programme& programme) { return programme.actual.has_value(); }))
        result.notes.push_back(
            "the plan has several years, and nobody says of which one its column of what is "
            "delivered is: as_at says it, or months do");

    std::vector<Monitored> portfolios, funds;
    std::vector<std::vector<double>> of_portfolios, of_funds;    // the months of each
    std::vector<std::size_t> lacking_portfolios, lacking_funds;  // schemes without months
    std::map<std::tuple<MonitoredRow, Fund, std::string>, std::size_t> places;
    const auto total_of = [&](std::vector<Monitored>& totals, std::vector<std::vector<double>>& sums,
                              const Monitored& scheme, MonitoredRow row) {
        const bool by_portfolio = row == MonitoredRow::portfolio;
        const auto [place, is_new] =
            places.try_emplace({row, scheme.fund, by_portfolio ? scheme.portfolio : ""}, totals.size());
        if (is_new) {
            totals.push_back(
                {.row = row, .fund = scheme.fund, .portfolio = by_portfolio ? scheme.portfolio : "", .schemes = 0});
            sums.emplace_back(months);
            (by_portfolio ? lacking_portfolios : lacking_funds).push_back(0);
        }
        return place->second;
    };
    const auto project = [&](const std::vector<double>& amounts, Monitored& row) {
        const std::optional<Series> series = detail::delivered_by_month(ledger, amounts, months, calendar);
        if (!series || result.as_at->year_of(calendar) != result.year) return;
        row.year_end =
            project_year_end(*series, {.target = row.planned, .polarity = Polarity::high_is_good, .level = rule.level});
    };
    const auto in_this_year = [&](std::size_t m) { return ledger.months[m].year_of(calendar) == result.year; };

    for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
        const Programme& programme = plan.programmes[i];
        const std::vector<double> amounts = detail::since_begun(ledger.delivered[i]);
        Monitored row{.fund = programme.fund,
                      .portfolio = programme.portfolio,
                      .name = programme.name,
                      .confidence = programme.confidence,
                      .recurrence = programme.recurrence,
                      .planned = detail::in_year(plan, programme.planned, year),
                      .forecast = detail::in_year(plan, programme.run_rate, year),
                      .expected = programme.expected.value_or(std::nan("")),
                      .expected_forecast = programme.expected_forecast.value_or(std::nan(""))};
        const double actual = actual_counts ? programme.actual.value_or(std::nan("")) : std::nan("");
        std::string unknown, not_in;
        const std::size_t counted = std::min(months, amounts.size());
        std::size_t known = counted;  // how many months there are up to the last that is known
        while (!ledger.posted && known > 0 && std::isnan(amounts[known - 1])) --known;
        for (std::size_t m = 0; m < counted; ++m) {
            if (!in_this_year(m)) continue;
            if (!std::isnan(amounts[m])) {
                detail::add_known(row.delivered, amounts[m]);
                continue;
            }
            std::string& list = m < known ? unknown : not_in;
            list += (list.empty() ? "" : ", ") + ledger.months[m].label();
        }
        if (!not_in.empty())
            result.notes.push_back(headway::quoted(programme.name) + ": what it delivered in " + not_in +
                                   " is not in yet");
        if (!unknown.empty()) {
            row.delivered = std::nan("");
            result.notes.push_back(headway::quoted(programme.name) + ": what it delivered in " + unknown +
                                   " is not known");
        }
        if (!std::isnan(actual) && !std::isnan(row.delivered) && actual != row.delivered)
            result.notes.push_back(headway::quoted(programme.name) + ": " + detail::in_pounds(actual, plan.unit) +
                                   " stands in the table as delivered, and its months add up to " +
                                   detail::in_pounds(row.delivered, plan.unit));
        if (std::isnan(row.delivered)) row.delivered = actual;
        row.with_delivered = std::isnan(row.delivered) ? 0 : 1;
        if (row.with_delivered == 0) detail::add_known(row.not_known, row.forecast);
        row.shortfall = decimal::difference(row.planned, row.forecast);
        row.to_come = decimal::difference(row.forecast, std::isnan(row.delivered) ? 0.0 : row.delivered);
        detail::split_shortfall(plan, programme, year, row);
        if (!amounts.empty()) project(amounts, row);
        for (const bool of_fund : {false, true}) {
            std::vector<std::vector<double>>& sums = of_fund ? of_funds : of_portfolios;
            std::vector<Monitored>& totals = of_fund ? funds : portfolios;
            const std::size_t at = total_of(totals, sums, row, of_fund ? MonitoredRow::fund : MonitoredRow::portfolio);
            detail::add(totals[at], row);
            if (amounts.empty() && row.planned != 0.0) ++(of_fund ? lacking_funds : lacking_portfolios)[at];
            for (std::size_t m = 0; m < std::min(months, amounts.size()); ++m)
                sums[at][m] = decimal::difference(sums[at][m], -amounts[m]);
        }
        result.rows.push_back(std::move(row));
    }
    const auto project_total = [&](const std::vector<double>& amounts, std::size_t lacking, Monitored& total) {
        if (lacking == 0)
            project(amounts, total);
        else
            total.year_end.reason = std::to_string(lacking) + " of " + std::to_string(total.schemes) +
                                    (total.schemes == 1 ? " scheme has no months" : " schemes have no months");
    };
    for (std::size_t p = 0; p < portfolios.size(); ++p)
        project_total(of_portfolios[p], lacking_portfolios[p], portfolios[p]);
    for (std::size_t f = 0; f < funds.size(); ++f) project_total(of_funds[f], lacking_funds[f], funds[f]);
    for (std::vector<Monitored>* const totals : {&portfolios, &funds})
        for (Monitored& total : *totals) result.rows.push_back(std::move(total));
    return result;
}

}  // namespace headway::inline HEADWAY_ABI
