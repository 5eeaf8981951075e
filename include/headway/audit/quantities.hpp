/// @file
/// The quantities of a sentence: its figures with the units that stand behind them, times among them.
///
/// "0.7 of a day", "half a percentage point", "three and a half days", "8:24", "two weeks" are quantities as "£2.4m"
/// is. A time keeps the unit that it is said in, and how many seconds one of it has, so that 42 minutes and 0.7 hours
/// can be held against each other. Periods, limits ("within four hours") and names are none.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "headway/audit/sentence.hpp"
#include "headway/audit/stated.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// How many seconds a word for a span of time has, up to a week; 0 of another word.
[[nodiscard]] inline double seconds_of(std::string_view word) {
    constexpr double minute = 60.0, hour = 3600.0, day = 86400.0;
    if (word.ends_with('s') && word.size() > 3) word.remove_suffix(1);
    return word == "second" || word == "sec"   ? 1.0
           : word == "minute" || word == "min" ? minute
           : word == "hour" || word == "hr"    ? hour
           : word == "day"                     ? day
           : word == "week"                    ? 7.0 * day
                                               : 0.0;
}

/// A figure with its unit, and what it is in its sentence.
struct Quantity {
    std::size_t sentence = 0;
    std::size_t first = 0, last = 0;  ///< its tokens, its bound among them
    std::size_t token = 0;            ///< of the number
    Stated stated{};                  ///< in the unit that it is said in
    double seconds = 0.0;             ///< of one of its unit; 0 where it is no time
    Role role = Role::own;
    bool in_brackets = false, fraction = false;
    bool points = false;    ///< "six points", which may be of a score
    bool multiple = false;  ///< "twice", "nine times"

    [[nodiscard]] bool is_share() const { return stated.unit == StatedUnit::per_cent; }
    [[nodiscard]] bool is_time() const { return seconds > 0.0; }
    [[nodiscard]] bool is_size() const {
        return points || multiple || stated.unit == StatedUnit::points || role == Role::size;
    }
    /// Whether two are of one kind, as operands.
    [[nodiscard]] bool alike(const Quantity& other) const {
        const bool units = is_time() ? other.is_time() : stated.unit == other.stated.unit && !other.is_time();
        return units && !is_size() && !other.is_size();
    }
    /// Whether it is a size of what another is.
    [[nodiscard]] bool alike_size(const Quantity& other) const {
        return stated.unit == other.stated.unit && is_time() == other.is_time() && !points && !multiple;
    }
    /// What it stands for; of a time in seconds.
    [[nodiscard]] Interval value() const { return behind(stated) * (is_time() ? seconds : 1.0); }
};

/// Reads the quantities of a sentence, in their order.
class QuantityReader {
public:
    QuantityReader(const Sentence& sentence, std::size_t number) : sentence_(sentence), number_(number) {}

    [[nodiscard]] std::vector<Quantity> read() const {
        std::vector<Quantity> found;
        for (std::size_t i = 0; i < sentence_.tokens.size();) {
            Quantity quantity{.sentence = number_, .first = i, .last = i + 1, .token = i};
            if (const Fraction* fraction = fraction_at(i); fraction != nullptr && unit_behind(i + 1).last == 0) {
                quantity.first = fraction->first;
                quantity.last = std::max(fraction->last, i + 1);
                quantity.stated = fraction->stated;
                quantity.fraction = true;
                found.push_back(quantity);
                i = quantity.last;
                continue;
            }
            if (take_out_of(i, quantity)) {
                found.push_back(quantity);
                i = quantity.last;
                continue;
            }
            if (!take_multiple(i, quantity) && !take(i, quantity)) {
                ++i;
                continue;
            }
            found.push_back(quantity);
            i = quantity.last;
        }
        for (std::size_t q = 0; q + 1 < found.size(); ++q) {  // "from 214 to 189 days": the unit of both
            const Quantity& next = found[q + 1];
            const bool beside =
                next.first == found[q].last + 1 && (word(found[q].last) == "to" || word(found[q].last) == "and");
            if (beside && next.is_time() && next.stated.unit == StatedUnit::none && !found[q].is_time() &&
                found[q].stated.unit == StatedUnit::none && !found[q].points)
                found[q].seconds = next.seconds;
        }
        return found;
    }

private:
    struct Unit {
        std::size_t last = 0;  ///< behind it; 0 where there is none
        double seconds = 0.0;
        bool points = false, percentage = false;
    };

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    [[nodiscard]] const Fraction* fraction_at(std::size_t i) const {
        for (const Fraction& fraction : sentence_.fractions)
            if (fraction.last > i && i + 3 >= fraction.last && fraction.first <= i) return &fraction;
        return nullptr;
    }

