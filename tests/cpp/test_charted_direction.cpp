// Directions by the control chart of a history; limits by hand.
#include "testing.hpp"

#include <cstddef>
#include <optional>
#include <vector>

#include "headway/report/charted_direction.hpp"

namespace test_charted_direction {

using namespace headway;
using namespace headway::test;

namespace {

const Period september = Period::month(2024, 9);
const Travel by_change{Direction::worsening, DirectionReason::clear};

/// One value a month up to September 2024.
std::vector<HistoryPoint> months(const std::vector<double>& values) {
    std::vector<HistoryPoint> points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points.push_back({september.shifted(static_cast<int>(i) + 1 - static_cast<int>(values.size())), values[i]});
    return points;
}

// Eleven moving ranges that add up to 15, so that limits are 2.66 x 15 / 11 = 3.6 off a mean of 60.
const std::vector<double> calm{60, 61, 59, 60, 61, 59, 60, 61, 59, 60, 61, 59};

std::vector<double> ending_in(double last) {
    std::vector<double> values = calm;
    values.back() = last;
    return values;
}

Travel charted(const std::vector<HistoryPoint>& history, double latest,
               std::optional<Polarity> polarity = Polarity::low_is_good, std::optional<Period> period = september,
               Travel change = by_change) {
    return charted_travel(change, latest, period, polarity, history);
}

bool stands(const Travel& found) {
    return found.direction == by_change.direction && found.reason == by_change.reason;
}

}  // namespace

TEST_CASE("common cause is no direction, whatever the change") {
    const Travel found = charted(months(calm), 59);
    CHECK(found.direction == Direction::no_change);
    CHECK(found.reason == DirectionReason::common_cause);
}

TEST_CASE("a special cause is a direction by its side and the polarity") {
    const auto direction = [](double last, Polarity polarity) {
        const Travel found = charted(months(ending_in(last)), last, polarity);
        CHECK(found.reason == DirectionReason::clear);
        return found.direction;
    };
    CHECK(direction(75, Polarity::low_is_good) == Direction::worsening);
    CHECK(direction(75, Polarity::high_is_good) == Direction::improving);
    CHECK(direction(75, Polarity::neutral) == Direction::increasing);
    CHECK(direction(45, Polarity::low_is_good) == Direction::improving);
    CHECK(direction(45, Polarity::high_is_good) == Direction::worsening);
    CHECK(direction(45, Polarity::neutral) == Direction::decreasing);
}

TEST_CASE("every variation says a direction or that the change does") {
    for (std::size_t i = 0; i < Vocabulary<Variation>::words.size(); ++i) {
        const auto variation = static_cast<Variation>(i);
        CHECK(travel_of(variation).has_value() == (variation != Variation::no_limits && variation != Variation::no_data));
    }
}

TEST_CASE("the change stands where the chart would not be of this result") {
    CHECK(stands(charted(months({calm.begin() + 1, calm.end()}), 59)));  // eleven points
    CHECK(stands(charted({}, 59)));
    CHECK(stands(charted(months(calm), 59.5)));
    CHECK(stands(charted(months(calm), missing)));
    CHECK(stands(charted(months(calm), 59, Polarity::in_range)));
    CHECK(stands(charted(months(calm), 59, std::nullopt)));
    CHECK(stands(charted(months(calm), 59, Polarity::low_is_good, std::nullopt)));
    CHECK(stands(charted(months(calm), 59, Polarity::low_is_good, Period::month(2024, 10))));
    CHECK(stands(charted(months(calm), 59, Polarity::low_is_good, Period::quarter(2024, 2))));
    auto gap = months(ending_in(59));
    gap.insert(gap.begin(), {Period::month(2023, 6), 60});
    CHECK(stands(charted(gap, 59)));
    auto disordered = months(calm);
    std::swap(disordered[3], disordered[4]);
    CHECK(stands(charted(disordered, 59)));
    const Travel total{Direction::unknown, DirectionReason::cumulative};
    CHECK(charted(months(calm), 59, Polarity::low_is_good, september, total).reason == DirectionReason::cumulative);
}

TEST_CASE("later points and those of another length are not of the chart") {
    auto history = months(calm);
    history.insert(history.begin() + 4, {Period::quarter(2023, 3), 180});
    history.push_back({Period::month(2024, 10), 90});
    CHECK(charted(history, 59).reason == DirectionReason::common_cause);
    std::vector<HistoryPoint> quarters;
    Period quarter = Period::quarter(2021, 4);
    for (std::size_t i = 0; i < calm.size(); ++i, quarter = quarter.next()) quarters.push_back({quarter, calm[i]});
    CHECK(charted(quarters, 59, Polarity::low_is_good, quarters.back().period).reason == DirectionReason::common_cause);
    std::vector<HistoryPoint> days;
    for (int day = 1; day <= 12; ++day) days.push_back({Period::day(2024, 9, day), calm[static_cast<std::size_t>(day) - 1]});
    CHECK(charted(days, 59, Polarity::low_is_good, Period::day(2024, 9, 12)).reason == DirectionReason::common_cause);
    days[0].period = Period::day(2024, 8, 31);
    CHECK(stands(charted(days, 59, Polarity::low_is_good, Period::day(2024, 9, 12))));
    // A rolling year to each month has eleven months in common with the one before: no points of a chart.
    std::vector<HistoryPoint> rolling;
    for (std::size_t i = 0; i < calm.size(); ++i) rolling.push_back({Period::months(2022, 1, 12).shifted(static_cast<int>(i)), calm[i]});
    CHECK(stands(charted(rolling, 59, Polarity::low_is_good, rolling.back().period)));
}

}  // namespace test_charted_direction
