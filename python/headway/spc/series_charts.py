"""What control charts and run charts share: they are of one series or of several, each of which is drawn by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from headway.boundary.arguments import Floats
from headway.boundary.columns import SHOWN, group_name
from headway.boundary.labels import named_among
from headway.boundary.problems import refusal
from headway.boundary.scalars import whole
from headway.charts.grid import grid
from headway.charts.multiples import Multiples
from headway.language.sentences import plain_line
from headway.pictured import MOST_IN_A_NOTEBOOK, Pictured, said
from headway.spc.points import Points

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIRST = 3  # charts that a notebook shows of several


class SeriesCharts(Pictured):
    """Charts of one series, or of several that are told apart by `series=`."""

    def __init__(self, points: Points, value: Floats, *, order: npt.NDArray[np.int64], method: str,
                 doubts: Mapping[int, str]) -> None:  # fmt: skip
        self.value = value
        self.order = order
        self.method = method
        self.dates: list[Any] | None = None if points.axis is None else points.axis.values()
        self.groups: list[Any] | None = None if points.groups is None else list(points.groups)
        self.group = points.codes
        self._doubts = doubts
        self.measured = points.measured

    @property
    def doubt(self) -> Any:
        """What looks as if it were in another unit, in words, or None; of several series one a series."""
        if self.groups is None:
            return self._doubts.get(0)
        return np.array([self._doubts.get(series) for series in range(len(self.groups))], dtype=object)

    def __len__(self) -> int:
        return len(self.value)

    def grid(self, columns: int = 2, *, unit: str | None = None, title: str | None = None) -> Figure:
        """The charts of all series side by side, in one figure: small multiples.

        Parameters
        ----------
        columns : int, default 2
            How many stand beside one another.
        unit, title : str, optional
            As for `picture`, for every chart.

        Returns
        -------
        matplotlib Figure

        Raises
        ------
        HeadwayError
            As `picture`.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.
        """
        columns = whole(columns, "columns", 1, 20)
        every = [None] if self.groups is None else self.groups
        return grid([self.picture(series=series, unit=unit, title=title) for series in every], columns)

    def multiples(self, *, unit: str | None = None, title: str | None = None, indicator: str | None = None,
                  subtitle: str | None = None, source: str | None = None) -> Multiples:  # fmt: skip
        """All series beside and below one another on one scale, to be compared by eye: small multiples.

        Parameters
        ----------
        unit : str, optional
            As for `picture`.
        title : str, optional
            By default which series is the highest and which the lowest at the end.
        indicator : str, optional
            What the values are of: the title begins with it.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the panels.

        Returns
        -------
        Multiples
            With `.plot(ax)`, `.svg()` and `.describe()`.

        Raises
        ------
        HeadwayError
            As `picture`.

        Examples
        --------
        >>> calls = hw.spc.run_chart([5.0, 6, 4, 7, 9, 8, 9, 7], groups=["North"] * 4 + ["South"] * 4)
        >>> calls.multiples().finding()
        'All are at 7'
        """
        every = [None] if self.groups is None else self.groups
        panels: list[Any] = [self.picture(series=series, unit=unit) for series in every]
        return Multiples(panels=panels, unit=panels[0].unit if panels else None, title=title, indicator=indicator,
                         subtitle=subtitle, source=source)  # fmt: skip

    def _points_of(self, series: Any) -> tuple[npt.NDArray[np.int64], int, str | None]:
        """The points of one series in order of time, its number, and its name where there are several."""
        if self.groups is None:
            if series is not None:
                raise refusal("series", repr(series), "None, as the chart is of one series")
            return self.order, 0, None
        if not self.groups:
            raise refusal("series", "none, as there are no rows", "a chart that has rows")
        series = named_among(series, self.groups)
        if series not in self.groups:
            accepted = ", ".join(map(str, self.groups[:SHOWN])) + (", ..." if len(self.groups) > SHOWN else "")
            raise refusal("series", repr(series), f"one of {accepted}")
        which = self.groups.index(series)
        return self.order[self.group[self.order] == which], which, plain_line(str(series))

    def _words(self, which: int) -> str:
        """What the chart of one series says, in a line."""
        raise NotImplementedError

    def _line(self, which: int) -> str:
        """The same, and whether a unit is in doubt."""
        return self._words(which) + ("; units in doubt" if which in self._doubts else "")

    def _options_in_a_notebook(self) -> dict[str, Any]:
        return {"series": self.groups[0]} if self.groups else {}

    def _repr_html_(self) -> str | None:
        """What a notebook shows: of several series what each says, and the charts of the first."""
        if not self.groups or self._size_in_a_notebook() > MOST_IN_A_NOTEBOOK:
            return super()._repr_html_() if self.groups is None or self.groups else said(repr(self))
        lines = [f"{group_name(group)}: {self._line(i)}" for i, group in enumerate(self.groups[:SHOWN])]
        if len(self.groups) > SHOWN:
            lines.append(f"and {len(self.groups) - SHOWN} more")
        try:
            pictures = [self.svg(series=series) for series in self.groups[:FIRST]]
        except ImportError:
            return None
        return "\n".join([said("\n".join([repr(self), *lines])), *pictures])
