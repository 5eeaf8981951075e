"""What has a plan's year delivered so far? Months carried to year end, against the year's run rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.boundary.times import periods_of
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
    codes, months = periods_of(read, month, calendar, accepted="a month")
    latest: dict[str, tuple[Period, int]] = {}
    portfolios = read.texts(portfolio)
    for row, (name, code) in enumerate(zip(portfolios, codes.tolist(), strict=True)):
        latest[name] = max((months[code], row), latest.get(name, (months[code], row)))
    planned: dict[str, float] = {}
    problems = []
    for name, (period, row) in latest.items():
        try:
            planned[name] = plan.planned_in(name, period)
        except HeadwayError as error:
            problems.append(f"row {row}, column {portfolio!r}: {error}")
    refuse(problems)
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
