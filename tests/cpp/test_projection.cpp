// Projections: identities, properties that must hold for any series, and every way in which there is nothing to say.
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/projection.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_projection {

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

std::vector<Method> all_methods() {
    std::vector<Method> methods;
    for (std::size_t m = 0; m < Vocabulary<Method>::words.size(); ++m) methods.push_back(static_cast<Method>(m));
    return methods;
}

constexpr Accrual accruals[] = {Accrual::snapshot, Accrual::flow, Accrual::cumulative, Accrual::average,
                                Accrual::rolling};

bool sums(Accrual accrual) { return year_is(accrual) == YearIs::sum; }

/// Amounts as they would be published.
std::vector<double> published(std::vector<double> amounts, Accrual accrual, int per_year = 12) {
    if (accrual != Accrual::cumulative) return amounts;
    for (std::size_t i = 1; i < amounts.size(); ++i)
        if (i % static_cast<std::size_t>(per_year) != 0) amounts[i] += amounts[i - 1];
    return amounts;
}

struct Layout {
    Frequency frequency;
    Calendar calendar;
    const char* start;
};
const Layout layouts[] = {
    {Frequency::month, financial_calendar, "2015-04"},  {Frequency::month, academic_calendar, "2015-09"},
    {Frequency::month, calendar_year, "2015-01"},       {Frequency::quarter, financial_calendar, "2015-04"},
    {Frequency::quarter, academic_calendar, "2015-09"}, {Frequency::quarter, calendar_year, "2015-01"},
    {Frequency::term, academic_calendar, "2015-09"},    {Frequency::term, financial_calendar, "2015-04"}};

Series laid_out(std::vector<double> values, Accrual accrual, const Layout& layout) {
    return Series(std::move(values), Period::parse(layout.start, layout.calendar), accrual, layout.frequency,
                  layout.calendar);
}

/// Whatever the status, no NaN or infinity passes for a number.
void sound(const Projection& p) {
    CAPTURE(p.reason, p.value, p.lower, p.upper, p.probability);
    const bool said = p.outcome == Outcome::projected || p.outcome == Outcome::complete;
    CHECK(std::isfinite(p.value) == said);
    CHECK_FALSE(p.reason.empty());
    CHECK_FALSE(std::isinf(p.lower));
    CHECK_FALSE(std::isinf(p.upper));
    CHECK((std::isnan(p.probability) || (p.probability >= 0 && p.probability <= 1)));
    CHECK_FALSE(p.lower > p.upper);
    CHECK(p.method.has_value() == (p.outcome == Outcome::projected));
    for (const double point : p.path) CHECK(std::isfinite(point));
    if (p.outcome == Outcome::projected) CHECK(p.path.size() == static_cast<std::size_t>(p.remaining));
}

}  // namespace

TEST_CASE("auto goes by what there is") {
    const auto chosen = [](std::size_t points, Accrual accrual) {
        const Projection p = project_year_end(monthly(published(seasonal(points, 1), accrual), accrual));
        CHECK(says(p.reason, "auto chose"));
        return p.method.value();
    };
    CHECK(chosen(30, Accrual::flow) == Method::combination);
    CHECK(chosen(30, Accrual::snapshot) == Method::combination);
    CHECK(chosen(30, Accrual::average) == Method::combination);
    for (const Accrual accrual : accruals) {
        CHECK(chosen(25, accrual) == Method::combination);
        CHECK(chosen(23, accrual) == Method::shrunk_season);
        CHECK(chosen(13, accrual) == Method::shrunk_season);
    }
    for (const std::size_t points : {3U, 11U}) {
        for (const Accrual accrual : {Accrual::flow, Accrual::cumulative, Accrual::average})
            CHECK(chosen(points, accrual) == Method::run_rate);
        for (const Accrual accrual : {Accrual::snapshot, Accrual::rolling}) CHECK(chosen(points, accrual) == Method::ses);
    }
    for (const Accrual accrual : accruals) {
        const Projection p = project_year_end(monthly({7, 8}, accrual));
        CHECK(p.outcome == Outcome::too_few_points);
        CHECK(says(p.reason, "2 points are known, 2 of 2018/19. No method can say from so few."));
        sound(p);
    }
}

TEST_CASE("a method that is asked for is used or refused, never replaced") {
    for (const Accrual accrual : accruals)
        for (const Method method : all_methods())
            for (const std::size_t n : {1U, 2U, 3U, 5U, 6U, 12U, 13U, 18U, 25U, 30U, 47U}) {
                const Series series = monthly(published(seasonal(n, n), accrual), accrual);
                if (adds_up(method) && !sums(accrual)) {
                    CHECK(says(refusal([&] { (void)project_year_end(series, {.method = method}); }),
                               "flow or cumulative"));
                    continue;
                }
                const Projection p = project_year_end(series, {.method = method});
                CAPTURE(word(accrual), word(method), n);
                sound(p);
                if (n % 12 == 0)
                    CHECK(p.outcome == Outcome::complete);
                else if (p.outcome == Outcome::projected && method != Method::automatic)
                    CHECK(p.method == method);
                else if (p.outcome == Outcome::too_few_points && method != Method::automatic)
                    CHECK(says(p.reason, std::string(word(method)) + " needs " + std::string(needs(method))));
            }
}

