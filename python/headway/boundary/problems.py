"""Several problems found, one error raised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headway import _core
from headway._core import HeadwayError


def refusal(what: str, found: str, accepted: str) -> HeadwayError:
    """One problem, as all messages say it."""
    return HeadwayError(f"{what}: found {found}; accepted: {accepted}")


def refuse(problems: Sequence[str]) -> None:
    """Raise one error for all problems, one cause once with its rows; do nothing where there is none."""
    if not problems:
        return
    # A half of a pair of surrogates, which some cell may hold, is written as an escape.
    _core.refuse([problem.encode("utf-8", "backslashreplace").decode() for problem in problems])


def each_of(error: HeadwayError) -> tuple[str, ...]:
    """The problems of an error, each by itself."""
    return error.problems or (str(error),)


def found_null(rows: Iterable[int], column: str, accepted: str, line: str = "", found: str = "null") -> list[str]:
    """A problem for each row that has nothing in a column which must have something.

    `line` is one that leaves such rows out, where they may be headings or notes; `found` says what nothing is there.
    """
    hint = f", or a frame without such rows: {line}" if line else ""
    return [f"row {row}, column {column!r}: found {found}; accepted: {accepted}{hint}" for row in rows]


class Problems:
    """Reads one thing after another, each under `with problems:`, and refuses all that failed at once."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, HeadwayError):
            return False
        self.found += each_of(error)
        return True

    def refuse(self) -> None:
        refuse(self.found)
