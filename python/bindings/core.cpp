// The private module of the package: one register_ function a room.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "headway/batch/interruption.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "register.hpp"
#include "texts.hpp"

PYBIND11_MODULE(_core, m) {
    m.doc() = "The compiled core of headway. Private: import headway instead.";
    m.attr("__version__") = headway::version;

    auto& error = pybind11::register_exception<headway::Error>(m, "HeadwayError", PyExc_ValueError);
    error.attr("__module__") = "headway";
    error.attr("__doc__") =
        "Bad input: the message says what is wrong, where, what was found and what would be accepted.\n\n"
        "Where there are several problems the first ten causes are in the message, each with its rows, and every "
        "problem by itself is in `problems`.";
    error.attr("problems") = pybind11::tuple();

    pybind11::register_exception_translator([](std::exception_ptr thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const headway::batch::Interrupted&) {
            // what the handler of a signal has raised is set already
            if (PyErr_Occurred() == nullptr) PyErr_SetNone(PyExc_KeyboardInterrupt);
        }
    });
    pybind11::register_exception_translator([](std::exception_ptr thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const headway::Error& refused) {
            const pybind11::object type = pybind11::module_::import("headway._core").attr("HeadwayError");
            const pybind11::object raised = type(refused.what());
            if (const auto problems = refused.problems(); !problems.empty()) {
                pybind11::tuple each(problems.size());
                for (std::size_t i = 0; i < problems.size(); ++i) each[i] = problems[i];
                raised.attr("problems") = each;
            }
            PyErr_SetObject(type.ptr(), raised.ptr());
        }
    });
    m.def(
        "refuse",
        [](const std::vector<std::string>& problems) {
            headway::Problems all;
            for (const std::string& problem : problems) all.add(problem);
            all.raise_if_any();
        },
        pybind11::arg("problems"), "Raise one error for all problems; none for none.");

    m.def(
        "plain_texts",
        [](const pybind11::list& texts) {
            return headway::python::of_each_text(texts, [](const pybind11::object& text) -> pybind11::object {
                const std::string_view letters = headway::python::letters_of(text);
                const std::string plain = headway::plain_text(letters);
                if (plain == letters) return text;
                return pybind11::str(plain);
            });
        },
        pybind11::arg("texts"), "Each text as `plain_text` makes it.");
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
    register_audit(m);
    register_outlook(m);
    register_plan(m);
    register_action_parts(m);
    register_gates(m);
    register_savings(m);
    register_programmes(m);
    register_schemes(m);
    register_monitoring(m);
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
    register_rate_decomposition(m);
    register_risks(m);
    register_standardise(m);
    register_report(m);
    register_units(m);
    register_versions(m);
    register_wording(m);
    register_words(m);
}
