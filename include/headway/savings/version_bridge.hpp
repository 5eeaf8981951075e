/// @file
/// From one published version of a programme's savings to another, as far as the detail of both allows.
///
///     after = before + changes of what both have + what appears - what disappears + unexplained
///
/// of each kind of figure and each year that both versions have. Where both print portfolios there is a step for each,
/// and for each scheme of a portfolio where both print its schemes; where either prints totals alone, all of the change
/// is unexplained. A portfolio in one version alone appears or disappears with its whole amount: the nearest name among
/// those that the other alone has stands beside it, for it may be the same under another name.
///
/// Whether rounding for print can be all that is unexplained is decided version by version, where both print
/// portfolios: each printed total must lie within its own rounding of its own parts. £42.65m and £42.64m over the same
/// seven amounts differ by 0.01: the first agrees with its parts, and the second is further from them than rounding of
/// a total goes, so it is not by rounding. Between totals alone it is half a unit of each.
///
/// Bounds stay bounds: from 41.60 to over 50 is over 8.40, and whether it is rounding is not asked.
/// Edge cases: of a version without a total its parts are all that there is; a figure of which nothing is known makes
/// what depends on it unknown, never 0.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/money/published_figure.hpp"
#include "headway/savings/published_version.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What became of a line between two versions.
enum class VersionStepKind : std::uint8_t { unchanged, changed, appears, disappears, unexplained };

template <>
struct Vocabulary<VersionStepKind> {
    static constexpr std::string_view name = "step between versions";
    static constexpr std::array<std::string_view, 5> words{"unchanged", "changed", "appears", "disappears",
                                                           "unexplained"};
};

/// One step from one version to another.
struct VersionStep {
    VersionStepKind kind = VersionStepKind::unchanged;
    std::string portfolio{};  ///< empty: of none, what is unexplained of the whole
    std::string scheme{};
    std::optional<Money> before{};
    std::optional<Money> after{};
    Money change{};
    std::string nearest{};                        ///< of what appears or disappears
    std::optional<bool> explained_by_rounding{};  ///< of what is unexplained; empty: not asked
};

/// One kind of figure of one year, in both versions.
struct VersionBridge {
    std::string figure{};
    std::optional<Period> year{};
    Money before{};
    Money after{};
    Money change{};
    Consistency consistency = Consistency::cannot_say;
    std::vector<VersionStep> steps{};  ///< what is unexplained of the whole last
};

/// A kind of figure and year that one version has and the other has not.
struct InOneVersion {
    bool before = false;  ///< in the earlier one
    std::string figure{};
    std::optional<Period> year{};
    Money total{};
};

/// Bridges of what two versions both have, and what only one of them has.
struct VersionsCompared {
    std::vector<VersionBridge> bridges{};
    std::vector<InOneVersion> in_one{};
};

namespace detail {

/// Steps from one set of named figures to another, by name: those of the first in their order, then those of the
/// second alone.
template <class Named, class NameOf, class AmountOf, class OfBoth>
void steps_between(const std::vector<Named>& before, const std::vector<Named>& after, NameOf name, AmountOf amount,
                   OfBoth of_both, std::vector<VersionStep>& steps) {
    std::map<std::string, std::size_t> later;
    for (std::size_t i = 0; i < after.size(); ++i) later.insert({folded(name(after[i])), i});
    std::vector<bool> met(after.size(), false);
    std::vector<std::string> gone, come;
    for (const Named& was : before) {
        const auto found = later.find(folded(name(was)));
        if (found == later.end()) gone.push_back(name(was));
        else met[found->second] = true;
    }
    for (std::size_t i = 0; i < after.size(); ++i)
        if (!met[i]) come.push_back(name(after[i]));
    for (const Named& was : before) {
        const auto found = later.find(folded(name(was)));
        if (found != later.end()) {
            of_both(was, after[found->second]);
            continue;
        }
        steps.push_back({.kind = VersionStepKind::disappears,
                         .before = amount(was),
                         .change = negated(amount(was)),
                         .nearest = headway::nearest(name(was), come)});
        steps.back().portfolio = name(was);
    }
    for (std::size_t i = 0; i < after.size(); ++i)
        if (!met[i]) {
            steps.push_back({.kind = VersionStepKind::appears,
                             .after = amount(after[i]),
                             .change = amount(after[i]),
                             .nearest = headway::nearest(name(after[i]), gone)});
            steps.back().portfolio = name(after[i]);
        }
}

[[nodiscard]] inline VersionStep step_of_both(const Money& before, const Money& after) {
    const Money moved = change(before, after);
    return {.kind = moved.amount == 0.0 ? VersionStepKind::unchanged : VersionStepKind::changed,
            .before = before,
            .after = after,
            .change = moved};
}

/// What is left of a change when its steps are taken away.
[[nodiscard]] inline Money left_of(const Money& all, std::span<const VersionStep> steps) {
    std::vector<Money> changes;
    for (const VersionStep& step : steps) changes.push_back(step.change);
    return change(sum_of(changes), all);
}

[[nodiscard]] inline std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
    if (!a || !b) return std::nullopt;
    return *a && *b;
}

