#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "grouped.hpp"
#include "headway/batch/standardise.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/indirect_standardisation.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// An area of 20 age bands takes about 200 ns; a thread, 0.03 ms.
constexpr std::size_t areas_a_thread = 1'000;

/// The rows of each area; without codes there is one.
Grouped by_area(const AgeRows& rows, std::size_t count) {
    return rows.area.empty() && rows.areas == 1 ? Grouped(count) : Grouped(rows.area, rows.areas);
}

void check_rows(const AgeRows& rows, std::size_t count, const std::string& first) {
    if (!rows.area.empty()) check_length(rows.area.size(), count, "area", first);
    if (!rows.bands.empty() || !rows.band.empty()) check_length(rows.band.size(), count, "band", first);
    if (rows.area.empty() && rows.areas != 1 && count > 0)
        throw Error("areas: found " + std::to_string(rows.areas) + " without codes; accepted: 1");
    for (std::size_t row = 0; row < rows.band.size(); ++row)
        if (rows.band[row] < -1 || rows.band[row] >= static_cast<std::int64_t>(rows.bands.size()))
            throw Error("row " + std::to_string(row) + ", column band: found code " + std::to_string(rows.band[row]) +
                        "; accepted: below " + std::to_string(rows.bands.size()));
}

/// Whether two rows hold the same number, or both none.
bool same(std::span<const double> column, std::size_t a, std::size_t b) {
    return column[a] == column[b] || (std::isnan(column[a]) && std::isnan(column[b]));
}

/// Whether no area has a band twice.
bool each_band_once(const AgeRows& rows, const Grouped& areas) {
    std::vector<std::size_t> area_before(rows.bands.size(), rows.areas);
    for (std::size_t area = 0; area < rows.areas; ++area) {
        const Grouped::Rows in_area = areas.rows(area);
        for (std::size_t i = 0; i < in_area.size(); ++i) {
            const std::size_t row = in_area[i];
            if (rows.band[row] < 0) continue;
            std::size_t& before = area_before[static_cast<std::size_t>(rows.band[row])];
            if (before == area) return false;
            before = area;
        }
    }
    return true;
}

/// @throws Error for an age band that an area has twice; by frequency of events, for one that it has twice at a
///         frequency, or with two populations.
void check_bands(const AgeRows& rows, const Grouped& areas, const DirectColumns* by_frequency) {
    if (rows.band.empty() || (by_frequency == nullptr && each_band_once(rows, areas))) return;
    constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> first(rows.bands.size(), unseen);
    std::vector<std::pair<std::int32_t, double>> seen;
    Problems problems;
    const auto twice = [&](std::size_t a, std::size_t b, const std::string& found) {
        problems.add("rows " + std::to_string(a) + " and " + std::to_string(b) + ", age band " +
                     rows.bands[static_cast<std::size_t>(rows.band[b])] + ": found " + found);
    };
    for (std::size_t area = 0; area < rows.areas; ++area) {
        seen.clear();
        const Grouped::Rows in_area = areas.rows(area);
        for (std::size_t i = 0; i < in_area.size(); ++i) {
            const std::size_t row = in_area[i];
            if (rows.band[row] < 0) continue;
            std::size_t& before = first[static_cast<std::size_t>(rows.band[row])];
            if (before == unseen) {
                before = row;
            } else if (by_frequency == nullptr) {
                twice(before, row,
                      "twice in one group; accepted: once (are all columns that tell areas apart among the groups?)");
            } else if (!same(by_frequency->population, before, row) || !same(by_frequency->standard, before, row)) {
                twice(before, row, "two populations; accepted: the same one at every frequency");
            }
            if (by_frequency != nullptr && !std::isnan(by_frequency->frequency[row]))
                seen.emplace_back(rows.band[row], by_frequency->frequency[row]);
        }
        std::ranges::sort(seen);
        for (auto next = seen.begin(); (next = std::ranges::adjacent_find(next, seen.end())) != seen.end(); ++next)
            problems.add("row " + std::to_string(in_area[0]) + " and the others of its group, age band " +
                         rows.bands[static_cast<std::size_t>(next->first)] + ": found frequency " +
                         shown(next->second) + " twice; accepted: once");
        for (std::size_t i = 0; i < in_area.size(); ++i)
            if (rows.band[in_area[i]] >= 0) first[static_cast<std::size_t>(rows.band[in_area[i]])] = unseen;
    }
    problems.raise_if_any();
}

