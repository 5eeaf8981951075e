/// @file
/// What risks that happen in one draw take from the savings they share: together no more than is planned there.
///
///     loss of a risk = min(what it takes alone, what the risks before it have left of its savings)
///
/// It comes off each of these savings in proportion to what is left of it. The order is that of the rows. What a risk
/// takes alone is its own profile (risk_event.hpp); risks that share no saving, and those that happen alone, lose that.
///
/// Edge case: a saving that plans less than 0 in a year has nothing to lose.
///
/// Source: a saving that is not made is lost once, whatever the number of reasons.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The rows of a simulation that are risks, in their order; empty where all of them together are within the plan, so
/// that every one loses what it takes alone.
[[nodiscard]] std::vector<std::size_t> risks_that_share(const std::vector<UncertainSaving>& rows);

/// The losses (0 or more) of some risks in one year of one draw, where those of which `happened` do.
inline void joint_losses(const std::vector<UncertainSaving>& rows, std::span<const std::size_t> risks,
                         const std::vector<bool>& happened, std::size_t year, std::vector<double>& left,
                         std::vector<double>& losses) {
    left.resize(rows.size());
    losses.assign(risks.size(), 0.0);
    for (std::size_t row = 0; row < rows.size(); ++row) left[row] = std::max(rows[row].profiles.front()[year], 0.0);
    for (std::size_t i = 0; i < risks.size(); ++i) {
        if (!happened[i]) continue;
        const UncertainSaving& risk = rows[risks[i]];
        double all = 0.0;
        for (const std::size_t saving : risk.threatens) all += left[saving];
        losses[i] = std::min(-risk.profiles.front()[year], all);
        for (const std::size_t saving : risk.threatens)
            if (all > 0.0) left[saving] -= left[saving] * (losses[i] / all);
    }
}

/// The rows of the risks, where some that happen together take less than each would alone; else none.
inline std::vector<std::size_t> risks_that_share(const std::vector<UncertainSaving>& rows) {
    std::vector<std::size_t> risks;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (!rows[row].threatens.empty()) risks.push_back(row);
    const std::vector<bool> all(risks.size(), true);
    std::vector<double> left, losses;
    for (std::size_t year = 0; !risks.empty() && year < rows.front().profiles.front().size(); ++year) {
        joint_losses(rows, risks, all, year, left, losses);
        for (std::size_t i = 0; i < risks.size(); ++i)
            if (losses[i] < -rows[risks[i]].profiles.front()[year]) return risks;
    }
    return {};
}

}  // namespace headway
