// Documents audited, divided by form feeds: every place is where its words stand, and it comes out alike twice.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/audit.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

void check_place(const std::vector<Document>& documents, const Quote& at, bool is_needed) {
    if (at.line == 0) {
        expect(!is_needed, quoted(at.words), " stands nowhere");
        return;
    }
    const std::string_view text = documents.at(at.document).text;
    expect(at.begin <= at.end && at.end <= text.size(), "a place from ", at.begin, " to ", at.end);
    const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at.begin), '\n');
    expect(at.line == static_cast<std::size_t>(breaks) + 1, quoted(at.words), " is not in line ", at.line);
}

}  // namespace

void audit(Bytes bytes) {
    std::vector<Document> documents(1);
    for (const char c : bytes.rest(4096)) {
        if (c == '\f')
            documents.emplace_back();
        else
            documents.back().text += c;
    }
    const Audit found = headway::audit(documents);
    for (const Claim& claim : found.claims) check_place(documents, claim.at, true);
    for (const Unread& unread : found.unread) check_place(documents, unread.at, true);
    for (const Finding& finding : found.findings) {
        check_place(documents, finding.at, true);
        check_place(documents, finding.against, false);
        expect(!finding.rule.empty() && !finding.arithmetic.empty(), "a finding without its reasons");
    }
    for (const RuleCount& rule : found.passed)
        expect(rule.passed <= rule.checked, rule.rule, " held more often than it was applied");
    const Audit again = headway::audit(documents);
    expect(again.claims.size() == found.claims.size() && again.findings.size() == found.findings.size(),
           "the same documents come out otherwise");
}

}  // namespace headway::fuzz
