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
/// Where which way is good is not known, one way of all such rows has to make the count (of a share that says nothing
/// bad more is taken to be good); and "better", "worse" and "met" may be either way of each, so that no count between
/// is contradicted. A count that is not possible contradicts where
/// the words say of how many it is, or "all", "none" or "every", of what the table near by calls its rows, and nothing
/// that the table does not name; of movements where the table has two times, or both are said. It cannot tell where the
/// table has another number of rows or times, or none as far apart as is said, where only some of the rows are
/// counted, where several columns may be meant, and where cells and figure have not one unit.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/audit/good_way.hpp"
#include "headway/audit/how_far.hpp"
#include "headway/audit/linked_count_cells.hpp"
#include "headway/audit/linked_counts.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds counts over rows and times.
class LinkedCounts : private CountCells {
public:
    using CountCells::CountCells;

    void resolve(const RowLinks& found) {
        if (grids_.empty()) return;
        use(found);
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
        bool guessed = false;  ///< which way is good
        std::size_t row = 0;
        Span span{};
        bool told = true;  ///< the cells that are meant: no other two times may be
    };

    void hold(std::size_t s, const CountSaid& said, std::size_t from) {
        const auto test = test_of(s, said, from);
        if (!test) return;
        const std::size_t last = end_of_part(s, test->first);
        if (says_how_far(sentences_[s], std::min(said.last, test->first), last)) return;
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return;
            const std::vector<Case> cases =
                said.of_times ? times_of(s, *grid, said, *test) : rows_of(s, *grid, said, *test);
            if (cases.size() < 2 || (said.whole && *said.whole != cases.size())) continue;
            if (judge(s, said, *test, *grid, cases)) return;
        }
    }

    bool judge(std::size_t s, const CountSaid& said, const Test& test, const Grid& grid,
               const std::vector<Case>& cases) {
        std::size_t least = 0, most = 0, if_high = 0, if_low = 0;
        bool only = true, told = true;
        std::string text;
        for (const Case& one : cases) {
            const auto [high, low] = outcome(test, one);
            if (said.but && one.row == *said.but) {
                if (high || low) return false;
                continue;
            }
            const bool good = one.way && (*one.way == Polarity::low_is_good ? low : high);
            const bool known = one.way && !one.guessed;
            const bool sure = known ? good && (high || !test.either) : high && low,
                       maybe = known ? good || (high && test.either) : high || low;
            least += sure ? 1u : 0u;
            most += maybe ? 1u : 0u;
            if_high += (one.way ? good : high) ? 1u : 0u;
            if_low += (one.way ? good : low) ? 1u : 0u;
            told = told && one.told;
            if (said.only) only = only && (one.row == *said.only ? maybe : !sure);
            if (text.size() < 200)
                text += (text.empty() ? "" : "; ") + plain_number(one.own) + " against " + plain_number(one.other);
        }
        const std::size_t n = said.all ? cases.size() - (said.but ? 1u : 0u) : said.count;
        const bool possible = n >= least && n <= most;
        const bool holds = said.only ? only && most >= 1 && least <= 1 : n == if_high || n == if_low;
        const bool sure = (said.whole.has_value() || said.all || said.none) && !said.some_only && told &&
                          is_called_by(s, said, grid, cases) && times_are_of(s, grid) && !is_doubted(s, test) &&
                          knows_part(s, said, test, grid);
        if (!holds && (possible || !sure || said.only)) return false;
        const std::size_t is = n < least ? least : std::min(n, most);
        Judgement judgement{.rule = "counts by rating",
                            .verdict = holds ? Verdict::holds : Verdict::contradiction,
                            .stated = std::to_string(n),
                            .computed = std::to_string(is),
                            .why = "of " + std::to_string(cases.size()) + " " + std::to_string(is) + ": " + text,
                            .severity = Severity::high,
                            .against = quote(cases.front().span)};
        const ClaimKind kind = test.moved != 0 ? ClaimKind::count_by_direction : ClaimKind::count_by_rating;
        const std::size_t first = std::min(said.first, test.first), last = std::max(said.last, test.last);
        if (holds)
            write(s, said.first, first, last, kind, std::move(judgement));
        else
            contradict(grid, s, said.first, first, last, kind, std::move(judgement));
        return true;
    }

    /// Whether a table calls its rows what is counted, or its times are as far apart as is said.
    [[nodiscard]] bool is_called_by(std::size_t s, const CountSaid& said, const Grid& grid,
                                    const std::vector<Case>& cases) const {
        if (said.noun == 0) return false;
        if (!said.of_times)
            return says(grid.label_words, stem(word(s, said.noun))) || (said.wanted && has_column(grid, Role::target));
        const std::vector<GridLine>& lines = grid.times_in_rows ? grid.rows : grid.columns;
        const int months = months_said(s, said.noun, said.noun + 1);
        const When* before = nullptr;
        std::size_t times = 0;
        for (const GridLine& line : lines) {
            if (line.points.empty() || !line.when.said() || line.role != Role::own) continue;
            if (before != nullptr && !are_months_apart(*before, line.when, months)) return false;
            before = &line.when;
            ++times;
        }
        return months > 0 && times == cases.size();
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
        constexpr std::array<std::string_view, 4> opening{"while", "whilst", "whereas", "but"};
        while (first > 0 && !sentence.sign(first - 1, ';') && !headway::detail::is_one_of(word(s, first - 1), opening))
            --first;  // what stands in front counts: "Nationally, three of the four"
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        return knows_all(s, first, last, grid);
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

    /// Which way is good of a row: by its register or its words; of a share that says nothing bad it is guessed.
    static void take_way(Case& one, const GridLine& row) {
        one.way = known_way(row);
        one.guessed = !one.way && row.is_share() && !says_bad(row.words);
        if (one.guessed) one.way = Polarity::high_is_good;
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
            Case one{.row = row.points.front().row};
            take_way(one, row);
            const GridPoint *own = nullptr, *other = nullptr;
            if (test.moved != 0 || test.whens.second != nullptr) {
                std::tie(own, other) = two_times(s, grid, row, test);
                one.told = test.whens.second != nullptr || times_said(s, test) >= 2 ||
                           one_series(grid, row).size() == 2;
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
                own = at_time_said(s, test, row, named_cell(grid, row, of_all ? other_words : own_words, other, unit,
                                                            !of_all));
                if (of_all && own != nullptr) other = all.line->at(all.line->points.front().row, own->column);
            }
            if (own == nullptr && of_all) {  // "above the county rate": the first column of a mean of its rows
                own = mean_cell(grid, row, *all.line);
                other = own != nullptr ? all.line->at(all.line->points.front().row, own->column) : nullptr;
            }
            if (own == nullptr || (other == nullptr && test.figure == nullptr)) return {};
            one.own = own->number.value;
            one.other = other != nullptr ? other->number.value : test.figure->stated.value;
            if (other == nullptr) {
                const auto wanted = in_unit_of({&grid, &row, false, false}, *own, test.figure->stated,
                                               seconds_of(word(s, test.figure->token + 1)));
                if (!wanted) return {};
                one.other = *wanted;
            }
            one.span = own->span;
            // of a share of which most is wanted more is good
            constexpr double half = 50.0;
            if (one.guessed && other != nullptr && is_of_role(grid.columns[other->column], Role::target) &&
                one.other >= half)
                one.guessed = false;
            cases.push_back(one);
        }
        return cases;
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
                cases.push_back({.own = a[t]->number.value, .other = b[t]->number.value, .row = t, .span = a[t]->span});
            return a.size() == b.size() ? cases : std::vector<Case>{};
        }
        if (test.figure == nullptr && grid.times_in_rows)
            if (std::vector<Case> each = each_of(grid, s, test); !each.empty()) return each;
        if (test.figure == nullptr && test.role == Role::own) return {};
        Link row = link(s, test.first, test.last);
        if (row.line == nullptr || row.grid != &grid) return {};
        const std::vector<const GridPoint*> points = results(row.named());
        if (points.empty()) return {};
        std::optional<double> wanted;
        if (test.figure != nullptr)
            wanted = in_unit_of(row.named(), *points.front(), test.figure->stated,
                                seconds_of(word(s, test.figure->token + 1)));
        for (const GridPoint& point : row.line->points)
            if (!wanted && test.figure == nullptr && is_of_role(grid.columns[point.column], test.role) &&
                point.number.unit == points.front()->number.unit)
                wanted = point.number.value;
        for (std::size_t i = 0; i + 2 < sentences_[s].tokens.size() && !wanted && test.figure == nullptr; ++i)
            if (sentences_[s].tokens[i].is == Token::Is::number && sentences_[s].sign(i + 1, '-') &&
                seconds_of(word(s, i + 2)) > 0.0)  // "the 15-day target"
                wanted = in_unit_of(row.named(), *points.front(), sentences_[s].tokens[i].number,
                                    seconds_of(word(s, i + 2)));
        if (!wanted) return {};
        bool in_time = !known_way(*row.line) && points.front()->number.unit != StatedUnit::per_cent;
        if (in_time)
            in_time = in_unit_of(row.named(), *points.front(), Stated{}, 1.0).has_value() ||
                      says(grid.heading_words, "time") || says(row.line->words, "time");
        for (const GridPoint* point : points) {
            if (!point->when.said()) return {};
            Case one{.own = point->number.value, .other = *wanted, .row = cases.size(), .span = point->span};
            take_way(one, *row.line);
            if (in_time) one.way = Polarity::low_is_good, one.guessed = false;
            cases.push_back(one);
        }
        return cases;
    }

    /// Each time of the column beside that of what is wanted, or that is named as what was exceeded.
    [[nodiscard]] std::vector<Case> each_of(const Grid& grid, std::size_t s, const Test& test) const {
        const GridLine* wanted = test.passive ? line_named(grid, s, test.begin, test.first) : nullptr;
        if (wanted == nullptr)
            for (const GridLine& column : grid.columns)
                if (test.role != Role::own && !column.points.empty() && is_of_role(column, test.role)) {
                    if (wanted != nullptr) return {};
                    wanted = &column;
                }
        if (wanted == nullptr) return {};
        const auto at = static_cast<std::size_t>(wanted - grid.columns.data());
        const auto is_like = [&](std::size_t c) {
            return c < grid.columns.size() && grid.columns[c].role == Role::own && !grid.columns[c].points.empty() &&
                   !is_of_change(grid.columns[c]) &&
                   grid.columns[c].points.front().number.unit == wanted->points.front().number.unit;
        };
        if (at == 0 || is_like(at - 1) == is_like(at + 1)) return {};
        const GridLine& own = grid.columns[is_like(at + 1) ? at + 1 : at - 1];
        std::vector<Case> cases;
        for (const GridPoint& point : own.points) {
            const GridPoint* other = wanted->at(point.row, at);
            if (!grid.rows[point.row].when.said()) continue;  // the row of all
            if (other == nullptr) return {};
            Case one{.own = point.number.value, .other = other->number.value, .row = cases.size(), .span = point.span};
            one.way = known_way(own).value_or(Polarity::high_is_good);
            one.guessed = !known_way(own);
            cases.push_back(one);
        }
        return cases;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
