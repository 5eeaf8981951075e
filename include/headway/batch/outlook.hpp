/// @file
/// Many series projected to the end of their years: outlook/projection.hpp over tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/batch/no_polarity.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/series/assemble.hpp"
#include "headway/series/series.hpp"
#include "headway/series/series_break.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Rows to project, one point each: the series that they make (see series/assemble.hpp) and, column by column where it
/// is given, what the rules of these series take from them: the row of a series' latest period says its target, event
/// and bounds. Its polarity is one for all its rows, of which some may say none.
struct ProjectionTable {
    SeriesRows rows{};
    std::span<const double> target{};
    std::span<const double> target_lower{};
    std::span<const double> target_upper{};
    std::span<const std::uint8_t> target_lower_open{};  ///< 1: the bound itself is not meant; empty: no bound is open
    std::span<const std::uint8_t> target_upper_open{};
    std::span<const std::uint8_t> polarity{};  ///< `Polarity` codes, or `no_polarity`
    std::span<const double> denominator{};     ///< of series whose accrual is average
    std::span<const double> event{};           ///< what one event adds; NaN: 1
    std::span<const double> lowest{};          ///< what a published figure can be; NaN: as the points say
    std::span<const double> highest{};
    std::span<const std::vector<SeriesBreak>> breaks{};  ///< of each series; empty: none has any of its own
    std::vector<SeriesBreak> breaks_of_all{};            ///< of every series that they lie in, one of them at least
    std::string target_column = "target";                ///< what messages call the columns
    std::string polarity_column = "polarity";
};

/// The polarity of each row, which a row without one has from the others of its series.
/// @throws Error for a series whose rows contradict each other, naming up to ten rows at once.
[[nodiscard]] std::vector<std::uint8_t> one_polarity_a_series(std::span<const std::int32_t> series,
                                                              std::span<const std::string> names,
                                                              std::span<const std::uint8_t> polarity,
                                                              const std::string& column = "polarity");

/// Of each of `count` series the row whose period ends last, of several the last; -1 where it has none. With values,
/// the last of those that are published, and the last row where none is.
/// @throws Error for a code of no series or no period.
[[nodiscard]] std::vector<std::int64_t> latest_rows(std::span<const std::int32_t> series, std::size_t count,
                                                    std::span<const std::int32_t> period,
                                                    std::span<const Period> periods,
                                                    std::span<const double> value = {});

/// Projects every series of a table, in the order of their codes; what the table does not say, `rule` does.
/// @throws Error as `assemble`, `one_polarity_a_series` and the function below, naming series by their names; and for a
///         series whose latest row has no target where another row of the same year has one, for breaks as `Series`
///         refuses them, and for one of all series that lies in none.
[[nodiscard]] std::vector<Projection> project_year_end(const ProjectionTable& table, Calendar calendar,
                                                       const ProjectionRule& rule, unsigned threads = 0);

/// Projects many series to the end of their years, each by a rule of its own or all by one. Series that have too few
/// past years of their own take the errors that their method has made on the others (see interval.hpp): on at least
/// five with the same accrual and frequency at the same point of their year.
/// @throws Error as `headway::project_year_end`, for all series at once, naming them by `names` or else their number.
[[nodiscard]] std::vector<Projection> project_year_end(std::span<const Series> series,
                                                       std::span<const ProjectionRule> rules, unsigned threads = 0,
                                                       std::span<const std::string> names = {});

}  // namespace headway::batch
