// Earlier points of a result's history, by hand: the figures of children looked after are the report's own.
#include "testing.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "headway/report/earlier.hpp"

namespace test_earlier {

using namespace headway;
using namespace headway::test;

namespace {

std::vector<HistoryPoint> months(int year, int month, const std::vector<double>& values) {
    std::vector<HistoryPoint> points;
    Period period = Period::month(year, month);
    for (const double value : values) {
        points.push_back({period, value});
        period = period.next();
    }
    return points;
}

/// "2024-04 97.47", or "none".
std::string found(Earlier which, const Period& period, const std::vector<HistoryPoint>& history) {
    const auto point = earlier_point(which, period, history);
    return point ? point->period.label() + " " + shown(point->value) : "none";
}

}  // namespace

TEST_CASE("earlier points of September") {
    // from September 2023 on; the high of March stands twice
    const auto history = months(2023, 9, {90, 91, 92, 93, 94, 98, 99, 97.47, 96, 99, 95, 94.26, 94.86, 80});
    const Period september = Period::month(2024, 9);
    CHECK(found(Earlier::last_period, september, history) == "August 2024 94.26");
    CHECK(found(Earlier::year_start, september, history) == "April 2024 97.47");
    CHECK(found(Earlier::same_period_last_year, september, history) == "September 2023 90");
    CHECK(found(Earlier::twelve_month_high, september, history) == "June 2024 99");  // of equals the latest
    CHECK(found(Earlier::twelve_month_low, september, history) == "September 2023 90");  // not October 2024, which is later
    CHECK(found(Earlier::twelve_month_low, Period::month(2024, 10), history) == "October 2023 91");
    CHECK(found(Earlier::year_start, Period::month(2024, 4), history) == "none");  // it is the first itself
    CHECK(found(Earlier::last_period, Period::month(2023, 9), history) == "none");
    CHECK(found(Earlier::last_period, Period::quarter(2024, 2), history) == "none");  // of another length
    CHECK(found(Earlier::last_period, Period::day(2024, 9, 30), history) == "none");
}

TEST_CASE("a gap is no last period, and years that overlap have one") {
    auto history = months(2024, 6, {1, 2, missing});
    CHECK(found(Earlier::last_period, Period::month(2024, 9), history) == "none");  // not July
    const std::vector<HistoryPoint> rolling{{Period::months(2023, 4, 12), 5.0}, {Period::months(2023, 6, 12), 6.0}};
    CHECK(found(Earlier::last_period, Period::months(2023, 7, 12), rolling) == "June 2023 - May 2024 6");
    CHECK(found(Earlier::year_start, Period::months(2023, 7, 12), rolling) == "June 2023 - May 2024 6");
}

TEST_CASE("change and direction since then") {
    const auto history = months(2023, 9, {90, 91, 92, 93, 94, 98, 99, 97.47, 96, 99, 95, 94.26});
    const auto since = [&](Earlier which, Accrual accrual, double dead_band = 0.0, double latest = 94.86) {
        return since_earlier(which, {latest, {}}, Period::month(2024, 9), Polarity::low_is_good, accrual, {}, {.dead_band = dead_band}, "per 10,000", history);
    };
    const SinceEarlier april = since(Earlier::year_start, Accrual::snapshot);
    CHECK(april.change == -2.61);
    CHECK(april.travel.direction == Direction::improving);
    CHECK(since(Earlier::year_start, Accrual::snapshot, 3).travel.reason == DirectionReason::within_dead_band);
    CHECK(since(Earlier::year_start, Accrual::cumulative).travel.reason == DirectionReason::cumulative);
    CHECK(since(Earlier::same_period_last_year, Accrual::cumulative).travel.direction == Direction::worsening);
    const SinceEarlier none = since(Earlier::year_start, Accrual::snapshot, 0, missing);
    CHECK(none.travel.reason == DirectionReason::no_data);
    CHECK(std::isnan(none.change));
    const SinceEarlier unlike = since_earlier(Earlier::last_period, {0.95, {}}, Period::month(2024, 9), Polarity::low_is_good, Accrual::snapshot, {}, {}, "%", history);
    CHECK(unlike.travel.reason == DirectionReason::units_in_doubt);
    CHECK(std::isnan(unlike.change));
}

TEST_CASE("words for them") {
    CHECK(find_earlier("last_month") == Earlier::last_period);
    CHECK(find_earlier("same_month_last_year") == Earlier::same_period_last_year);
    CHECK(find_earlier("twelve_month_low") == Earlier::twelve_month_low);
    CHECK(!find_earlier("previous"));
}

}  // namespace test_earlier
