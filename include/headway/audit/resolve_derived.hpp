/// @file
/// Averages, remainders and shares whose numbers stand near by.
///
/// | words                                                     | are held against                                   |
/// |-----------------------------------------------------------|----------------------------------------------------|
/// | "an average of 97 a month", "about 1,060 every day"       | a total over the months or days of its year        |
/// | "an average of £84 for every complaint"                   | a total over a number of what is named             |
/// | "the remaining 1,844", "the other nine", "leaving 54"     | a whole less the parts between it and them         |
/// | "the remaining 36%"                                       | 100% less the shares of the sentence               |
/// | "answered 48,730 of them, 84 per cent", "in 15, or 62.5%" | the part before it, over a whole near by           |
/// | "27 met it, nine in every ten"                            | the same                                           |
/// | "accounts for 47% of all days lost"                       | the row and the column that are named, and the sum |
///
/// They confirm. What a share of a named row and a named column should be, and what is left of a whole whose only other
/// number is named, contradicts.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds averages, remainders and shares of a paragraph.
class DerivedResolver : private AskedRows {
public:
    using AskedRows::AskedRows;

    void resolve() {
        each_sentence([&](std::size_t s) {
            for (std::size_t q = 0; q < quantities_[s].size(); ++q) {
                const Quantity& quantity = quantities_[s][q];
                if (quantity.is_size() || quantity.is_time()) continue;
                if (!by_average(s, quantity) && !by_remainder(s, quantity) && !by_part(s, q)) by_row_share(s, quantity);
            }
            by_ratio_in_words(s);
        });
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    [[nodiscard]] bool says_before(std::size_t s, std::size_t token, std::size_t far,
                                   std::initializer_list<std::string_view> words) const {
        for (std::size_t by = 1; by <= far && by <= token; ++by) {
            if (sentences_[s].sign(token - by, ';')) return false;
            if (std::find(words.begin(), words.end(), word(s, token - by)) != words.end()) return true;
        }
        return false;
    }

    [[nodiscard]] static bool is_amount(const Quantity& quantity) {
        return !quantity.is_share() && !quantity.is_size() && !quantity.fraction && quantity.stated.value > 0.0;
    }

    /// Amounts of a sentence and of two before it that stand before a token, the nearest first.
    [[nodiscard]] std::vector<const Quantity*> before(std::size_t s, std::size_t token, std::size_t back) const {
        constexpr std::size_t most = 8;
        std::vector<const Quantity*> found;
        for (std::size_t by = 0; by <= back && by <= s; ++by)
            for (std::size_t q = quantities_[s - by].size(); q-- > 0;) {
                const Quantity& quantity = quantities_[s - by][q];
                if (by == 0 && quantity.last > token) continue;
                if (is_amount(quantity) && found.size() < most) found.push_back(&quantity);
            }
        return found;
    }

    [[nodiscard]] static bool alike(const Quantity& a, const Quantity& b) { return a.stated.unit == b.stated.unit; }

    /// How many of a span of time a year has, or the quarter that is spoken of.
    [[nodiscard]] std::vector<double> times_of(std::size_t s, std::string_view span) const {
        bool quarter = false;
        for (std::size_t by = 0; by <= 1 && by <= s; ++by)
            for (std::size_t i = 0; i < sentences_[s - by].tokens.size(); ++i)
                quarter = quarter || (word(s - by, i) == "quarter" && word(s - by, i + 1) != "of");
        if (span == "month") return {quarter ? 3.0 : 12.0};
        if (span == "week") return quarter ? std::vector{13.0} : std::vector{52.0};
        if (span == "day") return quarter ? std::vector{90.0, 91.0, 92.0} : std::vector{365.0, 366.0};
        return {};
    }

    bool by_average(std::size_t s, const Quantity& quantity) {
        constexpr std::size_t far = 5;
        std::size_t at = quantity.last;
        while (at < quantity.last + far && !word(s, at).empty() && word(s, at) != "a" && word(s, at) != "each" &&
               word(s, at) != "every" && word(s, at) != "per" && word(s, at) != "for")
            ++at;
        if (word(s, at) == "for" && (word(s, at + 1) == "each" || word(s, at + 1) == "every")) ++at;
        if (word(s, at) != "a" && word(s, at) != "each" && word(s, at) != "every" && word(s, at) != "per") return false;
        const bool licensed =
            says_before(s, quantity.first, 6, {"average", "averaging", "equivalent", "equal", "works", "equates"}) ||
            word(s, at) == "every" || (word(s, 0) == "that" && word(s, 1) == "is");
        const std::string_view unit = word(s, at + 1);
        if (!licensed || unit.empty()) return false;
        std::vector<const Quantity*> totals = before(s, quantity.first, 4);
        std::vector<Interval> values;
        for (const Quantity* total : totals)
            if (alike(*total, quantity) && total->stated.value > 2.0 * quantity.stated.value)
                values.push_back(total->value());
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) break;
            const Named all = row_of_all(*grid);
            if (all.line == nullptr) continue;
            for (const GridPoint& point : all.line->points)
                if (point.number.unit == quantity.stated.unit) values.push_back(behind(point.number));
        }
        const std::vector<double> times = times_of(s, unit);
        Stated exact = quantity.stated;  // "around 588": of several totals the one that gives it
        exact.bound = Bound::exact;
        for (const Interval& value : values)
            for (const double number : times)
                if (agreement(exact, value * (1.0 / number)) == Verdict::holds)
                    return confirm(s, quantity, ClaimKind::equivalent_number, "average", value.middle / number,
                                   plain_number(value.middle) + " / " + plain_number(number));
        if (!times.empty()) return false;
        // "£84 for every complaint": over a number of what is named
        const std::string noun = stem(unit);
        for (const Quantity* total : totals)
            for (const Quantity* number : totals) {
                if (total == number || !(number->stated.value > 1.0) || (total->stated.unit != quantity.stated.unit))
                    continue;
                const std::vector<std::string> words = telling_words(sentences_[number->sentence].tokens);
                const bool named = says(words, noun) ||
                                   says(words_between(s, at + 1, at + 5), stem(word(number->sentence, number->last)));
                const Interval is = total->value() / number->value();
                if (!named || agreement(quantity.stated, is) != Verdict::holds) continue;
                return confirm(s, quantity, ClaimKind::equivalent_number, "average", is.middle,
                               plain_number(total->stated.value) + " / " + plain_number(number->stated.value));
            }
        return false;
    }

    bool by_remainder(std::size_t s, const Quantity& quantity) {
        if (!says_before(s, quantity.first, 2, {"remaining", "other", "balance", "rest", "leaving", "remainder"}))
            return false;
        if (quantity.is_share()) {
            Interval sum = exactly(0.0);
            std::size_t parts = 0;
            std::string text = "100";
            for (const Quantity& part : quantities_[s])
                if (part.last <= quantity.first && part.is_share() && !part.fraction && part.role == Role::own) {
                    sum = sum + part.value();
                    text += " - " + plain_number(part.stated.value);
                    ++parts;
                }
            const Interval left = exactly(100.0) - sum;
            if (parts == 0 || agreement(quantity.stated, left) == Verdict::contradiction) return false;
            return confirm(s, quantity, ClaimKind::total, "parts and whole", left.middle, text,
                           agreement(quantity.stated, left));
        }
        std::vector<const Quantity*> numbers = before(s, quantity.first, 2);
        std::erase_if(numbers, [&](const Quantity* number) { return !alike(*number, quantity); });
        Interval parts = exactly(0.0);
        std::string text;
        for (const Quantity* number : numbers) {
            if (number->sentence != s && !text.empty()) {
                const Interval left = number->value() - parts;
                if (agreement(quantity.stated, left) == Verdict::holds)
                    return confirm(s, quantity, ClaimKind::total, "parts and whole", left.middle,
                                   plain_number(number->stated.value) + text);
                continue;
            }
            if (number->stated.value > parts.middle && !text.empty()) {
                const Interval left = number->value() - parts;
                if (agreement(quantity.stated, left) == Verdict::holds)
                    return confirm(s, quantity, ClaimKind::total, "parts and whole", left.middle,
                                   plain_number(number->stated.value) + text);
            }
            parts = parts + number->value();
            text += " - " + plain_number(number->stated.value);
        }
        return by_rest_of_row(s, quantity, numbers);
    }

    /// "We decided 4,800 and a third were allowed. The remaining 3,384": the row has both, and nothing else.
    bool by_rest_of_row(std::size_t s, const Quantity& quantity, const std::vector<const Quantity*>& wholes) {
        if (wholes.empty() || wholes.front()->stated.value < 100.0) return false;
        const double whole = wholes.front()->stated.value;
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return false;
            for (const GridLine& row : grid->rows) {
                std::vector<const GridPoint*> plain;
                for (const GridPoint& point : row.points)
                    if (point.number.unit == quantity.stated.unit) plain.push_back(&point);
                if (plain.size() != 2 || plain[0]->number.value != whole) continue;
                const double left = decimal::difference(whole, plain[1]->number.value);
                const std::string text = plain_number(whole) + " - " + plain_number(plain[1]->number.value);
                if (left == quantity.stated.value)
                    return confirm(s, quantity, ClaimKind::total, "parts and whole", left, text);
                const std::vector<std::string>& head = grid->columns[plain[1]->column].words;
                const std::vector<std::string> said =
                    words_between(s - 1, 0, s > 0 ? sentences_[s - 1].tokens.size() : 0);
                const bool named =
                    s > 0 && !head.empty() &&
                    std::all_of(head.begin(), head.end(), [&](const std::string& w) { return says(said, w); });
                if (!named || quantity.stated.bound != Bound::exact ||
                    std::fabs(left - quantity.stated.value) > 0.2 * left)
                    return false;
                return confirm(s, quantity, ClaimKind::total, "parts and whole", left, text, Verdict::contradiction,
                               plain[1]->span);
            }
        }
        return false;
    }

    /// "Answered 48,730 of them, 84 per cent", "in 15, or 62.5%", "84 km against a planned 80 km, 105%".
    bool by_part(std::size_t s, std::size_t q) {
        const Quantity& share = quantities_[s][q];
        if (!share.is_share() || share.fraction || q == 0) return false;
        const Quantity& part = quantities_[s][q - 1];
        const bool comma = sentences_[s].sign(share.first - 1, ',') ||
                           (word(s, share.first - 1) == "or" && share.first >= 2) ||
                           sentences_[s].sign(share.first - 1, '(');
        if (q >= 2 && comma && by_part_of(s, share, quantities_[s][q - 2], part)) return true;
        constexpr std::size_t far = 6;
        if (!comma || !is_amount(part) || share.first - part.last > far) return false;
        return over_wholes(s, share, part, share.stated);
    }

    /// "6,884 of the 7,690 referrals of foreign national offenders (89.5%)".
    bool by_part_of(std::size_t s, const Quantity& share, const Quantity& part, const Quantity& whole) {
        std::size_t of = part.last;
        while (of < whole.first && word(s, of) != "of") ++of;
        if (of >= whole.first || whole.first > of + 3 || of > part.last + 2) return false;
        if (!is_amount(part) || !is_amount(whole) || !alike(part, whole) || part.stated.value > whole.stated.value)
            return false;
        const double is = 100.0 * part.stated.value / whole.stated.value;
        if (share_agrees(share.stated, part.stated.value, whole.stated.value) != Verdict::holds) return false;
        return confirm(s, share, ClaimKind::share, "share", is,
                       plain_number(part.stated.value) + " / " + plain_number(whole.stated.value));
    }

    bool over_wholes(std::size_t s, const Quantity& share, const Quantity& part, const Stated& stated) {
        std::vector<const Quantity*> wholes = before(s, part.first, 1);
        const bool of_wanted = is_comparator(part.role) || part.role == Role::compared;  // "84 km against a planned 80"
        constexpr std::size_t most = 5;
        std::size_t tried = 0;
        for (const Quantity* whole : wholes) {
            if (!alike(*whole, part) || ++tried > most) continue;
            const double a = of_wanted ? whole->stated.value : part.stated.value,
                         b = of_wanted ? part.stated.value : whole->stated.value;
            if (b <= 0.0 || (!of_wanted && a > b)) continue;
            if (agreement(stated, exactly(100.0 * a / b)) != Verdict::holds) continue;
            return confirm(s, share, ClaimKind::share, "share", 100.0 * a / b,
                           plain_number(a) + " / " + plain_number(b));
        }
        for (const Grid* grid : grids_) {
            if (of_wanted || !pay_for(*grid, budget_)) break;
            const Named all = row_of_all(*grid);
            if (all.line == nullptr) continue;
            for (const GridPoint& point : all.line->points) {
                const Interval is = part.value() / behind(point.number) * 100.0;
                if (point.number.unit != part.stated.unit || !is.known() || agreement(stated, is) != Verdict::holds)
                    continue;
                return confirm(s, share, ClaimKind::share, "share", is.middle,
                               plain_number(part.stated.value) + " / " + plain_number(point.number.value));
            }
        }
        return false;
    }

    /// "Nine in every ten", "one day in every five": the part before it, over a whole near by.
    void by_ratio_in_words(std::size_t s) {
        const Sentence& sentence = sentences_[s];
        for (std::size_t i = 0; i + 3 < sentence.tokens.size(); ++i) {
            const Token& over = sentence.tokens[i];
            if (over.is != Token::Is::number || !over.number.is_count() || !over.in_words) continue;
            std::size_t at = i + 1;
            if (!word(s, at).empty() && word(s, at) != "in") ++at;
            if (word(s, at) != "in" || word(s, at + 1) != "every" || at + 2 >= sentence.tokens.size()) continue;
            const Token& under = sentence.tokens[at + 2];
            const double number = word(s, at + 2) == "hundred"                               ? 100.0
                                  : under.is == Token::Is::number && under.number.is_count() ? under.number.value
                                                                                             : 0.0;
            if (!(number > over.number.value)) continue;
            Quantity ratio{.sentence = s, .first = i, .last = at + 3, .token = i};
            Stated stated{.value = 100.0 * over.number.value / number, .unit = StatedUnit::per_cent};
            for (const Mark& mark : sentence.marks)
                if (mark.last == i && mark.cue == Cue::about) stated.bound = Bound::about;
            ratio.stated = stated;
            for (const Quantity& other : quantities_[s])  // "92%, so that only eight in every hundred"
                if (other.last <= i && other.is_share() && other.role == Role::own &&
                    std::fabs(100.0 - other.stated.value - stated.value) < slack_of(100.0, 1.0)) {
                    confirm(s, ratio, ClaimKind::share, "share", stated.value,
                            "100 - " + plain_number(other.stated.value));
                    return;
                }
            const std::vector<const Quantity*> parts = before(s, i, 0);
            if (!parts.empty()) over_wholes(s, ratio, *parts.front(), stated);
        }
    }

    /// "Adults accounts for 47% of all days lost": the named row's number in the named column, over the sum.
    bool by_row_share(std::size_t s, const Quantity& share) {
        const std::size_t at = share.last;
        const bool of =
            word(s, at) == "of" && (word(s, at + 1) == "all" || word(s, at + 1) == "the" || word(s, at + 1) == "total");
        if (!share.is_share() || share.fraction || !of || share.role != Role::own) return false;
        const Named row = row_of(s, share.first, share.last, quantities_[s], grids_, budget_);
        if (row.line == nullptr || row.column || !row.sure) return false;
        const Named all = row_of_all(*row.grid);
        if (all.line == nullptr || all.line == row.line) return false;
        const std::vector<std::string> said = words_between(s, at, at + 6);
        const GridPoint *part = nullptr, *whole = nullptr;
        std::size_t named = 0;
        for (const GridPoint& point : row.line->points) {
            const GridLine& column = row.grid->columns[point.column];
            const GridPoint* total = all.line->at(all.line->points.front().row, point.column);
            if (total == nullptr || point.number.unit == StatedUnit::per_cent || column.words.empty()) continue;
            const Interval is = behind(point.number) / behind(total->number) * 100.0;
            if (is.known() && agreement(share.stated, is) != Verdict::contradiction)
                return says_any(said, column.words) &&
                       confirm(s, share, ClaimKind::share, "share", is.middle,
                               plain_number(point.number.value) + " / " + plain_number(total->number.value),
                               agreement(share.stated, is));
            if (!std::all_of(column.words.begin(), column.words.end(),
                             [&](const std::string& w) { return says(said, w); }))
                continue;
            part = &point, whole = total, ++named;
        }
        if (named != 1 || !names_only(s, share, *row.line, row.grid->columns[part->column]) ||
            share.stated.bound != Bound::exact || part->number.value > whole->number.value)
            return false;
        const double is = 100.0 * part->number.value / whole->number.value;
        return confirm(s, share, ClaimKind::share, "share", is,
                       plain_number(part->number.value) + " / " + plain_number(whole->number.value),
                       Verdict::contradiction, part->span);
    }

    /// Whether a sentence up to a share and what it is of names a row, a column and nothing else.
    [[nodiscard]] bool names_only(std::size_t s, const Quantity& share, const GridLine& row,
                                  const GridLine& column) const {
        constexpr std::array<std::string_view, 17> general{
            "account", "accounts", "make", "made",       "represent", "still",  "directorate", "area", "district",
            "service", "group",    "team", "department", "division",  "region", "category",    "type"};
        const Sentence& sentence = sentences_[s];
        std::size_t last = share.last;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[share.first]) ++last;
        for (std::size_t i = 0; i < last; ++i)
            if (sentence.tokens[i].is == Token::Is::number && !(share.first <= i && i < share.last)) return false;
        for (const std::string& word : words_between(s, 0, last))
            if (word.size() > 2 && !says(row.words, word) && !says(column.words, word) && !names_nothing(word) &&
                !headway::detail::is_one_of(std::string_view(word), general))
                return false;
        return true;
    }

    [[nodiscard]] static bool says_any(std::span<const std::string> words, std::span<const std::string> few) {
        return std::any_of(few.begin(), few.end(), [&](const std::string& w) { return says(words, w); });
    }

    /// Writes what a quantity is; false where it is decided already.
    bool confirm(std::size_t s, const Quantity& quantity, ClaimKind kind, std::string_view rule, double is,
                 std::string text, Verdict verdict = Verdict::holds, Span against = {}) {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        const std::size_t begin = tokens[quantity.token].begin;
        std::size_t open = none;
        for (std::size_t c = paragraph_.first_claim[s]; c < ledger_.audit.claims.size(); ++c) {
            if (c >= paragraph_.first_claim[s + 1] && c < paragraph_.first_claim.back()) continue;
            const Claim& claim = ledger_.audit.claims[c];
            if (claim.at.document != paragraph_.document || claim.at.begin > begin || claim.at.end <= begin) continue;
            if (claim.kind == ClaimKind::comparison || claim.kind == ClaimKind::trend) continue;
            if (claim.verdict != Verdict::not_checkable) return false;
            if (!std::binary_search(paragraph_.pending.begin(), paragraph_.pending.end(), c) && open == none) open = c;
        }
        Judgement judgement{.rule = rule,
                            .verdict = verdict,
                            .stated = shown_stated(quantity.stated),
                            .computed = plain_number(is),
                            .severity = Severity::high};
        judgement.why = std::move(text) + " = " + judgement.computed;
        if (!against.empty()) judgement.against = quote(against);
        if (open != none)
            ledger_.replace(open, kind, std::move(judgement));
        else
            ledger_.claim(paragraph_.document,
                          {tokens[quantity.first].begin, tokens[std::min(quantity.last, tokens.size()) - 1].end}, kind,
                          "", std::move(judgement));
        return true;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
