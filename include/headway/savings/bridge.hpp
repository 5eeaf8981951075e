/// @file
/// The bridge from what a plan expected to what it is forecast to save in a year.
///
///     forecast = expected - not_validated + over_achievement + slippage
///
///     over_achievement = last run rate - (expected - not_validated)      negative: under-achievement
///     slippage         = run rate of the year - last run rate            what has not come by then; 0 in the last year
///
/// So a bridge of the plan's own figures closes exactly. What is not their own is the printed forecast: `unexplained` is
/// by how much the bridge misses it, as printed decimals, and `explained_by_rounding` whether the rounding of the run
/// rates for print can be the reason (see reconciliation.hpp): of 2025/26 the seven portfolios add up to 32.04 against
/// a printed 32.05, and that is explained; the last year closes at 41.60.
///
/// One row a portfolio, and "Total" last. All in the plan's unit. Errors: a year that is not one of the plan's.
/// Source: this city, Transformation programme (2024): why a profile without red and with over-achievement does not
/// match the expected total.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/savings/reconciliation.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/time/period.hpp"

namespace headway {

struct BridgeRow {
    std::string portfolio{};
    double expected = 0.0;
    double not_validated = 0.0;
    double over_achievement = 0.0;
    double slippage = 0.0;
    double forecast = 0.0;
    double unexplained = 0.0;  ///< printed forecast - forecast
    bool explained_by_rounding = true;
};

struct BridgeRule {
    std::optional<Period> year{};    ///< empty: the last
    std::optional<double> printed{}; ///< the forecast total as published for that year
};

[[nodiscard]] inline std::vector<BridgeRow> bridge(const SavingsPlan& plan, const BridgeRule& rule = {}) {
    const std::size_t year = rule.year ? year_of(plan, *rule.year) : plan.years.size() - 1;
    const auto row = [&](const Portfolio& portfolio) {
        return BridgeRow{.portfolio = portfolio.name,
                         .expected = portfolio.expected,
                         .not_validated = not_validated(portfolio, plan.scale),
                         .over_achievement = over_achievement(portfolio, plan.scale),
                         .slippage = difference(portfolio.run_rate[year], portfolio.run_rate.back()),
                         .forecast = portfolio.run_rate[year]};
    };
    std::vector<BridgeRow> rows;
    std::vector<double> terms;
    for (const Portfolio& portfolio : plan.portfolios) {
        rows.push_back(row(portfolio));
        terms.push_back(portfolio.run_rate[year]);
    }
    rows.push_back(row(total(plan)));
    if (rule.printed) {
        const Reconciliation against = reconcile(
            terms, *rule.printed,
            {.decimals = plan.decimals, .claimed_decimals = std::max(plan.decimals, decimals_of(*rule.printed))});
        rows.back().unexplained = difference(*rule.printed, rows.back().forecast);
        rows.back().explained_by_rounding = against.agrees || against.explained_by_rounding;
    }
    return rows;
}

}  // namespace headway
