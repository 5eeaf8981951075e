/// @file
/// Coverage: does every recommendation have an action, and does every action answer one?
///
/// Where a plan says which recommendations each action answers, coverage is by recommendation: `no action` of a
/// recommendation that none answers, `no recommendation` of an action that answers none. Where a plan only groups both
/// under themes, coverage is by theme and says no more than that: that a theme has actions does not say that each of
/// its recommendations has one. `fewer_actions` marks the themes with more recommendations than actions, where some
/// action must serve several recommendations or some recommendation has none.
///
/// An action that is withdrawn answers nothing, and is not counted.
///
/// Themes and recommendations are compared as plain text without regard to letter case. A theme that stands on one side
/// only may be one of the other side under another name ("Shaping priorities", "Shaping our priorities"): the nearest
/// is named beside it. It stays a gap until somebody says that the two are one.
/// Errors: an action that answers a recommendation which is not in the list (the nearest is named), and a
/// recommendation that is listed twice, which would be counted twice.
///
/// Source: recommendations and action plan of the peer challenge's progress report (2025), grouped by theme.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/theme.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// What somebody else said should be done.
struct Recommendation {
    std::string theme{};
    std::string number{};  ///< text, as printed
    std::string title{};
};

}  // namespace headway::plan

namespace headway::inline HEADWAY_ABI {

/// Whether a theme's recommendations have actions.
enum class Coverage : std::uint8_t { covered, no_action, no_recommendation };

template <>
struct Vocabulary<Coverage> {
    static constexpr std::string_view name = "coverage";
    static constexpr std::array<std::string_view, 3> words{"covered", "no action", "no recommendation"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// What of a theme is answered by actions.
struct ThemeCoverage {
    std::string theme{};
    std::vector<std::size_t> recommendations{};  ///< their places in the list
    int actions = 0;
    std::string nearest{};  ///< of a gap: the theme on the other side that is nearest by name; empty where none is near

    [[nodiscard]] Coverage status() const noexcept {
        return recommendations.empty() ? Coverage::no_recommendation
               : actions == 0          ? Coverage::no_action
                                       : Coverage::covered;
    }
    [[nodiscard]] bool fewer_actions() const noexcept {
        return static_cast<std::size_t>(actions) < recommendations.size();
    }
};

/// Themes, counted. Identities: asked = covered + no_action; fewer_actions are some of those covered.
struct CoverageCounts {
    int asked = 0;  ///< themes that have recommendations
    int covered = 0;
    int fewer_actions = 0;
    int no_action = 0;
    int no_recommendation = 0;
};

/// One recommendation with its actions, or one action without a recommendation.
struct RecommendationCoverage {
    Coverage status = Coverage::no_action;
    std::string theme{};
    std::string recommendation{};  ///< empty of an action without one
    std::vector<std::string> actions{};
};

namespace detail {

[[nodiscard]] inline bool answers(const Action& action) noexcept { return action.rating != ActionRating::withdrawn; }

[[nodiscard]] inline std::size_t place_of(std::span<const Recommendation> recommendations, std::string_view number) {
    return position_of(recommendations, number, [](const Recommendation& one) { return one.number; });
}

inline void note_listed_twice(std::span<const Recommendation> recommendations, Problems& problems) {
    for (std::size_t i = 0; i < recommendations.size(); ++i) {
        const std::string& number = recommendations[i].number;
        if (const std::size_t before = place_of(recommendations, number); before < i)
            problems.add("recommendation " + headway::quoted(number) + ": found in rows " + std::to_string(before) +
                         " and " + std::to_string(i) + "; accepted: once");
    }
}

}  // namespace detail

/// One row a theme, in the order of the recommendations and then of the actions.
/// @throws Error for a recommendation that is listed twice.
[[nodiscard]] inline std::vector<ThemeCoverage> coverage_by_theme(std::span<const Action> actions,
                                                                  std::span<const Recommendation> recommendations) {
    Problems problems;
    detail::note_listed_twice(recommendations, problems);
    problems.raise_if_any();
    std::vector<ThemeCoverage> themes;
    const auto of = [&](std::string_view theme) -> ThemeCoverage& {
        const std::size_t at = detail::position_of(themes, theme, [](const ThemeCoverage& t) { return t.theme; });
        if (at == themes.size()) themes.push_back({.theme = std::string(theme)});
        return themes[at];
    };
    for (std::size_t i = 0; i < recommendations.size(); ++i) of(recommendations[i].theme).recommendations.push_back(i);
    for (const Action& action : actions)
        if (detail::answers(action)) ++of(action.theme).actions;

    std::vector<std::string> with_recommendations, with_actions;
    for (const ThemeCoverage& theme : themes) {
        if (!theme.recommendations.empty()) with_recommendations.push_back(theme.theme);
        if (theme.actions > 0) with_actions.push_back(theme.theme);
    }
    for (ThemeCoverage& theme : themes)
        if (theme.status() != Coverage::covered)
            theme.nearest =
                nearest(theme.theme, theme.status() == Coverage::no_action ? with_actions : with_recommendations);
    return themes;
}

/// How many themes are covered, and out of how many.
[[nodiscard]] inline CoverageCounts count_coverage(std::span<const ThemeCoverage> themes) noexcept {
    CoverageCounts counts;
    for (const ThemeCoverage& theme : themes) {
        const Coverage status = theme.status();
        const bool covered = status == Coverage::covered;
        counts.asked += theme.recommendations.empty() ? 0 : 1;
        counts.covered += covered ? 1 : 0;
        counts.fewer_actions += covered && theme.fewer_actions() ? 1 : 0;
        counts.no_action += status == Coverage::no_action ? 1 : 0;
        counts.no_recommendation += status == Coverage::no_recommendation ? 1 : 0;
    }
    return counts;
}

/// One row a recommendation, and then one for each action without any. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<RecommendationCoverage> coverage(std::span<const Action> actions,
                                                                  std::span<const Recommendation> recommendations) {
    Problems problems;
    detail::note_listed_twice(recommendations, problems);
    std::vector<std::string> known;
    std::vector<RecommendationCoverage> rows;
    for (const Recommendation& one : recommendations) {
        known.push_back(one.number);
        rows.push_back({.theme = one.theme, .recommendation = one.number});
    }
    for (const Action& action : actions) {
        if (action.recommendations.empty() && detail::answers(action))
            rows.push_back({Coverage::no_recommendation, action.theme, {}, {action.name}});
        for (const std::string& answered : action.recommendations) {
            const std::size_t at = detail::place_of(recommendations, answered);
            if (at == recommendations.size()) {
                std::string accepted;
                for (const std::string& one : known) accepted += (accepted.empty() ? "" : ", ") + one;
                problems.add("action " + headway::quoted(action.name) + ": found the recommendation " +
                             headway::quoted(answered) + "; accepted: " + accepted +
                             detail::did_you_mean(nearest(answered, known)));
                continue;
            }
            if (!detail::answers(action)) continue;
            rows[at].status = Coverage::covered;
            rows[at].actions.push_back(action.name);
        }
    }
    problems.raise_if_any();
    return rows;
}

}  // namespace headway::plan
