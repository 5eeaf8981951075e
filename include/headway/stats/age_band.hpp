/// @file
/// Age bands, read from their labels, so that a population is matched by age and never by its place in a list.
///
///     0-4, 00-04, 0 to 4, 0–4 years, aged 0-4        up to the day before the fifth birthday
///     90+, 95 and over, 85 plus, >=75, 90 & above    open: no last age
///     Under 1, <1                                    from 0 on
///     0, 15                                          one year of age
///
/// Ages are whole years, both ends included. Letter case, spaces and the dashes of word processors make no difference.
///
/// Edge cases: "over 90" is refused, because some mean 90 by it and others 91; so are forms at school ("Year 6") and
/// text without an age ("All ages", "Total", "Unknown"). "4-Jan", which a spreadsheet makes of 1-4, is refused with the
/// band that it may have been.
///
/// Bands that are used together join up: no two overlap and none is missing between the first and the last. They need
/// neither begin at 0 nor end open: mortality under 75 has the bands 0-4 to 70-74.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// Ages from `start` to `end`, both included.
struct AgeBand {
    static constexpr int open = std::numeric_limits<int>::max();

    int start = 0;
    int end = open;

    friend constexpr auto operator<=>(const AgeBand&, const AgeBand&) = default;
};

/// The band as this library writes it: "0-4", "0" or "90+".
[[nodiscard]] inline std::string label(AgeBand band) {
    const std::string start = std::to_string(band.start);
    if (band.end == AgeBand::open) return start + "+";
    return band.end == band.start ? start : start + "-" + std::to_string(band.end);
}

namespace detail {

/// What a label is made of: ages, and signs that the words of a label stand for.
struct AgeToken {
    enum Kind { age, to, and_over, under, at_least, unknown } kind = unknown;
    int years = 0;
};

[[nodiscard]] inline std::vector<AgeToken> age_tokens(std::string_view text) {
    using enum AgeToken::Kind;
    static constexpr std::array<std::string_view, 7> silent{"age", "aged", "ages", "and", "or", "of", "than"};
    static constexpr std::array<std::string_view, 3> silent_after_an_age{"year", "years", "yrs"};
    struct Word {
        std::string_view text;
        AgeToken::Kind kind;
    };
    static constexpr std::array words{Word{"to", to},          Word{"over", and_over}, Word{"above", and_over},
                                      Word{"older", and_over}, Word{"more", and_over}, Word{"plus", and_over},
                                      Word{"under", under},    Word{"less", under}};
    constexpr std::string_view at_least_sign = "\xE2\x89\xA5";  // U+2265
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) { return headway::detail::lower(c) >= 'a' && headway::detail::lower(c) <= 'z'; };
    const auto taken_while = [&](auto of) {
        const std::size_t length =
            static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), of) - text.begin());
        return std::exchange(text, text.substr(length)).substr(0, length);
    };

    std::vector<AgeToken> tokens;
    while (!text.empty()) {
        if (is_digit(text.front())) {
            const std::string_view digits = taken_while(is_digit);
            int years = 0;
            for (const char digit : digits.substr(0, 3)) years = 10 * years + (digit - '0');
            tokens.push_back({digits.size() <= 3 ? age : unknown, years});
        } else if (is_letter(text.front())) {
            std::string word(taken_while(is_letter));
            std::transform(word.begin(), word.end(), word.begin(), headway::detail::lower);
            if (std::find(silent.begin(), silent.end(), word) != silent.end()) continue;
            const bool of_years = std::find(silent_after_an_age.begin(), silent_after_an_age.end(), word) !=
                                  silent_after_an_age.end();
            if (of_years && !tokens.empty()) continue;  // but "Year 6" is a form at school
            const auto known =
                std::find_if(words.begin(), words.end(), [&](const Word& each) { return each.text == word; });
            tokens.push_back({known == words.end() ? unknown : known->kind});
        } else if (text.starts_with(">=") || text.starts_with(at_least_sign)) {
            text.remove_prefix(text.front() == '>' ? 2 : at_least_sign.size());
            tokens.push_back({at_least});
        } else {
            const char sign = text.front();
            text.remove_prefix(1);
            if (sign == ' ' || sign == '&') continue;
            tokens.push_back({sign == '-' ? to : sign == '+' ? and_over : sign == '<' ? under : unknown});
        }
    }
    return tokens;
}

}  // namespace detail

