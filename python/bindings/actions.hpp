/// @file
/// The actions of a plan at the boundary, which several bindings take.
#pragma once

#include <vector>

#include "headway/plan/action.hpp"

namespace headway::python {

struct Actions {
    std::vector<plan::Action> rows;
};

}  // namespace headway::python
