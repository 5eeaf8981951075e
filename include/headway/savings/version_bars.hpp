/// @file
/// The bars of a bridge between two published versions: a waterfall from one total to the other.
///
/// The earlier total stands in full, then what has changed, appeared or disappeared, the largest first, then what is
/// unexplained where that is not 0, and the later total in full. What is unchanged has no bar. Where there is no room
/// for all, the smaller changes are pooled, two or more in a bar (pooled.hpp).
///
/// A bound is drawn to the end that it has, the lower one where it has two; nothing known has a bar from NaN to NaN,
/// and the next begins where the one before it ended. Errors: room for fewer than 4 bars.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/published_figure.hpp"
#include "headway/savings/pooled.hpp"
#include "headway/savings/version_bridge.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// One bar of a bridge between two versions.
struct VersionBar {
    std::string kind{};       ///< "before", "after", a kind of step, or "changes" of several
    std::string portfolio{};
    std::string scheme{};
    std::size_t together = 0;  ///< how many changes it pools
    Money amount{};
    double start = 0.0;
    double end = 0.0;
};

/// To where a figure is drawn: its amount, or the end of a bound; NaN where nothing is known.
[[nodiscard]] inline double drawn_to(const Money& figure) {
    const std::optional<double>& end = figure.amount ? figure.amount : figure.lower ? figure.lower : figure.upper;
    return end.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// @param most bars at the most
[[nodiscard]] inline std::vector<VersionBar> bars_of(const VersionBridge& bridge, std::size_t most) {
    constexpr std::size_t others = 3;  // both totals, and what is unexplained
    if (most <= others) throw Error("bars: found room for " + std::to_string(most) + "; accepted: 4 or more");
    std::vector<VersionBar> bars{{.kind = "before", .amount = bridge.before}};
    std::vector<VersionStep> moved;
    const VersionStep& left = bridge.steps.back();
    for (const VersionStep& step : std::span(bridge.steps).first(bridge.steps.size() - 1))
        if (step.kind != VersionStepKind::unchanged) moved.push_back(step);
    std::vector<double> sizes;
    for (const VersionStep& step : moved) sizes.push_back(drawn_to(step.change));
    const Pooled places = pooled(sizes, most - others);
    for (const std::size_t at : places.alone)
        bars.push_back({.kind = std::string(word(moved[at].kind)),
                        .portfolio = moved[at].portfolio,
                        .scheme = moved[at].scheme,
                        .amount = moved[at].change});
    if (!places.together.empty()) {
        std::vector<Money> changes;
        for (const std::size_t at : places.together) changes.push_back(moved[at].change);
        bars.push_back({.kind = "changes", .together = changes.size(), .amount = sum_of(changes)});
    }
    if (left.change.amount != 0.0)
        bars.push_back({.kind = std::string(word(VersionStepKind::unexplained)), .amount = left.change});
    bars.push_back({.kind = "after", .amount = bridge.after});
    double at = 0.0;
    for (VersionBar& bar : bars) {
        const bool in_full = bar.kind == "before" || bar.kind == "after";
        const double amount = drawn_to(bar.amount), from = in_full ? 0.0 : at;
        bar.start = std::isnan(amount) ? amount : from;
        bar.end = in_full ? amount : decimal::difference(from, -amount);
        if (!std::isnan(bar.end)) at = bar.end;
    }
    return bars;
}

}  // namespace headway
