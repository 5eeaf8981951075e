/// @file
/// Counts theme by theme: what initiatives, actions and recommendations are all grouped under.
///
/// Themes are the same where their names are, without regard to letter case ("People and Culture" heads a section,
/// "People and culture" stands in a list), and keep the order in which they came.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "headway/plan/rating_scheme.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan {

namespace detail {

/// Where the first item stands whose text is the same as plain text without regard to letter case; the size where none.
template <class Items, class Text>
[[nodiscard]] std::size_t position_of(const Items& items, std::string_view wanted, Text text) {
    const std::string plain = plain_text(wanted);
    std::size_t at = 0;
    while (at < items.size() && !same_text(plain_text(text(items[at])), plain)) ++at;
    return at;
}

}  // namespace detail

/// Counts of one theme.
template <class Counts>
struct OfTheme {
    std::string theme{};
    Counts counts{};
};

/// Of each item the place of its theme among the themes.
template <class Items>
[[nodiscard]] std::vector<std::size_t> theme_places(const Items& items) {
    std::vector<std::string> themes;
    std::vector<std::size_t> places;
    for (const auto& item : items) {
        const std::size_t at =
            detail::position_of(themes, item.theme, [](const std::string& theme) { return theme; });
        if (at == themes.size()) themes.push_back(item.theme);
        places.push_back(at);
    }
    return places;
}

namespace detail {

/// The counts of a theme, made where there are none yet.
template <class Counts>
[[nodiscard]] Counts& of_theme(std::vector<OfTheme<Counts>>& themes, const std::string& theme) {
    const std::size_t at = position_of(themes, theme, [](const OfTheme<Counts>& known) { return known.theme; });
    if (at == themes.size()) themes.push_back({.theme = theme});
    return themes[at].counts;
}

}  // namespace detail

}  // namespace headway::plan
