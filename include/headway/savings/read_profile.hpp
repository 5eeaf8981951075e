/// @file
/// The profile of a plan: a row is the run rate of a portfolio in a year. It has every year from the first to the last,
/// and where a run rate falls there is a reason: the row's, or a one-off programme of the portfolio, up to its amount.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A run rate as read, with its row.
struct ProfilePoint {
    Period year{};
    std::size_t row = 0;
    double run_rate = 0.0;
    std::string reason{};
};

/// The point of a year; null where there is none.
[[nodiscard]] inline const ProfilePoint* point_of(const std::vector<ProfilePoint>& points, Period year) {
    for (const ProfilePoint& point : points)
        if (point.year == year) return &point;
    return nullptr;
}

/// Takes the run rate of a portfolio year by year. A fall has a reason, or is a problem.
inline void follow_run_rate(Portfolio& portfolio, const std::vector<ProfilePoint>& points,
                            const std::vector<const Programme*>& programmes, PlanReading& reading) {
    const SavingsPlan& plan = reading.plan;
    // a one-off saving of the plan's fund explains that the run rate falls by as much
    double one_off = 0.0;
    std::string one_offs;
    for (const Programme* const programme : programmes)
        if (programme->recurrence == Recurrence::one_off) {
            one_off = decimal::difference(one_off, -*programme->expected);
            one_offs += (one_offs.empty() ? "one-off: " : ", ") + programme->name;
        }
    std::string missing;
    for (const Period year : plan.years) {
        const ProfilePoint* const point = point_of(points, year);
        if (point == nullptr) {
            missing += (missing.empty() ? "" : ", ") + year.label();
            continue;
        }
        const auto& [of_year, row, run_rate, reason] = *point;
        const double before = portfolio.run_rate.empty() ? 0.0 : portfolio.run_rate.back();  // nothing before the plan
        const double fall = decimal::difference(before, run_rate);
        const bool explained = fall > 0.0 && reason.empty() && fall <= one_off;
        if (explained) {
            one_off = decimal::difference(one_off, fall);
            portfolio.reason += (portfolio.reason.empty() ? "" : "; ") + year.label() + ": " + one_offs;
        } else if (fall > 0.0 && reason.empty())
            reading.problems.add(place_of_cell("profile", row, reading.rows.columns.run_rate) + "the run rate of '" +
                                 portfolio.name + "' falls from " + shown(before) + " to " + shown(run_rate) + " in " +
                                 year.label() +
                                 "; accepted: a run rate that does not fall, or why it does in column '" +
                                 reading.rows.columns.reason + "'");
        if (!reason.empty())
            portfolio.reason += (portfolio.reason.empty() ? "" : "; ") + year.label() + ": " + reason;
        portfolio.run_rate.push_back(run_rate);
    }
    if (!missing.empty())
        reading.problems.add("profile: found no row of '" + portfolio.name + "' for " + missing +
                             "; accepted: a run rate for each portfolio and year, 0 where there is none");
}

inline void read_profile(PlanReading& reading) {
    SavingsPlan& plan = reading.plan;
    std::vector<std::vector<ProfilePoint>> points(plan.portfolios.size());
    std::optional<Period> first, last;
    for (std::size_t index = 0; index < reading.rows.profile.size(); ++index) {
        const ProfileRow& row = reading.rows.profile[index];
        const auto at = [&](const std::string& column) {
            return [&] { return place_of_cell("profile", index, column); };
        };
        note_other_fund(row.fund, at(reading.rows.columns.fund), reading);
        const Portfolio* of = portfolio_in(row.portfolio, "profile", index, reading);
        const Money run_rate = amount_in(row.run_rate, at(reading.rows.columns.run_rate), reading);
        if (run_rate.amount) plan.decimals = std::max(plan.decimals, std::min(run_rate.decimals, most_plan_decimals));
        const auto at_year = at(reading.rows.columns.year);
        Period year;
        try {
            year = Period::parse(plain_text(row.year), reading.rule.calendar);
        } catch (const Error& error) {
            reading.problems.add(at_year(), error);
            continue;
        }
        if (year.kind() != PeriodKind::year || (first && first->months_until(year) % 12 != 0)) {
            reading.problems.add(at_year() + "found " + headway::quoted(row.year) + "; accepted: a year" +
                                 (first ? " that begins as " + first->label() + " does" : ", for example 2024/25"));
            continue;
        }
        if (!first || year < *first) first = year;
        if (!last || *last < year) last = year;
        if (of == nullptr || !run_rate.amount) continue;
        std::vector<ProfilePoint>& of_portfolio = points[static_cast<std::size_t>(of - plan.portfolios.data())];
        if (const ProfilePoint* const earlier = point_of(of_portfolio, year))
            reading.problems.add(at_year() + "found '" + year.label() + "' of '" + of->name + "' again, after row " +
                                 std::to_string(earlier->row) + "; accepted: one row a year");
        else
            of_portfolio.push_back({.year = year,
                                    .row = index,
                                    .run_rate = *run_rate.amount,
                                    .reason = plain_text(row.reason)});
    }
    if (!first) {
        reading.problems.add("profile: found no year; accepted: a run rate for each portfolio and year");
        return;
    }
    constexpr int most_years = 100;
    if (first->months_until(*last) >= 12 * most_years) {
        reading.problems.add("profile: found years from " + first->label() + " to " + last->label() +
                             "; accepted: at most " + std::to_string(most_years));
        return;
    }
    for (Period year = *first;; year = year.next()) {
        plan.years.push_back(year);
        if (year == *last) break;
    }
    const auto programmes = programmes_with_savings(plan);
    for (std::size_t p = 0; p < points.size(); ++p) {
        const auto found = programmes.find(plan.portfolios[p].name);
        follow_run_rate(plan.portfolios[p], points[p],
                        found == programmes.end() ? std::vector<const Programme*>() : found->second, reading);
    }
}

}  // namespace headway::detail
