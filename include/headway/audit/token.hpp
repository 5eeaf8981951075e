/// @file
/// Tokens: words, numbers with their units, signs and icons, each with its place in the text.
///
/// A number takes with it what makes it one figure: its sign, pound sign, separators, decimals, scale ("m", "million"),
/// "%", "per cent", "percentage points", the ending of an ordinal ("3rd"). A time ("8:12", "8 minutes 12 seconds") is
/// one number, in seconds. Numbers in words are numbers too, up to ninety-nine and with hundred, thousand and million.
/// A hyphen inside a word parts it in two words, which are joined.
///
/// Words are in small letters, look-alike letters of other alphabets as Latin. Tags, asterisks of Markdown and what
/// joins no words are left out. One pass, no look back of more than a token.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/stated.hpp"
#include "headway/decimal_text.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A word, a number or a sign of a text.
struct Token {
    enum class Is : std::uint8_t { word, number, sign, icon, stop };

    Is is = Is::word;
    std::size_t begin = 0, end = 0;
    std::string text{};       ///< of a word, in small letters; of a sign or an icon, itself
    Stated number{};          ///< of a number
    bool spaced = false;      ///< a space stands before it
    bool joined = false;      ///< a hyphen stands before it, without a space
    bool capital = false;     ///< its first letter is one
    bool ordinal = false;     ///< "3rd", "third"
    bool in_words = false;    ///< a number that is written out
    bool separators = false;  ///< a number with commas between its digits
    bool of_day = false;      ///< "12:30", which may be a time of the day
    bool alike = false;       ///< a letter of another alphabet stood for a Latin one

    [[nodiscard]] bool is_sign(char c) const noexcept { return is == Is::sign && text[0] == c; }
};

/// A number that is written out, and whether it is an ordinal; -1 for another word.
[[nodiscard]] inline std::pair<int, bool> number_word(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 20> small{
        "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    constexpr std::array<std::string_view, 10> tens{"",      "",      "twenty",  "thirty", "forty",
                                                    "fifty", "sixty", "seventy", "eighty", "ninety"};
    constexpr std::array<std::string_view, 13> ordinals{"",      "first",    "second",  "third",  "fourth",
                                                        "fifth", "sixth",    "seventh", "eighth", "ninth",
                                                        "tenth", "eleventh", "twelfth"};
    for (std::size_t i = 0; i < small.size(); ++i)
        if (word == small[i]) return {static_cast<int>(i), false};
    for (std::size_t i = 2; i < tens.size(); ++i)
        if (word == tens[i]) return {static_cast<int>(10 * i), false};
    for (std::size_t i = 1; i < ordinals.size(); ++i)
        if (word == ordinals[i]) return {static_cast<int>(i), true};
    return {-1, false};
}

/// Reads the tokens of a block, or of a part of one.
class TokenReader {
public:
    explicit TokenReader(std::string_view text) : text_(text) {}

    void read(Span span) {
        end_ = span.end;
        spaced_ = true;
        for (at_ = span.begin; at_ < end_;) take();
    }

    [[nodiscard]] std::vector<Token> finish() {
        join_numbers();
        return std::move(tokens_);
    }

private:
    using Is = Token::Is;

    [[nodiscard]] char ahead(std::size_t by = 0) const { return at_ + by < end_ ? text_[at_ + by] : '\0'; }
    [[nodiscard]] bool digit_ahead(std::size_t by = 0) const { return headway::detail::is_digit(ahead(by)); }

    [[nodiscard]] headway::detail::Character character() const {
        return headway::detail::first_character(text_.substr(at_, end_ - at_));
    }

    Token& push(Is is, std::size_t begin, std::size_t end, std::string text) {
        tokens_.push_back({.is = is,
                           .begin = begin,
                           .end = end,
                           .text = std::move(text),
                           .spaced = spaced_,
                           .joined = std::exchange(hyphen_, false)});
        spaced_ = false;
        return tokens_.back();
    }