TEST_CASE("what a method needs is what it says") {
    struct Case {
        Method method;
        std::size_t enough;
    };  // points of a flow, of which the year before must be whole
    for (const Case& c :
         {Case{Method::run_rate, 1}, Case{Method::last_value, 1}, Case{Method::ols_cumulative, 3}, Case{Method::ols, 6},
          Case{Method::anchored_slope, 6}, Case{Method::theil_sen, 6}, Case{Method::damped_trend, 6},
          Case{Method::ses, 1}, Case{Method::theta, 6}, Case{Method::seasonal_naive, 13},
          Case{Method::seasonal_naive_growth, 13}, Case{Method::completion_ratio, 13}, Case{Method::credibility, 13},
          Case{Method::combination, 25}, Case{Method::shrunk_season, 13}}) {
        CAPTURE(word(c.method));
        const auto status = [&](std::size_t n) {
            return project_year_end(monthly(seasonal(n, 2)), {.method = c.method}).outcome;
        };
        CHECK(status(c.enough) == Outcome::projected);
        if (c.enough > 1) CHECK((status(c.enough - 1) == Outcome::too_few_points || (c.enough - 1) % 12 == 0));
    }
}

TEST_CASE("a complete year is a fact: itself, no width, a chance of 0 or 1") {
    for (const Layout& layout : layouts)
        for (const Accrual accrual : accruals)
            for (const int years : {1, 3}) {
                const int per_year = points_a_year(layout.frequency);
                const std::vector<double> amounts = seasonal(static_cast<std::size_t>(years * per_year), 6, per_year);
                double truth = 0.0;
                for (std::size_t i = amounts.size() - static_cast<std::size_t>(per_year); i < amounts.size(); ++i)
                    truth += amounts[i];
                if (accrual == Accrual::average) truth /= per_year;
                if (!sums(accrual) && accrual != Accrual::average) truth = amounts.back();
                const Series series = laid_out(published(amounts, accrual, per_year), accrual, layout);
                for (const double target : {truth - 1, truth + 1}) {
                    const Projection p =
                        project_year_end(series, {.target = target, .polarity = Polarity::high_is_good});
                    sound(p);
                    CHECK(p.outcome == Outcome::complete);
                    CHECK(near(p.value, truth));
                    CHECK(p.lower == p.value);
                    CHECK(p.upper == p.value);
                    CHECK(p.probability == (target < truth ? 1 : 0));
                    CHECK(p.remaining == 0);
                    CHECK(p.path.empty());
                }
            }
}

TEST_CASE("on its target to the printed decimal, a complete year has met it") {
    const std::vector<double> tenths(12, 0.1);
    for (const Polarity polarity : {Polarity::high_is_good, Polarity::low_is_good, Polarity::in_range})
        CHECK(project_year_end(monthly(tenths), {.target = 1.2, .polarity = polarity}).probability == 1);
}

TEST_CASE("scaling scales value, interval and past error, by every method") {
    for (const Accrual accrual : accruals)
        for (const Method method : all_methods())
            for (const std::size_t n : {6U, 18U, 41U, 54U}) {
                if (adds_up(method) && !sums(accrual)) continue;
                const std::vector<double> values = published(seasonal(n, n), accrual);
                std::vector<double> scaled = values;
                for (double& v : scaled) v *= 4;
                const Projection p = project_year_end(monthly(values, accrual), {.method = method});
                const Projection q = project_year_end(monthly(scaled, accrual), {.method = method});
                CAPTURE(word(accrual), word(method), n);
                CHECK(p.outcome == q.outcome);
                if (p.outcome != Outcome::projected) continue;
                CHECK(near(4 * p.value, q.value, 1e-9));
                CHECK(std::isnan(p.lower) == std::isnan(q.lower));
                if (!std::isnan(p.lower)) CHECK((near(4 * p.lower, q.lower, 1e-8) && near(4 * p.upper, q.upper, 1e-8)));
                if (p.past_years > 0) CHECK(near(4 * p.past_error, q.past_error, 1e-7));
                CHECK(p.past_years == q.past_years);
            }
}

TEST_CASE("counts scale with what one event adds") {
    std::vector<double> rates = events_a;
    for (double& rate : rates) rate *= 2.886;
    const Projection p = project_year_end(monthly(events_a)), q = project_year_end(monthly(rates), {.event = 2.886});
    CHECK(p.predictive.basis == IntervalBasis::negative_binomial);
    CHECK(near(2.886 * p.lower, q.lower));
    CHECK(near(2.886 * p.upper, q.upper));
    CHECK(project_year_end(monthly(rates)).predictive.basis == IntervalBasis::back_test);
}

TEST_CASE("shifting a level shifts its year, by every method that takes levels") {
    for (const Accrual accrual : {Accrual::snapshot, Accrual::rolling, Accrual::average})
        for (const Method method : all_methods())
            for (const std::size_t n : {6U, 18U, 41U, 54U}) {
                if (adds_up(method)) continue;
                const std::vector<double> values = seasonal(n, n);
                std::vector<double> shifted = values;
                for (double& v : shifted) v += 1000;
                const Projection p = project_year_end(monthly(values, accrual), {.method = method});
                const Projection q = project_year_end(monthly(shifted, accrual), {.method = method});
                CAPTURE(word(accrual), word(method), n);
                CHECK(p.outcome == q.outcome);
                if (p.outcome != Outcome::projected) continue;
                CHECK(near(1000 + p.value, q.value));
                if (!std::isnan(p.lower))
                    CHECK((near(1000 + p.lower, q.lower, 1e-8) && near(1000 + p.upper, q.upper, 1e-8)));
                if (p.past_years > 0) CHECK(near(p.past_error, q.past_error, 1e-6));
            }
}

