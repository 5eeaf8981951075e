/// @file
/// The arrays that statistics of rows or of groups come back in: value and status (rows), lower and upper (levels x
/// rows).
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>

#include "columns.hpp"
#include "headway/batch/statistic_columns.hpp"

namespace headway::python {

/// One allocation holds all numbers: its pages, once the caller has let go of a result, are there for the next one. New
/// pages for four arrays would take several times as long as the statistics.
struct StatisticArrays {
    pybind11::array_t<double> value, lower, upper;
    pybind11::array_t<std::uint8_t> status;

    StatisticArrays(std::size_t rows, std::size_t levels) : status(static_cast<pybind11::ssize_t>(rows)) {
        const auto n = static_cast<pybind11::ssize_t>(rows), l = static_cast<pybind11::ssize_t>(levels);
        pybind11::array_t<double> numbers(n * (1 + 2 * l));
        double* first = numbers.mutable_data();
        value = pybind11::array_t<double>(n, first, numbers);
        lower = pybind11::array_t<double>({l, n}, first + n, numbers);
        upper = pybind11::array_t<double>({l, n}, first + n + l * n, numbers);
    }

    [[nodiscard]] batch::StatisticColumns columns() {
        return {
            .value = writable(value), .lower = writable(lower), .upper = writable(upper), .status = writable(status)};
    }

    [[nodiscard]] pybind11::tuple tuple() const { return pybind11::make_tuple(value, lower, upper, status); }
};

}  // namespace headway::python
