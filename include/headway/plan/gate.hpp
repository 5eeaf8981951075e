/// @file
/// Gates: the stages that the case for a programme passes, when each was planned, is forecast and was passed.
///
/// A date may be a day, or a longer period, of which the last day is meant ("by the end of Q3 2024/25"); one "onwards"
/// ("2026 onwards") is not before its first day, and has no last. A gate is expected when it was passed, or else when
/// that is forecast, or else when it was planned:
///
/// | state       | of a gate that                                                         |
/// |-------------|------------------------------------------------------------------------|
/// | `passed`    | has an actual date                                                     |
/// | `overdue`   | has none, and the last day of its expected date is before the date     |
/// | `due later` | has none, and is expected later, or onwards                            |
/// | `no date`   | has none of the three                                                  |
///
///     slip = expected - planned       in days between last days, in months where neither is a day; negative: earlier
///
/// Where the expected date goes onwards, slip is at least that to its first day; there is none where that day is before
/// the planned one, for the gate may be earlier or later, nor from a planned one that goes onwards. A forecast may
/// leave stages out of their order: `expected_after` is a later stage of the programme that is expected before this
/// one. A saving cannot start before its gate, the last stage that its programme has a gate of: `early` is by
/// how many months it does, from the month in which it starts to that in which the gate is expected.
///
/// Errors, up to ten at once: a gate that a programme has twice; stages that were planned, or passed, in another order
/// than theirs; one that was passed after the date; and one that was planned after the start of its saving.
///
/// Source: HM Treasury, Guide to developing the programme business case (2018); cases that become delivery plans with
/// milestones (this city, Transformation programme, 2024).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/business_case.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a gate stands as at a date.
enum class GateState : std::uint8_t { passed, overdue, due_later, no_date };

