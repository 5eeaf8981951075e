// Shocks: points that lie far beyond what their season and level explain, and those that do not.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "headway/outlook/history.hpp"
#include "headway/outlook/kept_season.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/shock.hpp"
#include "headway/outlook/stand_in.hpp"
#include "headway/stats/median.hpp"
#include "headway/stats/sliding_median.hpp"
#include "headway/stats/sorted_columns.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_shock {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

/// A normal variate, the same everywhere: the sum of twelve uniform ones.
double noise(std::mt19937_64& random) {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += static_cast<double>(random() >> 11) / 9007199254740992.0;
    return sum;
}

std::vector<double> noisy(std::size_t count, double sd, std::mt19937_64& random) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(100.0 + sd * noise(random));
    return values;
}

std::vector<Shock> shocks_of(std::vector<double> values, int known, YearIs is = YearIs::last, int per_year = 12,
                             double event = 0.0) {
    const Points p(std::move(values), known, per_year, is);
    return shocks(p.history(), event);
}

std::string reason(const Series& series) { return project_year_end(series).reason; }

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("sliding medians are those of each run, growing ones those of each beginning") {
    using Values = std::vector<double>;
    CHECK(stats::sliding_medians(Values{5, 1, 4, 2, 3}, 3) == Values{4, 2, 3});
    CHECK(stats::sliding_medians(Values{5, 1, 4, 2, 3}, 4) == Values{3, 2.5});
    CHECK(stats::sliding_medians(Values{5, 1, 4}, 1) == Values{5, 1, 4});
    CHECK(stats::sliding_medians(Values{5, 1}, 3).empty());
    CHECK(stats::sliding_medians(Values{2, 2, 1, 2, 9, 2}, 3) == Values{2, 2, 2, 2});
    CHECK(stats::growing_medians(Values{5, 1, 4, 2, 3}, 4) == Values{5, 3, 4, 3});
    std::mt19937_64 random(4);
    const Values values = noisy(40, 10.0, random);
    for (const std::size_t length : {2u, 5u, 12u}) {
        const Values medians = stats::sliding_medians(values, length);
        CHECK(medians.size() == values.size() - length + 1);
        for (std::size_t i = 0; i < medians.size(); ++i) {
            const auto from = values.begin() + static_cast<std::ptrdiff_t>(i);
            CHECK(medians[i] == stats::median({from, from + static_cast<std::ptrdiff_t>(length)}));
        }
    }
}

TEST_CASE("columns are sorted each by itself, and the median is the middle of them, of few and of many") {
    std::mt19937_64 random(5);
    for (std::size_t rows = 1; rows < 80; ++rows) {
        constexpr std::size_t columns = 3;
        std::vector<double> numbers(rows * columns);
        for (double& each : numbers) each = static_cast<double>(random() % 50) - 25.0;  // with ties
        std::vector<std::vector<double>> expected(columns);
        for (std::size_t i = 0; i < numbers.size(); ++i) expected[i % columns].push_back(numbers[i]);
        stats::sort_columns(numbers.data(), rows, columns);
        for (std::size_t c = 0; c < columns; ++c) {
            const double median = stats::median(expected[c]);
            std::sort(expected[c].begin(), expected[c].end());
            for (std::size_t row = 0; row < rows; ++row) CHECK(numbers[row * columns + c] == expected[c][row]);
            CHECK(median == (expected[c][(rows - 1) / 2] + expected[c][rows / 2]) / 2.0);  // of whole numbers: exact
        }
    }
}

TEST_CASE("a season is asked for where no year of consecutive points is kept") {
    std::vector<double> values(40, 7.0);
    std::vector<std::uint8_t> out(40, 0);
    for (std::size_t i = 0; i < out.size(); i += 3) out[i] = 1;
    const KeptSeason season({values, out, 4, false});  // once without an end
    for (std::size_t i = 0; i < values.size(); ++i)
        if (out[i] == 0) CHECK(season.level(i) == 7.0);
    out.assign(40, 0);
    for (std::size_t i = 12; i < out.size(); i += 3) out[i] = 1;  // and where the last whole year is an early one
    CHECK(KeptSeason({values, out, 4, false}).level(0) == 7.0);
}

