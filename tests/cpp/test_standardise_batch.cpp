// Many areas at once: the headers' figures to the last bit, whatever the order of rows and the number of threads; what
// an area lacks, and what is refused.
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "headway/batch.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/indirect_standardisation.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/standard_population.hpp"
#include "testing.hpp"

namespace test_standardise_batch {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

const std::vector<double> levels{0.95, 0.998};

/// Results of many areas, and where they are written.
struct Results {
    std::vector<double> value, lower, upper, first, second;
    std::vector<std::uint8_t> status, suppression;

    explicit Results(std::size_t rows)
        : value(rows), lower(2 * rows), upper(2 * rows), first(rows), second(rows), status(rows), suppression(rows) {}

    batch::StatisticColumns columns() { return {value, lower, upper, status}; }
};

bool identical(const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
    return a.size() == b.size();
}

/// 19 bands of each area, area by area; then the rows are put into another order.
struct Rows {
    std::vector<std::int32_t> area, band;
    std::vector<double> count, population, standard;
    std::vector<std::string> bands;

    explicit Rows(std::size_t areas) {
        const std::vector<double> people = matched_to(usual_age_bands, european_standard_population_2013);
        for (const AgeBand each : usual_age_bands) bands.push_back(label(each));
        std::uint64_t random = 12345;
        const auto next = [&](std::uint64_t below) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            return static_cast<double>((random >> 33) % below);
        };
        for (std::size_t a = 0; a < areas; ++a)
            for (std::size_t b = 0; b < bands.size(); ++b) {
                area.push_back(static_cast<std::int32_t>(a));
                band.push_back(static_cast<std::int32_t>(b));
                count.push_back(next(a % 7 == 0 ? 2 : 40));
                population.push_back(100.0 + next(900));
                standard.push_back(people[b]);
            }
    }

    [[nodiscard]] batch::AgeRows rows(std::size_t areas) const {
        return {.area = area, .areas = areas, .band = band, .bands = bands};
    }
    [[nodiscard]] batch::DirectColumns columns() const { return {count, population, standard, {}}; }

    Results rates(std::size_t areas, unsigned threads) const {
        Results out(areas);
        batch::directly_standardised_rate(rows(areas), columns(), levels, 1000.0, PoissonInterval::byar, out.columns(),
                                          {out.first, out.second, out.suppression}, threads);
        return out;
    }

    void reverse() {
        for (std::vector<double>* each : {&count, &population, &standard}) *each = {each->rbegin(), each->rend()};
        area = {area.rbegin(), area.rend()};
        band = {band.rbegin(), band.rend()};
    }
};

}  // namespace

TEST_CASE("directly standardised rates of many areas are those of the header to the last bit") {
    constexpr std::size_t areas = 9000;  // enough for several threads
    Rows table(areas);
    const Results found = table.rates(areas, 1);
    std::size_t suppressed = 0;
    for (std::size_t a = 0; a < areas; ++a) {
        std::vector<AgeStratum> strata;
        for (std::size_t row = 19 * a; row < 19 * (a + 1); ++row)
            strata.push_back({table.count[row], table.population[row], table.standard[row]});
        for (std::size_t l = 0; l < levels.size(); ++l) {
            const SuppressibleStatistic rate = directly_standardised_rate(strata, levels[l], 1000.0);
            REQUIRE(identical({rate.value, rate.lower, rate.upper},
                              {found.value[a], found.lower[l * areas + a], found.upper[l * areas + a]}));
            REQUIRE(found.status[a] == static_cast<std::uint8_t>(rate.status));
            REQUIRE(found.suppression[a] == static_cast<std::uint8_t>(rate.suppression));
        }
        suppressed += found.suppression[a];
    }
    CHECK(suppressed > 0);
    CHECK(suppressed < areas / 2);

    const Results threaded = table.rates(areas, 3);
    CHECK(identical(threaded.upper, found.upper));
    table.reverse();
    const Results reversed = table.rates(areas, 2);
    CHECK(identical(reversed.value, found.value));
    CHECK(identical(reversed.lower, found.lower));
    CHECK(identical(reversed.first, found.first));
}

