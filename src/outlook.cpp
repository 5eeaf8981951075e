#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/batch/outlook.hpp"
#include "headway/error.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/problems.hpp"
#include "headway/series/assemble.hpp"
#include "headway/series/series_break.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

// A combination of a monthly series takes about a tenth of a millisecond, and its back-test some more.
constexpr std::size_t series_worth_a_thread = 8;
// To put the rows of one together takes a microsecond.
constexpr std::size_t series_to_assemble = 1000;

constexpr int least_series = 5;

/// What may lend errors to what: accrual, frequency, where in their year series stand, and by which method.
using Peers = std::tuple<Accrual, Frequency, int, Method>;

Peers peers(const Series& series, const Projection& projection) {
    return {series.accrual(), series.frequency(), projection.remaining, *projection.method};
}

/// Whether a projection has fewer past years to test its method on than it needs.
bool lacks_errors(const Projection& projection) {
    return projection.outcome == Outcome::projected && *projection.method != Method::combination &&
           static_cast<std::size_t>(projection.past_years) < outlook::detail::years_of_evidence;
}

/// Whatever is looked up by a code is there.
void check_codes(std::span<const std::int32_t> codes, std::size_t accepted, const char* column) {
    for (std::size_t row = 0; row < codes.size(); ++row)
        if (std::cmp_less(codes[row], 0) || std::cmp_greater_equal(codes[row], accepted))
            throw Error("row " + std::to_string(row) + ", " + column + ": found code " + std::to_string(codes[row]) +
                        "; accepted: below " + std::to_string(accepted));
}

/// As `headway::assemble`, several at a time. Where one is refused, all are looked through for what is wrong.
std::vector<AssembledSeries> assemble(const SeriesRows& rows, Calendar calendar, unsigned threads) {
    headway::detail::Assembler assembler(rows, validate(calendar));
    assembler.prepare();
    std::vector<std::optional<AssembledSeries>> each(assembler.count());
    std::atomic<bool> refused = false;
    parallel_for(each.size(), series_to_assemble, threads, [&](std::size_t first, std::size_t last) {
        Problems problems;
        for (std::size_t i = first; i < last; ++i) each[i] = assembler.assemble_one(i, problems);
        if (problems.count() > 0) refused = true;
    });
    if (refused) return headway::assemble(rows, calendar);
    std::vector<AssembledSeries> all;
    all.reserve(each.size());
    for (std::optional<AssembledSeries>& one : each) all.push_back(std::move(*one));
    return all;
}

/// What the rule of one series takes from its rows.
ProjectionRule rule_of(const AssembledSeries& assembled, ProjectionRule rule, const ProjectionTable& table,
                       std::span<const std::uint8_t> polarity) {
    const std::size_t last = assembled.rows.back();
    const auto from = [last](std::span<const double> column, double otherwise) {
        return column.empty() ? otherwise : column[last];
    };
    rule.target = from(table.target, rule.target);
    rule.target_range = {from(table.target_lower, rule.target_range.lower),
                         from(table.target_upper, rule.target_range.upper),
                         !table.target_lower_open.empty() && table.target_lower_open[last] != 0,
                         !table.target_upper_open.empty() && table.target_upper_open[last] != 0};
    rule.bounds = {from(table.lowest, rule.bounds.lower), from(table.highest, rule.bounds.upper)};
    if (const double event = from(table.event, rule.event); !std::isnan(event)) rule.event = event;
    if (!polarity.empty()) {
        const std::uint8_t code = polarity[last];
        rule.polarity.reset();
        if (code != no_polarity) rule.polarity = static_cast<Polarity>(code);
        if (rule.polarity) (void)word(*rule.polarity);  // which refuses a code that stands for none
    }
    if (!table.denominator.empty() && assembled.series.accrual() == Accrual::average)
        for (const std::size_t row : assembled.rows)
            rule.denominators.push_back(row == AssembledSeries::no_row ? std::numeric_limits<double>::quiet_NaN()
                                                                       : table.denominator[row]);
    return rule;
}

Range target_of_row(const ProjectionTable& table, std::size_t row) noexcept {
    const auto from = [row](std::span<const double> column) {
        return column.empty() ? std::numeric_limits<double>::quiet_NaN() : column[row];
    };
    return bounds_or_number({from(table.target_lower), from(table.target_upper)}, from(table.target));
}

