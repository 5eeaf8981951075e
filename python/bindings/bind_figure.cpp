#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "columns.hpp"
#include "headway/measure/doubtful_scale.hpp"
#include "headway/measure/figure.hpp"
#include "headway/measure/figure_counts.hpp"
#include "headway/measure/heading_unit.hpp"
#include "headway/text.hpp"
#include "headway/words_for_nothing.hpp"
#include "register.hpp"
#include "texts.hpp"
#include "vocabulary_caster.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// A row: bytes of text, a number, or nothing. What is none of them was refused before, and says why.
using Cell = std::variant<std::monostate, double, py::bytes>;

Figure figure_of(const Cell& cell) {
    if (const double* number = std::get_if<double>(&cell)) return {.status = FigureStatus::value, .value = *number};
    if (const py::bytes* text = std::get_if<py::bytes>(&cell)) return read_figure(std::string_view(*text));
    return {};
}

template <std::size_t count>
std::vector<std::pair<std::string_view, std::size_t>> counted(const std::array<std::string_view, count>& words,
                                                              const std::array<std::size_t, count>& counts) {
    std::vector<std::pair<std::string_view, std::size_t>> pairs;
    for (std::size_t i = 0; i < count; ++i) pairs.emplace_back(words[i], counts[i]);
    return pairs;
}

py::dict read_figures(const std::vector<Cell>& cells, const std::vector<std::pair<std::size_t, std::string>>& refused,
                      const std::string& heading) {
    const std::optional<HeadingUnit> named = figure_unit_in_heading(heading);
    const bool in_money = named && named->unit == FigureUnit::pounds;
    std::vector<Figure> figures;
    figures.reserve(cells.size());
    for (const Cell& cell : cells) {
        figures.push_back(figure_of(cell));
        if (named) figures.back() = in_unit_of(*named, std::move(figures.back()));
    }
    for (const auto& [row, why] : refused) figures.at(row) = {.status = FigureStatus::unread, .why = why};
    // a heading that names the unit of money leaves no doubt
    const std::vector<DoubtfulScale> doubtful = in_money ? std::vector<DoubtfulScale>{} : doubtful_scales(figures);
    std::vector<std::pair<std::size_t, std::size_t>> in_doubt;  // which stay as they are written
    const bool money = is_money_alone(figures);
    for (const auto& [row, beside] : doubtful) {
        if (!money) in_doubt.emplace_back(row, beside);
        else
            figures[row] = {.status = FigureStatus::unread,
                            .why = "has no scale, which row " + std::to_string(beside) + " has: pounds, or left out?"};
    }

    const auto rows = static_cast<py::ssize_t>(figures.size());
    py::array_t<double> value(rows), lower(rows), upper(rows);
    py::array_t<bool> lower_open(rows), upper_open(rows);
    py::array_t<std::uint8_t> status(rows), unit(rows), marks(rows);
    std::vector<std::pair<std::size_t, std::string>> unread;
    const auto number = [](std::optional<double> given) {
        return given.value_or(std::numeric_limits<double>::quiet_NaN());
    };
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = figures[i];
        writable(value)[i] = number(figure.value);
        writable(lower)[i] = number(figure.lower);
        writable(upper)[i] = number(figure.upper);
        writable(lower_open)[i] = figure.lower_open;
        writable(upper_open)[i] = figure.upper_open;
        writable(status)[i] = static_cast<std::uint8_t>(figure.status);
        writable(unit)[i] = static_cast<std::uint8_t>(figure.unit);
        writable(marks)[i] = figure.marks.bits;
        if (figure.status == FigureStatus::unread) unread.emplace_back(i, figure.why);
    }
    const FigureCounts counts = figure_counts(figures);
    std::vector<std::string> units(Vocabulary<FigureUnit>::words.begin(), Vocabulary<FigureUnit>::words.end());
    if (named) units[static_cast<std::size_t>(named->unit)] = unit_word(*named);
    return py::dict("units"_a = units,
                    "value"_a = value, "lower"_a = lower, "upper"_a = upper, "lower_open"_a = lower_open,
                    "upper_open"_a = upper_open, "status"_a = status, "unit"_a = unit, "marks"_a = marks,
                    "unread"_a = unread, "in_doubt"_a = in_doubt, "read"_a = counts.read(),
                    "statuses"_a = counted(Vocabulary<FigureStatus>::words, counts.status),
                    "counted_marks"_a = counted(Vocabulary<FigureMark>::words, counts.marks),
                    "changes"_a = counted(Vocabulary<FigureChange>::words, counts.changes));
}

/// Whether a cell is a word for nothing, marks behind it or not. What ends in a letter or a digit has no mark.
bool says_no_figure(std::string_view text, const std::string& small) {
    if (nothing_in(small)) return true;
    const char last = text.empty() ? ' ' : detail::lower(text.back());
    if (detail::is_small_letter(last) || detail::is_digit(last)) return false;
    switch (read_figure(text).status) {
        case FigureStatus::missing:
        case FigureStatus::not_available:
        case FigureStatus::not_applicable:
        case FigureStatus::to_be_confirmed: return true;
        default: return false;
    }
}

}  // namespace

}  // namespace headway::python

void register_figure(py::module_& m) {
    using namespace headway;

    m.def("read_figures", &python::read_figures, "cells"_a, "refused"_a, "heading"_a = "",
          "What each cell (text as bytes, a number, None) below a heading says; rows refused before come with why.");
    m.def(
        "say_no_figure",
        [](const std::vector<py::bytes>& texts) {
            std::vector<bool> nothing;
            for (const py::bytes& text : texts) {
                const std::string_view written(text);
                nothing.push_back(python::says_no_figure(written, folded(written)));
            }
            return nothing;
        },
        "texts"_a, "Which texts are a word for nothing.");
    m.def(
        "are_dates",
        [](const py::list& texts) {
            return python::of_each_text(texts, [](const py::object& text) {
                const std::string_view written = python::letters_of(text);
                // What begins and ends with a digit is no word, and most columns of dates hold nothing else.
                if (!written.empty() && detail::is_digit(written.front()) && detail::is_digit(written.back()))
                    return py::bool_(true);
                const std::string small = folded(written);
                std::string letters;  // "ongoing", "On-going."
                for (const char c : small)
                    if (c != '-' && c != ' ') letters += c;
                while (letters.ends_with('.')) letters.pop_back();
                return py::bool_(letters != "ongoing" && !python::says_no_figure(written, small));
            });
        },
        "texts"_a, "Which texts say when: none that is a word for nothing or for no end.");
    m.def(
        "is_figure",
        [](const py::bytes& text) { return read_figure(std::string_view(text)).status != FigureStatus::unread; },
        "text"_a);
}
