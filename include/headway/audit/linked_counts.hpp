/// @file
/// What a sentence counts, and what it says has to be so of each: "on two of the four", "every month", "only North";
/// "above the county rate", "met the 20-day target", "rose", "more were decided than received".
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

#include "headway/audit/future.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds counts in words and their conditions.
class CountWords : protected RowLinks {
protected:
    using RowLinks::RowLinks;

    /// How many of what.
    struct CountSaid {
        std::size_t first = 0, last = 0;
        std::size_t count = 0;
        std::optional<std::size_t> whole{};
        std::optional<std::size_t> but{};   ///< the row that it is not so of: "every area except North"
        std::optional<std::size_t> only{};  ///< the row that it alone is so of
        bool all = false, none = false;
        bool of_times = false;
        bool named = false;      ///< by a word that the table has for its rows, or one for measures
        std::size_t noun = 0;    ///< that word; 0 where none is said
        bool wanted = false;     ///< targets, standards: to be met or missed
        bool some_only = false;  ///< "of the indicators with a target", "of the two that fell"
    };

    /// What has to be so.
    struct Test {
        enum class Is : std::uint8_t { above, below, better, worse, meets, misses, some, same } is = Is::above;
        bool or_equal = false;
        int moved = 0;         ///< of a movement: 1
        bool passive = false;  ///< "the target was met": what is wanted stands before it
        bool either = false;   ///< "exceeded": above in number, or better
        bool overall = false;  ///< "the overall figure", "the average"
        Role role = Role::own;
        const Figure* figure = nullptr;
        std::pair<const When*, const When*> whens{nullptr, nullptr};
        std::size_t than = 0;  ///< of "more were decided than received": where the other begins
        std::size_t begin = 0, end = 0;
        std::size_t first = 0, last = 0;
    };

    [[nodiscard]] std::optional<CountSaid> count_at(std::size_t s, std::size_t i) const {
        CountSaid said{.first = i, .last = i + 1};
        const std::string_view now = word(s, i);
        if (const auto n = small_at(s, i)) {
            if (word(s, i + 1) == "in" || is_fraction_at(s, i)) return std::nullopt;
            if (i > 0 && (word(s, i - 1) == "of" || word(s, i - 1) == "by" ||
                          word(s, i - 1) == "all")) return std::nullopt;
            said.count = *n;
            said.none = *n == 0;
            take_whole(s, i + 1, said);
            return said.whole || said.named ? std::optional(said) : std::nullopt;
        }
        if (now == "all" || now == "every" || now == "each" || now == "both") {
            said.all = true;
            if (now == "both") said.whole = 2;
            take_whole(s, i + 1, said);
            if (!said.named || !take_exception(s, said)) return std::nullopt;
            return said;
        }
        if (now == "no" || now == "none" || now == "neither") {
            said.none = true;
            take_whole(s, i + 1, said);
            return said.named ? std::optional(said) : std::nullopt;
        }
        if (now == "only" || now == "sole") return only_at(s, i);
        return std::nullopt;
    }

    /// What has to be so of those that are counted: behind the count, else before it in its part or the one before.
    [[nodiscard]] std::optional<Test> test_of(std::size_t s, const CountSaid& said, std::size_t from) const {
        const Sentence& sentence = sentences_[s];
        std::size_t end = said.last;
        while (end < sentence.tokens.size() && sentence.tokens[end].is != Token::Is::stop && !sentence.sign(end, ';') &&
               !sentence.sign(end, ',') && !sentence.sign(end, '('))
            ++end;
        std::size_t begin = said.first;
        while (begin > from && !sentence.sign(begin - 1, ';') && !sentence.sign(begin - 1, ',')) --begin;
        if (said.of_times)
            if (auto two = two_lines(s, said.last, end)) return two;
        if (auto test = test_in(s, said.last, end, said.wanted)) return test;
        std::size_t at = said.first;
        while (at > 0 && (word(s, at - 1) == "just" || word(s, at - 1) == "only")) --at;
        if (at == 0) return std::nullopt;
        // "the board met just two of the five standards"
        const bool kept = said.wanted && sentence.mark_at(at - 1, std::array{Cue::meets, Cue::misses}) != nullptr;
        if (kept) return test_in(s, begin, at, true);
        constexpr std::array<std::string_view, 6> placing{"in", "on", "at", "for", "across", "of"};
        if (!headway::detail::is_one_of(word(s, said.first - 1), placing) && !said.only) return std::nullopt;
        return test_in(s, begin, said.first);
    }

