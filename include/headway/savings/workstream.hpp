/// @file
/// A workstream that programmes wait for and that saves nothing by itself: people, procurement, digital support.
///
/// Source: supporting workstreams that cut across all portfolios (this city, Transformation programme, 2024).
#pragma once

#include <optional>
#include <string>

#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What programmes wait for and saves nothing by itself.
struct Workstream {
    std::string name{};
    std::optional<Period> ready{};  ///< the month from which what waits for it can start; empty: nobody said
};

}  // namespace headway
