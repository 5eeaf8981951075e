// The combination: exact where a series repeats itself, scales, shifts, and is refused where years are too few.
#include <numeric>

#include "headway/outlook/combination.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_combination {

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

double year(const Points& p) { return p.history().year_value(combine(p.history())->path); }

std::vector<double> with(std::vector<double> values, double factor, double shift) {
    for (double& value : values) value = value * factor + shift;
    return values;
}

}  // namespace

TEST_CASE("a sum needs two complete past years") {
    for (const int per_year : {12, 4, 3}) {
        const auto n = static_cast<std::size_t>(2 * per_year);
        CHECK(combine(Points(seasonal(n + 1, 1, per_year), 1, per_year).history()).has_value());
        CHECK_FALSE(combine(Points(seasonal(n, 1, per_year), 1, per_year).history()).has_value());
        CHECK_FALSE(combine(Points(seasonal(1, 1, per_year), 1, per_year).history()).has_value());
    }
}

TEST_CASE("a level needs as many points to judge by as there are to come, and has no season before two years") {
    for (const YearIs is : {YearIs::last, YearIs::mean})
        for (const int per_year : {12, 4, 3})
            for (int n = 1; n < 2 * per_year; ++n) {
                const int known = n % per_year;
                if (known == 0) continue;
                const Points p(seasonal(static_cast<std::size_t>(n), 2, per_year), known, per_year, is);
                const auto ahead = static_cast<std::size_t>(per_year - known);
                const std::size_t first =
                    std::clamp<std::size_t>(static_cast<std::size_t>(n) / 3, 2,
                                            std::max<std::size_t>(2, static_cast<std::size_t>(per_year) / 2));
                const auto origins = static_cast<std::ptrdiff_t>(n) - static_cast<std::ptrdiff_t>(first + ahead);
                const std::optional<Combination> c = combine(p.history());
                CAPTURE(per_year, n);
                CHECK(c.has_value() == (origins >= static_cast<std::ptrdiff_t>(ahead)));
                if (!c) continue;
                CHECK(std::isfinite(c->error.scale));
                CHECK(c->error.degrees_of_freedom >= 1.0);
                CHECK(c->error.degrees_of_freedom <= (is == YearIs::last ? 8.0 : 5.0));
            }
}

TEST_CASE("a series that repeats itself is carried on exactly, with no width") {
    for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean})
        for (const int per_year : {12, 4, 3})
            for (int years = 2; years <= 6; ++years)
                for (int known = 1; known < per_year; ++known) {
                    const std::vector<double> one = seasonal(static_cast<std::size_t>(per_year), 3, per_year);
                    std::vector<double> values;
                    for (int y = 0; y < years; ++y) values.insert(values.end(), one.begin(), one.end());
                    values.insert(values.end(), one.begin(), one.begin() + known);
                    const Points p(values, known, per_year, is);
                    const Combination c = *combine(p.history());
                    CAPTURE(per_year, years, known);
                    for (std::size_t h = 0; h < c.path.size(); ++h)
                        CHECK(near(c.path[h], one[static_cast<std::size_t>(known) + h]));
                    CHECK(c.error.scale < 1e-9 * total_of(one));
                    const double most = is == YearIs::last ? (per_year == 12 ? 8.0 : 5.0) : per_year == 12 ? 5.0 : 4.0;
                    CHECK(c.error.degrees_of_freedom == std::min(most, years + 1.0));
                }
}

TEST_CASE("scaling scales, shifting a level shifts, and order does not tire") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const int per_year : {12, 4, 3}) {
            const int known = 1 + static_cast<int>(seed) % (per_year - 1);
            const std::vector<double> values = seasonal(static_cast<std::size_t>(4 * per_year + known), seed, per_year);
            for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean}) {
                const Points p(values, known, per_year, is), scaled(with(values, 4, 0), known, per_year, is);
                CHECK(near(4 * year(p), year(scaled)));
                CHECK(near(4 * combine(p.history())->error.scale, combine(scaled.history())->error.scale));
                CHECK(combine(p.history())->path == combine(p.history())->path);
                if (is == YearIs::sum) continue;
                const Points shifted(with(values, 1, 500), known, per_year, is);
                CHECK(near(500 + year(p), year(shifted)));
                CHECK(near(combine(p.history())->error.scale, combine(shifted.history())->error.scale, 1e-8));
            }
        }
}

