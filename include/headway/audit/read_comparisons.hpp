/// @file
/// Comparisons: "higher than the national average of 4.4%", "better than our neighbours", "close to the target".
///
/// What is compared is the figure of the clause, of the sentence before, or the row's latest result; with what is the
/// figure behind the words, or the row's. "Better" needs to know which way is good. "Close to" and "in line with" mean
/// within a tenth. Where a figure is not known nothing is said.
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

#include "headway/audit/compared_sides.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/future.hpp"
#include "headway/audit/sides_in_brackets.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// "4 (11%) are off target": a share in brackets, of the count before it.
[[nodiscard]] inline bool is_share_of_count(const Sentence& sentence, const Figure& figure) {
    return figure.bound >= 2 && sentence.sign(figure.bound - 1, '(') &&
           sentence.tokens[figure.bound - 2].is == Token::Is::number;
}

/// "Permits slipped, although they are still above standard": a clause about what the one before it names.
[[nodiscard]] inline bool is_of_the_clause_before(const Sentence& sentence, const Mark& mark) {
    constexpr std::array<std::string_view, 6> joins{"although", "though", "while", "whilst", "but", "yet"};
    constexpr std::array<std::string_view, 4> pronouns{"it", "they", "this", "these"};
    constexpr std::size_t near = 6;
    for (std::size_t by = 1; by <= near && by < mark.first; ++by)
        if (headway::detail::is_one_of(sentence.word(mark.first - by), pronouns))
            return headway::detail::is_one_of(sentence.word(mark.first - by - 1), joins);
    return false;
}

/// The main figure before a token: of this sentence, or else of the one before.
[[nodiscard]] inline Main main_before(const Context& context, std::size_t token) {
    Main main = context.before;
    // a sentence about another row does not go on about the figure of the one before
    if (context.link && context.link.sure() && main.row != context.link.row) main = {};
    bool own = false;
    double weight = 0.0;
    // "78.1% passed five, while the 94.6% that passed one is above": another part of the sentence, of another thing
    std::size_t from = 0;
    for (std::size_t i = 0; i < std::min(token, context.sentence.tokens.size()); ++i) {
        const std::string_view word = context.sentence.word(i);
        if (word == "while" || word == "whilst" || word == "whereas" || context.sentence.sign(i, ';')) from = i;
    }
    const bool parted =
        std::any_of(context.sentence.figures.begin(), context.sentence.figures.end(), [&](const Figure& figure) {
            return figure.token > from && figure.token < token &&
                   (figure.role == Role::own || figure.role == Role::later);
        });
    for (const Figure& figure : context.sentence.figures) {
        if (figure.token >= token) break;
        if (parted && figure.token < from) continue;
        const bool result = figure.role == Role::later || figure.role == Role::own || figure.role == Role::forecast;
        if (!result || (own && figure.role != Role::later && figure.in_brackets)) continue;
        if (figure.in_brackets && context.before.stated.known() && figure.when >= 0) continue;  // of another time
        if (own && figure.role == Role::own && weight_of(figure) <= weight) continue;
        weight = weight_of(figure);
        main.stated = figure.stated;
        main.row = context.link.row;
        main.span = context.span(figure.token, figure.token + 1);
        main.when = context.when_of(figure) != nullptr ? *context.when_of(figure) : When{};
        own = true;
    }
    return main;
}

/// "Wins where its weight is above 50", "if it falls below 10": what would be so, and not what is.
[[nodiscard]] inline bool is_supposed(const Sentence& sentence, std::size_t token) {
    constexpr std::array<std::string_view, 7> supposing{"where", "if", "unless", "until", "when", "whenever", "should"};
    for (std::size_t by = 1; by <= 9 && by <= token; ++by) {
        if (sentence.tokens[token - by].is == Token::Is::stop || sentence.sign(token - by, ';') ||
            sentence.sign(token - by, ','))
            return false;
        if (headway::detail::is_one_of(sentence.word(token - by), supposing) &&
            !(sentence.word(token - by) == "when" && sentence.word(token - by + 1) == "compared"))
            return true;
    }
    return false;
}

