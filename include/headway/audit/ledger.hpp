/// @file
/// Where rules write what they find: claims with their places, findings, and how often each rule held.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/claim.hpp"
#include "headway/audit/stated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a rule says of one claim.
struct Judgement {
    std::string_view rule{};
    Verdict verdict = Verdict::not_checkable;
    std::string stated{}, computed{}, why{};
    FindingClass in_class = FindingClass::contradiction;
    Severity severity = Severity::medium;
    Quote against{};
    std::string suggested{};
};

/// Where claims and findings are written down, with the words and the lines that they stand in.
class Ledger {
public:
    explicit Ledger(const std::vector<Document>& documents) : documents_(documents), lines_(documents.size()) {
        for (std::size_t d = 0; d < documents.size(); ++d) {
            lines_[d].push_back(0);
            const std::string& text = documents[d].text;
            for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
                lines_[d].push_back(at + 1);
        }
    }

    [[nodiscard]] Quote quote(std::size_t document, Span span) const {
        constexpr std::size_t longest = 300;
        if (document >= documents_.size()) return {.words = "(the caller's own rows)"};
        const std::string_view text = documents_[document].text;
        const auto& lines = lines_[document];
        span.end = std::min(span.end, text.size());
        span.begin = std::min(span.begin, span.end);
        Quote quote{.document = document, .begin = span.begin, .end = span.end};
        quote.line = static_cast<std::size_t>(std::upper_bound(lines.begin(), lines.end(), span.begin) - lines.begin());
        std::size_t length = std::min(span.end - span.begin, longest);
        while (length > 0 && span.begin + length < span.end &&
               (static_cast<unsigned char>(text[span.begin + length]) & 0xC0u) == 0x80u)
            --length;
        quote.words = text.substr(span.begin, length);
        std::replace(quote.words.begin(), quote.words.end(), '\n', ' ');
        return quote;
    }

    /// Writes a claim, and a finding where it is contradicted.
    void claim(std::size_t document, Span span, ClaimKind kind, std::string subject, Judgement judgement) {
        Claim claim{.at = quote(document, span),
                    .kind = kind,
                    .subject = std::move(subject),
                    .stated = judgement.stated,
                    .computed = judgement.computed,
                    .verdict = judgement.verdict,
                    .why = judgement.why};
        record(claim, judgement);
        audit.claims.push_back(std::move(claim));
    }

    /// Writes a finding that contradicts no claim: worth a look.
    void remark(std::size_t document, Span span, Judgement judgement) {
        ++audit_of(judgement).checked;
        audit.findings.push_back({.rule = std::string(judgement.rule),
                                  .in_class = judgement.in_class,
                                  .severity = judgement.severity,
                                  .at = quote(document, span),
                                  .against = judgement.against,
                                  .claimed = judgement.stated,
                                  .computed = judgement.computed,
                                  .arithmetic = judgement.why,
                                  .suggested = judgement.suggested});
    }

    /// A claim that could not be checked is, after all.
    void replace(std::size_t at, ClaimKind kind, Judgement judgement) {
        Claim& claim = audit.claims[at];
        claim.kind = kind;
        claim.stated = judgement.stated;
        claim.computed = judgement.computed;
        claim.verdict = judgement.verdict;
        claim.why = judgement.why;
        record(claim, judgement);
    }

    /// Takes back what contradicted a claim, which is left unread.
    void withdraw(std::size_t at, std::string why) {
        Claim& claim = audit.claims[at];
        const auto is_of = [&](const Finding& finding) {
            return finding.at.document == claim.at.document && finding.at.begin == claim.at.begin &&
                   finding.at.end == claim.at.end && finding.arithmetic == claim.why;
        };
        const auto found = std::find_if(audit.findings.begin(), audit.findings.end(), is_of);
        if (found == audit.findings.end()) return;
        for (RuleCount& rule : audit.passed) rule.checked -= rule.rule == found->rule ? 1u : 0u;
        std::erase_if(audit.passed, [](const RuleCount& rule) { return rule.checked == 0; });
        audit.findings.erase(found);
        claim.verdict = Verdict::not_checkable;
        leave_unread(at, std::move(why));
    }

    /// A claim that nothing decides, if nothing does later, was not read in full: it is no claim with a verdict.
    void leave_unread(std::size_t at, std::string why) { left_.emplace_back(at, std::move(why)); }

    /// Moves those claims to what was not read. Claims stand where they were written until then.
    void close() {
        std::vector<char> gone(audit.claims.size(), 0);
        for (auto& [at, why] : left_) {
            if (gone[at] != 0 || audit.claims[at].verdict != Verdict::not_checkable) continue;
            gone[at] = 1;
            audit.unread.push_back({.at = audit.claims[at].at, .why = std::move(why)});
        }
        std::size_t c = 0;
        std::erase_if(audit.claims, [&](const Claim&) { return gone[c++] != 0; });
        left_.clear();
    }

    Audit audit{};

private:
    void record(const Claim& claim, const Judgement& judgement) {
        if (!judgement.rule.empty() && judgement.verdict != Verdict::not_checkable) count(judgement);
        if (judgement.verdict != Verdict::contradiction) return;
        audit.findings.push_back({.rule = std::string(judgement.rule),
                                  .in_class = judgement.in_class,
                                  .severity = judgement.severity,
                                  .at = claim.at,
                                  .against = judgement.against,
                                  .claimed = judgement.stated,
                                  .computed = judgement.computed,
                                  .arithmetic = judgement.why,
                                  .suggested = judgement.suggested});
    }

    void count(const Judgement& judgement) {
        RuleCount& rule = audit_of(judgement);
        ++rule.checked;
        rule.passed += judgement.verdict == Verdict::contradiction ? 0u : 1u;
    }

    [[nodiscard]] RuleCount& audit_of(const Judgement& judgement) {
        auto found = std::find_if(audit.passed.begin(), audit.passed.end(),
                                  [&](const RuleCount& rule) { return rule.rule == judgement.rule; });
        if (found == audit.passed.end()) {
            audit.passed.push_back({.rule = std::string(judgement.rule)});
            found = audit.passed.end() - 1;
        }
        return *found;
    }

    const std::vector<Document>& documents_;
    std::vector<std::vector<std::size_t>> lines_;
    std::vector<std::pair<std::size_t, std::string>> left_{};  ///< claims that may have been left, and why
};

}  // namespace headway::inline HEADWAY_ABI::auditing
