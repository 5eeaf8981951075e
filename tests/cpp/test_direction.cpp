// Direction of travel: the sign of change read through polarity.
#include "testing.hpp"

#include <cmath>
#include <random>
#include <string>

#include "headway/assess/direction.hpp"

namespace test_direction {

using namespace headway;
using namespace headway::test;

namespace {

std::string moved(double latest, double previous, Polarity polarity, Range good = {}, double dead_band = 0.0) {
    return std::string(word(direction(latest, previous, polarity, good, {.dead_band = dead_band})));
}

constexpr Polarity high = Polarity::high_is_good, low = Polarity::low_is_good, range = Polarity::in_range,
                   neutral = Polarity::neutral;

}  // namespace

TEST_CASE("a rise improves where high is good and worsens where low is good") {
    CHECK(moved(66.91, 65.89, high) == "improving");
    CHECK(moved(38.1, 42.1, high) == "worsening");
    CHECK(moved(85, 85, high) == "no_change");
    CHECK(moved(94.86, 94.26, low) == "worsening");
    CHECK(moved(13.53, 23.42, low) == "improving");
    CHECK(moved(85, 85, low) == "no_change");
}

TEST_CASE("a neutral indicator increases or decreases, never for better or worse") {
    CHECK(moved(351, 706, neutral) == "decreasing");
    CHECK(moved(100, 93, neutral) == "increasing");
    CHECK(moved(93, 93, neutral) == "no_change");
    CHECK(moved(93, missing, neutral) == "unknown");
    CHECK(moved(100, 93, neutral, {}, 7) == "no_change");
}

TEST_CASE("without one of the two values the direction is unknown") {
    for (const Polarity polarity : {high, low, range, neutral}) {
        CHECK(moved(missing, 1, polarity, {0, 1}) == "unknown");
        CHECK(moved(1, missing, polarity, {0, 1}) == "unknown");
        CHECK(moved(missing, missing, polarity, {0, 1}) == "unknown");
    }
}

TEST_CASE("between bounds, nearer to the range is better and moves inside it are none") {
    CHECK(moved(16, 14, range, {18, 21}) == "improving");
    CHECK(moved(14, 16, range, {18, 21}) == "worsening");
    CHECK(moved(23, 26, range, {18, 21}) == "improving");
    CHECK(moved(26, 23, range, {18, 21}) == "worsening");
    CHECK(moved(18, 21, range, {18, 21}) == "no_change");
    CHECK(moved(19, 25, range, {18, 21}) == "improving");
    CHECK(moved(25, 19, range, {18, 21}) == "worsening");
    CHECK(moved(23, 16, range, {18, 21}) == "no_change");  // 2 beyond either bound
    CHECK(moved(23.5, 16, range, {18, 21}) == "worsening");
    CHECK(moved(22.5, 16, range, {18, 21}) == "improving");
    CHECK(moved(1, 2, range) == "unknown");
    CHECK(moved(1, 2, range, {18, missing}) == "unknown");
    CHECK(moved(1, 2, range, {missing, 21}) == "unknown");
}

TEST_CASE("changes are those of printed decimals, and the noise of an operation is none") {
    CHECK(change_since(94.86, 94.26) == 0.6);
    CHECK(change_since(13.53, 23.42) == -9.89);
    CHECK(std::isnan(change_since(missing, 1)));
    CHECK(std::isnan(change_since(1, missing)));
    CHECK(moved(0.1 + 0.2, 0.3, high) == "no_change");
    CHECK(moved(std::nextafter(77.4, 100.0), 77.4, low) == "no_change");
    CHECK(moved(22.1, 15.9 + 1, range, {18, 21}) == "no_change");  // both 1.1 outside
}

TEST_CASE("a change of the dead band or less is none, in decimal") {
    CHECK(moved(94.86, 94.26, low, {}, 0.6) == "no_change");
    CHECK(moved(94.86, 94.26, low, {}, 0.59) == "worsening");
    CHECK(moved(94.26, 94.86, low, {}, 0.6) == "no_change");
    CHECK(moved(94.26, 94.86, low, {}, 0.59) == "improving");
    CHECK(moved(0.3, 0.2, high, {}, 0.1) == "no_change");
    CHECK(moved(15, 17, range, {18, 21}, 2) == "no_change");
    CHECK(moved(14.9, 17, range, {18, 21}, 2) == "worsening");
    CHECK(moved(9.7, 9.8, range, {18, 21}, 0.1) == "no_change");  // 8.3 outside after 8.2
    CHECK_NOTHROW(validate(DirectionRule{}));
    for (const double band : {-0.1, missing, infinity}) CHECK_THROWS_AS(validate(DirectionRule{.dead_band = band}), Error);
}

TEST_CASE("a running total says nothing by its last move") {
    CHECK_FALSE(has_direction(Accrual::cumulative));
    for (const Accrual accrual : {Accrual::snapshot, Accrual::flow, Accrual::average, Accrual::rolling})
        CHECK(has_direction(accrual));
}

TEST_CASE("a direction with its intervals, its accrual and the dead band of its row") {
    const auto told = [](Measured latest, Measured previous, Accrual accrual = Accrual::snapshot, double dead_band = missing) {
        return travel(latest, previous, Polarity::high_is_good, accrual, {}, rule_of_row(DirectionRule{.dead_band = 0.5}, dead_band));
    };
    CHECK(told({82}, {80}).direction == Direction::improving);
    CHECK(told({80.5}, {80}).reason == DirectionReason::within_dead_band);
    CHECK(told({80.5}, {80}, Accrual::snapshot, 0.0).direction == Direction::improving);
    CHECK(told({82}, {80}, Accrual::snapshot, 2.0).reason == DirectionReason::within_dead_band);
    // half-widths 3 below and 4 above that face each other: 5
    CHECK(told({85, {82, 99}}, {80, {1, 84}}).reason == DirectionReason::within_intervals);
    CHECK(told({85.1, {82.1, 99}}, {80, {1, 84}}).reason == DirectionReason::clear);
    CHECK(told({85, {82, 99}}, {80}).reason == DirectionReason::clear);
    CHECK(told({83, {80, 99}}, {80}).reason == DirectionReason::within_intervals);
    const Travel total = told({missing}, {80}, Accrual::cumulative);
    CHECK(total.direction == Direction::unknown);
    CHECK(total.reason == DirectionReason::cumulative);
}

TEST_CASE("an interval is about its value") {
    CHECK(is_interval_of(5, {4, 6}));
    CHECK(is_interval_of(5, {5, 5}));
    CHECK(is_interval_of(5, {}));
    CHECK(is_interval_of(5, {missing, 6}));
    CHECK(is_interval_of(missing, {4, 6}));
    CHECK_FALSE(is_interval_of(3, {4, 6}));
    CHECK_FALSE(is_interval_of(7, {4, 6}));
    CHECK_FALSE(is_interval_of(5, {6, 4}));
    CHECK_FALSE(is_interval_of(5, {-infinity, 6}));
}

TEST_CASE("directions mirror: in time, in sign and in polarity") {
    const auto opposite = [](Direction d) {
        switch (d) {
            case Direction::improving: return Direction::worsening;
            case Direction::worsening: return Direction::improving;
            case Direction::increasing: return Direction::decreasing;
            case Direction::decreasing: return Direction::increasing;
            default: return d;
        }
    };
    std::mt19937_64 random(1);
    int wrong = 0;
    for (int i = 0; i < 50'000; ++i) {
        const auto any = [&] { return std::uniform_int_distribution<int>(-500, 500)(random) / 100.0; };
        const double a = any(), b = any(), x = any(), y = any();
        const Range good{std::fmin(x, y), std::fmax(x, y)}, flipped{-good.upper, -good.lower};
        const DirectionRule rule{.dead_band = i % 3 / 2.0};
        for (const Polarity polarity : {high, low, range, neutral}) {
            const Direction here = direction(a, b, polarity, good, rule);
            wrong += direction(b, a, polarity, good, rule) != opposite(here);
            const Direction flip = direction(-a, -b, polarity, flipped, rule);
            wrong += flip != (polarity == range ? here : opposite(here));
            wrong += here == Direction::unknown;
        }
        wrong += direction(a, b, high, {}, rule) != opposite(direction(a, b, low, {}, rule));
        wrong += direction(a, a, range, good, rule) != Direction::no_change;
    }
    CHECK(wrong == 0);
}

TEST_CASE("the code after the last word of a vocabulary is refused, the last is not") {
    CHECK(word(Direction::unknown) == "unknown");
    CHECK(test::refusal([] { (void)word(static_cast<Polarity>(Vocabulary<Polarity>::words.size())); }) ==
          std::string(Vocabulary<Polarity>::name) + ": found code 4; accepted: 0 to 3");
    CHECK(test::refusal([] { (void)from_word<Accrual>("flows"); }) ==
          std::string(Vocabulary<Accrual>::name) +
              ": found \"flows\"; did you mean \"flow\"? accepted: snapshot, flow, cumulative, average, rolling, or as "
              "people say it, \"YTD\"");
}

TEST_CASE("how far a value is outside a range, and which bound is nearer") {
    const Range range{18, 21};
    CHECK(range.excess(17) == -1);
    CHECK(range.excess(18) == 0);
    CHECK(range.excess(21) == 0);
    CHECK(range.excess(22.5) == 1.5);
    CHECK(std::isnan(range.excess(missing)));
    CHECK(range.shortfall(17) == 1);
    CHECK(range.shortfall(22.5) == 1.5);
    CHECK_FALSE(range.nearer_to_upper(19));
    CHECK(range.nearer_to_upper(20));
    CHECK(range.given());
    CHECK(Range{18, missing}.given());
    CHECK(Range{missing, 21}.given());
    CHECK_FALSE(Range{missing, missing}.given());
    CHECK(range.known());
    CHECK_FALSE(Range{18, missing}.known());
    CHECK_FALSE(Range{missing, 21}.known());
}

TEST_CASE("a bound has a direction where every value within it has") {
    const auto to = [](Range latest, Range previous, Polarity polarity, double dead_band = 0.0) {
        const Travel found = travel(latest, previous, polarity, {.dead_band = dead_band});
        return std::string(found.direction == Direction::unknown ? word(found.reason) : word(found.direction));
    };
    const Range five{5, 5}, under_5{missing, 5, false, true}, most_5{missing, 5}, over_5{5, missing, true};
    const std::string open = "only a bound is known";
    CHECK(to(under_5, five, low) == "improving");
    CHECK(to(most_5, five, low) == open);
    CHECK(to(over_5, five, low) == "worsening");
    CHECK(to(over_5, five, neutral) == "increasing");
    CHECK(to(five, under_5, high) == "improving");
    CHECK(to(under_5, over_5, high) == "worsening");
    CHECK(to(under_5, under_5, high) == open);
    CHECK(to({10, missing}, under_5, high, 5) == "improving");
    CHECK(to({10, missing}, most_5, high, 5) == open);  // a change of the dead band itself is none
    CHECK(to({11, missing}, most_5, high, 5) == "improving");
    CHECK(to(under_5, five, range) == open);
    CHECK(to({}, five, low) == "no data");
    CHECK(to(under_5, {}, low) == "no previous value");
}

}  // namespace test_direction
