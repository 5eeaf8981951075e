/// @file
/// What a row of indicators says of itself: its change, its ratings, its marks.
///
/// | rule                 | claim of a row                                                                       |
/// |----------------------|--------------------------------------------------------------------------------------|
/// | `change`             | the printed change is latest - previous; an arrow shows its sign                     |
/// | `rating`             | a printed rating is that of latest against the comparator (see assess/rating.hpp)    |
/// | `bare mark`          | a mark of a rating stands beside no comparator                                       |
/// | `cumulative arrow`   | a figure that can only rise within the year has an arrow against last month          |
/// | `part of a whole`    | a target with decimals for what comes in whole numbers                               |
/// | `two tables`         | an indicator has the same numbers in every table                                     |
/// | `look-alike letter`  | a letter of another alphabet stands for a Latin one                                  |
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/stated.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds the printed change of a row against its latest and its previous figure.
inline void check_change(Ledger& ledger, const EvidenceRow& row) {
    if (!row.change.known() || !row.latest.known() || !row.previous.known()) return;
    const Interval difference = behind(row.latest.number) - behind(row.previous.number);
    Stated change = row.change.number;
    Verdict verdict = agreement(change, difference);
    // a printed difference that is not that of the printed numbers is one of the numbers behind them
    if (verdict == Verdict::holds &&
        std::fabs(decimal::difference(difference.middle, change.value)) >
            slack_of(change.value, row.latest.number.value) &&
        change.decimals >= std::max(row.latest.number.decimals, row.previous.number.decimals))
        verdict = Verdict::rounding;
    std::string why = plain_number(row.latest.number.value) + " - " + plain_number(row.previous.number.value) + " = " +
                      plain_number(difference.middle) + "; printed " + plain_number(change.value);
    const bool against = (row.change.mark == CellMark::up && difference.middle < 0.0) ||
                         (row.change.mark == CellMark::down && difference.middle > 0.0);
    if (against && verdict != Verdict::contradiction) {
        verdict = Verdict::contradiction;
        why += ", with an arrow the other way";
    }
    const bool relative = verdict == Verdict::contradiction && change.unit == StatedUnit::per_cent &&
                          agreement(change, difference / behind(row.previous.number) * 100.0) != Verdict::contradiction;
    if (relative) {
        verdict = Verdict::holds;
        why += " as a share of the previous result";
    }
    ledger.claim(row.document, row.change.span, ClaimKind::change, row.label,
                 {.rule = "change",
                  .verdict = verdict,
                  .stated = shown_stated(change),
                  .computed = plain_number(difference.middle),
                  .why = std::move(why),
                  .severity = Severity::high,
                  .against = ledger.quote(row.document, row.latest.span),
                  .suggested = plain_number(difference.middle)});
}

/// How a rating comes about, in words.
[[nodiscard]] inline std::string rating_arithmetic(const EvidenceRow& row, const PrintedValue& comparator,
                                                   Polarity polarity, double tolerance) {
    const double value = row.latest.number.value, wanted = comparator.number.value;
    const double shortfall =
        polarity == Polarity::low_is_good ? decimal::difference(value, wanted) : decimal::difference(wanted, value);
    std::string text =
        plain_number(value) + " against " + plain_number(wanted) + ": shortfall " + plain_number(shortfall);
    if (wanted != 0.0) text += ", " + plain_number(100.0 * shortfall / std::fabs(wanted)) + "% of it";
    return text + "; tolerance " + plain_number(100.0 * tolerance) + "%";
}

/// Whether numbers behind the printed ones have the printed rating.
[[nodiscard]] inline bool rounding_gives(const EvidenceRow& row, const PrintedValue& comparator, Polarity polarity,
                                         Rating said, double tolerance) {
    const Interval value = behind(row.latest.number), wanted = behind(comparator.number);
    for (const double a : {value.low, value.high})
        for (const double b : {wanted.low, wanted.high})
            if (assess(a, b, {.polarity = polarity, .tolerance = tolerance}).rating == said) return true;
    return false;
}

