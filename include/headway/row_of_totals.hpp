/// @file
/// What tables call a row that adds up the others: "Total", "Grand total:", "Sub-total", "All indicators".
///
/// Text is expected plain (`plain_text`); letter case, hyphens and colons tell nothing. A name that only ends with one
/// ("Place total") may be that of something counted in all, and is not of this list: see `is_total` of savings.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A name as the list has it: in small letters, without hyphens, colons and the spaces about it.
[[nodiscard]] inline std::string as_name_of_totals(std::string_view name) {
    std::string small;
    for (const char c : name)
        if (c != '-' && c != ':') small += lower(c);
    trim(small);
    return small;
}

/// See the head of this file.
[[nodiscard]] inline bool is_name_of_totals(std::string_view name) {
    constexpr std::array<std::string_view, 12> names{
        "total",     "totals",    "grand total",  "overall total", "net total", "subtotal",
        "sub total", "subtotals", "total saving", "total savings", "total all", "all indicators"};
    return is_one_of(as_name_of_totals(name), names);
}

}  // namespace headway::detail
