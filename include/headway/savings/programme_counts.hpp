/// @file
/// How many programmes a plan has, and how many of them have an expected saving.
///
///     programmes = with_saving + not_applicable + of_another_fund
///
/// An amount of another fund is none of the plan's: funds are never netted.
#pragma once

#include <cstddef>

#include "headway/money/fund.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// How many programmes there are, and of how many a saving is known.
struct ProgrammeCounts {
    std::size_t programmes = 0;
    std::size_t with_saving = 0;      ///< of the plan's fund
    std::size_t not_applicable = 0;   ///< of the plan's fund, without an amount
    std::size_t of_another_fund = 0;  ///< with or without one

    void add(const Programme& programme, Fund of) {
        ++programmes;
        ++(programme.fund != of ? of_another_fund : programme.expected ? with_saving : not_applicable);
    }

    bool operator==(const ProgrammeCounts&) const = default;
};

/// The counts of a plan's programmes.
[[nodiscard]] inline ProgrammeCounts count_programmes(const SavingsPlan& plan) {
    ProgrammeCounts counts;
    for (const Programme& programme : plan.programmes) counts.add(programme, plan.fund);
    return counts;
}

}  // namespace headway
