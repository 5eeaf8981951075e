/// @file
/// Columns that are worked out of others: changes, differences, shares and sums of two, and rows that add up the
/// others.
///
/// | rule             | holds where                                                                               |
/// |------------------|-------------------------------------------------------------------------------------------|
/// | `derived column` | B - A, (B - A) / A, A / B, A / (A + B) or A + B of two others in most rows is so in all      |
/// | `row of all`     | a first or last row that is the sum of the others in most columns is so in all              |
///
/// Which columns a column is worked out of is not asked of its head: the rows say it. A relation that chance may give
/// (few rows, few digits, no word of the head for it) is none. The only row that fails is contradicted where it is near
/// what it should be, no third column explains it and nothing was rounded; a row of all contradicts nothing, for a
/// mean and distinct things add up to no sum.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds which columns of a table are made of others, and the rows where they are not.
class ColumnRules {
public:
    ColumnRules(Ledger& ledger, const Reading& reading, const Table& table)
        : ledger_(ledger), reading_(reading), table_(table) {
        for (std::size_t c = 1; c < std::min(table_.columns.size(), widest); ++c) {
            Numbers& column = numbers_[c];
            column.at.reserve(table_.rows.size());
            std::size_t numbers = 0;
            for (const TableRow& row : table_.rows) {
                column.at.push_back(read_number(row, c));
                numbers += column.at.back() != nullptr ? 1u : 0u;
            }
            column.share = is_share(c);
            if (numbers >= 2 && numbers * 2 > table_.rows.size()) columns_.push_back(c);
        }
    }

    void check() {
        if (table_.rows.size() < 2) return;
        check_row_of_all();
        for (const std::size_t c : columns_) check_column(c);
    }

private:
    enum class Way : std::uint8_t { difference, relative, share, part, sum };

    /// How a column may be worked out, and how many rows agree.
    struct Relation {
        Way way = Way::difference;
        std::size_t a = 0, b = 0;
        std::size_t agreed = 0, rows = 0;
        double digits = 0.0;  ///< how unlikely chance is: the digits of what agrees
    };

    /// The numbers of a column, by row: read once, for each column is tried against all pairs of others.
    struct Numbers {
        std::vector<const Cell*> at{};
        bool share = false;
    };
    static constexpr std::size_t widest = 14;

    [[nodiscard]] const Cell* number(std::size_t row, std::size_t column) const {
        return column < widest && row < numbers_[column].at.size() ? numbers_[column].at[row] : nullptr;
    }

    [[nodiscard]] static const Cell* read_number(const TableRow& row, std::size_t column) {
        if (column >= row.cells.size() || !row.cells[column].is_number()) return nullptr;
        return whens_of(row.cells[column].tokens).empty() ? &row.cells[column] : nullptr;
    }

