/// @file
/// Money as documents print it: "£7.9m", "£0.23m", "£230k", "£7,900,000", "£11.3m*", "n/a", "DSG".
///
/// | printed                                   | read, in millions                                               |
/// |-------------------------------------------|-----------------------------------------------------------------|
/// | "£7.9m", "£32.6 million", "£4bn", "£230k" | 7.9, 32.6, 4000, 0.23: the scale is said                        |
/// | "7.45", "1,200"                           | 7.45, 1200: a bare number is in the unit of its column          |
/// | "0", "£0", "nil"                          | 0 in any unit                                                   |
/// | "-£0.5m", "(£0.5m)"                       | -0.5: the minus sign and the accountant's brackets              |
/// | "£7,900,000"                              | 7.9: in full, because in millions it would be beyond any budget |
/// | "GBP 7.9m", "7.9m GBP"                    | 7.9: GBP is a pound sign                                        |
/// | "n/a", "not applicable"                   | no amount                                                       |
/// | "DSG", "housing revenue account"          | no amount; the fund that bears it                               |
/// | "£11.3m*", "£4m [1]", "£4m (2)", "£4m †"  | 11.3, 4: footnote marks are kept as the note                    |
/// | "c£40m", "approx. £40m", "£40m (est.)"    | 40, approximate                                                 |
/// | "over £50m", "<£5m", "up to £3m", "£4m+"  | no amount; a bound, and whether it is open                      |
/// | "£4m-£5m", "between £4m and £5m"          | no amount; two bounds                                           |
///
/// The amount is the double nearest to the decimal that was printed, moved to the unit in decimal: "£230k" is 0.23. Its
/// decimals are counted in the unit asked for: "£230k" is good to 3 decimals of a million, "£7.9m" to -5 of a pound.
/// A plain 0 keeps the decimals it was printed with.
///
/// Thousands are parted by commas or by no-break or thin spaces, as printed numbers are.
///
/// Refused, with the reason and, where a small repair reads, with "did you mean": stray points and commas ("£.4.0m",
/// "£1,23m"); a sign or a scale twice, in the wrong place or misspelt ("£180kk", "5 £m", "1.2 milion"); a pound sign
/// without a scale in a column of millions ("£14.65": pounds or millions? neither is suggested)
/// unless it is written in full with separators and would come to a million million pounds in that unit; ranges that
/// could be read in two ways ("£4-5m", see `printed_number.hpp`); a dash, which may mean nothing, not applicable or not
/// known; "TBC"; other currencies, percentages, scientific notation (which drops digits), more than 15 significant
/// digits (which a double drops), an amount together with a fund, two funds. `read_exact_money` also refuses what is
/// approximate or a bound, because a sum takes it for exact. Empty text is refused too: whether a blank is allowed is
/// the caller's decision.
///
/// Damage that is undone first: what `plain_text` undoes, the pound sign as a raw Latin-1 byte, as "Â£" or fullwidth,
/// and Cyrillic letters for the scale. A pound sign lost to U+FFFD is only suggested: it may have been a euro.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/money/fund.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// In how many pounds an amount is told.
enum class MoneyUnit : std::uint8_t { pounds, thousands, millions, billions };

template <>
struct Vocabulary<MoneyUnit> {
    static constexpr std::string_view name = "money unit";
    static constexpr std::array<std::string_view, 4> words{"pounds", "thousands", "millions", "billions"};
};

/// One cell of money. At most one of amount, bounds and fund is given; none is "not applicable".
struct Money {
    std::optional<double> amount{};  ///< in the unit asked for
    int decimals = 0;                ///< of the amount, as printed, in that unit; negative where it was printed coarser
    std::optional<Fund> fund{};      ///< stands where an amount would
    std::string note{};              ///< footnote marks, as printed
    std::optional<double> lower{};   ///< what it is at least; a bound stands where an amount would
    std::optional<double> upper{};   ///< what it is at most
    bool lower_open = false;         ///< the bound itself is not meant: "over £50m"
    bool upper_open = false;
    bool approximate = false;        ///< "c£40m", "est. £40m"

