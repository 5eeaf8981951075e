/// @file
/// Claims that somebody has looked through: those that were misread left out, others corrected or added, held again.
///
/// A claim of the table is one that was read where document, line and words are the same. As it was read it keeps its
/// verdict. Where its kind, its subject, what is stated or what that is held against was corrected, it is held again:
///
/// | kind          | holds where                                                                          |
/// |---------------|--------------------------------------------------------------------------------------|
/// | comparison    | the two figures stand as the words say ("below the target")                          |
/// | trend         | the direction is the one that is stated                                              |
/// | all others    | the figure agrees with what it is held against, by the intervals of printed figures  |
///
/// A claim that was not read is taken where its words stand. One of the table whose words stand nowhere is an error.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/claim.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A claim as a table has it.
struct CorrectedClaim {
    std::size_t document = 0, line = 0;
    std::string words{};
    ClaimKind kind = ClaimKind::value;
    std::string subject{}, stated{}, computed{};
    std::string row{};  ///< what an error calls it: "row 3"
};

namespace auditing {

/// Holds claims again that somebody corrected.
class Corrector {
public:
    Corrector(const std::vector<Document>& documents, Audit audit)
        : documents_(documents), audit_(std::move(audit)), used_(audit_.claims.size()), ledger_(documents) {}

    [[nodiscard]] Audit correct(std::span<const CorrectedClaim> table) {
        std::vector<Claim> claims;
        std::vector<Finding> findings;
        Problems problems;
        for (const CorrectedClaim& given : table) {
            const std::optional<std::size_t> read = as_read(given);
            if (read && same(audit_.claims[*read], given)) {
                const Claim& claim = audit_.claims[*read];
                if (claim.verdict == Verdict::contradiction)
                    for (const Finding& finding : audit_.findings)
                        if (is_of(finding, claim)) findings.push_back(finding);
                claims.push_back(claim);
                continue;
            }
            const std::optional<Quote> at = read ? std::optional(audit_.claims[*read].at) : place_of(given);
            if (!at) {
                problems.add(given.row + ", column 'words': found '" + given.words.substr(0, 60) + "', which " +
                             documents_[given.document].name + " does not have; accepted: words of the document");
                continue;
            }
            claims.push_back(held_again(given, *at));
            if (claims.back().verdict == Verdict::contradiction) findings.push_back(finding_of(claims.back()));
        }
        problems.raise_if_any();
        audit_.claims = std::move(claims);
        audit_.findings = std::move(findings);
        return std::move(audit_);
    }

private:
    [[nodiscard]] static bool same(const Claim& claim, const CorrectedClaim& given) {
        return claim.kind == given.kind && claim.subject == given.subject && claim.stated == given.stated &&
               claim.computed == given.computed;
    }

    [[nodiscard]] static bool is_of(const Finding& finding, const Claim& claim) {
        return finding.at.document == claim.at.document && finding.at.begin == claim.at.begin &&
               finding.at.end == claim.at.end && finding.arithmetic == claim.why;
    }

    /// The claim that was read at this place and in these words: of the same kind, or else of another.
    [[nodiscard]] std::optional<std::size_t> as_read(const CorrectedClaim& given) {
        std::optional<std::size_t> found;
        for (std::size_t c = first_of(given); c < audit_.claims.size(); ++c) {
            const Claim& claim = audit_.claims[c];
            if (claim.at.document != given.document || claim.at.line > given.line) break;
            if (used_[c] != 0 || claim.at.words != given.words) continue;
            if (!found || same(claim, given) || (claim.kind == given.kind && audit_.claims[*found].kind != given.kind))
                found = c;
        }
        if (found) used_[*found] = 1;
        return found;
    }

    /// The first claim of a line: claims stand in the order of the documents.
    [[nodiscard]] std::size_t first_of(const CorrectedClaim& given) const {
        const auto first = std::lower_bound(
            audit_.claims.begin(), audit_.claims.end(), given, [](const Claim& claim, const CorrectedClaim& wanted) {
                return std::pair(claim.at.document, claim.at.line) < std::pair(wanted.document, wanted.line);
            });
        return static_cast<std::size_t>(first - audit_.claims.begin());
    }

