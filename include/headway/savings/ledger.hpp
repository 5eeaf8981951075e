/// @file
/// What programmes have delivered month by month.
///
/// A ledger is a list of what was posted: several rows of a programme and a month are added up, and a month within the
/// ledger in which a programme has no row is a month in which it delivered nothing, where it has any row at all. An
/// amount that is missing is not known. Amounts of the year so far, one a month, become those of months:
///
///     d_m = c_m - c_(m-1), in the first month of a year c_m
///
/// Amounts are in the plan's unit. Errors, up to ten at once, with row and column: a programme that the plan does not
/// have (with the nearest), one that two portfolios have where no row says which, a period that is no month, an
/// infinite amount, and of amounts so far a month that is there twice or not at all.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What programmes delivered month by month.
struct Ledger {
    std::vector<Period> months{};                  ///< one after the other
    std::vector<std::vector<double>> delivered{};  ///< one a programme of the plan: one a month, NaN where not known;
                                                   ///< empty: the ledger has nothing of it
};

/// The ledger that the plan's own table holds.
[[nodiscard]] inline Ledger ledger_of(const SavingsPlan& plan) {
    Ledger ledger{.months = plan.months};
    for (const Programme& programme : plan.programmes) ledger.delivered.push_back(programme.delivered);
    return ledger;
}

/// That a ledger is one of this plan. @throws Error where it is not.
inline void validate(const Ledger& ledger, const SavingsPlan& plan) {
    if (ledger.delivered.size() != plan.programmes.size())
        throw Error("ledger: found " + std::to_string(ledger.delivered.size()) + " programmes for " +
                    std::to_string(plan.programmes.size()) + "; accepted: one a programme of the plan");
    for (std::size_t m = 1; m < ledger.months.size(); ++m)
        if (ledger.months[m - 1].months_until(ledger.months[m]) != 1)
            throw Error("ledger: found " + ledger.months[m].label() + " after " + ledger.months[m - 1].label() +
                        "; accepted: months that follow one another");
    for (const std::vector<double>& amounts : ledger.delivered)
        if (!amounts.empty() && amounts.size() != ledger.months.size())
            throw Error("ledger: found " + std::to_string(amounts.size()) + " amounts for " +
                        std::to_string(ledger.months.size()) + " months; accepted: one each, or none");
}

/// Rows of a ledger, column by column, and what messages call the columns.
struct LedgerRows {
    std::span<const std::string> portfolio{};  ///< empty: names of programmes tell them apart
    std::span<const std::string> programme{};
    std::span<const Period> month{};
    std::span<const double> amount{};  ///< NaN: not known
    bool so_far = false;               ///< amounts of the year up to and with the month
    std::string portfolio_column = "portfolio";
    std::string programme_column = "programme";
    std::string month_column = "month";
    std::string amount_column = "amount";
};

namespace detail {

/// Finds the programmes that rows name, whatever their letter case and spaces.
class ProgrammesByName {
public:
    explicit ProgrammesByName(const SavingsPlan& plan) : plan_(plan) {
        for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
            const Programme& programme = plan.programmes[i];
            by_name_[folded(programme.name)].push_back(i);
            by_both_[folded(programme.portfolio) + '\n' + folded(programme.name)].push_back(i);
        }
    }

    /// @throws Error for a name that is none, with the nearest, and for one that two portfolios have.
    [[nodiscard]] std::size_t find(const std::string& name) const {
        const auto found = by_name_.find(folded(name));
        if (found == by_name_.end()) refuse(name);
        if (found->second.size() > 1)
            throw Error("found " + headway::quoted(name) + ", which " +
                        headway::quoted(plan_.programmes[found->second[0]].portfolio) + " and " +
                        headway::quoted(plan_.programmes[found->second[1]].portfolio) +
                        " have; accepted: rows that say the portfolio too");
        return found->second.front();
    }

    [[nodiscard]] std::size_t find(const std::string& portfolio, const std::string& name) const {
        const auto other = plan_.aliases.find(portfolio);
        const std::string& called = other == plan_.aliases.end() ? portfolio : other->second;
        const auto found = by_both_.find(folded(called) + '\n' + folded(name));
        if (found == by_both_.end()) refuse(name);
        return found->second.front();
    }

private:
    [[noreturn]] void refuse(const std::string& name) const {
        std::vector<std::string> names;
        for (const Programme& programme : plan_.programmes) names.push_back(programme.name);
        const std::string near = nearest(name, names);
        throw Error(
            "found " + headway::quoted(name) +
            (near.empty() ? "; accepted: a programme of the plan" : "; did you mean " + headway::quoted(near) + "?"));
    }

