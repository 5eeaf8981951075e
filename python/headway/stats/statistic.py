"""Statistics with their intervals, and how they are given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pyarrow as pa

from headway.boundary.arguments import Arguments, Codes, Floats, levels_of
from headway.boundary.columns import Rows, Words, one_of, repeated
from headway.language.levels import level_name, percent
from headway.vocabulary import StatisticStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def limit_columns(lower: Floats, upper: Floats, confidence: Any, prefix: str = "") -> dict[str, pa.Array]:
    """The limits of a frame's rows, levels x rows: `lower` and `upper`, or with several levels `lower_95`, ..."""
    suffixes = [""] if np.ndim(confidence) == 0 else [f"_{level_name(level)}" for level in levels_of(confidence)]
    columns = {}
    for suffix, low, high in zip(suffixes, lower, upper, strict=True):
        columns[f"{prefix}lower{suffix}"] = pa.array(low, from_pandas=True)
        columns[f"{prefix}upper{suffix}"] = pa.array(high, from_pandas=True)
    return columns


class Figures(Rows):
    """Values with limits, of one row or of many. What they hold is said at `Statistic`."""

    _kind = "statistics"
    _limits_are: ClassVar[str] = ""  # what goes before them in words

    def __init__(
        self,
        value: Floats,
        lower: Floats,
        upper: Floats,
        status: Codes,
        *,
        confidence: Any,
        multiplier: float,
        method: str,
        inputs: Mapping[str, Floats],
        scalar: bool,
        groups: Sequence[Any] | None = None,
    ) -> None:
        several = np.ndim(confidence) > 0
        self._statuses = Words(status, StatisticStatus)
        self._scalar = scalar
        limits = (lower.T, upper.T) if several else (lower[0], upper[0])
        self.lower: Any = one_of(limits[0]) if scalar else limits[0]
        self.upper: Any = one_of(limits[1]) if scalar else limits[1]
        self.value: Any = one_of(value) if scalar else value
        self.confidence = confidence
        self.multiplier = multiplier
        self.method = method
        self.inputs = dict(inputs)  # copies would take as long as the statistics
        self.groups = None if groups is None else list(groups)

    @property
    def status(self) -> Any:
        return self._statuses.one() if self._scalar else self._statuses.array()

    def __len__(self) -> int:
        return len(self._statuses.codes)

    def _words(self, row: int) -> str:
        """One statistic as a reader says it; without a value or without limits, why."""
        value, lower, upper = (
            np.atleast_1d(part) if self._scalar else np.atleast_1d(part[row]) for part in (self.value, self.lower, self.upper)
        )
        status = str(self._statuses.of_row(row)).replace("_", " ")
        intervals = ", ".join(
            f"{low:.4g} to {high:.4g} at {percent(level)}%"
            for low, high, level in zip(lower, upper, np.atleast_1d(self.confidence), strict=True)
            if low is not None and not np.isnan(low)
        )
        if value[0] is None or np.isnan(value[0]):
            return status + (f" ({self._limits_are}{intervals})" if intervals else "")
        why = "" if status == StatisticStatus.estimated else f", {status}"
        return f"{value[0]:.4g}" + (f" ({self._limits_are}{intervals})" if intervals else "") + why


