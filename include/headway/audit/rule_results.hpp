/// @file
/// What a table says became of each row, "Met" or "Not achieved", held against its result and its target.
///
/// | a cell says                           | and holds where the result                                          |
/// |---------------------------------------|---------------------------------------------------------------------|
/// | "Met", "Achieved", "On target"        | is at its target, or on the side of it that is good                 |
/// | "Not met", "Missed", "Not achieved"   | is on the other side                                                |
///
/// Which side is good comes from the register, else from the words of the target ("at most 20") or of the row ("lower
/// is better", "complaints"); of a share more is good where nothing says otherwise. Only a side that the register or
/// the target says contradicts.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/good_way.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/table.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a cell says that a target was met; none where it says neither.
[[nodiscard]] inline std::optional<bool> said_to_be_met(std::string_view folded_cell) {
    constexpr std::array<std::string_view, 12> met{
        "met",        "achieved",  "on target",          "target met",   "target achieved", "exceeded",
        "met target", "fully met", "on or above target", "meets target", "yes - met",       "passed"};
    constexpr std::array<std::string_view, 12> missed{
        "not met",       "not achieved", "missed",       "below target",  "target not met", "off target",
        "target missed", "unmet",        "did not meet", "not on target", "missed target",  "failed"};
    const auto is_one = [&](const auto& few) { return std::find(few.begin(), few.end(), folded_cell) != few.end(); };
    if (is_one(met)) return true;
    return is_one(missed) ? std::optional(false) : std::nullopt;
}

/// Holds what the cells of a table say of targets that were met or missed.
inline void check_results(Ledger& ledger, const Reading& reading, const std::vector<const EvidenceRow*>& rows) {
    for (const EvidenceRow* row : rows) {
        if (!row->target.known() || row->target.from_text || !row->latest.known()) continue;
        if (row->table >= reading.tables.size()) continue;
        const TableRow& source = reading.tables[row->table].rows[row->row];
        const bool sure = row->polarity && !row->polarity_inferred;
        const bool share = row->latest.number.unit == StatedUnit::per_cent;
        std::optional<Polarity> way = sure ? row->polarity : way_in_words(row->words, share);
        if (!way && share && !says_bad(row->words)) way = Polarity::high_is_good;
        for (const Cell& cell : source.cells) {
            if (cell.is_number() || cell.span.empty()) continue;
            const std::string said = folded(plain_text(
                reading.text.substr(cell.span.begin, cell.span.end - cell.span.begin)));
            const auto met = said_to_be_met(said);
            if (!met) continue;
            const double gap = decimal::difference(row->latest.number.value, row->target.number.value);
            const bool one_way = way && (*way == Polarity::high_is_good || *way == Polarity::low_is_good);
            Judgement judgement{.rule = "rating",
                                .stated = said,
                                .why = plain_number(row->latest.number.value) + " against " +
                                       plain_number(row->target.number.value),
                                .severity = Severity::high,
                                .against = ledger.quote(row->document, row->latest.span)};
            if (one_way || gap == 0.0) {
                const bool is = gap == 0.0 || (gap > 0.0) == (*way == Polarity::high_is_good);
                judgement.computed = is ? "met" : "not met";
                judgement.verdict = is == *met ? Verdict::holds
                                    : sure     ? Verdict::contradiction
                                               : Verdict::not_checkable;
            }
            if (judgement.verdict == Verdict::not_checkable) judgement.why += "; which way is good is not known";
            ledger.claim(row->document, cell.span, ClaimKind::rating, row->label, std::move(judgement));
        }
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
