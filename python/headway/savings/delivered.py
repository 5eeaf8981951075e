"""What has a plan's year delivered so far? Months carried to year end, against the year's run rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems
from headway.outlook.project import project
from headway.vocabulary import Polarity

if TYPE_CHECKING:
    from headway import _core


def delivered(
    plan: _core.SavingsPlan, frame: Any, *, portfolio: str, month: str, amount: str, accrual: str, level: float
) -> Any:
    """As `SavingsPlan.delivered`, which says what goes in and what comes out."""
    if accrual not in ("flow", "cumulative"):
        raise HeadwayError(f"accrual: found {accrual!r}; accepted: flow, cumulative")
    read, calendar = Frame(frame), plan.years[0].start.month
    read.require([portfolio, month, amount])
    problems = Problems()
    latest: dict[str, tuple[Period, int]] = {}
    portfolios = read.texts(portfolio)
    for row, (name, label) in enumerate(zip(portfolios, read.texts(month), strict=True)):
        with problems:
            period = _in_row(row, month, lambda: Period.parse(label, calendar))
            latest[name] = max((period, row), latest.get(name, (period, row)))
    problems.refuse()
    planned: dict[str, float] = {}
    for name, (period, row) in latest.items():
        with problems:
            planned[name] = _in_row(row, portfolio, lambda: plan.planned_in(name, period))
    problems.refuse()
    target = "planned"
    with_target = read.with_columns({target: pa.array([planned[name] for name in portfolios], pa.float64())})
    projected = Frame(project(
        with_target, series=portfolio, period=month, value=amount, accrual=accrual, level=level, target=target,
        polarity=Polarity.high_is_good, calendar=calendar,
    ))  # fmt: skip
    return projected.with_columns({
        "delivered": pa.array(projected.numbers("reached"), from_pandas=True),
        target: pa.array([planned[name] for name in projected.texts(portfolio)], pa.float64()),
    })


def _in_row(row: int, column: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except HeadwayError as error:
        raise HeadwayError(f"row {row}, column {column!r}: {error}") from None
