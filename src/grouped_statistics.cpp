#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns.hpp"
#include "grouped.hpp"
#include "headway/batch/grouped_statistics.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/quantiles_by_area.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/quantile_group.hpp"
#include "headway/stats/ranking.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A value takes about 2 ns in a mean and 100 ns in a sort; a quantile of a closed form 100 ns, each draw of it 10 ns.
constexpr std::size_t values_per_millisecond = 400'000, sorted_per_millisecond = 10'000;
constexpr std::size_t quantiles_per_millisecond = 10'000, draws_per_millisecond = 100'000;

}  // namespace

void mean(std::span<const std::int32_t> group, std::span<const double> values, std::span<const double> levels,
          const StatisticColumns& out, std::span<std::int64_t> known, std::span<std::int64_t> missing,
          unsigned threads) {
    const std::size_t groups = out.value.size();
    check_length(values.size(), group.size(), "values", "group");
    check_results(out, groups, levels, "groups");
    check_length(known.size(), groups, "known (out)", "groups");
    check_length(missing.size(), groups, "missing (out)", "groups");
    const Grouped grouped(group, groups);
    const std::vector<double> gathered = grouped.gathered(values);
    parallel_for(groups, grouped.groups_of_rows(values_per_millisecond), threads,
                 [&](std::size_t first, std::size_t last) {
                     for (std::size_t g = first; g < last; ++g) {
                         const stats::Moments of = stats::moments(grouped.of(gathered, g));
                         known[g] = static_cast<std::int64_t>(of.count);
                         missing[g] = static_cast<std::int64_t>(of.missing);
                         for (std::size_t l = 0; l < levels.size(); ++l)
                             put(stats::mean(of, levels[l]), out, groups, g, l);
                     }
                 });
}

void slope_index_of_inequality(std::span<const std::int32_t> group, std::span<const double> quantile,
                               const stats::Quantiles& quantiles, const stats::InequalityRule& rule,
                               std::span<const double> levels, const InequalityColumns& out, unsigned threads) {
    const std::size_t groups = out.slope.value.size();
    check_length(quantiles.value.size(), group.size(), "value", "group");
    stats::detail::validate(quantiles, rule);
    check_results(out.slope, groups, levels, "groups");
    check_results(out.relative, groups, levels, "groups");
    check_length(out.at_bottom.size(), groups, "at_bottom (out)", "groups");
    check_length(out.at_top.size(), groups, "at_top (out)", "groups");
    check_codes(group, groups, "group");
    const stats::QuantilesByArea by_area = stats::quantiles_by_area(group, groups, quantile);
    std::vector<std::int32_t> areas;
    for (const std::size_t row : by_area.order) areas.push_back(group[row]);
    areas.insert(areas.end(), by_area.lacking.begin(), by_area.lacking.end());
    const Grouped grouped(areas, groups);
    const auto in_order = [&](std::span<const double> column) {
        std::vector<double> ordered;
        if (column.empty()) return ordered;
        for (const std::size_t row : by_area.order) ordered.push_back(column[row]);
        ordered.resize(areas.size(), no_value);
        return grouped.gathered(ordered);
    };
    const std::vector<double> value = in_order(quantiles.value);
    const std::vector<double> population = in_order(quantiles.population);
    const std::vector<double> standard_error = in_order(quantiles.standard_error);
    const std::vector<double> lower = in_order(quantiles.lower);
    const std::vector<double> upper = in_order(quantiles.upper);
    const std::size_t rows_at_once =
        rule.simulated() ? 1 + draws_per_millisecond / rule.draws : quantiles_per_millisecond;
    parallel_for(groups, grouped.groups_of_rows(rows_at_once), threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t g = first; g < last; ++g) {
            const stats::Quantiles of{.value = grouped.of(value, g),
                                      .population = grouped.of(population, g),
                                      .standard_error = grouped.of(standard_error, g),
                                      .lower = grouped.of(lower, g),
                                      .upper = grouped.of(upper, g)};
            const std::vector<stats::Inequality> found =
                stats::slope_index_of_inequality(of, rule, levels, &stop_if_wanted);
            out.at_bottom[g] = found.front().at_bottom;
            out.at_top[g] = found.front().at_top;
            for (std::size_t l = 0; l < levels.size(); ++l) {
                put(found[l].slope, out.slope, groups, g, l);
                put(found[l].relative, out.relative, groups, g, l);
            }
        }
    });
}

