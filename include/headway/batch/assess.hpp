/// @file
/// Ratings, gaps and directions of rows: assess/rating.hpp and direction.hpp over columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Bounds of a column of values; all empty where no row has any. An open bound is not meant itself: "over 50", "<5".
struct BoundColumns {
    std::span<const double> lower{};
    std::span<const double> upper{};
    std::span<const std::uint8_t> lower_open{};  ///< 1 where it is open; empty: no bound is
    std::span<const std::uint8_t> upper_open{};

    [[nodiscard]] Range of_row(std::size_t row) const noexcept {
        if (lower.empty()) return {};
        return {lower[row], upper[row], !lower_open.empty() && lower_open[row] != 0,
                !upper_open.empty() && upper_open[row] != 0};
    }
};

/// One comparator: `value` for all rows, or the bounds of the rows whose polarity is `in_range` or that have no value:
/// "at least 95" is the lower bound 95. Where such a row has bounds they are used, else `value` is both bounds.
struct ComparatorColumn {
    std::string name{};  ///< what messages call it
    std::span<const double> value{};
    BoundColumns bounds{};
};

/// What of a rating rule belongs to the row: tables mix percentages and counts. Each is as long as the table, or empty;
/// where a row has nothing, the rule of all rows holds. A row with an amber limit has the basis `band` against the
/// first comparator, and the limit is worse than that; the others go by the tolerance of the row.
struct RuleColumns {
    std::span<const double> tolerance{};
    std::span<const std::uint8_t> basis{};  ///< `Basis` codes, or `no_basis`
    std::span<const double> amber_limit{};
    std::string tolerance_name = "tolerance";  ///< what messages call these columns
    std::string amber_limit_name = "amber_limit";
};

/// A basis code for "the rule of all rows".
inline constexpr std::uint8_t no_basis = 255;

/// The columns to assess, each as long as `latest` or, where noted, empty. NaN is missing; infinities are refused.
struct Table {
    std::span<const double> latest{};
    std::span<const double> previous{};          ///< empty: every change is NaN, every direction unknown
    std::span<const std::uint8_t> polarity{};    ///< `Polarity` codes, or `no_polarity`
    std::span<const std::uint8_t> accrual{};     ///< `Accrual` codes; empty: none is cumulative
    std::vector<ComparatorColumn> comparators{};
    RuleColumns rules{};
    std::span<const double> dead_band{};       ///< of the row, NaN: that of all rows; or empty
    BoundColumns latest_bounds{};  ///< the interval of each value; without a value, what it is at least and at most
    BoundColumns previous_bounds{};
    std::string latest_name = "latest";  ///< what messages call these columns
    std::string previous_name = "previous";
    std::string dead_band_name = "dead_band";
};

/// Where the ratings against one comparator go. What but the rating is empty was not asked for.
struct AssessmentColumn {
    std::span<std::uint8_t> rating{};  ///< `Rating` codes
    std::span<std::uint8_t> reason{};  ///< `Reason` codes
    std::span<double> gap{};
    std::span<std::uint8_t> present{};  ///< 1 where the row has the comparator, 0 where it is missing
};

/// Where the results go: columns as long as the table, written by several threads.
struct AssessedTable {
    std::span<double> change{};           ///< empty, with `direction`: not asked for
    std::span<std::uint8_t> direction{};  ///< `Direction` codes
    std::span<std::uint8_t> direction_reason{};  ///< `DirectionReason` codes, or empty: not asked for
    std::vector<AssessmentColumn> comparators{};
};

/// Assesses every row by its own polarity and by one rule, or what `rules` has of it; `rule.polarity` is not used.
/// @param threads at most so many; 0 is one a processor. Fewer start where there is little to do.
/// @throws Error for columns of different lengths, infinite numbers, bounds in the wrong order and a rule of a row that
///         cannot rate, naming rows and columns. What was written by then is not to be used.
void assess(const Table& table, const RatingRule& rule, const DirectionRule& direction_rule,
            const AssessedTable& assessed, unsigned threads = 0);

}  // namespace headway::batch