TEST_CASE("the chance of a target is a probability, monotone in the target, and closes") {
    for (const Accrual accrual : accruals)
        for (const std::size_t n : {6U, 15U, 40U, 57U}) {
            std::vector<double> amounts = seasonal(n, n);
            if (n < 24)
                for (double& a : amounts) a = std::round(a);  // counts, so that there is something to judge by
            const Series series = monthly(published(amounts, accrual), accrual);
            const double middle = project_year_end(series).value;
            double high_before = 1.0, low_before = 0.0, range_before = 0.0;
            for (double part = 0.51; part < 1.5; part += 0.01) {
                const double target = middle * part;
                const double high =
                    project_year_end(series, {.target = target, .polarity = Polarity::high_is_good}).probability;
                const double low =
                    project_year_end(series, {.target = target, .polarity = Polarity::low_is_good}).probability;
                const double range =
                    project_year_end(series, {.target_range = {middle * 0.5, target}, .polarity = Polarity::in_range})
                        .probability;
                CAPTURE(word(accrual), n, part);
                if (std::isnan(high)) {
                    CHECK(std::isnan(low));
                    CHECK(std::isnan(range));
                    continue;
                }
                CHECK(high <= high_before);
                CHECK(low >= low_before);
                CHECK(range >= range_before - 1e-12);
                CHECK((high >= 0 && low >= 0 && high <= 1 && low <= 1 && range <= 1));
                CHECK(high + low >= 1 - 1e-9);  // on the target is good both ways
                high_before = high, low_before = low, range_before = range;
            }
        }
}

TEST_CASE("no chance without target, polarity, a bound that it needs, or anything to judge by") {
    const Series counts = monthly(events_a), levels = monthly({0, 0, 0}, Accrual::snapshot);  // which have no interval
    for (const Polarity polarity :
         {Polarity::high_is_good, Polarity::low_is_good, Polarity::in_range, Polarity::neutral}) {
        CAPTURE(word(polarity));
        CHECK(std::isnan(project_year_end(counts, {.polarity = polarity}).probability));
        CHECK(std::isnan(project_year_end(levels, {.target = 2, .polarity = polarity}).probability));
        CHECK(std::isnan(project_year_end(monthly(std::vector<double>(12, 1.0)), {.polarity = polarity}).probability));
    }
    CHECK(std::isnan(project_year_end(counts, {.target = 194}).probability));
    CHECK(std::isnan(project_year_end(counts, {.target = 194, .polarity = Polarity::neutral}).probability));
    CHECK(std::isnan(
        project_year_end(counts, {.target_range = {180, missing}, .polarity = Polarity::in_range}).probability));
    CHECK(std::isnan(
        project_year_end(counts, {.target_range = {180, missing}, .polarity = Polarity::low_is_good}).probability));
    CHECK(project_year_end(counts, {.target_range = {180, missing}, .polarity = Polarity::high_is_good}).probability >
          0.5);
}

TEST_CASE("on a noiseless series more months never widen the interval") {
    struct Case {
        int years;
        double step;
        Accrual accrual;
    };
    for (const Case& c :
         {Case{0, 0, Accrual::flow}, Case{1, 0, Accrual::flow}, Case{4, 0, Accrual::flow},
          Case{4, 0, Accrual::snapshot}, Case{4, 0, Accrual::average}, Case{0, 0, Accrual::cumulative}}) {
        double before = infinity;
        for (int known = 3; known <= 12; ++known) {
            const auto n = static_cast<std::size_t>(12 * c.years + known);
            const Projection p =
                project_year_end(monthly(published(std::vector<double>(n, 10.0), c.accrual), c.accrual));
            const double width = p.upper - p.lower;
            CAPTURE(c.years, known, width, before);
            CHECK(width <= before);
            before = width;
        }
        CHECK(before == 0);
    }
}

TEST_CASE("the interval widens with its level and has the sides that are asked for") {
    for (const std::size_t n : {6U, 41U}) {
        std::vector<double> values = seasonal(n, 4);
        for (double& v : values) v = std::round(v);
        double width = 0.0;
        for (const double level : {0.1, 0.5, 0.8, 0.9, 0.95, 0.99}) {
            const Projection p = project_year_end(monthly(values), {.level = level});
            CHECK(p.upper - p.lower >= width);
            CHECK(p.lower <= p.value);
            CHECK(p.value <= p.upper);
            width = p.upper - p.lower;
        }
        CHECK(width > 0);
        CHECK(std::isnan(project_year_end(monthly(values), {.sides = Sides::lower}).upper));
        CHECK(std::isnan(project_year_end(monthly(values), {.sides = Sides::upper}).lower));
    }
}

TEST_CASE("three past years are evidence; the scale is the mean square of the errors") {
    const auto judged = [](std::size_t n) {
        return project_year_end(monthly(seasonal(n, 5)), {.method = Method::run_rate}).predictive;
    };
    const Predictive p = judged(42);
    CHECK(p.basis == IntervalBasis::back_test);
    CHECK(p.degrees_of_freedom == 3);
    const std::vector<Replay> replays = backtest(monthly(seasonal(42, 5)), {.method = Method::run_rate});
    double squares = 0.0;
    for (const Replay& replay : replays) squares += replay.error() * replay.error();
    CHECK(near(p.scale, std::sqrt(squares / 3), 1e-9));
    CHECK(judged(30).degrees_of_freedom == 5);  // two past years, and three for the errors of earlier points
    CHECK(judged(18).degrees_of_freedom == 4);
}

