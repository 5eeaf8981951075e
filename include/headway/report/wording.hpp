/// @file
/// Draft sentences of a scorecard, for an analyst to edit: counts with what they are out of, what is on and off track,
/// what is furthest from its target, outlook, gaps in the data, and each indicator by itself.
///
/// Every sentence carries the figures that it was made from, each with its value and as it is printed, in their order:
/// whoever doubts one can work it out again. Nothing is said that no figure of the scorecard says. Sentences are made
/// from the templates of a language (wording/kinds.hpp lists them), which may be replaced one by one; the one there
/// is stands in wording/english.hpp. Sentences of two scorecards: wording/of_comparison.hpp.
///
/// | of                       | sentences, in this order                                                         |
/// |--------------------------|----------------------------------------------------------------------------------|
/// | all                      | size; ratings against each comparator; on and off track, furthest; directions;   |
/// |                          | outlook; missing, stale and doubted figures                                      |
/// | each section, of several | ratings against each comparator; on and off track; directions                    |
/// | each indicator           | result, change, equivalent number, outlook                                       |
///
/// On track is green and off track red, against the first comparator; lists hold three and "and 4 more", or four.
/// Furthest is by the gap as a share of the comparator's end that it is from (a comparator of 0 has none): the first
/// three, and those that tie with the third. Stale is a result that ends more than twelve months before the newest. An
/// outlook is at risk with a chance below one half. Counts are of results, as in the scorecard; lists name an indicator
/// and period once. A direction that is unknown gives no sentence of change.
///
/// Errors: a template that is none, or cannot be filled.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/equivalent_number.hpp"
#include "headway/assess/gap_share.hpp"
#include "headway/assess/rating.hpp"
#include "headway/error.hpp"
#include "headway/measure/printed_figure.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unit.hpp"
#include "headway/report/counts.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/report/wording/english.hpp"
#include "headway/report/wording/kinds.hpp"
#include "headway/report/wording/printed.hpp"
#include "headway/report/wording/template.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One draft sentence: of a section or an indicator, or of all where both are empty.
struct Sentence {
    std::string text{};
    std::string kind{};  ///< the name of its template
    std::string section{};
    std::string indicator{};
    std::vector<SentenceFigure> figures{};
};

/// What sentences say of a year's end, beside its rating.
struct OutlookSaid {
    std::string year{};  ///< as printed
    double value = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    double level = std::numeric_limits<double>::quiet_NaN();
    double probability = std::numeric_limits<double>::quiet_NaN();
    Range target{};
};

/// What sentences say of a row, beside its result.
struct RowSaid {
    std::string status{};  ///< why there is no latest figure: "suppressed"
    bool doubted = false;
    double denominator = std::numeric_limits<double>::quiet_NaN();  ///< what a percentage is of
    std::string counted{};                                          ///< what that counts: "pupils"
};

/// What sentences of a scorecard may know beside its rows.
struct BesideSentences {
    std::vector<RowSaid> rows{};  ///< one a row, or none
    std::map<std::string, OutlookSaid> outlooks{};
};

namespace wording {

/// Drafts the sentences of one scorecard.
class Drafts {
public:
    Drafts(const Scorecard& card, const BesideSentences& beside, const Language& language)
        : card_(card), beside_(beside), write_(language) {
        std::set<std::string> indicators;
        for (const ScorecardRow& row : card.rows) indicators.insert(row.result.indicator);
        indicators_ = indicators.size();
    }

