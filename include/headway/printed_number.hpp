/// @file
/// Numbers as documents print them: the one reader of signs, separators, scales, words of approximation and bounds.
///
/// | printed                                        | read                                                       |
/// |------------------------------------------------|------------------------------------------------------------|
/// | "7,012", "1.5", "-3", "(350)", "£(350)", "(2)%" | a number; the accountant's brackets are a minus           |
/// | "£1.2m", "£230k", "4 bn", "32.6 million"       | its digits, and the power of ten of the scale              |
/// | "GBP 1,200", "1.2m GBP"                        | as with a pound sign                                       |
/// | "12.5%", "12.5 per cent"                       | 12.5, and that it is per cent                              |
/// | "c.40", "approx. £40m", "~40", "40 (approx.)"  | a number that is approximate                               |
/// | "est. 40", "40 est."                           | a number that is estimated                                 |
/// | "<5", "under 5", "over 50", "in excess of 50"  | a bound that is not reached                                |
/// | ">=95%", "=<5", "maximum of 3", "85+"          | a bound that may be reached                                |
/// | "3-5", "3 to 5", "between 3 and 5"             | two bounds that may be reached                             |
/// | "12 days", "3-5 weeks", "5pp"                  | where units are asked for: the number, and its unit        |
///
/// Separators group by three and are all commas or all narrow spaces (no-break or thin, see `narrow_space`): "12,34",
/// "1.234.567" and "1,2345" are no numbers. Nor are "007" and ".5" (a code, a digit lost), nor scientific notation,
/// which drops digits. Of a range the lower number comes first, and both or neither say a scale: "£4-5m" could be
/// pounds to millions. What may be two years ("2019-2020", "2018-20") is no range.
///
/// A decimal becomes the double nearest to it, the scale moved in decimal. Text is expected plain (`plain_text`) and in
/// small letters. Nothing here throws.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/decimal_text.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

inline constexpr std::string_view pound_sign = "\xC2\xA3";

/// Stands between digits for a no-break or thin space, which groups them; an ordinary space may part two numbers.
inline constexpr char narrow_space = '\x1F';

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// A text whose no-break and thin spaces between two digits are `narrow_space`.
[[nodiscard]] inline std::string with_narrow_spaces(std::string_view text) {
    constexpr std::array<char32_t, 4> narrow{0x00A0, 0x2007, 0x2009, 0x202F};
    if (text.find_first_of("\xA0\xE2") == std::string_view::npos) return std::string(text);  // bytes that each has
    std::string grouped;
    bool after_digit = false;
    while (!text.empty()) {
        const Character character = first_character(text);
        const bool groups = after_digit && text.size() > character.length && is_digit(text[character.length]) &&
                            std::find(narrow.begin(), narrow.end(), character.code) != narrow.end();
        if (groups) grouped += narrow_space;
        else grouped += text.substr(0, character.length);
        after_digit = is_digit(text[0]);
        text.remove_prefix(character.length);
    }
    return grouped;
}

inline void trim(std::string& text) {
    while (text.ends_with(' ')) text.pop_back();
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
}

[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

[[nodiscard]] constexpr bool is_small_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

/// Whether a text is one of a few.
template <std::size_t count>
[[nodiscard]] constexpr bool is_one_of(std::string_view text, const std::array<std::string_view, count>& few) noexcept {
    return std::find(few.begin(), few.end(), text) != few.end();
}

/// How many bytes the raised digits at the end of a text take.
[[nodiscard]] inline std::size_t raised_digits(std::string_view text) {
    const std::size_t whole = text.size();
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view digit : {"\u00B9", "\u00B2", "\u00B3", "\u2070", "\u2074", "\u2075", "\u2076",
                                             "\u2077", "\u2078", "\u2079"})
            if (text.ends_with(digit)) {
                text.remove_suffix(digit.size());
                more = true;
            }
    }
    return whole - text.size();
}

