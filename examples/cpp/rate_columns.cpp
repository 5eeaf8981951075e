// Rates columns of a million rows with the compiled kernels, and counts them.

#include <headway/batch.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

using namespace headway;

int main() {
    constexpr std::size_t rows = 1'000'000;
    std::vector<double> latest(rows), target(rows, 86.0), change(rows), gap(rows);
    std::vector<std::uint8_t> direction(rows), rating(rows), reason(rows), present(rows);
    const std::vector<std::uint8_t> polarity(rows, static_cast<std::uint8_t>(Polarity::high_is_good));
    for (std::size_t i = 0; i < rows; ++i) latest[i] = static_cast<double>(i % 1000) / 10.0;  // 0.0 to 99.9

    batch::Table table{.latest = latest, .polarity = polarity};
    table.comparators.push_back({.name = "target", .value = target});
    batch::AssessedTable assessed{.change = change, .direction = direction};
    assessed.comparators.push_back({.rating = rating, .reason = reason, .gap = gap, .present = present});
    batch::assess(table, RatingRule{.tolerance = 0.10}, DirectionRule{}, assessed);

    const std::vector<std::int32_t> section(rows, 0);
    const RatingCounts counts = batch::count_ratings(section, 1, rating, present).front();
    std::printf("%zu rows: %zu green, %zu amber, %zu red\n", counts.kpis, counts.green, counts.amber, counts.red);
}
