// Every kernel of stats: what is estimated is finite and within its limits, what is not says why.
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/assess/funnel.hpp"
#include "headway/assess/group_comparison.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/indirect_standardisation.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/quantile_group.hpp"
#include "headway/stats/ranking.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

using stats::Statistic;

/// `estimated` is the truth of a statistic, and so is any other status.
template <class Estimate>
void check(const Estimate& found, const char* what, double least = -infinite, double most = infinite) {
    const auto said = [&] { return std::string(what) + ", " + std::string(word(found.status)) + ": "; };
    expect(!std::isinf(found.value), said(), found.value);
    if (found.status != StatisticStatus::estimated) {
        const bool has_value = found.status == StatisticStatus::too_few_points;
        expect(has_value || std::isnan(found.value), said(), found.value);
        return;
    }
    expect(std::isfinite(found.value) && std::isfinite(found.lower) && std::isfinite(found.upper), said(), found.value,
           " (", found.lower, " to ", found.upper, ")");
    expect(found.lower <= found.value && found.value <= found.upper, said(), found.value, " (", found.lower, " to ",
           found.upper, ")");
    expect(least <= found.lower && found.upper <= most, said(), found.lower, " to ", found.upper, " beyond ", least,
           " to ", most);
}

/// A wider level has a wider interval.
void check_wider(const Statistic& narrow, const Statistic& wide, const char* what) {
    if (narrow.status != StatisticStatus::estimated || wide.status != StatisticStatus::estimated) return;
    const double rounding = 1e-9 * std::fmax(std::fabs(narrow.lower), std::fabs(narrow.upper));
    expect(wide.lower <= narrow.lower + rounding && narrow.upper <= wide.upper + rounding, what, ": ", wide.lower,
           " to ", wide.upper, " is narrower than ", narrow.lower, " to ", narrow.upper);
}

/// What a row of a count and its denominator has for a status, whichever statistic it is of.
void check_status(StatisticStatus status, double count, double denominator, const char* what) {
    if (std::isnan(count) || std::isnan(denominator))
        expect(status == StatisticStatus::missing, what, ": of missing numbers ", word(status));
    else if (std::isinf(count) || std::isinf(denominator))
        expect(status == StatisticStatus::not_finite, what, ": of infinite numbers ", word(status));
    else if (count < 0.0 || denominator < 0.0)
        expect(status == StatisticStatus::negative, what, ": of negative numbers ", word(status));
    else if (denominator == 0.0)
        expect(status == StatisticStatus::zero_denominator, what, ": of nothing ", word(status));
}

[[nodiscard]] double a_level(Bytes& bytes) {
    static constexpr std::array levels{0.95, 0.998, 0.8, 0.5, 0.99, 1e-9, 1.0 - 1e-12, 0.0};
    const std::uint8_t which = bytes.byte();
    return which < 240 ? levels[which % 7] : bytes.raw<double>();
}