/// Puts each row of an area where its band is, by `place(element, row)`; a row without a band leaves one more element,
/// which is missing, as a band without a row does.
template <class Element, class Place>
void gather(const AgeRows& rows, const Grouped::Rows& area, std::vector<Element>& elements, Place place) {
    elements.assign(rows.bands.empty() ? area.size() : rows.bands.size(), Element{});
    for (std::size_t i = 0; i < area.size(); ++i) {
        if (rows.bands.empty())
            place(elements[i], area[i]);
        else if (rows.band[area[i]] < 0)
            elements.emplace_back();
        else
            place(elements[static_cast<std::size_t>(rows.band[area[i]])], area[i]);
    }
}

}  // namespace

void directly_standardised_rate(const AgeRows& rows, const DirectColumns& in, std::span<const double> levels,
                                double multiplier, PoissonInterval interval, const StatisticColumns& out,
                                const DirectTotals& totals, unsigned threads) {
    const std::size_t count = in.count.size();
    check_length(in.population.size(), count, "population", "count");
    check_length(in.standard.size(), count, "standard", "count");
    if (!in.frequency.empty()) check_length(in.frequency.size(), count, "frequency", "count");
    check_rows(rows, count, "count");
    if (!in.frequency.empty() && rows.band.empty())
        throw Error("frequency: found without age bands; accepted: with them, to know which rows are of one band");
    check_results(out, rows.areas, levels, "areas");
    check_length(totals.count.size(), rows.areas, "count (out)", "areas");
    check_length(totals.population.size(), rows.areas, "population (out)", "areas");
    check_length(totals.suppression.size(), rows.areas, "suppression (out)", "areas");
    stats::validate_multiplier(multiplier);
    const Grouped areas = by_area(rows, count);
    check_bands(rows, areas, in.frequency.empty() ? nullptr : &in);

    parallel_for(rows.areas, areas_a_thread, threads, [&](std::size_t first, std::size_t last) {
        std::vector<stats::AgeStratum> strata;
        for (std::size_t area = first; area < last; ++area) {
            gather(rows, areas.rows(area), strata, [&](stats::AgeStratum& band, std::size_t row) {
                if (in.frequency.empty()) {
                    band.count = band.count_variance = in.count[row];
                } else {
                    if (std::isnan(band.standard)) band.count = band.count_variance = 0.0;  // the first row of the band
                    stats::add_people_with_events(band, in.count[row], in.frequency[row]);
                }
                band.population = in.population[row];
                band.standard = in.standard[row];
            });
            const stats::WeightedRate rate = stats::weighted_rate(strata);
            totals.count[area] = rate.count;
            totals.population[area] = rate.population;
            totals.suppression[area] = static_cast<std::uint8_t>(rate.suppression);
            for (std::size_t l = 0; l < levels.size(); ++l)
                put(stats::standardised(rate, levels[l], multiplier, interval), out, rows.areas, area, l);
        }
    });
}

