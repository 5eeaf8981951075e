/// @file
/// Counts over the rows of a table: "three of the four stations met their target", "all but two fell", "neither".
///
/// | what is counted                   | what has to be so of a row                                               |
/// |-----------------------------------|--------------------------------------------------------------------------|
/// | "three of the four stations",     | "met their target", "were above the national average", "above 22.6%":    |
/// | "both", "none of the measures",   | its result and its target, or the figure that is said                    |
/// | "all but two of the offences",    | "rose", "saw an increase", "got worse": its last two times or its change |
/// | "half of the measures"            | "are forecasting an overspend": its forecast and its budget              |
///
/// The rows are those that the head over their names calls so ("Station"), or as many as the words say there are.
/// Which way is good comes from the register, else from the words of the row; where neither says it, both ways are
/// possible: one for all rows where they are places or things, one for each where they are measures. A count that is
/// possible holds. One that is not contradicts where the words say nothing that the table of their heading does not; of
/// movements where the table has no third time, and no base is said that it may lack ("compared with a decade ago").
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/counted_rows.hpp"
#include "headway/audit/good_way.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/how_far.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads counts over rows and holds them against the tables near by.
class RowCounter : private CountedRowsReader {
public:
    /// `budget`: as of GridResolver.
    RowCounter(Context& context, std::span<const Grid* const> grids, std::size_t& budget)
        : CountedRowsReader(context.sentence), context_(context), grids_(grids), budget_(budget) {}

    void read() {
        if (grids_.empty()) return;
        for (const Grid* grid : grids_) {
            grid_ = grid;
            if (rows() < 2) continue;
            const std::vector<Counted> counted = all_counted();
            if (counted.empty()) continue;
            if (!pay_for(*grid, budget_)) return;
            bool any = false;
            for (std::size_t c = 0; c < counted.size(); ++c)
                any = judge(counted[c], c + 1 < counted.size() ? counted[c + 1].first : sentence_.tokens.size(),
                            c > 0 ? counted[c - 1].last : 0) ||
                      any;
            if (any) return;
        }
    }

private:
    /// What is so of a row where more is good, and where less is.
    struct Outcome {
        bool high = false, low = false;
    };

