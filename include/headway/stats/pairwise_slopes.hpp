/// @file
/// The slopes between all pairs of points, by rank, without holding them: n (n - 1) / 2 slopes are 40 GB at 100,000
/// points.
///
///     falling_pairs    how many pairs of values fall, in the order given: sorting by merging passes each once
///     slopes_at        the slopes of given ranks among those of all pairs, 0 the least
///
/// Points (t, y) at rising times have a slope of at most m between them where y - m t does not rise, so counting those
/// pairs counts the slopes up to m. Halving the doubles between the least and the largest slope, which neighbours have,
/// finds the slope of a rank after at most 64 counts, each of n log n steps; ranks that lie close share most of them.
/// Up to 64 points the pairs are sorted instead.
///
/// A slope is the double nearest to (y2 - y1) / (t2 - t1). Counts are exact: differences that no double holds are
/// compared with their rounding errors (Dekker's), so that ties are ties, and nothing depends on the order of steps or
/// on threads.
///
/// Edge cases: where values are so far apart that no double holds the distance, all slopes are infinite. Times are
/// whole numbers below 2^26.
///
/// Sources: Matousek, "Randomized optimal algorithm for slope selection", Information Processing Letters 39 (1991) for
/// counting by inversions; Dekker, Numerische Mathematik 18 (1971).
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// Called between counts, each a good part of a second of a million points: what it throws ends the search.
using BetweenCounts = void (*)();

namespace detail {

/// Sorts by merging and counts the pairs that change places: those of which `falls(later, earlier)` is true.
template <class T, class Falls>
[[nodiscard]] std::uint64_t count_inversions(std::vector<T>& values, Falls falls) {
    std::uint64_t inversions = 0;
    std::vector<T> merged(values.size());
    for (std::size_t width = 1; width < values.size(); width *= 2) {
        for (std::size_t start = 0; start < values.size(); start += 2 * width) {
            const std::size_t half = std::min(start + width, values.size());
            const std::size_t end = std::min(start + 2 * width, values.size());
            std::size_t i = start, j = half, out = start;
            while (i < half && j < end) {
                const bool changes = falls(values[j], values[i]);
                if (changes) inversions += half - i;
                merged[out++] = changes ? values[j++] : values[i++];
            }
            while (i < half) merged[out++] = values[i++];
            while (j < end) merged[out++] = values[j++];
        }
        std::swap(values, merged);
    }
    return inversions;
}

struct TimedValue {
    double time = 0.0;
    double value = 0.0;
};

/// A sum of two doubles as its rounding and what that leaves.
struct ExactSum {
    double rounded = 0.0;
    double rest = 0.0;
};

[[nodiscard]] inline ExactSum exact_sum(double a, double b) noexcept {
    const double sum = a + b, of_b = sum - a;
    return {.rounded = sum, .rest = (a - (sum - of_b)) + (b - of_b)};
}

/// Less than 0, 0 or more than 0, as the exact sum of four numbers is.
[[nodiscard]] inline double sign_of_sum(double a, double b, double c, double d) noexcept {
    double terms[4] = {a, b, c, d};
    for (int pass = 0; pass < 4; ++pass)  // until none overlaps another, the largest last
        for (int i = 1; i < 4; ++i) {
            const ExactSum sum = exact_sum(terms[i], terms[i - 1]);
            terms[i] = sum.rounded;
            terms[i - 1] = sum.rest;
        }
    for (int i = 3; i >= 0; --i)
        if (terms[i] != 0.0) return terms[i];
    return 0.0;
}

/// A slope to compare with: half way from a double to the next. Its first and its last bits make exact products with
/// the distance of two times.
struct Threshold {
    explicit Threshold(double double_below, double double_above) noexcept
        : slope(double_below),
          first_bits(std::bit_cast<double>(std::bit_cast<std::uint64_t>(slope) & ~std::uint64_t{0x7FFFFFF})),
          last_bits(slope - first_bits),
          more((double_above - slope) / 2.0) {}

