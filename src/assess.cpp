#include <algorithm>
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

#include "assess_block.hpp"
#include "columns.hpp"
#include "headway/assess/rating.hpp"
#include "headway/batch/assess.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/problems.hpp"
#include "headway/series/accrual.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A plain row against one comparator takes about 5 ns.
constexpr std::size_t rows_per_millisecond = 200'000;

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

void check_lengths(const Table& table, const AssessedTable& assessed) {
    const std::size_t rows = table.latest.size();
    check_length_if_given(table.previous.size(), rows, "previous", "latest");
    check_length(table.polarity.size(), rows, "polarity", "latest");
    check_length_if_given(table.accrual.size(), rows, "accrual", "latest");
    check_length_if_given(assessed.change.size(), rows, "change (out)", "latest");
    check_length(assessed.direction.size(), assessed.change.size(), "direction (out)", "change (out)");
    check_length_if_given(assessed.direction_reason.size(), rows, "direction_reason (out)", "latest");
    check_length_if_given(table.dead_band.size(), rows, "dead_band", "latest");
    const auto check_bounds = [&](const BoundColumns& bounds, const std::string& name) {
        check_length_if_given(bounds.lower.size(), rows, name + "_lower", "latest");
        check_length(bounds.upper.size(), bounds.lower.size(), name + "_upper", name + "_lower");
        check_length_if_given(bounds.lower_open.size(), bounds.lower.size(), name + "_lower_open", name + "_lower");
        check_length_if_given(bounds.upper_open.size(), bounds.lower.size(), name + "_upper_open", name + "_lower");
    };
    check_bounds(table.latest_bounds, table.latest_name);
    check_bounds(table.previous_bounds, table.previous_name);
    if (assessed.comparators.size() != table.comparators.size())
        throw Error("assess: found " + std::to_string(assessed.comparators.size()) +
                    " comparator columns to write; accepted: " + std::to_string(table.comparators.size()));
    for (std::size_t c = 0; c < table.comparators.size(); ++c) {
        const std::string& name = table.comparators[c].name;
        check_length(table.comparators[c].value.size(), rows, name, "latest");
        check_bounds(table.comparators[c].bounds, name);
        check_length(assessed.comparators[c].rating.size(), rows, name + ".rating (out)", "latest");
        check_length_if_given(assessed.comparators[c].reason.size(), rows, name + ".reason (out)", "latest");
        check_length_if_given(assessed.comparators[c].gap.size(), rows, name + ".gap (out)", "latest");
        check_length_if_given(assessed.comparators[c].present.size(), rows, name + ".present (out)", "latest");
    }
}

