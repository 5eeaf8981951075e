/// @file
/// How many rows of a section's table are rated what, and go where: what counts in sentences are held against.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/rule_rows.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// How many rows of a section have which rating and direction.
struct SectionCounts {
    std::size_t rows = 0;
    std::size_t with_target = 0;
    std::array<std::array<std::size_t, 3>, 3> rated{};  ///< by comparator; green, amber, red
    std::array<std::size_t, 3> without{};               ///< rows that have no rating, by comparator
    std::array<std::size_t, 3> printed{};               ///< of those against the target: the ones that are printed
    std::size_t assumed = 0;  ///< of those the ones that are amber or red by a tolerance that no text says
    std::size_t valued = 0;   ///< rows of a result and a target
    std::size_t above = 0, below = 0;               ///< in number
    std::size_t least_missed = 0, most_missed = 0;  ///< as which way is good is known or not
    std::array<std::size_t, 3> directions{};            ///< improving, worsening, no change
    std::size_t without_direction = 0;
    Span place{};  ///< the first row
    std::vector<const EvidenceRow*> improving{};

    /// Whether a count can be held against the rows: each has its rating, or is said to have none.
    [[nodiscard]] bool are_rated(std::size_t which) const {
        return rated[which][0] + rated[which][1] + rated[which][2] > 0;
    }

    /// Takes how a row's result lies to its target.
    void take_side(const EvidenceRow& row) {
        if (!row.latest.known() || !row.target.known()) return;
        const double gap = decimal::difference(row.latest.number.value, row.target.number.value);
        const bool known = row.polarity == Polarity::high_is_good || row.polarity == Polarity::low_is_good;
        const bool missed = row.polarity == Polarity::high_is_good ? gap < 0.0 : gap > 0.0;
        ++valued;
        above += gap > 0.0 ? 1u : 0u;
        below += gap < 0.0 ? 1u : 0u;
        least_missed += known && missed ? 1u : 0u;
        most_missed += known ? (missed ? 1u : 0u) : gap != 0.0 ? 1u : 0u;
    }
};

/// 0 improving, 1 worsening, 2 no change; empty where it is not known.
[[nodiscard]] inline std::optional<std::size_t> direction_in(const EvidenceRow& row) {
    if (row.direction) return row.direction;
    if (!row.latest.known() || !row.previous.known()) return std::nullopt;
    const double change = decimal::difference(row.latest.number.value, row.previous.number.value);
    if (change == 0.0) return 2;
    if (!row.polarity || (*row.polarity != Polarity::high_is_good && *row.polarity != Polarity::low_is_good))
        return std::nullopt;
    return (change > 0.0) == (*row.polarity == Polarity::high_is_good) ? 0 : 1;
}

/// Counts the rows of a section; `tolerance`: how far an amber may miss, where the text says so.
[[nodiscard]] inline SectionCounts counts_of(const std::vector<const EvidenceRow*>& rows,
                                             std::optional<double> tolerance = std::nullopt) {
    SectionCounts counts{.rows = rows.size()};
    const CellMark nothing = mark_of_nothing(rows);
    for (const EvidenceRow* row : rows) {
        if (counts.place.empty()) counts.place = row->label_span;
        for (std::size_t which = 0; which < 3; ++which) {
            if (const auto rating = rating_in(*row, which, nothing, tolerance.value_or(default_tolerance))) {
                const auto at = static_cast<std::size_t>(*rating);
                ++counts.rated[which][at];
                if (which == 0) ++counts.with_target;
                if (which == 0 && rating_of(row->target.mark)) ++counts.printed[at];
                if (which == 0 && !rating_of(row->target.mark) && at > 0 && !tolerance) ++counts.assumed;
            } else {
                ++counts.without[which];
                if (which == 0 && row->target.known() && !row->target.from_text) ++counts.with_target;
            }
        }
        counts.take_side(*row);
        if (const auto direction = direction_in(*row)) {
            ++counts.directions[*direction];
            if (*direction == 0) counts.improving.push_back(row);
        } else {
            ++counts.without_direction;
        }
    }
    return counts;
}

/// The rows of one table of a section, by section.
[[nodiscard]] inline std::unordered_map<std::size_t, std::vector<const EvidenceRow*>> rows_by_section(
    const Reading& reading) {
    std::unordered_map<std::size_t, std::vector<const EvidenceRow*>> by_section;
    for (const EvidenceRow& row : reading.rows) by_section[row.section].push_back(&row);
    return by_section;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
