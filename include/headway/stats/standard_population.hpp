/// @file
/// Populations by age band, and the European Standard Population of 2013.
///
/// A standardised rate weights age bands by a standard population. `matched_to` finds the weight of each band by its
/// ages: a band that is made of whole bands of the standard gets their sum, so that one standard serves the usual 19
/// bands (0-4 to 90+), infants apart (0, 1-4), a last band of 85+ or 95+, broad bands (0-14, 15-64, 65+) and rates of
/// some ages only (0-74).
///
/// The European Standard Population has 100,000 people, in bands of five years with 0 and 95+ apart. It is the same for
/// men and women, so rates of one sex compare with rates of the other, or of both.
///
/// Edge cases: a band that is finer than the standard, or cuts one of its bands, is refused: nothing is interpolated.
///
/// Source: Eurostat, "Revision of the European Standard Population: report of Eurostat's task force" (2013).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/stats/age_band.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// How many people, or events, an age band has.
struct BandAmount {
    AgeBand band{};
    double amount = 0.0;
};

/// What the population is called, with its source.
inline constexpr std::string_view european_standard_population_2013_source =
    "European Standard Population 2013 (Eurostat 2013)";

/// The European Standard Population of 2013 by age band: 100,000 people.
inline constexpr std::array<BandAmount, 21> european_standard_population_2013{{
    {{0, 0}, 1000},   {{1, 4}, 4000},   {{5, 9}, 5500},
    {{10, 14}, 5500}, {{15, 19}, 5500}, {{20, 24}, 6000},
    {{25, 29}, 6000}, {{30, 34}, 6500}, {{35, 39}, 7000},
    {{40, 44}, 7000}, {{45, 49}, 7000}, {{50, 54}, 7000},
    {{55, 59}, 6500}, {{60, 64}, 6000}, {{65, 69}, 5500},
    {{70, 74}, 5000}, {{75, 79}, 4000}, {{80, 84}, 2500},
    {{85, 89}, 1500}, {{90, 94}, 800},  {{95, AgeBand::open}, 200},
}};

/// The 19 age bands of most official tables: 0-4, 5-9, ... 85-89, 90+.
inline constexpr std::array<AgeBand, 19> usual_age_bands = [] {
    std::array<AgeBand, 19> bands{};
    for (int i = 0; i < 19; ++i) bands[static_cast<std::size_t>(i)] = {5 * i, i < 18 ? 5 * i + 4 : AgeBand::open};
    return bands;
}();

/// The amount of each band, summed over the bands of `standard` that make it up. `name` is what messages call it.
/// @throws Error for a standard without bands; for a band that is not made of whole bands of the standard; for bands of
///         the standard that overlap, leave one out or occur twice; for an amount below zero or not finite.
[[nodiscard]] inline std::vector<double> matched_to(std::span<const AgeBand> bands,
                                                    std::span<const BandAmount> standard,
                                                    std::string_view name = "standard") {
    const std::string of = std::string(name) + ", age band ";
    std::vector<AgeBand> all;
    Problems problems;
    if (standard.empty()) problems.add(std::string(name) + ": found no age bands; accepted: one or more");
    for (const BandAmount& each : standard) {
        if (std::find(all.begin(), all.end(), each.band) != all.end())
            problems.add(of + label(each.band) + ": found twice; accepted: once");
        all.push_back(each.band);
        if (!(each.amount >= 0.0) || std::isinf(each.amount))
            problems.add(of + label(each.band) + ": found " + shown(each.amount) + "; accepted: a number from 0 on");
    }
    problems.raise_if_any();
    all = joined_bands(std::move(all));

    std::vector<double> amounts;
    std::string accepted;
    for (const AgeBand band : all) accepted += (accepted.empty() ? "" : ", ") + label(band);
    for (const AgeBand band : bands) {
        const auto within = [&](const BandAmount& each) {
            return each.band.start >= band.start && each.band.end <= band.end;
        };
        // Bands of the standard join up: those within make the band up where they begin and end where it does.
        const bool whole =
            std::any_of(all.begin(), all.end(), [&](AgeBand each) { return each.start == band.start; }) &&
            std::any_of(all.begin(), all.end(), [&](AgeBand each) { return each.end == band.end; });
        if (!whole)
            problems.add("age band " + label(band) + " is not made of whole bands of the " + std::string(name) +
                         "; accepted: " + accepted + ", or sums of them");
        double amount = 0.0;
        for (const BandAmount& each : standard)
            if (within(each)) amount += each.amount;
        amounts.push_back(amount);
    }
    problems.raise_if_any();
    return amounts;
}

}  // namespace headway::stats