TEST_CASE("what is possible: amounts, totals, counts, bounds") {
    for (const Method method : all_methods())
        for (const std::size_t n : {6U, 18U, 42U}) {
            std::vector<double> falling;
            for (std::size_t i = 0; i < n; ++i)
                falling.push_back(1.5 * static_cast<double>(n - i));  // a line goes below 0
            const Projection flow = project_year_end(monthly(falling), {.method = method, .level = 0.99});
            if (flow.outcome == Outcome::projected) {
                CAPTURE(word(method), n);
                CHECK(flow.value >= flow.reached - 1e-9);
                CHECK_FALSE(flow.lower < flow.reached - 1e-9);
                for (const double amount : flow.path) CHECK(amount >= 0);
            }
            if (adds_up(method)) continue;
            std::vector<double> counts, percentages;
            for (std::size_t i = 0; i < n; ++i)
                counts.push_back(static_cast<double>(2 * (n - i))),
                    percentages.push_back(99.5 - 0.3 * static_cast<double>(n - i));
            const Projection count =
                project_year_end(monthly(counts, Accrual::snapshot), {.method = method, .level = 0.99});
            CHECK_FALSE(count.value < 0);
            CHECK_FALSE(count.lower < 0);
            const Projection percentage = project_year_end(monthly(percentages, Accrual::snapshot),
                                                           {.method = method, .level = 0.99, .bounds = {0, 100}});
            CHECK_FALSE(percentage.value > 100);
            CHECK_FALSE(percentage.upper > 100);
            for (const double point : percentage.path) CHECK(point <= 100);
        }
    // a count that has been 0 is a count
    CHECK(project_year_end(monthly({9, 6, 3, 0, 0, 0}, Accrual::snapshot), {.method = Method::ols}).value == 0);
}

TEST_CASE("bounds are of a figure as published: a flow's amounts, a cumulative series' year to date") {
    const Projection flow =
        project_year_end(monthly({10, 12, 14, 16, 18, 20}), {.method = Method::ols, .bounds = {0, 20}});
    CHECK(flow.path == std::vector<double>(6, 20.0));
    CHECK(flow.value == 90 + 120);
    CHECK(flow.upper <= 210);
    CHECK(flow.lower <= flow.value);
    std::vector<double> to_date = published(events_a, Accrual::cumulative);
    const Projection cumulative = project_year_end(monthly(to_date, Accrual::cumulative), {.bounds = {0, 150}});
    CHECK(cumulative.value == 150);
    CHECK(cumulative.path.back() == 150);
    CHECK(cumulative.upper == 150);
    CHECK_THROWS_AS(project_year_end(monthly(to_date, Accrual::cumulative), {.bounds = {0, 50}}), Error);
    const Projection net = project_year_end(monthly({-1.5, -2.5, -3.5, -4.5, -5.5, -6.5}),
                                            {.method = Method::ols, .bounds = {-7, missing}});
    CHECK(net.path == std::vector<double>(6, -7.0));
    CHECK_THROWS_AS(project_year_end(monthly({5, 6, 7}, Accrual::snapshot), {.bounds = {missing, -5}}), Error);
}

TEST_CASE("a total of net amounts may fall, a cumulative count never below what is reached") {
    CHECK(project_year_end(monthly({-1, -2, -3, -4})).value == -30);
    const Projection corrected =
        project_year_end(monthly({100, 90, 80, 70, 60, 50}, Accrual::cumulative), {.method = Method::ols_cumulative});
    CHECK(corrected.value >= 50);
    CHECK(corrected.path.back() >= 50);
    for (const char* month : {"2018-05", "2018-06", "2018-09"})
        CHECK(says(corrected.reason, std::string("The cumulative figure falls at ") + month));
    CHECK(project_year_end(monthly({-10, -20, -30}, Accrual::cumulative)).value == -120);
    // a fall that comes every year is still a fall this year, above what is reached
    std::vector<double> figures;
    for (int year = 0; year < 4; ++year)
        for (int month = 1; month <= (year == 3 ? 6 : 12); ++month) figures.push_back(month == 12 ? 100 : 10 * month);
    const Projection every_year =
        project_year_end(monthly(figures, Accrual::cumulative), {.method = Method::seasonal_naive});
    CHECK(every_year.value == 100);
    CHECK(every_year.path[4] == 110);
}

TEST_CASE("the path is as it would be published, and its end is the year") {
    for (const Accrual accrual : accruals)
        for (const std::size_t n : {6U, 42U}) {
            const Projection p = project_year_end(monthly(published(seasonal(n, 3), accrual), accrual));
            double total = p.reached;
            for (const double point : p.path) total += point;
            if (accrual == Accrual::flow)
                CHECK(near(total, p.value));
            else if (accrual == Accrual::average)
                CHECK(near((6 * p.reached + total_of(p.path)) / 12, p.value));
            else
                CHECK(near(p.path.back(), p.value));
        }
}

