/// @file
/// Figures that look as if they added up in another way than is said of them: running totals given as amounts or as
/// levels, and amounts given as running totals. The projection stands, for the caller knows the figures; its reason
/// says so.
///
/// Amounts of a flow look like running totals where
/// - years are known: within every year no figure is below the one before it, the year's last is more than it began
///   with, and each year begins below half of where the year before ended; or
/// - only this year is: four points or more, each above the one before and within a third of as many times the first.
///
/// Levels and means look like running totals by the first of these: within every known year they rise, and each year
/// begins below half of where the one before ended.
///
/// Running totals look like amounts where a year does not begin anew: its first figure is no less than the last of the
/// year before, in every year.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ranges>
#include <string>

#include "headway/series/frequency.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// The same of figures that end in zeros, two or more, where six or more came before and none of those is 0: months to
/// come that somebody filled in. What is left out is no such figure. A sentence after a space; empty where nothing is
/// odd.
[[nodiscard]] inline std::string zeros_doubt(const Series& series) {
    std::size_t zeros = 0, before = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto holds = [&](const LeftOut& span) { return span.first <= i && i <= span.last; };
        if (std::isnan(series[i]) || std::ranges::any_of(series.left_out(), holds)) continue;
        if (series[i] == 0.0) ++zeros;
        else if (zeros > 0) return {};
        else ++before;
    }
    if (zeros < 2 || before < 6) return {};
    return " The last " + std::to_string(zeros) + " figures are 0 and none before is: what was not published yet is "
           "missing, not 0.";
}

/// A sentence after a space; empty where nothing is odd.
[[nodiscard]] inline std::string accrual_doubt(const Series& series) {
    const bool flow = series.accrual() == Accrual::flow;
    const bool level = series.accrual() == Accrual::snapshot || series.accrual() == Accrual::average;
    if (!is_total(series.accrual()) && !level) return {};
    bool rises = true, anew = true, on = true, in_proportion = true;
    std::size_t boundaries = 0, this_year = 0;
    double began = std::nan(""), before = std::nan("");
    const int points = points_a_year(series.frequency());
    int place = series.position(0) - 1;  // in its year, of the point before
    for (std::size_t i = 0; i < series.size(); ++i) {
        place = place % points + 1;
        const double value = series[i];
        if (std::isnan(value)) continue;
        const bool first_of_year = std::isnan(before) || place == 1;
        if (first_of_year && !std::isnan(before)) {
            ++boundaries;
            anew = anew && value < 0.5 * before;
            on = on && value >= before;
            rises = rises && before > began;
        }
        if (first_of_year) {
            began = value;
            this_year = 0;
        } else {
            rises = rises && value >= before;
            const double as_many = began * static_cast<double>(this_year + 1);
            in_proportion = in_proportion && value > before && std::fabs(value - as_many) <= as_many / 3.0;
        }
        ++this_year;
        before = value;
    }
    const bool totals = boundaries > 0 ? rises && anew && before > began && this_year > 2
                                       : in_proportion && began > 0.0 && this_year >= 4;
    if (flow && totals)
        return " The figures rise within the year as running totals do: were they cumulative, each would be counted "
               "again in all that follow.";
    if (level)
        return boundaries > 0 && totals ? " The figures rise within the year and begin anew with the next, as running "
                                          "totals do: were they cumulative, the year would be its last figure."
                                        : "";
    if (!flow && boundaries > 0 && on && before > 0.0)
        return " The figures do not begin anew with the year, as running totals do: they look like amounts.";
    return {};
}

}  // namespace headway::outlook
