/// @file
/// Ranks and streaks, windows of time, what is on track.
///
/// | words                                                     | kind        | checked                            |
/// |-----------------------------------------------------------|-------------|------------------------------------|
/// | "ranked 3rd of 15", "third highest", "highest since"      | rank        | a rank is no more than how many    |
/// | "third quarter in a row", "second consecutive year"       | trend       | no: earlier ones are not printed   |
/// | "by March 2026", "the past 10 months", "three-year plan"  | date window | whether the date exists            |
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads ranks and streaks, windows of time and what is on track.
class OtherReader {
public:
    explicit OtherReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        read_ranks();
        read_windows();
        read_on_track();
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] const Token* at(std::size_t i) const {
        return i < sentence_.tokens.size() ? &sentence_.tokens[i] : nullptr;
    }

    template <std::size_t n>
    [[nodiscard]] static bool among(std::string_view text, const std::array<std::string_view, n>& few) {
        return headway::detail::is_one_of(text, few);
    }

    void read_ranks() {
        constexpr std::array<std::string_view, 10> superlatives{"highest",  "lowest",  "best", "worst",  "largest",
                                                                "smallest", "biggest", "most", "fewest", "poorest"};
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const Token& token = sentence_.tokens[i];
            const bool ordinal =
                token.is == Token::Is::number && token.ordinal && sentence_.uses[i] == NumberUse::ordinal;
            const bool ranked = i > 0 && (word(i - 1) == "ranked" || word(i - 1) == "ranks" ||
                                          word(i - 1) == "ranking" || (i > 1 && word(i - 2) == "ranked"));
            if (ordinal && (word(i + 1) == "consecutive" || word(i + 1) == "successive" || is_running(i))) {
                context_.claim(context_.back(i, 2), std::min(i + 4, sentence_.tokens.size()), ClaimKind::trend,
                               {.stated = std::string(plain_number(token.number.value)) + " in a row",
                                .why = "the periods before are not printed"});
                continue;
            }
            if ((ordinal && (ranked || among(word(i + 1), superlatives) || word(i + 1) == "out" ||
                             word(i + 1) == "of" || word(i + 1) == "place")) ||
                (ranked && token.is == Token::Is::number && sentence_.uses[i] == NumberUse::figure)) {
                if (ordinal && word(i + 1) == "of" &&
                    !(at(i + 2) != nullptr && at(i + 2)->is == Token::Is::number &&
                      sentence_.uses[i + 2] == NumberUse::figure))
                    continue;
                rank(i);
                continue;
            }
            if (among(token.text, superlatives) && token.is == Token::Is::word && token.text != "most" &&
                token.text != "best") {
                const bool since = word(i + 1) == "since" || word(i + 1) == "ever" ||
                                   (word(i + 1) == "level" && word(i + 2) == "since") || word(i + 1) == "on" ||
                                   word(i + 1) == "point" || word(i + 1) == "figure" || word(i + 1) == "level" ||
                                   word(i + 1) == "rate";
                if (since && i > 0 && (word(i - 1) == "the" || word(i - 1) == "its" || word(i - 1) == "a"))
                    context_.claim(i - 1, std::min(i + 4, sentence_.tokens.size()), ClaimKind::rank,
                                   {.stated = token.text, .why = "the others are not printed"});
            }
        }
        for (std::size_t i = 0; i + 1 < sentence_.tokens.size(); ++i)
            if ((word(i) == "top" || word(i) == "bottom" || word(i) == "upper" || word(i) == "lower") &&
                (word(i + 1) == "quartile" || word(i + 1) == "decile" || word(i + 1) == "quintile"))
                context_.claim(i, i + 2, ClaimKind::rank,
                               {.stated = std::string(word(i)) + " quartile", .why = "the others are not printed"});
    }

    [[nodiscard]] bool is_running(std::size_t i) const {
        constexpr std::array<std::string_view, 6> spans{"quarter", "month", "year", "period", "week", "time"};
        return among(word(i + 1), spans) && (word(i + 2) == "running" || (word(i + 2) == "in" && word(i + 3) == "a"));
    }

    void rank(std::size_t i) {
        Judgement judgement{.rule = "rank",
                            .stated = plain_number(sentence_.tokens[i].number.value),
                            .why = "the others are not printed",
                            .severity = Severity::medium};
        std::size_t last = std::min(i + 2, sentence_.tokens.size());
        for (Figure& figure : sentence_.figures) {
            if (figure.token == i) figure.taken = true;
            if (figure.token <= i || figure.token > i + 7 || !figure.stated.is_count() || figure.taken) continue;
            bool of = false;
            for (std::size_t k = i + 1; k < figure.token; ++k)
                of = of || word(k) == "of" || word(k) == "among" || word(k) == "amongst";
            if (!of) continue;
            judgement.computed = "of " + plain_number(figure.stated.value);
            judgement.why = plain_number(sentence_.tokens[i].number.value) + " of " + plain_number(figure.stated.value);
            if (sentence_.tokens[i].number.value > figure.stated.value) judgement.verdict = Verdict::contradiction;
            figure.taken = true;
            last = figure.token + 1;
        }
        context_.claim(context_.back(i, 2), last, ClaimKind::rank, std::move(judgement));
    }

    /// "On track to adopt the plan": held against the status of the table's row that says so, or the rating of its row.
    void read_on_track() {
        for (const Mark& mark : sentence_.marks) {
            if (mark.cue != Cue::on_track) continue;
            const bool counted = std::any_of(sentence_.figures.begin(), sentence_.figures.end(),
                                             [](const Figure& figure) { return figure.counted; });
            if (counted || sentence_.tokens.size() < 4) return;
            // "Green - on track": a key; "areas that are on track": which, and not that they are
            const bool key = sentence_.mark_at(0, std::array{Cue::green, Cue::amber, Cue::red, Cue::blue}) != nullptr &&
                             (sentence_.sign(1, '-') || sentence_.sign(1, ':') || mark.first == 1);
            const bool which = mark.first >= 2 && word(mark.first - 2) == "that" && word(mark.first - 1) == "are";
            if (key || which) return;
            std::optional<Rating> rating;
            if (const EvidenceRow* row = context_.row(); row != nullptr) {
                rating = rating_of(row->target.mark);
                if (!rating && row->target.known() && row->polarity) rating = rated(*row, row->target, *row->polarity);
            }
            if (context_.status) rating = context_.status;
            Judgement judgement{.rule = "on track", .stated = "on track", .why = "no status is printed for it"};
            if (rating) {
                judgement.computed = headway::word(*rating);
                judgement.why = "its status is " + judgement.computed;
                if (*rating == Rating::green) judgement.verdict = Verdict::holds;
            }
            std::size_t last = mark.last;
            for (const When& when : sentence_.whens)
                if (when.first > mark.last && when.first < mark.last + 12) last = when.last;
            context_.claim(context_.back(mark.first, 2), last, ClaimKind::trend, std::move(judgement));
            return;
        }
    }

    [[nodiscard]] bool says_plan(std::size_t i) const {
        constexpr std::array<std::string_view, 5> plans{"programme", "plan", "period", "strategy", "commitment"};
        return among(word(i), plans);
    }

    [[nodiscard]] static int days_of(int month, int year) noexcept {
        constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        if (month == 2 && year > 0 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return 28;
        return days[static_cast<std::size_t>(month - 1)];
    }

    void read_windows() {
        for (const When& when : sentence_.whens) {
            const bool impossible = when.day > 0 && when.month > 0 && when.day > days_of(when.month, when.year);
            if (impossible) {
                context_.claim(when.first, when.last, ClaimKind::date_window,
                               {.rule = "impossible date",
                                .verdict = Verdict::contradiction,
                                .stated = std::to_string(when.day),
                                .computed = std::to_string(days_of(when.month, when.year)) + " days",
                                .why = "the month has " + std::to_string(days_of(when.month, when.year)) + " days",
                                .severity = Severity::high});
                continue;
            }
            std::size_t first = when.first;
            while (first > 0 &&
                   (word(first - 1) == "the" || word(first - 1) == "end" || word(first - 1) == "of" ||
                    word(first - 1) == "early" || word(first - 1) == "late" || word(first - 1) == "beginning"))
                --first;
            const std::string_view lead = first > 0 ? word(first - 1) : std::string_view();
            const bool window = lead == "by" || lead == "until" ||
                                (when.day > 0 && when.month > 0 && (lead == "on" || lead == "until"));
            if (!window || !when.said()) continue;
            context_.claim(
                context_.back(first - 1, 3), when.last, ClaimKind::date_window,
                {.rule = "impossible date",
                 .verdict = when.day > 0 && when.month > 0 && when.year > 0 ? Verdict::holds : Verdict::not_checkable,
                 .stated = std::string(lead),
                 .why = when.day > 0 && when.year > 0 ? "the date exists" : "whether it came to pass is not printed"});
        }
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.uses[i] != NumberUse::duration) continue;
            const std::string_view next = word(i + 1);
            const bool programme = (next == "year" || next == "years") &&
                                   (says_plan(i + 2) || says_plan(i + 3) || says_plan(i + 4) || says_plan(i + 5));
            const bool streak = i > 3 && word(i - 3) == "of" && word(i - 4) == "each";  // "in each of the last 3 years"
            const bool past = i > 0 && (word(i - 1) == "past" || word(i - 1) == "last") && next != "working" && !streak;
            if (programme || (past && (next == "months" || next == "years")))
                context_.claim(context_.back(i, 3), std::min(i + 3, sentence_.tokens.size()), ClaimKind::date_window,
                               {.stated = plain_number(sentence_.tokens[i].number.value),
                                .why = "its beginning or its end is not printed"});
        }
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads ranks and streaks, windows of time and what is on track, as claims.
inline void read_others(Context& context) { OtherReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
