/// @file
/// The rule a rating is made by, as a value that travels with the result.
///
/// Performance products disagree about what "within 10%" is a tenth of, so the rule is named, never implied:
///
/// | basis              | amber while the shortfall is at most            | tolerance is            |
/// |--------------------|-------------------------------------------------|-------------------------|
/// | `relative`         | tolerance x abs(comparator)                     | a fraction (0.10)       |
/// | `absolute`         | tolerance                                       | in the indicator's unit |
/// | `percentage_points`| tolerance                                       | points, on a 0-100 scale|
/// | `ratio`            | tolerance x the larger of value and comparator  | a fraction (0.10)       |
/// | `band`             | the distance to `amber_limit`, a value          | not used                |
///
/// `ratio` is the achieved share of the comparator (value / comparator where high is good, comparator / value
/// where low is good) being at least 1 - tolerance. It differs from `relative` where low is good: 110 against
/// 100 is 10% over, but 100 is 90.9% of 110; ratio reaches as far as 111.1.
///
/// The default is the rule of the city's corporate report of November 2024: on or better is green, within 10%
/// of the comparator is amber, more is red, edges inclusive, any shortfall against 0 red.
///
/// Tables mix percentages and counts, so a row may say what is amber itself (`RuleOfRow`): what it says goes before the
/// rule of all rows. Its amber limit stands beside its first comparator and makes the basis `band` against that one;
/// the others, which it knows nothing of, go by the tolerance and the basis. A row whose basis is an amount has a
/// tolerance of its own, for a fraction of all rows is none in its unit.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the tolerance of a rule is a share or an amount of.
enum class Basis : std::uint8_t { relative, absolute, percentage_points, ratio, band };

template <>
struct Vocabulary<Basis> {
    static constexpr std::string_view name = "basis";
    static constexpr std::array<std::string_view, 5> words{"relative", "absolute", "percentage_points", "ratio",
                                                           "band"};
};

namespace detail {

/// Other words for a basis that people write.
inline constexpr std::array<std::pair<std::string_view, Basis>, 12> words_of_basis{
    {{"%", Basis::relative},
     {"per cent", Basis::relative},
     {"percent", Basis::relative},
     {"percentage", Basis::relative},
     {"number", Basis::absolute},
     {"abs", Basis::absolute},
     {"units", Basis::absolute},
     {"pp", Basis::percentage_points},
     {"ppt", Basis::percentage_points},
     {"points", Basis::percentage_points},
     {"% points", Basis::percentage_points},
     {"percentage points", Basis::percentage_points}}};

}  // namespace detail

/// The basis that one argument says, as its word or as people say it. @throws Error
template <>
[[nodiscard]] inline Basis from_word<Basis>(std::string_view text) {
    std::string small = folded(text);
    if (const auto found = find_word<Basis>(small)) return *found;
    std::replace(small.begin(), small.end(), '_', ' ');
    for (const auto& [words, basis] : detail::words_of_basis)
        if (words == small) return basis;
    throw Error("basis: found " + quoted(text) + "; accepted: " + accepted_words<Basis>());
}

/// What a shortfall against a comparator of 0 is, where the tolerance is a fraction of it.
enum class ZeroRule : std::uint8_t {
    red,        ///< a tenth of nothing is nothing: any shortfall is red
    not_rated,  ///< say so instead
};

template <>
struct Vocabulary<ZeroRule> {
    static constexpr std::string_view name = "zero rule";
    static constexpr std::array<std::string_view, 2> words{"red", "not_rated"};
};

/// See the head of this file. Plain data: copy it, change a field, keep it with the ratings it made.
struct RatingRule {
    std::optional<Polarity> polarity{};  ///< of the indicator; empty: `assess` does not rate, `rate` throws
    double tolerance = 0.10;
    Basis basis = Basis::relative;
    double amber_limit = std::numeric_limits<double>::quiet_NaN();  ///< `band` only: the last amber value
    bool green_inclusive = true;  ///< a value exactly on the comparator is green
    bool amber_inclusive = true;  ///< a shortfall of exactly the tolerance is amber
    ZeroRule zero = ZeroRule::red;

    /// Name and version of the method: it changes when a rating could.
    static constexpr std::string_view method = "shortfall against comparator, version 1";
};

/// Whether the tolerance is an amount, in the unit of the indicator, and not a fraction.
[[nodiscard]] constexpr bool is_amount(Basis basis) noexcept {
    return basis == Basis::absolute || basis == Basis::percentage_points;
}