/// Says where the latest row of a series has lost its target.
void check_target(const AssembledSeries& assembled, const ProjectionTable& table, Problems& problems) {
    if (table.target.empty() && table.target_lower.empty() && table.target_upper.empty()) return;
    const std::size_t last = assembled.rows.back();
    if (target_of_row(table, last).given()) return;
    const Period year = assembled.series.year(assembled.rows.size() - 1);
    for (std::size_t i = 0; i < assembled.rows.size(); ++i) {
        const std::size_t row = assembled.rows[i];
        if (row == AssembledSeries::no_row || assembled.series.year(i) != year) continue;
        const Range target = target_of_row(table, row);
        if (!target.given()) continue;
        problems.add("row " + std::to_string(last) + ", series '" +
                     table.rows.names[static_cast<std::size_t>(table.rows.series[last])] + "', column '" +
                     table.target_column + "': found no target in its latest row, but " + shown(some_end(target)) +
                     " in row " + std::to_string(row) + " of the same year; accepted: the target of the year's end in "
                     "the latest row, or none in that year");
        return;
    }
}

/// Gives each series its own breaks and those of all that lie in it.
void put_breaks(std::vector<AssembledSeries>& all, const ProjectionTable& table) {
    if (table.breaks.empty() && table.breaks_of_all.empty()) return;
    Problems problems;
    std::vector<bool> lies_in_one(table.breaks_of_all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<SeriesBreak> breaks;
        if (!table.breaks.empty()) breaks = table.breaks[i];
        try {
            for (std::size_t b = 0; b < table.breaks_of_all.size(); ++b) {
                if (!all[i].series.touches(table.breaks_of_all[b])) continue;
                lies_in_one[b] = true;
                breaks.push_back(table.breaks_of_all[b]);
            }
            all[i].series = all[i].series.with_breaks(std::move(breaks));
        } catch (const Error& error) {
            problems.add("series '" + table.rows.names[i] + "': " + error.what());
        }
    }
    problems.raise_if_any();
    for (std::size_t b = 0; b < lies_in_one.size(); ++b)
        if (!lies_in_one[b] && !all.empty())
            problems.add("breaks: found '" + table.breaks_of_all[b].from.label() +
                         (table.breaks_of_all[b].to ? "' to '" + table.breaks_of_all[b].to->label() : "") +
                         "', which is outside of every series; accepted: within one or more of them");
    problems.raise_if_any();
}

/// @throws Error for all that is wrong with rules, naming series by their names or else their number.
template <class RuleOfSeries>
void refuse(std::span<const Series> series, const RuleOfSeries& rule, std::span<const std::string> names) {
    Problems problems;
    for (std::size_t i = 0; i < series.size(); ++i) {
        try {
            validate(rule(i), series[i]);
        } catch (const Error& error) {
            problems.add("series " + (names.empty() ? std::to_string(i) : "'" + names[i] + "'") + ": ", error);
        }
    }
    problems.raise_if_any();
}

}  // namespace

std::vector<std::uint8_t> one_polarity_a_series(std::span<const std::int32_t> series,
                                                std::span<const std::string> names,
                                                std::span<const std::uint8_t> polarity, const std::string& column) {
    check_length(polarity.size(), series.size(), "polarity", "series");
    check_codes(series, names.size(), "series");
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> first(names.size(), none);  // row of each series that says one
    Problems problems;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (polarity[row] == no_polarity) continue;
        std::size_t& said = first[static_cast<std::size_t>(series[row])];
        if (said == none) said = row;
        if (polarity[said] == polarity[row]) continue;
        const auto spelled = [&](std::size_t of) { return std::string(word(static_cast<Polarity>(polarity[of]))); };
        problems.add("row " + std::to_string(row) + ", series '" + names[static_cast<std::size_t>(series[row])] +
                     "', column '" + column + "': found " + spelled(row) + ", but " + spelled(said) + " in row " +
                     std::to_string(said) + "; accepted: one polarity a series");
    }
    problems.raise_if_any();
    std::vector<std::uint8_t> all(polarity.begin(), polarity.end());
    for (std::size_t row = 0; row < series.size(); ++row)
        if (const std::size_t said = first[static_cast<std::size_t>(series[row])]; said != none)
            all[row] = polarity[said];
    return all;
}

std::vector<std::int64_t> latest_rows(std::span<const std::int32_t> series, std::size_t count,
                                      std::span<const std::int32_t> period, std::span<const Period> periods,
                                      std::span<const double> value) {
    check_length(period.size(), series.size(), "period", "series");
    check_length_if_given(value.size(), series.size(), "value", "series");
    check_codes(series, count, "series");
    check_codes(period, periods.size(), "period");
    std::vector<std::int32_t> ends;  // by month and, within it, by day
    for (const Period& each : periods) {
        const auto end = each.end();
        ends.push_back(31 * (12 * end.year() + end.month()) + end.day());
    }
    std::vector<std::int64_t> latest(count, -1);
    std::vector<std::int32_t> until(count, -1);
    for (std::size_t row = 0; row < series.size(); ++row) {
        const auto of = static_cast<std::size_t>(series[row]);
        const bool published = value.empty() || !std::isnan(value[row]);
        const std::int32_t end = published ? ends[static_cast<std::size_t>(period[row])] : -1;
        if (end < until[of]) continue;
        until[of] = end;
        latest[of] = static_cast<std::int64_t>(row);
    }
    return latest;
}

