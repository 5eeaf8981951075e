"""The windows of actions on one axis of months, and how each action stands: drawn, and in plain sentences."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from headway import _core
from headway._core import HeadwayError, Period
from headway.language.counts import number_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES = {
    "complete": "complete",
    "over_running": "over-running",
    "overdue": "overdue",
    "in_window": "within their window",
    "before_window": "before their window",
    "no_window": "without a window",
}


class Bar(NamedTuple):
    """One action: what there is to draw and to say of it.

    Attributes
    ----------
    theme, action, lead : str
        Empty where nothing was said.
    rating : str or None
        Its status.
    first, last : Period or None
        The months of its window.
    state, reason : str
    months_over : int or None
    span : (int, int, bool) or None
        From and to on the axis, in months, and whether it goes on beyond.
    """

    theme: str
    action: str
    lead: str
    rating: str | None
    first: Period | None
    last: Period | None
    state: str
    months_over: int | None
    reason: str
    span: tuple[int, int, bool] | None

    @property
    def window(self) -> str:
        """The window in words: "April 2025 to July 2025", "from January 2026", "no window"."""
        if self.first is None:
            return "no window"
        first = self.first.with_style("full").label
        if self.last is None:
            return f"from {first}"
        return first if self.last == self.first else f"{first} to {self.last.with_style('full').label}"

    @property
    def stands(self) -> str:
        """How it stands in words, its status with it: "overdue by 3 months, no status"."""
        status = "no status" if self.rating is None else _core.rating_keys()["action"][self.rating]
        if self.state == "complete":
            return "complete"
        by = "" if self.months_over is None else f" by {number_of(self.months_over, 'month')}"
        state = {
            "before_window": "before its window",
            "in_window": "in its window",
            "over_running": f"over-running{by}",
            "overdue": f"overdue{by}",
            "no_window": "no window",
        }[self.state]
        return f"{state}, {status}"


class Timeline:
    """Actions in their windows as at a month; `hw.plan.timeline` makes one.

    Attributes
    ----------
    bars : list of Bar
        One an action, in the order of the rows.
    as_at : Period
        Whose last month is the date.
    when : str
        That month in words: windows are whole months, and so is the date.
    first : Period
        The month in which the axis begins.
    months : int
        How many the axis has.
    now : int
        Where the date stands on it.
    counts : dict
        Actions by state and by status.
    """

    def __init__(self, plan: _core.Actions, as_at: Period) -> None:
        self.as_at = as_at
        self.when = Period.of_date(as_at.end).label
        self.counts = plan.counts(as_at)
        self._places = plan.theme_places()
        self.first, self.months, self.now, spans = plan.timeline(as_at)
        self.bars = [
            Bar(theme, action, lead, rating, *stands, span)
            for (theme, action, lead, rating), stands, span in zip(
                plan.texts(), plan.standings(as_at), spans, strict=True
            )
        ]

    @property
    def themes(self) -> dict[str, list[Bar]]:
        """Bars by theme, in the order of their first rows."""
        grouped: dict[int, list[Bar]] = {}
        for place, bar in zip(self._places, self.bars, strict=True):
            grouped.setdefault(place, []).append(bar)
        return {bars[0].theme: bars for bars in grouped.values()}

    def sentence(self) -> str:
        """How many actions stand where.

        Examples
        --------
        >>> frame = pd.DataFrame({"action": ["Strategy", "Hub"], "theme": "Place", "lead": "Director of Place",
        ...                       "first_month": "2025-04", "last_month": "2025-07", "published_rating": [None, "blue"]})
        >>> hw.plan.timeline(frame, as_at="October 2025").sentence()
        '2 actions as at October 2025: 1 complete, 1 overdue.'
        """
        stand = ", ".join(f"{self.counts[state]} {words}" for state, words in STATES.items() if self.counts[state])
        return f"{number_of(self.counts['actions'], 'action')} as at {self.when}{': ' if stand else ''}{stand}."

    def describe(self) -> str:
        """The chart in plain sentences, for those who do not see it.

        Returns
        -------
        str
            The counts, and then every action by theme with its owner's role, its window and how it stands.
        """
        themes = [
            (f"{theme}: " if theme else "")
            + "; ".join(f"{bar.action}{f' ({bar.lead})' if bar.lead else ''}, {bar.window}: {bar.stands}" for bar in bars)
            + "."
            for theme, bars in self.themes.items()
        ]
        return " ".join([self.sentence(), *themes])

    def plot(self, *, wide: bool = False) -> Axes:
        """Draw the timeline in a figure of its own, as tall as its actions need.

        Parameters
        ----------
        wide : bool, default False
            Names beside the bars, for a laptop or a sheet of paper; by default they stand above, for a phone.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.

        Examples
        --------
        >>> frame = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
        ...                       "first_month": "2025-04", "last_month": "2025-07", "published_rating": [None]})
        >>> ax = hw.plan.timeline(frame, as_at="October 2025").plot()
        >>> [text.get_text() for text in ax.texts if "verdue" in text.get_text()]
        ['Overdue by 3 months, no status']
        """
        from headway.charts.timeline_chart import plot

        return plot(self, wide=wide)

    def svg(self, *, title: str, wide: bool = False) -> str:
        """The chart as one inline `<svg>` for a page, with its text alternative.

        Parameters
        ----------
        title : str
            Its name to those who do not see it.
        wide : bool, default False
            As for `plot`.

        Returns
        -------
        str
            `<svg role="img">` with `<title>` and `<desc>`; text is text. The same timeline gives the same bytes.

        Raises
        ------
        HeadwayError
            For a title that is empty or not text.
        ImportError
            Without the extra `headway[report]`.
        """
        if not isinstance(title, str) or not title.strip():
            raise HeadwayError(f"title: found {title!r}; accepted: text")
        from headway.charts.timeline_chart import picture_of

        return picture_of(self, title, wide=wide)

    def __repr__(self) -> str:
        return f"Timeline: {self.sentence()}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>\n{self.svg(title='Actions and their windows', wide=True)}"
