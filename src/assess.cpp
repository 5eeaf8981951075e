#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
    return headway::comparator_of_row(column.value[i], column.bounds.of_row(i), polarity);
}

std::optional<Polarity> polarity_of_row(const Table& table, std::size_t i) noexcept {
    if (table.polarity[i] == no_polarity) return std::nullopt;
    return static_cast<Polarity>(table.polarity[i]);
}

RatingRule rule_with_polarity(RatingRule rule, std::optional<Polarity> polarity) noexcept {
    rule.polarity = polarity;
    return rule;
}

RuleOfRow rule_of_row(const RuleColumns& rules, std::size_t i) noexcept {
    RuleOfRow row;
    if (!rules.tolerance.empty()) row.tolerance = rules.tolerance[i];
    if (!rules.basis.empty() && rules.basis[i] != no_basis) row.basis = static_cast<Basis>(rules.basis[i]);
    if (!rules.amber_limit.empty()) row.amber_limit = rules.amber_limit[i];
    return row;
}

void check_rules(const Table& table, const RatingRule& rule, Problems& problems) {
    const RuleColumns& rules = table.rules;
    const bool by_row = !rules.tolerance.empty() || !rules.basis.empty() || !rules.amber_limit.empty();
    if (!by_row && rule.basis != Basis::percentage_points) return;
    const std::size_t rows = table.latest.size();
    check_length_if_given(rules.tolerance.size(), rows, "tolerance", "latest");
    check_length_if_given(rules.basis.size(), rows, "basis", "latest");
    check_length_if_given(rules.amber_limit.size(), rows, "amber_limit", "latest");
    for (std::size_t i = 0; i < rows; ++i) {
        const auto refuse = [&](const std::string& column, const std::string& problem) {
            problems.add("row " + std::to_string(i) + ", column '" + column + "': " + problem);
        };
        const std::uint8_t basis = rules.basis.empty() ? no_basis : rules.basis[i];
        if (basis != no_basis && basis >= Vocabulary<Basis>::words.size()) {
            refuse("basis", "found code " + std::to_string(basis) + "; accepted: 0 to 4, or 255 for that of all rows");
            continue;
        }
        const std::optional<Polarity> polarity = polarity_of_row(table, i);
        const bool compared = !table.comparators.empty();
        check_rule_of_row(rule_with_polarity(rule, polarity), rule_of_row(rules, i),
                          compared ? comparator_of_row(table.comparators.front(), i, polarity) : Range{},
                          compared ? table.comparators.front().name : std::string(),
                          [&](std::string_view part, const std::string& problem) {
                              refuse(part == "tolerance" ? rules.tolerance_name : rules.amber_limit_name, problem);
                          });
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
    const auto check_lengths = [&](const BoundColumns& bounds, const std::string& name) {
        check_length_if_given(bounds.lower.size(), rows, name + "_lower", "latest");
        check_length(bounds.upper.size(), bounds.lower.size(), name + "_upper", name + "_lower");
        check_length_if_given(bounds.lower_open.size(), bounds.lower.size(), name + "_lower_open", name + "_lower");
        check_length_if_given(bounds.upper_open.size(), bounds.lower.size(), name + "_upper_open", name + "_lower");
    };
    check_lengths(table.latest_bounds, table.latest_name);
    check_lengths(table.previous_bounds, table.previous_name);
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
    const auto check_interval = [&](const BoundColumns& interval, std::span<const double> value,
                                    const std::string& name) {
        for (std::size_t i = 0; i < interval.lower.size(); ++i) {
            const Range range{interval.lower[i], interval.upper[i]};
            if (is_interval_of(value[i], range)) continue;
            problems.add("row " + std::to_string(i) + ", columns '" + name + "_lower' and '" + name +
                         "_upper': found " + shown(range.lower) + " to " + shown(range.upper) + " about " +
                         shown(value[i]) + "; accepted: the interval of the value, finite, or missing");
        }
    };
    check_interval(table.latest_bounds, table.latest, table.latest_name);
    if (!table.previous.empty()) check_interval(table.previous_bounds, table.previous, table.previous_name);
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
        const auto& [lower, upper, lower_open, upper_open] = in.bounds;
        check_lengths(in.bounds, name);
        check_length(assessed.comparators[c].rating.size(), rows, name + ".rating (out)", "latest");
        check_length(assessed.comparators[c].reason.size(), rows, name + ".reason (out)", "latest");
        check_length(assessed.comparators[c].gap.size(), rows, name + ".gap (out)", "latest");
        check_length(assessed.comparators[c].present.size(), rows, name + ".present (out)", "latest");
        finite(in.value, name);
        finite(lower, name + "_lower");
        finite(upper, name + "_upper");
        for (std::size_t i = 0; i < lower.size(); ++i)
            if (lower[i] > upper[i] && std::isfinite(lower[i]) && std::isfinite(upper[i]))
                problems.add("row " + std::to_string(i) + ", columns '" + name + "_lower' and '" + name +
                             "_upper': found a lower bound " + shown(lower[i]) + " above the upper bound " +
                             shown(upper[i]) + "; accepted: the lower bound first");
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
            const std::optional<Polarity> polarity = polarity_of_row(table, i);
            const RatingRule of_all = rule_with_polarity(rule, polarity);
            const RuleOfRow own = rule_of_row(table.rules, i);
            const Measured latest{table.latest[i], table.latest_bounds.of_row(i)};
            const Measured previous = table.previous.empty()
                                          ? Measured{}
                                          : Measured{table.previous[i], table.previous_bounds.of_row(i)};
            const Range good = table.comparators.empty() || polarity != Polarity::in_range
                                   ? Range{}
                                   : comparator_of_row(table.comparators.front(), i, polarity);

            assessed.change[i] = change_since(latest.value, previous.value);
            const Travel moved =
                travel(latest, previous, polarity,
                       table.accrual.empty() ? Accrual::snapshot : static_cast<Accrual>(table.accrual[i]), good,
                       headway::rule_of_row(direction_rule, table.dead_band.empty() ? no_value : table.dead_band[i]));
            assessed.direction[i] = static_cast<std::uint8_t>(moved.direction);
            if (!assessed.direction_reason.empty())
                assessed.direction_reason[i] = static_cast<std::uint8_t>(moved.reason);

            for (std::size_t c = 0; c < table.comparators.size(); ++c) {
                const Range comparator = comparator_of_row(table.comparators[c], i, polarity);
                const RatingRule by = headway::rule_of_row(of_all, own, c == 0);
                const Assessment result = std::isnan(latest.value) ? headway::assess(latest.interval, comparator, by)
                                                                   : headway::assess(latest.value, comparator, by);
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
