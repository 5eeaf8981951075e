/// @file
/// What a figure is of another one by time, or says again: "120 in the year, an average of 10 per month", "nearly 600
/// (596)", "two were heard and both were dismissed", "2.24 days in Quarter 1, projected to be 8.96".
///
/// | words                                    | holds where                                                    |
/// |------------------------------------------|----------------------------------------------------------------|
/// | "an average of n per month"              | the total over the months, weeks or days that are said gives it |
/// | "nearly 600 (596)"                       | the figure in brackets is within the bound                      |
/// | "all 3", "both"                          | the count before it is as many                                  |
/// | "projected outturn of 8.96"              | pro rata gives it; another method is not known to be wrong       |
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads averages over time, and figures that are said again.
class AverageReader {
public:
    explicit AverageReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        read_averages();
        read_again();
        read_all();
        read_projected();
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// How many days a span of time has; 0 for another word.
    [[nodiscard]] static double days_of_span(std::string_view span) {
        return span == "day" || span == "days"           ? 1.0
               : span == "week" || span == "weeks"       ? 7.0
               : span == "month" || span == "months"     ? 365.25 / 12.0
               : span == "quarter" || span == "quarters" ? 365.25 / 4.0
               : span == "year" || span == "years"       ? 365.25
                                                         : 0.0;
    }

    /// The days that a sentence is about: "over the 52 weeks", "in the year", "in June".
    [[nodiscard]] double days_said(std::size_t until) const {
        for (std::size_t i = 0; i < until; ++i) {
            if (i + 1 < until && sentence_.tokens[i].is == Token::Is::number && sentence_.tokens[i].number.known() &&
                days_of_span(word(i + 1)) > 0.0)
                return sentence_.tokens[i].number.value * days_of_span(word(i + 1));
            const bool whole = word(i) == "in" || word(i) == "over" || word(i) == "during" || word(i) == "for";
            if (whole && (word(i + 1) == "the" || word(i + 1) == "a") &&
                (word(i + 2) == "year" || word(i + 2) == "quarter" || word(i + 2) == "month" || word(i + 2) == "week"))
                return days_of_span(word(i + 2));
        }
        for (const When& when : sentence_.whens)
            if (when.month > 0 && when.day == 0 && when.first < until && sentence_.whens.size() == 1)
                return days_of_span("month");
        return 0.0;
    }

    void read_averages() {
        for (Figure& figure : sentence_.figures) {
            const std::size_t at = figure.token + 1;
            const bool each = word(at) == "per" || word(at) == "a" || word(at) == "each" || word(at) == "every";
            const double span = each ? days_of_span(word(at + 1)) : 0.0;
            bool average = false;
            for (std::size_t by = 1; by <= 4 && by <= figure.bound; ++by)
                average = average || word(figure.bound - by) == "average" || word(figure.bound - by) == "averaging";
            if (average && !figure.taken && span == 0.0) read_each(figure);
            if (span == 0.0 || !average || figure.taken) continue;
            Figure* total = nullptr;
            std::size_t counts = 0;
            for (Figure& other : sentence_.figures)
                if (&other != &figure && other.token < figure.token && !other.taken && other.role == Role::own &&
                    other.stated.unit == figure.stated.unit)
                    total = &other, ++counts;
            Judgement judgement{.rule = "average",
                                .stated = shown_stated(figure.stated),
                                .why = "the total and its time are not both printed",
                                .severity = Severity::medium};
            const double days = days_said(figure.bound);
            if (total != nullptr && counts == 1 && days > span) {
                // a month may have 28 days or 31, and a year 52 weeks: a twentieth is allowed
                const double is = total->stated.value * span / days;
                const Interval about{0.95 * is, is, 1.05 * is};
                Stated stated = figure.stated;
                judgement.verdict = agreement(stated, about);
                if (judgement.verdict == Verdict::rounding) judgement.verdict = Verdict::holds;
                judgement.computed = plain_number(is);
                judgement.why = plain_number(total->stated.value) + " over " + plain_number(days / span) + " is " +
                                judgement.computed + " " + std::string(word(at)) + " " + std::string(word(at + 1));
                judgement.against = context_.quote(context_.span(total->token, total->token + 1));
                total->taken = true;
            }
            figure.taken = true;
            context_.claim(context_.back(figure.bound, 3), at + 2, ClaimKind::equivalent_number, std::move(judgement));
        }
    }

    /// "29,334 tonnes from 123,180 households, an average of 238 kg per household": one figure over the other.
    void read_each(Figure& figure) {
        std::size_t at = figure.token + 1;
        const bool kilograms = word(at) == "kg";
        if (kilograms || word(at) == "tonnes" || word(at) == "days" || word(at) == "hours") ++at;
        if (word(at) != "per" && word(at) != "each") return;
        const std::string noun = stem(word(at + 1));
        Figure *of = nullptr, *total = nullptr;
        std::size_t figures = 0;
        for (Figure& other : sentence_.figures) {
            const bool from = other.role == Role::earlier;  // "from 123,180 households"
            if (other.token >= figure.token || other.taken || (other.role != Role::own && !from)) continue;
            ++figures;
            const bool counts = stem(word(other.token + 1)) == noun || stem(word(other.token + 2)) == noun;
            (counts ? of : total) = &other;
        }
        if (of == nullptr || total == nullptr || figures != 2 || of->stated.value <= 0.0 || noun.size() < 3) return;
        const double factor = kilograms && word(total->token + 1) == "tonnes" ? 1000.0 : 1.0;
        const Interval is = behind(total->stated) / behind(of->stated) * factor;
        Judgement judgement{.rule = "average",
                            .verdict = agreement(figure.stated, is),
                            .stated = shown_stated(figure.stated),
                            .computed = plain_number(is.middle),
                            .severity = Severity::medium,
                            .against = context_.quote(context_.span(total->token, total->token + 1))};
        judgement.why = plain_number(total->stated.value * factor) + " / " + plain_number(of->stated.value) + " = " +
                        judgement.computed;
        const bool far = is.middle > 3.0 * figure.stated.value || is.middle * 3.0 < figure.stated.value;
        if (judgement.verdict == Verdict::contradiction && far) judgement.verdict = Verdict::not_checkable;
        figure.taken = of->taken = total->taken = true;
        context_.claim(context_.back(figure.bound, 3), at + 2, ClaimKind::equivalent_number, std::move(judgement));
    }

