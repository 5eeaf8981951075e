// The scorecard, against the counts that the city printed and against the column kernel.
#include "testing.hpp"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "headway/batch.hpp"
#include "headway/measure/read_polarity.hpp"
#include "headway/report/scorecard.hpp"

namespace test_scorecard {

using namespace headway;
using namespace headway::test;

namespace {

std::string refused(const std::vector<Indicator>& indicators, const std::vector<Result>& results,
                    const std::vector<std::string>& comparators = {"target"}) {
    return refusal([&] { (void)scorecard(indicators, results, comparators); });
}

const std::vector<Indicator> two{{.id = "repairs", .polarity = Polarity::high_is_good},
                                 {.id = "voids", .polarity = Polarity::low_is_good}};

Result result(const std::string& section, const std::string& indicator, double latest, double target,
              const std::string& period = "2024/25 - Q2") {
    return {section, indicator, period, 50, latest, {{target, target}}};
}

/// The fields of a line of comma-separated values; quotes hold commas.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) cells.emplace_back();
        else if (c != '\r') cells.back() += c;
    }
    return cells;
}

struct Published {
    std::vector<Indicator> indicators;
    std::vector<Result> results;
};

std::ifstream opened(const std::string& table) {
    std::ifstream file(std::filesystem::path(__FILE__).parent_path() / ".." / table);
    REQUIRE(file);
    return file;
}

/// The rows of a table by the names of its columns.
std::vector<std::map<std::string, std::string>> told(const std::string& table) {
    std::ifstream file = opened(table);
    std::string line;
    std::getline(file, line);
    const auto names = fields(line);
    std::vector<std::map<std::string, std::string>> rows;
    while (std::getline(file, line)) {
        const auto cells = fields(line);
        REQUIRE(cells.size() == names.size());
        std::map<std::string, std::string>& row = rows.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells[i];
    }
    return rows;
}

Published published_kpis() {
    std::ifstream file = opened("../examples/data/southampton/kpis_2024_25_q2.csv");
    std::string line;
    std::getline(file, line);
    REQUIRE(line.rfind("section,indicator,period,previous,latest,published_change,target,national,peer,polarity,unit", 0) == 0);
    Published kpis;
    std::map<std::string, bool> defined;
    while (std::getline(file, line)) {
        const auto cell = fields(line);
        const auto number = [](const std::string& text) { return text.empty() ? missing : std::stod(text); };
        if (defined.try_emplace(cell[1], true).second)
            kpis.indicators.push_back({.id = cell[1], .name = cell[1], .unit = cell[10], .polarity = from_word<Polarity>(cell[9])});
        Result row{cell[0], cell[1], cell[2], number(cell[3]), number(cell[4]), {}};
        for (const std::size_t c : {6u, 7u, 8u}) row.comparators.push_back({number(cell[c]), number(cell[c])});
        kpis.results.push_back(row);
    }
    return kpis;
}

}  // namespace

TEST_CASE("the scorecard of the second quarter counts as the city printed it") {
    const Published kpis = published_kpis();
    REQUIRE(kpis.results.size() == 69);
    const Scorecard card = scorecard(kpis.indicators, kpis.results);
    CHECK(card.rows.size() == 69);
    const auto sections = card.summary();
    REQUIRE(sections.size() == 5);

    const auto check = [](const SectionSummary& found, const std::string& section, std::size_t kpis_printed, std::size_t with_target,
                          std::size_t green, std::size_t amber, std::size_t red) {
        CAPTURE(section);
        CHECK(found.section == section);
        const RatingCounts& target = found.ratings.at(0);
        CHECK(target.kpis == kpis_printed);
        CHECK(target.with_comparator == with_target);
        CHECK(target.green == green);
        CHECK(target.amber == amber);
        CHECK(target.red == red);
        CHECK(target.not_rated == kpis_printed - with_target);
    };
    check(sections[0], "Corporate Plan", 13, 12, 1, 6, 5);
    check(sections[1], "Children and Learning - Social Care", 11, 11, 4, 4, 3);
    check(sections[2], "Community Wellbeing - Adult Social Care", 9, 6, 0, 3, 3);  // a fourth red has no printed target
    check(sections[3], "Community Wellbeing - Public Health and Communities", 18, 16, 0, 4, 12);
    check(sections[4], "Resident Services", 18, 13, 5, 2, 6);

    CHECK(sections[0].ratings[1] == RatingCounts{.kpis = 13, .with_comparator = 11, .green = 1, .amber = 4, .red = 6, .not_rated = 2});
    CHECK(sections[1].ratings[1] == RatingCounts{.kpis = 11, .with_comparator = 11, .green = 4, .amber = 4, .red = 3});
    CHECK(sections[1].ratings[2] == RatingCounts{.kpis = 11, .with_comparator = 11, .green = 5, .amber = 3, .red = 3});

    CHECK(sections[3].directions == DirectionCounts{.kpis = 18, .compared = 18, .improving = 9, .worsening = 9});
    CHECK(sections[4].directions == DirectionCounts{.kpis = 18, .compared = 18, .improving = 13, .worsening = 4, .no_change = 1});
}

