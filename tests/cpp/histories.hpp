/// @file
/// Histories and series that several tests of projections share.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/series/series.hpp"
#include "testing.hpp"

namespace headway::test {

using outlook::History;
using outlook::YearIs;

/// Points that were all published, of which the last `known` are this year's.
struct Points {
    std::vector<double> values;
    std::vector<std::uint8_t> filled;
    int per_year, known;
    YearIs year;

    Points(std::vector<double> points, int known_points, int a_year = 12, YearIs is = YearIs::sum)
        : values(std::move(points)), filled(values.size(), 0), per_year(a_year), known(known_points), year(is) {}

    [[nodiscard]] History history() const { return {values, filled, per_year, known, per_year - known, year}; }
};

inline double total_of(const std::vector<double>& values) {
    double total = 0.0;
    for (const double value : values) total += value;
    return total;
}

/// The months of a published count: 18, 17 .. in 34,647 people are 51.95, 101.02 .. per 100,000, year to date.
inline std::vector<double> to_date_per_100000(const std::vector<double>& events, double population) {
    std::vector<double> figures;
    for (double total = 0.0; const double count : events) figures.push_back((total += count) * 100'000.0 / population);
    return figures;
}

inline const std::vector<double> events_a{18, 17, 16, 16, 19, 15}, events_b{6, 4, 1, 1, 2, 1};
inline constexpr double population_a = 34'647, population_b = 168'200;

/// The passengers of an airline in the months of 1949, thousands (Box and Jenkins, series G).
inline const std::vector<double> passengers{112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118};

/// Years with a season, a climb and noise, positive and not whole; the same for the same seed, everywhere.
inline std::vector<double> seasonal(std::size_t points, std::uint64_t seed, int per_year = 12, double level = 100.0) {
    std::mt19937_64 random(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < points; ++i) {
        const double noise = static_cast<double>(random() >> 11) / 9007199254740992.0;
        const double season = std::sin(2.0 * 3.14159265358979 * static_cast<double>(i) / per_year);
        values.push_back(level * (1.0 + 0.3 * season + 0.002 * static_cast<double>(i) + 0.2 * (noise - 0.5)) + 0.3137);
    }
    return values;
}

inline Series monthly(std::vector<double> values, Accrual accrual = Accrual::flow, const char* start = "2018-04") {
    return Series(std::move(values), Period::parse(start), accrual);
}

}  // namespace headway::test
