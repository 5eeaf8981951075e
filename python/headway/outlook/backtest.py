"""How has a method done on this very series before?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.language.counts import number_of
from headway.language.figures import ends_in_words
from headway.outlook.projection import Projection, brief, project_year_end
from headway.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Backtest:
    """How a method has done on a series: past years, projected from the same point. Made by `backtest`.

    Attributes
    ----------
    replays : list of tuple
        (year, method, projected, lower, upper, actual, error, held) of each past year, oldest first; `held` is whether the
        interval held the year, None where there was none.
    projection : Projection
        Of this year, by the same rule.
    """

    def __init__(self, replays: list[_core.ReplayRow], projection: Projection) -> None:
        self.replays = replays
        self.projection = projection

    def __len__(self) -> int:
        return len(self.replays)

    @property
    def mean_absolute_error(self) -> float | None:
        """The mean of |projected - actual|, in the indicator's unit; None without past years."""
        return self.projection.past_error

    @property
    def covered(self) -> tuple[int, int]:
        """In how many past years the interval held the year, and in how many there was one."""
        held = [held for *_, held in self.replays if held is not None]
        return sum(held), len(held)

    def frame(self, kind: Literal["pandas", "polars", "pyarrow"] = "pandas") -> Any:
        """One row a past year.

        Parameters
        ----------
        kind : {'pandas', 'polars', 'pyarrow'}
            The library whose frame it is.

        Returns
        -------
        frame
            `year, method, projected, lower, upper, actual, error, covered`; null where there was no interval.

        Raises
        ------
        HeadwayError
            For another kind.
        """
        if kind not in ("pandas", "polars", "pyarrow"):
            raise HeadwayError(f"kind: found {kind!r}; accepted: pandas, polars, pyarrow")
        columns: list[tuple[Any, ...]] = list(zip(*self.replays, strict=True)) or [()] * 8
        table = pa.table({
            "year": pa.array([year.label for year in columns[0]], pa.large_string()),
            "method": pa.array(columns[1], pa.large_string()),
            **{name: pa.array(columns[2 + i], pa.float64()) for i, name in enumerate(("projected", "lower", "upper", "actual", "error"))},
            "covered": pa.array(columns[7], pa.bool_()),
        })
        return nw.from_arrow(table, backend=kind).to_native()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw projected against actual, year by year: see `headway.trajectory.plot_backtest`."""
        from headway.charts.trajectory import plot_backtest

        return plot_backtest(self, ax)

    def __repr__(self) -> str:
        if not self.replays:
            return "Backtest: no past year that could be projected"
        lines = [f"Backtest at point {self.projection.known} of the year, {number_of(len(self), 'past year')}"]
        for year, method, projected, lower, upper, actual, error, _ in self.replays:
            ends = "" if lower is None and upper is None else f" ({ends_in_words(lower, upper, brief)})"
            lines.append(f"  {year.label}: {brief(projected)}{ends} projected by {method}, {brief(actual)} in the end, {error:+,.1f}")
        held, of = self.covered
        if of:
            lines.append(f"  the {self.projection.level:.0%} interval held {held} of {of}")
        return "\n".join(lines)


def backtest(series: Series, **rule: Any) -> Backtest:
    """Replay past years from the same point of the year, with what was known then.

    Parameters
    ----------
    series : Series
        As for `project_year_end`.
    **rule
        The keyword arguments of `project_year_end`.

    Returns
    -------
    Backtest
        With `.frame()`, `.plot()`, `.mean_absolute_error` and `.covered`. Years that were not published whole, and
        those with too little before them, are left out.

    Raises
    ------
    HeadwayError
        As `project_year_end`.

    Examples
    --------
    >>> calls = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter")
    >>> hw.backtest(calls).frame()[["year", "projected", "actual"]].tail(1)
          year  projected  actual
    2  2023/24       80.0    80.0
    """
    return project_year_end(series, **rule).backtest()