TEST_CASE("the scorecard counts as the column kernel does") {
    const Published kpis = published_kpis();
    const Scorecard card = scorecard(kpis.indicators, kpis.results);
    const auto sections = card.summary();
    const std::size_t rows = card.rows.size();
    std::vector<double> latest, previous, change(rows);
    std::vector<std::uint8_t> polarity, direction(rows);
    std::vector<std::int32_t> section;
    std::vector<std::vector<double>> values(3), gaps(3, std::vector<double>(rows));
    std::vector<std::vector<std::uint8_t>> codes(9, std::vector<std::uint8_t>(rows));
    for (const ScorecardRow& row : card.rows) {
        latest.push_back(row.result.latest);
        previous.push_back(row.result.previous);
        polarity.push_back(static_cast<std::uint8_t>(row.indicator.polarity.value()));
        for (std::size_t c = 0; c < 3; ++c) values[c].push_back(row.result.comparators[c].lower);
        for (std::size_t s = 0; s < sections.size(); ++s)
            if (sections[s].section == row.result.section) section.push_back(static_cast<std::int32_t>(s));
    }
    batch::Table table{.latest = latest, .previous = previous, .polarity = polarity};
    batch::AssessedTable assessed{.change = change, .direction = direction};
    for (std::size_t c = 0; c < 3; ++c) {
        table.comparators.push_back({.name = card.comparators[c], .value = values[c]});
        assessed.comparators.push_back({codes[3 * c], codes[3 * c + 1], gaps[c], codes[3 * c + 2]});
    }
    batch::assess(table, {}, {}, assessed);
    for (std::size_t c = 0; c < 3; ++c) {
        const auto counts = batch::count_ratings(section, sections.size(), codes[3 * c], codes[3 * c + 2]);
        for (std::size_t s = 0; s < sections.size(); ++s) CHECK(counts[s] == sections[s].ratings[c]);
    }
    const auto directions = batch::count_directions(section, sections.size(), direction);
    for (std::size_t s = 0; s < sections.size(); ++s) CHECK(directions[s] == sections[s].directions);
}

TEST_CASE("sections keep the order of their first rows, rows their own, and nothing is dropped") {
    const Scorecard card = scorecard(two, {result("Housing", "voids", 539, 500), result("Adults", "repairs", missing, 90),
                                           result("Housing", "repairs", 57.31, missing), result("Adults", "voids", missing, missing)},
                                     {"target"});
    REQUIRE(card.rows.size() == 4);
    CHECK(card.rows[0].assessments[0].rating == Rating::amber);
    CHECK(card.rows[1].assessments[0].reason == Reason::no_data);
    CHECK(card.rows[2].assessments[0].reason == Reason::no_comparator);
    CHECK(card.rows[3].result.indicator == "voids");
    CHECK(card.rows[0].change == 489);
    CHECK(card.rows[0].direction == Direction::worsening);
    CHECK(card.rows[1].direction == Direction::unknown);
    const auto sections = card.summary();
    REQUIRE(sections.size() == 2);
    CHECK(sections[0].section == "Housing");
    CHECK(sections[1].section == "Adults");
    CHECK(sections[0].ratings[0] == RatingCounts{.kpis = 2, .with_comparator = 1, .amber = 1, .not_rated = 1});
    CHECK(sections[1].ratings[0] == RatingCounts{.kpis = 2, .with_comparator = 1, .not_rated = 2});
    CHECK(sections[1].directions == DirectionCounts{.kpis = 2, .unknown = 2});
}

TEST_CASE("an indicator may stand in several sections and each counts it") {
    const auto sections = scorecard(two, {result("Plan", "repairs", 95, 90), result("Housing", "repairs", 95, 90)}, {"target"}).summary();
    REQUIRE(sections.size() == 2);
    CHECK(sections[0].ratings[0].green == 1);
    CHECK(sections[1].ratings[0].green == 1);
}

