// Two figures as published: exact ones, bounds and what is about some amount, by hand.
#include <string>
#include <vector>

#include "headway/money/published_figure.hpp"
#include "testing.hpp"

namespace test_published_figure {

using namespace headway;
using namespace headway::test;

namespace {

Money of(const char* text) { return read_money(text, MoneyUnit::millions); }

std::string_view between(const char* a, const char* b) {
    const std::string_view found = word(consistency(of(a), of(b)));
    CHECK(found == word(consistency(of(b), of(a))));  // neither comes first
    return found;
}

}  // namespace

TEST_CASE("a bound is held against an exact figure as printed, and against its rounding") {
    CHECK(between("41.60", "over £50m") == "contradicted");
    CHECK(between("50.01", "over £50m") == "satisfied");
    CHECK(between("50.0", "over £50m") == "cannot say");  // 50.04 prints as 50.0
    CHECK(between("50.0", "at least £50m") == "satisfied");
    CHECK(between("49.96", "at least £50m") == "contradicted");
    CHECK(between("3.0", "up to £3m") == "satisfied");
    CHECK(between("3.1", "up to £3m") == "contradicted");
    CHECK(between("4.5", "£4m-£5m") == "satisfied");
    CHECK(between("5.2", "£4m-£5m") == "contradicted");
}

TEST_CASE("exact figures are consistent where rounding can be all that parts them") {
    CHECK(between("42.65", "42.65") == "satisfied");
    CHECK(between("34.5", "34.50") == "satisfied");
    CHECK(between("42.65", "42.6") == "satisfied");  // half-way may be printed as either
    CHECK(between("42.65", "42.64") == "cannot say");
    CHECK(between("32.05", "34.5") == "contradicted");
}

TEST_CASE("about is half a unit of the last digit that is not 0, and never contradicts") {
    CHECK(between("42.65", "c£40m") == "satisfied");
    CHECK(between("45.0", "c£40m") == "satisfied");
    CHECK(between("45.2", "c£40m") == "cannot say");
    CHECK(between("over £50m", "c£40m") == "cannot say");
    CHECK(detail::half_of_round_figure(40.0, 0) == 5.0);
    CHECK(detail::half_of_round_figure(42.5, 1) == 0.05);
    CHECK(detail::half_of_round_figure(42.0, 1) == 0.5);
    CHECK(detail::half_of_round_figure(0.0, 0) == 0.5);
}

TEST_CASE("bounds of one another") {
    CHECK(between("over £40m", "over £50m") == "satisfied");
    CHECK(between("over £50m", "up to £45m") == "contradicted");
    CHECK(between("over £50m", "up to £50m") == "contradicted");
    CHECK(between("at least £50m", "up to £50m") == "cannot say");
    CHECK(between("n/a", "42.65") == "cannot say");
}

TEST_CASE("a change to or from a bound is a bound") {
    const Money over = change(of("41.60"), of("over £50m"));
    CHECK(!over.amount);
    CHECK(over.lower == 8.4);
    CHECK(over.lower_open);
    CHECK(!over.upper);
    const Money back = change(of("over £50m"), of("41.60"));
    CHECK(back.upper == -8.4);
    CHECK(back.upper_open);
    CHECK(!back.lower);
    CHECK(!is_known(change(of("over £40m"), of("over £50m"))));
    const Money range = change(of("£4m-£5m"), of("7"));
    CHECK(range.lower == 2.0);
    CHECK(range.upper == 3.0);
    CHECK(!range.lower_open);
    const Money about = change(of("42.65"), of("c£40m"));
    CHECK(about.amount == -2.65);
    CHECK(about.approximate);
    CHECK(!is_known(change(of("n/a"), of("42.65"))));
}

TEST_CASE("a sum of bounds is a bound, of decimals exact, and of nothing known nothing") {
    const std::vector<Money> portfolios{of("14.65"), of("7.9"), of("1"), of("4"), of("2"), of("11.3"), of("1.8")};
    CHECK(sum_of(portfolios).amount == 42.65);
    CHECK(sum_of(std::vector{of("over £50m"), of("2.5")}).lower == 52.5);
    CHECK(sum_of(std::vector{of("over £50m"), of("2.5")}).lower_open);
    CHECK(sum_of(std::vector{of("over £50m"), of("2.5")}).amount == std::nullopt);
    CHECK(!is_known(sum_of(std::vector{of("n/a"), of("2.5")})));
    CHECK(sum_of(std::vector<Money>{}).amount == 0.0);
    CHECK(rounding_of(of("42.65")) == 0.005);
    CHECK(rounding_of(of("34.5")) == 0.05);
    CHECK(rounding_of(of("over £50m")) == 0.0);
}

TEST_CASE("a figure that is no exact amount says so") {
    CHECK(bound_in_words(of("42.65")).empty());
    CHECK(bound_in_words(of("over £50m")) == "over 50");
    CHECK(bound_in_words(of("at least £50m")) == "at least 50");
    CHECK(bound_in_words(of("under £5m")) == "under 5");
    CHECK(bound_in_words(of("up to £3m")) == "up to 3");
    CHECK(bound_in_words(of("£4m-£5m")) == "4 to 5");
    CHECK(bound_in_words(of("c£40m")) == "about 40");
    CHECK(bound_in_words(of("n/a")) == "not known");
    CHECK(bound_in_words(of("over £50m"), MoneyUnit::millions) == "over £50m");
    CHECK(bound_in_words(change(of("over £50m"), of("41.60")), MoneyUnit::millions) == "under -£8.4m");
}

}  // namespace test_published_figure
