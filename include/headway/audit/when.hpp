/// @file
/// Periods as sentences mention them: "in September", "Q2", "2023/24", "since March", "31 March 2024".
///
/// A mention is less than a `Period`: often only a month or a quarter is said, and the year is that of the report. It
/// is kept as far as it is said, to be compared with the period of a row.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/token.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A time that a text names.
struct When {
    std::size_t first = 0, last = 0;  ///< tokens [first, last)
    int year = 0;                     ///< the first of "2023/24"; 0 where none is said
    int month = 0;
    int quarter = 0;
    int day = 0;
    int period = 0;  ///< of "Period 6", "Month 7", "Week 3": a time that has a number for a name

    [[nodiscard]] bool said() const noexcept { return year != 0 || month != 0 || quarter != 0 || period != 0; }

    /// Whether both may be the same time: what both say is the same, and they say something of one kind.
    [[nodiscard]] bool may_be(const When& other) const noexcept {
        if (period != 0 || other.period != 0) return period == other.period;
        if (year != 0 && other.year != 0 && year != other.year && !(month != 0 || quarter != 0)) return false;
        if (month != 0 && other.month != 0)
            return month == other.month && (year == 0 || other.year == 0 || year == other.year);
        if (quarter != 0 && other.quarter != 0)
            return quarter == other.quarter && (year == 0 || other.year == 0 || year == other.year);
        if (month != 0 && other.quarter != 0) return quarter_of(month) == other.quarter;
        if (quarter != 0 && other.month != 0) return quarter == quarter_of(other.month);
        return year != 0 && year == other.year && (month == 0) == (other.month == 0) &&
               (quarter == 0) == (other.quarter == 0);
    }

    /// The quarter of a financial year that begins in April.
    [[nodiscard]] static constexpr int quarter_of(int month) noexcept { return (month + 8) % 12 / 3 + 1; }
};

/// Whether a time is so many months behind another of its kind; without years they are as many, or years more.
[[nodiscard]] inline bool are_months_apart(const When& before, const When& now, int months) noexcept {
    const auto place = [](const When& when) {
        return 12 * when.year + (when.month != 0 ? when.month : 3 * when.quarter);
    };
    const bool alike = (now.year == 0) == (before.year == 0) && (now.month == 0) == (before.month == 0) &&
                       (now.quarter == 0) == (before.quarter == 0) && now.period == 0 && before.period == 0;
    const int apart = place(now) - place(before);
    return alike && (apart == months || (now.year == 0 && (apart + 12) % 12 == months % 12));
}

/// 1 to 12 for a word that is a month beyond doubt: "may" and "mar" are taken only beside a year or a day.
[[nodiscard]] inline int month_of(const Token& token) noexcept {
    if (token.is != Token::Is::word || token.text.size() < 3 || !token.capital) return 0;
    return headway::detail::month_number(token.text);
}

/// Whether a number may be a year.
[[nodiscard]] inline bool is_year(const Token& token) noexcept {
    const Stated& number = token.number;
    return token.is == Token::Is::number && !token.in_words && !token.ordinal && !token.separators &&
           number.unit == StatedUnit::none && number.decimals == 0 && number.scale == 0 && number.value >= 1900.0 &&
           number.value <= 2100.0;
}

/// Whether a number may be the second year of "2023/24".
[[nodiscard]] inline bool is_two_digits(const Token& token) noexcept {
    return token.is == Token::Is::number && token.number.is_count() && !token.in_words && !token.ordinal &&
           token.number.value >= 10.0 && token.number.value <= 99.0 && token.end - token.begin == 2;
}

/// Finds every mention, from left to right.
class WhenReader {
public:
    explicit WhenReader(std::span<const Token> tokens) : tokens_(tokens) {}

    [[nodiscard]] std::vector<When> read() {
        std::vector<When> found;
        for (std::size_t i = 0; i < tokens_.size();) {
            When when{.first = i, .last = i};
            if (take(i, when)) {
                found.push_back(when);
                i = when.last;
            } else {
                ++i;
            }
        }
        return found;
    }

private:
    using Is = Token::Is;

