/// @file
/// What the words around a quantity ask: by how much one thing differs from another, or how many times it is the other.
///
/// | words                                                     | ask                                              |
/// |-----------------------------------------------------------|--------------------------------------------------|
/// | "84 more than", "£1.4m over", "six points short of"       | a difference from what is named behind them      |
/// | "exceeded the target by 26", "missed by half a point"     | a difference from the target                     |
/// | "fell by 52", "a reduction of 98", "up 3% on"             | a difference from what was before                |
/// | "a shortfall of 92", "an overspend of £2.1m"              | a difference from what was wanted                |
/// | "more than double the target", "twice that of"            | a ratio to what is named behind them             |
///
/// What is named is a quantity ("the 39 we planned"), a time ("since April"), a comparator ("the Wales average"), or
/// the words of a column or a row. Words that say none of these ask nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "headway/audit/movement.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/size_ends.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a difference is from.
struct Reference {
    const Quantity* quantity = nullptr;  ///< that is named behind the words
    Role role = Role::own;               ///< of a comparator
    const When* when = nullptr;
    bool before = false;              ///< of the time before
    int years = 0;                    ///< "two years ago"
    bool since = false;               ///< said of a time, or from a figure
    std::size_t first = 0, last = 0;  ///< the words that name it
};

/// A quantity that says how far two others are apart.
struct AskedSize {
    const Quantity* quantity = nullptr;
    int sign = 0;                    ///< of the later, or of what is compared, less the other; 0 not said
    double factor = 0.0;             ///< how many times; 0 of a difference
    const Quantity* lead = nullptr;  ///< the same size, said before it in another unit
    Reference from{};
    bool by_verb = false;  ///< "fell by": of what was before, if nothing else is named
    std::size_t first = 0, last = 0;
    std::size_t at = 0;  ///< where what it is about stands before: of two sizes beside each other the first
};

/// Reads what the quantities of a sentence ask.
class AskReader {
public:
    AskReader(const Sentence& sentence, const std::vector<Quantity>& quantities)
        : sentence_(sentence), quantities_(quantities) {}

