/// @file
/// Results as columns of Python lists.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace headway::python {

namespace py = pybind11;

/// Columns as Python lists, each with what it holds: "text", "number", "whole" or "truth", because a list of None alone
/// says not.
class Columns {
public:
    /// Columns that are there without any row too, in their order.
    Columns& with(const char* kind, std::initializer_list<const char*> names) {
        for (const char* name : names) (void)of(name, kind);
        return *this;
    }
    void text(const char* name, const std::string& value) { of(name, "text").append(value); }
    void text_or_none(const char* name, const std::string& value) {
        of(name, "text").append(value.empty() ? py::object(py::none()) : py::cast(value));
    }
    void number(const std::string& name, std::optional<double> value) {
        of(name, "number").append(value && !std::isnan(*value) ? py::object(py::float_(*value)) : py::none());
    }
    void whole(const char* name, std::size_t value) { of(name, "whole").append(value); }
    void whole_or_none(const char* name, std::optional<int> value) { of(name, "whole").append(value); }
    void truth(const char* name, bool value) { of(name, "truth").append(value); }
    void truth_or_none(const char* name, std::optional<bool> value) { of(name, "truth").append(value); }
    py::dict done() { return std::move(columns_); }

private:
    py::list of(const std::string& name, const char* kind) {
        const py::str key(name);
        if (!columns_.contains(key)) columns_[key] = py::make_tuple(kind, py::list());
        return columns_[key].cast<py::tuple>()[1].cast<py::list>();
    }
    py::dict columns_{};
};

}  // namespace headway::python
