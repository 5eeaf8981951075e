/// @file
/// Targets as people write them, read: "a further 80 fewer by the end of Q3", "reduce by 5%", "up 5 points", "at least
/// as good as last year", "95% by March 2026".
///
/// | written                                                       | is                                              |
/// |---------------------------------------------------------------|-------------------------------------------------|
/// | "95%", "at least 95", "at most 30", "18 to 21", "reduce to 60"| the number or the range itself                  |
/// | "95% of homes", "achieve 95%", "1,200 homes"                  | the number: nothing says that it is a change     |
/// | "80 fewer", "a further 80 fewer voids", "reduce voids by 80"  | an amount less than the baseline                |
/// | "increase by 12", "12 more", "a rise of 12"                   | an amount more                                  |
/// | "reduce by 5%", "5% fewer", "a 5% reduction"                  | a fraction of the baseline                      |
/// | "up 5 points", "by 5 percentage points", "5pp higher"         | points                                          |
/// | "improve by 5%", "by 5%", "5 points better"                   | the same, on the side that the polarity says    |
/// | "at least as good as last year", "no worse than Q2", "maintain" | the baseline                                  |
///
/// Behind it, in any order: a date ("by March 2026", "by the end of Q3", "by year end", "by the end of next quarter",
/// "no later than March 2026"; "by 1 April 2026" and "before April 2026" are by the end of March, as
/// measure/deadline.hpp has it), and what it is measured from ("from March 2024", "than last year", "on 2023/24",
/// "compared with last quarter").
///
/// A quarter or a month without its year is the first that ends after now; "next quarter" and "next year" are those
/// after the ones in which now ends. "Last year" is the same period a year before now, "last quarter" a quarter before.
/// A phrase that does not say what it is measured from means the baseline.
///
/// A figure is a change where something says so: "by" before it, a direction ("reduce by", "up", "a rise of", "fewer",
/// "5% better") or "a further". Else it is the level; the polarity alone makes none a change. A bound is read where it
/// stands alone ("at most 30 by March 2026"); among other words ("stay below 30", "at least 80 fewer") it is refused.
///
/// A sign may be that of a change or of a level:
///
/// | written                         | is                                                                       |
/// |---------------------------------|--------------------------------------------------------------------------|
/// | "-10", "(450)", "-£2m"          | the level: a temperature, a balance                                      |
/// | "-5% to 5%", "at least -5%"     | the range or the bound of a level: a variance                            |
/// | "-5%"                           | refused: "down 5%" is the change, "to -5%" the level                     |
/// | "+5", "+5%", "at least +5%"     | refused: "up 5%" is the change, "5%" the level                           |
/// | "5pp", "-5 points", "1.5 times" | refused: points and multiples are changes, and nothing says from what    |
///
/// Of a series, what is measured from is its point that ends when the period does: "from March 2024" is the quarter
/// 2023/24 - Q4 of a level. A year's sum is no point of it, so a change of a series that adds up is refused, but where
/// its points are years.
///
/// Figures are read by figure.hpp, periods by period_parse.hpp: nothing is read here that those do not. Free words
/// between (the things that are counted) are kept and tell nothing; a word that could turn the meaning (not, or, per,
/// half, twice) is refused.
///
/// Errors, with what is accepted: no figure and no comparison; two figures; no direction and no polarity to take it
/// from; both directions; a bound against the polarity ("at least 95" where low is good) or among other words; a
/// direction that stands apart from the figure ("reduce voids 80", "95% of homes in better condition"); a date that is
/// none ("by summer"), that is not after now, or of which only a year is told ("reduce by 2026"); points or per cent of
/// nothing; and those of relative_target.hpp.
///
/// Source: targets of the corporate performance report (Cabinet, November 2024) and of the progress report of 2025.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/deadline.hpp"
#include "headway/measure/figure.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/relative_target.hpp"
#include "headway/measure/target.hpp"
#include "headway/measure/target_phrase.hpp"
#include "headway/series/series.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a phrase does not say itself.
struct TargetContext {
    std::optional<Baseline> baseline{};  ///< what a change is measured from
    std::optional<Period> as_at{};       ///< now, which dates are after; empty: the period of the baseline
    std::optional<Polarity> polarity{};  ///< for "improve", "better", "by 5%" and whole things
    bool whole = false;                  ///< a whole number of things: needs a polarity
    Calendar calendar = financial_calendar;
    /// The value of another period that is measured from; NaN: it is missing. Where there is none, only the baseline is
    /// known.
    std::function<double(Period)> value_of{};
    /// What the baseline is a part of, where changes of it say nothing of the whole: "a month"; empty: nothing.
    std::string part_of_sum{};
};

