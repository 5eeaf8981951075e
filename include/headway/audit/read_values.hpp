/// @file
/// Plain figures: "was 94.9 in September", "national average of 4.4%", "(target 99%)".
///
/// A figure is held against the number of its role in the row that its sentence is about. One that fits holds. One that
/// does not is contradicted only where nothing else can be meant: the row is sure, the number of the role is printed,
/// the units are alike, no other row of the section has the figure, and its period is the row's (see `is_of_row`).
/// A comparator that is printed only in the text completes the row.
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

#include "headway/audit/context.hpp"
#include "headway/audit/future.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a stated value is held against, in words.
[[nodiscard]] inline std::string arithmetic_of_value(const EvidenceRow& row, std::string_view role,
                                                     const PrintedValue& value, const Stated& stated) {
    return "the row \"" + row.label + "\" has " + std::string(role) + " " + plain_number(value.number.value) +
           "; stated " + shown_stated(stated) + ", half a unit of its last place is " + plain_number(stated.half());
}

/// Words that make a target another than the one in the table: "year-end", "trajectory", "by March 2026".
[[nodiscard]] inline bool is_another_target(const Context& context, const Figure& figure) {
    const Sentence& sentence = context.sentence;
    const std::size_t first = figure.token > 8 ? figure.token - 8 : 0;
    for (std::size_t i = first; i < std::min(figure.token + 2, sentence.tokens.size()); ++i) {
        const std::string_view word = sentence.word(i);
        if (word == "trajectory" || word == "profiled" || word == "profile" || word == "aspiration" ||
            word == "ambition" || word == "reduce" || word == "stretch" || word == "revised" || word == "interim" ||
            word == "long" || word == "five" || word == "next" || word == "previous" || word == "new")
            return true;
        if (word == "end" && sentence.word(i + 1) == "of" &&
            (sentence.word(i + 2) == "year" || sentence.word(i + 3) == "year") && i < figure.token)
            return true;
        if (word == "year" && sentence.word(i + 1) == "end") return true;
    }
    if (is_not_so_yet(sentence, figure.token)) return true;
    const When* when = context.when_of(figure);
    return when != nullptr && when->year != 0 && context.row()->period.year != 0 &&
           when->year > context.row()->period.year;
}

/// "Down one and a half days (9.4%)": a share in brackets behind a movement is of its size.
[[nodiscard]] inline bool is_of_size(const Sentence& sentence, const Figure& figure) {
    constexpr std::size_t far = 7;
    if (!figure.in_brackets || figure.stated.unit != StatedUnit::per_cent || figure.bound < 2 ||
        !sentence.sign(figure.bound - 1, '('))
        return false;
    constexpr std::array moves{Cue::rose, Cue::fell, Cue::rising, Cue::falling, Cue::a_rise, Cue::a_fall};
    for (std::size_t by = 2; by <= far && by <= figure.bound; ++by) {
        const std::size_t i = figure.bound - by;
        if (sentence.parts[i] != sentence.parts[figure.bound] || sentence.word(i) == "to") return false;
        const bool up = sentence.word(i) == "up", down = sentence.word(i) == "down";
        if (up || down || sentence.mark_at(i, moves) != nullptr) return true;
    }
    return false;
}

/// "A year-to-date total of 940": of all times so far, and not of the latest.
[[nodiscard]] inline bool is_to_date(const Sentence& sentence, const Figure& figure) {
    constexpr std::size_t far = 5;
    for (std::size_t i = figure.bound > far ? figure.bound - far : 0; i < figure.token + far; ++i) {
        const bool so_far = (sentence.word(i) == "date" || sentence.word(i) == "far") && i > 0;
        if (sentence.word(i).starts_with("cumulative")) return true;
        if (so_far && (sentence.word(i - 1) == "to" || sentence.word(i - 1) == "so" || sentence.sign(i - 1, '-')))
            return true;
    }
    return false;
}

