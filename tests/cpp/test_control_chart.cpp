// XmR charts: limits by hand and as published, every rule at its edges, gaps, phases and baselines, assurance.
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "headway/spc/chart_kind.hpp"
#include "headway/spc/control_chart.hpp"
#include "testing.hpp"

namespace test_control_chart {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

/// A chart whose limits are frozen at 0 -+ 5.32, near from 3.5467 on, by fourteen points of 1 and -1; `pattern` follows.
ControlChart after_baseline(const Values& pattern, const ChartRule& rule = {.polarity = Polarity::high_is_good}) {
    Values values;
    for (int i = 0; i < 7; ++i) values.insert(values.end(), {1.0, -1.0});
    values.insert(values.end(), pattern.begin(), pattern.end());
    return xmr({.values = values, .baseline = 14}, rule);
}

/// The rule that names each point after the baseline: o, t, 2, s or a dot.
std::string rules(const ControlChart& chart, std::size_t from = 14) {
    std::string text;
    for (std::size_t i = from; i < chart.points.size(); ++i)
        text += ".ot2s"[static_cast<std::size_t>(chart.points[i].cause.rule)];
    return text;
}

std::string rules_after_baseline(const Values& pattern, TwoOfThree wording = TwoOfThree::wording_2023) {
    return rules(after_baseline(pattern, {.polarity = Polarity::high_is_good, .two_of_three = wording}));
}

}  // namespace

// Montgomery, Introduction to Statistical Quality Control, 6th edition (2009), example 6.5: costs of mortgage loans.
// Mean 300.5, mean moving range 7.79; the chart prints 321.22 and 279.78, by 3 / 1.128 instead of 2.66.
TEST_CASE("an XmR chart as published") {
    const Values costs{310, 288, 297, 298, 307, 303, 294, 297, 308, 306,
                       294, 299, 297, 299, 314, 295, 293, 306, 301, 304};
    const ControlChart chart = xmr({.values = costs});
    CHECK(chart.points[0].mean == 300.5);
    CHECK(std::fabs(chart.points[0].upper - 321.22) < 0.005);
    CHECK(std::fabs(chart.points[0].lower - 279.78) < 0.005);
    CHECK(near(chart.points[19].upper, 300.5 + 2.66 * 148.0 / 19.0));
    CHECK(rules(chart, 0) == std::string(20, '.'));
    CHECK(chart.variation == Variation::common);
}

TEST_CASE("ranges above 3.267 of their mean are left out where that is asked for") {
    const Values values{4, 6, 4, 6, 20, 6, 4, 6, 4, 6, 4, 6, 4};  // ranges 2 ten times, 14 twice: mean 4, limit 13.068
    const ControlChart all = xmr({.values = values}), screened = xmr({.values = values}, {.screen_ranges = true});
    CHECK(near(all.points[0].mean, 80.0 / 13.0));
    CHECK(near(all.points[0].upper, 80.0 / 13.0 + 2.66 * 4.0));
    CHECK(near(screened.points[0].mean, 80.0 / 13.0));
    CHECK(near(screened.points[0].upper, 80.0 / 13.0 + 2.66 * 2.0));
    CHECK(near(screened.points[0].lower, 80.0 / 13.0 - 2.66 * 2.0));
}

TEST_CASE("a constant series has limits equal to its mean and no signal") {
    for (const double value : {0.1, 0.7, 1e-9, 123456.789, 0.0, -3.3})
        for (const bool screen : {false, true}) {
            const ControlChart chart = xmr({.values = Values(40, value)}, {.polarity = Polarity::high_is_good, .screen_ranges = screen});
            for (const ChartPoint& point : chart.points) {
                CHECK(point.mean == value);
                CHECK(point.lower == value);
                CHECK(point.upper == value);
                CHECK(point.cause.signals.bits() == 0);
                CHECK(point.point_type == PointType::common);
                CHECK(point.status == StatisticStatus::estimated);
            }
            CHECK(chart.variation == Variation::common);
        }
    Values one_step(20, 5.0);  // 1 is above 3.267 times the mean range of 0.05: without it nothing varies
    one_step.push_back(6.0);
    const ControlChart screened = xmr({.values = one_step}, {.screen_ranges = true});
    CHECK(near(screened.points[0].upper, 106.0 / 21.0 + 2.66 * 0.05));
    CHECK(rules(screened, 0) == std::string(20, 's') + "o");
}