/// A target, and how it was told where it is relative; `source` of the target is the text.
struct ReadTarget {
    Target target{};
    std::optional<RelativeTarget> relative{};
};

namespace detail {

/// What stands behind the last time that a word does.
[[nodiscard]] inline std::optional<std::string> behind_last(const std::string& text, std::string_view word) {
    const std::string between = " " + std::string(word) + " ";
    const std::string padded = " " + text;
    const std::size_t at = padded.rfind(between);
    if (at == std::string::npos) return std::nullopt;
    return padded.substr(at + between.size());
}

/// Reads one phrase. Its errors are reasons; `read_target` puts the text before them.
class TargetReader {
public:
    TargetReader(std::string_view text, const TargetContext& context) : context_(context) {
        std::string plain = plain_text(text);
        std::transform(plain.begin(), plain.end(), plain.begin(), lower);
        while (!plain.empty() && (plain.back() == '.' || plain.back() == ';')) plain.pop_back();
        rest_ = std::move(plain);
    }

    [[nodiscard]] ReadTarget read() {
        if (rest_.empty()) throw Error("it is empty" + std::string(accepted_targets));
        if (const auto range = number_or_range(rest_)) return of_range(*range);
        take_times();
        const auto range = number_or_range(rest_);
        ReadTarget found = range ? of_range(*range) : of_words();
        found.target.by = by_;
        return found;
    }

private:
    // --- times ---------------------------------------------------------------------------------------------------

    void take_times() {
        for (bool taken = true; taken;) {
            taken = false;
            for (const auto& [word, before] : deadline_words) {
                if (by_) break;
                if (const auto behind = behind_last(rest_, word))
                    if (const auto period = date_of(*behind, before)) {
                        by_ = period;
                        taken = cut(*behind, word);
                    }
            }
            constexpr std::array<std::string_view, 7> froms{"compared with", "compared to", "from", "than",
                                                            "since",         "on",          "as"};
            for (const std::string_view word : froms) {
                if (taken || from_) break;
                if (const auto behind = behind_last(rest_, word))
                    if (const auto period = earlier(*behind)) {
                        from_ = period;
                        taken = cut(*behind, word);
                    }
            }
        }
        if (const auto now = known_now(); by_ && now && months_between_ends_of(*now, *by_) <= 0)
            throw Error("its date '" + by_->label() + "' is not after '" + now->label() + "'; accepted: a later one");
    }

    bool cut(const std::string& behind, std::string_view word) {
        rest_.resize(rest_.size() - std::min(rest_.size(), behind.size() + word.size() + 1));
        while (!rest_.empty() && (rest_.back() == ' ' || rest_.back() == ',')) rest_.pop_back();
        return true;
    }

    [[nodiscard]] static int months_between_ends_of(Period one, Period other) {
        return one.last_month().months_until(other.last_month());
    }

    [[nodiscard]] static std::string without(std::string text, std::initializer_list<std::string_view> beginnings) {
        for (bool again = true; again;) {
            again = false;
            for (const std::string_view first : beginnings)
                if (text.starts_with(first)) {
                    text.erase(0, first.size());
                    again = true;
                }
        }
        return text;
    }

    [[nodiscard]] std::optional<Period> parsed(const std::string& text) const {
        try {
            return Period::parse(text, context_.calendar);
        } catch (const Error&) {
            return std::nullopt;
        }
    }

