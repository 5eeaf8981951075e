/// @file
/// The cells of a row that a count is held against: what it has, and what that is compared with.
///
/// The cell of the role or under the head that is named; else the only result of the unit, or the last in time, of the
/// time that is said. Of movements two times of one series: where heads name several things the one that has several
/// times. None where the table has not what is said, or several may be meant.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/linked_counts.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds the cells that what is counted has.
class CountCells : protected CountWords {
protected:
    using CountWords::CountWords;

    /// The cell of a row under the first head whose number of all lies among those of the rows.
    [[nodiscard]] static const GridPoint* mean_cell(const Grid& grid, const GridLine& row, const GridLine& all) {
        for (const GridPoint& whole : all.points) {
            bool above = false, below = false;
            for (const GridPoint& point : grid.columns[whole.column].points) {
                above = above || (point.row != whole.row && point.number.value > whole.number.value);
                below = below || (point.row != whole.row && point.number.value < whole.number.value);
            }
            if (above && below && grid.columns[whole.column].role == Role::own)
                return row.at(row.points.front().row, whole.column);
        }
        return nullptr;
    }

    [[nodiscard]] static bool has_column(const Grid& grid, Role role) {
        return std::any_of(grid.columns.begin(), grid.columns.end(),
                           [&](const GridLine& column) { return !column.points.empty() && is_of_role(column, role); });
    }

    [[nodiscard]] std::vector<NearWord> words_behind(std::size_t s, const Test& test) const {
        std::vector<NearWord> words;
        const Sentence& sentence = sentences_[s];
        for (std::size_t i = test.last; i < std::min(test.last + 8, sentence.tokens.size()); ++i)
            for (std::string& told : words_between(s, i, i + 1)) words.push_back({std::move(told), 1.0});
        return words;
    }

    /// The cell of a row that is compared with: of the role, else under the head that is named behind the words.
    [[nodiscard]] const GridPoint* compared_cell(const Grid& grid, const GridLine& row, const Test& test,
                                                 const std::vector<NearWord>& words) const {
        const GridPoint* found = nullptr;
        double most = 0.3;
        const auto words_at = [&](const GridPoint* point) { return grid.columns[point->column].words.size(); };
        for (const GridPoint& point : row.points)  // "Target" before "% in target"
            if (test.role != Role::own && grid.columns[point.column].role == test.role &&
                (found == nullptr || words_at(&point) < words_at(found)))
                found = &point;
        if (found != nullptr) return found;
        for (const GridPoint& point : row.points) {
            const GridLine& column = grid.columns[point.column];
            if (test.role != Role::own && is_of_role(column, test.role)) return &point;
            if (test.role != Role::own) continue;
            if (const double score = score_of(column, words); score > most) found = &point, most = score;
        }
        return found;
    }

    /// The cell of a row that is said to be so: under a head that is named, else the only result of the unit, or the
    /// last in time.
    [[nodiscard]] const GridPoint* named_cell(const Grid& grid, const GridLine& row, const std::vector<NearWord>& words,
                                              const GridPoint* other, StatedUnit unit, bool of_unit) const {
        const GridPoint *named = nullptr, *last = nullptr, *any = nullptr;
        std::size_t owns = 0, all = 0;
        bool timed = true;
        double most = 0.25;
        for (const GridPoint& point : row.points) {
            const GridLine& column = grid.columns[point.column];
            if (&point == other || (of_unit && point.number.unit != unit)) continue;
            const double score = score_of(column, words);
            if (is_of_change(column) && score < most) continue;
            any = &point, ++all;
            if (other != nullptr && column.role != Role::own) continue;
            if (score > most) named = &point, most = score;
            if (column.role == Role::own) last = &point, ++owns, timed = timed && point.when.said();
        }
        if (named != nullptr || !of_unit) return named;
        if (last != nullptr) return owns == 1 || timed ? last : nullptr;
        return all == 1 ? any : nullptr;
    }

    /// The cell of the time that the part of a condition says, where the table has it; null where it has another.
    [[nodiscard]] const GridPoint* at_time_said(std::size_t s, const Test& test, const GridLine& row,
                                                const GridPoint* own) const {
        if (own == nullptr || !own->when.said()) return own;
        for (const When& when : sentences_[s].whens) {
            if (sentences_[s].parts[when.first] != sentences_[s].parts[test.first] || own->when.may_be(when)) continue;
            const GridPoint* found = nullptr;
            for (const GridPoint& point : row.points)
                if (point.when.may_be(when) && point.number.unit == own->number.unit) found = &point;
            return found;
        }
        return own;
    }

    /// A figure in the unit of a cell; none where they are of two kinds, or a time is held against what says no unit.
    [[nodiscard]] static std::optional<double> in_unit_of(const Named& row, const GridPoint& point,
                                                          const Stated& figure, double seconds) {
        if (seconds == 0.0 && figure.unit != StatedUnit::time)
            return figure.unit == point.number.unit || figure.unit == StatedUnit::none ||
                           (figure.unit == StatedUnit::pounds && point.number.unit == StatedUnit::none)
                       ? std::optional(figure.value)
                       : std::nullopt;
        double unit = unit_of(row, point);
        for (const std::string& told : row.grid->label_words)  // "Average days" over the names of the rows
            if (unit == 0.0 && point.number.unit == StatedUnit::none) unit = seconds_of(told);
        if (unit == 0.0) return std::nullopt;
        return figure.value * (seconds > 0.0 ? seconds : 1.0) / unit;
    }

