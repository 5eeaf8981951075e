// Breaks: what a projection does not learn from, and what it learns and states all the same.
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/batch/outlook.hpp"
#include "headway/outlook/backtest.hpp"
#include "headway/outlook/history.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/required_run_rate.hpp"
#include "headway/series/series.hpp"
#include "headway/series/series_break.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_breaks {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

Period at(const char* label) { return Period::parse(label); }

SeriesBreak span(const char* from, const char* to) { return {at(from), at(to)}; }
SeriesBreak anew(const char* from) { return {at(from), {}}; }

std::vector<double> points(const Observed& observed) {
    const auto values = observed.history().points;
    return {values.begin(), values.end()};
}

std::vector<int> filled(const Observed& observed) {
    const auto values = observed.history().filled;
    return {values.begin(), values.end()};
}

/// Years of four quarters 10, 20, 30, 40 from April 2018 on.
std::vector<double> repeated(std::size_t count) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(10.0 * static_cast<double>(i % 4 + 1));
    return values;
}

Series quarterly(std::vector<double> values, Accrual accrual = Accrual::flow) {
    return {std::move(values), at("2018-04"), accrual, Frequency::quarter};
}

/// What the figures of an accrual are of monthly amounts that begin in April 2018. A rolling series begins a year on.
Series published(const std::vector<double>& amounts, Accrual accrual) {
    if (accrual == Accrual::cumulative) {
        std::vector<double> figures;
        double total = 0.0;
        for (std::size_t i = 0; i < amounts.size(); ++i)
            figures.push_back(total = (i % 12 == 0 ? 0.0 : total) + amounts[i]);
        return monthly(figures, accrual);
    }
    if (accrual != Accrual::rolling) return monthly(amounts, accrual);
    std::vector<double> figures;
    for (std::size_t i = 11; i < amounts.size(); ++i) {
        figures.push_back(0.0);
        for (std::size_t back = 0; back < 12; ++back) figures.back() += amounts[i - back];
    }
    return monthly(figures, accrual, "2019-03");
}

constexpr std::array<Accrual, 5> all_accruals{Accrual::flow, Accrual::cumulative, Accrual::snapshot, Accrual::average,
                                              Accrual::rolling};

