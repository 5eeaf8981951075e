/// @file
/// What a simulation was asked for and what came out (simulation.hpp makes it):
///
/// - the mean and the standard deviation (n - 1) of the total in each year, and the fan: `quantile`, exact among the
///   draws: the greatest amount that at least a share 1 - level of the draws reaches;
/// - `prudent`: for savings the prudent figure is the amount met or exceeded with 80% probability, which is the
///   quantile at 0.2;
/// - `probability` of reaching an amount: the share of draws with a total of at least that (a millionth of a millionth
///   of all amounts together is rounding, not a shortfall);
/// - Monte-Carlo standard errors of these: how far another seed would be off, not how uncertain the savings are;
/// - `spread_share`: what each saving contributes to the spread of a year, cov(saving, total) / var(total). They add up
///   to 1. It is negative for a saving that goes against the others, and NaN in a year without spread: one in which no
///   draw is off the mean by more than rounding, a millionth of a millionth of all amounts together, whose standard
///   deviation is 0.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/stats/correlation.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a simulation is run. Plain data: keep it with the result.
struct SimulationRule {
    std::uint64_t draws = 100'000;
    std::uint64_t seed = 0;
    stats::Correlation correlation{};  ///< of the savings in their order; the default is none

    /// Name and version of the method: it changes when a figure could.
    static constexpr std::string_view version = "Gaussian copula on Philox4x32-10, version 1";
};

/// With what probability the prudent figure is met or exceeded.
inline constexpr double prudent_probability = 0.8;

/// A year of the fan: the quantiles asked for, the prudent figure and its Monte-Carlo standard error.
struct FanOfYear {
    std::vector<double> quantiles{};
    double prudent = 0.0;
    double prudent_error = 0.0;
};

/// The simulated totals, what each saving had to do with them, and all that was assumed.
struct Simulation {
    SimulationRule rule{};
    std::vector<std::string> names{};
    std::vector<Delivery> deliveries{};
    std::vector<Delay> delays{};
    std::vector<std::string> risks{};           ///< what those do that are risks; empty of savings
    std::vector<double> planned{};              ///< by year: delivered in full and on time
    std::vector<double> mean{};                 ///< by year
    std::vector<double> standard_deviation{};   ///< by year
    std::vector<std::vector<double>> totals{};  ///< by year, then by draw
    /// By saving, then by year: its own mean and standard deviation, and its share of the spread.
    std::vector<std::vector<double>> saving_mean{}, saving_deviation{}, spread_share{};
    std::vector<double> rounding{};  ///< by year: how far a total may be off an exact sum

    [[nodiscard]] std::size_t years() const noexcept { return totals.size(); }

    /// The greatest amounts that at least a share 1 - level of the draws reaches, in the order of the levels.
    /// @throws Error for a level outside 0 to 1 or a year that the plan does not have.
    [[nodiscard]] std::vector<double> quantiles(std::size_t year, std::span<const double> levels) const;
    [[nodiscard]] double quantile(std::size_t year, double level) const {
        return quantiles(year, {&level, 1}).front();
    }
    /// The amount met or exceeded with 80% probability.
    [[nodiscard]] double prudent(std::size_t year) const { return quantile(year, 1.0 - prudent_probability); }

    /// The probability of reaching an amount; NaN for NaN. @throws Error for a year that the plan does not have.
    [[nodiscard]] double probability(std::size_t year, double amount) const;

    /// Monte-Carlo standard errors.
    [[nodiscard]] double mean_error(std::size_t year) const {
        return standard_deviation.at(year) / std::sqrt(static_cast<double>(rule.draws));
    }
    [[nodiscard]] double probability_error(std::size_t year, double amount) const {
        // one success and one failure more than were drawn, so that "never in so many draws" is not "never" (Laplace)
        const double draws = static_cast<double>(rule.draws);
        const double p = (probability(year, amount) * draws + 1.0) / (draws + 2.0);
        return std::sqrt(p * (1.0 - p) / draws);
    }
    /// Half the distance between the quantiles one standard error of the level above and below.
    [[nodiscard]] double quantile_error(std::size_t year, double level) const;
    /// What a fan shows of a year, from one selection among its draws.
    [[nodiscard]] FanOfYear fan(std::size_t year, std::span<const double> levels) const;
};

inline std::vector<double> Simulation::quantiles(std::size_t year, std::span<const double> levels) const {
    std::vector<double> sorted = totals.at(year);
    std::vector<std::size_t> rank(levels.size()), order(levels.size());  // of each level's draw; of the levels by it
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!(levels[i] >= 0.0 && levels[i] <= 1.0))
            throw Error("level: found " + shown(levels[i]) + "; accepted: from 0 to 1, for example 0.9");
        // A level such as 0.2 of 1000 is 200 draws, whatever its binary rounding.
        const double below = std::floor(levels[i] * static_cast<double>(rule.draws) * (1.0 + 1e-12) + 1e-9);
        rank[i] = std::min(static_cast<std::size_t>(below), sorted.size() - 1);
        order[i] = i;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return rank[one] < rank[other]; });
    std::vector<double> found(levels.size());
    auto from = sorted.begin();
    for (const std::size_t level : order) {
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank[level]);
        if (at >= from) {
            std::nth_element(from, at, sorted.end());
            from = at + 1;
        }
        found[level] = *at;
    }
    return found;
}

inline double Simulation::probability(std::size_t year, double amount) const {
    const std::vector<double>& of_year = totals.at(year);
    if (std::isnan(amount)) return amount;
    const double least = amount - rounding[year];
    const auto reached =
        std::count_if(of_year.begin(), of_year.end(), [least](double total) { return total >= least; });
    return static_cast<double>(reached) / static_cast<double>(rule.draws);
}

namespace detail {

/// One standard error of a level below it and above, among so many draws.
[[nodiscard]] inline std::array<double, 2> around(double level, std::uint64_t draws) {
    const double off = std::sqrt(level * (1.0 - level) / static_cast<double>(draws));
    return {std::max(level - off, 0.0), std::min(level + off, 1.0)};
}

}  // namespace detail

inline double Simulation::quantile_error(std::size_t year, double level) const {
    const std::vector<double> ends = quantiles(year, detail::around(level, rule.draws));
    return (ends[1] - ends[0]) / 2.0;
}

inline FanOfYear Simulation::fan(std::size_t year, std::span<const double> levels) const {
    const double prudent = 1.0 - prudent_probability;
    const auto [below, above] = detail::around(prudent, rule.draws);
    std::vector<double> all(levels.begin(), levels.end());
    for (const double level : {prudent, below, above}) all.push_back(level);
    std::vector<double> found = quantiles(year, all);
    const std::size_t asked = levels.size();
    FanOfYear of_year{.prudent = found[asked], .prudent_error = (found[asked + 2] - found[asked + 1]) / 2.0};
    found.resize(asked);
    of_year.quantiles = std::move(found);
    return of_year;
}

}  // namespace headway
