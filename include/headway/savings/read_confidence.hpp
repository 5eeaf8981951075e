/// @file
/// The confidence table of a plan: a row is a portfolio, its expected saving and its parts by level, which add up to
/// it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/row_of_totals.hpp"
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
    const std::string small = folded(portfolio.name);
    if (!small.empty() && !reading.portfolios.try_emplace(small, plan.portfolios.size()).second)
        reading.problems.add(at_name + "found " + headway::quoted(portfolio.name) +
                             " again; accepted: one row a portfolio");
    const auto at = [&](const std::string& column) {
        return [&] { return place_of_cell("confidence", index, column); };
    };
    note_other_fund(row.fund, at(columns.fund), reading);

    const auto at_expected = at(columns.expected);
    const std::optional<double> expected = amount_in(row.expected, at_expected, reading).amount;
    std::string parts;
    bool whole = expected.has_value();
    for (std::size_t level = 0; level < row.levels.size(); ++level) {
        const auto at_level = at(columns.levels.empty() ? plan.scale.levels[level].word : columns.levels[level]);
        const std::optional<double> part = amount_in(row.levels[level], at_level, reading).amount;
        if (part && *part < 0.0) reading.problems.add(at_level() + "found " + shown(*part) + "; accepted: 0 or more");
        whole = whole && part.has_value();
        portfolio.confidence.push_back(part.value_or(0.0));
        parts += (level == 0 ? "" : " + ") + plan.scale.levels[level].word + " " + shown(portfolio.confidence.back());
    }
    portfolio.expected = expected.value_or(0.0);
    const double added = decimal::sum(portfolio.confidence);
    if (whole && decimal::difference(added, portfolio.expected) != 0.0)
        reading.problems.add(at_expected() + "portfolio '" + portfolio.name + "': found " + shown(portfolio.expected) +
                             ", but " + parts + " = " + shown(added) +
                             "; accepted: parts that add up to the expected saving");
    plan.portfolios.push_back(std::move(portfolio));
}

/// A portfolio whose every amount and every run rate is the sum of all others is a row of totals beside two others,
/// whatever it is called; one that is named as all are, in one of the tables and beside one other.
inline void note_sum_of_others(PlanReading& reading) {
    const SavingsPlan& plan = reading.plan;
    std::vector<RowFigures> confidence, profile;
    for (const Portfolio& portfolio : plan.portfolios) {
        confidence.emplace_back(portfolio.confidence.begin(), portfolio.confidence.end()).push_back(portfolio.expected);
        profile.emplace_back(portfolio.run_rate.begin(), portfolio.run_rate.end());
    }
    const std::vector<double> expected_in_all = sums_of(confidence), run_rate_in_all = sums_of(profile);
    for (std::size_t p = 0; p < plan.portfolios.size() && plan.portfolios.size() > 1; ++p) {
        const bool of_confidence = is_sum_of_others(confidence[p], expected_in_all, true);
        const bool of_profile = is_sum_of_others(profile[p], run_rate_in_all, true);
        const bool is_one = may_be_all(plan.portfolios[p].name)
                                ? of_confidence || of_profile
                                : of_confidence && of_profile && plan.portfolios.size() > 2;
        if (is_one)
            reading.problems.add("portfolio " + headway::quoted(plan.portfolios[p].name) +
                                 ": found the sum of all others in every column of " +
                                 (of_confidence && of_profile ? "confidence and profile"
                                  : of_confidence             ? "confidence"
                                                              : "profile") +
                                 "; accepted: portfolios alone, without a row of totals");
    }
}

}  // namespace headway::detail
