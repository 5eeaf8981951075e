// Where an interval is from: by hand for each kind of evidence, what comes before what, and that none is without width.
#include "headway/outlook/interval.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/projection.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_interval {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

const double four_in_five_of_three = stats::student_quantile(3, 0.1);

}  // namespace

TEST_CASE("errors of earlier points, by hand") {
    // 3 was off by 2 and 4, the mean of 3 and 5, by nothing, each over one point; one is to come.
    const std::optional<CombinationError> flow =
        outlook::detail::earlier_errors(Method::run_rate, Points({3, 5, 4}, 3, 4).history());
    CHECK(near(flow->scale, std::sqrt((2 * 2 + 0 * 0) / 2.0)));
    CHECK(flow->degrees_of_freedom == 2);
    // Off by 2 over the one that came; two are to come, half of the year.
    const std::optional<CombinationError> mean =
        outlook::detail::earlier_errors(Method::run_rate, Points({3, 5}, 2, 4, YearIs::mean).history());
    CHECK(near(mean->scale, 0.5 * std::sqrt(4 * std::sqrt(2.0))));
    CHECK(mean->degrees_of_freedom == 1);
    const std::optional<CombinationError> last =
        outlook::detail::earlier_errors(Method::last_value, Points({3, 5}, 2, 4, YearIs::last).history());
    CHECK(near(last->scale, std::sqrt(4 * std::pow(2.0, 1.2))));
    CHECK_FALSE(outlook::detail::earlier_errors(Method::run_rate, Points({3}, 1, 4).history()));
    const Points six({3, 5, 4, 5, 6, 5}, 6), nine(seasonal(9, 1), 9);
    CHECK_FALSE(outlook::detail::earlier_errors(Method::ols, six.history()));  // which needs six before any came
    CHECK(outlook::detail::earlier_errors(Method::run_rate, nine.history())->degrees_of_freedom == 3);
    // What was not published is nothing to be off from: of three points from the third on, only the last is left.
    Points filled({4, 4, 4, 6}, 4, 6);
    filled.filled = {1, 1, 1, 0};
    const std::optional<CombinationError> left = outlook::detail::earlier_errors(Method::run_rate, filled.history());
    CHECK(left->degrees_of_freedom == 1);
    CHECK(near(left->scale, 2 * std::sqrt(4 * std::sqrt(2.0))));
    filled.filled = {1, 1, 1, 1};
    CHECK_FALSE(outlook::detail::earlier_errors(Method::run_rate, filled.history()));
    Points quarters({10, 20, 30, 40, 12}, 1, 4);
    quarters.filled = {0, 1, 0, 1, 0};
    CHECK(shrunk_season(quarters.history())->error->scale > 0);
    quarters.filled = {0, 1, 1, 1, 1};
    CHECK_FALSE(shrunk_season(quarters.history())->error);
}

TEST_CASE("what four in five errors stayed within") {
    CHECK(outlook::detail::within_four_of_five({-5, 1, 2, 3, 4}) == 5);  // of five, all: four in five of six are five
    CHECK(outlook::detail::within_four_of_five({1, -2, 3, 4, 5, 6, -7, 8, 9}) == 8);
    CHECK(outlook::detail::within_four_of_five({-3}) == 3);
}

TEST_CASE("errors of past years and of earlier points are weighed by their degrees of freedom") {
    const std::vector<double> values = seasonal(30, 5);  // two past years
    const Projection p = project_year_end(monthly(values), {.method = Method::run_rate});
    double squares = 0.0;
    for (const Replay& replay : backtest(monthly(values), {.method = Method::run_rate}))
        squares += replay.error() * replay.error();
    const Points points(values, 6);
    const double earlier = outlook::detail::earlier_errors(Method::run_rate, points.history())->scale;
    CHECK(p.predictive.basis == IntervalBasis::back_test);
    CHECK(p.predictive.degrees_of_freedom == 5);
    CHECK(near(p.predictive.scale, std::sqrt((squares + 3 * earlier * earlier) / 5), 1e-9));
    // at the first point of a year there are no earlier ones
    const Projection first = project_year_end(monthly(seasonal(25, 5)), {.method = Method::run_rate});
    CHECK(first.predictive.degrees_of_freedom == 2);
    CHECK(first.interval_reason == "Interval from the method's errors at this point of 2 past years.");
}

