"""What those who run a service say of its figures, by section and by indicator."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from headway import _core
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import text_of

PARTS = {
    "on_track": "On track", "focus": "Areas for focus", "next_steps": "Next steps", "owner": "Owner",
    "control": "What the council controls", "text": "Commentary",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Words:
    """What is said of one section or one indicator; None where nothing is. Text is text, never markup.

    Parameters
    ----------
    on_track, focus, next_steps : str, optional
        What goes well, what needs attention, and what is done about it.
    owner : str, optional
        Who answers for it.
    control : str, optional
        What of it the council controls.
    text : str, optional
        Anything else.

    Raises
    ------
    HeadwayError
        For a part that is not text.

    Examples
    --------
    >>> hw.Words(focus="Repairs wait for parts.", owner="Director of Housing").parts()
    {'Areas for focus': 'Repairs wait for parts.', 'Owner': 'Director of Housing'}
    """

    on_track: str | None = None
    focus: str | None = None
    next_steps: str | None = None
    owner: str | None = None
    control: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        for name in PARTS:
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, text_of(value, name).strip() or None)

    def parts(self) -> dict[str, str]:
        """What is said, by headings in the order of the parameters.

        Returns
        -------
        dict of str to str
        """
        return {heading: getattr(self, name) for name, heading in PARTS.items() if getattr(self, name) is not None}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Commentary:
    """What is said of the sections and the indicators of a report.

    Parameters
    ----------
    sections, indicators : mapping of str to Words
        By their names, as the scorecard has them.

    Raises
    ------
    HeadwayError
        For what is no mapping of names to Words.

    Examples
    --------
    >>> said = hw.Commentary(sections={"Housing": hw.Words(focus="Repairs wait for parts.")})
    >>> said.sections["Housing"].focus
    'Repairs wait for parts.'
    """

    sections: Mapping[str, Words] = dataclasses.field(default_factory=dict)
    indicators: Mapping[str, Words] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("sections", "indicators"):
            given = getattr(self, name)
            if not isinstance(given, Mapping) or not all(
                isinstance(key, str) and isinstance(words, Words) for key, words in given.items()
            ):
                raise refusal(name, f"{type(given).__name__} {given!r:.60}", "a mapping from names to headway.Words")
            object.__setattr__(self, name, dict(given))

    @classmethod
    def from_frame(cls, frame: Any) -> Commentary:
        """The commentary that a table holds.

        Parameters
        ----------
        frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
            A row a section or an indicator, text or null in every cell: `section` or `indicator` (a row that names
            both is of the indicator), and some of `on_track`, `focus`, `next_steps`, `owner`, `control` and `text`.

        Returns
        -------
        Commentary

        Raises
        ------
        HeadwayError
            For a frame without names or without parts, a row that names nothing, a section or an indicator twice, and
            a cell that is not text: row (counted from 0), column, found, accepted, up to ten at once.

        Examples
        --------
        >>> table = pd.DataFrame({"section": ["Housing", None], "indicator": [None, "Repairs on time"],
        ...                       "focus": ["Homes stand empty for longer.", "Parts are late."]})
        >>> hw.Commentary.from_frame(table).indicators["Repairs on time"].focus
        'Parts are late.'
        """
        read = Frame(frame)
        keys, parts = ([name for name in names if name in read] for names in (("section", "indicator"), PARTS))
        if not keys:
            read.require(["section", "indicator"])
        if not parts:
            raise refusal("commentary", f"columns {', '.join(map(str, read.columns))}",
                          f"section or indicator, and some of {', '.join(PARTS)}")  # fmt: skip
        problems = Problems()
        columns: dict[str, list[str]] = {}
        for name in (*keys, *parts):
            with problems:
                columns[name] = read.texts(name)
        problems.refuse()
        found: dict[str, dict[str, Words]] = {"section": {}, "indicator": {}}
        first: dict[tuple[str, str], int] = {}
        for row in range(len(read)):
            of = next((key for key in reversed(keys) if columns[key][row].strip()), None)
            if of is None:
                problems.found.append(f"row {row}: found no {' and no '.join(keys)}; accepted: the name of one")
                continue
            name = columns[of][row].strip()
            before = first.setdefault((of, _core.plain_text(name)), row)
            if before != row:
                problems.found.append(f"row {row}, column {of!r}: found {name!r} as row {before}; accepted: one row")
            found[of][name] = Words(**{part: columns[part][row] for part in parts})
        problems.refuse()
        return cls(sections=found["section"], indicators=found["indicator"])


def refuse_strangers(commentary: Commentary, sections: list[str], indicators: list[str]) -> None:
    """Refuse what is said of nothing that a scorecard has."""
    refuse([
        f"commentary: found the {of} {name!r}, which the scorecard does not have; accepted: one that it has"
        + ("" if (near := nearest(name, known)) is None else f"; the nearest is {near!r}")
        for of, said, known in (("section", commentary.sections, sections),
                                ("indicator", commentary.indicators, indicators))
        for name in strangers(said, known)
    ])  # fmt: skip


def strangers(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Which names are none of the known ones, but for their kinds of space and dash."""
    plain = {_core.plain_text(name) for name in known}
    return [name for name in names if _core.plain_text(name) not in plain]
