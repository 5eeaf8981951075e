// Rows of a frame are projected as each of their series is by itself: in any order, with gaps, by any number of threads.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "headway/batch/outlook.hpp"
#include "testing.hpp"

namespace test_projected_rows {

using namespace headway;
using namespace headway::test;

namespace {

/// Rows of series of unequal lengths with gaps, and what each series is.
struct Frame {
    std::vector<std::int32_t> series{}, period{};
    std::vector<double> value{};
    std::vector<std::uint8_t> accrual{};
    std::vector<std::string> names{};
    std::vector<Period> periods{};
    std::vector<Series> alone{};

    explicit Frame(std::mt19937_64& random) {
        for (int month = 0; month < 200; ++month) periods.push_back(Period::month(2005, 4).shifted(month));
        const std::vector<Accrual> all{Accrual::flow, Accrual::cumulative, Accrual::snapshot, Accrual::average,
                                       Accrual::rolling};
        for (std::size_t s = 0; s < 60; ++s) {
            const std::size_t first = random() % 40, count = 60 + random() % 60;
            std::vector<double> values;
            const auto code = static_cast<std::int32_t>(s);
            for (std::size_t i = 0; i < count; ++i) {
                const bool ends = i == 0 || i + 1 == count;
                values.push_back(static_cast<double>(10 + random() % 90));
                if (!ends && random() % 30 == 0) values.back() = missing;  // with a row or without
                if (!ends && std::isnan(values.back()) && random() % 2 == 0) continue;
                series.push_back(code);
                period.push_back(static_cast<std::int32_t>(first + i));
                value.push_back(values.back());
                accrual.push_back(static_cast<std::uint8_t>(all[s % all.size()]));
            }
            names.push_back("series " + std::to_string(s));
            alone.emplace_back(std::move(values), periods[first], all[s % all.size()]);
        }
    }

    void put_in_order(const std::vector<std::size_t>& order) {
        const auto permute = [&](auto& column) {
            auto sorted = column;
            for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = column[order[i]];
            column = sorted;
        };
        permute(series);
        permute(period);
        permute(value);
        permute(accrual);
    }

    [[nodiscard]] batch::ProjectionTable table() const {
        return {.rows = {.series = series, .period = period, .value = value, .accrual = accrual, .names = names,
                         .periods = periods}};
    }
};

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const Projection& a, const Projection& b) {
    return a.outcome == b.outcome && same(a.value, b.value) && same(a.lower, b.lower) && same(a.upper, b.upper) &&
           a.method == b.method && a.reason == b.reason && same(a.past_error, b.past_error) &&
           a.past_years == b.past_years && a.past_error_reason == b.past_error_reason && a.path == b.path &&
           same(a.reached, b.reached) && a.as_at == b.as_at;
}

}  // namespace

TEST_CASE("rows are projected as each series by itself, in any order, by any number of threads") {
    std::mt19937_64 random(12);
    Frame frame(random);
    std::vector<std::size_t> order(frame.series.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (const Method method : {Method::run_rate, Method::last_value, Method::theil_sen, Method::ols}) {
        const ProjectionRule rule{.method = method};
        for (const unsigned threads : {1u, 2u, 3u, 8u, 64u}) {
            const std::vector<Projection> found = batch::project_year_end(frame.table(), financial_calendar, rule, threads);
            REQUIRE(found.size() == frame.alone.size());
            for (std::size_t s = 0; s < found.size(); ++s) {
                const Projection alone = project_year_end(frame.alone[s], rule);
                if (alone.past_years < 3 && alone.outcome == Outcome::projected) continue;  // which borrows from others
                CHECK(same(found[s], alone));
            }
            std::shuffle(order.begin(), order.end(), random);
            frame.put_in_order(order);
        }
    }
}

TEST_CASE("mistakes of several series are named in their order, by any number of threads") {
    std::mt19937_64 random(13);
    Frame frame(random);
    frame.period[1] = frame.period[0];  // twice the same, of the first series
    frame.accrual.back() = static_cast<std::uint8_t>(Accrual::flow);
    for (const unsigned threads : {1u, 3u, 64u}) {
        const std::string said =
            refusal([&] { (void)batch::project_year_end(frame.table(), financial_calendar, {}, threads); });
        CHECK(said.starts_with("2 problems:\n  row 1, series 'series 0', column 'period': found "));
        CHECK(said.find("series 'series 59', column 'accrual': found flow, but rolling in row ") != std::string::npos);
    }
    Frame negative(random);
    const ProjectionRule rule{.bounds = {0.0, 50.0}};
    for (const unsigned threads : {1u, 8u})
        CHECK(refusal([&] {
                  (void)batch::project_year_end(negative.table(), financial_calendar, rule, threads);
              }).find("series 'series 0': bounds: point ") != std::string::npos);
}

TEST_CASE("the latest row of a series is that of its latest period, and of its latest figure") {
    const std::vector<std::int32_t> series{1, 0, 1, 0, 1, 2}, period{2, 0, 1, 1, 0, 0};
    const std::vector<double> value{missing, 1.0, 2.0, missing, 3.0, missing};
    const std::vector<Period> periods{Period::month(2024, 4), Period::month(2024, 5), Period::month(2024, 6)};
    using Rows = std::vector<std::int64_t>;
    CHECK(batch::latest_rows(series, 4, period, periods) == Rows{3, 0, 5, -1});
    CHECK(batch::latest_rows(series, 4, period, periods, value) == Rows{1, 2, 5, -1});
    CHECK(refusal([&] { (void)batch::latest_rows(series, 2, period, periods); }) ==
          "row 5, series: found code 2; accepted: below 2");
    CHECK(batch::latest_rows({}, 0, {}, {}).empty());
}

}  // namespace test_projected_rows
