/// @file
/// A calendar at the boundary: a binding takes `headway::Calendar`, Python gives a word or the month in which the
/// year begins, and gets the month back.
#pragma once

#include <pybind11/pybind11.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "headway/error.hpp"
#include "headway/time/calendar.hpp"

namespace headway::python {

/// The optional argument that most questions about years take.
inline pybind11::arg_v calendar_argument() {
    return pybind11::arg_v("calendar", financial_calendar, "'financial'");
}

}  // namespace headway::python

namespace pybind11::detail {

template <>
struct type_caster<headway::Calendar> {
    PYBIND11_TYPE_CASTER(headway::Calendar, const_name("str | int"));

    bool load(handle source, bool) {
        constexpr std::array<std::pair<std::string_view, headway::Calendar>, 3> words{
            {{"financial", headway::financial_calendar},
             {"academic", headway::academic_calendar},
             {"calendar", headway::calendar_year}}};
        if (PyUnicode_Check(source.ptr())) {
            for (const auto& [word, calendar] : words) {
                if (PyUnicode_CompareWithASCIIString(source.ptr(), word.data()) != 0) continue;
                value = calendar;
                return true;
            }
            refuse(source);
        }
        // a boolean is an integer to Python, and never a month
        if (PyBool_Check(source.ptr()) || !PyIndex_Check(source.ptr())) refuse(source);
        const auto index = reinterpret_steal<object>(PyNumber_Index(source.ptr()));
        if (!index) {
            PyErr_Clear();  // it claims to be an index and is none
            refuse(source);
        }
        int overflow = 0;
        const long month = PyLong_AsLongAndOverflow(index.ptr(), &overflow);  // -1 where it overflows
        if (month < 1 || month > 12) refuse(source);
        value = headway::Calendar{static_cast<int>(month)};
        return true;
    }

    static handle cast(headway::Calendar calendar, return_value_policy, handle) {
        return PyLong_FromLong(calendar.first_month);
    }

private:
    [[noreturn]] static void refuse(handle source) {
        throw headway::Error("calendar: found " + std::string(repr(source)) +
                             "; accepted: 'financial', 'academic', 'calendar', or the month, 1 to 12, in which a year "
                             "begins");
    }
};

}  // namespace pybind11::detail
