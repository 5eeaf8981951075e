/// @file
/// Columns at the boundary: contiguous views in, fresh NumPy arrays out.
///
/// Numbers come as Eigen::Ref, which copies a strided or Fortran-ordered column instead of reading it wrongly;
/// codes come as NumPy arrays that must be contiguous and of the exact type.
#pragma once

#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace headway::python {

using Numbers = Eigen::Ref<const Eigen::VectorXd>;
using Codes = pybind11::array_t<std::uint8_t, pybind11::array::c_style>;
using SectionCodes = pybind11::array_t<std::int32_t, pybind11::array::c_style>;

inline std::span<const double> view(const Numbers& column) {
    return {column.data(), static_cast<std::size_t>(column.size())};
}

inline std::span<const double> view(const std::optional<Numbers>& column) {
    return column ? view(*column) : std::span<const double>{};
}

template <class T>
std::span<const T> view(const pybind11::array_t<T, pybind11::array::c_style>& column) {
    return {column.data(), static_cast<std::size_t>(column.size())};
}

template <class T>
std::span<T> writable(pybind11::array_t<T>& column) {
    return {column.mutable_data(), static_cast<std::size_t>(column.size())};
}

}  // namespace headway::python
