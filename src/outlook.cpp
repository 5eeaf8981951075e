#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/batch.hpp"
#include "headway/error.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/theil_sen.hpp"
#include "parallel.hpp"

namespace headway::batch {

namespace {

// A combination of a monthly series takes about a tenth of a millisecond, and its back-test some more.
constexpr std::size_t series_worth_a_thread = 8;

constexpr std::size_t least_series = 5;

/// What may lend errors to what: accrual, frequency, and where in their year series stand.
using Peers = std::tuple<Accrual, Frequency, int>;

Peers peers(const Series& series, const Projection& projection) {
    return {series.accrual(), series.frequency(), projection.remaining};
}

/// The median error of the series that have errors of their own, by peers.
std::map<Peers, PortfolioError> portfolio_errors(std::span<const Series> series, std::span<const Projection> projections) {
    std::map<Peers, std::vector<double>> relative;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (projections[i].predictive.basis == IntervalBasis::back_test && projections[i].yardstick > 0.0)
            relative[peers(series[i], projections[i])].push_back(projections[i].predictive.scale / projections[i].yardstick);
    std::map<Peers, PortfolioError> errors;
    for (auto& [key, values] : relative)
        if (values.size() >= least_series)
            errors[key] = {.relative = median(values), .series = static_cast<int>(values.size())};
    return errors;
}

}  // namespace

std::vector<Projection> project_year_end(std::span<const Series> series, std::span<const ProjectionRule> rules,
                                         unsigned threads) {
    if (rules.size() != 1 && rules.size() != series.size())
        throw Error("project: found " + std::to_string(rules.size()) + " rules for " + std::to_string(series.size()) +
                    " series; accepted: one, or one a series");
    const auto rule = [&](std::size_t i) -> const ProjectionRule& { return rules[rules.size() == 1 ? 0 : i]; };
    Problems problems;
    for (std::size_t i = 0; i < series.size(); ++i) {
        try {
            detail::check(series[i], rule(i));
        } catch (const Error& error) {
            problems.add("series " + std::to_string(i) + ": " + error.what());
        }
    }
    problems.raise_if_any();

    std::vector<Projection> projections(series.size());
    parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) projections[i] = headway::project_year_end(series[i], rule(i));
    });
    const std::map<Peers, PortfolioError> errors = portfolio_errors(series, projections);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const IntervalBasis basis = projections[i].predictive.basis;
        const bool lacking = basis == IntervalBasis::none || basis == IntervalBasis::negative_binomial;
        if (projections[i].outcome != Outcome::projected || !lacking) continue;
        const auto similar = errors.find(peers(series[i], projections[i]));
        if (similar == errors.end()) continue;
        ProjectionRule with = rule(i);
        with.portfolio = similar->second;
        projections[i] = headway::project_year_end(series[i], with);
    }
    return projections;
}

}  // namespace headway::batch
