// The private module of the package: one register_ function a room.

#include <pybind11/pybind11.h>

#include <exception>
#include <string>

#include "headway/batch/interruption.hpp"
#include "headway/error.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "register.hpp"

PYBIND11_MODULE(_core, m) {
    m.doc() = "The compiled core of headway. Private: import headway instead.";
    m.attr("__version__") = headway::version;

    auto& error = pybind11::register_exception<headway::Error>(m, "HeadwayError", PyExc_ValueError);
    error.attr("__module__") = "headway";
    error.attr("__doc__") =
        "Bad input: the message says what is wrong, where, what was found and what would be accepted.\n\n"
        "Where there are several problems the first ten are in the message, and all of a frame's in `problems`.";
    error.attr("problems") = pybind11::tuple();

    pybind11::register_exception_translator([](std::exception_ptr thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const headway::batch::Interrupted&) {
            // what the handler of a signal has raised is set already
            if (PyErr_Occurred() == nullptr) PyErr_SetNone(PyExc_KeyboardInterrupt);
        }
    });

    m.def(
        "plain_text", [](const std::string& text) { return headway::plain_text(text); }, pybind11::arg("text"),
        "Document text made plain: one kind of space, dash, apostrophe and letter.");
    m.def(
        "is_name_of_totals",
        [](const std::string& text) { return headway::detail::is_name_of_totals(headway::plain_text(text)); },
        pybind11::arg("text"), "Whether a row of that name adds up the others.");
    register_time(m);
    register_series(m);
    register_measure(m);
    register_figure(m);
    register_assess(m);
    register_outlook(m);
    register_plan(m);
    register_savings(m);
    register_schemes(m);
    register_appraisal(m);
    register_simulation(m);
    register_savings_charts(m);
    register_spc(m);
    register_statistics(m);
    register_comparison(m);
    register_trend(m);
    register_grouped_statistics(m);
    register_two_samples(m);
    register_two_scorecards(m);
    register_standardise(m);
    register_report(m);
    register_units(m);
    register_wording(m);
    register_words(m);
}
