/// @file
/// Sizes that the row which is named contradicts.
///
///     stated = later cell - earlier cell, or result - target; in units, in points, or as a share of the other
///
/// It is contradicted where its row is beyond doubt (all telling words of its name are said, and no others up to the
/// end of its part), both ends are told (a time, a step as long as is said, a comparator, the latest two of a table of
/// two times), and no two cells of the row and no two figures near by make it. Or where just those two cells make it,
/// the other way: "rose by 38" of what fell by 38. Or, of a change whose ends are not told, where no two cells of
/// the row make it. It cannot tell where words say more than the table has ("by night"), where what is said is not
/// so yet ("would"), where it is from what the table has not ("on the forecast", "since before the floods"), of an
/// earlier time against a target of now, and where a number is below nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/cell_sums.hpp"
#include "headway/audit/linked_cells.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Contradicts sizes of a paragraph by the rows that they are about.
class LinkedSizes : private LinkedCells {
public:
    using LinkedCells::LinkedCells;

    void resolve(const RowLinks& found) {
        if (grids_.empty()) return;
        use(found);
        each_prose([&](std::size_t s) {
            for (const AskedSize& asked : asked_)
                if (asked.factor == 0.0 && !asked.quantity->fraction && !is_held(s, asked)) hold(s, asked);
        });
    }

private:
    /// Two cells, and whether words tell that it is these.
    struct Ends {
        const GridPoint* later = nullptr;
        const GridPoint* earlier = nullptr;
        bool told = false;
    };

    [[nodiscard]] bool is_held(std::size_t s, const AskedSize& asked) const {
        return state_of(s, asked.quantity->token).first == State::decided;
    }

    void hold(std::size_t s, const AskedSize& asked) {
        Try one{.s = s, .of = asked.quantity, .asked = &asked, .digits = telling_digits(*asked.quantity)};
        if (one.digits < 1 || sentences_[s].tokens[asked.quantity->token].ordinal || is_made_by_figures(one)) return;
        if (!std::all_of(grids_.begin(), grids_.end(), [&](const Grid* grid) { return times_fit(s, *grid); })) return;
        const Link row = link(s, std::min(asked.at, asked.quantity->first), asked.quantity->last);
        if (row.line == nullptr || row.carried || !row.full || row.line->points.size() > widest) return;
        const GridPoint* own = own_cell(s, asked, row);
        const Ends ends = ends_of(s, asked, row, own);
        if (ends.later == nullptr || ends.earlier == nullptr ||
            !says_no_more(s, asked, row.named(), {ends.later, ends.earlier, ends.told}))
            return;
        if (is_other_way(one, row, ends)) {
            if (one.digits >= 2 || own != nullptr || ends.told) contradict(one, row, ends, true);
            return;
        }
        if (is_made_by_row(one, row)) return;
        const bool any_two = own == nullptr && asked.by_verb && one.digits >= 2 && asked.from.role == Role::own &&
                             row.line->points.size() >= 3;
        if (ends.told || any_two) contradict(one, row, ends, false);
    }

