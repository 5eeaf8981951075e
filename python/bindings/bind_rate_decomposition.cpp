#include <pybind11/numpy.h>
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
#include "headway/error.hpp"
#include "headway/measure/figure.hpp"
#include "headway/stats/rate_decomposition.hpp"
#include "headway/text.hpp"
#include "register.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

constexpr std::size_t figures_of_a_part = 7;

/// Parts as a column a figure, in the order of the struct, and the codes of their statuses.
struct PartColumns {
    explicit PartColumns(std::size_t rows)
        : figures({figures_of_a_part, rows}),
          status(static_cast<py::ssize_t>(rows)),
          rows_(rows),
          to_(figures.mutable_data()),
          to_status_(status.mutable_data()) {}

    void put(std::size_t row, const stats::PartOfRate& part) {
        const double all[figures_of_a_part]{part.share,       part.previous_share, part.rate,        part.previous_rate,
                                            part.rate_effect, part.mix_effect,     part.contribution};
        for (std::size_t i = 0; i < figures_of_a_part; ++i) to_[i * rows_ + row] = all[i];
        to_status_[row] = static_cast<std::uint8_t>(part.status);
    }

    py::array_t<double> figures;
    py::array_t<std::uint8_t> status;

private:
    std::size_t rows_;
    double* to_;
    std::uint8_t* to_status_;
};

py::tuple decomposed(const SectionCodes& group, std::size_t groups, const std::vector<std::string>& names,
                     const SectionCodes& part, const Numbers& count, const Numbers& denominator,
                     const Numbers& previous_count, const Numbers& previous_denominator, double multiplier,
                     std::optional<int> decimals) {
    const auto codes = view(group);
    for (const std::int32_t code : view(part)) (void)names.at(static_cast<std::size_t>(code));
    const stats::NamesOfParts parts(names, view(part));
    stats::validate_parts(parts, codes);
    stats::validate_figures(parts, codes, {view(count), view(denominator), view(previous_count),
                                           view(previous_denominator)});
    std::vector<std::vector<std::size_t>> rows(groups);
    for (std::size_t row = 0; row < codes.size(); ++row) rows.at(static_cast<std::size_t>(codes[row])).push_back(row);
    const auto taken = [](const Numbers& column, const std::vector<std::size_t>& of_group) {
        std::vector<double> values;
        values.reserve(of_group.size());
        for (const std::size_t row : of_group) values.push_back(view(column)[row]);
        return values;
    };
    PartColumns of_parts(codes.size()), of_wholes(groups);
    std::vector<std::pair<double, double>> unrounded;  // the rates of the wholes, now and before
    for (std::size_t g = 0; g < groups; ++g) {
        const std::vector<double> x = taken(count, rows[g]), n = taken(denominator, rows[g]),
                                  previous_x = taken(previous_count, rows[g]),
                                  previous_n = taken(previous_denominator, rows[g]);
        const stats::RateDecomposition all = stats::rate_decomposition({x, n, previous_x, previous_n}, multiplier,
                                                                       decimals);
        for (std::size_t i = 0; i < rows[g].size(); ++i) of_parts.put(rows[g][i], all.parts[i]);
        of_wholes.put(g, all.whole);
        const stats::PartOfRate exact =
            decimals ? stats::rate_decomposition({x, n, previous_x, previous_n}, multiplier).whole : all.whole;
        unrounded.emplace_back(exact.rate, exact.previous_rate);
    }
    return py::make_tuple(of_parts.figures, of_parts.status, of_wholes.figures, of_wholes.status, unrounded);
}

}  // namespace

}  // namespace headway::python

void register_rate_decomposition(py::module_& m) {
    using namespace headway;

    m.def("rate_decomposition", &python::decomposed, "group"_a, "groups"_a, "names"_a, "part"_a, "count"_a,
          "denominator"_a, "previous_count"_a, "previous_denominator"_a, "multiplier"_a, "decimals"_a,
          "(figures x rows of parts, their statuses, figures x wholes, theirs, the unrounded rates of wholes).");
    m.def(
        "beside_printed",
        [](double computed, double printed, std::optional<int> places) {
            const stats::PrintedWhole found = stats::beside_printed(computed, printed, places);
            return py::make_tuple(found.unexplained, found.explained_by_rounding);
        },
        "computed"_a, "printed"_a, "places"_a);
    m.def(
        "printed_rate",
        [](const std::string& text, const std::string& name) {
            const Figure figure = read_figure(text);
            if (figure.status != FigureStatus::value)
                throw Error(name + ": found " + headway::quoted(text) +
                            "; accepted: a rate as printed, 71.2 or '71.0'");
            const std::size_t point = text.find('.');
            const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
            return std::pair(*figure.value, point == std::string::npos ? 0 : static_cast<int>(end - point - 1));
        },
        "text"_a, "name"_a, "(the number, its decimals as printed).");
    m.attr("rate_decomposition_method") = std::string(stats::rate_decomposition_method);
}
