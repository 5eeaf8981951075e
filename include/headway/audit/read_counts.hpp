/// @file
/// Counts by rating and by direction: "4 indicators rated green, 4 amber and 3 red", "9 are improving", "of the 13
/// KPIs".
///
/// A whole number belongs to the rating or the direction that follows it before the next number, or stands directly
/// before it ("green: 5"). The number that is said to be of all ("through 11 indicators", "of the 13") is their total,
/// of the sentence or of the one before. Counts are held against the section's table where it has one. Counts that come
/// to more than their total are one contradiction, which takes the place of its parts; so are those of all three
/// ratings that come to less than a total of which it is said that all have a target.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/how_far.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What indicators may be counted by.
inline constexpr std::array state_cues{Cue::green,       Cue::amber,        Cue::red,        Cue::blue,
                                       Cue::improving,   Cue::worsening,    Cue::no_change,  Cue::met_target,
                                       Cue::near_target, Cue::below_target, Cue::other_state};

/// One count of a sentence.
struct Count {
    std::size_t value = 0;
    int rating = -1;     ///< 0 green, 1 amber, 2 red, 3 blue
    int direction = -1;  ///< 0 improving, 1 worsening, 2 no change
    std::size_t which = 0;
    Stated share{};      ///< of all, where it is a share: "60% of the measures are green"
    bool in_words = false;  ///< a rating without its colour: "missed", "met", "within"
    bool sized = false;     ///< how far is said as well: "by more than 10%"
    bool other = false;     ///< a state that is neither: "not started"
    bool of_all = false;
    bool indicators = false;    ///< of a total: what a table of indicators has
    bool with_targets = false;  ///< of a total: of those that have a target
    bool soft = false;          ///< of a total: of what is seldom counted by its state: "services"
    bool own = false;           ///< of a total: it stands behind the counts that are of it
    bool others = false;        ///< of such a total: parts that are no rating and no direction stand there too
    Span span{};
    Quote at{};
};

/// Counts of several sentences that belong together.
struct CountGroup {
    std::optional<Count> total{};
    std::optional<Count> largest{};  ///< the largest total, of which directions are counts
    std::vector<Count> counts{};
    std::size_t section = 0;
};

/// The rating that a cue stands for, as in `Count`; -1 for none.
[[nodiscard]] inline int rating_of_cue(Cue cue) noexcept {
    switch (cue) {
        case Cue::green:
        case Cue::met_target:
            return 0;
        case Cue::amber:
        case Cue::near_target:
            return 1;
        case Cue::red:
        case Cue::below_target:
            return 2;
        case Cue::blue:
            return 3;
        default:
            return -1;
    }
}

/// The direction that a cue stands for, as in `Count`; -1 for none.
[[nodiscard]] inline int direction_of_cue(Cue cue) noexcept {
    return cue == Cue::improving ? 0 : cue == Cue::worsening ? 1 : cue == Cue::no_change ? 2 : -1;
}

/// Reads how many indicators a sentence says are green, improving, and so on.
class CountReader {
public:
    explicit CountReader(Context& context) : context_(context), sentence_(context.sentence) {}

