/// @file
/// A series as the methods of this room see it: one amount or level a point, without gaps, aligned to its year.
///
/// | accrual           | a point is                     | the year is | not published                                |
/// |-------------------|--------------------------------|-------------|----------------------------------------------|
/// | snapshot, rolling | the level, as published        | `last`      | on a straight line between its neighbours    |
/// | average           | the level, as published        | `mean`      | on a straight line between its neighbours    |
/// | flow              | the amount, as published       | `sum`       | the same in past years; refused in this year |
/// | cumulative        | the difference within its year | `sum`       | an equal part of what the gap brought        |
///
/// The year that is projected is the year of the series' last point; points at its end that are not published are
/// still to come. Edge cases, each with its word: nothing published in this year (`no data`), a flow with a gap in
/// this year (`gap in the year`) or whose first point stands within it (`late start`), and more than a quarter of all
/// points not published (`too few points`; those before the first year-to-date figure, which contains them, do not
/// count, nor does anything before a new beginning or within a span that is left out). A published cumulative figure
/// that is lower than the one before is kept, as a negative amount, and reported.
/// Past years with a filled point are used for smoothing but never as a truth.
///
/// Nothing is learned from what a break leaves out (series_break.hpp), though it stays what was reached:
///
/// - a new beginning: points before it are not there; those of this year before it only count in what is reached;
/// - a span: each of its points, published or not, is as its season and level say it would have been (stand_in.hpp),
///   and counts as filled, so that its year is no truth for a back-test. One at the very beginning is a new beginning;
/// - of a sum or a mean, what the points of this year really brought counts in the year, and is no part of its rate;
/// - of a cumulative series it is the amounts of the span that are left out, of all later figures of its year only
///   them;
/// - of a rolling series likewise: a figure is without what the span brought for as long as it holds a point of it, and
///   what is still to come of this year has what the points of this year brought. Figures up to a year after a span at
///   the beginning are left out, for nobody knows what they would have been.
///
/// What stands in is found once, from all kept points, also for the replay of a past year. Where more than half of the
/// points that are left are left out or not published, there are `too few points`.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/outlook/stand_in.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/frequency.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What a year is of its points.
enum class YearIs : std::uint8_t { sum, last, mean };

/// What a year is of its points.
[[nodiscard]] constexpr YearIs year_is(Accrual accrual) noexcept {
    switch (accrual) {
        case Accrual::flow:
        case Accrual::cumulative:
            return YearIs::sum;
        case Accrual::average:
            return YearIs::mean;
        case Accrual::snapshot:
        case Accrual::rolling:
            break;
    }
    return YearIs::last;
}

}  // namespace headway::outlook

