/// @file
/// The season of the points that are kept, found so that a few odd ones do not bend it: for what stands in for points
/// that are left out (stand_in.hpp), and for what a point would be without itself (shock.hpp).
///
///     factor(j) = the median over years of y(i) / L(i)   or   y(i) - L(i),       i at place j of its year
///
/// with L(i) the median of a year of consecutive kept points about i, in which every place of the year is once, as
/// centred as there is one, moved from its middle to i by the usual drift: the median, over such years, of how far the
/// next one after each lies from it. In proportion a point of no level says nothing.
/// Edge cases: a place of the year without a kept point is flat (1, or 0), and so is everything where no year of
/// consecutive points is kept. Exact for a series that repeats itself, and for levels on a line. Two years that differ
/// at one place share it: the median of two is their mean.
/// Source: the median of ratios to a moving level is the robust form of classical decomposition; Cleveland, Cleveland,
/// McRae and Terpenning (1990), STL, Journal of Official Statistics 6, gives the reasons for a robust one.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "headway/stats/median.hpp"
#include "headway/stats/sliding_median.hpp"
#include "headway/stats/sorted_columns.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::outlook {

/// Points, oldest first. Where in its year the first of them stands does not matter.
struct KeptPoints {
    std::span<const double> points{};
    std::span<const std::uint8_t> out{};  ///< 1 where a point is not kept; empty: all are
    std::size_t per_year = 12;
    bool proportional = false;

    [[nodiscard]] bool kept(std::size_t i) const noexcept { return out.empty() || out[i] == 0; }
    [[nodiscard]] std::size_t slot(std::size_t i) const noexcept { return i % per_year; }
};

/// The season and the level of the points that are kept, by which those that are left out are found.
class KeptSeason {
public:
    explicit KeptSeason(const KeptPoints& kept) : kept_(kept), factors_(kept.per_year, flat()) { find(years_about()); }

    /// Whether a point is kept and its place of the year brings enough to show a level.
    [[nodiscard]] bool shows_level(std::size_t i) const noexcept {
        return kept_.kept(i) && shows_level_by(factors_[kept_.slot(i)]);
    }

    /// The level that a point shows.
    [[nodiscard]] double level(std::size_t i) const noexcept { return level_by(i, factors_[kept_.slot(i)]); }

    /// The level that a point shows by the season of all other points, or by the flat one where there is no other;
    /// NaN where they bring nothing.
    [[nodiscard]] double level_by_others(std::size_t i) const noexcept {
        const std::size_t slot = kept_.slot(i);
        const bool in = !std::isnan(ratio_of_[i]);
        const std::size_t others = counts_[slot] - (in ? 1 : 0);
        if (others == 0) return level_by(i, flat());
        const auto other = [&](std::size_t at) {  // its own, and what is no less, moves up by one
            const double there = sorted(at, slot);
            return in && ratio_of_[i] <= there ? sorted(at + 1, slot) : there;
        };
        const double factor =
            others % 2 == 1 ? other(others / 2) : stats::between(other(others / 2 - 1), other(others / 2));
        return shows_level_by(factor) ? level_by(i, factor) : unknown;
    }

    /// What a point would be at a level.
    [[nodiscard]] double point(double level, std::size_t i) const noexcept {
        const double factor = factors_[kept_.slot(i)];
        return kept_.proportional ? level * factor : level + factor;
    }

private:
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

    [[nodiscard]] double flat() const noexcept { return kept_.proportional ? 1.0 : 0.0; }
    [[nodiscard]] bool shows_level_by(double factor) const noexcept {
        constexpr double least_share = 0.02;
        return !kept_.proportional || factor >= least_share;
    }
    [[nodiscard]] double level_by(std::size_t i, double factor) const noexcept {
        return kept_.proportional ? kept_.points[i] / factor : kept_.points[i] - factor;
    }

    /// The median of a whole year of kept points about each that is kept; NaN where there is none.
    [[nodiscard]] std::vector<double> years_about() const {
        const std::size_t n = kept_.points.size(), year = kept_.per_year;
        const std::vector<double> medians = stats::sliding_medians(kept_.points, year);
        std::vector<double> about(n, unknown);
        if (medians.empty()) return about;
        std::vector<std::size_t> left_out_before(kept_.out.empty() ? 0 : n + 1, 0);
        for (std::size_t i = 0; i < kept_.out.size(); ++i)
            left_out_before[i + 1] = left_out_before[i] + (kept_.kept(i) ? 0 : 1);
        const auto whole = [&](std::size_t first) {
            return first < medians.size() &&
                   (kept_.out.empty() || left_out_before[first + year] == left_out_before[first]);
        };
        std::vector<double> drifts;
        drifts.reserve(medians.size());
        for (std::size_t first = 0, next = year; first + year < medians.size() && next < medians.size(); ++first) {
            if (!whole(first)) continue;
            next = std::max(next, first + year);
            while (next < medians.size() && !whole(next)) ++next;
            if (next < medians.size())
                drifts.push_back((medians[next] - medians[first]) / static_cast<double>(next - first));
        }
        const double drift = drifts.empty() ? 0.0 : stats::median(std::move(drifts));
        for (std::size_t i = 0; i < n; ++i) {
            if (!kept_.kept(i)) continue;
            const std::size_t centred = std::min(i - std::min(i, year / 2), medians.size() - 1);
            for (std::size_t off = 0; off < year; ++off) {
                const std::size_t later = centred + off, earlier = centred - std::min(centred, off);
                const bool earlier_holds = earlier + year > i && whole(earlier);
                const bool later_holds = later <= i && whole(later);
                if (!earlier_holds && !later_holds) continue;
                const std::size_t first = earlier_holds ? earlier : later;
                const double middle = static_cast<double>(first) + static_cast<double>(year - 1) / 2.0;
                about[i] = medians[first] + drift * (static_cast<double>(i) - middle);
                break;
            }
        }
        return about;
    }

    [[nodiscard]] double sorted(std::size_t at, std::size_t slot) const noexcept {
        return ratios_[at * kept_.per_year + slot];
    }

    /// The factors of points about whose level something is known.
    void find(const std::vector<double>& about) {
        const std::size_t n = kept_.points.size(), slots = kept_.per_year, rows = (n + slots - 1) / slots;
        ratio_of_.assign(n, unknown);
        ratios_.assign(rows * slots, std::numeric_limits<double>::infinity());  // after all that are known
        counts_.assign(slots, 0);
        for (std::size_t i = 0; i < n; ++i) {
            if (std::isnan(about[i]) || (kept_.proportional && !(about[i] > 0.0))) continue;
            ratio_of_[i] = ratios_[i] = kept_.proportional ? kept_.points[i] / about[i] : kept_.points[i] - about[i];
            ++counts_[kept_.slot(i)];
        }
        stats::sort_columns(ratios_.data(), rows, slots);
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const std::size_t count = counts_[slot], half = count / 2;
            if (count > 0)
                factors_[slot] =
                    count % 2 == 1 ? sorted(half, slot) : stats::between(sorted(half - 1, slot), sorted(half, slot));
        }
    }

    KeptPoints kept_;
    std::vector<double> factors_;
    std::vector<double> ratio_of_{};     // of each point; NaN: not known
    std::vector<double> ratios_{};       // one column for each place of the year, in order
    std::vector<std::size_t> counts_{};  // how many of a column are known
};

}  // namespace headway::outlook