TEST_CASE("another period of an indicator in its section is another row") {
    CHECK(refused(two, {result("Plan", "repairs", 95, 90, "2024-08"), result("Plan", "repairs", 95, 90, "2024-09")}).empty());
}

TEST_CASE("rows that cannot stand are refused together, naming each") {
    const std::string message = refused(
        {two[0], two[1], two[0]},
        {result("Plan", "repairs", 95, 90), result("Plan", "repairs", 96, 90), result("Plan", "nobody's", 1, 1),
         {"Plan", "voids", "2024", 1, 1, {}}, {"Homes", "voids", "2024", infinity, 1, {{1, 1}}},
         {"Adults", "voids", "2024", 1, 1, {{2, 1}}}, {"Children", "voids", "2024", 1, 1, {{1, infinity}}}});
    for (const std::string part : {"6 problems", "'repairs': defined twice", "row 1, 'repairs': appears twice in section 'Plan'",
                                   "row 2, 'nobody's': not defined", "row 3, 'voids': found 0 comparators", "rows 4 and 6, 'voids': latest, previous, comparators: found an infinite",
                                   "row 5, 'voids': comparators: found a range"}) {
        CAPTURE(message, part);
        CHECK(says(message, part));
    }
}

TEST_CASE("every indicator is rated by its own polarity and the one rule") {
    const std::vector<Indicator> indicators{{.id = "high", .polarity = Polarity::high_is_good},
                                            {.id = "low", .polarity = Polarity::low_is_good},
                                            {.id = "range", .polarity = Polarity::in_range},
                                            {.id = "neutral", .polarity = Polarity::neutral},
                                            {.id = "total", .polarity = Polarity::low_is_good, .accrual = Accrual::cumulative}};
    const std::vector<Result> results{{"A", "high", "2024", 90, 96, {{100, 100}}}, {"A", "low", "2024", 90, 96, {{100, 100}}},
                                      {"A", "range", "2024", 90, 96, {{97, 103}}}, {"A", "neutral", "2024", 90, 96, {{100, 100}}},
                                      {"A", "total", "2024", 90, 106, {{100, 100}}}};
    const Scorecard card = scorecard(indicators, results, {"target"}, {.polarity = Polarity::neutral, .tolerance = 0.05});
    const std::vector<Rating> ratings{Rating::amber, Rating::green, Rating::amber, Rating::not_rated, Rating::red};
    const std::vector<Direction> directions{Direction::improving, Direction::worsening, Direction::improving, Direction::increasing,
                                            Direction::unknown};
    for (std::size_t i = 0; i < results.size(); ++i) {
        CAPTURE(results[i].indicator);
        CHECK(card.rows[i].assessments[0].rating == ratings[i]);
        CHECK(card.rows[i].direction == directions[i]);
        CHECK(card.rows[i].assessments[0].rule.tolerance == 0.05);
        CHECK(card.rows[i].assessments[0].rule.polarity == indicators[i].polarity);
    }
    CHECK(card.rows[4].change == 16);
}

TEST_CASE("a rated row is in the denominator of its rating") {
    // where high is good the lower bound is the comparator; there may be no other
    const auto sections = scorecard(two, {{"A", "repairs", "2024", 90, 96, {{95, missing}}}}, {"target"}).summary();
    const RatingCounts& n = sections.at(0).ratings.at(0);
    CHECK(n.green == 1);
    CHECK(n.green + n.amber + n.red <= n.with_comparator);
}

TEST_CASE("rules that cannot rate or tell a direction are refused") {
    const std::vector<Result> results{result("A", "repairs", 50, 90)};
    CHECK_THROWS_AS(scorecard(two, results, {"target"}, {.tolerance = -1}), Error);
    CHECK_THROWS_AS(scorecard(two, results, {"target"}, {}, {.dead_band = -1}), Error);
    CHECK_THROWS_AS(scorecard(two, results, {"target"}, {}, {.dead_band = missing}), Error);
}

TEST_CASE("an empty scorecard has no sections") {
    CHECK(scorecard({}, {}).summary().empty());
    CHECK(scorecard(two, {}, {}).rows.empty());
    CHECK(scorecard(two, {{"A", "repairs", "2024", 1, 2, {}}}, {}).rows.at(0).direction == Direction::improving);
}