namespace headway::inline HEADWAY_ABI {

/// Whether there is a projection, and if not, why not. The words are never merged: each calls for another remedy.
enum class Outcome : std::uint8_t {
    projected,
    complete,        ///< every point of the year is known: its value is a fact
    too_few_points,  ///< the method cannot say
    no_data,         ///< nothing of this year is published
    gap,             ///< a total, and one of its points so far was not published
    late_start,      ///< a total, and the series begins within the year
    units_in_doubt,  ///< shares of 1 stand among percentages
};

template <>
struct Vocabulary<Outcome> {
    static constexpr std::string_view name = "status of a projection";
    static constexpr std::array<std::string_view, 7> words{"projected",       "complete",   "too few points", "no data",
                                                           "gap in the year", "late start", "units in doubt"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::outlook {

/// Points up to now, and how much of the year is to come. A view: the points belong to whoever made it.
struct History {
    std::span<const double> points{};        ///< oldest first, finite
    std::span<const std::uint8_t> filled{};  ///< 1 where a point was not published
    int per_year = 12;                       ///< points in a year
    int known = 0;                           ///< points of this year, at the end of `points`
    int remaining = 0;                       ///< points to come
    YearIs year = YearIs::sum;
    bool trailing = false;        ///< whether a point is of the year up to it
    bool offset_by_slot = false;  ///< whether points are known but for a number by their place in the year
    int aside = 0;                ///< published points of this year that are not among `points`
    double beside = 0.0;          ///< what this year has brought beyond what its `points` say
    std::span<const double> beside_figures{};  ///< the same of each rolling figure to come; empty: nothing

    [[nodiscard]] std::size_t past() const noexcept { return points.size() - static_cast<std::size_t>(known); }

    /// Complete past years.
    [[nodiscard]] int years() const noexcept { return static_cast<int>(past()) / per_year; }

    [[nodiscard]] std::span<const double> this_year() const noexcept { return points.subspan(past()); }

    /// The points of a past year: age 1 is last year.
    [[nodiscard]] std::span<const double> past_year(int age) const noexcept {
        return points.subspan(past() - static_cast<std::size_t>(age * per_year), static_cast<std::size_t>(per_year));
    }

    /// Whether every point of that past year was published.
    [[nodiscard]] bool published(int age) const noexcept {
        return published(past() - static_cast<std::size_t>(age * per_year), static_cast<std::size_t>(per_year));
    }

    [[nodiscard]] bool this_year_published() const noexcept {
        return published(past(), static_cast<std::size_t>(known));
    }

    /// Whether every one of so many points was published.
    [[nodiscard]] bool published(std::size_t first, std::size_t count) const noexcept {
        for (const std::uint8_t gap : filled.subspan(first, count))
            if (gap != 0) return false;
        return true;
    }

    /// Where point `i` stands in its year, from 0; `points.size()` is the first point to come.
    [[nodiscard]] int slot(std::size_t i) const noexcept {
        const int place = (static_cast<int>(i) - static_cast<int>(points.size()) - remaining) % per_year;
        return place < 0 ? place + per_year : place;
    }

    /// The amount of this year so far, of the points that are learned from.
    [[nodiscard]] double reached() const noexcept {
        double sum = 0.0;
        for (const double amount : this_year()) sum += amount;
        return sum;
    }

    /// The amount of this year so far, as it was.
    [[nodiscard]] double so_far() const noexcept { return reached() + beside; }

    /// Points of this year, so far and to come.
    [[nodiscard]] int points_of_year() const noexcept { return known + aside + remaining; }

    /// The same series as it stood at this point of a past year.
    [[nodiscard]] History replay(int age) const noexcept {
        History then = *this;
        then.points = points.first(points.size() - static_cast<std::size_t>(age * per_year));
        then.filled = filled.first(then.points.size());
        then.known = per_year - remaining;
        if (then.known > static_cast<int>(then.points.size())) then.known = static_cast<int>(then.points.size());
        then.aside = 0;
        then.beside = 0.0;
        then.beside_figures = {};
        return then;
    }

    /// What this year comes to if the rest of it is `path`.
    [[nodiscard]] double year_value(std::span<const double> path) const noexcept {
        if (year == YearIs::last)
            return path.empty() ? points.back() : path.back() + (beside_figures.empty() ? 0.0 : beside_figures.back());
        double to_come = 0.0;  // by itself, so that six months like the first six make twice their sum
        for (const double amount : path) to_come += amount;
        const double sum = so_far() + to_come;
        return year == YearIs::sum ? sum : sum / (known + aside + static_cast<double>(path.size()));
    }
};

/// A history with the points that it views, and what was done to them.
class Observed {
public:
    explicit Observed(const Series& series) { read(series); }

    [[nodiscard]] History history() const noexcept {
        return {.points = points_,
                .filled = {filled_.data(), filled_.size()},
                .per_year = per_year_,
                .known = known_,
                .remaining = remaining_,
                .year = year_,
                .trailing = trailing_,
                .aside = aside_,
                .beside = beside_,
                .beside_figures = beside_figures_};
    }
    /// `projected`, or why there is nothing to project.
    [[nodiscard]] Outcome outcome() const noexcept { return outcome_; }
    /// Points of the series, in its numbering, at which a cumulative figure is lower than the one before it.
    [[nodiscard]] const std::vector<std::size_t>& falls() const noexcept { return falls_; }
    /// The last point of the series, in its numbering, that was published. Meaningless for `no_data`.
    [[nodiscard]] std::size_t last() const noexcept { return last_; }
    /// Points that were not published and not left out, up to the last one that was.
    [[nodiscard]] std::size_t gaps() const noexcept { return gaps_; }
    /// The year to date: a cumulative series' last figure as published; else what the points of this year add up to.
    [[nodiscard]] double reached() const noexcept { return reached_; }
    /// What the year is of its points so far, as published: a sum, a last point or a mean.
    [[nodiscard]] double so_far() const noexcept { return so_far_; }
    /// Whether more than half of what could be learned from is left out or not published.
    [[nodiscard]] bool mostly_left_out() const noexcept { return mostly_left_out_; }

private:
    void read(const Series& series) {
        per_year_ = points_a_year(series.frequency());
        year_ = year_is(series.accrual());
        trailing_ = series.accrual() == Accrual::rolling;
        std::size_t first = 0, count = series.size();
        while (count > 0 && std::isnan(series[count - 1])) --count;
        while (first < count && std::isnan(series[first])) ++first;
        outcome_ = Outcome::no_data;
        if (first == count || series.year(count - 1) != series.year(series.size() - 1)) return;

        last_ = count - 1;
        const int position = series.position(last_);
        remaining_ = per_year_ - position;
        const bool cumulative = series.accrual() == Accrual::cumulative;
        if (cumulative)
            difference_within_years(series, first, count);
        else
            join_gaps(series.values().subspan(first, count - first));

        known_ = static_cast<int>(std::min(points_.size(), static_cast<std::size_t>(position)));
        const History history = this->history();
        reached_ = cumulative ? series[last_] : history.reached();
        so_far_ = year_ == YearIs::sum ? reached_ : history.year_value({});
        const std::ptrdiff_t origin = static_cast<std::ptrdiff_t>(first) - static_cast<std::ptrdiff_t>(before_first_);
        const std::size_t gaps = gaps_ - before_first_ - not_published_and_left_out(series, first);
        const std::size_t anew = series.begins_anew() > 0 ? place(series.begins_anew(), origin) : 0;
        const bool as_published = cumulative || year_ == YearIs::last;  // the year is one of the figures
        if (remaining_ == 0 && as_published)
            outcome_ = Outcome::complete;
        else if (4 * gaps > points_.size() - anew)
            outcome_ = Outcome::too_few_points;
        else if (year_ == YearIs::sum && !cumulative && known_ < position)
            outcome_ = Outcome::late_start;
        else if (year_ == YearIs::sum && !cumulative && !history.this_year_published())
            outcome_ = Outcome::gap;
        else
            outcome_ = remaining_ == 0 ? Outcome::complete : Outcome::projected;
        if (series.breaks().empty()) return;
        gaps_ = gaps + before_first_;
        leave_out(series, origin, anew);
        mostly_left_out_ = points_.empty() || 2 * (gaps + left_out_) > points_.size();
        if (outcome_ == Outcome::projected && mostly_left_out_) outcome_ = Outcome::too_few_points;
    }

    std::size_t not_published_and_left_out(const Series& series, std::size_t first) const {
        std::size_t count = 0;
        for (std::size_t i = first; i <= last_; ++i) {
            if (!std::isnan(series[i])) continue;
            bool out = i < series.begins_anew();
            for (const LeftOut& span : series.left_out()) out = out || (span.first <= i && i <= span.last);
            if (out) ++count;
        }
        return count;
    }

    /// A point of the series as one of the points, or the end of them. `origin` is where the first of these stands.
    std::size_t place(std::size_t i, std::ptrdiff_t origin) const {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) - origin;
        return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, std::ssize(points_)));
    }

