/// @file
/// Why the rate of a whole changed: because the rates of its parts did, or because their weights did (mix).
///
/// A part i has x_i of n_i now and x'_i of n'_i before; N and N' are the sums of n_i and n'_i.
///
///     weight        w_i = n_i / N                       the part's share of the denominators
///     rate          r_i = x_i / n_i;  the whole's is R = sum x_i / N = sum of w_i r_i
///     rate effect   (w_i + w'_i) / 2 (r_i - r'_i)        what comes of a change of the part's rate
///     mix effect    (r_i + r'_i) / 2 (w_i - w'_i)        what comes of a change of the part's weight
///     contribution  w_i r_i - w'_i r'_i                  the sum of the two
///
/// The effects of all parts add up to R - R', and no product of both changes is left over. The rate effects of all
/// parts together say how much of the change is one of rates, the mix effects how much is one of composition. One
/// part's mix effect counts all that comes with it: a part that grows adds, also where its rate is below the average,
/// and those that shrink take away; whether the mix did good only their sum tells.
///
/// To so many decimals: both rates are rounded, the change is their difference, as a reader takes one printed rate from
/// the other, and every effect is rounded to the nearest unit. Where these do not add up to the change, the units that
/// are over or short go one each to the effects which rounding moved furthest the other way (the largest remainders),
/// the first of equals first. So the printed effects add up to the printed change, and each is less than one unit off,
/// or less than two where the printed change itself is. Without decimals the effects add up to the change as decimals
/// of 13 digits do.
///
/// Edge cases: a part with none of the denominator on one side (0 of 0) has no rate there: it came or went, its rate
/// effect is 0 and its mix effect is its rate times the change of its weight. On both sides: all 0. A count or
/// denominator that is missing, infinite or negative leaves the shares of all parts unknown: parts say why by their
/// `status`, the whole by the first of theirs. A whole without a denominator is `zero_denominator`.
/// Errors: columns of different lengths, a multiplier that is none, more than 9 decimals; of names (`validate_parts`)
/// one that is that of a row of totals, which would be counted twice, and one that a whole has twice; of figures
/// (`validate_figures`) a row that is the sum of the others.
///
/// Sources: Kitagawa, "Components of a difference between two rates", Journal of the American Statistical Association
/// 50 (1955), 1168; Das Gupta, "Standardization and decomposition of rates", US Bureau of the Census P23-186 (1993);
/// the largest remainders are Hamilton's.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view rate_decomposition_method =
    "rate and mix effects, version 1 (Kitagawa 1955; Das Gupta 1993)";

/// One part of a whole, now and before. Rates and effects are times the multiplier, shares are of 1.
struct PartOfRate {
    double share = std::numeric_limits<double>::quiet_NaN();
    double previous_share = std::numeric_limits<double>::quiet_NaN();
    double rate = std::numeric_limits<double>::quiet_NaN();           ///< NaN of a part without a denominator
    double previous_rate = std::numeric_limits<double>::quiet_NaN();  ///< the same
    double rate_effect = std::numeric_limits<double>::quiet_NaN();
    double mix_effect = std::numeric_limits<double>::quiet_NaN();
    double contribution = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
};

/// A whole and its parts. Of the whole, the effects are the sums of its parts' and the contribution is the change.
struct RateDecomposition {
    PartOfRate whole{};
    std::vector<PartOfRate> parts{};
};

/// Counts and their denominators by part, now and before.
struct CountsOfParts {
    std::span<const double> count{};
    std::span<const double> denominator{};
    std::span<const double> previous_count{};
    std::span<const double> previous_denominator{};
};

/// What the rows are called: a name a row or, with codes, each name once and which of them a row has.
struct NamesOfParts {
    std::span<const std::string> names{};
    std::span<const std::int32_t> codes{};

    NamesOfParts(const std::vector<std::string>& each, std::span<const std::int32_t> of_rows = {})
        : names(each), codes(of_rows) {}
    NamesOfParts(std::span<const std::string> each, std::span<const std::int32_t> of_rows = {})
        : names(each), codes(of_rows) {}