    void take() {
        const char c = ahead();
        if (const std::size_t tag = tag_length(text_.substr(at_, std::min<std::size_t>(end_ - at_, 300))); tag > 0) {
            at_ += tag;
            spaced_ = true;
            return;
        }
        if (c == '&' && text_.substr(at_, 5) == "&amp;") {
            push(Is::word, at_, at_ + 5, "and");
            at_ += 5;
            return;
        }
        const headway::detail::Character now = character();
        const int plain = headway::detail::plain_character(now.code);
        if (now.damaged || plain == headway::detail::removed) {
            at_ += now.length;
            return;
        }
        const char as = plain > 0 ? static_cast<char>(plain) : c;
        if (as == ' ' || (plain == headway::detail::unchanged && now.code <= 0x20)) {
            spaced_ = true;
            at_ += now.length;
        } else if (headway::detail::is_digit(c)) {
            take_number(at_, false, false);
        } else if (now.code == 0xA3) {
            take_pounds(now.length);
        } else if ((as == '-' || as == '+') && starts_signed_number(now.length)) {
            const std::size_t begin = at_;
            at_ += now.length;
            if (character().code == 0xA3)
                take_pounds(character().length, as == '-', begin);
            else
                take_number(begin, as == '-', false);
        } else if (is_word_character(now.code, plain)) {
            take_word();
        } else if (now.code >= 0x2190 && now.code != 0x2264 && now.code != 0x2265) {
            take_icon();
        } else {
            take_sign(as, now.length);
        }
    }

    [[nodiscard]] bool starts_signed_number(std::size_t length) const {
        const bool apart = spaced_ || (!tokens_.empty() && tokens_.back().is == Is::sign) ||
                           (!tokens_.empty() && tokens_.back().is == Is::icon);
        const bool pound = at_ + length + 2 < end_ && static_cast<unsigned char>(text_[at_ + length]) == 0xC2 &&
                           static_cast<unsigned char>(text_[at_ + length + 1]) == 0xA3;
        return apart && (digit_ahead(length) || pound);
    }

    [[nodiscard]] static bool is_word_character(char32_t code, int plain) noexcept {
        if (plain > 0) return plain != '\'' && is_letter(static_cast<char>(plain));
        if (plain == headway::detail::removed) return false;
        return (code < 0x80 && is_letter(static_cast<char>(code))) || (code >= 0xC0 && code < 0x2000);
    }

    void take_pounds(std::size_t length, bool negative = false, std::size_t begin = std::string_view::npos) {
        const std::size_t from = begin == std::string_view::npos ? at_ : begin;
        at_ += length;
        while (ahead() == ' ' || (ahead() == '.' && digit_ahead(1) && text_.find('.', at_ + 1) < at_ + 4)) ++at_;
        if (ahead() == '-' && digit_ahead(1)) {
            negative = true;
            ++at_;
        }
        if (digit_ahead())
            take_number(from, negative, true);
        else
            push(Is::sign, from, at_, "L");
    }

    void take_number(std::size_t begin, bool negative, bool pounds) {
        std::string digits;
        int decimals = 0;
        bool separators = false;
        const auto take_digits = [&] {
            while (digit_ahead()) digits += text_[at_++];
        };
        take_digits();
        const auto group_ahead = [&](std::size_t by) {
            return digit_ahead(by) && digit_ahead(by + 1) && digit_ahead(by + 2) && !digit_ahead(by + 3);
        };
        while (ahead() == ',' && digits.size() <= 12 && group_ahead(1)) {
            separators = true;
            ++at_;
            take_digits();
        }
        if (!separators && !pounds && (take_clock(begin, digits) || take_spans(begin, digits))) return;
        const bool whole = digits.size() <= 15;
        if (ahead() == '.' && digit_ahead(1)) {
            std::size_t end = at_ + 1;
            while (end < end_ && headway::detail::is_digit(text_[end])) ++end;
            const bool clause = end + 1 < end_ && text_[end] == '.' && headway::detail::is_digit(text_[end + 1]);
            if (!clause) {
                const std::size_t before = digits.size();
                ++at_;
                take_digits();
                decimals = static_cast<int>(digits.size() - before);
            }
        }
        Token& token = push(Is::number, begin, at_, {});
        token.separators = separators;
        token.number.decimals = std::min(decimals, 9);
        token.number.unit = pounds ? StatedUnit::pounds : StatedUnit::none;
        const bool code = !whole || digits.size() > 15 || (digits.size() > 1 && digits[0] == '0' && decimals == 0);
        const double sign = negative ? -1.0 : 1.0;
        if (!code) token.number.value = sign * decimal::of_digits(digits, -decimals);
        take_suffix(token);
        token.end = at_;
        if (token.number.scale > 0) token.number.value *= decimal::detail::power_of_ten[token.number.scale];
    }

