/// @file
/// A scorecard: results by section, rated against each comparator, counted, complete or refused.
///
/// An indicator is defined once and may stand in several sections; each section counts it. Rows keep the order they
/// were given in, sections the order they first appear in. Nothing is dropped: a row that cannot be rated stays,
/// with its reason. A result of an unknown indicator, an indicator that is defined twice or that appears twice in a
/// section for the same period, a row whose comparators do not match the names, intervals that do not hold their value,
/// a rule of a row that cannot rate and a year end of an unknown indicator are refused, all at once.
///
/// A row is assessed as the column kernel does it (batch/assess.hpp), and then by what is known of its indicator
/// beside it:
///
/// | known                                        | says                                                        |
/// |----------------------------------------------|-------------------------------------------------------------|
/// | intervals of the latest and previous value   | whether they explain the change (direction.hpp)             |
/// | the rule of the row                          | what is amber (rating_rule.hpp), its own dead band          |
/// | a history, where directions are by its chart | the direction (charted_direction.hpp)                       |
/// | the end of the year                          | that the first comparator is of the year (year_end.hpp); it |
/// |                                              | is rated too, as `year_end`                                 |
///
/// The last two are joined by `Result::when`; a result without it has neither.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/assess/withhold.hpp"
#include "headway/error.hpp"
#include "headway/measure/indicator.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/problems.hpp"
#include "headway/report/charted_direction.hpp"
#include "headway/report/counts.hpp"
#include "headway/report/history_point.hpp"
#include "headway/report/year_end.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// One result as reported.
struct Result {
    std::string section{};
    std::string indicator{};  ///< an `Indicator::id`
    std::string period{};     ///< its label, as printed
    double previous = std::numeric_limits<double>::quiet_NaN();
    double latest = std::numeric_limits<double>::quiet_NaN();
    std::vector<Range> comparators{};  ///< in the order of the scorecard's names; one number is {x, x}
    Range latest_interval{};           ///< where it is known
    Range previous_interval{};
    std::string latest_unit{};                   ///< where the cell itself, or its heading, says one
    std::string previous_unit{};
    std::vector<std::string> comparator_units{};  ///< of each comparator, or none
    RuleOfRow rule{};  ///< where the row has its own
    double dead_band = std::numeric_limits<double>::quiet_NaN();
    std::optional<Period> when{};  ///< the period itself; empty where nobody knows it
};

/// What says which way an indicator is going.
enum class DirectionsBy : std::uint8_t {
    change,         ///< the change since the previous value
    control_chart,  ///< a control chart of its history, where that has enough points
};

template <>
struct Vocabulary<DirectionsBy> {
    static constexpr std::string_view name = "directions";
    static constexpr std::array<std::string_view, 2> words{"change", "control_chart"};
};

/// What is known of indicators beside their results, by `Indicator::id`.
struct BesideResults {
    std::map<std::string, std::vector<HistoryPoint>> history{};  ///< the oldest first; of other indicators too
    std::map<std::string, YearEnd> year_ends{};
    DirectionsBy directions = DirectionsBy::change;
};

/// One result, assessed.
struct ScorecardRow {
    Result result{};
    Indicator indicator{};
    double change = std::numeric_limits<double>::quiet_NaN();
    Direction direction = Direction::unknown;
    DirectionReason direction_reason = DirectionReason::no_data;
    std::vector<Assessment> assessments{};  ///< one a comparator
    std::optional<Assessment> year_end{};   ///< the forecast of its year, where there is one
};

/// The counts of one section.
struct SectionSummary {
    std::string section{};
    std::vector<RatingCounts> ratings{};  ///< one a comparator
    DirectionCounts directions{};
};

/// Rated results, with their counts by section.
struct Scorecard {
    std::vector<std::string> comparators{};  ///< names: "target", "national", "peer"
    std::vector<ScorecardRow> rows{};

