/// @file
/// Counts theme by theme: what initiatives, actions and recommendations are all grouped under.
///
/// Themes are the same where their names are, without regard to letter case ("People and Culture" heads a section,
/// "People and culture" stands in a list), and keep the order in which they came.
#pragma once

#include <string>
#include <vector>

#include "headway/plan/rating_scheme.hpp"

namespace headway {

/// Counts of one theme.
template <class Counts>
struct OfTheme {
    std::string theme{};
    Counts counts{};
};

namespace detail {

/// The counts of a theme, made where there are none yet; themes keep the order in which they came.
template <class Counts>
[[nodiscard]] Counts& of_theme(std::vector<OfTheme<Counts>>& themes, const std::string& theme) {
    for (OfTheme<Counts>& known : themes)
        if (same_text(known.theme, theme)) return known.counts;
    themes.push_back({.theme = theme});
    return themes.back().counts;
}

}  // namespace detail

}  // namespace headway