    [[nodiscard]] std::optional<Period> known_now() const {
        if (context_.as_at) return context_.as_at;
        return context_.baseline ? std::optional(context_.baseline->period) : std::nullopt;
    }

    /// Now, for a time that says no year.
    [[nodiscard]] Period now_for(const std::string& text) const {
        if (const auto now = known_now()) return *now;
        throw Error("'" + text + "' has no year, and nothing says when now is; accepted: a baseline with its period");
    }

    [[nodiscard]] Period year_of(Period now, int later) const {
        return now.year_of(context_.calendar).shifted(12 * later);
    }

    [[nodiscard]] Period quarter_of(Period now, int later) const {
        const int month = now.last_month().position(context_.calendar);
        const Period quarter = Period::quarter(year_of(now, 0).start().year(), (month - 1) / 3 + 1, context_.calendar);
        return quarter.shifted(3 * later);
    }

    /// By whose end it is to be reached; empty where the text is no date. A bare number is one only where it is a year.
    [[nodiscard]] std::optional<Period> date_of(const std::string& behind, bool ahead) const {
        const std::string text = without(behind, {"the ", "end of ", "close of "});
        if (ahead && says_an_end(behind)) return date_of(behind, false);
        const auto due = [&](const Period& time) { return ahead ? due_before(time) : due_by(time); };
        if (text.find_first_not_of("0123456789") == std::string::npos) {  // a year, where another figure is the amount
            const std::string_view before = std::string_view(rest_).substr(0, rest_.size() - behind.size());
            const bool amount = before.find_first_of("0123456789") != std::string_view::npos;
            if (!amount || text.size() != 4) return std::nullopt;
        }
        const bool words = text == "next quarter" || text == "next year" || text == "year end" || text == "year" ||
                           text == "this year" || text == "quarter" || text == "this quarter" || text == "year-end" ||
                           text == "next month" || text == "financial year" || text == "this financial year";
        if (words) {
            const Period now = now_for(behind);
            if (text == "next quarter") return due(quarter_of(now, 1));
            if (text == "next month") return due(now.last_month().next());
            if (text == "quarter" || text == "this quarter") return due(quarter_of(now, 0));
            return due(year_of(now, text == "next year" ? 1 : 0));
        }
        if (const auto period = parsed(text)) return due(*period);
        const auto now = known_now();
        if (!now) return std::nullopt;
        // "march 26" may be a day or a year: only a quarter's own number may end what has no year.
        const bool number_last = text.find_last_of("0123456789") == text.size() - 1;
        if (number_last && !text.starts_with("q") && !text.starts_with("quarter")) return std::nullopt;
        // Without its year: the first that ends after now, of this calendar's years before those of January.
        for (const bool of_calendar : {true, false}) {
            std::optional<Period> first;
            for (int later = 0; later < 3; ++later) {
                const Period year = year_of(*now, later);
                auto period = parsed(text + " " + (of_calendar ? year.label() : std::to_string(year.start().year())));
                if (period) period = due(*period);
                if (!period || months_between_ends_of(*now, *period) <= 0) continue;
                if (!first || months_between_ends_of(*period, *first) > 0) first = period;
            }
            if (first) return first;
        }
        return std::nullopt;
    }

    /// What a change is measured from; empty where the text is no time.
    [[nodiscard]] std::optional<Period> earlier(const std::string& behind) const {
        const std::string text = without(behind, {"the ", "that of ", "in ", "at ", "end of ", "it was "});
        const bool year_before = text == "last year" || text == "a year ago" || text == "previous year" ||
                                 text == "year before" || text == "same period last year";
        const bool quarter_before = text == "last quarter" || text == "previous quarter" || text == "quarter before";
        const bool is_now = text == "now" || text == "today" || text == "current level" || text == "this quarter" ||
                            text == "baseline" || text == "this year";
        if (year_before || quarter_before || is_now) {
            const Period now = now_for(text).in_months();
            return is_now ? now : now.shifted(year_before ? -12 : -3);
        }
        if (text.find_first_not_of("0123456789") == std::string::npos && text.size() != 4) return std::nullopt;
        return parsed(text);
    }