/// Whether a figure without a comparator's role is the latest result of the row, so that it may contradict it.
[[nodiscard]] inline bool is_of_row(const Context& context, const Figure& figure, bool named) {
    const EvidenceRow& row = *context.row();
    const When* when = context.when_of(figure);
    const bool estimated = figure.role == Role::forecast && context.sentence.word(figure.cue) == "estimated";
    if (figure.role != Role::own && figure.role != Role::later && !estimated) return false;
    if (is_of_size(context.sentence, figure)) return false;
    if (is_to_date(context.sentence, figure) &&
        std::find(row.words.begin(), row.words.end(), "cumulative") == row.words.end())
        return false;
    if (when != nullptr && row.period.said()) {
        if (!when->may_be(row.period)) return false;
    } else if (when != nullptr) {
        return false;
    }
    // "higher than our trajectory (8.97 per 100,000 ...)": of a sentence that says the row, and not far from it
    if (figure.in_brackets && when == nullptr && !named && context.said >= 0.3 && row.latest.known()) {
        const double apart = std::fabs(decimal::difference(figure.stated.value, row.latest.number.value));
        return figure.stated.decimals > 0 && apart <= 0.2 * std::fabs(row.latest.number.value);
    }
    // "completed in September (107)"
    if (figure.in_brackets && when != nullptr && figure.bound > 0 && when->last + 1 == figure.bound) return true;
    if (figure.in_brackets && (named || when == nullptr)) return named;
    const std::size_t from = figure.bound;
    const std::string_view last = from > 0 ? context.sentence.word(from - 1) : std::string_view();
    constexpr std::array<std::string_view, 16> leading{"to",   "at",     "was",   "is",       "were",     "of",
                                                       "are",  "stands", "stood", "reached",  "reaching", "recorded",
                                                       "only", "low",    "now",   "currently"};
    return headway::detail::is_one_of(last, leading) || from == 0;
}

/// Whether the words before a figure go on about what was said: "it was", "performance fell to", "the rate for the
/// year".
[[nodiscard]] inline bool refers_back(const Sentence& sentence, std::size_t until) {
    constexpr std::array<std::string_view, 4> pronouns{"it", "this", "which", "performance"};
    constexpr std::array<std::string_view, 8> nouns{"rate",  "rates",  "percentage", "proportion",
                                                    "share", "number", "figure",     "result"};
    for (std::size_t i = 0; i < until; ++i) {
        if (headway::detail::is_one_of(sentence.word(i), pronouns) &&
            !(sentence.word(i) == "this" && sentence.mark_at(i + 1, std::array{Cue::last}) != nullptr))
            return true;
        constexpr std::array<std::string_view, 5> telling{"the", "this", "current", "latest", "overall"};
        const bool named = i > 0 && headway::detail::is_one_of(sentence.word(i - 1), telling);
        if (named && headway::detail::is_one_of(sentence.word(i), nouns) && sentence.word(i + 1) != "of") return true;
    }
    return false;
}

/// Another row of the section that has this figure and whose words the sentence says.
[[nodiscard]] inline std::size_t other_row(const Context& context, const Figure& figure,
                                           std::span<const std::string> words) {
    std::size_t best = no_row;
    double most = 0.2;
    for (const std::size_t row : context.linker.candidates(context.block.section, words, {})) {
        if (row == context.link.row || !fits(context.reading.rows[row], figure)) continue;
        const double cover = context.linker.cover(row, words);
        if (cover > most) most = cover, best = row;
    }
    return best;
}

/// The row that the words directly before a figure name: "the number of missed bins fell to 1,113".
[[nodiscard]] inline Link local_row(const Context& context, const Figure& figure) {
    constexpr std::size_t far = 16;
    std::size_t first = figure.bound > far ? figure.bound - far : 0;
    for (const Figure& other : context.sentence.figures)
        if (other.token < figure.token) first = std::max(first, other.token + 1);
    if (first >= figure.bound) return {};
    const std::vector<std::string> words =
        telling_words(std::span(context.sentence.tokens).subspan(first, figure.bound - first));
    Link best;
    double second = 0.0;
    for (const std::size_t row : context.linker.candidates(context.block.section, words, {})) {
        const double cover = context.linker.cover(row, words);
        if (cover > best.cover) {
            second = best.cover;
            best = {.row = row, .score = 1.0, .cover = cover};
        } else {
            second = std::max(second, cover);
        }
    }
    return best.cover >= 0.6 && best.cover >= second + 0.1 ? best : Link{};
}

