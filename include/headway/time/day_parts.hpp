/// @file
/// A day among the parts of a label.
///
/// | order | written |
/// |---|---|
/// | day, month, year | `25 June 2024`, `25th of June 2024`, `25 Jun 24`, `25-Jun-24`, `25 Sept'24` |
/// | month, day, year | `June 25, 2024` |
/// | year first | `2024-06-25`, `2024/06/25`, `20240625` |
/// | numbers of which the year is last | `30/09/2024`, `30.9.2024`, `09/30/2024`: what is above 12 is the day |
///
/// `01/10/2024` does not say which number is the month; `30/09/24` leaves open which is the year. Both are refused.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "headway/error.hpp"
#include "headway/time/label_parts.hpp"
#include "headway/time/label_style.hpp"
#include "headway/time/year_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// A day as written. Of two numbers that could both be the month, the first is taken for the day, and `either` is set.
struct WrittenDay {
    int year = 0, month = 0, day = 0;
    LabelStyle style = LabelStyle::iso;
    std::size_t parts = 0;     ///< how many parts of the label it takes
    bool either = false;
    bool month_first = false;  ///< the second number is above 12
};

[[nodiscard]] inline std::string iso_day(int year, int month, int day) {
    std::string text;
    append_year(text, year);
    for (const int number : {month, day}) {
        text += '-';
        append_two_digits(text, number);
    }
    return text;
}

[[noreturn]] inline void no_such_month_order(const WrittenDay& found) {
    throw Error("it does not say which number is the month; write \"" + iso_day(found.year, found.month, found.day) +
                "\" or \"" + iso_day(found.year, found.day, found.month) + "\"");
}

/// Looks at the parts of a label from one on.
class DayAhead {
public:
    DayAhead(const LabelParts& parts, std::size_t at) : parts_(parts), at_(at) {}

    /// The day that begins there; none where something else does. @throws Error, a reason, for half of one.
    [[nodiscard]] std::optional<WrittenDay> find() const {
        if (is(0, Is::number) && part(0).text.size() == 8) return run_together();
        if (is(0, Is::number) && part(0).text.size() == 4) return year_first();
        if (is(0, Is::month)) return month_first();
        if (!day_at(0)) return std::nullopt;
        const std::size_t after = joined_by(1, {Is::dash, Is::slash}) ? 2 : 1;
        if (is(after, Is::month)) return named_month(after);
        return year_last();
    }

private:
    using Is = LabelPart::Is;

    [[nodiscard]] const LabelPart& part(std::size_t ahead) const {
        return parts_.at[at_ + ahead < parts_.count ? at_ + ahead : parts_.count];
    }
    [[nodiscard]] bool is(std::size_t ahead, Is kind) const { return part(ahead).is == kind; }
    [[nodiscard]] bool digits(std::size_t ahead, std::size_t most) const {
        return is(ahead, Is::number) && part(ahead).text.size() <= most;
    }
    [[nodiscard]] bool day_at(std::size_t ahead) const { return is(ahead, Is::ordinal) || digits(ahead, 2); }
    [[nodiscard]] bool year_at(std::size_t ahead) const {
        return is(ahead, Is::number) && part(ahead).text.size() == 4;
    }

    /// One of these signs, with no space about it.
    [[nodiscard]] bool joined_by(std::size_t ahead, std::initializer_list<Is> signs) const {
        for (const Is sign : signs)
            if (is(ahead, sign)) return !part(ahead).spaced && !part(ahead + 1).spaced;
        return false;
    }

    /// `25 June 2024`, whose month is known to be there.
    [[nodiscard]] std::optional<WrittenDay> named_month(std::size_t at) const {
        const LabelPart& name = part(at);
        const bool apostrophe = is(at + 1, Is::apostrophe);
        const bool sign = apostrophe || is(at + 1, Is::comma) || joined_by(at + 1, {Is::dash, Is::slash});
        const std::size_t year = at + (sign ? 2 : 1);
        if (!year_at(year) && !(digits(year, 2) && part(year).text.size() == 2))
            throw Error("a day needs its year, as in \"25 June 2024\"");
        const bool whole = name.text.size() == month_names[static_cast<std::size_t>(name.value - 1)].size();
        return WrittenDay{.year = year_at(year) ? part(year).value : year_of_two_digits(part(year).value),
                          .month = name.value,
                          .day = part(0).value,
                          .style = apostrophe ? LabelStyle::apostrophe
                                   : whole    ? LabelStyle::full
                                              : LabelStyle::abbreviated,
                          .parts = year + 1};
    }

    /// `June 25, 2024`.
    [[nodiscard]] std::optional<WrittenDay> month_first() const {
        const std::size_t year = is(2, Is::comma) ? 3 : 2;
        if (!day_at(1) || !year_at(year)) return std::nullopt;
        const LabelPart& name = part(0);
        const bool whole = name.text.size() == month_names[static_cast<std::size_t>(name.value - 1)].size();
        return WrittenDay{.year = part(year).value,
                          .month = name.value,
                          .day = part(1).value,
                          .style = whole ? LabelStyle::full : LabelStyle::abbreviated,
                          .parts = year + 1};
    }

    /// `2024-06-25`.
    [[nodiscard]] std::optional<WrittenDay> year_first() const {
        const bool dashes = joined_by(1, {Is::dash}) && joined_by(3, {Is::dash});
        const bool slashes = joined_by(1, {Is::slash}) && joined_by(3, {Is::slash});
        if ((!dashes && !slashes) || !digits(2, 2) || !digits(4, 2)) return std::nullopt;
        if (part(2).text.size() + part(4).text.size() != 4 || (slashes && part(2).value > 12)) return std::nullopt;
        return WrittenDay{.year = part(0).value, .month = part(2).value, .day = part(4).value, .parts = 5};
    }

    /// `20240625`.
    [[nodiscard]] std::optional<WrittenDay> run_together() const {
        const int digits = part(0).value;
        return WrittenDay{.year = digits / 10000, .month = digits / 100 % 100, .day = digits % 100, .parts = 1};
    }

    /// `30/09/2024`.
    [[nodiscard]] std::optional<WrittenDay> year_last() const {
        const Is sign = part(1).is;
        if (!joined_by(1, {Is::slash, Is::dash, Is::point}) || !joined_by(3, {sign})) return std::nullopt;
        if (!digits(0, 2) || !digits(2, 2) || !is(4, Is::number)) return std::nullopt;
        if (part(4).text.size() == 2)
            throw Error("the year of a day is written in four digits, as in \"30/09/2024\"");
        if (!year_at(4)) return std::nullopt;
        WrittenDay day{.year = part(4).value, .month = part(2).value, .day = part(0).value, .parts = 5};
        day.month_first = day.month > 12 && day.day <= 12;
        if (day.month_first) std::swap(day.month, day.day);
        else day.either = day.day > 0 && day.month > 0 && day.day <= 12 && day.month <= 12 && day.day != day.month;
        return day;
    }

    const LabelParts& parts_;
    std::size_t at_;
};

}  // namespace headway::detail