    /// Whether a sum may take the amount for what was printed.
    [[nodiscard]] bool exact() const noexcept { return !lower && !upper && !approximate; }

    bool operator==(const Money&) const = default;
};

namespace detail {

/// The power of ten of a unit: 6 of millions.
[[nodiscard]] constexpr int power(MoneyUnit unit) noexcept { return 3 * static_cast<int>(unit); }

/// What is written behind an amount in a unit: "m".
[[nodiscard]] constexpr std::string_view scale_word(MoneyUnit unit) noexcept {
    constexpr std::array<std::string_view, 4> scales{"", "k", "m", "bn"};
    return scales[static_cast<std::size_t>(unit)];
}

/// Plain text whose every pound sign is one pound sign and whose scale is Latin.
[[nodiscard]] inline std::string money_text(std::string_view text) {
    const std::string plain = plain_text(text);
    std::string result;
    for (std::string_view rest = plain; !rest.empty();) {
        std::size_t ascii = 0;
        while (ascii < rest.size() && static_cast<unsigned char>(rest[ascii]) < 0x80) ++ascii;
        result += rest.substr(0, ascii);
        rest.remove_prefix(ascii);
        if (rest.empty()) break;
        const Character character = first_character(rest);
        constexpr char32_t latin_pound = 0xA3, fullwidth_pound = 0xFFE1, cyrillic_em = 0x043C, cyrillic_ka = 0x043A;
        constexpr std::string_view mojibake = "\xC3\x82";  // of the first byte of a pound sign
        if (character.code == latin_pound || character.code == fullwidth_pound) {
            if (result.ends_with(mojibake)) result.resize(result.size() - mojibake.size());
            result += pound_sign;
        } else if (character.code == cyrillic_em)
            result += 'm';
        else if (character.code == cyrillic_ka)
            result += 'k';
        else
            result += rest.substr(0, character.length);
        rest.remove_prefix(character.length);
    }
    return result;
}

/// Takes the footnote marks off the end of a text; brackets that are all of it are no mark.
[[nodiscard]] inline std::string take_marks(std::string& text) {
    std::size_t end = text.size();
    for (;;) {
        std::size_t begin = end - mark_length(std::string_view(text).substr(0, end));
        if (begin == end) break;
        while (begin > 0 && text[begin - 1] == ' ') --begin;
        if (begin == 0) break;
        end = begin;
    }
    std::string marks = text.substr(end);
    text.resize(end);
    trim(marks);
    return marks;
}

/// A cell that was read, or why it was not.
struct MoneyReading {
    std::optional<Money> money{};
    std::string why{};
};

/// Why a text without an amount in it, or with more than one, is refused.
[[nodiscard]] inline std::string why_no_amount(std::string_view text) {
    const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    const auto any_of = [](std::initializer_list<std::string_view> parts, auto test) {
        return std::any_of(parts.begin(), parts.end(), test);
    };
    if (text.empty()) return "which is empty";
    if (any_of({"-", "--", "---"}, [&](std::string_view dash) { return text == dash; }))
        return "which may mean nothing, not applicable or not known";
    if (any_of({"tbc", "tbd", "tba", "to be confirmed", "to be determined", "unknown", "not known", "?"},
               [&](std::string_view unknown) { return text == unknown; }))
        return "which is not known yet: leave it blank";
    if (has("%") || has("per cent") || has("percent")) return "which is a percentage";
    if (any_of({"$", "\u20AC", "\u00A5", "usd", "eur"}, has)) return "which is not in pounds";
    const std::size_t first = text.find_first_of("0123456789");
    if (first == std::string_view::npos) return "which is no amount";
    if (!funds_named(text).funds.empty()) return "which is an amount and a fund: give the fund a column of its own";

    for (const std::string_view between : {"-", " to ", "/", " and ", "&"}) {
        const std::size_t at = text.find(between, first);
        if (at != std::string_view::npos && text.find_first_of("0123456789", at) != std::string_view::npos)
            return "which is two amounts, or a range that could be read in two ways";
    }
    const std::size_t exponent = text.find('e', first);
    if (exponent != std::string_view::npos && is_digit(text[exponent - 1]) && exponent + 1 < text.size() &&
        is_digit(text.back()))
        return "which is scientific notation: digits may have been dropped";
    return "which cannot be read safely";
}

/// A printed number in a unit, with how many decimals it has there; or why it cannot be told.
struct AmountReading {
    double amount = 0.0;
    int decimals = 0;
    std::string why{};
};

[[nodiscard]] inline AmountReading amount_of(const PrintedNumber& number, MoneyUnit unit) {
    if (number.is_zero()) return {.decimals = number.decimals};
    if (!keeps_digits(number)) return {.why = "which has more digits than can be kept (15)"};
    int scale = power(unit);
    if (number.scale)
        scale = *number.scale;
    else if (number.pound && unit != MoneyUnit::pounds) {
        // in full only where nobody could mean the unit of the column: a million million pounds
        const int whole = static_cast<int>(number.digits.size()) - number.decimals;
        const std::string units(word(unit)), written(scale_word(unit));
        if (!number.separators || whole + scale <= 12)
            return {.why = "which may be pounds or " + units + " (where it is " + units + ", write \"" + written +
                           "\" behind it)"};
        scale = 0;
    }
    return {.amount = times_power(number, scale - power(unit)), .decimals = number.decimals + power(unit) - scale};
}

/// An amount or bounds of one, and nothing else, in small letters.
[[nodiscard]] inline MoneyReading read_amount(std::string_view text, MoneyUnit unit) {
    const std::optional<PrintedFigure> printed = read_printed(text);
    const auto is_per_cent = [](const std::optional<PrintedNumber>& number) { return number && number->per_cent; };
    if (!printed || is_per_cent(printed->value) || is_per_cent(printed->lower) || is_per_cent(printed->upper))
        return {.why = why_no_amount(text)};
    Money money{.lower_open = printed->lower_open,
                .upper_open = printed->upper_open,
                .approximate = printed->approximate || printed->estimated};
    bool first = true;
    for (const auto& [number, amount] : {std::pair{&printed->value, &money.amount},
                                         std::pair{&printed->lower, &money.lower},
                                         std::pair{&printed->upper, &money.upper}}) {
        if (!*number) continue;
        AmountReading read = amount_of(**number, unit);
        if (!read.why.empty()) return {.why = std::move(read.why)};
        *amount = read.amount;
        money.decimals = first ? read.decimals : std::max(money.decimals, read.decimals);
        first = false;
    }
    return {.money = std::move(money)};
}

/// A cell without its damage.
[[nodiscard]] inline MoneyReading read_cell(std::string text, MoneyUnit unit) {
    std::string note = take_marks(text);
    std::transform(text.begin(), text.end(), text.begin(), lower);
    MoneyReading reading;
    if (text == "n/a" || text == "n.a." || text == "not applicable")
        reading.money = Money{};
    else if (text == "nil")
        reading.money = Money{.amount = 0.0};
    else if (text.find_first_of("0123456789") != std::string::npos)
        reading = read_amount(text, unit);
    else if (const FundsNamed named = funds_named(text); named.funds.size() > 1)
        reading.why = "which mixes " + std::string(word(named.funds[0])) + " and " + std::string(word(named.funds[1])) +
                      ": funds are never netted, so split the row";
    else if (named.funds.size() == 1 && named.nothing_else)
        reading.money = Money{.fund = named.funds.front()};
    else
        reading.why = why_no_amount(text);
    if (reading.money) reading.money->note = std::move(note);
    return reading;
}

/// What the text reads as after one small repair, for "did you mean"; empty where none helps. No repair changes what
/// the digits say beyond doubt: "4.0.0", "7 900 000" and the point of an abbreviation ("c.450") have none. Where an
/// exact amount is wanted a repair is one.
[[nodiscard]] inline std::string repaired_money(const std::string& text, MoneyUnit unit, bool exact) {
    std::vector<std::string> repairs;
    const auto repair_at = [&](std::size_t at, std::size_t length, std::string_view with) {
        std::string& repaired = repairs.emplace_back(text, 0, at);
        repaired += with;
        repaired.append(text, at + length);
    };
    const std::size_t point = text.find('.');
    const std::size_t comma = text.find(',');
    constexpr std::size_t none = std::string::npos;
    const std::string_view before = std::string_view(text).substr(0, point == none ? 0 : point);
    const bool stray_point = point != none && (before.empty() || before.ends_with(pound_sign) ||
                                               before.ends_with('-') || before.ends_with('('));
    if (stray_point && text.find('.', point + 1) != none) repair_at(point, 1, "");  // "£.4.0m"
    if (stray_point) repair_at(point, 0, "0");                                      // "£.4m"
    if (text.ends_with('.') || text.ends_with(',')) repair_at(text.size() - 1, 1, "");
    if (point == none && comma != none) repair_at(comma, 1, ".");  // "£1,23m"
    if (const std::size_t lost = text.find("\uFFFD"); lost != none) repair_at(lost, 3, pound_sign);
    if (const std::size_t space = text.rfind(' '); space != none && !is_digit(text[space + 1]))
        repair_at(space, 1, "");  // "£4 m n"
    repairs.push_back(mended_beside_digits(text));
    for (const std::string& repair : repairs)
        if (const std::optional<Money> money = read_cell(repair, unit).money;
            money && repair != text && (money->exact() || !exact))
            return repair;
    return {};
}

}  // namespace detail

