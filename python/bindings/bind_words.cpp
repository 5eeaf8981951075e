#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "columns.hpp"
#include "headway/error.hpp"
#include "register.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

/// A column of words as Arrow lays large text out: where each row's letters begin, and the letters of all rows.
///
/// A short word is copied at a fixed length, which takes no loop; what it overruns is written next.
py::tuple spelled(const Codes& codes, const std::vector<std::string>& words) {
    constexpr std::size_t short_word = 32;
    std::vector<std::array<char, short_word>> padded(words.size());
    for (std::size_t w = 0; w < words.size(); ++w) words[w].copy(padded[w].data(), short_word);

    const auto rows = view(codes);
    py::array_t<std::int64_t> offsets(static_cast<py::ssize_t>(rows.size() + 1));
    const auto begins = writable(offsets);
    begins[0] = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] >= words.size())
            throw Error("row " + std::to_string(i) + ": found code " + std::to_string(rows[i]) + "; accepted: below " +
                        std::to_string(words.size()));
        begins[i + 1] = begins[i] + static_cast<std::int64_t>(words[rows[i]].size());
    }
    py::array_t<char> letters(static_cast<py::ssize_t>(static_cast<std::size_t>(begins.back()) + short_word));
    char* const at = letters.mutable_data();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string& word = words[rows[i]];
        if (word.size() <= short_word) std::memcpy(at + begins[i], padded[rows[i]].data(), short_word);
        else std::memcpy(at + begins[i], word.data(), word.size());
    }
    return py::make_tuple(offsets, letters);
}

}  // namespace

}  // namespace headway::python

void register_words(py::module_& m) {
    m.def("spelled", &headway::python::spelled, "codes"_a, "words"_a,
          "(offsets, letters): the word of each row, as Arrow lays large text out.");
}