    /// Whether all times that a sentence says are among those of a table, and its steps are as long: "in March" and "on
    /// the quarter before" are not of a table of years.
    [[nodiscard]] bool times_fit(std::size_t s, const Grid& grid) const {
        const Sentence& sentence = sentences_[s];
        const auto any = [&](const auto& is) {
            const auto of = [&](const std::vector<GridLine>& lines) {
                return std::any_of(lines.begin(), lines.end(),
                                   [&](const GridLine& line) { return line.when.said() && is(line.when); });
            };
            return of(grid.columns) || of(grid.rows);
        };
        for (const When& when : sentence.whens)
            if (!any([&](const When& cell) { return may_be(cell, when); })) return false;
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            const std::string_view now = word(s, i);
            const bool timed = std::any_of(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
                return when.first <= i && i < when.last;
            });
            if (timed) continue;
            if (now == "quarter" && !any([](const When& cell) { return cell.quarter != 0 ||
                                                               cell.month != 0; })) return false;
            if ((now == "month" || now == "week") &&
                !any([](const When& cell) { return cell.month != 0; })) return false;
        }
        return true;
    }

    /// The cell of the row that a figure of the sentence before the size states.
    [[nodiscard]] const GridPoint* own_cell(std::size_t s, const AskedSize& asked, const Link& row) const {
        const GridPoint* found = nullptr;
        for (const Quantity& quantity : quantities_[s]) {
            if (&quantity == asked.quantity || quantity.is_size() || quantity.fraction ||
                is_comparator(quantity.role) ||
                quantity.role == Role::earlier || quantity.last > asked.quantity->first ||
                quantity.stated.bound != Bound::exact || is_parted(s, quantity, asked.first))
                continue;
            if (quantity.stated.decimals == 0 && std::fabs(quantity.stated.value) < 100.0) continue;
            for (const GridPoint& point : row.line->points)
                if (point.number.decimals == quantity.stated.decimals &&
                    std::fabs(std::fabs(point.number.value) - quantity.stated.value) <=
                        slack_of(quantity.stated.value, 1.0))
                    found = &point;
        }
        return found;
    }

    [[nodiscard]] static bool may_be(const When& cell, const When& said) {
        return cell.may_be(said) || (said.month == 0 && said.quarter == 0 && said.year != 0 && said.year == cell.year);
    }

    [[nodiscard]] Ends ends_of(std::size_t s, const AskedSize& asked, const Link& row, const GridPoint* own) const {
        Ends ends{.later = own};
        const std::vector<const GridPoint*> times = results(row.named());
        const bool timed = times.size() >= 2 && times.front()->when.said();
        const Reference& from = asked.from;
        if (from.role != Role::own && !row.column) {
            std::size_t found = 0, owns = 0;
            for (const GridPoint& point : row.line->points) {
                const GridLine& column = row.grid->columns[point.column];
                if (is_of_role(column, from.role)) ends.earlier = &point, ++found;
                if (column.role == Role::own && !is_of_role(column, from.role) && !is_of_change(column) && !own)
                    ends.later = &point, ++owns;
            }
            if (timed && own == nullptr) ends.later = times[time_said(s, asked, times).value_or(times.size() - 1)],
                                         owns = 1;
            ends.told = found == 1 && (own != nullptr || owns == 1) && ends.later != ends.earlier &&
                        ends.later->number.unit == ends.earlier->number.unit;
            // what is wanted now tells nothing of an earlier time
            if (timed && ends.told && !ends.earlier->when.said() && ends.later != times.back()) ends.told = false;
            if (!ends.told) ends = {};
            return ends;
        }
        if (!timed || from.quantity != nullptr || from.years > 1) return {};
        const int months = months_said(s, asked.quantity->last, end_of_part(s, asked.quantity->last - 1));
        // "on the forecast", "since before the floods": of no time that is known
        if (from.first < from.last && from.when == nullptr && !from.before && months == 0) return {};
        std::size_t last = times.size() - 1;
        for (std::size_t t = 0; t < times.size(); ++t)
            if (times[t] == own) last = t;
        const auto said = own == nullptr ? time_said(s, asked, times) : std::nullopt;
        last = said.value_or(last);
        const bool last_said = own != nullptr || said;
        const auto between = both_times(s, asked, times);
        if (between) return {times[between->second], times[between->first], true};
        ends.later = times[last];
        if (from.when != nullptr) {
            for (std::size_t t = 0; t < last; ++t)
                if (may_be(times[t]->when, *from.when)) ends.earlier = times[t];
            ends.told = ends.earlier != nullptr;
            return ends;
        }
        const SpanSaid span = span_said(sentences_[s], asked.first);
        if (last == 0 || !span.fits(times[last - 1]->when, times[last]->when)) return {};
        ends.earlier = times[last - 1];
        if (months > 0 && !are_months_apart(ends.earlier->when, ends.later->when, months)) {
            ends.earlier = nullptr;
            for (std::size_t t = 0; t < last; ++t)
                if (are_months_apart(times[t]->when, ends.later->when, months)) ends.earlier = times[t];
        }
        ends.told = (times.size() == 2 && row.line->points.size() <= 5) || (from.before && last_said);
        return ends;
    }

    /// The time that the part of a size says to be its own.
    [[nodiscard]] std::optional<std::size_t> time_said(std::size_t s, const AskedSize& asked,
                                                       const std::vector<const GridPoint*>& times) const {
        std::optional<std::size_t> found;
        for (const When& when : sentences_[s].whens) {
            if (&when == asked.from.when || sentences_[s].parts[when.first] != sentences_[s].parts[asked.first])
                continue;
            for (std::size_t t = times.size(); t-- > 0;)
                if (may_be(times[t]->when, when)) found = t;
        }
        return found;
    }

    /// "Between June and September".
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> both_times(
        std::size_t s, const AskedSize& asked, const std::vector<const GridPoint*>& times) const {
        const Sentence& sentence = sentences_[s];
        for (std::size_t w = 0; w + 1 < sentence.whens.size(); ++w) {
            const When &one = sentence.whens[w], &other = sentence.whens[w + 1];
            const bool joined = one.last + 1 == other.first && (word(s, one.last) == "and" ||
                                                                word(s, one.last) == "to");
            const bool opened = one.first > 0 && (word(s, one.first - 1) == "between" ||
                                                  word(s, one.first - 1) == "from");
            if (!joined || !opened || sentence.parts[one.first] != sentence.parts[asked.first]) continue;
            std::optional<std::size_t> from, to;
            for (std::size_t t = 0; t < times.size(); ++t) {
                if (may_be(times[t]->when, one) && !from) from = t;
                if (may_be(times[t]->when, other)) to = t;
            }
            if (from && to && *from < *to) return std::pair{*from, *to};
        }
        return std::nullopt;
    }

    [[nodiscard]] bool is_other_way(const Try& one, const Link& row, const Ends& ends) const {
        const double moved = ends.later->number.value - ends.earlier->number.value;
        if (one.asked->sign == 0 || moved * one.asked->sign >= 0.0) return false;
        Try other = one;
        take_difference(other, row, *ends.later, *ends.earlier, 1);
        return other.fits.has_value();
    }

    /// Whether any two cells of the row make it, either way, or one cell is it.
    [[nodiscard]] bool is_made_by_row(const Try& one, const Link& row) const {
        Try other = one;
        for (const GridPoint& a : row.line->points) {
            MadeOfCells alone = cell(other, row, a);
            if (alone.unit == StatedUnit::per_cent && one.of->stated.unit == StatedUnit::points)
                alone.unit = StatedUnit::points;
            if (agrees(*one.of, alone) == Verdict::holds) return true;
            for (const GridPoint& b : row.line->points)
                if (&a != &b) take_difference(other, row, a, b, 1);
        }
        return other.fits.has_value();
    }

    /// Whether two figures of the sentence or of the one before differ by it.
    [[nodiscard]] bool is_made_by_figures(const Try& one) const {
        std::vector<const Quantity*> all;
        for (std::size_t by = 0; by <= 1 && by <= one.s; ++by)
            for (const Quantity& quantity : quantities_[one.s - by])
                if (&quantity != one.of && !quantity.is_size() && !quantity.fraction) all.push_back(&quantity);
        for (const Quantity* a : all)
            for (const Quantity* b : all) {
                if (a == b || !(a->stated.unit == b->stated.unit)) continue;
                const double gap = std::fabs(a->value().middle - b->value().middle) /
                                   (one.of->is_time() && a->is_time() ? one.of->seconds : 1.0);
                const double is = one.of->is_share() && !a->is_share() ? 100.0 * gap / std::fabs(b->value().middle)
                    : gap;
                if (std::fabs(is - std::fabs(one.of->stated.value)) <= 2.0 * one.of->stated.half()) return true;
            }
        return false;
    }

    void contradict(const Try& one, const Link& row, const Ends& ends, bool other_way) {
        const MadeOfCells a = cell(one, row, *ends.later), b = cell(one, row, *ends.earlier);
        if (a.unit != b.unit || (a.seconds > 0.0) != (b.seconds > 0.0)) return;
        MadeOfCells made = a;
        made.is = a.is - b.is;
        if (a.unit == StatedUnit::per_cent) made.unit = StatedUnit::points;
        made.text = a.text + " - " + b.text;
        if (one.of->is_share() && a.unit != StatedUnit::per_cent) {
            if (b.is.middle == 0.0) return;
            made.is = relative_of(a.is, b.is);
            made.unit = StatedUnit::per_cent;
            made.seconds = 0.0;
            made.text = "(" + made.text + ") / " + b.text;
        }
        if (one.of->points && a.seconds == 0.0) made.unit = StatedUnit::points;
        const Verdict verdict = agrees(*one.of, made);
        if (verdict == Verdict::not_checkable || (!other_way && verdict != Verdict::contradiction)) return;
        constexpr double far = 6.0;  // of what is many times as large it is said of something else
        const double unit = one.of->is_time() && made.seconds > 0.0 ? one.of->seconds : 1.0;
        const double is = std::fabs(made.is.middle) / unit, stated = std::fabs(stated_in(*one.of, made)->value);
        if (!other_way && (is == 0.0 || is > far * stated || stated > far * is)) return;
        Judgement judgement{.rule = "size of change",
                            .verdict = Verdict::contradiction,
                            .stated = shown_stated(one.of->stated),
                            .computed = plain_number(made.is.middle / unit),
                            .severity = Severity::high,
                            .against = quote(ends.later->span)};
        judgement.why = made.text + " = " + judgement.computed + (other_way ? "; it went the other way" : "");
        RowLinks::contradict(*row.grid, one.s, one.of->token, std::min(one.asked->first, one.of->first),
                             std::max(one.of->last, one.asked->last), ClaimKind::change, std::move(judgement),
                             ends.told);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
