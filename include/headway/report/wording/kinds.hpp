/// @file
/// The templates that sentences are made of, by name, and the parts that each may name. A language (english.hpp is one)
/// has a text for every one of them; whoever writes another for a single one keeps to its parts.
///
/// What begins with `item_` or `because_` stands within others, `word_` and the four of lists are words alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/report/wording/template.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::wording {

/// The name of a template and its parts, with a space between two.
struct Kind {
    std::string_view name{};
    std::string_view parts{};
};

// one, many: what is counted, "result" and "results"; a_comparator: "a target", comparator: "target"
/// Every template with the parts that it may name.
inline constexpr std::array kinds{
    // of a scorecard
    Kind{"size", "indicators sections"},
    Kind{"size_results", "results indicators sections"},
    Kind{"ratings", "comparator a_comparator with kpis green amber red unrated one many"},
    Kind{"section_ratings", "section comparator a_comparator with kpis green amber red unrated one many"},
    Kind{"ratings_all", "section comparator a_comparator with rating one many"},
    Kind{"ratings_none", "section comparator a_comparator kpis one many"},
    Kind{"on_track", "section comparator list count"},
    Kind{"off_track", "section comparator list count"},
    Kind{"furthest", "comparator list"},
    Kind{"directions", "compared kpis improving worsening unchanged neutral unknown one many"},
    Kind{"section_directions", "section compared kpis improving worsening unchanged neutral unknown one many"},
    Kind{"directions_none", "section kpis one many"},
    Kind{"missing", "missing kpis list one many"},
    Kind{"stale", "stale kpis newest list one many"},
    Kind{"doubts", "doubted kpis list one many"},
    Kind{"outlook_at_risk", "outlooks at_risk list"},
    // of one indicator
    Kind{"result", "indicator period value unit comparator target gap side rating"},
    Kind{"result_within", "indicator period value unit comparator target rating"},
    Kind{"result_against", "indicator period value unit comparator target rating"},
    Kind{"result_unrated", "indicator period value unit"},
    Kind{"result_missing", "indicator period why"},
    Kind{"change", "indicator rose change previous good"},
    Kind{"no_change", "indicator value"},
    Kind{"equivalent", "indicator gap number denominator counted comparator"},
    Kind{"outlook", "indicator year value unit lower upper level target chance"},
    // of two scorecards
    Kind{"compared", "matched new dropped one many"},
    Kind{"moved_count", "comparator matched moved better worse other one many"},
    Kind{"moved_none", "comparator matched one many"},
    Kind{"moved", "indicator comparator from to because"},
    Kind{"new", "new list one many"},
    Kind{"dropped", "dropped list one many"},
    Kind{"revised", "indicator period from to"},
    Kind{"revised_known", "indicator period to"},
    Kind{"revised_missing", "indicator period from"},
    Kind{"changed", "indicator part from to"},
    Kind{"changed_all", "part from to"},
    Kind{"comparator_added", "comparator"},
    Kind{"comparator_dropped", "comparator"},
    Kind{"suspected", "dropped new by"},
    Kind{"reconciles", "rating comparator before dropped moved_out moved_in new after"},
    // within others
    Kind{"item_plain", "indicator"},
    Kind{"item_result", "indicator value target"},
    Kind{"item_gap", "indicator value target gap side"},
    Kind{"item_missing", "indicator why"},
    Kind{"item_stale", "indicator period"},
    Kind{"item_chance", "indicator chance"},
    Kind{"because_value", "from to"},
    Kind{"because_value_known", "to"},
    Kind{"because_value_missing", "from"},
    Kind{"because_comparator", "comparator from to"},
    Kind{"because_comparator_known", "comparator a_comparator to"},
    Kind{"because_comparator_missing", "comparator a_comparator from"},
    Kind{"because_rule", ""},
    Kind{"because_definition", ""},
    Kind{"because_withheld", ""},
    Kind{"list_comma", ""},
    Kind{"list_last", ""},
    Kind{"list_more", "more"},
    Kind{"about", "number"},
    Kind{"range", "lower upper"},
    Kind{"at_least", "lower"},
    Kind{"over", "lower"},
    Kind{"at_most", "upper"},
    Kind{"under", "upper"},
    Kind{"comparator_value", "name"},
    Kind{"a_comparator", "name"},
    Kind{"an_comparator", "name"},
    // words
    Kind{"word_points", ""},
    Kind{"word_result", ""},
    Kind{"word_results", ""},
    Kind{"word_indicator", ""},
    Kind{"word_indicators", ""},
    Kind{"word_green", ""},
    Kind{"word_amber", ""},
    Kind{"word_red", ""},
    Kind{"word_not_rated", ""},
    Kind{"word_above", ""},
    Kind{"word_below", ""},
    Kind{"word_rose", ""},
    Kind{"word_fell", ""},
    Kind{"word_better", ""},
    Kind{"word_worse", ""},
    Kind{"word_unclear", ""},
    Kind{"word_none", ""},
    Kind{"word_under_1", ""},
    Kind{"word_over_99", ""},
    Kind{"word_less_than_1", ""},
};

/// The texts of a language, by the names of `kinds`.
using Language = std::map<std::string, std::string, std::less<>>;

/// The names of the parts that a template may name.
[[nodiscard]] inline std::vector<std::string> parts_of(const Kind& kind) {
    std::vector<std::string> parts;
    for (std::string_view rest = kind.parts; !rest.empty();) {
        const std::size_t length = std::min(rest.find(' '), rest.size());
        parts.emplace_back(rest.substr(0, length));
        rest.remove_prefix(std::min(length + 1, rest.size()));
    }
    return parts;
}

/// A language with other texts for some of its templates.
/// @throws Error for a name of none of them, and for a text that cannot be filled: see template.hpp.
[[nodiscard]] inline Language with_templates(Language language, const std::map<std::string, std::string>& others) {
    Problems problems;
    for (const auto& [name, said] : others) {
        const auto is_named = [&name = name](const Kind& one) { return one.name == name; };
        const auto kind = std::find_if(kinds.begin(), kinds.end(), is_named);
        if (kind == kinds.end()) {
            std::vector<std::string_view> names;
            for (const Kind& one : kinds) names.push_back(one.name);
            const std::string near = headway::detail::nearest_by_letters(name, names);
            problems.add("templates: found '" + name + "'; accepted: " +
                         (near.empty() ? std::string("a name that wording/kinds.hpp lists") : "'" + near + "'"));
            continue;
        }
        try {
            detail::check(name, said, parts_of(*kind));
        } catch (const Error& error) {
            problems.add(error.what());
        }
        language.insert_or_assign(name, said);
    }
    problems.raise_if_any();
    return language;
}

}  // namespace headway::inline HEADWAY_ABI::wording
