/// @file
/// What a number in a sentence is there for: a figure, or none.
///
/// | a number that is no claim                    | for example                                    |
/// |----------------------------------------------|------------------------------------------------|
/// | of a period                                  | 2023/24, 31 March, Q2                          |
/// | of a denominator                             | per 1,000                                      |
/// | of an age                                    | aged 18-64, 65+, 16-year-olds                  |
/// | of a time limit or a duration                | within four hours, the last 12 months          |
/// | of a name                                    | Key Stage 4, grade 5, Category 1, phase one    |
/// | of a number that is dialled                  | 999 calls, NHS 111, 101 contacts               |
/// | of a word that it begins                     | 16/17-year-olds, 5-a-side, a 28-day standard   |
/// | of a clause or a list                        | 4.1, (2)                                       |
/// | of a threshold                               | within 10%, "more than 10%" in a key           |
/// | a code, a phone number                       | 01483, NI 136                                  |
///
/// Source: 2,390 figures in 154 passages of 89 bodies' reports, counted by use.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/token.hpp"
#include "headway/audit/when.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a number in a text is used for.
enum class NumberUse : std::uint8_t {
    none,  ///< no number
    figure,
    period,
    denominator,
    age,
    duration,
    name,
    clause,
    threshold,
    code,
    fraction,  ///< "one in five", "two thirds": read with the share
    ordinal,
};

/// Decides for every token of a sentence. `in_key`: the sentence is a key of ratings.
class NumberUses {
public:
    NumberUses(std::span<const Token> tokens, std::span<const When> whens, bool in_key)
        : tokens_(tokens), in_key_(in_key), uses_(tokens.size(), NumberUse::none) {
        for (const When& when : whens)
            for (std::size_t i = when.first; i < when.last; ++i)
                if (tokens_[i].is == Token::Is::number) uses_[i] = NumberUse::period;
    }

