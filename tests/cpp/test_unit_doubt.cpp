// Shares of 1 among percentages, and targets beside values of another unit: what is in doubt, and what is not.
#include <limits>
#include <optional>
#include <vector>

#include "headway/measure/mixed_shares.hpp"
#include "headway/report/charted_direction.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/spc/unit_doubt.hpp"
#include "testing.hpp"

namespace test_unit_doubt {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

using Values = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("shares of 1 among percentages are said by every chart of single values") {
    const Values values{0.45, 0.47, 46.0, 0.44};
    const std::optional<UnitDoubt> doubt = unit_doubt(values);
    REQUIRE(doubt);
    CHECK(words_of(*doubt, "in Apr 2024") ==
          "Shares of 1 stand among percentages: 3 of 4 figures are at most 1, as 0.45 in Apr 2024, the others at least "
          "46. Write all of them in one unit.");
    CHECK(xmr({.values = values}).doubt == doubt);
    CHECK(run_chart(values).doubt == doubt);
    CHECK(unit_doubt(Values{nan, 72.3, 0.0, 74.1, 0.735})->point == 4);
}

TEST_CASE("what is not mixed is in no doubt") {
    CHECK(!unit_doubt(Values{0.45, 0.47, 0.46, 0.44}));            // all shares
    CHECK(!unit_doubt(Values{45.0, 47.0, 46.0, 44.0}));            // all percentages
    CHECK(!unit_doubt(Values{0.5, 1.2, 3.0, 0.9}));                // small percentages
    CHECK(!unit_doubt(Values{1.0, 46.0, 45.0, 47.0}));             // 1 may be a count, or 1%
    CHECK(!unit_doubt(Values{0.45, 460.0, 450.0, 470.0}));         // no percentages
    CHECK(!unit_doubt(Values{0.05, 46.0, 45.0, 47.0}));            // 5% is far below the others
    CHECK(!unit_doubt(Values{0.45, 46.0}));                        // two figures alone
    CHECK(!unit_doubt(Values{}));
    CHECK(!mixed_shares(Values{0.45, 0.47, 46.0, 0.44, 45.0}, figures_of_a_refusal));
    CHECK(mixed_shares(Values{0.45, 0.47, 46.0, 0.44, 45.0, 44.0}, figures_of_a_refusal)->least == 44.0);
}

TEST_CASE("a target that is not in the unit of the latest value") {
    const Values values{91.0, 93.0, 92.0, nan};
    const std::optional<UnitDoubt> doubt = xmr({.values = values, .target = Values{0.95}}).doubt;
    REQUIRE(doubt);
    CHECK(doubt->point == 2);
    CHECK(words_of(*doubt, "in Jun 2024") == "The target looks like a share of 1 beside percentages: the target is "
                                             "0.95, the value 92 in Jun 2024. Write all of them in one unit.");
    CHECK(words_of(*unit_doubt(Values{0.91, 0.92}, Values{95.0}), "in May 2024") ==
          "The values look like shares of 1 beside a percentage: the target is 95, the value 0.92 in May 2024. Write "
          "all of them in one unit.");
    CHECK(unit_doubt(values, Values{95.0, 95.0, 0.95, 95.0}));  // the target of the latest value
    CHECK(!unit_doubt(values, Values{95.0}));
    CHECK(!unit_doubt(values, Values{0.0}));
    CHECK(!unit_doubt(values, Values{nan}));
}

}  // namespace test_unit_doubt
