"""A year's savings beside their plan, row by row: what is delivered and still to come, the mark of the plan, and what
is short of it, which words split into what slips and what is lost."""

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
from headway.charts.parts.layout import LEADING, SMALL, WIDE, has_subtitle, lay_out, rewrite_shown
from headway.language.counts import number_of
from headway.language.palette import INK, PAPER, RATING_COLOURS, sequential
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes


# Parts of a bar.
DELIVERED, UNKNOWN, TO_COME, SHORT = "delivered", "unknown", "to come", "short"
SLIPS, LOST, ABOVE = "slips", "lost", "above"  # of what is not as planned, in words
SAID = (DELIVERED, UNKNOWN, TO_COME)  # parts whose amounts stand within them; what is short has its own in a column
PLAN = "|"  # the marker of what was planned, in the key
# What a part is called in the key, and in one with little room; what is delivered is told by its month.
CALLED = {
    DELIVERED: ("Delivered so far", "Delivered"), UNKNOWN: ("Delivered not known", "Not known"),
    TO_COME: ("To come", "To come"), SHORT: ("Short of plan", "Short"),
}  # fmt: skip
MEANT = {SLIPS: "slips to later years", LOST: "is lost for good", SHORT: "is one or the other, not known which"}
LEAST = 1e-9  # of a shortfall, what is left of it by rounding


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

    @property
    def above(self) -> float:
        """What is forecast above the plan; negative where that is less."""
        return self.forecast - self.planned

    def short_parts(self) -> list[tuple[str, float]]:
        """Of what is forecast below the plan what slips and what is lost; what nobody has split, or what is sooner as
        more is lost, is short alone."""
        if not self.above < 0:
            return []
        if not (self.slipped >= 0 and self.lost >= 0):
            return [(SHORT, -self.above)]
        parts = [(SLIPS, self.slipped), (LOST, self.lost), (SHORT, -self.above - self.slipped - self.lost)]
        return [(word, amount) for word, amount in parts if amount > LEAST * -self.above]


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
        known = (amount for row in rows for amount in row[:3] if not math.isnan(amount))
        return amounts_of(self.unit, *known)._replace(turns=True)

    def finding(self) -> str:
        formatted, total = self.amounts, self.total
        planned, by = formatted(total.planned), f" by {self.as_at}" if self.as_at else ""
        so_far = "" if math.isnan(total.delivered) else f"{_so_far(total, formatted, by)}"
        of = f"Savings of {self.year}: "
        if total.above >= 0 or formatted.print_as_0(total.above):
            more = "" if formatted.print_as_0(total.above) else f" and {formatted(total.above)} more"
            return f"{of}all {planned} planned{more} is forecast" + (f", {so_far}" if so_far else "")
        said = f"{of}forecast {formatted(-total.above)} short of the {planned} planned"
        if math.isnan(total.above):
            return f"{of}{formatted(total.forecast)} of {planned} planned is forecast"
        unknown = f"and {self._unknown()}" if self._unknown() else ""
        return f"{said}, {unknown or so_far}" if unknown or so_far else said

    def _unknown(self) -> str:
        """Of what nobody knows what it has delivered, by name where they are few."""
        names = [name for name, row in self.rows.items() if row.unknown or math.isnan(row.delivered)]
        if not names or len(names) == len(self.rows):
            return "what is delivered is not known" if names and math.isnan(self.total.delivered) else ""
        of = names[0] if len(names) == 1 else number_of(len(names), self.what)
        return f"what {of} delivered is not known"

    def _net(self) -> str:
        """What the difference of all from their plan is made of, as a sentence: what slips and what is lost of rows
        that are short, and what others are above their plan."""
        formatted, found = self.amounts, dict.fromkeys((*MEANT, ABOVE), 0.0)
        for row in self.rows.values():
            for part, amount in row.short_parts():
                found[part] += amount
            found[ABOVE] += max(0.0, row.above) if not math.isnan(row.above) else 0.0
        short = [f"{formatted(found[part])} {meant}" for part, meant in MEANT.items()
                 if not formatted.print_as_0(found[part])]  # fmt: skip
        above = "" if formatted.print_as_0(found[ABOVE]) else f"{formatted(found[ABOVE])} above plan"
        offset = f"offset by {above} of {'other ' if above else ''}{self.what}s" if short and above else ""
        return f"{', '.join(filter(None, [listed(short), offset]))}." if short else ""

    def shown(self) -> str:
        of = f"Savings of {self.year} by {self.what}, {self.amounts.unit}"
        return f"{of}; in bold: what is forecast, of what was planned"

    def describe(self) -> str:
        named = [self._said(name, row) for name, row in self.rows.items()]
        return " ".join([f"{self.finding()}.", *filter(None, [self._note()]), *named])

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        key = self._key(WIDE - 10, family, self.rows, brief=False)
        tall = sum(entry.height for entry in key) + 4 + bars.MOST_BARS * bars.MOST_HIGH
        low = bars.is_low(ax, own)
        aside = bars.names_beside(ax, own)
        aside = aside if low or not aside else bars.no_wider(aside, self.rows, family)
        lay_out(ax, family, own=own, words=self.words(self._note()), left=max(4, aside),
                below=bars.FOOT if low else SMALL * LEADING + 8, tall=tall)  # fmt: skip
        left, bottom, right, top = frame_of(ax)
        # With little room one or two rows, those furthest below plan: a sum of others would hide what is not known.
        first = sorted(self.rows, key=lambda name: (math.isnan(self.rows[name].above), self.rows[name].above))
        pooled = [{name: self.rows[name] for name in first[:most]} for most in (3, 2, 1)] if low else self.pooled

        def bars_of(rows: Mapping[str, DeliveredRow]) -> list[Bar]:
            drawn = self._bars(ax, rows, family, beside=max(0, aside - 6), low=low)
            more = len(self.rows) - len(rows)
            return [*drawn, Bar([f"and {more} more"], [])] if low and more and not has_subtitle(ax) else drawn

        def key_of(rows: Mapping[str, DeliveredRow]) -> list[KeyEntry]:
            return self._key(right - left + aside, family, rows, brief=low)

        rows = bars.draw_pooled(ax, pooled, bars_of, key_of, self.amounts, family, own=own, beside=aside, tall=tall,
                                low=low, whole=True)  # fmt: skip
        if low:
            rewrite_shown(ax, family, shown=self.fewer(len(rows), len(self.rows)), wide=right - left + aside)

    def _note(self) -> str:
        return " ".join(filter(None, [self._net(), self._in_all(), self._by_months(self.total)]))

    def _in_all(self) -> str:
        """What is forecast of all that was planned, and delivered, as far as the title does not say it."""
        formatted, total = self.amounts, self.total
        if math.isnan(total.above) or total.above >= 0 or formatted.print_as_0(total.above):
            return ""
        known = not math.isnan(total.delivered) and self._unknown()
        so_far = f", {_so_far(total, formatted, f' by {self.as_at}' if self.as_at else '')}" if known else ""
        return f"{formatted(total.forecast)} of {formatted(total.planned)} is forecast{so_far}."

    def _apart(self, row: DeliveredRow) -> str:
        """How far a forecast is from its plan, and why."""
        formatted = self.amounts
        if math.isnan(row.above):
            return ""
        if formatted.print_as_0(row.above):
            return "as planned"
        if row.above > 0:
            return f"{formatted(row.above)} above plan"
        parts = [(word, amount) for word, amount in row.short_parts() if not formatted.print_as_0(amount)]
        said = [f"{formatted(amount)} {word}" for word, amount in parts]
        return said[0] if len(said) == 1 else f"{formatted(-row.above)} short: {', '.join(said)}"

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
        apart = self._apart(row)
        return f"{name}: {listed(said)}{f' ({apart})' if apart else ''}."

    def _key(self, room: float, family: str, rows: Mapping[str, DeliveredRow], *, brief: bool) -> list[KeyEntry]:
        """What the parts of rows are, each that is drawn, and the mark of what was planned."""
        there = {part for row in rows.values() for part, *_ in _parts(row, self.amounts)}
        said = {part: words[brief] for part, words in CALLED.items() if part in there}
        if DELIVERED in said and self.as_at and not brief:
            said[DELIVERED] = f"Delivered by {self.as_at}"
        looks = _looks()
        entries = [KeyEntry(looks[part], "", wrapped(words, SMALL, room - KEY_MARK, family), brief)
                   for part, words in said.items()]  # fmt: skip
        return [*entries, KeyEntry(Fill(PAPER, INK), "", ["Plan"], brief, PLAN)]

    def _bars(self, ax: Axes, rows: Mapping[str, DeliveredRow], family: str, *, beside: float,
              low: bool) -> list[Bar]:  # fmt: skip
        left, _, right, _ = frame_of(ax)
        formatted = self.amounts
        parts = {name: _parts(row, formatted) for name, row in rows.items()}
        # Where there is little room what was planned is its mark, and what was said of the bar's end.
        beyond = {name: formatted(row.forecast) + ("" if low else f" of {formatted(row.planned)}")
                  for name, row in rows.items()}  # fmt: skip
        ends = {name: max([rows[name].planned, *(end for *_, end in of)]) for name, of in parts.items()}
        column = {name: [self._column(row), *[self._delivered(row)] * (not low)] for name, row in rows.items()}
        bars.scale(ax, 0.0, max(ends.values(), default=0.0), [(ends[n], beyond[n]) for n in rows], family,
                   column=[line for lines in column.values() for line in lines])  # fmt: skip
        looks, drawn = _looks(), []
        for name, row in rows.items():
            pieces = []
            for part, start, end in parts[name]:
                amount = formatted(end - start) if part in SAID else ""
                within = Piece(start, end, looks[part], f"forecast {amount}" if part == UNKNOWN else amount)
                if part == UNKNOWN and not fits_within(ax, within, family):
                    within = within._replace(within=amount)
                room = within._replace(end=row.planned) if start < row.planned < end else within  # clear of its mark
                fits = fits_within(ax, room, family)
                pieces.append(within._replace(within=within.within if fits else "", at=(room.start + room.end) / 2))
                if part == DELIVERED and fits:  # which needs to be said but once
                    column[name] = column[name][:1]
            unknown = "(delivered not known)" if math.isnan(row.delivered) and not row.not_known else ""
            lines = names_in(name, right - left, family, aside=unknown, among=rows)
            drawn.append(Bar(lines, pieces, beyond[name], mark=row.planned, column=[*filter(None, column[name])]))
        return drawn

    def _delivered(self, row: DeliveredRow) -> str:
        return "" if math.isnan(row.delivered) else f"{self.amounts(row.delivered)} delivered"

    def _column(self, row: DeliveredRow) -> str:
        """How far a forecast is from its plan, in one figure."""
        short = "" if math.isnan(row.above) or self.amounts.print_as_0(row.above) else self.amounts(abs(row.above))
        return f"{short} {'above' if row.above > 0 else 'short'}" if short else self._apart(row)


