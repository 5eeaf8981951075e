#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headway/report/comparison.hpp"
#include "headway/report/wording.hpp"
#include "headway/report/wording/english.hpp"
#include "headway/report/wording/kinds.hpp"
#include "headway/report/wording/of_comparison.hpp"
#include "headway/report/wording/printed.hpp"
#include "register.hpp"
#include "scorecard_rows.hpp"

namespace py = pybind11;
using namespace pybind11::literals;

namespace headway::python {

namespace {

using Templates = std::map<std::string, std::string>;

py::list sentences_of(const std::vector<Sentence>& drafted) {
    py::list sentences;
    for (const Sentence& one : drafted) {
        py::list figures;
        for (const SentenceFigure& figure : one.figures)
            figures.append(py::make_tuple(figure.name, figure.value, figure.printed));
        sentences.append(py::make_tuple(one.text, one.kind, one.section, one.indicator, py::tuple(figures)));
    }
    return sentences;
}

}  // namespace

}  // namespace headway::python

void register_wording(py::module_& m) {
    using namespace headway;
    using namespace headway::python;

    m.def(
        "draft_sentences",
        [](const HeldScorecard& scorecard, const Templates& templates) {
            const wording::Language language = wording::with_templates(wording::english(), templates);
            return sentences_of(draft_sentences(scorecard.card, scorecard.said, language));
        },
        "scorecard"_a, "templates"_a, "(text, kind, section, indicator, figures) of each sentence of a scorecard.");

    m.def(
        "draft_comparison",
        [](const HeldScorecard& before, const HeldScorecard& after, const Templates& templates) {
            const wording::Language language = wording::with_templates(wording::english(), templates);
            const Scorecard was = with_accruals_of(before, after), is = with_accruals_of(after, before);
            return sentences_of(
                draft_sentences(was, is, compare(was, is, before.histories, after.histories), language));
        },
        "before"_a, "after"_a, "templates"_a, "The same of two scorecards.");

    m.def(
        "two_ranges",
        [](const GivenRange& was, const std::string& unit_before, const GivenRange& is, const std::string& unit_after) {
            const wording::Language language = wording::english();
            const auto [from, to] =
                wording::two_ranges(wording::Writer(language), range_of(was), unit_before, range_of(is), unit_after);
            return std::pair(from.words.text, to.words.text);
        },
        "before"_a, "unit_before"_a, "after"_a, "unit_after"_a,
        "Two comparators as a reader sees them, in decimals that tell them apart; empty where there is none.");
}
