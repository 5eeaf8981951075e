/// @file
/// A cell of a table of figures, as people write them: what number it gives, what it says of it, or why there is none.
///
/// | written                                     | status            | gives                                          |
/// |---------------------------------------------|-------------------|------------------------------------------------|
/// | "7,012", " 89.9% ", "£1.2m", "(350)", "nil" | value             | 7012, 89.9 in %, 1200000 in £, -350, 0         |
/// | "12 days", "3.4 weeks", "5pp", "£ -"        | value             | 12 in days, 3.4 in weeks, 5 in pp, 0 in £      |
/// | "241.1 kg", "6,455 tCO2e", "12 km"          | value             | 241.1 in kg, 6455 in tCO2e, 12 in km           |
/// | "c.40", "approx. £40m", "est. 40"           | value             | 40, approximate or estimated                   |
/// | "1,234 [p]", "12 [r][e]", "5*", "5 [1]"     | value             | the number, and what its marks mean            |
/// | "<5", "over 50", ">=95%", "3-5"             | bound             | no value: a lower, an upper bound, or both     |
/// | "", "-", "n/a", "NaN", "null", "#N/A"       | missing           | no figure; it is not said why                  |
/// | "[c]", "*", "suppressed", "confidential"    | suppressed        | there is a figure, which is not told           |
/// | "[x]", "..", ":", "#DIV/0!"                 | not available     |                                                |
/// | "[z]", "not applicable"                     | not applicable    | there can be no figure                         |
/// | "[w]"                                       | none recorded     | in the survey                                  |
/// | "[low]"                                     | rounds to zero    | but is not 0, so it is no 0 here               |
/// | "TBC", "to be determined"                   | to be confirmed   |                                                |
/// | anything else                               | unread            | why                                            |
///
/// Per cent stay as printed: "12.5%" is 12.5 with the unit "%", not 0.125. A scale is multiplied out: "£230k" is
/// 230000.
/// A bound that is not said is not there: "<5" has no lower bound, though it may be a count. "n/a" and a dash are
/// missing and no more: the one may mean not available or not applicable, the other also nothing. A dash behind a pound
/// sign is how spreadsheets print the 0 of an account. Marks may stand behind a word without a figure too: "n/a*".
///
/// Unread, because it could mean two things or says something else: what `printed_number.hpp` reads no number from
/// ("12,34", "1.234.567", "1e3", "007", ".5", "½"), "5m" without a pound sign (metres, minutes or millions: "5
/// million" is read), "10³" (a thousand, or 10 and a footnote), a "c" without brackets, "2:1" and "1 in 5" (which
/// is the figure?), "1h 20m", other currencies, a figure together with "[c]" or another mark that says there is
/// none, a mark without a figure ("[p]"), "12 (45)" (a footnote, or a count and its per cent), errors of a
/// spreadsheet ("#REF!"), control characters, and more than 15 significant digits. Why it is unread says what to
/// write instead.
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
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a cell holds: a value, a bound, or why it has neither.
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

/// The unit that stands with a figure.
enum class FigureUnit : std::uint8_t {
    none,
    pounds,
    per_cent,
    percentage_points,
    minutes,
    hours,
    days,
    working_days,
    weeks,
    months,
    years,
    kilograms,
    tonnes,
    tonnes_of_carbon,
    kilometres,
    miles,
    kilowatt_hours,
    megawatt_hours,
    litres,
    hectares
};

