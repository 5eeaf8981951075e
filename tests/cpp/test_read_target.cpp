// Targets as people write them: what the council published, each form of the grammar, and what is refused.
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/measure/read_target.hpp"
#include "testing.hpp"

namespace test_read_target {

using namespace headway;
using namespace headway::test;

namespace {

Period period(std::string_view label) { return Period::parse(label); }

/// As at Q2 of 2024/25 539 of something of which fewer are better; a year before there were 600, a quarter before 559.
TargetContext voids() {
    return {.baseline = Baseline{period("2024/25 - Q2"), 539.0},
            .polarity = Polarity::low_is_good,
            .value_of = [](Period of) {
                if (of == period("2023/24 - Q2")) return 600.0;
                return of == period("2024/25 - Q1") ? 559.0 : missing;
            }};
}

RelativeTarget relative(std::string_view text, const TargetContext& context) {
    const auto found = read_target(text, context).relative;
    REQUIRE(found);
    return *found;
}

std::string refused(std::string_view text, const TargetContext& context = voids()) {
    return refusal([&] { return read_target(text, context); });
}

}  // namespace

TEST_CASE("a further 80 fewer by the end of Q3: 539 - 80 = 459") {
    for (const char* text : {"a further 80 fewer by the end of Q3", "A reduction of a further 80 properties by Q3.",
                             "reduce voids by 80 by the end of next quarter", "80 fewer voids by December 2024",
                             "cut by a further 80, by 31 December 2024", "80 properties fewer by the end of quarter 3",
                             "by 80 by Q3", "by \xE2\x88\x92" "80 by Q3"}) {
        INFO(text);
        const ReadTarget found = read_target(text, voids());
        CHECK(found.target.value.lower == 459.0);
        CHECK(found.target.value.upper == 459.0);
        REQUIRE(found.target.by);
        CHECK(found.target.by->last_month() == period("December 2024"));
        CHECK(found.relative->change == -80.0);
        CHECK(found.relative->change_is == ChangeIs::amount);
        CHECK(found.relative->baseline.value == 539.0);
    }
    CHECK(in_words(relative("80 fewer", voids())) == "539 (2024/25 - Q2) less 80 is 459");
}

TEST_CASE("by 5% and by 5 points are kept apart") {
    const TargetContext rate{.baseline = Baseline{period("2024/25 - Q2"), 60.0}, .polarity = Polarity::high_is_good};
    for (const char* text : {"by 5%", "increase by 5%", "5 per cent more", "up 5 percent", "improve by 5%",
                             "a 5% increase", "5% better", "by 5 %", "5 % more", "increase by 5 more %"}) {
        INFO(text);
        CHECK(read_target(text, rate).target.value.lower == 63.0);
        CHECK(relative(text, rate).change == 0.05);
    }
    for (const char* text : {"by 5 points", "up 5 percentage points", "5pp higher", "increase by 5 pp", "5 points better",
                             "rise by 5 % points", "improvement of 5 ppts",
                             "by 5 more percentage points", "5 more points"}) {
        INFO(text);
        CHECK(read_target(text, rate).target.value.lower == 65.0);
        CHECK(relative(text, rate).change_is == ChangeIs::points);
    }
    CHECK(in_words(relative("by 5%", rate)) == "60 (2024/25 - Q2) plus 5% is 63");
    CHECK(in_words(relative("by 5 points", rate)) == "60 (2024/25 - Q2) plus 5 points is 65");
}

TEST_CASE("at least as good as last year is last year's value") {
    for (const char* text : {"at least as good as last year", "no worse than last year", "the same as 2023/24 - Q2",
                             "As good as a year ago by Q4", "not worse than in Q2 2023/24"}) {
        INFO(text);
        const RelativeTarget found = relative(text, voids());
        CHECK(year_end(found) == 600.0);
        CHECK(found.baseline.period == period("2023/24 - Q2"));
    }
    CHECK(year_end(relative("maintain", voids())) == 539.0);
    CHECK(year_end(relative("no change", voids())) == 539.0);
    CHECK(year_end(relative("10% fewer than last year", voids())) == 540.0);
    CHECK(year_end(relative("10 fewer compared with last quarter by Q4", voids())) == 549.0);
    CHECK(std::isnan(year_end(relative("no worse than 2019/20 - Q2", voids()))));  // of which nothing is known
    const TargetContext given{.baseline = Baseline{period("2023/24 - Q2"), 600.0}, .as_at = period("2024/25 - Q2")};
    CHECK(year_end(relative("10% fewer than last year by Q3", given)) == 540.0);
    CHECK(*read_target("10% fewer than last year by Q3", given).target.by == period("2024/25 - Q3"));
    CHECK(in_words(relative("no worse than 2019/20 - Q2", voids())) == "what was measured in 2019/20 - Q2 is not known");
}

TEST_CASE("of a series the baseline is its last published point, and others are looked up") {
    const Series voids_by_quarter({600, 610, 580, 570, 559, 539, missing}, period("2023/24 - Q2"), Accrual::snapshot,
                                  Frequency::quarter);
    const ReadTarget found = read_target("a further 80 fewer by the end of next quarter", voids_by_quarter);
    CHECK(found.target.value.lower == 459.0);
    CHECK(found.relative->baseline.period == period("2024/25 - Q3"));  // the sixth point
    CHECK(*found.target.by == period("2024/25 - Q4"));
    CHECK(read_target("10 fewer than last year", voids_by_quarter).target.value.lower == 600.0);
    CHECK(std::isnan(read_target("10 fewer than 2019/20 - Q1", voids_by_quarter).target.value.lower));
    CHECK(says(refusal([] { return read_target("80 fewer", Series({}, period("2024-04"), Accrual::flow)); }),
               "nothing says from what"));
}

TEST_CASE("a number is itself") {
    const TargetContext none;
    CHECK(read_target("86.6%", none).target.value.lower == 86.6);
    CHECK(std::isnan(read_target("at most 30", none).target.value.lower));
    CHECK(read_target("at most 30", none).target.value.upper == 30.0);
    CHECK(read_target("18 to 21", none).target.value.upper == 21.0);
    CHECK(read_target("\xC2\xA3" "1.2m", none).target.value.lower == 1'200'000.0);
    const ReadTarget dated = read_target("at least 95% by March 2026", none);
    CHECK(dated.target.value.lower == 95.0);
    CHECK(*dated.target.by == period("March 2026"));
    CHECK(*read_target("95 by 2026", none).target.by == period("2026"));
    CHECK(read_target("reduce voids to 460 by Q4", voids()).target.value.lower == 460.0);
    CHECK(read_target("maintain 95%", none).target.value.lower == 95.0);
    CHECK(read_target("fewer than 2024", none).target.value.upper == 2024.0);
    CHECK(read_target("cut by 2,000", {.baseline = Baseline{period("2024/25"), 5000.0}}).target.value.lower == 3000.0);
    CHECK_FALSE(read_target("86.6%", none).relative);
}

TEST_CASE("a sign, points or a multiple may be of a change, and is refused with what to write") {
    for (const auto& [text, accepted] : std::vector<std::pair<const char*, const char*>>{
             {"-5%", "accepted: 'down 5%' for a change, 'to -5%' for a level"},
             {"-5% by March 2026", "'down 5%'"}, {"-5% on last year", "'down 5%'"}, {"(5%)", "'down 5%'"},
             {"+5%", "accepted: 'up 5%' for a change, '5%' for a level"}, {"+5", "'up 5' for a change, '5' for a level"},
             {"at least +5%", "'up 5%'"}, {"+5% of homes", "'up 5%'"}, {"5pp", "'up 5 points', 'by 5 points', or the"},
             {"-5pp", "points are a change"}, {"at least 5pp", "points are a change"},
             {"1.5 times", "accepted: 'up 50%' for 1.5 times the baseline"}, {"twofold", "it is a multiple"},
             {"reduce by +5", "it has a sign and a direction"}}) {
        INFO(text);
        CHECK(says(refused(text), accepted));
    }
    CHECK(read_target("-10", {}).target.value.lower == -10.0);
    CHECK(read_target("to -5%", {}).target.value.lower == -5.0);
    CHECK(read_target("-5% to 5%", {}).target.value.upper == 5.0);
    CHECK(read_target("95+", {}).target.value.lower == 95.0);
    CHECK(read_target("by +80", voids()).target.value.lower == 619.0);
    CHECK(read_target("95% of response times", {}).target.value.lower == 95.0);
}

TEST_CASE("what is due by the first of a month is due by the end of the month before") {
    for (const auto& [text, by] : std::vector<std::pair<const char*, const char*>>{
             {"400 by 1 January 2025", "December 2024"}, {"400 by the start of January", "December 2024"},
             {"400 by the beginning of January 2025", "December 2024"}, {"400 before January 2025", "December 2024"},
             {"400 before 1 January 2025", "December 2024"}, {"400 by 31 December 2024", "31 December 2024"},
             {"400 before 15 March 2025", "14 March 2025"}, {"400 before next year", "March 2025"},
             {"400 before the end of March 2025", "March 2025"}, {"80 fewer before 2026", "December 2025"},
             {"400 ahead of January 2025", "December 2024"}, {"400 prior to 1 January 2025", "December 2024"},
             {"400 no later than December 2024", "December 2024"}, {"400 up to December 2024", "December 2024"},
             {"80 fewer until 1 January 2025", "December 2024"}, {"400 up until December 2024", "December 2024"},
             {"80 fewer not later than Q3", "2024/25 - Q3"}, {"400 on or before 31 December 2024", "31 December 2024"},
             {"up to 400 by December 2024", "December 2024"}, {"400 till next year", "2025/26"},
             {"400 before calendar year 2026", "December 2025"}}) {
        INFO(text);
        CHECK(*read_target(text, voids()).target.by == period(by));
    }
    CHECK(says(refused("400 by 1 October 2024"), "its date 'September 2024' is not after"));
    CHECK(due_by(period("1 April 2025")) == period("March 2025"));
    CHECK(due_by(period("2 April 2025")) == period("2 April 2025"));
    CHECK(due_before(period("2025/26")) == period("March 2025"));
}

TEST_CASE("a deadline of its own is read as one behind a target") {
    for (const auto& [text, by] : std::vector<std::pair<const char*, const char*>>{
             {"before January 2025", "December 2024"}, {"By 1 January 2025", "December 2024"},
             {"2025-01-01", "December 2024"}, {"January 2025", "January 2025"}, {"31 January 2025", "31 January 2025"},
             {"no later than  December 2024", "December 2024"}, {"Until 1 January 2025", "December 2024"},
             {"up to 2024/25 - Q3", "2024/25 - Q3"}, {"ahead of 2025/26", "March 2025"},
             {"prior to 2 January 2025", "December 2024"}, {"before 3 January 2025", "2 January 2025"},
             {"before the end of March 2025", "31 March 2025"},
             {"by the start of April 2025", "March 2025"}, {"on or before 1 April 2025", "March 2025"}}) {
        INFO(text);
        CHECK(read_deadline(text) == period(by));
    }
    for (const char* none : {"", "before", "before summer", "beforehand 2025", "after January 2025", "by"}) {
        INFO(none);
        CHECK_FALSE(refusal([&] { (void)read_deadline(none); }).empty());
    }
}

TEST_CASE("dates without a year are the first after now") {
    for (const auto& [text, by] : std::vector<std::pair<const char*, const char*>>{
             {"80 fewer by Q3", "2024/25 - Q3"},       {"80 fewer by Q1", "2025/26 - Q1"},
             {"80 fewer by Q2", "2025/26 - Q2"},       {"80 fewer by March", "March 2025"},
             {"80 fewer by the end of June", "June 2025"}, {"80 fewer by year end", "2024/25"},
             {"80 fewer by the end of next year", "2025/26"}, {"80 fewer by the end of 2026/27", "2026/27"}}) {
        INFO(text);
        CHECK(*read_target(text, voids()).target.by == period(by));
    }
}

TEST_CASE("whole things, on the side that is good") {
    CHECK(whole_target(63.2, Polarity::high_is_good) == 64.0);
    CHECK(whole_target(63.2, Polarity::low_is_good) == 63.0);
    CHECK(whole_target(63.5, Polarity::neutral) == 64.0);
    CHECK(whole_target(0.1 + 0.2 + 62.7, Polarity::high_is_good) == 63.0);  // whole as printed
    TargetContext homes{.baseline = Baseline{period("2023/24"), 79.0}, .polarity = Polarity::low_is_good, .whole = true};
    CHECK(read_target("reduce by 20%", homes).target.value.lower == 63.0);
    CHECK(in_words(relative("reduce by 20%", homes)) ==
          "79 (2023/24) less 20% is 63.2; of whole things 63, which is at most 63.2");
    homes.polarity = Polarity::high_is_good;
    CHECK(read_target("reduce by 20%", homes).target.value.lower == 64.0);
    CHECK(read_target("63.2", homes).target.value.lower == 64.0);
    CHECK(read_target("18.5 to 21.5", homes).target.value.lower == 19.0);
    CHECK(read_target("18.5 to 21.5", homes).target.value.upper == 21.0);
}

TEST_CASE("what is refused, and what is accepted instead") {
    CHECK(says(refused("soon"), "target: found \"soon\": it holds no figure; accepted: a number or a range"));
    CHECK(says(refused(""), "it is empty"));
    CHECK(says(refused("80 fewer or 5%"), "'or' could turn its meaning"));
    CHECK(says(refused("not 80 fewer"), "'not' could turn its meaning"));
    CHECK(says(refused("no increase by 5%"), "'no' could turn its meaning"));
    CHECK(says(refused("5% worse"), "'worse' could turn its meaning"));
    CHECK(says(refused("80 fewer than neighbours"), "'than' could turn its meaning"));
    CHECK(says(refused("80 fewer and 20 more"), "two figures"));
    CHECK(says(refused("an increase of 80 fewer"), "both up and down"));
    CHECK(says(refused("up to 5% higher"), "both a level and a change"));
    CHECK(says(refused("cut by 2000"), "'by 2000' may be a year or an amount; accepted: 'by 2,000' for an amount"));
    CHECK(says(refused("80 fewer by Q1 2024/25"), "its date '2024/25 - Q1' is not after '2024/25 - Q2'"));
    CHECK(says(refused("at least 95"), "a bound on the side that is not good, for the polarity is low_is_good"));
    CHECK(says(refused("12,34 fewer"), "\"12,34\" is no figure"));
    CHECK(says(refused("80 fewer in Q3"), "\"q3\" is no figure"));
    CHECK(says(refused("80 fewer", {}), "nothing says from what; accepted: a baseline"));
    CHECK(says(refused("by 5%", {.baseline = Baseline{period("2024/25"), 60.0}}), "no polarity says which side is good"));
    CHECK(says(refused("10% fewer than last year", {.baseline = Baseline{period("2024/25"), 60.0}}),
               "it is measured from '2023/24', and the baseline is of '2024/25'"));
    CHECK(says(refused("by 5%", {.baseline = Baseline{period("2024/25"), 60.0}, .polarity = Polarity::neutral}),
               "neither has the polarity neutral"));
    CHECK(says(refused("5% fewer", {.baseline = Baseline{period("2024/25"), 0.0}}), "found baseline 0 of '2024/25'"));
    CHECK(says(refused("maintain 5 points", voids()), "points are a change, not a level"));
}

TEST_CASE("a figure without a word of change is the level, whatever the polarity") {
    for (const Polarity polarity : {Polarity::high_is_good, Polarity::low_is_good}) {
        const TargetContext rate{.baseline = Baseline{period("2024/25 - Q2"), 60.0}, .polarity = polarity};
        for (const char* text : {"95% of homes by March 2026", "Target 95%", "Achieve 95%", "95% compliance", "95 homes",
                                 "95% (stretch)", "95 per cent of homes", "95 % of homes in good condition"}) {
            INFO(text);
            CHECK(read_target(text, rate).target.value.lower == 95.0);
            CHECK(read_target(text, rate).target.value.upper == 95.0);
            CHECK_FALSE(read_target(text, rate).relative);
        }
        CHECK(read_target("1,200 homes", rate).target.value.lower == 1200.0);
        for (const char* text : {"top 10", "within 10 of last year", "95% of homes in better condition", "5 points",
                                 "more homes at 95%", "95% of people with lower costs", "reduce voids 80",
                                 "\xE2\x88\x92" "5 homes", "10 a year", "about 95% of homes"}) {
            INFO(text);
            CHECK(says(refused(text, rate), "accepted: "));
        }
    }
    CHECK(read_target("a further 80", voids()).target.value.lower == 459.0);
    CHECK(read_target("12 more affordable homes", voids()).target.value.lower == 551.0);
}

TEST_CASE("a bound among other words is no change") {
    for (const char* text : {"reduce to below 30", "stay below 30", "reduce to under 30", "achieve below 10%",
                             "increase above 95%", "at least 80 fewer", "at least 5% higher", "reduce by 80 at most",
                             "keep at most 30 voids", "reduce to at most 30"}) {
        INFO(text);
        CHECK(says(refused(text), "it is a bound among other words; accepted: the bound alone"));
    }
    CHECK(read_target("below 30 by March 2026", voids()).target.value.upper == 30.0);
    CHECK(read_target("reduce to 30", voids()).target.value.upper == 30.0);
}

TEST_CASE("a date that is none is not passed over") {
    CHECK(says(refused("reduce by 2026"), "'by 2026' may be a year or an amount"));
    CHECK(says(refused("80 fewer by summer"), "'by summer' is no date; accepted: 'by March 2026'"));
    CHECK(says(refused("95% by Christmas"), "'by christmas' is no date"));
    CHECK(says(refused("80 fewer by March 26"), "accepted: "));
    CHECK(says(refused("80 fewer by"), "'by ' is no date"));
    CHECK(says(refused("80 fewer until summer"), "'until' could turn"));
    CHECK(says(refused("80 fewer after March"), "'after' could turn"));
    CHECK(*read_target("80 fewer by 31 March", voids()).target.by == period("31 March 2025"));
    CHECK(says(refused("by at least 80"), "'by at least 80' is no date"));
}

TEST_CASE("of a series of levels a time is the point that ends with it; a sum of a year is none of its points") {
    const Series levels({600, 610, 580, 570, 559, 539}, period("2023/24 - Q2"), Accrual::snapshot, Frequency::quarter);
    CHECK(read_target("80 fewer from March 2024", levels).target.value.lower == 500.0);  // 2023/24 - Q4
    CHECK(read_target("80 fewer than in December 2023", levels).target.value.lower == 530.0);
    CHECK(std::isnan(read_target("80 fewer from February 2024", levels).target.value.lower));
    for (const Accrual accrual : {Accrual::flow, Accrual::cumulative}) {
        const Series sums({100, 101, 102}, period("April 2024"), accrual, Frequency::month);
        for (const char* text : {"10 fewer by year end", "10 fewer", "10% fewer than last year", "no worse than last year"})
            CHECK(says(refusal([&] { return read_target(text, sums); }),
                       "the last is a month; accepted: the number itself that the year is to come to"));
        CHECK(read_target("1,200 by year end", sums).target.value.lower == 1200.0);
        const Series years({1300, 1210}, period("2022/23"), accrual, Frequency::year);
        CHECK(read_target("10 fewer", years).target.value.lower == 1200.0);
    }
}

}  // namespace test_read_target