    /// "0:08:12", "12:30": seconds; of two numbers minutes and seconds.
    bool take_clock(std::size_t begin, const std::string& digits) {
        const auto pair_ahead = [&](std::size_t by) {
            return ahead(by) == ':' && digit_ahead(by + 1) && ahead(by + 1) < '6' && digit_ahead(by + 2) &&
                   !digit_ahead(by + 3);
        };
        if (digits.size() > 3 || !pair_ahead(0) || (ahead(3) == ':' && !pair_ahead(3))) return false;
        double seconds = decimal::read(digits);
        const std::size_t pairs = ahead(3) == ':' ? 2 : 1;
        for (std::size_t p = 0; p < pairs; ++p, at_ += 3)
            seconds = 60.0 * seconds + 10.0 * (ahead(1) - '0') + (ahead(2) - '0');
        Token& token = push(Is::number, begin, at_, {});
        token.number = {.value = seconds, .unit = StatedUnit::time};
        token.of_day = pairs == 1;
        return true;
    }

    /// "4m 12s", "1h 05m": seconds.
    bool take_spans(std::size_t begin, const std::string& digits) {
        const bool minutes = ahead() == 'm';
        if ((!minutes && ahead() != 'h') || digits.size() > 3) return false;
        const std::size_t from = ahead(1) == ' ' ? 2 : 1;
        std::size_t by = from;
        double next = 0.0;
        for (; digit_ahead(by) && by < from + 2; ++by) next = 10.0 * next + (ahead(by) - '0');
        if (by == from || ahead(by) != (minutes ? 's' : 'm') || is_ascii_letter(ahead(by + 1))) return false;
        at_ += by + 1;
        const double unit = minutes ? 60.0 : 3600.0;
        push(Is::number, begin, at_, {}).number = {.value = unit * decimal::read(digits) + next * unit / 60.0,
                                                   .unit = StatedUnit::time};
        return true;
    }

    /// What is written to the digits without a space: "%", "m", "rd"; other letters make a code of them ("12b").
    void take_suffix(Token& token) {
        std::size_t length = 0;
        while (at_ + length < end_ && length < 12 && is_ascii_letter(ahead(length))) ++length;
        std::string letters;
        for (std::size_t i = 0; i < length; ++i) letters += headway::detail::lower(ahead(i));
        if (ahead() == '%') {
            token.number.unit = StatedUnit::per_cent;
            ++at_;
            return;
        }
        if (length == 0) return;
        if (letters == "st" || letters == "nd" || letters == "rd" || letters == "th")
            token.ordinal = true;
        else if (letters == "pp" || letters == "ppt" || letters == "ppts" || letters == "pps")
            token.number.unit = StatedUnit::points;
        else if (const auto scale = headway::detail::scale_of(letters))
            token.number.scale = *scale;
        else if (letters == "p" || letters == "x" || letters == "s")
            token.number.value = std::numeric_limits<double>::quiet_NaN();
        else
            return;  // "10km", "3kg": a number and its unit
        at_ += length;
    }

