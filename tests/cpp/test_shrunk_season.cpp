// A first season: worked cases, values from another reading of the page (tests/python/test_first_years.py), properties
// and edges.
#include "headway/outlook/earlier_errors.hpp"
#include "headway/outlook/shrunk_season.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_shrunk_season {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

const std::vector<double> year{3.1, 4.2, 8.8, 12.1, 14.9, 13.2, 11.0, 9.9, 7.3, 5.2, 3.9, 3.0};

std::vector<double> after(std::vector<double> last, const std::vector<double>& now) {
    last.insert(last.end(), now.begin(), now.end());
    return last;
}

ShrunkSeason of(const Points& points) { return shrunk_season(points.history()).value(); }

void is(const ShrunkSeason& found, const std::vector<double>& path, double scale, double degrees_of_freedom) {
    REQUIRE(found.path.size() == path.size());
    for (std::size_t h = 0; h < path.size(); ++h) CHECK(near(found.path[h], path[h], 1e-10));
    CHECK(near(found.error->scale, scale, 1e-10));
    CHECK(found.error->degrees_of_freedom == degrees_of_freedom);
}

}  // namespace

TEST_CASE("last year's season is believed as far as this year repeats it, by hand") {
    // Half a year: -1/3, 1/3 then and -1/5, 1/5 now agree by (2 x 2/15) / (2/9 + 2/25) = 15/17.
    const Points quarters({10, 20, 30, 40, 12, 18}, 2, 4);
    CHECK(near(outlook::detail::reliability(quarters.history(), Season::proportional), (2 * 15.0 / 17 + 3) / 5));
    const Seasonality seasonality = outlook::detail::shrunk_factors(quarters.history());
    CHECK(near(seasonality.factors[0], 1 - 0.6 * seasonality.lambda));
    CHECK(near(seasonality.factors[3], 1 + 0.6 * seasonality.lambda));
    // As differences: -5, 5 then and -3, 3 now agree by 60 / 68.
    CHECK(near(outlook::detail::reliability(quarters.history(), Season::additive), (2 * 60.0 / 68 + 3) / 5));
    // A season turned round is believed by 1/5 after two points and not at all after three.
    CHECK(near(outlook::detail::reliability(Points({10, 20, 30, 40, 20, 10}, 2, 4).history(), Season::additive), 0.2));
    CHECK(outlook::detail::reliability(Points({10, 20, 30, 40, 30, 20, 10}, 3, 4).history(), Season::additive) == 0.0);
    // One point has no shape, nor has a part of a year that brought nothing: of the latter three fifths stand.
    CHECK(outlook::detail::reliability(Points({10, 20, 30, 40, 7}, 1, 4).history(), Season::proportional) == 1.0);
    CHECK(outlook::detail::reliability(Points({0, 0, 30, 40, 0, 0}, 2, 4).history(), Season::proportional) == 1.0);
    const Points gone({10, 20, 30, 40, 0, 0}, 2, 4);
    CHECK(near(outlook::detail::reliability(gone.history(), Season::proportional), 0.6));
}

TEST_CASE("paths and errors are those of another reading of the page") {
    is(of(Points({10, 20, 30, 40, 12, 18}, 2, 4)), {28.7660512328, 37.9757356196}, 6.56921955209, 2.5);
    is(of(Points({10, 20, 30, 40, 12, 18}, 2, 4, YearIs::mean)), {29.0491611967, 38.5785729614}, 1.04095329408, 2.5);
    is(of(Points({10, 20, 30, 40, 12, 18}, 2, 4, YearIs::last)), {29.0491611967, 38.5785729614}, 2.93621165325, 2.5);
    is(of(Points(after(year, {3.6, 4.4, 9.9}), 3)),
       {12.8929593305, 15.8740932243, 14.0641190745, 11.7217995865, 10.5506398425, 7.78244408395, 5.54659366359,
        4.16249578431, 3.20427417558},
       7.16326808873, 3);
    is(of(Points({10.5, 20, 30, 12}, 1, 3)), {21.1065712176, 31.6598568264}, 6.59244168473, 1.5);
    std::vector<double> halved(12, 100.0);
    halved.resize(21, 50.0);
    is(of(Points(halved, 9)), {52.0227031781, 52.0227031781, 52.0227031781}, 32.5848459277, 3);
}

TEST_CASE("a level that is gone is not averaged back, and its errors count in proportion") {
    const std::vector<double> collapsed =
        after({323.5, 316, 343, 319, 285, 291, 290, 265, 277, 175, 60, 41}, {6, 3.5, 8, 4, 7, 5});
    const ShrunkSeason half = of(Points(collapsed, 6));
    CHECK(half.held);
    is(half, {8.10513526153, 7.81073736501, 7.95204835534, 6.75090493755, 5.39667461357, 5.17293221221}, 34.7788183508,
       3);
    std::vector<double> early = collapsed;
    early.pop_back();
    CHECK_FALSE(of(Points(early, 5)).held);  // less than half a year
    CHECK_FALSE(of(Points(collapsed, 6, 12, YearIs::last)).held);
    CHECK_FALSE(of(Points(after(year, {3, 4, 9, 12, 15, 13}), 6)).held);
}