TEST_CASE("an area that lacks a band, or has a row of none, is missing and no other is") {
    Rows table(3);
    table.count.assign(table.count.size(), 5.0);
    table.area[20] = 2;  // a band of area 1 goes to area 2, as a band that is not known
    table.band[20] = -1;
    const Results found = table.rates(3, 1);
    CHECK(found.status == std::vector<std::uint8_t>{0, 1, 1});
    CHECK(std::isnan(found.value[1]));
    CHECK(found.first[0] == 95.0);
}

TEST_CASE("a band that an area has twice is refused by its rows") {
    Rows table(2);
    table.band[1] = 0;
    table.band[30] = 10;
    table.area[30] = 0;
    const std::string message = refusal([&] { (void)table.rates(2, 1); });
    CHECK(says(message, "2 problems"));
    CHECK(says(message, "rows 0 and 1, age band 0-4: found twice in one group"));
    CHECK(says(message, "rows 10 and 30, age band 50-54: found twice in one group"));
}

TEST_CASE("events by frequency are added up by band") {
    const std::vector<std::int32_t> band{0, 1, 0, 1, 1};
    const std::vector<double> people{30, 21, 6, 5, 0}, population{9000, 4000, 9000, 4000, 4000},
        standard{80, 20, 80, 20, 20}, frequency{1, 1, 2, 3, 7};
    const auto rate = [&](const std::vector<double>& persons, const std::vector<double>& of,
                          const std::vector<double>& each) {
        Results out(1);
        batch::directly_standardised_rate({.area = {}, .areas = 1, .band = band, .bands = {"0-64", "65+"}},
                                          {persons, of, standard, each}, levels, 1e5, PoissonInterval::byar,
                                          out.columns(), {out.first, out.second, out.suppression});
        return out;
    };
    const Results found = rate(people, population, frequency);
    const std::vector<AgeStratum> strata{{42, 9000, 80, 54}, {36, 4000, 20, 66}};
    CHECK(identical({found.value[0], found.upper[1]},
                    {directly_standardised_rate(strata).value, directly_standardised_rate(strata, 0.998).upper}));
    CHECK(found.first[0] == 78.0);
    CHECK(found.second[0] == 13000.0);

    std::vector<double> other = population;
    other[3] = 4001;
    CHECK(says(refusal([&] { (void)rate(people, other, frequency); }),
               "rows 1 and 3, age band 65+: found two populations"));
    CHECK(says(refusal([&] { (void)rate(people, population, {1, 1, 2, 3, 3}); }),
               "age band 65+: found frequency 3 twice"));
    other = people;
    other[1] = missing;
    CHECK(rate(other, population, frequency).status[0] == 1);
    other[1] = -2;
    CHECK(rate(other, population, frequency).status[0] == static_cast<std::uint8_t>(StatisticStatus::negative));
}

TEST_CASE("frequencies of one area say nothing of another, and what is missing is missing") {
    // Two areas, their rows interleaved: the same bands and frequencies with other people.
    const std::vector<std::int32_t> area{0, 1, 1, 0, 0, 1, 0, 1}, band{0, 0, 0, 0, 1, 1, 1, 1};
    const std::vector<double> people{30, 12, 9, 6, 21, 17, 5, 8};
    const std::vector<double> population{9000, 700, 700, 9000, 4000, 600, 4000, 600},
        standard{80, 80, 80, 80, 20, 20, 20, 20}, frequency{1, 1, 2, 2, 1, 1, 3, 3};
    const auto rate = [&](const std::vector<double>& of, const std::vector<double>& weight,
                          const std::vector<double>& each) {
        Results out(2);
        batch::directly_standardised_rate({.area = area, .areas = 2, .band = band, .bands = {"0-64", "65+"}},
                                          {people, of, weight, each}, levels, 1e5, PoissonInterval::exact,
                                          out.columns(), {out.first, out.second, out.suppression});
        return out;
    };
    const Results found = rate(population, standard, frequency);
    const std::vector<AgeStratum> first{{42, 9000, 80, 54}, {36, 4000, 20, 66}}, second{{30, 700, 80, 48}, {41, 600, 20, 89}};
    for (std::size_t l = 0; l < 2; ++l) {
        const SuppressibleStatistic one = directly_standardised_rate(first, levels[l], 1e5, PoissonInterval::exact),
                                    two = directly_standardised_rate(second, levels[l], 1e5, PoissonInterval::exact);
        CHECK(identical({found.value[0], found.lower[2 * l], found.upper[2 * l]}, {one.value, one.lower, one.upper}));
        CHECK(identical({found.value[1], found.lower[2 * l + 1], found.upper[2 * l + 1]},
                        {two.value, two.lower, two.upper}));
    }
    CHECK(found.first == std::vector<double>{78, 71});
    CHECK(found.second == std::vector<double>{13000, 1300});

    std::vector<double> other = population;
    other[0] = other[3] = missing;  // at both frequencies of the band, which is no contradiction
    CHECK(rate(other, standard, frequency).status == std::vector<std::uint8_t>{1, 0});
    other = standard;
    other[5] = 21;
    CHECK(says(refusal([&] { (void)rate(population, other, frequency); }),
               "rows 5 and 7, age band 65+: found two populations"));
    other = frequency;
    other[1] = missing;
    CHECK(rate(population, standard, other).status == std::vector<std::uint8_t>{0, 1});
    other[2] = missing;  // two that nobody knows are not one twice
    CHECK(rate(population, standard, other).status == std::vector<std::uint8_t>{0, 1});
}

