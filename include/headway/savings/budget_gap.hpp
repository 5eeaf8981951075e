/// @file
/// How far a plan closes a budget gap, year by year.
///
/// Of a portfolio's run rate r_py, at most its validated savings v_p have a level of confidence; they are taken to come
/// evenly from all validated levels. What is beyond them is over-achievement, which nobody has rated:
///
///     rated_py       = min(r_py, v_p)
///     secured_y      = sum over p of rated_py x a_p,surest / v_p
///     weighted_y     = sum over p and validated l of rated_py x a_pl / v_p x w_l  weights are data, see confidence.hpp
///     unrated_y      = sum over p of r_py - rated_py
///     closing_y      = r_y - non-cashable_y - avoided_y                               see benefit_kinds.hpp
///     unidentified_y = max(0, gap_y - closing_y)                                      what no saving stands against
///     surplus_y      = max(0, closing_y - gap_y)
///
/// Secured, weighted and unrated are of what closes the gap: savings that are not cashable stand in no budget, and are
/// shown beside it, kind by kind. What is not validated is in no run rate, so the weight of its level counts nothing
/// here. In the plan's unit. NaN: without a gap for that year, and `weighted` without weights.
/// Errors: another number of gaps than years, infinite gaps, weights outside 0 to 1.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/benefit_kinds.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// How far a plan closes the gap of one year.
struct GapRow {
    Period year{};
    double gap = 0.0;
    double secured = 0.0;
    double weighted = 0.0;
    double unrated = 0.0;   ///< of the forecast, what is beyond all that is validated
    double forecast = 0.0;  ///< the run rate, of all kinds of benefit
    BenefitKinds kinds{};   ///< of the forecast
    double closing = 0.0;   ///< of the forecast, what stands against the gap
    double unidentified = 0.0;
    double surplus = 0.0;
};

/// @param gap one a year of the plan, NaN for none
/// @param weights one a level, or none
[[nodiscard]] inline std::vector<GapRow> against_gap(const SavingsPlan& plan, std::span<const double> gap,
                                                     std::span<const double> weights = {}) {
    validate(plan);
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    if (gap.size() != plan.years.size())
        throw Error("gap: found " + std::to_string(gap.size()) + " for " + std::to_string(plan.years.size()) +
                    " years; accepted: one a year, missing where there is none");
    for (std::size_t y = 0; y < gap.size(); ++y)
        if (std::isinf(gap[y]))
            throw Error("gap of " + plan.years[y].label() + ": found an infinite number; accepted: an amount");
    if (!weights.empty()) validate_weights(weights, plan.scale);

    std::vector<GapRow> rows;
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        GapRow row{.year = plan.years[y], .gap = gap[y], .weighted = weights.empty() ? nothing : 0.0};
        for (const Portfolio& portfolio : plan.portfolios) {
            const double run_rate = portfolio.run_rate[y], all = validated(portfolio, plan.scale);
            const double of_levels = rated(portfolio, plan.scale, y);
            row.forecast = decimal::difference(row.forecast, -run_rate);
            const auto closes = [&](double amount, std::optional<std::size_t> level = {}) {
                const BenefitKinds kinds = by_kind(plan, portfolio, amount, y, level);
                row.kinds.add(kinds);
                return closing(kinds);
            };
            const double unrated = closes(decimal::difference(run_rate, of_levels));
            row.unrated = decimal::difference(row.unrated, -unrated);
            if (all == 0.0) continue;
            bool surest = true;
            for (std::size_t level = 0; level < plan.scale.levels.size(); ++level) {
                if (!plan.scale.levels[level].validated) continue;
                const double of_level = closes(of_levels * (portfolio.confidence[level] / all), level);
                if (surest) row.secured = decimal::difference(row.secured, -of_level);
                surest = false;
                if (!weights.empty()) row.weighted = decimal::difference(row.weighted, -of_level * weights[level]);
            }
        }
        row.closing = closing(row.kinds);
        const double open = decimal::difference(gap[y], row.closing);
        row.unidentified = std::isnan(open) ? nothing : std::max(0.0, open);
        row.surplus = std::isnan(open) ? nothing : std::max(0.0, -open);
        rows.push_back(row);
    }
    return rows;
}

}  // namespace headway
