/// @file
/// Plans as documents and spreadsheets deliver them: columns of text, read into initiatives, actions and windows.
///
/// A column is its name and one text a row, blank where there is none. Names are kept as they were printed,
/// but for the spaces, dashes and look-alike letters of converted documents (see text.hpp).
///
/// Recommendations of an action are separated by semicolons or commas: "4; 7". Windows are named by a timeframe
/// ("short term") that stands in a table of its own, with a first month and a last one; no last month is an open end.
/// Either may be a day ("31 July 2025"). An action that is only due has a last month or day and no first.
///
/// Errors, up to ten at once, each with its row (from 0) and column: a word of no rating, or of the other scheme; no
/// such direction of travel or timeframe (the nearest is named); a label that is no period; a window that ends before
/// it begins; a name that is missing; an initiative or an action that stands twice under a theme, or in a plan without
/// themes, and so would be counted twice; a recommendation that is listed twice; a timeframe that is defined twice;
/// snapshots that are not each later than the one before.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/coverage.hpp"
#include "headway/plan/initiative.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/theme.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// A column of text by its name.
struct TextColumn {
    std::string name{};
    std::vector<std::string> rows{};    ///< a text a row or, with codes, each text once
    std::vector<std::int32_t> codes{};  ///< where there are any: which text each row has; -1: none

    [[nodiscard]] std::size_t size() const noexcept { return codes.empty() ? rows.size() : codes.size(); }

    /// Which text a row has; that of no text where it has none, or there is no such column.
    [[nodiscard]] std::size_t text_of(std::size_t row) const noexcept {
        if (codes.empty() || row >= codes.size()) return codes.empty() ? std::min(row, rows.size()) : rows.size();
        return codes[row] < 0 ? rows.size() : static_cast<std::size_t>(codes[row]);
    }

    /// The text of a row made plain; empty where there is none, or no such column.
    [[nodiscard]] std::string plain(std::size_t row) const {
        const std::size_t text = text_of(row);
        return text < rows.size() ? plain_text(rows[text]) : std::string();
    }
};

/// A column of ratings, and when they were given.
struct SnapshotColumn {
    Period period{};
    TextColumn ratings{};
};

/// A table of timeframes: what a name like "short term" stands for.
struct Timeframe {
    std::string name{};
    Window window{};
};

namespace detail {

[[nodiscard]] inline std::string at_row(std::size_t row, const TextColumn& column) {
    return "row " + std::to_string(row) + ", column '" + column.name + "': ";
}

/// What an action gives; where it refuses, its message is kept with the place.
template <class Read>
[[nodiscard]] auto read_or_note(std::size_t row, const TextColumn& column, Problems& problems, Read read)
    -> decltype(read()) {
    try {
        return read();
    } catch (const Error& error) {
        problems.add(at_row(row, column), error);
        return {};
    }
}

/// A column whose every text is read once; one that is refused is noted at each of its rows.
template <class Value>
class ReadOnce {
public:
    explicit ReadOnce(const TextColumn& column) : column_(column), read_(column.rows.size() + 1) {}

