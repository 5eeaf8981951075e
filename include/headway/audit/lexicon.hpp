/// @file
/// The words by which reports say that something rose, is better, meets its target: phrases as data.
///
/// A phrase is words in small letters, hyphens as spaces. The longest phrase that begins at a word counts. A caller's
/// own phrases are added with the word of a cue ("missed the mark" is `misses`).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/token.hpp"
#include "headway/error.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

namespace auditing {

/// What a phrase says.
enum class Cue : std::uint8_t {
    rose,  ///< a finite verb, or one with its auxiliary
    fell,
    rising,  ///< a form that is finite only in company: "increased", "improving"
    falling,
    better,
    worse,
    a_rise,  ///< a noun
    a_fall,
    a_gain,
    a_loss,
    unchanged,
    above,  ///< a comparison
    below,
    better_than,
    worse_than,
    as_good_as,  ///< "in line with", "similar to", "close to"
    meets,       ///< "met", "at or above target"
    misses,
    exceeds,
    on_track,
    target,  ///< whose figure it is
    budget,
    national,
    peer,
    previous,  ///< of the period before
    year_before,
    forecast,
    green,
    amber,
    red,
    blue,
    improving,  ///< a direction, of a count
    worsening,
    no_change,
    other_state,  ///< neither: "not started", "no data"
    met_target,   ///< a rating in words, of a count
    near_target,
    below_target,
    about,  ///< a bound
    over,
    under,
    at_least,
    at_most,
    nearly,
    just_over,
    auxiliary,
    modal,
    negation,
    measure,  ///< what is counted: "indicators"
    of_which,
    remaining,
    total,
    compared,
    last,
};

}  // namespace auditing

template <>
struct Vocabulary<auditing::Cue> {
    static constexpr std::string_view name = "what a phrase means";
    // clang-format off
    static constexpr std::array<std::string_view, 54> words{
        "rose", "fell", "rising", "falling", "better", "worse", "a_rise", "a_fall", "a_gain", "a_loss",
        "unchanged", "above", "below", "better_than", "worse_than", "as_good_as", "meets", "misses",
        "exceeds", "on_track", "target", "budget", "national", "peer", "previous", "year_before", "forecast",
        "green", "amber", "red", "blue", "improving", "worsening", "no_change", "other_state", "met_target",
        "near_target", "below_target", "about", "over", "under", "at_least", "at_most", "nearly", "just_over",
        "auxiliary", "modal", "negation", "measure", "of_which", "remaining", "total", "compared", "last"};
    // clang-format on
};

/// A phrase of the caller's, and what it means: the word of a cue ("missed the mark", "misses").
struct OwnPhrase {
    std::string words{};
    auditing::Cue means = auditing::Cue::last;
};

