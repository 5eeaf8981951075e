/// @file
/// Claims that their own sentence leaves open, held against what the sentences about it state.
///
/// A careful reader takes the earlier value from the sentence before, the whole of a share from another one, the target
/// that was named above. So does this, and only near by. An open claim is one that was read and could not be checked.
///
/// | a claim            | is held against                                                                       |
/// |--------------------|---------------------------------------------------------------------------------------|
/// | size of a change   | two figures of one thing, of which one is said to be of an earlier time                |
/// | comparison         | the figure that the paragraph gives for the target, the average, the year before       |
/// | movement           | the only two figures of one thing and of two times; the figure of the sentence before  |
/// | variance           | the spend and the budget of the sentences before                                       |
///
/// Figures that give what is stated confirm it. Others contradict it only where nothing else can be meant: they are the
/// only ones of their kind near by, their times are said, and the claim is about the same subject (same_subject.hpp).
/// Few pairs are tried, for among many one gives any number.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/facts.hpp"
#include "headway/audit/good_way.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/resolve_shares.hpp"
#include "headway/audit/size_ends.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds open claims against the other sentences of their paragraph.
class Resolver : private ShareResolver {
public:
    using ShareResolver::ShareResolver;

    void resolve() {
        for (const Open& open : open_claims()) {
            if (open.figure != nullptr && is_change(open))
                resolve_size(open);
            else if (open.kind == ClaimKind::comparison)
                resolve_comparison(open);
            else if (open.kind == ClaimKind::trend)
                resolve_trend(open);
            else if (open.figure != nullptr && open.kind == ClaimKind::money)
                resolve_variance(open);
            if (is_open(open) && open.figure != nullptr && open.figure->stated.unit == StatedUnit::per_cent)
                resolve_share(open);
            if (is_open(open))
                if (const Fraction* fraction = fraction_of(open)) resolve_fraction(open, *fraction);
        }
    }

private:
    static constexpr std::size_t most_pairs = 6;

    [[nodiscard]] bool is_change(const Open& open) const {
        return open.figure->role == Role::size || open.figure->stated.unit == StatedUnit::points;
    }

    /// Two figures of one thing are not ten times apart.
    [[nodiscard]] static bool are_near(const Fact& a, const Fact& b) {
        constexpr double far = 12.0;
        const double one = std::fabs(a.stated.value), other = std::fabs(b.stated.value);
        return one <= far * other && other <= far * one;
    }

    void resolve_size(const Open& open) {
        Stated stated = open.figure->stated;
        stated.value = std::fabs(stated.value);
        const int sign = sign_of(open);
        const std::optional<Role> against = comparator_of(open);
        std::vector<Pair> pairs;
        const auto all = facts(
            open, 3, 2, [&](const Fact& fact) { return fact.role != Role::size && can_end(stated, fact.stated); });
        const Figure* to = leads_to(open);
        const auto leads = [&](const Fact& later) {
            return to == nullptr || !can_end(stated, to->stated) ||
                   (later.sentence == number_of(open.sentence) && later.token == to->token);
        };
        for (const Fact* earlier : all)
            for (const Fact* later : all) {
                if (earlier == later || earlier->stated.unit != later->stated.unit || !later->is_result()) continue;
                if (!leads(*later) || !are_near(*earlier, *later)) continue;
                if (against) {
                    const bool beside =
                        later->sentence + 1 >= earlier->sentence || later->sentence == number_of(open.sentence);
                    if (earlier->role != *against || !beside) continue;
                } else if (!earlier->is_result() || !is_before(*earlier, *later) || !of_one_thing(*earlier, *later) ||
                           !is_base(open, *earlier, *later)) {
                    continue;
                }
                pairs.push_back({later, earlier});
            }
        hold_pairs(open, stated, sign, pairs, "size of change",
                   [&](const Pair& pair) { return nothing_else(open, pair, all); });
        if (is_open(open) && !against && to == nullptr) try_in_order(open, stated, sign, all);
    }

