/// @file
/// Published documents and their versions: what figures and claims refer to, each by its own name.
///
/// A document supersedes none, one or several others. From what all of them say each has a state:
///
/// | state        | of a document that                                                                      |
/// |--------------|-----------------------------------------------------------------------------------------|
/// | `draft`      | is reported as a draft, and that nothing final supersedes                               |
/// | `superseded` | another that is no draft supersedes, or that is reported superseded                     |
/// | `current`    | is neither                                                                              |
///
/// So a draft of a new version leaves the version before it current. `version` counts the line: 1 of a document that
/// supersedes none, else one more than the highest of those that it supersedes. Status is what was reported, state is
/// what the register comes to; the two stand side by side.
///
/// Names and titles are compared as plain text without regard to letter case. A date may be a day or a longer period.
/// Edge cases: without a date nothing is earlier or later; a document that is reported superseded by none in the list
/// is superseded, and `superseded_by` is empty.
/// Errors, up to ten at once: a name that is missing or stands twice, two documents of one title and date, a document
/// that supersedes one that is not listed (the nearest is named), one that is later than itself, or, by way of others,
/// itself.
///
/// Source: the two reports of 2024 that print one programme's savings, and the draft documents of a list of evidence
/// (this city, progress report on the Corporate Peer Challenge, 2025).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/order.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// As reported.
enum class DocumentStatus : std::uint8_t { draft, final, superseded };

template <>
struct Vocabulary<DocumentStatus> {
    static constexpr std::string_view name = "status of a document";
    static constexpr std::array<std::string_view, 3> words{"draft", "final", "superseded"};
};

/// As the register comes to.
enum class DocumentState : std::uint8_t { current, draft, superseded };

template <>
struct Vocabulary<DocumentState> {
    static constexpr std::string_view name = "state of a document";
    static constexpr std::array<std::string_view, 3> words{"current", "draft", "superseded"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// One document of a register.
struct Document {
    std::string name{};   ///< by which figures and claims refer to it
    std::string title{};  ///< empty: its name
    std::optional<Period> date{};
    std::optional<DocumentStatus> status{};  ///< empty: none was reported
    std::vector<std::string> supersedes{};   ///< names

    [[nodiscard]] const std::string& called() const noexcept { return title.empty() ? name : title; }
};

/// Whether a document holds, and what took its place.
struct DocumentStanding {
    DocumentState state = DocumentState::current;
    int version = 1;
    std::vector<std::size_t> superseded_by{};  ///< their places, drafts too
};

namespace detail {

/// Equal periods, whatever they are called, have one text, and others another.
[[nodiscard]] inline std::string text_of_time(Period period) {
    return Period::day_of(period.start()).with_style(LabelStyle::iso).label() + "+" +
           std::to_string(period.length_in_months());
}

/// Whether a text is names that are listed, with commas between them.
[[nodiscard]] inline bool are_names_by_commas(std::string_view text, const std::map<std::string, std::size_t>& listed) {
    bool all = text.find(',') != std::string_view::npos;
    for (std::size_t at = 0; all && at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        all = listed.contains(headway::folded(text.substr(at, end - at)));
        at = end + 1;
    }
    return all;
}

}  // namespace detail

/// Where a document of a name stands. @throws Error that shows the nearest name, and all of them.
[[nodiscard]] inline std::size_t document_of(std::span<const Document> documents, std::string_view name) {
    const std::string wanted = folded(name);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (folded(documents[i].name) == wanted) return i;
        names.push_back(documents[i].name);
    }
    throw Error("found no document " + headway::quoted(name) + detail::or_nearest(name, names));
}

/// That a register is one: see the errors at the head of this file. Of each document the places of those that it
/// supersedes.
[[nodiscard]] inline std::vector<std::vector<std::size_t>> superseded_places(std::span<const Document> documents) {
    Problems problems;
    std::map<std::string, std::size_t> by_name, by_title;
    std::vector<std::vector<std::size_t>> places(documents.size());
    const auto row = [](std::size_t i) { return "row " + std::to_string(i) + ": "; };
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const Document& document = documents[i];
        if (folded(document.name).empty()) problems.add(row(i) + "found a document without a name; accepted: a name");
        if (const auto [first, is_new] = by_name.insert({folded(document.name), i}); !is_new)
            problems.add(row(i) + "found document " + headway::quoted(document.name) + ", which row " +
                         std::to_string(first->second) + " has already; accepted: each by a name of its own");
        const std::string when = document.date ? detail::text_of_time(*document.date) : "";
        if (const auto [first, is_new] = by_title.insert({folded(document.called()) + "\n" + when, i}); !is_new)
            problems.add(row(i) + "found " + headway::quoted(document.called()) +
                         (document.date ? " of " + document.date->label() : " without a date") + ", which row " +
                         std::to_string(first->second) +
                         (document.date ? " has already; accepted: one version of a title and date"
                                        : " has already, without one too; accepted: dates that tell the two apart, or "
                                          "two titles"));
    }
    for (std::size_t i = 0; i < documents.size(); ++i)
        for (const std::string& other : documents[i].supersedes) {
            const auto found = by_name.find(folded(other));
            if (found == by_name.end()) {
                std::vector<std::string> names;
                for (const Document& document : documents) names.push_back(document.name);
                problems.add(row(i) + "document " + headway::quoted(documents[i].name) + " supersedes " +
                             headway::quoted(other) + ", which is not in the register" +
                             (detail::are_names_by_commas(other, by_name)
                                  ? "; accepted: several documents separated by semicolons"
                                  : detail::or_nearest(other, names)));
                continue;
            }
            const std::size_t at = found->second;
            places[i].push_back(at);
            if (documents[i].date && documents[at].date && documents[i].date->end() < documents[at].date->start())
                problems.add(row(i) + "document " + headway::quoted(documents[i].name) + " of " +
                             documents[i].date->label() + " supersedes " + headway::quoted(documents[at].name) +
                             " of " + documents[at].date->label() + "; accepted: one that is not later than itself");
        }
    problems.raise_if_any();
    return places;
}

/// How each document stands among all. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<DocumentStanding> standings(std::span<const Document> documents) {
    const std::vector<std::vector<std::size_t>> places = superseded_places(documents);
    std::vector<std::string> names;
    for (const Document& document : documents) names.push_back(document.name);
    std::vector<DocumentStanding> stand(documents.size());
    for (const std::size_t i : detail::in_order(places, names, "documents: found ", " supersedes "))
        for (const std::size_t before : places[i]) {
            stand[i].version = std::max(stand[i].version, stand[before].version + 1);
            stand[before].superseded_by.push_back(i);
        }
    for (std::size_t i = 0; i < documents.size(); ++i) {
        DocumentStanding& stands = stand[i];
        std::sort(stands.superseded_by.begin(), stands.superseded_by.end());
        const bool by_final = std::any_of(
            stands.superseded_by.begin(), stands.superseded_by.end(),
            [&](std::size_t later) { return documents[later].status != DocumentStatus::draft; });
        stands.state = by_final || documents[i].status == DocumentStatus::superseded ? DocumentState::superseded
                       : documents[i].status == DocumentStatus::draft                ? DocumentState::draft
                                                                                     : DocumentState::current;
    }
    return stand;
}

}  // namespace headway::plan