    [[nodiscard]] bool judge(const Counted& counted, std::size_t until, std::size_t from) {
        const Wanted wanted = wanted_of(counted, until, from);
        if (wanted.is == Wanted::Is::none) return false;
        if (counted.of_targets && wanted.role != Role::target) return false;
        if (!take_time(counted, wanted)) return false;
        if (says_how_far(sentence_, std::min(counted.last, wanted.first), end_of(wanted, until))) return false;
        std::size_t high = 0, low = 0, least = 0, most = 0, above = 0, evaluated = 0;
        std::string text;
        for (std::size_t r = 0; r < grid_->rows.size(); ++r) {
            if (!is_row(grid_->rows[r]) || (counted.of_targets && !has_target(grid_->rows[r]))) continue;
            std::string shown;
            auto outcome = outcome_of(r, wanted, shown);
            if (!outcome) return false;
            above += outcome->high ? 1u : 0u;
            std::optional<Polarity> way = way_of(r);
            if (!way && wanted.strict && grid_->rows[r].is_share() && !says_bad(grid_->rows[r].words))
                way = Polarity::high_is_good;
            if (!way && wants_most(r)) way = Polarity::high_is_good;
            if (!way && wanted.strict && takes_time(grid_->rows[r].words)) way = Polarity::low_is_good;
            if (way) {
                if (*way == Polarity::high_is_good) outcome->low = outcome->high;
                if (*way == Polarity::low_is_good) outcome->high = outcome->low;
            }
            if (counted.only) {
                if (outcome->high != outcome->low && *counted.only == r) outcome->low = outcome->high;
                if ((*counted.only == r) != outcome->high) return false;
            }
            ++evaluated;
            high += outcome->high ? 1u : 0u;
            low += outcome->low ? 1u : 0u;
            least += outcome->high && outcome->low ? 1u : 0u;
            most += outcome->high || outcome->low ? 1u : 0u;
            if (text.size() < 200) text += (text.empty() ? "" : "; ") + shown;
        }
        if (wanted.strict && (least != most || counted.count != least)) return false;
        const bool each = of_measures();
        const std::size_t n = counted.count;
        const bool possible = each ? n >= least && n <= most : n == high || n == low;
        const bool sure = (counted.whole || counted.named) && !counted.alone && says_no_more(counted, wanted);
        if (evaluated < 2 || (!possible && !sure)) return false;
        if (!possible && wanted.cue == Cue::exceeds && n == above) return false;  // in number, and not better
        const std::size_t is = high == low ? high : n < least ? least : n > most ? most : high;
        const bool by_time = wanted.is == Wanted::Is::moved;
        Judgement judgement{
            .rule = by_time ? "counts by direction" : "counts by rating",
            .verdict = possible ? Verdict::holds : Verdict::contradiction,
            .stated = std::to_string(n),
            .computed = possible ? std::to_string(n) : std::to_string(is),
            .why = "of " + std::to_string(evaluated) + " rows " + std::to_string(possible ? n : is) + ": " + text,
            .severity = Severity::high,
            .against = context_.quote(grid_->rows[first_row()].points.front().span)};
        const std::size_t first = std::min(counted.first, wanted.first), last = std::max(counted.last, wanted.last);
        for (Figure& figure : sentence_.figures)
            if (figure.token >= first && figure.token < last) figure.taken = true;
        std::erase_if(sentence_.marks,
                      [&](const Mark& mark) { return mark.first >= first && mark.last <= last && is_read(mark.cue); });
        sentence_.counted.emplace_back(first, last);
        context_.claim(first, last, by_time ? ClaimKind::count_by_direction : ClaimKind::count_by_rating,
                       std::move(judgement));
        return true;
    }

    /// Behind what is said of a count: the end of its part, or the next count.
    [[nodiscard]] std::size_t end_of(const Wanted& wanted, std::size_t until) const {
        std::size_t end = wanted.last;
        while (end < sentence_.tokens.size() && sentence_.parts[end] == sentence_.parts[wanted.first] &&
               (end < until || wanted.first >= until))
            ++end;
        return end;
    }

    /// The time that a count is of, where its part of the sentence says one; false where the table may lack it: "in
    /// the previous quarter".
    [[nodiscard]] bool take_time(const Counted& counted, const Wanted& wanted) {
        time_ = nullptr;
        const auto of_it = [&](std::size_t i) {
            return sentence_.parts[i] == sentence_.parts[counted.first] ||
                   sentence_.parts[i] == sentence_.parts[wanted.first];
        };
        constexpr std::array<std::string_view, 9> from{"on",   "than", "from", "with",   "since",
                                                       "to",   "as",   "of",   "against"};
        const auto is_from = [&](std::size_t i) {
            for (std::size_t by = 1; by <= 3 && by <= i; ++by)
                if (headway::detail::is_one_of(word(i - by), from)) return true;
            return false;
        };
        for (const Mark& mark : sentence_.marks)
            if ((mark.cue == Cue::year_before || mark.cue == Cue::previous) && of_it(mark.first) &&
                !is_from(mark.first) && wanted.is != Wanted::Is::moved)
                return false;
        for (const When& when : sentence_.whens)
            if (of_it(when.first) && !is_from(when.first)) time_ = &when;
        return true;
    }

    /// "New claims (days)": of a target for a time less is good.
    [[nodiscard]] static bool takes_time(const std::vector<std::string>& words) {
        return std::any_of(words.begin(), words.end(), [](const std::string& told) {
            return told == "day" || told == "week" || told == "minute" || told == "hour" || told == "second";
        });
    }