/// Whether a figure is the share of a number of things that was read before a token: "23 out of 26 hospitals, or 88%".
[[nodiscard]] inline bool is_share_of_units(const Sentence& sentence, const Stated& stated, std::size_t token) {
    const Figure* last = nullptr;
    for (const Figure& figure : sentence.figures)
        if (figure.token < token && figure.stated.unit == StatedUnit::per_cent) last = &figure;
    return last != nullptr && last->of_units && last->stated.value == stated.value;
}

/// Whether a size stands before words of comparison: "£2.4m less than", "1.3 shifts per person lower than".
[[nodiscard]] inline bool is_of_a_size(const Sentence& sentence, const Mark& mark) {
    constexpr std::size_t far = 5;
    constexpr std::array<std::string_view, 17> parting{"is",  "was",  "are",   "were", "and",  "but",
                                                       "has", "have", "which", "at",   "with", "remained",
                                                       "we",  "it",   "this",  "they", "our"};
    if (mark.cue == Cue::as_good_as || mark.cue == Cue::meets || mark.cue == Cue::misses || mark.cue == Cue::exceeds)
        return false;
    for (std::size_t by = 1; by <= far && by <= mark.first; ++by) {
        const Token& token = sentence.tokens[mark.first - by];
        if (token.is == Token::Is::number) return sentence.uses[mark.first - by] != NumberUse::period;
        if (token.is_sign(')')) continue;
        if (token.is != Token::Is::word || headway::detail::is_one_of(std::string_view(token.text), parting))
            return false;
    }
    return false;
}

/// Leaves a comparison of a size with what it is no comparison of: two figures of one thing are of one size.
inline void leave_to_its_size(Judgement& judgement, const Sentence& sentence, const Mark& mark, const Sides& sides) {
    constexpr double far = 4.0;
    if (!is_of_a_size(sentence, mark) || judgement.verdict == Verdict::not_checkable) return;
    const double a = std::fabs(sides.left.middle), b = std::fabs(sides.right.middle);
    if (judgement.verdict != Verdict::contradiction && a <= far * b && b <= far * a) return;
    judgement.verdict = Verdict::not_checkable;
    judgement.why = "its size is the claim";
}

/// "33 of the 60 were dismissed (55%), below the average of 64%": of the sentence's figures the last that is of the
/// comparator's kind, where the main one is not.
[[nodiscard]] inline Main alike_before(const Context& context, Main main, const Figure* stated, std::size_t token) {
    if (stated == nullptr || (main.stated.known() && alike(main.stated, stated->stated))) return main;
    for (const Figure& figure : context.sentence.figures) {
        if (figure.token >= token) break;
        if (figure.role != Role::own || !alike(figure.stated, stated->stated) || &figure == stated) continue;
        main.stated = figure.stated;
        main.span = context.span(figure.token, figure.token + 1);
    }
    return main;
}

/// "Similar to the end of quarter 1 (102 in June)", "lower than the 40% recorded in June": a figure of another time.
inline void compare_with_time(Context& context, const Mark& mark) {
    Sentence& sentence = context.sentence;
    constexpr std::size_t far = 9;
    if (mark.cue == Cue::meets || mark.cue == Cue::misses || mark.cue == Cue::exceeds) return;
    if (is_supposed(sentence, mark.first)) return;
    for (Figure& figure : sentence.figures) {
        const std::size_t reach = figure.in_brackets ? far + 5 : far;
        if (figure.token < mark.last || figure.token > mark.last + reach || figure.bound < mark.last ||
            is_comparator(figure.role))
            continue;
        if (figure.role == Role::size || (figure.when < 0 && !figure.in_brackets)) continue;
        for (std::size_t i = mark.last; i < figure.token; ++i)
            if (sentence.sign(i, ',') || sentence.sign(i, ';') || sentence.sign(i, ')') ||
                sentence.mark_at(i, comparison_cues) != nullptr)
                return;
        const Main main = main_before(context, mark.first);
        const EvidenceRow* row = context.row();
        Sides sides;
        if (row != nullptr) sides.polarity = row->polarity;
        if (main.stated.known() && alike(main.stated, figure.stated)) {
            sides.left = behind(main.stated);
            sides.right = behind(figure.stated);
            sides.left_words = plain_number(sides.left.middle);
            sides.right_words = plain_number(sides.right.middle);
            sides.against = context.quote(main.span);
        }
        Judgement judgement = compare_sides(mark.cue, sides, main.stated.unit == StatedUnit::per_cent);
        leave_to_its_size(judgement, sentence, mark, sides);
        context.claim(context.back(mark.first, 2), figure.token + 1, ClaimKind::comparison, std::move(judgement));
        return;
    }
}

