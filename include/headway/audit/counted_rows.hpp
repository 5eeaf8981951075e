/// @file
/// Which rows of a table some words count, and what they say has to be so of them: "three of the four stations", "met
/// their target".
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/future.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Finds what a sentence says of how many rows of a table.
class CountedRowsReader {
protected:
    explicit CountedRowsReader(Sentence& sentence) : sentence_(sentence) {}

    /// How many of the rows some words speak of.
    struct Counted {
        std::size_t first = 0, last = 0;  ///< its tokens, with the noun
        std::size_t count = 0;
        std::optional<std::size_t> whole{};
        bool named = false;  ///< by the word that the table has for its rows
        bool half = false;
        bool but = false;                   ///< "all but two"
        bool of_targets = false;            ///< the whole is of the rows that have a target
        bool alone = false;                 ///< a number by itself, behind another that is full: "and one fell"
        std::optional<std::size_t> only{};  ///< the row that is named: "only Citybus"
    };

    /// What has to be so of a row.
    struct Wanted {
        enum class Is : std::uint8_t { none, compared, moved, spent } is = Is::none;
        Cue cue = Cue::last;
        bool or_equal = false;
        bool reaches = false;  ///< "reached 85%"
        bool strict = false;   ///< of targets that are not named behind it: only where which way is good is known
        Role role = Role::own;
        const Figure* figure = nullptr;  ///< that rows are compared with, where the sentence has it
        int way = 0;                     ///< of a movement: up or down; 0 where it is better, worse or the same
        std::size_t first = 0, last = 0;
    };

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    [[nodiscard]] static bool is_row(const GridLine& row) { return !row.total && !row.points.empty(); }

    [[nodiscard]] std::size_t rows() const {
        return static_cast<std::size_t>(std::count_if(grid_->rows.begin(), grid_->rows.end(), is_row));
    }

    [[nodiscard]] bool has_target(const GridLine& row) const {
        return std::any_of(row.points.begin(), row.points.end(), [&](const GridPoint& point) {
            return grid_->columns[point.column].role == Role::target;
        });
    }

    /// How many rows have a target: "two of the three indicators with targets".
    [[nodiscard]] std::size_t rows_with_target() const {
        return static_cast<std::size_t>(
            std::count_if(grid_->rows.begin(), grid_->rows.end(),
                          [&](const GridLine& row) { return is_row(row) && has_target(row); }));
    }

    [[nodiscard]] std::optional<std::size_t> number_at(std::size_t i) const {
        if (i >= sentence_.tokens.size()) return std::nullopt;
        const Token& token = sentence_.tokens[i];
        constexpr double most = 60.0;
        if (token.is != Token::Is::number || token.ordinal || !token.number.is_count() || token.number.value < 0.0 ||
            token.number.value > most || sentence_.uses[i] == NumberUse::period ||
            sentence_.uses[i] == NumberUse::duration || sentence_.uses[i] == NumberUse::name)
            return std::nullopt;
        return static_cast<std::size_t>(token.number.value);
    }

    [[nodiscard]] bool is_article(std::size_t i) const {
        constexpr std::array<std::string_view, 7> articles{"the", "our", "these", "those", "all", "its", "their"};
        return headway::detail::is_one_of(word(i), articles);
    }

    /// Behind "of the four stations", from "of": how many there are, and whether they are called as the rows are.
    void take_whole(std::size_t i, Counted& counted) const {
        if (word(i) == "out" && word(i + 1) == "of") ++i;
        const bool of = word(i) == "of";
        if (of) ++i;
        while (is_article(i)) ++i;
        if (const auto whole = number_at(i); whole && (of || !counted.whole)) {
            counted.whole = *whole;
            ++i;
        }
        counted.last = i;
        constexpr std::size_t far = 3;
        for (std::size_t n = i; n < std::min(i + far, sentence_.tokens.size()); ++n) {
            if (word(n).empty()) break;
            if (!is_label(stem(word(n)))) continue;
            counted.named = true;
            counted.last = n + 1;
        }
    }

