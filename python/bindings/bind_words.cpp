#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "columns.hpp"
#include "headway/batch/words.hpp"
#include "headway/error.hpp"
#include "register.hpp"
#include "released.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using Words = std::vector<std::optional<std::string>>;

/// A bit a row where a word is null, else no bits at all.
py::array_t<std::uint8_t> room_for_bits(std::size_t rows, const Words& words) {
    const bool any = std::any_of(words.begin(), words.end(), [](const auto& word) { return !word.has_value(); });
    return py::array_t<std::uint8_t>(static_cast<py::ssize_t>(any ? (rows + 7) / 8 : 0));
}

py::tuple spelled(const Codes& codes, const Words& words) {
    const std::span<const std::uint8_t> rows = view(codes);
    py::array_t<std::uint8_t> valid = room_for_bits(rows.size(), words);
    py::array_t<std::int64_t> offsets(static_cast<py::ssize_t>(rows.size() + 1));
    std::optional<batch::SpelledWords> spelled;
    {
        const Released released;
        spelled.emplace(rows, words);
    }
    py::array_t<char> letters(static_cast<py::ssize_t>(spelled->letters()));
    const auto begins = writable(offsets);
    const auto bits = writable(valid);
    const auto to = writable(letters);
    {
        const Released released;
        spelled->write(begins, to, bits);
    }
    return py::make_tuple(offsets, letters, valid);
}

py::tuple spelled_views(const Codes& codes, const Words& words) {
    static_assert(sizeof(batch::TextView) == 16);
    const std::span<const std::uint8_t> rows = view(codes);
    py::array_t<std::uint8_t> valid = room_for_bits(rows.size(), words);
    py::array_t<std::uint64_t> views(static_cast<py::ssize_t>(2 * rows.size()));
    const auto bits = writable(valid);
    const std::span<batch::TextView> to(reinterpret_cast<batch::TextView*>(views.mutable_data()), rows.size());
    std::string long_words;
    {
        const Released released;
        const batch::SpelledWords spelled(rows, words);
        spelled.write(to, bits);
        long_words = spelled.long_words();
    }
    return py::make_tuple(views, py::bytes(long_words), valid);
}

/// Text as Arrow holds it in three buffers, of which `first` rows are left out; none of letters or bits where it has
/// none of these.
template <class Offset>
py::tuple coded_texts(std::size_t rows, std::size_t first, const py::buffer& offsets,
                      const std::optional<py::buffer>& letters, const std::optional<py::buffer>& valid) {
    const auto bytes = [](const py::buffer& buffer) {
        const py::buffer_info info = buffer.request();
        return std::span(static_cast<const char*>(info.ptr), static_cast<std::size_t>(info.size * info.itemsize));
    };
    const auto begins = bytes(offsets);
    if (begins.size() < (first + rows + 1) * sizeof(Offset) || (valid && 8 * bytes(*valid).size() < first + rows))
        throw Error("texts: found buffers of fewer rows; accepted: of " + std::to_string(first + rows));
    batch::Texts<Offset> texts{
        .offsets = {static_cast<const Offset*>(static_cast<const void*>(begins.data())) + first, rows + 1},
        .letters = letters ? bytes(*letters).data() : nullptr,
        .first_bit = first};
    if (valid) {
        const auto bits = bytes(*valid);
        texts.valid = {static_cast<const std::uint8_t*>(static_cast<const void*>(bits.data())), bits.size()};
    }
    batch::CodedTexts found;
    {
        const Released released;
        found = batch::coded_texts(texts);
    }
    py::list words(found.first_rows.size());
    for (std::size_t word = 0; word < words.size(); ++word) {
        const auto row = static_cast<std::size_t>(found.first_rows[word]);
        const Offset begin = texts.offsets[row], end = texts.offsets[row + 1];
        words[word] = py::str(texts.letters + begin, static_cast<std::size_t>(end - begin));
    }
    return py::make_tuple(py::array_t<std::int32_t>(static_cast<py::ssize_t>(found.codes.size()), found.codes.data()),
                          words);
}

}  // namespace

}  // namespace headway::python

void register_words(py::module_& m) {
    using namespace headway::python;

    m.def("spelled", &spelled, "codes"_a, "words"_a,
          "(offsets, letters, bits): the word of each row, as Arrow lays large text out; no bits where none is None.");
    m.def("spelled_views", &spelled_views, "codes"_a, "words"_a,
          "(views, long words, bits): the same, as Arrow lays views of text out.");
    m.def("coded_texts", &coded_texts<std::int32_t>, "rows"_a, "first"_a, "offsets"_a, "letters"_a, "valid"_a,
          "(codes, words) of text in buffers of Arrow; null is -1.");
    m.def("coded_large_texts", &coded_texts<std::int64_t>, "rows"_a, "first"_a, "offsets"_a, "letters"_a, "valid"_a,
          "The same of large text.");
}