/// "Both male and female life expectancy is better than the average": of two rows that differ in their brackets alone.
[[nodiscard]] inline Judgement compare_twins(const Context& context, Cue cue, Role role,
                                             const std::vector<std::size_t>& twins) {
    Judgement all{.rule = "comparison", .why = "one of the two figures is not printed", .severity = Severity::high};
    std::size_t hold = 0, fail = 0;
    std::string text;
    for (const std::size_t r : twins) {
        const EvidenceRow& row = context.reading.rows[r];
        const PrintedValue* value = row.of(role);
        if (value == nullptr || !value->known() || value->from_text || !row.latest.known()) return all;
        Judgement one = compare_sides(cue,
                                      {.left = behind(row.latest.number),
                                       .right = behind(value->number),
                                       .polarity = row.polarity,
                                       .against = context.ledger.quote(row.document, value->span)},
                                      false);
        hold += one.verdict == Verdict::holds ? 1u : 0u;
        fail += one.verdict == Verdict::contradiction ? 1u : 0u;
        text += (text.empty() ? "" : "; ") + one.why;
        all.against = one.against;
    }
    all.why = text;
    all.stated = std::to_string(twins.size()) + " rows";
    if (hold == twins.size()) all.verdict = Verdict::holds;
    if (fail == twins.size()) all.verdict = Verdict::contradiction;
    return all;
}

/// "The standard of 96% was not met", "the aim of 99% was missed".
inline bool compare_passive(Context& context, const Mark& mark) {
    Sentence& sentence = context.sentence;
    constexpr std::size_t far = 12;
    if (mark.first == 0 || sentence.mark_at(mark.first - 1, std::array{Cue::modal}) != nullptr) return false;
    Figure* wanted = nullptr;
    for (Figure& figure : sentence.figures)
        if (is_comparator(figure.role) && figure.token < mark.first && figure.token + far > mark.first)
            wanted = &figure;
    bool passive = false;
    // "our standard is 35 days, which we met"
    const bool which =
        mark.first >= 2 && sentence.word(mark.first - 2) == "which" && !sentence.word(mark.first - 1).empty();
    for (std::size_t i = wanted != nullptr ? wanted->token : mark.first; i < mark.first; ++i) {
        const std::string_view word = sentence.word(i);
        passive = passive || word == "was" || word == "were" || word == "is" || word == "been" || word == "are";
        if ((sentence.sign(i, ',') && !which) || sentence.sign(i, ';')) return false;
    }
    if (wanted == nullptr || !(passive || which || sentence.word(mark.first) == "was")) return false;
    Sides sides;
    const EvidenceRow* row = context.row();
    if (row != nullptr) sides.polarity = row->polarity;
    const Main main = main_before(context, wanted->token);
    if (main.stated.known() && alike(main.stated, wanted->stated)) {
        sides.left = behind(main.stated);
        sides.right = behind(wanted->stated);
        sides.left_words = plain_number(sides.left.middle);
        sides.right_words = plain_number(sides.right.middle);
        sides.against = context.quote(main.span);
    }
    const bool share = wanted->stated.unit == StatedUnit::per_cent;
    Judgement judgement = compare_sides(compared_as(sentence, mark), sides, share);
    if (judgement.verdict == Verdict::contradiction) {
        judgement.verdict = Verdict::not_checkable;  // the main figure may be of another thing
        judgement.why = "which figure met it or missed it is not said";
    }
    context.claim(context.back(wanted->bound, 2), mark.last, ClaimKind::comparison, std::move(judgement));
    return true;
}

