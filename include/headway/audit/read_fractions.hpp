/// @file
/// Fractions in words: "half of", "two thirds", "one in five", "around half the number received in August (706)".
///
/// A fraction in words is approximate. It is held against the share that stands in brackets behind it, or, where it is
/// of a number that is printed, against the figure before.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads "one in five" and "two thirds".
class FractionReader {
public:
    explicit FractionReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() { read_fractions(); }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// "Two and a half days": what is behind a number is no share.
    [[nodiscard]] bool ends_mixed(std::size_t i) const {
        return i >= 2 && word(i - 1) == "and" && sentence_.tokens[i - 2].is == Token::Is::number &&
               sentence_.tokens[i - 2].number.is_count();
    }

    /// What a fraction in words is, and how many tokens say it: "half", "two thirds", "one in five", "a quarter".
    [[nodiscard]] std::optional<std::pair<double, std::size_t>> fraction_at(std::size_t i) const {
        const auto part = [](std::string_view now) {
            return now == "half" || now == "halves"        ? 2.0
                   : now == "third" || now == "thirds"     ? 3.0
                   : now == "quarter" || now == "quarters" ? 4.0
                   : now == "fifth" || now == "fifths"     ? 5.0
                   : now == "tenth" || now == "tenths"     ? 10.0
                   : now == "eighth" || now == "eighths"   ? 8.0
                                                           : 0.0;
        };
        if (word(i) == "half" && i > 0 && word(i - 1) == "a" && ends_mixed(i - 1)) return std::nullopt;
        if (word(i) == "majority" && word(i + 1) != "of") return std::pair{0.5, std::size_t{1}};
        if (word(i) == "half" && (word(i + 1) == "times" || word(i + 1) == "as")) return std::nullopt;
        if (word(i) == "half" && word(i + 1) != "year" && word(i + 1) != "term" && word(i + 1) != "yearly")
            return std::pair{0.5, std::size_t{1}};
        const Token& token = sentence_.tokens[i];
        const bool article = word(i) == "a" || word(i) == "one";
        if (ends_mixed(i)) return std::nullopt;
        const double over = article                                                             ? 1.0
                            : token.is == Token::Is::number && token.in_words && !token.ordinal ? token.number.value
                                                                                                : 0.0;
        if (over <= 0.0) return std::nullopt;
        if (i > 0 &&
            (word(i - 1) == "last" || word(i - 1) == "past" || word(i - 1) == "next" || word(i - 1) == "first"))
            return std::nullopt;
        if (i + 1 < sentence_.tokens.size()) {
            double under = part(word(i + 1));
            const Token& next = sentence_.tokens[i + 1];
            if (under == 0.0 && next.is == Token::Is::number && next.ordinal && next.in_words &&
                next.number.value >= 3.0 && (word(i + 2) == "of" || sentence_.sign(i + 2, '(')))
                under = next.number.value;
            if (under == 0.0 && next.is == Token::Is::number && next.ordinal && next.in_words && ordinal_part(i))
                under = next.number.value;
            const bool ends = i + 2 >= sentence_.tokens.size() || sentence_.tokens[i + 2].is == Token::Is::stop ||
                              sentence_.sign(i + 2, ',') || sentence_.sign(i + 2, ';');
            const bool apart =
                i > 0 && (sentence_.sign(i - 1, ',') || word(i - 1) == "by" || word(i - 1) == "or" || is_bounded(i));
            const bool of = word(i + 2) == "of" || word(i + 2) == "the" || word(i + 2) == "are" ||
                            word(i + 2) == "were" || sentence_.sign(i + 2, '(') || (ends && apart) || is_moved(i) ||
                            is_more(word(i + 2)) || sentence_.sign(i + 2, ':');
            if (under > 0.0 && of && over < under) return std::pair{over / under, std::size_t{2}};
        }
        if (sentence_.uses[i] == NumberUse::fraction && token.is == Token::Is::number) {  // "nine out of ten"
            const std::size_t second = i + (word(i + 1) == "out" || word(i + 2) == "every" ? 3 : 2);
            if ((word(i + 1) == "in" || word(i + 2) == "of") && second < sentence_.tokens.size() &&
                sentence_.tokens[second].is == Token::Is::number && sentence_.uses[second] == NumberUse::fraction)
                return std::pair{over / sentence_.tokens[second].number.value, second - i + 1};
        }
        if (const std::size_t last = many_behind(i, over); last > i)  // "one bed in two", "three searches out of ten"
            return std::pair{over / sentence_.tokens[last].number.value, last - i + 1};
        if (!article && over != 1.0) return std::nullopt;
        if (word(i) != "a" && word(i + 1) == "in" && i + 2 < sentence_.tokens.size() &&
            sentence_.tokens[i + 2].is == Token::Is::number && sentence_.tokens[i + 2].number.is_count() &&
            sentence_.tokens[i + 2].number.value >= 2.0 && sentence_.tokens[i + 2].number.value <= 20.0 &&
            token.is == Token::Is::number)
            return std::pair{1.0 / sentence_.tokens[i + 2].number.value, std::size_t{3}};
        return std::nullopt;
    }

