/// @file
/// Open claims held against what two numbers of one row of a table give together.
///
/// | words                                     | are held against                                                  |
/// |-------------------------------------------|-------------------------------------------------------------------|
/// | "ran 85% of its services on time"         | one column of the row over another, or over all of it but that    |
/// | "15 were decided late", "88 visits short" | one column less another                                           |
/// | "beat its target by 55 (9%)"              | the same, as a share of what was wanted                           |
/// | "43% of all loans"                        | the row over the sum of its column                                |
/// | "overall 86.2%"                           | the sums of the columns, in place of a row                        |
///
/// The row is the one that the clause names, else the sentence, else the sentence before. What fits confirms, where the
/// words say one of its columns or it has no others; what does not fit contradicts nothing.
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

#include "headway/audit/grid.hpp"
#include "headway/audit/grid_lines.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds open claims against two numbers of a row.
class RowResolver : private GridLines {
public:
    /// `budget`: as of GridResolver.
    RowResolver(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                std::span<const Grid* const> grids, std::size_t& budget)
        : GridLines(ledger, paragraph, memory), grids_(grids), budget_(budget) {}

    void resolve() {
        for (const Open& open : open_claims()) {
            const Multiple* multiple = multiple_of(open);
            if (multiple == nullptr &&
                (open.figure == nullptr || open.kind == ClaimKind::trend || is_comparator(open.figure->role)))
                continue;
            for (const Grid* grid : grids_) {
                grid_ = grid;
                if (!is_open(open) || !pay_for(*grid, budget_)) break;
                if (multiple != nullptr)
                    hold_multiple(open, *multiple);
                else
                    resolve_one(open);
            }
        }
    }

private:
    /// A number of a row, or the sum of a column.
    struct Value {
        Interval is{};
        StatedUnit unit = StatedUnit::none;
        std::size_t column = 0;
        Span span{};
    };

    [[nodiscard]] const Multiple* multiple_of(const Open& open) const {
        for (const Multiple& multiple : sentences_[open.sentence].multiples)
            if (multiple.first < open.last && multiple.last > open.first) return &multiple;
        return nullptr;
    }

    /// "Twice as many vehicle crimes as burglaries": two rows; "one and a half times as many as in 2022", "has
    /// doubled": two times of a row.
    void hold_multiple(const Open& open, const Multiple& multiple) {
        if (hold_two_rows(open, multiple)) return;
        const std::vector<GridLine>* lines = grid_->series();
        if (lines == nullptr) return;
        const Chosen chosen = choose(open, *lines, [&](const GridLine& line) { return series(line).size() >= 2; });
        if (chosen.line == nullptr) return;
        const Ends ends = ends_of(open, *chosen.line);
        if (ends.later == nullptr || ends.earlier == nullptr) return;
        Interval ratio = behind(ends.later->number) / behind(ends.earlier->number);
        if (multiple.fall) ratio = behind(ends.earlier->number) / behind(ends.later->number);
        Judgement judgement = times(multiple, ratio, *ends.later, *ends.earlier);
        if (judgement.verdict == Verdict::contradiction &&
            !(ends.told && may_fail(open, chosen, *ends.later, *ends.earlier)))
            return;
        decide(open, std::move(judgement), ClaimKind::change,
               subject_of(open, *chosen.line, *ends.later, *ends.earlier));
    }