    /// Takes out what is before a new beginning, and puts something in the place of spans.
    void leave_out(const Series& series, std::ptrdiff_t origin, std::size_t anew) {
        std::vector<std::uint8_t> out(points_.size(), 0);
        for (const LeftOut& span : series.left_out())
            std::fill(out.begin() + static_cast<std::ptrdiff_t>(place(span.first, origin)),
                      out.begin() + static_cast<std::ptrdiff_t>(place(span.last + 1, origin)), std::uint8_t{1});
        std::size_t dropped = anew;
        while (dropped < out.size() && out[dropped] != 0) ++dropped;
        if (dropped > anew && trailing_)
            for (std::size_t last = dropped - 1;
                 dropped < out.size() && dropped < last + static_cast<std::size_t>(per_year_); ++dropped)
                if (out[dropped] != 0) last = dropped;

        const double brought = history().reached();
        const std::size_t past = history().past();
        if (dropped > past) aside_ = static_cast<int>(dropped - past);
        known_ -= aside_;
        const auto kept = static_cast<std::ptrdiff_t>(dropped);
        points_.erase(points_.begin(), points_.begin() + kept);
        filled_.erase(filled_.begin(), filled_.begin() + kept);
        out.erase(out.begin(), out.begin() + kept);
        left_out_ = static_cast<std::size_t>(std::count(out.begin(), out.end(), std::uint8_t{1}));
        if (left_out_ > 0 && left_out_ < points_.size()) {
            if (trailing_)
                stand_in_for_parts(out);
            else
                stand_in(out);
        }
        if (!trailing_ && (aside_ > 0 || left_out_ > 0)) beside_ = brought - history().reached();
    }

    void stand_in(std::span<const std::uint8_t> out) {
        KeptPoints kept{points_, out, static_cast<std::size_t>(per_year_), year_ == YearIs::sum};
        for (std::size_t i = 0; i < points_.size(); ++i)
            kept.proportional = kept.proportional && (out[i] != 0 || points_[i] >= 0.0);
        points_ = with_stand_ins(kept);
        for (std::size_t i = 0; i < points_.size(); ++i)
            if (out[i] != 0) filled_[i] = 1;
    }

