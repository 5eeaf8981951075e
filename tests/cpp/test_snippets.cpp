// What README.md and docs/ show of C++, word for word: tests/python/test_snippets.py holds the two together. The
// one header that includes all others is compiled elsewhere, for it takes longer than all of this.
#include "testing.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/batch/assess.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/report/outlook_ratings.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/version.hpp"

namespace test_snippets {

using headway::test::near;

TEST_CASE("snippets: one figure against its target") {
    using namespace headway;
    const Rating rating = rate(94.86, 86.60, {.polarity = Polarity::low_is_good, .tolerance = 0.10});
    CHECK(rating == Rating::amber);
}

TEST_CASE("snippets: one figure, by the rule as it is") {
    using namespace headway;
    const Rating rating = rate(94.86, 86.60, {.polarity = Polarity::low_is_good});
    CHECK(rating == Rating::amber);
}

TEST_CASE("snippets: a direction, an interval and an error") {
    using namespace headway;
    const Direction going = direction(94.86, 97.20, Polarity::low_is_good);  // improving
    const stats::Statistic share = stats::proportion(83, 586);  // .value 0.1416, .lower 0.1157, .upper 0.1722
    const bool known = share.status == StatisticStatus::estimated;
    std::string said;
    try {
        validate(RatingRule{.tolerance = -0.1});
    } catch (const Error& error) {
        said = error.what();  // rating rule: found tolerance -0.1; accepted: 0 or more, for example 0.10 for 10%
    }
    CHECK(going == Direction::improving);
    CHECK(headway::test::prints(share.value, 0.1416));
    CHECK(headway::test::prints(share.lower, 0.1157));
    CHECK(headway::test::prints(share.upper, 0.1722));
    CHECK(known);
    CHECK(said == "rating rule: found tolerance -0.1; accepted: 0 or more, for example 0.10 for 10%");
}

TEST_CASE("snippets: a year end, its ratings and what earlier years show") {
    using namespace headway;
    const std::vector<double> year_to_date{51.95, 101.02, 147.20, 193.38, 248.22, 291.51};
    const Series series(year_to_date, Period::parse("2024-04"), Accrual::cumulative);
    const Profile profile{.shape = ProfileShape::linear, .target = {560.8, 560.8}};
    const Projection outlook = project_year_end(series, {.target = 560.8, .polarity = Polarity::low_is_good});
    const double low = outlook.lower, high = outlook.upper;  // 533.07 and 632.97, at outlook.rule.level, which is 0.80
    const OutlookRatings ratings = outlook_ratings(outlook, profile, {.polarity = Polarity::low_is_good});
    const std::vector<Replay> past = backtest(series);  // none: there is no past year
    CHECK(near(outlook.value, 583.02));
    CHECK(near(low, 533.073407, 1e-6));
    CHECK(near(high, 632.966593, 1e-6));
    CHECK(near(outlook.rule.level, 0.80));
    CHECK(ratings.in_year.rating == Rating::amber);
    CHECK(ratings.year_end.rating == Rating::amber);
    CHECK(past.empty());
}

TEST_CASE("snippets: columns") {
    using namespace headway;
    const std::vector<double> latest{51.66, 42.0, 60.0}, target{57.4, 58.0, 55.0};
    const std::vector<std::uint8_t> polarity(3, static_cast<std::uint8_t>(Polarity::high_is_good));
    std::vector<std::uint8_t> rating(3);
    batch::Table table{.latest = latest, .polarity = polarity};
    table.comparators.push_back({.name = "target", .value = target});
    batch::AssessedTable assessed;
    assessed.comparators.push_back({.rating = rating});
    batch::assess(table, RatingRule{.tolerance = 0.10}, DirectionRule{}, assessed, 2);  // on two threads at most
    CHECK(word(static_cast<Rating>(rating[0])) == "amber");
    CHECK(word(static_cast<Rating>(rating[1])) == "red");
    CHECK(word(static_cast<Rating>(rating[2])) == "green");
}

TEST_CASE("snippets: the version") {
    static_assert(HEADWAY_VERSION >= 100);  // 0.1.0 is 100, 1.2.3 is 10203
}

}  // namespace test_snippets