    /// Two figures that say no times, the earlier first as they stand: they confirm, and contradict nothing.
    void try_in_order(const Open& open, const Stated& stated, int sign, const std::vector<const Fact*>& all) {
        if ((sign == 0 && stated.decimals == 0) || stated.bound != Bound::exact ||
            is_of_a_side(sentences_[open.sentence], open.figure->token))
            return;
        std::size_t tried = 0;
        for (const Fact* earlier : all)
            for (const Fact* later : all) {
                const bool after =
                    std::pair(later->sentence, later->token) > std::pair(earlier->sentence, earlier->token);
                if (!after || !are_near(*earlier, *later) || !earlier->is_result() || !later->is_result() ||
                    earlier->stated.unit != later->stated.unit || !of_one_thing(*earlier, *later) ||
                    !is_base(open, *earlier, *later))
                    continue;
                if (++tried > most_pairs) return;
                Judgement judgement = size_between(stated, sign, {later, earlier});
                if (judgement.verdict != Verdict::holds) continue;
                return close(open, std::move(judgement));
            }
    }

    /// The first pair that gives a size confirms it; the only one, if nothing else can be meant, decides.
    template <typename Sure>
    void hold_pairs(const Open& open, const Stated& stated, int sign, const std::vector<Pair>& pairs,
                    std::string_view rule, const Sure& sure) {
        std::size_t tried = 0;
        for (const Pair& pair : pairs) {
            if (++tried > most_pairs) break;
            Judgement judgement = size_between(stated, sign, pair);
            judgement.rule = rule;
            if (judgement.verdict != Verdict::holds && judgement.verdict != Verdict::rounding) continue;
            if (judgement.verdict == Verdict::rounding && !goes_on(open, *pair.later)) continue;
            return close(open, std::move(judgement), ClaimKind::change);
        }
        const Pair* only = nullptr;  // what comes after a claim is not what it is from
        for (const Pair& pair : pairs) {
            if (pair.later->sentence > number_of(open.sentence) || pair.earlier->sentence > number_of(open.sentence))
                continue;
            if (only != nullptr) return;
            only = &pair;
        }
        if (only == nullptr || !sure(*only)) return;
        Judgement judgement = size_between(stated, sign, *only);
        judgement.rule = rule;
        if (judgement.verdict == Verdict::contradiction && is_likely(stated, *only))
            decide(open, std::move(judgement), ClaimKind::change, subject_of(open, *only->later, *only->earlier));
    }

    /// Whether a size that fails is near enough to be the wrong size of this change, and not one of another.
    [[nodiscard]] static bool is_likely(const Stated& stated, const Pair& pair) {
        constexpr double far = 5.0;
        const Interval later = behind(pair.later->stated), earlier = behind(pair.earlier->stated);
        const double size = std::fabs(decimal::difference(later.middle, earlier.middle));
        const double is =
            stated.unit == StatedUnit::per_cent && !pair.later->is_share() ? relative_of(later, earlier).middle : size;
        return is <= far * stated.value && stated.value <= far * is;
    }

    /// Whether a claim can be of one pair alone: nothing else near by is alike, and the claim goes on about it.
    [[nodiscard]] bool nothing_else(const Open& open, const Pair& pair, const std::vector<const Fact*>& all) const {
        if (!goes_on(open, *pair.later)) return false;
        const std::size_t here = number_of(open.sentence);
        if (pair.later->sentence + 2 < here || pair.earlier->sentence + 2 < here) return false;
        if (pair.later->sentence > here || pair.earlier->sentence > here) return false;
        const int years = pair.later->when.year - pair.earlier->when.year;  // "the lowest since 1997/98, when 606"
        if (pair.later->when.year != 0 && pair.earlier->when.year != 0 && (years > 1 || years < 0)) return false;
        if (!is_comparator(pair.earlier->role) && !is_said_before(*pair.earlier, *pair.later)) return false;
        return std::none_of(all.begin(), all.end(), [&](const Fact* fact) {
            if (is_comparator(fact->role) && !is_comparator(pair.earlier->role)) return false;
            return fact != pair.later && fact != pair.earlier && fact->stated.unit == pair.later->stated.unit &&
                   fact->sentence + 2 >= here && fact->sentence <= here &&
                   fact->stated.value > 0.2 * pair.later->stated.value &&
                   fact->stated.value < 5.0 * pair.later->stated.value;
        });
    }

