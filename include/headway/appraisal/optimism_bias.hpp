/// @file
/// Optimism bias: by how much projects of a type overran, to be added to an estimate until its risks are managed.
///
/// | project type                   | works duration, upper to lower | capital expenditure, upper to lower |
/// |--------------------------------|--------------------------------|-------------------------------------|
/// | standard buildings             | 4% to 1%                       | 24% to 2%                           |
/// | non-standard buildings         | 39% to 2%                      | 51% to 4%                           |
/// | standard civil engineering     | 20% to 1%                      | 44% to 3%                           |
/// | non-standard civil engineering | 25% to 3%                      | 66% to 6%                           |
/// | equipment/development          | 54% to 10%                     | 200% to 10%                         |
/// | outsourcing                    | not given                      | 41% to 0% (operating expenditure)   |
///
///     bias     = max(lower, upper (1 - mitigation))     mitigation: the share of the risks that is managed, 0 to 1
///     adjusted = estimate (1 + bias)
///
/// An estimate starts at the upper bound. With 92% of the risks managed a non-standard building's 51% becomes 4.08%,
/// and £100m become £104.08m; the cost of managing them comes on top. The bounds are starting values from 50 projects,
/// not limits of what can happen: evidence of one's own replaces them, as a number.
///
/// Missing estimates (NaN) stay missing. Errors: a mitigation beyond 0 to 1, bounds in the wrong order, and a bias that
/// is not between 0 and 2 (24 where 0.24 is meant).
///
/// Source: Mott MacDonald (2002), Review of Large Public Procurement in the UK, table 2; HM Treasury, Supplementary
/// Green Book guidance: Optimism bias, table 1.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What kind of project overruns by so much.
enum class ProjectType : std::uint8_t {
    standard_buildings,              ///< no special design: offices, housing, general hospitals
    non_standard_buildings,          ///< special design or site: specialist hospitals, refurbishment
    standard_civil_engineering,      ///< new roads and utilities
    non_standard_civil_engineering,  ///< innovative works, special sites: rail, power, coast
    equipment_development,           ///< software, systems, machinery
    outsourcing,                     ///< services bought instead of made
};

template <>
struct Vocabulary<ProjectType> {
    static constexpr std::string_view name = "project type";
    static constexpr std::array<std::string_view, 6> words{
        "standard buildings",         "non-standard buildings",
        "standard civil engineering", "non-standard civil engineering",
        "equipment/development",      "outsourcing"};
};

/// What an estimate is of.
enum class EstimateOf : std::uint8_t { capital_expenditure, works_duration };

template <>
struct Vocabulary<EstimateOf> {
    static constexpr std::string_view name = "estimate of";
    static constexpr std::array<std::string_view, 2> words{"capital expenditure", "works duration"};
};

/// Bounds of the bias, as fractions of the estimate.
struct BiasRange {
    double lower = 0.0;  ///< with all risks managed
    double upper = 0.0;  ///< with none

    bool operator==(const BiasRange&) const = default;
};

/// The published bounds of a project type. Of outsourcing those of operating expenditure stand under capital, and there
/// are none for the duration.
[[nodiscard]] constexpr std::optional<BiasRange> optimism_bias(ProjectType type, EstimateOf estimate) {
    constexpr std::array<BiasRange, 6> capital{
        {{0.02, 0.24}, {0.04, 0.51}, {0.03, 0.44}, {0.06, 0.66}, {0.10, 2.00}, {0.00, 0.41}}};
    constexpr std::array<BiasRange, 5> duration{{{0.01, 0.04}, {0.02, 0.39}, {0.01, 0.20}, {0.03, 0.25}, {0.10, 0.54}}};
    const auto i = static_cast<std::size_t>(type);
    if (estimate == EstimateOf::capital_expenditure) return capital[i];
    return i < duration.size() ? std::optional(duration[i]) : std::nullopt;
}

/// @throws Error for a bias that is not between 0 and 2.
inline void validate_bias(double bias) {
    if (!(bias >= 0.0 && bias <= 2.0))
        throw Error("optimism bias: found " + shown(bias) +
                    "; accepted: a fraction from 0 to 2, 0.24 for 24% (2 is the highest that is published)");
}

/// The bias that is left when a share of the risks is managed. @throws Error: see the head of this file.
[[nodiscard]] inline double mitigated(BiasRange range, double mitigation) {
    validate_bias(range.lower);
    validate_bias(range.upper);
    if (range.lower > range.upper)
        throw Error("optimism bias: found bounds from " + shown(range.lower) + " to " +
                    shown(range.upper) + "; accepted: the lower bound first");
    if (!(mitigation >= 0.0 && mitigation <= 1.0))
        throw Error("mitigation: found " + shown(mitigation) +
                    "; accepted: the share of the risks that is managed, 0 to 1");
    return std::max(range.lower, decimal::difference(range.upper, range.upper * mitigation));
}

/// An estimate with its bias added, as a decimal. @throws Error for a bias that is not between 0 and 2.
[[nodiscard]] inline double bias_adjusted(double estimate, double bias) {
    validate_bias(bias);
    return decimal::difference(estimate, -(estimate * bias));
}

}  // namespace headway