TEST_CASE("gaps and late starts have their own words") {
    const auto status = [](std::vector<double> values, Accrual accrual, const char* start = "2018-04") {
        const Projection p = project_year_end(monthly(std::move(values), accrual, start),
                                              {.target = 5, .polarity = Polarity::high_is_good});
        sound(p);
        return p;
    };
    CHECK(status({1, 2, missing, 4, 5}, Accrual::flow).outcome == Outcome::gap);
    CHECK(says(status({1, 2, missing, 4, 5}, Accrual::flow).reason, "A point of 2018/19 is missing"));
    CHECK(status({1, 2, 3, 4}, Accrual::flow, "2018-06").outcome == Outcome::late_start);
    CHECK(says(status({1, 2, 3, 4}, Accrual::flow, "2018-06").reason, "2018-06"));
    CHECK(status({}, Accrual::flow).outcome == Outcome::no_data);
    CHECK_FALSE(status({}, Accrual::flow).year.has_value());
    CHECK(status({missing, missing}, Accrual::snapshot).outcome == Outcome::no_data);
    CHECK(says(status({missing}, Accrual::snapshot).reason, "Nothing of 2018/19 is published."));
    CHECK(status({1, missing, missing, missing, 5}, Accrual::snapshot).outcome == Outcome::too_few_points);
    CHECK(says(status({1, missing, missing, missing, 5}, Accrual::snapshot).reason, "More than a quarter"));
    const Projection bridged = status({10, missing, 30, 40, 50, 60}, Accrual::cumulative);
    CHECK(bridged.value == 120);
    CHECK(says(bridged.reason, "1 point was not published and is filled in."));
    CHECK(bridged.as_at == Period::month(2018, 9));
    std::vector<double> past = seasonal(42, 2);
    past[5] = missing;
    const Projection with_gap = status(past, Accrual::flow);
    CHECK(with_gap.outcome == Outcome::projected);
    CHECK(with_gap.past_years <= 2);  // the year of the gap is no truth
}

TEST_CASE("mistakes are refused in words") {
    const Series flow = monthly(events_a), average = monthly({1, 2, 3}, Accrual::average);
    const auto says_why = [](const Series& series, const ProjectionRule& rule, const std::string& what,
                             const std::string& accepted) {
        const std::string message = refusal([&] { (void)project_year_end(series, rule); });
        CAPTURE(message);
        CHECK(says(message, what));
        CHECK(says(message, accepted));
        CHECK(refusal([&] { (void)backtest(series, rule); }) == message);
    };
    for (const double level : {0.0, 1.0, 1.5, -1.0, missing, infinity})
        says_why(flow, {.level = level}, "level", "above 0 and below 1");
    says_why(flow, {.bounds = {0, 17}}, "bounds: point 0 is 18", "accepted: figures of 0 to 17");
    says_why(flow, {.target = infinity}, "target", "finite");
    says_why(flow, {.target_range = {missing, -infinity}}, "target", "finite");
    says_why(flow, {.target_range = {2, 1}}, "target", "lower bound first");
    says_why(flow, {.bounds = {100, 0}}, "bounds", "lower bound first");
    for (const double event : {0.0, -1.0, missing, infinity}) says_why(flow, {.event = event}, "event", "positive");
    says_why(average, {.method = Method::completion_ratio}, "completion_ratio", "flow or cumulative");
    says_why(flow, {.denominators = std::vector<double>(6, 1.0)}, "denominators", "average");
    says_why(average, {.denominators = {1, 2}}, "2 for 3", "one a point");
    says_why(average, {.denominators = {1, 2, 3, 4}}, "4 for 3", "one a point");
    says_why(average, {.denominators = {1, -2, infinity}}, "2 problems", "0 or more");
}

TEST_CASE("an average with denominators is the ratio of sums, by hand") {
    // 50 of 100, 30 of 100, 90 of 300: 170 of 500; by run rate 2040 of 6000
    const Series rate = monthly({0.5, 0.3, 0.3}, Accrual::average);
    const Projection p = project_year_end(rate, {.method = Method::run_rate, .denominators = {100, 100, 300}});
    CHECK(near(p.reached, 0.34));
    CHECK(near(p.value, 0.34));
    for (const double point : p.path) CHECK(near(point, 0.34));
    // last value: 90 of 300 nine more times
    const Projection last = project_year_end(rate, {.method = Method::last_value, .denominators = {100, 100, 300}});
    CHECK(near(last.value, (170 + 9 * 90) / (500 + 9 * 300.0)));
    std::vector<double> year(12, 0.5), below(12, 1.0);
    year[0] = 1.0;
    below[0] = 5.0;
    const Projection complete = project_year_end(monthly(year, Accrual::average), {.denominators = below});
    CHECK(complete.outcome == Outcome::complete);
    CHECK(near(complete.value, (5 + 5.5) / 16));
}

TEST_CASE("with equal denominators an average is its plain mean, by every method that is linear") {
    const std::vector<double> values = seasonal(42, 9, 12, 0.5);
    for (const Method method : all_methods()) {
        if (adds_up(method)) continue;
        const Series series = monthly(values, Accrual::average);
        const Projection weighted =
            project_year_end(series, {.method = method, .denominators = std::vector<double>(42, 40.0)});
        sound(weighted);
        for (const Method linear : {Method::run_rate, Method::last_value, Method::ols, Method::anchored_slope,
                                    Method::theil_sen, Method::seasonal_naive})
            if (method == linear) {
                const Projection plain = project_year_end(series, {.method = method});
                CAPTURE(word(method));
                CHECK(near(plain.value, weighted.value));
                CHECK(std::isnan(plain.lower) == std::isnan(weighted.lower));
                if (!std::isnan(plain.lower)) CHECK(near(plain.lower, weighted.lower, 1e-7));
                CHECK(near(plain.past_error, weighted.past_error, 1e-7));
            }
    }
}