TEST_CASE("similar series come in place of a first year's beginning, and beside a past year") {
    const PortfolioError theirs{.relative = 2.0, .series = 7};
    const std::vector<double> three{1.5, 2.5, 3.0};
    const Projection first = project_year_end(monthly(three), {.portfolio = theirs});
    const double own = outlook::detail::earlier_errors(Method::run_rate, Points(three, 3).history())->scale;
    CHECK(first.predictive.basis == IntervalBasis::portfolio);
    CHECK(first.predictive.degrees_of_freedom == 2);
    CHECK(near(first.predictive.scale, 2 * own / stats::student_quantile(2, 0.1)));

    const std::vector<double> fifteen = seasonal(15, 5);
    const Projection second = project_year_end(monthly(fifteen), {.portfolio = theirs});
    const double scale = shrunk_season(Points(fifteen, 3).history())->error->scale;
    const double lent = 2 * scale / four_in_five_of_three;
    CHECK(near(second.predictive.scale, std::sqrt((scale * scale + lent * lent) / 2), 1e-9));
    CHECK(second.predictive.degrees_of_freedom == 3);

    // without an earlier point the amount to come is the yardstick
    const Projection one = project_year_end(monthly({1.5}), {.method = Method::run_rate, .portfolio = theirs});
    CHECK(near(one.predictive.scale, 2 * 11 * 1.5 / four_in_five_of_three));
    CHECK(one.predictive.degrees_of_freedom == 3);
    // of a level it is the usual change: of 3, 2 and 4
    const Series stock({10, 13, 11, 15}, Period::parse("2018-01"), Accrual::snapshot);
    const Projection level = project_year_end(stock, {.method = Method::last_value, .portfolio = theirs});
    CHECK(near(level.predictive.scale, 2 * 3 / four_in_five_of_three));
    // errors of two past years count too
    const std::vector<double> thirty = seasonal(30, 5);
    const ProjectionRule rule{.method = Method::run_rate, .portfolio = theirs};
    double squares = 0.0;
    for (const Replay& replay : backtest(monthly(thirty), rule)) squares += replay.error() * replay.error();
    const double earlier = outlook::detail::earlier_errors(Method::run_rate, Points(thirty, 6).history())->scale;
    const double mixed = (earlier * earlier + std::pow(2 * earlier / four_in_five_of_three, 2)) / 2;
    CHECK(near(project_year_end(monthly(thirty), rule).predictive.scale, std::sqrt((squares + 3 * mixed) / 5), 1e-9));
    // with three past years nothing is borrowed
    CHECK(project_year_end(monthly(seasonal(42, 5)), rule).predictive.basis == IntervalBasis::back_test);
    for (const double nothing : {0.0, missing, infinity}) {
        const Projection p = project_year_end(monthly({2.5, 2.5, 2.5}), {.portfolio = {nothing, 5}});
        CHECK(p.predictive.basis == IntervalBasis::back_test);
    }
}

TEST_CASE("what a series lends is its error in the yardstick that there was") {
    const std::vector<double> values = seasonal(30, 5);
    const ProjectionRule rule{.method = Method::run_rate};
    const std::vector<double> lent = relative_errors(monthly(values), rule, Method::run_rate);
    const std::vector<Replay> replays = backtest(monthly(values), rule);
    REQUIRE(lent.size() == 2);
    for (int age = 1; age <= 2; ++age) {
        const std::vector<double> then(values.begin(), values.end() - 12 * age);
        const double unit = outlook::detail::earlier_errors(Method::run_rate, Points(then, 6).history())->scale;
        const double error = replays[static_cast<std::size_t>(2 - age)].error();
        CHECK(near(lent[static_cast<std::size_t>(age) - 1], error / unit, 1e-9));
    }
    CHECK(relative_errors(monthly(seasonal(6, 1)), rule, Method::run_rate).empty());
    CHECK(relative_errors(monthly(seasonal(18, 1)), rule, Method::shrunk_season).empty());  // nothing before last year
    CHECK(relative_errors(monthly(seasonal(30, 1)), rule, Method::shrunk_season).size() == 1);
    CHECK(relative_errors(monthly(seasonal(24, 1)), rule, Method::run_rate).empty());  // a whole year is a fact
}

