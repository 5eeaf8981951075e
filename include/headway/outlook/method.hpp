/// @file
/// The methods by name, what each needs, and the one place where a name becomes a projection.
///
/// | method                  | every point to come                                             | needs            |
/// |-------------------------|-----------------------------------------------------------------|------------------|
/// | `run_rate`              | this year's mean                                                | 1 point          |
/// | `last_value`            | the last point                                                  | 1 point          |
/// | `ols_cumulative`        | on the line through the last six year-to-date figures           | 3 of this year   |
/// | `ols`                   | on the line through the last twelve points                      | 6 points         |
/// | `anchored_slope`        | from the last point on with the slope of that line              | 6 points         |
/// | `theil_sen`             | on the median line through the last twelve points               | 6 points         |
/// | `damped_trend`          | a level and a dying trend, in season                            | 6 points         |
/// | `ses`                   | a smoothed level, in season                                     | 1 point          |
/// | `theta`                 | a smoothed level and half the long-run slope, in season         | 6 points         |
/// | `seasonal_naive`        | last year's                                                     | 1 past year      |
/// | `seasonal_naive_growth` | last year's, with this year's growth                            | 1 past year      |
/// | `completion_ratio`      | as past years were completed                                    | 1 past year      |
/// | `credibility`           | between the last two, as the year completes                     | 1 past year      |
/// | `combination`           | a mean of many, weighted by their past errors                   | see its header   |
/// | `shrunk_season`         | a smoothed level, in last year's season as far as it holds      | 1 past year      |
///
/// `auto` chooses among them: see projection.hpp. Each is documented, with its source, in the header of its name.
/// Errors: `ols_cumulative`, `completion_ratio` and `credibility` add up, so they are refused for levels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/outlook/combination.hpp"
#include "headway/outlook/completion.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/least_squares.hpp"
#include "headway/outlook/run_rate.hpp"
#include "headway/outlook/shrunk_season.hpp"
#include "headway/outlook/smoothing.hpp"
#include "headway/outlook/theil_sen.hpp"
#include "headway/outlook/theta.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a series is carried on to the end of its year.
enum class Method : std::uint8_t {
    automatic,
    run_rate,
    last_value,
    ols_cumulative,
    ols,
    anchored_slope,
    theil_sen,
    damped_trend,
    ses,
    theta,
    seasonal_naive,
    seasonal_naive_growth,
    completion_ratio,
    credibility,
    combination,
    shrunk_season,
};

template <>
struct Vocabulary<Method> {
    static constexpr std::string_view name = "method";
    static constexpr std::array<std::string_view, 16> words{"auto",
                                                            "run_rate",
                                                            "last_value",
                                                            "ols_cumulative",
                                                            "ols",
                                                            "anchored_slope",
                                                            "theil_sen",
                                                            "damped_trend",
                                                            "ses",
                                                            "theta",
                                                            "seasonal_naive",
                                                            "seasonal_naive_growth",
                                                            "completion_ratio",
                                                            "credibility",
                                                            "combination",
                                                            "shrunk_season"};
};

/// Whether a method only makes sense for amounts that add up.
[[nodiscard]] constexpr bool adds_up(Method method) noexcept {
    return method == Method::ols_cumulative || method == Method::completion_ratio || method == Method::credibility;
}

/// What a method needs, in words.
[[nodiscard]] constexpr std::string_view needs(Method method) noexcept {
    switch (method) {
        case Method::ols_cumulative:
            return "three points of this year, all published";
        case Method::ols:
        case Method::anchored_slope:
        case Method::theil_sen:
        case Method::damped_trend:
        case Method::theta:
            return "six points";
        case Method::seasonal_naive:
        case Method::seasonal_naive_growth:
            return "the points of last year";
        case Method::completion_ratio:
        case Method::shrunk_season:
            return "a complete past year";
        case Method::credibility:
            return "a complete last year";
        case Method::combination:
            return "two past years, or of a level as many points behind as ahead";
        case Method::automatic:
        case Method::run_rate:
        case Method::last_value:
        case Method::ses:
            break;
    }
    return "a point of this year";
}

}  // namespace headway

namespace headway::inline HEADWAY_ABI::outlook {

/// The points to come by a method other than `auto`; empty where it has too few points. At least one point is known.
[[nodiscard]] inline std::optional<std::vector<double>> points_to_come(Method method, const History& history) {
    const std::size_t count = history.points.size();
    switch (method) {
        case Method::automatic:
            break;
        case Method::run_rate:
            return run_rate(history);
        case Method::last_value:
            return last_value(history);
        case Method::ols_cumulative:
            if (history.known < 3 || !history.this_year_published()) return std::nullopt;
            return ols_cumulative(history);
        case Method::ols:
            if (count < 6) return std::nullopt;
            return ols(history);
        case Method::anchored_slope:
            if (count < 6) return std::nullopt;
            return anchored_slope(history);
        case Method::theil_sen:
            if (count < 6) return std::nullopt;
            return theil_sen(history);
        case Method::damped_trend:
            if (count < 6) return std::nullopt;
            return damped_trend(history);
        case Method::ses:
            return ses(history);
        case Method::theta:
            if (count < 6) return std::nullopt;
            return theta(history);
        case Method::seasonal_naive:
            return seasonal_naive(history);
        case Method::seasonal_naive_growth:
            return seasonal_naive_growth(history);
        case Method::completion_ratio:
            return completion_ratio(history);
        case Method::credibility:
            return credibility(history);
        case Method::shrunk_season:
            if (auto shrunk = shrunk_season(history)) return std::move(shrunk->path);
            return std::nullopt;
        case Method::combination:
            if (auto combined = combine(history)) return std::move(combined->path);
            return std::nullopt;
    }
    throw Error("method: found '" + std::string(word(method)) + "'; accepted: one that projects by itself");
}

}  // namespace headway::outlook