def _so_far(row: DeliveredRow, formatted: Amounts, by: str = "") -> str:
    return f"{formatted(row.delivered)} delivered{by}{' where known' if row.unknown else ''}"


def _parts(row: DeliveredRow, formatted: Amounts) -> list[tuple[str, float, float]]:
    """What is delivered, from 0 on, then the forecast of which nobody knows what is delivered, then what is to come,
    and what that is short of the plan: each with its ends."""
    delivered = 0.0 if math.isnan(row.delivered) else max(0.0, row.delivered)
    forecast = max(delivered, row.forecast)
    ends = [(DELIVERED, delivered), (UNKNOWN, min(delivered + max(0.0, row.not_known), forecast)),
            (TO_COME, forecast)]  # fmt: skip
    ends += [(SHORT, row.planned)] if forecast < row.planned else []
    parts, start = [], 0.0
    for part, end in ends:
        if not math.isnan(end) and end > start and not formatted.print_as_0(end - start):
            parts.append((part, start, end))
            start = end
    return parts


def _looks() -> dict[str, Fill]:
    """Told apart in grey: dark, empty where nobody knows, pale, and of what is no forecast hatched in an outline."""
    dark, pale = sequential(3)[0], sequential(3)[-1]
    return {
        DELIVERED: Fill(dark, dark), UNKNOWN: Fill(PAPER, INK), TO_COME: Fill(pale, INK),
        SHORT: Fill(PAPER, RATING_COLOURS["red"], "xxxxx"),
    }  # fmt: skip
