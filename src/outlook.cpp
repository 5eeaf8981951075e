#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/batch/outlook.hpp"
#include "headway/error.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/series/assemble.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A combination of a monthly series takes about a tenth of a millisecond, and its back-test some more.
constexpr std::size_t series_worth_a_thread = 8;

constexpr int least_series = 5;

/// What may lend errors to what: accrual, frequency, where in their year series stand, and by which method.
using Peers = std::tuple<Accrual, Frequency, int, Method>;

Peers peers(const Series& series, const Projection& projection) {
    return {series.accrual(), series.frequency(), projection.remaining, *projection.method};
}

/// Whether a projection has fewer past years to test its method on than it needs.
bool lacks_errors(const Projection& projection) {
    return projection.outcome == Outcome::projected && *projection.method != Method::combination &&
           static_cast<std::size_t>(projection.past_years) < outlook::detail::years_of_evidence;
}

/// What the rule of one series takes from its rows.
ProjectionRule rule_of(const AssembledSeries& assembled, ProjectionRule rule, const ProjectionTable& table) {
    const std::size_t last = assembled.rows.back();
    const auto from = [last](std::span<const double> column, double otherwise) {
        return column.empty() ? otherwise : column[last];
    };
    rule.target = from(table.target, rule.target);
    rule.target_range = {from(table.target_lower, rule.target_range.lower),
                         from(table.target_upper, rule.target_range.upper),
                         !table.target_lower_open.empty() && table.target_lower_open[last] != 0,
                         !table.target_upper_open.empty() && table.target_upper_open[last] != 0};
    rule.bounds = {from(table.lowest, rule.bounds.lower), from(table.highest, rule.bounds.upper)};
    if (const double event = from(table.event, rule.event); !std::isnan(event)) rule.event = event;
    if (!table.polarity.empty()) {
        const std::uint8_t code = table.polarity[last];
        rule.polarity.reset();
        if (code != no_polarity) rule.polarity = static_cast<Polarity>(code);
        if (rule.polarity) (void)word(*rule.polarity);  // which refuses a code that stands for none
    }
    if (!table.denominator.empty() && assembled.series.accrual() == Accrual::average)
        for (const std::size_t row : assembled.rows)
            rule.denominators.push_back(row == AssembledSeries::no_row ? std::numeric_limits<double>::quiet_NaN()
                                                                       : table.denominator[row]);
    return rule;
}

}  // namespace

std::vector<Projection> project_year_end(const ProjectionTable& table, Calendar calendar, const ProjectionRule& rule,
                                         unsigned threads) {
    const std::size_t rows = table.rows.series.size();
    check_length_if_given(table.target.size(), rows, "target", "series");
    check_length_if_given(table.target_lower.size(), rows, "target_lower", "series");
    check_length_if_given(table.target_upper.size(), rows, "target_upper", "series");
    check_length_if_given(table.target_lower_open.size(), rows, "target_lower_open", "series");
    check_length_if_given(table.target_upper_open.size(), rows, "target_upper_open", "series");
    check_length_if_given(table.denominator.size(), rows, "denominator", "series");
    check_length_if_given(table.event.size(), rows, "event", "series");
    check_length_if_given(table.lowest.size(), rows, "lowest", "series");
    check_length_if_given(table.highest.size(), rows, "highest", "series");
    check_length_if_given(table.polarity.size(), rows, "polarity", "series");
    std::vector<Series> series;
    std::vector<ProjectionRule> rules;
    for (AssembledSeries& assembled : assemble(table.rows, calendar)) {
        rules.push_back(rule_of(assembled, rule, table));
        series.push_back(std::move(assembled.series));
    }
    return project_year_end(series, rules, threads, table.rows.names);
}

std::vector<Projection> project_year_end(std::span<const Series> series, std::span<const ProjectionRule> rules,
                                         unsigned threads, std::span<const std::string> names) {
    if (rules.size() != 1 && rules.size() != series.size())
        throw Error("project: found " + std::to_string(rules.size()) + " rules for " + std::to_string(series.size()) +
                    " series; accepted: one, or one a series");
    if (!names.empty() && names.size() != series.size())
        throw Error("project: found " + std::to_string(names.size()) + " names for " + std::to_string(series.size()) +
                    " series; accepted: none, or one a series");
    const auto rule = [&](std::size_t i) -> const ProjectionRule& { return rules[rules.size() == 1 ? 0 : i]; };
    Problems problems;
    for (std::size_t i = 0; i < series.size(); ++i) {
        try {
            validate(rule(i), series[i]);
        } catch (const Error& error) {
            problems.add("series " + (names.empty() ? std::to_string(i) : "'" + names[i] + "'") + ": " + error.what());
        }
    }
    problems.raise_if_any();

    std::vector<Projection> projections(series.size());
    parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            stop_if_wanted();
            projections[i] = headway::project_year_end(series[i], rule(i));
        }
    });

    std::map<Peers, std::vector<std::size_t>> lacking;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (lacks_errors(projections[i])) lacking[peers(series[i], projections[i])].push_back(i);
    for (const auto& group : lacking) {
        const Peers& like = group.first;  // no structured binding: clang 14 captures none
        const std::vector<std::size_t>& borrowers = group.second;
        const Method method = std::get<Method>(like);
        const auto lends = [&](std::size_t i) {
            return projections[i].outcome == Outcome::projected && series[i].accrual() == std::get<Accrual>(like) &&
                   series[i].frequency() == std::get<Frequency>(like) &&
                   projections[i].remaining == std::get<int>(like);
        };
        std::vector<std::vector<double>> lent(series.size());
        parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                stop_if_wanted();
                if (lends(i)) lent[i] = relative_errors(series[i], rule(i), method);
            }
        });
        std::vector<double> errors;
        int lenders = 0;
        for (const std::vector<double>& of_one : lent) {
            errors.insert(errors.end(), of_one.begin(), of_one.end());
            if (!of_one.empty()) ++lenders;
        }
        if (lenders < least_series) continue;
        const outlook::PortfolioError portfolio{.relative = outlook::detail::within_four_of_five(std::move(errors)),
                                                .series = lenders};
        for (const std::size_t i : borrowers) {
            ProjectionRule with = rule(i);
            with.portfolio = portfolio;
            projections[i] = headway::project_year_end(series[i], with);
        }
    }
    return projections;
}

}  // namespace headway::batch
