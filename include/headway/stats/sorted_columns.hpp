/// @file
/// Many short columns of numbers, each put in order by itself: the first row gets the least of every column, the last
/// row the largest.
///
/// The places that are compared do not depend on what stands there (Batcher's merge exchange), so that a processor does
/// several columns at a time and never has to guess. Rows are n, comparisons about n (log2 n)^2 / 4 for each column:
/// for columns of up to some hundred numbers that is less than any sort of one by one takes. Source: Knuth (1998), The
/// Art of Computer Programming, volume 3, section 5.2.2, algorithm M.
#pragma once

#include <algorithm>
#include <cstddef>

#include "headway/processor.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// `rows` rows of `columns` numbers, one row after the other. No number is NaN.
HEADWAY_FOR_EACH_PROCESSOR inline void sort_columns(double* numbers, std::size_t rows, std::size_t columns) noexcept {
    std::size_t widest = 1;
    while (2 * widest < rows) widest *= 2;
    for (std::size_t p = widest; p > 0 && rows > 1; p /= 2) {
        std::size_t apart = p, among = 0;
        for (std::size_t q = widest;; q /= 2) {
            for (std::size_t i = 0; i + apart < rows; ++i) {
                if ((i & p) != among) continue;
                double* __restrict const lower = numbers + i * columns;
                double* __restrict const upper = numbers + (i + apart) * columns;
                for (std::size_t c = 0; c < columns; ++c) {
                    const double a = lower[c], b = upper[c];
                    lower[c] = std::min(a, b);
                    upper[c] = std::max(a, b);
                }
            }
            if (q == p) break;
            apart = q - p;
            among = p;
        }
    }
}

}  // namespace headway::stats