    /// Counts by section, in the order of the sections' first rows.
    [[nodiscard]] std::vector<SectionSummary> summary() const {
        std::vector<SectionSummary> sections;
        std::map<std::string, std::size_t> index;
        for (const ScorecardRow& row : rows) {
            const auto [where, added] = index.insert({row.result.section, sections.size()});
            if (added)
                sections.push_back({row.result.section, std::vector<RatingCounts>(comparators.size()), {}});
            SectionSummary& section = sections[where->second];
            section.directions.add(row.direction);
            for (std::size_t c = 0; c < comparators.size(); ++c)
                section.ratings[c].add(row.assessments[c].rating, row.assessments[c].has_comparator());
        }
        return sections;
    }
};

namespace detail {

/// What is wrong with the numbers of a result: `refuse(problem)`.
template <class Refuse>
void check_numbers(const Result& result, Refuse refuse) {
    bool finite = !std::isinf(result.latest) && !std::isinf(result.previous);
    for (const Range& range : result.comparators) {
        finite = finite && !std::isinf(range.lower) && !std::isinf(range.upper);
        if (range.lower > range.upper)
            refuse("comparators: found a range from " + shown(range.lower) + " to " + shown(range.upper) +
                   "; accepted: the lower bound first");
    }
    if (!finite)
        refuse("latest, previous, comparators: found an infinite number; accepted: finite numbers, or NaN for missing");
    for (const auto& [name, value, range] : {std::tuple("latest", result.latest, result.latest_interval),
                                             std::tuple("previous", result.previous, result.previous_interval)})
        if (!is_interval_of(value, range))
            refuse(std::string(name) + "_interval: found " + shown(range.lower) + " to " + shown(range.upper) +
                   " about " + shown(value) + "; accepted: the interval of the value, finite, or missing");
    if (result.dead_band < 0.0 || std::isinf(result.dead_band))
        refuse("dead_band: found " + shown(result.dead_band) +
               "; accepted: 0 or more, in the indicator's unit, or missing");
}

/// A result of an indicator, by its own rules; of a rule that has its polarity.
[[nodiscard]] inline ScorecardRow assessed(const Result& result, const Indicator& indicator, const RatingRule& rule,
                                           const DirectionRule& direction_rule) {
    ScorecardRow row{.result = result, .indicator = indicator};
    row.change = change_since(result.latest, result.previous);
    const Travel moved = travel({result.latest, result.latest_interval}, {result.previous, result.previous_interval},
                                indicator.polarity, indicator.accrual,
                                result.comparators.empty() ? Range{} : result.comparators.front(),
                                rule_of_row(direction_rule, result.dead_band));
    const UnitSense unit = sense_of(indicator.unit), of_latest = sense_of(result.latest_unit);
    const Units as_before =
        compare_units(result.latest, of_latest, result.previous, sense_of(result.previous_unit), unit);
    if (as_before != Units::alike) row.change = std::numeric_limits<double>::quiet_NaN();
    const Travel told = withheld(moved, as_before);
    row.direction = told.direction;
    row.direction_reason = told.reason;
    for (std::size_t c = 0; c < result.comparators.size(); ++c) {
        const std::string said = c < result.comparator_units.size() ? result.comparator_units[c] : std::string();
        row.assessments.push_back(assess(result.latest, result.comparators[c], rule_of_row(rule, result.rule, c == 0)));
        withhold(row.assessments.back(),
                 compare_units(result.latest, of_latest, result.comparators[c], sense_of(said), unit));
    }
    return row;
}

/// A row by the control chart of its history.
inline void chart(ScorecardRow& row, std::span<const HistoryPoint> history) {
    const Travel moved = charted_travel({row.direction, row.direction_reason}, row.result.latest, row.result.when,
                                        row.indicator.polarity, history);
    row.direction = moved.direction;
    row.direction_reason = moved.reason;
}

/// A row beside the end of its year: a comparator that is of the year is not one of a part of it, and the forecast has
/// a rating of its own.
inline void join(ScorecardRow& row, const YearEnd& year_end, const RatingRule& rule) {
    const Range first = row.result.comparators.empty() ? Range{} : row.result.comparators.front();
    row.year_end =
        assess(year_end, rule_of_row(rule, row.result.rule, is_target_of(year_end, first)), row.indicator.unit);
    if (row.assessments.empty() || !is_part_of_the_year(year_end, first, row.result.when)) return;
    row.assessments.front().rating = Rating::not_rated;
    row.assessments.front().reason = Reason::of_the_year;
}

}  // namespace detail

