/// @file
/// Problems as a message lists them: one cause once, with the rows that it concerns.
///
/// What varies between the problems of one cause is where they are: the row ("row 3, column 'unit': ..."), the element
/// ("values[3]: ...") or the series ("series 'calls', target: ..."). Those that are otherwise the same are one line, at
/// the place of the first: all places up to five, or else the first three and how many more: "rows 1, 2, 3 and 40 more,
/// column 'unit': ...". Where more than ten lines would be left, those of rows that differ only in what was found are
/// one line too, so that one column does not hide the others: "rows 1, 2, 3 and 40 more, column 'due': found 'soon',
/// 'later', 'n.k.' and others; accepted: ...".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// So many lines of a message are word for word, the others counted.
inline constexpr std::size_t lines_of_a_message = 10;

namespace detail {

/// Where a problem is: a part of its text, of one of three forms.
struct Place {
    enum class Form : unsigned char { none, row, element, series } form = Form::none;
    std::size_t begin = 0;  ///< of "row 3", "values[3]", "series 'calls'"
    std::size_t end = 0;
};

/// Where the digits from there on end.
[[nodiscard]] inline std::size_t end_of_digits(std::string_view text, std::size_t from) {
    return from < text.size() ? std::min(text.find_first_not_of("0123456789", from), text.size()) : text.size();
}

/// "row 3" at the beginning or behind a comma, before a comma or a colon.
[[nodiscard]] inline Place row_in(std::string_view text) {
    constexpr std::string_view word = "row ";
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (at != 0 && !text.substr(0, at).ends_with(", ")) continue;
        const std::size_t end = end_of_digits(text, at + word.size());
        if (end > at + word.size() && end < text.size() && (text[end] == ',' || text[end] == ':'))
            return {Place::Form::row, at, end};
    }
    return {};
}

/// "values[3]" there, before a colon or a comma.
[[nodiscard]] inline Place element_in(std::string_view text, std::size_t begin) {
    const std::size_t at =
        std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.0123456789", begin), text.size());
    const std::size_t end = end_of_digits(text, at + 1);
    const bool closed = at > begin && at < text.size() && text[at] == '[' && end > at + 1 && end + 1 < text.size() &&
                        text[end] == ']' && (text[end + 1] == ':' || text[end + 1] == ',');
    return closed ? Place{Place::Form::element, begin, end + 1} : Place{};
}

/// "series 'calls'" there, before a comma or a colon.
[[nodiscard]] inline Place series_in(std::string_view text, std::size_t begin) {
    constexpr std::string_view word = "series '";
    if (!text.substr(begin).starts_with(word)) return {};
    const std::size_t name = begin + word.size(), end = std::min(text.find("',", name), text.find("':", name));
    return end == std::string_view::npos ? Place{} : Place{Place::Form::series, begin, end + 1};
}

[[nodiscard]] inline Place place_in(std::string_view text) {
    if (const Place row = row_in(text); row.form != Place::Form::none) return row;
    const std::size_t comma = text.find(", ");  // behind it where a table or an argument stands first
    for (const std::size_t begin : {std::size_t{0}, comma == std::string_view::npos ? std::size_t{0} : comma + 2})
        for (const Place place : {element_in(text, begin), series_in(text, begin)})
            if (place.form != Place::Form::none) return place;
    return {};
}

/// Problems of one cause: what stands before and behind their places, and what each place is called.
struct Cause {
    Place::Form form = Place::Form::none;
    std::string before{}, behind{};
    std::vector<std::string> places{};  ///< "3", "values[3]", "'calls'"
};

/// Some of several, as a message lists them.
[[nodiscard]] inline std::string some_of(std::span<const std::string> all, std::string_view rest) {
    constexpr std::size_t most = 5, first = 3;
    const std::size_t shown = all.size() <= most ? all.size() : first;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == all.size();
        text += (i == 0 ? "" : last ? " and " : ", ") + all[i];
    }
    if (shown == all.size()) return text;
    return text + " and " + (rest.empty() ? std::to_string(all.size() - shown) + " more" : std::string(rest));
}

