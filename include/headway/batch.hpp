/// @file
/// Columns of millions: the same arithmetic as the headers, compiled once, over whole columns and several threads.
///
/// Link `headway::batch`. There is one formula: these functions call those of the headers row by row or series by
/// series, so a column agrees with a loop over the header to the last bit, whatever the number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/assess/benchmark_comparison.hpp"
#include "headway/assess/direction.hpp"
#include "headway/assess/funnel.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/report/counts.hpp"
#include "headway/series/assemble.hpp"
#include "headway/series/series.hpp"
#include "headway/spc/chart_kind.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// A polarity code for "nobody has said": such rows are not rated, with `Reason::no_polarity`.
inline constexpr std::uint8_t no_polarity = 255;

/// One comparator: `value` for all rows, or the bounds of the rows whose polarity is `in_range`.
/// Where a row has bounds they are used, else `value` is both bounds.
struct ComparatorColumn {
    std::string name{};  ///< what messages call it
    std::span<const double> value{};
    std::span<const double> lower{};  ///< empty: no row has bounds
    std::span<const double> upper{};
};

/// The columns to assess, each as long as `latest` or, where noted, empty. NaN is missing; infinities are refused.
struct Table {
    std::span<const double> latest{};
    std::span<const double> previous{};          ///< empty: every change is NaN, every direction unknown
    std::span<const std::uint8_t> polarity{};    ///< `Polarity` codes, or `no_polarity`
    std::span<const std::uint8_t> accrual{};     ///< `Accrual` codes; empty: none is cumulative
    std::vector<ComparatorColumn> comparators{};
    std::string latest_name = "latest";  ///< what messages call these columns
    std::string previous_name = "previous";
};

/// Where the ratings against one comparator go.
struct AssessmentColumn {
    std::span<std::uint8_t> rating{};  ///< `Rating` codes
    std::span<std::uint8_t> reason{};  ///< `Reason` codes
    std::span<double> gap{};
    std::span<std::uint8_t> present{};  ///< 1 where the row has the comparator, 0 where it is missing
};

/// Where the results go: columns as long as the table, written by several threads.
struct AssessedTable {
    std::span<double> change{};
    std::span<std::uint8_t> direction{};  ///< `Direction` codes
    std::vector<AssessmentColumn> comparators{};
};

/// Assesses every row by its own polarity and one rule; `rule.polarity` is not used.
/// @param threads at most so many; 0 is one a processor. Fewer start where there is little to do.
/// @throws Error for columns of different lengths, infinite numbers and bounds in the wrong order, naming rows and
///         columns, before anything is written.
void assess(const Table& table, const RatingRule& rule, const DirectionRule& direction_rule,
            const AssessedTable& assessed, unsigned threads = 0);

/// Counts ratings by section. `section` holds codes from 0 to `sections` - 1.
/// @throws Error for columns of different lengths and a code that is out of range.
[[nodiscard]] std::vector<RatingCounts> count_ratings(std::span<const std::int32_t> section, std::size_t sections,
                                                      std::span<const std::uint8_t> rating,
                                                      std::span<const std::uint8_t> has_comparator);

/// Counts directions by section, as above.
[[nodiscard]] std::vector<DirectionCounts> count_directions(std::span<const std::int32_t> section,
                                                            std::size_t sections,
                                                            std::span<const std::uint8_t> direction);

