#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "columns.hpp"
#include "headway/assess/rating.hpp"
#include "headway/batch/assess.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/series/accrual.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A row against one comparator takes about 10 ns.
constexpr std::size_t ratings_per_millisecond = 100'000;

// Branchless: the rows are looked for only where there is something to find.
bool any_infinite(std::span<const double> column, unsigned threads) {
    std::atomic<bool> found = false;
    parallel_for(column.size(), 10 * ratings_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        bool here = false;
        for (std::size_t i = first; i < last; ++i)
            here |= std::fabs(column[i]) > std::numeric_limits<double>::max();
        if (here) found = true;
    });
    return found;
}

void name_infinite(std::span<const double> column, const std::string& name, Problems& problems) {
    for (std::size_t i = 0; i < column.size(); ++i)
        if (std::isinf(column[i]))
            problems.add("row " + std::to_string(i) + ", column '" + name + "': found " +
                         (column[i] > 0 ? "infinity" : "-infinity") + "; accepted: a finite number, or missing");
}

Range comparator_of_row(const ComparatorColumn& column, std::size_t i, std::optional<Polarity> polarity) noexcept {
    const bool bounded = !column.lower.empty() && (polarity == Polarity::in_range || std::isnan(column.value[i]));
    return bounds_or_number(bounded ? Range{column.lower[i], column.upper[i]} : Range{}, column.value[i]);
}

std::optional<Polarity> polarity_of_row(const Table& table, std::size_t i) noexcept {
    if (table.polarity[i] == no_polarity) return std::nullopt;
    return static_cast<Polarity>(table.polarity[i]);
}

constexpr auto band = static_cast<std::uint8_t>(Basis::band);

/// The rule of a row, against all comparators but the first.
RatingRule rule_of_row(const Table& table, std::size_t i, RatingRule rule) noexcept {
    rule.polarity = polarity_of_row(table, i);
    const auto& [tolerance, basis, amber_limit, tolerance_name, amber_limit_name] = table.rules;
    if (!tolerance.empty() && !std::isnan(tolerance[i])) rule.tolerance = tolerance[i];
    if (!basis.empty() && basis[i] != no_basis && basis[i] != band) rule.basis = static_cast<Basis>(basis[i]);
    return rule;
}

Range interval_of_row(const IntervalColumns& interval, std::size_t i) noexcept {
    return interval.lower.empty() ? Range{} : Range{interval.lower[i], interval.upper[i]};
}

DirectionRule direction_rule_of_row(const Table& table, std::size_t i, DirectionRule rule) noexcept {
    if (!table.dead_band.empty() && !std::isnan(table.dead_band[i])) rule.dead_band = table.dead_band[i];
    return rule;
}

/// Against the first comparator: with the amber limit of the row, where it has one.
RatingRule first_rule_of_row(const Table& table, std::size_t i, RatingRule of_row) noexcept {
    const std::span<const double> limits = table.rules.amber_limit;
    if (limits.empty() || std::isnan(limits[i])) return of_row;
    of_row.basis = Basis::band;
    of_row.amber_limit = limits[i];
    return of_row;
}

