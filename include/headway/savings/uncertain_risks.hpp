/// @file
/// The risks that threaten a savings plan, as events of its simulation (uncertainty/risk_event.hpp).
///
/// A risk names programmes or portfolios of the plan. In a simulation by programme a portfolio is all its programmes;
/// in one by confidence a programme is its portfolio, of which it can take away no more than all that is planned there.
///
/// Edge case: a programme of which nothing is simulated (it is not validated, of another fund, or has no amount) has
/// nothing to lose: its risk stays in the result and takes nothing away.
/// Errors, up to ten at once: a name that is neither a programme nor a portfolio, with the nearest.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/risk_event.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The same risks, which name the savings of a simulation of this plan in place of its programmes and portfolios.
/// @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<RiskEvent> risks_of_plan(std::vector<RiskEvent> risks, const SavingsPlan& plan,
                                                          const std::vector<UncertainSaving>& savings,
                                                          bool by_programme) {
    Problems problems;
    std::vector<std::string> known;
    for (const Programme& programme : plan.programmes) known.push_back(programme.name);
    for (const Portfolio& portfolio : plan.portfolios) known.push_back(portfolio.name);
    for (RiskEvent& risk : risks) {
        if (!risk.savings) continue;
        std::vector<std::string> simulated;
        for (const std::string& named : *risk.savings) {
            const auto is_named = [&](const std::string& name) { return folded(name) == folded(named); };
            if (std::none_of(known.begin(), known.end(), is_named)) {
                const std::string near = nearest(named, known);
                problems.add("risk " + headway::quoted(risk.name) + ": found " + headway::quoted(named) +
                             ", which is no programme and no portfolio" +
                             (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?"));
                continue;
            }
            std::vector<std::string> programmes, portfolios;
            for (const Programme& programme : plan.programmes) {
                if (!is_named(programme.name) && !is_named(programme.portfolio)) continue;
                programmes.push_back(programme.name);
                portfolios.push_back(programme.portfolio);
            }
            for (const Portfolio& portfolio : plan.portfolios)
                if (is_named(portfolio.name)) portfolios.push_back(portfolio.name);
            for (const UncertainSaving& saving : savings) {
                const std::vector<std::string>& some = by_programme ? programmes : portfolios;
                const std::string& own = by_programme ? saving.name : saving.portfolio;
                if (std::find(some.begin(), some.end(), own) != some.end()) simulated.push_back(saving.name);
            }
        }
        risk.savings = std::move(simulated);
    }
    problems.raise_if_any();
    return risks;
}

}  // namespace headway