    /// @param read makes a `Value` of plain text, blank where there is none
    template <class Read>
    [[nodiscard]] Value of(std::size_t row, Problems& problems, Read read) {
        std::optional<Value>& known = read_[column_.text_of(row)];
        if (!known) {
            try {
                known.emplace(read(column_.plain(row)));
            } catch (const Error& error) {
                problems.add(at_row(row, column_), error);
                return {};
            }
        }
        return *known;
    }

private:
    const TextColumn& column_;
    std::vector<std::optional<Value>> read_;
};

[[nodiscard]] inline std::string required(std::size_t row, const TextColumn& column, Problems& problems) {
    std::string text = column.plain(row);
    if (text.empty()) problems.add(at_row(row, column) + "found no text; accepted: a name");
    return text;
}

/// Where names were met first, under their themes: both as one text that a line break divides.
using RowsOfNames = std::map<std::string, std::size_t>;

inline void note_repeated(RowsOfNames& met, std::string_view theme, const std::string& name, std::size_t row,
                          const TextColumn& column, std::string_view accepted, Problems& problems) {
    if (name.empty()) return;  // noted as missing
    const auto [first, is_new] = met.insert({folded(theme) + "\n" + folded(name), row});
    if (!is_new)
        problems.add(at_row(row, column) + "found " + headway::quoted(name) + ", which row " +
                     std::to_string(first->second) + " has already; accepted: " + std::string(accepted));
}

[[nodiscard]] inline std::optional<DirectionOfTravel> read_direction(const std::string& plain) {
    if (says_nothing(plain)) return std::nullopt;
    const std::string small = folded(plain);
    if (const auto found = find_word<DirectionOfTravel>(small)) return found;
    constexpr std::array<std::pair<std::string_view, DirectionOfTravel>, 12> others{
        {{"better", DirectionOfTravel::improving},
         {"improved", DirectionOfTravel::improving},
         {"improvement", DirectionOfTravel::improving},
         {"worse", DirectionOfTravel::worsening},
         {"worsened", DirectionOfTravel::worsening},
         {"deteriorating", DirectionOfTravel::worsening},
         {"deteriorated", DirectionOfTravel::worsening},
         {"declining", DirectionOfTravel::worsening},
         {"no change", DirectionOfTravel::stable},
         {"unchanged", DirectionOfTravel::stable},
         {"same", DirectionOfTravel::stable},
         {"the same", DirectionOfTravel::stable}}};
    for (const auto& [words, direction] : others)
        if (words == small) return direction;
    const auto is_sign = [](char c) { return static_cast<unsigned char>(c) > 127; };
    const bool arrow = std::any_of(plain.begin(), plain.end(), is_sign);
    throw Error("found " + headway::quoted(plain) + (arrow ? ", a sign that does not say which way is good" : "") +
                "; accepted as direction of travel: " + accepted_words<DirectionOfTravel>() +
                ", or nothing" + (arrow ? " (.replace({'" + plain + "': 'improving'}) where it means that)" : "") +
                did_you_mean(misspelling_of(plain, {Vocabulary<DirectionOfTravel>::words.begin(),
                                                    Vocabulary<DirectionOfTravel>::words.end()})));
}

/// Windows of two labels a row, of which one may be missing; none where both are.
class Windows {
public:
    Windows(const TextColumn& first, const TextColumn& last, Problems& problems)
        : first_(first), last_(last), last_column_(last), problems_(problems) {}

    [[nodiscard]] std::optional<Window> of(std::size_t row) {
        const auto period = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional(Period::parse(text));
        };
        const std::size_t before = problems_.count();
        const std::optional<Period> from = first_.of(row, problems_, period), to = last_.of(row, problems_, period);
        if (problems_.count() > before || (!from && !to)) return std::nullopt;
        return read_or_note(row, last_column_, problems_, [&]() -> std::optional<Window> {
            const Window window{.first = from, .last = to};
            validate(window);
            return window;
        });
    }

private:
    ReadOnce<std::optional<Period>> first_, last_;
    const TextColumn& last_column_;
    Problems& problems_;
};

[[nodiscard]] inline std::vector<std::string> read_list(std::string_view plain,
                                                        std::string_view separators = ";,") {
    std::vector<std::string> items;
    while (!plain.empty()) {
        const std::size_t end = plain.find_first_of(separators);
        std::string item = plain_text(plain.substr(0, end));
        bool new_one = !item.empty();
        for (const std::string& known : items) new_one = new_one && known != item;
        if (new_one) items.push_back(std::move(item));
        plain.remove_prefix(end == std::string_view::npos ? plain.size() : end + 1);
    }
    return items;
}

}  // namespace detail

/// Initiatives, one a row. A column without rows is one that there is not. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<Initiative> read_initiatives(const TextColumn& name, const TextColumn& theme,
                                                              const std::vector<SnapshotColumn>& snapshots,
                                                              const TextColumn& direction) {
    Problems problems;
    if (snapshots.size() < 2)
        problems.add("snapshots: found " + std::to_string(snapshots.size()) + "; accepted: two or more");
    for (std::size_t i = 1; i < snapshots.size(); ++i)
        if (snapshots[i].period <= snapshots[i - 1].period)
            problems.add("snapshots: found '" + snapshots[i].period.label() + "' (column '" +
                         snapshots[i].ratings.name + "') after '" + snapshots[i - 1].period.label() +
                         "'; accepted: each later than the one before");
    std::vector<Initiative> initiatives;
    detail::RowsOfNames met;
    for (std::size_t row = 0; row < name.size(); ++row) {
        Initiative read{.theme = theme.plain(row), .name = detail::required(row, name, problems)};
        detail::note_repeated(met, read.theme, read.name, row, name, "an initiative once under its theme", problems);
        for (const SnapshotColumn& snapshot : snapshots)
            read.snapshots.push_back(
                {snapshot.period, detail::read_or_note(row, snapshot.ratings, problems, [&] {
                     return read_rating<InitiativeRating>(snapshot.ratings.plain(row));
                 })});
        read.direction = detail::read_or_note(row, direction, problems,
                                              [&] { return detail::read_direction(direction.plain(row)); });
        initiatives.push_back(std::move(read));
    }
    problems.raise_if_any();
    return initiatives;
}