    [[nodiscard]] std::vector<Sentence> all() {
        const std::vector<SectionSummary> sections = card_.summary();
        std::vector<std::size_t> rows(card_.rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
        size(sections.size());
        if (!rows.empty()) {
            const SectionSummary sum = total(sections);
            of_scope(sum, rows, "");
            outlook_at_risk();
            gaps(rows);
        }
        for (const SectionSummary& section : sections) {
            if (sections.size() < 2) break;
            std::vector<std::size_t> own;
            for (const std::size_t row : rows)
                if (card_.rows[row].result.section == section.section) own.push_back(row);
            of_scope(section, own, section.section);
        }
        for (const std::size_t row : once(rows)) of_indicator(row);
        return std::move(made_);
    }

private:
    void say(std::string_view kind, Parts parts, const std::string& section = {}, const std::string& indicator = {}) {
        if (!section.empty()) parts["section"] = text(section);
        Words words = write_(kind, parts);
        made_.push_back({std::move(words.text), std::string(kind), section, indicator, std::move(words.figures)});
    }

    [[nodiscard]] const Result& result(std::size_t row) const { return card_.rows[row].result; }

    /// Rows of the same indicator and period once.
    [[nodiscard]] std::vector<std::size_t> once(const std::vector<std::size_t>& rows) const {
        std::set<std::string> seen;
        std::vector<std::size_t> kept;
        for (const std::size_t row : rows)
            if (seen.insert(result(row).indicator + "\x1f" + result(row).period).second) kept.push_back(row);
        return kept;
    }

    /// What is counted: indicators where each has one result.
    void add_noun(Parts& parts, const std::vector<std::size_t>& rows) const {
        std::set<std::string> names;
        for (const std::size_t row : rows) names.insert(result(row).indicator);
        const std::string one = names.size() == rows.size() ? "word_indicator" : "word_result";
        parts["one"] = text(write_.word(one));
        parts["many"] = text(write_.word(one + "s"));
    }

    [[nodiscard]] static SectionSummary total(const std::vector<SectionSummary>& sections) {
        SectionSummary sum{
            .section = {}, .ratings = std::vector<RatingCounts>(sections.front().ratings.size()), .directions = {}};
        for (const SectionSummary& each : sections) {
            for (std::size_t c = 0; c < sum.ratings.size(); ++c) {
                RatingCounts& all = sum.ratings[c];
                const RatingCounts& one = each.ratings[c];
                all = {all.kpis + one.kpis,   all.with_comparator + one.with_comparator,
                       all.green + one.green, all.amber + one.amber,
                       all.red + one.red,     all.not_rated + one.not_rated};
            }
            const DirectionCounts& one = each.directions;
            DirectionCounts& all = sum.directions;
            all = {all.kpis + one.kpis,
                   all.compared + one.compared,
                   all.improving + one.improving,
                   all.worsening + one.worsening,
                   all.no_change + one.no_change,
                   all.increasing + one.increasing,
                   all.decreasing + one.decreasing,
                   all.unknown + one.unknown};
        }
        return sum;
    }

    void size(std::size_t sections) {
        Parts parts;
        add_counts(parts, {{"results", card_.rows.size()}, {"indicators", indicators_}, {"sections", sections}});
        say(card_.rows.size() == indicators_ ? "size" : "size_results", std::move(parts));
    }

    void of_scope(const SectionSummary& counts, const std::vector<std::size_t>& rows, const std::string& section) {
        for (std::size_t c = 0; c < card_.comparators.size(); ++c) ratings(counts.ratings[c], c, rows, section);
        if (!card_.comparators.empty()) {
            track("on_track", Rating::green, rows, section);
            track("off_track", Rating::red, rows, section);
            if (section.empty()) furthest(rows);
        }
        directions(counts.directions, rows, section);
    }

    void ratings(const RatingCounts& n, std::size_t comparator, const std::vector<std::size_t>& rows,
                 const std::string& section) {
        Parts parts;
        add_noun(parts, rows);
        parts["comparator"] = text(write_.comparator(card_.comparators[comparator]));
        parts["a_comparator"] = text(write_.a_comparator(card_.comparators[comparator]));
        add_counts(
            parts,
            {{"with", n.with_comparator}, {"kpis", n.kpis}, {"green", n.green}, {"amber", n.amber}, {"red", n.red}});
        if (n.not_rated > 0) add_counts(parts, {{"unrated", n.not_rated}});
        if (n.with_comparator == 0) return say("ratings_none", std::move(parts), section);
        for (const auto& [rating, count] :
             {std::pair(Rating::green, n.green), std::pair(Rating::amber, n.amber), std::pair(Rating::red, n.red)})
            if (count == n.with_comparator) {
                parts["rating"] = text(write_.rating(rating));
                return say("ratings_all", std::move(parts), section);
            }
        say(section.empty() ? "ratings" : "section_ratings", std::move(parts), section);
    }

    /// A row within a list: its figure and what that is against.
    [[nodiscard]] Words item(std::string_view kind, std::size_t row) const {
        const ScorecardRow& one = card_.rows[row];
        const RowFigures figures(one);
        const std::string name = ": " + one.result.indicator;
        Parts parts{{"indicator", text(one.result.indicator)}, {"value", figures.latest(write_, "latest" + name)}};
        if (!one.assessments.empty()) {
            const Assessment& against = one.assessments.front();
            parts["target"] = figures.comparator(write_, card_.comparators.front() + name, against.comparator);
            if (!std::isnan(against.gap)) {
                parts["gap"] =
                    figures.distance(write_, "gap" + name, against.gap, figures.places_of(against.comparator));
                parts["side"] = text(write_.word(against.gap < 0.0 ? "word_below" : "word_above"));
            }
        }
        return write_(kind, parts);
    }

    void track(std::string_view kind, Rating rating, const std::vector<std::size_t>& rows, const std::string& section) {
        std::vector<Words> items;
        for (const std::size_t row : once(rows))
            if (card_.rows[row].assessments.front().rating == rating) items.push_back(item("item_result", row));
        if (items.empty()) return;
        say(kind,
            {{"comparator", text(write_.comparator(card_.comparators.front()))},
             {"list", write_.list(items)},
             {"count", count("count", items.size())}},
            section);
    }

    /// The gap of a row as a share of the end of the comparator that it is from; NaN where it has none.
    [[nodiscard]] static double distance(const Assessment& against) noexcept {
        if (against.rating != Rating::amber && against.rating != Rating::red)
            return std::numeric_limits<double>::quiet_NaN();
        return gap_share(against.gap, against.comparator);
    }

    void furthest(const std::vector<std::size_t>& rows) {
        std::vector<std::pair<double, std::size_t>> far;
        for (const std::size_t row : once(rows)) {
            const double away = distance(card_.rows[row].assessments.front());
            if (!std::isnan(away)) far.emplace_back(away, row);
        }
        std::stable_sort(far.begin(), far.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        constexpr std::size_t most = 3;
        std::size_t shown = std::min(most, far.size());
        while (shown > 0 && shown < far.size() && far[shown].first == far[shown - 1].first) ++shown;
        std::vector<Words> items;
        for (std::size_t i = 0; i < shown; ++i) items.push_back(item("item_gap", far[i].second));
        if (!items.empty())
            say("furthest",
                {{"comparator", text(write_.comparator(card_.comparators.front()))}, {"list", write_.list(items)}});
    }

    void directions(const DirectionCounts& n, const std::vector<std::size_t>& rows, const std::string& section) {
        Parts parts;
        add_noun(parts, rows);
        add_counts(parts, {{"compared", n.compared},
                           {"kpis", n.kpis},
                           {"improving", n.improving},
                           {"worsening", n.worsening},
                           {"unchanged", n.no_change}});
        if (n.increasing + n.decreasing > 0) add_counts(parts, {{"neutral", n.increasing + n.decreasing}});
        if (n.unknown > 0) add_counts(parts, {{"unknown", n.unknown}});
        say(n.compared == 0   ? "directions_none"
            : section.empty() ? "directions"
                              : "section_directions",
            std::move(parts), section);
    }

    void outlook_at_risk() {
        std::vector<Words> items;
        std::size_t known = 0;
        std::set<std::string> seen;
        for (const ScorecardRow& row : card_.rows) {
            const auto found = beside_.outlooks.find(row.result.indicator);
            if (found == beside_.outlooks.end() || std::isnan(found->second.probability)) continue;
            if (!seen.insert(row.result.indicator).second) continue;
            ++known;
            if (found->second.probability < 0.5)
                items.push_back(write_("item_chance", {{"indicator", text(row.result.indicator)},
                                                       {"chance", write_.share("chance: " + row.result.indicator,
                                                                               found->second.probability)}}));
        }
        if (known == 0) return;
        Parts parts;
        add_counts(parts, {{"outlooks", known}, {"at_risk", items.size()}});
        if (!items.empty()) parts["list"] = write_.list(items);
        say("outlook_at_risk", std::move(parts));
    }

    [[nodiscard]] const RowSaid& said(std::size_t row) const {
        static const RowSaid nothing{};
        return row < beside_.rows.size() ? beside_.rows[row] : nothing;
    }

    [[nodiscard]] bool known(std::size_t row) const noexcept {
        return !std::isnan(result(row).latest) || result(row).latest_interval.given();
    }

    void gaps(const std::vector<std::size_t>& rows) {
        std::optional<Period> newest;
        for (const std::size_t row : rows)
            if (const auto& when = result(row).when; when && known(row) && (!newest || when->end() > newest->end()))
                newest = when;
        const auto is_stale = [&](std::size_t row) {
            const auto& when = result(row).when;
            return newest && when && known(row) && when->last_month().months_until(newest->last_month()) > 12;
        };
        const auto gap = [&](std::string_view kind, const std::string& counted, std::string_view item, auto holds) {
            std::size_t n = 0;
            for (const std::size_t row : rows) n += holds(row) ? 1u : 0u;
            if (n == 0) return;
            std::vector<Words> items;
            for (const std::size_t row : once(rows))
                if (holds(row))
                    items.push_back(write_(item, {{"indicator", text(result(row).indicator)},
                                                  {"why", text(said(row).status)},
                                                  {"period", text(result(row).period)}}));
            Parts parts{{"list", write_.list(items)}};
            if (newest) parts["newest"] = text(newest->label());
            add_noun(parts, rows);
            add_counts(parts, {{counted, n}, {"kpis", rows.size()}});
            say(kind, std::move(parts));
        };
        gap("missing", "missing", "item_missing", [&](std::size_t row) { return !known(row); });
        gap("stale", "stale", "item_stale", is_stale);
        gap("doubts", "doubted", "item_plain", [&](std::size_t row) { return said(row).doubted; });
    }

    void of_indicator(std::size_t row) {
        const ScorecardRow& one = card_.rows[row];
        const std::string& name = one.result.indicator;
        const RowFigures figures(one);
        Parts parts{{"indicator", text(name)}, {"period", text(one.result.period)}, {"unit", text(figures.label())}};
        if (!known(row)) {
            parts["why"] = text(said(row).status);
            say("result_missing", std::move(parts), {}, name);
        } else {
            parts["value"] = figures.latest(write_);
            const Assessment* against = one.assessments.empty() ? nullptr : &one.assessments.front();
            if (against != nullptr && against->rating != Rating::not_rated) {
                parts["comparator"] = text(write_.comparator(card_.comparators.front()));
                parts["target"] = figures.comparator(write_, card_.comparators.front(), against->comparator);
                parts["rating"] = text(write_.rating(against->rating));
                if (std::isnan(against->gap) || against->gap == 0.0) {
                    const bool met = against->rating == Rating::green;
                    say(met ? "result_within" : "result_against", std::move(parts), {}, name);
                } else {
                    parts["gap"] =
                        figures.distance(write_, "gap", against->gap, figures.places_of(against->comparator));
                    parts["side"] = text(write_.word(against->gap < 0.0 ? "word_below" : "word_above"));
                    say("result", std::move(parts), {}, name);
                }
            } else {
                say("result_unrated", std::move(parts), {}, name);
            }
        }
        change(one, figures);
        equivalent(row, figures);
        outlook(one, figures);
    }

    void change(const ScorecardRow& one, const RowFigures& figures) {
        const std::string& name = one.result.indicator;
        if (std::isnan(one.change) || one.direction == Direction::unknown) return;
        Parts parts{{"indicator", text(name)}};
        if (one.change == 0.0) {
            parts["value"] = figures.number("latest", one.result.latest);
            return say("no_change", std::move(parts), {}, name);
        }
        parts["rose"] = text(write_.word(one.change > 0.0 ? "word_rose" : "word_fell"));
        parts["change"] = figures.distance(write_, "change", one.change, figures.places());
        parts["previous"] = figures.number("previous", one.result.previous);
        if (one.direction == Direction::improving) parts["good"] = text(write_.word("word_better"));
        if (one.direction == Direction::worsening) parts["good"] = text(write_.word("word_worse"));
        if (one.direction == Direction::no_change) parts["good"] = text(write_.word("word_unclear"));
        say("change", std::move(parts), {}, name);
    }

    void equivalent(std::size_t row, const RowFigures& figures) {
        const ScorecardRow& one = card_.rows[row];
        if (one.assessments.empty() || !is_per_cent(figures.unit())) return;
        const Assessment& against = one.assessments.front();
        const double of = said(row).denominator;
        if ((against.rating != Rating::amber && against.rating != Rating::red) || std::isnan(against.gap) ||
            !(of > 0.0) || std::isinf(of))
            return;
        const double number = equivalent_number(std::fabs(against.gap), of);
        const bool few = number < 0.5;
        const Part people =
            figure("equivalent number", number, few ? write_.word("word_less_than_1") : figure_text(number, 0));
        Parts parts{{"indicator", text(one.result.indicator)}, {"counted", text(said(row).counted)}};
        parts["comparator"] = text(write_.comparator(card_.comparators.front()));
        parts["gap"] = figures.distance(write_, "gap", against.gap, figures.places_of(against.comparator));
        parts["number"] = few ? people : Part{write_("about", {{"number", people}}), number};
        parts["denominator"] = figure("denominator", of, figure_text(of, 0));
        say("equivalent", std::move(parts), {}, one.result.indicator);
    }

    void outlook(const ScorecardRow& one, const RowFigures& figures) {
        const std::string& name = one.result.indicator;
        const auto found = beside_.outlooks.find(name);
        if (found == beside_.outlooks.end() || std::isnan(found->second.value) || !said_.insert(name).second) return;
        const OutlookSaid& end = found->second;
        const std::array<double, 2> targets{end.target.lower, end.target.upper};
        const int places =
            std::max(places_to_tell_apart(end.value, targets, end.value, figures.places()), decimals_used(targets));
        const auto number = [&](const char* what, double value) {
            return figure(what, value, figure_text(value, places, figures.unit()));
        };
        Parts parts{{"indicator", text(name)},
                    {"year", text(end.year)},
                    {"unit", text(figures.label())},
                    {"value", number("year end", end.value)}};
        if (!std::isnan(end.lower) && !std::isnan(end.upper) && !std::isnan(end.level)) {
            parts["lower"] = number("year end lower", end.lower);
            parts["upper"] = number("year end upper", end.upper);
            const double level = 100.0 * end.level;
            parts["level"] = figure("level", end.level, figure_text(level, decimals_used({&level, 1}), "%"));
        }
        if (end.target.given()) parts["target"] = write_.range("year-end target", end.target, places, figures.unit());
        if (!std::isnan(end.probability)) parts["chance"] = write_.share("chance", end.probability);
        say("outlook", std::move(parts), {}, name);
    }

    const Scorecard& card_;
    const BesideSentences& beside_;
    Writer write_;
    std::size_t indicators_ = 0;
    std::set<std::string> said_{};  ///< indicators whose outlook is said
    std::vector<Sentence> made_{};
};

}  // namespace wording

/// The draft sentences of a scorecard: see the head of this file.
[[nodiscard]] inline std::vector<Sentence> draft_sentences(const Scorecard& card, const BesideSentences& beside = {},
                                                           const wording::Language& language = wording::english()) {
    return wording::Drafts(card, beside, language).all();
}

}  // namespace headway::inline HEADWAY_ABI
