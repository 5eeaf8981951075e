/// @file
/// The unit that the heading of a column gives to the figures below it, and a cell read in it.
///
/// | heading                                     | unit                                     |
/// |---------------------------------------------|------------------------------------------|
/// | "Actual (£k)", "Saving £000s", "Budget (£)" | of money: see money/unit_in_heading.hpp  |
/// | "Actual (%)", "% answered", "Percentage"    | "%"                                      |
/// | "Gap (pp)", "Gap, percentage points"        | "pp"                                     |
/// | "Wait (days)", "Waste in tonnes"            | "days", "tonnes", ...: within brackets or last, after "in" |
/// | "Actual", "95% target", "Days lost"         | none                                     |
///
/// A unit in a cell beats that of its heading, and the number is given in the heading's: "£230k" under "(£m)" is
/// 0.23. A bare number is in the heading's unit. Under "(£k)" an amount in pounds without a scale may be either,
/// and is unread; a figure with a unit of another kind ("12%") keeps its own. A bare figure of at most 1 below
/// "(%)" may be a share of 1, as spreadsheets keep percentages, so its unit is not known; 0 is 0 in any.
///
/// Errors: a heading that names two units.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/measure/figure.hpp"
#include "headway/money/unit_in_heading.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What a heading says of the figures below it.
struct HeadingUnit {
    FigureUnit unit = FigureUnit::none;
    MoneyUnit money = MoneyUnit::pounds;  ///< of pounds, how many of them a figure of 1 is

    bool operator==(const HeadingUnit&) const = default;
};

/// The word for a unit, as it stands beside figures: "£k", "%", "days".
[[nodiscard]] inline std::string unit_word(const HeadingUnit& of) {
    const std::string said(word(of.unit));
    return of.unit == FigureUnit::pounds ? said + std::string(detail::scale_word(of.money)) : said;
}

/// The unit that a heading gives to its figures; empty where it names none. @throws Error where it names two.
[[nodiscard]] inline std::optional<HeadingUnit> figure_unit_in_heading(std::string_view heading) {
    const std::optional<MoneyUnit> money = unit_in_heading(heading);
    FigureUnit unit = FigureUnit::none;
    std::vector<std::string_view> words;
    const std::string spaced = detail::spaced_heading(heading);
    for (std::string_view rest = spaced; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        if (!word.empty()) words.push_back(word);
    }
    bool in_brackets = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "(" || words[i] == ")") in_brackets = words[i] == "(";
        const std::string_view next = i + 1 < words.size() ? words[i + 1] : std::string_view{};
        const bool points = next == "point" || next == "points";
        const bool per_cent = words[i] == "%" || words[i] == "percentage" || words[i] == "percent" ||
                              words[i] == "pct" || (words[i] == "per" && next == "cent");
        if (per_cent) unit = points ? FigureUnit::percentage_points : FigureUnit::per_cent;
        const bool after_in = i > 0 && words[i - 1] == "in";
        if (!in_brackets && !after_in) continue;
        const std::string_view end = next == "days" ? next : words[i];  // "working days"
        const bool last = i + (next == "days" ? 2 : 1) >= words.size() || words[i + (next == "days" ? 2 : 1)] == ")";
        const bool first = in_brackets ? words[i - 1] == "(" : after_in;
        const std::string said = next == "days" ? std::string(words[i]) + " " + std::string(end) : std::string(end);
        if (const std::string_view of_time = detail::unit_of(said); first && last && !of_time.empty())
            unit = detail::figure_unit(of_time);
    }
    if (money && unit != FigureUnit::none)
        throw Error("unit: found " + quoted(heading) + ", which names money and " + std::string(word(unit)) +
                    "; accepted: one unit a column");
    if (money) return HeadingUnit{FigureUnit::pounds, *money};
    return unit == FigureUnit::none ? std::nullopt : std::optional(HeadingUnit{unit, MoneyUnit::pounds});
}

/// Whether a bare figure is surely in the unit of its heading.
[[nodiscard]] inline bool is_in_unit(const HeadingUnit& heading, double figure) noexcept {
    return heading.unit != FigureUnit::per_cent || figure == 0.0 || std::fabs(figure) > 1.0;
}

/// A cell as its column gives it; see the head of this file.
[[nodiscard]] inline Figure in_unit_of(const HeadingUnit& heading, Figure figure) {
    const std::array<std::optional<double>*, 3> numbers{&figure.value, &figure.lower, &figure.upper};
    bool any = false, sure = true;
    for (const std::optional<double>* number : numbers)
        if (*number) {
            any = true;
            sure = sure && is_in_unit(heading, **number);
        }
    if (!any) return figure;
    const bool money = heading.unit == FigureUnit::pounds;
    if (!money || (figure.unit == FigureUnit::none && !figure.scale)) {
        if (figure.unit == FigureUnit::none && sure) figure.unit = heading.unit;
        return figure;
    }
    if (figure.unit != FigureUnit::pounds && figure.unit != FigureUnit::none) return figure;
    const bool nothing = figure.value == 0.0;
    if (heading.money != MoneyUnit::pounds && !figure.scale && !nothing) {
        const std::string units(word(heading.money)), written(detail::scale_word(heading.money));
        return {.status = FigureStatus::unread,
                .why = "may be pounds or " + units + ", as the heading has it: write \"" + written + "\" behind it, or "
                       "no pound sign"};
    }
    for (std::optional<double>* number : numbers)
        if (*number) *number = **number / std::pow(10.0, detail::power(heading.money));
    figure.unit = FigureUnit::pounds;
    return figure;
}

}  // namespace headway
