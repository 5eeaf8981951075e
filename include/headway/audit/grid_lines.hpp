/// @file
/// Which line of a table a claim is about, and which two of its points.
///
/// The line is the one whose words the clause says, rare words before common ones; else the only one that can be meant,
/// or the only one that has the figure which the claim leads to. Its points are those of the times that are said: the
/// later one last of all, the earlier one the one before it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/grid.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/audit/span_said.hpp"
#include "headway/audit/superlative.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The line that scores best, and by how much.
struct BestLine {
    const GridLine* line = nullptr;
    double most = 0.0, second = 0.0;

    void take(const GridLine& candidate, double score) {
        if (score > most) {
            second = std::exchange(most, score);
            line = &candidate;
        } else {
            second = std::max(second, score);
        }
    }
};

/// The lines of the grids near a sentence, and which of them a claim is of.
class GridLines : protected OpenClaims {
protected:
    using OpenClaims::OpenClaims;

    struct Chosen {
        const GridLine* line = nullptr;
        bool named = false;  ///< by its words; else it is the only one, or has a figure that the sentence says
    };

    /// The telling words of a claim's clause: of its parts of the sentence.
    [[nodiscard]] std::vector<std::string> clause_words(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        std::size_t first = open.first, last = std::min(open.last, sentence.tokens.size());
        if (first >= sentence.parts.size()) return {};
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[open.first]) --first;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        return words_with_numbers(sentence, first, last);
    }

    /// The telling words of some tokens, a name's number among them: "category 2" is not category 1.
    [[nodiscard]] static std::vector<std::string> words_with_numbers(const Sentence& sentence, std::size_t first,
                                                                     std::size_t last) {
        std::vector<std::string> words = telling_words(std::span(sentence.tokens).subspan(first, last - first));
        for (std::size_t i = std::max<std::size_t>(first, 1); i < last; ++i)
            if (sentence.uses[i] == NumberUse::name)
                words.push_back(stem(sentence.word(i - 1)) + plain_number(sentence.tokens[i].number.value));
        return words;
    }

    /// The line that a claim is about: the one that its clause names, then its sentence, then the one before.
    template <typename Fits>
    [[nodiscard]] Chosen choose(const Open& open, const std::vector<GridLine>& lines, const Fits& fits) const {
        const std::vector<std::string> clause = clause_words(open),
                                       sentence = words_with_numbers(sentences_[open.sentence], 0,
                                                                     sentences_[open.sentence].tokens.size());
        if (const GridLine* line = by_time(open, lines); line != nullptr && fits(*line)) return {line, true};
        const bool says_total = says_of_all(open);
        BestLine best;
        std::size_t eligible = 0;
        const GridLine* only = nullptr;
        for (const GridLine& line : lines) {
            if (line.points.empty() || !fits(line)) continue;
            ++eligible;
            only = &line;
            best.take(line, (3.0 * said_of(line, clause) + said_of(line, sentence)) *
                                (line.total && !says_total ? 0.5 : 1.0));
        }
        if (best.line != nullptr && best.most >= 0.5 && best.most > best.second + 0.2) return {best.line, true};
        if (eligible == 1) return {only, false};
        if (const Chosen chosen = by_number(open, lines, fits); chosen.line != nullptr) return chosen;
        return {by_one_word(open, clause, lines, fits), false};
    }

    /// "In Period 8": the only row of the time that the figure, or else the clause, is of.
    [[nodiscard]] const GridLine* by_time(const Open& open, const std::vector<GridLine>& lines) const {
        if (!grid_->times_in_rows || &lines != &grid_->rows) return nullptr;
        const Sentence& sentence = sentences_[open.sentence];
        const When* time = open.figure != nullptr && open.figure->when >= 0
                               ? &sentence.whens[static_cast<std::size_t>(open.figure->when)]
                               : nullptr;
        const GridLine* found = nullptr;
        for (const GridLine& line : lines) {
            if (time == nullptr || line.points.empty() || !line.when.may_be(*time)) continue;
            if (found != nullptr) return nullptr;
            found = &line;
        }
        return found;
    }

    /// The only line of which a word is said that no other line has: by the clause; for a claim that states a figure
    /// by its sentence too, or by the one before where it names none itself.
    template <typename Fits>
    [[nodiscard]] const GridLine* by_one_word(const Open& open, const std::vector<std::string>& clause,
                                              const std::vector<GridLine>& lines, const Fits& fits) const {
        const double rarest = std::log(1.0 + static_cast<double>(lines.size())) - 1e-9;
        std::size_t said = 0;
        const auto only_of = [&](const std::vector<std::string>& words) -> const GridLine* {
            const GridLine* found = nullptr;
            said = 0;
            for (const GridLine& line : lines) {
                if (line.points.empty() || line.total || !fits(line)) continue;
                for (std::size_t w = 0; w < line.words.size(); ++w)
                    if (line.weights[w] >= rarest &&
                        std::find(words.begin(), words.end(), line.words[w]) != words.end()) {
                        found = &line;
                        ++said;
                        break;
                    }
            }
            return said == 1 ? found : nullptr;
        };
        const GridLine* found = only_of(clause);
        if (found != nullptr || open.figure == nullptr || said > 0) return found;
        found = only_of(telling_words(sentences_[open.sentence].tokens));
        if (found != nullptr || said > 0) return found;
        if (open.sentence > 0) found = only_of(telling_words(sentences_[open.sentence - 1].tokens));
        if (found != nullptr || said > 0 || open.figure->role != Role::size) return found;
        for (const GridLine& line : lines)  // "emissions have fallen by 5,480": of all
            if (line.total && !line.points.empty() && fits(line)) found = found == nullptr ? &line : nullptr;
        return found;
    }

    /// The only line that has the figure which a change leads to: "fell by 10%, to 38,546".
    template <typename Fits>
    [[nodiscard]] Chosen by_number(const Open& open, const std::vector<GridLine>& lines, const Fits& fits) const {
        constexpr double telling = 100.0;
        const GridLine* found = nullptr;
        for (const Figure& figure : sentences_[open.sentence].figures) {
            if (&figure == open.figure || (figure.role != Role::later && figure.role != Role::own)) continue;
            if (figure.stated.value < telling && figure.stated.decimals == 0) continue;
            for (const GridLine& line : lines) {
                if (line.points.empty() || !fits(line)) continue;
                for (const GridPoint& point : line.points)
                    if (is_near(figure.stated, point.number)) {
                        if (found != nullptr && found != &line) return {};
                        found = &line;
                    }
            }
        }
        return {found, false};
    }

    /// The points of a line that are results, in the order of their times.
    [[nodiscard]] std::vector<const GridPoint*> series(const GridLine& line) const {
        std::vector<const GridPoint*> points = results_of(*grid_, line);
        std::stable_sort(points.begin(), points.end(), [](const GridPoint* a, const GridPoint* b) {
            return a->when.year != 0 && b->when.year != 0 && a->when.year < b->when.year;
        });
        return points;
    }

    /// The same of a number of a table, whose pound sign may stand nowhere.
    [[nodiscard]] static bool can_end_here(const Stated& size, const Stated& number) {
        return can_end(size, number) || (size.unit == StatedUnit::pounds && number.unit == StatedUnit::none);
    }

    [[nodiscard]] static bool is_near(const Stated& stated, const Stated& number) {
        if (stated.unit != number.unit) return false;
        Stated plain = stated;
        if (plain.bound == Bound::at_least || plain.bound == Bound::at_most) plain.bound = Bound::exact;
        if (plain.bound == Bound::over) plain.bound = Bound::just_over;  // "over 450" is not 4,120
        if (plain.bound == Bound::under) plain.bound = Bound::nearly;
        const Verdict is = agreement(plain, behind(number));
        // of two that are printed as finely only the same is the same: 9 is not 10, though 9.5 may be both
        const bool as_fine = plain.bound == Bound::exact && plain.scale == number.scale &&
                             plain.decimals >= number.decimals && !plain.rounded;
        return is == Verdict::holds || (is == Verdict::rounding && !as_fine);
    }

    /// What a sentence says of times: the one that a change is from, and the one that it is about.
    struct Times {
        const When* from = nullptr;
        const When* at = nullptr;
        bool before = false;  ///< "on the year before"
    };

    [[nodiscard]] Times times_of(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        Times times;
        constexpr std::array<std::string_view, 8> from{"on", "since", "from", "than", "with", "to", "against", "as"};
        for (const When& when : sentence.whens) {
            std::size_t i = when.first;
            while (i > 0 && (word(open.sentence, i - 1) == "the" || word(open.sentence, i - 1) == "in" ||
                             word(open.sentence, i - 1) == "at" || word(open.sentence, i - 1) == "of" ||
                             word(open.sentence, i - 1) == "end"))
                --i;
            const bool own = sentence.parts[when.first] == sentence.parts[open.last - 1];
            if (!own && when.first >= open.last) continue;
            const bool is_from =
                i > 0 && headway::detail::is_one_of(word(open.sentence, i - 1), from) && when.first >= open.first;
            if (is_from && times.from == nullptr)
                times.from = &when;
            else if (times.at == nullptr || when.last <= open.first)
                times.at = &when;
        }
        for (const Mark& mark : sentence.marks)
            times.before = times.before || mark.cue == Cue::year_before || mark.cue == Cue::previous;
        for (std::size_t i = open.first; i + 2 < sentence.tokens.size(); ++i)
            times.before =
                times.before || (word(open.sentence, i) == "on" && word(open.sentence, i + 1) == "the" &&
                                 (word(open.sentence, i + 2) == "month" || word(open.sentence, i + 2) == "quarter" ||
                                  word(open.sentence, i + 2) == "year"));
        return times;
    }

    struct Ends {
        const GridPoint* later = nullptr;
        const GridPoint* earlier = nullptr;
        bool told = false;  ///< the time of the earlier is said
    };

    [[nodiscard]] Ends ends_of(const Open& open, const GridLine& line) const {
        const std::vector<const GridPoint*> points = series(line);
        if (points.size() < 2) return {};
        const Times times = times_of(open);
        const Sentence& sentence = sentences_[open.sentence];
        std::size_t last = points.size() - 1;
        for (std::size_t p = 0; p < points.size(); ++p) {
            if (times.at != nullptr && points[p]->when.may_be(*times.at)) last = p;
        }
        for (const Figure& figure : sentence.figures)  // "to 38,546"
            if (&figure != open.figure && (figure.role == Role::later || figure.role == Role::own))
                for (std::size_t p = points.size(); p-- > 0;)
                    if (figure.stated.unit == points[p]->number.unit && is_near(figure.stated, points[p]->number) &&
                        (sentence.parts[figure.token] == sentence.parts[open.first] || figure.role == Role::later)) {
                        last = p;
                        break;
                    }
        Ends ends{.later = points[last]};
        if (times.from != nullptr)
            for (const GridPoint* point : points)
                if (point->when.may_be(*times.from) && point != ends.later) ends.earlier = point, ends.told = true;
        if (ends.earlier == nullptr && times.from == nullptr && last > 0) {
            const SpanSaid span = span_said(sentence, open.first);
            std::size_t first = last - 1;
            while (first > 0 && !span.fits(points[first]->when, ends.later->when)) --first;
            if (!span.fits(points[first]->when, ends.later->when)) return {};
            ends.earlier = points[first];
            // "on the year before", where the two are a year apart
            const When &to = ends.later->when, &from = ends.earlier->when;
            ends.told = times.before && from.year != 0 && from.year + 1 == to.year && from.month == to.month &&
                        from.quarter == to.quarter;
            // a table of two times has no other change
            ends.told = ends.told || (points.size() == 2 && sentence.whens.empty() && times.at == nullptr);
        }
        return ends;
    }

    /// What two points of a line are about.
    [[nodiscard]] Subject subject_of(const Open& open, const GridLine& line, const GridPoint& later,
                                     const GridPoint& earlier, bool compares = false) const {
        Subject subject{.words = line.words, .naming = line.words, .compares = compares, .must_name = true};
        subject.words.insert(subject.words.end(), grid_->heading_words.begin(), grid_->heading_words.end());
        for (const GridPoint* point : {&later, &earlier}) {
            if (point->when.said()) subject.whens.push_back(point->when);
            for (const std::vector<std::string>& words :
                 {grid_->rows[point->row].words, grid_->columns[point->column].words})
                subject.words.insert(subject.words.end(), words.begin(), words.end());
        }
        for (const Figure& figure : sentences_[open.sentence].figures)  // "to 38,546"
            for (const GridPoint* point : {&later, &earlier})
                if (figure.stated.unit == point->number.unit && is_near(figure.stated, point->number))
                    subject.figures.push_back(figure.token);
        return subject;
    }

    /// Whether a line that a claim names may contradict it: of one unit, its size not of pounds against plain numbers.
    [[nodiscard]] bool may_fail(const Open& open, const Chosen& chosen, const GridPoint& later,
                                const GridPoint& earlier) const {
        if (!chosen.named || later.number.unit != earlier.number.unit) return false;
        if (open.figure == nullptr) return true;
        const StatedUnit unit = open.figure->stated.unit;
        return unit == later.number.unit || unit == StatedUnit::per_cent ||
               (unit == StatedUnit::points && later.number.unit == StatedUnit::per_cent);
    }

    /// "Every area except North", "all apart from North": of the others.
    [[nodiscard]] bool says_exception(const Open& open) const {
        const std::size_t s = open.sentence;
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i) {
            if (sentences_[s].parts[i] != sentences_[s].parts[open.first]) continue;
            if (word(s, i) == "except" || word(s, i) == "bar" || (word(s, i) == "apart" && word(s, i + 1) == "from"))
                return true;
        }
        return false;
    }

    /// Whether a figure may be of a row and column: an average that is compared with, or a target, is none of the
    /// results, and is headed as one.
    [[nodiscard]] static bool may_be_of(const Sentence& sentence, const Figure* figure, const GridLine& row,
                                        const GridLine& column) {
        constexpr std::array<std::string_view, 6> means{"average", "averag", "mean", "median", "all", "overall"};
        constexpr std::array<std::string_view, 4> wanted{"target", "goal", "standard", "plan"};
        const auto says = [](const std::vector<std::string>& words, std::span<const std::string_view> few) {
            return std::any_of(words.begin(), words.end(), [&](const std::string& told) {
                return std::find(few.begin(), few.end(), told) != few.end();
            });
        };
        const auto heads = [&](std::span<const std::string_view> few) {
            return is_comparator(column.role) || says(row.words, few) || says(column.words, few);
        };
        if (figure == nullptr) return true;
        if (is_of_mean(sentence, *figure)) return row.total || heads(means);
        return figure->role != Role::target || figure->cue >= figure->token || heads(wanted);
    }

    [[nodiscard]] bool may_be_of(const Open& open, const GridLine& row, const GridLine& column) const {
        return may_be_of(sentences_[open.sentence], open.figure, row, column);
    }

    [[nodiscard]] bool says_of_all(const Open& open) const {
        constexpr std::array<std::string_view, 11> words{"over",     "total",   "altogether", "combined",
                                                         "together", "all",     "average",    "sum",
                                                         "overall",  "between", "across"};
        const Sentence& sentence = sentences_[open.sentence];
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words) &&
                !(word(open.sentence, i) == "over" &&
                  sentence.figures.end() !=
                      std::find_if(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
                          return figure.token == i + 1;  // "over 450"
                      })))
                return true;
        return false;
    }

    /// "Showed the steepest reduction" is a rank.
    [[nodiscard]] bool says_rank(const Open& open) const {
        for (std::size_t i = open.first; i < open.last; ++i)
            if (superlative_at(sentences_[open.sentence], i).way != 0 || word(open.sentence, i) == "steepest" ||
                word(open.sentence, i) == "sharpest")
                return true;
        return false;
    }

    [[nodiscard]] bool says_every(const Open& open) const {
        constexpr std::size_t far = 4;
        for (std::size_t i = open.last; i < open.last + far; ++i)
            if ((word(open.sentence, i) == "every" || word(open.sentence, i) == "each") &&
                is_span_of_time(word(open.sentence, i + 1)))
                return true;
        return false;
    }

    const Grid* grid_ = nullptr;  ///< the one that is looked at
};

}  // namespace headway::inline HEADWAY_ABI::auditing
