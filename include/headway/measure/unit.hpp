/// @file
/// What the unit of an indicator says of its figures, as people write it beside them.
///
/// | unit                                               | before | after      | a figure of 1 is        |
/// |----------------------------------------------------|--------|------------|-------------------------|
/// | "%", "per cent", "percent", "percentage", "pct"    |        | %          | one in a hundred        |
/// | "£", "£s", "GBP", "pounds"; "€", "EUR"; "$", "USD" | £      |            | 1                       |
/// | "£000", "£'000s", "£ thousands"                    | £      | k          | 1,000                   |
/// | "£k", "£m", "£ million", "£bn", "£b", "£tn"        | £      | as written | 1,000, 1,000,000, ...   |
/// | "days", "per 10,000", "£ per head", ""             | none: it belongs to the label of the figures  |
///
/// Letter case, the kind of space and of apostrophe do not matter. A scale stands after a currency only: "m" alone may
/// be metres.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What stands before and after each figure.
struct UnitSigns {
    std::string before{};
    std::string after{};

    friend bool operator==(const UnitSigns&, const UnitSigns&) = default;
};

namespace detail {

inline constexpr std::array<std::string_view, 5> per_cent_words{"%", "percent", "per cent", "percentage", "pct"};

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 4> currency_words{
    {{"gbp", "\xC2\xA3"}, {"pounds", "\xC2\xA3"}, {"eur", "\xE2\x82\xAC"}, {"usd", "$"}}};

inline constexpr std::array<std::string_view, 3> currency_signs{"\xC2\xA3", "\xE2\x82\xAC", "$"};

/// The power of ten of a scale behind a currency. In a unit "b" and "tn" are scales too; figures have no such letters.
[[nodiscard]] inline std::optional<int> power_of_unit(std::string_view word) {
    if (word.starts_with(' ')) word.remove_prefix(1);
    if (word == "b") return 9;
    if (word == "tn") return 12;
    return scale_of(word);
}

/// "000", "'000", with an apostrophe or an s after it, and "thousands".
[[nodiscard]] inline bool says_thousands(std::string_view scale) noexcept {
    if (scale == "thousands" || scale == " thousands") return true;
    if (scale.starts_with('\'')) scale.remove_prefix(1);
    return scale == "000" || scale == "000'" || scale == "000s" || scale == "000's";
}

}  // namespace detail

/// Whether figures are percentages, of which a change is in points.
[[nodiscard]] inline bool is_per_cent(std::string_view unit) {
    const auto& words = detail::per_cent_words;
    return std::find(words.begin(), words.end(), folded(unit)) != words.end();
}

/// What stands before and after each figure; empty of a unit that belongs to its label.
[[nodiscard]] inline std::optional<UnitSigns> signs_of(std::string_view unit) {
    if (is_per_cent(unit)) return UnitSigns{.before = {}, .after = "%"};
    const std::string written = plain_text(unit), said = folded(unit);
    for (const auto& [word, sign] : detail::currency_words)
        if (said == word) return UnitSigns{.before = std::string(sign), .after = {}};
    for (const std::string_view sign : detail::currency_signs) {
        if (!said.starts_with(sign)) continue;
        const std::string_view scale = std::string_view(said).substr(sign.size());
        if (detail::says_thousands(scale)) return UnitSigns{.before = std::string(sign), .after = "k"};
        if (scale.empty() || scale == "s") return UnitSigns{.before = std::string(sign), .after = {}};
        if (detail::power_of_unit(scale))
            return UnitSigns{.before = std::string(sign), .after = written.substr(sign.size())};
    }
    return std::nullopt;
}

/// How many of its currency a figure of 1 is: 1,000,000 of "£m"; 1 of a unit that says no scale.
[[nodiscard]] inline double scale_of_unit(std::string_view unit) {
    const std::optional<UnitSigns> signs = signs_of(unit);
    const std::optional<int> power = signs ? detail::power_of_unit(folded(signs->after)) : std::nullopt;
    return power ? std::pow(10.0, *power) : 1.0;
}

}  // namespace headway
