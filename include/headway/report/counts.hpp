/// @file
/// Counts, each with the denominator it is out of. "5 red" says nothing; "5 red of 12 with a target" does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Ratings against one comparator.
struct RatingCounts {
    std::size_t kpis = 0;             ///< rows
    std::size_t with_comparator = 0;  ///< rows that have the comparator: the denominator of green, amber and red
    std::size_t green = 0;
    std::size_t amber = 0;
    std::size_t red = 0;
    std::size_t not_rated = 0;  ///< kpis - green - amber - red: with the comparator or without

    constexpr void add(Rating rating, bool has_comparator) noexcept {
        ++kpis;
        with_comparator += has_comparator ? 1 : 0;
        switch (rating) {
            case Rating::green: ++green; break;
            case Rating::amber: ++amber; break;
            case Rating::red: ++red; break;
            case Rating::not_rated: ++not_rated; break;
        }
    }

    friend bool operator==(const RatingCounts&, const RatingCounts&) = default;
};

/// Directions of travel.
struct DirectionCounts {
    std::size_t kpis = 0;      ///< rows
    std::size_t compared = 0;  ///< rows whose direction is known: the denominator of the five counts below
    std::size_t improving = 0;
    std::size_t worsening = 0;
    std::size_t no_change = 0;
    std::size_t increasing = 0;
    std::size_t decreasing = 0;
    std::size_t unknown = 0;

    constexpr void add(Direction direction) noexcept {
        ++kpis;
        compared += direction == Direction::unknown ? 0 : 1;
        switch (direction) {
            case Direction::improving: ++improving; break;
            case Direction::worsening: ++worsening; break;
            case Direction::no_change: ++no_change; break;
            case Direction::increasing: ++increasing; break;
            case Direction::decreasing: ++decreasing; break;
            case Direction::unknown: ++unknown; break;
        }
    }

    friend bool operator==(const DirectionCounts&, const DirectionCounts&) = default;
};

/// How many results of how many indicators: an indicator that is reported for two periods has two results.
struct ResultCounts {
    std::size_t results = 0;
    std::size_t indicators = 0;  ///< each once

    friend bool operator==(const ResultCounts&, const ResultCounts&) = default;
};

/// The size of a scorecard and of its sections. An indicator that stands in two sections is counted in both, and once
/// in all: the sections are not to be added up.
struct ScorecardSize {
    ResultCounts all{};
    std::vector<ResultCounts> sections{};
    std::size_t in_several = 0;  ///< indicators that stand in more than one section

    friend bool operator==(const ScorecardSize&, const ScorecardSize&) = default;
};

/// Counts results and indicators by section; a section without results has neither.
/// @param section, indicator of each result, as codes from 0
/// @throws Error for columns of two lengths, a code below 0, and a section that is not below `sections`.
[[nodiscard]] inline ScorecardSize scorecard_size(std::span<const std::int32_t> section, std::size_t sections,
                                                  std::span<const std::int32_t> indicator) {
    if (section.size() != indicator.size())
        throw Error("indicator: found " + std::to_string(indicator.size()) + " rows for " +
                    std::to_string(section.size()) + " of section; accepted: one of each a result");
    ScorecardSize size{.all = {.results = section.size()}, .sections = std::vector<ResultCounts>(sections)};
    std::vector<std::uint64_t> places;  // an indicator times sections, plus a section that it stands in
    places.reserve(section.size());
    for (std::size_t i = 0; i < section.size(); ++i) {
        const auto found = [i](const char* column, std::int32_t code) {
            return "row " + std::to_string(i) + ", " + column + ": found code " + std::to_string(code) + "; accepted: ";
        };
        if (section[i] < 0 || static_cast<std::size_t>(section[i]) >= sections)
            throw Error(found("section", section[i]) + "0 or more and below " + std::to_string(sections));
        if (indicator[i] < 0) throw Error(found("indicator", indicator[i]) + "0 or more");
        ++size.sections[static_cast<std::size_t>(section[i])].results;
        places.push_back(static_cast<std::uint64_t>(indicator[i]) * sections + static_cast<std::uint64_t>(section[i]));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (std::size_t first = 0, next = 0; first < places.size(); first = next) {
        for (; next < places.size() && places[next] / sections == places[first] / sections; ++next)
            ++size.sections[static_cast<std::size_t>(places[next] % sections)].indicators;
        ++size.all.indicators;
        if (next - first > 1) ++size.in_several;
    }
    return size;
}

}  // namespace headway