    [[nodiscard]] bool says(std::size_t column, std::initializer_list<std::string_view> words) const {
        const std::string head = head_of(reading_.text, table_, column);
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return head.find(word) != std::string::npos; });
    }

    [[nodiscard]] bool is_share(std::size_t column) const {
        if (says(column, {"%", "percent", "per cent"})) return true;
        return std::any_of(table_.rows.begin(), table_.rows.end(), [&](const TableRow& row) {
            return column < row.cells.size() && row.cells[column].is_number() &&
                   row.cells[column].number.unit == StatedUnit::per_cent;
        });
    }

    [[nodiscard]] bool is_period(std::size_t column) const {
        for (const TableRow& row : table_.head)
            if (column < row.cells.size() && !whens_of(row.cells[column].tokens).empty()) return true;
        return false;
    }

    [[nodiscard]] static Interval value_of(Way way, const Interval& a, const Interval& b) {
        switch (way) {
            case Way::difference:
                return b - a;
            case Way::relative:
                return (b - a) / a * 100.0;
            case Way::share:
                return a / b * 100.0;
            case Way::part:
                return a / (a + b) * 100.0;
            case Way::sum:
                return a + b;
        }
        return {};
    }

    /// A difference may be printed with or without its sign.
    [[nodiscard]] static Verdict agrees(const Stated& stated, const Interval& is) {
        const Verdict verdict = agreement(stated, is);
        if (verdict != Verdict::contradiction) return verdict;
        return agreement(stated, is * -1.0);
    }

    [[nodiscard]] Relation tried(Way way, std::size_t a, std::size_t b, std::size_t c) const {
        Relation relation{.way = way, .a = a, .b = b};
        std::unordered_set<double> seen;
        const bool divides = way == Way::share || way == Way::relative || way == Way::part;
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            const Cell *one = number(r, a), *other = number(r, b), *cell = number(r, c);
            if (one == nullptr || other == nullptr || cell == nullptr) continue;
            const double under = way == Way::share ? other->number.value : one->number.value;
            if (divides && under == 0.0) continue;
            const Interval is = value_of(way, behind(one->number), behind(other->number));
            if (!is.known()) continue;
            ++relation.rows;
            if (agrees(cell->number, is) == Verdict::contradiction) continue;
            ++relation.agreed;
            if (cell->number.value == 0.0 || one->number.value == 0.0 || other->number.value == 0.0) continue;
            if (!seen.insert(cell->number.value).second) continue;
            const double steps = std::fabs(cell->number.value) / (2.0 * cell->number.half());
            relation.digits += std::log10(std::max(steps, 1.0));
        }
        return relation;
    }

    [[nodiscard]] bool alike_columns(std::size_t a, std::size_t b) const {
        return numbers_[a].share == numbers_[b].share;
    }

    void check_column(std::size_t c) {
        if (c < table_.columns.size() && table_.columns[c] == Column::change && table_.of_indicators()) return;
        if (says(c, {"target", "standard", "aim"})) return;  // what is wanted is worked out of nothing
        const bool share = numbers_[c].share;
        Relation best;
        for (const std::size_t a : columns_)
            for (const std::size_t b : columns_) {
                if (a == b || a == c || b == c || !alike_columns(a, b)) continue;
                const auto take = [&](Way way) {
                    const Relation now = tried(way, a, b, c);
                    if (now.agreed > best.agreed) best = now;
                };
                if (share) {
                    if (!numbers_[a].share) take(Way::share), take(Way::relative), take(Way::part);
                    continue;
                }
                if (numbers_[a].share) continue;
                if (a < b) take(Way::difference);
                if (a < b && c > b) take(Way::sum);
            }
        const bool named = says(c, {"change", "difference", "variance", "%", "percent", "rate", "movement", "gap",
                                    "total", "variation", "increase", "decrease"});
        const std::size_t failed = best.rows - best.agreed;
        constexpr double enough = 5.0;  // digits that agree: chance gives one column in a thousand tables so many
        const bool sure =
            best.agreed >= 2 && best.agreed * 5 >= best.rows * 3 && best.digits >= (named ? enough - 2.0 : enough);
        if (!sure || !takes_part(best, c)) return;
        constexpr std::size_t fewest = 3;  // rows that say what the one that fails should be
        const bool strict = failed == 1 && best.agreed >= fewest && !is_rounded(c);
        for (std::size_t r = 0; r < table_.rows.size(); ++r) claim(r, c, best, strict);
        worked_out_.insert(c);
    }

    /// Whether all numbers of a column end in 0 or 5, or the text about the table says that they were rounded.
    [[nodiscard]] bool is_rounded(std::size_t c) {
        bool fives = true;
        for (const Cell* cell : numbers_[c].at)
            fives = fives && (cell == nullptr || std::fmod(std::fabs(cell->number.value), 5.0) == 0.0);
        constexpr std::size_t about = 400;
        const std::size_t begin = table_.rows.front().cells.empty() ? 0 : table_.rows.front().cells.front().span.begin,
                          end = table_.rows.back().cells.empty() ? begin : table_.rows.back().cells.back().span.end;
        const std::size_t from = begin > about ? begin - about : 0;
        const std::string before = folded(reading_.text.substr(from, begin - from));
        const std::string behind_it = folded(reading_.text.substr(end, std::min(about, reading_.text.size() - end)));
        for (const std::string_view scale : {"000", "thousand", "million", "\xC2\xA3m"})
            in_thousands_ = in_thousands_ || before.find(scale) != std::string::npos;
        return fives || before.find("round") != std::string::npos || behind_it.find("round") != std::string::npos;
    }

    /// Whether a cell that fails is a misprint of what it should be: near it, and no third column explains the rest.
    [[nodiscard]] bool is_misprint(std::size_t r, std::size_t c, const Relation& relation, const Interval& is) const {
        const Stated& stated = number(r, c)->number;
        constexpr double near = 0.25;
        const double size = std::max(std::fabs(is.middle), 4.0 * stated.half());
        if (in_thousands_ && std::fabs(stated.value - is.middle) <= 3.0 * stated.half()) return false;
        if (std::fabs(stated.value - is.middle) > near * size + 2.0 * stated.half() &&
            !has_its_digits(stated, is.middle))
            return false;
        const Interval one = behind(number(r, relation.a)->number), other = behind(number(r, relation.b)->number);
        for (std::size_t k = 1; k < widest; ++k) {
            const Cell* third = number(r, k);
            if (third == nullptr || k == c || k == relation.a || k == relation.b || third->number.value == 0.0)
                continue;
            const Interval more = behind(third->number);
            for (const Interval& a : {one, one + more, one - more})
                for (const Interval& b : {other, other + more, other - more}) {
                    const Interval tried = value_of(relation.way, a, b);
                    if (tried.known() && agrees(stated, tried) != Verdict::contradiction) return false;
                }
        }
        return true;
    }

    /// Whether a number has the digits of another in another order, or but for one: "1,730" of 1,370.
    [[nodiscard]] static bool has_its_digits(const Stated& stated, double is) {
        const double unit = 2.0 * stated.half();
        std::string one = std::to_string(static_cast<long long>(std::min(std::fabs(stated.value) / unit + 0.5, 1e15)));
        std::string other = std::to_string(static_cast<long long>(std::min(std::fabs(is) / unit + 0.5, 1e15)));
        if (one.size() != other.size() || one.size() < 2) return false;
        std::size_t unlike = 0;
        for (std::size_t i = 0; i < one.size(); ++i) unlike += one[i] != other[i] ? 1u : 0u;
        std::sort(one.begin(), one.end());
        std::sort(other.begin(), other.end());
        return unlike <= 1 || one == other;
    }

    /// Whether a relation says something new: of three columns where one is the difference of the others, each is.
    [[nodiscard]] bool takes_part(const Relation& relation, std::size_t c) const {
        if (relation.way != Way::difference && relation.way != Way::sum) return true;
        return !worked_out_.contains(relation.a) && !worked_out_.contains(relation.b) &&
               c > std::max(relation.a, relation.b);
    }

    void claim(std::size_t r, std::size_t c, const Relation& relation, bool strict) {
        const TableRow& row = table_.rows[r];
        const Cell *one = number(r, relation.a), *other = number(r, relation.b), *cell = number(r, c);
        if (one == nullptr || other == nullptr || cell == nullptr) return;
        const Interval is = value_of(relation.way, behind(one->number), behind(other->number));
        if (!is.known()) return;
        const std::string a = plain_number(one->number.value), b = plain_number(other->number.value);
        const std::string result = plain_number(is.middle);
        const bool share = relation.way == Way::share || relation.way == Way::part;
        Judgement judgement{.rule = "derived column",
                            .verdict = agrees(cell->number, is),
                            .stated = shown_stated(cell->number),
                            .computed = result,
                            .severity = Severity::high,
                            .against = ledger_.quote(reading_.document, one->span),
                            .suggested = result};
        switch (relation.way) {
            case Way::difference:
                judgement.why = b + " - " + a + " = " + result;
                break;
            case Way::relative:
                judgement.why = "(" + b + " - " + a + ") / " + a + " = " + result + "%";
                break;
            case Way::share:
                judgement.why = a + " / " + b + " = " + result + "%";
                break;
            case Way::part:
                judgement.why = a + " / (" + a + " + " + b + ") = " + result + "%";
                break;
            case Way::sum:
                judgement.why = a + " + " + b + " = " + result;
                break;
        }
        judgement.why += "; printed " + judgement.stated + "; so in " + std::to_string(relation.agreed) + " of " +
                         std::to_string(relation.rows) + " rows";
        const bool total = label(row).find("total") != std::string::npos;  // which adds its column up
        if (judgement.verdict == Verdict::contradiction && (!strict || total || !is_misprint(r, c, relation, is)))
            judgement.verdict = Verdict::not_checkable;
        const bool change = relation.way == Way::relative ||
                            (relation.way == Way::difference &&
                             ((is_period(relation.a) && is_period(relation.b)) ||
                              says(c, {"change", "difference", "variance", "movement", "numeric", "variation"})));
        ledger_.claim(reading_.document, cell->span,
                      share    ? ClaimKind::share
                      : change ? ClaimKind::change
                               : ClaimKind::total,
                      label(row), std::move(judgement));
    }

    [[nodiscard]] std::string label(const TableRow& row) const {
        if (row.cells.empty()) return {};
        const Span span = row.cells.front().span;
        return folded(reading_.text.substr(span.begin, span.end - span.begin));
    }

    /// "North West Region 449,931" above its five forces: a row that is the sum of the others, whatever its name.
    void check_row_of_all() {
        constexpr std::size_t fewest = 3;
        if (table_.rows.size() < fewest + 1 || columns_.size() < 2) return;
        for (const std::size_t r : {std::size_t{0}, table_.rows.size() - 1}) {
            const std::string name = label(table_.rows[r]);
            if (name.empty() || name.find("total") != std::string::npos) continue;  // footing
            std::vector<std::pair<std::size_t, Interval>> sums;
            std::size_t agreed = 0;
            for (const std::size_t c : columns_) {
                if (numbers_[c].share) continue;
                const Cell* whole = number(r, c);
                Interval sum = exactly(0.0);
                std::size_t terms = 0;
                bool all = whole != nullptr && whole->number.value != 0.0;
                for (std::size_t k = 0; k < table_.rows.size(); ++k) {
                    if (k == r) continue;
                    const Cell* part = number(k, c);
                    all = all && part != nullptr;
                    if (part != nullptr) sum = sum + behind(part->number), ++terms;
                }
                if (!all || terms < fewest) continue;
                agreed += agreement(whole->number, sum) != Verdict::contradiction ? 1u : 0u;
                sums.emplace_back(c, sum);
            }
            if (agreed < 2 || agreed + 1 < sums.size()) continue;
            for (const auto& [c, sum] : sums) {
                const Cell& whole = table_.rows[r].cells[c];
                if (agreement(whole.number, sum) == Verdict::contradiction)
                    continue;  // of a mean, or of distinct things
                Judgement judgement{.rule = "row of all",
                                    .verdict = agreement(whole.number, sum),
                                    .stated = shown_stated(whole.number),
                                    .computed = plain_number(sum.middle),
                                    .why = "the other rows come to " + plain_number(sum.middle) + "; printed " +
                                           plain_number(whole.number.value),
                                    .severity = Severity::high,
                                    .suggested = plain_number(sum.middle)};
                ledger_.claim(reading_.document, whole.span, ClaimKind::total, name, std::move(judgement));
            }
            return;
        }
    }

    Ledger& ledger_;
    const Reading& reading_;
    const Table& table_;
    std::array<Numbers, widest> numbers_{};
    std::vector<std::size_t> columns_{};
    std::set<std::size_t> worked_out_{};
    bool in_thousands_ = false;  ///< a heading says the scale: each number was rounded on its own
};

/// Holds the columns of a table that are made of others.
inline void check_columns(Ledger& ledger, const Reading& reading, const Table& table) {
    constexpr std::size_t longest = 2000;
    if (table.rows.size() <= longest) ColumnRules(ledger, reading, table).check();
}

}  // namespace headway::inline HEADWAY_ABI::auditing
