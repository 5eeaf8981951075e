"""Gates: when the stages of a business case were planned, are forecast and were passed, and what slipped."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from headway import _core
from headway._core import Period
from headway.boundary.documented import documented_as
from headway.boundary.frames import Frame, Given
from headway.boundary.results import arrays_of, values_of
from headway.boundary.scalars import flag
from headway.boundary.times import Time, each_period_of, period_of
from headway.charts.timeline import GateWindows
from headway.charts.window_bar import Bar
from headway.language.counts import number_of
from headway.language.sentences import capital
from headway.pictured import Pictured
from headway.plan.action_plan import AsAt
from headway.plan.columns import labels, lacking, named, names_of

MOST_LETTERS = 30  # of names in the title
_STATES = {"passed": "passed", "overdue": "overdue", "due_later": "due later", "no_date": "without a date"}
_DATE = "a date, '2025-10-31', or a Period"


class GateTimeline(Pictured):
    """Gates as at a date, each from when it was planned to when it is expected; `hw.plan.gate_timeline` makes one.

    Attributes
    ----------
    bars : list of Bar
        One a gate, in the order of the rows: its programme, its stage, and how it stands.
    as_at : Period
        Whose last day is the date.
    when : str
        The date in words, a day or a month.
    counts : dict
        `gates`, of these `passed`, `overdue`, `due_later` and `no_date`; `later` than planned; `early_savings`, that
        start before their gate; `out_of_order`, expected after a later stage of the programme.
    """

    def __init__(self, core: _core.Gates, as_at: Period) -> None:
        self.as_at = as_at
        self.counts = core.counts(as_at)
        self._core = core

    @functools.cached_property
    def _axis(self) -> _Axis:
        first, months, now, spans, by_day = self._core.timeline(self.as_at)
        # What was planned for the month before the axis stands in that month, not at its end.
        early = any(span is not None and span[0] <= 0 for span in spans)
        spans = [span and (span[0] + early, span[1] + early, *span[2:]) for span in spans] if early else spans
        return _Axis(first.shifted(-early), months + early, now + early, spans, by_day)

    @property
    def when(self) -> str:
        return (Period.of_day(self.as_at.end) if self._axis.by_day else Period.of_date(self.as_at.end)).label

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"bars": self.bars, "_axis": self._axis, "_core": None}

    @functools.cached_property
    def bars(self) -> list[Bar]:
        standings, texts = self._core.standings(self.as_at, True), self._core.texts()
        cases = {stage: f"{capital(stage)} case" for stage in {text[1] for text in texts}}
        spans = self._axis.spans
        stands = [*zip(*(values_of(standings[name]) for name in _STANDS), map(bool, spans), strict=True)]
        looks = {each: (*_looks(each[0], each[1], each[-1]), _stands(*each[:-1])) for each in {*stands}}  # many alike
        return [
            Bar._make((programme, cases[stage], "", rating, None, None, state_like, None, over, state, span, dates,
                       said))
            for (programme, stage, dates), span, (rating, state_like, over, state, said)
            in zip(texts, spans, map(looks.__getitem__, stands), strict=True)
        ]  # fmt: skip

    def sentence(self) -> str:
        """How many gates stand where, how many are later than planned, and how many savings start before theirs.

        Examples
        --------
        >>> frame = pd.DataFrame({"programme": ["Telecare", "Telecare"], "stage": ["outline", "full"],
        ...                       "planned": ["June 2024", "September 2024"], "forecast": [None, "January 2025"],
        ...                       "actual": ["July 2024", None]})
        >>> hw.plan.gate_timeline(frame, as_at="October 2024").sentence()
        '2 gates as at October 2024: 1 passed, 1 due later. 2 are later than planned.'
        """
        counts = self.counts
        stand = ", ".join(f"{counts[state]} {words}" for state, words in _STATES.items() if counts[state])
        said = [f"{number_of(counts['gates'], 'gate')} as at {self.when}{': ' if stand else ''}{stand}."]
        if counts["later"]:
            said.append(f"{counts['later']} {'is' if counts['later'] == 1 else 'are'} later than planned.")
        if counts["early_savings"]:
            starts = "saving starts" if counts["early_savings"] == 1 else "savings start"
            said.append(f"{counts['early_savings']} {starts} before the gate of the programme.")
        if counts["out_of_order"]:
            said.append(f"{counts['out_of_order']} {'is' if counts['out_of_order'] == 1 else 'are'} expected after a "
                        "later stage of the programme.")  # fmt: skip
        return " ".join(said)

    def picture(self, *, wide: bool = False, title: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> GateWindows:  # fmt: skip
        """Every gate by programme, from when it was planned to when it was passed or is expected.

        Parameters
        ----------
        wide : bool, default False
            Names beside the bars, for a laptop or a sheet of paper; by default they stand above, for a phone.
        title : str, optional
            By default how many gates are on time, and how the others are not.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        GateWindows

        Raises
        ------
        HeadwayError
            For a title that is empty or not text.
        """
        programmes: dict[str, list[Bar]] = {}
        for bar in self.bars:
            programmes.setdefault(bar.theme, []).append(bar)
        return GateWindows(
            title=title, subtitle=subtitle, source=source, themes=programmes, sentence=self.sentence(),
            late=self._finding(), when=self.when, first=self._axis.first, months=self._axis.months, now=self._axis.now,
            wide=flag(wide, "wide"),
        )  # fmt: skip

    def _finding(self) -> str:
        """How many are on time, and how each of the others is not, so that they add up."""
        count, late = len(self.bars), ["later than planned" in bar.stands for bar in self.bars]
        names = list(dict.fromkeys(bar.theme for bar in self.bars if bar.days_over))
        named = f" ({', '.join(names)})" if names and len(", ".join(names)) <= MOST_LETTERS else ""
        each = ["overdue" if bar.days_over else bar.reason if is_late or bar.reason == "no date" else
                "onwards" if bar.span is not None and bar.span[2] else ""  # which may be late or not
                for bar, is_late in zip(self.bars, late, strict=True)]  # fmt: skip
        said = {"overdue": f"overdue{named}", "passed": "passed late", "due later": "expected late",
                "onwards": "without an end", "no date": "without a date"}  # fmt: skip
        parts = [f"{number:,} {words}" for state, words in said.items() if (number := each.count(state))]
        if saves := self.counts["early_savings"]:
            parts.append(f"{number_of(saves, 'saving')} before the gate")
        on_time, of = each.count(""), number_of(count, "gate")
        some = f"{'None' if on_time == 0 else f'{on_time:,}'} of {of} {'is' if on_time < 2 else 'are'}"
        if count == 1 or on_time == count:
            some = ("No gate is" if count == 0 else "The gate is" if count == 1 else f"All {of} are")
            some = some if on_time == count else "The gate is not"
        return f"{some} on time as at {self.when}{': ' if parts else ''}{', '.join(parts)}"

    def __repr__(self) -> str:
        return f"GateTimeline: {self.sentence()}"


class _Axis(NamedTuple):
    """The months of the chart, where the date stands among them, and from where to where each gate goes."""

    first: Period
    months: int
    now: float
    spans: list[Any]
    by_day: bool  # whether any date is a day


# The columns of `gates` that say how each stands.
_STANDS = ("state", "days_over", "slip_months", "slip_days", "slip_at_least", "months_early", "early_at_least",
           "expected_after")  # fmt: skip


def _looks(state: str, days_over: int | None, has_window: bool) -> tuple[str | None, str, int | None, str]:
    """The status and the state of an action that looks alike, the days over and the state."""
    if state == "passed":
        return "blue", "complete", days_over, state
    return None, "overdue" if days_over else "in_window" if has_window else "no_window", days_over, state


def _stands(
    state: str, days_over: int | None, slip_months: int | None, slip_days: int | None, slip_at_least: bool,
    months_early: int | None, early_at_least: bool, expected_after: str | None,
) -> str:  # fmt: skip
    said = state if days_over is None else f"overdue by {number_of(days_over, 'day')}"
    if slip_days:
        by = number_of(abs(slip_months), "month") if slip_months else number_of(abs(slip_days), "day")
        least = "at least " if slip_at_least else ""
        said = f"{said}, {least}{by} {'later' if slip_days > 0 else 'earlier'} than planned"
    if months_early is not None:
        least = "at least " if early_at_least else ""
        said = f"{said}, its saving starts {least}{number_of(months_early, 'month')} before it"
    return said if expected_after is None else f"{said}, expected after the {expected_after} case"


def gates(
    frame: Given, *, as_at: AsAt, programme: str = "programme", stage: str = "stage", planned: str = "planned",
    forecast: str | None = "forecast", actual: str | None = "actual", saving_start: str | None = None,
    year: Time | None = None, programmes: Sequence[str] | None = None,
) -> Given:  # fmt: skip
    """Say of each gate of a business case how it stands as at a date, and how far it has slipped.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One gate a row; it is not changed.
    as_at : date, Period or str
        The date, "2025-10-31", or a period, "October 2025", which is read at its end.
    programme, stage, planned : str
        Columns. A stage is "strategic", "outline", "full" or "delivery", or what people write for it ("OBC", "Full
        business case", "in delivery").
    forecast, actual : str, optional
        Columns; None is no such column, and those by their usual names may be lacking. Dates are days, months, quarters
        and other periods, of which the last day is meant ("by the end of Q3 2024/25"), or go onwards ("2026 onwards":
        not before 1 January 2026); null, "TBC" and the like are none.
    saving_start : str, optional
        Column of the first month that a programme saves, as planned. It cannot be before its gate, which is the last
        stage that the programme has here.
    year : str, Period or date, optional
        Of dates that name none: "2024/25" makes "by the end of Q3" 31 December 2024. Without it they are refused.
    programmes : sequence of str, optional
        The programmes that there are: a gate of any other is refused, with the nearest name.

    Returns
    -------
    frame
        Of the same kind, with `state` ("passed", "overdue", "due later", "no date"), `expected` (when it was passed, is
        forecast, or else was planned), `slip_months` and `slip_days` from planned to expected, below 0 where it is
        earlier, months null where either is a day, `slip_at_least` where it is expected onwards (slip is null where
        that may be earlier than planned, or later), `days_over` of one that is overdue, and `expected_after`, a later
        stage of the programme that is expected before it. With `saving_start`, `months_early`: by how many months the
        saving starts before the gate is expected, null where it does not, and `early_at_least`.

    Raises
    ------
    HeadwayError
        For a missing column, another word for a stage, what is no date, a gate that stands twice, stages planned or
        passed out of their order, one that was passed after the date, one that is planned after its saving starts, and
        an unknown programme: row (from 0), column, what was found and what is accepted, up to ten at once.

    Examples
    --------
    >>> frame = pd.DataFrame({"programme": ["Telecare", "Telecare"], "stage": ["outline", "full"],
    ...                       "planned": ["June 2024", "September 2024"], "forecast": [None, "January 2025"],
    ...                       "actual": ["July 2024", None], "saves_from": "2024-10"})
    >>> made = hw.plan.gates(frame, as_at="October 2024", saving_start="saves_from")
    >>> made[["stage", "state", "expected", "slip_months", "months_early"]]
         stage      state      expected  slip_months  months_early
    0  outline     passed     July 2024            1           NaN
    1     full  due later  January 2025            4           3.0
    """
    read = Frame(frame)
    core = gates_of(read, programme, stage, planned, forecast, actual, saving_start, year, programmes)
    when = period_of(as_at, "as_at", days=True, accepted=_DATE)
    result: Given = read.with_columns(arrays_of(core.standings(when, saving_start is not None)))
    return result


@documented_as(gates)
def gate_timeline(
    frame: Any, *, as_at: AsAt, programme: str = "programme", stage: str = "stage", planned: str = "planned",
    forecast: str | None = "forecast", actual: str | None = "actual", saving_start: str | None = None,
    year: Time | None = None, programmes: Sequence[str] | None = None,
) -> GateTimeline:  # fmt: skip
    """Gates on one axis of months, each from when it was planned to when it is expected: a chart, and sentences.

    Returns
    -------
    GateTimeline
        `.plot()` draws it with matplotlib, `.svg()` gives it as one inline `<svg>`, `.describe()` says it.

    Examples
    --------
    >>> frame = pd.DataFrame({"programme": ["Telecare"], "stage": ["full"], "planned": ["September 2024"],
    ...                       "forecast": ["January 2025"], "actual": [None]})
    >>> print(hw.plan.gate_timeline(frame, as_at="October 2024").describe())
    1 gate as at October 2024: 1 due later. 1 is later than planned. Telecare: Full case, planned for September 2024,
    forecast for January 2025: due later, 4 months later than planned.
    """
    core = gates_of(Frame(frame), programme, stage, planned, forecast, actual, saving_start, year, programmes)
    return GateTimeline(core, period_of(as_at, "as_at", days=True, accepted=_DATE))


def gates_of(
    read: Frame, programme: str, stage: str, planned: str, forecast: str | None, actual: str | None,
    saving_start: str | None, year: Time | None, programmes: Sequence[str] | None,
) -> _core.Gates:  # fmt: skip
    """The gates as the core has them."""
    when = {"planned": planned, "forecast": forecast, "actual": actual, "saving_start": saving_start}
    when |= lacking(read, {"forecast": forecast, "actual": actual})
    read.require({"programme": programme, "stage": stage,
                  **{argument: name for argument, name in when.items() if name is not None}})  # fmt: skip
    texts = dict(zip(when, labels(read, *when.values()), strict=True))
    texts |= {"programme": named(read, programme), "stage": named(read, stage)}
    of = None if year is None else each_period_of([year], "year", years=True)[0]
    return _core.Gates(texts, of, None if programmes is None else names_of(programmes, "programmes"))