    [[nodiscard]] static bool is_ascii_letter(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    void take_word() {
        const std::size_t begin = at_;
        std::string word;
        bool alike = false, capital = false;
        while (at_ < end_) {
            const headway::detail::Character now = character();
            const int plain = headway::detail::plain_character(now.code);
            const bool letter = !now.damaged && is_word_character(now.code, plain);
            const bool quote = plain == '\'' || now.code == '\'';
            const std::size_t behind = at_ + now.length;
            const bool inside = quote && behind < end_ && is_letter(text_[behind]) && !word.empty();
            if (letter) {
                const char as = plain > 0 ? static_cast<char>(plain) : text_[at_];
                if (word.empty()) capital = as >= 'A' && as <= 'Z';
                alike = alike || (plain > 0 && now.code > 0x80);
                if (plain > 0 || now.length == 1)
                    word += headway::detail::lower(as);
                else
                    word += text_.substr(at_, now.length);
            } else if (inside) {
                word += '\'';
            } else if (!(now.length == 1 && headway::detail::is_digit(static_cast<char>(now.code)) && !word.empty())) {
                break;
            } else {
                word += static_cast<char>(now.code);  // "q2", "ks4"
            }
            at_ += now.length;
        }
        if (word.ends_with("'s")) word.resize(word.size() - 2);
        Token& token = push(Is::word, begin, at_, std::move(word));
        token.alike = alike;
        token.capital = capital;
    }

    void take_icon() {
        const std::size_t begin = at_;
        at_ += character().length;
        while (at_ < end_ && character().code >= 0xFE00 && character().code <= 0xFE0F) at_ += character().length;
        push(Is::icon, begin, at_, std::string(text_.substr(begin, at_ - begin)));
    }

    void take_sign(char c, std::size_t length) {
        const std::size_t begin = at_;
        at_ += length;
        if (c == '*' || c == '_' || c == '#' || c == '"') {
            spaced_ = spaced_ || c == '#';
            return;
        }
        if (c == '\'') return;
        if (c == '&') {
            push(Is::word, begin, at_, "and");
            return;
        }
        if (c == '-' && !spaced_ && !tokens_.empty() && tokens_.back().is == Is::word && at_ < end_ &&
            is_letter(text_[at_])) {
            hyphen_ = true;
            return;
        }
        const bool ends = c == '.' || c == '!' || c == '?';
        if (ends && is_end_of_sentence(c))
            push(Is::stop, begin, at_, std::string(1, c));
        else if (!ends)
            push(Is::sign, begin, at_, std::string(1, c));
        else if (c != '.')
            push(Is::sign, begin, at_, std::string(1, c));
    }

    [[nodiscard]] bool is_end_of_sentence(char c) const {
        if (tokens_.empty()) return false;
        std::size_t next = at_;
        while (next < end_ && (text_[next] == ')' || text_[next] == '"' || text_[next] == '\'' || text_[next] == '*' ||
                               static_cast<unsigned char>(text_[next]) >= 0x80))
            ++next;
        if (next < end_ && text_[next] != ' ' && text_[next] != '<' && text_[next] != '\t') return false;
        if (c != '.') return next >= end_ || text_[next] == ' ';
        constexpr std::array<std::string_view, 14> shortened{"approx", "c",  "ca", "e",  "i",   "eg",   "ie",
                                                             "g",      "no", "vs", "st", "inc", "cllr", "etc"};
        const Token& last = tokens_.back();
        if (last.is == Is::word && headway::detail::is_one_of(last.text, shortened) && next < end_) {
            while (next < end_ && text_[next] == ' ') ++next;
            return last.text == "etc" && next < end_ && text_[next] >= 'A' && text_[next] <= 'Z';
        }
        return true;
    }

    /// Numbers in words become numbers, and units and scales that stand apart become part of their number.
    void join_numbers() {
        std::vector<Token> joined;
        joined.reserve(tokens_.size());
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            Token token = std::move(tokens_[i]);
            if (token.is == Is::word) {
                const auto [value, ordinal] = number_word(token.text);
                if (value >= 0) {
                    token.is = Is::number;
                    token.in_words = true;
                    token.ordinal = ordinal;
                    token.number.value = value;
                    if (i + 1 < tokens_.size() && value >= 20 && value % 10 == 0 && tokens_[i + 1].is == Is::word) {
                        const auto [ones, last] = number_word(tokens_[i + 1].text);
                        if (ones > 0 && ones < 10) {
                            token.number.value += ones;
                            token.ordinal = last;
                            token.end = tokens_[++i].end;
                        }
                    }
                }
            }
            if (token.is == Is::number) i += take_unit(token, i + 1);
            joined.push_back(std::move(token));
        }
        tokens_ = std::move(joined);
        join_times();
    }

    /// The seconds of a word for a span of time of less than a day; 0 for another word.
    [[nodiscard]] static double seconds_of_span(const Token& token) {
        if (token.is != Is::word) return 0.0;
        const std::string_view word = token.text;
        return word == "hour" || word == "hours" || word == "hr" || word == "hrs"         ? 3600.0
               : word == "minute" || word == "minutes" || word == "min" || word == "mins" ? 60.0
               : word == "second" || word == "seconds" || word == "sec" || word == "secs" ? 1.0
                                                                                          : 0.0;
    }

