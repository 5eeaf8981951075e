/// @file
/// What a sentence leaves to be looked up: its figures among the numbers of other tables, and in other places.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/items.hpp"
#include "headway/audit/rule_lists.hpp"
#include "headway/audit/rule_repeated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Keeps the numbers of a sentence that nothing was held against, to compare them with the same words elsewhere.
inline void note_mentions(const Context& context, Mentions& mentions, std::size_t first_claim,
                          const std::shared_ptr<const std::vector<std::string>>& paragraph,
                          const std::shared_ptr<const std::vector<double>>& figures) {
    const Sentence& sentence = context.sentence;
    std::vector<Named> named = named_numbers(sentence);
    const auto sentence_words = std::make_shared<const std::vector<std::string>>(telling_words(sentence.tokens));
    mention_years(context, mentions);
    mention_comparisons(context, mentions, first_claim, sentence_words);
    double all_figures = 0.0;
    for (const Figure& figure : sentence.figures) all_figures += figure.stated.value;
    for (std::size_t f = 0; f < sentence.figures.size(); ++f) {
        const Figure& figure = sentence.figures[f];
        if (figure.counted) continue;
        Mention mention{.document = context.reading.document,
                        .span = context.span(figure.bound, std::min(figure.token + 2, sentence.tokens.size())),
                        .stated = figure.stated,
                        .paragraph = paragraph,
                        .figures = figures,
                        .sentence = sentence_words,
                        .before = words_about(sentence, figure.token, true),
                        .behind_it = words_about(sentence, figure.token, false)};
        mention.major = context.block.major;
        mention.others = decimal::difference(all_figures, figure.stated.value);
        for (const Named& thing : named)
            if (thing.figure == f) {
                mention.thing = thing.phrase;
                mention.noun = thing.stemmed;
                mention.proper = thing.proper;
                mention.span = context.span(figure.bound, thing.noun + 1);
            }
        const Span token = context.span(figure.token, figure.token + 1);
        for (std::size_t c = first_claim; c < context.ledger.audit.claims.size(); ++c) {
            const Claim& claim = context.ledger.audit.claims[c];
            if (claim.at.begin > token.begin || claim.at.end < token.end) continue;
            if (claim.verdict != Verdict::not_checkable && claim.kind == ClaimKind::total) mention.listed = true;
            if (claim.verdict != Verdict::not_checkable)
                mention.checked = true;
            else if (mention.claim == no_row && (claim.kind == ClaimKind::value || claim.kind == ClaimKind::total ||
                                                 claim.kind == ClaimKind::share || claim.kind == ClaimKind::change))
                mention.claim = c;
        }
        // "28 Outline Business Cases (OBCs)" is "28 OBCs" elsewhere
        for (const Named& thing : named) {
            const std::size_t at = thing.noun + 1;
            if (thing.figure != f || !sentence.sign(at, '(') || sentence.word(at + 1).empty() ||
                !sentence.sign(at + 2, ')'))
                continue;
            Mention called = mention;
            called.thing = stem(sentence.word(at + 1));
            called.claim = no_row;
            called.checked = true;
            called.before.clear();
            mentions.add(std::move(called));
        }
        mentions.add(std::move(mention));
    }
}

/// A figure that is a number of another table, of its heading or by its words.
inline bool find_item(Context& context, const Items& items, Figure& figure, const std::vector<std::string>& words) {
    const bool money = figure.stated.unit == StatedUnit::pounds;
    if (!money && figure.stated.decimals == 0 && std::abs(figure.stated.value) < 100.0) return false;
    std::vector<std::string> heading;
    const Heading& above = context.reading.layout.headings[context.block.major];
    if (!above.span.empty()) heading = telling_words(tokens_of(context.reading.text, above.span));
    Judgement judgement{
        .rule = "text against table", .stated = shown_stated(figure.stated), .severity = Severity::high};
    const Item* item = nullptr;  // "an overall savings expectation of": the total of the heading's table, or of none
    if (money && figure.stated.bound == Bound::exact && figure.role == Role::own &&
        context.sentence.figures.front().token == figure.token)
        item = items.total_of(context.reading.document, context.block.major, words);
    if (item != nullptr && item->number.unit == StatedUnit::pounds && differs(figure.stated, item->number)) {
        judgement.verdict = Verdict::contradiction;
    } else {
        item = items.find(context.reading.document, context.block.major, figure.stated, words, heading);
        if (item == nullptr) return false;
        judgement.verdict = Verdict::holds;
    }
    judgement.computed = shown_stated(item->number);
    judgement.why = "the table has " + judgement.computed +
                    (item->label.empty() ? " as its total" : " for \"" + item->label + "\"") + "; stated " +
                    judgement.stated;
    judgement.against = context.ledger.quote(item->document, item->span);
    figure.taken = true;
    context.claim(context.back(figure.bound, 4), context.end_of(figure), ClaimKind::value, std::move(judgement));
    return true;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
