/// @file
/// A column of text at the boundary, as the readers of plans take it.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "headway/error.hpp"
#include "headway/plan/read_plan.hpp"

namespace headway::python {

/// A column's name, its texts and which of them each row has, -1 for none.
struct CodedTexts {
    std::string name{};
    std::vector<std::string> words{};
    std::vector<std::int32_t> codes{};
};

/// None where there is no such column.
using Texts = std::optional<CodedTexts>;

/// Its texts are moved: most are read once, and to copy them takes as long as to read them.
inline plan::TextColumn column(Texts&& texts) {
    if (!texts) return {};
    auto& [name, words, codes] = *texts;
    const auto is_none = [&](std::int32_t code) { return code < -1 || std::cmp_greater_equal(code, words.size()); };
    if (std::any_of(codes.begin(), codes.end(), is_none))
        throw Error("column '" + name + "': found a code of no text; accepted: from -1 to below " +
                    std::to_string(words.size()));
    return {.name = std::move(name), .rows = std::move(words), .codes = std::move(codes)};
}

}  // namespace headway::python

/// A tuple of the three. A list of texts is read as it stands, which takes a third of what it takes item by item.
template <>
struct pybind11::detail::type_caster<headway::python::CodedTexts> {
    PYBIND11_TYPE_CASTER(headway::python::CodedTexts, const_name("tuple[str, list[str], numpy.ndarray[numpy.int32]]"));

    bool load(handle source, bool convert) {
        constexpr Py_ssize_t parts = 3;
        if (!PyTuple_Check(source.ptr()) || PyTuple_GET_SIZE(source.ptr()) != parts) return false;
        const handle words = PyTuple_GET_ITEM(source.ptr(), 1);
        make_caster<headway::python::SectionCodes> codes;
        if (!read(PyTuple_GET_ITEM(source.ptr(), 0), value.name) || !PyList_Check(words.ptr()) ||
            !codes.load(PyTuple_GET_ITEM(source.ptr(), 2), convert))
            return false;
        const auto rows = headway::python::view(cast_op<headway::python::SectionCodes&>(codes));
        value.codes.assign(rows.begin(), rows.end());
        value.words.resize(static_cast<std::size_t>(PyList_GET_SIZE(words.ptr())));
        for (std::size_t i = 0; i < value.words.size(); ++i)
            if (!read(PyList_GET_ITEM(words.ptr(), static_cast<Py_ssize_t>(i)), value.words[i])) return false;
        return true;
    }

private:
    static bool read(handle text, std::string& into) {
        if (!PyUnicode_Check(text.ptr())) return false;
        Py_ssize_t size = 0;
        const char* const letters = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
        if (letters == nullptr) PyErr_Clear();  // half of a character
        else into.assign(letters, static_cast<std::size_t>(size));
        return letters != nullptr;
    }
};
