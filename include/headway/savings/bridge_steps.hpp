/// @file
/// The bars of a bridge: a waterfall from what was expected to what is forecast, and to what was printed.
///
/// | step                        | amount                                      | is there                       |
/// |-----------------------------|---------------------------------------------|--------------------------------|
/// | expected                    | in full                                     | always                         |
/// | not validated               | taken away                                  | always                         |
/// | over-achievement            | added; under-achievement is taken away      | always                         |
/// | still to come               | of later years                              | unless it prints as 0          |
/// | slippage                    |                                             | unless it prints as 0          |
/// | unclosed                    | by how much the steps miss the forecast     | where that does not print as 0 |
/// | forecast                    | in full                                     | always                         |
/// | by rounding, or unexplained | printed - forecast; can rounding be why?    | where that does not print as 0 |
/// | printed                     | in full: forecast + unexplained             | with the one before            |
///
/// By portfolio, what is not validated and what is over-achieved have a step for each portfolio of which it does not
/// print as 0, the largest first. Where there is no room for all, the smaller ones of both are pooled, two or more in a
/// step; what no portfolio accounts for is a step of its own.
///
/// A step begins where the one before it ended, one in full at 0. What is not known (NaN) has neither start nor end,
/// and the next begins where the one before it ended; where nothing known comes before, start and end are NaN as well.
/// An amount prints as 0 where it is less than half a unit of the last decimal. Errors: no rows; less room than 4 bars.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/pooled.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a bar of a bridge is.
enum class BridgeStepKind : std::uint8_t {
    expected,
    not_validated,
    over_achievement,
    still_to_come,
    slippage,
    unclosed,
    forecast,
    by_rounding,
    unexplained,
    printed,
};

/// One bar of a bridge.
struct BridgeStep {
    BridgeStepKind kind = BridgeStepKind::expected;
    std::string portfolio{};     ///< empty: all, or several
    std::size_t together = 0;    ///< how many portfolios it pools; 0: it pools none
    bool nobodys = false;        ///< by portfolio: what no portfolio accounts for
    double amount = 0.0;         ///< negative: taken away
    double start = 0.0;
    double end = 0.0;
};

/// How the bars of a bridge are parted.
struct BridgeStepsRule {
    bool by_portfolio = false;
    std::size_t most = 12;  ///< bars
    int decimals = 2;       ///< that amounts are printed with
};

/// By how much the steps of a row miss its forecast: 0 where it closes, NaN where one of them is not known.
[[nodiscard]] inline double unclosed_by(const BridgeRow& row) {
    const std::array steps{row.expected, -row.not_validated, row.over_achievement, row.still_to_come, row.slippage};
    return decimal::difference(row.forecast, decimal::sum(steps));
}

/// Whether a bar stands from 0: what is expected, forecast or printed.
[[nodiscard]] constexpr bool in_full(BridgeStepKind kind) noexcept {
    return kind == BridgeStepKind::expected || kind == BridgeStepKind::forecast || kind == BridgeStepKind::printed;
}

namespace detail {

/// One kind of step by portfolio.
struct StepsByPortfolio {
    BridgeStepKind kind{};
    double all = 0.0;
    std::vector<double> amounts{};       ///< one a portfolio
    std::vector<std::size_t> places{};   ///< of those that do not print as 0, the largest first
    double rest = 0.0;                   ///< of no portfolio
    bool has_rest = false;
    std::size_t alone = 0;               ///< how many of the places have a step of their own

    [[nodiscard]] std::size_t bars() const {
        return std::max<std::size_t>(1, alone + (alone < places.size() ? 1 : 0) + (has_rest ? 1 : 0));
    }
    /// The size of the smallest that stands alone.
    [[nodiscard]] double smallest() const {
        return alone == 0 ? std::numeric_limits<double>::infinity() : std::fabs(amounts[places[alone - 1]]);
    }
    /// One less stands alone; the last of all goes with the one before it, for two to stand together.
    void pool() { alone -= alone == places.size() && alone > 1 ? std::size_t{2} : std::size_t{1}; }
};

}  // namespace detail

