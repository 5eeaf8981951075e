/// @file
/// Sizes of change in a sentence: "up 1.1 percentage points", "a 20% reduction", "20 less than", "one over target",
/// "increased (23, 52.3%) from 44 to 67". What they are held against is in read_changes.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A figure that is a size of change, and which way its words go.
struct Size {
    Figure* figure = nullptr;
    int sign = 0;  ///< 1 up, -1 down, 0 not said
    std::size_t first = 0, last = 0;
    bool of_difference = false;  ///< "20 less than", "4 points below"
    bool bare = false;           ///< no figure stands behind it: "one over target"
};

/// Finds by how much a sentence says that something changed.
class SizeReader {
public:
    explicit SizeReader(Context& context) : context_(context), sentence_(context.sentence) {}

    [[nodiscard]] std::vector<Size> read() {
        std::vector<Size> sizes;
        for (Figure& figure : sentence_.figures)
            if (!figure.taken)
                if (auto size = size_of(figure)) sizes.push_back(*size);
        add_brackets(sizes);
        for (const Size& size : sizes) size.figure->role = Role::size;
        return sizes;
    }

    [[nodiscard]] int sign_of(std::size_t i) const {
        for (const Mark& mark : sentence_.marks) {
            if (mark.first > i || mark.last <= i) continue;
            if (const int way = way_of(mark.cue); way != 0) return way;
        }
        return 0;
    }