/// Whether a figure is said to be of the period before the row's: by the head of its column, or as "last quarter".
[[nodiscard]] inline bool says_previous(const Context& context, const Figure& figure, const EvidenceRow& row) {
    if (figure.role == Role::own && !figure.in_brackets) return false;
    const When* when = context.when_of(figure);
    if (when != nullptr && when->said()) return row.previous_period.said() && when->may_be(row.previous_period);
    const bool earlier = figure.role == Role::previous || figure.role == Role::earlier ||
                         figure.role == Role::compared || figure.in_brackets;
    if (!earlier) return false;
    for (const Mark& mark : context.sentence.marks) {
        if (mark.cue != Cue::previous || mark.last - mark.first < 2) continue;
        const std::string_view span = context.sentence.word(mark.last - 1);
        if (span == "quarter") return row.period.quarter != 0 && row.period.month == 0;
        if (span == "month") return row.period.month != 0;
        return span == "period";
    }
    return false;
}

/// "Consistently declining over the year. The rate was 18.1, compared to 20.1 for the year before": the second sentence
/// has both ends of the first.
[[nodiscard]] inline bool hold_movement(const Context& context, const Figure& figure, Judgement& judgement) {
    const EvidenceRow* row = context.row();
    if (context.moved == 0 || figure.role != Role::compared || row == nullptr) return false;
    const auto now =
        std::find_if(context.sentence.figures.begin(), context.sentence.figures.end(), [&](const Figure& other) {
            return other.token < figure.token && other.role == Role::own && rounds_to(other.stated, row->latest);
        });
    if (now == context.sentence.figures.end() || !alike(now->stated, figure.stated)) return false;
    const double change = decimal::difference(now->stated.value, figure.stated.value);
    judgement.rule = "direction words";
    judgement.verdict = change * context.moved > 0.0 ? Verdict::holds : Verdict::contradiction;
    judgement.stated = context.moved > 0 ? "up" : "down";
    judgement.computed = change > 0.0 ? "up" : change < 0.0 ? "down" : "the same";
    judgement.why = plain_number(figure.stated.value) + " then " + plain_number(now->stated.value) + ": change " +
                    plain_number(change);
    judgement.against = context.quote(context.span(now->token, now->token + 1));
    return true;
}

/// "675 short of the target": by how much, and not what it was.
[[nodiscard]] inline bool says_size(const Sentence& sentence, const Figure& figure) {
    constexpr std::array<std::string_view, 9> sides{"short", "shy",   "above",  "below", "over",
                                                    "under", "ahead", "behind", "adrift"};
    constexpr std::size_t near = 3;  // "675 students short of"
    for (std::size_t i = figure.token + 1; i < figure.token + near; ++i)
        if (headway::detail::is_one_of(sentence.word(i), sides)) return true;
    return false;
}

/// Whether the row that a sentence is about has neither a target nor a rating, and other rows of its table have one.
[[nodiscard]] inline bool lacks_target(const Context& context) {
    const EvidenceRow& row = *context.row();
    if (row.document != context.reading.document || row.table >= context.reading.tables.size() ||
        row.target.mark != CellMark::none || !context.reading.tables[row.table].has(Column::target))
        return false;
    return std::any_of(context.reading.rows.begin(), context.reading.rows.end(), [&](const EvidenceRow& other) {
        return other.document == row.document && other.table == row.table && other.target.known() &&
               !other.target.from_text;
    });
}

