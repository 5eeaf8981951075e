/// @file
/// Expectations that move between portfolios, and two versions of a plan side by side.
///
/// A realignment moves an amount of expected saving, at one level of confidence, from one portfolio to another, and
/// from and to a programme where it names them. The total stays as it is; run rates stay too, because a forecast does
/// not move with what was expected of it, so over-achievement does. The plan it makes remembers it.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

inline void move_expected(SavingsPlan& plan, const std::string& portfolio, const std::string& programme,
                          double amount) {
    if (programme.empty()) return;
    for (Programme& candidate : plan.programmes)
        if (candidate.portfolio == portfolio && candidate.name == programme && candidate.fund == plan.fund) {
            candidate.expected = decimal::difference(candidate.expected.value_or(0.0), -amount);
            if (*candidate.expected < 0.0)
                throw Error("realignment: found " + shown(-amount) + " to take from programme '" + programme +
                            "', which would leave less than nothing");
            return;
        }
    std::vector<std::string> names;
    for (const Programme& candidate : plan.programmes)
        if (candidate.portfolio == portfolio && candidate.fund == plan.fund) names.push_back(candidate.name);
    const std::string near = nearest(programme, names);
    throw Error("realignment: found no programme " + headway::quoted(programme) + " of portfolio '" + portfolio + "'" +
                (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?"));
}

}  // namespace detail

/// The plan after a realignment; the one before is as it was. @throws Error for an unknown portfolio, programme or
/// level, an amount that is not above 0 or more than there is, a portfolio with itself, and no reason.
[[nodiscard]] inline SavingsPlan realigned(SavingsPlan plan, const Realignment& change) {
    validate(plan);
    const std::size_t from = portfolio_of(plan, change.from), to = portfolio_of(plan, change.to);
    const std::size_t level = level_of(plan.scale, change.level);
    if (from == to) throw Error("realignment: found '" + change.from + "' on both sides; accepted: two portfolios");
    if (!(change.amount > 0.0) || !std::isfinite(change.amount))
        throw Error("realignment: found amount " + shown(change.amount) + "; accepted: above 0 and finite");
    if (plain_text(change.reason).empty())
        throw Error("realignment: found no reason; accepted: why expectations moved");
    const double left = decimal::difference(plan.portfolios[from].confidence[level], change.amount);
    if (left < 0.0)
        throw Error("realignment: found " + shown(change.amount) + " to take from the " + change.level +
                    " of '" + change.from + "', which is " + shown(plan.portfolios[from].confidence[level]) +
                    "; accepted: at most that");
    const auto add = [level](Portfolio& portfolio, double amount) {
        portfolio.expected = decimal::difference(portfolio.expected, -amount);
        portfolio.confidence[level] = decimal::difference(portfolio.confidence[level], -amount);
    };
    add(plan.portfolios[from], -change.amount);
    add(plan.portfolios[to], change.amount);
    detail::move_expected(plan, change.from, change.from_programme, -change.amount);
    detail::move_expected(plan, change.to, change.to_programme, change.amount);
    plan.history.push_back(change);
    return plan;
}

/// A portfolio in two versions of a plan; empty where it is in one only.
struct VersionRow {
    std::string portfolio{};
    std::optional<double> expected_before{};
    std::optional<double> expected_after{};
    std::optional<double> validated_before{};
    std::optional<double> validated_after{};
    std::optional<double> forecast_before{};  ///< run rate of the last year that both have
    std::optional<double> forecast_after{};
};

/// From one version to the other; empty where either has none.
[[nodiscard]] inline std::optional<double> change_between(std::optional<double> before, std::optional<double> after) {
    return before && after ? std::optional(decimal::difference(*after, *before)) : std::nullopt;
}

/// One row a portfolio of either version, the earlier one's order first, and "Total" last. @throws Error for plans of
/// different funds, units or scales of confidence, and without a year in common.
[[nodiscard]] inline std::vector<VersionRow> compare(const SavingsPlan& before, const SavingsPlan& after) {
    validate(before);
    validate(after);
    if (before.fund != after.fund)
        throw Error("versions: found " + std::string(word(before.fund)) + " and " + std::string(word(after.fund)) +
                    "; accepted: plans of one fund");
    if (before.unit != after.unit) throw Error("versions: found two units of money; accepted: plans in one");
    validate_same_scale(before.scale, after.scale);
    std::size_t year_before = before.years.size(), year_after = 0;  // the last in common
    for (std::size_t b = 0; b < before.years.size(); ++b)
        for (std::size_t a = 0; a < after.years.size(); ++a)
            if (before.years[b] == after.years[a]) year_before = b, year_after = a;
    if (year_before == before.years.size())
        throw Error("versions: found no year in common; accepted: plans whose years overlap");

    std::vector<VersionRow> rows;
    const auto enter = [&](const SavingsPlan& plan, const Portfolio& portfolio, bool earlier) {
        VersionRow* row = nullptr;
        for (VersionRow& candidate : rows)
            if (candidate.portfolio == portfolio.name) row = &candidate;
        if (row == nullptr) row = &rows.emplace_back(VersionRow{.portfolio = portfolio.name});
        (earlier ? row->expected_before : row->expected_after) = portfolio.expected;
        (earlier ? row->validated_before : row->validated_after) = validated(portfolio, plan.scale);
        (earlier ? row->forecast_before : row->forecast_after) =
            portfolio.run_rate[earlier ? year_before : year_after];
    };
    for (const Portfolio& portfolio : before.portfolios) enter(before, portfolio, true);
    for (const Portfolio& portfolio : after.portfolios) enter(after, portfolio, false);
    enter(before, total(before), true);
    enter(after, total(after), false);
    return rows;
}

}  // namespace headway
