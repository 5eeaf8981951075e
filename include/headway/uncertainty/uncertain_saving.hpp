/// @file
/// One saving as planned, and what is not certain about it: the share that is delivered (delivery.hpp) and how many
/// months late it is (delay.hpp).
///
/// Amounts come a row for each month of delay. `delayed_amounts` makes such a row from yearly amounts alone: a saving
/// that is d months late delivers in a year what the plan had d months before, by straight lines between years. That is
/// exact for one that starts at the beginning of a year and then delivers evenly, and an approximation for any other
/// start.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One saving as planned, and what is not certain about it.
struct UncertainSaving {
    std::string name{};
    /// Row d: the amount in each year of the plan when d months late; row 0 is as planned. As many rows as the delay
    /// can reach, and one.
    std::vector<std::vector<double>> profiles{};
    Delivery delivery{};
    Delay delay{};
    std::string risk{};  ///< of a risk (risk_event.hpp), which is in no planned total, what it does; empty of a saving
    std::vector<std::size_t> threatens{};  ///< of a risk, the rows it takes away from (joint_losses.hpp)
    std::string portfolio{};               ///< of a plan by portfolio and confidence, which portfolio this is of
};

/// What the amounts of a plan are when the saving is so many months late: see the head of this file.
[[nodiscard]] inline std::vector<double> delayed_amounts(std::span<const double> by_year, std::size_t months) {
    const std::size_t years = months / 12;
    const double part = static_cast<double>(months % 12) / 12.0;
    const auto planned = [&](std::size_t y, std::size_t before) { return before > y ? 0.0 : by_year[y - before]; };
    std::vector<double> amounts(by_year.size());
    for (std::size_t y = 0; y < amounts.size(); ++y) {
        const double amount = planned(y, years);
        amounts[y] = amount - part * (amount - planned(y, years + 1));
    }
    return amounts;
}

/// A saving whose rows are made by `delayed_amounts`.
[[nodiscard]] inline UncertainSaving uncertain_saving(std::string name, std::span<const double> by_year,
                                                      Delivery delivery, Delay delay = {}) {
    UncertainSaving saving{.name = std::move(name), .delivery = delivery, .delay = std::move(delay)};
    for (std::size_t months = 0; months <= longest(saving.delay); ++months)
        saving.profiles.push_back(delayed_amounts(by_year, months));
    return saving;
}

}  // namespace headway
