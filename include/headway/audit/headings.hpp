/// @file
/// The headings of a document as names, and every place under the heading that it stands under.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/claim.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/token.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The words of a heading without its number and its colon.
[[nodiscard]] inline std::string heading_name(const Reading& reading, std::size_t heading) {
    std::string name;
    for (const Token& token : tokens_of(reading.text, reading.layout.headings[heading].span))
        if (token.is == Token::Is::word) name += (name.empty() ? "" : " ") + token.text;
    return name;
}

/// A heading as it is read: without the marks of Markdown, and the colon at its end.
[[nodiscard]] inline std::string shown_heading(const Reading& reading, std::size_t heading) {
    const Span span = reading.layout.headings[heading].span;
    std::string_view text = reading.text.substr(span.begin, span.end - span.begin);
    constexpr std::string_view marks = "#*: \t\r";
    text.remove_prefix(std::min(text.find_first_not_of(marks), text.size()));
    text.remove_suffix(text.size() - std::min(text.find_last_not_of(marks) + 1, text.size()));
    return plain_text(text);
}

/// Gives every place the heading that it stands under; none above the first.
inline void name_sections(Audit& audit, const std::vector<Reading>& readings) {
    std::vector<std::vector<std::pair<std::size_t, std::string>>> headings(readings.size());
    for (std::size_t d = 0; d < readings.size(); ++d)
        for (std::size_t h = 1; h < readings[d].layout.headings.size(); ++h)
            headings[d].emplace_back(readings[d].layout.headings[h].span.begin, shown_heading(readings[d], h));
    const auto name = [&](Quote& quote) {
        if (quote.line == 0 || quote.document >= headings.size()) return;
        const auto& of = headings[quote.document];
        const auto next = std::upper_bound(of.begin(), of.end(), quote.begin,
                                           [](std::size_t at, const auto& heading) { return at < heading.first; });
        if (next != of.begin()) quote.section = std::prev(next)->second;
    };
    for (Claim& claim : audit.claims) name(claim.at);
    for (Unread& unread : audit.unread) name(unread.at);
    for (Finding& finding : audit.findings) {
        name(finding.at);
        name(finding.against);
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
