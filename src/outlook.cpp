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

/// What may lend errors to what: accrual, frequency, where in their year series stand, and by which method.
using Peers = std::tuple<Accrual, Frequency, int, Method>;

Peers peers(const Series& series, const Projection& projection) {
    return {series.accrual(), series.frequency(), projection.remaining, *projection.method};
}

bool lacks_errors(const Projection& projection) {
    const IntervalBasis basis = projection.predictive.basis;
    return projection.outcome == Outcome::projected &&
           (basis == IntervalBasis::none || basis == IntervalBasis::negative_binomial);
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

    std::map<Peers, std::vector<std::size_t>> lacking;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (lacks_errors(projections[i])) lacking[peers(series[i], projections[i])].push_back(i);
    for (const auto& [like, borrowers] : lacking) {
        const Method method = std::get<Method>(like);
        const auto lends = [&](std::size_t i) {
            return projections[i].outcome == Outcome::projected && series[i].accrual() == std::get<Accrual>(like) &&
                   series[i].frequency() == std::get<Frequency>(like) &&
                   projections[i].remaining == std::get<int>(like);
        };
        std::vector<std::optional<double>> lent(series.size());
        parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i)
                if (lends(i)) lent[i] = relative_error(series[i], rule(i), method);
        });
        std::vector<double> errors;
        for (const std::optional<double>& error : lent)
            if (error) errors.push_back(*error);
        if (errors.size() < least_series) continue;
        const auto lenders = static_cast<int>(errors.size());
        const PortfolioError portfolio{.relative = median(errors), .series = lenders};
        for (const std::size_t i : borrowers) {
            ProjectionRule with = rule(i);
            with.portfolio = portfolio;
            projections[i] = headway::project_year_end(series[i], with);
        }
    }
    return projections;
}

}  // namespace headway::batch
