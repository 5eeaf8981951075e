/// @file
/// Open figures that numbers near by make: what rows of a table come to, what one of its numbers leaves of another, how
/// much there is of one for each of the other, what two amounts of the text differ by.
///
/// | words                                                | are held against                                         |
/// |------------------------------------------------------|----------------------------------------------------------|
/// | "a total of 26,865 tonnes was recycled or composted" | neighbouring rows of a column, or all of them            |
/// | "37,500 attendances in the quarter"                  | the row that is named, through its times                 |
/// | "our shops made a profit of 1.2m"                    | two columns of the row that is named, or of all          |
/// | "highest at Eastgate, at 1.38 items"                 | one column over another, of that row                     |
/// | "taken together there were 540 fewer"                | the figures before it, where words say a total           |
/// | "41,300 of 52,900, although 11,600 could not"        | two amounts of its sentence                              |
///
/// They confirm and contradict nothing. A figure of few digits is made by chance: how many it must have is said with
/// each rule. Printed zeros at its end count as none.
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

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// How many digits a number is printed with, without zeros at its ends.
[[nodiscard]] inline int telling_digits(const Stated& stated) {
    constexpr int most = 9;
    double value = std::fabs(stated.value);
    for (int d = 0; d < std::min(stated.decimals, most); ++d) value *= 10.0;
    for (int p = 0; p < std::min(stated.scale, most); ++p) value /= 10.0;
    auto whole = static_cast<long long>(std::llround(std::min(value, 1e15)));
    while (whole > 0 && whole % 10 == 0) whole /= 10;
    int digits = 0;
    for (; whole > 0; whole /= 10) ++digits;
    return digits;
}

/// Holds open figures against what numbers near by make.
class MadeResolver : private AskedRows {
public:
    using AskedRows::AskedRows;

    void resolve() {
        constexpr std::size_t longest = 40;  // figures: more are no prose
        for (const Open& open : open_claims()) {
            if (sentences_[open.sentence].figures.size() > longest) continue;
            if (open.figure == nullptr || open.kind == ClaimKind::trend || open.kind == ClaimKind::comparison ||
                is_comparator(open.figure->role) || open.figure->role == Role::earlier ||
                open.figure->role == Role::year_before || is_fraction(open))
                continue;
            const Stated& stated = open.figure->stated;
            if (telling_digits(stated) < 1 || std::fabs(stated.value) < 10.0 * stated.half()) continue;
            for (const Grid* grid : grids_) {
                if (!is_open(open) || !pay_for(*grid, budget_)) break;
                hold_column(open, *grid);
                if (is_open(open)) hold_row(open, *grid);
            }
            if (is_open(open)) hold_figures(open);
        }
    }

private:
    static constexpr std::array<std::string_view, 12> totals{"total",    "totalling",  "totalled", "combined",
                                                             "together", "altogether", "sum",      "between",
                                                             "both",     "overall",    "all",      "across"};

