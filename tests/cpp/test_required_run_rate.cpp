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

TEST_CASE("539 that are to be 80 fewer by the end of the next quarter ask for -80 a quarter") {
    const Series voids({559, 539}, Period::parse("2024/25 - Q1"), Accrual::snapshot, Frequency::quarter);
    CHECK(required_run_rate(voids, 539 - 80) == -40);  // to the year's end
    CHECK(required_run_rate(voids, 539 - 80, Period::parse("2024/25 - Q3")) == -80);
    CHECK(required_run_rate(voids, 539 - 80, Period::parse("31 December 2024")) == -80);
    CHECK(required_run_rate(voids, 539 - 80, Period::parse("2025/26 - Q1")) * 3 == -80);
    const Series to_be_published({559, 539, missing}, Period::parse("2024/25 - Q1"), Accrual::snapshot,
                                 Frequency::quarter);
    CHECK(required_run_rate(to_be_published, 459, Period::parse("2024/25 - Q3")) == -80);
    const Series of_a_year({1, 2, 3, 8}, Period::parse("2024/25 - Q1"), Accrual::rolling, Frequency::quarter);
    CHECK(required_run_rate(of_a_year, 10, Period::parse("2025/26 - Q2")) == 1);
}

TEST_CASE("to a date within the year, of a sum and of a mean") {
    CHECK(required_run_rate(monthly({10, 20, 30}), 100, Period::parse("August 2018")) == 20);  // 40 in two months
    CHECK(required_run_rate(monthly({10, 30, 60}, Accrual::cumulative), 100, Period::parse("August 2018")) == 20);
    CHECK(required_run_rate(monthly({10, 20, 30}, Accrual::average), 22, Period::parse("August 2018")) == 25);
    for (const Accrual accrual : {Accrual::flow, Accrual::average, Accrual::snapshot, Accrual::cumulative})
        CHECK(required_run_rate(monthly({10, 20, 30}, accrual), 95, Period::parse("2018/19")) ==
              required_run_rate(monthly({10, 20, 30}, accrual), 95));
    CHECK(std::isnan(required_run_rate(monthly({}), 1, Period::parse("2018/19"))));
    CHECK(std::isnan(required_run_rate(monthly({1, 2}), missing, Period::parse("2018/19"))));
}

TEST_CASE("by the first of a month is by the end of the month before") {
    const auto to = [](const char* by, Accrual accrual) {
        return required_run_rate(monthly({10, 20, 30}, accrual), 100, Period::parse(by));
    };
    CHECK(to("1 September 2018", Accrual::flow) == 20);  // 40 in two months
    CHECK(to("start of September 2018", Accrual::flow) == 20);
    CHECK(to("31 August 2018", Accrual::flow) == 20);
    CHECK(to("1 April 2019", Accrual::flow) == required_run_rate(monthly({10, 20, 30}), 100));
    CHECK(to("1 September 2018", Accrual::snapshot) == 35);
}

TEST_CASE("a date that is none is refused") {
    const auto to = [](const char* by, Accrual accrual = Accrual::flow) {
        return refusal([&] { return required_run_rate(monthly({10, 20, 30}, accrual), 95, Period::parse(by)); });
    };
    CHECK(says(to("June 2018"), "by: found 'June 2018' for a series by month known up to '2018-06'; accepted: the "
                                "end of a later month"));
    CHECK(says(to("June 2019"), "by: found 'June 2019', and the sum is of '2018/19'"));
    CHECK(says(to("June 2019", Accrual::average), "and the mean is of '2018/19'"));
    CHECK(to("June 2019", Accrual::snapshot).empty());
    const Series quarters({1, 2}, Period::parse("2024/25 - Q1"), Accrual::snapshot, Frequency::quarter);
    CHECK(says(refusal([&] { return required_run_rate(quarters, 3, Period::parse("October 2024")); }),
               "for a series by quarter"));
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
