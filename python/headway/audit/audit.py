"""Do the words agree with the numbers? The claims of documents, held against their tables and the caller's."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa

from headway import _core
from headway.audit.audited import Audited
from headway.audit.corrected import Claim, claims_of
from headway.audit.documents import DocumentText, Given, read_documents
from headway.audit.evidence import Card, as_sequence, frame_of, rows_of
from headway.audit.phrases import Phrases, phrases_of
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame
from headway.boundary.scalars import bytes_of
from headway.pictured import Written
from headway.savings.savings_plan import SavingsPlan

_TEXT, _WHOLE, _FLAG = pa.large_string(), pa.int64(), pa.bool_()
_PLACE = {"document": _TEXT, "section": _TEXT, "place": _TEXT, "line": _WHOLE, "words": _TEXT}
_CLAIMS = _PLACE | dict.fromkeys(("kind", "subject", "stated", "computed", "verdict", "why"), _TEXT)
_UNREAD = _PLACE | {"why": _TEXT}
_FINDINGS = (
    dict.fromkeys(("rule", "class", "severity"), _TEXT) | _PLACE
    | {f"against_{name}": kind for name, kind in _PLACE.items()}
    | dict.fromkeys(("claimed", "computed", "arithmetic"), _TEXT)
    | {"explained_by_rounding": _FLAG, "suggested": _TEXT}
)  # fmt: skip
_PASSED = {"rule": _TEXT, "checked": _WHOLE, "passed": _WHOLE, "failed": _WHOLE}
_VERDICTS = ("holds", "rounding", "contradiction", "not_checkable")
_CLASSES = ("contradiction", "definition", "between_documents", "presentation", "note")


class Audit:
    """What became of every claim of some documents, as `audit` finds it.

    Frames are of the register's kind, or else of pandas where it is installed and of Arrow where it is not.

    Attributes
    ----------
    claims : frame
        A row a claim, in the order of the documents: `document, section, place, line, words, kind, subject, stated,
        computed, verdict, why`. The section is the heading that it stands under, the place a page, a paragraph, a row
        of a table or a line of the file, the line one of the text that was made of it. The verdict is `holds`,
        `rounding` (it holds for numbers behind the printed ones), `contradiction` or `not_checkable` (nothing that is
        printed bears on it); `why` has the arithmetic, or what is missing.
    findings : frame
        A row for each contradiction, and for what is odd in how something is printed: `rule, class, severity`, where it
        stands `document, section, place, line, words`, what it stands against, the same with `against_` before them
        (null where that stands nowhere), `claimed, computed, arithmetic, explained_by_rounding, suggested`. The class
        is `contradiction`, `definition`, `between_documents`, `presentation` (possibly what a text conversion did) or
        `note`.
    unread : frame
        Words that hold a figure and were not read, or not in full: `document, section, place, line, words, why`. Where
        figures near by may be what a claim is held against and no rule told which, it is here and no claim; `why` says
        what may bear on it. Null where the words were not read at all.
    passed : frame
        How often each rule was applied: `rule, checked, passed, failed`.
    """

    def __init__(self, documents: Sequence[DocumentText], register: Any, evidence: Sequence[Any],
                 phrases: Sequence[tuple[str, str]] = (), claims: Sequence[Claim] | None = None) -> None:  # fmt: skip
        self._given = documents, register, evidence, phrases, claims
        rows, amounts = rows_of(register, evidence)
        texts = [(bytes_of(each.name), bytes_of(each.text)) for each in documents]
        found = _core.audit(texts, rows, amounts, [(bytes_of(words), means) for words, means in phrases], claims)
        like = frame_of(register) or _default_frame()
        places = {each.name: each.place for each in documents}
        read, findings, unread = (
            _placed(found[name], kinds, places)
            for name, kinds in (("claims", _CLAIMS), ("findings", _FINDINGS), ("unread", _UNREAD))
        )
        self.claims = like.like(_columns(read, _CLAIMS))
        self.findings = like.like(_columns(findings, _FINDINGS))
        self.unread = like.like(_columns(unread, _UNREAD))
        self.passed = like.like(_columns([dict(zip(_PASSED, row, strict=True)) for row in found["passed"]], _PASSED))
        self._documents = len(documents)
        self._verdicts = Counter(row["verdict"] for row in read)
        self._classes = Counter(row["class"] for row in findings)
        self._first = [
            (row["class"], ", ".join(filter(None, (row["document"], row["place"]))), row["words"], row["arithmetic"])
            for row in findings
        ]
        self._unread = len(unread)

    @property
    def audited(self) -> Audited:
        """The same as plain rows, with the documents: what the page shows."""
        return Audited(
            documents=self._given[0], claims=Frame(self.claims).rows(), findings=Frame(self.findings).rows(),
            unread=Frame(self.unread).rows(), passed=Frame(self.passed).rows(),
        )  # fmt: skip

    @documented_as(Written.write)
    def write(self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None,
              notes: Sequence[str] = (), pages: Mapping[str, str] | None = None) -> Path:  # fmt: skip
        """Write the findings as one accessible page, each at its words in their context."""
        return self.audited.write(path, title=title, subtitle=subtitle, notes=notes, pages=pages)

    def __reduce__(self) -> tuple[type[Audit], tuple[Any, ...]]:
        return type(self), self._given

    def __len__(self) -> int:
        """How many claims were read."""
        return self._verdicts.total()

    def __repr__(self) -> str:
        documents = f"{self._documents} document{'' if self._documents == 1 else 's'}"
        verdicts = ", ".join(f"{self._verdicts[verdict]} {verdict.replace('_', ' ')}" for verdict in _VERDICTS)
        classes = ", ".join(
            f"{self._classes[name]} {name.replace('_', ' ')}" for name in _CLASSES if self._classes[name]
        )
        lines = [
            f"Audit of {documents}: {len(self)} claims: {verdicts}",
            f"  {len(self._first)} finding{'' if len(self._first) == 1 else 's'}{f': {classes}' if classes else ''}; "
            f"{self._unread} with a figure not read",
        ]
        lines += [f"  {place}: {words!r}: {why}" for _, place, words, why in self._first[:_SHOWN]]
        if len(self._first) > _SHOWN:
            lines.append(f"  and {len(self._first) - _SHOWN} more: see .findings")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head, *rest = repr(self).split("\n")
        rows = "".join(
            f"<tr><td>{escape(kind)}</td><td>{escape(place)}</td><td>{escape(words)}</td>"
            f"<td>{escape(why)}</td></tr>"
            for kind, place, words, why in self._first[:_SHOWN]
        )
        table = (
            "<table><thead><tr><th scope='col'>Class</th><th scope='col'>Place</th>"
            f"<th scope='col'>Words</th><th scope='col'>Arithmetic</th></tr></thead><tbody>{rows}</tbody></table>"
        )
        return f"<p>{escape(head)}</p><p>{escape(rest[0].strip())}</p>{table if rows else ''}"


_SHOWN = 10


def audit(
    documents: Given, *, register: Any | None = None, evidence: Sequence[Any] | Card | SavingsPlan = (),
    phrases: Phrases | Any | None = None, claims: Any | None = None,
) -> Audit:  # fmt: skip
    """Do the words of documents agree with their numbers?

    Documents are read to tables and sentences, sentences to claims: counts by rating, changes, shares, comparisons,
    trends, totals, amounts. Claims are held against the tables of the same document, against the caller's rows, against
    other documents and against their own arithmetic. Printed figures are intervals of half a unit of their last place,
    so that what rounding explains is told apart. Nothing is guessed: a claim is not checkable
    where nothing that is printed bears on it; where figures near by may and no rule told which, it is left unread, as
    are words with a figure that no rule reads.

    Parameters
    ----------
    documents : path, sequence of paths or mapping of str to text
        Files: text, Markdown, HTML, Word, Excel, OpenDocument spreadsheets, PDF; or texts by their names.
    register : frame or Scorecard, optional
        A row an indicator: `indicator`, and where it is known `polarity` (which way is good is printed nowhere),
        `section`, `period`, `previous`, `latest`, `target`, `national`, `peer`. Where an indicator is in a table of the
        document, that table's figures are taken. Missing figures are null or NaN.
    evidence : sequence of Scorecard, SavingsPlan or frame, optional
        More rows of that kind, and expected savings, in millions of pounds.
    phrases : mapping of str to str, path or frame, optional
        Phrases of one's own and what each means, beside those that are known: ``{"missed the mark": "misses"}``, or a
        CSV or a frame with the columns `phrase` and `means`. What a phrase can mean is said where one is refused.
    claims : frame or path, optional
        The claims of an audit of the same documents, corrected by hand: rows that were misread deleted, `kind`,
        `subject`, `stated` or `computed` (what it is held against) put right, rows added. What was corrected is held
        again, and only these claims are audited.

    Returns
    -------
    Audit

    Raises
    ------
    HeadwayError
        For documents that are no text, files that cannot be read or are of another form, a register without a column
        `indicator`, a polarity that is none, a phrase with a meaning that there is not, and a claim whose words
        stand in no document. Never for what a text holds.

    Notes
    -----
    Without a register the polarity of a row is inferred from its printed ratings where one way explains most of them.
    A claim is contradicted only where the row it is about is beyond doubt: by the words of its label, by two figures,
    or by the paragraph. Sources of the habit: statcheck (Nuijten and others, 2016), which reads and recomputes results
    in text; GRIM (Brown and Heathers, 2017), that a share of a number of things comes from a whole number of them; XBRL
    Calculations 1.1 (2023), which holds printed numbers against intervals.

    Examples
    --------
    >>> found = hw.audit({"page": "Of the 6 indicators, 5 are green, 2 are amber and 1 is red."})
    >>> found.findings[["line", "words", "arithmetic"]]
       line                                     words         arithmetic
    0     1  5 are green, 2 are amber and 1 is red  5 + 2 + 1 = 8, of 6
    """
    read = read_documents(documents)
    own = claims_of(claims, [each.name for each in read])
    return Audit(read, register, as_sequence(evidence), phrases_of(phrases), own)


def _placed(rows: Sequence[tuple[Any, ...]], kinds: Mapping[str, pa.DataType],
            places: Mapping[str, Callable[[int], str]]) -> list[dict[str, Any]]:  # fmt: skip
    """Rows of the core with the place of each line in its file."""
    names = [name for name in kinds if not name.endswith("place")]
    placed = []
    for row in rows:
        read = dict(zip(names, row, strict=True))
        for of in ("", "against_"):
            if read.get(f"{of}line") is not None:
                read[f"{of}place"] = places[read[f"{of}document"]](read[f"{of}line"]) or None
        placed.append(read)
    return placed


def _columns(rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, pa.DataType]) -> dict[str, pa.Array]:
    return {name: pa.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()}


def _default_frame() -> Frame:
    try:
        import pandas as pd
    except ImportError:
        return Frame(pa.table({}))
    return Frame(pd.DataFrame())
