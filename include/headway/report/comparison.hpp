/// @file
/// Two scorecards, one quarter and the next: which ratings moved and why, what came and went, what was revised.
///
/// A result of one is that of the other where both have its section and indicator (as plain text). Each comparator that
/// both scorecards have is compared on its own. Why a rating moved: rating_move.hpp; what was revised: revision.hpp.
/// Every change of a comparator, a rule or a definition is listed, whether a rating moved or not.
///
/// Counts reconcile, by comparator and rating: before - dropped - moved out + moved in + new = after. They are counted
/// one by one, not worked out of each other.
///
/// Suspected to be one, and never merged: a dropped result and a new one of the same indicator in another section; of a
/// similar name (three fifths of their words, or all but a fifth of their letters, in common); or with the figures of
/// each other (the latest of one is the previous of the other, and the first comparator is the same) and no other unit
/// or polarity.
///
/// Errors: a section and indicator that stand twice in one scorecard, for two periods for example: which of them the
/// other's is, nobody can say.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/error.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/problems.hpp"
#include "headway/report/rating_move.hpp"
#include "headway/report/revision.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What of an indicator or its yardstick may change.
enum class ChangedPart : std::uint8_t {
    comparator,
    unit,
    polarity,
    accrual,
    tolerance,
    basis,
    amber_limit,
    edges,
    zero_rule,
    comparator_added,
    comparator_dropped,
};

template <>
struct Vocabulary<ChangedPart> {
    static constexpr std::string_view name = "changed part";
    static constexpr std::array<std::string_view, 11> words{
        "comparator",  "unit",  "polarity",  "accrual",          "tolerance",         "basis",
        "amber limit", "edges", "zero rule", "comparator added", "comparator dropped"};
};

/// One change: of a comparator in `was` and `is`, of all else in words of before and after; empty where there was
/// nothing. Of a comparator of all rows that came or went there are no rows, and its name is in `from` or `to`.
struct YardstickChange {
    std::optional<std::size_t> before{};
    std::optional<std::size_t> after{};
    ChangedPart part = ChangedPart::comparator;
    std::optional<std::size_t> comparator{};  ///< which, of a comparator
    std::string from{};
    std::string to{};
    Range was{};
    Range is{};
};

/// Why two results may be one.
enum class SuspectedBy : std::uint8_t { section, name, figures };

template <>
struct Vocabulary<SuspectedBy> {
    static constexpr std::string_view name = "suspected by";
    static constexpr std::array<std::string_view, 3> words{"same name in another section", "similar name",
                                                           "same figures"};
};

/// A result that is gone and one that is new, which may be one under two names.
struct Suspicion {
    std::size_t dropped = 0;  ///< a row before
    std::size_t added = 0;    ///< a row after
    SuspectedBy by = SuspectedBy::name;
};

/// The counts of one rating against one comparator.
struct RatingFlow {
    std::size_t comparator = 0;
    Rating rating = Rating::not_rated;
    std::size_t before = 0;
    std::size_t dropped = 0;
    std::size_t moved_out = 0;
    std::size_t moved_in = 0;
    std::size_t added = 0;
    std::size_t after = 0;

    [[nodiscard]] constexpr bool reconciles() const noexcept {
        return before + moved_in + added == after + dropped + moved_out;
    }
};

/// What changed between two scorecards.
struct Comparison {
    std::vector<std::string> comparators{};                      ///< those of both, in the order of the second
    std::vector<std::pair<std::size_t, std::size_t>> matched{};  ///< rows before and after
    std::vector<RatingMove> moved{};  ///< by comparator, then by row of the second
    std::vector<std::size_t> added{};    ///< rows after
    std::vector<std::size_t> dropped{};  ///< rows before
    std::vector<Revision> revised{};
    std::vector<YardstickChange> changed{};
    std::vector<Suspicion> suspected{};
    std::vector<RatingFlow> counts{};  ///< by comparator, then rating
};

namespace detail {

/// A result by its place: section and indicator, which a separator of units divides.
[[nodiscard]] inline std::string place_of(const ScorecardRow& row) {
    return plain_text(row.result.section) + "\x1f" + plain_text(row.result.indicator);
}

[[nodiscard]] inline std::map<std::string, std::size_t> places_of(const Scorecard& card, const char* which,
                                                                  Problems& problems) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < card.rows.size(); ++i) {
        const auto [first, added] = places.insert({place_of(card.rows[i]), i});
        if (added) continue;
        const auto period = [&](std::size_t row) { return "'" + card.rows[row].result.period + "'"; };
        problems.add(std::string(which) + ", row " + std::to_string(i) + ": found '" + card.rows[i].result.indicator +
                     "' in section '" + card.rows[i].result.section + "' for " + period(i) + ", which row " +
                     std::to_string(first->second) + " has for " + period(first->second) +
                     "; accepted: one result of an indicator in a section, that of the latest period for example");
    }
    return places;
}

