/// @file
/// What the spread of a simulation comes of: the savings that contribute most, and how savings go together.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "headway/uncertainty/simulation.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// The savings of which most of a year's spread comes, the largest share first and at most so many; equal ones in their
/// order. A saving without a share (NaN: nothing is in doubt in that year) is none of them; one that goes against the
/// others has a negative share and so comes last. @throws std::out_of_range for a year that the plan does not have.
[[nodiscard]] inline std::vector<std::size_t> most_spread(const Simulation& simulation, std::size_t year,
                                                          std::size_t most) {
    std::vector<std::size_t> savings;
    for (std::size_t saving = 0; saving < simulation.spread_share.size(); ++saving)
        if (!std::isnan(simulation.spread_share[saving].at(year))) savings.push_back(saving);
    std::sort(savings.begin(), savings.end(), [&](std::size_t one, std::size_t other) {
        const double share = simulation.spread_share[one][year], of_other = simulation.spread_share[other][year];
        return share > of_other || (share == of_other && one < other);
    });
    if (savings.size() > most) savings.resize(most);
    return savings;
}

/// The least and the greatest correlation of any two savings.
struct CorrelationRange {
    double least = 0.0;
    double greatest = 0.0;
};

/// The least and the greatest correlation of two savings; empty where all are independent, or there are no two.
[[nodiscard]] inline std::optional<CorrelationRange> correlation_range(const stats::Correlation& correlation) {
    std::optional<CorrelationRange> range;
    bool any = false;
    for (std::size_t i = 0; i < correlation.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double of_pair = correlation(i, j);
            if (!range) range = CorrelationRange{of_pair, of_pair};
            range->least = std::min(range->least, of_pair);
            range->greatest = std::max(range->greatest, of_pair);
            any = any || of_pair != 0.0;
        }
    return any ? range : std::nullopt;
}

}  // namespace headway
