/// @file
/// Two periods that are compared and have months in common: "46.5 for September 2023 to August 2024, compared to 51.5
/// for October 2022 to September 2023".
///
/// What happened in the months in common is in both figures, so their difference is not that of two years. A sentence
/// is looked at where it names two such periods and compares them, or says that something moved.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A period that a sentence names by its two ends, in months since the year 0, and where its words stand.
struct NamedMonths {
    int first = 0, last = 0;
    std::size_t from = 0, until = 0;

    [[nodiscard]] int length() const noexcept { return last - first + 1; }
};

/// The periods from a month to a month that a sentence names.
[[nodiscard]] inline std::vector<NamedMonths> named_months(const Sentence& sentence) {
    std::vector<NamedMonths> found;
    for (std::size_t w = 0; w + 1 < sentence.whens.size(); ++w) {
        const When &begin = sentence.whens[w], &end = sentence.whens[w + 1];
        const bool joined =
            end.first == begin.last + 1 && (sentence.word(begin.last) == "to" || sentence.sign(begin.last, '-'));
        if (!joined || begin.month == 0 || begin.year == 0 || end.month == 0 || end.year == 0) continue;
        const NamedMonths months{.first = begin.year * 12 + begin.month,
                                 .last = end.year * 12 + end.month,
                                 .from = begin.first,
                                 .until = end.last};
        if (months.length() > 1) found.push_back(months);
    }
    return found;
}

/// Finds two periods that a sentence compares and that have months in common.
inline void check_overlaps(Context& context) {
    const std::vector<NamedMonths> periods = named_months(context.sentence);
    if (periods.size() != 2) return;
    const NamedMonths &one = periods[0], &other = periods[1];
    const int common = std::min(one.last, other.last) - std::max(one.first, other.first) + 1;
    const bool nested = common == one.length() || common == other.length();
    const bool compared =
        std::any_of(context.sentence.marks.begin(), context.sentence.marks.end(), [](const Mark& mark) {
            return mark.cue == Cue::compared || mark.cue == Cue::rose || mark.cue == Cue::fell ||
                   mark.cue == Cue::rising || mark.cue == Cue::falling || mark.cue == Cue::above ||
                   mark.cue == Cue::below;
        });
    if (common < 1 || nested || !compared) return;
    const std::string months = std::to_string(common) + (common == 1 ? " month" : " months");
    context.claim(other.from, other.until, ClaimKind::date_window,
                  {.rule = "overlapping periods",
                   .verdict = Verdict::contradiction,
                   .stated = std::to_string(other.length()) + " months",
                   .computed = months + " in common",
                   .why = "the two periods that are compared have " + months + " in common",
                   .in_class = FindingClass::definition,
                   .severity = Severity::low,
                   .against = context.quote(context.span(one.from, one.until))});
}

}  // namespace headway::inline HEADWAY_ABI::auditing
