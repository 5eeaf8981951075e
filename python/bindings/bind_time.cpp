#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
// after Python.h, which pybind11 includes in its own way
#include <datetime.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>

#include "calendar_argument.hpp"
#include "headway/error.hpp"
#include "headway/measure/deadline.hpp"
#include "headway/time/period.hpp"
#include "headway/time/two_meanings.hpp"
#include "register.hpp"
#include "texts.hpp"
#include "vocabulary_caster.hpp"

namespace pybind11::detail {

/// `datetime.date` and what derives from it, such as a pandas timestamp, whose time of day is left out.
template <>
struct type_caster<boost::gregorian::date> {
    PYBIND11_TYPE_CASTER(boost::gregorian::date, const_name("datetime.date"));

    bool load(handle source, bool) {
        if (!PyDate_Check(source.ptr())) return false;
        try {
            value = boost::gregorian::date(static_cast<unsigned short>(PyDateTime_GET_YEAR(source.ptr())),
                                           static_cast<unsigned short>(PyDateTime_GET_MONTH(source.ptr())),
                                           static_cast<unsigned short>(PyDateTime_GET_DAY(source.ptr())));
        } catch (const std::out_of_range&) {  // a missing timestamp pretends to be of the year 1
            throw headway::Error("date: found " + std::string(str(source)) + "; accepted: a date from 1400 to 9999");
        }
        return true;
    }

    static handle cast(const boost::gregorian::date& date, return_value_policy, handle) {
        return PyDate_FromDate(date.year(), date.month(), date.day());
    }
};

}  // namespace pybind11::detail

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

/// Its label and, in brackets, its marks: what reads as an equal period with the same marks.
std::string marked(headway::Period period) {
    using headway::FigureMark;
    std::string text = period.label();
    for (std::size_t i = 0; i < headway::Vocabulary<FigureMark>::words.size(); ++i)
        if (period.marks().has(static_cast<FigureMark>(i)))
            text += " [" + std::string(headway::Vocabulary<FigureMark>::words[i]) + "]";
    return text;
}

}  // namespace

namespace headway::python {

namespace {

/// Of each text the period whose label it is; of any other text None.
py::list labelled(const py::list& texts, Calendar calendar) {
    return of_each_text(texts, [&](const py::object& text) -> py::object {
        try {
            return py::cast(Period::parse(letters_of(text), calendar));
        } catch (const Error&) {
            return py::none();
        }
    });
}

/// Of each text by whose end it is due, as a deadline; of any other text None.
py::list read_deadlines(const py::list& texts, Calendar calendar) {
    return of_each_text(texts, [&](const py::object& text) -> py::object {
        try {
            return py::cast(read_deadline(letters_of(text), calendar));
        } catch (const Error&) {
            return py::none();
        }
    });
}

bool any_may_mean_two(const py::list& values) {
    return std::any_of(values.begin(), values.end(), [](py::handle value) {
        if (!PyUnicode_Check(value.ptr())) return false;
        Py_ssize_t size = 0;
        const char* const letters = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
        if (letters != nullptr) return may_mean_two({letters, static_cast<std::size_t>(size)});
        PyErr_Clear();  // half of a character, which no label has
        return false;
    });
}

}  // namespace

}  // namespace headway::python

