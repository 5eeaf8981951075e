"""What has a plan's year delivered so far, and where will it be at year end? Month by month against the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.amounts import amounts_of
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.boundary.scalars import number
from headway.boundary.times import Time, period_of, periods_of
from headway.outlook.project import columns_of_projection
from headway.savings.arguments import year_of
from headway.savings.monitoring import Monitoring
from headway.savings.views import Views
from headway.vocabulary import MoneyUnit, Polarity

if TYPE_CHECKING:
    from headway._core.monitoring import LedgerTuple

_ACCRUALS = ("flow", "cumulative")


class Followed(Views):
    """How a plan's year goes: a base of `SavingsPlan`."""

    def delivered(
        self, frame: Any, *, portfolio: str = "portfolio", month: str = "month", amount: str = "amount",
        accrual: Literal["flow", "cumulative"] = "flow", level: float = 0.80,
    ) -> Any:  # fmt: skip
        """What portfolios have delivered by month, and what they will have by year end against the year's run rate.

        Parameters
        ----------
        frame : frame
            One portfolio and month a row; past years may come before this one.
        portfolio, month, amount : str
            Columns: text, text that `Period.parse` reads, and numbers in the plan's unit.
        accrual : {'flow', 'cumulative'}, default 'flow'
            Amounts of the month, or of the year so far.
        level : float, default 0.80
            Of the interval.

        Returns
        -------
        frame
            As `headway.project` gives it, one row a portfolio, with `delivered` (so far this year) and `planned` (the
            year's run rate): the chance is that of reaching what is planned.

        Raises
        ------
        HeadwayError
            As for `headway.project`; for an unknown portfolio, a last year that is not the plan's, and an accrual that
            does not add up.
        """
        columns = {"portfolio": portfolio, "month": month, "amount": amount}
        return _delivered(self.core, frame, **columns, accrual=accrual, level=level)

    def monitor(
        self, ledger: Any = None, *, portfolio: str | None = None, programme: str = "programme", month: str = "month",
        amount: str = "amount", accrual: Literal["flow", "cumulative"] = "flow", year: Time | None = None,
        as_at: Time | None = None, level: float = 0.80,
    ) -> Monitoring:  # fmt: skip
        """A year scheme by scheme: planned, forecast, delivered so far, slipped and lost, and the months' own year end.

        Every planned amount is delivered, to come by the forecast, slipped into later years or lost, to the penny, in
        each scheme, portfolio and fund. Funds are never added to one another.

        A blank month of a scheme is a month of nothing before its first amount, and not in yet behind its last one, so
        that it has delivered what is known by then; between two amounts it is not known, and what the scheme has
        delivered is not known either. Totals are the sum of what is known: `with_delivered` says of how many schemes.

        Parameters
        ----------
        ledger : frame, optional
            What schemes delivered by month, a posting a row; several of a scheme and month are added up, and a month
            without one is a month of nothing. By default the `months` of the plan's own table.
        portfolio, programme, month, amount : str
            Columns of the ledger; a portfolio only where two have a scheme of one name. Months are labels, periods or
            days within them; amounts are numbers in the plan's unit or text ("£12k"), and a null one is not known.
        accrual : {'flow', 'cumulative'}, default 'flow'
            Amounts of the month, or of the year so far.
        year : str, Period or date, optional
            A year of the plan; by default that of the ledger's last month.
        as_at : str, Period or date, optional
            The month up to which the ledger counts; by default its last. Without one, the month that the table's own
            `actual` is as at, which a plan of several years needs.
        level : float, default 0.80
            Of the interval of a year end.

        Returns
        -------
        Monitoring
            `.schemes`, `.portfolios` and `.funds` are frames; it draws itself.

        Raises
        ------
        HeadwayError
            For a plan that was not made of one table (`SavingsPlan.from_table`), a scheme that the plan does not have
            (with the nearest), a period that is no month, and a year or month that is not there.

        Examples
        --------
        >>> table = pd.DataFrame({
        ...     "Service": ["Place", "Adults"], "Scheme": ["Bins", "Visits"], "Target 24/25 (£k)": [120, 40],
        ...     "Forecast 24/25 (£k)": [90, 40], "Full year (£k)": [240, 40], "Full year now (£k)": [200, 40],
        ...     "Apr": [10, 0], "May": [10, 4], "Jun": [12, 4],
        ... })
        >>> plan = hw.SavingsPlan.from_table(
        ...     table, portfolio="Service", programme="Scheme", years="Target 24/25 (£k)", years_are="run_rates",
        ...     forecast="Forecast 24/25 (£k)", expected="Full year (£k)", expected_forecast="Full year now (£k)",
        ...     months=["Apr", "May", "Jun"], unit="£k")
        >>> plan.monitor()
        Savings of 2024/25: forecast £30k short of the £160k planned, £40k delivered by June 2024
        >>> plan.monitor().schemes[["programme", "planned", "delivered", "to_come", "slipped", "lost"]]
          programme  planned  delivered  to_come  slipped  lost
        0      Bins    120.0       32.0     58.0     10.0  20.0
        1    Visits     40.0        8.0     32.0      0.0   0.0
        """
        names = ("" if portfolio is None else portfolio, programme, month, amount)
        given = None if ledger is None else _ledger(self, ledger, names, accrual)
        of_year = None if year is None else year_of(year, "year", self.years)
        at = None if as_at is None else period_of(as_at, "as_at", self._calendar, days=True)
        columns, of, until, notes = _core.monitor(self.core, given, names, of_year, at, number(level, "level"))
        return Monitoring._of(columns, of, until, notes, self)

    @property
    def _calendar(self) -> int:
        return self.years[0].start.month


