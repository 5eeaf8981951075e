// Ratings: hand-worked edges, every basis, an oracle in integers, and what must hold for any value.
#include "testing.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <type_traits>

#include "headway/assess/rating.hpp"
#include "headway/measure/read_polarity.hpp"
#include "headway/problems.hpp"

namespace test_rating {

using namespace headway;
using namespace headway::test;

namespace {

constexpr RatingRule high{.polarity = Polarity::high_is_good};
constexpr RatingRule low{.polarity = Polarity::low_is_good};
constexpr RatingRule range{.polarity = Polarity::in_range};

static_assert(std::is_trivially_copyable_v<RatingRule>, "a rule is plain data");
static_assert(word(Rating::green) == "green" && word(Rating::amber) == "amber" && word(Rating::red) == "red" &&
              word(Rating::not_rated) == "not_rated");
static_assert(Vocabulary<Reason>::words.size() == 13 && word(Reason::undefined_ratio) == "ratio is undefined" &&
              word(Reason::rated) == "rated" && word(Reason::no_data) == "no data");
static_assert(find_word<Polarity>("low_is_good") == Polarity::low_is_good);
static_assert(!find_word<Polarity>("Low_is_good") && !find_word<Polarity>("") && !find_word<Polarity>("low_is_good "));

std::string rated(double value, Range comparator, const RatingRule& rule) {
    return std::string(word(rate(value, comparator, rule)));
}

std::string rated(double value, double comparator, const RatingRule& rule) {
    return rated(value, {comparator, comparator}, rule);
}

std::string why(double value, Range comparator, const RatingRule& rule) {
    const Assessment result = assess(value, comparator, rule);
    CHECK(result.rating == Rating::not_rated);
    return std::string(word(result.reason));
}

RatingRule with(RatingRule rule, Basis basis, double tolerance) {
    rule.basis = basis;
    rule.tolerance = tolerance;
    return rule;
}

RatingRule mirrored(RatingRule rule) {
    if (rule.polarity == Polarity::high_is_good) rule.polarity = Polarity::low_is_good;
    else if (rule.polarity == Polarity::low_is_good) rule.polarity = Polarity::high_is_good;
    rule.amber_limit = -rule.amber_limit;
    return rule;
}

/// Green is best: a number that falls as a rating gets better.
int rank(Rating rating) { return static_cast<int>(rating); }

constexpr double ten_thousand = 1e4;
double four_places(std::int64_t units) { return static_cast<double>(units) / ten_thousand; }

std::int64_t any_units(std::mt19937_64& random, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(-most, most)(random);
}

/// The rule in integers: value and comparator at four places, tolerance in thousandths.
Rating expected(std::int64_t value, std::int64_t comparator, bool high_is_good, std::int64_t tolerance) {
    const std::int64_t shortfall = high_is_good ? comparator - value : value - comparator;
    if (shortfall <= 0) return Rating::green;
    return 1000 * shortfall <= tolerance * std::abs(comparator) ? Rating::amber : Rating::red;
}

}  // namespace

TEST_CASE("the default rule is within ten per cent of the comparator, edges inclusive, shortfalls against 0 red") {
    constexpr RatingRule rule;
    CHECK(rule.tolerance == 0.10);
    CHECK(rule.basis == Basis::relative);
    CHECK(rule.green_inclusive);
    CHECK(rule.amber_inclusive);
    CHECK(rule.zero == ZeroRule::red);
    CHECK_FALSE(rule.polarity.has_value());  // nobody's numbers are rated before a polarity is stated
    CHECK(std::string(RatingRule::method).find("version") != std::string::npos);
}

TEST_CASE("on or better is green, within a tenth of the comparator amber, more red") {
    CHECK(rated(86, 86, high) == "green");
    CHECK(rated(86.01, 86, high) == "green");
    CHECK(rated(85.99, 86, high) == "amber");
    CHECK(rated(77.41, 86, high) == "amber");
    CHECK(rated(77.39, 86, high) == "red");
    CHECK(rated(86, 86, low) == "green");
    CHECK(rated(85.99, 86, low) == "green");
    CHECK(rated(86.01, 86, low) == "amber");
    CHECK(rated(94.6, 86, low) == "amber");
    CHECK(rated(94.61, 86, low) == "red");
}

TEST_CASE("edges hold in decimal") {
    CHECK(rated(77.4, 86, high) == "amber");     // exactly 10% short
    CHECK(rated(51.66, 57.4, high) == "amber");  // exactly 10% short
    CHECK(rated(95.26, 86.6, low) == "amber");   // exactly 10% over
    CHECK(rated(95.27, 86.6, low) == "red");
    CHECK(rated(0.1 + 0.2, 0.3, high) == "green");
    CHECK(rated(0.1 + 0.2, 0.3, low) == "green");
    CHECK(rated(0.27, 0.3, high) == "amber");
    CHECK(rated(2.97, 2.7, low) == "amber");
    for (const double value : {std::nextafter(77.4, 0.0), std::nextafter(77.4, 100.0)})
        CHECK(rated(value, 86, high) == "amber");
    for (const double value : {std::nextafter(86.0, 0.0), std::nextafter(86.0, 100.0)}) {
        CHECK(rated(value, 86, high) == "green");
        CHECK(rated(value, 86, low) == "green");
    }
    CHECK(rated(77.3999999, 86, high) == "red");
}

TEST_CASE("edges belong to the better side or not, as the rule says") {
    RatingRule strict_green = high, strict_amber = high;
    strict_green.green_inclusive = false;
    strict_amber.amber_inclusive = false;
    CHECK(rated(86, 86, strict_green) == "amber");
    CHECK(rated(0.1 + 0.2, 0.3, strict_green) == "amber");
    CHECK(rated(86.01, 86, strict_green) == "green");
    CHECK(rated(77.4, 86, strict_green) == "amber");
    CHECK(rated(77.4, 86, strict_amber) == "red");
    CHECK(rated(51.66, 57.4, strict_amber) == "red");
    CHECK(rated(77.41, 86, strict_amber) == "amber");
    CHECK(rated(86, 86, strict_amber) == "green");
    strict_green.polarity = strict_amber.polarity = Polarity::low_is_good;
    CHECK(rated(86, 86, strict_green) == "amber");
    CHECK(rated(94.6, 86, strict_amber) == "red");
}

TEST_CASE("inside a range is green even where its bounds are not") {
    RatingRule strict = range;
    strict.green_inclusive = false;
    CHECK(rated(19.5, {18, 21}, strict) == "green");
    CHECK(rated(5, {0, 21}, strict) == "green");
    CHECK(rated(18, {18, 21}, strict) == "amber");
    CHECK(rated(21, {18, 21}, strict) == "amber");
    CHECK(rated(21, {0, 21}, strict) == "amber");  // on the upper bound, which is not 0
}

TEST_CASE("a tenth of a comparator of 0 is nothing: any shortfall is red, or not rated where the rule says so") {
    CHECK(rated(0, 0, low) == "green");
    CHECK(rated(-0.0, 0, high) == "green");
    CHECK(rated(52, 0, low) == "red");
    CHECK(rated(0.0001, 0, low) == "red");
    CHECK(rated(-1, 0, low) == "green");
    CHECK(rated(-1, 0, high) == "red");
    RatingRule unrated = low;
    unrated.zero = ZeroRule::not_rated;
    CHECK(rated(0, 0, unrated) == "green");
    CHECK(rated(52, 0, unrated) == "not_rated");
    CHECK(why(52, {0, 0}, unrated) == "comparator is 0");
    CHECK(rated(52, 50, unrated) == "amber");
    unrated.basis = Basis::absolute;  // a tolerance in the indicator's unit needs no comparator to be a tenth of
    unrated.tolerance = 2;
    CHECK(rated(2, 0, unrated) == "amber");
    CHECK(rated(3, 0, unrated) == "red");
}

TEST_CASE("the tolerance is a part of the comparator's size where numbers are negative") {
    CHECK(rated(-10, -10, high) == "green");
    CHECK(rated(-11, -10, high) == "amber");
    CHECK(rated(-11.01, -10, high) == "red");
    CHECK(rated(-9, -10, low) == "amber");
    CHECK(rated(-8.99, -10, low) == "red");
    CHECK(rated(-1, 10, high) == "red");
    CHECK(rated(1, -10, high) == "green");
    CHECK(rated(1, -10, low) == "red");
}

TEST_CASE("huge, tiny and subnormal numbers are rated like others") {
    for (const double unit : {1e300, 1e100, 1e15, 1.0, 1e-15, 1e-100, 1e-290}) {
        CAPTURE(unit);
        CHECK(rated(10 * unit, 10 * unit, high) == "green");
        CHECK(rated(9.5 * unit, 10 * unit, high) == "amber");
        CHECK(rated(8.5 * unit, 10 * unit, high) == "red");
        CHECK(rated(10.5 * unit, 10 * unit, low) == "amber");
        CHECK(rated(11.5 * unit, 10 * unit, low) == "red");
    }
    CHECK(rated(-1.7e308, 1.7e308, high) == "red");
    CHECK(rated(1.7e308, -1.7e308, high) == "green");
    CHECK(rated(8.5e-299, 10e-299, high) == "red");
    CHECK(rated(8.5e-307, 10e-307, high) == "red");
    CHECK(rated(std::numeric_limits<double>::denorm_min(), 0, low) == "red");  // any shortfall against 0
    CHECK(rated(1e-310, 0, low) == "red");
}

TEST_CASE("between two bounds distance is measured from the nearer one, whose size the tolerance is a part of") {
    CHECK(rated(18, {18, 21}, range) == "green");
    CHECK(rated(21, {18, 21}, range) == "green");
    CHECK(rated(19, {18, 21}, range) == "green");
    CHECK(rated(16.2, {18, 21}, range) == "amber");  // a tenth of 18 is 1.8
    CHECK(rated(16.19, {18, 21}, range) == "red");
    CHECK(rated(23.1, {18, 21}, range) == "amber");  // a tenth of 21 is 2.1
    CHECK(rated(23.11, {18, 21}, range) == "red");
    CHECK(rated(-1, {0, 10}, range) == "red");
    CHECK(rated(11, {0, 10}, range) == "amber");
    CHECK(rated(95, 100, range) == "amber");
    CHECK(rated(105, 100, range) == "amber");
    CHECK(rated(111, 100, range) == "red");
    CHECK(rated(100, 100, range) == "green");
}

TEST_CASE("where one direction is good only the bound on that side counts") {
    CHECK(rated(19, {18, 21}, high) == "green");
    CHECK(rated(30, {18, 21}, high) == "green");
    CHECK(rated(17, {18, 21}, high) == "amber");
    CHECK(rated(19, {18, 21}, low) == "green");
    CHECK(rated(22, {18, 21}, low) == "amber");
    CHECK(rated(1, {18, 21}, low) == "green");
}

TEST_CASE("absolute and percentage-point tolerances are in the unit of the value") {
    for (const Basis basis : {Basis::absolute, Basis::percentage_points}) {
        CHECK(rated(95, 95, with(high, basis, 5)) == "green");
        CHECK(rated(90, 95, with(high, basis, 5)) == "amber");
        CHECK(rated(89.9, 95, with(high, basis, 5)) == "red");
        CHECK(rated(100, 95, with(low, basis, 5)) == "amber");
        CHECK(rated(100.1, 95, with(low, basis, 5)) == "red");
        CHECK(rated(0.3, 0.2, with(low, basis, 0.1)) == "amber");
        CHECK(rated(5, 0, with(low, basis, 5)) == "amber");
        CHECK(rated(-5, 0, with(high, basis, 5)) == "amber");
        CHECK(rated(13, {18, 21}, with(range, basis, 5)) == "amber");
        CHECK(rated(12.9, {18, 21}, with(range, basis, 5)) == "red");
    }
}

TEST_CASE("ratio is the achieved share of the comparator") {
    const RatingRule share_high = with(high, Basis::ratio, 0.1), share_low = with(low, Basis::ratio, 0.1);
    CHECK(rated(90, 100, share_high) == "amber");
    CHECK(rated(89.9, 100, share_high) == "red");
    CHECK(rated(110, 100, share_low) == "amber");    // 100/110 = 90.9%
    CHECK(rated(111.1, 100, share_low) == "amber");  // 90.009%
    CHECK(rated(111.2, 100, share_low) == "red");    // 89.93%
    CHECK(rated(100, 90, share_low) == "amber");     // exactly 90%
    CHECK(rated(95, 100, share_low) == "green");
    CHECK(rated(0, 5, share_high) == "red");
    CHECK(rated(5, 0, share_low) == "red");
    CHECK(rated(20, {18, 18}, with(range, Basis::ratio, 0.1)) == "amber");  // 18/20 = 90%
    CHECK(why(-1, {10, 10}, share_high) == "ratio is undefined");
    CHECK(why(-5, {-10, -10}, share_low) == "ratio is undefined");
    CHECK(rated(-5, -10, share_high) == "green");
}

TEST_CASE("a band is amber down to a value") {
    RatingRule band{.polarity = Polarity::high_is_good, .basis = Basis::band, .amber_limit = 80};
    CHECK(rated(90, 90, band) == "green");
    CHECK(rated(89, 90, band) == "amber");
    CHECK(rated(80, 90, band) == "amber");
    CHECK(rated(79.9, 90, band) == "red");
    CHECK(rated(-1, 0, with({.polarity = Polarity::high_is_good, .amber_limit = -2}, Basis::band, 0.1)) == "amber");
    band.amber_limit = 0.1 + 0.2;
    CHECK(rated(0.3, 0.4, band) == "amber");
    band.amber_limit = 80;
    band.amber_inclusive = false;
    CHECK(rated(80, 90, band) == "red");
    band = {.polarity = Polarity::low_is_good, .basis = Basis::band, .amber_limit = 0.3};
    CHECK(rated(0.1 + 0.2, 0.2, band) == "amber");
    CHECK(rated(0.31, 0.2, band) == "red");
}

TEST_CASE("what cannot be rated says why, and the words are never merged") {
    CHECK(why(missing, {86, 86}, high) == "no data");
    CHECK(why(86, {missing, missing}, high) == "no comparator");
    CHECK(why(missing, {missing, missing}, high) == "no data");
    const RatingRule neutral{.polarity = Polarity::neutral};
    CHECK(why(86, {86, 86}, neutral) == "neutral indicator");
    CHECK(why(missing, {missing, missing}, neutral) == "neutral indicator");
    CHECK(why(86, {86, 86}, RatingRule{}) == "no polarity");
    CHECK_THROWS_AS(rate(86, 86, RatingRule{}), Error);  // forgotten, not decided
    CHECK(why(86, {80, missing}, range) == "no range");
    CHECK(why(86, {missing, 80}, range) == "no range");
    CHECK(why(86, {missing, missing}, range) == "no comparator");
    CHECK(rate(missing, 86, high) == Rating::not_rated);
    CHECK(rate(86, missing, low) == Rating::not_rated);
}

TEST_CASE("an assessment carries its inputs, its gap and its rule") {
    const Assessment result = assess(94.86, 86.6, with(low, Basis::relative, 0.2));
    CHECK(result.rating == Rating::amber);
    CHECK(result.reason == Reason::rated);
    CHECK(result.value == 94.86);
    CHECK(result.comparator.lower == 86.6);
    CHECK(result.comparator.upper == 86.6);
    CHECK(result.gap == 8.26);
    CHECK(result.rule.tolerance == 0.2);
    CHECK(assess(19, {18, 21}, range).gap == 0);
    CHECK(assess(16.2, {18, 21}, range).gap == -1.8);
    CHECK(assess(23.1, {18, 21}, range).gap == 2.1);
    CHECK(assess(38.1, 40, high).gap == -1.9);
    CHECK(assess(706, 700, RatingRule{}).gap == 6);  // a neutral indicator has a gap, and no rating
    CHECK(std::isnan(assess(missing, 40, high).gap));
    CHECK(std::isnan(assess(40, missing, high).gap));
}

TEST_CASE("numbers and rules that cannot rate are refused with what was found") {
    CHECK_THROWS_AS(rate(infinity, 1, high), Error);
    CHECK_THROWS_AS(rate(1, -infinity, high), Error);
    CHECK_THROWS_AS(rate(1, Range{0, infinity}, range), Error);
    CHECK(says(refusal([] { (void)rate(1, Range{21, 18}, range); }), "lower bound first"));
    for (const double tolerance : {-0.1, missing, infinity}) CHECK_THROWS_AS(rate(1, 1, with(high, Basis::relative, tolerance)), Error);
    CHECK(says(refusal([] { validate(with(high, Basis::relative, -0.1)); }), "-0.1"));
    CHECK_THROWS_AS(validate(with(high, Basis::ratio, 1)), Error);
    CHECK_NOTHROW(validate(with(high, Basis::relative, 1)));
    CHECK_NOTHROW(validate(with(high, Basis::relative, 0)));
    CHECK_THROWS_AS(validate(RatingRule{.polarity = Polarity::high_is_good, .basis = Basis::band}), Error);
    CHECK_THROWS_AS(validate(RatingRule{.polarity = Polarity::in_range, .basis = Basis::band, .amber_limit = 1}), Error);
}

TEST_CASE("a word that is not in a vocabulary is refused with every accepted one") {
    CHECK(from_word<Polarity>("in_range") == Polarity::in_range);
    const std::string message = refusal([] { (void)from_word<Polarity>("hgih_is_good"); });
    for (const std::string part : {"polarity", "\"hgih_is_good\"", "high_is_good, low_is_good, in_range, neutral"}) {
        CAPTURE(message, part);
        CHECK(says(message, part));
    }
}

TEST_CASE("problems are collected, ten are shown and all are counted") {
    Problems none, one, many;
    CHECK_NOTHROW(none.raise_if_any());
    one.add("a");
    CHECK(refusal([&] { one.raise_if_any(); }) == "a");
    for (int i = 1; i <= 12; ++i) many.add("problem " + std::to_string(i));
    CHECK(many.count() == 12);
    const std::string message = refusal([&] { many.raise_if_any(); });
    CHECK(says(message, "12 problems"));
    CHECK(says(message, "problem 10"));
    CHECK_FALSE(says(message, "problem 11"));
    CHECK(says(message, "and 2 more"));
}

TEST_CASE("ratings agree with integer arithmetic at and around every edge") {
    std::mt19937_64 random(1);
    int wrong = 0;
    for (int i = 0; i < 300'000; ++i) {
        // a tolerance in hundredths of a comparator in hundredths leaves the edge at four places
        const std::int64_t comparator = 100 * any_units(random, 300'000'000);
        const std::int64_t tolerance = 10 * std::uniform_int_distribution<std::int64_t>(0, 100)(random);
        const bool high_is_good = i % 2 == 0;
        const std::int64_t allowance = tolerance * std::abs(comparator) / 1000;
        const std::int64_t edge = high_is_good ? comparator - allowance : comparator + allowance;
        const RatingRule rule{.polarity = high_is_good ? Polarity::high_is_good : Polarity::low_is_good,
                              .tolerance = static_cast<double>(tolerance) / 1000};
        for (const std::int64_t value : {edge - 1, edge, edge + 1, comparator - 1, comparator, comparator + 1,
                                         any_units(random, 99'999'999'999)}) {
            const Rating found = rate(four_places(value), four_places(comparator), rule);
            if (found == expected(value, comparator, high_is_good, tolerance)) continue;
            if (++wrong == 1) UNSCOPED_INFO(value << " against " << comparator << ", tolerance " << tolerance << ": " << word(found));
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("whatever the rule: monotone in the value, mirrored by sign, never worse for a larger tolerance") {
    std::mt19937_64 random(2);
    int wrong_order = 0, wrong_mirror = 0, wrong_tolerance = 0;
    for (const Basis basis : {Basis::relative, Basis::absolute, Basis::percentage_points, Basis::ratio, Basis::band})
        for (const Polarity polarity : {Polarity::high_is_good, Polarity::low_is_good, Polarity::in_range})
            for (const bool green_inclusive : {true, false})
                for (const bool amber_inclusive : {true, false}) {
                    if (basis == Basis::band && polarity == Polarity::in_range) continue;
                    for (int i = 0; i < 4'000; ++i) {
                        // few values, so that edges are met often
                        const bool share = basis == Basis::ratio;
                        const auto any = [&] { return std::round(four_places(any_units(random, 300'000))) + (share ? 30 : 0); };
                        const double comparator = any(), value = any(), better = any();
                        RatingRule rule{.polarity = polarity,
                                        .tolerance = std::uniform_int_distribution<int>(0, 9)(random) / 10.0,
                                        .basis = basis,
                                        .amber_limit = any(),
                                        .green_inclusive = green_inclusive,
                                        .amber_inclusive = amber_inclusive};
                        if (basis == Basis::absolute || basis == Basis::percentage_points) rule.tolerance *= 10;
                        const Rating here = rate(value, comparator, rule);
                        const bool is_better = polarity == Polarity::high_is_good ? better >= value
                                               : polarity == Polarity::low_is_good
                                                   ? better <= value
                                                   : std::fabs(better - comparator) <= std::fabs(value - comparator) &&
                                                         (better - comparator) * (value - comparator) >= 0;
                        wrong_order += is_better && rank(rate(better, comparator, rule)) > rank(here);
                        if (!share) wrong_mirror += rate(-value, -comparator, mirrored(rule)) != here;
                        RatingRule wider = rule;
                        wider.tolerance = std::min(rule.tolerance + 0.05, share ? 0.95 : 100.0);
                        wrong_tolerance += rank(rate(value, comparator, wider)) > rank(here);
                    }
                }
    CHECK(wrong_order == 0);
    CHECK(wrong_mirror == 0);
    CHECK(wrong_tolerance == 0);
}

TEST_CASE("a rating by a fraction of the comparator survives a change of unit") {
    std::mt19937_64 random(3);
    int wrong = 0;
    for (int i = 0; i < 50'000; ++i) {
        const std::int64_t comparator = any_units(random, 99'999), value = any_units(random, 99'999);
        const RatingRule rule{.polarity = i % 2 ? Polarity::high_is_good : Polarity::low_is_good,
                              .tolerance = std::uniform_int_distribution<int>(0, 20)(random) / 100.0};
        const Rating here = rate(four_places(value), four_places(comparator), rule);
        for (const double unit : {1e-6, 1e-3, 0.1, 10.0, 100.0, 1e6, 1e12})
            wrong += rate(four_places(value) * unit, four_places(comparator) * unit, rule) != here;
        // a factor that no decimal holds leaves noise in both operands: enough to move what stands on the edge itself
        const double share = std::fabs(four_places(value - comparator) / four_places(comparator == 0 ? 1 : comparator));
        if (std::fabs(share - rule.tolerance) < 1e-9) continue;
        for (const double factor : {1.0 / 3.0, 7.77, 12345.678})
            wrong += rate(four_places(value) * factor, four_places(comparator) * factor, rule) != here;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a tolerance of 10 is not 10 per cent, and is refused where it is a fraction") {
    CHECK_THROWS_AS(rate(1, 100, {.polarity = Polarity::high_is_good, .tolerance = 10}), Error);
    CHECK(rate(95, 100, {.polarity = Polarity::high_is_good, .tolerance = 10, .basis = Basis::absolute}) == Rating::amber);
    CHECK(rate(0, 100, {.polarity = Polarity::high_is_good, .tolerance = 1}) == Rating::amber);
}

TEST_CASE("no shortfall against 0 is not any shortfall, also where the edge is not green") {
    const RatingRule strict{.polarity = Polarity::low_is_good, .green_inclusive = false};
    CHECK(rate(0, 0, strict) == Rating::amber);
    CHECK(rate(0.01, 0, strict) == Rating::red);
}

TEST_CASE("what a row says of its rule goes before the rule of all rows, its limit for its first comparator alone") {
    const RatingRule of_all{.polarity = Polarity::low_is_good, .tolerance = 0.2, .green_inclusive = false, .zero = ZeroRule::not_rated};
    const auto is = [](const RatingRule& rule, double tolerance, Basis basis, double limit) {
        return rule.tolerance == tolerance && rule.basis == basis && same(rule.amber_limit, limit) && !rule.green_inclusive &&
               rule.zero == ZeroRule::not_rated && rule.polarity == Polarity::low_is_good;
    };
    CHECK_FALSE(RuleOfRow{}.given());
    CHECK(is(rule_of_row(of_all, {}, true), 0.2, Basis::relative, missing));
    CHECK(is(rule_of_row(of_all, {.tolerance = 0.0}, true), 0.0, Basis::relative, missing));
    CHECK(is(rule_of_row(of_all, {.tolerance = 3, .basis = Basis::absolute}, false), 3, Basis::absolute, missing));
    const RuleOfRow limited{.tolerance = 3, .basis = Basis::absolute, .amber_limit = 105};
    CHECK(limited.given());
    CHECK(is(rule_of_row(of_all, limited, true), 3, Basis::band, 105));
    CHECK(is(rule_of_row(of_all, limited, false), 3, Basis::absolute, missing));
    CHECK(is(rule_of_row(of_all, {.basis = Basis::band, .amber_limit = 105}, true), 0.2, Basis::band, 105));
    CHECK(is(rule_of_row(of_all, {.basis = Basis::band, .amber_limit = 105}, false), 0.2, Basis::relative, missing));
    RatingRule band = of_all;
    band.basis = Basis::band;
    band.amber_limit = 120;
    CHECK(is(rule_of_row(band, {}, true), 0.2, Basis::band, 120));
    CHECK(is(rule_of_row(band, {.basis = Basis::relative}, true), 0.2, Basis::relative, 120));
    CHECK(is(rule_of_row(band, {.amber_limit = 105}, false), 0.2, Basis::band, 120));
}

TEST_CASE("a row goes by bounds where its polarity asks for them or there is no number") {
    const Range both{18, 21}, least{95, missing};
    CHECK(goes_by_bounds(20, both, Polarity::in_range));
    CHECK_FALSE(goes_by_bounds(20, both, Polarity::high_is_good));
    CHECK_FALSE(goes_by_bounds(20, both, std::nullopt));
    CHECK(goes_by_bounds(missing, least, Polarity::high_is_good));
    CHECK(goes_by_bounds(missing, least, std::nullopt));
    CHECK_FALSE(goes_by_bounds(20, {}, Polarity::in_range));
    CHECK_FALSE(goes_by_bounds(missing, {}, Polarity::in_range));
    CHECK(same_ends(comparator_of_row(20, both, Polarity::in_range), both));
    CHECK(same_ends(comparator_of_row(20, both, Polarity::low_is_good), {20, 20}));
    CHECK(same_ends(comparator_of_row(missing, least, Polarity::high_is_good), least));
    CHECK_FALSE(comparator_of_row(missing, {}, Polarity::high_is_good).given());
}

TEST_CASE("an amber limit is worse than the comparator beside it") {
    const auto better = [](Polarity polarity, double limit, Range comparator) {
        return limit_is_better({.polarity = polarity, .basis = Basis::band, .amber_limit = limit}, comparator);
    };
    CHECK(better(Polarity::high_is_good, 91, {90, 90}));
    CHECK_FALSE(better(Polarity::high_is_good, 90, {90, 90}));
    CHECK(better(Polarity::low_is_good, 89, {90, 90}));
    CHECK_FALSE(better(Polarity::low_is_good, 90, {90, 90}));
    CHECK_FALSE(better(Polarity::high_is_good, 91, {}));
    CHECK_FALSE(better(Polarity::neutral, 91, {90, 90}));
}

TEST_CASE("a code that stands for no word is refused") {
    CHECK_THROWS_AS(word(static_cast<Rating>(9)), Error);
    CHECK(word(Rating::not_rated) == "not_rated");
}

TEST_CASE("numbers in messages are as they were given") {
    const auto refused = [](double tolerance) {
        return refusal([&] { (void)rate(1, 2, {.polarity = Polarity::low_is_good, .tolerance = tolerance}); });
    };
    CHECK(says(refused(-0.0000001), "found tolerance -1e-07;"));
    CHECK(says(refused(-0.1), "found tolerance -0.1;"));
    const auto range = [] { (void)rate(1, Range{2.5, 1}, {.polarity = Polarity::in_range}); };
    CHECK(says(refusal(range), "found a range from 2.5 to 1; accepted: the lower bound first"));
}

namespace {

/// The rating of a value of which only bounds are known, or why it has none.
std::string of_bounds(Range value, Range comparator, RatingRule rule) {
    const Assessment assessment = assess(value, comparator, rule);
    return std::string(assessment.reason == Reason::rated ? word(assessment.rating) : word(assessment.reason));
}

}  // namespace

TEST_CASE("a value on an open bound has not met it") {
    const Range over_50{50.0, missing, true}, least_50{50.0, missing}, under_5{missing, 5.0, false, true};
    CHECK(rated(50, over_50, high) == "amber");
    CHECK(rated(50, least_50, high) == "green");
    CHECK(rated(50.01, over_50, high) == "green");
    CHECK(rated(45, over_50, high) == "amber");  // the tolerance is of the number that is printed
    CHECK(rated(5, under_5, low) == "amber");
    CHECK(rated(5, {missing, 5.0}, low) == "green");
    CHECK(rated(21, {18.0, 21.0, false, true}, range) == "amber");
    CHECK(rated(18, {18.0, 21.0, false, true}, range) == "green");
}

TEST_CASE("a bound is rated where all values within it have one rating") {
    const Range fifty{50.0, 50.0}, five{5.0, 5.0}, teens{18.0, 21.0};
    const std::string open = "only a bound is known";
    CHECK(of_bounds({50.0, missing, true}, fifty, high) == "green");       // over 50
    CHECK(of_bounds({50.0, missing}, fifty, high) == "green");             // at least 50
    CHECK(of_bounds({49.0, missing}, fifty, high) == open);
    CHECK(of_bounds({45.0, 50.0, false, true}, fifty, high) == "amber");   // 45 to under 50
    CHECK(of_bounds({45.0, 50.0}, fifty, high) == open);
    CHECK(of_bounds({missing, 45.0, false, true}, fifty, high) == "red");  // under 45
    CHECK(of_bounds({missing, 45.0}, fifty, high) == open);                // 45 itself is amber
    CHECK(of_bounds({missing, 5.0, false, true}, five, low) == "green");   // <5
    CHECK(of_bounds({missing, 5.0}, five, low) == "green");                // at most 5
    CHECK(of_bounds({missing, 6.0}, five, low) == open);
    CHECK(of_bounds({5.0, missing, true}, five, low) == open);             // over 5: amber, or red
    CHECK(of_bounds({5.0, 5.5, true}, five, low) == "amber");
    CHECK(of_bounds({5.5, missing, true}, five, low) == "red");            // over 5.5
    CHECK(of_bounds({18.0, 21.0}, teens, range) == "green");
    CHECK(of_bounds({17.0, 20.0}, teens, range) == open);
    CHECK(of_bounds({missing, 16.0}, teens, range) == "red");
    CHECK(of_bounds({21.0, 22.0, true}, teens, range) == "amber");
    CHECK(of_bounds({21.0, 22.0}, teens, range) == open);
    CHECK(of_bounds({10.0, 30.0}, teens, range) == open);
    // against "over 50" itself, and where the edges belong to the worse side
    CHECK(of_bounds({50.0, missing, true}, {50.0, missing, true}, high) == "green");
    CHECK(of_bounds({50.0, missing}, {50.0, missing, true}, high) == open);
    RatingRule strict = high;
    strict.green_inclusive = false;
    CHECK(of_bounds({50.0, missing, true}, fifty, strict) == "green");
    CHECK(of_bounds({50.0, missing}, fifty, strict) == open);
}

TEST_CASE("a bound says why it is not rated as a value does") {
    const Range under{missing, 5.0, false, true}, five{5.0, 5.0};
    CHECK(of_bounds({}, five, low) == "no data");
    CHECK(of_bounds(under, {}, low) == "no comparator");
    CHECK(of_bounds(under, five, {.polarity = Polarity::neutral}) == "neutral indicator");
    CHECK(of_bounds(under, five, {}) == "no polarity");
    CHECK(of_bounds(under, {5.0, missing}, low) == "a bound on the other side");
}

TEST_CASE("a bound has the rating of every value that is drawn from it, and none where two of them differ") {
    std::mt19937 random(11);
    const auto any = [&](int least, int most) {
        return static_cast<double>(std::uniform_int_distribution<int>(least, most)(random));
    };
    for (int draw = 0; draw < 20'000; ++draw) {
        const double from = any(0, 12), length = any(1, 8), lowest = any(0, 12);
        const Range value{from, from + length, any(0, 1) > 0, any(0, 1) > 0};
        const Range comparator{lowest, lowest + any(1, 4), any(0, 1) > 0, any(0, 1) > 0};
        const RatingRule rule{.polarity = static_cast<Polarity>(static_cast<int>(any(0, 2))),
                              .tolerance = any(0, 4) / 4.0,
                              .basis = Basis::absolute,
                              .green_inclusive = any(0, 1) > 0,
                              .amber_inclusive = any(0, 1) > 0};
        bool seen[4] = {};
        constexpr int parts = 64;  // fine enough to stand on both sides of every edge
        const int last = static_cast<int>(length) * parts;
        for (int step = 0; step <= last; ++step) {
            if ((step == 0 && value.lower_open) || (step == last && value.upper_open)) continue;
            const double each = from + static_cast<double>(step) / parts;
            seen[static_cast<int>(assess(each, comparator, rule).rating)] = true;
        }
        const int different = seen[0] + seen[1] + seen[2];
        const Assessment found = assess(value, comparator, rule);
        INFO(value.lower << (value.lower_open ? " open" : "") << " to " << value.upper
                         << (value.upper_open ? " open" : "") << " against " << comparator.lower << " to "
                         << comparator.upper << ", " << word(*rule.polarity) << ", tolerance " << rule.tolerance);
        if (found.reason == Reason::rated) {
            CHECK(different == 1);
            CHECK(seen[static_cast<int>(found.rating)]);
        } else {
            CHECK(found.reason == Reason::only_a_bound);
            CHECK(different > 1);
        }
    }
}

}  // namespace test_rating
