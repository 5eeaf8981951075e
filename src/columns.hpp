/// @file
/// Checks that the columns of a call fit each other before anything is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

#include "headway/batch/no_polarity.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::batch {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// As many groups as codes of 32 bits can tell apart.
inline constexpr std::size_t most_groups = std::numeric_limits<std::int32_t>::max();

/// @throws Error for a column of another length than `rows`, that of the column `first`.
inline void check_length(std::size_t found, std::size_t rows, const std::string& name, const std::string& first) {
    if (found != rows)
        throw Error("column '" + name + "' has " + std::to_string(found) + " rows; accepted: " + std::to_string(rows) +
                    ", as many as " + first);
}

/// The same for a column that may be left out: an empty one.
inline void check_length_if_given(std::size_t found, std::size_t rows, const std::string& name,
                                  const std::string& first) {
    if (found != 0) check_length(found, rows, name, first);
}

/// @throws Error for no level, a level that is none, and results of other lengths than `rows` and `rows` x levels.
inline void check_results(const StatisticColumns& out, std::size_t rows, std::span<const double> levels,
                          const std::string& first) {
    if (levels.empty()) throw Error("confidence: found no level; accepted: one or more, such as 0.95");
    for (const double level : levels) stats::validate_level(level);
    check_length(out.value.size(), rows, "value (out)", first);
    check_length(out.status.size(), rows, "status (out)", first);
    check_length(out.lower.size(), rows * levels.size(), "lower (out)", first + " and level");
    check_length(out.upper.size(), rows * levels.size(), "upper (out)", first + " and level");
}

/// @throws Error for more groups than there are codes, and for a code that is not from 0 to `groups` - 1.
inline void check_codes(std::span<const std::int32_t> codes, std::size_t groups, const std::string& name) {
    if (groups > most_groups)
        throw Error("found " + std::to_string(groups) + " groups; accepted: at most " + std::to_string(most_groups));
    bool fit = true;
    for (const std::int32_t code : codes) fit &= code >= 0 && code < static_cast<std::int64_t>(groups);
    for (std::size_t i = 0; !fit && i < codes.size(); ++i)
        if (codes[i] < 0 || static_cast<std::size_t>(codes[i]) >= groups)
            throw Error("row " + std::to_string(i) + ", column " + name + ": found code " + std::to_string(codes[i]) +
                        "; accepted: 0 to " + std::to_string(groups) + " - 1");
}

/// @throws Error for a code that is no `Polarity` and not `no_polarity`.
inline void check_polarity(std::span<const std::uint8_t> polarity) {
    for (std::size_t i = 0; i < polarity.size(); ++i)
        if (polarity[i] != no_polarity && polarity[i] >= Vocabulary<Polarity>::words.size())
            throw Error("row " + std::to_string(i) + ", column polarity: found code " + std::to_string(polarity[i]) +
                        "; accepted: 0 to 3, or 255 for none");
}

/// Writes the statistic of a row at one of the levels, the first of them first. `out` has `rows` rows, so level l of
/// row i is l x rows + i. A row whose levels differ in their status has what is wrong with one of them.
template <class Estimate>
void put(const Estimate& statistic, const StatisticColumns& out, std::size_t rows, std::size_t row,
                std::size_t level) {
    out.value[row] = statistic.value;
    const auto before = level == 0 ? StatisticStatus::estimated : static_cast<StatisticStatus>(out.status[row]);
    out.status[row] = static_cast<std::uint8_t>(stats::first_of(before, statistic.status));
    out.lower[level * rows + row] = statistic.lower;
    out.upper[level * rows + row] = statistic.upper;
}

}  // namespace headway::batch
