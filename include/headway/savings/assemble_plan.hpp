/// @file
/// A savings plan out of three tables as councils publish them: programmes, confidence and profile, rows in any order.
///
/// The tables: plan_rows.hpp; how each is read: read_confidence.hpp, read_programmes.hpp and read_profile.hpp.
///
/// Money is a number in the plan's unit, or text that money.hpp reads; the mark of a footnote is kept as a note of the
/// plan that names the row. The portfolios are those of the confidence table, in its order; the years those of the
/// profile. A programme without a fund is of the plan's.
///
/// Errors, all found at once, each naming table, row (from 0) and column: an unknown portfolio (with the nearest name),
/// a name or a figure that is missing or there twice, money that cannot be read, parts that do not add up to the
/// expected saving, an expected saving below 0, a run rate that falls without a reason (a one-off programme of the
/// portfolio is one, up to its amount), a row of totals among portfolios or programmes, a year that is missing, a label
/// that is no year, a row of another fund among sums of the plan's, an unknown word, dependencies that cannot be met.
/// Sums are those of printed decimals.
#pragma once

#include <cstddef>
#include <string>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/read_confidence.hpp"
#include "headway/savings/read_profile.hpp"
#include "headway/savings/read_programmes.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error as said at the head of this file.
[[nodiscard]] inline SavingsPlan assemble_plan(const PlanRows& rows, const PlanRule& rule = {}) {
    validate(rule.scale);
    if (rule.decimals && (*rule.decimals < 0 || *rule.decimals > detail::most_plan_decimals))
        throw Error("decimals: found " + std::to_string(*rule.decimals) + "; accepted: 0 to " +
                    std::to_string(detail::most_plan_decimals));
    SavingsPlan plan{.version = rule.version, .unit = rule.unit, .fund = rule.fund, .scale = rule.scale};
    plan.decimals = 0;
    plan.profile_includes_unvalidated = rule.profile_includes_unvalidated;
    plan.aliases = rule.aliases;
    plan.workstreams = rule.workstreams;

    Problems problems;
    detail::PlanReading reading{.rows = rows, .rule = rule, .plan = plan, .problems = problems};
    if (rows.confidence.empty()) problems.add("confidence: found no rows; accepted: one a portfolio");
    for (std::size_t row = 0; row < rows.confidence.size(); ++row) detail::read_confidence_row(row, reading);
    detail::refuse_doubtful_scales(reading);
    detail::read_programmes(reading);
    detail::read_profile(reading);
    if (problems.count() == 0) detail::note_sum_of_others(reading);
    if (problems.count() == 0 && !rule.lists_other_portfolios) detail::note_totals_of_programmes(reading);
    problems.raise_if_any();

    (void)dependency_graph(plan.programmes, plan.workstreams);
    const auto of_portfolios = programmes_with_savings(plan);
    for (const Portfolio& portfolio : plan.portfolios) {
        double programmes = 0.0;
        if (const auto found = of_portfolios.find(portfolio.name); found != of_portfolios.end())
            for (const Programme* const programme : found->second)
                programmes = decimal::difference(programmes, -*programme->expected);
        if (!plan.programmes.empty() && decimal::difference(programmes, portfolio.expected) != 0.0)
            plan.notes.push_back("programmes of '" + portfolio.name + "' add up to " + shown(programmes) + ", but " +
                                 shown(portfolio.expected) + " is expected of it");
    }
    if (plan.profile_includes_unvalidated.value_or(false)) detail::leave_out_unvalidated(plan);
    detail::note_unvalidated(plan);
    if (rule.decimals) plan.decimals = *rule.decimals;
    return plan;
}

}  // namespace headway
