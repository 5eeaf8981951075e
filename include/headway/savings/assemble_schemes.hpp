/// @file
/// A savings plan out of one table as councils keep it: a row a scheme, with what there is of its portfolio, its
/// figures by year, how sure it is, its fund and its start.
///
/// It becomes the three tables of assemble_plan.hpp. With v_sy what scheme s has in the column of year y:
///
///     r_sy        = v_sy                       where years are run rates
///                 = sum of v_st over t <= y    where they are increments
///     expected_s  = its column, or else r_s in the last year: the full-year effect
///     r_py        = sum of r_sy over the schemes of portfolio p that are validated
///     left out_py = the same over those that are not: they are in no run rate (unvalidated.hpp)
///     at level l  = sum of expected_s over its schemes of level l
///     after_p     = what is validated of expected, beyond r_p planned in the last year, where a column says expected
///
/// A forecast of a year stands in place of what was planned for it; the plan remembers both, and a bridge shows the
/// difference as slippage. With f_sy what is forecast,
///
///     r_sy = f_sy, or r_s,y-1 + f_sy for increments, where there is a forecast; what was planned where there is none
///
/// so that a shortfall of a year is made up for in the next, unless a forecast of that says otherwise; a note says so.
///
/// Schemes of another fund than the plan's are listed and never added, and a portfolio of no others is in no figure.
/// Schemes that nobody has rated, in a table that rates others, are at a level of their own, "not rated": expected, and
/// not validated. Figures are above 0 where they save, or below it where the caller says so (`savings_are`).
///
/// What has no figure adds nothing to a sum, and a note says so: which scheme, which years, and what stands there. So
/// do notes of a run rate that falls, of a forecast that is not known, and of schemes of other funds. Rows in which
/// nothing stands are no rows.
///
/// Errors, all found at once, each naming row (from 0) and column: no unit, no year in a heading, years that are there
/// twice or not one after another, money that cannot be read, an unknown word for confidence or fund, a scheme that is
/// there twice, no portfolio or scheme, an expected saving below 0, no scheme of the plan's fund, and a row of totals
/// (scheme_totals.hpp); such a row may be left out, and a note says by how much its figures are off the sums.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/problems.hpp"
#include "headway/savings/assemble_plan.hpp"
#include "headway/savings/read_schemes.hpp"
#include "headway/savings/scheme_columns.hpp"
#include "headway/savings/scheme_names.hpp"
#include "headway/savings/scheme_rows.hpp"
#include "headway/savings/scheme_totals.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// Refuses amounts whose scale may have been left out, in columns that are read in pounds.
inline void refuse_doubtful_scales(const ReadColumns& columns, SchemeReading& reading) {
    for (const ReadColumn& column : all_of(columns)) {
        if (column.unit != MoneyUnit::pounds) continue;
        const auto cell = [&](std::size_t row) -> const MoneyCell& { return column.column->cells[row]; };
        const auto at = [&](std::size_t row) { return place_of_row(row, column.column->heading); };
        refuse_doubtful_scales(column.column->cells.size(), cell, at, reading.problems);
    }
}

/// Reads a row as it stands, but for how sure it is.
[[nodiscard]] inline Scheme read_scheme(std::size_t row, const ReadColumns& columns, SchemeReading& reading) {
    const SchemeRows& rows = reading.rows;
    Scheme scheme{.row = row,
                  .portfolio = portfolio_named(text_at(rows.portfolio, row), reading.rule.plan),
                  .name = text_at(rows.scheme, row),
                  .confidence = text_at(rows.confidence, row),
                  .owner = text_at(rows.owner, row)};
    scheme.portfolio_key = folded(scheme.portfolio);
    const auto money = [&](const ReadColumn& column) {
        const SchemeMoney read = scheme_money(*column.column, column.unit, row, reading);
        if (read.fund) scheme.fund = read.fund;
        const bool turned = read.amount && reading.rule.savings_are == SavingsAre::negative;
        return turned ? decimal::difference(0.0, *read.amount) : read.amount;
    };
    for (const ReadColumn& column : columns.years) scheme.years.push_back(money(column));
    for (const ReadColumn& column : columns.forecast) scheme.forecast.push_back(money(column));
    if (!rows.expected.cells.empty()) scheme.expected = money(columns.expected);
    if (!rows.actual.cells.empty()) scheme.actual = money(columns.actual);
    if (!rows.expected_forecast.cells.empty()) scheme.expected_forecast = money(columns.expected_forecast);
    for (const ReadColumn& column : columns.months) scheme.months.push_back(money(column));
    const auto at = [&](const TextColumn& column) { return [&] { return place_of_row(row, column.heading); }; };
    scheme.recurrence = recurrence_in(text_at(rows.recurrence, row), at(rows.recurrence), reading.problems);
    scheme.benefit = benefit_in(text_at(rows.benefit, row), at(rows.benefit), reading.problems);
    scheme.business_case = stage_in(text_at(rows.business_case, row), at(rows.business_case), reading.problems);
    if (const std::optional<Fund> fund = fund_in(text_at(rows.fund, row), row, reading)) scheme.fund = fund;
    scheme.figures = figures_of(scheme);
    return scheme;
}

