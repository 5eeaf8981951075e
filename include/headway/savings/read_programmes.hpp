/// @file
/// The programmes of a plan: a row is a programme with its portfolio, its expected saving and the rest.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/frame_lines.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/plan/business_case.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// The portfolio of a programme. One of another fund than the plan's may be of a portfolio that has nothing of the
/// plan's: it is listed under its own name, and a note says so; where the name is nearly that of a portfolio of the
/// plan, the caller must know.
[[nodiscard]] inline std::string portfolio_of_programme(const std::string& text, Fund fund, std::size_t row,
                                                        PlanReading& reading) {
    SavingsPlan& plan = reading.plan;
    const std::string name = portfolio_named(text, reading.rule);
    const std::string small = folded(name);
    const auto may_be_of_the_plan = [&] {
        if (reading.portfolios.contains(small)) return true;
        if (reading.rule.lists_other_portfolios) return false;
        std::vector<std::string> names;
        for (const Portfolio& portfolio : plan.portfolios) names.push_back(portfolio.name);
        return !nearest(name, names).empty();
    };
    if (fund == plan.fund || name.empty() || is_total(name) || may_be_of_the_plan()) {
        const Portfolio* const of = portfolio_in(text, "programmes", row, reading);
        return of ? of->name : "";
    }
    const auto [before, is_new] = reading.others.try_emplace(small, name);
    if (!is_new) return before->second;
    plan.notes.push_back("portfolio '" + name + "' has no scheme of the " + std::string(word(plan.fund)) +
                         ": it is in no figure of this plan, and what it has of other funds is listed");
    return name;
}

inline void read_programme_row(std::size_t index, PlanReading& reading) {
    SavingsPlan& plan = reading.plan;
    const ProgrammeRow& row = reading.rows.programmes[index];
    const PlanColumns& columns = reading.rows.columns;
    const auto at = [&](const std::string& column) { return place_of_cell("programmes", index, column); };
    const auto at_each = [&](const std::string& column) { return [&] { return at(column); }; };
    Programme programme{.name = plain_text(row.programme),
                        .fund = plan.fund,
                        .next_step = plain_text(row.next_step),
                        .owner = plain_text(row.owner),
                        .board = plain_text(row.board),
                        .themes = plan::detail::read_list(row.themes, ";"),
                        .depends_on = plan::detail::read_list(row.depends_on, ";")};
    if (programme.name.empty())
        reading.problems.add(at(columns.programme) + "found nothing; accepted: the name of a programme");
    if (is_total(programme.name)) {
        reading.problems.add(at(columns.programme) + found_row_of_totals(row.programme));
        return;
    }
    bool fund_is_said = !plain_text(row.fund).empty();
    if (fund_is_said) {
        try {
            programme.fund = read_fund(row.fund);
        } catch (const Error& error) {
            reading.problems.add(at(columns.fund), error);
            fund_is_said = false;
        }
    }
    const Money money = money_in(row.expected, at_each(columns.expected), reading).money;
    if (money.fund && fund_is_said && *money.fund != programme.fund)
        reading.problems.add(at(columns.expected) + "found " + std::string(word(*money.fund)) + ", but " +
                             std::string(word(programme.fund)) + " in column '" + columns.fund +
                             "'; accepted: one fund a row, because funds are never netted");
    if (money.fund) programme.fund = *money.fund;
    programme.portfolio = portfolio_of_programme(row.portfolio, programme.fund, index, reading);
    if (!programme.name.empty() && !reading.programmes.emplace(programme.portfolio, programme.name).second)
        reading.problems.add(at(columns.programme) + "found " + headway::quoted(programme.name) +
                             " again in portfolio '" + programme.portfolio + "'; accepted: one row a programme");
    if (money.amount && *money.amount < 0.0)
        reading.problems.add(at(columns.expected) + "found " + shown(*money.amount) +
                             "; accepted: 0 or more, because a cost is no saving: count it apart, and leave the row "
                             "out" + in_brackets(line_without_row(reading.rule.frame, index)));
    programme.expected = money.amount;
    programme.note = money.note;
    programme.recurrence =
        recurrence_in(row.recurrence, at_each(columns.recurrence), reading.problems).value_or(Recurrence::recurring);
    programme.benefit = benefit_in(row.benefit, at_each(columns.benefit), reading.problems);
    programme.business_case = stage_in(row.business_case, at_each(columns.business_case), reading.problems);
    if (const std::string start = plain_text(row.start); !says_nothing(start)) {
        try {
            programme.start = Period::parse(start, reading.rule.calendar).in_months();
            if (programme.start->length_in_months() != 1)
                reading.problems.add(at(columns.start) + "found " + headway::quoted(start) + "; accepted: " +
                                     a_month_to_start(*programme.start));
        } catch (const Error& error) {
            reading.problems.add(at(columns.start), error);
        }
    }
    if (!(row.ramp_months >= 0.0) || row.ramp_months > longest_ramp || row.ramp_months != std::floor(row.ramp_months))
        reading.problems.add(at(columns.ramp_months) + "found " + shown(row.ramp_months) +
                             "; accepted: whole months, 0 to " + std::to_string(longest_ramp));
    else
        programme.ramp_months = static_cast<int>(row.ramp_months);
    plan.programmes.push_back(std::move(programme));
}

/// Refuses a programme that is the sum of two others or more of its portfolio, where it is named as all are or that sum
/// is what is expected of the portfolio.
inline void note_totals_of_programmes(PlanReading& reading) {
    const SavingsPlan& plan = reading.plan;
    const auto programmes = programmes_with_savings(plan);
    for (const Portfolio& portfolio : plan.portfolios) {
        const auto found = programmes.find(portfolio.name);
        if (found == programmes.end()) continue;
        const std::vector<const Programme*>& of = found->second;
        std::vector<RowFigures> figures;
        for (const Programme* const programme : of) figures.push_back({programme->expected});
        const std::vector<double> sums = sums_of(figures);
        for (std::size_t p = 0; p < of.size() && of.size() > 2; ++p)
            if (is_sum_of_others(figures[p], sums, true) &&
                (may_be_all(of[p]->name) ||
                 decimal::difference(of[p]->expected.value_or(0.0), portfolio.expected) == 0.0))
                reading.problems.add("programmes: " + found_row_of_totals(of[p]->name) + " (it is the sum of all "
                                     "other programmes of portfolio " + headway::quoted(portfolio.name) + ")");
    }
}

inline void read_programmes(PlanReading& reading) {
    for (std::size_t row = 0; row < reading.rows.programmes.size(); ++row) read_programme_row(row, reading);
}

}  // namespace headway::detail