/// What a row says of its own rule; where it says nothing, NaN or empty, the rule of all rows holds.
struct RuleOfRow {
    double tolerance = std::numeric_limits<double>::quiet_NaN();
    std::optional<Basis> basis{};  ///< `band` says that there is an amber limit
    double amber_limit = std::numeric_limits<double>::quiet_NaN();  ///< of the first comparator: the last amber value

    /// Whether it says anything.
    [[nodiscard]] bool given() const noexcept {
        return !std::isnan(tolerance) || basis.has_value() || !std::isnan(amber_limit);
    }
};

/// The rule of a row. `limited`: against the comparator that its amber limit stands beside.
[[nodiscard]] inline RatingRule rule_of_row(RatingRule rule, const RuleOfRow& row, bool limited) noexcept {
    if (!std::isnan(row.tolerance)) rule.tolerance = row.tolerance;
    if (row.basis && *row.basis != Basis::band) rule.basis = *row.basis;
    if (!limited || std::isnan(row.amber_limit)) return rule;
    rule.basis = Basis::band;
    rule.amber_limit = row.amber_limit;
    return rule;
}

/// A tolerance that a row gives with its unit. `said` is the basis that the row, or all rows, give besides.
///
/// | written | basis said                | gives                         |
/// |---------|---------------------------|-------------------------------|
/// | "10%"   | none, `relative`, `ratio` | 0.10, of the comparator       |
/// | "5%"    | `percentage_points`       | 5 points                      |
/// | "5pp"   | none, `percentage_points` | 5 points                      |
/// | 0.05    | any, or none              | 0.05 in what the basis says   |
///
/// Empty of any other pair, which contradict each other.
[[nodiscard]] inline std::optional<RuleOfRow> tolerance_in_unit(double tolerance, std::string_view unit,
                                                                std::optional<Basis> said) noexcept {
    const bool points = said == Basis::percentage_points, shares = said == Basis::relative || said == Basis::ratio;
    if (std::isnan(tolerance) || unit.empty()) return RuleOfRow{.tolerance = tolerance, .basis = said};
    if (unit == "%" && points) return RuleOfRow{.tolerance = tolerance, .basis = said};
    if (unit == "%" && (!said || shares))
        return RuleOfRow{.tolerance = tolerance / 100.0, .basis = said.value_or(Basis::relative)};
    if (unit == "pp" && (!said || points))
        return RuleOfRow{.tolerance = tolerance, .basis = Basis::percentage_points};
    return std::nullopt;
}

/// Whether points look like a share of 1, as spreadsheets keep "5%": 0.05 percentage points beside a target of 95.
[[nodiscard]] inline bool are_points_a_share(const RatingRule& rule, Range comparator) noexcept {
    const double largest = std::fmax(std::fabs(comparator.lower), std::fabs(comparator.upper));
    return rule.basis == Basis::percentage_points && rule.tolerance > 0.0 && rule.tolerance <= 0.2 && largest > 1.0;
}

/// @throws Error where the rule cannot rate: a tolerance that is negative, not finite or, as a fraction, above 1
///         (a ratio: 1 or more), a band without its limit, or a band between two bounds.
inline void validate(const RatingRule& rule) {
    if (rule.basis == Basis::band) {
        if (!std::isfinite(rule.amber_limit))
            throw Error("rating rule: basis band without amber_limit; accepted: the last value that is still amber");
        if (rule.polarity == Polarity::in_range)
            throw Error(
                "rating rule: basis band for an in_range indicator; accepted: relative, absolute, "
                "percentage_points or ratio");
        return;
    }
    if (!(rule.tolerance >= 0.0) || std::isinf(rule.tolerance))
        throw Error("rating rule: found tolerance " + shown(rule.tolerance) +
                    "; accepted: 0 or more, for example 0.10 for 10%");
    // 10 is 10% to a tired reader, and would be amber up to eleven times the comparator.
    if (rule.basis == Basis::relative && rule.tolerance > 1.0)
        throw Error("rating rule: found tolerance " + shown(rule.tolerance) +
                    " with basis relative; accepted: a fraction from 0 to 1, for example 0.10 for 10%");
    if (rule.basis == Basis::ratio && rule.tolerance >= 1.0)
        throw Error("rating rule: found tolerance " + shown(rule.tolerance) +
                    " with basis ratio; accepted: from 0 to below 1, for example 0.10 for 90% of the comparator");
}

}  // namespace headway