    [[nodiscard]] std::size_t size() const noexcept { return codes.empty() ? names.size() : codes.size(); }
    [[nodiscard]] std::size_t name_of(std::size_t row) const {
        return codes.empty() ? row : static_cast<std::size_t>(codes[row]);
    }
    [[nodiscard]] const std::string& operator[](std::size_t row) const { return names[name_of(row)]; }
};

/// Refuses rows that are no parts: see the head of this file. `group` has a code a row; empty: all are of one whole.
/// @throws Error for up to ten at once.
inline void validate_parts(const NamesOfParts& parts, std::span<const std::int32_t> group = {}) {
    std::unordered_map<std::string, std::size_t> numbers;
    std::vector<std::size_t> number_of;  // the same of names that are one
    bool any_of_totals = false;
    for (const std::string& name : parts.names) {
        const auto [plain, is_new] = numbers.try_emplace(plain_text(name), numbers.size());
        number_of.push_back(plain->second);
        any_of_totals = any_of_totals || (is_new && headway::detail::is_name_of_totals(plain->first));
    }
    const auto key_of = [&](std::size_t row) {
        const auto whole = static_cast<std::uint32_t>(group.empty() ? 0 : group[row]);
        return std::uint64_t{whole} << 32 | number_of[parts.name_of(row)];
    };
    std::vector<std::uint64_t> keys(parts.size());
    for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = key_of(row);
    if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
    if (!any_of_totals && std::adjacent_find(keys.begin(), keys.end()) == keys.end()) return;

    Problems problems;
    std::unordered_map<std::uint64_t, std::size_t> first;  // rows by whole and name
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const std::string plain = plain_text(parts[row]);
        const std::string found = "row " + std::to_string(row) + ", part: found " + headway::quoted(plain);
        if (headway::detail::is_name_of_totals(plain))
            problems.add(found + ", which adds up the others; accepted: parts alone, and the printed rate of the "
                         "whole as printed=");
        const auto [at, is_new] = first.emplace(key_of(row), row);
        if (!is_new)
            problems.add(found + " again, after row " + std::to_string(at->second) +
                         "; accepted: one row a part of a whole");
    }
    problems.raise_if_any();
}

/// Refuses a row of which every figure is the sum of the whole's others: beside several parts that have any, or beside
/// one under a name that may be that of all ("All", "Overall").
/// @throws Error for up to ten at once.
inline void validate_figures(const NamesOfParts& parts, std::span<const std::int32_t> group,
                             const CountsOfParts& counts) {
    struct Whole {
        std::vector<double> sums{};
        std::size_t with_any = 0;
        std::vector<std::size_t> of_others{};  ///< rows that are the sum of the others
    };
    const auto figures_of = [&](std::size_t row) {
        const auto figure = [&](std::span<const double> column) {
            return std::isfinite(column[row]) ? std::optional(column[row]) : std::nullopt;
        };
        return std::array{figure(counts.count), figure(counts.denominator), figure(counts.previous_count),
                          figure(counts.previous_denominator)};
    };
    std::map<std::int32_t, Whole> wholes;
    Whole* whole = nullptr;
    const auto whole_of = [&](std::size_t row) -> Whole& {  // rows of one mostly stand together
        if (group.empty() ? whole == nullptr : row == 0 || group[row] != group[row - 1])
            whole = &wholes[group.empty() ? 0 : group[row]];
        return *whole;
    };
    for (std::size_t row = 0; row < parts.size(); ++row) {
        const auto figures = figures_of(row);
        Whole& of = whole_of(row);
        headway::detail::add_to(of.sums, figures);
        of.with_any += figures[1].value_or(0.0) != 0.0 || figures[3].value_or(0.0) != 0.0;
    }
    for (std::size_t row = 0; row < parts.size(); ++row) {
        Whole& of = whole_of(row);
        if (headway::detail::is_sum_of_others(figures_of(row), of.sums, true)) of.of_others.push_back(row);
    }
    Problems problems;
    for (const auto& [code, of] : wholes)
        for (const std::size_t row : of.of_others) {
            const std::string name = plain_text(parts[row]);
            if (of.with_any > 2 || headway::detail::may_be_all(name))
                problems.add("row " + std::to_string(row) + ", part: found " + headway::quoted(name) +
                             ", which is the sum of the others; accepted: parts alone, and the printed rate of the "
                             "whole as printed=");
        }
    problems.raise_if_any();
}