    /// Whether a word stands in a claim or few words beside it.
    template <std::size_t n>
    [[nodiscard]] bool says_near(const Open& open, const std::array<std::string_view, n>& words) const {
        constexpr std::size_t far = 8;
        const std::size_t first = open.first > far ? open.first - far : 0;
        for (std::size_t i = first; i < open.last + far; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words)) return true;
        return false;
    }

    [[nodiscard]] std::vector<std::string> clause(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        std::size_t first = open.first, last = open.last;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[open.first]) --first;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        return words_between(open.sentence, first, last);
    }

    [[nodiscard]] static bool says_some(std::span<const std::string> words, const GridLine& line) {
        const std::vector<std::string> label = label_words(line);
        return std::any_of(label.begin(), label.end(), [&](const std::string& word) { return says(words, word); });
    }

    [[nodiscard]] static bool gives(const Stated& stated, const Interval& is) {
        Stated exact = stated;
        exact.bound = Bound::exact;
        return is.known() && agreement(exact, is) == Verdict::holds;
    }

    void confirm(const Open& open, ClaimKind kind, std::string_view rule, const Interval& is, std::string text,
                 Span against) const {
        Judgement judgement{.rule = rule,
                            .verdict = Verdict::holds,
                            .stated = shown_stated(open.figure->stated),
                            .computed = plain_number(is.middle),
                            .against = quote(against)};
        judgement.why = std::move(text) + " = " + judgement.computed;
        close(open, std::move(judgement), kind);
    }

    /// Neighbouring rows of a column: of three digits, where a row of them is named or words say a total. A whole
    /// column: of what is not small.
    void hold_column(const Open& open, const Grid& grid) const {
        const Stated& stated = open.figure->stated;
        const std::vector<std::string> words = clause(open);
        const bool total = says_near(open, totals);
        constexpr std::size_t longest = 12;
        constexpr double large = 100.0;
        for (const GridLine& column : grid.columns) {
            std::vector<const GridPoint*> points;
            for (const GridPoint& point : column.points)
                if (!grid.rows[point.row].total) points.push_back(&point);
            if (points.size() < 2 || points.size() > longest) continue;
            const std::optional<Stated> plain = in_scale_of(stated, points.front()->number);
            const bool alike = std::all_of(points.begin(), points.end(), [&](const GridPoint* point) {
                return point->number.unit == points.front()->number.unit;
            });
            if (!plain || !alike) continue;
            for (std::size_t first = 0; first + 1 < points.size(); ++first) {
                Interval sum = positive(points[first]->number);
                std::string text = plain_number(points[first]->number.value);
                bool named = says_some(words, grid.rows[points[first]->row]), all = named;
                for (std::size_t p = first + 1; p < points.size(); ++p) {
                    sum = sum + positive(points[p]->number);
                    text += " + " + plain_number(points[p]->number.value);
                    const bool this_one = says_some(words, grid.rows[points[p]->row]);
                    named = named || this_one;
                    all = all && this_one;
                    const bool whole = first == 0 && p + 1 == points.size();
                    const bool likely =
                        whole ? stated.unit == StatedUnit::none && stated.is_count() && stated.value >= large
                        : telling_digits(stated) >= 3 ? named || total
                                                      : all && total && telling_digits(stated) == 2;
                    if (likely && gives(*plain, sum))
                        return confirm(open, ClaimKind::total, "parts and whole", sum, std::move(text),
                                       points[first]->span);
                }
            }
        }
    }

    /// "(1,350)" in a table of variances is an underspend of as much.
    [[nodiscard]] static Interval positive(const Stated& number) {
        const Interval is = behind(number);
        return is.middle < 0.0 ? is * -1.0 : is;
    }

    /// The row that the clause names, or else the sentence; of all where it names none and says so.
    [[nodiscard]] const GridLine* row_named(const Open& open, const Grid& grid) const {
        for (const std::vector<std::string>& words :
             {clause(open), words_between(open.sentence, 0, sentences_[open.sentence].tokens.size())}) {
            const GridLine* found = nullptr;
            std::size_t named = 0;
            for (const GridLine& row : grid.rows)
                if (!row.points.empty() && !row.total && !row.when.said() && is_named(row, words))
                    found = &row, ++named;
            if (named == 1) return found;
            if (named > 1) return nullptr;
        }
        const Named all = row_of_all(grid);
        return all.line != nullptr && says_near(open, totals) ? all.line : nullptr;
    }

    /// Through its times, one number less another, or one over another: of the row that is named.
    void hold_row(const Open& open, const Grid& grid) const {
        const GridLine* row = row_named(open, grid);
        if (row == nullptr || row->points.size() < 2) return;
        const Stated& stated = open.figure->stated;
        std::vector<const GridPoint*> points;
        for (const GridPoint& point : row->points)
            if (point.number.unit != StatedUnit::per_cent && point.number.unit != StatedUnit::time)
                points.push_back(&point);
        const std::vector<const GridPoint*> times = results_of(grid, *row);
        const std::optional<Stated> plain = points.empty() ? std::nullopt : in_scale_of(stated, points.front()->number);
        constexpr double large = 100.0;
        if (plain && grid.times_in_columns && times.size() >= 2 && stated.is_count() && stated.value >= large) {
            Interval sum = exactly(0.0);
            std::string text;
            for (const GridPoint* point : times) {
                sum = sum + behind(point->number);
                text += (text.empty() ? "" : " + ") + plain_number(point->number.value);
            }
            if (gives(*plain, sum))
                return confirm(open, ClaimKind::total, "parts and whole", sum, std::move(text), times.front()->span);
        }
        if (says_near(open, totals) && telling_digits(stated) >= 3)
            for (std::size_t p = 0; p + 1 < row->points.size(); ++p) {
                const GridPoint &a = row->points[p], &b = row->points[p + 1];
                if (a.number.unit == stated.unit && b.number.unit == stated.unit &&
                    gives(stated, behind(a.number) + behind(b.number)))
                    return confirm(open, ClaimKind::total, "parts and whole", behind(a.number) + behind(b.number),
                                   plain_number(a.number.value) + " + " + plain_number(b.number.value), a.span);
            }
        if (grid.times_in_columns || points.size() > 6) return;
        const std::vector<std::string> words = words_between(open.sentence, 0, sentences_[open.sentence].tokens.size());
        constexpr std::array<std::string_view, 5> each{"average", "per", "each", "every", "averaged"};
        const bool over_each = says_near(open, each) || stated.decimals >= 2;
        for (const GridPoint* a : points)
            for (const GridPoint* b : points) {
                if (a == b || a->number.unit != b->number.unit) continue;
                const bool named =
                    says_some(words, grid.columns[a->column]) || says_some(words, grid.columns[b->column]);
                if (plain && a->number.value > b->number.value && (points.size() == 2 || named) &&
                    telling_digits(stated) >= (points.size() == 2 ? 2 : 3) &&
                    gives(*plain, behind(a->number) - behind(b->number)))
                    return confirm(open, ClaimKind::total, "parts and whole", behind(a->number) - behind(b->number),
                                   plain_number(a->number.value) + " - " + plain_number(b->number.value), a->span);
                const Interval ratio = behind(a->number) / behind(b->number);
                const bool share = stated.unit == StatedUnit::per_cent;
                if (share ? telling_digits(stated) >= 3 && a->number.value < b->number.value &&
                                gives(stated, ratio * 100.0)
                          : over_each && stated.decimals > 0 && stated.unit == StatedUnit::none && plain &&
                                gives(*plain, ratio))
                    return confirm(open, share ? ClaimKind::share : ClaimKind::equivalent_number,
                                   share ? "share" : "average", share ? ratio * 100.0 : ratio,
                                   plain_number(a->number.value) + " / " + plain_number(b->number.value), a->span);
            }
    }

    /// Figures of its sentence and the one before: what the nearest of them come to, where words say a total; what two
    /// amounts differ by, of three digits, where few are near.
    void hold_figures(const Open& open) const {
        const Stated& stated = open.figure->stated;
        const std::size_t here = number_of(open.sentence);
        std::vector<const Fact*> before, amounts;
        constexpr std::size_t many = 80;
        const std::span<const Fact> facts = near(here, 1, 0);
        if (facts.size() > many) return;
        for (const Fact& fact : facts) {
            if (is_of(open, fact) || fact.stated.unit != stated.unit || fact.stated.bound != Bound::exact ||
                fact.stated.value <= 0.0)
                continue;
            if (fact.sentence < here || fact.token < open.figure->token) before.push_back(&fact);
            if (fact.sentence == here && fact.is_result() && !fact.in_brackets) amounts.push_back(&fact);
        }
        if (says_near(open, totals) && telling_digits(stated) >= 2) {
            Interval sum = exactly(0.0);
            std::string text;
            constexpr std::size_t most = 5;
            for (std::size_t n = 1; n <= std::min(before.size(), most); ++n) {
                const Fact& part = *before[before.size() - n];
                sum = sum + behind(part.stated);
                text = plain_number(part.stated.value) + (text.empty() ? "" : " + ") + text;
                if (n >= 2 && gives(stated, sum))
                    return confirm(open, ClaimKind::total, "parts and whole", sum, std::move(text), part.span);
            }
        }
        constexpr std::size_t few = 3;
        if (amounts.size() < 2 || amounts.size() > few || telling_digits(stated) < 3 || !stated.is_count()) return;
        for (const Fact* a : amounts)
            for (const Fact* b : amounts)
                if (a->stated.value > b->stated.value && gives(stated, behind(a->stated) - behind(b->stated)))
                    return confirm(open, ClaimKind::total, "parts and whole", behind(a->stated) - behind(b->stated),
                                   plain_number(a->stated.value) + " - " + plain_number(b->stated.value), a->span);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
