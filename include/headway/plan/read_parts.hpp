/// @file
/// Parts of actions as columns: sub-actions and next steps, each naming the action that it belongs to.
///
/// An action is named by its name, and by its theme too where the table has themes: names are compared as plain text
/// without regard to letter case. Owners are separated by semicolons. Percentages are numbers from 0 to 100, or text
/// ("75%"); a column whose numbers, typed as numbers or as text without "%", all lie from 0 to 1, one of them above 0,
/// may hold shares and is refused. A step of one name that is due at two times is two steps.
///
/// Errors, up to ten at once, with their rows: an action that the plan has not (the nearest is named), or has under two
/// themes; a part without a name, or one that its action has twice; what is no date, status, percentage or weight; and
/// weights of some parts of an action and not of others.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "headway/error.hpp"
#include "headway/places_by_name.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/next_step.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/plan/sub_action.hpp"
#include "headway/printed_number.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// A cell of numbers or text; NaN and blank are nothing.
using NumberCell = std::variant<std::monostate, double, std::string>;

/// A column of numbers by its name.
struct NumberColumn {
    std::string name{};
    std::vector<NumberCell> rows{};     ///< a cell a row or, with codes, each cell once
    std::vector<std::int32_t> codes{};  ///< where there are any: which cell each row has

    [[nodiscard]] std::size_t cell_of(std::size_t row) const {
        return codes.empty() ? row : static_cast<std::size_t>(codes.at(row));
    }
};

/// Those without rows are ones that there are not.
struct PartColumns {
    TextColumn action{};
    TextColumn theme{};
    TextColumn name{};
    TextColumn owners{};
    TextColumn rating{};
    TextColumn first{};
    TextColumn last{};  ///< of a step, when it is due
    TextColumn evidence{};
    NumberColumn percentage{};
    NumberColumn weight{};
};

namespace detail {

/// The roles that a text names.
[[nodiscard]] inline std::vector<std::string> roles_of(const std::string& plain) { return read_list(plain, ";"); }

}  // namespace detail

/// The roles of an action that several share.
[[nodiscard]] inline std::vector<std::string> owners_of(const Action& action) {
    return detail::roles_of(plain_text(action.owner));
}

namespace detail {

/// A number, with or without "%"; empty where the cell holds none.
[[nodiscard]] inline std::optional<double> number_in(const NumberColumn& column, std::size_t row,
                                                     std::string_view accepted, Problems& problems) {
    if (column.cell_of(row) >= column.rows.size()) return std::nullopt;
    const NumberCell& cell = column.rows[column.cell_of(row)];
    const auto refuse = [&](const std::string& found) {
        problems.add(at_row(row, {.name = column.name}) + "found " + found + "; accepted: " + std::string(accepted) +
                     ", or nothing");
        return std::nullopt;
    };
    if (const double* number = std::get_if<double>(&cell)) {
        if (std::isnan(*number)) return std::nullopt;
        return std::isinf(*number) ? refuse("an infinite number") : std::optional(*number);
    }
    const std::string* text = std::get_if<std::string>(&cell);
    if (text == nullptr || says_nothing(*text)) return std::nullopt;
    const auto read = headway::detail::read_number(folded(*text));
    if (!read || read->scale || read->pound) return refuse(headway::quoted(*text));
    return headway::detail::times_power(*read, 0);
}

/// A column of numbers whose every cell is read once; one that is refused is noted at each of its rows.
class NumbersOnce {
public:
    NumbersOnce(const NumberColumn& column, std::string_view accepted)
        : column_(column), accepted_(accepted), read_(column.rows.size()) {}

