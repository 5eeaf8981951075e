/// @file
/// Sentences in British English. Another language is a header beside this one with a text for each of the same names.
#pragma once

#include "headway/report/wording/kinds.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::wording {

/// The texts of British English.
[[nodiscard]] inline Language english() {
    return {
        {"size",
         "The scorecard has {indicators} {indicators|indicator|indicators} in {sections} "
         "{sections|section|sections}."},
        {"size_results",
         "The scorecard has {results} {results|result|results} for {indicators} "
         "{indicators|indicator|indicators} in {sections} {sections|section|sections}."},
        {"ratings",
         "Of the {with} {with|{one}|{many}} with {a_comparator}, {green} {green|is|are} green, {amber} amber "
         "and {red} red{unrated?; {unrated} of all {kpis} {unrated|is|are} not rated against it}."},
        {"section_ratings",
         "In {section}, of the {with} {with|{one}|{many}} with {a_comparator}, {green} "
         "{green|is|are} green, {amber} amber and {red} red{unrated?; {unrated} of all {kpis} "
         "{unrated|is|are} not rated against it}."},
        {"ratings_all",
         "{with|The {with} {one} with {a_comparator}{section? in {section}} is {rating}|All {with} "
         "{many} with {a_comparator}{section? in {section}} are {rating}}."},
        {"ratings_none",
         "{kpis|The {kpis} {one}{section? in {section}} has no {comparator}|None of the {kpis} "
         "{many}{section? in {section}} has {a_comparator}}."},
        {"on_track", "On or better than {comparator}{section? in {section}}: {list}."},
        {"off_track", "Red against {comparator}{section? in {section}}: {list}."},
        {"furthest", "Furthest from {comparator}, as a share of it: {list}."},
        {"directions",
         "Of the {compared} {compared|{one}|{many}} with a direction, {improving} "
         "{improving|is|are} improving, {worsening} worsening and {unchanged} unchanged{neutral?; {neutral} "
         "rose or fell where neither is better}{unknown?; {unknown} of all {kpis} {unknown|has|have} no "
         "direction}."},
        {"section_directions",
         "In {section}, of the {compared} {compared|{one}|{many}} with a direction, "
         "{improving} {improving|is|are} improving, {worsening} worsening and {unchanged} "
         "unchanged{neutral?; {neutral} rose or fell where neither is better}{unknown?; {unknown} "
         "of all {kpis} {unknown|has|have} no direction}."},
        {"directions_none",
         "{kpis|The {kpis} {one}{section? in {section}} has no direction yet|None of the {kpis} "
         "{many}{section? in {section}} has a direction yet}."},
        {"missing", "{missing} of {kpis} {kpis|{one}|{many}} {missing|has|have} no latest figure: {list}."},
        {"stale",
         "{stale} of {kpis} {kpis|{one}|{many}} {stale|is|are} more than a year older than the newest, of "
         "{newest}: {list}."},
        {"doubts", "The figures of {doubted} of {kpis} {kpis|{one}|{many}} look doubtful: {list}."},
        {"outlook_at_risk",
         "Of the {outlooks} {outlooks|indicator|indicators} with a chance of meeting a year-end "
         "target, {at_risk} {at_risk|is|are} less likely than not to{list?: {list}}."},
        {"result",
         "{indicator}{period? ({period})}: {value}{unit? {unit}}, which is {gap} {side} the {comparator} of "
         "{target} and {rating}."},
        {"result_within",
         "{indicator}{period? ({period})}: {value}{unit? {unit}}, as the {comparator} of {target} "
         "asks, and {rating}."},
        {"result_against",
         "{indicator}{period? ({period})}: {value}{unit? {unit}}, against the {comparator} of {target}: "
         "{rating}."},
        {"result_unrated", "{indicator}{period? ({period})}: {value}{unit? {unit}}."},
        {"result_missing", "{indicator}{period? ({period})}: no latest figure{why? ({why})}."},
        {"change", "{indicator} {rose} by {change}, from {previous}{good?, which is {good}}."},
        {"no_change", "{indicator} has not changed from {value}."},
        {"equivalent",
         "The {gap} by which {indicator} misses its {comparator} are {number} of "
         "{denominator}{counted? {counted}}."},
        {"outlook",
         "{indicator} is projected to end {year} at {value}{unit? {unit}}{level? ({level} likely: {lower} to "
         "{upper})}{target?, against a target of {target}}{chance?; the chance of meeting it is {chance}}."},
        {"compared",
         "{matched} {matched|{one} is|{many} are} in both scorecards, {new} {new|is|are} new and {dropped} "
         "{dropped|is|are} no longer there."},
        {"moved_count",
         "Of the {matched} {matched|{one}|{many}} in both, {moved} {moved|has|have} another rating "
         "against {comparator}: {better} better, {worse} worse{other?, and {other} rated at one of the "
         "two times only}."},
        {"moved_none",
         "Of the {matched} {matched|{one}|{many}} in both, none has another rating against "
         "{comparator}."},
        {"moved", "{indicator} went from {from} to {to} against {comparator}, because {because}."},
        {"new", "New: {list}."},
        {"dropped", "No longer there: {list}."},
        {"revised", "{indicator}: the figure for {period} was {from} and is now {to}."},
        {"revised_known", "{indicator}: the figure for {period} was missing and is now {to}."},
        {"revised_missing", "{indicator}: the figure for {period} was {from} and is missing now."},
        {"changed", "{indicator}: the {part} was {from} and is now {to}."},
        {"changed_all", "The {part} of all was {from} and is now {to}."},
        {"comparator_added", "Rated against {comparator} now, and not before."},
        {"comparator_dropped", "No longer rated against {comparator}."},
        {"suspected", "{dropped} may now be {new} ({by}); they are not counted as one."},
        {"reconciles",
         "{rating} against {comparator}: {before} before, less {dropped} dropped and {moved_out} moved "
         "out, plus {moved_in} moved in and {new} new, is {after} now."},
        {"item_plain", "{indicator}"},
        {"item_result", "{indicator} ({value}{target? against {target}})"},
        {"item_gap", "{indicator} ({value} against {target}, {gap} {side})"},
        {"item_missing", "{indicator}{why? ({why})}"},
        {"item_stale", "{indicator} ({period})"},
        {"item_chance", "{indicator} ({chance})"},
        {"because_value", "its value went from {from} to {to}"},
        {"because_value_known", "its value, {to}, was missing before"},
        {"because_value_missing", "its value, {from}, is missing now"},
        {"because_comparator", "its {comparator} went from {from} to {to}"},
        {"because_comparator_known", "it has {a_comparator} now, {to}"},
        {"because_comparator_missing", "it has no {comparator} now, and had {from}"},
        {"because_rule", "what counts as amber is another"},
        {"because_definition", "its definition changed, so the two are not to be compared"},
        {"because_withheld", "its figures could not be rated at one of the two times"},
        {"list_comma", ", "},
        {"list_last", " and "},
        {"list_more", " and {more} more"},
        {"about", "about {number}"},
        {"range", "{lower} to {upper}"},
        {"at_least", "at least {lower}"},
        {"over", "over {lower}"},
        {"at_most", "at most {upper}"},
        {"under", "under {upper}"},
        {"comparator_value", "{name} value"},
        {"a_comparator", "a {name}"},
        {"an_comparator", "an {name}"},
        {"word_points", " percentage points"},
        {"word_result", "result"},
        {"word_results", "results"},
        {"word_indicator", "indicator"},
        {"word_indicators", "indicators"},
        {"word_green", "green"},
        {"word_amber", "amber"},
        {"word_red", "red"},
        {"word_not_rated", "not rated"},
        {"word_above", "above"},
        {"word_below", "below"},
        {"word_rose", "rose"},
        {"word_fell", "fell"},
        {"word_better", "better"},
        {"word_worse", "worse"},
        {"word_unclear", "no clear change"},
        {"word_none", "none"},
        {"word_under_1", "under 1%"},
        {"word_over_99", "over 99%"},
        {"word_less_than_1", "less than 1"},
    };
}

}  // namespace headway::inline HEADWAY_ABI::wording
