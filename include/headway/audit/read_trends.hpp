/// @file
/// Movement: "rose from 13.2% to 14.2%", "has fallen", "there has been an improvement since March", "remains stable".
///
/// A movement is a finite verb or a noun that is said to be so: "has improved", "an increase from 54.5%", and not "to
/// improve", "will fall", "improved outcomes", "a reduction target". Its two ends are the figures of the sentence, the
/// main figure and one that is said to be earlier, or else the row's previous and latest result where the sentence says
/// no other time. "Better" and "worse" need to know which way is good.
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

#include "headway/audit/context.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/other_verb.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/size_ends.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads which way a sentence says that a figure went.
class TrendReader {
public:
    explicit TrendReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        std::size_t done = 0;
        for (const Mark& mark : std::vector<Mark>(sentence_.marks)) {
            const auto said = movement_of(mark.cue);
            if (!said || mark.first < done || is_of_a_count(mark) || !is_said_to_be_so(mark, *said)) continue;
            done = mark.last;
            claim(mark, said->movement);
        }
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t by = 1) const {
        return i >= by ? word(i - by) : std::string_view();
    }
    [[nodiscard]] bool is(Cue cue, std::size_t i) const { return sentence_.mark_at(i, std::array{cue}) != nullptr; }

    /// "16 have declined": a count by direction is no movement of its own.
    [[nodiscard]] bool is_of_a_count(const Mark& mark) const {
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
            return figure.counted && figure.token < mark.first && figure.token + 7 > mark.first;
        });
    }

    /// The first token before a mark that is no adverb ("slightly", "also", "consistently", "since").
    [[nodiscard]] std::size_t past_adverbs(std::size_t first) const {
        while (first > 0) {
            if (!is_of_degree(word(first - 1))) break;
            --first;
        }
        return first;
    }

    [[nodiscard]] bool is_said_to_be_so(const Mark& mark, MovementWord said) const {
        const std::size_t first = past_adverbs(mark.first);
        constexpr std::size_t near = 3;
        for (std::size_t by = 1; by <= near && by <= first; ++by) {  // "will fall", "to improve", "expected to"
            const std::size_t i = first - by;
            if (sentence_.tokens[i].is != Token::Is::word) break;
            if (is(Cue::modal, i) && !(word(i) == "to" && by > 1)) return false;
            if (word(i) == "and" || word(i) == "but") break;
        }
        if (first > 0 && is(Cue::negation, first - 1)) return false;
        const std::string_view next = word(mark.last), last = before(first);
        constexpr std::array<std::string_view, 34> tails{
            "from",  "to",           "by",       "slightly",   "in",           "since",         "over",
            "for",   "during",       "compared", "on",         "dramatically", "significantly", "further",
            "again", "steadily",     "sharply",  "marginally", "between",      "year",          "when",
            "and",   "this",         "last",     "against",    "throughout",   "overall",       "but",
            "at",    "considerably", "after",    "each",       "every",        "markedly"};
        const bool tail = mark.last >= sentence_.tokens.size() || sentence_.tokens[mark.last].is != Token::Is::word ||
                          headway::detail::is_one_of(next, tails);
        switch (said.form) {
            case MovementWord::Form::finite:
                if (said.movement == Movement::same) return first > 0;
                if (mark.first == 0 && (word(0) == "rises" || word(0) == "falls")) return false;
                if (last == "the" || last == "a" || last == "of") return mark.last - mark.first > 1;
                if (next == "into" || next == "within" || next == "under" || next == "short") return false;
                return !(word(mark.first) == "falls" || word(mark.first) == "rises") || tail;
            case MovementWord::Form::participle: {
                const bool company = first > 0 && is(Cue::auxiliary, first - 1);
                const bool continues =
                    last == "continue" || last == "continues" || last == "continued" || last == "kept";
                if (mark.last - mark.first >= 3) return true;  // "positive direction of travel"
                if (continues) return true;
                const bool progressive = word(mark.first).ends_with("ing");
                if (progressive && next == "from" && first > 0 &&
                    (sentence_.sign(first - 1, '(') || sentence_.sign(first - 1, ',') || has_both_ends(mark)))
                    return true;  // "(increasing from 120 to 150)"
                if (progressive) return company && (tail || next.empty()) && last != "being";
                if (word(mark.first).ends_with("es"))
                    return first > 0 && (next == "from" || next == "to" || next == "by") && last != "the" &&
                           last != "of";
                if (first == 0) return false;
                constexpr std::array<std::string_view, 22> never{
                    "the",  "a",  "an",         "of",        "and",       "or",     "for",  "through",
                    "with", "in", "towards",    "their",     "our",       "its",    "more", "to",
                    "by",   "on", "delivering", "providing", "including", "greater"};
                if (headway::detail::is_one_of(last, never))
                    return last == "and" && tail && next != "and" && !next.empty();
                if (company) return tail || said.movement == Movement::better || said.movement == Movement::worse;
                const Token& previous = sentence_.tokens[first - 1];
                if (previous.is_sign(',') || previous.is_sign('('))
                    return next == "from" || next == "by" || next == "to";
                return tail && next != "and" && next != "at";
            }
            case MovementWord::Form::noun:
                return is_noun_of_fact(mark, first, next, last);
        }
        return false;
    }

    [[nodiscard]] bool is_noun_of_fact(const Mark& mark, std::size_t first, std::string_view next,
                                       std::string_view last) const {
        constexpr std::array<std::string_view, 12> of_change{"of", "from", "in",  "since",   "on",  "compared",
                                                             "to", "over", "for", "against", "was", "between"};
        const bool open = mark.last >= sentence_.tokens.size() || sentence_.tokens[mark.last].is != Token::Is::word;
        if (!open && !headway::detail::is_one_of(next, of_change)) return false;
        std::size_t determiner = first;
        if (last == "a" || last == "an" || last == "this" || last == "the")
            determiner = first - 1;
        else if (sentence_.tokens[first == 0 ? 0 : first - 1].is == Token::Is::number &&
                 sentence_.uses[first == 0 ? 0 : first - 1] == NumberUse::figure)
            determiner = first - 1;  // "a 20% reduction"
        else if (word(mark.first) != "improvements" && word(mark.first) != "reductions" && next != "of" &&
                 !last.starts_with("show"))
            return false;
        const std::string_view lead = before(determiner), second = before(determiner, 2);
        // "improvement in the recording of": of how something is done, not of a figure
        if (next == "in" &&
            (word(mark.last + 1) == "the" &&
             (word(mark.last + 2) == "recording" || word(mark.last + 2) == "quality" || word(mark.last + 2) == "way")))
            return false;
        constexpr std::array<std::string_view, 25> saying{
            "was",   "is",       "been",    "were", "are",       "saw",  "seen",        "seeing",       "shows",
            "show",  "showed",   "shown",   "also", "indicates", "with", "represented", "representing", "showing",
            "marks", "recorded", "despite", "reflects", "represents", "experienced", "reported"};
        const bool fact = headway::detail::is_one_of(lead, saying) || second == "been" || second == "was";
        const bool figure_behind =
            next == "of" && mark.last + 1 < sentence_.tokens.size() && near_figure(mark.last + 1, 3);
        const bool from_behind = next == "from" || next == "on" || next == "compared" || next == "since";
        const bool comma = determiner > 0 && sentence_.tokens[determiner - 1].is == Token::Is::sign;
        if (word(mark.first) == "growth" && !figure_behind) return false;
        if (determiner == 0 && has_both_ends(mark)) return true;  // "An increase in reserves from £62m to £71m"
        return fact || has_ends_in_brackets(mark) || (comma && (figure_behind || from_behind || determiner != first)) ||
               (figure_behind && lead != "target" && lead != "achieve" && lead != "deliver" && lead != "for") ||
               (from_behind && lead != "to");
    }

    /// "The programme increasing from £505.9m to £556.7m".
    [[nodiscard]] bool has_both_ends(const Mark& mark) const {
        bool earlier = false;
        for (const Figure& figure : sentence_.figures) {
            if (figure.token >= mark.last && figure.role == Role::later && earlier) return true;
            earlier = earlier || (figure.token >= mark.last && figure.role == Role::earlier);
        }
        return false;
    }

    /// "A drop in the number (67% compared with 72% the year before)".
    [[nodiscard]] bool has_ends_in_brackets(const Mark& mark) const {
        constexpr std::size_t far = 18;
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
            return figure.in_brackets && figure.token > mark.last && figure.token < mark.last + far &&
                   (figure.role == Role::compared || figure.role == Role::earlier || figure.role == Role::year_before);
        });
    }

    [[nodiscard]] bool near_figure(std::size_t from, std::size_t most) const {
        for (std::size_t i = from; i < std::min(from + most, sentence_.tokens.size()); ++i)
            if (sentence_.uses[i] == NumberUse::figure) return true;
        return false;
    }

    /// The two ends: later and earlier.
    struct Ends {
        const Figure* later = nullptr;
        const Figure* earlier = nullptr;
    };

    /// "This is an increase", "so this is a fall": of what was said before it.
    [[nodiscard]] bool is_of_before(const Mark& mark) const {
        for (std::size_t by = 2; by <= 5 && by <= mark.first; ++by)
            if (word(mark.first - by) == "this" || word(mark.first - by) == "which")
                return word(mark.first - by + 1) == "is" || word(mark.first - by + 1) == "was" ||
                       word(mark.first - by + 1) == "represents";
        return false;
    }

    [[nodiscard]] Ends ends_of(const Mark& mark) const {
        Ends ends;
        constexpr std::size_t far = 30;
        for (const Figure& figure : sentence_.figures) {
            if (figure.token + far < mark.first || figure.token > mark.last + far) continue;
            if (figure.stated.unit == StatedUnit::points) continue;
            const bool then = figure.role == Role::earlier || figure.role == Role::year_before ||
                              figure.role == Role::previous;  // "in the previous year 14 were, so this is an increase"
            if (figure.token < mark.first && !then && is_of_before(mark)) continue;
            if (is_size(figure) || is_nearer_to_another(figure, mark) || is_of_a_size(figure, mark) ||
                ends_a_range(sentence_, figure))
                continue;
            const bool earlier = then || (figure.role == Role::compared && !compares_target(figure));
            if (figure.role == Role::own && ends.earlier != nullptr && figure.token > ends.earlier->token &&
                ends.earlier->token > mark.first)
                continue;
            if (earlier && ends.earlier == nullptr)
                ends.earlier = &figure;
            else if (figure.role == Role::later &&
                     (ends.later == nullptr || ends.later->role != Role::later ||
                      (ends.later->token < mark.first && ends.earlier != nullptr && ends.earlier->token > mark.first)))
                ends.later = &figure;
            else if (figure.role == Role::own &&
                     (ends.later == nullptr || (ends.later->role == Role::own && ends.later->token < mark.first &&
                                                figure.token > mark.first && figure.token < mark.last + 12)) &&
                     !(figure.in_brackets && ends.earlier == nullptr && context_.when_of(figure) != nullptr &&
                       is_other_time(figure)))
                ends.later = &figure;
            else if (figure.role == Role::own && figure.in_brackets && ends.earlier == nullptr &&
                     context_.when_of(figure) != nullptr && is_other_time(figure))
                ends.earlier = &figure;
        }
        if (ends.earlier != nullptr && ends.later != nullptr && ends.later->role == Role::own)
            ends.later = of_the_size_of(*ends.earlier, *ends.later, sentence_, mark.first);
        return ends;
    }

    /// "Performance plummeted, with 22,506 left waiting, up 37% from 16,404": the end of a change with a size of its
    /// own.
    [[nodiscard]] bool is_of_a_size(const Figure& figure, const Mark& mark) const {
        const std::size_t part = sentence_.parts[figure.token];
        const Movement said = movement_of(mark.cue)->movement;
        if (part <= sentence_.parts[mark.first] || (said != Movement::up && said != Movement::down)) return false;
        const std::string_view other = said == Movement::up ? "down" : "up";
        bool sized = false, opposite = false;
        for (const Figure& size : sentence_.figures)
            sized = sized || (size.role == Role::size && sentence_.parts[size.token] == part);
        for (std::size_t i = mark.last; i < figure.token; ++i)
            opposite = opposite || (sentence_.parts[i] == part && word(i) == other);
        return sized && opposite;
    }

    /// Whether another word of movement, that goes another way, stands nearer to a figure.
    [[nodiscard]] bool is_nearer_to_another(const Figure& figure, const Mark& mark) const {
        const auto apart = [&](const Mark& other) {
            return other.first > figure.token ? other.first - figure.token
                                              : figure.token - std::min(other.last - 1, figure.token);
        };
        const auto said = movement_of(mark.cue);
        for (const Mark& other : sentence_.marks) {
            const auto movement = movement_of(other.cue);
            if (!movement || (other.first < mark.last && mark.first < other.last) ||
                movement->movement == said->movement)
                continue;
            const bool own = sentence_.parts[figure.token] == sentence_.parts[mark.first] &&
                             sentence_.parts[other.first] != sentence_.parts[mark.first];
            if (!own && apart(other) < apart(mark)) return true;
        }
        // a figure in the part of another word of movement is that one's
        for (const Mark& other : sentence_.marks)
            if (movement_of(other.cue) && sentence_.parts[other.first] == sentence_.parts[figure.token] &&
                sentence_.parts[other.first] != sentence_.parts[mark.first])
                return true;
        return false;
    }

    /// A bracketed figure of a time that the row's is not, or that "since" or "from" introduces.
    [[nodiscard]] bool is_other_time(const Figure& figure) const {
        const When& when = *context_.when_of(figure);
        if (const EvidenceRow* row = context_.row(); row != nullptr && row->period.said())
            return !when.may_be(row->period);
        for (std::size_t by = 1; by <= 10 && by <= figure.token; ++by)
            if (word(figure.token - by) == "since" || word(figure.token - by) == "from") return true;
        return false;
    }

    [[nodiscard]] bool compares_target(const Figure& figure) const {
        for (std::size_t i = figure.cue; i < figure.token; ++i)
            if (sentence_.mark_at(i, std::array{Cue::target, Cue::budget, Cue::national, Cue::peer}) != nullptr)
                return true;
        return false;
    }

    /// "By 4%", "a rise of 12", "12% increase", "an increase of 1,046 (1.1%)": how much, and no end.
    [[nodiscard]] bool is_size(const Figure& figure) const {
        const std::size_t from = figure.bound;
        constexpr std::array<std::string_view, 7> nouns{"increase", "reduction", "decrease",   "rise",
                                                        "fall",     "drop",      "improvement"};
        if (headway::detail::is_one_of(word(figure.token + 1), nouns))
            return true;
        if (from == 0 || before(from) == "by") return from != 0;
        if (before(from) == "of" && from >= 2) {
            for (const Cue cue : {Cue::a_rise, Cue::a_fall, Cue::a_gain, Cue::a_loss})
                if (is(cue, from - 2)) return true;
        }
        return false;
    }

    /// Whether the words say another time to compare with than the period before.
    [[nodiscard]] bool says_other_base(const Mark& mark) const {
        std::size_t from = mark.first, until = mark.last;
        while (from > 0 && mark.first - from < 12 && !sentence_.sign(from - 1, ',') && !sentence_.sign(from - 1, ';'))
            --from;
        while (until < sentence_.tokens.size() && until - mark.last < 14 && !sentence_.sign(until, ',') &&
               !sentence_.sign(until, ';'))
            ++until;
        for (std::size_t i = from; i < until; ++i) {
            const std::string_view now = word(i);
            if (now == "some" && word(i + 1) == "time") return true;
            if (now == "since" || (now == "before" && word(i + 1).ends_with("ing"))) return true;  // "before rising"
            const bool ago = now == "last" || now == "past", more = i + 1 < sentence_.uses.size();
            if (ago && more && (word(i + 1) == "year" || word(i + 1) == "years" ||
                                sentence_.uses[i + 1] == NumberUse::duration)) return true;
            if (now == "year" && word(i + 1) == "on" && word(i + 2) == "year") return true;
            if ((now == "previous" && word(i + 1) == "year") || (now == "long" && word(i + 1) == "term")) return true;
            if (now == "each" && (word(i + 1) == "of" || word(i + 1) == "year")) return true;
            if (now == "had" && i < mark.first && i + 3 > mark.first) return true;
            if ((now == "recent" && is_span_of_time(word(i + 1))) || (now == "overall" && word(i + 1) == "trend"))
                return true;
        }
        return false;
    }

    /// Whether a size of change stands beside the words.
    [[nodiscard]] bool has_size(const Mark& mark) const {
        constexpr std::size_t near = 5;
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
            return figure.role == Role::size && figure.token + near >= mark.first && figure.token <= mark.last + near &&
                   sentence_.parts[figure.token] == sentence_.parts[mark.first];
        });
    }

    /// "A reduction in spend": a noun that says of what it is, in words that the row's label does not have.
    [[nodiscard]] bool is_of_another_thing(const Mark& mark, const EvidenceRow& row) const {
        if (word(mark.last) != "in" || movement_of(mark.cue)->form != MovementWord::Form::noun) return false;
        if (mark.last + 1 < sentence_.uses.size() &&
            std::any_of(sentence_.whens.begin(), sentence_.whens.end(),
                        [&](const When& when) { return when.first >= mark.last + 1 && when.first <= mark.last + 3; }))
            return false;  // "a rise in September"
        const std::size_t end = std::min(mark.last + 9, sentence_.tokens.size());
        const std::vector<std::string> words = telling_words(
            std::span(sentence_.tokens).subspan(mark.last + 1, end > mark.last + 1 ? end - mark.last - 1 : 0));
        return std::none_of(words.begin(), words.end(), [&](const std::string& told) {
            return std::find(row.words.begin(), row.words.end(), told) != row.words.end();
        });
    }

    void claim(const Mark& mark, Movement movement) {
        const EvidenceRow* row = context_.row();
        Judgement judgement{
            .rule = "direction words", .why = "no two figures of it are printed", .severity = Severity::high};
        constexpr std::array<std::string_view, 5> words{"up", "down", "better", "worse", "the same"};
        judgement.stated = words[static_cast<std::size_t>(movement)];
        const Ends ends = ends_of(mark);
        bool of_before = false;
        Interval later, earlier;
        std::size_t first = context_.back(mark.first, 6), last = mark.last;
        const bool row_has =
            row != nullptr && row->latest.known() && row->previous.known() && !is_of_another_thing(mark, *row) &&
            span_said(sentence_, mark.first).may_be(row->previous_period, row->period);
        if (ends.earlier != nullptr && (ends.later != nullptr || (row_has && alike(ends.earlier->stated, *row)))) {
            earlier = behind(ends.earlier->stated);
            if (ends.later != nullptr && alike(ends.later->stated, ends.earlier->stated))
                later = behind(ends.later->stated);
            else if (ends.later == nullptr && context_.link.sure())
                later = behind(row->latest.number);
            judgement.against = context_.quote(context_.span(ends.earlier->token, ends.earlier->token + 1));
            last = std::max(last, std::max(ends.earlier->token, ends.later != nullptr ? ends.later->token : 0) + 1);
        } else if (row_has &&
                   (ends.later == nullptr || rounds_to(ends.later->stated, row->latest) || context_.link.sure())) {
            const bool direction = mark.last - mark.first >= 3;  // "direction of travel" is the row's
            const bool of_row = context_.link.numbers >= 0.9 || context_.said >= 0.6;
            if (!says_other_base(mark) || direction) {
                later = behind(row->latest.number);
                earlier = behind(row->previous.number);
                judgement.against = context_.ledger.quote(row->document, row->latest.span);
                if ((!of_row || context_.is_of_a_part(mark.first)) && !direction) later = {};
            } else {
                use_paragraph(judgement, later, earlier);
                if (movement == Movement::up || movement == Movement::down)
                    context_.moved = movement == Movement::up ? 1 : -1;
            }
            if (ends.later != nullptr && ends.later->token > mark.first && ends.later->token < mark.last + 6)
                last = ends.later->token + 1;
        }
        if (row == nullptr && is_of_before(mark) && ends.later == nullptr && ends.earlier != nullptr &&
            context_.before.stated.known() && alike(context_.before.stated, ends.earlier->stated) &&
            context_.before.stated.value < 8.0 * ends.earlier->stated.value &&
            ends.earlier->stated.value < 8.0 * context_.before.stated.value) {
            later = behind(context_.before.stated);
            earlier = behind(ends.earlier->stated);
            of_before = true;
        }
        decide(judgement, movement, later, earlier, row);
        const auto other = [&](const Figure* f) { return f && is_of_other_verb(sentence_, f->token, mark.first); };
        if (judgement.verdict == Verdict::contradiction && (other(ends.earlier) || other(ends.later)))
            judgement.verdict = Verdict::not_checkable;
        if (of_before && judgement.verdict == Verdict::contradiction && figures_before() > 1) {
            judgement.verdict = Verdict::not_checkable;
            judgement.why = "which figure of the sentence before it is of is not said";
        }
        if (judgement.verdict == Verdict::holds && is_streak(mark)) {
            judgement.verdict = Verdict::not_checkable;
            judgement.why = "the periods before are not printed";
        }
        if (judgement.verdict == Verdict::not_checkable && has_size(mark)) return;  // the size is the claim
        context_.claim(first, last, ClaimKind::trend, std::move(judgement));
        for (Figure& figure : sentence_.figures)
            if (&figure == ends.earlier || &figure == ends.later) figure.taken = true;
    }

    /// "The fourth consecutive month with a reduction": a noun that is told how often.
    [[nodiscard]] bool is_streak(const Mark& mark) const {
        if (movement_of(mark.cue)->form != MovementWord::Form::noun) return false;
        for (std::size_t by = 1; by <= 6 && by <= mark.first; ++by)
            if (word(mark.first - by) == "consecutive" || word(mark.first - by) == "successive") return true;
        return false;
    }

    /// How many figures of its kind the paragraph has besides those of the sentence.
    [[nodiscard]] std::size_t figures_before() const {
        const auto of = [&](const auto& figures) {
            return std::count_if(figures.begin(), figures.end(),
                                 [&](const Figure& figure) { return alike(figure.stated, context_.before.stated); });
        };
        const auto here = of(sentence_.figures), all = of(context_.paragraph);
        return all > here ? static_cast<std::size_t>(all - here) : 0;
    }

    /// Another sentence of the paragraph may state both ends: one of the row, and one that it is compared with.
    void use_paragraph(Judgement& judgement, Interval& later, Interval& earlier) const {
        const Figure *now = nullptr, *then = nullptr;
        std::size_t others = 0;
        for (const Figure& figure : context_.paragraph) {
            const bool is_earlier =
                figure.role == Role::earlier || figure.role == Role::compared || figure.role == Role::year_before;
            if (is_earlier && alike(figure.stated, *context_.row()))
                then = &figure, ++others;
            else if (now == nullptr && !is_comparator(figure.role) && rounds_to(figure.stated, context_.row()->latest))
                now = &figure;
        }
        if (now == nullptr || then == nullptr || others != 1) {
            judgement.why = "the value of the time that it is compared with is not printed";
            return;
        }
        later = behind(now->stated);
        earlier = behind(then->stated);
    }

    void decide(Judgement& judgement, Movement movement, const Interval& later, const Interval& earlier,
                const EvidenceRow* row) const {
        if (!later.known() || !earlier.known()) return;
        const Interval change = later - earlier;
        judgement.why = plain_number(earlier.middle) + " then " + plain_number(later.middle) + ": change " +
                        plain_number(change.middle);
        judgement.computed = change.middle > 0.0 ? "up" : change.middle < 0.0 ? "down" : "the same";
        const auto up = [&](bool wanted) {
            const double signed_change = wanted ? change.middle : -change.middle;
            const double possible = wanted ? change.high : -change.low;
            judgement.verdict = signed_change > 0.0                      ? Verdict::holds
                                : possible > 0.0 && signed_change >= 0.0 ? Verdict::rounding
                                                                         : Verdict::contradiction;
        };
        if (movement == Movement::up || movement == Movement::down) return up(movement == Movement::up);
        if (movement == Movement::same) {
            const double size = std::fabs(earlier.middle);
            const bool same = std::fabs(change.middle) <= near_share * 0.5 * size;
            const bool other = std::fabs(change.middle) > far_share * size && size > 0.0 && row == nullptr;
            judgement.verdict = same ? Verdict::holds : other ? Verdict::contradiction : Verdict::not_checkable;
            return;
        }
        if (row == nullptr || !row->polarity || *row->polarity == Polarity::neutral ||
            *row->polarity == Polarity::in_range) {
            judgement.why += "; which way is good is not known";
            return;
        }
        up((*row->polarity == Polarity::high_is_good) == (movement == Movement::better));
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads which way a sentence says that a figure went, as claims.
inline void read_trends(Context& context) { TrendReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