void register_time(py::module_& m) {
    using namespace headway;
    using python::calendar_argument;
    using boost::gregorian::date;

    PyDateTime_IMPORT;

    py::class_<Period> period(m, "Period", R"(Whole calendar months, or one day, as performance reports name them.

A day, a month, a quarter, a year of some calendar, several pooled years, or any other run of months. Periods are
immutable. They compare, sort and hash by their start and their length, and by nothing else: ``2022/23`` equals
``April 2022 - March 2023``.

A series is of whole months. There a day that is the first or the last of its month stands for it, because a table
"as at 31 March 2024" tells of March, and any other day is refused: see `in_months`.

Parameters
----------
text : str
    The label of a period, as `Period.parse` reads it.
calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
    Where a year such as ``2022/23`` begins: April, September, January, or a month from 1 to 12.

Raises
------
HeadwayError
    For a label that is not understood or has two meanings.

Examples
--------
>>> hw.Period("2024/25 - Q2")
Period('2024/25 - Q2')
>>> hw.Period("2022/23") == hw.Period("April 2022 - March 2023")
True
)");

    period.def(py::init(&Period::parse), "text"_a, calendar_argument());

    // --- made from a label, numbers or a date ------------------------------------------------------------------
    period.def_static("parse", &Period::parse, "text"_a, calendar_argument(),
                      R"(Read the label of a period out of document text.

Parameters
----------
text : str
    The label, with the dashes, spaces and apostrophes of documents.
calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
    Where a year begins whose label spans two and does not say it.

Returns
-------
Period

Raises
------
HeadwayError
    For a label that is not understood or has two meanings, such as ``2023-24``; the message says what to write.

Examples
--------
>>> hw.Period.parse("2024/25 - Q2").start
datetime.date(2024, 7, 1)
>>> hw.Period.parse("Sept'23 to Aug'24").end
datetime.date(2024, 8, 31)
>>> hw.Period.parse("As at 31 March 2024")
Period('31 March 2024')
>>> hw.Period.parse("2022/23", "academic")
Period('2022/23 (from September)')
)");
    period.def_static("of_month", &Period::month, "year"_a, "month"_a,
                      R"(A calendar month.

Examples
--------
>>> hw.Period.of_month(2024, 9)
Period('September 2024')
)");
    period.def_static("of_day", &Period::day_of, "date"_a,
                      R"(One day.

Examples
--------
>>> import datetime
>>> hw.Period.of_day(datetime.date(2024, 9, 30))
Period('30 September 2024')
)");
    period.def_static("of_date", &Period::month_containing, "date"_a,
                      R"(The month in which a date lies.

Examples
--------
>>> import datetime
>>> hw.Period.of_date(datetime.date(2024, 9, 30))
Period('September 2024')
)");
    period.def_static("of_quarter", &Period::quarter, "year"_a, "quarter"_a, calendar_argument(),
                      R"(A quarter, 1 to 4, of the year that begins in `year`.

Examples
--------
>>> hw.Period.of_quarter(2024, 2)
Period('2024/25 - Q2')
>>> hw.Period.of_quarter(2024, 2, "calendar")
Period('2024 - Q2')
)");
    period.def_static("of_term", &Period::term, "year"_a, "term"_a,
                      py::arg_v("calendar", academic_calendar, "'academic'"),
                      R"(A term of the school year that begins in `year`: 1 is autumn, 2 spring, 3 summer.

Each has four months.

Examples
--------
>>> hw.Period.of_term(2024, 2)
Period('Spring term 2025')
>>> hw.Period.of_term(2024, 2).end
datetime.date(2025, 4, 30)
)");
    period.def_static("of_half", &Period::half, "year"_a, "half"_a, calendar_argument(),
                      R"(The first or second half of the year that begins in `year`.

Examples
--------
>>> hw.Period.of_half(2023, 1)
Period('2023/24 - H1')
)");
    period.def_static("of_year", &Period::year, "year"_a, calendar_argument(),
                      R"(The year that begins in `year`.

Examples
--------
>>> hw.Period.of_year(2022)
Period('2022/23')
>>> hw.Period.of_year(2022, "academic").start
datetime.date(2022, 9, 1)
)");
    period.def_static("of_years", &Period::years, "year"_a, "count"_a, calendar_argument(),
                      R"(Pooled years: `count` of them, the first of which begins in `year`.

Examples
--------
>>> hw.Period.of_years(2018, 3, "calendar")
Period('2018 - 20')
)");
    period.def_static("of_months", &Period::months, "year"_a, "month"_a, "count"_a,
                      R"(A run of `count` months, the first of which is given.

Examples
--------
>>> hw.Period.of_months(2023, 9, 12)
Period('September 2023 - August 2024')
)");

    // --- what it is ---------------------------------------------------------------------------------------------
    period.def_property_readonly("start", &Period::start, "The first day, a `datetime.date`.");
    period.def_property_readonly("end", &Period::end, "The last day, a `datetime.date`.");
    period.def_property_readonly("kind", &Period::kind,
                                 "`day`, `month`, `quarter`, `term`, `half`, `year`, `years` or `months`.");
    period.def_property_readonly("label", &Period::label, "The text that names the period; `parse` reads it back.");
    period.def_property_readonly("months", &Period::length_in_months, "The length in months; 0 of a day.");
    period.def_property_readonly(
        "marks",
        [](Period self) {
            py::list marks;
            for (std::size_t i = 0; i < Vocabulary<FigureMark>::words.size(); ++i)
                if (self.marks().has(static_cast<FigureMark>(i))) marks.append(Vocabulary<FigureMark>::words[i]);
            return py::tuple(marks);
        },
        "What the text said of the figure of the period, ``2019/20 [p]``: a tuple of `FigureMark` words, often empty.");
    period.def_property_readonly("calendar", &Period::calendar,
                                 "The month, 1 to 12, in which the year of a quarter or year begins; 4 for others.");
    period.def_property_readonly("style", &Period::style,
                                 "How the label writes months: `full`, `abbreviated`, `apostrophe` or `iso`.");

    // --- where it stands ----------------------------------------------------------------------------------------
    period.def("position", &Period::position, calendar_argument(),
               R"(Which month of the year, 1 to 12, the last month of this period is.

Raises
------
HeadwayError
    For a day, of which a month is the whole.

Examples
--------
>>> hw.Period.parse("September 2024").position()
6
>>> hw.Period.parse("September 2024").position("academic")
1
)");
    period.def("in_months", &Period::in_months,
               R"(The whole months that it stands for: of a first or a last day its month, of any other period itself.

Raises
------
HeadwayError
    For a day within its month.

Examples
--------
>>> hw.Period.parse("2024-03-31").in_months()
Period('2024-03')
)");
    period.def("year", &Period::year_of, calendar_argument(),
               R"(The year in which this period ends.

Examples
--------
>>> hw.Period.parse("September 2024").year()
Period('2024/25')
)");
    period.def("next", &Period::next,
               R"(The period of the same kind and length that begins where this one ends.

Examples
--------
>>> hw.Period.parse("2024/25 - Q4").next()
Period('2025/26 - Q1')
)");
    period.def("previous", &Period::previous,
               R"(The period of the same kind and length that ends where this one begins.

Examples
--------
>>> hw.Period.parse("2018 - 20").previous()
Period('2015 - 17')
)");
    period.def("shifted", &Period::shifted, "months"_a,
               R"(The same kind and length, so many months later, or earlier where negative.

Raises
------
HeadwayError
    Where a quarter would move by other than whole quarters, or a year by other than whole years, and for a day,
    which `next` and `previous` move.

Examples
--------
>>> hw.Period.parse("Sept'23 to Aug'24").shifted(1)
Period("Oct'23 to Sept'24")
)");
    period.def("months_until", &Period::months_until, "other"_a,
               R"(Months from the start of this period to the start of the other, of which neither is a day.

Examples
--------
>>> hw.Period.parse("2024-04").months_until(hw.Period.parse("2025-03"))
11
)");
    period.def("with_style", &Period::with_style, "style"_a,
               R"(The same period with its months written in another style; quarters and years stay as they are.

Parameters
----------
style : {'full', 'abbreviated', 'apostrophe', 'iso'}
    ``September 2024``, ``Sep 2024``, ``Sept'24`` or ``2024-09``.

Returns
-------
Period

Examples
--------
>>> hw.Period.parse("2024-09").with_style("full")
Period('September 2024')
)");

    constexpr const char* contains_doc = R"(Whether a period or a date lies wholly within this one.

Examples
--------
>>> year = hw.Period.parse("2022/23")
>>> year.contains(hw.Period.parse("March 2023")), hw.Period.parse("2023") in year
(True, False)
)";
    for (const char* name : {"contains", "__contains__"}) {
        period.def(name, py::overload_cast<Period>(&Period::contains, py::const_), "other"_a, contains_doc);
        period.def(name, py::overload_cast<const date&>(&Period::contains, py::const_), "date"_a);
    }
    period.def("overlaps", &Period::overlaps, "other"_a,
               R"(Whether the two periods share a day.

Examples
--------
>>> hw.Period.parse("2022/23").overlaps(hw.Period.parse("2023"))
True
)");

    m.def("labelled", &python::labelled, "texts"_a, "calendar"_a,
          "Of each text the period whose label it is; of any other text None.");
    m.def("read_deadlines", &python::read_deadlines, "texts"_a, "calendar"_a,
          "Of each text by whose end it is due, as a deadline; of any other text None.");
    m.def("any_may_mean_two", &python::any_may_mean_two, "values"_a,
          "Whether a label among these values may have two meanings. No is sure.");

    // --- a Python value -----------------------------------------------------------------------------------------
    period.def(py::self == py::self).def(py::self != py::self);
    period.def(py::self < py::self).def(py::self <= py::self).def(py::self > py::self).def(py::self >= py::self);
    period.def("__hash__", [](Period self) { return std::hash<Period>{}(self); });
    period.def("__str__", &Period::label);
    period.def("__repr__", [](Period self) { return "Period(" + std::string(py::repr(py::str(marked(self)))) + ")"; });
    period.def("__format__", [](Period self, const py::str& spec) {
        return py::str(self.label()).attr("__format__")(spec);
    });
    period.def("__copy__", [](const py::object& self) { return self; });
    period.def("__deepcopy__", [](const py::object& self, const py::dict&) { return self; });
    // the marked label says everything but the style of "May 2024"
    period.def(py::pickle([](Period self) { return py::make_tuple(marked(self), self.style()); },
                          [](const py::tuple& state) {
                              const auto style = state[1].cast<LabelStyle>();
                              return Period::parse(state[0].cast<std::string>()).with_style(style);
                          }));
}
