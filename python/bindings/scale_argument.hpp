/// @file
/// A scale of delivery confidence at the boundary: its name, its version, and of each level word, meaning and whether
/// it is validated.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <tuple>
#include <vector>

#include "headway/savings/confidence.hpp"

namespace headway::python {

using ScaleTuple = std::tuple<std::string, std::string, std::vector<std::tuple<std::string, std::string, bool>>>;

inline ConfidenceScale scale_of(const ScaleTuple& given) {
    ConfidenceScale scale{.name = std::get<0>(given), .version = std::get<1>(given)};
    for (const auto& [word, meaning, validated] : std::get<2>(given))
        scale.levels.push_back({word, meaning, validated});
    validate(scale);
    return scale;
}

inline ScaleTuple tuple_of(const ConfidenceScale& scale) {
    ScaleTuple given{scale.name, scale.version, {}};
    for (const ConfidenceLevel& level : scale.levels)
        std::get<2>(given).emplace_back(level.word, level.meaning, level.validated);
    return given;
}

}  // namespace headway::python
