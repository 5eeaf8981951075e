#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "columns.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/statistics.hpp"
#include "headway/error.hpp"
#include "headway/processor.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A row of proportions takes about 3 ns, one of rates 10 ns. A thread costs 0.03 ms, so it is worth starting for a
// tenth of a millisecond already: such columns are made again and again.
constexpr std::size_t proportions_a_thread = 40'000, rates_a_thread = 20'000;

/// Rows that stay in the first-level cache together with their results.
constexpr std::size_t rows_at_a_time = 512;

/// Values and limits of rows at two levels (or twice at one), as if all were proportions of denominators that need no
/// scale; returns how many are not.
///
/// Two levels share a row's loads and its first division. Divisions and roots are what takes the time.
HEADWAY_FOR_EACH_PROCESSOR double wilson_rows(const double* __restrict count, const double* __restrict denominator,
                                              std::size_t rows, double z, double other_z, double multiplier,
                                              double* __restrict value, double* __restrict lower,
                                              double* __restrict upper, double* __restrict other_lower,
                                              double* __restrict other_upper) {
    double none = 0.0;
    for (std::size_t i = 0; i < rows; ++i) {
        const double x = count[i], n = denominator[i];
        const stats::Interval interval = stats::wilson(x, n, z), other = stats::wilson(x, n, other_z);
        value[i] = x / n * multiplier;
        lower[i] = interval.lower * multiplier;
        upper[i] = interval.upper * multiplier;
        other_lower[i] = other.lower * multiplier;
        other_upper[i] = other.upper * multiplier;
        const bool is = (x >= 0.0) & (x <= n) & (n >= stats::smallest_unscaled) & (n <= stats::largest_unscaled);
        none += is ? 0.0 : 1.0;
    }
    return none;
}

}  // namespace

void proportion(std::span<const double> count, std::span<const double> denominator, std::span<const double> levels,
                double multiplier, const StatisticColumns& out, unsigned threads) {
    const std::size_t rows = count.size();
    check_length(denominator.size(), rows, "denominator", "count");
    check_results(out, rows, levels, "count");
    stats::validate_multiplier(multiplier);
    std::vector<double> z;
    for (const double level : levels) z.push_back(stats::normal_multiple(level));

    parallel_for(rows, proportions_a_thread, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t start = first; start < last; start += rows_at_a_time) {
            const std::size_t size = std::min(rows_at_a_time, last - start);
            double none = 0.0;
            for (std::size_t l = 0; l < z.size(); l += 2) {
                const std::size_t other = l + 1 < z.size() ? l + 1 : l;
                // The last of an odd number of levels is written twice, the second time where it is thrown away.
                std::array<double, rows_at_a_time> lower, upper;
                none = wilson_rows(&count[start], &denominator[start], size, z[l], z[other], multiplier,
                                   &out.value[start], &out.lower[l * rows + start], &out.upper[l * rows + start],
                                   other == l ? lower.data() : &out.lower[other * rows + start],
                                   other == l ? upper.data() : &out.upper[other * rows + start]);
            }
            std::fill_n(&out.status[start], size, static_cast<std::uint8_t>(StatisticStatus::estimated));
            if (none == 0.0) continue;
            for (std::size_t i = start; i < start + size; ++i) {
                for (std::size_t l = 0; l < z.size(); ++l)
                    put(stats::proportion(count[i], denominator[i], levels[l], multiplier), out, rows, i, l);
            }
        }
    });
}

void crude_rate(std::span<const double> count, std::span<const double> population, std::span<const double> levels,
                double multiplier, PoissonInterval interval, const StatisticColumns& out, unsigned threads) {
    const std::size_t rows = count.size();
    check_length(population.size(), rows, "population", "count");
    check_results(out, rows, levels, "count");
    stats::validate_multiplier(multiplier);
    const bool exact = interval == PoissonInterval::exact;
    const std::size_t tabled = exact ? std::min<std::size_t>(rows, 1000) : static_cast<std::size_t>(stats::byar_from);
    std::vector<stats::PoissonLimits> limits_at;
    for (const double level : levels) limits_at.emplace_back(level, interval, tabled);

    parallel_for(rows, rates_a_thread, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            for (std::size_t l = 0; l < levels.size(); ++l)
                put(stats::crude_rate(count[i], population[i], limits_at[l], multiplier), out, rows, i, l);
    });
}

void sum_by_group(std::span<const std::int32_t> group, std::span<const double> column, std::span<double> sums) {
    check_length(column.size(), group.size(), "column", "group");
    check_codes(group, sums.size(), "group");
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t i = 0; i < group.size(); ++i) sums[static_cast<std::size_t>(group[i])] += column[i];
}

}  // namespace headway::batch
