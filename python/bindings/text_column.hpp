/// @file
/// A column of text at the boundary, as the readers of plans take it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/error.hpp"
#include "headway/plan/read_plan.hpp"

namespace headway::python {

/// A column's name, its texts and which of them each row has, -1 for none; none where there is no such column.
using Texts = std::optional<std::tuple<std::string, std::vector<std::string>, SectionCodes>>;

/// Its texts are moved: most are read once, and to copy them takes as long as to read them.
inline plan::TextColumn column(Texts&& texts) {
    if (!texts) return {};
    auto& [name, words, codes] = *texts;
    const auto rows = view(codes);
    const auto is_none = [&](std::int32_t code) { return code < -1 || std::cmp_greater_equal(code, words.size()); };
    if (std::any_of(rows.begin(), rows.end(), is_none))
        throw Error("column '" + name + "': found a code of no text; accepted: from -1 to below " +
                    std::to_string(words.size()));
    return {.name = std::move(name),
            .rows = std::move(words),
            .codes = std::vector<std::int32_t>(rows.begin(), rows.end())};
}

}  // namespace headway::python
