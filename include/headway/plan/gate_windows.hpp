/// @file
/// Where gates stand on a timeline: each from when it was planned to when it is expected, by how much it slipped.
///
/// A gate is a window for `timeline`: from the day after the earlier of the two dates to the later; only due where
/// there is one date or both end alike; open where it is expected onwards, from the first day that
/// it can be where that is not after the planned date. One without a date has no window.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "headway/plan/action.hpp"
#include "headway/plan/gate.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// The window of a gate as a bar of a timeline; none where it has no date.
[[nodiscard]] inline std::optional<Window> window_of(const Gate& gate) {
    const std::optional<GateDate>& expected = gate.expected();
    if (!expected) return std::nullopt;
    const auto after = [](const GateDate& date) { return Period::day_of(date.period.end()).next(); };
    const bool planned = gate.planned && !gate.planned->onwards;
    const bool slips = planned && gate.planned->period.end() < expected->period.start();
    if (expected->onwards) return Window{.first = slips ? after(*gate.planned) : expected->period};
    if (!planned || gate.planned->period.end() == expected->period.end()) return Window{.last = expected->period};
    return gate.planned->period.end() < expected->period.end()
               ? Window{.first = after(*gate.planned), .last = expected->period}
               : Window{.first = after(*expected), .last = gate.planned->period};
}

/// Whether any date is a day, so that months alone do not tell how gates stand.
[[nodiscard]] inline bool by_day(std::span<const Gate> gates) {
    for (const Gate& gate : gates)
        for (const std::optional<GateDate>* date : {&gate.planned, &gate.forecast, &gate.actual})
            if (*date && (*date)->period.is_day()) return true;
    return false;
}

/// One a gate, for `timeline`.
[[nodiscard]] inline std::vector<Action> as_windows(std::span<const Gate> gates) {
    std::vector<Action> windows;
    windows.reserve(gates.size());
    for (const Gate& gate : gates) windows.push_back({.window = window_of(gate)});
    return windows;
}

}  // namespace headway::plan