void check_rules(const Table& table, const RatingRule& rule, Problems& problems) {
    const RuleColumns& rules = table.rules;
    if (rules.tolerance.empty() && rules.basis.empty() && rules.amber_limit.empty()) return;
    const std::size_t rows = table.latest.size();
    check_length_if_given(rules.tolerance.size(), rows, "tolerance", "latest");
    check_length_if_given(rules.basis.size(), rows, "basis", "latest");
    check_length_if_given(rules.amber_limit.size(), rows, "amber_limit", "latest");
    for (std::size_t i = 0; i < rows; ++i) {
        const auto refuse = [&](const std::string& column, const std::string& problem) {
            problems.add("row " + std::to_string(i) + ", column '" + column + "': " + problem);
        };
        const std::uint8_t basis = rules.basis.empty() ? no_basis : rules.basis[i];
        if (basis != no_basis && basis > band) {
            refuse("basis", "found code " + std::to_string(basis) + "; accepted: 0 to 4, or 255 for that of all rows");
            continue;
        }
        const RatingRule of_row = rule_of_row(table, i, rule);
        const RatingRule first = first_rule_of_row(table, i, of_row);
        if (basis == band && first.basis != Basis::band)
            refuse(rules.amber_limit_name, "found nothing, with basis band; accepted: the last amber value");
        try {
            validate(of_row);
        } catch (const Error& error) {
            refuse(rules.tolerance_name, error.what());
        }
        if (rules.amber_limit.empty() || std::isnan(rules.amber_limit[i])) continue;
        try {
            validate(first);
        } catch (const Error& error) {
            refuse(rules.amber_limit_name, error.what());
        }
        if (table.comparators.empty()) continue;
        const ComparatorColumn& comparator = table.comparators.front();
        const double wanted = comparator.value[i];
        const bool high = first.polarity == Polarity::high_is_good, low = first.polarity == Polarity::low_is_good;
        if ((high && first.amber_limit > wanted) || (low && first.amber_limit < wanted))
            refuse(rules.amber_limit_name, "found " + shown(first.amber_limit) + ", which is better than " +
                                               shown(wanted) + " in column '" + comparator.name +
                                               "'; accepted: the last value that is still amber, worse than that");
    }
}

void check(const Table& table, const RatingRule& rule, const AssessedTable& assessed, unsigned threads) {
    const std::size_t rows = table.latest.size();
    check_length_if_given(table.previous.size(), rows, "previous", "latest");
    check_length(table.polarity.size(), rows, "polarity", "latest");
    check_length_if_given(table.accrual.size(), rows, "accrual", "latest");
    check_length(assessed.change.size(), rows, "change (out)", "latest");
    check_length(assessed.direction.size(), rows, "direction (out)", "latest");
    check_length_if_given(assessed.direction_reason.size(), rows, "direction_reason (out)", "latest");
    check_length_if_given(table.dead_band.size(), rows, "dead_band", "latest");
    for (const auto& [name, interval] : {std::pair(&table.latest_name, &table.latest_interval),
                                         std::pair(&table.previous_name, &table.previous_interval)}) {
        check_length_if_given(interval->lower.size(), rows, *name + "_lower", "latest");
        check_length(interval->upper.size(), interval->lower.size(), *name + "_upper", *name + "_lower");
    }
    if (assessed.comparators.size() != table.comparators.size())
        throw Error("assess: found " + std::to_string(assessed.comparators.size()) +
                    " comparator columns to write; accepted: " + std::to_string(table.comparators.size()));

    Problems problems;
    const auto finite = [&](std::span<const double> column, const std::string& name) {
        if (any_infinite(column, threads)) name_infinite(column, name, problems);
    };
    finite(table.latest, table.latest_name);
    finite(table.previous, table.previous_name);
    const auto refuse = [&](std::size_t row, const char* column, std::uint8_t found, const std::string& accepted) {
        problems.add("row " + std::to_string(row) + ", column " + column + ": found code " + std::to_string(found) +
                     "; accepted: " + accepted);
    };
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint8_t polarity = table.polarity[i];
        if (polarity != no_polarity && polarity >= Vocabulary<Polarity>::words.size())
            refuse(i, "polarity", polarity, "0 to 3, or 255 for none");
        if (rule.basis == Basis::band && polarity == static_cast<std::uint8_t>(Polarity::in_range))
            problems.add("row " + std::to_string(i) + ", column polarity: found in_range with a rule of basis band; "
                         "accepted: another basis, or high_is_good, low_is_good or neutral");
    }
    check_rules(table, rule, problems);
    for (std::size_t i = 0; i < table.dead_band.size(); ++i)
        if (table.dead_band[i] < 0.0 || std::isinf(table.dead_band[i]))
            problems.add("row " + std::to_string(i) + ", column '" + table.dead_band_name + "': found " +
                         shown(table.dead_band[i]) + "; accepted: 0 or more, in the indicator's unit, or missing");
    for (std::size_t i = 0; i < table.accrual.size(); ++i)
        if (table.accrual[i] >= Vocabulary<Accrual>::words.size()) refuse(i, "accrual", table.accrual[i], "0 to 4");
    for (std::size_t c = 0; c < table.comparators.size(); ++c) {
        const ComparatorColumn& in = table.comparators[c];
        const std::string& name = in.name;
        check_length(in.value.size(), rows, name, "latest");
        const std::size_t bounds = in.lower.empty() && in.upper.empty() ? 0 : rows;  // both, or neither
        check_length(in.lower.size(), bounds, name + "_lower", "latest");
        check_length(in.upper.size(), bounds, name + "_upper", "latest");
        check_length(assessed.comparators[c].rating.size(), rows, name + ".rating (out)", "latest");
        check_length(assessed.comparators[c].reason.size(), rows, name + ".reason (out)", "latest");
        check_length(assessed.comparators[c].gap.size(), rows, name + ".gap (out)", "latest");
        check_length(assessed.comparators[c].present.size(), rows, name + ".present (out)", "latest");
        finite(in.value, name);
        finite(in.lower, name + "_lower");
        finite(in.upper, name + "_upper");
        for (std::size_t i = 0; i < in.lower.size(); ++i)
            if (in.lower[i] > in.upper[i] && std::isfinite(in.lower[i]) && std::isfinite(in.upper[i]))
                problems.add("row " + std::to_string(i) + ", columns '" + name + "_lower' and '" + name +
                             "_upper': found a lower bound " + shown(in.lower[i]) + " above the upper bound " +
                             shown(in.upper[i]) + "; accepted: the lower bound first");
    }
    problems.raise_if_any();
}

}  // namespace

