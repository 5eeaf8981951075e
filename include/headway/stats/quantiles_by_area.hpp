/// @file
/// The rows of a table of quantiles of several areas in order, and the quantiles that an area has no row for.
///
/// A quantile without a row is not known, as one without a number is not: a slope of inequality through the others
/// would be of another population (inequality.hpp), so such an area is `missing`. Which quantiles there should be:
///
/// | quantiles are                                   | every area should have                                     |
/// |-------------------------------------------------|------------------------------------------------------------|
/// | whole numbers from 1 on, and some area has more | each from 1 to the highest; where no area has a 1, as with |
/// | than half of those up to the highest            | numbers 2 to 10, each number that some area has            |
/// | scores, or in the order of the rows             | as many rows as the area that has most                     |
///
/// Deciles 1 to 10 of which no area has the 7th are numbers still, and the 7th is lacking everywhere; scores of 20 and
/// 40, whole though they are, are no numbers of quantiles.
///
/// Edge cases: no row lacks nothing. Errors: a quantile that is missing, one that an area has twice, columns of
/// different lengths, a code of an area that is out of range.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The rows of each area in the order of their quantiles, and the areas that lack one.
struct QuantilesByArea {
    std::vector<std::size_t> order{};     ///< the rows, area by area, the lowest quantile first
    std::vector<std::int32_t> lacking{};  ///< the area of each quantile that has no row, in order of areas
};

namespace detail {

/// The numbers that every area should have; empty where quantiles are no numbers but scores.
[[nodiscard]] inline std::vector<double> numbers_of_quantiles(std::span<const double> quantile, std::size_t most) {
    std::vector<double> numbers(quantile.begin(), quantile.end());
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const bool whole = std::all_of(numbers.begin(), numbers.end(),
                                   [](double number) { return number >= 1.0 && std::floor(number) == number; });
    if (numbers.empty() || !whole || !(numbers.back() < 2.0 * static_cast<double>(most))) return {};
    if (numbers.front() != 1.0) return numbers;
    numbers.resize(static_cast<std::size_t>(numbers.back()));
    std::iota(numbers.begin(), numbers.end(), 1.0);
    return numbers;
}

}  // namespace detail

/// @param area of each row, a code from 0 to `areas` - 1
/// @param quantile of each row; empty: the rows of an area are in the order of its quantiles
[[nodiscard]] inline QuantilesByArea quantiles_by_area(std::span<const std::int32_t> area, std::size_t areas,
                                                       std::span<const double> quantile) {
    const std::size_t rows = area.size();
    if (!quantile.empty() && quantile.size() != rows)
        throw Error("column 'quantile' has " + std::to_string(quantile.size()) + " rows; accepted: " +
                    std::to_string(rows) + ", as many as group");
    std::vector<std::size_t> rows_of(areas);
    for (std::size_t i = 0; i < rows; ++i) {
        if (area[i] < 0 || static_cast<std::size_t>(area[i]) >= areas)
            throw Error("row " + std::to_string(i) + ", column group: found code " + std::to_string(area[i]) +
                        "; accepted: 0 to " + std::to_string(areas) + " - 1");
        ++rows_of[static_cast<std::size_t>(area[i])];
        if (!quantile.empty() && std::isnan(quantile[i]))
            throw Error("row " + std::to_string(i) +
                        ", quantile: found none; accepted: a number that says which quantile it is");
    }
    QuantilesByArea found{.order = std::vector<std::size_t>(rows)};
    std::iota(found.order.begin(), found.order.end(), std::size_t{0});
    std::stable_sort(found.order.begin(), found.order.end(), [&](std::size_t a, std::size_t b) {
        if (area[a] != area[b] || quantile.empty()) return area[a] < area[b];
        return quantile[a] < quantile[b];
    });
    for (std::size_t i = 1; !quantile.empty() && i < rows; ++i) {
        const std::size_t one = found.order[i - 1], next = found.order[i];
        if (area[one] == area[next] && quantile[one] == quantile[next])
            throw Error("rows " + std::to_string(std::min(one, next)) + " and " + std::to_string(std::max(one, next)) +
                        ", quantile: found " + shown(quantile[one]) +
                        " twice in one area; accepted: each quantile once (name the areas by groups= or by=)");
    }
    const std::size_t most = rows_of.empty() ? 0 : *std::max_element(rows_of.begin(), rows_of.end());
    const std::size_t numbers = detail::numbers_of_quantiles(quantile, most).size();
    for (std::size_t a = 0; a < areas; ++a)
        found.lacking.insert(found.lacking.end(), (numbers == 0 ? most : numbers) - rows_of[a],
                             static_cast<std::int32_t>(a));
    return found;
}

}  // namespace headway::stats
