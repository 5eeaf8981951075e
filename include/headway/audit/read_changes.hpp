/// @file
/// Changes with a size: "up 1.1 percentage points", "a 20% reduction", "an increase of 1,046 (1.1%)", "20 less than".
///
/// A size is held against its two ends: "from A to B", A and what it is compared with, or the row's previous and latest
/// result. A size in per cent is relative; where that fails and the ends are themselves per cent, a difference in
/// points is taken (documents write "%" for points), and said. One end with a difference and a percentage check each
/// other: the percentage is of the end less the difference.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/read_comparisons.hpp"
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

class ChangeReader {
public:
    explicit ChangeReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        std::vector<Size> sizes;
        for (Figure& figure : sentence_.figures)
            if (!figure.taken)
                if (auto size = size_of(figure)) sizes.push_back(*size);
        add_brackets(sizes);
        for (const Size& size : sizes) size.figure->role = Role::size;
        find_parts(sizes);
        for (const Size& size : sizes) check(size, sizes);
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t by = 1) const {
        return i >= by ? word(i - by) : std::string_view();
    }

    [[nodiscard]] int sign_of(std::size_t i) const {
        for (const Mark& mark : sentence_.marks) {
            if (mark.first > i || mark.last <= i) continue;
            switch (mark.cue) {
                case Cue::rose:
                case Cue::rising:
                case Cue::a_rise:
                    return 1;
                case Cue::fell:
                case Cue::falling:
                case Cue::a_fall:
                    return -1;
                default:
                    break;
            }
        }
        return 0;
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
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
            return figure.role == role_of(mark->cue) && figure.cue != mark->first;
        });
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
            if (headway::detail::is_one_of(word(i), parting)) break;
            if (against_comparator(i)) {  // "one over target", "3.59 days above the budget"
                size.sign = word(i) == "over" || word(i) == "above" ? 1 : -1;
                size.last = i + 1;
                size.of_difference = size.bare = true;
                return size;
            }
            if ((word(i) == "more" || word(i) == "fewer" || word(i) == "less") && ends_part(i + 1) && says_earlier()) {
                size.sign = word(i) == "more" ? 1 : -1;  // "compared to 200 last quarter, 50 more"
                size.last = i + 1;
                return size;
            }
            constexpr std::array<std::string_view, 10> differing{"less",  "more",  "fewer",  "higher", "lower",
                                                                 "above", "below", "better", "worse",  "ahead"};
            if (headway::detail::is_one_of(word(i), differing)) {
                const bool than =
                    word(i + 1) == "than" || word(i) == "above" || word(i) == "below" || word(i + 1) == "compared";
                if (!than) break;
                size.sign = word(i) == "more" || word(i) == "higher" || word(i) == "above"                        ? 1
                            : word(i) == "less" || word(i) == "fewer" || word(i) == "lower" || word(i) == "below" ? -1
                                                                                                                  : 0;
                size.last = i + (word(i + 1) == "than" ? 2 : 1);
                size.of_difference = true;
                if (figure.stated.bound == Bound::over || figure.stated.bound == Bound::under) break;
                return size;
            }
        }
        if ((word(next) == "down" || word(next) == "up") && (word(next + 1) == "on" || word(next + 1) == "from")) {
            size.sign = word(next) == "up" ? 1 : -1;
            size.last = next + 1;
            return size;
        }
        if (from == 0) return std::nullopt;
        if (before(from) == "additional" || before(from, 2) == "additional") {
            size.sign = 1;
            return size;
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
        const bool made_up = before(from) == "up" && (before(from, 2).starts_with("made") ||
                                                      before(from, 2).starts_with("mak"));
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
            if (after_size && !share && !signed_size) continue;
            if ((after_size || after_end || signed_size) && figure.stated.unit != last->stated.unit)
                sizes.push_back({.figure = &figure, .first = figure.bound, .last = figure.token + 1});
        }
    }

    /// "(23, 52.3%)" behind a word of movement: both are sizes.
    [[nodiscard]] bool is_second_of_sizes(const Figure& figure, const std::vector<Size>& sizes) const {
        return figure.bound >= 2 && sentence_.sign(figure.bound - 1, ',') &&
               std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) {
                   return size.figure->in_brackets && size.figure->token + 2 == figure.bound;
               });
    }

    [[nodiscard]] bool has_earlier() const {
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(),
                           [](const Figure& figure) { return figure.role == Role::earlier; });
    }

    /// Where several parts of a sentence, between commas outside brackets, have a size of their own, each keeps to its
    /// figures.
    void find_parts(const std::vector<Size>& sizes) {
        parts_.assign(sentence_.tokens.size() + 1, 0);
        std::size_t part = 0;
        int depth = 0;
        std::vector<char> sized(1, 0);
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.sign(i, '(')) ++depth;
            if (sentence_.sign(i, ')')) --depth;
            const bool joins = word(i) == "while" || word(i) == "whilst" ||
                               (word(i) == "and" && i > 0 && (sentence_.sign(i - 1, ')') || has_size_at(sizes, i - 1)));
            if (depth <= 0 && (joins || sentence_.sign(i, ',') || sentence_.sign(i, ';'))) {
                ++part;
                sized.push_back(0);
            }
            parts_[i] = part;
            if (has_size_at(sizes, i)) sized[part] = 1;
        }
        if (std::count(sized.begin(), sized.end(), 1) < 2) std::fill(parts_.begin(), parts_.end(), 0);
    }

    [[nodiscard]] static bool has_size_at(const std::vector<Size>& sizes, std::size_t token) {
        return std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) { return size.figure->token == token; });
    }

    [[nodiscard]] bool in_part(const Figure& figure, const Size& size) const {
        return parts_[figure.token] == parts_[size.figure->token];
    }

    struct Ends {
        Interval later{}, earlier{};
        Stated earlier_alone{};  ///< where no later end is printed in the sentence
        bool shares = false;
        std::string from{};
        Quote against{};
    };

    /// Whether a figure stands in a part of the sentence that moves the other way, or behind "while": it is another
    /// thing's.
    [[nodiscard]] bool is_of_another(const Figure& figure, const Size& size) const {
        const std::size_t own = sentence_.parts[size.figure->token], its = sentence_.parts[figure.token];
        if (own == its) return false;
        const std::size_t first = std::min(figure.token, size.figure->token),
                          last = std::max(figure.token, size.figure->token);
        for (std::size_t i = first; i < last; ++i)
            if (word(i) == "while" || word(i) == "whilst" || word(i) == "but" || word(i) == "although" ||
                word(i) == "whereas")
                return true;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i)
            if (sentence_.parts[i] == its && size.sign != 0 && sign_of(i) == -size.sign) return true;
        return false;
    }

    [[nodiscard]] bool says_time_before() const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(),
                           [](const Mark& mark) { return mark.cue == Cue::year_before || mark.cue == Cue::previous; });
    }

    /// A size of how far two things are apart: "the gap narrowed by 0.5 points".
    [[nodiscard]] bool is_of_a_gap() const {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i)
            if (word(i) == "gap" || word(i).starts_with("narrow") || word(i).starts_with("widen") ||
                word(i) == "difference")
                return true;
        return false;
    }

    [[nodiscard]] Ends ends_of(const Size& size) const {
        Ends ends;
        const Figure *later = nullptr, *earlier = nullptr;
        std::size_t candidates = 0;
        for (const Figure& figure : sentence_.figures) {
            if (&figure == size.figure || figure.role == Role::size || !in_part(figure, size) ||
                is_of_another(figure, size))
                continue;
            const bool is_earlier =
                figure.role == Role::earlier || figure.role == Role::year_before || figure.role == Role::previous ||
                (figure.role == Role::compared && (figure.when >= 0 || size.of_difference || says_time_before())) ||
                (size.of_difference && is_comparator(figure.role) &&
                 (size.bare || figure.token > size.figure->token)) ||
                (size.of_difference && !size.bare && figure.role == Role::own && figure.token >= size.last &&
                 figure.token <= size.last + 1);
            if (is_earlier) {
                if (earlier == nullptr || figure.token < size.figure->token + 12) earlier = &figure;
                ++candidates;
            } else if (figure.role == Role::later ||
                       (figure.role == Role::own && later == nullptr && figure.token < size.figure->token &&
                        !(earlier != nullptr && figure.token > earlier->token))) {
                later = &figure;
            }
        }
        if (candidates > 1) earlier = nearest_earlier(size);
        const EvidenceRow* row = context_.row();
        if (earlier != nullptr && later != nullptr && alike(later->stated, earlier->stated)) {
            ends.later = behind(later->stated);
            ends.earlier = behind(earlier->stated);
            ends.shares = later->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.span(later->token, later->token + 1));
        } else if (earlier != nullptr && later == nullptr && context_.before.stated.known() &&
                   alike(context_.before.stated, earlier->stated) &&
                   (size.of_difference || word(0) == "this" || word(0) == "that")) {
            ends.later = behind(context_.before.stated);
            ends.earlier = behind(earlier->stated);
            ends.shares = earlier->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.before.span);
        } else if (earlier == nullptr && row != nullptr && row->latest.known() && row->previous.known() &&
                   context_.link.score > 1.5 && !other_base(size) &&
                   (later == nullptr || rounds_to(later->stated, row->latest))) {
            ends.later = behind(row->latest.number);
            ends.earlier = behind(row->previous.number);
            ends.shares = alike(Stated{.value = 1.0, .unit = StatedUnit::per_cent}, *row);
            ends.from = "of the row";
            ends.against = context_.ledger.quote(row->document, row->latest.span);
        } else if (earlier == nullptr && later != nullptr) {
            ends.later = behind(later->stated);
            ends.shares = later->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.span(later->token, later->token + 1));
        }
        if (!ends.later.known() && earlier != nullptr) ends.earlier_alone = earlier->stated;
        return ends;
    }

    /// "A 20% increase on the previous year's £5.4bn": a figure of the paragraph that gives it confirms it.
    void try_later(Judgement& judgement, const Stated& stated, Ends ends) const {
        ends.earlier = behind(ends.earlier_alone);
        ends.shares = ends.earlier_alone.unit == StatedUnit::per_cent;
        for (const Figure& figure : context_.paragraph) {
            if (!alike(figure.stated, ends.earlier_alone) || figure.stated.value == ends.earlier_alone.value) continue;
            Judgement tried = judgement;
            ends.later = behind(figure.stated);
            hold(tried, stated, ends);
            if (tried.verdict != Verdict::holds) continue;
            judgement = std::move(tried);
            return;
        }
    }

    [[nodiscard]] const Figure* nearest_earlier(const Size& size) const {
        const Figure* nearest = nullptr;
        std::size_t least = 1000;
        for (const Figure& figure : sentence_.figures) {
            if (figure.role != Role::earlier && figure.role != Role::compared && figure.role != Role::year_before &&
                figure.role != Role::previous && !is_comparator(figure.role))
                continue;
            if (!in_part(figure, size)) continue;
            const std::size_t apart = figure.token > size.figure->token ? figure.token - size.figure->token
                                                                        : size.figure->token - figure.token;
            if (apart < least) least = apart, nearest = &figure;
        }
        return nearest;
    }

    [[nodiscard]] bool other_base(const Size& size) const {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const std::string_view now = word(i);
            if (now == "since" || now == "average" || now == "national" || now == "target" || now == "budget")
                return true;
            if (now == "last" && (word(i + 1) == "year" || word(i + 1) == "years")) return true;
            if (now == "year") return true;
            if (now == "further" && i + 3 > size.first && i < size.last) return true;
            if (now == "average") return true;
        }
        return false;
    }

    void check(const Size& size, const std::vector<Size>& sizes) {
        Figure& figure = *size.figure;
        figure.taken = true;
        Stated stated = figure.stated;
        stated.value = std::fabs(stated.value);
        Judgement judgement{.rule = "size of change",
                            .stated = shown_stated(figure.stated),
                            .why = "what it changed from is not printed",
                            .severity = Severity::high};
        Ends ends = ends_of(size);
        judgement.against = ends.against;
        if (is_of_a_gap() && !(has_earlier() && size.sign != 0)) ends = {};
        if (!ends.later.known() && ends.earlier_alone.known())
            try_later(judgement, stated, ends);
        else if (ends.later.known() && ends.earlier.known())
            hold(judgement, stated, ends);
        else if (ends.later.known() && stated.unit == StatedUnit::per_cent && !ends.shares) {
            for (const Size& other : sizes) {  // "to 96,135, an increase of 1,046 (1.1%)"
                if (&other == &size || !in_part(*other.figure, size) ||
                    other.figure->stated.unit == StatedUnit::per_cent ||
                    other.figure->stated.unit == StatedUnit::points)
                    continue;
                const int sign = other.sign != 0 ? other.sign : size.sign;
                if (sign == 0) continue;
                const Interval moved = behind(other.figure->stated);
                ends.earlier = sign > 0 ? ends.later - moved : ends.later + moved;
                hold(judgement, stated, ends);
                break;
            }
        }
        if (judgement.verdict == Verdict::not_checkable && !ends.earlier.known()) try_paragraph(judgement, stated);
        const std::size_t first = context_.back(size.first, size.first == figure.bound ? 3 : 2);
        context_.claim(first, size.last > figure.token ? size.last : figure.token + 1, ClaimKind::change,
                       std::move(judgement));
    }

    /// "A 3.66 percentage point drop": two figures of the paragraph that differ by it confirm it; else it is left.
    void try_paragraph(Judgement& judgement, const Stated& stated) const {
        constexpr std::size_t most = 14;
        if (context_.paragraph.size() > most) return;
        if (stated.unit == StatedUnit::per_cent) return try_pair(judgement, stated);
        const bool points = stated.unit == StatedUnit::points;
        if (stated.decimals == 0 && stated.value < (points ? 3.0 : 10.0)) return;
        for (const Figure& a : context_.paragraph)
            for (const Figure& b : context_.paragraph) {
                if (a.stated.value >= b.stated.value || a.stated.unit != b.stated.unit) continue;
                if (a.stated.unit != (points ? StatedUnit::per_cent : stated.unit) || a.stated.value == stated.value)
                    continue;
                if (agreement(stated, behind(b.stated) - behind(a.stated)) != Verdict::holds) continue;
                judgement.verdict = Verdict::holds;
                judgement.computed = plain_number(decimal::difference(b.stated.value, a.stated.value));
                judgement.why =
                    plain_number(b.stated.value) + " - " + plain_number(a.stated.value) + " = " + judgement.computed;
                return;
            }
    }

    /// "Over 28 years it has risen by a little over 72 per cent": the only two large figures of the paragraph that give
    /// it confirm it.
    void try_pair(Judgement& judgement, const Stated& stated) const {
        constexpr double least = 1000.0;
        const Figure *one = nullptr, *other = nullptr;
        std::size_t pairs = 0;
        for (const Figure& a : context_.paragraph)
            for (const Figure& b : context_.paragraph) {
                if (&a == &b || a.stated.unit != b.stated.unit || a.stated.unit == StatedUnit::per_cent ||
                    a.stated.value < least || b.stated.value < least || a.stated.value == b.stated.value)
                    continue;
                if (agreement(stated, relative_of(behind(b.stated), behind(a.stated))) != Verdict::holds) continue;
                ++pairs;
                one = &a;
                other = &b;
            }
        if (pairs != 1) return;
        Ends ends;
        ends.later = behind(other->stated);
        ends.earlier = behind(one->stated);
        hold(judgement, stated, ends);
    }

    /// A change without its sign, in per cent of the earlier end.
    [[nodiscard]] static Interval relative_of(const Interval& later, const Interval& earlier) {
        const Interval moved = later - earlier;
        return (moved.middle < 0.0 ? moved * -1.0 : moved) / (earlier.middle < 0.0 ? earlier * -1.0 : earlier) * 100.0;
    }

    void hold(Judgement& judgement, const Stated& stated, const Ends& ends) const {
        const Interval moved = ends.later - ends.earlier;
        const Interval size = moved.middle < 0.0 ? moved * -1.0 : moved;
        const Interval relative = relative_of(ends.later, ends.earlier);
        const std::string difference = plain_number(ends.later.middle) + " - " + plain_number(ends.earlier.middle) +
                                       " = " + plain_number(moved.middle);
        judgement.why = difference;
        judgement.computed = plain_number(size.middle);
        if (stated.unit == StatedUnit::per_cent) {
            const Verdict by_share = agreement(stated, relative),
                          by_points = ends.shares ? agreement(stated, size) : Verdict::contradiction;
            judgement.computed = plain_number(relative.middle) + "%";
            judgement.why += ", " + judgement.computed + " of " + plain_number(ends.earlier.middle);
            judgement.verdict = by_share;
            if (by_share == Verdict::contradiction &&
                agreement(stated, relative_of(perhaps_rounded(ends.later), perhaps_rounded(ends.earlier))) !=
                    Verdict::contradiction)
                judgement.verdict = Verdict::rounding;
            if (by_share != Verdict::holds && by_points != Verdict::contradiction) {
                judgement.verdict = by_points;
                judgement.why += "; \"%\" stands for percentage points";
            }
            return;
        }
        if (stated.unit == StatedUnit::points && !ends.shares) {
            judgement.why += "; points of what is no share";
            return;
        }
        judgement.verdict = agreement(stated, size);
        if (judgement.verdict == Verdict::contradiction && stated.unit == StatedUnit::none && ends.shares &&
            agreement(stated, relative) != Verdict::contradiction)
            judgement.verdict = Verdict::holds;
        if (judgement.verdict == Verdict::contradiction && stated.unit == StatedUnit::none && ends.shares &&
            stated.is_count())
            judgement.verdict = Verdict::not_checkable;
    }

    Context& context_;
    Sentence& sentence_;
    std::vector<std::size_t> parts_{};
};

inline void read_changes(Context& context) { ChangeReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
