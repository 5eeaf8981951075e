"""What reading a column of text as figures came to, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headway.language.counts import number_of
from headway.language.sentences import plain_line

ROWS_SHOWN, LETTERS_SHOWN = 10, 40


def what_was_done(
    rows: int, read: int, changes: Mapping[str, int], marks: Mapping[str, int], units: Mapping[str, int]
) -> list[str]:
    """How many rows were read and what was undone, what their marks are, and whether units are mixed.

    >>> from headway.language.cleaned import what_was_done
    >>> for line in what_was_done(40, 38, {"thousands separator": 12, "scale": 1}, {"revised": 2}, {"": 33, "%": 5}):
    ...     print(line)
    38 of 40 read: 12 thousands separators, 1 scale, 2 marks
    marks: 2 revised
    units are mixed: 33 without, 5 in %; each value is in its own
    """
    undone = [number_of(count, change) for change, count in changes.items() if count]
    marked = sum(marks.values())
    undone += [number_of(marked, "mark")] if marked else []
    lines = [f"{read:,} of {rows:,} read" + (f": {', '.join(undone)}" if undone else "")]
    if marked:
        lines.append("marks: " + ", ".join(f"{count:,} {mark}" for mark, count in marks.items() if count))
    found = [f"{count:,} in {unit}" if unit else f"{count:,} without" for unit, count in units.items() if count]
    if len(found) > 1:
        lines.append(f"units are mixed: {', '.join(found)}; each value is in its own")
    return lines


def rows_with(status: str, cells: Sequence[tuple[int, str | None]], why: Mapping[int, str]) -> str:
    """The rows that have no value, with what stands there, and why where it was not read.

    >>> from headway.language.cleaned import rows_with
    >>> rows_with("missing", [(4, "n/a"), (21, None)], {})
    'missing: 2, rows 4 ("n/a") and 21 (empty)'
    >>> rows_with("unread", [(3, "12 days")], {3: "could not be read safely"})
    'unread: 1, row 3 ("12 days": could not be read safely)'
    """
    shown = []
    for row, text in cells[:ROWS_SHOWN]:
        line = plain_line(text or "")
        said = f'"{line if len(line) <= LETTERS_SHOWN else line[: LETTERS_SHOWN - 3] + "..."}"' if line else "empty"
        shown.append(f"{row} ({said}: {why[row]})" if row in why else f"{row} ({said})")
    more = len(cells) - len(shown)
    last = f"{more:,} more" if more else shown.pop()
    listed = f"{', '.join(shown)} and {last}" if shown else last
    return f"{status}: {len(cells):,}, row{'' if len(cells) == 1 else 's'} {listed}"