    [[nodiscard]] std::vector<NumberUse> read() && {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (tokens_[i].is == Token::Is::number && uses_[i] == NumberUse::none) uses_[i] = use_of(i);
        return std::move(uses_);
    }

private:
    using Is = Token::Is;

    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].is == Is::word ? std::string_view(tokens_[i].text) : std::string_view();
    }
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t by = 1) const {
        return i >= by ? word(i - by) : std::string_view();
    }
    [[nodiscard]] bool sign(std::size_t i, char c) const { return i < tokens_.size() && tokens_[i].is_sign(c); }

    template <std::size_t n>
    [[nodiscard]] static bool among(std::string_view text, const std::array<std::string_view, n>& few) {
        return headway::detail::is_one_of(text, few);
    }

    [[nodiscard]] static bool is_span_of_time(std::string_view text) {
        constexpr std::array<std::string_view, 22> spans{"hour",    "hours",    "day",     "days",  "week",   "weeks",
                                                         "month",   "months",   "year",    "years", "minute", "minutes",
                                                         "working", "calendar", "hr",      "hrs",   "mins",   "second",
                                                         "seconds", "decade",   "decades", "yr"};
        return among(text, spans);
    }

    [[nodiscard]] NumberUse use_of(std::size_t i) const {
        const Token& token = tokens_[i];
        const Stated& number = token.number;
        if (!number.known()) return NumberUse::code;
        if (token.ordinal) return NumberUse::ordinal;
        const bool bare = number.unit == StatedUnit::none;
        const std::string_view last = before(i), next = word(i + 1);
        // "zero-emission vans": of which sort, and not how many
        if (token.in_words && number.value == 0.0 && !next.empty() && tokens_[i + 1].joined) return NumberUse::name;
        if (number.unit == StatedUnit::time) return use_of_time(i);

        constexpr std::array<std::string_view, 46> names{
            "stage",    "level",    "grade",    "type",       "category",  "band",  "section",   "phase",
            "pillar",   "part",     "appendix", "table",      "figure",    "page",  "paragraph", "recommendation",
            "theme",    "priority", "option",   "tier",       "objective", "goal",  "chapter",   "annex",
            "schedule", "article",  "version",  "standard",   "block",     "item",  "no",        "number",
            "step",     "note",     "risk",     "action",     "key",       "point", "strand",    "ward",
            "zone",     "room",     "outcome",  "workstream", "act",       "unit"};
        if (bare && number.decimals <= 2 && among(last, names) && !token.separators) {
            if (last != "number" && last != "no" && last != "key" && last != "point") return NumberUse::name;
            if (last == "no" || !sign(i + 1, ' ')) return last == "number" ? NumberUse::figure : NumberUse::name;
        }
        if (bare && is_mark_of_rating(i)) return NumberUse::name;
        if (bare && last == "year" && number.value <= 14.0 && i >= 1 && tokens_[i - 1].capital) return NumberUse::name;
        constexpr std::array<std::string_view, 8> before_a_year{"than", "from", "on",  "since",
                                                                "in",   "with", "and", "to"};
        if (bare && last == "year" && number.is_count() && number.value <= 30.0 && !token.in_words &&
            among(before(i, 2), before_a_year))
            return NumberUse::name;  // "higher than in year 5"
        if (bare && !token.in_words && (is_capital_name(i) || is_dialled(i) || begins_a_word(i)))
            return NumberUse::name;
        if (bare && (last == "s" || last == "nice" || last == "ni" || last == "iso")) return NumberUse::code;
        if (bare && i >= 1 && !token.spaced && tokens_[i - 1].is == Is::word) return NumberUse::code;
        if (bare && i >= 2 && !token.spaced && sign(i - 1, '-') && !tokens_[i - 1].spaced &&
            tokens_[i - 2].is == Is::word)
            return NumberUse::code;  // COVID-19
        if (i == 0 && bare && tokens_.size() > 1 && is_list_number(i)) return NumberUse::clause;

        if (last == "per" || (before(i, 2) == "per" && last == "every")) return NumberUse::denominator;
        if (bare && is_age(i)) return NumberUse::age;
        if (bare && is_duration(i)) return NumberUse::duration;
        if (is_threshold(i)) return NumberUse::threshold;
        if (bare && (last == "time" || next == "am" || next == "pm" || next == "o'clock")) return NumberUse::code;
        if (bare && is_in_phrase(i)) return NumberUse::code;
        if (bare && token.in_words && is_one_in_many(i)) return NumberUse::fraction;
        if (bare && token.in_words && number.value == 1.0 && !is_counted_one(i)) return NumberUse::fraction;
        if (token.in_words && (next == "thirds" || next == "fifths" || next == "quarters" || next == "tenths" ||
                               next == "third" || next == "quarter" || next == "fifth"))
            return NumberUse::fraction;
        return NumberUse::figure;
    }

    /// "24/7", "9-to-5", "50/50", "one-to-one", "1:1": two numbers that are joined and count nothing.
    [[nodiscard]] bool is_phrase(std::size_t i, std::size_t end) const {
        if (end >= tokens_.size() || tokens_[i].is != Is::number || tokens_[end].is != Is::number) return false;
        const bool joined = end == i + 2 ? sign(i + 1, '/') || sign(i + 1, ':') || sign(i + 1, '-')
                                         : sign(i + 1, '-') && word(i + 2) == "to" && sign(i + 3, '-');
        if (!joined || tokens_[i + 1].spaced || tokens_[end].spaced) return false;
        const double one = tokens_[i].number.value, other = tokens_[end].number.value;
        return one == other || (one == 24.0 && other == 7.0) || (one == 9.0 && other == 5.0);
    }
    [[nodiscard]] bool is_in_phrase(std::size_t i) const {
        return is_phrase(i, i + 2) || is_phrase(i, i + 4) || (i >= 2 && is_phrase(i - 2, i)) ||
               (i >= 4 && is_phrase(i - 4, i));
    }

    /// A time of the day names one, a time within which something is done is a limit.
    [[nodiscard]] NumberUse use_of_time(std::size_t i) const {
        constexpr std::array<std::string_view, 5> limits{"within", "over", "under", "every", "than"};
        if (tokens_[i].of_day &&
            (among(word(i + 1), std::array<std::string_view, 4>{"am", "pm", "hours", "noon"}) ||
             among(before(i), std::array<std::string_view, 9>{"at", "by", "until", "before", "after", "till", "around",
                                                              "ratio", "since"})))
            return NumberUse::code;
        return among(before(i), limits) ? NumberUse::duration : NumberUse::figure;
    }

    /// "Rated 5", "graded 1 or 2": which mark, and not how many.
    [[nodiscard]] bool is_mark_of_rating(std::size_t i) const {
        constexpr std::array<std::string_view, 3> marked{"rated", "graded", "rating"};
        constexpr double most = 10.0;
        const Token& token = tokens_[i];
        if (!token.number.is_count() || token.in_words || token.number.value > most) return false;
        const bool either = i >= 2 && (before(i) == "or" || before(i) == "and" || before(i) == "to");
        return among(before(i), marked) || (either && uses_[i - 2] == NumberUse::name && among(before(i, 3), marked));
    }

    /// "Attainment 8", "POLAR quintile 1", "Scope 1": names that begin with a capital, beside quintiles and the like.
    [[nodiscard]] bool is_capital_name(std::size_t i) const {
        constexpr std::array<std::string_view, 6> always{"quintile", "decile", "quartile",
                                                         "junction", "lot",    "terminal"};
        constexpr std::array<std::string_view, 18> capital{
            "attainment", "progress",   "scope", "class",   "gate",      "route", "platform", "wave", "round",
            "cohort",     "regulation", "rule",  "measure", "indicator", "kpi",   "group",    "form", "clause"};
        const std::string_view last = before(i);
        if (!tokens_[i].number.is_count() || tokens_[i].separators) return false;
        return among(last, always) || (i >= 1 && tokens_[i - 1].capital && i >= 2 && among(last, capital));
    }

    /// "999 calls", "calls to 101", "NHS 111": a number that is dialled, and no number of calls.
    [[nodiscard]] bool is_dialled(std::size_t i) const {
        constexpr std::array<double, 6> dialled{999.0, 101.0, 111.0, 112.0, 105.0, 119.0};
        constexpr std::array<std::string_view, 16> of_calls{
            "call",    "calls",    "contact", "contacts", "emergency", "non",         "number",  "line",
            "service", "services", "demand",  "control",  "answering", "abandonment", "callers", "performance"};
        constexpr std::array<std::string_view, 5> dials{"nhs", "dial", "dialled", "dialling", "call"};
        const Token& token = tokens_[i];
        if (!token.number.is_count() || token.separators ||
            std::find(dialled.begin(), dialled.end(), token.number.value) == dialled.end())
            return false;
        constexpr std::array<std::string_view, 6> ways{"on", "to", "via", "through", "for", "by"};
        constexpr std::array<std::string_view, 10> goes_on{"",    "has",  "have", "is", "are",
                                                           "was", "were", "and",  "or", "had"};
        const bool called = before(i) == "to" && (before(i, 2) == "calls" || before(i, 2) == "call");
        return called || (among(before(i), ways) && among(word(i + 1), goes_on)) || among(word(i + 1), of_calls) ||
               among(before(i), dials);
    }

    /// "16/17-year-olds", "5-a-side", "the 28-day standard": a number that a hyphen joins to a word; "a 5-point rise"
    /// is a size.
    [[nodiscard]] bool begins_a_word(std::size_t i) const {
        constexpr std::array<std::string_view, 8> sizes{"point", "points",  "percentage", "percent",
                                                        "per",   "million", "fold",       "pound"};
        std::size_t next = i + 1;
        if (sign(next, '/') && !tokens_[next].spaced && next + 1 < tokens_.size() &&
            tokens_[next + 1].is == Is::number && !tokens_[next + 1].spaced)
            next += 2;
        return sign(next, '-') && !tokens_[next].spaced && !word(next + 1).empty() && !tokens_[next + 1].spaced &&
               !among(word(next + 1), sizes);
    }

    /// "4.1 Performance has", "12. Since": a number before the first words.
    [[nodiscard]] bool is_list_number(std::size_t i) const {
        const Token& token = tokens_[i];
        if (token.in_words || token.separators || token.number.scale > 0) return false;
        const bool stop = tokens_[i + 1].is == Is::stop || sign(i + 1, ')');
        return stop || (token.number.decimals > 0 && tokens_[i + 1].capital);
    }

    [[nodiscard]] bool is_age(std::size_t i) const {
        const double value = tokens_[i].number.value;
        if (value > 110.0 || tokens_[i].number.decimals > 0) return false;
        constexpr std::array<std::string_view, 6> aged{"aged", "age", "ages", "aged-", "under-", "over-"};
        for (std::size_t by = 1; by <= 4 && by <= i; ++by) {
            if (among(before(i, by), aged)) return true;
            const Token& token = tokens_[i - by];
            const bool goes_on = token.is == Is::number || token.is_sign('-') || word(i - by) == "to" ||
                                 word(i - by) == "and" || word(i - by) == "over" || word(i - by) == "under" ||
                                 word(i - by) == "between" || word(i - by) == "range" || word(i - by) == "of";
            if (!goes_on) break;
        }
        std::size_t next = i + 1;
        if (sign(next, '-') && next + 1 < tokens_.size() && tokens_[next + 1].is == Is::number) next += 2;
        if (sign(next, '+') && !(next + 1 < tokens_.size() && tokens_[next + 1].is == Is::number))
            return value >= 16.0 && value <= 100.0;
        if (word(next) == "year" && (word(next + 1) == "old" || word(next + 1) == "olds")) return true;
        if (word(next) == "years" && word(next + 1) == "old") return true;
        if ((word(next) == "and" || word(next) == "or") && (word(next + 1) == "over" || word(next + 1) == "under") &&
            value >= 15.0)
            return true;
        constexpr std::array<std::string_view, 8> young{"children", "child",  "people", "those",
                                                        "pupils",   "babies", "adults", "residents"};
        if ((before(i) == "under" || before(i) == "over") && i >= 2 && among(before(i, 2), young) &&
            !is_span_of_time(word(next)) && tokens_[i].number.is_count())
            return true;
        if (before(i) == "under" && value <= 25.0 && value >= 2.0 && !is_span_of_time(word(next)) && i >= 2 &&
            tokens_[i].number.is_count() && (word(next) == "population" || tokens_[i - 1].capital))
            return true;
        // "16-64" alone
        return sign(i + 1, '-') && !tokens_[i + 1].spaced && i + 2 < tokens_.size() && !tokens_[i + 2].spaced &&
               tokens_[i + 2].is == Is::number && tokens_[i + 2].number.value > value &&
               tokens_[i + 2].number.value <= 110.0 && is_age_noun(i + 3);
    }

    [[nodiscard]] bool is_age_noun(std::size_t i) const {
        constexpr std::array<std::string_view, 6> nouns{"year", "years", "population", "olds", "age", "cohort"};
        return among(word(i), nouns);
    }

    [[nodiscard]] bool is_duration(std::size_t i) const {
        std::size_t next = i + 1;
        if ((sign(next, '-') || word(next) == "to") && next + 1 < tokens_.size() && tokens_[next + 1].is == Is::number)
            next += 2;
        if (!is_span_of_time(word(next)) || tokens_[i].number.decimals > 0 || (i > 0 && sign(i - 1, '('))) return false;
        constexpr std::array<std::string_view, 34> limits{
            "within",    "last",   "past",  "previous", "next",    "over",      "under",   "every",  "in",
            "after",     "the",    "for",   "than",     "a",       "exceeding", "least",   "of",     "our",
            "following", "coming", "first", "up",       "rolling", "preceding", "further", "beyond", "waiting",
            "take",      "this",   "full",  "new",      "latest",  "current",   "recent"};
        const std::string_view last = before(i);
        if (last == "of" || last == "to" || last == "from" || last == "at" || last == "by" || last == "was" ||
            last == "is")
            return last == "of" && (before(i, 2) == "period" || before(i, 2) == "course");
        if (last == "in" && (word(next + 1) == "on" && word(next + 2) == "average")) return false;
        if (tokens_[next].joined || last.empty() || among(last, limits)) return last != "average";
        return tokens_[i].in_words;
    }

    [[nodiscard]] bool is_threshold(std::size_t i) const {
        const Stated& number = tokens_[i].number;
        const bool share = number.unit == StatedUnit::per_cent || number.unit == StatedUnit::points;
        if (in_key_ && share) return true;
        if (!share) return false;
        if (before(i) == "within") {
            const bool of_target = word(i + 1) == "of" || sign(i + 1, ')') || word(i + 1) == "tolerance" ||
                                   i + 1 == tokens_.size() || tokens_[i + 1].is == Is::stop || sign(i + 1, ',');
            return of_target;
        }
        return (word(i + 1) == "tolerance" || word(i + 1) == "confidence" || word(i + 1) == "threshold");
    }

    /// "Nine in ten", "four out of five people": either of the two numbers, in words.
    [[nodiscard]] bool is_one_in_many(std::size_t i) const {
        const auto in_words = [&](std::size_t at) {
            return at < tokens_.size() && tokens_[at].is == Is::number && tokens_[at].in_words &&
                   tokens_[at].number.is_count() && tokens_[at].number.value <= 100.0;
        };
        for (std::size_t first : {i, i >= 2 ? i - 2 : i, i >= 3 ? i - 3 : i}) {
            const bool out = word(first + 1) == "out" && word(first + 2) == "of";
            const bool every = word(first + 1) == "in" && word(first + 2) == "every";
            const std::size_t second = first + (out || every ? 3 : 2);
            if ((!out && word(first + 1) != "in") || (i != first && i != second) || !in_words(first) ||
                !in_words(second) || tokens_[first].number.value >= tokens_[second].number.value)
                continue;
            // "three out of four measures" are counted; "nine out of ten visitors" are a share
            if (!out || tokens_[second].number.value == 10.0 || is_people(second + 1)) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_people(std::size_t i) const {
        constexpr std::array<std::string_view, 16> people{
            "people",  "residents",   "visitors", "patients", "tenants", "customers", "users",    "callers",
            "parents", "respondents", "pupils",   "staff",    "adults",  "children",  "families", "households"};
        return among(word(i), people);
    }

    /// "One is red", "one met target", "one green": a count, where other ones are none.
    [[nodiscard]] bool is_counted_one(std::size_t i) const {
        constexpr std::array<std::string_view, 34> states{
            "less",     "more",     "fewer",    "over",  "higher",    "is",      "was",   "are", "were",
            "rated",    "red",      "amber",    "green", "indicator", "measure", "kpi",   "met", "missed",
            "improved", "declined", "worsened", "below", "within",    "not",     "has",   "had", "showed",
            "showing",  "project",  "at",       "on",    "off",       "above",   "scored"};
        constexpr std::array<std::string_view, 8> no_count{"this", "that", "the", "each", "no", "any", "every", "last"};
        constexpr std::array<std::string_view, 4> ends{"to", "with", "from", "than"};
        if (among(before(i), ends) && (word(i + 1) == "last" || word(i + 1) == "in" || i + 1 >= tokens_.size()))
            return true;  // "compared to one last year"
        return among(word(i + 1), states) && !among(before(i), no_count);
    }

    std::span<const Token> tokens_;
    bool in_key_;
    std::vector<NumberUse> uses_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
