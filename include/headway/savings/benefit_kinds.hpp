/// @file
/// Savings by the kind of benefit that they are, kept apart: only what is cashable or income closes a budget gap.
///
/// Of an amount a of a portfolio (what it expects, or its run rate of a year, or a level's part of it), a kind k is
///
///     a_k = a x (sum of w_s over its programmes of kind k) / (sum of w_s over its programmes)
///
/// over programmes of the plan's fund that can be in that amount: those of the level, where programmes say their level,
/// and else all that are not said to be at one that is not validated. The weight w_s is the programme's own run rate of
/// the year where every one of them has it, and its expected saving where not; what is below 0 weighs nothing. Kinds
/// add up to the amount to the last unit: the last one that there is takes what rounding leaves. A portfolio of one
/// kind needs no shares; one whose programmes have no weight is of the kind that all of them state, or of none stated.
///
///     closing_y = cashable + income + not stated             what stands against a gap
///
/// Non-cashable savings free time and capacity, and avoided costs were in no budget: neither lets a budget fall. What
/// nobody has stated is taken to close the gap, and shown apart.
///
/// Source: HM Treasury, The Green Book (2022), and HM Treasury and IPA, Guide for effective benefits management in
/// major projects (2017), on cashable and non-cashable benefits; the shares are this library's.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// An amount by kind of benefit. They add up to it.
struct BenefitKinds {
    static constexpr std::size_t count = 1 + Vocabulary<Benefit>::words.size();
    std::array<double, count> amounts{};  ///< not stated, then as the vocabulary has them

    [[nodiscard]] double& of(std::optional<Benefit> kind) { return amounts[kind ? 1 + std::size_t(*kind) : 0]; }
    [[nodiscard]] double of(std::optional<Benefit> kind) const { return amounts[kind ? 1 + std::size_t(*kind) : 0]; }

    void add(const BenefitKinds& other) {
        for (std::size_t k = 0; k < count; ++k) amounts[k] = decimal::difference(amounts[k], -other.amounts[k]);
    }
};

/// What of an amount lets a budget fall, or is income, or may be.
[[nodiscard]] inline double closing(const BenefitKinds& kinds) {
    return decimal::difference(decimal::difference(kinds.of(std::nullopt), -kinds.of(Benefit::cashable)),
                               -kinds.of(Benefit::income));
}

/// An amount of a portfolio by kind. @param year of a run rate, or none for what is expected
/// @param level the amount is of this level of confidence; none: of all that are validated
[[nodiscard]] inline BenefitKinds by_kind(const SavingsPlan& plan, const Portfolio& portfolio, double amount,
                                          std::optional<std::size_t> year = {}, std::optional<std::size_t> level = {}) {
    const auto may_be_in = [&](const Programme& programme) {
        if (programme.fund != plan.fund || programme.portfolio != portfolio.name) return false;
        if (programme.confidence.empty()) return true;
        for (std::size_t l = 0; l < plan.scale.levels.size(); ++l)
            if (plan.scale.levels[l].word == programme.confidence)
                return level ? l == *level : !year || plan.scale.levels[l].validated;
        return true;
    };
    bool own = year.has_value();
    for (const Programme& programme : plan.programmes)
        own = own && (!may_be_in(programme) || programme.run_rate.size() == plan.years.size());
    const auto only_kind = [&]() -> std::optional<std::size_t> {  // of all that may be in the amount
        std::optional<std::size_t> kind;
        for (const Programme& programme : plan.programmes) {
            if (!may_be_in(programme)) continue;
            const std::size_t of = programme.benefit ? 1 + static_cast<std::size_t>(*programme.benefit) : 0;
            if (kind.value_or(of) != of) return std::nullopt;
            kind = of;
        }
        return kind;
    };
    BenefitKinds weights, kinds;
    for (const Programme& programme : plan.programmes) {
        if (!may_be_in(programme)) continue;
        const double weight = own ? programme.run_rate[*year] : programme.expected.value_or(0.0);
        if (weight > 0.0) weights.of(programme.benefit) += weight;
    }
    if (std::none_of(weights.amounts.begin(), weights.amounts.end(), [](double weight) { return weight > 0.0; }))
        if (const std::optional<std::size_t> only = only_kind()) {
            kinds.amounts[*only] = amount;
            return kinds;
        }
    const std::vector<double> parts = decimal::in_proportion(amount, weights.amounts);
    std::copy(parts.begin(), parts.end(), kinds.amounts.begin());
    return kinds;
}

/// The expected savings of a fund by kind; of the plan's own those of its portfolios, which are what it expects.
[[nodiscard]] inline BenefitKinds expected_by_kind(const SavingsPlan& plan, Fund fund) {
    BenefitKinds kinds;
    if (fund == plan.fund)
        for (const Portfolio& portfolio : plan.portfolios) kinds.add(by_kind(plan, portfolio, portfolio.expected));
    else
        for (const Programme& programme : plan.programmes)
            if (programme.fund == fund) {
                double& so_far = kinds.of(programme.benefit);
                so_far = decimal::difference(so_far, -programme.expected.value_or(0.0));
            }
    return kinds;
}

}  // namespace headway::inline HEADWAY_ABI
