"""Findings that somebody has looked at and lets stand, with the reason: a list that is kept beside the documents."""

from __future__ import annotations

import csv
import dataclasses
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import each_of, refuse
from headway.boundary.table_files import read_texts

COLUMNS = ("document", "rule", "words", "reason", "who", "date")
_NEEDED = {"rule": "the rule of a finding", "words": "the words of a finding", "reason": "why it may stand",
           "who": "who says so"}  # fmt: skip
_SIGNS = ("=", "+", "-", "@")  # with which text begins that a spreadsheet takes for a formula


@dataclasses.dataclass(frozen=True)
class AcceptedFinding:
    """An entry of the list.

    Attributes
    ----------
    document : str
        The name of the document; empty for any.
    rule, words : str
        Of the finding.
    reason, who, date : str
        Why it may stand, who says so, and when.
    row : int
        The row of the file; the names of its columns are row 1.
    """

    document: str
    rule: str
    words: str
    reason: str
    who: str
    date: str = ""
    row: int = 0


@dataclasses.dataclass(frozen=True)
class Matched:
    """Findings held against the list.

    Attributes
    ----------
    accepted : mapping of int to AcceptedFinding
        By the place of the finding among the findings.
    without : sequence of AcceptedFinding
        Entries of which there is no finding: it was mended, or its words changed.
    """

    accepted: Mapping[int, AcceptedFinding] = dataclasses.field(default_factory=dict)
    without: Sequence[AcceptedFinding] = ()


def read_accepted(path: str | os.PathLike[str]) -> list[AcceptedFinding]:
    """The list of a file.

    Parameters
    ----------
    path : str or path
        A CSV with the columns document (empty for any), rule, words, reason, who and date (may be empty).

    Returns
    -------
    list of AcceptedFinding

    Raises
    ------
    HeadwayError
        For a file that cannot be read, and each entry without a rule, words, a reason or a name, or with a date that
        is none: its row and column, found, accepted.
    """
    file = Path(path)
    table = read_texts(file, file.name)
    read = Frame(table.columns)
    try:
        read.require([name for name in COLUMNS if name not in ("document", "date")])
    except HeadwayError as error:
        refuse([table.said(problem) for problem in each_of(error)])
    cells = {name: [text.strip() for text in read.texts(name)] if name in read else [""] * len(read)
             for name in COLUMNS}  # fmt: skip
    problems: list[str] = []
    entries: list[AcceptedFinding] = []
    for i, row in enumerate(table.rows):
        entry = AcceptedFinding(**{name: cells[name][i] for name in COLUMNS}, row=row)
        problems += [f"{table.name}, row {row}, column {name!r}: found nothing; accepted: {what}"
                     for name, what in _NEEDED.items() if not cells[name][i]]  # fmt: skip
        if entry.date:
            try:
                Period.parse(entry.date)
            except HeadwayError as error:
                problems += [f"{table.name}, row {row}, column 'date': {problem}" for problem in each_of(error)]
        entries.append(entry)
    refuse(problems)
    return entries


def match(findings: Sequence[Mapping[str, Any]], entries: Sequence[AcceptedFinding]) -> Matched:
    """Which findings are on the list, by their rule and words, and of which entries there is no finding.

    Parameters
    ----------
    findings : sequence of mapping
        With `document`, `rule` and `words`.
    entries : sequence of AcceptedFinding

    Returns
    -------
    Matched

    Examples
    --------
    >>> from headway.audit.accepted import AcceptedFinding, match
    >>> entry = AcceptedFinding("", "counts", "6 of 12", "One is due in May.", "A. Officer")
    >>> match([{"document": "q2.docx", "rule": "counts", "words": "6  of 12"}], [entry]).accepted[0].reason
    'One is due in May.'
    >>> match([{"document": "q2.docx", "rule": "counts", "words": "7 of 12"}], [entry]).without == [entry]
    True
    """
    by_key: dict[tuple[str, str, str], AcceptedFinding] = {}
    for entry in entries:
        by_key.setdefault((entry.document, entry.rule, _plain(entry.words)), entry)
    accepted: dict[int, AcceptedFinding] = {}
    for i, finding in enumerate(findings):
        rule, words = str(finding["rule"]), _plain(str(finding["words"]))
        found = by_key.get((str(finding["document"]), rule, words)) or by_key.get(("", rule, words))
        if found is not None:
            accepted[i] = found
    used = {id(entry) for entry in accepted.values()}
    return Matched(accepted, [entry for entry in entries if id(entry) not in used])


def _plain(words: str) -> str:
    """Words but for their kinds of space, dash and quotation mark, and the mark that keeps them text."""
    return " ".join(_core.plain_text(words).split()).removeprefix("'")


def entries_for(findings: Sequence[Mapping[str, Any]], kept: Sequence[AcceptedFinding] = ()) -> str:
    """A list to go on with, as the text of a CSV: entries that are kept, and one for each finding, whose reason and
    name are still to be filled in.

    Parameters
    ----------
    findings : sequence of mapping
        With `document`, `rule` and `words`.
    kept : sequence of AcceptedFinding

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.audit.accepted import entries_for
    >>> print(entries_for([{"document": "q2.docx", "rule": "counts", "words": "6 of 12"}]), end="")
    document,rule,words,reason,who,date
    q2.docx,counts,6 of 12,,,
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = [[getattr(entry, name) for name in COLUMNS] for entry in kept]
    rows += [[str(finding[name]) for name in COLUMNS[:3]] + [""] * 3 for finding in findings]
    writer.writerows([[_as_text(cell) for cell in row] for row in dict.fromkeys(map(tuple, rows))])
    return file.getvalue()


def _as_text(cell: str) -> str:
    """A cell that a spreadsheet keeps as text: with an apostrophe before what it would take for a formula."""
    return f"'{cell}" if cell.startswith(_SIGNS) else cell