    [[nodiscard]] bool has_earlier() const {
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(),
                           [](const Figure& figure) { return figure.role == Role::earlier; });
    }

    /// "22% above the level that we agreed": what it is above is named, and is no time before.
    [[nodiscard]] bool names_its_base(const Size& size) const {
        constexpr std::size_t far = 7;
        if (!size.of_difference) return false;
        std::size_t named = 0;
        // "£1.6m better than planned"
        if (sentence_.mark_at(size.last, std::array{Cue::target, Cue::budget, Cue::national, Cue::peer,
                                                    Cue::forecast}) != nullptr)
            return true;
        for (std::size_t i = size.last; i < std::min(size.last + far, sentence_.tokens.size()); ++i) {
            if (sentence_.tokens[i].is != Token::Is::word) break;
            if (sentence_.mark_at(i, std::array{Cue::previous, Cue::year_before, Cue::last}) != nullptr ||
                is_span_of_time(word(i)))
                return false;
            ++named;
        }
        return named > 1 && std::none_of(sentence_.whens.begin(), sentence_.whens.end(), [&](const When& when) {
                   return when.first >= size.last && when.first < size.last + far;
               });
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t by = 1) const {
        return i >= by ? word(i - by) : std::string_view();
    }

    [[nodiscard]] bool ends_part(std::size_t i) const {
        return i >= sentence_.tokens.size() || sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ',') ||
               sentence_.sign(i, ')') || sentence_.sign(i, ';');
    }

    [[nodiscard]] bool says_earlier() const {
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [](const Figure& figure) {
            return figure.role == Role::compared || figure.role == Role::earlier || figure.role == Role::year_before ||
                   figure.role == Role::previous;
        });
    }

    /// "Over target" behind a size, where the sentence has the target's figure elsewhere.
    [[nodiscard]] bool against_comparator(std::size_t i) const {
        constexpr std::array<std::string_view, 4> sides{"over", "above", "under", "below"};
        if (!headway::detail::is_one_of(word(i), sides)) return false;
        const std::size_t at = word(i + 1) == "the" || word(i + 1) == "its" || word(i + 1) == "our" ? i + 2 : i + 1;
        const Mark* mark = sentence_.mark_at(at, std::array{Cue::target, Cue::budget});
        if (mark == nullptr || !ends_part(mark->last)) return false;
        // "were above the 2.0% ceiling and repairs 3.5 points below target": that target is another's
        return std::none_of(sentence_.marks.begin(), sentence_.marks.end(),
                            [&](const Mark& other) {
                                return other.last < i && (other.cue == Cue::above || other.cue == Cue::below);
                            }) &&
               std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
                   return figure.role == role_of(mark->cue) && figure.cue != mark->first;
               });
    }

    /// "This is six days over the target", which the sentences before give.
    [[nodiscard]] bool is_gap_to_a_comparator(const Figure& figure, std::size_t i) const {
        constexpr std::array<std::string_view, 7> sides{"over", "above", "under", "below", "short", "off", "outside"};
        if (!headway::detail::is_one_of(word(i), sides) || figure.in_brackets || i > figure.token + 2) return false;
        std::size_t at = word(i) == "short" && word(i + 1) == "of" ? i + 2 : i + 1;
        if (word(at) == "the" || word(at) == "its" || word(at) == "our") ++at;
        const Mark* mark = sentence_.mark_at(at, std::array{Cue::target, Cue::budget});
        if (mark == nullptr || mark->first != at || figure.stated.unit == StatedUnit::pounds) return false;
        return std::none_of(sentence_.figures.begin(), sentence_.figures.end(),
                            [&](const Figure& other) { return other.token > at && other.token < at + 6; });
    }

    [[nodiscard]] bool is_gain(std::size_t i) const {
        return sentence_.mark_at(i, std::array{Cue::a_gain, Cue::a_loss, Cue::better, Cue::worse}) != nullptr;
    }

    [[nodiscard]] bool modal_before(std::size_t i) const {
        for (std::size_t by = 1; by <= 5 && by <= i; ++by) {
            if (sentence_.tokens[i - by].is != Token::Is::word) return false;
            const std::string_view now = word(i - by);
            if (now == "will" || now == "would" || now == "should" || now == "could" || now == "target" ||
                now == "targeted" || now == "may" || now == "might" || now == "ambition" || now == "aim" ||
                now == "plan")
                return true;
            if (now == "to" && by >= 2) return sign_of(i - by + 1) != 0;  // "to reduce by 10%"
        }
        return false;
    }

    [[nodiscard]] std::optional<Size> size_of(Figure& figure) const {
        const std::size_t from = figure.bound, next = figure.token + 1;
        Size size{.figure = &figure, .first = from, .last = next};
        // "a 20% reduction", "3.2 percentage point increase"
        // "a £23.3m (26%) increase"
        const std::size_t behind_it = sentence_.sign(next, '(') && sentence_.sign(next + 2, ')') ? next + 3 : next;
        if (behind_it > next && sentence_.mark_at(behind_it, std::array{Cue::a_rise, Cue::a_fall}) != nullptr &&
            (before(from) == "a" || before(from) == "an" || before(from) == "further")) {
            size.sign = sign_of(behind_it);
            size.last = behind_it + 1;
            return size;
        }
        for (std::size_t i = next; i < std::min(next + 3, sentence_.tokens.size()); ++i) {
            if (sentence_.tokens[i].is != Token::Is::word) break;
            const bool noun =
                sentence_.mark_at(i, std::array{Cue::a_rise, Cue::a_fall, Cue::a_gain, Cue::a_loss}) != nullptr;
            if (noun && (i == next || before(i).ends_with("point") || before(i) == "points" || before(i) == "year" ||
                         before(i).ends_with("ly") || before(i) == "overall" || before(i) == "further")) {
                if (before(from) != "a" && before(from) != "an" && before(from) != "the" && before(from) != "this" &&
                    !(from > 0 && sentence_.tokens[from - 1].is == Token::Is::sign) && before(from) != "further" &&
                    before(from) != "was" && before(from) != "overall" && before(from) != "of")
                    break;
                size.sign = sign_of(i);
                size.last = i + 1;
                return modal_before(from) ? std::nullopt : std::optional(size);
            }
            constexpr std::array<std::string_view, 11> parting{"and", "but",  "or",  "which", "is", "was",
                                                               "are", "were", "had", "have",  "has"};
            // "624 patients waited more than 12 hours": a verb of theirs, and no size
            if (headway::detail::is_one_of(word(i), parting) || (i > next && word(i).ends_with("ed"))) break;
            if (against_comparator(i) ||
                is_gap_to_a_comparator(figure, i)) {  // "one over target", "3.59 days above the budget"
                size.sign = word(i) == "over" || word(i) == "above" ? 1 : -1;
                size.last = i + 1;
                size.of_difference = true;
                size.bare = against_comparator(i);
                return size;
            }
            const bool relative = figure.stated.unit == StatedUnit::per_cent;  // "which is 25% fewer"
            if ((word(i) == "more" || word(i) == "fewer" || word(i) == "less") && ends_part(i + 1) &&
                (relative || says_earlier())) {
                size.sign = word(i) == "more" ? 1 : -1;  // "compared to 200 last quarter, 50 more"
                size.last = i + 1;
                return size;
            }
            constexpr std::array<std::string_view, 16> differing{
                "less",  "more",  "fewer",   "higher", "lower",  "above",  "below",   "better",
                "worse", "ahead", "quicker", "faster", "slower", "longer", "shorter", "earlier"};
            if (headway::detail::is_one_of(word(i), differing)) {
                const bool than =
                    word(i + 1) == "than" || word(i) == "above" || word(i) == "below" || word(i + 1) == "compared";
                if (!than) break;
                constexpr std::array<std::string_view, 5> up{"more", "higher", "above", "slower", "longer"};
                constexpr std::array<std::string_view, 7> down{"less",    "fewer",  "lower",  "below",
                                                               "quicker", "faster", "shorter"};
                size.sign = headway::detail::is_one_of(word(i), up)     ? 1
                            : headway::detail::is_one_of(word(i), down) ? -1
                                                                        : 0;
                size.last = i + (word(i + 1) == "than" ? 2 : 1);
                size.of_difference = true;
                if (figure.stated.bound == Bound::over || figure.stated.bound == Bound::under) break;
                return size;
            }
        }
        if ((word(next) == "down" || word(next) == "up") && (word(next + 1) == "on" || word(next + 1) == "from")) {
            size.sign = word(next) == "up" ? 1 : -1;
            size.last = next + 2;
            size.of_difference = true;  // "7 per cent up on the 104 of 2009"
            return size;
        }
        if (from == 0) return std::nullopt;
        if (before(from) == "additional" || before(from, 2) == "additional") {
            size.sign = 1;
            return size;
        }
        const bool again = before(from) == "by" && (before(from, 2) == "e" || before(from, 2) == "ie");
        if (again && figure.stated.unit == StatedUnit::per_cent) {  // "from 30 to 21, i.e. by 30%"
            for (std::size_t i = 0; i < from && size.sign == 0; ++i) size.sign = sign_of(i);
            return size;
        }
        if (before(from) == "by" && figure.stated.unit == StatedUnit::points && from >= 3) {
            for (std::size_t by = 2; by <= 9 && by <= from; ++by)  // "better than England by 2.0 points"
                if (sentence_.mark_at(from - by, std::array{Cue::better_than, Cue::worse_than, Cue::above, Cue::below,
                                                            Cue::exceeds, Cue::misses}) != nullptr) {
                    size.of_difference = true;
                    return size;
                }
        }
        if (before(from) == "by" || (before(from) == "some" && before(from, 2) == "by")) {
            for (std::size_t by = 2; by <= 6 && by <= from; ++by)
                if (const int sign = sign_of(from - by); sign != 0 || is_gain(from - by)) {
                    if (modal_before(from - by + 1)) return std::nullopt;
                    size.sign = sign;
                    size.first = from - by;
                    return size;
                }
            return std::nullopt;
        }
        if (before(from) == "of" && from >= 2 && (sign_of(from - 2) != 0 || is_gain(from - 2))) {
            if (modal_before(from - 2)) return std::nullopt;
            size.sign = sign_of(from - 2);
            size.first = from - 2;
            return size;
        }
        if (figure.in_brackets && from >= 2 && sentence_.sign(from - 1, '(') && sign_of(from - 2) != 0 &&
            (sentence_.sign(next, ')') || sentence_.sign(next, ','))) {
            size.sign = sign_of(from - 2);  // "increased (23, 52.3%) from 44 to 67"
            return size;
        }
        const bool made_up =
            before(from) == "up" && (before(from, 2).starts_with("made") || before(from, 2).starts_with("mak"));
        if (!made_up && (before(from) == "up" || before(from) == "down")) {
            size.sign = before(from) == "up" ? 1 : -1;
            size.first = from - 1;
            const bool to = word(next) == "to";
            return to ? std::nullopt : std::optional(size);
        }
        if (const int sign = sign_of(from - 1); sign != 0 && before(from) != "from" && before(from) != "to") {
            const bool noun = sentence_.mark_at(from - 1, std::array{Cue::a_rise, Cue::a_fall}) != nullptr;
            if (noun || figure.stated.unit == StatedUnit::points ||
                (figure.stated.unit == StatedUnit::per_cent && !modal_before(from - 1) && !context_.link)) {
                size.sign = sign;
                size.first = from - 1;
                return size;
            }
        }
        return std::nullopt;
    }

    /// "An increase of 1,046 (1.1%)", "rose from 44 to 67 (23, 52.3%)".
    void add_brackets(std::vector<Size>& sizes) {
        for (Figure& figure : sentence_.figures) {
            if (!figure.in_brackets || figure.taken || figure.token == 0) continue;
            if (std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) { return size.figure == &figure; }))
                continue;
            const Figure* last = nullptr;
            for (const Figure& other : sentence_.figures)
                if (other.token < figure.token) last = &other;
            const bool share = figure.stated.unit == StatedUnit::per_cent;
            if (share && is_second_of_sizes(figure, sizes)) {
                sizes.push_back({.figure = &figure, .first = figure.bound, .last = figure.token + 1});
                continue;
            }
            if (last == nullptr || !sentence_.sign(figure.bound - 1, '(') || figure.bound - last->token > 3) continue;
            const bool after_size =
                std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) { return size.figure == last; });
            const bool after_end =
                last->role == Role::later && share && last->stated.unit != StatedUnit::per_cent && has_earlier();
            const std::size_t begin = sentence_.tokens[figure.token].begin;
            const bool signed_size = context_.reading.text[begin] == '+' || context_.reading.text[begin] == '-';
            // a count behind a share may be what it came to: "fell by 13% (3,603 in total)"
            if (after_size && !share && !signed_size && !is_difference(figure)) continue;
            if ((after_size || after_end || signed_size) && figure.stated.unit != last->stated.unit)
                sizes.push_back({.figure = &figure, .first = figure.bound, .last = figure.token + 1});
        }
    }

    /// Whether two other figures of the sentence differ by it: "10.8% (20,667) compared to (191,777)".
    [[nodiscard]] bool is_difference(const Figure& figure) const {
        constexpr std::size_t most = 16;
        if (sentence_.figures.size() > most) return false;
        for (const Figure& a : sentence_.figures)
            for (const Figure& b : sentence_.figures)
                if (&a != &figure && &b != &figure && a.stated.unit == figure.stated.unit &&
                    b.stated.unit == figure.stated.unit && a.stated.value > b.stated.value &&
                    agreement(figure.stated, behind(a.stated) - behind(b.stated)) == Verdict::holds)
                    return true;
        return false;
    }

    /// "(23, 52.3%)" behind a word of movement: both are sizes.
    [[nodiscard]] bool is_second_of_sizes(const Figure& figure, const std::vector<Size>& sizes) const {
        return figure.bound >= 2 && sentence_.sign(figure.bound - 1, ',') &&
               std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) {
                   return size.figure->in_brackets && size.figure->token + 2 == figure.bound;
               });
    }

    Context& context_;
    Sentence& sentence_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
