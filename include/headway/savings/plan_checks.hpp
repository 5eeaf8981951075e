/// @file
/// Whether the figures of a plan agree with one another, and with the totals that were printed beside them.
///
/// | check                  | of             | terms are                                                            |
/// |------------------------|----------------|----------------------------------------------------------------------|
/// | programmes             | each portfolio | set: programmes of the plan's fund against the expected saving       |
/// | confidence             | each portfolio | set: the amounts of all levels against the expected saving           |
/// | expected total         | the plan       | set: portfolios                                                      |
/// | total at a level       | each level     | set: portfolios                                                      |
/// | run rate               | each year      | rounded: portfolios                                                  |
/// | increment              | each year      | rounded: two printed totals, or else the portfolios of both years    |
/// | over-achievement total | the plan       | rounded: run rates (what was validated is set)                       |
/// | bridge                 | the last year  | rounded: the printed over-achievement; set: expected - not validated |
///
/// What was not printed is not checked. "Set" and "rounded" are those of reconciliation.hpp: an amount that was decided
/// is exact as printed, a forecast was rounded for print.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Totals as printed. NaN, or nothing: not printed.
struct PrintedTotals {
    double expected = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> levels{};      ///< one a level of the scale
    std::vector<double> run_rate{};    ///< one a year
    std::vector<double> increments{};  ///< one a year
    double over_achievement = std::numeric_limits<double>::quiet_NaN();
};

/// One thing that a plan's figures should agree on, and whether they do.
struct PlanCheck {
    std::string check{};
    std::string where{};
    Reconciliation result{};
};

/// @throws Error for another number of printed figures than levels or years.
[[nodiscard]] inline std::vector<PlanCheck> plan_checks(const SavingsPlan& plan, const PrintedTotals& printed = {}) {
    validate(plan);
    const auto as_many = [](const std::vector<double>& found, std::size_t accepted, const char* what) {
        if (!found.empty() && found.size() != accepted)
            throw Error(std::string(what) + ": found " + std::to_string(found.size()) +
                        " printed totals; accepted: " + std::to_string(accepted) + ", NaN where there is none");
    };
    as_many(printed.levels, plan.scale.levels.size(), "levels");
    as_many(printed.run_rate, plan.years.size(), "run rate");
    as_many(printed.increments, plan.years.size(), "increments");

    std::vector<PlanCheck> checks;
    const auto add = [&](std::string name, std::string where, const std::vector<double>& terms, double claimed,
                         TermsAre are) {
        if (std::isnan(claimed)) return;
        checks.push_back({std::move(name), std::move(where), reconcile(plan, terms, claimed, are)});
    };
    const auto of_each = [&](auto figure) {
        std::vector<double> figures;
        for (const Portfolio& portfolio : plan.portfolios) figures.push_back(figure(portfolio));
        return figures;
    };
    const auto of_portfolios = programmes_with_savings(plan);
    for (const Portfolio& portfolio : plan.portfolios) {
        std::vector<double> terms;
        if (const auto found = of_portfolios.find(portfolio.name); found != of_portfolios.end())
            for (const Programme* const programme : found->second) terms.push_back(*programme->expected);
        if (!plan.programmes.empty()) add("programmes", portfolio.name, terms, portfolio.expected, TermsAre::set);
    }
    for (const Portfolio& portfolio : plan.portfolios)
        add("confidence", portfolio.name, portfolio.confidence, portfolio.expected, TermsAre::set);
    add("expected total", "Total", of_each([](const Portfolio& p) { return p.expected; }), printed.expected,
        TermsAre::set);
    for (std::size_t level = 0; level < printed.levels.size(); ++level)
        add(plan.scale.levels[level].word + " total", "Total",
            of_each([&](const Portfolio& p) { return p.confidence[level]; }), printed.levels[level], TermsAre::set);
    for (std::size_t y = 0; y < printed.run_rate.size(); ++y)
        add("run rate", plan.years[y].label(), of_each([&](const Portfolio& p) { return p.run_rate[y]; }),
            printed.run_rate[y], TermsAre::rounded);
    for (std::size_t y = 0; y < printed.increments.size(); ++y) {
        std::vector<double> terms;
        const auto of_year = [&](std::size_t year, double sign) {
            if (!printed.run_rate.empty())
                terms.push_back(sign * printed.run_rate[year]);
            else
                for (const Portfolio& portfolio : plan.portfolios) terms.push_back(sign * portfolio.run_rate[year]);
        };
        of_year(y, 1.0);
        if (y > 0) of_year(y - 1, -1.0);
        add("increment", plan.years[y].label(), terms, printed.increments[y], TermsAre::rounded);
    }
    const Portfolio all = total(plan);
    const double validated_total = validated(all, plan.scale);
    add("over-achievement total", "Total", of_each([&](const Portfolio& p) { return over_achievement(p, plan.scale); }),
        printed.over_achievement, TermsAre::rounded);
    if (!printed.run_rate.empty() && !std::isnan(printed.over_achievement)) {
        // of its terms only the over-achievement was rounded, so that is reconciled and what was set is added to both
        // sides
        add("bridge", plan.years.back().label(), {printed.over_achievement},
            decimal::difference(printed.run_rate.back(), validated_total), TermsAre::rounded);
        if (!std::isnan(printed.run_rate.back())) {
            Reconciliation& result = checks.back().result;
            result.computed = decimal::difference(result.computed, -validated_total);
            result.claimed = printed.run_rate.back();
        }
    }
    return checks;
}

/// How many checks there are, and how they came out: the others differ, and rounding is not the reason.
struct CheckCounts {
    std::size_t checks = 0;
    std::size_t agree = 0;
    std::size_t explained_by_rounding = 0;  ///< of those that do not agree

    bool operator==(const CheckCounts&) const = default;
};

/// How many checks agree, are explained by rounding, or are not.
[[nodiscard]] inline CheckCounts count_checks(std::span<const PlanCheck> checks) {
    CheckCounts counts{.checks = checks.size()};
    for (const PlanCheck& each : checks) {
        if (each.result.agrees) ++counts.agree;
        if (each.result.explained_by_rounding) ++counts.explained_by_rounding;
    }
    return counts;
}

}  // namespace headway
