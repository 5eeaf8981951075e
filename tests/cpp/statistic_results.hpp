/// @file
/// Where a kernel writes the statistics of many rows, and whether a row of them is the header's own, to the last bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "headway/batch.hpp"
#include "testing.hpp"

namespace headway::test {

struct StatisticResults {
    std::vector<double> value, lower, upper;
    std::vector<std::uint8_t> status;

    StatisticResults(std::size_t rows, std::size_t levels)
        : value(rows), lower(rows * levels), upper(rows * levels), status(rows) {}
    batch::StatisticColumns view() { return {.value = value, .lower = lower, .upper = upper, .status = status}; }
};

inline bool same_row(const StatisticResults& results, std::size_t row, std::size_t level, const stats::Statistic& one) {
    const std::size_t at = level * results.value.size() + row;
    return same(results.value[row], one.value) && same(results.lower[at], one.lower) &&
           same(results.upper[at], one.upper) && results.status[row] == static_cast<std::uint8_t>(one.status);
}

}  // namespace headway::test