    // --- numbers -------------------------------------------------------------------------------------------------

    [[noreturn]] static void refuse_points() {
        throw Error("points are a change, not a level; accepted: 'up 5 points', 'by 5 points', or the number alone for "
                    "a level");
    }

    /// Refuses a sign that may be of a change or of a level.
    [[noreturn]] static void refuse_sign(double size, bool per_cent) {
        const bool down = size < 0.0;
        const std::string much = shown(std::fabs(size)) + (per_cent ? "%" : "");
        throw Error("its sign may be of a change or of a level; accepted: '" + std::string(down ? "down " : "up ") +
                    much + "' for a change, '" + (down ? "to -" : "") + much + "' for a level");
    }

    /// A text that is itself a number or a range.
    [[nodiscard]] std::optional<Range> number_or_range(const std::string& text) const {
        const Figure figure = read_figure(text);
        if (figure.status != FigureStatus::value && figure.status != FigureStatus::bound) return std::nullopt;
        if (figure.unit == FigureUnit::percentage_points) refuse_points();
        const bool per_cent = figure.unit == FigureUnit::per_cent;
        const double size = figure.value.value_or(figure.lower.value_or(figure.upper.value_or(0.0)));
        if (begins_with_plus(text) || (per_cent && figure.value && size < 0.0)) refuse_sign(size, per_cent);
        if (figure.status == FigureStatus::value) return Range{size, size};
        const bool low = context_.polarity == Polarity::low_is_good, high = context_.polarity == Polarity::high_is_good;
        if ((low && !figure.upper) || (high && !figure.lower))
            throw Error("it is a bound on the side that is not good, for the polarity is " +
                        std::string(word(*context_.polarity)) + "; accepted: " + (low ? "at most" : "at least") +
                        " so many");
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return Range{.lower = figure.lower.value_or(none),
                     .upper = figure.upper.value_or(none),
                     .lower_open = figure.lower_open,
                     .upper_open = figure.upper_open};
    }

    [[nodiscard]] ReadTarget of_range(Range range) const {
        if (from_) throw Error("a number is measured from nothing" + std::string(accepted_targets));
        if (context_.whole && range.lower == range.upper)
            range.lower = range.upper = whole_target(range.lower, needed_polarity("a whole number of things"));
        else if (context_.whole)
            range = {.lower = whole_target(range.lower, Polarity::high_is_good),
                     .upper = whole_target(range.upper, Polarity::low_is_good),
                     .lower_open = range.lower_open,
                     .upper_open = range.upper_open};
        return {.target = {.value = range}};
    }

    [[nodiscard]] Polarity needed_polarity(std::string_view what) const {
        if (!context_.polarity)
            throw Error("it is " + std::string(what) + ", and no polarity says which side is good; accepted: a "
                        "polarity, or 'fewer', 'more', 'reduce', 'increase'");
        return *context_.polarity;
    }

