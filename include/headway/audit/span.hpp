/// @file
/// A place in a text.
#pragma once

#include <cstddef>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// From one byte of a text to another, the last not included.
struct Span {
    std::size_t begin = 0, end = 0;

    [[nodiscard]] bool empty() const noexcept { return begin >= end; }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
