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
#include <string_view>
#include <vector>

namespace headway::python {

namespace py = pybind11;

/// Columns as Python lists, each with what it holds: "text", "number", "whole" or "truth", because a list of None alone
/// says not. A row that names its columns in the order of the row before finds each at once.
class Columns {
public:
    /// Columns that are there without any row too, in their order.
    Columns& with(const char* kind, std::initializer_list<const char*> names) {
        for (const char* name : names) (void)of(name, kind);
        return *this;
    }
    void text(std::string_view name, std::string_view value) { of(name, "text").append(spelled(value)); }
    void text_or_none(std::string_view name, std::string_view value) {
        of(name, "text").append(value.empty() ? py::object(py::none()) : spelled(value));
    }
    void number(std::string_view name, std::optional<double> value) {
        of(name, "number").append(value && !std::isnan(*value) ? py::object(py::float_(*value)) : py::none());
    }
    void whole(std::string_view name, std::size_t value) { of(name, "whole").append(value); }
    void whole_or_none(std::string_view name, std::optional<int> value) { of(name, "whole").append(value); }
    void truth(std::string_view name, bool value) { of(name, "truth").append(value); }
    void truth_or_none(std::string_view name, std::optional<bool> value) { of(name, "truth").append(value); }
    py::dict done() {
        py::dict columns;
        for (const Column& each : columns_) columns[py::str(each.name)] = py::make_tuple(each.kind, each.values);
        return columns;
    }

private:
    struct Column {
        std::string name;
        const char* kind;
        py::list values{};
    };

    static py::object spelled(std::string_view value) { return py::str(value.data(), value.size()); }

    py::list& of(std::string_view name, const char* kind) {
        for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
            next_ = next_ + 1 < columns_.size() ? next_ + 1 : 0;
            if (columns_[next_].name == name) return columns_[next_].values;
        }
        next_ = columns_.size();
        columns_.push_back({std::string(name), kind});
        return columns_.back().values;
    }

    std::vector<Column> columns_{};
    std::size_t next_ = 0;  ///< the column that was named last
};

}  // namespace headway::python