namespace detail {

/// The amount of a cell of digits, commas and a point, as most cells of a table are; empty where there is more to read.
[[nodiscard]] inline std::optional<Money> money_in_digits(std::string_view text, MoneyUnit unit) {
    if (text.find_first_not_of("0123456789,.") != std::string_view::npos) return std::nullopt;
    const std::optional<PrintedNumber> number = read_number(text);
    if (!number) return std::nullopt;
    const AmountReading read = amount_of(*number, unit);
    if (!read.why.empty()) return std::nullopt;
    return Money{.amount = read.amount, .decimals = read.decimals};
}

[[nodiscard]] inline Money money_in_text(std::string_view text, MoneyUnit unit, bool exact) {
    if (std::optional<Money> plain = money_in_digits(text, unit)) return *std::move(plain);
    const std::string_view unit_word = word(unit);
    const bool is_damaged = text.find(narrow_space) != std::string_view::npos;  // a control character
    const std::string plain = money_text(is_damaged ? std::string(text) : with_narrow_spaces(text));
    MoneyReading reading = is_damaged ? MoneyReading{.why = "which holds control characters"} : read_cell(plain, unit);
    const bool inexact = reading.money && exact && !reading.money->exact();
    if (inexact) reading = {.why = "which is approximate or a bound, not an exact amount"};
    if (reading.money) return *std::move(reading.money);
    std::string message = "money: found " + headway::quoted(text) + ", " + reading.why +
                          "; accepted: an amount such as \"\u00A37.9m\", \"\u00A3230k\" or 7.9 (in " +
                          std::string(unit_word) + "), 0, \"n/a\", or the fund that bears it (\"DSG\")";
    std::string repair;
    if (!plain.empty() && !is_damaged && !inexact) repair = repaired_money(plain, unit, exact);
    for (std::size_t at = repair.find(narrow_space); at != std::string::npos; at = repair.find(narrow_space, at))
        repair.replace(at, 1, "\u00A0");
    if (!repair.empty()) message += "; did you mean " + headway::quoted(repair) + "?";
    throw Error(message);
}

}  // namespace detail

/// Money as a document prints it, in the unit asked for. See the head of this file.
/// @throws Error that says what was found, why it is refused, what is accepted and, where one repair reads, that.
[[nodiscard]] inline Money read_money(std::string_view text, MoneyUnit unit) {
    return detail::money_in_text(text, unit, false);
}

/// The same where it is to be added up: amounts that are approximate and bounds are refused too, because a sum takes
/// them for exact.
[[nodiscard]] inline Money read_exact_money(std::string_view text, MoneyUnit unit) {
    return detail::money_in_text(text, unit, true);
}

}  // namespace headway
