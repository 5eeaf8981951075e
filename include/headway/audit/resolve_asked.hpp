/// @file
/// By how much, and how many times: what the words of a sentence ask, held against what stands near by.
///
/// "84 more than we took in", "36 seconds inside the nine minute standard", "exceeded the target by 26", "more than
/// twice that of Resources": asked.hpp says what is asked, this finds the two numbers that it is between. They stand
///
/// | in                     | such as                                                                          |
/// |------------------------|----------------------------------------------------------------------------------|
/// | the sentence           | "the 45 days", "from 214 to 189", "compared with 24 days", "a profile of 820"     |
/// | the sentences before   | the result or the target that they state                                         |
/// | a row of a table       | that the words name: its result, its target, its time before, another row         |
///
/// Numbers that give what is stated confirm it. It is contradicted only where both numbers are beyond doubt: they stand
/// in the sentence and nothing else of their kind does, or in the row that its words name under the heads that they
/// name; and no other two numbers of the sentence or of the row give what is stated.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/asked.hpp"
#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds what is asked of a paragraph's sentences.
class AskedResolver : private AskedRows {
public:
    using AskedRows::AskedRows;

    void resolve() {
        each_sentence([&](std::size_t s) {
            Named named;
            for (const AskedSize& asked : AskReader(sentences_[s], quantities_[s]).read()) hold(s, asked, named);
            row_before_ = named.line != nullptr ? named : row_said(s);
        });
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// What became of the pairs that were tried for one that is asked.
    struct Tried {
        std::optional<Judgement> fits{}, rounds{}, fails{};
        double one = 0.0, other = 0.0;  ///< the two that fail

        [[nodiscard]] bool done() const { return fits.has_value(); }
    };

    [[nodiscard]] static Operand operand_of(const Quantity& quantity, const Sentence& sentence) {
        return {.value = quantity.value(),
                .unit = quantity.stated.unit == StatedUnit::time ? StatedUnit::none : quantity.stated.unit,
                .seconds = quantity.seconds,
                .span = {sentence.tokens[quantity.token].begin, sentence.tokens[quantity.last - 1].end}};
    }
    using AskedRows::operand_of;

    [[nodiscard]] Operand operand(const Quantity& quantity) const {
        return operand_of(quantity, sentences_[quantity.sentence]);
    }

    /// Whether two sides can be what a quantity is asked of.
    [[nodiscard]] static bool can_be(const Quantity& of, const Operand& a, const Operand& b) {
        if ((a.seconds > 0.0) != (b.seconds > 0.0) || a.is_share() != b.is_share()) return false;
        if ((a.unit == StatedUnit::pounds) != (b.unit == StatedUnit::pounds)) return false;
        if (of.is_share() || of.fraction) return true;
        if (of.stated.unit == StatedUnit::points) return a.is_share();
        if (of.points) return a.seconds == 0.0;
        if (of.is_time()) return a.seconds > 0.0;
        return a.seconds == 0.0 && !a.is_share() &&
               (of.stated.unit == StatedUnit::pounds) == (a.unit == StatedUnit::pounds);
    }

    [[nodiscard]] std::optional<Judgement> held(const AskedSize& asked, const Operand& own,
                                                const Operand& other) const {
        const Quantity& of = *asked.quantity;
        if (asked.factor > 0.0) return held_times(asked, own, other);
        if (!can_be(of, own, other) && asked.factor == 0.0) return std::nullopt;
        Judgement judgement{.rule = "size of change", .stated = shown_stated(of.stated), .severity = Severity::high};
        judgement.against = quote(other.span);
        const double unit = of.is_time() ? of.seconds : 1.0;
        const Interval a = own.value * (1.0 / unit), b = other.value * (1.0 / unit);
        Stated stated = of.stated;
        stated.value = std::fabs(stated.value);
        // "20 million more", of 222.0 in a table of millions: no difference is many times its sides
        constexpr double many = 10.0;
        if (own.of_table && other.of_table && stated.scale > 0 && a.middle > 0.0 && b.middle > 0.0 &&
            stated.value > many * std::max(a.middle, b.middle)) {
            stated.value /= decimal::detail::power_of_ten[std::clamp(stated.scale, 0, 22)];
            stated.scale = 0;
            stated.rounded = true;
        }
        if (of.points) stated.unit = own.is_share() ? StatedUnit::points : StatedUnit::none;
        if (b.middle == 0.0 && of.is_share()) return std::nullopt;
        hold_size(judgement, stated, a, b, own.is_share());
        const Interval moved = a - b;
        const bool other_way = (asked.sign > 0 && moved.high < 0.0) || (asked.sign < 0 && moved.low > 0.0);
        if (other_way && judgement.verdict != Verdict::contradiction) {
            judgement.verdict = Verdict::contradiction;
            judgement.why += "; it went the other way";
        }
        if (judgement.verdict == Verdict::not_checkable) return std::nullopt;
        return judgement;
    }

    [[nodiscard]] std::optional<Judgement> held_times(const AskedSize& asked, const Operand& own,
                                                      const Operand& other) const {
        const bool kind = own.unit == other.unit && (own.seconds > 0.0) == (other.seconds > 0.0);
        if (!kind || !(other.value.low > 0.0) || !(own.value.middle > 0.0)) return std::nullopt;
        const Interval times = own.value / other.value;
        Judgement judgement{.rule = "multiple",
                            .verdict = agreement(asked.quantity->stated, times),
                            .stated = plain_number(asked.factor) + " times",
                            .computed = plain_number(times.middle) + " times",
                            .severity = Severity::high,
                            .against = quote(other.span)};
        constexpr double far = 1.6;  // "more than twice" is not said of five times
        if (judgement.verdict == Verdict::holds && times.middle > far * asked.factor) return std::nullopt;
        judgement.why = plain_number(own.value.middle) + " / " + plain_number(other.value.middle) + " = " +
                        plain_number(times.middle);
        return judgement;
    }

    void attempt(Tried& tried, const AskedSize& asked, const Operand& own, const Operand& other, bool sure) const {
        auto judgement = held(asked, own, other);
        if (!judgement || tried.done()) return;
        if (judgement->verdict == Verdict::holds)
            tried.fits = std::move(judgement);
        else if (judgement->verdict == Verdict::rounding && !tried.rounds)
            tried.rounds = std::move(judgement);
        else if (judgement->verdict == Verdict::contradiction && sure && !tried.fails && is_likely(asked, own, other)) {
            tried.fails = std::move(judgement);
            tried.one = own.value.middle;
            tried.other = other.value.middle;
        }
    }

    /// Whether two sides are near enough for what is stated to be their difference, and wrong.
    [[nodiscard]] static bool is_likely(const AskedSize& asked, const Operand& own, const Operand& other) {
        constexpr double far = 5.0;
        const double unit = asked.quantity->is_time() ? asked.quantity->seconds : 1.0;
        const double a = own.value.middle / unit, b = other.value.middle / unit, gap = std::fabs(a - b);
        if (b == 0.0 || gap == 0.0) return false;
        const double is = asked.quantity->is_share() && !own.is_share() ? 100.0 * gap / std::fabs(b) : gap;
        const double stated = std::fabs(asked.quantity->stated.value);
        if (asked.factor > 0.0) return false;
        return is <= far * stated && stated <= far * is;
    }

    /// The quantities that may be what a sentence is about: those before what is asked, the nearest first.
    [[nodiscard]] std::vector<const Quantity*> owns(std::size_t s, const AskedSize& asked,
                                                    const Quantity* other) const {
        std::vector<const Quantity*> found;
        const auto take = [&](const Quantity& quantity) {
            const bool own =
                quantity.role == Role::own || quantity.role == Role::later || quantity.role == Role::forecast;
            if (&quantity == asked.quantity || &quantity == other || quantity.is_size() || quantity.fraction || !own)
                return;
            if (other != nullptr && !quantity.alike(*other)) return;
            found.push_back(&quantity);
        };
        const std::vector<Quantity>& here = quantities_[s];
        for (std::size_t q = here.size(); q-- > 0;)
            if (here[q].last <= asked.quantity->first) take(here[q]);
        return found;
    }

    void hold(std::size_t s, const AskedSize& asked, Named& named) {
        const std::size_t claim = open_at(s, asked);
        if (claim == none - 1) return;  // it is decided
        Tried tried;
        by_quantity(tried, s, asked);
        if (!tried.done()) by_two_ends(tried, s, asked);
        if (!tried.done()) by_role(tried, s, asked);
        if (!tried.done()) by_row(tried, s, asked, named);
        if (!tried.done()) by_other_things(tried, s, asked);
        if (tried.fits) return write(s, asked, claim, std::move(*tried.fits));
        if (tried.rounds) return write(s, asked, claim, std::move(*tried.rounds));
        if (tried.fails && !gives_otherwise(s, asked, named, tried)) write(s, asked, claim, std::move(*tried.fails));
    }

    /// "The 45 days they waited a year ago", "the 39 we planned": what is named is a quantity of the sentence.
    void by_quantity(Tried& tried, std::size_t s, const AskedSize& asked) const {
        const Quantity* other = asked.from.quantity;
        if (other == nullptr || other->is_size()) return;
        if (asked.lead != nullptr && asked.lead->alike_size(*other) &&
            (asked.quantity->is_share() || asked.quantity->fraction)) {
            const Interval is = asked.lead->value() / other->value() * 100.0;
            Judgement judgement{.rule = "size of change",
                                .verdict = agreement(asked.quantity->stated, is),
                                .stated = shown_stated(asked.quantity->stated),
                                .computed = plain_number(is.middle) + "%",
                                .severity = Severity::high,
                                .against = quote(operand(*other).span)};
            judgement.why = plain_number(asked.lead->stated.value) + " / " + plain_number(other->stated.value) + " = " +
                            judgement.computed;
            if (judgement.verdict == Verdict::holds) tried.fits = judgement;
            if (judgement.verdict == Verdict::rounding) tried.rounds = judgement;
            if (judgement.verdict == Verdict::contradiction) tried.fails = judgement;
            if (tried.done()) return;
        }
        const std::vector<const Quantity*> here = owns(s, asked, other);
        for (const Quantity* own : here) attempt(tried, asked, operand(*own), operand(*other), here.size() == 1);
        for (std::size_t q = quantities_[s].size(); q-- > 0 && here.empty();)  // "the National Survey was 82.7"
            if (const Quantity& own = quantities_[s][q]; own.last <= asked.quantity->first && own.alike(*other)) {
                attempt(tried, asked, operand(own), operand(*other), false);
                break;
            }
        constexpr std::size_t back = 2;
        for (std::size_t by = 1; by <= back && by <= s && !tried.done(); ++by)
            for (const Quantity& own : quantities_[s - by])
                if (own.alike(*other) && own.role == Role::own)
                    attempt(tried, asked, operand(own), operand(*other), false);
    }

    /// "From 214 to 189 days", "18 days compared with 24 days": two ends that the sentence states.
    void by_two_ends(Tried& tried, std::size_t s, const AskedSize& asked) const {
        if (!(asked.by_verb || asked.from.since || asked.from.before) || asked.from.role != Role::own) return;
        const auto is_then = [](const Quantity& q) {
            return q.role == Role::earlier || q.role == Role::compared || q.role == Role::year_before ||
                   q.role == Role::previous;
        };
        std::size_t pairs = 0, alike = 0;
        const Quantity *first = nullptr, *second = nullptr;
        for (const Quantity& earlier : quantities_[s])
            for (const Quantity& later : quantities_[s]) {
                if (&earlier == asked.quantity || &later == asked.quantity || &earlier == &later) continue;
                if (!is_then(earlier) || is_then(later) || is_comparator(later.role) || !earlier.alike(later) ||
                    earlier.fraction || later.fraction)
                    continue;
                const bool beside = later.role == Role::later
                                        ? later.first >= earlier.last && later.first < earlier.last + 6
                                        : later.last <= earlier.first;
                if (!beside) continue;
                ++pairs;
                first = &earlier, second = &later;
                attempt(tried, asked, operand(later), operand(earlier), false);
            }
        if (pairs != 1 || tried.done()) return;
        for (const Quantity& quantity : quantities_[s])
            alike += &quantity != asked.quantity && quantity.alike(*first) && !quantity.is_size() ? 1u : 0u;
        attempt(tried, asked, operand(*second), operand(*first), alike == 2);
    }

    /// The target, the budget, the average of the sentence or of one before.
    void by_role(Tried& tried, std::size_t s, const AskedSize& asked) const {
        const Role role = asked.from.role;
        if (!is_comparator(role) || asked.from.quantity != nullptr) return;
        const auto is_it = [&](const Quantity& q) {
            const bool wanted = role == Role::target || role == Role::budget;
            return q.role == role || (wanted && (q.role == Role::target || q.role == Role::budget)) ||
                   (wanted && q.role == Role::compared);
        };
        constexpr std::size_t back = 2;
        for (std::size_t by = 0; by <= back && by <= s && !tried.done(); ++by)
            for (const Quantity& other : quantities_[s - by]) {
                if (!is_it(other) || &other == asked.quantity || other.is_size()) continue;
                const std::vector<const Quantity*> here = owns(s, asked, &other);
                for (const Quantity* own : here)
                    attempt(tried, asked, operand(*own), operand(other), by == 0 && here.size() == 1);
                for (std::size_t before = 1; before <= back && before <= s && here.empty(); ++before)
                    for (const Quantity& own : quantities_[s - before])
                        if (own.alike(other) && (own.role == Role::own || own.role == Role::later))
                            attempt(tried, asked, operand(own), operand(other), false);
            }
    }

    /// A row of a table that the words name, or that the sentence before was about.
    void by_row(Tried& tried, std::size_t s, const AskedSize& asked, Named& named) {
        if (grids_.empty()) return;
        const bool named_other = asked.from.first < asked.from.last && asked.from.role == Role::own &&
                                 asked.from.quantity == nullptr && asked.from.when == nullptr;
        if (says_of_all(s, asked))
            for (const Grid* grid : grids_)
                if (const Named all = row_of_all(*grid); all.line != nullptr && !tried.done())
                    hold_row(tried, s, asked, all);
        if (tried.done()) return;
        Named row = row_of(s, asked.at, asked.quantity->last, quantities_[s], grids_, budget_,
                           named_other ? asked.from.first : sentences_[s].tokens.size());
        if (row.line == nullptr) {
            row = named.line != nullptr ? named : refers_back(s) ? row_before_ : Named{};
            row.sure = false;  // it goes on about it, perhaps
        }
        if (row.line != nullptr) named = row;
        if (row.line != nullptr) hold_row(tried, s, asked, row);
        if (!tried.done() && row.line != nullptr) by_role_said_before(tried, s, asked, row);
        if (!tried.done() && row.line != nullptr) by_other_row(tried, s, asked, row);
        if (tried.done()) return;
        if (row.line != nullptr && row.sure) return;
        for (const Grid* grid : grids_) {
            const Named all = row_of_all(*grid);
            if (all.line != nullptr && !tried.done()) hold_row(tried, s, asked, all);
        }
    }

    /// "Overall arisings were 1,500 tonnes lower": of all, in the part that it stands in.
    [[nodiscard]] bool says_of_all(std::size_t s, const AskedSize& asked) const {
        constexpr std::array<std::string_view, 4> all{"overall", "total", "altogether", "together"};
        for (std::size_t i = asked.first; i-- > 0 && sentences_[s].parts[i] == sentences_[s].parts[asked.first];)
            if (headway::detail::is_one_of(word(s, i), all)) return true;
        return false;
    }
    using AskedRows::says_of_all;

    /// "We outperformed the Scottish average on all four and our right first time result was 4.3 points better".
    void by_role_said_before(Tried& tried, std::size_t s, const AskedSize& asked, const Named& row) const {
        if (!asked.by_verb || asked.from.role != Role::own || asked.from.quantity != nullptr) return;
        for (const Mark& mark : sentences_[s].marks) {
            const Role role = role_of(mark.cue);
            if (!is_comparator(role) || mark.last > asked.first || tried.done()) continue;
            AskedSize against = asked;
            against.by_verb = false;
            against.from.role = role;
            const Sides sides = sides_of(s, row, against, quantities_[s]);
            if (sides.own != nullptr && sides.other != nullptr)
                attempt(tried, asked, operand_of(row, *sides.own, *asked.quantity),
                        operand_of(row, *sides.other, *asked.quantity), false);
        }
    }

    void hold_row(Tried& tried, std::size_t s, const AskedSize& asked, const Named& row) const {
        const Sides sides = sides_of(s, row, asked, quantities_[s]);
        if (sides.own == nullptr || sides.other == nullptr) {
            if (sides.own != nullptr && asked.from.quantity != nullptr)
                attempt(tried, asked, operand_of(row, *sides.own, *asked.quantity), operand(*asked.from.quantity),
                        false);
            // "against the standard of 78% it was 7 points below the standard"
            for (const Quantity& wanted : quantities_[s])
                if (sides.own != nullptr && asked.from.role != Role::own && wanted.role == asked.from.role &&
                    &wanted != asked.quantity && !wanted.is_size())
                    attempt(tried, asked, operand_of(row, *sides.own, *asked.quantity), operand(wanted), false);
            return;
        }
        attempt(tried, asked, operand_of(row, *sides.own, *asked.quantity),
                operand_of(row, *sides.other, *asked.quantity),
                sides.sure && row.sure && says_no_more(s, asked, row, sides));
        if (tried.done() || !sides.own->when.said() || asked.by_verb) return;
        // columns of which neither is a time: "four fewer than we received"
    }

    /// "Outnumber the fairly satisfied by 11": the same column of another row that the words name.
    void by_other_row(Tried& tried, std::size_t s, const AskedSize& asked, const Named& row) const {
        if (asked.from.first >= asked.from.last) return;
        const std::vector<std::string> words = words_between(s, asked.from.first, asked.from.last);
        const Named all = row_of_all(*row.grid);
        const GridPoint* said = own_of(s, row, asked, quantities_[s]);
        for (const GridLine& other : row.column ? row.grid->columns : row.grid->rows) {
            if (&other == row.line || !is_named(other, words)) continue;
            for (const GridPoint& own : row.line->points)
                for (const GridPoint& point : other.points)
                    if (!row.column && said != nullptr && said->column != own.column)
                        continue;
                    else if (row.column ? point.row == own.row && all.line != nullptr &&
                                              all.line->points.front().row == own.row
                                        : point.column == own.column)
                        attempt(tried, asked, operand_of(row, own, *asked.quantity),
                                operand_of({row.grid, &other, false, false}, point, *asked.quantity), false);
        }
    }

    /// "84 more than we took in", "more than ours": the only other quantity of the sentence, or one of those before.
    void by_other_things(Tried& tried, std::size_t s, const AskedSize& asked) const {
        if (asked.from.quantity != nullptr || asked.from.role != Role::own || asked.from.when != nullptr) return;
        const std::vector<const Quantity*> here = owns(s, asked, nullptr);
        std::vector<const Quantity*> alike;
        for (const Quantity* own : here)
            if (alike.empty() || own->alike(*alike.front())) alike.push_back(own);
        if (alike.size() == 2) attempt(tried, asked, operand(*alike[0]), operand(*alike[1]), false);
        const std::vector<std::string> words = words_between(s, asked.from.first, asked.from.last);
        const bool ours = std::find(words.begin(), words.end(), "our") != words.end() ||
                          std::find(words.begin(), words.end(), "ours") != words.end();
        if (!ours || s == 0) return;
        for (const Quantity& own : quantities_[s])
            for (const Quantity& other : quantities_[s - 1])
                if (own.last <= asked.quantity->first && own.alike(other) && other.role == Role::later)
                    attempt(tried, asked, operand(own), operand(other), false);
    }

    /// Whether any two numbers of the sentence, the one before or the row give what is stated.
    [[nodiscard]] bool gives_otherwise(std::size_t s, const AskedSize& asked, const Named& row,
                                       const Tried& tried) const {
        std::vector<Operand> operands;
        for (std::size_t by = 0; by <= 1 && by <= s; ++by)
            for (const Quantity& quantity : quantities_[s - by])
                if (&quantity != asked.quantity && !quantity.is_size() && !quantity.fraction)
                    operands.push_back(operand(quantity));
        if (row.line != nullptr)
            for (const GridPoint& point : row.line->points) operands.push_back(operand_of(row, point, *asked.quantity));
        constexpr std::size_t most = 40;
        if (operands.size() > most) return true;
        for (const Operand& a : operands) {
            if (is_itself(asked, a)) return true;
            for (const Operand& b : operands) {
                const bool same = &a == &b || (is_at(a, tried.one) && is_at(b, tried.other)) ||
                                  (is_at(a, tried.other) && is_at(b, tried.one));
                if (same) continue;
                const auto judgement = held(asked, a, b);
                if (judgement && judgement->verdict != Verdict::contradiction) return true;
            }
        }
        return false;
    }

    [[nodiscard]] static bool is_at(const Operand& operand, double value) {
        return std::fabs(operand.value.middle - value) <= slack_of(operand.value.middle, value);
    }

    /// A table that prints the size itself.
    [[nodiscard]] static bool is_itself(const AskedSize& asked, const Operand& operand) {
        return operand.of_table && operand.is_share() == asked.quantity->is_share() &&
               agreement(asked.quantity->stated, operand.value.middle < 0.0 ? operand.value * -1.0 : operand.value) !=
                   Verdict::contradiction;
    }

    /// The row that a sentence names as a whole.
    [[nodiscard]] Named row_said(std::size_t s) {
        if (grids_.empty() || sentences_[s].tokens.empty()) return {};
        return row_of(s, 0, sentences_[s].tokens.size(), quantities_[s], grids_, budget_);
    }

    /// The open claim of a quantity; `none` where no claim has it, `none - 1` where it is decided.
    [[nodiscard]] std::size_t open_at(std::size_t s, const AskedSize& asked) const {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        const std::size_t begin = tokens[asked.quantity->token].begin;
        std::size_t found = none;
        for (std::size_t c = paragraph_.first_claim[s]; c < ledger_.audit.claims.size(); ++c) {
            if (c >= paragraph_.first_claim[s + 1] && c < paragraph_.first_claim.back()) continue;
            const Claim& claim = ledger_.audit.claims[c];
            if (claim.at.document != paragraph_.document || claim.at.begin > begin || claim.at.end <= begin) continue;
            const bool of_words = claim.kind == ClaimKind::comparison || claim.kind == ClaimKind::trend;
            if (claim.verdict != Verdict::not_checkable) {
                if (!of_words) return none - 1;
                continue;
            }
            if (std::binary_search(paragraph_.pending.begin(), paragraph_.pending.end(), c)) continue;
            if (found == none || of_words == false) found = c;
        }
        return found;
    }

    void write(std::size_t s, const AskedSize& asked, std::size_t claim, Judgement judgement) {
        if (claim != none) return ledger_.replace(claim, ClaimKind::change, std::move(judgement));
        const std::vector<Token>& tokens = sentences_[s].tokens;
        ledger_.claim(paragraph_.document, {tokens[asked.first].begin, tokens[asked.quantity->last - 1].end},
                      ClaimKind::change, "", std::move(judgement));
    }

    Named row_before_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