/// That savings are above 0, or that the caller says that they are written below. All figures of a table below 0 are
/// savings as budgets print them; one among others is a cost. Problems are noted.
inline void check_signs(const std::vector<Scheme>& schemes, SchemeReading& reading) {
    bool below = false;
    for (const Scheme& scheme : schemes)
        for (const std::optional<double>& figure : scheme.figures) {
            if (figure.value_or(0.0) > 0.0) return;
            below = below || figure.value_or(0.0) < 0.0;
        }
    reading.all_below_0 = below;
    if (!below) return;
    const bool turned = reading.rule.savings_are == SavingsAre::negative;
    reading.problems.add(turned ? "savings_are: found 'negative', but every figure is 0 or above; accepted: "
                                  "savings_are='positive'"
                                : "found that every figure is 0 or below, as budgets print what they cut; accepted: "
                                  "savings above 0, or savings_are='negative', which reads -450 and (450) as a saving "
                                  "of 450");
}

/// Funds that a caller may say, as the argument is written.
[[nodiscard]] inline std::string funds_to_write(const std::vector<Fund>& funds) {
    std::string line;
    for (const Fund fund : funds)
        line.append(line.empty() ? "of_fund='" : " or of_fund='").append(word(fund)) += '\'';
    return line;
}

/// The fund of the plan: the caller's, or the one that all rows say, or the general fund where it is among them.
[[nodiscard]] inline Fund fund_of_plan(const std::vector<Scheme>& schemes, SchemeReading& reading) {
    if (reading.rule.fund) return *reading.rule.fund;
    std::vector<Fund> found;
    bool unsaid = false;
    for (const Scheme& scheme : schemes) {
        unsaid = unsaid || !scheme.fund;
        if (scheme.fund && std::find(found.begin(), found.end(), *scheme.fund) == found.end())
            found.push_back(*scheme.fund);
    }
    if (found.size() == 1 && !unsaid) return found.front();
    if (unsaid || std::find(found.begin(), found.end(), Fund::general_fund) != found.end()) return Fund::general_fund;
    if (found.size() > 1)
        reading.problems.add("column '" + reading.rows.fund.heading + "': found " + std::to_string(found.size()) +
                             " funds; accepted: which of them the plan is of, " + funds_to_write(found) +
                             "; funds are never netted");
    return Fund::general_fund;
}

/// A plan has schemes of its fund.
inline void check_fund(Fund fund, const std::vector<Scheme>& schemes, SchemeReading& reading) {
    std::vector<Fund> found;
    for (const Scheme& scheme : schemes) {
        const Fund of = scheme.fund.value_or(fund);
        if (of == fund) return;
        if (std::find(found.begin(), found.end(), of) == found.end()) found.push_back(of);
    }
    if (!found.empty())
        reading.problems.add("of_fund: found " + std::string(word(fund)) + ", of which there is no scheme; accepted: " +
                             funds_to_write(found));
}