TEST_CASE("the interval of a ratio comes from the errors of ratios") {
    std::vector<double> values = seasonal(54, 2, 12, 0.5), below = seasonal(54, 3, 12, 500);
    const ProjectionRule rule{.method = Method::run_rate, .denominators = below};
    const Projection p = project_year_end(monthly(values, Accrual::average), rule);
    CHECK(p.predictive.basis == IntervalBasis::back_test);
    CHECK(p.past_years == 4);
    double squares = 0.0;
    for (std::size_t year = 0; year < 4; ++year) {
        double above = 0, under = 0, above_6 = 0, under_6 = 0;
        for (std::size_t m = 12 * year; m < 12 * year + 12; ++m) {
            above += values[m] * below[m];
            under += below[m];
            if (m < 12 * year + 6) above_6 += values[m] * below[m], under_6 += below[m];
        }
        squares += std::pow(above_6 / under_6 - above / under, 2);
    }
    CHECK(near(p.predictive.scale, std::sqrt(squares / 4)));
}

TEST_CASE("a value without its denominator does not count, nor a denominator without its value") {
    std::vector<double> values = seasonal(42, 2, 12, 0.5), below = seasonal(42, 3, 12, 500);
    std::vector<double> to_come = values, known_below = below;
    for (int month = 0; month < 6; ++month)
        to_come.push_back(missing), known_below.push_back(600);  // rolls known ahead
    const Projection p = project_year_end(monthly(values, Accrual::average), {.denominators = below});
    const Projection ahead = project_year_end(monthly(to_come, Accrual::average), {.denominators = known_below});
    CHECK(ahead.outcome == Outcome::projected);
    CHECK(ahead.value == p.value);
    CHECK(ahead.reached == p.reached);
    CHECK(ahead.past_error == p.past_error);
    values[3] = missing;  // in a past year: as if there had been neither
    const Projection one = project_year_end(monthly(values, Accrual::average), {.denominators = below});
    below[3] = missing;
    const Projection both = project_year_end(monthly(values, Accrual::average), {.denominators = below});
    CHECK(one.value == both.value);
    CHECK(one.past_years == both.past_years);
    below[38] = missing;  // in this one
    CHECK(project_year_end(monthly(values, Accrual::average), {.denominators = below}).outcome == Outcome::gap);
    std::vector<double> none(42, missing);
    CHECK(project_year_end(monthly(values, Accrual::average), {.denominators = none}).outcome == Outcome::no_data);
}

TEST_CASE("denominators of 0 are nobody: no figure, and never one that is made of nothing") {
    std::vector<double> values = seasonal(42, 2, 12, 0.5), below(42, 100.0);
    for (std::size_t august = 4; august < 42; august += 12) below[august] = 0;  // closed
    for (const Method method : all_methods())
        if (!adds_up(method))
            sound(project_year_end(monthly(values, Accrual::average), {.method = method, .denominators = below}));
    const Projection nobody = project_year_end(monthly({1, 2, 3}, Accrual::average), {.denominators = {0, 0, 0}});
    CHECK(nobody.outcome == Outcome::too_few_points);
    sound(nobody);
    const Projection year = project_year_end(monthly(std::vector<double>(12, 1.0), Accrual::average),
                                             {.denominators = std::vector<double>(12, 0.0)});
    CHECK(year.outcome == Outcome::no_data);
    CHECK(says(year.reason, "denominators are 0"));
    sound(year);
    std::vector<double> shrinking;  // a line would run below nobody
    for (int i = 0; i < 9; ++i) shrinking.push_back(90 - 10 * i);
    std::vector<double> half(9, 0.5);
    for (const Method method : {Method::ols, Method::anchored_slope, Method::theil_sen}) {
        const Projection p =
            project_year_end(monthly(half, Accrual::average), {.method = method, .denominators = shrinking});
        CHECK(near(p.value, 0.5));
        sound(p);
    }
    CHECK(project_year_end(monthly({0.5, 0.6, 0.7, 0.8}, Accrual::average),
                           {.denominators = {1, 0, 1, 1}, .portfolio = {0.5, 5}})
              .lower < 0.7);
}

TEST_CASE("all zeros, huge and tiny figures make no nonsense") {
    const std::vector<double> shapes[] = {std::vector<double>(6, 0.0),
                                          std::vector<double>(42, 0.0),
                                          std::vector<double>(6, 1e300),
                                          std::vector<double>(42, 1e300),
                                          seasonal(42, 1, 12, 1e300),
                                          seasonal(42, 1, 12, 1e-300),
                                          seasonal(6, 1, 12, 1e-300),
                                          seasonal(42, 1, 12, 1e160),
                                          {1e308, -1e308, 1e308, -1e308},
                                          {0, 0, 0, 1e15},
                                          {1e15, 0, 0, 1},
                                          {0, 0, 0, 0, 0, 1},
                                          std::vector<double>(12, 1.7e308),
                                          std::vector<double>(42, -0.0),
                                          {9007199254740991, 1, 9007199254740991}};
    for (const std::vector<double>& values : shapes)
        for (const Accrual accrual : accruals)
            for (const Method method : all_methods()) {
                if (adds_up(method) && !sums(accrual)) continue;
                for (const Polarity polarity : {Polarity::high_is_good, Polarity::in_range}) {
                    const Projection p =
                        project_year_end(monthly(values, accrual),
                                         {.method = method, .target = 1, .polarity = polarity, .level = 0.999999});
                    CAPTURE(word(accrual), word(method), values[0]);
                    sound(p);
                }
            }
}