    /// Whether a stemmed word is what the table calls its rows: "branche" of "branches" is "branch".
    [[nodiscard]] bool is_label(std::string_view told) const {
        constexpr std::size_t telling = 4;
        return std::any_of(grid_->label_words.begin(), grid_->label_words.end(), [&](const std::string& label) {
            return told == label ||
                   (label.size() >= telling && told.starts_with(label) && told.size() <= label.size() + 2);
        });
    }

    [[nodiscard]] std::optional<Counted> counted_at(std::size_t i, bool goes_on) const {
        Counted counted{.first = i, .last = i + 1};
        if (const auto count = number_at(i)) {
            if (i > 0 && (word(i - 1) == "of" || word(i - 1) == "but" || word(i - 1) == "all" || word(i - 1) == "the" ||
                          word(i - 1) == "by" || word(i - 1) == "in"))
                if (word(i - 1) != "in" || word(i + 1) != "of") return std::nullopt;
            if (const Figure* figure = figure_at(i); figure != nullptr && figure->stated.bound != Bound::exact)
                return std::nullopt;
            counted.count = *count;
            take_whole(i + 1, counted);
            counted.alone = goes_on && !counted.named && !counted.whole;
        } else if (word(i) == "all" && word(i + 1) == "but" && number_at(i + 2)) {
            counted.but = true;
            counted.count = *number_at(i + 2);
            take_whole(i + 3, counted);
        } else if (word(i) == "all" || word(i) == "every" || word(i) == "each") {
            take_whole(i + 1, counted);
            counted.count = rows();
            if (counted.whole && !counted.named && *counted.whole != rows()) return std::nullopt;
        } else if (word(i) == "both") {
            take_whole(i + 1, counted);
            counted.count = 2;
            counted.whole = 2;
        } else if (word(i) == "none" || word(i) == "neither" || word(i) == "no") {
            take_whole(i + 1, counted);
            if (word(i) == "neither") counted.whole = 2;
        } else if (word(i) == "half" && (word(i + 1) == "of" || word(i + 1) == "the")) {
            take_whole(i + 1, counted);
            counted.half = true;
        } else if (word(i) == "only") {
            const std::vector<std::string> said = telling_words(
                std::span(sentence_.tokens).subspan(i + 1, std::min<std::size_t>(3, sentence_.tokens.size() - i - 1)));
            for (std::size_t r = 0; r < grid_->rows.size(); ++r) {
                if (!is_row(grid_->rows[r])) continue;
                if (said_of(grid_->rows[r], said) < 0.99) continue;
                if (counted.only) return std::nullopt;
                counted.only = r;
            }
            if (!counted.only) return std::nullopt;
            counted.count = 1;
            return counted;
        } else {
            return std::nullopt;
        }
        if (!counted.named && !counted.whole && !counted.alone) return std::nullopt;
        if (counted.whole && *counted.whole != rows()) {
            if (*counted.whole != rows_with_target() || *counted.whole < 2) return std::nullopt;
            counted.of_targets = true;
        }
        if (!counted.whole && word(i) == "all" && !counted.named) return std::nullopt;
        if (counted.half) counted.count = rows() / 2;
        if (counted.half && rows() % 2 != 0) return std::nullopt;
        if (counted.count > rows()) return std::nullopt;
        if (counted.but) counted.count = rows() - counted.count;
        return counted;
    }

    [[nodiscard]] const Figure* figure_at(std::size_t token) const {
        for (const Figure& figure : sentence_.figures)
            if (figure.token == token) return &figure;
        return nullptr;
    }

