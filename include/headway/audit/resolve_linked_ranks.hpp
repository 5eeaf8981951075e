/// @file
/// Superlatives held against the rows, the times or the heads beside the one that their words are nearest to.
///
/// | words                                             | are ranked                                            |
/// |---------------------------------------------------|-------------------------------------------------------|
/// | "the widest shortfall", "furthest from target"    | the row by its result less its target                 |
/// | "the second largest stream", "had the most beds"  | the row by a column: one that is named, else any      |
/// | "the lowest of the six months", "June was slowest" | the time by the line that is named or went before     |
/// | "scored highest on choice of time"                | the head by the row                                   |
///
/// The place is 1, or what an ordinal before it says, and the others are as many as three or more. It holds where a
/// column that may be meant gives the place. It contradicts nothing: another column may be meant.
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
#include "headway/audit/row_links.hpp"
#include "headway/audit/superlative.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms superlatives of a paragraph.
class LinkedRanks : private RowLinks {
public:
    using RowLinks::RowLinks;

    void resolve(const RowLinks& found) {
        if (grids_.empty()) return;
        use(found);
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            constexpr std::size_t longest = 80;
            if (sentences_[s].tokens.size() > longest) continue;
            for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i) {
                const Superlative said = superlative_at(sentences_[s], i);
                if (said.way == 0 || word(s, i - 1) == "of" || is_ranked(s, i)) continue;
                hold(s, i, said);
            }
        }
    }