    [[nodiscard]] std::optional<std::size_t> small_at(std::size_t s, std::size_t i) const {
        if (i >= sentences_[s].tokens.size()) return std::nullopt;
        const Token& token = sentences_[s].tokens[i];
        constexpr double most = 60.0;
        const NumberUse use = sentences_[s].uses[i];
        if (token.is != Token::Is::number || token.ordinal || !token.number.is_count() || token.number.value < 0.0 ||
            token.number.value > most || use == NumberUse::period || use == NumberUse::name)
            return std::nullopt;
        return static_cast<std::size_t>(token.number.value);
    }

private:
    [[nodiscard]] bool is_fraction_at(std::size_t s, std::size_t i) const {
        return std::any_of(sentences_[s].fractions.begin(), sentences_[s].fractions.end(),
                           [&](const Fraction& fraction) { return fraction.first <= i && i < fraction.last; });
    }

    /// "Of the four stations", "months", "of the three indicators with an England comparator".
    void take_whole(std::size_t s, std::size_t i, CountSaid& said) const {
        constexpr std::array<std::string_view, 7> articles{"the", "our", "these", "those", "all", "its", "their"};
        if (word(s, i) == "out" && word(s, i + 1) == "of") ++i;
        const bool of = word(s, i) == "of";
        if (of) ++i;
        while (headway::detail::is_one_of(word(s, i), articles)) ++i;
        if (const auto whole = small_at(s, i); whole && (of || said.all)) {
            said.whole = *whole;
            said.last = ++i;
            if (word(s, i) == "of") ++i;  // "all three of the indicators"
            while (headway::detail::is_one_of(word(s, i), articles)) ++i;
        }
        constexpr std::size_t far = 3;
        for (std::size_t n = i; n < i + far; ++n) {
            const std::string_view now = word(s, n);
            if (now.empty() || now == "of" || now == "and") break;
            if (is_step(now)) {
                said.of_times = said.named = true;
                said.noun = n;
                said.last = n + 1;
                return;
            }
            if (!is_called(s, n)) continue;
            said.named = true;
            said.noun = n;
            said.last = n + 1;
            constexpr std::array<std::string_view, 4> wanted{"target", "standard", "objective", "goal"};
            said.wanted = headway::detail::is_one_of(std::string_view(stem(now)), wanted);
            said.some_only = word(s, n + 1) == "with" || word(s, n + 1) == "that";
            return;
        }
    }

    [[nodiscard]] static bool is_step(std::string_view now) {
        constexpr std::array<std::string_view, 8> steps{"month",    "months", "quarter", "quarters",
                                                        "year",     "years",  "week",    "weeks"};
        return headway::detail::is_one_of(now, steps);
    }

    /// Whether a word is what a table calls its rows, or what measures, places and parts are called in general.
    [[nodiscard]] bool is_called(std::size_t s, std::size_t i) const {
        constexpr std::array<std::string_view, 26> general{
            "measure",  "indicator", "kpi",     "metric",  "target",   "standard",  "area",     "district", "site",
            "scheme",   "category",  "question", "group",  "service",  "directorate", "portfolio", "hospital", "school",
            "locality", "type",      "statement", "priority", "stream", "corridor", "place",    "team"};
        const std::string told = stem(word(s, i));
        if (headway::detail::is_one_of(std::string_view(told), general)) return true;
        return std::any_of(grids_.begin(), grids_.end(), [&](const Grid* grid) { return says(grid->label_words,
                                                                                             told); });
    }

