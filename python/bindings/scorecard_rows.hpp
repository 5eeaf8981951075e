/// @file
/// A scorecard as Python has assessed it, as one of C++: for what is said of whole scorecards.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/report/revision.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/report/wording.hpp"
#include "headway/series/accrual.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "vocabulary_caster.hpp"

namespace headway::python {

/// Both ends, and which of them are open.
using GivenRange = std::tuple<double, double, bool, bool>;
/// What a row is rated against, its rating, the reason for none, and the rule.
using GivenAssessment = std::tuple<GivenRange, Rating, Reason, RatingRule>;

inline Range range_of(const GivenRange& ends) {
    return {std::get<0>(ends), std::get<1>(ends), std::get<2>(ends), std::get<3>(ends)};
}

inline GivenRange ends_of(const Range& range) { return {range.lower, range.upper, range.lower_open, range.upper_open}; }

struct GivenRow {
    std::string section;
    std::string indicator;
    std::optional<std::string> period;
    std::optional<Period> when;
    std::optional<std::string> unit;
    std::optional<Polarity> polarity;
    std::optional<Accrual> accrual;
};

/// A scorecard with what C++ keeps beside it, and the accruals that somebody has said.
struct HeldScorecard {
    Scorecard card{};
    Histories histories{};
    std::vector<std::optional<Accrual>> accruals{};
    BesideSentences said{};

    void add(const GivenRow& given, double previous, double latest, double change, const GivenRange& interval,
             Direction direction, DirectionReason reason, const std::vector<GivenAssessment>& assessments) {
        ScorecardRow row;
        row.result = {.section = given.section,
                      .indicator = given.indicator,
                      .period = given.period.value_or(""),
                      .previous = previous,
                      .latest = latest,
                      .latest_interval = range_of(interval),
                      .when = given.when};
        row.indicator = {.id = given.indicator,
                         .name = given.indicator,
                         .unit = given.unit.value_or(""),
                         .polarity = given.polarity,
                         .accrual = given.accrual.value_or(Accrual::snapshot)};
        row.change = change;
        row.direction = direction;
        row.direction_reason = reason;
        for (const auto& [ends, rating, why, rule] : assessments) {
            Assessment one = assess(latest, range_of(ends), with_polarity(rule, given.polarity));
            one.rating = rating;
            one.reason = why;
            row.result.comparators.push_back(one.comparator);
            row.assessments.push_back(one);
        }
        card.rows.push_back(std::move(row));
        accruals.push_back(given.accrual);
    }

private:
    static RatingRule with_polarity(RatingRule rule, std::optional<Polarity> polarity) {
        rule.polarity = polarity;
        return rule;
    }
};

inline std::string place_of(const ScorecardRow& row) {
    return plain_text(row.result.section) + "\x1f" + plain_text(row.result.indicator);
}

/// How figures add up, where one scorecard alone says it, is not another way than before.
inline Scorecard with_accruals_of(const HeldScorecard& one, const HeldScorecard& other) {
    std::map<std::string, std::optional<Accrual>> said;
    for (std::size_t i = 0; i < other.card.rows.size(); ++i) said[place_of(other.card.rows[i])] = other.accruals[i];
    Scorecard card = one.card;
    for (std::size_t i = 0; i < card.rows.size(); ++i) {
        const auto found = said.find(place_of(card.rows[i]));
        if (!one.accruals[i] && found != said.end() && found->second) card.rows[i].indicator.accrual = *found->second;
    }
    return card;
}

}  // namespace headway::python
