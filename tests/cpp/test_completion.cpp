// Completion: what past years did from this point on, and the identities between the ways to use it.
#include "headway/outlook/completion.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_completion {

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

/// Quarters: two past years, and two quarters of this one.
Points quarters() { return Points({10, 20, 30, 40, 20, 20, 30, 50, 12, 24}, 2, 4); }

}  // namespace

TEST_CASE("a worked triangle") {
    const Points p = quarters();
    const History h = p.history();
    // years 2 and 1: 30 and 40 by the half year, 100 and 120 in all; this year 36
    CHECK(completion(h, 1).so_far == 40);
    CHECK(completion(h, 1).total == 120);
    CHECK(pooled_completion(h).so_far == 70);
    CHECK(pooled_completion(h).total == 220);
    CHECK(near(36 + total_of(*completion_ratio(h)), 36 * 220.0 / 70.0));
    CHECK(36 + total_of(*seasonal_naive(h)) == 36 + 80);
    CHECK(near(36 + total_of(*seasonal_naive_growth(h)), 36 * 120.0 / 40.0));
    const double p_share = 70.0 / 220.0;  // Benktander: p of the chain ladder, 1 - p of the prior's remainder
    CHECK(near(36 + total_of(*credibility(h)), p_share * 36 / p_share + (1 - p_share) * (36 + (1 - p_share) * 120)));
}

TEST_CASE("the development factors of a published triangle") {
    // Taylor and Ashe (1983), incremental claims; Mack (1993) prints for development years 1 to 3 the age-to-age factors
    // 3.4906 and 1.7473. As years of three points: the last known of three development years.
    const double paid[9][3] = {{357848, 766940, 610542},  {352118, 884021, 933894},   {290507, 1001799, 926219},
                               {310608, 1108250, 776189}, {443160, 693190, 991983},   {396132, 937085, 847498},
                               {440832, 847631, 1131398}, {359480, 1061648, 1443370}, {376686, 986608, 0}};
    std::vector<double> values;
    for (int year = 0; year < 8; ++year) values.insert(values.end(), paid[year], paid[year] + 3);
    values.insert(values.end(), paid[8], paid[8] + 2);
    const Points two(values, 2, 3);
    CHECK(near(two.history().year_value(*completion_ratio(two.history())) / (376686 + 986608), 1.7473, 3e-5));

    values.assign({});
    for (const auto& year : paid) values.insert(values.end(), year, year + 2);
    const double latest = 344014;
    std::vector<double> pairs;  // years of two points are three with nothing in the last
    for (std::size_t i = 0; i < values.size(); i += 2) pairs.insert(pairs.end(), {values[i], values[i + 1], 0.0});
    pairs.push_back(latest);
    const Points one(pairs, 1, 3);
    CHECK(near(one.history().year_value(*completion_ratio(one.history())) / latest, 3.4906, 3e-5));
}

TEST_CASE("the rolling twelve-month total is the seasonal-naive year end") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed)
        for (int known = 1; known < 12; ++known) {
            const auto n = static_cast<std::size_t>(24 + known);
            const Points p(seasonal(n, seed), known);
            const History h = p.history();
            double rolling = 0.0;
            for (std::size_t i = n - 12; i < n; ++i) rolling += p.values[i];
            CHECK(near(h.year_value(*seasonal_naive(h)), rolling, 1e-12));
        }
}

TEST_CASE("seasonal naive with growth is the one-year completion ratio, credibility their blend with it") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed)
        for (const int per_year : {12, 4, 3})
            for (int known = 1; known < per_year; ++known) {
                const Points p(seasonal(static_cast<std::size_t>(per_year + known), seed, per_year), known, per_year);
                const History h = p.history();
                const double ratio = h.year_value(*completion_ratio(h));
                CHECK(near(h.year_value(*seasonal_naive_growth(h)), ratio, 1e-12));
                const double share = pooled_completion(h).share();
                const double blend = share * ratio + (1 - share) * h.year_value(*seasonal_naive(h));
                CHECK(near(h.year_value(*credibility(h)), blend, 1e-12));
            }
}

TEST_CASE("points to come are in the shares of past years") {
    const std::vector<double> path = *completion_ratio(quarters().history());
    CHECK(near(path[0] / path[1], 60.0 / 90.0));
    const Points nothing_left({5, 5, 0, 0, 5, 5}, 2, 4);
    CHECK(*completion_ratio(nothing_left.history()) == std::vector<double>{0, 0});
    const Points p({0, 1, 0, 0, 4, 4}, 2, 4);  // the rest of last year was nothing, the ratio says nothing comes
    CHECK(total_of(*completion_ratio(p.history())) == 0);
}

TEST_CASE("no ratio of nothing, and no projection") {
    for (const std::vector<double>& values : {std::vector<double>{0, 0, 3, 4, 1, 2},
                                              {0, 0, 0, 0, 1, 2},
                                              {-5, 2, 3, 4, 1, 2},
                                              {5, 5, -8, 1, 1, 2},
                                              {1, 2}}) {
        const Points p(values, 2, 4);
        CHECK_FALSE(completion_ratio(p.history()));
        CHECK_FALSE(credibility(p.history()));
        CHECK_FALSE(seasonal_naive_growth(p.history()));
    }
    const Points short_history({1, 2, 3, 1}, 1, 4);  // three points before this year: no past year
    CHECK_FALSE(seasonal_naive(short_history.history()));
}

TEST_CASE("past years with a point that was not published are left out") {
    Points p = quarters();
    p.filled[5] = 1;  // last year
    const History h = p.history();
    CHECK(pooled_completion(h).total == 100);
    CHECK_FALSE(seasonal_naive(h));
    CHECK_FALSE(seasonal_naive_growth(h));
    CHECK_FALSE(credibility(h));
    CHECK(near(36 + total_of(*completion_ratio(h)), 36 * 100.0 / 30.0));
}

TEST_CASE("the seasonal naive of a level moves with it") {
    const Points level({10, 20, 30, 40, 13, 24}, 2, 4, YearIs::last);
    CHECK(*seasonal_naive(level.history()) == std::vector<double>{30, 40});
    CHECK(*seasonal_naive_growth(level.history()) == std::vector<double>{34, 44});  // 24 is 4 above last year's 20
    const Points mean({10, 20, 30, 40, 13, 24}, 2, 4, YearIs::mean);
    CHECK(*seasonal_naive_growth(mean.history()) == std::vector<double>{33.5, 43.5});  // on average 3.5 above
}

}  // namespace test_completion
