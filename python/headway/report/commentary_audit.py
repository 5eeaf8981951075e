"""Whether what is said of a report agrees with its own figures: its commentary beside its rows, as one document."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from headway.audit.audit import Audit
from headway.audit.audited import Audited, Verb, audited
from headway.audit.documents import DocumentText
from headway.audit.lines import Lines
from headway.boundary.frames import Frame
from headway.language.sentences import capital, in_words, plain_line
from headway.report.board_rows import Row
from headway.report.commentary import PARTS, Commentary, Words
from headway.report.row_figures import RowFigures
from headway.report.scorecard import Scorecard


class Commented(Protocol):
    """A report, as far as this knows it; reports know this, so that it knows no more."""

    @property
    def scorecard(self) -> Scorecard | None: ...
    @property
    def commentary(self) -> Commentary | None: ...


NAME = "commentary"
_SAID = [name for name in PARTS if name != "owner"]  # who answers for it claims nothing


def doubts(report: Commented, audit: Verb) -> Audited | None:
    """What of the commentary contradicts the scorecard, or itself; None where there is no commentary."""
    document = document_of(report)
    if document is None:
        return None
    return audited([document], audit=audit, register=register_of(report))


def audit_of(report: Commented) -> Audit:
    """The audit of the commentary, whose frames are of the scorecard's kind; of no document where there is none."""
    document, register = document_of(report), register_of(report)
    if document is None or report.scorecard is None:
        return Audit([], None, ())
    columns = dict(zip(register.column_names, register.columns, strict=True))
    return Audit([document], Frame(report.scorecard.frame).like(columns), ())


def document_of(report: Commented) -> DocumentText | None:
    """The commentary, each section below its own rows; None where there is none.

    A place is "section 'Housing', areas for focus", or "scorecard, row 3".
    """
    if report.scorecard is None or report.commentary is None:
        return None
    board, lines = report.scorecard.board, Lines()
    of_indicators = dict(report.commentary.indicators)
    for section in board.sections:
        where = f"section {section.name!r}"
        lines.heading(section.name, where)
        names = ["Indicator", "Period", "Previous", "Latest", *(capital(in_words(name)) for name in board.comparators)]
        lines.row(names, f"scorecard, {where}")
        rows = [board.row(row) for row in section.rows]
        for number, row in zip(section.rows, rows, strict=True):
            lines.row(_cells(row, list(board.comparators)), f"scorecard, row {number}")
        lines.part()
        if said := report.commentary.sections.get(section.name):
            _add(said, where, "", lines)
        for name in dict.fromkeys(row.indicator for row in rows):
            if said := of_indicators.pop(name, None):
                _add(said, f"indicator {name!r}", f"{name}: ", lines)
    return DocumentText(NAME, "\n".join(lines.lines), tuple(lines.places))


def _add(said: Words, where: str, of: str, lines: Lines) -> None:
    """The parts of what is said, each below its heading; of an indicator with its name before it."""
    for name in _SAID:
        text = getattr(said, name)
        if text is None:
            continue
        place = f"{where}, {PARTS[name].lower()}"
        if not of:
            lines.part()
            lines.add(f"{PARTS[name]}:", place)
        for paragraph in filter(None, map(plain_line, text.splitlines())):
            lines.paragraph(f"{of}{paragraph}", place)


def _cells(row: Row, comparators: list[str]) -> list[str]:
    """A row of the scorecard as its table prints it."""
    figures = RowFigures(row)
    shown = [figures.of(row.previous), figures.of(row.latest), *(figures.ends(name) for name in comparators)]
    return [row.indicator, row.period or "", *(figure or "" for figure in shown)]


def register_of(report: Commented) -> pa.Table:
    """Which way is good of each indicator: `indicator`, `section` and `polarity`."""
    rows = [] if report.scorecard is None else [report.scorecard.board.row(i) for i in range(len(report.scorecard))]
    return pa.table({name: pa.array([getattr(row, name) for row in rows], pa.string())
                     for name in ("indicator", "section", "polarity")})  # fmt: skip
