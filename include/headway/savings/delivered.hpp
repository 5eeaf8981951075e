/// @file
/// What a portfolio has delivered by month, and what it will have delivered by year end.
///
/// Savings delivered are a flow like any other: they are carried to year end by `outlook/`, with the year's run rate as
/// the target, of which more is better. The chance is that of reaching the plan's run rate in that year.
/// Errors: an unknown portfolio, a series that is not a flow or a cumulative, without points, or of a year that is not
/// the plan's.
#pragma once

#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a portfolio delivered so far, carried on to the end of the year.
struct Delivered {
    double planned = 0.0;  ///< the portfolio's run rate in the year of the series
    Projection year_end{};
};

/// What the plan saves in the year of a period: the target of what is delivered in it.
[[nodiscard]] inline double planned_in(const SavingsPlan& plan, std::string_view portfolio, Period period) {
    validate(plan);
    const Portfolio& of = plan.portfolios[portfolio_of(plan, portfolio)];
    return of.run_rate[year_of(plan, period.year_of(plan.years.front().calendar()))];
}

/// @param rule its target and polarity are the plan's; the rest as for any projection
[[nodiscard]] inline Delivered project_delivered(const SavingsPlan& plan, std::string_view portfolio,
                                                 const Series& series, ProjectionRule rule = {}) {
    if (!is_total(series.accrual()))
        throw Error("delivered savings: found a series that is " + std::string(word(series.accrual())) +
                    "; accepted: flow or cumulative");
    if (series.size() == 0) throw Error("delivered savings: found no points; accepted: one or more");
    const double planned = planned_in(plan, portfolio, series.period(series.size() - 1));
    rule.target = planned;
    rule.polarity = Polarity::high_is_good;
    return {.planned = planned, .year_end = project_year_end(series, rule)};
}

}  // namespace headway
