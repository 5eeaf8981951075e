// Figures of a trailing year as the amounts that they are made of.
#include "headway/outlook/trailing_year.hpp"

#include <vector>

#include "histories.hpp"
#include "testing.hpp"

namespace test_trailing_year {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

std::vector<double> parts_of(const TrailingParts& parts) {
    const auto points = parts.history().points;
    return {points.begin(), points.end()};
}

}  // namespace

TEST_CASE("parts of trailing figures: a first year in equal parts, then what each figure moved by") {
    // Quarters: 40, then up by 4, 0, 8, and up by 1 against a part of 14.
    const Points p({40, 44, 44, 52, 53}, 1, 4, YearIs::last);
    History figures = p.history();
    figures.trailing = true;
    const TrailingParts parts(figures);
    CHECK(parts_of(parts) == std::vector<double>{10, 10, 10, 10, 14, 10, 18, 11});
    const History h = parts.history();
    CHECK(h.known == 1);
    CHECK(h.remaining == 3);
    CHECK(h.year == YearIs::sum);
    CHECK(!h.trailing);
    CHECK(h.offset_by_slot);
    // Figures to come: each new part in place of the part of last year: 53 + 15 - 14, + 20 - 10, + 0 - 18.
    CHECK(parts.figures(std::vector<double>{15, 20, 0}) == std::vector<double>{54, 64, 46});
}

TEST_CASE("the last two years and this one are used, or as many as are asked for") {
    std::vector<double> values;
    for (int i = 0; i < 19; ++i) values.push_back(100.0 + i * i);
    const Points p(values, 3, 4, YearIs::last);
    CHECK(parts_of(TrailingParts(p.history())).size() == 4 + 2 * 4 + 3 - 1);
    CHECK(parts_of(TrailingParts(p.history(), 1)).size() == 4 + 1 * 4 + 3 - 1);
    CHECK(parts_of(TrailingParts(p.history(), 99)).size() == 4 + 19 - 1);
    CHECK(parts_of(TrailingParts(p.history()))[0] == values[8] / 4);
}

TEST_CASE("figures that begin within their year have parts of all of it") {
    // Two of three figures of this year are known, and so is what the year up to the first of them brought.
    const Points p({40, 44}, 2, 4, YearIs::last);
    History figures = p.history();
    figures.remaining = 1;
    CHECK(TrailingParts(figures).history().known == 3);
}

}  // namespace test_trailing_year