void assess(const Table& table, const RatingRule& rule, const DirectionRule& direction_rule,
            const AssessedTable& assessed, unsigned threads) {
    for (const Polarity polarity : {Polarity::high_is_good, Polarity::low_is_good}) {
        RatingRule each = rule;
        each.polarity = polarity;
        validate(each);
    }
    validate(direction_rule);
    check(table, rule, assessed, threads);

    parallel_for(table.latest.size(), ratings_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const RatingRule of_row = rule_of_row(table, i, rule);
            const double latest = table.latest[i];
            const double previous =
                table.previous.empty() ? std::numeric_limits<double>::quiet_NaN() : table.previous[i];

            assessed.change[i] = change_since(latest, previous);
            Travel moved{Direction::unknown, DirectionReason::cumulative};
            if (table.accrual.empty() || has_direction(static_cast<Accrual>(table.accrual[i]))) {
                const Range good = table.comparators.empty() || of_row.polarity != Polarity::in_range
                                       ? Range{}
                                       : comparator_of_row(table.comparators.front(), i, of_row.polarity);
                const double explained = explained_change(latest, interval_of_row(table.latest_interval, i), previous,
                                                          interval_of_row(table.previous_interval, i));
                moved = travel(latest, previous, of_row.polarity, good, direction_rule_of_row(table, i, direction_rule),
                               explained);
            }
            assessed.direction[i] = static_cast<std::uint8_t>(moved.direction);
            if (!assessed.direction_reason.empty())
                assessed.direction_reason[i] = static_cast<std::uint8_t>(moved.reason);

            for (std::size_t c = 0; c < table.comparators.size(); ++c) {
                const Assessment result =
                    headway::assess(latest, comparator_of_row(table.comparators[c], i, of_row.polarity),
                                    c == 0 ? first_rule_of_row(table, i, of_row) : of_row);
                const AssessmentColumn& out = assessed.comparators[c];
                out.rating[i] = static_cast<std::uint8_t>(result.rating);
                out.reason[i] = static_cast<std::uint8_t>(result.reason);
                out.gap[i] = result.gap;
                out.present[i] = result.has_comparator() ? 1 : 0;
            }
        }
    });
}

}  // namespace headway::batch
