// Two scorecards: hand-worked moves of each cause, and counts that reconcile over generated boards.
#include "testing.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "headway/report/comparison.hpp"

namespace test_scorecard_comparison {

using namespace headway;
using namespace headway::test;

namespace {

/// A board of one section and one comparator, of which a row is made of its name, value and target.
struct Made {
    std::string indicator;
    double latest;
    double target;
    double previous = missing;
    std::string period = "2024/25 - Q1";
    std::string unit{};
    std::optional<Polarity> polarity = Polarity::high_is_good;
    std::string section = "Housing";
};

Scorecard board(const std::vector<Made>& rows, const RatingRule& rule = {}) {
    std::vector<Indicator> indicators;
    std::vector<Result> results;
    for (const Made& row : rows) {
        indicators.push_back({.id = row.indicator, .unit = row.unit, .polarity = row.polarity});
        results.push_back({.section = row.section, .indicator = row.indicator, .period = row.period,
                           .previous = row.previous, .latest = row.latest, .comparators = {{row.target, row.target}},
                           .when = Period::parse(row.period)});
    }
    return scorecard(indicators, results, {"target"}, rule);
}

RatingMove only_move(const Scorecard& before, const Scorecard& after) {
    const Comparison found = compare(before, after);
    REQUIRE(found.moved.size() == 1);
    return found.moved.front();
}

/// 80 of 90 is red by the usual tenth: 10 short, where 9 are tolerated.
const Scorecard red = board({{"Repairs", 80, 90}});

}  // namespace

TEST_CASE("a rating moves because the value did") {
    const RatingMove move = only_move(red, board({{"Repairs", 85, 90}}));  // 5 short
    CHECK(move.from == Rating::red);
    CHECK(move.to == Rating::amber);
    CHECK(move.cause == MoveCause::value);
    CHECK(move.new_value_by_old == Rating::amber);
    CHECK(move.old_value_by_new == Rating::red);
    // the target moved too, and that alone changes nothing: 80 of 91 is red, 89 of 90 amber
    CHECK(only_move(red, board({{"Repairs", 89, 91}})).cause == MoveCause::value);
}

TEST_CASE("a rating moves because the target did") {
    const RatingMove move = only_move(red, board({{"Repairs", 80, 85}}));  // 5 short, where 8.5 are tolerated
    CHECK(move.cause == MoveCause::comparator);
    CHECK(move.new_value_by_old == Rating::red);
    CHECK(move.old_value_by_new == Rating::amber);
    CHECK(only_move(red, board({{"Repairs", 80.5, 85}})).cause == MoveCause::comparator);  // 80.5 of 90 is red
    CHECK(only_move(red, board({{"Repairs", 80, missing}})).cause == MoveCause::comparator);
}

TEST_CASE("a rating moves because both did") {
    CHECK(only_move(red, board({{"Repairs", 90, 80}})).cause == MoveCause::value_and_comparator);  // each is enough
    CHECK(only_move(red, board({{"Repairs", 84, 80}})).cause == MoveCause::value_and_comparator);  // 84 of 90 is amber
    const Scorecard green = board({{"Repairs", 84, 83}});  // 82 of 83 and 84 of 85 are amber, 82 of 85 is too
    CHECK(only_move(green, board({{"Repairs", 82, 85}})).cause == MoveCause::value_and_comparator);
}

TEST_CASE("a rating moves because the rule did") {
    const RatingRule wide{.tolerance = 0.2};
    CHECK(only_move(red, board({{"Repairs", 80, 90}}, wide)).cause == MoveCause::rule);
    // 70 of 90 is 20 short, amber neither within a tenth nor a fifth; 73 of 90 is 17 short, of 18
    CHECK(only_move(board({{"Repairs", 70, 90}}), board({{"Repairs", 73, 90}}, wide)).cause == MoveCause::value_and_rule);
    // 89 of 90 is amber by either rule, and so is 80 by the new one
    const RatingMove both = only_move(red, board({{"Repairs", 89, 90}}, wide));
    CHECK(both.cause == MoveCause::value_and_rule);
    CHECK(both.old_value_by_new == Rating::amber);
    // 80 of 99 is 19 short, of 19.8, and by a tenth of 9.9 red
    CHECK(only_move(red, board({{"Repairs", 80, 99}}, wide)).cause == MoveCause::rule);
}

TEST_CASE("what is defined otherwise is never rated by the yardstick of another definition") {
    for (const Scorecard& after : {board({{.indicator = "Repairs", .latest = 80, .target = 90, .polarity = Polarity::low_is_good}}),
                                   board({{.indicator = "Repairs", .latest = 95, .target = 90, .unit = "days"}})}) {
        Scorecard before = red;
        before.rows.front().indicator.unit = "%";
        const RatingMove move = only_move(before, after);
        CHECK(move.cause == MoveCause::definition);
        CHECK(!move.new_value_by_old);
        CHECK(!move.old_value_by_new);
    }
    const Comparison found = compare(red, board({{.indicator = "Repairs", .latest = 80, .target = 90, .unit = "days"}}));
    REQUIRE(found.changed.size() == 1);  // each change is told where no rating moved too
    CHECK(found.changed.front().part == ChangedPart::unit);
    CHECK(found.changed.front().to == "days");
    CHECK(found.moved.empty());
}

TEST_CASE("a rating that was withheld is no move of the value") {
    Made doubted{"Repairs", 0.8, 90};
    doubted.unit = "%";  // 0.8 beside 90%: a share of 1?
    Made said = doubted;
    said.latest = 80;
    const RatingMove move = only_move(board({said}), board({doubted}));
    CHECK(move.to == Rating::not_rated);
    CHECK(move.cause == MoveCause::withheld);
}

TEST_CASE("data that came or went are the value") {
    CHECK(only_move(red, board({{"Repairs", missing, 90}})).cause == MoveCause::value);
    CHECK(only_move(board({{"Repairs", missing, 90}}), red).cause == MoveCause::value);
}

TEST_CASE("a changed target is told whether a rating moved or not") {
    const Comparison found = compare(board({{"Repairs", 95, 90}}), board({{"Repairs", 95, 90.0004}}));
    REQUIRE(found.changed.size() == 1);
    CHECK(found.changed.front().was.lower == 90);
    CHECK(found.changed.front().is.upper == 90.0004);
    CHECK(found.moved.empty());
    CHECK(!compare(board({{"Repairs", 95, 90}}), board({{"Repairs", 95, missing}})).changed.front().is.given());
    CHECK(compare(red, board({{"Repairs", 95, 90}})).changed.empty());
}

TEST_CASE("a section and indicator that stand twice are refused") {
    const Scorecard twice = board({{"Repairs", 80, 90}, {"Repairs on time", 80, 90}});
    Scorecard same = twice;
    same.rows[1].result.indicator = "Repairs\xC2\xA0";
    const std::string said = refusal([&] { (void)compare(red, same); });
    CHECK(says(said, "after, row 1"));
    CHECK(says(said, "which row 0 has for '2024/25 - Q1'"));
    CHECK(says(refusal([&] { (void)compare(same, red); }), "before, row 1"));
}

TEST_CASE("revised figures are those of one period that differ in print") {
    const Scorecard before = board({{"Repairs", 80, 90}, {"Voids", 5, 4}, {"Rent", 99, 98}});
    Scorecard after = board({{"Repairs", 81, 90, 79.4, "2024/25 - Q2"}, {"Voids", 6, 4}, {"Rent", 99, 98, 99, "2024/25 - Q2"}});
    const auto found = compare(before, after, {{"Rent", {{Period::parse("2023/24 - Q4"), 97.0}}}},
                               {{"Rent", {{Period::parse("2023/24 - Q4"), 98.4}, {Period::parse("2024/25 - Q1"), 99.0}}}});
    REQUIRE(found.revised.size() == 3);
    CHECK(found.revised[0].period.label() == "2024/25 - Q1");  // the previous result of the quarter that follows
    CHECK(found.revised[0].is == FigureOf::previous);
    CHECK(found.revised[0].from == 80);
    CHECK(found.revised[0].to == 79.4);
    CHECK(found.revised[1].is == FigureOf::result);  // the same quarter again
    CHECK(found.revised[1].to == 6);
    CHECK(found.revised[2].is == FigureOf::history);
    CHECK(found.revised[2].from == 97.0);

    after.rows[0].indicator.accrual = Accrual::cumulative;  // whose previous may be the same month of last year
    after.rows[1].result.latest = missing;                  // withdrawn
    const auto other = compare(before, after).revised;
    REQUIRE(other.size() == 1);
    CHECK(std::isnan(other[0].to));
    after.rows[1].indicator.unit = "days";
    Scorecard percent = before;
    percent.rows[1].indicator.unit = "%";
    CHECK(compare(percent, after).revised.empty());
}

TEST_CASE("what a scorecard says of a period in two ways is no revision, and a number counts before a gap") {
    const auto in_two = [](double here, double there) {
        Scorecard card = board({{"Repairs", here, 90}, {"the same", there, 90}});
        card.rows[1].result.section = "Roads";
        card.rows[1].result.indicator = "Repairs";
        return card;
    };
    CHECK(compare(in_two(80, 70), board({{"Repairs", 70, 90}})).revised.empty());
    CHECK(compare(board({{"Repairs", 70, 90}}), in_two(80, 70)).revised.empty());
    CHECK(compare(in_two(80, 80), board({{"Repairs", 70, 90}})).revised.size() == 1);

    const Scorecard none = board({{"Repairs", missing, 90}});
    const Histories known{{"Repairs", {{Period::parse("2024/25 - Q1"), 80.0}}}};
    CHECK(compare(none, board({{"Repairs", 80, 90}}), known).revised.empty());
    CHECK(compare(board({{"Repairs", 80, 90}}), none, {}, known).revised.empty());
    const auto found = compare(none, board({{"Repairs", 81, 90}}), known).revised;
    REQUIRE(found.size() == 1);
    CHECK(found[0].was == FigureOf::history);
}

TEST_CASE("what may be one is told and not merged") {
    const Scorecard before = board({{"Repairs", 80, 90}, {"Recycling rate", 40.5, 50}, {"Voids", 12.25, 14}, {"Fires", 3, 2}});
    Scorecard after = board({{"Household recycling rate", 41, 50}, {"Empty council homes", 13, 14, 12.25}, {"Noise", 8, 9}});
    Made elsewhere{"Repairs", 80, 90};
    elsewhere.section = "Place";
    after.rows.push_back(board({elsewhere}).rows.front());
    const Comparison found = compare(before, after);
    CHECK(found.dropped.size() == 4);
    CHECK(found.added.size() == 4);
    CHECK(found.matched.empty());
    REQUIRE(found.suspected.size() == 3);
    CHECK(found.suspected[0].by == SuspectedBy::section);
    CHECK(found.suspected[0].added == 3);
    CHECK(found.suspected[1].by == SuspectedBy::name);
    CHECK(found.suspected[1].added == 0);
    CHECK(found.suspected[2].by == SuspectedBy::figures);
    CHECK(found.suspected[2].added == 1);
}

TEST_CASE("names that differ in a letter may be one, and short ones that differ in two may not") {
    CHECK(compare(board({{"Homelessnes", 80, 90}}), board({{"Homelessness", 80, 91}})).suspected.size() == 1);
    CHECK(compare(board({{"Voids", 80, 90}}), board({{"Roads", 80, 91}})).suspected.empty());
}

TEST_CASE("a comparator of one scorecard alone is told and counts nothing") {
    const std::vector<Indicator> one{{.id = "Repairs", .polarity = Polarity::high_is_good}};
    const Scorecard before = scorecard(one, {{.section = "Housing", .indicator = "Repairs", .latest = 80, .comparators = {{90, 90}, {70, 70}}}}, {"target", "national"});
    const Scorecard after = scorecard(one, {{.section = "Housing", .indicator = "Repairs", .latest = 80, .comparators = {{75, 75}, {90, 90}}}}, {"peer", "target"});
    const Comparison found = compare(before, after);
    CHECK(found.comparators == std::vector<std::string>{"target"});
    CHECK(found.counts.size() == 4);
    REQUIRE(found.changed.size() == 2);
    CHECK(found.changed[0].part == ChangedPart::comparator_added);
    CHECK(found.changed[0].to == "peer");
    CHECK(found.changed[1].part == ChangedPart::comparator_dropped);
    CHECK(found.changed[1].from == "national");
    CHECK(found.moved.empty());
}

TEST_CASE("counts reconcile, and causes are as the two mixtures say, over generated boards") {
    std::mt19937 random(7);
    const auto below = [&](unsigned n) { return static_cast<double>(random() % n); };
    for (int round = 0; round < 300; ++round) {
        const auto made = [&] {
            std::vector<Made> rows;
            for (int i = 0; i < 12; ++i) {
                if (random() % 4 == 0) continue;
                rows.push_back({"Indicator " + std::to_string(i), random() % 9 == 0 ? missing : 70 + below(30),
                                random() % 9 == 0 ? missing : 70 + below(30)});
            }
            return board(rows);
        };
        const Scorecard before = made(), after = made();
        const Comparison found = compare(before, after);
        std::size_t rows_before = 0, rows_after = 0, in = 0, out = 0;
        for (const RatingFlow& flow : found.counts) {
            CHECK(flow.reconciles());
            std::size_t counted = 0;
            for (const ScorecardRow& row : after.rows) counted += row.assessments[0].rating == flow.rating ? 1u : 0u;
            CHECK(flow.after == counted);
            rows_before += flow.before;
            rows_after += flow.after;
            in += flow.moved_in;
            out += flow.moved_out;
        }
        CHECK(rows_before == before.rows.size());
        CHECK(rows_after == after.rows.size());
        CHECK(in == found.moved.size());
        CHECK(out == found.moved.size());
        CHECK(found.matched.size() + found.added.size() == after.rows.size());
        CHECK(found.matched.size() + found.dropped.size() == before.rows.size());
        for (const RatingMove& move : found.moved) {
            const Assessment &was = before.rows[move.before].assessments[0], &is = after.rows[move.after].assessments[0];
            RatingRule rule{.polarity = Polarity::high_is_good};
            const bool value = rate(is.value, was.comparator, rule) == move.to && rate(was.value, is.comparator, rule) == move.from;
            const bool target = rate(is.value, was.comparator, rule) == move.from && rate(was.value, is.comparator, rule) == move.to;
            CHECK(move.cause == (value ? MoveCause::value : target ? MoveCause::comparator : MoveCause::value_and_comparator));
        }
    }
}

}  // namespace test_scorecard_comparison