/// The run rates of a scheme year by year; empty where nothing is known of it by then.
[[nodiscard]] inline std::vector<std::optional<double>> run_rates_of(const std::vector<std::optional<double>>& years,
                                                                     YearsAre are) {
    if (are == YearsAre::run_rates) return years;
    std::vector<std::optional<double>> run_rates;
    std::optional<double> so_far;
    for (const std::optional<double>& added : years) {
        if (added) so_far = decimal::difference(so_far.value_or(0.0), -*added);
        run_rates.push_back(so_far);
    }
    return run_rates;
}

/// The run rates of a scheme with what is forecast of some years: of a year without a forecast, what was planned for
/// it, so that what falls short before comes later unless a forecast of the later year says otherwise.
[[nodiscard]] inline std::vector<std::optional<double>> with_forecast(
    const std::vector<std::optional<double>>& planned, const std::vector<std::optional<double>>& forecast,
    YearsAre are) {
    std::vector<std::optional<double>> now;
    std::optional<double> so_far;
    for (std::size_t y = 0; y < planned.size(); ++y) {
        if (!forecast[y]) so_far = planned[y] || are == YearsAre::run_rates ? planned[y] : so_far;
        else if (are == YearsAre::run_rates) so_far = forecast[y];
        else so_far = decimal::difference(so_far.value_or(0.0), -*forecast[y]);
        now.push_back(so_far);
    }
    return now;
}

/// What a cell shows in a note.
[[nodiscard]] inline std::string cell_in_words(const MoneyCell& cell) {
    const std::string* const text = std::get_if<std::string>(&cell);
    return text == nullptr || plain_text(*text).empty() ? "nothing" : headway::quoted(plain_text(*text));
}

/// A scheme with its run rates: as planned, and as they are with what is forecast.
struct RatedScheme {
    Scheme scheme{};
    std::vector<std::optional<double>> planned{}, now{}, forecast{};
};

/// Follows a scheme through the years, and notes what is not known of it and where it falls.
[[nodiscard]] inline RatedScheme rated_scheme(Scheme scheme, const ReadColumns& columns, SchemeReading& reading) {
    const YearsAre are = *reading.rule.years_are;
    const auto say = [&](const std::string& what) { note_scheme(scheme, what, reading); };
    std::vector<std::optional<double>> forecast(columns.years.size());
    std::string missing, falls;
    const auto add = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
    bool any = false;
    for (std::size_t y = 0; y < columns.years.size(); ++y) {
        const auto year = [&] { return columns.years[y].year->label(); };
        any = any || scheme.years[y];
        if (!scheme.years[y])
            add(missing, year() + " (" + cell_in_words(columns.years[y].column->cells[scheme.row]) + ")");
        for (std::size_t f = 0; f < columns.forecast.size(); ++f) {
            if (*columns.forecast[f].year != *columns.years[y].year) continue;
            any = any || scheme.forecast[f];
            if (scheme.forecast[f]) forecast[y] = scheme.forecast[f];
            else
                say("no forecast of " + year() + " (" +
                    cell_in_words(columns.forecast[f].column->cells[scheme.row]) +
                    "), so that what was planned stands in its place");
        }
    }
    RatedScheme rated{.planned = run_rates_of(scheme.years, are)};
    rated.now = with_forecast(rated.planned, forecast, are);
    rated.forecast = forecast;
    if (!missing.empty()) say("no figure of " + missing + ", which adds nothing to any sum");
    for (std::size_t y = 1; y < rated.planned.size(); ++y)
        if (rated.planned[y] && rated.planned[y - 1] && *rated.planned[y] < *rated.planned[y - 1])
            add(falls, "from " + in_pounds(*rated.planned[y - 1], reading.unit) + " to " +
                           in_pounds(*rated.planned[y], reading.unit) + " in " + columns.years[y].year->label());
    if (!falls.empty()) say("its run rate falls " + falls);
    if (reading.rows.expected.cells.empty()) {
        scheme.expected = rated.planned.empty() ? std::nullopt : rated.planned.back();
        if (!scheme.expected && any && !rated.planned.empty())
            say("no expected saving, because " + columns.years.back().year->label() + " has no figure");
    } else if (!scheme.expected)
        say("no expected saving (" + cell_in_words(reading.rows.expected.cells[scheme.row]) + ")");
    if (scheme.expected && *scheme.expected < 0.0 && !reading.all_below_0)
        reading.problems.add("row " + std::to_string(scheme.row) + ": found " + shown(*scheme.expected) +
                             " expected of " + headway::quoted(scheme.name) +
                             "; accepted: 0 or more, because a cost is no saving: count it apart, and leave the row "
                             "out" + in_brackets(line_without_row(reading.rule.plan.frame, scheme.row)));
    scheme.level = level_in(scheme.confidence, scheme.row, reading);
    scheme.has_amount = any || scheme.expected;
    scheme.start = start_in(text_at(reading.rows.start, scheme.row), scheme.row, reading);
    rated.scheme = std::move(scheme);
    return rated;
}