TEST_CASE("a result without a section is refused") {
    CHECK(refused(two, {result("", "repairs", 1, 2)}) == "row 0, 'repairs': section: found ''; accepted: a name");
    CHECK(refused(two, {result(" ", "repairs", 1, 2)}).empty());
}

TEST_CASE("comparators are named once each, wherever they stand") {
    const auto named = [](std::vector<std::string> names) { return refused(two, {}, names); };
    CHECK(named({"target", "national"}).empty());
    CHECK(named({"target", "target"}) == "comparators: found 'target' twice; accepted: each name once");
    CHECK(named({"target", "national", "national"}) == "comparators: found 'national' twice; accepted: each name once");
    CHECK(named({"a", "b", "a", "a"}) == "comparators: found 'a' twice; accepted: each name once");  // said once
}

// The same as the scorecard of Python, which tests/python/test_scorecard.py holds to the same tables.

void check_said(const ScorecardRow& found, const std::vector<std::string>& comparators,
                const std::map<std::string, std::string>& told) {
    CAPTURE(found.result.indicator);
    CHECK(word(found.direction) == told.at("direction"));
    CHECK(word(found.direction_reason) == told.at("direction_reason"));
    for (std::size_t c = 0; c < comparators.size(); ++c) {
        CHECK(word(found.assessments[c].rating) == told.at(comparators[c] + "_rating"));
        CHECK(word(found.assessments[c].reason) == told.at(comparators[c] + "_reason"));
    }
}

TEST_CASE("the example is rated as in Python") {
    const Published kpis = published_kpis();
    const Scorecard card = scorecard(kpis.indicators, kpis.results);
    const auto rows = told("data/scorecard_2024_25_q2.csv");
    REQUIRE(rows.size() == card.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) check_said(card.rows[i], card.comparators, rows[i]);
}

/// A row of `scorecard.csv`: its history by month, the last point in the last month of its period; "-" is none.
std::vector<HistoryPoint> history_of(const std::string& text, Period period) {
    std::istringstream words(text.starts_with("m:") ? text.substr(2) : text);
    const std::vector<std::string> values{std::istream_iterator<std::string>(words), {}};
    std::vector<HistoryPoint> points;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] != "-")
            points.push_back({period.last_month().shifted(static_cast<int>(i) + 1 - static_cast<int>(values.size())),
                              std::stod(values[i])});
    return points;
}

TEST_CASE("intervals, rules, histories and year ends say what they say in Python") {
    const auto rows = told("data/scorecard.csv");
    std::map<std::string, Indicator> indicators;
    std::vector<Result> results;
    BesideResults beside{.history = {}, .year_ends = {}, .directions = DirectionsBy::control_chart};
    for (const auto& row : rows) {
        const auto number = [&](const std::string& name) {
            return row.at(name).empty() ? missing : std::stod(row.at(name));
        };
        const auto range = [&](const std::string& name) { return Range{number(name + "_lower"), number(name + "_upper")}; };
        Indicator indicator{.id = row.at("indicator")};
        if (!row.at("polarity").empty()) indicator.polarity = from_word<Polarity>(row.at("polarity"));
        if (!row.at("accrual").empty()) indicator.accrual = from_word<Accrual>(row.at("accrual"));
        indicators[indicator.id] = indicator;
        Result result{.section = row.at("section"), .indicator = indicator.id, .period = row.at("period"),
                      .previous = number("previous"), .latest = number("latest"),
                      .latest_interval = range("latest"), .previous_interval = range("previous"),
                      .dead_band = number("dead_band"), .when = Period::parse(row.at("period"))};
        result.comparators = {comparator_of_row(number("target"), range("target"), indicator.polarity),
                              {number("national"), number("national")}};
        result.rule = {.tolerance = number("tolerance"), .amber_limit = number("amber_limit")};
        if (!row.at("basis").empty()) result.rule.basis = from_word<Basis>(row.at("basis"));
        if (!row.at("history").empty()) beside.history[indicator.id] = history_of(row.at("history"), *result.when);
        if (!row.at("year_status").empty())
            beside.year_ends[indicator.id] = {.value = number("year_value"),
                                              .target = bounds_or_number(range("year_target"), number("year_target")),
                                              .accrual = from_word<Accrual>(row.at("year_accrual")),
                                              .complete = row.at("year_status") == "complete"};
        results.push_back(result);
    }
    std::vector<Indicator> defined;
    for (const auto& [id, indicator] : indicators) defined.push_back(indicator);
    const Scorecard card = scorecard(defined, results, {"target", "national"}, {}, {}, beside);
    REQUIRE(card.rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        check_said(card.rows[i], card.comparators, rows[i]);
        const auto& year_end = card.rows[i].year_end;
        CAPTURE(results[i].indicator);
        CHECK((year_end ? word(year_end->rating) : "") == rows[i].at("forecast_rating"));
    }
}

