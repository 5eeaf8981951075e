// The required run rate: what each point to come must bring, by hand.
#include "headway/outlook/projection.hpp"
#include "headway/outlook/required_run_rate.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_required_run_rate {

using namespace headway;
using namespace headway::test;

TEST_CASE("of a sum the amount, of a mean the level, of a level the change") {
    CHECK(required_run_rate(monthly(events_a), 194) == 15.5);  // 93 in six months
    CHECK(required_run_rate(monthly({10, 20, 30}, Accrual::cumulative), 120) == 10);
    CHECK(required_run_rate(monthly({10, 20, 30}, Accrual::average), 18.5) == 18);  // 222 - 60 over 9
    CHECK(required_run_rate(monthly({10, 20, 30}, Accrual::snapshot), 75) == 5);
    CHECK(required_run_rate(monthly({10, 20, 30}, Accrual::rolling), 12) == -2);
    CHECK(near(required_run_rate(monthly(to_date_per_100000(events_a, population_a), Accrual::cumulative), 560.8),
               (560.8 - 291.5115) / 6, 1e-6));
}

TEST_CASE("beyond the target it is negative") { CHECK(required_run_rate(monthly({100, 20}), 90) == -3); }

TEST_CASE("nothing is required without a target, without data and of a complete year") {
    CHECK(std::isnan(required_run_rate(monthly(events_a), missing)));
    CHECK(std::isnan(required_run_rate(monthly({}), 1)));
    CHECK(std::isnan(required_run_rate(monthly({missing}), 1)));
    CHECK(std::isnan(required_run_rate(monthly({1, missing, 3, 4, 5}), 1)));  // the total so far is not known
    CHECK(std::isnan(required_run_rate(monthly({1, 2}, Accrual::flow, "2024-06"), 1)));
    CHECK(std::isnan(required_run_rate(monthly(std::vector<double>(12, 1.0)), 1)));
}

TEST_CASE("an infinite target is refused") {
    CHECK_THROWS_AS(required_run_rate(monthly(events_a), infinity), Error);
    CHECK_THROWS_AS(required_run_rate(monthly({}), -infinity), Error);
}

TEST_CASE("whoever keeps the required rate lands on the target") {
    for (const Accrual accrual : {Accrual::flow, Accrual::average, Accrual::snapshot})
        for (int known = 1; known < 12; ++known) {
            std::vector<double> values = seasonal(static_cast<std::size_t>(known), 4);
            const double rate = required_run_rate(monthly(values, accrual), 777);
            while (values.size() < 12) values.push_back(accrual == Accrual::snapshot ? values.back() + rate : rate);
            CHECK(near(project_year_end(monthly(values, accrual)).value, 777));
        }
}

}  // namespace test_required_run_rate
