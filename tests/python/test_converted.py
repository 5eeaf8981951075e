"""What is left of a result where a notebook is converted: its chart, and its chart in words, in every form."""

import functools
import html
from collections.abc import Callable
from typing import Any

import headway as hw
import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from IPython.core.formatters import DisplayFormatter
from nbconvert import HTMLExporter, LatexExporter, MarkdownExporter
from nbconvert.exporters import Exporter

MONTHS = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 76]
ACTIONS = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
                        "first_month": ["2025-04"], "last_month": ["2025-07"], "published_rating": [None]})  # fmt: skip
DRAWN: dict[str, Callable[[], tuple[Any, str]]] = {
    "control chart": lambda: _of(hw.spc.xmr(MONTHS, polarity="low_is_good", target=65)),
    "several charts": lambda: _of(
        hw.spc.xmr([*MONTHS, *MONTHS], groups=["North"] * 14 + ["South"] * 14, polarity="low_is_good"), series="North"
    ),
    "projection": lambda: _of(
        hw.project_year_end(hw.Series([18, 17, 16, 16, 19, 15], start="2024-04", accrual="flow"), target=194,
                            polarity="low_is_good")
    ),
    "timeline": lambda: _of(hw.plan.timeline(ACTIONS, as_at="2025-10-31")),
    "statistic": lambda: _of(hw.stats.proportion([83, 40], [586, 300])),
}  # fmt: skip


def _of(result: Any, **options: Any) -> tuple[Any, str]:
    """A result, and its chart in words."""
    return result, result.describe(**options)


@functools.cache  # which reads its templates
def exporter_of(kind: type[Exporter]) -> Exporter:
    return kind()


def converted(result: Any, exporter: type[Exporter]) -> tuple[str, dict[str, bytes]]:
    """A notebook that shows a result, in another form, and the pictures beside it."""
    data, metadata = DisplayFormatter().format(result)
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)
    cell = nbformat.v4.new_code_cell("result", outputs=[output], execution_count=1)
    text, resources = exporter_of(exporter).from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    return text, resources.get("outputs", {})


@pytest.mark.parametrize("kind", DRAWN)
def test_a_page_keeps_the_chart_with_its_words_in_it(kind: str) -> None:
    result, words = DRAWN[kind]()
    charts = BeautifulSoup(converted(result, HTMLExporter)[0], "html.parser").select("svg[role=img]")
    assert charts and charts[0].find("desc").get_text() == words
    named = [charts[0]["aria-labelledby"], charts[0]["aria-describedby"]]
    assert [charts[0].find(id=name).name for name in named] == ["title", "desc"]
    text, _ = converted(result, MarkdownExporter)
    block = text[text.index("<svg") : text.index("</svg>")]
    assert "\n\n" not in block and html.escape(words, quote=False) in block  # or it would end there


@pytest.mark.parametrize("kind", DRAWN)
def test_a_document_has_the_chart_as_a_picture(kind: str) -> None:
    result, words = DRAWN[kind]()
    text, pictures = converted(result, LatexExporter)
    (name, picture), = pictures.items()
    assert name in text and picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert DisplayFormatter().format(result)[1]["image/png"]["alt"] == words  # where a document has a place for it
    assert converted(result, LatexExporter)[1] == pictures  # the same bytes for the same result


def test_what_is_not_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    many = hw.spc.xmr([float(i % 7) for i in range(400)], polarity="low_is_good")
    assert list(DisplayFormatter().format(many)[0]) == ["text/plain", "text/html"]
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    one = hw.spc.xmr(MONTHS, polarity="low_is_good")
    assert DisplayFormatter().format(one)[0] == {"text/plain": repr(one)}
