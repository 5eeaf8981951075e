"""Where will each series of a frame be at year end?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.boundary.frames import Frame, spell
from headway.boundary.problems import Problems, found_null, refusal, refuse
from headway.boundary.scalars import number
from headway.boundary.times import periods_of
from headway.outlook.year_end import limits
from headway.vocabulary import CalendarWord, Method, MethodWord, Polarity, SidesWord

_WORDS = _core.vocabularies()


def project(
    frame: Any, *, series: str = "series", period: str = "period", value: str = "value",
    accrual: str | Mapping[Any, str] | None = None,
    method: Method | MethodWord = "auto", level: float = 0.80, target: str | None = None,
    polarity: Polarity | str | None = None, denominator: str | None = None, event: str | None = None,
    sides: SidesWord = "both", bounds: tuple[float | None, float | None] | None = None,
    calendar: CalendarWord | int = "financial",
) -> Any:  # fmt: skip
    """Project every series of a frame to the end of its year.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One point a row, in any order; it is not changed.
    series, period, value : str
        Columns: what names the series (text, numbers, categories or dates, which come back as they came), when each
        point is, and numbers. Times are labels that `Period.parse` reads, periods, years as whole numbers, or the
        first or last days of months; days that lie quarters or years apart stand for these. Null values are points
        that were not published; a period without a row is one too. Months, quarters, terms of four months or years,
        one frequency a series.
    accrual : str or mapping
        `snapshot`, `flow`, `cumulative`, `average` or `rolling` for all, the column that says so, or the word for each
        series by its name. How figures add up is never guessed.
    method : Method or str, default "auto"
        As for `project_year_end`.
    level : float, default 0.80
        The probability with which an interval holds the year.
    target : str, optional
        A numeric column; a series' last row says what its target is. For rows that are `in_range`, the columns
        `<target>_lower` and `<target>_upper` hold the bounds, where there are such columns.
    polarity : str, optional
        A word for all, or the column that says so.
    denominator : str, optional
        A numeric column: weights of series whose accrual is `average`.
    event : str, optional
        A numeric column: what one event adds to a sum, as a series' last row says; 100_000 / population of a rate.
        Null: 1.
    sides, bounds
        As for `project_year_end`, the same for all.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins.

    Returns
    -------
    frame
        Of the same kind, one row a series in the order of their first rows: `series` (under its own name), `year`,
        `value`, `lower`, `upper`, `probability`, `method`, `status`, `reason`, `past_error`,
        `past_years` and `reached` (a sum so far, a level's last point, a mean so far). Null
        where nothing can be said; `status` and `reason` say why.

    Raises
    ------
    HeadwayError
        For a column that is missing or of a wrong type, a row without series or period, a label that is no period, two
        rows of a series for the same period, mixed frequencies, an infinite value or an unknown word: row (counted
        from 0), column, what was found and what is accepted, up to ten at once.

    Notes
    -----
    A series with fewer than three past years takes its interval from the errors of at least five others with the same
    accrual and frequency at the same point of their year, where there are such.

    Examples
    --------
    >>> months = [f"{2021 + m // 12}-{m % 12 + 1:02d}" for m in range(3, 45)]
    >>> visits = pd.DataFrame({"series": "library visits", "period": months, "value": [10 + m % 12 for m in range(42)]})
    >>> hw.project(visits, accrual="flow")[["series", "year", "value", "method", "status"]]
               series     year  value       method     status
    0  library visits  2024/25  186.0  combination  projected
    """
    read = Frame(frame)
    as_column = [name for name in (target, denominator, event) if name is not None]
    by_series = accrual if isinstance(accrual, Mapping) else {} if accrual is None else None
    accrual_column = None if isinstance(accrual, Mapping) or accrual in (None, *_WORDS["accrual"]) else accrual
    polarity_column = None if polarity is None or polarity in _WORDS["polarity"] else polarity
    read.require([series, period, value, *as_column])
    for name, column in (("accrual", accrual_column), ("polarity", polarity_column)):
        if column is not None:
            read.require([column], hint=f"{name} is a column or one of {', '.join(_WORDS[name])}")

    problems = Problems()
    with problems:
        codes, names, given = read.identifiers(series)
    with problems:
        labels_of, periods = periods_of(read, period, calendar, regular=True)
    numbers: dict[str, npt.NDArray[np.float64]] = {}
    bounds_of_target = [] if target is None else [f"{target}_lower", f"{target}_upper"]
    if any(name in read for name in bounds_of_target):
        with problems:
            read.require(bounds_of_target)
    for name in [value, *as_column, *(name for name in bounds_of_target if name in read)]:
        with problems:
            numbers[name] = read.numbers(name)
    problems.refuse()
    accruals = np.full(len(read), 0, np.uint8)
    with problems:
        if by_series is not None:
            accruals = _accruals_of(by_series, given.to_list())[codes]
        elif accrual_column is None:
            accruals[:] = _WORDS["accrual"].index(str(accrual))
        else:
            accruals = read.vocabulary(accrual_column, _WORDS["accrual"], missing=255)
            lacking = np.flatnonzero(accruals == 255).tolist()
            refuse(found_null(lacking, accrual_column, ", ".join(_WORDS["accrual"])))
    polarities = None
    with problems:
        if polarity_column is not None:
            polarities = read.vocabulary(polarity_column, _WORDS["polarity"], missing=_core.no_polarity)
    problems.refuse()

    lowest, highest = limits(bounds)
    nothing = float("nan")
    rule = _core.ProjectionRule(
        method=method, target_lower=nothing, target_upper=nothing,
        polarity=polarity if polarity_column is None else None, level=number(level, "level"), sides=sides,
        lowest=lowest, highest=highest, event=1.0, denominators=None,
    )  # fmt: skip
    result = _core.project_rows(
        codes, names, labels_of, periods, numbers[value], accruals, calendar, rule,
        None if target is None else numbers[target], numbers.get(f"{target}_lower"), numbers.get(f"{target}_upper"),
        polarities, None if denominator is None else numbers[denominator], None if event is None else numbers[event],
        period_column=period, value_column=value, accrual_column=accrual_column or "accrual",
    )  # fmt: skip
    missing = np.isnan(result["value"])
    words: list[str | None] = [None, *_WORDS["method"][1:]]  # where nothing was projected there is no method
    return read.like({
        series: given, "year": pa.array(result["year"], pa.large_string()),
        **{name: pa.array(result[name], from_pandas=True) for name in ("value", "lower", "upper", "probability")},
        "method": spell(result["method"], words), "status": spell(result["status"], _WORDS["status"]),
        "reason": pa.array(result["reason"], pa.large_string()),
        "past_error": pa.array(result["past_error"], from_pandas=True),
        "past_years": pa.array(result["past_years"], mask=missing),
        "reached": pa.array(result["reached"], from_pandas=True),
    })  # fmt: skip


def _accruals_of(words: Mapping[Any, str], series: list[Any]) -> npt.NDArray[np.uint8]:
    """The code of each series' accrual."""
    accepted = ", ".join(_WORDS["accrual"])
    lacking = [name for name in series if name not in words]
    if lacking:
        named = ", ".join(map(repr, lacking[:5])) + (f" and {len(lacking) - 5} more" if len(lacking) > 5 else "")
        say = f"accrual='flow' for all, a column, or {{{lacking[0]!r}: 'flow', ...}}; one of {accepted}"
        raise refusal("accrual", f"none for series {named}", say)
    refuse([f"accrual of series {name!r}: found {words[name]!r}; accepted: {accepted}"
            for name in series if words[name] not in _WORDS["accrual"]])  # fmt: skip
    return np.array([_WORDS["accrual"].index(str(words[name])) for name in series], np.uint8)