/// How many bytes the footnote mark at the end of a text takes; 0 where there is none.
///
/// Brackets hold one or two digits; square ones also the letter of a statistical shorthand ("[r]", revised), but none
/// that could be a scale. A raised digit behind a digit is no mark: "10\u00B3" may be a thousand.
[[nodiscard]] inline std::size_t mark_length(std::string_view text) {
    if (text.empty() || is_digit(text.back()) || is_small_letter(lower(text.back()))) return 0;
    for (const std::string_view mark : {"*", "\u2217", "\u2020", "\u2021", "\u00A7", "\u00B6"})
        if (text.ends_with(mark)) return mark.size();
    if (const std::size_t raised = raised_digits(text); raised > 0)
        return raised < text.size() && is_digit(text[text.size() - raised - 1]) ? 0 : raised;
    if (!text.ends_with(']') && !text.ends_with(')')) return 0;
    const bool square = text.ends_with(']');
    const std::size_t open = text.rfind(square ? '[' : '(');
    if (open == std::string_view::npos) return 0;
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    const bool number = !inside.empty() && inside.size() <= 2 && std::all_of(inside.begin(), inside.end(), is_digit);
    const bool letter = square && inside.size() == 1 && lower(inside[0]) >= 'a' && lower(inside[0]) <= 'z' &&
                        std::string_view("kmb").find(lower(inside[0])) == std::string_view::npos;
    return number || letter ? text.size() - open : 0;
}

/// The power of ten of the scale that is said; empty where the word is no scale.
[[nodiscard]] inline std::optional<int> scale_of(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, int>, 7> scales{
        {{"k", 3}, {"thousand", 3}, {"m", 6}, {"mn", 6}, {"million", 6}, {"bn", 9}, {"billion", 9}}};
    for (const auto& [name, scale] : scales)
        if (word == name) return scale;
    return std::nullopt;
}

/// One number: its digits, and what stood around them.
struct PrintedNumber {
    std::string digits{};             ///< all of them, without the point and the separators
    int decimals = 0;                 ///< how many of the digits stand after the point
    bool negative = false;
    bool brackets = false;            ///< which made it negative
    bool pound = false;
    bool per_cent = false;
    bool separators = false;
    std::optional<int> scale{};       ///< a power of ten
    std::string_view scale_word{};    ///< as it stood in the text
    std::string_view unit{};          ///< a word of `words_of_units`, where those are read
    bool is_zero() const { return digits.find_first_not_of('0') == std::string::npos; }
};

inline constexpr std::size_t digits_kept = 15;  // digits of any decimal that a double gives back

/// Whether a double holds every digit that was printed.
[[nodiscard]] inline bool keeps_digits(const PrintedNumber& number) {
    const std::size_t leading = number.digits.find_first_not_of('0');
    if (leading == std::string::npos) return true;
    const std::size_t significant = number.digits.find_last_not_of('0') - leading + 1;
    return significant <= digits_kept && number.digits.size() <= 2 * digits_kept;
}

/// The double nearest to the number times a power of ten; its own scale is not in it.
[[nodiscard]] inline double times_power(const PrintedNumber& number, int power) {
    if (number.is_zero()) return 0.0;
    const double amount = decimal::of_digits(number.digits, power - number.decimals);
    return number.negative ? -amount : amount;
}

/// Units that are written behind a number, and the word for each.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 45> words_of_units{
    {{"pp", "pp"},                 {"ppt", "pp"},         {"ppts", "pp"},       {"percentage point", "pp"},
     {"percentage points", "pp"},  {"% point", "pp"},     {"% points", "pp"},   {"minute", "minutes"},
     {"minutes", "minutes"},       {"min", "minutes"},    {"mins", "minutes"},  {"hour", "hours"},
     {"hours", "hours"},           {"hr", "hours"},       {"hrs", "hours"},     {"day", "days"},
     {"days", "days"},             {"calendar day", "days"}, {"calendar days", "days"},
     {"working day", "working days"}, {"working days", "working days"},         {"week", "weeks"},
     {"weeks", "weeks"},           {"wk", "weeks"},       {"wks", "weeks"},     {"month", "months"},
     {"months", "months"},         {"year", "years"},     {"years", "years"},   {"yrs", "years"},
     {"kg", "kg"},                 {"kgs", "kg"},         {"tonne", "tonnes"},  {"tonnes", "tonnes"},
     {"tco2e", "tCO2e"},           {"km", "km"},          {"mile", "miles"},    {"miles", "miles"},
     {"kwh", "kWh"},               {"mwh", "MWh"},        {"litre", "litres"},  {"litres", "litres"},
     {"hectare", "hectares"},      {"hectares", "hectares"}, {"ha", "hectares"}}};