TEST_CASE("counts are judged by chance where their errors say less") {
    CHECK(project_year_end(monthly({4, 5, 4, 4, 5, 4})).predictive.basis == IntervalBasis::negative_binomial);
    CHECK(project_year_end(monthly({4, 25, 1, 40, 5, 4})).predictive.basis == IntervalBasis::back_test);
    const std::vector<double> even{4, 5, 4, 4, 5, 4};
    CHECK(project_year_end(monthly(even), {.portfolio = {1e-6, 5}}).predictive.basis ==
          IntervalBasis::negative_binomial);
    CHECK(project_year_end(monthly(even), {.portfolio = {100, 5}}).predictive.basis == IntervalBasis::portfolio);
    CHECK(project_year_end(monthly({7}), {.method = Method::run_rate}).predictive.basis ==
          IntervalBasis::negative_binomial);
    CHECK(project_year_end(monthly(even, Accrual::snapshot)).predictive.basis == IntervalBasis::back_test);
}

TEST_CASE("where nothing more is expected and was never wrongly, a hundredth of the largest figure is left open") {
    const Series first_quarters({5.5, 0, 0, 0, 5.5, 0, 0, 0, 5.5, 0, 0, 0, 5.5}, Period::parse("2018/19 - Q1"),
                                Accrual::flow, Frequency::quarter);
    CHECK(near(project_year_end(first_quarters).predictive.scale, 0.055));
}

TEST_CASE("no interval is without width while points are to come, unless nothing has ever been other than 0") {
    const auto repeated = [](std::size_t points, double value) { return std::vector<double>(points, value); };
    for (const std::size_t points : {3U, 6U, 15U, 18U, 30U, 42U, 66U})
        for (const double value : {5.0, 5.5, 100.0, 0.1})
            for (const Accrual accrual : {Accrual::flow, Accrual::average, Accrual::snapshot, Accrual::rolling}) {
                CAPTURE(points, value);
                const Projection p = project_year_end(monthly(repeated(points, value), accrual));
                CHECK(p.lower < p.value);
                CHECK(p.value < p.upper);
                CHECK(near(p.value, accrual == Accrual::flow ? 12 * value : value));
                const Projection bounded =
                    project_year_end(monthly(repeated(points, value), accrual), {.bounds = {0, value}});
                CHECK(bounded.lower < bounded.upper);
            }
    std::vector<double> bonus;
    for (int month = 0; month < 42; ++month) bonus.push_back(month % 12 == 11 ? 1000 : 1);
    const Projection year = project_year_end(monthly(bonus));
    CHECK(near(year.predictive.scale, 10.05));  // a hundredth of what is to come
    CHECK(says(year.interval_reason, "It was never off, which is no proof"));
    CHECK(near(project_year_end(monthly(repeated(30, 5))).predictive.scale, 0.5));   // half an event
    CHECK(near(project_year_end(monthly(repeated(30, 2))).predictive.scale, 0.5));
    CHECK(near(project_year_end(monthly(repeated(30, 5.5))).predictive.scale, 0.33));
    CHECK(near(project_year_end(monthly(repeated(30, 100), Accrual::snapshot)).predictive.scale, 1.0));
    CHECK(near(project_year_end(monthly(repeated(30, 100), Accrual::average)).predictive.scale, 0.5));
    const Projection nothing = project_year_end(monthly(repeated(30, 0), Accrual::average));
    CHECK(nothing.predictive.basis == IntervalBasis::none);
    CHECK(project_year_end(monthly(repeated(30, 0))).upper > 0);  // of counts, nothing yet
}

}  // namespace test_interval