TEST_CASE("how members weigh does not hang on where the zero of a level is") {
    const std::vector<double> values = seasonal(54, 3);
    const double far = 1e6;
    const auto end = [](const std::vector<double>& v) {
        return combine(Points(v, 6, 12, YearIs::last).history())->path.back();
    };
    CHECK(std::fabs(end(with(values, 1, far)) - far - end(values)) < 1e-6);
}

TEST_CASE("amounts to come are held near the last year's, and errors of a far larger service count in proportion") {
    std::vector<double> values(36, 1000.0);
    for (const double amount : {1000, 800, 600, 400, 200, 100, 50, 20, 10, 5, 5, 5}) values.push_back(amount);
    for (int i = 0; i < 6; ++i) values.push_back(5);
    const Points p(values, 6);
    const Combination c = *combine(p.history());
    for (const double amount : c.path) CHECK((amount >= 2.5 && amount <= 75.0));  // of 5 and 50
    CHECK(c.error.scale < 100.0);
    CHECK_FALSE(combine(Points(seasonal(54, 5), 6).history())->held);
    std::vector<double> closing(48, 100.0);
    closing.insert(closing.end(), {60.0, 20.0, 0.0, 0.0, 0.0, 0.0});
    const Combination closed = *combine(Points(closing, 6).history());
    for (const double amount : closed.path) CHECK(amount >= 0.0);
}

TEST_CASE("the guard is half the lowest and one and a half times the highest of the last year") {
    std::vector<double> values(12, 1000.0);
    for (int i = 0; i < 12; ++i) values.push_back(10.0 + (i % 6) * 2.0);  // 10 to 20
    const Points p(values, 6);
    std::vector<double> path{0.0, 5.0, 12.0, 30.0, 100.0}, within{5.0, 12.0, 30.0};
    CHECK(outlook::detail::hold_near_last_year(path, p.history()));
    CHECK(path == std::vector<double>{5.0, 5.0, 12.0, 30.0, 30.0});
    CHECK_FALSE(outlook::detail::hold_near_last_year(within, p.history()));
    std::vector<double> first_alone{0.0, 12.0};
    CHECK(outlook::detail::hold_near_last_year(first_alone, p.history()));
    CHECK(outlook::detail::fading_weights(3, 1.0) == std::vector<double>{1.0 / 7.0, 2.0 / 7.0, 4.0 / 7.0});
}

TEST_CASE("figures of a trailing year are what their parts sum to, whatever the first year was") {
    for (const int per_year : {12, 4}) {
        const auto year = static_cast<std::size_t>(per_year);
        const std::vector<double> parts = seasonal(5 * year + 1, 6, per_year);
        std::vector<double> figures;
        for (std::size_t i = year; i <= parts.size(); ++i)
            figures.push_back(std::accumulate(parts.begin() + static_cast<std::ptrdiff_t>(i - year),
                                              parts.begin() + static_cast<std::ptrdiff_t>(i), 0.0));
        Points p(figures, static_cast<int>(figures.size()) % per_year, per_year, YearIs::last);
        History history = p.history();
        history.trailing = true;
        const TrailingParts trailing(history);
        const std::span<const double> told = trailing.history().points;
        for (std::size_t i = year; i + 1 < told.size(); ++i) {  // what is left out is the same a year later
            const std::size_t at = parts.size() - told.size() + i;
            CHECK(near(told[i] - told[i - year], parts[at] - parts[at - year], 1e-9));
        }
        const std::vector<double> path = combine(history)->path;
        CHECK(path == trailing.figures(combine(trailing.history())->path));
        CHECK(path.size() == static_cast<std::size_t>(history.remaining));
    }
}

TEST_CASE("amounts of nothing are carried on as nothing") {
    const Points p(std::vector<double>(30, 0.0), 6);
    const Combination c = *combine(p.history());
    CHECK(c.path == std::vector<double>(6, 0.0));
    CHECK(c.error.scale == 0.0);
}