namespace detail {

/// Why a part has no rates; a part that is not there on one side has a rate on the other.
[[nodiscard]] inline StatisticStatus status_of_part(double x, double n, double previous_x, double previous_n) noexcept {
    const StatisticStatus amounts = status_of_amounts(x, n, previous_x, previous_n);
    if (amounts != StatisticStatus::estimated) return amounts;
    const bool counted_among_none = (n == 0.0 && x > 0.0) || (previous_n == 0.0 && previous_x > 0.0);
    return counted_among_none ? StatisticStatus::zero_denominator : StatisticStatus::estimated;
}

/// A number in whole units of the last of so many decimals, halves away from 0.
[[nodiscard]] inline double in_units(double number, double per_one) noexcept {
    return std::round(decimal::difference(number * per_one, 0.0));
}

/// Rounds the effects to so many decimals so that they add up to the change as printed: see the head of this file.
/// False where no double holds that many units.
[[nodiscard]] inline bool round_effects(RateDecomposition& all, int decimals) {
    const double per_one = decimal::detail::power_of_ten[decimals];
    constexpr double most = 0x1p51;
    std::vector<double*> effects;
    for (PartOfRate& part : all.parts) effects.insert(effects.end(), {&part.rate_effect, &part.mix_effect});
    std::vector<double> exact, units;
    for (const double* effect : effects) {
        exact.push_back(*effect * per_one);
        units.push_back(in_units(*effect, per_one));
    }
    const double now = in_units(all.whole.rate, per_one), before = in_units(all.whole.previous_rate, per_one);
    if (!(std::max(now, before) < most)) return false;
    double over = now - before - std::accumulate(units.begin(), units.end(), 0.0);
    std::vector<std::size_t> order(units.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double sign = over < 0.0 ? -1.0 : 1.0;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sign * (exact[a] - units[a]) > sign * (exact[b] - units[b]);
    });
    for (std::size_t i = 0; i < order.size() && over != 0.0; ++i, over -= sign) units[order[i]] += sign;
    double rates = 0.0, mix = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        *effects[i] = units[i] / per_one;
        (i % 2 == 0 ? rates : mix) += units[i];
    }
    for (std::size_t i = 0; i < all.parts.size(); ++i)
        all.parts[i].contribution = (units[2 * i] + units[2 * i + 1]) / per_one;
    all.whole.rate = now / per_one;
    all.whole.previous_rate = before / per_one;
    all.whole.rate_effect = rates / per_one;
    all.whole.mix_effect = mix / per_one;
    all.whole.contribution = (now - before) / per_one;
    return true;
}

}  // namespace detail

