/// @file
/// What happened: a regular run of values, one a period, that knows how they add up over a year.
///
/// A series may run over several years; the calendar says where each begins. NaN is a point that was not published.
/// Invariants: points are finite or NaN, the first period fits the frequency and the calendar (a quarterly series of
/// the financial year starts in April, July, October or January), and all periods lie within 1900 to 2199.
///
/// A point may have marks (provisional, estimated, a break in series): its period has them. A series may have breaks,
/// of which nothing is learned when it is projected: see series_break.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/figure_mark.hpp"
#include "headway/problems.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/frequency.hpp"
#include "headway/series/series_break.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A regular series of values, and how they accrue.
class Series {
public:
    /// @param start the first point's period, its first month, or the first or last day of that
    /// @param marks one a point; empty: none has any
    /// @throws Error where an invariant does not hold, naming the first ten points that are infinite.
    Series(std::vector<double> values, Period start, Accrual accrual, Frequency frequency = Frequency::month,
           Calendar calendar = financial_calendar, std::vector<Flags<FigureMark>> marks = {})
        : values_(std::move(values)),
          marks_(std::move(marks)),
          first_(first_period(start, frequency, validate(calendar))),
          accrual_(accrual),
          frequency_(frequency),
          calendar_(calendar) {
        Problems problems;
        if (!marks_.empty() && marks_.size() != values_.size())
            problems.add("series: found marks of " + std::to_string(marks_.size()) + " points; accepted: none, or of " +
                         std::to_string(values_.size()));
        for (std::size_t i = 0; i < values_.size(); ++i)
            if (std::isinf(values_[i]))
                problems.add("series: point " + std::to_string(i) +
                             ": found an infinite number; accepted: a finite number, or NaN for missing");
        problems.raise_if_any();
        if (!values_.empty()) (void)period(values_.size() - 1);
    }

    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    [[nodiscard]] std::span<const double> values() const noexcept { return values_; }
    [[nodiscard]] double operator[](std::size_t i) const { return values_[i]; }
    [[nodiscard]] Accrual accrual() const noexcept { return accrual_; }
    [[nodiscard]] Frequency frequency() const noexcept { return frequency_; }
    [[nodiscard]] Calendar calendar() const noexcept { return calendar_; }

    /// The period of the first point, also of a series without points.
    [[nodiscard]] Period start() const noexcept { return first_; }

    /// What was said of point `i` beside its figure; nothing beyond the last point.
    [[nodiscard]] Flags<FigureMark> marks(std::size_t i) const noexcept {
        return i < marks_.size() ? marks_[i] : Flags<FigureMark>{};
    }

    /// The period of point `i`, with its marks; beyond the last point, of the point that would stand there.
    /// @throws Error for one in no year that a period may be of.
    [[nodiscard]] Period period(std::size_t i) const {
        constexpr std::size_t beyond_all_years = 1'000'000;  // and their months are an int
        const int on = static_cast<int>(std::min(i, beyond_all_years)) * months(frequency_);
        return first_.shifted(on).with_marks(marks(i));
    }

    /// The same series with these breaks and no others.
    /// @throws Error for a span that ends before it begins, a break outside of the series, spans that share a point,
    /// and
    ///         breaks that leave no published point to learn from, up to ten at once.
    [[nodiscard]] Series with_breaks(std::vector<SeriesBreak> breaks) const {
        Series broken = *this;
        broken.breaks_ = std::move(breaks);
        broken.read_breaks();
        return broken;
    }

    /// Other values at the same periods, with the same breaks. As many, finite or NaN.
    [[nodiscard]] Series with_values(std::vector<double> values, Accrual accrual) const {
        Series other = *this;
        other.values_ = std::move(values);
        other.accrual_ = accrual;
        return other;
    }

    [[nodiscard]] const std::vector<SeriesBreak>& breaks() const noexcept { return breaks_; }

    /// Whether a break lies within the series, in whole or in part.
    /// @throws Error for a day that stands for no month.
    [[nodiscard]] bool touches(const SeriesBreak& one) const {
        const auto [first, last] = place(one);
        return first < static_cast<int>(size()) && last >= 0 && (is_span(one) || first >= 0);
    }

    /// The spans that nothing is learned from, in order.
    [[nodiscard]] const std::vector<LeftOut>& left_out() const noexcept { return left_out_; }

    /// The first point that is learned from where the series begins anew; 0 where it does not.
    [[nodiscard]] std::size_t begins_anew() const noexcept { return begins_anew_; }

    /// The year that point `i` lies in.
    [[nodiscard]] Period year(std::size_t i) const { return period(i).year_of(calendar_); }

