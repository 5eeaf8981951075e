"""A year's savings: what is delivered, still to come and short of the plan, row by row, and the same in words."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts import bars
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.bars import KEY_MARK, Bar, Fill, KeyEntry, Piece, fits_within, names_in
from headway.charts.parts.labels import frame_of, wrapped
from headway.charts.parts.layout import LEADING, SMALL, WIDE, lay_out
from headway.language.counts import number_of
from headway.language.palette import INK, PAPER, sequential
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes


NARROW = 200.0  # points, in less of which amounts beside bars have no unit


class DeliveredRow(NamedTuple):
    """Amounts of a year; NaN where one is not known. The year end and its bounds are what the months so far make. Of
    `unknown` schemes nobody knows what they have delivered: `not_known` is what is forecast of them."""

    planned: float
    forecast: float
    delivered: float
    slipped: float = math.nan
    lost: float = math.nan
    year_end: float = math.nan
    lower: float = math.nan
    upper: float = math.nan
    unknown: float = 0.0
    not_known: float = 0.0


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class DeliveredChart(Chart):
    """What a year has delivered of its plan.

    Attributes
    ----------
    year, as_at : str
        The year, and the month up to which amounts are delivered; "" where that is not known.
    what : str
        What a row is: "portfolio" or "scheme".
    rows : mapping of str to DeliveredRow
        The largest plan first.
    total : DeliveredRow
    pooled : sequence of mappings of str to DeliveredRow
        What is drawn: the largest rows and the others together, and, for axes with less room, fewer and fewer.
    unit : str
    """

    year: str
    as_at: str
    what: str
    rows: Mapping[str, DeliveredRow]
    total: DeliveredRow
    pooled: Sequence[Mapping[str, DeliveredRow]]
    unit: str = "£m"

    @property
    def amounts(self) -> Amounts:
        rows = (self.total, *self.rows.values())
        return amounts_of(self.unit, *(amount for row in rows for amount in row[:3] if not math.isnan(amount)))

    def finding(self) -> str:
        formatted, total = self.amounts, self.total
        planned, by = formatted(total.planned), f" by {self.as_at}" if self.as_at else ""
        so_far = "" if math.isnan(total.delivered) else f"{_so_far(total, formatted, by)}"
        of = f"Savings of {self.year}: "
        if total.forecast >= total.planned:
            return f"{of}all {planned} planned is forecast" + (f", {so_far}" if so_far else "")
        lost = "lost net" if self._some_above else "lost"
        parts = [f"{formatted(amount)} {word}" for amount, word in ((total.slipped, "slips"), (total.lost, lost))
                 if not math.isnan(amount) and amount > 0 and not formatted.print_as_0(amount)]  # fmt: skip
        why = f" ({' and '.join(parts)})" if parts else ""
        said = f"{of}{formatted(total.forecast)} of {planned} planned is forecast{why}"
        return f"{said}; {so_far}" if so_far else said

    @property
    def _some_above(self) -> bool:
        """Whether more than planned is forecast of some: what others are short of is no loss in all."""
        return any(row.forecast > row.planned for row in self.rows.values())

    def shown(self) -> str:
        of = f"Savings of {self.year} by {self.what}, {self.amounts.unit}"
        return f"{of}; beside each bar what is forecast of the plan"

    def describe(self) -> str:
        named = [self._said(name, row) for name, row in self.rows.items()]
        return " ".join([f"{self.finding()}.", *filter(None, [self._by_months(self.total)]), *named])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        key = self._key(WIDE - 10, family)
        tall = sum(entry.height for entry in key) + 4 + bars.MOST_BARS * bars.MOST_HIGH
        aside, low = bars.names_beside(ax, own), bars.is_low(ax, own)
        lay_out(ax, family, own=own, words=self.words(self._note()), left=max(4, aside),
                below=SMALL * LEADING + 8, tall=tall)  # fmt: skip
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left + aside, family, alone=low)
        bars.draw_pooled(ax, self.pooled, lambda rows: self._bars(ax, rows, family), key, self.amounts, family, own=own,
                         beside=aside, tall=tall, low=low)  # fmt: skip

    def _note(self) -> str:
        net = "Net: what is forecast above plan is taken off what is short." if self._some_above else ""
        return " ".join(filter(None, [self._by_months(self.total), net]))

    def _by_months(self, row: DeliveredRow) -> str:
        """What the months so far make of a year, as a sentence."""
        if math.isnan(row.year_end):
            return ""
        formatted = self.amounts
        reach = f" ({formatted(row.lower)} to {formatted(row.upper)})" if not math.isnan(row.lower) else ""
        return f"The months so far make {formatted(row.year_end)}{reach} by the end of the year."

    def _said(self, name: str, row: DeliveredRow) -> str:
        formatted = self.amounts
        so_far = "delivered not known" if math.isnan(row.delivered) else _so_far(row, formatted)
        said = [f"{formatted(row.planned)} planned", f"{formatted(row.forecast)} forecast", so_far]
        return f"{name}: {listed(said)}."

    def _key(self, room: float, family: str, *, alone: bool = False) -> list[KeyEntry]:
        said = ("Delivered", "Not known", "To come", "Short") if alone else (
            "Delivered" + (f" by {self.as_at}" if self.as_at else " so far"),
            "Forecast where what is delivered is not known", "Still to come by the forecast",
            "Short of the plan")  # fmt: skip
        shown = [True, any(row.unknown for row in self.rows.values()), True, True]
        return [KeyEntry(look, "", wrapped(words, SMALL, room - KEY_MARK, family))
                for look, words, any_ in zip(_looks(), said, shown, strict=True) if any_]  # fmt: skip

    def _bars(self, ax: Axes, rows: Mapping[str, DeliveredRow], family: str) -> list[Bar]:
        left, _, right, _ = frame_of(ax)
        formatted = self.amounts
        pieces = {name: _pieces(row, formatted) for name, row in rows.items()}
        said = formatted.bare if right - left < NARROW else formatted
        beyond = {name: f"{said(row.forecast)} of {said(row.planned)}" for name, row in rows.items()}
        ends = {name: max((piece.end for piece in of), default=0.0) for name, of in pieces.items()}
        bars.scale(ax, 0.0, max(ends.values(), default=0.0), [(ends[n], beyond[n]) for n in rows], family)
        drawn = []
        for name, row in rows.items():
            kept = [p if fits_within(ax, p, family) else p._replace(within="") for p in pieces[name]]
            of = "" if math.isnan(row.delivered) else f" of {number_of(int(row.unknown), 'scheme')}"
            aside = f"(delivered not known{of})" if row.unknown or not of else ""
            first = pieces[name][0] if pieces[name] else None
            if not aside and row.delivered > 0 and first is not None and not kept[0].within:  # which has no room
                aside = f"({first.within} delivered)"
            drawn.append(Bar(names_in(name, right - left, family, aside=aside), kept, beyond[name]))
        return drawn


def _so_far(row: DeliveredRow, formatted: Amounts, by: str = "") -> str:
    return f"{formatted(row.delivered)} delivered{by}{' where known' if row.unknown else ''}"


def _pieces(row: DeliveredRow, formatted: Amounts) -> list[Piece]:
    """What is delivered, from 0 on, then the forecast of which nobody knows what is delivered, then what is to come,
    then what is short."""
    delivered = 0.0 if math.isnan(row.delivered) else max(0.0, row.delivered)
    forecast = max(delivered, row.forecast)
    ends = [delivered, min(delivered + max(0.0, row.not_known), forecast), forecast, max(forecast, row.planned)]
    pieces, start = [], 0.0
    for end, look in zip(ends, _looks(), strict=True):
        if not math.isnan(end) and end > start and not formatted.print_as_0(end - start):
            pieces.append(Piece(start, end, look, formatted.bare(end - start)))
            start = end
    return pieces


def _looks() -> list[Fill]:
    """Told apart in grey: dark, empty where nobody knows, pale, and an outline that is hatched."""
    dark, pale = sequential(3)[0], sequential(3)[-1]
    return [Fill(dark, dark), Fill(PAPER, INK), Fill(pale, INK), Fill(PAPER, INK, "/////")]
