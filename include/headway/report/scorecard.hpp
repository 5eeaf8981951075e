/// @file
/// A scorecard: results by section, rated against each comparator, counted, complete or refused.
///
/// An indicator is defined once and may stand in several sections; each section counts it. Rows keep the order they
/// were given in, sections the order they first appear in. Nothing is dropped: a row that cannot be rated stays,
/// with its reason. A result of an unknown indicator, an indicator that is defined twice or that appears twice in a
/// section for the same period, and a row whose comparators do not match the names are refused, all at once.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/error.hpp"
#include "headway/measure/indicator.hpp"
#include "headway/measure/range.hpp"
#include "headway/report/counts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One result as reported.
struct Result {
    std::string section{};
    std::string indicator{};  ///< an `Indicator::id`
    std::string period{};     ///< its label, as printed
    double previous = std::numeric_limits<double>::quiet_NaN();
    double latest = std::numeric_limits<double>::quiet_NaN();
    std::vector<Range> comparators{};  ///< in the order of the scorecard's names; one number is {x, x}
};

/// One result, assessed.
struct ScorecardRow {
    Result result{};
    Indicator indicator{};
    double change = std::numeric_limits<double>::quiet_NaN();
    Direction direction = Direction::unknown;
    std::vector<Assessment> assessments{};  ///< one a comparator
};

struct SectionSummary {
    std::string section{};
    std::vector<RatingCounts> ratings{};  ///< one a comparator
    DirectionCounts directions{};
};

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

/// Assesses every result by its indicator's polarity and one rule. `rule.polarity` is not used.
/// @throws Error naming up to ten rows at once; see the head of this file.
[[nodiscard]] inline Scorecard scorecard(const std::vector<Indicator>& indicators, const std::vector<Result>& results,
                                         std::vector<std::string> comparators = {"target", "national", "peer"},
                                         RatingRule rule = {}, const DirectionRule& direction_rule = {}) {
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

    std::map<std::string, std::size_t> seen;  // section, indicator and period, which separators of units divide
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Result& result = results[i];
        const std::string where = "row " + std::to_string(i) + ", '" + result.indicator + "': ";
        if (result.section.empty()) problems.add(where + "section: found ''; accepted: a name");
        if (!defined.contains(result.indicator))
            problems.add(where + "not defined; accepted: the id of one of the " + std::to_string(defined.size()) +
                         " indicators given");
        if (!seen.insert({result.section + "\x1f" + result.indicator + "\x1f" + result.period, i}).second)
            problems.add(where + "appears twice in section '" + result.section + "' for period '" + result.period +
                         "'; accepted: once");
        if (result.comparators.size() != comparators.size())
            problems.add(where + "found " + std::to_string(result.comparators.size()) + " comparators; accepted: " +
                         std::to_string(comparators.size()));
        bool finite = !std::isinf(result.latest) && !std::isinf(result.previous);
        for (const Range& range : result.comparators) {
            finite = finite && !std::isinf(range.lower) && !std::isinf(range.upper);
            if (range.lower > range.upper)
                problems.add(where + "comparators: found a range from " + shown(range.lower) + " to " +
                             shown(range.upper) + "; accepted: the lower bound first");
        }
        if (!finite)
            problems.add(where +
                         "latest, previous, comparators: found an infinite number; accepted: finite numbers, or "
                         "NaN for missing");
    }
    problems.raise_if_any();

    Scorecard card{std::move(comparators), {}};
    card.rows.reserve(results.size());
    for (const Result& result : results) {
        const Indicator& indicator = indicators[defined.at(result.indicator)];
        ScorecardRow row{.result = result, .indicator = indicator};
        rule.polarity = indicator.polarity;
        validate(rule);
        row.change = change_since(result.latest, result.previous);
        if (has_direction(indicator.accrual))
            row.direction = direction(result.latest, result.previous, indicator.polarity,
                                      result.comparators.empty() ? Range{} : result.comparators.front(),
                                      direction_rule);
        for (const Range& comparator : result.comparators)
            row.assessments.push_back(assess(result.latest, comparator, rule));
        card.rows.push_back(std::move(row));
    }
    return card;
}

}  // namespace headway
