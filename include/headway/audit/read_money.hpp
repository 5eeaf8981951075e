/// @file
/// Variances of money: "£1.2m overspend against a budget of £10m", "a shortfall of £1.2m against savings of £9.5m".
///
/// A variance is the difference of two amounts. Where a budget is named an overspend is outturn less budget, and an
/// underspend the reverse; of a deficit, a gap or a shortfall only the size is held, against two amounts that say what
/// they are ("income of", "costs are"). A sentence with more amounts than these is left.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads what a sentence says of amounts, their variances and their limits.
class MoneyReader {
public:
    explicit MoneyReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        read_limit();
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const bool adverse = says(over_words, i), good = says(under_words, i);
            if (adverse || good) read_variance(i, adverse);
        }
    }

private:
    // clang-format off
    static constexpr std::array<std::string_view, 11> over_words{
        "overspend", "overspent", "overspending", "deficit", "pressure", "shortfall", "overspends", "gap", "adverse",
        "over", "pressures"};
    static constexpr std::array<std::string_view, 8> under_words{
        "underspend", "underspent", "underspending", "surplus", "saving", "favourable", "underspends", "under"};
    static constexpr std::array<std::string_view, 26> amounts{
        "budget", "budgets", "budgeted", "outturn", "forecast", "spend", "spent", "spending", "expenditure", "income",
        "costs", "cost", "funding", "target", "planned", "plan", "actual", "savings", "delivered", "resources",
        "projected", "allocation", "grant", "receipts", "against", "expected"};
    // clang-format on

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// "Over" and "under" are variances beside the budget alone: "£0.4m over budget".
    template <std::size_t n>
    [[nodiscard]] bool says(const std::array<std::string_view, n>& words, std::size_t i) const {
        if (!headway::detail::is_one_of(word(i), words)) return false;
        return (word(i) != "over" && word(i) != "under") || word(i + 1) == "budget" || word(i + 1) == "spend" ||
               word(i + 1) == "spent";
    }

    /// Whether the words around an amount say what it is.
    [[nodiscard]] bool is_named(const Figure& figure) const {
        if (figure.role == Role::budget || figure.role == Role::target || figure.role == Role::forecast) return true;
        const std::size_t first = figure.bound > 6 ? figure.bound - 6 : 0;
        for (std::size_t i = first; i < std::min(figure.token + 4, sentence_.tokens.size()); ++i) {
            if (i > figure.token && sentence_.tokens[i].is != Token::Is::word) break;
            if (headway::detail::is_one_of(word(i), amounts)) return true;
        }
        return false;
    }

    void read_variance(std::size_t i, bool adverse) {
        Figure* variance = nullptr;
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || figure.stated.unit != StatedUnit::pounds || is_comparator(figure.role)) continue;
            const bool before = figure.token < i && i - figure.token <= 4;
            const bool behind_it = figure.token > i && figure.bound - i <= 3;
            if (before && between(figure.token, i)) continue;
            if (behind_it && (variance == nullptr || word(i + 1) == "of" || word(i + 1) == "by")) variance = &figure;
            if (before) variance = &figure;
        }
        if (variance == nullptr) return;
        const Figure *budget = nullptr, *outturn = nullptr;
        std::size_t pounds = 0;
        for (const Figure& figure : sentence_.figures) {
            if (figure.stated.unit != StatedUnit::pounds) continue;
            ++pounds;
            if (&figure == variance || figure.taken) continue;
            const bool aim = figure.role == Role::budget || figure.role == Role::target;
            if (aim && budget == nullptr)
                budget = &figure;
            else if (outturn == nullptr)
                outturn = &figure;
            else if (budget == nullptr)
                budget = &figure;
        }
        Judgement judgement{.rule = "variance",
                            .stated = shown_stated(variance->stated),
                            .why = "the budget and the outturn are not both printed",
                            .severity = Severity::high};
        if (const auto [spent, of] = against_budget(*variance);
            spent != nullptr && pounds > 3 && !over_or_under_alone(i)) {
            outturn = spent;
            budget = of;
            pounds = 3;
        }
        const bool apart =
            budget != nullptr && outturn != nullptr && (parted(*variance, *budget) || parted(*variance, *outturn));
        if (budget != nullptr && outturn != nullptr && !apart && pounds == 3 && is_named(*budget) && is_named(*outturn))
            hold(judgement, *variance, *budget, *outturn, word(i), adverse);
        variance->taken = true;
        const std::size_t first = std::min(variance->bound, i), last = std::max(variance->token + 1, i + 1);
        context_.claim(context_.back(first, 2), last, ClaimKind::money, std::move(judgement));
    }

    /// Whether a semicolon parts two amounts.
    [[nodiscard]] bool parted(const Figure& one, const Figure& other) const {
        for (std::size_t i = std::min(one.token, other.token); i < std::max(one.token, other.token); ++i)
            if (sentence_.sign(i, ';')) return true;
        return false;
    }

    [[nodiscard]] bool over_or_under_alone(std::size_t i) const {
        return !word(i).starts_with("overspen") && !word(i).starts_with("underspen");
    }

    /// "£40.03m against a revised budget of £40.98m": two amounts that stand together, whatever else the sentence has.
    [[nodiscard]] std::pair<const Figure*, const Figure*> against_budget(const Figure& variance) const {
        for (std::size_t f = 1; f < sentence_.figures.size(); ++f) {
            const Figure &spent = sentence_.figures[f - 1], &budget = sentence_.figures[f];
            if (&budget == &variance || &spent == &variance || budget.role != Role::budget ||
                spent.stated.unit != StatedUnit::pounds || budget.stated.unit != StatedUnit::pounds || spent.taken ||
                budget.taken)
                continue;
            for (std::size_t i = spent.token + 1; i < budget.token; ++i)
                if (word(i) == "against" || word(i) == "compared") return {&spent, &budget};
        }
        return {nullptr, nullptr};
    }

    /// Whether a comma or a bracket stands between two tokens.
    [[nodiscard]] bool between(std::size_t from, std::size_t to) const {
        for (std::size_t i = from + 1; i < to; ++i)
            if (sentence_.sign(i, ',') || sentence_.sign(i, ';') || sentence_.sign(i, '(')) return true;
        return false;
    }

    void hold(Judgement& judgement, const Figure& variance, const Figure& budget, const Figure& outturn,
              std::string_view said, bool adverse) const {
        Interval moved = behind(outturn.stated) - behind(budget.stated);
        judgement.why = shown_stated(outturn.stated) + " - " + shown_stated(budget.stated) + " = " +
                        as_printed(variance.stated, moved.middle);
        const bool signed_by_budget =
            budget.role == Role::budget &&
            (said.starts_with("overspen") || said.starts_with("underspen") || said == "over" || said == "under");
        const Interval size =
            signed_by_budget ? (adverse ? moved : moved * -1.0) : (moved.middle < 0.0 ? moved * -1.0 : moved);
        Stated stated = variance.stated;
        stated.value = std::fabs(stated.value);
        judgement.verdict = agreement(stated, size);
        judgement.computed = as_printed(variance.stated, size.middle);
        judgement.against = context_.quote(context_.span(budget.token, budget.token + 1));
    }

    /// An amount in the form in which another is printed: 1200000 beside "£2.1m" is £1.2m.
    [[nodiscard]] static std::string as_printed(const Stated& like, double amount) {
        Stated stated{.value = amount, .decimals = like.decimals, .scale = like.scale, .unit = StatedUnit::pounds};
        if (std::fabs(decimal::difference(amount, std::round(amount / stated.half()) * stated.half())) >
            0.01 * stated.half())
            stated.decimals += 2;
        return shown_stated(stated);
    }

    /// "£0.9m, within the limit of £1.0m".
    void read_limit() {
        constexpr std::array<std::string_view, 8> limits{"limit",   "budget",    "ceiling", "cap",
                                                         "maximum", "threshold", "target",  "aim"};
        for (std::size_t i = 0; i + 2 < sentence_.tokens.size(); ++i) {
            if (word(i) != "within" && word(i) != "inside") continue;
            std::size_t at = i + 1;
            if (word(at) == "the" || word(at) == "its" || word(at) == "our" || word(at) == "a") ++at;
            if (!headway::detail::is_one_of(word(at), limits)) continue;
            Figure *limit = nullptr, *own = nullptr;
            for (Figure& figure : sentence_.figures) {
                if (figure.token > at && figure.token <= at + 4 && limit == nullptr) limit = &figure;
                if (figure.token < i && (figure.role == Role::own || figure.role == Role::later)) own = &figure;
            }
            if (limit == nullptr || own == nullptr || !alike(own->stated, limit->stated)) continue;
            const Interval left = behind(limit->stated) - behind(own->stated);
            context_.claim(context_.back(i, 2), limit->token + 1, ClaimKind::comparison,
                           {.rule = "comparison",
                            .verdict = left.middle >= 0.0                          ? Verdict::holds
                                       : left.high >= 0.0                          ? Verdict::rounding
                                       : word(at) == "target" || word(at) == "aim" ? Verdict::not_checkable
                                                                                   : Verdict::contradiction,
                            .stated = shown_stated(own->stated),
                            .computed = shown_stated(limit->stated),
                            .why = plain_number(limit->stated.value) + " - " + plain_number(own->stated.value) + " = " +
                                   plain_number(left.middle),
                            .severity = Severity::high,
                            .against = context_.quote(context_.span(own->token, own->token + 1))});
            limit->taken = own->taken = true;
        }
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads what a sentence says of amounts, their variances and their limits, as claims.
inline void read_money(Context& context) { MoneyReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
