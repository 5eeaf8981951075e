/// @file
/// Texts of Python, whose letters are read where they stand.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <string_view>

namespace headway::python {

/// The letters of a text, as long as Python holds it. @throws what Python does for anything else, and for half of a
/// character.
inline std::string_view letters_of(pybind11::handle text) {
    Py_ssize_t size = 0;
    const char* const letters = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (letters == nullptr) throw pybind11::error_already_set();
    return {letters, static_cast<std::size_t>(size)};
}

/// A list of what is made of each text.
template <class Make>
pybind11::list of_each_text(const pybind11::list& texts, Make make) {
    pybind11::list made(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) made[i] = make(pybind11::object(texts[i]));
    return made;
}

}  // namespace headway::python
