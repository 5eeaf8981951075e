/// @file
/// A cell of a table of figures, as people write them: what number it gives, what it says of it, or why there is none.
///
/// | written                                     | status            | gives                                          |
/// |---------------------------------------------|-------------------|------------------------------------------------|
/// | "7,012", " 89.9% ", "£1.2m", "(350)", "nil" | value             | 7012, 89.9 in %, 1200000 in £, -350, 0         |
/// | "c.40", "approx. £40m", "est. 40"           | value             | 40, approximate or estimated                   |
/// | "1,234 [p]", "12 [r][e]", "5*", "5 [1]"     | value             | the number, and what its marks mean            |
/// | "<5", "over 50", ">=95%", "3-5"             | bound             | no value: a lower, an upper bound, or both     |
/// | "", "-", "n/a", "NaN", "null", "#N/A"       | missing           | no figure; it is not said why                  |
/// | "[c]", "*", "suppressed", "confidential"    | suppressed        | there is a figure, which is not told           |
/// | "[x]", "..", ":", "not available"           | not available     |                                                |
/// | "[z]", "not applicable"                     | not applicable    | there can be no figure                         |
/// | "[w]"                                       | none recorded     | in the survey                                  |
/// | "[low]"                                     | rounds to zero    | but is not 0, so it is no 0 here               |
/// | "TBC", "to be determined"                   | to be confirmed   |                                                |
/// | anything else                               | unread            | why                                            |
///
/// Per cent stay as printed: "12.5%" is 12.5 with the unit "%", not 0.125. A scale is multiplied out: "£230k" is
/// 230000.
/// A bound that is not said is not there: "<5" has no lower bound, though it may be a count. "n/a" and a dash are
/// missing and no more: the one may mean not available or not applicable, the other also nothing.
///
/// Unread, because it could mean two things or says something else: what `printed_number.hpp` reads no number from
/// ("12,34", "1.234.567", "1e3", "007", ".5", "½"), "5m" without a pound sign (metres, minutes or millions: "5 million"
/// is read), a "c" without brackets, other currencies, a figure together with "[c]" or another mark that says there is
/// none, a mark without a figure ("[p]"), "12 (45)" (a footnote, or a count and its per cent), control characters, and
/// more than 15 significant digits.
///
/// Source: Government Analysis Function, Using symbols and shorthand in tables (2022), for the letters in brackets;
/// "*", "..", ":" are what the guidance before it had.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/figure_mark.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

enum class FigureStatus : std::uint8_t {
    value,
    bound,
    missing,
    suppressed,
    not_available,
    not_applicable,
    none_recorded,
    rounds_to_zero,
    to_be_confirmed,
    unread
};

template <>
struct Vocabulary<FigureStatus> {
    static constexpr std::string_view name = "figure status";
    static constexpr std::array<std::string_view, 10> words{
        "value",          "bound",         "missing",        "suppressed",      "not available",
        "not applicable", "none recorded", "rounds to zero", "to be confirmed", "unread"};
};

enum class FigureUnit : std::uint8_t { none, pounds, per_cent };

template <>
struct Vocabulary<FigureUnit> {
    static constexpr std::string_view name = "figure unit";
    static constexpr std::array<std::string_view, 3> words{"", "\u00A3", "%"};
};

/// What was undone to read a cell: at most one of each is counted. The words are said with a count before them. A stray
/// character is a space, a dash or a letter of another alphabet that `plain_text` made plain.
enum class FigureChange : std::uint8_t {
    thousands_separator,
    pound_sign,
    per_cent_sign,
    scale,
    bracketed_negative,
    stray_character
};

template <>
struct Vocabulary<FigureChange> {
    static constexpr std::string_view name = "figure change";
    static constexpr std::array<std::string_view, 6> words{
        "thousands separator", "pound sign", "per cent sign", "scale", "bracketed negative", "stray character"};
};

/// One cell. A value, bounds or neither, as the status says.
struct Figure {
    FigureStatus status = FigureStatus::missing;
    std::optional<double> value{};
    std::optional<double> lower{}, upper{};       ///< what the cell says it is at least, and at most
    bool lower_open = false, upper_open = false;  ///< the bound itself is not meant: "over 50", "<5"
    FigureUnit unit = FigureUnit::none;
    std::optional<int> scale{};                   ///< the power of ten that was multiplied out, where one was written
    Flags<FigureMark> marks{};
    Flags<FigureChange> changes{};
    std::string why{};  ///< why it is unread

    bool operator==(const Figure&) const = default;
};