template <>
struct Vocabulary<FigureUnit> {
    static constexpr std::string_view name = "figure unit";
    static constexpr std::array<std::string_view, 20> words{
        "",       "\u00A3", "%",      "pp",    "minutes", "hours", "days", "working days", "weeks",  "months",
        "years", "kg",     "tonnes", "tCO2e", "km",      "miles", "kWh",  "MWh",          "litres", "hectares"};
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

/// What a cell without a figure says besides words for nothing, in small letters.
inline constexpr std::array<std::pair<std::string_view, FigureStatus>, 7> words_without_figure{
    {{"[c]", FigureStatus::suppressed},
     {"*", FigureStatus::suppressed},
     {"\u2217", FigureStatus::suppressed},
     {"suppressed", FigureStatus::suppressed},
     {"confidential", FigureStatus::suppressed},
     {"[w]", FigureStatus::none_recorded},
     {"[low]", FigureStatus::rounds_to_zero}}};

[[nodiscard]] constexpr FigureStatus status_of(Nothing why) noexcept {
    switch (why) {
        case Nothing::missing: return FigureStatus::missing;
        case Nothing::not_available: return FigureStatus::not_available;
        case Nothing::not_applicable: return FigureStatus::not_applicable;
        case Nothing::to_be_confirmed: break;
    }
    return FigureStatus::to_be_confirmed;
}

[[nodiscard]] constexpr std::optional<FigureStatus> status_without_figure(std::string_view text) noexcept {
    if (const std::optional<Nothing> why = nothing_in(text)) return status_of(*why);
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

/// A unit by its word.
[[nodiscard]] constexpr FigureUnit figure_unit(std::string_view word) noexcept {
    constexpr auto& words = Vocabulary<FigureUnit>::words;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (word == words[i]) return static_cast<FigureUnit>(i);
    return FigureUnit::none;
}

/// Why a text without a digit holds no figure, and what to write.
[[nodiscard]] inline std::string why_no_figure(std::string_view text) {
    constexpr std::array<std::string_view, 6> shorthand{"[c]", "[x]", "[z]", "[w]", "[low]", "[p]"};
    for (const std::string_view mark : shorthand)
        if (text == mark.substr(1, mark.size() - 2)) return "a mark is written " + std::string(mark);
    if (text.starts_with('#') && (text.ends_with('!') || text.ends_with('?')))
        return "an error of the spreadsheet: mend its formula";
    for (const std::string_view part : {"\u00BC", "\u00BD", "\u00BE"})
        if (text.find(part) != std::string_view::npos) return "a fraction: write its decimals, 0.5";
    return "holds no figure: write a number, or n/a where there is none";
}

/// Words that make two numbers one ratio, between digits.
[[nodiscard]] inline bool is_ratio(std::string_view text) {
    for (const std::string_view between : {":", " in ", " out of ", " to 1"}) {
        const std::size_t at = text.find(between, 1);
        if (at == std::string_view::npos) continue;
        const std::string_view before = trimmed(text.substr(0, at)), after = trimmed(text.substr(at + between.size()));
        if (!before.empty() && is_digit(before.back()) && (between == " to 1" ? after.empty() : !after.empty() &&
                                                                                                   is_digit(after[0])))
            return true;
    }
    return false;
}

/// Why a text in small letters is not understood, and what to write instead.
[[nodiscard]] inline std::string why_unread(std::string_view text) {
    const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    constexpr std::string_view ten = "0123456789";
    const std::size_t first = text.find_first_of(ten);
    if (first == std::string_view::npos) return why_no_figure(text);
    for (const std::string_view mark : {"[c]", "[x]", "[z]", "[w]", "[low]"})
        if (text.ends_with(mark)) return "a figure and a mark that says there is none: write one of them";
    if (has("$") || has("\u20AC")) return "is not in pounds: write the number alone, and its currency in the heading";
    if (const std::size_t raised = raised_digits(text); raised > 0 && raised < text.size() &&
                                                        is_digit(text[text.size() - raised - 1]))
        return "a power, or a footnote: write 1000, or 10 [1]";
    if (const std::string mark = bare_mark(text); !mark.empty()) return mark;
    const std::size_t exponent = text.find('e', first);
    if (exponent != std::string_view::npos && exponent > 0 && is_digit(text[exponent - 1]) && is_digit(text.back()))
        return "scientific notation: digits may have been dropped; write them all";
    if (is_ratio(text)) return "a ratio: write one number, 0.5 or 50%, and what it is of in the heading";
    if (const std::size_t bracket = text.find_first_of("[("); bracket != std::string_view::npos && bracket > first) {
        const std::string_view inside = text.substr(bracket);
        const bool several = inside.find_first_of(",;") != std::string_view::npos || inside.find(" to ") !=
                                                                                         std::string_view::npos;
        if (several && inside.find_first_of(ten) != std::string_view::npos)
            return "a figure and its interval: write the limits in columns of their own";
    }
    const std::size_t figures_end = text.find_first_not_of("0123456789.,", first);
    const std::string_view behind =
        figures_end == std::string_view::npos ? std::string_view{} : trimmed(text.substr(figures_end));
    const std::size_t second = behind.find_first_of(ten);
    if (second != std::string_view::npos && !behind.empty() && is_small_letter(behind[0]) &&
        (unit_of(behind.substr(0, std::min(behind.find_first_of(" 0123456789"), behind.size()))).size() > 0 ||
         behind[0] == 'h'))
        return "a time in two units: write one number, 80 minutes";
    for (const std::string_view per : {"p.a.", "p.a", "pa", "per annum", "a year", "per year", "pcm", "per month"})
        if (behind == per) return "says what it is per: write the number alone, and " + std::string(per) +
                                  " in the heading";
    if (has(",") || std::count(text.begin(), text.end(), '.') > 1) return "its commas or points do not group by three";
    for (const std::string_view between : {"-", " to ", "/", " and ", "&", " ("}) {
        const std::size_t at = text.find(between, first);
        if (at != std::string_view::npos && text.find_first_of(ten, at) != std::string_view::npos)
            return "two figures, a date, or a range that could be read in two ways";
    }
    if (has("\u00BC") || has("\u00BD") || has("\u00BE")) return "a fraction: write its decimals, 1.5";
    if (second != std::string_view::npos && behind.size() > 0 && text[figures_end] == ' ' && is_digit(behind[0]))
        return "two figures, or thousands parted by a space: write 1234 or 1,234";
    if (first + 1 < text.size() && text[first] == '0' && is_digit(text[first + 1]))
        return "begins with 0, as codes do: write the number without it";
    if (first > 0 && text[first - 1] == '.') return "a digit may be lost before the point: write 0.5";
    if (text.ends_with('.')) return "a digit may be lost behind the point: write it, or no point";
    if (text.ends_with('-')) return "a minus stands before its number: write -5";
    if (const std::string mended = mended_beside_digits(text); !mended.empty())
        return "words or signs stand beside the figure; did you mean \"" + mended + "\"?";
    return "words or signs stand beside the figure: write the number alone, and what it is in the heading";
}

}  // namespace detail

/// One cell of a table of figures. See the head of this file. Never throws for what the text holds.
[[nodiscard]] inline Figure read_figure(std::string_view text) {
    const auto unread = [](std::string why) { return Figure{.status = FigureStatus::unread, .why = std::move(why)}; };
    const std::optional<std::string> plain = detail::figure_text(text);
    if (!plain) return unread("holds control characters");
    if (const auto status = detail::status_without_figure(*plain)) return {.status = *status};
    std::string_view rest = *plain;
    Figure figure{.marks = detail::take_figure_marks(rest)};
    if (rest == "nil" || rest == "zero") {
        figure.status = FigureStatus::value;
        figure.value = 0.0;
        return figure;
    }
    if (rest == "\u00A3 -" || rest == "\u00A3-") {  // how spreadsheets print the 0 of an account
        figure.status = FigureStatus::value;
        figure.value = 0.0;
        figure.unit = FigureUnit::pounds;
        figure.changes.set(FigureChange::pound_sign);
        return figure;
    }
    // "**" is no suppressed figure with a footnote
    if (const auto status = detail::status_without_figure(rest);
        status && (*status != FigureStatus::suppressed || rest.size() > 3)) {
        figure.status = *status;
        return figure;
    }
    const std::optional<detail::PrintedFigure> printed = detail::read_printed(rest, true);
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
        figure.unit = found.pound      ? FigureUnit::pounds
                      : found.per_cent ? FigureUnit::per_cent
                                       : detail::figure_unit(found.unit);
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