TEST_CASE("any series is answered, never with NaN") {
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 1500; ++trial) {
        std::vector<double> values;
        const auto n = random() % 60;
        const bool whole = random() % 2 == 0, negative = random() % 3 == 0, sparse = random() % 2 == 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double v = static_cast<double>(random() % 2000) / 100.0 - (negative ? 10.0 : 0.0);
            values.push_back(random() % (sparse ? 8 : 1000) == 0 ? missing
                             : random() % 4 == 0                 ? 0.0
                             : whole                             ? std::round(v)
                                                                 : v);
        }
        const Accrual accrual = accruals[random() % 5];
        const Layout& layout = layouts[random() % 8];
        ProjectionRule rule{.method = static_cast<Method>(random() % 15),
                            .target = 10,
                            .polarity = static_cast<Polarity>(random() % 4)};
        if (random() % 3 == 0)
            for (const double v : values) {
                if (!(rule.bounds.lower <= v)) rule.bounds.lower = std::isnan(v) ? rule.bounds.lower : v;
                if (!(rule.bounds.upper >= v)) rule.bounds.upper = std::isnan(v) ? rule.bounds.upper : v;
            }
        if (random() % 3 == 0) rule.portfolio = {0.3, 6};
        if (accrual == Accrual::average && random() % 2 == 0)
            for (std::size_t i = 0; i < n; ++i)
                rule.denominators.push_back(random() % 6 == 0 ? (random() % 2 ? missing : 0.0)
                                                              : static_cast<double>(random() % 50));
        if (adds_up(rule.method) && !sums(accrual)) rule.method = Method::automatic;
        const Series series = laid_out(values, accrual, layout);
        CAPTURE(trial, n, word(accrual), word(rule.method));
        sound(project_year_end(series, rule));
        for (const Replay& replay : backtest(series, rule)) CHECK(std::isfinite(replay.projected));
    }
}

TEST_CASE("a reason tells what was chosen from what was asked for, and where the interval is from") {
    const Projection chosen = project_year_end(monthly(events_a));
    CHECK(chosen.reason.rfind("auto chose run_rate: no complete past year, 6 of 12 points of this year.", 0) == 0);
    CHECK(chosen.interval_reason.rfind("Interval from the counts so far (negative binomial)", 0) == 0);
    CHECK(says(chosen.reason, chosen.interval_reason));
    const Projection asked = project_year_end(monthly(events_a), {.method = Method::run_rate});
    CHECK(asked.reason.rfind("run_rate, as asked. Interval", 0) == 0);
    CHECK(project_year_end(monthly({1})).interval_reason.empty());
}

TEST_CASE("counts with and without events, and errors of methods and of the combination, have their own sentences") {
    const auto why = [](std::vector<double> values, const ProjectionRule& rule = {}) {
        return project_year_end(monthly(std::move(values)), rule).interval_reason;
    };
    CHECK(why({0, 0, 0, 0, 0, 0}) ==
          "Interval from the counts so far (negative binomial): that nothing has happened yet is no proof that nothing "
          "will.");
    CHECK(why({4, 5, 4, 4, 5, 4}) ==
          "Interval from the counts so far (negative binomial): by chance they vary more than the method's errors at "
          "earlier points of this year say.");
    CHECK(why({5}, {.method = Method::run_rate}) ==
          "Interval from the counts so far (negative binomial): there is nothing else to judge by.");
    CHECK(why(seasonal(42, 1), {.method = Method::run_rate}) ==
          "Interval from the method's errors at this point of 3 past years.");
    CHECK(why(seasonal(42, 1), {.method = Method::combination}) ==
          "Interval from the errors of the same combination at every earlier point.");
    CHECK(why({1.5, 2.5, 3.5}) == "Interval from the method's errors at earlier points of this year.");
    CHECK(why(seasonal(18, 1)) == "Interval from the method's errors at earlier points of last year and this.");
    CHECK(why(seasonal(30, 1), {.method = Method::run_rate}) ==
          "Interval from the method's errors at this point of 2 past years and at earlier points of this year.");
    CHECK(why(seasonal(25, 1), {.method = Method::run_rate}) ==
          "Interval from the method's errors at this point of 2 past years.");
    CHECK(why({5.5, 5.5, 5.5}) ==
          "Interval from the method's errors at earlier points of this year. It was never off, which is no proof: a "
          "little is left open.");
    CHECK(why({5.5}, {.method = Method::run_rate}) ==
          "No interval: one point says nothing of how far points lie apart.");
    CHECK(project_year_end(monthly({0, 0, 0}, Accrual::snapshot)).interval_reason ==
          "No interval: nothing has ever been other than 0.");
    const outlook::PortfolioError theirs{.relative = 2, .series = 7};
    CHECK(why({1.5, 2.5, 3.5}, {.portfolio = theirs}) == "Interval from the errors of 7 similar series.");
    CHECK(why(seasonal(18, 1), {.portfolio = theirs}) ==
          "Interval from the errors of 7 similar series and its own at earlier points of last year and this.");
    CHECK(why(seasonal(30, 1), {.method = Method::run_rate, .portfolio = theirs}) ==
          "Interval from the errors of 7 similar series and of 2 past years and its own at earlier points of this "
          "year.");
    CHECK(why({0, 1, 0, 2, 0, 1}, {.portfolio = {.relative = 0.1, .series = 609}}) ==
          "Interval from the counts so far (negative binomial): by chance they vary more than the errors of 609 similar "
          "series say.");
}

