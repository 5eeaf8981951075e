/// @file
/// A scorecard as Python has assessed it, as one of C++: for what is said of whole scorecards.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <limits>
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
#include "headway/series/accrual.hpp"
#include "headway/time/period.hpp"
#include "vocabulary_caster.hpp"

namespace headway::python {

/// Both ends, and which of them are open.
using GivenRange = std::tuple<double, double, bool, bool>;
/// What a row is rated against, its rating, the reason for none, and the rule.
using GivenAssessment = std::tuple<GivenRange, Rating, Reason, RatingRule>;

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

    void add(const GivenRow& given, double previous, double latest, double change, const GivenRange& interval,
             Direction direction, DirectionReason reason, const std::vector<GivenAssessment>& assessments) {
        const auto range = [](const GivenRange& ends) {
            return Range{std::get<0>(ends), std::get<1>(ends), std::get<2>(ends), std::get<3>(ends)};
        };
        ScorecardRow row;
        row.result = {.section = given.section,
                      .indicator = given.indicator,
                      .period = given.period.value_or(""),
                      .previous = previous,
                      .latest = latest,
                      .latest_interval = range(interval),
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
            Assessment one = assess(latest, range(ends), with_polarity(rule, given.polarity));
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

}  // namespace headway::python