/// The unit that a word says; empty where it says none.
[[nodiscard]] constexpr std::string_view unit_of(std::string_view word) noexcept {
    for (const auto& [written, unit] : words_of_units)
        if (word == written) return unit;
    return {};
}

[[nodiscard]] constexpr bool says_per_cent(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 3> of_hundred{"%", "per cent", "percent"};
    return is_one_of(text, of_hundred);
}

/// A number and nothing else, but its unit where `with_units` is set; empty where the text is none.
[[nodiscard]] inline std::optional<PrintedNumber> read_number(std::string_view text, bool with_units = false) {
    std::string_view rest = text;
    const auto take = [&](std::string_view part) {
        if (!rest.starts_with(part)) return false;
        rest.remove_prefix(part.size());
        if (rest.starts_with(' ')) rest.remove_prefix(1);
        return true;
    };
    const auto take_digits = [&] {
        const std::string_view digits = rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
        rest.remove_prefix(digits.size());
        return digits;
    };

    PrintedNumber number;
    if (const std::string_view behind = rest; take(pound_sign)) {  // "£(350)"
        number.pound = rest.starts_with('(');
        if (!number.pound) rest = behind;
    }
    bool per_cent_behind = false;
    if (const std::size_t close = rest.rfind(')'); rest.starts_with('(') && close != std::string_view::npos) {
        per_cent_behind = says_per_cent(trimmed(rest.substr(close + 1)));  // "(2)%"
        number.brackets = per_cent_behind || close + 1 == rest.size();
        if (number.brackets) rest = trimmed(rest.substr(1, close - 1));
    }
    constexpr std::string_view pounds = "gbp";
    const bool said_after = rest.size() > pounds.size() && rest.ends_with(pounds) &&
                            !is_small_letter(rest[rest.size() - pounds.size() - 1]);
    if (said_after) rest = trimmed(rest.substr(0, rest.size() - pounds.size()));
    bool minus = take("-");
    bool sign = minus || take("+");
    number.pound = number.pound || said_after || take(pounds);
    number.pound = take(pound_sign) || number.pound;
    if (number.pound && !sign) {
        minus = take("-");
        sign = minus || take("+");
    }
    if (number.brackets && sign) return std::nullopt;
    number.negative = minus || number.brackets;

    number.digits = take_digits();
    const char separator = rest.starts_with(narrow_space) ? narrow_space : ',';
    number.separators = !number.digits.empty() && number.digits.size() <= 3 && rest.starts_with(separator);
    while (number.separators && rest.starts_with(separator)) {
        rest.remove_prefix(1);
        const std::string_view group = take_digits();
        if (group.size() != 3) return std::nullopt;
        number.digits += group;
    }
    if (number.digits.empty() || (number.digits.size() > 1 && number.digits[0] == '0')) return std::nullopt;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        const std::string_view fraction = take_digits();
        if (fraction.empty()) return std::nullopt;
        number.digits += fraction;
        number.decimals = static_cast<int>(fraction.size());
    }
    if (rest.starts_with(' ') && rest.size() > 1) rest.remove_prefix(1);
    if (per_cent_behind && !rest.empty()) return std::nullopt;
    number.per_cent = per_cent_behind || says_per_cent(rest);
    if (with_units) number.unit = unit_of(rest);
    if (number.per_cent || !number.unit.empty()) return number.pound ? std::nullopt : std::optional(std::move(number));
    number.scale = scale_of(rest);
    number.scale_word = rest;
    if (!rest.empty() && !number.scale) return std::nullopt;
    return number;
}

/// What a text says of numbers: one, a bound, or two bounds.
struct PrintedFigure {
    std::optional<PrintedNumber> value{}, lower{}, upper{};
    bool lower_open = false, upper_open = false;  ///< the bound itself is not meant: "over 50", "<5"
    bool approximate = false, estimated = false;

    [[nodiscard]] bool exact() const noexcept { return value && !approximate && !estimated; }
};

enum class Side { lower, upper };

struct BoundWord {
    std::string_view word;
    Side side;
    bool open;
};

