/// @file
/// What a message says of a name that is not listed: the nearest one, or, where none is near, all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan::detail {

/// "; did you mean "HR"?", or every name that is accepted.
[[nodiscard]] inline std::string or_nearest(std::string_view found, const std::vector<std::string>& names) {
    const std::string near = nearest(found, names);
    if (!near.empty()) return "; did you mean " + headway::quoted(near) + "?";
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return "; accepted: " + (all.empty() ? std::string("none, for none is listed") : all);
}

}  // namespace headway::plan::detail
