/// @file
/// The same words with a number in two places: "almost 4,000 residents" here and there, "28 business cases" throughout.
///
/// | rule               | two places are one claim where                                                           |
/// |--------------------|------------------------------------------------------------------------------------------|
/// | `same words`       | three words before the number and the word behind it are the same                        |
/// | `same things`      | the words behind the number are the same, up to the noun                                 |
/// | `same noun`        | a number stands directly before a noun that three other places agree on                  |
///
/// The same number holds. Another is contradicted only where more of the sentences is the same (seven words on one side
/// or both together), where a sentence is copied from another document, where all other places agree on a proper name's
/// number, or where the same words under the same heading were held against their list: elsewhere it is another thing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/ledger.hpp"
#include "headway/audit/rule_lists.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A number where it stands, with the words about it.
struct Mention {
    std::size_t document = 0;
    Span span{};
    Stated stated{};
    std::size_t claim = no_row;  ///< the claim of it that could not be checked, of the ledger's
    bool checked = false;        ///< a claim of it was
    bool listed = false;         ///< one against a list or its parts was
    std::shared_ptr<const std::vector<std::string>> paragraph{};  ///< its telling words
    std::shared_ptr<const std::vector<double>> figures{};         ///< those of its paragraph, in their order
    std::shared_ptr<const std::vector<std::string>> sentence{};   ///< those of its sentence
    std::vector<std::string> before{}, behind_it{};               ///< nearest first
    std::string thing{};                                          ///< "outline business case"
    std::string noun{};                                           ///< its last word
    std::size_t major = 0;                                        ///< the heading that it stands under
    bool proper = false;
    double others = 0.0;    ///< the other figures of its sentence, added up
    bool of_years = false;  ///< "40 year business plan"
    std::string words{};    ///< of a comparison: "below", with -1 as its number
};

/// Collects mentions while documents are read, and compares them when all are.
class Mentions {
public:
    void add(Mention mention) {
        if (all_.size() < most) all_.push_back(std::move(mention));
    }

    void check(Ledger& ledger) const {
        std::unordered_map<std::string, std::vector<std::size_t>> by_words;
        std::map<std::string, std::vector<std::size_t>> by_things, by_nouns;
        std::unordered_map<std::string, std::vector<std::size_t>> by_before;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const Mention& mention = all_[i];
            if (mention.before.size() >= 3 && !mention.behind_it.empty())
                by_words[(mention.words.empty() ? "" : "~") + mention.before[2] + ' ' + mention.before[1] + ' ' +
                         mention.before[0] + '#' + mention.behind_it[0]]
                    .push_back(i);
            if (!mention.thing.empty()) by_things[mention.thing].push_back(i);
            if (!mention.noun.empty()) by_nouns[mention.noun].push_back(i);
            if (mention.before.size() >= copied_before) {
                std::string key;
                for (std::size_t k = 0; k < copied_before; ++k) key += mention.before[k] + ' ';
                by_before[key].push_back(i);
            }
        }
        std::vector<bool> done(all_.size());
        for (const auto& [words, places] : by_words) compare(ledger, places, done);
        for (const auto& [words, places] : by_before) compare_copies(ledger, places, done);
        for (const auto& [thing, places] : by_things) count(ledger, places, done);
        for (const auto& [noun, places] : by_nouns) vote(ledger, places);
    }