void indirectly_standardised(const AgeRows& rows, const IndirectColumns& in, Standardised kind,
                             std::span<const double> levels, double multiplier, PoissonInterval interval,
                             const StatisticColumns& out, std::span<double> observed, std::span<double> expected,
                             unsigned threads) {
    const std::size_t count = in.population.size();
    if (!in.count.empty() && !in.observed.empty())
        throw Error("found both counts by age and observed totals; accepted: one of them");
    if (in.observed.empty())
        check_length(in.count.size(), count, "count", "population");
    else
        check_length(in.observed.size(), rows.areas, "observed", "areas");
    check_length(in.reference_count.size(), count, "reference_count", "population");
    check_length(in.reference_population.size(), count, "reference_population", "population");
    check_rows(rows, count, "population");
    check_results(out, rows.areas, levels, "areas");
    check_length(observed.size(), rows.areas, "observed (out)", "areas");
    check_length(expected.size(), rows.areas, "expected (out)", "areas");
    stats::validate_multiplier(multiplier);
    const Grouped areas = by_area(rows, count);
    check_bands(rows, areas, nullptr);

    parallel_for(rows.areas, areas_a_thread, threads, [&](std::size_t first, std::size_t last) {
        std::vector<stats::ReferenceStratum> strata;
        std::vector<double> counts;
        for (std::size_t area = first; area < last; ++area) {
            gather(rows, areas.rows(area), strata, [&](stats::ReferenceStratum& band, std::size_t row) {
                band = {in.population[row], in.reference_count[row], in.reference_population[row]};
            });
            counts.clear();
            if (!in.observed.empty())
                counts.push_back(in.observed[area]);
            else
                for (std::size_t i = 0; i < areas.rows(area).size(); ++i)
                    counts.push_back(in.count[areas.rows(area)[i]]);
            const stats::ObservedEvents seen = stats::observed_events(counts);
            const stats::ExpectedEvents events = stats::expected_events(strata);
            observed[area] = seen.count;
            expected[area] = events.expected;
            for (std::size_t l = 0; l < levels.size(); ++l)
                put(kind == Standardised::ratio
                        ? stats::indirectly_standardised_ratio(seen, events, levels[l], multiplier, interval)
                        : stats::indirectly_standardised_rate(seen, events, levels[l], multiplier, interval),
                    out, rows.areas, area, l);
        }
    });
}

void life_expectancy(const AgeRows& rows, std::span<const double> start, std::span<const double> deaths,
                     std::span<const double> population, std::span<const double> at, std::span<const double> levels,
                     const StatisticColumns& out, std::span<std::uint8_t> suppression, unsigned threads) {
    const std::size_t count = deaths.size(), results = rows.areas * at.size();
    check_length(population.size(), count, "population", "deaths");
    check_length(rows.band.size(), count, "band", "deaths");
    check_length(start.size(), rows.bands.size(), "start", "bands");
    check_rows(rows, count, "deaths");
    check_results(out, results, levels, "areas and ages");
    check_length(suppression.size(), results, "suppression (out)", "areas and ages");
    stats::validate_life_table({.start = start, .deaths = start, .population = start});
    std::vector<std::size_t> from;
    for (const double age : at) from.push_back(stats::band_at(start, age));
    const Grouped areas = by_area(rows, count);
    check_bands(rows, areas, nullptr);

    struct Band {
        double deaths = no_value, population = no_value;
    };
    parallel_for(rows.areas, areas_a_thread, threads, [&](std::size_t first, std::size_t last) {
        std::vector<Band> bands;
        std::vector<double> dead(start.size()), people(start.size());
        for (std::size_t area = first; area < last; ++area) {
            gather(rows, areas.rows(area), bands,
                   [&](Band& band, std::size_t row) { band = {deaths[row], population[row]}; });
            const bool of_no_band = bands.size() > start.size();  // what is missing might be anywhere
            for (std::size_t i = 0; i < start.size(); ++i) {
                dead[i] = of_no_band ? no_value : bands[i].deaths;
                people[i] = bands[i].population;
            }
            for (std::size_t a = 0; a < at.size(); ++a) {
                const stats::RemainingLife life =
                    stats::remaining_life({.start = start, .deaths = dead, .population = people}, from[a]);
                const std::size_t row = area * at.size() + a;
                suppression[row] = static_cast<std::uint8_t>(life.suppression);
                for (std::size_t l = 0; l < levels.size(); ++l)
                    put(stats::with_limits(life, levels[l]), out, results, row, l);
            }
        }
    });
}

}  // namespace headway::batch
