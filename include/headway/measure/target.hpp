/// @file
/// What was wanted, and what others achieve: plain records that name their indicator by id.
#pragma once

#include <optional>
#include <string>

#include "headway/measure/range.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the body itself set out to reach by the end of a period.
struct Target {
    std::string indicator{};
    Range value{};               ///< both bounds equal where it is one number; NaN: no target, which is not 0
    std::optional<Period> by{};  ///< reached by the end of this period
    std::string source{};        ///< where it was decided
};

/// What others achieved in a period: the nation, statistical neighbours, a family of similar areas.
struct Benchmark {
    std::string indicator{};
    std::string group{};  ///< "national", "peer"
    Range value{};        ///< both bounds equal where it is one number
    std::optional<Period> period{};
    std::string source{};
};

}  // namespace headway
