"""Two scorecards as a chart of two periods: which indicators stand in it, in which order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from headway import _core
from headway.assess import assess
from headway.boundary.problems import refusal
from headway.charts.slope import NO_PERIODS, Move, Slope
from headway.language.periods import short
from headway.language.sentences import listed, why_no_direction
from headway.report.board_rows import Row

_FIGURES = ("latest", "latest_lower", "latest_upper", "previous", "previous_lower", "previous_upper", "good",
            "good_lower", "good_upper", "dead_band")  # fmt: skip


def slope_of(pairs: Sequence[tuple[Row, Row]], comparator: str | None, *, unit: str | None, title: str | None,
             subtitle: str | None, source: str | None) -> Slope:  # fmt: skip
    """Indicators of one unit, by default that of most: first those whose rating moved, then by how far they went."""
    comparable = [(was, now) for was, now in pairs if _alike(was, now)]
    units = Counter(now.unit for _, now in comparable)
    if unit is not None and unit not in units:
        known = [each for each in units if each is not None]
        raise refusal("unit", repr(unit), listed([repr(each) for each in known]) if known else "None")
    if unit is None:
        unit = max(units, key=lambda each: (each is not None, units[each]), default=None)
    drawn = [(was, now) for was, now in comparable if now.unit == unit]
    names = Counter(now.indicator for _, now in drawn)
    found = _directed(drawn, comparator)
    moves = []
    for (was, now), change, direction, reason in zip(drawn, *found, strict=True):
        name = now.indicator if names[now.indicator] == 1 else f"{now.indicator} ({now.section})"
        before, after = (None if comparator is None else row.against[comparator].rating for row in (was, now))
        why = why_no_direction(reason) if reason and direction == "unknown" else None
        falls = now.polarity == "low_is_good"
        moves.append((Move(name, was.latest, now.latest, direction, why, before, after, falls), change))
    moves.sort(key=lambda each: (not each[0].rating_moved, -abs(each[1])))
    return Slope(moves=[move for move, _ in moves], when=_when(drawn), comparator=comparator, unit=unit,
                 elsewhere=len(pairs) - len(drawn), title=title, subtitle=subtitle, source=source)  # fmt: skip


def _alike(was: Row, now: Row) -> bool:
    """Whether two results have figures that are counted alike."""
    same = was.unit == now.unit or not _core.units_differ(was.unit or "", now.unit or "")
    return same and was.polarity == now.polarity and not (math.isnan(was.latest) or math.isnan(now.latest))


def _directed(
    pairs: Sequence[tuple[Row, Row]], comparator: str | None
) -> tuple[list[float], list[str], list[str | None]]:
    """The change, the direction and the reason for none, from the one result to the other."""
    figures: dict[str, list[float | None]] = {name: [] for name in _FIGURES}
    for was, now in pairs:
        good = [] if comparator is None else now.against[comparator].ends
        ends = (good[0], good[-1]) if len(good) == 2 else (None, None)
        intervals = [(None, None) if row.interval is None else row.interval[:2] for row in (now, was)]
        row = (now.latest, *intervals[0], was.latest, *intervals[1], good[0] if len(good) == 1 else None, *ends,
               now.dead_band)  # fmt: skip
        for name, value in zip(_FIGURES, row, strict=True):
            figures[name].append(value)
    columns = {name: pa.array(values, pa.float64()) for name, values in figures.items()}
    for name in ("polarity", "accrual"):
        columns[name] = pa.array([getattr(now, name) for _, now in pairs], pa.large_string())
    said = assess(pa.table(columns), comparators=("good",), accrual="accrual", dead_band="dead_band")
    found = [said.column(name).to_pylist() for name in ("change", "direction", "direction_reason")]
    return found[0], found[1], found[2]


def _when(pairs: Sequence[tuple[Row, Row]]) -> tuple[str, str]:
    """What the two periods are called, where all have the same."""
    names = {(period_of(was), period_of(now)) for was, now in pairs}
    first, second = names.pop() if len(names) == 1 else (None, None)
    return (first, second) if first and second and first != second else NO_PERIODS


def period_of(row: Row) -> str | None:
    """When a result is of, as a chart has it."""
    return row.period if row.when is None else short(row.when)