std::string error_of(const Series& series, std::vector<SeriesBreak> breaks) {
    try {
        (void)series.with_breaks(std::move(breaks));
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("breaks: a span, a new beginning, and a long period are told apart") {
    const Series s = monthly(std::vector<double>(30, 1.0));  // April 2018 to September 2020
    const auto left_out = [&](SeriesBreak one) {
        const Series broken = s.with_breaks({one});
        return broken.left_out().empty() ? std::array<std::size_t, 3>{broken.begins_anew(), 99, 99}
                                         : std::array<std::size_t, 3>{broken.begins_anew(), broken.left_out()[0].first,
                                                                      broken.left_out()[0].last};
    };
    using Found = std::array<std::size_t, 3>;
    CHECK(left_out(anew("2019-04")) == Found{12, 99, 99});
    CHECK(left_out(anew("1 April 2019")) == Found{12, 99, 99});
    CHECK(left_out(span("2019-04", "2019-04")) == Found{0, 12, 12});
    CHECK(left_out(span("2019-04", "2019-06")) == Found{0, 12, 14});
    CHECK(left_out(anew("Apr 2019 to Jun 2019")) == Found{0, 12, 14});
    CHECK(left_out(anew("2019/20")) == Found{0, 12, 23});
    CHECK(left_out(span("2017-01", "2018-05")) == Found{0, 0, 1});   // begins before the series does
    CHECK(left_out(span("2020-08", "2021-12")) == Found{0, 28, 29});  // ends after it
    CHECK(left_out(anew("2018-04")) == Found{0, 99, 99});

    const Series quarters = quarterly(repeated(12));
    CHECK(quarters.with_breaks({anew("2019-06")}).begins_anew() == 4);  // the quarter that holds it
    CHECK(quarters.with_breaks({anew("2019/20 - Q2")}).begins_anew() == 5);
    CHECK(quarters.with_breaks({anew("2019-07"), anew("2018-10")}).begins_anew() == 5);  // the latest
    CHECK(quarters.with_breaks({span("2019-05", "2019-07")}).left_out()[0].last == 5);
    CHECK(quarters.with_breaks({anew("2019-06")}).with_breaks({}).begins_anew() == 0);  // instead of what there was
    CHECK(quarters.breaks().empty());
}

TEST_CASE("breaks: what cannot be is refused by its name") {
    const Series s = monthly(std::vector<double>(30, 1.0));
    CHECK(error_of(s, {span("2019-06", "2019-04")}) ==
          "breaks: found '2019-06' to '2019-04', which ends before it begins; accepted: the first period first");
    const std::string outside = ", which is outside of the series; accepted: within '2018-04' to '2020-09'";
    CHECK(error_of(s, {anew("2020-10")}) == "breaks: found '2020-10'" + outside);
    CHECK(error_of(s, {anew("2018-03")}) == "breaks: found '2018-03'" + outside);
    CHECK(error_of(s, {span("2017-04", "2018-03")}) == "breaks: found '2017-04' to '2018-03'" + outside);
    CHECK(error_of(s, {span("2019-04", "2019-06"), span("2019-06", "2019-07")}) ==
          "breaks: found '2019-04' to '2019-06' and '2019-06' to '2019-07', which share a point; accepted: spans "
          "apart, or one for both");
    CHECK(error_of(s, {span("2019-04", "2019-05"), span("2019-06", "2019-07")}).empty());
    CHECK(error_of(s, {span("2018-04", "2020-09")}) ==
          "breaks: found breaks that leave out all that is published, 30 points; accepted: ones that leave something "
          "to learn from");
    CHECK(error_of(s, {anew("2020-04"), span("2020-04", "2020-09")}).find("all that is published") !=
          std::string::npos);
    CHECK(error_of(s, {anew("2020-04"), span("2020-04", "2020-08")}).empty());
    CHECK(error_of(s, {anew("15 April 2019")}).find("a day within its month") != std::string::npos);
    CHECK(error_of(monthly({}), {anew("2018-04")}).find("without points") != std::string::npos);
    const std::string two = error_of(s, {anew("2030-01"), span("2019-06", "2019-04")});
    CHECK(two.find("2030-01") != std::string::npos);
    CHECK(two.find("ends before") != std::string::npos);
    CHECK(error_of(monthly({missing, missing}), {span("2018-04", "2018-05")}).empty());
}

TEST_CASE("breaks: a span stands in as season and level say, exactly for what repeats itself") {
    std::vector<double> values = repeated(14);
    values[5] = 0.0;
    values[6] = 500.0;
    const Observed o(quarterly(values).with_breaks({span("2019-07", "2019-12")}));
    CHECK(points(o) == repeated(14));
    CHECK(filled(o) == std::vector<int>{0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0});
    CHECK(o.outcome() == Outcome::projected);
    CHECK(o.gaps() == 0);

    values[5] = values[6] = missing;  // a closure that has no figures
    const Observed closed(quarterly(values).with_breaks({span("2019-07", "2019-12")}));
    CHECK(points(closed) == repeated(14));
    CHECK(closed.gaps() == 0);
    CHECK(Observed(quarterly(values)).gaps() == 2);

    values[9] = missing;
    CHECK(Observed(quarterly(values).with_breaks({span("2019-07", "2019-12")})).gaps() == 1);
}

TEST_CASE("breaks: a level that climbs is joined by a line, a level at the end goes on as it was") {
    std::vector<double> climbing;
    for (int i = 0; i < 27; ++i) climbing.push_back(100.5 + 2.0 * i);
    std::vector<double> shocked = climbing;
    for (std::size_t i = 12; i < 15; ++i) shocked[i] = 0.0;
    const Observed o(monthly(shocked, Accrual::snapshot).with_breaks({span("2019-04", "2019-06")}));
    for (std::size_t i = 0; i < climbing.size(); ++i) CHECK(within(points(o)[i], climbing[i], 1e-9));

    const Observed at_end(monthly({7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 900}, Accrual::snapshot)
                              .with_breaks({span("2019-06", "2019-06")}));
    CHECK(points(at_end).back() == 7);
    CHECK(at_end.so_far() == 900);  // which is what is published
}

TEST_CASE("breaks: counts stand in as counts, amounts never below 0, levels as they come") {
    const std::vector<double> counts{3, 4, 3, 5, 2, 4, 3, 90, 4, 3};
    const auto of = [&](std::vector<double> values, Accrual accrual) {
        return points(Observed(monthly(std::move(values), accrual).with_breaks({span("2018-11", "2018-11")})))[7];
    };
    CHECK(of(counts, Accrual::flow) == 4);  // (3 + 4 + 3 + 5 + 2 + 4 + 3 less the first) / 6 = 3.5 and 3.5 after
    CHECK(of({3, 4, 3, 5, 2, 4, 3.5, 90, 4, 3}, Accrual::flow) != std::floor(of({3, 4, 3, 5, 2, 4, 3.5, 90, 4, 3},
                                                                                Accrual::flow)));
    CHECK(of({-3, -4, -3, -5, -2, -4, -3, 90, -4, -3}, Accrual::flow) == -3.5);
}

TEST_CASE("breaks: what is left out in this year was reached all the same") {
    // Three years of 10, 20, 30, 40; this year 1, 2 and then as always. April and July are left out.
    std::vector<double> values = repeated(15);
    values[12] = 1.0;
    values[13] = 2.0;
    const SeriesBreak closed = span("2021-04", "2021-09");
    const Projection p = project_year_end(quarterly(values).with_breaks({closed}));
    CHECK(p.reached == 33);
    CHECK(near(p.value, 33 + 40, 1e-9));
    CHECK(p.known == 3);
    CHECK(near(p.path[0], 40, 1e-9));

    const Projection mean = project_year_end(quarterly(values, Accrual::average).with_breaks({closed}));
    CHECK(mean.reached == 11);
    CHECK(near(mean.value, 73.0 / 4, 1e-9));

    const Projection level = project_year_end(quarterly(values, Accrual::snapshot).with_breaks({closed}));
    CHECK(level.reached == 30);
    CHECK(near(level.value, 40, 1e-9));

    std::vector<double> to_date = values;
    for (std::size_t i = 0; i < to_date.size(); ++i)
        if (i % 4 != 0) to_date[i] += to_date[i - 1];
    const Projection cumulative = project_year_end(quarterly(to_date, Accrual::cumulative).with_breaks({closed}));
    CHECK(cumulative.reached == 33);
    CHECK(near(cumulative.value, 73, 1e-9));
    CHECK(near(cumulative.path[0], 73, 1e-9));
    CHECK(required_run_rate(quarterly(values).with_breaks({closed}), 100.0) == 67);
    CHECK(required_run_rate(quarterly(values, Accrual::average).with_breaks({closed}), 20.0) == 47);
    CHECK(required_run_rate(quarterly(values, Accrual::snapshot).with_breaks({span("2021-10", "2021-12")}), 35.0) == 5);
    CHECK(p.lower >= 33);
}

TEST_CASE("breaks: a year that is complete is a fact, whatever is left out of it") {
    std::vector<double> values = repeated(16);
    values[15] = 1.0;
    for (const Accrual accrual : {Accrual::flow, Accrual::average, Accrual::snapshot, Accrual::cumulative}) {
        const Projection with = project_year_end(quarterly(values, accrual).with_breaks({span("2022-01", "2022-03")}));
        const Projection without = project_year_end(quarterly(values, accrual));
        CHECK(with.outcome == Outcome::complete);
        CHECK(with.value == without.value);
        CHECK(with.reached == without.reached);
    }
}

TEST_CASE("breaks: nothing before a new beginning is learned from") {
    std::vector<double> values(26, 1000.0);
    for (std::size_t i = 12; i < values.size(); ++i) values[i] = 5.0 + static_cast<double>(i % 3);
    for (const Accrual accrual : {Accrual::flow, Accrual::snapshot, Accrual::average}) {
        const std::vector<double> later(values.begin() + 12, values.end());
        const Projection broken = project_year_end(monthly(values, accrual).with_breaks({anew("2019-04")}));
        const Projection alone = project_year_end(monthly(later, accrual, "2019-04"));
        CHECK(broken.value == alone.value);
        CHECK(broken.lower == alone.lower);
        CHECK(broken.upper == alone.upper);
        CHECK(broken.method == alone.method);
        CHECK(backtest(monthly(values, accrual).with_breaks({anew("2019-04")})).size() ==
              backtest(monthly(later, accrual, "2019-04")).size());
    }
    // A span that is there from the first point on is the same.
    CHECK(project_year_end(monthly(values).with_breaks({span("2018-04", "2019-03")})).value ==
          project_year_end(monthly(values).with_breaks({anew("2019-04")})).value);
}

TEST_CASE("breaks: a new beginning within this year counts what came before, and learns from what came after") {
    // 100, 100, then 10 a month under the new definition: six of twelve known, 240 reached.
    const Series s = monthly({100, 100, 10, 10, 10, 10}).with_breaks({anew("2018-06")});
    const Projection p = project_year_end(s);
    CHECK(*p.method == Method::run_rate);
    CHECK(p.reached == 240);
    CHECK(p.known == 6);
    CHECK(p.value == 240 + 60);
    const Observed o(s);
    const History h = o.history();
    CHECK(h.known == 4);
    CHECK(h.aside == 2);
    CHECK(h.beside == 200);
    CHECK(h.so_far() == 240);
    CHECK(h.points_of_year() == 12);
    const Projection mean = project_year_end(monthly({100, 100, 10, 10, 10, 10}, Accrual::average)
                                                 .with_breaks({anew("2018-06")}));
    CHECK(mean.value == 300.0 / 12);
    CHECK(mean.reached == 40);
    CHECK(required_run_rate(s, 300.0) == 10);
    const Series of_mean = monthly({100, 100, 10, 10, 10, 10}, Accrual::average).with_breaks({anew("2018-06")});
    CHECK(required_run_rate(of_mean, 25.0) == 10);
}

TEST_CASE("breaks: what was not published before a new beginning forbids nothing") {
    std::vector<double> values(26, missing);
    values[0] = 4.0;
    for (std::size_t i = 12; i < values.size(); ++i) values[i] = 5.0 + static_cast<double>(i % 3);
    const std::vector<double> later(values.begin() + 12, values.end());
    for (const Accrual accrual : {Accrual::flow, Accrual::snapshot, Accrual::average}) {
        CAPTURE(word(accrual));
        const Projection broken = project_year_end(monthly(values, accrual).with_breaks({anew("2019-04")}));
        const Projection alone = project_year_end(monthly(later, accrual, "2019-04"));
        CHECK(project_year_end(monthly(values, accrual)).outcome == Outcome::too_few_points);
        CHECK(broken.outcome == Outcome::projected);
        CHECK(broken.value == alone.value);
    }
    // A quarter of what is learned from may be missing, however much there was before.
    for (std::size_t i = 14; i <= 20; i += 2) values[i] = missing;
    for (std::size_t i = 0; i < 12; ++i) values[i] = 5.0;
    CHECK(project_year_end(monthly(values, Accrual::snapshot)).outcome == Outcome::projected);
    CHECK(project_year_end(monthly(values, Accrual::snapshot).with_breaks({anew("2019-04")})).outcome ==
          Outcome::too_few_points);
}

TEST_CASE("breaks: a rolling figure is left out while it holds a point of any span at the beginning") {
    const std::vector<double> amounts(48, 10.0);
    const Series figures = published(amounts, Accrual::rolling);
    const auto left_out = [&](std::vector<SeriesBreak> spans) {
        return figures.size() - points(Observed(figures.with_breaks(std::move(spans)))).size();
    };
    CHECK(left_out({span("2019-03", "2019-05")}) == 14);
    CHECK(left_out({span("2019-03", "2019-05"), span("2019-10", "2019-10")}) == 19);
    CHECK(left_out({span("2019-03", "2019-05"), span("2020-06", "2020-06")}) == 14);
}

TEST_CASE("breaks: too little left is too few points") {
    std::vector<double> values(14, 5.0);
    const Series s = monthly(values, Accrual::snapshot).with_breaks({span("2018-05", "2018-11")});  // 7 of 14
    CHECK(Observed(s).outcome() == Outcome::projected);
    const Series more = monthly(values, Accrual::snapshot).with_breaks({span("2018-05", "2018-12")});
    CHECK(Observed(more).outcome() == Outcome::too_few_points);
    CHECK(project_year_end(more).reason.find("More than half of the points are left out or not published.") == 0);
    values[13] = missing;
    const Series after = monthly(values, Accrual::snapshot).with_breaks({anew("2019-04")});
    CHECK(Observed(after).outcome() == Outcome::projected);  // of one point
    CHECK(project_year_end(after).outcome == Outcome::too_few_points);
}

TEST_CASE("breaks: rolling figures are without what the span brought, this year's has it") {
    // Amounts of a month for four years; in June 2020 nothing: figures of June 2020 to May 2021 hold that month.
    std::vector<double> amounts = seasonal(12 * 4, 5, 12, 100.0), closed = amounts;
    closed[26] = 0.0;
    const Observed o(published(closed, Accrual::rolling).with_breaks({span("2020-06", "2020-06")}));
    const Observed clean(published(amounts, Accrual::rolling));
    for (std::size_t i = 0; i < points(o).size(); ++i) {
        const bool holds = i >= 15 && i < 27;  // the first figure is that of March 2019
        CHECK(filled(o)[i] == (holds ? 1 : 0));
        CHECK(within(points(o)[i], points(clean)[i], holds ? 25.0 : 0.0));
    }
    // Now it is August 2020: the year will end without what June did not bring.
    closed.resize(29);
    amounts.resize(29);
    const SeriesBreak june = span("2020-06", "2020-06");
    const Projection p = project_year_end(published(closed, Accrual::rolling).with_breaks({june}));
    const Projection q = project_year_end(published(amounts, Accrual::rolling));
    CHECK(within(p.value, q.value - amounts[26], 30.0));
    CHECK(near(p.path.back(), p.value, 1e-9));
    CHECK(p.reached == published(closed, Accrual::rolling)[17]);
    // Figures that hold a month of a span at the beginning are left out with it.
    const Observed late(published(amounts, Accrual::rolling).with_breaks({span("2019-03", "2019-04")}));
    CHECK(late.history().points.size() == 18 - 2 - 11);
}

TEST_CASE("breaks: a shock that is left out is as good as none") {
    int nearer = 0, of = 0;
    for (const Accrual accrual : all_accruals)
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const std::vector<double> clean = seasonal(12 * 5 + 5, seed);
            std::vector<double> shocked = clean;
            for (std::size_t i = 38; i < 43; ++i) shocked[i] *= 0.2;  // June to October 2021
            const SeriesBreak closure = span("2021-06", "2021-10");
            const Projection without = project_year_end(published(clean, accrual));
            const Projection left_out = project_year_end(published(shocked, accrual).with_breaks({closure}));
            const Projection with = project_year_end(published(shocked, accrual));
            // Five points of sixty-five are learned from a line and a season: a twentieth of the year is kept within.
            CHECK(near(left_out.value, without.value, 0.05));
            CHECK(left_out.reached == with.reached);
            CHECK(left_out.upper - left_out.lower < with.upper - with.lower);
            ++of;
            nearer += std::fabs(left_out.value - without.value) < std::fabs(with.value - without.value) ? 1 : 0;
        }
    CHECK(nearer >= of - 3);
}

TEST_CASE("breaks: none changes nothing, and the same give the same") {
    for (const Accrual accrual : all_accruals) {
        const Series s = published(seasonal(12 * 4 + 7, 3), accrual);
        const Projection p = project_year_end(s), q = project_year_end(s.with_breaks({}));
        CHECK(p.value == q.value);
        CHECK(p.lower == q.lower);
        CHECK(p.upper == q.upper);
        CHECK(p.path == q.path);
        CHECK(p.reason == q.reason);
        CHECK(p.past_error_reason == q.past_error_reason);
        const Series broken = s.with_breaks({span("2020-06", "2020-08")});
        const Projection one = project_year_end(broken), other = project_year_end(broken);
        CHECK(one.value == other.value);
        CHECK(one.reason == other.reason);
    }
}

TEST_CASE("breaks: a year with a point left out is no truth for a back-test") {
    const std::vector<double> values = seasonal(12 * 6 + 5, 9);
    const Series s = monthly(values), broken = s.with_breaks({span("2021-06", "2021-07")});
    const auto years = [](const std::vector<Replay>& replays) {
        std::string all;
        for (const Replay& replay : replays) all += replay.year.label() + " ";
        return all;
    };
    CHECK(years(backtest(s)) == "2020/21 2021/22 2022/23 2023/24 ");
    CHECK(years(backtest(broken)) == "2020/21 2022/23 2023/24 ");
    CHECK(project_year_end(broken).past_years == 3);
}

TEST_CASE("breaks: a mean with denominators leaves both sums out alike") {
    std::vector<double> rates, weights;
    for (int i = 0; i < 30; ++i) {
        rates.push_back(50.0 + 5.0 * (i % 12));
        weights.push_back(200.0);
    }
    std::vector<double> closed = rates, few = weights;
    closed[14] = 1.0;
    few[14] = 3.0;
    const SeriesBreak june = span("2019-06", "2019-06");
    const Projection p = project_year_end(monthly(closed, Accrual::average).with_breaks({june}), {.denominators = few});
    const Projection q = project_year_end(monthly(rates, Accrual::average), {.denominators = weights});
    CHECK(near(p.value, q.value, 1e-6));
    // Within this year both count as they were.
    const SeriesBreak may = span("2020-05", "2020-05");
    std::vector<double> now = rates, now_few = weights;
    now[25] = 1.0;
    now_few[25] = 100.0;
    const Projection r = project_year_end(monthly(now, Accrual::average).with_breaks({may}), {.denominators = now_few});
    double above = 100.0, below = 100.0;  // May
    for (int i = 0; i < 12; ++i)
        if (i != 1) {
            above += rates[static_cast<std::size_t>(i)] * 200.0;
            below += 200.0;
        }
    CHECK(near(r.value, above / below, 1e-6));
    double above_so_far = 100.0, below_so_far = 100.0;
    for (int i = 0; i < 6; ++i)
        if (i != 1) {
            above_so_far += rates[static_cast<std::size_t>(i)] * 200.0;
            below_so_far += 200.0;
        }
    CHECK(near(r.reached, above_so_far / below_so_far, 1e-9));
}

TEST_CASE("breaks: a reason says what was left out") {
    const std::vector<double> values = seasonal(40, 2);
    const auto reason = [&](std::vector<SeriesBreak> breaks) {
        return project_year_end(monthly(values).with_breaks(std::move(breaks))).reason;
    };
    CHECK(reason({span("2019-06", "2019-08")}).find(" June 2019 to August 2019 are left out of what is learned.") !=
          std::string::npos);
    CHECK(reason({span("2019-06", "2019-06")}).find(" June 2019 is left out of what is learned.") != std::string::npos);
    CHECK(reason({anew("2019-06")}).find(" Nothing before June 2019 is learned from.") != std::string::npos);
    CHECK(reason({}).find("learned") == std::string::npos);
}

TEST_CASE("breaks: a table gives each series its own, and those of all to those they lie in") {
    const std::vector<double> a = seasonal(42, 1), b = seasonal(20, 2);
    std::vector<std::int32_t> series, period;
    std::vector<double> value;
    std::vector<Period> periods;
    for (int i = 0; i < 42; ++i) periods.push_back(at("2018-04").shifted(i));
    for (int i = 0; i < 42; ++i) {
        series.push_back(0);
        period.push_back(i);
        value.push_back(a[static_cast<std::size_t>(i)]);
    }
    for (int i = 0; i < 20; ++i) {
        series.push_back(1);
        period.push_back(22 + i);
        value.push_back(b[static_cast<std::size_t>(i)]);
    }
    const std::vector<std::uint8_t> accrual(value.size(), static_cast<std::uint8_t>(Accrual::flow));
    const std::vector<std::string> names{"a", "b"};
    batch::ProjectionTable table{.rows = {.series = series, .period = period, .value = value, .accrual = accrual,
                                          .names = names, .periods = periods}};
    const SeriesBreak early = span("2019-05", "2019-07"), late = span("2020-11", "2020-12");
    const std::vector<std::vector<SeriesBreak>> own{{early}, {late}};
    table.breaks = own;
    std::vector<Projection> all = batch::project_year_end(table, financial_calendar, {});
    CHECK(all[0].value == project_year_end(monthly(a).with_breaks({early})).value);
    CHECK(all[1].value == project_year_end(monthly(b, Accrual::flow, "2020-02").with_breaks({late})).value);
    table.breaks = {};
    table.breaks_of_all = {early};
    all = batch::project_year_end(table, financial_calendar, {});
    CHECK(all[0].value == project_year_end(monthly(a).with_breaks({early})).value);
    CHECK(all[1].value == project_year_end(monthly(b, Accrual::flow, "2020-02")).value);
    const auto error = [&] {
        try {
            (void)batch::project_year_end(table, financial_calendar, {});
        } catch (const Error& found) {
            return std::string(found.what());
        }
        return std::string();
    };
    table.breaks_of_all = {span("2010-05", "2010-07")};
    CHECK(error().find("outside of every series") != std::string::npos);
    const std::vector<std::vector<SeriesBreak>> wrong{{}, {early}};
    table.breaks_of_all = {};
    table.breaks = wrong;
    CHECK(error().find("series 'b': breaks: found '2019-05' to '2019-07', which is outside") == 0);
    const std::vector<std::vector<SeriesBreak>> short_one{{}};
    table.breaks = short_one;
    CHECK(error().find("breaks") != std::string::npos);
}

TEST_CASE("breaks: what was left out has no say in what stands in for it") {
    std::vector<double> values = seasonal(12 * 4 + 3, 4);
    const auto with = [&](double value) {
        values[20] = value;
        return points(Observed(monthly(values).with_breaks({span("2019-12", "2019-12")})));
    };
    const std::vector<double> usual = with(100.0);
    CHECK(with(-50.0) == usual);
    CHECK(with(0.0) == usual);
    CHECK(with(1e9) == usual);
    CHECK(with(missing) == usual);
}

TEST_CASE("breaks: a rolling figure to come is without the span once its month has gone") {
    // 10 a month, but 2 in October 2019; now it is August 2020: the figure of September still holds that October.
    std::vector<double> amounts(29, 10.0);
    amounts[18] = 2.0;
    const Series s = published(amounts, Accrual::rolling).with_breaks({span("2019-10", "2019-10")});
    const Projection p = project_year_end(s);
    CHECK(p.reached == 112);
    REQUIRE(p.path.size() == 7);
    CHECK(near(p.path[0], 112, 1e-9));
    for (std::size_t h = 1; h < 7; ++h) CHECK(near(p.path[h], 120, 1e-9));
    CHECK(near(p.value, 120, 1e-9));
    CHECK(filled(Observed(s)) == std::vector<int>{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
}

TEST_CASE("breaks: what this year brought beside is no part of past years") {
    std::vector<double> values = repeated(15);
    values[12] = 300.0;
    const Series s = quarterly(values);
    const ProjectionRule rule{.method = Method::run_rate};
    const Projection p = project_year_end(s.with_breaks({span("2021-04", "2021-06")}), rule);
    CHECK(p.past_years == 3);
    CHECK(p.past_error == 20);  // 60 / 3 x 4 = 80 of 100
    CHECK(backtest(s.with_breaks({span("2021-04", "2021-06")}), rule)[0].projected == 80);
    CHECK(p.reached == 350);
}

TEST_CASE("breaks: figures that were not published are counted but for those of a span") {
    const Series s = monthly({30, 40, 50, missing, 70, 80}, Accrual::cumulative, "2024-06");
    CHECK(Observed(s).gaps() == 3);  // April and May before the first, September
    CHECK(Observed(s.with_breaks({span("2024-07", "2024-07")})).gaps() == 3);
    CHECK(Observed(s.with_breaks({span("2024-09", "2024-09")})).gaps() == 2);
}

TEST_CASE("an open end of a target is not met by ending on it") {
    const Series complete = monthly(std::vector<double>(12, 1.0));
    const auto chance = [&](Polarity polarity, Range target) {
        return project_year_end(complete, {.target_range = target, .polarity = polarity}).probability;
    };
    CHECK(chance(Polarity::high_is_good, {.lower = 12}) == 1);
    CHECK(chance(Polarity::high_is_good, {.lower = 12, .lower_open = true}) == 0);
    CHECK(chance(Polarity::low_is_good, {.upper = 12}) == 1);
    CHECK(chance(Polarity::low_is_good, {.upper = 12, .upper_open = true}) == 0);
    CHECK(chance(Polarity::in_range, {.lower = 12, .upper = 12}) == 1);
}

TEST_CASE("one quarter of a first year is too little for a run rate") {
    CHECK(project_year_end(quarterly({5})).outcome == Outcome::too_few_points);
    CHECK(project_year_end(quarterly({5, 6})).value == 22);
}

}  // namespace test_breaks
