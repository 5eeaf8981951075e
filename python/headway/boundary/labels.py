"""The arguments of a chart of many: what each is called, which to tell from the others, and the unit of figures."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from headway._core import HeadwayError
from headway.boundary.columns import group_name
from headway.boundary.problems import refusal
from headway.boundary.scalars import is_missing, line_of
from headway.language.figures import is_per_cent
from headway.language.sentences import plain_line


def labels_of(labels: Any, groups: Sequence[Any] | None, count: int, what: str = "labels") -> list[str]:
    """A name for each of so many values: those given (as an argument of that name), or the groups, or the numbers of
    rows."""
    accepted = f"a name for each of {count} values"
    given = groups if labels is None else labels
    if given is None:
        return [f"Row {row}" for row in range(count)]
    if isinstance(given, str):
        raise refusal(what, f"text {given!r:.60}", accepted)
    if not np.iterable(given) or isinstance(given, (Mapping, set, frozenset)):
        raise refusal(what, type(given).__name__, accepted)
    given = given.to_pylist() if hasattr(given, "to_pylist") else list(given)
    if len(given) != count:
        raise refusal(what, f"{len(given)} names", accepted)
    for row, name in enumerate(given):
        if np.iterable(name) and not isinstance(name, (str, tuple)):
            raise refusal(f"{what}[{row}]", type(name).__name__, "text or a number")
    return ["not named" if is_missing(name) else plain_line(group_name(name)) for name in given]


def named_among(name: Any, groups: Sequence[Any]) -> Any:
    """The group that a caller names, as it is or as it is printed ("1" of the groups 1 and 2); else the name."""
    return name if name in groups else next((each for each in groups if group_name(each) == name), name)


def highlighted_of(names: Sequence[str], highlight: Any, what: str = "highlight") -> list[bool]:
    """Which of the names to tell from the others: one, several, or None for none."""
    single = isinstance(highlight, str) or not np.iterable(highlight)
    given = [] if highlight is None else [highlight] if single else highlight
    highlighted = {plain_line(group_name(name)) for name in given}
    for name in sorted(highlighted - set(names)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        raise HeadwayError(f"{what}: found {name!r}, which is no label"
                           + (f"; did you mean {near[0]!r}?" if near else ""))  # fmt: skip
    return [name in highlighted for name in names]


def unit_of(unit: Any, *, of: float = 100) -> str | None:
    """The unit that a caller gave, as text; of proportions `of` any number but 100, it is not `%`."""
    said = None if unit is None else line_of(unit, "unit")
    if is_per_cent(said) and of != 100:
        raise refusal("unit", f"'%' for proportions of {of:.10g}", "'%' with multiplier=100")
    return said