void check_rows(const Table& table, const RatingRule& rule) {
    const std::size_t rows = table.latest.size();
    Problems problems;
    const auto finite = [&](std::span<const double> column, const std::string& name) {
        name_infinite(column, name, problems);
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
        const auto& [lower, upper, lower_open, upper_open] = in.bounds;
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

bool any_bounds(const Table& table) noexcept {
    return std::any_of(table.comparators.begin(), table.comparators.end(),
                       [](const ComparatorColumn& each) { return !each.bounds.lower.empty(); });
}

/// A whole batch with its rules, of which single rows or blocks of rows are assessed.
struct Work {
    const Table& table;
    const RatingRule& rule;
    const DirectionRule& direction_rule;
    const AssessedTable& out;

    Range good(std::size_t i, std::optional<Polarity> polarity) const noexcept {
        return table.comparators.empty() || polarity != Polarity::in_range
                   ? Range{}
                   : comparator_of_row(table.comparators.front(), i, polarity);
    }

    void move(std::size_t i) const noexcept {
        const std::optional<Polarity> polarity = polarity_of_row(table, i);
        const Measured latest{table.latest[i], table.latest_bounds.of_row(i)};
        const Measured previous = table.previous.empty()
                                      ? Measured{}
                                      : Measured{table.previous[i], table.previous_bounds.of_row(i)};
        out.change[i] = change_since(latest.value, previous.value);
        const Travel moved =
            travel(latest, previous, polarity,
                   table.accrual.empty() ? Accrual::snapshot : static_cast<Accrual>(table.accrual[i]),
                   good(i, polarity),
                   headway::rule_of_row(direction_rule, table.dead_band.empty() ? no_value : table.dead_band[i]));
        out.direction[i] = static_cast<std::uint8_t>(moved.direction);
        if (!out.direction_reason.empty()) out.direction_reason[i] = static_cast<std::uint8_t>(moved.reason);
    }

    void rate(std::size_t i, std::size_t c) const noexcept {
        const std::optional<Polarity> polarity = polarity_of_row(table, i);
        const Measured latest{table.latest[i], table.latest_bounds.of_row(i)};
        const Range comparator = comparator_of_row(table.comparators[c], i, polarity);
        const RatingRule by = headway::rule_of_row(rule_with_polarity(rule, polarity), rule_of_row(table.rules, i),
                                                   c == 0);
        const Assessment result = std::isnan(latest.value) ? headway::assess(latest.interval, comparator, by)
                                                           : headway::assess(latest.value, comparator, by);
        const AssessmentColumn& to = out.comparators[c];
        to.rating[i] = static_cast<std::uint8_t>(result.rating);
        if (!to.reason.empty()) to.reason[i] = static_cast<std::uint8_t>(result.reason);
        if (!to.gap.empty()) to.gap[i] = result.gap;
        if (!to.present.empty()) to.present[i] = result.has_comparator() ? 1 : 0;
    }

    /// Whether nothing is known of values but their numbers, and nothing of rules but that of all rows.
    bool plain_rows() const noexcept {
        return table.latest_bounds.lower.empty() && table.previous_bounds.lower.empty() &&
               table.rules.tolerance.empty() && table.rules.basis.empty() && table.rules.amber_limit.empty();
    }

    bool plain_moves() const noexcept {
        return table.latest_bounds.lower.empty() && table.previous_bounds.lower.empty() && table.dead_band.empty() &&
               table.accrual.empty() && !table.previous.empty();
    }

    bool plain_ratings(std::size_t c) const noexcept {
        const bool share = rule.basis == Basis::relative && rule.zero == ZeroRule::red;
        return plain_rows() && table.comparators[c].bounds.lower.empty() && (share || is_amount(rule.basis));
    }

    /// Whether the block holds what a batch is refused for, where all of it can be seen in the numbers themselves.
    bool refused(std::size_t first, std::size_t size) const noexcept {
        bool found = block::any_infinite(&table.latest[first], size) ||
                     (!table.previous.empty() && block::any_infinite(&table.previous[first], size)) ||
                     block::any_code_of_no_polarity(&table.polarity[first], size);
        for (const ComparatorColumn& each : table.comparators)
            found = found || block::any_infinite(&each.value[first], size);
        return found;
    }

    void move_block(std::size_t first, std::size_t size) const noexcept {
        const bool plain = plain_moves() && block::differences(&table.latest[first], &table.previous[first],
                                                               &out.change[first], size);
        std::array<std::uint8_t, block::rows> nobody_asks;
        std::uint8_t* const reason =
            out.direction_reason.empty() ? nobody_asks.data() : &out.direction_reason[first];
        const bool left = !plain || block::directions(&table.latest[first], &out.change[first], &table.polarity[first],
                                                      direction_rule.dead_band, &out.direction[first], reason, size);
        if (!left) return;
        for (std::size_t i = first; i < first + size; ++i)
            if (!plain || table.polarity[i] == static_cast<std::uint8_t>(Polarity::in_range)) move(i);
    }

    void rate_block(std::size_t first, std::size_t size, std::size_t c) const noexcept {
        const AssessmentColumn& to = out.comparators[c];
        const double* const value = &table.latest[first];
        const double* const comparator = &table.comparators[c].value[first];
        const std::uint8_t* const polarity = &table.polarity[first];
        const bool amount = is_amount(rule.basis);
        const block::Allowance allowed{amount ? 0.0 : rule.tolerance, amount ? rule.tolerance : 0.0,
                                       rule.green_inclusive};
        if (!plain_ratings(c) ||
            (!to.gap.empty() && !block::differences(value, comparator, &to.gap[first], size))) {
            for (std::size_t i = first; i < first + size; ++i) rate(i, c);
            return;
        }
        if (!to.reason.empty()) block::reasons(value, comparator, polarity, &to.reason[first], size);
        if (!to.present.empty()) block::presence(comparator, &to.present[first], size);
        if (!block::ratings(value, comparator, polarity, allowed, &to.rating[first], size)) return;
        for (std::size_t i = first; i < first + size; ++i)
            if (to.rating[i] == block::undecided) rate(i, c);
    }
};

}  // namespace

void assess(const Table& table, const RatingRule& rule, const DirectionRule& direction_rule,
            const AssessedTable& assessed, unsigned threads) {
    for (const Polarity polarity : {Polarity::high_is_good, Polarity::low_is_good}) {
        RatingRule each = rule;
        each.polarity = polarity;
        validate(each);
    }
    validate(direction_rule);
    check_lengths(table, assessed);

    const Work work{table, rule, direction_rule, assessed};
    // What can be refused for its rules or bounds is looked through first; a plain table while it is assessed.
    const bool plain_rule = rule.basis == Basis::relative || rule.basis == Basis::absolute;
    const bool looked_through_first = !plain_rule || !work.plain_rows() || !table.accrual.empty() ||
                                      !table.dead_band.empty() || any_bounds(table);
    if (looked_through_first) check_rows(table, rule);
    std::atomic<bool> refused = false;
    parallel_for(table.latest.size(), rows_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t from = first; from < last; from += block::rows) {
            const std::size_t size = std::min(block::rows, last - from);
            if (!assessed.change.empty()) work.move_block(from, size);
            for (std::size_t c = 0; c < table.comparators.size(); ++c) work.rate_block(from, size, c);
            // After it, when the block is near: what is computed of a row that is refused is never seen.
            if (!looked_through_first && work.refused(from, size)) {
                refused = true;
                return;
            }
        }
    });
    if (refused) check_rows(table, rule);
}

}  // namespace headway::batch