    [[nodiscard]] std::optional<Quote> place_of(const CorrectedClaim& given) const {
        const std::string& text = documents_[given.document].text;
        std::size_t begin = 0;
        for (std::size_t line = 1; line < given.line && begin != std::string::npos; ++line) {
            begin = text.find('\n', begin);
            begin = begin == std::string::npos ? begin : begin + 1;
        }
        std::size_t at = begin == std::string::npos ? begin : text.find(given.words, begin);
        if (at == std::string::npos) at = text.find(given.words);
        if (at == std::string::npos || given.words.empty()) return std::nullopt;
        return ledger_.quote(given.document, {at, at + given.words.size()});
    }

    [[nodiscard]] Claim held_again(const CorrectedClaim& given, Quote at) const {
        Claim claim{.at = std::move(at),
                    .kind = given.kind,
                    .subject = given.subject,
                    .stated = given.stated,
                    .computed = given.computed};
        const Stated stated = number_in(given.stated), computed = number_in(given.computed);
        if (given.stated.empty() || given.computed.empty()) {
            claim.why = "by hand: what it is held against is not given";
        } else if (!stated.known() || !computed.known()) {
            claim.verdict =
                plain_text(given.stated) == plain_text(given.computed) ? Verdict::holds : Verdict::contradiction;
            claim.why = "by hand: stated " + given.stated + ", it is " + given.computed;
        } else if (const auto cue = comparison_in(given.words); given.kind == ClaimKind::comparison && cue) {
            const Judgement judgement = compare_sides(*cue, {.left = behind(stated), .right = behind(computed)},
                                                      stated.unit == StatedUnit::per_cent);
            claim.verdict = judgement.verdict;
            claim.why = "by hand: " + judgement.why;
        } else {
            claim.verdict = agreement(stated, behind(computed));
            claim.why = "by hand: stated " + given.stated + ", held against " + given.computed;
        }
        return claim;
    }

    [[nodiscard]] static Finding finding_of(const Claim& claim) {
        return {.rule = "corrected by hand",
                .severity = Severity::high,
                .at = claim.at,
                .claimed = claim.stated,
                .computed = claim.computed,
                .arithmetic = claim.why};
    }

    /// The first figure of a cell, with its bound: "over 50".
    [[nodiscard]] Stated number_in(const std::string& text) const {
        for (const Sentence& sentence : sentences_of(tokens_of(text, Span{0, text.size()}), lexicon_))
            for (const Token& token : sentence.tokens)
                if (token.is == Token::Is::number && token.number.known()) {
                    for (const Figure& figure : sentence.figures)
                        if (sentence.tokens[figure.token].begin == token.begin) return figure.stated;
                    return token.number;
                }
        return {};
    }

    [[nodiscard]] std::optional<Cue> comparison_in(const std::string& text) const {
        for (const Sentence& sentence : sentences_of(tokens_of(text, Span{0, text.size()}), lexicon_))
            for (const Mark& mark : sentence.marks)
                if (std::find(comparison_cues.begin(), comparison_cues.end(), mark.cue) != comparison_cues.end())
                    return mark.cue;
        return std::nullopt;
    }

    const std::vector<Document>& documents_;
    Audit audit_;
    std::vector<char> used_;
    Ledger ledger_;
    Lexicon lexicon_{};
};

}  // namespace auditing

/// The same audit with the claims of a table that was made of it and corrected by hand. See the head of this file.
/// @throws Error for each claim whose words stand nowhere in its document.
[[nodiscard]] inline Audit corrected(const std::vector<Document>& documents, Audit audit,
                                     std::span<const CorrectedClaim> table) {
    return auditing::Corrector(documents, std::move(audit)).correct(table);
}

}  // namespace headway::inline HEADWAY_ABI
