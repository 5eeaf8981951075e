/// @file
/// Relative targets and extrapolations: "reduce by 10% (581 per 10,000)", "improve by 5% this year (57.4% target)",
/// "target trajectory of 280", "if the trend is extrapolated this would give 581.6, higher than our target of 560.8".
///
/// A relative target must follow from a figure that is printed: of the paragraph or of its row. One that follows from
/// none has a base that cannot be reproduced. A trajectory is a twelfth of the year's target for each month gone. An
/// extrapolation is tried by every method of outlook/ that the printed points allow, and those that fit are named.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/extrapolation.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads targets that a sentence gives as changes, trajectories or extrapolations.
class TargetReader {
public:
    explicit TargetReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        read_relative();
        read_extrapolation();
        read_trajectory();
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] bool says(std::initializer_list<std::string_view> words, std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < std::min(last, sentence_.tokens.size()); ++i)
            if (std::find(words.begin(), words.end(), word(i)) != words.end()) return true;
        return false;
    }

    /// "target to reduce ... by 10%": a share, with the target that it gives perhaps behind it.
    void read_relative() {
        for (std::size_t f = 0; f < sentence_.figures.size(); ++f) {
            Figure& share = sentence_.figures[f];
            if (share.taken || share.stated.unit != StatedUnit::per_cent || share.bound == 0 ||
                word(share.bound - 1) != "by")
                continue;
            int sign = 0;
            std::size_t verb = 0;
            bool wanted = false;
            const std::size_t far = share.bound > 12 ? share.bound - 12 : 0;
            for (std::size_t i = share.bound - 1; i-- > far;) {
                const std::string_view now = word(i);
                const bool infinitive = i > 0 && (word(i - 1) == "to" || word(i - 1) == "will" ||
                                                  word(i - 1) == "and" || word(i - 1) == "would");
                if (sign == 0 && infinitive && (now == "reduce" || now == "decrease" || now == "cut" || now == "lower"))
                    sign = -1, verb = i;
                if (sign == 0 && infinitive &&
                    (now == "increase" || now == "improve" || now == "raise" || now == "grow"))
                    sign = 1, verb = i;
                if (sign != 0 && (now == "target" || now == "aim" || now == "to" || now == "goal" ||
                                  now == "targeted" || now == "will"))
                    wanted = true, verb = std::min(verb, i);
            }
            if (sign == 0 || !wanted) continue;
            Figure* target = nullptr;
            for (std::size_t t = f + 1; t < sentence_.figures.size(); ++t) {
                Figure& next = sentence_.figures[t];
                if (next.token > share.token + 14) break;
                if (next.in_brackets || next.role == Role::later || next.role == Role::target) {
                    target = &next;
                    break;
                }
            }
            share.taken = true;
            share.role = Role::size;
            judge(share, target, sign, verb);
        }
    }

    void judge(Figure& share, Figure* target, int sign, std::size_t verb) {
        Judgement judgement{.rule = "relative target",
                            .stated = shown_stated(share.stated),
                            .why = "what it is relative to is not printed",
                            .in_class = FindingClass::definition,
                            .severity = Severity::medium};
        std::size_t last = share.token + 1;
        const double factor = 1.0 + sign * share.stated.value / 100.0;
        const EvidenceRow* row = context_.row();
        if (target != nullptr && factor > 0.0) {
            target->taken = true;
            last = target->token + 1;
            judgement.stated = shown_stated(target->stated);
            std::string tried;
            bool found = false;
            std::vector<std::pair<Stated, std::string>> bases;
            for (const Figure& figure : context_.paragraph)
                if (figure.stated.value != target->stated.value && figure.stated.value != share.stated.value &&
                    figure.role != Role::size && !is_comparator(figure.role))
                    bases.emplace_back(figure.stated, plain_number(figure.stated.value));
            if (row != nullptr)
                for (const PrintedValue* value : {&row->previous, &row->latest})
                    if (value->known()) bases.emplace_back(value->number, plain_number(value->number.value));
            for (const auto& [base, words] : bases) {
                const Interval points = behind(base) + exactly(sign * share.stated.value);
                const bool by_points =
                    target->stated.unit == StatedUnit::per_cent && agreement(target->stated, points) == Verdict::holds;
                if (agreement(target->stated, behind(base) * factor) != Verdict::contradiction || by_points) {
                    judgement.computed = plain_number(base.value * factor);
                    judgement.why = words + " x " + plain_number(factor) + " = " + judgement.computed;
                    found = true;
                    break;
                }
                if (base.value / target->stated.value > 0.3 && base.value / target->stated.value < 3.0 &&
                    tried.size() < 120)
                    tried += "; " + words + " x " + plain_number(factor) + " = " + plain_number(base.value * factor);
            }
            judgement.verdict = found ? Verdict::holds : Verdict::not_checkable;
            if (row != nullptr && !row->target.from_text && rounds_to(target->stated, row->target))
                context_.claim(
                    target->bound, context_.end_of(*target), ClaimKind::value,
                    {.rule = "text against table",
                     .verdict = Verdict::holds,
                     .stated = shown_stated(target->stated),
                     .computed = plain_number(row->target.number.value),
                     .why = "the row \"" + row->label + "\" has target " + plain_number(row->target.number.value),
                     .against = context_.ledger.quote(row->document, row->target.span)});
            if (!found) {
                const double base = target->stated.value / factor;
                judgement.computed = plain_number(base);
                judgement.why = plain_number(target->stated.value) + " / " + plain_number(factor) + " = " +
                                plain_number(base) + ", a base that is not printed" + tried;
                if (!tried.empty()) judgement.verdict = Verdict::contradiction;
            }
        }
        context_.claim(verb, last, ClaimKind::relative_target, std::move(judgement));
    }

    void read_extrapolation() {
        const bool extrapolated =
            says({"extrapolated", "extrapolation", "extrapolating", "projected", "projection", "forecast"}, 0,
                 sentence_.tokens.size());
        const EvidenceRow* row = context_.row();
        if (!says({"extrapolated", "extrapolating"}, 0, sentence_.tokens.size()) || !extrapolated) return;
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || is_comparator(figure.role)) continue;
            Judgement judgement{.rule = "extrapolation",
                                .stated = shown_stated(figure.stated),
                                .why = "what it is extrapolated from is not printed",
                                .in_class = FindingClass::definition,
                                .severity = Severity::medium};
            int months = 0;
            if (row != nullptr && row->period.month > 0) months = (row->period.month + 8) % 12 + 1;
            if (row != nullptr && row->period.quarter > 0 && row->period.month == 0) months = 3 * row->period.quarter;
            if (months > 0 && months < 12 && row->latest.known()) {
                std::vector<double> to_date(static_cast<std::size_t>(months), std::numeric_limits<double>::quiet_NaN());
                to_date.back() = row->latest.number.value;
                if (row->previous.known() && months > 1) to_date[to_date.size() - 2] = row->previous.number.value;
                const double half = row->latest.number.half() * 2.0 * (12.0 - months);  // of the last increment
                judgement.why.clear();
                std::string fitting;
                for (const auto& [method, year] : extrapolations(to_date)) {
                    const Verdict verdict = agreement(figure.stated, {year - half, year, year + half});
                    if (judgement.computed.empty()) judgement.computed = plain_number(year);
                    judgement.why +=
                        (judgement.why.empty() ? "" : "; ") + std::string(method) + " " + plain_number(year);
                    if (verdict == Verdict::contradiction) continue;
                    if (fitting.empty() || verdict == Verdict::holds) judgement.computed = plain_number(year);
                    if (judgement.verdict != Verdict::holds) judgement.verdict = verdict;
                    fitting += (fitting.empty() ? "" : ", ") + std::string(method);
                }
                judgement.why += "; stated " + judgement.stated;
                if (fitting.empty()) {
                    judgement.verdict = Verdict::contradiction;
                    judgement.why += " follows from none of these: others need points that are not printed";
                } else {
                    judgement.why += " follows by " + fitting;
                }
                judgement.against = context_.ledger.quote(row->document, row->latest.span);
            }
            figure.taken = true;
            context_.claim(context_.back(figure.bound, 5), figure.token + 1, ClaimKind::extrapolation,
                           std::move(judgement));
            figure.role = Role::forecast;
            return;
        }
    }

    /// "target trajectory of 280": of a year-end target in the paragraph.
    void read_trajectory() {
        if (!says({"trajectory", "profile", "profiled"}, 0, sentence_.tokens.size())) return;
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || (figure.role != Role::target && figure.role != Role::compared)) continue;
            bool trajectory = false;
            for (std::size_t i = figure.token > 14 ? figure.token - 14 : 0; i < figure.token; ++i)
                trajectory = trajectory || word(i) == "trajectory" || word(i).starts_with("profile");
            if (!trajectory) continue;
            Judgement judgement{.rule = "trajectory",
                                .stated = shown_stated(figure.stated),
                                .why = "the target of the year is not printed beside it",
                                .in_class = FindingClass::definition,
                                .severity = Severity::medium};
            const EvidenceRow* row = context_.row();
            int months = row == nullptr          ? 0
                         : row->period.month > 0 ? (row->period.month + 8) % 12 + 1
                                                 : 3 * row->period.quarter;
            if (months > 0 && months < 12)
                for (const Figure& year : context_.paragraph) {
                    if (year.stated.value == figure.stated.value || year.stated.value <= 0.0) continue;
                    const Interval share = behind(year.stated) * (months / 12.0);
                    if (agreement(figure.stated, share) == Verdict::contradiction) continue;
                    judgement.verdict = Verdict::holds;
                    judgement.computed = plain_number(share.middle);
                    judgement.why = plain_number(year.stated.value) + " x " + std::to_string(months) +
                                    "/12 = " + judgement.computed;
                    break;
                }
            if (judgement.verdict == Verdict::not_checkable && months > 0 && months < 12)
                hold_year(judgement, figure, months);
            figure.taken = true;
            context_.claim(figure.cue < figure.token ? figure.cue : figure.bound, figure.token + 1,
                           ClaimKind::relative_target, std::move(judgement));
            if (EvidenceRow* mutable_row = context_.row();
                mutable_row != nullptr && !mutable_row->target.known() &&
                (context_.link.sure() || (context_.link.numbers >= 0.9 && context_.link.cover >= 0.25))) {
                mutable_row->target.number = figure.stated;
                mutable_row->target.from_text = true;
            }
        }
    }

    /// A figure of the year to date whose paragraph has one other target: that of the year, of which an even trajectory
    /// has a twelfth for each month.
    void hold_year(Judgement& judgement, const Figure& figure, int months) const {
        const EvidenceRow* row = context_.row();
        if (row == nullptr || std::find(row->words.begin(), row->words.end(), "cumulative") == row->words.end()) return;
        const Figure* year = nullptr;
        std::size_t targets = 0;
        for (const Figure& other : context_.paragraph)
            if (other.role == Role::target && other.stated.value != figure.stated.value &&
                other.stated.value > figure.stated.value)
                year = &other, ++targets;
        if (targets != 1) return;
        const Interval share = behind(year->stated) * (months / 12.0);
        judgement.verdict = Verdict::contradiction;
        judgement.computed = plain_number(share.middle);
        judgement.why = plain_number(year->stated.value) + " x " + std::to_string(months) +
                        "/12 = " + judgement.computed + " of an even trajectory; stated " + judgement.stated;
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads targets that a sentence gives as changes, trajectories or extrapolations, as claims.
inline void read_targets(Context& context) { TargetReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
