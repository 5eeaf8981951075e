"""Are the benefits coming? Each read from the indicator that it should move."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.accrual import accrual_code, accrual_column, is_accrual
from headway.boundary.frames import Frame, Given
from headway.boundary.keys import nearest
from headway.boundary.polarity import polarities_of
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.results import arrays_of
from headway.boundary.scalars import bytes_of, is_missing
from headway.boundary.times import periods_of, say_no_time
from headway.measure.target import say_no_target
from headway.report.history import History, Points, read_history
from headway.savings.columns import rows_of
from headway.savings.savings_plan import SavingsPlan
from headway.vocabulary import CalendarWord

_POLARITIES = _core.vocabularies()["polarity"]
_CUMULATIVE = _core.vocabularies()["accrual"].index("cumulative")


def benefits(
    frame: Given, history: Any, *, indicator: str = "indicator", target: str = "target", due: str = "due",
    baseline: str | None = None, baseline_at: str | None = None, polarity: str = "polarity",
    accrual: str | None = None, programme: str | None = None, plan: SavingsPlan | None = None,
    history_indicator: str | None = None, history_period: str | None = None, history_value: str | None = None,
    calendar: CalendarWord | int = "financial",
) -> Given:  # fmt: skip
    """Read benefits from the indicators that they should move: how far they have come, and whether it could be chance.

    A control chart of the indicator's history decides: what stays within the limits of common cause is no more
    than chance, however often it moves. Where 12 points or more come before the baseline, they alone make the limits.
    That an indicator moves says nothing of its cause.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One benefit a row; an indicator may have several. It is not changed.
    history : frame
        Points of the indicators, one a row: `indicator`, `period` and `value`, or what `history_indicator` and so on
        say. A running total is told by `accrual`.
    indicator, target, due : str
        Columns of `frame`: the indicator's name, what it should come to, and when. A target is a number, text of one
        ("£1.2m", "95%"), or a change from the baseline as `headway.read_target` reads it ("a further 80 fewer by the
        end of Q3"), whose date counts where `due` says none. What is due by the first day of a month is due by the end
        of the month before, as is what is due "before April 2025". Empty, "n/a" and "TBC" are not known.
    baseline, baseline_at : str, optional
        Columns of where it stood, and when; by default the result of that period, and the first period there is.
    polarity : str, default "polarity"
        A column, or one word for all. Of a neutral indicator the target says which way is intended.
    accrual : str, optional
        A column, or one word for all: of a "cumulative" indicator nothing is said of chance.
    programme : str, optional
        The column of the programme that the benefit is of.
    plan : SavingsPlan, optional
        Whose programmes these are; gives the column `expected_saving`.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins.

    Returns
    -------
    frame
        The same with `movement` ("as intended", "against what was intended", "no more than chance", or why nobody can
        say), `baseline_period`, `baseline_value`, `latest_period`, `latest`, `change`, `achieved` (a share of the way
        from baseline to target), `expected_by_now` (what an even way would have come to) and `behind` (above 0: by so
        much less than that). Null where it is not known.

    Raises
    ------
    HeadwayError
        For missing columns, an indicator without a point in `history` (with the nearest), a programme that the plan
        does not have (with the nearest), a target that is due before its baseline, and times and numbers that cannot be
        read: row (counted from 0), column, found, accepted, up to ten at once.

    Examples
    --------
    >>> goals = pd.DataFrame({"indicator": ["Admissions for falls"], "baseline_at": ["2024-03"], "target": [80],
    ...                       "due": ["March 2025"], "polarity": ["Lower is better"]})
    >>> months = [str(month) for month in pd.period_range("2023-04", "2024-06", freq="M")]
    >>> history = pd.DataFrame({"indicator": "Admissions for falls", "period": months,
    ...                         "value": [98, 102] * 6 + [97, 96, 88]})
    >>> read = hw.benefits(goals, history, baseline_at="baseline_at")
    >>> read[["movement", "change", "achieved", "expected_by_now"]]
          movement  change  achieved  expected_by_now
    0  as intended   -14.0  0.636364             96.5
    """
    read, problems = Frame(frame), Problems()
    wanted = {"indicator": indicator, "target": target, "due": due, "baseline": baseline, "baseline_at": baseline_at,
              "programme": programme}  # fmt: skip
    read.require({argument: name for argument, name in wanted.items() if name is not None})
    if plan is not None and not isinstance(plan, SavingsPlan):
        raise refusal("plan", type(plan).__name__, "a headway.SavingsPlan")
    if plan is not None and programme is None:
        raise refusal("programme", "nothing, with plan=", "the column of programmes, such as 'programme'")
    names, none = read.texts(indicator), [math.nan] * len(read)
    points = History.of_series({})
    others: list[str] = []
    targets, baselines = none, none
    dues: list[Period | None] = [None] * len(read)
    starts, totals, saved = dues, [False] * len(read), none
    polarities = polarities_of(read, polarity)
    with problems:
        columns = {"indicator": history_indicator, "period": history_period, "value": history_value}
        known = dict.fromkeys(names)
        plain = dict(zip(_core.plain_texts([*known]), known, strict=True))
        points, others = read_history(history, columns, {}, lambda _: plain, of="the benefits")
    told: dict[int, str] = {}
    with problems:
        targets, told = _figures(read, target)
    with problems:
        baselines, unread = (none, {}) if baseline is None else _figures(read, baseline)
        refuse([f"row {row}, column {baseline!r}: found {text!r}; accepted: a number" for row, text in unread.items()])
    with problems:
        dues = _times(read, due, calendar, deadlines=True)
    with problems:
        starts = [None] * len(read) if baseline_at is None else _times(read, baseline_at, calendar)
    with problems:
        totals = _running_totals(read, accrual)
    with problems:
        saved = none if plan is None or programme is None else _expected(plan, read, programme)
    problems.refuse()
    place_of = {name: place for place, name in enumerate(points.names)}
    words = [None if code == _core.no_polarity else _POLARITIES[code] for code in polarities.tolist()]
    refused = {row: str(refusal(f"row {row}, column {indicator!r}", f"{name!r}, of which history has no point",
                                _known(name, [*points.names, *others])))
               for row, name in enumerate(names) if name not in place_of}  # fmt: skip
    for row, text in told.items():
        try:
            if row not in refused:
                series = points.points(place_of[names[row]])
                targets[row], dues[row] = _told(text, baselines[row], starts[row], dues[row], words[row], series,
                                                calendar)  # fmt: skip
        except HeadwayError as error:
            refused[row] = f"row {row}, column {target!r}: {error}"
    read_rows = [row for row in range(len(names)) if row not in refused]

    def of_read(values: Sequence[Any]) -> list[Any]:
        return [values[row] for row in read_rows] if refused else [*values]

    columns_read, not_read = _core.read_benefits(
        np.array(of_read(baselines), np.float64), of_read(starts), np.array(of_read(targets), np.float64),
        of_read(dues), of_read(words), of_read(totals), np.array([place_of[names[row]] for row in read_rows], np.int32),
        points.begins, points.periods, points.of_points, points.values,
    )  # fmt: skip
    for place, why in not_read:
        row = read_rows[place]
        where = f"row {row}, column {target!r}" if row in told else f"row {row}, {names[row]!r}"
        refused[row] = f"{where}: {why}"
    refuse([refused[row] for row in sorted(refused)])
    added = arrays_of(columns_read)
    if plan is not None:
        added["expected_saving"] = pa.array(saved, pa.float64(), from_pandas=True)
    with_benefits: Given = read.with_columns(added)
    return with_benefits


def _figures(frame: Frame, column: str) -> tuple[list[float], dict[int, str]]:
    """The numbers of a column, of text as people write figures too; and the other texts, by their rows."""
    cells = frame.cells(column)
    texts = {row: cell for row, cell in enumerate(cells) if isinstance(cell, str)}
    if not texts:
        return frame.numbers(column).tolist(), {}
    read = _core.read_figures([bytes_of(text) for text in texts.values()], [])
    values = [math.nan if cell is None or isinstance(cell, str) else cell for cell in cells]
    other: dict[int, str] = {}
    for (row, text), value, nothing in zip(texts.items(), read["value"].tolist(), say_no_target(texts.values()),
                                           strict=True):  # fmt: skip
        values[row] = value
        if value != value and not nothing:
            other[row] = text
    return values, other


def _told(
    text: str, baseline: float, since: Period | None, due: Period | None, polarity: str | None,
    points: Points, calendar: CalendarWord | int,
) -> tuple[float, Period | None]:  # fmt: skip
    """What a target in words comes to, from where the indicator stood, and by when it is to be reached."""
    at = points[0] if since is None else next((point for point in points if point[0] == since), (since, math.nan))
    from_ = at[0], at[1] if math.isnan(baseline) else baseline
    (lower, upper, *_), by, *_ = _core.read_target(bytes_of(text), None, from_, None, polarity, False, calendar,
                                               [*points])  # fmt: skip
    if lower != upper and lower == lower and upper == upper:
        raise refusal("target", f"{text!r}, a range", "one number, or a bound on the good side")
    return (upper if lower != lower else lower), due or by


def _times(frame: Frame, column: str, calendar: CalendarWord | int, *, deadlines: bool = False) -> list[Period | None]:
    """A column of times, of which some are not known."""
    if frame.holds_text(column):
        of_row, words = frame.words(column)
        said = np.flatnonzero(np.array([*(not nothing for nothing in say_no_time(words)), False])[of_row])
    else:
        values = frame.values(column)
        timeless = [*{value for value in values if isinstance(value, str)}]
        none = {text for text, nothing in zip(timeless, say_no_time(timeless), strict=True) if nothing}
        is_said = (not is_missing(value) and value not in none for value in values)
        said = np.flatnonzero(np.fromiter(is_said, bool, len(frame)))
    codes, periods = periods_of(frame, column, calendar, among=said, deadlines=deadlines,
                                accepted="a month, a quarter or a year")  # fmt: skip
    times: list[Period | None] = [*periods, None]  # which code -1 finds
    return [times[code] for code in codes.tolist()]


def _running_totals(frame: Frame, accrual: str | None) -> list[bool]:
    if accrual is None:
        return [False] * len(frame)
    if accrual in frame:
        return [code == _CUMULATIVE for code in accrual_column(frame, accrual, 255).tolist()]
    if not is_accrual(accrual):
        frame.require({"accrual": accrual})
    return [accrual_code(accrual, "accrual") == _CUMULATIVE] * len(frame)


def _expected(plan: SavingsPlan, frame: Frame, column: str) -> list[float]:
    """What each row's programme is expected to save; NaN where the row names none."""
    names, problems, saved = frame.texts(column), [], []
    distinct = list(dict.fromkeys(names))
    nothing = dict(zip(distinct, _core.says_nothing(distinct), strict=True))
    of_name = dict(zip(distinct, _core.programmes_named(plan.core, distinct), strict=True))
    for row, name in enumerate(names):
        found = of_name[name]
        saved.append(found[0][1] if found else math.nan)
        where = f"row {row}, column {column!r}: found {name!r}"
        if len(found) > 1:
            problems.append(f"{where}, which {found[0][0]!r} and {found[1][0]!r} have; accepted: a programme of one "
                            "name, or none")  # fmt: skip
        if name and not found and not nothing[name]:
            near = nearest(name, [each["programme"] for each in rows_of(plan.core.programmes())])
            problems.append(f"{where}; accepted: a programme of the plan"
                            + (f"; did you mean {near!r}?" if near else ""))  # fmt: skip
    refuse(problems)
    return saved


def _known(name: str, indicators: list[str]) -> str:
    near = nearest(name, indicators)
    return f"an indicator of history; did you mean {near!r}?" if near else "an indicator of history"
