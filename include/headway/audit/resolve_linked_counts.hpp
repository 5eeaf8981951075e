/// @file
/// Counts over the rows of a table or the times of a row, whatever the order of the words.
///
/// | words                                                       | what has to be so                               |
/// |-------------------------------------------------------------|-------------------------------------------------|
/// | "above the county rate in two of the four districts"        | a cell of each row against that of the row of all |
/// | "better than England on one of the six", "on two measures"  | against the column that is named, or its role   |
/// | "all three of the indicators with an England figure"        | the same, of the rows that have one             |
/// | "the 15-day target was met in two of the five months"       | each time of the row against the figure         |
/// | "in every quarter more were decided than received"          | one column or row against another, each time    |
/// | "four of the six had a higher rate in May than in March"    | one time of each row against another            |
/// | "only X beat the target", "X was the only one to rise"      | of X, and of no other row                       |
/// | "three schemes account for all of the slippage"             | a cell that is not 0                            |
///
///     count = how many of them it is so of
///
/// Where which way is good is not known, "better", "worse" and "met" may be either way of each row, and any count
/// between is possible. A count that is not possible contradicts where the words say of how many it is, or "all",
/// "none" or "every" of what the table calls its rows, and nothing that the table does not name. It cannot tell
/// where the table has another number of rows or times.
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

#include "headway/audit/good_way.hpp"
#include "headway/audit/linked_counts.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds counts over rows and times.
class LinkedCounts : private CountWords {
public:
    using CountWords::CountWords;

    void resolve() {
        if (grids_.empty()) return;
        take_quantities();
        link_sentences();
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            constexpr std::size_t longest = 60;
            if (sentences_[s].tokens.size() > longest) continue;
            std::size_t from = 0;
            for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i) {
                const auto said = count_at(s, i);
                if (!said || state_of(s, i, true).first == State::decided) continue;
                hold(s, *said, from);
                from = said->last;
                i = said->last - 1;
            }
        }
    }

