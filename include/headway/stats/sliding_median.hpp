/// @file
/// The median of every run of consecutive values: a level that follows steps and ignores lone outliers.
///
/// Every half of a run is put in order once, all of them side by side; with A and B the halves of a run of 2h values,
/// each in order, the k-th of all is
///
///     the least, over i + j = k, of max(A(i), B(j)),     A(0) = B(0) = -infinity
///
/// and of a run of 2h + 1 values the one that is in neither half counts where it lies between the h-th and the next.
/// Nothing depends on what the values are, so that no branch is foreseen wrongly. Fewer values than a run has: none.
/// Source: Tukey (1977), Exploratory Data Analysis, chapter 7 (running medians).
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "headway/processor.hpp"
#include "headway/stats/median.hpp"
#include "headway/stats/sorted_columns.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

namespace detail {

/// The h-th and the next of each run of 2h values. `halves` are h rows, of which column c holds values c to c + h - 1
/// in order.
HEADWAY_FOR_EACH_PROCESSOR inline void middles_of_halves(const double* halves, std::size_t h, std::size_t columns,
                                                         double* __restrict lower, double* __restrict upper,
                                                         std::size_t runs) noexcept {
    const double* const last_of_second = halves + (h - 1) * columns + h;
    const double* const last_of_first = halves + (h - 1) * columns;
    for (std::size_t c = 0; c < runs; ++c) {
        lower[c] = std::min(last_of_first[c], last_of_second[c]);
        upper[c] = std::numeric_limits<double>::infinity();
    }
    for (std::size_t i = 0; i < h; ++i) {
        const double* const first = halves + i * columns;
        const double* const with = halves + (h - 1 - i) * columns + h;
        for (std::size_t c = 0; c < runs; ++c) upper[c] = std::min(upper[c], std::max(first[c], with[c]));
        if (i + 1 == h) break;
        const double* const before = with - columns;
        for (std::size_t c = 0; c < runs; ++c) lower[c] = std::min(lower[c], std::max(first[c], before[c]));
    }
}

}  // namespace detail

/// The medians of values 0 to length - 1, 1 to length, and so on. No value is NaN; `length` is at least 1.
[[nodiscard]] inline std::vector<double> sliding_medians(std::span<const double> values, std::size_t length) {
    if (values.size() < length) return {};
    if (length == 1) return {values.begin(), values.end()};
    const std::size_t h = length / 2, columns = values.size() - h + 1, runs = values.size() - length + 1;
    std::vector<double> halves(h * columns), lower(runs), upper(runs);
    for (std::size_t i = 0; i < h; ++i)
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(i), columns,
                    halves.begin() + static_cast<std::ptrdiff_t>(i * columns));
    sort_columns(halves.data(), h, columns);
    detail::middles_of_halves(halves.data(), h, columns, lower.data(), upper.data(), runs);
    for (std::size_t run = 0; run < runs; ++run)
        lower[run] = length % 2 == 0 ? between(lower[run], upper[run])
                                     : std::max(lower[run], std::min(values[run + 2 * h], upper[run]));
    return lower;
}

/// The medians of the first value, of the first two, and so on up to the first `most`.
[[nodiscard]] inline std::vector<double> growing_medians(std::span<const double> values, std::size_t most) {
    constexpr double beyond = std::numeric_limits<double>::infinity();
    const std::size_t count = std::min(most, values.size());
    std::vector<double> medians(count), run(count + 1, beyond), next(count + 1, beyond);  // from place 1 on
    run[0] = next[0] = -beyond;
    for (std::size_t i = 0; i < count; ++i) {
        const double value = values[i];
        for (std::size_t k = 1; k <= count; ++k) next[k] = std::max(run[k - 1], std::min(run[k], value));
        std::swap(run, next);
        medians[i] = i % 2 == 0 ? run[i / 2 + 1] : between(run[i / 2 + 1], run[i / 2 + 2]);
    }
    return medians;
}

}  // namespace headway::stats