/// Rows to project, one point each: the series that they make (see series/assemble.hpp) and, column by column where it
/// is given, what the rules of these series take from them. The last row of a series says its target, polarity and
/// event.
struct ProjectionTable {
    SeriesRows rows{};
    std::span<const double> target{};
    std::span<const double> target_lower{};
    std::span<const double> target_upper{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes, or `no_polarity`
    std::span<const double> denominator{};     ///< of series whose accrual is average
    std::span<const double> event{};           ///< what one event adds; NaN: 1
};

/// Projects every series of a table, in the order of their codes; what the table does not say, `rule` does.
/// @throws Error as `assemble` and the function below, naming series by their names.
[[nodiscard]] std::vector<Projection> project_year_end(const ProjectionTable& table, Calendar calendar,
                                                       const ProjectionRule& rule, unsigned threads = 0);

/// Projects many series to the end of their years, each by a rule of its own or all by one. Series that have too few
/// past years of their own take the errors that their method has made on the others (see interval.hpp): on at least
/// five with the same accrual and frequency at the same point of their year.
/// @throws Error as `headway::project_year_end`, for all series at once, naming them by `names` or else their number.
[[nodiscard]] std::vector<Projection> project_year_end(std::span<const Series> series,
                                                       std::span<const ProjectionRule> rules, unsigned threads = 0,
                                                       std::span<const std::string> names = {});

/// Simulates a plan of savings, chunks of draws over threads: the same to the last bit as `headway::simulate`.
/// @throws Error as `headway::simulate`.
[[nodiscard]] Simulation simulate(std::span<const UncertainSaving> savings, const SimulationRule& rule,
                                  unsigned threads = 0);

/// Where the statistics of rows, or of groups, go: `value` and `status` have one element a row; `lower` and `upper` one
/// a row and level, all rows of the first level first.
struct StatisticColumns {
    std::span<double> value{};
    std::span<double> lower{};
    std::span<double> upper{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

/// A proportion a row, with an interval a level (see stats/proportion.hpp).
/// @throws Error for columns of different lengths, and a level or multiplier that is none.
void proportion(std::span<const double> count, std::span<const double> denominator, std::span<const double> levels,
                double multiplier, const StatisticColumns& out, unsigned threads = 0);

/// A crude rate a row, with an interval a level (see stats/rate.hpp). @throws Error as above.
void crude_rate(std::span<const double> count, std::span<const double> population, std::span<const double> levels,
                double multiplier, PoissonInterval interval, const StatisticColumns& out, unsigned threads = 0);

/// Rows of age bands of many areas: `area` holds codes from 0 to `areas` - 1 and may be empty where there is one;
/// `band` holds codes of `bands` (-1: unknown) and may be empty where each row is a band of its own. An area that lacks
/// a band, or has a row of none, is missing.
struct AgeRows {
    std::span<const std::int32_t> area{};
    std::size_t areas = 1;
    std::span<const std::int32_t> band{};
    std::vector<std::string> bands{};  ///< what messages call them
};

/// What directly standardised rates are made of, a row an age band: see `AgeStratum`. With `frequency`, `count` is of
/// people who have so many events each, and an age band has a row a frequency.
struct DirectColumns {
    std::span<const double> count{};
    std::span<const double> population{};
    std::span<const double> standard{};
    std::span<const double> frequency{};  ///< empty: events are independent
};

/// What a rate rests on, one element an area.
struct DirectTotals {
    std::span<double> count{};
    std::span<double> population{};
    std::span<std::uint8_t> suppression{};  ///< `Suppression` codes
};

/// A directly standardised rate an area, with an interval a level (see stats/direct_standardisation.hpp).
/// @throws Error for columns of different lengths, codes out of range, an age band twice in an area, and a level or
///         multiplier that is none, naming rows.
void directly_standardised_rate(const AgeRows& rows, const DirectColumns& in, std::span<const double> levels,
                                double multiplier, PoissonInterval interval, const StatisticColumns& out,
                                const DirectTotals& totals, unsigned threads = 0);

/// What indirect standardisation rests on, a row an age band; observed events are by row or one total an area.
struct IndirectColumns {
    std::span<const double> count{};     ///< empty where totals are given
    std::span<const double> observed{};  ///< totals, one an area
    std::span<const double> population{};
    std::span<const double> reference_count{};
    std::span<const double> reference_population{};
};

enum class Standardised : std::uint8_t { ratio, rate };

/// An indirectly standardised ratio or rate an area, with an interval a level (see stats/indirect_standardisation.hpp).
/// @throws Error as above.
void indirectly_standardised(const AgeRows& rows, const IndirectColumns& in, Standardised kind,
                             std::span<const double> levels, double multiplier, PoissonInterval interval,
                             const StatisticColumns& out, std::span<double> observed, std::span<double> expected,
                             unsigned threads = 0);

/// Life expectancy an area and age of `at`, all ages of the first area first (see stats/life_table.hpp). `start` holds
/// the first age of each of `rows.bands`. @throws Error as above, and for ages that are none or that no band starts at.
void life_expectancy(const AgeRows& rows, std::span<const double> start, std::span<const double> deaths,
                     std::span<const double> population, std::span<const double> at, std::span<const double> levels,
                     const StatisticColumns& out, std::span<std::uint8_t> suppression, unsigned threads = 0);

/// Adds a column up by group, into one element a group; a group with a missing value is NaN. `group` holds codes from 0
/// to `sums.size()` - 1. @throws Error for columns of different lengths and a code that is out of range.
void sum_by_group(std::span<const std::int32_t> group, std::span<const double> column, std::span<double> sums);

/// The rows of many series, those of each together and in order of time: series k has `rows[offsets[k]]` to
/// `rows[offsets[k + 1] - 1]`.
struct SeriesOrder {
    std::vector<std::int64_t> rows{};
    std::vector<std::int64_t> offsets{0};
};

/// Puts rows in order. `series` holds codes from 0 to `count` - 1; `time` is any number that grows with time, one a
/// row, or empty where the rows of a series are in order of time.
/// @throws Error for columns of different lengths, a code out of range, and a time that is missing or stands twice in a
///         series, naming rows.
[[nodiscard]] SeriesOrder order_rows(std::span<const std::int32_t> series, std::size_t count,
                                     std::span<const double> time = {});

/// Rows to chart, one point each, in any order (see spc/control_chart.hpp for what each column is).
struct ChartTable {
    ChartKind kind = ChartKind::xmr;
    std::span<const std::int64_t> rows{};     ///< as `order_rows` gives them
    std::span<const std::int64_t> offsets{};
    std::span<const double> values{};
    std::span<const double> denominators{};   ///< of the kinds that have them
    std::span<const double> deviations{};     ///< of xbar charts
    std::span<const double> target{};         ///< empty: none
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes; the last row of a series says its own
    std::span<const std::uint8_t> rebase{};    ///< 1 where a phase begins; empty: nowhere
    std::span<const std::int64_t> baseline{};  ///< one a series, 0: all points; empty: all points of all
};

/// Where the points of the charts go, one element a row, and what each chart says, one a series.
struct ChartColumns {
    std::span<double> value{};
    std::span<double> mean{};
    std::span<double> lower{};
    std::span<double> upper{};
    std::span<std::int32_t> phase{};
    std::span<std::uint8_t> point_type{};       ///< `PointType` codes
    std::span<std::uint8_t> rule{};             ///< `SpecialCause` codes
    std::span<std::uint8_t> signals{};          ///< `Signals` bits
    std::span<std::uint8_t> point_assurance{};  ///< `Assurance` codes
    std::span<std::uint8_t> status{};           ///< `StatisticStatus` codes
    std::span<std::uint8_t> variation{};        ///< a series: `Variation` codes
    std::span<std::uint8_t> assurance{};        ///< a series: `Assurance` codes
};

/// Draws the control chart of every series; `rule.polarity` is not used.
/// @throws Error for columns of different lengths, a column that the kind lacks, rows that are not in series, a target
///         that cannot be, an unknown polarity and a baseline of one point, before anything is written.
void control_charts(const ChartTable& table, const spc::ChartRule& rule, const ChartColumns& out, unsigned threads = 0);

/// What subgroups of measurements are, in the order of `order`, whose series they are.
[[nodiscard]] std::vector<spc::Subgroup> subgroups(const SeriesOrder& order, std::span<const double> measurements,
                                              unsigned threads = 0);

/// The run chart of every series of `order`. @throws Error for a row that `values` does not have.
[[nodiscard]] std::vector<spc::RunChart> run_charts(const SeriesOrder& order, std::span<const double> values,
                                               unsigned threads = 0);

/// A unit's value and limits a row, with its label and the widest level whose limits leave it out (NaN within all).
/// @throws Error for columns of different lengths, a funnel and a level that are none.
void funnel_points(const stats::Funnel& funnel, std::span<const double> count, std::span<const double> denominator,
                   std::span<const double> levels, const StatisticColumns& out, std::span<std::uint8_t> label,
                   std::span<double> label_level, unsigned threads = 0);

/// The target and the limits at each denominator (see assess/funnel.hpp); missing where it is not above 0.
/// @throws Error as above.
void funnel_limits(const stats::Funnel& funnel, std::span<const double> denominator, std::span<const double> levels,
                   const StatisticColumns& out, unsigned threads = 0);

/// Values to compare: each as long as `value` or, where the method does not need it, empty.
struct ComparisonTable {
    std::span<const double> value{};
    std::span<const double> lower{};  ///< the value's interval, or the control limits about the benchmark
    std::span<const double> upper{};
    std::span<const double> outer_lower{};  ///< the same at 99.8%
    std::span<const double> outer_upper{};
    std::span<const double> benchmark{};
    std::span<const double> benchmark_lower{};
    std::span<const double> benchmark_upper{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes, or `no_polarity`
    std::span<const std::int32_t> group{};     ///< of a quantile method: the comparison group of each row
    std::size_t groups = 0;
};

/// Where the outcomes go; `group` may be empty.
struct ComparisonColumns {
    std::span<std::uint8_t> outcome{};  ///< `BenchmarkOutcome` codes
    std::span<std::uint8_t> status{};   ///< `ComparisonStatus` codes
    std::span<double> difference{};
    std::span<std::int32_t> group{};  ///< of a quantile method: 1 the highest values; 0 none
};

/// Compares every row by its own polarity and one rule (see assess/benchmark_comparison.hpp); `rule.polarity` is not
/// used.
/// @throws Error for columns of different lengths and a rule that cannot compare.
void compare(const ComparisonTable& table, const stats::ComparisonRule& rule, const ComparisonColumns& out,
             unsigned threads = 0);

/// Whether each row meets the goal that its `lower` and `upper` are. @throws Error for columns of different lengths.
void compare_with_goal(const ComparisonTable& table, bool better_inclusive, bool similar_inclusive,
                       const ComparisonColumns& out, unsigned threads = 0);

/// Rows of many series. `group` holds codes from 0 to `groups` - 1; the rows of a series are in the order of time, or
/// of `period` where there is one.
struct TrendRows {
    std::span<const std::int32_t> group{};
    std::size_t groups = 0;
    std::span<const double> first{};   ///< see `TrendPoints`
    std::span<const double> second{};  ///< empty where values have limits, and for tests that take values alone
    std::span<const double> lower{};
    std::span<const double> upper{};
    std::span<const double> period{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes or `no_polarity`: the last row of a series says it,
                                               ///< else the rule does
};

/// The recent trend of every series (see assess/recent_trend.hpp). @throws Error for columns of different lengths,
/// codes out of range and a level that is none.
[[nodiscard]] std::vector<stats::RecentTrend> recent_trend(const TrendRows& rows, const stats::RecentTrendRule& rule,
                                                    unsigned threads = 0);

/// Mann and Kendall's test of every series of `first` (see stats/trend_test.hpp). @throws Error as above.
[[nodiscard]] std::vector<stats::MannKendall> mann_kendall(const TrendRows& rows, unsigned threads = 0);

/// Sen's slope of every series of `first`, with an interval a level. @throws Error as above.
void sen_slope(const TrendRows& rows, std::span<const double> levels, const StatisticColumns& out,
               unsigned threads = 0);

/// Two samples a row, the first compared with the second, with an interval a level (see stats/two_proportions.hpp and
/// stats/two_rates.hpp). Ratios have no multiplier.
struct TwoSamples {
    std::span<const double> first_count{};
    std::span<const double> first_denominator{};
    std::span<const double> second_count{};
    std::span<const double> second_denominator{};
};

/// @throws Error for columns of different lengths, and a level or multiplier that is none.
void proportion_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                           const StatisticColumns& out, unsigned threads = 0);
void proportion_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                      unsigned threads = 0);
void rate_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                     PoissonInterval interval, const StatisticColumns& out, unsigned threads = 0);
void rate_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                unsigned threads = 0);

/// The mean of each group, with an interval a level (see stats/mean.hpp), and how many values are known and missing.
/// `group` holds codes from 0 to `out.value.size()` - 1, in any order.
/// @throws Error for columns of different lengths, a code that is out of range, and a level that is none.
void mean(std::span<const std::int32_t> group, std::span<const double> values, std::span<const double> levels,
          const StatisticColumns& out, std::span<std::int64_t> known, std::span<std::int64_t> missing,
          unsigned threads = 0);

/// Where the inequality of each group goes.
struct InequalityColumns {
    StatisticColumns slope{};
    StatisticColumns relative{};  ///< the status is `estimated` where there are limits at every level
    std::span<double> at_bottom{};
    std::span<double> at_top{};
};

/// The slope and relative index of inequality of each group, its quantiles in the order of the rows (see
/// stats/inequality.hpp). @throws Error as the header, and as `mean`.
void slope_index_of_inequality(std::span<const std::int32_t> group, const stats::Quantiles& quantiles,
                               const stats::InequalityRule& rule, std::span<const double> levels,
                               const InequalityColumns& out, unsigned threads = 0);

/// Quantile groups within each of `groups` groups (see stats/quantile_group.hpp), one a row; status holds
/// `StatisticStatus` codes. @throws Error as the header, and as `mean`.
void quantile_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                    std::int64_t quantiles, bool highest_first, std::span<std::int32_t> quantile,
                    std::span<std::uint8_t> status, unsigned threads = 0);

