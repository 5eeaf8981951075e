/// @file
/// The rows of each group together, in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"

namespace headway::batch {

/// The rows of group g are rows[start[g]] to rows[start[g + 1] - 1].
struct GroupedRows {
    std::vector<std::size_t> start{};
    std::vector<std::size_t> rows{};

    [[nodiscard]] std::span<const std::size_t> of(std::size_t group) const {
        return std::span(rows).subspan(start[group], start[group + 1] - start[group]);
    }
};

/// @throws Error for a code that is not from 0 to `groups` - 1.
[[nodiscard]] inline GroupedRows grouped_rows(std::span<const std::int32_t> group, std::size_t groups) {
    GroupedRows grouped{.start = std::vector<std::size_t>(groups + 1, 0),
                        .rows = std::vector<std::size_t>(group.size())};
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (group[i] < 0 || static_cast<std::size_t>(group[i]) >= groups)
            throw Error("row " + std::to_string(i) + ", column group: found code " + std::to_string(group[i]) +
                        "; accepted: 0 to " + std::to_string(groups) + " - 1");
        ++grouped.start[static_cast<std::size_t>(group[i]) + 1];
    }
    std::partial_sum(grouped.start.begin(), grouped.start.end(), grouped.start.begin());
    std::vector<std::size_t> next(grouped.start.begin(), grouped.start.end() - 1);
    for (std::size_t i = 0; i < group.size(); ++i) grouped.rows[next[static_cast<std::size_t>(group[i])]++] = i;
    return grouped;
}

}  // namespace headway::batch