/// Gives schemes that nobody has rated a level of their own, which is not validated, and notes them. The scale has it
/// only where it is needed.
inline void rate_the_unrated(std::vector<RatedScheme>& schemes, ConfidenceScale& scale, SchemeReading& reading) {
    for (RatedScheme& each : schemes) {
        Scheme& scheme = each.scheme;
        if (scheme.level || !scheme.has_amount) continue;
        const auto is_unrated_level = [](const ConfidenceLevel& level) { return level.word == unrated_level; };
        const auto level = std::find_if(scale.levels.begin(), scale.levels.end(), is_unrated_level);
        scheme.level = static_cast<std::size_t>(level - scale.levels.begin());
        if (level == scale.levels.end())
            scale.levels.push_back({.word = unrated_level, .meaning = unrated_meaning, .validated = false});
        note_scheme(scheme, "nobody has said how sure it is (" +
                                (scheme.confidence.empty() ? "nothing" : headway::quoted(scheme.confidence)) +
                                "), so that it is not rated" +
                                (scale.levels[*scheme.level].validated ? "" : ", and in no run rate or forecast"),
                    reading);
    }
}

/// What the schemes of a portfolio come to.
struct PortfolioOfSchemes {
    std::string name{};
    double expected = 0.0;
    std::vector<double> levels{}, planned{}, now{}, unvalidated{};
};

[[nodiscard]] inline std::vector<PortfolioOfSchemes> portfolios_of(const std::vector<RatedScheme>& schemes, Fund fund,
                                                                   const ConfidenceScale& scale, std::size_t years) {
    std::vector<PortfolioOfSchemes> portfolios;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const RatedScheme& each : schemes) {
        const Scheme& scheme = each.scheme;
        if (scheme.fund.value_or(fund) != fund) continue;
        const auto [place, is_new] = places.try_emplace(scheme.portfolio, portfolios.size());
        if (is_new) {
            const std::vector<double> none(years);
            portfolios.push_back({.name = scheme.portfolio,
                                  .levels = std::vector<double>(scale.levels.size()),
                                  .planned = none,
                                  .now = none,
                                  .unvalidated = none});
        }
        PortfolioOfSchemes* const of = &portfolios[place->second];
        const auto add = [](double& total, std::optional<double> amount) {
            total = decimal::difference(total, -amount.value_or(0.0));
        };
        add(of->expected, scheme.expected);
        if (scheme.level) add(of->levels[*scheme.level], scheme.expected);
        const bool counts = !scheme.level || scale.levels[*scheme.level].validated;
        for (std::size_t y = 0; y < years; ++y) {
            if (counts) add(of->planned[y], each.planned[y]);
            add(counts ? of->now[y] : of->unvalidated[y], each.now[y]);
        }
    }
    return portfolios;
}

