/// @file
/// Superlatives, held against the tables of their section: "the largest increase was in ...", "the lowest of the
/// period", "third highest of the seven".
///
/// The others must be printed: the rows of a column, or the points of a line through time. What is ranked is the row
/// that the clause names, the time that it says, or the number that it states. Nothing else is held against a rank.
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
#include "headway/audit/open_claims.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds ranks and superlatives against the tables near by.
class RankResolver : private OpenClaims {
public:
    RankResolver(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                 std::span<const Grid* const> grids, std::size_t& budget)
        : OpenClaims(ledger, paragraph, memory), grids_(grids), budget_(budget) {}

    void resolve() {
        if (grids_.empty()) return;
        read_ = ledger_.audit.claims.size();
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
                if (const int way = way_of(word(s, i)); way != 0) rank(s, i, way);
    }

private:
    /// What is ranked, among what.
    struct Ranked {
        const GridPoint* point = nullptr;
        std::vector<const GridPoint*> among{};
        bool by_size = false;  ///< of falls: the most below nothing is the largest
    };

    [[nodiscard]] static int way_of(std::string_view word) {
        constexpr std::array<std::string_view, 5> most{"highest", "largest", "biggest", "greatest", "longest"};
        constexpr std::array<std::string_view, 4> least{"lowest", "smallest", "fewest", "shortest"};
        return headway::detail::is_one_of(word, most) ? 1 : headway::detail::is_one_of(word, least) ? -1 : 0;
    }

    void rank(std::size_t s, std::size_t i, int way) {
        if (word(s, i - 1) == "of" || (i >= 3 && word(s, i - 3) == "one" && word(s, i - 2) == "of")) return;
        for (const Grid* grid : grids_) {
            grid_ = grid;
            if (!pay_for(*grid, budget_)) return;
            const std::optional<Ranked> ranked = over_time(s, i) ? through_time(s, i) : among_rows(s, i);
            if (!ranked || ranked->among.size() < 3) continue;
            return judge(s, i, way, *ranked);
        }
    }

