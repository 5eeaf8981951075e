// Figures as a reader sees them, by hand.
#include "testing.hpp"

#include <limits>
#include <vector>

#include "headway/measure/printed_figure.hpp"

namespace test_printed_figure {

using namespace headway;
using namespace headway::test;

TEST_CASE("a figure has its decimals, thousands, unit and sign") {
    CHECK(figure_text(86.6, 2) == "86.60");
    CHECK(figure_text(36060, 0, "GBP") == "\xC2\xA3" "36,060");
    CHECK(figure_text(1234567.891, 1) == "1,234,567.9");
    CHECK(figure_text(999, 0) == "999");
    CHECK(figure_text(-3, 0, "%") == "\xE2\x88\x92" "3%");
    CHECK(figure_text(-0.001, 2) == "0.00");  // what rounds to 0 has no sign
    CHECK(figure_text(0.6, 1, "", true) == "+0.6");
    CHECK(figure_text(0, 1, "", true) == "0.0");
    CHECK(figure_text(12, 0, "days") == "12");  // belongs to the label
}

TEST_CASE("as many decimals as figures use, and more where they would look alike") {
    CHECK(decimals_used(std::vector<double>{94.26, 95}) == 2);
    CHECK(decimals_used(std::vector<double>{0.125}, 2) == 2);
    CHECK(decimals_used(std::vector<double>{706, missing}) == 0);
    CHECK(decimals_used({}) == 0);
    CHECK(places_to_tell_apart(94.86, std::vector<double>{86.6}) == 2);
    CHECK(places_to_tell_apart(89.996, std::vector<double>{90}) == 3);
    CHECK(places_to_tell_apart(0.004, std::vector<double>{0.002}, 0.002) == 3);
    CHECK(places_to_tell_apart(0.1 + 0.2, std::vector<double>{0.3}) == 2);  // the same in 15 digits
    CHECK(places_to_tell_apart(202.3, std::vector<double>{194}, missing, 0) == 0);
    CHECK(places_to_tell_apart(194.3, std::vector<double>{194}, missing, 0) == 1);
    CHECK(places_to_tell_apart(missing, std::vector<double>{missing}) == 2);
    CHECK(places_to_tell_apart(std::numeric_limits<double>::denorm_min(), {}) == 324);
}

TEST_CASE("a change of percentages is in points") {
    CHECK(change_text(2.7, 1, "%", true, " pp") == "+2.7 pp");
    CHECK(change_text(-36060, 0, "GBP", true, " pp") == "\xE2\x88\x92\xC2\xA3" "36,060");
}

TEST_CASE("what a label says of a unit") {
    CHECK(unit_label("per 10,000") == "per 10,000");
    CHECK(unit_label("%").empty());
    CHECK(unit_label(" Count ").empty());
    CHECK(unit_label("").empty());
}

}  // namespace test_printed_figure