    void resolve_comparison(const Open& open) {
        const auto said = comparison_of(open);
        if (!said) return;
        const Sentence& sentence = sentences_[open.sentence];
        const Fact* right = said->stated;
        bool alone = true;
        if (right == nullptr) {
            const auto others = facts(open, 4, 1, [&](const Fact& fact) {
                return fact.role == said->role ||
                       (fact.tense == Tense::then && (said->role == Role::previous || said->role == Role::year_before));
            });
            if (others.empty()) return;
            right = others.front();
            alone = std::all_of(others.begin(), others.end(), [&](const Fact* other) {
                return other == right || other->stated.value == right->stated.value ||
                       other->stated.unit != right->stated.unit;
            });
        }
        const auto own = facts(open, 3, 0, [&](const Fact& fact) {
            return fact.is_result() && fact.tense != Tense::then && &fact != right &&
                   fact.stated.unit == right->stated.unit && fact.role != Role::compared;
        });
        // of the sentence the last before the words; else the last of the sentence before
        const Fact* left = nullptr;
        for (const Fact& fact : near(number_of(open.sentence), 0, 0))  // "was met at 76.4% against a standard of 75%"
            if (is_of(open, fact) && fact.is_result() && fact.token > said->at && &fact != right &&
                fact.stated.unit == right->stated.unit && fact.role != Role::compared && right->token > fact.token &&
                right->sentence == fact.sentence)
                left = &fact;
        for (const Fact* fact : own)
            if (fact->sentence == number_of(open.sentence) && !(left != nullptr && left->token > said->at) &&
                (left == nullptr || fact->token > left->token) && fact->token < said->at)
                left = fact;
        if (left == nullptr && own.empty()) return;
        if (left == nullptr) left = latest(own);
        const bool needs = said->cue == Cue::better_than || said->cue == Cue::worse_than || said->cue == Cue::meets ||
                           said->cue == Cue::misses;
        Judgement judgement = compare_sides(said->cue,
                                            {.left = behind(left->stated),
                                             .right = behind(right->stated),
                                             .left_words = plain_number(left->stated.value),
                                             .right_words = plain_number(right->stated.value),
                                             .polarity = needs || said->cue == Cue::exceeds
                                                             ? way_of(open, {left, right})
                                                             : std::nullopt,
                                             .against = quote(right->span)},
                                            left->is_share());
        // "7% ahead of the target of 200,000": how far says which way is meant
        const Figure* size = size_before(open);
        if (judgement.verdict == Verdict::not_checkable && size != nullptr && is_open(open)) {
            Judgement sized = size_between(size->stated, 0, {left, right});
            if (sized.verdict == Verdict::holds) close(open, std::move(sized));
            return;
        }
        if (judgement.verdict == Verdict::not_checkable) return;
        for (const Mark& mark : sentence.marks)
            if (mark.first == said->at)
                leave_to_its_size(judgement, sentence, mark,
                                  {.left = behind(left->stated), .right = behind(right->stated)});
        if (judgement.verdict == Verdict::not_checkable || left->of_units) return;
        const bool sure = alone && !needs && goes_on(open, *left) && sentence.tokens.size() > 3 &&
                          left->sentence + 1 >= number_of(open.sentence) && own.size() == 1;
        if (judgement.verdict != Verdict::holds && !sure) return;
        if (needs) judgement.why += "; which way is good is in the words of what is measured";
        decide(open, std::move(judgement), ClaimKind::comparison, subject_of(open, *left, *right));
    }