TEST_CASE("what lies beyond its neighbours is what the definition says, where anything lies far") {
    std::mt19937_64 random(6);
    std::size_t far = 0;
    for (int round = 0; round < 400; ++round) {
        const std::size_t length = 4 + 2 * (random() % 8), n = 2 * length + 5 + random() % 30, fewest = length / 2;
        std::vector<double> levels = noisy(n, 4.0, random);
        if (round % 2 == 0) levels[random() % n] += 15.0 * noise(random);
        const auto median = [&](std::size_t first, std::size_t end) {
            std::vector<double> run(levels.begin() + static_cast<std::ptrdiff_t>(first),
                                    levels.begin() + static_cast<std::ptrdiff_t>(end));
            std::sort(run.begin(), run.end());
            return stats::between(run[(run.size() - 1) / 2], run[run.size() / 2]);
        };
        const auto before = [&](std::size_t i) { return median(i - std::min(i, length), i); };
        const auto after = [&](std::size_t i) { return median(i + 1, std::min(n, i + 1 + length)); };
        std::vector<double> between, alone;
        for (std::size_t i = fewest; i < n; ++i) alone.push_back(levels[i] - before(i));
        for (std::size_t i = fewest; i + fewest < n; ++i)
            between.push_back(std::fabs(levels[i] - (before(i) + after(i)) / 2.0));
        const double scale = 1.4826 * stats::median(between), centre = stats::median(alone);
        for (double& one : alone) one = std::fabs(one - centre);
        const double scale_alone = 1.4826 * stats::median(alone);
        std::vector<double> expected;
        for (std::size_t i = 0; i < n; ++i) {
            const bool has_before = i >= fewest, has_after = i + fewest < n;
            const double to_before = has_before ? levels[i] - before(i) : 0.0;
            const double to_after = has_after ? levels[i] - after(i) : 0.0;
            const double off = to_before > 0.0 && to_after > 0.0   ? std::min(to_before, to_after)
                               : to_before < 0.0 && to_after < 0.0 ? std::max(to_before, to_after)
                                                                   : 0.0;
            expected.push_back(has_before && has_after ? off / std::max(scale, 1.0)
                               : has_before            ? (to_before - centre) / std::max(scale_alone, 1.0)
                                                       : (to_after + centre) / std::max(scale_alone, 1.0));
        }
        const auto larger = [](double a, double b) { return std::fabs(a) < std::fabs(b); };
        const bool any = std::fabs(*std::max_element(expected.begin(), expected.end(), larger)) > 5.0;
        if (any) ++far;
        const std::vector<double> found = outlook::detail::beyond_neighbours(levels, length, false, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            if (any) CHECK(within(found[i], expected[i], 1e-9 * (1.0 + std::fabs(expected[i]))));
            if (!any) CHECK(std::fabs(found[i]) <= 5.0);
        }
    }
    CHECK(far > 20);
    CHECK(far < 300);
}

