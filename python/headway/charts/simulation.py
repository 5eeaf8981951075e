"""What a simulated plan may save in each year: bands of chance, the median, and the prudent figure, drawn and in words.

For savings the prudent figure is the one that is met or exceeded with 80% probability: it lies below the median.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from headway._core import HeadwayError
from headway.charts.parts.labels import Label, column
from headway.charts.parts.layout import on_axes, picture, title_of
from headway.charts.parts.portfolios import columns_of, in_years
from headway.charts.parts.year_axis import label, year_axes
from headway.language.figures import decimals, figure, money
from headway.language.levels import percent
from headway.language.palette import INK, PAPER, categorical, shades
from headway.language.sentences import plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BANDS = ((0.90, "p5", "p95"), (0.80, "p10", "p90"), (0.50, "p25", "p75"))
PRUDENT = "met or exceeded with 80% probability"


class Fan(NamedTuple):
    """Quantiles of the run rate by year, by name of column; NaN where there is none."""

    years: list[str]
    columns: dict[str, list[float]]

    def bands(self) -> list[tuple[float, list[float], list[float]]]:
        """The bands that are there in any year, widest first."""
        return [
            (level, self.columns[low], self.columns[high])
            for level, low, high in BANDS
            if low in self.columns and high in self.columns
            and any(np.isfinite(ends).all() for ends in zip(self.columns[low], self.columns[high], strict=True))
        ]  # fmt: skip


def fan_of(simulation: Any) -> Fan:
    """Read the fan of a simulation, whose rows are years."""
    if not hasattr(simulation, "fan"):
        raise HeadwayError(f"simulation: found {type(simulation).__name__}; accepted: what SavingsPlan.simulate gives")
    read = columns_of(simulation.fan(), ["year"])
    years = [row["year"] for row in read]
    drawn = {"p50", "prudent", *(name for _, low, high in BANDS for name in (low, high))}
    columns = {name: [row[name] for row in read] for name in (read[0] if read else {}) if name in drawn}
    for name in ("p50", "prudent"):
        if read and name not in columns:
            raise HeadwayError(f"column {name!r} is not in the fan. Accepted: one of {', '.join(columns)}")
        columns.setdefault(name, [])
    return Fan(years, columns)


def plot(
    simulation: Any, ax: Axes | None = None, *, unit: str = "£m", title: str | None = None, planned: Any = None
) -> Axes:
    """Draw the fan.

    Parameters
    ----------
    simulation : object with a method `fan`
        What `SavingsPlan.simulate` gives: rows with `year`, the quantiles `p5` to `p95` and `prudent`.
    ax : matplotlib Axes, optional
        Where to draw. By default a figure of its own, which is as readable on a phone as in a report.
    unit : str, default "£m"
        What the amounts are counted in.
    title : str, optional
        By default what the figures say.
    planned : mapping or sequence of float, optional
        The amount that the plan has, by year.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    HeadwayError
        For what is no simulation, for planned amounts of other years, and for a title that is not text.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.
    """
    said = title_of(title, finding(simulation, unit=unit, planned=planned))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, simulation, unit, said, planned))


def svg(simulation: Any, *, unit: str = "£m", title: str | None = None, planned: Any = None) -> str:
    """The fan as one inline `<svg>` for a page, with its text alternative. The parameters are those of `plot`."""
    said = title_of(title, finding(simulation, unit=unit, planned=planned))
    words = describe(simulation, unit=unit, planned=planned)
    return picture(lambda axes, family: _draw(axes, family, True, simulation, unit, said, planned), title=said, description=words)


def finding(simulation: Any, *, unit: str = "£m", planned: Any = None) -> str:
    """What the fan says of the last year, in one line."""
    fan = fan_of(simulation)
    if not fan.years:
        return "No year is simulated"
    plan = in_years(planned, fan.years, "planned")
    shown = _writer(fan, plan, unit)
    year, prudent = fan.years[-1], fan.columns["prudent"][-1]
    if math.isnan(prudent):
        return f"What is {PRUDENT} in {year} is not known"
    said = f"{shown(prudent)} a year is {PRUDENT} in {year}"
    return said if math.isnan(plan[-1]) else f"{said}; {shown(plan[-1])} is planned"


def describe(simulation: Any, *, unit: str = "£m", planned: Any = None) -> str:
    """The fan in plain sentences, with every amount, for those who do not see the chart.

    Parameters
    ----------
    simulation : object with a method `fan`
        What `SavingsPlan.simulate` gives.
    unit, planned
        As for `plot`.

    Returns
    -------
    str

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from headway.charts.simulation import describe
    >>> rows = [{"year": "2024/25", "p10": 5.5, "p25": 6.0, "p50": 6.5, "p75": 7.0, "p90": 7.5, "prudent": 5.8}]
    >>> print(describe(SimpleNamespace(fan=lambda: rows), planned=[7.3]))
    Simulated savings in each year. 2024/25: £5.8m is met or exceeded with 80% probability; the median is £6.5m; with 50%
    probability it is between £6.0m and £7.0m, with 80% between £5.5m and £7.5m; £7.3m is planned.
    """
    fan = fan_of(simulation)
    plan = in_years(planned, fan.years, "planned")
    shown = _writer(fan, plan, unit)
    said = ["Simulated savings in each year."]
    for i, year in enumerate(fan.years):
        parts = [f"{shown(fan.columns['prudent'][i])} is {PRUDENT}", f"the median is {shown(fan.columns['p50'][i])}"]
        if math.isnan(fan.columns["prudent"][i]):
            parts[0] = f"what is {PRUDENT} is not known"
        ends = [
            f"{percent(level)}%{' probability it is' if first else ''} between {shown(low[i])} and {shown(high[i])}"
            for first, (level, low, high) in zip((True, False, False), reversed(fan.bands()), strict=False)
        ]
        if ends:
            parts.append(", ".join(f"with {words}" for words in ends))
        if not math.isnan(plan[i]):
            parts.append(f"{shown(plan[i])} is planned")
        said.append(f"{year}: {'; '.join(parts)}.")
    return " ".join(said)


# Drawing


def _draw(ax: Axes, family: str, own: bool, simulation: Any, unit: str, title: str, planned: Any) -> None:
    fan = fan_of(simulation)
    plan, n = in_years(planned, fan.years, "planned"), len(fan.years)
    shown, places = _writer(fan, plan, unit), _places(fan, plan)
    median, prudent = fan.columns["p50"], fan.columns["prudent"]
    found = [amount for amounts in (*fan.columns.values(), plan) for amount in amounts if not math.isnan(amount)]

    def labels(room: float) -> list[Label]:
        named = (("Planned", plan), ("Median", median), (f"Prudent: {PRUDENT}", prudent))
        return [
            label(name, shown(amounts[-1]), (n - 1 + ASIDE, amounts[-1]), room, family)
            for name, amounts in named
            if amounts and not math.isnan(amounts[-1])
        ]

    rows = [("Prudent", ["" if math.isnan(amount) else figure(amount, places=places) for amount in prudent])]
    if any(not math.isnan(amount) for amount in plan):
        rows.append(("Planned", ["" if math.isnan(amount) else figure(amount, places=places) for amount in plan]))
    beside, right = year_axes(
        ax, family, own=own, title=title, note=_note(fan, plan, getattr(simulation, "note", "")), years=fan.years,
        limits=(min(found, default=0.0), max(found, default=0.0)), unit=f"{unit} a year", labels=labels, rows=rows,
    )  # fmt: skip
    pink = categorical()[2]
    places_of = np.arange(n, dtype=float)
    for look, (level, low, high) in zip(range(1 + len(fan.bands()), 1, -1), fan.bands(), strict=True):
        # A year by itself, or between two that are not known, is a bar.
        alone = [i for i in range(n) if _alone(low, high, i)]
        ax.fill_between(places_of, low, high, color=shades()[look], linewidth=0, zorder=1 + (4 - look) * 0.1, label=f"{percent(level)}%")
        for i in alone:
            ax.fill_between([i - 0.25, i + 0.25], low[i], high[i], color=shades()[look], linewidth=0,
                            zorder=1 + (4 - look) * 0.1, label="_alone")  # fmt: skip
    ax.plot(places_of, median, color=shades()[0], linewidth=2.2, marker="o", markersize=6.5, zorder=3, label="Median",
            markeredgecolor=PAPER, markeredgewidth=1.0, clip_on=False)  # fmt: skip
    ax.plot(places_of, prudent, color=pink, linewidth=1.4, linestyle=(0, (4, 2)), marker="v", markersize=8,
            markerfacecolor=PAPER, markeredgewidth=1.8, zorder=4, label="Prudent", clip_on=False)  # fmt: skip
    ax.plot(places_of, plan, color=INK, linestyle="none", marker="_", markersize=22, markeredgewidth=3, zorder=3.5,
            label="Planned", clip_on=False)  # fmt: skip
    column(ax, beside, right, family)


ASIDE = 0.28


def _alone(low: list[float], high: list[float], i: int) -> bool:
    known = [np.isfinite(ends).all() for ends in zip(low, high, strict=True)]
    near = [known[j] for j in (i - 1, i + 1) if 0 <= j < len(known)]
    return bool(known[i]) and not any(near)


def _note(fan: Fan, plan: list[float], rests_on: str) -> str:
    said = [plain_line(rests_on)] if rests_on else []
    if levels := [f"{percent(level)}%" for level, _, _ in reversed(fan.bands())]:
        words = levels[0] if len(levels) == 1 else f"{', '.join(levels[:-1])} and {levels[-1]}"
        said.append(f"Shaded, dark to light: where the saving of a year lies, with {words} probability.")
    said.append(f"Triangles: prudent, {PRUDENT}. Dots: as likely to be exceeded as not.")
    if any(not math.isnan(amount) for amount in plan):
        said.append("Black marks: planned.")
    if any(math.isnan(amount) for amount in fan.columns["prudent"]):
        said.append("Where there is no figure, it is not known.")
    return " ".join(said)


def _places(fan: Fan, plan: list[float]) -> int:
    return decimals(*(amount for amounts in (*fan.columns.values(), plan) for amount in amounts))


def _writer(fan: Fan, plan: list[float], unit: str) -> Callable[[float], str]:
    places = _places(fan, plan)
    return lambda amount: money(amount, unit, places)