    /// "Nearly 600 people attended (596)": a bound, and the figure itself.
    void read_again() {
        constexpr std::size_t far = 7;
        for (std::size_t f = 0; f + 1 < sentence_.figures.size(); ++f) {
            Figure &about = sentence_.figures[f], &exact = sentence_.figures[f + 1];
            if (about.taken || exact.taken || about.stated.bound == Bound::exact || about.in_brackets ||
                !exact.in_brackets || exact.stated.bound != Bound::exact || exact.stated.unit != about.stated.unit ||
                about.role != Role::own || exact.bound > about.token + far || !sentence_.sign(exact.bound - 1, '(') ||
                !sentence_.sign(exact.token + 1, ')') || exact.when >= 0)
                continue;
            bool plain = true;
            for (std::size_t i = about.token + 1; i + 1 < exact.bound; ++i)
                plain = plain && sentence_.tokens[i].is == Token::Is::word && !is_other_time(word(i));
            if (!plain) continue;
            const Interval is = behind(exact.stated);
            about.taken = exact.taken = true;
            context_.claim(about.bound, exact.token + 1, ClaimKind::value,
                           {.rule = "said again",
                            .verdict = agreement(about.stated, is),
                            .stated = shown_stated(about.stated),
                            .computed = shown_stated(exact.stated),
                            .why = shown_stated(about.stated) + ", and " + shown_stated(exact.stated) + " in brackets",
                            .severity = Severity::medium,
                            .against = context_.quote(context_.span(exact.token, exact.token + 1))});
        }
    }

    [[nodiscard]] static bool is_other_time(std::string_view now) {
        return now == "last" || now == "previous" || now == "from" || now == "than" || now == "compared" ||
               now == "target" || now == "against" || now == "to";
    }

    /// "Three appeals were decided and all 3 were dismissed".
    void read_all() {
        for (std::size_t f = 1; f < sentence_.figures.size(); ++f) {
            Figure &before = sentence_.figures[f - 1], &figure = sentence_.figures[f];
            const bool all =
                figure.bound > 0 && word(figure.bound - 1) == "all" &&
                (word(figure.token + 1) == "were" || word(figure.token + 1) == "are" ||
                 word(figure.token + 1) == "of" || word(figure.token + 1) == "have" || word(figure.token + 1) == "had");
            if (!all || sentence_.figures.size() != 2 || before.taken || figure.taken || !before.stated.is_count() ||
                !figure.stated.is_count() || before.role != Role::own)
                continue;
            before.taken = figure.taken = true;
            context_.claim(
                figure.bound - 1, figure.token + 1, ClaimKind::total,
                {.rule = "parts and whole",
                 .verdict = before.stated.value == figure.stated.value ? Verdict::holds : Verdict::contradiction,
                 .stated = "all " + plain_number(figure.stated.value),
                 .computed = plain_number(before.stated.value),
                 .why = "all of " + plain_number(before.stated.value),
                 .severity = Severity::high,
                 .against = context_.quote(context_.span(before.token, before.token + 1))});
        }
    }

    /// "The projected outturn for the year is 8.96": pro rata of a figure of the paragraph confirms it.
    void read_projected() {
        constexpr std::array<std::string_view, 6> words{"projected",  "projection", "forecast",
                                                        "annualised", "full",       "outturn"};
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || (figure.role != Role::forecast && figure.role != Role::own)) continue;
            std::size_t said = 0;
            for (std::size_t by = 1; by <= 16 && by <= figure.bound && said == 0; ++by)
                if (headway::detail::is_one_of(word(figure.bound - by), words)) said = figure.bound - by + 1;
            if (said == 0) continue;
            for (const When& when : sentence_.whens) {
                const int months = when.quarter > 0 ? 3 * when.quarter : when.month > 0 ? (when.month + 8) % 12 + 1 : 0;
                if (months == 0 || months == 12) continue;
                for (Figure& base : sentence_.figures) {
                    if (&base == &figure || base.token > figure.token || base.stated.unit != figure.stated.unit ||
                        base.stated.value <= 0.0)
                        continue;
                    const Interval is = behind(base.stated) * (12.0 / months);
                    if (agreement(figure.stated, is) != Verdict::holds) continue;
                    figure.taken = true;
                    context_.claim(said - 1, figure.token + 1, ClaimKind::extrapolation,
                                   {.rule = "extrapolation",
                                    .verdict = Verdict::holds,
                                    .stated = shown_stated(figure.stated),
                                    .computed = plain_number(is.middle),
                                    .why = "pro rata " + plain_number(base.stated.value) + " x 12/" +
                                           std::to_string(months) + " = " + plain_number(is.middle),
                                    .in_class = FindingClass::definition,
                                    .against = context_.quote(context_.span(base.token, base.token + 1))});
                    return;
                }
            }
        }
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads averages over time, and figures that are said again, as claims.
inline void read_averages(Context& context) { AverageReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