    /// Which way is good by the words of the sentences of some facts and of the claim.
    [[nodiscard]] std::optional<Polarity> way_of(const Open& open, std::initializer_list<const Fact*> facts) const {
        std::vector<std::string> words = telling_words(sentences_[open.sentence].tokens);
        bool shares = true;
        for (const Fact* fact : facts) {
            shares = shares && fact->is_share();
            if (fact->words != nullptr) words.insert(words.end(), fact->words->begin(), fact->words->end());
        }
        if (const auto way = way_in_words(words, shares)) return way;
        // of a share more is good unless its words say otherwise: "the 28 day standard was met at 76.4%"
        return shares && !says_bad(words) ? std::optional(Polarity::high_is_good) : std::nullopt;
    }

    /// Of the nearest sentence the last fact, or the largest that is one of two times.
    [[nodiscard]] static const Fact* latest(const std::vector<const Fact*>& own) {
        const Fact* best = own.front();
        for (const Fact* fact : own)
            if (fact->sentence == best->sentence && is_before(*best, *fact)) best = fact;
        return best;
    }

    void resolve_trend(const Open& open) {
        int sign = sign_of(open);
        if (sign == 0 && moves_of(open) == 1) return resolve_better(open);
        if (sign == 0 || moves_of(open) > 1 || word(open.sentence, open.first) == "both" ||
            (open.first > 0 && word(open.sentence, open.first - 1) == "both") ||
            (open.first + 1 < open.last && word(open.sentence, open.first + 1) == "both"))
            return;
        const Sentence& sentence = sentences_[open.sentence];
        const std::size_t here = number_of(open.sentence);
        // "In February this dropped to 90": from the figure of the sentence before
        const Figure* to = nullptr;
        for (const Figure& figure : sentence.figures)
            if (figure.token >= open.first && figure.role == Role::later && to == nullptr) to = &figure;
        if (to != nullptr) {
            auto before = facts(open, 1, 0, [&](const Fact& fact) {
                return fact.is_result() && fact.stated.unit == to->stated.unit &&
                       (fact.sentence != here || fact.token < open.first);
            });
            if (std::any_of(before.begin(), before.end(), [&](const Fact* fact) { return fact->sentence == here; }))
                std::erase_if(before, [&](const Fact* fact) { return fact->sentence != here; });
            if (before.empty()) return;
            const Fact* earlier = latest(before);
            if (!goes_on(open, *earlier)) return;
            const bool last = std::all_of(before.begin(), before.end(), [&](const Fact* other) {
                return other == earlier || is_said_before(*other, *earlier);
            });
            const std::span<const Fact> own = near(here, 0, 0);
            const auto fact =
                std::find_if(own.begin(), own.end(), [&](const Fact& one) { return one.token == to->token; });
            if (fact != own.end()) decide_trend(open, sign, *fact, *earlier, last);
            return;
        }
        const auto all = facts(open, 1, 2, [&](const Fact& fact) { return fact.is_result(); });
        std::optional<Pair> only;
        std::size_t pairs = 0;
        for (const Fact* earlier : all)
            for (const Fact* later : all)
                if (earlier != later && of_one_thing(*earlier, *later) && is_before(*earlier, *later)) {
                    only = Pair{later, earlier};
                    ++pairs;
                }
        if (pairs != 1 || !goes_on(open, *only->later)) return;
        const bool told = only->later->sentence <= here && only->earlier->sentence <= here;
        decide_trend(open, sign, *only->later, *only->earlier, told);
    }

