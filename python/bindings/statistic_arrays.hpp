/// @file
/// The arrays that statistics of rows or of groups come back in: value and status (rows), lower and upper (levels x
/// rows).
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>

#include "columns.hpp"
#include "headway/batch.hpp"

namespace headway::python {

struct StatisticArrays {
    pybind11::array_t<double> value, lower, upper;
    pybind11::array_t<std::uint8_t> status;

    StatisticArrays(std::size_t rows, std::size_t levels)
        : value(static_cast<pybind11::ssize_t>(rows)),
          lower({static_cast<pybind11::ssize_t>(levels), static_cast<pybind11::ssize_t>(rows)}),
          upper({static_cast<pybind11::ssize_t>(levels), static_cast<pybind11::ssize_t>(rows)}),
          status(static_cast<pybind11::ssize_t>(rows)) {}

    [[nodiscard]] batch::StatisticColumns columns() {
        return {.value = writable(value), .lower = writable(lower), .upper = writable(upper), .status = writable(status)};
    }

    [[nodiscard]] pybind11::tuple tuple() const { return pybind11::make_tuple(value, lower, upper, status); }
};

}  // namespace headway::python
