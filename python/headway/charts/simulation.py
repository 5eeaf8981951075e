"""What a simulated plan may save in each year: bands of chance, the median, and the prudent figure, drawn and in words.

For savings the prudent figure is the one that is met or exceeded with 80% probability: it lies below the median.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.closeup import TALL_ENOUGH, Closeup, Reading, draw_closeup, fill_of
from headway.charts.parts.labels import MARKED, Label, Line, column, frame_of
from headway.charts.parts.layout import SMALL, WIDE
from headway.charts.parts.year_axis import foot_of, label, year_axes
from headway.language.figures import per_cent
from headway.language.levels import percent
from headway.language.palette import INK, categorical, shades
from headway.language.sentences import capital, plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PRUDENT = "met or exceeded with 80% probability"
THIN = "$-$"  # a marker: thinner than that of what is planned


class Band(NamedTuple):
    """Where the saving of a year lies with a probability: from low to high, one a year."""

    level: float
    low: Sequence[float]
    high: Sequence[float]

    @property
    def name(self) -> str:
        return f"{percent(self.level)}%"


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
        What must be said with it: what it assumes.
    unit : str
    chance : sequence of float
        With what probability each year reaches what is planned; NaN where that is not known.
    """

    years: Sequence[str]
    bands: Sequence[Band]
    median: Sequence[float]
    prudent: Sequence[float]
    planned: Sequence[float]
    note: str = ""
    unit: str = "£m"
    chance: Sequence[float] = ()

    @property
    def amounts(self) -> Amounts:
        """Written to two figures of what the widest band spans in the last year: what chance leaves unsure is not
        printed."""
        ends = [amount for band in self.bands for amount in (*band.low, *band.high)]
        found = amounts_of(self.unit, *ends, *self.median, *self.prudent, *self.planned)
        spans = [band.high[-1] - band.low[-1] for band in self.bands[:1] if len(band.low)]
        if not spans or not spans[0] > 0:
            return found
        return found._replace(places=max(0, min(found.places, 1 - math.floor(math.log10(spans[0] / found.per)))))

    def finding(self) -> str:
        if not self.years:
            return "No year is simulated"
        formatted, year, prudent, planned = self.amounts, self.years[-1], self.prudent[-1], self.planned[-1]
        if math.isnan(prudent):
            return f"What is {PRUDENT} in {year} is not known"
        said = f"there is an 80% chance of saving {formatted(prudent)} or more in {year}"
        said = f"If the assumptions hold, {said}" if self.note else capital(said)
        if math.isnan(planned):
            return said
        chance = self.chance[-1] if len(self.chance) else math.nan
        return f"{said}; {formatted(planned)} is planned" + (
            "" if math.isnan(chance) else f" ({per_cent(chance)} chance)")

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
                chance = self.chance[i] if len(self.chance) else math.nan
                likely = "" if math.isnan(chance) else f", with a {per_cent(chance)} chance"
                parts.append(f"{formatted(self.planned[i])} is planned{likely}")
            said.append(f"{year}: {'; '.join(parts)}.")
        return " ".join(said)

    def shown(self) -> str:
        span = " to ".join(dict.fromkeys((self.years[0], self.years[-1]))) if self.years else ""
        assumed = ", an illustration on the assumptions below" if self.note else ""
        return f"Savings in each year by simulation, {span}{assumed}" if span else ""

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        from matplotlib.transforms import offset_copy

        n, formatted = len(self.years), self.amounts
        start, foot, stop, top = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
        closeup = self.closeup() if own or top - foot >= TALL_ENOUGH else None
        drawn = (*(line for band in self.bands for line in band[1:]), self.median, self.prudent, self.planned)
        found = [amount for amounts in drawn for amount in amounts if not math.isnan(amount)]

        def labels(room: float) -> list[Label]:
            named = (("Median", self.median, (THIN, INK)), ("Planned", self.planned, ("_", INK)),
                     ("Prudent", self.prudent, ("<", categorical()[2])))  # fmt: skip
            known = [label(name, "" if closeup else formatted(amounts[-1]), (n - 1, amounts[-1]), room - MARKED, family,
                           mark=mark)
                     for name, amounts, mark in named if n and not math.isnan(amounts[-1])]  # fmt: skip
            if not known:
                return known
            ranges = [Label([Line(f"Middle {band.name}", SMALL)], (n - 1, band.high[-1]), INK, spare=True,
                            mark=("s", fill_of(i, len(self.bands))))
                      for i, band in enumerate(self.bands) if not math.isnan(band.low[-1])]  # fmt: skip
            return [*ranges, *known]

        rows = [("Prudent", [formatted.bare(amount) for amount in self.prudent])]
        if self._is_planned:
            rows.append(("Planned", [formatted.bare(amount) for amount in self.planned]))
        beside, right = year_axes(ax, family, own=own, words=self.words(self._note()), years=self.years,
                                  limits=(min(found, default=0.0), max(found, default=0.0)), amounts=formatted,
                                  labels=labels, rows=rows,
                                  under=closeup.height(stop - start, family) if closeup else 0.0)  # fmt: skip
        if closeup:
            draw_closeup(ax, closeup, family, (start, stop), foot_of(rows))
        places = [float(i) for i in range(n)]
        root = ax.get_figure(root=True)
        assert root is not None
        step = frame_of(ax)[2] - frame_of(ax)[0]
        half = min(9.0, step / max(1, n) / 6)  # of a bar; what is planned stands left of it, what is prudent right
        before, after = (offset_copy(ax.transData, root, x=aside, units="points") for aside in (-half - 6, half + 6))
        bars = half / step * max(1, n)
        for i, band in enumerate(self.bands):
            # One after the other, from below each to above it: parted where a year is not known.
            x, low, high = (np.array([end for place in zip(*ends, strict=True) for end in place]) for ends in (
                [[at - bars for at in places], [at + bars for at in places], [math.nan] * n],
                [band.low, band.low, [math.nan] * n], [band.high, band.high, [math.nan] * n]))  # fmt: skip
            ax.fill_between(x, low, high, facecolor=fill_of(i, len(self.bands)), edgecolor=shades()[2], linewidth=0.7,
                            zorder=1.1 + 0.05 * i, label=band.name)  # fmt: skip
        ax.plot(places, self.median, color=INK, linestyle="none", marker="_", markersize=2 * half + 3,
                markeredgewidth=1.4, zorder=3, label="Median", clip_on=False)  # fmt: skip
        ax.plot(places, self.prudent, color=categorical()[2], linestyle="none", marker="<", zorder=4, markersize=7,
                label="Prudent", clip_on=False, transform=after)  # fmt: skip
        ax.plot(places, self.planned, color=INK, linestyle="none", marker="_", markersize=10, markeredgewidth=3,
                zorder=3.5, label="Planned", clip_on=False, transform=before)  # fmt: skip
        column(ax, beside, right, family)

    def closeup(self) -> Closeup | None:
        """The last year by itself, whose figures lie close on a scale that begins at 0."""
        if not self.years or math.isnan(self.prudent[-1]):
            return None
        formatted, bands = self.amounts, [(band.low[-1], band.high[-1]) for band in self.bands]
        rows = [("Median", self.median[-1], INK, "|", bands), ("Planned", self.planned[-1], INK, "|", []),
                ("Prudent", self.prudent[-1], categorical()[2], "|", [])]  # fmt: skip
        known = [Reading(name, formatted(amount), [amount], colour, marker, bands)
                 for name, amount, colour, marker, bands in rows if not math.isnan(amount)]  # fmt: skip
        ranges = " and ".join(f"{band.name}" for band in reversed(self.bands))
        heading = f"{self.years[-1]} seen closer" + (f", with its middle {ranges}" if ranges else "")
        return Closeup(heading, known, self.unit)

    @property
    def _is_planned(self) -> bool:
        return any(not math.isnan(amount) for amount in self.planned)

    def _note(self) -> str:
        said = [plain_line(self.note)] if self.note else []
        said.append(f"Middle 80%: what lies below it and what lies above it have a tenth of the chance each. Prudent: "
                    f"{PRUDENT}, so a fifth lies below. Median: as likely to be exceeded as not.")  # fmt: skip
        if any(math.isnan(amount) for amount in self.prudent):
            said.append("Where there is no figure, it is not known.")
        return " ".join(said)
