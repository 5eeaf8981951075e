/// @file
/// The bridge from what a plan expected to what it is forecast to save in a year.
///
///     forecast = expected - not_validated + over_achievement + still_to_come + slippage
///
///     over_achievement = r_L - (expected - not_validated - after)   negative: under-achievement
///     still_to_come    = b_y - b_L - after                    what was planned for later years than y
///     slippage         = (r_y - r_L) - (b_y - b_L)            what comes later than that; 0 in the last year
///
/// with r the run rate, y the year, L the last one, `after` what a full-year effect that is given by itself adds after
/// the last year (savings_plan.hpp; 0 where none is), and b the run rate of an earlier version of the plan, which
/// slippage is measured against. Without one b is what the plan itself had planned before a forecast took its place;
/// without a forecast b is r, and nothing has slipped. Slippage is timing alone: what never comes is in the last run
/// rate, and so in over- or under-achievement (slippage.hpp parts the two year by year).
///
/// So a bridge of the plan's own figures closes exactly. What is not their own is the printed forecast: `unexplained`
/// is by how much the bridge misses it, as printed decimals, and `explained_by_rounding` whether the rounding of the
/// run rates for print can be the reason (see reconciliation.hpp): of 2025/26 the seven portfolios add up to 32.04
/// against a printed 32.05, and that is explained; the last year closes at 41.60.
///
/// One row a portfolio, and "Total" last. All in the plan's unit. Errors: a year that is not one of the plan's, an
/// earlier version of other years, portfolios, fund or unit.
/// Source: this city, Transformation programme (2024): why a profile without red and with over-achievement does not
/// match the expected total.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/slippage.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The bridge of one portfolio, or of all.
struct BridgeRow {
    std::string portfolio{};
    double expected = 0.0;
    double not_validated = 0.0;
    double over_achievement = 0.0;
    double still_to_come = 0.0;
    double slippage = 0.0;
    double forecast = 0.0;
    double unexplained = 0.0;  ///< printed forecast - forecast
    bool explained_by_rounding = true;
};

/// Which year a bridge is of, and what was printed of it.
struct BridgeRule {
    std::optional<Period> year{};     ///< empty: the last
    std::optional<double> printed{};  ///< the forecast total as published for that year
};

/// @param planned an earlier version, of the same years and portfolios; null: the plan as it was planned
[[nodiscard]] inline std::vector<BridgeRow> bridge(const SavingsPlan& plan, const BridgeRule& rule = {},
                                                   const SavingsPlan* planned = nullptr) {
    validate(plan);
    if (planned != nullptr) validate_versions(*planned, plan);
    const SavingsPlan before = planned == nullptr ? as_planned(plan) : *planned;
    const std::size_t year = rule.year ? year_of(plan, *rule.year) : plan.years.size() - 1;
    const auto row = [&](const Portfolio& portfolio, const Portfolio& was) {
        return BridgeRow{
            .portfolio = portfolio.name,
            .expected = portfolio.expected,
            .not_validated = not_validated(portfolio, plan.scale),
            .over_achievement = over_achievement(portfolio, plan.scale),
            .still_to_come = decimal::difference(decimal::difference(was.run_rate[year], was.run_rate.back()),
                                                 portfolio.after_last_year),
            .slippage = decimal::difference(decimal::difference(portfolio.run_rate[year], portfolio.run_rate.back()),
                                            decimal::difference(was.run_rate[year], was.run_rate.back())),
            .forecast = portfolio.run_rate[year]};
    };
    std::vector<BridgeRow> rows;
    std::vector<double> terms;
    for (const Portfolio& portfolio : plan.portfolios) {
        rows.push_back(row(portfolio, before.portfolios[portfolio_of(before, portfolio.name)]));
        terms.push_back(portfolio.run_rate[year]);
    }
    rows.push_back(row(total(plan), total(before)));
    if (rule.printed) {
        const Reconciliation against = reconcile(plan, terms, *rule.printed, TermsAre::rounded);
        rows.back().unexplained = decimal::difference(against.claimed, rows.back().forecast);
        rows.back().explained_by_rounding = against.agrees || against.explained_by_rounding;
    }
    return rows;
}

}  // namespace headway
