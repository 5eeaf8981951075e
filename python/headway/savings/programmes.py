"""What a programme office asks of a plan: who leads what, in which order, and what waiting costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems
from headway.boundary.scalars import integral
from headway.boundary.times import Time, period_of
from headway.plan.columns import named, rows_of
from headway.plan.gates import gates_of
from headway.savings.tables import InTable
from headway.savings.views import Views

ProgrammesBy: TypeAlias = Literal[
    "portfolio", "stage", "theme", "board", "chair", "reports_to", "lead", "next_step", "fund"
]
Workstreams: TypeAlias = Mapping[str, Time | None] | Sequence[str]


class ProgrammeViews(Views):
    """Programmes by what they have in common, their order, and their delays: a base of `SavingsPlan`."""

    def summary(self, by: ProgrammesBy, *, boards: Any = None) -> Any:
        """Programmes and their expected savings by what they have in common.

        Parameters
        ----------
        by : {'portfolio', 'stage', 'theme', 'board', 'chair', 'reports_to', 'lead', 'next_step', 'fund'}
            A stage is that of the business case; leads are in the column `owner`, several separated by semicolons.
        boards : frame, optional
            The boards that there are: `board`, and where there are such columns `chair` and `reports_to`, another
            board. Needed for the latter two; with it a programme of any other board is refused.

        Returns
        -------
        frame
            A column called as `by`, null for programmes of which nothing is said; `programmes`, `of` (all), and out of
            the programmes `with_saving`, `not_applicable` and `of_another_fund`; `expected`, of the plan's fund. The
            last row is "Total": a programme of two themes or leads stands in both rows, and counts once in it.

        Raises
        ------
        HeadwayError
            For a board that is not listed (the nearest is named) or listed twice, and chairs without boards.
        """
        columns = _core.grouped_programmes(self.core, by, [] if boards is None else _boards(boards))
        return self._frame({by if name == "group" else name: column for name, column in columns.items()})

    def order(self) -> Any:
        """An order in which programmes and workstreams can come, each after all that it needs.

        Returns
        -------
        frame
            `position`, `name`, `kind` ("programme" or "workstream"), `portfolio`, `start` (the first month that saves,
            or from which a workstream is ready) and `needs`. What is in order stays as it is.
        """
        return self._frame(_core.order_of_programmes(self.core))

    def delayed(self, delays: Mapping[str, int]) -> Any:
        """What a delay of programmes or workstreams does to those that wait for them, and to their savings.

        What needs something can absorb the months between the two starts. A delay passes on less this slack; where a
        start is not known there is none.

        Parameters
        ----------
        delays : mapping
            Months by the name of a programme or a workstream: {"HR": 3}.

        Returns
        -------
        frame
            A row for each programme that is late and each year: `portfolio`, `programme`, `months_late`, `because`
            (what it waits for; null where it is late by itself), `start`, `later_start`, `year`, `planned` and `later`
            (run rates by its start month, as `phased`), and `shortfall`, all of it `timing` (`permanent` is 0, for what
            comes later has the same full-year effect). One row without a year where no start, or no amount of the
            plan's fund, is known. The last rows are "Total", a year each.

        Raises
        ------
        HeadwayError
            For a name that is none (with the nearest), and months that are not whole, below 0 or above a hundred years.
        """
        return self._frame(_core.delayed_programmes(self.core, months_of_delays(delays)))

    def gates(
        self, frame: Any, *, as_at: Time, programme: str = "programme", stage: str = "stage", planned: str = "planned",
        forecast: str | None = "forecast", actual: str | None = "actual", year: Time | None = None,
    ) -> Any:  # fmt: skip
        """Savings that start before the gate of their programme is expected, and what waiting for it costs.

        Parameters
        ----------
        frame : frame
            One gate a row, as for `hw.plan.gates`.
        as_at : date, Period or str
            When gates are looked at.
        programme, stage, planned, forecast, actual, year
            As for `hw.plan.gates`.

        Returns
        -------
        frame
            A row for each such programme and year: `portfolio`, `programme`, `stage` (its last one here), `expected`,
            `start`, `months_early`, `at_least` (the gate is expected onwards), `year`, `planned` and `later` (run rates
            by its start month, and by so many months later), and `shortfall`, all of it `timing` (`permanent` is 0).

        Raises
        ------
        HeadwayError
            As for `hw.plan.gates`; for a programme that the plan has not (the nearest is named).
        """
        gates = gates_of(Frame(frame), programme, stage, planned, forecast, actual, None, year, None)
        when = period_of(as_at, "as_at", days=True, accepted="a date, '2025-10-31', or a Period")
        return self._frame(_core.gated_programmes(self.core, gates, when))


def months_of_delays(delays: Mapping[str, int]) -> list[tuple[str, int]]:
    """Delays by the names of programmes and workstreams, as the core takes them."""
    if not isinstance(delays, Mapping) or not all(isinstance(name, str) for name in delays):
        raise HeadwayError(f"delays: found {type(delays).__name__}; accepted: months by name, {{'HR': 3}}")
    return [(name, integral(given, f"delays[{name!r}]")) for name, given in delays.items()]


def workstreams_of(given: Workstreams | None) -> list[tuple[str, Period | None]]:
    """Workstreams by name, and from when each is ready, where that is said."""
    accepted = "names, or months from which they are ready, {'HR': '2024-09', 'Procurement': None}"
    if given is None:
        return []
    pairs: list[tuple[Any, Any]]
    if isinstance(given, Mapping):
        pairs = [*given.items()]
    elif hasattr(given, "__iter__") and not isinstance(given, (str, bytes)):
        pairs = [(name, None) for name in given]
    else:
        pairs = [(None, None)]
    if not all(isinstance(name, str) for name, _ in pairs):
        raise HeadwayError(f"workstreams: found {type(given).__name__} {given!r:.60}; accepted: {accepted}")
    ready: list[tuple[str, Period | None]] = []
    problems = Problems()
    for name, when in pairs:
        with problems:
            ready.append((name, None if when is None else period_of(when, f"workstreams[{name!r}]")))
    problems.refuse()
    return ready


def _boards(frame: Any) -> list[tuple[str, str, str]]:
    problems = Problems()
    columns: dict[str, list[str]] = {}
    with problems, InTable("boards"):
        read = Frame(frame)
        read.require(["board"])
        for name in ("board", "chair", "reports_to"):
            columns[name] = rows_of(named(read, name) if name in read else None, len(read))
    problems.refuse()
    return [*zip(columns["board"], columns["chair"], columns["reports_to"], strict=True)]
