"""What a simulated plan may save in each year: bands of chance, the median, and the prudent figure, drawn and in words.

For savings the prudent figure is the one that is met or exceeded with 80% probability: it lies below the median.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.axes import Entry, beside_scale, draw_key_row, key_rows, padded
from headway.charts.parts.closeup import fill_of
from headway.charts.parts.labels import Line, evenly, frame_of, points_of, width
from headway.charts.parts.layout import LEADING, SMALL, TIGHT, WIDE, lay_out, ticks_of, write
from headway.charts.parts.year_axis import YEAR
from headway.language.figures import per_cent
from headway.language.levels import percent
from headway.language.palette import INK, MUTED, PAPER, categorical, shades
from headway.language.sentences import capital, plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PRUDENT_IS = "met or exceeded with 80% probability"
ILLUSTRATES = "An illustration: "  # how the note of odds that are assumed begins
PLANNED, PRUDENT, MEDIAN = "Planned", "Prudent", "Median"
GAP, PLAN = "(gap)", "plan"  # the column of how far a prudent figure is from its plan, and the place of that
ROW, THICK, APART = 24.0, 11.0, 8.0  # points of a row, of a band, and between columns
CLEAR = 3.0  # points that bands stand above the middles of their rows


class Band(NamedTuple):
    """Where the saving of a year lies with a probability: from low to high, one a year."""

    level: float
    low: Sequence[float]
    high: Sequence[float]

    @property
    def name(self) -> str:
        return f"{percent(self.level)}%"

    @property
    def in_tens(self) -> str:
        """The same as a chance that is read without a per cent: "8 in 10 chance"."""
        tenths = 10 * self.level
        return f"{round(tenths)} in 10 chance" if math.isclose(tenths, round(tenths)) else f"{self.name} chance"


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
        formatted, year, prudent = self.amounts, self.years[-1], self.prudent[-1]
        if math.isnan(prudent):
            return f"What is {PRUDENT_IS} in {year} is not known"
        # In the title, which axes of any size keep as long as the claim.
        held = ", by assumed odds" if self._illustrates else ", if the assumptions hold" if self.note else ""
        apart = self._apart(-1)
        against = f", {formatted(abs(apart))} {'below' if apart < 0 else 'above'} plan"
        if math.isnan(apart) or formatted.print_as_0(apart):
            against = "" if math.isnan(apart) else ", as planned"
        return f"Plan on {formatted(prudent)} in {year}{against}: a 4 in 5 chance of at least that{held}"

    def describe(self) -> str:
        formatted = self.amounts
        said = ["Simulated savings in each year."]
        for i, year in enumerate(self.years):
            unknown = math.isnan(self.prudent[i])
            prudent = f"what is {PRUDENT_IS} is not known" if unknown else (
                f"{formatted(self.prudent[i])} is {PRUDENT_IS}")
            parts = [prudent]
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
        assumed = "An illustration with assumed odds: simulated" if self._illustrates and self.title else "Simulated"
        against = " against plan" if self._against_plan else ""
        return f"{assumed} savings a year{against}, {self.amounts.unit}, {span}" if span else ""

    @property
    def _illustrates(self) -> bool:
        """Whether nobody has said how much is delivered."""
        return self.note.startswith(ILLUSTRATES)

    @property
    def _against_plan(self) -> bool:
        """Whether amounts stand by how far they are from what is planned, on which each year can be read, however
        small; else they stand by their size."""
        return all(not math.isnan(amount) for amount in self.planned) and any(self.planned)

    @property
    def _base(self) -> Sequence[float]:
        """Where the scale of each year has its 0."""
        return self.planned if self._against_plan else [0.0] * len(self.years)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """A row a year: its bands of chance, its median and its prudent figure."""
        x0, foot, x1, top = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
        tight, formatted = not own and top - foot < TIGHT, self.amounts
        years = [year[2:] if tight and YEAR.fullmatch(year) else year for year in self.years]
        unit = f"{formatted.unit} a year"
        gap = f" {GAP}" * self._is_planned
        heads = ([""], [PLANNED] * self._is_planned, [f"{PRUDENT}{gap}"]) if tight else (
            [""], [PLANNED, formatted.unit] * self._is_planned, [PRUDENT, f"{formatted.unit}{gap}"])  # fmt: skip
        unit = unit if tight else ""
        columns = (years, [formatted.bare(amount) * self._is_planned for amount in self.planned],
                   [self._prudently(i) for i in range(len(years))])  # fmt: skip
        wide = [max(width(Line(text, SMALL, bold=True), family) for text in (*head, *column))
                for head, column in zip(heads, columns, strict=True)]  # fmt: skip
        first, second, last = max(wide[0], width(Line(unit, SMALL), family)), wide[1], wide[2]
        left = first + (second + APART) * (second > 0) + APART
        key = key_rows(self._key(tight), x1 - x0, family)
        caption = f"{formatted.unit} less or more than planned" if self._against_plan and not tight else ""
        each = SMALL * LEADING if tight else ROW
        of_key, over = len(key) * SMALL * LEADING + 4, len(heads[2]) * SMALL * LEADING
        kept = lay_out(ax, family, own=own, words=self.words(self._note()), left=left + 4 * own,
                       right=last + APART + 4 * own, below=(1 + bool(caption)) * SMALL * LEADING + 8,
                       tall=each * max(1, len(years)), over=over + 2 + of_key * tight,
                       key=[] if tight else [SMALL * LEADING + 4 * (i == 0) for i in range(len(key))])  # fmt: skip
        kept = len(key) if tight else kept  # small axes have fewer years, but no mark without its name
        for i, row in enumerate(key[:kept]):
            draw_key_row(ax, row, -left, over + 10 + (kept - i - 1) * SMALL * LEADING, family)
        low, high = padded(*self._ends)
        _, foot, _, top = frame_of(ax)
        rows = range(len(years))
        most = max(1, int((top - foot + 1) // each))
        rows = rows if own or most >= len(years) else rows[len(years) - most :]
        high_row = (top - foot) / max(1, len(rows))
        ax.set_xlim(low, high)
        ax.set_ylim(top - foot, 0)
        ax.set_yticks([])
        up = 0.0 if tight else CLEAR  # so that the last prudent figure stands clear of the axis
        middles = {i: top - foot - (len(rows) - k - 0.5) * high_row - up for k, i in enumerate(rows)}
        if len(rows) < len(years):
            beside_scale(ax, f"and {len(years) - len(rows)} earlier", -left, family)
        self._scale(ax, family)
        write(ax, caption, (1, 0), (0, -2 * SMALL * LEADING - 1), MUTED, family, ha="right")
        write(ax, unit, (0, 1), (-left, 4), MUTED, family)
        for at, head, colour in ((first + APART + second, heads[1], INK), (left + frame_of(ax)[2] - frame_of(ax)[0]
                                 + APART + last, heads[2], categorical()[2])):  # fmt: skip
            for up, line in enumerate(reversed(head)):
                write(ax, line, (0, 1), (at - left, 4 + up * SMALL * LEADING), colour, family, ha="right")
        for i, middle in middles.items():
            self._write(ax, columns[0][i], -left, middle, family, INK)
            self._write(ax, columns[1][i], first + APART + second - left, middle, family, INK, ha="right")
            self._write(ax, columns[2][i], frame_of(ax)[2] - frame_of(ax)[0] + APART + last, middle, family,
                        categorical()[2], ha="right", bold=True)  # fmt: skip
        self._marks(ax, middles, min(THICK, 0.5 * high_row))

    @property
    def _ends(self) -> tuple[float, float]:
        """The least and the greatest of what is drawn."""
        drawn = (*(line for band in self.bands for line in band[1:]), self.median, self.prudent, self.planned)
        found = [amount - base for amounts in drawn for amount, base in zip(amounts, self._base, strict=True)
                 if not math.isnan(amount)]  # fmt: skip
        return min(found, default=0.0), max(found, default=0.0)

    def _key(self, tight: bool) -> list[Entry]:
        shown = [Entry("s", fill_of(i, len(self.bands)), band.name if tight else band.in_tens, edge=shades()[2])
                 for i, band in enumerate(self.bands) if any(not math.isnan(low) for low in band.low)]  # fmt: skip
        if tight and shown:
            shown[0] = shown[0]._replace(words=f"Middle {shown[0].words}")
        shown.append(Entry("|", INK, MEDIAN if tight else f"{MEDIAN}: more is as likely as less", edge=INK))
        meant = PRUDENT if tight else f"{PRUDENT}: 4 in 5 chance of this or more"
        shown.append(Entry("^", categorical()[2], meant, edge=categorical()[2]))
        if self._is_planned and not self._against_plan:
            shown.append(Entry("s", INK, PLANNED, hollow=True))
        return shown

    def _scale(self, ax: Axes, family: str) -> None:
        """Round amounts below; against a plan, its place has its name."""
        ticks = ticks_of(*ax.get_xlim(), 5)[0]
        along = self.amounts.along(ticks)
        names = [PLAN if self._against_plan and tick == 0 else
                 f"{'+' * (self._against_plan and tick > 0)}{along.bare(tick)}" for tick in ticks]  # fmt: skip
        at = points_of(ax, [(tick, 0) for tick in ticks])[:, 0].tolist()
        half = [width(Line(name, SMALL), family) / 2 for name in names]
        from_ = ticks.index(0.0) if self._against_plan and 0.0 in ticks else len(ticks) - 1
        written = evenly(at, half, from_) if at else []
        ax.set_xticks(ticks, [name if i in written else "" for i, name in enumerate(names)])
        ax.vlines(ticks, *ax.get_ylim(), color="0.85", linewidth=0.6, zorder=0.5)
        if self._against_plan:
            ax.axvline(0.0, color=INK, linewidth=1.6, linestyle=(0, (5, 3)), zorder=1, label=PLANNED)

    def _marks(self, ax: Axes, middles: Mapping[int, float], thick: float) -> None:
        """The bands of each year, its median upon them, and below them, so that it hides none, its prudent figure."""
        from matplotlib.collections import PolyCollection

        base = self._base
        for k, band in enumerate(self.bands):
            shapes = []
            for i, middle in middles.items():
                low, high = band.low[i] - base[i], band.high[i] - base[i]
                if not math.isnan(low + high):
                    up, down = middle - thick / 2, middle + thick / 2
                    shapes.append([(low, up), (low, down), (high, down), (high, up)])
            if shapes:
                ax.add_collection(PolyCollection(shapes, facecolor=fill_of(k, len(self.bands)), edgecolor=shades()[2],
                                                 linewidth=0.7, zorder=1.1 + 0.05 * k, label=band.name),
                                  autolim=False)  # fmt: skip
        plan = [] if self._against_plan else [(PLANNED, self.planned, INK, "s", 6.0)]
        for name, amounts, colour, marker, size in ((MEDIAN, self.median, INK, "|", thick),
                                                    (PRUDENT, self.prudent, categorical()[2], "^", 0.58 * thick),
                                                    *plan):  # fmt: skip
            at = [amounts[i] - base[i] for i in middles]
            below = 0.5 * (thick + size) if name == PRUDENT else 0.0
            heights = [middle + below for middle in middles.values()]
            if marker == "|":
                ax.plot(at, [*middles.values()], color=PAPER, linestyle="none", marker=marker, markersize=size,
                        markeredgewidth=4.0, zorder=3, label="_ground")  # fmt: skip
            ax.plot(at, heights, color=colour, linestyle="none", marker=marker, markersize=size,
                    markeredgewidth=2.4 if marker == "|" else 0.0 if name == PRUDENT else 1.4, zorder=3.1,
                    clip_on=False, label=name, markerfacecolor=colour if name == PRUDENT else PAPER)  # fmt: skip

    @staticmethod
    def _write(ax: Axes, text: str, x: float, y: float, family: str, colour: str, *, ha: str = "left",
               bold: bool = False) -> None:  # fmt: skip
        """A text of a row, so many points from the left edge of the axes."""
        write(ax, text, (0, y), (x, -0.36 * SMALL), colour, family, coords=("axes fraction", "data"), ha=ha, bold=bold)

    def _prudently(self, i: int) -> str:
        """The prudent figure of a year, and how far it is from what is planned."""
        bare, apart = self.amounts.bare, self._apart(i)
        return bare(self.prudent[i]) + ("" if math.isnan(apart) else f" ({'+' * (apart > 0)}{bare(apart)})")

    def _apart(self, i: int) -> float:
        """The difference of the figures of a year that are printed, so that a reader who subtracts finds the same."""
        return self.amounts.rounded(self.prudent[i]) - self.amounts.rounded(self.planned[i])

    @property
    def _is_planned(self) -> bool:
        return any(not math.isnan(amount) for amount in self.planned)

    def _note(self) -> str:
        said = [capital(plain_line(self.note.removeprefix(ILLUSTRATES)))] if self.note else []  # which the title says
        chance = self.chance[-1] if len(self.chance) else math.nan
        if not math.isnan(chance + self.planned[-1]):
            planned = self.amounts(self.planned[-1])
            said.append(f"Chance of the {planned} planned in {self.years[-1]}: {per_cent(chance)}.")
        if any(math.isnan(amount) for amount in self.prudent):
            said.append("Where there is no figure, it is not known.")
        return " ".join(said)
