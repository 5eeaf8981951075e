/// @file
/// A risk as an event of a simulation: it happens with its chance, once for all that it threatens, and then takes an
/// amount away.
///
///     loss of a year = min(amount, what the threatened savings plan together in that year)      from its first year on
///     total          = savings as delivered - loss, with probability `chance`; else nothing is lost
///
/// So a risk of 0.3 and 2.0 takes 0.6 off what is expected, and the total is one of two numbers where nothing else is
/// in doubt. No more is lost than is planned: a saving that has not begun has nothing to lose, and risks that happen
/// together take no more of a saving than it plans (joint_losses.hpp), the first of the register first. What is lost
/// does not depend on how much is delivered; whether risks happen is independent of one another and of the savings. One
/// risk that threatens several savings is one event: all lose together, not each by its own chance.
///
/// In a simulation a risk is drawn like a saving, in the stream of its place behind the savings, and so has its own
/// mean (below 0) and its own share of the spread; it is in no planned total.
///
/// Edge cases: a risk of which nobody says what it threatens threatens the whole plan. A chance of 0 or 1 is certain.
/// Errors, up to ten at once: a chance or an amount that is missing or out of its range, a saving that is none (with
/// the nearest), a first year that the plan does not have.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A risk that may happen in a draw, and what it then takes away.
struct RiskEvent {
    std::string name{};
    double chance = std::numeric_limits<double>::quiet_NaN();  ///< from 0 to 1
    double amount = std::numeric_limits<double>::quiet_NaN();  ///< a year, in the unit of the savings
    std::optional<std::vector<std::string>> savings{};         ///< that it threatens; empty: the whole plan
    std::size_t first_year = 0;                                ///< from which on it takes away
};

/// The risks as rows of a simulation of these savings, to stand behind them.
/// @throws Error for the problems named at the head of this file, up to ten at once.
[[nodiscard]] inline std::vector<UncertainSaving> uncertain_risks(const std::vector<RiskEvent>& risks,
                                                                  const std::vector<UncertainSaving>& savings) {
    Problems problems;
    std::vector<std::string> names;
    for (const UncertainSaving& saving : savings) names.push_back(saving.name);
    const std::size_t years = savings.empty() ? 0 : savings.front().profiles.front().size();
    std::vector<UncertainSaving> rows;
    for (const RiskEvent& risk : risks) {
        const std::string where = "risk " + headway::quoted(risk.name) + ": found ";
        if (!(risk.chance >= 0.0 && risk.chance <= 1.0))
            problems.add(where + "a chance of " + shown(risk.chance) + "; accepted: from 0 to 1");
        if (!(risk.amount >= 0.0) || std::isinf(risk.amount))
            problems.add(where + "an amount of " + shown(risk.amount) + "; accepted: 0 or more");
        if (risk.first_year >= std::max<std::size_t>(years, 1))
            problems.add(where + "the first year " + std::to_string(risk.first_year) + "; accepted: one of the plan's");
        std::vector<std::size_t> threatened;
        std::string what = risk.savings ? "" : "the plan";
        for (const std::string& name : risk.savings.value_or(std::vector<std::string>{})) {
            const auto at = std::find_if(names.begin(), names.end(), [&](const std::string& saving) {
                return folded(saving) == folded(name);
            });
            if (at == names.end()) {
                const std::string near = nearest(name, names);
                const std::string meant = "; did you mean " + headway::quoted(near) + "?";
                problems.add(where + headway::quoted(name) + ", which is no saving" +
                             (near.empty() ? "; accepted: the name of one" : meant));
                continue;
            }
            const auto place = static_cast<std::size_t>(at - names.begin());
            if (std::find(threatened.begin(), threatened.end(), place) == threatened.end()) {
                threatened.push_back(place);
                what += (what.empty() ? "" : ", ") + *at;
            }
        }
        if (problems.count() > 0) continue;
        if (what.empty()) what = "nothing that is simulated";
        for (std::size_t s = 0; !risk.savings && s < savings.size(); ++s) threatened.push_back(s);
        std::vector<double> loss(years, 0.0);
        for (std::size_t year = risk.first_year; year < years; ++year) {
            double planned = 0.0;
            for (const std::size_t s : threatened) planned += savings[s].profiles.front()[year];
            loss[year] = -std::min(risk.amount, std::max(planned, 0.0));
        }
        rows.push_back({.name = risk.name,
                        .profiles = {std::move(loss)},
                        .delivery = Delivery::bernoulli(risk.chance),
                        .risk = "takes " + shown(risk.amount, 6) + " a year from " + what +
                                " with probability " + detail::percent(risk.chance),
                        .threatens = std::move(threatened)});
    }
    problems.raise_if_any();
    return rows;
}

}  // namespace headway