[[nodiscard]] inline std::string edges_text(const RatingRule& rule) {
    return std::string(rule.green_inclusive ? "green" : "amber") + " on the comparator, " +
           (rule.amber_inclusive ? "amber" : "red") + " on the margin";
}

/// The changes of one pair of rows. The rule is that against the first comparator.
inline void add_changes(const ScorecardRow& before, const ScorecardRow& after, const YardstickChange& rows,
                        const std::vector<std::pair<std::size_t, std::size_t>>& shared,
                        std::vector<YardstickChange>& changes) {
    const auto add = [&](ChangedPart part, std::string from, std::string to) {
        if (from != to)
            changes.push_back({rows.before, rows.after, part, std::nullopt, std::move(from), std::move(to), {}, {}});
    };
    for (std::size_t c = 0; c < shared.size(); ++c) {
        const Range was = before.assessments[shared[c].first].comparator;
        const Range is = after.assessments[shared[c].second].comparator;
        if (same_range(was, is)) continue;
        changes.push_back({rows.before, rows.after, ChangedPart::comparator, c, {}, {}, was, is});
    }
    const auto named = [](const auto& said) { return said ? std::string(word(*said)) : std::string(); };
    if (sense_of(before.indicator.unit) != sense_of(after.indicator.unit))
        add(ChangedPart::unit, before.indicator.unit, after.indicator.unit);
    add(ChangedPart::polarity, named(before.indicator.polarity), named(after.indicator.polarity));
    add(ChangedPart::accrual, std::string(word(before.indicator.accrual)), std::string(word(after.indicator.accrual)));
    if (shared.empty()) return;
    const RatingRule& was = before.assessments[shared.front().first].rule;
    const RatingRule& is = after.assessments[shared.front().second].rule;
    const auto number = [](double value) { return std::isnan(value) ? std::string() : shown(value); };
    const auto tolerance = [&](const RatingRule& rule) {
        return rule.basis == Basis::band ? std::string() : number(rule.tolerance);
    };
    add(ChangedPart::basis, std::string(word(was.basis)), std::string(word(is.basis)));
    add(ChangedPart::tolerance, tolerance(was), tolerance(is));
    add(ChangedPart::amber_limit, number(was.amber_limit), number(is.amber_limit));
    add(ChangedPart::edges, edges_text(was), edges_text(is));
    add(ChangedPart::zero_rule, std::string(word(was.zero)), std::string(word(is.zero)));
}

/// Whether two names have most of their words, or nearly all of their letters, in common; and how much.
[[nodiscard]] inline double alike(std::string_view a, std::string_view b) {
    const std::vector<std::string> words_a = significant_words(a), words_b = significant_words(b);
    std::size_t shared = 0;
    for (const std::string& one : words_a) shared += std::count(words_b.begin(), words_b.end(), one) > 0 ? 1u : 0u;
    const std::size_t all = words_a.size() + words_b.size() - shared;
    const double of_words = all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
    if (of_words >= 0.6) return of_words;
    const auto [shorter, longer] = std::minmax({a.size(), b.size()});
    if (longer == 0 || 5 * (longer - shorter) > longer) return 0.0;
    const std::size_t apart = edit_distance(a, b);
    return 5 * apart <= longer ? 1.0 - static_cast<double>(apart) / static_cast<double>(longer) : 0.0;
}

/// Whether the figures of a dropped row go on in a new one.
[[nodiscard]] inline bool figures_go_on(const ScorecardRow& dropped, const ScorecardRow& added) {
    if (dropped.indicator.polarity != added.indicator.polarity || units_are_others(dropped, added)) return false;
    const double was = dropped.result.latest;
    if (std::isnan(was) || was == 0.0 || was != added.result.previous) return false;
    const auto first = [](const ScorecardRow& row) {
        return row.assessments.empty() ? Range{} : row.assessments.front().comparator;
    };
    return first(dropped).given() && same_range(first(dropped), first(added));
}

