/// @file
/// Where gates stand on a timeline: each from when it was planned to when it is expected, by how much it slipped.
///
/// A gate is a window for `timeline`: from the earlier of the two dates to the later; only due where there is one date
/// or both are the same; open where it is expected onwards. One without a date has no window.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "headway/plan/action.hpp"
#include "headway/plan/gate.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan {

[[nodiscard]] inline std::optional<Window> window_of(const Gate& gate) {
    const std::optional<GateDate>& expected = gate.expected();
    if (!expected) return std::nullopt;
    const bool apart = gate.planned && !gate.planned->onwards && gate.planned->period.end() != expected->period.end();
    const Period planned = apart ? gate.planned->period : expected->period;
    if (expected->onwards) return Window{.first = apart ? planned : expected->period};
    if (!apart) return Window{.last = expected->period};
    return planned.end() < expected->period.end() ? Window{.first = planned, .last = expected->period}
                                                  : Window{.first = expected->period, .last = planned};
}

/// One a gate, for `timeline` and `by_day`.
[[nodiscard]] inline std::vector<Action> as_windows(std::span<const Gate> gates) {
    std::vector<Action> windows;
    for (const Gate& gate : gates) windows.push_back({.name = gate.programme, .window = window_of(gate)});
    return windows;
}

}  // namespace headway::plan
