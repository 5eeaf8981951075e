// A comparator that is the target of the year, and a result that is but a part of it.
#include "testing.hpp"

#include <optional>

#include "headway/outlook/projection.hpp"
#include "headway/report/outlook_ratings.hpp"
#include "headway/report/year_end.hpp"
#include "headway/series/series.hpp"

namespace test_year_end {

using namespace headway;
using namespace headway::test;

namespace {

const Period september = Period::month(2024, 9), year = Period::year(2024);

YearEnd asking(double target, std::optional<Accrual> accrual, bool complete = false) {
    return {.target = {target, target}, .accrual = accrual, .complete = complete};
}

}  // namespace

TEST_CASE("only a total has parts") {
    for (const Accrual accrual : {Accrual::snapshot, Accrual::flow, Accrual::cumulative, Accrual::average, Accrual::rolling})
        for (const bool complete : {false, true}) {
            CAPTURE(word(accrual), complete);
            const bool part = accrual == Accrual::flow || (accrual == Accrual::cumulative && !complete);
            CHECK(is_part_of_the_year(asking(1100, accrual, complete), {1100, 1100}, september) == part);
            CHECK(is_total(accrual) == (accrual == Accrual::flow || accrual == Accrual::cumulative));
        }
    CHECK_FALSE(is_part_of_the_year(asking(1100, std::nullopt), {1100, 1100}, september));
}

TEST_CASE("a result of a year or more is no part of one, and one of no known period may be any") {
    const YearEnd of_flow = asking(1100, Accrual::flow);
    CHECK(is_part_of_the_year(of_flow, {1100, 1100}, Period::half(2024, 1)));
    CHECK(is_part_of_the_year(of_flow, {1100, 1100}, Period::months(2024, 4, 11)));
    CHECK(is_part_of_the_year(of_flow, {1100, 1100}, Period::day(2024, 9, 30)));
    CHECK_FALSE(is_part_of_the_year(of_flow, {1100, 1100}, year));
    CHECK_FALSE(is_part_of_the_year(of_flow, {1100, 1100}, Period::years(2022, 3)));
    CHECK_FALSE(is_part_of_the_year(of_flow, {1100, 1100}, std::nullopt));
}

TEST_CASE("a comparator is the target of the year where both have the same ends") {
    const YearEnd at_most{.target = {missing, 1100}, .accrual = Accrual::flow};
    CHECK(is_target_of(at_most, {missing, 1100}));
    CHECK_FALSE(is_target_of(at_most, {1000, 1100}));
    CHECK_FALSE(is_target_of(at_most, {1100, 1100}));
    CHECK(is_target_of(asking(1100, Accrual::flow), {1100, 1100}));
    CHECK_FALSE(is_target_of(asking(1100, Accrual::flow), {95, 95}));
    CHECK_FALSE(is_target_of({}, {}));  // neither has one
    CHECK_FALSE(is_target_of(asking(1100, Accrual::flow), {}));
}

TEST_CASE("the year of a level has its comparator where it has no target of its own") {
    const auto target = [](YearEnd year_end) { return with_target_of_level(year_end, {90, 95}).target; };
    for (const Accrual accrual : {Accrual::snapshot, Accrual::average, Accrual::rolling}) {
        CHECK(same_ends(target({.accrual = accrual}), {90, 95}));
        CHECK(same_ends(target(asking(80, accrual)), {80, 80}));
    }
    CHECK_FALSE(target({.accrual = Accrual::flow}).given());
    CHECK_FALSE(target({.accrual = Accrual::cumulative}).given());
    CHECK_FALSE(target({}).given());
}

TEST_CASE("the year end of a projection") {
    const Series series({18, 17, 16, 16, 19, 15}, Period::month(2024, 4), Accrual::flow);
    const Projection projection = project_year_end(series, {.target = 194});
    const YearEnd found = year_end_of(projection, series.accrual());
    CHECK(found.value == projection.value);
    CHECK(same_ends(found.target, {194, 194}));
    CHECK(found.accrual == Accrual::flow);
    CHECK_FALSE(found.complete);
    const Series whole({1, 2, 3, 4}, Period::quarter(2024, 1), Accrual::flow, Frequency::quarter);
    const YearEnd complete = year_end_of(project_year_end(whole), whole.accrual());
    CHECK(complete.complete);
    CHECK(complete.value == 10);
    CHECK_FALSE(complete.target.given());
}

}  // namespace test_year_end
