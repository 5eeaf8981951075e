/// @file
/// Results as columns, laid out as Arrow lays them out.
#pragma once

#include <pybind11/pybind11.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headway::python {

namespace py = pybind11;

/// Columns by their names, each with what it holds ("text", "number", "whole" or "truth"), how many rows there are, and
/// the buffers of an Arrow array of large text, doubles, 64-bit integers or bits: no cell becomes a Python object
/// before somebody asks for it. A row that names its columns in the order of the row before finds each at once.
/// Buffers are bytes, which take less to make, and to give to Arrow, than arrays of NumPy.
class Columns {
public:
    /// Columns that are there without any row too, in their order.
    Columns& with(const char* kind, std::initializer_list<const char*> names) {
        for (const char* name : names) (void)of(name, kind);
        return *this;
    }
    void text(std::string_view name, std::string_view value) { of(name, "text").add_text(value, true); }
    void text_or_none(std::string_view name, std::string_view value) {
        of(name, "text").add_text(value, !value.empty());
    }
    void number(std::string_view name, std::optional<double> value) {
        const bool known = value && !std::isnan(*value);
        of(name, "number").add(known ? std::bit_cast<std::int64_t>(*value) : 0, known);
    }
    void whole(std::string_view name, std::size_t value) {
        of(name, "whole").add(static_cast<std::int64_t>(value), true);
    }
    void whole_or_none(std::string_view name, std::optional<int> value) {
        of(name, "whole").add(value.value_or(0), value.has_value());
    }
    void truth(std::string_view name, bool value) { truth_or_none(name, value); }
    void truth_or_none(std::string_view name, std::optional<bool> value) {
        of(name, "truth").add_truth(value.value_or(false), value.has_value());
    }
    py::dict done() {
        py::dict columns;
        for (const Column& each : columns_)
            columns[py::str(each.name)] = py::make_tuple(each.kind, each.valid.rows, each.buffers());
        return columns;
    }

private:
    /// A bit a row.
    struct Bits {
        std::vector<std::uint8_t> bytes{};
        std::size_t rows = 0;
        std::size_t set = 0;

        void add(bool bit) {
            if (rows % 8 == 0) bytes.push_back(0);
            if (bit) bytes.back() = static_cast<std::uint8_t>(bytes.back() | 1U << rows % 8);
            set += bit ? 1 : 0;
            ++rows;
        }
        void write_all_set() {
            bytes.assign(rows / 8, 0xFF);
            if (rows % 8 != 0) bytes.push_back(static_cast<std::uint8_t>((1U << rows % 8) - 1));
        }
    };

    struct Column {
        std::string name;
        const char* kind;
        Bits valid{};
        std::vector<std::int64_t> cells{};  ///< numbers, bit by bit where they are doubles; where texts begin and end
        std::string letters{};
        Bits truths{};

        void add(std::int64_t cell, bool known) {
            cells.push_back(cell);
            add_known(known);
        }
        void add_text(std::string_view text, bool known) {
            if (cells.empty()) cells.push_back(0);
            letters += text;
            add(static_cast<std::int64_t>(letters.size()), known);
        }
        void add_truth(bool truth, bool known) {
            truths.add(truth);
            add_known(known);
        }
        /// No bit is written as long as all are set.
        void add_known(bool known) {
            if (valid.set < valid.rows || !known) {
                if (valid.set == valid.rows) valid.write_all_set();
                valid.add(known);
            } else {
                ++valid.rows;
                ++valid.set;
            }
        }

        [[nodiscard]] py::tuple buffers() const {
            const py::object known = valid.set == valid.rows ? py::object(py::none()) : bytes_of(valid.bytes);
            const std::string_view of(kind);
            if (of == "truth") return py::make_tuple(known, bytes_of(truths.bytes));
            if (of != "text") return py::make_tuple(known, bytes_of(cells));
            return py::make_tuple(known, bytes_of(cells.empty() ? std::vector<std::int64_t>{0} : cells),
                                  py::bytes(letters));
        }
    };

    template <class T>
    static py::object bytes_of(const std::vector<T>& values) {
        return py::bytes(static_cast<const char*>(static_cast<const void*>(values.data())), values.size() * sizeof(T));
    }

    Column& of(std::string_view name, const char* kind) {
        for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
            next_ = next_ + 1 < columns_.size() ? next_ + 1 : 0;
            if (columns_[next_].name == name) return columns_[next_];
        }
        next_ = columns_.size();
        columns_.push_back({std::string(name), kind});
        return columns_.back();
    }

    std::vector<Column> columns_{};
    std::size_t next_ = 0;  ///< the column that was named last
};

}  // namespace headway::python
