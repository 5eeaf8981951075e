"""A council's own phrases, and what each means: lines that are read beside those of the grammar."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import each_of, refusal, refuse
from headway.boundary.table_files import read_texts

MEANINGS: list[str] = _core.phrase_meanings
COLUMNS = ("phrase", "means")
Phrases: TypeAlias = Mapping[str, str] | str | os.PathLike[str]
_ACCEPTED = "a mapping of phrases to what they mean, a frame or a CSV with the columns phrase and means"
_MOST = 8  # words of a phrase


def phrases_of(given: Any) -> list[tuple[str, str]]:
    """Phrases in small letters, each with what it means.

    Parameters
    ----------
    given : mapping of str to str, path, frame or None
        A path is of a CSV; it and a frame have the columns `phrase` and `means`.

    Returns
    -------
    list of tuple

    Raises
    ------
    HeadwayError
        For what is none of these, and for each phrase without a word or of too many, or with a meaning that there is
        not: its row and column, found, accepted.

    Examples
    --------
    >>> from headway.audit.phrases import phrases_of
    >>> phrases_of({"Missed the mark": "misses"})
    [('missed the mark', 'misses')]
    """
    if given is None:
        return []
    if isinstance(given, Mapping):
        cells = [(f"phrases[{phrase!r:.60}]", phrase, means, "") for phrase, means in given.items()]
    elif isinstance(given, (str, os.PathLike)):
        cells = _of_file(Path(given))
    elif hasattr(given, "columns"):
        frame = Frame(given)
        frame.require(COLUMNS, hint="A row a phrase")
        texts = [frame.texts(name) for name in COLUMNS]
        cells = [(f"phrases, row {row}", *pair, name_of_column(1))
                 for row, pair in enumerate(zip(*texts, strict=True))]  # fmt: skip
    else:
        raise refusal("phrases", f"{type(given).__name__} {given!r:.60}", _ACCEPTED)
    problems: list[str] = []
    found: list[tuple[str, str]] = []
    for where, phrase, means, column in cells:
        words = _words(phrase)
        if not words or len(words) > _MOST:
            place = where + (name_of_column(0) if column else "")
            problems.append(f"{place}: found {phrase!r:.60}; accepted: 1 to {_MOST} words")
        elif means not in MEANINGS:
            accepted = f"{', '.join(MEANINGS)}; did you mean {nearest(str(means)[:60], MEANINGS)!r}?"
            problems.append(f"{where}{column}: found {means!r:.60}; accepted: {accepted}")
        else:
            found.append((" ".join(words), means))
    refuse(problems)
    return found


def name_of_column(which: int) -> str:
    """How a message names a column of the list."""
    return f", column {COLUMNS[which]!r}"


def _of_file(path: Path) -> list[tuple[str, str, str, str]]:
    table = read_texts(path, path.name)
    frame = Frame(table.columns)
    try:
        frame.require(COLUMNS)
    except HeadwayError as error:
        refuse([table.said(problem) for problem in each_of(error)])
    texts: Sequence[Sequence[str]] = [[text.strip() for text in frame.texts(name)] for name in COLUMNS]
    return [(f"{table.name}, row {row}", *pair, name_of_column(1))
            for row, pair in zip(table.rows, zip(*texts, strict=True), strict=True)]  # fmt: skip


def _words(phrase: Any) -> list[str]:
    """The words of a phrase as the core has them: in small letters, hyphens as spaces, without marks."""
    if not isinstance(phrase, str):
        return []
    return _core.plain_text(phrase).lower().replace("-", " ").split()
