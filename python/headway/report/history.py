"""Earlier points of a scorecard's indicators, for their trends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import Period
from headway.boundary.frames import Frame
from headway.boundary.keys import misspelled, nearest
from headway.boundary.period_lengths import of_other_lengths
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.times import periods_of

Codes: TypeAlias = npt.NDArray[np.int32]
Points: TypeAlias = list[tuple[Period, float]]
_USUAL = ("indicator", "period", "value")


class History(NamedTuple):
    """Points of indicators, those of one behind those of another, the oldest first."""

    names: list[str]  # of the indicators that have any
    begins: list[int]  # where the points of each begin, and where the last end
    periods: list[Period]  # each once
    of_points: Codes  # which of them each point is of
    values: npt.NDArray[np.float64]

    @classmethod
    def of_series(cls, series: Mapping[str, Points]) -> History:
        periods = list(dict.fromkeys(period for points in series.values() for period, _ in points))
        code = {period: place for place, period in enumerate(periods)}
        flat = [point for points in series.values() for point in points]
        return cls([*series], np.cumsum([0, *map(len, series.values())]).tolist(), periods,
                   np.array([code[period] for period, _ in flat], np.int32),
                   np.array([value for _, value in flat], np.float64))  # fmt: skip

    def points(self, place: int) -> Points:
        """The points of one indicator."""
        of = slice(self.begins[place], self.begins[place + 1])
        at = [self.periods[code] for code in self.of_points[of].tolist()]
        return [*zip(at, self.values[of].tolist(), strict=True)]


def history_of(
    native: Any, columns: Mapping[str, str | None], of_board: Mapping[str, str | None],
    names_by: Callable[[str | None], dict[str, str]],
) -> tuple[dict[str, Points], list[str]]:  # fmt: skip
    """Points by indicator as the scorecard spells it, the oldest first; and the names that are of no indicator.

    `columns` are the names that a caller gave, `of_board` those of the scorecard's own columns, `names_by` gives
    indicators by a column of the scorecard.
    """
    history, of_none = read_history(native, columns, of_board, names_by)
    return {name: history.points(place) for place, name in enumerate(history.names)}, of_none


def read_history(
    native: Any, columns: Mapping[str, str | None], of_board: Mapping[str, str | None],
    names_by: Callable[[str | None], dict[str, str]], *, of: str = "the scorecard",
) -> tuple[History, list[str]]:  # fmt: skip
    """The same as columns."""
    history = History.of_series({})
    of_none: list[str] = []
    problems = Problems()
    with problems:
        frame = Frame(native)
        named = {key: columns[key] or _usual(frame, key, of_board.get(key)) for key in _USUAL}
        frame.require({f"history_{key}": name for key, name in named.items()})
    refuse([f"history, {problem}" for problem in problems.found])
    known = names_by(None if named["indicator"] in ("indicator", of_board.get("indicator")) else named["indicator"])
    with problems:
        history, of_none = _history(frame, named, known, of)
    refuse([f"history, {problem}" for problem in problems.found])
    return history, of_none


def joined(
    codes: Codes, words: Sequence[str], known: Mapping[str, str], column: str, of: str = "the scorecard"
) -> list[str | None]:
    """The indicator of the scorecard that each name of a column is; None of what is none.

    `known` are the indicators by what the scorecard calls them in the column that both have. Names of which none is
    known, and names that differ from a known one in letter case, spaces or dashes alone, are refused.
    """
    names = [known.get(plain) for plain in _core.plain_texts([*words])]
    of_none = {f"row {np.argmax(codes == code)}, column {column!r}": word
               for code, (word, name) in enumerate(zip(words, names, strict=True)) if name is None}  # fmt: skip
    refuse(misspelled(of_none, known, of))
    if words and known and not any(names):
        accepted = f"{nearest(words[0], known)!r} and others"
        raise refusal(f"column {column!r}", f"no indicator of {of}, but {words[0]!r}", accepted)
    return names


def _usual(frame: Frame, key: str, of_board: str | None) -> str:
    """The column that the scorecard has under another name too, or the usual name."""
    return of_board if key not in frame and of_board is not None and of_board in frame else key


def _history(
    frame: Frame, named: Mapping[str, str], known: Mapping[str, str], of: str
) -> tuple[History, list[str]]:
    indicator, period_column, value_column = (named[key] for key in _USUAL)
    codes, words = frame.names(indicator)
    names = joined(codes, words, known, indicator, of)
    values = frame.numbers(value_column)
    dated = frame.names(period_column)[0] >= 0
    rows = np.flatnonzero(np.array([*(name is not None for name in names), False])[codes] & dated)
    labels_of, periods = periods_of(frame, period_column, among=None if len(rows) == len(frame) else rows)

    of_none = [word for word, name in zip(words, names, strict=True) if name is None]
    rows = rows[~np.isnan(values[rows])]
    quick = _in_order(rows, codes[rows], names, labels_of[rows], periods, values[rows])
    if quick is not None:
        return quick, of_none
    problems = Problems()
    row_of: dict[tuple[str, Period], int] = {}
    points: dict[str, Points] = {}
    for row in rows.tolist():
        name, period, value = str(names[codes[row]]), periods[labels_of[row]], float(values[row])
        first = row_of.setdefault((name, period), row)
        if np.isinf(value):
            sign = "-" if value < 0 else ""
            problems.found.append(f"row {row}, column {value_column!r}: found {sign}infinity; "
                                  "accepted: a finite number or null")  # fmt: skip
        elif first != row:
            same = f"the same indicator and period as row {first}"
            problems.found.append(f"row {row}, {name!r}: {same}; accepted: one of them")
        points.setdefault(name, []).append((period, value))
    at = [*row_of.values()]
    other = of_other_lengths([period for _, period in row_of], [name for name, _ in row_of])
    problems.found += [f"row {at[i]}, column {period_column!r}: {found} of {name!r}; accepted: periods of one length"
                       for i, name, found in other]  # fmt: skip
    problems.refuse()
    ordered = {name: sorted(series, key=lambda point: point[0].end) for name, series in points.items()}
    return History.of_series(ordered), of_none


def _in_order(
    rows: npt.NDArray[np.int64], codes: Codes, names: Sequence[str | None], labels: Codes, periods: Sequence[Period],
    values: npt.NDArray[np.float64],
) -> History | None:  # fmt: skip
    """The points of rows; None where some row is to be refused, or may be."""
    name_of: dict[str | None, int] = {}
    of_name = np.array([name_of.setdefault(name, len(name_of)) for name in names], np.int64)[codes]
    number_of: dict[Period, int] = {}
    of_period = np.array([number_of.setdefault(period, len(number_of)) for period in periods], np.int64)[labels]
    one_length = len({period.months for period in number_of}) == 1
    lengths = [] if one_length else of_other_lengths([*number_of], [0] * len(number_of))
    if lengths or np.isinf(values).any():
        return None
    distinct, spelled = [*number_of], [*name_of]
    ends = np.array([period.end.toordinal() for period in distinct], np.int64)
    rank = np.empty(len(distinct), np.int64)
    rank[np.argsort(ends, kind="stable")] = np.arange(len(distinct))
    at = of_name * len(distinct) + rank[of_period]
    if (at[1:] > at[:-1]).all():  # as tables mostly have them: one indicator behind another, the oldest point first
        count = np.bincount(of_name, minlength=len(spelled))
        there = np.flatnonzero(count)
        named = [str(spelled[code]) for code in there.tolist()]
        return History(named, [0, *np.cumsum(count[there]).tolist()], distinct, of_period.astype(np.int32), values)
    in_order = np.sort(at)
    if (in_order[1:] == in_order[:-1]).any():
        return None
    there, first = np.unique(of_name, return_index=True)
    place = np.empty(len(name_of), np.int64)  # of each name, in the order of first rows
    place[there[np.argsort(first)]] = np.arange(len(there))
    order = np.lexsort((ends[of_period], place[of_name]))
    begins = np.searchsorted(place[of_name][order], np.arange(len(there) + 1)).tolist()
    named = [str(spelled[code]) for code in there[np.argsort(first)].tolist()]
    return History(named, begins, distinct, of_period[order].astype(np.int32), values[order])
