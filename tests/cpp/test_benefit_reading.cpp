// Benefits read from their indicators, by hand: how far, where it should be by now, and whether it could be chance.
#include <cmath>
#include <string>
#include <vector>

#include "headway/report/benefit_reading.hpp"
#include "testing.hpp"

namespace test_benefit_reading {

using namespace headway;
using namespace headway::test;

namespace {

const Period april = Period::parse("April 2023");

std::vector<HistoryPoint> months_of(const std::vector<double>& values) {
    std::vector<HistoryPoint> points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points.push_back({april.shifted(static_cast<int>(i)), values[i]});
    return points;
}

/// A year that alternates between 98 and 102: mean 100, ranges of 4, limits 100 -+ 10.64.
std::vector<double> steady_year() {
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) values.push_back(i % 2 ? 102.0 : 98.0);
    return values;
}

/// From March 2024, a year on.
BenefitGoal goal() {
    return {.baseline = 100.0, .baseline_at = april.shifted(11), .target = 80.0, .due = april.shifted(23),
            .polarity = Polarity::low_is_good};
}

}  // namespace

TEST_CASE("how far a benefit has come, and where it would be if it came evenly") {
    std::vector<double> values = steady_year();
    values.insert(values.end(), {97.0, 96.0, 94.0});
    const BenefitReading read = read_benefit(goal(), months_of(values));
    CHECK(read.latest_at == april.shifted(14));
    CHECK(read.change == -6.0);
    CHECK(read.achieved == 0.3);
    CHECK(read.expected_by_now == 95.0);  // 3 of 12 months of -20
    CHECK(read.gap == -1.0);              // a little ahead
    CHECK(read.movement == BenefitMovement::no_more_than_chance);  // 94 is within 89.36 to 110.64
}

TEST_CASE("beyond the limits of what was before, a change is more than chance, either way") {
    std::vector<double> values = steady_year();
    values.push_back(89.0);
    CHECK(read_benefit(goal(), months_of(values)).movement == BenefitMovement::as_intended);
    values.back() = 111.0;
    CHECK(read_benefit(goal(), months_of(values)).movement == BenefitMovement::against);
    BenefitGoal up = goal();
    up.polarity = Polarity::neutral;
    CHECK(read_benefit(up, months_of(values)).movement == BenefitMovement::against);  // its target is below
    up.target = 120.0;
    CHECK(read_benefit(up, months_of(values)).movement == BenefitMovement::as_intended);
}

TEST_CASE("the limits are those up to the baseline: a level that has moved since is news, however steady") {
    std::vector<double> values = steady_year();
    for (int i = 0; i < 12; ++i) values.push_back(i % 2 ? 96.0 : 97.0);
    CHECK(read_benefit(goal(), months_of(values)).movement == BenefitMovement::as_intended);  // a shift below the mean
}

TEST_CASE("what cannot be said is said") {
    const std::vector<double> year = steady_year();
    CHECK(read_benefit(goal(), {}).movement == BenefitMovement::no_data);
    CHECK(read_benefit(goal(), months_of({std::nan("")})).movement == BenefitMovement::no_data);
    CHECK(read_benefit(goal(), months_of(year)).movement == BenefitMovement::nothing_since);
    BenefitGoal early = goal();
    early.baseline_at = april;
    CHECK(read_benefit(early, months_of({100.0, 90.0, 80.0})).movement == BenefitMovement::too_few_points);
    std::vector<double> longer = year;
    longer.push_back(89.0);
    std::vector<HistoryPoint> points = months_of(longer);
    points.erase(points.begin() + 4);
    longer.push_back(89.0);
    points.push_back({april.shifted(13), 89.0});
    CHECK(read_benefit(goal(), points).movement == BenefitMovement::gap);
    BenefitGoal total = goal();
    total.running_total = true;
    CHECK(read_benefit(total, months_of(longer)).movement == BenefitMovement::running_total);
    CHECK(std::isnan(read_benefit(total, months_of(longer)).change));
    CHECK(read_benefit(total, months_of(longer)).latest == 89.0);
    BenefitGoal neither{.baseline_at = april, .polarity = Polarity::neutral};
    CHECK(read_benefit(neither, months_of(longer)).movement == BenefitMovement::no_direction);
    CHECK(std::isnan(read_benefit(neither, months_of(longer)).achieved));
}

TEST_CASE("a baseline that nobody printed is the result of its period, or the first there is") {
    BenefitGoal plain{.baseline_at = april.shifted(1), .target = 90.0, .polarity = Polarity::low_is_good};
    std::vector<double> values = steady_year();
    CHECK(read_benefit(plain, months_of(values)).baseline == 102.0);
    plain.baseline_at.reset();
    CHECK(read_benefit(plain, months_of(values)).baseline == 98.0);
    CHECK(read_benefit(plain, months_of(values)).baseline_at == april);
}

TEST_CASE("a target that is due and stays so, and one that is its baseline") {
    std::vector<double> values = steady_year();
    for (int i = 0; i < 14; ++i) values.push_back(85.0);
    const BenefitReading late = read_benefit(goal(), months_of(values));
    CHECK(late.expected_by_now == 80.0);
    CHECK(late.gap == 5.0);
    BenefitGoal same = goal();
    same.target = 100.0;
    CHECK(std::isnan(read_benefit(same, months_of(values)).achieved));
    BenefitGoal other_side = goal();
    other_side.target = 120.0;
    CHECK(says(refusal([&] { (void)read_benefit(other_side, months_of(values)); }),
               "found a target of 120 where it stood at 100 and low is good"));
    BenefitGoal of_a_year{.baseline_at = Period::year(2023), .target = 80.0};
    CHECK(says(refusal([&] { (void)read_benefit(of_a_year, months_of(values)); }),
               "found a baseline of 2023/24 among results of May 2025"));
    BenefitGoal wrong = goal();
    wrong.due = april;
    CHECK(says(refusal([&] { (void)read_benefit(wrong, months_of(values)); }),
               "found a target due April 2023 for a baseline of March 2024; accepted: a target that is due later"));
}

}  // namespace test_benefit_reading
