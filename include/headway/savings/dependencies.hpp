/// @file
/// Which programmes need which others, and workstreams; in which order they can come; and which start before what they
/// need.
///
/// A dependency names a programme of the same plan, or a workstream that the plan lists. Both are places in one list,
/// programmes first. Names are compared without regard to letter case and spaces.
/// Errors: a name that is neither (with the nearest), one that two portfolios use, or a programme and a workstream, and
/// programmes that need one another in a circle, which is named.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/places_by_name.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/order.hpp"
#include "headway/problems.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/workstream.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Programmes and workstreams by their places: what each is called, from when it is there, and what it needs.
struct DependencyGraph {
    std::vector<std::string> names{};
    std::vector<std::optional<Period>> starts{};  ///< a programme's first month that saves, a workstream's ready month
    std::vector<std::vector<std::size_t>> needs{};
    std::vector<std::size_t> order{};  ///< each after all that it needs
    std::size_t programmes = 0;        ///< the places below are theirs
};

/// @throws Error as said above, all problems at once.
[[nodiscard]] inline DependencyGraph dependency_graph(const std::vector<Programme>& programmes,
                                                      const std::vector<Workstream>& workstreams = {}) {
    DependencyGraph graph{.programmes = programmes.size()};
    for (const Programme& programme : programmes) {
        graph.names.push_back(programme.name);
        graph.starts.push_back(programme.start);
    }
    for (const Workstream& workstream : workstreams) {
        graph.names.push_back(workstream.name);
        graph.starts.push_back(workstream.ready);
    }
    graph.needs.resize(graph.names.size());
    PlacesByName by_name;
    for (const std::string& name : graph.names) by_name.add(name);
    Problems problems;
    for (std::size_t i = programmes.size(); i < graph.names.size(); ++i) {
        const std::vector<std::size_t>& of_name = by_name.of(graph.names[i]);
        if (folded(graph.names[i]).empty()) problems.add("workstreams: found one without a name; accepted: a name");
        else if (of_name.size() > 1 && of_name.back() == i)
            problems.add("workstreams: found " + headway::quoted(graph.names[i]) +
                         ", which is the name of two; accepted: names of programmes and workstreams that differ");
    }
    for (std::size_t i = 0; i < programmes.size(); ++i)
        for (const std::string& need : programmes[i].depends_on) {
            const std::vector<std::size_t>& places = by_name.of(need);
            if (places.size() == 1) {
                graph.needs[i].push_back(places.front());
                continue;
            }
            const std::string where = "programme '" + graph.names[i] + "' depends on " + headway::quoted(need) + ": ";
            if (places.empty()) {
                problems.add(where + "found no such programme or workstream (workstreams= names what is no programme)" +
                             plan::detail::or_nearest(need, graph.names));
            } else {
                problems.add(where + "found two programmes of that name; accepted: names that differ");
            }
        }
    problems.raise_if_any();
    graph.order = plan::detail::in_order(graph.needs, graph.names, "dependencies: found ", " needs ");
    return graph;
}

/// For each programme, the places of those that it depends on. @throws Error as said above.
[[nodiscard]] inline std::vector<std::vector<std::size_t>> dependencies(const std::vector<Programme>& programmes) {
    return dependency_graph(programmes).needs;
}

/// A programme that starts to save before something that it needs is there.
struct TooEarly {
    std::size_t programme = 0;
    std::size_t needs = 0;  ///< a place of the graph
    int months = 0;         ///< by how many
};

/// Dependencies that the start months contradict; those without one on both sides say nothing.
[[nodiscard]] inline std::vector<TooEarly> too_early(const DependencyGraph& graph) {
    std::vector<TooEarly> early;
    for (std::size_t i = 0; i < graph.programmes; ++i)
        for (const std::size_t need : graph.needs[i]) {
            if (!graph.starts[i] || !graph.starts[need]) continue;
            const int months = graph.starts[i]->months_until(*graph.starts[need]);
            if (months > 0) early.push_back({.programme = i, .needs = need, .months = months});
        }
    return early;
}

/// The programmes that start before what they need is there.
[[nodiscard]] inline std::vector<TooEarly> too_early(const std::vector<Programme>& programmes) {
    return too_early(dependency_graph(programmes));
}

}  // namespace headway