// A longer word stands before the one that it begins with.
inline constexpr std::array<BoundWord, 41> words_before{{
    {"=<", Side::upper, false},           {"=>", Side::lower, false},
    {"minimum of", Side::lower, false},   {"maximum of", Side::upper, false},
    {"<=", Side::upper, false},           {"\u2264", Side::upper, false},      {"<", Side::upper, true},
    {">=", Side::lower, false},           {"\u2265", Side::lower, false},      {">", Side::lower, true},
    {"less than", Side::upper, true},     {"fewer than", Side::upper, true},   {"under", Side::upper, true},
    {"below", Side::upper, true},         {"lower than", Side::upper, true},   {"up to", Side::upper, false},
    {"at most", Side::upper, false},      {"no more than", Side::upper, false}, {"not more than", Side::upper, false},
    {"more than", Side::lower, true},     {"greater than", Side::lower, true}, {"higher than", Side::lower, true},
    {"over", Side::lower, true},          {"above", Side::lower, true},        {"at least", Side::lower, false},
    {"no less than", Side::lower, false}, {"no fewer than", Side::lower, false},
    {"not less than", Side::lower, false}, {"in excess of", Side::lower, true}, {"excess of", Side::lower, true},
    {"upwards of", Side::lower, false},   {"just over", Side::lower, true},    {"well over", Side::lower, true},
    {"just under", Side::upper, true},    {"well under", Side::upper, true},   {"minimum", Side::lower, false},
    {"min.", Side::lower, false},         {"min", Side::lower, false},         {"maximum", Side::upper, false},
    {"max.", Side::upper, false},         {"max", Side::upper, false},
}};
inline constexpr std::array<BoundWord, 11> words_after{{
    {"+", Side::lower, false},         {" or more", Side::lower, false},  {" or over", Side::lower, false},
    {" or above", Side::lower, false}, {" and over", Side::lower, false}, {" and above", Side::lower, false},
    {" or less", Side::upper, false},  {" or fewer", Side::upper, false}, {" or under", Side::upper, false},
    {" or below", Side::upper, false}, {" plus", Side::lower, false},
}};
inline constexpr std::array<std::string_view, 16> words_of_approximation{
    "approximately", "approx.", "approx", "circa", "ca.", "ca",     "c.", "c",
    "about",         "around",  "roughly", "nearly", "almost", "some", "~",  "\u2248"};
inline constexpr std::array<std::string_view, 3> words_of_estimation{"estimated", "est.", "est"};
inline constexpr std::array<std::string_view, 3> approximation_after{"approximately", "approx.", "approx"};

/// Takes a word off the front of a text: a word of letters only where it ends there.
[[nodiscard]] inline bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word) || text.size() == word.size()) return false;
    if (is_small_letter(word.back()) && is_small_letter(text[word.size()])) return false;
    text = trimmed(text.substr(word.size()));
    return true;
}

/// Takes a word off the end of a text, with the brackets about it: " approx.", " (est.)".
[[nodiscard]] inline bool take_word_after(std::string_view& text, std::string_view word) {
    std::string_view rest = text;
    const bool brackets = rest.ends_with(')');
    if (brackets) rest.remove_suffix(1);
    if (!rest.ends_with(word)) return false;
    rest.remove_suffix(word.size());
    if (brackets && !rest.ends_with('(')) return false;
    if (brackets) rest.remove_suffix(1);
    if (!rest.ends_with(' ') || trimmed(rest).empty()) return false;
    text = trimmed(rest);
    return true;
}

/// A number without a sign, a scale or separators that may be a year.
[[nodiscard]] inline bool may_be_year(const PrintedNumber& number) {
    return number.digits.size() == 4 && number.decimals == 0 && !number.separators && !number.pound &&
           !number.per_cent && !number.scale && (number.digits.starts_with("19") || number.digits.starts_with("20"));
}

/// Two bounds; empty where the text is no range, or one that could be read in two ways.
[[nodiscard]] inline std::optional<PrintedFigure> read_range(std::string_view text, bool with_units) {
    std::string_view joined = "-";
    if (take_word(text, "between")) joined = " and ";
    else if (take_word(text, "from") || text.find(" to ") != std::string_view::npos) joined = " to ";
    const std::size_t at = text.find(joined, 1);
    if (at == std::string_view::npos || (joined == "-" && text.starts_with('-'))) return std::nullopt;
    std::optional<PrintedNumber> lower = read_number(trimmed(text.substr(0, at)), with_units);
    std::optional<PrintedNumber> upper = read_number(trimmed(text.substr(at + joined.size())), with_units);
    if (!lower || !upper || lower->scale.has_value() != upper->scale.has_value()) return std::nullopt;
    if (joined == "-" && (lower->negative || upper->negative)) return std::nullopt;
    if ((lower->per_cent && !upper->per_cent) || (lower->pound && upper->per_cent) || (upper->pound && lower->per_cent))
        return std::nullopt;
    if (!lower->unit.empty() && lower->unit != upper->unit) return std::nullopt;
    if ((lower->per_cent || lower->pound) && !upper->unit.empty()) return std::nullopt;
    if (may_be_year(*lower)) return std::nullopt;
    if (!(times_power(*lower, lower->scale.value_or(0)) < times_power(*upper, upper->scale.value_or(0))))
        return std::nullopt;
    lower->pound = upper->pound = lower->pound || upper->pound;
    lower->per_cent = upper->per_cent;
    lower->unit = upper->unit;
    return PrintedFigure{.lower = std::move(lower), .upper = std::move(upper)};
}

