"""What a simulated plan may save in each year: bands of chance, the median, and the prudent figure, drawn and in words.

For savings the prudent figure is the one that is met or exceeded with 80% probability: it lies below the median.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.labels import Label, column
from headway.charts.parts.year_axis import label, year_axes
from headway.language.levels import percent
from headway.language.palette import INK, PAPER, categorical, shades
from headway.language.sentences import plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PRUDENT = "met or exceeded with 80% probability"
ASIDE = 0.28


class Band(NamedTuple):
    """Where the saving of a year lies with a probability: from low to high, one a year."""

    level: float
    low: Sequence[float]
    high: Sequence[float]

    @property
    def name(self) -> str:
        return f"{percent(self.level)}%"

    def known(self, year: int) -> bool:
        return 0 <= year < len(self.low) and not math.isnan(self.low[year] + self.high[year])

    def alone(self, year: int) -> bool:
        """A year by itself, or between two that are not known."""
        return self.known(year) and not self.known(year - 1) and not self.known(year + 1)


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Fan(Chart):
    """The fan of a simulation. Amounts are one a year; NaN where one is not known.

    Attributes
    ----------
    years : sequence of str
    bands : sequence of Band
        The widest first.
    median, prudent, planned : sequence of float
    note : str
        What must be said with it.
    unit : str
    """

    years: Sequence[str]
    bands: Sequence[Band]
    median: Sequence[float]
    prudent: Sequence[float]
    planned: Sequence[float]
    note: str = ""
    unit: str = "£m"

    @property
    def amounts(self) -> Amounts:
        ends = (amount for band in self.bands for amount in (*band.low, *band.high))
        return amounts_of(self.unit, *ends, *self.median, *self.prudent, *self.planned)

    def finding(self) -> str:
        if not self.years:
            return "No year is simulated"
        formatted, year, prudent, planned = self.amounts, self.years[-1], self.prudent[-1], self.planned[-1]
        if math.isnan(prudent):
            return f"What is {PRUDENT} in {year} is not known"
        said = f"{formatted(prudent)} a year is {PRUDENT} in {year}"
        return said if math.isnan(planned) else f"{said}; {formatted(planned)} is planned"

    def describe(self) -> str:
        formatted = self.amounts
        said = ["Simulated savings in each year."]
        for i, year in enumerate(self.years):
            unknown = math.isnan(self.prudent[i])
            parts = [f"what is {PRUDENT} is not known" if unknown else f"{formatted(self.prudent[i])} is {PRUDENT}"]
            parts.append(f"the median is {formatted(self.median[i])}")
            ends = [f"between {formatted(band.low[i])} and {formatted(band.high[i])}" for band in reversed(self.bands)]
            if ends:
                names = [band.name for band in reversed(self.bands)]
                first = f"with {names[0]} probability it is {ends[0]}"
                others = [f"with {name} {words}" for name, words in zip(names[1:], ends[1:], strict=True)]
                parts.append(", ".join([first, *others]))
            if not math.isnan(self.planned[i]):
                parts.append(f"{formatted(self.planned[i])} is planned")
            said.append(f"{year}: {'; '.join(parts)}.")
        return " ".join(said)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        n, formatted = len(self.years), self.amounts
        drawn = (*(line for band in self.bands for line in band[1:]), self.median, self.prudent, self.planned)
        found = [amount for amounts in drawn for amount in amounts if not math.isnan(amount)]

        def labels(room: float) -> list[Label]:
            named = (("Planned", self.planned), ("Median", self.median), (f"Prudent: {PRUDENT}", self.prudent))
            return [label(name, formatted(amounts[-1]), (n - 1 + ASIDE, amounts[-1]), room, family)
                    for name, amounts in named if n and not math.isnan(amounts[-1])]  # fmt: skip

        rows = [("Prudent", [formatted.bare(amount) for amount in self.prudent])]
        if self._is_planned:
            rows.append(("Planned", [formatted.bare(amount) for amount in self.planned]))
        beside, right = year_axes(ax, family, own=own, title=self.heading, note=self._note(), years=self.years,
                                  limits=(min(found, default=0.0), max(found, default=0.0)), unit=f"{self.unit} a year",
                                  labels=labels, rows=rows)  # fmt: skip
        places = [float(i) for i in range(n)]
        for narrower, band in zip(reversed(range(len(self.bands))), self.bands, strict=True):
            look: dict[str, Any] = {"color": shades()[2 + narrower], "linewidth": 0, "zorder": 1.2 - narrower * 0.1}
            ax.fill_between(places, band.low, band.high, label=band.name, **look)
            for year in filter(band.alone, range(n)):  # a bar
                ax.fill_between([year - 0.25, year + 0.25], band.low[year], band.high[year], label="_alone", **look)
        ax.plot(places, self.median, color=shades()[0], linewidth=2.2, marker="o", markersize=6.5, zorder=3,
                label="Median", markeredgecolor=PAPER, markeredgewidth=1.0, clip_on=False)  # fmt: skip
        ax.plot(places, self.prudent, color=categorical()[2], linewidth=1.4, linestyle=(0, (4, 2)), marker="v",
                zorder=4, markersize=8, markerfacecolor=PAPER, markeredgewidth=1.8, label="Prudent",
                clip_on=False)  # fmt: skip
        ax.plot(places, self.planned, color=INK, linestyle="none", marker="_", markersize=22, markeredgewidth=3,
                zorder=3.5, label="Planned", clip_on=False)  # fmt: skip
        column(ax, beside, right, family)

    @property
    def _is_planned(self) -> bool:
        return any(not math.isnan(amount) for amount in self.planned)

    def _note(self) -> str:
        said = [plain_line(self.note)] if self.note else []
        if self.bands:
            levels = [band.name for band in reversed(self.bands)]
            words = levels[0] if len(levels) == 1 else f"{', '.join(levels[:-1])} and {levels[-1]}"
            said.append(f"Shaded, dark to light: where the saving of a year lies, with {words} probability.")
        said.append(f"Triangles: prudent, {PRUDENT}. Dots: as likely to be exceeded as not.")
        if self._is_planned:
            said.append("Black marks: planned.")
        if any(math.isnan(amount) for amount in self.prudent):
            said.append("Where there is no figure, it is not known.")
        return " ".join(said)
