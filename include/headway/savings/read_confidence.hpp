/// @file
/// The confidence table of a plan: a row is a portfolio, its expected saving and its parts by level, which add up to
/// it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

inline void read_confidence_row(std::size_t index, PlanReading& reading) {
    SavingsPlan& plan = reading.plan;
    const ConfidenceRow& row = reading.rows.confidence[index];
    const PlanColumns& columns = reading.rows.columns;
    const std::string at_name = place_of_cell("confidence", index, columns.portfolio);
    if (row.levels.size() != plan.scale.levels.size())
        throw Error("confidence, row " + std::to_string(index) + ": found " + std::to_string(row.levels.size()) +
                    " amounts for " + std::to_string(plan.scale.levels.size()) + " levels of '" + plan.scale.name +
                    "'");
    Portfolio portfolio{.name = portfolio_named(row.portfolio, reading.rule)};
    if (portfolio.name.empty()) reading.problems.add(at_name + "found nothing; accepted: the name of a portfolio");
    if (is_total(portfolio.name)) {
        reading.problems.add(at_name + found_row_of_totals(row.portfolio));
        return;
    }
    for (const Portfolio& other : plan.portfolios)
        if (!portfolio.name.empty() && folded(other.name) == folded(portfolio.name))
            reading.problems.add(at_name + "found " + headway::quoted(portfolio.name) +
                                 " again; accepted: one row a portfolio");
    note_other_fund(row.fund, place_of_cell("confidence", index, columns.fund), reading);

    const std::string at_expected = place_of_cell("confidence", index, columns.expected);
    const std::optional<double> expected = amount_in(row.expected, at_expected, reading).amount;
    std::string parts;
    bool whole = expected.has_value();
    for (std::size_t level = 0; level < row.levels.size(); ++level) {
        const std::string at = place_of_cell(
            "confidence", index, columns.levels.empty() ? plan.scale.levels[level].word : columns.levels[level]);
        const std::optional<double> part = amount_in(row.levels[level], at, reading).amount;
        if (part && *part < 0.0) reading.problems.add(at + "found " + shown(*part) + "; accepted: 0 or more");
        whole = whole && part.has_value();
        portfolio.confidence.push_back(part.value_or(0.0));
        parts += (level == 0 ? "" : " + ") + plan.scale.levels[level].word + " " + shown(portfolio.confidence.back());
    }
    portfolio.expected = expected.value_or(0.0);
    const double added = decimal::sum(portfolio.confidence);
    if (whole && decimal::difference(added, portfolio.expected) != 0.0)
        reading.problems.add(at_expected + "portfolio '" + portfolio.name + "': found " + shown(portfolio.expected) +
                             ", but " + parts + " = " + shown(added) +
                             "; accepted: parts that add up to the expected saving");
    plan.portfolios.push_back(std::move(portfolio));
}

/// A row whose every amount and every run rate is the sum of all others is one of totals, whatever it is called.
inline void note_sum_of_others(PlanReading& reading) {
    const SavingsPlan& plan = reading.plan;
    if (plan.portfolios.size() < 3 || reading.problems.count() > 0) return;
    const Portfolio all = total(plan);
    for (const Portfolio& portfolio : plan.portfolios) {
        const auto half = [](double of_all, double amount) { return decimal::difference(of_all, 2.0 * amount) == 0.0; };
        bool sums = portfolio.expected != 0.0 && half(all.expected, portfolio.expected);
        for (std::size_t level = 0; level < all.confidence.size(); ++level)
            sums = sums && half(all.confidence[level], portfolio.confidence[level]);
        for (std::size_t y = 0; y < all.run_rate.size(); ++y)
            sums = sums && half(all.run_rate[y], portfolio.run_rate[y]);
        if (sums)
            reading.problems.add("portfolio " + headway::quoted(portfolio.name) +
                                 ": found the sum of all others in every column of confidence and profile; accepted: "
                                 "portfolios alone, without a row of totals");
    }
}

}  // namespace headway::detail
