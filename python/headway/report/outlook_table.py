"""Where the indicators of a folder are heading: the points of each projected to the end of its year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.keys import nearest
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import word
from headway.boundary.table_files import FileTable
from headway.boundary.times import periods_of
from headway.language.counts import number_of
from headway.measure.profile import Profile
from headway.outlook.projection import Projection
from headway.outlook.year_end import project_year_end
from headway.report.history import joined
from headway.report.scorecard import Scorecard
from headway.report.settings import Settings, number, text
from headway.report.tables import Sourced, cleaned, table_of, told_by
from headway.series import Series
from headway.vocabulary import Frequency, Method

_FREQUENCIES = {1: Frequency.month, 3: Frequency.quarter, 4: Frequency.term, 12: Frequency.year}
_PROFILES: dict[str, Callable[[float], Profile]] = {"flat": Profile.flat, "linear": Profile.linear}


def outlook_of(
    settings: Settings, folder: Path, scorecard: Scorecard, results: FileTable, history: FileTable | None
) -> dict[str, Projection] | None:  # fmt: skip
    """Year ends by indicator, of the points of a file or else of the history; None where anything is refused.

    What belongs to an indicator stands in the results or their definitions: `accrual`, which it must have,
    `year_end_target`, `profile` (how the target grows: flat or linear) and `event` (what one event adds).
    """
    before = len(settings.problems.found)
    method, level, note = settings.get("method", _method), settings.get("level", number), settings.get("note", text)
    source: Sourced | None = None if history is None else Sourced(history, {})
    if "file" in settings or history is None:
        source = table_of(settings, folder, rename=True)
    if source is None or len(settings.problems.found) > before:
        return None
    found: dict[str, Projection] = {}
    points = cleaned(settings, source.table, ["value"])
    with told_by(settings, points, results=results):
        of_indicator = _Indicators(scorecard, results)
        series = _series(points, of_indicator, note or "", fully="file" in settings)
        refused: dict[str, list[str]] = {}
        for name, one in series.items():
            try:
                found[name] = project_year_end(
                    one, method=method or "auto", level=0.8 if level is None else level,
                    target=of_indicator.target(name), polarity=of_indicator.text(name, "polarity"),
                    event=of_indicator.event(name),
                )  # fmt: skip
            except HeadwayError as error:
                for each in error.problems or (str(error),):
                    refused.setdefault(each, []).append(name)
        refuse([each if each.startswith("results, ") else f"{names[0]!r}"
                + (f" and {number_of(len(names) - 1, 'other indicator')}" if names[1:] else "") + f": {each}"
                for each, names in refused.items()])  # fmt: skip
        return found
    return None


def _method(value: Any, where: str) -> Method:
    return word(value, where, Method)


class _Indicators:
    """What is known of each indicator: of the first of its rows."""

    def __init__(self, scorecard: Scorecard, results: FileTable) -> None:
        self.rows: dict[str, Any] = {}
        self._first: dict[str, int] = {}
        for at in range(len(scorecard)):
            row = scorecard.board.row(at)
            self.rows.setdefault(row.indicator, row)
            self._first.setdefault(row.indicator, at)
        self._read = Frame(results.columns)
        self._targets = self._numbers("year_end_target")
        self._events = self._numbers("event")
        self._profiles = self._read.texts("profile") if "profile" in self._read else None

    def _numbers(self, name: str) -> np.ndarray[Any, Any] | None:
        return self._read.numbers(name) if name in self._read else None

    def text(self, name: str, what: str) -> str | None:
        said: str | None = getattr(self.rows[name], what)
        return said

    def target(self, name: str) -> float | Profile | None:
        """The target of the year's end, and the way to it where that is said."""
        target = float("nan") if self._targets is None else float(self._targets[self._first[name]])
        if target != target:
            return None
        shape = self._profiles[self._first[name]].strip().casefold() if self._profiles is not None else ""
        if not shape:
            return target
        if shape not in _PROFILES:
            raise refusal(f"results, row {self._first[name]}, column 'profile'", repr(shape), ", ".join(_PROFILES))
        return _PROFILES[shape](target)

    def event(self, name: str) -> float:
        """What one event adds; 1 where nobody has said."""
        event = 1.0 if self._events is None else float(self._events[self._first[name]])
        return event if event == event else 1.0


def _series(points: FileTable, of: _Indicators, note: str, *, fully: bool) -> dict[str, Series]:
    """The series of each indicator; one that is of none is refused where the points are of the outlook alone."""
    read = Frame(points.columns)
    read.require({"indicator": "indicator", "period": "period", "value": "value"})
    codes, words = read.names("indicator")
    names = joined(codes, words, {_core.plain_text(name): name for name in of.rows}, "indicator")
    if fully:
        refuse([
            f"row {np.argmax(codes == code)}, column 'indicator': found {word!r}, which the scorecard does not have; "
            f"accepted: one that it has; the nearest is {nearest(word, of.rows)!r}"
            for code, (word, name) in enumerate(zip(words, names, strict=True)) if name is None
        ])  # fmt: skip
    labels_of, periods = periods_of(read, "period", regular=True)
    values = read.numbers("value")
    rows: dict[str, list[int]] = {}
    for row, code in enumerate(codes.tolist()):
        name = names[code] if code >= 0 else None
        if name is not None:
            rows.setdefault(name, []).append(row)
    problems: list[str] = []
    series: dict[str, Series] = {}
    for name, of_name in rows.items():
        accrual = of.text(name, "accrual")
        when = [periods[labels_of[row]] for row in of_name]
        if accrual is None:
            problems.append(f"row {of_name[0]}, column 'indicator': found {name!r}, of which no accrual is known; "
                            "accepted: a column 'accrual' of the scorecard or its definitions")  # fmt: skip
            continue
        try:
            series[name] = _assembled(values[of_name], when, accrual, note)
        except HeadwayError as error:
            problems += [f"row {of_name[0]}, {name!r}: {each}" for each in error.problems or (str(error),)]
    refuse(problems)
    return series


def _assembled(values: Any, when: list[Period], accrual: str, note: str) -> Series:
    frequency = _FREQUENCIES.get(when[0].months)
    if frequency is None:
        raise refusal("period", repr(when[0].label), "months, quarters, terms or years")
    core = _core.assemble_series(values, when, accrual, str(frequency), "financial", None)
    return Series(core.values, start=core.start, accrual=accrual, frequency=frequency, note=note)  # type: ignore[arg-type]