TEST_CASE("the kept season is exact for what repeats itself, whatever is left out or odd, and on a line") {
    const std::vector<double> season_of_year{-10, 0, 25, 5};
    std::vector<double> values, line;
    for (std::size_t i = 0; i < 20; ++i) values.push_back(100.0 + season_of_year[i % 4]);
    std::vector<std::uint8_t> out(20, 0);
    values[9] = 1e6;  // odd, and kept
    values[14] = -77.0;
    out[14] = 1;
    const KeptSeason season({values, out, 4, false});
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK(season.shows_level(i) == (i != 14));
        if (i == 9 || i == 14) continue;
        CHECK(within(season.level(i), 102.5, 1e-9));  // the median of 90, 100, 105 and 125
        CHECK(within(season.level_by_others(i), 102.5, 1e-9));
    }
    CHECK(within(season.level(9), 1e6 + 2.5, 1e-9));
    CHECK(within(season.point(season.level(10), 14), 125.0, 1e-9));
    for (std::size_t i = 0; i < 15; ++i) line.push_back(3.0 * static_cast<double>(i));
    const KeptSeason climbing({line, std::span(out).first(15), 4, false});
    for (std::size_t i = 0; i < 14; ++i) CHECK(within(climbing.level(i), line[i], 1e-9));

    // In proportion: a place that brings nothing shows no level, and nothing is foretold for it.
    const std::vector<double> amounts{10, 0, 30, 40, 10, 0, 30, 40, 10, 0, 30, 40};
    const KeptSeason shares({amounts, {}, 4, true});
    CHECK(!shares.shows_level(1));
    CHECK(std::isnan(shares.level_by_others(5)));
    CHECK(shares.point(7.0, 1) == 0.0);
    CHECK(near(shares.level(2), shares.level(3)));
    CHECK(near(shares.level(0), 20.0));  // the median of 0, 10, 30, 40
    // A first point at another place of the year; no other year to learn from: flat.
    const KeptSeason later({std::span(amounts).subspan(2), {}, 4, true});
    CHECK(near(later.level(0), 20.0));
    // A year whose median is nothing says nothing of the season.
    const std::vector<double> hardly{0, 0, 0, 9, 0, 0, 0, 9};
    CHECK(KeptSeason({hardly, {}, 4, true}).level(3) == 9.0);
    // A share of a tenth shows one.
    const std::vector<double> tenth{10, 1, 10, 10, 10, 1, 10, 10};
    CHECK(KeptSeason({tenth, {}, 4, true}).shows_level(1));
    CHECK(near(KeptSeason({tenth, {}, 4, true}).level_by_others(1), 10.0));  // by the one other
    // Medians of years 0, 0, 0, 0 and 4 in turn, a drift of (4 - 0) / 4; levels -1.5, -0.5, 0.5, 0.5, 0.5, 0.5, 4.5, 5.5.
    const std::vector<double> step{0, 0, 0, 0, 0, 0, 8, 8};
    const KeptSeason of_step({step, {}, 4, false});
    CHECK(of_step.point(0.0, 0) == 0.5);   // the median of 1.5 and -0.5
    CHECK(of_step.point(0.0, 1) == 0.0);   // of 0.5 and -0.5
    CHECK(of_step.point(0.0, 2) == 1.5);   // of -0.5 and 3.5
    CHECK(of_step.point(0.0, 3) == 1.0);   // of -0.5 and 2.5
    const KeptSeason few({std::span(amounts).first(3), {}, 4, true});
    CHECK(few.level(2) == 30.0);
    CHECK(few.level_by_others(2) == 30.0);
}

TEST_CASE("the season by others leaves a point itself out") {
    // One place of the year is 40, 40 and once 90: against the others it is 90 / 2 = 45 a level, not 90 / 90.
    const std::vector<double> amounts{20, 20, 20, 40, 20, 20, 20, 40, 20, 20, 20, 90};
    const KeptSeason season({amounts, {}, 4, true});
    CHECK(near(season.level_by_others(11), 45.0));
    CHECK(near(season.level_by_others(3), 40.0 / ((2.0 + 4.5) / 2.0)));  // of the other two, 2 and 4.5
    CHECK(near(season.level(3), 20.0));                                   // the median of 2, 2 and 4.5
}

TEST_CASE("stand-ins lie on the line between the means of half a year on either side") {
    // Quarters: two kept points on either side. Before: (10 + 14) / 2 at place 2.5; after: (30 + 34) / 2 at 6.5.
    const std::vector<double> values{1, 1, 10, 14, 0, 0, 30, 34};
    const std::vector<std::uint8_t> out{0, 0, 0, 0, 1, 1, 0, 0};
    const std::vector<double> filled = with_stand_ins({values, out, 4, false});
    // With one whole year of kept points the season is that year's against its median, 5.5: too little to agree on, so
    // a yearly series, which has none.
    const std::vector<double> yearly = with_stand_ins({values, out, 1, false});
    CHECK(yearly[4] == std::nearbyint(14 + 16.0 / 3));  // one kept point on either side, whole numbers
    CHECK(yearly[5] == std::nearbyint(14 + 32.0 / 3));
    CHECK(filled.size() == 8);
    CHECK(filled[3] == 14);
    const std::vector<double> falling{-1.5, -4.5, 0, -10.5};
    CHECK(near(with_stand_ins({falling, std::vector<std::uint8_t>{0, 0, 1, 0}, 1, false})[2], -7.5));
    const std::vector<double> end{8.5, 2.5, 9.0};
    CHECK(with_stand_ins({end, std::vector<std::uint8_t>{0, 0, 1}, 1, false})[2] == 2.5);
    CHECK(with_stand_ins({end, std::vector<std::uint8_t>{1, 0, 0}, 1, false})[0] == 2.5);
    // A place of the year that is 10 below a level of 5: no less than nothing, where nothing ever was less.
    const std::vector<double> low{20, 20, 20, 10, 5, 5, 5, 1};
    CHECK(with_stand_ins({low, std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 0, 1}, 4, false})[7] == 0.0);
    // Half a year of months is six: five of 10 and one of 16 before, six of 20 after, at the middles -3.5 and 2.5.
    std::vector<double> months{99, 99, 16, 10, 10, 10, 10, 10, 0, 20, 20, 20, 20, 20, 20, 99};
    std::vector<std::uint8_t> one(16, 0);
    one[8] = 1;
    for (double& month : months) month += 0.5;
    const double line = with_stand_ins({std::span(months).first(11), std::span(one).first(11), 12, false})[8];
    CHECK(near(line, 11.5 + 3.5 / (3.5 + 1.5) * (20.5 - 11.5)));  // two after, at their middle 1.5 on
}