private:
    static constexpr std::size_t most = 200'000, most_places = 200, copied_before = 7;

    [[nodiscard]] static std::size_t common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
        std::size_t n = 0;
        while (n < std::min(a.size(), b.size()) && a[n] == b[n]) ++n;
        return n;
    }

    [[nodiscard]] static bool equal(const Mention& a, const Mention& b) {
        return a.stated.value == b.stated.value && a.stated.unit == b.stated.unit;
    }

    /// Whether most words of the two paragraphs are the same: one was copied from the other.
    [[nodiscard]] static bool alike_words(const std::shared_ptr<const std::vector<std::string>>& a,
                                          const std::shared_ptr<const std::vector<std::string>>& b) {
        if (a == nullptr || b == nullptr || a == b) return false;
        std::vector<std::string> one(*a), other(*b), both;
        std::sort(one.begin(), one.end());
        std::sort(other.begin(), other.end());
        std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
        return 10 * both.size() >= 8 * std::max(one.size(), other.size()) && both.size() >= 8;
    }

    /// How many telling words two sentences have in common, of how many the shorter has.
    [[nodiscard]] static std::pair<std::size_t, std::size_t> in_common(const Mention& a, const Mention& b) {
        if (a.sentence == nullptr || b.sentence == nullptr) return {0, 0};
        std::size_t both = 0;
        for (const std::string& word : *a.sentence)
            both += std::find(b.sentence->begin(), b.sentence->end(), word) != b.sentence->end() ? 1u : 0u;
        return {both, std::min(a.sentence->size(), b.sentence->size())};
    }

    /// A sentence of another document, word for word up to the number: "has been initially defined through 28".
    void compare_copies(Ledger& ledger, const std::vector<std::size_t>& places, std::vector<bool>& done) const {
        if (places.size() < 2 || places.size() > most_places) return;
        for (std::size_t p = 1; p < places.size(); ++p) {
            const Mention& now = all_[places[p]];
            if (now.checked || done[places[p]]) continue;
            for (std::size_t q = 0; q < p; ++q) {
                const Mention& first = all_[places[q]];
                if (first.document == now.document || first.stated.unit != now.stated.unit) continue;
                const auto [both, of] = in_common(first, now);
                if (both < 10 || 10 * both < 7 * of) continue;
                say(ledger, first, now, equal(first, now));
                done[places[p]] = true;
                break;
            }
        }
    }

    /// "Four missions", where "five missions", "five City Plan missions" and "five missions" stand elsewhere.
    void vote(Ledger& ledger, const std::vector<std::size_t>& places) const {
        if (places.size() < 4 || places.size() > most_places) return;
        for (const std::size_t p : places) {
            const Mention& now = all_[p];
            if (now.checked || now.thing != now.noun) continue;
            const Mention* unlike = nullptr;
            std::size_t same = 0, agreed = 0, others = 0;
            for (const std::size_t q : places) {
                const Mention& other = all_[q];
                if (q == p || other.document != now.document) continue;
                ++others;
                same += equal(other, now) && other.thing == other.noun ? 1u : 0u;
                if (equal(other, now)) continue;
                if (unlike == nullptr) unlike = &other;
                agreed += equal(*unlike, other) ? 1u : 0u;
            }
            if (same == 0 && agreed >= 3 && 4 * agreed >= 3 * others) say(ledger, *unlike, now, false);
        }
    }

    /// Whether two paragraphs have the same figures but for one: another that has others too is of another thing.
    [[nodiscard]] static bool all_but_one(const Mention& a, const Mention& b) {
        if (a.figures == nullptr || b.figures == nullptr || a.figures->size() != b.figures->size()) return false;
        std::size_t differ = 0;
        for (std::size_t i = 0; i < a.figures->size() && differ < 2; ++i)
            differ += (*a.figures)[i] != (*b.figures)[i] ? 1u : 0u;
        return differ < 2;
    }

    void compare(Ledger& ledger, const std::vector<std::size_t>& places, std::vector<bool>& done) const {
        if (places.size() < 2 || places.size() > most_places) return;
        for (std::size_t p = 1; p < places.size(); ++p) {
            const Mention& now = all_[places[p]];
            if (now.checked || done[places[p]]) continue;
            for (std::size_t q = 0; q < p; ++q) {
                const Mention& first = all_[places[q]];
                if (first.stated.unit != now.stated.unit) continue;
                if (!now.words.empty() && first.document == now.document) continue;
                const std::size_t words = common(first.before, now.before) + common(first.behind_it, now.behind_it);
                const bool copied = first.document != now.document
                                        ? alike_words(first.sentence, now.sentence)
                                        : alike_words(first.paragraph, now.paragraph) && all_but_one(first, now);
                // "feedback from almost 4,000 residents", twice of one survey
                const bool same_bound = first.stated.bound == now.stated.bound && now.stated.bound != Bound::exact &&
                                        first.document == now.document && now.stated.is_count() &&
                                        in_common(first, now).first >= 5;
                const bool again = words >= 10 && copied && first.others == now.others;
                if (!equal(first, now) && !again && !same_bound) continue;
                say(ledger, first, now, equal(first, now));
                done[places[p]] = true;
                break;
            }
        }
    }

    void count(Ledger& ledger, const std::vector<std::size_t>& places, std::vector<bool>& done) const {
        if (places.size() < 2 || places.size() > most_places) return;
        for (std::size_t p = 0; p < places.size(); ++p) {
            const Mention& now = all_[places[p]];
            if (now.checked || done[places[p]]) continue;
            std::size_t same = 0, other = 0;
            const Mention *like = nullptr, *unlike = nullptr;
            bool others_agree = true;
            for (const std::size_t q : places) {
                if (q == places[p]) continue;
                if (equal(all_[q], now))
                    ++same, like = like == nullptr ? &all_[q] : like;
                else {
                    others_agree = others_agree && (unlike == nullptr || equal(*unlike, all_[q]));
                    unlike = &all_[q];
                    ++other;
                }
            }
            if (same > 0)
                say(ledger, *like, now, true);
            else if (other >= 2 && others_agree && now.proper)
                say(ledger, *unlike, now, false);
            else if (other == 1 && now.of_years && p > 0)
                say(ledger, *unlike, now, false);
            else if (other == 1 && unlike->listed && unlike->document == now.document && unlike->major == now.major &&
                     now.thing != now.noun)
                say(ledger, *unlike, now, false);
            done[places[p]] = same > 0 || other > 0;
        }
    }

    [[nodiscard]] static std::string shown(const Mention& mention) {
        return mention.words.empty() ? shown_stated(mention.stated) : "\"" + mention.words + "\"";
    }

    static void say(Ledger& ledger, const Mention& first, const Mention& now, bool holds) {
        const bool between = first.document != now.document;
        Judgement judgement{.rule = "same words",
                            .verdict = holds ? Verdict::holds : Verdict::contradiction,
                            .stated = shown(now),
                            .computed = shown(first),
                            .why = "the same words have " + shown(first) + " elsewhere",
                            .in_class = between ? FindingClass::between_documents : FindingClass::contradiction,
                            .severity = Severity::medium,
                            .against = ledger.quote(first.document, first.span)};
        if (now.claim != no_row && ledger.audit.claims[now.claim].verdict != Verdict::not_checkable) return;
        if (now.claim != no_row)
            ledger.replace(now.claim, ClaimKind::same_figure, std::move(judgement));
        else
            ledger.claim(now.document, now.span, ClaimKind::same_figure, now.thing, std::move(judgement));
    }

    std::vector<Mention> all_{};
};

