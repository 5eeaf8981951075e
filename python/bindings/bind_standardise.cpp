#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/batch/standardise.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/stats/age_band.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/indirect_standardisation.hpp"
#include "headway/stats/lacking_rows.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/standard_population.hpp"
#include "register.hpp"
#include "released.hpp"
#include "statistic_arrays.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using Labels = std::vector<std::string>;

std::vector<stats::BandAmount> amounts_of(const Labels& labels, const Numbers& amounts) {
    const std::vector<stats::AgeBand> bands = stats::read_age_bands(labels);
    if (view(amounts).size() != labels.size())
        throw Error("found " + std::to_string(amounts.size()) + " amounts; accepted: " +
                    std::to_string(labels.size()) + ", one an age band");
    std::vector<stats::BandAmount> standard;
    for (std::size_t i = 0; i < bands.size(); ++i) standard.push_back({bands[i], view(amounts)[i]});
    return standard;
}

/// (which of the joined bands each label is, their labels by age)
std::pair<std::vector<std::int32_t>, Labels> age_bands(const Labels& labels) {
    const std::vector<stats::AgeBand> bands = stats::read_age_bands(labels), joined = stats::joined_bands(bands);
    std::vector<std::int32_t> codes;
    for (const stats::AgeBand band : bands)
        codes.push_back(static_cast<std::int32_t>(std::ranges::find(joined, band) - joined.begin()));
    Labels names;
    for (const stats::AgeBand band : joined) names.push_back(label(band));
    return {codes, names};
}

std::vector<std::string> what_groups_lack(const std::optional<SectionCodes>& group, std::size_t groups,
                                          const std::optional<SectionCodes>& band, const Labels& bands,
                                          const std::string& band_is,
                                          const std::vector<std::pair<std::string, Numbers>>& columns) {
    stats::RowsOfGroups rows{.groups = groups, .bands = bands, .band_is = band_is};
    if (group) rows.group = view(*group);
    if (band) rows.band = view(*band);
    for (const auto& [name, numbers] : columns) rows.columns.emplace_back(name, view(numbers));
    return stats::what_groups_lack(rows);
}

batch::AgeRows rows_of(const std::optional<SectionCodes>& area, std::size_t areas,
                       const std::optional<SectionCodes>& band, const Labels& bands) {
    return {.area = area ? view(*area) : std::span<const std::int32_t>{},
            .areas = areas,
            .band = band ? view(*band) : std::span<const std::int32_t>{},
            .bands = bands};
}

py::tuple directly_standardised_rate(const std::optional<SectionCodes>& area, std::size_t areas,
                                     const std::optional<SectionCodes>& band, const Labels& bands, const Numbers& count,
                                     const Numbers& population, const Numbers& standard,
                                     const std::optional<Numbers>& frequency, const Numbers& levels, double multiplier,
                                     PoissonInterval interval) {
    StatisticArrays out(areas, view(levels).size());
    const batch::StatisticColumns columns = out.columns();
    const auto size = static_cast<py::ssize_t>(areas);
    py::array_t<double> total(size), people(size);
    py::array_t<std::uint8_t> suppression(size);
    const batch::DirectTotals totals{writable(total), writable(people), writable(suppression)};
    const batch::AgeRows rows = rows_of(area, areas, band, bands);
    {
        const python::Released released;
        batch::directly_standardised_rate(rows, {view(count), view(population), view(standard), view(frequency)},
                                          view(levels), multiplier, interval, columns, totals);
    }
    return py::make_tuple(out.tuple(), total, people, suppression);
}

py::tuple indirectly_standardised(const std::optional<SectionCodes>& area, std::size_t areas,
                                  const std::optional<SectionCodes>& band, const Labels& bands,
                                  const std::optional<Numbers>& count, const std::optional<Numbers>& observed,
                                  const Numbers& population, const Numbers& reference_count,
                                  const Numbers& reference_population, bool ratio, const Numbers& levels,
                                  double multiplier, PoissonInterval interval) {
    StatisticArrays out(areas, view(levels).size());
    const batch::StatisticColumns columns = out.columns();
    py::array_t<double> seen(static_cast<py::ssize_t>(areas)), expected(static_cast<py::ssize_t>(areas));
    const auto seen_view = writable(seen), expected_view = writable(expected);
    const batch::AgeRows rows = rows_of(area, areas, band, bands);
    {
        const python::Released released;
        batch::indirectly_standardised(
            rows, {view(count), view(observed), view(population), view(reference_count), view(reference_population)},
            ratio ? batch::Standardised::ratio : batch::Standardised::rate, view(levels), multiplier, interval, columns,
            seen_view, expected_view);
    }
    return py::make_tuple(out.tuple(), seen, expected);
}

