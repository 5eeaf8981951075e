/// @file
/// Moves in a row, held against every step of a row of a table.
///
/// | words                                                              | steps                                  |
/// |--------------------------------------------------------------------|----------------------------------------|
/// | "for the third month running", "the second consecutive annual fall" | as many as they say, up to the latest |
/// | "in each of the last two years", "in both years"                   | the same                               |
/// | "every quarter since April", "in each year shown", "fell each month" | from that time, or all that are printed |
/// | "each month from May to July"                                       | those between the two                  |
///
/// It holds where each step goes the way that is said, and within rounding where one stays. A step the other way
/// contradicts it where the row is beyond doubt: its label is said in full, and nothing else is. A table that has fewer
/// steps is contradicted by a wrong one, and confirms nothing. "They" is the row of the sentence before. "Improved"
/// needs to know which way is good; steps both ways are no improvement of any kind.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/good_way.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds what a paragraph says of moves in a row.
class RunResolver : private RowLinks {
public:
    using RowLinks::RowLinks;

    void resolve() {
        if (grids_.empty()) return;
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            for (const Run& run : runs_of(s)) {
                if (quantities_.empty()) {
                    take_quantities();
                    link_sentences();
                }
                constexpr std::size_t longest = 40;  // quantities: more are no prose
                if (quantities_[s].size() <= longest) hold(s, run);
            }
        }
    }

