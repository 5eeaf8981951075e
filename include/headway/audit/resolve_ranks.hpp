/// @file
/// Superlatives, held against the tables of their section: "the largest increase was in ...", "the lowest of the
/// period", "third highest of the seven".
///
/// The others must be printed: the rows of a column, their changes, one column over another ("the most punctual"), or
/// the points of a line through time. What is ranked is the row that the clause names, the time that it says, or the
/// number that it states. A rank is contradicted where the sentence says the row and one column and nothing else.
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
#include "headway/audit/superlative.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds ranks and superlatives against the tables near by.
class RankResolver : private GridLines {
public:
    RankResolver(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                 std::span<const Grid* const> grids, std::size_t& budget)
        : GridLines(ledger, paragraph, memory), grids_(grids), budget_(budget) {}

    void resolve() {
        read_ = ledger_.audit.claims.size();
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
                if (const Superlative said = superlative_at(sentences_[s], i); said.way != 0) rank(s, i, said);
    }

private:
    /// What is ranked, among what.
    struct Ranked {
        std::vector<double> among{};
        std::size_t own = 0;  ///< which of them
        Span span{};
        bool sure = false;  ///< words name the row and the column and nothing else
    };

    void rank(std::size_t s, std::size_t i, const Superlative& said) {
        if (word(s, i - 1) == "of" || (i >= 3 && word(s, i - 3) == "one" && word(s, i - 2) == "of")) return;
        for (const Grid* grid : grids_) {
            grid_ = grid;
            if (!pay_for(*grid, budget_)) return;
            if (over_time(s, i)) {
                if (!said.good && judge(s, i, said.way, through_time(s, i))) return;
                if (said.good && judge_good(s, i, said.way, through_time(s, i))) return;
            }
            for (const Ranked& ranked : among_rows(s, i, said))
                if (judge(s, i, said.way, ranked)) return;
        }
        if (!said.good) rank_parts(s, i, said);
    }

    /// "Arts took £1.62m, sport £1.35m and heritage £2.43m. Heritage was the largest": three parts and more of a
    /// sentence.
    void rank_parts(std::size_t s, std::size_t i, const Superlative& said) {
        constexpr std::size_t fewest = 3;
        const std::vector<std::string> words = words_about(s, i);
        for (std::size_t back = 0; back <= 1; ++back) {
            std::vector<const Fact*> parts;
            if (number_of(s) < back) return;
            const std::size_t of = number_of(s) - back;
            for (const Fact& fact : near(of, 0, 0))
                if (fact.is_result() && !fact.in_brackets && fact.naming != nullptr && !fact.naming->empty() &&
                    (parts.empty() || fact.stated.unit == parts.back()->stated.unit))
                    parts.push_back(&fact);
            if (parts.size() < fewest) continue;
            const Fact* own = nullptr;
            for (const Fact* part : parts) {
                const bool named =
                    std::all_of(part->naming->begin(), part->naming->end(), [&](const std::string& told) {
                        return std::find(words.begin(), words.end(), told) != words.end();
                    });
                if (!named) continue;
                if (own != nullptr) return;
                own = part;
            }
            if (own == nullptr) continue;
            Ranked ranked{.span = own->span};
            for (const Fact* part : parts) {
                if (part == own) ranked.own = ranked.among.size();
                ranked.among.push_back(part->stated.value);
            }
            judge(s, i, said.way, ranked);
            return;
        }
    }

    /// "Best in Period 6": of shares more is good, unless words say otherwise.
    bool judge_good(std::size_t s, std::size_t i, int way, const std::optional<Ranked>& ranked) {
        const auto good = way_in_words(telling_words(sentences_[s].tokens), true);
        return judge(s, i, good == Polarity::low_is_good ? -way : way, ranked);
    }

