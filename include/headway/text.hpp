/// @file
/// Text as documents deliver it, made plain; and text as error messages show it.
///
/// Reports arrive through word processors, spreadsheets and PDF converters, which leave no-break spaces, a dozen
/// dashes, curly quotation marks, eight-bit bytes of Windows-1252 and Cyrillic or Greek letters that look Latin.
/// `plain_text` undoes exactly that and nothing else: pound signs, accents and symbols pass through unchanged.
/// Input may be UTF-8 or damaged UTF-8: nothing here throws for what the text holds.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// One character of a text: its code point and how many bytes it takes.
struct Character {
    char32_t code = 0;
    std::size_t length = 1;
    bool damaged = false;  ///< not UTF-8: `code` is the raw byte
};

/// Reads the character at the front of `text`, which is not empty. A byte that does not begin a well-formed UTF-8
/// sequence (overlong forms and surrogates included) is a character of its own.
[[nodiscard]] constexpr Character first_character(std::string_view text) noexcept {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {.code = lead};

    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const Character raw{.code = lead, .damaged = true};
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return raw;

    char32_t code = lead & (0xFFu >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0u) != 0x80u) return raw;
        code = (code << 6) | (byte(at) & 0x3Fu);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return raw;
    return {.code = code, .length = length};
}

inline constexpr int unchanged = -1;
inline constexpr int removed = 0;

/// The ASCII character that stands for `code`, or `removed`, or `unchanged`.
///
/// The rows below U+00A0 are Windows-1252: they serve the raw bytes and the control characters that the same bytes
/// become when a converter takes them for Latin-1. The letters are those whose usual shape is that of a Latin
/// letter; Greek nu and alpha are left alone, because statistical text means them.
[[nodiscard]] constexpr int plain_character(char32_t code) noexcept {
    if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<int>(code - 0xFF01 + '!');  // fullwidth forms
    if (code >= 0x2000 && code <= 0x200A) return ' ';
    if (code >= 0x200B && code <= 0x200F) return removed;  // zero width, marks of direction
    if (code >= 0x2010 && code <= 0x2015) return '-';
    switch (code) {
        case '\t': case '\n': case '\v': case '\f': case '\r':
        case 0x00A0: case 0x1680: case 0x2028: case 0x2029: case 0x202F: case 0x205F: case 0x3000:
            return ' ';
        case 0x00AD: case 0x2060: case 0xFEFF:
            return removed;
        case 0x0096: case 0x0097: case 0x2212: case 0xFE58: case 0xFE63:
            return '-';
        case '`': case 0x0091: case 0x0092: case 0x00B4: case 0x02B9: case 0x02BC:
        case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x2035:
            return '\'';
        case 0x0093: case 0x0094: case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0x2036:
            return '"';
        case 0x2044: case 0x2215:
            return '/';
        // capitals: Greek, Cyrillic
        case 0x0391: case 0x0410: return 'A';
        case 0x0392: case 0x0412: return 'B';
        case 0x0421: return 'C';
        case 0x0395: case 0x0415: return 'E';
        case 0x0397: case 0x041D: return 'H';
        case 0x0399: case 0x0406: return 'I';
        case 0x0408: return 'J';
        case 0x039A: case 0x041A: return 'K';
        case 0x039C: case 0x041C: return 'M';
        case 0x039D: return 'N';
        case 0x039F: case 0x041E: return 'O';
        case 0x03A1: case 0x0420: return 'P';
        case 0x0405: return 'S';
        case 0x03A4: case 0x0422: return 'T';
        case 0x03A7: case 0x0425: return 'X';
        case 0x03A5: case 0x0423: return 'Y';
        case 0x0396: return 'Z';
        // small letters: Greek omicron, Cyrillic
        case 0x0430: return 'a';
        case 0x0441: return 'c';
        case 0x0435: return 'e';
        case 0x0456: return 'i';
        case 0x0458: return 'j';
        case 0x03BF: case 0x043E: return 'o';
        case 0x0440: return 'p';
        case 0x0455: return 's';
        case 0x0445: return 'x';
        case 0x0443: return 'y';
        default: return unchanged;
    }
}

/// Whether a byte is itself in plain text, wherever it stands: ASCII that is seen, but the grave accent.
[[nodiscard]] constexpr bool is_plain(char c) noexcept { return c > ' ' && c < 0x7F && c != '`'; }

[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Optimal string alignment: the fewest insertions, deletions, substitutions and swaps of neighbours that turn one
/// text into the other, letter case ignored.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto same = [&](std::size_t k, std::size_t l) { return lower(a[k - 1]) == lower(b[l - 1]); };
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same(i, j) ? 0u : 1u)});
            if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j)) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

