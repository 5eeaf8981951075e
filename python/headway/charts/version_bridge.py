"""The bridge from one published version of a figure to another: a waterfall, and the same in words.

A bound is drawn to the end that it has, goes on as an arrow where it has none, and says that it is one. What rounding
explains is called that, and never unexplained.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.bridge import NOTE, Step, waterfall
from headway.charts.chart import Chart
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.language.figures import ends_in_words
from headway.language.sentences import capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT = ("unexplained", "rounding")  # kinds of what no portfolio and no scheme makes


class Published(NamedTuple):
    """An amount as it was published, or bounds of one; of nothing known none."""

    amount: float | None = None
    lower: float | None = None
    upper: float | None = None
    lower_open: bool = False
    upper_open: bool = False
    approximate: bool = False

    @property
    def known(self) -> list[float]:
        return [end for end in self[:3] if end is not None]

    @property
    def exact(self) -> bool:
        return self.amount is not None and not self.approximate

    def said(self, formatted: Amounts, *, signed: bool = False) -> str:
        def written(end: float) -> str:
            return formatted(end, signed=signed)

        if not self.known:
            return "not known"
        about = "about " if self.approximate else ""
        if self.amount is not None:
            return f"{about}{written(self.amount)}"
        return about + ends_in_words(self.lower, self.upper, written, open_=(self.lower_open, self.upper_open))

    @property
    def turned(self) -> Published:
        """The same with the other sign."""
        amount, lower, upper = (None if end is None else 0.0 - end for end in self[:3])
        return Published(amount, upper, lower, self.upper_open, self.lower_open, self.approximate)


class VersionStep(NamedTuple):
    """One bar; its kind is "before", "after", "unexplained", "rounding" or what has become of it."""

    name: str
    kind: str
    published: Published
    start: float
    end: float


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class VersionBridge(Chart):
    """From one version of a figure to another.

    Attributes
    ----------
    before, after : str
        The versions: title and date.
    of : str
        What the figure is of, with its year; may be empty.
    steps : sequence of sequences of VersionStep
        The bars, and, for axes with less room, the same in fewer and fewer.
    change : Published
    explained_by_rounding : bool or None
        Of what is unexplained; None where that was not asked.
    unit : str
    """

    before: str
    after: str
    of: str
    steps: Sequence[Sequence[VersionStep]]
    change: Published
    explained_by_rounding: bool | None
    unit: str = "£m"

    @property
    def amounts(self) -> Amounts:
        return amounts_of(self.unit, *(end for step in self.steps[0] for end in step.published.known))

    def finding(self) -> str:
        """What the later version says, by how much that differs, and how much of it nobody explains."""
        if not self.change.known:
            return self._in_full()
        formatted, now = self.amounts, self.steps[0][-1].published
        most, why = self._most(formatted), self._why(formatted)
        why = why.replace(":", ";", 1) if most and why.startswith(":") else why.replace(", ", "; ", 1) if most else why
        before, later = (name.partition(", ")[0] for name in (self.before, self.after))
        before = before if most and before != later else self.before  # whose date is beside its bar
        of, change = capital(self.of or "savings"), self.change
        if most and change.exact and change.amount:  # in few words, so that the largest steps have room on a phone
            way = f"up {formatted(change.amount)}" if change.amount > 0 else f"down {formatted(-change.amount)}"
            return f"{of} {way} to {now.said(formatted)}{most}{why}"
        return f"{of}: {now.said(formatted)}, {self._against(formatted)} in {before}{most}{why}"

    def _most(self, formatted: Amounts) -> str:
        """The two largest steps whose amounts are known, the larger first, as a part of a sentence."""
        moved = [(step.name.partition(": ")[0], step.published) for step in self.steps[0]
                 if step.kind not in ("before", "after", *LEFT) and step.published.amount is not None]  # fmt: skip
        moved = [(name, each) for name, each in moved if not formatted.print_as_0(each.amount or 0.0)]
        moved.sort(key=lambda step: -abs(step[1].amount or 0.0))
        said = [f"{name} {each.said(formatted, signed=True)}" for name, each in moved[:2]]
        return f": {', '.join(said)}" if said else ""

    def _in_full(self) -> str:
        """The same with both amounts and both versions."""
        formatted, steps = self.amounts, self.steps[0]
        was, now = steps[0].published.said(formatted), steps[-1].published.said(formatted)
        against = f"{self._against(formatted)} {was} in {self.before}"
        return f"{capital(self.of or 'savings')}: {now} in {self.after}, {against}{self._why(formatted)}"

    def shown(self) -> str:
        return f"{capital(self.of or 'savings')} in {self.after}, and what has changed, {self.amounts.unit}"

    def describe(self) -> str:
        formatted = self.amounts
        steps = [f"{step.name}: {step.published.said(formatted, signed=step.published.exact)}"
                 for step in self.steps[0][1:-1]]  # fmt: skip
        between = f" Between them: {'; '.join(steps)}." if steps else ""
        return f"{self._in_full()}.{between}"

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        formatted = self.amounts
        choices = [[_step(step, formatted) for step in steps] for steps in self.steps]
        every = [step for steps in choices for step in steps]
        arrow = " Arrow: no end is known." if any(step.open_to for step in every) else ""
        reach = " Hollow: up to there." if any(step.hollow for step in every) else ""
        waterfall(ax, family, own, self.words(), f"{NOTE}{arrow}{reach}", formatted, choices)

    def _against(self, formatted: Amounts) -> str:
        change = self.change
        if not change.known:
            return "against"
        if change.amount == 0:
            return "as much as" if change.exact else "about as much as"
        if change.amount is not None or None not in (change.lower, change.upper):
            more = min(change.known) >= 0
        else:
            more = change.lower is not None
        beyond = change.lower if more else change.upper
        if change.amount is None and (beyond is None or (beyond < 0 if more else beyond > 0)):
            return "which may be more or less than"
        size = change if more else change.turned
        return f"{size.said(formatted)} {'more' if more else 'less'} than"

    def _why(self, formatted: Amounts) -> str:
        left = next((step.published for step in self.steps[0] if step.kind in LEFT), None)
        if left is None:
            return ""
        if not left.known:
            return ": how much of it is unexplained is not known"
        if left == self.change:
            return ", within rounding" if self.explained_by_rounding else ", unexplained"
        amount = left.said(formatted, signed=left.exact)
        return f": {amount} of it is within rounding" if self.explained_by_rounding else f": {amount} is unexplained"


def _step(step: VersionStep, formatted: Amounts) -> Step:
    in_full, published = step.kind in ("before", "after"), step.published
    said = "" if published.exact else published.said(formatted)
    amount = published.known[0] if published.known else float("nan")
    bound = published.amount is None and bool(published.known)
    open_to = (published.upper is None) - (published.lower is None) if bound else 0
    reach = math.nan
    if bound and not open_to and published.lower is not None and published.upper is not None:
        reach = step.end + published.upper - published.lower
    return Step(step.name, amount, step.start, step.end, in_full, step.kind in LEFT, said, open_to, reach)