    void judge(std::size_t s, std::size_t i, int way, const Ranked& ranked) {
        std::size_t wanted = 1, ahead = 0;
        if (i > 0 && sentences_[s].tokens[i - 1].is == Token::Is::number && sentences_[s].tokens[i - 1].ordinal)
            wanted = static_cast<std::size_t>(std::clamp(sentences_[s].tokens[i - 1].number.value, 1.0, 1e6));
        const auto value = [&](const GridPoint& point) {
            return ranked.by_size ? std::fabs(point.number.value) : point.number.value;
        };
        std::string others;
        for (const GridPoint* other : ranked.among) {
            if (other == ranked.point) continue;
            ahead += (value(*other) - value(*ranked.point)) * way > 0.0 ? 1u : 0u;
            if (others.size() < 80) others += (others.empty() ? "" : ", ") + plain_number(other->number.value);
        }
        const bool holds = ahead + 1 == wanted;
        if (!holds) return;  // what is ranked may be another thing than the table's
        Judgement judgement{
            .rule = "rank",
            .verdict = Verdict::holds,
            .stated = std::string(word(s, i)),
            .computed = plain_number(static_cast<double>(ahead + 1)) + " of " + std::to_string(ranked.among.size()),
            .why = plain_number(ranked.point->number.value) + " beside " + others,
            .severity = Severity::medium,
            .against = quote(ranked.point->span)};
        const Sentence& sentence = sentences_[s];
        for (std::size_t c = paragraph_.first_claim[s]; c < std::min(read_, paragraph_.first_claim[s + 1]); ++c) {
            const Claim& claim = ledger_.audit.claims[c];
            if (claim.kind == ClaimKind::rank && claim.at.document == paragraph_.document &&
                claim.at.begin <= sentence.tokens[i].begin && claim.at.end >= sentence.tokens[i].end)
                return ledger_.replace(c, ClaimKind::rank, std::move(judgement));
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
        if (word(s, i) != "and") return false;
        for (std::size_t k = i + 1; k <= i + 2; ++k)
            if (way_of(word(s, k)) != 0) return true;
        return false;
    }

    [[nodiscard]] std::optional<Ranked> through_time(std::size_t s, std::size_t i) const {
        const Sentence& sentence = sentences_[s];
        const std::vector<std::string> words = words_about(s, i), all = telling_words(sentence.tokens);
        const GridLine *line = nullptr, *only = nullptr;
        double most = 0.4, second = 0.0;
        std::size_t eligible = 0;
        for (const GridLine& candidate : *grid_->series()) {
            if (results_of(*grid_, candidate).size() < 3) continue;
            ++eligible;
            only = &candidate;
            const double score = 2.0 * said_of(candidate, words) + said_of(candidate, all);
            if (score > most) {
                second = std::exchange(most, score);
                line = &candidate;
            } else {
                second = std::max(second, score);
            }
        }
        Ranked ranked;
        // a number of the sentence tells the line as well
        for (const Figure& figure : sentence.figures) {
            const GridPoint* fitting = nullptr;
            std::size_t fits = 0;
            for (const GridLine& candidate : *grid_->series())
                for (const GridPoint* point : results_of(*grid_, candidate))
                    if (is_number(figure.stated, *point)) {
                        fitting = point;
                        ++fits;
                        if (line == nullptr || second + 0.2 > most) only = &candidate, eligible = 1;
                    }
            if (fits == 1 && figure.token + 12 > i) ranked.point = fitting;
        }
        if (line == nullptr || second + 0.2 > most) line = eligible == 1 ? only : nullptr;
        if (line == nullptr) return std::nullopt;
        ranked.among = results_of(*grid_, *line);
        const bool in_line = std::find(ranked.among.begin(), ranked.among.end(), ranked.point) != ranked.among.end();
        if (!in_line) {
            ranked.point = nullptr;
            for (const When& when : sentence.whens)
                for (const GridPoint* point : ranked.among)
                    if (point->when.may_be(when) && (ranked.point == nullptr || when.first + 6 > i))
                        ranked.point = point;
        }
        if (ranked.point == nullptr) ranked.point = ranked.among.back();
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

    [[nodiscard]] std::optional<Ranked> among_rows(std::size_t s, std::size_t i) const {
        const std::vector<std::string> words = words_about(s, i);
        const GridLine* row = nullptr;
        double most = 0.5, second = 0.0;
        for (const GridLine& candidate : grid_->rows) {
            if (candidate.points.empty() || candidate.total) continue;
            const double score = said_of(candidate, words);
            if (score > most) {
                second = std::exchange(most, score);
                row = &candidate;
            } else {
                second = std::max(second, score);
            }
        }
        if (row == nullptr || most < second + 0.15) return std::nullopt;
        constexpr std::array<std::string_view, 10> changes{"increase", "rise",   "decrease",   "fall",      "reduction",
                                                           "growth",   "change", "underspend", "overspend", "variance"};
        const std::string_view next = word(s, i + 1);
        const bool change = headway::detail::is_one_of(next, changes);
        const bool fall = next == "decrease" || next == "fall" || next == "reduction" || next == "underspend";
        Ranked ranked{.by_size = fall};
        const Sentence& sentence = sentences_[s];
        const GridPoint* point = nullptr;
        std::size_t eligible = 0;
        double best = -1.0;
        for (const GridPoint& candidate : row->points) {
            const GridLine& column = grid_->columns[candidate.column];
            if (column.role != Role::own) continue;
            const bool is_change = is_of_changes(column);
            if (change != is_change) continue;
            ++eligible;
            double score = said_of(column, telling_words(sentence.tokens));
            for (const When& when : sentence.whens)
                if (column.when.said() && column.when.may_be(when)) score += 0.5;
            for (const Figure& figure : sentence.figures)
                if (is_number(figure.stated, candidate)) score += 1.0;
            if (score >= best) best = score, point = &candidate;
        }
        if (point == nullptr) return std::nullopt;
        ranked.point = point;
        for (const GridPoint& other : grid_->columns[point->column].points)
            if (!grid_->rows[other.row].total && other.number.unit == point->number.unit &&
                is_peer(other.row, point->row))
                ranked.among.push_back(&other);
        return ranked;
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
    const Grid* grid_ = nullptr;
    std::size_t read_ = 0;  ///< how many claims were there before
};

}  // namespace headway::inline HEADWAY_ABI::auditing