    /// What a count over rows has read is no movement, comparison or state of its own.
    [[nodiscard]] static bool is_read(Cue cue) {
        return movement_of(cue).has_value() ||
               std::find(comparison_cues.begin(), comparison_cues.end(), cue) != comparison_cues.end() ||
               cue == Cue::met_target || cue == Cue::near_target || cue == Cue::below_target || cue == Cue::improving ||
               cue == Cue::worsening || cue == Cue::no_change;
    }

    [[nodiscard]] std::size_t first_row() const {
        std::size_t r = 0;
        while (!is_row(grid_->rows[r])) ++r;
        return r;
    }

    /// Whether rows are measures, each with its own way that is good.
    [[nodiscard]] bool of_measures() const {
        constexpr std::array<std::string_view, 8> words{"measure", "indicator", "kpi",      "metric",
                                                        "pi",      "target",    "standard", "outcome"};
        return grid_->named_twice ||
               std::any_of(grid_->label_words.begin(), grid_->label_words.end(), [&](const std::string& told) {
                   return headway::detail::is_one_of(std::string_view(told), words);
               });
    }

    /// Whether the words from a count to what is said of it are words of the table.
    [[nodiscard]] bool says_no_more(const Counted& counted, const Wanted& wanted) const {
        if (grid_->major != context_.block.major) return false;
        std::size_t first = std::min(counted.first, wanted.first), last = std::max(counted.last, wanted.last);
        if (wanted.is == Wanted::Is::moved && !moves_once(wanted)) return false;
        constexpr std::array narrowing{Cue::national, Cue::peer, Cue::forecast};
        for (std::size_t i = 0; i < first; ++i)  // "nationally, three of the four"
            if (const Mark* mark = sentence_.mark_at(i, narrowing);
                mark != nullptr && role_of(mark->cue) != wanted.role)
                return false;
        while (first > 0 && sentence_.parts[first - 1] == sentence_.parts[counted.first]) --first;
        while (last < sentence_.tokens.size() && sentence_.parts[last] == sentence_.parts[last - 1] &&
               word(last) != "and")
            ++last;
        for (std::size_t i = first; i < last; ++i) {
            if (word(i) == "not" || word(i) == "had" || word(i) == "will" || word(i) == "would") return false;
            if (sentence_.tokens[i].is != Token::Is::word || is_span_of_time(word(i)) || is_marked(i)) continue;
            for (const std::string& told : telling_words(std::span(sentence_.tokens).subspan(i, 1))) {
                const auto has = [&](const std::vector<std::string>& words) {
                    return std::find(words.begin(), words.end(), told) != words.end();
                };
                const bool of_column = std::any_of(grid_->columns.begin(), grid_->columns.end(),
                                                   [&](const GridLine& column) { return has(column.words); });
                constexpr std::array<std::string_view, 9> counting{"none", "half", "neither", "both",   "every",
                                                                   "each", "but",  "only",    "reached"};
                if (!of_column && !is_label(told) && !names_nothing(told) &&
                    !headway::detail::is_one_of(std::string_view(told), counting))
                    return false;
            }
        }
        return std::none_of(sentence_.whens.begin(), sentence_.whens.end(), [&](const When& when) {
            return std::none_of(grid_->columns.begin(), grid_->columns.end(),
                                [&](const GridLine& column) { return column.when.may_be(when); });
        });
    }

    /// Whether a movement is from one time of the table to the other: it has two, and no other base is said.
    [[nodiscard]] bool moves_once(const Wanted& wanted) const {
        constexpr std::array<std::string_view, 6> bases{"since", "decade", "ago", "earlier", "compared", "than"};
        for (std::size_t i = wanted.last; i < sentence_.tokens.size(); ++i)
            if (headway::detail::is_one_of(word(i), bases)) return false;
        return std::all_of(grid_->rows.begin(), grid_->rows.end(), [&](const GridLine& row) {
            std::vector<When> times;
            for (const GridPoint* point : results_of(*grid_, row))
                if (std::none_of(times.begin(), times.end(),
                                 [&](const When& time) { return time.may_be(point->when); }))
                    times.push_back(point->when);
            constexpr std::size_t two = 2;
            return !is_row(row) || times.size() <= two;
        });
    }