TEST_CASE("no point, one, twelve and thirteen") {
    const ControlChart none = xmr({});
    CHECK(none.points.empty());
    CHECK(none.variation == Variation::no_data);

    const ControlChart one = xmr({.values = Values{5.0}, .target = Values{4.0}}, {.polarity = Polarity::high_is_good});
    CHECK(one.points[0].mean == 5.0);
    CHECK(std::isnan(one.points[0].lower));
    CHECK(std::isnan(one.points[0].upper));
    CHECK(one.points[0].status == StatisticStatus::too_few_points);
    CHECK(one.variation == Variation::no_limits);
    CHECK(one.assurance == Assurance::no_limits);
    const std::vector<std::size_t> at_16{16};
    Values rebased;
    for (int i = 0; i < 8; ++i) rebased.insert(rebased.end(), {5.0, 6.0});
    rebased.push_back(20.0);  // the first of its phase
    CHECK(xmr({.values = rebased, .rebase = at_16}).variation == Variation::no_limits);

    Values values{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2};
    const ControlChart twelve = xmr({.values = values});
    CHECK(twelve.points[0].status == StatisticStatus::too_few_points);
    CHECK(near(twelve.points[0].upper, 1.5 + 2.66));
    values.push_back(1);
    CHECK(xmr({.values = values}).points[0].status == StatisticStatus::estimated);
}

TEST_CASE("limits of a short baseline are trial limits, however long the series") {
    Values values{missing, missing};
    for (int i = 0; i < 20; ++i) values.push_back(50.0 + i % 4);
    CHECK(xmr({.values = values, .baseline = 14}).points[21].status == StatisticStatus::too_few_points);  // 12 known
    CHECK(xmr({.values = values, .baseline = 15}).points[21].status == StatisticStatus::estimated);
    const ControlChart of_nothing = xmr({.values = values, .baseline = 2});
    CHECK(std::isnan(of_nothing.points[21].mean));
    CHECK(of_nothing.points[21].status == StatisticStatus::too_few_points);
    CHECK(of_nothing.points[0].status == StatisticStatus::missing);
    CHECK(of_nothing.variation == Variation::no_limits);
    // Where only a gap tells values apart there are no limits, but seven on one side are a shift all the same.
    const ControlChart shifted = xmr({.values = Values{5, 5, 5, 5, 5, 5, 5, missing, 6, 6, 6, 6, 6, 6, 6}});
    CHECK(std::isnan(shifted.points[14].upper));
    CHECK(shifted.variation == Variation::neutral_high);
}

TEST_CASE("a missing value is a gap") {
    const Values values{1, 2, missing, 4, 5, 7, 5, 4, 2, 1, 2, 4, 5, 7};
    const ControlChart chart = xmr({.values = values});
    CHECK(near(chart.points[0].mean, 49.0 / 13.0));
    // 1, none, none, 1, 2, 2, 1, 2, 1, 1, 2, 1, 2
    CHECK(near(chart.points[0].upper, 49.0 / 13.0 + 2.66 * 16.0 / 11.0));
    CHECK(chart.points[2].status == StatisticStatus::missing);
    CHECK(chart.points[2].point_type == PointType::common);
    CHECK(near(chart.points[2].upper, chart.points[0].upper));  // for the line that is drawn through

    // no shift, no trend, no two of three goes on across it
    CHECK(rules_after_baseline({1, 1, 1, 1, missing, 1, 1, 1}) == "........");
    CHECK(rules_after_baseline({1, 1, 1, 1, 1, 1, 1}) == "sssssss");
    CHECK(rules_after_baseline({-2, -1, 0, 1, missing, 2, 3, 3.2}) == "........");
    CHECK(rules_after_baseline({4, missing, 4}) == "...");
    CHECK(rules_after_baseline({missing, missing}) == "..");

    const ControlChart infinite = after_baseline({infinity, 1.0});
    CHECK(infinite.points[14].status == StatisticStatus::not_finite);
    CHECK(rules(infinite) == "..");
    CHECK(infinite.points[15].status == StatisticStatus::estimated);

    // the latest point is the last that is known
    CHECK(after_baseline({9.0, missing}).variation == Variation::improvement_high);
    CHECK(xmr({.values = Values(20, missing)}).variation == Variation::no_data);
    CHECK(std::isnan(xmr({.values = Values(20, missing)}).points[3].mean));

    // two levels, and no range that says how much is common: no limits and no signal
    const ControlChart levels = xmr({.values = Values{1, 1, 1, missing, 2, 2, 2}});
    CHECK(std::isnan(levels.points[0].upper));
    CHECK(rules(levels, 0) == ".......");
}