/// Assesses every result by its indicator's polarity and one rule, or what the row has of it; `rule.polarity` is not
/// used.
/// @throws Error naming up to ten rows at once; see the head of this file.
[[nodiscard]] inline Scorecard scorecard(const std::vector<Indicator>& indicators, const std::vector<Result>& results,
                                         std::vector<std::string> comparators = {"target", "national", "peer"},
                                         RatingRule rule = {}, const DirectionRule& direction_rule = {},
                                         const BesideResults& beside = {}) {
    validate(direction_rule);
    Problems problems;
    for (auto name = comparators.begin(); name != comparators.end(); ++name)
        if (std::find(comparators.begin(), name, *name) != name)
            problems.add("comparators: found '" + *name + "' twice; accepted: each name once");
    std::map<std::string, std::size_t> defined;  // where, among the indicators
    for (std::size_t i = 0; i < indicators.size(); ++i)
        if (!defined.insert({indicators[i].id, i}).second)
            problems.add("indicator '" + indicators[i].id +
                         "': defined twice; accepted: one definition, in all its sections");
    const auto undefined = "not defined; accepted: the id of one of the " + std::to_string(defined.size()) +
                           " indicators given";
    for (const auto& [id, year_end] : beside.year_ends)
        if (!defined.contains(id)) problems.add("year end of '" + id + "': " + undefined);

    std::map<std::string, std::size_t> seen;  // section, indicator and period, which separators of units divide
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Result& result = results[i];
        const auto refuse = [&](const std::string& problem) {
            problems.add("row " + std::to_string(i) + ", '" + result.indicator + "': " + problem);
        };
        if (result.section.empty()) refuse("section: found ''; accepted: a name");
        const auto of = defined.find(result.indicator);
        if (of == defined.end()) refuse(undefined);
        if (!seen.insert({result.section + "\x1f" + result.indicator + "\x1f" + result.period, i}).second)
            refuse("appears twice in section '" + result.section + "' for period '" + result.period +
                   "'; accepted: once");
        if (result.comparators.size() != comparators.size())
            refuse("found " + std::to_string(result.comparators.size()) + " comparators; accepted: " +
                   std::to_string(comparators.size()));
        detail::check_numbers(result, refuse);
        if (of == defined.end() || !result.rule.given()) continue;
        rule.polarity = indicators[of->second].polarity;
        const bool compared = !result.comparators.empty() && !comparators.empty();
        check_rule_of_row(rule, result.rule, compared ? result.comparators.front() : Range{},
                          compared ? comparators.front() : std::string(),
                          [&](std::string_view part, const std::string& problem) {
                              refuse(std::string(part) + ": " + problem);
                          });
    }
    problems.raise_if_any();

    std::map<std::string, YearEnd> year_ends = beside.year_ends;
    for (auto result = results.rbegin(); result != results.rend(); ++result)  // of its last result
        if (const auto found = year_ends.find(result->indicator); found != year_ends.end() && !comparators.empty())
            found->second = with_target_of_level(found->second, result->comparators.front());

    Scorecard card{std::move(comparators), {}};
    card.rows.reserve(results.size());
    for (const Result& result : results) {
        const Indicator& indicator = indicators[defined.at(result.indicator)];
        rule.polarity = indicator.polarity;
        validate(rule);
        ScorecardRow row = detail::assessed(result, indicator, rule, direction_rule);
        if (beside.directions == DirectionsBy::control_chart)
            if (const auto found = beside.history.find(indicator.id); found != beside.history.end())
                detail::chart(row, found->second);
        if (const auto found = year_ends.find(indicator.id); found != year_ends.end())
            detail::join(row, found->second, rule);
        card.rows.push_back(std::move(row));
    }
    return card;
}

}  // namespace headway