py::tuple life_expectancy(const std::optional<SectionCodes>& area, std::size_t areas, const SectionCodes& band,
                          const Labels& bands, const Numbers& start, const Numbers& deaths, const Numbers& population,
                          const Numbers& at, const Numbers& levels) {
    const std::size_t results = areas * view(at).size();
    StatisticArrays out(results, view(levels).size());
    const batch::StatisticColumns columns = out.columns();
    py::array_t<std::uint8_t> suppression(static_cast<py::ssize_t>(results));
    const auto suppression_view = writable(suppression);
    const batch::AgeRows rows = rows_of(area, areas, band, bands);
    {
        const python::Released released;
        batch::life_expectancy(rows, view(start), view(deaths), view(population), view(at), view(levels), columns,
                               suppression_view);
    }
    return py::make_tuple(out.tuple(), suppression);
}

}  // namespace

}  // namespace headway::python

void register_standardise(py::module_& m) {
    using namespace headway;
    using python::Labels;
    using python::Numbers;

    m.def("age_bands", &python::age_bands, "labels"_a,
          "(which band each label is, the bands by age): bands that join up, each once.");
    m.def(
        "refused_age_band", [](const std::string& label) { return stats::refused_age_band(label); }, "label"_a,
        "Why a label is no age band, and what is accepted; empty of one that is.");
    m.def(
        "life_table_starts",
        [](const Labels& labels) { return stats::life_table_starts(stats::read_age_bands(labels)); }, "labels"_a);
    m.def(
        "matched_to",
        [](const Labels& labels, const Labels& standard, const Numbers& amounts, const std::string& name) {
            return stats::matched_to(stats::read_age_bands(labels), python::amounts_of(standard, amounts), name);
        },
        "labels"_a, "standard"_a, "amounts"_a, "name"_a, "What each band has of a standard, matched by age.");
    m.def(
        "european_standard_population_2013",
        [](bool finest) {
            py::dict all;
            if (finest)
                for (const stats::BandAmount& each : stats::european_standard_population_2013)
                    all[py::str(label(each.band))] = each.amount;
            else {
                const std::vector<double> amounts =
                    stats::matched_to(stats::usual_age_bands, stats::european_standard_population_2013);
                for (std::size_t i = 0; i < amounts.size(); ++i)
                    all[py::str(label(stats::usual_age_bands[i]))] = amounts[i];
            }
            return all;
        },
        "finest"_a, "People by age band: the 19 bands of most tables, or all 21.");
    m.def("directly_standardised_rate", &python::directly_standardised_rate, "area"_a, "areas"_a, "band"_a, "bands"_a,
          "count"_a, "population"_a, "standard"_a, "frequency"_a, "levels"_a, "multiplier"_a, "interval"_a,
          "((value, lower, upper, status), count, population, suppression), one element an area.");
    m.def("indirectly_standardised", &python::indirectly_standardised, "area"_a, "areas"_a, "band"_a, "bands"_a,
          "count"_a, "observed"_a, "population"_a, "reference_count"_a, "reference_population"_a, "ratio"_a, "levels"_a,
          "multiplier"_a, "interval"_a, "((value, lower, upper, status), observed, expected), one element an area.");
    m.def(
        "life_expectancy", &python::life_expectancy, "area"_a, "areas"_a, "band"_a, "bands"_a, "start"_a, "deaths"_a,
        "population"_a, "at"_a, "levels"_a,
        "((value, lower, upper, status), suppression), one element an area and age, all ages of the first area first.");
    m.def("what_groups_lack", &python::what_groups_lack, "group"_a, "groups"_a, "band"_a, "bands"_a, "band_is"_a,
          "columns"_a, "What each group lacks, in words; empty where it lacks nothing.");
    m.def(
        "direct_method",
        [](PoissonInterval interval, bool independent) {
            return std::string(stats::direct_method(interval, independent));
        },
        "interval"_a, "independent"_a);
    m.def(
        "indirect_method", [](PoissonInterval interval) { return std::string(stats::indirect_method(interval)); },
        "interval"_a);
    m.attr("life_expectancy_method") = std::string(stats::life_expectancy_method);
}