/// The words of a phrase that tell it from another: split at everything but letters, digits, underscores (which hold
/// one name together) and apostrophes; each once, in small letters, without the words that join the others.
[[nodiscard]] inline std::vector<std::string> significant_words(std::string_view phrase) {
    constexpr std::array<std::string_view, 8> joining{"a", "an", "and", "for", "in", "of", "the", "to"};
    std::vector<std::string> words;
    std::string current;
    const auto finish = [&] {
        if (!current.empty() && std::find(joining.begin(), joining.end(), current) == joining.end() &&
            std::find(words.begin(), words.end(), current) == words.end())
            words.push_back(current);
        current.clear();
    };
    for (const char c : phrase) {
        const bool of_a_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '_' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
        if (of_a_word) current += lower(c);
        else finish();
    }
    finish();
    return words;
}

/// How many characters two texts have in common from the beginning on, letter case ignored.
[[nodiscard]] inline std::size_t common_beginning(std::string_view a, std::string_view b) {
    std::size_t common = 0;
    while (common < std::min(a.size(), b.size()) && lower(a[common]) == lower(b[common])) ++common;
    return common;
}

/// The first of the names closest by letters: at most a third of them (at least one) differ. Empty where none is.
[[nodiscard]] inline std::string nearest_by_letters(std::string_view found,
                                                    const std::vector<std::string_view>& accepted) {
    std::string closest;
    std::size_t least = static_cast<std::size_t>(-1);
    for (const std::string_view name : accepted) {
        const std::size_t shorter = std::min(found.size(), name.size());
        const std::size_t longer = std::max(found.size(), name.size());
        const std::size_t tolerated = std::max<std::size_t>(1, longer / 3);
        if (shorter == 0 || longer - shorter > tolerated) continue;
        const std::size_t distance = edit_distance(found, name);
        if (distance > tolerated || distance >= least) continue;
        least = distance;
        closest = name;
    }
    return closest;
}

/// The name that shares most significant words; of equals the one with the longer common beginning, then the first.
/// Empty where none shares a word.
[[nodiscard]] inline std::string nearest_by_words(std::string_view found,
                                                  const std::vector<std::string_view>& accepted) {
    const std::vector<std::string> wanted = significant_words(found);
    std::string closest;
    std::size_t most = 0, longest = 0;  // words shared, common beginning
    for (const std::string_view name : accepted) {
        std::size_t shared = 0;
        for (const std::string& word : significant_words(name))
            shared += std::find(wanted.begin(), wanted.end(), word) != wanted.end() ? 1u : 0u;
        const std::size_t common = common_beginning(found, name);
        if (shared == 0 || shared < most || (shared == most && common <= longest)) continue;
        most = shared;
        longest = common;
        closest = name;
    }
    return closest;
}

/// Whether two words are one but for a slip: the same first letter, and at most a quarter of the letters (at least
/// one) differ. Words of up to three letters are as they are: "on" is not "of".
[[nodiscard]] inline bool misspelt(std::string_view found, std::string_view meant) {
    constexpr std::size_t letters_of_a_short_word = 3;
    const auto [shorter, longer] = std::minmax({found.size(), meant.size()});
    const std::size_t tolerated = shorter <= letters_of_a_short_word ? 0 : std::max<std::size_t>(1, longer / 4);
    return lower(found.front()) == lower(meant.front()) && edit_distance(found, meant) <= tolerated;
}

[[nodiscard]] inline std::vector<std::string_view> split_words(std::string_view phrase) {
    std::vector<std::string_view> words;
    while (!phrase.empty()) {
        const std::size_t length = std::min(phrase.find_first_of(" -_"), phrase.size());
        if (length > 0) words.push_back(phrase.substr(0, length));
        phrase.remove_prefix(std::min(length + 1, phrase.size()));
    }
    return words;
}

}  // namespace detail

/// The first accepted phrase that the one found is but for slips, word by word, for "did you mean" where one word turns
/// the meaning: "On  trakc" is "on track", and neither "Off track" nor "On hold" is. Empty where there is none.
[[nodiscard]] inline std::string misspelling_of(std::string_view found, const std::vector<std::string_view>& accepted) {
    const std::vector<std::string_view> words = detail::split_words(found);
    for (const std::string_view phrase : accepted) {
        const std::vector<std::string_view> meant = detail::split_words(phrase);
        if (!words.empty() && std::ranges::equal(words, meant, detail::misspelt)) return std::string(phrase);
    }
    return {};
}

