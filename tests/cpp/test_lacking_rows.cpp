// What a group of rows lacks, in words.
#include <cstdint>
#include <string>
#include <vector>

#include "headway/stats/lacking_rows.hpp"
#include "testing.hpp"

namespace test_lacking_rows {

using namespace headway;
using namespace headway::test;
using stats::RowsOfGroups;
using stats::what_groups_lack;

namespace {

const std::vector<std::string> ages{"0-14", "15-64", "65+"};

}  // namespace

TEST_CASE("a band without a row, a row without a band and a number that is not there are each said") {
    const std::vector<std::int32_t> ward{0, 0, 0, 1, 1, 2, 2, 2, 2}, band{0, 1, 2, 0, 2, 2, 1, 0, -1};
    const std::vector<double> deaths{1, 2, 3, 4, 5, 6, missing, missing, 9}, people(9, 1000.0);
    const std::vector<std::string> lacking = what_groups_lack({.group = ward,
                                                               .groups = 4,
                                                               .band = band,
                                                               .bands = ages,
                                                               .columns = {{"deaths", deaths}, {"people", people}}});
    REQUIRE(lacking.size() == 4);
    CHECK(lacking[0].empty());
    CHECK(lacking[1] == "no row for age band 15-64");
    CHECK(lacking[2] == "no age band in row 8; no deaths in row 6 (age band 15-64) and 1 more");
    CHECK(lacking[3] == "no row for age band 0-14 and 2 more");
}

TEST_CASE("without bands and without groups only numbers can be lacking") {
    const std::vector<double> count{1, missing, 3};
    CHECK(what_groups_lack({.columns = {{"count", count}}}) == std::vector<std::string>{"no count in row 1"});
    CHECK(what_groups_lack({}) == std::vector<std::string>{""});
    CHECK(what_groups_lack({.groups = 0}).empty());
}

TEST_CASE("columns of different lengths and codes that stand for nothing are refused") {
    const std::vector<std::int32_t> ward{0, 2}, band{0, 3};
    const std::vector<double> one{1.0}, two{1.0, 2.0};
    CHECK(says(refusal([&] { (void)what_groups_lack({.group = ward, .groups = 3, .columns = {{"count", one}}}); }),
               "column 'count' has 1 rows; accepted: 2"));
    CHECK(says(refusal([&] { (void)what_groups_lack({.group = ward, .groups = 2, .columns = {{"count", two}}}); }),
               "row 1: found a code of no group or band"));
    CHECK(says(refusal([&] { (void)what_groups_lack({.band = band, .bands = ages}); }), "row 1: found a code"));
    CHECK(says(refusal([&] { (void)what_groups_lack({.group = ward, .groups = 3, .band = {band.data(), 1}}); }),
               "age band has 1 rows; accepted: 2"));
}

}  // namespace test_lacking_rows
