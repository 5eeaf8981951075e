/// @file
/// What the caller gives as evidence: rows of a scorecard and amounts of a savings plan, beside the documents' tables.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/headings.hpp"
#include "headway/audit/items.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The caller's rows that the document has no table of; under its headings where one has the name of their section.
inline void take_given(Reading& reading, std::span<const RegisterRow> rows) {
    std::unordered_map<std::string, std::size_t> headings;
    std::unordered_set<std::string> labels;
    std::unordered_set<std::size_t> with_table;
    for (const EvidenceRow& row : reading.rows) {
        labels.insert(folded(row.label));
        with_table.insert(row.section);
    }
    for (std::size_t h = 1; h < reading.layout.headings.size(); ++h) headings.emplace(heading_name(reading, h), h);
    for (const RegisterRow& given : rows) {
        if (std::isnan(given.latest) || labels.contains(folded(given.label))) continue;
        EvidenceRow row = evidence_of(given);
        const auto heading = headings.find(folded(given.section));
        if (!given.section.empty() && heading != headings.end() && !with_table.contains(heading->second))
            row.section = heading->second;
        reading.rows.push_back(std::move(row));
    }
}

/// The caller's amounts, as numbers of a table without a place.
[[nodiscard]] inline std::vector<Item> given_items(std::span<const RegisterAmount> amounts) {
    std::vector<Item> items;
    for (const RegisterAmount& given : amounts) {
        if (std::isnan(given.amount)) continue;
        Item item{.document = no_document, .table = no_document, .major = no_document};
        item.number = {.value = given.amount, .decimals = given.decimals, .scale = 6, .unit = StatedUnit::pounds};
        item.label = folded(given.label);
        item.words = telling_words(tokens_of(given.label, Span{0, given.label.size()}));
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
