// Rows to series: the same rows in another order make the same series.
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/series/assemble.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

/// The columns of rows, and what their codes stand for.
struct Table {
    std::vector<std::string> names{};
    std::vector<Period> periods{};
    std::vector<std::int32_t> series{}, period{};
    std::vector<double> value{};
    std::vector<std::uint8_t> accrual{};

    [[nodiscard]] SeriesRows rows() const {
        return {.series = series, .period = period, .value = value, .accrual = accrual, .names = names,
                .periods = periods};
    }
};

[[nodiscard]] Period a_period(std::uint8_t kind, Bytes& bytes) {
    const int year = 2020 + static_cast<int>(bytes.below(5)), part = static_cast<int>(bytes.below(12));
    switch (kind) {
        case 0: return Period::quarter(year, part % 4 + 1);
        case 1: return Period::year(year);
        case 2: return Period::term(year, part % 3 + 1);
        case 3: return Period::months(year, part + 1, 12);
        case 4: return Period::day(year, part + 1, bytes.flag() ? 1 : 28);
        case 5: return Period::half(year, part % 2 + 1);
        case 6: return Period::year(year, calendar_year);
        default: return Period::month(year, part + 1);
    }
}

[[nodiscard]] Table a_table(Bytes& bytes) {
    Table table;
    const std::size_t names = bytes.below(3) + 1, rows = bytes.below(25);
    for (std::size_t i = 0; i < names; ++i) table.names.push_back("series " + std::to_string(i));
    const std::uint8_t kind = bytes.byte(), accrual = bytes.byte(), mixed = bytes.byte();
    for (std::size_t row = 0; row < rows; ++row) {
        table.periods.push_back(a_period(mixed == 255 ? bytes.byte() % 8 : kind % 16, bytes));
        table.series.push_back(static_cast<std::int32_t>(bytes.below(names)));
        table.period.push_back(static_cast<std::int32_t>(row));
        table.value.push_back(bytes.number());
        table.accrual.push_back(mixed == 254 ? bytes.byte() % 6 : accrual % 5);
    }
    if (rows > 0 && mixed == 253) table.series[bytes.below(rows)] = bytes.raw<std::int32_t>();
    if (rows > 0 && mixed == 252) table.period[bytes.below(rows)] = bytes.raw<std::int32_t>();
    if (mixed == 251) table.value.push_back(0.0);
    return table;
}

void check(const Table& table, const std::vector<AssembledSeries>& assembled) {
    expect(assembled.size() == table.names.size(), "found ", assembled.size(), " series");
    std::vector<int> used(table.value.size());
    for (std::size_t s = 0; s < assembled.size(); ++s) {
        const Series& series = assembled[s].series;
        expect(series.size() == assembled[s].rows.size(), "points without rows");
        for (std::size_t i = 0; i < series.size(); ++i) {
            const std::size_t row = assembled[s].rows[i];
            if (row == AssembledSeries::no_row) {
                expect(std::isnan(series[i]), "point ", i, " is of no row, but ", series[i]);
                continue;
            }
            ++used.at(row);
            expect(table.series[row] == static_cast<std::int32_t>(s), "row ", row, " is of another series");
            expect(same(series[i], table.value[row]), "row ", row, ": ", table.value[row], " became ", series[i]);
            const Period said = table.periods[static_cast<std::size_t>(table.period[row])].in_months();
            expect(series.period(i).last_month() == said.last_month(), "row ", row, ": ", said.label(), " became ",
                   series.period(i).label());
        }
        expect(!series.size() || (assembled[s].rows.front() != AssembledSeries::no_row &&
                                  assembled[s].rows.back() != AssembledSeries::no_row),
               "a series begins or ends with no row");
    }
    for (std::size_t row = 0; row < used.size(); ++row) expect(used[row] == 1, "row ", row, " is used ", used[row]);
}

}  // namespace

void assemble(Bytes bytes) {
    const Calendar calendar{static_cast<int>(std::array{4, 9, 1, 7}[bytes.below(4)])};
    const Table table = a_table(bytes);
    const auto assembled = unless_refused([&] { return headway::assemble(table.rows(), calendar); });
    if (assembled) check(table, *assembled);

    if (table.value.size() != table.series.size()) return;
    const std::vector<std::size_t> order = shuffled(table.series.size(), bytes);
    Table moved = table;
    moved.series = in_order(table.series, order);
    moved.period = in_order(table.period, order);
    moved.value = in_order(table.value, order);
    moved.accrual = in_order(table.accrual, order);
    const auto again = unless_refused([&] { return headway::assemble(moved.rows(), calendar); });
    expect(again.has_value() == assembled.has_value(), "rows in another order are ", again ? "taken" : "refused");
    if (!again) return;
    check(moved, *again);
    for (std::size_t s = 0; s < again->size(); ++s) {
        const Series &one = (*assembled)[s].series, &other = (*again)[s].series;
        expect(one.size() == other.size() && one.start() == other.start() && one.frequency() == other.frequency() &&
                   one.accrual() == other.accrual(),
               "rows in another order make another series");
        for (std::size_t i = 0; i < one.size(); ++i) expect(same(one[i], other[i]), "point ", i, " depends on order");
    }
}

}  // namespace headway::fuzz
