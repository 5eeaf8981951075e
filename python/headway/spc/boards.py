"""A board of control charts: many indicators at a glance."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from headway.boundary.problems import refusal
from headway.boundary.scalars import line_of
from headway.charts.board import BoardPicture
from headway.language.counts import number_of
from headway.pictured import Pictured
from headway.spc.control_chart import ControlChart


class Board(Pictured):
    """Control charts of many indicators. Made by `headway.spc.board`.

    Attributes
    ----------
    charts : dict of str to ControlChart
        By indicator, in the order given.
    units : dict of str to str
        What figures are in, of those that say it.
    """

    def __init__(self, charts: Mapping[str, ControlChart], units: Mapping[str, str]) -> None:
        self.charts, self.units = dict(charts), dict(units)

    def __len__(self) -> int:
        return len(self.charts)

    def picture(self, *, title: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> BoardPicture:  # fmt: skip
        """The board: a row an indicator, with its series, its latest figure, its variation and its assurance.

        Parameters
        ----------
        title : str, optional
            By default how many stand out, and how many are set to miss their target.
        subtitle : str, optional
            Below the title; by default what is shown.
        source : str, optional
            Where the figures are from; stands below the rows.

        Returns
        -------
        BoardPicture
            As tall as its rows need; axes that are given show as many as they hold, and say how many not.

        Raises
        ------
        HeadwayError
            For a title, a subtitle or a source that is no text.

        Examples
        --------
        >>> waits = hw.spc.xmr([61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75], polarity="low_is_good")
        >>> hw.spc.board({"Waits": waits}).picture().finding()
        'Of 1 indicator, 1 is of concern: Waits is high'
        """
        rows = [dataclasses.replace(chart.picture(unit=self.units.get(name)), name=name)
                for name, chart in self.charts.items()]  # fmt: skip
        return BoardPicture(rows=rows, title=title, subtitle=subtitle, source=source)

    def __repr__(self) -> str:
        return f"Board of {number_of(len(self), 'indicator')}: {self.picture().finding()}"


def board(charts: Mapping[str, ControlChart], *, units: Mapping[str, str] | None = None) -> Board:
    """Control charts of many indicators at a glance: of each how it varies, and whether its target will be met.

    Parameters
    ----------
    charts : mapping of str to ControlChart
        By indicator, each of one series.
    units : mapping of str to str, optional
        What figures are in: `%` and `GBP` stand beside them.

    Returns
    -------
    Board
        With `.plot(ax)`, `.svg()` and `.describe()`.

    Raises
    ------
    HeadwayError
        For what is no control chart or one of several series, and a unit of no indicator.

    Examples
    --------
    >>> days = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75]
    >>> board = hw.spc.board({"Waits": hw.spc.xmr(days, polarity="low_is_good", target=65)}, units={"Waits": "days"})
    >>> board
    Board of 1 indicator: Of 1 indicator, 1 is of concern: Waits is high
    >>> print(board.describe())
    1 indicator. Waits: 75 at point 14. Variation: concern, high. Target at most 65: it is met or missed by chance.
    """
    if not isinstance(charts, Mapping):
        raise refusal("charts", type(charts).__name__, "control charts by indicator, {'Waits': hw.spc.xmr(...)}")
    read: dict[str, ControlChart] = {}
    for name, chart in charts.items():
        if not isinstance(chart, ControlChart) or chart.groups is not None:
            several = isinstance(chart, ControlChart)
            found = f"a chart of {len(chart.groups or ())} series" if several else type(chart).__name__
            raise refusal(f"charts[{name!r}]", found, "a ControlChart of one series")
        read[line_of(name, "charts: a name")] = chart
    given = {} if units is None else dict(units)
    for name in given:
        if name not in read:
            raise refusal(f"units[{name!r}]", "an indicator that is not on the board", f"one of {', '.join(read)}")
    return Board(read, given)