/// Steps of a portfolio that both versions have: its schemes where both print them, and what these leave.
inline void portfolio_steps(const PublishedPortfolio& before, const PublishedPortfolio& after, TermsAre are_before,
                            TermsAre are_after, std::vector<VersionStep>& steps) {
    const std::size_t first = steps.size();
    const auto named = [&](VersionStep step) {
        step.portfolio = before.name;
        return step;
    };
    if (before.schemes.empty() || after.schemes.empty()) {
        steps.push_back(named(step_of_both(before.amount(), after.amount())));
        return;
    }
    using NamedAmount = std::pair<std::string, Money>;
    std::vector<VersionStep> of_schemes;
    steps_between(
        before.schemes, after.schemes, [](const NamedAmount& scheme) { return scheme.first; },
        [](const NamedAmount& scheme) { return scheme.second; },
        [&](const NamedAmount& was, const NamedAmount& is) {
            of_schemes.push_back(step_of_both(was.second, is.second));
            of_schemes.back().portfolio = was.first;
        },
        of_schemes);
    for (VersionStep& step : of_schemes) {
        step.scheme = std::exchange(step.portfolio, before.name);
        steps.push_back(std::move(step));
    }
    const Money left = left_of(change(before.amount(), after.amount()), std::span(steps).subspan(first));
    if (left.amount == 0.0) return;
    const auto by_rounding = [](const PublishedPortfolio& portfolio, TermsAre are) {
        std::vector<Money> parts;
        for (const NamedAmount& scheme : portfolio.schemes) parts.push_back(scheme.second);
        return rest_of(portfolio.amount(), parts, are).by_rounding();
    };
    steps.push_back(named({.kind = VersionStepKind::unexplained,
                           .change = left,
                           .explained_by_rounding =
                               both(by_rounding(before, are_before), by_rounding(after, are_after))}));
}

[[nodiscard]] inline VersionBridge bridge_of(const PublishedLine& before, const PublishedLine& after) {
    VersionBridge bridge{
        .figure = before.figure, .year = before.year, .before = before.total(), .after = after.total()};
    bridge.change = change(bridge.before, bridge.after);
    bridge.consistency = consistency(bridge.before, bridge.after);
    const bool by_portfolio = !before.portfolios.empty() && !after.portfolios.empty();
    if (by_portfolio)
        steps_between(
            before.portfolios, after.portfolios, [](const PublishedPortfolio& each) { return each.name; },
            [](const PublishedPortfolio& each) { return each.amount(); },
            [&](const PublishedPortfolio& was, const PublishedPortfolio& is) {
                portfolio_steps(was, is, before.terms_are, after.terms_are, bridge.steps);
            },
            bridge.steps);
    VersionStep left{.kind = VersionStepKind::unexplained, .change = left_of(bridge.change, bridge.steps)};
    if (left.change.amount == 0.0) left.explained_by_rounding = true;
    else if (left.change.amount && by_portfolio)
        left.explained_by_rounding = both(rest_of(bridge.before, before.parts(), before.terms_are).by_rounding(),
                                          rest_of(bridge.after, after.parts(), after.terms_are).by_rounding());
    else if (left.change.amount && !left.change.approximate)
        left.explained_by_rounding =
            decimal::within(std::fabs(*left.change.amount),
                            decimal::difference(rounding_of(bridge.before), -rounding_of(bridge.after)), true);
    bridge.steps.push_back(std::move(left));
    return bridge;
}

}  // namespace detail

/// Every kind of figure and year of both, in the order of the earlier one.
[[nodiscard]] inline VersionsCompared compare(const PublishedVersion& before, const PublishedVersion& after) {
    const std::vector<PublishedLine> was = lines_of(before), is = lines_of(after);
    std::map<LineKey, std::size_t> later;
    for (std::size_t i = 0; i < is.size(); ++i) later.insert({key_of(is[i].figure, is[i].year), i});
    VersionsCompared compared;
    std::vector<bool> met(is.size(), false);
    for (const PublishedLine& line : was) {
        const auto found = later.find(key_of(line.figure, line.year));
        if (found == later.end()) {
            compared.in_one.push_back({true, line.figure, line.year, line.total()});
            continue;
        }
        met[found->second] = true;
        compared.bridges.push_back(detail::bridge_of(line, is[found->second]));
    }
    for (std::size_t i = 0; i < is.size(); ++i)
        if (!met[i]) compared.in_one.push_back({false, is[i].figure, is[i].year, is[i].total()});
    return compared;
}

}  // namespace headway
