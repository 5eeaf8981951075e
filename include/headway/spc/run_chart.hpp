/// @file
/// Run charts: is there a shift, told by runs about the median and nothing else? By Anhoej's rules.
///
///     useful           points that are known and not on the median; the others are passed over
///     longest_run      useful points in a row on one side
///     longest_run_max  round(log2(useful)) + 3: a longer run is a signal
///     crossings        how often the line crosses the median
///     crossings_min    the 5% quantile of a binomial of useful - 1 trials at one half: fewer are a signal
///     signal           either
///
/// Edge cases: fewer than ten useful points are judged all the same, with the status `too_few_points`; a constant
/// series has none, and no limits. A missing point neither breaks nor lengthens a run, as one on the median does not.
/// Points are on the median as printed decimals. Figures that look as if they were in two units are charted as they
/// are, and the chart says so (unit_doubt.hpp).
///
/// Sources: Anhoej and Olesen, "Run charts revisited", PLoS ONE 9 (2014); Anhoej and Wentzel-Larsen, "Sense and
/// sensibility", BMC Medical Research Methodology 18 (2018); Chen, "A note on the runs test", Model Assisted Statistics
/// and Applications 5 (2010) for the crossings.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/spc/special_cause.hpp"
#include "headway/spc/unit_doubt.hpp"
#include "headway/stats/median.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

/// The name of the method, with its version and source.
inline constexpr std::string_view run_chart_method =
    "Anhoej's rules for run charts, version 1 (Anhoej and Olesen 2014)";

/// How many useful points a run chart should have.
inline constexpr std::int64_t points_of_a_run_chart = 10;
inline constexpr std::int64_t no_run_limit = -1;  ///< of a series without a useful point

/// A run chart and what its runs say.
struct RunChart {
    double median = std::numeric_limits<double>::quiet_NaN();
    std::int64_t useful = 0;
    std::int64_t longest_run = 0;
    std::int64_t longest_run_max = no_run_limit;
    std::int64_t crossings = 0;
    std::int64_t crossings_min = no_run_limit;
    bool signal = false;
    StatisticStatus status = StatisticStatus::missing;
    std::optional<UnitDoubt> doubt{};  ///< what looks as if it were in another unit
};

/// The longest run that chance is thought to make of n >= 1 useful points.
[[nodiscard]] inline std::int64_t longest_run_max(std::int64_t useful) {
    return static_cast<std::int64_t>(std::round(std::log2(static_cast<double>(useful)))) + 3;
}

/// The fewest crossings that chance is thought to make of n >= 1 useful points: the least k with P(X <= k) >= 5% of a
/// binomial X of n - 1 trials at one half.
[[nodiscard]] inline std::int64_t crossings_min(std::int64_t useful) {
    constexpr double probability = 0.05;
    const auto trials = static_cast<double>(useful - 1);
    double of_k = -trials * std::log(2.0);  // the logarithm, for 2^-n is no double beyond 1,074 trials
    double up_to_k = std::exp(of_k);
    std::int64_t k = 0;
    for (; up_to_k < probability; ++k) {
        of_k += std::log((trials - static_cast<double>(k)) / (static_cast<double>(k) + 1.0));
        up_to_k += std::exp(of_k);
    }
    return k;
}

/// The run chart of a series in order of time; NaN is missing, and so is an infinite value.
[[nodiscard]] inline RunChart run_chart(std::span<const double> values) {
    RunChart chart{.doubt = unit_doubt(values)};
    std::vector<double> known;
    for (const double value : values)
        if (std::isfinite(value)) known.push_back(value);
    if (known.empty()) return chart;
    chart.median = stats::median(std::move(known));
    Side before = Side::none;
    std::int64_t run = 0;
    for (const double value : values) {
        const Side side = std::isfinite(value) ? detail::side_of(value, chart.median) : Side::none;
        if (side == Side::none) continue;
        ++chart.useful;
        if (side == before) {
            ++run;
        } else {
            chart.crossings += before != Side::none;
            run = 1;
        }
        before = side;
        chart.longest_run = std::max(chart.longest_run, run);
    }
    if (chart.useful > 0) {
        chart.longest_run_max = longest_run_max(chart.useful);
        chart.crossings_min = crossings_min(chart.useful);
        chart.signal = chart.longest_run > chart.longest_run_max || chart.crossings < chart.crossings_min;
    }
    chart.status =
        chart.useful < points_of_a_run_chart ? StatisticStatus::too_few_points : StatisticStatus::estimated;
    return chart;
}

}  // namespace headway::spc
