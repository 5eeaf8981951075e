/// @file
/// How many months late a draw is: a delay's distribution as a table, looked up by a uniform number or a normal score.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "headway/stats/normal.hpp"
#include "headway/stats/random.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery_table.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// Months late, by a number that decides: a table of where each month begins, and a guide that says where to look.
class MonthTable {
public:
    static constexpr std::size_t cells = 1024;

    MonthTable() = default;
    /// @param ends where each month ends on the axis from `lowest` to `highest`; the last has none
    MonthTable(std::vector<double> ends, double lowest, double highest)
        : ends_(std::move(ends)), guide_(cells), lowest_(lowest), per_unit_(cells / (highest - lowest)) {
        ends_.back() = std::numeric_limits<double>::infinity();
        for (std::size_t cell = 0; cell < cells; ++cell) {
            // A cell's first number may fall to the cell before by rounding, so the guide starts a little earlier.
            const double first = lowest + (static_cast<double>(cell) - 1e-3) / per_unit_;
            guide_[cell] =
                static_cast<std::uint32_t>(std::upper_bound(ends_.begin(), ends_.end(), first) - ends_.begin());
        }
    }

    /// `months` has room for as many.
    void apply(std::span<const double, stats::draws_a_block> at, std::uint32_t* months) const noexcept {
        const double* const ends = ends_.data();
        for (std::size_t draw = 0; draw < stats::draws_a_block; ++draw) {
            const double cell = std::min(std::max((at[draw] - lowest_) * per_unit_, 0.0), cells - 1.0);
            std::uint32_t month = guide_[static_cast<std::size_t>(static_cast<std::int32_t>(cell))];
            while (at[draw] >= ends[month]) ++month;
            months[draw] = month;
        }
    }

private:
    std::vector<double> ends_{};
    std::vector<std::uint32_t> guide_{};
    double lowest_ = 0.0, per_unit_ = 0.0;
};

/// Where each month ends among uniform numbers, or among scores.
[[nodiscard]] inline MonthTable month_table(const Delay& delay, bool of_scores) {
    const std::vector<double> probability = probabilities(delay);
    std::vector<double> ends;
    double up_to = 0.0;
    for (const double p : probability) {
        up_to += p;
        ends.push_back(of_scores ? stats::normal_quantile(std::min(up_to, 1.0)) : up_to);
    }
    return of_scores ? MonthTable(std::move(ends), -furthest_score, furthest_score)
                     : MonthTable(std::move(ends), 0.0, 1.0);
}

}  // namespace detail

}  // namespace headway
