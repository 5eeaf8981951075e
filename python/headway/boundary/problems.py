"""Several problems found, one error raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from headway._core import HeadwayError

PROBLEMS_SHOWN = 10
ROWS_SHOWN = 5
_ROW = re.compile(r"(?:^|, )row (\d+)(?=[,:])")


def refusal(what: str, found: str, accepted: str) -> HeadwayError:
    """One problem, as all messages say it."""
    return HeadwayError(f"{what}: found {found}; accepted: {accepted}")


def refuse(problems: Sequence[str]) -> None:
    """Raise one error for all problems, each once and the first ten word for word; do nothing where there is none."""
    if not problems:
        return
    said = _each_once(problems)
    message = said[0]
    if len(said) > 1:
        shown = said[:PROBLEMS_SHOWN]
        if len(said) > len(shown):
            shown.append(f"and {len(said) - len(shown)} more")
        message = f"{len(said)} problems:\n  " + "\n  ".join(shown)
    error = HeadwayError(message)
    error.problems = tuple(problems)
    raise error


def _each_once(problems: Sequence[str]) -> list[str]:
    """The same problem in many rows once, with the rows it is in besides the first."""
    rows: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for problem in dict.fromkeys(problems):
        row = _ROW.search(problem)
        alike = problem if row is None else problem[: row.start(1)] + problem[row.end(1) :]
        first.setdefault(alike, problem)
        rows.setdefault(alike, []).append("" if row is None else row[1])
    said = []
    for alike, problem in first.items():
        others = rows[alike][1:]
        more = ", ".join(others[:ROWS_SHOWN]) + (f" and {len(others) - ROWS_SHOWN} more" * (len(others) > ROWS_SHOWN))
        said.append(problem + (f"; the same in row{'s' * (len(others) > 1)} {more}" if others else ""))
    return said


def found_null(rows: Iterable[int], column: str, accepted: str) -> list[str]:
    """A problem for each row that has nothing in a column which must have something."""
    return [f"row {row}, column {column!r}: found null; accepted: {accepted}" for row in rows]


class Problems:
    """Reads one thing after another, each under `with problems:`, and refuses all that failed at once."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, HeadwayError):
            return False
        self.found += error.problems or (str(error),)
        return True

    def refuse(self) -> None:
        refuse(self.found)
