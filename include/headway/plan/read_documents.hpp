/// @file
/// A register of documents as columns of text: name, title, date, status, and what each supersedes.
///
/// Several documents that one supersedes are separated by semicolons. Status is one of the three words, or what people
/// write for it ("Published", "Adopted", "Withdrawn", "Draft (pre-consultation)"), in any letter case. Blank, "n/a"
/// and "-" are none, of what it supersedes too.
/// Errors: a label that is no date, another word for status, and those of document.hpp, up to ten at once.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/document.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// Those without rows are ones that there are not.
struct DocumentColumns {
    TextColumn name{};
    TextColumn title{};
    TextColumn date{};
    TextColumn status{};
    TextColumn supersedes{};
};

namespace detail {

/// Whether a cell says in a word that there is nothing: here "nil" is one too.
[[nodiscard]] inline bool is_none(const std::string& small) { return says_nothing(small) || small == "nil"; }

[[nodiscard]] inline std::optional<DocumentStatus> read_document_status(const std::string& plain) {
    const std::string small = folded(plain.substr(0, plain.find(" (")));
    if (is_none(small)) return std::nullopt;
    if (const auto found = find_word<DocumentStatus>(small)) return found;
    constexpr std::array<std::pair<std::string_view, DocumentStatus>, 10> others{
        {{"published", DocumentStatus::final},
         {"approved", DocumentStatus::final},
         {"adopted", DocumentStatus::final},
         {"agreed", DocumentStatus::final},
         {"in force", DocumentStatus::final},
         {"for consultation", DocumentStatus::draft},
         {"consultation draft", DocumentStatus::draft},
         {"final draft", DocumentStatus::draft},
         {"replaced", DocumentStatus::superseded},
         {"withdrawn", DocumentStatus::superseded}}};
    std::vector<std::string_view> known(Vocabulary<DocumentStatus>::words.begin(),
                                        Vocabulary<DocumentStatus>::words.end());
    for (const auto& [words, status] : others) {
        if (words == small) return status;
        known.push_back(words);
    }
    throw Error("found " + headway::quoted(plain) + "; accepted as status of a document: " +
                accepted_words<DocumentStatus>() + ", or nothing" + did_you_mean(misspelling_of(small, known)));
}

}  // namespace detail

/// Documents, one a row. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<Document> read_documents(const DocumentColumns& columns) {
    Problems problems;
    std::vector<Document> documents;
    for (std::size_t row = 0; row < columns.name.size(); ++row) {
        Document read{.name = columns.name.plain(row), .title = columns.title.plain(row)};
        if (const std::string date = columns.date.plain(row); !date.empty())
            read.date = detail::read_or_note(row, columns.date, problems,
                                             [&]() -> std::optional<Period> { return Period::parse(date); });
        read.status = detail::read_or_note(row, columns.status, problems, [&] {
            return detail::read_document_status(columns.status.plain(row));
        });
        if (const std::string others = columns.supersedes.plain(row); !detail::is_none(folded(others)))
            read.supersedes = detail::read_list(others, ";");
        documents.push_back(std::move(read));
    }
    try {
        (void)standings(documents);
    } catch (const Error& error) {
        problems.add("", error);
    }
    problems.raise_if_any();
    return documents;
}

}  // namespace headway::plan