TEST_CASE("a lone outlier is not believed, a shift is") {
    std::vector<double> values(54, 100.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += static_cast<double>(i % 3);  // so that there is a usual error
    std::vector<double> outlier = values, shift = values;
    outlier.back() = 1000.0;
    for (std::size_t i = values.size() - 5; i < values.size(); ++i) shift[i] += 200.0;
    const auto next = [](const std::vector<double>& v) {
        return combine(Points(v, 6, 12, YearIs::last).history())->path.back();
    };
    CHECK(next(outlier) < 115);
    CHECK(next(shift) > 250);
}

TEST_CASE("every slot of the year, short and long, gives finite numbers") {
    for (const int per_year : {12, 4, 3})
        for (int n = 2 * per_year + 1; n < 8 * per_year; ++n) {
            const int known = n % per_year;
            if (known == 0) continue;
            for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean}) {
                const Combination c =
                    *combine(Points(seasonal(static_cast<std::size_t>(n), 8, per_year), known, per_year, is).history());
                CHECK(std::isfinite(c.error.scale));
                CHECK(c.path.size() == static_cast<std::size_t>(per_year - known));
                for (const double point : c.path) CHECK(std::isfinite(point));
            }
        }
}

TEST_CASE("amounts have four estimates of the season, levels three") {
    const auto count = [](YearIs is, int known) {
        const Points p(seasonal(static_cast<std::size_t>(36 + known), 4), known, 12, is);
        const auto groups = outlook::detail::seasons(p.history());
        return std::pair(groups[0].seasons.size(), groups[1].seasons.size());
    };
    CHECK(count(YearIs::sum, 3) == std::pair<std::size_t, std::size_t>(2, 2));
    CHECK(count(YearIs::last, 3) == std::pair<std::size_t, std::size_t>(2, 1));
    CHECK(count(YearIs::mean, 3) == std::pair<std::size_t, std::size_t>(2, 1));
}

TEST_CASE("forecasts are judged from a third of the points on, but no later than a year and a half") {
    const auto first = [](std::size_t points, int per_year) {
        const Points p(std::vector<double>(points, 1.0), static_cast<int>(points) % per_year, per_year);
        return outlook::detail::first_judged(p.history());
    };
    CHECK(first(25, 12) == 8);
    CHECK(first(53, 12) == 17);
    CHECK(first(54, 12) == 18);
    CHECK(first(99, 12) == 18);
    CHECK(first(9, 4) == 3);
    CHECK(first(41, 4) == 6);
}

TEST_CASE("levels without a season are judged from a third of their points on, within the third and half a year") {
    const auto first = [](std::size_t points) {
        const Points p(std::vector<double>(points, 1.0), static_cast<int>(points) % 12, 12, YearIs::last);
        return outlook::detail::first_judged(p.history());
    };
    CHECK(first(4) == 2);
    CHECK(first(15) == 5);
    CHECK(first(23) == 6);
}

TEST_CASE("a year before that is not whole is the mean of what there is of it") {
    const Points p({2, 4, 6, 8, 13}, 1, 4);
    CHECK(outlook::detail::means_of_the_year_before(p.history()) == std::vector<double>{2, 3, 4, 5, 7.75});
}

TEST_CASE("an error of amounts counts in proportion to the last year where that brought less, of levels whole") {
    const std::vector<double> values{8, 8, 8, 8, 4, 4, 4, 4, 2, 2};  // years before: 8, 8, 8, 8, 7, 6, 5, 4, 3.5, 3
    const std::vector<double> counting = outlook::detail::in_proportion_to_today(Points(values, 2, 4).history());
    const std::vector<double> expected{3. / 8, 3. / 8, 3. / 8, 3. / 8, 3. / 7, 0.5, 3. / 5, 0.75, 3. / 3.5, 1.0};
    CHECK(counting == expected);
    CHECK(outlook::detail::in_proportion_to_today(Points(values, 2, 4, YearIs::mean).history()) ==
          std::vector<double>(10, 1.0));
    const std::vector<double> growing{1, 1, 1, 1, 2, 2, 2, 2, 4, 4};
    CHECK(outlook::detail::in_proportion_to_today(Points(growing, 2, 4).history()) == std::vector<double>(10, 1.0));
    const outlook::detail::ErrorWeights weights =
        outlook::detail::error_weights(Points(values, 2, 4).history(), 6, 2, counting);
    const std::vector<double> steps = outlook::detail::fading_weights(4, 8.0);
    CHECK(weights.of_target[0] == 3. / 5 * outlook::detail::fading_weights(2, 8.0)[0]);
    CHECK(weights.of_step[0] == 0.5 * steps[0]);  // the step from point 5 to point 6
    CHECK(weights.of_step[3] == 3. / 3.5 * steps[3]);
}