/// The table of timeframes. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<Timeframe> read_timeframes(const TextColumn& name, const TextColumn& first,
                                                            const TextColumn& last) {
    Problems problems;
    std::vector<Timeframe> timeframes;
    detail::Windows windows(first, last, problems);
    for (std::size_t row = 0; row < name.size(); ++row) {
        const std::string text = detail::required(row, name, problems);
        const auto same = [](const Timeframe& timeframe) { return timeframe.name; };
        if (!text.empty() && detail::position_of(timeframes, text, same) < timeframes.size())
            problems.add(detail::at_row(row, name) + "found " + headway::quoted(text) +
                         " again; accepted: a timeframe once");
        const std::size_t before = problems.count();
        const auto window = windows.of(row);
        if (problems.count() == before && (!window || !window->first))
            problems.add(detail::at_row(row, first) + "found no first month; accepted: a month, '2025-04'");
        timeframes.push_back({text, window.value_or(Window{})});
    }
    problems.raise_if_any();
    return timeframes;
}

/// The columns of actions; those without rows are ones that there are not.
struct ActionColumns {
    TextColumn name{};
    TextColumn theme{};
    TextColumn owner{};
    TextColumn rating{};
    TextColumn recommendations{};
    TextColumn note{};
    TextColumn timeframe{};  ///< by name, or else `first` and `last`
    TextColumn first{};
    TextColumn last{};
};

/// Actions, one a row. With timeframes, windows are theirs. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<Action> read_actions(const ActionColumns& columns,
                                                      const std::optional<std::vector<Timeframe>>& timeframes) {
    Problems problems;
    std::vector<Action> actions;
    detail::RowsOfNames met;
    std::vector<std::string> known;
    if (timeframes)
        for (const Timeframe& timeframe : *timeframes) known.push_back(timeframe.name);
    const auto of_timeframe = [&](std::size_t row) -> std::optional<Window> {
        const std::string text = columns.timeframe.plain(row);
        const std::size_t at = detail::position_of(known, text, [](const std::string& name) { return name; });
        if (at < known.size()) return (*timeframes)[at].window;
        if (says_nothing(text)) return std::nullopt;
        std::string accepted;
        for (const std::string& name : known) accepted += (accepted.empty() ? "" : ", ") + name;
        problems.add(detail::at_row(row, columns.timeframe) + "found " + headway::quoted(text) + "; accepted: " +
                     accepted + ", or nothing" + detail::did_you_mean(nearest(text, known)));
        return std::nullopt;
    };
    detail::Windows windows(columns.first, columns.last, problems);
    detail::ReadOnce<std::optional<ActionRating>> ratings(columns.rating);
    for (std::size_t row = 0; row < columns.name.size(); ++row) {
        Action read{.theme = columns.theme.plain(row),
                    .name = detail::required(row, columns.name, problems),
                    .owner = columns.owner.plain(row),
                    .recommendations = detail::read_list(columns.recommendations.plain(row)),
                    .note = columns.note.plain(row)};
        detail::note_repeated(met, read.theme, read.name, row, columns.name,
                              "an action once under its theme, with all that it answers in one row", problems);
        read.window = timeframes ? of_timeframe(row) : windows.of(row);
        read.rating = ratings.of(row, problems, read_rating<ActionRating>);
        actions.push_back(std::move(read));
    }
    problems.raise_if_any();
    return actions;
}

/// Recommendations, one a row. @throws Error for a number that is missing or listed twice.
[[nodiscard]] inline std::vector<Recommendation> read_recommendations(const TextColumn& number,
                                                                      const TextColumn& theme,
                                                                      const TextColumn& title) {
    Problems problems;
    std::vector<Recommendation> recommendations;
    detail::RowsOfNames met;
    for (std::size_t row = 0; row < number.size(); ++row) {
        recommendations.push_back({theme.plain(row), detail::required(row, number, problems), title.plain(row)});
        detail::note_repeated(met, {}, recommendations.back().number, row, number, "a recommendation once", problems);
    }
    problems.raise_if_any();
    return recommendations;
}

}  // namespace headway::plan