    /// The results of a row through time; where its heads name several things the one that has two times and more, and
    /// none where several have: "Visits 2021 | Visits 2022 | Loans 2022".
    [[nodiscard]] static std::vector<const GridPoint*> one_series(const Grid& grid, const GridLine& row) {
        const std::vector<const GridPoint*> points = results_of(grid, row);
        const auto is_same = [&](const GridPoint* a, const GridPoint* b) {
            return grid.columns[a->column].words == grid.columns[b->column].words;
        };
        std::vector<const GridPoint*> found;
        for (const GridPoint* point : points) {
            const auto alike = std::count_if(points.begin(), points.end(),
                                             [&](const GridPoint* other) { return is_same(point, other); });
            if (alike < 2) continue;
            if (!found.empty() && !is_same(found.front(), point)) return {};
            found.push_back(point);
        }
        return found.empty() ? points : found;
    }

    /// How many times the part of a movement says.
    [[nodiscard]] std::size_t times_said(std::size_t s, const Test& test) const {
        const Sentence& sentence = sentences_[s];
        return static_cast<std::size_t>(
            std::count_if(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
                return sentence.parts[when.first] == sentence.parts[test.first];
            }));
    }

    /// The two times that are said, in their order; the latest and the one that is said, or that is as long before as
    /// is said; else the last two. None where the row has not what is said.
    [[nodiscard]] std::pair<const GridPoint*, const GridPoint*> two_times(std::size_t s, const Grid& grid,
                                                                          const GridLine& row, const Test& test) const {
        const std::vector<const GridPoint*> points = one_series(grid, row);
        constexpr std::pair<const GridPoint*, const GridPoint*> none{nullptr, nullptr};
        if (points.size() < 2) return none;
        const auto at = [&](const When& when) {
            const auto found = std::find_if(points.begin(), points.end(),
                                            [&](const GridPoint* point) { return point->when.may_be(when); });
            return static_cast<std::size_t>(found - points.begin());
        };
        std::size_t own = points.size() - 1;
        if (test.whens.second != nullptr) {
            if (test.whens.first != nullptr) own = at(*test.whens.first);
            const std::size_t other = at(*test.whens.second), size = points.size();
            return own < size && other < size && own != other ? std::pair{points[own], points[other]} : none;
        }
        std::vector<std::size_t> said;
        constexpr std::array<std::string_view, 5> from{"from", "since", "on", "than", "with"};
        bool base = false;
        for (const When& when : sentences_[s].whens) {
            if (sentences_[s].parts[when.first] != sentences_[s].parts[test.first]) continue;
            said.push_back(at(when));
            base = base || (when.first > 0 && headway::detail::is_one_of(word(s, when.first - 1), from));
            if (said.back() == points.size()) return none;
        }
        if (said.size() > 2) return none;
        if (said.size() == 2) {
            const auto [first, last] = std::minmax(said[0], said[1]);
            return first < last ? std::pair{points[last], points[first]} : none;
        }
        if (said.size() == 1 && base) return said[0] < own ? std::pair{points[own], points[said[0]]} : none;
        if (said.size() == 1) own = said[0];
        const std::size_t end = end_of_part(s, test.first);
        if (const int months = months_said(s, test.last, end); months > 0) {
            for (std::size_t t = 0; t < own; ++t)
                if (are_months_apart(points[t]->when, points[own]->when, months)) return {points[own], points[t]};
            return none;
        }
        constexpr std::array<std::string_view, 7> bases{"since",  "decade", "ago",     "earlier",
                                                        "before", "over",   "compared"};
        for (std::size_t i = test.last; i < end; ++i)
            if (headway::detail::is_one_of(word(s, i), bases)) return none;
        return own > 0 ? std::pair{points[own], points[own - 1]} : none;
    }

    /// The only line through time that some tokens name.
    [[nodiscard]] const GridLine* line_named(const Grid& grid, std::size_t s, std::size_t first,
                                             std::size_t last) const {
        const std::vector<GridLine>* lines = grid.series();
        if (lines == nullptr) return nullptr;
        std::vector<NearWord> words;
        for (std::size_t i = first; i < last; ++i)
            for (std::string& told : words_between(s, i, i + 1)) words.push_back({std::move(told), 1.0});
        const GridLine* best = nullptr;
        double most = 0.2, second = 0.0;
        for (const GridLine& line : *lines) {
            const double score = line.points.empty() ? 0.0 : score_of(line, words);
            if (score > most)
                second = most, most = score, best = &line;
            else
                second = std::max(second, score);
        }
        return most > 1.1 * second ? best : nullptr;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