/// The band of a label; empty where it is none.
[[nodiscard]] inline std::optional<AgeBand> find_age_band(std::string_view text) {
    using enum detail::AgeToken::Kind;
    const std::vector<detail::AgeToken> tokens = detail::age_tokens(plain_text(text));
    const auto are = [&](auto... kinds) {
        std::size_t i = 0;
        return tokens.size() == sizeof...(kinds) && ((tokens[i++].kind == kinds) && ...);
    };
    if (are(age)) return AgeBand{tokens[0].years, tokens[0].years};
    if (are(age, and_over)) return AgeBand{tokens[0].years, AgeBand::open};
    if (are(at_least, age)) return AgeBand{tokens[1].years, AgeBand::open};
    if (are(under, age) && tokens[1].years > 0) return AgeBand{0, tokens[1].years - 1};
    if (are(age, to, age) && tokens[0].years <= tokens[2].years) return AgeBand{tokens[0].years, tokens[2].years};
    return std::nullopt;
}

namespace detail {

/// The band that a spreadsheet has made a date of, "1-4" of "4-Jan", "10-14" of "Oct-14", "5-9" of "05-Sep"; empty of
/// other text. Ages ascend, so that the order of day and month does not matter.
[[nodiscard]] inline std::optional<AgeBand> band_of_date(std::string_view plain) {
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::size_t dash = plain.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    std::optional<int> month, number;
    for (const std::string_view part : {plain.substr(0, dash), plain.substr(dash + 1)}) {
        std::string small(part);
        std::transform(small.begin(), small.end(), small.begin(), headway::detail::lower);
        const auto found = std::find(months.begin(), months.end(), small);
        const bool digits = !small.empty() && small.size() <= 2 &&
                            std::all_of(small.begin(), small.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (found != months.end()) month = static_cast<int>(found - months.begin()) + 1;
        else if (digits) number = std::stoi(small);
    }
    if (!month || !number) return std::nullopt;
    return AgeBand{std::min(*month, *number), std::max(*month, *number)};
}

/// Whether a label says that its row is of all ages.
[[nodiscard]] inline bool is_total_of_ages(std::string_view plain) {
    constexpr std::array<std::string_view, 8> totals{"all ages",  "all",         "total",    "persons all ages",
                                                     "all persons", "total all ages", "grand total", "all age groups"};
    std::string small(plain);
    std::transform(small.begin(), small.end(), small.begin(), headway::detail::lower);
    return std::find(totals.begin(), totals.end(), small) != totals.end();
}

}  // namespace detail

/// Why a label is no age band, and what is accepted; empty of one that is.
[[nodiscard]] inline std::string refused_age_band(std::string_view text) {
    if (find_age_band(text)) return {};
    const std::string plain = plain_text(text), found = "found " + headway::quoted(text);
    if (detail::is_total_of_ages(plain))
        return found + ", a total that would count everyone twice; accepted: rows of age bands alone";
    if (const auto band = detail::band_of_date(plain))
        return found + ", which a spreadsheet makes of the band \"" + label(*band) + "\"; accepted: \"" + label(*band) +
               "\", if that is what was typed";
    return found + "; accepted: a label such as \"0-4\", \"0 to 4\", \"Under 1\", \"1\", \"90+\" or \"95 and over\"";
}

/// The bands of labels, one a label. @throws Error for labels that are none.
[[nodiscard]] inline std::vector<AgeBand> read_age_bands(const std::vector<std::string>& labels) {
    std::vector<AgeBand> bands;
    Problems problems;
    for (const std::string& text : labels) {
        const std::optional<AgeBand> band = find_age_band(text);
        if (!band) problems.add("age band: " + refused_age_band(text));
        bands.push_back(band.value_or(AgeBand{}));
    }
    problems.raise_if_any();
    return bands;
}

/// The distinct ones of some bands, by age. @throws Error where two overlap or one is missing between them, by name.
[[nodiscard]] inline std::vector<AgeBand> joined_bands(std::vector<AgeBand> joined) {
    std::sort(joined.begin(), joined.end());
    joined.erase(std::unique(joined.begin(), joined.end()), joined.end());

    Problems problems;
    AgeBand reach = joined.empty() ? AgeBand{} : joined.front();  // the band that ends last so far
    for (std::size_t i = 1; i < joined.size(); ++i) {
        const AgeBand next = joined[i];
        if (next.start <= reach.end)
            problems.add("age bands " + label(reach) + " and " + label(next) +
                         " overlap; accepted: bands that share no age");
        else if (next.start > reach.end + 1)
            problems.add("age band " + label({reach.end + 1, next.start - 1}) + " is missing between " + label(reach) +
                         " and " + label(next) + "; accepted: bands that join up");
        if (next.end > reach.end) reach = next;
    }
    problems.raise_if_any();
    return joined;
}

}  // namespace headway::stats
