/// @file
/// What a family of phrases knows while it reads a sentence: the sentence, its paragraph, the row it is linked to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/link.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/share_group.hpp"
#include "headway/audit/table.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A document while it is read.
struct Reading {
    std::size_t document = 0;
    std::string_view text{};
    Layout layout{};
    std::vector<Table> tables{};
    std::vector<EvidenceRow> rows{};
};

/// The figure that "this" and "which" are about: the last main figure, and what stands behind it.
struct Main {
    Stated stated{};
    Span span{};
    When when{};
    std::size_t row = no_row;  ///< that its sentence is about
};

/// What one sentence is read with: its document, its block, its row and what was said before it.
struct Context {
    Ledger& ledger;
    Reading& reading;
    const Linker& linker;
    const Block& block;
    Sentence& sentence;
    Link link{};
    bool sure_sentence = false;  ///< the first of its paragraph, which names what it is about
    bool goes_on = false;        ///< about the row of the sentence before it
    double said = 0.0;           ///< the share of the row's label that the sentence itself says
    std::string subject{};
    Main before{};                        ///< of the sentences before, in the paragraph
    std::span<const Figure> paragraph{};  ///< its figures, of all sentences
    std::span<const std::string> paragraph_words{};
    std::span<const Stated> list{};  ///< figures of the items before it, of the same list
    std::optional<Rating> status{};  ///< of the row of a table of statuses that the paragraph is a cell of
    int last_year = 0;               ///< the last financial year that the paragraph says
    std::size_t value_row = no_row;  ///< the row of the last value that was read, and where it stands
    std::size_t value_token = 0;
    int moved =
        0;  ///< which way the paragraph says that its figure moved over a longer time: 1 up, -1 down, 0 not said
    ShareGroup* shares = nullptr;  ///< of the run that the paragraph is in

    [[nodiscard]] EvidenceRow* row() const { return link ? &reading.rows[link.row] : nullptr; }

    [[nodiscard]] Span span(std::size_t first, std::size_t last) const {
        const auto& tokens = sentence.tokens;
        last = std::clamp<std::size_t>(last, first + 1, tokens.size());
        return {tokens[first].begin, tokens[last - 1].end};
    }

    [[nodiscard]] Quote quote(Span place) const { return ledger.quote(reading.document, place); }

    void claim(std::size_t first, std::size_t last, ClaimKind kind, Judgement judgement) const {
        claim(span(first, last + (closes(first, last) ? 1 : 0)), kind, std::move(judgement));
    }

    /// Whether a bracket that is opened within some tokens is closed directly behind them: it is part of the words.
    [[nodiscard]] bool closes(std::size_t first, std::size_t last) const {
        if (!sentence.sign(last, ')')) return false;
        int open = 0;
        for (std::size_t i = first; i < last; ++i) open += sentence.sign(i, '(') ? 1 : sentence.sign(i, ')') ? -1 : 0;
        return open > 0;
    }

    void claim(Span place, ClaimKind kind, Judgement judgement) const {
        ledger.claim(reading.document, place, kind, row() != nullptr ? row()->label : subject, std::move(judgement));
    }

    [[nodiscard]] const When* when_of(const Figure& figure) const {
        return figure.when < 0 ? nullptr : &sentence.whens[static_cast<std::size_t>(figure.when)];
    }

    /// Some words before a token that go with it: at most so many, within its clause.
    [[nodiscard]] std::size_t back(std::size_t token, std::size_t most) const {
        std::size_t first = token;
        while (first > 0 && token - first < most) {
            const Token& before_it = sentence.tokens[first - 1];
            if (before_it.is == Token::Is::stop || before_it.is_sign(';') || before_it.is_sign(':') ||
                before_it.is_sign('(') || before_it.is_sign(','))
                break;
            if (before_it.is == Token::Is::number && sentence.uses[first - 1] == NumberUse::figure) break;
            --first;
        }
        return first;
    }

    /// "Night work at Riverside Lane": something at the place that the row is of, and not the row itself.
    [[nodiscard]] bool is_of_a_part(std::size_t until) const {
        if (row() == nullptr || until >= sentence.parts.size()) return false;
        std::size_t first = until;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[until]) --first;
        const auto in_row = [&](std::size_t i) {
            const std::vector<std::string> told = telling_words(std::span(sentence.tokens).subspan(i, 1));
            return !told.empty() &&
                   std::find(row()->words.begin(), row()->words.end(), told.front()) != row()->words.end();
        };
        bool other = false;
        for (std::size_t i = first; i + 1 < until; ++i) {
            const bool place = sentence.word(i) == "at" || ((sentence.word(i) == "in" || sentence.word(i) == "for") &&
                                                            sentence.tokens[i + 1].capital);
            if (other && place && (in_row(i + 1) || (i + 2 < until && in_row(i + 2)))) return true;
            const std::vector<std::string> told = telling_words(std::span(sentence.tokens).subspan(i, 1));
            const bool marked = std::any_of(sentence.marks.begin(), sentence.marks.end(),
                                            [&](const Mark& mark) { return mark.first <= i && i < mark.last; });
            other = other || (!told.empty() && !marked && !in_row(i) && !names_nothing(told.front()));
        }
        return false;
    }

    /// The end of what belongs to a figure: itself, and its period where that stands close behind.
    [[nodiscard]] std::size_t end_of(const Figure& figure) const {
        std::size_t last = figure.token + 1;
        if (const When* when = when_of(figure);
            when != nullptr && when->first > figure.token && when->first <= figure.token + 5)
            last = when->last;
        return std::max(last, figure.cue_last > figure.token ? figure.cue_last : last);
    }
};

/// Whether two printed numbers can be of one kind: both shares or neither, both money or neither.
[[nodiscard]] inline bool alike(const Stated& a, const Stated& b) noexcept {
    const auto share = [](const Stated& s) { return s.unit == StatedUnit::per_cent || s.unit == StatedUnit::points; };
    return share(a) == share(b) && (a.unit == StatedUnit::pounds) == (b.unit == StatedUnit::pounds);
}

/// A row of times, of amounts or of counts: no share, whatever its numbers are.
[[nodiscard]] inline bool counts_no_shares(std::string_view folded_label) {
    for (const std::string_view says :
         {"(days)", "days ", "(weeks)", "weeks ", "(hours)", "hours ", "minutes", "number of"})
        if (folded_label.find(says) != std::string_view::npos)
            return folded_label.find('%') == std::string_view::npos &&
                   folded_label.find("within") == std::string_view::npos;
    return false;
}

/// Units of a figure against a row's, which are often not printed: a share against a label that speaks of one.
[[nodiscard]] inline bool alike(const Stated& figure, const EvidenceRow& row) {
    if (figure.unit == StatedUnit::points) return false;
    const std::string label = folded(row.label);
    const bool share_row = label.find('%') != std::string::npos || label.find("percent") != std::string::npos ||
                           label.find("proportion") != std::string::npos || label.find("levels") != std::string::npos;
    if (figure.unit == StatedUnit::pounds) return row.latest.number.unit == StatedUnit::pounds;
    if (figure.unit == StatedUnit::per_cent)
        return share_row || row.latest.number.unit == StatedUnit::per_cent ||
               (row.latest.number.value >= 0.0 && row.latest.number.value <= 100.0 && !counts_no_shares(label));
    return !share_row && row.latest.number.unit != StatedUnit::per_cent;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