    const SavingsPlan& plan_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_, by_both_;
};

}  // namespace detail

/// @throws Error as said at the head of this file.
[[nodiscard]] inline Ledger read_ledger(const SavingsPlan& plan, const LedgerRows& rows) {
    const std::size_t count = rows.programme.size();
    if (rows.month.size() != count || rows.amount.size() != count ||
        (!rows.portfolio.empty() && rows.portfolio.size() != count))
        throw Error("ledger: found columns of different lengths; accepted: a programme, a month and an amount a row");
    Problems problems;
    const auto at = [](std::size_t row, const std::string& column) {
        return "row " + std::to_string(row) + ", column '" + column + "': ";
    };
    const detail::ProgrammesByName by_name(plan);
    std::vector<std::size_t> programmes(count);
    std::vector<Period> months(rows.month.begin(), rows.month.end());
    for (std::size_t row = 0; row < count; ++row) {
        try {
            programmes[row] = rows.portfolio.empty() ? by_name.find(rows.programme[row])
                                                     : by_name.find(rows.portfolio[row], rows.programme[row]);
        } catch (const Error& error) {
            problems.add(at(row, rows.programme_column), error);
        }
        try {
            months[row] = months[row].in_months();
            if (months[row].length_in_months() != 1)
                problems.add(at(row, rows.month_column) + "found " + months[row].label() + "; accepted: a month");
        } catch (const Error& error) {
            problems.add(at(row, rows.month_column), error);
        }
        if (std::isinf(rows.amount[row]))
            problems.add(at(row, rows.amount_column) + "found an infinite number; accepted: an amount");
    }
    problems.raise_if_any();
    Ledger ledger{.delivered = std::vector<std::vector<double>>(plan.programmes.size())};
    if (count == 0) return ledger;
    const Period first = *std::min_element(months.begin(), months.end());
    const Period last = *std::max_element(months.begin(), months.end());
    for (Period month = first; !(last < month); month = month.next()) ledger.months.push_back(month);
    std::vector<std::vector<std::size_t>> rows_of(plan.programmes.size());
    for (std::size_t row = 0; row < count; ++row) rows_of[programmes[row]].push_back(row);

    for (std::size_t p = 0; p < plan.programmes.size(); ++p) {
        if (rows_of[p].empty()) continue;
        std::vector<double>& amounts = ledger.delivered[p];
        amounts.assign(ledger.months.size(), 0.0);
        std::vector<bool> has_row(ledger.months.size());
        for (const std::size_t row : rows_of[p]) {
            const auto m = static_cast<std::size_t>(first.months_until(months[row]));
            if (rows.so_far && has_row[m])
                problems.add(at(row, rows.month_column) + "found " + months[row].label() + " of " +
                             headway::quoted(rows.programme[row]) + " again; accepted: one amount so far a month");
            has_row[m] = true;
            amounts[m] = decimal::difference(amounts[m], -rows.amount[row]);
        }
        if (!rows.so_far) continue;
        const auto begin = std::find(has_row.begin(), has_row.end(), true) - has_row.begin();
        const auto end = std::find(has_row.rbegin(), has_row.rend(), true).base() - has_row.begin();
        for (auto m = static_cast<std::size_t>(begin); m < static_cast<std::size_t>(end); ++m)
            if (!has_row[m])
                problems.add("ledger: found no row of " + ledger.months[m].label() + " of " +
                             headway::quoted(plan.programmes[p].name) +
                             " between two of them; accepted: an amount so far for every month");
        const Calendar calendar = plan.years.front().calendar();
        for (auto m = static_cast<std::size_t>(end); m-- > static_cast<std::size_t>(begin) + 1;)
            if (ledger.months[m].year_of(calendar) == ledger.months[m - 1].year_of(calendar))
                amounts[m] = decimal::difference(amounts[m], amounts[m - 1]);
        for (auto m = static_cast<std::size_t>(end); m < amounts.size(); ++m)
            amounts[m] = std::numeric_limits<double>::quiet_NaN();
    }
    problems.raise_if_any();
    return ledger;
}

}  // namespace headway::inline HEADWAY_ABI