    /// "8 minutes 24 seconds", "1 hour and 5 minutes": one figure.
    void join_times() {
        const auto bare = [&](std::size_t i) {
            return i + 1 < tokens_.size() && tokens_[i].is == Is::number && tokens_[i].number.is_count() &&
                   tokens_[i].number.known() && !tokens_[i].ordinal && seconds_of_span(tokens_[i + 1]) > 0.0 &&
                   !tokens_[i + 1].joined;
        };
        std::vector<Token> joined;
        joined.reserve(tokens_.size());
        for (std::size_t i = 0; i < tokens_.size();) {
            Token token = std::move(tokens_[i]);
            tokens_[i].is = Is::sign;
            std::size_t next = i + 1;
            if (token.is == Is::number && token.number.is_count() && next < tokens_.size() && !token.ordinal &&
                !tokens_[next].joined) {
                double unit = seconds_of_span(tokens_[next]), seconds = token.number.value * unit;
                bool together = false;
                for (std::size_t at = next + 1; unit > 1.0 && at < tokens_.size();) {
                    const std::size_t number = tokens_[at].is == Is::word && tokens_[at].text == "and" ? at + 1 : at;
                    if (!bare(number) || seconds_of_span(tokens_[number + 1]) >= unit) break;
                    unit = seconds_of_span(tokens_[number + 1]);
                    if (tokens_[number].number.value * unit >= 3600.0) break;
                    seconds += tokens_[number].number.value * unit;
                    token.end = tokens_[number + 1].end;
                    next = at = number + 2;
                    together = true;
                }
                if (together) {
                    token.number = {.value = seconds, .unit = StatedUnit::time};
                    token.in_words = false;
                }
            }
            joined.push_back(std::move(token));
            i = next;
        }
        tokens_ = std::move(joined);
    }

    /// How many tokens from there on are a part of the number.
    std::size_t take_unit(Token& token, std::size_t from) const {
        const auto word = [&](std::size_t i) {
            return from + i < tokens_.size() && tokens_[from + i].is == Is::word
                       ? std::string_view(tokens_[from + i].text)
                       : std::string_view();
        };
        std::size_t taken = 0;
        if (token.number.scale == 0 && !token.ordinal)
            if (const auto scale = headway::detail::scale_of(word(0));
                scale && (word(0).size() > 2 || token.number.unit == StatedUnit::pounds)) {
                token.number.scale = *scale;
                token.number.value *= decimal::detail::power_of_ten[*scale];
                ++taken;
            }
        if (word(taken) == "hundred" && token.in_words) {
            token.number.value *= 100.0;
            ++taken;
        }
        const bool sign = from + taken < tokens_.size() && tokens_[from + taken].is_sign('%');
        if (token.number.unit == StatedUnit::none || token.number.unit == StatedUnit::per_cent) {
            if (sign || word(taken) == "percent")
                token.number.unit = StatedUnit::per_cent, ++taken;
            else if (word(taken) == "per" && word(taken + 1) == "cent")
                token.number.unit = StatedUnit::per_cent, taken += 2;
            if (word(taken) == "percentage" && (word(taken + 1) == "points" || word(taken + 1) == "point"))
                token.number.unit = StatedUnit::points, taken += 2;
            else if (word(taken) == "pp" || word(taken) == "ppts" || word(taken) == "ppt")
                token.number.unit = StatedUnit::points, ++taken;
            else if (token.number.unit == StatedUnit::per_cent && (word(taken) == "points" || word(taken) == "point"))
                token.number.unit = StatedUnit::points, ++taken;
        }
        if (taken > 0) token.end = tokens_[from + taken - 1].end;
        return taken;
    }

    std::string_view text_;
    std::vector<Token> tokens_{};
    std::size_t at_ = 0, end_ = 0;
    bool spaced_ = true, hyphen_ = false;
};

/// The tokens of a text, or of parts of it that are read as one.
[[nodiscard]] inline std::vector<Token> tokens_of(std::string_view text, const std::vector<Span>& spans) {
    TokenReader reader(text);
    for (const Span& span : spans) reader.read(span);
    return reader.finish();
}

/// The tokens of one part of a text.
[[nodiscard]] inline std::vector<Token> tokens_of(std::string_view text, Span span) {
    TokenReader reader(text);
    reader.read(span);
    return reader.finish();
}

}  // namespace headway::inline HEADWAY_ABI::auditing