/// @param rows as `bridge` gives them: one a portfolio, the total last. @throws Error as said at the head of this file.
[[nodiscard]] inline std::vector<BridgeStep> bridge_steps(const std::vector<BridgeRow>& rows,
                                                          const BridgeStepsRule& rule = {}) {
    if (rows.empty()) throw Error("bridge: found no rows; accepted: one a portfolio, and their total last");
    if (rule.most < 4)
        throw Error("bridge: found room for " + std::to_string(rule.most) + " bars; accepted: 4 or more");
    const BridgeRow& total = rows.back();
    const std::size_t portfolios = rows.size() - 1;
    const auto prints_as_0 = [half = half_unit(rule.decimals)](double amount) {
        return decimal::within(std::fabs(amount), half, false);
    };
    using enum BridgeStepKind;
    const auto step = [](BridgeStepKind kind, double amount) { return BridgeStep{.kind = kind, .amount = amount}; };

    std::vector<BridgeStep> last;
    if (!prints_as_0(total.still_to_come)) last.push_back(step(still_to_come, total.still_to_come));
    if (!prints_as_0(total.slippage)) last.push_back(step(slippage, total.slippage));
    if (const double left = unclosed_by(total); !prints_as_0(left) && !std::isnan(left))
        last.push_back(step(unclosed, left));
    last.push_back(step(forecast, total.forecast));
    if (!prints_as_0(total.unexplained)) {
        last.push_back(step(total.explained_by_rounding ? by_rounding : unexplained, total.unexplained));
        last.push_back(step(printed, decimal::difference(total.forecast, -total.unexplained)));
    }

    const auto middle = [&](BridgeStepKind kind, auto amount) {
        detail::StepsByPortfolio of{.kind = kind, .all = amount(total)};
        if (!rule.by_portfolio || portfolios == 0) return of;
        for (std::size_t p = 0; p < portfolios; ++p) of.amounts.push_back(amount(rows[p]));
        std::vector<double> seen;
        for (const std::size_t place : largest_first(of.amounts)) {
            if (std::isnan(of.amounts[place]) || prints_as_0(of.amounts[place])) continue;
            of.places.push_back(place);
            seen.push_back(of.amounts[place]);
        }
        of.rest = decimal::difference(of.all, decimal::sum(seen));
        of.has_rest = !std::isnan(of.rest) && !prints_as_0(of.rest);
        of.alone = of.places.size();
        return of;
    };
    auto taken = middle(not_validated, [](const BridgeRow& row) { return 0.0 - row.not_validated; });
    auto added = middle(over_achievement, [](const BridgeRow& row) { return row.over_achievement; });
    const std::size_t others = last.size() + 1;
    const std::size_t room = rule.most > others + 2 ? rule.most - others : 2;
    while (taken.bars() + added.bars() > room && taken.alone + added.alone > 0)
        (taken.smallest() <= added.smallest() ? taken : added).pool();

    std::vector<BridgeStep> steps;
    steps.push_back(step(expected, total.expected));
    for (const detail::StepsByPortfolio* of : {&taken, &added}) {
        const std::size_t before = steps.size();
        for (std::size_t i = 0; i < of->alone; ++i) {
            steps.push_back(step(of->kind, of->amounts[of->places[i]]));
            steps.back().portfolio = rows[of->places[i]].portfolio;
        }
        std::vector<double> pooled;
        for (std::size_t i = of->alone; i < of->places.size(); ++i) pooled.push_back(of->amounts[of->places[i]]);
        if (!pooled.empty()) {
            steps.push_back(step(of->kind, decimal::sum(pooled)));
            steps.back().together = pooled.size();
        }
        if (of->has_rest) {
            steps.push_back(step(of->kind, of->rest));
            steps.back().nobodys = true;
        }
        if (steps.size() == before) steps.push_back(step(of->kind, of->all));
    }
    for (BridgeStep& each : last) steps.push_back(std::move(each));

    double level = std::numeric_limits<double>::quiet_NaN();
    for (BridgeStep& each : steps) {
        each.start = std::isnan(each.amount) ? each.amount : in_full(each.kind) ? 0.0 : level;
        each.end = in_full(each.kind) ? each.amount : decimal::difference(each.start, -each.amount);
        if (!std::isnan(each.amount)) level = each.end;
    }
    return steps;
}

}  // namespace headway