    /// Which point of its year point `i` is: 1 is the first. September of a monthly financial year is 6.
    [[nodiscard]] int position(std::size_t i) const { return period(i).position(calendar_) / months(frequency_); }

private:
    static Period first_period(Period given, Frequency frequency, Calendar calendar) {
        const Period start = given.in_months();
        const int step = months(frequency);
        const int year = start.start().year();
        const int month = start.start().month();
        const Period first_month = Period::month(year, month);
        const int elapsed = first_month.position(calendar) - 1;
        const int length = start.length_in_months();
        if (length != 1 && length != step) {
            const std::optional<Frequency> other = frequency_of(length);
            throw Error("series: found start '" + start.label() + "', of " + std::to_string(length) +
                        " months, for frequency " + std::string(word(frequency)) + "; accepted: " +
                        (other ? "frequency='" + std::string(word(*other)) + "' where every value is of as many, or "
                               : std::string()) +
                        "a start of " + std::to_string(step) + (step == 1 ? " month" : " months, or its first month"));
        }
        if (elapsed % step != 0) {
            const auto name = [](int number) { return std::string(month_names[static_cast<std::size_t>(number - 1)]); };
            const std::string found = "series: found start '" + start.label() + "' for frequency " +
                                      std::string(word(frequency)) + " in a year that begins in " +
                                      name(calendar.first_month) + "; accepted: ";
            if (length == 12)  // a whole year: its label means what it says, so another calendar is meant
                throw Error(found + "calendar=" + shown(Calendar{month}) + ", where a year begins in " + name(month) +
                            ", or years that begin in " + name(calendar.first_month) + ", as in '" +
                            Period::year(year, calendar).label() + "'");
            throw Error(found + "a period of " + std::to_string(step) +
                        " months of that year, or its first month, for example '" +
                        first_month.shifted(-(elapsed % step)).with_style(LabelStyle::iso).label() + "'");
        }
        const int first_year = first_month.year_of(calendar).start().year();
        switch (frequency) {
            case Frequency::month: return start;
            case Frequency::quarter: return Period::quarter(first_year, elapsed / 3 + 1, calendar);
            case Frequency::term: return Period::months(year, month, 4);
            case Frequency::year: return Period::year(first_year, calendar);
        }
        return first_month;
    }

    /// The points that a break begins and ends with, in the numbering of the series.
    std::pair<int, int> place(const SeriesBreak& one) const {
        const int step = months(frequency_);
        const auto point = [&](const Period& month) {
            const int on = first_.first_month().months_until(month);
            return on >= 0 ? on / step : -((step - 1 - on) / step);
        };
        const Period from = one.from.in_months();
        return {point(from.first_month()), point((one.to ? one.to->in_months() : from).last_month())};
    }

    /// Whether it is a span and no new beginning.
    bool is_span(const SeriesBreak& one) const {
        return one.to || one.from.in_months().length_in_months() > months(frequency_);
    }

    static std::string label(const SeriesBreak& one) {
        return "'" + one.from.label() + (one.to ? "' to '" + one.to->label() : "") + "'";
    }

    void read_breaks() {
        Problems problems;
        struct Span {
            LeftOut points{};
            const SeriesBreak* given = nullptr;
        };
        std::vector<Span> spans;
        left_out_.clear();
        begins_anew_ = 0;
        for (const SeriesBreak& one : breaks_) {
            const auto [first, last] = place(one);
            if (one.to && one.from.first_month().months_until(one.to->last_month()) < 0) {
                problems.add("breaks: found " + label(one) +
                             ", which ends before it begins; accepted: the first period first");
            } else if (!touches(one)) {
                problems.add("breaks: found " + label(one) + ", which is outside of the series; accepted: " +
                             (size() == 0 ? std::string("none for a series without points")
                                          : "within " + label({period(0), period(size() - 1)})));
            } else if (is_span(one)) {
                spans.push_back({{static_cast<std::size_t>(std::max(first, 0)),
                                  std::min(static_cast<std::size_t>(last), size() - 1)},
                                 &one});
            } else {
                begins_anew_ = std::max(begins_anew_, static_cast<std::size_t>(first));
            }
        }
        std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
            return std::pair(a.points.first, a.points.last) < std::pair(b.points.first, b.points.last);
        });
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (i > 0 && spans[i].points.first <= spans[i - 1].points.last)
                problems.add("breaks: found " + label(*spans[i - 1].given) + " and " + label(*spans[i].given) +
                             ", which share a point; accepted: spans apart, or one for both");
            left_out_.push_back(spans[i].points);
        }
        problems.raise_if_any();
        std::size_t published = 0, learned = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (std::isnan(values_[i])) continue;
            ++published;
            const auto in = [i](const LeftOut& span) { return span.first <= i && i <= span.last; };
            if (i >= begins_anew_ && std::none_of(left_out_.begin(), left_out_.end(), in)) ++learned;
        }
        if (published > 0 && learned == 0)
            throw Error("breaks: found breaks that leave out all that is published, " + std::to_string(published) +
                        (published == 1 ? " point" : " points") +
                        "; accepted: ones that leave something to learn from");
    }

    std::vector<double> values_;
    std::vector<Flags<FigureMark>> marks_;
    std::vector<SeriesBreak> breaks_{};  // as given
    std::vector<LeftOut> left_out_{};
    std::size_t begins_anew_ = 0;
    Period first_;
    Accrual accrual_;
    Frequency frequency_;
    Calendar calendar_;
};

}  // namespace headway