private:
    /// What is ranked among what.
    struct Ranks {
        std::vector<double> others{};
        double own = 0.0;
        Span span{};
        std::optional<Polarity> way{};
    };

    [[nodiscard]] bool is_ranked(std::size_t s, std::size_t i) const {
        const auto [state, claim] = state_of(s, i, true);
        return state == State::decided && ledger_.audit.claims[claim].kind == ClaimKind::rank;
    }

    void hold(std::size_t s, std::size_t i, const Superlative& said) {
        std::vector<Link> rows{link(s, i, said.last), whole_[s]};
        if (is_of_others(s, i)) return;
        for (const Link& row : rows) {  // a sentence that names none goes on about the row before: it is carried
            if (row.line == nullptr) continue;
            for (const Ranks& ranks : ranks_of(s, i, said, row))
                if (judge(s, i, said, ranks)) return;
        }
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return;
            for (const Ranks& ranks : times_of_any(s, i, *grid))
                if (judge(s, i, said, ranks)) return;
        }
    }

    /// "No longer the highest", "the highest in England": not so, or among others than the table's.
    [[nodiscard]] bool is_of_others(std::size_t s, std::size_t i) const {
        constexpr std::size_t before = 4;
        for (std::size_t k = i > before ? i - before : 0; k < end_of_part(s, i); ++k)
            if (sentences_[s].parts[k] == sentences_[s].parts[i] && sentences_[s].mark_at(k, narrowing) != nullptr)
                return true;
        return false;
    }

    [[nodiscard]] std::vector<Ranks> ranks_of(std::size_t s, std::size_t i, const Superlative& said,
                                              const Link& row) const {
        std::vector<Ranks> found;
        if (says_times(s, i)) take_times(found, s, row);
        if (row.column) {
            take_times(found, s, row);
            return found;
        }
        constexpr std::array<std::string_view, 9> gaps{"shortfall", "gap",        "margin",   "distance", "variance",
                                                       "overspend", "underspend", "pressure", "pressures"};
        const std::string_view noun = word(s, word(s, said.last) == "single" ? said.last + 1 : said.last);
        const bool pressure = noun.starts_with("pressure");
        if (headway::detail::is_one_of(noun, gaps)) {  // and of no other column
            take_gaps(found, row, noun == "overspend" || pressure ? 1 : noun == "underspend" ? -1 : 0);
            if (!pressure || !found.empty() || has_signs(row)) return found;
        }
        const std::vector<NearWord> words = near_words(s, i, said.last);
        std::vector<std::pair<double, const GridPoint*>> cells;
        for (const GridPoint& point : row.line->points) {
            const GridLine& column = row.grid->columns[point.column];
            if (column.role == Role::own ||
                score_of(column, words) >= 0.3) cells.emplace_back(score_of(column, words), &point);
        }
        std::stable_sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        const double best = cells.empty() ? 0.0 : cells.front().first;
        for (const auto& [score, point] : cells) {
            if (best >= 0.5 && score < 0.25 && !said.good) break;  // a column is named
            Ranks ranks{.own = point->number.value, .span = point->span, .way = way_in_words(row.line->words,
                                                                                             row.line->is_share())};
            for (const GridPoint& other : row.grid->columns[point->column].points)
                if (other.row != point->row && !row.grid->rows[other.row].total &&
                    other.number.unit == point->number.unit)
                    ranks.others.push_back(other.number.value);
            found.push_back(std::move(ranks));
        }
        take_heads(found, s, i, row);
        if (!says_times(s, i) && row.grid->times_in_columns) take_times(found, s, row);
        return found;
    }

    /// "Of the six months", "in the period", "in June": the others are times.
    [[nodiscard]] bool says_times(std::size_t s, std::size_t i) const {
        constexpr std::size_t far = 8;
        for (std::size_t k = i + 1; k < i + far; ++k)
            if (is_span_of_time(word(s, k)) || word(s, k) == "period" || word(s, k) == "series" || word(s, k) == "far")
                return true;
        return false;
    }

    /// The time that is said, or the latest, among those of a line.
    void take_times(std::vector<Ranks>& found, std::size_t s, const Link& row) const {
        const std::vector<const GridPoint*> points = results_of(*row.grid, *row.line);
        if (points.size() < 3) return;
        const GridPoint* own = points.back();
        for (const When& when : sentences_[s].whens)
            for (const GridPoint* point : points)
                if (point->when.may_be(when)) own = point;
        for (const When& when : sentences_[s].whens)  // the first that is said has it
            if (const auto at = std::find_if(points.begin(), points.end(),
                                             [&](const GridPoint* point) { return point->when.may_be(when); });
                at != points.end()) {
                own = *at;
                break;
            }
        for (std::size_t i = 0; i < 2 && i < sentences_[s].tokens.size(); ++i)  // "May was the busiest month"
            if (const int month = month_of(sentences_[s].tokens[i]); month != 0 && sentences_[s].whens.empty())
                for (const GridPoint* point : points)
                    if (point->when.month == month) own = point;
        Ranks ranks{.own = own->number.value, .span = own->span, .way = way_in_words(row.line->words,
                                                                                     row.line->is_share())};
        for (const GridPoint* point : points)
            if (point != own) ranks.others.push_back(point->number.value);
        found.push_back(std::move(ranks));
    }

    /// "June was the slowest month", of a line that went before or of the only one of its unit.
    [[nodiscard]] std::vector<Ranks> times_of_any(std::size_t s, std::size_t i, const Grid& grid) const {
        std::vector<Ranks> found;
        const bool of_step = is_span_of_time(word(s, i + 1)) || says_times(s, i);
        if (!of_step || grid.series() == nullptr || sentences_[s].whens.empty()) return found;
        if (s > 0 && whole_[s - 1].line != nullptr && whole_[s - 1].grid == &grid) take_times(found, s, whole_[s - 1]);
        return found;
    }

    /// Whether a row has a column of overspends and underspends.
    [[nodiscard]] static bool has_signs(const Link& row) {
        return std::any_of(row.line->points.begin(), row.line->points.end(),
                           [&](const GridPoint& point) { return row.grid->columns[point.column].has_signs; });
    }

    /// The result less the target, of all rows that have one: how far, or how far above (`side` 1) or below (-1).
    static void take_gaps(std::vector<Ranks>& found, const Link& row, int side) {
        const auto gap_of = [&](const GridLine& line) -> std::optional<double> {
            const GridPoint *own = nullptr, *wanted = nullptr;
            for (const GridPoint& point : line.points) {
                const GridLine& column = row.grid->columns[point.column];
                if (is_of_role(column, Role::target))
                    wanted = &point;
                else if (!column.has_signs && column.role == Role::own)
                    own = &point;
            }
            if (own == nullptr || wanted == nullptr || own->number.unit != wanted->number.unit) return std::nullopt;
            const double gap = decimal::difference(own->number.value, wanted->number.value);
            return side != 0 ? gap * side : std::fabs(gap);
        };
        const auto own = gap_of(*row.line);
        if (!own || *own < 0.0) return;
        Ranks ranks{.own = *own, .span = row.line->points.front().span};
        for (const GridLine& line : row.grid->rows)
            if (&line != row.line && !line.points.empty() && !line.total)
                if (const auto gap = gap_of(line)) ranks.others.push_back(*gap);
        found.push_back(std::move(ranks));
    }

    /// Heads that are places, by one row: "South Place scored highest on choice of time".
    void take_heads(std::vector<Ranks>& found, std::size_t s, std::size_t i, const Link& row) const {
        if (row.grid->times_in_columns || row.line->points.size() < 3) return;
        double least = row.line->points.front().number.value, largest = least;
        for (const GridPoint& point : row.line->points) {
            least = std::min(least, point.number.value);
            largest = std::max(largest, point.number.value);
        }
        constexpr double far = 4.0;  // heads of numbers so far apart are other things
        if (!(least > 0.0) || largest > far * least) return;
        const std::vector<NearWord> words = near_words(s, i, i + 1);
        const GridPoint* own = nullptr;
        double most = 0.4, second = 0.0;
        for (const GridPoint& point : row.line->points) {
            const double score = score_of(row.grid->columns[point.column], words);
            if (score > most)
                second = most, most = score, own = &point;
            else
                second = std::max(second, score);
        }
        if (own == nullptr || most < 1.1 * second) return;
        Ranks ranks{.own = own->number.value, .span = own->span, .way = way_in_words(row.line->words,
                                                                                     row.line->is_share())};
        for (const GridPoint& point : row.line->points)
            if (&point != own && point.number.unit == own->number.unit &&
                row.grid->columns[point.column].role == Role::own)
                ranks.others.push_back(point.number.value);
        found.push_back(std::move(ranks));
    }

    bool judge(std::size_t s, std::size_t i, const Superlative& said, const Ranks& ranks) {
        constexpr std::size_t fewest = 2;
        if (ranks.others.size() < fewest) return false;
        int way = said.way;
        if (said.good && ranks.way == Polarity::low_is_good) way = -way;
        const std::size_t wanted = place_before(sentences_[s], i);
        std::size_t ahead = 0;
        std::string text;
        for (const double other : ranks.others) {
            ahead += (other - ranks.own) * way > 0.0 ? 1u : 0u;
            if (text.size() < 80) text += (text.empty() ? "" : ", ") + plain_number(other);
        }
        if (ahead + 1 != wanted || says_longer(s, i, ranks.others.size() + 1)) return false;
        const Sentence& sentence = sentences_[s];
        std::size_t first = i, last = i + 1;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[i] && i - first < 8) --first;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[i] && last - i < 8 &&
               sentence.tokens[last].is != Token::Is::stop)
            ++last;
        Judgement judgement{.rule = "rank",
                            .verdict = Verdict::holds,
                            .stated = std::string(word(s, i)),
                            .computed = std::to_string(wanted) + " of " + std::to_string(ranks.others.size() + 1),
                            .why = plain_number(ranks.own) + " beside " + text,
                            .severity = Severity::medium,
                            .against = quote(ranks.span)};
        const auto [state, claim] = state_of(s, i, true);
        if (state == State::open) {
            ledger_.replace(claim, ClaimKind::rank, std::move(judgement));
            return true;
        }
        ledger_.claim(paragraph_.document, {sentence.tokens[first].begin, sentence.tokens[last - 1].end},
                      ClaimKind::rank, "", std::move(judgement));
        return true;
    }

    /// "Highest for 50 years", "ever": of a longer time than the table has.
    [[nodiscard]] bool says_longer(std::size_t s, std::size_t i, std::size_t points) const {
        constexpr std::size_t far = 6;
        for (std::size_t k = i; k < std::min(i + far, sentences_[s].tokens.size()); ++k) {
            const Token& token = sentences_[s].tokens[k];
            if (word(s, k) == "ever" || word(s, k).starts_with("record") || word(s, k) == "since") return true;
            if (token.is == Token::Is::number && token.number.is_count() && !token.ordinal &&
                is_span_of_time(word(s, k + 1)) && token.number.value > static_cast<double>(points))
                return true;
        }
        return false;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
