/// @file
/// What past years did from this point on.
///
/// With s the amount by this point and y the whole of a past year, r = reached so far in this one:
///
///     seasonal naive              r + (y - s) of last year
///     seasonal naive with growth  r + (y - s) * r / s of last year   = r / (s / y), the one-year completion ratio
///     completion ratio            r / p,  p = sum s / sum y over all past years      (chain ladder)
///     credibility                 p * (r / p) + (1 - p) * (r + (1 - p) * y of last year)   (Benktander)
///
/// The completion ratio believes this year's figures only, the seasonal naive last year's remainder only; credibility
/// moves from the second to the first as the year completes, and with one past year it is the blend of exactly these
/// two. Identities: the rolling 12-month total at this point is the seasonal naive year end.
/// A level has no completion: its seasonal naive is last year's level, and with growth that level moved by as much as
/// this year so far lies above last year: at the last point for a year that is its last point, on average for a mean.
/// Edge cases: past years with a point that was not published are left out; where s, y or their sums are not
/// positive there is no ratio, and no projection.
/// Source: Mack (1993), Distribution-free calculation of the standard error of chain ladder reserve estimates, ASTIN
/// Bulletin 23; Mack (2000), Credible claims reserves: the Benktander method, ASTIN Bulletin 30.
#pragma once

#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What a past year had brought by this point, and in all.
struct Completion {
    double so_far = 0.0;
    double total = 0.0;

    [[nodiscard]] bool usable() const noexcept { return so_far > 0.0 && total >= so_far; }
    [[nodiscard]] double share() const noexcept { return so_far / total; }
};

/// The completion of one past year.
[[nodiscard]] inline Completion completion(const History& history, int age) noexcept {
    const std::span<const double> year = history.past_year(age);
    const auto now = year.begin() + static_cast<std::ptrdiff_t>(year.size()) - history.remaining;
    const double so_far = std::accumulate(year.begin(), now, 0.0);
    return {so_far, std::accumulate(now, year.end(), so_far)};
}

/// The completion of all past years that were published whole, pooled.
[[nodiscard]] inline Completion pooled_completion(const History& history) noexcept {
    Completion pooled;
    for (int age = 1; age <= history.years(); ++age) {
        if (!history.published(age)) continue;
        const Completion year = completion(history, age);
        pooled.so_far += year.so_far;
        pooled.total += year.total;
    }
    return pooled;
}

/// Amounts to come that bring `rest`, in the shares that past years had in these points.
[[nodiscard]] inline std::vector<double> spread_as_in_past(const History& history, double rest) {
    std::vector<double> path(static_cast<std::size_t>(history.remaining), 0.0);
    double sum = 0.0;
    for (int age = 1; age <= history.years(); ++age) {
        if (!history.published(age)) continue;
        const std::span<const double> tail = history.past_year(age).last(path.size());
        for (std::size_t h = 0; h < path.size(); ++h) {
            path[h] += tail[h];
            sum += tail[h];
        }
    }
    for (double& amount : path) amount = sum > 0.0 ? rest * amount / sum : rest / static_cast<double>(path.size());
    return path;
}

/// Points to come as last year's. Needs last year.
[[nodiscard]] inline std::optional<std::vector<double>> seasonal_naive(const History& history) {
    if (history.years() < 1 || !history.published(1)) return std::nullopt;
    const std::span<const double> tail = history.past_year(1).last(static_cast<std::size_t>(history.remaining));
    return std::vector<double>(tail.begin(), tail.end());
}

/// Last year's points with this year's growth: amounts are scaled by it, levels moved. Needs last year.
[[nodiscard]] inline std::optional<std::vector<double>> seasonal_naive_growth(const History& history) {
    std::optional<std::vector<double>> path = seasonal_naive(history);
    if (!path) return std::nullopt;
    if (history.year == YearIs::sum) {
        const Completion year = completion(history, 1);
        if (!year.usable()) return std::nullopt;
        for (double& amount : *path) amount *= history.reached() / year.so_far;
        return path;
    }
    const std::span<const double> now = history.this_year();
    const std::span<const double> then =
        history.past_year(1).first(history.past_year(1).size() - path->size()).last(now.size());
    const double moved =
        history.year == YearIs::last
            ? now.back() - then.back()
            : (std::accumulate(now.begin(), now.end(), 0.0) - std::accumulate(then.begin(), then.end(), 0.0)) /
                  static_cast<double>(now.size());
    for (double& level : *path) level += moved;
    return path;
}

/// Amounts to come by the completion ratio of all past years.
[[nodiscard]] inline std::optional<std::vector<double>> completion_ratio(const History& history) {
    const Completion pooled = pooled_completion(history);
    if (!pooled.usable()) return std::nullopt;
    return spread_as_in_past(history, history.reached() * (pooled.total - pooled.so_far) / pooled.so_far);
}

/// Amounts to come by the credibility-weighted completion ratio.
[[nodiscard]] inline std::optional<std::vector<double>> credibility(const History& history) {
    const Completion pooled = pooled_completion(history);
    if (!pooled.usable() || !history.published(1)) return std::nullopt;
    const double p = pooled.share();
    const double by_ratio = history.reached() * (1.0 - p) / p;
    const double by_last_year = (1.0 - p) * completion(history, 1).total;
    return spread_as_in_past(history, p * by_ratio + (1.0 - p) * by_last_year);
}

}  // namespace headway::outlook