/// Where the rank of each row goes.
struct RankingColumns {
    std::span<std::int64_t> rank{};
    std::span<std::int64_t> of{};
    std::span<double> percentile{};
    std::span<std::int32_t> quartile{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

/// The rank of each row within its group (see stats/ranking.hpp). @throws Error as `mean`.
void rank_in_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                   bool highest_first, const RankingColumns& out, unsigned threads = 0);

/// Where the average of each group of neighbours goes.
struct NeighbourColumns {
    std::span<double> value{};
    std::span<std::int64_t> neighbours{};
    std::span<std::int64_t> missing{};
    std::span<std::uint8_t> status{};  ///< `StatisticStatus` codes
};

/// The average of each group of neighbours (see stats/neighbours.hpp). @throws Error as the header, and as `mean`.
void neighbour_average(std::span<const std::int32_t> group, std::span<const double> counts,
                       std::span<const double> denominators, NeighbourAverage average, double multiplier,
                       const NeighbourColumns& out);

/// Makes the normal draws of a simulation and nothing else, to measure it by: those of `savings` streams, none kept.
/// Returns a sum of some of them, so that they are made.
double make_normals(std::uint64_t seed, std::uint32_t savings, std::uint64_t draws, unsigned threads = 0);

}  // namespace headway::batch
