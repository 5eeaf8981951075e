/// @file
/// Ratings and directions of rows whose figures are not counted in one unit: measure/unlike_units.hpp over columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/measure/unlike_units.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// The unit of each row: a code of `senses`, or -1 where nobody has said. An empty column says it of no row.
struct UnitColumn {
    std::span<const std::int32_t> code{};
    std::vector<UnitSense> senses{};
};

/// A column of figures with their units. Where a row has no value, its bound stands for it; bounds may be empty.
struct FigureColumn {
    std::span<const double> value{};
    std::span<const double> lower{};
    std::span<const double> upper{};
    UnitColumn unit{};
};

/// How each row of two columns is counted, where `b` may be a range. `of_both` are the units of the rows' indicators.
/// @param threads at most so many; 0: as many as the processor runs
/// @throws Error for columns of different lengths and codes that stand for nothing.
[[nodiscard]] std::vector<Units> compare_units(const FigureColumn& a, const FigureColumn& b, const UnitColumn& of_both,
                                               unsigned threads = 0);

/// What of an assessed column the units of its rows take back.
struct WithheldRatings {
    std::span<std::uint8_t> rating{};
    std::span<std::uint8_t> reason{};
    std::span<double> gap{};
};
/// Takes away what is made of figures whose units differ or are in doubt.
void withhold(std::span<const Units> units, const FigureColumn& latest, const FigureColumn& comparator,
              const WithheldRatings& out);

/// The same of changes and directions.
struct WithheldDirections {
    std::span<double> change{};
    std::span<std::uint8_t> direction{};
    std::span<std::uint8_t> reason{};
};
/// Takes away what is made of figures whose units differ or are in doubt.
void withhold(std::span<const Units> units, const WithheldDirections& out);

/// Refuses figures that are pooled, or follow each other, and are not in one unit: two units that are said, a figure
/// without one that is `in_doubt` beside the nearest that has one, and percentages that are amounts to be summed.
/// @param group of each row; rows of other groups do not matter to each other
/// @param names of the groups; empty where there is one that needs no name
/// @param accrual of each row, where they are series
/// @throws Error naming up to ten rows at once, with what to write instead
void check_one_unit(const FigureColumn& figures, std::span<const std::int32_t> group,
                    std::span<const std::string> names, std::span<const std::uint8_t> accrual,
                    const std::string& column);

}  // namespace headway::batch
