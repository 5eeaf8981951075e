/// @file
/// An order in which things that need others can come: each after all that it needs.
///
/// Of those that could come next the first in the list does, so that a list which is in order stays as it is. Time
/// grows with the number of things and of needs.
/// Errors: things that need one another in a circle. One circle is named, from one of its own back to itself; what
/// only waits for it is not.
///
/// Source: Kahn (1962), Topological sorting of large networks.
#pragma once

#include <cstddef>
#include <functional>
#include <queue>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan::detail {

/// One circle among those that wait, as its places; the last needs the first.
[[nodiscard]] inline std::vector<std::size_t> circle_of(std::span<const std::vector<std::size_t>> needs,
                                                        const std::vector<std::size_t>& waits_for) {
    std::size_t at = 0;
    while (waits_for[at] == 0) ++at;
    std::vector<std::size_t> path, met(needs.size(), needs.size());
    while (met[at] == needs.size()) {  // each that waits needs another that does
        met[at] = path.size();
        path.push_back(at);
        for (const std::size_t need : needs[at])
            if (waits_for[need] > 0) {
                at = need;
                break;
            }
    }
    path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(met[at]));
    return path;
}

/// The places in an order in which each can come. @throws Error: `found`, and a circle by name.
[[nodiscard]] inline std::vector<std::size_t> in_order(std::span<const std::vector<std::size_t>> needs,
                                                       const std::vector<std::string>& names, const std::string& found,
                                                       const std::string& verb) {
    std::vector<std::vector<std::size_t>> needed_by(needs.size());
    std::vector<std::size_t> waits_for(needs.size()), order;
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        waits_for[i] = needs[i].size();
        for (const std::size_t need : needs[i]) needed_by[need].push_back(i);
        if (needs[i].empty()) ready.push(i);
    }
    while (!ready.empty()) {
        const std::size_t next = ready.top();
        ready.pop();
        order.push_back(next);
        for (const std::size_t waiting : needed_by[next])
            if (--waits_for[waiting] == 0) ready.push(waiting);
    }
    if (order.size() == needs.size()) return order;
    const std::vector<std::size_t> circle = circle_of(needs, waits_for);
    std::string said;
    for (std::size_t i = 0; i < circle.size(); ++i) said += "'" + names[circle[i]] + "'" + verb;
    throw Error(found + "a circle: " + said + "'" + names[circle.front()] +
                "'; accepted: an order in which each comes after what it needs");
}

}  // namespace headway::plan::detail
