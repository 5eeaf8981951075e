/// @file
/// The marks that tables put beside a figure or its period, and what they mean.
///
/// | written                                 | mark            |
/// |-----------------------------------------|-----------------|
/// | "[b]", "(break in series)"              | break in series |
/// | "[e]", "(e)", "(estimated)"             | estimated       |
/// | "[f]", "(f)", "(forecast)"              | forecast        |
/// | "[p]", "(p)", "(provisional)"           | provisional     |
/// | "[r]", "(r)", "(revised)"               | revised         |
/// | "[u]", "(low reliability)"              | low reliability |
/// | "*", "[1]", "[note 1]"                  | footnote        |
///
/// Marks stand at the end, any number of them, in any letter case, words in either kind of brackets. A letter without
/// its brackets ("2021 p", "92r") is no mark: `bare_mark` tells which it may be.
///
/// Source: Government Analysis Function, Using symbols and shorthand in tables (2022).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/printed_number.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a cell says of its figure. A footnote is a mark whose meaning stands elsewhere.
enum class FigureMark : std::uint8_t {
    approximate,
    break_in_series,
    estimated,
    forecast,
    provisional,
    revised,
    low_reliability,
    footnote
};

template <>
struct Vocabulary<FigureMark> {
    static constexpr std::string_view name = "figure mark";
    static constexpr std::array<std::string_view, 8> words{"approximate", "break in series", "estimated",
                                                           "forecast",    "provisional",     "revised",
                                                           "low reliability", "footnote"};
};

/// A few members of a vocabulary of at most eight.
template <class E>
struct Flags {
    std::uint8_t bits = 0;

    static constexpr std::uint8_t bit(E member) noexcept {
        return static_cast<std::uint8_t>(1u << static_cast<unsigned>(member));
    }
    constexpr void set(E member) noexcept { bits = static_cast<std::uint8_t>(bits | bit(member)); }
    [[nodiscard]] constexpr bool has(E member) const noexcept { return (bits & bit(member)) != 0; }
    bool operator==(const Flags&) const = default;
};

namespace detail {

inline constexpr std::array<std::pair<std::string_view, FigureMark>, 15> shorthand_of_marks{
    {{"[b]", FigureMark::break_in_series},
     {"[e]", FigureMark::estimated},
     {"[f]", FigureMark::forecast},
     {"[p]", FigureMark::provisional},
     {"[r]", FigureMark::revised},
     {"[u]", FigureMark::low_reliability},
     {"(e)", FigureMark::estimated},
     {"(f)", FigureMark::forecast},
     {"(p)", FigureMark::provisional},
     {"(r)", FigureMark::revised},
     {"(est)", FigureMark::estimated},
     {"(prov)", FigureMark::provisional},
     {"(prov.)", FigureMark::provisional},
     {"[prov]", FigureMark::provisional},
     {"(rev)", FigureMark::revised}}};

/// What a text in small letters may mean by its last letter, where that stands behind a digit, a per cent sign or a
/// space: "a mark is written [r]". Empty of other text.
[[nodiscard]] inline std::string bare_mark(std::string_view text) {
    if (text.size() < 2) return {};
    const std::string_view letter = text.substr(text.size() - 1);
    const char before = text[text.size() - 2];
    const bool behind = is_digit(before) || before == '%' || (before == ' ' && text.size() > 2 &&
                                                              (is_digit(text[text.size() - 3]) ||
                                                               text[text.size() - 3] == '%'));
    for (const auto& [shorthand, mark] : shorthand_of_marks)
        if (behind && shorthand.substr(1, 1) == letter) return "a mark is written " + std::string(shorthand);
    return {};
}

/// The mark that the words in brackets at the end of a text name, and how many bytes they take.
[[nodiscard]] inline std::optional<std::pair<FigureMark, std::size_t>> bracketed_mark(std::string_view text) {
    if (!text.ends_with(']') && !text.ends_with(')')) return std::nullopt;
    const std::size_t open = text.rfind(text.ends_with(']') ? '[' : '(');
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view inside = trimmed(text.substr(open + 1, text.size() - open - 2));
    constexpr auto& words = Vocabulary<FigureMark>::words;
    const std::size_t at = static_cast<std::size_t>(std::find(words.begin(), words.end(), inside) - words.begin());
    if (at < words.size()) return std::pair{static_cast<FigureMark>(at), text.size() - open};
    constexpr std::string_view note = "note ";
    if (text.ends_with(']') && inside.starts_with(note) && inside.size() > note.size() &&
        std::all_of(inside.begin() + note.size(), inside.end(), is_digit))
        return std::pair{FigureMark::footnote, text.size() - open};
    return std::nullopt;
}

/// Takes the marks off the end of a text in small letters.
[[nodiscard]] inline Flags<FigureMark> take_figure_marks(std::string_view& text) {
    Flags<FigureMark> marks;
    for (;;) {
        text = trimmed(text);
        const bool bracket = text.ends_with(']') || text.ends_with(')');
        const auto* const shorthand =
            std::find_if(bracket ? shorthand_of_marks.begin() : shorthand_of_marks.end(), shorthand_of_marks.end(),
                         [&](const auto& entry) { return text.ends_with(entry.first); });
        FigureMark mark = FigureMark::footnote;
        std::size_t length = 0;
        if (shorthand != shorthand_of_marks.end()) {
            mark = shorthand->second;
            length = shorthand->first.size();
        } else if (const auto words = bracketed_mark(text)) {
            mark = words->first;
            length = words->second;
        } else if (!text.ends_with(')') &&
                   (!text.ends_with(']') || (text.size() > 1 && is_digit(text[text.size() - 2])))) {
            length = mark_length(text);  // "12 (45)" is a number and its per cent; "[t]" is no shorthand of these
        }
        if (length == 0 || length == text.size()) return marks;
        marks.set(mark);
        text.remove_suffix(length);
    }
}

}  // namespace detail

}  // namespace headway
