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
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/places_by_name.hpp"
#include "headway/problems.hpp"
#include "headway/savings/programme.hpp"
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
    bool posted = false;  ///< of postings: one that is NaN was posted and is not known, also behind all that are
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
    std::span<const std::int32_t> portfolio{};  ///< codes of `portfolios`; empty: names tell programmes apart
    std::span<const std::int32_t> programme{};  ///< codes of `programmes`
    std::span<const std::int32_t> month{};      ///< codes of `months`
    std::span<const double> amount{};           ///< NaN: not known
    std::span<const std::string> portfolios{}, programmes{};
    std::span<const Period> months{};
    bool so_far = false;  ///< amounts of the year up to and with the month
    std::string portfolio_column = "portfolio";
    std::string programme_column = "programme";
    std::string month_column = "month";
    std::string amount_column = "amount";
};

namespace detail {

/// @throws Error for codes that stand for nothing.
inline void check_codes(const LedgerRows& rows) {
    const auto check = [](const char* column, std::span<const std::int32_t> codes, std::size_t accepted) {
        for (const std::int32_t code : codes)
            if (std::cmp_less(code, 0) || std::cmp_greater_equal(code, accepted))
                throw Error(std::string("ledger, ") + column + ": found code " + std::to_string(code) +
                            "; accepted: from 0 to below " + std::to_string(accepted));
    };
    check("portfolio", rows.portfolio, rows.portfolios.size());
    check("programme", rows.programme, rows.programmes.size());
    check("month", rows.month, rows.months.size());
}

/// The programmes that rows name, whatever their letter case and spaces; each pair of names is looked up once.
class ProgrammesByName {
public:
    struct Found {
        std::size_t programme = 0;
        std::string why_none{};  ///< empty: it is there
    };

    ProgrammesByName(const SavingsPlan& plan, const LedgerRows& rows)
        : plan_(plan), rows_(rows), by_name_(places_of(plan.programmes)) {}

    [[nodiscard]] const Found& of_row(std::size_t row) {
        const std::int32_t portfolio = rows_.portfolio.empty() ? 0 : rows_.portfolio[row];
        const auto [at, is_new] = found_.try_emplace({portfolio, rows_.programme[row]});
        if (is_new) at->second = look_up(row);
        return at->second;
    }

private:
    [[nodiscard]] Found look_up(std::size_t row) const {
        const std::string& name = rows_.programmes[static_cast<std::size_t>(rows_.programme[row])];
        std::vector<std::size_t> places = by_name_.of(name);
        if (!rows_.portfolio.empty()) {
            std::string portfolio = rows_.portfolios[static_cast<std::size_t>(rows_.portfolio[row])];
            const auto other = plan_.aliases.find(portfolio);
            portfolio = folded(other == plan_.aliases.end() ? portfolio : other->second);
            std::erase_if(places, [&](std::size_t p) { return folded(plan_.programmes[p].portfolio) != portfolio; });
        }
        if (places.empty()) {
            const std::string near = nearest(name, by_name_.names());
            return {.why_none = "found " + headway::quoted(name) +
                                (near.empty() ? "; accepted: a programme of the plan"
                                              : "; did you mean " + headway::quoted(near) + "?")};
        }
        if (places.size() > 1)
            return {.why_none = "found " + headway::quoted(name) + ", which " +
                                headway::quoted(plan_.programmes[places[0]].portfolio) + " and " +
                                headway::quoted(plan_.programmes[places[1]].portfolio) +
                                " have; accepted: rows that say the portfolio too"};
        return {.programme = places.front()};
    }

    const SavingsPlan& plan_;
    const LedgerRows& rows_;
    PlacesByName by_name_;
    std::map<std::pair<std::int32_t, std::int32_t>, Found> found_{};
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
    detail::check_codes(rows);
    detail::ProgrammesByName by_name(plan, rows);
    std::vector<std::size_t> programmes(count);
    std::vector<Period> months(rows.months.begin(), rows.months.end());
    std::vector<std::string> no_month(months.size());  // why one is none; a day belongs to its month
    for (std::size_t m = 0; m < months.size(); ++m) try {
            months[m] = months[m].is_day() ? months[m].first_month() : months[m];
            if (months[m].length_in_months() != 1) no_month[m] = "found " + months[m].label() + "; accepted: a month";
        } catch (const Error& error) {
            no_month[m] = error.what();
        }
    const auto month_of = [&](std::size_t row) { return static_cast<std::size_t>(rows.month[row]); };
    for (std::size_t row = 0; row < count; ++row) {
        const detail::ProgrammesByName::Found& found = by_name.of_row(row);
        programmes[row] = found.programme;
        if (!found.why_none.empty()) problems.add(at(row, rows.programme_column) + found.why_none);
        if (const std::string& why = no_month[month_of(row)]; !why.empty())
            problems.add(at(row, rows.month_column) + why);
        if (std::isinf(rows.amount[row]))
            problems.add(at(row, rows.amount_column) + "found an infinite number; accepted: an amount");
    }
    problems.raise_if_any();
    Ledger ledger{.delivered = std::vector<std::vector<double>>(plan.programmes.size()), .posted = !rows.so_far};
    if (count == 0) return ledger;
    Period first = months[month_of(0)], last = first;
    for (std::size_t row = 1; row < count; ++row) {
        first = std::min(first, months[month_of(row)]);
        last = std::max(last, months[month_of(row)]);
    }
    std::vector<std::size_t> after_first;  // of each month, how many
    for (const Period month : months)
        after_first.push_back(static_cast<std::size_t>(std::max(0, first.months_until(month))));
    for (Period month = first; !(last < month); month = month.next()) ledger.months.push_back(month);
    std::vector<std::vector<std::size_t>> rows_of(plan.programmes.size());
    for (std::size_t row = 0; row < count; ++row) rows_of[programmes[row]].push_back(row);

    for (std::size_t p = 0; p < plan.programmes.size(); ++p) {
        if (rows_of[p].empty()) continue;
        std::vector<double>& amounts = ledger.delivered[p];
        amounts.assign(ledger.months.size(), 0.0);
        std::vector<bool> has_row(ledger.months.size());
        for (const std::size_t row : rows_of[p]) {
            const std::size_t m = after_first[month_of(row)];
            if (rows.so_far && has_row[m])
                problems.add(at(row, rows.month_column) + "found " + months[month_of(row)].label() + " of " +
                             headway::quoted(plan.programmes[p].name) + " again; accepted: one amount so far a month");
            has_row[m] = true;
            amounts[m] = decimal::difference(amounts[m], -rows.amount[row]);
        }
        if (!rows.so_far) continue;
        const auto begin = std::find(has_row.begin(), has_row.end(), true) - has_row.begin();
        const auto end = std::find(has_row.rbegin(), has_row.rend(), true).base() - has_row.begin();
        for (auto m = static_cast<std::size_t>(begin); m < static_cast<std::size_t>(end); ++m)
            if (!has_row[m] || std::isnan(amounts[m]))
                problems.add("ledger: found no amount so far of " + ledger.months[m].label() + " of " +
                             headway::quoted(plan.programmes[p].name) +
                             "; accepted: one for every month from its first to its last");
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