/// Whether words of a comparison are of a row's name: "Missed bins" misses nothing.
[[nodiscard]] inline bool is_of_name(const Sentence& sentence, const Mark& mark, const EvidenceRow* row) {
    if (row == nullptr || sentence.word(mark.last).empty()) return false;
    std::string said;
    for (std::size_t i = mark.first; i <= mark.last; ++i) said += std::string(sentence.word(i)) + " ";
    return (folded(row->label) + " ").find(said) != std::string::npos;
}

/// "One of the three measures missed", "none of our indicators are above": of some of several, and of no row.
[[nodiscard]] inline bool is_of_several(const Sentence& sentence, const Mark& mark) {
    constexpr std::array<std::string_view, 5> nouns{"measures", "indicators", "kpis", "metrics", "targets"};
    constexpr std::array<std::string_view, 7> some{"none", "neither", "all", "most", "some", "half", "any"};
    constexpr std::array<std::string_view, 4> articles{"the", "our", "these", "those"};
    const auto is_count = [&](std::size_t i) {
        const Token& token = sentence.tokens[i];
        return token.is == Token::Is::number && !token.ordinal && token.number.is_count();
    };
    for (std::size_t i = mark.first; i-- > 1 && sentence.parts[i] == sentence.parts[mark.first];) {
        if (sentence.word(i) != "of" ||
            !(is_count(i - 1) || headway::detail::is_one_of(sentence.word(i - 1), some)))
            continue;
        std::size_t next = i + 1;
        while (headway::detail::is_one_of(sentence.word(next), articles)) ++next;
        if (next >= mark.first) continue;
        if (is_count(next) || headway::detail::is_one_of(sentence.word(next), nouns)) return true;
    }
    return false;
}

