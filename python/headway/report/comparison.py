"""Two scorecards, one quarter and the next: what moved and why, what came and went, what was revised."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from headway import _core
from headway._core import Period
from headway.boundary.documented import documented_as
from headway.boundary.problems import refusal
from headway.charts.slope import Slope
from headway.pictured import Pictured, Written
from headway.report.board_rows import Row
from headway.report.scorecard import Scorecard
from headway.report.slopes import slope_of
from headway.report.wording import Sentence, checked, of_drafts

_FLOW = ("before", "dropped", "moved_out", "moved_in", "new", "after")
_TEXT, _NUMBER = pa.large_string(), pa.float64()


class Move(NamedTuple):
    """A rating that is another: of which result of the second scorecard, against what, from and to."""

    row: int
    comparator: str
    was: str
    now: str


class Comparison(Pictured, Written, page="comparison"):
    """What changed from one scorecard to the next, as `compare` finds it.

    Frames are of the kind of the second scorecard's.

    Attributes
    ----------
    before, after : Scorecard
    comparators : tuple of str
        Those of both.
    moved : frame
        A row for each rating that is another: `section, indicator, comparator, from, to, cause, before_value,
        after_value, before_comparator, after_comparator, new_value_by_old, old_value_by_new`. The cause is `value`,
        `comparator`, `rule` or several of them, `definition` (another unit or polarity) or `withheld` (a rating that
        could not be given at one of the two times). The last two columns say what the new value is by the old
        comparator and rule, and the old value by the new ones; null where one is not to be rated by the other's.
    new, dropped : frame
        Rows of one scorecard alone: `section, indicator, period, latest`, the rating against each comparator of both,
        and `may_be` with `because`: an indicator of the other scorecard that it may be under another name or in
        another section. Nothing is merged.
    revised : frame
        Figures for a period that are others now: `indicator, period, before, after, was, is`. The last two say where
        they stand: `result`, `history` or `previous`. Null: there is none.
    changed : frame
        Comparators, rules and definitions that are others now, whether a rating moved or not: `section, indicator,
        part, before, after`; section and indicator are null of a comparator that came or went for all.
    counts : frame
        By comparator and rating: `before, dropped, moved_out, moved_in, new, after`. They reconcile:
        before - dropped - moved_out + moved_in + new = after.
    """

    def __init__(self, before: Scorecard, after: Scorecard) -> None:
        self.before, self.after = before, after
        self._held = before.board.held(compared=True), after.board.held(compared=True)
        self._found = found = _core.compare_scorecards(*self._held)
        self.comparators: tuple[str, ...] = tuple(found["comparators"])
        self._was = [*map(before.board.row, range(len(before)))]
        self._is = [*map(after.board.row, range(len(after)))]
        self.moved = self._frame(self._moved())
        self.new = self._frame(self._alone(self._is, found["new"], 1))
        self.dropped = self._frame(self._alone(self._was, found["dropped"], 0))
        self.revised = self._frame(self._revised())
        self.changed = self._frame(self._changed())
        self.counts = self._frame(self._counts())

    def __reduce__(self) -> tuple[type[Comparison], tuple[Scorecard, Scorecard]]:
        return type(self), (self.before, self.after)

    def __len__(self) -> int:
        """How many results are in both."""
        return len(self._found["matched"])

    @property
    def _periods(self) -> list[tuple[Period, Period]]:
        """The periods of the results in both, before and after, where both are known."""
        pairs = [(self._was[before].when, self._is[after].when) for before, after in self._found["matched"]]
        return [(was, now) for was, now in pairs if was is not None and now is not None]

    @property
    def moves(self) -> list[Move]:
        """The ratings that moved, in the order of `.moved`; for a page."""
        return [Move(each[1], self.comparators[each[2]], str(each[3]), str(each[4])) for each in self._found["moved"]]

    def sentences(self, *, templates: Mapping[str, str] | None = None) -> tuple[Sentence, ...]:
        """What changed, in draft sentences, each with its figures.

        Parameters
        ----------
        templates : mapping of str to str, optional
            Other texts for some of the sentences, as for `headway.sentences`.

        Returns
        -------
        tuple of Sentence

        Raises
        ------
        HeadwayError
            As `headway.sentences`.
        """
        return of_drafts(_core.draft_comparison(*self._held, checked(templates)))

    def picture(
        self, *, unit: str | None = None, title: str | None = None, subtitle: str | None = None,
        source: str | None = None,
    ) -> Slope:  # fmt: skip
        """Indicators at both times, each a line from the one to the other: at most twelve, of one unit.

        First come those whose rating against the first comparator of both is another, then those that went furthest;
        those that did not move are counted. A
        result whose unit or polarity is another now, or that has no figure at one of the two times, is left out and
        counted.

        Parameters
        ----------
        unit : str, optional
            The unit of those that are drawn; by default that of most.
        title, subtitle : str, optional
            Instead of what the figures say, and of when that is.
        source : str, optional
            Where the figures are from.

        Returns
        -------
        Slope

        Raises
        ------
        HeadwayError
            For a unit that no result of both has, and for texts that are none.
        """
        comparator = self.comparators[0] if self.comparators else None
        pairs = [(self._was[before], self._is[after]) for before, after in self._found["matched"]]
        return slope_of(pairs, comparator, unit=unit, title=title, subtitle=subtitle, source=source)

    def describe(self) -> str:  # type: ignore[override]  # of all that changed, not of the chart alone
        """What changed, in plain sentences."""
        return "\n".join(sentence.text for sentence in self.sentences())

    @documented_as(Written.write)
    def write(  # type: ignore[override]  # without the parts of other pages
        self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None, notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None,
    ) -> Path:  # fmt: skip
        """Write the comparison as one accessible page, complete in itself: a single HTML file that needs no network."""
        return super().write(path, title=title, subtitle=subtitle, notes=notes, pages=pages)

    def __repr__(self) -> str:
        head = f"Comparison of two scorecards: {len(self.before)} results before, {len(self.after)} after"
        kinds = ("compared", "moved_count", "moved_none", "moved", "new", "dropped", "suspected", "revised")
        lines = [sentence.text for sentence in self.sentences() if sentence.kind in kinds]
        return "\n".join([head, *(f"  {line}" for line in lines)])

    def _size_in_a_notebook(self) -> int:
        return 1  # no more lines are drawn, however many results there are

    def _moved(self) -> dict[str, pa.Array]:
        moves = self._found["moved"]
        names = [self.comparators[each[2]] for each in moves]
        was, now = [self._was[each[0]] for each in moves], [self._is[each[1]] for each in moves]
        return self._places(now) | {
            "comparator": _texts(names),
            "from": _texts(each[3] for each in moves),
            "to": _texts(each[4] for each in moves),
            "cause": _texts(each[5] for each in moves),
            "before_value": _numbers(row.latest for row in was),
            "after_value": _numbers(row.latest for row in now),
            "before_comparator": _texts(_against(row, name) for row, name in zip(was, names, strict=True)),
            "after_comparator": _texts(_against(row, name) for row, name in zip(now, names, strict=True)),
            "new_value_by_old": _texts(each[6] for each in moves),
            "old_value_by_new": _texts(each[7] for each in moves),
        }

    def _alone(self, rows: Sequence[Row], numbers: Sequence[int], side: int) -> dict[str, pa.Array]:
        """Rows of one scorecard alone; `side` is 0 of the first."""
        own = [rows[number] for number in numbers]
        others = (self._is, self._was)[side]
        may_be: dict[int, list[tuple[str, str]]] = {}
        for dropped, added, because in self._found["suspected"]:
            mine, other = (dropped, added) if side == 0 else (added, dropped)
            may_be.setdefault(mine, []).append((others[other].indicator, because))
        said = [may_be.get(number, []) for number in numbers]
        ratings = {f"{name}_rating": _texts(row.against[name].rating for row in own) for name in self.comparators}
        return self._places(own) | {
            "period": _texts(row.period for row in own), "latest": _numbers(row.latest for row in own), **ratings,
            "may_be": _texts("; ".join(name for name, _ in each) or None for each in said),
            "because": _texts("; ".join(why for _, why in each) or None for each in said),
        }  # fmt: skip

    def _revised(self) -> dict[str, pa.Array]:
        found = self._found["revised"]
        return {
            "indicator": _texts(self._is[each[0]].indicator for each in found),
            "period": _texts(each[1].label for each in found),
            "before": _numbers(each[2] for each in found), "after": _numbers(each[3] for each in found),
            "was": _texts(each[4] for each in found), "is": _texts(each[5] for each in found),
        }  # fmt: skip

    def _changed(self) -> dict[str, pa.Array]:
        found = self._found["changed"]
        rows = [None if each[1] is None else self._is[each[1]] for each in found]
        parts, befores, afters = [], [], []
        for before, after, part, comparator, was, now, range_was, range_is in found:
            if comparator is not None:
                units = self._was[before].unit or "", self._is[after].unit or ""
                was, now = _core.two_ranges(range_was, units[0], range_is, units[1])
                part = self.comparators[comparator]
            parts.append(part)
            befores.append(was or None)
            afters.append(now or None)
        return {
            "section": _texts(row and row.section for row in rows),
            "indicator": _texts(row and row.indicator for row in rows),
            "part": _texts(parts), "before": _texts(befores), "after": _texts(afters),
        }  # fmt: skip

    def _counts(self) -> dict[str, pa.Array]:
        flows = self._found["counts"]
        numbers = {name: pa.array([each[2 + i] for each in flows], pa.int64()) for i, name in enumerate(_FLOW)}
        named = {"comparator": _texts(self.comparators[each[0]] for each in flows)}
        return named | {"rating": _texts(each[1] for each in flows)} | numbers

    @staticmethod
    def _places(rows: Sequence[Row]) -> dict[str, pa.Array]:
        return {"section": _texts(row.section for row in rows), "indicator": _texts(row.indicator for row in rows)}

    def _frame(self, columns: Mapping[str, pa.Array]) -> Any:
        return self.after.board.like(columns)


def compare(before: Scorecard, after: Scorecard) -> Comparison:
    """Compare two scorecards, one quarter and the next: which ratings moved and why, what is new, gone and revised.

    Parameters
    ----------
    before, after : Scorecard
        A result of one is that of the other where both have its section and indicator, whatever their periods. The
        earlier comes first.

    Returns
    -------
    Comparison

    Raises
    ------
    HeadwayError
        For what is no scorecard, and for an indicator that stands twice in a section of one, for two periods: which
        of them is to be compared, nobody can say. For scorecards in the wrong order: where periods are known and the
        second is nowhere of a later one, but somewhere of an earlier.

    Notes
    -----
    A rating moved because its value did where the new value would have it by the old comparator and rule, and the old
    value would keep its own by the new ones; because the comparator or the rule did where it is the other way round;
    and because of both where either alone is enough, or neither. Nothing is re-rated: both mixtures stand in `.moved`.

    Examples
    --------
    >>> def quarter(period, latest, target):
    ...     return hw.Scorecard(pd.DataFrame({
    ...         "section": "Housing", "indicator": ["Repairs on time", "Rent collected"], "unit": "%", "period": period,
    ...         "latest": latest, "target": target, "polarity": "high_is_good"}), comparators=("target",))
    >>> found = hw.compare(quarter("2024/25 - Q1", [80.0, 95.0], [90.0, 98.0]),
    ...                    quarter("2024/25 - Q2", [80.0, 98.5], [85.0, 98.0]))
    >>> found.moved[["indicator", "from", "to", "cause", "new_value_by_old"]]
             indicator   from     to       cause new_value_by_old
    0  Repairs on time    red  amber  comparator              red
    1   Rent collected  amber  green       value            green
    >>> print(found.describe().splitlines()[2])
    Repairs on time went from red to amber against target, because its target went from 90% to 85%.
    """
    for name, given in (("before", before), ("after", after)):
        if not isinstance(given, Scorecard):
            raise refusal(name, type(given).__name__, "a headway.Scorecard")
    return compared(before, after, "hw.compare(after, before)")


def compared(before: Scorecard, after: Scorecard, other_way: str) -> Comparison:
    """The comparison; `other_way` is what to write where they are in the wrong order."""
    found = Comparison(before, after)
    _refuse_wrong_order(found._periods, other_way)
    return found


def _refuse_wrong_order(periods: Sequence[tuple[Period, Period]], other_way: str) -> None:
    """Refuse a second scorecard that is of earlier periods: every move would be told the wrong way round."""
    wrong = [(was, now) for was, now in periods if now.end < was.end]
    if wrong and not any(was.end < now.end for was, now in periods):
        was, now = wrong[0]
        raise refusal("before, after", f"'{was.label}' before '{now.label}', which ends earlier",
                      f"the earlier scorecard first, {other_way}")  # fmt: skip


def _against(row: Row, name: str) -> str | None:
    """A comparator as a reader sees it."""
    ends, opens = row.against[name].ends, row.against[name].open_ends
    given = (ends[0], ends[-1], *opens)
    return _core.two_ranges(given, row.unit or "", given, row.unit or "")[0] or None


def _texts(values: Any) -> pa.Array:
    return pa.array([None if value is None else str(value) for value in values], _TEXT)


def _numbers(values: Any) -> pa.Array:
    return pa.array([*values], _NUMBER, from_pandas=True)
