/// @file
/// Draft sentences of two scorecards: what is in both, new and gone; which ratings moved and why; what was revised,
/// redefined and may be renamed; how the counts reconcile. Each carries its figures, as those of one scorecard do.
///
/// A rating that moved is better or worse by the order green, amber, red; one that was not rated at one of the two
/// times is neither. A change that all rows have alike is one sentence.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/decimal_text.hpp"
#include "headway/measure/printed_figure.hpp"
#include "headway/measure/range.hpp"
#include "headway/report/comparison.hpp"
#include "headway/report/rating_move.hpp"
#include "headway/report/revision.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/report/wording.hpp"
#include "headway/report/wording/english.hpp"
#include "headway/report/wording/kinds.hpp"
#include "headway/report/wording/printed.hpp"
#include "headway/report/wording/template.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

namespace wording {

/// Two comparators as parts, in decimals that tell them apart. Empty where there is none.
[[nodiscard]] inline std::pair<Part, Part> two_ranges(const Writer& write, Range was, std::string_view unit_before,
                                                      Range is, std::string_view unit_after) {
    const std::array<double, 4> ends{was.lower, was.upper, is.lower, is.upper};
    const int used = decimals_used(ends);
    const int places = std::max(places_to_tell_apart(was.lower, {&is.lower, 1}, was.lower, used),
                                places_to_tell_apart(was.upper, {&is.upper, 1}, was.upper, used));
    return {write.range("before", was, places, unit_before), write.range("after", is, places, unit_after)};
}

/// Two figures of one indicator as parts, in decimals that tell them apart.
[[nodiscard]] inline std::pair<Part, Part> two_figures(double was, double is, const std::string& unit_before,
                                                       const std::string& unit_after) {
    const std::array<double, 2> both{was, is};
    const int places = places_to_tell_apart(was, {&is, 1}, was, decimals_used(both));
    return {std::isnan(was) ? Part{} : figure("before", was, figure_text(was, places, unit_before)),
            std::isnan(is) ? Part{} : figure("after", is, figure_text(is, places, unit_after))};
}

/// Drafts the sentences of a comparison.
class ComparisonDrafts {
public:
    ComparisonDrafts(const Scorecard& before, const Scorecard& after, const Comparison& found, const Language& language)
        : before_(before), after_(after), found_(found), write_(language) {}

    [[nodiscard]] std::vector<Sentence> all() {
        Parts parts = nouns();
        add_counts(
            parts,
            {{"matched", found_.matched.size()}, {"new", found_.added.size()}, {"dropped", found_.dropped.size()}});
        say("compared", std::move(parts));
        for (std::size_t c = 0; c < found_.comparators.size(); ++c) moves(c);
        came_and_went("new", after_, found_.added);
        came_and_went("dropped", before_, found_.dropped);
        for (const Suspicion& one : found_.suspected)
            say("suspected", {{"dropped", text(before_.rows[one.dropped].result.indicator)},
                              {"new", text(after_.rows[one.added].result.indicator)},
                              {"by", text(std::string(word(one.by)))}});
        for (const Revision& one : found_.revised) revision(one);
        changes();
        for (const RatingFlow& flow : found_.counts) reconciliation(flow);
        return std::move(made_);
    }

private:
    void say(std::string_view kind, const Parts& parts, const std::string& indicator = {}) {
        Words words = write_(kind, parts);
        made_.push_back({std::move(words.text), std::string(kind), {}, indicator, std::move(words.figures)});
    }

    [[nodiscard]] Parts nouns() const {
        return {{"one", text(write_.word("word_result"))}, {"many", text(write_.word("word_results"))}};
    }

    [[nodiscard]] Part comparator(std::size_t c) const { return text(write_.comparator(found_.comparators[c])); }

    void moves(std::size_t c) {
        std::size_t moved = 0, better = 0, worse = 0;
        for (const RatingMove& move : found_.moved) {
            if (move.comparator != c) continue;
            ++moved;
            if (move.from == Rating::not_rated || move.to == Rating::not_rated) continue;
            ++(move.to < move.from ? better : worse);  // green, amber, red
        }
        Parts parts = nouns();
        parts["comparator"] = comparator(c);
        add_counts(parts, {{"matched", found_.matched.size()}, {"moved", moved}, {"better", better}, {"worse", worse}});
        if (moved > better + worse) add_counts(parts, {{"other", moved - better - worse}});
        say(moved == 0 ? "moved_none" : "moved_count", parts);
        for (const RatingMove& move : found_.moved)
            if (move.comparator == c) say("moved", of_move(move), after_.rows[move.after].result.indicator);
    }

    [[nodiscard]] Parts of_move(const RatingMove& move) const {
        const std::string& name = found_.comparators[move.comparator];
        return {{"indicator", text(after_.rows[move.after].result.indicator)},
                {"comparator", comparator(move.comparator)},
                {"from", text(write_.rating(move.from))},
                {"to", text(write_.rating(move.to))},
                {"because", because(move, name)}};
    }