    [[nodiscard]] const Token* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
    [[nodiscard]] bool word(std::size_t i, std::string_view text) const {
        return i < tokens_.size() && tokens_[i].is == Is::word && tokens_[i].text == text;
    }
    [[nodiscard]] bool sign(std::size_t i, char c) const { return i < tokens_.size() && tokens_[i].is_sign(c); }

    /// "2023", "2023/24", "2023-24", "24/25"; how many tokens it takes.
    std::size_t take_year(std::size_t i, When& when, bool two_digits_are_years = false) const {
        if (i >= tokens_.size()) return 0;
        const bool tight = i + 2 < tokens_.size() && (sign(i + 1, '/') || sign(i + 1, '-')) && !tokens_[i + 2].spaced &&
                           !tokens_[i + 1].spaced;
        if (is_year(tokens_[i])) {
            when.year = static_cast<int>(tokens_[i].number.value);
            const bool split = tight && (is_two_digits(tokens_[i + 2]) || is_year(tokens_[i + 2]));
            const bool negative = i + 1 < tokens_.size() && !tokens_[i + 1].spaced && tokens_[i + 1].is == Is::number &&
                                  tokens_[i + 1].number.value < 0.0;  // "2018-20", its hyphen taken for a minus
            if (split) return 3;
            return negative ? 2 : 1;
        }
        if (!is_two_digits(tokens_[i])) return 0;
        if (tight && sign(i + 1, '/') && is_two_digits(tokens_[i + 2]) &&
            tokens_[i + 2].number.value == tokens_[i].number.value + 1.0) {
            when.year = 2000 + static_cast<int>(tokens_[i].number.value);
            return 3;
        }
        if (two_digits_are_years) {
            when.year = 2000 + static_cast<int>(tokens_[i].number.value);
            return 1;
        }
        return 0;
    }