private:
    struct Run {
        std::size_t steps = 0;  ///< 0: from `since` on, or all
        const When* since = nullptr;
        const When* until = nullptr;      ///< "from May to July"
        std::size_t first = 0, last = 0;  ///< its words
        std::size_t moved = 0;            ///< the word of movement
        Movement way = Movement::same;
    };

    struct Steps {
        std::size_t right = 0, level = 0, wrong = 0;
        std::string why{};
    };

    /// How many steps words say at a token, and how far they reach; reaches nothing where they say none.
    [[nodiscard]] Run run_at(std::size_t s, std::size_t i) const {
        const Sentence& sentence = sentences_[s];
        const Token& token = sentence.tokens[i];
        const auto is_running = [&](std::size_t at) {
            return word(s, at) == "running" ||
                   (word(s, at) == "in" && word(s, at + 1) == "a" && word(s, at + 2) == "row");
        };
        const auto small = [&](std::size_t at) {
            return at < sentence.tokens.size() && sentence.tokens[at].is == Token::Is::number &&
                   sentence.tokens[at].number.is_count() && sentence.tokens[at].number.value >= 1.0 &&
                   sentence.tokens[at].number.value <= 12.0;
        };
        const auto count = [&](std::size_t at) { return static_cast<std::size_t>(sentence.tokens[at].number.value); };
        if (small(i)) {
            const bool told = word(s, i + 1) == "consecutive" || word(s, i + 1) == "successive";
            if (told) return {.steps = count(i), .first = i, .last = i + 2};
            const bool again = i >= 2 && token.ordinal && count(i) >= 2 && word(s, i - 2) == "for" &&
                               (word(s, i - 1) == "a" || word(s, i - 1) == "the") && is_span_of_time(word(s, i + 1)) &&
                               word(s, i + 2).empty();
            if (again) return {.steps = count(i), .first = i, .last = i + 2};  // "for a second year"
            if (is_span_of_time(word(s, i + 1)) && is_running(i + 2))
                return {.steps = count(i), .first = i, .last = i + (word(s, i + 2) == "running" ? 3 : 5)};
            return {};
        }
        const bool step = word(s, i) == "month" || word(s, i) == "quarter";
        if (step && word(s, i + 1) == "on" && word(s, i + 2) == word(s, i))
            return {.first = i, .last = i + 3};  // "month on month": all that are printed
        if (token.is != Token::Is::word || (token.text != "each" && token.text != "every" && token.text != "both"))
            return {};
        if (word(s, i + 1) == "of" && word(s, i + 2) == "the") {
            const std::size_t at = small(i + 3) ? i + 3 : i + 4;
            if (small(at) && !sentence.tokens[at].ordinal && is_span_of_time(word(s, at + 1)))
                return {.steps = count(at), .first = i, .last = at + 2};
            return {};
        }
        if (!is_span_of_time(word(s, i + 1))) return {};
        if (token.text == "both") return {.steps = 2, .first = i, .last = i + 2};
        Run run{.first = i, .last = i + 2};
        if (word(s, i + 2) == "since")
            for (const When& when : sentence.whens)
                if (when.first >= i + 3 && when.first <= i + 5) run.since = &when;
        if (word(s, i + 2) == "from" || word(s, i + 2) == "between")
            for (std::size_t w = 0; w + 1 < sentence.whens.size(); ++w)
                if (sentence.whens[w].first == i + 3 && sentence.whens[w + 1].first == sentence.whens[w].last + 1) {
                    run.since = &sentence.whens[w];
                    run.until = &sentence.whens[w + 1];
                    run.last = run.until->last;
                    return run;
                }
        const bool shown = word(s, i + 2) == "shown" || word(s, i + 2) == "reported";
        // "fell each month", "rose in every quarter": all that are printed; not "300 people fall each year"
        const std::size_t verb = i > 0 && word(s, i - 1) == "in" ? i - 1 : i;
        constexpr std::array moved{Cue::rose, Cue::fell, Cue::rising, Cue::falling, Cue::better, Cue::worse};
        const bool behind_it = verb > 0 && word(s, verb - 1) != "fall" && word(s, verb - 1) != "rise" &&
                               sentence.mark_at(verb - 1, moved) != nullptr;
        if (run.since == nullptr && !shown && !behind_it) return {};
        run.last = run.since != nullptr ? run.since->last : shown ? i + 3 : i + 2;
        return run;
    }

    /// The word of movement that a run is told of: the nearest before it in its part of the sentence, or close behind.
    [[nodiscard]] bool find_movement(std::size_t s, Run& run) const {
        const Sentence& sentence = sentences_[s];
        const auto take = [&](std::size_t i) {
            for (const Mark& mark : sentence.marks) {
                if (mark.first != i) continue;
                const auto said = movement_of(mark.cue);
                if (!said || said->movement == Movement::same) continue;
                run.moved = i;
                run.way = said->movement;
                run.last = std::max(run.last, mark.last);
                return true;
            }
            return false;
        };
        constexpr std::size_t back = 10, ahead = 5;
        const auto in_part = [&](std::size_t i) { return sentence.parts[i] == sentence.parts[run.first]; };
        bool found = false;
        for (std::size_t by = 1; by <= back && by <= run.first && in_part(run.first - by) && !found; ++by)
            found = take(run.first - by);
        for (std::size_t i = run.last; i < std::min(run.last + ahead, sentence.tokens.size()) && !found; ++i) {
            if (!in_part(i)) break;
            found = take(i);
        }
        if (!found) return false;
        constexpr std::array doubting{Cue::modal, Cue::negation, Cue::forecast};
        for (std::size_t by = 1; by <= 4 && by <= run.moved; ++by)
            if (sentence.mark_at(run.moved - by, doubting) != nullptr) return false;
        return true;
    }

    [[nodiscard]] std::vector<Run> runs_of(std::size_t s) const {
        std::vector<Run> runs;
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i) {
            Run run = run_at(s, i);
            if (run.last == 0 || !find_movement(s, run)) continue;
            runs.push_back(run);
            i = run.last - 1;
        }
        return runs;
    }

    void hold(std::size_t s, const Run& run) {
        const std::size_t before = std::min(run.moved, run.first);
        Named row = row_of(s, before, run.last, quantities_[s], grids_, budget_);
        const bool pronoun = word(s, 0) == "they" || word(s, 0) == "it";
        if (row.line == nullptr && pronoun && s > 0 && whole_[s - 1].full) row = whole_[s - 1].named();
        if (row.line == nullptr) return;
        const std::vector<const GridPoint*> points = results(row);
        const bool timed = std::all_of(points.begin(), points.end(), [](const GridPoint* p) { return p->when.said(); });
        if (points.size() < 2 || !timed) return;
        std::size_t last = points.size() - 1, first = 0;
        for (std::size_t p = 0; p < points.size(); ++p)
            for (const When& when : sentences_[s].whens)
                if (run.until != nullptr ? &when == run.until : &when != run.since && is_of_run(s, run, when))
                    if (points[p]->when.may_be(when)) last = p;
        if (run.since != nullptr) {
            const auto from = std::find_if(points.begin(), points.end(),
                                           [&](const GridPoint* point) { return point->when.may_be(*run.since); });
            if (from == points.end()) return;
            first = static_cast<std::size_t>(from - points.begin());
        } else if (run.steps > 0) {
            // of a longer run than is printed no step that is may be wrong
            if (run.steps > last && count(points, 0, last, way_up(run.way, *row.line)).wrong == 0) return;
            first = run.steps > last ? 0 : last - run.steps;
        }
        if (first >= last) return;
        const int up = way_up(run.way, *row.line);
        const Steps steps = count(points, first, last, up == 0 ? 1 : up);
        const bool mixed = steps.right > 0 && steps.wrong > 0;
        if (up == 0 && !mixed) return;
        Judgement judgement{.rule = "direction words",
                            .verdict = steps.wrong > 0   ? Verdict::contradiction
                                       : steps.level > 0 ? Verdict::rounding
                                                         : Verdict::holds,
                            .stated = std::to_string(std::max(run.steps, last - first)) + " in a row",
                            .computed = std::to_string(steps.right) + " of " + std::to_string(last - first),
                            .why = steps.why,
                            .severity = Severity::high,
                            .against = quote(points[last]->span)};
        if (!steps_as_said(s, run, points, first, last)) return;
        const bool doubted = !row.sure || !says_it_alone(s, before, run.last, row);
        if (judgement.verdict == Verdict::contradiction && doubted) return;
        write(s, run, std::move(judgement));
    }

    /// Whether the words of a part before a token name the row, its table and nothing else: "use of bed and breakfast".
    [[nodiscard]] bool names_no_more(std::size_t s, std::size_t from, std::size_t until, const Named& row) const {
        constexpr std::array<std::string_view, 16> general{"use",    "number", "numbers", "rate",  "level",
                                                           "levels", "share",  "score",   "total", "figure",
                                                           "result", "volume", "proportion", "gap", "they", "it"};
        const std::vector<std::string>& label = row.grid->label_words;  // "Average days": of no number of them
        const bool timed =
            std::any_of(label.begin(), label.end(), [](const std::string& told) { return seconds_of(told) > 0.0; });
        for (std::size_t i = from; i < until; ++i) {
            if (sentences_[s].mark_at(i, std::array{Cue::auxiliary}) != nullptr) continue;
            if (timed && word(s, i).starts_with("number")) return false;
            const bool in_time =
                std::any_of(sentences_[s].whens.begin(), sentences_[s].whens.end(),
                            [&](const When& when) { return when.first <= i && i < when.last; });
            if (in_time) continue;
            for (const std::string& told : telling_words(std::span(sentences_[s].tokens).subspan(i, 1)))
                if (!says(row.line->words, told) && !says(row.grid->heading_words, told) && !names_nothing(told) &&
                    !headway::detail::is_one_of(std::string_view(told), general) &&
                    !headway::detail::is_one_of(word(s, i), general))
                    return false;
        }
        return true;
    }

    /// Whether the part of a run is of the row alone, and nothing in front of it narrows it.
    [[nodiscard]] bool says_it_alone(std::size_t s, std::size_t before, std::size_t last, const Named& row) const {
        std::size_t from = before;
        while (from > 0 && sentences_[s].parts[from - 1] == sentences_[s].parts[before]) --from;
        for (std::size_t i = 0; i < before; ++i)
            if (sentences_[s].mark_at(i, std::array{Cue::national, Cue::peer}) != nullptr) return false;
        for (std::size_t i = last; i < end_of_part(s, last - 1); ++i)
            if (word(s, i) == "until" || word(s, i) == "before") return false;
        return names_no_more(s, from, before, row) && names_no_more(s, last, end_of_part(s, last - 1), row);
    }

    /// Whether the points are as far apart as the run's words say, a year, a quarter or a month, and none is left out.
    [[nodiscard]] bool steps_as_said(std::size_t s, const Run& run, const std::vector<const GridPoint*>& points,
                                     std::size_t first, std::size_t last) const {
        const int months = months_said(s, run.first, run.last);
        for (std::size_t p = first + 1; p <= last; ++p)
            if (!are_months_apart(points[p - 1]->when, points[p]->when, months)) return false;
        return months > 0;
    }

    /// Whether a time is the one that a run ends with: that of "an increase of 22% on 2016/17" is of something else.
    [[nodiscard]] bool is_of_run(std::size_t s, const Run& run, const When& when) const {
        constexpr std::array<std::string_view, 10> from{"on",   "from",    "since",  "than",  "with",
                                                        "against", "before", "until", "to", "of"};
        return sentences_[s].parts[when.first] == sentences_[s].parts[run.first] &&
               !(when.first > 0 && headway::detail::is_one_of(word(s, when.first - 1), from));
    }

    /// 1 where a movement is up, -1 where it is down, 0 where that is not known.
    [[nodiscard]] static int way_up(Movement way, const GridLine& row) {
        if (way == Movement::up || way == Movement::down) return way == Movement::up ? 1 : -1;
        if (row.most) return way == Movement::better ? -1 : 1;
        if (!row.polarity && row.is_share() && !says_bad(row.words)) return way == Movement::better ? 1 : -1;
        if (!row.polarity || (*row.polarity != Polarity::high_is_good && *row.polarity != Polarity::low_is_good))
            return 0;
        return (way == Movement::better) == (*row.polarity == Polarity::high_is_good) ? 1 : -1;
    }

    [[nodiscard]] static Steps count(const std::vector<const GridPoint*>& points, std::size_t first, std::size_t last,
                                     int up) {
        Steps steps;
        steps.why = plain_number(points[first]->number.value);
        for (std::size_t p = first + 1; p <= last; ++p) {
            const double now = points[p]->number.value;
            const double moved = decimal::difference(now, points[p - 1]->number.value) * up;
            ++(moved > 0.0 ? steps.right : moved < 0.0 ? steps.wrong : steps.level);
            steps.why += ", " + plain_number(now);
        }
        return steps;
    }

    /// Replaces the open claims of its words; where there are none, or another rule holds them, adds one.
    void write(std::size_t s, const Run& run, Judgement judgement) {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        const Span place{tokens[std::min(run.moved, run.first)].begin, tokens[run.last - 1].end};
        bool written = false;
        for (std::size_t c = paragraph_.first_claim[s]; c < ledger_.audit.claims.size(); ++c) {
            if (c >= paragraph_.first_claim[s + 1] && c < paragraph_.first_claim.back()) continue;
            const Claim& claim = ledger_.audit.claims[c];
            const bool apart = claim.at.begin >= place.end || claim.at.end <= place.begin;
            if (claim.at.document != paragraph_.document || apart || claim.kind != ClaimKind::trend) continue;
            if (claim.verdict == judgement.verdict) {
                written = true;
            } else if (claim.verdict == Verdict::not_checkable && !written) {
                ledger_.replace(c, ClaimKind::trend, judgement);
                written = true;
            }
        }
        if (!written) ledger_.claim(paragraph_.document, place, ClaimKind::trend, "", std::move(judgement));
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