TEST_CASE("levels of whole numbers are no counts to come") {
    const Projection level =
        project_year_end(monthly({3, 4, 5, 4, 3}, Accrual::snapshot), {.method = Method::last_value});
    CHECK(level.predictive.basis == IntervalBasis::back_test);
    const Projection counts = project_year_end(monthly({3, 4, 5, 4, 3}), {.method = Method::run_rate});
    CHECK(counts.predictive.basis == IntervalBasis::negative_binomial);
}

TEST_CASE("a past year with a point that was not published is no evidence") {
    // By run rate at mid-year: 60 and 60 to come where 72 came, three times.
    std::vector<double> values;
    for (int year = 0; year < 3; ++year)
        for (int month = 0; month < 12; ++month) values.push_back(month < 6 ? 10 : 12);
    for (int month = 0; month < 6; ++month) values.push_back(10);
    const ProjectionRule rule{.method = Method::run_rate};
    const Projection whole = project_year_end(monthly(values), rule);
    CHECK(whole.past_years == 3);
    CHECK(near(whole.past_error, 12));
    values[15] = missing;
    const Projection gap = project_year_end(monthly(values), rule);
    CHECK(gap.past_years == 2);
    CHECK(near(gap.past_error, 12));
}

TEST_CASE("each number of a target is refused by itself where it is infinite") {
    const auto refused = [](const ProjectionRule& rule) {
        return refusal([&] { (void)project_year_end(monthly(events_a), rule); });
    };
    for (const double bad : {infinity, -infinity})
        for (const ProjectionRule& rule :
             {ProjectionRule{.target = bad}, ProjectionRule{.target_range = {bad, missing}},
              ProjectionRule{.target_range = {missing, bad}}, ProjectionRule{.target_range = {bad, bad}}})
            CHECK(refused(rule) == "target: found an infinite number; accepted: a finite number, or NaN for none");
    CHECK(refused({.target_range = {2, 1}}) != "");
    CHECK(refused({.target_range = {1, 1}}).empty());
    CHECK(refused({.target_range = {1, missing}}).empty());
    CHECK(refused({.bounds = {0, 19}}).empty());  // the highest figure is on the bound
    CHECK(refused({.bounds = {15, missing}}).empty());
    CHECK_FALSE(refused({.bounds = {15.5, missing}}).empty());
    CHECK_FALSE(refused({.bounds = {missing, 18.5}}).empty());
    const auto average = [](std::vector<double> denominators) {
        return refusal([&] {
            (void)project_year_end(monthly({1, 2, 3}, Accrual::average), {.denominators = std::move(denominators)});
        });
    };
    CHECK(average({0, missing, 1}).empty());
    CHECK(says(average({1, -1, 1}), "denominators: point 1"));
    CHECK(says(average({1, 1, infinity}), "denominators: point 2"));
}

TEST_CASE("bounds of a ratio are not bounds of its numerators") {
    const Series rate = monthly({0.5, 0.6, 0.4}, Accrual::average);
    for (const Method method : {Method::run_rate, Method::last_value}) {
        const ProjectionRule free{.method = method, .denominators = {100, 200, 300}};
        ProjectionRule bounded = free;
        bounded.bounds = {0, 1};
        CHECK(near(project_year_end(rate, bounded).value, project_year_end(rate, free).value));
        CHECK(project_year_end(rate, bounded).path == project_year_end(rate, free).path);
    }
}

TEST_CASE("a level that is always 0 is carried on at 0, has nothing to take an interval from, and is no count") {
    for (const std::size_t points : {6U, 18U, 42U}) {
        const Projection p = project_year_end(monthly(std::vector<double>(points, 0.0), Accrual::snapshot));
        CHECK(p.value == 0);
        CHECK(std::isnan(p.lower));
        CHECK(p.predictive.basis == IntervalBasis::none);
    }
}

TEST_CASE("an interval holds the value that it is of, whatever order its sum was made in") {
    const double value = 1819.5600000000004, below = 1819.5599999999999;
    CHECK(outlook::detail::up_to_rounding({0.0, below}, value).upper == value);
    CHECK(outlook::detail::up_to_rounding({value, 2000.0}, below).lower == below);
    CHECK(outlook::detail::up_to_rounding({0.0, 1819.0}, value).upper == 1819.0);
    CHECK(outlook::detail::up_to_rounding({1820.0, 2000.0}, value).lower == 1820.0);
    CHECK(std::isnan(outlook::detail::up_to_rounding({missing, below}, value).lower));
}

TEST_CASE("points to come beyond all numbers are no projection, even where their sum is one") {
    const Series series({1e6, 1e6, 1e6, 1e6, 254.0, 254.0, 48000.0, 1e6, 1.7e308}, Period::parse("2018-05"),
                        Accrual::cumulative, Frequency::term, calendar_year);
    const Projection projection = project_year_end(series);
    CHECK(std::isfinite(projection.value) == (projection.outcome == Outcome::projected));
    for (const double point : projection.path) CHECK(std::isfinite(point));
}

}  // namespace test_projection