/// Reads what a sentence says is above, below, better or worse, as claims.
inline void read_comparisons(Context& context) {
    Sentence& sentence = context.sentence;
    const EvidenceRow* row = context.row();
    const std::vector<std::size_t> twins = row == nullptr
                                               ? context.linker.twins(context.block.section, context.paragraph_words)
                                               : std::vector<std::size_t>{};
    std::size_t done = 0;
    for (std::size_t m = 0; m < sentence.marks.size(); ++m) {
        const Mark mark = sentence.marks[m];
        if (mark.first < done ||
            std::find(comparison_cues.begin(), comparison_cues.end(), mark.cue) == comparison_cues.end())
            continue;
        if (is_of_name(sentence, mark, row) || is_of_several(sentence, mark)) continue;
        // the longest comparison that begins here goes first in the marks; others inside it are passed over
        std::vector<Mark> roles;
        constexpr std::size_t far = 8;
        std::size_t reach = mark.last;
        for (std::size_t i = mark.last; i < std::min(reach + far, sentence.tokens.size()); ++i) {
            const Token& token = sentence.tokens[i];
            if (token.is == Token::Is::stop || token.is_sign(';') || token.is_sign(':')) break;
            if (token.is_sign(',') && roles.empty()) break;
            // "lower than last year at 85% (target of 90%)": what stands in brackets is beside it
            if (token.is_sign('(') && !roles.empty() && !sentence.word(i + 1).empty()) break;
            if (i > mark.last && sentence.mark_at(i, comparison_cues) != nullptr &&
                sentence.mark_at(i, compared_roles) == nullptr)
                break;
            if (const Mark* role = sentence.mark_at(i, compared_roles)) {
                // "the national standard of 90%" is one comparator
                if (!roles.empty() && role->first == roles.back().last && roles.back().cue == Cue::national &&
                    role->cue == Cue::target) {
                    roles.back().cue = Cue::target;
                    roles.back().last = role->last;
                } else if (roles.empty() || role->first >= roles.back().last) {
                    const bool same = !roles.empty() && role_of(role->cue) == role_of(roles.back().cue);
                    if (!same) roles.push_back(*role);
                    reach = role->last;
                }
                i = role->last - 1;
            }
        }
        // "homes meeting the required standard": which homes, and not that they do
        if (!roles.empty() && (sentence.word(mark.first) == "meeting" || sentence.word(mark.first) == "achieving") &&
            sentence.word(roles[0].first).starts_with("standard") &&
            !(mark.first > 0 && sentence.mark_at(mark.first - 1, std::array{Cue::auxiliary}) != nullptr))
            continue;
        // "The standard of 96% was not met": what is met stands before it
        if (roles.empty() && (mark.cue == Cue::meets || mark.cue == Cue::misses || mark.cue == Cue::exceeds)) {
            if (compare_passive(context, mark)) done = mark.last;
            continue;
        }
        if (roles.empty()) {
            compare_with_time(context, mark);
            continue;
        }
        // "declining over the last year": a time
        const bool span = sentence.word(mark.first) == "over" || sentence.word(mark.first) == "under";
        if (span && (roles[0].cue == Cue::year_before || roles[0].cue == Cue::previous)) continue;
        done = mark.last;
        const bool coming = is_not_so_yet(sentence, mark.first);
        const bool modal =
            coming || (mark.first > 0 && sentence.mark_at(mark.first - 1, std::array{Cue::modal}) != nullptr);
        const bool negated = mark.first > 0 && (sentence.mark_at(mark.first - 1, std::array{Cue::negation}) != nullptr);
        for (std::size_t r = 0; r < roles.size(); ++r) {
            const Role role = role_of(roles[r].cue);
            Figure* stated = nullptr;  // the comparator's own figure
            for (Figure& figure : sentence.figures)
                if (figure.role == role && figure.cue >= roles[r].first && figure.cue < roles[r].last &&
                    figure.token > mark.first) {
                    stated = &figure;
                    break;
                }
            if (stated == nullptr)
                for (Figure& figure : sentence.figures)
                    if (figure.cue_last == roles[r].last && figure.cue == figure.token && figure.token >= mark.last)
                        stated = &figure;
            // "lower than the rates for the region and England (45.3 and 43.3)"
            if (stated == nullptr && is_comparator(role))
                for (Figure& figure : sentence.figures)
                    if (figure.token >= roles[r].last && figure.token <= roles[r].last + 12 && figure.in_brackets &&
                        sentence.sign(figure.bound - 1, '(') && figure.role != Role::size &&
                        !is_share_of_count(sentence, figure) &&
                        (sentence.sign(figure.token + 1, ')') || sentence.word(figure.token + 1) == "and"))
                        stated = &figure;
            if (stated == nullptr && (role == Role::year_before || role == Role::previous))
                for (Figure& figure : sentence.figures)
                    if (figure.token >= roles[r].last && figure.token <= roles[r].last + 6 && figure.in_brackets &&
                        !is_comparator(figure.role))
                        stated = &figure;
            const std::size_t first = r == 0 ? context.back(mark.first, 2) : roles[r].first;
            const std::size_t last = stated != nullptr ? std::max(stated->token + 1, roles[r].last) : roles[r].last;
            Sides sides;
            const std::size_t until = stated != nullptr && stated->cue == stated->token ? stated->token : mark.first;
            Main main = alike_before(context, main_before(context, until), stated, until);
            if (const SidesInBrackets both = sides_in_brackets(sentence, roles[r]); both.own != nullptr) {
                stated = both.other;
                main = {.stated = both.own->stated, .span = context.span(both.own->token, both.own->token + 1)};
            }
            const bool row_has = row != nullptr && row->latest.known();
            const bool main_is_row =
                row_has && (!main.stated.known() || rounds_to(main.stated, row->latest) || !alike(main.stated, *row));
            if (row != nullptr) sides.polarity = row->polarity;
            const PrintedValue* value = row != nullptr ? row->of(role) : nullptr;
            const bool exact = stated == nullptr || (value != nullptr && rounds_to(stated->stated, *value));
            if (main_is_row && value != nullptr && value->known() && exact && !value->from_text &&
                !(role == Role::previous && stated == nullptr)) {
                sides.left = behind(row->latest.number);
                sides.right = behind(value->number);
                sides.against = context.ledger.quote(row->document, value->span);
            } else if (stated != nullptr && main.stated.known() && alike(main.stated, stated->stated)) {
                sides.left = behind(main.stated);
                // a target is set and not measured: where no table prints it, it is what the words say
                const bool only_here = value == nullptr || !value->known() || value->from_text;
                const bool set = role == Role::target && only_here && stated->stated.bound == Bound::exact;
                sides.right = set ? exactly(stated->stated.value) : behind(stated->stated);
                sides.against = context.quote(main.span);
            } else if (stated != nullptr && main_is_row && alike(stated->stated, *row)) {
                sides.left = behind(row->latest.number);
                sides.right = behind(stated->stated);
                sides.against = context.ledger.quote(row->document, row->latest.span);
            } else if (main.stated.known() && value != nullptr && value->known() && context.link.sure() &&
                       alike(main.stated, *row) && role != Role::previous) {
                sides.left = behind(main.stated);
                sides.right = behind(value->number);
                sides.against = context.ledger.quote(row->document, value->span);
            }
            if (sides.left.known()) sides.left_words = plain_number(sides.left.middle);
            if (sides.right.known()) sides.right_words = plain_number(sides.right.middle);
            const bool shares = main.stated.unit == StatedUnit::per_cent;
            if (mark.cue == Cue::exceeds && !sides.polarity) {
                std::vector<std::string> words = telling_words(sentence.tokens);
                if (row != nullptr) words.insert(words.end(), row->words.begin(), row->words.end());
                sides.polarity = is_to_beat(sentence.word(mark.first)) ? std::nullopt : way_to_exceed(words, shares);
            }
            Judgement judgement = twins.empty() || stated != nullptr || main.stated.known()
                                      ? compare_sides(compared_as(sentence, mark), sides, shares)
                                      : compare_twins(context, compared_as(sentence, mark), role, twins);
            bool most = false;
            for (std::size_t i = roles[r].first > 3 ? roles[r].first - 3 : 0; i < roles[r].first; ++i)
                most = most || sentence.word(i) == "most" || sentence.word(i) == "some" || sentence.word(i) == "many";
            if (negated || most || (modal && stated == nullptr) || (coming && !main.stated.known())) {
                judgement.verdict = Verdict::not_checkable;
                judgement.why = modal  ? "it is not said to be so yet"
                                : most ? "of most of several"
                                       : "what is not so is not read";
            }
            if (judgement.verdict == Verdict::contradiction && main_is_row == false && row_has && stated == nullptr &&
                !context.link.sure())
                judgement.verdict = Verdict::not_checkable;
            // "arrears were above the 2.0% ceiling and repairs 3.5 points below target": the size is of another thing
            const bool sized = std::any_of(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
                return figure.role == Role::size && figure.token < mark.first && figure.token + 2 >= mark.first;
            });
            if (judgement.verdict == Verdict::contradiction && sized && stated == nullptr) {
                judgement.verdict = Verdict::not_checkable;
                judgement.why = "its size is the claim";
            }
            if (judgement.verdict == Verdict::contradiction && stated == nullptr && !main.stated.known() &&
                context.said == 0.0 && is_of_the_clause_before(sentence, mark)) {
                judgement.verdict = Verdict::not_checkable;
                judgement.why = "what it is of stands before it, in words that no row has";
            }
            leave_to_its_size(judgement, sentence, mark, sides);
            // "23 of 26 sites, or 88%, were below 70%": a share of those that are, and not what is compared
            if (judgement.verdict == Verdict::contradiction && is_share_of_units(sentence, main.stated, mark.first)) {
                judgement.verdict = Verdict::not_checkable;
                judgement.why = "how many are so, and not by how much";
            }
            context.claim(first, last, ClaimKind::comparison, std::move(judgement));
        }
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
