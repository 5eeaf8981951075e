/// @file
/// Which row of a table what is asked is about, and which two of its numbers.
///
/// The row is the one whose label the words nearest to the quantity say, then those of its part and of its sentence, or
/// that has a figure of the sentence. What it is held against is the column that the words name (a comparator, a time,
/// a word of its head), the same column of another row that they name, or the time before.
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

#include "headway/audit/asked.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/grid_lines.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/audit/span_said.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A side of a difference: what it is, and where it stands.
struct Operand {
    Interval value{};
    StatedUnit unit = StatedUnit::none;
    double seconds = 0.0;  ///< of one of its unit; 0 where it is no time, or its unit is not said
    bool of_table = false;
    Span span{};

    [[nodiscard]] bool is_share() const { return unit == StatedUnit::per_cent; }
};

/// Finds rows and numbers of the tables near by.
class AskedRows : protected GridLines {
public:
    /// `budget`: as of GridResolver.
    AskedRows(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
              std::span<const Grid* const> grids, std::size_t& budget)
        : GridLines(ledger, paragraph, memory), grids_(grids), budget_(budget) {}

protected:
    /// Takes the quantities of all sentences.
    void take_quantities() {
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            quantities_.push_back(QuantityReader(sentences_[s], s).read());
    }

    /// Takes the quantities, and goes through the sentences that have few enough of them to be prose.
    template <typename Take>
    void each_sentence(const Take& take) {
        constexpr std::size_t most = 40;
        take_quantities();
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            if (quantities_[s].size() <= most) take(s);
    }

    /// A row of a table, or a column of one whose rows are times.
    struct Named {
        const Grid* grid = nullptr;
        const GridLine* line = nullptr;
        bool sure = false;  ///< all words of its label are said, or it has a figure of the sentence
        bool column = false;
    };

    /// A number of a row, and what it is held against.
    struct Sides {
        const GridPoint* own = nullptr;
        const GridPoint* other = nullptr;
        bool sure = false;  ///< no other pair can be meant
    };

    [[nodiscard]] static std::vector<std::string> label_words(const GridLine& line) {
        constexpr std::array<std::string_view, 22> general{
            "lower", "better", "higher", "day",  "week",   "hour", "minute", "average", "averag", "mean", "median",
            "fte",   "total",  "all",    "year", "number", "rate", "per",    "worse",   "share",  "cent", "complet"};
        std::vector<std::string> words;
        for (const std::string& word : line.words)
            if (!headway::detail::is_one_of(std::string_view(word), general)) words.push_back(word);
        return words;
    }