TEST_CASE("a frequency that is missing does not hide one that a band has twice") {
    const std::vector<std::int32_t> band{0, 0, 0};
    const std::vector<double> people{30, 20, 10}, population(3, 900), standard(3, 100), frequency{2, missing, 2};
    Results out(1);
    CHECK(says(refusal([&] {
                   batch::directly_standardised_rate({.area = {}, .areas = 1, .band = band, .bands = {"0+"}},
                                                     {people, population, standard, frequency}, levels, 1e5,
                                                     PoissonInterval::byar, out.columns(),
                                                     {out.first, out.second, out.suppression});
               }),
               "age band 0+: found frequency 2 twice"));
}

TEST_CASE("without age bands an area is its rows, wherever they stand, by either interval") {
    const std::vector<std::int32_t> area{1, 0, 1, 0, 0};
    const std::vector<double> count{9, 14, 21, 3, 40}, population{800, 900, 1000, 1100, 1200}, standard{50, 30, 20, 60, 10};
    const std::vector<AgeStratum> first{{14, 900, 30}, {3, 1100, 60}, {40, 1200, 10}}, second{{9, 800, 50}, {21, 1000, 20}};
    for (const PoissonInterval interval : {PoissonInterval::byar, PoissonInterval::exact}) {
        Results out(2);
        batch::directly_standardised_rate({.area = area, .areas = 2, .band = {}, .bands = {}},
                                          {count, population, standard, {}}, levels, 1e5, interval, out.columns(),
                                          {out.first, out.second, out.suppression});
        const SuppressibleStatistic one = directly_standardised_rate(first, 0.95, 1e5, interval),
                                    two = directly_standardised_rate(second, 0.998, 1e5, interval);
        CHECK(identical({out.value[0], out.lower[0], out.upper[0]}, {one.value, one.lower, one.upper}));
        CHECK(identical({out.value[1], out.lower[3], out.upper[3]}, {two.value, two.lower, two.upper}));
        CHECK(out.first == std::vector<double>{57, 30});
    }
}