    [[nodiscard]] bool is_marked(std::size_t i) const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(),
                           [&](const Mark& mark) { return mark.first <= i && i < mark.last; });
    }

    [[nodiscard]] std::optional<Polarity> way_of(std::size_t r) const {
        const GridLine& line = grid_->rows[r];
        if (line.polarity) return line.polarity;
        if (line.most) return Polarity::low_is_good;
        return of_measures() ? way_in_words(line.words, line.is_share()) : std::nullopt;
    }

    /// Whether at least a half is wanted of a share: what is unwanted has a low target.
    [[nodiscard]] bool wants_most(std::size_t r) const {
        constexpr double half = 50.0;
        const GridLine& line = grid_->rows[r];
        const auto wants = [&](const GridPoint& point) {
            return grid_->columns[point.column].role == Role::target && point.number.unit == StatedUnit::per_cent &&
                   point.number.value >= half;
        };
        return !says_bad(line.words) && std::any_of(line.points.begin(), line.points.end(), wants);
    }

    [[nodiscard]] std::optional<Outcome> outcome_of(std::size_t r, const Wanted& wanted, std::string& shown) const {
        switch (wanted.is) {
            case Wanted::Is::compared:
                return compared_outcome(r, wanted, shown);
            case Wanted::Is::moved:
                return moved_outcome(r, wanted, shown);
            case Wanted::Is::spent:
                return spent_outcome(r, wanted, shown);
            case Wanted::Is::none:
                break;
        }
        return std::nullopt;
    }

    /// The latest result of a row in a unit, else the last; of a share that is not printed one count over the other.
    [[nodiscard]] std::optional<Interval> own_of(std::size_t r, StatedUnit unit) const {
        const GridPoint* own = nullptr;
        std::vector<const GridPoint*> counts;
        for (const GridPoint& point : grid_->rows[r].points) {
            if (grid_->columns[point.column].role != Role::own) continue;
            if (time_ != nullptr && point.when.said() && !point.when.may_be(*time_)) continue;
            if (point.number.unit == unit && (own == nullptr || !is_later_first(own->when, point.when))) own = &point;
            if (point.number.unit == StatedUnit::none) counts.push_back(&point);
        }
        if (own != nullptr) return behind(own->number);
        if (unit != StatedUnit::per_cent || counts.size() != 2) return std::nullopt;
        Interval one = behind(counts[0]->number), other = behind(counts[1]->number);
        if (one.middle > other.middle) std::swap(one, other);
        return one / other * 100.0;
    }

    [[nodiscard]] std::optional<Outcome> compared_outcome(std::size_t r, const Wanted& wanted,
                                                          std::string& shown) const {
        const GridPoint* right = nullptr;
        for (const GridPoint& point : grid_->rows[r].points) {
            const Role role = grid_->columns[point.column].role;
            if (wanted.role != Role::own &&
                (role == wanted.role || (role == Role::target && wanted.role == Role::budget)))
                right = &point;
        }
        std::optional<Interval> left, than;
        if (right != nullptr && wanted.figure == nullptr) {
            than = behind(right->number);
            left = own_of(r, right->number.unit);
        } else if (wanted.figure != nullptr) {
            than = behind(wanted.figure->stated);
            left = own_of(r, wanted.figure->stated.unit);
        }
        if (!left || !than || !left->known()) return std::nullopt;
        const double gap = decimal::difference(left->middle, than->middle);
        shown = plain_number(left->middle) + " against " + plain_number(than->middle);
        const bool up = gap > 0.0 || (gap == 0.0 && wanted.or_equal);
        const bool down = gap < 0.0 || (gap == 0.0 && wanted.or_equal);
        switch (wanted.cue) {
            case Cue::above:
            case Cue::exceeds:
                if (wanted.reaches) return Outcome{gap >= 0.0, gap >= 0.0};
                if (wanted.or_equal) return Outcome{up, down};  // "on or above target" is as good as or better
                return Outcome{up, wanted.cue == Cue::exceeds && wanted.role == Role::target ? down : up};
            case Cue::below:
                return Outcome{down, down};
            case Cue::better_than:
                return Outcome{up, down};
            case Cue::worse_than:
                return Outcome{down, up};
            case Cue::meets:
                return Outcome{gap >= 0.0, gap <= 0.0};
            default:
                return Outcome{gap<0.0, gap> 0.0};
        }
    }

    [[nodiscard]] std::optional<Outcome> moved_outcome(std::size_t r, const Wanted& wanted, std::string& shown) const {
        std::optional<double> change;
        const std::vector<std::string> said = telling_words(sentence_.tokens);
        if (grid_->times_in_columns) {
            double best = -1.0;
            for (const GridLine& line : *grid_->series()) {
                if (line.points.empty() || line.points.front().row != r) continue;
                const std::vector<const GridPoint*> points = results_of(*grid_, line);
                std::size_t last = points.size();
                while (last > 0 && time_ != nullptr && !points[last - 1]->when.may_be(*time_)) --last;
                if (last == 0) last = points.size();  // of a time that is said otherwise
                if (last < 2) continue;
                const GridPoint &later = *points[last - 1], &earlier = *points[last - 2];
                if (later.number.unit != earlier.number.unit) continue;
                const double score = said_of(line, said);
                if (score <= best) continue;
                best = score;
                change = decimal::difference(later.number.value, earlier.number.value);
                shown = plain_number(earlier.number.value) + " then " + plain_number(later.number.value);
            }
        }
        if (!change)
            for (const GridPoint& point : grid_->rows[r].points)
                for (const std::string& told : grid_->columns[point.column].words)
                    if (told == "change" || told == "difference" || told == "movement") {
                        change = point.number.value;
                        shown = "changed by " + plain_number(*change);
                    }
        if (!change) return std::nullopt;
        const bool up = *change > 0.0, down = *change < 0.0;
        if (wanted.way != 0) return wanted.way > 0 ? Outcome{up, up} : Outcome{down, down};
        if (wanted.cue == Cue::unchanged) return Outcome{!up && !down, !up && !down};
        const bool better = wanted.cue == Cue::better || wanted.cue == Cue::a_gain;
        return better ? Outcome{up, down} : Outcome{down, up};
    }

    [[nodiscard]] std::optional<Outcome> spent_outcome(std::size_t r, const Wanted& wanted, std::string& shown) const {
        const GridPoint *budget = nullptr, *spend = nullptr, *variance = nullptr;
        for (const GridPoint& point : grid_->rows[r].points) {
            const GridLine& column = grid_->columns[point.column];
            const bool varies = std::any_of(column.words.begin(), column.words.end(), [](const std::string& told) {
                return told == "variance" || told == "difference" || told.starts_with("overspen");
            });
            if (varies)
                variance = &point;
            else if (column.role == Role::target)
                budget = &point;
            else
                spend = &point;
        }
        std::optional<double> over;
        if (budget != nullptr && spend != nullptr && budget->number.unit == spend->number.unit)
            over = decimal::difference(spend->number.value, budget->number.value);
        else if (variance != nullptr)
            over = variance->number.value;
        if (!over) return std::nullopt;
        shown = plain_number(*over);
        const bool is = *over * wanted.way > 0.0;
        return Outcome{is, is};
    }

    Context& context_;
    std::span<const Grid* const> grids_;
    std::size_t& budget_;
    const When* time_ = nullptr;  ///< that a count is of
};

}  // namespace headway::inline HEADWAY_ABI::auditing
