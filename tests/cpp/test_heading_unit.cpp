// The units that headings give to the figures below them, and cells read in these.
#include "testing.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "headway/measure/heading_unit.hpp"

namespace test_heading_unit {

using namespace headway;
using namespace headway::test;

namespace {

std::string unit(std::string_view heading) {
    const std::optional<HeadingUnit> found = figure_unit_in_heading(heading);
    return found ? unit_word(*found) : std::string();
}

Figure below(std::string_view heading, std::string_view cell) {
    return in_unit_of(*figure_unit_in_heading(heading), read_figure(cell));
}

}  // namespace

TEST_CASE("what a heading says its figures are in", "[figure]") {
    CHECK(unit("Actual (\u00A3k)") == "\u00A3k");
    CHECK(unit("Saving \u00A3'000") == "\u00A3k");
    CHECK(unit("Budget (\u00A3)") == "\u00A3");
    CHECK(unit("cost_gbp_m") == "\u00A3m");
    for (const std::string_view heading : {"Actual (%)", "% answered", "Percentage", "Per cent of calls", "rate_pct"}) {
        CAPTURE(heading);
        CHECK(unit(heading) == "%");
    }
    CHECK(unit("Gap (pp)") == "pp");
    CHECK(unit("Gap, percentage points") == "pp");
    CHECK(unit("Wait (days)") == "days");
    CHECK(unit("Wait (working days)") == "working days");
    CHECK(unit("Time taken in weeks") == "weeks");
    for (const std::string_view heading : {"Actual", "95% target", "Days lost", "In days lost", "In 5 days", ""}) {
        CAPTURE(heading);
        CHECK(unit(heading).empty());
    }
    CHECK(says(refusal([] { (void)figure_unit_in_heading("% of budget (\u00A3k)"); }), "names money and %"));
}

TEST_CASE("a unit in a cell beats that of its heading, and the number is in the heading's", "[figure]") {
    CHECK(below("Actual (\u00A3k)", "\u00A31.2m").value == 1200.0);
    CHECK(below("Actual (\u00A3k)", "350").value == 350.0);
    CHECK(below("Actual (\u00A3k)", "350").unit == FigureUnit::pounds);
    CHECK(below("Budget (\u00A3m)", "\u00A3230k").value == 0.23);
    CHECK(below("Budget (\u00A3m)", "<\u00A3230k").upper == 0.23);
    CHECK(below("Budget (\u00A3)", "\u00A3230k").value == 230'000.0);
    CHECK(below("Budget (\u00A3)", "\u00A3350").value == 350.0);
    CHECK(below("Budget (\u00A3k)", "\u00A3 -").value == 0.0);
    CHECK(below("Budget (\u00A3k)", "12%").unit == FigureUnit::per_cent);
    const Figure either = below("Actual (\u00A3k)", "\u00A3350");
    CHECK(either.status == FigureStatus::unread);
    CHECK(says(either.why, "may be pounds or thousands"));
    CHECK(below("Rate (%)", "72.3").unit == FigureUnit::per_cent);
    CHECK(below("Rate (%)", "0.723").unit == FigureUnit::none);  // a share, as spreadsheets keep it?
    CHECK(below("Rate (%)", "0.7%").unit == FigureUnit::per_cent);
    CHECK(below("Rate (%)", "0").unit == FigureUnit::per_cent);
    CHECK(below("Wait (days)", "3.4 weeks").unit == FigureUnit::weeks);
    CHECK(below("Wait (days)", "3.4").unit == FigureUnit::days);
    CHECK(below("Wait (days)", "n/a") == read_figure("n/a"));
}

}  // namespace test_heading_unit