    double slope, first_bits, last_bits, more;
};

/// Whether the slope from one point to a later one is at most a threshold, exactly.
[[nodiscard]] inline bool at_most(const TimedValue& later, const TimedValue& earlier, const Threshold& m) noexcept {
    const double apart = later.time - earlier.time;
    const double rise = later.value - earlier.value, line = m.slope * apart;
    const double difference = rise - line;
    // Each of the two is within half of its last bit, and so is what a threshold has more.
    const double doubt = 4.0 * std::numeric_limits<double>::epsilon() * std::fabs(line) +
                         4.0 * std::numeric_limits<double>::denorm_min();
    if (std::fabs(difference) > doubt) return difference < 0.0;
    const double rise_rest = exact_sum(later.value, -earlier.value).rest;
    const double line_rest = (m.first_bits * apart - line) + m.last_bits * apart, more = m.more * apart;
    // Where the two are as near as that, their difference is exact.
    const double rests = rise_rest - line_rest - more;
    const double rounding = std::numeric_limits<double>::epsilon() *
                            (std::fabs(difference) + std::fabs(rise_rest) + std::fabs(line_rest) + more);
    if (std::fabs(difference + rests) > 4.0 * rounding) return difference + rests < 0.0;
    return sign_of_sum(difference, rise_rest, -line_rest, -more) <= 0.0;
}

/// How many slopes are at most a threshold. Points that are level along it change places as those that fall do.
[[nodiscard]] inline std::uint64_t slopes_at_most(std::span<const TimedValue> points, std::vector<TimedValue>& work,
                                                const Threshold& m) {
    work.assign(points.begin(), points.end());
    return count_inversions(work, [&m](const TimedValue& a, const TimedValue& b) { return at_most(a, b, m); });
}

/// Doubles by number, in their order; -0.0 and 0.0 are one.
[[nodiscard]] inline std::int64_t number_of(double x) noexcept {
    const auto bits = std::bit_cast<std::int64_t>(x == 0.0 ? 0.0 : x);
    return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

[[nodiscard]] inline double double_of(std::int64_t number) noexcept {
    return std::bit_cast<double>(number >= 0 ? number : std::numeric_limits<std::int64_t>::min() - number);
}

/// The slopes of sorted ranks, which lie from double `low` to double `high`; as 0 those that are nearer to 0 than the
/// double `noise`.
inline void select_slopes(std::span<const TimedValue> points, std::vector<TimedValue>& work, std::int64_t low,
                          std::int64_t high, std::int64_t noise, std::span<const std::uint64_t> ranks,
                          std::span<double> slopes, BetweenCounts between) {
    if (ranks.empty()) return;
    if (between != nullptr) between();
    const bool none = low >= -noise && high <= noise;
    if (none || low == high) {
        std::fill(slopes.begin(), slopes.end(), none ? 0.0 : double_of(low));
        return;
    }
    const std::int64_t at = std::midpoint(low, high);
    // Up to half way to the next double a slope is nearest to this one.
    const std::uint64_t count = slopes_at_most(points, work, Threshold(double_of(at), double_of(at + 1)));
    const auto split = static_cast<std::size_t>(std::lower_bound(ranks.begin(), ranks.end(), count) - ranks.begin());
    select_slopes(points, work, low, at, noise, ranks.first(split), slopes.first(split), between);
    select_slopes(points, work, at + 1, high, noise, ranks.subspan(split), slopes.subspan(split),
                  between);
}

inline constexpr std::size_t most_sorted_pairs_of = 64;  ///< points

/// The slopes of all pairs, sorted.
[[nodiscard]] inline std::vector<double> all_slopes(std::span<const TimedValue> points) {
    std::vector<double> slopes;
    slopes.reserve(points.size() * (points.size() - 1) / 2);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = i + 1; j < points.size(); ++j)
            slopes.push_back((points[j].value - points[i].value) / (points[j].time - points[i].time));
    std::sort(slopes.begin(), slopes.end());
    return slopes;
}

/// The slopes of sorted ranks, without holding all pairs.
[[nodiscard]] inline std::vector<double> selected_slopes(std::span<const TimedValue> points,
                                                         std::span<const std::uint64_t> ranks, double noise,
                                                         BetweenCounts between) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double slope =
            (points[i].value - points[i - 1].value) / (points[i].time - points[i - 1].time);
        least = std::min(least, slope);
        most = std::max(most, slope);
    }
    std::vector<double> slopes(ranks.size());
    std::vector<TimedValue> work;
    constexpr double largest = std::numeric_limits<double>::max();
    // Two doubles to either side, for the slopes of neighbours are rounded twice.
    select_slopes(points, work, std::max(number_of(least) - 2, number_of(-largest)),
                  std::min(number_of(most) + 2, number_of(largest)), number_of(noise), ranks, slopes, between);
    return slopes;
}

}  // namespace detail

/// How many pairs of values fall, the first of them being the higher.
[[nodiscard]] inline std::uint64_t falling_pairs(std::vector<double> values) {
    return detail::count_inversions(values, [](double later, double earlier) { return later < earlier; });
}

/// The slopes of ranks, in the order of the ranks, each below the number of pairs; as 0 those of at most `noise`, up or
/// down. Times rise.
[[nodiscard]] inline std::vector<double> slopes_at(std::span<const double> time, std::span<const double> value,
                                                   std::span<const std::uint64_t> ranks, double noise = 0.0,
                                                   BetweenCounts between = nullptr) {
    std::vector<double> slopes(ranks.size(), std::numeric_limits<double>::infinity());
    const auto [least, most] = std::minmax_element(value.begin(), value.end());
    if (std::isinf(*most - *least)) return slopes;
    std::vector<detail::TimedValue> points(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) points[i] = {.time = time[i], .value = value[i]};
    if (value.size() <= detail::most_sorted_pairs_of) {
        const std::vector<double> sorted = detail::all_slopes(points);
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            const double slope = sorted[static_cast<std::size_t>(ranks[i])];
            slopes[i] = std::fabs(slope) <= noise ? 0.0 : slope;
        }
        return slopes;
    }
    std::vector<std::uint64_t> ordered(ranks.begin(), ranks.end());
    std::sort(ordered.begin(), ordered.end());
    const std::vector<double> of_ordered = detail::selected_slopes(points, ordered, noise, between);
    for (std::size_t i = 0; i < ranks.size(); ++i)
        slopes[i] = of_ordered[static_cast<std::size_t>(
            std::lower_bound(ordered.begin(), ordered.end(), ranks[i]) - ordered.begin())];
    return slopes;
}

}  // namespace headway::stats
