/// @file
/// What a delay of programmes or workstreams does to those that wait for them, in months and in money.
///
/// What needs something can absorb the months between the two starts, its slack. A delay passes through dependants less
/// slack:
///
///     slack = months from the start of what is needed to the start of what needs it     0 where that is negative, and
///                                                                                       where either is not known
///     late  = the largest of its own delay and of (late of what it needs - slack)
///
/// A saving that is late brings, in each year, what the same saving brings from so many months later on (phasing.hpp);
/// all of the shortfall is timing, because the full-year effect stays what it is (slippage.hpp). A programme that
/// started before what it needs has no slack: that it did is for `too_early` to say.
/// Time grows with programmes and dependencies.
/// Errors: a delay of what the plan has not (the nearest is named), or of less than 0 months or more than a hundred
/// years; a name with two delays.
///
/// Source: the critical path method: Kelley and Walker (1959); slack between starts is this library's, because plans of
/// savings say when a programme starts to save, and not when it ends.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/problems.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/slippage.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Programmes and workstreams by name, and by how many months each is late by itself.
using Delays = std::vector<std::pair<std::string, int>>;

/// By how many months something is late, and what makes it so.
struct Late {
    int months = 0;
    std::optional<std::size_t> because{};  ///< the place of what it waits for; empty: itself
};

/// One a place of the graph. @throws Error as said above.
[[nodiscard]] inline std::vector<Late> passed_on(const DependencyGraph& graph, const Delays& delays) {
    std::vector<Late> late(graph.names.size());
    std::vector<bool> given(graph.names.size(), false);
    Problems problems;
    for (const auto& [name, months] : delays) {
        const std::string at = "delay of " + headway::quoted(name) + ": ";
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < graph.names.size(); ++i)
            if (folded(graph.names[i]) == folded(name)) places.push_back(i);
        if (places.empty())
            problems.add(at + "found no such programme or workstream" + plan::detail::or_nearest(name, graph.names));
        else if (places.size() > 1)
            problems.add(at + "found two programmes of that name; accepted: names that differ");
        else if (months < 0 || months > longest_ramp)
            problems.add(at + "found " + std::to_string(months) + " months; accepted: 0 to " +
                         std::to_string(longest_ramp));
        else if (given[places.front()])
            problems.add(at + "found two; accepted: one each");
        else {
            late[places.front()].months = months;
            given[places.front()] = true;
        }
    }
    problems.raise_if_any();
    for (const std::size_t i : graph.order)
        for (const std::size_t need : graph.needs[i]) {
            const bool known = graph.starts[i] && graph.starts[need];
            const int slack = known ? std::max(0, graph.starts[need]->months_until(*graph.starts[i])) : 0;
            if (late[need].months - slack > late[i].months) late[i] = {late[need].months - slack, need};
        }
    return late;
}

/// A programme that is late.
struct DelayedProgramme {
    std::size_t programme = 0;
    Late late{};
    std::optional<Period> start{};  ///< the month in which it saves then
    std::vector<Slippage> years{};  ///< of the plan's fund; empty where no start or no amount is known
};

/// Programmes that are late, in their order, and what all of them lose, year by year.
struct DelayedPlan {
    std::vector<DelayedProgramme> programmes{};
    std::vector<Slippage> years{};
};

/// @throws Error as said above.
[[nodiscard]] inline DelayedPlan delayed(const SavingsPlan& plan, const Delays& delays) {
    validate(plan);
    const DependencyGraph graph = dependency_graph(plan.programmes, plan.workstreams);
    const std::vector<Late> late = passed_on(graph, delays);
    DelayedPlan result;
    result.years.resize(plan.years.size());
    for (std::size_t i = 0; i < graph.programmes; ++i) {
        if (late[i].months == 0) continue;
        const Programme& programme = plan.programmes[i];
        DelayedProgramme row{.programme = i, .late = late[i]};
        if (programme.start) row.start = programme.start->shifted(late[i].months);
        const std::vector<double> planned = phased(plan, programme);
        if (!planned.empty() && programme.fund == plan.fund)
            row.years = postponed(planned, phased(plan, programme, late[i].months));
        for (std::size_t y = 0; y < row.years.size(); ++y)
            for (double Slippage::* amount : {&Slippage::planned, &Slippage::forecast, &Slippage::shortfall,
                                              &Slippage::timing, &Slippage::permanent}) {
                double& so_far = result.years[y].*amount;
                so_far = decimal::difference(so_far, -(row.years[y].*amount));
            }
        result.programmes.push_back(std::move(row));
    }
    return result;
}

}  // namespace headway