    [[nodiscard]] std::vector<AskedSize> read() const {
        std::vector<AskedSize> found;
        for (const Quantity& quantity : quantities_) {
            if (quantity.multiple) {
                AskedSize times{.quantity = &quantity,
                                .factor = quantity.stated.value,
                                .first = quantity.first,
                                .last = quantity.last,
                                .at = quantity.first};
                times.from = reference_from(quantity.last, quantity);
                if (times.from.first < times.from.last) found.push_back(times);
                continue;
            }
            AskedSize asked{
                .quantity = &quantity, .first = quantity.first, .last = quantity.last, .at = quantity.first};
            if (by_words_before(asked) || by_words_behind(asked)) {
                found.push_back(asked);
            } else if (!found.empty() && is_said_beside(quantity, *found.back().quantity)) {
                AskedSize same = found.back();  // "26 (5%) above", "a fall of 98, or 16.4%"
                same.lead = found.back().quantity;
                same.quantity = &quantity;
                found.push_back(same);
            }
        }
        return found;
    }

private:
    struct Side {
        std::string_view word;
        int sign;
        bool alone;  ///< it needs no "than" behind it
    };

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t by = 1) const {
        return i >= by ? word(i - by) : std::string_view();
    }

    [[nodiscard]] const Quantity* quantity_at(std::size_t token) const {
        for (const Quantity& quantity : quantities_)
            if (quantity.first <= token && token < quantity.last) return &quantity;
        return nullptr;
    }

    [[nodiscard]] static const Side* side_of(std::string_view word) {
        static constexpr std::array<Side, 33> sides{
            {{"more", 1, false},    {"higher", 1, false},   {"greater", 1, false},  {"larger", 1, false},
             {"longer", 1, false},  {"slower", 1, false},   {"later", 1, false},    {"above", 1, true},
             {"over", 1, true},     {"beyond", 1, true},    {"fewer", -1, false},   {"less", -1, false},
             {"lower", -1, false},  {"smaller", -1, false}, {"shorter", -1, false}, {"quicker", -1, false},
             {"faster", -1, false}, {"earlier", -1, false}, {"cheaper", -1, false}, {"below", -1, true},
             {"under", -1, true},   {"short", -1, true},    {"shy", -1, true},      {"inside", -1, true},
             {"outside", 0, true},  {"adrift", 0, true},    {"ahead", 0, true},     {"behind", 0, true},
             {"better", 0, false},  {"worse", 0, false},    {"off", 0, true},       {"up", 1, true},
             {"down", -1, true}}};
        for (const Side& side : sides)
            if (side.word == word) return &side;
        return nullptr;
    }

    [[nodiscard]] bool ends(std::size_t i) const {
        return i >= sentence_.tokens.size() || sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ',') ||
               sentence_.sign(i, ';') || sentence_.sign(i, ')') || sentence_.sign(i, '(');
    }

    /// "(5%)" behind a quantity is passed over.
    [[nodiscard]] std::size_t behind_brackets(std::size_t i) const {
        constexpr std::size_t far = 6;
        if (!sentence_.sign(i, '(')) return i;
        for (std::size_t k = i + 1; k < std::min(i + far, sentence_.tokens.size()); ++k)
            if (sentence_.sign(k, ')')) return k + 1;
        return i;
    }

    [[nodiscard]] bool is_over_a_time(std::size_t i) const {
        for (std::size_t k = i + 1; k < i + 5; ++k) {
            if (is_span_of_time(word(k))) return true;
            if (word(k) != "the" && word(k) != "a" && word(k) != "this" && word(k) != "last" && word(k) != "past" &&
                word(k) != "same" && word(k) != "whole" &&
                !(k < sentence_.tokens.size() && sentence_.tokens[k].is == Token::Is::number))
                return false;
        }
        return false;
    }

    /// "84 more than we took in", "36 seconds inside the nine minute standard".
    bool by_words_behind(AskedSize& asked) const {
        constexpr std::size_t far = 5;
        constexpr std::array<std::string_view, 17> parting{"and",  "but",  "which", "while", "was", "were",
                                                           "is",   "are",  "has",   "have",  "had", "who",
                                                           "with", "from", "to",    "at",    "that"};
        std::size_t i = behind_brackets(asked.quantity->last);
        for (const std::size_t until = i + far; i < until; ++i) {
            if (sentence_.sign(i, '(')) {  // "900 tonnes (7.0%) lower"
                const std::size_t closed = behind_brackets(i);
                if (closed == i) return false;
                i = closed;
            }
            if (ends(i) || headway::detail::is_one_of(word(i), parting) || word(i).empty()) return false;
            const Side* side = side_of(word(i));
            if (side == nullptr) continue;
            if ((word(i) == "over" || word(i) == "under" || word(i) == "behind") && is_over_a_time(i)) return false;
            if ((word(i) == "up" || word(i) == "down") && word(i + 1) != "on" && word(i + 1) != "from" &&
                word(i + 1) != "compared" && word(i + 1) != "against" && word(i + 1) != "since")
                return false;
            if ((word(i) == "short" || word(i) == "shy") && word(i + 1) != "of" && !ends(i + 1)) return false;
            asked.sign = side->sign;
            std::size_t at = i + 1;
            if (!side->alone) {  // "fewer fires than"
                while (at < i + 4 && !ends(at) && word(at) != "than" && word(at) != "compared") ++at;
                if (word(at) != "than" && word(at) != "compared") {
                    if (!ends(i + 1)) return false;
                    at = i + 1;
                }
            }
            asked.from = reference_from(at, *asked.quantity);
            asked.last = std::max({asked.last, i + 1, asked.from.last});
            asked.by_verb = asked.from.first == asked.from.last && asked.from.quantity == nullptr;
            if (asked.by_verb && asked.quantity->stated.unit == StatedUnit::pounds && ends(i + 1) &&
                (word(i) == "over" || word(i) == "under")) {  // "Place is £40k over": of its budget
                asked.from.role = Role::budget;
                asked.by_verb = false;
            }
            if (asked.by_verb && (word(i) == "above" || word(i) == "below" || word(i) == "over" || word(i) == "under"))
                return false;
            if (word(i) == "short") asked.from.role = asked.from.role == Role::own ? Role::target : asked.from.role;
            return true;
        }
        return false;
    }

    [[nodiscard]] int sign_at(std::size_t token) const {
        for (const Mark& mark : sentence_.marks)
            if (mark.first <= token && token < mark.last)
                if (const int way = way_of(mark.cue); way != 0) return way;
        constexpr std::array<std::string_view, 9> down{"cut",  "cutting", "slipping", "shaved", "came",
                                                       "down", "saved",   "reduce",   "brought"};
        constexpr std::array<std::string_view, 6> up{"up", "edged", "crept", "climbing", "grow", "rise"};
        if (headway::detail::is_one_of(word(token), down)) return -1;
        return headway::detail::is_one_of(word(token), up) ? 1 : 0;
    }

    [[nodiscard]] bool is_gain(std::size_t token) const {
        return sentence_.mark_at(token, std::array{Cue::a_gain, Cue::a_loss, Cue::better, Cue::worse}) != nullptr;
    }

    /// "Fell by 52", "a shortfall of 92", "exceeded the target by 26", "up five".
    bool by_words_before(AskedSize& asked) const {
        std::size_t from = asked.quantity->first;
        while (from > 1 && (before(from) == "only" || before(from) == "just")) --from;  // "rose by only 12"
        if (from == 0 || before(from) == "from" || before(from) == "to") return false;
        if (before(from) == "by" && from >= 2) {
            constexpr std::size_t far = 9;
            for (std::size_t by = 2; by <= far && by <= from; ++by) {
                const std::size_t i = from - by;
                if (sentence_.tokens[i].is == Token::Is::stop || sentence_.sign(i, ';')) break;
                if (sentence_.mark_at(i, std::array{Cue::modal}) != nullptr || word(i) == "to") return false;
                const Mark* side = sentence_.mark_at(i, std::array{Cue::exceeds, Cue::misses, Cue::above, Cue::below,
                                                                   Cue::better_than, Cue::worse_than});
                if (side != nullptr || word(i) == "outnumber" || word(i) == "outnumbered") {
                    const bool up = side == nullptr || side->cue == Cue::above ||
                                    (side->cue == Cue::exceeds && !is_to_beat(word(side->first)));
                    asked.sign = up ? 1 : side->cue == Cue::below ? -1 : 0;
                    const std::size_t object = side != nullptr ? side->last : i + 1;
                    asked.from = reference_from(object, *asked.quantity, from - 1);
                    if (asked.from.role == Role::own && asked.from.quantity == nullptr && side != nullptr &&
                        (side->cue == Cue::misses || side->cue == Cue::exceeds))
                        asked.from.role = Role::target;
                    if (side != nullptr && side->cue == Cue::exceeds && side->last == side->first + 1 &&
                        before(side->first) == "to")
                        return false;
                    asked.first = i;
                    return true;
                }
                if (const int sign = sign_at(i); sign != 0 || is_gain(i)) {
                    if (i > 0 && (before(i) == "to" || sentence_.mark_at(i - 1, std::array{Cue::modal}) != nullptr))
                        return false;
                    asked.sign = sign;
                    asked.first = i;
                    return take_base(asked);
                }
                if (sentence_.sign(i, ',')) break;
            }
            // "secondary fires fell by a fifth and primary fires by 6.5%"
            for (const Mark& mark : sentence_.marks)
                if (mark.last < from && way_of(mark.cue) != 0 && sentence_.parts[mark.first] == sentence_.parts[from]) {
                    asked.sign = way_of(mark.cue);
                    return take_base(asked);
                }
            return false;
        }
        if (before(from) == "of" || before(from) == "being" || before(from) == "was") {
            constexpr std::array<std::string_view, 2> wanted{"shortfall", "undershoot"};
            constexpr std::array<std::string_view, 2> exceeded{"surplus", "excess"};
            const std::string_view noun = before(from, 2);
            if (noun == "gap" || noun == "difference" || noun == "deficit" || noun == "margin") {
                asked.first = from - 2;
                asked.from.first = asked.from.last = 0;
                asked.from.role = Role::peer;  // the other of two that the sentence speaks of
                return noun == "shortfall";
            }
            if (before(from) != "of" || is_cumulative(sentence_, from - 2, from)) return false;
            if (headway::detail::is_one_of(noun, wanted) || headway::detail::is_one_of(noun, exceeded)) {
                asked.sign = headway::detail::is_one_of(noun, wanted) ? -1 : 1;
                asked.from.role = Role::target;
                asked.first = from - 2;
                return true;
            }
            if (noun == "overspend" || noun == "underspend") {
                asked.sign = noun == "overspend" ? 1 : -1;
                asked.from.role = Role::budget;
                asked.first = from - 2;
                return true;
            }
            if (const int sign = sign_at(from - 2);
                from >= 2 && (is_gain(from - 2) || (sign != 0 && is_noun_of_change(from - 2)))) {
                asked.sign = sign;
                asked.first = from - 2;
                return take_base(asked);
            }
            return false;
        }
        if ((before(from) == "up" || before(from) == "down") && word(asked.quantity->last) != "to" &&
            before(from, 2) != "made" && before(from, 2) != "makes" && before(from, 2) != "make") {
            asked.sign = before(from) == "up" ? 1 : -1;
            asked.first = from - 1;
            return take_base(asked);
        }
        // "rose 2.6 per cent", "climbed 11 percentage points", "a 26% increase"
        if (asked.quantity->is_share() || asked.quantity->is_size() || asked.quantity->fraction) {
            const bool made_up = before(from, 2).starts_with("mak") || before(from, 2) == "made";
            const int sign = made_up ? 0 : sign_at(from - 1);
            if (sign != 0 && before(from) != "at" && before(from) != "came") {
                asked.sign = sign;
                asked.first = from - 1;
                return take_base(asked);
            }
        }
        const std::size_t next = asked.quantity->last;
        if ((before(from) == "a" || before(from) == "an" || before(from) == "the") &&
            (sentence_.mark_at(next, std::array{Cue::a_rise, Cue::a_fall, Cue::a_gain, Cue::a_loss}) != nullptr)) {
            asked.sign = sign_at(next);
            asked.last = next + 1;
            return take_base(asked);
        }
        return false;
    }

    [[nodiscard]] bool is_noun_of_change(std::size_t token) const {
        return sentence_.mark_at(token, std::array{Cue::a_rise, Cue::a_fall, Cue::a_gain, Cue::a_loss}) != nullptr;
    }

    /// What a change is from: "on the 78,000 of last year", "since April", "from the 2,459 tonnes"; else the time
    /// before.
    bool take_base(AskedSize& asked) const {
        constexpr std::size_t far = 6;
        constexpr std::array<std::string_view, 8> bases{"from",    "on",   "since",    "than",
                                                        "against", "over", "compared", "below"};
        asked.by_verb = true;
        std::size_t i = behind_brackets(asked.last > asked.quantity->last ? asked.last : asked.quantity->last);
        if (sentence_.sign(i, ',') && word(i + 1) == "or") i += 2;
        for (const std::size_t until = i + far; i < until; ++i) {
            if (sentence_.sign(i, ',') && word(i + 1) == "from") continue;
            if (ends(i) || word(i) == "and" || word(i) == "but" || word(i) == "which" || word(i) == "while") break;
            if (!headway::detail::is_one_of(word(i), bases)) continue;
            if (word(i) == "over" && is_over_a_time(i)) break;
            asked.from = reference_from(i + 1, *asked.quantity);
            asked.from.since = true;
            asked.last = std::max(asked.last, asked.from.last);
            return true;
        }
        return true;
    }

    /// What is named from a token on: a quantity, a comparator, a time, or words.
    [[nodiscard]] Reference reference_from(std::size_t i, const Quantity& of, std::size_t until = 0) const {
        constexpr std::size_t far = 9;
        constexpr std::array<std::string_view, 14> parting{"and",      "but",  "which", "while",  "though",
                                                           "although", "so",   "or",    "where",  "who",
                                                           "as",       "when", "with",  "leaving"};
        constexpr std::array<std::string_view, 12> wanted{"maximum",  "minimum",  "committed", "service",
                                                          "profile",  "planned",  "expected",  "ambition",
                                                          "capacity", "designed", "allowed",   "promised"};
        constexpr std::array<std::string_view, 3> peers{"sector", "median", "average"};
        Reference from{.first = i, .last = i};
        const std::size_t end = until != 0 ? until : std::min(i + far, sentence_.tokens.size());
        for (; i < end; ++i) {
            if (ends(i) || headway::detail::is_one_of(word(i), parting)) break;
            const Quantity* other = quantity_at(i);
            const bool ago = other != nullptr && (word(other->last) == "ago" || word(other->last) == "earlier");
            if (other != nullptr && other != &of && !ago && !other->is_size() && from.quantity == nullptr) {
                // "the nine minute standard", "last year's 4 minutes 5 seconds"
                from.quantity = other;
                i = other->last - 1;
            }
            from.last = i + 1;
            if (word(i) == "ago" && word(i - 1).starts_with("year") && i >= 2) {
                const Token& years = sentence_.tokens[i - 2];
                const bool said = years.is == Token::Is::number && years.number.is_count() && years.number.value < 20.0;
                from.years = said ? static_cast<int>(years.number.value) : 1;
                from.before = true;
            }
            if (const Mark* mark = sentence_.mark_at(i, std::array{Cue::target, Cue::budget, Cue::national, Cue::peer,
                                                                   Cue::previous, Cue::year_before})) {
                const bool time = mark->cue == Cue::previous || mark->cue == Cue::year_before;
                if (time)
                    from.before = true;
                else if (from.role == Role::own)
                    from.role = role_of(mark->cue);
            }
            if (from.role == Role::own && headway::detail::is_one_of(word(i), wanted)) from.role = Role::target;
            if (from.role == Role::own && headway::detail::is_one_of(word(i), peers)) from.role = Role::peer;
            for (const When& when : sentence_.whens)
                if (when.first <= i && i < when.last && from.when == nullptr) from.when = &when;
        }
        return from;
    }

    /// "480 (0.3%)", "a fall of 98, or 16.4%", "26, an increase of 5%" is read by its own words.
    [[nodiscard]] bool is_said_beside(const Quantity& quantity, const Quantity& other) const {
        if (quantity.stated.unit == other.stated.unit || quantity.first < other.last) return false;
        const std::size_t i = quantity.first;
        if (sentence_.sign(i - 1, '(') && i - 1 == other.last) return true;
        const bool bracket = sentence_.sign(i - 1, '(') && i <= other.last + 8 && sentence_.sign(quantity.last, ')') &&
                             quantity.is_share();
        const bool or_so =
            before(i) == "or" && (i - 1 == other.last || (sentence_.sign(i - 2, ',') && i <= other.last + 4));
        return bracket || or_so;
    }

    const Sentence& sentence_;
    const std::vector<Quantity>& quantities_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