TEST_CASE("a lone point far off is found, wherever it is, on either side") {
    std::mt19937_64 random(11);
    for (const double size : {-10.0, 10.0}) {
        int found = 0, others = 0;
        for (int trial = 0; trial < 100; ++trial) {
            std::vector<double> values = noisy(66, 4.0, random);
            const std::size_t at = static_cast<std::size_t>(random() % 66);
            values[at] = 100.0 + 4.0 * size;
            for (const Shock& one : shocks_of(values, 6)) {
                found += one.point == at && (one.size > 0.0) == (size > 0.0) ? 1 : 0;
                others += one.point != at ? 1 : 0;
            }
        }
        CHECK(found >= 97);  // measured 99.5%
        CHECK(others <= 1);
    }
}

TEST_CASE("half a year far off is found, and noise, climbs and steps are not") {
    std::mt19937_64 random(12);
    int runs = 0, in_noise = 0, in_climb = 0, in_steps = 0;
    for (int trial = 0; trial < 100; ++trial) {
        std::vector<double> run = noisy(66, 4.0, random), climb = run, step = run;
        in_noise += shocks_of(run, 6).empty() ? 0 : 1;
        for (std::size_t i = 0; i < 66; ++i) climb[i] += 3.0 * static_cast<double>(i);
        in_climb += shocks_of(climb, 6).empty() ? 0 : 1;
        for (std::size_t i = 30; i < 66; ++i) step[i] += 60.0;
        in_steps += shocks_of(step, 6).empty() ? 0 : 1;
        for (std::size_t i = 30; i < 36; ++i) run[i] -= 40.0;
        int named = 0;
        for (const Shock& one : shocks_of(run, 6)) named += one.point >= 30 && one.point < 36 ? 1 : 0;
        runs += named >= 4 ? 1 : 0;
    }
    CHECK(runs >= 90);
    CHECK(in_noise <= 2);
    CHECK(in_climb <= 2);
    CHECK(in_steps <= 3);
}

TEST_CASE("a season is no shock, and a shock within a season is one") {
    std::mt19937_64 random(13);
    std::vector<double> values;
    for (int i = 0; i < 12 * 6 + 4; ++i) values.push_back((i % 12 == 8 ? 300.0 : 100.0) * (1.0 + 0.02 * noise(random)));
    CHECK(shocks_of(values, 4, YearIs::sum).empty());
    values[44] = 100.0;  // a December like other months
    const std::vector<Shock> found = shocks_of(values, 4, YearIs::sum);
    REQUIRE(found.size() == 1);
    CHECK(found[0].point == 44);
    CHECK(found[0].size < 0.0);
}

