#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/assess/rating_rule.hpp"
#include "headway/batch/assess.hpp"
#include "headway/batch/unlike_units.hpp"
#include "headway/measure/heading_unit.hpp"
#include "headway/measure/unlike_units.hpp"
#include "register.hpp"
#include "released.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// Codes of rows, None where nobody says a unit of any, and the words that they stand for.
using UnitsOfRows = std::pair<std::optional<SectionCodes>, std::vector<std::string>>;
/// Values, bounds where there are such, and units.
using FiguresOfRows = std::tuple<Numbers, std::optional<Numbers>, std::optional<Numbers>, UnitsOfRows>;

batch::UnitColumn units_of(const UnitsOfRows& given) {
    batch::UnitColumn column{.code = given.first ? view(*given.first) : std::span<const std::int32_t>{}};
    for (const std::string& word : given.second) column.senses.push_back(sense_of(word));
    return column;
}

batch::FigureColumn figures_of(const FiguresOfRows& given) {
    const auto& [value, lower, upper, unit] = given;
    return {.value = view(value), .lower = lower ? view(*lower) : std::span<const double>{},
            .upper = upper ? view(*upper) : std::span<const double>{}, .unit = units_of(unit)};
}

}  // namespace

}  // namespace headway::python

void register_units(py::module_& m) {
    using namespace headway;
    using namespace headway::python;

    m.def(
        "unit_of_heading",
        [](const std::string& heading) {
            const std::optional<HeadingUnit> unit = figure_unit_in_heading(heading);
            return unit ? std::optional(unit_word(*unit)) : std::nullopt;
        },
        "heading"_a, "What a heading says its figures are in: \"£k\", \"%\", \"days\"; None where it says nothing.");

    m.def(
        "in_unit_of_heading",
        [](const std::string& heading, const Numbers& values) {
            const std::optional<HeadingUnit> unit = figure_unit_in_heading(heading);
            py::array_t<std::int32_t> codes(values.size());
            for (py::ssize_t i = 0; i < values.size(); ++i)
                codes.mutable_at(i) = unit && is_in_unit(*unit, values[i]) ? 0 : -1;
            return codes;
        },
        "heading"_a, "values"_a, "0 for each number that is surely in the unit of its heading, -1 for others.");

    m.def(
        "withhold_ratings",
        [](const FiguresOfRows& latest, const FiguresOfRows& comparator, const UnitsOfRows& of_both,
           py::array_t<std::uint8_t> rating, py::array_t<std::uint8_t> reason, py::array_t<double> gap) {
            const batch::FigureColumn value = figures_of(latest), against = figures_of(comparator);
            const batch::UnitColumn both = units_of(of_both);
            const batch::WithheldRatings out{writable(rating), writable(reason), writable(gap)};
            const Released released;
            batch::withhold(batch::compare_units(value, against, both), value, against, out);
        },
        "latest"_a, "comparator"_a, "of_both"_a, "rating"_a.noconvert(), "reason"_a.noconvert(), "gap"_a.noconvert(),
        "Takes back, in place, ratings and gaps of rows whose figures are not counted alike.");

    m.def(
        "withhold_directions",
        [](const FiguresOfRows& latest, const FiguresOfRows& previous, const UnitsOfRows& of_both,
           py::array_t<double> change, py::array_t<std::uint8_t> direction, py::array_t<std::uint8_t> reason) {
            const batch::FigureColumn value = figures_of(latest), before = figures_of(previous);
            const batch::UnitColumn both = units_of(of_both);
            const batch::WithheldDirections out{writable(change), writable(direction), writable(reason)};
            const Released released;
            batch::withhold(batch::compare_units(value, before, both), out);
        },
        "latest"_a, "previous"_a, "of_both"_a, "change"_a.noconvert(), "direction"_a.noconvert(),
        "reason"_a.noconvert(), "Takes back, in place, changes and directions of such rows.");

    m.def(
        "units_differ",
        [](std::string_view a, std::string_view b) {
            return compare_units(0.0, sense_of(a), 0.0, sense_of(b)) == Units::differ;
        },
        "a"_a, "b"_a, "Whether two units are said and are not one, however they are written.");

    m.def("counts_singly", [](std::string_view unit) { return counts_singly(sense_of(unit)); }, "unit"_a,
          "Whether a figure in that unit may be a count: neither a per cent nor thousands.");

    m.def(
        "rows_in_other_units",
        [](const FiguresOfRows& a, const FiguresOfRows& b) {
            std::vector<std::size_t> rows;
            const batch::FigureColumn one = figures_of(a), other = figures_of(b);
            const std::vector<Units> units = [&] {
                const Released released;
                return batch::compare_units(one, other, {});
            }();
            for (std::size_t i = 0; i < units.size(); ++i)
                if (units[i] == Units::differ) rows.push_back(i);
            return rows;
        },
        "a"_a, "b"_a, "Rows of which two units are said that are not one.");

    m.def(
        "check_one_unit",
        [](const FiguresOfRows& figures, const SectionCodes& group, const std::vector<std::string>& names,
           const std::optional<Codes>& accrual, const std::string& column) {
            batch::check_one_unit(figures_of(figures), view(group), names,
                                  accrual ? view(*accrual) : std::span<const std::uint8_t>{}, column);
        },
        "figures"_a, "group"_a, "names"_a, "accrual"_a, "column"_a,
        "Refuses groups of rows whose figures are not in one unit, and percentages that are amounts to be summed.");

    m.def(
        "tolerances_in_units",
        [](const Numbers& tolerance, const UnitsOfRows& unit, const std::optional<Codes>& basis,
           std::optional<Basis> of_all) {
            const auto rows = tolerance.size();
            py::array_t<double> read(rows);
            py::array_t<std::uint8_t> bases(rows);
            std::vector<py::ssize_t> contradictory;
            for (py::ssize_t i = 0; i < rows; ++i) {
                const std::uint8_t code = basis ? basis->at(i) : batch::no_basis;
                const std::int32_t said = unit.first ? unit.first->at(i) : -1;
                const std::optional<RuleOfRow> row = tolerance_in_unit(
                    tolerance[i], said < 0 ? std::string_view{} : unit.second.at(static_cast<std::size_t>(said)),
                    code == batch::no_basis ? of_all : std::optional(static_cast<Basis>(code)));
                if (!row) contradictory.push_back(i);
                read.mutable_at(i) = row ? row->tolerance : tolerance[i];
                bases.mutable_at(i) = row && row->basis ? static_cast<std::uint8_t>(*row->basis) : batch::no_basis;
            }
            return py::make_tuple(read, bases, contradictory);
        },
        "tolerance"_a, "unit"_a, "basis"_a, "of_all"_a,
        "Tolerances and bases of rows whose cells say a unit, and the rows where that contradicts the basis.");

    m.def("says_percentages", &says_percentages, "unit"_a);
}