    [[nodiscard]] static bool says(std::span<const std::string> words, std::string_view word) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& told) { return same_word(told, word); });
    }

    /// How much of a label some words say, rare words before common ones; none where it has no telling words.
    [[nodiscard]] static double said(const GridLine& line, std::span<const std::string> words) {
        double told = 0.0, all = 0.0;
        for (std::size_t w = 0; w < line.words.size(); ++w) {
            all += line.weights[w];
            told += says(words, line.words[w]) ? line.weights[w] : 0.0;
        }
        return all > 0.0 ? told / all : 0.0;
    }

    [[nodiscard]] std::vector<std::string> words_between(std::size_t s, std::size_t first, std::size_t last) const {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        last = std::min(last, tokens.size());
        if (first >= last) return {};
        std::vector<std::string> words = telling_words(std::span(tokens).subspan(first, last - first));
        for (std::size_t i = std::max<std::size_t>(first, 1); i < last; ++i)  // "category 1"
            if (sentences_[s].uses[i] == NumberUse::name)
                words.push_back(stem(word(s, i - 1)) + plain_number(tokens[i].number.value));
        for (std::size_t i = first; i + 2 < last; ++i)  // "62-day"
            if (tokens[i].is == Token::Is::number && tokens[i].number.is_count() && tokens[i + 1].is_sign('-') &&
                tokens[i + 2].is == Token::Is::word)
                words.push_back(plain_number(tokens[i].number.value) + stem(tokens[i + 2].text));
        for (std::size_t i = first; i + 1 < last; ++i)  // "four-hour" is "4-hour"
            if (tokens[i].is == Token::Is::number && tokens[i].number.is_count() && seconds_of(word(s, i + 1)) > 0.0)
                words.push_back(plain_number(tokens[i].number.value) + stem(word(s, i + 1)));
        for (std::size_t i = first; i + 1 < last; ++i)  // "further education" is FE
            if (word(s, i).size() > 3 && word(s, i + 1).size() > 3)
                words.push_back(std::string{word(s, i)[0], word(s, i + 1)[0]});
        return words;
    }

    /// Whether a row has a figure of a sentence that tells it apart: one of three digits, or with decimals.
    [[nodiscard]] bool has_figure(const GridLine& line, std::size_t s, std::size_t first,
                                  std::span<const Quantity> quantities) const {
        for (const Quantity& quantity : quantities) {
            if (is_parted(s, quantity, first) || quantity.is_size() || quantity.fraction ||
                quantity.stated.bound != Bound::exact)
                continue;
            const bool telling = quantity.stated.decimals > 0 || quantity.stated.value >= 100.0;
            if (!telling) continue;
            for (const GridPoint& point : line.points)
                if (point.number.decimals == quantity.stated.decimals &&
                    std::fabs(std::fabs(point.number.value) - quantity.stated.value) <=
                        slack_of(point.number.value, 1.0) &&
                    (point.number.unit == quantity.stated.unit || point.number.unit == StatedUnit::none ||
                     quantity.stated.unit == StatedUnit::none))
                    return true;
        }
        return false;
    }

    /// "And", "while" and "as" between a figure and a place part them: the figure is another thing's.
    [[nodiscard]] bool is_parted(std::size_t s, const Quantity& quantity, std::size_t first) const {
        constexpr std::array<std::string_view, 7> parting{"and", "while", "whilst", "as", "but", "whereas", "though"};
        const std::size_t from = std::min(quantity.last, first), until = std::max(quantity.first, first);
        for (std::size_t i = from; i < until; ++i)
            if (headway::detail::is_one_of(word(s, i), parting) || sentences_[s].sign(i, ';')) return true;
        return false;
    }

    [[nodiscard]] static bool is_named(const GridLine& line, std::span<const std::string> words) {
        const std::vector<std::string> label = label_words(line);
        return !label.empty() &&
               std::all_of(label.begin(), label.end(), [&](const std::string& w) { return says(words, w); });
    }

    /// The row that words are about; `near` tokens count most, and those of its part of the sentence that stand before
    /// `until`: words behind it name another row.
    [[nodiscard]] Named row_of(std::size_t s, std::size_t first, std::size_t last, std::span<const Quantity> quantities,
                               std::span<const Grid* const> grids, std::size_t& budget,
                               std::size_t until = static_cast<std::size_t>(-1)) const {
        const Sentence& sentence = sentences_[s];
        std::size_t near = 0, part = first;
        for (const Quantity& quantity : quantities)
            if (quantity.last <= first && !quantity.in_brackets) near = std::max(near, quantity.last);
        while (part > 0 && sentence.parts[part - 1] == sentence.parts[first]) --part;
        for (std::size_t i = std::max(near, part); i < first; ++i)
            if (word(s, i) == "and" || word(s, i) == "while") near = i + 1;
        std::size_t part_end = last;
        while (part_end < sentence.tokens.size() && sentence.parts[part_end] == sentence.parts[first]) ++part_end;
        const std::vector<std::string> nearest = words_between(s, std::max(near, part), first),
                                       of_part = words_between(s, part, std::min(part_end, std::max(until, last))),
                                       all = words_between(s, 0, sentence.tokens.size()),
                                       before = words_between(s, 0, first);
        Named best;
        double most = 0.0, second = 0.0;
        bool nothing_near = true;  // the part of the sentence names no row
        for (const Grid* grid : grids) {
            if (!pay_for(*grid, budget)) break;
            for (const bool columns : {false, true}) {
                if (columns && !grid->times_in_rows) continue;
                for (const GridLine& line : columns ? grid->columns : grid->rows) {
                    if (line.points.empty() || line.words.empty() || (!columns && line.when.said())) continue;
                    const bool figure = has_figure(line, s, first, quantities);
                    const double in_part = said(line, of_part);
                    nothing_near = nothing_near && in_part == 0.0;
                    const double score = 2.0 * said(line, nearest) + in_part + said(line, all) +
                                         0.5 * said(line, before) + (figure ? 1.5 : 0.0);
                    if (score <= most) {
                        second = std::max(second, score);
                        continue;
                    }
                    second = std::exchange(most, score);
                    best = {grid, &line, is_named(line, nearest) || figure, columns};
                }
            }
            if (most > 0.0) break;  // the nearest table that has it
        }
        constexpr double apart = 0.15;
        const double least = nothing_near ? 0.5 : 0.7;
        if (best.line != nullptr && !best.sure && is_named(*best.line, all)) {  // the only one that is named
            const std::vector<GridLine>& lines = best.column ? best.grid->columns : best.grid->rows;
            best.sure = std::count_if(lines.begin(), lines.end(), [&](const GridLine& line) {
                            return !line.points.empty() && is_named(line, all);
                        }) == 1;
        }
        return most >= least && most > second + apart ? best : Named{};
    }

    /// A figure in the scale of a number of a table: 2.3m pounds is 2.3 beside 13.6 in a table of millions.
    [[nodiscard]] static std::optional<Stated> in_scale_of(const Stated& stated, const Stated& number) {
        // "45.7 million" of unnamed dollars in a table of millions
        constexpr double far = 100.0;
        const bool scaled = stated.scale > 0 && number.scale == 0 && stated.value > far * std::fabs(number.value);
        if (number.unit == stated.unit && !(scaled && stated.unit == StatedUnit::none)) return stated;
        if (number.unit != StatedUnit::none || (stated.unit != StatedUnit::pounds && !scaled)) return std::nullopt;
        Stated plain = stated;
        plain.unit = StatedUnit::none;
        plain.value /= decimal::detail::power_of_ten[std::clamp(stated.scale, 0, 22)];
        plain.scale = 0;
        plain.rounded = stated.scale > 0;
        return plain;
    }

    /// The row of all: a total, or the last whose number is the sum of those above.
    [[nodiscard]] static Named row_of_all(const Grid& grid) {
        for (const GridLine& row : grid.rows)
            if (row.total && !row.points.empty()) return {&grid, &row, false, false};
        for (std::size_t c = 1; c < grid.columns.size(); ++c) {
            const std::vector<GridPoint>& points = grid.columns[c].points;
            if (points.size() < 3 || points.back().number.unit == StatedUnit::per_cent) continue;
            double sum = 0.0;
            for (std::size_t p = 0; p + 1 < points.size(); ++p) sum += points[p].number.value;
            if (std::fabs(sum - points.back().number.value) <= 2.0 * points.back().number.half())
                return {&grid, &grid.rows[points.back().row], false, false};
        }
        return {};
    }

    [[nodiscard]] std::vector<const GridPoint*> results(const Named& row) const {
        std::vector<const GridPoint*> points = results_of(*row.grid, *row.line);
        if (points.size() < 2) {
            points.clear();
            for (const GridPoint& point : row.line->points)
                if (row.column ? !row.grid->rows[point.row].total : row.grid->columns[point.column].role == Role::own)
                    points.push_back(&point);
            return points;
        }
        std::stable_sort(points.begin(), points.end(), [](const GridPoint* a, const GridPoint* b) {
            return a->when.year != 0 && b->when.year != 0 && a->when.year < b->when.year;
        });
        return points;
    }

    [[nodiscard]] static bool is_of_role(const GridLine& column, Role role) {
        if (column.role == role) return true;
        const bool wanted = role == Role::target || role == Role::budget;
        if (wanted && column.role == Role::target) return true;
        constexpr std::array<std::string_view, 6> words{"target", "standard", "goal", "budget", "capacity", "profil"};
        return wanted && std::any_of(column.words.begin(), column.words.end(), [&](const std::string& word) {
                   return headway::detail::is_one_of(std::string_view(word), words);
               });
    }

    /// The seconds of the unit that a row or its column says; 0 where they say none.
    [[nodiscard]] static double unit_of(const Named& row, const GridPoint& point) {
        if (point.number.unit == StatedUnit::time) return 1.0;
        if (point.number.unit != StatedUnit::none) return 0.0;
        for (const GridLine* line : {&row.grid->rows[point.row], &row.grid->columns[point.column]})
            for (const std::string& word : line->words)
                if (const double seconds = seconds_of(word); seconds > 0.0) return seconds;
        return 0.0;
    }

    [[nodiscard]] static Operand operand_of(const Named& row, const GridPoint& point, const Quantity& of) {
        Operand operand{.value = behind(point.number), .unit = point.number.unit, .of_table = true, .span = point.span};
        operand.seconds = unit_of(row, point);
        if (operand.seconds == 0.0 && of.is_time() && point.number.unit == StatedUnit::none)
            operand.seconds = of.seconds;
        if (operand.seconds > 0.0) operand.value = operand.value * operand.seconds;
        return operand;
    }

    /// Whether a number can be what a quantity is a difference of.
    [[nodiscard]] static bool can_be_own(const Quantity& of, const GridPoint& point) {
        const bool share = point.number.unit == StatedUnit::per_cent;
        if (of.stated.unit == StatedUnit::points) return share;
        if (of.points || of.is_share() || of.fraction) return true;
        return !share && (of.stated.unit == StatedUnit::pounds) == (point.number.unit == StatedUnit::pounds);
    }

    /// The number of a row that a sentence is about: of a time that it says, a figure that it says, or the latest.
    [[nodiscard]] const GridPoint* own_of(std::size_t s, const Named& row, const AskedSize& asked,
                                          std::span<const Quantity> quantities) const {
        std::vector<const GridPoint*> points = results(row);
        std::erase_if(points, [&](const GridPoint* point) { return !can_be_own(*asked.quantity, *point); });
        if (points.empty()) return nullptr;
        std::vector<const Quantity*> nearest;
        for (const Quantity& quantity : quantities) nearest.push_back(&quantity);
        std::stable_sort(nearest.begin(), nearest.end(), [&](const Quantity* a, const Quantity* b) {
            const auto far = [&](const Quantity* q) {
                return q->last <= asked.quantity->first ? asked.quantity->first - q->last : 1000 + q->first;
            };
            return far(a) < far(b);
        });
        for (const Quantity* told : nearest)
            if (const Quantity& quantity = *told; quantity.role != Role::earlier && !quantity.is_size() &&
                                                  &quantity != asked.quantity && &quantity != asked.from.quantity &&
                                                  quantity.stated.bound == Bound::exact)
                for (std::size_t p = points.size(); p-- > 0;)
                    if (points[p]->number.decimals == quantity.stated.decimals &&
                        std::fabs(points[p]->number.value - quantity.stated.value) <=
                            slack_of(quantity.stated.value, 1.0))
                        return points[p];
        for (const When& when : sentences_[s].whens)
            if (&when != asked.from.when && when.last <= std::max(asked.first, asked.from.first))
                for (const GridPoint* point : points)
                    if (point->when.may_be(when)) return point;
        return points.back();
    }

    /// The pair of a row that is asked for.
    [[nodiscard]] Sides sides_of(std::size_t s, const Named& row, const AskedSize& asked,
                                 std::span<const Quantity> quantities) const {
        Sides sides;
        sides.own = own_of(s, row, asked, quantities);
        if (sides.own == nullptr) return sides;
        const std::vector<const GridPoint*> points = results(row);
        const bool timed = std::all_of(points.begin(), points.end(), [](const GridPoint* p) { return p->when.said(); });
        const Reference& from = asked.from;
        if (from.role != Role::own && !row.column) {
            std::size_t found = 0;
            for (const GridPoint& point : row.line->points)
                if (&point != sides.own && is_of_role(row.grid->columns[point.column], from.role))
                    sides.other = &point, ++found;
            // a target of no time is that of the latest: an earlier result may have had another
            sides.sure = found == 1 && (points.size() == 1 || (timed && (sides.own == points.back() ||
                                                                         sides.other->when.said())));
            if (found == 1) return sides;
            sides.other = nullptr;
        }
        if (from.when != nullptr)
            for (const GridPoint* point : points)
                if (point != sides.own && point->when.may_be(*from.when)) {
                    sides.other = point;
                    sides.sure = true;
                    return sides;
                }
        const std::vector<std::string> words = words_between(s, from.first, from.last);
        if (!words.empty() && !row.column) {  // a word of another column's head
            const GridLine& own_column = row.grid->columns[sides.own->column];
            const GridPoint* named = nullptr;
            std::size_t found = 0;
            for (const GridPoint& point : row.line->points)
                for (const std::string& word : row.grid->columns[point.column].words)
                    if (&point != sides.own && says(words, word) && !says(own_column.words, word)) {
                        found += named == &point ? 0u : 1u;
                        named = &point;
                    }
            if (found == 1) {
                sides.other = named;
                sides.sure = timed;
                return sides;
            }
        }
        const bool before = from.before || (asked.by_verb && from.when == nullptr && from.role == Role::own);
        if (!before || !timed || points.size() < 2 || from.role != Role::own) return sides;
        if (from.years > 1) {
            for (const GridPoint* point : points)
                if (point->when.year != 0 && point->when.year + from.years == sides.own->when.year)
                    sides.other = point, sides.sure = true;
            return sides;
        }
        for (std::size_t p = 1; p < points.size(); ++p)
            if (points[p] == sides.own) {
                const When &to = points[p]->when, &then = points[p - 1]->when;
                if (!span_said(sentences_[s], asked.first).fits(then, to)) continue;
                sides.other = points[p - 1];
                sides.sure = (to.year != 0 && then.year + 1 == to.year) || points.size() == 2 || from.before;
            }
        return sides;
    }

    /// How long the last step is that some words say: "a year earlier", "on the quarter before"; 0 where they say none.
    [[nodiscard]] int months_said(std::size_t s, std::size_t first, std::size_t last) const {
        int months = 0;
        for (std::size_t i = first; i < last; ++i) {
            const std::string_view said = word(s, i);
            if (said.starts_with("year") || said == "annual") months = 12;
            if (said.starts_with("quarter")) months = 3;
            if (said.starts_with("month")) months = 1;
        }
        return months;
    }

    /// Behind the last token of the part that a token stands in.
    [[nodiscard]] std::size_t end_of_part(std::size_t s, std::size_t token) const {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        std::size_t end = std::min(token + 1, tokens.size());
        while (end < tokens.size() && sentences_[s].parts[end] == sentences_[s].parts[end - 1]) ++end;
        return end;
    }

    /// Words that narrow what is said, or say that it is not so: no word of a sentence is known for being one of them.
    static constexpr std::array narrowing{Cue::national, Cue::peer, Cue::forecast, Cue::negation, Cue::modal};

    /// Whether the words up to what is asked name the row, its heads and nothing else, at their times: "admissions of
    /// people over 75", "in March", "agency staff in Place" are of something that the row is not of.
    [[nodiscard]] bool says_no_more(std::size_t s, const AskedSize& asked, const Named& row, const Sides& sides) const {
        constexpr std::array<std::string_view, 17> verbs{"took",  "tak",  "came",   "come",   "ended", "reach", "climb",
                                                         "end",   "only", "between",
                                                         "stood", "left", "nearly", "almost", "just",  "quick", "fast"};
        // a deficit of -4 that is -6 has grown: below nothing more and less say other things than the numbers
        for (const GridPoint* point : {sides.own, sides.other})
            if (point->number.value < 0.0 || row.grid->columns[point->column].has_signs) return false;
        const Sentence& sentence = sentences_[s];
        std::vector<std::string> evidence = row.line->words;
        for (const auto* words : {&row.grid->heading_words, &row.grid->label_words})
            evidence.insert(evidence.end(), words->begin(), words->end());
        for (const GridPoint* point : {sides.own, sides.other})
            for (const GridLine* line : {&row.grid->rows[point->row], &row.grid->columns[point->column]})
                evidence.insert(evidence.end(), line->words.begin(), line->words.end());
        std::size_t last = std::max(asked.last, asked.quantity->last), from = 0;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        for (std::size_t i = 0; i < asked.at; ++i)
            if (word(s, i) == "while" || word(s, i) == "whilst" || word(s, i) == "whereas" || word(s, i) == "but" ||
                sentence.sign(i, ';') || opens_clause(s, i))
                from = i + 1;
        for (const When& when : sentence.whens)
            if (!sides.own->when.may_be(when) && !sides.other->when.may_be(when)) return false;
        constexpr std::array<std::string_view, 19> doubts{
            "not",   "no",   "since", "each",    "every",   "some",       "had",  "until",  "without", "excluding",
            "would", "will", "if",    "another", "further", "cumulative", "need", "needed", "remaining"};
        for (std::size_t i = from; i < last; ++i) {
            const bool in_time = std::any_of(sentence.whens.begin(), sentence.whens.end(),
                                             [&](const When& when) { return when.first <= i && i < when.last; });
            if (in_time || (asked.quantity->first <= i && i < asked.quantity->last)) continue;
            if (sentence.tokens[i].is == Token::Is::number) {
                const double value = std::fabs(sentence.tokens[i].number.value);
                const auto is = [&](const GridPoint* point) {
                    return std::fabs(std::fabs(point->number.value) - value) <= slack_of(value, 1.0);
                };
                const bool lead = asked.lead != nullptr && asked.lead->first <= i && i < asked.lead->last;
                const bool name = says(row.line->words, plain_number(value));
                if (!lead && !name && !is(sides.own) && !is(sides.other)) return false;
                continue;
            }
            if (sentence.tokens[i].is != Token::Is::word) continue;
            const std::string_view now = word(s, i);
            if (headway::detail::is_one_of(now, doubts)) return false;
            if (now == "month" || now == "quarter" || now == "week") {
                if (!says(evidence, now)) return false;
                continue;
            }
            const bool marked = std::any_of(sentence.marks.begin(), sentence.marks.end(), [&](const Mark& mark) {
                return mark.first <= i && i < mark.last &&
                       std::find(narrowing.begin(), narrowing.end(), mark.cue) == narrowing.end();
            });
            if (seconds_of(now) > 0.0 && !asked.quantity->is_time() && !says(evidence, now)) return false;
            if (marked || is_span_of_time(now) || seconds_of(now) > 0.0) continue;
            for (const std::string& told : telling_words(std::span(sentence.tokens).subspan(i, 1)))
                if (!says(evidence, told) && !names_nothing(told) && told != "average" &&
                    !headway::detail::is_one_of(std::string_view(told), verbs) &&
                    !headway::detail::is_one_of(now, verbs) && !is_side(now))
                    return false;
        }
        return true;
    }

    /// "North is 10% up and South has fallen by 40": a clause of its own.
    [[nodiscard]] bool opens_clause(std::size_t s, std::size_t i) const {
        return word(s, i) == "and" && std::any_of(quantities_[s].begin(), quantities_[s].end(), [&](const Quantity& q) {
                   return q.last <= i && sentences_[s].parts[q.first] == sentences_[s].parts[i];
               });
    }

    [[nodiscard]] static bool is_side(std::string_view word) {
        constexpr std::array<std::string_view, 16> sides{
            "quicker", "faster", "slower", "shorter",    "longer", "higher", "lower", "better",
            "worse",   "fewer",  "less",   "percentage", "point",  "points", "short", "ahead"};
        return headway::detail::is_one_of(word, sides);
    }

    std::span<const Grid* const> grids_;
    std::size_t& budget_;
    std::vector<std::vector<Quantity>> quantities_{};  ///< of each sentence, where they were taken
};

}  // namespace headway::inline HEADWAY_ABI::auditing