    /// Where "one adult in seven", "three searches out of ten" end; the same token where they say no fraction.
    [[nodiscard]] std::size_t many_behind(std::size_t i, double over) const {
        if (word(i) == "a" || word(i + 1).empty() || word(i + 1).size() < 3) return i;
        const bool out = word(i + 2) == "out" && word(i + 3) == "of";
        const bool in = word(i + 2) == "in" && over == 1.0 && !word(i + 1).ends_with('s');
        const std::size_t last = i + (out ? 4 : 3);
        if (!(out || in) || last >= sentence_.tokens.size() || is_span_of_time(word(i + 1))) return i;
        const Token& many = sentence_.tokens[last];
        const bool small = many.is == Token::Is::number && many.in_words && !many.ordinal && many.number.is_count() &&
                           many.number.value > over && many.number.value <= 20.0;
        // "one event in five parks" is one, in five of them
        const std::string_view next = word(last + 1);
        const bool of_many = in && next.size() > 3 && next.ends_with('s');
        return small && !of_many && !is_span_of_time(next) ? last : i;
    }

    /// "Almost a fifth": a bound before a fraction.
    [[nodiscard]] bool is_bounded(std::size_t i) const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(), [&](const Mark& mark) {
            return mark.last == i && (mark.cue == Cue::about || mark.cue == Cue::over || mark.cue == Cue::under ||
                                      mark.cue == Cue::nearly || mark.cue == Cue::just_over);
        });
    }

    /// "Almost a fifth." at the end of a part.
    [[nodiscard]] bool ordinal_part(std::size_t i) const {
        const bool ends = i + 2 >= sentence_.tokens.size() || sentence_.tokens[i + 2].is == Token::Is::stop ||
                          sentence_.sign(i + 2, ',') || sentence_.sign(i + 2, ';');
        return sentence_.tokens[i + 1].number.value >= 3.0 && (ends || is_moved(i) || is_more(word(i + 2))) &&
               (is_bounded(i) || is_more(word(i + 2)) || is_moved(i));
    }

    /// "By a fifth", "up a tenth on".
    [[nodiscard]] bool is_moved(std::size_t i) const {
        return i > 0 && (word(i - 1) == "by" || word(i - 1) == "up" || word(i - 1) == "down");
    }

    void read_fractions() {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const auto fraction = sentence_.is_counted(i) ? std::nullopt : fraction_at(i);
            if (!fraction) continue;
            std::size_t first = i;
            Stated stated{.value = 100.0 * fraction->first, .unit = StatedUnit::per_cent};
            for (const Mark& mark : sentence_.marks) {
                if (mark.last != i) continue;
                const Bound bound = mark.cue == Cue::about       ? Bound::about
                                    : mark.cue == Cue::over      ? Bound::over
                                    : mark.cue == Cue::under     ? Bound::under
                                    : mark.cue == Cue::nearly    ? Bound::nearly
                                    : mark.cue == Cue::just_over ? Bound::just_over
                                                                 : Bound::exact;
                if (bound == Bound::exact || mark.first > first) continue;  // "just under" is not "under"
                if (mark.first == first && stated.bound != Bound::exact) continue;
                stated.bound = bound;
                first = mark.first;
            }
            if (word(i) == "majority") stated.bound = Bound::over;
            if (stated.bound == Bound::exact) stated.bound = Bound::about;
            for (Figure& figure : sentence_.figures)
                if (figure.token >= i && figure.token < i + fraction->second) figure.taken = true;
            Judgement judgement{.rule = "fraction in words",
                                .stated = plain_number(stated.value) + "%",
                                .why = "its part and its whole are not printed",
                                .severity = Severity::high};
            std::size_t last = i + fraction->second;
            // "around half the number received in August (706)": of the figure before
            Figure* whole = nullptr;
            for (Figure& figure : sentence_.figures)
                if (figure.token > last && figure.token < last + 9 && figure.stated.is_count() && !figure.taken)
                    whole = &figure;
            const Main main = main_of_before(i);
            if (whole != nullptr && main.stated.known() && main.stated.is_count() &&
                main.stated.value < whole->stated.value && word(last) == "the" && word(last + 1) == "number") {
                const Interval is = exactly(100.0 * main.stated.value / whole->stated.value);
                judgement.verdict = agreement(stated, is);
                judgement.computed = plain_number(is.middle) + "%";
                judgement.why = plain_number(main.stated.value) + " / " + plain_number(whole->stated.value) + " = " +
                                judgement.computed;
                judgement.against = context_.quote(main.span);
                last = whole->token + 1;
            } else if (Figure* of_it = whole_behind(last); of_it != nullptr && part_before(i, *of_it) != nullptr) {
                const Figure& part = *part_before(i, *of_it);  // "6,351, less than half of the 13,091"
                const Interval is = behind(part.stated) / behind(of_it->stated) * 100.0;
                judgement.verdict = agreement(stated, is);
                judgement.computed = plain_number(is.middle) + "%";
                judgement.why = plain_number(part.stated.value) + " / " + plain_number(of_it->stated.value) + " = " +
                                judgement.computed;
                judgement.against = context_.quote(context_.span(part.token, part.token + 1));
                if (judgement.verdict == Verdict::contradiction)  // another figure may be the part
                    judgement.verdict = Verdict::not_checkable;
                last = of_it->token + 1;
            } else if (const auto [part, of] = bracketed_part(last); part != nullptr && of > 0.0) {
                const Interval is = exactly(100.0 * part->stated.value / of);
                judgement.verdict = agreement(stated, is);
                judgement.computed = plain_number(is.middle) + "%";
                judgement.why =
                    plain_number(part->stated.value) + " / " + plain_number(of) + " = " + judgement.computed;
                judgement.against = context_.quote(context_.span(part->token, part->token + 1));
                last = part->token + 1;
                for (Figure& figure : sentence_.figures)
                    if (figure.token >= i && figure.token <= part->token + 3) figure.taken = true;
            } else if (Figure* share = bracketed_share(last); share != nullptr) {
                judgement.verdict = agreement(stated, behind(share->stated));
                judgement.computed = shown_stated(share->stated);
                judgement.why = "stated beside " + judgement.computed;
                share->taken = true;
                last = share->token + 1;
            }
            Figure as_figure{.token = i + fraction->second - 1, .stated = stated, .bound = first};
            if (is_size(first, i + fraction->second)) as_figure.role = Role::size;
            if (as_figure.role == Role::size && judgement.verdict == Verdict::not_checkable)
                if (Figure* base = base_behind(last); base != nullptr)
                    last = hold_base(judgement, stated, first, *base);
            sentence_.fractions.push_back({first, last, stated, as_figure});
            context_.claim(first, last, ClaimKind::share, std::move(judgement));
            i = last - 1;
        }
    }

    /// "Up two thirds on the 1,284 of November", "a tenth fewer than last year's 480": the figure that it is from.
    [[nodiscard]] Figure* base_behind(std::size_t from) const {
        constexpr std::size_t far = 8;
        bool than = false;
        for (std::size_t i = from; i < std::min(from + far, sentence_.tokens.size()); ++i) {
            if (sentence_.sign(i, ',') || sentence_.sign(i, ';') || sentence_.tokens[i].is == Token::Is::stop) break;
            than = than || word(i) == "on" || word(i) == "than" || word(i) == "from";
            Figure* figure = sentence_.figure_at(i);
            if (figure == nullptr || !than) continue;
            return figure->stated.unit == StatedUnit::per_cent || figure->stated.unit == StatedUnit::points ? nullptr
                                                                                                            : figure;
        }
        return nullptr;
    }

    /// Holds it against that figure and the one before it, of its sentence or of the sentence before; where what it is
    /// part of ends.
    std::size_t hold_base(Judgement& judgement, const Stated& stated, std::size_t first, Figure& base) const {
        const Figure* later = nullptr;
        for (const Figure& figure : sentence_.figures)
            if (figure.token < first && figure.stated.unit == base.stated.unit && figure.role != Role::size)
                later = &figure;
        const Stated now = later != nullptr ? later->stated : context_.before.stated;
        if (!now.known() || now.unit != base.stated.unit) return base.token + 1;
        hold_size(judgement, stated, behind(now), behind(base.stated), false);
        judgement.against = context_.quote(context_.span(base.token, base.token + 1));
        base.taken = judgement.verdict == Verdict::holds;
        if (!base.taken) judgement.verdict = Verdict::not_checkable;
        return base.token + 1;
    }

    /// "Fell by a quarter", "a third more", "a reduction of a tenth": how much something moved, and no share of it.
    [[nodiscard]] bool is_size(std::size_t first, std::size_t last) const {
        if (is_more(word(last))) return true;
        if (first == 0) return false;
        constexpr std::array moves{Cue::rose, Cue::fell, Cue::rising, Cue::falling, Cue::a_rise, Cue::a_fall};
        const std::size_t before = word(first - 1) == "of" && first > 1 ? first - 2 : first - 1;
        return word(first - 1) == "by" || word(first - 1) == "up" || word(first - 1) == "down" ||
               sentence_.mark_at(before, moves) != nullptr;
    }

    [[nodiscard]] static bool is_more(std::string_view word) {
        constexpr std::array<std::string_view, 14> more{"more",   "fewer",   "less",     "higher",   "lower",
                                                        "longer", "shorter", "larger",   "smaller",  "increase",
                                                        "rise",   "fall",    "decrease", "reduction"};
        return headway::detail::is_one_of(word, more);
    }

    /// "Half of the 13,091".
    [[nodiscard]] Figure* whole_behind(std::size_t from) const {
        if (word(from) != "of") return nullptr;
        const std::size_t at = word(from + 1) == "the" || word(from + 1) == "our" ? from + 2 : from + 1;
        Figure* whole = sentence_.figure_at(at);
        const bool bracket = sentence_.sign(at + 1, '(') || sentence_.sign(at + 2, '(') || sentence_.sign(at + 3, '(');
        return whole != nullptr && !bracket && whole->stated.unit != StatedUnit::per_cent ? whole : nullptr;
    }

    /// The nearest figure before a fraction that is alike its whole, set apart by a comma.
    [[nodiscard]] const Figure* part_before(std::size_t fraction, const Figure& whole) const {
        const Figure* part = nullptr;
        for (const Figure& figure : sentence_.figures)
            if (figure.token < fraction && figure.stated.unit == whole.stated.unit && figure.role != Role::size &&
                figure.stated.value < whole.stated.value)
                part = &figure;
        if (part == nullptr) return nullptr;
        for (std::size_t i = part->token; i < fraction; ++i)
            if (sentence_.sign(i, ',')) return part;
        return nullptr;
    }

    [[nodiscard]] Main main_of_before(std::size_t token) const {
        Main main = context_.before;
        for (const Figure& figure : sentence_.figures)
            if (figure.token < token && figure.stated.is_count()) {
                main.stated = figure.stated;
                main.span = context_.span(figure.token, figure.token + 1);
            }
        return main;
    }

    /// "One third of the fires (29 of 75)", "two thirds of the 90 staff (60)": the part in brackets, and its whole.
    [[nodiscard]] std::pair<Figure*, double> bracketed_part(std::size_t from) const {
        Figure *part = nullptr, *whole = nullptr;
        constexpr std::size_t far = 9;
        for (Figure& figure : sentence_.figures) {
            if (figure.token < from || figure.token > from + far || !figure.stated.is_count()) continue;
            if (!figure.in_brackets)
                whole = figure.token <= from + 3 ? &figure : whole;
            else if (part == nullptr && sentence_.sign(figure.bound - 1, '('))
                part = &figure;
            else if (part != nullptr && figure.token == part->token + 2 && word(part->token + 1) == "of")
                whole = &figure;
        }
        if (part == nullptr || whole == nullptr || whole->stated.value < part->stated.value) return {nullptr, 0.0};
        const std::size_t end = std::max(part->token, whole->token > part->token ? whole->token : 0) + 1;
        return sentence_.sign(end, ')') ? std::pair(part, whole->stated.value)
                                        : std::pair<Figure*, double>(nullptr, 0.0);
    }

    [[nodiscard]] Figure* bracketed_share(std::size_t from) const {
        for (Figure& figure : sentence_.figures) {
            if (figure.token < from || figure.token > from + 8 || !figure.in_brackets) {
                if (figure.token >= from) return nullptr;
                continue;
            }
            for (std::size_t i = from; i < figure.token; ++i)
                if (sentence_.sign(i, ';') || sentence_.sign(i, ',') || sentence_.sign(i, ')')) return nullptr;
            if (!figure.taken && figure.stated.unit == StatedUnit::per_cent && sentence_.sign(figure.bound - 1, '('))
                return &figure;
        }
        return nullptr;
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads fractions that are written in words, as claims.
inline void read_fractions(Context& context) { FractionReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