namespace auditing {

/// Words, in small letters, and what they say.
struct Phrase {
    std::string_view words;
    Cue cue;
};

// clang-format off
/// What rises, falls, improves, worsens or stays.
inline constexpr Phrase phrases_of_movement[] = {
    {"rose", Cue::rose}, {"risen", Cue::rose}, {"rises", Cue::rose}, {"grew", Cue::rose}, {"grown", Cue::rose},
    {"went up", Cue::rose}, {"gone up", Cue::rose}, {"up from", Cue::rose}, {"up by", Cue::rose},
    {"is up", Cue::rose}, {"are up", Cue::rose}, {"was up", Cue::rose}, {"were up", Cue::rose}, {"up on", Cue::rose},
    {"surged", Cue::rose}, {"jumped", Cue::rose}, {"climbed", Cue::rose}, {"doubled", Cue::rose},
    {"trebled", Cue::rose}, {"tripled", Cue::rose}, {"soared", Cue::rose}, {"upward trend", Cue::rose},
    {"rising trend", Cue::rose}, {"increasing trend", Cue::rose}, {"upwards trend", Cue::rose},
    {"on the rise", Cue::rose}, {"continues to rise", Cue::rose}, {"continue to rise", Cue::rose},
    {"continues to increase", Cue::rose}, {"continue to increase", Cue::rose}, {"continued to increase", Cue::rose},
    {"continued to rise", Cue::rose}, {"continues to grow", Cue::rose}, {"continued to grow", Cue::rose},
    {"continue to grow", Cue::rose}, {"fell", Cue::fell}, {"fallen", Cue::fell}, {"falls", Cue::fell},
    {"fell back", Cue::fell}, {"went down", Cue::fell}, {"gone down", Cue::fell}, {"down from", Cue::fell},
    {"come down", Cue::fell}, {"came down", Cue::fell},
    {"down by", Cue::fell}, {"is down", Cue::fell}, {"are down", Cue::fell}, {"was down", Cue::fell},
    {"were down", Cue::fell}, {"down on", Cue::fell}, {"dropped back", Cue::fell}, {"halved", Cue::fell},
    {"plummeted", Cue::fell}, {"slumped", Cue::fell}, {"downward trend", Cue::fell}, {"falling trend", Cue::fell},
    {"decreasing trend", Cue::fell}, {"downwards trend", Cue::fell}, {"declining trend", Cue::fell},
    {"reducing trend", Cue::fell}, {"continues to fall", Cue::fell}, {"continue to fall", Cue::fell},
    {"continued to fall", Cue::fell}, {"continues to decrease", Cue::fell}, {"continue to decrease", Cue::fell},
    {"continued to decrease", Cue::fell}, {"continues to decline", Cue::fell}, {"continue to decline", Cue::fell},
    {"continued to decline", Cue::fell}, {"continues to reduce", Cue::fell}, {"continue to reduce", Cue::fell},
    {"continued to reduce", Cue::fell}, {"continues to drop", Cue::fell}, {"continued to drop", Cue::fell},
    {"continuing to fall", Cue::fell}, {"continuing to rise", Cue::rose}, {"continuing to increase", Cue::rose},
    {"continuing to decrease", Cue::fell}, {"increased", Cue::rising}, {"increasing", Cue::rising},
    {"increases", Cue::rising}, {"rising", Cue::rising}, {"growing", Cue::rising}, {"decreased", Cue::falling},
    {"decreasing", Cue::falling}, {"decreases", Cue::falling}, {"declined", Cue::falling},
    {"declining", Cue::falling}, {"reduced", Cue::falling}, {"reducing", Cue::falling}, {"dropped", Cue::falling},
    {"dropping", Cue::falling}, {"falling", Cue::falling}, {"narrowed", Cue::falling}, {"narrowing", Cue::falling},
    {"widened", Cue::rising}, {"lowered", Cue::falling}, {"dipped", Cue::falling}, {"slipped", Cue::falling},
    {"shrunk", Cue::falling}, {"shrank", Cue::falling}, {"shortened", Cue::falling}, {"lengthened", Cue::rising},
    {"expanded", Cue::rising}, {"improved", Cue::better}, {"improving", Cue::better},
    {"improves", Cue::better}, {"continues to improve", Cue::better}, {"continue to improve", Cue::better},
    {"continued to improve", Cue::better}, {"positive direction of travel", Cue::better},
    {"improved direction of travel", Cue::better}, {"improving direction of travel", Cue::better},
    {"moving in the right direction", Cue::better}, {"worsened", Cue::worse}, {"worsening", Cue::worse},
    {"deteriorated", Cue::worse}, {"deteriorating", Cue::worse}, {"worsens", Cue::worse}, {"got worse", Cue::worse},
    {"got better", Cue::better},
    {"deteriorates", Cue::worse}, {"moving in the wrong direction", Cue::worse},
    {"negative direction of travel", Cue::worse}, {"continues to worsen", Cue::worse},
    {"continued to worsen", Cue::worse}, {"continues to deteriorate", Cue::worse},
    {"continued to deteriorate", Cue::worse}, {"increase", Cue::a_rise}, {"rise", Cue::a_rise},
    {"growth", Cue::a_rise}, {"surge", Cue::a_rise}, {"jump", Cue::a_rise}, {"uplift", Cue::a_rise},
    {"decrease", Cue::a_fall}, {"fall", Cue::a_fall}, {"drop", Cue::a_fall}, {"decline", Cue::a_fall},
    {"reduction", Cue::a_fall}, {"reductions", Cue::a_fall}, {"dip", Cue::a_fall}, {"improvement", Cue::a_gain},
    {"improvements", Cue::a_gain}, {"deterioration", Cue::a_loss}, {"worsening of", Cue::a_loss},
    {"remained stable", Cue::unchanged}, {"remains stable", Cue::unchanged}, {"remain stable", Cue::unchanged},
    {"remained the same", Cue::unchanged}, {"remains the same", Cue::unchanged},
    {"remained unchanged", Cue::unchanged}, {"remains unchanged", Cue::unchanged}, {"is unchanged", Cue::unchanged},
    {"was unchanged", Cue::unchanged}, {"were unchanged", Cue::unchanged}, {"unchanged", Cue::unchanged},
    {"has plateaued", Cue::unchanged}, {"have plateaued", Cue::unchanged}, {"relatively stable", Cue::unchanged},
    {"is stable", Cue::unchanged}, {"been stable", Cue::unchanged}, {"remained consistent", Cue::unchanged},
    {"remains consistent", Cue::unchanged}, {"remained static", Cue::unchanged}, {"remains static", Cue::unchanged},
    {"stayed the same", Cue::unchanged}, {"remained steady", Cue::unchanged}, {"remained constant", Cue::unchanged},
    {"held steady", Cue::unchanged}, {"remained broadly stable", Cue::unchanged},
};

/// What is above, below, better or worse than something.
inline constexpr Phrase phrases_of_comparison[] = {
    {"above", Cue::above}, {"higher than", Cue::above}, {"greater than", Cue::above}, {"more than", Cue::above},
    {"larger than", Cue::above}, {"in excess of", Cue::above}, {"ahead of", Cue::better_than}, {"below", Cue::below},
    {"lower than", Cue::below}, {"less than", Cue::below}, {"fewer than", Cue::below}, {"smaller than", Cue::below},
    {"short of", Cue::below}, {"short of reaching", Cue::misses}, {"higher compared", Cue::above},
    {"worse compared", Cue::worse_than}, {"better compared", Cue::better_than}, {"lower compared", Cue::below},
    {"better than", Cue::better_than}, {"worse than", Cue::worse_than}, {"poorer than", Cue::worse_than},
    {"favourable compared", Cue::better_than}, {"behind", Cue::worse_than}, {"outperforming", Cue::better_than},
    {"outperforms", Cue::better_than}, {"outperformed", Cue::better_than}, {"surpassing", Cue::exceeds},
    {"in line with", Cue::as_good_as}, {"similar to", Cue::as_good_as}, {"close to", Cue::as_good_as},
    {"comparable to", Cue::as_good_as}, {"comparable with", Cue::as_good_as}, {"on a par with", Cue::as_good_as},
    {"on par with", Cue::as_good_as}, {"consistent with", Cue::as_good_as}, {"the same as", Cue::as_good_as},
    {"equal to", Cue::as_good_as}, {"just short of", Cue::below}, {"falls short of", Cue::misses},
    {"fell short of", Cue::misses}, {"similar number to", Cue::as_good_as}, {"similar level to", Cue::as_good_as},
    {"similar figure to", Cue::as_good_as}, {"similar to that of", Cue::as_good_as},
    {"similar amount to", Cue::as_good_as}, {"same number as", Cue::as_good_as}, {"same level as", Cue::as_good_as},
    {"same total as", Cue::as_good_as}, {"down on", Cue::below}, {"up on", Cue::above}, {"slower than", Cue::above},
    {"faster than", Cue::below}, {"quicker than", Cue::below}, {"longer than", Cue::above},
    {"shorter than", Cue::below}, {"over the", Cue::above}, {"under the", Cue::below},
    {"over our", Cue::above}, {"under our", Cue::below}, {"over its", Cue::above}, {"under its", Cue::below},
    {"matches", Cue::as_good_as},
    {"matching", Cue::as_good_as}, {"outside of", Cue::misses}, {"outside the", Cue::misses},
    {"beat", Cue::exceeds}, {"beats", Cue::exceeds}, {"beaten", Cue::exceeds}, {"beating", Cue::exceeds},
    {"exceed", Cue::exceeds}, {"exceeds", Cue::exceeds}, {"exceeded", Cue::exceeds}, {"exceeding", Cue::exceeds},
    {"surpassed", Cue::exceeds}, {"surpasses", Cue::exceeds}, {"bettered", Cue::exceeds},
    {"betters", Cue::exceeds}, {"bettering", Cue::exceeds}, {"outdid", Cue::exceeds}, {"outdoes", Cue::exceeds},
    {"outdone", Cue::exceeds}, {"topped", Cue::exceeds}, {"tops", Cue::exceeds}, {"met or exceeded", Cue::meets},
    {"meets or exceeds", Cue::meets}, {"meets", Cue::meets}, {"met", Cue::meets}, {"meeting", Cue::meets},
    {"achieved", Cue::meets}, {"achieving", Cue::meets}, {"achieves", Cue::meets}, {"hit", Cue::meets},
    {"missed", Cue::misses}, {"missing", Cue::misses}, {"did not meet", Cue::misses}, {"not meeting", Cue::misses},
    {"failed to meet", Cue::misses}, {"not met", Cue::misses}, {"did not achieve", Cue::misses},
    {"does not meet", Cue::misses}, {"has not met", Cue::misses}, {"was not met", Cue::misses},
    {"on track", Cue::on_track}, {"on target", Cue::on_track}, {"on schedule", Cue::on_track},
    {"on course", Cue::on_track}, {"compared to", Cue::compared}, {"compared with", Cue::compared},
    {"in comparison to", Cue::compared}, {"in comparison with", Cue::compared}, {"against", Cue::compared},
    {"versus", Cue::compared}, {"vs", Cue::compared}, {"when compared to", Cue::compared},
    {"when compared with", Cue::compared}, {"relative to", Cue::compared}, {"compares to", Cue::compared},
    {"compares with", Cue::compared}, {"as opposed to", Cue::compared},
};

/// What a figure is: a target, a budget, the nation's, of peers, of before, a forecast.
inline constexpr Phrase phrases_of_roles[] = {
    {"target", Cue::target}, {"targets", Cue::target}, {"goal", Cue::target}, {"trajectory", Cue::target},
    {"standard of", Cue::target}, {"threshold", Cue::target}, {"ambition of", Cue::target}, {"ceiling", Cue::target},
    {"limit", Cue::target}, {"benchmark", Cue::peer}, {"baseline", Cue::peer}, {"aim of", Cue::target},
    {"the aim", Cue::target}, {"the standard", Cue::target}, {"standard", Cue::target}, {"standards", Cue::target},
    {"milestone", Cue::target}, {"commitment", Cue::target},
    {"commitments", Cue::target}, {"requirement of", Cue::target}, {"budget", Cue::budget}, {"budgeted", Cue::budget},
    {"budget of", Cue::budget}, {"planned", Cue::target}, {"profiled", Cue::target}, {"plan of", Cue::target},
    {"national", Cue::national}, {"nationally", Cue::national}, {"england average", Cue::national},
    {"england", Cue::national}, {"english average", Cue::national}, {"uk average", Cue::national},
    {"welsh average", Cue::national}, {"wales average", Cue::national}, {"scottish average", Cue::national},
    {"scotland average", Cue::national}, {"scotland", Cue::national}, {"wales", Cue::national},
    {"all wales", Cue::national}, {"national average", Cue::national}, {"average for england", Cue::national},
    {"northern ireland average", Cue::national}, {"statistical neighbour", Cue::peer},
    {"statistical neighbours", Cue::peer}, {"stat neighbour", Cue::peer}, {"stat neighbours", Cue::peer},
    {"statistical neighbour average", Cue::peer}, {"stat neighbour average", Cue::peer},
    {"neighbour average", Cue::peer}, {"neighbours", Cue::peer}, {"peer", Cue::peer}, {"peers", Cue::peer},
    {"peer average", Cue::peer}, {"family group", Cue::peer}, {"family average", Cue::peer}, {"regional", Cue::peer},
    {"comparator", Cue::peer}, {"comparators", Cue::peer}, {"comparator areas", Cue::peer}, {"cipfa", Cue::peer},
    {"core cities", Cue::peer}, {"similar authorities", Cue::peer}, {"nearest neighbours", Cue::peer},
    {"nearest neighbour", Cue::peer}, {"regional average", Cue::peer}, {"south east", Cue::peer},
    {"south west", Cue::peer}, {"north west", Cue::peer}, {"north east", Cue::peer}, {"london", Cue::peer},
    {"group average", Cue::peer}, {"county average", Cue::peer}, {"sector average", Cue::peer},
    {"last year", Cue::year_before}, {"the last year", Cue::last}, {"the past year", Cue::last},
    {"previous year", Cue::year_before}, {"prior year", Cue::year_before}, {"the year before", Cue::year_before},
    {"year before", Cue::year_before}, {"the month before", Cue::previous}, {"the quarter before", Cue::previous},
    {"a month earlier", Cue::previous}, {"the year previously", Cue::year_before},
    {"same day last year", Cue::year_before}, {"same date last year", Cue::year_before},
    {"a year ago", Cue::year_before}, {"a year earlier", Cue::year_before}, {"year on year", Cue::year_before},
    {"same period", Cue::year_before}, {"same quarter", Cue::year_before}, {"same month", Cue::year_before},
    {"preceding year", Cue::year_before}, {"months ago", Cue::year_before},
    {"months earlier", Cue::year_before}, {"years earlier", Cue::year_before}, {"years ago", Cue::year_before},
    {"months before", Cue::year_before}, {"months previously", Cue::year_before}, {"last quarter", Cue::previous},
    {"previous quarter", Cue::previous}, {"last month", Cue::previous}, {"previous month", Cue::previous},
    {"previous period", Cue::previous}, {"prior quarter", Cue::previous}, {"prior month", Cue::previous},
    {"previously", Cue::previous}, {"previous", Cue::previous}, {"preceding quarter", Cue::previous},
    {"last report", Cue::previous}, {"previous report", Cue::previous}, {"forecast", Cue::forecast},
    {"forecasted", Cue::forecast}, {"projected", Cue::forecast}, {"projection", Cue::forecast},
    {"projections", Cue::forecast}, {"expected", Cue::forecast}, {"anticipated", Cue::forecast},
    {"estimated", Cue::forecast}, {"extrapolated", Cue::forecast},
};

/// Ratings and directions as words.
inline constexpr Phrase phrases_of_states[] = {
    {"green", Cue::green}, {"amber", Cue::amber}, {"yellow", Cue::amber}, {"red", Cue::red}, {"blue", Cue::blue},
    {"improving", Cue::improving}, {"improved", Cue::improving}, {"moving in the right direction", Cue::improving},
    {"show improvement", Cue::improving}, {"showed improvement", Cue::improving}, {"better", Cue::improving},
    {"worsening", Cue::worsening}, {"worsened", Cue::worsening}, {"declining", Cue::worsening},
    {"deteriorated", Cue::worsening}, {"declined", Cue::worsening}, {"deteriorating", Cue::worsening},
    {"moving in the wrong direction", Cue::worsening}, {"worse", Cue::worsening}, {"no change", Cue::no_change},
    {"unchanged", Cue::no_change}, {"stable", Cue::no_change}, {"static", Cue::no_change},
    {"remained the same", Cue::no_change}, {"stayed the same", Cue::no_change}, {"on track", Cue::met_target},
    {"on target", Cue::met_target}, {"met target", Cue::met_target}, {"met the target", Cue::met_target},
    {"met their target", Cue::met_target}, {"met its target", Cue::met_target},
    {"met their targets", Cue::met_target},
    {"met or exceeded", Cue::met_target}, {"at or above target", Cue::met_target}, {"above target", Cue::met_target},
    {"achieved target", Cue::met_target}, {"achieved their target", Cue::met_target},
    {"achieved the target", Cue::met_target}, {"meeting target", Cue::met_target},
    {"exceeded target", Cue::met_target}, {"exceeding target", Cue::met_target},
    {"meeting the target", Cue::met_target}, {"met or bettered", Cue::met_target},
    {"meeting their target", Cue::met_target}, {"achieving target", Cue::met_target}, {"have met", Cue::met_target},
    {"had met", Cue::met_target}, {"exceeded their target", Cue::met_target},
    {"exceeded the target", Cue::met_target}, {"meeting or exceeding", Cue::met_target},
    {"on or above target", Cue::met_target}, {"performing well", Cue::met_target},
    {"meeting targets", Cue::met_target}, {"close to target", Cue::near_target},
    {"within tolerance", Cue::near_target}, {"near target", Cue::near_target},
    {"slightly below target", Cue::near_target}, {"just below target", Cue::near_target},
    {"slightly off target", Cue::near_target}, {"within", Cue::near_target}, {"at risk", Cue::near_target},
    {"slightly below", Cue::near_target}, {"narrowly missed", Cue::near_target}, {"below target", Cue::below_target},
    {"off target", Cue::below_target}, {"missed target", Cue::below_target},
    {"not meeting target", Cue::below_target}, {"not meeting targets", Cue::below_target},
    {"missed the target", Cue::below_target}, {"missed their target", Cue::below_target},
    {"missed their targets", Cue::below_target}, {"missed its target", Cue::below_target},
    {"below its target", Cue::below_target}, {"below their targets", Cue::below_target},
    {"off track", Cue::below_target}, {"did not meet", Cue::below_target}, {"not on track", Cue::below_target},
    {"significantly below target", Cue::below_target}, {"under target", Cue::below_target},
    {"not met", Cue::below_target}, {"below their target", Cue::below_target},
    {"below the target", Cue::below_target}, {"failed to meet", Cue::below_target},
    {"underperforming", Cue::below_target}, {"not achieved", Cue::below_target}, {"measures", Cue::measure},
    {"measure", Cue::measure}, {"indicators", Cue::measure}, {"indicator", Cue::measure}, {"kpis", Cue::measure},
    {"kpi", Cue::measure}, {"pis", Cue::measure}, {"targets", Cue::measure}, {"metrics", Cue::measure},
    {"actions", Cue::measure}, {"projects", Cue::measure}, {"priorities", Cue::measure}, {"objectives", Cue::measure},
    {"milestones", Cue::measure}, {"commitments", Cue::measure}, {"initiatives", Cue::measure},
    {"programmes", Cue::measure}, {"recommendations", Cue::measure}, {"outcomes", Cue::measure},
    {"deliverables", Cue::measure}, {"activities", Cue::measure}, {"risks", Cue::measure}, {"services", Cue::measure},
    {"performance indicators", Cue::measure}, {"performance measures", Cue::measure},
    {"key performance indicators", Cue::measure}, {"schemes", Cue::measure}, {"tasks", Cue::measure},
};

/// States that are no rating and no direction.
inline constexpr Phrase phrases_of_other_states[] = {
    {"completed", Cue::other_state}, {"complete", Cue::other_state}, {"not started", Cue::other_state},
    {"not yet started", Cue::other_state}, {"in progress", Cue::other_state}, {"not applicable", Cue::other_state},
    {"no data", Cue::other_state}, {"no target", Cue::other_state}, {"not available", Cue::other_state},
    {"on hold", Cue::other_state}, {"not due", Cue::other_state}, {"unrated", Cue::other_state},
    {"not rated", Cue::other_state}, {"data only", Cue::other_state}, {"grey", Cue::other_state},
};

/// What makes a number a bound, or a number nearby.
inline constexpr Phrase phrases_of_bounds[] = {
    {"around", Cue::about}, {"approximately", Cue::about}, {"approx", Cue::about}, {"about", Cue::about},
    {"circa", Cue::about}, {"roughly", Cue::about}, {"some", Cue::about}, {"c", Cue::about}, {"ca", Cue::about},
    {"in the region of", Cue::about}, {"in the order of", Cue::about}, {"broadly", Cue::about},
    {"estimated", Cue::about}, {"over", Cue::over}, {"more than", Cue::over}, {"in excess of", Cue::over},
    {"upwards of", Cue::over}, {"greater than", Cue::over}, {"exceeding", Cue::over}, {"well over", Cue::over},
    {"above", Cue::over}, {"under", Cue::under}, {"less than", Cue::under}, {"fewer than", Cue::under},
    {"below", Cue::under}, {"well under", Cue::under}, {"at least", Cue::at_least}, {"no fewer than", Cue::at_least},
    {"no less than", Cue::at_least}, {"a minimum of", Cue::at_least}, {"minimum of", Cue::at_least},
    {"up to", Cue::at_most}, {"at most", Cue::at_most}, {"no more than", Cue::at_most},
    {"a maximum of", Cue::at_most}, {"maximum of", Cue::at_most}, {"nearly", Cue::nearly}, {"almost", Cue::nearly},
    {"just under", Cue::nearly}, {"close to", Cue::about}, {"just below", Cue::nearly}, {"just over", Cue::just_over},
    {"just above", Cue::just_over}, {"slightly over", Cue::just_over}, {"slightly under", Cue::nearly},
    {"a little over", Cue::just_over}, {"a little under", Cue::nearly}, {"little more than", Cue::just_over},
};

/// Words that say whether it is so: auxiliaries, what may be, what is not.
inline constexpr Phrase phrases_that_join[] = {
    {"has", Cue::auxiliary}, {"have", Cue::auxiliary}, {"had", Cue::auxiliary}, {"is", Cue::auxiliary},
    {"are", Cue::auxiliary}, {"was", Cue::auxiliary}, {"were", Cue::auxiliary}, {"been", Cue::auxiliary},
    {"being", Cue::auxiliary}, {"will", Cue::modal}, {"would", Cue::modal}, {"should", Cue::modal},
    {"could", Cue::modal}, {"may", Cue::modal}, {"might", Cue::modal}, {"can", Cue::modal}, {"must", Cue::modal},
    {"to", Cue::modal}, {"if", Cue::modal}, {"aim", Cue::modal}, {"aims", Cue::modal}, {"expect", Cue::modal},
    {"expecting", Cue::modal}, {"targeted", Cue::modal}, {"target a", Cue::modal}, {"unlikely", Cue::modal},
    {"likely", Cue::modal}, {"would", Cue::modal}, {"ensure", Cue::modal}, {"seek", Cue::modal},
    {"not", Cue::negation}, {"no", Cue::negation}, {"never", Cue::negation}, {"without", Cue::negation},
    {"neither", Cue::negation}, {"nor", Cue::negation}, {"didn't", Cue::negation}, {"doesn't", Cue::negation},
    {"wasn't", Cue::negation}, {"isn't", Cue::negation}, {"hasn't", Cue::negation}, {"cannot", Cue::negation},
    {"of which", Cue::of_which}, {"of whom", Cue::of_which}, {"of these", Cue::of_which}, {"of those", Cue::of_which},
    {"of them", Cue::of_which}, {"of this", Cue::of_which}, {"the remaining", Cue::remaining},
    {"remaining", Cue::remaining}, {"the rest", Cue::remaining}, {"the other", Cue::remaining},
    {"a total of", Cue::total}, {"in total", Cue::total}, {"total of", Cue::total}, {"making a total", Cue::total},
    {"giving a total", Cue::total}, {"totalling", Cue::total}, {"overall total", Cue::total},
    {"combined total", Cue::total}, {"altogether", Cue::total},
};

// clang-format on

/// A phrase where it stands among tokens: [first, last).
struct Mark {
    Cue cue = Cue::last;
    std::size_t first = 0, last = 0;
};

/// Phrases by their first word.
class Lexicon {
public:
    Lexicon() {
        for (const std::span<const Phrase> table :
             {std::span<const Phrase>(phrases_of_movement), std::span<const Phrase>(phrases_of_comparison),
              std::span<const Phrase>(phrases_of_roles), std::span<const Phrase>(phrases_of_states),
              std::span<const Phrase>(phrases_of_bounds), std::span<const Phrase>(phrases_of_other_states),
              std::span<const Phrase>(phrases_that_join)})
            for (const Phrase& phrase : table) add(phrase.words, phrase.cue);
    }

