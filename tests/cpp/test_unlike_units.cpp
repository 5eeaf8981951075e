// Whether two figures are counted alike, by hand: what cells say of them, and what their sizes give away.
#include "testing.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/assess/withhold.hpp"
#include "headway/batch/unlike_units.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"

namespace test_unlike_units {

using namespace headway;
using namespace headway::test;

namespace {

Units compared(double a, std::string_view said_a, double b, std::string_view said_b, std::string_view both = "") {
    const Units units = compare_units(a, sense_of(said_a), b, sense_of(said_b), sense_of(both));
    CHECK(compare_units(b, sense_of(said_b), a, sense_of(said_a), sense_of(both)) == units);
    return units;
}

}  // namespace

TEST_CASE("two units that are said are one, however they are written, or differ", "[units]") {
    CHECK(compared(1300, "\u00A3k", 1.2, "\u00A3'000") == Units::alike);
    CHECK(compared(0.4, "%", 9, "per cent") == Units::alike);
    CHECK(compared(1, "days", 400, "Days ") == Units::alike);
    CHECK(compared(1.2e6, "\u00A3", 1300, "\u00A3k") == Units::differ);
    CHECK(compared(5, "%", 5, "pp") == Units::differ);
    CHECK(compared(5, "days", 5, "weeks") == Units::differ);
    CHECK(compared(5, "$", 5, "\u00A3") == Units::differ);
    CHECK(compared(missing, "$", 5, "\u00A3") == Units::differ);
}

TEST_CASE("where one is not said, sizes give it away", "[units]") {
    CHECK(compared(0.735, "", 75, "%") == Units::in_doubt);
    CHECK(compared(0.735, "", 75, "", "% of cases") == Units::in_doubt);
    CHECK(compared(0.735, "", 75, "") == Units::in_doubt);
    CHECK(compared(0.4, "%", 9, "") == Units::alike);  // the small one says what it is
    CHECK(compared(73.5, "", 75, "%") == Units::alike);
    CHECK(compared(0.4, "", 2, "", "%") == Units::alike);
    CHECK(compared(1, "", 75, "") == Units::alike);  // a count
    CHECK(compared(0.735, "", 75, "", "days") == Units::alike);
    CHECK(compared(1.25e6, "", 1100, "", "\u00A3k") == Units::in_doubt);
    CHECK(compared(1.25, "", 1.1e6, "", "\u00A3") == Units::in_doubt);
    CHECK(compared(299, "", 1, "\u00A3") == Units::alike);
    CHECK(compared(300, "", 1, "\u00A3") == Units::in_doubt);
    for (const double nothing : {0.0, missing}) CHECK(compared(nothing, "", 75, "%") == Units::alike);
}

TEST_CASE("beside a range the number of it that is nearest counts", "[units]") {
    const auto beside = [](double value, double lower, double upper, std::string_view both = "") {
        return compare_units(value, {}, Range{lower, upper}, {}, sense_of(both));
    };
    CHECK(beside(35, 0.5, 40) == Units::alike);  // within
    CHECK(beside(3, 0.05, 3.64) == Units::alike);
    CHECK(beside(0.3, -50, 50) == Units::alike);
    CHECK(beside(45, 0.5, 40) == Units::alike);  // beyond 40, and not beside 50%
    CHECK(beside(0.45, 40, 50) == Units::in_doubt);
    CHECK(beside(0.45, 20, 95) == Units::in_doubt);  // 45 is within
    CHECK(beside(0.05, 40, 50) == Units::alike);
    CHECK(beside(35, 0.5, 0.9) == Units::in_doubt);
    CHECK(beside(35, 0.1, 0.95) == Units::in_doubt);  // 0.35 is within
    CHECK(beside(35, missing, 0.4) == Units::in_doubt);
    CHECK(beside(35, 0.4, missing) == Units::in_doubt);
    CHECK(beside(0.4, 30, 50, "%") == Units::in_doubt);
    CHECK(beside(1.2e6, 900, 1100, "\u00A3k") == Units::in_doubt);
    CHECK(beside(1000, 1, 1100, "\u00A3k") == Units::alike);
    CHECK(beside(missing, 0.5, 40) == Units::alike);
    CHECK(compare_units(35, sense_of("days"), Range{30, 40}, sense_of("weeks")) == Units::differ);
    const std::array<double, 2> values{35, 35}, none{missing, missing}, lower{0.5, 0.5}, upper{40, 0.9};
    CHECK(batch::compare_units({.value = values}, {.value = none, .lower = lower, .upper = upper}, {}) ==
          std::vector{Units::alike, Units::in_doubt});
}

TEST_CASE("what is not counted alike is not rated and has no direction; what is missing stays the reason", "[units]") {
    const RatingRule rule{.polarity = Polarity::high_is_good};
    Assessment rated = assess(0.735, 75.0, rule);
    CHECK(rated.rating == Rating::red);
    withhold(rated, Units::in_doubt);
    CHECK(rated.rating == Rating::not_rated);
    CHECK(rated.reason == Reason::units_in_doubt);
    CHECK(std::isnan(rated.gap));
    Assessment none = assess(missing, 75.0, rule);
    withhold(none, Units::differ);
    CHECK(none.reason == Reason::no_data);
    CHECK(withheld({Direction::improving, DirectionReason::clear}, Units::differ).reason ==
          DirectionReason::units_differ);
    CHECK(withheld({Direction::unknown, DirectionReason::no_previous}, Units::differ).reason ==
          DirectionReason::no_previous);
}

TEST_CASE("figures of one group are in one unit", "[units]") {
    const std::array<std::int32_t, 4> one_group{}, codes{0, 0, -1, -1};
    const std::vector<std::string> names{"Calls"};
    const auto refused = [&](std::vector<double> values, std::vector<UnitSense> senses,
                             std::array<std::int32_t, 4> of_rows, std::vector<std::uint8_t> accrual = {}) {
        return refusal([&] {
            batch::check_one_unit({.value = values, .unit = {of_rows, senses}}, one_group, names, accrual, "v");
        });
    };
    const std::vector<UnitSense> per_cent{sense_of("%"), sense_of("\u00A3")};
    CHECK(refused({72.3, 74, 73.5, 0}, per_cent, codes).empty());
    const std::string share = refused({72.3, 74, 73.5, 0.735}, per_cent, codes);
    CHECK(says(share, "row 3, 'Calls', column 'v': found 0.735 without a unit, where row 0 has 72.3 in %"));
    const std::vector<double> values{72.3, 74, 73.5, 75};
    CHECK(says(refused(values, per_cent, {0, 0, 1, -1}), "row 2, 'Calls', column 'v': found a figure in"));
    const std::vector<std::uint8_t> flow(4, static_cast<std::uint8_t>(Accrual::flow));
    CHECK(says(refused(values, per_cent, {0, 0, 0, 0}, flow), "found percentages, which would be summed"));
    const std::vector<std::uint8_t> average(4, static_cast<std::uint8_t>(Accrual::average));
    CHECK(refused({72.3, 74, 73.5, 75}, per_cent, {0, 0, 0, 0}, average).empty());
}

TEST_CASE("units of many rows are compared alike, however many threads there are", "[units]") {
    constexpr std::size_t rows = 200'000;  // which several threads share
    const std::vector<UnitSense> senses{sense_of("%"), sense_of("\u00A3k"), sense_of("days")};
    std::vector<double> a(rows), b(rows);
    std::vector<std::int32_t> of_a(rows), of_b(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        a[i] = i % 7 == 0 ? missing : 0.01 * static_cast<double>(i % 1000);
        b[i] = 0.5 * static_cast<double>(i % 331);
        of_a[i] = static_cast<std::int32_t>(i % 4) - 1;
        of_b[i] = static_cast<std::int32_t>(i % 5) - 1 > 2 ? -1 : static_cast<std::int32_t>(i % 5) - 1;
    }
    const batch::FigureColumn one{.value = a, .unit = {of_a, senses}}, other{.value = b, .unit = {of_b, senses}};
    const std::vector<Units> alone = batch::compare_units(one, other, {}, 1);
    CHECK(batch::compare_units(one, other, {}, 4) == alone);
    CHECK(batch::compare_units(one, other, {}) == alone);
    std::size_t same = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const UnitSense said = of_a[i] < 0 ? UnitSense{} : senses[static_cast<std::size_t>(of_a[i])];
        const UnitSense beside = of_b[i] < 0 ? UnitSense{} : senses[static_cast<std::size_t>(of_b[i])];
        same += alone[i] == compare_units(a[i], said, b[i], beside) ? 1u : 0u;
    }
    CHECK(same == rows);
}

}  // namespace test_unlike_units
