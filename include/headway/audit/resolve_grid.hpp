/// @file
/// Open claims of a section's sentences, held against its tables of any shape.
///
/// | words                                            | are held against                                             |
/// |--------------------------------------------------|--------------------------------------------------------------|
/// | "rose by 387 on the year before", "since 2014/15" | two points of the line that the words name                   |
/// | "six points short of the aim"                    | a row's result and its target                                |
/// | "over the five years 6,810", "£11.7m"            | the sum of a line; a number of the row or the column named   |
/// | "34% of the total"                               | a number of the row over its column's total, or over another |
/// | "rose for the third year running"                | the last moves of the line                                   |
///
/// The line is the one whose words the clause says, or the only one of its unit. What fits confirms, where the claim
/// has words of the line; what does not fit contradicts only a claim that names the line and nothing else, at its
/// times.
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

#include "headway/audit/good_way.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/grid_lines.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds open claims against the tables near by.
class GridResolver : private GridLines {
public:
    /// `budget`: how many numbers of tables may still be looked at for the document, so that its time is linear.
    GridResolver(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                 std::span<const Grid* const> grids, std::size_t& budget)
        : GridLines(ledger, paragraph, memory), grids_(grids), budget_(budget) {}

    void resolve() {
        for (const Open& open : open_claims()) {
            for (const Grid* grid : grids_) {
                grid_ = grid;
                if (!is_open(open) || !pay_for(*grid, budget_)) break;
                if (open.figure != nullptr && (open.figure->role == Role::size || is_points(open.figure->stated)))
                    resolve_size(open);
                else if (open.kind == ClaimKind::trend)
                    resolve_trend(open);
                else if (open.kind == ClaimKind::comparison)
                    resolve_comparison(open);
                if (const Fraction* fraction = is_open(open) ? fraction_of(open) : nullptr)
                    resolve_fraction(open, *fraction);
                const bool states =
                    open.kind != ClaimKind::trend && open.kind != ClaimKind::comparison && !is_fraction(open);
                if (is_open(open) && open.figure != nullptr && states) resolve_value(open, open.figure->stated);
                if (is_open(open) && open.figure != nullptr && open.figure->stated.unit == StatedUnit::per_cent)
                    resolve_share(open);
            }
        }
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            for (const Figure& figure : sentences_[s].figures)
                if (!is_claimed(s, figure) && figure.stated.unit != StatedUnit::per_cent && figure.role == Role::own)
                    tell_sum(s, figure);
        }
    }

