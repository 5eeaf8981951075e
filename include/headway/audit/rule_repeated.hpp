/// @file
/// The same words with a number in two places: "almost 4,000 residents" here and there, "28 business cases" throughout.
///
/// | rule               | two places are one claim where                                                           |
/// |--------------------|------------------------------------------------------------------------------------------|
/// | `same words`       | three words before the number and the word behind it are the same                        |
/// | `same things`      | the words behind the number are the same, up to the noun                                 |
///
/// The same number holds. Another is contradicted only where more of the sentences is the same (seven words on one side
/// or both together), or where all other places agree on a proper name's number: elsewhere it is another thing.
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
    std::shared_ptr<const std::vector<std::string>> paragraph{};  ///< its telling words
    std::shared_ptr<const std::vector<double>> figures{};         ///< those of its paragraph, in their order
    std::shared_ptr<const std::vector<std::string>> sentence{};   ///< those of its sentence
    std::vector<std::string> before{}, behind_it{};               ///< nearest first
    std::string thing{};                                          ///< "outline business case"
    bool proper = false;
    double others = 0.0;    ///< the other figures of its sentence, added up
    bool of_years = false;  ///< "40 year business plan"
};

/// Collects mentions while documents are read, and compares them when all are.
class Mentions {
public:
    void add(Mention mention) {
        if (all_.size() < most) all_.push_back(std::move(mention));
    }

    void check(Ledger& ledger) const {
        std::unordered_map<std::string, std::vector<std::size_t>> by_words;
        std::map<std::string, std::vector<std::size_t>> by_things;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const Mention& mention = all_[i];
            if (mention.before.size() >= 3 && !mention.behind_it.empty())
                by_words[mention.before[2] + ' ' + mention.before[1] + ' ' + mention.before[0] + '#' +
                         mention.behind_it[0]]
                    .push_back(i);
            if (!mention.thing.empty()) by_things[mention.thing].push_back(i);
        }
        std::vector<bool> done(all_.size());
        for (const auto& [words, places] : by_words) compare(ledger, places, done);
        for (const auto& [thing, places] : by_things) count(ledger, places, done);
    }

private:
    static constexpr std::size_t most = 200'000, most_places = 200;

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
                const std::size_t words = common(first.before, now.before) + common(first.behind_it, now.behind_it);
                const bool copied = first.document != now.document ? alike_words(first.sentence, now.sentence)
                                                                   : alike_words(first.paragraph, now.paragraph) &&
                                                                         all_but_one(first, now);
                if (!equal(first, now) && (words < 10 || !copied || first.others != now.others)) continue;
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
            done[places[p]] = same > 0 || other > 0;
        }
    }

    static void say(Ledger& ledger, const Mention& first, const Mention& now, bool holds) {
        const bool between = first.document != now.document;
        Judgement judgement{.rule = "same words",
                            .verdict = holds ? Verdict::holds : Verdict::contradiction,
                            .stated = shown_stated(now.stated),
                            .computed = shown_stated(first.stated),
                            .why = "the same words have " + shown_stated(first.stated) + " elsewhere",
                            .in_class = between ? FindingClass::between_documents : FindingClass::contradiction,
                            .severity = Severity::medium,
                            .against = ledger.quote(first.document, first.span)};
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

}  // namespace headway::inline HEADWAY_ABI::auditing
