"""A chart: a frozen record of what is shown, which draws itself and says itself.

A kind of chart is a frozen dataclass that supplies its finding, its sentences and its drawing. It holds figures and
words that are ready to be shown: no result of the package, and nothing that is still to be worked out.
"""

from __future__ import annotations

import abc
import dataclasses
from typing import TYPE_CHECKING, Any

from headway.charts.parts.layout import WIDEST, Words, dots, on_axes, picture, text_of
from headway.language.sentences import legible, stopped

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Chart(abc.ABC):
    """What every kind of chart can do.

    Attributes
    ----------
    title : str or None
        What the caller calls it; None for what the figures say.
    subtitle : str or None
        What is shown, where and when, in a line below the title; None for what the record says of that.
    source : str or None
        Where the figures are from.
    """

    title: str | None = None
    subtitle: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        for name in ("title", "subtitle", "source", "indicator"):
            if (given := getattr(self, name, None)) is not None:  # no text is refused before it is drawn
                object.__setattr__(self, name, text_of(given, name))
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _legible(getattr(self, field.name)))

    @property
    def widest(self) -> str:
        """How wide it may become on a page, as CSS says it."""
        return WIDEST

    @abc.abstractmethod
    def finding(self) -> str:
        """What the chart says, in one line."""

    def shown(self) -> str:
        """What is shown, of what and when, in one line; nothing where the title says it."""
        return ""

    def below(self) -> str:
        """What a reader must know to trust or doubt the chart, below its axes."""
        return ""

    @abc.abstractmethod
    def describe(self) -> str:
        """The chart in plain sentences, with every figure, for those who do not see it."""

    @abc.abstractmethod
    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """Draw in axes, in a font; `own` axes are alone in their figure, which is then sized."""

    @property
    def heading(self) -> str:
        """The title above the chart."""
        return self.title or self.finding()

    def words(self, note: str = "", must: str = "") -> Words:
        """What stands about the axes, with a note below them, and what of it must be said."""
        return Words(self.heading, self.subtitle or self.shown(), note, self.source or "", bool(self.title), must)

    def fewer(self, count: int, of: int) -> str:
        """The subtitle of axes that have so many of all, which is what it says first."""
        subtitle = self.subtitle or self.shown()
        subtitle = subtitle if self.subtitle else f"{subtitle[:1].lower()}{subtitle[1:]}"
        return f"{count} of {of} shown: {subtitle}" if count < of else subtitle

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw in axes that are given, or in a figure of its own, as readable on a phone as in a report."""
        return on_axes(ax, self.draw)

    def svg(self) -> str:
        """One inline `<svg>` for a page, with its text alternative; the same chart is the same bytes."""
        return picture(lambda ax, family: self.draw(ax, family, True), title=self.heading,
                       description=self._alternative(), widest=self.widest)  # fmt: skip

    def png(self) -> bytes:
        """The same picture of dots, for what takes no `<svg>`; `describe` is its text alternative."""
        return dots(lambda ax, family: self.draw(ax, family, True))

    def _alternative(self) -> str:
        """The chart in words, with what the caller said of it."""
        before = [stopped(self.subtitle)] if self.subtitle else []
        return " ".join([*before, self.describe(), *([f"Source: {stopped(self.source)}"] if self.source else [])])


def _legible(value: Any) -> Any:
    """A field of a chart whose texts, wherever they stand in it, are legible."""
    if type(value) is str:
        return legible(value)
    if isinstance(value, dict):
        return {_legible(key): _legible(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        each = map(_legible, value)
        return value._make(each) if hasattr(value, "_make") else type(value)(each)
    return value