template <>
struct Vocabulary<GateState> {
    static constexpr std::string_view name = "state of a gate";
    static constexpr std::array<std::string_view, 4> words{"passed", "overdue", "due later", "no date"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// When a gate is: a period by its last day, or from its first day onwards.
struct GateDate {
    Period period{};
    bool onwards = false;  ///< not before its first day, and no last day is said

    [[nodiscard]] std::string label() const { return period.label() + (onwards ? " onwards" : ""); }
};

/// One stage that the case for a programme passes.
struct Gate {
    std::string programme{};
    BusinessCase stage = BusinessCase::strategic;
    std::optional<GateDate> planned{};
    std::optional<GateDate> forecast{};
    std::optional<GateDate> actual{};
    std::optional<Period> saving_start{};  ///< the first month that its programme saves, as planned

    [[nodiscard]] const std::optional<GateDate>& expected() const noexcept {
        return actual ? actual : forecast ? forecast : planned;
    }
};

/// "planned for June 2024, passed July 2024": when a gate was planned, and when it was passed or else is forecast; "no
/// date" where it has none.
[[nodiscard]] inline std::string dates_in_words(const Gate& gate) {
    const std::string now = gate.actual     ? "passed " + gate.actual->label()
                            : gate.forecast ? "forecast for " + gate.forecast->label()
                                            : std::string();
    if (!gate.planned) return now.empty() ? "no date" : now;
    const std::string planned = "planned for " + gate.planned->label();
    return now.empty() ? planned : planned + ", " + now;
}

/// From one date to another.
struct Slip {
    std::optional<int> days{};
    std::optional<int> months{};
    bool at_least = false;  ///< the later date goes onwards
};

/// How a gate stands, how far it slipped, and how early its saving is.
struct GateStanding {
    GateState state = GateState::no_date;
    Slip slip{};
    std::optional<int> days_over{};  ///< since the last day of its expected date, where it is overdue
    std::optional<int> early{};      ///< by how many months its saving starts before it, where it does
    bool early_at_least = false;
    std::optional<BusinessCase> expected_after{};  ///< a later stage, expected before this one
};

/// How much later one date is than another.
[[nodiscard]] inline Slip slip_between(const GateDate& from, const GateDate& to) {
    if (from.onwards || (to.onwards && to.period.start() < from.period.end())) return {};
    const bool by_day = from.period.is_day() || to.period.is_day();
    const auto last_day = to.onwards ? to.period.start() : to.period.end();
    const Period last_month = to.onwards ? to.period.first_month() : to.period.last_month();
    Slip slip{.days = static_cast<int>((last_day - from.period.end()).days()), .at_least = to.onwards};
    if (!by_day) slip.months = from.period.last_month().months_until(last_month);
    return slip;
}

/// By how many months a saving that starts then is before a gate; none where it is not.
[[nodiscard]] inline std::optional<int> months_before(Period start, const GateDate& gate) {
    const Period month = gate.onwards ? gate.period.first_month() : gate.period.last_month();
    const int months = start.first_month().months_until(month);
    return months > 0 ? std::optional(months) : std::nullopt;
}

/// How a gate stands at the end of a period; `its_saving`: whether it is the last of its programme.
[[nodiscard]] inline GateStanding standing(const Gate& gate, Period as_at, bool its_saving) {
    GateStanding stands;
    const std::optional<GateDate>& expected = gate.expected();
    if (!expected) return stands;
    if (gate.planned && (gate.actual || gate.forecast)) stands.slip = slip_between(*gate.planned, *expected);
    if (its_saving && gate.saving_start) {
        stands.early = months_before(*gate.saving_start, *expected);
        stands.early_at_least = stands.early && expected->onwards;
    }
    const bool over = !expected->onwards && expected->period.end() < as_at.end();
    stands.state = gate.actual ? GateState::passed : over ? GateState::overdue : GateState::due_later;
    if (stands.state == GateState::overdue)
        stands.days_over = static_cast<int>((as_at.end() - expected->period.end()).days());
    return stands;
}

namespace detail {

/// The gates of one programme, by their stages; empty where it has none of a stage.
struct GatesOfProgramme {
    static constexpr std::size_t stages = Vocabulary<BusinessCase>::words.size();

    std::string programme{};  ///< whatever its letter case and spaces
    std::array<std::optional<std::size_t>, stages> at{};
};

[[nodiscard]] inline std::string gate_named(const Gate& gate) {
    return "the " + std::string(word(gate.stage)) + " gate of " + headway::quoted(gate.programme);
}

/// Gates by programme, in the order of the names. A gate that stands twice, and one that was passed after the date, is
/// noted.
[[nodiscard]] inline std::vector<GatesOfProgramme> by_programme(std::span<const Gate> gates, Period as_at,
                                                                Problems& problems) {
    std::vector<GatesOfProgramme> programmes;
    std::unordered_map<std::string, std::size_t> places;
    const auto end = as_at.end();
    std::size_t place = 0;
    for (std::size_t i = 0; i < gates.size(); ++i) {
        if (i == 0 || gates[i].programme != gates[i - 1].programme) {
            std::string name = folded(gates[i].programme);
            const auto [found, is_new] = places.try_emplace(name, programmes.size());
            if (is_new) programmes.push_back({.programme = std::move(name)});
            place = found->second;
        }
        std::optional<std::size_t>& first = programmes[place].at[static_cast<std::size_t>(gates[i].stage)];
        if (first)
            problems.add("row " + std::to_string(i) + ": found " + gate_named(gates[i]) + ", which row " +
                         std::to_string(*first) + " has already; accepted: a gate once");
        else
            first = i;
        if (gates[i].actual && end < gates[i].actual->period.start())
            problems.add("row " + std::to_string(i) + ": found " + gate_named(gates[i]) + " passed in '" +
                         gates[i].actual->label() + "', after '" + as_at.label() + "'; accepted: as forecast");
    }
    std::sort(programmes.begin(), programmes.end(),
              [](const auto& one, const auto& other) { return one.programme < other.programme; });
    return programmes;
}

/// Notes stages of a programme that were planned or passed in another order than theirs.
inline void note_other_orders(std::span<const Gate> gates, const GatesOfProgramme& programme, Problems& problems) {
    for (std::optional<GateDate> Gate::*when : {&Gate::planned, &Gate::actual}) {
        const Gate* before = nullptr;
        for (const std::optional<std::size_t>& at : programme.at) {
            if (!at || !(gates[*at].*when)) continue;
            const GateDate& date = *(gates[*at].*when);
            if (before && !date.onwards && date.period.end() < (before->*when)->period.start())
                problems.add("row " + std::to_string(*at) + ": found " + gate_named(gates[*at]) +
                             (when == &Gate::planned ? " planned for '" : " passed in '") + date.label() +
                             "', before that of the " + std::string(word(before->stage)) + " case in '" +
                             (before->*when)->label() + "'; accepted: stages in their order");
            before = &gates[*at];
        }
    }
}

}  // namespace detail

/// How each gate stands at the end of a period. @throws Error for a gate that stands twice, and for dates that cannot
/// be.
[[nodiscard]] inline std::vector<GateStanding> standings(std::span<const Gate> gates, Period as_at) {
    Problems problems;
    const std::vector<detail::GatesOfProgramme> programmes = detail::by_programme(gates, as_at, problems);
    std::vector<bool> last(gates.size(), false);
    for (const detail::GatesOfProgramme& programme : programmes) {
        detail::note_other_orders(gates, programme, problems);
        std::size_t at = 0;
        for (const std::optional<std::size_t>& stage : programme.at) at = stage.value_or(at);
        last[at] = true;
        const Gate& gate = gates[at];
        if (gate.planned && gate.saving_start && months_before(*gate.saving_start, *gate.planned))
            problems.add("row " + std::to_string(at) + ": found " + detail::gate_named(gate) + " planned for '" +
                         gate.planned->label() + "', after its saving starts in '" + gate.saving_start->label() +
                         "'; accepted: a saving that starts when its gate is passed");
    }
    problems.raise_if_any();
    std::vector<GateStanding> stand;
    stand.reserve(gates.size());
    for (std::size_t i = 0; i < gates.size(); ++i) stand.push_back(standing(gates[i], as_at, last[i]));
    for (const detail::GatesOfProgramme& programme : programmes)
        for (std::size_t stage = 0; stage < programme.at.size(); ++stage)
            for (std::size_t later = programme.at.size(); programme.at[stage] && later-- > stage + 1;) {
                if (!programme.at[later]) continue;
                const std::optional<GateDate>&one = gates[*programme.at[stage]].expected(),
                      &other = gates[*programme.at[later]].expected();
                if (one && other && !other->onwards && other->period.end() < one->period.start())
                    stand[*programme.at[stage]].expected_after = gates[*programme.at[later]].stage;
            }
    return stand;
}

/// Gates by state. Identity: gates = passed + overdue + due_later + no_date; later are those whose slip is above 0.
struct GateCounts {
    int gates = 0;
    int passed = 0;
    int overdue = 0;
    int due_later = 0;
    int no_date = 0;
    int later = 0;       ///< than planned
    int early_savings = 0;
    int out_of_order = 0;  ///< expected after a later stage
};

/// How many gates there are in each state.
[[nodiscard]] inline GateCounts count_gates(std::span<const GateStanding> standings) {
    GateCounts counts;
    for (const GateStanding& stands : standings) {
        ++counts.gates;
        switch (stands.state) {
            case GateState::passed: ++counts.passed; break;
            case GateState::overdue: ++counts.overdue; break;
            case GateState::due_later: ++counts.due_later; break;
            case GateState::no_date: ++counts.no_date; break;
        }
        counts.later += stands.slip.days.value_or(0) > 0 ? 1 : 0;
        counts.early_savings += stands.early ? 1 : 0;
        counts.out_of_order += stands.expected_after ? 1 : 0;
    }
    return counts;
}

}  // namespace headway::plan
