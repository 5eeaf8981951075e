/// @file
/// Programmes by what they have in common: portfolio, stage, theme, board, chair, lead, next step, fund.
///
/// A programme with several themes or leads stands in the row of each, and once in the total, so that rows may add up
/// to more than the total. What says nothing of it stands in a row without a name, the last. Expected savings are of
/// the plan's fund, for funds are never netted.
///
///     of = the number of programmes in all        programmes = with_saving + not_applicable + of_another_fund
///
/// Chairs, and what a board reports to, are of boards, which are listed by name. Names are compared without regard to
/// letter case and spaces.
/// Errors: a board that is not listed (the nearest is named), one that is listed twice, and chairs without boards.
///
/// Source: portfolio boards, each chaired by an executive director, that report into one board (this city,
/// Transformation programme, 2024).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/problems.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/programme_counts.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What programmes are grouped by.
enum class ProgrammesBy : std::uint8_t {
    portfolio,
    stage,
    theme,
    board,
    chair,
    reports_to,
    lead,
    next_step,
    fund,
};

template <>
struct Vocabulary<ProgrammesBy> {
    static constexpr std::string_view name = "by";
    static constexpr std::array<std::string_view, 9> words{"portfolio",  "stage", "theme",     "board", "chair",
                                                           "reports_to", "lead",  "next_step", "fund"};
};

/// A board with its chair, and what it reports to.
struct Board {
    std::string name{};
    std::string chair{};
    std::string reports_to{};  ///< another board; empty: none
};

/// Programmes that have something in common.
struct ProgrammeGroup {
    std::string name{};  ///< empty: nothing is said of it
    ProgrammeCounts counts{};
    std::optional<double> expected{};  ///< of the plan's fund; empty: none has an amount
};

/// Groups in the order in which programmes name them, and all together.
struct ProgrammeGroups {
    std::vector<ProgrammeGroup> groups{};
    ProgrammeGroup all{};
};

namespace detail {

/// Boards by their folded names. @throws Error for one that stands twice or has no name, or reports to none that is
/// listed.
[[nodiscard]] inline std::map<std::string, std::size_t> boards_by_name(std::span<const Board> boards) {
    std::map<std::string, std::size_t> places;
    std::vector<std::string> names;
    Problems problems;
    for (std::size_t i = 0; i < boards.size(); ++i) {
        names.push_back(boards[i].name);
        const std::string row = "boards, row " + std::to_string(i) + ": found ";
        if (folded(boards[i].name).empty()) problems.add(row + "a board without a name; accepted: a name");
        else if (!places.insert({folded(boards[i].name), i}).second)
            problems.add(row + headway::quoted(boards[i].name) + " again; accepted: a board once");
    }
    for (std::size_t i = 0; i < boards.size(); ++i)
        if (!boards[i].reports_to.empty() && !places.contains(folded(boards[i].reports_to)))
            problems.add("boards, row " + std::to_string(i) + ": found " + headway::quoted(boards[i].reports_to) +
                         ", to which it reports and which is no board" +
                         plan::detail::or_nearest(boards[i].reports_to, names));
    problems.raise_if_any();
    return places;
}

}  // namespace detail

/// @param boards those that there are; empty: boards are what programmes call them. @throws Error as said above.
[[nodiscard]] inline ProgrammeGroups group_programmes(const SavingsPlan& plan, ProgrammesBy by,
                                                      std::span<const Board> boards = {}) {
    const std::map<std::string, std::size_t> listed = detail::boards_by_name(boards);
    if (boards.empty() && (by == ProgrammesBy::chair || by == ProgrammesBy::reports_to))
        throw Error("boards: found none; accepted: the boards with their chairs, for a summary by " +
                    std::string(word(by)));
    std::vector<std::string> names;
    for (const Board& board : boards) names.push_back(board.name);
    Problems problems;
    for (const Programme& programme : plan.programmes)
        if (!boards.empty() && !programme.board.empty() && !listed.contains(folded(programme.board)))
            problems.add("programme '" + programme.name + "': found board " + headway::quoted(programme.board) +
                         ", which is not listed" + plan::detail::or_nearest(programme.board, names));
    problems.raise_if_any();
    const auto of_board = [&](const Programme& programme, std::string Board::* what) {
        const auto place = listed.find(folded(programme.board));
        return place == listed.end() ? std::vector<std::string>{} : std::vector{boards[place->second].*what};
    };
    const auto names_of = [&](const Programme& programme) -> std::vector<std::string> {
        switch (by) {
            case ProgrammesBy::portfolio: return {programme.portfolio};
            case ProgrammesBy::stage:
                if (!programme.business_case) return {};
                return {std::string(word(*programme.business_case))};
            case ProgrammesBy::theme: return programme.themes;
            case ProgrammesBy::board: return {programme.board};
            case ProgrammesBy::chair: return of_board(programme, &Board::chair);
            case ProgrammesBy::reports_to: return of_board(programme, &Board::reports_to);
            case ProgrammesBy::lead: return plan::detail::read_list(programme.owner, ";");
            case ProgrammesBy::next_step: return {programme.next_step};
            case ProgrammesBy::fund: return {std::string(word(programme.fund))};
        }
        return {};
    };
    const auto add = [&](ProgrammeGroup& group, const Programme& programme) {
        group.counts.add(programme, plan.fund);
        if (programme.fund == plan.fund && programme.expected)
            group.expected = decimal::difference(group.expected.value_or(0.0), -*programme.expected);
    };
    ProgrammeGroups result;
    ProgrammeGroup unnamed;
    std::map<std::string, std::size_t> met;
    for (const Programme& programme : plan.programmes) {
        add(result.all, programme);
        std::vector<std::string> of;
        for (std::string& each : names_of(programme)) {
            const bool again = std::any_of(of.begin(), of.end(),
                                           [&](const std::string& other) { return folded(other) == folded(each); });
            if (!folded(each).empty() && !again) of.push_back(std::move(each));
        }
        if (of.empty()) add(unnamed, programme);
        for (const std::string& each : of) {
            const auto [place, is_new] = met.insert({folded(each), result.groups.size()});
            if (is_new) result.groups.push_back({.name = each});
            add(result.groups[place->second], programme);
        }
    }
    if (unnamed.counts.programmes > 0) result.groups.push_back(std::move(unnamed));
    return result;
}

}  // namespace headway
