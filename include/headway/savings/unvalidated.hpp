/// @file
/// Money of a profile that is not validated: left out where the caller says that it is in there, and in doubt where
/// nobody has said and the figures do not.
///
/// A forecast holds what is validated, and so do all run rates of a plan (savings_plan.hpp). Councils publish profiles
/// of both kinds: some leave out what is not validated, some include it. With u the part that is not validated:
///
///     u_y = r_y x not_validated / expected    up to a run rate of all that is expected, evenly from all levels
///     u_y = not_validated                     beyond it: what is more is over-achievement
///
/// Of 1,000 expected, 400 not validated and a run rate of 1,000 a profile that includes it is a forecast of 600 without
/// over-achievement; one that does not is a forecast of 1,000, of which 400 is over-achievement. The figures alone do
/// not tell the two apart. Who makes a plan says which it is; where they do not, what is beyond the validated saving of
/// a portfolio that has some not validated is in doubt, at most as much as is not validated:
///
///     doubt_y = min(r_y - validated, not_validated), not below 0
///
/// Not in doubt is a portfolio where another shows how the profile was made: one with savings that are not validated
/// whose last run rate is exactly what is validated. A portfolio whose last run rate is exactly what is expected is in
/// doubt whatever the others are. Amounts in doubt stay in the forecast, with a note, and are in no simulation but one
/// whose caller says how sure over-achievement is.
///
/// Source: this city, Transformation programme (2024), whose profile leaves out what is red: Enabling Excellence
/// expects 4.00, of which 2.03 is red, and comes to 1.97.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/money.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Of a run rate that includes it, what is not validated. See the head of this file.
[[nodiscard]] inline double unvalidated_of(const Portfolio& portfolio, const ConfidenceScale& scale, double run_rate) {
    const double all = not_validated(portfolio, scale);
    if (!(run_rate > 0.0) || !(portfolio.expected > 0.0)) return 0.0;
    if (run_rate >= portfolio.expected) return all;
    return decimal::difference(run_rate * all / portfolio.expected, 0.0);
}

/// What of a portfolio's run rate in a year is in doubt. See the head of this file.
[[nodiscard]] inline double in_doubt(const SavingsPlan& plan, const Portfolio& portfolio, std::size_t year) {
    if (plan.profile_includes_unvalidated.has_value()) return 0.0;
    const double all = not_validated(portfolio, plan.scale), sure = validated(portfolio, plan.scale);
    if (!(all > 0.0)) return 0.0;
    const bool shown_elsewhere =
        std::any_of(plan.portfolios.begin(), plan.portfolios.end(), [&](const Portfolio& other) {
            return not_validated(other, plan.scale) > 0.0 && over_achievement(other, plan.scale) == 0.0;
        });
    if (shown_elsewhere && decimal::difference(portfolio.run_rate.back(), portfolio.expected) != 0.0) return 0.0;
    return std::clamp(decimal::difference(portfolio.run_rate[year], sure), 0.0, all);
}

/// The same of all portfolios, in the last year.
[[nodiscard]] inline double in_doubt(const SavingsPlan& plan) {
    validate(plan);
    double total = 0.0;
    for (const Portfolio& portfolio : plan.portfolios)
        total = decimal::difference(total, -in_doubt(plan, portfolio, plan.years.size() - 1));
    return total;
}

namespace detail {

/// An amount as a note has it, to hundredths of the unit: £4300k.
[[nodiscard]] inline std::string in_pounds(double amount, MoneyUnit unit) {
    constexpr std::array<std::string_view, 4> scales{"", "k", "m", "bn"};
    const std::string sign = amount < 0.0 ? "-" : "";
    const double rounded = std::round(std::fabs(amount) * 100.0) / 100.0;
    return (sign + "\u00A3" + shown(rounded)).append(scales[static_cast<std::size_t>(unit)]);
}

/// Takes out of run rates what is not validated, evenly from all levels, and keeps it beside them.
inline void leave_out_unvalidated(SavingsPlan& plan) {
    for (Portfolio& portfolio : plan.portfolios) {
        portfolio.unvalidated.clear();
        for (double& run_rate : portfolio.run_rate) {
            portfolio.unvalidated.push_back(unvalidated_of(portfolio, plan.scale, run_rate));
            run_rate = decimal::difference(run_rate, portfolio.unvalidated.back());
        }
    }
}

/// Notes what was left out of run rates, and what is in doubt.
inline void note_unvalidated(SavingsPlan& plan) {
    const std::string year = plan.years.back().label();
    const Portfolio all = total(plan);
    if (!all.unvalidated.empty() && all.unvalidated.back() != 0.0)
        plan.notes.push_back("the profile includes savings that are not validated: " +
                             in_pounds(all.unvalidated.back(), plan.unit) + " of " + year +
                             ", which run rates, forecasts and simulations leave out");
    std::string whose;
    for (const Portfolio& portfolio : plan.portfolios)
        if (const double doubt = in_doubt(plan, portfolio, plan.years.size() - 1); doubt > 0.0)
            whose += (whose.empty() ? "" : ", ") + portfolio.name + " " + in_pounds(doubt, plan.unit);
    if (!whose.empty())
        plan.notes.push_back("nobody has said whether the profile includes savings that are not validated: " +
                             in_pounds(in_doubt(plan), plan.unit) + " of the forecast of " + year +
                             " may be such savings instead of over-achievement (" + whose +
                             "), and simulations leave it out");
}

}  // namespace detail

}  // namespace headway