TEST_CASE("a season in proportion is added at the size of the last year") {
    const Points p({9, 9, 9, 9, 2, 6, 4, 8}, 2, 4);
    const Seasonality in{.season = Season::proportional, .factors = {0.5, 1.0, 1.0, 1.5}};
    const Seasonality added = outlook::detail::at_todays_size(in, p.history());
    CHECK(added.season == Season::additive);
    CHECK(added.factors == std::vector<double>{-2.5, 0.0, 0.0, 2.5});  // of 5
}

TEST_CASE(
    "theta takes half of longer points and a quarter of months, less by the fourth power of how much worse it is") {
    std::vector<double> values;
    for (int i = 1; i <= 10; ++i) values.push_back(i);  // on which theta smooths wholly, and half the slope is 1/2
    const Seasonality flat{.season = Season::proportional, .factors = std::vector<double>(4, 1.0)};
    const Points p(values, 2, 4);  // two to come; after 6 theta says 6.5 and 7, and 15 came
    const std::vector<double> targets{15, 17, 19}, weights{0.2, 0.3, 0.5};
    std::vector<double> path{0, 0}, errors{3, 3, 3};
    outlook::detail::add_theta(path, errors, p.history(), flat, 5, targets, weights, 1e-300);
    CHECK(near(path[0], 5.25));
    CHECK(near(path[1], 5.5));
    for (const double error : errors) CHECK(near(error, 2.25));
    path = {0, 0};
    errors = {0.75, 0.75, 0.75};
    outlook::detail::add_theta(path, errors, p.history(), flat, 5, targets, weights, 1e-300);
    CHECK(near(path[0], 10.5 / 32));
    CHECK(near(errors[1], 0.75 + 0.75 / 32));
    std::vector<double> months;
    for (int i = 1; i <= 34; ++i) months.push_back(i);
    path.assign(2, 0.0);
    errors = {3};
    const Seasonality level{.season = Season::proportional, .factors = std::vector<double>(12, 1.0)};
    outlook::detail::add_theta(path, errors, Points(months, 10).history(), level, 31, std::vector<double>{67},
                               std::vector<double>{1}, 1e-300);
    CHECK(near(path[0], 34.5 / 4));
    CHECK(near(errors[0], 3 - 1.5 / 4));
}

TEST_CASE("each member is its formula, from the mean of the first half year on") {
    // The formulas of the header, for levels of which no error is an outlier; members and constants are the library's.
    std::vector<double> values;
    for (int i = 0; i < 20; ++i) values.push_back(100.0 + (i % 3));
    const Seasonality none{.factors = std::vector<double>(12, 0.0)};
    const double phi = 0.8;
    for (const YearIs is : {YearIs::last, YearIs::mean}) {
        const Points p(values, 8, 12, is);  // four to come
        const std::vector<double> targets = outlook::detail::targets_of_origins(p.history(), 6);
        const outlook::detail::ErrorWeights fading = outlook::detail::error_weights(
            p.history(), 6, targets.size(), outlook::detail::in_proportion_to_today(p.history()));
        outlook::detail::Workspace work;
        const outlook::detail::Panel& panel = work.panels[0];
        outlook::detail::run_members(work.panels[0], work, p.history(), none, outlook::detail::gains(0.05, phi), 6,
                                     targets, fading);
        for (std::size_t m = 0; m < outlook::detail::members.size(); ++m) {
            const auto [alpha, course] = outlook::detail::members[m];
            const bool trending = course == outlook::detail::Course::trend;
            const double beta = trending ? 0.05 : 0.0;
            double level = 101.0, slow = 101.0, trend = 0.0;  // the mean of 100, 101, 102, twice
            double one_step = 0.0, weights = 0.0;
            const auto ahead = [&](int h) {
                if (course == outlook::detail::Course::reverting) return slow + std::pow(phi, h) * (level - slow);
                double sum = 0.0;
                for (int k = 1; k <= h; ++k) sum += std::pow(phi, k);
                return level + sum * trend;
            };
            CAPTURE(m, alpha);
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double weight = std::pow(0.5, static_cast<double>(values.size() - 1 - i) / 24.0);
                if (i >= 6) one_step += weight * std::fabs(values[i] - ahead(1)), weights += weight;
                const double expected = level + phi * trend, error = values[i] - expected;
                level = expected + alpha * error;
                trend = phi * trend + alpha * beta * error;
                slow += outlook::detail::slow_smoothing * (values[i] - slow);
                if (i < 6 || i - 6 >= targets.size()) continue;
                const double year = is == YearIs::last ? ahead(4) : ahead(1) + ahead(2) + ahead(3) + ahead(4);
                CHECK(near(panel.said[i - 6][m], year));
            }
            for (int h = 1; h <= 4; ++h) CHECK(near(panel.path[static_cast<std::size_t>(h - 1)][m], ahead(h)));
            CHECK(near(panel.one_step[m], one_step / weights));
        }
    }
}