private:
    /// One of those that are counted: what it has, and what that is held against.
    struct Case {
        double own = 0.0, other = 0.0;
        std::optional<Polarity> way{};
        std::size_t row = 0;
        Span span{};
    };

    void hold(std::size_t s, const CountSaid& said, std::size_t from) {
        const auto test = test_of(s, said, from);
        if (!test) return;
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return;
            const std::vector<Case> cases =
                said.of_times ? times_of(s, *grid, said, *test) : rows_of(s, *grid, said, *test);
            const bool of_some = said.some_only && said.whole && cases.size() >= 2 && *said.whole != cases.size();
            if (of_some && said.named && knows_all(s, said.first, test->last, words_of(*grid)))
                return tell_whole(s, said, *test, cases);
            if (cases.size() < 2 || (said.whole && *said.whole != cases.size())) continue;
            if (judge(s, said, *test, *grid, cases)) return;
        }
    }

    /// "All five of the indicators with an England figure", where three have one.
    void tell_whole(std::size_t s, const CountSaid& said, const Test& test, const std::vector<Case>& cases) {
        write(s, said.first, std::min(said.first, test.first), std::max(said.last, test.last),
              ClaimKind::count_by_rating,
              {.rule = "counts by rating",
               .verdict = Verdict::contradiction,
               .stated = std::to_string(*said.whole),
               .computed = std::to_string(cases.size()),
               .why = std::to_string(cases.size()) + " rows have one",
               .severity = Severity::high,
               .against = quote(cases.front().span)});
    }

    bool judge(std::size_t s, const CountSaid& said, const Test& test, const Grid& grid,
               const std::vector<Case>& cases) {
        std::size_t least = 0, most = 0;
        bool only = true;
        std::string text;
        for (const Case& one : cases) {
            const auto [high, low] = outcome(test, one);
            const bool sure = one.way ? (*one.way == Polarity::low_is_good ? low : high) : high && low;
            const bool maybe = one.way ? sure : high || low;
            least += sure ? 1u : 0u;
            most += maybe ? 1u : 0u;
            if (said.only) only = only && (one.row == *said.only ? maybe : !sure);
            if (text.size() < 200)
                text += (text.empty() ? "" : "; ") + plain_number(one.own) + " against " + plain_number(one.other);
        }
        const std::size_t n = said.all ? cases.size() : said.count;
        const bool possible = said.only ? only && most >= 1 && least <= 1 : n >= least && n <= most;
        const bool sure = (said.whole.has_value() || said.all || said.none) && said.named && times_are_of(s, grid) &&
                          !is_doubted(s, test) && knows_part(s, said, test, grid);
        if (!possible && (!sure || said.only)) return false;
        const std::size_t is = n < least ? least : std::min(n, most);
        Judgement judgement{.rule = "counts by rating",
                            .verdict = possible ? Verdict::holds : Verdict::contradiction,
                            .stated = std::to_string(n),
                            .computed = std::to_string(is),
                            .why = "of " + std::to_string(cases.size()) + " " + std::to_string(is) + ": " + text,
                            .severity = Severity::high,
                            .against = quote(cases.front().span)};
        write(s, said.first, std::min(said.first, test.first), std::max(said.last, test.last),
              test.moved != 0 ? ClaimKind::count_by_direction : ClaimKind::count_by_rating, std::move(judgement));
        return true;
    }

    /// Whether it is so where more is good, and where less is.
    [[nodiscard]] static std::pair<bool, bool> outcome(const Test& test, const Case& one) {
        const double gap = decimal::difference(one.own, one.other);
        const bool up = gap > 0.0 || (gap == 0.0 && test.or_equal), down = gap < 0.0 || (gap == 0.0 && test.or_equal);
        switch (test.is) {
            case Test::Is::above:
                return {up, up};
            case Test::Is::below:
                return {down, down};
            case Test::Is::better:
                return {up, down};
            case Test::Is::worse:
                return {down, up};
            case Test::Is::meets:
                return {gap >= 0.0, gap <= 0.0};
            case Test::Is::misses:
                return {gap < 0.0, gap > 0.0};
            case Test::Is::some:
                return {one.own != 0.0, one.own != 0.0};
            case Test::Is::same:
                return {gap == 0.0, gap == 0.0};
        }
        return {false, false};
    }

    [[nodiscard]] bool is_doubted(std::size_t s, const Test& test) const {
        constexpr std::array<std::string_view, 9> doubts{"not", "would", "will", "had", "could", "previous", "last",
                                                         "never", "expected"};
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
            if (sentences_[s].parts[i] == sentences_[s].parts[test.first] &&
                headway::detail::is_one_of(word(s, i), doubts) &&
                word(s, i + 1) != "in" && word(s, i + 1) != "a")
                return true;
        return false;
    }

    /// Whether the words of a count and its condition are words of the table.
    [[nodiscard]] bool knows_part(std::size_t s, const CountSaid& said, const Test& test, const Grid& grid) const {
        const Sentence& sentence = sentences_[s];
        std::size_t first = std::min(said.first, test.first), last = std::max(said.last, test.last);
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[first]) --first;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        return knows_all(s, first, last, words_of(grid));
    }

    [[nodiscard]] bool times_are_of(std::size_t s, const Grid& grid) const {
        return std::all_of(sentences_[s].whens.begin(), sentences_[s].whens.end(), [&](const When& when) {
            const auto any = [&](const std::vector<GridLine>& lines) {
                return std::any_of(lines.begin(), lines.end(), [&](const GridLine& line) {
                    return line.when.said() && (line.when.may_be(when) || line.when.year == when.year);
                });
            };
            return any(grid.columns) || any(grid.rows);
        });
    }

    [[nodiscard]] static std::optional<Polarity> way_of(const GridLine& row) {
        if (row.polarity) return row.polarity;
        if (row.most) return Polarity::low_is_good;
        const auto way = way_in_words(row.words, row.is_share());
        return !way && row.is_share() && !says_bad(row.words) ? std::optional(Polarity::high_is_good) : way;
    }

    // --- over rows

    [[nodiscard]] std::vector<Case> rows_of(std::size_t s, const Grid& grid, const CountSaid& said,
                                            const Test& test) const {
        std::vector<Case> cases;
        const Named all = row_of_all(grid);
        const std::vector<NearWord> own_words = near_words(s, test.first, test.first),
                                    other_words = words_behind(s, test);
        const bool of_all = test.role == Role::own && test.figure == nullptr && all.line != nullptr &&
                            (score_of(*all.line, other_words) >= 0.3 || test.overall);
        for (const GridLine& row : grid.rows) {
            if (row.points.empty() || &row == all.line || row.total || (grid.times_in_rows &&
                                                                        row.when.said())) continue;
            Case one{.way = way_of(row), .row = row.points.front().row};
            const GridPoint *own = nullptr, *other = nullptr;
            if (test.moved != 0 || test.whens.first != nullptr) {
                std::tie(own, other) = two_times(grid, row, test);
            } else if (test.is == Test::Is::some) {
                own = other = named_cell(grid, row, other_words, nullptr, StatedUnit::none, false);
            } else {
                other = of_all || test.figure != nullptr ? nullptr : compared_cell(grid, row, test, other_words);
                if (other == nullptr && !of_all && test.figure == nullptr) {
                    if (said.some_only) continue;  // "of the indicators with an England figure"
                    if (test.role != Role::own && has_column(grid, test.role)) continue;
                    return {};
                }
                const StatedUnit unit = other != nullptr ? other->number.unit
                                        : test.figure != nullptr ? test.figure->stated.unit
                                                                 : StatedUnit::none;
                own = named_cell(grid, row, of_all ? other_words : own_words, other, unit, !of_all);
                if (of_all && own != nullptr) other = all.line->at(all.line->points.front().row, own->column);
            }
            if (own == nullptr && of_all) {  // "above the county rate": the first column of a mean of its rows
                own = mean_cell(grid, row, *all.line);
                other = own != nullptr ? all.line->at(all.line->points.front().row, own->column) : nullptr;
            }
            if (own == nullptr || (other == nullptr && test.figure == nullptr)) return {};
            one.own = own->number.value;
            one.other = test.figure != nullptr && test.whens.first == nullptr ? test.figure->stated.value
                                                                            : other->number.value;
            one.span = own->span;
            cases.push_back(one);
        }
        return cases;
    }

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

    /// The cell of a row that is said to be so: under a head that is named, else the last result of the unit.
    [[nodiscard]] const GridPoint* named_cell(const Grid& grid, const GridLine& row, const std::vector<NearWord>& words,
                                              const GridPoint* other, StatedUnit unit, bool of_unit) const {
        const GridPoint *named = nullptr, *last = nullptr, *any = nullptr;
        double most = 0.25;
        for (const GridPoint& point : row.points) {
            const GridLine& column = grid.columns[point.column];
            if (&point == other || (of_unit && point.number.unit != unit)) continue;
            any = &point;
            if (other != nullptr && column.role != Role::own) continue;
            if (const double score = score_of(column, words); score > most) named = &point, most = score;
            if (column.role == Role::own) last = &point;
        }
        return named != nullptr ? named : !of_unit ? nullptr : last != nullptr ? last : any;
    }

    /// The last two times of a row, or the two that are said.
    [[nodiscard]] static std::pair<const GridPoint*, const GridPoint*> two_times(const Grid& grid, const GridLine& row,
                                                                                 const Test& test) {
        const std::vector<const GridPoint*> points = results_of(grid, row);
        if (points.size() < 2) return {nullptr, nullptr};
        if (test.whens.first == nullptr) return {points.back(), points[points.size() - 2]};
        const GridPoint *own = nullptr, *other = nullptr;
        for (const GridPoint* point : points) {
            if (point->when.may_be(*test.whens.first)) own = point;
            if (point->when.may_be(*test.whens.second)) other = point;
        }
        return {own, other};
    }

    // --- over times

    [[nodiscard]] std::vector<Case> times_of(std::size_t s, const Grid& grid, const CountSaid&, const Test& test) {
        std::vector<Case> cases;
        if (test.than > 0) {
            const GridLine *one = line_named(grid, s, test.begin, test.than),
                           *other = line_named(grid, s, test.than, test.end);
            if (one == nullptr || other == nullptr || one == other) return {};
            const std::vector<const GridPoint*> a = results_of(grid, *one), b = results_of(grid, *other);
            for (std::size_t t = 0; t < std::min(a.size(), b.size()); ++t)
                cases.push_back({a[t]->number.value, b[t]->number.value, Polarity::high_is_good, t, a[t]->span});
            return a.size() == b.size() ? cases : std::vector<Case>{};
        }
        if (test.figure == nullptr && test.role == Role::own) return {};
        Link row = link(s, test.first, test.last);
        if (row.line == nullptr || row.grid != &grid) return {};
        const std::vector<const GridPoint*> points = results(row.named());
        std::optional<double> wanted;
        if (test.figure != nullptr) wanted = test.figure->stated.value;
        for (const GridPoint& point : row.line->points)
            if (!wanted && is_of_role(grid.columns[point.column], test.role)) wanted = point.number.value;
        for (std::size_t i = 0; i + 2 < sentences_[s].tokens.size() && !wanted; ++i)  // "the 15-day target"
            if (sentences_[s].tokens[i].is == Token::Is::number && sentences_[s].sign(i + 1, '-') &&
                seconds_of(word(s, i + 2)) > 0.0)
                wanted = sentences_[s].tokens[i].number.value;
        if (!wanted) return {};
        std::optional<Polarity> way = way_of(*row.line);
        for (const std::vector<std::string>& words : {row.line->words, grid.label_words, grid.heading_words})
            for (const std::string& told : words)
                if (!way && (seconds_of(told) > 0.0 || told == "time" || told == "speed")) way = Polarity::low_is_good;
        for (const GridPoint* point : points) {
            if (!point->when.said()) return {};
            cases.push_back({point->number.value, *wanted, way, cases.size(), point->span});
        }
        return cases;
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