    /// Of rolling figures the parts (see trailing_year.hpp), of which a figure is the sum of the last year's.
    void stand_in_for_parts(std::span<const std::uint8_t> out) {
        const auto year = static_cast<std::size_t>(per_year_), n = points_.size();
        std::vector<double> parts(year, points_.front() / static_cast<double>(year));
        std::vector<std::uint8_t> out_of_parts(year, 0);
        for (std::size_t t = 1; t < n; ++t) {
            parts.push_back(parts[t - 1] + (points_[t] - points_[t - 1]));
            out_of_parts.push_back(out[t]);
        }
        const std::vector<double> learned = with_stand_ins({parts, out_of_parts, year, false});
        const auto left_out = [&](std::size_t first) {  // of the figure that is the sum from here on
            double sum = 0.0;
            for (std::size_t i = first; i < std::min(first + year, parts.size()); ++i) sum += parts[i] - learned[i];
            return sum;
        };
        for (std::size_t t = 0; t < n; ++t) {
            const auto window = std::span(out_of_parts).subspan(t, year);
            if (std::find(window.begin(), window.end(), std::uint8_t{1}) == window.end()) continue;
            points_[t] -= left_out(t);
            filled_[t] = 1;
        }
        for (int h = 1; h <= remaining_; ++h)
            beside_figures_.push_back(left_out(n - 1 + static_cast<std::size_t>(h)));
    }

    void join_gaps(std::span<const double> values) {
        points_.assign(values.begin(), values.end());
        filled_.assign(values.size(), 0);
        std::size_t before = 0;  // the last published point
        for (std::size_t i = 1; i < values.size(); ++i) {
            if (std::isnan(values[i])) continue;
            for (std::size_t gap = before + 1; gap < i; ++gap) {
                const double part = static_cast<double>(gap - before) / static_cast<double>(i - before);
                points_[gap] = values[before] + part * (values[i] - values[before]);
                filled_[gap] = 1;
                ++gaps_;
            }
            before = i;
        }
    }

    /// From the beginning of the first year on, of which the first figure may stand anywhere.
    void difference_within_years(const Series& series, std::size_t first, std::size_t count) {
        double before = 0.0;  // the last figure of this year
        bool begun = false;   // whether there is one
        int waiting = series.position(first) - 1;
        before_first_ = static_cast<std::size_t>(waiting);
        for (std::size_t i = first; i < count; ++i) {
            if (series.position(i) == 1) {
                end_past_year(waiting);
                before = 0.0;
                begun = false;
                waiting = 0;
            }
            if (std::isnan(series[i])) {
                ++waiting;
                continue;
            }
            const double amount = decimal::difference(series[i], before);
            if (amount < 0.0 && begun) falls_.push_back(i);
            begun = true;
            add(waiting + 1, amount / (waiting + 1), waiting > 0);
            gaps_ += static_cast<std::size_t>(waiting);
            before = series[i];
            waiting = 0;
        }
    }

    /// A past year that was never published to its end: what its last months brought is not known; they are given
    /// what its months brought on average.
    void end_past_year(int waiting) {
        if (waiting == 0) return;
        const auto there = std::min<std::size_t>(points_.size(), static_cast<std::size_t>(per_year_ - waiting));
        double sum = 0.0;
        for (std::size_t i = points_.size() - there; i < points_.size(); ++i) sum += points_[i];
        const double mean = there > 0 ? sum / static_cast<double>(there) : (points_.empty() ? 0.0 : points_.back());
        add(waiting, mean, true);
        gaps_ += static_cast<std::size_t>(waiting);
    }

    void add(int count, double amount, bool filled) {
        points_.resize(points_.size() + static_cast<std::size_t>(count), amount);
        filled_.resize(points_.size(), filled ? 1 : 0);
    }

    std::vector<double> points_{};
    std::vector<std::uint8_t> filled_{};
    std::vector<std::size_t> falls_{};
    std::size_t last_ = 0;
    std::size_t gaps_ = 0;
    std::size_t before_first_ = 0;  // of these, before the first figure of all: its year to date says what they brought
    int per_year_ = 12;
    int known_ = 0;
    int remaining_ = 0;
    YearIs year_ = YearIs::sum;
    bool trailing_ = false;
    Outcome outcome_ = Outcome::no_data;
    double reached_ = 0.0;
    double so_far_ = 0.0;
    std::size_t left_out_ = 0;
    bool mostly_left_out_ = false;
    int aside_ = 0;
    double beside_ = 0.0;
    std::vector<double> beside_figures_{};
};

}  // namespace headway::outlook