/// How far an amber may miss its target, as a share of it, where a text says so: "amber = within 5% of target".
[[nodiscard]] inline std::optional<double> tolerance_said(std::string_view text) {
    constexpr std::size_t near = 60, behind_it = 16;
    const std::string plain = folded(text);
    for (std::size_t at = plain.find("amber"); at != std::string::npos; at = plain.find("amber", at + 1)) {
        const std::string_view key = std::string_view(plain).substr(at, near);
        const std::size_t within = key.find("within ");
        if (within == std::string_view::npos) continue;
        const std::size_t from = at + within + 7;
        const std::vector<Token> tokens = tokens_of(plain, {from, std::min(plain.size(), from + behind_it)});
        if (!tokens.empty() && tokens[0].is == Token::Is::number && tokens[0].number.unit == StatedUnit::per_cent)
            return tokens[0].number.value / 100.0;
    }
    for (std::size_t at = text.find("10%"); at != std::string_view::npos; at = text.find("10%", at + 1)) {
        const std::size_t from = at > 24 ? at - 24 : 0;
        const std::string around = folded(text.substr(from, at + 30 - from));
        if (around.find("within") != std::string::npos || around.find("toleran") != std::string::npos ||
            around.find("more than 10%") != std::string::npos)
            return default_tolerance;
    }
    return std::nullopt;
}

/// Holds a printed rating of a row against its figures. Amber and red are told apart where the text says how
/// (`said_tolerance`), or a register is given.
inline void check_rating(Ledger& ledger, const EvidenceRow& row, std::size_t which,
                         std::optional<double> said_tolerance) {
    const double tolerance = said_tolerance.value_or(default_tolerance);
    const PrintedValue& comparator = *row.comparators()[which];
    const auto said = rating_of(comparator.mark);
    if (!said || comparator.span.empty()) return;
    const std::string subject = row.label + ", " + std::string(comparator_words[which]);
    Judgement judgement{.rule = "rating",
                        .stated = std::string(word(*said)),
                        .severity = Severity::high,
                        .against = ledger.quote(row.document, row.latest.span)};
    if (!comparator.known() || !row.latest.known()) {
        judgement.why = comparator.known() ? "no latest result is printed"
                                           : "no " + std::string(comparator_words[which]) + " is printed for this row";
    } else if (!row.polarity || *row.polarity == Polarity::neutral || *row.polarity == Polarity::in_range) {
        const bool none =
            assess(row.latest.number.value, comparator.number.value,
                   {.polarity = Polarity::high_is_good, .tolerance = tolerance})
                    .rating != *said &&
            assess(row.latest.number.value, comparator.number.value,
                   {.polarity = Polarity::low_is_good, .tolerance = tolerance})
                    .rating != *said;
        judgement.why = row.polarity ? "the indicator is " + std::string(word(*row.polarity))
                                     : "which way is good is not known: a register would say";
        if (none && !row.polarity && !rounding_gives(row, comparator, Polarity::high_is_good, *said, tolerance) &&
            !rounding_gives(row, comparator, Polarity::low_is_good, *said, tolerance)) {
            judgement.verdict = Verdict::contradiction;
            judgement.computed = "neither way";
            judgement.why = rating_arithmetic(row, comparator, Polarity::high_is_good, tolerance) + "; not " +
                            judgement.stated + ", whichever way is good";
        }
    } else {
        const Rating is = rated(row, comparator, *row.polarity, tolerance);
        judgement.computed = word(is);
        judgement.why = rating_arithmetic(row, comparator, *row.polarity, tolerance) +
                        (row.polarity_inferred ? "; which way is good is inferred from the printed ratings" : "") +
                        (comparator.from_text ? "; the comparator is printed in the text" : "");
        judgement.verdict = is == *said                                             ? Verdict::holds
                            : rounding_gives(row, comparator, *row.polarity, *said, tolerance) ? Verdict::rounding
                                                                                    : Verdict::contradiction;
        judgement.suggested = judgement.computed;
    }
    const bool known = row.polarity && !row.polarity_inferred;
    if (judgement.verdict == Verdict::contradiction && *said != Rating::green && !said_tolerance && !known &&
        judgement.computed != word(Rating::green)) {
        judgement.verdict = Verdict::not_checkable;
        judgement.why = "how far an amber may miss is not printed";
        judgement.suggested.clear();
    }
    const Span place = comparator.mark_span.empty() ? comparator.span : comparator.mark_span;
    ledger.claim(row.document, place, ClaimKind::rating, subject, std::move(judgement));
}