TEST_CASE("sizes are scales beyond both levels, worked by hand") {
    // Yearly points: before and after are the medians of four. 10 and 12 in turn: 11 on either side, each 1 off, so
    // that the scale is 1.4826; 41 lies 30 above both of its levels.
    std::vector<double> values;
    for (int i = 0; i < 21; ++i) values.push_back(i % 2 == 0 ? 10.0 : 12.0);
    values[10] = 41.0;
    const std::vector<double> sizes = outlook::detail::beyond_neighbours(values, 4, false, 0.0);
    CHECK(near(sizes[10], 30.0 / 1.4826));
    CHECK(near(sizes[16], -1.0 / 1.4826));  // 10 between 11 and 11
    CHECK(near(sizes[15], 1.0 / 1.4826));
    // In proportion 30 / 11, and the scale 1.4826 / 11: the same.
    CHECK(near(outlook::detail::beyond_neighbours(values, 4, true, 0.0)[10], 30.0 / 1.4826));
    // Counts by chance: the root of 11 is more than that.
    CHECK(near(outlook::detail::beyond_neighbours(values, 4, true, 1.0)[10], 30.0 / std::sqrt(11.0)));
    CHECK(near(outlook::detail::beyond_neighbours(values, 4, true, 2.0)[10], 30.0 / std::sqrt(22.0)));
    // At the end only the level before: 12 lies 1 above it, which is usual: its centre is 0 or about.
    const double last = outlook::detail::beyond_neighbours(values, 4, false, 0.0)[20];
    CHECK(within(last, -1.0 / 1.4826, 0.5));
    // One event at least, where there is less: 0 and 1 in turn, 9 once. 8.5 above a level of 0.5, the scale 1 / 0.5.
    std::vector<double> rare;
    for (int i = 0; i < 21; ++i) rare.push_back(i % 2);
    rare[10] = 9.0;
    CHECK(near(outlook::detail::beyond_neighbours(rare, 4, true, 1.0)[10], 8.5));
    // Never less than a hundredth of the level: all alike but for one.
    std::vector<double> even(21, 50.0);
    even[10] = 53.0;
    CHECK(near(outlook::detail::beyond_neighbours(even, 4, false, 0.0)[10], 3.0 / 0.5));
    CHECK(near(outlook::detail::beyond_neighbours(even, 4, true, 0.0)[10], 3.0 / 0.5));
    even[10] = 47.0;
    CHECK(near(outlook::detail::beyond_neighbours(even, 4, false, 0.0)[10], -3.0 / 0.5));
    even.back() = 53.0;
    even.front() = 47.0;
    CHECK(near(outlook::detail::beyond_neighbours(even, 4, false, 0.0)[20], 3.0 / 0.5));
    CHECK(near(outlook::detail::beyond_neighbours(even, 4, false, 0.0)[0], -3.0 / 0.5));
}

TEST_CASE("what is named: more than 5 scales and 2.25 times all else, three shocks at most") {
    // All alike: a scale is a hundredth of 100. Yearly, so that a shock is the point and its neighbours.
    const auto named = [](const std::vector<std::pair<std::size_t, double>>& off) {
        std::vector<double> values(31, 100.0);
        for (const auto& [at, by] : off) values[at] += by;
        std::string all;
        for (const Shock& one : shocks_of(values, 1, YearIs::last, 1)) all += std::to_string(one.point) + " ";
        return all;
    };
    CHECK(named({{10, 5.1}}) == "10 ");
    CHECK(named({{10, 4.9}}).empty());
    CHECK(named({{10, 5.1}, {20, 2.2}}) == "10 ");
    CHECK(named({{10, 5.1}, {20, 2.4}}).empty());
    CHECK(named({{10, 5.1}, {20, -5.2}}) == "10 20 ");
    CHECK(named({{10, 5.1}, {15, -30.0}, {20, 8.0}}) == "10 15 20 ");
    CHECK(named({{10, 5.1}, {15, -30.0}, {20, 8.0}, {25, 7.0}}) == "15 ");
    CHECK(named({{10, 5.1}, {15, -30.0}, {20, 12.0}, {25, 13.0}}) == "15 20 25 ");
    CHECK(named({{10, 9.0}, {11, 6.0}}) == "10 11 ");
    CHECK(named({{10, 9.0}, {11, -6.0}}) == "10 ");
    CHECK(named({{10, 9.0}, {11, 4.0}}) == "10 ");
}

TEST_CASE("nothing is named of few points, nor where nothing was published or all was left out") {
    std::vector<double> values(8, 100.0);
    values[4] = 900.0;
    CHECK(shocks_of(values, 1, YearIs::last, 1).empty());
    values.push_back(100.0);
    CHECK(shocks_of(values, 1, YearIs::last, 1).size() == 1);
    std::vector<double> quarters(10, 100.0);  // six on a side of the last, and five to compare
    quarters[4] = 900.0;
    CHECK(shocks_of(quarters, 2, YearIs::last, 4).empty());
    quarters.push_back(100.0);
    CHECK(shocks_of(quarters, 3, YearIs::last, 4).size() == 1);
    std::vector<double> months(24, 100.0);
    months[12] = 900.0;
    CHECK(shocks_of(months, 12).empty());
    months.push_back(100.0);
    CHECK(shocks_of(months, 1).size() == 1);
    Points filled(months, 1, 12, YearIs::last);
    filled.filled[12] = 1;
    CHECK(shocks(filled.history(), 0.0).empty());
}