    [[nodiscard]] std::optional<double> of(std::size_t row, Problems& problems) {
        const std::size_t cell = column_.cell_of(row);
        if (cell >= read_.size()) return std::nullopt;
        if (read_[cell]) return *read_[cell];
        const std::size_t before = problems.count();
        const std::optional<double> number = number_in(column_, row, accepted_, problems);
        if (problems.count() == before) read_[cell] = number;
        return number;
    }

private:
    const NumberColumn& column_;
    std::string_view accepted_;
    std::vector<std::optional<std::optional<double>>> read_;
};

/// The number of a cell that does not say "%"; empty where there is none.
[[nodiscard]] inline std::optional<double> bare_number_in(const NumberCell& cell) {
    if (const double* number = std::get_if<double>(&cell))
        return std::isnan(*number) ? std::nullopt : std::optional(*number);
    const std::string* text = std::get_if<std::string>(&cell);
    if (text == nullptr || text->find('%') != std::string::npos) return std::nullopt;
    const auto read = headway::detail::read_number(folded(*text));
    return read && !read->per_cent ? std::optional(headway::detail::times_power(*read, 0)) : std::nullopt;
}

/// That percentages are not shares.
inline void refuse_shares(const NumberColumn& column, Problems& problems) {
    bool any = false;
    for (const NumberCell& cell : column.rows) {
        const std::optional<double> number = bare_number_in(cell);
        if (!number) continue;
        if (*number > 1.0) return;
        any = any || *number > 0.0;
    }
    if (any)
        problems.add("column '" + column.name + "': found numbers from 0 to 1 alone, which may be shares; accepted: "
                     "percentages, 0 to 100 (multiply shares by 100)");
}

/// What finds the action of a row, and tells a part that its action has already.
class ActionsOfParts {
public:
    ActionsOfParts(std::span<const Action> actions, const PartColumns& columns, Problems& problems)
        : actions_(actions),
          columns_(columns),
          problems_(problems),
          read_(columns.action.rows.size() + 1) {
        for (const Action& action : actions) by_name_.add(action.name);
        met_.reserve(columns.name.size());
    }

    [[nodiscard]] std::size_t of(std::size_t row) {
        std::optional<std::size_t>& known = read_[columns_.action.text_of(row)];
        if (known && columns_.theme.size() == 0) return *known;  // an action by its name alone: each name once
        const std::size_t before = problems_.count();
        const std::size_t place = find(row);
        if (problems_.count() == before) known = place;
        return place;
    }

    /// @param due what tells parts of one name apart, where anything does
    [[nodiscard]] std::string name(std::size_t row, std::size_t action, std::optional<Period> due = std::nullopt) {
        std::string text = required(row, columns_.name, problems_);
        if (text.empty()) return text;
        const auto [first, is_new] = met_.try_emplace({.action = action, .name = folded(text), .due = due}, row);
        if (!is_new)
            problems_.add(at_row(row, columns_.name) + "found " + headway::quoted(text) + ", which row " +
                          std::to_string(first->second) + " has already" + (due ? " of that date" : "") +
                          "; accepted: a part once under its action");
        return text;
    }

private:
    /// What a part is called, whatever its letter case and spaces.
    struct Called {
        std::size_t action = 0;
        std::string name{};
        std::optional<Period> due{};

        bool operator==(const Called&) const = default;
    };
    struct Hash {
        [[nodiscard]] std::size_t operator()(const Called& part) const noexcept {
            constexpr std::size_t odd = 0x9E3779B9u;
            const std::size_t due = part.due ? std::hash<Period>{}(*part.due) : 0;
            return (std::hash<std::string>{}(part.name) * odd + part.action) * odd + due;
        }
    };

    [[nodiscard]] std::size_t find(std::size_t row) {
        const std::string name = required(row, columns_.action, problems_);
        if (name.empty()) return 0;
        const std::vector<std::size_t>& found = by_name_.of(name);
        if (found.empty()) {
            problems_.add(at_row(row, columns_.action) + "found " + headway::quoted(name) +
                          ", which is no action of the plan" + or_nearest(name, by_name_.names()));
            return 0;
        }
        const std::string theme = folded(columns_.theme.plain(row));
        std::vector<std::size_t> places;
        std::vector<std::string> themes;
        for (const std::size_t place : found) {
            themes.push_back(actions_[place].theme);
            if (theme.empty() || folded(actions_[place].theme) == theme) places.push_back(place);
        }
        if (places.size() == 1) return places.front();
        std::string all;
        for (const std::string& each : themes) all += (all.empty() ? "" : ", ") + each;
        problems_.add(at_row(row, places.empty() ? columns_.theme : columns_.action) + "found " +
                      (places.empty() ? headway::quoted(columns_.theme.plain(row))
                                      : headway::quoted(name) + " under several themes") +
                      "; accepted: the theme of the action, " + all);
        return 0;
    }

    std::span<const Action> actions_;
    const PartColumns& columns_;
    Problems& problems_;
    PlacesByName by_name_{};
    std::vector<std::optional<std::size_t>> read_;         // the action of each text, where it is one
    std::unordered_map<Called, std::size_t, Hash> met_{};  // rows
};

}  // namespace detail