    /// "Highest for 50 years", "since records began": of a longer time than the table has.
    [[nodiscard]] bool says_longer(std::size_t s, std::size_t i, std::size_t points) const {
        constexpr std::size_t far = 6;
        for (std::size_t k = i; k < std::min(i + far, sentences_[s].tokens.size()); ++k) {
            const Token& token = sentences_[s].tokens[k];
            if (word(s, k) == "ever" || word(s, k).starts_with("record")) return true;
            if (token.is == Token::Is::number && token.number.is_count() && !token.ordinal &&
                is_span_of_time(word(s, k + 1)) && token.number.value > static_cast<double>(points))
                return true;
        }
        return false;
    }

    bool judge(std::size_t s, std::size_t i, int way, const std::optional<Ranked>& ranked) {
        constexpr std::size_t fewest = 3;
        if (!ranked || ranked->among.size() < fewest || says_longer(s, i, ranked->among.size())) return false;
        const std::size_t wanted = place_before(sentences_[s], i);
        std::size_t ahead = 0;
        const double own = ranked->among[ranked->own];
        std::string others;
        for (std::size_t k = 0; k < ranked->among.size(); ++k) {
            if (k == ranked->own) continue;
            ahead += (ranked->among[k] - own) * way > 0.0 ? 1u : 0u;
            if (others.size() < 80) others += (others.empty() ? "" : ", ") + plain_number(ranked->among[k]);
        }
        const bool holds = ahead + 1 == wanted;
        if (!holds && !(ranked->sure && wanted == 1)) return false;  // it may be another thing than the table's
        Judgement judgement{
            .rule = "rank",
            .verdict = holds ? Verdict::holds : Verdict::contradiction,
            .stated = std::string(word(s, i)),
            .computed = plain_number(static_cast<double>(ahead + 1)) + " of " + std::to_string(ranked->among.size()),
            .why = plain_number(own) + " beside " + others,
            .severity = Severity::medium,
            .against = quote(ranked->span)};
        const Sentence& sentence = sentences_[s];
        for (std::size_t c = paragraph_.first_claim[s]; c < std::min(read_, paragraph_.first_claim[s + 1]); ++c) {
            const Claim& claim = ledger_.audit.claims[c];
            if (claim.kind == ClaimKind::rank && claim.at.document == paragraph_.document &&
                claim.at.begin <= sentence.tokens[i].begin && claim.at.end >= sentence.tokens[i].end) {
                ledger_.replace(c, ClaimKind::rank, std::move(judgement));
                return true;
            }
        }
        std::size_t first = i, last = i;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[i] && i - first < 8) --first;
        while (last + 1 < sentence.tokens.size() && sentence.parts[last + 1] == sentence.parts[i] && last - i < 8 &&
               !is_joint(s, last + 1))
            ++last;
        for (std::size_t k = first; k < i; ++k)
            if (is_joint(s, k)) first = k + 1;
        ledger_.claim(paragraph_.document, {sentence.tokens[first].begin, sentence.tokens[last].end}, ClaimKind::rank,
                      "", std::move(judgement));
        return true;
    }

    [[nodiscard]] bool over_time(std::size_t s, std::size_t i) const {
        if (grid_->series() == nullptr) return false;
        const Sentence& sentence = sentences_[s];
        for (std::size_t k = i + 1; k < std::min(i + 8, sentence.tokens.size()); ++k) {
            const std::string_view now = word(s, k);
            if (now == "period" || now == "years" || now == "months" || now == "quarters" || now == "year" ||
                now == "since")
                return true;
        }
        return std::any_of(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
            return when.first > i && when.first <= i + 3;  // "highest in 2022"
        });
    }

    [[nodiscard]] std::vector<std::string> words_about(std::size_t s, std::size_t i) const {
        const Sentence& sentence = sentences_[s];
        std::size_t first = i, last = i + 1;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[i]) --first;
        for (std::size_t k = first; k < i; ++k)
            if (is_joint(s, k)) first = k;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[i] && !is_joint(s, last)) ++last;
        return telling_words(std::span(sentence.tokens).subspan(first, last - first));
    }

    /// "And" before another superlative: "highest in the top quartile and lowest in the lower".
    [[nodiscard]] bool is_joint(std::size_t s, std::size_t i) const {
        constexpr std::array<std::string_view, 6> goes_on{"was", "is", "were", "are", "has", "had"};
        if (word(s, i) != "and" || headway::detail::is_one_of(word(s, i + 1), goes_on)) return false;
        for (std::size_t k = i + 1; k <= i + 3; ++k)
            if (superlative_at(sentences_[s], k).way != 0) return true;
        return false;
    }

    [[nodiscard]] std::optional<Ranked> through_time(std::size_t s, std::size_t i) const {
        const Sentence& sentence = sentences_[s];
        const std::vector<std::string> words = words_about(s, i), all = telling_words(sentence.tokens);
        BestLine best{.most = 0.4};
        const GridLine* only = nullptr;
        std::size_t eligible = 0;
        for (const GridLine& candidate : *grid_->series()) {
            if (results_of(*grid_, candidate).size() < 3) continue;
            ++eligible;
            only = &candidate;
            best.take(candidate, 2.0 * said_of(candidate, words) + said_of(candidate, all));
        }
        const bool unsure = best.line == nullptr || best.second + 0.2 > best.most;
        const GridPoint* own = nullptr;
        // a number of the sentence tells the line as well
        for (const Figure& figure : sentence.figures) {
            const GridPoint* fitting = nullptr;
            std::size_t fits = 0;
            for (const GridLine& candidate : *grid_->series())
                for (const GridPoint* point : results_of(*grid_, candidate))
                    if (is_number(figure.stated, *point)) {
                        fitting = point;
                        ++fits;
                        if (unsure) only = &candidate, eligible = 1;
                    }
            if (fits == 1 && figure.token + 12 > i) own = fitting;
        }
        const GridLine* line = !unsure ? best.line : eligible == 1 ? only : nullptr;
        if (line == nullptr) return std::nullopt;
        const std::vector<const GridPoint*> among = results_of(*grid_, *line);
        if (std::find(among.begin(), among.end(), own) == among.end()) {
            own = nullptr;
            for (const When& when : sentence.whens)
                for (const GridPoint* point : among)
                    if (point->when.may_be(when) && (own == nullptr || when.first + 6 > i)) own = point;
        }
        if (own == nullptr) own = among.back();
        Ranked ranked{.span = own->span};
        for (const GridPoint* point : among) {
            if (point == own) ranked.own = ranked.among.size();
            ranked.among.push_back(point->number.value);
        }
        return ranked;
    }

    [[nodiscard]] static bool is_number(const Stated& stated, const GridPoint& point) {
        Stated plain = stated;
        plain.bound = Bound::exact;
        plain.value = std::fabs(plain.value);
        Stated number = point.number;
        number.value = std::fabs(number.value);
        return plain.unit == number.unit && agreement(plain, behind(number)) != Verdict::contradiction;
    }

    /// The row that the words about a superlative name: by most of its words, else by one that no other row has.
    [[nodiscard]] const GridLine* row_named(std::size_t s, std::size_t i, bool& whole) const {
        const std::vector<std::string> words = words_about(s, i);
        BestLine best{.most = 0.5};
        for (const GridLine& candidate : grid_->rows)
            if (!candidate.points.empty() && !candidate.total) best.take(candidate, said_of(candidate, words));
        // what is best at the start is no other row
        whole = best.line != nullptr && best.most > 0.99 && best.second <= 0.5;
        if (best.line != nullptr && best.most >= best.second + 0.15) return best.line;
        const Open open{.sentence = s, .first = i, .last = i + 1};
        const auto any = [](const GridLine&) { return true; };
        return by_one_word(open, words, grid_->rows, any);
    }

    /// What a row may be ranked by, what the words say first: a column, its change, one column over another.
    [[nodiscard]] std::vector<Ranked> among_rows(std::size_t s, std::size_t i, const Superlative& said) const {
        bool whole = false;
        const GridLine* row = row_named(s, i, whole);
        if (row == nullptr || row->points.empty()) return {};
        const std::size_t r = row->points.front().row;
        constexpr std::array<std::string_view, 15> changes{
            "increase", "increases",  "rise", "decrease",  "fall",     "reduction", "improvement", "growth",
            "change",   "underspend", "drop", "overspend", "variance", "pressure",  "pressures"};
        std::size_t next = said.last;
        if (word(s, next) == "single") ++next;
        const bool relative = word(s, next) == "percentage" || word(s, next) == "proportionate" ||
                              word(s, next) == "proportional" || word(s, next) == "relative" ||
                              word(s, next) == "annual";
        if (relative) ++next;
        const std::string_view noun = word(s, next);
        std::vector<Ranked> found;
        if (headway::detail::is_one_of(noun, changes)) {
            const bool fall = noun == "decrease" || noun == "fall" || noun == "reduction" || noun == "drop" ||
                              noun == "variance";
            const bool pressure = noun.starts_with("pressure");
            const int side = noun == "overspend" || pressure ? 1 : noun == "underspend" ? -1 : 0;
            add(found, by_column(s, r, true, fall, side));
            if (pressure && found.empty() && said_of_any_column("pressure")) add(found, by_column(s, r, false, false));
            if (noun != "underspend" && noun != "overspend" && noun != "variance" && !pressure) {
                if (!relative) add(found, by_change(s, r, false, fall));
                add(found, by_change(s, r, true, fall));
            }
            return found;
        }
        if (!said.good || has_shares()) add(found, by_column(s, r, false, false));
        if (!found.empty()) found.back().sure = whole && !said.good && is_of_one_column(s, i, said, r);
        constexpr std::array<std::string_view, 6> rates{"rate", "rates", "proportion", "percentage", "share", "level"};
        const bool of_rate = said.good || headway::detail::is_one_of(noun, rates) || says_rate(s, rates) ||
                             word(s, i) == "most" || word(s, i) == "least" || names_no_column(s);
        if (of_rate && !has_shares() && !names_column_behind(s, said)) add_ratios(found, s, r);
        if (said.good)  // which way is good: of shares more, unless words say otherwise
            for (Ranked& ranked : found)
                if (way_in_words(telling_words(sentences_[s].tokens), true) == Polarity::low_is_good)
                    for (double& value : ranked.among) value = -value;
        return found;
    }

    [[nodiscard]] bool said_of_any_column(std::string_view noun) const {
        return std::any_of(grid_->columns.begin(), grid_->columns.end(), [&](const GridLine& column) {
            return std::find(column.words.begin(), column.words.end(), noun) != column.words.end();
        });
    }

    static void add(std::vector<Ranked>& found, std::optional<Ranked> ranked) {
        if (ranked) found.push_back(std::move(*ranked));
    }

    template <std::size_t n>
    [[nodiscard]] bool says_rate(std::size_t s, const std::array<std::string_view, n>& rates) const {
        for (std::size_t k = 0; k < sentences_[s].tokens.size(); ++k)
            if (headway::detail::is_one_of(word(s, k), rates)) return true;
        return std::any_of(sentences_[s].figures.begin(), sentences_[s].figures.end(), [](const Figure& figure) {
            return figure.stated.unit == StatedUnit::per_cent && figure.role != Role::size;
        });
    }

    /// "The highest delay rate", beside a column of that name: it is ranked by this and by no other.
    [[nodiscard]] bool names_column_behind(std::size_t s, const Superlative& said) const {
        constexpr std::size_t far = 4;
        const std::vector<Token>& tokens = sentences_[s].tokens;
        const std::vector<std::string> words = telling_words(
            std::span(tokens).subspan(said.last, std::min<std::size_t>(far, tokens.size() - said.last)));
        return std::any_of(grid_->columns.begin(), grid_->columns.end(), [&](const GridLine& column) {
            return !column.points.empty() && !column.words.empty() && said_of(column, words) > 0.99;
        });
    }

    /// "The lowest was South", in a table of two counts.
    [[nodiscard]] bool names_no_column(std::size_t s) const {
        const std::vector<std::string> said = telling_words(sentences_[s].tokens);
        return std::none_of(grid_->columns.begin(), grid_->columns.end(),
                            [&](const GridLine& column) { return said_of(column, said) > 0.0; });
    }

    [[nodiscard]] bool has_shares() const {
        return std::any_of(grid_->columns.begin(), grid_->columns.end(),
                           [](const GridLine& column) { return column.is_share() && column.role == Role::own; });
    }

    /// Whether the words behind a superlative are those of one column, all words of the sentence are of it or of the
    /// row, and no number stands in it: "Mull had the fewest sailings cancelled".
    [[nodiscard]] bool is_of_one_column(std::size_t s, std::size_t i, const Superlative& said, std::size_t r) const {
        const Sentence& sentence = sentences_[s];
        const GridLine* column = nullptr;
        for (const GridLine& candidate : grid_->columns) {
            if (candidate.points.empty() || candidate.role != Role::own || candidate.is_share()) continue;
            const std::vector<std::string> behind_it =
                telling_words(std::span(sentence.tokens)
                                  .subspan(said.last, std::min<std::size_t>(4, sentence.tokens.size() - said.last)));
            const bool names = std::any_of(behind_it.begin(), behind_it.end(), [&](const std::string& told) {
                return std::any_of(candidate.words.begin(), candidate.words.end(),
                                   [&](const std::string& own) { return is_one_thing(told, own); });
            });
            if (names && column != nullptr) return false;
            if (names) column = &candidate;
        }
        if (column == nullptr) return false;
        constexpr std::array<std::string_view, 6> plain{"had", "has", "have", "made", "recorded", "number"};
        for (std::size_t k = 0; k < sentence.tokens.size(); ++k) {
            if (sentence.tokens[k].is == Token::Is::number) return false;
            if (sentence.tokens[k].is != Token::Is::word || k == i || headway::detail::is_one_of(word(s, k), plain))
                continue;
            for (const std::string& told : telling_words(std::span(sentence.tokens).subspan(k, 1))) {
                const auto has = [&](const std::vector<std::string>& words) {
                    return std::any_of(words.begin(), words.end(),
                                       [&](const std::string& own) { return is_one_thing(told, own); });
                };
                if (!has(column->words) && !has(grid_->rows[r].words) && !has(grid_->label_words)) return false;
            }
        }
        return true;
    }

    /// "Cancellations" and "cancelled": words that begin alike.
    [[nodiscard]] static bool is_one_thing(std::string_view a, std::string_view b) {
        constexpr std::size_t telling = 6;
        return a == b || (a.size() >= telling && b.size() >= telling && a.substr(0, telling) == b.substr(0, telling));
    }

    /// A column of the row: of changes, or of results; the one whose words, time or number the sentence says. `side`:
    /// 1 of what is above nothing, -1 of what is below it.
    [[nodiscard]] std::optional<Ranked> by_column(std::size_t s, std::size_t r, bool change, bool fall,
                                                  int side = 0) const {
        const Sentence& sentence = sentences_[s];
        const GridPoint* point = nullptr;
        double best = -1.0;
        for (const GridPoint& candidate : grid_->rows[r].points) {
            const GridLine& column = grid_->columns[candidate.column];
            if (column.role != Role::own || change != is_of_changes(column)) continue;
            double score = said_of(column, telling_words(sentence.tokens));
            for (const When& when : sentence.whens)
                if (column.when.said() && column.when.may_be(when)) score += 0.5;
            for (const Figure& figure : sentence.figures)
                if (is_number(figure.stated, candidate)) score += 1.0;
            if (score >= best) best = score, point = &candidate;
        }
        if (point == nullptr || point->number.value * side < 0.0) return std::nullopt;
        Ranked ranked{.span = point->span};
        for (const GridPoint& other : grid_->columns[point->column].points)
            if (!grid_->rows[other.row].total && other.number.unit == point->number.unit && is_peer(other.row, r)) {
                if (other.row == r) ranked.own = ranked.among.size();
                const double value = side < 0 ? -other.number.value : other.number.value;
                ranked.among.push_back(fall ? std::fabs(value) : value);
            }
        return ranked;
    }

    /// The change from the time before last to the last, or its share of the earlier one; of falls how far they go.
    [[nodiscard]] std::optional<Ranked> by_change(std::size_t s, std::size_t r, bool relative, bool fall) const {
        if (!grid_->times_in_columns) return std::nullopt;
        const std::vector<std::string> said = telling_words(sentences_[s].tokens);
        Ranked ranked;
        bool own = false;
        std::vector<double> best(grid_->rows.size(), -1.0), moved(grid_->rows.size(), 0.0);
        for (const GridLine& line : *grid_->series()) {
            const std::vector<const GridPoint*> points = results_of(*grid_, line);
            if (points.size() < 2 || grid_->rows[points.back()->row].total) continue;
            const double later = points.back()->number.value, earlier = points[points.size() - 2]->number.value;
            const double score = said_of(line, said);
            const std::size_t at = points.back()->row;
            if (score <= best[at] || (relative && earlier == 0.0)) continue;
            best[at] = score;
            moved[at] =
                decimal::difference(later, earlier) / (relative ? std::fabs(earlier) : 1.0) * (fall ? -1.0 : 1.0);
            if (at == r) ranked.span = points.back()->span;
        }
        for (std::size_t k = 0; k < best.size(); ++k) {
            if (best[k] < 0.0 || !is_peer(k, r)) continue;
            if (k == r) ranked.own = ranked.among.size(), own = true;
            ranked.among.push_back(moved[k]);
        }
        return own ? std::optional(ranked) : std::nullopt;
    }

    /// One column of counts over another that is larger in every row, where the sentence says a word of the one.
    void add_ratios(std::vector<Ranked>& found, std::size_t s, std::size_t r) const {
        const std::vector<std::string> said = telling_words(sentences_[s].tokens);
        std::vector<std::size_t> counts;
        for (std::size_t c = 0; c < grid_->columns.size(); ++c)
            if (!grid_->columns[c].points.empty() && !grid_->columns[c].is_share()) counts.push_back(c);
        constexpr std::size_t most = 6;  // columns: of many any two give any rank
        if (counts.size() > most) return;
        for (const std::size_t part : counts)
            for (const std::size_t whole : counts) {
                if (part == whole) continue;
                const bool named =
                    said_of(grid_->columns[part], said) > 0.0 || said_of(grid_->columns[whole], said) > 0.0;
                if (counts.size() > 2 && !named) continue;
                Ranked ranked;
                bool own = false, smaller = true;
                for (const GridLine& row : grid_->rows) {
                    if (row.total || row.points.empty()) continue;
                    const std::size_t at = row.points.front().row;
                    const GridPoint *a = row.at(at, part), *b = row.at(at, whole);
                    if (a == nullptr || b == nullptr || a->number.unit != b->number.unit || !(b->number.value > 0.0))
                        continue;
                    smaller = smaller && a->number.value <= b->number.value;
                    if (at == r) ranked.own = ranked.among.size(), own = true, ranked.span = a->span;
                    ranked.among.push_back(a->number.value / b->number.value);
                }
                if (own && smaller) found.push_back(std::move(ranked));
            }
    }

    /// Rows of one block of a table: no total stands between them.
    [[nodiscard]] bool is_peer(std::size_t one, std::size_t other) const {
        for (std::size_t r = std::min(one, other); r < std::max(one, other); ++r)
            if (grid_->rows[r].total) return false;
        return true;
    }

    [[nodiscard]] static bool is_of_changes(const GridLine& column) {
        bool below = false;
        for (const GridPoint& point : column.points) below = below || point.number.value < 0.0;
        for (const std::string& word : column.words)
            if (word == "change" || word == "numeric" || word == "difference" || word == "variance" ||
                word == "movement")
                return true;
        return below;
    }

    std::span<const Grid* const> grids_;
    std::size_t& budget_;
    std::size_t read_ = 0;  ///< how many claims were there before
};

}  // namespace headway::inline HEADWAY_ABI::auditing