namespace detail {

/// What a cell without a figure says, in small letters.
inline constexpr std::array<std::pair<std::string_view, FigureStatus>, 37> words_without_figure{
    {{"", FigureStatus::missing},
     {"-", FigureStatus::missing},
     {"--", FigureStatus::missing},
     {"---", FigureStatus::missing},
     {"n/a", FigureStatus::missing},
     {"n.a.", FigureStatus::missing},
     {"na", FigureStatus::missing},
     {"#n/a", FigureStatus::missing},
     {"<na>", FigureStatus::missing},
     {"nan", FigureStatus::missing},
     {"nat", FigureStatus::missing},
     {"null", FigureStatus::missing},
     {"missing", FigureStatus::missing},
     {"blank", FigureStatus::missing},
     {"[c]", FigureStatus::suppressed},
     {"*", FigureStatus::suppressed},
     {"\u2217", FigureStatus::suppressed},
     {"suppressed", FigureStatus::suppressed},
     {"confidential", FigureStatus::suppressed},
     {"[x]", FigureStatus::not_available},
     {"..", FigureStatus::not_available},
     {":", FigureStatus::not_available},
     {"not available", FigureStatus::not_available},
     {"unavailable", FigureStatus::not_available},
     {"no data", FigureStatus::not_available},
     {"not known", FigureStatus::not_available},
     {"unknown", FigureStatus::not_available},
     {"[z]", FigureStatus::not_applicable},
     {"not applicable", FigureStatus::not_applicable},
     {"[w]", FigureStatus::none_recorded},
     {"[low]", FigureStatus::rounds_to_zero},
     {"tbc", FigureStatus::to_be_confirmed},
     {"tbd", FigureStatus::to_be_confirmed},
     {"tba", FigureStatus::to_be_confirmed},
     {"to be confirmed", FigureStatus::to_be_confirmed},
     {"to be determined", FigureStatus::to_be_confirmed},
     {"to be announced", FigureStatus::to_be_confirmed}}};

[[nodiscard]] constexpr std::optional<FigureStatus> status_without_figure(std::string_view text) noexcept {
    for (const auto& [word, status] : words_without_figure)
        if (text == word) return status;
    return std::nullopt;
}

/// Plain text in small letters, a narrow space between digits kept as one. Empty where there is a control character,
/// which no one writes: it is damage.
[[nodiscard]] inline std::optional<std::string> figure_text(std::string_view text) {
    for (std::string_view rest = text; !rest.empty();) {
        const Character character = first_character(rest);
        constexpr char32_t first_printed = 0x20, delete_character = 0x7F;
        if ((character.code < first_printed && plain_character(character.code) != ' ') ||
            character.code == delete_character)
            return std::nullopt;
        rest.remove_prefix(character.length);
    }
    std::string plain = plain_text(with_narrow_spaces(text));
    std::transform(plain.begin(), plain.end(), plain.begin(), lower);
    return plain;
}

/// Why a text that holds no figure is not understood.
[[nodiscard]] inline std::string why_unread(std::string_view text) {
    const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    constexpr std::string_view ten = "0123456789";
    const std::size_t first = text.find_first_of(ten);
    if (first == std::string_view::npos) return "holds no figure";
    for (const std::string_view mark : {"[c]", "[x]", "[z]", "[w]", "[low]"})
        if (text.ends_with(mark)) return "a figure and a mark that says there is none";
    if (has("$") || has("\u20AC")) return "is not in pounds";
    if (const std::string mark = bare_mark(text); !mark.empty()) return mark;
    const std::size_t exponent = text.find('e', first);
    if (exponent != std::string_view::npos && exponent > 0 && is_digit(text[exponent - 1]) && is_digit(text.back()))
        return "scientific notation: digits may have been dropped";
    if (has(",") || std::count(text.begin(), text.end(), '.') > 1) return "its commas or points do not group by three";
    for (const std::string_view between : {"-", " to ", "/", " and ", "&", " ("}) {
        const std::size_t at = text.find(between, first);
        if (at != std::string_view::npos && text.find_first_of(ten, at) != std::string_view::npos)
            return "two figures, a date, or a range that could be read in two ways";
    }
    return "could not be read safely";
}

}  // namespace detail

/// One cell of a table of figures. See the head of this file. Never throws for what the text holds.
[[nodiscard]] inline Figure read_figure(std::string_view text) {
    const auto unread = [](std::string why) { return Figure{.status = FigureStatus::unread, .why = std::move(why)}; };
    const std::optional<std::string> plain = detail::figure_text(text);
    if (!plain) return unread("holds control characters");
    if (const auto status = detail::status_without_figure(*plain)) return {.status = *status};
    if (*plain == "nil") return {.status = FigureStatus::value, .value = 0.0};
    std::string_view rest = *plain;
    Figure figure{.marks = detail::take_figure_marks(rest)};
    const std::optional<detail::PrintedFigure> printed = detail::read_printed(rest);
    if (!printed) return unread(detail::why_unread(*plain));

    if (printed->approximate) figure.marks.set(FigureMark::approximate);
    if (printed->estimated) figure.marks.set(FigureMark::estimated);
    figure.status = printed->value ? FigureStatus::value : FigureStatus::bound;
    figure.lower_open = printed->lower_open;
    figure.upper_open = printed->upper_open;
    for (const auto& [number, read] : {std::pair{&printed->value, &figure.value},
                                       std::pair{&printed->lower, &figure.lower},
                                       std::pair{&printed->upper, &figure.upper}}) {
        if (!*number) continue;
        const detail::PrintedNumber& found = **number;
        if (!detail::keeps_digits(found)) return unread("more digits than can be kept (15)");
        if (found.scale_word == "m" && !found.pound)
            return unread("m may be metres, minutes or millions: write million");
        *read = detail::times_power(found, found.scale.value_or(0));
        figure.unit = found.pound ? FigureUnit::pounds : found.per_cent ? FigureUnit::per_cent : FigureUnit::none;
        if (found.separators) figure.changes.set(FigureChange::thousands_separator);
        if (found.pound) figure.changes.set(FigureChange::pound_sign);
        if (found.per_cent) figure.changes.set(FigureChange::per_cent_sign);
        if (found.scale) figure.changes.set(FigureChange::scale);
        if (found.scale) figure.scale = found.scale;
        if (found.brackets) figure.changes.set(FigureChange::bracketed_negative);
    }
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), detail::lower);
    const bool grouped_by_spaces = plain->find(detail::narrow_space) != std::string::npos;  // which is said already
    if (!grouped_by_spaces && small != *plain) figure.changes.set(FigureChange::stray_character);
    return figure;
}

}  // namespace headway
