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
/// All amounts are in the plan's unit. `assemble_plan` builds one from rows and checks every figure; of one that was
/// written by hand each function checks the shape (`validate`).
/// Source: this city, Transformation programme (2024), expected savings and savings profile 2024/25 to 2028/29.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/problems.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/increment.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/workstream.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a plan has of one portfolio.
struct Portfolio {
    std::string name{};
    double expected = 0.0;
    std::vector<double> confidence{};  ///< `expected` by level of the plan's scale
    std::vector<double> run_rate{};    ///< one a year of the plan
    std::string reason{};              ///< why the run rate falls, where it does
    std::vector<double> planned{};     ///< the run rate before a forecast took its place; empty: there is none apart
    std::vector<double> unvalidated{};  ///< what `run_rate` leaves out as not validated; empty: nothing was there
    double after_last_year = 0.0;  ///< of what is validated: what its full-year effect is beyond the last year's plan
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

/// A plan whose tables agree as far as they were printed.
struct SavingsPlan {
    std::string version{};  ///< for example "transformation programme 2024"
    MoneyUnit unit = MoneyUnit::millions;
    int decimals = 2;  ///< of run rates as printed: forecasts are rounded for print, expected savings are set
    Fund fund = Fund::general_fund;
    ConfidenceScale scale = savings_confidence();
    std::vector<Period> years{};  ///< one after the other
    std::optional<YearsAre> years_are{};  ///< what its tables said of a year; empty: run rates, as profiles are
    std::vector<Period> months{};         ///< that programmes have delivered in, one after the other
    std::vector<Portfolio> portfolios{};
    std::vector<Programme> programmes{};
    std::vector<Realignment> history{};  ///< the oldest first
    std::vector<std::string>
        notes{};  ///< what a reader should know: marks beside figures, programmes that do not add up
    std::optional<bool> profile_includes_unvalidated{};  ///< as it was given; empty: nobody has said (unvalidated.hpp)
    std::map<std::string, std::string> aliases{};  ///< other names of portfolios, to the names of the plan
    std::vector<Workstream> workstreams{};         ///< that programmes may depend on
};

/// That every portfolio has an amount for each level and a run rate for each year. @throws Error where it has not.
inline void validate(const SavingsPlan& plan) {
    if (plan.years.empty()) throw Error("savings plan: found no years; accepted: one or more");
    Problems problems;
    for (const Portfolio& portfolio : plan.portfolios) {
        if (portfolio.run_rate.size() != plan.years.size())
            problems.add("portfolio '" + portfolio.name + "': found " + std::to_string(portfolio.run_rate.size()) +
                         " run rates for " + std::to_string(plan.years.size()) + " years; accepted: one each");
        if (portfolio.confidence.size() != plan.scale.levels.size())
            problems.add("portfolio '" + portfolio.name + "': found " + std::to_string(portfolio.confidence.size()) +
                         " amounts for " + std::to_string(plan.scale.levels.size()) +
                         " levels of confidence; accepted: one each");
        for (const std::vector<double>* const by_year : {&portfolio.planned, &portfolio.unvalidated})
            if (!by_year->empty() && by_year->size() != plan.years.size())
                problems.add("portfolio '" + portfolio.name + "': found " + std::to_string(by_year->size()) +
                             " planned or unvalidated amounts for " + std::to_string(plan.years.size()) +
                             " years; accepted: one each, or none");
    }
    problems.raise_if_any();
}

/// The place of a portfolio, by its name or another that it is called by; letter case and spaces do not tell it from
/// another where only one is alike. @throws Error that shows the nearest name,
/// and all of them.
[[nodiscard]] inline std::size_t portfolio_of(const SavingsPlan& plan, std::string_view name) {
    const auto other = plan.aliases.find(std::string(name));
    const std::string_view called = other == plan.aliases.end() ? name : std::string_view(other->second);
    for (std::size_t p = 0; p < plan.portfolios.size(); ++p)
        if (plan.portfolios[p].name == called) return p;
    std::vector<std::string> names;
    for (const Portfolio& portfolio : plan.portfolios) names.push_back(portfolio.name);
    const auto alike = [small = folded(called)](const std::string& each) { return folded(each) == small; };
    if (std::count_if(names.begin(), names.end(), alike) == 1)
        return static_cast<std::size_t>(std::find_if(names.begin(), names.end(), alike) - names.begin());
    const std::string near = nearest(name, names);
    std::string message = "portfolio: found " + headway::quoted(name) +
                          (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?");
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

/// What of a portfolio's expected savings has a level that counts as validated.
[[nodiscard]] inline double validated(const Portfolio& portfolio, const ConfidenceScale& scale) {
    return validated(portfolio.confidence, scale);
}

/// What of a portfolio's expected savings has none.
[[nodiscard]] inline double not_validated(const Portfolio& portfolio, const ConfidenceScale& scale) {
    return decimal::difference(portfolio.expected, validated(portfolio, scale));
}

/// What the last year's run rate is beyond what was validated and comes by then; negative: under-achievement.
[[nodiscard]] inline double over_achievement(const Portfolio& portfolio, const ConfidenceScale& scale) {
    const double by_then = decimal::difference(validated(portfolio, scale), portfolio.after_last_year);
    return decimal::difference(portfolio.run_rate.back(), by_then);
}

/// Of a year's run rate, what has a level of confidence: at most what is validated. What is beyond it is
/// over-achievement, which nobody has rated.
[[nodiscard]] inline double rated(const Portfolio& portfolio, const ConfidenceScale& scale, std::size_t year) {
    return std::min(portfolio.run_rate[year], validated(portfolio, scale));
}

/// All portfolios as one, named "Total".
[[nodiscard]] inline Portfolio total(const SavingsPlan& plan) {
    validate(plan);
    Portfolio all{.name = "Total",
                  .confidence = std::vector<double>(plan.scale.levels.size()),
                  .run_rate = std::vector<double>(plan.years.size())};
    const auto add = [&](std::vector<double>& totals, const std::vector<double>& amounts) {
        totals.resize(plan.years.size());
        for (std::size_t y = 0; y < amounts.size(); ++y) totals[y] = decimal::difference(totals[y], -amounts[y]);
    };
    const auto any = [&](std::vector<double> Portfolio::* amounts) {
        return std::any_of(plan.portfolios.begin(), plan.portfolios.end(),
                           [&](const Portfolio& portfolio) { return !(portfolio.*amounts).empty(); });
    };
    const bool planned = any(&Portfolio::planned), unvalidated = any(&Portfolio::unvalidated);
    for (const Portfolio& portfolio : plan.portfolios) {
        if (planned) add(all.planned, portfolio.planned.empty() ? portfolio.run_rate : portfolio.planned);
        if (unvalidated) add(all.unvalidated, portfolio.unvalidated);
        all.expected = decimal::difference(all.expected, -portfolio.expected);
        all.after_last_year = decimal::difference(all.after_last_year, -portfolio.after_last_year);
        for (std::size_t level = 0; level < all.confidence.size(); ++level)
            all.confidence[level] = decimal::difference(all.confidence[level], -portfolio.confidence[level]);
        for (std::size_t y = 0; y < all.run_rate.size(); ++y)
            all.run_rate[y] = decimal::difference(all.run_rate[y], -portfolio.run_rate[y]);
    }
    return all;
}

/// The plan as it was before a forecast took the place of planned run rates; the plan itself where none did.
[[nodiscard]] inline SavingsPlan as_planned(SavingsPlan plan) {
    for (Portfolio& portfolio : plan.portfolios)
        if (!portfolio.planned.empty()) portfolio.run_rate = std::exchange(portfolio.planned, {});
    return plan;
}

/// Whether its programmes have figures of their own by year, as those of one table have.
[[nodiscard]] inline bool has_schemes(const SavingsPlan& plan) {
    return std::any_of(plan.programmes.begin(), plan.programmes.end(), [&](const Programme& programme) {
        return programme.planned.size() == plan.years.size();
    });
}

/// What the plan is worth over its years, undiscounted; see discount.hpp for its present value.
[[nodiscard]] inline double cash(const SavingsPlan& plan) { return cash_saving(total(plan).run_rate); }

/// The programmes of each portfolio, in their order, that are of the plan's fund and have an expected saving.
[[nodiscard]] inline std::unordered_map<std::string_view, std::vector<const Programme*>> programmes_with_savings(
    const SavingsPlan& plan) {
    std::unordered_map<std::string_view, std::vector<const Programme*>> found;
    for (const Programme& programme : plan.programmes)
        if (programme.fund == plan.fund && programme.expected) found[programme.portfolio].push_back(&programme);
    return found;
}

/// The expected savings of a portfolio's programmes of one fund. Not applicable counts nothing.
[[nodiscard]] inline double expected_of_programmes(const SavingsPlan& plan, std::string_view portfolio, Fund fund) {
    double total = 0.0;
    for (const Programme& programme : plan.programmes)
        if (programme.portfolio == portfolio && programme.fund == fund && programme.expected)
            total = decimal::difference(total, -*programme.expected);
    return total;
}

/// Whether figures of a plan add up to one that was printed beside them. A claim is printed with two decimals, or with
/// as many as it or the run rates show where those are more or fewer; terms that were never rounded explain less.
[[nodiscard]] inline Reconciliation reconcile(const SavingsPlan& plan, std::span<const double> terms, double claimed,
                                              TermsAre are) {
    int decimals = plan.decimals;
    for (const double term : terms) decimals = std::max(decimals, decimal::decimals_of(term));
    return reconcile(terms, decimal::difference(claimed, 0.0),
                     {.decimals = decimals,
                      .terms_are = are,
                      .claimed_decimals = std::max(decimal::decimals_of(claimed), std::min(plan.decimals, 2))});
}

/// What a programme delivers in each year of the plan, from its start month and full-year effect, whatever its
/// portfolio's run rate says; empty without a start month or an amount.
[[nodiscard]] inline std::vector<double> phased(const SavingsPlan& plan, const Programme& programme,
                                                int months_late = 0) {
    if (!programme.start || !programme.expected) return {};
    return phased({.full_year_effect = *programme.expected,
                   .start = *programme.start,
                   .ramp_months = programme.ramp_months,
                   .recurrence = programme.recurrence},
                  plan.years, months_late);
}

/// What the programmes of a fund come to.
struct FundRow {
    Fund fund = Fund::general_fund;
    std::size_t programmes = 0;
    std::size_t with_saving = 0;        ///< of those
    std::optional<double> expected{};  ///< empty: no programme has an amount
};

/// One row a fund, the plan's own first and then as programmes name them. They are never added to one another; the
/// plan's own expects what its portfolios do.
[[nodiscard]] inline std::vector<FundRow> by_fund(const SavingsPlan& plan) {
    std::vector<FundRow> rows;
    rows.push_back({.fund = plan.fund});
    for (const Programme& programme : plan.programmes) {
        std::size_t at = 0;
        while (at < rows.size() && rows[at].fund != programme.fund) ++at;
        if (at == rows.size()) rows.push_back({.fund = programme.fund});
        FundRow& row = rows[at];
        ++row.programmes;
        if (!programme.expected) continue;
        ++row.with_saving;
        row.expected = decimal::difference(row.expected.value_or(0.0), -*programme.expected);
    }
    rows.front().expected = total(plan).expected;
    return rows;
}

/// The expected savings of a kind of benefit.
struct BenefitRow {
    std::optional<Benefit> benefit{};  ///< empty: of programmes whose kind nobody has stated
    double expected = 0.0;
};

/// One row a kind of benefit that programmes of the plan's fund have: first those that nobody has stated, then in the
/// order of the vocabulary.
[[nodiscard]] inline std::vector<BenefitRow> by_benefit(const SavingsPlan& plan) {
    std::vector<BenefitRow> rows;
    const auto add = [&](std::optional<Benefit> benefit) {
        bool found = false;
        double expected = 0.0;
        for (const Programme& programme : plan.programmes)
            if (programme.fund == plan.fund && programme.expected && programme.benefit == benefit) {
                found = true;
                expected = decimal::difference(expected, -*programme.expected);
            }
        if (found) rows.push_back({.benefit = benefit, .expected = expected});
    };
    add(std::nullopt);
    for (std::size_t code = 0; code < Vocabulary<Benefit>::words.size(); ++code) add(static_cast<Benefit>(code));
    return rows;
}

}  // namespace headway
