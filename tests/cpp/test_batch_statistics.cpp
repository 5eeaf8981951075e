// Columns of proportions and rates agree with the headers to the last bit, whatever the number of threads.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/batch.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/random.hpp"
#include "headway/stats/rate.hpp"
#include "statistic_results.hpp"
#include "testing.hpp"

namespace test_batch_statistics {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

/// Counts of every kind: whole, broken, none, all, too many, negative, missing and infinite.
struct Rows {
    std::vector<double> count, denominator;

    explicit Rows(std::size_t rows) : count(rows), denominator(rows) {
        const std::vector<double> odd{missing, -1, 0, infinity, 1e300, 0.5};
        for (std::size_t i = 0; i < rows; ++i) {
            denominator[i] = static_cast<double>(1 + i * 7919 % 5000);
            count[i] = std::floor(denominator[i] * static_cast<double>(i * 104729 % 1000) / 999);
            if (i > 2000 && i % 97 == 0) count[i] = odd[i / 97 % odd.size()];
            if (i > 2000 && i % 101 == 0) denominator[i] = odd[i / 101 % odd.size()];
        }
    }
};

}  // namespace

TEST_CASE("a column of proportions is its rows") {
    const std::size_t rows = 100'003;
    const Rows data(rows);
    const std::vector<double> levels{0.95, 0.998};
    for (const unsigned threads : {1U, 2U, 3U}) {
        StatisticResults columns(rows, 2);
        batch::proportion(data.count, data.denominator, levels, 100, columns.view(), threads);
        std::size_t different = 0;
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t l = 0; l < 2; ++l)
                different += !same_row(columns, i, l, proportion(data.count[i], data.denominator[i], levels[l], 100));
        CHECK(different == 0);
    }
}

TEST_CASE("one row that is no proportion is found among hundreds that are, at any number of levels") {
    struct Odd {
        double count, denominator;
    };
    for (const Odd odd : {Odd{-1, 10}, Odd{11, 10}, Odd{0, 0}, Odd{missing, 10}, Odd{1, missing}, Odd{1, infinity},
                          Odd{infinity, infinity}, Odd{1, -10}, Odd{0.1 + 0.2, 0.3}})
        for (const std::vector<double>& levels :
             {std::vector<double>{0.95}, std::vector<double>{0.8, 0.95, 0.998}, std::vector<double>(4, 0.9)}) {
            const std::size_t rows = 1300, at = 700;
            std::vector<double> count(rows), denominator(rows);
            for (std::size_t i = 0; i < rows; ++i) {
                denominator[i] = static_cast<double>(10 + i % 90);
                count[i] = static_cast<double>(i * 31 % (11 + i % 90));
            }
            count[at] = odd.count;
            denominator[at] = odd.denominator;
            StatisticResults columns(rows, levels.size());
            batch::proportion(count, denominator, levels, 100, columns.view());
            std::size_t different = 0;
            for (std::size_t i = 0; i < rows; ++i)
                for (std::size_t l = 0; l < levels.size(); ++l)
                    different += !same_row(columns, i, l, proportion(count[i], denominator[i], levels[l], 100));
            CHECK(different == 0);
        }
}

TEST_CASE("a column of rates is its rows, by either interval") {
    const std::size_t rows = 30'011;
    const Rows data(rows);
    const std::vector<double> levels{0.8, 0.998};
    for (const PoissonInterval interval : {PoissonInterval::byar, PoissonInterval::exact}) {
        StatisticResults columns(rows, 2);
        batch::crude_rate(data.count, data.denominator, levels, 1000, interval, columns.view());
        std::size_t different = 0;
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t l = 0; l < 2; ++l)
                different += !same_row(columns, i, l,
                                   crude_rate(data.count[i], data.denominator[i], levels[l], 1000, interval));
        CHECK(different == 0);
    }
}

TEST_CASE("no rows are no problem; columns that do not fit are refused before anything is written") {
    StatisticResults none(0, 1), columns(2, 1);
    const std::vector<double> empty, one{1}, two{1, 2}, level{0.95};
    batch::proportion(empty, empty, level, 1, none.view());
    CHECK(says(refusal([&] { batch::proportion(two, one, level, 1, columns.view()); }), "column 'denominator' has 1 rows"));
    CHECK(says(refusal([&] { batch::crude_rate(two, two, two, 1, {}, columns.view()); }), "confidence: found 1"));
    CHECK(says(refusal([&] { batch::proportion(two, two, empty, 1, columns.view()); }), "found no level"));
    CHECK(says(refusal([&] { batch::proportion(one, one, level, 1, columns.view()); }), "value (out)"));
    CHECK(says(refusal([&] { batch::crude_rate(two, one, level, 1, {}, columns.view()); }),
               "column 'population' has 1 rows; accepted: 2, as many as count"));
    CHECK(says(refusal([&] { batch::proportion(empty, empty, level, 0, none.view()); }), "multiplier: found 0"));
    CHECK(says(refusal([&] { batch::crude_rate(empty, empty, level, -1, {}, none.view()); }), "multiplier: found -1"));
    const auto refused = [&](auto without) {
        StatisticResults out(2, 1);
        batch::StatisticColumns view = out.view();
        without(view);
        const std::string message = refusal([&] { batch::crude_rate(two, two, level, 1, {}, view); });
        CHECK(out.value == std::vector<double>(2, 0.0));
        return message;
    };
    CHECK(says(refused([](batch::StatisticColumns& out) { out.status = out.status.first(1); }),
               "column 'status (out)' has 1 rows; accepted: 2, as many as count"));
    CHECK(says(refused([](batch::StatisticColumns& out) { out.lower = out.lower.first(1); }),
               "column 'lower (out)' has 1 rows; accepted: 2, as many as count and level"));
    CHECK(says(refused([](batch::StatisticColumns& out) { out.upper = {}; }), "column 'upper (out)' has 0 rows"));
}

TEST_CASE("sums by group, with what is missing missing") {
    const std::vector<std::int32_t> group{1, 0, 1, 2};
    const std::vector<double> column{1, 2, 3, missing};
    std::vector<double> sums(3, 9.0);  // what was there is not added to
    batch::sum_by_group(group, column, sums);
    CHECK(sums[0] == 2);
    CHECK(sums[1] == 4);
    CHECK(std::isnan(sums[2]));
    std::vector<double> two(2);
    CHECK(says(refusal([&] { batch::sum_by_group(group, column, two); }), "row 3, column group: found code 2"));
    const std::vector<std::int32_t> negative{0, -1};
    CHECK(says(refusal([&] { batch::sum_by_group(negative, two, sums); }), "row 1, column group: found code -1"));
    CHECK(says(refusal([&] { batch::sum_by_group(group, two, sums); }), "column 'column' has 2 rows; accepted: 4"));
}

}  // namespace test_batch_statistics