    /// "of a day", "a percentage point", "working days".
    [[nodiscard]] Unit unit_behind(std::size_t i) const {
        if (word(i) == "of" && (word(i + 1) == "a" || word(i + 1) == "an" || word(i + 1) == "one"))
            i += 2;
        else if (word(i) == "a" || word(i) == "an" || word(i) == "working" || word(i) == "calendar")
            ++i;
        if (word(i) == "percentage" && word(i + 1).starts_with("point")) return {.last = i + 2, .percentage = true};
        if (word(i) == "point" || word(i) == "points") return {.last = i + 1, .points = true};
        if (const double seconds = seconds_of(word(i)); seconds > 0.0 && word(i).size() > 2)
            return {.last = i + 1, .seconds = seconds};
        return {};
    }

    /// "Four out of five", in words: a share.
    bool take_out_of(std::size_t i, Quantity& quantity) const {
        const auto in_words = [&](std::size_t at) {
            return at < sentence_.tokens.size() && sentence_.tokens[at].is == Token::Is::number &&
                   sentence_.tokens[at].in_words && sentence_.tokens[at].number.is_count() &&
                       !sentence_.tokens[at].ordinal;
        };
        if (!in_words(i) || word(i + 1) != "out" || word(i + 2) != "of" || !in_words(i + 3)) return false;
        const double part = sentence_.tokens[i].number.value, whole = sentence_.tokens[i + 3].number.value;
        if (!(part < whole)) return false;
        quantity.stated = {.value = 100.0 * part / whole, .unit = StatedUnit::per_cent};
        quantity.fraction = true;
        quantity.last = i + 4;
        return true;
    }

    /// "Twice that of", "more than nine times the rate": how many times.
    bool take_multiple(std::size_t i, Quantity& quantity) const {
        const Token& token = sentence_.tokens[i];
        const bool times = token.is == Token::Is::number && token.number.known() && word(i + 1) == "times" &&
                           (word(i + 2) == "that" || word(i + 2) == "the" || word(i + 2) == "those");
        const bool twice =
            (word(i) == "twice" || word(i) == "double") &&
            (word(i + 1) == "that" || word(i + 1) == "the" || word(i + 1) == "those" || word(i + 1) == "our");
        if (!times && !twice) return false;
        quantity.multiple = true;
        quantity.last = times ? i + 2 : i + 1;
        quantity.stated = {.value = times ? token.number.value : 2.0, .decimals = 1, .bound = Bound::about};
        for (const Mark& mark : sentence_.marks) {
            if (mark.last != i) continue;
            const Bound bound = mark.cue == Cue::over        ? Bound::over
                                : mark.cue == Cue::under     ? Bound::under
                                : mark.cue == Cue::nearly    ? Bound::nearly
                                : mark.cue == Cue::just_over ? Bound::just_over
                                                             : Bound::exact;
            if (bound == Bound::exact) continue;
            quantity.stated.bound = bound;
            quantity.first = std::min(quantity.first, mark.first);
        }
        return true;
    }

    /// What the word before a time makes of it: "from 24 days", "compared with 24 days".
    [[nodiscard]] Role role_before(std::size_t i) const {
        if (i == 0) return Role::own;
        if (sentence_.mark_at(i - 1, std::array{Cue::compared}) != nullptr) return Role::compared;
        return word(i - 1) == "from" ? Role::earlier : word(i - 1) == "to" ? Role::later : Role::own;
    }

    bool take(std::size_t i, Quantity& quantity) const {
        const Token& token = sentence_.tokens[i];
        Unit unit;
        if (word(i) == "half" && (word(i + 1) == "a" || word(i + 1) == "an")) {
            unit = unit_behind(i + 1);
            if (unit.last == 0) return false;
            quantity.stated = {.value = 0.5, .decimals = 1};
        } else {
            if (token.is != Token::Is::number || token.ordinal || !token.number.known()) return false;
            const NumberUse use = sentence_.uses[i];
            unit = unit_behind(i + 1);
            const bool one_unit = use == NumberUse::fraction && unit.last != 0 && token.number.value == 1.0;
            if (use != NumberUse::figure && !(use == NumberUse::duration && unit.seconds > 0.0) && !one_unit)
                return false;
            quantity.stated = token.number;
            quantity.role = role_before(i);
        }
        for (const Figure& figure : sentence_.figures)
            if (figure.token == i) {
                quantity.stated = figure.stated;
                quantity.role = figure.role;
                quantity.in_brackets = figure.in_brackets;
                quantity.first = std::min(figure.bound, i);
            }
        if (word(i + 1) == "and" && word(i + 2) == "a" && word(i + 3) == "half" && quantity.stated.is_count()) {
            quantity.stated.value += 0.5;
            quantity.stated.decimals = 1;
            unit = unit_behind(i + 4);
            quantity.last = i + 4;
        }
        if (quantity.stated.unit == StatedUnit::time) quantity.seconds = 1.0;
        if (unit.last == 0) return true;
        if (quantity.stated.unit != StatedUnit::none) return true;
        quantity.last = std::max(quantity.last, unit.last);
        if (unit.percentage) quantity.stated.unit = StatedUnit::points;
        quantity.points = unit.points;
        quantity.seconds = unit.seconds;
        return true;
    }

    const Sentence& sentence_;
    std::size_t number_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
