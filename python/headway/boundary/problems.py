"""Several problems found, one error raised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headway._core import HeadwayError

PROBLEMS_SHOWN = 10


def refusal(what: str, found: str, accepted: str) -> HeadwayError:
    """One problem, as all messages say it."""
    return HeadwayError(f"{what}: found {found}; accepted: {accepted}")


def refuse(problems: Sequence[str]) -> None:
    """Raise one error for all problems, the first ten word for word; do nothing where there is none."""
    if not problems:
        return
    message = problems[0]
    if len(problems) > 1:
        shown = list(problems[:PROBLEMS_SHOWN])
        if len(problems) > len(shown):
            shown.append(f"and {len(problems) - len(shown)} more")
        message = f"{len(problems)} problems:\n  " + "\n  ".join(shown)
    error = HeadwayError(message)
    error.problems = tuple(problems)
    raise error


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