[[nodiscard]] double a_multiplier(Bytes& bytes) {
    static constexpr std::array multipliers{1.0, 100.0, 1000.0, 100'000.0};
    const std::uint8_t which = bytes.byte();
    return which < 240 ? multipliers[which % 4] : bytes.number();
}

void one_sample(Bytes& bytes) {
    const double count = bytes.number(), denominator = bytes.number(), level = a_level(bytes);
    const double multiplier = a_multiplier(bytes);
    const auto interval = static_cast<PoissonInterval>(bytes.below(2));
    const Statistic share = stats::proportion(count, denominator, level, multiplier);
    check(share, "proportion", 0.0, multiplier);
    check_status(share.status, count, denominator, "proportion");
    const Statistic rate = stats::crude_rate(count, denominator, level, multiplier, interval);
    check(rate, "rate", 0.0);
    check_status(rate.status, count, denominator, "rate");
    if (level < 0.99) {
        const double wider = level + (1.0 - level) / 2.0;
        check_wider(share, stats::proportion(count, denominator, wider, multiplier), "proportion");
        check_wider(rate, stats::crude_rate(count, denominator, wider, multiplier, interval), "rate");
    }
}

void two_samples(Bytes& bytes) {
    const double x1 = bytes.number(), n1 = bytes.number(), x2 = bytes.number(), n2 = bytes.number();
    const double level = a_level(bytes), multiplier = a_multiplier(bytes);
    check(stats::proportion_difference(x1, n1, x2, n2, level, multiplier), "difference of proportions");
    check(stats::proportion_ratio(x1, n1, x2, n2, level), "ratio of proportions", 0.0);
    check(stats::rate_difference(x1, n1, x2, n2, level, multiplier), "difference of rates");
    const Statistic ratio = stats::rate_ratio(x1, n1, x2, n2, level);
    check(ratio, "ratio of rates", 0.0);
    const Statistic turned = stats::rate_ratio(x2, n2, x1, n1, level);
    if (ratio.status == StatisticStatus::estimated && turned.status == StatisticStatus::estimated)
        expect(std::fabs(ratio.lower * turned.upper - 1.0) < 1e-6 || ratio.lower < 1e-300 || turned.upper > 1e300,
               "ratio of rates turned: ", ratio.lower, " and ", turned.upper);
}

void standardised(Bytes& bytes) {
    const double level = a_level(bytes), multiplier = a_multiplier(bytes);
    const auto interval = static_cast<PoissonInterval>(bytes.below(2));
    std::vector<stats::AgeStratum> bands(bytes.below(20));
    std::vector<stats::ReferenceStratum> reference;
    std::vector<double> counts;
    for (stats::AgeStratum& band : bands) {
        band = {.count = bytes.number(), .population = bytes.number(), .standard = bytes.number()};
        counts.push_back(band.count);
        reference.push_back({band.population, bytes.number(), band.standard});
    }
    check(stats::directly_standardised_rate(bands, level, multiplier, interval), "directly standardised rate", 0.0);
    const stats::ObservedEvents observed = stats::observed_events(counts);
    const stats::ExpectedEvents expected = stats::expected_events(reference);
    check(stats::indirectly_standardised_ratio(observed, expected, level, multiplier, interval), "ratio", 0.0);
    check(stats::indirectly_standardised_rate(observed, expected, level, multiplier, interval), "rate", 0.0);
}

void life(Bytes& bytes) {
    std::vector<double> start{0, 1}, deaths, population;
    const std::size_t bands = bytes.below(19) + 2;
    while (start.size() < bands) start.push_back(5.0 * static_cast<double>(start.size() - 1));
    start.resize(bands);
    const bool alike = bytes.flag();
    for (std::size_t i = 0; i < bands; ++i) {
        deaths.push_back(alike ? bytes.byte() : bytes.number());
        population.push_back(alike ? 1000.0 + 10.0 * bytes.byte() : bytes.number());
    }
    const stats::LifeTable table{.start = start, .deaths = deaths, .population = population};
    check(stats::life_expectancy(table, start[bytes.below(bands)], a_level(bytes)), "life expectancy", -infinite);
}

void inequality(Bytes& bytes) {
    const std::size_t count = bytes.below(11);
    stats::InequalityRule rule{.type = static_cast<ValueType>(bytes.below(3)),
                               .transform = bytes.flag(),
                               .multiplier = a_multiplier(bytes),
                               .draws = 100};
    const bool by_limits = bytes.flag();
    std::vector<double> value(count), population(count), error, lower, upper;
    for (std::size_t i = 0; i < count; ++i) {
        value[i] = bytes.number();
        population[i] = bytes.number();
        if (by_limits) lower.push_back(bytes.number()), upper.push_back(bytes.number());
        else error.push_back(bytes.number());
    }
    const stats::Inequality found = stats::slope_index_of_inequality(
        {.value = value, .population = population, .standard_error = error, .lower = lower, .upper = upper}, rule,
        a_level(bytes));
    check(found.slope, "slope index");
    check(found.relative, "relative index");
}

void trends(Bytes& bytes) {
    const std::vector<double> values = bytes.numbers(40);
    std::vector<double> other(values.size()), turned;
    for (double& each : other) each = bytes.number();
    for (const double value : values) turned.push_back(-value);
    const double level = a_level(bytes);
    const Statistic slope = stats::sen_slope(values, level), back = stats::sen_slope(turned, level);
    check(slope, "Sen's slope");
    const double apart = std::fabs(slope.value + back.value);  // the middle of two is rounded
    expect(slope.status == back.status && !(apart > 1e-12 * std::fabs(slope.value) + 1e-300), "Sen's slope: ", slope.value,
           " turned over is ", back.value);
    const stats::MannKendall test = stats::mann_kendall(values), reverse = stats::mann_kendall(turned);
    if (test.status == StatisticStatus::estimated) {
        expect(-1.0 - 1e-12 <= test.tau && test.tau <= 1.0 + 1e-12, "tau ", test.tau);
        expect(0.0 <= test.p_value && test.p_value <= 1.0, "a p-value of ", test.p_value);
        expect(test.s == -reverse.s && std::fabs(test.p_value - reverse.p_value) <= 1e-12, "Mann-Kendall turned over: ",
               test.s, ", p ", test.p_value, ", and ", reverse.s, ", p ", reverse.p_value);
    }
    for (const stats::TrendTest& trend : {stats::cochran_armitage(values, other), stats::weighted_trend(values, other)})
        if (trend.status == StatisticStatus::estimated)
            expect(std::isfinite(trend.slope) && trend.chi_squared >= 0.0 && 0.0 <= trend.p_value &&
                       trend.p_value <= 1.0,
                   "slope ", trend.slope, ", chi squared ", trend.chi_squared, ", p ", trend.p_value);
    const stats::RecentTrend recent =
        stats::recent_trend({.first = values, .second = other}, {.kind = static_cast<TrendKind>(bytes.below(3))});
    const bool marked = recent.marker != TrendMarker::cannot_be_calculated;
    expect(marked == (recent.status == TrendStatus::estimated), word(recent.marker), " because ", word(recent.status));
    expect(std::isfinite(recent.slope) == marked, word(recent.marker), " with the slope ", recent.slope);
}

void order(Bytes& bytes) {
    const std::vector<double> values = bytes.numbers(60);
    const auto groups = static_cast<std::int64_t>(bytes.below(12));
    const bool highest_first = bytes.flag();
    const double level = a_level(bytes);
    const std::vector<std::size_t> order = shuffled(values.size(), bytes);
    const std::vector<double> moved = in_order(values, order);
    check(stats::mean(values, level), "mean");
    const auto ranked = stats::rank_in_group(values, highest_first), again = stats::rank_in_group(moved, highest_first);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const stats::Ranking &one = ranked[order[i]], &other = again[i];
        expect(one.rank == other.rank && one.of == other.of && same(one.percentile, other.percentile) &&
                   one.quartile == other.quartile && one.status == other.status,
               "the rank of ", moved[i], " depends on order");
        expect((one.rank > 0) == std::isfinite(moved[i]) && one.rank <= one.of, moved[i], " has rank ", one.rank);
    }
    const auto group = stats::quantile_group(values, groups, highest_first);
    expect(in_order(group, order) == stats::quantile_group(moved, groups, highest_first), "groups depend on order");
    for (const std::int32_t each : group) expect(0 <= each && each <= groups, "group ", each, " of ", groups);
    const stats::ComparisonRule rule{.method = ComparisonMethod::quintiles, .polarity = Polarity::low_is_good};
    for (const double value : values) {
        const auto compared = stats::compare(value, values, rule);
        expect(compared.group == stats::compare(value, moved, rule).group, "quintiles depend on order");
        expect(0 <= compared.group && compared.group <= 5, "quintile ", compared.group);
    }
}

