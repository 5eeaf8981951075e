/// @file
/// Savings that start before the gate of their programme, and what waiting for it does to their run rates.
///
/// The gate of a programme is the last stage that it has a gate of (plan/gate.hpp). Where its saving starts before the
/// gate is expected, it is held against the same saving that starts by so many months later:
///
///     later_y = phased run rate, `months` late (phasing.hpp)        shortfall_y = planned_y - later_y
///
/// all of it timing, as the full-year effect stays what it is (slippage.hpp). A gate that is expected onwards gives
/// the least. Programmes without a start month, without an amount, of another fund, or that start in or after the month
/// of their gate lose nothing, and have no row.
///
/// Errors: a gate of a programme that the plan has not (the nearest is named), or has in two portfolios; those of
/// gate.hpp, the plan's start months being those as planned.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/gate.hpp"
#include "headway/places_by_name.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/problems.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/slippage.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A saving that waits for its gate.
struct GatedSaving {
    std::size_t programme = 0;
    std::size_t gate = 0;
    int months = 0;         ///< by which it starts before its gate
    bool at_least = false;  ///< the gate is expected onwards
    std::vector<Slippage> years{};
};

/// @throws Error as said above.
[[nodiscard]] inline std::vector<GatedSaving> gated(const SavingsPlan& plan, std::span<const plan::Gate> gates,
                                                    Period as_at) {
    validate(plan);
    const PlacesByName by_name = places_of(plan.programmes);
    std::vector<plan::Gate> own(gates.begin(), gates.end());
    std::vector<std::size_t> programme_of(gates.size());
    Problems problems;
    const std::vector<std::size_t>* places = nullptr;  // of the gate before too: those of a programme stand together
    for (std::size_t i = 0; i < gates.size(); ++i) {
        const auto at = [&] {
            return "row " + std::to_string(i) + ": found " + headway::quoted(gates[i].programme);
        };
        if (i == 0 || gates[i].programme != gates[i - 1].programme) places = &by_name.of(gates[i].programme);
        if (places->empty()) {
            problems.add(at() + ", which is no programme of the plan" +
                         plan::detail::or_nearest(gates[i].programme, by_name.names()));
        } else if (places->size() > 1) {
            problems.add(at() + ", which is two programmes of the plan; accepted: names that differ");
        } else {
            programme_of[i] = places->front();
            own[i].saving_start = plan.programmes[places->front()].start;
        }
    }
    problems.raise_if_any();
    const std::vector<plan::GateStanding> stand = plan::standings(own, as_at);
    std::vector<GatedSaving> waiting;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const Programme& programme = plan.programmes[programme_of[i]];
        if (!stand[i].early || programme.fund != plan.fund) continue;
        const std::vector<double> planned = phased(plan, programme);
        if (planned.empty()) continue;
        const std::vector<double> later = phased(plan, programme, *stand[i].early);
        waiting.push_back({.programme = programme_of[i],
                           .gate = i,
                           .months = *stand[i].early,
                           .at_least = stand[i].early_at_least,
                           .years = postponed(planned, later)});
    }
    return waiting;
}

}  // namespace headway
