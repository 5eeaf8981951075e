/// @file
/// A savings plan: portfolios of programmes, how sure they are, and what they save year by year.
///
/// A portfolio's expected saving is split by delivery confidence; its run rate is what it is forecast to save in each
/// year. Both are of one fund, because funds are never netted: another fund has a plan of its own. The plan is a value:
/// to change it is to make another one, which remembers the change (see realignment.hpp).
///
///     validated_p        = expected_p - not validated_p
///     over_achievement_p = last run rate_p - validated_p       negative: under-achievement
///
/// All amounts are in the plan's unit. `assemble_plan` builds one from rows and checks it; `checked` checks one that was
/// written by hand.
/// Source: this city, Transformation programme (2024), expected savings and savings profile 2024/25 to 2028/29.
#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/fund.hpp"
#include "headway/savings/increment.hpp"
#include "headway/savings/money.hpp"
#include "headway/savings/programme.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"

namespace headway {

struct Portfolio {
    std::string name{};
    double expected = 0.0;
    std::vector<double> confidence{};  ///< `expected` by level of the plan's scale
    std::vector<double> run_rate{};    ///< one a year of the plan
    std::string reason{};              ///< why the run rate falls, where it does
};

/// A change of expectations: an amount that moves from one portfolio to another.
struct Realignment {
    std::string from{};
    std::string to{};
    std::string level{};  ///< of confidence, the same on both sides
    double amount = 0.0;
    Period as_at{};
    std::string reason{};
    std::string from_programme{};  ///< empty: of no programme
    std::string to_programme{};
};

struct SavingsPlan {
    std::string version{};  ///< for example "transformation programme 2024"
    MoneyUnit unit = MoneyUnit::millions;
    int decimals = 2;  ///< of run rates as printed: forecasts are rounded for print, expected savings are set
    Fund fund = Fund::general_fund;
    ConfidenceScale scale = savings_confidence();
    std::vector<Period> years{};  ///< one after the other
    std::vector<Portfolio> portfolios{};
    std::vector<Programme> programmes{};
    std::vector<Realignment> history{};  ///< the oldest first
    std::vector<std::string> notes{};    ///< what a reader should know: marks beside figures, programmes that do not add up
    std::map<std::string, std::string> also_called{};  ///< other names of portfolios, to the names of the plan
};

/// The place of a portfolio, by its name or another that it is called by. @throws Error that shows the nearest name, and all of them.
[[nodiscard]] inline std::size_t portfolio_of(const SavingsPlan& plan, std::string_view name) {
    const auto other = plan.also_called.find(std::string(name));
    const std::string_view called = other == plan.also_called.end() ? name : std::string_view(other->second);
    std::vector<std::string> names;
    for (std::size_t p = 0; p < plan.portfolios.size(); ++p) {
        if (plan.portfolios[p].name == called) return p;
        names.push_back(plan.portfolios[p].name);
    }
    const std::string near = nearest(name, names);
    std::string message = "portfolio: found " + headway::quoted(name) + (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?");
    message += (near.empty() ? "; accepted: " : " Accepted: ");
    for (std::size_t i = 0; i < names.size(); ++i) message += (i == 0 ? "" : ", ") + names[i];
    throw Error(message);
}

/// The place of a year of the plan. @throws Error that shows the first and the last.
[[nodiscard]] inline std::size_t year_of(const SavingsPlan& plan, Period year) {
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        if (plan.years[y] == year) return y;
    throw Error("year: found '" + year.label() + "'; accepted: " + plan.years.front().label() + " to " +
                plan.years.back().label());
}

[[nodiscard]] inline double validated(const Portfolio& portfolio, const ConfidenceScale& scale) {
    return validated(portfolio.confidence, scale);
}

[[nodiscard]] inline double not_validated(const Portfolio& portfolio, const ConfidenceScale& scale) {
    return difference(portfolio.expected, validated(portfolio, scale));
}

/// What the last year's run rate is beyond what was validated; negative: under-achievement.
[[nodiscard]] inline double over_achievement(const Portfolio& portfolio, const ConfidenceScale& scale) {
    return difference(portfolio.run_rate.back(), validated(portfolio, scale));
}

/// All portfolios as one, named "Total".
[[nodiscard]] inline Portfolio total(const SavingsPlan& plan) {
    Portfolio all{.name = "Total",
                  .confidence = std::vector<double>(plan.scale.levels.size()),
                  .run_rate = std::vector<double>(plan.years.size())};
    for (const Portfolio& portfolio : plan.portfolios) {
        all.expected = difference(all.expected, -portfolio.expected);
        for (std::size_t level = 0; level < all.confidence.size(); ++level)
            all.confidence[level] = difference(all.confidence[level], -portfolio.confidence[level]);
        for (std::size_t y = 0; y < all.run_rate.size(); ++y)
            all.run_rate[y] = difference(all.run_rate[y], -portfolio.run_rate[y]);
    }
    return all;
}

/// What the plan is worth over its years, undiscounted; see discount.hpp for its present value.
[[nodiscard]] inline double cash(const SavingsPlan& plan) { return cash(total(plan).run_rate); }

/// The expected savings of a portfolio's programmes of one fund. Not applicable counts nothing.
[[nodiscard]] inline double expected_of_programmes(const SavingsPlan& plan, std::string_view portfolio, Fund fund) {
    double total = 0.0;
    for (const Programme& programme : plan.programmes)
        if (programme.portfolio == portfolio && programme.fund == fund && programme.expected)
            total = difference(total, -*programme.expected);
    return total;
}

}  // namespace headway
