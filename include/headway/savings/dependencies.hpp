/// @file
/// Which programmes need which others, and which start before what they need.
///
/// A dependency names a programme of the same plan. Errors: a name that is none (with the nearest), one that two
/// portfolios use, and programmes that need one another in a circle.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/savings/programme.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// For each programme, the places of those that it depends on. @throws Error as said above, all problems at once.
[[nodiscard]] inline std::vector<std::vector<std::size_t>> dependencies(const std::vector<Programme>& programmes) {
    std::vector<std::string> names;
    for (const Programme& programme : programmes) names.push_back(programme.name);
    std::vector<std::vector<std::size_t>> needs(programmes.size());
    Problems problems;
    for (std::size_t i = 0; i < programmes.size(); ++i)
        for (const std::string& need : programmes[i].depends_on) {
            const std::string where = "programme '" + names[i] + "' depends on " + headway::quoted(need) + ": ";
            const auto found = std::find(names.begin(), names.end(), need);
            if (found == names.end()) {
                const std::string near = nearest(need, names);
                problems.add(where + "found no such programme" +
                             (near.empty() ? "; accepted: a programme of the plan"
                                           : "; did you mean " + headway::quoted(near) + "?"));
            } else if (std::find(found + 1, names.end(), need) != names.end()) {
                problems.add(where + "found two programmes of that name; accepted: names that differ");
            } else {
                needs[i].push_back(static_cast<std::size_t>(found - names.begin()));
            }
        }
    problems.raise_if_any();

    // Whatever can never be begun, when each waits for what it needs, waits for itself.
    std::vector<bool> begun(programmes.size(), false);
    for (bool moved = true; std::exchange(moved, false);)
        for (std::size_t i = 0; i < programmes.size(); ++i)
            if (!begun[i] &&
                std::all_of(needs[i].begin(), needs[i].end(), [&](std::size_t need) { return begun[need]; }))
                begun[i] = moved = true;
    std::string waiting;
    for (std::size_t i = 0; i < programmes.size(); ++i)
        if (!begun[i]) waiting += (waiting.empty() ? "'" : ", '") + names[i] + "'";
    if (!waiting.empty())
        throw Error("dependencies: found programmes that wait for one another in a circle: " + waiting +
                    "; accepted: an order in which they can begin");
    return needs;
}

/// A programme that starts to save before one that it needs does.
struct TooEarly {
    std::size_t programme = 0;
    std::size_t needs = 0;
    int months = 0;  ///< by how many
};

/// Dependencies that the start months contradict; those without a start month on both sides say nothing.
[[nodiscard]] inline std::vector<TooEarly> too_early(const std::vector<Programme>& programmes) {
    const std::vector<std::vector<std::size_t>> needs = dependencies(programmes);
    std::vector<TooEarly> early;
    for (std::size_t i = 0; i < programmes.size(); ++i)
        for (const std::size_t need : needs[i]) {
            if (!programmes[i].start || !programmes[need].start) continue;
            const int months = programmes[i].start->months_until(*programmes[need].start);
            if (months > 0) early.push_back({.programme = i, .needs = need, .months = months});
        }
    return early;
}

}  // namespace headway