    [[nodiscard]] Part because(const RatingMove& move, const std::string& name) const {
        if (move.cause == MoveCause::definition) return {write_("because_definition"), {}};
        if (move.cause == MoveCause::withheld) return {write_("because_withheld"), {}};
        const ScorecardRow &was = before_.rows[move.before], &is = after_.rows[move.after];
        const unsigned set = static_cast<unsigned>(move.cause) + 1u;
        std::vector<Words> reasons;
        const auto add = [&](const std::string& kind, std::pair<Part, Part> parts) {
            const bool known = parts.first.words.text.empty(), missing = parts.second.words.text.empty();
            reasons.push_back(write_(kind + (known     ? "_known"
                                             : missing ? "_missing"
                                                       : ""),
                                     {{"from", std::move(parts.first)},
                                      {"to", std::move(parts.second)},
                                      {"comparator", text(write_.comparator(name))},
                                      {"a_comparator", text(write_.a_comparator(name))}}));
        };
        if ((set & 1u) != 0)
            add("because_value",
                std::isnan(was.result.latest) || std::isnan(is.result.latest)
                    ? two_ranges(write_, value_of(was), was.indicator.unit, value_of(is), is.indicator.unit)
                    : two_figures(was.result.latest, is.result.latest, was.indicator.unit, is.indicator.unit));
        if ((set & 2u) != 0)
            add("because_comparator", two_ranges(write_, against(before_, was, name), was.indicator.unit,
                                                 against(after_, is, name), is.indicator.unit));
        if ((set & 4u) != 0) reasons.push_back(write_("because_rule"));
        return write_.list(reasons);
    }

    [[nodiscard]] static Range value_of(const ScorecardRow& row) noexcept {
        const double latest = row.result.latest;
        return std::isnan(latest) ? row.result.latest_interval : Range{latest, latest};
    }

    [[nodiscard]] static Range against(const Scorecard& card, const ScorecardRow& row, const std::string& name) {
        const auto at = std::find(card.comparators.begin(), card.comparators.end(), name) - card.comparators.begin();
        return row.assessments[static_cast<std::size_t>(at)].comparator;
    }

    void came_and_went(const std::string& kind, const Scorecard& card, const std::vector<std::size_t>& rows) {
        if (rows.empty()) return;
        std::vector<Words> items;
        for (const std::size_t row : rows)
            items.push_back(write_("item_plain", {{"indicator", text(card.rows[row].result.indicator)}}));
        Parts parts = nouns();
        parts["list"] = write_.list(items);
        add_counts(parts, {{kind, rows.size()}});
        say(kind, parts);
    }

    void revision(const Revision& one) {
        const ScorecardRow& row = after_.rows[one.after];
        auto [from, to] = two_figures(one.from, one.to, row.indicator.unit, row.indicator.unit);
        const bool known = std::isnan(one.from), missing = std::isnan(one.to);
        say(known     ? "revised_known"
            : missing ? "revised_missing"
                      : "revised",
            {{"indicator", text(row.result.indicator)},
             {"period", text(one.period.label())},
             {"from", std::move(from)},
             {"to", std::move(to)}},
            row.result.indicator);
    }

    void changes() {
        std::map<std::tuple<ChangedPart, std::string, std::string>, std::size_t> alike;
        for (const YardstickChange& one : found_.changed)
            if (one.after && !one.comparator) ++alike[{one.part, one.from, one.to}];
        std::set<std::tuple<ChangedPart, std::string, std::string>> told;
        for (const YardstickChange& one : found_.changed) {
            const std::string part =
                one.comparator ? write_.comparator(found_.comparators[*one.comparator]) : std::string(word(one.part));
            const bool number = one.part == ChangedPart::tolerance || one.part == ChangedPart::amber_limit;
            const auto said = [&](const std::string& name, const std::string& words) {
                if (words.empty()) return text(write_.word("word_none"));
                return number ? figure(name, decimal::read(words), words) : text(words);
            };
            Parts parts{{"part", text(part)}, {"from", said("before", one.from)}, {"to", said("after", one.to)}};
            if (!one.after) {
                parts["comparator"] = text(one.from.empty() ? one.to : one.from);
                say(one.part == ChangedPart::comparator_added ? "comparator_added" : "comparator_dropped", parts);
                continue;
            }
            const auto key = std::tuple(one.part, one.from, one.to);
            if (!one.comparator && alike[key] == found_.matched.size() && alike[key] > 1) {
                if (told.insert(key).second) say("changed_all", parts);
                continue;
            }
            const ScorecardRow &before = before_.rows[*one.before], &after = after_.rows[*one.after];
            if (one.comparator) {
                auto [from, to] = two_ranges(write_, one.was, before.indicator.unit, one.is, after.indicator.unit);
                if (one.was.given()) parts["from"] = std::move(from);
                if (one.is.given()) parts["to"] = std::move(to);
            }
            parts["indicator"] = text(after.result.indicator);
            say("changed", parts, after.result.indicator);
        }
    }

    void reconciliation(const RatingFlow& flow) {
        if (flow.before == 0 && flow.after == 0) return;
        std::string rating = write_.rating(flow.rating);
        if (!rating.empty() && rating[0] >= 'a' && rating[0] <= 'z')
            rating[0] = static_cast<char>(rating[0] - 'a' + 'A');
        Parts parts{{"rating", text(rating)}, {"comparator", comparator(flow.comparator)}};
        add_counts(parts, {{"before", flow.before},
                           {"dropped", flow.dropped},
                           {"moved_out", flow.moved_out},
                           {"moved_in", flow.moved_in},
                           {"new", flow.added},
                           {"after", flow.after}});
        say("reconciles", parts);
    }

    const Scorecard& before_;
    const Scorecard& after_;
    const Comparison& found_;
    Writer write_;
    std::vector<Sentence> made_{};
};

}  // namespace wording

/// The draft sentences of two scorecards and what comparing them has found.
[[nodiscard]] inline std::vector<Sentence> draft_sentences(const Scorecard& before, const Scorecard& after,
                                                           const Comparison& found,
                                                           const wording::Language& language = wording::english()) {
    return wording::ComparisonDrafts(before, after, found, language).all();
}

}  // namespace headway::inline HEADWAY_ABI
