/// @file
/// The gates of programmes at the boundary, which several bindings take.
#pragma once

#include <vector>

#include "headway/plan/gate.hpp"

namespace headway::python {

struct Gates {
    std::vector<plan::Gate> rows;
};

}  // namespace headway::python
