"""The figures of a row as its table and its page print them: in the decimals of the row, with its unit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from headway._core import Period
from headway.language.figures import change_of, decimals, ends_in_words, figure, rounding
from headway.report.board_rows import Row


def _in_full(period: Period) -> str:
    return period.with_style("full").label


class RowFigures:
    """The figures of one row as text, in so many `places`; None where there is none."""

    def __init__(self, row: Row) -> None:
        self.row = row
        ends = itertools.chain(*(against.ends for against in row.against.values()))
        self._most = rounding(row.latest, row.previous, *ends, change=row.change)
        self.places = decimals(row.previous, row.latest, most=self._most)

    def of(self, value: float) -> str | None:
        return None if math.isnan(value) else figure(value, places=self.places, unit=self.row.unit)

    def change(self) -> str | None:
        change = self.row.change
        return None if math.isnan(change) else change_of(change, places=self.places, unit=self.row.unit)

    def why_no_change(self) -> str:
        bounded = self.row.direction != "unknown" or self.row.direction_reason == "only a bound is known"
        return "not known" if bounded else "no data"

    def interval(self) -> str | None:
        """Within which the latest figure may well be."""
        found = self.row.interval
        return None if found is None else ends_in_words(found.lower, found.upper, lambda end: self.of(end) or "")

    def places_of_earlier(self, name: str) -> int:
        """The decimals of an earlier figure and of the change since."""
        value = self.row.since[name].value
        return max(self.places, decimals(value, most=rounding(self.row.latest, value)))

    def since(self, name: str, written: Callable[[Period], str] = _in_full) -> str | None:
        """The change since an earlier figure, and from what: "+0.60 from 94.26 in June 2024"."""
        since, unit = self.row.since[name], self.row.unit
        if math.isnan(since.value):
            return None
        when = "" if since.period is None else f" in {written(since.period)}"
        places = self.places_of_earlier(name)
        change = "" if math.isnan(since.change) else f"{change_of(since.change, places=places, unit=unit)} "
        return f"{change}from {figure(since.value, places=places, unit=unit)}{when}"

    def places_of(self, name: str) -> int:
        """The decimals of a comparator: more than the row has where it uses more."""
        return max(self.places, decimals(*self.row.against[name].ends, most=self._most))

    def ends(self, name: str) -> str | None:
        """A comparator's value or range."""
        ends, open_ends = self.row.against[name].ends, self.row.against[name].open_ends
        if all(map(math.isnan, ends)):
            return None
        places = self.places_of(name)

        def shown(end: float) -> str:
            return figure(end, places=places, unit=self.row.unit)

        return shown(ends[0]) if len(ends) == 1 else ends_in_words(ends[0], ends[1], shown, open_=open_ends)