/// The words about a token, nearest first, within the sentence.
[[nodiscard]] inline std::vector<std::string> words_about(const Sentence& sentence, std::size_t token, bool before) {
    constexpr std::size_t far = 8;
    std::vector<std::string> words;
    for (std::size_t by = 1; words.size() < far; ++by) {
        if (before ? by > token : token + by >= sentence.tokens.size()) break;
        const Token& now = sentence.tokens[before ? token - by : token + by];
        if (now.is == Token::Is::stop) break;
        if (now.is == Token::Is::word)
            words.push_back(now.text);
        else if (now.is == Token::Is::number)
            words.push_back("#");
    }
    return words;
}

/// "Our skills are below the national average": comparisons that nothing was held against, of a sentence that may be
/// copied elsewhere.
inline void mention_comparisons(const Context& context, Mentions& mentions, std::size_t first_claim,
                                const std::shared_ptr<const std::vector<std::string>>& words) {
    for (const Mark& mark : context.sentence.marks) {
        const int way = mark.cue == Cue::above || mark.cue == Cue::better_than  ? 1
                        : mark.cue == Cue::below || mark.cue == Cue::worse_than ? -1
                                                                                : 0;
        if (way == 0) continue;
        const Span span = context.span(mark.first, mark.last);
        const auto& claims = context.ledger.audit.claims;
        for (std::size_t c = first_claim; c < claims.size(); ++c) {
            if (claims[c].kind != ClaimKind::comparison || claims[c].verdict != Verdict::not_checkable ||
                claims[c].at.begin > span.begin || claims[c].at.end < span.end)
                continue;
            mentions.add({.document = context.reading.document,
                          .span = span,
                          .stated = {.value = static_cast<double>(way)},
                          .claim = c,
                          .sentence = words,
                          .before = words_about(context.sentence, mark.first, true),
                          .behind_it = words_about(context.sentence, mark.last - 1, false),
                          .words = std::string(context.sentence.word(mark.first))});
            break;
        }
    }
}

/// "A new 30 year HRA business plan": how many years what is named has, to be the same wherever it is named again.
inline void mention_years(const Context& context, Mentions& mentions) {
    const Sentence& sentence = context.sentence;
    for (std::size_t i = 0; i + 4 < sentence.tokens.size(); ++i) {
        if (sentence.uses[i] != NumberUse::duration || sentence.word(i + 1) != "year") continue;
        std::string thing;
        bool name = false;
        for (std::size_t k = i + 2; k < i + 5; ++k) {
            if (sentence.word(k).empty()) thing.clear();
            if (sentence.word(k).empty()) break;
            name = name || sentence.tokens[k].capital;
            thing += " " + std::string(sentence.word(k));
        }
        if (thing.empty() || !name) continue;
        mentions.add({.document = context.reading.document,
                      .span = context.span(i, i + 5),
                      .stated = sentence.tokens[i].number,
                      .thing = "year" + thing,
                      .of_years = true});
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
