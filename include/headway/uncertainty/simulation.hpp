/// @file
/// What a plan of uncertain savings will come to: a Monte-Carlo simulation of its totals by year.
///
///     total(y) = sum over savings s of  share_s x amount_s(y, d_s)
///
/// In each draw every saving has a share delivered (delivery.hpp) and a delay of d whole months (delay.hpp), both by
/// the normal scores of its own two streams (random.hpp): share = quantile at Phi(score), and the later the greater the
/// score of the delay. `amount_s(y, d)` comes with the saving, in the plan's unit (uncertain_saving.hpp).
///
/// Correlation is a Gaussian copula: the scores of the shares are multivariate normal with the rule's matrix, and so,
/// where there are delays, are the scores of the delays of the savings that have one, with the same matrix. A
/// correlation is that of the scores: the shares' own is somewhat nearer to 0 (much nearer for Bernoulli). Positive:
/// they deliver well together, and are late together. Delivery and delay are independent of each other.
///
/// What a result tells: simulated_totals.hpp.
///
/// The same seed gives the same draws in C++ and in Python, on any number of threads, to the last bit: draws are named
/// by number, sums are made over fixed chunks of draws and added in order. Another machine gives the same normal scores
/// to the last bit; shares of PERT and beta deliveries come through its mathematics library and may differ in their
/// last digits.
///
/// Errors: no saving, years that differ, amounts that are not finite or beyond 1e100 (their squares, over all draws,
/// would be no numbers), fewer rows than delays, a correlation of another number of savings, fewer than 2 or more than
/// 10 million draws; up to ten at once, naming savings.
///
/// Sources: HM Treasury, "The Green Book" and its guidance on optimism and uncertainty (Monte Carlo analysis); the
/// Gaussian copula as in Nelsen, "An introduction to copulas" (2006).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/plan_of_draws.hpp"
#include "headway/uncertainty/simulated_totals.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const std::vector<UncertainSaving>& savings, const SimulationRule& rule) {
    Problems problems;
    if (savings.empty()) problems.add("simulation: found no saving; accepted: at least one");
    if (rule.draws < 2 || rule.draws > 10'000'000)
        problems.add("simulation: found " + std::to_string(rule.draws) + " draws; accepted: from 2 to 10,000,000");
    if (rule.correlation.size() != 0 && rule.correlation.size() != savings.size())
        problems.add("simulation: found a correlation of " + std::to_string(rule.correlation.size()) +
                     " savings; accepted: of " + std::to_string(savings.size()) + ", as many as the plan has");
    const std::size_t years =
        savings.empty() || savings.front().profiles.empty() ? 0 : savings.front().profiles.front().size();
    for (std::size_t s = 0; s < savings.size(); ++s) {
        const UncertainSaving& saving = savings[s];
        const std::string what = "simulation, saving " + headway::quoted(saving.name) + ": ";
        try {
            validate(saving.delivery);
            validate(saving.delay);
        } catch (const Error& error) {
            problems.add(what, error);
            continue;
        }
        if (saving.profiles.size() <= longest(saving.delay))
            problems.add(what + "found amounts for " + std::to_string(saving.profiles.size()) + " delays; accepted: " +
                         std::to_string(longest(saving.delay) + 1) + " rows, from on time to the longest delay");
        for (std::size_t other = 0; other < s; ++other)
            if (savings[other].name == saving.name) {
                problems.add(what + "found twice; accepted: each name once");
                break;
            }
        for (std::size_t month = 0; month < saving.profiles.size(); ++month) {
            const std::vector<double>& amounts = saving.profiles[month];
            if (amounts.size() != years || years == 0) {
                problems.add(what + "found " + std::to_string(amounts.size()) + " years in row " +
                             std::to_string(month) + "; accepted: " +
                             (years == 0 ? "at least one" : std::to_string(years) + ", as the first saving has"));
                break;
            }
            constexpr double most = 1e100;
            const auto wrong =
                std::find_if(amounts.begin(), amounts.end(), [](double x) { return !(std::fabs(x) <= most); });
            if (wrong != amounts.end()) {
                problems.add(what + "found " + shown(*wrong) + " in row " + std::to_string(month) + ", year " +
                             std::to_string(wrong - amounts.begin()) + "; accepted: a finite amount, of at most 1e100");
                break;
            }
        }
    }
    problems.raise_if_any();
}

/// Simulates a plan on the calling thread; `batch::simulate` gives the same on several.
/// @throws Error for the problems named at the head of this file, up to ten at once.
[[nodiscard]] inline Simulation simulate(const std::vector<UncertainSaving>& savings, const SimulationRule& rule) {
    validate(savings, rule);
    const detail::PlanOfDraws plan(savings, rule);
    detail::PlanOfDraws::Workspace work = plan.workspace();
    std::vector<std::vector<double>> totals = plan.room_for_totals();
    detail::PlanOfDraws::Sums sums;
    for (std::size_t chunk = 0; chunk < plan.chunks(); ++chunk) detail::add(sums, plan.run(chunk, work, totals, [] {}));
    return plan.result(std::move(totals), sums);
}

}  // namespace headway