/// The three tables of a plan.
[[nodiscard]] inline PlanRows plan_rows_of(const std::vector<RatedScheme>& schemes,
                                           const std::vector<PortfolioOfSchemes>& portfolios,
                                           const ReadColumns& columns, Fund fund, const SchemeRows& table) {
    PlanRows rows;
    const auto list_at = [](const TextColumn& column, std::size_t row) {
        std::string text = text_at(column, row);
        return says_nothing(text) ? std::string() : text;
    };
    for (const auto& [scheme, planned, now, forecast] : schemes)
        rows.programmes.push_back(
            {.portfolio = scheme.portfolio,
             .programme = scheme.name,
             .expected = scheme.expected ? MoneyCell(*scheme.expected) : MoneyCell(),
             .fund = std::string(word(scheme.fund.value_or(fund))),
             .business_case = scheme.business_case ? std::string(word(*scheme.business_case)) : std::string(),
             .next_step = text_at(table.next_step, scheme.row),
             .start = scheme.start,
             .owner = scheme.owner,
             .board = text_at(table.board, scheme.row),
             .themes = list_at(table.themes, scheme.row),
             .depends_on = list_at(table.depends_on, scheme.row)});
    for (const PortfolioOfSchemes& portfolio : portfolios) {
        rows.confidence.push_back({.portfolio = portfolio.name,
                                   .expected = portfolio.expected,
                                   .levels = {portfolio.levels.begin(), portfolio.levels.end()}});
        for (std::size_t y = 0; y < columns.years.size(); ++y) {
            const bool falls = portfolio.now[y] < (y == 0 ? 0.0 : portfolio.now[y - 1]);
            rows.profile.push_back({.portfolio = portfolio.name,
                                    .year = columns.years[y].year->label(),
                                    .run_rate = portfolio.now[y],
                                    .reason = falls ? "as its schemes do" : ""});
        }
    }
    return rows;
}

/// Amounts, NaN where there is none.
[[nodiscard]] inline std::vector<double> or_nothing(const std::vector<std::optional<double>>& amounts) {
    std::vector<double> numbers;
    for (const std::optional<double>& amount : amounts)
        numbers.push_back(amount.value_or(std::numeric_limits<double>::quiet_NaN()));
    return numbers;
}

/// Gives the plan what its three tables cannot say: what each scheme is, and what was planned and left out.
inline void add_schemes(SavingsPlan& plan, const std::vector<RatedScheme>& schemes,
                        const std::vector<PortfolioOfSchemes>& portfolios, bool forecast, bool full_year) {
    for (std::size_t i = 0; i < schemes.size(); ++i) {
        Programme& programme = plan.programmes[i];
        programme.actual = schemes[i].scheme.actual;
        programme.expected_forecast = schemes[i].scheme.expected_forecast;
        programme.recurrence = schemes[i].scheme.recurrence.value_or(Recurrence::recurring);
        programme.benefit = schemes[i].scheme.benefit;
        if (schemes[i].scheme.level) programme.confidence = plan.scale.levels[*schemes[i].scheme.level].word;
        programme.run_rate = or_nothing(schemes[i].now);
        programme.planned = or_nothing(schemes[i].planned);
        programme.forecast = or_nothing(schemes[i].forecast);
        programme.delivered = or_nothing(schemes[i].scheme.months);
    }
    for (std::size_t p = 0; p < portfolios.size(); ++p) {
        plan.portfolios[p].unvalidated = portfolios[p].unvalidated;
        if (forecast) plan.portfolios[p].planned = portfolios[p].planned;
        if (!full_year) continue;
        const double beyond =
            decimal::difference(validated(plan.portfolios[p], plan.scale), portfolios[p].planned.back());
        plan.portfolios[p].after_last_year = std::max(0.0, beyond);
    }
}

/// Notes what a forecast that ends before the plan does leaves to later years.
inline void note_years_without_forecast(const std::vector<PortfolioOfSchemes>& portfolios, const ReadColumns& columns,
                                        MoneyUnit unit, std::vector<std::string>& notes) {
    if (columns.forecast.empty() || *columns.forecast.back().year == *columns.years.back().year) return;
    const Period last = *columns.forecast.back().year;
    std::size_t y = 0;
    while (*columns.years[y].year != last) ++y;
    double short_by = 0.0;
    bool any = false;
    for (const PortfolioOfSchemes& portfolio : portfolios) {
        const double left = decimal::difference(portfolio.planned[y], portfolio.now[y]);
        short_by = decimal::difference(short_by, -left);
        any = any || left != 0.0;
    }
    if (!any) return;
    const bool one = y + 2 == columns.years.size();
    notes.push_back("no forecast of " + columns.years[y + 1].year->label() + (one ? ": its run rate stands" :
                    " and later: run rates of them stand") + " as planned, so that " +
                    (short_by == 0.0 ? "the difference of " + last.label() + " by portfolio"
                                     : in_pounds(std::fabs(short_by), unit) + " by which " + last.label() +
                                           (short_by > 0.0 ? " falls short" : " is ahead")) +
                    " is taken to be a matter of time, and not of what is saved in the end");
}