[[nodiscard]] inline std::vector<Suspicion> suspicions(const Scorecard& before, const std::vector<std::size_t>& dropped,
                                                       const Scorecard& after, const std::vector<std::size_t>& added) {
    std::vector<Suspicion> found;
    for (const std::size_t d : dropped) {
        const ScorecardRow& old = before.rows[d];
        const std::string name = plain_text(old.result.indicator);
        std::optional<Suspicion> best;
        double most = 0.0;
        for (const std::size_t n : added) {
            const ScorecardRow& fresh = after.rows[n];
            const std::string other = plain_text(fresh.result.indicator);
            const bool moved = name == other;
            const double common = moved ? 3.0 : figures_go_on(old, fresh) ? 2.0 : alike(name, other);
            if (common <= most) continue;
            most = common;
            best = Suspicion{d, n,
                             moved          ? SuspectedBy::section
                             : common > 1.0 ? SuspectedBy::figures
                                            : SuspectedBy::name};
        }
        if (best) found.push_back(*best);
    }
    return found;
}

}  // namespace detail

/// Compares two scorecards: see the head of this file.
/// @throws Error naming up to ten rows whose section and indicator stand twice in one scorecard.
[[nodiscard]] inline Comparison compare(const Scorecard& before, const Scorecard& after,
                                        const Histories& history_before = {}, const Histories& history_after = {}) {
    Problems problems;
    const auto was = detail::places_of(before, "before", problems), is = detail::places_of(after, "after", problems);
    problems.raise_if_any();

    Comparison found;
    std::vector<std::pair<std::size_t, std::size_t>> shared;  // the comparators of both, by their numbers in each
    const auto in = [](const Scorecard& card, const std::string& name) {
        return static_cast<std::size_t>(std::find(card.comparators.begin(), card.comparators.end(), name) -
                                        card.comparators.begin());
    };
    for (std::size_t c = 0; c < after.comparators.size(); ++c) {
        const std::size_t other = in(before, after.comparators[c]);
        if (other == before.comparators.size()) {
            found.changed.push_back({.part = ChangedPart::comparator_added, .to = after.comparators[c]});
            continue;
        }
        shared.emplace_back(other, c);
        found.comparators.push_back(after.comparators[c]);
    }
    for (const std::string& name : before.comparators)
        if (in(after, name) == after.comparators.size())
            found.changed.push_back({.part = ChangedPart::comparator_dropped, .from = name});

    constexpr std::size_t ratings = Vocabulary<Rating>::words.size();
    for (std::size_t c = 0; c < shared.size(); ++c)
        for (std::size_t r = 0; r < ratings; ++r)
            found.counts.push_back({.comparator = c, .rating = static_cast<Rating>(r)});
    const auto flow = [&](std::size_t comparator, Rating rating) -> RatingFlow& {
        return found.counts[comparator * ratings + static_cast<std::size_t>(rating)];
    };

    for (std::size_t i = 0; i < before.rows.size(); ++i) {
        const bool gone = !is.contains(detail::place_of(before.rows[i]));
        if (gone) found.dropped.push_back(i);
        for (std::size_t c = 0; c < shared.size(); ++c) {
            RatingFlow& counts = flow(c, before.rows[i].assessments[shared[c].first].rating);
            ++counts.before;
            counts.dropped += gone ? 1u : 0u;
        }
    }
    for (std::size_t i = 0; i < after.rows.size(); ++i) {
        const ScorecardRow& row = after.rows[i];
        const auto other = was.find(detail::place_of(row));
        if (other == was.end())
            found.added.push_back(i);
        else
            found.matched.emplace_back(other->second, i);
        for (std::size_t c = 0; c < shared.size(); ++c) {
            const Assessment& now = row.assessments[shared[c].second];
            ++flow(c, now.rating).after;
            if (other == was.end()) {
                ++flow(c, now.rating).added;
                continue;
            }
            const ScorecardRow& old = before.rows[other->second];
            const Assessment& then = old.assessments[shared[c].first];
            if (then.rating == now.rating) continue;
            ++flow(c, then.rating).moved_out;
            ++flow(c, now.rating).moved_in;
            RatingMove move = detail::move_of(old, then, row, now);
            move.before = other->second;
            move.after = i;
            move.comparator = c;
            found.moved.push_back(move);
        }
        if (other != was.end())
            detail::add_changes(before.rows[other->second], row, {.before = other->second, .after = i}, shared,
                                found.changed);
    }
    std::ranges::stable_sort(found.moved, {}, &RatingMove::comparator);
    found.revised = revisions(before, history_before, after, history_after);
    found.suspected = detail::suspicions(before, found.dropped, after, found.added);
    return found;
}

}  // namespace headway::inline HEADWAY_ABI
