/// @file
/// A column of text at the boundary, as the readers of plans take it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/plan/read_plan.hpp"

namespace headway::python {

/// A column's name and its texts; none where there is no such column.
using Texts = std::optional<std::pair<std::string, std::vector<std::string>>>;

inline plan::TextColumn column(const Texts& texts) {
    return texts ? plan::TextColumn{texts->first, texts->second} : plan::TextColumn{};
}

}  // namespace headway::python