TEST_CASE("a series that repeats itself is carried on exactly") {
    const ShrunkSeason found = of(Points(after(year, {3.1, 4.2, 8.8, 12.1}), 4));
    for (std::size_t h = 0; h < found.path.size(); ++h) CHECK(near(found.path[h], year[4 + h]));
    CHECK(found.error->scale < 1e-12);
}

TEST_CASE("amounts scale, and levels shift") {
    const std::vector<double> now{4.6, 5.4, 9.9, 10.2, 15.0};
    for (const YearIs is : {YearIs::sum, YearIs::mean, YearIs::last}) {
        const ShrunkSeason one = of(Points(after(year, now), 5, 12, is));
        std::vector<double> thrice = after(year, now), higher = thrice;
        for (double& point : thrice) point *= 3;
        for (double& point : higher) point += 50;
        const ShrunkSeason scaled = of(Points(thrice, 5, 12, is));
        CHECK(near(scaled.error->scale, 3 * one.error->scale, 1e-9));
        for (std::size_t h = 0; h < 7; ++h) CHECK(near(scaled.path[h], 3 * one.path[h], 1e-9));
        if (is == YearIs::sum) continue;
        const ShrunkSeason shifted = of(Points(higher, 5, 12, is));
        CHECK(near(shifted.error->scale, one.error->scale, 1e-9));
        for (std::size_t h = 0; h < 7; ++h) CHECK(near(shifted.path[h], one.path[h] + 50, 1e-9));
    }
}

TEST_CASE("only last year and this are looked at, and one past year is needed") {
    const std::vector<double> two = after(year, {3.6, 4.4, 9.9});
    const ShrunkSeason one = of(Points(two, 3));
    CHECK(of(Points(after(std::vector<double>(12, 900.0), two), 3)).path == one.path);
    CHECK(of(Points(after({7.0, 900.0}, two), 3)).path == one.path);
    CHECK_FALSE(shrunk_season(Points({1, 2, 3}, 3).history()));
    CHECK_FALSE(shrunk_season(Points(after({1, 2}, {1, 2, 3}), 3).history()));
}

TEST_CASE("nothing makes no nonsense: years and months without anything, and negative amounts") {
    const std::vector<std::vector<double>> cases{
        after(std::vector<double>(12, 0.0), {1, 2, 3}), after(year, {0, 0, 0}),
        after(std::vector<double>(12, 0.0), {0, 0, 0}),
        after({0, 0, 0, 5, 9, 2, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 6, 8, 3}),
        after({-5, 3, 2, -7, 1, 1, 4, -2, 0, 0, 3, 1}, {-4, 2, 2}), after(year, std::vector<double>(11, 1e300))};
    for (const std::vector<double>& values : cases)
        for (const YearIs is : {YearIs::sum, YearIs::mean, YearIs::last}) {
            const ShrunkSeason found = of(Points(values, static_cast<int>(values.size()) - 12, 12, is));
            for (const double point : found.path) CHECK(std::isfinite(point));
            CHECK(found.error->scale >= 0.0);
        }
    const ShrunkSeason begun = of(Points(cases[0], 3));  // last year brought nothing: no season, this year's level
    for (const double point : begun.path) CHECK((point > 0.5 && point < 3));
    const ShrunkSeason closed = of(Points(cases[3], 6));  // what never brings anything brings nothing
    for (const double point : closed.path) CHECK((point >= 0 && point < 0.5));
}

TEST_CASE("errors of earlier points count by how far they look") {
    const Points amounts({1, 2, 3}, 3), levels({1, 2, 3}, 3, 12, YearIs::last);
    const Points with_a_year(std::vector<double>(15, 1.0), 3, 12, YearIs::last);
    History trailing = levels.history(), second_year = with_a_year.history();
    trailing.trailing = second_year.trailing = true;
    EarlierErrors sum(amounts.history(), 8), last(levels.history(), 8), first_year(trailing, 8), later(second_year, 8);
    for (EarlierErrors* errors : {&sum, &last, &first_year, &later}) {
        errors->add(3.0, 2);
        errors->add(-4.0, 8);
        CHECK(errors->count() == 2);
    }
    CHECK(near(sum.scale(), std::sqrt((9 * 2 + 16) / 2.0)));                     // the root of 8 / 2
    CHECK(near(last.scale(), std::sqrt((9 * std::pow(4.0, 1.2) + 16) / 2.0)));
    CHECK(near(first_year.scale(), std::sqrt((9 * std::pow(4.0, 1.7) + 16) / 2.0)));
    CHECK(later.scale() == last.scale());
    CHECK(of_the_year(Points({1, 2, 3}, 3).history()) == 9);
    CHECK(of_the_year(Points({1, 2, 3}, 3, 12, YearIs::mean).history()) == 0.75);
    CHECK(of_the_year(Points({1, 2, 3}, 3, 12, YearIs::last).history()) == 1);
}

}  // namespace test_shrunk_season
