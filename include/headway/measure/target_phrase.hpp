/// @file
/// The words of a target as people write them: its figure, and which words about it say that it is a change, a level or
/// a bound. What they come to is read_target.hpp, whose table has the forms.
///
/// Errors: two figures; a word that could turn the meaning; a direction that stands apart from the figure; a "by" with
/// neither a figure nor a date behind it, and one with a year that may be either.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/figure.hpp"
#include "headway/measure/relative_target.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

inline constexpr std::string_view accepted_targets =
    "; accepted: a number or a range ('95%', '18 to 21'), a change ('80 fewer', 'reduce by 5%', 'up 5 points'), or 'at "
    "least as good as last year', each with a date behind it if you like ('by the end of Q3')";

enum class TargetWord : std::uint8_t { down, up, better, further, same, bound, turning, multiple };

struct TargetWords {
    TargetWord is;
    std::string_view words;  ///< parted by spaces
};

inline constexpr std::array<TargetWords, 8> target_words{{
    {TargetWord::down,
     "fewer less lower down reduce reduces reduced reducing reduction cut cuts cutting fall falls falling decrease "
     "decreases decreasing drop drops"},
    {TargetWord::up,
     "more higher up increase increases increasing increased rise rises rising raise raising grow grows growing growth "
     "extra additional"},
    {TargetWord::better, "better improve improves improving improved improvement"},
    {TargetWord::further, "further another"},
    {TargetWord::same, "good well same maintain maintained hold held keep kept match unchanged sustain"},
    {TargetWord::bound,
     "below above under over beneath least most minimum maximum min max exceed exceeds exceeding beyond"},
    {TargetWord::turning,
     "no not never worse or unless per half halve double twice treble each every without than top bottom first last "
     "within between about around roughly approximately circa nearly almost until till before after during annually "
     "yearly quarterly monthly weekly daily year years quarter quarters month months week weeks from versus"},
    {TargetWord::multiple,
     "x fold twofold threefold fourfold fivefold tenfold doubled doubling tripled triple quadruple"},
}};

/// Words that stand between a figure and what belongs to something else: "95% of homes in better condition".
inline constexpr std::string_view parting_words = " of in with at for on to who that are have having and but ";

[[nodiscard]] inline std::optional<TargetWord> target_word(std::string_view word) {
    for (const TargetWords& some : target_words)
        for (const std::string_view each : split_words(some.words))
            if (each == word) return some.is;
    return std::nullopt;
}

/// A figure and what it counts in.
struct TargetFigure {
    double size = 0.0;
    ChangeIs is = ChangeIs::amount;
    bool plus = false;  ///< written with that sign
};

/// Whether a plus stands before the first digit: "+5%", "at least +5"; but not "95+".
[[nodiscard]] inline bool begins_with_plus(std::string_view text) {
    return text.substr(0, text.find_first_of("0123456789")).find('+') != std::string_view::npos;
}

