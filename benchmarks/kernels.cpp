// How near the kernels come to the speed of memory: each beside a loop that copies the same streams, in one run.
//
//     make bench          or, for more or fewer rows:  build/tree/headway_kernels 1 2 4 8 16
//
// One thread, millions of rows as given, the best of several runs. A stream is a column that is read or written, counted
// once; the copy reads and writes as many bytes a row as the kernel does.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "headway/batch/assess.hpp"
#include "headway/batch/statistics.hpp"

namespace {

using headway::batch::AssessedTable;
using headway::batch::AssessmentColumn;
using headway::batch::StatisticColumns;
using Clock = std::chrono::steady_clock;

constexpr int runs = 7;

double seconds(const std::function<void()>& work) {
    double best = 1e9;
    for (int run = 0; run < runs; ++run) {
        const auto start = Clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    return best;
}

/// Columns of numbers and of codes, as a kernel reads and writes them.
struct Streams {
    std::vector<const double*> numbers_in;
    std::vector<const std::uint8_t*> codes_in;
    std::vector<double*> numbers_out;
    std::vector<std::uint8_t*> codes_out;
};

/// A block at a time, as the kernels do: what is read is copied to a place nearby, what is written from there.
void copy(const Streams& of, std::size_t rows) {
    constexpr std::size_t block = 1024;
    static double near[8][block];
    static std::uint8_t near_codes[8][block];
    for (std::size_t first = 0; first < rows; first += block) {
        const std::size_t size = std::min(block, rows - first);
        for (std::size_t c = 0; c < of.numbers_in.size(); ++c)
            std::memcpy(near[c], of.numbers_in[c] + first, size * sizeof(double));
        for (std::size_t c = 0; c < of.codes_in.size(); ++c) std::memcpy(near_codes[c], of.codes_in[c] + first, size);
        for (double* column : of.numbers_out) std::memcpy(column + first, near[0], size * sizeof(double));
        for (std::uint8_t* column : of.codes_out) std::memcpy(column + first, near_codes[0], size);
    }
}

void print(const char* kernel, std::size_t rows, double taken, const Streams& streams) {
    const double copied = seconds([&] { copy(streams, rows); });
    const std::size_t bytes = 8 * (streams.numbers_in.size() + streams.numbers_out.size()) + streams.codes_in.size() +
                              streams.codes_out.size();
    const double per_row = 1e9 / static_cast<double>(rows);
    std::printf("%-42s %5.0f %7.2f %7.2f %9zu %6.0f%%\n", kernel, static_cast<double>(rows) / 1e6, taken * per_row,
                copied * per_row, bytes, 100.0 * copied / taken);
}

void measure(std::size_t rows) {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<int> hundredths(0, 20'000), share(0, 500);
    const auto figures = [&] {
        std::vector<double> column(rows);
        for (double& each : column) each = hundredths(random) / 100.0;
        return column;
    };
    const std::vector<double> latest = figures(), previous = figures(), target = figures();
    std::vector<std::uint8_t> polarity(rows);
    for (std::uint8_t& each : polarity) each = static_cast<std::uint8_t>(random() & 1U);
    std::vector<double> change(rows), gap(rows), value(rows);
    std::vector<std::uint8_t> rating(rows), direction(rows), reason(rows);

    headway::batch::Table table;
    table.latest = latest;
    table.polarity = polarity;
    table.comparators.push_back({.name = "target", .value = target});
    AssessedTable assessed;
    assessed.comparators.push_back({.rating = rating});
    print("rating against one comparator", rows, seconds([&] { headway::batch::assess(table, {}, {}, assessed, 1); }),
          {{latest.data(), target.data()}, {polarity.data()}, {}, {rating.data()}});

    table.previous = previous;
    assessed.change = change;
    assessed.direction = direction;
    assessed.comparators.front().gap = gap;
    print("and change, direction and gap", rows, seconds([&] { headway::batch::assess(table, {}, {}, assessed, 1); }),
          {{latest.data(), previous.data(), target.data()},
           {polarity.data()},
           {change.data(), gap.data()},
           {rating.data(), direction.data()}});

    std::vector<double> count(rows), denominator(rows), lower(rows), upper(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        denominator[i] = 500.0 + share(random);
        count[i] = share(random);
    }
    const double level[] = {0.95};
    const StatisticColumns out{value, lower, upper, reason};
    const Streams statistic{{count.data(), denominator.data()},
                            {},
                            {value.data(), lower.data(), upper.data()},
                            {reason.data()}};
    print("proportion with Wilson's interval", rows,
          seconds([&] { headway::batch::proportion(count, denominator, level, 1.0, out, 1); }), statistic);
    print("rate with Byar's interval", rows,
          seconds([&] {
              headway::batch::crude_rate(count, denominator, level, 1e5, headway::PoissonInterval::byar, out, 1);
          }),
          statistic);
}

}  // namespace

int main(int count, char** millions) {
    std::printf("%-42s %5s %7s %7s %9s %7s\n", "kernel, one thread", "rows", "ns", "copy", "bytes", "share");
    std::printf("%-42s %5s %7s %7s %9s %7s\n", "", "mill.", "a row", "a row", "a row", "of copy");
    for (int i = 1; i < count; ++i) measure(static_cast<std::size_t>(std::atof(millions[i]) * 1e6));
}