/// Sub-actions, one a row. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<SubAction> read_sub_actions(const PartColumns& columns,
                                                             std::span<const Action> actions) {
    Problems problems;
    detail::ActionsOfParts of(actions, columns, problems);
    detail::refuse_shares(columns.percentage, problems);
    std::vector<SubAction> parts;
    detail::Windows windows(columns.first, columns.last, problems);
    detail::ReadOnce<std::optional<ActionRating>> ratings(columns.rating);
    detail::ReadOnce<std::vector<std::string>> owners(columns.owners);
    detail::NumbersOnce percentages(columns.percentage, "a percentage, 0 to 100");
    detail::NumbersOnce weights(columns.weight, "a weight, 0 or more");
    parts.reserve(columns.name.size());
    for (std::size_t row = 0; row < columns.name.size(); ++row) {
        SubAction read{.action = of.of(row)};
        read.name = of.name(row, read.action);
        read.owners = owners.of(row, problems, detail::roles_of);
        read.window = windows.of(row);
        read.rating = ratings.of(row, problems, read_rating<ActionRating>);
        read.percentage = percentages.of(row, problems);
        read.weight = weights.of(row, problems);
        read.evidence = columns.evidence.plain(row);
        const auto refuse_unless = [&](bool holds, const NumberColumn& column, double found, const char* accepted) {
            if (!holds)
                problems.add(detail::at_row(row, {.name = column.name}) + "found " + shown(found) + "; accepted: " +
                             accepted);
        };
        if (read.percentage)
            refuse_unless(*read.percentage >= 0.0 && *read.percentage <= 100.0, columns.percentage, *read.percentage,
                          "a percentage, 0 to 100");
        if (read.weight) refuse_unless(*read.weight >= 0.0, columns.weight, *read.weight, "a weight, 0 or more");
        parts.push_back(std::move(read));
    }
    problems.raise_if_any();
    return parts;
}

/// Next steps, one a row. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<NextStep> read_next_steps(const PartColumns& columns,
                                                           std::span<const Action> actions) {
    Problems problems;
    detail::ActionsOfParts of(actions, columns, problems);
    std::vector<NextStep> steps;
    const TextColumn none;
    detail::Windows windows(none, columns.last, problems);
    detail::ReadOnce<std::optional<ActionRating>> ratings(columns.rating);
    detail::ReadOnce<std::vector<std::string>> owners(columns.owners);
    steps.reserve(columns.name.size());
    for (std::size_t row = 0; row < columns.name.size(); ++row) {
        NextStep read{.action = of.of(row)};
        if (const auto window = windows.of(row)) read.due = window->last;
        read.name = of.name(row, read.action, read.due);
        read.owners = owners.of(row, problems, detail::roles_of);
        read.rating = ratings.of(row, problems, read_rating<ActionRating>);
        read.evidence = columns.evidence.plain(row);
        steps.push_back(std::move(read));
    }
    problems.raise_if_any();
    return steps;
}

/// How far each action has come by its parts, in the order of the actions. @throws Error for weights.
[[nodiscard]] inline std::vector<Progress> progress(std::span<const Action> actions, std::span<const SubAction> parts,
                                                    Period as_at) {
    std::vector<std::vector<const SubAction*>> of(actions.size());
    for (const SubAction& part : parts) of.at(part.action).push_back(&part);
    Problems problems;
    std::vector<Progress> made(actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) {
        try {
            made[i] = detail::progress(actions[i], of[i], as_at);
        } catch (const Error& error) {
            problems.add("", error);
        }
    }
    problems.raise_if_any();
    return made;
}

/// Counts of actions by owner; one of several owners counts for each.
[[nodiscard]] inline std::vector<OfTheme<ActionCounts>> actions_by_owner(std::span<const Action> actions,
                                                                         Period as_at) {
    std::vector<OfTheme<ActionCounts>> owners;
    for (const Action& action : actions) {
        const std::vector<std::string> of = owners_of(action);
        if (of.empty()) detail::of_theme(owners, {}).add(action, as_at);
        for (const std::string& owner : of) detail::of_theme(owners, owner).add(action, as_at);
    }
    return owners;
}

}  // namespace headway::plan