void quantile_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                    std::int64_t quantiles, bool highest_first, std::span<std::int32_t> quantile,
                    std::span<std::uint8_t> status, unsigned threads) {
    stats::validate_groups(quantiles);
    check_length(values.size(), group.size(), "values", "group");
    check_length(quantile.size(), group.size(), "quantile (out)", "group");
    check_length(status.size(), group.size(), "status (out)", "group");
    const Grouped grouped(group, groups);
    const std::vector<double> gathered = grouped.gathered(values);
    parallel_for(groups, grouped.groups_of_rows(sorted_per_millisecond), threads,
                 [&](std::size_t first, std::size_t last) {
                     std::vector<std::int32_t> found;
                     std::vector<StatisticStatus> why;
                     for (std::size_t g = first; g < last; ++g) {
                         const Grouped::Rows rows = grouped.rows(g);
                         found.resize(rows.size());
                         why.resize(rows.size());
                         stats::quantile_group(grouped.of(gathered, g), quantiles, highest_first, found, why);
                         for (std::size_t i = 0; i < rows.size(); ++i) {
                             quantile[rows[i]] = found[i];
                             status[rows[i]] = static_cast<std::uint8_t>(why[i]);
                         }
                     }
                 });
}

void rank_in_group(std::span<const std::int32_t> group, std::size_t groups, std::span<const double> values,
                   bool highest_first, const RankingColumns& out, unsigned threads) {
    check_length(values.size(), group.size(), "values", "group");
    for (const std::size_t found :
         {out.rank.size(), out.of.size(), out.percentile.size(), out.quartile.size(), out.status.size()})
        check_length(found, group.size(), "ranking (out)", "group");
    const Grouped grouped(group, groups);
    const std::vector<double> gathered = grouped.gathered(values);
    parallel_for(groups, grouped.groups_of_rows(sorted_per_millisecond), threads,
                 [&](std::size_t first, std::size_t last) {
                     for (std::size_t g = first; g < last; ++g) {
                         const Grouped::Rows rows = grouped.rows(g);
                         const std::vector<stats::Ranking> found =
                             stats::rank_in_group(grouped.of(gathered, g), highest_first);
                         for (std::size_t i = 0; i < rows.size(); ++i) {
                             out.rank[rows[i]] = found[i].rank;
                             out.of[rows[i]] = found[i].of;
                             out.percentile[rows[i]] = found[i].percentile;
                             out.quartile[rows[i]] = found[i].quartile;
                             out.status[rows[i]] = static_cast<std::uint8_t>(found[i].status);
                         }
                     }
                 });
}

void neighbour_average(std::span<const std::int32_t> group, std::span<const double> counts,
                       std::span<const double> denominators, NeighbourAverage average, double multiplier,
                       const NeighbourColumns& out) {
    const std::size_t groups = out.value.size();
    check_length(counts.size(), group.size(), "counts", "group");
    check_length(out.neighbours.size(), groups, "neighbours (out)", "groups");
    check_length(out.missing.size(), groups, "missing (out)", "groups");
    check_length(out.status.size(), groups, "status (out)", "groups");
    (void)stats::neighbour_average(counts, denominators, average, multiplier);  // refuses what makes no sense
    const Grouped grouped(group, groups);
    const std::vector<double> count = grouped.gathered(counts), denominator = grouped.gathered(denominators);
    for (std::size_t g = 0; g < groups; ++g) {
        const stats::NeighbourStatistic found =
            stats::neighbour_average(grouped.of(count, g), grouped.of(denominator, g), average, multiplier);
        out.value[g] = found.value;
        out.neighbours[g] = static_cast<std::int64_t>(found.neighbours);
        out.missing[g] = static_cast<std::int64_t>(found.missing);
        out.status[g] = static_cast<std::uint8_t>(found.status);
    }
}

}  // namespace headway::batch
