"""A table of claims that was made by an audit and corrected by hand, to be held again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import each_of, refusal, refuse
from headway.boundary.table_files import read_texts

Claim: TypeAlias = tuple[bytes, int, int, bytes, str, bytes, bytes, bytes]
KINDS: list[str] = _core.claim_kinds
_NEEDED = ("document", "line", "words", "kind")
_COLUMNS = (*_NEEDED, "subject", "stated", "computed")
_ACCEPTED = "the claims of an audit, as a frame or a CSV"


def claims_of(given: Any, documents: Sequence[str]) -> list[Claim] | None:
    """Claims of a table for the core: what messages call the row, and the document by its number; None of None.

    Parameters
    ----------
    given : frame, path or None
        With the columns `document`, `line`, `words` and `kind`, and perhaps `subject`, `stated` and `computed`.
    documents : sequence of str
        The names of the documents that are audited.

    Returns
    -------
    list of tuple, or None

    Raises
    ------
    HeadwayError
        For what is no such table, and each row of a document that is not audited, of a line that is none, without
        words, or of a kind that there is not.
    """
    if given is None:
        return None
    if isinstance(given, (str, os.PathLike)):
        path = Path(given)
        table = read_texts(path, path.name)
        frame, name, rows, said = Frame(table.columns), f"{table.name}, ", table.rows, table.said
    elif hasattr(given, "columns"):
        frame, name = Frame(given), "claims, "
        rows, said = range(len(frame)), "claims, {}".format
    else:
        raise refusal("claims", f"{type(given).__name__} {given!r:.60}", _ACCEPTED)
    try:
        frame.require(_NEEDED, hint="A row a claim")
    except HeadwayError as error:
        refuse([said(problem) for problem in each_of(error)])
    cells = {column: [_text(cell) for cell in frame.cells(column)] if column in frame else [""] * len(frame)
             for column in _COLUMNS}  # fmt: skip
    problems: list[str] = []
    claims: list[Claim] = []
    for i, row in enumerate(rows):
        where, claim = f"{name}row {row}", {column: cells[column][i] for column in _COLUMNS}
        wrong = _problems(claim, where, documents)
        problems += wrong
        if not wrong:
            subject, stated, computed = (claim[column].encode() for column in ("subject", "stated", "computed"))
            claims.append((where.encode(), documents.index(claim["document"]), int(float(claim["line"])),
                           claim["words"].encode(), claim["kind"], subject, stated, computed))  # fmt: skip
    refuse(problems)
    return claims


def _problems(claim: dict[str, str], where: str, documents: Sequence[str]) -> list[str]:
    wrong = []
    if claim["document"] not in documents:
        near = nearest(claim["document"], documents)
        hint = f"; did you mean {near!r}?" if near else ""
        wrong.append(f"{where}, column 'document': found {claim['document']!r:.60}; accepted: a document that is "
                     f"audited{hint}")  # fmt: skip
    if not claim["line"].removesuffix(".0").isdecimal() or len(claim["line"]) > _LONGEST:
        wrong.append(f"{where}, column 'line': found {claim['line']!r:.60}; accepted: a line of the text, from 1")
    if not claim["words"].strip():
        wrong.append(f"{where}, column 'words': found nothing; accepted: words of the document")
    if claim["kind"] not in KINDS:
        wrong.append(f"{where}, column 'kind': found {claim['kind']!r:.60}; accepted: {', '.join(KINDS)}; did you mean "
                     f"{nearest(claim['kind'][:60], KINDS)!r}?")  # fmt: skip
    return wrong


_LONGEST = 12  # digits of a line


def _text(cell: float | str | None) -> str:
    """A cell as text: numbers that a spreadsheet has made of figures too."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).encode("utf-8", "replace").decode()
