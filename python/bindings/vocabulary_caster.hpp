/// @file
/// Closed vocabularies cross the boundary as their words: an enum arrives as a str (or a StrEnum, which is one) and
/// leaves as a str. A word that is not in the vocabulary is refused with every accepted one.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "headway/measure/read_polarity.hpp"
#include "headway/vocabulary.hpp"

namespace pybind11::detail {

template <class E>
concept HasWords = requires { headway::Vocabulary<E>::words; };

/// pybind11 has a caster of its own for every enum, unless it is told not to.
template <HasWords E>
struct type_caster_enum_type_enabled<E> : std::false_type {};

template <HasWords E>
struct type_caster<E> {
    PYBIND11_TYPE_CASTER(E, const_name("str"));

    bool load(handle source, bool) {
        value = headway::from_word<E>(text_of(source));
        return true;
    }

    /// @throws Error for what is no text.
    static std::string_view text_of(handle source) {
        if (!PyUnicode_Check(source.ptr()))
            throw headway::Error(std::string(headway::Vocabulary<E>::name) + ": found " +
                                 std::string(str(type::of(source).attr("__name__"))) +
                                 "; accepted: " + headway::accepted_words<E>());
        Py_ssize_t size = 0;
        const char* text = PyUnicode_AsUTF8AndSize(source.ptr(), &size);
        if (text == nullptr) PyErr_Clear();  // a lone surrogate is no word of any vocabulary
        return text == nullptr ? std::string_view("?") : std::string_view(text, static_cast<std::size_t>(size));
    }

    static handle cast(E source, return_value_policy, handle) {
        const std::string_view text = headway::word(source);
        return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
    }
};

/// A polarity that need not be said: None, and words for nothing ("n/a", "TBC").
template <>
struct type_caster<std::optional<headway::Polarity>> : optional_caster<std::optional<headway::Polarity>> {
    bool load(handle source, bool) {
        value = std::nullopt;
        if (!source.is_none()) value = headway::polarity_if_said(type_caster<headway::Polarity>::text_of(source));
        return true;
    }
};

}  // namespace pybind11::detail