    [[nodiscard]] ReadTarget of_words() const {
        const TargetPhrase of = target_phrase(rest_);
        validate_by(of);
        if (of.same && !of.figure && !of.moves()) return relative(0.0, ChangeIs::amount);
        if (!of.figure) throw Error("it holds no figure" + std::string(accepted_targets));
        const TargetFigure& found = *of.figure;
        if (of.bound)
            throw Error("it is a bound among other words; accepted: the bound alone ('at most 30 by March 2026', "
                        "'below 30'), or the change alone ('80 fewer')");
        const bool to = of.before() == "to", by = of.before() == "by";
        if (of.moves()) validate_directions(of);
        bool behind = false;
        for (std::size_t i = of.end; i < of.words.size(); ++i)
            behind = behind || is_direction(target_word(of.words[i]));
        if ((to || of.same) && (behind || by || of.further || (of.same && of.moves())))
            throw Error("it is both a level and a change" + std::string(accepted_targets));
        if (to || of.same || !(of.moves() || by || of.further)) {  // "reduce to 60", "maintain 95%", "95% of homes"
            if (found.is == ChangeIs::points) refuse_points();
            if (found.plus && !to && !of.same) refuse_sign(found.size, found.is == ChangeIs::fraction);
            if (found.size < 0.0 && !to && !of.same)
                throw Error("it is below 0 among other words; accepted: '80 fewer', or the number alone");
            return of_range({found.size, found.size});
        }
        if (of.down && of.up) throw Error("it goes both up and down" + std::string(accepted_targets));
        if (found.size < 0.0 || (found.plus && !of.up)) {
            if (of.moves()) throw Error("it has a sign and a direction; accepted: one of them");
            return relative(sized(found), found.is);
        }
        int side = of.down ? -1 : 1;
        if (!of.down && !of.up) {
            const Polarity polarity = needed_polarity(of.better ? "an improvement" : "a change without a direction");
            if (polarity != Polarity::low_is_good && polarity != Polarity::high_is_good)
                throw Error("it has no direction, and neither has the polarity " + std::string(word(polarity)) +
                            "; accepted: 'fewer', 'more', 'reduce', 'increase'");
            side = polarity == Polarity::low_is_good ? -1 : 1;
        }
        return relative(side * sized(found), found.is);
    }

    [[nodiscard]] static double sized(const TargetFigure& found) {
        return found.is == ChangeIs::fraction ? decimal::difference(found.size / 100.0, 0.0) : found.size;
    }

    [[nodiscard]] ReadTarget relative(double change, ChangeIs is) const {
        if (!context_.baseline)
            throw Error("it is a change, and nothing says from what; accepted: a baseline, or the number itself");
        if (!context_.part_of_sum.empty())
            throw Error("it is a change, and a year of the series is the sum of its points, of which the last is " +
                        context_.part_of_sum + "; accepted: the number itself that the year is to come to, or "
                        "baseline=(a year, its sum)");
        RelativeTarget target{.change = change, .baseline = *context_.baseline, .change_is = is};
        if (from_ && !(*from_ == target.baseline.period.in_months())) {
            if (!context_.value_of)
                throw Error("it is measured from '" + from_->label() + "', and the baseline is of '" +
                            target.baseline.period.label() + "'; accepted: a series, or a baseline of that period");
            target.baseline = {*from_, context_.value_of(*from_)};
        }
        if (context_.whole) target.whole = needed_polarity("a whole number of things");
        const double value = year_end(target);
        return {.target = {.value = {value, value}}, .relative = target};
    }

    const TargetContext& context_;
    std::string rest_{};
    std::optional<Period> by_{}, from_{};
};

}  // namespace detail

/// @throws Error: see the head of this file.
[[nodiscard]] inline ReadTarget read_target(std::string_view text, const TargetContext& context = {}) {
    try {
        ReadTarget found = detail::TargetReader(text, context).read();
        found.target.source = plain_text(text);
        return found;
    } catch (const Error& reason) {
        throw Error("target: found " + headway::quoted(text) + ": " + reason.what());
    }
}

/// The same of a series: the baseline is its last published point, and what is measured from is looked up in it.
/// @throws Error: see the head of this file.
[[nodiscard]] inline ReadTarget read_target(std::string_view text, const Series& series, TargetContext context = {}) {
    std::size_t last = series.size();
    while (last > 0 && std::isnan(series[last - 1])) --last;
    if (last > 0) context.baseline = Baseline{series.period(last - 1).with_marks({}), series[last - 1]};
    context.calendar = series.calendar();
    if (is_total(series.accrual()) && series.frequency() != Frequency::year)
        context.part_of_sum = "a " + std::string(word(series.frequency()));
    context.value_of = [&series](Period of) {
        const bool by_end = !is_total(series.accrual()) && series.accrual() != Accrual::average;
        for (std::size_t i = 0; i < series.size(); ++i)
            if (series.period(i) == of || (by_end && series.period(i).last_month() == of.last_month()))
                return series[i];
        return std::numeric_limits<double>::quiet_NaN();
    };
    return read_target(text, context);
}

}  // namespace headway
