/// @file
/// How a series adds up over a year.
///
/// | accrual      | one point is                        | the year is                                          |
/// |--------------|-------------------------------------|------------------------------------------------------|
/// | `snapshot`   | the level at the end of the period  | its last point                                       |
/// | `flow`       | the amount in the period            | the sum                                              |
/// | `cumulative` | the year to date, as published      | its last point                                       |
/// | `average`    | the period's mean or percentage     | the mean, weighted by denominators where given       |
/// | `rolling`    | a trailing twelve months            | its last point                                       |
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How the points of a series add up over a year.
enum class Accrual : std::uint8_t { snapshot, flow, cumulative, average, rolling };

template <>
struct Vocabulary<Accrual> {
    static constexpr std::string_view name = "accrual";
    static constexpr std::array<std::string_view, 5> words{"snapshot", "flow", "cumulative", "average", "rolling"};
};

/// Whether a year adds up, so that what it ends with says nothing of one of its months. A level, a mean and a rolling
/// sum are at its end what they are at any time.
[[nodiscard]] constexpr bool is_total(Accrual accrual) noexcept {
    return accrual == Accrual::flow || accrual == Accrual::cumulative;
}

}  // namespace headway

#include "headway/series/accrual_words.hpp"  // IWYU pragma: export
