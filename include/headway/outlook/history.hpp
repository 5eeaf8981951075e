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
/// count). A published cumulative figure that is lower than the one before is kept, as a negative amount, and reported.
/// Past years with a filled point are used for smoothing but never as a truth.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/frequency.hpp"
#include "headway/series/series.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// What a year is of its points.
enum class YearIs : std::uint8_t { sum, last, mean };

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
        for (const std::uint8_t gap :
             filled.subspan(past() - static_cast<std::size_t>(age * per_year), static_cast<std::size_t>(per_year)))
            if (gap != 0) return false;
        return true;
    }

    [[nodiscard]] bool this_year_published() const noexcept {
        for (const std::uint8_t gap : filled.subspan(past()))
            if (gap != 0) return false;
        return true;
    }

    /// Where point `i` stands in its year, from 0; `points.size()` is the first point to come.
    [[nodiscard]] int slot(std::size_t i) const noexcept {
        const int place = (static_cast<int>(i) - static_cast<int>(points.size()) - remaining) % per_year;
        return place < 0 ? place + per_year : place;
    }

    /// The amount of this year so far.
    [[nodiscard]] double reached() const noexcept {
        double sum = 0.0;
        for (const double amount : this_year()) sum += amount;
        return sum;
    }

    /// The same series as it stood at this point of a past year.
    [[nodiscard]] History replay(int age) const noexcept {
        History then = *this;
        then.points = points.first(points.size() - static_cast<std::size_t>(age * per_year));
        then.filled = filled.first(then.points.size());
        then.known = per_year - remaining;
        if (then.known > static_cast<int>(then.points.size())) then.known = static_cast<int>(then.points.size());
        return then;
    }

    /// What this year comes to if the rest of it is `path`.
    [[nodiscard]] double year_value(std::span<const double> path) const noexcept {
        if (year == YearIs::last) return path.empty() ? points.back() : path.back();
        double to_come = 0.0;  // by itself, so that six months like the first six make twice their sum
        for (const double amount : path) to_come += amount;
        const double sum = reached() + to_come;
        return year == YearIs::sum ? sum : sum / (known + static_cast<double>(path.size()));
    }
};

/// A history with the points that it views, and what was done to them.
class Observed {
public:
    explicit Observed(const Series& series) { read(series); }

    [[nodiscard]] History history() const noexcept {
        return {points_, {filled_.data(), filled_.size()}, per_year_, known_, remaining_, year_};
    }
    /// `projected`, or why there is nothing to project.
    [[nodiscard]] Outcome outcome() const noexcept { return outcome_; }
    /// Points of the series, in its numbering, at which a cumulative figure is lower than the one before it.
    [[nodiscard]] const std::vector<std::size_t>& falls() const noexcept { return falls_; }
    /// The last point of the series, in its numbering, that was published. Meaningless for `no_data`.
    [[nodiscard]] std::size_t last() const noexcept { return last_; }
    /// Points that were not published, up to the last one that was.
    [[nodiscard]] std::size_t gaps() const noexcept { return gaps_; }
    /// The year to date: a cumulative series' last figure as published; else what the points of this year add up to.
    [[nodiscard]] double reached() const noexcept { return reached_; }

private:
    void read(const Series& series) {
        per_year_ = points_a_year(series.frequency());
        year_ = year_is(series.accrual());
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
        const bool as_published = cumulative || year_ == YearIs::last;  // the year is one of the figures
        if (remaining_ == 0 && as_published)
            outcome_ = Outcome::complete;
        else if (4 * (gaps_ - before_first_) > points_.size())
            outcome_ = Outcome::too_few_points;
        else if (year_ == YearIs::sum && !cumulative && known_ < position)
            outcome_ = Outcome::late_start;
        else if (year_ == YearIs::sum && !cumulative && !history.this_year_published())
            outcome_ = Outcome::gap;
        else
            outcome_ = remaining_ == 0 ? Outcome::complete : Outcome::projected;
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
    Outcome outcome_ = Outcome::no_data;
    double reached_ = 0.0;
};

}  // namespace headway::outlook
