#include <cstddef>
#include <span>

#include "columns.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/two_samples.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A Newcombe interval takes 50 ns, an exact or iterated one about 2 microseconds.
constexpr std::size_t closed_per_millisecond = 20'000, solved_per_millisecond = 500;

/// Calls `compare(x1, n1, x2, n2, level)` on every row and level.
template <class Compare>
void rows(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out, unsigned threads,
          std::size_t at_least, Compare compare) {
    const std::size_t rows = samples.first_count.size();
    check_length(samples.first_denominator.size(), rows, "first denominator", "first count");
    check_length(samples.second_count.size(), rows, "second count", "first count");
    check_length(samples.second_denominator.size(), rows, "second denominator", "first count");
    check_results(out, rows, levels, "first count");
    parallel_for(rows, at_least, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            for (std::size_t l = 0; l < levels.size(); ++l)
                put(compare(samples.first_count[i], samples.first_denominator[i], samples.second_count[i],
                            samples.second_denominator[i], levels[l]),
                    out, rows, i, l);
    });
}

}  // namespace

void proportion_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                           const StatisticColumns& out, unsigned threads) {
    stats::validate_multiplier(multiplier);
    rows(samples, levels, out, threads, closed_per_millisecond,
         [&](double x1, double n1, double x2, double n2, double level) {
             return stats::proportion_difference(x1, n1, x2, n2, level, multiplier);
         });
}

void proportion_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                      unsigned threads) {
    rows(samples, levels, out, threads, solved_per_millisecond,
         [](double x1, double n1, double x2, double n2, double level) {
             return stats::proportion_ratio(x1, n1, x2, n2, level);
         });
}

void rate_difference(const TwoSamples& samples, std::span<const double> levels, double multiplier,
                     PoissonInterval interval, const StatisticColumns& out, unsigned threads) {
    stats::validate_multiplier(multiplier);
    rows(samples, levels, out, threads, solved_per_millisecond,
         [&](double x1, double n1, double x2, double n2, double level) {
             return stats::rate_difference(x1, n1, x2, n2, level, multiplier, interval);
         });
}

void rate_ratio(const TwoSamples& samples, std::span<const double> levels, const StatisticColumns& out,
                unsigned threads) {
    rows(samples, levels, out, threads, solved_per_millisecond,
         [](double x1, double n1, double x2, double n2, double level) {
             return stats::rate_ratio(x1, n1, x2, n2, level);
         });
}

}  // namespace headway::batch