TEST_CASE("one point outside the limits") {
    CHECK(rules_after_baseline({5.33}) == "o");
    CHECK(rules_after_baseline({5.32}) == ".");  // on the limit is within
    CHECK(rules_after_baseline({-5.33}) == "o");
    CHECK(rules_after_baseline({-5.32}) == ".");
}

TEST_CASE("a trend is seven points") {
    CHECK(rules_after_baseline({0, 1, -3, -2, -1, 0, 1, 2, 3}) == "..ttttttt");
    CHECK(rules_after_baseline({0, 1, -3, -2, -1, 0, 1, 2, 1}) == ".........");
    CHECK(rules_after_baseline({3, 2, 1, 0, -1, -2, -3, 1}) == "ttttttt.");
    CHECK(rules_after_baseline({-3, -2, -1, -1, 0, 1, 2, 3}) == "........");  // a tie breaks it
    // 0.3 is one decimal, however it was added up
    CHECK(rules_after_baseline({-0.5, -0.3, -0.1, 0.1, 0.3, 0.1 + 0.2, 0.4, 0.5}) == "........");

    // up to 3 and down again: the shared point is of both, and named by the later
    const ControlChart turn = after_baseline({-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3}, {.polarity = Polarity::low_is_good});
    CHECK(rules(turn) == std::string(13, 't'));
    CHECK(turn.points[19].point_type == PointType::concern);
    CHECK(turn.points[20].point_type == PointType::improvement);
    CHECK(turn.points[20].cause.signals.has(SpecialCause::trend, Side::high));
    CHECK(turn.points[20].cause.signals.has(SpecialCause::trend, Side::low));
    CHECK(words_of(turn.points[20].cause.signals) == "trend high, trend low");
}

TEST_CASE("a shift is seven points on one side") {
    CHECK(rules_after_baseline({-2, -1, -2, -1, -2, -1, -2}) == "sssssss");  // after -1: eight
    CHECK(rules_after_baseline({1, 2, 1, 2, 1, 2}) == "......");
    CHECK(rules_after_baseline({1, 2, 1, 2, 1, 2, 1, 2, 1}) == "sssssssss");
    CHECK(rules_after_baseline({1, 2, 1, 0, 1, 2, 1, 2}) == "........");  // on the mean is on no side
    CHECK(after_baseline({-2, -1, -2, -1, -2, -1, -2}).points[13].cause.rule == SpecialCause::shift);
}

