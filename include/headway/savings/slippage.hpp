/// @file
/// What a forecast has slipped against the plan, split into savings that come later and savings that never come.
///
/// With planned run rates b_y, forecast f_y and the last year L, the shortfall of a year is
///
///     shortfall_y = b_y - f_y = permanent_y + timing_y
///
///     recurring:  permanent_y = (b_L - f_L) x b_y / b_L                 where b_L is not 0
///     one-off:    permanent_y = (sum of shortfalls) x b_y / sum of b    where that sum is not 0
///     timing_y    = shortfall_y - permanent_y
///
/// A forecast that is the plan scaled down has no timing; one that is only shifted, and gets there by the last year,
/// has no permanent loss; a one-off saving's timing adds up to 0. Where the divisor is 0 there was nothing planned to
/// lose in proportion: what falls short in the last year (of a one-off, in any) is permanent, the rest timing.
/// A saving that is known to come, as much and only later, loses nothing for ever, whatever the years of the plan still
/// show of it: its full-year effect is the same, or its one-off amount comes after them. All of it is timing
/// (`postponed`).
/// Negative: more, or sooner, than planned. Amounts in the unit of the input; NaN where a figure is.
/// Errors: different numbers of years, or none.
///
/// Source: the split is this library's; the words are those of Treasury benefits guidance: HM Treasury and IPA, Guide
/// for effective benefits management in major projects (2017).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A forecast held against its plan, year by year.
struct Slippage {
    double planned = 0.0;
    double forecast = 0.0;
    double shortfall = 0.0;
    double timing = 0.0;
    double permanent = 0.0;
};

/// One a year. @throws Error as said above.
[[nodiscard]] inline std::vector<Slippage> slippage(std::span<const double> planned, std::span<const double> forecast,
                                                    Recurrence recurrence = Recurrence::recurring) {
    if (planned.size() != forecast.size() || planned.empty())
        throw Error("slippage: found " + std::to_string(planned.size()) + " planned and " +
                    std::to_string(forecast.size()) + " forecast years; accepted: the same years, one or more");
    const bool recurring = recurrence == Recurrence::recurring;
    const double base = recurring ? planned.back() : decimal::sum(planned);
    const double lost = decimal::difference(base, recurring ? forecast.back() : decimal::sum(forecast));
    std::vector<Slippage> years;
    for (std::size_t y = 0; y < planned.size(); ++y) {
        Slippage year{
            .planned = planned[y], .forecast = forecast[y], .shortfall = decimal::difference(planned[y], forecast[y])};
        const bool last = y + 1 == planned.size();
        if (base != 0.0)
            year.permanent = lost * (planned[y] / base);
        else if (!recurring || last)
            year.permanent = year.shortfall;
        year.timing = decimal::difference(year.shortfall, year.permanent);
        years.push_back(year);
    }
    return years;
}

/// The same of a saving of which nothing but its start has moved. @throws Error as said above.
[[nodiscard]] inline std::vector<Slippage> postponed(std::span<const double> planned, std::span<const double> later) {
    std::vector<Slippage> years = slippage(planned, later);
    for (Slippage& year : years) {
        year.timing = year.shortfall;
        year.permanent = 0.0;
    }
    return years;
}

/// A portfolio's slippage in a year.
struct SlippageRow {
    std::string portfolio{};
    Period year{};
    Slippage amounts{};
};

/// That a later version of a plan can be held against an earlier one, portfolio by portfolio and year by year.
/// @throws Error where fund, unit, years or portfolios differ: one that is called otherwise has neither lost nor won
/// its savings.
inline void validate_versions(const SavingsPlan& planned, const SavingsPlan& forecast) {
    validate(planned);
    validate(forecast);
    if (planned.fund != forecast.fund || planned.unit != forecast.unit)
        throw Error("versions: found two funds or units of money; accepted: versions of one plan");
    if (planned.years != forecast.years)
        throw Error("versions: found " + planned.years.front().label() + " to " + planned.years.back().label() +
                    " and " + forecast.years.front().label() + " to " + forecast.years.back().label() +
                    "; accepted: the same years");
    Problems problems;
    const auto known = [&](const SavingsPlan& in, const SavingsPlan& of, const char* which) {
        for (const Portfolio& portfolio : of.portfolios) {
            try {
                (void)portfolio_of(in, portfolio.name);
            } catch (const Error& error) {
                problems.add(std::string("versions, in the ") + which + " alone: ", error);
            }
        }
    };
    known(planned, forecast, "later");
    known(forecast, planned, "earlier");
    problems.raise_if_any();
}

/// A later version of a plan against an earlier one: portfolios of the earlier version, year by year, and "Total" last,
/// which adds up theirs. Savings are taken to recur. @throws Error: see `validate_versions`.
[[nodiscard]] inline std::vector<SlippageRow> slippage(const SavingsPlan& planned, const SavingsPlan& forecast) {
    validate_versions(planned, forecast);
    std::vector<SlippageRow> rows;
    std::vector<SlippageRow> all;
    for (const Period year : planned.years) all.push_back({.portfolio = "Total", .year = year});
    for (const Portfolio& portfolio : planned.portfolios) {
        const Portfolio& later = forecast.portfolios[portfolio_of(forecast, portfolio.name)];
        const std::vector<Slippage> years = slippage(portfolio.run_rate, later.run_rate);
        for (std::size_t y = 0; y < years.size(); ++y) {
            rows.push_back({.portfolio = portfolio.name, .year = planned.years[y], .amounts = years[y]});
            for (double Slippage::* amount : {&Slippage::planned, &Slippage::forecast, &Slippage::shortfall,
                                              &Slippage::timing, &Slippage::permanent}) {
                double& so_far = all[y].amounts.*amount;
                so_far = decimal::difference(so_far, -(years[y].*amount));
            }
        }
    }
    for (SlippageRow& row : all) rows.push_back(std::move(row));
    return rows;
}

}  // namespace headway