[[nodiscard]] inline std::string line_of(const Cause& cause) {
    constexpr std::array<std::string_view, 4> words{"", "row", "", "series "};
    std::string place{words[static_cast<std::size_t>(cause.form)]};
    if (cause.form == Place::Form::row) place += cause.places.size() > 1 ? "s " : " ";
    if (cause.form != Place::Form::none) place += some_of(cause.places, {});
    return cause.before + place + cause.behind;
}

[[nodiscard]] inline std::vector<Cause> causes_of(std::span<const std::string> problems) {
    std::vector<Cause> causes;
    std::unordered_map<std::string, std::size_t> met;
    std::unordered_set<std::string_view> said;
    for (const std::string& problem : problems) {
        if (!said.insert(problem).second) continue;
        const Place place = place_in(problem);
        constexpr std::array<std::size_t, 4> skipped{0, 4, 0, 7};  // "row ", "series "
        const std::size_t named = place.begin + skipped[static_cast<std::size_t>(place.form)];
        Cause cause{.form = place.form, .before = problem.substr(0, place.begin), .behind = problem.substr(place.end)};
        std::string name = problem.substr(named, place.end - named);
        const bool element = place.form == Place::Form::element;
        std::string key = cause.before + '\n' + (element ? name.substr(0, name.find('[')) : "") + '\n' + cause.behind +
                          static_cast<char>('0' + static_cast<int>(place.form));
        const auto [at, is_new] = met.emplace(std::move(key), causes.size());
        if (is_new) causes.push_back(std::move(cause));
        causes[at->second].places.push_back(std::move(name));
    }
    return causes;
}

/// Causes of rows that differ only in what was found, as one.
[[nodiscard]] inline std::vector<Cause> without_what_was_found(std::vector<Cause> causes) {
    constexpr std::string_view found = ": found ", accepted = "; accepted";
    struct Alike {
        std::vector<std::size_t> causes{};
        std::vector<std::string> found{};
    };
    std::unordered_map<std::string, Alike> met;
    std::vector<std::string> keys(causes.size());
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const std::string& behind = causes[i].behind;
        const std::size_t at = behind.find(found), end = behind.rfind(accepted);
        if (causes[i].form != Place::Form::row || at == std::string::npos || end == std::string::npos || end < at)
            continue;
        const std::size_t begin = at + found.size();
        keys[i] = causes[i].before + '\n' + behind.substr(0, begin) + '\n' + behind.substr(end);
        Alike& alike = met[keys[i]];
        alike.causes.push_back(i);
        alike.found.push_back(behind.substr(begin, end - begin));
    }
    std::vector<Cause> left;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const auto alike = keys[i].empty() ? met.end() : met.find(keys[i]);
        if (alike == met.end() || alike->second.causes.size() < 3) {
            left.push_back(std::move(causes[i]));
        } else if (alike->second.causes.front() == i) {
            Cause one = causes[i];
            for (const std::size_t other : alike->second.causes)
                if (other != i)
                    one.places.insert(one.places.end(), causes[other].places.begin(), causes[other].places.end());
            std::stable_sort(one.places.begin(), one.places.end(), [](const std::string& a, const std::string& b) {
                return std::pair(a.size(), a) < std::pair(b.size(), b);
            });
            const std::size_t begin = one.behind.find(found) + found.size();
            one.behind = one.behind.substr(0, begin) + some_of(alike->second.found, "others") +
                         one.behind.substr(one.behind.rfind(accepted));
            left.push_back(std::move(one));
        }
    }
    return left;
}

}  // namespace detail

/// Problems as lines, one a cause, in the order in which causes were first met.
[[nodiscard]] inline std::vector<std::string> problem_lines(std::span<const std::string> problems) {
    std::vector<detail::Cause> causes = detail::causes_of(problems);
    if (causes.size() > lines_of_a_message) causes = detail::without_what_was_found(std::move(causes));
    std::vector<std::string> lines;
    for (const detail::Cause& cause : causes) lines.push_back(detail::line_of(cause));
    return lines;
}

}  // namespace headway