    [[nodiscard]] bool is_day(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].is == Is::number && !tokens_[i].in_words &&
               (tokens_[i].ordinal || tokens_[i].number.is_count()) && tokens_[i].number.value >= 1.0 &&
               tokens_[i].number.value <= 31.0;
    }

    bool take_month(std::size_t i, When& when) const {
        const Token& token = tokens_[i];
        const int month = month_of(token);
        if (month == 0) return false;
        std::size_t next = i + 1;
        if (sign(next, ',') && next + 1 < tokens_.size() && is_year(tokens_[next + 1])) ++next;
        const bool day_behind = is_day(next) && next + 1 < tokens_.size() &&
                                (is_year(tokens_[next + 1]) ||
                                 (sign(next + 1, ',') && next + 2 < tokens_.size() && is_year(tokens_[next + 2])));
        if (day_behind) {
            when.day = static_cast<int>(tokens_[next].number.value);
            next += sign(next + 1, ',') ? 2u : 1u;
        }
        // "Jul-24": the hyphen of a month taken for a minus, or for a sign
        if (next < tokens_.size() && sign(next, '-') && !tokens_[next].spaced && next + 1 < tokens_.size() &&
            !tokens_[next + 1].spaced && is_two_digits(tokens_[next + 1]))
            ++next;
        const bool minus = next < tokens_.size() && tokens_[next].is == Is::number && !tokens_[next].spaced &&
                           tokens_[next].number.is_count() && tokens_[next].number.value <= -10.0 &&
                           tokens_[next].number.value >= -99.0;
        if (minus) {
            when.year = 2000 - static_cast<int>(tokens_[next].number.value);
            when.month = month;
            when.last = next + 1;
            return true;
        }
        const std::size_t years = take_year(next, when, true);
        const bool doubtful =
            token.text == "may" || token.text == "march" || token.text == "mar" || token.text == "sep";
        const bool alone = tokens_.size() == 1 && token.capital;  // the head of a column
        if (years == 0 && doubtful && token.text == "may" && !alone && !(i > 0 && is_before_a_month(i - 1)))
            return false;
        if (years == 1 && !is_year(tokens_[next]) && tokens_[next].spaced && !(next + 1 == tokens_.size()) &&
            tokens_[next + 1].is == Is::word) {
            when.year = 0;  // "in March 24 people": a number of people
            when.month = month;
            when.last = i + 1;
            return true;
        }
        when.month = month;
        when.last = years > 0 ? next + years : i + 1;
        return true;
    }

    [[nodiscard]] bool is_before_a_month(std::size_t i) const {
        constexpr std::array<std::string_view, 9> few{"in", "by",    "since",  "of", "from",
                                                      "to", "until", "during", "and"};
        return (tokens_[i].is == Is::word && headway::detail::is_one_of(tokens_[i].text, few)) || is_day(i);
    }

    bool take(std::size_t i, When& when) const {
        const Token& token = tokens_[i];
        if (token.is == Is::word) {
            if (token.text.size() == 2 && token.text[0] == 'q' && token.text[1] >= '1' && token.text[1] <= '4')
                return take_quarter(token.text[1] - '0', i + 1, when);
            if (token.text == "quarter" || token.text == "qtr") {
                const Token* next = at(i + 1);
                if (next != nullptr && next->is == Is::number && next->number.value >= 1.0 && next->number.value <= 4.0)
                    return take_quarter(static_cast<int>(next->number.value), i + 2, when);
            }
            constexpr std::array<std::string_view, 4> seasons{"spring", "summer", "autumn", "winter"};
            if (headway::detail::is_one_of(token.text, seasons)) {
                const std::size_t gap = word(i + 1, "term") ? 2 : word(i + 1, "of") ? 2 : 1;
                if (const std::size_t years = take_year(i + gap, when); years > 0) {
                    when.last = i + gap + years;
                    return true;
                }
                return false;
            }
            if ((token.text == "month" || token.text == "period" || token.text == "week") && !follows_a_pointer(i) &&
                at(i + 1) != nullptr && is_day(i + 1) && !tokens_[i + 1].ordinal) {
                when.period = static_cast<int>(tokens_[i + 1].number.value);
                when.last = i + 2;
                return true;
            }
            return take_month(i, when);
        }
        if (token.is != Is::number) return false;
        if (is_day(i) && i + 1 < tokens_.size()) {
            const std::size_t month_at = word(i + 1, "of") ? i + 2 : i + 1;
            if (month_at < tokens_.size() && month_of(tokens_[month_at]) > 0) {
                if (!take_month(month_at, when)) {
                    when.month = month_of(tokens_[month_at]);
                    when.last = month_at + 1;
                }
                when.day = static_cast<int>(token.number.value);
                return true;
            }
        }
        if (token.ordinal && token.number.value >= 1.0 && token.number.value <= 4.0 && word(i + 1, "quarter")) {
            take_quarter(static_cast<int>(token.number.value), i + 2, when);
            return true;
        }
        if (const std::size_t years = take_year(i, when); years > 0) {
            when.last = i + years;
            if (sign(when.last, '-') && when.last + 1 < tokens_.size()) {  // "2024/25 - Q2"
                When rest{};
                const Token& next = tokens_[when.last + 1];
                if (next.is == Is::word && next.text.size() == 2 && next.text[0] == 'q' && take(when.last + 1, rest)) {
                    when.quarter = rest.quarter;
                    when.last = rest.last;
                } else if (is_two_digits(next) || is_year(next)) {
                    when.last += 2;
                }
            }
            return true;
        }
        return false;
    }

    /// "The previous period 5 indicators": a period that is pointed at has no number.
    [[nodiscard]] bool follows_a_pointer(std::size_t i) const {
        constexpr std::array<std::string_view, 8> pointing{"previous", "last",  "this", "same",
                                                           "the",      "prior", "each", "that"};
        return i > 0 && tokens_[i - 1].is == Is::word &&
               headway::detail::is_one_of(std::string_view(tokens_[i - 1].text), pointing);
    }

    bool take_quarter(int quarter, std::size_t next, When& when) const {
        when.quarter = quarter;
        when.last = next;
        const std::size_t gap = word(next, "of") ? 1 : word(next, "in") ? 1 : sign(next, '-') ? 1 : 0;
        if (const std::size_t years = take_year(next + gap, when); years > 0) when.last = next + gap + years;
        return true;
    }

    std::span<const Token> tokens_;
};

/// Every time that a text names, in their order.
[[nodiscard]] inline std::vector<When> whens_of(std::span<const Token> tokens) { return WhenReader(tokens).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