    [[nodiscard]] std::vector<Counted> all_counted() const {
        std::vector<Counted> found;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i)
            if (const auto counted = counted_at(i, !found.empty())) {
                found.push_back(*counted);
                i = std::max(i, counted->last - 1);
            }
        return found;
    }

    /// What is said of those that are counted: behind them, or before "at two of the four".
    [[nodiscard]] Wanted wanted_of(const Counted& counted, std::size_t until, std::size_t from) const {
        const bool placed =
            counted.first > 0 && (word(counted.first - 1) == "at" || word(counted.first - 1) == "in" ||
                                  word(counted.first - 1) == "for" || word(counted.first - 1) == "across" ||
                                  word(counted.first - 1) == "on");
        std::size_t begin = counted.first;
        while (begin > from && !sentence_.sign(begin - 1, ',') && !sentence_.sign(begin - 1, ';')) --begin;
        if (const Wanted kept = kept_of(counted); kept.is != Wanted::Is::none) return kept;
        if (placed) {
            if (Wanted wanted = wanted_in(begin, counted.first); wanted.is == Wanted::Is::moved) return wanted;
            if (Wanted wanted = met_before(begin, counted.first); wanted.is != Wanted::Is::none) return wanted;
        }
        std::size_t end = until;
        for (std::size_t i = counted.last; i < end; ++i)
            if (sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ';') || sentence_.sign(i, ',')) end = i;
        const Wanted wanted = wanted_in(counted.last, end);
        return wanted.is != Wanted::Is::none ? wanted : met_in(counted, end);
    }

    /// "Two of the four targets were met", "none of the measures was achieved".
    [[nodiscard]] Wanted met_in(const Counted& counted, std::size_t end) const {
        constexpr std::array<std::string_view, 10> nouns{"target",     "targets", "standard",   "standards",
                                                         "goals",      "measure", "commitment", "commitments",
                                                         "indicators", "measures"};
        const auto is_noun = [&](std::size_t i) { return headway::detail::is_one_of(word(i), nouns); };
        bool named = false;
        for (std::size_t i = counted.first; i < end; ++i) {
            named = named || is_noun(i);
            const bool met = word(i) == "met" || word(i) == "achieved" || word(i) == "hit";
            if (!named || !(met || word(i) == "missed") || i < counted.last || is_negated(i) || word(i - 1) == "not" ||
                word(i + 1) == "or")
                continue;
            return {.is = Wanted::Is::compared,
                    .cue = met ? Cue::meets : Cue::misses,
                    .strict = true,
                    .role = Role::target,
                    .first = i,
                    .last = i + 1};
        }
        return {};
    }

    /// "Targets were met in all three regions": said before the places that are counted.
    [[nodiscard]] Wanted met_before(std::size_t first, std::size_t last) const {
        bool named = false;
        for (std::size_t i = first; i < last; ++i) {
            named = named || sentence_.mark_at(i, std::array{Cue::target}) != nullptr;
            const bool met = word(i) == "met" || word(i) == "achieved" || word(i) == "hit";
            if (!named || !(met || word(i) == "missed") || i + 3 < last || is_negated(i) || word(i - 1) == "not")
                continue;
            return {.is = Wanted::Is::compared,
                    .cue = met ? Cue::meets : Cue::misses,
                    .role = Role::target,
                    .first = i,
                    .last = i + 1};
        }
        return {};
    }

    /// "We missed three of the four commitments": of targets, one of each row.
    [[nodiscard]] Wanted kept_of(const Counted& counted) const {
        if (!counted.whole) return {};
        const Mark* target = nullptr;
        constexpr std::size_t far = 4;  // "three of its four customer service targets"
        for (std::size_t i = counted.last > 0 ? counted.last - 1 : 0; i < counted.last + far && target == nullptr; ++i)
            target = sentence_.mark_at(i, std::array{Cue::target});
        constexpr std::array keeping{Cue::meets, Cue::misses};
        for (std::size_t by = 1; by <= 2 && by <= counted.first && target != nullptr; ++by)
            if (const Mark* mark = sentence_.mark_at(counted.first - by, keeping); mark != nullptr)
                return {.is = Wanted::Is::compared,
                        .cue = mark->cue,
                        .role = Role::target,
                        .first = mark->first,
                        .last = target->last};
        return {};
    }

    [[nodiscard]] bool is_negated(std::size_t first) const {
        for (std::size_t by = 1; by <= 2 && by <= first; ++by)
            if (sentence_.mark_at(first - by, std::array{Cue::negation, Cue::modal}) != nullptr &&
                word(first - by) != "neither" && word(first - by) != "no")
                return true;
        return is_not_so_yet(sentence_, first);
    }

    [[nodiscard]] Wanted wanted_in(std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last; ++i) {
            if (word(i).starts_with("overspen") || word(i).starts_with("underspen"))
                return {.is = Wanted::Is::spent, .way = word(i)[0] == 'o' ? 1 : -1, .first = i, .last = i + 1};
            if (const Mark* mark = longest(i, comparison_cues); mark != nullptr && !is_negated(i)) {
                Wanted wanted = compared_by(*mark, last);
                if (wanted.is != Wanted::Is::none) return wanted;
            }
            if (word(i) == "reached")
                if (Wanted wanted = compared_by({Cue::above, i, i + 1}, last);
                    wanted.is == Wanted::Is::compared && wanted.figure != nullptr) {
                    wanted.reaches = true;
                    return wanted;
                }
            for (const Mark& mark : sentence_.marks) {
                const auto moves = movement_of(mark.cue);
                if (mark.first != i || !moves || is_negated(i)) continue;
                const bool up = moves->movement == Movement::up, down = moves->movement == Movement::down;
                return {.is = Wanted::Is::moved,
                        .cue = mark.cue,
                        .way = up     ? 1
                               : down ? -1
                                      : 0,
                        .first = i,
                        .last = mark.last};
            }
            if ((word(i) == "got" || word(i) == "get") && (word(i + 1) == "worse" || word(i + 1) == "better"))
                return {.is = Wanted::Is::moved,
                        .cue = word(i + 1) == "worse" ? Cue::worse : Cue::better,
                        .first = i,
                        .last = i + 2};
        }
        return {};
    }

    template <std::size_t n>
    [[nodiscard]] const Mark* longest(std::size_t i, const std::array<Cue, n>& cues) const {
        const Mark* found = sentence_.mark_at(i, cues);
        return found != nullptr && found->first == i ? found : nullptr;
    }

    /// "Met their target", "were better than the national average", "on or above target", "above 22.6%".
    [[nodiscard]] Wanted compared_by(const Mark& mark, std::size_t last) const {
        constexpr std::array known{Cue::above, Cue::below,  Cue::better_than, Cue::worse_than,
                                   Cue::meets, Cue::misses, Cue::exceeds};
        if (std::find(known.begin(), known.end(), mark.cue) == known.end()) return {};
        Wanted wanted{.cue = compared_as(sentence_, mark), .first = mark.first, .last = mark.last};
        wanted.or_equal = mark.first >= 2 && word(mark.first - 1) == "or";
        constexpr std::size_t far = 6;
        for (std::size_t i = mark.last; i < std::min(mark.last + far, last); ++i) {
            if (const Mark* role = sentence_.mark_at(i, compared_roles);
                role != nullptr && is_comparator(role_of(role->cue))) {
                wanted.role = role_of(role->cue);
                wanted.last = std::max(wanted.last, role->last);
                break;
            }
        }
        for (const Figure& figure : sentence_.figures)
            if (figure.token >= mark.last && figure.token < std::min(mark.last + far, last)) {
                wanted.figure = &figure;
                wanted.last = std::max(wanted.last, figure.token + 1);
                break;
            }
        if (wanted.role != Role::own || wanted.figure != nullptr) wanted.is = Wanted::Is::compared;
        return wanted;
    }

    Sentence& sentence_;
    const Grid* grid_ = nullptr;  ///< the one that is looked at
};

}  // namespace headway::inline HEADWAY_ABI::auditing
