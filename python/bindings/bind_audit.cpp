#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headway/audit/audit.hpp"
#include "headway/audit/corrected.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/vocabulary.hpp"
#include "register.hpp"
#include "released.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// Label, section, period, polarity as its word, previous, latest, target, national, peer.
using GivenRow = std::tuple<std::string, std::string, std::string, std::optional<std::string>, double, double, double,
                            double, double>;

/// What a message calls the row, and document, line, words, kind, subject, stated, computed.
using GivenClaim =
    std::tuple<std::string, std::size_t, std::size_t, std::string, std::string, std::string, std::string, std::string>;

RegisterRow row_of(const GivenRow& given) {
    const auto& [label, section, period, polarity, previous, latest, target, national, peer] = given;
    return {.label = label,
            .section = section,
            .period = period,
            .polarity = polarity ? find_word<Polarity>(*polarity) : std::nullopt,
            .previous = previous,
            .latest = latest,
            .target = target,
            .national = national,
            .peer = peer};
}

/// What a document says, as text: damaged bytes become the mark of a character that is none.
py::str decoded(const std::string& text) {
    return py::reinterpret_steal<py::str>(
        PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "replace"));
}

py::object name_of(const std::vector<Document>& documents, const Quote& quote) {
    if (quote.line == 0) return py::none();
    return decoded(documents[quote.document].name);
}

py::object text_or_none(const std::string& text) {
    return text.empty() ? py::object(py::none()) : py::object(decoded(text));
}

/// Document, section, line and words.
py::tuple place_of(const std::vector<Document>& documents, const Quote& quote) {
    const bool stands = quote.line > 0;
    return py::make_tuple(name_of(documents, quote), text_or_none(quote.section),
                          stands ? py::cast(quote.line) : py::object(py::none()), text_or_none(quote.words));
}

py::dict as_rows(const std::vector<Document>& documents, const Audit& audit) {
    py::list claims, findings, unread, passed;
    for (const Claim& claim : audit.claims)
        claims.append(place_of(documents, claim.at) + py::make_tuple(word(claim.kind), decoded(claim.subject),
                                                                     decoded(claim.stated), decoded(claim.computed),
                                                                     word(claim.verdict), decoded(claim.why)));
    for (const Finding& finding : audit.findings)
        findings.append(py::make_tuple(finding.rule, word(finding.in_class), word(finding.severity)) +
                        place_of(documents, finding.at) + place_of(documents, finding.against) +
                        py::make_tuple(decoded(finding.claimed), decoded(finding.computed), decoded(finding.arithmetic),
                                       finding.explained_by_rounding, decoded(finding.suggested)));
    for (const Unread& one : audit.unread)
        unread.append(place_of(documents, one.at) + py::make_tuple(text_or_none(one.why)));
    for (const RuleCount& rule : audit.passed)
        passed.append(py::make_tuple(rule.rule, rule.checked, rule.passed, rule.checked - rule.passed));
    return py::dict("claims"_a = claims, "findings"_a = findings, "unread"_a = unread, "passed"_a = passed);
}

}  // namespace

}  // namespace headway::python

void register_audit(py::module_& m) {
    using namespace headway;
    using namespace headway::python;

    m.def(
        "audit",
        [](const std::vector<std::pair<std::string, std::string>>& texts, const std::vector<GivenRow>& rows,
           const std::vector<std::tuple<std::string, double, int>>& amounts,
           const std::vector<std::pair<std::string, std::string>>& phrases,
           const std::optional<std::vector<GivenClaim>>& claims) {
            std::vector<Document> documents;
            for (const auto& [name, text] : texts) documents.push_back({name, text});
            std::vector<RegisterRow> given;
            for (const GivenRow& row : rows) given.push_back(row_of(row));
            std::vector<RegisterAmount> pounds;
            for (const auto& [label, amount, decimals] : amounts) pounds.push_back({label, amount, decimals});
            std::vector<OwnPhrase> own;
            for (const auto& [words, means] : phrases) own.push_back({words, from_word<auditing::Cue>(means)});
            std::vector<CorrectedClaim> table;
            if (claims)
                for (const auto& [row, document, line, words, kind, subject, stated, computed] : *claims)
                    table.push_back(
                        {document, line, words, from_word<ClaimKind>(kind), subject, stated, computed, row});
            const Audit found = [&] {
                const Released released;
                Audit read = audit(documents, given, pounds, own);
                return claims ? corrected(documents, std::move(read), table) : std::move(read);
            }();
            return as_rows(documents, found);
        },
        "documents"_a, "rows"_a, "amounts"_a, "phrases"_a, "claims"_a,
        "Claims, findings, what was not read and how often each rule held, of documents as names and bytes of text.");
    py::list meanings;
    for (const std::string_view means : Vocabulary<auditing::Cue>::words) meanings.append(means);
    m.attr("phrase_meanings") = meanings;
    py::list kinds;
    for (const std::string_view kind : Vocabulary<ClaimKind>::words) kinds.append(kind);
    m.attr("claim_kinds") = kinds;
}
