"""The forms of a report: each a function that gives its files, contents by their relative paths."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from headway.boundary.keys import nearest
from headway.boundary.problems import refusal
from headway.boundary.progress import steps
from headway.report.paper.blocks import Paper, Picture
from headway.report.report import Report
from headway.report.site import pages
from headway.report.tabular import data, ods, xlsx
from headway.report.tabular.sheets import Sheet, sheets_of
from headway.report.tabular.table import Table
from headway.report.tabular.tables import tables_of

Files: TypeAlias = dict[str, bytes]


# Forms that are one document each, and what readers call them.
DOCUMENTS = {
    "pdf": ("report.pdf", "PDF"), "docx": ("report.docx", "Word"), "pptx": ("report.pptx", "slides"),
    "xlsx": ("report.xlsx", "Excel"), "ods": ("report.ods", "OpenDocument spreadsheet"),
}  # fmt: skip


class Given:
    """What forms are made of: a report; what several of them share, put together once for all: its paper, for what is
    read from the first page to the last, its charts, and its tables as data and as sheets; and for pages the documents
    that are written beside them."""

    def __init__(self, report: Report, forms: Sequence[str] = ()) -> None:
        self.report = report
        self.documents = {file: name for form, (file, name) in DOCUMENTS.items() if form in forms}

    @functools.cached_property
    def paper(self) -> Paper:
        from headway.report.paper.contents import paper_of

        return paper_of(self.report)

    @functools.cached_property
    def pictures(self) -> list[Picture]:
        from headway.report.paper.charts import pictures_of

        return [*pictures_of(self.report, self.paper)]

    @functools.cached_property
    def tables(self) -> list[Table]:
        return tables_of(self.report)

    @functools.cached_property
    def sheets(self) -> list[Sheet]:
        return sheets_of(self.report, self.tables)


# What a form is written with is loaded when somebody asks for it: some takes longer than most reports.


def _pdf(given: Given) -> Files:
    from headway.report.paper.pdf import pdf

    return pdf(given.paper)


def _word(given: Given) -> Files:
    from headway.report.paper.word import word

    return word(given.paper)


def _slides(given: Given) -> Files:
    from headway.report.paper.slides import slides

    return slides(given.paper)


def _markdown(given: Given) -> Files:
    from headway.report.paper.markdown import markdown

    return markdown(given.paper)


def _svg(given: Given) -> Files:
    from headway.report.paper.charts import svg

    return svg(given.pictures)


def _png(given: Given) -> Files:
    from headway.report.paper.charts import png

    return png(given.pictures)


FORMS: Mapping[str, Callable[[Given], Files]] = {
    "html": lambda given: pages(given.report, given.documents),
    "pdf": _pdf, "docx": _word, "pptx": _slides, "md": _markdown,
    "xlsx": lambda given: xlsx.workbook(given.report, given.sheets),
    "ods": lambda given: ods.workbook(given.report, given.sheets),
    "csv": lambda given: data.csv(given.report, given.tables),
    "parquet": lambda given: data.parquet(given.report, given.tables),
    "svg": _svg, "png": _png,
}  # fmt: skip


# What else people call them.
_CALLED = {
    "site": "html", "web": "html", "word": "docx", "doc": "docx", "powerpoint": "pptx", "slides": "pptx", "ppt": "pptx",
    "markdown": "md", "excel": "xlsx", "xls": "xlsx", "spreadsheet": "xlsx", "opendocument": "ods",
}  # fmt: skip


def files_of(report: Report, forms: Sequence[str]) -> Files:
    """The files of a report in all these forms."""
    accepted = f"some of {', '.join(FORMS)}"
    if isinstance(forms, str) or not isinstance(forms, Sequence) or not forms:
        one = f"; one of them is forms=({_meant(forms)!r},)" if isinstance(forms, str) else ""
        raise refusal("forms", f"{type(forms).__name__} {forms!r:.60}", accepted + one)
    for form in forms:
        if form not in FORMS:
            raise refusal("forms", f"{form!r:.60}", f"{accepted}; did you mean {_meant(str(form))!r}?")
    files: Files = {}
    given = Given(report, forms)
    for form in steps("forms", list(dict.fromkeys(forms))):
        made = FORMS[form](given)
        twice = [name for name in made if files.get(name, made[name]) != made[name]]
        assert not twice, f"two forms write {twice}"
        files |= made
    return files


def _meant(form: str) -> str | None:
    """The form that a word most probably means."""
    plain = form.strip().lstrip(".").casefold()
    return _CALLED.get(plain) or nearest(plain, FORMS)