TEST_CASE("a reason names shocks, and the line that leaves them out") {
    std::mt19937_64 random(21);
    std::vector<double> values = noisy(66, 3.0, random);
    CHECK(!says(reason(monthly(values)), "explain"));
    values[24] = 20.5;  // April 2020
    CHECK(says(reason(monthly(values)),
               " April 2020 lies far below what its season and level explain. To learn nothing from it: "
               "breaks=[('2020-04', '2020-04')]."));
    values[25] = 22.5;
    values[50] = 300.5;  // June 2022
    const Series s = monthly(values);
    CHECK(says(reason(s), " April 2020 to May 2020 lie far below what their season and level explain. June 2022 lies far "
                          "above what its season and level explain. To learn nothing from them: "
                          "breaks=[('2020-04', '2020-05'), ('2022-06', '2022-06')]."));
    // What is left out already stays so, and is not named again.
    const SeriesBreak june{Period::parse("2022-06"), Period::parse("2022-06")};
    CHECK(says(reason(s.with_breaks({june})), "explain. To learn nothing from them: breaks=[('2020-04', '2020-05'), "
                                              "('2022-06', '2022-06')]."));
    CHECK(!says(reason(s.with_breaks({june})), "far above"));
    CHECK(says(reason(s.with_breaks({{Period::parse("2018-06"), {}}})), "breaks=['2018-06', ('2020-04', '2020-05'), "));
    const SeriesBreak spring{Period::parse("2020-04"), Period::parse("2020-05")};
    CHECK(!says(reason(s.with_breaks({spring, june})), "explain"));
}

TEST_CASE("a shock is named by its month in every accrual") {
    std::mt19937_64 random(22);
    std::vector<double> amounts = noisy(66, 3.0, random);
    amounts[40] = 5.5;  // August 2021
    const std::string august = " August 2021 lies far below";
    std::vector<double> to_date = amounts, rolling;
    for (std::size_t i = 0; i < to_date.size(); ++i)
        if (i % 12 != 0) to_date[i] += to_date[i - 1];
    for (std::size_t i = 11; i < amounts.size(); ++i) {
        rolling.push_back(0.0);
        for (std::size_t back = 0; back < 12; ++back) rolling.back() += amounts[i - back];
    }
    CHECK(says(reason(monthly(amounts)), august));
    CHECK(says(reason(monthly(amounts, Accrual::snapshot)), august));
    CHECK(says(reason(monthly(amounts, Accrual::average)), august));
    CHECK(says(reason(monthly(to_date, Accrual::cumulative)), august));
    CHECK(says(reason(monthly(rolling, Accrual::rolling, "2019-03")), august));
    // Of a mean with denominators it is the mean that counts: half the work and half the people is no shock.
    std::vector<double> steady = noisy(66, 3.0, random), weights(66, 50.0);
    weights[40] = 1.0;
    CHECK(!says(project_year_end(monthly(steady, Accrual::average), {.denominators = weights}).reason, "explain"));
    CHECK(says(project_year_end(monthly(amounts, Accrual::average), {.denominators = weights}).reason, august));
}

TEST_CASE("why past errors are larger than an interval reaches, where they are") {
    using outlook::detail::why_past_errors_are_larger;
    outlook::detail::Judgement judged{.predictive = {.basis = IntervalBasis::back_test, .location = 100.0, .scale = 2.0,
                                            .degrees_of_freedom = 1.0},
                             .evidence = Evidence::combination};
    const double reach = 2.0 * 3.0776835371752536;  // the 0.9 quantile of Student's t with one degree of freedom
    CHECK(why_past_errors_are_larger(judged, reach * 0.999).empty());
    CHECK(why_past_errors_are_larger(judged, reach * 1.001) == "in the interval recent points count more");
    judged.evidence = Evidence::earlier_points;
    CHECK(why_past_errors_are_larger(judged, 7.0) == "the interval also rests on earlier points");
    judged.evidence = Evidence::similar_series;
    CHECK(why_past_errors_are_larger(judged, 7.0) == "the interval also rests on similar series");
    judged.evidence = Evidence::past_years;
    CHECK(why_past_errors_are_larger(judged, 7.0) == "the interval ends where the year has to");
    judged.predictive.basis = IntervalBasis::none;
    CHECK(why_past_errors_are_larger(judged, 7.0).empty());
    CHECK(project_year_end(monthly({1, 2, 3, 4})).past_error_reason.empty());
}

}  // namespace test_shock
