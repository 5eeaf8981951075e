"""Savings by year, the largest portfolios upon one another: what a plan saves in each year, and the same in words."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.labels import Label, Line, column, frame_of, points_of, width
from headway.charts.parts.layout import SMALL, TIGHT, write
from headway.charts.parts.year_axis import label, readable, room_for_a_year, year_axes
from headway.language.palette import INK, PAPER, contrast, ink_on, luminance, shades
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HALF, MARK = 0.4, 0.46
MOST_SPENT = 3  # amounts below 0 that are named
NOT_COMPARED = math.nan, math.nan


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class RunRates(Chart):
    """What a plan saves in each year. Amounts are one a year; NaN where one is not known.

    Attributes
    ----------
    years : sequence of str
    rates : mapping of str to sequence of float
        By portfolio.
    order : sequence of str
        The portfolios, the largest first.
    series : mapping of str to sequence of float
        What is drawn: the largest portfolios, and the others together.
    total, increments : sequence of float
        Of the plan, and what each year adds to the one before.
    gap : sequence of float
        The budget gap.
    expected : float
        The saving that the plan expects, drawn across the years; NaN where it is not to be drawn.
    from_expected, from_gap : (float, float)
        By how much the last year falls short of it, of the budget gap, and by how much it exceeds it; NaN where it is
        not compared.
    unit : str
    """

    years: Sequence[str]
    rates: Mapping[str, Sequence[float]]
    order: Sequence[str]
    series: Mapping[str, Sequence[float]]
    total: Sequence[float]
    increments: Sequence[float]
    gap: Sequence[float]
    expected: float = math.nan
    from_expected: tuple[float, float] = NOT_COMPARED
    from_gap: tuple[float, float] = NOT_COMPARED
    unit: str = "£m"

    @property
    def amounts(self) -> Amounts:
        found = (*self.total, *self.increments, *self.gap, self.expected, *self.from_expected, *self.from_gap)
        return amounts_of(self.unit, *found, *(amount for rates in self.rates.values() for amount in rates))

    def finding(self) -> str:
        if not self.years:
            return "No year is planned"
        formatted, year, alone = self.amounts, self.years[-1], len(self.years) == 1
        if not any(amount for rates in (self.total, *self.rates.values()) for amount in rates):
            return f"No saving is planned in {year}" if alone else "No saving is planned in any year"
        reach, by = ("are forecast at", "in") if alone else ("are forecast to reach", "by")
        said = f"Savings {reach} {formatted(self.total[-1])} a year {by} {year}"
        if against := self._against(brief=True):
            return f"Savings forecast {by} {year}: {formatted(self.total[-1])} a year, {against}"
        if math.isnan(self.expected) and len(self.rates) > 1:
            largest = next((name for name in self.order if not math.isnan(self.rates[name][-1])), self.order[0])
            said += f", {formatted(self.rates[largest][-1])} of it in {largest}"
        return said

    def _against(self, *, brief: bool = False) -> str:
        """How the last year compares with what is expected and with the budget gap; in brief without their amounts,
        which are beside the bars."""
        formatted, said = self.amounts, []
        for words, wanted, (short, over) in (
            (f"the {formatted(self.expected)} expected", self.expected, self.from_expected),
            (f"the budget gap of {formatted(self.gap[-1])}", self.gap[-1], self.from_gap),
        ):
            if math.isnan(wanted) or math.isnan(short):
                continue
            differs = [(short, "short of"), (over, "more than")]
            differ = [f"{formatted(by)} {which}" for by, which in differs if not formatted.print_as_0(by)]
            words = words if not brief else "what is expected" if wanted is self.expected else "the budget gap"
            said.append(f"{differ[0] if differ else 'as much as'} {words}")
        return listed(said)

    def describe(self) -> str:
        formatted = self.amounts
        of = "" if math.isnan(self.expected) else f", of {formatted(self.expected)} a year expected"
        said = [f"Savings in each year{of}."]
        for i, year in enumerate(self.years):
            total, added = f"{year}: {formatted(self.total[i])} in total", self.increments[i]
            if i and not math.isnan(added):
                total += f", {formatted(abs(added))} {'less' if added < 0 else 'more'} than the year before"
            if not math.isnan(self.gap[i]):
                total += f", for a budget gap of {formatted(self.gap[i])}"
            parts = ", ".join(f"{name} {formatted(self.rates[name][i])}" for name in self.order)
            said.append(f"{total}; {parts}." if parts else f"{total}.")
        if self.years and (against := self._against()):
            said.append(f"In {self.years[-1]} that is {against}.")
        return " ".join(said)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        formatted, n = self.amounts, len(self.years)
        # Each bar grows from 0: what is saved upwards, what costs downwards.
        tops, bottoms = [0.0] * n, [0.0] * n
        pieces: dict[str, list[tuple[float, float]]] = {}
        has_gap, has_line = any(not math.isnan(amount) for amount in self.gap), not math.isnan(self.expected)
        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT
        # Where there is little room for names, what is compared with lines is the whole.
        series = {"Savings": self.total} if tight and (has_gap or has_line) else self.series
        first, *others = self.order or [""]
        if series is self.series and tight and len(others) > 1 and all(
            amount >= 0 for rates in self.rates.values() for amount in rates
        ):  # all known and none below 0, so that the largest and the others together hide nothing
            together = [math.fsum(self.rates[name][i] for name in others) for i in range(n)]
            series = {first: self.rates[first], f"Other ({len(others)})": together}
        for name, rates in series.items():
            pieces[name] = []
            for i, amount in enumerate(rates):
                known = 0.0 if math.isnan(amount) else amount
                ends = tops if known >= 0 else bottoms
                pieces[name].append((ends[i], known))
                ends[i] += known
        # Where other lines cross the bars, or figures are wider than bars, they stand below the years, not on the bars.
        totals = [formatted.bare(amount) for amount in self.total]
        widest = max((width(Line(text, SMALL, bold=True), family) for text in totals), default=0.0)
        on_bars = not has_gap and not has_line and (tight or widest <= room_for_a_year(ax, own, n, widest + 12))
        below = [] if on_bars else [("Total", totals)]
        if has_gap:
            below.append(("Gap", [formatted.bare(amount) for amount in self.gap]))
        found = (*tops, *bottoms, *self.gap, *self.total, self.expected)
        heights = [amount for amount in found if not math.isnan(amount)]

        def labels(room: float) -> list[Label]:
            right, found = n - 1 + HALF, []
            for name, rates in series.items() if n else ():
                start, amount = pieces[name][-1]
                found.append(label(name, formatted(rates[-1]), (right, start + amount / 2), room, family))
            if n and has_line:
                found.append(label("Expected", formatted(self.expected), (n - 1 + MARK, self.expected), room, family))
            if has_gap:
                last = max(i for i in range(n) if not math.isnan(self.gap[i]))
                name = "Budget gap" + ("" if last == n - 1 else f" {self.years[last]}")
                found.append(label(name, formatted(self.gap[last]), (last + MARK, self.gap[last]), room, family))
            return found

        beside, right = year_axes(ax, family, own=own, words=self.words(self._note()), years=self.years,
                                  limits=(min(heights, default=0.0), max(heights, default=0.0)),
                                  amounts=formatted, labels=labels, rows=below)  # fmt: skip
        fills = [shades()[i] for i in (0, 3, 1, 4, 2)]  # dark and light by turns, each told from each in grey
        edges = [_edges([parts[i] for parts in pieces.values()], fills) for i in range(n)]
        for look, (name, parts) in enumerate(pieces.items()):
            ax.bar(range(n), [amount for _, amount in parts], 2 * HALF, [start for start, _ in parts], label=name,
                   color=fills[look], edgecolor=[edges[i][look] for i in range(n)], linewidth=1.0, zorder=2)
            # Which other lines would cross; a figure that stands in the last bar is not written beside it as well.
            if not has_gap and not has_line and n - 1 in _write_within(ax, parts, fills[look], formatted, family):
                beside[look] = beside[look]._replace(lines=[line for line in beside[look].lines if not line.bold])
        for i, amount in enumerate(self.gap):
            if not math.isnan(amount):
                _line(ax, i - MARK, i + MARK, amount, 2.4, "-", "Budget gap")
        if has_line and n:
            _line(ax, n - 1 - MARK, n - 1 + MARK, self.expected, 1.8, (0, (3, 1.5)), "Expected")  # of the last year
        if on_bars:
            for i in readable(ax, [[Line(text, SMALL, bold=True)] for text in totals], family):
                write(ax, totals[i], (i, tops[i]), (0, 4), INK, family, coords="data", ha="center",
                      bold=True, zorder=6)  # fmt: skip
        if tight and not has_gap and not has_line and beside:  # the largest, which the title names, before others
            beside = [one._replace(spare=False) for one in beside]
            beside[1:] = [one._replace(lines=[line for line in one.lines if not line.bold]) for one in beside[1:]]
        _, foot, _, top = frame_of(ax)
        if not own and sum(one.height + 1 for one in beside) > top - foot:  # the names of parts, without their figures
            beside[: len(series)] = [one._replace(lines=[line for line in one.lines if not line.bold])
                                     for one in beside[: len(series)]]  # fmt: skip
        column(ax, beside, right, family, slack=SMALL / 2)

    def shown(self) -> str:
        span = " to ".join(dict.fromkeys((self.years[0], self.years[-1]))) if self.years else ""
        return f"Savings in each year{' by portfolio' if len(self.rates) > 1 else ''}, {span}" if span else ""

    def _note(self) -> str:
        said = []
        if any(amount < 0 for rates in self.rates.values() for amount in rates):
            said = ["Each bar is what is saved in that year, below 0 what is spent; the figure of a year is the net."]
            spent = [f"{name} {self.amounts(amount)} in {self.years[i]}" for name, rates in self.rates.items()
                     for i, amount in enumerate(rates) if amount < 0]  # fmt: skip
            more = [f"{len(spent) - MOST_SPENT} more"] if len(spent) > MOST_SPENT else []
            said.append(f"Below 0: {listed([*spent[:MOST_SPENT], *more])}.")
        if any(not math.isnan(amount) for amount in self.gap):
            said.append("Thick line: the budget gap.")
        if not math.isnan(self.expected):
            said.append(f"Dashed line: the saving expected by {self.years[-1]}." if self.years else "")
        unknown = sum(math.isnan(amount) for rates in self.rates.values() for amount in rates)
        if unknown:
            said.append(f"{unknown} amount{'s are' if unknown > 1 else ' is'} not known and left out of the bars.")
        if any(math.isnan(amount) for amount in self.total):
            said.append("Where there is no figure, the total is not known.")
        return " ".join(said)


def _edges(parts: Sequence[tuple[float, float]], fills: Sequence[str]) -> list[str]:
    """The edge of each part of a bar: ink, but of dark parts that touch, between which there is nothing pale, paper."""
    edges = [INK] * len(parts)
    drawn = [k for k, (_, amount) in enumerate(parts) if amount]
    for sign in (1, -1):
        for below, above in itertools.pairwise(k for k in drawn if sign * parts[k][1] > 0):
            if contrast(fills[below], fills[above]) < 3:
                for k in (below, above):
                    edges[k] = PAPER if luminance(fills[k]) < 0.3 else INK
    return edges


def _write_within(ax: Axes, parts: Sequence[tuple[float, float]], fill: str, formatted: Amounts,
                  family: str) -> list[int]:  # fmt: skip
    """The amount of each part of a bar that has the room; in which years."""
    written = []
    for i, (start, amount) in enumerate(parts):
        text = Line(formatted.bare(amount), SMALL)
        (left, foot), (right, top) = points_of(ax, [(i - HALF, start), (i + HALF, start + amount)]).tolist()
        if amount and abs(top - foot) >= SMALL * 0.95 and right - left >= width(text, family) + 3:
            write(ax, text.text, (i, start + amount / 2), (0, -0.36 * SMALL), ink_on(fill), family, coords="data",
                  ha="center", zorder=3)  # fmt: skip
            written.append(i)
    return written


def _line(ax: Axes, left: float, right: float, height: float, thick: float, dashes: Any, name: str) -> None:
    """A line that is seen on dark bars and beside them."""
    ax.plot([left, right], [height, height], color=PAPER, linewidth=thick + 3.0, zorder=4, clip_on=False,
            label="_ground", solid_capstyle="butt")  # fmt: skip
    ax.plot([left, right], [height, height], color=INK, linewidth=thick, linestyle=dashes, zorder=4.1, clip_on=False,
            label=name, solid_capstyle="butt")  # fmt: skip
