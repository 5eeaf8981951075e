// Results and indicators by section, counted by hand.
#include "testing.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/report/counts.hpp"

namespace test_counts {

using namespace headway;
using namespace headway::test;

namespace {

using Codes = std::vector<std::int32_t>;

std::string refused(const Codes& section, std::size_t sections, const Codes& indicator) {
    return refusal([&] { (void)scorecard_size(section, sections, indicator); });
}

}  // namespace

TEST_CASE("an indicator of two periods has two results, and one of two sections is counted in both") {
    // Housing: repairs twice, voids. Adults: repairs, and reviews. Roads, in the list of sections, has no result.
    const Codes section{0, 0, 1, 0, 1}, indicator{3, 1, 3, 3, 2};
    const ScorecardSize size = scorecard_size(section, 3, indicator);
    CHECK(size.all == ResultCounts{.results = 5, .indicators = 3});
    CHECK(size.sections == std::vector<ResultCounts>{{3, 2}, {2, 2}, {}});
    CHECK(size.in_several == 1);
}

TEST_CASE("where each indicator stands once, results are indicators") {
    const ScorecardSize size = scorecard_size(Codes{1, 0, 1}, 2, Codes{0, 1, 2});
    CHECK(size == ScorecardSize{.all = {3, 3}, .sections = {{1, 1}, {2, 2}}, .in_several = 0});
    const ScorecardSize in_all_three = scorecard_size(Codes{0, 1, 2}, 3, Codes{0, 0, 0});
    CHECK(in_all_three == ScorecardSize{.all = {3, 1}, .sections = {{1, 1}, {1, 1}, {1, 1}}, .in_several = 1});
}

TEST_CASE("a scorecard without rows has no results") {
    CHECK(scorecard_size({}, 0, {}) == ScorecardSize{});
    CHECK(scorecard_size({}, 1, {}).sections == std::vector<ResultCounts>{{}});
}

TEST_CASE("codes that are none are refused with their row") {
    CHECK(refused({0, 2}, 2, {0, 0}) == "row 1, section: found code 2; accepted: 0 or more and below 2");
    CHECK(refused({0, 1}, 2, {0, 0}).empty());
    CHECK(refused({-1, 0}, 2, {0, 0}) == "row 0, section: found code -1; accepted: 0 or more and below 2");
    CHECK(refused({0, 0}, 2, {0, -1}) == "row 1, indicator: found code -1; accepted: 0 or more");
    CHECK(refused({0, 0}, 1, {0}) == "indicator: found 1 rows for 2 of section; accepted: one of each a result");
}

}  // namespace test_counts