def _ledger(
    plan: Followed, given: Any, names: tuple[str, str, str, str], accrual: str
) -> LedgerTuple:
    """Rows of a ledger, as the core reads them."""
    if accrual not in _ACCRUALS:
        raise HeadwayError(f"accrual: found {accrual!r}; accepted: flow, cumulative")
    portfolio, programme, month, amount = names
    frame = Frame(given)
    arguments = zip(("portfolio", "programme", "month", "amount"), names, strict=True)
    frame.require({argument: name for argument, name in arguments if name})
    codes, months = periods_of(frame, month, plan._calendar, days=True, accepted="a month")
    of_portfolio = _with_blank(*frame.names(portfolio)) if portfolio else (codes[:0], [])
    amounts = amounts_of(frame, amount, MoneyUnit(plan.core.unit))
    return (*of_portfolio, *_with_blank(*frame.names(programme)), codes, months, amounts, accrual == "cumulative")


def _with_blank(codes: npt.NDArray[np.int32], names: list[str]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Codes of names; of a row without one it is the empty text."""
    return np.where(codes < 0, len(names), codes).astype(np.int32), [*names, ""]


def _delivered(
    plan: _core.SavingsPlan, frame: Any, *, portfolio: str, month: str, amount: str, accrual: str, level: float
) -> Any:
    """As `SavingsPlan.delivered`, which says what goes in and what comes out."""
    if accrual not in _ACCRUALS:
        raise HeadwayError(f"accrual: found {accrual!r}; accepted: flow, cumulative")
    read = Frame(frame)
    read.require([portfolio, month, amount])
    planned: list[float] = []

    def planned_of(names: list[str], months: list[Period], rows: list[int]) -> list[float]:
        problems = []
        for name, latest, row in zip(names, months, rows, strict=True):
            try:
                planned.append(plan.planned_in(name, latest))
            except HeadwayError as error:
                problems.append(f"row {row}, column {portfolio!r}: {error}")
        refuse(problems)
        return planned

    projected = columns_of_projection(
        read, series=portfolio, period=month, value=amount, accrual=accrual, level=level, targets_of=planned_of,
        polarity=Polarity.high_is_good, calendar=plan.years[0].start.month,
    )  # fmt: skip
    (reached,) = (column for name, column in projected if name == "reached")
    return read.like([*projected, ("delivered", reached.copy()), ("planned", np.array(planned, np.float64))])
