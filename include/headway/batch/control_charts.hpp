/// @file
/// Control charts and run charts of many series.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "headway/spc/chart_kind.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/spc/subgroup_chart.hpp"
#include "headway/spc/unit_doubt.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

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
    std::span<const std::uint8_t> target_side{};  ///< `TargetSide` codes; empty: either side of all
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
///         that cannot be, an unknown polarity or side and a baseline of one point, before anything is written.
void control_charts(const ChartTable& table, const spc::ChartRule& rule, const ChartColumns& out, unsigned threads = 0);

/// What looks as if it were in another unit, one a series of single values; a `target` is empty or one a row.
/// @throws Error for columns of different lengths and a row that `values` does not have.
[[nodiscard]] std::vector<std::optional<spc::UnitDoubt>> unit_doubts(std::span<const std::int64_t> rows,
                                                                     std::span<const std::int64_t> offsets,
                                                                     std::span<const double> values,
                                                                     std::span<const double> target = {},
                                                                     unsigned threads = 0);

/// What subgroups of measurements are, in the order of `order`, whose series they are.
[[nodiscard]] std::vector<spc::Subgroup> subgroups(const SeriesOrder& order, std::span<const double> measurements,
                                                   unsigned threads = 0);

/// The run chart of every series of `order`. @throws Error for a row that `values` does not have.
[[nodiscard]] std::vector<spc::RunChart> run_charts(const SeriesOrder& order, std::span<const double> values,
                                                    unsigned threads = 0);

}  // namespace headway::batch