/// The parts of a change of a rate, in the order of the rows. @throws Error: see the head of this file.
[[nodiscard]] inline RateDecomposition rate_decomposition(const CountsOfParts& counts, double multiplier = 1.0,
                                                          std::optional<int> decimals = std::nullopt) {
    validate_multiplier(multiplier);
    const std::size_t rows = counts.count.size();
    if (counts.denominator.size() != rows || counts.previous_count.size() != rows ||
        counts.previous_denominator.size() != rows)
        throw Error("rate decomposition: found columns of different lengths; accepted: one row a part");
    if (decimals && (*decimals < 0 || *decimals > 9))
        throw Error("decimals: found " + std::to_string(*decimals) + "; accepted: 0 to 9");

    RateDecomposition all{.whole = {.status = StatisticStatus::estimated}, .parts = std::vector<PartOfRate>(rows)};
    double x = 0.0, n = 0.0, previous_x = 0.0, previous_n = 0.0;
    for (std::size_t i = 0; i < rows; ++i) {
        PartOfRate& part = all.parts[i];
        part.status = detail::status_of_part(counts.count[i], counts.denominator[i], counts.previous_count[i],
                                             counts.previous_denominator[i]);
        all.whole.status = first_of(all.whole.status, part.status);
        if (counts.denominator[i] > 0.0) part.rate = counts.count[i] / counts.denominator[i] * multiplier;
        if (counts.previous_denominator[i] > 0.0)
            part.previous_rate = counts.previous_count[i] / counts.previous_denominator[i] * multiplier;
        x += counts.count[i];
        n += counts.denominator[i];
        previous_x += counts.previous_count[i];
        previous_n += counts.previous_denominator[i];
    }
    if (all.whole.status == StatisticStatus::estimated && !(n > 0.0 && previous_n > 0.0))
        all.whole.status = StatisticStatus::zero_denominator;
    if (all.whole.status == StatisticStatus::estimated && !std::isfinite(x + n + previous_x + previous_n))
        all.whole.status = StatisticStatus::not_finite;

    const auto leave_out = [&](StatisticStatus why) {
        all.whole = {.status = why};
        for (PartOfRate& part : all.parts) {
            part.share = part.previous_share = std::numeric_limits<double>::quiet_NaN();
            part.rate_effect = part.mix_effect = part.contribution = std::numeric_limits<double>::quiet_NaN();
            if (part.status == StatisticStatus::estimated) part.status = why;
            if (!std::isfinite(part.rate)) part.rate = std::numeric_limits<double>::quiet_NaN();
            if (!std::isfinite(part.previous_rate)) part.previous_rate = std::numeric_limits<double>::quiet_NaN();
        }
        return all;
    };
    if (all.whole.status != StatisticStatus::estimated) return leave_out(all.whole.status);

    double rates = 0.0, mix = 0.0;
    for (std::size_t i = 0; i < rows; ++i) {
        PartOfRate& part = all.parts[i];
        part.share = counts.denominator[i] / n;
        part.previous_share = counts.previous_denominator[i] / previous_n;
        const bool here = counts.denominator[i] > 0.0, was_here = counts.previous_denominator[i] > 0.0;
        const double now = here ? part.rate : was_here ? part.previous_rate : 0.0;
        const double before = was_here ? part.previous_rate : now;
        part.rate_effect = (part.share / 2.0 + part.previous_share / 2.0) * (now - before);
        part.mix_effect = (now / 2.0 + before / 2.0) * (part.share - part.previous_share);
        part.contribution = part.share * now - part.previous_share * before;
        rates += part.rate_effect;
        mix += part.mix_effect;
    }
    all.whole.share = all.whole.previous_share = 1.0;
    all.whole.rate = x / n * multiplier;
    all.whole.previous_rate = previous_x / previous_n * multiplier;
    all.whole.contribution = decimal::difference(all.whole.rate, all.whole.previous_rate);
    all.whole.rate_effect = rates;
    all.whole.mix_effect = mix;
    const bool held = std::isfinite(rates) && std::isfinite(mix) && std::isfinite(all.whole.contribution);
    if (!held || (decimals && !detail::round_effects(all, *decimals))) return leave_out(StatisticStatus::not_finite);
    return all;
}

/// A printed rate beside what the parts of its whole come to.
struct PrintedWhole {
    double unexplained = std::numeric_limits<double>::quiet_NaN();  ///< printed less computed; NaN: nothing to compare
    bool explained_by_rounding = false;  ///< there is a difference, of at most half a unit of the last printed decimal
};

/// Whether a rate that was printed is what its parts come to: their counts are exact, so the envelope of rounding is
/// that of the printed figure alone (money/reconciliation.hpp, terms that are set).
/// @param decimals as printed, where they are known (71.0 has one); else those that the number needs
[[nodiscard]] inline PrintedWhole beside_printed(double computed, double printed,
                                                 std::optional<int> decimals = std::nullopt) {
    const double difference = decimal::difference(printed, computed);
    if (!std::isfinite(difference)) return {};
    const double half_unit = 0.5 / decimal::detail::power_of_ten[decimals.value_or(decimal::decimals_of(printed))];
    return {.unexplained = difference,
            .explained_by_rounding = difference != 0.0 && decimal::within(std::fabs(difference), half_unit, true)};
}

}  // namespace headway::stats
