// Today's rating and the forecast's own: they differ, and each says why where there is none.
#include "headway/report/outlook_ratings.hpp"

#include <numeric>

#include "histories.hpp"
#include "testing.hpp"

namespace test_outlook_ratings {

using namespace headway;
using namespace headway::test;

namespace {
const RatingRule low{.polarity = Polarity::low_is_good};
const Profile linear{.shape = ProfileShape::linear, .target = {194, 194}};
}  // namespace

TEST_CASE("a steady total: amber today against its profile, and at year end against the target") {
    const OutlookRatings r = outlook_ratings(project_year_end(monthly(events_a)), linear, low);
    CHECK(r.in_year.comparator.upper == 97);  // half of 194
    CHECK(r.in_year.value == 101);
    CHECK(r.in_year.rating == Rating::amber);
    CHECK(r.year_end.comparator.upper == 194);
    CHECK(near(r.year_end.value, 202));
    CHECK(r.year_end.rating == Rating::amber);
}

TEST_CASE("the two may differ, both ways") {
    std::vector<double> values;  // last year most came late
    for (int month = 0; month < 12; ++month) values.push_back(month < 6 ? 5 : 25);
    for (int month = 0; month < 6; ++month) values.push_back(6);
    const OutlookRatings worse =
        outlook_ratings(project_year_end(monthly(values)), {.shape = ProfileShape::linear, .target = {170, 170}}, low);
    CHECK(worse.in_year.rating == Rating::green);
    CHECK(worse.year_end.rating == Rating::red);
    const std::vector<double> on_its_way{70, 74, 78, 82, 86, 90};
    const OutlookRatings better =
        outlook_ratings(project_year_end(monthly(on_its_way, Accrual::snapshot), {.method = Method::ols}),
                        {.target = {100, 100}}, {.polarity = Polarity::high_is_good, .tolerance = 0.05});
    CHECK(better.in_year.rating == Rating::red);
    CHECK(better.year_end.rating == Rating::green);
}

TEST_CASE("what is rated is as at the last published point") {
    std::vector<double> values = events_a;
    values.resize(12, missing);
    const OutlookRatings r = outlook_ratings(project_year_end(monthly(values)), linear, low);
    CHECK(r.in_year.comparator.upper == 97);
}

TEST_CASE("not rated, and why") {
    const OutlookRatings no_data = outlook_ratings(project_year_end(monthly({})), linear, low);
    CHECK(no_data.in_year.reason == Reason::no_data);
    CHECK(no_data.year_end.reason == Reason::no_data);
    const OutlookRatings early = outlook_ratings(project_year_end(monthly({18})), linear, low);
    CHECK(early.in_year.rating == Rating::red);  // 18 of 16.2
    CHECK(early.year_end.reason == Reason::no_data);
    const OutlookRatings no_target =
        outlook_ratings(project_year_end(monthly(events_a)), {.shape = ProfileShape::linear}, low);
    CHECK(no_target.year_end.reason == Reason::no_comparator);
    const OutlookRatings no_polarity = outlook_ratings(project_year_end(monthly(events_a)), linear, {});
    CHECK(no_polarity.year_end.reason == Reason::no_polarity);
    CHECK_THROWS_AS(outlook_ratings(project_year_end(monthly(events_a)), linear, {.tolerance = -1}), Error);
    CHECK_THROWS_AS(outlook_ratings(project_year_end(monthly(events_a)), {.target = {2, 1}}, low), Error);
}

TEST_CASE("a profile that says nothing of the last point is no comparator for it") {
    const Profile quarters{
        .shape = ProfileShape::seasonal, .target = {200, 200}, .shares = {0.1, 0.3, 0.6, 1.0}};
    const std::vector<double> five{18, 17, 16, 16, 19};
    const OutlookRatings august = outlook_ratings(project_year_end(monthly(five)), quarters, low);
    CHECK(august.in_year.reason == Reason::no_comparator);
    CHECK(august.year_end.comparator.upper == 200);
    CHECK(outlook_ratings(project_year_end(monthly(events_a)), quarters, low).in_year.comparator.upper == 60);
    CHECK_THROWS_AS(outlook_ratings(project_year_end(monthly(five)), {.shape = ProfileShape::seasonal}, low), Error);
}

TEST_CASE("a target without a profile holds throughout the year of a level, and says nothing of a total's way") {
    const ProjectionRule rule{.target = 194};
    for (const Accrual accrual : {Accrual::flow, Accrual::cumulative}) {
        std::vector<double> points = events_a;
        if (accrual == Accrual::cumulative) std::partial_sum(points.begin(), points.end(), points.begin());
        const OutlookRatings r = outlook_ratings(project_year_end(monthly(points, accrual), rule), accrual, low);
        CHECK(r.in_year.reason == Reason::no_comparator);
        CHECK(r.year_end.comparator.upper == 194);
        CHECK(r.year_end.rating == Rating::amber);
    }
    for (const Accrual accrual : {Accrual::snapshot, Accrual::average, Accrual::rolling}) {
        const Projection outlook =
            project_year_end(monthly({5.5, 5.7, 5.6, 5.9, 6.1}, accrual), {.target_range = {5, 6}});
        const OutlookRatings r = outlook_ratings(outlook, accrual, {.polarity = Polarity::in_range});
        CHECK(r.in_year.comparator.lower == 5);
        CHECK(r.in_year.comparator.upper == 6);
        CHECK(r.in_year.value == outlook.reached);
    }
    CHECK_THROWS_AS(outlook_ratings(project_year_end(monthly(events_a)), Accrual::flow, {.tolerance = -1}), Error);
}

TEST_CASE("a profile of another year than the series' is no target for its end") {
    const Series school(std::vector<double>(6, 10.0), Period::parse("2024-09"), Accrual::flow, Frequency::month,
                        academic_calendar);
    const Projection outlook = project_year_end(school);
    const Profile april{.shape = ProfileShape::linear, .target = {120, 120}};
    CHECK_THROWS_AS(outlook_ratings(outlook, april, low), Error);
    CHECK(outlook_ratings(outlook, {.shape = ProfileShape::linear, .target = {120, 120}, .calendar = academic_calendar},
                          low)
              .year_end.comparator.upper == 120);
    CHECK(outlook_ratings(outlook, {.target = {120, 120}}, low).year_end.comparator.upper == 120);
}

}  // namespace test_outlook_ratings