TEST_CASE("what is known of a row or beside it is checked with its row") {
    const auto with = [](auto change) {
        Result one = result("Plan", "repairs", 86, 90);
        change(one);
        return refused(two, {one});
    };
    CHECK(with([](Result&) {}).empty());
    CHECK(says(with([](Result& r) { r.latest_interval = {87, 90}; }), "row 0, 'repairs': latest_interval: found 87 to 90 about 86"));
    CHECK(says(with([](Result& r) { r.previous_interval = {60, 40}; }), "previous_interval: found 60 to 40"));
    CHECK(says(with([](Result& r) { r.latest_interval = {80, infinity}; }), "latest_interval"));
    CHECK(with([](Result& r) { r.latest_interval = {missing, 90}; }).empty());
    CHECK(says(with([](Result& r) { r.dead_band = -1; }), "row 0, 'repairs': dead_band: found -1"));
    CHECK(says(with([](Result& r) { r.rule.tolerance = 10; }), "row 0, 'repairs': tolerance: rating rule: found tolerance 10"));
    CHECK(with([](Result& r) { r.rule.basis = Basis::absolute; }) ==
          "row 0, 'repairs': tolerance: found nothing, with basis absolute; accepted: a number, in what the basis of the row says");
    CHECK(with([](Result& r) { r.rule = {.tolerance = 5, .basis = Basis::percentage_points}; }).empty());
    CHECK(says(with([](Result& r) { r.rule.basis = Basis::band; }), "amber_limit: found nothing, with basis band"));
    CHECK(says(with([](Result& r) { r.rule.amber_limit = 95; }), "amber_limit: found 95, which is better than 90 in column 'target'"));
    CHECK(refusal([] { (void)scorecard(two, {}, {"target"}, {}, {}, {.year_ends = {{"nobody's", {}}}}); }) ==
          "year end of 'nobody's': not defined; accepted: the id of one of the 2 indicators given");
}

TEST_CASE("figures in two units are not rated and have no direction, and neither is their year") {
    const std::vector<Indicator> calls{{.id = "calls", .unit = "%", .polarity = Polarity::high_is_good}};
    Result row = result("S", "calls", 0.735, 75);
    const auto rated = [&](const Result& one, const BesideResults& beside = {}) {
        return scorecard(calls, {one}, {"target"}, {}, {}, beside).rows.front();
    };
    CHECK(rated(row).assessments.front().reason == Reason::units_in_doubt);
    CHECK(rated(row).direction_reason == DirectionReason::units_in_doubt);
    CHECK(std::isnan(rated(row).change));
    row.latest_unit = row.previous_unit = "%";
    row.comparator_units = {"\u00A3"};
    CHECK(rated(row).assessments.front().reason == Reason::units_differ);
    CHECK(rated(row).direction == Direction::worsening);
    row.comparator_units = {"%"};
    CHECK(rated(row).assessments.front().rating == Rating::red);
    const BesideResults beside{.year_ends = {{"calls", {.value = 0.72, .target = {75, 75}}}}};
    CHECK(rated(row, beside).year_end->reason == Reason::units_in_doubt);
}

TEST_CASE("a result whose period nobody knows has no chart and is no part of a year") {
    Result one = result("Plan", "voids", 102, 1100);
    const std::vector<Indicator> of_flow{{.id = "voids", .polarity = Polarity::low_is_good, .accrual = Accrual::flow}};
    const BesideResults beside{.year_ends = {{"voids", {.value = 1200, .target = {1100, 1100}, .accrual = Accrual::flow}}}};
    CHECK(scorecard(of_flow, {one}, {"target"}, {}, {}, beside).rows[0].assessments[0].rating == Rating::green);
    one.when = Period::month(2024, 9);
    const ScorecardRow row = scorecard(of_flow, {one}, {"target"}, {}, {}, beside).rows[0];
    CHECK(row.assessments[0].reason == Reason::of_the_year);
    CHECK(row.assessments[0].has_comparator());  // it counts among those that have a target
    CHECK(row.year_end->rating == Rating::amber);
    CHECK(scorecard(of_flow, {one}, {"target"}).rows[0].assessments[0].rating == Rating::green);
}

}  // namespace test_scorecard
