/// @file
/// What reading a column of figures came to, counted: each status, mark, unit and change.
///
/// Units are counted of the rows that have a figure, so that more than one that is not 0 is a column of mixed units.
/// Rows that were numbers before they were read count as values without a unit.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "headway/measure/figure.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// In the order of each vocabulary.
struct FigureCounts {
    std::array<std::size_t, Vocabulary<FigureStatus>::words.size()> status{};
    std::array<std::size_t, Vocabulary<FigureMark>::words.size()> marks{};
    std::array<std::size_t, Vocabulary<FigureUnit>::words.size()> units{};
    std::array<std::size_t, Vocabulary<FigureChange>::words.size()> changes{};

    /// Rows that give a value or a bound.
    [[nodiscard]] std::size_t read() const noexcept {
        return status[static_cast<std::size_t>(FigureStatus::value)] +
               status[static_cast<std::size_t>(FigureStatus::bound)];
    }

    bool operator==(const FigureCounts&) const = default;
};

/// How many figures of a column have each status.
[[nodiscard]] inline FigureCounts figure_counts(std::span<const Figure> figures) noexcept {
    FigureCounts counts;
    for (const Figure& figure : figures) {
        ++counts.status[static_cast<std::size_t>(figure.status)];
        if (figure.value || figure.lower || figure.upper) ++counts.units[static_cast<std::size_t>(figure.unit)];
        for (std::size_t i = 0; i < counts.marks.size(); ++i)
            counts.marks[i] += figure.marks.has(static_cast<FigureMark>(i)) ? 1u : 0u;
        for (std::size_t i = 0; i < counts.changes.size(); ++i)
            counts.changes[i] += figure.changes.has(static_cast<FigureChange>(i)) ? 1u : 0u;
    }
    return counts;
}

}  // namespace headway