std::vector<Projection> project_year_end(const ProjectionTable& table, Calendar calendar, const ProjectionRule& rule,
                                         unsigned threads) {
    const std::size_t rows = table.rows.series.size();
    check_length_if_given(table.target.size(), rows, "target", "series");
    check_length_if_given(table.target_lower.size(), rows, "target_lower", "series");
    check_length_if_given(table.target_upper.size(), rows, "target_upper", "series");
    check_length_if_given(table.target_lower_open.size(), rows, "target_lower_open", "series");
    check_length_if_given(table.target_upper_open.size(), rows, "target_upper_open", "series");
    check_length_if_given(table.denominator.size(), rows, "denominator", "series");
    check_length_if_given(table.event.size(), rows, "event", "series");
    check_length_if_given(table.lowest.size(), rows, "lowest", "series");
    check_length_if_given(table.highest.size(), rows, "highest", "series");
    check_length_if_given(table.polarity.size(), rows, "polarity", "series");
    check_length_if_given(table.breaks.size(), table.rows.names.size(), "breaks", "names of series");
    std::vector<Series> series;
    std::vector<ProjectionRule> rules;
    std::vector<AssembledSeries> all = assemble(table.rows, calendar, threads);
    put_breaks(all, table);
    Problems problems;
    for (const AssembledSeries& assembled : all) check_target(assembled, table, problems);
    problems.raise_if_any();
    std::vector<std::uint8_t> polarity;
    if (!table.polarity.empty())
        polarity = one_polarity_a_series(table.rows.series, table.rows.names, table.polarity, table.polarity_column);
    series.reserve(all.size());
    rules.reserve(all.size());
    for (AssembledSeries& assembled : all) {
        rules.push_back(rule_of(assembled, rule, table, polarity));
        series.push_back(std::move(assembled.series));
    }
    all.clear();
    return project_year_end(series, rules, threads, table.rows.names);
}

std::vector<Projection> project_year_end(std::span<const Series> series, std::span<const ProjectionRule> rules,
                                         unsigned threads, std::span<const std::string> names) {
    if (rules.size() != 1 && rules.size() != series.size())
        throw Error("project: found " + std::to_string(rules.size()) + " rules for " + std::to_string(series.size()) +
                    " series; accepted: one, or one a series");
    if (!names.empty() && names.size() != series.size())
        throw Error("project: found " + std::to_string(names.size()) + " names for " + std::to_string(series.size()) +
                    " series; accepted: none, or one a series");
    const auto rule = [&](std::size_t i) -> const ProjectionRule& { return rules[rules.size() == 1 ? 0 : i]; };
    std::vector<Projection> projections(series.size());
    try {
        parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                stop_if_wanted();
                projections[i] = headway::project_year_end(series[i], rule(i));
            }
        });
    } catch (const Error&) {
        refuse(series, rule, names);
        throw;
    }

    std::map<Peers, std::vector<std::size_t>> lacking;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (lacks_errors(projections[i])) lacking[peers(series[i], projections[i])].push_back(i);
    for (const auto& group : lacking) {
        const Peers& like = group.first;  // no structured binding: clang 14 captures none
        const std::vector<std::size_t>& borrowers = group.second;
        const Method method = std::get<Method>(like);
        const auto lends = [&](std::size_t i) {
            return projections[i].outcome == Outcome::projected && series[i].accrual() == std::get<Accrual>(like) &&
                   series[i].frequency() == std::get<Frequency>(like) &&
                   projections[i].remaining == std::get<int>(like);
        };
        std::vector<std::vector<double>> lent(series.size());
        parallel_for(series.size(), series_worth_a_thread, threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                stop_if_wanted();
                if (lends(i)) lent[i] = relative_errors(series[i], rule(i), method);
            }
        });
        std::vector<double> errors;
        int lenders = 0;
        for (const std::vector<double>& of_one : lent) {
            errors.insert(errors.end(), of_one.begin(), of_one.end());
            if (!of_one.empty()) ++lenders;
        }
        if (lenders < least_series) continue;
        const outlook::PortfolioError portfolio{.relative = outlook::detail::within_four_of_five(std::move(errors)),
                                                .series = lenders};
        for (const std::size_t i : borrowers) {
            ProjectionRule with = rule(i);
            with.portfolio = portfolio;
            projections[i] = headway::project_year_end(series[i], with);
        }
    }
    return projections;
}

}  // namespace headway::batch