TEST_CASE("the error of a level fades over two years, that of a mean over one, and few errors widen it") {
    // Constant but for the last point: of the 16 origins only the last is off, by 7, whatever the weights.
    std::vector<double> values(23, 100.0);
    values.back() = 107.0;
    for (const YearIs is : {YearIs::last, YearIs::mean}) {
        const Points p(values, 11, 12, is);
        const double fading = std::pow(0.5, 1.0 / (is == YearIs::last ? 24.0 : 12.0));
        const double weights = (1.0 - std::pow(fading, 16)) / (1.0 - fading);
        const double scale = 7.0 * std::sqrt((1.0 + 1.0 / 16.0) / weights);  // one point to come, one year
        const Combination c = *combine(p.history());
        CHECK(near(c.error.scale, is == YearIs::last ? scale : scale / 12.0));
        CHECK(c.error.degrees_of_freedom == (is == YearIs::last ? 8.0 : 5.0));
    }
    const Points few({100, 100, 100, 100, 107}, 5, 6, YearIs::last);  // origins at 2 and 3
    CHECK(combine(few.history())->error.degrees_of_freedom == 2.0);
    const Points overlapping({1, 3, 2, 5, 4, 6, 5, 7, 9, 8}, 4, 6, YearIs::last);  // five origins, two points to come
    CHECK(combine(overlapping.history())->error.degrees_of_freedom == 2.5);
}

TEST_CASE("what it says is what an independent reading of the formulas says") {
    // tests/python/test_combination.py reads the header again, point by point; these are its numbers.
    const auto noise = [](std::size_t count, std::uint64_t state) {
        std::vector<double> drawn;
        for (std::size_t i = 0; i < count; ++i) {
            state = (1103515245 * state + 12345) % 2147483648;
            drawn.push_back(static_cast<double>(state) / 2147483648.0 - 0.5);
        }
        return drawn;
    };
    const auto check = [](const Points& p, double to_come, double last, double scale) {
        const Combination c = *combine(p.history());
        CHECK(near(std::accumulate(c.path.begin(), c.path.end(), 0.0), to_come, 1e-9));
        CHECK(near(c.path.back(), last, 1e-9));
        CHECK(near(c.error.scale, scale, 1e-9));
    };
    std::vector<double> season = noise(63, 3), level = noise(54, 1), outlier = noise(57, 5), growth = noise(37, 10),
                        quarters = noise(30, 11);
    for (std::size_t i = 0; i < season.size(); ++i)
        season[i] = 200 + 30 * std::sin(std::acos(-1.0) * static_cast<double>(i) / 6) + 10 * season[i];
    for (double& e : level) e = 200 + 20 * e;
    for (double& e : outlier) e = 150 + 8 * e;
    outlier[50] += 120;
    for (std::size_t i = 0; i < growth.size(); ++i) growth[i] = 400 + 9 * static_cast<double>(i) + 30 * growth[i];
    for (std::size_t i = 0; i < quarters.size(); ++i)
        quarters[i] = 100 + 20 * static_cast<double>(i % 4) + 12 * quarters[i];
    check(Points(season, 3), 1764.999843608817, 186.03239137739791, 10.979734590250136);
    check(Points(level, 6, 12, YearIs::last), 1208.816590329679, 201.43133705476427, 6.358365599514933);
    check(Points(outlier, 9, 12, YearIs::mean), 454.36031662019377, 151.21018833178604, 3.6020548293229186);
    check(Points(growth, 1, 4), 2214.5488566280196, 755.5510756582057, 42.55522136255125);
    check(Points(quarters, 2, 4, YearIs::last), 301.457191136705, 159.66462688865226, 3.775713324317894);
}

}  // namespace test_combination