/// The mark that a table uses where there is no comparator: a dot, or else the one that stands bare most often.
[[nodiscard]] inline CellMark mark_of_nothing(const std::vector<const EvidenceRow*>& rows) {
    std::array<std::size_t, 5> bare{};
    for (const EvidenceRow* row : rows)
        for (const PrintedValue* value : row->comparators())
            if (!value->known() && value->mark != CellMark::none && static_cast<std::size_t>(value->mark) < bare.size())
                ++bare[static_cast<std::size_t>(value->mark)];
    if (bare[static_cast<std::size_t>(CellMark::dot)] > 0) return CellMark::dot;
    const auto most = std::max_element(bare.begin(), bare.end());
    return *most >= 2 ? static_cast<CellMark>(most - bare.begin()) : CellMark::none;
}

/// The rating of a row as it is printed, or as it follows from its numbers.
[[nodiscard]] inline std::optional<Rating> rating_in(const EvidenceRow& row, std::size_t which, CellMark nothing,
                                                      double tolerance = default_tolerance) {
    const PrintedValue& comparator = *row.comparators()[which];
    if (!comparator.known() && comparator.mark == nothing) return std::nullopt;
    if (const auto said = rating_of(comparator.mark); said && !comparator.from_text) return said;
    if (const auto said = rating_of(comparator.mark)) return said;
    if (!comparator.known() || comparator.from_text || !row.latest.known() || !row.polarity) return std::nullopt;
    const Rating is = rated(row, comparator, *row.polarity, tolerance);
    return is == Rating::not_rated ? std::nullopt : std::optional(is);
}

/// Finds a mark of a rating beside a comparator that has no figure.
inline void check_marks(Ledger& ledger, const EvidenceRow& row, CellMark nothing) {
    for (std::size_t which = 0; which < 3; ++which) {
        const PrintedValue& comparator = *row.comparators()[which];
        const bool bare = !comparator.known() && rating_of(comparator.mark) && comparator.mark == nothing;
        if (!bare) continue;
        ledger.claim(row.document, comparator.span, ClaimKind::legend,
                     row.label + ", " + std::string(comparator_words[which]),
                     {.rule = "bare mark",
                      .verdict = Verdict::contradiction,
                      .stated = std::string(word(*rating_of(comparator.mark))),
                      .computed = "no comparator",
                      .why = "the mark of a rating stands where no " + std::string(comparator_words[which]) +
                             " is printed: one mark has two meanings",
                      .in_class = FindingClass::presentation,
                      .severity = Severity::low});
    }
}

/// Whether a row's label has a word, given without its ending.
[[nodiscard]] inline bool says(const EvidenceRow& row, std::string_view stemmed) {
    return std::find(row.words.begin(), row.words.end(), stemmed) != row.words.end();
}