TEST_CASE("indirect standardisation of many areas, by age or in all, is that of the header") {
    constexpr std::size_t areas = 40;
    const Rows table(areas);
    Results ratio(areas), rate(areas), total(areas);
    const std::vector<double>&reference = table.standard, &deaths = table.population;
    const batch::IndirectColumns by_age{table.count, {}, table.population, deaths, reference};
    batch::indirectly_standardised(table.rows(areas), by_age, batch::Standardised::ratio, levels, 100.0,
                                   PoissonInterval::byar, ratio.columns(), ratio.first, ratio.second);
    batch::indirectly_standardised(table.rows(areas), by_age, batch::Standardised::rate, levels, 1000.0,
                                   PoissonInterval::exact, rate.columns(), rate.first, rate.second);
    batch::indirectly_standardised(table.rows(areas), {{}, ratio.first, table.population, deaths, reference},
                                   batch::Standardised::ratio, levels, 100.0, PoissonInterval::byar, total.columns(),
                                   total.first, total.second, 2);
    CHECK(identical(total.upper, ratio.upper));
    for (std::size_t a = 0; a < areas; ++a) {
        std::vector<ReferenceStratum> strata;
        for (std::size_t row = 19 * a; row < 19 * (a + 1); ++row)
            strata.push_back({table.population[row], deaths[row], reference[row]});
        const ObservedEvents seen = observed_events(std::span(table.count).subspan(19 * a, 19));
        const ExpectedEvents events = expected_events(strata);
        const Statistic one = indirectly_standardised_ratio(seen, events, 0.998, 100.0),
                        two = indirectly_standardised_rate(seen, events, 0.95, 1000.0, PoissonInterval::exact);
        CHECK(identical({one.value, one.lower, one.upper, events.expected},
                        {ratio.value[a], ratio.lower[areas + a], ratio.upper[areas + a], ratio.second[a]}));
        CHECK(identical({two.value, two.lower, two.upper}, {rate.value[a], rate.lower[a], rate.upper[a]}));
        CHECK(ratio.first[a] == seen.count);
        CHECK(ratio.status[a] == static_cast<std::uint8_t>(one.status));
    }
    Rows reversed = table;
    reversed.reverse();
    const std::vector<double> backwards{reference.rbegin(), reference.rend()};
    const auto make = [&](const std::vector<double>& observed) {
        Results out(areas);
        batch::indirectly_standardised(
            reversed.rows(areas),
            {observed.empty() ? std::span<const double>(reversed.count) : std::span<const double>(), observed,
             reversed.population, reversed.population, backwards},
            batch::Standardised::ratio, levels, 100.0, PoissonInterval::exact, out.columns(), out.first, out.second);
        return out;
    };
    const Results found = make({});
    CHECK(identical(found.first, ratio.first));
    CHECK(identical(found.second, ratio.second));
    CHECK(identical(found.value, ratio.value));
    for (std::size_t a = 0; a < areas; ++a) {
        const Interval exact = poisson_interval(found.first[a], 0.95, PoissonInterval::exact);
        CHECK(std::fabs(found.upper[a] - 100.0 * exact.upper / found.second[a]) <= 1e-12 * found.upper[a]);
    }
    CHECK(says(refusal([&] { (void)make(std::vector<double>(areas - 1, 5.0)); }),
               "column 'observed' has 39 rows; accepted: 40, as many as areas"));
}

TEST_CASE("life expectancy of many areas and ages is that of the header") {
    constexpr std::size_t areas = 50;
    Rows table(areas);
    for (double& people : table.population) people += 500.0;
    std::vector<double> start(19), at{65, 0};
    for (std::size_t b = 0; b < 19; ++b) start[b] = 5.0 * static_cast<double>(b);
    Results found(2 * areas);
    const auto make = [&](unsigned threads) {
        batch::life_expectancy(table.rows(areas), start, table.count, table.population, at, levels, found.columns(),
                               found.suppression, threads);
    };
    make(1);
    const Results before = found;
    for (std::size_t a = 0; a < areas; ++a)
        for (std::size_t i = 0; i < 2; ++i) {
            const LifeTable life{start, std::span(table.count).subspan(19 * a, 19),
                                 std::span(table.population).subspan(19 * a, 19)};
            const SuppressibleStatistic one = life_expectancy(life, at[i], 0.998);
            const std::size_t row = 2 * a + i;
            CHECK(identical({one.value, one.lower, one.upper},
                            {found.value[row], found.lower[2 * areas + row], found.upper[2 * areas + row]}));
            CHECK(found.status[row] == static_cast<std::uint8_t>(one.status));
            CHECK(found.suppression[row] == static_cast<std::uint8_t>(one.suppression));
        }
    table.reverse();
    make(3);
    CHECK(identical(found.upper, before.upper));

    table.band[0] = -1;  // the last area's last band: it is missing at every age
    make(1);
    CHECK(found.status[2 * areas - 1] == 1);
    CHECK(found.status[2 * areas - 2] == 1);
    table.area.push_back(3);  // a row of no band beside all bands: its deaths might be of any
    table.band.push_back(-1);
    table.count.push_back(1.0);
    table.population.push_back(1.0);
    make(1);
    CHECK(found.status[6] == 1);
    CHECK(found.status[8] == before.status[8]);
    at[1] = 66;
    CHECK(says(refusal([&] { make(1); }), "at: found age 66"));
    at[1] = 0;
    std::swap(start[3], start[4]);
    CHECK(says(refusal([&] { make(1); }), "start age of band 4: found 15 after 20"));
    start.pop_back();
    CHECK(says(refusal([&] { make(1); }), "column 'start' has 18 rows; accepted: 19, as many as bands"));
}

