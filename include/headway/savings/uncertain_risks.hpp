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
#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
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
    std::set<std::string> folded_known;
    std::unordered_map<std::string, std::set<std::string>> meant;  // by a folded name: programmes, or portfolios
    for (const Programme& programme : plan.programmes) {
        known.push_back(programme.name);
        for (const std::string& name : {programme.name, programme.portfolio})
            meant[folded(name)].insert(by_programme ? programme.name : programme.portfolio);
    }
    for (const Portfolio& portfolio : plan.portfolios) {
        known.push_back(portfolio.name);
        if (!by_programme) meant[folded(portfolio.name)].insert(portfolio.name);
    }
    for (const std::string& name : known) folded_known.insert(folded(name));
    std::unordered_map<std::string, std::vector<std::size_t>> places;  // of the savings that are simulated
    for (std::size_t i = 0; i < savings.size(); ++i)
        places[by_programme ? savings[i].name : savings[i].portfolio].push_back(i);
    for (RiskEvent& risk : risks) {
        if (!risk.savings) continue;
        std::vector<std::string> simulated;
        for (const std::string& named : *risk.savings) {
            const std::string small = folded(named);
            if (!folded_known.contains(small)) {
                const std::string near = nearest(named, known);
                problems.add("risk " + headway::quoted(risk.name) + ": found " + headway::quoted(named) +
                             ", which is no programme and no portfolio" +
                             (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?"));
                continue;
            }
            std::vector<std::size_t> threatened;
            for (const std::string& own : meant[small])
                if (const auto at = places.find(own); at != places.end())
                    threatened.insert(threatened.end(), at->second.begin(), at->second.end());
            std::sort(threatened.begin(), threatened.end());
            for (const std::size_t i : threatened) simulated.push_back(savings[i].name);
        }
        risk.savings = std::move(simulated);
    }
    problems.raise_if_any();
    return risks;
}

}  // namespace headway