/// Finds an arrow beside a figure of the year to date, which can only rise.
inline void check_cumulative(Ledger& ledger, const EvidenceRow& row) {
    const bool arrow = row.change.mark == CellMark::up || row.change.mark == CellMark::down;
    if (!says(row, "cumulative") || !arrow || !row.change.known()) return;
    ledger.claim(row.document, row.change.span, ClaimKind::trend, row.label,
                 {.rule = "cumulative arrow",
                  .verdict = Verdict::contradiction,
                  .stated = shown_stated(row.change.number),
                  .computed = "no direction",
                  .why = "a figure of the year to date can only rise from month to month: its arrow shows no direction",
                  .in_class = FindingClass::definition,
                  .severity = Severity::medium,
                  .against = ledger.quote(row.document, row.label_span),
                  .suggested = "the same month of last year, or the profile of the target"});
}

/// "63.20 properties": and which share of the result gives the target, where a whole one does.
inline void check_whole(Ledger& ledger, const EvidenceRow& row) {
    if (!row.target.known() || !row.latest.known() || row.target.from_text) return;
    const auto whole = [](double value) { return value == std::floor(value); };
    const std::string label = folded(row.label);
    const bool of_things = label.starts_with("number of ") || label.starts_with("total number of ");
    if (!of_things || label.find("per ") != std::string::npos || !row.previous.known() ||
        whole(row.target.number.value) || !whole(row.latest.number.value) || !whole(row.previous.number.value))
        return;
    std::string why = "a target of part of a thing: " + plain_number(row.target.number.value);
    for (int share = 5; share <= 200; share += 5)
        for (const auto& [value, name] :
             {std::pair{row.latest.number.value, "latest"}, std::pair{row.previous.number.value, "previous"}})
            if (share != 100 && decimal::difference(value * share / 100.0, row.target.number.value) == 0.0)
                why += "; " + std::to_string(share) + "% of the " + name + " result " + plain_number(value);
    ledger.claim(row.document, row.target.span, ClaimKind::relative_target, row.label,
                 {.rule = "part of a whole",
                  .verdict = Verdict::contradiction,
                  .stated = shown_stated(row.target.number),
                  .computed = "a whole number",
                  .why = std::move(why),
                  .in_class = FindingClass::definition,
                  .severity = Severity::medium,
                  .against = ledger.quote(row.document, row.label_span)});
}

/// One indicator in two tables: the later row is held against the first.
inline void check_twins(Ledger& ledger, const std::vector<EvidenceRow>& rows) {
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].document == no_document) continue;
        const auto [at, is_new] = first.emplace(folded(rows[r].label), r);
        const EvidenceRow &one = rows[at->second], &other = rows[r];
        if (is_new || one.table == other.table) continue;
        if (one.period.said() && other.period.said() && !one.period.may_be(other.period)) continue;
        std::string differ;
        std::size_t equal = 0;
        for (const auto& [a, b, name] :
             {std::tuple{&one.previous, &other.previous, "previous"}, std::tuple{&one.latest, &other.latest, "latest"},
              std::tuple{&one.target, &other.target, "target"}, std::tuple{&one.national, &other.national, "national"},
              std::tuple{&one.peer, &other.peer, "peer"}}) {
            if (!a->known() || !b->known() || a->from_text || b->from_text) continue;
            if (!differs(b->number, a->number))
                ++equal;
            else
                differ += std::string(differ.empty() ? "" : "; ") + name + " " + plain_number(a->number.value) +
                          " and " + plain_number(b->number.value);
        }
        // a table of another time has other numbers: one that is printed again has most of the same
        const bool again = differ.empty() || equal >= 2;
        const bool between = one.document != other.document;
        ledger.claim(other.document, other.label_span, ClaimKind::same_figure, other.label,
                     {.rule = "two tables",
                      .verdict = differ.empty() && equal > 0 ? Verdict::holds
                                 : again && equal > 0        ? Verdict::contradiction
                                                             : Verdict::not_checkable,
                      .stated = plain_number(other.latest.number.value),
                      .computed = plain_number(one.latest.number.value),
                      .why = differ.empty() ? "the numbers of both tables are the same" : differ,
                      .in_class = between ? FindingClass::between_documents : FindingClass::contradiction,
                      .severity = Severity::high,
                      .against = ledger.quote(one.document, one.label_span)});
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
