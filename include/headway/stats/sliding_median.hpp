/// @file
/// The median of every run of consecutive values: a level that follows steps and ignores lone outliers.
///
/// The values of a run are kept in order: each step puts one value in the place of another and moves it to where it
/// belongs, so that a step costs a few moves and no sort. Fewer values than a run has: none.
/// Source: Tukey (1977), Exploratory Data Analysis, chapter 7 (running medians).
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "headway/processor.hpp"
#include "headway/stats/median.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The middle of values that are in order. There is at least one.
[[nodiscard]] inline double middle(std::span<const double> sorted) noexcept {
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : between(sorted[half - 1], sorted[half]);
}

/// The medians of values 0 to length - 1, 1 to length, and so on. No value is NaN; `length` is at least 1.
[[nodiscard]] HEADWAY_FOR_EACH_PROCESSOR inline std::vector<double> sliding_medians(std::span<const double> values,
                                                                                    std::size_t length) {
    std::vector<double> medians;
    if (values.size() < length) return medians;
    medians.reserve(values.size() - length + 1);
    std::vector<double> run(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(length));
    std::sort(run.begin(), run.end());
    medians.push_back(middle(run));
    for (std::size_t i = length; i < values.size(); ++i) {
        const double out = values[i - length], in = values[i];
        std::ptrdiff_t from = 0, to = 0;  // counted, for a search would be a branch that no processor foresees
        for (const double value : run) {
            from += value < out;
            to += value < in;
        }
        const auto first = run.begin();
        if (from < to)
            std::copy(first + from + 1, first + to, first + from);
        else
            std::copy_backward(first + to, first + from, first + from + 1);
        run[static_cast<std::size_t>(from < to ? to - 1 : to)] = in;
        medians.push_back(middle(run));
    }
    return medians;
}

/// The medians of the first value, of the first two, and so on up to the first `most`.
[[nodiscard]] inline std::vector<double> growing_medians(std::span<const double> values, std::size_t most) {
    std::vector<double> medians, run;
    medians.reserve(most);
    run.reserve(most);
    for (const double value : values) {
        if (medians.size() == most) break;
        std::ptrdiff_t to = 0;
        for (const double other : run) to += other < value;
        run.insert(run.begin() + to, value);
        medians.push_back(middle(run));
    }
    return medians;
}

}  // namespace headway::stats
