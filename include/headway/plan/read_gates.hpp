/// @file
/// Gates as columns: programme, stage, when it was planned, is forecast and was passed, and when its saving starts.
///
/// Stages are read as people write them: "outline", "Outline business case", "OBC", "SOC", "in delivery". Dates are
/// labels of periods, or one "onwards" ("2026 onwards"). What names no year ("by the end of Q3", "November") is of the
/// year that is given, where one is; without it it is refused, for nothing is guessed.
/// Errors, up to ten at once, with their rows: a programme or a stage that is missing, a programme that is not among
/// those that there are (the nearest is named), another word for a stage, what
/// is no date, an actual date that goes onwards, and those of gate.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/business_case.hpp"
#include "headway/plan/gate.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// Those without rows are ones that there are not.
struct GateColumns {
    TextColumn programme{};
    TextColumn stage{};
    TextColumn planned{};
    TextColumn forecast{};
    TextColumn actual{};
    TextColumn saving_start{};
};

/// A stage as people write it. @throws Error for another word.
[[nodiscard]] inline BusinessCase read_stage(std::string_view text) {
    if (const auto found = find_stage(text)) return *found;
    std::vector<std::string_view> known(Vocabulary<BusinessCase>::words.begin(), Vocabulary<BusinessCase>::words.end());
    for (const auto& [words, stage] : headway::detail::other_words_for_stages) known.push_back(words);
    const std::string plain = plain_text(text), found = plain.empty() ? "nothing" : headway::quoted(plain);
    throw Error("found " + found + "; accepted as stage of a business case: " + accepted_words<BusinessCase>() +
                detail::did_you_mean(misspelling_of(headway::detail::stage_alone(text), known)));
}

/// A date as people write it; `year` is that of what names none. @throws Error where it is none.
[[nodiscard]] inline GateDate read_gate_date(std::string_view text, std::optional<Period> year) {
    if (const std::optional<Period> date = headway::detail::iso_date(text)) return {.period = *date};
    std::string plain = plain_text(text);
    GateDate read;
    const std::string small = folded(plain);
    for (const std::string_view end : {" onwards", " onward", " and beyond"})
        if (small.ends_with(end)) {
            plain.resize(plain.size() - end.size());
            read.onwards = true;
        }
    if (read.onwards && folded(plain).starts_with("from ")) plain.erase(0, 5);
    try {
        read.period = Period::parse(plain);
        return read;
    } catch (const Error&) {
        if (!year) throw;
    }
    const int first = year->start().year(), last = year->end().year();
    for (const std::string& named : {year->label(), std::to_string(first), std::to_string(last)}) {
        try {
            read.period = Period::parse(plain + " " + named);
            if (year->contains(read.period.is_day() ? read.period.first_month() : read.period)) return read;
        } catch (const Error&) {
            continue;  // the next way in which a year is written
        }
    }
    throw Error("found " + headway::quoted(text) + ", which is no date, nor one of " + year->label() +
                "; accepted: a day or a longer period, or one onwards, as in \"2026 onwards\"");
}

/// Gates, one a row. With `programmes` they are those that there are. @throws Error: see the head of this file, but for
/// what depends on a date.
[[nodiscard]] inline std::vector<Gate> read_gates(
    const GateColumns& columns, std::optional<Period> year,
    const std::optional<std::vector<std::string>>& programmes = std::nullopt) {
    Problems problems;
    std::vector<Gate> gates;
    std::set<std::string> known;
    if (programmes)
        for (const std::string& programme : *programmes) known.insert(folded(programme));
    using Dates = detail::ReadOnce<std::optional<GateDate>>;
    detail::ReadOnce<BusinessCase> stages(columns.stage);
    Dates planned(columns.planned), forecast(columns.forecast), actual(columns.actual), starts(columns.saving_start);
    gates.reserve(columns.programme.size());
    for (std::size_t row = 0; row < columns.programme.size(); ++row) {
        Gate read{.programme = detail::required(row, columns.programme, problems)};
        if (programmes && !read.programme.empty() && !known.contains(folded(read.programme)))
            problems.add(detail::at_row(row, columns.programme) + "found " + headway::quoted(read.programme) +
                         ", which is no programme" + detail::or_nearest(read.programme, *programmes));
        read.stage = stages.of(row, problems, read_stage);
        const auto date = [&](Dates& dates) {
            return dates.of(row, problems, [&](const std::string& text) -> std::optional<GateDate> {
                return text.empty() ? std::nullopt : std::optional(read_gate_date(text, year));
            });
        };
        read.planned = date(planned);
        read.forecast = date(forecast);
        read.actual = date(actual);
        if (read.actual && read.actual->onwards)
            problems.add(detail::at_row(row, columns.actual) + "found '" + read.actual->label() +
                         "'; accepted: when it was passed");
        if (const std::optional<GateDate> start = date(starts)) read.saving_start = start->period;
        gates.push_back(std::move(read));
    }
    problems.raise_if_any();
    return gates;
}

}  // namespace headway::plan