TEST_CASE("an area without rows is missing") {
    const std::vector<double> none, start{0}, at{0}, levels{0.95};
    double value = 0, lower = 0, upper = 0;
    std::uint8_t status = 0, suppression = 0;
    const auto one = [](auto& number) { return std::span(&number, 1); };
    batch::life_expectancy({.areas = 1, .bands = {"0+"}}, start, none, none, at, levels,
                           {one(value), one(lower), one(upper), one(status)}, one(suppression));
    CHECK(std::isnan(value));
    CHECK(static_cast<StatisticStatus>(status) == StatisticStatus::missing);
}

TEST_CASE("columns and codes that do not fit are refused before anything is written") {
    Rows table(2);
    Results out(2);
    const auto with = [&](const batch::AgeRows& rows, const batch::DirectColumns& in) {
        return refusal([&] {
            batch::directly_standardised_rate(rows, in, levels, 1e5, PoissonInterval::byar, out.columns(),
                                              {out.first, out.second, out.suppression});
        });
    };
    batch::DirectColumns in = table.columns();
    in.standard = in.standard.first(19);  // a standard of one area is not repeated for the next
    CHECK(says(with(table.rows(2), in), "column 'standard' has 19 rows; accepted: 38, as many as count"));
    CHECK(
        says(with({.area = {}, .areas = 2, .band = {}, .bands = {}}, table.columns()), "areas: found 2 without codes"));
    in = table.columns();
    in.frequency = in.count;
    CHECK(says(with({.area = table.area, .areas = 2, .band = {}, .bands = {}}, in),
               "frequency: found without age bands"));
    table.area[3] = 2;
    CHECK(says(with(table.rows(2), table.columns()), "row 3, column group: found code 2; accepted: 0 to 2 - 1"));
    table.area[3] = 0;
    table.band[3] = 19;
    CHECK(says(with(table.rows(2), table.columns()), "row 3, column band: found code 19; accepted: below 19"));
    table.band[3] = -2;
    CHECK(says(with(table.rows(2), table.columns()), "row 3, column band: found code -2; accepted: below 19"));
    table.band[3] = 3;
    batch::AgeRows narrow = table.rows(2);
    narrow.area = narrow.area.first(37);
    CHECK(says(with(narrow, table.columns()), "column 'area' has 37 rows; accepted: 38, as many as count"));
    narrow = table.rows(2);
    narrow.band = narrow.band.first(37);
    CHECK(says(with(narrow, table.columns()), "column 'band' has 37 rows; accepted: 38, as many as count"));
    CHECK(says(refusal([&] {
                   batch::indirectly_standardised(table.rows(2),
                                                  {table.count, out.first, table.population, table.count, table.count},
                                                  batch::Standardised::ratio, levels, 1.0, PoissonInterval::byar,
                                                  out.columns(), out.first, out.second);
               }),
               "found both counts by age and observed totals"));
    CHECK(out.value == std::vector<double>(2, 0.0));
}

TEST_CASE("the first band of all is found twice like any other") {
    for (const std::size_t band : {0u, 1u, 18u}) {
        Rows table(2);
        table.area[19] = 0;  // the first band of area 1 goes to area 0, as another row of this band
        table.band[19] = static_cast<std::int32_t>(band);
        CAPTURE(band);
        CHECK(refusal([&] { (void)table.rates(2, 1); }) ==
              "rows " + std::to_string(band) + " and 19, age band " + table.bands[band] +
                  ": found twice in one group; accepted: once (are all columns that tell areas apart among the "
                  "groups?)");
    }
}

}  // namespace test_standardise_batch