TEST_CASE("two of three, in both wordings") {
    const auto before = TwoOfThree::wording_2019, after = TwoOfThree::wording_2023;
    for (const TwoOfThree wording : {before, after}) {
        CHECK(rules_after_baseline({4, 4}, wording) == "..");  // the third before is below the mean
        CHECK(rules_after_baseline({1, 4, 4}, wording) == ".22");
        CHECK(rules_after_baseline({4, 1, 4}, wording) == "2.2");  // the third is not marked
        CHECK(rules_after_baseline({4, 4, 1}, wording) == "22.");
        CHECK(rules_after_baseline({4, 4, 4}, wording) == "222");
        CHECK(rules_after_baseline({4, -1, 4}, wording) == "...");  // the third on the other side
        CHECK(rules_after_baseline({4, 0, 4}, wording) == "...");
        CHECK(rules_after_baseline({4, -4, 1}, wording) == "...");
        CHECK(rules_after_baseline({4, 1, 1, 4}, wording) == "....");
        CHECK(rules_after_baseline({1, -4, -4, -2}, wording) == ".22.");
        CHECK(rules_after_baseline({1, 3.54, 4}, wording) == "...");  // 3.5467 is near
        CHECK(rules_after_baseline({1, 3.55, 4}, wording) == ".22");
    }
    // beyond the limit: counted since 2023
    CHECK(rules_after_baseline({1, 6, 4}, before) == ".o.");
    CHECK(rules_after_baseline({1, 6, 4}, after) == ".o2");
    CHECK(rules_after_baseline({1, 6, 4, 4}, before) == ".o22");
    CHECK(after_baseline({1, 6, 4}).points[15].cause.signals.has(SpecialCause::two_of_three, Side::high));
    CHECK_FALSE(after_baseline({1, 6, 4}, {.two_of_three = before}).points[15].cause.signals.has(SpecialCause::two_of_three));
}

TEST_CASE("a point of several patterns is named by the first, and keeps all") {
    const ControlChart chart = after_baseline({1, 2, 1, 2, 1, 4, 6});
    CHECK(rules(chart) == "sssss2o");
    CHECK(words_of(chart.points[20].cause.signals) == "outside_limits high, two_of_three high, shift high");
    CHECK(words_of(chart.points[19].cause.signals) == "two_of_three high, shift high");
    CHECK(words_of(Signals{}).empty());
    // falling all the way above the mean: a trend that is a concern, in a shift that is an improvement
    const ControlChart falling = after_baseline({3.4, 3, 2.5, 2, 1.5, 1, 0.5});
    CHECK(rules(falling) == "ttttttt");
    CHECK(falling.points[16].point_type == PointType::concern);
    CHECK(words_of(falling.points[16].cause.signals) == "trend low, shift high");
    CHECK(falling.variation == Variation::concern_low);
}

TEST_CASE("what a signal means is a matter of polarity") {
    struct Case {
        Polarity polarity;
        double value;
        PointType type;
        Variation variation;
    };
    for (const Case& c : {Case{Polarity::high_is_good, 9, PointType::improvement, Variation::improvement_high},
                          Case{Polarity::high_is_good, -9, PointType::concern, Variation::concern_low},
                          Case{Polarity::low_is_good, 9, PointType::concern, Variation::concern_high},
                          Case{Polarity::low_is_good, -9, PointType::improvement, Variation::improvement_low},
                          Case{Polarity::neutral, 9, PointType::neutral_high, Variation::neutral_high},
                          Case{Polarity::neutral, -9, PointType::neutral_low, Variation::neutral_low},
                          Case{Polarity::in_range, 9, PointType::neutral_high, Variation::neutral_high},
                          Case{Polarity::high_is_good, 2, PointType::common, Variation::common}}) {
        const ControlChart chart = after_baseline({c.value}, {.polarity = c.polarity});
        CHECK(chart.points.back().point_type == c.type);
        CHECK(chart.variation == c.variation);
    }
}