private:
    /// "Over the five years 6,810 requests were received, an average of": a sum that no other rule read.
    void tell_sum(std::size_t s, const Figure& figure) {
        const Open open{.sentence = s, .first = figure.bound, .last = figure.token + 1, .figure = &figure};
        if (!says_of_all(open)) return;
        for (const Grid* grid : grids_) {
            grid_ = grid;
            if (!pay_for(*grid, budget_)) return;
            auto judgement = sum_of_line(open, figure.stated);
            if (!judgement) continue;
            const Sentence& sentence = sentences_[s];
            const std::size_t last = std::min(figure.token + 2, sentence.tokens.size());
            return ledger_.claim(paragraph_.document,
                                 {sentence.tokens[figure.bound].begin, sentence.tokens[last - 1].end}, ClaimKind::total,
                                 "", std::move(*judgement));
        }
    }

    [[nodiscard]] ClaimKind kind_of(const Open& open) const { return ledger_.audit.claims[open.claim].kind; }

    [[nodiscard]] static bool is_points(const Stated& stated) { return stated.unit == StatedUnit::points; }

    void resolve_size(const Open& open) {
        Stated stated = open.figure->stated;
        stated.value = std::fabs(stated.value);
        if (const auto against = comparator_of(open)) return resolve_gap(open, stated, *against);
        const int sign = sign_of(open);
        const std::vector<GridLine>* lines = grid_->series();
        if (lines != nullptr) {
            const Chosen chosen = choose(open, *lines, [&](const GridLine& line) {
                const auto points = series(line);
                return points.size() >= 2 && can_end_here(stated, points.front()->number);
            });
            if (chosen.line != nullptr) {
                const Ends ends = ends_of(open, *chosen.line);
                if (ends.later != nullptr && ends.earlier != nullptr) {
                    Judgement judgement = size_of(open, stated, sign, *ends.later, *ends.earlier);
                    if (judgement.verdict == Verdict::contradiction &&
                        !(ends.told && may_fail(open, chosen, *ends.later, *ends.earlier)))
                        judgement.verdict = Verdict::not_checkable;
                    if (judgement.verdict != Verdict::not_checkable)
                        return decide(open, std::move(judgement), kind_of(open),
                                      subject_of(open, *chosen.line, *ends.later, *ends.earlier));
                }
            }
        }
        // a table that prints the change itself
        const Chosen row = choose(open, grid_->rows, [](const GridLine&) { return true; });
        if (row.line == nullptr) return;
        if (by_other_size(open, stated, sign, *row.line)) return;
        for (const GridPoint& point : row.line->points) {
            Stated plain = point.number;
            plain.value = std::fabs(plain.value);
            const bool side = sign == 0 || sign * point.number.value >= 0.0 || !grid_->columns[point.column].has_signs;
            if (side && goes_with_spend(open, point) && stated.unit == plain.unit &&
                agreement(stated, behind(plain)) == Verdict::holds)
                return close(open, held_by(stated, point));
        }
    }

    /// "New South Wales (down 13% or 30,075)", where the table has what it came to: the size in units gives the other.
    bool by_other_size(const Open& open, const Stated& stated, int sign, const GridLine& row) {
        if (stated.unit != StatedUnit::per_cent || sign == 0 || row.points.size() != 1) return false;
        const Sentence& sentence = sentences_[open.sentence];
        for (const Figure& figure : sentence.figures) {
            if (&figure == open.figure || figure.token < open.figure->token || figure.token > open.figure->token + 3 ||
                figure.stated.unit != row.points.front().number.unit)
                continue;
            const Interval later = behind(row.points.front().number), moved = behind(figure.stated);
            Judgement judgement{.rule = "size of change", .stated = shown_stated(stated)};
            judgement.against = quote(row.points.front().span);
            hold_change(judgement, stated, later, sign > 0 ? later - moved : later + moved, false, sign);
            if (judgement.verdict != Verdict::holds) continue;
            close(open, std::move(judgement));
            return true;
        }
        return false;
    }

    [[nodiscard]] Judgement size_of(const Open& open, const Stated& stated, int sign, const GridPoint& later,
                                    const GridPoint& earlier) const {
        Judgement judgement{
            .rule = "size of change", .stated = shown_stated(open.figure->stated), .severity = Severity::high};
        judgement.against = quote(later.span);
        hold_change(judgement, stated, behind(later.number), behind(earlier.number),
                    later.number.unit == StatedUnit::per_cent, sign);
        return judgement;
    }

    /// Whether a variance is on the side that the words say: an underspend is no overspend.
    [[nodiscard]] bool goes_with_spend(const Open& open, const GridPoint& point) const {
        const int spent = spent_sign(open), way = point.number.value < 0.0 ? -1 : 1;
        return spent == 0 || spent == way || !grid_->columns[point.column].has_signs;
    }

    [[nodiscard]] Judgement held_by(const Stated& stated, const GridPoint& point) const {
        return {.rule = "text against table",
                .verdict = Verdict::holds,
                .stated = shown_stated(stated),
                .computed = plain_number(point.number.value),
                .why = "the table has " + plain_number(point.number.value),
                .against = quote(point.span)};
    }

    /// "Six percentage points short of the aim": a row's result and what is wanted of it.
    void resolve_gap(const Open& open, const Stated& stated, Role against) {
        const Chosen chosen = choose(open, grid_->rows, [&](const GridLine& line) {
            const auto [own, wanted] = result_and(line, against);
            return own != nullptr && wanted != nullptr;
        });
        if (chosen.line == nullptr) return;
        const auto [own, wanted] = result_and(*chosen.line, against);
        Judgement judgement = size_of(open, stated, 0, *own, *wanted);
        if (judgement.verdict == Verdict::contradiction && !may_fail(open, chosen, *own, *wanted)) return;
        if (judgement.verdict != Verdict::not_checkable)
            decide(open, std::move(judgement), kind_of(open), subject_of(open, *chosen.line, *own, *wanted, true));
    }

    /// The last result of a row and its number under a comparator's head.
    [[nodiscard]] std::pair<const GridPoint*, const GridPoint*> result_and(const GridLine& row, Role against) const {
        const GridPoint *own = nullptr, *wanted = nullptr;
        const Role role = against == Role::budget ? Role::target : against;
        for (const GridPoint& point : row.points)
            if (grid_->columns[point.column].role == role) wanted = &point;
        for (const GridPoint& point : row.points)
            if (wanted != nullptr && grid_->columns[point.column].role == Role::own &&
                point.number.unit == wanted->number.unit && (own == nullptr || point.when.said()))
                own = &point;
        return {own, wanted};
    }

    void resolve_comparison(const Open& open) {
        const auto said = comparison_of(open);
        if (!said || said->stated != nullptr) return;
        Open sized = open;
        sized.figure = size_before(open);
        const Chosen chosen = choose(sized, grid_->rows, [&](const GridLine& line) {
            return result_and(line, said->role).second != nullptr && result_and(line, said->role).first != nullptr;
        });
        if (chosen.line == nullptr) return;
        const auto [own, wanted] = result_and(*chosen.line, said->role);
        if (const Figure* size = sized.figure; size != nullptr) {  // "ten days better than the average"
            Stated stated = size->stated;
            stated.value = std::fabs(stated.value);
            Judgement judgement = size_of({.figure = size}, stated, sign_of(open), *own, *wanted);
            if (judgement.verdict == Verdict::holds || judgement.verdict == Verdict::rounding)
                close(open, std::move(judgement));
            return;
        }
        Judgement judgement =
            compare_sides(said->cue,
                          {.left = behind(own->number),
                           .right = behind(wanted->number),
                           .left_words = plain_number(own->number.value),
                           .right_words = plain_number(wanted->number.value),
                           .polarity = known_way(*chosen.line),
                           .against = quote(wanted->span)},
                          own->number.unit == StatedUnit::per_cent);
        if (judgement.verdict == Verdict::contradiction && !may_fail(open, chosen, *own, *wanted)) return;
        if (judgement.verdict != Verdict::not_checkable)
            decide(open, std::move(judgement), kind_of(open), subject_of(open, *chosen.line, *own, *wanted, true));
    }

    void resolve_trend(const Open& open) {
        if (says_rank(open) || says_exception(open)) return;
        int sign = sign_of(open);
        const std::vector<GridLine>* lines = grid_->series();
        const int better = sign == 0 ? better_of(open) : 0;
        const bool same = sentences_[open.sentence].has(Cue::unchanged, open.first, open.last);
        if ((sign == 0 && better == 0 && !same) || lines == nullptr) return;
        const Chosen chosen = choose(open, *lines, [&](const GridLine& line) { return series(line).size() >= 2; });
        if (chosen.line == nullptr) return;
        if (better != 0) {  // "got worse": where the words of the row say which way is good
            const auto way = way_in_words(chosen.line->words, chosen.line->is_share());
            if (!way) return;
            sign = *way == Polarity::high_is_good ? better : -better;
        }
        const Ends ends = ends_of(open, *chosen.line);
        if (ends.later == nullptr || ends.earlier == nullptr) return;
        const std::vector<const GridPoint*> points = series(*chosen.line);
        std::size_t last = 0;
        while (points[last] != ends.later) ++last;
        if (same) {  // "was unchanged"
            if (decimal::difference(ends.later->number.value, ends.earlier->number.value) == 0.0)
                close(open, held_by(ends.later->number, *ends.later));
            return;
        }
        // "fell in every quarter of the year": all moves that there are
        const std::size_t moves = says_every(open) ? points.size() - 1 : moves_of(open);
        if (says_every(open)) last = points.size() - 1;
        std::string text = plain_number(ends.later->number.value);
        bool all = true;
        if (moves > 1) {
            const auto runs = [&](std::size_t end) {
                text = plain_number(points[end]->number.value);
                bool run = true;
                for (std::size_t m = 0; m < moves; ++m) {
                    const double change = points[end - m]->number.value - points[end - m - 1]->number.value;
                    run = run && change * sign > 0.0;
                    text = plain_number(points[end - m - 1]->number.value) + ", " + text;
                }
                return run;
            };
            if (last < moves) return;
            all = runs(last);
            if (!all && last > moves) all = runs(last - 1);  // "in each of the two previous years"
        } else {
            all = (ends.later->number.value - ends.earlier->number.value) * sign > 0.0;
            text = plain_number(ends.earlier->number.value) + ", " + text;
        }
        if (!all && !(better == 0 && ends.told && moves == 1 && may_fail(open, chosen, *ends.later, *ends.earlier)))
            return;
        decide(open,
               {.rule = "direction words",
                .verdict = all ? Verdict::holds : Verdict::contradiction,
                .stated = sign > 0 ? "up" : "down",
                .computed = text,
                .why = "the table has " + text,
                .severity = Severity::high,
                .against = quote(ends.later->span)},
               kind_of(open), subject_of(open, *chosen.line, *ends.later, *ends.earlier));
    }

    /// Whether words say that something is better (1) or worse (-1).
    [[nodiscard]] int better_of(const Open& open) const {
        for (const Mark& mark : sentences_[open.sentence].marks) {
            if (mark.last <= open.first || mark.first >= open.last) continue;
            if (mark.cue == Cue::better || mark.cue == Cue::a_gain) return 1;
            if (mark.cue == Cue::worse || mark.cue == Cue::a_loss) return -1;
        }
        return 0;
    }

    /// A number of the row and column that are named, or the sum or the mean of a line.
    void resolve_value(const Open& open, const Stated& stated) {
        if (open.figure != nullptr && open.figure->role == Role::size) return;
        const std::vector<std::string> clause = clause_words(open);
        const GridPoint* best = nullptr;
        double most = 0.3;
        for (const GridLine& row : grid_->rows)
            for (const GridPoint& point : row.points) {
                Stated plain = point.number;
                plain.value = std::fabs(plain.value);
                if (!is_near(stated, plain)) continue;
                const GridLine& column = grid_->columns[point.column];
                const double said = said_of(row, clause);
                if (!row.words.empty() && said <= 0.0) continue;  // a time alone names nothing
                if (is_of_another_time(open, point) || !may_be_of(open, row, column)) continue;
                const double score = said + said_of(column, clause) + time_said(open, point);
                if (score > most) most = score, best = &point;
            }
        if (best == nullptr) best = by_digits(open, stated);
        if (best != nullptr && goes_with_spend(open, *best)) return close(open, held_by(stated, *best));
        if (!says_of_all(open)) return;
        if (auto judgement = sum_of_line(open, stated)) close(open, std::move(*judgement));
    }

    /// The sum or the mean of a line, where it is what is stated.
    [[nodiscard]] std::optional<Judgement> sum_of_line(const Open& open, const Stated& stated) const {
        const std::vector<std::string> clause = telling_words(sentences_[open.sentence].tokens);
        for (const std::vector<GridLine>* lines : {&grid_->columns, &grid_->rows})
            for (const GridLine& line : *lines) {
                if (line.points.size() < 2 || line.points.front().number.unit != stated.unit) continue;
                // a column that a time alone names, where the sentence says what the table is of
                const bool of_it = lines == &grid_->columns && grid_->times_in_columns && names_table(clause);
                const bool timed = of_it && line.words.empty() && time_said(open, line.points.front()) > 0.0;
                const bool last = of_it && &line == &grid_->columns.back() && sentences_[open.sentence].whens.empty();
                if (!timed && !last && said_of(line, clause) < (lines == &grid_->rows ? 0.3 : 1e-9)) continue;
                Interval sum = exactly(0.0);
                std::size_t terms = 0;
                for (const GridPoint& point : line.points) {
                    if (grid_->rows[point.row].total && lines == &grid_->columns) continue;
                    const bool wanted = open.figure != nullptr && is_comparator(open.figure->role);
                    if (is_comparator(grid_->columns[point.column].role) != wanted) continue;
                    sum = sum + behind(point.number);
                    ++terms;
                }
                const bool adds = stated.unit != StatedUnit::per_cent;
                for (const bool mean : {false, true}) {
                    if (mean && stated.is_count() && stated.value < 10.0) continue;  // "in all four groups"
                    const Interval is = mean ? sum * (1.0 / static_cast<double>(terms)) : sum;
                    if ((!mean && !adds) || terms < 2 || agreement(stated, is) != Verdict::holds) continue;
                    return Judgement{.rule = "text against table",
                                     .verdict = Verdict::holds,
                                     .stated = shown_stated(stated),
                                     .computed = plain_number(is.middle),
                                     .why = std::to_string(terms) + " numbers of the table " +
                                            (mean ? "have the mean " : "come to ") + plain_number(is.middle),
                                     .against = quote(line.points.front().span)};
                }
            }
        return std::nullopt;
    }

    /// Whether words are of the heading of the table, or of what it calls its rows.
    [[nodiscard]] bool names_table(const std::vector<std::string>& words) const {
        return std::any_of(words.begin(), words.end(), [&](const std::string& told) {
            const auto has = [&](const std::vector<std::string>& of) {
                return std::find(of.begin(), of.end(), told) != of.end();
            };
            return has(grid_->heading_words) || has(grid_->label_words);
        });
    }

    /// The only number of the table that an amount of three digits and more is.
    [[nodiscard]] const GridPoint* by_digits(const Open& open, const Stated& stated) const {
        if (stated.unit == StatedUnit::per_cent || stated.bound != Bound::exact) return nullptr;
        if (std::fabs(stated.value) / (2.0 * stated.half()) < 100.0) return nullptr;
        const GridPoint* found = nullptr;
        for (const GridLine& row : grid_->rows)
            for (const GridPoint& point : row.points) {
                Stated plain = point.number;
                plain.value = std::fabs(plain.value);
                if (!is_near(stated, plain)) continue;
                if (found != nullptr) return nullptr;
                found = &point;
            }
        if (found == nullptr || is_of_another_time(open, *found)) return nullptr;
        const std::vector<std::string> said = telling_words(sentences_[open.sentence].tokens);
        const GridLine &row = grid_->rows[found->row], &column = grid_->columns[found->column];
        return said_of(row, said) > 0.0 || said_of(column, said) > 0.0 ? found : nullptr;
    }

    /// Whether the clause says a time of the table's kind, and a number is of none that is said.
    [[nodiscard]] bool is_of_another_time(const Open& open, const GridPoint& point) const {
        if (!point.when.said() || open.first >= sentences_[open.sentence].parts.size()) return false;
        const Sentence& sentence = sentences_[open.sentence];
        bool other = false;
        for (const When& when : sentence.whens) {
            if (sentence.parts[when.first] != sentence.parts[open.first] ||
                (when.month == 0) != (point.when.month == 0) || (when.quarter == 0) != (point.when.quarter == 0))
                continue;
            if (point.when.may_be(when)) return false;
            other = true;
        }
        return other;
    }

    /// "Two thirds of the Vote goes to custodial services": a share of the row, or the last change of the line.
    void resolve_fraction(const Open& open, const Fraction& fraction) {
        const std::vector<std::string> clause = clause_words(open),
                                       sentence = telling_words(sentences_[open.sentence].tokens);
        const GridPoint* best = nullptr;
        double most = 0.6;
        for (const GridLine& row : grid_->rows)
            for (const GridPoint& point : row.points) {
                if (point.number.unit != StatedUnit::per_cent) continue;
                if (agreement(fraction.stated, behind(point.number)) != Verdict::holds) continue;
                const GridLine& column = grid_->columns[point.column];
                const double said = said_of(column, sentence);  // "half of housing stock" is no share of staff
                if (!column.words.empty() && said <= 0.0) continue;
                const double score = said_of(row, clause) + said;
                if (score > most) most = score, best = &point;
            }
        if (best != nullptr) return close(open, held_by(fraction.stated, *best));
        const std::vector<GridLine>* lines = grid_->series();
        if (lines == nullptr || is_of_wanted(open)) return;
        const Chosen chosen = choose(open, *lines, [&](const GridLine& line) { return series(line).size() >= 2; });
        if (chosen.line == nullptr) return;
        const Ends ends = ends_of(open, *chosen.line);
        if (ends.later == nullptr || ends.earlier == nullptr) return;
        Judgement judgement{.rule = "size of change", .stated = shown_stated(fraction.stated)};
        judgement.against = quote(ends.later->span);
        hold_size(judgement, fraction.stated, behind(ends.later->number), behind(ends.earlier->number), false);
        if (judgement.verdict == Verdict::holds) close(open, std::move(judgement), ClaimKind::change);
    }

    [[nodiscard]] double time_said(const Open& open, const GridPoint& point) const {
        if (!point.when.said()) return 0.0;
        for (const When& when : sentences_[open.sentence].whens)
            if (point.when.may_be(when)) return 0.4;
        return 0.0;
    }

    /// "34% of the total", "accounting for 67%", "a 12% share".
    [[nodiscard]] bool is_of_all(const Open& open) const {
        constexpr std::array<std::string_view, 12> words{"total",      "overall", "all",        "share",
                                                         "proportion", "account", "accounts",   "accounted",
                                                         "accounting", "makes",   "represents", "representing"};
        const std::size_t token = open.figure->token;
        const std::size_t first = open.figure->bound > 4 ? open.figure->bound - 4 : 0;
        for (std::size_t i = first; i < token + 6; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words)) return true;
        return false;
    }

    /// A share of a number of the row that is named: over its column's total, or over another number of the row.
    void resolve_share(const Open& open) {
        const Stated& stated = open.figure->stated;
        if (open.figure->role == Role::size || is_comparator(open.figure->role) || stated.value > 100.0) return;
        const Chosen row = choose(open, grid_->rows, [](const GridLine& line) { return !line.total; });
        if (row.line == nullptr) return;
        const std::size_t r = row.line->points.front().row;
        const bool of_it = is_of_all(open);
        const std::vector<std::string> said = telling_words(sentences_[open.sentence].tokens);
        for (const GridPoint& part : row.line->points) {
            if (!of_it && said_of(grid_->columns[part.column], said) <= 0.0) continue;
            if (part.number.unit == StatedUnit::per_cent || part.number.value <= 0.0) continue;
            std::vector<const GridPoint*> wholes;
            for (const GridPoint& point : row.line->points) wholes.push_back(&point);
            // the next total below, as a table may have several
            for (std::size_t t = r + 1; t < grid_->rows.size(); ++t)
                if (grid_->rows[t].total) {
                    if (const GridPoint* total = grid_->rows[t].at(t, part.column)) wholes.push_back(total);
                    break;
                }
            for (const GridPoint* whole : wholes) {
                if (whole == &part || whole->number.unit != part.number.unit || whole->number.value < part.number.value)
                    continue;
                const Interval is = behind(part.number) / behind(whole->number) * 100.0;
                if (agreement(stated, is) != Verdict::holds || !is_said_of(stated, is.middle)) continue;
                Judgement judgement{.rule = "share",
                                    .verdict = Verdict::holds,
                                    .stated = shown_stated(stated),
                                    .computed = plain_number(is.middle) + "%",
                                    .against = quote(part.span)};
                judgement.why = plain_number(part.number.value) + " / " + plain_number(whole->number.value) + " = " +
                                judgement.computed;
                return close(open, std::move(judgement));
            }
        }
    }

    std::span<const Grid* const> grids_;
    std::size_t& budget_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