    bool hold_two_rows(const Open& open, const Multiple& multiple) {
        const Sentence& sentence = sentences_[open.sentence];
        if (word(open.sentence, multiple.last - 1) != "as") return false;
        std::size_t as = multiple.last;
        while (as < sentence.tokens.size() && word(open.sentence, as) != "as") ++as;
        if (as >= sentence.tokens.size()) return false;
        std::size_t end = as + 1;
        while (end < sentence.tokens.size() && sentence.parts[end] == sentence.parts[as]) ++end;
        const auto row_of = [&](std::size_t first, std::size_t last) -> const GridLine* {
            const std::vector<std::string> words =
                telling_words(std::span(sentence.tokens).subspan(first, last - first));
            const GridLine* found = nullptr;
            for (const GridLine& row : grid_->rows) {
                if (row.total || row.points.empty() || said_like(row, words) < 0.99) continue;
                if (found != nullptr) return nullptr;
                found = &row;
            }
            return found;
        };
        const GridLine *one = row_of(multiple.last, as), *other = row_of(as + 1, end);
        if (one == nullptr || other == nullptr || one == other) return false;
        const GridPoint *a = nullptr, *b = nullptr;
        std::size_t units = 0;
        for (const GridPoint& point : one->points) {
            if (grid_->columns[point.column].role != Role::own || point.number.unit != StatedUnit::none) continue;
            const std::size_t r = other->points.front().row;
            if (const GridPoint* beside = other->at(r, point.column)) a = &point, b = beside, ++units;
        }
        if (a == nullptr || !(b->number.value > 0.0)) return false;
        Judgement judgement = times(multiple, behind(a->number) / behind(b->number), *a, *b);
        const bool sure = units == 1 || grid_->times_in_columns;
        const bool alone = std::all_of(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
            return figure.token >= multiple.first && figure.token < multiple.last;
        });
        if (judgement.verdict == Verdict::contradiction && !(sure && alone && may_contradict(open))) return true;
        ledger_.replace(open.claim, ClaimKind::change, std::move(judgement));
        return true;
    }

    /// How much of a row's words some words say, "burglaries" being "burglary".
    [[nodiscard]] static double said_like(const GridLine& row, const std::vector<std::string>& words) {
        if (row.words.empty()) return 0.0;
        std::size_t said = 0;
        for (const std::string& own : row.words)
            said += std::any_of(words.begin(), words.end(),
                                [&](const std::string& told) {
                                    constexpr std::size_t telling = 5;
                                    return told == own || (told.size() > telling && own.size() > telling &&
                                                           told.substr(0, telling + 1) == own.substr(0, telling + 1));
                                })
                        ? 1u
                        : 0u;
        return static_cast<double>(said) / static_cast<double>(row.words.size());
    }

    [[nodiscard]] Judgement times(const Multiple& multiple, const Interval& ratio, const GridPoint& a,
                                  const GridPoint& b) const {
        return {.rule = "multiple",
                .verdict = agreement(multiple.stated, ratio),
                .stated = plain_number(multiple.stated.value) + " times",
                .computed = plain_number(ratio.middle) + " times",
                .why = plain_number(a.number.value) + " and " + plain_number(b.number.value) + " are " +
                       plain_number(ratio.middle) + " times one another",
                .severity = Severity::high,
                .against = quote(a.span)};
    }

    void resolve_one(const Open& open) {
        const Chosen row = choose(open, grid_->rows, [](const GridLine& line) { return !line.total; });
        const std::vector<std::string> said = telling_words(sentences_[open.sentence].tokens);
        if (row.line != nullptr) {
            std::vector<Value> values;
            for (const GridPoint& point : row.line->points)
                values.push_back({behind(point.number), point.number.unit, point.column, point.span});
            hold_one(open, row, std::move(values), said);
        }
        if (is_open(open) && !row.named && says_of_all(open)) hold_one(open, {}, sums(), said);
        if (is_open(open)) hold_gap(open);
    }

    void hold_one(const Open& open, const Chosen& row, std::vector<Value> values,
                  const std::vector<std::string>& said) {
        std::erase_if(values, [](const Value& value) {
            return value.unit == StatedUnit::per_cent || value.unit == StatedUnit::points || !(value.is.middle > 0.0);
        });
        const Stated& stated = open.figure->stated;
        if (stated.unit == StatedUnit::points && row.line != nullptr) return hold_points(open, *row.line, values);
        if (stated.unit == StatedUnit::per_cent) {
            if (hold_ratio(open, values, said)) return;
            if (is_open(open) && row.named && is_only_ratio(open, *row.line, values)) return contradict(open, values);
            if (row.line != nullptr) hold_share_of_all(open, values, said);
            if (row.line != nullptr && is_open(open)) hold_move(open, *row.line);
        } else if (stated.unit != StatedUnit::points && open.figure->role != Role::later) {
            hold_difference(open, values, said);
            if (row.line != nullptr && is_open(open) && says_gap(open)) hold_move(open, *row.line);
        }
    }

    /// "One point under target": the share that two columns make, and the share that is wanted.
    void hold_points(const Open& open, const GridLine& row, std::span<const Value> values) const {
        if (values.size() != 2) return;
        Interval part = values[0].is, whole = values[1].is;
        if (part.middle > whole.middle) std::swap(part, whole);
        const Interval own = part / whole * 100.0;
        for (const GridPoint& wanted : row.points) {
            if (!is_comparator(grid_->columns[wanted.column].role) || wanted.number.unit != StatedUnit::per_cent)
                continue;
            Judgement judgement{.rule = "size of change", .stated = shown_stated(open.figure->stated)};
            judgement.against = quote(wanted.span);
            Stated stated = open.figure->stated;
            stated.value = std::fabs(stated.value);
            hold_change(judgement, stated, own, behind(wanted.number), true, sign_of(open));
            if (judgement.verdict == Verdict::holds || judgement.verdict == Verdict::rounding)
                return close(open, std::move(judgement));
        }
    }

    /// "Health had the highest rate and Construction the lowest, a gap of 11.5 points": two rows that are named.
    void hold_gap(const Open& open) const {
        constexpr std::array<std::string_view, 5> gap{"gap", "difference", "lead", "margin", "range"};
        if (!says(open, gap)) return;
        const std::vector<std::string> said = telling_words(sentences_[open.sentence].tokens);
        std::vector<const GridLine*> named;
        for (const GridLine& row : grid_->rows)
            if (!row.points.empty() && said_of(row, said) > 0.99) named.push_back(&row);
        if (named.size() != 2) return;
        Stated stated = open.figure->stated;
        const StatedUnit unit = stated.unit == StatedUnit::points ? StatedUnit::per_cent : stated.unit;
        for (const GridPoint& one : named[0]->points)
            if (const GridPoint* other = named[1]->at(named[1]->points.front().row, one.column);
                other != nullptr && one.number.unit == unit && other->number.unit == unit) {
                Interval apart = behind(one.number) - behind(other->number);
                if (apart.middle < 0.0) apart = apart * -1.0;
                if (agreement(stated, apart) != Verdict::holds) continue;
                return close(open,
                             {.rule = "text against table",
                              .verdict = Verdict::holds,
                              .stated = shown_stated(stated),
                              .computed = plain_number(apart.middle),
                              .why = plain_number(one.number.value) + " and " + plain_number(other->number.value) +
                                     " are " + plain_number(apart.middle) + " apart",
                              .against = quote(one.span)});
            }
    }

    /// What the columns come to without the rows of all.
    [[nodiscard]] std::vector<Value> sums() const {
        std::vector<Value> sums;
        for (const GridLine& column : grid_->columns) {
            Value value;
            std::size_t terms = 0;
            for (const GridPoint& point : column.points) {
                if (grid_->rows[point.row].total) continue;
                value.is = terms == 0 ? behind(point.number) : value.is + behind(point.number);
                if (terms > 0 && value.unit != point.number.unit) {
                    terms = 0;
                    break;
                }
                value.unit = point.number.unit;
                value.column = point.column;
                value.span = point.span;
                ++terms;
            }
            if (terms >= 2) sums.push_back(value);
        }
        return sums;
    }

    template <std::size_t n>
    [[nodiscard]] bool says(const Open& open, const std::array<std::string_view, n>& words) const {
        const Sentence& sentence = sentences_[open.sentence];
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words)) return true;
        return false;
    }

    /// Whether words speak of two columns: of one of them, or there are no others of their unit.
    [[nodiscard]] bool speaks_of(const Value& a, const Value& b, std::span<const Value> values,
                                 std::span<const std::string> said) const {
        const auto alike =
            std::count_if(values.begin(), values.end(), [&](const Value& v) { return v.unit == a.unit; });
        return alike == 2 || said_of(grid_->columns[a.column], said) > 0.0 ||
               said_of(grid_->columns[b.column], said) > 0.0;
    }

    [[nodiscard]] bool is_wanted(const Value& value) const { return is_comparator(grid_->columns[value.column].role); }

    /// "85% of its services were on time"; "2% were cancelled"; "missed its target by 4%".
    bool hold_ratio(const Open& open, std::span<const Value> values, std::span<const std::string> said) const {
        constexpr std::array<std::string_view, 10> without{"not",  "late",   "without", "missed",  "failed",
                                                           "none", "unpaid", "vacant",  "overdue", "outside"};
        const Stated& stated = open.figure->stated;
        const bool less = says(open, without), size = open.figure->role == Role::size;
        const bool by = less || size || says_gap(open);
        for (const Value& part : values)
            for (const Value& whole : values) {
                if (&part == &whole || part.unit != whole.unit || !speaks_of(part, whole, values, said)) continue;
                const bool wanted = is_wanted(whole);
                if (!size && part.is.middle <= whole.is.middle &&
                    close_ratio(open, part, whole, part.is / whole.is * 100.0, " / "))
                    return true;
                if (!by || (!wanted && size) || is_wanted(part)) continue;
                Interval apart = part.is - whole.is;
                if (apart.middle > 0.0 && !wanted) continue;
                if (apart.middle < 0.0) apart = apart * -1.0;
                if (!goes_with(open, part, whole)) continue;
                if (agreement(stated, apart / whole.is * 100.0) == Verdict::holds &&
                    close_ratio(open, part, whole, apart / whole.is * 100.0, " against "))
                    return true;
            }
        return false;
    }

    /// "West's rate of 25%": of a row whose table has two columns, both counts, and words of nothing else before it.
    [[nodiscard]] bool is_only_ratio(const Open& open, const GridLine& row, std::span<const Value> values) const {
        const Sentence& sentence = sentences_[open.sentence];
        if (row.points.size() != 2 || values.size() != 2 || open.figure->stated.bound != Bound::exact ||
            is_fraction(open) || open.figure->role != Role::own || !may_contradict(open))
            return false;
        for (const GridPoint& point : row.points)
            if (grid_->columns[point.column].role != Role::own || point.when.said()) return false;
        constexpr std::array<std::string_view, 5> rates{"rate", "proportion", "percentage", "at", "share"};
        bool rate = false, named = false;
        for (std::size_t i = 0; i < open.figure->bound; ++i) {
            if (sentence.uses[i] == NumberUse::figure) return false;
            if (headway::detail::is_one_of(word(open.sentence, i), rates)) {
                rate = true;
                continue;
            }
            for (const std::string& told : telling_words(std::span(sentence.tokens).subspan(i, 1))) {
                const bool of_row = std::find(row.words.begin(), row.words.end(), told) != row.words.end();
                named = named || of_row;
                if (!of_row && !of_columns(told)) return false;
                rate = rate || !of_row;
            }
        }
        return rate && named;
    }

    [[nodiscard]] bool of_columns(const std::string& told) const {
        return std::any_of(grid_->columns.begin(), grid_->columns.end(), [&](const GridLine& column) {
            return std::find(column.words.begin(), column.words.end(), told) != column.words.end();
        });
    }

    void contradict(const Open& open, std::span<const Value> values) const {
        const bool first = values[0].is.middle <= values[1].is.middle;
        const Value &part = values[first ? 0 : 1], &whole = values[first ? 1 : 0];
        const Interval is = part.is / whole.is * 100.0;
        Judgement judgement{.rule = "share",
                            .verdict = agreement(open.figure->stated, is),
                            .stated = shown_stated(open.figure->stated),
                            .computed = plain_number(is.middle) + "%",
                            .severity = Severity::high,
                            .against = quote(part.span)};
        judgement.why =
            plain_number(part.is.middle) + " / " + plain_number(whole.is.middle) + " = " + judgement.computed;
        ledger_.replace(open.claim, ClaimKind::share, std::move(judgement));
    }

    bool close_ratio(const Open& open, const Value& part, const Value& whole, const Interval& is,
                     std::string_view between) const {
        const Stated& stated = open.figure->stated;
        if (agreement(stated, is) != Verdict::holds || !is_said_of(stated, is.middle)) return false;
        Judgement judgement{.rule = "share",
                            .verdict = Verdict::holds,
                            .stated = shown_stated(stated),
                            .computed = plain_number(is.middle) + "%",
                            .against = quote(part.span)};
        judgement.why = plain_number(part.is.middle) + std::string(between) + plain_number(whole.is.middle) + " = " +
                        judgement.computed;
        close(open, std::move(judgement));
        return true;
    }

    /// "The biggest percentage fall, at 60%": the change of the row's last two times.
    void hold_move(const Open& open, const GridLine& row) const {
        const Sentence& sentence = sentences_[open.sentence];
        int sign = 0;
        for (std::size_t i = 0; i < open.figure->token && sign == 0; ++i) sign = sign_at(open.sentence, i);
        constexpr std::array<std::string_view, 5> less{"losing", "lost", "fewer", "less", "down"};
        constexpr std::array<std::string_view, 5> more{"gaining", "gained", "more", "up", "additional"};
        if (sign == 0) sign = says(open, less) ? -1 : says(open, more) ? 1 : 0;
        if (sign == 0 || grid_->series() == nullptr || !grid_->times_in_columns || sentence.figures.size() > 4) return;
        for (const GridLine& line : *grid_->series()) {
            const std::vector<const GridPoint*> points = series(line);
            if (points.size() < 2 || points.back()->row != row.points.front().row) continue;
            const GridPoint &later = *points.back(), &earlier = *points[points.size() - 2];
            if (later.number.unit == StatedUnit::per_cent || !can_end_here(open.figure->stated, later.number)) continue;
            if (!span_said(sentence, open.figure->token).fits(earlier.when, later.when)) continue;
            Judgement judgement{.rule = "size of change", .stated = shown_stated(open.figure->stated)};
            judgement.against = quote(later.span);
            hold_change(judgement, open.figure->stated, behind(later.number), behind(earlier.number), false, sign);
            if (judgement.verdict == Verdict::holds) return close(open, std::move(judgement), ClaimKind::change);
        }
    }

    /// A number of the row over the sum of its column: "43% of all loans".
    void hold_share_of_all(const Open& open, std::span<const Value> values, std::span<const std::string> said) const {
        constexpr std::array<std::string_view, 12> of_all{"total",      "overall", "all",      "share",
                                                          "proportion", "account", "accounts", "accounted",
                                                          "accounting", "makes",   "made",     "represents"};
        // "35% of enrolments": of what all rows are
        const bool of =
            word(open.sentence, open.figure->token + 1) == "of" && word(open.sentence, open.figure->token + 2) != "its";
        if (open.figure->role == Role::size || !(of || says(open, of_all))) return;
        const std::vector<Value> wholes = sums();
        for (const Value& part : values)
            for (const Value& whole : wholes) {
                if (part.column != whole.column || part.unit != whole.unit) continue;
                if (values.size() > 1 && said_of(grid_->columns[part.column], said) <= 0.0 && !is_last_time(part))
                    continue;
                if (close_ratio(open, part, whole, part.is / whole.is * 100.0, " / ")) return;
            }
    }

    /// Of columns of several times the last.
    [[nodiscard]] bool is_last_time(const Value& value) const {
        if (!grid_->times_in_columns) return false;
        std::size_t last = 0;
        for (std::size_t c = 0; c < grid_->columns.size(); ++c)
            if (grid_->columns[c].when.said() && !grid_->columns[c].points.empty()) last = c;
        return value.column == last;
    }

    [[nodiscard]] bool says_gap(const Open& open) const {
        constexpr std::array<std::string_view, 28> gap{
            "short",   "late",    "missed",     "fewer",       "more", "below",   "above",
            "under",   "gap",     "difference", "not",         "fail", "failed",  "behind",
            "ahead",   "beat",    "exceeded",   "outstanding", "less", "over",    "still",
            "outside", "overran", "overdue",    "losing",      "lost", "gaining", "gained"};
        return says(open, gap);
    }

    /// Whether the words let a result be on its side of what was wanted: "short of", "beat by".
    [[nodiscard]] bool goes_with(const Open& open, const Value& own, const Value& wanted) const {
        constexpr std::array<std::string_view, 6> under{"short", "below", "fewer", "missed", "behind", "under"};
        constexpr std::array<std::string_view, 5> over{"above", "beat", "exceeded", "ahead", "more"};
        if (!is_wanted(wanted)) return true;
        if (says(open, under) && own.is.middle > wanted.is.middle) return false;
        return !(says(open, over) && own.is.middle < wanted.is.middle);
    }

    /// Whether a result is of a time that the sentence says, or the latest: "15 days over target" is not last year's.
    [[nodiscard]] bool is_of_the_time(const Open& open, const Value& own, std::span<const Value> values) const {
        const When& time = grid_->columns[own.column].when;
        if (!time.said()) return true;
        for (const When& when : sentences_[open.sentence].whens)
            if (time.may_be(when)) return true;
        return std::none_of(values.begin(), values.end(), [&](const Value& other) {
            const GridLine& column = grid_->columns[other.column];
            return !is_wanted(other) && column.when.said() && is_later_first(column.when, time);
        });
    }

    /// "15 were decided late", "88 visits short of its target".
    void hold_difference(const Open& open, std::span<const Value> values, std::span<const std::string> said) const {
        if (!says_gap(open) && open.figure->role != Role::size) return;
        const Stated& stated = open.figure->stated;
        const SpanSaid span = span_said(sentences_[open.sentence], open.figure->token);
        const int sign = sign_of(open);
        for (const Value& own : values)
            for (const Value& other : values) {
                if (&own == &other || own.unit != stated.unit || other.unit != stated.unit || is_wanted(own)) continue;
                if (!is_wanted(other) && own.is.middle > other.is.middle) continue;
                const When &one = grid_->columns[own.column].when, &two = grid_->columns[other.column].when;
                if (!span.fits(one, two) && !span.fits(two, one)) continue;
                const double moved = (own.is.middle - other.is.middle) * (is_later_first(one, two) ? 1.0 : -1.0);
                if (one.said() && two.said() && !one.may_be(two) && moved * sign < 0.0) continue;
                if (!speaks_of(own, other, values, said) || !goes_with(open, own, other)) continue;
                if (is_wanted(other) && !is_of_the_time(open, own, values)) continue;
                Interval apart = own.is - other.is;
                if (apart.middle < 0.0) apart = apart * -1.0;
                if (agreement(stated, apart) != Verdict::holds) continue;
                return close(open, {.rule = "text against table",
                                    .verdict = Verdict::holds,
                                    .stated = shown_stated(stated),
                                    .computed = plain_number(apart.middle),
                                    .why = plain_number(own.is.middle) + " and " + plain_number(other.is.middle) +
                                           " are " + plain_number(apart.middle) + " apart",
                                    .against = quote(own.span)});
            }
    }

    std::span<const Grid* const> grids_;
    std::size_t& budget_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