    /// "Every area except North": the row that is left out; false where one is that no table has.
    [[nodiscard]] bool take_exception(std::size_t s, CountSaid& said) const {
        for (std::size_t i = said.last; i < sentences_[s].tokens.size(); ++i) {
            const bool two = (word(s, i) == "apart" && word(s, i + 1) == "from") ||
                             (word(s, i) == "other" && word(s, i + 1) == "than");
            if (!two && word(s, i) != "except" && word(s, i) != "bar" && word(s, i) != "excepting") continue;
            constexpr std::size_t far = 5;
            said.but = row_named(s, i + (two ? 2 : 1), i + 1 + far);
            return said.but.has_value();
        }
        return true;
    }

    /// The row of any table that some tokens name best; none where they name none.
    [[nodiscard]] std::optional<std::size_t> row_named(std::size_t s, std::size_t first, std::size_t last) const {
        std::vector<NearWord> words;
        for (std::size_t k = first; k < std::min(last, sentences_[s].tokens.size()); ++k)
            for (std::string& told : words_between(s, k, k + 1)) words.push_back({std::move(told), 1.0});
        double most = 0.45;
        std::optional<std::size_t> found;
        for (const Grid* grid : grids_)
            for (const GridLine& row : grid->rows) {
                if (row.points.empty() || row.total) continue;
                if (const double score = score_of(row, words); score > most)
                    most = score, found = row.points.front().row;
            }
        return found;
    }

    /// "Only North beat", "North was the only one to rise".
    [[nodiscard]] std::optional<CountSaid> only_at(std::size_t s, std::size_t i) const {
        CountSaid said{.first = i, .last = i + 1, .count = 1, .named = true};
        const bool behind_it = i > 0 && word(s, i - 1) == "the";
        said.only = behind_it ? row_named(s, 0, i) : row_named(s, i + 1, i + 5);
        return said.only ? std::optional(said) : std::nullopt;
    }

