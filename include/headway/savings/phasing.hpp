/// @file
/// What a saving delivers in each year, from its full-year effect and its start.
///
/// A recurring saving of full-year effect F, once at full effect, brings F / 12 a month, and goes on. One that starts
/// when m months of the year are gone (m = 0 for 1 April, 6 for 1 October) delivers in its first year
///
///     first_year_share(m) = (12 - m) / 12
///
/// of F, and all of it from the next year on. With a ramp of r months it builds up evenly from nothing: the month that
/// is i months after the start brings (i + 1/2) / r of F / 12 while i < r, which is the even build-up integrated over
/// the month. A one-off saving brings F once, spread evenly over its ramp, all in its first month without one.
///
/// `months_late` moves the start. Months outside the years of the plan are not counted in it.
/// Units: F and the result in the plan's unit. Errors: infinite or missing F, a ramp or lateness below 0 or above a
/// hundred years, no years, periods that are not years one after the other, a start that is not a month.
///
/// Source: this city's savings profile (2024): a saving that starts in month m delivers (12 - m)/12 in its first year.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether a saving comes every year or once.
enum class Recurrence : std::uint8_t {
    recurring,  ///< comes again each year
    one_off,    ///< comes once
};

template <>
struct Vocabulary<Recurrence> {
    static constexpr std::string_view name = "recurrence";
    static constexpr std::array<std::string_view, 2> words{"recurring", "one-off"};
};

/// How a saving comes in over the years.
struct Phasing {
    double full_year_effect = 0.0;  ///< of a one-off saving, all of it
    Period start{};                 ///< the first month that saves
    int ramp_months = 0;            ///< until full effect
    Recurrence recurrence = Recurrence::recurring;
};

/// What is accepted as a start, for a message: a month, and of what is longer its first, which nobody has said.
[[nodiscard]] inline std::string a_month_to_start(const Period& found) {
    const Period first = found.first_month().with_style(LabelStyle::full);
    return "a month, as '" + first.label() + "' where that is the first that saves";
}

inline constexpr int longest_ramp = 1200;  ///< months, and the most by which a saving is late

/// The share of its full-year effect that a saving delivers in the year in which it starts.
/// @param months_gone of the year before the start, 0 to 11
/// @throws Error outside 0 to 11.
[[nodiscard]] inline double first_year_share(int months_gone) {
    if (months_gone < 0 || months_gone > 11)
        throw Error("start: found " + std::to_string(months_gone) + " months of the year gone; accepted: 0 to 11");
    return (12 - months_gone) / 12.0;
}

/// What a saving delivers in each of the years, which follow one another. @throws Error as said above.
[[nodiscard]] inline std::vector<double> phased(const Phasing& phasing, const std::vector<Period>& years,
                                                int months_late = 0) {
    if (!std::isfinite(phasing.full_year_effect))
        throw Error("full-year effect: found no finite number; accepted: an amount");
    const auto validate_months = [](const char* what, int months) {
        if (months < 0 || months > longest_ramp)
            throw Error(std::string(what) + ": found " + std::to_string(months) + " months; accepted: 0 to " +
                        std::to_string(longest_ramp));
    };
    validate_months("ramp", phasing.ramp_months);
    validate_months("lateness", months_late);
    if (phasing.start.length_in_months() != 1)
        throw Error("start: found '" + phasing.start.label() + "'; accepted: " + a_month_to_start(phasing.start));
    if (years.empty()) throw Error("years: found none; accepted: one or more");
    for (std::size_t y = 0; y < years.size(); ++y)
        if (years[y].length_in_months() != 12 || (y > 0 && years[y - 1].months_until(years[y]) != 12))
            throw Error("years: found '" + years[y].label() + "'" +
                        (y > 0 ? " after '" + years[y - 1].label() + "'" : "") +
                        "; accepted: years one after the other");

    // What has come by a time is in closed form, so a year is the difference of its two ends, whole years exactly F.
    const double ramp = phasing.ramp_months;
    const auto by = [&](int months_on) {  // in months of full effect; of a one-off, the share that has come
        if (months_on <= 0) return 0.0;
        if (phasing.recurrence == Recurrence::one_off) return ramp > months_on ? months_on / ramp : 1.0;
        return months_on < ramp ? months_on * (months_on / (2.0 * ramp)) : months_on - ramp / 2.0;
    };
    const double a_month = phasing.recurrence == Recurrence::one_off ? 1.0 : 12.0;
    std::vector<double> delivered;
    delivered.reserve(years.size());
    for (const Period year : years) {
        const int from = phasing.start.months_until(year) - months_late;
        delivered.push_back(phasing.full_year_effect * (by(from + year.length_in_months()) - by(from)) / a_month);
    }
    return delivered;
}

}  // namespace headway
