#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/withhold.hpp"
#include "headway/batch/unlike_units.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/series/accrual.hpp"
#include "parallel.hpp"
#include "processors.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

constexpr std::size_t millisecond_of_rows = 32768;

Range bounds_of_row(const FigureColumn& column, std::size_t i) noexcept {
    return column.lower.empty() ? Range{} : Range{column.lower[i], column.upper[i]};
}

/// What a row is compared with: its value, or its bounds where it has none.
Range range_of_row(const FigureColumn& column, std::size_t i) noexcept {
    return std::isnan(column.value[i]) ? bounds_of_row(column, i) : Range{column.value[i], column.value[i]};
}

double figure_of_row(const FigureColumn& column, std::size_t i) noexcept {
    if (!std::isnan(column.value[i])) return column.value[i];
    const Range bounds = bounds_of_row(column, i);
    return std::isnan(bounds.lower) ? bounds.upper : bounds.lower;
}

const UnitSense& sense_of_row(const UnitColumn& column, std::size_t i) noexcept {
    static const UnitSense unknown{};
    if (column.code.empty() || column.code[i] < 0) return unknown;
    return column.senses[static_cast<std::size_t>(column.code[i])];
}

void check_length(std::size_t found, std::size_t rows, bool may_be_empty = true) {
    if (found != rows && !(may_be_empty && found == 0))
        throw Error("units: found a column of " + std::to_string(found) + " rows; accepted: " + std::to_string(rows));
}

void check(const UnitColumn& column, std::size_t rows) {
    check_length(column.code.size(), rows);
    for (const std::int32_t code : column.code)
        if (code >= static_cast<std::int32_t>(column.senses.size()))
            throw Error("units: found code " + std::to_string(code) + "; accepted: -1 to " +
                        std::to_string(column.senses.size()) + " - 1");
}

void check(const FigureColumn& column, std::size_t rows) {
    check_length(column.value.size(), rows, false);
    check_length(column.lower.size(), rows);
    check_length(column.upper.size(), column.lower.size());
    check(column.unit, rows);
}

/// Whether two figures of which nobody says a unit may be in doubt: one is below 1 and the other above, by size.
HEADWAY_FOR_WIDE_PROCESSORS
void suspects(const double* __restrict a, const double* __restrict b, std::uint8_t* __restrict found,
              std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
        const double one = std::fabs(a[i]), other = std::fabs(b[i]);
        found[i] = static_cast<std::uint8_t>(((one < 1.0) & (other > 1.0)) | ((other < 1.0) & (one > 1.0)));
    }
}

/// Of figures alone, without bounds and units: but for suspects all are alike.
void compare_bare(const FigureColumn& a, const FigureColumn& b, std::size_t first, std::size_t last, Units* units) {
    constexpr std::size_t block = 1024;
    std::array<std::uint8_t, block> found;
    for (std::size_t from = first; from < last; from += block) {
        const std::size_t size = std::min(block, last - from);
        suspects(&a.value[from], &b.value[from], found.data(), size);
        for (std::size_t i = 0; i < size; ++i)
            units[from + i] = found[i] != 0 ? headway::compare_units(a.value[from + i], {}, b.value[from + i], {})
                                            : Units::alike;
    }
}

}  // namespace

std::vector<Units> compare_units(const FigureColumn& a, const FigureColumn& b, const UnitColumn& of_both,
                                 unsigned threads) {
    const std::size_t rows = a.value.size();
    check(a, rows);
    check(b, rows);
    check(of_both, rows);
    std::vector<Units> units(rows);
    const bool bare = a.unit.code.empty() && b.unit.code.empty() && of_both.code.empty() && a.lower.empty() &&
                      b.lower.empty();
    parallel_for(rows, millisecond_of_rows, threads, [&](std::size_t first, std::size_t last) {
        if (bare) return compare_bare(a, b, first, last, units.data());
        for (std::size_t i = first; i < last; ++i)
            units[i] = headway::compare_units(figure_of_row(a, i), sense_of_row(a.unit, i), range_of_row(b, i),
                                              sense_of_row(b.unit, i), sense_of_row(of_both, i));
    });
    return units;
}

void withhold(std::span<const Units> units, const FigureColumn& latest, const FigureColumn& comparator,
              const WithheldRatings& out) {
    check_length(out.rating.size(), units.size(), false);
    check_length(out.reason.size(), units.size(), false);
    check_length(out.gap.size(), units.size(), false);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i] == Units::alike) continue;
        Assessment of_row{.rating = static_cast<Rating>(out.rating[i]), .reason = static_cast<Reason>(out.reason[i]),
                          .value = figure_of_row(latest, i), .comparator = range_of_row(comparator, i),
                          .gap = out.gap[i]};
        headway::withhold(of_row, units[i]);
        out.rating[i] = static_cast<std::uint8_t>(of_row.rating);
        out.reason[i] = static_cast<std::uint8_t>(of_row.reason);
        out.gap[i] = of_row.gap;
    }
}

