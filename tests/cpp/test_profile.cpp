// In-year profiles: worked by hand, then what must hold for any.
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "headway/assess/equivalent_number.hpp"
#include "headway/assess/rating.hpp"
#include "headway/measure/profile.hpp"
#include "testing.hpp"

namespace test_profile {

using namespace headway;
using namespace headway::test;

namespace {

Period p(const std::string& label, Calendar calendar = financial_calendar) { return Period::parse(label, calendar); }
Range number(double value) { return {value, value}; }

Profile linear(double target, double start = 0.0) {
    return {.shape = ProfileShape::linear, .target = number(target), .start = start};
}

Profile seasonal(double target, std::vector<double> shares) {
    return {.shape = ProfileShape::seasonal, .target = number(target), .shares = std::move(shares)};
}

Profile dated(ProfileShape shape, std::initializer_list<std::pair<const char*, double>> values) {
    Profile profile{.shape = shape};
    for (const auto& [label, value] : values) profile.milestones.push_back({p(label), number(value)});
    return profile;
}

double at(const Profile& profile, const std::string& label) {
    const Range value = in_year(profile, p(label, profile.calendar));
    CHECK((value.lower == value.upper || (std::isnan(value.lower) && std::isnan(value.upper))));
    return value.lower;
}

void check_says(const std::string& message, std::initializer_list<const char*> parts) {
    for (const std::string part : parts) {
        CAPTURE(message, part);
        CHECK(message.find(part) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("a flat profile is the year-end value everywhere") {
    const Profile profile{.target = number(86.6)};
    for (const char* label : {"2024-04", "2024-09", "2025-03", "2024/25 - Q2", "Oct 2023 to Sep 2024", "2018 - 20"})
        CHECK(at(profile, label) == 86.6);
}

TEST_CASE("a linear profile reads the published in-year trajectories") {
    CHECK(at(linear(560.8), "2024-09") == 280.4);
    CHECK(at(linear(14.6), "2024-09") == 7.3);
    CHECK(at(linear(560.8), "2024/25 - Q2") == 280.4);
    CHECK(at(linear(560.8), "2024/25") == 560.8);
    CHECK(at(linear(1.2), "2024-05") == 0.2);
    CHECK(at(linear(1.2), "2025-02") == 1.1);
    CHECK(at(linear(86.6, 94.2), "2024-09") == 90.4);   // half of the way down
    CHECK(at(linear(-99.9, 100.1), "2024-09") == 0.1);  // 0.0999999999999943 in doubles
    CHECK(std::isnan(at(linear(86.6, missing), "2024-09")));
    CHECK(at(linear(86.6, missing), "2025-03") == 86.6);
}

TEST_CASE("the year of a linear profile begins where its calendar says") {
    Profile profile = linear(12);
    profile.calendar = academic_calendar;
    CHECK(at(profile, "2024-09") == 1);
    CHECK(at(profile, "September 2024 - December 2024") == 4);  // a term
    CHECK(at(profile, "January 2025 - April 2025") == 8);
    CHECK(at(profile, "2025-08") == 12);
    profile.calendar = calendar_year;
    CHECK(at(profile, "2024 - Q2") == 6);
}

TEST_CASE("a seasonal profile follows past years, pooled") {
    // Quarters of 2022/23 and 2023/24: 10 + 20, 20 + 20, 30 + 40, 40 + 20 reach 30, 70, 140 and 200 of 200.
    const Series past({10, 20, 30, 40, 20, 20, 40, 20}, p("2022/23 - Q1"), Accrual::flow, Frequency::quarter);
    CHECK(cumulative_shares(past) == std::vector<double>{0.15, 0.35, 0.7, 1});
    const Profile profile = seasonal(560.8, cumulative_shares(past));
    CHECK(at(profile, "2024/25 - Q1") == 84.12);
    CHECK(at(profile, "2024/25 - Q2") == 196.28);
    CHECK(at(profile, "2024-09") == 196.28);
    CHECK(at(profile, "2024/25 - Q3") == 392.56);
    CHECK(at(profile, "2025-03") == 560.8);

    CHECK(at(seasonal(560.8, {0.15, 0.35, 0.7, 1 - 1e-12}), "2025-03") == 560.8);  // shares that were rounded

    const Series to_date({10, 30, 60, 100, 20, 40, 80, 100}, p("2022/23 - Q1"), Accrual::cumulative,
                         Frequency::quarter);
    CHECK(cumulative_shares(to_date) == cumulative_shares(past));
    const std::vector<double> weights{3, 4, 7, 6};
    CHECK(cumulative_shares(weights) == cumulative_shares(past));
}

TEST_CASE("years that are not complete are left out of the shares") {
    const std::vector<double> only{0.1, 0.3, 0.6, 1};
    const auto shares = [](std::vector<double> values, const char* start) {
        return cumulative_shares(Series(std::move(values), p(start), Accrual::flow, Frequency::quarter));
    };
    CHECK(shares({10, 20, 30, 40, 99, 99}, "2022/23 - Q1") == only);               // this year, so far
    CHECK(shares({99, 10, 20, 30, 40}, "2021/22 - Q4") == only);                   // begins within a year
    CHECK(shares({99, 99, missing, 99, 10, 20, 30, 40}, "2021/22 - Q1") == only);  // a point was not published
    CHECK(shares({0, 0, 0, 0, 10, 20, 30, 40}, "2021/22 - Q1") == only);           // nothing happened that year
    check_says(refusal([&] { (void)shares({1, 2, 3}, "2022/23 - Q1"); }),
               {"no complete year", "3 points", "2022/23 - Q1", "4"});
    check_says(refusal([&] { (void)shares({1, 2, 3, 4}, "2022/23 - Q2"); }), {"no complete year"});
    check_says(refusal([&] { (void)shares({}, "2022/23 - Q1"); }), {"no complete year"});
    check_says(refusal([&] { (void)shares({0, 0, 0, 0}, "2022/23 - Q1"); }), {"total of 0", "more than 0"});
    check_says(refusal([&] { (void)shares({1, 1, 1, -4}, "2022/23 - Q1"); }), {"total of -1"});
}

TEST_CASE("shares are of a year that grows from 0") {
    for (const Accrual accrual : {Accrual::snapshot, Accrual::average, Accrual::rolling})
        check_says(
            refusal([&] { (void)cumulative_shares(Series(std::vector<double>(12, 1.0), p("2023-04"), accrual)); }),
            {std::string(word(accrual)).c_str(), "flow or cumulative"});
    check_says(refusal([] { (void)cumulative_shares(Series({1, 2}, p("2022/23"), Accrual::flow, Frequency::year)); }),
               {"frequency year", "month, quarter or term"});
}

TEST_CASE("a step holds until the next") {
    const Profile profile = dated(ProfileShape::steps, {{"2024-04", 90}, {"2024-10", 95}, {"2025/26", missing}});
    CHECK(std::isnan(at(profile, "2024-03")));
    CHECK(at(profile, "2024-04") == 90);
    CHECK(at(profile, "2024-09") == 90);
    CHECK(at(profile, "2024-10") == 95);
    CHECK(at(profile, "2024/25 - Q2") == 90);
    CHECK(at(profile, "2024/25 - Q3") == 95);
    CHECK(at(profile, "2024/25") == 95);  // in force when the year ends
    CHECK(std::isnan(at(profile, "2025-04")));
}

TEST_CASE("milestones are joined by straight lines") {
    Profile profile = dated(ProfileShape::milestones, {{"March 2025", 86.6}, {"March 2026", 72}});
    CHECK(at(profile, "2025-03") == 86.6);
    CHECK(at(profile, "2025-09") == 79.3);
    CHECK(at(profile, "2025/26 - Q2") == 79.3);
    CHECK(at(profile, "2026-03") == 72);
    CHECK(at(profile, "2030-01") == 72);
    CHECK(std::isnan(at(profile, "2025-02")));  // nobody said where the line comes from

    profile.baseline = {p("2024-03"), 94.2};
    CHECK(at(profile, "2024-03") == 94.2);
    CHECK(at(profile, "2024-09") == 90.4);
    CHECK(std::isnan(at(profile, "2024-02")));
    CHECK(at(profile, "2025-09") == 79.3);

    CHECK(at(dated(ProfileShape::milestones, {{"2024/25", 86.6}, {"2025/26 - Q4", 72}}), "2025-09") == 79.3);
    const Profile gap = dated(ProfileShape::milestones, {{"2025-03", 86.6}, {"2026-03", missing}, {"2027-03", 60}});
    CHECK(at(gap, "2025-03") == 86.6);
    CHECK(std::isnan(at(gap, "2025-04")));
    CHECK(at(gap, "2027-03") == 60);
}

TEST_CASE("a relative target keeps its baseline") {
    const RelativeTarget reduction{.change = -0.10, .baseline = {p("2024-03"), 645.6}};
    CHECK(year_end(reduction) == 581.04);
    const Profile profile{.shape = ProfileShape::linear, .relative = reduction, .start = 645.6};
    CHECK(year_end(profile).upper == 581.04);
    CHECK(at(profile, "2024-09") == 613.32);
    CHECK(at(profile, "2025-03") == 581.04);
    CHECK(profile.relative->baseline.period == p("2024-03"));
    CHECK(year_end(RelativeTarget{.change = 0.05, .baseline = {p("2024-03"), 57.4}}) == 60.27);
    CHECK(year_end(RelativeTarget{.change = -1, .baseline = {p("2024-03"), 57.4}}) == 0);
    CHECK(std::isnan(year_end(RelativeTarget{.change = -0.10, .baseline = {p("2024-03"), missing}})));

    for (const double baseline : {0.0, -5.0, infinity})
        check_says(
            refusal([&] { (void)year_end(RelativeTarget{.change = -0.10, .baseline = {p("2024-03"), baseline}}); }),
            {"baseline", "2024-03", "more than 0"});
    for (const double change : {-10.0, 10.0, missing, infinity})
        check_says(refusal([&] { (void)year_end(RelativeTarget{.change = change, .baseline = {p("2024-03"), 5}}); }),
                   {"change", "-0.10"});
    check_says(refusal([&] { validate({.target = number(581), .relative = reduction}); }), {"both", "one of them"});
}

TEST_CASE("a national year total becomes a comparator for September") {
    const Range national = in_year(linear(556.96), p("2024-09"));
    CHECK(national.upper == 278.48);
    CHECK(rate(291.51, national, {.polarity = Polarity::low_is_good}) == Rating::amber);
    CHECK(rate(291.51, number(556.96), {.polarity = Polarity::low_is_good}) ==
          Rating::green);  // what it would be without
}

TEST_CASE("no target is no in-year value") {
    for (const Profile& profile : {Profile{}, linear(missing), seasonal(missing, {0.2, 0.4, 0.6, 1})})
        CHECK(std::isnan(at(profile, "2024-09")));
}

TEST_CASE("both bounds of a range follow the profile, and one alone stays alone") {
    const Range target{18, 21};
    const std::vector<Profile> profiles{
        {.shape = ProfileShape::flat, .target = target},
        {.shape = ProfileShape::linear, .target = target},
        {.shape = ProfileShape::linear, .target = target, .start = 40},
        {.shape = ProfileShape::seasonal, .target = target, .shares = {0.1, 0.2, 0.6, 1}},
        {.shape = ProfileShape::steps, .milestones = {{p("2024-04"), target}, {p("2024-09"), {18.5, 20}}}},
        {.shape = ProfileShape::milestones,
         .milestones = {{p("2025-03"), target}},
         .baseline = Baseline{p("2024-03"), 10}},
    };
    for (const Profile& profile : profiles)
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const Range range = in_year(profile, Period::quarter(2024, quarter));
            CHECK(range.lower < range.upper);
        }
    const Range half = in_year(profiles[1], p("2024-09"));
    CHECK((half.lower == 9 && half.upper == 10.5));
    const Range ceiling = in_year({.shape = ProfileShape::linear, .target = {missing, 21}}, p("2024-09"));
    CHECK((std::isnan(ceiling.lower) && ceiling.upper == 10.5));
}

TEST_CASE("profiles end at their target, rise with it and do not jump") {
    const std::vector<double> flat_year(12, 1.0),
        shares = cumulative_shares(std::vector<double>{3, 1, 0, 2, 7, 1, 5, 5, 2, 1, 1, 9});
    for (const double target : {560.8, 14.6, 1.0 / 3.0, 1e-9, 123456789.123, -7.5}) {
        CAPTURE(target);
        CHECK(at(linear(target), "2025-03") == target);
        CHECK(at(linear(target, 86.6), "2025-03") == target);
        CHECK(at(seasonal(target, shares), "2025-03") == target);
        double before = 0.0;
        for (int position = 1; position <= 12; ++position) {
            const Period month = Period::month(2024, 4).shifted(position - 1);
            const double even = in_year(linear(target), month).lower;
            CHECK(std::fabs(in_year(seasonal(target, cumulative_shares(flat_year)), month).lower - even) <=
                  1e-13 * std::fabs(target));
            const double now = in_year(seasonal(target, shares), month).lower;
            CHECK((target > 0 ? now >= before : now <= before));
            before = now;
        }
    }
    Profile path = dated(ProfileShape::milestones, {{"2025-03", 86.6}, {"2025-08", 90}, {"2026-03", 72}});
    path.baseline = {p("2024-03"), 94.2};
    double before = 94.2;
    for (Period month = p("2024-04"); month <= p("2026-06"); month = month.next()) {
        const double now = in_year(path, month).lower;
        CHECK(std::fabs(now - before) <= 18.0 / 7 + 1e-9);  // the steepest of the three lines
        before = now;
    }
}

TEST_CASE("what is no profile is refused, and said where") {
    check_says(refusal([] { validate({.target = {21, 18}}); }), {"target", "21", "18", "lower bound first"});
    check_says(refusal([] { validate({.target = number(infinity)}); }), {"infinite target"});
    check_says(refusal([] { validate(linear(5, infinity)); }), {"infinite start"});
    check_says(refusal([] { validate({.target = number(1), .calendar = Calendar{13}}); }), {"calendar", "13"});
    for (const std::size_t points : {0u, 1u, 6u, 13u})
        check_says(refusal([&] { validate(seasonal(1, std::vector<double>(points, 1.0))); }),
                   {"shares", "12", "4", "3"});
    check_says(refusal([] { validate(seasonal(1, {0.25, 0.25, 0.25, 0.25})); }), {"end at 0.25", "1 at the last"});
    check_says(refusal([] { validate(seasonal(1, {0.25, missing, 0.75, 1})); }), {"no finite number"});
    check_says(refusal([] { (void)in_year(seasonal(1, {0.25, 0.5, 0.75, 1}), p("2024-08")); }),
               {"2024-08", "month 5", "every 3 months"});
    for (const ProfileShape shape : {ProfileShape::steps, ProfileShape::milestones}) {
        const std::string what(word(shape));
        check_says(refusal([&] { validate(dated(shape, {})); }), {"no", what.c_str()});
        check_says(refusal([&] { validate(dated(shape, {{"2026-03", 72}, {"2025-03", 86.6}})); }),
                   {what.c_str(), "'2025-03' after '2026-03'", "later than the one before"});
        check_says(refusal([&] { validate(dated(shape, {{"2025-03", 72}, {"March 2025", 86.6}})); }),
                   {"'March 2025' after '2025-03'"});
        check_says(refusal([&] { validate(dated(shape, {{"2025-03", infinity}, {"2025-02", 1}})); }),
                   {"2 problems", "infinite value at '2025-03'", "'2025-02' after"});
    }
    // a step is known by its beginning, a milestone by its end
    CHECK_NOTHROW(validate(dated(ProfileShape::milestones, {{"2025-03", 72}, {"2025/26", 86.6}})));
    CHECK_NOTHROW(validate(dated(ProfileShape::milestones, {{"2025-01", 72}, {"2024/25", 86.6}})));
    CHECK_THROWS_AS(validate(dated(ProfileShape::milestones, {{"2024/25", 72}, {"2025-03", 86.6}})), Error);
    CHECK_NOTHROW(validate(dated(ProfileShape::steps, {{"2024/25", 72}, {"2025-03", 86.6}})));
    CHECK_THROWS_AS(validate(dated(ProfileShape::steps, {{"2025-01", 72}, {"2024/25", 86.6}})), Error);
    CHECK_THROWS_AS(validate(dated(ProfileShape::steps, {{"2025-04", 72}, {"2025/26", missing}, {"2025-04", 3}})),
                    Error);
    Profile late = dated(ProfileShape::milestones, {{"2025-03", 86.6}});
    late.baseline = {p("2025-03"), 90};
    check_says(refusal([&] { validate(late); }), {"'2025-03' after '2025-03'"});
    late.baseline = {p("2024-03"), infinity};
    check_says(refusal([&] { validate(late); }), {"infinite baseline"});
}

TEST_CASE("a gap in percentage points is a number of people") {
    CHECK(equivalent_number(4, 3425) == 137);
    CHECK(equivalent_number(-4, 3425) == -137);
    CHECK(equivalent_number(4.1, 3425) == 140.425);  // 140.42499999999998 in doubles
    CHECK(equivalent_number(4, 0) == 0);
    CHECK(std::isnan(equivalent_number(missing, 3425)));
    CHECK(std::isnan(equivalent_number(4, missing)));
    for (const double denominator : {-1.0, infinity, -infinity})
        check_says(refusal([&] { (void)equivalent_number(4, denominator); }), {"denominator", "0 or more"});
    check_says(refusal([] { (void)equivalent_number(infinity, 3425); }), {"infinite gap"});
}

TEST_CASE("either bound alone is refused where it is infinite, and a baseline of 0, not one above it") {
    for (const double bad : {infinity, -infinity}) {
        CHECK(says(refusal([&] { (void)at_year_end({.target = {bad, missing}}, Period::year(2024)); }), "infinite"));
        CHECK(says(refusal([&] { (void)at_year_end({.target = {missing, bad}}, Period::year(2024)); }), "infinite"));
    }
    const auto target = [](double baseline) {
        return year_end({.change = -0.5, .baseline = {Period::year(2023), baseline}});
    };
    CHECK(target(1.0) == 0.5);
    CHECK(target(0.5) == 0.25);
    CHECK(target(1e-9) == 5e-10);
    for (const double bad : {0.0, -1.0, infinity}) CHECK(says(refusal([&] { (void)target(bad); }), "found baseline"));
    CHECK(std::isnan(target(missing)));
}

TEST_CASE("what a shape does not use is not looked at, and the limits of a change are whole") {
    CHECK_NOTHROW(validate({.target = number(5), .start = infinity}));  // flat: no start
    CHECK(year_end(RelativeTarget{.change = 1.0, .baseline = {p("2024-03"), 5}}) == 10);
    for (const double change : {-1.0 - 1e-9, 1.0 + 1e-9})
        check_says(refusal([&] { (void)year_end(RelativeTarget{.change = change, .baseline = {p("2024-03"), 5}}); }),
                   {"a fraction from -1 to 1"});
    check_says(refusal([] { (void)cumulative_shares(std::vector<double>{}); }), {"total of 0"});
    CHECK(cumulative_shares(std::vector<double>{0.25, 0.25}) == std::vector<double>{0.5, 1});
    CHECK_NOTHROW(validate(seasonal(1, {0.25, 0.5, 0.75, 1 + 0.5e-9})));
    check_says(refusal([] { validate(seasonal(1, {0.25, 0.5, 0.75, 1 + 2e-9})); }), {"1 at the last"});
    CHECK_NOTHROW(validate(seasonal(1, {0.3, 0.6, 1})));
    check_says(refusal([] { validate(dated(ProfileShape::steps, {{"2026-03", 72}, {"2025-03", 86.6}})); }),
               {"accepted: each beginning later than the one before"});
    check_says(refusal([] { validate(dated(ProfileShape::milestones, {{"2026-03", 72}, {"2025-03", 86.6}})); }),
               {"accepted: each ending later than the one before"});
    CHECK_NOTHROW(validate({.target = {18, 18}}));
    for (const ProfileShape shape : {ProfileShape::linear, ProfileShape::seasonal}) {
        const Profile profile{.shape = shape, .target = number(4), .shares = {0.25, 0.5, 0.75, 1}};
        CHECK(at_year_end(profile, Period::year(2024)).lower == 4);
        check_says(refusal([&] { (void)at_year_end(profile, Period::year(2024, calendar_year)); }),
                   {"does not end with a year of the profile", "a year that begins in April"});
    }
    CHECK(at_year_end({.target = number(4)}, Period::year(2024, calendar_year)).lower == 4);
}

}  // namespace test_profile
