// What the library makes of the example data, so that no number moves unseen, on this machine or on another:
//
//     headway_golden examples/data/southampton                         prints every number
//     headway_golden examples/data/southampton tests/data/golden.tsv   compares them with those stored
//
// A number that moves on purpose is an entry in CHANGELOG.md under "Numbers that move", and is stored anew.
#include <cstddef>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../cpp/southampton.hpp"
#include "headway/appraisal/discount.hpp"
#include "headway/assess/direction.hpp"
#include "headway/assess/funnel.hpp"
#include "headway/assess/rating.hpp"
#include "headway/measure/read_polarity.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/savings/bridge.hpp"
#include "headway/savings/increment.hpp"
#include "headway/savings/uncertain_plan.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/random.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "results.hpp"
#include "tables.hpp"

using namespace headway;
using golden::number;
using golden::Results;
using golden::Row;

namespace {

std::string at(const char* group, std::size_t row, const char* what) {
    return std::string(group) + "/" + std::to_string(row) + " " + what;
}

void ratings(Results& results, const std::string& data) {
    std::size_t at_row = 1;
    for (Row& row : golden::table(data + "/kpis_2024_25_q2.csv")) {
        const Polarity polarity = from_word<Polarity>(row["polarity"]);
        const double latest = number(row["latest"]), previous = number(row["previous"]);
        results.exact(at("rating", at_row, "change"), change_since(latest, previous));
        results.word(at("rating", at_row, "direction"), word(direction(latest, previous, polarity)));
        for (const char* const comparator : {"target", "national", "peer"}) {
            const Assessment found = assess(latest, number(row[comparator]), {.polarity = polarity});
            results.word(at("rating", at_row, comparator), word(found.rating));
            results.exact(at("rating", at_row, (std::string(comparator) + " gap").c_str()), found.gap);
        }
        ++at_row;
    }
}

void project(Results& results, const std::string& name, const Series& series, const ProjectionRule& rule) {
    const Projection found = project_year_end(series, rule);
    results.word("outlook/" + name + " outcome", found.method ? word(*found.method) : "none");
    results.near("outlook/" + name + " value", found.value);
    results.near("outlook/" + name + " lower", found.lower);
    results.near("outlook/" + name + " upper", found.upper);
    results.near("outlook/" + name + " probability", found.probability);
}

/// Every indicator with a history, by the way that goes by what there is.
void published_histories(Results& results, const std::string& data) {
    std::map<std::string, std::pair<Accrual, double>> known;
    for (Row& row : golden::table(data + "/indicators.csv"))
        known[row["indicator"]] = {from_word<Accrual>(row["accrual"]), number(row["year_end_target"])};
    std::map<std::string, std::vector<std::pair<Period, double>>> histories;
    for (Row& row : golden::table(data + "/indicator_history_2024_25.csv"))
        histories[row["indicator"]].emplace_back(Period::parse(row["month"]), number(row["value"]));
    for (const auto& [name, points] : histories) {
        const Period first = points.front().first;
        std::vector<double> values;
        for (const auto& [month, value] : points) {
            const int on = first.months_until(month);
            if (on < 0) continue;
            if (values.size() <= static_cast<std::size_t>(on))
                values.resize(static_cast<std::size_t>(on) + 1, std::nan(""));
            values[static_cast<std::size_t>(on)] = value;
        }
        const auto of = known.find(name);
        const Accrual accrual = of == known.end() ? Accrual::snapshot : of->second.first;
        project(results, name, Series(values, first, accrual),
                {.target = of == known.end() ? std::nan("") : of->second.second, .polarity = Polarity::low_is_good});
    }
}

/// Every method on three years with a season, and the published line on the published points.
void methods(Results& results) {
    const std::vector<double> quarters{30, 21, 12, 22, 32, 23, 14, 24, 31, 22, 13, 23, 33, 24, 15, 25, 35, 24};
    const Series visits(quarters, Period::parse("2020/21 - Q1"), Accrual::flow, Frequency::quarter);
    for (const std::string_view name : Vocabulary<Method>::words)
        project(results, "visits, " + std::string(name), visits,
                {.method = from_word<Method>(name), .target = 100.0, .polarity = Polarity::high_is_good});
    for (const Replay& past : backtest(visits)) {
        results.near("outlook/visits, back-test " + past.year.label(), past.projected);
        results.near("outlook/visits, back-test " + past.year.label() + " upper", past.upper);
    }
    std::vector<double> to_date;
    double events = 0.0;
    for (const int admissions : {18, 17, 16, 16, 19, 15}) to_date.push_back((events += admissions) * 100'000 / 34'647.0);
    const Series admissions(to_date, Period::parse("2024-04"), Accrual::cumulative);
    project(results, "admissions", admissions,
            {.target = 560.8, .polarity = Polarity::low_is_good, .event = 100'000 / 34'647.0});
    project(results, "admissions, as published", admissions, {.method = Method::ols_cumulative});
}

void savings(Results& results) {
    const SavingsPlan plan = test::southampton();
    for (const BridgeRow& row : bridge(plan, {.printed = 41.60})) {
        results.exact("savings/" + row.portfolio + " expected", row.expected);
        results.exact("savings/" + row.portfolio + " not validated", row.not_validated);
        results.exact("savings/" + row.portfolio + " over-achievement", row.over_achievement);
        results.exact("savings/" + row.portfolio + " forecast", row.forecast);
        results.exact("savings/" + row.portfolio + " unexplained", row.unexplained);
    }
    const std::vector<double> run_rate = total(plan).run_rate;
    const std::vector<double> more = increments(run_rate);
    for (std::size_t year = 0; year < run_rate.size(); ++year) {
        results.exact(at("savings", year, "run rate"), run_rate[year]);
        results.exact(at("savings", year, "increment"), more[year]);
    }
    results.exact("savings/cash", cash(plan));
    results.exact("savings/present value", present_value(run_rate, green_book()));
}

void simulation(Results& results) {
    const SavingsPlan plan = test::southampton();
    const Simulation found =
        simulate(uncertain_by_confidence(plan, illustration(plan.scale)), {.draws = 2'000, .seed = 7});
    for (std::size_t year = 0; year < found.years(); ++year) {
        results.exact(at("simulation", year, "planned"), found.planned[year]);
        results.near(at("simulation", year, "mean"), found.mean[year]);
        results.near(at("simulation", year, "standard deviation"), found.standard_deviation[year]);
        results.near(at("simulation", year, "prudent"), found.prudent(year));
        results.near(at("simulation", year, "median"), found.quantile(year, 0.5));
        results.near(at("simulation", year, "chance of nine tenths"), found.probability(year, 0.9 * found.planned[year]));
    }
    for (std::size_t draw = 0; draw < 16; ++draw)
        results.exact(at("simulation", draw, "random number"), stats::uniform({.seed = 7}, draw));
}

template <class Statistic>
void state(Results& results, const std::string& name, const Statistic& found, bool exactly) {
    results.word("statistics/" + name + " status", word(found.status));
    if (exactly) {
        results.exact("statistics/" + name, found.value);
        results.exact("statistics/" + name + " lower", found.lower);
        results.exact("statistics/" + name + " upper", found.upper);
    } else {
        results.near("statistics/" + name, found.value);
        results.near("statistics/" + name + " lower", found.lower);
        results.near("statistics/" + name + " upper", found.upper);
    }
}

void statistics(Results& results) {
    using namespace headway::stats;
    for (const double level : {0.8, 0.95, 0.998}) {
        const std::string at_level = " at " + golden::decimal_of(level);
        results.exact("statistics/normal multiple" + at_level, normal_multiple(level));
        state(results, "proportion of 83 in 586" + at_level, proportion(83, 586, level, 100), true);
        for (const double count : {0.0, 5.0, 9.0, 10.0, 101.0, 2'000'000.0})
            state(results, "crude rate of " + golden::decimal_of(count) + at_level,
                  crude_rate(count, 3'464'700, level, 100'000), false);
        const std::vector<AgeStratum> ages{
            {1, 5000, 16000}, {0, 8000, 12000}, {3, 9000, 27000}, {7, 7000, 26000}, {12, 3000, 19000}};
        state(results, "standardised rate" + at_level, directly_standardised_rate(ages, level), false);
        state(results, "mean" + at_level, mean(std::vector<double>{94.26, 94.86, 86.6, 71.0, 100.9}, level), false);
        state(results, "difference of rates" + at_level, rate_difference(101, 34'647, 15, 168'200, level), false);
        state(results, "ratio of rates" + at_level, rate_ratio(101, 34'647, 15, 168'200, level), false);
        state(results, "difference of proportions" + at_level, proportion_difference(83, 586, 60, 600, level), false);
        state(results, "ratio of proportions" + at_level, proportion_ratio(83, 586, 60, 600, level), false);
        const std::vector<double> start{0, 1, 5, 15, 25, 35, 45, 55, 65, 75, 85};
        const std::vector<double> deaths{13, 3, 1, 14, 29, 49, 96, 201, 374, 580, 578};
        const std::vector<double> people{3100, 12900, 32450, 35000, 42200, 36900, 32000, 27600, 20800, 11700, 3750};
        state(results, "life expectancy" + at_level,
              life_expectancy({.start = start, .deaths = deaths, .population = people}, 0.0, level), true);
        const Interval limits = funnel_limits({.kind = FunnelKind::proportion, .target = 0.2, .multiplier = 100}, 400, level);
        results.exact("statistics/funnel of proportions, lower" + at_level, limits.lower);
        results.exact("statistics/funnel of proportions, upper" + at_level, limits.upper);
        const Interval of_ratio = funnel_limits({.kind = FunnelKind::ratio, .target = 1}, 4.8, level);
        results.near("statistics/funnel of ratios, lower" + at_level, of_ratio.lower);
        results.near("statistics/funnel of ratios, upper" + at_level, of_ratio.upper);
    }
    const std::vector<double> population{1200, 900, 1500, 1100, 1300}, value{62.1, 58.4, 55.0, 57.2, 49.9},
        error{1.5, 1.2, 0.9, 1.4, 1.1};
    const Inequality index =
        slope_index_of_inequality({.value = value, .population = population, .standard_error = error});
    state(results, "slope index", index.slope, true);
    state(results, "relative index", index.relative, true);
    const std::vector<double> series{61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 76};
    const MannKendall trend = mann_kendall(series);
    results.exact("statistics/Mann-Kendall s", trend.s);
    results.exact("statistics/Kendall tau", trend.tau);
    results.near("statistics/Mann-Kendall p", trend.p_value);
    state(results, "Sen slope", sen_slope(series), true);
}

void charts(Results& results) {
    const std::vector<double> series{61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 76};
    const spc::ControlChart chart = spc::xmr({.values = series}, {.polarity = Polarity::low_is_good});
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        results.exact(at("charts", i, "mean"), chart.points[i].mean);
        results.exact(at("charts", i, "lower"), chart.points[i].lower);
        results.exact(at("charts", i, "upper"), chart.points[i].upper);
        results.word(at("charts", i, "point"), word(chart.points[i].point_type));
    }
    const spc::RunChart runs = spc::run_chart(series);
    results.exact("charts/median", runs.median);
    results.exact("charts/signal", runs.signal ? 1.0 : 0.0);
}

}  // namespace

int main(int count, char** arguments) try {
    if (count < 2) {
        std::fprintf(stderr, "headway_golden DATA [STORED]\n");
        return 2;
    }
    Results results;
    ratings(results, arguments[1]);
    published_histories(results, arguments[1]);
    methods(results);
    savings(results);
    simulation(results);
    statistics(results);
    charts(results);
    if (count == 2) {
        results.print();
        return 0;
    }
    return results.compare(arguments[2]) ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
}
