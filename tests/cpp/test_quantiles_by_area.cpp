// The rows of areas in order of their quantiles, and which quantiles have no row.
#include "testing.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "headway/stats/quantiles_by_area.hpp"

namespace test_quantiles_by_area {

using namespace headway::stats;
using namespace headway::test;

namespace {

using Areas = std::vector<std::int32_t>;
using Order = std::vector<std::size_t>;

Areas lacking(const Areas& area, const std::vector<double>& quantile, std::size_t areas = 2) {
    return quantiles_by_area(area, areas, quantile).lacking;
}

}  // namespace

TEST_CASE("rows are put in order area by area, the lowest quantile first") {
    CHECK(quantiles_by_area(Areas{1, 0, 1, 0}, 2, std::vector<double>{2, 2, 1, 1}).order == Order{3, 1, 2, 0});
    CHECK(quantiles_by_area(Areas{1, 0, 1, 0}, 2, {}).order == Order{1, 3, 0, 2});
    CHECK(quantiles_by_area(Areas{}, 0, {}).order.empty());
    CHECK(lacking({}, {}, 0).empty());
}

TEST_CASE("a numbered quantile is lacking where an area has no row for it") {
    CHECK(lacking({0, 0, 0, 1, 1}, {1, 2, 3, 1, 3}) == Areas{1});
    CHECK(lacking({0, 0, 0, 1}, {1, 2, 3, 2}) == Areas{1, 1});
    CHECK(lacking({0, 0, 0, 1, 1, 1}, {1, 2, 4, 1, 2, 4}) == Areas{0, 1});  // the third has no row anywhere
    CHECK(lacking({0, 0, 0}, {2, 3, 4}, 1).empty());                       // no area has a 1
    CHECK(lacking({0, 0, 0, 1, 1}, {2, 3, 5, 2, 3}) == Areas{1});
    CHECK(lacking({0, 0, 0, 1, 1, 1}, {1, 2, 5, 1, 2, 5}) == Areas{0, 0, 1, 1});  // 5 is below twice 3
}

TEST_CASE("scores are no numbers, and then an area lacks what another has more of") {
    CHECK(lacking({0, 0, 0, 1, 1, 1}, {1, 2, 6, 1, 3, 5}).empty());  // 6 is twice 3
    CHECK(lacking({0, 0, 0, 1, 1, 1}, {0, 1, 2, 0, 1, 3}).empty());
    CHECK(lacking({0, 0, 0, 1, 1}, {1.5, 2, 3, 1, 2}) == Areas{1});
    CHECK(lacking({0, 0, 0, 1}, {20, 30, 40, 35}) == Areas{1, 1});
    CHECK(lacking({0, 0, 0}, {1, 2, infinity}, 1).empty());
    CHECK(lacking({0, 1, 0, 1, 0}, {}) == Areas{1});
    CHECK(lacking({0, 0}, {}) == Areas{1, 1});  // an area without a row
}

TEST_CASE("a quantile that is missing or stands twice in an area is refused with its rows") {
    const auto refused = [](const Areas& area, const std::vector<double>& quantile) {
        return refusal([&] { (void)quantiles_by_area(area, 2, quantile); });
    };
    CHECK(refused({0, 0, 0}, {1, missing, 3}) ==
          "row 1, quantile: found none; accepted: a number that says which quantile it is");
    CHECK(says(refused({0, 1, 0}, {3, 3, 3}), "rows 0 and 2, quantile: found 3 twice in one area; accepted: each"));
    CHECK(refused({0, 1, 0}, {3, 3, 4}).empty());
    CHECK(says(refused({0, 1, 0}, {3, 3}), "column 'quantile' has 2 rows; accepted: 3"));
    CHECK(says(refused({0, 2}, {1, 1}), "row 1, column group: found code 2; accepted: 0 to 2 - 1"));
    CHECK(says(refused({0, -1}, {1, 1}), "found code -1"));
}

}  // namespace test_quantiles_by_area