/// What a text says of numbers, and of their units where those are asked for; empty where it says something else, or
/// besides.
[[nodiscard]] inline std::optional<PrintedFigure> read_printed(std::string_view text, bool with_units = false) {
    PrintedFigure words;
    // Most cells are a number and nothing else, which none of the words begins or ends.
    words.value = read_number(text, with_units);
    if (words.value) return words;
    for (const std::string_view word : words_of_approximation)
        if (!words.approximate) words.approximate = take_word(text, word);
    for (const std::string_view word : words_of_estimation)
        if (!words.estimated) words.estimated = take_word(text, word) || take_word_after(text, word);
    for (const std::string_view word : approximation_after)
        if (!words.approximate) words.approximate = take_word_after(text, word);

    const BoundWord* bound = nullptr;
    for (const BoundWord& before : words_before)
        if (bound == nullptr && take_word(text, before.word)) bound = &before;
    for (const BoundWord& after : words_after)
        if (text.ends_with(after.word)) {
            if (bound != nullptr) return std::nullopt;
            bound = &after;
            text = trimmed(text.substr(0, text.size() - after.word.size()));
        }
    if (std::optional<PrintedNumber> number = read_number(text, with_units)) {
        if (bound == nullptr) words.value = std::move(number);
        else if (bound->side == Side::lower) words.lower = std::move(number), words.lower_open = bound->open;
        else words.upper = std::move(number), words.upper_open = bound->open;
        return words;
    }
    std::optional<PrintedFigure> range = bound == nullptr ? read_range(text, with_units) : std::nullopt;
    if (range) {
        range->approximate = words.approximate;
        range->estimated = words.estimated;
    }
    return range;
}

/// A text whose one slip is beside its digits, without it: a pound sign or a scale twice ("\u00A3180kk"), a sign behind
/// its number ("5 \u00A3m") or a misspelt scale ("1.2 milion"). Empty where that does not read as a figure.
[[nodiscard]] inline std::string mended_beside_digits(std::string_view text) {
    const std::size_t first = text.find_first_of("0123456789"), last = text.find_last_of("0123456789");
    if (first == std::string_view::npos) return {};
    std::string before(text.substr(0, first)), behind;
    for (const char c : text.substr(last + 1))
        if (c != ' ') behind += lower(c);
    const std::string twice = std::string(pound_sign) + std::string(pound_sign);
    if (const std::size_t at = before.find(twice); at != std::string::npos) before.erase(at, pound_sign.size());
    if (behind.starts_with(pound_sign) && before.find(pound_sign) == std::string::npos) {
        before += pound_sign;
        behind.erase(0, pound_sign.size());
    }
    constexpr std::array<std::string_view, 7> scales{"k", "m", "bn", "mn", "thousand", "million", "billion"};
    const auto repeats = [&](std::string_view scale) {
        std::string_view rest = behind;
        while (rest.starts_with(scale)) rest.remove_prefix(scale.size());
        return rest.empty() && behind.size() > scale.size();
    };
    if (const auto scale = std::find_if(scales.begin(), scales.end(), repeats); scale != scales.end()) behind = *scale;
    else if (const std::string meant = misspelling_of(behind, {scales.begin() + 4, scales.end()}); !meant.empty())
        behind = " " + meant;
    std::string mended = before + std::string(text.substr(first, last + 1 - first)) + behind, small = mended;
    std::transform(small.begin(), small.end(), small.begin(), lower);
    return mended == text || !read_printed(small) ? std::string() : mended;
}

}  // namespace headway::detail