/// Holds one figure of a sentence against the row that it is about.
inline void read_value(Context& context, Figure& figure, std::span<const std::string> words) {
    const bool had_row = context.link && fits(*context.row(), figure);
    const Link kept = context.link;
    if (!had_row) {
        if (const std::size_t other = other_row(context, figure, words); other != no_row)
            context.link = {.row = other, .score = 1.0, .cover = 1.0, .numbers = 1.0};
        else if (const Link local = local_row(context, figure); local && local.row != kept.row)
            context.link = local;
    }
    // "99.8% (target 99%)": a comparator in brackets is of the figure before it
    if (!had_row && is_comparator(figure.role) && figure.in_brackets && context.value_row != no_row &&
        figure.token > context.value_token && figure.token <= context.value_token + 6)
        context.link = {.row = context.value_row, .score = 1.0, .cover = 1.0, .numbers = 1.0};
    const bool named = !had_row && local_row(context, figure).row == context.link.row && context.link;
    EvidenceRow* row = context.row();
    const bool back = refers_back(context.sentence, figure.bound);
    // the sentence says the row, or has another figure of it, or goes on about what was said
    const bool says_row =
        context.said >= 0.25 || named || context.sure_sentence ||
        (row != nullptr && std::any_of(context.sentence.figures.begin(), context.sentence.figures.end(),
                                       [&](const Figure& other) { return &other != &figure && fits(*row, other); }));
    Judgement judgement{
        .rule = "text against table", .stated = shown_stated(figure.stated), .severity = Severity::high};
    const std::size_t first =
        std::min(figure.bound,
                 figure.role == Role::own || figure.cue > figure.token ? context.back(figure.bound, 4) : figure.cue);
    const auto compare = [&](const PrintedValue& value, std::string_view role) {
        judgement.computed = plain_number(value.number.value);
        judgement.why = arithmetic_of_value(*row, role, value, figure.stated);
        judgement.against = context.ledger.quote(row->document, value.span);
    };
    if (row == nullptr) {
        judgement.why = "no row of a table is about this";
    } else if (is_comparator(figure.role)) {
        const std::size_t which = figure.role == Role::national ? 1 : figure.role == Role::peer ? 2 : 0;
        PrintedValue& value = which == 1 ? row->national : which == 2 ? row->peer : row->target;
        if (!value.known()) {
            judgement.why = "the table has no " + std::string(comparator_words[which]) + " for this row";
            if (which == 0 && figure.role == Role::target && kept.sure() && lacks_target(context))
                context.ledger.remark(context.reading.document, context.span(first, figure.token + 1),
                                      {.rule = "target not in the table",
                                       .stated = shown_stated(figure.stated),
                                       .computed = "no target",
                                       .why = "the text has a target of " + shown_stated(figure.stated) + " for \"" +
                                              row->label + "\"; its row has none, where others of the table have one",
                                       .in_class = FindingClass::note,
                                       .severity = Severity::medium,
                                       .against = context.ledger.quote(row->document, row->label_span)});
            if (kept.sure() && figure.role != Role::budget && figure.stated.bound == Bound::exact &&
                alike(figure.stated, *row) && !is_another_target(context, figure)) {
                value.number = figure.stated;
                value.from_text = true;
                if (value.span.empty()) value.span = context.span(figure.token, figure.token + 1);
                const auto said = rating_of(value.mark);
                if (said && row->polarity && rated(*row, value, *row->polarity) == *said) {
                    judgement.verdict = Verdict::holds;
                    judgement.computed = plain_number(figure.stated.value);
                    judgement.why = "the table has no number for it; with this one the row is " +
                                    std::string(word(*said)) + ", as it is marked";
                }
            }
        } else if (rounds_to(figure.stated, value)) {
            compare(value, comparator_words[which]);
            judgement.verdict = Verdict::holds;
        } else {
            compare(value, comparator_words[which]);
            const bool of_another = figure.cue < figure.token && context.sentence.word(figure.cue_last) == "for" &&
                                    context.sentence.word(figure.cue_last + 1) != "the" &&
                                    context.sentence.word(figure.cue_last + 1) != "this";
            const bool elsewhere = is_another_target(context, figure) || value.from_text || of_another ||
                                   !(says_row || back) || !alike(figure.stated, *row);
            const double ratio = value.number.value != 0.0 ? figure.stated.value / value.number.value : 1.0;
            const bool sure = context.link.sure() || (context.link.likely() && ratio > 0.2 && ratio < 5.0);
            if (sure && !elsewhere && figure.role != Role::budget && differs(figure.stated, value.number))
                judgement.verdict = Verdict::contradiction;
            else
                judgement.why += "; another may be meant";
            judgement.suggested = plain_number(value.number.value);
        }
    } else if (rounds_to(figure.stated, row->latest) || rounds_to(figure.stated, row->previous)) {
        const bool latest = rounds_to(figure.stated, row->latest) &&
                            !(figure.role == Role::earlier && rounds_to(figure.stated, row->previous));
        compare(latest ? row->latest : row->previous, latest ? "the latest result" : "the previous result");
        judgement.verdict = Verdict::holds;

    } else if (figure.role == Role::compared &&
               (rounds_to(figure.stated, row->target) || rounds_to(figure.stated, row->national) ||
                rounds_to(figure.stated, row->peer))) {
        const PrintedValue& value = rounds_to(figure.stated, row->target)     ? row->target
                                    : rounds_to(figure.stated, row->national) ? row->national
                                                                              : row->peer;
        compare(value, "a comparator of");
        judgement.verdict = Verdict::holds;
    } else if (row->latest.known()) {
        const double ratio = row->latest.number.value != 0.0 ? figure.stated.value / row->latest.number.value : 0.0;
        const bool near = ratio > 0.2 && ratio < 5.0;
        compare(row->latest, "the latest result");
        const bool now = context.goes_on && back && context.when_of(figure) != nullptr && !figure.in_brackets;
        const When* told = context.when_of(figure);
        const bool same_month = back && told != nullptr && told->month != 0 && told->year != 0 &&
                                told->month == row->period.month && told->year == row->period.year;
        const bool about = says_row || same_month || now;
        if (about && context.link.sure() && near && is_of_row(context, figure, named) && alike(figure.stated, *row) &&
            differs(figure.stated, row->latest.number)) {
            judgement.verdict = Verdict::contradiction;
            judgement.suggested = plain_number(row->latest.number.value);
        } else {
            const When* when = context.when_of(figure);
            const bool earlier = row->previous.known() && when != nullptr && row->period.month != 0 &&
                                 when->month == (row->period.month + 10) % 12 + 1 && when->quarter == 0;
            const bool year = row->previous.known() && when != nullptr && row->period.year != 0 &&
                              row->period.month == 0 && row->period.quarter == 0 && when->month == 0 &&
                              when->quarter == 0 && when->year == row->period.year - 1;
            const bool then = row->previous.known() && says_previous(context, figure, *row);
            const bool quarter = row->previous.known() && when != nullptr && row->period.quarter != 0 &&
                                 row->period.month == 0 && when->quarter == (row->period.quarter + 2) % 4 + 1;
            if ((earlier || quarter || year || then) && (about || back) && context.link.sure() &&
                figure.role != Role::size && !says_size(context.sentence, figure) &&
                alike(figure.stated, *row) && near && differs(figure.stated, row->previous.number)) {
                compare(row->previous, "the previous result");
                judgement.verdict = Verdict::contradiction;
                judgement.suggested = plain_number(row->previous.number.value);
            } else {
                judgement.why =
                    "the row \"" + row->label + "\" has " + plain_number(row->latest.number.value) +
                    (row->previous.known() ? " and " + plain_number(row->previous.number.value) + " before" : "") +
                    "; this is of another time or another thing";
                judgement.computed.clear();
                judgement.against = {};
            }
        }
    }
    ClaimKind kind = ClaimKind::value;
    if (judgement.verdict == Verdict::not_checkable && hold_movement(context, figure, judgement))
        kind = ClaimKind::trend;
    context.claim(first, context.end_of(figure), kind, std::move(judgement));
    figure.taken = true;
    if (!is_comparator(figure.role) && context.link && fits(*context.row(), figure)) {
        context.value_row = context.link.row;
        context.value_token = figure.token;
    }
    context.link = kept;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