namespace detail {

/// Whether text is plain as it stands: visible ASCII, and spaces one by one between.
[[nodiscard]] constexpr bool is_plain_text(std::string_view text) noexcept {
    bool after_space = true;
    for (const char c : text) {
        if (!is_plain(c) && (c != ' ' || after_space)) return false;
        after_space = c == ' ';
    }
    return text.empty() || !after_space;
}

}  // namespace detail

/// Document text made plain: trimmed, every run of spaces one ASCII space, every dash '-', every apostrophe '\'',
/// every double quotation mark '"', look-alike letters Latin, fullwidth forms ASCII; soft hyphens, byte order marks
/// and zero-width characters removed. What is none of these passes through unchanged, damaged bytes too.
[[nodiscard]] inline std::string plain_text(std::string_view text) {
    if (detail::is_plain_text(text)) return std::string(text);  // as most is
    std::string plain;
    plain.reserve(text.size());
    bool space_is_due = false;
    while (!text.empty()) {
        std::size_t length = 0;
        while (length < text.size() && detail::is_plain(text[length])) ++length;
        int replacement = detail::unchanged;
        if (length == 0) {
            const detail::Character character = detail::first_character(text);
            replacement = detail::plain_character(character.code);
            length = character.length;
        }
        const std::string_view original = text.substr(0, length);
        text.remove_prefix(length);

        if (replacement == detail::removed) continue;
        if (replacement == ' ' || original == " ") {
            space_is_due = !plain.empty();
            continue;
        }
        if (std::exchange(space_is_due, false)) plain += ' ';
        if (replacement == detail::unchanged) plain += original;
        else plain += static_cast<char>(replacement);
    }
    return plain;
}

/// Plain text in small letters, by which names that differ in spaces and letter case alone are one.
[[nodiscard]] inline std::string folded(std::string_view text) {
    std::string small = plain_text(text);
    std::transform(small.begin(), small.end(), small.begin(), detail::lower);
    return small;
}

/// The text as an error message shows it: in double quotes, on one line, valid UTF-8, cut with "..." where it is
/// longer than sixty characters. Control characters and damaged bytes are escaped.
[[nodiscard]] inline std::string quoted(std::string_view text) {
    constexpr std::size_t shown = 60;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "\"";
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == shown) {
            result += "...";
            break;
        }
        const detail::Character character = detail::first_character(text);
        const bool control = character.code < 0x20 || (character.code >= 0x7F && character.code < 0xA0);
        if (character.code == '\n') result += "\\n";
        else if (character.code == '\r') result += "\\r";
        else if (character.code == '\t') result += "\\t";
        else if (character.code == '"') result += "\\\"";
        else if (character.code == '\\') result += "\\\\";
        else if (control || character.damaged) {
            result += character.damaged || character.code < 0x80 ? "\\x" : "\\u00";
            result += digits[character.code >> 4];
            result += digits[character.code & 0xF];
        } else result += text.substr(0, character.length);
        text.remove_prefix(character.length);
    }
    return result += '"';
}

namespace detail {

/// Whether a phrase denies what it says: "Not cumulative", "Non-cumulative". "No" may be short for number.
[[nodiscard]] inline bool denies(std::string_view phrase) {
    constexpr std::array<std::string_view, 8> denials{"not",   "non",  "never",   "nor",
                                                      "isn't", "isnt", "neither", "without"};
    const std::vector<std::string> words = significant_words(phrase);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(denials.begin(), denials.end(), word.substr(0, word.find('_'))) != denials.end();
    });
}

}  // namespace detail

/// The accepted name closest to what was found, for "did you mean", letter case ignored. First by letters: at most a
/// third of them (at least one) differ; of equally close names the first. Where no name is that close, by words, for
/// documents that call one thing by two names: "Enabling Services" is nearest to "Enabling Excellence". Empty where no
/// word is shared either ("and", "of" and the like do not count), and where the name would drop a denial: "Not
/// cumulative" is nearest to nothing.
[[nodiscard]] inline std::string nearest(std::string_view found, const std::vector<std::string_view>& accepted) {
    std::string by_letters = detail::nearest_by_letters(found, accepted);
    std::string near = by_letters.empty() ? detail::nearest_by_words(found, accepted) : std::move(by_letters);
    return detail::denies(found) == detail::denies(near) ? near : std::string();
}
[[nodiscard]] inline std::string nearest(std::string_view found, const std::vector<std::string>& accepted) {
    return nearest(found, std::vector<std::string_view>(accepted.begin(), accepted.end()));
}
template <std::size_t count>
[[nodiscard]] std::string nearest(std::string_view found, const std::array<std::string_view, count>& accepted) {
    return nearest(found, std::vector<std::string_view>(accepted.begin(), accepted.end()));
}

}  // namespace headway
