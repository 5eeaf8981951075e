"""What reading a column of text as figures came to, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headway.language.counts import number_of
from headway.language.sentences import plain_line

ROWS_SHOWN, LETTERS_SHOWN, ROWS_OF_A_UNIT = 10, 40, 3


def what_was_done(
    count: int, read: int, changes: Mapping[str, int], marks: Mapping[str, int], units: Mapping[str, Sequence[int]]
) -> list[str]:
    """How many rows were read and what was undone, what their marks are, and whether units are mixed, in which rows.

    >>> from headway.language.cleaned import what_was_done
    >>> for line in what_was_done(40, 38, {"thousands separator": 12, "scale": 1}, {"revised": 2},
    ...                           {"": list(range(33)), "%": [33, 34, 37], "£": []}):
    ...     print(line)
    38 of 40 read: 12 thousands separators, 1 scale, 2 marks
    marks: 2 revised
    units are mixed: 33 without (rows 0, 1, 2 and 30 more), 3 in % (rows 33, 34 and 37); each value is in its own
    """
    undone = [number_of(times, change) for change, times in changes.items() if times]
    marked = sum(marks.values())
    undone += [number_of(marked, "mark")] if marked else []
    lines = [f"{read:,} of {count:,} read" + (f": {', '.join(undone)}" if undone else "")]
    if marked:
        lines.append("marks: " + ", ".join(f"{times:,} {mark}" for mark, times in marks.items() if times))
    found = [f"{len(rows):,} {f'in {unit}' if unit else 'without'} ({_rows(rows)})"
             for unit, rows in units.items() if len(rows)]  # fmt: skip
    if len(found) > 1:
        lines.append(f"units are mixed: {', '.join(found)}; each value is in its own")
    return lines


def in_doubt(cells: Sequence[tuple[int, str | None, int, str | None]]) -> str:
    """Amounts without a scale, each with the row and text of one that has it.

    >>> from headway.language.cleaned import in_doubt
    >>> in_doubt([(3, "£14.65", 0, "£7.9m")])
    'scale in doubt: 1, row 3 ("£14.65", in pounds as written; row 0 has "£7.9m")'
    """
    row, text, beside, with_scale = cells[0]
    more = f" and {len(cells) - 1:,} more" if len(cells) > 1 else ""
    return (f'scale in doubt: {len(cells):,}, row {row} ("{plain_line(text or "")}", in pounds as written; '
            f'row {beside} has "{plain_line(with_scale or "")}"){more}')  # fmt: skip


def _rows(rows: Sequence[int]) -> str:
    shown = [f"{row:,}" for row in rows[:ROWS_OF_A_UNIT]]
    more = len(rows) - len(shown)
    last = f"{more:,} more" if more else shown.pop()
    return f"row{'' if len(rows) == 1 else 's'} " + (f"{', '.join(shown)} and {last}" if shown else last)


def rows_with(status: str, cells: Sequence[tuple[int, str | None]], why: Mapping[int, str]) -> str:
    """The rows that have no value, with what stands there, and why where it was not read.

    >>> from headway.language.cleaned import rows_with
    >>> rows_with("missing", [(4, "n/a"), (21, None)], {})
    'missing: 2, rows 4 ("n/a") and 21 (empty)'
    >>> rows_with("unread", [(3, "1 in 5")], {3: "a ratio: write one number"})
    'unread: 1, row 3 ("1 in 5": a ratio: write one number)'
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
