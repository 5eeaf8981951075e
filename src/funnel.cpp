#include "headway/assess/funnel.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

#include "columns.hpp"
#include "headway/batch/funnel.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// The limits of a count are the root of a gamma function, about 10 us a level.
constexpr std::size_t units_per_millisecond = 50;

}  // namespace

void funnel_points(const stats::Funnel& funnel, std::span<const double> count, std::span<const double> denominator,
                   std::span<const double> levels, const StatisticColumns& out, std::span<std::uint8_t> label,
                   std::span<double> label_level, unsigned threads) {
    const std::size_t rows = count.size();
    validate(funnel);
    check_length(denominator.size(), rows, "denominator", "count");
    check_results(out, rows, levels, "count");
    check_length(label.size(), rows, "label (out)", "count");
    check_length(label_level.size(), rows, "level (out)", "count");
    parallel_for(rows, units_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            FunnelLabel widest = FunnelLabel::within;
            label_level[i] = no_value;
            for (std::size_t l = 0; l < levels.size(); ++l) {
                const stats::Statistic point = stats::funnel_point(funnel, count[i], denominator[i], levels[l]);
                put(point, out, rows, i, l);
                const FunnelLabel here = stats::funnel_label(point);
                if (here == FunnelLabel::not_compared) widest = here;
                if ((here == FunnelLabel::low || here == FunnelLabel::high) && !(label_level[i] >= levels[l])) {
                    widest = here;
                    label_level[i] = levels[l];
                }
            }
            label[i] = static_cast<std::uint8_t>(widest);
        }
    });
}

void funnel_limits(const stats::Funnel& funnel, std::span<const double> denominator, std::span<const double> levels,
                   const StatisticColumns& out, unsigned threads) {
    const std::size_t rows = denominator.size();
    validate(funnel);
    check_results(out, rows, levels, "denominator");
    parallel_for(rows, units_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            StatisticStatus status = stats::status_of_amounts(denominator[i]);
            if (denominator[i] == 0.0) status = StatisticStatus::zero_denominator;
            out.status[i] = static_cast<std::uint8_t>(status);
            out.value[i] = status == StatisticStatus::estimated ? funnel.target * funnel.multiplier : no_value;
            for (std::size_t l = 0; l < levels.size(); ++l) {
                const stats::Interval limits = stats::funnel_limits(funnel, denominator[i], levels[l]);
                out.lower[l * rows + i] = limits.lower;
                out.upper[l * rows + i] = limits.upper;
            }
        }
    });
}

}  // namespace headway::batch