    void add(std::string_view words, Cue cue) {
        Entry entry{.cue = cue};
        for (const std::string_view word : headway::detail::split_words(words)) entry.words.emplace_back(word);
        if (entry.words.empty()) return;
        std::vector<Entry>& same = by_first_[entry.words.front()];
        same.push_back(std::move(entry));
        std::stable_sort(same.begin(), same.end(),
                         [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
    }

    /// Every phrase that begins at a token, longer ones first: one word may say several things ("above", "improved").
    void find(std::span<const Token> tokens, std::vector<Mark>& marks) const {
        marks.clear();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].is != Token::Is::word) continue;
            const auto found = by_first_.find(tokens[i].text);
            if (found == by_first_.end()) continue;
            for (const Entry& entry : found->second)
                if (stands_at(tokens, i, entry.words)) marks.push_back({entry.cue, i, i + entry.words.size()});
        }
    }

private:
    struct Entry {
        std::vector<std::string> words{};
        Cue cue = Cue::last;
    };

    [[nodiscard]] static bool stands_at(std::span<const Token> tokens, std::size_t at,
                                        const std::vector<std::string>& words) {
        if (at + words.size() > tokens.size()) return false;
        for (std::size_t i = 1; i < words.size(); ++i)
            if (tokens[at + i].is != Token::Is::word || tokens[at + i].text != words[i]) return false;
        return true;
    }

    std::unordered_map<std::string, std::vector<Entry>> by_first_{};
};

}  // namespace auditing
}  // namespace headway::inline HEADWAY_ABI
