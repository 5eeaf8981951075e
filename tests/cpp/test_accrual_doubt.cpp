// Figures that look as if they added up in another way than is said of them, and those at the edge that do not.
#include "headway/outlook/accrual_doubt.hpp"

#include <string>
#include <vector>

#include "histories.hpp"
#include "testing.hpp"

namespace test_accrual_doubt {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

bool as_totals(const std::vector<double>& values, Accrual accrual = Accrual::flow) {
    return accrual_doubt(monthly(values, accrual)).find(" The figures rise within the year") == 0;
}

bool as_amounts(const std::vector<double>& values) {
    return accrual_doubt(monthly(values, Accrual::cumulative)).find(" The figures do not begin anew") == 0;
}

/// A year of running totals 10, 20 .. 120, then this year's figures.
std::vector<double> totals_then(const std::vector<double>& now) {
    std::vector<double> values;
    for (int month = 1; month <= 12; ++month) values.push_back(10.0 * month);
    values.insert(values.end(), now.begin(), now.end());
    return values;
}

}  // namespace

TEST_CASE("a flow that rises within years and begins anew looks like totals") {
    CHECK(as_totals(totals_then({10, 20, 30})));
    CHECK(!as_totals(totals_then({10, 20})));  // three points of this year at least
    CHECK(as_totals(totals_then({59, 70, 80})));
    CHECK(!as_totals(totals_then({60, 70, 80})));  // half of where the year before ended
    CHECK(as_totals(totals_then({10, 20, 20})));   // a month without anything
    CHECK(!as_totals(totals_then({10, 20, 19})));
    CHECK(!as_totals(totals_then({10, 10, 10})));  // no more than it began with
    CHECK(!as_totals(totals_then({10, 20, 30}), Accrual::cumulative));
    CHECK(as_totals(totals_then({10, 20, 30}), Accrual::snapshot));
    CHECK(as_totals(totals_then({10, 20, 30}), Accrual::average));
    CHECK(!as_totals(totals_then({60, 70, 80}), Accrual::snapshot));
    std::vector<double> even(12, 100.0);
    for (const double value : {1.0, 2.0, 3.0}) even.push_back(value);
    CHECK(!as_totals(even));  // a past year that ends as it began
}

TEST_CASE("a first year looks like totals where it climbs in proportion") {
    CHECK(as_totals({10, 20, 30, 40}));
    CHECK(!as_totals({10, 20, 30}));           // four at least
    CHECK(as_totals({10, 26.6, 30, 40}));      // within a third of 20
    CHECK(!as_totals({10, 26.7, 30, 40}));
    CHECK(as_totals({10, 13.4, 30, 40}));
    CHECK(!as_totals({10, 13.3, 30, 40}));
    CHECK(!as_totals({10, 20, 20, 40}));       // each above the one before
    CHECK(as_totals({10, 20, 20.1, 40}));
    CHECK(!as_totals({0, 0, 0, 0}));
}

TEST_CASE("totals that do not begin anew look like amounts") {
    CHECK(as_amounts(totals_then({120, 130})));  // no less than the last of the year before
    CHECK(!as_amounts(totals_then({119, 130})));
    CHECK(!as_amounts(totals_then({})));
    CHECK(!as_amounts(std::vector<double>(14, 0.0)));
    CHECK(as_amounts(std::vector<double>(14, 1.0)));
}

TEST_CASE("zeros at the end are doubted where two or more follow six others") {
    const auto doubt = [](const std::vector<double>& values) { return zeros_doubt(monthly(values)); };
    CHECK(doubt({1, 2, 3, 4, 5, 6, 0, 0}) == " The last 2 figures are 0 and none before is: what was not published yet "
                                             "is missing, not 0.");
    CHECK(doubt({1, 2, 3, 4, 5, 6, 0, missing, 0, 0}).find(" The last 3 figures") == 0);
    CHECK(doubt({1, 2, 3, 4, 5, 6, 0}).empty());
    CHECK(doubt({1, 2, 3, 4, 5, 0, 0}).empty());
    CHECK(doubt({1, 2, 0, 3, 4, 5, 6, 7, 8, 0, 0}).empty());

    const SeriesBreak closed{Period::parse("2018-10"), Period::parse("2018-11")};  // the last two
    CHECK(zeros_doubt(monthly({1, 2, 3, 4, 5, 6, 0, 0}).with_breaks({closed})).empty());
    CHECK(zeros_doubt(monthly({1, 2, 3, 4, 5, 6, 0, 0, 0, 0}).with_breaks({closed})).find(" The last 2 figures") == 0);
    CHECK(zeros_doubt(monthly({1, 2, 3, 4, 5, 6, 0, 0, 7}).with_breaks({closed})).empty());
}

}  // namespace test_accrual_doubt