    /// "The service determined more applications than it received".
    [[nodiscard]] std::optional<Test> two_lines(std::size_t s, std::size_t first, std::size_t last) const {
        constexpr std::array<std::string_view, 3> up{"more", "higher", "greater"};
        constexpr std::array<std::string_view, 3> down{"fewer", "less", "lower"};
        for (std::size_t i = first; i < last; ++i) {
            const bool more = headway::detail::is_one_of(word(s, i), up);
            const bool less = headway::detail::is_one_of(word(s, i), down);
            if (!more && !less) continue;
            for (std::size_t k = i + 1; k < std::min(i + 5, last); ++k)
                if (word(s, k) == "than")
                    return Test{.is = more ? Test::Is::above : Test::Is::below,
                                .than = k,
                                .begin = first,
                                .end = last,
                                .first = i,
                                .last = k + 1};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Test> test_in(std::size_t s, std::size_t first, std::size_t last,
                                              bool wanted = false) const {
        const Sentence& sentence = sentences_[s];
        for (std::size_t i = first; i < last; ++i) {
            if (i > 0 && sentence.mark_at(i - 1, std::array{Cue::modal}) != nullptr && word(s, i - 1) != "to") continue;
            if (is_not_so_yet(sentence, i)) continue;
            if (const int way = side_of(word(s, i)); way != 0)
                if (auto test = two_times_in(s, i, way, last)) return test;
            if (word(s, i).starts_with("account") && word(s, i + 1) == "for" && word(s, i + 2) == "all")
                return Test{.is = Test::Is::some, .first = i, .last = i + 3};
            if (const Mark* mark = sentence.mark_at(i, comparison_cues); mark != nullptr && mark->first == i)
                if (auto test = compared(s, *mark, first, last, wanted)) return test;
            if (word(s, i) == "lose" || word(s, i) == "lost")
                return Test{.is = Test::Is::below, .moved = 1, .first = i, .last = i + 1};
            for (const Mark& mark : sentence.marks) {
                const auto moves = movement_of(mark.cue);
                if (mark.first != i || !moves) continue;
                Test test{.moved = 1, .first = i, .last = mark.last};
                test.is = moves->movement == Movement::up       ? Test::Is::above
                          : moves->movement == Movement::down   ? Test::Is::below
                          : moves->movement == Movement::better ? Test::Is::better
                          : moves->movement == Movement::worse  ? Test::Is::worse
                                                                : Test::Is::same;
                return test;
            }
        }
        return std::nullopt;
    }

    /// Which side a word says that has "than" behind it: "higher", "busier".
    [[nodiscard]] static int side_of(std::string_view word) {
        constexpr std::array<std::string_view, 7> up{"higher", "more",   "busier",  "larger",
                                                     "greater", "longer", "stronger"};
        constexpr std::array<std::string_view, 6> down{"lower", "fewer", "less", "smaller", "shorter", "quieter"};
        return headway::detail::is_one_of(word, up) ? 1 : headway::detail::is_one_of(word, down) ? -1 : 0;
    }

    /// "Had a higher rate in November than in September", "were lower than in 2023": then it is of the latest.
    [[nodiscard]] std::optional<Test> two_times_in(std::size_t s, std::size_t i, int way, std::size_t last) const {
        Test test{.is = way > 0 ? Test::Is::above : Test::Is::below, .first = i, .last = i + 1};
        std::size_t than = 0;
        for (std::size_t k = i; k < last && than == 0; ++k) than = word(s, k) == "than" ? k : 0;
        for (const When& when : sentences_[s].whens) {
            if (when.first >= last || (when.first < i && sentences_[s].parts[when.first] != sentences_[s].parts[i]))
                continue;
            (when.first < than ? test.whens.first : test.whens.second) = &when;
            test.last = std::max(test.last, when.last);
        }
        const bool behind_it = test.whens.second != nullptr && test.whens.second->first <= than + 2;
        if (than == 0 || !behind_it || (test.whens.first == nullptr && than != i + 1)) return std::nullopt;
        return test;
    }

    [[nodiscard]] std::optional<Test> compared(std::size_t s, const Mark& mark, std::size_t first,
                                               std::size_t last, bool wanted) const {
        const Sentence& sentence = sentences_[s];
        Test test{.begin = first, .first = mark.first, .last = mark.last};
        switch (mark.cue) {
            case Cue::above:
                test.is = Test::Is::above;
                break;
            case Cue::exceeds:
                test.is = Test::Is::better;
                test.either = !is_to_beat(word(s, mark.first));
                break;
            case Cue::below:
                test.is = Test::Is::below;
                break;
            case Cue::better_than:
                test.is = Test::Is::better;
                break;
            case Cue::worse_than:
                test.is = Test::Is::worse;
                break;
            case Cue::meets:
                test.is = Test::Is::meets;
                break;
            case Cue::misses:
                test.is = Test::Is::misses;
                break;
            default:
                return std::nullopt;
        }
        test.or_equal = mark.first >= 2 && word(s, mark.first - 1) == "or";
        constexpr std::array<std::string_view, 5> overall{"overall", "average", "whole", "mean", "total"};
        const bool keeps = mark.cue == Cue::meets || mark.cue == Cue::misses;
        constexpr std::array<std::string_view, 4> passives{"been", "was", "were", "is"};
        test.passive = mark.first > first && headway::detail::is_one_of(word(s, mark.first - 1), passives);
        // "the 20-day target was met", "has been beaten": it stands before
        for (std::size_t i = keeps || test.passive ? first : mark.last; i < std::min(mark.last + 7, last); ++i) {
            if (const Mark* role = sentence.mark_at(i, compared_roles);
                role != nullptr && is_comparator(role_of(role->cue)) && test.role == Role::own)
                test.role = role_of(role->cue);
            test.overall = test.overall || headway::detail::is_one_of(word(s, i), overall);
        }
        for (const Figure& figure : sentence.figures)
            if (figure.token >= mark.last && figure.token < std::min(mark.last + 7, last) && test.figure == nullptr &&
                !(is_comparator(test.role) && figure.stated.is_count()))
                test.figure = &figure;
        if (keeps && test.role == Role::own && !wanted && !test.passive && word(s, mark.last) != "its" &&
            word(s, mark.last) != "their") return std::nullopt;
        if (keeps && test.role == Role::own) test.role = Role::target;
        return test;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
