// Labels of periods.
#include <string>
#include <string_view>

#include "headway/time/period.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

/// In all but the marks. Of its style what the label shows: "May 2024" is written alike in two.
[[nodiscard]] bool all_alike(Period a, Period b) {
    return a == b && a.kind() == b.kind() && a.calendar() == b.calendar() && a.label() == b.label();
}

void check_label(Period period, std::string_view from) {
    const std::string label = period.label();
    const auto again = unless_refused([&] { return Period::parse(label); });
    expect(again && all_alike(*again, period), '"', from, "\": its label \"", label, "\" reads as ",
           again ? again->label() : "nothing");
    expect(again->marks() == Flags<FigureMark>{}, '"', label, "\" has marks");
}

void check_neighbours(Period period) {
    const auto next = unless_refused([&] { return period.next(); });
    if (!next) return;
    expect(next->start() == period.end() + boost::gregorian::days(1), period.label(), " is followed by ",
           next->label());
    expect(next->kind() == period.kind() && next->previous() == period, period.label(), " is not before ",
           next->label());
    expect(period < *next && !period.overlaps(*next) && !period.contains(*next), period.label(), " and ",
           next->label(), " overlap");
    check_label(*next, period.label());
}

void check(Period period, Calendar calendar, std::string_view from) {
    expect(period.start() <= period.end(), '"', from, "\" ends before it begins");
    expect(period.start().year() >= Period::first_accepted_year && period.end().year() <= Period::last_accepted_year,
           '"', from, "\" leaves the years");
    expect(period.is_day() == (period.length_in_months() == 0), '"', from, "\" is a day with months, or neither");
    check_label(period, from);
    for (const LabelStyle style : all_label_styles) check_label(period.with_style(style), from);
    check_neighbours(period);
    expect(period.contains(period) && period.overlaps(period), '"', from, "\" does not contain itself");
    expect(period.contains(period.start()) && period.contains(period.end()), '"', from, "\" lacks its own days");
    if (const auto year = unless_refused([&] { return period.year_of(calendar); }))
        expect(year->contains(period.end()), '"', from, "\" does not end in its year ", year->label());
    if (const auto months = unless_refused([&] { return period.in_months(); }))
        expect(months->contains(period) && months->marks() == period.marks(), '"', from, "\" is not within ",
               months->label());
}

}  // namespace

void periods(Bytes bytes) {
    const std::string_view text = bytes.rest(200);
    for (const Calendar calendar : {financial_calendar, academic_calendar, calendar_year, Calendar{7}}) {
        const auto period = unless_refused([&] { return Period::parse(text, calendar); });
        if (!period) continue;
        check(*period, calendar, text);
        const auto spaced =
            unless_refused([&] { return Period::parse(" " + std::string(text) + "\u00A0 ", calendar); });
        expect(spaced && all_alike(*spaced, *period), '"', text, "\" reads otherwise with spaces about it");
    }
}

}  // namespace headway::fuzz
