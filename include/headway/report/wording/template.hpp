/// @file
/// Sentences from templates, each with the figures it was made from.
///
/// | in a template              | gives                                                                              |
/// |----------------------------|------------------------------------------------------------------------------------|
/// | `{red}`                    | the part of that name: a figure as printed, a name, a list; nothing where it is not |
/// | `{red\|is\|are}`           | the first where the figure is 1, else the second                                    |
/// | `{red\|none\|one\|{red}}`  | the first of 0, the second of 1, else the third                                     |
/// | `{period? in {period}}`    | what follows the question mark, where there is the part                             |
///
/// What stands within may have parts itself. What is put in is never read as a template: a name may hold braces. A
/// figure is among the sentence's as often as it is printed, under the name of its part; of a list, with that of its
/// item behind a colon.
///
/// Errors: a brace without its other, a part that this template has not, named with those it has.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/printed_figure.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A figure of a sentence: what it is, its value, and how the sentence prints it.
struct SentenceFigure {
    std::string name{};
    double value = 0.0;
    std::string printed{};

    friend bool operator==(const SentenceFigure&, const SentenceFigure&) = default;
};

namespace wording {

/// Text and the figures in it, in their order.
struct Words {
    std::string text{};
    std::vector<SentenceFigure> figures{};
};

/// What a template may name: words, and of a figure its value.
struct Part {
    Words words{};
    std::optional<double> number{};
};

/// The parts of a sentence by their names.
using Parts = std::map<std::string, Part, std::less<>>;

/// A part that is text alone.
[[nodiscard]] inline Part text(std::string said) { return {.words = {std::move(said), {}}, .number = {}}; }

/// A part that is a figure, with the value that it was printed from.
[[nodiscard]] inline Part figure(const std::string& name, double value, const std::string& printed) {
    return {.words = {printed, {{name, value, printed}}}, .number = value};
}

/// A part that is a whole number of things.
[[nodiscard]] inline Part count(const std::string& name, std::size_t n) {
    return figure(name, static_cast<double>(n), figure_text(static_cast<double>(n), 0));
}

/// Puts counts among the parts under their own names.
inline void add_counts(Parts& parts, const std::vector<std::pair<std::string, std::size_t>>& counts) {
    for (const auto& [name, n] : counts) parts.insert_or_assign(name, count(name, n));
}

namespace detail {

/// One placeholder: its name, what follows it, and the choices.
struct Placeholder {
    std::string_view name{};
    char after = '\0';  ///< '?', '|' or nothing
    std::vector<std::string_view> choices{};
};

/// Where the brace closes that has opened before `from`; the end where it does not.
[[nodiscard]] inline std::size_t closing(std::string_view text, std::size_t from) noexcept {
    int depth = 1;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == '{') ++depth;
        if (text[at] == '}' && --depth == 0) return at;
    }
    return text.size();
}

[[nodiscard]] inline Placeholder placeholder(std::string_view inside) {
    Placeholder found;
    std::size_t at = std::min(inside.find_first_of("?|"), inside.size());
    found.name = inside.substr(0, at);
    if (at == inside.size()) return found;
    found.after = inside[at++];
    if (found.after == '?') {
        found.choices.push_back(inside.substr(at));
        return found;
    }
    int depth = 0;
    std::size_t from = at;
    for (; at < inside.size(); ++at) {
        depth += inside[at] == '{' ? 1 : inside[at] == '}' ? -1 : 0;
        if (inside[at] != '|' || depth != 0) continue;
        found.choices.push_back(inside.substr(from, at - from));
        from = at + 1;
    }
    found.choices.push_back(inside.substr(from));
    return found;
}

/// Goes through a template: `plain(text)` of what stands between, `part(placeholder)` of the rest.
template <class Plain, class OfPart>
void read(std::string_view text, Plain plain, OfPart part) {
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        if (open > 0) plain(text.substr(0, open));
        if (open == text.size()) return;
        const std::size_t close = closing(text, open + 1);
        part(placeholder(text.substr(open + 1, std::min(close, text.size()) - open - 1)));
        text.remove_prefix(std::min(close + 1, text.size()));
    }
}

inline void check(const std::string& name, std::string_view text, const std::vector<std::string>& accepted) {
    const auto refuse = [&](const std::string& found, const std::string& may) {
        throw Error("template '" + name + "': found " + found + "; accepted: " + may);
    };
    int depth = 0;
    for (const char letter : text) {
        depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        if (depth < 0) refuse("'}' that closes nothing", "a brace that opens before it");
    }
    if (depth != 0) refuse("'{' that is not closed", "'}' behind it");
    std::string names;
    for (const std::string& one : accepted) names += (names.empty() ? "" : ", ") + one;
    read(
        text, [](std::string_view) {},
        [&](const Placeholder& one) {
            if (std::find(accepted.begin(), accepted.end(), one.name) == accepted.end())
                refuse("{" + std::string(one.name) + "}", names.empty() ? "no part" : names);
            const std::size_t choices = one.choices.size();
            if (one.after == '|' && choices != 2 && choices != 3)
                refuse(std::to_string(choices) + " choices of {" + std::string(one.name) + "}",
                       "2 (one, more) or 3 (none, one, more)");
            for (const std::string_view choice : one.choices) check(name, choice, accepted);
        });
}

}  // namespace detail

/// A template with its parts put in. A part that is not there is empty.
[[nodiscard]] inline Words fill(std::string_view pattern, const Parts& parts) {
    Words made;
    const auto add = [&](const Words& words) {
        made.text += words.text;
        made.figures.insert(made.figures.end(), words.figures.begin(), words.figures.end());
    };
    detail::read(
        pattern, [&](std::string_view plain) { made.text += plain; },
        [&](const detail::Placeholder& one) {
            const auto found = parts.find(one.name);
            if (one.after == '\0') {
                if (found != parts.end()) add(found->second.words);
            } else if (one.after == '?') {
                if (found != parts.end() && !found->second.words.text.empty()) add(fill(one.choices.front(), parts));
            } else {
                const double number = found == parts.end() ? 0.0 : found->second.number.value_or(0.0);
                const bool three = one.choices.size() == 3;
                const std::size_t choice = three ? (number == 0.0   ? 0u
                                                    : number == 1.0 ? 1u
                                                                    : 2u)
                                                 : (number == 1.0 ? 0u : 1u);
                add(fill(one.choices[choice], parts));
            }
        });
    return made;
}

}  // namespace wording

}  // namespace headway::inline HEADWAY_ABI
