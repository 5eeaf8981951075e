// The mean of a group: against Student's t of scipy, at its edges, and with numbers that would cancel.
#include <cmath>
#include <vector>

#include "headway/stats/mean.hpp"
#include "testing.hpp"

namespace test_mean {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

TEST_CASE("a mean has Student's interval") {
    const std::vector<double> values{3.1, 4.7, 2.2, 5.9, 4.4, 3.8};
    // scipy 1.17: stats.t.interval(level, 5, mean, stats.sem(values)), relative 1e-12
    const Statistic at_95 = mean(values);
    CHECK(at_95.status == StatisticStatus::estimated);
    CHECK(near(at_95.value, 4.016666666666667));
    CHECK(near(at_95.lower, 2.660632295435609));
    CHECK(near(at_95.upper, 5.372701037897724));
    const Statistic at_998 = mean(values, 0.998);
    CHECK(near(at_998.lower, 0.9077623329640789));
    CHECK(near(at_998.upper, 7.125571000369254));
}

TEST_CASE("Student's own example") {
    // Student (1908): hours of sleep gained by one drug over another, ten patients. The documentation of R's t.test
    // prints the mean as 1.58 and the limits as 0.7001142 and 2.4598858.
    const Statistic found = mean(std::vector<double>{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4});
    CHECK(near(found.value, 1.58));
    CHECK(std::fabs(found.lower - 0.7001142) < 5e-8);
    CHECK(std::fabs(found.upper - 2.4598858) < 5e-8);
}

TEST_CASE("Student's quantile is taken from the upper tail") {
    // scipy 1.17: stats.t.isf(1e-12, degrees), relative 1e-10; 1 - 1e-12 keeps four digits
    CHECK(near(student_quantile(5.0, 1e-12), 393.95695957760375, 1e-10));
    CHECK(near(student_quantile(1.0, 1e-12), 318309886183.7907, 1e-10));
    // One degree is Cauchy's distribution: cot(pi tail).
    CHECK(near(student_quantile(1.0, 1e-300), 1e300 / 3.14159265358979323846, 1e-10));
}

TEST_CASE("missing values are left out and counted") {
    const std::vector<double> values{missing, 1.0, 2.0, missing, 3.0};
    const Moments of = moments(values);
    CHECK(of.count == 3);
    CHECK(of.missing == 2);
    CHECK(mean(of).value == 2.0);
    CHECK(near(mean(of).upper, mean(std::vector<double>{1.0, 2.0, 3.0}).upper));
    CHECK(mean(std::vector<double>{missing, missing}).status == StatisticStatus::missing);
    CHECK(std::isnan(mean(std::vector<double>{missing, missing}).value));
}

TEST_CASE("one value is its mean and has no limits") {
    const Statistic one = mean(std::vector<double>{7.5});
    CHECK(one.value == 7.5);
    CHECK(std::isnan(one.lower));
    CHECK(std::isnan(one.upper));
    CHECK(one.status == StatisticStatus::too_few_points);
    CHECK(mean(std::vector<double>{}).status == StatisticStatus::too_few_points);
    CHECK(std::isnan(mean(std::vector<double>{}).value));
}

TEST_CASE("a constant group has limits equal to its mean") {
    for (const std::size_t n : {2u, 3u, 7u, 10u, 1000u}) {
        const Statistic same = mean(std::vector<double>(n, 0.1));
        CHECK(same.value == 0.1);
        CHECK(same.lower == 0.1);
        CHECK(same.upper == 0.1);
        CHECK(same.status == StatisticStatus::estimated);
    }
}

TEST_CASE("large numbers that lie close together keep their deviation") {
    const std::vector<double> values{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};  // s^2 = 30
    CHECK(moments(values).mean == 1e9 + 10);
    CHECK(moments(values).squares == 90.0);
    const std::vector<double> outlier_first{1e16, 1.0, 2.0, 3.0};
    CHECK(moments(outlier_first).mean == 2.5e15 + 1.5);
    CHECK(near(moments(outlier_first).squares, 0.75e32, 1e-12));
}

TEST_CASE("what is not finite says so") {
    for (const std::vector<double>& values : {std::vector<double>{infinity, 1.0}, {infinity, -infinity}, {infinity},
                                              {1e308, -1e308, 1e308}}) {
        CHECK(mean(values).status == StatisticStatus::not_finite);
        CHECK(std::isnan(mean(values).value));
    }
    CHECK(says(refusal([] { (void)mean(std::vector<double>{1.0, 2.0}, 95.0); }), "confidence: found 95"));
}

}  // namespace test_mean