inline void note_other_funds(const std::vector<RatedScheme>& schemes, Fund fund, std::vector<std::string>& notes) {
    for (std::size_t code = 0; code < Vocabulary<Fund>::words.size(); ++code) {
        const auto other = static_cast<Fund>(code);
        const auto count = std::count_if(schemes.begin(), schemes.end(), [&](const RatedScheme& each) {
            return each.scheme.fund.value_or(fund) == other;
        });
        if (other != fund && count > 0)
            notes.push_back(std::to_string(count) + (count == 1 ? " scheme is" : " schemes are") + " of the " +
                            std::string(word(other)) + ": listed, and never added to the " + std::string(word(fund)));
    }
}

}  // namespace detail

/// @throws Error as said at the head of this file, and for a rule that does not say what the years are.
[[nodiscard]] inline SavingsPlan assemble_plan(const SchemeRows& rows, const SchemeRule& rule) {
    if (!rule.years_are)
        throw Error("years_are: found nothing; accepted: run_rates (what each year is better off by in all) or "
                    "increments (what each year adds to the one before)");
    validate(rule.plan.scale);
    const bool is_rated = detail::rates_schemes(rows, rule);
    PlanRule of_plan = rule.plan;
    if (!is_rated) of_plan.scale = no_confidence();
    Problems problems;
    std::vector<std::string> notes;
    const detail::ReadColumns columns = detail::read_columns(rows, rule, problems);
    const MoneyUnit unit = detail::unit_of_plan(columns, rows, rule, problems);
    problems.raise_if_any();

    detail::SchemeReading reading{
        .rows = rows, .rule = rule, .scale = of_plan.scale, .unit = unit, .problems = problems, .notes = notes,
        .is_rated = is_rated};
    if (is_rated) detail::check_confidence_words(reading);
    std::vector<detail::Scheme> read;
    for (std::size_t row = 0; row < rows.scheme.cells.size(); ++row)
        if (!detail::is_blank_row(rows, row)) read.push_back(detail::read_scheme(row, columns, reading));
    detail::refuse_doubtful_scales(columns, reading);
    detail::without_totals(read, columns, reading);
    detail::check_names(read, columns, reading);
    if (read.empty()) problems.add("found no schemes; accepted: one a row");
    const Fund fund = detail::fund_of_plan(read, reading);
    detail::check_fund(fund, read, reading);
    detail::check_signs(read, reading);
    std::vector<detail::RatedScheme> schemes;
    for (detail::Scheme& scheme : read)
        schemes.push_back(detail::rated_scheme(std::move(scheme), columns, reading));
    detail::note_words_without_level(reading);
    problems.raise_if_any();
    detail::rate_the_unrated(schemes, of_plan.scale, reading);
    detail::note_other_funds(schemes, fund, notes);
    if (!is_rated)
        notes.push_back("nobody has said how sure the savings are: none is taken away as not validated");

    const std::vector<detail::PortfolioOfSchemes> portfolios =
        detail::portfolios_of(schemes, fund, of_plan.scale, columns.years.size());
    of_plan.unit = unit;
    of_plan.fund = fund;
    of_plan.lists_other_portfolios = true;
    of_plan.profile_includes_unvalidated = false;  // here: the schemes that are not validated are apart already
    SavingsPlan plan = assemble_plan(detail::plan_rows_of(schemes, portfolios, columns, fund, rows), of_plan);
    detail::add_schemes(plan, schemes, portfolios, !columns.forecast.empty(), !rows.expected.cells.empty());
    detail::note_years_without_forecast(portfolios, columns, unit, notes);
    plan.profile_includes_unvalidated = true;
    plan.years_are = rule.years_are;
    for (const detail::ReadColumn& column : columns.months) plan.months.push_back(*column.year);
    plan.notes.insert(plan.notes.begin(), notes.begin(), notes.end());
    detail::note_unvalidated(plan);
    return plan;
}

}  // namespace headway