/// The figure that begins with word `at`, and how many words it takes.
[[nodiscard]] inline std::optional<std::pair<TargetFigure, std::size_t>> target_figure(
    const std::vector<std::string_view>& words, std::size_t at) {
    if (words[at].find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
    const auto next = [&](std::size_t ahead) { return at + ahead < words.size() ? words[at + ahead] : ""; };
    std::string text(words[at]);
    std::size_t taken = 1;
    if (next(1) == "million" || next(1) == "billion" || next(1) == "thousand" || next(1) == "m" || next(1) == "k")
        text += " " + std::string(next(taken++));
    TargetFigure found;
    const auto is_points = [](std::string_view word) {
        return word == "point" || word == "points" || word == "pp" || word == "ppt" || word == "ppts" ||
               word == "pts";
    };
    if (is_points(next(taken))) {
        found.is = ChangeIs::points;
        ++taken;
    } else if ((next(taken) == "percentage" || next(taken) == "%" || next(taken) == "%-") &&
               is_points(next(taken + 1))) {
        found.is = ChangeIs::points;
        taken += 2;
    } else if (next(taken) == "per" && next(taken + 1) == "cent") {
        text += "%";
        taken += 2;
    } else if (next(taken) == "percent" || next(taken) == "%") {
        text += "%";
        ++taken;
    }
    const Figure figure = read_figure(text);
    if (figure.status != FigureStatus::value)
        throw Error(headway::quoted(text) + " is no figure" + (figure.why.empty() ? "" : ": " + figure.why) +
                    std::string(accepted_targets));
    found.size = *figure.value;
    found.plus = begins_with_plus(text);
    if (figure.unit == FigureUnit::percentage_points) found.is = ChangeIs::points;
    if (figure.unit == FigureUnit::per_cent && found.is == ChangeIs::amount) found.is = ChangeIs::fraction;
    return std::pair(found, taken);
}

[[nodiscard]] inline std::vector<std::string_view> words_of_target(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        std::string_view each = text.substr(0, end);
        while (!each.empty() && (each.back() == ',' || each.back() == ':')) each.remove_suffix(1);
        if (!each.empty()) words.push_back(each);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

[[nodiscard]] inline bool is_unit_of_target(std::string_view word) {
    return is_one_of(word, std::array<std::string_view, 9>{"%", "percent", "percentage", "point", "points", "pp",
                                                           "ppt", "ppts", "pts"});
}

[[nodiscard]] inline bool is_direction(std::optional<TargetWord> word) {
    return word == TargetWord::down || word == TargetWord::up || word == TargetWord::better;
}

/// A phrase as its figure and what the words about it say.
struct TargetPhrase {
    std::vector<std::string_view> words{};
    std::optional<TargetFigure> figure{};
    std::size_t first = 0, end = 0;  ///< the words of the figure
    bool down = false, up = false, better = false, further = false, same = false, bound = false;

    [[nodiscard]] std::string_view before() const { return first > 0 ? words[first - 1] : ""; }
    [[nodiscard]] bool moves() const { return down || up || better; }
};

/// A phrase read: the figure and what the words say.
/// @throws Error for two figures, and words that could turn the meaning.
[[nodiscard]] inline TargetPhrase target_phrase(std::string_view text) {
    TargetPhrase found{.words = words_of_target(text)};
    std::vector<std::string_view>& words = found.words;
    for (std::size_t i = 0; i + 2 < words.size(); ++i)  // "2 more percentage points": the unit belongs to the 2
        if (words[i].find_first_of("0123456789") != std::string_view::npos &&
            is_direction(target_word(words[i + 1])) && is_unit_of_target(words[i + 2])) {
            const std::size_t units = i + 3 < words.size() && is_unit_of_target(words[i + 3]) ? 2 : 1;
            std::rotate(words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                        words.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                        words.begin() + static_cast<std::ptrdiff_t>(i + 2 + units));
        }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto figure = target_figure(words, i)) {
            if (found.figure) throw Error("it holds two figures" + std::string(accepted_targets));
            found.figure = figure->first;
            found.first = i;
            found.end = i + figure->second;
            i = found.end - 1;
            continue;
        }
        const bool none = words[i] == "no" || words[i] == "not";
        if (none && i + 1 < words.size() && (words[i + 1] == "worse" || words[i + 1] == "change")) {
            found.same = true;
            ++i;
            continue;
        }
        const auto meaning = target_word(words[i]);
        if (meaning == TargetWord::turning)
            throw Error("'" + std::string(words[i]) + "' could turn its meaning" + std::string(accepted_targets));
        if (meaning == TargetWord::multiple || (words[i] == "times" && found.figure && i == found.end))
            throw Error("it is a multiple, and nothing says of what; accepted: 'up 50%' for 1.5 times the baseline, or "
                        "the number that it comes to");
        found.down = found.down || meaning == TargetWord::down;
        found.up = found.up || meaning == TargetWord::up;
        found.better = found.better || meaning == TargetWord::better;
        found.further = found.further || meaning == TargetWord::further;
        found.same = found.same || meaning == TargetWord::same;
        found.bound = found.bound || meaning == TargetWord::bound;
    }
    return found;
}

/// Refuses a direction that stands apart from the figure, and so may be of something else.
inline void validate_directions(const TargetPhrase& of) {
    const auto refuse = [](std::string_view word) {
        throw Error("'" + std::string(word) + "' stands apart from the figure; accepted: 'reduce by 80', 'a rise "
                    "of 12', '80 fewer', or the number alone for a level");
    };
    const bool led = is_one_of(of.before(), std::array<std::string_view, 4>{"by", "of", "further", "another"}) ||
                     of.before() == "to" || is_direction(target_word(of.before()));
    for (std::size_t i = 0; i < of.words.size(); ++i) {
        if (!is_direction(target_word(of.words[i]))) continue;
        const bool comparative =
            is_one_of(of.words[i], std::array<std::string_view, 6>{"fewer", "less", "lower", "more", "higher",
                                                                   "better"});
        if (i < of.first && (comparative || !led)) refuse(of.words[i]);
        for (std::size_t between = of.end; between < i; ++between)
            if (parting_words.find(" " + std::string(of.words[between]) + " ") != std::string_view::npos)
                refuse(of.words[i]);
    }
}

/// Refuses a "by" with neither a figure nor a date behind it, and a year that may be either.
inline void validate_by(const TargetPhrase& of) {
    for (std::size_t i = 0; i < of.words.size(); ++i) {
        if (of.words[i] != "by") continue;
        std::size_t next = i + 1;
        while (next < of.words.size() &&
               is_one_of(of.words[next], std::array<std::string_view, 6>{"a", "an", "further", "another", "extra",
                                                                         "additional"}))
            ++next;
        if (of.figure && next == of.first) {
            const std::string_view word = of.words[of.first];
            const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                              word.find_first_not_of("0123456789") == std::string_view::npos &&
                              of.end == of.words.size();
            if (year && of.figure->is == ChangeIs::amount)
                throw Error("'by " + std::string(word) + "' may be a year or an amount; accepted: 'by " +
                            std::string(word.substr(0, 1)) + "," + std::string(word.substr(1)) +
                            "' for an amount, or a figure before the date");
            continue;
        }
        std::string behind;
        for (std::size_t w = i + 1; w < of.words.size(); ++w)
            behind += (behind.empty() ? "" : " ") + std::string(of.words[w]);
        throw Error("'by " + behind + "' is no date; accepted: 'by March 2026', 'by 31 March 2026', 'by the end "
                    "of Q3', 'by year end'");
    }
}

}  // namespace headway::detail