void funnel(Bytes& bytes) {
    const std::vector<double> count = bytes.numbers(20);
    std::vector<double> denominator(count.size());
    for (double& each : denominator) each = bytes.number();
    stats::FunnelRule rule{.kind = static_cast<FunnelKind>(bytes.below(3)), .overdispersion = bytes.flag(),
                           .multiplier = a_multiplier(bytes)};
    if (bytes.flag()) rule.target = bytes.number();
    const double level = a_level(bytes);
    const stats::Funnel funnel = stats::fit_funnel(count, denominator, rule);
    for (std::size_t i = 0; i < count.size(); ++i) {
        const Statistic point = stats::funnel_point(funnel, count[i], denominator[i], level);
        check_status(point.status, count[i], denominator[i], "funnel");
        expect(!(point.lower > point.upper), "limits from ", point.lower, " to ", point.upper);
        const bool compared = stats::funnel_label(point) != FunnelLabel::not_compared;
        expect(compared == (point.status == StatisticStatus::estimated), "a unit that is ", word(point.status));
        if (compared) expect(std::isfinite(point.value) && std::isfinite(point.lower) && std::isfinite(point.upper),
                             "a unit at ", point.value);
    }
}

}  // namespace

void statistics(Bytes bytes) {
    static constexpr std::array kernels{one_sample, two_samples, standardised, life, inequality, trends, order, funnel};
    const auto kernel = kernels[bytes.below(kernels.size())];
    (void)unless_refused([&] { return kernel(bytes), 0; });
}

}  // namespace headway::fuzz