class Statistic(Figures):
    """Statistics with their intervals, of one row or of many.

    Attributes
    ----------
    value : float or array
        None where a scalar is missing, NaN in an array.
    lower, upper : float or array
        Limits of the interval. With a list of levels there is one more dimension, the last.
    status : str or array
        `estimated`, or why there is no value, or no more than a value or limits.
    confidence, multiplier : float or list of float
        As they were asked for.
    method : str
        The method, its version and its source.
    inputs : dict
        The arguments, as arrays; an array of floats is the caller's own.
    groups : list or None
        What each element stands for, where arrays were given with groups.
    """

    def plot(
        self,
        ax: Axes | None = None,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
        title: str | None = None,
    ) -> Axes:
        """Draw neighbours with their intervals, the highest first: a caterpillar chart.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to draw, with about 16 points of height a row; where there is less, some names, the note and the end of
            the title are left out, which `describe` has. By default a figure of its own, which is as readable on a phone
            as in a report.
        labels : sequence of str, optional
            What each value is of, in the order of the values: a pandas Series goes by place, not by its index. By
            default the groups.
        highlight : str or sequence of str, optional
            Labels to tell from the others: a bold name, a diamond and a band.
        benchmark : float, optional
            Where to draw a broken line, in the terms of the values.
        benchmark_label : str, default "Benchmark"
            What that is.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other below the scale. `%` asks for proportions with
            `multiplier=100`.
        title : str, optional
            By default what the figures say.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        HeadwayError
            For one value alone, more than two confidence levels, labels that are not one a value, a highlight that is
            no label, a unit or a title that is not text, and `%` for proportions of 1.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.

        Notes
        -----
        With two levels the narrower interval is a thick bar and the wider a thin one. Rows without a value come last,
        with their status.

        Examples
        --------
        >>> smoking = hw.stats.proportion([83, 61, 0], [586, 610, 0], multiplier=100, confidence=[0.95, 0.998])
        >>> ax = smoking.plot(labels=["Southampton", "Portsmouth", "Isles of Scilly"], highlight="Southampton",
        ...                   benchmark=11.63, benchmark_label="England", unit="%")
        """
        from headway.charts import caterpillar as caterpillar_chart
        from headway.charts import caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_chart.plot(drawn, ax, title)

    def svg(
        self,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
        title: str | None = None,
    ) -> str:
        """The caterpillar chart as one inline `<svg>` for a page, with its text alternative: see `plot`."""
        from headway.charts import caterpillar as caterpillar_chart
        from headway.charts import caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_chart.svg(drawn, title)

    def describe(
        self,
        *,
        labels: Any = None,
        highlight: str | Sequence[str] | None = None,
        benchmark: float | None = None,
        benchmark_label: str = "Benchmark",
        unit: str | None = None,
    ) -> str:
        """The caterpillar chart in plain sentences, with every figure: see `plot`."""
        from headway.charts import caterpillar_words

        drawn = caterpillar_words.caterpillar(
            self, labels=labels, highlight=highlight, benchmark=benchmark, benchmark_label=benchmark_label, unit=unit
        )
        return caterpillar_words.describe(drawn)


def statistic_of(
    arguments: Arguments,
    /,
    value: Floats,
    lower: Floats,
    upper: Floats,
    status: Codes,
    *,
    confidence: Any,
    multiplier: float,
    method: str,
    extra: Mapping[str, Any] | None = None,
    kind: type[Figures] = Statistic,
) -> Any:
    """What the caller gets: a `Statistic`, or a frame. `extra` holds further results: attributes, or columns.

    `value` and `status` have one element a row, or a group; `lower` and `upper` are levels x rows.
    """
    if arguments.frame is None:
        result = kind(
            value, lower, upper, status, confidence=confidence, multiplier=multiplier, method=method,
            inputs=arguments.arguments, groups=arguments.groups,
            scalar=arguments.alone,
        )  # fmt: skip
        for name, values in (extra or {}).items():
            setattr(result, name, values)
        return result
    columns: dict[str, Any] = {"value": pa.array(value, from_pandas=True)}
    columns |= limit_columns(lower, upper, confidence) | dict(extra or {})
    columns["status"] = Words(status, StatisticStatus).arrow()
    columns["method"] = repeated(method, len(value))
    if arguments.codes is None:
        return arguments.frame.with_columns(columns)
    summed: dict[str, pa.Array] = {}
    if arguments.summed_up:
        named = {arguments.columns[name]: sums for name, sums in arguments.arguments.items() if name in arguments.columns}
        summed = {column: pa.array(sums, from_pandas=True) for column, sums in named.items()}
    return arguments.frame.like([*arguments.keys.items(), *summed.items(), *columns.items()])