    /// "A significant improvement from 25% to 40%": where the words of the measure say which way is good.
    void resolve_better(const Open& open) {
        int better = 0;
        for (const Mark& mark : sentences_[open.sentence].marks) {
            if (mark.last <= open.first || mark.first >= open.last) continue;
            if (mark.cue == Cue::better || mark.cue == Cue::a_gain) better = 1;
            if (mark.cue == Cue::worse || mark.cue == Cue::a_loss) better = -1;
        }
        if (better == 0) return;
        const std::size_t here = number_of(open.sentence);
        const std::vector<std::size_t>& parts = sentences_[open.sentence].parts;
        const auto all = facts(open, 1, 0, [&](const Fact& fact) {  // of its own clause, or of the sentence before
            const bool here_too = fact.sentence == here && fact.token < parts.size();
            return fact.is_result() && !fact.in_brackets &&
                   (!here_too || parts[fact.token] == parts[open.last - 1] || fact.token + 1 >= open.first);
        });
        const Fact *later = nullptr, *earlier = nullptr;
        for (const Fact* fact : all)
            if (fact->sentence == here && fact->tense == Tense::now && later == nullptr) later = fact;
        for (const Fact* fact : all)
            if (fact != later && later != nullptr && fact->stated.unit == later->stated.unit &&
                (earlier == nullptr || (fact->sentence == here && earlier->sentence != here)))
                earlier = fact;
        if (later == nullptr || earlier == nullptr || !goes_on(open, *earlier)) return;
        const auto way = way_of(open, {later, earlier});
        const double change = decimal::difference(later->stated.value, earlier->stated.value);
        if (!way || change == 0.0) return;
        const bool so = change * better * (*way == Polarity::high_is_good ? 1.0 : -1.0) > 0.0;
        if (!so) return;
        close(open, {.rule = "direction words",
                     .verdict = Verdict::holds,
                     .stated = better > 0 ? "better" : "worse",
                     .computed = change > 0.0 ? "up" : "down",
                     .why = plain_number(earlier->stated.value) + " then " + plain_number(later->stated.value) +
                            "; which way is good is in the words of what is measured",
                     .against = quote(earlier->span)});
    }

    void decide_trend(const Open& open, int sign, const Fact& to, const Fact& earlier, bool sure) {
        const Interval later = behind(to.stated);
        const double change = decimal::difference(later.middle, earlier.stated.value);
        if (change == 0.0) return;
        Judgement judgement{.rule = "direction words",
                            .verdict = change * sign > 0.0 ? Verdict::holds : Verdict::contradiction,
                            .stated = sign > 0 ? "up" : "down",
                            .computed = change > 0.0 ? "up" : "down",
                            .severity = Severity::high,
                            .against = quote(earlier.span)};
        judgement.why = plain_number(earlier.stated.value) + " then " + plain_number(later.middle) + ": change " +
                        plain_number(change);
        if (judgement.verdict == Verdict::contradiction && !sure) return;
        decide(open, std::move(judgement), ledger_.audit.claims[open.claim].kind, subject_of(open, to, earlier));
    }

    /// What two facts are about. What a sentence says itself is no evidence for its own words.
    [[nodiscard]] Subject subject_of(const Open& open, const Fact& later, const Fact& earlier) const {
        const std::size_t here = number_of(open.sentence);
        Subject subject{.compares = is_comparator(earlier.role)};
        subject.must_name = later.sentence == here && earlier.sentence == here;
        subject.then = earlier.tense == Tense::then;
        for (const Fact* fact : {&later, &earlier}) {
            if (fact->when.said()) subject.whens.push_back(fact->when);
            if (fact->sentence == here) {
                subject.figures.push_back(fact->token);
                continue;
            }
            if (fact->words != nullptr)
                subject.words.insert(subject.words.end(), fact->words->begin(), fact->words->end());
            if (fact->naming != nullptr && !is_comparator(fact->role))
                subject.naming.insert(subject.naming.end(), fact->naming->begin(), fact->naming->end());
        }
        return subject;
    }

    /// "Expenditure was £64.2m. This compares with a budget of £61.9m and results in an overspend of £2.3m (3.7%)".
    void resolve_variance(const Open& open) {
        const Stated& stated = open.figure->stated;
        const auto all = facts(open, 2, 0, [&](const Fact& fact) {
            return fact.stated.unit == StatedUnit::pounds && fact.role != Role::size;
        });
        std::vector<Pair> pairs;
        for (const Fact* budget : all)
            for (const Fact* spend : all)
                if (budget != spend && is_comparator(budget->role) && !is_comparator(spend->role))
                    pairs.push_back({spend, budget});
        hold_pairs(open, stated, 0, pairs, "variance", [&](const Pair& pair) { return nothing_else(open, pair, all); });
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