TEST_CASE("a rebase begins a phase of its own") {
    Values values(7, 10.0);
    for (int i = 0; i < 7; ++i) values.push_back(20.0 + i % 2);
    const std::vector<std::size_t> at_7{7};
    const ControlChart chart = xmr({.values = values, .rebase = at_7});
    CHECK(chart.points[6].mean == 10.0);
    CHECK(chart.points[6].upper == 10.0);
    CHECK(chart.points[6].phase == 0);
    CHECK(near(chart.points[7].mean, 20.0 + 3.0 / 7.0));
    CHECK(near(chart.points[7].upper, 20.0 + 3.0 / 7.0 + 2.66));
    CHECK(chart.points[7].phase == 1);
    CHECK(rules(chart, 0) == std::string(14, '.'));
    CHECK(rules(xmr({.values = values}), 0) != std::string(14, '.'));

    // a rising line of eight, cut in the middle, is no trend
    const Values rising{1, 2, 3, 4, 5, 6, 7, 8};
    const std::vector<std::size_t> at_4{4}, at_0{0};
    CHECK(rules(xmr({.values = rising, .rebase = at_4}), 0) == "........");
    CHECK(rules(xmr({.values = rising, .rebase = at_0}), 0) == "otttttto");  // 4.5 -+ 2.66
    CHECK(xmr({.values = rising, .rebase = at_0}).points[7].phase == 0);

    // each phase by its own first points
    const Values two{1, 3, 1, 3, 50, 11, 13, 11, 13, 50};
    const std::vector<std::size_t> at_5{5};
    const ControlChart frozen = xmr({.values = two, .rebase = at_5, .baseline = 4});
    CHECK(frozen.points[4].mean == 2.0);
    CHECK(near(frozen.points[4].upper, 2.0 + 2.66 * 2.0));
    CHECK(frozen.points[9].mean == 12.0);
    CHECK(rules(frozen, 0) == "....o....o");
}

TEST_CASE("what a series may not be") {
    const Values values{1, 2, 3};
    const std::vector<std::size_t> late{3}, twice{1, 1}, back{2, 1};
    CHECK(says(refusal([&] { (void)xmr({.values = values, .rebase = late}); }), "rebase: found 3; accepted: a point of the series, 0 to 2"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .rebase = twice}); }), "rebase: found 1 after 1"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .rebase = back}); }), "accepted: points in order"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .baseline = 1}); }), "baseline: found 1; accepted: 2 points or more"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .target = Values{1, 2}}); }), "target: found 2 values; accepted: 3"));
    const std::string both = refusal([&] { (void)xmr({.values = values, .target = Values{1, 2}, .rebase = late, .baseline = 1}); });
    CHECK(says(both, "3 problems"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .baseline = 12}); }), "baseline: found 12; accepted: at most 3"));
    CHECK(says(refusal([&] { (void)xmr({.values = values, .target = Values{1, -infinity, 2}}); }),
               "row 1, target: found -inf; accepted: a finite number"));
    const std::string once = refusal([&] { (void)xmr({.values = values, .target = Values{infinity, infinity, infinity}}); });
    CHECK((says(once, "row 0, target") && !says(once, "problems")));
    CHECK(xmr({.values = values, .target = Values{missing}}).assurance == Assurance::no_target);
}

TEST_CASE("assurance against a constant target") {
    using enum Polarity;
    CHECK(assurance(4, 8, 3.9, high_is_good) == Assurance::pass);
    CHECK(assurance(4, 8, 4, high_is_good) == Assurance::pass);  // on or better, every time
    CHECK(assurance(4, 8, 4.1, high_is_good) == Assurance::inconsistent);
    CHECK(assurance(4, 8, 8, high_is_good) == Assurance::inconsistent);
    CHECK(assurance(4, 8, 8.1, high_is_good) == Assurance::fail);
    CHECK(assurance(4, 8, 3.9, low_is_good) == Assurance::fail);
    CHECK(assurance(4, 8, 4, low_is_good) == Assurance::inconsistent);
    CHECK(assurance(4, 8, 7.9, low_is_good) == Assurance::inconsistent);
    CHECK(assurance(4, 8, 8, low_is_good) == Assurance::pass);
    CHECK(assurance(4, 8, 8.1, low_is_good) == Assurance::pass);
    CHECK(assurance(4, 8, missing, low_is_good) == Assurance::no_target);
    CHECK(assurance(4, 8, 5, neutral) == Assurance::no_direction);
    CHECK(assurance(4, 8, 5, in_range) == Assurance::no_direction);
    CHECK(assurance(missing, missing, 5, low_is_good) == Assurance::no_limits);
    CHECK(assurance(0.1 + 0.2, 0.4, 0.3, high_is_good) == Assurance::pass);
    CHECK(xmr({.values = Values(20, 0.1), .target = Values{0.1}}, {.polarity = high_is_good}).assurance == Assurance::pass);
}