void withhold(std::span<const Units> units, const WithheldDirections& out) {
    check_length(out.change.size(), units.size(), false);
    check_length(out.direction.size(), units.size(), false);
    check_length(out.reason.size(), units.size(), false);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i] == Units::alike) continue;
        const Travel moved = withheld({static_cast<Direction>(out.direction[i]),
                                       static_cast<DirectionReason>(out.reason[i])}, units[i]);
        out.change[i] = std::nan("");
        out.direction[i] = static_cast<std::uint8_t>(moved.direction);
        out.reason[i] = static_cast<std::uint8_t>(moved.reason);
    }
}

namespace {

std::string in_words(const UnitSense& sense) {
    switch (sense.kind) {
        case UnitSense::Kind::per_cent: return "%";
        case UnitSense::Kind::money:
            return sense.scale > 1.0 ? sense.name + " times " + shown(sense.scale) : sense.name;
        case UnitSense::Kind::other: return sense.name;
        case UnitSense::Kind::unknown: break;
    }
    return "no unit";
}

/// The rows of a group that have a unit: the first of them, and those whose figure is not 0 by its size.
struct WithUnit {
    std::size_t first = 0;
    std::vector<std::pair<double, std::size_t>> by_size{};

    /// The one whose size is nearest, in proportion; the first where none has one.
    [[nodiscard]] std::size_t nearest(double size) const noexcept {
        if (by_size.empty()) return first;
        auto above = std::lower_bound(by_size.begin(), by_size.end(), std::pair(size, std::size_t{0}));
        if (above == by_size.end()) return by_size.back().second;
        if (above == by_size.begin() || above->first * std::prev(above)->first < size * size) return above->second;
        return std::prev(above)->second;
    }
};

}  // namespace

void check_one_unit(const FigureColumn& figures, std::span<const std::int32_t> group,
                    std::span<const std::string> names, std::span<const std::uint8_t> accrual,
                    const std::string& column) {
    const std::size_t rows = figures.value.size();
    check(figures, rows);
    check_length(group.size(), rows, false);
    check_length(accrual.size(), rows);
    if (figures.unit.code.empty()) return;
    std::map<std::int32_t, WithUnit> with_unit;  // of each group
    for (std::size_t i = 0; i < rows; ++i) {
        if (figures.unit.code[i] < 0) continue;
        WithUnit& of_group = with_unit.try_emplace(group[i], WithUnit{.first = i}).first->second;
        const double size = std::fabs(figure_of_row(figures, i));
        if (size > 0.0) of_group.by_size.emplace_back(size, i);
    }
    for (auto& [code, of_group] : with_unit) std::sort(of_group.by_size.begin(), of_group.by_size.end());
    Problems problems;
    std::set<std::int32_t> summed;
    for (std::size_t i = 0; i < rows; ++i) {
        const auto found = with_unit.find(group[i]);
        if (found == with_unit.end()) continue;
        const std::size_t first = found->second.first;
        const UnitSense &said = sense_of_row(figures.unit, i), &of_first = sense_of_row(figures.unit, first);
        const auto refuse = [&](const std::string& problem) {
            const bool named = !names.empty() && group[i] >= 0;
            problems.add("row " + std::to_string(i) +
                         (named ? ", '" + names[static_cast<std::size_t>(group[i])] + "'" : std::string()) +
                         ", column '" + column + "': " + problem);
        };
        if (said.kind == UnitSense::Kind::per_cent && !accrual.empty() &&
            static_cast<Accrual>(accrual[i]) == Accrual::flow && summed.insert(group[i]).second)
            refuse("found percentages, which would be summed over the year (accrual flow); accepted: average, "
                   "snapshot or rolling");
        const double figure = figure_of_row(figures, i);
        if (said.kind != UnitSense::Kind::unknown) {
            if (said != of_first)
                refuse("found a figure in " + in_words(said) + ", but one in " + in_words(of_first) + " in row " +
                       std::to_string(first) + "; accepted: one unit");
        } else if (std::fabs(figure) > 0.0) {
            const std::size_t nearest = found->second.nearest(std::fabs(figure));
            if (headway::compare_units(figure, said, figure_of_row(figures, nearest), of_first) == Units::in_doubt)
                refuse("found " + shown(figure) + " without a unit, where row " + std::to_string(nearest) + " has " +
                       shown(figure_of_row(figures, nearest)) + " in " + in_words(of_first) +
                       "; accepted: figures in one unit, each with it or none");
        }
    }
    problems.raise_if_any();
}

}  // namespace headway::batch
