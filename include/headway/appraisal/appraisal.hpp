/// @file
/// The appraisal of a programme: what its costs and benefits are worth today, and when it has paid for itself.
///
///     present value of benefits = sum of benefit(t) factor(t)                 (see discount.hpp)
///     present value of costs    = sum of cost(t) (1 + optimism bias) factor(t)
///     net present value         = the first minus the second
///     benefit-cost ratio        = the first over the second
///
/// Costs and benefits are positive amounts by year; year 0 is the base year and is not discounted. The bias, from
/// optimism_bias.hpp or one's own, is added to every year's cost.
///
/// Payback: years from the base year until the cumulative net amount is no longer below 0, and stays so up to the last
/// year. What a year brings accrues evenly between the end of the year before and its own end; the base year stands at
/// 0. A cost of 100 in year 0 and 40 a year from then on is paid back after 2.5 years. Where the balance falls below 0
/// again (a renewal in year 6), the earlier crossing does not count; where it ends below 0 there is no payback. The
/// discounted payback does the same with present values.
///
/// Edge cases: no ratio where the present value of costs is not above 0; payback 0 where the balance is never below 0.
/// A missing amount (NaN) makes what depends on it missing: NaN, or empty.
/// Errors: no years, as many costs as there are not benefits, negative costs, infinite amounts, and those of the
/// schedule and the bias.
///
/// Source: HM Treasury, The Green Book (2022), chapter 5 (net present value, benefit-cost ratio) and annexes 5 and 6
/// (optimism bias, discounting). The payback period is the finance officer's usual one; the Green Book decides by the
/// net present value, which this does not replace.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/appraisal/discount.hpp"
#include "headway/appraisal/optimism_bias.hpp"
#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What was assumed.
struct AppraisalRule {
    DiscountSchedule schedule = green_book();
    double optimism_bias = 0.0;  ///< added to every cost, as a fraction

    bool operator==(const AppraisalRule&) const = default;
};

/// See the head of this file.
struct Appraisal {
    double present_value_benefits = std::numeric_limits<double>::quiet_NaN();
    double present_value_costs = std::numeric_limits<double>::quiet_NaN();  ///< with the optimism bias
    double net_present_value = std::numeric_limits<double>::quiet_NaN();
    std::optional<double> benefit_cost_ratio{};  ///< empty where there are no costs
    std::optional<double> payback{};             ///< years, undiscounted; empty where it never pays back
    std::optional<double> discounted_payback{};
    AppraisalRule rule{};

    /// Name and version of the method: it changes when a value could.
    static constexpr std::string_view method = "appraisal, version 1";

    bool operator==(const Appraisal&) const = default;
};

/// Years until the cumulative net amount is no longer below 0, and stays so. Empty where it ends below, or is missing.
[[nodiscard]] inline std::optional<double> payback_period(std::span<const double> net) {
    double balance = 0.0;
    std::optional<double> paid_back;
    for (std::size_t year = 0; year < net.size(); ++year) {
        const double before = balance;
        balance = decimal::difference(before, -net[year]);
        if (std::isnan(balance)) return std::nullopt;
        if (balance < 0.0)
            paid_back.reset();
        else if (year == 0)
            paid_back = 0.0;
        else if (before < 0.0)
            paid_back = static_cast<double>(year) - 1.0 + -before / net[year];
    }
    return paid_back;
}

/// @throws Error: see the head of this file.
[[nodiscard]] inline Appraisal appraise(std::span<const double> costs, std::span<const double> benefits,
                                        const AppraisalRule& rule = {}) {
    if (costs.size() != benefits.size())
        throw Error("appraisal: found costs of " + std::to_string(costs.size()) + " years and benefits of " +
                    std::to_string(benefits.size()) + "; accepted: both for every year");
    if (costs.empty()) throw Error("appraisal: found no years; accepted: at least the base year");
    Problems problems;
    for (std::size_t year = 0; year < costs.size(); ++year) {
        if (costs[year] < 0.0 || std::isinf(costs[year]))
            problems.add("costs, year " + std::to_string(year) + ": found " + shown(costs[year]) +
                         "; accepted: a finite amount, 0 or more, because a receipt is a benefit");
        if (std::isinf(benefits[year]))
            problems.add("benefits, year " + std::to_string(year) +
                         ": found an infinite amount; accepted: a finite one");
    }
    problems.raise_if_any();
    const std::vector<double> factors = discount_factors(rule.schedule, costs.size());

    std::vector<double> biased, net, discounted;
    for (std::size_t year = 0; year < costs.size(); ++year) {
        biased.push_back(bias_adjusted(costs[year], rule.optimism_bias));
        net.push_back(decimal::difference(benefits[year], biased[year]));
        discounted.push_back(net[year] * factors[year]);
    }
    Appraisal result{.present_value_benefits = present_value(benefits, rule.schedule),
                     .present_value_costs = present_value(biased, rule.schedule),
                     .payback = payback_period(net),
                     .discounted_payback = payback_period(discounted),
                     .rule = rule};
    result.net_present_value = decimal::difference(result.present_value_benefits, result.present_value_costs);
    if (result.present_value_costs > 0.0 && !std::isnan(result.present_value_benefits))
        result.benefit_cost_ratio = result.present_value_benefits / result.present_value_costs;
    return result;
}

/// @throws Error where the periods are not years in a row: amounts are placed by their order.
inline void validate_years(const std::vector<Period>& years) {
    Problems problems;
    for (std::size_t i = 0; i < years.size(); ++i) {
        const std::string found = "row " + std::to_string(i) + ": found '" + years[i].label() + "'";
        if (years[i].length_in_months() != 12)
            problems.add(found + "; accepted: a year, such as '2024/25'");
        else if (i > 0 && years[i - 1].months_until(years[i]) != 12)
            problems.add(found + " after '" + years[i - 1].label() +
                         "'; accepted: one row a year, in order, none left out");
    }
    problems.raise_if_any();
}

}  // namespace headway