TEST_CASE("assurance against a target that moves") {
    Values values, target;
    for (int i = 0; i < 20; ++i) {
        values.push_back(i % 2);  // 0.5 -+ 2.66
        target.push_back(i < 8 ? -3.0 : i < 14 ? 1.0 : 4.0);
    }
    const ControlChart chart = xmr({.values = values, .target = target}, {.polarity = Polarity::high_is_good});
    CHECK(chart.points[0].assurance == Assurance::pass);
    CHECK(chart.points[10].assurance == Assurance::inconsistent);
    CHECK(chart.points[19].assurance == Assurance::fail);
    CHECK(chart.points[10].target == 1.0);
    CHECK(chart.assurance == Assurance::fail);
    target.back() = missing;
    CHECK(xmr({.values = values, .target = target}, {.polarity = Polarity::high_is_good}).assurance == Assurance::no_target);
    CHECK(xmr({.values = values}, {.polarity = Polarity::high_is_good}).assurance == Assurance::no_target);
}

TEST_CASE("the method says which wording and which ranges") {
    CHECK(chart_method(ChartKind::xmr, {}) == "XmR chart, version 1 (NHS England; rules of Making Data Count 2023)");
    CHECK(chart_method(ChartKind::t, {.two_of_three = TwoOfThree::wording_2019, .screen_ranges = true}) ==
          "t chart with screened ranges, version 1 (Nelson 1994; Montgomery 2009; rules of Making Data Count 2019; Nelson "
          "1982)");
    CHECK(says(chart_method(ChartKind::p, {.screen_ranges = true, .laney = true}), "p' chart with screened ranges"));
    for (const ChartKind kind : {ChartKind::p, ChartKind::u, ChartKind::c, ChartKind::g, ChartKind::xbar, ChartKind::s})
        CHECK_FALSE(says(chart_method(kind, {.screen_ranges = true}), "screened"));  // they have no ranges
}

TEST_CASE("a chart of no point and of one has no signal and reads none") {
    CHECK(xmr({.values = Values{}}).points.empty());
    const ControlChart one = xmr({.values = Values{3}});
    REQUIRE(one.points.size() == 1);
    CHECK(one.points[0].mean == 3);
    CHECK(std::isnan(one.points[0].upper));
}

TEST_CASE("the mean moving range of few points, and the limit of what is screened") {
    const auto range = [](const Values& values, bool screen = false) {
        return mean_moving_range(values.size(), [&](std::size_t i) { return values[i]; }, screen);
    };
    CHECK(std::isnan(range({})));
    CHECK(std::isnan(range({5})));
    CHECK(range({5, 7}) == 2);  // one range is a mean
    CHECK(range({5, 7, 6}) == 1.5);
    CHECK(range({5, missing, 6, 8}) == 2);  // none across a gap
    CHECK(std::isnan(range({5, missing, 6})));
    // nine ranges of 1 and one of r: 10 r / (9 + r) is 3.2635 times the mean for 4.36, and 3.2801 for 4.393
    const auto with_one = [&](double r) { return range({0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1 + r}, true); };
    CHECK(near(with_one(4.36), 1.336));
    CHECK(near(with_one(4.393), 1.0));
}

TEST_CASE("no point and few have their causes found without reading any other") {
    for (const std::size_t count : {0u, 1u, 2u, 3u}) {
        std::vector<Cause> causes(count);
        std::size_t furthest = 0;
        find_special_causes(
            count,
            [&](std::size_t i) {
                furthest = std::max(furthest, i + 1);
                return ZonedValue{.value = static_cast<double>(i), .zone = 2};
            },
            [&](std::size_t i) -> Cause& { return causes.at(i); }, TwoOfThree::wording_2023);
        CHECK(furthest == count);
        for (const Cause& cause : causes)
            CHECK(cause.signals.has(SpecialCause::two_of_three, Side::high) == (count == 3));
    }
}

}  // namespace test_control_chart