    /// The counts of the sentence; their figures are taken where there are any.
    [[nodiscard]] std::vector<Count> read(bool group_is_open) {
        std::vector<Count> counts;
        std::vector<Figure*> figures;
        std::size_t states = 0;
        for (std::size_t f = 0; f < sentence_.figures.size(); ++f) {
            Figure& figure = sentence_.figures[f];
            constexpr std::array<std::string_view, 9> sizes{"point", "points", "percentage", "per",  "times",
                                                            "days",  "weeks",  "minutes",    "hours"};
            if (headway::detail::is_one_of(word(figure.token + 1), sizes)) continue;  // "5 points worse" is no count
            if (!figure.stated.is_count() || figure.stated.value < 0.0 || figure.stated.value > 5000.0 || figure.taken)
                continue;
            if (figure.role == Role::size || figure.role == Role::later || figure.role == Role::earlier ||
                is_comparator(figure.role))
                continue;
            if (auto count = count_at(f)) {
                give_to_part(f, *count, counts, figures, states);
                states += count->of_all || count->other ? 0u : 1u;
                counts.push_back(*count);
                figures.push_back(&figure);
            }
        }
        const bool measured = std::any_of(sentence_.marks.begin(), sentence_.marks.end(),
                                          [](const Mark& mark) { return mark.cue == Cue::measure; });
        const bool others = std::any_of(counts.begin(), counts.end(), [](const Count& count) { return count.other; });
        const bool whole = std::any_of(counts.begin(), counts.end(), [](const Count& count) { return count.of_all; });
        const bool alone = std::all_of(counts.begin(), counts.end(), [](const Count& count) { return count.soft; });
        const bool enough = states >= 2 || (others && whole) || (states == 1 && (measured || group_is_open)) ||
                            (others && group_is_open) ||
                            (states == 0 && !counts.empty() && !others && measured && !alone);
        if (!enough) return {};
        for (Figure* figure : figures) figure->taken = figure->counted = true;
        total_first(counts);
        return counts;
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// "4 improved, 0 worsened and 12 unchanged of 16 rated at both", "6 within, 1 before, of 11": the whole that
    /// stands behind its counts is theirs, and not that of the sentence before.
    void total_first(std::vector<Count>& counts) {
        const auto of_all = [](const Count& count) { return count.of_all; };
        if (counts.size() < 2 || std::any_of(counts.begin(), counts.end(), of_all)) return;
        const std::size_t last = counts.back().span.end;
        if (total_before(counts)) return;
        for (Figure& figure : sentence_.figures) {
            const std::size_t from = figure.bound;
            if (figure.counted || figure.taken || !figure.stated.is_count() || from == 0 || word(from - 1) != "of" ||
                sentence_.tokens[figure.token].begin < last)
                continue;
            const std::size_t behind_it = figure.token + 1;
            const bool ends = end_of_part(behind_it) || word(behind_it) == "rated" || word(behind_it) == "compared" ||
                              sentence_.mark_at(behind_it, std::array{Cue::measure}) != nullptr;
            if (!ends) continue;
            Count total{.value = static_cast<std::size_t>(figure.stated.value), .of_all = true, .own = true};
            total.span = context_.span(from - 1, behind_it);
            total.at = context_.quote(total.span);
            total.others = std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& other) {
                return !other.counted && other.stated.is_count() && other.token < figure.token;
            });
            figure.taken = figure.counted = true;
            counts.insert(counts.begin(), total);
            return;
        }
    }

    /// "95 have a status: 78 are green, 3 are amber and 14 are red": a count before a colon that its counts come to.
    bool total_before(std::vector<Count>& counts) {
        double sum = 0.0;
        for (const Count& count : counts) sum += static_cast<double>(count.value);
        for (Figure& figure : sentence_.figures) {
            const Token& token = sentence_.tokens[figure.token];
            if (figure.counted || figure.taken || !figure.stated.is_count() || figure.stated.value != sum ||
                token.begin > counts.front().span.begin)
                continue;
            bool colon = false;
            for (std::size_t i = figure.token; i < sentence_.tokens.size(); ++i)
                if (sentence_.tokens[i].begin < counts.front().span.begin) colon = colon || sentence_.sign(i, ':');
            if (!colon) continue;
            Count total{.value = static_cast<std::size_t>(sum), .of_all = true, .own = true};
            total.span = context_.span(figure.bound, figure.token + 1);
            total.at = context_.quote(total.span);
            figure.taken = figure.counted = true;
            counts.insert(counts.begin(), total);
            return true;
        }
        return false;
    }

    /// What a table of indicators has rows of.
    [[nodiscard]] static bool names_indicators(std::string_view noun) {
        constexpr std::array<std::string_view, 9> nouns{"kpis",    "kpi", "indicators", "indicator", "measures",
                                                        "measure", "pis", "metrics",    "targets"};
        return headway::detail::is_one_of(noun, nouns);
    }

    /// "3 of 5 measures met their target", "60% of the 5 measures": the state is that of the part, and 5 is of all.
    void give_to_part(std::size_t f, Count& count, std::vector<Count>& counts, std::vector<Figure*>& figures,
                      std::size_t& states) {
        if (count.of_all) return;
        Figure &whole = sentence_.figures[f], &part = sentence_.figures[f == 0 ? 0 : f - 1];
        std::size_t i = whole.bound;
        while (i > 0 &&
               (word(i - 1) == "the" || word(i - 1) == "our" || word(i - 1) == "all" || word(i - 1) == "these"))
            --i;
        if (i == 0 || word(i - 1) != "of") return;
        --i;
        if (i > 0 && word(i - 1) == "out") --i;
        if (i == 0) return;
        const bool one = word_is_one(i - 1);  // which is no figure
        if (!one && (f == 0 || i - 1 != part.token)) return;
        if (one) {
            Count of_part = count;
            of_part.value = 1;
            of_part.span.begin = sentence_.tokens[i - 1].begin;
            of_part.at = context_.quote(of_part.span);
            counts.push_back(of_part);
            figures.push_back(&whole);
            ++states;
        } else if (part.stated.is_count() && !part.taken && part.stated.value <= whole.stated.value) {
            Count of_part = count;
            of_part.value = static_cast<std::size_t>(part.stated.value);
            of_part.span.begin = sentence_.tokens[part.bound].begin;
            of_part.at = context_.quote(of_part.span);
            if (!counts.empty() && figures.back() == &part) {
                counts.pop_back();
                figures.pop_back();
            }
            counts.push_back(of_part);
            figures.push_back(&part);
            ++states;
        }
        if (!one && part.stated.unit == StatedUnit::per_cent && !part.taken) {
            Count of_part = count;
            of_part.share = part.stated;
            of_part.span.begin = sentence_.tokens[part.bound].begin;
            of_part.at = context_.quote(of_part.span);
            counts.push_back(of_part);
            figures.push_back(&part);
            ++states;
        }
        count.rating = count.direction = -1;
        count.other = count.in_words = count.sized = false;
        count.of_all = true;
        count.indicators = false;
        for (std::size_t k = whole.token + 1; k < whole.token + 4; ++k)
            count.indicators = count.indicators || names_indicators(word(k));
        count.with_targets = false;
        count.span = context_.span(whole.bound, whole.token + 2);
        count.at = context_.quote(count.span);
    }

    [[nodiscard]] bool word_is_one(std::size_t i) const {
        const Token& token = sentence_.tokens[i];
        const bool figure = std::any_of(sentence_.figures.begin(), sentence_.figures.end(),
                                        [&](const Figure& other) { return other.token == i; });
        return !figure && token.is == Token::Is::number && token.in_words && token.number.value == 1.0;
    }

    [[nodiscard]] std::optional<Count> count_at(std::size_t f) const {
        const Figure& figure = sentence_.figures[f];
        std::size_t end = sentence_.tokens.size();  // up to the next count; a share in brackets is of this one
        for (std::size_t next = f + 1; next < sentence_.figures.size() && end == sentence_.tokens.size(); ++next)
            if (sentence_.figures[next].stated.unit != StatedUnit::per_cent) end = sentence_.figures[next].bound;
        constexpr std::size_t far = 9;
        Count count{.value = static_cast<std::size_t>(figure.stated.value)};
        bool measure = false;
        std::size_t measure_end = figure.token + 1;
        for (std::size_t i = figure.token + 1; i < std::min(end, figure.token + 1 + far); ++i) {
            const Token& token = sentence_.tokens[i];
            if (token.is == Token::Is::stop || token.is_sign(';') || token.is_sign(':')) break;
            if (token.is_sign(',') && !measure) break;
            const std::string_view now = word(i);
            if (now == "by" || now == "per" || now == "than" || now == "since") break;
            if (const Mark* mark = sentence_.mark_at(i, std::array{Cue::measure});
                mark != nullptr && !measure && mark->first == i) {
                measure = i <= figure.token + 5;
                measure_end = mark->last;
            }
            if (const Mark* mark = longest_state(i)) {
                if (now == "of" || (mark->cue == Cue::other_state && colour_behind(i, end) != nullptr) ||
                    (mark->cue == Cue::near_target && mark->last == i + 1 && now == "within" && !is_state_within(i)))
                    continue;
                if (const Mark* colour = colour_behind(i, end); colour != nullptr && direction_of_cue(mark->cue) < 0)
                    mark = colour;
                count.rating = rating_of_cue(mark->cue);
                count.direction = direction_of_cue(mark->cue);
                count.other = mark->cue == Cue::other_state;
                count.in_words = mark->cue == Cue::met_target || mark->cue == Cue::near_target ||
                                 mark->cue == Cue::below_target;
                std::size_t last_of_part = mark->last;
                while (last_of_part < sentence_.tokens.size() &&
                       sentence_.parts[last_of_part] == sentence_.parts[mark->first])
                    ++last_of_part;
                count.sized = (count.in_words || count.direction >= 0) &&
                              says_how_far(sentence_, figure.token + 1, std::min(last_of_part, end));
                count.which = comparator_before(figure.token);
                const std::size_t last = sentence_.sign(mark->last, ')') ? mark->last + 1 : mark->last;
                count.span = context_.span(figure.bound, last);
                break;
            }
        }
        if (count.rating < 0 && count.direction < 0 && !count.other) {
            const std::size_t before =
                figure.token >= 1 && (sentence_.sign(figure.token - 1, ':') || sentence_.sign(figure.token - 1, '(') ||
                                      sentence_.sign(figure.token - 1, '-'))
                    ? 2
                    : 1;
            if (figure.token >= before)
                if (const Mark* mark = sentence_.mark_at(figure.token - before,
                                                         std::array{Cue::green, Cue::amber, Cue::red, Cue::blue});
                    mark != nullptr && (before == 2 || end_of_part(figure.token + 1))) {
                    count.rating = rating_of_cue(mark->cue);
                    count.which = comparator_before(figure.token);
                    count.span = context_.span(mark->first, figure.token + 1);
                }
        }
        if (count.rating < 0 && count.direction < 0 && !count.other) {
            if (!measure || !is_of_all(figure) || is_of_some(measure_end)) return std::nullopt;
            count.of_all = true;
            count.indicators = names_indicators(word(measure_end - 1));
            constexpr std::array<std::string_view, 6> soft{"programmes", "services",   "activities",
                                                           "outcomes",   "priorities", "objectives"};
            count.soft = headway::detail::is_one_of(word(measure_end - 1), soft);
            std::size_t last = measure_end;
            for (std::size_t i = measure_end; i < std::min(measure_end + 5, end); ++i)
                if (word(i) == "target" || word(i) == "targets") {
                    const std::size_t preposition = i;
                    for (std::size_t k = measure_end; k < preposition; ++k)
                        if (word(k) == "with" || word(k) == "have" || word(k) == "having") count.with_targets = true;
                    last = i + 1;
                }
            count.span = context_.span(figure.bound > 0 ? figure.bound - 1 : 0, last);
        }
        count.at = context_.quote(count.span);
        return count;
    }

    /// "Five measures were achieved", "six indicators have improved": how many are so, and not how many there are.
    [[nodiscard]] bool is_of_some(std::size_t i) const {
        constexpr std::array<std::string_view, 8> auxiliaries{"were", "was", "are", "is", "have", "had", "has", "been"};
        constexpr std::array<std::string_view, 12> states{"achieved",  "met",      "missed",  "delivered", "exceeded",
                                                          "failed",    "improved", "worsened", "completed", "fulfilled",
                                                          "attained",  "passed"};
        const std::size_t first = i;
        while (i < first + 2 && headway::detail::is_one_of(word(i), auxiliaries)) ++i;
        return i > first && headway::detail::is_one_of(word(i), states);
    }

    /// A colour that is said of the same count further on: "off target but capable of it (rated amber)".
    [[nodiscard]] const Mark* colour_behind(std::size_t from, std::size_t end) const {
        for (std::size_t i = from; i < end; ++i) {
            if (sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ';')) break;
            if (word_is_one(i)) break;  // "below target, one of them red"
            if (const Mark* mark = sentence_.mark_at(i, std::array{Cue::green, Cue::amber, Cue::red, Cue::blue}))
                return mark;
        }
        return nullptr;
    }

    [[nodiscard]] const Mark* longest_state(std::size_t i) const {
        const Mark* longest = nullptr;
        for (const Mark& mark : sentence_.marks)
            if (mark.first == i && std::find(state_cues.begin(), state_cues.end(), mark.cue) != state_cues.end() &&
                (longest == nullptr || mark.last - mark.first > longest->last - longest->first))
                longest = &mark;
        return longest;
    }

    /// "17 within": a state by itself, and not "within 10%".
    [[nodiscard]] bool is_state_within(std::size_t i) const {
        return i + 1 >= sentence_.tokens.size() || sentence_.tokens[i + 1].is == Token::Is::stop ||
               sentence_.tokens[i + 1].is == Token::Is::sign || sentence_.uses[i + 1] == NumberUse::threshold ||
               word(i + 1) == "and" || is_target(i + 1) ||
               ((word(i + 1) == "the" || word(i + 1) == "their") && is_target(i + 2));
    }

    [[nodiscard]] bool is_target(std::size_t i) const {
        return word(i).starts_with("target") || word(i) == "tolerance";
    }

    [[nodiscard]] bool end_of_part(std::size_t i) const {
        return i >= sentence_.tokens.size() || sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ',') ||
               sentence_.sign(i, ')') || sentence_.sign(i, ';') || word(i) == "and" || sentence_.sign(i, '|');
    }

    [[nodiscard]] bool is_of_all(const Figure& figure) const {
        const std::size_t from = figure.bound;
        constexpr std::array<std::string_view, 19> leading{
            "total", "of",      "through", "among",    "the",      "all",   "across", "has",  "have", "by",
            "are",   "against", "on",      "contains", "includes", "these", "from",   "were", "our"};
        if (from == 0) return true;
        if (sentence_.tokens[from - 1].is != Token::Is::word) return true;
        return headway::detail::is_one_of(word(from - 1), leading);
    }

    /// "Target: 3 Red, 4 Amber": the comparator named with a colon before the counts.
    [[nodiscard]] std::size_t comparator_before(std::size_t token) const {
        for (std::size_t i = token; i-- > 0;) {
            if (sentence_.sign(i, '|')) return 0;
            if (!sentence_.sign(i, ':')) continue;
            for (std::size_t k = i; k-- > 0 && i - k < 6;) {
                if (sentence_.sign(k, '|')) break;
                if (sentence_.mark_at(k, std::array{Cue::national}) != nullptr) return 1;
                if (sentence_.mark_at(k, std::array{Cue::peer}) != nullptr) return 2;
                if (sentence_.mark_at(k, std::array{Cue::target}) != nullptr) return 0;
            }
            return 0;
        }
        return 0;
    }

    Context& context_;
    Sentence& sentence_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
