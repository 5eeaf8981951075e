/// @file
/// What a group of rows lacks, in words: the rows and the numbers without which its statistic is `missing`.
///
/// A band that another group has and this one has not is a row that is not there, and as unknown as a row without a
/// number: "no row for age band 65-74; no deaths in row 12 (age band 75+)". Rows are counted from 0. Of each kind the
/// first is named and the others are counted; a group that lacks nothing has no words.
///
/// Errors: a code of a group or of a band that is out of range, columns of different lengths.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// Rows of groups, each of a band; see the head of this file.
struct RowsOfGroups {
    std::span<const std::int32_t> group{};  ///< codes from 0 to `groups` - 1; empty: all rows are of one
    std::size_t groups = 1;
    std::span<const std::int32_t> band{};   ///< codes of `bands`, -1: unknown; empty: bands are not told apart
    std::span<const std::string> bands{};
    std::string band_is = "age band";
    std::vector<std::pair<std::string, std::span<const double>>> columns{};  ///< numbers, and what they are called
};

namespace detail {

/// The first of a kind, and how many more there are.
struct Lack {
    std::string first{};
    std::size_t count = 0;

    void add(const std::string& what) {
        if (count++ == 0) first = what;
    }
    [[nodiscard]] std::string said() const {
        return count > 1 ? first + " and " + std::to_string(count - 1) + " more" : first;
    }
};

}  // namespace detail

/// The words of each group, empty where it lacks nothing.
[[nodiscard]] inline std::vector<std::string> what_groups_lack(const RowsOfGroups& rows) {
    std::size_t count = rows.group.empty() ? rows.band.size() : rows.group.size();
    for (const auto& [name, numbers] : rows.columns) {
        if (count == 0) count = numbers.size();
        if (numbers.size() != count)
            throw Error("column '" + name + "' has " + std::to_string(numbers.size()) + " rows; accepted: " +
                        std::to_string(count) + ", as many as the others");
    }
    const bool banded = !rows.band.empty();
    if (banded && rows.band.size() != count)
        throw Error(rows.band_is + " has " + std::to_string(rows.band.size()) + " rows; accepted: " +
                    std::to_string(count));
    std::vector<std::vector<detail::Lack>> lacks(rows.groups, std::vector<detail::Lack>(rows.columns.size() + 2));
    std::vector<bool> there(banded ? rows.groups * rows.bands.size() : 0);
    for (std::size_t row = 0; row < count; ++row) {
        const std::int32_t code = rows.group.empty() ? 0 : rows.group[row];
        const std::int32_t band = banded ? rows.band[row] : -1;
        if (code < 0 || static_cast<std::size_t>(code) >= rows.groups ||
            (banded && (band < -1 || band >= static_cast<std::int64_t>(rows.bands.size()))))
            throw Error("row " + std::to_string(row) +
                        ": found a code of no group or band; accepted: below their number");
        const auto group = static_cast<std::size_t>(code);
        const auto at = [&] { return " in row " + std::to_string(row); };
        if (banded && band < 0) lacks[group][1].add("no " + rows.band_is + at());
        if (band >= 0) there[group * rows.bands.size() + static_cast<std::size_t>(band)] = true;
        for (std::size_t c = 0; c < rows.columns.size(); ++c)
            if (std::isnan(rows.columns[c].second[row]))
                lacks[group][c + 2].add("no " + rows.columns[c].first + at() +
                                        (band < 0 ? "" : " (" + rows.band_is + " " +
                                                             rows.bands[static_cast<std::size_t>(band)] + ")"));
    }
    std::vector<std::string> words(rows.groups);
    for (std::size_t group = 0; group < rows.groups; ++group) {
        for (std::size_t band = 0; banded && band < rows.bands.size(); ++band)
            if (!there[group * rows.bands.size() + band])
                lacks[group][0].add("no row for " + rows.band_is + " " + rows.bands[band]);
        for (const detail::Lack& lack : lacks[group])
            if (lack.count > 0) words[group] += (words[group].empty() ? "" : "; ") + lack.said();
    }
    return words;
}

}  // namespace headway::stats
